//! Output into files and directories.

use std::fs;

use crate::{Desk, PLAIN, exists, page, record};

#[test]
fn a_file_appears_when_it_is_whole() {
    let desk = Desk::new();
    desk.write("a.txt", PLAIN);
    assert_eq!(desk.run(&["read", "a.txt", "-f", "json", "-o", "out.json"]).fine(), "");
    let report: serde_json::Value = serde_json::from_str(&desk.content("out.json")).unwrap();
    assert_eq!(report["document"]["text"], PLAIN);
    assert_eq!(desk.names("."), ["a.txt", "out.json"], "nothing is left beside it");
}

#[test]
fn nothing_is_replaced_by_nothing() {
    let desk = Desk::new();
    desk.write("out.jsonl", "what was there before");
    let run = desk.run(&["read", "missing.txt", "-f", "jsonl", "-o", "out.jsonl"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(desk.content("out.jsonl"), "what was there before");
    assert_eq!(desk.names("."), ["out.jsonl"]);
}

#[test]
fn an_input_is_never_replaced() {
    let desk = Desk::new();
    desk.write("a.txt", PLAIN);
    let run = desk.run(&["read", "a.txt", "-o", "./a.txt"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(run.err, "onrecord: a.txt: the output would replace an input\n");
    assert_eq!(desk.content("a.txt"), PLAIN);
}

#[test]
fn what_could_be_read_is_kept() {
    let desk = Desk::new();
    desk.write("a.txt", PLAIN).write("out.jsonl", "what was there before");
    let run = desk.run(&["read", "missing.txt", "a.txt", "-f", "jsonl", "-o", "out.jsonl"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(desk.content("out.jsonl").lines().count(), 1);
}

#[test]
fn a_place_that_is_not_there() {
    let desk = Desk::new();
    desk.write("a.txt", PLAIN);
    let run = desk.run(&["read", "a.txt", "-o", "no/such/place.txt"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.starts_with("onrecord: no/such/place.txt: "), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn rights_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = Desk::new();
    desk.write("a.txt", PLAIN).write("real.txt", "old");
    fs::set_permissions(desk.path("real.txt"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.txt", desk.path("link.txt")).unwrap();
    desk.run(&["read", "a.txt", "-o", "link.txt"]).fine();
    assert!(fs::symlink_metadata(desk.path("link.txt")).unwrap().is_symlink());
    assert!(desk.content("real.txt").contains("Ostermund"));
    let mode = fs::metadata(desk.path("real.txt")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    desk.run(&["read", "a.txt", "-o", "/dev/null"]).fine();
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}

#[test]
fn one_page() {
    let desk = Desk::new();
    desk.write("a.html", page("Harbour closed"));
    desk.run(&["read", "a.html", "-f", "html", "-o", "report.html"]).fine();
    let html = desk.content("report.html");
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("Harbour closed"));
    assert!(
        desk.run(&["read", "a.html", "-f", "html"]).fine() == html,
        "the same to standard output"
    );
}

#[test]
fn several_pages_need_a_directory() {
    let desk = Desk::new();
    desk.write("a.html", page("A")).write("b.html", page("B"));
    desk.write("c.jsonl", format!("{}\n{}\n", record("x"), record("y")));
    for inputs in [&["a.html", "b.html"][..], &["c.jsonl"], &["."]] {
        for output in [&[][..], &["-o", "one.html"]] {
            let run = desk.run(&[&["read", "-f", "html"], inputs, output].concat());
            assert_eq!(run.code, Some(2), "{inputs:?} {output:?}");
            assert!(run.err.contains("-o pages/"), "{}", run.err);
            assert_eq!(run.out, "");
        }
    }
    assert!(!exists(&desk.path("one.html")));
}

#[test]
fn a_directory_of_pages() {
    let desk = Desk::new();
    let hostile = "../../etc/passwd";
    desk.write(
        "a.jsonl",
        [record("x"), record("X"), record(hostile), record("x"), record("https://a.example/b?c")]
            .join("\n"),
    );
    desk.run(&["read", "a.jsonl", "-f", "html", "-o", "new/pages/"]).fine();
    assert_eq!(
        desk.names("new/pages"),
        ["X-2.html", "a.example-b-c.html", "etc-passwd.html", "x-3.html", "x.html"]
    );
    assert!(desk.content("new/pages/x.html").starts_with("<!DOCTYPE html>"));
    desk.run(&["read", "a.jsonl", "-f", "json", "-o", "new"]).fine();
    assert!(desk.content("new/x.json").starts_with('{'));
    assert_eq!(desk.run(&["read", "a.jsonl", "-f", "jsonl", "-o", "new/"]).code, Some(2));
}
