use onrecord::report::Report;
use onrecord_views::terminal::{Detail, Look, text};
use unicode_width::UnicodeWidthStr;

use crate::expect::expect;
use crate::fuel;

fn shown(width: usize, detail: Detail) -> String {
    text(&fuel(), &Look { width, colour: false, detail })
}

#[test]
fn at_80_columns() {
    expect("fuel-80.txt", &shown(80, Detail::Normal));
}

#[test]
fn at_40_columns() {
    expect("fuel-40.txt", &shown(40, Detail::Normal));
}

#[test]
fn quiet() {
    expect("fuel-quiet.txt", &shown(80, Detail::Quiet));
}

#[test]
fn verbose() {
    expect("fuel-verbose.txt", &shown(80, Detail::Verbose));
}

#[test]
fn colours() {
    let seen = text(&fuel(), &Look { colour: true, ..Look::default() }).replace('\u{1b}', "␛");
    expect("fuel-colours.txt", &seen);
}

#[test]
fn without_events_and_gaps() {
    let mut report = fuel();
    report.events.clear();
    report.gaps.clear();
    report.document.warnings.clear();
    let shown = text(&report, &Look::default());
    for heading in ["Reported events", "Left open", "Warning"] {
        assert!(!shown.contains(heading), "{heading}");
    }
}

#[test]
fn a_report_without_findings_says_so() {
    let mut report = bare("Nothing much happened in the harbour today.");
    let shown = text(&report, &Look::default());
    assert_eq!(
        shown,
        "Nothing much happened in the harbour today.\n\nNobody is cited in this article.\n"
    );
    report.document.text.clear();
    report.document.paragraphs.clear();
    assert!(text(&report, &Look::default()).contains("without words"));
    assert_eq!(text(&report, &Look { detail: Detail::Quiet, ..Look::default() }), "");
}

#[test]
fn one_line_a_statement_when_quiet() {
    let report = fuel();
    for width in [40, 55, 80, 200] {
        let shown = text(&report, &Look { width, detail: Detail::Quiet, colour: false });
        assert_eq!(shown.lines().count(), report.statements.len(), "{width}:\n{shown}");
    }
}

#[test]
fn wide_characters_keep_to_the_width() {
    let mut report = fuel();
    report.document.title =
        Some("東京の港で燃料を求める声、当局者が語る。氷が解ける前に運びたいという。".into());
    report.statements[3].speaker.name = "外務省の職員たち、名前は明かされていない人々の一人".into();
    for width in [40, 41, 80] {
        for detail in [Detail::Quiet, Detail::Normal, Detail::Verbose] {
            let shown = text(&report, &Look { width, detail, colour: false });
            for line in shown.lines() {
                assert!(line.width() <= width, "{width}: {line}");
            }
        }
    }
}

#[test]
fn an_article_does_not_drive_the_terminal() {
    let mut report = bare("a\u{1b}]0;owned\u{7}b\u{9b}2J \u{202E}gpj\u{200B}");
    report.document.title = Some("\u{1b}[2Jcleared".into());
    report.document.outlet.name = Some("\u{1b}c\rOver".into());
    report.document.url = Some("javascript:\u{1b}[31m".into());
    report.document.warnings = vec!["\u{8}\u{8}\u{1b}[A".into()];
    report.statements = fuel().statements;
    for statement in &mut report.statements {
        statement.speaker.name = "\u{1b}]8;;http://a.example\u{7}link".into();
        statement.speaker.country = Some("\u{1b}[7m".into());
        statement.content = vec![[0, 30]];
    }
    let shown = text(&report, &Look { detail: Detail::Verbose, ..Look::default() });
    assert!(!shown.contains(|c: char| c.is_control() && c != '\n'), "{shown:?}");
    assert!(shown.contains("␛[2Jcleared"));
}

/// A report of plain text without findings.
fn bare(words: &str) -> Report {
    let mut report = fuel();
    report.document = onrecord::report::Document {
        text: words.to_owned(),
        paragraphs: vec![[0, words.chars().count() as u32]],
        ..Default::default()
    };
    report.entities.clear();
    report.statements.clear();
    report.events.clear();
    report.gaps.clear();
    report
}
