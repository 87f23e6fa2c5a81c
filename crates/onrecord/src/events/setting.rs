//! When and where an event takes place: the time and the place in its own clause.

use jiff::ToSpan;
use jiff::civil::Date;

use onrecord_intake::Span;

use super::{Participant, When, Where};
use crate::model::{Argument, Trigger};
use crate::phrase;
use crate::places::OnMap;
use crate::plover::EventType;
use crate::statements::{Article, Statement};
use crate::syntax::{NameKind, Relation, Upos};
use crate::text::{TokenId, TokenRange};
use crate::times;

/// What each step in the tree between a word and the event counts against the model's log-odds, and
/// standing in another clause.
const STEP: f32 = 0.25;
const ELSEWHERE: f32 = 2.0;
/// And standing in a sentence before, or in one behind: what is told next has its own day.
const BEFORE: f32 = 0.7;
const BEHIND: f32 = 2.0;
/// What it counts that a preposition of place leads to a place.
const LOCATED: f32 = 1.0;
/// How many days lie at most between two days that one event is told of.
const NEXT: i32 = 2;
/// Days in a week.
const WEEK: i32 = 7;
/// What it counts against a time that no day is known of.
const UNDATED: f32 = 1.0;
/// A time or a place below this score is not the event's.
const LEAST_SCORE: f32 = -2.0;
/// What it counts against a word that it stands with another deed.
const ANOTHERS: f32 = 2.0;

/// The expression of time that dates the event; "at noon", and "on Monday" in an article of no date, give the words alone.
///
/// A day on which somebody tells of it is the day of his saying, and one that stands with another deed is that one's.
pub(super) fn time(
    article: &Article<'_, '_>,
    statements: &[Statement],
    trigger: &Trigger,
    deeds: &[Trigger],
) -> Option<When> {
    let times = article.times;
    let first = times.partition_point(|t| t.tokens.start < trigger.first);
    let (_, index) = (first..times.len())
        .filter_map(|i| {
            let score = score(article, trigger, deeds, &times[i].tokens, Argument::Time)?;
            if score <= LEAST_SCORE || dates_the_saying(article, statements, trigger, &times[i]) {
                return None;
            }
            let reach = times::reach(times, i);
            let is_dated = reach.start.is_some() || reach.end.is_some();
            Some((score - if is_dated { 0.0 } else { UNDATED }, i))
        })
        .max_by(|a, b| a.0.total_cmp(&b.0))?;
    let (first, last) = beside(article, index);
    let (from, to) = (times::reach(times, first), times::reach(times, last));
    let tokens = times[first].tokens.start..times[last].tokens.end;
    Some(When { start: from.start, end: to.end, span: article.text.span(&tokens) })
}

/// "Officials said on *Monday* that rebels had seized the town."
fn dates_the_saying(
    article: &Article<'_, '_>,
    statements: &[Statement],
    trigger: &Trigger,
    time: &times::Time,
) -> bool {
    let deed = article.text.tokens[trigger.token as usize].span;
    let within = |spans: &[Span], span: Span| spans.iter().any(|s| s.overlaps(span));
    statements.iter().any(|s| {
        within(&s.content, deed)
            && !within(&s.cue, deed)
            && !within(&s.content, time.span)
            && s.said.is_some()
            && s.said == time.reach().closed()
            && s.cue.first().is_some_and(|cue| {
                let sentence = article.syntax.sentence_of(time.tokens.start);
                article.text.span(&sentence).overlaps(*cue)
            })
    })
}

/// The same weekday a week later, where what is to come was dated with the last one: "the ministers agreed to meet on *Thursday*".
pub(super) fn moved_on(
    article: &Article<'_, '_>,
    when: &When,
    published: Option<Date>,
) -> Option<When> {
    const WEEKDAYS: &[&str] =
        &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let (start, today) = (when.start?, published?);
    let time = article.times.iter().find(|t| t.span == when.span)?;
    let bare = time.tokens.len() == 1
        && WEEKDAYS.contains(&&*article.text.word(time.tokens.start).to_lowercase());
    let week = WEEK.days();
    let last = when.end == Some(start) && start < today && start.saturating_add(week) >= today;
    (bare && last).then(|| {
        let day = Some(start.saturating_add(week));
        When { start: day, end: day, span: when.span }
    })
}

