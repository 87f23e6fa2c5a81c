//! Web archives (WARC 1.0 and 1.1): the pages in them, one at a time, in memory that does not grow
//! with the archive.

use std::io::{self, BufRead, Read};

use crate::Refusal;
use crate::gunzip::gunzip;
use crate::input::refusal;

/// A page as it was fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Page {
    pub(crate) url: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) bytes: Vec<u8>,
}

/// Pages larger than this are passed over.
const MAX_PAGE: u64 = 32 * 1024 * 1024;
/// Bytes of headers.
const MAX_HEAD: u64 = 256 * 1024;

/// The next page of an archive, past everything in it that is none; an error for a record that
/// cannot be read, behind which the next one is sought.
pub(crate) fn next(archive: &mut (dyn BufRead + Send)) -> Option<Result<Page, Refusal>> {
    let mut lost = false;
    loop {
        match line(archive) {
            Err(reason) => return Some(Err(reason)),
            Ok(None) if lost => return Some(Err(malformed("something that is no record"))),
            Ok(None) => return None,
            Ok(Some(found)) if found.starts_with(b"WARC/") => match page(archive) {
                Ok(None) => lost = false,
                Ok(Some(page)) => return Some(Ok(page)),
                Err(reason) => return Some(Err(reason)),
            },
            Ok(Some(found)) => lost |= !found.is_empty(),
        }
    }
}

/// What stands behind the first line of a record: a page, or nothing of interest.
fn page(archive: &mut (dyn BufRead + Send)) -> Result<Option<Page>, Refusal> {
    let head = headers(archive)?;
    let length = head.get("content-length").and_then(|length| length.parse::<u64>().ok());
    let Some(length) = length else { return Err(malformed("a record without Content-Length")) };
    let url = head.get("warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_owned());
    let fetched = head.get("warc-type") == Some("response")
        && head.get("content-type").is_none_or(|kind| kind.starts_with("application/http"));
    let mut block = archive.take(length);
    let read = if fetched && length <= MAX_PAGE { response(&mut block, url) } else { Ok(None) };
    io::copy(&mut block, &mut io::sink()).map_err(refusal)?;
    if block.limit() > 0 {
        return Err(malformed("the end of the file inside a record"));
    }
    read
}

/// The page in an answer over HTTP; none where the answer is another one, or no text.
fn response(
    block: &mut (impl BufRead + Send),
    url: Option<String>,
) -> Result<Option<Page>, Refusal> {
    let Some(status) = line(block)? else { return Ok(None) };
    let fine = status.split(|&b| b == b' ').nth(1) == Some(b"200");
    if !fine {
        return Ok(None);
    }
    let head = headers(block)?;
    let content_type = head.get("content-type").map(str::to_owned);
    let kind = content_type.as_deref().unwrap_or("text/html").to_ascii_lowercase();
    if !["text/html", "application/xhtml", "text/plain"].iter().any(|text| kind.starts_with(text)) {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    block.read_to_end(&mut bytes).map_err(refusal)?;
    // Crawlers say so where they wrote it down as it came; the bytes tell whether it is true.
    if head.get("transfer-encoding").is_some_and(|t| t.eq_ignore_ascii_case("chunked")) {
        bytes = unchunked(&bytes).unwrap_or(bytes);
    }
    if bytes.starts_with(b"\x1F\x8B") {
        let mut unpacked = Vec::new();
        gunzip(bytes.as_slice()).take(MAX_PAGE).read_to_end(&mut unpacked).map_err(refusal)?;
        bytes = unpacked;
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok(None);
    }
    Ok(Some(Page { url, content_type, bytes }))
}

/// The chunks of a body, joined; none where there are no chunks.
fn unchunked(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        let end = rest.iter().position(|&b| b == b'\n')?;
        let size = std::str::from_utf8(&rest[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(body);
        }
        body.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size..)?;
        rest = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n"))?;
    }
}

/// Headers, names in lower case.
struct Head(Vec<(String, String)>);

impl Head {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

fn headers(from: &mut (impl BufRead + ?Sized)) -> Result<Head, Refusal> {
    let mut head: Vec<(String, String)> = Vec::new();
    let mut bytes = 0;
    while let Some(line) = line(from)?.filter(|line| !line.is_empty()) {
        bytes += line.len() as u64;
        if bytes > MAX_HEAD {
            return Err(malformed("headers without an end"));
        }
        let line = String::from_utf8_lossy(&line);
        match line.split_once(':') {
            Some((name, value)) => {
                head.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
            // A line that goes on.
            None => {
                if let Some((_, value)) = head.last_mut() {
                    value.push_str(line.trim());
                }
            }
        }
    }
    Ok(Head(head))
}

/// The next line without its end; none at the end. The rest of one that is too long is dropped.
fn line(from: &mut (impl BufRead + ?Sized)) -> Result<Option<Vec<u8>>, Refusal> {
    let mut line = Vec::new();
    let read = Read::take(&mut *from, MAX_HEAD).read_until(b'\n', &mut line).map_err(refusal)?;
    if read == 0 {
        return Ok(None);
    }
    if line.pop_if(|last| *last == b'\n').is_none() && read as u64 == MAX_HEAD {
        from.skip_until(b'\n').map_err(refusal)?;
    }
    line.pop_if(|last| *last == b'\r');
    Ok(Some(line))
}

fn malformed(found: &str) -> Refusal {
    Refusal::MalformedArchive { found: found.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: &str, url: &str, block: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <{url}>\r\nContent-Type: application/http; msgtype={kind}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    }

    fn pages(archive: &str) -> Vec<Result<Page, Refusal>> {
        let mut archive = archive.as_bytes();
        std::iter::from_fn(|| next(&mut archive)).collect()
    }

    #[test]
    fn pages_alone_come_out() {
        let html = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Port</p>";
        let chunks = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<p>P\r\n3\r\nort\r\n0\r\n\r\n";
        let picture = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nxx";
        let gone = "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>No</p>";
        let archive = record("warcinfo", "x", "software: y")
            + &record("request", "https://a.example/1", "GET / HTTP/1.1\r\n\r\n")
            + &record("response", "https://a.example/1", html)
            + &record("response", "https://a.example/2", picture)
            + &record("response", "https://a.example/3", gone)
            + &record("response", "https://a.example/4", chunks);
        let pages: Vec<Page> =
            pages(&archive).into_iter().map(|page| page.expect("a page")).collect();
        assert_eq!(pages.len(), 2, "{pages:#?}");
        assert_eq!(pages[0].url.as_deref(), Some("https://a.example/1"));
        assert_eq!(pages[0].content_type.as_deref(), Some("text/html; charset=utf-8"));
        assert_eq!(pages[1].bytes, b"<p>Port");
    }

    #[test]
    fn a_bad_record_is_told_and_passed_over() {
        let html = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Port</p>";
        let good = record("response", "https://a.example/1", html);
        let archive = format!("WARC/1.0\r\nWARC-Type: response\r\n\r\nno length\r\n\r\n{good}");
        let found = pages(&archive);
        assert_eq!(found.len(), 2, "{found:#?}");
        assert!(found[0].is_err() && found[1].is_ok());
        let cut = &good[..good.len() - 12];
        assert!(pages(&format!("{good}{cut}"))[1].is_err());
    }
}
