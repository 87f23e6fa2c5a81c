//! A report that names its own source: "the paper reported, *citing two officials*, that ...".
//!
//! The cited one says what the report says; whoever cites is a link of the chain. So the statement
//! of the cited one has the report's content and stands inside the report.

use super::super::{Article, Attribution, Draft};
use crate::phrase;
use crate::syntax::{Relation, Upos};
use crate::text::{TokenId, TokenRange};

/// The name of the rule in `found_by`.
const NAME: &str = "citing";

/// Turns what the model found at "citing" into a statement of the cited one, or adds it.
pub(in super::super) fn apply(article: &Article<'_, '_>, drafts: &mut Vec<Draft>) {
    for token in 0..article.text.tokens.len() as TokenId {
        let Some((cited, report)) = cited(article, drafts, token) else { continue };
        let attribution = Attribution {
            source: vec![cited],
            cue: vec![token..token + 1],
            content: drafts[report].attribution.content.clone(),
            confidence: drafts[report].attribution.confidence,
        };
        let draft = Draft { attribution, found_by: NAME, outer: Some(report) };
        let known =
            drafts.iter().position(|d| d.attribution.cue.iter().any(|c| c.contains(&token)));
        match known {
            Some(known) if known != report => drafts[known] = draft,
            Some(_) => {}
            None => drafts.push(draft),
        }
    }
}

/// Who is cited at a verb of citing, and the report that cites.
fn cited(
    article: &Article<'_, '_>,
    drafts: &[Draft],
    verb: TokenId,
) -> Option<(TokenRange, usize)> {
    let syntax = article.syntax;
    let cites = matches!(&*article.text.word(verb).to_lowercase(), "citing" | "quoting");
    if !cites || syntax.upos[verb as usize] != Upos::Verb {
        return None;
    }
    let object = syntax.child(verb, Relation::Obj)?;
    // People and papers say things; reasons do not.
    let speaks = article.entities.at(object).is_some()
        || phrase::agent_at(article.text, syntax, object).is_some();
    let above = syntax.head[verb as usize];
    let report = drafts.iter().position(|d| {
        let holds = |ranges: &[TokenRange]| ranges.iter().any(|r| r.contains(&above));
        d.outer.is_none()
            && [&d.attribution.cue, &d.attribution.content, &d.attribution.source]
                .into_iter()
                .any(|ranges| holds(ranges))
            && !d.attribution.content.iter().any(|r| r.contains(&verb))
            && !d.attribution.cue.iter().any(|r| r.contains(&verb))
    })?;
    speaks.then(|| (phrase::subtree(syntax, object), report))
}
