//! One article: its text with everything found in it, and what people say of that.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use onrecord::report::{Actor, Event, Gap, Report, Statement, WireSpan};
use onrecord_ledger::{ClaimRow, Correction};
use onrecord_views::html;
use serde::{Deserialize, Serialize};

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
    #[serde(skip_serializing_if = "Option::is_none")]
    chosen: Option<Chosen>,
}

/// A sentence that somebody asks about, and the identifiers of what was found in it.
#[derive(Debug, Serialize)]
struct Chosen {
    span: WireSpan,
    statements: Vec<String>,
    events: Vec<String>,
    gaps: Vec<String>,
}

/// A place in an article's text.
#[derive(Debug, Deserialize)]
pub(crate) struct At {
    /// A code point.
    at: Option<String>,
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
    Query(At { at }): Query<At>,
    headers: HeaderMap,
) -> Response {
    let (id, form) = named(&last);
    // What is no place in the text chooses nothing.
    let at = at.and_then(|at| at.parse().ok());
    settle(form, answer(&desk, last, id, form, at, name_in(&headers)).await)
}

async fn answer(
    desk: &Arc<Desk>,
    last: String,
    id: String,
    form: Form,
    at: Option<u32>,
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
        let chosen = at.and_then(|at| html::sentence(&report, at)).map(|s| Chosen::of(&report, s));
        Ok(match form {
            Form::Json => Answer::Value(Whole { report, claims, corrections, chosen }),
            Form::Html => {
                Answer::Page(page(frame, &report, &claims, &corrections, chosen.as_ref(), name))
            }
        })
    })
    .await
}

