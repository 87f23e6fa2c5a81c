//! Who and what the article speaks of, each with all its mentions.

use serde::{Deserialize, Serialize};

use onrecord_intake::Span;

use crate::text::TokenRange;

/// How a mention names its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// By name: "Siluanov".
    Name,
    /// By a description: "the minister".
    Nominal,
    /// By a pronoun: "he".
    Pronoun,
}

/// One place where an entity is spoken of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Its words.
    pub tokens: TokenRange,
    /// Its bytes.
    pub span: Span,
    /// How it names the entity.
    pub form: Form,
}

/// What kind of thing an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the words say it")]
pub enum EntityKind {
    Person,
    Organization,
    Outlet,
    Place,
    Group,
    Document,
    Other,
}

/// One person, body, place or group.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// The fullest name or description that the article gives.
    pub name: String,
    /// What kind of thing it is.
    pub kind: EntityKind,
    /// ISO 3166-1 alpha-3.
    pub country: Option<&'static str>,
    /// A PLOVER sector.
    pub sector: Option<&'static str>,
    /// Office or function as the article states it: "spokesman for the Chinese Embassy".
    pub role: Option<String>,
    /// In text order.
    pub mentions: Vec<Mention>,
}
