//! Events over time and on the map, by how real they are.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use onrecord_ledger::{EventRow, Ledger};
use onrecord_views::STATUSES;
use serde::Serialize;

use crate::desk::Desk;
use crate::fault::Fault;
use crate::page::{Answer, Form, Frame, settle};
use crate::pages::claims::TYPES;
use crate::query::Pairs;
use crate::svg::map::{Dot, map};
use crate::svg::timeline::{Counts, timeline};
use crate::words::{self, article, count, days, part, tone};

/// Events that are looked at; the days may be narrowed where there are more.
const MOST: u32 = 5_000;
/// Events in the list, and for programs.
const SHOWN: usize = 100;
/// Places on the map.
const PLACES: usize = 120;

/// Which events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wish {
    since: String,
    until: String,
    status: String,
    kind: String,
    place: String,
}

impl Wish {
    fn of(pairs: &Pairs) -> Result<Self, Fault> {
        let mut wish = Self::default();
        for (key, value) in pairs {
            let value = value.trim().to_owned();
            match key.as_str() {
                "since" => wish.since = value,
                "until" => wish.until = value,
                "status" => wish.status = value,
                "type" => wish.kind = value,
                "place" => wish.place = value,
                _ => {}
            }
        }
        for day in [&mut wish.since, &mut wish.until] {
            if !day.is_empty() {
                *day = onrecord_ledger::since(day)?.chars().take(10).collect();
            }
        }
        Ok(wish)
    }

    fn at(&self, path: &str) -> String {
        let pairs: Vec<String> = [
            ("since", &self.since),
            ("until", &self.until),
            ("status", &self.status),
            ("type", &self.kind),
            ("place", &self.place),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| format!("{key}={}", part(value)))
        .collect();
        if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
    }

    fn fits(&self, event: &EventRow) -> bool {
        (self.status.is_empty() || self.status == event.status)
            && (self.kind.is_empty() || self.kind.eq_ignore_ascii_case(&event.kind))
            && (self.place.is_empty() || event.place.as_ref() == Some(&self.place))
    }
}

#[derive(Debug, Serialize)]
struct Events {
    /// Events that fit, among the first 5,000 of these days.
    total: usize,
    events: Vec<EventRow>,
}

struct Row {
    status: String,
    tone: &'static str,
    deed: String,
    who: String,
    when: String,
    place: Option<String>,
    outlet: String,
    address: String,
}

#[derive(Template)]
#[template(path = "happenings.html")]
struct Page {
    frame: Frame,
    wish: Wish,
    types: [&'static str; 16],
    statuses: [&'static str; 9],
    total: String,
    full: bool,
    timeline: String,
    map: String,
    unplaced: usize,
    rows: Vec<Row>,
    left_out: usize,
}

pub(crate) async fn html(State(desk): State<Arc<Desk>>, Query(pairs): Query<Pairs>) -> Response {
    settle(Form::Html, answer(&desk, pairs, Form::Html).await)
}

pub(crate) async fn json(State(desk): State<Arc<Desk>>, Query(pairs): Query<Pairs>) -> Response {
    settle(Form::Json, answer(&desk, pairs, Form::Json).await)
}

async fn answer(desk: &Arc<Desk>, pairs: Pairs, form: Form) -> Result<impl IntoResponse, Fault> {
    let wish = Wish::of(&pairs)?;
    let frame = Frame::new(desk, "events", "Events").json(wish.at("/events.json"));
    let bound = |day: &str| Some(day.to_owned()).filter(|day| !day.is_empty());
    let (since, until) = (bound(&wish.since), bound(&wish.until));
    let days = format!("{}/{}", wish.since, wish.until);
    let look =
        move |ledger: &Ledger| Ok(ledger.events(since.as_deref(), until.as_deref(), MOST)?);
    let all = desk.kept(|desk| &desk.events, days, look).await?;
    let full = all.len() >= MOST as usize;
    let events: Vec<&EventRow> = all.iter().filter(|event| wish.fits(event)).collect();
    Ok(match form {
        Form::Json => {
            let total = events.len();
            Answer::Value(Events { total, events: events.into_iter().cloned().collect() })
        }
        Form::Html => Answer::Page(page(frame, wish, &events, full)),
    })
}

/// The day of an event: its own, else that of its article.
fn day_of(event: &EventRow) -> Option<Date> {
    let stated = event.first_day.as_deref().or(event.published.as_deref())?;
    stated.get(..10)?.parse().ok()
}

fn page(frame: Frame, wish: Wish, events: &[&EventRow], full: bool) -> Page {
    let mut counts = Counts::new();
    for event in events {
        if let Some(day) = day_of(event) {
            *counts.entry(day).or_default().entry(event.status.clone()).or_default() += 1;
        }
    }
    let line = timeline(&counts, |from, to, status| {
        let (since, until) = (from.to_string(), to.to_string());
        Wish { since, until, status: status.to_owned(), ..wish.clone() }.at("/events") + "#list"
    });
    let (dots, unplaced) = dots(events, &wish);
    let row = |event: &EventRow| Row {
        status: event.status.clone(),
        tone: tone(&event.status),
        deed: match &event.mode {
            Some(mode) => format!("{}, {}", event.kind.to_lowercase(), mode.to_lowercase()),
            None => event.kind.to_lowercase(),
        },
        who: match (words::parties(&event.actors), words::parties(&event.recipients)) {
            (actors, recipients) if recipients.is_empty() => actors,
            (actors, recipients) => format!("{actors} → {recipients}"),
        },
        when: match &event.first_day {
            Some(first) => days(Some(first), event.last_day.as_deref()),
            None => "no day given".to_owned(),
        },
        place: event.place.clone(),
        outlet: event.outlet.clone().unwrap_or_else(|| event.article.clone()),
        address: format!("{}#{}", article(&event.article), part(&event.id)),
    };
    Page {
        frame,
        types: TYPES,
        statuses: STATUSES,
        total: count(events.len() as u64, "event", "events"),
        full,
        timeline: line,
        map: map(&dots),
        unplaced,
        rows: events.iter().rev().take(SHOWN).map(|event| row(event)).collect(),
        left_out: events.len().saturating_sub(SHOWN),
        wish,
    }
}

/// One dot for each place and status, and how many events have no place that is known.
fn dots(events: &[&EventRow], wish: &Wish) -> (Vec<Dot>, usize) {
    let mut unplaced = 0;
    let mut counts: BTreeMap<(&str, &str, &str), u32> = BTreeMap::new();
    for event in events {
        match (&event.place, &event.country) {
            (Some(place), Some(country)) => {
                *counts.entry((place, country, &event.status)).or_default() += 1;
            }
            _ => unplaced += 1,
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut dots = Vec::new();
    for ((place, country, status), n) in counts {
        let spot = onrecord_world::locate(place, country).and_then(|spot| spot.point());
        match spot {
            Some(point) if dots.len() < PLACES => dots.push(Dot {
                latitude: point.latitude,
                longitude: point.longitude,
                place: place.to_owned(),
                count: n,
                tone: tone(status),
                status: status.to_owned(),
                address: Wish {
                    place: place.to_owned(),
                    status: status.to_owned(),
                    ..wish.clone()
                }
                .at("/events")
                    + "#list",
            }),
            _ => unplaced += n as usize,
        }
    }
    (dots, unplaced)
}
