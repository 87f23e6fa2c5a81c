//! What stands around an expression: where the dated thing lies against it, and which two
//! expressions are the ends of one stretch.

use super::grammar::{Lex, Meaning, Reading};
use super::lexicon::{Preposition, Unit, Word};
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
    /// The next reading is the other end.
    pub opens: bool,
    /// The reading before is the other end.
    pub closes: bool,
}

/// The frame of each reading of a sentence.
pub(super) fn frames(words: &[Lex], readings: &[Reading]) -> Vec<Frame> {
    let mut frames: Vec<Frame> =
        readings.iter().map(|r| Frame { bound: bound(words, r), ..Frame::default() }).collect();
    for i in 1..readings.len() {
        let (first, second) = (&readings[i - 1], &readings[i]);
        if !frames[i - 1].closes && alike(first, second) && spans(words, first, second) {
            frames[i - 1] = Frame { bound: Bound::From, opens: true, closes: false };
            frames[i] = Frame { bound: Bound::Until, opens: false, closes: true };
        }
    }
    frames
}

/// Gives the year of `March to August 2011` to both months, and so to the seasons and quarters of
/// a list.
pub(super) fn share_years(words: &[Lex], readings: &mut [Reading]) {
    for i in (1..readings.len()).rev() {
        let (first, second) = (readings[i - 1], readings[i]);
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

/// The word that stands before a reading, hedges and articles left out.
fn leader(words: &[Lex], start: usize) -> Option<usize> {
    let passes = |w| matches!(w, Word::The | Word::Hedge | Word::Part(_) | Word::Circa);
    (0..start).rev().take(4).find(|&i| !passes(words[i].word))
}

fn bound(words: &[Lex], reading: &Reading) -> Bound {
    let Some(at) = leader(words, reading.start) else { return Bound::At };
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
