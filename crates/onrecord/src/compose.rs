//! From findings to the report: bytes become code points, indexes become identifiers.

use onrecord_intake::{CodePoints, Document};

use crate::report::{self, Report};

/// The report of a document.
pub(crate) fn report(document: Document) -> Report {
    let points = CodePoints::new(&document.text);
    let paragraphs = document.paragraphs.iter().map(|p| points.span(&document.text, *p)).collect();
    Report {
        schema: report::SCHEMA.to_owned(),
        id: document.id.unwrap_or_default(),
        engine: report::Engine {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            model: String::new(),
        },
        document: report::Document {
            url: document.url,
            outlet: report::Outlet { name: document.outlet.name, domain: document.outlet.domain },
            title: document.title,
            byline: document.byline,
            credit: document.credit,
            published: document.published,
            language: document.language,
            text: document.text,
            paragraphs,
            warnings: document.warnings,
        },
        entities: Vec::new(),
        statements: Vec::new(),
        events: Vec::new(),
        gaps: Vec::new(),
    }
}
