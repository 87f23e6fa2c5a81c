//! What every request goes through: who may ask, from where, for how long, and what the answer allows.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::header::{
    AUTHORIZATION, CACHE_CONTROL, CONTENT_SECURITY_POLICY, COOKIE, HOST, LOCATION, ORIGIN,
    REFERRER_POLICY, SET_COOKIE, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::desk::Desk;
use crate::{page, words};

/// Nothing is loaded but this desk's own style sheets, no script runs, forms go nowhere else, and no
/// other page may frame it.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";
/// The longest that an answer may take. Reading an article takes some of it.
const PATIENCE: Duration = Duration::from_secs(60);
/// The cookie of readers who told the token.
const TOKEN: &str = "onrecord-token";

pub(crate) async fn guard(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let mut response = match admit(&desk, &request) {
        Ok(()) => match tokio::time::timeout(PATIENCE, next.run(request)).await {
            Ok(response) => response,
            Err(_) => refusal(StatusCode::SERVICE_UNAVAILABLE, "this took too long"),
        },
        Err(response) => *response,
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// May this request be answered?
fn admit(desk: &Desk, request: &Request) -> Result<(), Box<Response>> {
    let headers = request.headers();
    let refuse = |status, told| Err(Box::new(refusal(status, told)));
    if desk.is_guarded() {
        if let Some(token) = in_query(request.uri(), "token") {
            return if desk.is_token(&token) {
                Err(Box::new(let_in(&token, request.uri())))
            } else {
                refuse(StatusCode::UNAUTHORIZED, "the token is not the one of this desk")
            };
        }
        let told = bearer(headers).map(str::to_owned);
        let known = told.or_else(|| cookie(headers, TOKEN).map(decoded));
        if !known.is_some_and(|token| desk.is_token(&token)) {
            return refuse(
                StatusCode::UNAUTHORIZED,
                "expected the token of this desk: as ?token=..., or in the header Authorization",
            );
        }
    } else if !is_local(headers) {
        // A name of somebody else's that leads here would let their pages read ours.
        return refuse(
            StatusCode::MISDIRECTED_REQUEST,
            "expected localhost or a loopback address as the host",
        );
    }
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD);
    if changes && !is_own(headers) {
        return refuse(StatusCode::FORBIDDEN, "changes are taken from pages of this desk only");
    }
    Ok(())
}

fn refusal(status: StatusCode, told: &str) -> Response {
    (status, page::trouble(status, told)).into_response()
}

/// To the same address without the token, which the browser remembers from now on.
fn let_in(token: &str, uri: &Uri) -> Response {
    let rest: Vec<&str> = uri
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("token="))
        .collect();
    let query = if rest.is_empty() { String::new() } else { format!("?{}", rest.join("&")) };
    // Always a path of this desk, never `//host`.
    let path = uri.path().trim_start_matches('/');
    let token = words::part(token);
    let cookie = format!("{TOKEN}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000");
    let to = HeaderValue::try_from(format!("/{path}{query}"));
    match (HeaderValue::try_from(cookie), to) {
        (Ok(cookie), Ok(to)) => {
            (StatusCode::SEE_OTHER, [(SET_COOKIE, cookie), (LOCATION, to)]).into_response()
        }
        _ => StatusCode::BAD_REQUEST.into_response(),
    }
}

fn in_query(uri: &Uri, name: &str) -> Option<String> {
    let pairs = uri.query()?.split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter(|(key, _)| *key == name).map(|(_, value)| decoded(value)).next()
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ").map(str::trim)
}

/// The value of a cookie.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

fn is_local(headers: &HeaderMap) -> bool {
    let Some(host) = headers.get(HOST) else { return true }; // no browser leaves it out
    host.to_str().is_ok_and(|host| {
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
            _ => host,
        };
        let address = name.trim_start_matches('[').trim_end_matches(']');
        name.eq_ignore_ascii_case("localhost")
            || address.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
    })
}

/// Does a request come from a page of this desk, or from no page at all?
fn is_own(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    if site.is_some_and(|site| site != b"same-origin" && site != b"none") {
        return false;
    }
    let Some(origin) = headers.get(ORIGIN) else { return true };
    let (Ok(origin), Some(Ok(host))) =
        (origin.to_str(), headers.get(HOST).map(HeaderValue::to_str))
    else {
        return false;
    };
    origin.split_once("://").is_some_and(|(_, from)| from.eq_ignore_ascii_case(host))
}
