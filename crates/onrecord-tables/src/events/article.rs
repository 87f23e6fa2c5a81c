//! A report, asked what rows ask: the words of a span, who bears an event, where it lies.

use std::collections::HashMap;

use jiff::civil::Date;
use onrecord::plover::EventType;
use onrecord::report::{Actor, Entity, Event, Report, Statement, WireSpan};
use onrecord::sentence;
use onrecord_world::{self as world, Country, Spot};
use serde::Serialize;

pub(super) struct Article<'a> {
    pub(super) report: &'a Report,
    /// The byte of each code point, and of the end.
    bytes: Vec<usize>,
    statements: HashMap<&'a str, &'a Statement>,
    entities: HashMap<&'a str, &'a Entity>,
}

impl<'a> Article<'a> {
    pub(super) fn new(report: &'a Report) -> Self {
        let text = &report.document.text;
        Self {
            report,
            bytes: text.char_indices().map(|(at, _)| at).chain([text.len()]).collect(),
            statements: report.statements.iter().map(|s| (s.id.as_str(), s)).collect(),
            entities: report.entities.iter().map(|e| (e.id.as_str(), e)).collect(),
        }
    }

    fn byte(&self, point: u32) -> usize {
        self.bytes.get(point as usize).copied().unwrap_or(self.report.document.text.len())
    }

    fn slice(&self, [start, end]: WireSpan) -> &'a str {
        let start = self.byte(start);
        &self.report.document.text[start..self.byte(end).max(start)]
    }

    /// The words of a span, on one line.
    pub(super) fn words(&self, span: WireSpan) -> String {
        line(self.slice(span))
    }

    /// The words of several spans; an ellipsis where something stands between them.
    pub(super) fn all_words(&self, spans: &[WireSpan]) -> String {
        spans.iter().map(|span| self.words(*span)).collect::<Vec<_>>().join(" … ")
    }

    /// The sentence that a span begins in, which does not leave its paragraph.
    pub(super) fn sentence(&self, [start, end]: WireSpan) -> WireSpan {
        let inside = |p: &&WireSpan| p[0] <= start && start < p[1];
        let [first, last] =
            *self.report.document.paragraphs.iter().find(inside).unwrap_or(&[start, end]);
        let paragraph = self.slice([first, last]);
        let base = self.byte(first);
        let found = sentence::around(paragraph, self.byte(start).saturating_sub(base));
        let point = |byte: usize| self.bytes.partition_point(|b| *b < base + byte) as u32;
        [point(found.start), point(found.end)]
    }

    /// The statement that the event stands on: the one that holds it firmest, the first of equals.
    pub(super) fn bearer(&self, event: &Event) -> Option<&'a Statement> {
        let mut firmest: Option<(f64, &Statement)> = None;
        for held in &event.held {
            let Some(statement) = self.statements.get(held.statement.as_str()) else { continue };
            if firmest.is_none_or(|(factuality, _)| held.factuality > factuality) {
                firmest = Some((held.factuality, statement));
            }
        }
        firmest.map(|(_, statement)| statement)
    }

    pub(super) fn entity(&self, actor: &Actor) -> Option<&'a Entity> {
        actor.entity.as_ref().and_then(|id| self.entities.get(id.as_str()).copied())
    }

    /// The day of publication.
    pub(super) fn published(&self) -> Option<Date> {
        day(self.report.document.published.as_deref())
    }

    /// The outlet's name, else its domain.
    pub(super) fn outlet(&self) -> Option<&'a str> {
        let outlet = &self.report.document.outlet;
        outlet.name.as_deref().or(outlet.domain.as_deref())
    }
}

pub(super) fn kind(event: &Event) -> Option<EventType> {
    EventType::named(&event.kind)
}

/// Where an event lies on the map.
pub(super) fn spot(event: &Event) -> Option<Spot> {
    let country = event.place.country.as_deref()?;
    match &event.place.name {
        Some(name) => world::locate(name, country),
        None => world::country_by_iso3(country).map(Spot::Country),
    }
}

/// The member of Correlates of War's state system that a country code means; of a dependency the
/// state that holds it.
pub(super) fn member(iso3: &str) -> Option<&'static Country> {
    let country = world::country_by_iso3(iso3)?;
    [country, country.state()].into_iter().find(|country| country.cow.is_some())
}

/// The day that an ISO 8601 day or moment begins with.
pub(super) fn day(text: Option<&str>) -> Option<Date> {
    text?.get(..10)?.parse().ok()
}

/// Text on one line, its white space single blanks.
pub(super) fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a code of the report is called in its JSON.
pub(super) fn code(value: impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        other => unreachable!("a code is a string: {other:?}"),
    }
}
