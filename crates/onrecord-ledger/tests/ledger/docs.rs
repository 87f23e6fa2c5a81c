//! `docs/ledger.md` tells every table and column.

use std::fs;
use std::path::Path;

use onrecord_ledger::{LATEST_SCHEMA, Table};

use crate::Desk;

fn docs(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_table_and_column_is_told() {
    let desk = Desk::new();
    drop(desk.open());
    let db = rusqlite::Connection::open(desk.path()).unwrap();
    let text = docs("ledger.md");
    let mut look = db
        .prepare(
            "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE '%\\_words\\_%' ESCAPE '\\'",
        )
        .unwrap();
    let columns: Vec<(String, String)> = look
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert!(columns.len() > 100, "{columns:?}");
    for (table, column) in columns {
        let (_, chapter) =
            text.split_once(&format!("\n### `{table}`\n")).unwrap_or_else(|| panic!("{table}"));
        let chapter = chapter.split("\n#").next().unwrap();
        assert!(chapter.contains(&format!("`{column}`")), "{table}.{column}");
    }
    assert!(text.contains(&format!("schema {LATEST_SCHEMA}")));
}

#[test]
fn every_exported_column_is_told() {
    let text = docs("ledger.md");
    for (table, name) in [
        (Table::Statements, "statements"),
        (Table::Claims, "claims"),
        (Table::Mentions, "mentions"),
        (Table::Corrections, "corrections"),
    ] {
        let (_, chapter) = text
            .split_once(&format!("\n### Table of {name}\n"))
            .unwrap_or_else(|| panic!("{name}"));
        let chapter = chapter.split("\n#").next().unwrap();
        for column in table.columns() {
            assert!(chapter.contains(&format!("`{}`", column.name)), "{name}: {}", column.name);
        }
    }
}
