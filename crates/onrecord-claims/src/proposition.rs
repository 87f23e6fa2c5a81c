//! What an article says to be so: its propositions, each with all its mentions there.

use onrecord::report::WireSpan;
use serde::{Deserialize, Serialize};

use crate::article::Article;

/// A proposition of one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Proposition {
    /// The article's identifier, `#` and a number.
    pub id: String,
    /// The article's identifier.
    pub article: String,
    /// Where it stands in the article at its clearest.
    pub span: WireSpan,
    keys: Vec<String>,
}

impl Proposition {
    /// Strings under which the same proposition of another article would be found: it shares one.
    pub fn keys(&self) -> &[String] {
        &self.keys
    }
}

/// The propositions of an article, in text order.
pub fn propositions(_: &Article) -> Vec<Proposition> {
    Vec::new()
}
