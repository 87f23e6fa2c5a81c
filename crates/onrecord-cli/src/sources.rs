//! `onrecord sources`: who is cited, and what outlets have of their own.

use std::path::PathBuf;

use clap::Args;
use onrecord_ledger::{OutletRow, SpeakerRow};
use onrecord_views::ledger;
use onrecord_views::terminal::Detail;
use serde::Serialize;

use crate::Exit;
use crate::ask::{self, Appearance, Form};

/// List who is cited, and what outlets have of their own
///
/// Lists speakers: how often each is cited, in how many articles of how many outlets, named or not,
/// and on what; then outlets: how much of what they print is their own, how much is copied or cited,
/// and from whom.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Sources {
    /// The ledger's file
    #[arg(value_name = "LEDGER")]
    ledger: PathBuf,

    /// So many speakers at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: u32,

    /// What to print: text, or json with the lists speakers and outlets; jsonl is one row a line
    #[arg(short, long, value_enum, default_value_t = Form::Text, value_name = "FORMAT", hide_possible_values = true)]
    format: Form,

    #[command(flatten)]
    appearance: Appearance,
}

const EXAMPLES: &str = "\
Examples:
  onrecord sources news.db
      Speakers and outlets.

  onrecord sources news.db --limit 1000 --format json
      The same as JSON.

Exit status:
  0  the answer is complete
  1  the ledger could not be read
  2  the command line makes no sense";

#[derive(Serialize)]
struct Both {
    speakers: Vec<SpeakerRow>,
    outlets: Vec<OutletRow>,
}

impl Sources {
    pub(crate) fn run(self) -> Exit {
        ask::answer(&self.ledger, |ledger, out| {
            let both = Both { speakers: ledger.speakers(self.limit)?, outlets: ledger.outlets()? };
            match self.format {
                Form::Text => {
                    let look = self.appearance.look(Detail::Normal);
                    out.write_all(ledger::speakers(&both.speakers, &look).as_bytes())?;
                    out.write_all(b"\n")?;
                    out.write_all(ledger::outlets(&both.outlets, &look).as_bytes())?;
                }
                Form::Json => ask::json(out, &both)?,
                Form::Jsonl => {
                    both.speakers.iter().try_for_each(|row| ask::line(out, row))?;
                    both.outlets.iter().try_for_each(|row| ask::line(out, row))?;
                }
            }
            Ok(Exit::Fine)
        })
    }
}
