//! Words within words: who is cited inside what another says.
//!
//! > The newspaper reported that *two officials had said the ship turned back*.
//!
//! The model finds the outermost attribution only. Inside its content, a verb of saying or thinking
//! with a subject and a clause of its own is a second statement, and so is "according to"; the
//! speaker's own mind inside his own words is not.

use super::super::{Article, Attribution, Draft, cues, in_cue};
use crate::phrase;
use crate::syntax::{Relation, Upos};
use crate::text::{TokenId, TokenRange};

/// The name of the rule in `found_by`.
const NAME: &str = "nested";

/// The statements inside the contents of `drafts`; each names the draft it stands in.
pub(in super::super) fn find(article: &Article<'_, '_>, drafts: &[Draft]) -> Vec<Draft> {
    let mut found = stacked(article, drafts);
    for (index, outer) in drafts.iter().enumerate() {
        for range in &outer.attribution.content {
            for token in range.clone() {
                let inner =
                    verb(article, outer, range, token).or_else(|| according(article, range, token));
                let Some(attribution) = inner else { continue };
                if !in_cue(drafts.iter().chain(&found), attribution.cue[0].start) {
                    found.push(Draft { attribution, found_by: NAME, outer: Some(index) });
                }
            }
        }
    }
    found
}

/// "According to the paper, according to officials, ...": the second stands inside the first, also
/// where the model gave both one content.
fn stacked(article: &Article<'_, '_>, drafts: &[Draft]) -> Vec<Draft> {
    let mut found = Vec::new();
    for (index, outer) in drafts.iter().enumerate() {
        let (Some(source), Some(content)) =
            (outer.attribution.source.last(), outer.attribution.content.first())
        else {
            continue;
        };
        let next = source.end
            + u32::from(
                article
                    .text
                    .tokens
                    .get(source.end as usize)
                    .is_some_and(|t| t.span.of(article.text.source) == ","),
            );
        let sentence = article.syntax.sentence_of(source.start);
        if !sentence.contains(&next) || content.contains(&next) {
            continue;
        }
        let rest = next..content.end.max(next);
        if let Some(attribution) = according(article, &rest, next) {
            found.push(Draft { attribution, found_by: NAME, outer: Some(index) });
        }
    }
    found
}

/// A verb of saying or thinking with a subject of its own and a clause.
fn verb(
    article: &Article<'_, '_>,
    outer: &Draft,
    content: &TokenRange,
    token: TokenId,
) -> Option<Attribution> {
    let syntax = article.syntax;
    let lemma = syntax.lemma[token as usize].to_lowercase();
    if syntax.upos[token as usize] != Upos::Verb || !cues::is_cue(&lemma) {
        return None;
    }
    let child = |wanted: &[Relation]| {
        syntax.children(token).find(|&t| wanted.contains(&syntax.relation[t as usize]))
    };
    let subject = child(&[Relation::Nsubj]).filter(|&t| content.contains(&t))?;
    let clause = child(&[Relation::Ccomp]).or_else(|| {
        let wants = cues::stance_of(&lemma).is_some();
        child(&[Relation::Xcomp]).filter(|_| wants)
    })?;
    if is_passive(article, token) || is_own(article, outer, subject) || is_anybody(article, subject)
    {
        return None;
    }
    let source = clip(&phrase::subtree(syntax, subject), content);
    let said = clip(&phrase::subtree(syntax, clause), content);
    let said = without_mark(article, clause, said);
    let cue = cue_around(article, token);
    let apart = source.end <= cue.start || cue.end <= source.start;
    let disjoint = said.end <= cue.start || cue.end <= said.start;
    if said.is_empty() || source.is_empty() || !apart || !disjoint || said.contains(&subject) {
        return None;
    }
    Some(Attribution {
        source: vec![phrase_of(article, source)],
        cue: vec![cue],
        content: vec![phrase_of(article, said)],
        confidence: outer.attribution.confidence * 0.8,
    })
}

