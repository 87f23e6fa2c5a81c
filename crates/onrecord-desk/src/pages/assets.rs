//! What pages load: style sheets and a sign, in the program.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

const DESK: &str = include_str!("../../assets/desk.css");
const SIGN: &str = include_str!("../../assets/sign.svg");

pub(crate) async fn asset(Path(name): Path<String>) -> Response {
    let (kind, body) = match name.as_str() {
        "desk.css" => ("text/css; charset=utf-8", DESK),
        "article.css" => ("text/css; charset=utf-8", onrecord_views::html::STYLE),
        "sign.svg" => ("image/svg+xml", SIGN),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "max-age=600")];
    (headers, body).into_response()
}
