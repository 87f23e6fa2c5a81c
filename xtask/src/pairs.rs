//! `cargo xtask pairs`: mentions of events and what they have in common, for the training recipe.

use std::io::Write;

use anyhow::{Context, Result};
use onrecord::{CodePoints, Document, Reader};
use rayon::prelude::*;
use serde_json::{Value, json};

/// How many records are read side by side.
const BATCH: usize = 256;

/// Prints `{"id", "mentions": [[start, end, type, vector]..], "pairs": [[first, second, features]..]}` for every record of a
/// JSONL file with `id`, `text` and perhaps `published`: spans in code points, mentions of a pair by their numbers. Vectors
/// and features are those of the model that is built in.
pub(crate) fn run(file: &str) -> Result<()> {
    let reader = Reader::new();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let lines: Vec<String> = crate::eval::lines(file)?.collect::<std::io::Result<_>>()?;
    for (number, batch) in lines.chunks(BATCH).enumerate() {
        let first = number * BATCH + 1;
        let found: Vec<Value> = batch
            .par_iter()
            .enumerate()
            .map(|(at, line)| of(&reader, line).with_context(|| format!("{file}:{}", first + at)))
            .collect::<Result<_>>()?;
        for record in found {
            writeln!(out, "{record}")?;
        }
    }
    Ok(())
}

fn of(reader: &Reader, line: &str) -> Result<Value> {
    let record: Value = serde_json::from_str(line)?;
    let text = record["text"].as_str().context("a record without text")?.to_owned();
    let published = record["published"].as_str().map(str::to_owned);
    let document = Document { published, ..Document::of_lines(text) };
    let points = CodePoints::new(&document.text);
    let found = reader.pairs(&document);
    let mentions: Vec<Value> = found
        .mentions
        .iter()
        .map(|(span, kind, vector)| {
            let [start, end] = points.span(&document.text, *span);
            json!([start, end, kind.as_str(), vector])
        })
        .collect();
    let pairs: Vec<Value> =
        found.pairs.iter().map(|(i, j, features)| json!([i, j, features.as_slice()])).collect();
    Ok(json!({"id": record["id"], "mentions": mentions, "pairs": pairs}))
}
