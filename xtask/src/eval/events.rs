//! Which events a text tells of: that of the whole first, then each that a report has.

use anyhow::Result;
use onrecord::Document;
use onrecord::model::Workspace;
use onrecord::report::{Actor, Event};
use onrecord::text::Text;
use serde_json::{Value, json};

/// Prints `{"id", "events": [{"type", "mode", "actors", "recipients"}]}`, best first.
pub(super) fn run(gold: &str) -> Result<()> {
    let records = super::records(gold)?;
    super::print_each(&records, |reader, record| {
        let document = Document::of_lines(record["text"].as_str().unwrap_or_default().to_owned());
        let text = Text::new(&document);
        let whole = reader.model().event_types(&text, None, &mut Workspace::default());
        let mut found = reader.read(document).events;
        found.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
        let mut events: Vec<Value> = Vec::new();
        if let Some((kind, _)) = whole.first() {
            // The report's own event of that type says more about it.
            match found.iter().position(|e| e.kind == kind.as_str()) {
                Some(at) => events.push(printed(&found.remove(at))),
                None => events.push(json!({"type": kind.as_str()})),
            }
        }
        events.extend(found.iter().map(printed));
        json!({"id": record["id"], "events": events}).to_string()
    })
}

fn printed(event: &Event) -> Value {
    let actors = |list: &[Actor]| -> Vec<Value> {
        list.iter()
            .map(|a| json!({"text": a.name, "country": a.country, "sector": a.sector}))
            .collect()
    };
    json!({
        "type": event.kind,
        "mode": event.mode,
        "actors": actors(&event.actors),
        "recipients": actors(&event.recipients),
    })
}
