//! The events of a report as rows of a table, in our own columns or in those of the event data that
//! people have scripts for. `docs/tables.md` tells every column.

mod article;
mod ngec;
mod onrecord;
mod polecat;

use ::onrecord::report::{Event, Report};
use ::onrecord::status::Status;
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use crate::{Column, Row};
use article::Article;

pub use ngec::objects as ngec_objects;

/// Every status that an event may have, as the report writes it.
pub const STATUSES: [&str; Status::ALL.len()] = Status::NAMES;

/// Whose columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Ours.
    Onrecord,
    /// Those of the files of POLECAT.
    Polecat,
    /// The keys of the events that NGEC, the coder of POLECAT, writes.
    Ngec,
}

impl Shape {
    /// The columns.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Onrecord => onrecord::COLUMNS,
            Self::Polecat => polecat::COLUMNS,
            Self::Ngec => ngec::COLUMNS,
        }
    }

    /// The statuses of the events that are rows, where nobody wishes otherwise. Ours has a column
    /// for the status and so all events; the others have none, and whoever counts their rows takes
    /// each for something that took place or is said to have.
    pub fn statuses(self) -> &'static [&'static str] {
        match self {
            Self::Onrecord => &STATUSES,
            Self::Polecat | Self::Ngec => &["happened", "ongoing", "alleged", "contested"],
        }
    }

    /// A row for each event of these statuses, in text order.
    pub fn rows(self, report: &Report, statuses: &[&str]) -> Vec<Row> {
        let article = Article::new(report);
        let row = match self {
            Self::Onrecord => onrecord::row,
            Self::Polecat => polecat::row,
            Self::Ngec => ngec::row,
        };
        kept(report, statuses).map(|event| row(&article, event)).collect()
    }
}

fn kept<'a>(report: &'a Report, statuses: &[&str]) -> impl Iterator<Item = &'a Event> {
    report.events.iter().filter(|event| statuses.contains(&event.status.as_str()))
}

/// What an event is called outside of its report: the same words of the same article get the same
/// identifier on any machine, and no two events one, short of a chance of 80 bits.
pub fn event_id(report: &Report, event: &Event) -> String {
    // Two events of a type may be told by one word; they are numbered as the report has them.
    let same = |other: &&Event| other.trigger == event.trigger && other.kind == event.kind;
    let before = report.events.iter().take_while(|other| other.id != event.id).filter(same).count();
    let [start, end] = event.trigger;
    let text = xxh3_64(report.document.text.as_bytes());
    let key = format!("{}\0{text:016x}\0{start}\0{end}\0{}\0{before}", report.id, event.kind);
    format!("v-{:020x}", xxh3_128(key.as_bytes()) >> 48)
}

/// `ARTICLE_TYPE_HASH`: POLECAT's and NGEC's identifiers begin with their article and type.
fn foreign_id(report: &Report, event: &Event) -> String {
    let own = event_id(report, event);
    format!("{}_{}_{}", report.id, event.kind, own.trim_start_matches("v-"))
}
