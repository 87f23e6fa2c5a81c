//! When: the expressions of time in a text.

use anyhow::Result;
use onrecord::text::Text;
use onrecord::times::{self, Anchor, Point, Time, Value};
use onrecord::{CodePoints, Document, Reader, Span};
use serde_json::{Value as Json, json};

/// Prints `{"id", "times": [{"start", "end", "value"}]}` for every record with `id`, `text`,
/// `docDate` and `doc`. Sentences of one document that follow one another are read together, as
/// its paragraphs.
pub(super) fn run(gold: &str) -> Result<()> {
    let records = super::records(gold)?;
    let of_one = |a: &Json, b: &Json| a["doc"] == b["doc"] && !a["doc"].is_null();
    let documents: Vec<&[Json]> = records.chunk_by(of_one).collect();
    super::print_each(&documents, |reader, sentences| predict(reader, sentences))
}

fn predict(reader: &Reader, sentences: &[Json]) -> String {
    let mut document = Document::default();
    for sentence in sentences {
        let start = document.text.len();
        document.text.push_str(sentence["text"].as_str().unwrap_or_default());
        document.paragraphs.push(Span::new(start, document.text.len()));
        document.text.push('\n');
    }
    let published = sentences[0]["docDate"].as_str().and_then(|day| day.parse().ok());
    let text = Text::new(&document);
    let found = times::find(&text, &reader.annotate(&text).syntax, published);
    let points = CodePoints::new(&document.text);
    let lines = sentences.iter().zip(&document.paragraphs).map(|(sentence, paragraph)| {
        let offset = points.at(&document.text, paragraph.start);
        let inside = found.iter().filter(|time| paragraph.contains(time.span));
        let times: Vec<Json> = inside
            .map(|time| {
                let [start, end] = points.span(&document.text, time.span);
                json!({"start": start - offset, "end": end - offset, "value": value(time)})
            })
            .collect();
        json!({"id": sentence["id"], "times": times}).to_string()
    });
    lines.collect::<Vec<_>>().join("\n")
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
