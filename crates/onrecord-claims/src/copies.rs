//! Which articles are copies of one text.

use onrecord::report::WireSpan;
use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::proposition::Proposition;

/// What is compared of a text to find its copies.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Fingerprint {
    /// The article's identifier.
    pub article: String,
    bands: Vec<String>,
}

/// Two articles, or passages of them, that are one text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Copy {
    /// The two articles, the lesser identifier first.
    pub articles: [String; 2],
    /// Why they are one.
    pub reason: CopyReason,
    /// The pairs of sentences that are one.
    pub passages: Vec<[WireSpan; 2]>,
}

/// Why two articles are copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CopyReason {
    /// Word for word.
    Same,
    /// A long passage word for word, beside text of its own.
    Excerpt,
    /// Most sentences are the other's with small changes.
    Rewrite,
    /// Sentence follows sentence with other words: swapped, translated, retold.
    Reworded,
}

impl Fingerprint {
    /// The fingerprint of an article.
    pub fn of(article: &Article) -> Self {
        Self { article: article.card.id.clone(), bands: Vec::new() }
    }

    /// Strings under which a copy would be found: it shares one of them.
    pub fn keys(&self) -> &[String] {
        &self.bands
    }
}

/// Whether two articles are copies, and why. Symmetric.
pub fn copy_of(_: &Fingerprint, _: &Fingerprint) -> Option<Copy> {
    None
}

impl Copy {
    /// Whether two propositions stand in passages of this copy that are one.
    pub fn joins(&self, _: &Proposition, _: &Proposition) -> bool {
        false
    }
}
