//! The ledger as programs use it. People, papers and places are invented.

mod docs;
mod order;
mod questions;
mod schemas;
mod store;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::OnceLock;

use onrecord::report::Report;
use onrecord::{Document, Outlet, Reader};
use onrecord_claims::Claim;
use onrecord_ledger::{Entry, Filter, Ledger};

/// A ledger in a directory of its own.
struct Desk {
    directory: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { directory: tempfile::tempdir().expect("a directory can be made") }
    }

    fn path(&self) -> PathBuf {
        self.directory.path().join("news.db")
    }

    fn open(&self) -> Ledger {
        Ledger::open(self.path()).expect("it opens")
    }

    /// A new ledger with these articles, added in batches of this size.
    fn with(&self, reports: &[&Report], batch: usize) -> Ledger {
        let mut ledger = self.open();
        for some in reports.chunks(batch) {
            let entries: Vec<Entry> =
                some.iter().map(|report| Entry::new((*report).clone())).collect();
            ledger.add(&entries).expect("it is added");
        }
        ledger
    }
}

/// An article: identifier, outlet, moment, text.
type Written = (&'static str, &'static str, &'static str, &'static str);

const ARTICLES: [Written; 9] = [
    (
        "courier",
        "Harrow Courier",
        "2025-05-11T08:00:00Z",
        "Iceland has asked Ireland for two patrol ships, Irish government officials told the Harrow Courier on Saturday.\n\n\
         The ships would guard fishing grounds in the north, the officials said. The Icelandic embassy in Dublin declined to comment.\n\n\
         It is unclear how Ireland will answer the request.",
    ),
    (
        "post",
        "Lindholm Post",
        "2025-05-11T12:30:00Z",
        "Iceland asked Ireland for patrol ships last week, according to Irish government officials who spoke to the Lindholm Post.\n\n\
         One of them said the ships could sail in April.",
    ),
    (
        "digest",
        "Daily Digest",
        "2025-05-11T15:00:00Z",
        "Iceland has asked Ireland for two patrol ships, Irish government officials told the Harrow Courier on Saturday.\n\n\
         The ships would guard fishing grounds in the north, the officials said. The Icelandic embassy in Dublin declined to comment.\n\n\
         It is unclear how Ireland will answer the request.",
    ),
    (
        "observer",
        "Velden Observer",
        "2025-05-12T09:00:00Z",
        "Iceland has denied that it asked Ireland for patrol ships.\n\n\
         \"There was no such request,\" said Birna Halldórsdóttir, spokeswoman for the Icelandic foreign ministry.",
    ),
    (
        "strike",
        "Harrow Courier",
        "2025-05-12T10:00:00Z",
        "Teachers in Ostermund went on strike on Monday and demanded higher pay, the teachers' union said.\n\n\
         \"We have waited for two years,\" said Edda Voss, who leads the union.",
    ),
    (
        "talks",
        "Lindholm Post",
        "2025-05-13T07:00:00Z",
        "The foreign ministers of Norway and Iceland will meet in Oslo on Friday, the Norwegian foreign ministry said.",
    ),
    (
        "talks-held",
        "Velden Observer",
        "2025-05-16T18:00:00Z",
        "The foreign ministers of Norway and Iceland met in Oslo on Friday, the Norwegian foreign ministry said.\n\n\
         They talked about mackerel.",
    ),
    (
        "second",
        "Harrow Courier",
        "2025-05-20T06:00:00Z",
        "Iceland has asked Canada for a helicopter, the head of the Icelandic coast guard said on Monday.",
    ),
    (
        "undated",
        "",
        "",
        "Norwegian police arrested two men in Bergen, police said. The men are accused of stealing a boat.",
    ),
];

/// What is read of them, once for all tests.
fn reports() -> &'static [Report] {
    static REPORTS: OnceLock<Vec<Report>> = OnceLock::new();
    REPORTS.get_or_init(|| {
        let reader = Reader::new();
        ARTICLES.iter().map(|article| reader.read(document(article))).collect()
    })
}

fn document(&(id, outlet, published, text): &Written) -> Document {
    let filled = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Document {
        id: Some(id.to_owned()),
        outlet: Outlet { name: filled(outlet), domain: None },
        published: filled(published),
        url: filled(outlet).map(|_| format!("https://news.example/{id}")),
        ..Document::of_lines(text.to_owned())
    }
}

fn report(id: &str) -> &'static Report {
    reports().iter().find(|report| report.id == id).expect("there is such an article")
}

fn all() -> Vec<&'static Report> {
    reports().iter().collect()
}

/// All claims, in an order that depends on them alone.
fn claims(ledger: &Ledger) -> Vec<Claim> {
    let mut claims = Vec::new();
    ledger
        .each_claim(&Filter::default(), |claim| -> onrecord_ledger::Result<()> {
            claims.push(claim);
            Ok(())
        })
        .expect("they can be read");
    claims.sort_by_key(|claim| serde_json::to_string(claim).expect("it is JSON"));
    claims
}

#[track_caller]
fn sound(ledger: &Ledger) {
    assert_eq!(ledger.check().expect("it can be checked"), [""; 0]);
    let claims = claims(ledger);
    let ids: BTreeSet<&str> = claims.iter().map(|claim| claim.id.as_str()).collect();
    assert_eq!(ids.len(), claims.len(), "each claim once");
    for claim in &claims {
        for mention in &claim.mentions {
            let rows = ledger.claims_of_article(&mention.article).expect("they can be read");
            assert!(rows.iter().any(|row| row.id == claim.id), "{} by its article", claim.id);
        }
    }
}
