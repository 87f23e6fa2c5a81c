//! CSV and TSV.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{QuoteStyle, Terminator};

use crate::{Column, Value};

/// How the cells of a line are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// RFC 4180: commas, lines end in CR LF, a cell may hold line ends inside quotation marks.
    Csv,
    /// Tabs, lines end in LF, no cell holds a tab or a line end. Cells with a quotation mark are
    /// quoted as in CSV, as pandas, readr and `read.delim` expect it of either.
    Tsv,
}

pub(crate) struct Delimited<W: Write> {
    out: csv::Writer<W>,
    dialect: Dialect,
}

impl<W: Write> Delimited<W> {
    pub(crate) fn new(dialect: Dialect, columns: &[Column], out: W) -> io::Result<Self> {
        let (delimiter, terminator) = match dialect {
            Dialect::Csv => (b',', Terminator::CRLF),
            Dialect::Tsv => (b'\t', Terminator::Any(b'\n')),
        };
        let mut out = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(terminator)
            .quote_style(QuoteStyle::Necessary)
            .from_writer(out);
        out.write_record(columns.iter().map(|column| column.name)).map_err(failed)?;
        Ok(Self { out, dialect })
    }

    pub(crate) fn row(&mut self, row: &[Value]) -> io::Result<()> {
        for value in row {
            let cell = self.dialect.cell(value);
            self.out.write_field(cell.as_ref()).map_err(failed)?;
        }
        self.out.write_record(None::<&[u8]>).map_err(failed)
    }

    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    pub(crate) fn finish(self) -> io::Result<W> {
        self.out.into_inner().map_err(|error| error.into_error())
    }
}

impl Dialect {
    fn cell(self, value: &Value) -> Cow<'_, str> {
        match value {
            Value::Empty => Cow::Borrowed(""),
            Value::Text(text) => self.text(text),
            Value::Integer(number) => number.to_string().into(),
            // 3.0 and not 3, so that readers who guess take the column for what it is.
            Value::Number(number) => format!("{number:?}").into(),
            Value::Truth(truth) => Cow::Borrowed(if *truth { "true" } else { "false" }),
            Value::Day(day) => day.to_string().into(),
            Value::Moment(moment) => moment.to_string().into(),
        }
    }

    /// R stops at a NUL, and a line end of any sort (Python knows ten) breaks a line of TSV.
    fn text(self, text: &str) -> Cow<'_, str> {
        let breaks = |c: char| {
            matches!(c, '\t' | '\n' | '\x0B' | '\x0C' | '\r' | '\x1C'..='\x1E' | '\u{85}')
                || matches!(c, '\u{2028}' | '\u{2029}')
        };
        let harmful = |c: char| c == '\0' || self == Self::Tsv && breaks(c);
        if !text.contains(harmful) {
            return Cow::Borrowed(text);
        }
        let mut clean = String::with_capacity(text.len());
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '\0' => clean.push(char::REPLACEMENT_CHARACTER),
                '\r' if self == Self::Tsv && chars.peek() == Some(&'\n') => {}
                c if harmful(c) => clean.push(' '),
                c => clean.push(c),
            }
        }
        clean.into()
    }
}

fn failed(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
