//! Articles from the web, fetched politely: as robots.txt allows, one request at a time, no more
//! than one a second to a host, with bounds on time, size and redirects.

use std::collections::BTreeMap;
use std::io::Read;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail, ensure};
use ureq::Agent;
use ureq::http::header::{CONTENT_TYPE, LOCATION};
use url::{Position, Url};

use crate::robots::{self, Robots};

/// The name that robots.txt files know us by.
const ROBOT: &str = "onrecord";
const USER_AGENT: &str =
    concat!("onrecord/", env!("CARGO_PKG_VERSION"), " (+", env!("CARGO_PKG_REPOSITORY"), ")");
/// The largest page, unpacked.
const MAX_BYTES: u64 = 32 * 1024 * 1024;
const MAX_REDIRECTS: usize = 5;
const TIMEOUT: Duration = Duration::from_secs(30);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Between two requests to one host.
const PAUSE: Duration = Duration::from_secs(1);

/// A page as it came.
#[derive(Debug)]
pub(crate) struct Page {
    /// Where it was in the end.
    pub(crate) address: String,
    pub(crate) content_type: Option<String>,
    pub(crate) bytes: Vec<u8>,
}

/// Fetches, and remembers whom it has asked and what they allow.
#[derive(Debug)]
pub(crate) struct Fetcher {
    agent: Agent,
    /// By scheme, host and port.
    robots: BTreeMap<String, Robots>,
    /// When a host was last asked.
    asked: BTreeMap<String, Instant>,
}

/// An answer, before anybody has looked at what it is.
struct Answer {
    status: u16,
    location: Option<String>,
    content_type: Option<String>,
    bytes: Vec<u8>,
}

impl Fetcher {
    pub(crate) fn new() -> Self {
        let agent = Agent::config_builder()
            .user_agent(USER_AGENT)
            .timeout_global(Some(TIMEOUT))
            .timeout_connect(Some(CONNECT_TIMEOUT))
            .http_status_as_error(false)
            .max_redirects(0) // each step is checked by us
            .max_redirects_will_error(false)
            .build()
            .new_agent();
        Self { agent, robots: BTreeMap::new(), asked: BTreeMap::new() }
    }

    pub(crate) fn fetch(&mut self, address: &str) -> Result<Page> {
        let mut url = web(address)?;
        for _ in 0..=MAX_REDIRECTS {
            let robots = self.robots(&url)?;
            let path = &url[Position::BeforePath..Position::AfterQuery];
            ensure!(robots.allows(path), "{} asks robots not to read this page", host(&url));
            self.pause(&url);
            let answer = self.ask(&url, MAX_BYTES)?;
            match (answer.status, answer.location) {
                (200, _) => {
                    let (content_type, bytes) = (answer.content_type, answer.bytes);
                    url.set_fragment(None);
                    return Ok(Page { address: url.into(), content_type, bytes });
                }
                (301 | 302 | 303 | 307 | 308, Some(location)) => {
                    let next = url.join(&location).context("redirected to no address")?;
                    url = web(next.as_str()).context("redirected")?;
                }
                (status, _) => bail!("{} answers {}", host(&url), in_words(status)),
            }
        }
        bail!("redirected more than {MAX_REDIRECTS} times")
    }

    /// What the site allows. One that has no rules allows everything; one whose rules cannot be
    /// had at the moment, nothing.
    fn robots(&mut self, url: &Url) -> Result<Robots> {
        let site = url[..Position::BeforePath].to_owned();
        if let Some(robots) = self.robots.get(&site) {
            return Ok(robots.clone());
        }
        let mut at = url.join("/robots.txt")?;
        let mut robots = Robots::default();
        for _ in 0..=MAX_REDIRECTS {
            let answer = self.ask(&at, robots::MAX_BYTES as u64)?;
            match (answer.status, answer.location) {
                (200, _) => robots = Robots::parse(&String::from_utf8_lossy(&answer.bytes), ROBOT),
                (300..400, Some(location)) => {
                    at = web(at.join(&location)?.as_str())?;
                    continue;
                }
                (500.., _) => robots = Robots::closed(),
                _ => {}
            }
            break;
        }
        self.robots.insert(site, robots.clone());
        Ok(robots)
    }

    /// Waits until the host may be asked again.
    fn pause(&mut self, url: &Url) {
        let host = host(url).to_owned();
        if let Some(asked) = self.asked.get(&host) {
            thread::sleep(PAUSE.saturating_sub(asked.elapsed()));
        }
        self.asked.insert(host, Instant::now());
    }

    fn ask(&self, url: &Url, limit: u64) -> Result<Answer> {
        let host = host(url);
        let mut response = self
            .agent
            .get(url.as_str())
            .header(
                "Accept",
                "text/html, application/xhtml+xml, text/plain, application/json;q=0.9",
            )
            .call()
            .map_err(|error| no_answer(error, host))?;
        let header = |name| {
            response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
        };
        let (location, content_type) = (header(LOCATION), header(CONTENT_TYPE));
        let mut bytes = Vec::new();
        response
            .body_mut()
            .as_reader()
            .take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| anyhow!("{host} broke off: {error}"))?;
        if url.path() == "/robots.txt" {
            bytes.truncate(limit as usize);
        }
        ensure!(
            bytes.len() as u64 <= limit,
            "too large: expected at most {limit} bytes, found more"
        );
        Ok(Answer { status: response.status().as_u16(), location, content_type, bytes })
    }
}

/// An address of the web, and of nothing else.
fn web(address: &str) -> Result<Url> {
    let url = Url::parse(address).context("not an address")?;
    let scheme = url.scheme();
    ensure!(
        matches!(scheme, "http" | "https"),
        "only http and https addresses are fetched, not {scheme}"
    );
    ensure!(url.host_str().is_some_and(|host| !host.is_empty()), "not an address: no host");
    Ok(url)
}

fn host(url: &Url) -> &str {
    url.host_str().unwrap_or("the host")
}

/// Why there is no answer, in words for somebody who may simply be offline.
fn no_answer(error: ureq::Error, host: &str) -> anyhow::Error {
    match error {
        ureq::Error::HostNotFound => anyhow!("cannot find {host}: no such host, or no network"),
        ureq::Error::ConnectionFailed => anyhow!("cannot reach {host}: is there a network?"),
        ureq::Error::Timeout(_) => anyhow!("{host} does not answer in time"),
        ureq::Error::Io(error) => match error.kind() {
            std::io::ErrorKind::TimedOut => anyhow!("{host} does not answer in time"),
            std::io::ErrorKind::ConnectionRefused => {
                anyhow!("cannot reach {host}: it refuses the connection")
            }
            _ => anyhow!("cannot reach {host}: is there a network? ({error})"),
        },
        other => anyhow!("cannot read from {host}: {other}"),
    }
}

fn in_words(status: u16) -> String {
    let words = match status {
        401 | 403 => "that this page is not for everybody",
        404 | 410 => "that there is no such page",
        429 => "that it is asked too often",
        500.. => "that something is wrong with it",
        _ => "in a way that is not understood",
    };
    format!("{words} ({status})")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_is_fetched() {
        assert!(web("https://example.org/a").is_ok());
        for bad in ["file:///etc/passwd", "ftp://example.org/", "javascript:1", "http://", "x"] {
            assert!(web(bad).is_err(), "{bad}");
        }
    }
}
