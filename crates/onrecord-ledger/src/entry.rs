//! A report made ready for the ledger: what can be worked out of it alone, on any thread.

use onrecord::Document;
use onrecord::report::Report;
use onrecord_claims::{Article, Card, Fingerprint, Proposition, digest};
use xxhash_rust::xxh3::Xxh3;

use crate::packed::pack;

/// A report with all that follows from it alone.
#[derive(Debug)]
pub struct Entry {
    pub(crate) version: Version,
    pub(crate) report: Report,
    pub(crate) packed: Vec<u8>,
    pub(crate) card: Card,
    pub(crate) fingerprint: Fingerprint,
    pub(crate) propositions: Vec<Proposition>,
    pub(crate) found_at: Option<String>,
}

/// What an article is called, and what exactly stood there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The identifier of its reports.
    pub id: String,
    pub(crate) hash: i64,
}

impl Entry {
    /// Makes a report ready.
    pub fn new(report: Report) -> Self {
        let article = Article::from_report(&report);
        let (fingerprint, propositions) = digest(&article);
        Self {
            version: Version::of_report(&report),
            packed: pack(&report),
            card: article.card.clone(),
            fingerprint,
            propositions,
            found_at: None,
            report,
        }
    }

    /// The article's identifier.
    pub fn id(&self) -> &str {
        &self.version.id
    }

    /// The same, found by this address, which may be another than the article's own.
    pub fn found_at(mut self, address: Option<String>) -> Self {
        self.found_at =
            address.filter(|address| Some(address) != self.report.document.url.as_ref());
        self
    }
}

impl Version {
    /// That of a document which is not read yet.
    pub fn of_document(document: &Document) -> Self {
        let outlet = &document.outlet;
        Self {
            id: onrecord::identifier(document),
            hash: hash(
                &[
                    &document.url,
                    &outlet.name,
                    &outlet.domain,
                    &document.title,
                    &document.published,
                ],
                &[&document.byline, &document.credit],
                &document.text,
            ),
        }
    }

    /// That of the document which was read.
    pub fn of_report(report: &Report) -> Self {
        let document = &report.document;
        let outlet = &document.outlet;
        Self {
            id: report.id.clone(),
            hash: hash(
                &[
                    &document.url,
                    &outlet.name,
                    &outlet.domain,
                    &document.title,
                    &document.published,
                ],
                &[&document.byline, &document.credit],
                &document.text,
            ),
        }
    }
}

fn hash(fields: &[&Option<String>], lists: &[&Vec<String>], text: &str) -> i64 {
    const END: &[u8] = &[0xFF]; // in no UTF-8
    const NONE: &[u8] = &[0xFE];
    let mut hasher = Xxh3::new();
    for field in fields {
        hasher.update(field.as_ref().map_or(NONE, |field| field.as_bytes()));
        hasher.update(END);
    }
    for list in lists {
        for item in *list {
            hasher.update(item.as_bytes());
            hasher.update(END);
        }
        hasher.update(NONE);
    }
    hasher.update(text.as_bytes());
    hasher.digest().cast_signed()
}
