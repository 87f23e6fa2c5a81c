//! Mentions of one event, put together: it is reported once, at its clearest mention.
//!
//! Two mentions may be one event where their types agree and neither contradicts the other. The weights of what they have in
//! common decide whether they are (`same`); a bare noun that points back does without them.

use jiff::ToSpan;
use jiff::civil::Date;

use super::same::{Mention, Mentions};
use super::{Event, Participant, When};
use crate::statements::Article;
use crate::status::Status;
use crate::syntax::{Relation, Upos};

/// The events, each once, in text order.
pub(super) fn together(
    article: &Article<'_, '_>,
    mentions: Mentions,
    weights: &[f32],
    published: Option<Date>,
) -> Vec<Event> {
    let groups = groups(article, &mentions, weights, published);
    let mut out: Vec<Event> = Vec::new();
    for (mention, (group, back)) in mentions.into_events().into_iter().zip(groups) {
        match out.get_mut(group) {
            // What only points back adds nothing, not even that it happened.
            Some(told) if back => told.also.push(mention.token),
            Some(told) => join(told, mention),
            None => out.push(mention),
        }
    }
    out.sort_by_key(|e| (e.trigger.start, e.trigger.end));
    out
}

/// The number of each mention's event, in the order of their first mentions, and whether the mention only points back to it. A mention joins the earlier event that it is
/// likeliest one with, by the mean over that event's mentions.
fn groups(
    article: &Article<'_, '_>,
    mentions: &Mentions,
    weights: &[f32],
    published: Option<Date>,
) -> Vec<(usize, bool)> {
    let all = mentions.all();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut out = Vec::with_capacity(all.len());
    for (j, Mention { event, .. }) in all.iter().enumerate() {
        let bare = is_bare(article, event);
        let score = |group: &Vec<usize>| {
            let told: Vec<&Event> = group.iter().map(|&i| &all[i].event).collect();
            if bare && points_back(article, &told, event) {
                return f32::INFINITY;
            }
            if told.iter().any(|a| !may_be_one(a, event))
                || parted_by_years(&told, event, published)
            {
                return f32::NEG_INFINITY;
            }
            let sum: f32 = group.iter().map(|&i| mentions.score(i, j, weights)).sum();
            sum / group.len() as f32
        };
        let best = (0..groups.len())
            .filter(|&g| all[groups[g][0]].event.kind == event.kind)
            .map(|g| (score(&groups[g]), g))
            .filter(|(score, _)| *score > ONE)
            .max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let group = best.map_or(groups.len(), |(_, g)| g);
        if group == groups.len() {
            groups.push(Vec::new());
        }
        groups[group].push(j);
        out.push((group, best.is_some_and(|(score, _)| score == f32::INFINITY)));
    }
    out
}

/// Above these log-odds two mentions are one event.
const ONE: f32 = 0.0;

/// What did not happen or is still to come is nothing that did, whatever the weights say.
fn may_be_one(a: &Event, b: &Event) -> bool {
    let failed = |e: &Event| e.status == Status::DidNotHappen && e.factuality <= -3.0;
    let is_not = |e: &Event| e.is_to_come() || failed(e);
    !(is_not(a) && b.is_certain() || a.is_certain() && is_not(b))
}

/// "Gunmen attacked a bus on the road. In 2022 gunmen killed 20 people there": the one has no day and is told now, the other was
/// long ago.
fn parted_by_years(known: &[&Event], mention: &Event, published: Option<Date>) -> bool {
    let dated = mention.time.as_ref().and_then(|t| t.end).zip(published);
    let long_ago = dated.is_some_and(|(end, today)| end.saturating_add(LONG.days()) < today);
    long_ago && !known.iter().any(|e| e.time.as_ref().is_some_and(When::is_dated))
}

/// How many days ago is long ago.
const LONG: i32 = 180;

/// A bare noun with an article, "*the request*".
fn is_bare(article: &Article<'_, '_>, event: &Event) -> bool {
    let syntax = article.syntax;
    let mut children = syntax.children(event.token).peekable();
    syntax.upos[event.token as usize] == Upos::Noun
        && children.peek().is_some()
        && children.all(|t| match syntax.relation[t as usize] {
            Relation::Det => {
                matches!(&*article.text.word(t).to_lowercase(), "the" | "this" | "that" | "such")
            }
            relation => matches!(relation, Relation::Case | Relation::Punct),
        })
}

/// "Iceland has asked Ireland for ships. It is unclear whether Dublin has answered *the request*": a bare noun
/// points back to what one of the sentences before told, between the same parties.
fn points_back(article: &Article<'_, '_>, told: &[&Event], again: &Event) -> bool {
    let sentence = |e: &Event| article.syntax.sentence_number(e.token);
    let to = sentence(again);
    told.iter().any(|e| (sentence(e) + 1..=sentence(e) + NEAR).contains(&to))
        && parties(again).next().is_some()
        && parties(again).all(|x| told.iter().any(|e| parties(e).any(|y| x.may_be(y))))
}

fn parties(event: &Event) -> impl Iterator<Item = &Participant> {
    event.actors.iter().chain(&event.recipients)
}

/// How many sentences a noun with an article points back at most.
const NEAR: usize = 3;

/// The clearer mention stands for both; what it lacks it takes from the other.
fn join(known: &mut Event, mut other: Event) {
    let fullness =
        |e: &Event| usize::from(!e.actors.is_empty()) + usize::from(!e.recipients.is_empty());
    let clearer = fullness(&other) > fullness(known);
    let (status, factuality) = if clearer { both(&other, known) } else { both(known, &other) };
    let (told, claimed) =
        if known.is_certain() { (&*known, &mut other) } else { (&other, &mut *known) };
    if told.is_certain() && told.actors.is_empty() && claimed.status == Status::Alleged {
        claimed.actors.iter_mut().for_each(|actor| actor.alleged = true);
    }
    if clearer {
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
    let times = [known.time.take(), other.time];
    let mut told = times.iter().flatten();
    known.time = told.clone().find(|t| t.is_dated()).or(told.next()).cloned();
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

/// How real an event is that is told twice, at its clearest mention `a` and elsewhere: what the article tells as fact stands; what one
/// affirms and another denies is contested; else the clearer mention decides.
fn both(a: &Event, b: &Event) -> (Status, f32) {
    let either = |wanted: Status| [a, b].into_iter().find(|e| e.status == wanted);
    let told = [Status::Happened, Status::Ongoing];
    if let Some(fact) = [a, b].into_iter().find(|e| e.is_certain() && e.factuality >= 3.0) {
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
