//! The three formats, read back by strict readers of our own (CSV, TSV) and by the parquet crate.

use jiff::Timestamp;
use jiff::civil::date;
use onrecord_tables::{Column, Format, Row, Value, Writer};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use proptest::prelude::*;

const COLUMNS: &[Column] = &[
    Column::text("text"),
    Column::integer("integer"),
    Column::number("number"),
    Column::truth("truth"),
    Column::day("day"),
    Column::moment("moment"),
];

const HOSTILE: [&str; 20] = [
    "plain",
    "a,b;c",
    "\"quoted\"",
    "He said \"no\"",
    "\"",
    "\"\"",
    "two\nlines",
    "two\r\nlines",
    "old\rmac",
    "tab\there",
    "nul\0here",
    " spaces ",
    "\u{FEFF}mark",
    "vertical\u{B}form\u{C}next\u{85}line\u{2028}paragraph\u{2029}",
    "Łódź, 東京, 🌊, e\u{301}",
    "#comment",
    "'single'",
    "=1+1",
    "NA",
    "back\\slash",
];

fn written(format: Format, columns: &[Column], rows: &[Row]) -> Vec<u8> {
    let mut table = Writer::new(format, columns, Vec::new()).unwrap();
    for row in rows {
        table.row(row).unwrap();
    }
    table.finish().unwrap()
}

/// RFC 4180 and nothing else: CR LF behind every record, quotation marks around the whole cell or
/// nowhere in it, doubled inside.
fn strict_csv(bytes: &[u8]) -> Result<Vec<Vec<String>>, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let mut rest = text;
    let mut records = Vec::new();
    while !rest.is_empty() {
        let mut record = Vec::new();
        loop {
            let cell;
            (cell, rest) = strict_cell(rest)?;
            record.push(cell);
            if let Some(after) = rest.strip_prefix(',') {
                rest = after;
            } else {
                rest = rest.strip_prefix("\r\n").ok_or(format!("no CR LF before {rest:.20}"))?;
                break;
            }
        }
        records.push(record);
    }
    match records.iter().find(|record| record.len() != records[0].len()) {
        Some(odd) => Err(format!("{} cells in {odd:?}", odd.len())),
        None => Ok(records),
    }
}

fn strict_cell(text: &str) -> Result<(String, &str), String> {
    let Some(mut inside) = text.strip_prefix('"') else {
        let end = text.find([',', '\r', '\n']).ok_or("no line end")?;
        let cell = &text[..end];
        return if cell.contains('"') {
            Err(format!("bare mark in {cell}"))
        } else {
            Ok((cell.to_owned(), &text[end..]))
        };
    };
    let mut cell = String::new();
    loop {
        let at = inside.find('"').ok_or("no closing mark")?;
        cell.push_str(&inside[..at]);
        inside = &inside[at + 1..];
        match inside.strip_prefix('"') {
            Some(rest) => {
                cell.push('"');
                inside = rest;
            }
            None => return Ok((cell, inside)),
        }
    }
}

/// Lines first, then cells, as `cut` and `awk` do; marks are taken off last.
fn plain_tsv(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(bytes).unwrap();
    let body = text.strip_suffix('\n').expect("a line end at the end");
    let unquoted = |cell: &str| match cell.strip_prefix('"').and_then(|c| c.strip_suffix('"')) {
        Some(inside) => inside.replace("\"\"", "\""),
        None => cell.to_owned(),
    };
    body.split('\n').map(|line| line.split('\t').map(unquoted).collect()).collect()
}

fn parquet_rows(bytes: Vec<u8>) -> Vec<Vec<Field>> {
    let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
    let rows = reader.get_row_iter(None).unwrap();
    rows.map(|row| row.unwrap().into_columns().into_iter().map(|(_, field)| field).collect())
        .collect()
}

fn of_text(text: &str) -> Row {
    let mut row = vec![Value::Empty; COLUMNS.len()];
    row[0] = text.into();
    row
}

fn typed() -> Row {
    vec![
        "x".into(),
        Value::Integer(i64::MIN),
        Value::Number(3.0),
        true.into(),
        date(1969, 12, 30).into(),
        "2022-03-14T07:40:00.25Z".parse::<Timestamp>().unwrap().into(),
    ]
}

#[test]
fn csv_holds_hostile_cells() {
    let rows: Vec<Row> = HOSTILE.iter().map(|text| of_text(text)).collect();
    let read = strict_csv(&written(Format::Csv, COLUMNS, &rows)).unwrap();
    assert_eq!(read[0], ["text", "integer", "number", "truth", "day", "moment"]);
    for (text, record) in HOSTILE.iter().zip(&read[1..]) {
        assert_eq!(record[0], text.replace('\0', "\u{FFFD}"));
        assert!(record[1..].iter().all(String::is_empty));
    }
}

#[test]
fn tsv_has_a_line_a_row_and_a_tab_a_cell() {
    let rows: Vec<Row> = HOSTILE.iter().map(|text| of_text(text)).collect();
    let bytes = written(Format::Tsv, COLUMNS, &rows);
    let read = plain_tsv(&bytes);
    assert_eq!(read.len(), 1 + HOSTILE.len());
    assert!(read.iter().all(|record| record.len() == COLUMNS.len()));
    let cell = |text: &str| &read[1 + HOSTILE.iter().position(|t| *t == text).unwrap()][0];
    assert_eq!(cell("two\r\nlines"), "two lines");
    assert_eq!(cell("tab\there"), "tab here");
    assert_eq!(cell("nul\0here"), "nul\u{FFFD}here");
    assert_eq!(cell("He said \"no\""), "He said \"no\"");
    assert_eq!(cell(HOSTILE[13]), "vertical form next line paragraph ");
    assert!(!bytes.contains(&b'\r'));
}

