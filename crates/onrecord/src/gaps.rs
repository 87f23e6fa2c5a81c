//! What the article says is not known.

use serde::{Deserialize, Serialize};

use onrecord_intake::Span;

use crate::events::Event;
use crate::phrase;
use crate::statements::{Article, Stance, Statement};
use crate::syntax::{Relation, Upos};
use crate::text::{TokenId, TokenRange};

/// What kind of gap it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GapKind {
    /// "It is not clear how or whether China reacted".
    Unclear,
    /// "Did not provide any information on what weapons".
    Undisclosed,
    /// "Could not be independently verified".
    Unverified,
    /// A statement that declines.
    #[serde(rename = "no comment")]
    NoComment,
}

/// One thing left open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// What kind.
    pub kind: GapKind,
    /// The words that say so.
    pub span: Span,
    /// The statements it concerns, as indexes.
    pub statements: Vec<usize>,
    /// The events it concerns, as indexes.
    pub events: Vec<usize>,
}

/// The gaps of an article, in text order.
pub fn find(article: &Article<'_, '_>, statements: &[Statement], events: &[Event]) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = Vec::new();
    for (index, statement) in statements.iter().enumerate() {
        if statement.stance == Stance::Declines {
            let spans = statement.source.iter().chain(&statement.cue).chain(&statement.content);
            if let Some(span) = spans.copied().reduce(Span::cover) {
                let told = told_in(events, &statement.content);
                let (kind, statements) = (GapKind::NoComment, vec![index]);
                gaps.push(Gap { kind, span, statements, events: told });
            }
        }
    }
    for token in 0..article.text.tokens.len() as TokenId {
        let found = unclear(article, token)
            .map(|range| (GapKind::Unclear, range))
            .or_else(|| unverified(article, token).map(|range| (GapKind::Unverified, range)))
            .or_else(|| undisclosed(article, token).map(|range| (GapKind::Undisclosed, range)));
        let Some((kind, range)) = found else { continue };
        let span = article.text.span(&trimmed(article, range));
        if gaps.iter().all(|g| !g.span.overlaps(span)) {
            let statements = concerned(statements, span);
            let events = left_open(article, events, span);
            gaps.push(Gap { kind, span, statements, events });
        }
    }
    gaps.sort_by_key(|g| (g.span.start, g.span.end));
    gaps
}

/// The events that some words tell of.
fn told_in(events: &[Event], spans: &[Span]) -> Vec<usize> {
    let inside = |e: &Event| spans.iter().any(|s| s.overlaps(e.trigger));
    (0..events.len()).filter(|&i| inside(&events[i])).collect()
}

/// The events that the words speak of, or else those of their sentence, or else of the one before it:
/// "who fired the shots is unclear", "the report could not be verified".
fn left_open(article: &Article<'_, '_>, events: &[Event], span: Span) -> Vec<usize> {
    let inside = told_in(events, &[span]);
    if !inside.is_empty() {
        return inside;
    }
    let bytes = |s: &TokenRange| article.text.span(s);
    let sentences = &article.syntax.sentences;
    let own = sentences.partition_point(|s| bytes(s).end <= span.start);
    (own.saturating_sub(1)..=own)
        .rev()
        .filter_map(|at| sentences.get(at))
        .map(|sentence| told_in(events, &[bytes(sentence)]))
        .find(|told| !told.is_empty())
        .unwrap_or_default()
}

/// The statements that the words stand in, or else the one before them.
fn concerned(statements: &[Statement], span: Span) -> Vec<usize> {
    let inside: Vec<usize> = (0..statements.len())
        .filter(|&i| statements[i].content.iter().any(|c| c.overlaps(span)))
        .collect();
    if !inside.is_empty() {
        return inside;
    }
    let before =
        |s: &Statement| s.cue.first().or(s.content.first()).is_some_and(|c| c.end <= span.start);
    (0..statements.len()).rfind(|&i| before(&statements[i])).into_iter().collect()
}

fn is_negated(article: &Article<'_, '_>, token: TokenId) -> bool {
    article.syntax.children(token).any(|t| is_negation(article, t))
}

fn is_negation(article: &Article<'_, '_>, token: TokenId) -> bool {
    matches!(
        &*article.text.word(token).to_lowercase(),
        "not" | "n't" | "n’t" | "never" | "no" | "neither" | "nor" | "without"
    )
}

