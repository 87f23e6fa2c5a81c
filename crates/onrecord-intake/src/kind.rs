//! What an input is: by what it holds where that is plain, else by what it is called.

use crate::Refusal;

/// The forms that articles come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The text of one article.
    Text,
    /// One page.
    Page,
    /// One JSON value: a record or an array of records.
    Json,
    /// A record a line.
    JsonLines,
    /// An RSS or Atom feed.
    Feed,
    /// A list of feeds.
    Opml,
    /// A web archive.
    Warc,
}

/// Tells the kind from the name, the media type and the first bytes of an input.
pub(crate) fn of(name: &str, media_type: Option<&str>, head: &[u8]) -> Result<Kind, Refusal> {
    if head.starts_with(b"WARC/") {
        return Ok(Kind::Warc);
    }
    if let Some((_, found)) = FOREIGN.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Err(Refusal::Unsupported { found });
    }
    let text = String::from_utf8_lossy(head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head));
    let text = text.trim_start();
    if let Some(kind) = of_xml(text)? {
        return Ok(kind);
    }
    if is_page(text) {
        return Ok(Kind::Page);
    }
    let named = by_name(name, media_type);
    match named {
        Some(Kind::Json | Kind::JsonLines) => Ok(lines_or_value(named, text)),
        _ if opens_json(text) => Ok(lines_or_value(None, text)),
        Some(kind) => Ok(kind),
        None if looks_like_markup(text) => Ok(Kind::Page),
        None => Ok(Kind::Text),
    }
}

/// Is the first line there to its end, and is it plain from it that each line is a record?
///
/// Looks at the first two lines alone, so that it may be asked again as more bytes come.
pub(crate) fn opens_with_record(name: &str, media_type: Option<&str>, head: &[u8]) -> bool {
    let head = head.trim_ascii_start();
    let Some(end) = head.iter().position(|&b| b == b'\n') else { return false };
    matches!(of(name, media_type, &head[..=end]), Ok(Kind::JsonLines))
}

/// Formats that are told by their first bytes, and not read.
const FOREIGN: &[(&[u8], &str)] = &[
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xD0\xCF\x11\xE0", "an office document"),
    (b"{\\rtf", "RTF"),
    (b"\x28\xB5\x2F\xFD", "zstd compression"),
    (b"BZh", "bzip2 compression"),
    (b"\xFD7zXZ", "xz compression"),
    (b"\x1F\x8B", "gzip inside gzip"),
    (b"\x89PNG", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
    (b"GIF8", "a picture"),
    (b"PAR1", "Parquet"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7FELF", "a program"),
];

/// Kinds of XML that are told by their root.
fn of_xml(text: &str) -> Result<Option<Kind>, Refusal> {
    let head = crate::text::prefix(text, 2000).to_ascii_lowercase();
    if !["<?xml", "<rss", "<feed", "<rdf", "<opml", "<!--"].iter().any(|tag| head.starts_with(tag))
    {
        return Ok(None);
    }
    let holds = |tag: &str| head.contains(tag);
    Ok(match () {
        _ if holds("<html") => None,
        _ if holds("<rss") || holds("<rdf:rdf") || holds("<feed") => Some(Kind::Feed),
        _ if holds("<opml") => Some(Kind::Opml),
        _ if holds("<urlset") || holds("<sitemapindex") => {
            return Err(Refusal::Unsupported { found: "a sitemap" });
        }
        _ => None,
    })
}

/// Begins as only a page does, after comments and declarations.
fn is_page(text: &str) -> bool {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let after = match rest.as_bytes() {
            [b'<', b'!', b'-', b'-', ..] => rest.split_once("-->"),
            [b'<', b'?', ..] => rest.split_once("?>"),
            _ => None,
        };
        match after {
            Some((_, after)) => rest = after,
            None => break,
        }
    }
    ["<!doctype html", "<html", "<head", "<body"]
        .iter()
        .any(|tag| rest.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag)))
}

/// Begins with a tag and closes one further on.
fn looks_like_markup(text: &str) -> bool {
    let tag =
        text.strip_prefix('<').is_some_and(|t| t.starts_with(|c: char| c.is_ascii_alphabetic()));
    tag && text.contains("</")
}

