//! Times of day: `3 p.m.`, `15:30`, `noon`, `half past seven`.

use super::{Meaning, Reading, Sentence};
use crate::times::lexicon::{Preposition, Which, Word};
use crate::times::value::Clock;

/// Before or after noon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

impl Sentence<'_> {
    /// A time of day that begins at a word.
    pub(super) fn clock(&self, i: usize) -> Option<Reading> {
        match self.at(i) {
            Word::Midday => self.time(i, self.hour_word(i + 1), at_hour(12)),
            Word::Midnight if !self.capital(i) => self.time(i, self.hour_word(i + 1), at_hour(0)),
            Word::Clock(clock) => self.written(i, clock),
            Word::Dotted(clock) => {
                let (half, end) = self.half(i + 1)?;
                self.time(i, end, on_clock(clock, half)?)
            }
            Word::Half | Word::Unit(_) => self.past_hour(i),
            Word::Digits { length: 4, value } => self.military(i, value),
            Word::Digits { value: hour, length: 1..=2 } => self.hour(i, hour),
            Word::Cardinal(hour) => self.hour(i, hour),
            _ => None,
        }
    }

    fn time(&self, start: usize, end: usize, clock: Clock) -> Option<Reading> {
        let end = if self.at(end) == Word::Zone { end + 1 } else { end };
        self.found(start, end, Meaning::Clock(clock))
    }

    /// "midnight hour"
    fn hour_word(&self, i: usize) -> usize {
        self.skip(i, Word::Moment)
    }

    /// `a.m.`, `p.m.`, and the place behind it.
    fn half(&self, i: usize) -> Option<(Half, usize)> {
        match self.at(i) {
            Word::Am => Some((Half::Morning, i + 1)),
            Word::Pm => Some((Half::Afternoon, i + 1)),
            _ => None,
        }
    }

    fn written(&self, i: usize, clock: Clock) -> Option<Reading> {
        if let Some((half, end)) = self.half(i + 1) {
            return self.time(i, end, on_clock(clock, half)?);
        }
        // A clock without a.m. or p.m. that says one to four is rarely read at night.
        let twelve = self.spelling(i).find(':') == Some(1) && (1..=4).contains(&clock.hour);
        let clock = if twelve { on_clock(clock, Half::Afternoon)? } else { clock };
        // "3:16" of a chapter, "2:1" of odds and "2:05:13" of a race stand behind a name or a
        // number; a clock does not.
        let counts = matches!(self.before(i), Word::Digits { .. } | Word::Label | Word::Ordinal(_))
            || matches!(self.at(i + 1), Word::Digits { .. } | Word::Counted | Word::Moment);
        let lasts = clock.second > 0 && !self.led(i);
        self.time(i, i + 1, clock).filter(|_| !counts && !lasts)
    }

    /// `3 p.m.`, `three o'clock`; the first of `2 to 4 p.m.`
    fn hour(&self, i: usize, hour: u32) -> Option<Reading> {
        let hour: u8 = hour.try_into().ok().filter(|h| (1..=24).contains(h))?;
        if let Some((half, end)) = self.half(i + 1) {
            return self.time(i, end, on_clock(at_hour(hour), half)?);
        }
        if self.at(i + 1) == Word::OClock {
            let end = i + 2;
            let evening = self.at(end) == Word::Preposition(Preposition::At)
                && self.at(end + 1) == Word::The
                && !self.spelling(end + 2).eq_ignore_ascii_case("morning")
                && self.at(end + 2) == Word::DayPart;
            let clock = match evening {
                true => on_clock(at_hour(hour), Half::Afternoon)?,
                false => waking(hour),
            };
            return self.time(i, end, clock);
        }
        // "at ten", where nothing follows that could be counted.
        let bare = self.spelling(i.wrapping_sub(1)).eq_ignore_ascii_case("at")
            && hour <= 12
            && matches!(
                self.at(i + 1),
                Word::Mark | Word::Comma | Word::Close | Word::And | Word::Tonight | Word::Tomorrow
            );
        if bare {
            let tonight =
                self.at(i + 1) == Word::Tonight || i > 1 && self.at(i - 2) == Word::Tonight;
            let clock = match tonight {
                true => on_clock(at_hour(hour), Half::Afternoon)?,
                false => waking(hour),
            };
            return self.time(i, i + 1, clock);
        }
        let to = self.joins(i + 1)
            || self.at(i + 1) == Word::And
                && self.before(i) == Word::Preposition(Preposition::Between);
        if !to {
            return None;
        }
        let later = match self.at(i + 2) {
            Word::Digits { value, length: 1..=2 } | Word::Cardinal(value) => value,
            Word::Clock(clock) | Word::Dotted(clock) => clock.hour.into(),
            _ => return None,
        };
        let (half, _) = self.half(i + 3)?;
        // "11 to 1 p.m." passes noon.
        let half = if u32::from(hour) % 12 > later % 12 && half == Half::Afternoon {
            Half::Morning
        } else {
            half
        };
        self.time(i, i + 1, on_clock(at_hour(hour), half)?)
    }

    /// `half past seven`, `quarter to three`.
    fn past_hour(&self, i: usize) -> Option<Reading> {
        let minutes = if self.at(i) == Word::Half { 30 } else { 15 };
        let quarter = self.spelling(i).eq_ignore_ascii_case("quarter");
        if minutes == 15 && !quarter {
            return None;
        }
        let hour = match self.at(i + 2) {
            Word::Digits { value: hour @ 1..=12, length: 1..=2 }
            | Word::Cardinal(hour @ 1..=12) => hour as u8,
            _ => return None,
        };
        let (hour, minute) = match self.at(i + 1) {
            Word::Which(Which::Past) => (hour, minutes),
            Word::Preposition(Preposition::To) if quarter => {
                (if hour == 1 { 12 } else { hour - 1 }, 45)
            }
            _ => return None,
        };
        match self.half(i + 3) {
            Some((half, end)) => {
                self.time(i, end, on_clock(Clock { minute, ..at_hour(hour) }, half)?)
            }
            None => {
                let clock = Clock { minute, ..waking(hour) };
                self.time(i, i + 3, clock).filter(|_| self.closes(i + 3))
            }
        }
    }

    /// `1830 GMT`, `0600 hours`.
    fn military(&self, i: usize, value: u32) -> Option<Reading> {
        let (hour, minute) = ((value / 100) as u8, (value % 100) as u8);
        let told = match self.at(i + 1) {
            Word::Zone => true,
            Word::Moment => self.before(i) == Word::Preposition(Preposition::At),
            _ => false,
        };
        (told && value < 2400 && minute < 60)
            .then(|| self.time(i, i + 2, Clock { hour, minute, second: 0 }))?
    }
}

/// An hour without a.m. or p.m.: between five in the morning and five in the afternoon.
fn waking(hour: u8) -> Clock {
    at_hour(if (1..=4).contains(&hour) { hour + 12 } else { hour % 24 })
}

fn at_hour(hour: u8) -> Clock {
    Clock { hour, minute: 0, second: 0 }
}

/// A time on the twelve-hour clock; one that is already past twelve stays.
fn on_clock(clock: Clock, half: Half) -> Option<Clock> {
    let hour = match (clock.hour, half) {
        (12, Half::Morning) => 0,
        (hour @ 1..=11, Half::Afternoon) => hour + 12,
        (hour @ 0..=23, _) => hour,
        _ => return None,
    };
    Some(Clock { hour, ..clock })
}
