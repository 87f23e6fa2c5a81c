//! One module a page: what it asks the ledger, and what its template shows.

pub(crate) mod add;
pub(crate) mod article;
pub(crate) mod articles;
pub(crate) mod assets;
pub(crate) mod claim;
pub(crate) mod claims;
pub(crate) mod corrections;
pub(crate) mod feed;
pub(crate) mod happenings;
pub(crate) mod outlet;
pub(crate) mod sources;
pub(crate) mod speaker;

use crate::page::Form;

/// The name that a path ends in, and whether `.json` follows it.
pub(crate) fn named(last: &str) -> (String, Form) {
    match last.strip_suffix(".json") {
        Some(name) if !name.is_empty() => (name.to_owned(), Form::Json),
        _ => (last.to_owned(), Form::Html),
    }
}
