//! What stands around an expression: where the dated thing lies against it, and which two
//! expressions are the ends of one stretch.

use super::grammar::{Lex, Meaning, Proviso, Reading};
use super::lexicon::{Preposition, Unit, Which, Word};
use super::value::Point;

/// Where the dated thing lies against the time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bound {
    /// At it, in it: `on Monday`.
    #[default]
    At,
    /// It begins there: `since Tuesday`, `from 2013 to 2017`.
    From,
    /// It ends there, the time included: `until March`, `by Friday`.
    Until,
    /// It ends earlier: `before 2014`.
    Before,
    /// It begins later: `after 2014`.
    After,
}

/// What surrounds one reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Frame {
    pub bound: Bound,
    /// "since" says that it is past.
    pub past: bool,
    /// The next reading is the other end.
    pub opens: bool,
    /// The reading before is the other end.
    pub closes: bool,
}

/// The frame of each reading of a sentence.
pub(super) fn frames(words: &[Lex], readings: &[Reading]) -> Vec<Frame> {
    let mut frames: Vec<Frame> = readings
        .iter()
        .map(|r| Frame { bound: bound(words, r), past: is_past(words, r), ..Frame::default() })
        .collect();
    for i in 1..readings.len() {
        let (first, second) = (&readings[i - 1], &readings[i]);
        if !frames[i - 1].closes && alike(first, second) && spans(words, first, second) {
            frames[i - 1] = Frame { bound: Bound::From, opens: true, ..frames[i - 1] };
            frames[i] = Frame { bound: Bound::Until, closes: true, ..frames[i] };
        }
    }
    frames
}

/// Gives the year of `March to August 2011` to both months, and so to the seasons and quarters of
/// a list; to `May last year` the year before the one of publication.
pub(super) fn share_years(words: &[Lex], readings: &mut [Reading], published: Option<i32>) {
    for i in (1..readings.len()).rev() {
        let (first, second) = (readings[i - 1], readings[i]);
        if let Meaning::Unit(Unit::Year, which) = second.meaning
            && between(words, &first, &second).iter().all(|w| w.word == Word::Comma)
            && let Meaning::Calendar { year: year @ None, which: None, .. } =
                &mut readings[i - 1].meaning
        {
            // "in May last year"
            *year = published.and_then(|this| match which {
                Which::Last | Which::Previous => Some(this - 1),
                Which::This | Which::Current => Some(this),
                Which::Next | Which::Coming => Some(this + 1),
                _ => None,
            });
            continue;
        }
        if !listed(words, &first, &second) {
            continue;
        }
        let (year, month) = match (first.meaning, second.meaning) {
            (_, Meaning::Calendar { year: Some(year), first: (month, _), .. }) => (year, month),
            (Meaning::Season(season, None), Meaning::Stated(Point::Season(year, _))) => {
                readings[i - 1].meaning = Meaning::Stated(Point::Season(year, season));
                continue;
            }
            (
                Meaning::Fraction(Unit::Quarter, n, None),
                Meaning::Stated(Point::Quarter(year, _)),
            ) => {
                readings[i - 1].meaning = Meaning::Stated(Point::Quarter(year, n));
                continue;
            }
            _ => continue,
        };
        if let Meaning::Calendar { year: shared @ None, first: (earlier, _), which: None, .. } =
            &mut readings[i - 1].meaning
        {
            // "December to March 2011" begins in 2010.
            *shared = Some(if *earlier > month { year - 1 } else { year });
        }
    }
}

/// Makes the weekday of `Sunday (June 2)` and `June 2, Sunday` the day that the date is.
pub(super) fn share_days(words: &[Lex], readings: &mut [Reading]) {
    for i in 1..readings.len() {
        let apposed = between(words, &readings[i - 1], &readings[i])
            .iter()
            .all(|w| matches!(w.word, Word::Comma | Word::Open | Word::The));
        if !apposed {
            continue;
        }
        let (day, date) = match (readings[i - 1].meaning, readings[i].meaning) {
            (Meaning::Weekday(..), Meaning::Calendar { .. }) => (i - 1, i),
            (Meaning::Calendar { .. }, Meaning::Weekday(..)) => (i, i - 1),
            _ => continue,
        };
        let Meaning::Weekday(named, None) = readings[day].meaning else { continue };
        if let Meaning::Calendar { first: (_, Some(_)), last: None, weekday, .. } =
            &mut readings[date].meaning
        {
            *weekday = Some(named);
            readings[day].meaning = readings[date].meaning;
            readings[day].proviso = Proviso::None;
        }
    }
}

/// The word that stands before a reading, hedges and articles left out.
fn leader(words: &[Lex], start: usize) -> Option<usize> {
    let passes = |w| matches!(w, Word::The | Word::Hedge | Word::Part(_) | Word::Circa);
    (0..start).rev().take(4).find(|&i| !passes(words[i].word))
}

fn is_past(words: &[Lex], reading: &Reading) -> bool {
    leader(words, reading.start)
        .is_some_and(|at| words[at].word == Word::Preposition(Preposition::Since))
}

fn bound(words: &[Lex], reading: &Reading) -> Bound {
    let Some(at) = leader(words, reading.start) else { return Bound::At };
    // In "since the 2012 vote" and "by Saturday's attack" the preposition has another object.
    let modifies = words
        .get(reading.end)
        .is_some_and(|w| w.word == Word::Possessive || w.noun && at + 1 < reading.start);
    if modifies {
        return Bound::At;
    }
    match words[at].word {
        Word::Preposition(Preposition::Since) => Bound::From,
        Word::Preposition(Preposition::From)
            if words.get(reading.end).is_some_and(|w| w.word == Word::Onward) =>
        {
            Bound::From
        }
        Word::Preposition(Preposition::Until | Preposition::Through | Preposition::By) => {
            Bound::Until
        }
        Word::Preposition(Preposition::Before) => Bound::Before,
        Word::Preposition(Preposition::After) => Bound::After,
        _ => Bound::At,
    }
}

/// Are both times of day, or neither?
fn alike(first: &Reading, second: &Reading) -> bool {
    let clock = |r: &Reading| matches!(r.meaning, Meaning::Clock(_));
    clock(first) == clock(second)
}

fn between<'a>(words: &'a [Lex], first: &Reading, second: &Reading) -> &'a [Lex] {
    &words[first.end..second.start]
}

/// `X to Y`, `X – Y`, `between X and Y`.
fn spans(words: &[Lex], first: &Reading, second: &Reading) -> bool {
    let gap: Vec<Word> = between(words, first, second)
        .iter()
        .map(|w| w.word)
        .filter(|w| !matches!(w, Word::The | Word::Hedge | Word::Comma))
        .collect();
    let leader = leader(words, first.start).map(|i| words[i].word);
    match gap[..] {
        [Word::Dash] => true,
        [Word::Preposition(Preposition::To | Preposition::Until | Preposition::Through)] => true,
        [Word::And] => leader == Some(Word::Preposition(Preposition::Between)),
        _ => false,
    }
}

/// Does nothing but a joining word or a comma stand between the two?
fn listed(words: &[Lex], first: &Reading, second: &Reading) -> bool {
    let gap = between(words, first, second);
    !gap.is_empty()
        && gap.len() <= 3
        && gap.iter().all(|w| {
            matches!(
                w.word,
                Word::And
                    | Word::Dash
                    | Word::Comma
                    | Word::The
                    | Word::Part(_)
                    | Word::Hedge
                    | Word::Preposition(
                        Preposition::To | Preposition::Until | Preposition::Through
                    )
            )
        })
}
