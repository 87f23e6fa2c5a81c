//! A report for people: text for a terminal, and one self-contained page.
//!
//! Both views are pure functions of a [`Report`](onrecord::report::Report): nothing here opens a
//! file, asks a terminal for its width, or reads a clock. A report may come from anywhere, also
//! from a hostile hand, so nothing in it is trusted: offsets are checked, addresses are linked
//! only where they lead to the web, markup is escaped, and characters that would act on a
//! terminal or turn the direction of a page are made visible or left out.
//!
//! ```
//! use onrecord_views::{html, terminal};
//! # let json = include_str!("../tests/data/fuel.json");
//! # let report: onrecord::report::Report = serde_json::from_str(json).unwrap();
//!
//! let look = terminal::Look { width: 72, ..terminal::Look::default() };
//! let text = terminal::text(&report, &look);
//! assert!(text.contains("Tidewater Post <- unnamed officials"));
//!
//! let page = html::page(&report);
//! assert!(page.starts_with("<!DOCTYPE html>"));
//! ```

pub mod atom;
mod events;
mod excerpt;
mod groups;
pub mod html;
pub mod ledger;
mod line;
pub mod linked;
pub mod terminal;
mod text;
mod words;

pub use text::{acts, clean};
pub use words::STATUSES;
