//! Numerals, in figures and in words: `2022`, `15th`, `twenty-first`, `'90s`, `14.3.2022`.

use super::lexicon::{Figures, Word};
use super::value::Clock;

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: [&str; 8] =
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

const ORDINALS: [&str; 20] = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];

/// What a word is as a numeral; it comes in small letters.
pub(super) fn classify(word: &str) -> Option<Word> {
    match word.as_bytes() {
        [b'0'..=b'9', ..] => figures(word),
        [b'\'', ..] => elided(&word[1..]),
        [b'q', n @ b'1'..=b'4'] => Some(Word::Quarter(n - b'0')),
        [b'h', n @ b'1'..=b'2'] => Some(Word::HalfYear(n - b'0')),
        [b'f', b'y', ..] => fiscal_year(&word[2..]),
        [b'a', b'd', b'1'..=b'9', ..] | [b'c', b'.', b'1'..=b'9', ..] => {
            number(&word[2..])?.try_into().ok().filter(|y| *y < 2100).map(Word::OneYear)
        }
        [b'm', b'i', b'd', b'-', ..] => match super::lexicon::classify(&word[4..]) {
            Word::Month(month) => Some(Word::MidMonth(month)),
            Word::Decade { first, .. } => Some(Word::MidDecade(first)),
            _ => None,
        },
        _ => cardinal(word)
            .map(Word::Cardinal)
            .or_else(|| ordinal(word).map(Word::Ordinal))
            .or_else(|| decade_in_words(word)),
    }
}

fn fiscal_year(rest: &str) -> Option<Word> {
    let year: u16 = number(rest)?.try_into().ok()?;
    match rest.len() {
        2 => Some(Word::FiscalYear(2000 + year)),
        4 => Some(Word::FiscalYear(year)),
        _ => None,
    }
}

/// Below one hundred: `seven`, `twenty-five`.
fn cardinal(word: &str) -> Option<u32> {
    let at = |list: &[&str], w: &str| list.iter().position(|x| *x == w).map(|i| i as u32);
    if let Some(one) = at(&ONES, word) {
        return Some(one);
    }
    let (tens, ones) = word.split_once('-').map_or((word, None), |(t, o)| (t, Some(o)));
    let tens = (at(&TENS, tens)? + 2) * 10;
    match ones {
        None => Some(tens),
        Some(ones) => at(&ONES, ones).filter(|n| (1..10).contains(n)).map(|n| tens + n),
    }
}

fn ordinal(word: &str) -> Option<u16> {
    let simple = |w: &str| ORDINALS.iter().skip(1).position(|x| *x == w).map(|i| i as u16 + 1);
    if let Some(n) = simple(word) {
        return Some(n);
    }
    if let Some((tens, ones)) = word.split_once('-') {
        let tens = TENS.iter().position(|t| *t == tens)? as u16;
        return simple(ones).filter(|n| *n < 10).map(|n| (tens + 2) * 10 + n);
    }
    let tens = word.strip_suffix("ieth")?;
    let tens = TENS.iter().position(|t| t.strip_suffix('y') == Some(tens))? as u16;
    Some((tens + 2) * 10)
}

/// `sixties`: the years from 60 on of a century that is not said.
fn decade_in_words(word: &str) -> Option<Word> {
    let stem = word.strip_suffix("ies")?;
    let tens = TENS.iter().position(|t| t.strip_suffix('y') == Some(stem))? as u16;
    Some(Word::Decade { first: (tens + 2) * 10, digits: 2 })
}

/// `'71`, `'90s`.
fn elided(rest: &str) -> Option<Word> {
    if let Some(decade) = rest.strip_suffix('s') {
        let first = number(decade).filter(|n| decade.len() == 2 && n % 10 == 0)?;
        return Some(Word::Decade { first: first as u16, digits: 2 });
    }
    number(rest).filter(|_| rest.len() == 2).map(|n| Word::ShortYear(n as u8))
}

/// A word that begins with a figure.
fn figures(word: &str) -> Option<Word> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (head, tail) = word.split_at(digits);
    let value = number(head)?;
    match tail {
        "" => Some(Word::Digits { value, length: digits as u8 }),
        "st" | "nd" | "rd" | "th" | "d" => ordinal_in_figures(value, tail),
        "s" if value % 10 == 0 && matches!(digits, 2 | 4) => {
            Some(Word::Decade { first: value as u16, digits: digits as u8 })
        }
        "am" | "a.m." | "pm" | "p.m." => None,
        _ => match tail.as_bytes()[0] {
            b',' if grouped(word) => number(&word.replace(',', "")).map(Word::Grouped),
            b':' => clock(word, ':').map(Word::Clock),
            b'.' if word.len() == digits + 3 => clock(word, '.').map(Word::Dotted),
            mark @ (b'-' | b'/' | b'.' | b',') => date(word, mark).map(Word::Figures),
            _ => None,
        },
    }
}

/// `1,500`, `10,000`: groups of three figures behind the first.
fn grouped(word: &str) -> bool {
    let mut groups = word.split(',');
    groups.next().is_some_and(|first| first.len() <= 3) && groups.all(|group| group.len() == 3)
}

