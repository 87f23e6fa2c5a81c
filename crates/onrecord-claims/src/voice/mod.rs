//! Whose words a statement gives: a body, a person, a description, a paper, other outlets.
//!
//! A report says who speaks as the article puts it. Here it is said so that it can be compared across
//! articles: minister and spokeswoman are their ministry, "the source" is the source of the
//! sentence before, "the newspaper" is the one cited last.

mod phrase;
mod read;
mod unite;

use std::collections::BTreeSet;

use onrecord::report::Event;
use serde::{Deserialize, Serialize};

pub(crate) use phrase::Phrase;

use crate::article::Article;
use crate::copies::OutletName;
use crate::sentences::Sentences;
use crate::words::{Word, fold};
use phrase::{office, trimmed};
use read::{NEWS, OUTLETS, State};
use unite::{
    belong, complete, introduce, ministries, of_carrier, own_papers, present, resume, unite, unmask,
};

/// What sort of voice it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Manner {
    /// The article's own.
    #[default]
    Own,
    /// The article's outlet, which saw, counted or tested for itself.
    Witness,
    /// A ministry, company, group: whoever speaks for it.
    Body,
    /// Somebody named who speaks for himself.
    Person,
    /// Somebody described.
    Unnamed,
    /// A paper, recording or picture.
    Document,
    /// Outlets, named.
    Outlet,
    /// Outlets, not named: "press reports".
    Media,
    /// Nobody: "reportedly".
    Hearsay,
}

/// Whose words they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Voice {
    pub manner: Manner,
    /// In words for people.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub label: String,
    /// The key of the country.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub country: Option<String>,
    /// Of a body: what it is, `ministry:foreign`, `government`, `org:adria bulk`.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub office: Option<String>,
    /// The person's folded name.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub person: Option<String>,
    /// Of somebody described, or of a paper: the stems of the description.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub traits: BTreeSet<String>,
    /// Names in the description.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub places: BTreeSet<String>,
    /// Of a paper: dates and numbers by which it is known.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub marks: BTreeSet<String>,
    /// The outlets cited, as written.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub outlets: Vec<String>,
    /// Several people.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub plural: bool,
    /// Of one who has it from another: that one's folded name, empty where he is not named.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub from: Option<String>,
    /// Of somebody named: words of the body that he is of, as the article introduces him.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub of: BTreeSet<String>,
    /// The text shows that they spoke to this outlet or wished not to be named: no mere "officials say".
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub direct: bool,
}

/// The voice of every statement of an article.
pub(crate) fn voices(
    article: &Article,
    text: &[char],
    cut: &Sentences,
    house: Option<&Voice>,
) -> Vec<Voice> {
    let mut state = State::new(article, text, cut, house);
    let mut found: Vec<Voice> = article.statements.iter().map(|s| state.voice(s)).collect();
    let acting = cut.all.iter().take(2).flat_map(|s| &s.names).find(|n| n.country).map(|n| &n.key);
    complete(&mut found, &ministries(article), &state.home, acting);
    of_carrier(article, &mut found);
    unite(&mut found);
    introduce(article, &mut found);
    unmask(article, text, &mut found);
    present(article, text, &mut found);
    resume(article, text, &mut found);
    own_papers(article, &mut found);
    belong(article, text, &mut found);
    found
}

/// The name of a state, a people, a town or a province.
pub(crate) fn is_place(word: &Word) -> bool {
    word.upper
        && (onrecord_world::country_word(&word.form).is_some()
            || onrecord_world::city(&word.form).is_some()
            || onrecord_world::province(&word.form).is_some())
}

/// Titles of those who speak for a body.
pub(crate) const SPOKEN_FOR: &[&str] = &[
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "spokespeople",
    "press",
    "director",
    "head",
    "chief",
    "chairman",
    "chairwoman",
    "chair",
    "ceo",
    "executive",
    "commander",
    "captain",
    "minister",
    "commissioner",
    "secretary",
    "ambassador",
    "envoy",
    "negotiator",
    "leader",
    "admiral",
    "general",
    "representative",
    "president",
    "premier",
    "governor",
    "mayor",
    "manager",
    "prosecutor",
    "undersecretary",
    "commandant",
    "colonel",
    "major",
    "brigadier",
    "commodore",
    "superintendent",
    "inspector",
    "registrar",
    "judge",
    "chancellor",
    "owner",
    "founder",
    "operator",
];

/// Runs of capitals that hold such a word name an outlet ("the Steppe Herald"): all their words.
pub(crate) fn outlet_words(words: &[Word]) -> Vec<String> {
    words
        .chunk_by(|a, b| a.upper && b.upper && !b.after_mark)
        .filter(|run| run.len() > 1 && run.iter().any(|w| NEWS.contains(&&*w.low)))
        .flatten()
        .map(|w| w.low.clone())
        .collect()
}

