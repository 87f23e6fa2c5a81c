//! `cargo xtask eval times`: the times of gold sentences, for the scorer.

use std::io::Write;

use anyhow::{Context, Result};
use onrecord::Reader;
use onrecord::text::Text;
use onrecord::times::{self, Anchor, Point, Time, Value};
use onrecord::{CodePoints, Document, Span};
use serde_json::{Value as Json, json};

/// A sentence of the gold file.
struct Record {
    id: Json,
    doc: Json,
    published: Option<jiff::civil::Date>,
    text: String,
}

/// Prints `{"id", "times": [{"start", "end", "value"}]}` for every record of a JSONL file with
/// `id`, `text`, `docDate` and, where sentences of one document follow one another, `doc`.
pub(crate) fn run(file: &str) -> Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let reader = Reader::new();
    let mut document: Vec<Record> = Vec::new();
    for (number, line) in crate::eval::lines(file)?.enumerate() {
        let record = read(&line?).with_context(|| format!("{file}:{}", number + 1))?;
        if document.last().is_some_and(|last| last.doc != record.doc || record.doc.is_null()) {
            write_document(&reader, &document, &mut out)?;
            document.clear();
        }
        document.push(record);
    }
    write_document(&reader, &document, &mut out)?;
    out.flush()?;
    Ok(())
}

fn read(line: &str) -> Result<Record> {
    let record: Json = serde_json::from_str(line)?;
    let text = record["text"].as_str().context("a record without text")?.to_owned();
    let published = record["docDate"].as_str().and_then(|day| day.parse().ok());
    Ok(Record { id: record["id"].clone(), doc: record["doc"].clone(), published, text })
}

/// Reads the sentences as the paragraphs of one document.
fn write_document(reader: &Reader, records: &[Record], out: &mut impl Write) -> Result<()> {
    let Some(first) = records.first() else { return Ok(()) };
    let mut document = Document::default();
    for record in records {
        let start = document.text.len();
        document.text.push_str(&record.text);
        document.paragraphs.push(Span::new(start, document.text.len()));
        document.text.push('\n');
    }
    let text = Text::new(&document);
    let syntax = reader.annotate(&text).syntax;
    let found = times::find(&text, &syntax, first.published);
    let points = CodePoints::new(&document.text);
    for (record, paragraph) in records.iter().zip(&document.paragraphs) {
        let offset = points.at(&document.text, paragraph.start);
        let inside = found.iter().filter(|time| paragraph.contains(time.span));
        let times: Vec<Json> = inside
            .map(|time| {
                let [start, end] = points.span(&document.text, time.span);
                json!({"start": start - offset, "end": end - offset, "value": value(time)})
            })
            .collect();
        writeln!(out, "{}", json!({"id": record.id, "times": times}))?;
    }
    Ok(())
}

/// As GUM writes it: a season that is counted from the day of publication by its days.
fn value(time: &Time) -> Option<String> {
    match (time.value, time.anchor) {
        (Value::Unknown, _) => None,
        (Value::Point(point @ Point::Season(..)), Anchor::Publication) => {
            let days = point.days()?;
            let end = |day| Some(Point::Day(day));
            Some(Value::Range { start: end(days.start), end: end(days.end) }.to_string())
        }
        (value, _) => Some(value.to_string()),
    }
}