/// "On *Tuesday* and *Wednesday*": the first and the last of the days that one event is told of.
fn beside(article: &Article<'_, '_>, index: usize) -> (usize, usize) {
    let times = article.times;
    let joined = |a: &times::Time, b: &times::Time| {
        let between: Vec<String> =
            (a.tokens.end..b.tokens.start).map(|t| article.text.word(t).to_lowercase()).collect();
        let between: Vec<&str> = between.iter().map(String::as_str).collect();
        let days = |t: &times::Time| t.reach().closed().filter(|_| t.bound == times::Bound::At);
        let soon = |(x, y): (times::Days, times::Days)| {
            x.end < y.start && y.start <= x.end.saturating_add(NEXT.days())
        };
        matches!(between[..], ["and" | "or" | ","] | ["," | "and", "and" | "or" | "on" | "in"])
            && days(a).zip(days(b)).is_some_and(soon)
    };
    let (mut first, mut last) = (index, index);
    while first > 0 && joined(&times[first - 1], &times[first]) {
        first -= 1;
    }
    while last + 1 < times.len() && joined(&times[last], &times[last + 1]) {
        last += 1;
    }
    (first, last)
}

/// How likely a phrase is an argument of the event: the model's word and the tree's.
fn score(
    article: &Article<'_, '_>,
    trigger: &Trigger,
    deeds: &[Trigger],
    tokens: &TokenRange,
    argument: Argument,
) -> Option<f32> {
    let at = |t: TokenId| trigger.arguments.get(t.checked_sub(trigger.first)? as usize);
    let best = tokens.clone().filter_map(at).map(|row| row[argument as usize]).reduce(f32::max)?;
    let head = article.syntax.head_of(tokens);
    let away = match distance(article, head, trigger.token) {
        Some(steps) => STEP * steps as f32,
        None => ELSEWHERE,
    };
    let away = if is_of_another(article, trigger, deeds, head) { away + ANOTHERS } else { away };
    let sentence = article.syntax.sentence_of(trigger.token);
    let away = match head {
        _ if head < sentence.start => away + BEFORE,
        _ if head >= sentence.end => away + BEHIND,
        _ => away,
    };
    Some(best - away)
}

/// "A man who stabbed two tourists on *Friday*": between a word and the event stands another deed of the same sentence.
fn is_of_another(
    article: &Article<'_, '_>,
    trigger: &Trigger,
    deeds: &[Trigger],
    from: TokenId,
) -> bool {
    let syntax = article.syntax;
    if !syntax.sentence_of(trigger.token).contains(&from) {
        return false;
    }
    let mut at = from;
    for _ in 0..12 {
        if syntax.is_root(at) || at == trigger.token {
            return false;
        }
        at = syntax.head[at as usize];
        // The days of what is done together are of both.
        let together = syntax.relation[at as usize] == Relation::Conj;
        if at != trigger.token && super::is_deed(deeds, at) && !together {
            return !is_below(article, trigger.token, at);
        }
    }
    false
}

/// Does a word hang, through others, from this one?
fn is_below(article: &Article<'_, '_>, token: TokenId, above: TokenId) -> bool {
    let mut at = token;
    for _ in 0..12 {
        if at == above {
            return true;
        }
        if article.syntax.is_root(at) {
            return false;
        }
        at = article.syntax.head[at as usize];
    }
    false
}

/// A place that the article names.
pub(super) struct Named {
    tokens: TokenRange,
    country: Option<&'static str>,
}

