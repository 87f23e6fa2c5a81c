//! Who is cited, and what outlets have of their own.

use onrecord_ledger::{OutletRow, SpeakerRow};

use super::count;
use crate::line::{BOLD, DIM, PLAIN, Paper, Words};
use crate::terminal::{Look, NARROWEST};
use crate::text::clean;

/// Speakers in a list.
pub fn speakers(rows: &[SpeakerRow], look: &Look) -> String {
    let mut paper = Paper::new(look.width.max(NARROWEST), look.colour);
    paper.paragraph(&Words::new().with("Speakers", BOLD), 0, 0);
    for row in rows {
        let mut head = Words::new().with(clean(&row.name), BOLD);
        for part in [&row.country, &row.sector].into_iter().flatten() {
            head.push(format!("  {}", clean(part)), DIM);
        }
        if !row.named {
            head.push("  unnamed", DIM);
        }
        paper.paragraph(&head, 2, 4);
        let mut facts = Words::new()
            .with(count(row.statements.into(), "statement", "statements"), PLAIN)
            .with(format!(" in {}", count(row.articles.into(), "article", "articles")), PLAIN)
            .with(format!(" of {}", count(row.outlets.into(), "outlet", "outlets")), PLAIN);
        if row.carried > 0 {
            facts.push(format!(", {} by way of others", row.carried), PLAIN);
        }
        if !row.on.is_empty() {
            let on: Vec<String> = row.on.iter().map(|kind| clean(kind)).collect();
            facts.push(format!("; on {}", on.join(", ")), PLAIN);
        }
        paper.paragraph(&facts, 4, 6);
    }
    paper.finish()
}

/// Outlets in a list.
pub fn outlets(rows: &[OutletRow], look: &Look) -> String {
    let mut paper = Paper::new(look.width.max(NARROWEST), look.colour);
    paper.paragraph(&Words::new().with("Outlets", BOLD), 0, 0);
    for row in rows {
        paper.paragraph(&Words::new().with(clean(&row.name), BOLD), 2, 4);
        let own = row.articles - row.copied.min(row.articles);
        let mut articles = Words::new()
            .with(count(row.articles.into(), "article", "articles"), PLAIN)
            .with(format!(", {own} of its own"), PLAIN);
        if row.copied > 0 {
            articles.push(format!(", {} copied{}", row.copied, from(&row.copied_from)), PLAIN);
        }
        paper.paragraph(&articles, 4, 6);
        let first_hand = row.statements - row.cited.min(row.statements);
        let mut statements = Words::new()
            .with(count(row.statements.into(), "statement", "statements"), PLAIN)
            .with(format!(", {first_hand} first-hand"), PLAIN);
        if row.cited > 0 {
            statements.push(format!(", {} cited{}", row.cited, from(&row.cited_from)), PLAIN);
        }
        paper.paragraph(&statements, 4, 6);
    }
    paper.finish()
}

/// ` from AP (3), Reuters (2)`.
fn from(whom: &[(String, u32)]) -> String {
    let whom: Vec<String> = whom.iter().map(|(name, n)| format!("{} ({n})", clean(name))).collect();
    if whom.is_empty() { String::new() } else { format!(" from {}", whom.join(", ")) }
}
