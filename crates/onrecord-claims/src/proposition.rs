//! What an article says to be so: its propositions, each with all its mentions there.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use onrecord::report::WireSpan;
use serde::{Deserialize, Serialize};

use crate::alike::{Bag, Passage};
use crate::claim::{Gap, Stance};
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
    pub text: String,
    /// The one that the article is about.
    pub lead: bool,
    /// It tells of something by itself: else it is only on what another tells.
    #[serde(default = "yes")]
    pub(crate) alone: bool,
    /// By which it is compared.
    #[serde(default)]
    pub(crate) passages: Vec<Passage>,
    pub(crate) signature: Signature,
    pub(crate) said: Vec<Said>,
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
    pub kinds: Vec<Kind>,
    /// The event's type and mode in the report.
    pub event: Option<(String, Option<String>)>,
    pub actors: Vec<Side>,
    pub recipients: Vec<Side>,
    /// Days that the text gives it.
    pub days: Option<(Date, Date)>,
    /// The day of the article.
    pub today: Option<Date>,
    /// Names, and stems of other words, each with its weight: 2 at its clearest mention, else 1.
    pub names: BTreeMap<String, u8>,
    pub words: BTreeMap<String, u8>,
    /// The town in front of the first sentence.
    pub dateline: Vec<String>,
    /// Numbers at its clearest mention.
    pub figures: BTreeSet<u64>,
    /// The outlet takes back what it reported.
    pub retraction: bool,
    pub place: Option<String>,
    /// The publisher.
    pub outlet: String,
    /// Names that the whole article returns to.
    pub setting: BTreeSet<String>,
    /// The opening is about something else: the article only comes to it.
    #[serde(default)]
    pub late: bool,
    /// Leaders, bodies and regions among its names that the tables know.
    #[serde(default)]
    pub known: BTreeSet<String>,
    /// The states among its names that no table knows.
    #[serde(default)]
    pub states: BTreeSet<String>,
    /// The full names of the people that the whole article names, folded.
    #[serde(default)]
    pub people: BTreeSet<String>,
    /// Those of them to whom it is done, of a resignation who resigns.
    #[serde(default)]
    pub persons: BTreeSet<String>,
    /// The report's event gave the kind, no word of the lexicon.
    #[serde(default)]
    pub by_event: bool,
    /// What the whole article is about.
    #[serde(default)]
    pub matter: Matter,
}

/// Who does it, or to whom it is done.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Side {
    pub name: String,
    pub country: Option<String>,
    /// Keys of the names in it.
    pub keys: Vec<String>,
}

/// One place where an article bears on a proposition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Said {
    pub span: WireSpan,
    pub voice: Voice,
    pub stance: Stance,
    /// Carriers, nearest first, as the report names them.
    pub via: Vec<String>,
    pub statement: Option<String>,
    pub event: Option<String>,
    /// The words themselves tell of the deed.
    pub tells: bool,
    /// It is to come.
    pub future: bool,
    /// The speaker tells of a deed of his own: "we did it".
    pub first_person: bool,
    pub figures: Vec<Figure>,
    /// It bears on its figures alone.
    pub only_figures: bool,
    /// By the rules nothing shows that it bears on the deed at all.
    #[serde(default)]
    pub loose: bool,
    /// What its words show of it.
    #[serde(default)]
    pub signs: Signs,
}

/// A number of people in a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Figure {
    /// What happened to them; none where the number stands alone.
    pub toll: Option<Kind>,
    pub value: u64,
    pub stance: Stance,
    /// The mention says that it no longer holds: "raised to 12 from nine".
    pub former: bool,
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

    /// Strings under which the same proposition of another article would be found: it shares one.
    pub fn keys(&self) -> Vec<String> {
        // What tells of no deed by itself the rules link with nothing.
        if !self.alone {
            return self.rare_keys().into_iter().collect();
        }
        let signature = &self.signature;
        let mut keys = BTreeSet::new();
        let kinds: BTreeSet<Kind> = signature.kinds.iter().copied().collect();
        for (name, _) in heaviest(&signature.names, 6) {
            if signature.is_open() {
                let day = signature.today.map_or(0, |d| days_between(d, date(2000, 1, 1)));
                let stretch = day.div_euclid(OPEN_DAYS + 1);
                keys.extend([stretch, stretch + 1].map(|s| format!("o{s}:{name}")));
            }
            for kind in kinds.iter().filter(|k| **k != Kind::Other) {
                keys.insert(format!("{kind:?}:{name}"));
            }
        }
        let words = heaviest(&signature.words, 5);
        for (at, (first, _)) in words.iter().enumerate() {
            for (second, _) in &words[at + 1..] {
                keys.insert(format!("{}+{}", first.min(second), first.max(second)));
            }
        }
        if self.is_plan() {
            keys.insert(format!("plan:{}", self.article));
        }
        if !signature.kinds.is_empty() {
            keys.extend(matter_keys(signature, self.lead));
        }
        keys.extend(self.rare_keys());
        keys.into_iter().collect()
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
        let rare = |a: &Bag, b: &Bag| a.shared(b).2 >= RARE;
        let both = |p: &Passage, q: &Passage| rare(&p.names, &q.names) || rare(&p.stems, &q.stems);
        self.passages.iter().any(|p| other.passages.iter().any(|q| both(p, q)))
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
