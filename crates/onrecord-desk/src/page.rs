//! What all pages have: a frame, a form for programs, and words.

use std::sync::Arc;

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde::{Serialize, Serializer};

use crate::desk::Desk;
use crate::fault::Fault;

/// Who asks: a person, or a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Html,
    Json,
}

/// The frame around a page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frame {
    /// What stands in the title bar.
    pub(crate) title: String,
    /// The part of the desk that it belongs to.
    pub(crate) part: &'static str,
    /// What the ledger is called.
    pub(crate) ledger: String,
    pub(crate) demo: bool,
    /// Style sheets besides the desk's own.
    pub(crate) styles: Vec<String>,
    /// The address of the same as JSON, and of its feed.
    pub(crate) json: Option<String>,
    pub(crate) feed: Option<String>,
    pub(crate) form_token: String,
}

impl Frame {
    pub(crate) fn new(desk: &Desk, part: &'static str, title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            part,
            ledger: desk.name().to_owned(),
            demo: desk.is_demo(),
            form_token: desk.form_token().to_owned(),
            ..Self::default()
        }
    }

    pub(crate) fn json(mut self, address: String) -> Self {
        self.json = Some(address);
        self
    }
}

/// A page and the value that it shows.
pub(crate) enum Answer<P, V> {
    Page(P),
    Value(V),
}

impl<P: Template, V: Serialize> IntoResponse for Answer<P, V> {
    fn into_response(self) -> Response {
        match self {
            Self::Page(page) => match page.render() {
                Ok(html) => Html(html).into_response(),
                Err(_) => Fault::Own("a page could not be written").into_response_as(Form::Html),
            },
            Self::Value(value) => axum::Json(value).into_response(),
        }
    }
}

/// A value that others have a share in.
pub(crate) struct Shared<T>(pub(crate) Arc<T>);

impl<T: Serialize> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// An answer, or what went wrong in the form that was asked for.
pub(crate) fn settle<R: IntoResponse>(form: Form, answer: Result<R, Fault>) -> Response {
    match answer {
        Ok(answer) => answer.into_response(),
        Err(fault) => fault.into_response_as(form),
    }
}

/// Seen elsewhere.
pub(crate) fn see(address: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, address.to_owned())]).into_response()
}

#[derive(Template)]
#[template(path = "trouble.html")]
struct Trouble<'a> {
    frame: Frame,
    told: &'a str,
}

/// A page that tells what went wrong.
pub(crate) fn trouble(status: StatusCode, told: &str) -> Html<String> {
    let title = status.canonical_reason().unwrap_or("Trouble").to_owned();
    let frame = Frame { title, ..Frame::default() };
    Html(Trouble { frame, told }.render().unwrap_or_default())
}
