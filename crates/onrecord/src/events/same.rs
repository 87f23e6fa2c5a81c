//! Are two mentions of one event? Event coreference by pairs of mentions (Ahn 2006): how alike the model's vectors of the two
//! words are, and what the mentions say of who, when, where and how, weighed by a logistic regression. The weights are part
//! of the model file; `onrecord_training.same` fits them.

use std::collections::{HashMap, HashSet};

use onrecord_world as world;

use super::{Event, Participant};
use crate::model::PAIR;
use crate::plover::EventType;
use crate::statements::Article;
use crate::status::Status;
use crate::syntax::{Relation, Upos};
use crate::text::TokenId;

/// A mention of an event that is not yet put together with others.
pub(super) struct Mention {
    pub(super) event: Event,
    /// The model's vector of its word.
    pub(super) vector: Vec<f32>,
}

/// What a mention is compared by, beside its event and its vector.
struct Told {
    lemma: String,
    sentence: usize,
    head: TokenId,
    upos: Upos,
    /// Its number among the mentions of its type.
    rank: usize,
    /// The words of the names on each side.
    names: [HashSet<String>; 2],
    /// How many it is done to, as the article writes it.
    numbers: HashSet<String>,
}

/// The mentions of an article.
pub(super) struct Mentions {
    all: Vec<Mention>,
    told: Vec<Told>,
    of_lemma: HashMap<String, usize>,
    of_kind: HashMap<EventType, usize>,
}

impl Mentions {
    pub(super) fn new(article: &Article<'_, '_>, all: Vec<Mention>) -> Self {
        let syntax = article.syntax;
        let (mut of_lemma, mut of_kind) = (HashMap::new(), HashMap::new());
        let told = all.iter().map(|Mention { event, .. }| {
            let token = event.token;
            let lemma = syntax.lemma[token as usize].to_lowercase();
            *of_lemma.entry(lemma.clone()).or_default() += 1;
            let rank: &mut usize = of_kind.entry(event.kind).or_default();
            *rank += 1;
            Told {
                lemma,
                sentence: syntax.sentence_number(token),
                head: syntax.head[token as usize],
                upos: syntax.upos[token as usize],
                rank: *rank,
                names: [&event.actors, &event.recipients]
                    .map(|side| side.iter().flat_map(|p| words(&p.name)).collect()),
                numbers: numbers(article, event),
            }
        });
        Self { told: told.collect(), of_lemma, of_kind, all }
    }

    pub(super) fn all(&self) -> &[Mention] {
        &self.all
    }

    pub(super) fn into_events(self) -> Vec<Event> {
        self.all.into_iter().map(|m| m.event).collect()
    }

    /// Log-odds that mention `i` and the later mention `j` are of one event. `weights` has one for each feature and a constant.
    pub(super) fn score(&self, i: usize, j: usize, weights: &[f32]) -> f32 {
        let features = self.features(i, j);
        weights.iter().zip(features.iter().chain(&[1.0])).map(|(w, x)| w * x).sum()
    }

