//! Tables: one for all articles, into one place.

use crate::{Desk, PLAIN, record, reports};

/// An article whose events nobody would miss.
const EVENTS: &str = "Soldiers of Chad attacked rebels in Lagos on Tuesday.

France imposed sanctions on Mali on Monday. Police arrested 40 protesters in Paris.
";

fn desk() -> Desk {
    let desk = Desk::new();
    let event = serde_json::json!({ "id": "e", "text": EVENTS, "published": "2024-05-17" });
    desk.write("a.txt", PLAIN).write("b.jsonl", format!("{}\n{event}\n", record("r")));
    desk
}

/// The statuses of all events, as the reports have them.
fn statuses(desk: &Desk) -> Vec<String> {
    let lines = desk.run(&["read", "a.txt", "b.jsonl", "-f", "jsonl"]).fine();
    let reports = reports(&lines);
    let events = reports.iter().flat_map(|report| report["events"].as_array().unwrap());
    events.map(|event| event["status"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn one_table_for_all_articles() {
    let desk = desk();
    let events = statuses(&desk).len();
    assert!(events > 0);
    let csv = desk.run(&["read", "a.txt", "b.jsonl", "-f", "csv"]).fine();
    assert!(csv.starts_with("event_id,article_id,url,"), "{csv}");
    assert_eq!(csv.matches("\r\n").count(), 1 + events);
    let tsv = desk.run(&["read", "a.txt", "b.jsonl", "-f", "tsv", "-j", "3"]).fine();
    assert!(tsv.starts_with("event_id\tarticle_id\turl\t"), "{tsv}");
    assert_eq!(tsv.lines().count(), 1 + events);
    assert!(tsv.lines().all(|line| line.matches('\t').count() == 47), "{tsv}");
    desk.run(&["read", "a.txt", "b.jsonl", "-f", "csv", "-o", "out.csv"]).fine();
    assert_eq!(desk.content("out.csv"), csv);
}

#[test]
fn an_article_without_events_leaves_a_header() {
    let desk = Desk::new();
    desk.write("a.txt", "Nothing.");
    assert_eq!(desk.run(&["read", "a.txt", "-f", "csv"]).fine().lines().count(), 1);
    assert_eq!(desk.run(&["read", "a.txt", "-f", "jsonl", "--columns", "ngec"]).fine(), "");
}

#[test]
fn parquet_is_for_files() {
    let desk = desk();
    let run = desk.run(&["read", "a.txt", "-f", "parquet"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert!(run.err.contains("give --output a file"), "{}", run.err);
    desk.run(&["read", "b.jsonl", "-f", "parquet", "-o", "out.parquet"]).fine();
    let bytes = std::fs::read(desk.path("out.parquet")).unwrap();
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
    assert_eq!(desk.names("."), ["a.txt", "b.jsonl", "out.parquet"]);
}

#[test]
fn a_table_is_not_replaced_by_nothing() {
    let desk = Desk::new();
    for format in ["csv", "tsv", "parquet"] {
        desk.write("out", "what was there before");
        let run = desk.run(&["read", "missing.txt", "-f", format, "-o", "out"]);
        assert_eq!(run.code, Some(1));
        assert_eq!(desk.content("out"), "what was there before");
    }
}

#[test]
fn columns_of_others_and_statuses() {
    let desk = desk();
    let all = statuses(&desk);
    let polecat =
        desk.run(&["read", "a.txt", "b.jsonl", "-f", "tsv", "--columns", "polecat"]).fine();
    assert!(polecat.starts_with("Event ID\tEvent Date\tEvent Type\t"), "{polecat}");
    let counted = |status: &&String| {
        ["happened", "ongoing", "alleged", "contested"].contains(&status.as_str())
    };
    assert_eq!(polecat.lines().count(), 1 + all.iter().filter(counted).count());
    let lines = desk.run(&["read", "a.txt", "b.jsonl", "-f", "jsonl", "--columns", "ngec"]).fine();
    let events = reports(&lines);
    assert_eq!(events.len(), all.iter().filter(counted).count());
    assert!(events.iter().all(|event| event["attributes"]["ACTOR"].is_array()));
    let rest = "scheduled,denied,did-not-happen,possible,hypothetical";
    let csv = desk.run(&["read", "a.txt", "b.jsonl", "-f", "csv", "--only", rest]).fine();
    assert_eq!(csv.lines().count(), 1 + all.iter().filter(|status| !counted(status)).count());
}

#[test]
fn wishes_that_make_no_sense() {
    let desk = desk();
    for (arguments, reason) in [
        (["-f", "csv", "-o", "folder/"], "goes into one file"),
        (["-f", "json", "--columns", "polecat"], "--columns is of a table"),
        (["-f", "jsonl", "--columns", "polecat"], "--columns is of a table"),
        (["-f", "text", "--only", "happened"], "--only is of a table"),
        (["-f", "csv", "--only", "true"], "expected one of happened, "),
    ] {
        let run = desk.run(&[&["read", "a.txt"], arguments.as_slice()].concat());
        assert_eq!(run.code, Some(2), "{arguments:?}");
        assert!(run.err.contains(reason), "{arguments:?}: {}", run.err);
    }
}
