//! Records in JSON: our own field names, and those that other tools write.

use serde_json::{Map, Value};

use crate::feed::Entry;
use crate::html::{self, BodyExtractor, Known};
use crate::text::squash;
use crate::{Document, Refusal, Warning, address, byline, charset, credit, date, language, plain};

/// Reads one line.
pub(crate) fn read_line(
    line: &[u8],
    known: Known,
    extractor: &dyn BodyExtractor,
) -> Result<Document, Refusal> {
    let mut warnings = Vec::new();
    let value = if std::str::from_utf8(line).is_ok() {
        parse(line)?
    } else {
        let decoded = charset::decode(line, known.charset, None);
        warnings = decoded.warnings;
        parse(decoded.text.as_bytes())?
    };
    read(value, known, extractor, warnings)
}

/// Parses a line or a file.
pub(crate) fn parse(bytes: &[u8]) -> Result<Value, Refusal> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    serde_json::from_slice(bytes).map_err(|e| Refusal::MalformedJson {
        expected: "an object with the fields of an article",
        found: e.to_string(),
    })
}

/// Reads a record.
pub(crate) fn read(
    value: Value,
    known: Known,
    extractor: &dyn BodyExtractor,
    warnings: Vec<Warning>,
) -> Result<Document, Refusal> {
    let Value::Object(record) = value else {
        let found = format!("{} instead", kind_of(&value));
        return Err(Refusal::MalformedJson {
            expected: "an object with the fields of an article",
            found,
        });
    };
    let mut fields = Fields::new(record);
    let (given, beside) = metadata(&fields, known.url);
    if let Some(text) = fields.take_text(TEXT) {
        return plain::fill(Document { text, ..given }, &beside, warnings);
    }
    let url = given.url.as_deref();
    let page = if let Some(page) = fields.take_text(PAGE) {
        html::read(&page, url, extractor, warnings)?
    } else if let Some(body) = fields.take_text(BODY) {
        if !looks_like_html(&body) {
            return plain::fill(Document { text: body, ..given }, &beside, warnings);
        }
        html::read_article(&body, &given, &beside, warnings)?
    } else if let Some(text) = fields.take_text(LAST_TEXT) {
        return plain::fill(Document { text, ..given }, &beside, warnings);
    } else {
        return Err(fields.missing_text());
    };
    Ok(over(given, page))
}

/// Reads an entry of a feed, from the page that it leads to where that was fetched.
pub(crate) fn read_entry(
    entry: Entry,
    page: Option<&[u8]>,
    known: Known,
    extractor: &dyn BodyExtractor,
) -> Result<Document, Refusal> {
    let document = match (page, entry.record) {
        (Some(page), Value::Object(record)) => {
            let (given, _) = metadata(&Fields::new(record), known.url);
            over(Document { url: None, ..given }, html::read_bytes(page, known, extractor)?)
        }
        (_, record) => read(record, known, extractor, Vec::new())?,
    };
    let outlet = document.outlet.name.clone().or(entry.channel);
    Ok(Document { outlet: crate::Outlet { name: outlet, ..document.outlet }, ..document })
}

/// Which fields mean what, in order of preference; written without case, `_` and `-`.
///
/// `text`, `title` and so on are ours; the others are those of newspaper4k (`publish_date`,
/// `meta_site_name`, `canonical_link`), trafilatura (`hostname`, `source-hostname`, `raw_text`),
/// news-please (`maintext`, `date_publish`, `source_domain`), NGEC (`event_text`, `pub_date`,
/// `headline`), schema.org (`articleBody`, `datePublished`) and ninjs (`body_html`, `creditline`).
const ID: &[&str] = &["id", "docid", "documentid", "articleid", "storyid", "uid", "uuid", "guid"];
const URL: &[&str] =
    &["canonicallink", "canonicalurl", "url", "link", "weburl", "articleurl", "source", "uri"];
const TITLE: &[&str] = &["title", "headline", "titlepage", "titlerss"];
const PUBLISHED: &[&str] = &[
    "published",
    "datepublished",
    "datepublish",
    "publishdate",
    "pubdate",
    "publisheddate",
    "publishedat",
    "publicationdate",
    "publishedtime",
    "publishtime",
    "webpublicationdate",
    "versioncreated",
    "date",
];
const OUTLET: &[&str] = &[
    "outlet",
    "publisher",
    "sitename",
    "metasitename",
    "sourcehostname",
    "publication",
    "newspaper",
    "sourcename",
    "source",
];
const DOMAIN: &[&str] = &["domain", "sourcedomain", "hostname", "host"];
const BYLINE: &[&str] = &["byline", "authors", "author", "creator"];
const CREDIT: &[&str] = &["credit", "creditline", "wire", "agency", "provider"];
const LANGUAGE: &[&str] = &["metalang", "language", "lang", "inlanguage"];
const TEXT: &[&str] =
    &["text", "eventtext", "maintext", "articletext", "fulltext", "bodytext", "articlebody"];