/// "According to officials" inside a content.
fn according(
    article: &Article<'_, '_>,
    content: &TokenRange,
    token: TokenId,
) -> Option<Attribution> {
    let to = token + 1;
    let is = article.text.word(token).eq_ignore_ascii_case("according")
        && to < content.end
        && article.text.word(to).eq_ignore_ascii_case("to");
    if !is {
        return None;
    }
    let syntax = article.syntax;
    let sentence = syntax.sentence_of(token);
    // The noun that "according to" marks: its head, or the word that hangs from it.
    let head = [syntax.head[token as usize], syntax.head[to as usize]]
        .into_iter()
        .chain(syntax.children(token))
        .find(|&t| {
            t > to && matches!(syntax.upos[t as usize], Upos::Noun | Upos::Propn | Upos::Pron)
        })?;
    let all = phrase::subtree(syntax, head);
    let source = clip(&(to + 1..all.end.max(head + 1)), content);
    let rest = sentence.start.max(content.start)..sentence.end.min(content.end);
    let said = if source.end + 1 < rest.end && token <= rest.start + 1 {
        source.end..rest.end
    } else {
        rest.start..token
    };
    let said = phrase_of(article, said);
    (!said.is_empty() && !source.is_empty()).then(|| Attribution {
        source: vec![phrase_of(article, source)],
        cue: vec![token..to + 1],
        content: vec![said],
        confidence: 0.7,
    })
}

fn is_passive(article: &Article<'_, '_>, verb: TokenId) -> bool {
    article.syntax.children(verb).any(|t| {
        article.syntax.relation[t as usize] == Relation::Aux
            && article.syntax.lemma[t as usize] == "be"
            && !article.text.word(verb).ends_with("ing")
    })
}

/// Is the subject the outer speaker himself: "he said he hoped", "I think"?
fn is_own(article: &Article<'_, '_>, outer: &Draft, subject: TokenId) -> bool {
    let word = article.text.word(subject).to_lowercase();
    if matches!(&*word, "i" | "we") {
        return true;
    }
    let speaker =
        outer.attribution.source.iter().flat_map(Clone::clone).find_map(|t| article.entities.at(t));
    let inner = article.entities.at(subject);
    // A pronoun that nobody else claims is taken for the speaker's own.
    let pronoun = article.syntax.upos[subject as usize] == Upos::Pron;
    match (speaker, inner) {
        (Some(a), Some(b)) => a == b,
        _ => pronoun,
    }
}

/// "You", "one", "who", "people": nobody who could be asked.
fn is_anybody(article: &Article<'_, '_>, subject: TokenId) -> bool {
    matches!(
        &*article.text.word(subject).to_lowercase(),
        "you"
            | "one"
            | "who"
            | "which"
            | "that"
            | "it"
            | "there"
            | "nobody"
            | "anyone"
            | "everyone"
            | "someone"
            | "what"
            | "this"
    )
}

fn clip(range: &TokenRange, within: &TokenRange) -> TokenRange {
    let start = range.start.max(within.start);
    start..range.end.min(within.end).max(start)
}

/// A clause without the "that" that opens it.
fn without_mark(article: &Article<'_, '_>, clause: TokenId, range: TokenRange) -> TokenRange {
    let opens = range.start;
    let mark = opens != clause
        && article.syntax.relation[opens as usize] == Relation::Mark
        && article.text.word(opens).eq_ignore_ascii_case("that");
    if mark { opens + 1..range.end } else { range }
}

/// The verb with its auxiliaries and negation before it.
fn cue_around(article: &Article<'_, '_>, verb: TokenId) -> TokenRange {
    let mut start = verb;
    while start > 0 {
        let before = start - 1;
        let belongs = article.syntax.head[before as usize] == verb
            && (article.syntax.relation[before as usize] == Relation::Aux
                || matches!(
                    &*article.text.word(before).to_lowercase(),
                    "not" | "n't" | "n’t" | "never"
                ));
        if !belongs {
            break;
        }
        start = before;
    }
    start..verb + 1
}

fn phrase_of(article: &Article<'_, '_>, range: TokenRange) -> TokenRange {
    let punct = |t: TokenId| {
        article.syntax.upos[t as usize] == Upos::Punct
            && !matches!(article.text.word(t), "(" | ")" | "[" | "]")
    };
    phrase::stripped(range, punct)
}
