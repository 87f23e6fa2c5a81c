//! What one speaker said over time.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use onrecord_ledger::Hit;
use serde::Serialize;

use crate::desk::Desk;
use crate::fault::Fault;
use crate::page::{Answer, Form, Frame, settle};
use crate::pages::articles::Row;
use crate::pages::named;
use crate::svg::spark::{Reach, spark};
use crate::words::{self, count};

const SHOWN: u32 = 100;

#[derive(Debug, Serialize)]
struct Said {
    speaker: String,
    statements: Vec<Hit>,
}

#[derive(Template)]
#[template(path = "speaker.html")]
struct Page {
    frame: Frame,
    name: String,
    told: String,
    spark: String,
    rows: Vec<Row>,
}

pub(crate) async fn show(State(desk): State<Arc<Desk>>, Path(last): Path<String>) -> Response {
    let (name, form) = named(&last);
    settle(form, answer(&desk, name, form).await)
}

async fn answer(desk: &Arc<Desk>, name: String, form: Form) -> Result<impl IntoResponse, Fault> {
    let frame = Frame::new(desk, "sources", name.clone());
    let frame = frame.json(format!("{}.json", words::speaker(&name)));
    desk.ask(move |ledger| {
        let statements = ledger.statements_of(&name, SHOWN)?;
        if statements.is_empty() {
            return Err(Fault::Missing(name, "speaker"));
        }
        Ok(match form {
            Form::Json => Answer::Value(Said { speaker: name, statements }),
            Form::Html => {
                let mut days: BTreeMap<String, u32> = BTreeMap::new();
                for hit in &statements {
                    let said = hit.statement.as_ref().and_then(|s| s.said.clone());
                    let day = said.or_else(|| hit.article.published.clone());
                    if let Some(day) = day.and_then(|day| day.get(..10).map(str::to_owned)) {
                        *days.entry(day).or_default() += 1;
                    }
                }
                let told = match statements.len() {
                    n if n >= SHOWN as usize => format!("the last {n} statements"),
                    n => count(n as u64, "statement", "statements"),
                };
                Answer::Page(Page {
                    frame,
                    name,
                    told,
                    spark: spark(&days, Reach::of(days.keys())),
                    rows: statements.iter().map(Row::of).collect(),
                })
            }
        })
    })
    .await
}
