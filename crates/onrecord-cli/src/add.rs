//! `onrecord add`: articles into a ledger.

use std::cell::RefCell;
use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use clap::Args;
use onrecord::Reader;
use onrecord::report::{Report, SCHEMA, WireSpan};
use onrecord_intake::{Json, Record};
use onrecord_ledger::{Added, Entry, Ledger, Version};

use crate::batch::MAX_THREADS;
use crate::inputs::{Failure, Follow, Job, Reading};
use crate::output::{self, Stop};
use crate::pipeline::Step;
use crate::progress::Progress;
use crate::{Exit, faults, inputs, pipeline, signals};

/// Add articles to a ledger
///
/// Reads articles and keeps their reports in LEDGER, one SQLite file, which is made where there is
/// none; then finds out which claims stand in several of them, and on how many independent origins.
///
/// An INPUT is what it is to `onrecord read`, and also: a report made earlier (as JSON or JSON Lines
/// of the shape onrecord.report/1), an RSS, Atom or JSON feed, a list of feeds (OPML) or a web archive
/// (WARC), plain or gzipped. Feeds named in a list are fetched; so are the pages that a fetched feed
/// leads to where it holds no more than their summaries.
///
/// Adding the same article twice changes nothing. What cannot be read is counted and named by
/// `onrecord problems`. A run may be stopped at any moment: the articles of the last two seconds may
/// have to be read again, and a second run goes on where it stopped.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Add {
    /// The ledger's file
    #[arg(value_name = "LEDGER")]
    ledger: PathBuf,

    /// Files, directories, addresses, or - for standard input
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<OsString>,

    /// Fetch also the pages that feeds in files lead to
    #[arg(long, conflicts_with = "no_follow")]
    follow: bool,

    /// Fetch nothing but the addresses among the INPUTs
    #[arg(long)]
    no_follow: bool,

    /// No progress bar, no summary, and bad records only in the ledger
    #[arg(short, long)]
    quiet: bool,

    /// Threads to read on [default: one a core]
    #[arg(short = 'j', long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

const EXAMPLES: &str = "\
Examples:
  onrecord add news.db articles/
      Every article of a directory.

  onrecord add news.db feeds.opml https://example.org/rss
      All feeds of a list, and one more.

  onrecord add news.db CC-NEWS-2024.warc.gz
      A web archive of any size.

  onrecord add news.db reports.jsonl
      Reports that `onrecord read --format jsonl` made.

Exit status:
  0  everything that could be read is in the ledger
  1  an INPUT could not be opened, nothing could be read, or the ledger could not be written
  2  the command line makes no sense
  130  stopped; what was read is in the ledger";

/// Entries that wait for each other at most.
const BATCH: usize = 64;
/// How long they wait at most.
const WAIT: Duration = Duration::from_secs(2);

impl Add {
    pub(crate) fn run(self) -> Exit {
        output::ended(self.add())
    }

    fn add(self) -> anyhow::Result<Exit> {
        signals::listen();
        let ledger = Ledger::open(&self.ledger)?;
        let sources = inputs::expand(&self.inputs);
        let progress = Progress::new(&sources, self.quiet, false);
        let follow = match (self.follow, self.no_follow) {
            (true, _) => Follow::Everything,
            (_, true) => Follow::Nothing,
            _ => Follow::Fetched,
        };
        let asked = Ledger::open_read_only(&self.ledger)?;
        let known = move |address: &str| asked.has_address(address).unwrap_or(false);
        let reading = Reading { url: None, follow, known: Box::new(known) };
        let jobs = inputs::records(sources, reading, progress.meter());
        let threads = self.threads.map_or_else(pipeline::cores, NonZeroUsize::get).min(MAX_THREADS);
        let desk: Arc<Path> = self.ledger.into();
        let reader = OnceLock::new();
        let work = move |job: Job| {
            let read = job.record.and_then(|record| piece(record, &desk, &reader));
            (read, job.bytes)
        };
        let mut writer = Writer::new(ledger, &progress, self.quiet);
        let read = pipeline::in_order(threads, jobs, work, &mut |step| {
            match step {
                Step::Done((piece, bytes)) => {
                    progress.add(piece.is_err(), bytes);
                    writer.take(piece)
                }
                Step::Idle => writer.idle(),
            }
            .map_err(Stop::Failed)?;
            progress.show();
            if signals::interrupted() { Err(Stop::Interrupted) } else { Ok(()) }
        });
        let written = writer.flush();
        progress.clear();
        written?;
        match read {
            Err(Stop::Failed(error)) => Err(error),
            Err(_) => Ok(Exit::Interrupted),
            Ok(()) => writer.close(),
        }
    }
}

