//! The wire form of a report: `onrecord.report/1`. Offsets are Unicode code points.
//!
//! A consumer reads exactly these fields; a field may be added inside a version, none changes its
//! meaning. `docs/report.md` tells what each one means.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde::{Deserialize, Serialize};

use crate::entities::{EntityKind, Form};
use crate::gaps::GapKind;
use crate::statements::{Quotation, SpeakerKind, Stance};

/// The name and version of this shape.
pub const SCHEMA: &str = "onrecord.report/1";

/// `[start, end)` in code points of the document's text.
pub type WireSpan = [u32; 2];

/// Everything found in one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: String,
    /// The caller's, else derived from the canonical address, else from the text.
    pub id: String,
    /// What made the report.
    pub engine: Engine,
    /// The article.
    pub document: Document,
    /// Who and what it speaks of.
    pub entities: Vec<Entity>,
    /// Who says what.
    pub statements: Vec<Statement>,
    /// What is reported to have happened.
    pub events: Vec<Event>,
    /// What is left open.
    pub gaps: Vec<Gap>,
    /// Parts of sentences in which one voice speaks, with what they are compared by.
    #[serde(default)]
    pub passages: Vec<Passage>,
}

/// What made a report: enough to know whether to make it anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Engine {
    /// Version of the program.
    pub version: String,
    /// Hash of the weights.
    pub model: String,
}

/// The article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "docs/report.md tells every field")]
pub struct Document {
    pub url: Option<String>,
    pub outlet: Outlet,
    pub title: Option<String>,
    pub byline: Vec<String>,
    pub credit: Vec<String>,
    pub published: Option<String>,
    pub language: Option<String>,
    pub text: String,
    pub paragraphs: Vec<WireSpan>,
    pub warnings: Vec<String>,
}

/// The publisher.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "docs/report.md tells every field")]
pub struct Outlet {
    pub name: Option<String>,
    pub domain: Option<String>,
}

/// A person, body, place or group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "docs/report.md tells every field")]
pub struct Entity {
    pub id: String,
    pub name: String,
    pub kind: EntityKind,
    pub country: Option<String>,
    pub sector: Option<String>,
    pub role: Option<String>,
    pub mentions: Vec<Mention>,
}

/// A place where an entity is spoken of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "docs/report.md tells every field")]
pub struct Mention {
    pub span: WireSpan,
    pub form: Form,
}

/// Somebody's words or mind, put on record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "docs/report.md tells every field")]
pub struct Statement {
    pub id: String,
    pub source: Vec<WireSpan>,
    pub cue: Vec<WireSpan>,
    pub content: Vec<WireSpan>,
    pub quotation: Quotation,
    pub stance: Stance,
    pub speaker: Speaker,
    pub via: Vec<Carrier>,
    pub said: Option<Days>,
    pub events: Vec<String>,
    pub confidence: f64,
    pub found_by: String,
}

/// Who a source is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "docs/report.md tells every field")]
pub struct Speaker {
    pub name: String,
    pub kind: SpeakerKind,
    pub named: bool,
    pub entity: Option<String>,
    pub country: Option<String>,
    pub sector: Option<String>,
    pub count: Option<u32>,
    pub basis: Option<String>,
}

/// One link of a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "docs/report.md tells every field")]
pub struct Carrier {
    pub name: String,
    pub statement: Option<String>,
}

/// A stretch of days, both ends included, as ISO 8601.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "docs/report.md tells every field")]
pub struct Days {
    pub start: String,
    pub end: String,
}

/// Something that somebody does to somebody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "docs/report.md tells every field")]
pub struct Event {
    pub id: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub mode: Option<String>,
    pub contexts: Vec<String>,
    pub trigger: WireSpan,
    pub actors: Vec<Actor>,
    pub recipients: Vec<Actor>,
    pub object: Vec<WireSpan>,
    pub time: EventTime,
    pub place: Place,
    pub factuality: f64,
    pub status: String,
    pub held: Vec<Held>,
    pub confidence: f64,
}

/// Who does an event, or to whom it is done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "docs/report.md tells every field")]
pub struct Actor {
    pub name: String,
    pub entity: Option<String>,
    pub country: Option<String>,
    pub sector: Option<String>,
    pub span: WireSpan,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub alleged: bool,
}

/// When an event takes place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "docs/report.md tells every field")]
pub struct EventTime {
    pub start: Option<String>,
    pub end: Option<String>,
    pub text: Option<String>,
}

/// Where an event takes place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "docs/report.md tells every field")]
pub struct Place {
    pub name: Option<String>,
    pub country: Option<String>,
    pub span: Option<WireSpan>,
}

/// How real a statement holds an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "docs/report.md tells every field")]
pub struct Held {
    pub statement: String,
    pub factuality: f64,
}

/// What the article says is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "docs/report.md tells every field")]
pub struct Gap {
    pub id: String,
    pub kind: GapKind,
    pub span: WireSpan,
    pub about: Vec<String>,
}

/// A part of a sentence in which one voice speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "docs/report.md tells every field")]
pub struct Passage {
    pub span: WireSpan,
    pub code: Code,
}

/// Small numbers, -127 to 127, by which passages are compared; in a report as base64 (RFC 4648) of their bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(pub Vec<i8>);

impl From<Code> for String {
    fn from(code: Code) -> Self {
        BASE64_STANDARD.encode(code.0.iter().map(|n| n.cast_unsigned()).collect::<Vec<u8>>())
    }
}

impl TryFrom<String> for Code {
    type Error = base64::DecodeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Ok(Self(BASE64_STANDARD.decode(text)?.into_iter().map(u8::cast_signed).collect()))
    }
}
