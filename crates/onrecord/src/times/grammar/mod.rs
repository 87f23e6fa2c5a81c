//! Which words of a sentence are an expression of time, and what it says on its face.
//!
//! Each kind of expression has a file; each of its rules begins at one word and reads to the
//! right. Where several rules hold at a word, the longest reading wins. What an expression means
//! on the calendar, `resolve` decides afterwards.

mod clocks;
mod dates;
mod named;
mod periods;
mod relative;

use jiff::civil::Weekday;

pub(super) use named::Holiday;

use super::lexicon::{Part, Preposition, Unit, Which, Word};
use super::value::{Clock, Point, Season};
use crate::text::{Text, TokenId};

/// A word of the sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lex {
    /// What it can be.
    pub word: Word,
    /// It begins with a capital letter.
    pub capital: bool,
    /// No space stands before it.
    pub glued: bool,
    /// It may be a noun, or an adjective of one, so that what stands before may modify it.
    pub noun: bool,
    /// It ends in a full stop.
    pub dotted: bool,
}

/// A month, and the day in it where that is said.
pub(super) type MonthDay = (u8, Option<u8>);

/// How many units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    /// Half units, so that "a year and a half" is whole: 3.
    Halves(i64),
    /// "a few", "several".
    Few,
}

/// What an expression says on its face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A complete point.
    Stated(Point),
    /// A complete range.
    StatedRange(Point, Point),
    /// A month, a day or a range of them; it may lack its year.
    Calendar {
        year: Option<i32>,
        first: MonthDay,
        last: Option<MonthDay>,
        weekday: Option<Weekday>,
        which: Option<Which>,
    },
    /// `the 15th`, `the 15th of that month`
    DayOfMonth(u8, Option<Which>),
    /// `Monday`, `next Monday`
    Weekday(Weekday, Option<Which>),
    /// `the summer`, `last summer`
    Season(Season, Option<Which>),
    /// `summers`
    Seasons(Season),
    /// `the third quarter`, `the second half of the year`: which one, of which year.
    Fraction(Unit, u8, Option<Which>),
    /// `last week`, `that year`
    Unit(Unit, Which),
    /// `later in the year`: the one that the text has got to.
    Running(Unit),
    /// Days from the day of publication: `yesterday` is -1.
    Day(i64),
    /// `three years ago`
    Ago(Count, Unit),
    /// `three years later`, `the day before`: counted from another expression.
    Shift(i64, Unit),
    /// `the past three years`, `the next few weeks`
    Span(Count, Unit, Which),
    /// A day with a name, of a year that may be stated.
    Holiday(Holiday, Option<i32>, Option<Which>),
    /// A time of day.
    Clock(Clock),
}

/// An expression found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// The first word, counted in the sentence.
    pub start: usize,
    /// One past the last word.
    pub end: usize,
    /// What it says.
    pub meaning: Meaning,
    /// Early, in the middle, or late in it.
    pub part: Option<Part>,
    /// What must hold for it to be a time at all.
    pub proviso: Proviso,
}

/// What must hold of the whole text for a reading to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proviso {
    /// Nothing.
    None,
    /// It speaks of distant years: `348`.
    History,
    /// It has a day of its own; else "today" is nowadays, and "on Friday" every Friday.
    OwnDay,
}

/// A sentence being read.
pub(super) struct Sentence<'a> {
    /// Its words.
    pub words: &'a [Lex],
    /// The text, for the few words that are looked at letter by letter.
    pub text: &'a Text<'a>,
    /// The first word's place in the text.
    pub first: TokenId,
    /// The latest year that two figures can mean: 2032 reads `'32` as 2032 and `'33` as 1933.
    pub pivot: i32,
    /// Dates in figures put the day before the month.
    pub day_first: bool,
}

