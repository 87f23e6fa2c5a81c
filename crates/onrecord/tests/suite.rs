//! The cases of `suite/`: an article, and what should be found in it.
//!
//! A case is a name between dashes, `key: value` lines about the article if any, the text, and behind
//! `>` what is expected, in text order:
//!
//! ```text
//! --- source after quotation ---
//! "The bridge is safe," said Ana Ruiz, the port's engineer.
//! > Ana Ruiz, the port's engineer | said | The bridge is safe
//! >   asserts, direct, person, named, speaker: Ana Ruiz
//! > gap unclear: it is not clear who was hurt
//! ```
//!
//! A statement's line has its source, cue and content word for word (`...` between the parts of a
//! broken content, `-` for none, `*` for anything); the line under it says of it only what the case
//! is about. The statements of a case are all that is found, and no others.
//!
//! An event's line has its type, its trigger and its status; the line under it, whatever of `actors`,
//! `recipients`, `object`, `mode`, `time`, `place` and `held` the case is about, with `; ` between several.
//! Only the events that a case names must be found; a case that names only events asks for no statements.
//!
//! ```text
//! > event COERCE | arrested | alleged
//! >   actors: Varland, held: 3 by Ana Ruiz
//! ```

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use onrecord::report::{Actor, Event, Report, Statement};
use onrecord::{Document, Reader};

static READER: LazyLock<Reader> = LazyLock::new(Reader::new);

#[test]
fn every_case_holds() {
    let mut failures = String::new();
    let mut count = 0;
    for file in files() {
        let text = std::fs::read_to_string(&file).expect("a suite file can be read");
        for case in cases(&file, &text) {
            count += 1;
            if let Err(why) = case.check() {
                let _ = writeln!(failures, "{}: {}\n{why}", file.display(), case.name);
            }
        }
    }
    assert!(count > 20, "the suite has only {count} cases: is the folder whole?");
    assert!(failures.is_empty(), "\n{failures}");
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../suite");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder suite/ is there")
        .map(|entry| entry.expect("the folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    files
}

#[derive(Debug, Default)]
struct Case {
    name: String,
    document: Document,
    statements: Vec<Expected>,
    events: Vec<Expected>,
    gaps: Vec<(String, String)>,
}

#[derive(Debug)]
struct Expected {
    parts: [String; 3],
    attributes: Vec<String>,
}

fn cases(file: &Path, text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("--- ").and_then(|l| l.strip_suffix(" ---")) {
            cases.push(Case { name: name.to_owned(), ..Case::default() });
            continue;
        }
        let Some(case) = cases.last_mut() else { continue };
        match line.strip_prefix('>') {
            Some(expectation) => case.expect(expectation, file),
            None => case.add_line(line),
        }
    }
    for case in &mut cases {
        case.finish();
    }
    cases
}

impl Case {
    fn add_line(&mut self, line: &str) {
        let key = line.split_once(": ").filter(|_| self.document.text.is_empty());
        match key {
            Some(("published", day)) => self.document.published = Some(day.to_owned()),
            Some(("outlet", name)) => self.document.outlet.name = Some(name.to_owned()),
            _ => {
                self.document.text.push_str(line);
                self.document.text.push('\n');
            }
        }
    }

    fn expect(&mut self, line: &str, file: &Path) {
        let trimmed = line.trim();
        if let Some((kind, span)) = trimmed.strip_prefix("gap ").and_then(|g| g.split_once(": ")) {
            self.gaps.push((kind.to_owned(), span.to_owned()));
        } else if line.starts_with("   ") {
            let last = if self.events.is_empty() { &mut self.statements } else { &mut self.events };
            let last = last.last_mut().expect("attributes stand under a statement or an event");
            last.attributes.extend(trimmed.split(", ").map(str::to_owned));
        } else if let Some(event) = trimmed.strip_prefix("event ") {
            let parts: Vec<String> = event.split(" | ").map(|p| p.trim().to_owned()).collect();
            let parts = parts.try_into().unwrap_or_else(|_| {
                panic!("{}: expected TYPE | TRIGGER | STATUS, found {event}", file.display())
            });
            self.events.push(Expected { parts, attributes: Vec::new() });
        } else if !trimmed.is_empty() && trimmed != "nothing" {
            let parts: Vec<String> = trimmed.split(" | ").map(|p| p.trim().to_owned()).collect();
            let parts = parts.try_into().unwrap_or_else(|_| {
                panic!("{}: expected SOURCE | CUE | CONTENT, found {trimmed}", file.display())
            });
            self.statements.push(Expected { parts, attributes: Vec::new() });
        }
    }

