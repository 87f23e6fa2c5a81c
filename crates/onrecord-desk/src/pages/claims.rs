//! The list of claims: search, filters, order; what changed since the last visit.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};
use jiff::{SignedDuration, Timestamp};
use onrecord_claims::Status;
use onrecord_ledger::{By, ClaimRow, Filter, Ledger, Size};
use serde::Serialize;

use crate::desk::Desk;
use crate::fault::Fault;
use crate::guard::cookie;
use crate::page::{Answer, Form, Frame, settle};
use crate::query::{PAGE, Pairs, Sort, Wish};
use crate::svg::spark::{Reach, spark};
use crate::words::{self, count, days, range, tone};

/// Movements since the last visit that are looked at.
const MOVEMENTS: u32 = 500;
/// The cookie that tells when somebody was here last.
const VISIT: &str = "onrecord-visit";
/// Requests that follow each other more closely than this are one visit.
const VISIT_ENDS: SignedDuration = SignedDuration::from_mins(30);

/// What the page shows, for programs.
#[derive(Debug, Serialize)]
pub(crate) struct Claims {
    /// Claims that fit.
    total: u64,
    /// From 1.
    page: u32,
    pages: u64,
    claims: Vec<Listed>,
}

/// A claim with how often it was reported on which day.
#[derive(Debug, Serialize)]
struct Listed {
    #[serde(flatten)]
    row: ClaimRow,
    days: BTreeMap<String, u32>,
    /// What it moved from since the last visit; empty where it is new.
    #[serde(skip_serializing_if = "Option::is_none")]
    moved_from: Option<String>,
}

/// One claim on the page.
struct Card {
    address: String,
    proposition: String,
    status: String,
    tone: &'static str,
    kind: Option<String>,
    who: String,
    origins: String,
    origins_word: &'static str,
    reports: String,
    days: String,
    spark: String,
    news: Option<String>,
}

/// A choice that is an address.
struct Choice {
    label: String,
    address: String,
    chosen: bool,
    tone: &'static str,
    count: u64,
}

#[derive(Template)]
#[template(path = "claims.html")]
pub(crate) struct Page {
    frame: Frame,
    wish: Wish,
    types: Vec<(&'static str, bool)>,
    statuses: Vec<Choice>,
    sorts: Vec<Choice>,
    total: String,
    size: Size,
    cards: Vec<Card>,
    /// What moved since when.
    news: Option<(usize, String)>,
    narrow: bool,
    fields: bool,
    before: Option<String>,
    after: Option<String>,
    place: String,
}

pub(crate) async fn html(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Query(pairs): Query<Pairs>,
) -> Response {
    let visit = Visit::of(&headers, Timestamp::now());
    let set = visit.cookie();
    let mut response = settle(Form::Html, answer(&desk, pairs, visit.last, Form::Html).await);
    if let Ok(set) = set.parse() {
        response.headers_mut().append(SET_COOKIE, set);
    }
    response
}

pub(crate) async fn json(State(desk): State<Arc<Desk>>, Query(pairs): Query<Pairs>) -> Response {
    settle(Form::Json, answer(&desk, pairs, None, Form::Json).await)
}

async fn answer(
    desk: &Arc<Desk>,
    pairs: Pairs,
    last: Option<Timestamp>,
    form: Form,
) -> Result<impl IntoResponse, Fault> {
    let wish = Wish::of(&pairs)?;
    let frame = Frame::new(desk, "claims", "Claims");
    desk.ask(move |ledger| {
        let claims = look(ledger, &wish, last)?;
        Ok(match form {
            Form::Json => Answer::Value(claims),
            Form::Html => Answer::Page(page(ledger, frame, wish, claims, last)?),
        })
    })
    .await
}

fn look(ledger: &Ledger, wish: &Wish, last: Option<Timestamp>) -> Result<Claims, Fault> {
    let filter = wish.filter()?;
    let rows = ledger.claims(&filter)?;
    let total = ledger.count_claims(&filter)?;
    let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    let mut days = ledger.days_of_claims(&ids)?;
    let mut moved = movements(ledger, last)?;
    let claims = rows
        .into_iter()
        .map(|row| Listed {
            days: days.remove(&row.id).unwrap_or_default(),
            moved_from: moved.remove(&row.id),
            row,
        })
        .collect();
    let pages = total.div_ceil(u64::from(PAGE)).max(1);
    Ok(Claims { total, page: wish.page + 1, pages, claims })
}

/// What each claim moved from since a moment: nothing, where it is new.
fn movements(ledger: &Ledger, last: Option<Timestamp>) -> Result<BTreeMap<String, String>, Fault> {
    let Some(last) = last else { return Ok(BTreeMap::new()) };
    let filter = Filter { limit: Some(MOVEMENTS), ..Filter::default() };
    let changes = ledger.changes(&last.to_string(), By::Noted, &filter)?;
    // The last movement comes first; what counts is how it stood before all of them.
    Ok(changes.into_iter().map(|c| (c.claim, c.from.unwrap_or_default())).collect())
}

fn page(
    ledger: &Ledger,
    frame: Frame,
    wish: Wish,
    claims: Claims,
    last: Option<Timestamp>,
) -> Result<Page, Fault> {
    let reach = Reach::of(claims.claims.iter().flat_map(|claim| claim.days.keys()));
    let moved = movements(ledger, last)?.len();
    let counts = ledger.count_by_status(&wish.filter()?)?;
    let mut statuses = Vec::new();
    for status in Status::ALL.map(Status::as_str) {
        let chosen = wish.status.iter().any(|s| s == status);
        let count = counts.get(status).copied().unwrap_or_default();
        let mut other = Wish { page: 0, ..wish.clone() };
        if chosen {
            other.status.retain(|s| s != status);
        } else {
            other.status.push(status.to_owned());
        }
        if chosen || count > 0 {
            statuses.push(Choice {
                label: status.to_owned(),
                address: other.at("/claims"),
                chosen,
                tone: tone(status),
                count,
            });
        }
    }
    let sorts = Sort::ALL.map(|sort| Choice {
        label: sort.label().to_owned(),
        address: Wish { sort, page: 0, ..wish.clone() }.at("/claims"),
        chosen: sort == wish.sort,
        tone: "",
        count: 0,
    });
    let leaf = |page: u32| Wish { page, ..wish.clone() }.at("/claims");
    let more = u64::from(claims.page) < claims.pages;
    let mut frame = frame.json(Wish { page: wish.page, ..wish.clone() }.at("/claims.json"));
    frame.feed = Some(Wish { page: 0, sort: Sort::Moved, ..wish.clone() }.at("/claims.atom"));
    Ok(Page {
        frame,
        types: TYPES.map(|kind| (kind, kind.eq_ignore_ascii_case(&wish.kind))).into(),
        statuses,
        sorts: sorts.into(),
        total: count(claims.total, "claim", "claims"),
        size: ledger.size()?,
        cards: claims.claims.iter().map(|claim| card(claim, reach)).collect(),
        news: last.filter(|_| moved > 0).map(|last| (moved, words::minute(&last.to_string()))),
        narrow: wish.is_narrow(),
        fields: wish.has_fields(),
        before: (wish.page > 0).then(|| leaf(wish.page - 1)),
        after: more.then(|| leaf(wish.page + 1)),
        place: format!("Page {} of {}", claims.page, claims.pages),
        wish,
    })
}

fn card(claim: &Listed, reach: Option<Reach>) -> Card {
    let row = &claim.row;
    let (actors, recipients) = (words::parties(&row.actors), words::parties(&row.recipients));
    Card {
        address: words::claim(&row.id),
        proposition: row.proposition.clone(),
        status: row.status.clone(),
        tone: tone(&row.status),
        kind: row.kind.as_ref().map(|kind| kind.to_lowercase()),
        who: match (actors.is_empty(), recipients.is_empty()) {
            (_, true) => actors,
            (true, false) => format!("→ {recipients}"),
            _ => format!("{actors} → {recipients}"),
        },
        origins: range(row.at_least.into(), row.at_most.into()),
        origins_word: if row.at_most == 1 { "origin" } else { "origins" },
        reports: count(row.articles.into(), "report", "reports"),
        days: days(row.first_seen.as_deref(), row.last_seen.as_deref()),
        spark: spark(&claim.days, reach),
        news: claim.moved_from.as_ref().map(|from| match from.as_str() {
            "" => "new".to_owned(),
            from if from == row.status => "moved".to_owned(),
            from => format!("was {from}"),
        }),
    }
}

/// PLOVER's types.
pub(crate) const TYPES: [&str; 16] = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
];

