//! Longer stretches with names of their own: decades, centuries, seasons, quarters.

use super::{Meaning, Reading, Sentence};
use crate::times::lexicon::{Figures, Part, Preposition, Unit, Which, Word};
use crate::times::value::{Point, Season};

impl Sentence<'_> {
    /// `1990s`, `'90s`, `the nineties`. `the 1600s` are a century.
    pub(super) fn decade(&self, i: usize) -> Option<Reading> {
        if let Word::MidDecade(first) = self.at(i) {
            let reading = self.point(i, i + 1, Point::Decade(1900 + i32::from(first)))?;
            return Some(Reading { part: Some(Part::Middle), ..reading });
        }
        let Word::Decade { first, digits } = self.at(i) else { return None };
        if self.at(i + 1) == Word::Counted {
            return None;
        }
        // "1930’s" is cut in two.
        let first = i32::from(first);
        if digits == 4 {
            return self.point(i, i + 1, hundreds_or_tens(first)).filter(|_| first >= 1000);
        }
        let named = matches!(self.before(i), Word::The | Word::Part(_))
            || self.spelling(i).starts_with(['\'', '’', '‘'])
            || matches!(self.before(i), Word::And | Word::Dash)
                && matches!(i.checked_sub(2).map(|k| self.at(k)), Some(Word::Decade { .. }));
        let first = if first < 20 { 2000 + first } else { 1900 + first };
        named.then(|| self.point(i, i + 1, Point::Decade(first)))?
    }

    /// `1930's`: the decade, written as a year with an ending.
    pub(super) fn decade_with_ending(&self, i: usize) -> Option<Reading> {
        let Word::Digits { value, length } = self.at(i) else { return None };
        let ends = self.at(i + 1) == Word::Possessive && self.closes(i + 2) && value % 10 == 0;
        if length == 2 && ends && self.glued(i) && self.before(i) == Word::Mark {
            // "the '60's" is cut in four.
            let first = self.whole_year(value as u8);
            return self.point(i, i + 2, Point::Decade(first));
        }
        if length != 4 {
            return None;
        }
        let named = matches!(self.before(i), Word::The | Word::Part(_));
        (ends && named && (1000..2100).contains(&value))
            .then(|| self.point(i, i + 2, hundreds_or_tens(value as i32)))?
    }

    /// `19th century`, `the 5th century BC`; the first of `18th and 19th centuries`.
    pub(super) fn century(&self, i: usize) -> Option<Reading> {
        let Word::Ordinal(count @ 1..=99) = self.at(i) else { return None };
        let point = |bc: bool| {
            let first = i32::from(count - 1) * 100;
            Point::Century(match (bc, count) {
                (true, _) => -i32::from(count) * 100,
                (false, 1) => 1,
                (false, _) => first,
            })
        };
        if let Some(end) = self.century_word(i + 1) {
            return match self.at(end) {
                Word::Bc => self.point(i, end + 1, point(true)),
                Word::Ad if self.capital(end) => self.point(i, end + 1, point(false)),
                _ => self.point(i, end, point(false)),
            };
        }
        if !self.joins(i + 1) && self.at(i + 1) != Word::And {
            return None;
        }
        let other = self.skip(i + 2, Word::The);
        let other = if matches!(self.at(other), Word::Part(_)) { other + 1 } else { other };
        let Word::Ordinal(_) = self.at(other) else { return None };
        let end = self.century_word(other + 1)?;
        self.point(i, i + 1, point(self.at(end) == Word::Bc))
    }

    fn century_word(&self, i: usize) -> Option<usize> {
        let at = self.skip(i, Word::Dash);
        matches!(self.at(at), Word::Unit(Unit::Century) | Word::Units(Unit::Century))
            .then_some(at + 1)
    }

    /// `summer 2019`, `the winter of 1776-77`, `in the summer`, `summers`.
    pub(super) fn season(&self, i: usize) -> Option<Reading> {
        let season = match self.at(i) {
            Word::Season(season) => season,
            // "springs" and "falls" are other things.
            Word::Seasons(season) => {
                let plain = season != Season::Spring && (!self.capital(i) || i < 2);
                return self.found(i, i + 1, Meaning::Seasons(season)).filter(|_| plain);
            }
            _ => return None,
        };
        if let Some((year, end)) = self.season_year(i + 1) {
            return self.point(i, end, Point::Season(year, season));
        }
        // "to fall", "the fall of Rome", "a spring"
        let other = matches!(self.spelling(i), "fall" | "spring" | "Fall" | "Spring")
            && (self.before(i) == Word::Preposition(Preposition::To) || self.at(i + 1) == Word::Of);
        let led = self.led(i) && !other || matches!(self.before(i), Word::Part(_));
        let verb = matches!(self.spelling(i), "fall" | "spring");
        // "like summer", "the long summer"; but "all winter", "a Michigan winter".
        let lasting =
            (0..i).rev().take(3).any(|k| matches!(self.at(k), Word::Article | Word::Every))
                || self.spelling(i.wrapping_sub(1)).eq_ignore_ascii_case("all");
        let head = !verb && !other && season != Season::Spring && !self.capital(i) && !lasting;
        ((led || head) && self.closes(i + 1))
            .then(|| self.found(i, i + 1, Meaning::Season(season, None)))?
    }

    fn season_year(&self, i: usize) -> Option<(i32, usize)> {
        let at = match self.at(i) {
            Word::Of | Word::Comma | Word::Preposition(Preposition::At) => i + 1,
            _ => i,
        };
        match self.at(at) {
            Word::Digits { value: year @ 1000..=2100, length: 4 } => {
                let two = self.at(at + 1) == Word::Dash
                    && matches!(self.at(at + 2), Word::Digits { value, .. }
                        if value % 100 == (year + 1) % 100);
                Some((year as i32, if two { at + 3 } else { at + 1 }))
            }
            Word::Digits { value: year, length: 3 } if self.at(i) == Word::Of => {
                let two = self.at(at + 1) == Word::Dash
                    && matches!(self.at(at + 2), Word::Digits { value, .. } if value == year + 1);
                Some((year as i32, if two { at + 3 } else { at + 1 }))
            }
            Word::Figures(Figures::Years { first, .. }) => Some((first.into(), at + 1)),
            Word::ShortYear(year) => Some((self.whole_year(year), at + 1)),
            _ => None,
        }
    }

    /// `Q3 2020`, `the third quarter`, `the first half of 2020`.
    pub(super) fn fraction(&self, i: usize) -> Option<Reading> {
        let (unit, count, at) = match (self.at(i), self.at(i + 1)) {
            (Word::Quarter(n), _) => (Unit::Quarter, n, i + 1),
            (Word::HalfYear(n), _) => (Unit::Half, n, i + 1),
            (Word::Ordinal(n @ 1..=4), Word::Unit(Unit::Quarter)) => {
                (Unit::Quarter, n as u8, i + 2)
            }
            (Word::Ordinal(n @ 1..=2), Word::Half) => (Unit::Half, n as u8, i + 2),
            _ => return None,
        };
        let of = self.skip(at, Word::Of);
        let of = self.skip(of, Word::Fiscal);
        let of = self.skip(of, Word::Comma);
        match self.at(of) {
            Word::Digits { value: year @ 1000..=2100, length: 4 } => {
                return self.point(i, of + 1, fraction(unit, year as i32, count));
            }
            Word::FiscalYear(year) => {
                return self.point(i, of + 1, fraction(unit, year.into(), count));
            }
            _ => {}
        }
        let of_year = |which: Which, at: usize| {
            (self.at(at) == Word::Unit(Unit::Year))
                .then(|| self.found(i, at + 1, Meaning::Fraction(unit, count, Some(which))))
                .flatten()
        };
        match self.at(of) {
            Word::The => of_year(Which::This, of + 1),
            Word::Which(which) => of_year(which, of + 1),
            // Halves are played and quarters are played too; only the quarter is also reported.
            _ => {
                let reported = unit == Unit::Quarter && self.led(i) && self.closes(at);
                self.found(i, at, Meaning::Fraction(unit, count, None)).filter(|_| reported)
            }
        }
    }

    /// `2020 Q3`.
    pub(super) fn fraction_of_year(&self, i: usize) -> Option<Reading> {
        if let Some(decade) = self.decade_with_ending(i) {
            return Some(decade);
        }
        let Word::Digits { value: year @ 1000..=2100, length: 4 } = self.at(i) else {
            return None;
        };
        match self.at(i + 1) {
            Word::Quarter(n) => self.point(i, i + 2, Point::Quarter(year as i32, n)),
            Word::HalfYear(n) => self.point(i, i + 2, Point::Half(year as i32, n)),
            _ => None,
        }
    }

    /// `FY2021`, `fiscal 2021`, `fiscal year 2021`. The year is taken as it is named.
    pub(super) fn fiscal(&self, i: usize) -> Option<Reading> {
        if let Word::FiscalYear(year) = self.at(i) {
            return self.point(i, i + 1, Point::Year(year.into()));
        }
        let at = self.skip(i + 1, Word::Unit(Unit::Year));
        match self.at(at) {
            Word::Digits { value: year @ 1000..=2100, length: 4 } => {
                self.point(i, at + 1, Point::Year(year as i32))
            }
            _ => None,
        }
    }

    /// `early March`, `mid-1980s`, `late last year`.
    pub(super) fn part(&self, i: usize) -> Option<Reading> {
        let part = match self.at(i) {
            Word::Part(part) => part,
            Word::Later => Part::Late,
            _ => return None,
        };
        let at = self.skip(i + 1, Word::Dash);
        let at = self.skip(at, Word::The);
        if matches!(self.at(at), Word::Part(_)) {
            return None;
        }
        let reading = self.read(at)?;
        // "late Monday", "early today": the day is the same.
        let day = matches!(
            reading.meaning,
            Meaning::Weekday(..) | Meaning::Day(_) | Meaning::Clock(_) | Meaning::DayOfMonth(..)
        );
        Some(Reading { start: i, part: (!day).then_some(part), ..reading })
    }
}

/// Years named by their hundreds are a century, but for those that have only just begun.
fn hundreds_or_tens(first: i32) -> Point {
    if first % 100 == 0 && first < 2000 { Point::Century(first) } else { Point::Decade(first) }
}

fn fraction(unit: Unit, year: i32, count: u8) -> Point {
    match unit {
        Unit::Half => Point::Half(year, count),
        _ => Point::Quarter(year, count),
    }
}
