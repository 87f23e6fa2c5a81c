//! `onrecord read`: articles in, reports out.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::{MAIN_SEPARATOR, PathBuf};
use std::sync::OnceLock;

use clap::builder::NonEmptyStringValueParser;
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, ValueEnum};
use onrecord::report::Report;
use onrecord::{Document, Reader};
use onrecord_intake::{Record, Warning};
use onrecord_tables::events::{STATUSES, Shape, ngec_objects};
use onrecord_views::{html, terminal};

use crate::batch::{Batch, Written};
use crate::output::{Color, Destination, Frame, Sink};
use crate::{Cli, Exit, inputs};

/// Read articles and report who says what
///
/// Reads articles and reports, for each, who says what: every speaker, named or not, with what
/// they said, in which stance, on whose word it came, and when; then what the article leaves open.
///
/// An INPUT is a file, a directory (every article in it and below, in order of names), an http or
/// https address, or - for standard input. Files may hold plain text, a web page (HTML), one
/// article as JSON, or many as JSON Lines or a JSON array, each of them gzipped or not. What a
/// file is, is told from what it holds and from its name.
///
/// Several articles are read on all cores and come out in order, one as soon as all before it
/// are out: a file of millions of lines needs no more memory than one of a hundred.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Read {
    /// Files, directories, addresses, or - for standard input
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<OsString>,

    /// What to print
    ///
    /// text is to be read on a terminal. json is the report, of the shape onrecord.report/1: one
    /// object for one article; an array where there are several INPUTs, a directory, or several
    /// articles in the one INPUT. jsonl is one report a line, for any number of articles. html is
    /// a page that needs nothing but itself; several articles need --output DIR/. csv, tsv and parquet
    /// are one table for all articles, one event a row, as docs/tables.md tells column by column;
    /// parquet needs --output FILE.
    #[arg(short, long, value_enum, default_value_t = Format::Text, value_name = "FORMAT", hide_possible_values = true)]
    format: Format,

    /// Whose columns a table has: onrecord, polecat or ngec
    ///
    /// polecat are the columns of the POLECAT event data; ngec are the keys of its coder NGEC, as
    /// --format jsonl one event a line. What they have and we do not know is empty.
    #[arg(long, value_enum, default_value_t = Columns::Onrecord, value_name = "WHOSE", hide_possible_values = true)]
    columns: Columns,

    /// Only events of these statuses in a table, parted by commas
    ///
    /// happened, ongoing, scheduled, alleged, contested, denied, did-not-happen, possible,
    /// hypothetical. Without it a table has all events, but with --columns polecat or ngec, which
    /// have no column for it, those that are happened, ongoing, alleged or contested.
    #[arg(long, value_name = "STATUS", value_delimiter = ',', value_parser = status)]
    only: Vec<&'static str>,

    /// Write to a file, or into a directory one file an article
    ///
    /// A file appears when it is whole: it is written beside its place and then renamed. A
    /// directory (an existing one, or a PATH that ends in a slash, which is then made) gets one
    /// file an article, named after the report's id.
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,

    /// One line a statement, and no progress bar
    #[arg(short, long, conflicts_with = "verbose")]
    quiet: bool,

    /// Whole quotations, and the confidence, rule and offsets of every finding
    #[arg(short, long)]
    verbose: bool,

    /// When to use colours: auto, always or never
    ///
    /// auto uses them on a terminal, unless NO_COLOR is set or TERM is dumb.
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN", hide_possible_values = true)]
    color: Color,

    /// Columns of the text, at least 40 [default: the terminal's, up to 100; else 80]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..))]
    width: Option<u16>,

    /// Threads to read on [default: one a core]
    #[arg(short = 'j', long, value_name = "N")]
    threads: Option<NonZeroUsize>,

    #[command(flatten)]
    overrides: Overrides,
}

/// What the caller knows of the articles, above all of plain text, which says nothing of itself.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "What is known of the articles")]
struct Overrides {
    /// The address of the article, where it does not name its own (one INPUT only)
    #[arg(long, value_name = "ADDRESS")]
    url: Option<String>,

    /// The publisher's name, instead of what the article says
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    outlet: Option<String>,

    /// When it was published, as 2026-03-16 or 2026-03-16T07:40:00Z; days of the week in the
    /// article are counted from it
    #[arg(long, value_name = "DATE", value_parser = published)]
    published: Option<String>,

