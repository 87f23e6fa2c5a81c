//! `onrecord problems`: what could not be read.

use std::path::PathBuf;

use clap::Args;
use onrecord_views::ledger;
use onrecord_views::terminal::Detail;

use crate::Exit;
use crate::ask::{self, Appearance, Form};

/// List what could not be read into a ledger
///
/// Lists inputs and records that `onrecord add` could not read, with the reason for each, and
/// articles that were left out because another one has their identifier.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Problems {
    /// The ledger's file
    #[arg(value_name = "LEDGER")]
    ledger: PathBuf,

    /// What to print: text, json or jsonl
    #[arg(short, long, value_enum, default_value_t = Form::Text, value_name = "FORMAT", hide_possible_values = true)]
    format: Form,

    #[command(flatten)]
    appearance: Appearance,
}

const EXAMPLES: &str = "\
Examples:
  onrecord problems news.db
      All of them, the last first.

Exit status:
  0  the answer is complete, though there may be no problem
  1  the ledger could not be read
  2  the command line makes no sense";

impl Problems {
    pub(crate) fn run(self) -> Exit {
        ask::answer(&self.ledger, |ledger, out| {
            let problems = ledger.problems()?;
            let look = self.appearance.look(Detail::Normal);
            ask::rows(out, self.format, &problems, |rows| ledger::problems(rows, &look))?;
            Ok(Exit::Fine)
        })
    }
}
