//! `cargo xtask words`: the words that the engine cuts, for the training recipe.

use std::io::Write;

use anyhow::{Context, Result};
use onrecord::model::features;
use onrecord::text::Text;
use onrecord::{CodePoints, Document};
use serde_json::{Value, json};

/// Prints `{"id", "words": [[start, end, case, quotation, before]..], "paragraphs": [[first, end]..]}`
/// for every record of a JSONL file with `id` and `text`: code points of the text, the model's
/// feature rows, and paragraphs counted in words.
pub(crate) fn run(file: &str) -> Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (number, line) in crate::eval::lines(file)?.enumerate() {
        let record: Value =
            serde_json::from_str(&line?).with_context(|| format!("{file}:{}", number + 1))?;
        let text = record["text"].as_str().context("a record without text")?.to_owned();
        let document = Document::of_lines(text);
        let points = CodePoints::new(&document.text);
        let cut = Text::new(&document);
        let words: Vec<[u32; 5]> = (0..cut.tokens.len() as u32)
            .map(|token| {
                let [start, end] = points.span(&document.text, cut.tokens[token as usize].span);
                let [case, quotation, before] = features::of(&cut, token).map(u32::from);
                [start, end, case, quotation, before]
            })
            .collect();
        let paragraphs: Vec<[u32; 2]> = cut.paragraphs.iter().map(|p| [p.start, p.end]).collect();
        let line = json!({"id": record["id"], "words": words, "paragraphs": paragraphs});
        writeln!(out, "{line}")?;
    }
    Ok(())
}
