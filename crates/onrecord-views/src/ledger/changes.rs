//! What moved, and what could not be read.

use onrecord_ledger::{Change, Problem};

use super::{count, minute, range, status};
use crate::line::{BOLD, DIM, PLAIN, Paper, Words};
use crate::terminal::{Look, NARROWEST};
use crate::text::clean;

/// Movements in a list.
pub fn changes(rows: &[Change], look: &Look) -> String {
    let mut paper = Paper::new(look.width.max(NARROWEST), look.colour);
    for row in rows {
        paper.blank();
        paper.paragraph(&Words::new().with(clean(&row.proposition), BOLD), 0, 0);
        let mut moved = Words::new();
        if let Some(from) = &row.from {
            let (word, style) = status(from);
            moved.push(word, style);
            moved.push(" -> ", PLAIN);
        } else {
            moved.push("new: ", PLAIN);
        }
        let (word, style) = status(&row.to);
        moved.push(word, style);
        let origins = if row.at_most == 1 { "origin" } else { "origins" };
        moved.push(format!(", now {} {origins}", range(row.at_least, row.at_most)), PLAIN);
        paper.paragraph(&moved, 2, 4);
        let outlet = row.article.outlet.as_deref().unwrap_or(&row.article.id);
        let at = row.at.as_deref().map_or_else(|| "no date".to_owned(), minute);
        let mut by = format!("{}  by {}, {at}", clean(&row.claim), clean(outlet));
        if let Some(url) = &row.article.url {
            by.push_str(&format!(" {}", clean(url)));
        }
        paper.paragraph(&Words::new().with(by, DIM), 2, 4);
    }
    if rows.is_empty() {
        paper.paragraph(&Words::new().with("nothing moved", DIM), 0, 0);
    }
    paper.finish()
}

/// What could not be read, in a list.
pub fn problems(rows: &[Problem], look: &Look) -> String {
    let mut paper = Paper::new(look.width.max(NARROWEST), look.colour);
    for row in rows {
        let line = row.line.map(|line| format!(":{line}")).unwrap_or_default();
        let times = if row.times > 1 { format!(", {} times", row.times) } else { String::new() };
        let words = Words::new()
            .with(format!("{}{line}", clean(&row.input)), BOLD)
            .with(format!(": {}", clean(&row.reason)), PLAIN)
            .with(format!("  {}{times}", minute(&row.last)), DIM);
        paper.paragraph(&words, 0, 2);
    }
    paper.blank();
    paper.paragraph(&Words::new().with(count(rows.len() as u64, "problem", "problems"), DIM), 0, 0);
    paper.finish()
}
