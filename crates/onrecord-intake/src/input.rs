//! From an input to its records, and from a record to a document.

use std::io::{self, BufRead, Cursor, Read};
use std::sync::Arc;

use serde_json::Value;

use crate::feed::{self, Entry};
use crate::gunzip::{MAX_RATIO, gunzip, is_bomb};
use crate::html::{self, BodyExtractor, Known, Trafilatura};
use crate::kind::{self, Kind};
use crate::{Document, InputError, Refusal, charset, json, plain, warc};

/// Bytes that one page, one text, one line of JSON or one JSON file may have when unpacked.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// Bytes to read, and what is known of them beforehand.
///
/// Plain text, a page, a record, an array of records or a record a line, a feed, a list of feeds or a
/// web archive; gzipped or not. A file of lines and a web archive may be of any size: they are read
/// record by record.
///
/// ```
/// use onrecord_intake::Input;
///
/// let page = b"{\"title\": \"Port asks city\", \"text\": \"The port has asked the city for money.\"}";
/// let input = Input { url: Some("https://example.org/port".into()), ..Input::new("port.json", &page[..]) };
/// for document in input.documents() {
///     let document = document?;
///     assert_eq!(document.outlet.domain.as_deref(), Some("example.org"));
///     assert_eq!(document.paragraphs[0].of(&document.text), "The port has asked the city for money.");
/// }
/// # Ok::<(), onrecord_intake::InputError>(())
/// ```
pub struct Input<'a> {
    /// Where it came from, for messages; its extension helps to tell what it is.
    pub name: String,
    /// The address it stood at.
    pub url: Option<String>,
    /// The media type that came with it, `text/html; charset=utf-8`.
    pub content_type: Option<String>,
    /// The charset, where it is known.
    pub charset: Option<String>,
    /// The bytes.
    pub bytes: Box<dyn BufRead + Send + 'a>,
}

impl<'a> Input<'a> {
    /// An input of which only the name is known.
    pub fn new(name: impl Into<String>, bytes: impl BufRead + Send + 'a) -> Self {
        let bytes = Box::new(bytes);
        Self { name: name.into(), url: None, content_type: None, charset: None, bytes }
    }

    /// Its records in order, not yet read: cheap to go through, to be read on several threads.
    pub fn records(self) -> Records<'a> {
        Records::new(self)
    }

    /// Its documents in order. A record that cannot be read is an error; those after it are read.
    pub fn documents(self) -> impl Iterator<Item = Result<Document, InputError>> + use<'a> {
        self.records().map(|record| record?.document())
    }
}

/// What is known of every record of an input.
#[derive(Clone, Debug)]
struct Origin {
    name: Arc<str>,
    url: Option<Arc<str>>,
    charset: Option<Arc<str>>,
}

/// One article, as it came in.
#[derive(Clone, Debug)]
pub struct Record {
    origin: Origin,
    line: Option<u64>,
    body: Body,
}

#[derive(Clone, Debug)]
enum Body {
    Text(Vec<u8>),
    Page(Vec<u8>),
    Line(Vec<u8>),
    Value(Value),
    /// An entry of a feed, with the page that it leads to where that was fetched.
    Entry(Box<Entry>, Option<Vec<u8>>),
    /// The address of a feed.
    Link(String),
}

