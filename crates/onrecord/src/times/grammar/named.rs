//! Days and stretches with a name: holidays, wars.
//!
//! The holidays are the public ones of the United States, the United Kingdom, Canada and
//! Australia, and those of the western church, by the rules of their statutes and calendars. The
//! wars are the few that English names as dates ("after World War II"), from their outbreak to
//! their end as encyclopaedias date them.

use jiff::civil::{Date, Weekday};

use super::{Meaning, Reading, Sentence};
use crate::times::calendar;
use crate::times::lexicon::{Preposition, Word};
use crate::times::value::Point;

/// A day that comes every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::times) enum Holiday {
    /// A month and a day.
    Fixed(u8, u8),
    /// Days after Easter Sunday.
    Easter(i64),
    /// The so-maniest weekday of a month; from its end where negative.
    Nth(u8, i8, Weekday),
}

impl Holiday {
    /// Its day in a year.
    pub(in crate::times) fn in_year(self, year: i32) -> Option<Date> {
        match self {
            Self::Fixed(month, day) => calendar::date(year, month, day),
            Self::Easter(days) => calendar::add_days(calendar::easter(year)?, days),
            Self::Nth(month, count, weekday) => {
                calendar::date(year, month, 1)?.nth_weekday_of_month(count, weekday).ok()
            }
        }
    }
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Named {
    Day(Holiday),
    /// First and last day.
    Days((i32, u8, u8), (i32, u8, u8)),
    /// First and last year.
    Years(i32, i32),
}

/// Names in small letters; where one begins another, the longer comes first.
const NAMES: &[(&[&str], Named)] = {
    use Holiday::*;
    use Named::*;
    use Weekday::*;
    const FIRST_WAR: Named = Days((1914, 7, 28), (1918, 11, 11));
    const SECOND_WAR: Named = Days((1939, 9, 1), (1945, 9, 2));
    &[
        (&["christmas", "eve"], Day(Fixed(12, 24))),
        (&["christmas", "day"], Day(Fixed(12, 25))),
        (&["christmas"], Day(Fixed(12, 25))),
        (&["boxing", "day"], Day(Fixed(12, 26))),
        (&["new", "year", "'s", "eve"], Day(Fixed(12, 31))),
        (&["new", "year", "'s", "day"], Day(Fixed(1, 1))),
        (&["new", "year", "'s"], Day(Fixed(1, 1))),
        (&["epiphany"], Day(Fixed(1, 6))),
        (&["martin", "luther", "king", "day"], Day(Nth(1, 3, Monday))),
        (&["australia", "day"], Day(Fixed(1, 26))),
        (&["valentine", "'s", "day"], Day(Fixed(2, 14))),
        (&["ash", "wednesday"], Day(Easter(-46))),
        (&["palm", "sunday"], Day(Easter(-7))),
        (&["maundy", "thursday"], Day(Easter(-3))),
        (&["good", "friday"], Day(Easter(-2))),
        (&["easter", "sunday"], Day(Easter(0))),
        (&["easter", "monday"], Day(Easter(1))),
        (&["easter"], Day(Easter(0))),
        (&["pentecost"], Day(Easter(49))),
        (&["whit", "monday"], Day(Easter(50))),
        (&["anzac", "day"], Day(Fixed(4, 25))),
        (&["memorial", "day"], Day(Nth(5, -1, Monday))),
        (&["canada", "day"], Day(Fixed(7, 1))),
        (&["independence", "day"], Day(Fixed(7, 4))),
        (&["bastille", "day"], Day(Fixed(7, 14))),
        (&["labor", "day"], Day(Nth(9, 1, Monday))),
        (&["labour", "day"], Day(Nth(9, 1, Monday))),
        (&["columbus", "day"], Day(Nth(10, 2, Monday))),
        (&["halloween"], Day(Fixed(10, 31))),
        (&["armistice", "day"], Day(Fixed(11, 11))),
        (&["veterans", "day"], Day(Fixed(11, 11))),
        (&["thanksgiving", "day"], Day(Nth(11, 4, Thursday))),
        (&["thanksgiving"], Day(Nth(11, 4, Thursday))),
        (&["world", "war", "ii"], SECOND_WAR),
        (&["world", "war", "two"], SECOND_WAR),
        (&["world", "war", "2"], SECOND_WAR),
        (&["second", "world", "war"], SECOND_WAR),
        (&["wwii"], SECOND_WAR),
        (&["ww2"], SECOND_WAR),
        (&["world", "war", "i"], FIRST_WAR),
        (&["world", "war", "one"], FIRST_WAR),
        (&["world", "war", "1"], FIRST_WAR),
        (&["first", "world", "war"], FIRST_WAR),
        (&["wwi"], FIRST_WAR),
        (&["ww1"], FIRST_WAR),
        (&["american", "civil", "war"], Days((1861, 4, 12), (1865, 5, 26))),
        (&["great", "depression"], Years(1929, 1939)),
        (&["cold", "war"], Years(1947, 1991)),
    ]
};

impl Sentence<'_> {
    /// `World War II`; a holiday that is meant as a day.
    pub(super) fn name(&self, i: usize) -> Option<Reading> {
        match self.named(i)? {
            (Named::Day(_), _) => {
                let holiday = self.holiday(i)?;
                let several = holiday.end > i + 1;
                let led = matches!(
                    self.before(i),
                    Word::Preposition(_) | Word::Closed | Word::Of | Word::Part(_) | Word::Hedge
                );
                let dated = matches!(holiday.meaning, Meaning::Holiday(_, Some(_), _));
                let free = dated || self.closes(holiday.end) && (led || several);
                Some(holiday).filter(|_| free)
            }
            (Named::Days(first, last), end) => {
                let day = |(y, m, d)| calendar::date(y, m, d).map(Point::Day);
                self.found(i, end, Meaning::StatedRange(day(first)?, day(last)?))
            }
            (Named::Years(first, last), end) => {
                self.found(i, end, Meaning::StatedRange(Point::Year(first), Point::Year(last)))
            }
        }
        .filter(|_| self.capital(i))
    }

    /// A holiday with the year that may follow.
    pub(super) fn holiday(&self, i: usize) -> Option<Reading> {
        let (Named::Day(day), mut end) = self.named(i)? else { return None };
        let at = match self.at(end) {
            Word::Comma | Word::Of | Word::Preposition(Preposition::At) => end + 1,
            _ => end,
        };
        let year = match self.at(at) {
            Word::Digits { value: year @ 1000..=2100, length: 4 } => {
                end = at + 1;
                Some(year as i32)
            }
            _ => None,
        };
        self.found(i, end, Meaning::Holiday(day, year, None)).filter(|_| self.capital(i))
    }

    /// The name that begins at a word, and the place behind it.
    fn named(&self, i: usize) -> Option<(Named, usize)> {
        NAMES
            .iter()
            .find(|(words, _)| words.iter().enumerate().all(|(k, w)| self.spelled(i + k, w)))
            .map(|(words, named)| (*named, i + words.len()))
    }

    fn spelled(&self, i: usize, word: &str) -> bool {
        match word {
            "'s" => self.at(i) == Word::Possessive,
            _ => self.spelling(i).eq_ignore_ascii_case(word),
        }
    }
}
