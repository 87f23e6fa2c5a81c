//! What an article is called where its reports and annotations stand together.

use onrecord_intake::Document;
use xxhash_rust::xxh3::xxh3_64;

/// What the report of a document is called: the caller's identifier, else one made of the address,
/// else one made of the text.
pub fn identifier(document: &Document) -> String {
    match (&document.id, &document.url) {
        (Some(id), _) => id.clone(),
        (None, Some(url)) => format!("u-{:016x}", xxh3_64(url.as_bytes())),
        (None, None) => format!("t-{:016x}", xxh3_64(document.text.as_bytes())),
    }
}
