//! What is to be read: files, directories, addresses, standard input.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use onrecord_intake::{Elsewhere, Input, InputError, Record, Records};

use crate::fetch::Fetcher;
use crate::progress::Meter;

/// An input, or one record of it, that could not be read.
#[derive(Debug)]
pub(crate) struct Failure {
    /// The input.
    pub(crate) name: String,
    /// The line of it, from 1.
    pub(crate) line: Option<u64>,
    /// What was expected and found.
    pub(crate) reason: String,
    /// Not even opened.
    pub(crate) missing: bool,
}

impl Failure {
    pub(crate) fn new(name: impl Into<String>, reason: impl std::fmt::Display) -> Self {
        Self { name: name.into(), line: None, reason: reason.to_string(), missing: false }
    }

    /// An input that could not be opened.
    fn missing(name: impl Into<String>, reason: impl std::fmt::Display) -> Self {
        Self { missing: true, ..Self::new(name, reason) }
    }

    /// `FILE[:LINE]: reason`.
    pub(crate) fn message(&self) -> String {
        let Self { name, line, reason, .. } = self;
        line.map_or_else(|| format!("{name}: {reason}"), |line| format!("{name}:{line}: {reason}"))
    }
}

impl From<InputError> for Failure {
    fn from(error: InputError) -> Self {
        let InputError { name, line, reason } = error;
        Self { name, line, reason: reason.to_string(), missing: false }
    }
}

/// One thing to open.
#[derive(Debug)]
pub(crate) enum Source {
    Stdin,
    File(PathBuf),
    Address(String),
    /// What cannot be opened, as is known already.
    Missing(Failure),
}

impl Source {
    /// How many bytes are to be read from it, where that is known beforehand.
    pub(crate) fn size(&self) -> Option<u64> {
        match self {
            Self::File(path) => {
                fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|m| m.len())
            }
            Self::Missing(_) => Some(0),
            Self::Stdin | Self::Address(_) => None,
        }
    }
}

/// The inputs of a command line, directories replaced by what is in them.
pub(crate) fn expand(inputs: &[std::ffi::OsString]) -> Vec<Source> {
    let mut sources = Vec::new();
    for input in inputs {
        let path = Path::new(input);
        if input == "-" {
            sources.push(Source::Stdin);
        } else if let Some(address) = address(input) {
            sources.push(address);
        } else if path.is_dir() {
            let before = sources.len();
            walk(path, 0, &mut sources);
            if sources.len() == before {
                let reason = "no articles in this directory: expected files named \
                              .txt, .html, .json, .jsonl, .xml, .opml or .warc, or these with .gz";
                sources.push(Source::Missing(Failure::missing(path.display().to_string(), reason)));
            }
        } else {
            sources.push(Source::File(path.to_owned()));
        }
    }
    sources
}

pub(crate) fn is_directory(input: &OsStr) -> bool {
    input != "-" && address(input).is_none() && Path::new(input).is_dir()
}

/// An address, or what only looks like one.
fn address(input: &OsStr) -> Option<Source> {
    let text = input.to_str()?;
    let (scheme, _) = text.split_once("://")?;
    let is_scheme = !scheme.is_empty()
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    if !is_scheme || Path::new(input).exists() {
        return None;
    }
    if scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") {
        return Some(Source::Address(text.to_owned()));
    }
    let reason = format!("only http and https addresses are fetched, not {scheme}");
    Some(Source::Missing(Failure::missing(text, reason)))
}

/// How deep directories are followed; links to directories are not.
const DEEP: usize = 64;

/// All articles of a directory in the order of their names; hidden ones are passed over.
fn walk(directory: &Path, depth: usize, sources: &mut Vec<Source>) {
    let name = directory.display().to_string();
    if depth > DEEP {
        sources.push(Source::Missing(Failure::missing(name, "directories are too deep here")));
        return;
    }
    let entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) => {
            sources.push(Source::Missing(Failure::missing(name, reason(&error))));
            return;
        }
    };
    let mut entries: Vec<_> = entries.flatten().collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        match entry.file_type() {
            _ if hidden => {}
            Ok(kind) if kind.is_dir() => walk(&path, depth + 1, sources),
            Ok(_) if is_article(&path) && path.is_file() => sources.push(Source::File(path)),
            _ => {}
        }
    }
}

fn is_article(path: &Path) -> bool {
    let Some(name) = path.file_name().and_then(OsStr::to_str) else { return false };
    let name = name.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    const ARTICLES: [&str; 14] = [
        "txt", "text", "html", "htm", "xhtml", "json", "jsonl", "ndjson", "xml", "rss", "atom",
        "rdf", "opml", "warc",
    ];
    name.rsplit_once('.').is_some_and(|(_, extension)| ARTICLES.contains(&extension))
}

/// A record to be read, or why there is none.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) record: Result<Record, Failure>,
    /// Bytes of files that had been used when it was taken from them.
    pub(crate) bytes: u64,
}

/// What becomes of records that only lead elsewhere: entries of feeds with no more than a summary, and
/// feeds named in lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Follow {
    /// They are left as they are.
    Nothing,
    /// Feeds named in lists are fetched, and pages that fetched feeds lead to.
    Fetched,
    /// And pages that feeds in files lead to.
    Everything,
}

/// How sources are gone through.
pub(crate) struct Reading {
    /// The address of an input that does not tell its own.
    pub(crate) url: Option<String>,
    pub(crate) follow: Follow,
    /// Is the page at this address known already? Then it is not fetched.
    pub(crate) known: Box<dyn FnMut(&str) -> bool + Send>,
}

