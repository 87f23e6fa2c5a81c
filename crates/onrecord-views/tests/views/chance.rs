//! Reports made by chance: spans that overlap, cross, leave the text and end before they start;
//! text that is markup, acts, or is not in Latin.

use onrecord::gaps::GapKind;
use onrecord::report::{Gap, Report, WireSpan};
use onrecord::statements::{Quotation, Stance};
use onrecord_views::terminal::{Detail, Look, text};
use proptest::collection::vec;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use crate::fuel;
use crate::page::{self, squeezed};

fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => "[a-zA-Z]{1,9} ",
        2 => "[“”\"'‘’,.!?…—-]",
        1 => Just("\n\n".to_owned()),
        1 => "[<>&;]{1,3}|<script>|&amp;|]]>|</p>|<!--",
        1 => "[日本語の文章]{1,6}|[🙂👩‍🚀🇳🇴é]|e\u{301}",
        1 => "[\u{0}\u{7}\u{1b}\r\t\u{85}\u{9b}\u{202e}\u{2066}\u{200b}\u{feff}\u{2028}]",
        1 => "[a-z]{50,90}",
        1 => any::<char>().prop_map(String::from),
    ];
    vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

fn span() -> impl Strategy<Value = WireSpan> {
    prop_oneof![
        9 => (0u32..300, 0u32..80).prop_map(|(start, length)| [start, start + length]),
        1 => (0u32..400, 0u32..400).prop_map(|(start, end)| [start, end]),
        1 => Just([7, u32::MAX]),
    ]
}

fn report() -> impl Strategy<Value = Report> {
    let statement = (vec(span(), 0..3), vec(span(), 0..2), vec(span(), 0..4), any::<u8>(), words());
    (words(), vec(span(), 0..5), vec(statement, 0..8), vec((span(), any::<bool>()), 0..4)).prop_map(
        |(text, paragraphs, statements, marks)| {
            let mut report = fuel();
            report.document.text = text;
            report.document.paragraphs = paragraphs;
            let patterns = report.statements.clone();
            report.statements = statements
                .into_iter()
                .enumerate()
                .map(|(n, (source, cue, content, kind, name))| {
                    let mut statement = patterns[usize::from(kind) % patterns.len()].clone();
                    statement.id = format!("s{}", n / 2); // not always its own
                    statement.source = source;
                    statement.cue = cue;
                    statement.content = content;
                    statement.stance = [Stance::Asserts, Stance::Denies, Stance::Believes][n % 3];
                    statement.quotation =
                        [Quotation::Direct, Quotation::Indirect, Quotation::Mixed][n % 3];
                    if kind % 2 == 0 {
                        statement.speaker.entity = None;
                        statement.speaker.name = name;
                    }
                    statement
                })
                .collect();
            for (event, (span, _)) in report.events.iter_mut().zip(&marks) {
                event.trigger = *span;
            }
            report.gaps = marks
                .into_iter()
                .map(|(span, told)| Gap {
                    id: "g".to_owned(),
                    kind: if told { GapKind::NoComment } else { GapKind::Unclear },
                    span,
                    about: vec!["s1".to_owned()],
                })
                .collect();
            report
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pages_parse_and_hold_the_text_once(report in report()) {
        page::check(&report);
    }

    #[test]
    fn no_line_is_wider_than_the_page(report in report(), width in 40usize..120) {
        for detail in [Detail::Quiet, Detail::Normal, Detail::Verbose] {
            let shown = text(&report, &Look { width, colour: false, detail });
            for line in shown.lines() {
                prop_assert!(line.width() <= width, "{} of {width}: {line}", line.width());
                prop_assert!(!line.ends_with(' '), "{line}");
            }
            prop_assert!(!shown.contains(|c: char| c.is_control() && c != '\n'));
            prop_assert!(shown.is_empty() || shown.ends_with('\n'));
        }
    }

    #[test]
    fn colours_change_no_word(report in report(), width in 40usize..120) {
        let look = Look { width, colour: false, detail: Detail::Normal };
        let plain = text(&report, &look);
        let painted = text(&report, &Look { colour: true, ..look });
        let mut bare = String::new();
        for (n, part) in painted.split('\u{1b}').enumerate() {
            bare.push_str(if n == 0 { part } else { part.split_once('m').unwrap().1 });
        }
        prop_assert_eq!(bare, plain);
    }

    #[test]
    fn quotations_are_the_article_s_own_words(report in report()) {
        let look = Look { detail: Detail::Verbose, ..Look::default() };
        let shown = squeezed(&text(&report, &look));
        let all: Vec<char> = report.document.text.chars().collect();
        for statement in &report.statements {
            for [start, end] in &statement.content {
                let (start, end) = (*start as usize, (*end as usize).min(all.len()));
                let words: String = all.get(start..end).unwrap_or(&[]).iter().collect();
                let own = squeezed(&onrecord_views::clean(&words));
                prop_assert!(shown.contains(&own), "{words:?}");
            }
        }
    }
}
