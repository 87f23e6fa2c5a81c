//! What people set right: writing it down, taking it back, the list of all.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};
use onrecord_ledger::{Correction, Finding, Says, Two};

use crate::corrected::place;
use crate::desk::Desk;
use crate::fault::Fault;
use crate::guard::cookie;
use crate::page::{Answer, Form, Frame, see, settle};
use crate::pages::add::Fields;
use crate::words;

/// The cookie that spares people from writing their name again.
const NAME: &str = "onrecord-name";
/// Letters of a name, and of a note.
const LONGEST: (usize, usize) = (80, 2_000);

/// A correction in words.
pub(crate) struct Told {
    pub(crate) id: i64,
    pub(crate) what: String,
    pub(crate) address: String,
    pub(crate) who: String,
    pub(crate) at: String,
    pub(crate) note: Option<String>,
    pub(crate) tone: &'static str,
}

impl Told {
    pub(crate) fn of(correction: &Correction) -> Self {
        let finding = |f: &Finding| {
            let kind = match f.finding.chars().next() {
                Some('s') => "statement",
                Some('v') => "event",
                Some('g') => "gap",
                _ => "finding",
            };
            (
                format!("{kind} {} in {}", f.finding, f.article),
                format!("{}#{}", words::article(&f.article), words::part(&f.finding)),
            )
        };
        let (what, address, tone) = match &correction.says {
            Says::Right(f) => (format!("Right: {}", finding(f).0), finding(f).1, "firm"),
            Says::Wrong(f) => (format!("Wrong: {}", finding(f).0), finding(f).1, "denied"),
            Says::Join(two) => (
                format!("The same: {} and {}", two.claim, two.other),
                words::claim(&two.claim),
                "ahead",
            ),
            Says::Part(two) => (
                format!("Not of claim {}: what {} says", two.claim, two.other),
                words::claim(&two.claim),
                "ahead",
            ),
        };
        Self {
            id: correction.id,
            what,
            address,
            who: correction.who.clone(),
            at: words::minute(&correction.at),
            note: correction.note.clone().filter(|note| !note.is_empty()),
            tone,
        }
    }
}

#[derive(Template)]
#[template(path = "corrections.html")]
struct Page {
    frame: Frame,
    told: Vec<Told>,
    left_out: usize,
}

/// Corrections on one page.
const SHOWN: usize = 200;

pub(crate) async fn html(State(desk): State<Arc<Desk>>) -> Response {
    settle(Form::Html, list(&desk, Form::Html).await)
}

pub(crate) async fn json(State(desk): State<Arc<Desk>>) -> Response {
    settle(Form::Json, list(&desk, Form::Json).await)
}

async fn list(desk: &Arc<Desk>, form: Form) -> Result<impl IntoResponse, Fault> {
    let frame = Frame::new(desk, "corrections", "Corrections");
    let frame = frame.json("/corrections.json".to_owned());
    let corrections = desk.ask(|ledger| Ok(ledger.corrections()?)).await?;
    Ok(match form {
        Form::Json => Answer::Value(corrections),
        Form::Html => {
            let left_out = corrections.len().saturating_sub(SHOWN);
            let told = corrections.iter().rev().take(SHOWN).map(Told::of).collect();
            Answer::Page(Page { frame, told, left_out })
        }
    })
}

/// The name that somebody gave before.
pub(crate) fn name_in(headers: &HeaderMap) -> String {
    let name = cookie(headers, NAME).unwrap_or_default();
    percent_encoding::percent_decode_str(name).decode_utf8_lossy().into_owned()
}

/// Writes a correction down: `says` is `right s1`, `wrong v2`, `join` or `part`.
pub(crate) async fn add(State(desk): State<Arc<Desk>>, fields: Fields) -> Response {
    settle(Form::Html, write(&desk, fields).await)
}

async fn write(desk: &Arc<Desk>, fields: Fields) -> Result<Response, Fault> {
    fields.own(desk)?;
    let who = fields.text("who");
    let note = fields.text("note");
    if who.is_empty() {
        return Err(Fault::Bad("a correction: expected your name, found none".to_owned()));
    }
    if who.chars().count() > LONGEST.0 || note.chars().count() > LONGEST.1 {
        let (name, note) = LONGEST;
        return Err(Fault::Bad(format!(
            "a correction: expected a name of {name} letters and a note of {note} at most, found more"
        )));
    }
    let (says, article, claim, other) =
        (fields.text("says"), fields.text("article"), fields.text("claim"), fields.text("other"));
    let name = format!(
        "{NAME}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000",
        words::part(&who)
    );
    let back = desk
        .change(move |ledger| {
            let claim_of = |id: &str| {
                ledger.claim(id)?.map(|c| c.id).ok_or(Fault::Missing(id.to_owned(), "claim"))
            };
            let (verdict, finding) = says.split_once(' ').unwrap_or((&says, ""));
            let (says, back) = match verdict {
                "right" | "wrong" => {
                    let missing = || Fault::Missing(article.clone(), "article");
                    let report = ledger.article(&article)?.ok_or_else(missing)?;
                    let span = place(&report, finding)
                        .ok_or_else(|| Fault::Missing(finding.to_owned(), "finding"))?;
                    let back = format!("{}#{}", words::article(&article), words::part(finding));
                    let found = Finding { article, finding: finding.to_owned(), span };
                    let right = verdict == "right";
                    (if right { Says::Right(found) } else { Says::Wrong(found) }, back)
                }
                "join" => {
                    let (claim, other) = (claim_of(&claim)?, claim_of(&other)?);
                    if claim == other {
                        return Err(Fault::Bad(
                            "a correction: expected another claim, found the same".to_owned(),
                        ));
                    }
                    let back = words::claim(&claim);
                    (Says::Join(Two { claim, other }), back)
                }
                "part" => {
                    let claim = claim_of(&claim)?;
                    if ledger.article_row(&other)?.is_none() {
                        return Err(Fault::Missing(other, "article"));
                    }
                    let back = words::claim(&claim);
                    (Says::Part(Two { claim, other }), back)
                }
                found => {
                    return Err(Fault::Bad(format!(
                        "a correction: expected right, wrong, join or part, found {found:?}"
                    )));
                }
            };
            let note = Some(note.as_str()).filter(|note| !note.is_empty());
            ledger.correct(&who, &says, note)?;
            Ok(back)
        })
        .await?;
    let mut response = see(&back);
    if let Ok(name) = name.parse() {
        response.headers_mut().insert(SET_COOKIE, name);
    }
    Ok(response)
}

/// Takes a correction back.
pub(crate) async fn take_back(State(desk): State<Arc<Desk>>, fields: Fields) -> Response {
    settle(Form::Html, forget(&desk, fields).await)
}

async fn forget(desk: &Arc<Desk>, fields: Fields) -> Result<Response, Fault> {
    fields.own(desk)?;
    let id = fields.text("id");
    let number = id
        .parse::<i64>()
        .map_err(|_| Fault::Bad(format!("a correction: expected its number, found {id:?}")))?;
    let done = desk.change(move |ledger| Ok(ledger.take_back(number)?)).await?;
    if done { Ok(see("/corrections")) } else { Err(Fault::Missing(id, "correction")) }
}
