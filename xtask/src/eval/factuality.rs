//! How real the event of each word is.

use anyhow::Result;
use onrecord::model::{Evidence, Reading};
use onrecord::syntax::Upos;
use onrecord::text::Text;
use onrecord::{CodePoints, Document, Reader};
use rayon::prelude::*;
use serde_json::{Value, json};

/// Prints `{"id", "events": [{"start", "end", "factuality"}]}`, an event for every word that is no
/// mark: the scorer looks at those that the gold has. The sentences of a file are of one corpus: all of them together say
/// on whose scale its numbers are.
pub(super) fn run(gold: &str) -> Result<()> {
    let records = super::records(gold)?;
    let reader = Reader::new();
    let read = |record: &Value| {
        let document = Document::of_lines(record["text"].as_str().unwrap_or_default().to_owned());
        let text = Text::new(&document);
        let reading = reader.annotate(&text);
        let points = CodePoints::new(&document.text);
        let words: Vec<[u32; 2]> =
            text.tokens.iter().map(|t| points.span(&document.text, t.span)).collect();
        (reading, words)
    };
    let read: Vec<_> = records.par_iter().map(read).collect();
    let mut evidence = Evidence::default();
    for (reading, _) in &read {
        evidence += reading.factuality.evidence(&reading.syntax.sentences);
    }
    let print = |(record, (reading, words)): (&Value, &(Reading, Vec<[u32; 2]>))| {
        let numbers = reading.factuality.told(evidence);
        let told = words.iter().zip(numbers).zip(&reading.syntax.upos);
        let events: Vec<Value> = told
            .filter(|&(_, &upos)| upos != Upos::Punct)
            .map(|(([start, end], number), _)| {
                json!({"start": start, "end": end, "factuality": number})
            })
            .collect();
        json!({"id": record["id"], "events": events}).to_string()
    };
    super::print_lines(records.iter().zip(&read).map(print).collect())
}
