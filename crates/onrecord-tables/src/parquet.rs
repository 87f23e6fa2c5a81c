//! Parquet: every column typed and nullable, compressed by Snappy.

use std::io::{self, Write};
use std::sync::Arc;

use jiff::civil::{Date, date};
use parquet::basic::{Compression, LogicalType, Repetition, TimeUnit, Type as Physical};
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type,
};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;

use crate::{Column, Kind, Value};

/// Rows and bytes of text after which a row group is written: the memory that a table takes.
const MAX_ROWS: usize = 100_000;
const MAX_BYTES: usize = 32 * 1024 * 1024;

pub(crate) struct Parquet<W: Write + Send> {
    out: SerializedFileWriter<W>,
    group: Vec<Chunk>,
    rows: usize,
    bytes: usize,
}

impl<W: Write + Send> Parquet<W> {
    pub(crate) fn new(columns: &[Column], out: W) -> io::Result<Self> {
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let schema = schema(columns).map_err(failed)?;
        let out = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties));
        Ok(Self {
            out: out.map_err(failed)?,
            group: columns.iter().map(|column| Chunk::new(column.kind)).collect(),
            rows: 0,
            bytes: 0,
        })
    }

    pub(crate) fn row(&mut self, row: &[Value]) -> io::Result<()> {
        for (chunk, value) in self.group.iter_mut().zip(row) {
            chunk.push(value);
            if let Value::Text(text) = value {
                self.bytes += text.len();
            }
        }
        self.rows += 1;
        if self.rows >= MAX_ROWS || self.bytes >= MAX_BYTES {
            self.write_group().map_err(failed)?;
        }
        Ok(())
    }

    fn write_group(&mut self) -> Result<(), ParquetError> {
        let mut group = self.out.next_row_group()?;
        for chunk in &mut self.group {
            let mut column = group.next_column()?.expect("a chunk for each column");
            chunk.write(&mut column)?;
            column.close()?;
        }
        group.close()?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }

    pub(crate) fn finish(mut self) -> io::Result<W> {
        if self.rows > 0 {
            self.write_group().map_err(failed)?;
        }
        self.out.into_inner().map_err(failed)
    }
}

fn schema(columns: &[Column]) -> Result<Type, ParquetError> {
    let fields = columns.iter().map(|column| {
        let (physical, logical) = match column.kind {
            Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Kind::Integer => (Physical::INT64, None),
            Kind::Number => (Physical::DOUBLE, None),
            Kind::Truth => (Physical::BOOLEAN, None),
            Kind::Day => (Physical::INT32, Some(LogicalType::Date)),
            Kind::Moment => (Physical::INT64, Some(LogicalType::timestamp(true, TimeUnit::MICROS))),
        };
        let field = Type::primitive_type_builder(column.name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical);
        field.build().map(Arc::new)
    });
    let fields = fields.collect::<Result<_, _>>()?;
    Type::group_type_builder("schema").with_fields(fields).build()
}

/// The cells of one column that wait for their row group: which are there, and what they are.
struct Chunk {
    there: Vec<i16>,
    values: Values,
}

enum Values {
    Text(Vec<ByteArray>),
    Long(Vec<i64>),
    Number(Vec<f64>),
    Truth(Vec<bool>),
    Day(Vec<i32>),
}

impl Chunk {
    fn new(kind: Kind) -> Self {
        let values = match kind {
            Kind::Text => Values::Text(Vec::new()),
            Kind::Integer | Kind::Moment => Values::Long(Vec::new()),
            Kind::Number => Values::Number(Vec::new()),
            Kind::Truth => Values::Truth(Vec::new()),
            Kind::Day => Values::Day(Vec::new()),
        };
        Self { there: Vec::new(), values }
    }

    fn push(&mut self, value: &Value) {
        match (&mut self.values, value) {
            // Empty text is what the other formats cannot tell from no text.
            (Values::Text(values), Value::Text(text)) if !text.is_empty() => {
                values.push(text.as_bytes().to_vec().into());
            }
            (Values::Long(values), Value::Integer(number)) => values.push(*number),
            (Values::Long(values), Value::Moment(moment)) => values.push(moment.as_microsecond()),
            (Values::Number(values), Value::Number(number)) => values.push(*number),
            (Values::Truth(values), Value::Truth(truth)) => values.push(*truth),
            (Values::Day(values), Value::Day(day)) => values.push(days_since_epoch(*day)),
            _ => return self.there.push(0),
        }
        self.there.push(1);
    }

    /// Writes the cells, and has none from then on.
    fn write(&mut self, out: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        match &mut self.values {
            Values::Text(values) => write::<ByteArrayType>(out, values, &self.there)?,
            Values::Long(values) => write::<Int64Type>(out, values, &self.there)?,
            Values::Number(values) => write::<DoubleType>(out, values, &self.there)?,
            Values::Truth(values) => write::<BoolType>(out, values, &self.there)?,
            Values::Day(values) => write::<Int32Type>(out, values, &self.there)?,
        }
        self.there.clear();
        Ok(())
    }
}

fn write<T: DataType>(
    out: &mut SerializedColumnWriter<'_>,
    values: &mut Vec<T::T>,
    there: &[i16],
) -> Result<(), ParquetError> {
    out.typed::<T>().write_batch(values, Some(there), None)?;
    values.clear();
    Ok(())
}

fn days_since_epoch(day: Date) -> i32 {
    let since = day - date(1970, 1, 1); // in days, as spans of civil days are
    since.get_days()
}

/// The error of the place that is written to, where that is what it comes from.
fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        other => io::Error::other(other),
    }
}
