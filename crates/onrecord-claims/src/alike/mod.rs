//! Whether two passages are of one and the same thing, as learnt from scenarios that were counted by hand.
//!
//! A passage is a part of a sentence with one voice. Two of them are compared by what they share: words by how rare they are,
//! names, kinds of deeds, the report's events and who takes part in them, days, numbers, who speaks, where they stand, and what the
//! rules make of them; two of two articles also by what the articles share as wholes. Boosted trees make log-odds of it, one lot for
//! passages of one article, one for those of two. `training/onrecord_training/claims.py` fits them to what [`pairs`] gives.

mod bag;
mod features;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use jiff::civil::Date;
use onrecord::report::WireSpan;
use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::claim::Stance;
use crate::codes::Told;
use crate::deeds::Kind;
use crate::find::{Reading, reading};
use crate::matter::Matter;
use crate::memory::copies;
use crate::proposition::{Proposition, Signature};
use crate::same::{Link, link};
use crate::trees::Trees;
use crate::voice::Manner;
pub(crate) use bag::{Bag, Labels};
pub use features::Row;
pub(crate) use features::Tie;
use features::row;

/// What is compared of a passage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Passage {
    pub span: WireSpan,
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub sentence: u16,
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub paragraph: u16,
    /// The statement whose content it is, by its number; none where the article itself speaks.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub statement: Option<u16>,
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub stance: Option<Stance>,
    pub manner: Manner,
    /// Who speaks.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub speaker: String,
    /// It tells what the article is about.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub lead: bool,
    /// The deed of the article that it belongs to by the rules, by its number.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub home: Option<u16>,
    /// It tells of that itself.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub tells: bool,
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub future: bool,
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub negated: bool,
    /// The sorts of deed that it tells of, the chief one first, and those that it only mentions.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub kinds: Vec<Kind>,
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub asides: Vec<Kind>,
    /// Of the report's events in it.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub types: Labels,
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub actors: Labels,
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub recipients: Labels,
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub places: Labels,
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub names: Bag,
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub stems: Bag,
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub days: Option<(Date, Date)>,
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub figures: BTreeSet<u64>,
    /// What its code says.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub told: Told,
}

impl Passage {
    /// What of it is compared with another article's.
    pub(crate) fn between(self) -> Self {
        Self { told: self.told.between(), ..self }
    }

    /// A word for or against it that says nothing of what it is: "she denied it", "would not comment".
    pub(crate) fn is_bare(&self) -> bool {
        self.stems.len() + self.names.len() < 2 && self.figures.is_empty()
    }
}

/// What is compared of an article as a whole.
#[derive(Clone, Debug)]
pub(crate) struct Ground<'a> {
    pub today: Option<Date>,
    pub matter: &'a Matter,
    /// The names and the words of that, and the states that it is set in.
    pub names: Labels,
    pub stems: Labels,
    pub setting: Labels,
}

impl<'a> Ground<'a> {
    pub(crate) fn new(
        today: Option<Date>,
        matter: &'a Matter,
        setting: &'a BTreeSet<String>,
    ) -> Self {
        Self {
            today,
            matter,
            names: Labels::of(matter.names.keys().map(String::as_str)),
            stems: Labels::of(matter.stems.keys().map(String::as_str)),
            setting: Labels::of(setting.iter().map(String::as_str)),
        }
    }

    pub(crate) fn of(signature: &'a Signature) -> Self {
        Self::new(signature.today, &signature.matter, &signature.setting)
    }
}

/// What it adds to the log-odds that the rules, too, take two that tell of a deed for one.
const RULED: f32 = 3.0;

/// Log-odds end here: one pair is not to outweigh all others.
const MOST: f32 = 9.0;

