//! Reads news and reports who says what, on whose word, with what stance, and what is left open.
//!
//! ```text
//! Document -> Text -> Syntax -> Entities -> Statements -> Events, Gaps = Report
//! ```
//!
//! Each stage takes the values of the stages before it and returns a new one; nothing reaches
//! back. Nothing here opens a file, reads a clock, prints or starts a thread.

mod compose;
pub mod conllu;
pub mod entities;
pub mod events;
pub mod gaps;
mod identity;
pub mod model;
pub mod names;
pub mod passages;
mod phrase;
pub mod places;
pub mod plover;
mod reader;
pub mod report;
pub mod sentence;
pub mod statements;
pub mod status;
pub mod syntax;
pub mod text;
pub mod times;

pub use identity::identifier;
pub use reader::Reader;

pub use onrecord_intake::{CodePoints, Document, Outlet, Span, Spans};
