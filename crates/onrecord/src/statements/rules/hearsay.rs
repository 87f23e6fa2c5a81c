//! Marks of hearsay: "reportedly", "allegedly".
//!
//! > The boys' father, *reportedly* now dead, took them across the border.
//!
//! They put words on record without saying whose: a statement without a source, whose content is the
//! clause or phrase that the mark belongs to.

use super::super::{Article, Attribution, Draft, in_cue};
use crate::phrase;
use crate::syntax::{Relation, Upos};
use crate::text::{TokenId, TokenRange};

/// The name of the rule in `found_by`.
const NAME: &str = "hearsay";

const MARKS: &[&str] = &["reportedly", "allegedly", "supposedly", "purportedly"];

/// Marks that stand in no cue found so far.
pub(in super::super) fn find(article: &Article<'_, '_>, drafts: &[Draft]) -> Vec<Draft> {
    (0..article.text.tokens.len() as TokenId)
        .filter(|&t| {
            article.syntax.upos[t as usize] == Upos::Adv
                && MARKS.contains(&&*article.text.word(t).to_lowercase())
                && !in_cue(drafts, t)
        })
        .map(|mark| {
            let mut content = said(article, mark);
            content.retain(|range| !range.is_empty());
            let attribution = Attribution {
                source: Vec::new(),
                cue: vec![mark..mark + 1],
                content,
                confidence: 0.8,
            };
            Draft { attribution, found_by: NAME, outer: None }
        })
        .collect()
}

/// The words that the mark speaks of: its head with all that hangs from it, the mark left out.
fn said(article: &Article<'_, '_>, mark: TokenId) -> Vec<TokenRange> {
    let head = article.syntax.head[mark as usize];
    if head == mark {
        return Vec::new();
    }
    let all = phrase::extent(article.syntax, head, |relation| {
        !matches!(relation, Relation::Punct | Relation::Cc | Relation::Conj | Relation::Parataxis)
    });
    let trim = |range: TokenRange| phrase::trimmed(article.text, article.syntax, &range);
    match mark {
        m if m == all.start => vec![trim(m + 1..all.end)],
        m if all.contains(&m) => vec![trim(all.start..m), trim(m + 1..all.end)],
        _ => vec![trim(all)],
    }
}
