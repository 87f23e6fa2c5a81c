//! Statements that speak of an event without naming it: "Teheran called the claim a lie", "the ministry
//! confirmed it", "the embassy had never heard of any such request".
//!
//! A denial, a disclaimer or a confirmation whose content tells of no event bears on the nearest one
//! before it whose verb it says again ("denied shelling the hospital") or in which its speaker takes part, or, where the speaker is
//! accused, on the deed that the speaker is accused of; and "the claim", "the allegations" are the last that is only claimed,
//! whoever denies them. What it says is added to `held`, and may change the event's status.

use super::{Event, reality};
use crate::plover::EventType;
use crate::statements::{Article, Stance, Statement};
use crate::status::Status;
use crate::syntax::Upos;
use crate::text::TokenId;

/// How many sentences before a statement the event may stand.
const SENTENCES: usize = 4;

pub(super) fn add(article: &Article<'_, '_>, statements: &[Statement], events: &mut [Event]) {
    for (index, statement) in statements.iter().enumerate() {
        if events.iter().any(|e| e.held.iter().any(|held| held.0 == index)) {
            continue;
        }
        let wanted =
            matches!(statement.stance, Stance::Denies | Stance::Disclaims | Stance::Confirms);
        if !wanted {
            continue;
        }
        let before = before(article, statement, events);
        let spoken_of = || {
            points_back(article, statement)
                .then(|| spoken_of(article, statement, &before))
                .flatten()
        };
        let at = restated(article, statement, &before).or_else(spoken_of);
        if let Some(at) = at {
            bear(article, statement, index, &mut events[at]);
        }
    }
}

/// Stands an event so far on somebody's word?
fn is_on_a_word(event: &Event) -> bool {
    let said = !event.held.is_empty() && event.factuality <= 2.0;
    matches!(event.status, Status::Alleged | Status::Contested | Status::Possible)
        || said && matches!(event.status, Status::Happened | Status::Ongoing)
}

/// The words of a statement's content.
fn content_words<'a>(
    article: &'a Article<'_, '_>,
    statement: &'a Statement,
) -> impl Iterator<Item = TokenId> + 'a {
    (0..article.text.tokens.len() as TokenId).filter(|&t| {
        let span = article.text.tokens[t as usize].span;
        statement.content.iter().any(|content| content.contains(span))
    })
}

/// The last event that stands on somebody's word whose verb a denial or a confirmation says again.
fn restated(
    article: &Article<'_, '_>,
    statement: &Statement,
    before: &[Told<'_>],
) -> Option<usize> {
    if !matches!(statement.stance, Stance::Denies | Stance::Confirms) {
        return None;
    }
    let lemma = |t: TokenId| article.syntax.lemma[t as usize].to_lowercase();
    let words: Vec<String> = content_words(article, statement)
        .filter(|&t| matches!(article.syntax.upos[t as usize], Upos::Verb | Upos::Noun))
        .map(lemma)
        .collect();
    let again = |e: &Event| {
        let own = lemma(e.token);
        let alike = |word: &String| {
            let beginning = |w: &str| w.chars().take(6).collect::<String>();
            *word == own || own.len() > 5 && beginning(word) == beginning(&own)
        };
        own.len() > 3 && words.iter().any(alike)
    };
    before.iter().rev().find(|(_, _, e)| is_on_a_word(e) && again(e)).map(|(_, index, _)| *index)
}

/// Does a content stand for something said before: "it", "the allegations", "any involvement"?
fn points_back(article: &Article<'_, '_>, statement: &Statement) -> bool {
    const ANAPHORS: &[&str] = &[
        "it",
        "this",
        "that",
        "them",
        "these",
        "so",
        "allegation",
        "accusation",
        "claim",
        "report",
        "charge",
        "involvement",
        "responsibility",
        "role",
        "link",
        "rumour",
        "rumor",
        "suggestion",
        "account",
        "story",
        "matter",
        "anything",
        "incident",
        "request",
        "attack",
        "deal",
        "news",
        "wrongdoing",
        "true",
        "false",
        "untrue",
        "lie",
        "fabrication",
        "nonsense",
        "baseless",
        "unfounded",
        "death",
        "killing",
        "which",
        "something",
        "such",
    ];
    let bears_nothing = |t: TokenId| {
        matches!(article.syntax.upos[t as usize], Upos::Pron | Upos::Aux | Upos::Part | Upos::Punct)
    };
    statement.content.is_empty()
        || content_words(article, statement).all(bears_nothing)
        || content_words(article, statement).any(|t| {
            ANAPHORS.contains(&&*article.syntax.lemma[t as usize].to_lowercase())
                || ANAPHORS.contains(&&*article.text.word(t).to_lowercase())
        })
}

/// An event with its last mention before a statement, and its place in the list of all.
type Told<'e> = (TokenId, usize, &'e Event);

