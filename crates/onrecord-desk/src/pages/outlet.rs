//! One outlet: what it has first-hand, what it copies, whom it cites, its claims and articles.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use onrecord_ledger::{ArticleRow, ClaimRow, Filter, Hit, OutletRow};
use serde::Serialize;

use crate::desk::Desk;
use crate::fault::Fault;
use crate::page::{Answer, Form, Frame, settle};
use crate::pages::article::{Bears, bears};
use crate::pages::articles::Row;
use crate::pages::named;
use crate::pages::sources::{self, OutletView, outlet};
use crate::words;

const ARTICLES: u32 = 60;
const CLAIMS: u32 = 25;

#[derive(Debug, Serialize)]
struct Whole {
    outlet: OutletRow,
    articles: Vec<ArticleRow>,
    claims: Vec<ClaimRow>,
}

#[derive(Template)]
#[template(path = "outlet.html")]
struct Page {
    frame: Frame,
    view: OutletView,
    rows: Vec<Row>,
    claims: Vec<Bears>,
    more: String,
}

pub(crate) async fn show(State(desk): State<Arc<Desk>>, Path(last): Path<String>) -> Response {
    let (name, form) = named(&last);
    settle(form, answer(&desk, name, form).await)
}

async fn answer(desk: &Arc<Desk>, name: String, form: Form) -> Result<impl IntoResponse, Fault> {
    let frame = Frame::new(desk, "sources", name.clone());
    let frame = frame.json(format!("{}.json", words::outlet(&name)));
    let sources = sources::all(desk).await?;
    let known = sources.outlets.iter().find(|row| row.name == name).cloned();
    desk.ask(move |ledger| {
        let Some(row) = known else { return Err(Fault::Missing(name, "outlet")) };
        let articles = ledger.articles_of_outlet(&name, ARTICLES)?;
        let filter =
            Filter { outlets: vec![name.clone()], limit: Some(CLAIMS), ..Filter::default() };
        let claims = ledger.claims(&filter)?;
        Ok(match form {
            Form::Json => Answer::Value(Whole { outlet: row, articles, claims }),
            Form::Html => Answer::Page(Page {
                frame,
                view: outlet(&row),
                rows: articles
                    .into_iter()
                    .map(|article| Row::of(&Hit { article, statement: None }))
                    .collect(),
                claims: claims.iter().map(bears).collect(),
                more: format!("/claims?outlet={}", words::part(&name)),
            }),
        })
    })
    .await
}