/// "It is not clear whether", "remains unknown": an adjective of knowing, denied, with what is asked.
fn unclear(article: &Article<'_, '_>, token: TokenId) -> Option<TokenRange> {
    const OPEN: &[&str] = &["unclear", "unknown", "uncertain"];
    const SURE: &[&str] = &["clear", "known", "know", "certain", "apparent", "established"];
    let word = article.text.word(token).to_lowercase();
    let negated = is_negated(article, token)
        || token > 0 && is_negation(article, token - 1)
        || token > 1
            && is_negation(article, token - 2)
            && article.syntax.upos[token as usize - 1] == Upos::Adv;
    let open = OPEN.contains(&&*word) || SURE.contains(&&*word) && negated;
    let predicate = !matches!(
        article.syntax.relation[token as usize],
        Relation::Amod | Relation::Compound | Relation::Advmod
    );
    if !open || !predicate {
        return None;
    }
    // "Remains unclear": what is unclear hangs from the verb.
    let above = article.syntax.head[token as usize];
    let linked = article.syntax.relation[token as usize] == Relation::Xcomp
        && matches!(
            &*article.syntax.lemma[above as usize].to_lowercase(),
            "remain" | "stay" | "be" | "seem" | "become"
        );
    let found = token;
    let token = if linked { above } else { token };
    let impersonal = article.syntax.children(token).any(|t| {
        matches!(article.syntax.relation[t as usize], Relation::Expl)
            || matches!(article.syntax.relation[t as usize], Relation::Nsubj)
                && matches!(
                    &*article.text.word(t).to_lowercase(),
                    "it" | "that" | "what" | "little"
                )
    });
    let clause = article.syntax.children(token).chain(article.syntax.children(found)).any(|t| {
        matches!(
            article.syntax.relation[t as usize],
            Relation::Ccomp | Relation::Csubj | Relation::Advcl
        ) || !linked && article.syntax.relation[t as usize] == Relation::Xcomp
    });
    // "Who fired the first shot remains unclear."
    let asked = article.syntax.children(token).any(|t| {
        t < token
            && is_question(article, t)
            && (linked
                || article.syntax.children(t).next().is_some()
                    && !matches!(
                        article.syntax.relation[t as usize],
                        Relation::Advcl | Relation::Parataxis
                    ))
    });
    let thing = article.syntax.children(token).any(|t| {
        article.syntax.relation[t as usize] == Relation::Nsubj
            && article.syntax.upos[t as usize] == Upos::Noun
    });
    let personal = matches!(&*word, "known" | "know" | "certain") && !impersonal;
    ((impersonal && clause) || asked || (thing && !personal)).then(|| clause_range(article, token))
}

/// "Could not be independently verified", "there was no independent confirmation".
fn unverified(article: &Article<'_, '_>, token: TokenId) -> Option<TokenRange> {
    let lemma = article.syntax.lemma[token as usize].to_lowercase();
    match &*lemma {
        "verify" | "confirm" | "corroborate" | "authenticate" => {
            let negated = is_negated(article, token);
            let children: Vec<String> = article
                .syntax
                .children(token)
                .map(|t| article.text.word(t).to_lowercase())
                .collect();
            let able = children
                .iter()
                .any(|w| matches!(&**w, "could" | "can" | "independently" | "immediately"))
                || children.iter().any(|w| matches!(&**w, "been" | "be"));
            let parent = article.syntax.head[token as usize];
            let unable = match &*article.text.word(parent).to_lowercase() {
                "unable" | "impossible" => true,
                // "Was not able to verify", "it was not possible to verify".
                "able" | "possible" => is_negated(article, parent),
                _ => false,
            };
            // "None of the claims could be verified."
            let none = article.syntax.child(token, Relation::Nsubj).is_some_and(|t| {
                matches!(&*article.text.word(t).to_lowercase(), "none" | "neither")
            });
            ((negated || none) && able || unable)
                .then(|| clause_range(article, if unable { parent } else { token }))
        }
        "confirmation" | "verification" | "corroboration" => {
            let none = article.syntax.children(token).any(|t| is_negation(article, t));
            none.then(|| clause_range(article, root_of_clause(article, token)))
        }
        "unverified" | "unconfirmed" => {
            Some(clause_range(article, article.syntax.head[token as usize]))
                .filter(|_| matches!(article.syntax.relation[token as usize], Relation::Amod))
        }
        _ => None,
    }
}

