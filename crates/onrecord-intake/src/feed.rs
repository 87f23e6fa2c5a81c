//! Feeds: RSS of any version, Atom and JSON Feed, read into records of our own fields; and lists of
//! feeds in OPML.
//!
//! A feed may be broken off or badly formed: what stands before that is read. The publisher of an entry
//! is who its `<source>` names, where it names one; the channel is so only else.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::{Map, Value, json};

use crate::html::blocks::plain;
use crate::{Refusal, address};

/// One entry of a feed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    /// In the field names that records have.
    pub(crate) record: Value,
    /// The title of the feed, where the entry names no publisher of its own.
    pub(crate) channel: Option<String>,
    /// Holds what the feed calls the content, not only a summary of it.
    pub(crate) whole: bool,
}

/// A summary of so many characters is taken for the article.
const WHOLE: usize = 1_500;
/// Entries that one feed may have.
const MOST: usize = 100_000;

/// The entries of an XML feed in order, and what is wrong with it, if anything is.
pub(crate) fn entries(xml: &str) -> (Vec<Entry>, Option<Refusal>) {
    let mut entries = Vec::new();
    let mut channel = Channel::default();
    let mut children = Children::new(xml, &["rss", "rdf:rdf", "rdf", "feed", "channel"]);
    loop {
        match children.next() {
            Ok(None) => return (entries, None),
            Err(reason) => return (entries, Some(reason)),
            Ok(Some(_)) if entries.len() == MOST => {
                let limit = MOST as u64;
                return (entries, Some(Refusal::TooLarge { of: "entries of a feed", limit }));
            }
            Ok(Some(element)) => match element.name.as_str() {
                "item" | "entry" => entries.extend(entry(&element, &channel)),
                "title" if channel.title.is_none() => {
                    channel.title = Some(text(element.inner)).filter(|title| !title.is_empty());
                }
                "link" if channel.link.is_none() => channel.link = link(&element),
                "language" | "dc:language" => channel.language = Some(text(element.inner)),
                _ => {}
            },
        }
    }
}

/// The addresses of feeds in an OPML file, each once, in order; and what is wrong with it.
pub(crate) fn outlines(xml: &str) -> (Vec<String>, Option<Refusal>) {
    let mut addresses: Vec<String> = Vec::new();
    let mut children = Children::new(xml, &["opml", "body", "outline"]);
    loop {
        match children.next() {
            Ok(None) => return (addresses, None),
            Err(reason) => return (addresses, Some(reason)),
            Ok(Some(element)) => {
                let feed = element.attribute("xmlurl").filter(|_| element.name == "outline");
                if let Some(feed) = feed.and_then(|feed| address::absolute(feed, None))
                    && !addresses.contains(&feed)
                {
                    addresses.push(feed);
                }
            }
        }
    }
}

/// The items of a JSON Feed, or the value as it is where it is none.
pub(crate) fn json_feed(value: Value) -> Result<Vec<Entry>, Value> {
    let version = value.get("version").and_then(Value::as_str).unwrap_or_default();
    if !version.contains("jsonfeed.org") || !value.get("items").is_some_and(Value::is_array) {
        return Err(value);
    }
    let channel = value.get("title").and_then(Value::as_str).map(str::to_owned);
    let Value::Object(mut feed) = value else { return Ok(Vec::new()) };
    let language = feed.remove("language");
    let Some(Value::Array(items)) = feed.remove("items") else { return Ok(Vec::new()) };
    let entry = |item: Value| {
        let Value::Object(mut item) = item else { return None };
        let whole = ["content_html", "content_text"].iter().any(|field| {
            item.get(*field).and_then(Value::as_str).is_some_and(|c| !c.trim().is_empty())
        });
        if let Some(text) = item.remove("content_text") {
            item.entry("text").or_insert(text);
        }
        if !whole && let Some(summary) = item.remove("summary") {
            item.insert("content_html".to_owned(), summary);
        }
        // An item about another page links to it; the page is what is read.
        if let Some(page) = item.remove("external_url") {
            item.insert("url".to_owned(), page);
        }
        if item.contains_key("url") {
            item.remove("id");
        }
        if let (Some(language), false) = (&language, item.contains_key("language")) {
            item.insert("language".to_owned(), language.clone());
        }
        Some(Entry { record: Value::Object(item), channel: channel.clone(), whole })
    };
    Ok(items.into_iter().take(MOST).filter_map(entry).collect())
}

impl Entry {
    /// The page that the entry leads to.
    pub(crate) fn address(&self) -> Option<&str> {
        self.record.get("url").and_then(Value::as_str)
    }
}

