//! From findings to the report: bytes become code points, indexes become identifiers.

use onrecord_intake::{CodePoints, Document, Span, Spans};

use crate::entities::Entity;
use crate::events::{Event, Participant};
use crate::identity;
use crate::reader::Findings;
use crate::report::{self, Report, WireSpan};
use crate::statements::{Carrier, Statement};
use crate::times::Days;

/// The report of a document.
pub(crate) fn report(document: &Document, findings: &Findings, model: &str) -> Report {
    let wire = Wire { text: &document.text, points: CodePoints::new(&document.text) };
    Report {
        schema: report::SCHEMA.to_owned(),
        id: identity::identifier(document),
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
            .map(|(index, statement)| {
                let tells = |e: &Event| e.held.iter().any(|h| h.0 == index);
                let events = (0..findings.events.len()).filter(|&e| tells(&findings.events[e]));
                wire.statement(index, statement, events.map(event_id).collect())
            })
            .collect(),
        events: findings
            .events
            .iter()
            .enumerate()
            .map(|(index, event)| wire.event(index, event))
            .collect(),
        gaps: findings
            .gaps
            .iter()
            .enumerate()
            .map(|(index, gap)| report::Gap {
                id: format!("g{}", index + 1),
                kind: gap.kind,
                span: wire.span(gap.span),
                about: gap
                    .events
                    .iter()
                    .map(|&e| event_id(e))
                    .chain(gap.statements.iter().map(|&s| statement_id(s)))
                    .collect(),
            })
            .collect(),
        passages: findings
            .passages
            .iter()
            .map(|passage| report::Passage {
                span: wire.span(passage.span),
                code: report::Code(passage.code.clone()),
            })
            .collect(),
    }
}

fn entity_id(index: usize) -> String {
    format!("e{}", index + 1)
}

fn statement_id(index: usize) -> String {
    format!("s{}", index + 1)
}

fn event_id(index: usize) -> String {
    format!("v{}", index + 1)
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

    fn event(&self, index: usize, event: &Event) -> report::Event {
        let day = |day: Option<jiff::civil::Date>| day.map(|d| d.to_string());
        report::Event {
            id: event_id(index),
            kind: event.kind.as_str().to_owned(),
            mode: event.mode.map(str::to_owned),
            contexts: event.contexts.iter().map(|&c| c.to_owned()).collect(),
            trigger: self.span(event.trigger),
            actors: event.actors.iter().map(|p| self.actor(p)).collect(),
            recipients: event.recipients.iter().map(|p| self.actor(p)).collect(),
            object: self.spans(&event.object),
            time: event.time.as_ref().map_or_else(report::EventTime::default, |when| {
                report::EventTime {
                    start: day(when.start),
                    end: day(when.end),
                    text: Some(when.span.of(self.text).to_owned()),
                }
            }),
            place: event.place.as_ref().map_or_else(report::Place::default, |place| {
                report::Place {
                    name: Some(place.name.clone()),
                    country: place.country.map(str::to_owned),
                    span: Some(self.span(place.span)),
                }
            }),
            factuality: f64::from(event.factuality),
            status: event.status.as_str().to_owned(),
            held: event
                .held
                .iter()
                .map(|&(statement, factuality)| report::Held {
                    statement: statement_id(statement),
                    factuality: f64::from(factuality),
                })
                .collect(),
            confidence: hundredths(event.confidence),
        }
    }

    fn actor(&self, participant: &Participant) -> report::Actor {
        report::Actor {
            name: participant.name.clone(),
            entity: participant.entity.map(entity_id),
            country: participant.country.map(str::to_owned),
            sector: participant.sector.map(str::to_owned),
            span: self.span(participant.span),
            alleged: participant.alleged,
        }
    }

    fn statement(
        &self,
        index: usize,
        statement: &Statement,
        events: Vec<String>,
    ) -> report::Statement {
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
            events,
            confidence: hundredths(statement.confidence),
            found_by: statement.found_by.to_owned(),
        }
    }
}

fn hundredths(share: f32) -> f64 {
    (f64::from(share) * 100.0).round() / 100.0
}

fn carrier(carrier: &Carrier) -> report::Carrier {
    report::Carrier { name: carrier.name.clone(), statement: carrier.statement.map(statement_id) }
}

fn days(days: Days) -> report::Days {
    report::Days { start: days.start.to_string(), end: days.end.to_string() }
}
