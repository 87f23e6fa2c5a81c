//! What was plainly said, and the model passed over.
//!
//! > *Three officials told the Post* that the ship turned back, the newspaper reported.
//!
//! A form of "say", "tell" or "claim" with a subject who can speak and a clause of its own ("claims *to have encircled* the
//! town") is a statement, where it stands in no cue that was found and is not negated.

use super::super::{Article, Attribution, Draft, in_cue};
use crate::phrase;
use crate::syntax::{Relation, Upos};
use crate::text::TokenId;

/// The name of the rule in `found_by`.
const NAME: &str = "saying";

/// The statements that no draft's cue covers.
pub(in super::super) fn find(article: &Article<'_, '_>, drafts: &[Draft]) -> Vec<Draft> {
    (0..article.text.tokens.len() as TokenId)
        .filter(|&token| !in_cue(drafts, token))
        .filter_map(|token| {
            Some(Draft { attribution: saying(article, token)?, found_by: NAME, outer: None })
        })
        .collect()
}

fn saying(article: &Article<'_, '_>, token: TokenId) -> Option<Attribution> {
    let (text, syntax) = (article.text, article.syntax);
    let word = text.word(token).to_lowercase();
    let claimed = matches!(&*word, "claimed" | "claims");
    let said = claimed || matches!(&*word, "said" | "says" | "told" | "tells");
    if !said || syntax.upos[token as usize] != Upos::Verb || phrase::is_passive(text, syntax, token)
    {
        return None;
    }
    let negated = syntax.children(token).any(|t| syntax.lemma[t as usize] == "not");
    let subject = syntax.child(token, Relation::Nsubj)?;
    let aim = || syntax.child(token, Relation::Xcomp).filter(|_| claimed);
    let clause = syntax.child(token, Relation::Ccomp).or_else(aim)?;
    let speaks =
        article.entities.at(subject).is_some() || phrase::agent_at(text, syntax, subject).is_some();
    if negated || !speaks {
        return None;
    }
    let source = phrase::trimmed(text, syntax, &phrase::subtree(syntax, subject));
    let content = phrase::trimmed(text, syntax, &phrase::subtree(syntax, clause));
    let apart =
        !source.contains(&token) && !content.contains(&token) && !content.contains(&subject);
    (apart && !source.is_empty() && !content.is_empty()).then(|| Attribution {
        source: vec![source],
        cue: vec![token..token + 1],
        content: vec![content],
        confidence: 0.7,
    })
}
