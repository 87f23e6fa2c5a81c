//! `onrecord export`: a ledger for other programs.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use onrecord_ledger::{Filter, Form, Ledger, Table};
use onrecord_tables as tables;
use onrecord_views::linked;

use crate::Exit;
use crate::ask::{self, Which};
use crate::output::Place;

/// Write a ledger out for other programs
///
/// Writes events, statements, claims or the mentions of claims as a table, or claims as linked data:
/// webannotation (the W3C's Web Annotation model, one annotation a mention), prov (PROV-JSON) or
/// claimreview-draft (schema.org's ClaimReview without a rating: that is for people to give).
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Export {
    /// The ledger's file
    #[arg(value_name = "LEDGER")]
    ledger: PathBuf,

    /// One row for each of these: events, statements, claims, mentions or corrections
    #[arg(
        long,
        value_enum,
        value_name = "WHAT",
        hide_possible_values = true,
        required_unless_present = "shape",
        conflicts_with = "shape"
    )]
    what: Option<What>,

    /// The form of the table: csv, tsv, parquet or jsonl
    #[arg(short, long, value_enum, default_value_t = Format::Csv, value_name = "FORMAT", hide_possible_values = true)]
    format: Format,

    /// Linked data instead of a table: webannotation, prov or claimreview-draft, one object a line
    #[arg(
        long = "as",
        value_enum,
        value_name = "SHAPE",
        hide_possible_values = true,
        conflicts_with = "format"
    )]
    shape: Option<Shape>,

    /// Write to a file, which appears when it is whole
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,

    #[command(flatten)]
    which: Which,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    Events,
    Statements,
    Claims,
    Mentions,
    Corrections,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Csv,
    Tsv,
    Parquet,
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Shape {
    Webannotation,
    Prov,
    ClaimreviewDraft,
}

const EXAMPLES: &str = "\
Examples:
  onrecord export news.db --what claims --format csv > claims.csv
      A claim a row.

  onrecord export news.db --what mentions --format parquet -o mentions.parquet
      Who says what of which claim, with the words.

  onrecord export news.db --as webannotation > annotations.jsonl
      An annotation a line.

Exit status:
  0  everything was written
  1  the ledger could not be read, or the output not be written
  2  the command line makes no sense";

impl Export {
    pub(crate) fn run(self) -> Exit {
        ask::answer(&self.ledger, |ledger, _| {
            let place = Place::to(self.output.as_deref())?;
            self.write(ledger, place)?.finish()?;
            Ok(Exit::Fine)
        })
    }

    fn write(&self, ledger: &Ledger, mut out: Place) -> anyhow::Result<Place> {
        let filter = self.which.filter();
        let Some(shape) = self.shape else {
            let form = match self.format {
                Format::Csv => Form::Table(tables::Format::Csv),
                Format::Tsv => Form::Table(tables::Format::Tsv),
                Format::Parquet => Form::Table(tables::Format::Parquet),
                Format::Jsonl => Form::Lines,
            };
            let table = match self.what.expect("there is one where there is no shape") {
                What::Events => Table::Events,
                What::Statements => Table::Statements,
                What::Claims => Table::Claims,
                What::Mentions => Table::Mentions,
                What::Corrections => Table::Corrections,
            };
            return Ok(ledger.export(table, form, &filter, out)?);
        };
        linked_data(ledger, shape, &filter, &mut out)?;
        Ok(out)
    }
}

fn linked_data(
    ledger: &Ledger,
    shape: Shape,
    filter: &Filter,
    out: &mut Place,
) -> anyhow::Result<()> {
    ledger.each_claim(filter, |claim| {
        let view = ledger.view(claim)?;
        match shape {
            Shape::Webannotation => linked::annotations(&view)
                .iter()
                .try_for_each(|annotation| ask::line(out, annotation)),
            Shape::Prov => ask::line(out, &linked::provenance(&view)),
            Shape::ClaimreviewDraft => ask::line(out, &linked::review_draft(&view)),
        }
    })
}
