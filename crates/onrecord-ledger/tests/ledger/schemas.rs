//! Every ledger ever written still opens, and other files are told.

use std::fs;
use std::path::{Path, PathBuf};

use onrecord_ledger::{Entry, Error, LATEST_SCHEMA, Ledger, Stale};

use crate::{Desk, claims, report, sound};

fn kept(schema: i64) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/schema-{schema}.db"))
}

#[test]
fn ledgers_of_every_schema_open() {
    for schema in 1..=LATEST_SCHEMA {
        for read_only in [false, true] {
            let desk = Desk::new();
            let path = kept(schema);
            fs::copy(&path, desk.path()).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            let open = if read_only { Ledger::open_read_only } else { Ledger::open };
            let ledger = open(desk.path()).expect("it opens");
            assert_eq!(ledger.schema().unwrap(), LATEST_SCHEMA);
            sound(&ledger);
            assert_eq!(ledger.size().unwrap().articles, 3, "schema {schema}");
            assert!(ledger.article("harbour-1").unwrap().is_some());
            assert!(!ledger.search("harbour", 5).unwrap().is_empty());
            assert!(!claims(&ledger).is_empty());
            assert!(ledger.watches().unwrap().len() < 2 && ledger.corrections().unwrap().len() < 2);
        }
        // What follows from the reports may be in an older form; it can always be made anew.
        let desk = Desk::new();
        fs::copy(kept(schema), desk.path()).unwrap();
        let mut ledger = desk.open();
        let (mut after, mut renewed) = (0, 0);
        while let Some((key, report)) = ledger.next_stale(&Stale::All, after).unwrap() {
            ledger.renew(&[Entry::new(report)]).unwrap();
            (after, renewed) = (key, renewed + 1);
        }
        assert_eq!(renewed, 3);
        ledger.add_report(report("post").clone()).expect("and takes more");
        sound(&ledger);
    }
}

#[test]
fn what_is_no_ledger_is_left_alone() {
    let desk = Desk::new();
    for (content, found) in [
        (
            &b"The harbour of Ostermund will stay closed until Friday, and then some more of it."[..],
            "no SQLite",
        ),
        (&[0_u8; 4096][..], "no SQLite"),
    ] {
        fs::write(desk.path(), content).unwrap();
        for open in [Ledger::open, Ledger::open_read_only] {
            let error = open(desk.path()).expect_err("it is none").to_string();
            assert!(error.contains(found) && error.contains("news.db"), "{error}");
        }
        assert_eq!(fs::read(desk.path()).unwrap(), content);
    }
    let missing = Ledger::open_read_only(desk.path().with_file_name("missing.db"));
    assert!(matches!(missing, Err(Error::Missing { .. })));
}

#[test]
fn databases_of_others_and_later_ledgers_are_told() {
    let desk = Desk::new();
    let other = rusqlite::Connection::open(desk.path()).unwrap();
    other.execute_batch("CREATE TABLE songs (name TEXT)").unwrap();
    drop(other);
    let error = Ledger::open(desk.path()).expect_err("it is none").to_string();
    assert!(error.contains("another program"), "{error}");

    let desk = Desk::new();
    drop(desk.open());
    let db = rusqlite::Connection::open(desk.path()).unwrap();
    db.pragma_update(None, "user_version", LATEST_SCHEMA + 1).unwrap();
    drop(db);
    assert!(matches!(Ledger::open(desk.path()), Err(Error::Newer { .. })));
}

/// Three articles of our own, for the file that is kept of every schema.
#[test]
#[ignore = "writes the file of the latest schema, once: cargo test -p onrecord-ledger -- --ignored"]
fn keep_a_file_of_this_schema() {
    let path = kept(LATEST_SCHEMA);
    assert!(!path.exists(), "{} is there, and is never written again", path.display());
    let mut ledger = Ledger::open(&path).unwrap();
    for (n, id) in ["courier", "observer", "strike"].into_iter().enumerate() {
        let mut report = report(id).clone();
        report.id = format!("harbour-{}", n + 1);
        report.document.title = Some("From the harbour".to_owned());
        ledger.add_report(report).unwrap();
    }
    ledger.save_watch("ships", "patrol ships").unwrap();
    drop(ledger);
    let db = rusqlite::Connection::open(&path).unwrap();
    db.execute_batch("PRAGMA journal_mode = DELETE; VACUUM").unwrap();
}
