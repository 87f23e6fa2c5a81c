//! The wire form of a claim: `onrecord.claim/1`. Offsets are Unicode code points of the article's text.

use onrecord::gaps::GapKind;
use onrecord::report::WireSpan;
use serde::{Deserialize, Serialize};

/// The name and version of this shape.
pub const SCHEMA: &str = "onrecord.claim/1";

/// One proposition, however many articles carry it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "docs/claims.md tells every field")]
pub struct Claim {
    pub schema: String,
    pub id: String,
    pub proposition: String,
    pub event: Event,
    pub status: Status,
    pub history: Vec<Step>,
    pub mentions: Vec<Mention>,
    pub copies: Vec<Vec<String>>,
    pub origins: Origins,
    pub part_of: Option<String>,
    pub overtaken_by: Option<Overtaken>,
    pub gaps: Vec<Gap>,
    pub articles: usize,
    pub first_seen: Option<String>,
    pub last_seen: Option<String>,
}

/// What is said to have happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "docs/claims.md tells every field")]
pub struct Event {
    #[serde(rename = "type")]
    pub kind: Option<String>,
    pub mode: Option<String>,
    pub actors: Vec<Party>,
    pub recipients: Vec<Party>,
    pub time: Days,
    pub place: Option<String>,
}

/// Who does it, or to whom it is done.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "docs/claims.md tells every field")]
pub struct Party {
    pub name: String,
    pub country: Option<String>,
}

/// A stretch of days, both ends included, as ISO 8601; open where nothing is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "docs/claims.md tells every field")]
pub struct Days {
    pub start: Option<String>,
    pub end: Option<String>,
}

/// How a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "docs/claims.md tells them one by one")]
pub enum Status {
    Overtaken,
    Retracted,
    Confirmed,
    Contested,
    Denied,
    Scheduled,
    Corroborated,
    Alleged,
}

impl Status {
    /// All of them, in the order in which pages list them.
    pub const ALL: [Self; 8] = [
        Self::Alleged,
        Self::Corroborated,
        Self::Confirmed,
        Self::Contested,
        Self::Denied,
        Self::Scheduled,
        Self::Retracted,
        Self::Overtaken,
    ];

    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Overtaken => "overtaken",
            Self::Retracted => "retracted",
            Self::Confirmed => "confirmed",
            Self::Contested => "contested",
            Self::Denied => "denied",
            Self::Scheduled => "scheduled",
            Self::Corroborated => "corroborated",
            Self::Alleged => "alleged",
        }
    }
}

/// A movement of the status, with the article that moved it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "docs/claims.md tells every field")]
pub struct Step {
    pub at: Option<String>,
    pub article: String,
    pub status: Status,
}

/// What a speaker does to a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "docs/claims.md tells them one by one")]
pub enum Stance {
    Affirms,
    Confirms,
    Denies,
    Disclaims,
    Declines,
    Retracts,
    Schedules,
}

impl Stance {
    /// Who does so stands behind the claim.
    pub(crate) fn stands_behind(self) -> bool {
        matches!(self, Self::Affirms | Self::Confirms | Self::Schedules)
    }
}

/// Who speaks, in relation to the deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "docs/claims.md tells them one by one")]
pub enum Role {
    Actor,
    Party,
    Other,
}

/// A place in an article that bears on the claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "docs/claims.md tells every field")]
pub struct Mention {
    pub article: String,
    pub span: WireSpan,
    pub stance: Stance,
    /// The id of an origin in the list; of one who stands outside it, its label.
    pub origin: Option<String>,
    pub via: Vec<String>,
    pub statement: Option<String>,
    pub event: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
}

/// On how many independent words a claim stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "docs/claims.md tells every field")]
pub struct Origins {
    pub at_least: usize,
    pub at_most: usize,
    pub list: Vec<Origin>,
}

/// One who stands at the far end of chains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "docs/claims.md tells every field")]
pub struct Origin {
    pub id: String,
    pub label: String,
    pub named: bool,
    pub articles: Vec<String>,
    pub why: String,
    /// Labels of other origins in the list that may be the same people.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub may_be: Vec<String>,
}

/// The claim and the article that put this one out of date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "docs/claims.md tells every field")]
pub struct Overtaken {
    pub claim: String,
    pub article: String,
}

/// What an article says is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "docs/claims.md tells every field")]
pub struct Gap {
    pub article: String,
    pub span: WireSpan,
    pub kind: GapKind,
}