#[test]
fn types_are_written_as_readers_take_them() {
    let rows = [typed(), vec![Value::Empty; COLUMNS.len()]];
    let csv = written(Format::Csv, COLUMNS, &rows);
    let read = strict_csv(&csv).unwrap();
    let expected =
        ["x", "-9223372036854775808", "3.0", "true", "1969-12-30", "2022-03-14T07:40:00.25Z"];
    assert_eq!(read[1], expected);
    assert_eq!(plain_tsv(&written(Format::Tsv, COLUMNS, &rows))[1], expected);

    let read = parquet_rows(written(Format::Parquet, COLUMNS, &rows));
    assert_eq!(
        read[0],
        [
            Field::Str("x".into()),
            Field::Long(i64::MIN),
            Field::Double(3.0),
            Field::Bool(true),
            Field::Date(-2),
            Field::TimestampMicros(1_647_243_600_250_000),
        ]
    );
    assert!(read[1].iter().all(|field| *field == Field::Null));
}

#[test]
fn parquet_holds_everything() {
    let rows: Vec<Row> = HOSTILE.iter().map(|text| of_text(text)).collect();
    let read = parquet_rows(written(Format::Parquet, COLUMNS, &rows));
    for (text, row) in HOSTILE.iter().zip(&read) {
        assert_eq!(row[0], Field::Str((*text).into()));
    }
}

#[test]
fn a_table_without_rows_has_its_header() {
    assert_eq!(written(Format::Csv, &COLUMNS[..2], &[]), b"text,integer\r\n");
    assert_eq!(written(Format::Tsv, &COLUMNS[..2], &[]), b"text\tinteger\n");
    let bytes = written(Format::Parquet, COLUMNS, &[]);
    let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
    assert_eq!(reader.metadata().file_metadata().num_rows(), 0);
    assert_eq!(reader.metadata().file_metadata().schema_descr().num_columns(), COLUMNS.len());
}

#[test]
fn row_groups_are_joined() {
    let rows: Vec<Row> =
        (0..250_001_i64).map(|i| vec![Value::from(i % 3 == 0), Value::Integer(i)]).collect();
    let columns = [Column::truth("third"), Column::integer("i")];
    let bytes = written(Format::Parquet, &columns, &rows);
    let reader = SerializedFileReader::new(bytes::Bytes::from(bytes.clone())).unwrap();
    assert_eq!(reader.num_row_groups(), 3);
    let read = parquet_rows(bytes);
    assert_eq!(read.len(), rows.len());
    assert_eq!(read[250_000], [Field::Bool(false), Field::Long(250_000)]);
}

#[test]
fn what_is_nothing_is_empty() {
    assert_eq!(Value::from(""), Value::Empty);
    assert_eq!(Value::from(f64::NAN), Value::Empty);
    assert_eq!(Value::from(None::<i64>), Value::Empty);
    // A single empty cell must not become an empty line, which readers skip.
    let csv = written(Format::Csv, &COLUMNS[..1], &[vec![Value::Empty], vec!["x".into()]]);
    assert_eq!(strict_csv(&csv).unwrap(), [["text"], [""], ["x"]]);
}

#[test]
fn a_row_that_does_not_fit_is_refused_and_leaves_no_trace() {
    for format in [Format::Csv, Format::Tsv, Format::Parquet] {
        let mut table = Writer::new(format, &COLUMNS[..2], Vec::new()).unwrap();
        let error = table.row(&["x".into()]).unwrap_err();
        assert_eq!(error.to_string(), "a row of a table: expected 2 cells, found 1");
        let error = table.row(&["x".into(), "y".into()]).unwrap_err();
        assert_eq!(error.to_string(), "column integer: expected Integer, found Text(\"y\")");
        let bytes = table.finish().unwrap();
        assert_eq!(bytes, written(format, &COLUMNS[..2], &[]));
    }
}

/// Fails as a full disk would.
struct Full;

impl std::io::Write for Full {
    fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
        Err(std::io::ErrorKind::StorageFull.into())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn the_error_of_the_output_comes_through() {
    for format in [Format::Csv, Format::Tsv, Format::Parquet] {
        let outcome = Writer::new(format, COLUMNS, Full).and_then(|mut table| {
            table.row(&typed())?;
            table.flush()?;
            table.finish()
        });
        let kind = outcome.map(|_| ()).unwrap_err().kind();
        assert_eq!(kind, std::io::ErrorKind::StorageFull, "{format:?}");
    }
}

proptest! {
    #[test]
    fn any_text_comes_back(texts in prop::collection::vec(".*|[\"\\r\\n\\t,]*", 1..20)) {
        let columns = [Column::text("a"), Column::text("b")];
        let rows: Vec<Row> =
            texts.iter().map(|text| vec![text.as_str().into(), text.as_str().into()]).collect();
        let csv = strict_csv(&written(Format::Csv, &columns, &rows)).unwrap();
        let tsv = plain_tsv(&written(Format::Tsv, &columns, &rows));
        let parquet = parquet_rows(written(Format::Parquet, &columns, &rows));
        prop_assert_eq!(tsv.len(), 1 + rows.len());
        for (i, text) in texts.iter().enumerate() {
            let clean = text.replace('\0', "\u{FFFD}");
            prop_assert_eq!(&csv[i + 1], &vec![clean.clone(), clean]);
            prop_assert_eq!(tsv[i + 1].len(), 2);
            let null = text.is_empty();
            prop_assert_eq!(&parquet[i][0], &if null { Field::Null } else { Field::Str(text.clone()) });
        }
    }
}
