//! Adding: a text, an address or files are read at once and shown; then they may be kept.

use std::io::Cursor;
use std::sync::Arc;

use askama::Template;
use axum::Json;
use axum::extract::multipart::Multipart;
use axum::extract::{Form as Typed, FromRequest, Path, Request, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use onrecord::report::Report;
use onrecord_intake::Input;
use onrecord_ledger::{Added, Entry};
use onrecord_views::html;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::desk::Desk;
use crate::fault::Fault;
use crate::page::{Answer, Form, Frame, see, settle};
use crate::pages::article::{beside, css};
use crate::words::{self, count};

/// The largest request: a few long articles.
pub(crate) const MAX_BYTES: usize = 8 * 1024 * 1024;
/// Articles that are read at once.
const MOST: usize = 50;
/// Fields of a form.
const FIELDS: usize = 200;

/// What a form sent: texts and files.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    texts: Vec<(String, String)>,
    files: Vec<File>,
}

#[derive(Debug)]
struct File {
    name: String,
    content_type: Option<String>,
    bytes: Vec<u8>,
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let told = |told: String| Fault::Bad(told).into_response_as(Form::Html);
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
        if !kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
            let Typed(texts) = Typed::<Vec<(String, String)>>::from_request(request, state)
                .await
                .map_err(|error| told(error.to_string()))?;
            return Ok(Self { texts, files: Vec::new() });
        }
        let mut parts =
            Multipart::from_request(request, state).await.map_err(|e| told(e.to_string()))?;
        let mut fields = Self::default();
        while let Some(part) = parts.next_field().await.map_err(|e| told(e.body_text()))? {
            if fields.texts.len() + fields.files.len() >= FIELDS {
                return Err(told(format!("expected at most {FIELDS} fields, found more")));
            }
            let name = part.name().unwrap_or_default().to_owned();
            let file = part.file_name().map(str::to_owned);
            let content_type = part.content_type().map(str::to_owned);
            let bytes = part.bytes().await.map_err(|e| told(e.body_text()))?;
            match file {
                Some(file) if !bytes.is_empty() => {
                    fields.files.push(File { name: file, content_type, bytes: bytes.into() });
                }
                Some(_) => {}
                None => {
                    fields.texts.push((name, String::from_utf8_lossy(&bytes).into_owned()));
                }
            }
        }
        Ok(fields)
    }
}

impl Fields {
    /// The value of a field without white space around it.
    pub(crate) fn text(&self, name: &str) -> String {
        self.all(name).next().unwrap_or_default().to_owned()
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.texts.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim())
    }

    /// Was the form one of this desk's?
    pub(crate) fn own(&self, desk: &Desk) -> Result<(), Fault> {
        if desk.is_form_token(&self.text("form")) {
            Ok(())
        } else {
            Err(Fault::Refused("this form is too old, or not of this desk; load its page again"))
        }
    }
}

/// What is to be read.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Wanted {
    text: Option<String>,
    address: Option<String>,
    title: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    published: Option<String>,
    /// Add what was read to the ledger at once.
    keep: bool,
}

#[derive(Template)]
#[template(path = "add.html")]
struct Blank {
    frame: Frame,
    fetches: bool,
}

/// Reports that were just made.
#[derive(Template)]
#[template(path = "seen.html")]
struct Seen {
    frame: Frame,
    rows: Vec<Row>,
    problems: Vec<String>,
    /// The article itself, where it is one.
    article: Option<String>,
}

struct Row {
    name: String,
    title: String,
    about: String,
}

#[derive(Debug, Serialize)]
struct Made {
    reports: Vec<Report>,
    problems: Vec<String>,
    /// What became of each report in the ledger; empty where they were not to be kept.
    added: Vec<&'static str>,
}

pub(crate) async fn blank(State(desk): State<Arc<Desk>>) -> Response {
    let frame = Frame::new(&desk, "add", "Add articles");
    Answer::<_, ()>::Page(Blank { frame, fetches: desk.fetches() }).into_response()
}

