//! What is counted from the day of publication or from another expression: `yesterday`, `last
//! week`, `three years ago`, `the day before`.

use super::{Count, Meaning, Proviso, Reading, Sentence};
use crate::times::lexicon::{Figures, Preposition, Unit, Which, Word};

impl Sentence<'_> {
    /// `yesterday`, `today`, `tomorrow night`.
    pub(super) fn deictic(&self, i: usize) -> Option<Reading> {
        let days = match self.at(i) {
            Word::Yesterday => -1,
            Word::Tomorrow => 1,
            _ => 0,
        };
        let reading = self.found(i, self.day_part(i + 1), Meaning::Day(days))?;
        // "Yucatan Today" is a paper.
        let title = i > 0
            && self.capital(i)
            && !matches!(self.before(i), Word::Mark)
            && !self.spelling(i).bytes().all(|b| b.is_ascii_uppercase());
        let nowadays = self.at(i) == Word::Today && !self.has_speaker();
        let proviso = if nowadays { Proviso::OwnDay } else { Proviso::None };
        Some(Reading { proviso, ..reading }).filter(|_| !title)
    }

    /// `present` where a range ends: `2013 – present`, `from 2013 to the present`.
    pub(super) fn present(&self, i: usize) -> Option<Reading> {
        let joint = if self.before(i) == Word::The { i.checked_sub(2)? } else { i.checked_sub(1)? };
        let range = self.joins(joint) && self.at(joint) != Word::Preposition(Preposition::Through);
        let dated = joint > 0
            && matches!(self.at(joint - 1), Word::Digits { length: 4, .. } | Word::Month(_));
        (range && dated && self.closes(i + 1)).then(|| self.found(i, i + 1, Meaning::Day(0)))?
    }

    /// `last week`, `the past three years`, `this coming Monday`, `that same year`.
    pub(super) fn which(&self, i: usize) -> Option<Reading> {
        let the = self.at(i) == Word::The;
        let mut at = if the { i + 1 } else { i };
        let mut which = self.picks(at)?;
        let mut i = i;
        // "this past week", "that same day", "the very same": the second word decides.
        if let Some(second) = self.picks(at + 1) {
            // In "an assault that last month drove them out", "that" is no part of it.
            if which == Which::That && second != Which::Same {
                i = at + 1;
            }
            which = second;
            at += 1;
        }
        at += 1;
        if let Some(span) = self.span(i, at, which) {
            return Some(span);
        }
        match self.at(at) {
            Word::Unit(unit) => {
                let of_something = the && which == Which::Last && self.at(at + 1) == Word::Of;
                let meaning = self.picked_unit(unit, which, the)?;
                self.found(i, at + 1, meaning).filter(|_| !of_something && self.takes(unit, at + 1))
            }
            Word::Fortnight if the && matches!(which, Which::Last | Which::Past | Which::Next) => {
                let which = if which == Which::Next { which } else { Which::Past };
                self.found(i, at + 1, Meaning::Span(Count::Halves(4), Unit::Week, which))
            }
            // "this years festival"
            Word::Units(Unit::Year) if which == Which::This && !self.closes(at + 1) => {
                self.found(i, at + 1, Meaning::Unit(Unit::Year, which))
            }
            Word::Fiscal if self.at(at + 1) == Word::Unit(Unit::Year) => {
                self.found(i, at + 2, self.picked_unit(Unit::Year, which, the)?)
            }
            Word::DayPart | Word::Night => {
                let meaning = self.picked_day_part(which, self.at(at) == Word::Night)?;
                let of_something = the && which == Which::Last;
                self.found(i, at + 1, meaning).filter(|_| !of_something)
            }
            Word::Season(season) => self.found(i, at + 1, Meaning::Season(season, Some(which))),
            Word::Name => {
                let holiday = self.holiday(at)?;
                let Meaning::Holiday(day, None, _) = holiday.meaning else { return None };
                self.found(i, holiday.end, Meaning::Holiday(day, None, Some(which)))
            }
            // "the next Tuesday" counts on in a story.
            _ if the && which == Which::Next => self.picked_date(i, at, Which::Following),
            _ => self.picked_date(i, at, which),
        }
    }

    fn picks(&self, i: usize) -> Option<Which> {
        match self.at(i) {
            Word::Which(which) => Some(which),
            _ => None,
        }
    }

    /// Is the unit the expression's own, or does it begin something longer ("this day care")?
    fn takes(&self, unit: Unit, end: usize) -> bool {
        unit != Unit::Day || self.closes(end)
    }

    fn picked_unit(&self, unit: Unit, which: Which, the: bool) -> Option<Meaning> {
        let shift = |count| Some(Meaning::Shift(count, unit));
        match (which, unit) {
            (Which::Following, _) => shift(1),
            (Which::Next, Unit::Day) => shift(1),
            (Which::Previous, _) => shift(-1),
            (
                Which::Last | Which::Past | Which::Coming | Which::Current | Which::This,
                Unit::Day,
            ) => None,
            // "over the past year" runs up to today, "the last year" too.
            (Which::Last | Which::Past, _) if the && unit != Unit::Century => {
                Some(Meaning::Span(Count::Halves(2), unit, which))
            }
            _ => Some(Meaning::Unit(unit, which)),
        }
    }

    /// `last night`, `this morning`, `that evening`.
    fn picked_day_part(&self, which: Which, night: bool) -> Option<Meaning> {
        match which {
            Which::Last if night => Some(Meaning::Day(-1)),
            Which::This => Some(Meaning::Day(0)),
            Which::Next | Which::Following => Some(Meaning::Shift(1, Unit::Day)),
            Which::Previous => Some(Meaning::Shift(-1, Unit::Day)),
            Which::That | Which::Same => Some(Meaning::Unit(Unit::Day, Which::That)),
            _ => None,
        }
    }

    /// `three years`, `few weeks`, `weeks` behind "the past", "the next".
    fn span(&self, start: usize, i: usize, named: Which) -> Option<Reading> {
        let which = match named {
            Which::Last | Which::Past | Which::Previous => Which::Past,
            Which::Next | Which::Coming | Which::Following => Which::Next,
            _ => return None,
        };
        // "the past weeks", but "the last days" are the last of something.
        let bare = (named != Which::Last).then_some((Count::Few, i));
        let (count, at) = self.count(i).or(bare)?;
        match self.at(at) {
            Word::Units(unit) if self.at(at + 1) != Word::Of => {
                self.found(start, at + 1, Meaning::Span(count, unit, which))
            }
            Word::Moment => {
                let days = self.days_of_hours(count, at)?;
                self.found(start, at + 1, Meaning::Span(days, Unit::Day, which))
            }
            _ => None,
        }
    }

    /// `24 hours`, `48 hours`: the days that they reach over.
    fn days_of_hours(&self, count: Count, at: usize) -> Option<Count> {
        let Count::Halves(halves) = count else { return None };
        let hours = halves / 2;
        (self.spelling(at).eq_ignore_ascii_case("hours") && hours >= 12)
            .then_some(Count::Halves((hours + 23) / 24 * 2))
    }

    /// `overnight`: the night to the day of publication.
    pub(super) fn overnight(&self, i: usize) -> Option<Reading> {
        let night = Meaning::Span(Count::Halves(2), Unit::Day, Which::Past);
        let reading = self.found(i, i + 1, night)?;
        Some(Reading { proviso: Proviso::OwnDay, ..reading })
            .filter(|_| self.before(i) != Word::Dash && self.at(i + 1) != Word::Dash)
    }

    /// The unit that a word is, and how many of it: a fortnight is two weeks.
    fn units(&self, at: usize) -> Option<(Unit, i64)> {
        match self.at(at) {
            Word::Unit(unit) | Word::Units(unit) => Some((unit, 1)),
            Word::Fortnight => Some((Unit::Week, 2)),
            _ => None,
        }
    }

    /// How many: `three`, `2 1/2`, `a`, `a couple of`, `several`, `six and a half`.
    fn count(&self, i: usize) -> Option<(Count, usize)> {
        let few = |at| Some((Count::Few, self.skip(at, Word::Of)));
        let (number, at) = match self.at(i) {
            Word::Few => return few(i + 1),
            Word::Couple => return few(i + 1),
            Word::Article => match self.at(i + 1) {
                Word::Few | Word::Couple => return few(i + 2),
                Word::Magnitude(12) => (12, i + 2),
                Word::Unit(_) | Word::Fortnight => (1, i + 1),
                _ => return None,
            },
            Word::Half if self.at(i + 1) == Word::Article => {
                return Some((Count::Halves(1), i + 2));
            }
            Word::Digits { .. } | Word::Cardinal(_)
                if (self.joins(i + 1) || self.at(i + 1) == Word::And)
                    && matches!(self.at(i + 2), Word::Digits { .. } | Word::Cardinal(_)) =>
            {
                // "two or three", "three to five"
                return Some((Count::Few, i + 3));
            }
            Word::Digits { value, .. } | Word::Grouped(value) | Word::Cardinal(value) => {
                match self.at(i + 1) {
                    Word::Magnitude(times) => (i64::from(value) * i64::from(times), i + 2),
                    Word::Figures(Figures::Pair { first: 1, second: 2 }) => {
                        return Some((Count::Halves(i64::from(value) * 2 + 1), i + 2));
                    }
                    _ => (i64::from(value), i + 1),
                }
            }
            _ => return None,
        };
        if self.half_more(at) {
            return Some((Count::Halves(number * 2 + 1), at + 3));
        }
        Some((Count::Halves(number * 2), at))
    }

    /// `and a half`
    fn half_more(&self, i: usize) -> bool {
        (self.at(i), self.at(i + 1), self.at(i + 2)) == (Word::And, Word::Article, Word::Half)
    }

    /// `three years ago`, `a year and a half ago`, `two days later`, `a year earlier`.
    pub(super) fn counted(&self, i: usize) -> Option<Reading> {
        let (mut count, at) = self.count(i)?;
        let (unit, times) = self.units(at)?;
        if let Count::Halves(halves) = &mut count {
            *halves *= times;
        }
        let mut at = at + 1;
        if self.half_more(at) {
            let Count::Halves(halves) = &mut count else { return None };
            *halves += 1;
            at += 3;
        }
        let backwards = match self.at(at) {
            Word::Ago => return self.found(i, at + 1, Meaning::Ago(count, unit)),
            Word::Back if self.closes(at + 1) => {
                return self.found(i, at + 1, Meaning::Ago(count, unit));
            }
            Word::Earlier if self.at(at + 1) != Word::Preposition(Preposition::To) => true,
            Word::Later => false,
            Word::Preposition(Preposition::Before) if self.ends(at + 1) => true,
            Word::Preposition(Preposition::After) if self.ends(at + 1) => false,
            _ => return None,
        };
        let Count::Halves(halves) = count else { return None };
        let (halves, unit) = match (halves % 2, unit) {
            (0, _) => (halves, unit),
            (_, Unit::Year) => (halves * 12, Unit::Month),
            _ => return None,
        };
        let count = if backwards { -halves / 2 } else { halves / 2 };
        let (count, unit) = match unit {
            Unit::Week => (count.checked_mul(7)?, Unit::Day),
            _ => (count, unit),
        };
        self.found(i, at + 1, Meaning::Shift(count, unit))
    }

    /// Does the clause end here, so that a preposition before has no object?
    fn ends(&self, i: usize) -> bool {
        matches!(self.at(i), Word::Mark | Word::Comma | Word::Close | Word::And | Word::Auxiliary)
    }

    /// `the day before`, `the week after`, `the day before yesterday`.
    pub(super) fn neighbour(&self, i: usize) -> Option<Reading> {
        let unit = match self.at(i + 1) {
            Word::Unit(unit) => unit,
            Word::Night | Word::DayPart => Unit::Day,
            _ => return None,
        };
        let (count, end) = match self.at(i + 2) {
            Word::Preposition(Preposition::Before) => (-1, i + 3),
            Word::Preposition(Preposition::After) => (1, i + 3),
            Word::Earlier if self.at(i + 3) != Word::Preposition(Preposition::To) => (-1, i + 3),
            Word::Earlier | Word::Later => return None,
            _ => return self.weekend(i),
        };
        match (self.at(end), unit) {
            (Word::Yesterday, Unit::Day) => self.found(i, end + 1, Meaning::Day(count - 1)),
            (Word::Tomorrow, Unit::Day) => self.found(i, end + 1, Meaning::Day(count + 1)),
            (Word::Which(Which::Last), unit) if self.at(end + 1) == Word::Unit(unit) => {
                let units = self.found(i, end, Meaning::Ago(Count::Halves(4), unit))?;
                Some(Reading { end: end + 2, ..units }).filter(|_| count < 0)
            }
            _ => self.found(i, end, Meaning::Shift(count, unit)).filter(|_| self.ends(end)),
        }
    }

    /// `over the weekend`
    fn weekend(&self, i: usize) -> Option<Reading> {
        let named = self.at(i + 1) == Word::Unit(Unit::Weekend) && self.closes(i + 2);
        let led = matches!(self.before(i), Word::Preposition(_) | Word::Hedge | Word::Closed);
        (named && led)
            .then(|| self.found(i + 1, i + 2, Meaning::Unit(Unit::Weekend, Which::Last)))?
    }

    /// `weekend` and the like without an article: nothing is dated by them.
    pub(super) fn unit(&self, i: usize) -> Option<Reading> {
        let end_of_year = self.at(i) == Word::Unit(Unit::Year)
            && self.before(i) == Word::Preposition(Preposition::By);
        let at = self.skip(i + 1, Word::Dash);
        (end_of_year && self.at(at) == Word::Edge)
            .then(|| self.found(i, at + 1, Meaning::Unit(Unit::Year, Which::This)))?
    }

    /// `later in the year`, `the end of the week`: the unit that is running.
    pub(super) fn within(&self, i: usize) -> Option<Reading> {
        let at = match self.at(i + 1) {
            Word::Of | Word::Preposition(Preposition::At) => i + 2,
            _ => return None,
        };
        let Word::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year)) = self.at(at + 1) else {
            return None;
        };
        (self.at(at) == Word::The
            && self.closes(at + 2)
            && self.at(at + 2) != Word::Preposition(Preposition::Before))
        .then(|| self.found(at, at + 2, Meaning::Running(unit)))?
    }
}