/// The log-odds that two passages of one article are of one thing.
pub(crate) fn within(a: &Passage, b: &Passage, ground: &Ground<'_>) -> f32 {
    let row = row(a, b, ground, ground, Tie::within(a, b));
    let ruled = a.tells && b.tells && a.home.is_some() && a.home == b.home;
    WITHIN.score(&row).clamp(-MOST, MOST) + if ruled { RULED } else { 0.0 }
}

/// The log-odds that two propositions of two articles are of one thing, between those of their passages on the mean and those of the likeliest
/// two: what is beside the point in one of them is not to outweigh what is plain. `link` is what the rules say.
pub(crate) fn across(
    a: &Proposition,
    b: &Proposition,
    [of_a, of_b]: [&Ground<'_>; 2],
    link: Link,
    copied: &dyn Fn(WireSpan, WireSpan) -> bool,
) -> f32 {
    let (mut sum, mut best) = (0.0, -MOST);
    for p in &a.passages {
        for q in &b.passages {
            let row = row(p, q, of_a, of_b, Tie::across(link, copied(p.span, q.span)));
            let odds = ACROSS.score(&row).clamp(-MOST, MOST);
            sum += odds;
            best = odds.max(best);
        }
    }
    let count = a.passages.len() * b.passages.len();
    let ruled = if link == Link::One { RULED } else { 0.0 };
    if count == 0 { -MOST } else { (sum / count as f32 + best) / 2.0 + ruled }
}

static WITHIN: LazyLock<Trees> =
    LazyLock::new(|| Trees::read(include_str!("../../model/within.txt")));
static ACROSS: LazyLock<Trees> =
    LazyLock::new(|| Trees::read(include_str!("../../model/across.txt")));

/// How much a word that two passages share tells: the logarithm of one in how many articles it stands, in hundredths.
fn rarity(stem: &str) -> u16 {
    RARITY.get(stem).copied().unwrap_or(RAREST)
}

/// Of a word that the file doesn't have.
const RAREST: u16 = 620;

static RARITY: LazyLock<HashMap<&'static str, u16>> = LazyLock::new(|| {
    let lines = include_str!("../../model/words.txt").lines();
    let entry = |line: &'static str| {
        let (stem, rarity) = line.split_once(' ').expect("a stem and a number");
        (stem, (rarity.parse::<f32>().expect("a number") * 100.0).round() as u16)
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
    pub words: Vec<String>,
}

/// See [`Pairs`].
pub fn pairs(articles: &[Article]) -> Pairs {
    let found: Vec<_> = articles.iter().map(reading).collect();
    let grounds: Vec<Option<Ground<'_>>> = found.iter().map(Reading::ground).collect();
    let ground = |at: usize| grounds[at].as_ref().expect("what has passages tells of something");
    let copies = copies(&articles.iter().collect::<Vec<_>>());
    let mut links: BTreeMap<(&str, &str), Link> = BTreeMap::new();
    let mut all = Vec::new();
    for (at, reading) in found.iter().enumerate() {
        all.extend((0..reading.passages.len()).map(|passage| (at, passage)));
    }
    let mut rows = Vec::new();
    for (n, &(x, i)) in all.iter().enumerate() {
        for &(y, j) in &all[n + 1..] {
            let (a, b) = (&found[x].passages[i], &found[y].passages[j]);
            let tie = if x == y {
                Tie::within(a, b)
            } else {
                let told = found[x].proposition_of(i).zip(found[y].proposition_of(j));
                let link = told.map_or(Link::Open, |(p, q)| {
                    *links.entry((&p.id, &q.id)).or_insert_with(|| link(p, q))
                });
                let ids = [&*articles[x].card.id, &*articles[y].card.id];
                Tie::across(link, copies.iter().any(|c| c.pairs(ids, a.span, b.span)))
            };
            rows.push(row(a, b, ground(x), ground(y), tie));
        }
    }
    let told = |&(article, passage): &(usize, usize)| PassageOf {
        article,
        span: found[article].passages[passage].span,
        words: found[article].words[passage].clone(),
    };
    Pairs { passages: all.iter().map(told).collect(), rows }
}