    /// What mention `i` and the later mention `j` have in common.
    pub(super) fn features(&self, i: usize, j: usize) -> [f32; PAIR] {
        let (a, b) = (&self.all[i].event, &self.all[j].event);
        let (x, y) = (&self.told[i], &self.told[j]);
        let noun = |t: &Told| t.upos == Upos::Noun;
        let verb = |t: &Told| t.upos == Upos::Verb;
        let apart = y.sentence - x.sentence;
        let days = |e: &Event| e.time.as_ref().filter(|t| t.is_dated()).map(|t| (t.start, t.end));
        let (da, db) = (days(a), days(b));
        let (pa, pb) = (place(a), place(b));
        let failed = |e: &Event| e.status == Status::DidNotHappen;
        let counted = !x.numbers.is_empty() && !y.numbers.is_empty();
        let mut out = vec![cosine(&self.all[i].vector, &self.all[j].vector)];
        let mut yes = |fact: bool| out.push(f32::from(fact));
        yes(x.lemma == y.lemma);
        yes(stem(&x.lemma) == stem(&y.lemma));
        for (side, both) in
            [(&a.actors, &b.actors), (&a.recipients, &b.recipients)].into_iter().enumerate()
        {
            let shared = Shared::of(both.0, both.1, !x.names[side].is_disjoint(&y.names[side]));
            Shared::ALL.iter().for_each(|&kind| yes(shared == kind));
        }
        yes(a.actors.iter().any(|p| b.recipients.iter().any(|q| p.is(q))));
        yes(a.recipients.iter().any(|p| b.actors.iter().any(|q| p.is(q))));
        (0..3).for_each(|n| yes(apart == n));
        yes(x.head == b.token || y.head == a.token);
        yes(noun(x) && noun(y));
        yes(verb(x) && noun(y));
        yes(noun(x) && verb(y));
        yes(verb(x) && verb(y));
        yes(da.is_some() && da == db);
        yes(da.is_some() && db.is_some() && da != db);
        yes(da.is_some() && db.is_none());
        yes(da.is_none() && db.is_some());
        yes(pa.is_some() && pa == pb);
        yes(pa.is_some() && pb.is_some() && pa != pb);
        yes(a.mode.is_some() && a.mode == b.mode);
        yes(a.mode.is_some() && b.mode.is_some() && a.mode != b.mode);
        yes(a.status == b.status);
        yes(failed(a) != failed(b));
        yes(a.is_certain() && b.is_to_come());
        yes(a.is_to_come() && b.is_certain());
        yes(counted && !x.numbers.is_disjoint(&y.numbers));
        yes(counted && x.numbers.is_disjoint(&y.numbers));
        EventType::ALL.iter().for_each(|&kind| yes(a.kind == kind));
        out.push((a.factuality - b.factuality).abs());
        let counts = [
            1 + apart,
            (y.rank - x.rank).max(1),
            self.of_kind[&a.kind],
            self.of_lemma[&x.lemma],
            self.of_lemma[&y.lemma],
        ];
        out.extend(counts.map(|count| 1.0 / count as f32));
        out.try_into().expect("as many as are counted")
    }
}

/// What two lists of participants have in common.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shared {
    /// Somebody.
    One,
    /// A word of a name.
    Word,
    /// A country.
    Country,
    /// One list is empty.
    Open,
    /// Both are.
    Empty,
    /// Nobody, and all countries are known.
    Other,
    /// Nobody.
    Nobody,
}

impl Shared {
    const ALL: [Self; 7] =
        [Self::One, Self::Word, Self::Country, Self::Open, Self::Empty, Self::Other, Self::Nobody];

    fn of(a: &[Participant], b: &[Participant], word: bool) -> Self {
        let any = |same: &dyn Fn(&Participant, &Participant) -> bool| {
            a.iter().any(|x| b.iter().any(|y| same(x, y)))
        };
        let known = |list: &[Participant]| list.iter().all(|p| p.country.is_some());
        match (a.is_empty(), b.is_empty()) {
            (true, true) => Self::Empty,
            (true, false) | (false, true) => Self::Open,
            _ if any(&Participant::is) => Self::One,
            _ if word => Self::Word,
            _ if any(&Participant::may_be) => Self::Country,
            _ if known(a) && known(b) => Self::Other,
            _ => Self::Nobody,
        }
    }
}

/// The words of a name that tell something, in lower case.
fn words(name: &str) -> impl Iterator<Item = String> {
    let empty = |word: &str| {
        matches!(
            word,
            "" | "the"
                | "a"
                | "an"
                | "of"
                | "for"
                | "to"
                | "in"
                | "on"
                | "and"
                | "his"
                | "her"
                | "its"
                | "their"
        )
    };
    name.split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(move |word| !empty(word))
}

/// How many it is done to: "12" and "twelve" are one.
fn numbers(article: &Article<'_, '_>, event: &Event) -> HashSet<String> {
    let (text, syntax) = (article.text, article.syntax);
    let counts = |head: TokenId| {
        syntax.children(head).filter(|&t| syntax.relation[t as usize] == Relation::Nummod)
    };
    let told = |token: TokenId| {
        let word = text.word(token).to_lowercase();
        world::number_word(&word).map_or(word, |number| number.to_string())
    };
    event.recipients.iter().flat_map(|p| counts(p.head)).map(told).collect()
}

/// The first letters of a word, which a verb and its noun most often share: "invade", "invasion".
fn stem(lemma: &str) -> &str {
    let end = lemma.char_indices().nth(4).map_or(lemma.len(), |(at, _)| at);
    &lemma[..end]
}

fn cosine(a: &[f32], b: &[f32]) -> f32 {
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f32>();
    dot(a, b) / (dot(a, a) * dot(b, b)).sqrt().max(1e-9)
}

fn place(event: &Event) -> Option<&str> {
    event.place.as_ref().map(|p| p.name.as_str())
}