/// What a record came to.
enum Piece {
    Entry(Box<Entry>),
    Known,
}

thread_local! {
    /// A ledger to ask, one a thread.
    static ASKED: RefCell<Option<Ledger>> = const { RefCell::new(None) };
}

/// Is this version in the ledger? Where that cannot be told now, the writer will find out.
fn is_known(ledger: &Path, version: &Version) -> bool {
    ASKED.with_borrow_mut(|asked| {
        if asked.is_none() {
            *asked = Ledger::open_read_only(ledger).ok();
        }
        asked.as_ref().is_some_and(|ledger| ledger.has(version).unwrap_or(false))
    })
}

/// One record, read and made ready. Not even a fault of ours stops the run.
fn piece(record: Record, ledger: &Path, reader: &OnceLock<Reader>) -> Result<Piece, Failure> {
    let (name, line) = (record.name().to_owned(), record.line());
    let read = faults::caught(|| {
        let address = record.address().map(str::to_owned);
        let report = match report_in(&record) {
            Some(Ok(report)) if is_known(ledger, &Version::of_report(&report)) => {
                return Ok(Piece::Known);
            }
            Some(Ok(report)) => report,
            Some(Err(reason)) => {
                return Err(Failure { line, ..Failure::new(name.clone(), reason) });
            }
            None => {
                let document = record.document()?;
                if is_known(ledger, &Version::of_document(&document)) {
                    return Ok(Piece::Known);
                }
                reader.get_or_init(Reader::new).read(document)
            }
        };
        Ok(Piece::Entry(Box::new(Entry::new(report).found_at(address))))
    });
    read.unwrap_or_else(|fault| Err(Failure { line, ..Failure::new(name, fault) }))
}

/// The report that a record is, where it is one.
fn report_in(record: &Record) -> Option<Result<Report, String>> {
    let is_report =
        |schema: Option<&str>| schema.is_some_and(|s| s.starts_with("onrecord.report/"));
    let told =
        |error: serde_json::Error| format!("malformed report: expected {SCHEMA}, found {error}");
    match record.json()? {
        Json::Value(value) => is_report(value.get("schema").and_then(serde_json::Value::as_str))
            .then(|| serde_json::from_value(value.clone()).map_err(told)),
        Json::Line(line) => {
            // A report names its schema first; looking for the word alone is cheap.
            let head = String::from_utf8_lossy(&line[..line.len().min(64)]);
            head.contains("onrecord.report/").then(|| serde_json::from_slice(line).map_err(told))
        }
    }
    .map(|report| report.and_then(sound))
}

/// A report whose spans lie within its text.
fn sound(report: Report) -> Result<Report, String> {
    if report.schema != SCHEMA {
        return Err(format!("unsupported report: expected {SCHEMA}, found {}", report.schema));
    }
    let end = report.document.text.chars().count() as u32;
    match outside(&report, end) {
        None => Ok(report),
        Some([from, to]) => Err(format!(
            "malformed report: expected spans within {end} characters of text, found [{from}, {to}]"
        )),
    }
}