impl Reading {
    /// Nothing is fetched but what was asked for.
    pub(crate) fn plain(url: Option<String>) -> Self {
        Self { url, follow: Follow::Nothing, known: Box::new(|_| false) }
    }
}

/// The records of all sources in order, opened one after the other.
pub(crate) fn records(
    sources: Vec<Source>,
    reading: Reading,
    meter: Meter,
) -> impl Iterator<Item = Job> + Send {
    let used = meter.clone();
    let all =
        Road { sources: sources.into_iter(), open: Vec::new(), reading, meter, fetcher: None };
    all.map(move |record| Job { record, bytes: used.bytes() })
}

/// The way through the sources: the inputs that are open, the innermost last.
struct Road {
    sources: std::vec::IntoIter<Source>,
    open: Vec<Opened>,
    reading: Reading,
    meter: Meter,
    fetcher: Option<Fetcher>,
}

/// An input whose records are being taken.
struct Opened {
    records: Records<'static>,
    /// It came over the network.
    fetched: bool,
}

/// Lists of feeds may lead to feeds, and to nothing deeper.
const DEEPEST: usize = 2;

impl Iterator for Road {
    type Item = Result<Record, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Some(opened) = self.open.last_mut() else {
                let source = self.sources.next()?;
                let fetched = matches!(source, Source::Address(_));
                match open(source, &mut self.fetcher, &self.meter) {
                    Ok(input) => {
                        let url = input.url.clone().or_else(|| self.reading.url.clone());
                        let records = Input { url, ..input }.records();
                        self.open.push(Opened { records, fetched });
                    }
                    Err(failure) => return Some(Err(failure)),
                }
                continue;
            };
            let fetched = opened.fetched;
            let Some(record) = opened.records.next() else {
                self.open.pop();
                continue;
            };
            let record = match record {
                Ok(record) => record,
                Err(error) => return Some(Err(error.into())),
            };
            match record.elsewhere() {
                Some(Elsewhere::Feed(address))
                    if self.reading.follow != Follow::Nothing && self.open.len() < DEEPEST =>
                {
                    let source = Source::Address(address.to_owned());
                    match open(source, &mut self.fetcher, &self.meter) {
                        Ok(input) => {
                            self.open.push(Opened { records: input.records(), fetched: true });
                        }
                        Err(failure) => return Some(Err(failure)),
                    }
                }
                Some(Elsewhere::Page(address)) if self.reading.follows(fetched) => {
                    let address = address.to_owned();
                    if !(self.reading.known)(&address) {
                        return Some(self.with_page(record, &address));
                    }
                }
                _ => return Some(Ok(record)),
            }
        }
    }
}

impl Reading {
    fn follows(&self, fetched: bool) -> bool {
        match self.follow {
            Follow::Nothing => false,
            Follow::Fetched => fetched,
            Follow::Everything => true,
        }
    }
}

impl Road {
    /// A record with the page that it leads to. A summary does not stand in for a page that cannot be
    /// had: a later run may get it.
    fn with_page(&mut self, record: Record, address: &str) -> Result<Record, Failure> {
        let fetcher = self.fetcher.get_or_insert_with(Fetcher::new);
        match fetcher.fetch(address) {
            Ok(page) => {
                Ok(record.with_page(page.address, page.content_type.as_deref(), page.bytes))
            }
            Err(error) => Err(Failure::new(record.name(), format!("{error:#}"))),
        }
    }
}

fn open(
    source: Source,
    fetcher: &mut Option<Fetcher>,
    meter: &Meter,
) -> Result<Input<'static>, Failure> {
    match source {
        Source::Stdin => Ok(Input::new("-", BufReader::with_capacity(BUFFER, io::stdin()))),
        Source::File(path) => {
            let name = path.display().to_string();
            let file = file(&path).map_err(|error| Failure::missing(&*name, reason(&error)))?;
            Ok(Input::new(name, meter.count(BufReader::with_capacity(BUFFER, file))))
        }
        Source::Address(address) => {
            let page = fetcher
                .get_or_insert_with(Fetcher::new)
                .fetch(&address)
                .map_err(|error| Failure::missing(&*address, format!("{error:#}")))?;
            let bytes: Box<dyn BufRead + Send> = Box::new(io::Cursor::new(page.bytes));
            let input = Input::new(address, bytes);
            Ok(Input { url: Some(page.address), content_type: page.content_type, ..input })
        }
        Source::Missing(failure) => Err(failure),
    }
}

const BUFFER: usize = 64 * 1024;

/// Opens a file; a directory is none.
fn file(path: &Path) -> io::Result<impl Read + Send + use<>> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    Ok(file)
}

/// What is wrong with a file, in words.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or directory".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "is a directory".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_files() {
        let told = |text: &str| match address(OsStr::new(text)) {
            Some(Source::Address(_)) => "address",
            Some(_) => "refused",
            None => "file",
        };
        assert_eq!(told("https://example.org/story"), "address");
        assert_eq!(told("HTTP://example.org"), "address");
        assert_eq!(told("ftp://example.org/story"), "refused");
        assert_eq!(told("file:///etc/passwd"), "refused");
        assert_eq!(told("notes://"), "refused");
        assert_eq!(told("a/b:c.txt"), "file");
        assert_eq!(told("C:\\news.txt"), "file");
    }

    #[test]
    fn articles_are_told_by_their_names() {
        for name in ["a.txt", "b.HTML", "c.jsonl.gz", "d.json", "CC-NEWS.warc.gz", "f.rss"] {
            assert!(is_article(Path::new(name)), "{name}");
        }
        for name in ["a.pdf", "txt", "README", "b.tar.gz", "c.gz", "index.css"] {
            assert!(!is_article(Path::new(name)), "{name}");
        }
    }
}
