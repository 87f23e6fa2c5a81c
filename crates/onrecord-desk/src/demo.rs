//! The ledger that comes with the program: a few articles of our own about invented people and deeds.

use std::path::PathBuf;

use onrecord::Reader;
use onrecord_intake::Input;
use onrecord_ledger::{Entry, Ledger};
use tempfile::TempDir;

const ARTICLES: &[u8] = include_bytes!("../demo/articles.jsonl");

/// A ledger in a folder of its own, which goes with this value.
#[derive(Debug)]
pub struct Demo {
    /// The ledger's file.
    pub ledger: PathBuf,
    _folder: TempDir,
}

impl Demo {
    /// Reads the articles and makes the ledger, which takes a second or two.
    ///
    /// # Errors
    /// Where no file can be written.
    pub fn make() -> onrecord_ledger::Result<Self> {
        let folder = tempfile::Builder::new().prefix("onrecord-demo-").tempdir()?;
        let path = folder.path().join("demo.db");
        let mut ledger = Ledger::open(&path)?;
        let reader = Reader::new();
        let entries: Vec<Entry> = Input::new("articles.jsonl", ARTICLES)
            .documents()
            .flatten()
            .map(|document| Entry::new(reader.read(document)))
            .collect();
        ledger.add(&entries)?;
        Ok(Self { ledger: path, _folder: folder })
    }
}