/// "Did not provide any information on", "gave no details", "did not say whether".
fn undisclosed(article: &Article<'_, '_>, token: TokenId) -> Option<TokenRange> {
    const GIVE: &[&str] = &[
        "provide",
        "give",
        "offer",
        "release",
        "supply",
        "present",
        "share",
        "furnish",
        "elaborate",
        "disclose",
        "reveal",
        "specify",
        "identify",
        "publish",
        "detail",
        "name",
    ];
    const WORDS: &[&str] = &[
        "information",
        "detail",
        "evidence",
        "proof",
        "name",
        "specifics",
        "explanation",
        "figure",
        "reason",
        "number",
        "date",
        "identity",
        "timetable",
        "indication",
        "further",
        "more",
    ];
    if article.syntax.upos[token as usize] != Upos::Verb {
        return None;
    }
    let lemma = article.syntax.lemma[token as usize].to_lowercase();
    if lemma != "say" && !GIVE.contains(&&*lemma) {
        return None;
    }
    // "No details were given."
    let passive = phrase::is_passive(article.text, article.syntax, token);
    let object = article
        .syntax
        .child(token, Relation::Obj)
        .or_else(|| article.syntax.child(token, Relation::Nsubj).filter(|_| passive));
    let empty_handed = object.is_some_and(|o| {
        article.syntax.children(o).any(|t| {
            is_negation(article, t)
                || matches!(&*article.text.word(t).to_lowercase(), "few" | "little")
        }) && WORDS.contains(&&*article.syntax.lemma[o as usize].to_lowercase())
    });
    let negated = is_negated(article, token);
    let of_words =
        object.is_some_and(|o| WORDS.contains(&&*article.syntax.lemma[o as usize].to_lowercase()));
    // "Officials who were not named" keep nothing back.
    let withheld = match &*lemma {
        "specify" | "elaborate" | "disclose" | "reveal" | "identify" | "detail" => true,
        "name" => !passive,
        _ => false,
    };
    let asked = article
        .syntax
        .children(token)
        .any(|t| article.syntax.relation[t as usize] == Relation::Ccomp && is_question(article, t));
    let says_not = negated && lemma == "say" && asked;
    let gives_not = GIVE.contains(&&*lemma) && (empty_handed || negated && (of_words || withheld));
    (gives_not || says_not).then(|| {
        let all = clause_range(article, token);
        let first = article
            .syntax
            .children(token)
            .filter(|&t| {
                article.syntax.relation[t as usize] == Relation::Aux || is_negation(article, t)
            })
            .min()
            .unwrap_or(token)
            .min(token);
        first.max(all.start)..all.end
    })
}

/// Does the clause ask: "whether", "who", "how many"?
fn is_question(article: &Article<'_, '_>, clause: TokenId) -> bool {
    phrase::subtree(article.syntax, clause).take(3).any(|t| {
        matches!(
            &*article.text.word(t).to_lowercase(),
            "whether" | "if" | "who" | "what" | "when" | "where" | "why" | "how" | "which"
        )
    })
}

fn root_of_clause(article: &Article<'_, '_>, token: TokenId) -> TokenId {
    let parent = article.syntax.head[token as usize];
    if article.syntax.upos[parent as usize] == Upos::Verb || parent == token {
        parent
    } else {
        token
    }
}

/// A predicate with its clause, without what is only coordinated with it.
fn clause_range(article: &Article<'_, '_>, token: TokenId) -> TokenRange {
    phrase::extent(article.syntax, token, |relation| {
        !matches!(
            relation,
            Relation::Punct
                | Relation::Conj
                | Relation::Cc
                | Relation::Parataxis
                | Relation::Discourse
        )
    })
}

fn trimmed(article: &Article<'_, '_>, range: TokenRange) -> TokenRange {
    let mark = |t: TokenId| article.syntax.upos[t as usize] == Upos::Punct;
    let mut range = range;
    while range.len() > 1 && mark(range.end - 1) {
        range.end -= 1;
    }
    while range.len() > 1 && mark(range.start) {
        range.start += 1;
    }
    range
}
