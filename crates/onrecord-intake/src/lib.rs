//! From bytes to a [`Document`]: the article as published, without the page around it.
//!
//! Nothing here opens a file, reads a clock or prints; the caller hands in bytes. Reading does
//! not fail on odd content: what is strange about it stands in [`Document::warnings`].

mod document;
mod span;

pub use document::{Document, Outlet};
pub use span::{CodePoints, Span, Spans};