const PAGE: &[&str] = &["html", "rawhtml", "pagehtml"];
const BODY: &[&str] = &["bodyhtml", "articlehtml", "contenthtml", "body", "content"];
const LAST_TEXT: &[&str] = &["rawtext", "textcleaned"];

fn metadata(fields: &Fields, url: Option<&str>) -> (Document, Vec<String>) {
    let mut document = Document { id: fields.text(ID), ..Document::default() };
    let whole = |address: &String| address::domain(address).is_some();
    document.url =
        fields.all(URL).filter_map(text_of).find(whole).or_else(|| url.map(str::to_owned));
    document.title = fields.text(TITLE);
    document.published = fields.all(PUBLISHED).find_map(|value| match value {
        Value::String(text) => date::iso(text),
        Value::Number(number) => date::iso_of_epoch(number.as_i64()?),
        _ => None,
    });
    for value in fields.all(OUTLET) {
        let (name, domain) = match value {
            Value::Object(inner) => {
                let get = |key: &str| inner.get(key).and_then(text_of);
                (get("name").or_else(|| get("title")), get("domain").or_else(|| get("url")))
            }
            other => (text_of(other).filter(|name| !name.contains("://")), None),
        };
        document.outlet.name = document.outlet.name.take().or(name);
        document.outlet.domain =
            document.outlet.domain.take().or(domain.as_deref().and_then(address::site));
    }
    let domain = fields.all(DOMAIN).filter_map(text_of).find_map(|domain| address::site(&domain));
    let of_url = || document.url.as_deref().and_then(address::domain);
    document.outlet.domain = document.outlet.domain.take().or(domain).or_else(of_url);
    let mut beside = Vec::new();
    for field in fields.all(BYLINE).flat_map(texts_of) {
        let names = byline::names(&field);
        beside.extend(names.beside);
        for person in names.people {
            if credit::agency(&person).is_some() {
                beside.push(person);
            } else if !document.byline.contains(&person) {
                document.byline.push(person);
            }
        }
    }
    document.credit =
        fields.all(CREDIT).flat_map(texts_of).flat_map(|field| credit::of_field(&field)).collect();
    document.language =
        fields.all(LANGUAGE).filter_map(text_of).find_map(|tag| language::code(&tag));
    (document, beside)
}

/// What the record says goes before what its page says.
fn over(given: Document, page: Document) -> Document {
    let byline = if given.byline.is_empty() { page.byline } else { given.byline };
    let credit = if given.credit.is_empty() { page.credit } else { given.credit };
    let mut warnings = page.warnings;
    let published = given.published.or(page.published);
    if published.is_some() {
        warnings.retain(|warning| *warning != Warning::NoDate.to_string());
    }
    Document {
        id: given.id,
        url: given.url.or(page.url),
        outlet: crate::Outlet {
            name: given.outlet.name.or(page.outlet.name),
            domain: given.outlet.domain.or(page.outlet.domain),
        },
        title: given.title.or(page.title),
        byline,
        credit,
        published,
        language: page.language,
        text: page.text,
        paragraphs: page.paragraphs,
        warnings,
    }
}

/// A record's fields under their squashed names.
struct Fields {
    fields: Vec<(String, Value)>,
}

impl Fields {
    fn new(record: Map<String, Value>) -> Self {
        Self { fields: record.into_iter().map(|(key, value)| (squash(&key), value)).collect() }
    }

    fn all<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = &'a Value> {
        names.iter().flat_map(|name| {
            self.fields.iter().filter(move |(key, _)| key == name).map(|(_, value)| value)
        })
    }

    fn text(&self, names: &[&str]) -> Option<String> {
        self.all(names).find_map(text_of)
    }

    /// The first of these that is text with something in it, moved out unchanged.
    fn take_text(&mut self, names: &[&str]) -> Option<String> {
        let filled = |value: &Value| value.as_str().is_some_and(|text| !text.trim().is_empty());
        let at = names.iter().find_map(|name| {
            self.fields.iter().position(|(key, value)| key == name && filled(value))
        })?;
        match self.fields[at].1.take() {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    fn missing_text(&self) -> Refusal {
        let names: Vec<&str> = self.fields.iter().map(|(key, _)| key.as_str()).take(12).collect();
        Refusal::MissingText {
            expected: "text, html, event_text, maintext, article_text, body, content, raw_text"
                .into(),
            found: if names.is_empty() { "no fields".into() } else { names.join(", ") },
        }
    }
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(inner) => inner.get("name").filter(|name| name.is_string()).and_then(text_of),
        _ => None,
    }
}

fn texts_of(value: &Value) -> Vec<String> {
    match value {
        Value::Array(list) => list.iter().filter_map(text_of).collect(),
        other => text_of(other).into_iter().collect(),
    }
}

fn looks_like_html(text: &str) -> bool {
    text.contains("</p>")
        || text.contains("<br")
        || (text.trim_start().starts_with('<') && text.contains("</"))
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
