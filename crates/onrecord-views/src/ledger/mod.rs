//! What a ledger answers, as text for a terminal.

mod changes;
mod claim;
mod claims;
mod sources;

pub use changes::{changes, problems};
pub use claim::claim;
pub use claims::claims;
pub use sources::{outlets, speakers};

use onrecord_ledger::Party;

use crate::line::{BOLD, Colour, Style};
use crate::text::clean;

/// A status with the colour that goes with it.
fn status(status: &str) -> (String, Style) {
    let colour = match status {
        "confirmed" | "corroborated" => Style::colour(Colour::Green),
        "contested" | "denied" => Style::colour(Colour::Red),
        "alleged" => Style::colour(Colour::Yellow),
        "scheduled" => Style::colour(Colour::Blue),
        _ => BOLD,
    };
    (clean(status), colour)
}

/// `1`, or `1-3`.
fn range(at_least: u32, at_most: u32) -> String {
    if at_least == at_most { at_least.to_string() } else { format!("{at_least}-{at_most}") }
}

/// The day of a day or moment.
fn day(moment: Option<&str>) -> &str {
    moment.and_then(|moment| moment.get(..10)).unwrap_or("no date")
}

/// To the minute, in the zone that it is stated in.
fn minute(moment: &str) -> String {
    match (moment.get(..10), moment.get(11..16)) {
        (Some(day), Some(time)) => format!("{day} {time}"),
        _ => clean(moment),
    }
}

/// `one thing`, `2 things`.
fn count(n: u64, one: &str, several: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {several}") }
}

fn parties(parties: &[Party]) -> String {
    let name = |party: &Party| match &party.country {
        Some(country) => format!("{} ({country})", clean(&party.name)),
        None => clean(&party.name),
    };
    parties.iter().map(name).collect::<Vec<_>>().join(", ")
}
