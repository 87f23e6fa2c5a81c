//! What both views promise, on a report made by hand and on reports made by chance.

mod chance;
mod contrast;
mod expect;
mod page;
mod terminal;
mod wcag;

use onrecord::report::Report;

/// A report made by hand: invented people and places, every field in use.
fn fuel() -> Report {
    serde_json::from_str(include_str!("../data/fuel.json")).expect("the report is sound")
}
