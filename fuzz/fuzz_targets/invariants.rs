//! What holds of every document and report, shared by the targets.

use onrecord::report::Report;
use onrecord_intake::{Document, Input};

/// The documents of an input; broken records are passed over.
pub fn documents(name: &str, bytes: &[u8]) -> Vec<Document> {
    Input::new(name, bytes).documents().filter_map(Result::ok).collect()
}

/// Paragraphs lie in the text on character boundaries, in order, apart, without white space around
/// them; and the same bytes give the same document.
pub fn check_documents(name: &str, bytes: &[u8]) {
    let documents = documents(name, bytes);
    for document in &documents {
        let mut end = 0;
        for paragraph in &document.paragraphs {
            assert!(paragraph.start >= end, "paragraphs overlap or go back");
            let text = document.text.get(paragraph.range()).expect("a paragraph cuts a character");
            assert!(!text.is_empty() && text.trim() == text, "white space around a paragraph");
            end = paragraph.end;
        }
    }
    assert_eq!(documents, self::documents(name, bytes), "the same bytes give another document");
}

/// Every finding lies in a paragraph, every id leads somewhere.
#[allow(dead_code)]
pub fn check_report(report: &Report) {
    let paragraphs = &report.document.paragraphs;
    let inside = |[start, end]: [u32; 2]| {
        assert!(start < end, "an empty finding");
        let holds = |at: u32| paragraphs.iter().any(|[s, e]| *s <= at && at < *e);
        assert!(holds(start) && holds(end - 1), "a finding outside the paragraphs");
    };
    for s in &report.statements {
        s.source.iter().chain(&s.cue).chain(&s.content).copied().for_each(inside);
        let known = |id: &String| report.entities.iter().any(|e| e.id == *id);
        assert!(s.speaker.entity.as_ref().is_none_or(known), "a speaker that is no entity");
    }
    for entity in &report.entities {
        entity.mentions.iter().map(|m| m.span).for_each(inside);
    }
    for gap in &report.gaps {
        inside(gap.span);
    }
}