pub(crate) async fn read(State(desk): State<Arc<Desk>>, fields: Fields) -> Response {
    settle(Form::Html, look(&desk, fields).await)
}

async fn look(desk: &Arc<Desk>, mut fields: Fields) -> Result<Response, Fault> {
    fields.own(desk)?;
    let files = std::mem::take(&mut fields.files);
    let given = |name: &str| Some(fields.text(name)).filter(|text| !text.is_empty());
    let wanted = Wanted {
        text: given("text"),
        address: given("address"),
        title: given("title"),
        outlet: given("outlet"),
        url: given("url"),
        published: given("published"),
        keep: false,
    };
    let inputs = inputs(desk, wanted, files).await?;
    let (reports, problems) = reports(desk, inputs).await?;
    let names: Vec<(String, Arc<Report>)> =
        reports.into_iter().map(|report| desk.remember(report)).collect();
    match (names.as_slice(), problems.as_slice()) {
        ([], []) => Err(Fault::Unread("no article was found in it".to_owned())),
        ([], [problem, ..]) => Err(Fault::Unread(problem.clone())),
        ([(name, _)], []) => Ok(see(&format!("/add/{name}"))),
        (several, _) => {
            let frame = Frame::new(desk, "add", "Just read");
            let rows = several.iter().map(|(name, report)| row(name, report)).collect();
            Ok(Answer::<_, ()>::Page(Seen { frame, rows, problems, article: None }).into_response())
        }
    }
}

/// One report that was just made.
pub(crate) async fn seen(State(desk): State<Arc<Desk>>, Path(name): Path<String>) -> Response {
    let Some(report) = desk.seen(&name) else {
        return Fault::Missing(name, "report").into_response_as(Form::Html);
    };
    let frame = Frame {
        styles: vec!["/assets/article.css".to_owned(), format!("/add/{name}/ties.css")],
        ..Frame::new(&desk, "add", "Just read")
    };
    let extras = html::Extras { beside: beside(&report, None), ..html::Extras::default() };
    let article = html::article_with(&report, &extras).html;
    let rows = vec![row(&name, &report)];
    Answer::<_, ()>::Page(Seen { frame, rows, problems: Vec::new(), article: Some(article) })
        .into_response()
}

pub(crate) async fn ties(State(desk): State<Arc<Desk>>, Path(name): Path<String>) -> Response {
    match desk.seen(&name) {
        Some(report) => css(html::article(&report).style).into_response(),
        None => Fault::Missing(name, "report").into_response_as(Form::Html),
    }
}

fn row(name: &str, report: &Report) -> Row {
    let document = &report.document;
    Row {
        name: name.to_owned(),
        title: document.title.clone().unwrap_or_else(|| words::cut(document.text.trim(), 80)),
        about: format!(
            "{}, {}, {} left open",
            count(report.statements.len() as u64, "statement", "statements"),
            count(report.events.len() as u64, "event", "events"),
            report.gaps.len()
        ),
    }
}

/// Adds reports that were looked at.
pub(crate) async fn keep(State(desk): State<Arc<Desk>>, fields: Fields) -> Response {
    settle(Form::Html, add(&desk, fields).await)
}

async fn add(desk: &Arc<Desk>, fields: Fields) -> Result<Response, Fault> {
    fields.own(desk)?;
    let mut reports = Vec::new();
    for name in fields.all("seen") {
        let report = desk.seen(name).ok_or_else(|| {
            Fault::Unread("what was read is forgotten by now; read it again".to_owned())
        })?;
        reports.push(report);
    }
    let Some(first) = reports.first().map(|report| report.id.clone()) else {
        return Err(Fault::Bad("expected a report to add, found none".to_owned()));
    };
    let one = reports.len() == 1;
    let added = store(desk, reports).await?;
    if one && added.first() == Some(&Added::Clash) {
        return Err(Fault::Unread(format!("{first}: another article has this identifier")));
    }
    Ok(see(&if one { words::article(&first) } else { "/articles".to_owned() }))
}

