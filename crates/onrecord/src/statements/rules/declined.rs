//! Answers that say nothing, where the model finds no statement.
//!
//! > The navy *neither confirmed nor denied* the report. The firm *could not be reached*. The mission *did not respond* to a
//! > request for comment. There was *no immediate comment* from Rome.

use super::super::{Article, Attribution, Draft};
use crate::phrase;
use crate::syntax::{Relation, Upos};
use crate::text::{TokenId, TokenRange};

/// The name of the rule in `found_by`.
const NAME: &str = "declined";

/// Answers whose words stand in no statement found so far.
pub(in super::super) fn find(article: &Article<'_, '_>, drafts: &[Draft]) -> Vec<Draft> {
    let taken = |range: &TokenRange| {
        let roles = |d: &Draft| [d.attribution.cue.clone(), d.attribution.content.clone()].concat();
        drafts.iter().flat_map(roles).any(|r| r.start < range.end && range.start < r.end)
    };
    let answers = (0..article.text.tokens.len() as TokenId)
        .filter_map(|token| match article.syntax.upos[token as usize] {
            Upos::Verb => answered(article, token)
                .or_else(|| unreached(article, token))
                .or_else(|| unanswered(article, token)),
            Upos::Adj => unavailable(article, token),
            Upos::Noun => no_comment(article, token),
            _ => None,
        })
        .filter(|answer| !taken(&answer.cue));
    let draft = |Answer { cue, source, content }: Answer| {
        let phrase = |t: TokenId| phrase::core(article.syntax, t);
        let source = Some(phrase(source)).filter(|source| !source.is_empty())?;
        let content = content.map(phrase).into_iter().collect();
        let attribution =
            Attribution { source: vec![source], cue: vec![cue], content, confidence: 0.8 };
        Some(Draft { attribution, found_by: NAME, outer: None })
    };
    answers.filter_map(draft).collect()
}

/// Who says nothing, by which words, and on what.
struct Answer {
    cue: TokenRange,
    source: TokenId,
    content: Option<TokenId>,
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
fn answered(article: &Article<'_, '_>, verb: TokenId) -> Option<Answer> {
    if !is_lemma(article, verb, "confirm") {
        return None;
    }
    let deny = child(article, verb, |r, t| r == Relation::Conj && is_lemma(article, t, "deny"))?;
    let negation = negation(article, verb).or_else(|| negation(article, deny))?;
    let cue = negation.min(verb)..deny + 1;
    let object = |of| child(article, of, |r, t| r == Relation::Obj && t >= cue.end);
    let content = object(verb).or_else(|| object(deny));
    let source = child(article, verb, |r, _| r == Relation::Nsubj)?;
    Some(Answer { cue, source, content })
}

/// "Could not be reached".
fn unreached(article: &Article<'_, '_>, verb: TokenId) -> Option<Answer> {
    if !["reached", "contacted"]
        .iter()
        .any(|word| article.text.word(verb).eq_ignore_ascii_case(word))
    {
        return None;
    }
    let aux =
        |lemma| child(article, verb, |r, t| r == Relation::Aux && is_lemma(article, t, lemma));
    let could = aux("could").or_else(|| aux("can"))?;
    negation(article, verb)?;
    let source = child(article, verb, |r, _| r == Relation::Nsubj)?;
    Some(Answer { cue: could..verb + 1, source, content: None })
}

/// "Did not immediately respond to a request for comment", "has yet to comment", "would not comment".
fn unanswered(article: &Article<'_, '_>, verb: TokenId) -> Option<Answer> {
    const ASKED: &[&str] = &[
        "request", "question", "call", "email", "e-mail", "message", "inquiry", "enquiry", "query",
        "comment", "approach",
    ];
    let syntax = article.syntax;
    match &*syntax.lemma[verb as usize].to_lowercase() {
        "comment" => {}
        "respond" | "reply" | "answer" | "return" => {
            let asked = |t: TokenId| ASKED.contains(&&*syntax.lemma[t as usize].to_lowercase());
            phrase::subtree(syntax, verb).find(|&t| t > verb && asked(t))?;
        }
        _ => return None,
    }
    let subject = |of| child(article, of, |r, _| r == Relation::Nsubj);
    if let Some(negation) = negation(article, verb) {
        let aux = child(article, verb, |r, _| r == Relation::Aux);
        let first = aux.unwrap_or(negation).min(negation);
        let source = subject(verb)?;
        return (first < verb).then_some(Answer { cue: first..verb + 1, source, content: None });
    }
    // "Has yet to comment."
    let yet = (verb.saturating_sub(3)..verb)
        .find(|&t| article.text.word(t).eq_ignore_ascii_case("yet"))?;
    let above = |t: TokenId| syntax.head[t as usize];
    let source = [verb, above(verb), above(above(verb))]
        .into_iter()
        .find_map(subject)
        .filter(|t| *t < yet)?;
    Some(Answer { cue: yet..verb + 1, source, content: None })
}

/// "Was not available for comment", "were unavailable for interview".
fn unavailable(article: &Article<'_, '_>, adjective: TokenId) -> Option<Answer> {
    let word = article.text.word(adjective).to_lowercase();
    let first = match &*word {
        "available" => negation(article, adjective)?,
        "unavailable" => adjective,
        _ => return None,
    };
    let asked = child(article, adjective, |r, t| {
        matches!(r, Relation::Obl | Relation::Nmod)
            && ["comment", "interview"].iter().any(|asked| is_lemma(article, t, asked))
    })?;
    let source = child(article, adjective, |r, _| r == Relation::Nsubj)?;
    Some(Answer { cue: first.min(adjective)..asked + 1, source, content: None })
}

/// "Had no immediate comment", "there was no comment from the ministry".
fn no_comment(article: &Article<'_, '_>, noun: TokenId) -> Option<Answer> {
    let syntax = article.syntax;
    let word = article.text.word(noun);
    if !["comment", "response", "reaction", "reply"].iter().any(|w| word.eq_ignore_ascii_case(w)) {
        return None;
    }
    let no = child(article, noun, |_, t| article.text.word(t).eq_ignore_ascii_case("no"))?;
    let at_once = child(article, noun, |_, t| is_lemma(article, t, "immediate")).is_some();
    if !at_once && !word.eq_ignore_ascii_case("comment") {
        return None;
    }
    let above = syntax.head[noun as usize];
    let gives = ["have", "make", "give", "offer", "issue"];
    if syntax.relation[noun as usize] == Relation::Obj
        && gives.iter().any(|lemma| is_lemma(article, above, lemma))
    {
        let source = child(article, above, |r, _| r == Relation::Nsubj)?;
        return (above < no).then_some(Answer { cue: above..noun + 1, source, content: None });
    }
    let from = |of: TokenId| {
        child(article, of, |r, t| {
            matches!(r, Relation::Nmod | Relation::Obl)
                && t > noun
                && syntax.child(t, Relation::Case).is_some_and(|case| {
                    matches!(&*article.text.word(case).to_lowercase(), "from" | "by")
                })
        })
    };
    let source = from(noun).or_else(|| from(above))?;
    Some(Answer { cue: no..noun + 1, source, content: None })
}
