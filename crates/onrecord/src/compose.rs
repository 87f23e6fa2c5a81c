//! From findings to the report: bytes become code points, indexes become identifiers.

use onrecord_intake::{CodePoints, Document, Span, Spans};
use xxhash_rust::xxh3::xxh3_64;

use crate::entities::Entity;
use crate::reader::Findings;
use crate::report::{self, Report, WireSpan};
use crate::statements::{Carrier, Statement};
use crate::times::Days;

/// The report of a document.
pub(crate) fn report(document: &Document, findings: &Findings, model: &str) -> Report {
    let wire = Wire { text: &document.text, points: CodePoints::new(&document.text) };
    Report {
        schema: report::SCHEMA.to_owned(),
        id: identifier(document),
        engine: report::Engine {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            model: model.to_owned(),
        },
        document: wire.document(document),
        entities: findings
            .entities
            .all
            .iter()
            .enumerate()
            .map(|(index, entity)| wire.entity(index, entity))
            .collect(),
        statements: findings
            .statements
            .iter()
            .enumerate()
            .map(|(index, statement)| wire.statement(index, statement))
            .collect(),
        events: Vec::new(),
        gaps: findings
            .gaps
            .iter()
            .enumerate()
            .map(|(index, gap)| report::Gap {
                id: format!("g{}", index + 1),
                kind: gap.kind,
                span: wire.span(gap.span),
                about: gap.statements.iter().map(|&s| statement_id(s)).collect(),
            })
            .collect(),
    }
}

/// The caller's identifier, else one made of the address, else one made of the text.
fn identifier(document: &Document) -> String {
    match (&document.id, &document.url) {
        (Some(id), _) => id.clone(),
        (None, Some(url)) => format!("u-{:016x}", xxh3_64(url.as_bytes())),
        (None, None) => format!("t-{:016x}", xxh3_64(document.text.as_bytes())),
    }
}

fn entity_id(index: usize) -> String {
    format!("e{}", index + 1)
}

fn statement_id(index: usize) -> String {
    format!("s{}", index + 1)
}

struct Wire<'a> {
    text: &'a str,
    points: CodePoints,
}

impl Wire<'_> {
    fn span(&self, span: Span) -> WireSpan {
        self.points.span(self.text, span)
    }

    fn spans(&self, spans: &Spans) -> Vec<WireSpan> {
        spans.iter().map(|&s| self.span(s)).collect()
    }

    fn document(&self, document: &Document) -> report::Document {
        let Document { outlet, .. } = document;
        report::Document {
            url: document.url.clone(),
            outlet: report::Outlet { name: outlet.name.clone(), domain: outlet.domain.clone() },
            title: document.title.clone(),
            byline: document.byline.clone(),
            credit: document.credit.clone(),
            published: document.published.clone(),
            language: document.language.clone(),
            text: document.text.clone(),
            paragraphs: document.paragraphs.iter().map(|&p| self.span(p)).collect(),
            warnings: document.warnings.iter().map(ToString::to_string).collect(),
        }
    }

    fn entity(&self, index: usize, entity: &Entity) -> report::Entity {
        report::Entity {
            id: entity_id(index),
            name: entity.name.clone(),
            kind: entity.kind,
            country: entity.country.map(str::to_owned),
            sector: entity.sector.map(str::to_owned),
            role: entity.role.clone(),
            mentions: entity
                .mentions
                .iter()
                .map(|m| report::Mention { span: self.span(m.span), form: m.form })
                .collect(),
        }
    }

    fn statement(&self, index: usize, statement: &Statement) -> report::Statement {
        let speaker = &statement.speaker;
        report::Statement {
            id: statement_id(index),
            source: self.spans(&statement.source),
            cue: self.spans(&statement.cue),
            content: self.spans(&statement.content),
            quotation: statement.quotation,
            stance: statement.stance,
            speaker: report::Speaker {
                name: speaker.name.clone(),
                kind: speaker.kind,
                named: speaker.named,
                entity: speaker.entity.map(entity_id),
                country: speaker.country.map(str::to_owned),
                sector: speaker.sector.map(str::to_owned),
                count: speaker.count,
                basis: speaker.basis.clone(),
            },
            via: statement.via.iter().map(carrier).collect(),
            said: statement.said.map(days),
            events: Vec::new(),
            confidence: (f64::from(statement.confidence) * 100.0).round() / 100.0,
            found_by: statement.found_by.to_owned(),
        }
    }
}

fn carrier(carrier: &Carrier) -> report::Carrier {
    report::Carrier { name: carrier.name.clone(), statement: carrier.statement.map(statement_id) }
}

fn days(days: Days) -> report::Days {
    report::Days { start: days.start.to_string(), end: days.end.to_string() }
}