/// What a feed says of itself.
#[derive(Debug, Default)]
struct Channel {
    title: Option<String>,
    link: Option<String>,
    language: Option<String>,
}

/// An item; none where it neither leads anywhere nor holds anything.
fn entry(item: &Element<'_>, channel: &Channel) -> Option<Entry> {
    let mut fields = Map::new();
    let mut put = |field: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
            fields.entry(field).or_insert(json!(value));
        }
    };
    let (mut byline, mut credit) = (Vec::new(), Vec::new());
    let (mut content, mut summary) = (None, None);
    let (mut guid, mut updated) = (None, None);
    let mut children = Children::new(item.inner, &[]);
    // What is badly formed within an item ends the item; what it said before counts.
    while let Ok(Some(child)) = children.next() {
        let inner = child.inner;
        match child.name.as_str() {
            "title" => put("title", Some(text(inner))),
            "link" => {
                let link = link(&child);
                put("url", link.and_then(|link| address::absolute(&link, channel.link.as_deref())));
            }
            "feedburner:origlink" => put("url", Some(text(inner))),
            "guid" => {
                let permanent = child.attribute("ispermalink").is_none_or(|p| p != "false");
                guid = Some((text(inner), permanent));
            }
            "id" => guid = Some((text(inner), true)),
            "pubdate" | "published" | "dc:date" | "dcterms:issued" | "dcterms:created" => {
                put("published", Some(text(inner)));
            }
            "updated" | "dcterms:modified" => updated = Some(text(inner)),
            "author" | "dc:creator" | "contributor" => byline.extend(person(&child)),
            "source" => put("outlet", Some(source(&child))),
            "dc:publisher" => put("outlet", Some(text(inner))),
            "credit" | "media:credit" | "dc:source" | "dc:contributor" => credit.push(text(inner)),
            "language" | "dc:language" => put("language", Some(text(inner))),
            "content:encoded" | "content" | "xhtml:body" | "fulltext" => {
                content = Some(markup(&child)).filter(|content| !content.trim().is_empty());
            }
            "description" | "summary" => summary = Some(markup(&child)),
            _ => {}
        }
    }
    put("published", updated);
    match guid {
        Some((address, true)) if address::domain(&address).is_some() => put("url", Some(address)),
        Some((guid, _)) if !fields.contains_key("url") => put_id(&mut fields, guid),
        _ => {}
    }
    let long = summary.as_ref().is_some_and(|summary| plain(summary).chars().count() >= WHOLE);
    let whole = content.is_some() || long;
    if let Some(body) = content.or(summary).filter(|body| !body.trim().is_empty()) {
        // Said to be markup, so that text with a stray sign is not taken for something else.
        fields.insert("body_html".to_owned(), json!(format!("<div>{body}</div>")));
    }
    if let (Some(language), false) = (&channel.language, fields.contains_key("language")) {
        fields.insert("language".to_owned(), json!(language));
    }
    if !byline.is_empty() {
        fields.insert("byline".to_owned(), json!(byline));
    }
    if !credit.is_empty() {
        fields.insert("credit".to_owned(), json!(credit));
    }
    let holds = fields.contains_key("url") || fields.contains_key("body_html");
    let channel = channel.title.clone();
    holds.then(|| Entry { record: Value::Object(fields), channel, whole })
}

fn put_id(fields: &mut Map<String, Value>, guid: String) {
    if !guid.trim().is_empty() {
        fields.insert("id".to_owned(), json!(guid));
    }
}

/// Who `<source>` names: the text in RSS, the `<title>` in Atom.
fn source(element: &Element<'_>) -> String {
    let mut children = Children::new(element.inner, &[]);
    while let Ok(Some(child)) = children.next() {
        if child.name == "title" {
            return text(child.inner);
        }
    }
    text(element.inner)
}

/// `desk@example.org (Ana Ruiz)`, or Atom's `<name>`.
fn person(element: &Element<'_>) -> Option<String> {
    let mut children = Children::new(element.inner, &[]);
    let mut name = None;
    let mut nested = false;
    while let Ok(Some(child)) = children.next() {
        nested = true;
        if child.name.ends_with("name") {
            name = Some(text(child.inner));
        }
    }
    let name = match name {
        Some(name) => name,
        None if nested => return None,
        None => text(element.inner),
    };
    let name = match name.split_once('(') {
        Some((address, rest)) if address.contains('@') => rest.trim_end_matches(')').to_owned(),
        _ => name,
    };
    Some(name).filter(|name| !name.is_empty() && !name.contains('@'))
}

