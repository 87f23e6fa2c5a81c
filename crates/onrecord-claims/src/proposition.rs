//! What an article says to be so: its propositions, each with all its mentions there.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::{Date, date};
use onrecord::report::WireSpan;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::alike::Passage;
use crate::claim::{Gap, Stance};
use crate::codes::Shares;
use crate::days::days_between;
use crate::deeds::Kind;
use crate::matter::{MATTER_DAYS, Matter};
use crate::same::OPEN_DAYS;
use crate::stances::Signs;
use crate::voice::Voice;
use crate::words::is_state;

/// Two propositions are compared where they share a word as rare as this.
const RARE: f32 = 4.0;
/// The most of these words by which it is looked for, the rarest.
const WORDS: usize = 6;

/// Or where codes of their passages are as like as this.
const LIKE: f32 = 0.5;

/// A proposition of one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Proposition {
    /// The article's identifier, `#` and a number.
    pub id: String,
    /// The article's identifier.
    pub article: String,
    /// Where it stands in the article at its clearest.
    pub span: WireSpan,
    /// Those words.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub text: String,
    /// The one that the article is about.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub lead: bool,
    /// It tells of something by itself: else it is only on what another tells.
    #[serde(default = "yes")]
    pub(crate) alone: bool,
    /// By which it is compared.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub(crate) passages: Vec<Passage>,
    pub(crate) signature: Signature,
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub(crate) said: Vec<Said>,
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub(crate) gaps: Vec<Gap>,
}

/// What older versions wrote tells of something.
fn yes() -> bool {
    true
}

/// What is compared of a proposition.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Signature {
    /// The sorts of deed, the chief one first.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub kinds: Vec<Kind>,
    /// The event's type and mode in the report.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub event: Option<(String, Option<String>)>,
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub actors: Vec<Side>,
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub recipients: Vec<Side>,
    /// Days that the text gives it.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub days: Option<(Date, Date)>,
    /// The day of the article.
    pub today: Option<Date>,
    /// Names, and stems of other words, each with its weight: 2 at its clearest mention, else 1.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub names: BTreeMap<String, u8>,
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub words: BTreeMap<String, u8>,
    /// The town in front of the first sentence.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub dateline: Vec<String>,
    /// Numbers at its clearest mention.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub figures: BTreeSet<u64>,
    /// The outlet takes back what it reported.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub retraction: bool,
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub place: Option<String>,
    /// The publisher.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub outlet: String,
    /// Names that the whole article returns to.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub setting: BTreeSet<String>,
    /// The opening is about something else: the article only comes to it.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub late: bool,
    /// Leaders, bodies and regions among its names that the tables know.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub known: BTreeSet<String>,
    /// The states among its names that no table knows.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub states: BTreeSet<String>,
    /// The full names of the people that the whole article names, folded.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub people: BTreeSet<String>,
    /// Those of them to whom it is done, of a resignation who resigns.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub persons: BTreeSet<String>,
    /// The report's event gave the kind, no word of the lexicon.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub by_event: bool,
    /// What the whole article is about.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub matter: Matter,
}

/// Who does it, or to whom it is done.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Side {
    pub name: String,
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub country: Option<String>,
    /// Keys of the names in it.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub keys: Vec<String>,
}

/// One place where an article bears on a proposition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Said {
    pub span: WireSpan,
    pub voice: Voice,
    pub stance: Stance,
    /// Carriers, nearest first, as the report names them.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub via: Vec<String>,
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub statement: Option<String>,
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub event: Option<String>,
    /// The words themselves tell of the deed.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub tells: bool,
    /// It is to come.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub future: bool,
    /// The speaker tells of a deed of his own: "we did it".
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub first_person: bool,
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub figures: Vec<Figure>,
    /// Other numbers of things, and sums: figures only where several articles give them.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub amounts: Vec<Figure>,
    /// It bears on its figures alone.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub only_figures: bool,
    /// By the rules nothing shows that it bears on the deed at all.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub loose: bool,
    /// What its words show of it.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub signs: Signs,
    /// What its code says of its stance.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub shares: Shares,
}

/// A number of people in a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Figure {
    /// What happened to them; none where the number stands alone.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub toll: Option<Kind>,
    pub value: u64,
    pub stance: Stance,
    /// The mention says that it no longer holds: "raised to 12 from nine".
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub former: bool,
}

impl Said {
    /// All its numbers.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = &Figure> {
        self.figures.iter().chain(&self.amounts)
    }

    /// It has this number.
    pub(crate) fn gives(&self, value: u64) -> bool {
        self.numbers().any(|figure| figure.value == value)
    }
}

impl Signature {
    /// The chief sort of deed.
    pub(crate) fn chief(&self) -> Option<Kind> {
        self.kinds.first().copied()
    }

    /// It tells of what the lexicon has no word for.
    pub(crate) fn is_open(&self) -> bool {
        self.chief() == Some(Kind::Other)
    }

