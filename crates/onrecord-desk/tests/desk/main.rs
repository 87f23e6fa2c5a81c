//! The desk from outside: requests to its router, answers as a browser or a program gets them.

mod api;
mod changes;
mod contrast;
mod hostile;
mod pages;
mod safety;
#[path = "../../../onrecord-views/tests/views/wcag.rs"]
mod wcag;

use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use onrecord_desk::{Demo, Fetch, Fetched, Settings};
use onrecord_ledger::Ledger;
use tempfile::TempDir;
use tower::ServiceExt;

/// A desk over a copy of the demo, so that tests may change it.
pub(crate) struct Desk {
    router: Router,
    runtime: tokio::runtime::Runtime,
    folder: TempDir,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn fine(self) -> String {
        assert_eq!(self.status, StatusCode::OK, "{}", self.body);
        self.body
    }

    pub(crate) fn json(self) -> serde_json::Value {
        assert!(self.header("content-type").starts_with("application/json"), "{}", self.body);
        serde_json::from_str(&self.body).expect("it is JSON")
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Where it leads to.
    pub(crate) fn elsewhere(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.body);
        self.header("location")
    }
}

/// Pages by address, for a desk that is to fetch.
#[derive(Clone, Default)]
pub(crate) struct Pages(pub(crate) Arc<Mutex<Vec<String>>>);

impl Fetch for Pages {
    fn fetch(&self, address: &str) -> Result<Fetched, String> {
        self.0.lock().expect("no panic").push(address.to_owned());
        let page = "<html><head><title>Port closed</title></head><body><article><p>The port of \
                    Tromvik is closed, the harbour master said on Monday. She did not say for how \
                    long.</p><p>“Nobody knows,” said Ada Lund, a fisherwoman.</p></article></body></html>";
        Ok(Fetched {
            address: address.to_owned(),
            content_type: Some("text/html; charset=utf-8".to_owned()),
            bytes: page.as_bytes().to_vec(),
        })
    }
}

/// The demo is read once for all tests.
fn demo() -> &'static Path {
    static DEMO: OnceLock<Demo> = OnceLock::new();
    &DEMO.get_or_init(|| Demo::make().expect("a demo")).ledger
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self::with(None, |_| {})
    }

    /// A desk with a token, and with more in its ledger.
    pub(crate) fn with(token: Option<&str>, change: impl FnOnce(&mut Ledger)) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("news.db");
        std::fs::copy(demo(), &path).expect("a copy");
        // What the write-ahead file holds is not in the copy.
        let wal = demo().with_extension("db-wal");
        if wal.exists() {
            std::fs::copy(wal, folder.path().join("news.db-wal")).expect("a copy");
        }
        let mut ledger = Ledger::open(&path).expect("a ledger");
        change(&mut ledger);
        drop(ledger);
        let router = onrecord_desk::router(Settings {
            ledger: path,
            token: token.map(str::to_owned),
            fetch: Some(Box::new(Pages::default())),
            demo: false,
        });
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
        Self { router: router.expect("a router"), runtime: runtime.expect("a runtime"), folder }
    }

    pub(crate) fn ledger(&self) -> Ledger {
        Ledger::open_read_only(self.folder.path().join("news.db")).expect("a ledger")
    }

    pub(crate) fn send(&self, request: Request<Body>) -> Answer {
        let router = self.router.clone();
        self.runtime.block_on(async move {
            let response = router.oneshot(request).await.expect("it cannot fail");
            let (parts, body) = response.into_parts();
            let body = to_bytes(body, usize::MAX).await.expect("a body");
            Answer {
                status: parts.status,
                headers: parts.headers,
                body: String::from_utf8_lossy(&body).into_owned(),
            }
        })
    }

    pub(crate) fn get(&self, address: &str) -> Answer {
        self.send(request(Method::GET, address).body(Body::empty()).expect("a request"))
    }

    /// Posts a form as a page of the desk would.
    pub(crate) fn post(&self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.form_token();
        let mut all = vec![("form", token.as_str())];
        all.extend(fields);
        self.post_plain(address, &all)
    }

    pub(crate) fn post_plain(&self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs: Vec<String> =
            fields.iter().map(|(key, value)| format!("{key}={}", encoded(value))).collect();
        let request = request(Method::POST, address)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(pairs.join("&")));
        self.send(request.expect("a request"))
    }

    pub(crate) fn form_token(&self) -> String {
        let page = self.get("/add").fine();
        let (_, rest) = page.split_once("name=\"form\" value=\"").expect("a form");
        rest.split('"').next().expect("a token").to_owned()
    }

    /// The identifier of a claim of the demo whose proposition has these words.
    pub(crate) fn claim(&self, words: &str) -> String {
        let claims = self.get("/claims.json").json();
        let all = claims["claims"].as_array().expect("claims").clone();
        let found =
            all.iter().find(|c| c["proposition"].as_str().is_some_and(|p| p.contains(words)));
        let found = found.or(all.first()).expect("there are claims");
        found["id"].as_str().expect("an identifier").to_owned()
    }
}

pub(crate) fn request(method: Method, address: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(address).header(header::HOST, "127.0.0.1:7878")
}

pub(crate) fn encoded(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(b).to_string(),
            b => format!("%{b:02X}"),
        })
        .collect()
}

/// The addresses that a page's links lead to, within the desk.
pub(crate) fn links(html: &str) -> Vec<String> {
    let mut links: Vec<String> = html
        .split(" href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|link| link.starts_with('/'))
        .map(|link| link.replace("&amp;", "&").split('#').next().unwrap_or_default().to_owned())
        .collect();
    links.sort();
    links.dedup();
    links
}
