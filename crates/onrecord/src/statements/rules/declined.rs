//! Answers that say nothing, where the model finds no statement.
//!
//! > The navy *neither confirmed nor denied* the report. The firm *could not be reached*.

use super::super::{Article, Attribution, Draft};
use crate::phrase;
use crate::syntax::{Relation, Upos};
use crate::text::{TokenId, TokenRange};

/// The name of the rule in `found_by`.
const NAME: &str = "declined";

/// Answers whose words stand in no statement found so far.
pub(in super::super) fn find(article: &Article<'_, '_>, drafts: &[Draft]) -> Vec<Draft> {
    let taken = |cue: &TokenRange| {
        let roles = |d: &Draft| [d.attribution.cue.clone(), d.attribution.content.clone()].concat();
        drafts.iter().flat_map(roles).any(|r| r.start < cue.end && cue.start < r.end)
    };
    let verbs = (0..article.text.tokens.len() as TokenId)
        .filter(|&t| article.syntax.upos[t as usize] == Upos::Verb);
    verbs
        .filter_map(|verb| {
            let cue = neither(article, verb).or_else(|| unreached(article, verb))?;
            let subject = child(article, verb, |r, _| r == Relation::Nsubj)?;
            let source = phrase::core(article.syntax, subject);
            if taken(&cue) || source.is_empty() {
                return None;
            }
            let object = child(article, verb, |r, t| r == Relation::Obj && t >= cue.end);
            let content = object.or_else(|| {
                let last = cue.end - 1;
                child(article, last, |r, t| r == Relation::Obj && t >= cue.end)
            });
            let content = content.map(|t| phrase::core(article.syntax, t)).into_iter().collect();
            let attribution =
                Attribution { source: vec![source], cue: vec![cue], content, confidence: 0.8 };
            Some(Draft { attribution, found_by: NAME, outer: None })
        })
        .collect()
}

fn child(
    article: &Article<'_, '_>,
    of: TokenId,
    fits: impl Fn(Relation, TokenId) -> bool,
) -> Option<TokenId> {
    article.syntax.children(of).find(|&t| fits(article.syntax.relation[t as usize], t))
}

fn is_lemma(article: &Article<'_, '_>, token: TokenId, lemma: &str) -> bool {
    article.syntax.lemma[token as usize].eq_ignore_ascii_case(lemma)
}

/// The negation that hangs from a verb.
fn negation(article: &Article<'_, '_>, verb: TokenId) -> Option<TokenId> {
    child(article, verb, |_, t| {
        let word = article.text.word(t).to_lowercase();
        matches!(&*word, "neither" | "not" | "n't" | "n’t" | "nor")
    })
}

/// "Neither confirmed nor denied", "would not confirm or deny".
fn neither(article: &Article<'_, '_>, verb: TokenId) -> Option<TokenRange> {
    if !is_lemma(article, verb, "confirm") {
        return None;
    }
    let deny = child(article, verb, |r, t| r == Relation::Conj && is_lemma(article, t, "deny"))?;
    let negation = negation(article, verb).or_else(|| negation(article, deny))?;
    Some(negation.min(verb)..deny + 1)
}

/// "Could not be reached".
fn unreached(article: &Article<'_, '_>, verb: TokenId) -> Option<TokenRange> {
    let could = child(article, verb, |r, t| r == Relation::Aux && is_lemma(article, t, "could"));
    let could = could.or_else(|| {
        child(article, verb, |r, t| r == Relation::Aux && is_lemma(article, t, "can"))
    })?;
    let negated = negation(article, verb).is_some();
    (negated
        && is_lemma(article, verb, "reach")
        && article.text.word(verb).eq_ignore_ascii_case("reached"))
    .then_some(could..verb + 1)
}
