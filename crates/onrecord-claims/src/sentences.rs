//! The sentences of an article, each with what is compared of it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use onrecord::entities::{EntityKind, Form};

use crate::article::Article;
use crate::days::{Window, windows};
use crate::deeds::{Trigger, triggers};
use crate::states::states;
use crate::words::{Name, Word, names, numbers, words};

/// A sentence.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sentence {
    pub start: usize,
    pub end: usize,
    pub paragraph: usize,
    pub words: Vec<Word>,
    pub names: Vec<Name>,
    pub triggers: Vec<Trigger>,
    pub windows: Vec<Window>,
    pub numbers: Vec<(usize, usize, u64)>,
}

impl Sentence {
    /// The words of a stretch.
    pub(crate) fn words_in(&self, start: usize, end: usize) -> impl Iterator<Item = &Word> {
        self.words.iter().filter(move |w| w.start >= start && w.end <= end)
    }
}

/// An article cut into sentences.
#[derive(Clone, Debug)]
pub(crate) struct Sentences {
    pub all: Vec<Sentence>,
    /// The names in front of the first sentence: "VARSEK, April 3 (LNA) —".
    pub dateline: Vec<String>,
    /// The keys of states that no table knows.
    pub states: BTreeSet<String>,
}

/// The sentences of an article's paragraphs, read on its day of publication.
pub(crate) fn sentences(article: &Article, text: &[char], today: Option<Date>) -> Sentences {
    let mut spans: Vec<(usize, usize, usize)> = Vec::new();
    let mut dateline = Vec::new();
    for (paragraph, &[start, end]) in article.paragraphs.iter().enumerate() {
        let (mut start, end) = (start as usize, (end as usize).min(text.len()));
        if paragraph < 2
            && dateline.is_empty()
            && let Some(length) = dateline_length(&text[start.min(end)..end])
        {
            let place = words(text, start, start + length);
            let capitals =
                place.iter().filter(|w| w.form.chars().all(char::is_uppercase) || w.upper);
            let known = |_: &str| true;
            let front: Vec<Word> = capitals.take(3).cloned().map(capitalised).collect();
            dateline = names(&front, &known).into_iter().map(|n| n.key).collect();
            start += length;
        }
        split(text, start, end, |s, e| spans.push((s, e, paragraph)));
    }
    let cut: Vec<Vec<Word>> = spans.iter().map(|&(s, e, _)| words(text, s, e)).collect();
    let known: BTreeSet<&str> =
        cut.iter().flat_map(|w| w.iter().skip(1)).filter(|w| w.upper).map(|w| &*w.low).collect();
    let mut all: Vec<Sentence> = spans
        .iter()
        .zip(&cut)
        .map(|(&(start, end, paragraph), words)| Sentence {
            start,
            end,
            paragraph,
            names: names(words, &|low| {
                let state = low.len() > 5 && low.ends_with("ia");
                known.contains(low) || state || onrecord_world::city(low).is_some()
            }),
            triggers: told(words),
            windows: today.map_or_else(Vec::new, |today| windows(words, today)),
            numbers: numbers(words),
            words: words.clone(),
        })
        .collect();
    called_like_states(article, &mut all);
    let states = states(&all);
    for name in all.iter_mut().flat_map(|s| &mut s.names) {
        name.country |= states.contains(&name.key);
    }
    Sentences { all, dateline, states }
}

/// "Washington Etcheverry", "Jordan Bardella": a word of somebody's name is no state.
fn called_like_states(article: &Article, all: &mut [Sentence]) {
    let people = article.entities.iter().filter(|e| e.kind == EntityKind::Person);
    let called = people.flat_map(|e| &e.mentions).filter(|m| m.form == Form::Name).map(|m| m.span);
    for span in called {
        let (start, end) = (span[0] as usize, span[1] as usize);
        let at = all.partition_point(|s| s.end <= start);
        let Some(Sentence { words, names, .. }) = all.get_mut(at).filter(|s| s.start <= start)
        else {
            continue;
        };
        let inside = |w: &Word| w.start >= start && w.end <= end;
        if words.iter().filter(|w| inside(w)).count() < 2 {
            continue;
        }
        for name in names {
            if words[name.words.0..name.words.1].iter().all(inside) {
                name.of_person(words);
            }
        }
    }
}

