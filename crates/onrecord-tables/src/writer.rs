//! A table that is written row by row.

use std::io::{self, Write};

use crate::delimited::{Delimited, Dialect};
use crate::parquet::Parquet;
use crate::{Column, Value};

/// The form of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values as RFC 4180 has them: header, CR LF, quotation marks where needed.
    Csv,
    /// Tab-separated values: header, LF, and no tab or line end in any cell.
    Tsv,
    /// Apache Parquet. It is to be read when it is whole: its index stands at the end.
    Parquet,
}

/// Writes a table, row by row, in memory that does not grow with it.
///
/// A table that [`Writer::finish`] did not end is not whole.
#[derive(Debug)]
pub struct Writer<W: Write + Send> {
    columns: Vec<Column>,
    body: Body<W>,
}

enum Body<W: Write + Send> {
    Delimited(Box<Delimited<W>>),
    Parquet(Box<Parquet<W>>),
}

impl<W: Write + Send> Writer<W> {
    /// Begins a table: writes its header.
    ///
    /// # Errors
    ///
    /// Where `out` cannot be written to.
    pub fn new(format: Format, columns: &[Column], out: W) -> io::Result<Self> {
        let delimited = |dialect, out| -> io::Result<_> {
            Ok(Body::Delimited(Box::new(Delimited::new(dialect, columns, out)?)))
        };
        let body = match format {
            Format::Csv => delimited(Dialect::Csv, out)?,
            Format::Tsv => delimited(Dialect::Tsv, out)?,
            Format::Parquet => Body::Parquet(Box::new(Parquet::new(columns, out)?)),
        };
        Ok(Self { columns: columns.to_vec(), body })
    }

    /// Writes a row: a cell for every column, of its kind or empty.
    ///
    /// # Errors
    ///
    /// Where the row does not fit the columns, in which case nothing of it is written, or where
    /// the output cannot be written to.
    pub fn row(&mut self, row: &[Value]) -> io::Result<()> {
        self.check(row)?;
        match &mut self.body {
            Body::Delimited(body) => body.row(row),
            Body::Parquet(body) => body.row(row),
        }
    }

    fn check(&self, row: &[Value]) -> io::Result<()> {
        let wrong = |message| Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        if row.len() != self.columns.len() {
            let (expected, found) = (self.columns.len(), row.len());
            return wrong(format!("a row of a table: expected {expected} cells, found {found}"));
        }
        for (Column { name, kind }, value) in self.columns.iter().zip(row) {
            if value.kind().is_some_and(|found| found != *kind) {
                return wrong(format!("column {name}: expected {kind:?}, found {value:?}"));
            }
        }
        Ok(())
    }

    /// Passes on what waits in a buffer. Parquet keeps its rows until a group of them is full.
    ///
    /// # Errors
    ///
    /// Where the output cannot be written to.
    pub fn flush(&mut self) -> io::Result<()> {
        match &mut self.body {
            Body::Delimited(body) => body.flush(),
            Body::Parquet(_) => Ok(()),
        }
    }

    /// Ends the table and gives back what it was written to.
    ///
    /// # Errors
    ///
    /// Where the output cannot be written to.
    pub fn finish(self) -> io::Result<W> {
        match self.body {
            Body::Delimited(body) => body.finish(),
            Body::Parquet(body) => body.finish(),
        }
    }
}

impl<W: Write + Send> std::fmt::Debug for Body<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Delimited(_) => "Delimited",
            Self::Parquet(_) => "Parquet",
        })
    }
}
