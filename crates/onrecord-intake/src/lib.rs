//! From bytes to a [`Document`]: the article as published, without the page around it.
//!
//! Nothing here opens a file, reads a clock or prints; the caller hands in bytes. Reading does
//! not fail on odd content: what is strange about it stands in [`Document::warnings`].

mod address;
mod byline;
mod charset;
mod credit;
mod date;
mod document;
mod error;
mod feed;
mod furniture;
mod gunzip;
mod html;
mod input;
mod json;
mod json_ld;
mod kind;
mod language;
mod metadata;
mod paragraphs;
mod plain;
mod signs;
mod span;
mod text;
mod warc;
mod warning;

pub use document::{Document, Outlet};
pub use error::{InputError, Refusal};
pub use html::{BodyExtractor, Readability, Trafilatura};
pub use input::{Elsewhere, Input, Json, MAX_BYTES, Record, Records};
pub use span::{CodePoints, Span, Spans};
pub use warning::Warning;
