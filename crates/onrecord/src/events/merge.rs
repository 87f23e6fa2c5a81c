//! Mentions of one event, put together: it is reported once, at its clearest mention.
//!
//! Two mentions are one event where their types agree, nobody takes part in one who cannot be in the
//! other, the same take part on both sides or the words are of one stem, and their days do not exclude
//! each other.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Event, Participant};
use crate::entities::EntityKind;
use crate::statements::Article;
use crate::status::Status;
use crate::syntax::{Relation, Upos};
use crate::text::TokenId;

/// The events, each once, in text order.
pub(super) fn together(
    article: &Article<'_, '_>,
    mentions: Vec<Event>,
    published: Option<Date>,
) -> Vec<Event> {
    let mut out: Vec<Event> = Vec::new();
    for mention in mentions {
        // What only points back adds nothing, not even that it happened.
        if let Some(told) = out.iter_mut().rfind(|told| points_back(article, told, &mention)) {
            told.also.push(mention.token);
            continue;
        }
        let same = |known: &Event| {
            !parted_by_years(known, &mention, published) && is_same(article, known, &mention)
        };
        match out.iter().position(same) {
            Some(at) => join(&mut out[at], mention),
            None => out.push(mention),
        }
    }
    out.sort_by_key(|e| (e.trigger.start, e.trigger.end));
    out
}

/// "Gunmen attacked a bus on the road. In 2022 gunmen killed 20 people there": the one has no day and is told now, the other was
/// long ago.
fn parted_by_years(known: &Event, mention: &Event, published: Option<Date>) -> bool {
    let dated = mention.time.as_ref().and_then(|t| t.end).zip(published);
    let long_ago = dated.is_some_and(|(end, today)| end.saturating_add(LONG.days()) < today);
    long_ago && known.time.is_none()
}

fn is_certain(event: &Event) -> bool {
    matches!(event.status, Status::Happened | Status::Ongoing)
}

/// How many days ago is long ago.
const LONG: i32 = 180;

fn is_same(article: &Article<'_, '_>, a: &Event, b: &Event) -> bool {
    if a.kind != b.kind || a.mode.is_some() && b.mode.is_some() && a.mode != b.mode {
        return false;
    }
    // What did not happen is nothing that did.
    let failed = |e: &Event| e.status == Status::DidNotHappen && e.factuality <= -3.0;
    if failed(a) && is_certain(b) || is_certain(a) && failed(b) {
        return false;
    }
    let sides = [overlap(&a.actors, &b.actors), overlap(&a.recipients, &b.recipients)];
    let lemma = |e: &Event| article.syntax.lemma[e.token as usize].to_lowercase();
    let one_word = stem(&lemma(a)) == stem(&lemma(b));
    // Who denies it may call himself and those concerned by other words: "soldiers killed 12 villagers", "the army
    // denied killing any civilians".
    let denied = a.status == Status::Alleged && b.status == Status::Denied;
    let clash = sides.iter().filter(|side| **side == Overlap::None).count();
    if clash > usize::from(denied && one_word) {
        return false;
    }
    let days = |e: &Event| e.time.as_ref().map(|t| (t.start, t.end));
    if let (Some(x), Some(y)) = (days(a), days(b))
        && x != y
    {
        return false;
    }
    sides == [Overlap::Some; 2]
        || one_word
        || is_one_phrase(article, a.token, b.token)
        || is_death(&lemma(a)) && is_death(&lemma(b)) && share_a_person(article, a, b)
}

/// "Iceland has asked Ireland for ships. It is unclear whether Dublin has answered *the request*": a bare noun with an article
/// that points back to what one of the sentences before told, between the same parties.
fn points_back(article: &Article<'_, '_>, told: &Event, again: &Event) -> bool {
    let syntax = article.syntax;
    let mut children = syntax.children(again.token).peekable();
    let bare = syntax.upos[again.token as usize] == Upos::Noun
        && children.peek().is_some()
        && children.all(|t| match syntax.relation[t as usize] {
            Relation::Det => {
                matches!(&*article.text.word(t).to_lowercase(), "the" | "this" | "that" | "such")
            }
            relation => matches!(relation, Relation::Case | Relation::Punct),
        });
    let sentence = |token: TokenId| syntax.sentences.partition_point(|s| s.end <= token);
    let (from, to) = (sentence(told.token), sentence(again.token));
    bare && told.kind == again.kind
        && from < to
        && to <= from + NEAR
        && parties(again).next().is_some()
        && parties(again).all(|x| parties(told).any(|y| x.may_be(y)))
}

fn parties(event: &Event) -> impl Iterator<Item = &Participant> {
    event.actors.iter().chain(&event.recipients)
}

