//! The wire form of a report: `onrecord.report/1`. Offsets are Unicode code points.
//!
//! A consumer reads exactly these fields; a field may be added inside a version, none changes its
//! meaning. `docs/report.md` tells what each one means.

use serde::Serialize;

/// The name and version of this shape.
pub const SCHEMA: &str = "onrecord.report/1";

/// `[start, end)` in code points of the document's text.
pub type WireSpan = [u32; 2];

/// Everything found in one article.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "docs/report.md tells every field")]
pub struct Report {
    pub schema: &'static str,
    pub id: String,
    pub engine: Engine,
    pub document: WireDocument,
    pub entities: Vec<WireEntity>,
    pub statements: Vec<WireStatement>,
    pub events: Vec<WireEvent>,
    pub gaps: Vec<WireGap>,
}

/// What made the report.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "docs/report.md tells every field")]
pub struct Engine {
    pub version: String,
    /// Hash of the weights.
    pub model: String,
}

/// The article.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "docs/report.md tells every field")]
pub struct WireDocument {
    pub url: Option<String>,
    pub outlet: WireOutlet,
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
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "docs/report.md tells every field")]
pub struct WireOutlet {
    pub name: Option<String>,
    pub domain: Option<String>,
}

/// A person, body, place or group.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "docs/report.md tells every field")]
pub struct WireEntity {
    pub id: String,
    pub name: String,
    pub kind: &'static str,
    pub country: Option<&'static str>,
    pub sector: Option<&'static str>,
    pub role: Option<String>,
    pub mentions: Vec<WireMention>,
}

/// A place where an entity is spoken of.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "docs/report.md tells every field")]
pub struct WireMention {
    pub span: WireSpan,
    pub form: &'static str,
}

/// Somebody's words or mind, put on record.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "docs/report.md tells every field")]
pub struct WireStatement {
    pub id: String,
    pub source: Vec<WireSpan>,
    pub cue: Vec<WireSpan>,
    pub content: Vec<WireSpan>,
    pub quotation: &'static str,
    pub stance: &'static str,
    pub speaker: WireSpeaker,
    pub via: Vec<WireCarrier>,
    pub said: Option<WireDays>,
    pub events: Vec<String>,
    pub confidence: f64,
    /// The rule that found it, or `model`.
    pub found_by: &'static str,
}

/// Who a source is.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "docs/report.md tells every field")]
pub struct WireSpeaker {
    pub name: String,
    pub kind: &'static str,
    pub named: bool,
    pub entity: Option<String>,
    pub country: Option<&'static str>,
    pub sector: Option<&'static str>,
    pub count: Option<u32>,
    pub basis: Option<String>,
}

/// One link of a chain.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "docs/report.md tells every field")]
pub struct WireCarrier {
    pub name: String,
    pub statement: Option<String>,
}

/// A stretch of days, both ends included, as ISO 8601.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "docs/report.md tells every field")]
pub struct WireDays {
    pub start: String,
    pub end: String,
}

/// Something that somebody does to somebody. None is found yet: the list is always empty.
#[derive(Clone, Debug, Serialize)]
pub enum WireEvent {}

/// What the article says is not known.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "docs/report.md tells every field")]
pub struct WireGap {
    pub id: String,
    pub kind: &'static str,
    pub span: WireSpan,
    pub about: Vec<String>,
}