/// A span that is none in a text of this many code points.
fn outside(report: &Report, end: u32) -> Option<WireSpan> {
    let statements = report.statements.iter();
    let of_statements = statements.flat_map(|s| [&s.source, &s.cue, &s.content]).flatten();
    let of_events = report.events.iter().flat_map(|e| {
        let who = e.actors.iter().chain(&e.recipients).map(|actor| &actor.span);
        e.object.iter().chain([&e.trigger]).chain(&e.place.span).chain(who)
    });
    let mentions = report.entities.iter().flat_map(|e| &e.mentions).map(|mention| &mention.span);
    let gaps = report.gaps.iter().map(|gap| &gap.span);
    let others = report.document.paragraphs.iter().chain(gaps).chain(mentions);
    let mut all = of_statements.chain(of_events).chain(others);
    all.find(|[from, to]| from > to || *to > end).copied()
}

/// Gathers entries and writes them, some at a time.
struct Writer<'a> {
    ledger: Ledger,
    progress: &'a Progress,
    quiet: bool,
    waiting: Vec<Entry>,
    since: Instant,
    count: Count,
}

/// What became of what came.
#[derive(Debug, Default)]
struct Count {
    new: u64,
    newer: u64,
    known: u64,
    failed: u64,
    missing: u64,
}

impl<'a> Writer<'a> {
    fn new(ledger: Ledger, progress: &'a Progress, quiet: bool) -> Self {
        let (waiting, since, count) = (Vec::new(), Instant::now(), Count::default());
        Self { ledger, progress, quiet, waiting, since, count }
    }

    fn take(&mut self, piece: Result<Piece, Failure>) -> anyhow::Result<()> {
        match piece {
            Ok(Piece::Known) => self.count.known += 1,
            Ok(Piece::Entry(entry)) => {
                if self.waiting.is_empty() {
                    self.since = Instant::now();
                }
                self.waiting.push(*entry);
            }
            Err(failure) => self.fail(&failure)?,
        }
        if self.waiting.len() >= BATCH { self.flush() } else { self.idle() }
    }

    fn fail(&mut self, failure: &Failure) -> anyhow::Result<()> {
        self.count.failed += 1;
        self.count.missing += u64::from(failure.missing);
        if !self.quiet {
            self.progress.aside(true, || output::complain(&failure.message()));
        } else if failure.missing {
            output::complain(&failure.message());
        }
        Ok(self.ledger.note_problem(&failure.name, failure.line, &failure.reason)?)
    }

    fn idle(&mut self) -> anyhow::Result<()> {
        if !self.waiting.is_empty() && self.since.elapsed() >= WAIT { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> anyhow::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let added = self.ledger.add(&self.waiting)?;
        for (entry, added) in self.waiting.iter().zip(added) {
            match added {
                Added::New => self.count.new += 1,
                Added::Newer => self.count.newer += 1,
                Added::Known => self.count.known += 1,
                Added::Clash => {
                    self.count.failed += 1;
                    if !self.quiet {
                        let left_out = format!(
                            "{}: another article has this identifier; left out (onrecord problems)",
                            entry.id()
                        );
                        self.progress.aside(true, || output::complain(&left_out));
                    }
                }
            }
        }
        self.waiting.clear();
        Ok(())
    }

    fn close(self) -> anyhow::Result<Exit> {
        let Count { new, newer, known, failed, missing } = self.count;
        if !self.quiet {
            let size = self.ledger.size()?;
            let mut told = format!("{new} added");
            for (count, what) in [(newer, "renewed"), (known, "known already"), (failed, "failed")]
            {
                if count > 0 {
                    told.push_str(&format!(", {count} {what}"));
                }
            }
            told.push_str(&format!("; {} articles, {} claims\n", size.articles, size.claims));
            output::print(&told);
        }
        let nothing = new + newer + known == 0 && failed > 0;
        Ok(if missing > 0 || nothing { Exit::Failed } else { Exit::Fine })
    }
}
