//! What an article is about as a whole: the rare names and the words that it returns to.
//!
//! Two articles on one matter may share few words in the very sentences that tell of the deed: one
//! opens on a widow, the other on a minister. What they share lies in the whole of them. How rare a
//! name is, is told by tables that never change (states, capitals, leaders, first names, outlets), so
//! that two profiles say all there is to know, whatever else a ledger holds.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use onrecord_world as world;
use serde::{Deserialize, Serialize};

use crate::sentences::{Sentence, Sentences};
use crate::words::{Word, is_state, is_stop, names, stem, words};

/// How many days two articles on one matter may lie apart.
pub(crate) const MATTER_DAYS: i64 = 45;
/// The most names and the most words that are kept.
const NAMES: usize = 20;
const STEMS: usize = 20;
/// The least weight of a name that an article is about.
const CENTRE: u8 = 3;
/// Towns of more people than this stand in the articles of many matters.
const METROPOLIS: u32 = 700_000;

/// The names and words that an article returns to, each with its weight: how often, and how early.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Matter {
    /// Names that articles on other matters hardly share.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub names: BTreeMap<String, u8>,
    /// Stems of other words.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub stems: BTreeMap<String, u8>,
}

impl Matter {
    /// Of an article; `outlets` are the words of names that only say who reported it, `speakers` those of
    /// people who only say it: however often they speak, the article is about something else.
    pub(crate) fn of(
        title: Option<&str>,
        cut: &Sentences,
        outlets: &BTreeSet<String>,
        speakers: &BTreeSet<String>,
    ) -> Self {
        let mut found = Tally::default();
        let opening = cut.all.first().map_or(0, |s| s.paragraph);
        // What the article also writes small is a word ("the Rescue Committee").
        let small = cut.all.iter().flat_map(|s| &s.words).filter(|w| !w.upper);
        let common: BTreeSet<String> =
            small.map(|w| w.low.clone()).chain(outlets.iter().cloned()).collect();

        for sentence in &cut.all {
            let early = sentence.paragraph < opening + 2;
            found.add(&sentence.words, &names_of(sentence), &common, u8::from(early), 0);
        }
        if let Some(title) = title {
            let chars: Vec<char> = title.chars().collect();
            let words = words(&chars, 0, chars.len());
            // A title may write all its words with capitals: only what the text writes so is a name.
            let known: BTreeSet<String> = found.names.keys().cloned().collect();
            let named: BTreeMap<usize, String> = names(&words, &|_| true)
                .into_iter()
                .filter(|n| !n.country && known.contains(&n.key))
                .map(|n| (n.words.0, n.key))
                .collect();
            found.add(&words, &named, &common, 0, 2);
        }
        for key in speakers {
            if let Some((often, early)) = found.names.get_mut(key) {
                (*often, *early) = ((*often + *early).min(CENTRE - 1), 0);
            }
        }
        Self { names: heaviest(found.names, 1, NAMES), stems: heaviest(found.stems, 2, STEMS) }
    }

    /// The names that both have, each with the lesser of its weights.
    pub(crate) fn shared<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (&'a str, u8)> {
        shared(&self.names, &other.names).map(|(name, w, v)| (name, w.min(v)))
    }

    /// How many other words both return to.
    pub(crate) fn shared_stems(&self, other: &Self) -> usize {
        shared(&self.stems, &other.stems).count()
    }

    /// The names to which it returns most.
    pub(crate) fn centre(&self) -> BTreeSet<&str> {
        let most = self.names.values().copied().max().unwrap_or_default().max(CENTRE);
        self.names.iter().filter(|(_, w)| **w == most).map(|(n, _)| &**n).collect()
    }
}

/// The keys that both have, with both weights.
pub(crate) fn shared<'a>(
    a: &'a BTreeMap<String, u8>,
    b: &'a BTreeMap<String, u8>,
) -> impl Iterator<Item = (&'a str, u8, u8)> {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    std::iter::from_fn(move || {
        loop {
            match a.peek()?.0.cmp(b.peek()?.0) {
                Ordering::Less => drop(a.next()),
                Ordering::Greater => drop(b.next()),
                Ordering::Equal => {
                    let ((key, w), (_, v)) = (a.next()?, b.next()?);
                    return Some((&**key, *w, *v));
                }
            }
        }
    })
}

