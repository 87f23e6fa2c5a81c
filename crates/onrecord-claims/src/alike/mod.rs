//! What two passages have in common, for telling whether they are of one and the same thing.
//!
//! A passage is a part of a sentence with one voice. Two of them are compared by what they share: words by how rare they are,
//! names, kinds of deeds, the report's events and who takes part in them, days, numbers, who speaks, and where they stand; two of
//! two articles also by what the articles share as wholes.
//!
//! Claims are not made by this: [`pairs`] gives it to `training/onrecord_training/claims.py`, which measures how far it could tell them.

mod features;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::civil::Date;
use onrecord::report::WireSpan;
use serde::Serialize;

use crate::article::Article;
use crate::claim::Stance;
use crate::deeds::Kind;
use crate::find::readings;
use crate::matter::Matter;
use crate::voice::Manner;
pub use features::Row;
use features::row;

/// What is compared of a passage.
#[derive(Clone, Debug)]
pub(crate) struct Passage {
    pub span: WireSpan,
    pub sentence: u16,
    pub paragraph: u16,
    /// The statement whose content it is, by its number; none where the article itself speaks.
    pub statement: Option<u16>,
    pub stance: Option<Stance>,
    pub manner: Manner,
    /// Who speaks.
    pub speaker: String,
    /// It tells what the article is about.
    pub lead: bool,
    pub future: bool,
    pub negated: bool,
    /// The sorts of deed that it tells of, the chief one first, and those that it only mentions.
    pub kinds: Vec<Kind>,
    pub asides: Vec<Kind>,
    /// Of the report's events in it.
    pub types: BTreeSet<String>,
    pub actors: BTreeSet<String>,
    pub recipients: BTreeSet<String>,
    pub places: BTreeSet<String>,
    pub names: BTreeSet<String>,
    pub stems: BTreeSet<String>,
    pub days: Option<(Date, Date)>,
    pub figures: BTreeSet<u64>,
}

/// What is compared of an article as a whole.
#[derive(Clone, Debug)]
pub(crate) struct Ground {
    pub today: Option<Date>,
    pub matter: Matter,
    pub setting: BTreeSet<String>,
}

/// How much a word that two passages share tells: the logarithm of one in how many articles it stands.
fn rarity(stem: &str) -> f32 {
    RARITY.get(stem).copied().unwrap_or(RAREST)
}

/// Of a word that the file doesn't have.
const RAREST: f32 = 4.6;

static RARITY: LazyLock<BTreeMap<&'static str, f32>> = LazyLock::new(|| {
    let lines = include_str!("../../model/words.txt").lines();
    let entry = |line: &'static str| {
        let (stem, rarity) = line.split_once(' ').expect("a stem and a number");
        (stem, rarity.parse().expect("a number"))
    };
    lines.map(entry).collect()
});

/// What training reads of some articles: their passages, and of every two of these what is compared.
#[derive(Clone, Debug, Serialize)]
pub struct Pairs {
    /// Each with the place of its article.
    pub passages: Vec<PassageOf>,
    /// Of the first and the second, the first and the third, and so on.
    #[serde(skip)]
    pub rows: Vec<Row>,
}

/// A passage as training reads it.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the names tell")]
pub struct PassageOf {
    pub article: usize,
    pub span: WireSpan,
    pub stems: Vec<String>,
}

/// See [`Pairs`].
pub fn pairs(articles: &[Article]) -> Pairs {
    let found: Vec<(Ground, Vec<Passage>)> = articles.iter().map(readings).collect();
    let mut all: Vec<(usize, &Ground, &Passage)> = Vec::new();
    for (at, (ground, passages)) in found.iter().enumerate() {
        all.extend(passages.iter().map(|p| (at, ground, p)));
    }
    let mut rows = Vec::new();
    for (n, &(article, ground, passage)) in all.iter().enumerate() {
        for &(other, of_other, behind) in &all[n + 1..] {
            rows.push(row(passage, behind, ground, of_other, article == other));
        }
    }
    let told = |&(article, _, passage): &(usize, &Ground, &Passage)| PassageOf {
        article,
        span: passage.span,
        stems: passage.stems.iter().cloned().collect(),
    };
    Pairs { passages: all.iter().map(told).collect(), rows }
}
