//! What is to be read: files, directories, addresses, standard input.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use onrecord_intake::{Input, InputError, Record};

use crate::fetch::Fetcher;
use crate::progress::Meter;

/// An input, or one record of it, that could not be read: `FILE[:LINE]` and the reason.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
}

impl Failure {
    pub(crate) fn new(name: impl Into<String>, reason: impl std::fmt::Display) -> Self {
        Self { message: format!("{}: {reason}", name.into()) }
    }

    pub(crate) fn message(&self) -> &str {
        &self.message
    }
}

impl From<InputError> for Failure {
    fn from(error: InputError) -> Self {
        Self { message: error.to_string() }
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
                              .txt, .html, .json or .jsonl, or these with .gz";
                sources.push(Source::Missing(Failure::new(path.display().to_string(), reason)));
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
    Some(Source::Missing(Failure::new(text, reason)))
}

/// How deep directories are followed; links to directories are not.
const DEEP: usize = 64;

/// All articles of a directory in the order of their names; hidden ones are passed over.
fn walk(directory: &Path, depth: usize, sources: &mut Vec<Source>) {
    let name = directory.display().to_string();
    if depth > DEEP {
        sources.push(Source::Missing(Failure::new(name, "directories are too deep here")));
        return;
    }
    let entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) => {
            sources.push(Source::Missing(Failure::new(name, reason(&error))));
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
    const ARTICLES: [&str; 8] = ["txt", "text", "html", "htm", "xhtml", "json", "jsonl", "ndjson"];
    name.rsplit_once('.').is_some_and(|(_, extension)| ARTICLES.contains(&extension))
}

/// A record to be read, or why there is none.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) record: Result<Record, Failure>,
    /// Bytes of files that had been used when it was taken from them.
    pub(crate) bytes: u64,
}

/// The records of all sources in order, opened one after the other. `url` is the address of an
/// input that does not tell its own.
pub(crate) fn records(
    sources: Vec<Source>,
    url: Option<String>,
    meter: Meter,
) -> impl Iterator<Item = Job> + Send {
    let mut fetcher = None;
    let used = meter.clone();
    let records = sources.into_iter().flat_map(move |source| {
        let records: Box<dyn Iterator<Item = Result<Record, Failure>> + Send> =
            match open(source, &mut fetcher, &meter) {
                Ok(input) => {
                    let url = input.url.clone().or_else(|| url.clone());
                    let input = Input { url, ..input };
                    Box::new(input.records().map(|record| record.map_err(Failure::from)))
                }
                Err(failure) => Box::new(std::iter::once(Err(failure))),
            };
        records
    });
    records.map(move |record| Job { record, bytes: used.bytes() })
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
            let file = file(&path).map_err(|error| Failure::new(&*name, reason(&error)))?;
            Ok(Input::new(name, meter.count(BufReader::with_capacity(BUFFER, file))))
        }
        Source::Address(address) => {
            let page = fetcher
                .get_or_insert_with(Fetcher::new)
                .fetch(&address)
                .map_err(|error| Failure::new(&*address, format!("{error:#}")))?;
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
        for name in ["a.txt", "b.HTML", "c.jsonl.gz", "d.json"] {
            assert!(is_article(Path::new(name)), "{name}");
        }
        for name in ["a.pdf", "txt", "README", "b.tar.gz", "c.gz", "index.css"] {
            assert!(!is_article(Path::new(name)), "{name}");
        }
    }
}
