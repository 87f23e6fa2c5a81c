//! Abbreviations, months, weekdays and number words.
//!
//! `abbreviations.tsv` has 275 abbreviations whose dot ends no sentence (CLDR's English
//! suppressions without its words that do end one, pysbd's list, and ours); `calendar.tsv` months
//! and weekdays (CLDR). Number words are a closed class and stand here.

use std::sync::LazyLock;

use crate::table::{Entry, Table, rows};

/// Where an abbreviation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AbbreviationKind {
    /// Before a name: "Gen.", "St.". A capital after it says nothing.
    BeforeName,
    /// Before a number: "No.", "pp.".
    BeforeNumber,
    /// After the name of a town: "Calif.".
    AfterPlace,
    /// Anywhere, also at the end of a sentence: "Inc.", "U.S.", "etc.".
    Anywhere,
}

static ABBREVIATIONS: LazyLock<Vec<(&'static str, AbbreviationKind)>> = LazyLock::new(|| {
    rows(include_str!("../tables/abbreviations.tsv"))
        .map(|[form, kind]| {
            let kind = match kind {
                "name" => AbbreviationKind::BeforeName,
                "number" => AbbreviationKind::BeforeNumber,
                "place" => AbbreviationKind::AfterPlace,
                _ => AbbreviationKind::Anywhere,
            };
            (form, kind)
        })
        .collect()
});

/// Whether a word with its dot is an abbreviation, and where it stands; case counts.
///
/// ```
/// use onrecord_world::{AbbreviationKind, abbreviation};
/// assert_eq!(abbreviation("Gen."), Some(AbbreviationKind::BeforeName));
/// assert_eq!(abbreviation("Inc."), Some(AbbreviationKind::Anywhere));
/// assert_eq!(abbreviation("No."), Some(AbbreviationKind::BeforeNumber));
/// assert_eq!(abbreviation("war."), None);
/// ```
pub fn abbreviation(form: &str) -> Option<AbbreviationKind> {
    let at = ABBREVIATIONS.binary_search_by_key(&form, |(f, _)| *f).ok()?;
    Some(ABBREVIATIONS[at].1)
}

/// A word of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CalendarWord {
    /// A month, January is 1.
    Month(u8),
    /// A day of the week, Monday is 1.
    Weekday(u8),
}

static CALENDAR: LazyLock<Table<CalendarWord>> = LazyLock::new(|| {
    let entries = rows(include_str!("../tables/calendar.tsv"))
        .filter_map(|[key, word, kind, number]| {
            let number = number.parse().ok()?;
            let value = match kind {
                "month" => CalendarWord::Month(number),
                _ => CalendarWord::Weekday(number),
            };
            Some(Entry { key, word, exact: false, value })
        })
        .collect();
    Table::new(entries)
});

/// The month or weekday that a word is, abbreviated or not; it must begin with a capital.
///
/// ```
/// use onrecord_world::{CalendarWord, calendar_word};
/// assert_eq!(calendar_word("Sept."), Some(CalendarWord::Month(9)));
/// assert_eq!(calendar_word("Sunday"), Some(CalendarWord::Weekday(7)));
/// assert_eq!(calendar_word("may"), None);
/// ```
pub fn calendar_word(word: &str) -> Option<CalendarWord> {
    CALENDAR.get(word).map(|e| e.value)
}

/// The number that a word is: "twelve", "twenty-one", "hundred", "12", "1,200".
///
/// ```
/// use onrecord_world::number_word;
/// assert_eq!(number_word("Forty-two"), Some(42));
/// assert_eq!(number_word("1,200"), Some(1200));
/// assert_eq!(number_word("many"), None);
/// ```
pub fn number_word(word: &str) -> Option<u64> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return grouped(word);
    }
    simple(word, &CARDINALS).or_else(|| {
        let (tens, ones) = word.split_once('-')?;
        let (tens, ones) = (simple(tens, &CARDINALS)?, simple(ones, &CARDINALS)?);
        ((20..=90).contains(&tens) && (1..=9).contains(&ones)).then_some(tens + ones)
    })
}

