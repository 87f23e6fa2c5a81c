//! One article: its text with everything found in it, and what people say of that.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use onrecord::report::Report;
use onrecord_ledger::{ClaimRow, Correction};
use onrecord_views::html;
use serde::Serialize;

use crate::corrected::{Verdicts, is_wrong, place};
use crate::desk::Desk;
use crate::escape::escaped;
use crate::fault::Fault;
use crate::page::{Answer, Form, Frame, settle};
use crate::pages::corrections::name_in;
use crate::pages::named;
use crate::words::{self, count, range, tone};

#[derive(Debug, Serialize)]
struct Whole {
    #[serde(flatten)]
    report: Report,
    /// Claims that it bears on.
    claims: Vec<ClaimRow>,
    corrections: Vec<Correction>,
}

/// A claim that the article bears on.
pub(crate) struct Bears {
    pub(crate) address: String,
    pub(crate) proposition: String,
    pub(crate) status: String,
    pub(crate) tone: &'static str,
    pub(crate) origins: String,
    pub(crate) reports: String,
}

#[derive(Template)]
#[template(path = "article-page.html")]
struct Page {
    frame: Frame,
    id: String,
    article: String,
    claims: Vec<Bears>,
    name: String,
}

pub(crate) async fn show(
    State(desk): State<Arc<Desk>>,
    Path(last): Path<String>,
    headers: HeaderMap,
) -> Response {
    let (id, form) = named(&last);
    settle(form, answer(&desk, last, id, form, name_in(&headers)).await)
}

async fn answer(
    desk: &Arc<Desk>,
    last: String,
    id: String,
    form: Form,
    name: String,
) -> Result<impl IntoResponse, Fault> {
    let frame = Frame::new(desk, "articles", "");
    desk.ask(move |ledger| {
        // Identifiers are the callers' own; one may end in `.json`.
        let (report, form) = match ledger.article(&last)? {
            Some(report) => (report, Form::Html),
            None => (ledger.article(&id)?.ok_or(Fault::Missing(id, "article"))?, form),
        };
        let claims = ledger.claims_of_article(&report.id)?;
        let corrections = ledger.corrections_of_article(&report.id)?;
        Ok(match form {
            Form::Json => Answer::Value(Whole { report, claims, corrections }),
            Form::Html => Answer::Page(page(frame, &report, &claims, &corrections, name)),
        })
    })
    .await
}

fn page(
    mut frame: Frame,
    report: &Report,
    claims: &[ClaimRow],
    corrections: &[Correction],
    name: String,
) -> Page {
    let title = report.document.title.as_deref().unwrap_or("An article");
    frame.title = words::cut(title, 90);
    let address = words::article(&report.id);
    frame.json = Some(format!("{address}.json"));
    frame.styles = vec!["/assets/article.css".to_owned(), format!("{address}/ties.css")];
    let verdicts = Verdicts::of(corrections);
    Page {
        id: report.id.clone(),
        article: html::article_with(report, &beside(report, Some(&verdicts))).html,
        claims: claims.iter().map(bears).collect(),
        frame,
        name,
    }
}

pub(crate) fn bears(row: &ClaimRow) -> Bears {
    Bears {
        address: words::claim(&row.id),
        proposition: row.proposition.clone(),
        status: row.status.clone(),
        tone: tone(&row.status),
        origins: format!(
            "{} {}",
            range(row.at_least.into(), row.at_most.into()),
            if row.at_most == 1 { "origin" } else { "origins" }
        ),
        reports: count(row.articles.into(), "report", "reports"),
    }
}