    /// Paragraphs are the lines of the text.
    fn finish(&mut self) {
        let lines = Document::of_lines(self.document.text.trim_end().to_owned());
        self.document.text = lines.text;
        self.document.paragraphs = lines.paragraphs;
    }

    fn check(&self) -> Result<(), String> {
        let report = READER.read(self.document.clone());
        let found: Vec<[String; 3]> = report.statements.iter().map(|s| parts(&report, s)).collect();
        let mut wrong = String::new();
        let fits =
            |e: &Expected, f: &[String; 3]| e.parts.iter().zip(f).all(|(e, f)| e == "*" || e == f);
        let same = self.statements.len() == found.len()
            && self.statements.iter().zip(&found).all(|(e, f)| fits(e, f));
        let only_events = self.statements.is_empty() && !self.events.is_empty();
        if !same && !only_events {
            let _ = writeln!(wrong, "  expected statements:");
            for expected in &self.statements {
                let _ = writeln!(wrong, "    {}", expected.parts.join(" | "));
            }
            let _ = writeln!(wrong, "  found statements:");
            for found in &found {
                let _ = writeln!(wrong, "    {}", found.join(" | "));
            }
        } else if same {
            for (expected, statement) in self.statements.iter().zip(&report.statements) {
                for attribute in &expected.attributes {
                    if let Err(is) = holds(statement, attribute) {
                        let cue = &expected.parts[1];
                        let _ = writeln!(wrong, "  {cue}: expected {attribute}, found {is}");
                    }
                }
            }
        }
        for expected in &self.events {
            self.check_event(expected, &report, &mut wrong);
        }
        let gaps: Vec<(String, String)> = report
            .gaps
            .iter()
            .map(|g| {
                let kind = serde_json::to_value(g.kind).expect("a kind is a word");
                (kind.as_str().unwrap_or_default().to_owned(), slice(&report, &[g.span]))
            })
            .collect();
        if gaps != self.gaps && (!self.gaps.is_empty() || self.statements.is_empty()) {
            let _ = writeln!(wrong, "  expected gaps {:?}\n  found gaps {gaps:?}", self.gaps);
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong) }
    }

    fn check_event(&self, expected: &Expected, report: &Report, wrong: &mut String) {
        let [kind, trigger, status] = &expected.parts;
        let told = |e: &&Event| slice(report, &[e.trigger]) == *trigger;
        let line =
            |e: &Event| format!("{} | {} | {}", e.kind, slice(report, &[e.trigger]), e.status);
        let Some(event) = report.events.iter().find(told) else {
            let found: Vec<String> = report.events.iter().map(line).collect();
            let _ = writeln!(wrong, "  no event {}, found {found:?}", expected.parts.join(" | "));
            return;
        };
        if event.kind != *kind || event.status != *status {
            let parts = expected.parts.join(" | ");
            let _ = writeln!(wrong, "  expected event {parts}, found {}", line(event));
        }
        for attribute in &expected.attributes {
            let (key, value) = attribute.split_once(": ").unwrap_or((attribute, ""));
            let is = event_field(event, report, key);
            if is != value {
                let _ = writeln!(wrong, "  {trigger}: expected {attribute}, found {is}");
            }
        }
    }
}

fn parts(report: &Report, statement: &Statement) -> [String; 3] {
    [
        slice(report, &statement.source),
        slice(report, &statement.cue),
        slice(report, &statement.content),
    ]
}

