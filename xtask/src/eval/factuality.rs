//! How real the event of each word is.

use anyhow::Result;
use onrecord::syntax::Upos;
use onrecord::text::{Text, TokenId};
use onrecord::{CodePoints, Document};
use serde_json::{Value, json};

/// Prints `{"id", "events": [{"start", "end", "factuality"}]}`, an event for every word that is no
/// mark: the scorer looks at those that the gold has.
pub(super) fn run(gold: &str) -> Result<()> {
    let records = super::records(gold)?;
    super::print_each(&records, |reader, record| {
        let document = Document::of_lines(record["text"].as_str().unwrap_or_default().to_owned());
        let text = Text::new(&document);
        let syntax = reader.annotate(&text).syntax;
        let points = CodePoints::new(&document.text);
        let events: Vec<Value> = (0..text.tokens.len())
            .filter(|&t| syntax.upos[t] != Upos::Punct)
            .map(|t| {
                let [start, end] =
                    points.span(&document.text, text.tokens[t as TokenId as usize].span);
                json!({"start": start, "end": end, "factuality": syntax.factuality[t]})
            })
            .collect();
        json!({"id": record["id"], "events": events}).to_string()
    })
}