fn page(
    mut frame: Frame,
    report: &Report,
    claims: &[ClaimRow],
    corrections: &[Correction],
    chosen: Option<&Chosen>,
    name: String,
) -> Page {
    let title = report.document.title.as_deref().unwrap_or("An article");
    frame.title = words::cut(title, 90);
    let address = words::article(&report.id);
    frame.json = Some(format!("{address}.json"));
    frame.styles = vec!["/assets/article.css".to_owned(), format!("{address}/ties.css")];
    let verdicts = Verdicts::of(corrections);
    let extras = html::Extras {
        beside: beside(report, Some(&verdicts)),
        signs: true,
        chosen: chosen.map(|chosen| (chosen.span, panel(report, chosen, &address))),
    };
    Page {
        id: report.id.clone(),
        article: html::article_with(report, &extras).html,
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
    let statements = report.statements.iter().map(|s| (&s.id, of_statement(report, s)));
    let events = report.events.iter().map(|e| (&e.id, of_event(report, e)));
    let gaps = report.gaps.iter().map(|g| (&g.id, of_gap(g)));
    statements
        .chain(events)
        .chain(gaps)
        .map(|(id, why)| (id.clone(), fold(report, id, &why, verdicts)))
        .collect()
}

type Reasons = Vec<(&'static str, String)>;

fn of_statement(report: &Report, s: &Statement) -> Reasons {
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
    why
}

fn of_event(report: &Report, event: &Event) -> Reasons {
    let mut why = vec![
        ("found by", found_by("model")),
        ("confidence", percent(event.confidence)),
        ("factuality", format!("{} for the article", signed(event.factuality))),
        ("type", event.kind.to_lowercase()),
    ];
    why.extend(event.mode.clone().map(|mode| ("mode", mode)));
    for held in &event.held {
        let by = report.statements.iter().find(|s| s.id == held.statement);
        if let Some(by) = by {
            why.push(("held", format!("{} by {}", signed(held.factuality), by.speaker.name)));
        }
    }
    why
}

fn of_gap(gap: &Gap) -> Reasons {
    let mut why = vec![("found by", found_by("gaps"))];
    why.extend((!gap.about.is_empty()).then(|| ("about", gap.about.join(", "))));
    why
}

fn fold(
    report: &Report,
    id: &str,
    why: &[(&'static str, String)],
    verdicts: Option<&Verdicts>,
) -> String {
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
        "<details class=\"why\"><summary>why<span class=\"hidden\"> {id}</span></summary>"
    );
    list(&mut out, why);
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

fn list(out: &mut String, why: &[(&'static str, String)]) {
    out.push_str("<dl>");
    for (term, value) in why {
        let _ = write!(out, "<dt>{term}</dt><dd>{}</dd>", escaped(value));
    }
    out.push_str("</dl>");
}

impl Chosen {
    fn of(report: &Report, span: WireSpan) -> Self {
        let inside = |other: &WireSpan| other[0] < span[1] && span[0] < other[1];
        let told = |s: &&Statement| s.content.iter().chain(&s.cue).chain(&s.source).any(inside);
        Self {
            span,
            statements: report.statements.iter().filter(told).map(|s| s.id.clone()).collect(),
            events: report
                .events
                .iter()
                .filter(|event| inside(&event.trigger))
                .map(|event| event.id.clone())
                .collect(),
            gaps: report.gaps.iter().filter(|g| inside(&g.span)).map(|g| g.id.clone()).collect(),
        }
    }
}

/// What stands below a paragraph of which a sentence is chosen.
fn panel(report: &Report, chosen: &Chosen, address: &str) -> String {
    let mut out = String::from(
        "<section class=\"in-sentence\" aria-labelledby=\"in-sentence\"><h2 id=\"in-sentence\">In this \
         sentence</h2>",
    );
    let mut item = |what: String, why: Reasons| {
        let _ = write!(out, "<div class=\"found\"><p>{what}</p>");
        list(&mut out, &why);
        out.push_str("</div>");
    };
    for s in report.statements.iter().filter(|s| chosen.statements.contains(&s.id)) {
        let stance = words::word(&s.stance);
        item(
            format!("<b>{}</b> {}", escaped(&s.speaker.name), escaped(&stance)),
            of_statement(report, s),
        );
    }
    for event in report.events.iter().filter(|event| chosen.events.contains(&event.id)) {
        let who =
            |list: &[Actor]| list.iter().map(|a| a.name.clone()).collect::<Vec<_>>().join(", ");
        let mut parties = who(&event.actors);
        if !event.recipients.is_empty() {
            let _ = write!(parties, " → {}", who(&event.recipients));
        }
        let what = format!("Event, <b>{}</b> {}", escaped(&event.status), escaped(&parties));
        item(what.trim().to_owned(), of_event(report, event));
    }
    for gap in report.gaps.iter().filter(|g| chosen.gaps.contains(&g.id)) {
        item(format!("Left open: <b>{}</b>", escaped(&words::word(&gap.kind))), of_gap(gap));
    }
    if chosen.statements.is_empty() && chosen.events.is_empty() && chosen.gaps.is_empty() {
        out.push_str(
            "<p>Nothing was found: nobody is cited, and no event of the sixteen types is told.</p>",
        );
    }
    out.push_str("<p class=\"leaf\">");
    let labels = ["The sentence before", "The next sentence"];
    for (label, at) in labels.into_iter().zip(beside_it(report, chosen.span)) {
        if let Some(at) = at {
            let _ = write!(out, "<a href=\"?at={at}#or-chosen\">{label}</a> ");
        }
    }
    let _ = write!(out, "<a href=\"{}\">Close</a></p></section>", escaped(address));
    out
}

/// The beginnings of the sentences before and behind a stretch of the text.
fn beside_it(report: &Report, [start, end]: WireSpan) -> [Option<u32>; 2] {
    let text: Vec<char> = report.document.text.chars().collect();
    let told = |at: &u32| {
        text.get(*at as usize).is_some_and(|c| !c.is_whitespace())
            && report.document.paragraphs.iter().any(|p| p[0] <= *at && *at < p[1])
    };
    let of = |at: u32| html::sentence(report, at).map(|s| s[0]);
    [(0..start).rev().find(told).and_then(of), (end..text.len() as u32).find(told).and_then(of)]
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
