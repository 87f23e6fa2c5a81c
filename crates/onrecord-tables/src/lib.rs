//! Tables for people who count.
//!
//! A table has [`Column`]s of a [`Kind`] each; its rows are [`Value`]s, one a column, any of which
//! may be [`Value::Empty`]: not known. A [`Writer`] writes it as CSV, TSV or Parquet to anything that
//! takes bytes. The three hold the same rows: an empty cell is a null of Parquet, and only what a
//! format cannot hold is changed (TSV has a space for a tab or a line end; CSV and TSV have U+FFFD for
//! a NUL).
//!
//! [`events`] has the rows of a report's events.
//!
//! ```
//! use onrecord_tables::{Column, Format, Value, Writer};
//!
//! const COLUMNS: &[Column] = &[Column::text("name"), Column::integer("count"), Column::day("seen")];
//! let mut table = Writer::new(Format::Csv, COLUMNS, Vec::new())?;
//! table.row(&["Harbour \"Courier\"".into(), 3_i64.into(), Value::Empty])?;
//! let bytes = table.finish()?;
//! assert_eq!(bytes, b"name,count,seen\r\n\"Harbour \"\"Courier\"\"\",3,\r\n");
//! # Ok::<(), std::io::Error>(())
//! ```

mod delimited;
pub mod events;
mod parquet;
mod table;
mod writer;

pub use table::{Column, Kind, Row, Value};
pub use writer::{Format, Writer};
