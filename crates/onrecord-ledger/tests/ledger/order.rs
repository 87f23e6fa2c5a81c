//! The order of arrival changes no count, and the store answers what the claims' own reference does.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;

use onrecord::report::Report;
use onrecord::{Document, Outlet, Reader};
use onrecord_claims::{Article, Status};
use proptest::prelude::*;
use serde_json::Value;

use crate::{ARTICLES, Desk, all, claims, document, reports, sound};

#[test]
fn the_store_answers_as_the_reference_does() {
    let articles: Vec<Article> = reports().iter().map(Article::from_report).collect();
    let mut expected = onrecord_claims::claims(&articles);
    expected.sort_by_key(|claim| serde_json::to_string(claim).unwrap());
    assert!(expected.iter().any(|claim| claim.articles > 1), "{expected:#?}");
    for batch in [1, 4, 100] {
        let desk = Desk::new();
        assert_eq!(claims(&desk.with(&all(), batch)), expected, "batches of {batch}");
    }
}

/// Where each article is later than all before it, only the claims that it bears on are made anew.
#[test]
fn what_grows_article_by_article_is_what_is_made_at_once() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let reader = Reader::new();
    let mut overtaken = 0;
    let suite = std::fs::read_dir(root.join("suite/scenarios")).unwrap();
    // In these it once was otherwise.
    let others = ["lake-treaty-exit", "election-commission-hack"]
        .map(|name| root.join(format!("eval/scenarios/more-kept/{name}.json")));
    for path in suite.map(|file| file.unwrap().path()).chain(others) {
        let scenario: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let mut reports: Vec<Report> = scenario["articles"]
            .as_array()
            .unwrap()
            .iter()
            .map(|article| reader.read(of_scenario(article)))
            .collect();
        reports.sort_by(|a, b| a.document.published.cmp(&b.document.published));
        let articles: Vec<Article> = reports.iter().map(Article::from_report).collect();
        let mut expected = onrecord_claims::claims(&articles);
        overtaken += expected.iter().filter(|claim| claim.status == Status::Overtaken).count();
        expected.sort_by_key(|claim| serde_json::to_string(claim).unwrap());
        let desk = Desk::new();
        let ledger = desk.with(&reports.iter().collect::<Vec<_>>(), 1);
        assert_eq!(claims(&ledger), expected, "{}", path.display());
        sound(&ledger);
        let backward = Desk::new();
        let ledger = backward.with(&reports.iter().rev().collect::<Vec<_>>(), 3);
        assert_eq!(claims(&ledger), expected, "{}, the last first", path.display());
    }
    assert!(overtaken > 0, "no plan was overtaken in any of them");
}

fn of_scenario(article: &Value) -> Document {
    let field = |name: &str| article[name].as_str().map(str::to_owned);
    let credit = article["credit"].as_array().into_iter().flatten();
    Document {
        id: field("id"),
        outlet: Outlet { name: field("outlet"), domain: None },
        title: field("title"),
        published: field("published"),
        credit: credit.filter_map(|name| name.as_str().map(str::to_owned)).collect(),
        ..Document::of_lines(field("text").unwrap_or_default())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn arrival_changes_nothing(order in Just(all()).prop_shuffle(), batch in 1_usize..6) {
        let desk = Desk::new();
        let ledger = desk.with(&order, batch);
        let straight = Desk::new();
        prop_assert_eq!(claims(&ledger), claims(&straight.with(&all(), 100)));
        sound(&ledger);
    }

    /// Whatever came between, the claims are those of the articles as they now stand.
    #[test]
    fn newer_versions_leave_no_trace(
        order in Just((0..all().len() * 2).collect::<Vec<_>>()).prop_shuffle(),
        batch in 1_usize..6,
    ) {
        // Each article comes twice; the second time with the next one's text.
        let mut seen = BTreeSet::new();
        let comings: Vec<&Report> = order
            .iter()
            .map(|&at| at / 2)
            .map(|at| if seen.insert(at) { &reports()[at] } else { &second_versions()[at] })
            .collect();
        let desk = Desk::new();
        let ledger = desk.with(&comings, batch);
        let articles: Vec<Article> = second_versions().iter().map(Article::from_report).collect();
        let mut expected = onrecord_claims::claims(&articles);
        expected.sort_by_key(|claim| serde_json::to_string(claim).unwrap());
        prop_assert_eq!(claims(&ledger), expected);
        sound(&ledger);
    }
}

fn second_versions() -> &'static [Report] {
    static READ: OnceLock<Vec<Report>> = OnceLock::new();
    READ.get_or_init(|| {
        let reader = Reader::new();
        let next = ARTICLES.iter().cycle().skip(1);
        let written = ARTICLES.iter().zip(next);
        let written = written.map(|(own, next)| (own.0, own.1, own.2, next.3));
        written.map(|article| reader.read(document(&article))).collect()
    })
}