    /// The headline (one INPUT only)
    #[arg(long, value_name = "TITLE", value_parser = NonEmptyStringValueParser::new())]
    title: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Jsonl,
    Html,
    Csv,
    Tsv,
    Parquet,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Columns {
    Onrecord,
    Polecat,
    Ngec,
}

const EXAMPLES: &str = "\
Examples:
  onrecord read article.txt
      A report to read in the terminal.

  onrecord read page.html --format json
      The same as JSON.

  onrecord read page.html --format html -o report.html
      One self-contained page: the article with its sources in the margin.

  onrecord read *.html --format jsonl > reports.jsonl
      Many articles, one report a line.

  cat articles.jsonl | onrecord read - --format jsonl
      Articles from another program, one a line, with any of the fields id, url, title,
      published, outlet, text and html.

  onrecord read articles.jsonl.gz --format html -o pages/
      A page an article, in a directory.

  onrecord read articles.jsonl.gz --format parquet -o events.parquet
      A table of all events for pandas, R or DuckDB, one event a row.

  onrecord read https://example.org/story
      Fetched politely: robots.txt is respected, one request at a time, no more than one a second
      to a host.

  onrecord read wire.txt --outlet \"Harbour Courier\" --published 2026-03-16
      Plain text with what is known of it; \"on Sunday\" then has a date.

Exit status:
  0  everything was read
  1  some input could not be read, the others were; or the output could not be written
  2  the command line makes no sense

An input that cannot be read is one line on standard error: onrecord: FILE[:LINE]: reason";

impl Read {
    pub(crate) fn run(self) -> Exit {
        let destination = self.destination().unwrap_or_else(|message| usage(&message));
        let inputs = self.inputs.clone();
        let batch = Batch {
            inputs: &inputs,
            url: self.overrides.url.clone(),
            destination,
            frame: self.frame(),
            quiet: self.quiet,
            threads: self.threads,
        };
        let read = batch.run(|sink| {
            let look = self.look(sink);
            let reader = OnceLock::new();
            move |record: Record| {
                let document = self.overrides.apply(record.document()?);
                let report = reader.get_or_init(Reader::new).read(document);
                Ok(self.write(report, &look))
            }
        });
        read.unwrap_or_else(|_| usage(SEVERAL_PAGES))
    }

    /// Are there several articles, whatever is found in the inputs?
    fn several(&self) -> bool {
        self.inputs.len() > 1 || inputs::is_directory(&self.inputs[0])
    }

    /// Where the reports go, or what is wrong with the wish.
    fn destination(&self) -> Result<Destination, String> {
        let several = self.several();
        for (flag, given) in [("--url", &self.overrides.url), ("--title", &self.overrides.title)] {
            if several && given.is_some() {
                return Err(format!("{flag} is of one article, and there are several INPUTs"));
            }
        }
        let counts = self.table().is_some() || self.lists_events();
        if self.columns != Columns::Onrecord && !counts {
            return Err(
                "--columns is of a table: give --format csv, tsv or parquet, or jsonl with \
                        --columns ngec"
                    .to_owned(),
            );
        }
        if !self.only.is_empty() && !counts {
            return Err("--only is of a table: give --format csv, tsv or parquet".to_owned());
        }
        if self.inputs.iter().filter(|input| *input == "-").count() > 1 {
            return Err("standard input (-) can be read only once".to_owned());
        }
        let Some(path) = self.output.as_ref().filter(|path| path.as_os_str() != "-") else {
            return match self.format {
                Format::Html if several => Err(SEVERAL_PAGES.to_owned()),
                Format::Parquet => {
                    Err("--format parquet is not for a terminal or pipe; give --output a file"
                        .to_owned())
                }
                _ => Ok(Destination::Stdout),
            };
        };
        let slash = path.as_os_str().to_string_lossy().ends_with(['/', MAIN_SEPARATOR]);
        if !slash && !path.is_dir() {
            return match self.format {
                Format::Html if several => Err(SEVERAL_PAGES.to_owned()),
                _ => Ok(Destination::File(path.clone())),
            };
        }
        match self.format {
            Format::Jsonl | Format::Csv | Format::Tsv | Format::Parquet => Err(format!(
                "--format {} goes into one file; give --output a file, or take --format json to \
                 write one file an article",
                self.format.extension()
            )),
            _ => Ok(Destination::Directory(path.clone(), self.format.extension())),
        }
    }

    /// The form of the table, where one is asked for.
    fn table(&self) -> Option<onrecord_tables::Format> {
        match self.format {
            Format::Csv => Some(onrecord_tables::Format::Csv),
            Format::Tsv => Some(onrecord_tables::Format::Tsv),
            Format::Parquet => Some(onrecord_tables::Format::Parquet),
            Format::Text | Format::Json | Format::Jsonl | Format::Html => None,
        }
    }