/// Where a `<link>` leads: its text in RSS, its `href` in Atom unless it is of another kind.
fn link(element: &Element<'_>) -> Option<String> {
    let Some(href) = element.attribute("href") else {
        return Some(text(element.inner)).filter(|link| !link.is_empty());
    };
    element
        .attribute("rel")
        .is_none_or(|rel| rel.eq_ignore_ascii_case("alternate"))
        .then(|| href.to_owned())
}

/// A field without markup.
fn text(inner: &str) -> String {
    plain(&unwrapped(inner))
}

/// HTML: as it is where it is XHTML, freed of one layer of escapes else.
fn markup(element: &Element<'_>) -> String {
    if element.attribute("type").is_some_and(|kind| kind.contains("xhtml")) {
        return element.inner.to_owned();
    }
    unwrapped(element.inner)
}

/// Text of XML: CDATA opened, references resolved once, those that XML does not know left to HTML.
fn unwrapped(inner: &str) -> String {
    let mut out = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = rest.find("<![CDATA[") {
        resolve(&rest[..at], &mut out);
        rest = &rest[at + "<![CDATA[".len()..];
        let end = rest.find("]]>").unwrap_or(rest.len());
        out.push_str(&rest[..end]);
        rest = rest.get(end + "]]>".len()..).unwrap_or_default();
    }
    resolve(rest, &mut out);
    out
}

fn resolve(escaped: &str, out: &mut String) {
    const LONGEST: usize = 12;
    let mut rest = escaped;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(LONGEST).position(|b| b == b';');
        let known = end.and_then(|end| Some((end, reference(&rest[1..end])?)));
        match known {
            Some((end, c)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
}

fn reference(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| *c != '\0')
        }
    }
}

/// An element of XML.
#[derive(Debug)]
struct Element<'a> {
    /// With its prefix, lower case.
    name: String,
    attributes: Vec<(String, String)>,
    /// What stands between its tags, as it is.
    inner: &'a str,
}

impl Element<'_> {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Elements one after the other, without what is inside them; some are gone into, and then told
/// with nothing inside.
struct Children<'a> {
    xml: &'a str,
    reader: Reader<&'a [u8]>,
    into: &'static [&'static str],
    seen: bool,
}

impl<'a> Children<'a> {
    fn new(xml: &'a str, into: &'static [&'static str]) -> Self {
        let mut reader = Reader::from_str(xml);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self { xml, reader, into, seen: false }
    }

    fn next(&mut self) -> Result<Option<Element<'a>>, Refusal> {
        loop {
            match self.reader.read_event() {
                Err(error) => return Err(malformed(&error)),
                Ok(Event::Eof) => return Ok(None),
                Ok(Event::Empty(start)) => return Ok(Some(element(&start, ""))),
                Ok(Event::Start(start)) => {
                    let found = element(&start, "");
                    if self.into.contains(&found.name.as_str()) {
                        // The root alone is not worth telling.
                        let told = self.seen && !found.attributes.is_empty();
                        self.seen = true;
                        if told {
                            return Ok(Some(found));
                        }
                        continue;
                    }
                    let from = self.reader.buffer_position() as usize;
                    let end = self.reader.read_to_end(start.name()).map_err(|e| malformed(&e))?;
                    let inner = self.xml.get(from..end.end as usize).unwrap_or_default();
                    return Ok(Some(Element { inner, ..found }));
                }
                Ok(_) => {}
            }
        }
    }
}

fn element<'a>(start: &BytesStart<'_>, inner: &'a str) -> Element<'a> {
    let attributes = start
        .attributes()
        .with_checks(false)
        .flatten()
        .map(|attribute| {
            let name = attribute.key.as_ref().to_ascii_lowercase();
            (name, unwrapped(&attribute.value).trim().to_owned())
        })
        .collect();
    Element { name: start.name().as_ref().to_ascii_lowercase(), attributes, inner }
}