/// The places that the article names, in text order: those on the map, and others by the model's word.
pub(super) fn places(article: &Article<'_, '_>) -> Vec<Named> {
    let syntax = article.syntax;
    let named = |p: &&OnMap| syntax.upos[syntax.head_of(&p.tokens) as usize] == Upos::Propn;
    let on_map = article.places.iter().filter(named);
    let mut out: Vec<Named> = on_map
        .map(|p| Named { tokens: p.tokens.clone(), country: Some(p.place.country().iso3) })
        .collect();
    let on_the_map = out.len();
    for name in syntax.names.iter().filter(|name| name.kind == NameKind::Place) {
        let known = |place: &Named| {
            place.tokens.start < name.tokens.end && name.tokens.start < place.tokens.end
        };
        if !out[..on_the_map].iter().any(known) {
            out.push(Named { tokens: name.tokens.clone(), country: None });
        }
    }
    out.sort_by_key(|place| place.tokens.start);
    out
}

/// The place that the article names for the event.
pub(super) fn place(
    article: &Article<'_, '_>,
    trigger: &Trigger,
    deeds: &[Trigger],
    places: &[Named],
    recipients: &[Participant],
) -> Option<Where> {
    // "Sent tanks to *Ukraine*", "sanctions on *Iran*": to whom, and not where.
    let given = matches!(
        trigger.kind,
        EventType::Aid | EventType::Sanction | EventType::Cooperate | EventType::Agree
    );
    let is_given = |place: &Named| {
        let span = article.text.span(&place.tokens);
        given && recipients.iter().any(|r| r.span == span)
    };
    let mut best: Option<(f32, &Named)> = None;
    for place in places.iter().filter(|place| !is_given(place)) {
        let Some(score) = score(article, trigger, deeds, &place.tokens, Argument::Place) else {
            continue;
        };
        let head = article.syntax.head_of(&place.tokens);
        let score = score + if is_location(article, head) { LOCATED } else { 0.0 };
        if score > LEAST_SCORE && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, place));
        }
    }
    let (_, place) = best?;
    Some(Where {
        name: phrase::line(article.text, &place.tokens),
        country: place.country,
        span: article.text.span(&place.tokens),
    })
}

/// "In Idlib", "the town of Afrin", "the Syrian city of Raqqa": a preposition of place leads to it.
fn is_location(article: &Article<'_, '_>, head: TokenId) -> bool {
    let syntax = article.syntax;
    let case = |of: TokenId| {
        syntax.children(of).filter(|&t| syntax.relation[t as usize] == Relation::Case).any(|t| {
            matches!(
                &*article.text.word(t).to_lowercase(),
                "in" | "at"
                    | "near"
                    | "outside"
                    | "inside"
                    | "across"
                    | "around"
                    | "into"
                    | "throughout"
                    | "within"
                    | "off"
                    | "over"
            )
        })
    };
    let above = syntax.head[head as usize];
    let relation = syntax.relation[head as usize];
    case(head)
        || matches!(
            relation,
            Relation::Nmod | Relation::Compound | Relation::Appos | Relation::Conj
        ) && case(above)
}

/// How many steps of the tree lie between a word and the event that it belongs to; none where it
/// belongs to another clause.
fn distance(article: &Article<'_, '_>, from: TokenId, event: TokenId) -> Option<usize> {
    let clause = clause_of(article, event);
    let mut at = from;
    for steps in 0..12 {
        if at == event {
            return Some(steps);
        }
        if article.syntax.upos[at as usize] == Upos::Verb && at != from {
            return (at == clause).then_some(steps + 4);
        }
        if article.syntax.is_root(at) {
            return None;
        }
        at = article.syntax.head[at as usize];
    }
    None
}

/// The verb of the clause that a word stands in: the word itself where it is one.
fn clause_of(article: &Article<'_, '_>, token: TokenId) -> TokenId {
    let mut at = token;
    for _ in 0..12 {
        if article.syntax.upos[at as usize] == Upos::Verb || article.syntax.is_root(at) {
            break;
        }
        at = article.syntax.head[at as usize];
    }
    at
}
