//! When: the expressions of time in a text, and what they say on the calendar.
//!
//! ```text
//! words -> grammar -> readings -> frame, resolve -> Time*
//! ```
//!
//! `lexicon` and `numeral` tell what each word can be, `grammar` which words are an expression,
//! `frame` what stands around it, `tense` when its clause is, `resolve` which days it means,
//! `calendar` does the sums.
//!
//! Found are days, months, years and longer stretches, absolute or counted from another, and times
//! of day. Durations ("for three days") and habits ("every Monday", "daily") date nothing and are
//! left out, and so are ages.

mod calendar;
mod frame;
mod grammar;
mod lexicon;
mod numeral;
mod resolve;
mod tense;
mod value;

#[cfg(test)]
mod tests;

use jiff::civil::Date;
use onrecord_intake::Span;

pub use frame::Bound;
pub use resolve::Anchor;
pub use value::{Clock, Days, Point, Precision, Reach, Season, Value};

use crate::syntax::{Syntax, Upos};
use crate::text::{Text, TokenRange};
use grammar::{Lex, Meaning, Reading, Sentence};
use lexicon::{Figures, Word};
use resolve::Resolver;
use tense::Tense;

/// An expression of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// Its words, without the preposition.
    pub tokens: TokenRange,
    /// The bytes of its words.
    pub span: Span,
    /// What it says.
    pub value: Value,
    /// Where the dated thing lies against it.
    pub bound: Bound,
    /// What its value rests on.
    pub anchor: Anchor,
    /// The other end, where it is one end of "from X to Y": an index into the list.
    pub partner: Option<usize>,
}

impl Time {
    /// The days of what it dates, as far as they are known: "since Tuesday" begins on Tuesday and
    /// has no end.
    pub fn reach(&self) -> Reach {
        let days = self.value.reach();
        let next = |day: Option<Date>, count| day.and_then(|d| calendar::add_days(d, count));
        match self.bound {
            Bound::At => days,
            Bound::From => Reach { start: days.start, end: None },
            Bound::Until => Reach { start: None, end: days.end },
            Bound::Before => Reach { start: None, end: next(days.start, -1) },
            Bound::After => Reach { start: next(days.end, 1), end: None },
        }
    }
}

/// The days of what the time at `index` dates, its partner considered: both ends of "from X to Y".
pub fn reach(times: &[Time], index: usize) -> Reach {
    let own = times[index].reach();
    let Some(other) = times[index].partner else { return own };
    let other = times[other].reach();
    Reach { start: own.start.or(other.start), end: own.end.or(other.end) }
}

/// The expressions of time in a text, in order, without overlap.
///
/// A syntax without tags and trees will do; it makes years that are counts and the tense of a
/// clause harder to tell. Without sentences, a paragraph is one.
pub fn find(text: &Text, syntax: &Syntax, published: Option<Date>) -> Vec<Time> {
    let words = lex(text, syntax);
    let sentences = if syntax.sentences.is_empty() { &text.paragraphs } else { &syntax.sentences };
    let pivot = published.map_or(2030, |day| i32::from(day.year()) + 10);
    let day_first = puts_day_first(&words);
    let mut read = Vec::with_capacity(sentences.len());
    for range in sentences {
        let Some(words) = words.get(range.start as usize..range.end as usize) else { continue };
        let sentence = Sentence { words, text, first: range.start, pivot, day_first };
        let mut readings = sentence.readings();
        readings.retain(|r| !is_person(syntax, range.start, r));
        frame::share_years(words, &mut readings, published.map(calendar::year_of));
        frame::share_days(words, &mut readings);
        if !readings.is_empty() {
            read.push((range, words, readings));
        }
    }
    let mut resolver = Resolver::new(
        published,
        read.iter().flat_map(|(range, _, readings)| {
            readings.iter().map(|r| (*r, tense_if_told(text, syntax, range, r)))
        }),
    );
    let mut times: Vec<Time> = Vec::new();
    for (number, (range, words, mut readings)) in read.into_iter().enumerate() {
        readings.retain(|r| resolver.admits(r, || tense_if_told(text, syntax, range, r)));
        let frames = frame::frames(words, &readings);
        let mut opened: Option<usize> = None;
        for (reading, frame) in readings.iter().zip(frames) {
            let tokens = tokens_of(range, reading);
            let tense = || match frame.past {
                true => Tense::Past,
                false if frame.bound == Bound::Until && tense::lasts(syntax, &tokens) => {
                    Tense::Future
                }
                false => tense::around(text, syntax, range, &tokens),
            };
            let opener = opened.take().filter(|_| frame.closes);
            let Some((mut value, anchor)) = resolver.resolve(reading, number, tense) else {
                continue;
            };
            let index = times.len();
            if let Some(opener) = opener {
                resolve::put_in_order(&mut times[opener].value, &mut value);
            }
            if let Value::Point(Point::Day(day)) = value {
                if says_what_day_it_is(text, &tokens) {
                    resolver.move_to(day);
                } else if anchor == Anchor::Stated && is_dateline(text, range, &tokens) {
                    resolver.begin_on(day);
                }
            }
            if is_adverbial(words, reading) {
                resolver.remember(value, anchor, index, number);
            }
            let span = text.span(&tokens);
            times.push(Time { tokens, span, value, bound: frame.bound, anchor, partner: opener });
            if let Some(opener) = opener {
                times[opener].partner = Some(index);
            }
            opened = frame.opens.then_some(index);
        }
    }
    times
}

