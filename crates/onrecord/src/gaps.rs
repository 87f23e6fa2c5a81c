//! What the article says is not known.

use serde::{Deserialize, Serialize};

use onrecord_intake::Span;

/// What kind of gap it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GapKind {
    /// "It is not clear how or whether China reacted".
    Unclear,
    /// "Did not provide any information on what weapons".
    Undisclosed,
    /// "Could not be independently verified".
    Unverified,
    /// A statement that declines.
    #[serde(rename = "no comment")]
    NoComment,
}

/// One thing left open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// What kind.
    pub kind: GapKind,
    /// The words that say so.
    pub span: Span,
    /// The statements it concerns, as indexes.
    pub statements: Vec<usize>,
}
