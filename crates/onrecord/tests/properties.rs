//! What holds of every report, whatever the text.

use std::sync::LazyLock;

use onrecord::report::{Report, WireSpan};
use onrecord::{Document, Reader, Span};
use proptest::prelude::*;

static READER: LazyLock<Reader> = LazyLock::new(Reader::new);

fn read(text: &str) -> Report {
    READER.read(Document::of_lines(text.to_owned()))
}

fn spans(report: &Report) -> Vec<WireSpan> {
    let mut all: Vec<WireSpan> = Vec::new();
    for s in &report.statements {
        all.extend(s.source.iter().chain(&s.cue).chain(&s.content));
    }
    all.extend(report.gaps.iter().map(|g| g.span));
    all.extend(report.entities.iter().flat_map(|e| &e.mentions).map(|m| m.span));
    all
}

/// Spans lie inside paragraphs, and what points somewhere points to something.
fn check(report: &Report) {
    let length = report.document.text.chars().count() as u32;
    let paragraphs = &report.document.paragraphs;
    for [start, end] in spans(report) {
        assert!(start < end && end <= length, "a span {start}..{end} in {length} code points");
        let inside = |at: u32| paragraphs.iter().any(|[s, e]| *s <= at && at < *e);
        assert!(inside(start) && inside(end - 1), "a finding outside the paragraphs");
    }
    let statements: Vec<&str> = report.statements.iter().map(|s| &*s.id).collect();
    let entities: Vec<&str> = report.entities.iter().map(|e| &*e.id).collect();
    for s in &report.statements {
        assert!(s.speaker.entity.as_deref().is_none_or(|e| entities.contains(&e)));
        let via: Vec<&str> = s.via.iter().filter_map(|c| c.statement.as_deref()).collect();
        assert!(via.iter().all(|v| statements.contains(v) && *v != s.id));
        assert!((0.0..=1.0).contains(&s.confidence));
    }
    let events: Vec<&str> = report.events.iter().map(|e| &*e.id).collect();
    for gap in &report.gaps {
        let known = |a: &String| statements.contains(&&**a) || events.contains(&&**a);
        assert!(gap.about.iter().all(known));
    }
}

/// Sentences of news, cut up and put together at random.
fn news() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "The minister said on Sunday that ",
        "\u{201c}We are ready,\u{201d} ",
        "he told the newspaper. ",
        "according to two officials ",
        "Ana Ruiz, the port's engineer, ",
        "denied the report. ",
        "It is not clear whether ",
        "Zürich — 10 €, ",
        "reportedly ",
        "\n\n",
        "\"",
        "’",
        "“",
        "… ",
        "did not provide any details. ",
        "中国政府 ",
        "said: ",
        "; ",
        "(U.S.) ",
        "she ",
        "its ",
        "declined to comment.\n",
        "\u{200b}",
        "a\u{301} ",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reports_are_sound(text in news()) {
        let report = read(&text);
        check(&report);
        prop_assert_eq!(&report.document.text, &text);
        let again = serde_json::to_string(&read(&text)).unwrap();
        prop_assert_eq!(serde_json::to_string(&report).unwrap(), again);
    }

    #[test]
    fn odd_text_does_no_harm(text in "\\PC{0,300}") {
        check(&read(&text));
    }

    #[test]
    fn words_and_gaps_make_up_the_text(text in prop_oneof![news(), "\\PC{0,200}".boxed()]) {
        let paragraphs = if text.trim().is_empty() { vec![] } else { vec![Span::new(0, text.len())] };
        let document = Document { text: text.clone(), paragraphs, ..Document::default() };
        let words = onrecord::text::Text::new(&document);
        let mut at = 0;
        for token in &words.tokens {
            prop_assert!(token.span.start as usize >= at && !token.span.is_empty());
            let between = &text[at..token.span.start as usize];
            prop_assert!(between.chars().all(|c| c.is_whitespace() || is_invisible(c)), "{between:?}");
            at = token.span.end as usize;
        }
        prop_assert!(text[at..].chars().all(|c| c.is_whitespace() || is_invisible(c)));
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

#[test]
fn a_report_reads_back_as_it_was_written() {
    let report =
        read("\u{201c}The bridge is safe,\u{201d} said Ana Ruiz. Officials declined to comment.");
    let line = serde_json::to_string(&report).unwrap();
    assert_eq!(serde_json::from_str::<Report>(&line).unwrap(), report);
}

#[test]
fn threads_do_not_change_a_report() {
    let text =
        "The minister said that the port was open. \u{201c}It is,\u{201d} he told the paper.";
    let alone = serde_json::to_string(&read(text)).unwrap();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| read(text))).collect();
        for thread in threads {
            assert_eq!(serde_json::to_string(&thread.join().unwrap()).unwrap(), alone);
        }
    });
}
