//! The way in: [`Reader`], built once and shared by threads.

use onrecord_intake::Document;

use crate::report::Report;

/// Reads documents. Built once (it unpacks the model), then shared: every method takes `&self`.
#[derive(Debug)]
pub struct Reader {}

impl Reader {
    /// A reader with the model that this program carries.
    #[expect(clippy::new_without_default, reason = "it is too costly to happen unasked")]
    pub fn new() -> Self {
        Self {}
    }

    /// Reads one document. Never fails: what is odd about it stands in the report's warnings.
    pub fn read(&self, document: Document) -> Report {
        crate::compose::report(document)
    }
}
