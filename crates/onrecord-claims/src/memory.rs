//! All claims of a set of articles, in memory.

use crate::article::Article;
use crate::claim::Claim;

/// The claims of these articles, newest movement first.
pub fn claims(_: &[Article]) -> Vec<Claim> {
    Vec::new()
}
