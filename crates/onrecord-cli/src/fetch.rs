//! Articles from the web, fetched politely: as robots.txt allows, one request at a time, no more
//! than one a second to a host, with bounds on time, size and redirects.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::net::IpAddr;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail, ensure};
use ureq::config::Config;
use ureq::http::Uri;
use ureq::http::header::{CONTENT_TYPE, LOCATION};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};
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

/// Looks up hosts, and keeps of their addresses those that may be asked. Every connection comes by
/// here, so that no redirect and no second answer of a name server leads past it.
#[derive(Debug)]
struct Within {
    allowed: fn(IpAddr) -> bool,
    inner: DefaultResolver,
}

impl Resolver for Within {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let mut kept = self.empty();
        for address in found.iter().filter(|address| (self.allowed)(address.ip())) {
            kept.push(*address);
        }
        if kept.is_empty() {
            return Err(Error::Io(io::Error::new(io::ErrorKind::PermissionDenied, PRIVATE)));
        }
        Ok(kept)
    }
}

/// Why an address of a private network is not fetched for others.
const PRIVATE: &str = "expected an address of the open web, found one of a private network";

impl Fetcher {
    /// For the person at this machine, who may reach whatever it reaches.
    pub(crate) fn new() -> Self {
        Self::with(settings().build().new_agent())
    }

    /// For people who ask by way of a page: only addresses that are `allowed` are connected to, and
    /// no proxy stands in between that could lead elsewhere.
    pub(crate) fn within(allowed: fn(IpAddr) -> bool) -> Self {
        let config = settings().proxy(None).build();
        let resolver = Within { allowed, inner: DefaultResolver::default() };
        Self::with(Agent::with_parts(config, DefaultConnector::default(), resolver))
    }

    fn with(agent: Agent) -> Self {
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

fn settings() -> ureq::config::ConfigBuilder<ureq::typestate::AgentScope> {
    Agent::config_builder()
        .user_agent(USER_AGENT)
        .timeout_global(Some(TIMEOUT))
        .timeout_connect(Some(CONNECT_TIMEOUT))
        .http_status_as_error(false)
        .max_redirects(0) // each step is checked by us
        .max_redirects_will_error(false)
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
            io::ErrorKind::TimedOut => anyhow!("{host} does not answer in time"),
            io::ErrorKind::PermissionDenied if error.to_string() == PRIVATE => {
                anyhow!("{host}: {PRIVATE}")
            }
            io::ErrorKind::ConnectionRefused => {
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
    use std::io::Write;

    use super::*;

    /// A server that gives every request the same answer, and goes on with `body` as long as
    /// somebody listens.
    fn server(head: String, body: &'static [u8], times: usize) -> u16 {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let mut request = [0; 2048];
                let read = stream.read(&mut request).unwrap_or(0);
                let robots = request[..read].starts_with(b"GET /robots.txt");
                let head = if robots { "404 Not Found" } else { head.as_str() };
                let times = if robots { 0 } else { times };
                let _ = write!(stream, "HTTP/1.1 {head}\r\nConnection: close\r\n\r\n");
                for _ in 0..times {
                    if stream.write_all(body).is_err() {
                        break;
                    }
                }
            }
        });
        port
    }

    /// As on a page of the desk, but that this one address of a private network is let through.
    fn one_inside(address: IpAddr) -> bool {
        address == IpAddr::from([127, 0, 0, 1]) || onrecord_desk::is_public(address)
    }

    #[test]
    fn private_networks_are_not_fetched_for_others() {
        for inside in [
            "http://127.0.0.1/",
            "http://localhost/",
            "http://10.0.0.1/",
            "http://169.254.169.254/latest/meta-data/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0/",
        ] {
            let told = Fetcher::within(onrecord_desk::is_public).fetch(inside);
            let told = format!("{:#}", told.expect_err(inside));
            assert!(told.contains("private network"), "{inside}: {told}");
        }
    }

    #[test]
    fn redirects_into_private_networks_are_refused() {
        for (to, reason) in [
            ("http://127.0.0.2/secret", "private network"),
            ("http://192.168.0.1/", "private network"),
            ("file:///etc/passwd", "only http and https"),
        ] {
            let port = server(format!("302 Found\r\nLocation: {to}"), b"", 0);
            let told = Fetcher::within(one_inside).fetch(&format!("http://127.0.0.1:{port}/a"));
            let told = format!("{:#}", told.expect_err(to));
            assert!(told.contains(reason), "{to}: {told}");
        }
    }

    #[test]
    fn endless_bodies_end() {
        static ZEROS: [u8; 1 << 20] = [b'0'; 1 << 20];
        let port = server("200 OK\r\nContent-Type: text/plain".to_owned(), &ZEROS, usize::MAX);
        let told = Fetcher::within(one_inside).fetch(&format!("http://127.0.0.1:{port}/a"));
        let told = told.expect_err("it has no end").to_string();
        assert!(told.contains("too large"), "{told}");
    }

    #[test]
    fn only_the_web_is_fetched() {
        assert!(web("https://example.org/a").is_ok());
        for bad in ["file:///etc/passwd", "ftp://example.org/", "javascript:1", "http://", "x"] {
            assert!(web(bad).is_err(), "{bad}");
        }
    }
}
