//! Events in words: who does what to whom, in which words of the article, and who holds it how.

use onrecord::report::{Actor, Event, Report, WireSpan};
use onrecord::statements::SpeakerKind;

use crate::text::{Text, clean};
use crate::words;

/// The farthest that an event's words may reach before only its trigger is shown.
const REACH: u32 = 240;

/// `Russia -> China`, `Keller and foreign ministers`; empty where nobody is known.
pub(crate) fn parties(event: &Event) -> String {
    let names = |actors: &[Actor]| {
        let names: Vec<_> = actors
            .iter()
            .map(|actor| {
                let name = clean(&actor.name);
                if actor.alleged { format!("allegedly {name}") } else { name }
            })
            .filter(|name| !name.is_empty())
            .collect();
        listed(&names)
    };
    match (names(&event.actors), names(&event.recipients)) {
        (actors, recipients) if recipients.is_empty() => actors,
        (actors, recipients) if actors.is_empty() => format!("unknown actor -> {recipients}"),
        (actors, recipients) => format!("{actors} -> {recipients}"),
    }
}

/// `A`, `A and B`, `A, B and C`.
pub(crate) fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// `request (assist)`.
pub(crate) fn deed(event: &Event) -> String {
    let kind = clean(&event.kind).to_lowercase();
    match event.mode.as_deref().map(clean).filter(|mode| !mode.is_empty()) {
        Some(mode) => format!("{kind} ({mode})"),
        None => kind,
    }
}

/// `Thursday 19 March 2026, Geneva (Switzerland)`.
pub(crate) fn when_and_where(event: &Event) -> Option<String> {
    let country = event.place.country.as_deref().map(words::country);
    let place = match (event.place.name.as_deref().map(clean), country) {
        (Some(name), Some(country)) if name != country => Some(format!("{name} ({country})")),
        (Some(name), _) => Some(name),
        (None, country) => country,
    };
    let parts: Vec<_> = words::event_time(&event.time).into_iter().chain(place).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// From the first to the last word that bears it, where they stand together; else its trigger.
pub(crate) fn words_of<'a>(text: &Text<'a>, event: &Event) -> &'a str {
    let trigger = event.trigger;
    let near = |span: &WireSpan| {
        let cover = [trigger[0].min(span[0]), trigger[1].max(span[1])];
        cover[1].saturating_sub(cover[0]) <= REACH && !text.slice(cover).contains(['\n', '.', '?'])
    };
    let parties = event.actors.iter().chain(&event.recipients).map(|actor| actor.span);
    let spans = parties.chain(event.object.iter().copied()).chain(event.place.span);
    let cover = spans
        .filter(near)
        .fold(trigger, |cover, span| [cover[0].min(span[0]), cover[1].max(span[1])]);
    text.slice(cover)
}

/// Who holds it how: `affirmed by A; denied by B; left open by C`. A speaker who says so more
/// than once stands there once.
pub(crate) fn held(report: &Report, event: &Event) -> Option<String> {
    let mut sides: Vec<(&str, Vec<String>)> = Vec::new();
    for held in &event.held {
        let Some(statement) = report.statements.iter().find(|s| s.id == held.statement) else {
            continue;
        };
        let side = side(held.factuality);
        let name = match statement.speaker.kind {
            SpeakerKind::Unknown => "hearsay".to_owned(),
            _ => words::speaker(&statement.speaker),
        };
        match sides.iter_mut().find(|(known, _)| *known == side) {
            Some((_, names)) if names.contains(&name) => {}
            Some((_, names)) => names.push(name),
            None => sides.push((side, vec![name])),
        }
    }
    let parts: Vec<_> =
        sides.iter().map(|(side, names)| format!("{side} by {}", listed(names))).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

fn side(factuality: f64) -> &'static str {
    match factuality {
        f if f >= 2.5 => "affirmed",
        f if f >= 1.5 => "expected",
        f if f >= 0.5 => "held possible",
        f if f > -0.5 => "left open",
        f if f > -2.5 => "doubted",
        _ => "denied",
    }
}
