//! To whom it is done where the sentences before say so: "Russia asked China for arms. It *also asked* for money", "Cairo asked
//! Khartoum to wait. Khartoum *refused*".

use super::{Event, Participant};
use crate::plover::EventType;
use crate::statements::Article;
use crate::syntax::Relation;
use crate::text::TokenId;

/// How many sentences before an answer what it answers may stand, and before a deed that is done again the one before.
const ANSWER: usize = 2;
const AGAIN: usize = 5;

/// Gives recipients to events that have none. Events stand in text order.
pub(super) fn add(article: &Article<'_, '_>, events: &mut [Event]) {
    let sentence = |token: TokenId| article.syntax.sentence_number(token);
    for at in 0..events.len() {
        let (before, event) = (&events[..at], &events[at]);
        if !event.recipients.is_empty() || event.actors.is_empty() || event.kind.is_reciprocal() {
            continue;
        }
        // How many sentences lie between, from the last mention on.
        let apart = |e: &Event| {
            let mentions = e.also.iter().chain([&e.token]).filter(|t| **t < event.token);
            mentions.max().map_or(usize::MAX, |&t| sentence(event.token) - sentence(t))
        };
        let again = |e: &&Event| apart(e) <= AGAIN && is_before(e, event);
        let offered = is_of_offer(article, event.token);
        let asked = |e: &&Event| apart(e) <= ANSWER && is_answered(e, event, offered);
        let found = if says_again(article, event.token) {
            before.iter().rfind(again).map(|e| &e.recipients)
        } else if is_answer(article, event) {
            before.iter().rfind(asked).map(|e| &e.actors)
        } else {
            None
        };
        if let Some(recipients) = found.cloned() {
            events[at].recipients = recipients;
        }
    }
}

fn says_again(article: &Article<'_, '_>, token: TokenId) -> bool {
    article.syntax.children(token).any(|t| {
        matches!(&*article.text.word(t).to_lowercase(), "also" | "again" | "too" | "separately")
    })
}

/// The same by the same.
fn is_before(before: &Event, event: &Event) -> bool {
    before.kind == event.kind
        && !before.recipients.is_empty()
        && shared(&before.actors, &event.actors, Participant::is)
}

/// "*Refused*", "*agreed* to it", "*rejected* the charges": no word of its own tells of what.
fn is_answer(article: &Article<'_, '_>, event: &Event) -> bool {
    const ANSWERED: &[&str] = &[
        "it",
        "this",
        "that",
        "them",
        "request",
        "demand",
        "call",
        "appeal",
        "plea",
        "offer",
        "proposal",
        "invitation",
        "charge",
        "claim",
        "accusation",
        "allegation",
        "threat",
        "warning",
        "ultimatum",
    ];
    let syntax = article.syntax;
    let answered = |t: TokenId| ANSWERED.contains(&&*syntax.lemma[t as usize].to_lowercase());
    matches!(event.kind, EventType::Reject | EventType::Agree)
        && syntax.children(event.token).all(|t| match syntax.relation[t as usize] {
            Relation::Ccomp | Relation::Xcomp => false,
            Relation::Obj | Relation::Obl => answered(t),
            _ => true,
        })
}

/// "Rejected the *offer*".
fn is_of_offer(article: &Article<'_, '_>, token: TokenId) -> bool {
    let object = article.syntax.child(token, Relation::Obj);
    object.is_some_and(|t| {
        let lemma = article.syntax.lemma[t as usize].to_lowercase();
        matches!(&*lemma, "offer" | "proposal" | "invitation")
    })
}

/// Who was asked, threatened or accused, or to whom something was offered, answers whoever did so.
fn is_answered(before: &Event, event: &Event, offered: bool) -> bool {
    let asked = matches!(
        before.kind,
        EventType::Request
            | EventType::Threaten
            | EventType::Accuse
            | EventType::Aid
            | EventType::Support
    ) || offered
        && matches!(before.kind, EventType::Agree | EventType::Concede | EventType::Consult);
    asked
        && !before.actors.is_empty()
        && shared(&before.recipients, &event.actors, Participant::may_be)
        && !shared(&before.actors, &event.actors, Participant::may_be)
}

fn shared(
    a: &[Participant],
    b: &[Participant],
    one: fn(&Participant, &Participant) -> bool,
) -> bool {
    a.iter().any(|p| b.iter().any(|q| one(p, q)))
}
