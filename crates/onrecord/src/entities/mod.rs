//! Who and what the article speaks of, each with all its mentions.
//!
//! Names are joined by their words ("Siluanov" after "Anton Siluanov"), by what is known of the world
//! ("Isis", "Islamic State"), and by the abbreviation that follows a name in brackets. Descriptions
//! ("the minister") go to the last one so described, pronouns to the nearest fitting mention that
//! stands out most: subjects before others, sentences nearby before those far away (in the manner of
//! Lappin and Leass 1994).

mod build;
pub(crate) mod describe;
mod home;
mod pronouns;

use serde::{Deserialize, Serialize};

use onrecord_intake::Span;
use onrecord_world::Gender;

pub(crate) use home::is_local;

use crate::text::{TokenId, TokenRange};

pub use build::find;

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
    /// The word that carries it.
    pub head: TokenId,
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
    /// It has a name: a reader could find out who it is.
    pub named: bool,
    /// What kind of thing it is.
    pub kind: EntityKind,
    /// ISO 3166-1 alpha-3.
    pub country: Option<&'static str>,
    /// The country is that of the scene, which the article does not say outright.
    pub at_home: bool,
    /// A PLOVER sector.
    pub sector: Option<&'static str>,
    /// Office or function as the article states it: "spokesman for the Chinese Embassy".
    pub role: Option<String>,
    /// Several people.
    pub plural: bool,
    /// The gender that its words make likely.
    pub gender: Option<Gender>,
    /// In text order.
    pub mentions: Vec<Mention>,
}

/// The entities of an article, and which of them each word belongs to.
#[derive(Debug, Default)]
pub struct Entities {
    /// In the order of their first mentions.
    pub all: Vec<Entity>,
    /// For each token, the entity whose mention it carries as head, if any.
    pub(crate) by_head: Vec<Option<u32>>,
    /// The country that the article names most.
    pub(crate) scene: Option<&'static str>,
}

impl Entities {
    /// The entity of which this word is the head of a mention.
    pub fn at(&self, head: TokenId) -> Option<usize> {
        self.by_head.get(head as usize).copied().flatten().map(|e| e as usize)
    }
}