    /// Its days begin behind that of the article.
    pub(crate) fn lies_ahead(&self) -> bool {
        self.days.zip(self.today).is_some_and(|(days, today)| days.0 > today)
    }

    /// Is the key of a name that of a state, by the tables or in this article?
    pub(crate) fn is_state(&self, key: &str) -> bool {
        is_state(key) || self.states.contains(key)
    }
}

impl Proposition {
    /// What bears on it, by the rules.
    pub(crate) fn counted(&self) -> impl Iterator<Item = &Said> {
        self.said.iter().filter(|s| !s.loose)
    }

    /// It is a plan, or the end of one.
    pub fn is_plan(&self) -> bool {
        matches!(self.signature.chief(), Some(Kind::Cancel | Kind::Meet))
    }

    /// By which the same proposition of another article is found.
    pub fn keys(&self) -> Keys {
        let rare = hashes(self.rare_keys());
        // What tells of no deed by itself the rules link with nothing.
        if !self.alone {
            return Keys { rare, ..Keys::default() };
        }
        let signature = &self.signature;
        let mut own = BTreeSet::new();
        let kinds: BTreeSet<Kind> = signature.kinds.iter().copied().collect();
        for (name, _) in heaviest(&signature.names, 6) {
            if signature.is_open() {
                let day = signature.today.map_or(0, |d| days_between(d, date(2000, 1, 1)));
                let stretch = day.div_euclid(OPEN_DAYS + 1);
                own.extend([stretch, stretch + 1].map(|s| format!("o{s}:{name}")));
            }
            for kind in kinds.iter().filter(|k| **k != Kind::Other) {
                own.insert(format!("{kind:?}:{name}"));
            }
        }
        let words = heaviest(&signature.words, 5);
        for (at, (first, _)) in words.iter().enumerate() {
            for (second, _) in &words[at + 1..] {
                own.insert(format!("{}+{}", first.min(second), first.max(second)));
            }
        }
        if self.is_plan() {
            own.insert(format!("plan:{}", self.article));
        }
        let matter = match signature.kinds.is_empty() {
            true => Vec::new(),
            false => matter_keys(signature, self.lead),
        };
        Keys { own: hashes(own), matter: hashes(matter), rare }
    }

    /// By which other articles on its article's matter are found.
    pub fn article_keys(&self) -> Vec<i64> {
        let stretches = stretches(&self.signature);
        let names = self.signature.matter.names.keys();
        hashes(names.flat_map(|name| stretches.map(|s| format!("a{s}:{name}"))))
    }

    /// The articles of both share one of these.
    fn is_on_matter_of(&self, other: &Self) -> bool {
        let [a, b] = [&self.signature, &other.signature];
        let near = stretches(a)[0].abs_diff(stretches(b)[0]) < 2;
        near && a.matter.shared(&b.matter).next().is_some()
    }

    /// The sorts of deed that it tells of, and those by which others may call one of these.
    pub fn sorts(&self) -> Sorts {
        Sorts::of(&self.signature)
    }

    /// Its rare words, each with the stretches of days that it may be looked for in.
    fn rare_keys(&self) -> BTreeSet<String> {
        if self.signature.matter.names.is_empty() {
            return BTreeSet::new();
        }
        let stretches = stretches(&self.signature);
        let keys = |word| stretches.map(|stretch| format!("r{stretch}:{word:x}"));
        self.rare().into_iter().flat_map(|(word, _)| keys(word)).collect()
    }

    /// They are somebody's words.
    pub(crate) fn is_said(&self) -> bool {
        self.said.iter().any(|s| s.statement.is_some())
    }

    /// How rare the words are together by which it is looked for.
    pub(crate) fn rareness(&self) -> f32 {
        self.rare().iter().map(|(_, rarity)| rarity).sum()
    }

    /// Both have a word by which they would be looked for.
    pub(crate) fn shares_rare(&self, other: &Self) -> bool {
        let theirs = other.rare();
        self.rare().iter().any(|(word, _)| theirs.iter().any(|(other, _)| other == word))
    }

    /// Passages of both have like codes.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        let like = |p: &Passage| other.passages.iter().any(|q| p.told.alike(&q.told, false) > LIKE);
        self.passages.iter().any(like)
    }

    /// The rarest of its words.
    fn rare(&self) -> Vec<(u32, f32)> {
        let words = self.passages.iter().flat_map(|p| p.names.entries().chain(p.stems.entries()));
        let mut rare: Vec<(u32, f32)> = words.filter(|(_, rarity)| *rarity >= RARE).collect();
        rare.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        rare.dedup();
        rare.truncate(WORDS);
        rare
    }
}

/// By which propositions that may be one find each other, as hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    /// They share one of these;
    pub own: Vec<i64>,
    /// or one of these, and may be called alike ([`Sorts::meet`]);
    pub matter: Vec<i64>,
    /// or one of these, and their articles one of [`Proposition::article_keys`].
    pub rare: Vec<i64>,
}