/// The words of spans as the case writes them.
fn slice(report: &Report, spans: &[[u32; 2]]) -> String {
    if spans.is_empty() {
        return "-".to_owned();
    }
    let text: Vec<char> = report.document.text.chars().collect();
    let pieces: Vec<String> = spans
        .iter()
        .map(|[s, e]| text[*s as usize..*e as usize].iter().collect::<String>())
        .map(|piece| piece.replace('\n', " "))
        .collect();
    pieces.join(" ... ")
}

/// A field of an event as a case writes it.
fn event_field(event: &Event, report: &Report, key: &str) -> String {
    let listed =
        |parts: Vec<String>| if parts.is_empty() { "-".to_owned() } else { parts.join("; ") };
    let who = |a: &Actor| {
        let alleged = if a.alleged { " (alleged)" } else { "" };
        format!("{}{alleged}", a.name)
    };
    let held = |h: &onrecord::report::Held| {
        let by = report.statements.iter().find(|s| s.id == h.statement);
        format!("{} by {}", h.factuality, by.map_or("?", |s| &s.speaker.name))
    };
    match key {
        "actors" => listed(event.actors.iter().map(who).collect()),
        "recipients" => listed(event.recipients.iter().map(who).collect()),
        "object" => slice(report, &event.object),
        "mode" => event.mode.clone().unwrap_or_else(|| "-".to_owned()),
        "time" => match (&event.time.start, &event.time.end) {
            (Some(start), Some(end)) if start == end => start.clone(),
            (None, None) => "-".to_owned(),
            (start, end) => {
                let day = |d: &Option<String>| d.clone().unwrap_or_default();
                format!("{}..{}", day(start), day(end))
            }
        },
        "place" => event.place.name.clone().unwrap_or_else(|| "-".to_owned()),
        "held" => listed(event.held.iter().map(held).collect()),
        _ => panic!("{key} is no field of an event that a case can ask for"),
    }
}

/// Does an attribute hold? Else what is the case.
fn holds(statement: &Statement, attribute: &str) -> Result<(), String> {
    let word = |value: &dyn erased::Name| value.name();
    let speaker = &statement.speaker;
    let (key, value) = attribute.split_once(": ").unwrap_or((attribute, ""));
    let is = match key {
        "speaker" => speaker.name.clone(),
        "country" => speaker.country.clone().unwrap_or_else(|| "-".to_owned()),
        "sector" => speaker.sector.clone().unwrap_or_else(|| "-".to_owned()),
        "count" => speaker.count.map_or_else(|| "-".to_owned(), |n| n.to_string()),
        "basis" => speaker.basis.clone().unwrap_or_else(|| "-".to_owned()),
        "via" => {
            let names: Vec<&str> = statement.via.iter().map(|c| &*c.name).collect();
            if names.is_empty() { "-".to_owned() } else { names.join(" <- ") }
        }
        "said" => statement.said.as_ref().map_or_else(
            || "-".to_owned(),
            |d| if d.start == d.end { d.start.clone() } else { format!("{}..{}", d.start, d.end) },
        ),
        "by" => statement.found_by.clone(),
        "named" | "unnamed" => {
            let is = if speaker.named { "named" } else { "unnamed" };
            return if is == key { Ok(()) } else { Err(is.to_owned()) };
        }
        _ => {
            let words = [word(&statement.stance), word(&statement.quotation), word(&speaker.kind)];
            return if words.iter().any(|w| w == key) { Ok(()) } else { Err(words.join(", ")) };
        }
    };
    if is == value { Ok(()) } else { Err(is) }
}

/// The word that a value has on the wire.
mod erased {
    pub(super) trait Name {
        fn name(&self) -> String;
    }

    impl<T: serde::Serialize> Name for T {
        fn name(&self) -> String {
            let value = serde_json::to_value(self).expect("it is a word");
            value.as_str().unwrap_or_default().to_owned()
        }
    }
}
