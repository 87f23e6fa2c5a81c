//! Fetching, from a server of our own on this machine.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

use crate::{Desk, page};

/// A server of a few pages that notes who asks for what.
pub(crate) struct Site {
    port: u16,
    asked: Arc<Mutex<Vec<(String, String)>>>,
}

impl Site {
    /// Pages by path: head lines, and a body.
    pub(crate) fn new(pages: impl Fn(u16) -> Vec<(&'static str, String, Vec<u8>)>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let pages: BTreeMap<_, _> = pages(port).into_iter().map(|(p, h, b)| (p, (h, b))).collect();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let notes = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { return };
                let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
                let Some(Ok(first)) = lines.next() else { continue };
                let path = first.split(' ').nth(1).unwrap_or("").to_owned();
                let heads: Vec<_> =
                    lines.map_while(Result::ok).take_while(|l| !l.is_empty()).collect();
                let agent = heads.iter().find(|h| h.to_lowercase().starts_with("user-agent:"));
                notes.lock().unwrap().push((path.clone(), agent.cloned().unwrap_or_default()));
                let missing = ("404 Not Found".to_owned(), Vec::new());
                let (head, body) = pages.get(path.as_str()).unwrap_or(&missing);
                let length = body.len();
                let _ = write!(
                    stream,
                    "HTTP/1.1 {head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
                );
                let _ = stream.write_all(body);
            }
        });
        Self { port, asked }
    }

    pub(crate) fn at(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub(crate) fn paths(&self) -> Vec<String> {
        self.asked.lock().unwrap().iter().map(|(path, _)| path.clone()).collect()
    }
}

pub(crate) fn html(title: &str) -> (String, Vec<u8>) {
    ("200 OK\r\nContent-Type: text/html; charset=utf-8".to_owned(), page(title).into_bytes())
}

#[test]
fn a_page_is_fetched() {
    let site = Site::new(|_| {
        let (head, body) = html("Harbour closed");
        vec![("/story", head, body)]
    });
    let desk = Desk::new();
    let out = desk.run(&["read", &site.at("/story#comments"), "-f", "json"]).fine();
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(report["document"]["url"], site.at("/story"));
    assert_eq!(site.paths(), ["/robots.txt", "/story"]);
    for (_, agent) in site.asked.lock().unwrap().iter() {
        assert!(agent.contains("onrecord/") && agent.contains("(+https://"), "{agent}");
    }
}

#[test]
fn robots_are_respected() {
    let site = Site::new(|_| {
        let (head, body) = html("Harbour closed");
        let rules = b"User-agent: *\nDisallow: /private/\n".to_vec();
        vec![("/robots.txt", "200 OK".to_owned(), rules), ("/private/story", head, body)]
    });
    let desk = Desk::new();
    let run = desk.run(&["read", &site.at("/private/story")]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("asks robots not to read this page"), "{}", run.err);
    assert_eq!(site.paths(), ["/robots.txt"]);
}

#[test]
fn a_site_in_trouble_is_left_alone() {
    let site = Site::new(|_| {
        let (head, body) = html("Harbour closed");
        vec![("/robots.txt", "503 Unavailable".to_owned(), vec![]), ("/story", head, body)]
    });
    assert_eq!(Desk::new().run(&["read", &site.at("/story")]).code, Some(1));
    assert_eq!(site.paths(), ["/robots.txt"]);
}

#[test]
fn redirects_are_followed_to_the_web_only() {
    let site = Site::new(|port| {
        let (head, body) = html("Harbour closed");
        let to = |place: &str| format!("302 Found\r\nLocation: {place}");
        vec![
            ("/old", to("/new"), vec![]),
            ("/new", head, body),
            ("/file", to("file:///etc/passwd"), vec![]),
            ("/round", to(&format!("http://127.0.0.1:{port}/round")), vec![]),
        ]
    });
    let desk = Desk::new();
    let out = desk.run(&["read", &site.at("/old"), "-f", "json"]).fine();
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(report["document"]["url"], site.at("/new"));
    let run = desk.run(&["read", &site.at("/file")]);
    assert!(run.err.contains("only http and https"), "{}", run.err);
    let run = desk.run(&["read", &site.at("/round")]);
    assert!(run.err.contains("redirected more than"), "{}", run.err);
}

#[test]
fn what_is_wrong_is_said_in_words() {
    let site = Site::new(|_| vec![]);
    let run = Desk::new().run(&["read", &site.at("/nothing")]);
    assert_eq!(run.code, Some(1));
    assert_eq!(
        run.err,
        format!(
            "onrecord: {}: 127.0.0.1 answers that there is no such page (404)\n",
            site.at("/nothing")
        )
    );
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let run = Desk::new().run(&["read", &format!("http://127.0.0.1:{port}/")]);
    assert!(run.err.contains("cannot reach 127.0.0.1"), "{}", run.err);
    let run = Desk::new().run(&["read", "ftp://example.org/a"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("only http and https"), "{}", run.err);
}
