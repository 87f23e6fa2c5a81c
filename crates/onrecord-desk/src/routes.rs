//! All addresses of the desk, in one table: the router and the OpenAPI document are made from it.

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, get, post};
use axum::{Router, middleware};

use crate::desk::Desk;
use crate::fault::Fault;
use crate::guard::guard;
use crate::page::Form;
use crate::pages::{
    add, article, articles, assets, claim, claims, corrections, feed, happenings, outlet, sources,
    speaker,
};
use crate::{openapi, words};

/// What an address takes and gives, for the OpenAPI document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct About {
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) gives: Gives,
    /// Parameters of the query.
    pub(crate) query: &'static [Parameter],
    /// Fields of the body.
    pub(crate) takes: Takes,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gives {
    Html,
    Json,
    /// HTML, and JSON where the name ends in `.json`.
    Both,
    Atom,
    Css,
    /// Another address.
    Elsewhere,
    /// An asset of any type.
    Asset,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Takes {
    Nothing,
    /// A form of these fields; it must carry `form`, which a page of the desk holds.
    Form(&'static [&'static str]),
    /// The JSON of an article or address to read.
    Article,
}

/// A parameter of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    /// What it may be, where that is a closed list.
    pub(crate) one_of: &'static [&'static str],
}

const fn text(name: &'static str, about: &'static str) -> Parameter {
    Parameter { name, about, one_of: &[] }
}

const CLAIMS: &[Parameter] = &[
    text("q", "Words, and key:value as `onrecord watch` takes them"),
    text("actor", "Who does it: country codes or words of names, parted by commas"),
    text("recipient", "To whom it is done"),
    text("type", "PLOVER types, parted by commas"),
    text("status", "How it stands, parted by commas"),
    text("outlet", "Carried by an outlet: words of its name, or its domain"),
    text("since", "Carried by an article of this day or a later one"),
    text("until", "Carried by an article of this day or an earlier one"),
    Parameter {
        name: "sort",
        about: "What comes first",
        one_of: &["moved", "origins", "reports", "first"],
    },
    text("page", "From 1; a page has 25 claims"),
];
const WORDS: &[Parameter] = &[text("q", "Words that all stand in an article or statement")];
const AT: &[Parameter] = &[text(
    "at",
    "A code point of the text: shows what was found in the sentence around it, and why",
)];
const EVENTS: &[Parameter] = &[
    text("since", "First day"),
    text("until", "Last day"),
    text("status", "How real: happened, alleged, ..."),
    text("type", "PLOVER type"),
    text("place", "Where"),
];

type Row = (About, MethodRouter<Arc<Desk>>);

/// An address that only gives something.
fn gives(
    path: &'static str,
    summary: &'static str,
    gives: Gives,
    query: &'static [Parameter],
    to: MethodRouter<Arc<Desk>>,
) -> Row {
    (About { method: "get", path, summary, gives, query, takes: Takes::Nothing }, to)
}

/// An address that changes something, or reads an article.
fn takes(
    path: &'static str,
    summary: &'static str,
    gives: Gives,
    takes: Takes,
    to: MethodRouter<Arc<Desk>>,
) -> Row {
    (About { method: "post", path, summary, gives, query: &[], takes }, to)
}

fn table() -> Vec<Row> {
    use Gives::{Asset, Atom, Both, Css, Elsewhere, Html, Json};
    vec![
        gives("/", "The list of claims", Elsewhere, &[], get(home)),
        gives("/claims", "Claims that fit a search", Html, CLAIMS, get(claims::html)),
        gives("/claims.json", "Claims that fit a search", Json, CLAIMS, get(claims::json)),
        gives("/claims.atom", "What moved of the claims that fit", Atom, CLAIMS, get(feed::atom)),
        gives(
            "/claims/{id}",
            "One claim; as JSON with `.json` behind its identifier",
            Both,
            &[],
            get(claim::show),
        ),
        gives(
            "/articles",
            "The last articles, or where words stand",
            Html,
            WORDS,
            get(articles::html),
        ),
        gives(
            "/articles.json",
            "The last articles, or where words stand",
            Json,
            WORDS,
            get(articles::json),
        ),
        gives(
            "/articles/{id}",
            "One article with all that was found in it; as JSON with `.json` behind its identifier",
            Both,
            AT,
            get(article::show),
        ),
        gives(
            "/articles/{id}/ties.css",
            "The style that ties words and notes of an article",
            Css,
            &[],
            get(article::ties),
        ),
        gives("/sources", "Speakers, outlets, and who cites whom", Html, &[], get(sources::html)),
        gives(
            "/sources.json",
            "Speakers, outlets, and who cites whom",
            Json,
            &[],
            get(sources::json),
        ),
        gives(
            "/speakers/{id}",
            "What a speaker said; as JSON with `.json` behind the name",
            Both,
            &[],
            get(speaker::show),
        ),
        gives(
            "/outlets/{id}",
            "What an outlet has of its own; as JSON with `.json` behind the name",
            Both,
            &[],
            get(outlet::show),
        ),
        gives("/events", "Events over time and on the map", Html, EVENTS, get(happenings::html)),
        gives("/events.json", "Events", Json, EVENTS, get(happenings::json)),
        gives("/add", "The form to add articles", Html, &[], get(add::blank)),
        takes(
            "/add",
            "Reads a text, an address or files, and shows what was found",
            Elsewhere,
            Takes::Form(&[
                "form",
                "text",
                "address",
                "title",
                "outlet",
                "url",
                "published",
                "files",
            ]),
            post(add::read),
        ),
        takes(
            "/add.json",
            "Reads a text or an address, and keeps it where that is wished for",
            Json,
            Takes::Article,
            post(add::json),
        ),
        gives("/add/{id}", "A report that was just made", Html, &[], get(add::seen)),
        gives(
            "/add/{id}/ties.css",
            "The style that ties its words and notes",
            Css,
            &[],
            get(add::ties),
        ),
        takes(
            "/keep",
            "Adds reports that were just made to the ledger",
            Elsewhere,
            Takes::Form(&["form", "seen"]),
            post(add::keep),
        ),
        gives("/corrections", "What people set right", Html, &[], get(corrections::html)),
        gives("/corrections.json", "What people set right", Json, &[], get(corrections::json)),
        takes(
            "/corrections",
            "Writes a correction down",
            Elsewhere,
            Takes::Form(&["form", "who", "says", "article", "claim", "other", "note"]),
            post(corrections::add),
        ),
        takes(
            "/corrections/take-back",
            "Takes a correction back",
            Elsewhere,
            Takes::Form(&["form", "id"]),
            post(corrections::take_back),
        ),
        gives("/api", "This document", Json, &[], get(openapi::serve)),
        gives("/assets/{id}", "Style sheets and the like", Asset, &[], get(assets::asset)),
    ]
}

/// What the OpenAPI document tells.
pub(crate) fn abouts() -> Vec<About> {
    table().into_iter().map(|(about, _)| about).collect()
}

/// All of the desk.
pub(crate) fn router(desk: Arc<Desk>) -> Router {
    let routes =
        table().into_iter().fold(Router::new(), |router, (about, to)| router.route(about.path, to));
    routes
        .fallback(missing)
        .layer(DefaultBodyLimit::max(add::MAX_BYTES))
        .layer(middleware::from_fn_with_state(Arc::clone(&desk), guard))
        .with_state(desk)
}

async fn home() -> Redirect {
    Redirect::to("/claims")
}

async fn missing(uri: axum::http::Uri) -> Response {
    Fault::Missing(words::cut(uri.path(), 120), "page").into_response_as(Form::Html).into_response()
}
