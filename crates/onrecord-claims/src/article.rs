//! What of a report the claims need.

use onrecord::model::Model;
use onrecord::report::{Entity, Event, Gap, Passage, Report, Statement, WireSpan};
use serde::{Deserialize, Serialize};

use crate::together::each_alone;

/// An article as read: a report without what only a reader of the single article needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "these are the report's own fields")]
pub struct Article {
    pub card: Card,
    pub title: Option<String>,
    pub text: String,
    pub paragraphs: Vec<WireSpan>,
    pub entities: Vec<Entity>,
    pub statements: Vec<Statement>,
    pub events: Vec<Event>,
    pub gaps: Vec<Gap>,
    #[serde(default)]
    pub passages: Vec<Passage>,
}

/// Who published an article, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// The report's identifier.
    pub id: String,
    /// The publisher as the report names it.
    pub outlet: Option<String>,
    /// Its domain.
    pub domain: Option<String>,
    /// Agencies or outlets that the article credits.
    pub credit: Vec<String>,
    /// When it was published, as the report has it.
    pub published: Option<String>,
}

impl Article {
    /// Keeps what is needed of a report. Two who speak together have a statement each.
    pub fn from_report(report: &Report) -> Self {
        let document = &report.document;
        Self {
            card: Card {
                id: report.id.clone(),
                outlet: document.outlet.name.clone(),
                domain: document.outlet.domain.clone(),
                credit: document.credit.clone(),
                published: document.published.clone(),
            },
            title: document.title.clone(),
            text: document.text.clone(),
            paragraphs: document.paragraphs.clone(),
            entities: report.entities.clone(),
            statements: each_alone(&report.statements, &report.entities, &document.text),
            events: report.events.clone(),
            gaps: report.gaps.clone(),
            // Codes of another model mean something else.
            passages: if report.engine.model == Model::embedded_hash() {
                report.passages.clone()
            } else {
                Vec::new()
            },
        }
    }
}