/// Where the rest of a record is to be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Elsewhere<'a> {
    /// The whole article stands at this address; the record has a summary of it at most.
    Page(&'a str),
    /// A feed stands at this address; the record is nothing else.
    Feed(&'a str),
}

/// A record as JSON, before anybody has told what it is.
#[derive(Clone, Copy, Debug)]
pub enum Json<'a> {
    /// A line of a file.
    Line(&'a [u8]),
    /// An element of an array, or the one value of a file.
    Value(&'a Value),
}

impl Record {
    /// The name of the input.
    pub fn name(&self) -> &str {
        &self.origin.name
    }

    /// The line that it begins on, counted from 1, where an input holds many.
    pub fn line(&self) -> Option<u64> {
        self.line
    }

    /// The JSON that it is, where it is any.
    pub fn json(&self) -> Option<Json<'_>> {
        match &self.body {
            Body::Line(line) => Some(Json::Line(line)),
            Body::Value(value) => Some(Json::Value(value)),
            _ => None,
        }
    }

    /// Where the rest of it is to be had, where that is not here.
    pub fn elsewhere(&self) -> Option<Elsewhere<'_>> {
        match &self.body {
            Body::Entry(entry, None) if !entry.whole => entry.address().map(Elsewhere::Page),
            Body::Link(address) => Some(Elsewhere::Feed(address)),
            _ => None,
        }
    }

    /// The address that led to it: that of a feed's entry or of an archived page.
    pub fn address(&self) -> Option<&str> {
        match &self.body {
            Body::Entry(entry, _) => entry.address(),
            _ => self.origin.url.as_deref(),
        }
    }

    /// The same record, to be read from the page that it leads to. What the feed says of the article
    /// goes before what the page says.
    pub fn with_page(self, url: String, content_type: Option<&str>, bytes: Vec<u8>) -> Self {
        let charset = content_type.and_then(charset::label_in).map(Into::into);
        match self.body {
            Body::Entry(entry, _) => Self {
                origin: Origin { url: Some(url.into()), charset, ..self.origin },
                line: self.line,
                body: Body::Entry(entry, Some(bytes)),
            },
            _ => self,
        }
    }

    /// Reads it.
    ///
    /// # Errors
    /// Where it holds no article, or not in a form that is read.
    pub fn document(self) -> Result<Document, InputError> {
        self.document_with(&Trafilatura)
    }

    /// Reads it, finding the body of a page by `extractor`.
    ///
    /// # Errors
    /// As [`document`](Self::document).
    pub fn document_with(self, extractor: &dyn BodyExtractor) -> Result<Document, InputError> {
        let Self { origin, line, body } = self;
        let known = Known { url: origin.url.as_deref(), charset: origin.charset.as_deref() };
        let document = match body {
            Body::Text(bytes) => plain::read(&bytes, known),
            Body::Page(bytes) => html::read_bytes(&bytes, known, extractor),
            Body::Line(bytes) => json::read_line(&bytes, known, extractor),
            Body::Value(value) => json::read(value, known, extractor, Vec::new()),
            Body::Entry(entry, page) => json::read_entry(*entry, page.as_deref(), known, extractor),
            Body::Link(address) => Err(Refusal::Elsewhere { address }),
        };
        document.map_err(|reason| InputError::new(&*origin.name, line, reason))
    }
}

/// The records of an input, in order.
pub struct Records<'a> {
    origin: Origin,
    content_type: Option<String>,
    state: State<'a>,
}

