//! Days, months and years: `Monday, March 14, 2022`, `the 15th`, `14.3.2022`, `in 1848`.

use jiff::civil::Weekday;

use super::{Meaning, MonthDay, Proviso, Reading, Sentence};
use crate::times::calendar;
use crate::times::lexicon::{Figures, Preposition, Which, Word};
use crate::times::value::Point;

/// How many days a list of them may have.
const LIST: usize = 8;

/// A day and a month that are there in some year.
fn exists((month, day): MonthDay) -> bool {
    day.is_none_or(|day| calendar::date(2000, month, day).is_some())
}

impl Sentence<'_> {
    /// `March 14, 2022`, `March 5–10`, `March 2022`, `March`; `mid-March`.
    pub(super) fn month(&self, i: usize) -> Option<Reading> {
        if let Word::MidMonth(month) = self.at(i) {
            let (year, end) = self.month_year(i + 1).unzip();
            let reading = self.calendar(i, end.unwrap_or(i + 1), year, (month, None), None)?;
            return Some(Reading { part: Some(super::Part::Middle), ..reading });
        }
        let month = self.month_name(i)?;
        longest_of(self.month_day(i, month), self.month_alone(i, month))
    }

    /// The month that a word names. `may`, `march` and the short forms need their capital.
    fn month_name(&self, i: usize) -> Option<u8> {
        let dated = matches!(self.at(i + 1), Word::Digits { .. }) || self.glued(i);
        match self.at(i) {
            Word::Month(month @ (3 | 5)) | Word::ShortMonth(month) if self.capital(i) => {
                Some(month)
            }
            Word::Month(month) if self.capital(i) || dated && !matches!(month, 3 | 5) => {
                Some(month)
            }
            _ => None,
        }
    }

    /// The day of a month that a word names: `14`, `14th`.
    fn day(&self, i: usize) -> Option<u8> {
        match self.at(i) {
            Word::Digits { value: day @ 1..=31, length: 1..=2 } => Some(day as u8),
            Word::Ordinal(day @ 1..=31) => Some(day as u8),
            _ => None,
        }
    }

    /// A year that completes a date: `, 2022`, `2022`, `'22`. Three figures are one only behind a
    /// day.
    fn year_behind(&self, i: usize, behind_day: bool) -> Option<(i32, usize)> {
        let j = self.skip(i, Word::Comma);
        let year = match self.at(j) {
            Word::Digits { value: year @ 1000..=2999, length: 4 } => year as i32,
            Word::Digits { value: year, length: 3 } if behind_day && self.closes(j + 1) => {
                year as i32
            }
            Word::ShortYear(year) => self.whole_year(year),
            _ => return None,
        };
        let counts = matches!(
            self.at(j + 1),
            Word::Counted | Word::Magnitude(_) | Word::Units(_) | Word::Moment
        );
        (!counts).then_some((year, j + 1))
    }

    /// The year of a month: also `of 2022`, `in 2022`.
    fn month_year(&self, i: usize) -> Option<(i32, usize)> {
        let j = match self.at(i) {
            Word::Of | Word::Preposition(Preposition::At) => i + 1,
            _ => i,
        };
        match self.at(j) {
            Word::Digits { value, length: 3 } if self.at(i) == Word::Of => {
                Some((value as i32, j + 1))
            }
            _ => self.year_behind(j, false),
        }
    }

    fn month_day(&self, i: usize, month: u8) -> Option<Reading> {
        let the = self.skip(i + 1, Word::The);
        let (day, mut end) = match self.at(the) {
            Word::Ordinal(day @ 1..=31) => (day as u8, the + 1),
            // "March twenty-third", "March twenty-three"
            Word::Cardinal(day @ 1..=31) if the == i + 1 && self.closes(i + 2) => {
                (day as u8, i + 2)
            }
            Word::Figures(Figures::DayYear { day, year }) => {
                return self.calendar(i, the + 1, Some(year.into()), (month, Some(day)), None);
            }
            // "June 29/30"
            Word::Figures(Figures::Pair { first, second }) if second == first + 1 => {
                let (year, behind) = self.year_behind(the + 1, true).unzip();
                let last = Some((month, Some(second)));
                let end = behind.unwrap_or(the + 1);
                return self.calendar(i, end, year, (month, Some(first)), last);
            }
            _ => (self.day(i + 1)?, i + 2),
        };
        let takes_clock = matches!(self.at(end), Word::Am | Word::Pm | Word::OClock);
        let counts = matches!(self.at(i + 1), Word::Digits { .. })
            && matches!(
                self.at(end),
                Word::Counted | Word::Magnitude(_) | Word::Units(_) | Word::Moment
            );
        if takes_clock || counts {
            return None;
        }
        let mut last = None;
        if self.joins(end) || self.at(end) == Word::And {
            let apart = self.at(end) == Word::And;
            let to = self.day(end + 1).filter(|&to| to == day + 1 || to > day && !apart);
            let free = self.month_name(end + 2).is_none()
                && !matches!(
                    self.at(end + 2),
                    Word::Am | Word::Pm | Word::Counted | Word::Units(_)
                );
            if let Some(to) = to.filter(|_| free) {
                last = Some((month, Some(to)));
                end += 2;
            }
        }
        let (year, behind) = self.year_behind(end, true).unzip();
        self.calendar(i, behind.unwrap_or(end), year, (month, Some(day)), last)
    }

    fn month_alone(&self, i: usize, month: u8) -> Option<Reading> {
        let mut end = i + 1;
        let mut last = None;
        if self.glued(end)
            && self.glued(end + 1)
            && self.at(end) != Word::Comma
            && let Some(to) = self.month_name(end + 1)
        {
            last = Some((to, None));
            end += 2;
        }
        if let Some((year, behind)) = self.month_year(end) {
            return self.calendar(i, behind, Some(year), (month, None), last);
        }
        if i == 0 && self.spelling(end).eq_ignore_ascii_case("is") {
            // "October is the month for it": every October.
            return self.point(i, end, Point::AnyMonth(month));
        }
        let named = match self.at(i) {
            // "Mar-a-Lago", "Jan-Erik"
            Word::ShortMonth(_) => !self.glued(end) && self.led(i) || self.words[i].dotted,
            Word::Month(3 | 5) => i > 0 || self.at(end) == Word::Possessive,
            _ => true,
        };
        // "the March on Washington"; but "the March vote".
        let title = self.before(i) == Word::The && self.closes(end);
        let modal = month == 5 && !self.introduced(i) && self.at(end) != Word::Possessive;
        // "April Jones", "August Wilson": people.
        let person = self.capital(end) && self.at(end) == Word::Other && !self.introduced(i);
        if !named || modal || person || title {
            return None;
        }
        self.calendar(i, end, None, (month, None), last)
    }

    /// Does a word stand before that only a time follows?
    fn introduced(&self, i: usize) -> bool {
        self.led(i)
            || matches!(
                self.before(i),
                Word::Which(_) | Word::Part(_) | Word::Every | Word::And | Word::Hedge | Word::Dash
            )
    }

    fn calendar(
        &self,
        start: usize,
        end: usize,
        year: Option<i32>,
        first: MonthDay,
        last: Option<MonthDay>,
    ) -> Option<Reading> {
        let sound = exists(first) && last.is_none_or(exists) && year != Some(0);
        let meaning = Meaning::Calendar { year, first, last, weekday: None, which: None };
        self.found(start, end, meaning).filter(|_| sound)
    }

    /// `14 March 2022`, `5–6 September`, `the 4th of July`.
    pub(super) fn day_first(&self, i: usize) -> Option<Reading> {
        let day = self.day(i)?;
        let mut j = i + 1;
        let mut to = None;
        let after = self.skip(j + 1, Word::The);
        if (self.joins(j) || self.at(j) == Word::And) && self.day(after).is_some() {
            let apart = self.at(j) == Word::And;
            to = Some(self.day(after).filter(|&to| to == day + 1 || to > day && !apart)?);
            j = after + 1;
        }
        if self.at(j) == Word::Dash && self.glued(j) {
            j += 1;
        }
        j = self.skip(j, Word::Of);
        let month = match self.at(j) {
            Word::Month(month) | Word::ShortMonth(month) => month,
            _ => return None,
        };
        if !self.capital(j) && matches!(month, 3 | 5) {
            return None;
        }
        let mut end = j + 1;
        // "June of 1940", "11-Jun-1941"
        let dash = self.at(end) == Word::Dash && self.glued(end) && self.before(j) == Word::Dash;
        let of = if self.at(end) == Word::Of || dash { end + 1 } else { end };
        let year = self.year_behind(of, true).map(|(year, behind)| {
            end = behind;
            year
        });
        self.calendar(i, end, year, (month, Some(day)), to.map(|to| (month, Some(to))))
    }

    /// `8` of "June 5, 8 and 14": another day of the month just read.
    pub(super) fn next_day(&self, reading: &Reading) -> Option<Reading> {
        let Meaning::Calendar { year, first: (month, Some(before)), last: None, .. } =
            reading.meaning
        else {
            return None;
        };
        let month_first = self.day(reading.end - 1).is_some();
        let comma = self.skip(reading.end, Word::Comma);
        let at = self.skip(comma, Word::And);
        let day = self.day(at).filter(|&day| day > before)?;
        let ends = at > reading.end && self.closes(at + 1) && self.month_name(at + 1).is_none();
        let whole = !matches!(self.at(at + 1), Word::Am | Word::Pm | Word::Counted | Word::OClock);
        let (year, end) = match year {
            Some(year) => (Some(year), at + 1),
            None => match self.year_behind(at + 1, true) {
                Some((year, end)) => (Some(year), end),
                None => (None, at + 1),
            },
        };
        (month_first && ends && whole)
            .then(|| self.calendar(at, end, year, (month, Some(day)), None))?
    }

    /// `5` of "5, 8 and 14 June": a day whose month stands behind the list.
    pub(super) fn listed_day(&self, i: usize) -> Option<Reading> {
        let mut day = self.day(i)?;
        let first = day;
        let mut at = i + 1;
        for _ in 0..LIST {
            let comma = self.skip(at, Word::Comma);
            let next = self.skip(comma, Word::And);
            let next = self.skip(next, Word::The);
            if next == at {
                break;
            }
            day = self.day(next).filter(|&next| next > day)?;
            at = next + 1;
        }
        let month = self.skip(at, Word::Of);
        let month = self.month_name(month).filter(|_| at > i + 1)?;
        self.calendar(i, i + 1, None, (month, Some(first)), None)
    }

    /// `the 15th`, behind a preposition and before no noun; `the 15th of that month`.
    pub(super) fn day_of_month(&self, i: usize) -> Option<Reading> {
        let start = self.past(i, Word::The)?;
        let Word::Ordinal(day @ 1..=31) = self.at(start) else { return None };
        if self.at(start + 1) == Word::Of {
            let (which, unit) = (self.at(start + 2), self.at(start + 3));
            let which = match which {
                Word::Which(which) => which,
                Word::The => Which::This,
                _ => return None,
            };
            let meaning = Meaning::DayOfMonth(day as u8, Some(which));
            let month = unit == Word::Unit(super::Unit::Month);
            return self.found(start, start + 4, meaning).filter(|_| month);
        }
        let led = matches!(self.before(i), Word::Preposition(_));
        // "on the fifth" may be a day; "the first", "the second" and "the third" are what not.
        let figures = self.spelling(start).starts_with(|c: char| c.is_ascii_digit());
        let spelled = day > 3 && self.spelling(i - usize::from(i > 0)).eq_ignore_ascii_case("on");
        // "from the 6th to the 12th week"
        let other = self.skip(start + 2, Word::The);
        let shared = matches!(self.at(other), Word::Ordinal(_)) && !self.closes(other + 1);
        let century = self.century(start).or(self.listed_day(start)).is_some();
        (led && self.closes(start + 1) && (figures || spelled) && !shared && !century)
            .then(|| self.found(start, start + 1, Meaning::DayOfMonth(day as u8, None)))?
    }

    /// `Monday`, `Monday, March 14`, `Monday night`.
    pub(super) fn weekday(&self, i: usize) -> Option<Reading> {
        let (Word::Weekday(weekday) | Word::ShortWeekday(weekday)) = self.at(i) else {
            return None;
        };
        if let Some(reading) = self.weekday_of_date(i, weekday) {
            return Some(reading);
        }
        // "Saturday 12th"
        if let Word::Ordinal(day @ 1..=31) = self.at(i + 1)
            && self.spelling(i + 1).starts_with(|c: char| c.is_ascii_digit())
            && self.closes(i + 2)
        {
            return self.found(i, i + 2, Meaning::DayOfMonth(day as u8, None));
        }
        if !self.capital(i) || !self.names_a_day(i) {
            return None;
        }
        let reading = self.found(i, self.day_part(i + 1), Meaning::Weekday(weekday, None))?;
        let proviso = if self.has_speaker() { Proviso::None } else { Proviso::OwnDay };
        Some(Reading { proviso, ..reading })
    }

    fn weekday_of_date(&self, i: usize, weekday: Weekday) -> Option<Reading> {
        let comma = self.skip(i + 1, Word::Comma);
        let j = self.skip(comma, Word::The);
        let date = match self.month_name(j) {
            Some(month) => self.month_day(j, month),
            None => self.day_first(j),
        }?;
        let Meaning::Calendar { year, first, last, .. } = date.meaning else { return None };
        let which = None;
        let meaning = Meaning::Calendar { year, first, last, weekday: Some(weekday), which };
        self.found(i, date.end, meaning)
    }

    /// Is the weekday a day, not a habit and no part of a title?
    fn names_a_day(&self, i: usize) -> bool {
        let title = self.capital(i + 1) && !self.closes(i + 1);
        // "Saturday Night Live", "Saturday Evening Post"
        let show = self.capital(i + 1)
            && matches!(self.at(i + 1), Word::DayPart | Word::Night)
            && self.capital(i + 2);
        let short = matches!(self.at(i), Word::ShortWeekday(_));
        let habit = self.at(i + 1) == Word::DayParts;
        let rules_out = habit
            || match self.before(i) {
                Word::Every | Word::Name => true,
                // "a Tuesday vote" is held on one Tuesday, "on a Tuesday" on any.
                Word::Article => self.closes(i + 1),
                Word::The => title,
                _ => false,
            };
        let thirteenth = self.at(i + 1) == Word::The && matches!(self.at(i + 2), Word::Ordinal(_));
        let range = self.at(i + 1) == Word::Dash && self.glued(i + 1);
        let abbreviated = self.words[i].dotted || matches!(self.before(i), Word::Which(_));
        !rules_out && !show && !thirteenth && (!short || abbreviated && !range)
    }

    /// The place after a part of the day that follows, if one does.
    pub(super) fn day_part(&self, i: usize) -> usize {
        match self.at(i) {
            Word::DayPart | Word::Night if !self.capital(i + 1) => i + 1,
            _ => i,
        }
    }

    /// `2022-03-14`, `3/14/22`, `14.3.2022`, `2004/05`.
    pub(super) fn figures(&self, i: usize) -> Option<Reading> {
        let Word::Figures(figures) = self.at(i) else { return None };
        match figures {
            Figures::YearFirst { year, month, day } => {
                self.calendar(i, i + 1, Some(year.into()), (month, Some(day)), None)
            }
            Figures::YearLast { first, second, year, year_digits, mark } => {
                let day_first = self.day_first || first > 12 || mark == b'.';
                let day_first = day_first && second <= 12;
                let (month, day) = if day_first { (second, first) } else { (first, second) };
                let year = match year_digits {
                    2 => self.whole_year(year as u8),
                    _ => year.into(),
                };
                // Two figures for the year are a version or a section as often as a date.
                let written = mark == b'/' || year_digits == 4;
                self.calendar(i, i + 1, Some(year), (month, Some(day)), None).filter(|_| written)
            }
            Figures::Years { first, second } => {
                let (first, second) = (i32::from(first), i32::from(second));
                let last = first - first % 100 + second;
                let sound = (1000..2100).contains(&first) && last == first + 1;
                let range = Meaning::StatedRange(Point::Year(first), Point::Year(last));
                self.found(i, i + 1, range).filter(|_| sound)
            }
            Figures::Pair { first: 9, second: 11 } => {
                self.point(i, i + 1, Point::Day(calendar::date(2001, 9, 11)?))
            }
            Figures::MonthYear { month, year } if (1000..2100).contains(&year) => {
                self.calendar(i, i + 1, Some(year.into()), (month, None), None)
            }
            Figures::MonthYear { .. } | Figures::DayYear { .. } | Figures::Pair { .. } => None,
        }
    }

    /// A year of two figures.
    pub(super) fn whole_year(&self, year: u8) -> i32 {
        let century = self.pivot - self.pivot.rem_euclid(100);
        let year = century + i32::from(year % 100);
        if year > self.pivot { year - 100 } else { year }
    }

    /// `1848`, where nothing says that it counts or numbers something; `1776-77`.
    pub(super) fn year(&self, i: usize) -> Option<Reading> {
        let Word::Digits { value, length } = self.at(i) else { return None };
        match length {
            4 if (1000..=2100).contains(&value) => self.plain_year(i, value as i32),
            3 if self.old_year(i) => {
                let reading = self.point(i, i + 1, Point::Year(value as i32))?;
                let proviso = Proviso::History;
                Some(Reading { proviso, ..reading })
            }
            2 => self.closing_year(i, value as i32),
            _ => None,
        }
    }

    fn plain_year(&self, i: usize, year: i32) -> Option<Reading> {
        let dash = self.at(i + 1) == Word::Dash && self.glued(i + 1) && self.glued(i + 2);
        if let Word::Digits { value, length } = self.at(i + 2)
            && dash
        {
            let last = year - year % 100 + value as i32;
            if length == 2 && last > year {
                let range = Meaning::StatedRange(Point::Year(year), Point::Year(last));
                return self.found(i, i + 3, range);
            }
            if length == 2 && (1..=12).contains(&value) {
                return self.calendar(i, i + 3, Some(year), (value as u8, None), None);
            }
            if length != 4 || !(year..=2100).contains(&(value as i32)) {
                return None;
            }
        }
        (!self.numbers(i) && self.dates(i, year))
            .then(|| self.point(i, i + 1, Point::Year(year)))?
    }

    /// Does what stands around the number make it a label or a count?
    fn numbers(&self, i: usize) -> bool {
        let glued_dash = self.before(i) == Word::Dash && self.glued(i);
        let after_other = glued_dash
            && i > 1
            && !match self.at(i - 2) {
                Word::Digits { value, length: 4 } => {
                    // "1380-2075" is a price.
                    let Word::Digits { value: last, .. } = self.at(i) else { return true };
                    value >= 1500 && last < value + 400
                        || self.led(i - 2)
                        || self.before(i - 2) == Word::Open
                }
                Word::Digits { length: 3, .. } | Word::Part(_) | Word::Other => true,
                _ => false,
            };
        let street = self.capital(i + 1) && (i + 1..i + 4).any(|k| self.at(k) == Word::Street);
        // "92 (6): 1087–1101"
        let pages = |i: usize| self.before(i) == Word::Mark && i > 0 && self.spelling(i - 1) == ":";
        let pages = self.at(i + 1) == Word::Dash && pages(i)
            || self.before(i) == Word::Dash && i > 1 && pages(i - 2);
        matches!(self.before(i), Word::Label | Word::Digits { .. } | Word::Counted)
            || matches!(
                self.at(i + 1),
                Word::Digits { .. }
                    | Word::Counted
                    | Word::Magnitude(_)
                    | Word::Units(_)
                    | Word::Moment
                    | Word::Street
                    | Word::Figures(_)
            )
            || self.at(i + 1) == Word::Unit(super::Unit::Year)
            || after_other
            || street
            || pages
    }

    /// Is a number of four figures a year here? Most are; round, early and coming ones need a
    /// preposition or a bracket, and so does one before a plural.
    fn dates(&self, i: usize, year: i32) -> bool {
        let strong = matches!(
            self.before(i),
            Word::Preposition(_)
                | Word::Open
                | Word::Of
                | Word::Circa
                | Word::Part(_)
                | Word::Dash
                | Word::Comma
                | Word::And
        ) || self.before(i) == Word::Hedge && self.led(i - 1);
        let range = self.at(i + 1) == Word::Dash
            && matches!(self.at(i + 2), Word::Digits { value, length: 4 }
                if (year + 1..year + 400).contains(&(value as i32)));
        if year > self.pivot + 20 && !matches!(self.before(i), Word::Preposition(_) | Word::Dash) {
            return false;
        }
        if year == 2000 && matches!(self.before(i), Word::Article | Word::The | Word::Possessive) {
            return !self.spelling(i + 1).ends_with('s');
        }
        if year < 1500 || year % 1000 == 0 {
            return (strong || year >= 1500 && range) && self.closes(i + 1);
        }
        let plural = self.words.get(i + 1).is_some_and(|w| w.noun && !w.capital)
            && self.spelling(i + 1).ends_with('s');
        strong || !plural || matches!(self.before(i), Word::The | Word::Possessive)
    }

    /// A year of three figures stands behind a preposition and before no noun.
    fn old_year(&self, i: usize) -> bool {
        let led = |i: usize| match self.before(i) {
            Word::Preposition(Preposition::At) => {
                self.spelling(i - 1).eq_ignore_ascii_case("in") && !self.capital(i - 1) || i == 1
            }
            Word::Preposition(Preposition::To | Preposition::Through) => false,
            Word::Preposition(_) | Word::Circa | Word::Hedge | Word::Open => true,
            Word::Mark => i > 1 && self.at(i - 2) == Word::Circa && self.spelling(i - 1) == ".",
            _ => false,
        };
        let ends = i > 1
            && self.joins(i - 1)
            && matches!(self.at(i - 2), Word::Digits { length: 3, .. })
            && led(i - 2);
        let name = self.before(i) == Word::Preposition(Preposition::At) && self.capital(i + 1);
        (led(i) || ends) && (self.closes(i + 1) || name) && !self.numbers(i)
    }

    /// `94` of "1892 – 94".
    fn closing_year(&self, i: usize, value: i32) -> Option<Reading> {
        let Word::Digits { value: year @ 1000..=2100, length: 4 } =
            i.checked_sub(2).map(|k| self.at(k))?
        else {
            return None;
        };
        let year = year as i32;
        let last = year - year % 100 + value;
        (self.before(i) == Word::Dash && last > year && self.closes(i + 1))
            .then(|| self.point(i, i + 1, Point::Year(last)))?
    }

    /// `nineteen seventy-two`, `twenty sixteen`, `two thousand and eight`, `nineteen oh five`, the
    /// `nineteen sixties`; years before 1700 only behind a preposition.
    pub(super) fn spoken_year(&self, i: usize) -> Option<Reading> {
        if let Word::Cardinal(hundreds @ 17..=20) = self.at(i) {
            let century = hundreds as i32 * 100;
            if let Word::Decade { first: first @ 10..=90, digits: 2 } = self.at(i + 1) {
                return self.point(i, i + 2, Point::Decade(century + i32::from(first)));
            }
            let oh = ["oh", "o"].iter().any(|o| self.spelling(i + 1).eq_ignore_ascii_case(o));
            if let Word::Cardinal(ones @ 1..=9) = self.at(i + 2)
                && oh
            {
                return self.point(i, i + 3, Point::Year(century + ones as i32));
            }
        }
        if (self.at(i), self.at(i + 1)) == (Word::Cardinal(2), Word::Magnitude(1000)) {
            let rest = self.skip(i + 2, Word::And);
            let Word::Cardinal(rest_years @ 1..=99) = self.at(rest) else { return None };
            let year = Point::Year(2000 + rest_years as i32);
            return self.point(i, rest + 1, year).filter(|_| self.led(i) && self.closes(rest + 1));
        }
        let (Word::Cardinal(hundreds @ 13..=20), Word::Cardinal(rest @ 10..)) =
            (self.at(i), self.at(i + 1))
        else {
            return None;
        };
        let mut year = (hundreds * 100 + rest) as i32;
        let mut end = i + 2;
        if let Word::Cardinal(ones @ 1..=9) = self.at(end)
            && rest >= 20
            && rest % 10 == 0
        {
            year += ones as i32;
            end += 1;
        }
        let led = hundreds > 16 || self.led(i) || self.before(i) == Word::And;
        (led && self.closes(end)).then(|| self.point(i, end, Point::Year(year)))?
    }

    /// `'71`; `AD842`.
    pub(super) fn short_year(&self, i: usize) -> Option<Reading> {
        match self.at(i) {
            // "'60's" is cut in two.
            Word::ShortYear(year) if year % 10 == 0 && self.at(i + 1) == Word::Possessive => {
                self.point(i, i + 2, Point::Decade(self.whole_year(year)))
            }
            Word::ShortYear(year) => self.point(i, i + 1, Point::Year(self.whole_year(year))),
            Word::OneYear(year) => self.point(i, i + 1, Point::Year(year.into())),
            _ => None,
        }
    }

    /// `400 BCE`, `AD 842`, `c. 347`.
    pub(super) fn era(&self, i: usize) -> Option<Reading> {
        let year_at = |i| match self.at(i) {
            Word::Digits { value: year @ 1..=99_999, .. } | Word::Grouped(year @ 1000..=99_999) => {
                Some(year as i32)
            }
            _ => None,
        };
        match self.at(i) {
            Word::Ad if self.capital(i) => self.point(i, i + 2, Point::Year(year_at(i + 1)?)),
            Word::Circa => {
                // "c." is cut in two before a number.
                let stopped = self.at(i + 1) == Word::Mark && self.spelling(i + 1) == ".";
                let at = if stopped { i + 2 } else { i + 1 };
                let year = year_at(at).filter(|y| (100..2100).contains(y))?;
                let plain = self.point(at, at + 1, Point::Year(year));
                let counted = matches!(self.at(at), Word::Digits { .. }).then(|| self.era(at))?;
                counted.or(plain.filter(|_| self.closes(at + 1)))
            }
            _ => {
                let year = year_at(i)?;
                if self.joins(i + 1) || self.at(i + 1) == Word::And {
                    // "from 3000 to about 2500 BCE"
                    let hedge = self.skip(i + 2, Word::Hedge);
                    let last = year_at(hedge)?;
                    let before = self.at(hedge + 1) == Word::Bc && year > last;
                    return before.then(|| self.point(i, i + 1, Point::Year(-year)))?;
                }
                match self.at(i + 1) {
                    Word::Bc => self.point(i, i + 2, Point::Year(-year)),
                    Word::Ad if self.spelling(i + 1).contains(['A', 'C']) => {
                        self.point(i, i + 2, Point::Year(year))
                    }
                    _ => None,
                }
            }
        }
    }

    /// `the year 2030`, `the year 71`.
    pub(super) fn year_named(&self, i: usize) -> Option<Reading> {
        let at = self.past(i, Word::Unit(super::Unit::Year))?;
        let at = self.skip(at, Word::Of);
        let led = matches!(self.before(i), Word::The | Word::Fiscal | Word::Preposition(_));
        let Word::Digits { value: year @ 1..=9999, .. } = self.at(at) else { return None };
        led.then(|| self.point(at, at + 1, Point::Year(year as i32)))?
    }

    /// `last Monday`, `next March`: a weekday or a month behind a word that picks it.
    pub(super) fn picked_date(&self, start: usize, i: usize, which: Which) -> Option<Reading> {
        match self.at(i) {
            Word::Weekday(weekday) | Word::ShortWeekday(weekday) if self.capital(i) => {
                let end = self.day_part(i + 1);
                self.found(start, end, Meaning::Weekday(weekday, Some(which)))
            }
            Word::Month(_) | Word::ShortMonth(_) => {
                let month = self.month_name(i)?;
                let date = longest_of(self.month_day(i, month), self.month_alone(i, month))?;
                let Meaning::Calendar { year, first, last, weekday, .. } = date.meaning else {
                    return None;
                };
                let which = Some(which);
                let meaning = Meaning::Calendar { year, first, last, weekday, which };
                self.found(start, date.end, meaning)
            }
            _ => None,
        }
    }
}

fn longest_of(one: Option<Reading>, other: Option<Reading>) -> Option<Reading> {
    super::longest([one, other])
}