fn opens_json(text: &str) -> bool {
    let second = |rest: &str| rest.trim_start().chars().next();
    text.strip_prefix('{').is_some_and(|rest| matches!(second(rest), Some('"' | '}')))
        || text.strip_prefix('[').is_some_and(|rest| second(rest) == Some('{'))
}

/// A value may stand on one line or be spread over several; records stand one a line.
fn lines_or_value(named: Option<Kind>, text: &str) -> Kind {
    if named == Some(Kind::JsonLines) {
        return Kind::JsonLines;
    }
    if text.starts_with('[') || crate::text::prefix(text, 1000).contains("jsonfeed.org/version") {
        return Kind::Json;
    }
    let Some((first, rest)) = text.split_once('\n') else { return Kind::JsonLines };
    let whole = serde_json::from_str::<serde::de::IgnoredAny>(first).is_ok();
    if whole || rest.starts_with('{') { Kind::JsonLines } else { Kind::Json }
}

fn by_name(name: &str, media_type: Option<&str>) -> Option<Kind> {
    let media_type = media_type.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    match media_type.to_ascii_lowercase().as_str() {
        "text/html" | "application/xhtml+xml" => return Some(Kind::Page),
        "text/plain" | "text/markdown" => return Some(Kind::Text),
        "application/json" => return Some(Kind::Json),
        "application/jsonl"
        | "application/x-ndjson"
        | "application/x-jsonlines"
        | "application/jsonlines" => {
            return Some(Kind::JsonLines);
        }
        _ => {}
    }
    let name = name.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    match name.rsplit_once('.')?.1 {
        "html" | "htm" | "xhtml" | "shtml" => Some(Kind::Page),
        "txt" | "text" | "md" => Some(Kind::Text),
        "json" => Some(Kind::Json),
        "jsonl" | "ndjson" | "jsonlines" => Some(Kind::JsonLines),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_contents() {
        for (name, head, expected) in [
            ("a.txt", "The port has asked.", Kind::Text),
            ("-", "The port has asked.", Kind::Text),
            ("a.html", "The port has asked.", Kind::Page),
            ("a.txt", "<!DOCTYPE html><p>", Kind::Page),
            ("-", "\u{FEFF} <?xml version='1.0'?>\n<!-- x --> <html>", Kind::Page),
            ("-", "<p>The port</p>", Kind::Page),
            ("-", "<3 is what he wrote.", Kind::Text),
            ("a.jsonl.gz", "{", Kind::JsonLines),
            ("-", "{\"text\": \"a\"}\n{\"text\": \"b\"}\n", Kind::JsonLines),
            ("-", "{\"text\": \"a\"}", Kind::JsonLines),
            ("a.json", "{\n  \"text\": \"a\"\n}", Kind::Json),
            ("-", "{\"text\": \"a\n{\"text\": \"b\"}\n", Kind::JsonLines),
            ("-", "[ {\"text\": \"a\"}]", Kind::Json),
            ("-", "[The port] has asked.", Kind::Text),
            ("-", "{sic} he wrote.", Kind::Text),
            ("-", "<?xml version=\"1.0\"?>\n<!-- x --><rss version=\"2.0\">", Kind::Feed),
            ("feed", "<feed xmlns=\"http://www.w3.org/2005/Atom\">", Kind::Feed),
            ("mine.opml", "<opml version=\"2.0\">", Kind::Opml),
            ("a.warc.gz", "WARC/1.0\r\n", Kind::Warc),
            ("-", "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": []}", Kind::Json),
        ] {
            let kind = of(name, None, head.as_bytes()).expect("a kind");
            assert_eq!(kind, expected, "{name}: {head}");
        }
        assert_eq!(of("story", Some("text/html; charset=x"), b"Port").expect("a kind"), Kind::Page);
    }

    #[test]
    fn what_is_not_read_is_named() {
        for (head, expected) in
            [(&b"%PDF-1.7"[..], "PDF"), (b"<?xml version=\"1.0\"?><urlset>", "a sitemap")]
        {
            let refused = of("a", None, head).expect_err("refused").to_string();
            assert!(refused.ends_with(&format!("found {expected}")), "{refused}");
        }
    }
}