    /// NGEC's own form: an event a line, as JSON.
    fn lists_events(&self) -> bool {
        self.format == Format::Jsonl && self.columns == Columns::Ngec
    }

    fn shape(&self) -> Shape {
        match self.columns {
            Columns::Onrecord => Shape::Onrecord,
            Columns::Polecat => Shape::Polecat,
            Columns::Ngec => Shape::Ngec,
        }
    }

    /// The statuses of the events that are counted.
    fn statuses(&self) -> &[&'static str] {
        if self.only.is_empty() { self.shape().statuses() } else { &self.only }
    }

    /// What stands around the reports.
    fn frame(&self) -> Frame {
        let several = self.several();
        if let Some(format) = self.table() {
            return Frame::Table(format, self.shape().columns());
        }
        match self.format {
            Format::Text if self.quiet => Frame::Named { always: several },
            Format::Text => Frame::Ruled,
            Format::Json => Frame::Array { always: several },
            Format::Jsonl if self.lists_events() => Frame::Bare,
            Format::Jsonl => Frame::Lines,
            Format::Html => Frame::One,
            Format::Csv | Format::Tsv | Format::Parquet => unreachable!("they are tables"),
        }
    }

    fn look(&self, sink: &Sink) -> terminal::Look {
        let detail = match (self.quiet, self.verbose) {
            (true, _) => terminal::Detail::Quiet,
            (_, true) => terminal::Detail::Verbose,
            _ => terminal::Detail::Normal,
        };
        let width = self.width.map_or_else(|| sink.width(), usize::from);
        terminal::Look { width, colour: sink.colour(self.color), detail }
    }

    fn write(&self, report: Report, look: &terminal::Look) -> Written {
        let json = |written: serde_json::Result<Vec<u8>>| written.expect("a report is JSON");
        let bytes = match self.format {
            Format::Text => terminal::text(&report, look).into_bytes(),
            Format::Json => json(serde_json::to_vec_pretty(&report)),
            Format::Jsonl if self.lists_events() => {
                let events = ngec_objects(&report, self.statuses());
                let lines = events.iter().flat_map(|event| {
                    let line = json(serde_json::to_vec(event));
                    line.into_iter().chain([b'\n'])
                });
                lines.collect()
            }
            Format::Jsonl => json(serde_json::to_vec(&report)),
            Format::Html => html::page(&report).into_bytes(),
            Format::Csv | Format::Tsv | Format::Parquet => {
                return Written::Rows(self.shape().rows(&report, self.statuses()));
            }
        };
        Written::Article { id: report.id, bytes }
    }
}

const SEVERAL_PAGES: &str = "--format html writes one page an article; for several articles give \
                             --output a directory, as in -o pages/";

/// Ends the program: the command line makes no sense.
fn usage(message: &str) -> ! {
    let mut command = Cli::command();
    command.build();
    let read = command.find_subcommand_mut("read").expect("it is a command");
    read.error(ErrorKind::ArgumentConflict, message).exit()
}

impl Overrides {
    fn apply(&self, mut document: Document) -> Document {
        if let Some(outlet) = &self.outlet {
            document.outlet.name = Some(outlet.clone());
        }
        if let Some(title) = &self.title {
            document.title = Some(title.clone());
        }
        if let Some(published) = &self.published {
            document.published = Some(published.clone());
            let no_date = Warning::NoDate.to_string();
            document.warnings.retain(|warning| *warning != no_date);
        }
        document
    }
}

/// A status as the report writes it, its blanks as hyphens.
fn status(text: &str) -> Result<&'static str, String> {
    let wanted = text.replace('-', " ");
    let known = STATUSES.into_iter().find(|status| *status == wanted);
    known.ok_or_else(|| {
        format!("expected one of {}", STATUSES.map(|status| status.replace(' ', "-")).join(", "))
    })
}

/// A day, or a moment with or without its zone.
fn published(text: &str) -> Result<String, String> {
    let sound = text.parse::<jiff::civil::Date>().is_ok() && text.len() == 10
        || text.parse::<jiff::Timestamp>().is_ok()
        || text.parse::<jiff::civil::DateTime>().is_ok() && text.contains('T');
    let hint = "expected a day (2026-03-16) or a moment (2026-03-16T07:40:00Z)";
    if sound { Ok(text.to_owned()) } else { Err(hint.to_owned()) }
}

impl Format {
    fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Parquet => "parquet",
        }
    }
}
