//! The ledger: reports of many articles in one SQLite file, and the claims that stand in them.
//!
//! ```
//! use onrecord::{Document, Reader};
//! use onrecord_ledger::{Filter, Ledger};
//!
//! # let directory = tempfile::tempdir()?;
//! # let path = directory.path().join("news.db");
//! let mut ledger = Ledger::open(&path)?;
//! let text = "Ruritania has asked Graustark for patrol boats, officials said.".to_owned();
//! ledger.add_report(Reader::new().read(Document::of_lines(text)))?;
//!
//! let ledger = Ledger::open_read_only(&path)?;
//! for claim in ledger.claims(&Filter::parse("status:alleged boats")?)? {
//!     println!("{} {}-{} {}", claim.id, claim.at_least, claim.at_most, claim.proposition);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Claims follow from the reports alone: the same articles give the same claims, in whatever order
//! they came. An article that is added touches only the stories that it bears on.
//! `docs/ledger.md` describes the file. All SQL of the project is in this crate.

mod articles;
mod changes;
mod claims;
mod corrections;
mod entry;
mod error;
mod export;
mod filter;
mod ledger;
mod memory;
mod moment;
mod packed;
mod problems;
mod refresh;
mod rows;
mod schema;
mod search;
mod series;
mod settle;
mod sources;
mod text;
mod view;
mod write;

pub use changes::By;
pub use corrections::{Correction, Finding, Says, Two};
pub use entry::{Entry, Version};
pub use error::{Error, Result};
pub use export::{Form, Table};
pub use filter::{Filter, Order};
pub use ledger::Ledger;
pub use moment::since;
pub use refresh::{Stale, document_of};
pub use schema::LATEST as LATEST_SCHEMA;
pub use text::Text;
pub use view::{
    ArticleRow, Change, ClaimRow, ClaimView, CopyLink, EventRow, Hit, OutletRow, Party, Problem,
    Quotation, Size, SpeakerRow, StatementRow, Watch,
};
pub use write::Added;