/// How many sentences a noun with an article points back at most.
const NEAR: usize = 3;

/// Two words of one telling: "tortured and *murdered*", "hosted a *summit*", "mounted an *assault*".
fn is_one_phrase(article: &Article<'_, '_>, a: TokenId, b: TokenId) -> bool {
    let syntax = article.syntax;
    let hangs = |child: TokenId, parent: TokenId| {
        child != parent
            && syntax.head[child as usize] == parent
            && matches!(
                syntax.relation[child as usize],
                Relation::Conj
                    | Relation::Obj
                    | Relation::Xcomp
                    | Relation::Compound
                    | Relation::Nmod
            )
    };
    hangs(a, b) || hangs(b, a)
}

/// Words for a death that somebody caused.
fn is_death(lemma: &str) -> bool {
    matches!(
        lemma,
        "kill"
            | "killing"
            | "die"
            | "death"
            | "dead"
            | "murder"
            | "assassinate"
            | "assassination"
            | "execute"
            | "execution"
            | "slay"
            | "behead"
            | "beheading"
            | "fall"
    )
}

/// Nobody dies twice.
fn share_a_person(article: &Article<'_, '_>, a: &Event, b: &Event) -> bool {
    let person = |p: &&Participant| {
        p.entity.is_some_and(|e| {
            let entity = &article.entities.all[e];
            entity.kind == EntityKind::Person && !entity.plural
        })
    };
    a.recipients.iter().filter(person).any(|x| b.recipients.iter().any(|y| x.is(y)))
}

/// The first letters of a word, which a verb and its noun most often share: "invade", "invasion".
fn stem(lemma: &str) -> &str {
    let end = lemma.char_indices().nth(4).map_or(lemma.len(), |(at, _)| at);
    &lemma[..end]
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Overlap {
    /// Somebody is on both lists.
    Some,
    /// A list is empty.
    Open,
    /// Nobody is.
    None,
}

fn overlap(a: &[Participant], b: &[Participant]) -> Overlap {
    if a.is_empty() || b.is_empty() {
        return Overlap::Open;
    }
    if a.iter().any(|x| b.iter().any(|y| x.may_be(y))) { Overlap::Some } else { Overlap::None }
}

/// The clearer mention stands for both; what it lacks it takes from the other.
fn join(known: &mut Event, mut other: Event) {
    let (status, factuality) = both(known, &other);
    let (told, claimed) =
        if is_certain(known) { (&*known, &mut other) } else { (&other, &mut *known) };
    if is_certain(told) && told.actors.is_empty() && claimed.status == Status::Alleged {
        claimed.actors.iter_mut().for_each(|actor| actor.alleged = true);
    }
    let fullness =
        |e: &Event| usize::from(!e.actors.is_empty()) + usize::from(!e.recipients.is_empty());
    if fullness(&other) > fullness(known) {
        std::mem::swap(known, &mut other);
    }
    known.also.push(other.token);
    known.also.append(&mut other.also);
    known.also.sort_unstable();
    if known.actors.is_empty() {
        known.actors = other.actors;
    }
    if known.recipients.is_empty() {
        known.recipients = other.recipients;
    }
    if known.object.is_empty() {
        known.object = other.object;
    }
    known.mode = known.mode.or(other.mode);
    known.time = known.time.take().or(other.time);
    known.place = known.place.take().or(other.place);
    for held in other.held {
        if known.held.iter().all(|h| h.0 != held.0) {
            known.held.push(held);
        }
    }
    known.held.sort_by_key(|h| h.0);
    known.confidence = known.confidence.max(other.confidence);
    (known.status, known.factuality) = (status, factuality);
}

/// How real an event is that is told twice: what the article tells as fact stands; what one affirms and
/// another denies is contested; else the clearer mention decides.
fn both(a: &Event, b: &Event) -> (Status, f32) {
    let either = |wanted: Status| [a, b].into_iter().find(|e| e.status == wanted);
    let told = [Status::Happened, Status::Ongoing];
    if let Some(fact) = told.iter().find_map(|&s| either(s).filter(|e| e.factuality >= 3.0)) {
        return (fact.status, fact.factuality);
    }
    let affirmed = told.iter().chain(&[Status::Alleged]).any(|&s| either(s).is_some());
    if either(Status::Contested).is_some() || affirmed && either(Status::Denied).is_some() {
        return (Status::Contested, 0.0);
    }
    // What is asked or only thought of gives way to what somebody says of it.
    let open = |e: &Event| {
        matches!(e.status, Status::Possible | Status::Hypothetical) && e.factuality <= 0.0
    };
    let clearer = if open(a) && !open(b) { b } else { a };
    (clearer.status, clearer.factuality)
}
