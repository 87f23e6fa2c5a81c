//! What commands share that ask a ledger.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use clap::{Args, ValueEnum};
use onrecord::plover::EventType;
use onrecord_claims::Status;
use onrecord_ledger::{Filter, Ledger};
use onrecord_views::terminal::{Detail, Look};
use serde::Serialize;

use crate::Exit;
use crate::output::{self, Color};

/// The form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    Text,
    Json,
    Jsonl,
}

/// How text is to look.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct Appearance {
    /// When to use colours: auto, always or never
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN", hide_possible_values = true)]
    color: Color,

    /// Columns of the text, at least 40 [default: the terminal's, up to 100; else 80]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..))]
    width: Option<u16>,
}

impl Appearance {
    pub(crate) fn look(self, detail: Detail) -> Look {
        let width = self.width.map_or_else(|| output::width(true), usize::from);
        Look { width, colour: output::colour(self.color, true), detail }
    }
}

/// A type of PLOVER, in whatever case.
fn kind(text: &str) -> Result<String, String> {
    let wanted = text.to_ascii_uppercase();
    match EventType::named(&wanted) {
        Some(_) => Ok(wanted),
        None => {
            Err(format!("expected one of {}", EventType::ALL.map(EventType::as_str).join(", ")))
        }
    }
}

/// Which claims.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Which claims")]
pub(crate) struct Which {
    /// Who does it: country codes (RUS) or words of names, parted by commas
    #[arg(long, value_name = "WHO", value_delimiter = ',')]
    actor: Vec<String>,

    /// To whom it is done
    #[arg(long, value_name = "WHO", value_delimiter = ',')]
    recipient: Vec<String>,

    /// PLOVER types: REQUEST, AID, ...
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',', value_parser = kind)]
    kind: Vec<String>,

    /// How it stands: alleged, corroborated, contested, denied, confirmed, scheduled, retracted, overtaken
    #[arg(long, value_name = "STATUS", value_delimiter = ',', value_parser = Status::ALL.map(Status::as_str), ignore_case = true)]
    status: Vec<String>,

    /// Carried by an outlet: words of its name, or its domain
    #[arg(long, value_name = "OUTLET", value_delimiter = ',')]
    outlet: Vec<String>,

    /// Words in the claim or in what is quoted for it
    #[arg(long, value_name = "WORDS")]
    search: Option<String>,

    /// So many at most
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
}

impl Which {
    pub(crate) fn filter(&self) -> Filter {
        Filter {
            actors: self.actor.clone(),
            recipients: self.recipient.clone(),
            types: self.kind.clone(),
            statuses: self.status.clone(),
            outlets: self.outlet.clone(),
            search: self.search.clone(),
            limit: self.limit,
            ..Filter::default()
        }
    }
}

/// Opens a ledger, asks it, and writes the answer to standard output.
pub(crate) fn answer(
    ledger: &Path,
    ask: impl FnOnce(&Ledger, &mut dyn Write) -> anyhow::Result<Exit>,
) -> Exit {
    let mut out = BufWriter::new(io::stdout().lock());
    let asked = Ledger::open_read_only(ledger)
        .map_err(anyhow::Error::new)
        .and_then(|ledger| ask(&ledger, &mut out))
        .and_then(|exit| Ok(out.flush().map(|()| exit)?));
    match asked {
        Ok(exit) => exit,
        Err(error) if is_closed(&error) => Exit::Fine,
        Err(error) => {
            output::complain(&format!("{error:#}"));
            Exit::Failed
        }
    }
}

/// Was it only that nobody reads on?
fn is_closed(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
}

/// A value as JSON to be read by people too.
pub(crate) fn json(out: &mut dyn Write, value: &impl Serialize) -> anyhow::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value).map_err(io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}

/// A value as one line of JSON.
pub(crate) fn line(out: &mut dyn Write, value: &impl Serialize) -> anyhow::Result<()> {
    serde_json::to_writer(&mut *out, value).map_err(io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}

/// Rows in the form that is wished for.
pub(crate) fn rows<T: Serialize>(
    out: &mut dyn Write,
    form: Form,
    rows: &[T],
    text: impl FnOnce(&[T]) -> String,
) -> anyhow::Result<()> {
    match form {
        Form::Text => Ok(out.write_all(text(rows).as_bytes())?),
        Form::Json => json(out, &rows),
        Form::Jsonl => rows.iter().try_for_each(|row| line(out, row)),
    }
}