/// When somebody was here: the visit before, and the one that goes on.
struct Visit {
    last: Option<Timestamp>,
    first: Timestamp,
    now: Timestamp,
}

impl Visit {
    /// The cookie holds three moments in seconds: the end of the visit before, the beginning and
    /// the end so far of this one.
    fn of(headers: &HeaderMap, now: Timestamp) -> Self {
        let moments: Vec<Timestamp> = cookie(headers, VISIT)
            .unwrap_or_default()
            .split('.')
            .filter_map(|part| Timestamp::from_second(part.parse().ok()?).ok())
            .collect();
        match moments.as_slice() {
            [last, first, end] if now.duration_since(*end) < VISIT_ENDS => {
                Self { last: (last != first).then_some(*last), first: *first, now }
            }
            [_, _, end] => Self { last: Some(*end), first: now, now },
            _ => Self { last: None, first: now, now },
        }
    }

    fn cookie(&self) -> String {
        format!(
            "{VISIT}={}.{}.{}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000",
            self.last.unwrap_or(self.first).as_second(),
            self.first.as_second(),
            self.now.as_second()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64, cookie: Option<&str>) -> Visit {
        let mut headers = HeaderMap::new();
        if let Some(cookie) = cookie {
            headers.insert("cookie", format!("a=b; {VISIT}={cookie}").parse().expect("a header"));
        }
        Visit::of(&headers, Timestamp::from_second(second).expect("a moment"))
    }

    fn kept(visit: &Visit) -> String {
        visit.cookie().split(['=', ';']).nth(1).unwrap_or_default().to_owned()
    }

    #[test]
    fn a_visit_remembers_the_one_before() {
        let first = at(1_000, None);
        assert_eq!(first.last, None);
        let same = at(1_600, Some(&kept(&first)));
        assert_eq!(same.last, None);
        let next = at(90_000, Some(&kept(&same)));
        assert_eq!(next.last.map(Timestamp::as_second), Some(1_600));
        let still = at(90_100, Some(&kept(&next)));
        assert_eq!(still.last.map(Timestamp::as_second), Some(1_600));
        assert_eq!(at(5, Some("no.such.thing")).last, None);
    }
}