/// The characters of a span.
pub(crate) fn slice(text: &[char], [start, end]: [u32; 2]) -> String {
    let end = (end as usize).min(text.len());
    text[(start as usize).min(end)..end].iter().collect()
}

/// A body that publishes for itself: the article's own voice is its. A ministry or another body of a state is known by its name,
/// others ("Falk Line", "Healers Without Roads") by what the article tells of what they do or suffer.
pub(crate) fn house(article: &Article) -> Option<Voice> {
    const BODIES: &[&str] = &[
        "ministry",
        "presidency",
        "government",
        "embassy",
        "police",
        "army",
        "navy",
        "command",
        "court",
        "staff",
        "prefecture",
        "parliament",
        "directorate",
        "authority",
    ];
    let outlet = article.card.outlet.as_deref()?;
    let phrase = Phrase::of(outlet);
    if phrase.any(NEWS) || phrase.any(OUTLETS) || phrase.any(PRESS) {
        return None;
    }
    let own = OutletName::of(outlet);
    let means = |name: &str| own.means(&OutletName::of(name));
    // An outlet that asks, meets or accuses is at its work.
    let acts = |e: &Event| {
        let at_work = matches!(&*e.kind, "REQUEST" | "CONSULT" | "ACCUSE");
        let early = article.paragraphs.first().is_some_and(|p| e.trigger[0] < p[1]);
        early && !at_work && e.actors.iter().chain(&e.recipients).any(|a| means(&a.name))
    };
    let body = phrase.any(BODIES);
    if !body && !article.events.iter().any(acts) {
        return None;
    }
    let office = office(&phrase.words).filter(|_| body);
    let country = phrase.country().or_else(|| {
        let of_state = office.is_some() && phrase.any(&["of"]);
        of_state.then(|| phrase.keys().into_iter().last()).flatten()
    });
    Some(Voice {
        manner: Manner::Body,
        label: trimmed(outlet),
        country,
        office: Some(office.unwrap_or_else(|| format!("org:{}", fold(&trimmed(outlet))))),
        ..Voice::default()
    })
}

/// Words in the names of outlets that are also written otherwise.
const PRESS: &[&str] = &[
    "agency",
    "press",
    "review",
    "bulletin",
    "magazine",
    "voice",
    "today",
    "sun",
    "star",
    "mirror",
    "globe",
    "record",
    "argus",
    "sentinel",
    "messenger",
    "examiner",
    "inquirer",
    "independent",
    "monitor",
    "weekly",
    "broadcast",
    "television",
    "channel",
    "media",
    "online",
    "report",
    "reporter",
    "dispatch",
    "advertiser",
];

/// The name of a state, known to the tables or by its adjective in the text.
fn is_state_name(name: &str, article: &Article) -> bool {
    let bare = trimmed(name);
    if bare.contains(' ') {
        return onrecord_world::country(&bare).is_some();
    }
    if let Some(word) = onrecord_world::country_word(&bare) {
        return word.kind != onrecord_world::CountryWordKind::Person;
    }
    let low = fold(&bare);
    if low.len() < 5 || !bare.starts_with(char::is_uppercase) {
        return false;
    }
    let key = crate::words::name_key(&low);
    let text = fold(&article.text);
    ["ian ", "an ", "n "].iter().any(|e| {
        let adjective = format!("{key}{e}");
        text.contains(&adjective) && adjective.trim_end() != low
    })
}

/// The body that a subject names ("the interior ministry", "the authorities"), as the article knows it.
pub(crate) fn describe_body(subject: &str, known: &[Voice]) -> Option<Voice> {
    let phrase = Phrase::of(subject);
    let office = office(&phrase.words)?;
    let country = phrase.country().or_else(|| {
        known.iter().find(|v| v.office.as_deref() == Some(&*office)).and_then(|v| v.country.clone())
    });
    Some(Voice {
        manner: Manner::Body,
        label: trimmed(subject),
        country,
        office: Some(office),
        ..Voice::default()
    })
}

/// Does a text say that somebody's name is kept back?
fn withholds_names(text: &str) -> bool {
    const PHRASES: &[&str] = &[
        "anonym",
        "asked not",
        "asked us not",
        "not be named",
        "not to be named",
        "not want to be named",
        "not want their name",
        "not to be identified",
        "not authori",
        "not allowed",
        "not permitted",
        "may not speak",
        "leave out the name",
        "name withheld",
    ];
    PHRASES.iter().any(|p| text.contains(p))
}
