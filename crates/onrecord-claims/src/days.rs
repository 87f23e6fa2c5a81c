//! The days that a sentence names, as windows of whole days.

use jiff::Span;
use jiff::civil::{Date, Weekday, date};
use onrecord_world::{CalendarWord, calendar_word, number_word};

use crate::words::Word;

/// A stretch of days, both ends included, with the words that name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub words: (usize, usize),
    pub start: Date,
    pub end: Date,
}

/// The day an article was published, read off the front of an ISO 8601 time.
pub(crate) fn day_of(published: &str) -> Option<Date> {
    published.get(..10)?.parse().ok()
}

/// `date` and `days` later (earlier where negative).
pub(crate) fn shift(date: Date, days: i64) -> Date {
    date.checked_add(Span::new().days(days)).unwrap_or(date)
}

/// The windows that words name, read on the day of publication.
pub(crate) fn windows(words: &[Word], today: Date) -> Vec<Window> {
    let mut found: Vec<Window> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match window(words, at, today, &found) {
            Some(window) => {
                at = window.words.1;
                found.push(window);
            }
            None => at += 1,
        }
    }
    lasting(words, &mut found);
    found
}

/// "Ended three days of talks on Friday": the days before belong to it.
fn lasting(words: &[Word], found: &mut [Window]) {
    for at in 0..words.len().saturating_sub(2) {
        let [count, unit, of] = &words[at..at + 3] else { continue };
        if !unit.low.starts_with("day") || of.low != "of" {
            continue;
        }
        let Some(days) = crate::words::number(count).filter(|n| (2..31).contains(n)) else {
            continue;
        };
        for window in found.iter_mut().filter(|w| w.words.0 > at && w.start == w.end) {
            window.start = shift(window.start, 1 - days as i64);
        }
    }
}

fn month(word: &Word) -> Option<i8> {
    match calendar_word(&word.form) {
        Some(CalendarWord::Month(number)) if word.upper => i8::try_from(number).ok(),
        _ => None,
    }
}

pub(crate) fn weekday(word: &Word) -> Option<Weekday> {
    match calendar_word(&word.form) {
        Some(CalendarWord::Weekday(number)) if word.upper => {
            Weekday::from_monday_one_offset(i8::try_from(number).ok()?).ok()
        }
        _ => None,
    }
}

pub(crate) fn year(word: &Word) -> Option<i16> {
    word.low.parse().ok().filter(|year| word.low.len() == 4 && (1800..2200).contains(year))
}

fn day_number(word: &Word) -> Option<i8> {
    let digits = word.low.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    digits.parse().ok().filter(|day| word.low.len() <= 4 && (1..=31).contains(day))
}

/// The year in which a month and day lie nearest to the day of publication.
fn nearest(month: i8, day: i8, today: Date) -> Option<Date> {
    (-1..=1)
        .filter_map(|step| Date::new(today.year() + step, month, day).ok())
        .min_by_key(|d| (days_between(*d, today)).abs())
}

/// How many days lie between a first day and a later one; below zero where the first is the later.
pub(crate) fn days_between(a: Date, b: Date) -> i64 {
    i64::from((b - a).get_days())
}

/// How many days lie between the first and the last of a stretch.
pub(crate) fn width(days: (Date, Date)) -> i64 {
    days_between(days.0, days.1)
}

/// "On Monday at nine he is before the court": nothing in the sentence is past.
fn is_to_come(words: &[Word]) -> bool {
    let past = |w: &Word| {
        matches!(
            &*w.low,
            "was"
                | "were"
                | "had"
                | "has"
                | "have"
                | "been"
                | "said"
                | "did"
                | "told"
                | "since"
                | "last"
                | "after"
        ) || !w.upper && w.low.ends_with("ed")
    };
    words.iter().any(|w| matches!(&*w.low, "is" | "are")) && !words.iter().any(past)
}