/// The events of the sentences before a statement, in the order of their last mentions there.
fn before<'e>(
    article: &Article<'_, '_>,
    statement: &Statement,
    events: &'e [Event],
) -> Vec<Told<'e>> {
    let Some(at) = statement.cue.first().or(statement.content.first()).map(|span| span.start)
    else {
        return Vec::new();
    };
    let words = &article.text.tokens;
    let here =
        article.syntax.sentences.partition_point(|s| words[s.start as usize].span.start <= at);
    let first = article.syntax.sentences[here.saturating_sub(SENTENCES + 1)].start;
    let last = |e: &Event| {
        let mentions = e.also.iter().chain([&e.token]);
        mentions.copied().filter(|&t| words[t as usize].span.start < at && t >= first).max()
    };
    let mut before: Vec<Told<'_>> =
        events.iter().enumerate().filter_map(|(i, e)| Some((last(e)?, i, e))).collect();
    before.sort_by_key(|(token, index, _)| (*token, *index));
    before
}

/// The event that a statement speaks of.
fn spoken_of(
    article: &Article<'_, '_>,
    statement: &Statement,
    before: &[Told<'_>],
) -> Option<usize> {
    let acts = |e: &Event| reality::is_actor(article, statement, &e.actors);
    let suffers = |e: &Event| reality::is_actor(article, statement, &e.recipients);
    let open =
        |e: &Event| matches!(e.status, Status::Alleged | Status::Contested | Status::Possible);
    let nearest = |fits: &dyn Fn(&Event) -> bool| {
        before.iter().rev().find(|(_, _, e)| fits(e)).map(|(_, index, _)| *index)
    };
    let accused = || {
        let accusation = |e: &Event| e.kind == EventType::Accuse && suffers(e);
        nearest(&accusation).and_then(|_| nearest(&|e| open(e) && e.kind != EventType::Accuse))
    };
    let claimed = || {
        let claim = content_words(article, statement).any(|t| {
            matches!(
                &*article.syntax.lemma[t as usize].to_lowercase(),
                "allegation"
                    | "accusation"
                    | "claim"
                    | "charge"
                    | "account"
                    | "story"
                    | "report"
                    | "which"
                    | "something"
                    | "such"
            )
        });
        nearest(&|e| is_on_a_word(e) && e.kind != EventType::Accuse)
            .filter(|_| claim && statement.stance == Stance::Denies)
    };
    nearest(&|e| acts(e) && open(e))
        .or_else(accused)
        .or_else(|| nearest(&|e| suffers(e) && open(e)))
        .or_else(claimed)
        .or_else(|| nearest(&|e| acts(e) && e.kind != EventType::Accuse))
}

fn bear(article: &Article<'_, '_>, statement: &Statement, index: usize, event: &mut Event) {
    let held = match statement.stance {
        Stance::Denies => -3.0,
        Stance::Confirms => 3.0,
        _ => 0.0,
    };
    event.held.push((index, held));
    event.held.sort_by_key(|h| h.0);
    let acts = reality::is_actor(article, statement, &event.actors);
    match (statement.stance, event.status) {
        (Stance::Denies, Status::Alleged | Status::Possible) => {
            (event.status, event.factuality) = (Status::Contested, 0.0);
        }
        (Stance::Denies, Status::Happened | Status::Ongoing)
            if !acts && event.factuality <= 2.0 =>
        {
            (event.status, event.factuality) = (Status::Contested, 0.0);
        }
        (Stance::Confirms, Status::Alleged) if acts => {
            (event.status, event.factuality) = (Status::Happened, 2.0);
        }
        _ => {}
    }
}