/// The number of an ordinal: "third", "twenty-first", "3rd".
///
/// ```
/// use onrecord_world::ordinal_word;
/// assert_eq!(ordinal_word("twenty-first"), Some(21));
/// assert_eq!(ordinal_word("15th"), Some(15));
/// assert_eq!(ordinal_word("three"), None);
/// ```
pub fn ordinal_word(word: &str) -> Option<u64> {
    if let Some(end) = word.find(|c: char| !c.is_ascii_digit())
        && end > 0
    {
        let suffix = &word[end..];
        let known = ["st", "nd", "rd", "th"].iter().any(|s| suffix.eq_ignore_ascii_case(s));
        return known.then(|| word[..end].parse().ok()).flatten();
    }
    simple(word, &ORDINALS).or_else(|| {
        let (tens, ones) = word.split_once('-')?;
        let (tens, ones) = (simple(tens, &CARDINALS)?, simple(ones, &ORDINALS)?);
        ((20..=90).contains(&tens) && (1..=9).contains(&ones)).then_some(tens + ones)
    })
}

fn simple(word: &str, list: &[(&str, u64)]) -> Option<u64> {
    list.iter().find(|(w, _)| w.eq_ignore_ascii_case(word)).map(|(_, n)| *n)
}

/// Digits, with commas between groups of three or without.
fn grouped(word: &str) -> Option<u64> {
    let mut groups = word.split(',');
    let first = groups.next()?;
    let well = |g: &str, most: usize| {
        !g.is_empty() && g.len() <= most && g.bytes().all(|b| b.is_ascii_digit())
    };
    let mut digits = String::from(first);
    let mut more = false;
    for group in groups {
        if group.len() != 3 || !well(group, 3) {
            return None;
        }
        digits.push_str(group);
        more = true;
    }
    well(first, if more { 3 } else { 18 }).then(|| digits.parse().ok()).flatten()
}

const CARDINALS: [(&str, u64); 35] = [
    ("zero", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("dozen", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("score", 20),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("hundred", 100),
    ("thousand", 1_000),
    ("million", 1_000_000),
    ("billion", 1_000_000_000),
    ("trillion", 1_000_000_000_000),
];

const ORDINALS: [(&str, u64); 29] = [
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
    ("eleventh", 11),
    ("twelfth", 12),
    ("thirteenth", 13),
    ("fourteenth", 14),
    ("fifteenth", 15),
    ("sixteenth", 16),
    ("seventeenth", 17),
    ("eighteenth", 18),
    ("nineteenth", 19),
    ("twentieth", 20),
    ("thirtieth", 30),
    ("fortieth", 40),
    ("fiftieth", 50),
    ("sixtieth", 60),
    ("seventieth", 70),
    ("eightieth", 80),
    ("ninetieth", 90),
    ("hundredth", 100),
    ("thousandth", 1_000),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::check;

    #[test]
    fn abbreviations_are_sorted_and_dotted() {
        assert!(ABBREVIATIONS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(ABBREVIATIONS.iter().all(|(form, _)| form.ends_with('.')));
        for form in ["Mr.", "Dr.", "Gen.", "Sen.", "Rep.", "St.", "Lt.", "Col."] {
            assert_eq!(abbreviation(form), Some(AbbreviationKind::BeforeName), "{form}");
        }
        for form in ["Jan.", "U.S.", "Inc.", "Corp.", "etc.", "a.m.", "Ltd."] {
            assert_eq!(abbreviation(form), Some(AbbreviationKind::Anywhere), "{form}");
        }
        assert_eq!(abbreviation("Calif."), Some(AbbreviationKind::AfterPlace));
        for word in ["Is.", "In.", "By.", "man.", "May.", "Up.", "No"] {
            assert_eq!(abbreviation(word), None, "{word}");
        }
    }

    #[test]
    fn the_calendar() {
        check(&CALENDAR);
        assert_eq!(calendar_word("Monday"), Some(CalendarWord::Weekday(1)));
        assert_eq!(calendar_word("Jan."), Some(CalendarWord::Month(1)));
        assert_eq!(calendar_word("May"), Some(CalendarWord::Month(5)));
        assert_eq!(calendar_word("march"), None);
    }

    #[test]
    fn numbers() {
        assert_eq!(number_word("ten"), Some(10));
        assert_eq!(number_word("ninety-nine"), Some(99));
        assert_eq!(number_word("ten-two"), None);
        assert_eq!(number_word("12,00"), None);
        assert_eq!(number_word("1,234,567"), Some(1_234_567));
        assert_eq!(number_word("12th"), None);
        assert_eq!(ordinal_word("12th"), Some(12));
        assert_eq!(ordinal_word("Fourth"), Some(4));
        assert_eq!(ordinal_word("12"), None);
        assert_eq!(ordinal_word(""), None);
    }
}