impl Sentence<'_> {
    /// The expressions of the sentence, in order, without overlap.
    pub(super) fn readings(&self) -> Vec<Reading> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            match self.read(at) {
                Some(reading) => {
                    at = reading.end;
                    out.push(reading);
                    while let Some(next) = self.next_day(&out[out.len() - 1]) {
                        at = next.end;
                        out.push(next);
                    }
                }
                None => at += 1,
            }
        }
        out
    }

    /// The longest reading that begins at a word.
    fn read(&self, i: usize) -> Option<Reading> {
        match self.at(i) {
            Word::Other
            | Word::Closed
            | Word::Speaker
            | Word::Auxiliary
            | Word::Mark
            | Word::Comma
            | Word::Of
            | Word::And
            | Word::Preposition(_) => None,
            Word::The => longest([self.day_of_month(i), self.which(i), self.neighbour(i)]),
            Word::Weekday(_) | Word::ShortWeekday(_) => self.weekday(i),
            Word::Month(_) | Word::ShortMonth(_) | Word::MidMonth(_) => self.month(i),
            Word::Digits { .. } => longest([
                self.day_first(i),
                self.clock(i),
                self.era(i),
                self.counted(i),
                self.fraction_of_year(i),
                self.year(i),
                self.listed_day(i),
            ]),
            Word::Ordinal(_) => longest([
                self.day_first(i),
                self.century(i),
                self.fraction(i),
                self.name(i),
                self.listed_day(i),
            ]),
            Word::Cardinal(_) => longest([self.clock(i), self.counted(i), self.spoken_year(i)]),
            Word::Grouped(_) => longest([self.era(i), self.counted(i)]),
            Word::Article | Word::Few | Word::Couple => self.counted(i),
            Word::Half => longest([self.clock(i), self.counted(i)]),
            Word::Which(_) => self.which(i),
            Word::Part(_) => self.part(i),
            Word::Unit(_) => longest([self.unit(i), self.year_named(i), self.clock(i)]),
            Word::Later if matches!(self.at(i + 1), Word::Decade { .. }) => self.part(i),
            Word::Edge | Word::Earlier | Word::Later => self.within(i),
            Word::Yesterday | Word::Today | Word::Tonight | Word::Tomorrow => self.deictic(i),
            Word::Overnight => self.overnight(i),
            Word::Present => self.present(i),
            Word::Season(_) | Word::Seasons(_) => self.season(i),
            Word::Quarter(_) | Word::HalfYear(_) => self.fraction(i),
            Word::Fiscal | Word::FiscalYear(_) => self.fiscal(i),
            Word::Decade { .. } | Word::MidDecade(_) => self.decade(i),
            Word::ShortYear(_) | Word::OneYear(_) => self.short_year(i),
            Word::Figures(_) => longest([self.figures(i), self.clock(i)]),
            Word::Clock(_) | Word::Dotted(_) | Word::Midday | Word::Midnight => self.clock(i),
            Word::Ad | Word::Circa => self.era(i),
            Word::Name => self.name(i),
            _ => None,
        }
    }

    /// What a word can be; a mark beyond either end of the sentence.
    fn at(&self, i: usize) -> Word {
        self.words.get(i).map_or(Word::Mark, |w| w.word)
    }

    /// What the word before can be.
    fn before(&self, i: usize) -> Word {
        i.checked_sub(1).map_or(Word::Mark, |i| self.at(i))
    }

    fn capital(&self, i: usize) -> bool {
        self.words.get(i).is_some_and(|w| w.capital)
    }

    fn glued(&self, i: usize) -> bool {
        self.words.get(i).is_some_and(|w| w.glued)
    }

    /// Does a phrase end before this word? Not where a noun follows that it would modify.
    fn closes(&self, i: usize) -> bool {
        !self.words.get(i).is_some_and(|w| w.noun)
    }

    /// The characters of a word, for a rule that must look at them.
    fn spelling(&self, i: usize) -> &str {
        if i < self.words.len() { self.text.word(self.first + i as TokenId) } else { "" }
    }

    /// Does somebody speak in the sentence, on a day of their own?
    fn has_speaker(&self) -> bool {
        self.words.iter().any(|w| w.word == Word::Speaker)
    }

    /// The place after a word, if it is there.
    fn past(&self, i: usize, word: Word) -> Option<usize> {
        (self.at(i) == word).then_some(i + 1)
    }

    /// The place after a word, or the same place if it is not there.
    fn skip(&self, i: usize, word: Word) -> usize {
        self.past(i, word).unwrap_or(i)
    }

    /// Does a preposition of time stand before, or a "the" with such a preposition before it?
    fn led(&self, i: usize) -> bool {
        let leads = |w| matches!(w, Word::Preposition(_) | Word::Of);
        match self.before(i) {
            Word::The => i > 1 && leads(self.at(i - 2)),
            word => leads(word),
        }
    }

    /// Joins two ends of a range: `to`, a dash.
    fn joins(&self, i: usize) -> bool {
        matches!(
            self.at(i),
            Word::Dash
                | Word::Preposition(Preposition::To | Preposition::Until | Preposition::Through)
        )
    }

    fn found(&self, start: usize, end: usize, meaning: Meaning) -> Option<Reading> {
        Some(Reading { start, end, meaning, part: None, proviso: Proviso::None })
    }

    fn point(&self, start: usize, end: usize, point: Point) -> Option<Reading> {
        self.found(start, end, Meaning::Stated(point))
    }
}

/// The reading that ends last; of two, the first.
fn longest<const N: usize>(readings: [Option<Reading>; N]) -> Option<Reading> {
    readings
        .into_iter()
        .flatten()
        .reduce(|best, next| if next.end > best.end { next } else { best })
}
