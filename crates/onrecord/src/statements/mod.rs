//! Somebody's words or mind, put on record: source, cue, content.

use serde::{Deserialize, Serialize};

use onrecord_intake::Spans;

use crate::text::TokenRange;

/// What the model finds: who is cited, what marks it, what is attributed. A role may be broken
/// into several ranges, each of them in text order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attribution {
    /// Who is cited; empty where the article names nobody.
    pub source: Vec<TokenRange>,
    /// What marks the attribution; empty for a quotation that continues the speaker before it.
    pub cue: Vec<TokenRange>,
    /// What is attributed; may be empty ("declined to comment").
    pub content: Vec<TokenRange>,
    /// The model's certainty, 0 to 1.
    pub confidence: f32,
}

/// How much of a content stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Quotation {
    /// All of it.
    Direct,
    /// None of it.
    Indirect,
    /// Some of it.
    Mixed,
}

/// What a source does to the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "docs/report.md tells them one by one")]
pub enum Stance {
    Asserts,
    Confirms,
    Denies,
    Refuses,
    Disclaims,
    Declines,
    Doubts,
    Predicts,
    Promises,
    Demands,
    Asks,
    Warns,
    Believes,
}

/// What kind of thing a speaker is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "docs/report.md tells them one by one")]
pub enum SpeakerKind {
    Person,
    Organization,
    Outlet,
    Document,
    Group,
    Author,
    Unknown,
}

/// Who a source is, resolved over the whole article.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// The fullest form the article gives; `unknown` where there is none.
    pub name: String,
    /// What kind of thing it is.
    pub kind: SpeakerKind,
    /// Could a reader find out who it is?
    pub named: bool,
    /// The entity it resolves to, an index into the article's entities.
    pub entity: Option<usize>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<&'static str>,
    /// A PLOVER sector: `GOV`, `MIL`, `JRN`, ...
    pub sector: Option<&'static str>,
    /// The number stated: 3 for "three officials".
    pub count: Option<u32>,
    /// How it knows, as stated: "who has seen the document".
    pub basis: Option<String>,
}

/// A day or a range of days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The first day.
    pub start: jiff::civil::Date,
    /// The last day.
    pub end: jiff::civil::Date,
}

/// One who carried the words to the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carrier {
    /// As the article names it.
    pub name: String,
    /// The statement that carries this one, an index, where the carrying is a statement itself.
    pub statement: Option<usize>,
}

/// One statement of the report.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Who is cited, in bytes of the text.
    pub source: Spans,
    /// What marks the attribution.
    pub cue: Spans,
    /// What is attributed.
    pub content: Spans,
    /// How much of the content is quoted.
    pub quotation: Quotation,
    /// What the source does to the content.
    pub stance: Stance,
    /// Who the source is.
    pub speaker: Speaker,
    /// The chain that carried the words, nearest first.
    pub via: Vec<Carrier>,
    /// When it was said.
    pub said: Option<Days>,
    /// The model's or the rule's certainty, 0 to 1.
    pub confidence: f32,
    /// The rule that found it, or `model`.
    pub found_by: &'static str,
}
