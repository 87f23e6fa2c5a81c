//! `onrecord changes`: what moved.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use onrecord_ledger::{By, Change, Filter, since};
use onrecord_views::terminal::Detail;
use onrecord_views::{atom, ledger};

use crate::Exit;
use crate::ask::{self, Appearance, Which};
use crate::output::Place;

/// Tell what moved in a ledger
///
/// Tells which claims are new and which moved from one status to another since a time, and by which
/// article. The time is when the ledger came to know of it; with --by published, when that article was
/// published.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Changes {
    /// The ledger's file
    #[arg(value_name = "LEDGER")]
    ledger: PathBuf,

    /// Since when: today, yesterday, 3d, 12h, a day (2026-03-16) or a moment, in UTC
    #[arg(long, value_name = "TIME", default_value = "yesterday")]
    since: String,

    /// The time that counts: noted (by the ledger) or published
    #[arg(long, value_enum, default_value_t = Time::Noted, value_name = "TIME", hide_possible_values = true)]
    by: Time,

    /// Only what this saved watch looks for
    #[arg(long, value_name = "NAME")]
    watch: Option<String>,

    /// What to print: text, json, jsonl, or atom (a feed to subscribe to)
    #[arg(short, long, value_enum, default_value_t = Format::Text, value_name = "FORMAT", hide_possible_values = true)]
    format: Format,

    /// Write to a file, which appears when it is whole
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,

    #[command(flatten)]
    which: Which,

    #[command(flatten)]
    appearance: Appearance,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Time {
    Noted,
    Published,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Jsonl,
    Atom,
}

const EXAMPLES: &str = "\
Examples:
  onrecord changes news.db --since yesterday
      What the ledger came to know since yesterday.

  onrecord changes news.db --watch aid --format atom -o aid.atom
      A feed of what a watch looks for.

Exit status:
  0  the answer is complete, though nothing may have moved
  1  there is no such watch; the ledger could not be read, or the output not be written
  2  the command line makes no sense";

impl Changes {
    pub(crate) fn run(self) -> Exit {
        ask::answer(&self.ledger, |ledger, out| {
            let asked = self.which.filter();
            let filter = match &self.watch {
                Some(name) => both(ledger.watch(name)?, asked),
                None => asked,
            };
            let by = match self.by {
                Time::Noted => By::Noted,
                Time::Published => By::Published,
            };
            let changes = ledger.changes(&since(&self.since)?, by, &filter)?;
            let Some(path) = &self.output else {
                self.write(&changes, &filter, out)?;
                return Ok(Exit::Fine);
            };
            let mut place = Place::to(Some(path))?;
            self.write(&changes, &filter, &mut place)?;
            place.finish()?;
            Ok(Exit::Fine)
        })
    }

    fn write(
        &self,
        changes: &[Change],
        filter: &Filter,
        out: &mut dyn Write,
    ) -> anyhow::Result<()> {
        let form = match self.format {
            Format::Text => ask::Form::Text,
            Format::Json => ask::Form::Json,
            Format::Jsonl => ask::Form::Jsonl,
            Format::Atom => {
                let name = self.watch.clone().unwrap_or_else(|| filter.to_string());
                return Ok(out.write_all(atom::feed(&name, changes).as_bytes())?);
            }
        };
        let look = self.appearance.look(Detail::Normal);
        ask::rows(out, form, changes, |rows| ledger::changes(rows, &look))
    }
}

/// What fits a watch and what was asked for beside it.
fn both(watch: Filter, asked: Filter) -> Filter {
    let either = |a: Vec<String>, b: Vec<String>| if b.is_empty() { a } else { b };
    let search: Vec<String> = [watch.search, asked.search].into_iter().flatten().collect();
    Filter {
        actors: either(watch.actors, asked.actors),
        recipients: either(watch.recipients, asked.recipients),
        types: either(watch.types, asked.types),
        statuses: either(watch.statuses, asked.statuses),
        outlets: either(watch.outlets, asked.outlets),
        search: (!search.is_empty()).then(|| search.join(" ")),
        limit: asked.limit,
        since: watch.since,
        until: watch.until,
        ..Filter::default()
    }
}
