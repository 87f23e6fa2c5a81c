//! `onrecord claims` and `onrecord claim`: what stands in a ledger.

use std::path::PathBuf;

use clap::Args;
use onrecord_claims::Claim;
use onrecord_views::ledger;
use onrecord_views::terminal::Detail;

use crate::ask::{self, Appearance, Form, Which};
use crate::{Exit, output};

/// List the claims of a ledger
///
/// Lists what articles of the ledger claim, the newest movement first: how each claim stands, on how
/// many independent origins at least and at most, in how many reports, when it was first and last seen.
#[derive(Args, Debug)]
#[command(after_long_help = CLAIMS)]
pub(crate) struct Claims {
    /// The ledger's file
    #[arg(value_name = "LEDGER")]
    ledger: PathBuf,

    #[command(flatten)]
    which: Which,

    /// Carried by an article of this day or a later one: 2022-03-01, yesterday, 3d, a moment
    #[arg(long, value_name = "TIME", help_heading = "Which claims")]
    since: Option<String>,

    /// Carried by an article of this day or an earlier one
    #[arg(long, value_name = "TIME", help_heading = "Which claims")]
    until: Option<String>,

    /// What to print
    ///
    /// text is to be read on a terminal, and shows 20 claims unless --limit says otherwise. json is
    /// an array of claims of the shape onrecord.claim/1; jsonl is one a line.
    #[arg(short, long, value_enum, default_value_t = Form::Text, value_name = "FORMAT", hide_possible_values = true)]
    format: Form,

    #[command(flatten)]
    appearance: Appearance,
}

const CLAIMS: &str = "\
Examples:
  onrecord claims news.db
      What moved last.

  onrecord claims news.db --actor RUS --recipient CHN --type REQUEST --status alleged,contested
      Some of them.

  onrecord claims news.db --search \"patrol boats\" --format jsonl
      The same as JSON, one claim a line.

Exit status:
  0  the answer is complete, though there may be no claim
  1  the ledger could not be read
  2  the command line makes no sense";

/// Claims that are shown where nobody says how many.
const SHOWN: u32 = 20;

impl Claims {
    pub(crate) fn run(self) -> Exit {
        ask::answer(&self.ledger, |ledger, out| {
            let mut filter = self.which.filter();
            filter.since.clone_from(&self.since);
            filter.until.clone_from(&self.until);
            match self.format {
                Form::Text => {
                    filter.limit.get_or_insert(SHOWN);
                    let rows = ledger.claims(&filter)?;
                    let look = self.appearance.look(Detail::Normal);
                    let text = ledger::claims(&rows, ledger.count_claims(&filter)?, &look);
                    out.write_all(text.as_bytes())?;
                }
                Form::Json => {
                    let mut claims: Vec<Claim> = Vec::new();
                    ledger.each_claim(&filter, |claim| {
                        claims.push(claim);
                        anyhow::Ok(())
                    })?;
                    ask::json(out, &claims)?;
                }
                Form::Jsonl => ledger.each_claim(&filter, |claim| ask::line(out, &claim))?,
            }
            Ok(Exit::Fine)
        })
    }
}

/// Show one claim with everything it rests on
///
/// Shows who a claim is from and by which chains it came, who affirms, denies, disclaims or declines,
/// which articles are one text, how its status moved and which article moved it, and what is open:
/// each with its quotation and its place.
#[derive(Args, Debug)]
#[command(after_long_help = CLAIM)]
pub(crate) struct One {
    /// The ledger's file
    #[arg(value_name = "LEDGER")]
    ledger: PathBuf,

    /// The claim's identifier, or the beginning of it
    #[arg(value_name = "CLAIM")]
    claim: String,

    /// What to print: text, or json with the words of every mention
    #[arg(short, long, value_enum, default_value_t = Form::Text, value_name = "FORMAT", hide_possible_values = true)]
    format: Form,

    /// Whole quotations
    #[arg(short, long)]
    verbose: bool,

    #[command(flatten)]
    appearance: Appearance,
}

const CLAIM: &str = "\
Examples:
  onrecord claim news.db c-7f3a
      By the beginning of its identifier.

  onrecord claim news.db c-7f3a --format json
      With the words of every mention.

Exit status:
  0  the claim was shown
  1  there is no such claim, or several; or the ledger could not be read
  2  the command line makes no sense";

impl One {
    pub(crate) fn run(self) -> Exit {
        ask::answer(&self.ledger, |ledger, out| {
            let Some(view) = ledger.claim_view(&self.claim)? else {
                output::complain(&format!("{}: no such claim", self.claim));
                return Ok(Exit::Failed);
            };
            match self.format {
                Form::Text => {
                    let detail = if self.verbose { Detail::Verbose } else { Detail::Normal };
                    let text = ledger::claim(&view, &self.appearance.look(detail));
                    out.write_all(text.as_bytes())?;
                }
                Form::Json => ask::json(out, &view)?,
                Form::Jsonl => ask::line(out, &view)?,
            }
            Ok(Exit::Fine)
        })
    }
}
