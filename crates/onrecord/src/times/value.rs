//! What a time expression names: a stretch of the calendar, a range, or a time of day.

use std::fmt;

use jiff::civil::Date;

use super::calendar;

/// A day or a range of days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Date,
}

/// One of the four seasons of the north, three whole months each: summer is June to August, and
/// the winter of a year begins in its December.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    /// The month it begins in.
    pub fn first_month(self) -> u8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn => 9,
            Self::Winter => 12,
        }
    }
}

/// A stretch that the calendar has a name for. Years are counted as historians count them: 400 BCE
/// is -400, and there is no year 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// Named by its first year: 1800 for the 19th century. Before the common era by its last:
    /// -400 for the 4th century BCE, which is 400 to 301.
    Century(i32),
    /// Named by its first year.
    Decade(i32),
    /// A year, a fiscal year too.
    Year(i32),
    /// Half a year, 1 or 2.
    Half(i32, u8),
    /// A quarter of a year, 1 to 4.
    Quarter(i32, u8),
    /// A season, by the year it begins in.
    Season(i32, Season),
    /// A month of a year, 1 to 12.
    Month(i32, u8),
    /// A week, by its Monday.
    Week(Date),
    /// A weekend, by its Saturday.
    Weekend(Date),
    /// A day.
    Day(Date),
    /// A season of no stated year.
    AnySeason(Season),
    /// A month of no stated year.
    AnyMonth(u8),
    /// A month and a day of no stated year.
    AnyDay(u8, u8),
}

/// How closely an expression says when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Precision {
    Clock,
    Day,
    Weekend,
    Week,
    Month,
    Season,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
    /// A range with ends of its own, or a time unknown.
    Range,
}

impl Point {
    /// How closely it says when.
    pub fn precision(self) -> Precision {
        match self {
            Self::Century(_) => Precision::Century,
            Self::Decade(_) => Precision::Decade,
            Self::Year(_) => Precision::Year,
            Self::Half(..) => Precision::Half,
            Self::Quarter(..) => Precision::Quarter,
            Self::Season(..) | Self::AnySeason(_) => Precision::Season,
            Self::Month(..) | Self::AnyMonth(_) => Precision::Month,
            Self::Week(_) => Precision::Week,
            Self::Weekend(_) => Precision::Weekend,
            Self::Day(_) | Self::AnyDay(..) => Precision::Day,
        }
    }

    /// Its first and its last day; none for a point of no stated year, or beyond the years that
    /// a [`Date`] can write.
    pub fn days(self) -> Option<Days> {
        calendar::days(self)
    }

    /// The year it begins in, where it is stated.
    pub fn year(self) -> Option<i32> {
        match self {
            Self::Century(y) | Self::Decade(y) | Self::Year(y) => Some(y),
            Self::Half(y, _) | Self::Quarter(y, _) | Self::Season(y, _) | Self::Month(y, _) => {
                Some(y)
            }
            Self::Week(d) | Self::Weekend(d) | Self::Day(d) => Some(calendar::year_of(d)),
            Self::AnySeason(_) | Self::AnyMonth(_) | Self::AnyDay(..) => None,
        }
    }

    /// The points that it is written from and to, where no single date can write it.
    fn ends(self) -> Option<(Self, Self)> {
        let months = |year, first, last| (Self::Month(year, first), Self::Month(year, last));
        let days = |days: Days| (Self::Day(days.start), Self::Day(days.end));
        match self {
            Self::Century(y) => Some((Self::Year(y), Self::Year(y.saturating_add(99)))),
            Self::Decade(y) => Some((Self::Year(y), Self::Year(y.saturating_add(9)))),
            Self::Half(y, half) => Some(months(y, half * 6 - 5, half * 6)),
            Self::Quarter(y, quarter) => Some(months(y, quarter * 3 - 2, quarter * 3)),
            Self::Week(_) | Self::Weekend(_) => self.days().map(days),
            // A season is written by the four months that it touches, from equinox to solstice.
            Self::Season(y, s) => {
                let (first, last) = (s.first_month(), s.first_month() % 12 + 3);
                let year = y.saturating_add(i32::from(last < first));
                Some((Self::Month(y, first), Self::Month(year, last)))
            }
            Self::AnySeason(s) => {
                let first = s.first_month();
                Some((Self::AnyMonth(first), Self::AnyMonth(first % 12 + 3)))
            }
            _ => None,
        }
    }
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Clock {
    pub hour: u8,
    pub minute: u8,
    pub second: u8,
}

/// What an expression says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// One stretch of the calendar.
    Point(Point),
    /// From one to another, both included; an end that is not said is open.
    Range {
        /// Where it begins.
        start: Option<Point>,
        /// Where it ends.
        end: Option<Point>,
    },
    /// A time of day, of whatever day.
    Clock(Clock),
    /// A time that nothing lets us place: "yesterday" in an article of no date.
    Unknown,
}

/// First and last day, so far as they are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// The first day.
    pub start: Option<Date>,
    /// The last day.
    pub end: Option<Date>,
}

