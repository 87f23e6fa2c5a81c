//! A list of claims.

use onrecord_ledger::ClaimRow;

use super::{count, day, parties, range, status};
use crate::line::{BOLD, DIM, PLAIN, Paper, Words};
use crate::terminal::{Look, NARROWEST};
use crate::text::clean;

/// The claims in a list, one below the other, and how many there are beside them.
pub fn claims(rows: &[ClaimRow], all: u64, look: &Look) -> String {
    let mut paper = Paper::new(look.width.max(NARROWEST), look.colour);
    for row in rows {
        paper.blank();
        one(row, &mut paper);
    }
    let shown = rows.len() as u64;
    if all > shown {
        paper.blank();
        let more = format!("{shown} of {}; --limit shows more", count(all, "claim", "claims"));
        paper.paragraph(&Words::new().with(more, DIM), 0, 0);
    } else if all == 0 {
        paper.paragraph(&Words::new().with("no claims", DIM), 0, 0);
    }
    paper.finish()
}

fn one(row: &ClaimRow, paper: &mut Paper) {
    paper.paragraph(&Words::new().with(clean(&row.proposition), BOLD), 0, 0);
    let (word, style) = status(&row.status);
    let origins = if row.at_most == 1 { "origin" } else { "origins" };
    let mut facts = Words::new()
        .with(word, style)
        .with(format!(", {} {origins}", range(row.at_least, row.at_most)), PLAIN)
        .with(format!(", {}", count(row.articles.into(), "report", "reports")), PLAIN);
    let (first, last) = (day(row.first_seen.as_deref()), day(row.last_seen.as_deref()));
    let seen = if first == last { format!(", {first}") } else { format!(", {first} to {last}") };
    facts.push(seen, PLAIN);
    paper.paragraph(&facts, 2, 4);
    let mut who = Words::new().with(clean(&row.id), DIM);
    if let Some(kind) = &row.kind {
        who.push(format!("  {}", clean(kind)), DIM);
    }
    let (actors, recipients) = (parties(&row.actors), parties(&row.recipients));
    match (actors.is_empty(), recipients.is_empty()) {
        (true, true) => {}
        (false, true) => who.push(format!("  {actors}"), DIM),
        (true, false) => who.push(format!("  > {recipients}"), DIM),
        (false, false) => who.push(format!("  {actors} > {recipients}"), DIM),
    }
    paper.paragraph(&who, 2, 4);
}