enum State<'a> {
    /// Nothing has been looked at.
    New(Box<dyn BufRead + Send + 'a>),
    /// A record a line; the number of lines and of records that were read.
    Lines {
        bytes: Box<dyn BufRead + Send + 'a>,
        line: u64,
        records: u64,
    },
    /// The records of an array.
    Values(std::vec::IntoIter<Value>),
    /// The entries of a feed, or the feeds of a list, and what is wrong with it.
    Bodies(std::vec::IntoIter<Body>, Option<Refusal>),
    /// The pages of a web archive.
    Archive(Box<dyn BufRead + Send + 'a>),
    Done,
}

impl<'a> Records<'a> {
    fn new(input: Input<'a>) -> Self {
        let label = input.content_type.as_deref().and_then(charset::label_in);
        let charset = input.charset.or(label);
        let origin = Origin {
            name: input.name.into(),
            url: input.url.map(Into::into),
            charset: charset.map(Into::into),
        };
        Self { origin, content_type: input.content_type, state: State::New(input.bytes) }
    }

    fn record(&self, line: Option<u64>, body: Body) -> Record {
        Record { origin: self.origin.clone(), line, body }
    }

    /// A record that has an address of its own within the input.
    fn record_at(&self, url: Option<&str>, origin: Origin, body: Body) -> Record {
        let name = match url {
            Some(url) => format!("{} <{url}>", self.origin.name).into(),
            None => Arc::clone(&self.origin.name),
        };
        Record { origin: Origin { name, ..origin }, line: None, body }
    }

    /// An XML file as text.
    fn xml(&self, bytes: impl Read) -> Result<String, Refusal> {
        let bytes = read_all(bytes, "XML")?;
        let hint = charset::hint_of_xml(&bytes);
        Ok(charset::decode(&bytes, self.origin.charset.as_deref(), hint.as_deref()).text)
    }

    /// A page of a web archive.
    fn archived(&self, page: warc::Page) -> Record {
        let kind = page.content_type.as_deref().unwrap_or_default();
        let charset = charset::label_in(kind).map(Into::into);
        let plain = kind.to_ascii_lowercase().starts_with("text/plain");
        let body = if plain { Body::Text(page.bytes) } else { Body::Page(page.bytes) };
        let url = page.url.as_deref();
        let origin = Origin { url: url.map(Into::into), charset, ..self.origin.clone() };
        self.record_at(url, origin, body)
    }

    /// Looks at the first bytes and gets ready, or gives the one record that there is.
    fn begin(&mut self, bytes: Box<dyn BufRead + Send + 'a>) -> Result<Option<Record>, Refusal> {
        let media_type = self.content_type.as_deref();
        let is_line = |head: &[u8]| kind::opens_with_record(&self.origin.name, media_type, head);
        let (mut head, mut bytes) = peek(bytes, |head| head.starts_with(GZIP) || is_line(head))?;
        if head.starts_with(GZIP) {
            (head, bytes) = peek(Box::new(gunzip(bytes)), is_line)?;
        }
        if head.iter().all(u8::is_ascii_whitespace) && head.len() < HEAD {
            let found = if head.is_empty() { "no bytes" } else { "only white space" };
            return Err(Refusal::Empty { found });
        }
        let body = match kind::of(&self.origin.name, media_type, &head)? {
            Kind::JsonLines => {
                self.state = State::Lines { bytes, line: 0, records: 0 };
                return Ok(None);
            }
            Kind::Text => Body::Text(read_all(bytes, "text")?),
            Kind::Page => Body::Page(read_all(bytes, "page")?),
            Kind::Json => match json::parse(&read_all(bytes, "JSON, or a record a line")?)? {
                Value::Array(values) => {
                    self.state = State::Values(values.into_iter());
                    return Ok(None);
                }
                value => match feed::json_feed(value) {
                    Ok(entries) => {
                        self.state = bodies(entries, None);
                        return Ok(None);
                    }
                    Err(value) => Body::Value(value),
                },
            },
            Kind::Feed => {
                let (entries, wrong) = feed::entries(&self.xml(bytes)?);
                self.state = bodies(entries, wrong);
                return Ok(None);
            }
            Kind::Opml => {
                let (feeds, wrong) = feed::outlines(&self.xml(bytes)?);
                let feeds: Vec<Body> = feeds.into_iter().map(Body::Link).collect();
                self.state = State::Bodies(feeds.into_iter(), wrong);
                return Ok(None);
            }
            Kind::Warc => {
                self.state = State::Archive(bytes);
                return Ok(None);
            }
        };
        Ok(Some(self.record(None, body)))
    }
}

impl Iterator for Records<'_> {
    type Item = Result<Record, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match std::mem::replace(&mut self.state, State::Done) {
                State::New(bytes) => match self.begin(bytes) {
                    Ok(None) => {}
                    Ok(Some(record)) => return Some(Ok(record)),
                    Err(reason) => {
                        return Some(Err(InputError::new(&*self.origin.name, None, reason)));
                    }
                },
                State::Lines { mut bytes, mut line, records } => {
                    let read = next_line(&mut bytes, &mut line);
                    let found = match read {
                        Ok(Some(content)) => Ok(self.record(Some(line), Body::Line(content))),
                        Ok(None) if records > 0 => return None,
                        Ok(None) => Err(Refusal::Empty { found: "only white space" }),
                        Err(reason) => Err(reason),
                    };
                    let goes_on = matches!(found, Ok(_) | Err(Refusal::TooLarge { .. }));
                    if goes_on {
                        self.state = State::Lines { bytes, line, records: records + 1 };
                    }
                    return Some(
                        found.map_err(|e| InputError::new(&*self.origin.name, Some(line), e)),
                    );
                }
                State::Values(mut values) => {
                    let value = values.next()?;
                    self.state = State::Values(values);
                    return Some(Ok(self.record(None, Body::Value(value))));
                }
                State::Bodies(mut bodies, wrong) => match (bodies.next(), wrong) {
                    (None, None) => return None,
                    (None, Some(reason)) => {
                        return Some(Err(InputError::new(&*self.origin.name, None, reason)));
                    }
                    (Some(body), wrong) => {
                        self.state = State::Bodies(bodies, wrong);
                        let url = match &body {
                            Body::Entry(entry, _) => entry.address().map(str::to_owned),
                            _ => None,
                        };
                        // The address of the feed is none of the article.
                        let origin = Origin { url: None, ..self.origin.clone() };
                        return Some(Ok(self.record_at(url.as_deref(), origin, body)));
                    }
                },
                State::Archive(mut bytes) => {
                    let page = warc::next(&mut *bytes)?;
                    let broken = matches!(page, Err(Refusal::Unreadable(_) | Refusal::Bomb { .. }));
                    if !broken {
                        self.state = State::Archive(bytes);
                    }
                    return Some(match page {
                        Ok(page) => Ok(self.archived(page)),
                        Err(reason) => Err(InputError::new(&*self.origin.name, None, reason)),
                    });
                }
                State::Done => return None,
            }
        }
    }
}