/// Weights as they grow.
#[derive(Debug, Default)]
struct Tally {
    names: BTreeMap<String, (u8, u8)>,
    stems: BTreeMap<String, (u8, u8)>,
}

impl Tally {
    /// Counts a stretch of text: its words once each; `early` and `title` add to their weight, once.
    fn add(
        &mut self,
        words: &[Word],
        named: &BTreeMap<usize, String>,
        common: &BTreeSet<String>,
        early: u8,
        title: u8,
    ) {
        let (mut own, mut stems): (BTreeSet<&str>, BTreeSet<&str>) = Default::default();
        for (at, word) in words.iter().enumerate() {
            match named.get(&at) {
                Some(key) if is_rare(words, at, common) => {
                    own.insert(key);
                }
                None if is_content(word) => {
                    stems.insert(&word.stem);
                }
                _ => {}
            }
        }
        let count = |tally: &mut BTreeMap<String, (u8, u8)>, key: &str| {
            let entry = tally.entry(key.to_owned()).or_default();
            entry.0 = (entry.0 + u8::from(title == 0)).min(5);
            entry.1 = entry.1.max(early).max(title);
        };
        own.into_iter().for_each(|key| count(&mut self.names, key));
        stems.into_iter().for_each(|key| count(&mut self.stems, key));
    }
}

/// Where the names stand that mean no state.
fn names_of(sentence: &Sentence) -> BTreeMap<usize, String> {
    sentence
        .names
        .iter()
        .filter(|n| !n.country || !is_state(&n.key))
        .map(|n| (n.words.0, n.key.clone()))
        .collect()
}

/// A name that few matters share: no known body, leader, province or great town, no first name by itself.
fn is_rare(words: &[Word], at: usize, common: &BTreeSet<String>) -> bool {
    let word = &words[at];
    let form = &*word.form;
    let big = world::city(form).is_some_and(|c| c.population > METROPOLIS);
    !(big
        || common.contains(&word.low)
        || GENERIC.contains(&&*word.low)
        || COMMON_STEMS.contains(&word.stem)
        || form.contains(['\'', '’'])
        || form.chars().count() < 3
        || world::first_name(form).is_some() && !stands_as_name(words, at)
        || world::actor(form).is_some()
        || world::agent(&word.low).is_some()
        || world::country_word(form).is_some()
        || world::leader_by_surname(form).is_some()
        || world::province(form).is_some() && world::city(form).is_none())
}

/// A leader, body or region that the tables know: it stands in the articles of many matters. "The Republican
/// Hospital" is none.
pub(crate) fn is_known(words: &[Word], at: usize) -> bool {
    const HOUSES: &[&str] = &[
        "hospital", "street", "bridge", "square", "market", "airport", "school", "hotel",
        "station", "avenue", "harbour",
    ];
    let word = &words[at];
    let house = words.get(at + 1).is_some_and(|w| w.upper && HOUSES.contains(&&*w.low));
    !house && is_of_tables(word)
}

fn is_of_tables(word: &Word) -> bool {
    GENERIC.contains(&&*word.low)
        || world::actor(&word.form).is_some()
        || world::agent(&word.low).is_some()
        || world::leader_by_surname(&word.form).is_some()
        || world::province(&word.form).is_some() && world::city(&word.form).is_none()
}

/// What may be a first name is a town or a surname: "at Masha", "Adisa Keno".
fn stands_as_name(words: &[Word], at: usize) -> bool {
    let behind = words.get(at + 1).is_some_and(|w| w.upper && !w.after_mark);
    let before = at.checked_sub(1).map(|b| &words[b]);
    let surname = before.is_some_and(|w| w.upper) && !words[at].after_mark;
    let place = before.is_some_and(|w| {
        matches!(&*w.low, "at" | "in" | "near" | "from" | "to" | "of" | "off" | "outside")
    });
    !behind && (surname || place)
}

