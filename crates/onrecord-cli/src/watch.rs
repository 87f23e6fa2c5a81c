//! `onrecord watch`: filters under a name.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;
use onrecord_ledger::Ledger;

use crate::{Exit, ask, output};

/// Save a search under a name, for `onrecord changes`
///
/// Without options lists the watches of a ledger. A QUERY is words to search for, and any of
/// actor:RUS, recipient:CHN, type:REQUEST,AID, status:alleged, outlet:example.org, since:2022-03-01 and
/// until:2022-04-01; values with spaces stand in quotation marks.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Watch {
    /// The ledger's file
    #[arg(value_name = "LEDGER")]
    ledger: PathBuf,

    /// What to watch for
    #[arg(value_name = "QUERY", requires = "save")]
    query: Vec<String>,

    /// Save QUERY under this name, in the place of what the name stood for
    #[arg(long, value_name = "NAME", requires = "query", conflicts_with = "delete")]
    save: Option<String>,

    /// Forget the watch of this name
    #[arg(long, value_name = "NAME")]
    delete: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  onrecord watch news.db --save aid \"actor:RUS type:REQUEST,AID\"
      Whoever in Russia asks for something or gives it.

  onrecord changes news.db --watch aid --since yesterday
      What moved of that.

Exit status:
  0  done
  1  there is no such watch, or the ledger could not be read or written
  2  the command line makes no sense";

impl Watch {
    pub(crate) fn run(self) -> Exit {
        let changed = match (&self.save, &self.delete) {
            (Some(name), _) => save(&self.ledger, name, &self.query.join(" ")),
            (_, Some(name)) => delete(&self.ledger, name),
            (None, None) => {
                return ask::answer(&self.ledger, |ledger, out| list(ledger, out));
            }
        };
        output::ended(changed.map(|()| Exit::Fine))
    }
}

fn save(ledger: &Path, name: &str, query: &str) -> anyhow::Result<()> {
    Ok(Ledger::open(ledger)?.save_watch(name, query)?)
}

fn delete(ledger: &Path, name: &str) -> anyhow::Result<()> {
    if !Ledger::open(ledger)?.delete_watch(name)? {
        bail!("{name}: no such watch");
    }
    Ok(())
}

fn list(ledger: &Ledger, out: &mut dyn Write) -> anyhow::Result<Exit> {
    for watch in ledger.watches()? {
        writeln!(
            out,
            "{}\t{}",
            onrecord_views::clean(&watch.name),
            onrecord_views::clean(&watch.query)
        )?;
    }
    Ok(Exit::Fine)
}