fn bodies<'a>(entries: Vec<Entry>, wrong: Option<Refusal>) -> State<'a> {
    let bodies: Vec<Body> =
        entries.into_iter().map(|entry| Body::Entry(Box::new(entry), None)).collect();
    State::Bodies(bodies.into_iter(), wrong)
}

/// The first bytes, and all of them.
type Peeked<'a> = (Vec<u8>, Box<dyn BufRead + Send + 'a>);

/// Reads the first [`HEAD`] bytes, or as many as are `enough` when more may be long in coming.
fn peek<'a>(
    mut bytes: Box<dyn BufRead + Send + 'a>,
    enough: impl Fn(&[u8]) -> bool,
) -> Result<Peeked<'a>, Refusal> {
    let mut head = Vec::new();
    while head.len() < HEAD {
        let piece = match bytes.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            // What came before a break is still worth reading; who reads on will meet it.
            Err(error) if !head.is_empty() => {
                return Ok((head.clone(), Box::new(Cursor::new(head).chain(Broken(Some(error))))));
            }
            piece => piece.map_err(refusal)?,
        };
        let taken = piece.len().min(HEAD - head.len());
        head.extend_from_slice(&piece[..taken]);
        bytes.consume(taken);
        if taken == 0 || enough(&head) {
            break;
        }
    }
    Ok((head.clone(), Box::new(Cursor::new(head).chain(bytes))))
}

/// Where bytes break off.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(self.0.take().unwrap_or_else(|| io::ErrorKind::UnexpectedEof.into()))
    }
}

impl BufRead for Broken {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        Err(self.0.take().unwrap_or_else(|| io::ErrorKind::UnexpectedEof.into()))
    }

    fn consume(&mut self, _: usize) {}
}

fn read_all(bytes: impl Read, of: &'static str) -> Result<Vec<u8>, Refusal> {
    let mut all = Vec::new();
    bytes.take(MAX_BYTES + 1).read_to_end(&mut all).map_err(refusal)?;
    if all.len() as u64 > MAX_BYTES {
        return Err(Refusal::TooLarge { of, limit: MAX_BYTES });
    }
    Ok(all)
}

/// The next line that is not blank; `line` is its number.
fn next_line(bytes: &mut impl BufRead, line: &mut u64) -> Result<Option<Vec<u8>>, Refusal> {
    loop {
        *line += 1;
        let mut content = Vec::new();
        bytes.by_ref().take(MAX_BYTES + 1).read_until(b'\n', &mut content).map_err(refusal)?;
        if content.is_empty() {
            return Ok(None);
        }
        if content.len() as u64 > MAX_BYTES {
            if content.last() != Some(&b'\n') {
                bytes.skip_until(b'\n').map_err(refusal)?;
            }
            return Err(Refusal::TooLarge { of: "a line of JSON", limit: MAX_BYTES });
        }
        if !content.iter().all(u8::is_ascii_whitespace) {
            return Ok(Some(content));
        }
    }
}

pub(crate) fn refusal(error: io::Error) -> Refusal {
    if is_bomb(&error) { Refusal::Bomb { limit: MAX_RATIO } } else { Refusal::Unreadable(error) }
}

const GZIP: &[u8] = b"\x1F\x8B";
/// Bytes that are looked at to tell what an input is.
const HEAD: usize = 64 * 1024;