impl Reach {
    /// The days, where both ends are known and in order.
    pub fn closed(self) -> Option<Days> {
        let days = Days { start: self.start?, end: self.end? };
        (days.start <= days.end).then_some(days)
    }
}

impl Value {
    /// How closely it says when.
    pub fn precision(self) -> Precision {
        match self {
            Self::Point(point) => point.precision(),
            Self::Range { .. } | Self::Unknown => Precision::Range,
            Self::Clock(_) => Precision::Clock,
        }
    }

    /// The days it covers.
    pub fn reach(self) -> Reach {
        let first = |point: Option<Point>| point.and_then(Point::days).map(|d| d.start);
        let last = |point: Option<Point>| point.and_then(Point::days).map(|d| d.end);
        match self {
            Self::Point(point) => Reach { start: first(Some(point)), end: last(Some(point)) },
            Self::Range { start, end } => Reach { start: first(start), end: last(end) },
            Self::Clock(_) | Self::Unknown => Reach::default(),
        }
    }
}

impl From<Point> for Value {
    fn from(point: Point) -> Self {
        Self::Point(point)
    }
}

/// A year in four figures, with a sign before the common era: `0842`, `-0400`.
struct IsoYear(i32);

impl fmt::Display for IsoYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}", self.0.unsigned_abs())
    }
}

/// As ISO 8601 writes it: `2022`, `2022-03`, `2022-03-14`; `--03` and `--03-14` where no year is
/// stated; `A/B` where no single date can say it.
impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((start, end)) = self.ends() {
            return write!(f, "{start}/{end}");
        }
        match *self {
            Self::Century(y) | Self::Decade(y) | Self::Year(y) => write!(f, "{}", IsoYear(y)),
            Self::Half(y, _) | Self::Quarter(y, _) | Self::Season(y, _) => {
                write!(f, "{}", IsoYear(y))
            }
            Self::Month(year, month) => write!(f, "{}-{month:02}", IsoYear(year)),
            Self::Week(date) | Self::Weekend(date) | Self::Day(date) => {
                let year = IsoYear(calendar::year_of(date));
                write!(f, "{year}-{:02}-{:02}", date.month(), date.day())
            }
            Self::AnySeason(season) => write!(f, "--{:02}", season.first_month()),
            Self::AnyMonth(month) => write!(f, "--{month:02}"),
            Self::AnyDay(month, day) => write!(f, "--{month:02}-{day:02}"),
        }
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}:{:02}", self.hour, self.minute, self.second)
    }
}

/// As a [`Point`] is written; a range as `A/B`, an open end of it as `..`; the
/// unknown as `XXXX`.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Point(point) => write!(f, "{point}"),
            Self::Clock(clock) => write!(f, "{clock}"),
            Self::Unknown => f.write_str("XXXX"),
            Self::Range { start, end } => {
                match start {
                    Some(point) => write!(f, "{}", point.ends().map_or(*point, |ends| ends.0))?,
                    None => f.write_str("..")?,
                }
                f.write_str("/")?;
                match end {
                    Some(point) => write!(f, "{}", point.ends().map_or(*point, |ends| ends.1)),
                    None => f.write_str(".."),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: impl Into<Value>) -> String {
        value.into().to_string()
    }

    #[test]
    fn points_are_written_as_dates() {
        let day = jiff::civil::date(2022, 3, 14);
        for (point, text) in [
            (Point::Century(1800), "1800/1899"),
            (Point::Decade(1990), "1990/1999"),
            (Point::Year(842), "0842"),
            (Point::Year(-400), "-0400"),
            (Point::Half(2020, 2), "2020-07/2020-12"),
            (Point::Quarter(2020, 3), "2020-07/2020-09"),
            (Point::Season(2021, Season::Winter), "2021-12/2022-03"),
            (Point::Month(2022, 3), "2022-03"),
            (Point::Week(day), "2022-03-14/2022-03-20"),
            (Point::Day(day), "2022-03-14"),
            (Point::AnySeason(Season::Winter), "--12/--03"),
            (Point::AnyMonth(3), "--03"),
            (Point::AnyDay(7, 4), "--07-04"),
        ] {
            assert_eq!(written(point), text);
        }
    }

    #[test]
    fn ranges_are_written_from_their_first_day_to_their_last() {
        let range = |start, end| Value::Range { start, end };
        let (early, late) = (Some(Point::Decade(1990)), Some(Point::Decade(2000)));
        assert_eq!(written(range(early, late)), "1990/2009");
        assert_eq!(written(range(None, late)), "../2009");
        assert_eq!(written(range(early, None)), "1990/..");
        assert_eq!(Value::Clock(Clock { hour: 15, minute: 30, second: 0 }).to_string(), "15:30:00");
    }

    #[test]
    fn no_days_without_a_year_or_beyond_the_calendar() {
        for point in
            [Point::AnyMonth(3), Point::Year(-40_000), Point::Year(0), Point::Year(i32::MAX)]
        {
            assert_eq!(Value::Point(point).reach(), Reach::default());
        }
    }
}