/// The words that tell of a deed; a capital within a sentence makes a word a name ("the Blaze", "Ban Ki-moon").
fn told(words: &[Word]) -> Vec<Trigger> {
    let small = words.iter().filter(|w| !w.upper).count();
    let mut found = triggers(words);
    found.retain(|t| t.words.0 == 0 || !words[t.words.0].upper || small * 2 < words.len());
    found
}

/// "OSLO" is read as "Oslo".
fn capitalised(mut word: Word) -> Word {
    let mut letters = word.form.chars();
    if let Some(first) = letters.next() {
        word.form = first.to_string() + &letters.as_str().to_lowercase();
    }
    word
}

/// The length of a dateline at the start of a paragraph: capitals, then a dash, or a stop.
fn dateline_length(paragraph: &[char]) -> Option<usize> {
    let head: Vec<char> = paragraph.iter().copied().take(90).collect();
    let first = head.iter().position(|c| !c.is_alphabetic())?;
    if first < 3 || !head[..first].iter().all(|c| c.is_uppercase()) {
        return None;
    }
    for at in first..head.len().saturating_sub(1) {
        let dash = matches!(head[at], '—' | '–')
            || head[at] == '-' && head[at - 1] == ' ' && head[at + 1] == ' ';
        if dash {
            return Some(at + 1);
        }
        // "MARRAKUL, November 6. /KESTAG/. An explosion", "HAVANA. In the hotel".
        if head[at] == '/' && head.get(at + 1) == Some(&'.') {
            return Some(at + 2);
        }
        if head[at] == '.' && at == first {
            return Some(at + 1);
        }
    }
    None
}

fn split(text: &[char], start: usize, end: usize, mut add: impl FnMut(usize, usize)) {
    let mut begin = start;
    let mut at = start;
    while at < end {
        if matches!(text[at], '.' | '!' | '?') {
            let mut stop = at + 1;
            while stop < end && matches!(text[stop], '"' | '”' | '’' | '\'' | ')' | '.' | '!' | '?')
            {
                stop += 1;
            }
            let next = (stop..end).find(|&i| !text[i].is_whitespace());
            let gap = next.is_some_and(|n| n > stop);
            let opens = next.is_some_and(|n| {
                text[n].is_uppercase()
                    || text[n].is_ascii_digit()
                    || matches!(text[n], '"' | '“' | '‘' | '\'')
            });
            if next.is_none() || gap && opens && !is_abbreviation(text, begin, at) {
                trim_and_add(text, begin, stop, &mut add);
                begin = stop;
            }
            at = stop;
        } else {
            at += 1;
        }
    }
    trim_and_add(text, begin, end, &mut add);
}

fn is_abbreviation(text: &[char], begin: usize, stop: usize) -> bool {
    if text[stop] != '.' {
        return false;
    }
    let from = (begin..stop).rev().find(|&i| text[i].is_whitespace()).map_or(begin, |i| i + 1);
    let word: String = text[from..=stop].iter().collect();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let single = letters == 1 && word.starts_with(char::is_uppercase);
    single
        || matches!(
            &*word,
            "Mr."
                | "Mrs."
                | "Ms."
                | "Dr."
                | "Gen."
                | "Col."
                | "Lt."
                | "Sgt."
                | "St."
                | "Prof."
                | "Sen."
                | "Rep."
                | "No."
                | "Gov."
        )
}

fn trim_and_add(
    text: &[char],
    mut start: usize,
    mut end: usize,
    add: &mut impl FnMut(usize, usize),
) {
    while start < end && text[start].is_whitespace() {
        start += 1;
    }
    while end > start && text[end - 1].is_whitespace() {
        end -= 1;
    }
    if end > start + 2 {
        add(start, end);
    }
}