fn window(words: &[Word], at: usize, today: Date, before: &[Window]) -> Option<Window> {
    let word = &words[at];
    let next = words.get(at + 1);
    let make = |length: usize, start: Date, end: Date| {
        Some(Window { words: (at, at + length), start, end })
    };
    // "3 April 2025", "3 April".
    if let (Some(day), Some(month)) = (day_number(word), next.and_then(month))
        && word.low.starts_with(|c: char| c.is_ascii_digit())
    {
        if let Some(year) = words.get(at + 2).and_then(year) {
            let date = Date::new(year, month, day).ok()?;
            return make(3, date, date);
        }
        let date = nearest(month, day, today)?;
        return make(2, date, date);
    }
    if let Some(month) = month(word) {
        // "April 3", "April 3, 2025".
        if let Some(day) = next.and_then(day_number).filter(|_| !next.is_some_and(|n| n.after_mark))
        {
            if let Some(year) = words.get(at + 2).and_then(year) {
                let date = Date::new(year, month, day).ok()?;
                return make(3, date, date);
            }
            let date = nearest(month, day, today)?;
            return make(2, date, date);
        }
        let of_year = next.and_then(year);
        let year = of_year.unwrap_or_else(|| {
            (-1..=1)
                .map(|step| today.year() + step)
                .min_by_key(|&y| days_between(date(y, month, 15), today).abs())
                .unwrap_or(today.year())
        });
        let first = Date::new(year, month, 1).ok()?;
        let part = at.checked_sub(1).map_or("", |b| &*words[b].low);
        let (start, end) = match part {
            "early" => (first, shift(first, 9)),
            "mid" => (shift(first, 10), shift(first, 19)),
            "late" => (shift(first, 19), first.last_of_month()),
            _ => (first, first.last_of_month()),
        };
        return make(if of_year.is_some() { 2 } else { 1 }, start, end);
    }
    let before_is = |wanted: &[&str]| at > 0 && wanted.contains(&&*words[at - 1].low);
    // "Saturday, 14 February": the date tells.
    if weekday(word).is_some()
        && let Some(date) =
            words.get(at + 1).filter(|w| w.upper || w.low.starts_with(|c: char| c.is_ascii_digit()))
        && (month(date).is_some() || words.get(at + 2).and_then(month).is_some())
        && let Some(window) = window(words, at + 1, today, before).filter(|w| w.start == w.end)
    {
        return Some(Window { words: (at, window.words.1), ..window });
    }
    if let Some(day) = weekday(word) {
        let back = i64::from(
            (7 + today.weekday().to_monday_zero_offset() - day.to_monday_zero_offset()) % 7,
        );
        let future = words[..at].iter().rev().take(12).any(|w| {
            matches!(
                &*w.low,
                "will"
                    | "next"
                    | "due"
                    | "tomorrow"
                    | "plans"
                    | "planned"
                    | "scheduled"
                    | "expected"
                    | "until"
            )
        });
        let future = future || is_to_come(words);
        let days = match () {
            () if before_is(&["last"]) && back == 0 => -7,
            () if before_is(&["next"]) || future => 7 - back,
            () => -back,
        };
        let days = if days == 7 && !before_is(&["next"]) { 0 } else { days };
        let date = shift(today, days);
        return make(1, date, date);
    }
    if before_is(&["in", "since", "of", "during"])
        && let Some(year) = year(word)
    {
        return make(1, date(year, 1, 1), date(year, 12, 31));
    }
    let monday = shift(today, -i64::from(today.weekday().to_monday_zero_offset()));
    match (&*word.low, next.map(|n| &*n.low)) {
        ("today" | "tonight", _) => make(1, today, today),
        ("yesterday", _) => make(1, shift(today, -1), shift(today, -1)),
        ("tomorrow", _) => make(1, shift(today, 1), shift(today, 1)),
        ("last", Some("night" | "evening")) => make(2, shift(today, -1), today),
        ("overnight", _) => make(1, shift(today, -1), today),
        ("last", Some("week")) => make(2, shift(monday, -7), shift(monday, -1)),
        ("this", Some("week")) => make(2, monday, shift(monday, 6)),
        ("next", Some("week")) => make(2, shift(monday, 7), shift(monday, 13)),
        ("last", Some("month")) => {
            let end = shift(today.first_of_month(), -1);
            make(2, end.first_of_month(), end)
        }
        ("this", Some("month")) => make(2, today.first_of_month(), today.last_of_month()),
        ("next", Some("month")) => {
            let start = shift(today.last_of_month(), 1);
            make(2, start, start.last_of_month())
        }
        ("last", Some("year")) => {
            make(2, date(today.year() - 1, 1, 1), date(today.year() - 1, 12, 31))
        }
        ("day", Some("before" | "earlier")) if before_is(&["the", "a"]) => {
            let named = before.last().map_or(today, |w| w.start);
            make(2, shift(named, -1), shift(named, -1))
        }
        ("week", Some("ago")) if before_is(&["a", "one"]) => {
            let exact = words.get(at + 2).is_some_and(|w| w.low == "today");
            let slack = if exact { 0 } else { 2 };
            make(if exact { 3 } else { 2 }, shift(today, -7 - slack), shift(today, -7 + slack))
        }
        ("days" | "weeks" | "months" | "years", Some("ago")) if at > 0 => {
            let count = number_word(&words[at - 1].low)
                .or_else(|| words[at - 1].low.parse().ok())
                .filter(|&n| n < 1000)? as i64;
            let (unit, slack) = match &*word.low {
                "days" => (1, 0),
                "weeks" => (7, 3),
                "months" => (30, 15),
                _ => (365, 183),
            };
            let middle = shift(today, -count * unit);
            make(2, shift(middle, -slack), shift(middle, slack))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    fn read(text: &str, today: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        windows(&words(&chars, 0, chars.len()), today.parse().unwrap())
            .iter()
            .map(|w| {
                if w.start == w.end {
                    w.start.to_string()
                } else {
                    format!("{}/{}", w.start, w.end)
                }
            })
            .collect()
    }

    #[test]
    fn days_as_news_names_them() {
        let cases = [
            ("opened fire on Thursday", "2025-04-03", "2025-04-03"),
            ("shot at them the day before", "2025-04-04", "2025-04-03"),
            ("said on Friday that they shot the day before", "2025-04-07", "2025-04-04 2025-04-03"),
            ("Last week the ministry denied", "2025-04-10", "2025-03-31/2025-04-06"),
            ("will hold talks in Oslo on May 14", "2025-05-02", "2025-05-14"),
            ("There will be no meeting on Monday", "2025-05-28", "2025-06-02"),
            ("ended three days of talks on Friday", "2025-05-16", "2025-05-14/2025-05-16"),
            ("near Oslo in mid-May", "2025-05-28", "2025-05-11/2025-05-20"),
            ("were seized on 19 January", "2025-03-04", "2025-01-19"),
            ("In 2019 a fire", "2025-03-04", "2019-01-01/2019-12-31"),
            ("told this newspaper last Thursday", "2025-11-10", "2025-11-06"),
        ];
        for (text, today, expected) in cases {
            assert_eq!(read(text, today).join(" "), expected, "{text}");
        }
    }
}
