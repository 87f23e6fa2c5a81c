//! What a table is made of: columns of a type each, and rows of cells.

use jiff::Timestamp;
use jiff::civil::Date;

/// What a column holds. Every column may have empty cells: what is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number with a point.
    Number,
    /// Yes or no.
    Truth,
    /// A day.
    Day,
    /// A moment, in UTC.
    Moment,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in the header.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
}

impl Column {
    /// A column of text.
    pub const fn text(name: &'static str) -> Self {
        Self { name, kind: Kind::Text }
    }

    /// A column of whole numbers.
    pub const fn integer(name: &'static str) -> Self {
        Self { name, kind: Kind::Integer }
    }

    /// A column of numbers with a point.
    pub const fn number(name: &'static str) -> Self {
        Self { name, kind: Kind::Number }
    }

    /// A column of yes and no.
    pub const fn truth(name: &'static str) -> Self {
        Self { name, kind: Kind::Truth }
    }

    /// A column of days.
    pub const fn day(name: &'static str) -> Self {
        Self { name, kind: Kind::Day }
    }

    /// A column of moments.
    pub const fn moment(name: &'static str) -> Self {
        Self { name, kind: Kind::Moment }
    }
}

/// A cell. The conversions make one of what a row is made from: an empty text, a number that is
/// none and an absent value become [`Value::Empty`].
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Not known; fits every column.
    #[default]
    Empty,
    /// For [`Kind::Text`].
    Text(String),
    /// For [`Kind::Integer`].
    Integer(i64),
    /// For [`Kind::Number`].
    Number(f64),
    /// For [`Kind::Truth`].
    Truth(bool),
    /// For [`Kind::Day`].
    Day(Date),
    /// For [`Kind::Moment`].
    Moment(Timestamp),
}

/// The cells of a row, one a column.
pub type Row = Vec<Value>;

impl Value {
    /// What it is; nothing where it is empty.
    pub fn kind(&self) -> Option<Kind> {
        match self {
            Self::Empty => None,
            Self::Text(_) => Some(Kind::Text),
            Self::Integer(_) => Some(Kind::Integer),
            Self::Number(_) => Some(Kind::Number),
            Self::Truth(_) => Some(Kind::Truth),
            Self::Day(_) => Some(Kind::Day),
            Self::Moment(_) => Some(Kind::Moment),
        }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        if number.is_finite() { Self::Number(number) } else { Self::Empty }
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Truth(truth)
    }
}

impl From<Date> for Value {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl From<Timestamp> for Value {
    fn from(moment: Timestamp) -> Self {
        Self::Moment(moment)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}
