//! Which event a sentence tells of between a marked source and target.

use anyhow::Result;
use onrecord::model::Workspace;
use onrecord::text::{Text, TokenId};
use onrecord::{Document, Span};
use serde_json::{Value, json};

/// How many types are answered, best first.
const ANSWERS: usize = 3;

/// Prints `{"id", "events": [{"type"}]}`, the likeliest type first.
pub(super) fn run(gold: &str) -> Result<()> {
    let records = super::records(gold)?;
    super::print_each(&records, |reader, record| {
        let (plain, [source, target]) = unmarked(record["marked"].as_str().unwrap_or_default());
        let document = Document::of_lines(plain);
        let text = Text::new(&document);
        let words = |range: std::ops::Range<usize>| -> Vec<TokenId> {
            let span = Span::new(range.start, range.end);
            (0..text.tokens.len() as TokenId)
                .filter(|&t| text.tokens[t as usize].span.overlaps(span))
                .collect()
        };
        let (source, target) = (words(source), words(target));
        let pair = (!source.is_empty() && !target.is_empty()).then_some([&source[..], &target[..]]);
        let types = reader.model().event_types(&text, pair, &mut Workspace::default());
        let events: Vec<Value> = types
            .iter()
            .take(ANSWERS)
            .map(|(kind, share)| json!({"type": kind.as_str(), "confidence": share}))
            .collect();
        json!({"id": record["id"], "events": events}).to_string()
    })
}

/// Takes `<s>..</s>` and `<t>..</t>` out of a sentence and says where they stood, in bytes.
fn unmarked(marked: &str) -> (String, [std::ops::Range<usize>; 2]) {
    let mut plain = String::new();
    let mut places = [0..0, 0..0];
    let mut rest = marked;
    while !rest.is_empty() {
        let tag = ["<s>", "</s>", "<t>", "</t>"].iter().position(|tag| rest.starts_with(tag));
        match tag {
            Some(at) => {
                let place = &mut places[at / 2];
                if at % 2 == 0 {
                    place.start = plain.len();
                } else {
                    place.end = plain.len();
                }
                rest = &rest[if at % 2 == 0 { 3 } else { 4 }..];
            }
            None => {
                let next = rest.chars().next().map_or(1, char::len_utf8);
                plain.push_str(&rest[..next]);
                rest = &rest[next..];
            }
        }
    }
    (plain, places)
}