fn ordinal_in_figures(value: u32, ending: &str) -> Option<Word> {
    let expected = match (value % 100, value % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    // "2d" and "23d" are old forms of "2nd" and "23rd".
    let old = ending == "d" && expected.ends_with('d');
    ((ending == expected || old) && value > 0)
        .then(|| value.try_into().ok().map(Word::Ordinal))
        .flatten()
}

/// `15:30`, `15:30:07`; `8.30`.
fn clock(word: &str, mark: char) -> Option<Clock> {
    let mut parts = word.split(mark);
    let mut part = |least: usize, below: u32| {
        let digits = parts.next()?;
        number(digits).filter(|n| *n < below && (least..=2).contains(&digits.len()))
    };
    let (hour, minute) = (part(1, 25)?, part(2, 60)?);
    let second = if word.matches(mark).count() > 1 { part(2, 60)? } else { 0 };
    let whole = parts.next().is_none() && (hour < 24 || minute + second == 0);
    whole.then_some(Clock { hour: hour as u8 % 24, minute: minute as u8, second: second as u8 })
}

/// A date in figures, parted by one kind of mark throughout.
fn date(word: &str, mark: u8) -> Option<Figures> {
    let mut parts = [(0_u32, 0_usize); 3];
    let mut count = 0;
    for part in word.split(char::from(mark)) {
        *parts.get_mut(count)? = (number(part)?, part.len());
        count += 1;
    }
    let small = |(value, digits): (u32, usize)| {
        u8::try_from(value).ok().filter(|n| (1..=31).contains(n) && digits <= 2)
    };
    match (count, parts) {
        (3, [(year, 4), month, day]) => {
            let (month, day) = (small(month)?, small(day)?);
            (month <= 12).then_some(Figures::YearFirst { year: year as u16, month, day })
        }
        (3, [first, second, (year, digits @ (2 | 4))]) => {
            let (first, second) = (small(first)?, small(second)?);
            let (year, year_digits) = (year as u16, digits as u8);
            let either = first <= 12 || second <= 12;
            either.then_some(Figures::YearLast { first, second, year, year_digits, mark })
        }
        (2, [(first, 4), (second, 2), _]) if mark == b'/' => {
            Some(Figures::Years { first: first as u16, second: second as u8 })
        }
        (2, [month, (year, 4), _]) if mark == b'/' => {
            let month = small(month).filter(|month| *month <= 12)?;
            Some(Figures::MonthYear { month, year: year as u16 })
        }
        (2, [day, (year @ 1000..=2100, 4), _]) if mark != b'-' => {
            Some(Figures::DayYear { day: small(day)?, year: year as u16 })
        }
        (2, [first, second, _]) if mark == b'/' => {
            Some(Figures::Pair { first: small(first)?, second: small(second)? })
        }
        _ => None,
    }
}

/// A whole number of at most nine figures.
fn number(digits: &str) -> Option<u32> {
    let plain = (1..=9).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if plain { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals() {
        let clock = |hour, minute, second| Word::Clock(Clock { hour, minute, second });
        for (text, word) in [
            ("2022", Word::Digits { value: 2022, length: 4 }),
            ("08", Word::Digits { value: 8, length: 2 }),
            ("10,000", Word::Grouped(10_000)),
            ("15th", Word::Ordinal(15)),
            ("twenty-first", Word::Ordinal(21)),
            ("twentieth", Word::Ordinal(20)),
            ("twenty-five", Word::Cardinal(25)),
            ("1990s", Word::Decade { first: 1990, digits: 4 }),
            ("'90s", Word::Decade { first: 90, digits: 2 }),
            ("nineties", Word::Decade { first: 90, digits: 2 }),
            ("'71", Word::ShortYear(71)),
            ("fy21", Word::FiscalYear(2021)),
            ("q3", Word::Quarter(3)),
            ("15:30", clock(15, 30, 0)),
            ("24:00", clock(0, 0, 0)),
            ("15:30:07", clock(15, 30, 7)),
        ] {
            assert_eq!(classify(text), Some(word), "{text}");
        }
    }

    #[test]
    fn dates_in_figures() {
        let last = |first, second, year, year_digits, mark| Figures::YearLast {
            first,
            second,
            year,
            year_digits,
            mark,
        };
        for (text, figures) in [
            ("2022-03-14", Figures::YearFirst { year: 2022, month: 3, day: 14 }),
            ("3/14/22", last(3, 14, 22, 2, b'/')),
            ("14.3.2022", last(14, 3, 2022, 4, b'.')),
            ("2004/05", Figures::Years { first: 2004, second: 5 }),
            ("9/11", Figures::Pair { first: 9, second: 11 }),
        ] {
            assert_eq!(classify(text), Some(Word::Figures(figures)), "{text}");
        }
    }

    #[test]
    fn what_is_no_numeral() {
        for text in [
            "1,50",
            "11st",
            "25:00",
            "2:5",
            "3.141",
            "40/41/42",
            "1.2.3.4",
            "12345678901",
            "'s",
            "x",
        ] {
            assert_eq!(classify(text), None, "{text}");
        }
    }
}