/// Finds, among propositions, those that may be one with another.
#[derive(Debug, Default)]
pub(crate) struct Candidates<'a> {
    all: Vec<(&'a Proposition, Sorts)>,
    /// Those that have a key, of each sort.
    own: HashMap<i64, Vec<usize>>,
    matter: HashMap<i64, Vec<usize>>,
    rare: HashMap<i64, Vec<usize>>,
}

impl<'a> Candidates<'a> {
    /// The places of those added before that may be one with this one; then adds it.
    pub(crate) fn add(&mut self, proposition: &'a Proposition) -> BTreeSet<usize> {
        let (keys, sorts) = (proposition.keys(), proposition.sorts());
        let at = self.all.len();
        let mut found: BTreeSet<usize> = take(&mut self.own, keys.own, at).collect();
        let alike = |p: &usize| sorts.meet(self.all[*p].1);
        found.extend(take(&mut self.matter, keys.matter, at).filter(alike));
        let on_matter = |p: &usize| proposition.is_on_matter_of(self.all[*p].0);
        found.extend(take(&mut self.rare, keys.rare, at).filter(on_matter));
        self.all.push((proposition, sorts));
        found
    }
}

/// What stands under any of these keys; then the place stands under each, too.
fn take(
    under: &mut HashMap<i64, Vec<usize>>,
    keys: Vec<i64>,
    at: usize,
) -> impl Iterator<Item = usize> {
    let mut found = BTreeSet::new();
    for key in keys {
        let places = under.entry(key).or_default();
        found.extend(places.iter().copied());
        places.push(at);
    }
    found.into_iter()
}

impl Keys {
    /// All of them.
    pub fn all(&self) -> Vec<i64> {
        [&*self.own, &*self.matter, &*self.rare].concat()
    }
}

/// Sorts of deed, a bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sorts {
    /// That a proposition tells of.
    pub own: i64,
    /// By which others may call one of these.
    pub near: i64,
}

impl Sorts {
    const ALL: i64 = i64::MAX;

    fn of(signature: &Signature) -> Self {
        let bit = |kind: Kind| 1_i64 << kind as u8;
        let of_event = signature.event.as_ref().and_then(|(plover, _)| Kind::of_event(plover));
        let kinds = signature.kinds.iter().copied().filter(|k| *k != Kind::Other);
        let kinds: Vec<Kind> = kinds.chain(of_event).collect();
        let open = signature.chief().is_none_or(|kind| kind == Kind::Other);
        let own =
            kinds.iter().fold(if open { bit(Kind::Other) } else { 0 }, |own, k| own | bit(*k));
        let near = Kind::ALL.iter().filter(|k| kinds.iter().any(|own| own.may_be(**k)));
        let near = near.fold(bit(Kind::Other), |near, k| near | bit(*k));
        Self { own, near: if open { Self::ALL } else { near } }
    }

    /// May both tell of one deed?
    pub fn meet(self, other: Self) -> bool {
        self.own & other.near != 0
    }
}

fn hashes(keys: impl IntoIterator<Item = String>) -> Vec<i64> {
    let keys = keys.into_iter().map(|key| xxh3_64(key.as_bytes()).cast_signed());
    keys.collect::<BTreeSet<i64>>().into_iter().collect()
}

/// The rare names of the article, for its lead the heaviest, for others those that they name or that it is
/// about most; for a lead also its states two by two. Each with the stretches of days it may be looked for in, so
/// that a name of years brings up no more than those of the same weeks.
fn matter_keys(signature: &Signature, lead: bool) -> Vec<String> {
    let names = heaviest(&signature.matter.names, if lead { 8 } else { 12 });
    let own = |at: usize, name: &String| lead || at < 2 || signature.names.contains_key(name);
    let names = names.into_iter().enumerate().filter(|(at, (name, _))| own(*at, name));
    let mut found: Vec<String> = names.map(|(_, (name, _))| name.clone()).collect();
    let states: Vec<&String> =
        signature.setting.iter().filter(|s| lead && signature.is_state(s)).take(4).collect();
    for (at, first) in states.iter().enumerate() {
        found.extend(states[at + 1..].iter().map(|second| format!("{first}+{second}")));
    }
    let stretches = stretches(signature);
    found.iter().flat_map(|name| stretches.map(|stretch| format!("m{stretch}:{name}"))).collect()
}

/// Stretches of days: two articles on one matter share one.
fn stretches(signature: &Signature) -> [i64; 2] {
    let day = signature.today.map_or(0, |day| days_between(day, date(2000, 1, 1)));
    let stretch = day.div_euclid(MATTER_DAYS);
    [stretch, stretch + 1]
}

/// The entries with the greatest weight; of equal ones the longer word, which tells more.
fn heaviest(entries: &BTreeMap<String, u8>, count: usize) -> Vec<(&String, u8)> {
    let mut sorted: Vec<(&String, u8)> = entries.iter().map(|(k, &w)| (k, w)).collect();
    sorted.sort_by(|a, b| (b.1, b.0.len(), a.0).cmp(&(a.1, a.0.len(), b.0)));
    sorted.truncate(count);
    sorted
}
