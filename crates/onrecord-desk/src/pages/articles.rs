//! Articles: the last ones, or those in which words stand.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use onrecord_ledger::{ArticleRow, Hit};
use serde::Serialize;

use crate::desk::Desk;
use crate::fault::Fault;
use crate::page::{Answer, Form, Frame, settle};
use crate::query::Pairs;
use crate::words::{self, count, minute};

const SHOWN: u32 = 50;

#[derive(Debug, Serialize)]
struct Found {
    /// Articles in the ledger.
    total: u64,
    hits: Vec<Hit>,
}

/// An article, and the statement in which the words stand.
pub(crate) struct Row {
    pub(crate) address: String,
    pub(crate) title: String,
    pub(crate) outlet: String,
    pub(crate) outlet_address: Option<String>,
    pub(crate) when: String,
    pub(crate) speaker: String,
    pub(crate) stance: String,
    pub(crate) content: String,
    pub(crate) via: String,
}

impl Row {
    pub(crate) fn of(hit: &Hit) -> Self {
        let ArticleRow { id, outlet, title, published, .. } = &hit.article;
        let mut row = Self {
            address: words::article(id),
            title: title.clone().unwrap_or_else(|| id.clone()),
            outlet: outlet.clone().unwrap_or_else(|| "no outlet".to_owned()),
            outlet_address: outlet.as_deref().map(words::outlet),
            when: published.as_deref().map(minute).unwrap_or_default(),
            speaker: String::new(),
            stance: String::new(),
            content: String::new(),
            via: String::new(),
        };
        if let Some(statement) = &hit.statement {
            row.address = format!("{}#{}", row.address, words::part(&statement.id));
            row.speaker = statement.speaker.clone();
            row.stance = statement.stance.clone();
            row.content = words::cut(&statement.content, 280);
            row.via = statement.via.join(" ← ");
        }
        row
    }
}

#[derive(Template)]
#[template(path = "articles.html")]
struct Page {
    frame: Frame,
    q: String,
    rows: Vec<Row>,
    total: String,
}

pub(crate) async fn html(State(desk): State<Arc<Desk>>, Query(pairs): Query<Pairs>) -> Response {
    settle(Form::Html, answer(&desk, pairs, Form::Html).await)
}

pub(crate) async fn json(State(desk): State<Arc<Desk>>, Query(pairs): Query<Pairs>) -> Response {
    settle(Form::Json, answer(&desk, pairs, Form::Json).await)
}

async fn answer(desk: &Arc<Desk>, pairs: Pairs, form: Form) -> Result<impl IntoResponse, Fault> {
    let q = pairs.into_iter().find(|(key, _)| key == "q").map(|(_, q)| q).unwrap_or_default();
    let json = match q.as_str() {
        "" => "/articles.json".to_owned(),
        q => format!("/articles.json?q={}", words::part(q)),
    };
    let frame = Frame::new(desk, "articles", "Articles").json(json);
    desk.ask(move |ledger| {
        let total = ledger.size()?.articles;
        let hits = if q.trim().is_empty() {
            let rows = ledger.articles(SHOWN, 0)?;
            rows.into_iter().map(|article| Hit { article, statement: None }).collect()
        } else {
            ledger.search(&q, SHOWN)?
        };
        Ok(match form {
            Form::Json => Answer::Value(Found { total, hits }),
            Form::Html => Answer::Page(Page {
                frame,
                rows: hits.iter().map(Row::of).collect(),
                total: count(total, "article", "articles"),
                q,
            }),
        })
    })
    .await
}