/// A word that says what is spoken of.
fn is_content(word: &Word) -> bool {
    !word.upper
        && word.low.chars().count() > 3
        && word.low.chars().all(char::is_alphabetic)
        && !is_stop(&word.low)
        && world::number_word(&word.low).is_none()
        && !COMMON_STEMS.contains(&*word.stem)
}

/// Words of the names of bodies and places of every country.
const GENERIC: &[&str] = &[
    "kurd",
    "kurds",
    "kurdish",
    "kurdistan",
    "kurdi",
    "shia",
    "shiite",
    "sunni",
    "islamist",
    "islamists",
    "hispanic",
    "latino",
    "arabs",
    "arabic",
    "isis",
    "isil",
    "sdf",
    "ypg",
    "pkk",
    "gop",
    "sen",
    "gov",
    "gen",
    "col",
    "rep",
    "middle",
    "unit",
    "united",
    "nation",
    "nations",
    "protection",
    "branch",
    "operation",
    "rescue",
    "green",
    "black",
    "white",
    "blue",
    "right",
    "rights",
    "human",
    "presidential",
    "convention",
    "super",
    "open",
    "free",
    "first",
    "second",
    "third",
    "floor",
    "hall",
    "york",
    "hampshire",
    "carolina",
    "energy",
    "election",
    "affairs",
    "affair",
    "relief",
    "armed",
    "political",
    "study",
    "studies",
    "violence",
    "shield",
    "independent",
    "coastal",
    "general",
    "special",
    "peace",
    "war",
    "mission",
    "state",
    "security",
    "board",
    "council",
    "office",
    "party",
    "union",
    "bank",
    "agency",
    "service",
    "commission",
    "authority",
    "group",
    "front",
    "army",
    "guard",
    "coast",
    "police",
    "court",
    "university",
    "hospital",
    "street",
    "road",
    "river",
    "bridge",
    "camp",
    "company",
    "house",
    "democrat",
    "democrats",
    "democratic",
    "republican",
    "republicans",
    "liberal",
    "conservative",
    "labour",
    "congress",
    "senate",
    "parliament",
    "european",
    "africa",
    "african",
    "asia",
    "asian",
    "southeast",
    "peninsula",
    "europe",
    "america",
    "american",
    "western",
    "central",
    "federal",
    "supreme",
    "high",
    "international",
    "world",
    "global",
    "news",
    "press",
    "media",
    "radio",
    "television",
    "red",
    "cross",
    "islam",
    "islamic",
    "muslim",
    "muslims",
    "christian",
    "christians",
    "jewish",
    "bill",
    "act",
    "law",
    "justice",
    "department",
    "centre",
    "center",
    "institute",
    "association",
    "committee",
    "city",
    "county",
    "district",
    "province",
    "region",
    "valley",
    "lake",
    "sea",
    "gulf",
    "island",
    "islands",
    "mountain",
    "fort",
    "san",
    "santa",
    "saint",
    "los",
    "las",
    "el",
    "la",
    "de",
    "del",
    "al",
    "bin",
    "von",
    "van",
    "new",
    "old",
    "upper",
    "lower",
    "great",
    "grand",
    "english",
    "latin",
    "arab",
    "facebook",
    "twitter",
    "google",
    "youtube",
    "instagram",
    "telegram",
    "whatsapp",
    "internet",
    "covid",
    "nato",
    "eu",
    "un",
    "who",
    "fbi",
    "cia",
    "obamacare",
    "christmas",
    "easter",
    "ramadan",
    "god",
    "yes",
    "well",
    "oh",
    "okay",
    "ok",
    "sir",
    "lady",
    "lord",
    "madam",
];