fn malformed(error: &quick_xml::Error) -> Refusal {
    Refusal::MalformedXml { found: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RSS: &str = r#"<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="x" xmlns:content="y" xmlns:media="z"><channel>
<title>Ostermund Gazette</title><link>https://gazette.example/</link><language>en</language>
<item><title>Harbour &amp;amp; &lt;b&gt;port&lt;/b&gt; shut</title><link>https://gazette.example/a?x=1&amp;y=2</link>
 <guid isPermaLink="false">77</guid><pubDate>Mon, 16 Mar 2026 07:40:00 GMT</pubDate>
 <dc:creator><![CDATA[Edda Voss]]></dc:creator>
 <source url="https://wire.example/feed">North Wire</source><media:credit>AFP</media:credit>
 <media:content><media:credit>Photographer</media:credit></media:content>
 <description>Short.</description><content:encoded><![CDATA[<p>The harbour &amp; the port.</p>]]></content:encoded></item>
<item><title>Teaser</title><link>/b</link><description>Only this.</description><author>desk@gazette.example (Odd Brekke)</author></item>
<item><title>Nothing else</title></item>
</channel></rss>"#;

    #[test]
    fn rss_with_its_sources() {
        let (entries, wrong) = entries(RSS);
        assert!(wrong.is_none(), "{wrong:?}");
        assert_eq!(entries.len(), 2, "{entries:#?}");
        let first = &entries[0];
        assert!(first.whole);
        assert_eq!(first.channel.as_deref(), Some("Ostermund Gazette"));
        assert_eq!(
            first.record,
            json!({
                "title": "Harbour & port shut", "url": "https://gazette.example/a?x=1&y=2",
                "published": "Mon, 16 Mar 2026 07:40:00 GMT", "outlet": "North Wire",
                "body_html": "<div><p>The harbour &amp; the port.</p></div>", "language": "en",
                "byline": ["Edda Voss"], "credit": ["AFP"],
            })
        );
        let second = &entries[1];
        assert!(!second.whole);
        assert_eq!(second.address(), Some("https://gazette.example/b"));
        assert_eq!(second.record["byline"], json!(["Odd Brekke"]));
    }

    #[test]
    fn atom() {
        let (entries, wrong) = entries(
            r#"<feed xmlns="http://www.w3.org/2005/Atom"><title type="text">Gazette</title>
            <link rel="self" href="https://gazette.example/feed"/><link href="https://gazette.example/"/>
            <entry><id>tag:gazette.example,2026:1</id><title type="html">Port &amp;lt;shut&amp;gt;</title>
            <link rel="enclosure" href="https://gazette.example/a.mp3"/><link rel="alternate" href="https://gazette.example/a"/>
            <updated>2026-03-17T00:00:00Z</updated><published>2026-03-16T07:40:00Z</published>
            <author><name>Edda Voss</name><email>e@gazette.example</email></author>
            <source><title>North Wire</title><id>x</id></source>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The harbour &amp; port.</p></div></content></entry></feed>"#,
        );
        assert!(wrong.is_none(), "{wrong:?}");
        let record = &entries[0].record;
        assert_eq!(record["url"], "https://gazette.example/a");
        assert_eq!(record["outlet"], "North Wire");
        assert_eq!(record["published"], "2026-03-16T07:40:00Z");
        assert_eq!(record["byline"], json!(["Edda Voss"]));
        assert!(
            record["body_html"]
                .as_str()
                .is_some_and(|b| b.contains("<p>The harbour &amp; port.</p>"))
        );
    }

    #[test]
    fn what_stands_before_the_break_is_read() {
        let broken = RSS.split("<item><title>Teaser").next().expect("the beginning").to_owned();
        let (before, _) = entries(&(broken.clone() + "<item><title>Cut off <b"));
        assert_eq!(before.len(), 1);
        let (before, _) = entries(
            &(broken
                + "<item><link>https://gazette.example/c</link><description>a & b &nbsp; </item></wrong></channel>"),
        );
        assert_eq!(before.len(), 2, "{before:#?}");
    }

    #[test]
    fn lists_of_feeds() {
        let (feeds, wrong) = outlines(
            r#"<opml version="2.0"><head><title>Mine</title></head><body><outline text="World">
            <outline type="rss" text="G" xmlUrl="https://gazette.example/feed?a=1&amp;b=2"/>
            <outline xmlUrl="https://wire.example/feed"></outline><outline xmlUrl="file:///etc/passwd"/>
            <outline xmlUrl="https://wire.example/feed"/></outline></body></opml>"#,
        );
        assert!(wrong.is_none(), "{wrong:?}");
        assert_eq!(feeds, ["https://gazette.example/feed?a=1&b=2", "https://wire.example/feed"]);
    }

    #[test]
    fn json_feeds() {
        let feed = json!({
            "version": "https://jsonfeed.org/version/1.1", "title": "Gazette", "language": "en",
            "items": [
                {"id": "1", "url": "https://gazette.example/a", "content_text": "The port.", "authors": [{"name": "Edda Voss"}]},
                {"id": "2", "summary": "Short."}, 7
            ]
        });
        let entries = json_feed(feed).expect("a feed");
        assert_eq!(entries.len(), 2);
        assert!(entries[0].whole && !entries[1].whole);
        assert_eq!(entries[0].record["text"], "The port.");
        assert!(entries[0].record.get("id").is_none());
        assert!(json_feed(json!({"items": []})).is_err());
    }
}