/// The tense around an expression whose reading depends on it; of others nobody asks.
fn tense_if_told(text: &Text, syntax: &Syntax, range: &TokenRange, reading: &Reading) -> Tense {
    match reading.meaning {
        Meaning::Day(0) | Meaning::Weekday(_, None) | Meaning::Span(..) => {
            tense::around(text, syntax, range, &tokens_of(range, reading))
        }
        _ => Tense::Unknown,
    }
}

fn tokens_of(sentence: &TokenRange, reading: &Reading) -> TokenRange {
    sentence.start + reading.start as u32..sentence.start + reading.end as u32
}

/// "It is now Monday", "today is May 3rd", "today, May 3rd": a diary, which goes on from day to
/// day.
fn says_what_day_it_is(text: &Text, tokens: &TokenRange) -> bool {
    let is = |word: &str, list: &[&str]| list.iter().any(|w| w.eq_ignore_ascii_case(word));
    let mut before = (0..tokens.start)
        .rev()
        .map(|t| text.word(t))
        .skip_while(|w| is(w, &["the", "now", "still", "actually", "currently", "officially"]));
    match before.next() {
        Some(",") => before.next().is_some_and(|w| is(w, &["today"])),
        Some(word) if is(word, &["is", "'s", "’s"]) => {
            before.next().is_some_and(|w| is(w, &["it", "today", "date"]))
        }
        _ => false,
    }
}

/// A date that is all of a paragraph near the top.
fn is_dateline(text: &Text, sentence: &TokenRange, tokens: &TokenRange) -> bool {
    let paragraph = text.tokens[tokens.start as usize].paragraph;
    let others = sentence.clone().filter(|t| !tokens.contains(t));
    let alone = others.map(|t| text.word(t)).all(|w| !w.contains(char::is_alphanumeric));
    paragraph < DATELINE && alone && text.paragraphs[paragraph as usize] == *sentence
}

/// How many paragraphs from the top a dateline may stand.
const DATELINE: u32 = 5;

/// What each word of the text can be.
fn lex(text: &Text, syntax: &Syntax) -> Vec<Lex> {
    let tagged = syntax.upos.len() == text.tokens.len();
    text.tokens
        .iter()
        .enumerate()
        .map(|(i, token)| {
            let characters = token.span.of(text.source);
            let word = lexicon::classify(characters);
            let nominal = match word {
                Word::Other if tagged => {
                    matches!(syntax.upos[i], Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num)
                }
                Word::Other
                | Word::Counted
                | Word::Magnitude(_)
                | Word::Street
                | Word::Label
                | Word::Half
                | Word::Unit(_)
                | Word::Units(_)
                | Word::Moment
                | Word::Name => true,
                _ => false,
            };
            Lex {
                word,
                capital: characters.starts_with(char::is_uppercase),
                glued: !token.space_before,
                noun: nominal,
                dotted: characters.len() > 1 && characters.ends_with('.'),
            }
        })
        .collect()
}

/// Does a date in figures show that the text puts the day before the month?
fn puts_day_first(words: &[Lex]) -> bool {
    words.iter().any(|w| match w.word {
        Word::Figures(Figures::YearLast { first, second, mark: b'/', .. }) => {
            first > 12 && second <= 12
        }
        _ => false,
    })
}

/// "April" and "June" are people too.
fn is_person(syntax: &Syntax, first: u32, reading: &Reading) -> bool {
    let alone = reading.end == reading.start + 1
        && matches!(reading.meaning, Meaning::Calendar { .. } | Meaning::Season(..));
    let token = first + reading.start as u32;
    let at = syntax.names.partition_point(|name| name.tokens.end <= token);
    alone
        && syntax.names.get(at).is_some_and(|name| {
            name.tokens.contains(&token) && name.kind == crate::syntax::NameKind::Person
        })
}

/// Does the expression date its clause, so that later ones count from it? The year in brackets
/// behind a name and the one before a noun ("the 2014 law") do not.
fn is_adverbial(words: &[Lex], reading: &Reading) -> bool {
    let before = reading.start.checked_sub(1).map(|i| words[i].word);
    let modifies = words.get(reading.end).is_some_and(|w| w.noun)
        && !matches!(before, Some(Word::Preposition(_) | Word::Of));
    let bracketed = before == Some(Word::Open);
    !modifies && !bracketed
}
