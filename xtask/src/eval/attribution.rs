//! Who says what, in PolNeAR's format.

use anyhow::{Context, Result};
use onrecord::{Document, Reader};
use onrecord_intake::Input;
use serde_json::{Value, json};

/// Prints `{"id", "statements": [{"source", "cue", "content"}]}` for every article.
pub(super) fn run(gold: &str) -> Result<()> {
    let articles = super::records(gold)?
        .iter()
        .map(|record| document(record).with_context(|| format!("{gold}: {}", record["id"])))
        .collect::<Result<Vec<_>>>()?;
    super::print_each(&articles, predict)
}

/// The article as the intake reads a record of it.
fn document(record: &Value) -> Result<Document> {
    let article =
        json!({"id": record["id"], "text": record["text"], "published": record["published"]});
    let bytes = serde_json::to_vec(&article)?;
    let mut documents = Input::new("gold.jsonl", &bytes[..]).documents();
    Ok(documents.next().context("expected a record, found none")??)
}

fn predict(reader: &Reader, document: &Document) -> String {
    let report = reader.read(document.clone());
    let text: Vec<char> = report.document.text.chars().collect();
    let statements: Vec<Value> = report
        .statements
        .iter()
        .map(|s| {
            let content: Vec<[u32; 2]> = s.content.iter().map(|&c| with_marks(&text, c)).collect();
            json!({"source": s.source, "cue": s.cue, "content": content})
        })
        .collect();
    json!({"id": report.id, "statements": statements}).to_string()
}

/// PolNeAR counts the quotation marks around a content in; a report leaves them out.
fn with_marks(text: &[char], [start, end]: [u32; 2]) -> [u32; 2] {
    let at = |i: usize| text.get(i).copied().unwrap_or(' ');
    let opened = start > 0 && matches!(at(start as usize - 1), '"' | '“');
    let comma = matches!(at(end as usize), ',' | '.');
    let close = end as usize + usize::from(comma);
    let closed = matches!(at(close), '"' | '”');
    if opened && closed { [start - 1, close as u32 + 1] } else { [start, end] }
}