/// What stands with each finding in the margin: why it was found, how sure the engine is, what people
/// say of it; and, where it can be corrected, the means to do so.
pub(crate) fn beside(report: &Report, verdicts: Option<&Verdicts>) -> BTreeMap<String, String> {
    let mut beside = BTreeMap::new();
    for s in &report.statements {
        let mut why = vec![
            ("found by", found_by(&s.found_by)),
            ("confidence", percent(s.confidence)),
            ("words", words::word(&s.quotation)),
        ];
        why.extend(s.speaker.basis.clone().map(|basis| ("it knows", basis)));
        let held: Vec<String> = report
            .events
            .iter()
            .flat_map(|event| event.held.iter().map(move |held| (event, held)))
            .filter(|(_, held)| held.statement == s.id)
            .map(|(event, held)| {
                format!("{} at {}", event.kind.to_lowercase(), signed(held.factuality))
            })
            .collect();
        why.extend((!held.is_empty()).then(|| ("holds", held.join(", "))));
        beside.insert(s.id.clone(), fold(report, &s.id, &why, verdicts));
    }
    for event in &report.events {
        let mut why = vec![
            ("factuality", format!("{} for the article", signed(event.factuality))),
            ("confidence", percent(event.confidence)),
            ("type", event.kind.to_lowercase()),
        ];
        why.extend(event.mode.clone().map(|mode| ("mode", mode)));
        for held in &event.held {
            let by = report.statements.iter().find(|s| s.id == held.statement);
            if let Some(by) = by {
                why.push(("held", format!("{} by {}", signed(held.factuality), by.speaker.name)));
            }
        }
        beside.insert(event.id.clone(), fold(report, &event.id, &why, verdicts));
    }
    for gap in &report.gaps {
        let about = gap.about.join(", ");
        let why = if about.is_empty() { Vec::new() } else { vec![("about", about)] };
        beside.insert(gap.id.clone(), fold(report, &gap.id, &why, verdicts));
    }
    beside
}

fn fold(report: &Report, id: &str, why: &[(&str, String)], verdicts: Option<&Verdicts>) -> String {
    let said = verdicts
        .and_then(|verdicts| place(report, id).and_then(|span| verdicts.on(&report.id, id, span)));
    let mut out = String::new();
    if let Some(said) = said {
        let (word, tone) = if is_wrong(said) { ("wrong", "denied") } else { ("right", "firm") };
        let _ = write!(
            out,
            "<p class=\"verdict {tone}\">Marked {word} by {}, {}",
            escaped(&said.who),
            escaped(&words::day(&said.at))
        );
        if let Some(note) = said.note.as_deref().filter(|note| !note.is_empty()) {
            let _ = write!(out, ": {}", escaped(note));
        }
        out.push_str("</p>");
    }
    let id = escaped(id);
    let _ = write!(
        out,
        "<details class=\"why\"><summary>why<span class=\"hidden\"> {id}</span></summary><dl>"
    );
    for (term, value) in why {
        let _ = write!(out, "<dt>{term}</dt><dd>{}</dd>", escaped(value));
    }
    out.push_str("</dl>");
    if verdicts.is_some() {
        let _ = write!(
            out,
            "<p class=\"marks\"><button form=\"correct\" name=\"says\" value=\"right {id}\">right\
             <span class=\"hidden\">: {id}</span></button> <button form=\"correct\" name=\"says\" \
             value=\"wrong {id}\">wrong<span class=\"hidden\">: {id}</span></button></p>"
        );
    }
    out.push_str("</details>");
    out
}

fn found_by(rule: &str) -> String {
    match rule {
        "model" => "the model".to_owned(),
        rule => format!("the rule “{rule}”"),
    }
}

fn percent(confidence: f64) -> String {
    format!("{:.0} %", confidence * 100.0)
}

fn signed(factuality: f64) -> String {
    if factuality > 0.0 {
        format!("+{factuality}")
    } else {
        format!("{factuality}").replace('-', "−")
    }
}

/// The rules that tie each statement's words to its note.
pub(crate) async fn ties(State(desk): State<Arc<Desk>>, Path(id): Path<String>) -> Response {
    let style = desk
        .ask(move |ledger| {
            let report = ledger.article(&id)?.ok_or(Fault::Missing(id, "article"))?;
            Ok(html::article(&report).style)
        })
        .await;
    settle(Form::Html, style.map(css))
}

pub(crate) fn css(style: String) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], style)
}
