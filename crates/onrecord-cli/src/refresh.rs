//! `onrecord refresh`: reading again what an earlier version read.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::Args;
use onrecord::Reader;
use onrecord::model::Model;
use onrecord::report::Report;
use onrecord_ledger::{Entry, Ledger, Stale, document_of};

use crate::batch::MAX_THREADS;
use crate::output::{self, Stop};
use crate::pipeline::{self, Step};
use crate::{Exit, faults, signals};

/// Read again what an earlier version read
///
/// Reads the articles again that another version of the program, or another model, read, and brings
/// the claims up to date. Watches, corrections and the times at which movements were noted stay. A run
/// may be stopped at any moment; a second one goes on where it stopped.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Refresh {
    /// The ledger's file
    #[arg(value_name = "LEDGER")]
    ledger: PathBuf,

    /// Read all articles again, whoever read them
    #[arg(long)]
    all: bool,

    /// Read nothing, and make all claims anew from the reports as they are
    #[arg(long, conflicts_with = "all")]
    claims: bool,

    /// No summary
    #[arg(short, long)]
    quiet: bool,

    /// Threads to read on [default: one a core]
    #[arg(short = 'j', long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

const EXAMPLES: &str = "\
Examples:
  onrecord refresh news.db
      After an update of the program.

  onrecord refresh news.db --claims
      Only what follows from the reports.

Exit status:
  0  everything is up to date
  1  an article could not be read again, or the ledger could not be read or written
  2  the command line makes no sense
  130  stopped; a second run goes on";

/// Articles of one transaction.
const BATCH: usize = 64;

impl Refresh {
    pub(crate) fn run(self) -> Exit {
        output::ended(self.refresh())
    }

    fn refresh(self) -> anyhow::Result<Exit> {
        signals::listen();
        let asked = Ledger::open_read_only(&self.ledger)?;
        let mut ledger = Ledger::open(&self.ledger)?;
        let stale = if self.all || self.claims {
            Stale::All
        } else {
            Stale::ReadBy {
                engine: env!("CARGO_PKG_VERSION").to_owned(),
                model: Model::embedded_hash().to_owned(),
            }
        };
        let count = ledger.count_stale(&stale)?;
        let reports = reports(asked, stale);
        let threads = self.threads.map_or_else(pipeline::cores, NonZeroUsize::get).min(MAX_THREADS);
        let reader = (!self.claims && count > 0).then(Reader::new);
        let work = move |report: onrecord_ledger::Result<Report>| {
            report.map(|report| {
                let id = report.id.clone();
                let read = faults::caught(|| match &reader {
                    Some(reader) => Entry::new(reader.read(document_of(report))),
                    None => Entry::new(report),
                });
                read.map_err(|fault| format!("{id}: {fault}"))
            })
        };
        let mut waiting: Vec<Entry> = Vec::new();
        let mut failed = 0_u64;
        let failure = |error: onrecord_ledger::Error| Stop::Failed(error.into());
        let read = pipeline::in_order(threads, reports, work, &mut |step| {
            if let Step::Done(read) = step {
                match read.map_err(failure)? {
                    Ok(entry) => waiting.push(entry),
                    Err(fault) => {
                        failed += 1;
                        output::complain(&fault);
                    }
                }
                if waiting.len() >= BATCH {
                    ledger.renew(&waiting).map_err(failure)?;
                    waiting.clear();
                }
            }
            if signals::interrupted() { Err(Stop::Interrupted) } else { Ok(()) }
        });
        ledger.renew(&waiting)?;
        match read {
            Err(Stop::Failed(error)) => return Err(error),
            Err(_) => return Ok(Exit::Interrupted),
            Ok(()) => {}
        }
        if !self.quiet {
            let claims = ledger.size()?.claims;
            let done = count - failed.min(count);
            let what = if self.claims { "taken up" } else { "read" };
            output::print(&format!("{done} of {count} {what} again; {claims} claims\n"));
        }
        Ok(if failed > 0 { Exit::Failed } else { Exit::Fine })
    }
}

/// The reports that are stale, one after the other.
fn reports(
    ledger: Ledger,
    stale: Stale,
) -> impl Iterator<Item = onrecord_ledger::Result<Report>> + Send {
    let mut after = 0;
    let mut done = false;
    std::iter::from_fn(move || {
        let next = if done { Ok(None) } else { ledger.next_stale(&stale, after) };
        done = !matches!(next, Ok(Some(_)));
        next.transpose().map(|found| {
            found.map(|(key, report)| {
                after = key;
                report
            })
        })
    })
}
