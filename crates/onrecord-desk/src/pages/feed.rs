//! The feed of what moved, of the claims that a search finds.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use onrecord_ledger::{By, Filter, Order};

use crate::desk::Desk;
use crate::fault::Fault;
use crate::page::{Form, settle};
use crate::query::{Pairs, Wish};

/// Movements in a feed.
const ENTRIES: u32 = 100;

pub(crate) async fn atom(State(desk): State<Arc<Desk>>, Query(pairs): Query<Pairs>) -> Response {
    settle(Form::Html, feed(&desk, pairs).await)
}

async fn feed(desk: &Arc<Desk>, pairs: Pairs) -> Result<impl IntoResponse, Fault> {
    let wish = Wish { page: 0, ..Wish::of(&pairs)? };
    desk.ask(move |ledger| {
        let filter =
            Filter { limit: Some(ENTRIES), offset: 0, order: Order::Moved, ..wish.filter()? };
        let changes = ledger.changes("", By::Noted, &filter)?;
        let feed = onrecord_views::atom::feed(&filter.to_string(), &changes);
        Ok(([(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")], feed))
    })
    .await
}