/// Words that the articles of any week share, by their stems.
static COMMON_STEMS: std::sync::LazyLock<BTreeSet<String>> = std::sync::LazyLock::new(|| {
    const COMMON: &[&str] = &[
        "people",
        "year",
        "years",
        "month",
        "week",
        "day",
        "time",
        "hour",
        "minute",
        "night",
        "morning",
        "evening",
        "afternoon",
        "government",
        "official",
        "officials",
        "minister",
        "ministry",
        "ministers",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "statement",
        "report",
        "reported",
        "reporter",
        "reporters",
        "journalist",
        "journalists",
        "news",
        "newspaper",
        "country",
        "countries",
        "state",
        "president",
        "leader",
        "group",
        "groups",
        "member",
        "members",
        "public",
        "political",
        "part",
        "place",
        "world",
        "number",
        "case",
        "fact",
        "thing",
        "things",
        "want",
        "wanted",
        "know",
        "known",
        "knew",
        "think",
        "thought",
        "come",
        "came",
        "take",
        "took",
        "give",
        "gave",
        "make",
        "going",
        "went",
        "left",
        "called",
        "call",
        "asked",
        "ask",
        "answer",
        "answered",
        "question",
        "questions",
        "spoke",
        "speak",
        "speaking",
        "word",
        "words",
        "name",
        "named",
        "told",
        "according",
        "announced",
        "added",
        "confirmed",
        "denied",
        "first",
        "second",
        "third",
        "half",
        "whole",
        "long",
        "short",
        "good",
        "great",
        "right",
        "former",
        "senior",
        "local",
        "national",
        "international",
        "foreign",
        "home",
        "house",
        "work",
        "working",
        "worked",
        "party",
        "policy",
        "issue",
        "issues",
        "support",
        "help",
        "need",
        "today",
        "yesterday",
        "tomorrow",
        "little",
        "just",
        "even",
        "ever",
        "always",
        "already",
        "used",
        "using",
        "including",
        "however",
        "because",
        "really",
        "whether",
        "another",
        "against",
        "condition",
        "anonymity",
        "interview",
        "telephone",
        "phone",
        "press",
        "media",
        "comment",
        "claim",
        "claims",
        "claimed",
        "story",
        "life",
        "family",
        "children",
        "women",
        "police",
        "city",
        "town",
        "village",
        "area",
        "side",
        "others",
        "something",
        "nothing",
        "everything",
        "someone",
        "anyone",
        "nobody",
        "everybody",
        "look",
        "looked",
        "seen",
        "kept",
        "keep",
        "held",
        "hold",
        "stood",
        "stand",
        "found",
        "find",
        "back",
        "head",
        "hand",
        "hands",
        "face",
        "eyes",
        "later",
        "before",
        "since",
        "months",
        "weeks",
        "days",
        "action",
        "change",
        "plan",
        "plans",
        "power",
        "percent",
        "cent",
        "million",
        "billion",
        "money",
        "market",
        "business",
        "company",
        "service",
        "system",
        "office",
        "court",
        "law",
        "vote",
        "voters",
        "election",
        "campaign",
        "candidate",
        "debate",
        "american",
        "presidential",
        "administration",
        "authorities",
        "security",
        "military",
        "force",
        "forces",
        "attack",
        "attacks",
        "kill",
        "killed",
        "death",
        "war",
        "decision",
        "meeting",
        "talks",
        "agreement",
        "happened",
        "happen",
        "began",
        "begin",
    ];
    COMMON.iter().map(|w| stem(w)).collect()
});

/// The entries of at least a weight, the heaviest first, of equal ones the longer.
fn heaviest(tally: BTreeMap<String, (u8, u8)>, least: u8, count: usize) -> BTreeMap<String, u8> {
    let mut sorted: Vec<(String, u8)> = tally
        .into_iter()
        .map(|(key, (often, early))| (key, often + early))
        .filter(|e| e.1 >= least)
        .collect();
    sorted.sort_by(|a, b| (b.1, b.0.len(), &a.0).cmp(&(a.1, a.0.len(), &b.0)));
    sorted.truncate(count);
    sorted.into_iter().collect()
}