async fn store(desk: &Arc<Desk>, reports: Vec<Arc<Report>>) -> Result<Vec<Added>, Fault> {
    desk.change(move |ledger| {
        let entries: Vec<Entry> =
            reports.iter().map(|report| Entry::new(Report::clone(report))).collect();
        Ok(ledger.add(&entries)?)
    })
    .await
}

/// Reads what a program sends, and keeps it where that is wished for.
pub(crate) async fn json(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    body: axum::body::Bytes,
) -> Response {
    settle(Form::Json, make(&desk, &headers, &body).await)
}

async fn make(
    desk: &Arc<Desk>,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<impl IntoResponse, Fault> {
    // Pages of others cannot send this type without asking first, and nobody answers them.
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if kind.is_none_or(|kind| kind.split(';').next() != Some("application/json")) {
        return Err(Fault::Bad("expected application/json, found another type".to_owned()));
    }
    let wanted: Wanted =
        serde_json::from_slice(body).map_err(|error| Fault::Bad(error.to_string()))?;
    let keep = wanted.keep;
    let inputs = inputs(desk, wanted, Vec::new()).await?;
    let (reports, problems) = reports(desk, inputs).await?;
    if reports.is_empty() {
        let told = problems.into_iter().next();
        return Err(Fault::Unread(told.unwrap_or_else(|| "no article was found in it".to_owned())));
    }
    let mut added = Vec::new();
    if keep {
        let kept = reports.iter().cloned().map(Arc::new).collect();
        added = store(desk, kept).await?.into_iter().map(word).collect();
    }
    Ok(Json(Made { reports, problems, added }))
}

fn word(added: Added) -> &'static str {
    match added {
        Added::New => "new",
        Added::Known => "known",
        Added::Newer => "newer",
        Added::Clash => "clash",
    }
}

async fn inputs(
    desk: &Arc<Desk>,
    wanted: Wanted,
    files: Vec<File>,
) -> Result<Vec<Input<'static>>, Fault> {
    let mut inputs: Vec<Input<'static>> = files
        .into_iter()
        .map(|file| Input {
            // A browser's guess at the type is from the name alone, and so is ours.
            content_type: file.content_type.filter(|kind| kind.starts_with("text/html")),
            ..Input::new(file.name, Cursor::new(file.bytes))
        })
        .collect();
    if let Some(address) = wanted.address.filter(|address| !address.trim().is_empty()) {
        let page = desk.fetch(address.trim().to_owned()).await?;
        inputs.push(Input {
            url: Some(page.address.clone()),
            content_type: page.content_type,
            ..Input::new(page.address, Cursor::new(page.bytes))
        });
    }
    if let Some(text) = wanted.text.filter(|text| !text.trim().is_empty()) {
        let mut record = Map::new();
        let page = text.trim_start().starts_with('<');
        record.insert(if page { "html" } else { "text" }.to_owned(), Value::String(text));
        for (key, value) in [
            ("title", wanted.title),
            ("outlet", wanted.outlet),
            ("url", wanted.url),
            ("published", wanted.published),
        ] {
            if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
                record.insert(key.to_owned(), Value::String(value.trim().to_owned()));
            }
        }
        let bytes = Value::Object(record).to_string().into_bytes();
        inputs.push(Input::new("the text.json", Cursor::new(bytes)));
    }
    if inputs.is_empty() {
        return Err(Fault::Bad("expected a text, an address or files, found none".to_owned()));
    }
    Ok(inputs)
}

async fn reports(
    desk: &Arc<Desk>,
    inputs: Vec<Input<'static>>,
) -> Result<(Vec<Report>, Vec<String>), Fault> {
    let (mut reports, mut problems) = (Vec::new(), Vec::new());
    for input in inputs {
        let room = MOST - reports.len();
        for read in desk.read(input, room + 1).await? {
            match read {
                Ok(report) if reports.len() < MOST => reports.push(report),
                Ok(_) => problems
                    .push(format!("more than {MOST} articles: the others are for `onrecord add`")),
                Err(problem) => problems.push(problem),
            }
        }
        if reports.len() >= MOST {
            break;
        }
    }
    Ok((reports, problems))
}
