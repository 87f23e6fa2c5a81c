//! The program as people run it: its streams, files and exit codes. What it finds in an article is
//! tested elsewhere.

mod docs;
mod feeds;
mod fetch;
mod files;
mod killed;
mod ledger;
mod streams;
mod tables;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// A directory of its own for a test, and the program run in it.
struct Desk {
    directory: tempfile::TempDir,
}

/// What a run gave.
#[derive(Debug)]
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

impl Desk {
    fn new() -> Self {
        Self { directory: tempfile::tempdir().expect("a directory can be made") }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("it is in the directory")).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    fn content(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// All files, without those that were given.
    fn names(&self, directory: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(directory)).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.args(arguments).current_dir(self.directory.path());
        for variable in ["NO_COLOR", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
            command.env_remove(variable).env_remove(variable.to_lowercase());
        }
        command
            .env("TERM", "xterm")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn run(&self, arguments: &[&str]) -> Run {
        self.command(arguments).output().expect("the program runs").into()
    }

    fn start(&self, arguments: &[&str]) -> Child {
        self.command(arguments).stdin(Stdio::piped()).spawn().expect("the program runs")
    }

    /// Runs with something on standard input.
    fn feed(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut child = self.start(arguments);
        child.stdin.take().unwrap().write_all(input).unwrap();
        child.wait_with_output().unwrap().into()
    }
}

impl Run {
    /// Everything was read, and nothing complained of.
    #[track_caller]
    fn fine(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""), "{}", self.out);
        self.out
    }
}

/// A short article, as plain text.
const PLAIN: &str = "The harbour of Ostermund will stay closed until Friday.

“We have no pilots left,” said Edda Voss, the harbour master. She said the city had been told.

The ministry of transport declined to comment.
";

/// The same as a page.
fn page(title: &str) -> String {
    let paragraphs: String =
        PLAIN.trim().split("\n\n").map(|text| format!("<p>{text}</p>\n")).collect();
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta property=\"og:site_name\" content=\"Ostermund Gazette\">\
         <meta property=\"article:published_time\" content=\"2026-03-16T07:40:00Z\"></head>\
         <body><nav>Home</nav><article><h1>{title}</h1>{paragraphs}{paragraphs}{paragraphs}</article></body></html>"
    )
}

/// The same as a record.
fn record(id: &str) -> String {
    serde_json::json!({ "id": id, "text": PLAIN, "published": "2026-03-16" }).to_string()
}

fn reports(lines: &str) -> Vec<serde_json::Value> {
    lines.lines().map(|line| serde_json::from_str(line).expect("each line is a report")).collect()
}

fn ids(lines: &str) -> Vec<String> {
    reports(lines).iter().map(|report| report["id"].as_str().unwrap().to_owned()).collect()
}

fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}
