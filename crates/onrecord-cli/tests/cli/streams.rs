//! What comes in by which way, and what goes out.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::{Desk, PLAIN, ids, page, record, reports};

fn packed(content: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(content).unwrap();
    packer.finish().unwrap()
}

#[test]
fn plain_text() {
    let desk = Desk::new();
    let out = desk.write("a.txt", PLAIN).run(&["read", "a.txt"]).fine();
    assert!(out.contains("Ostermund"));
    assert!(!out.contains('\u{1b}'), "no colour where there is no terminal");
}

#[test]
fn given_text_stays_as_it_is() {
    let desk = Desk::new();
    let text = "  Zürich:\r\n\r\n“Wir warten”,\tsaid Ana Ruiz.  \n\n日本 🙂 said so, too.\n";
    let out = desk.write("a.txt", text).run(&["read", "a.txt", "--format", "json"]).fine();
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(report["document"]["text"], text);
    assert_eq!(report["schema"], "onrecord.report/1");
}

#[test]
fn a_page() {
    let desk = Desk::new();
    let out =
        desk.write("a.html", page("Harbour closed")).run(&["read", "a.html", "-f", "json"]).fine();
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(report["document"]["outlet"]["name"], "Ostermund Gazette");
    assert!(report["document"]["text"].as_str().unwrap().contains("Edda Voss"));
}

#[test]
fn packed_files() {
    let desk = Desk::new();
    desk.write("a.txt.gz", packed(PLAIN.as_bytes()));
    desk.write("b.html.gz", packed(page("Harbour").as_bytes()));
    desk.write("c.jsonl.gz", packed(format!("{}\n{}\n", record("x"), record("y")).as_bytes()));
    let out = desk.run(&["read", "a.txt.gz", "b.html.gz", "c.jsonl.gz", "-f", "jsonl"]).fine();
    let reports = reports(&out);
    assert_eq!(reports.len(), 4);
    assert!(reports.iter().all(|r| r["document"]["text"].as_str().unwrap().contains("Edda Voss")));
}

#[test]
fn standard_input() {
    let desk = Desk::new();
    let lines = format!("{}\n\n{}\n", record("x"), record("y"));
    let run = desk.feed(&["read", "-", "--format", "jsonl"], lines.as_bytes());
    assert_eq!(ids(&run.fine()), ["x", "y"]);
    let run = desk.feed(&["read", "-", "--format", "jsonl"], PLAIN.as_bytes());
    assert_eq!(reports(&run.fine()).len(), 1);
    assert_eq!(desk.run(&["read", "-", "-"]).code, Some(2));
}

/// More bytes than are looked at to tell what an input is, in few articles.
fn plenty() -> String {
    let padding = "x".repeat(30_000);
    let line = serde_json::json!({ "id": "plenty", "padding": padding, "text": PLAIN }).to_string();
    format!("{line}\n").repeat(3)
}

#[test]
fn reports_come_out_while_articles_come_in() {
    let desk = Desk::new();
    let mut child = desk.start(&["read", "-", "--format", "jsonl", "--threads", "2"]);
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap()).lines();
    let writer = std::thread::spawn(move || {
        input.write_all(plenty().as_bytes()).unwrap();
        input
    });
    for _ in plenty().lines() {
        assert_eq!(ids(&output.next().unwrap().unwrap()), ["plenty"]);
    }
    let mut input = writer.join().unwrap();
    for id in ["x", "y"] {
        writeln!(input, "{}", record(id)).unwrap();
        input.flush().unwrap();
        assert_eq!(ids(&output.next().unwrap().unwrap()), [id]);
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn one_bad_line_of_many() {
    let desk = Desk::new();
    desk.write("a.jsonl", format!("{}\nno json\n{}\n{{\"id\":\"z\"}}\n", record("x"), record("y")));
    let run = desk.run(&["read", "a.jsonl", "--format", "jsonl"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(ids(&run.out), ["x", "y"]);
    let lines: Vec<_> = run.err.lines().collect();
    assert_eq!(lines.len(), 2, "{}", run.err);
    assert!(lines[0].starts_with("onrecord: a.jsonl:2: "), "{}", lines[0]);
    assert!(lines[1].starts_with("onrecord: a.jsonl:4: "), "{}", lines[1]);
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_is_read() {
    let desk = Desk::new();
    desk.write("empty.txt", "").write("white.txt", " \n\t\n").write("a.txt", PLAIN);
    desk.write("binary.txt", [0x7F, b'E', b'L', b'F', 0, 1, 2, 3].repeat(50));
    desk.write("picture.html", b"\x89PNG\r\n\x1a\n\0\0\0\0").write("broken.json", "{\"text\": ");
    let inputs = [
        "empty.txt",
        "white.txt",
        "binary.txt",
        "picture.html",
        "broken.json",
        "missing.txt",
        "a.txt",
    ];
    let run = desk.run(&[&["read", "-f", "jsonl"], &inputs[..]].concat());
    assert_eq!(run.code, Some(1));
    assert_eq!(reports(&run.out).len(), 1);
    for (line, input) in run.err.lines().zip(inputs) {
        assert!(line.starts_with(&format!("onrecord: {input}:")), "{line}");
    }
    assert_eq!(run.err.lines().count(), 6, "{}", run.err);
    assert!(run.err.contains("missing.txt: no such file or directory"));
}

#[test]
fn many_inputs_keep_their_order() {
    let desk = Desk::new();
    let mut lines = String::new();
    for n in 0..40 {
        // Long and short ones in turn, so that threads overtake each other.
        let text = PLAIN.repeat(1 + (n * 7) % 5);
        lines += &serde_json::json!({ "id": n.to_string(), "text": text }).to_string();
        lines.push('\n');
    }
    desk.write("a.jsonl", lines);
    let four = desk.run(&["read", "a.jsonl", "--format", "jsonl", "--threads", "4"]).fine();
    assert_eq!(ids(&four), (0..40).map(|n| n.to_string()).collect::<Vec<_>>());
    let one = desk.run(&["read", "a.jsonl", "--format", "jsonl", "-j1"]).fine();
    assert!(one == four, "the same bytes on any number of threads");
}

#[test]
fn directories_in_the_order_of_their_names() {
    let desk = Desk::new();
    for (name, id) in
        [("d/b.jsonl", "2"), ("d/a/z.jsonl", "1"), ("d/c.json", "3"), ("d/.hidden.json", "no")]
    {
        desk.write(name, record(id));
    }
    desk.write("d/style.css", "p { color: red }").write("d/e.gz", "no article");
    assert_eq!(ids(&desk.run(&["read", "d", "-f", "jsonl"]).fine()), ["1", "2", "3"]);
    std::fs::create_dir(desk.path("nothing")).unwrap();
    let run = desk.run(&["read", "nothing"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.starts_with("onrecord: nothing: no articles"), "{}", run.err);
}

#[test]
fn json_is_an_object_for_one_article_and_an_array_for_several() {
    let desk = Desk::new();
    desk.write("one.jsonl", record("x"))
        .write("two.jsonl", format!("{}\n{}", record("x"), record("y")));
    desk.write("bad.jsonl", format!("no json\n{}", record("y"))).write("d/a.json", record("z"));
    let json = |inputs: &[&str]| {
        let run = desk.run(&[&["read", "-f", "json"], inputs].concat());
        serde_json::from_str::<serde_json::Value>(&run.out).expect("it is JSON")
    };
    assert_eq!(json(&["one.jsonl"])["id"], "x");
    assert_eq!(json(&["two.jsonl"])[1]["id"], "y");
    assert_eq!(json(&["bad.jsonl"])[0]["id"], "y");
    assert_eq!(json(&["one.jsonl", "two.jsonl"]).as_array().unwrap().len(), 3);
    assert_eq!(json(&["d"])[0]["id"], "z", "a directory is an array, whatever is in it");
    assert_eq!(json(&["missing.json", "gone.json"]), serde_json::json!([]));
    assert_eq!(desk.run(&["read", "-f", "json", "missing.json"]).out, "");
}

#[test]
fn colours_where_they_are_wanted() {
    let desk = Desk::new();
    desk.write("a.txt", PLAIN);
    let coloured = |arguments: &[&str], variable: Option<&str>| {
        let mut command = desk.command(&[&["read", "a.txt"], arguments].concat());
        if let Some(variable) = variable {
            command.env(variable, "1");
        }
        String::from_utf8(command.output().unwrap().stdout).unwrap().contains('\u{1b}')
    };
    assert!(coloured(&["--color", "always"], None));
    assert!(coloured(&["--color", "always"], Some("NO_COLOR")));
    assert!(!coloured(&["--color", "auto"], Some("NO_COLOR")));
    assert!(!coloured(&["--color", "never"], None));
    assert!(!coloured(&[], None));
}

#[test]
fn quiet_and_verbose() {
    let desk = Desk::new();
    desk.write("a.txt", PLAIN).write("b.txt", PLAIN);
    let normal = desk.run(&["read", "a.txt"]).fine();
    let quiet = desk.run(&["read", "a.txt", "--quiet"]).fine();
    let verbose = desk.run(&["read", "a.txt", "--verbose"]).fine();
    assert!(quiet.len() < normal.len() && normal.len() < verbose.len());
    assert!(verbose.contains("onrecord.report/1"));
    let both = desk.run(&["read", "a.txt", "b.txt", "--quiet"]).fine();
    assert!(both.starts_with("==> a.txt <==\n") && both.contains("\n==> b.txt <==\n"), "{both}");
    assert_eq!(desk.run(&["read", "a.txt", "-q", "-v"]).code, Some(2));
}

#[test]
fn widths() {
    let desk = Desk::new();
    desk.write("a.txt", PLAIN);
    for width in ["40", "72"] {
        let out = desk.run(&["read", "a.txt", "--width", width]).fine();
        let limit: usize = width.parse().unwrap();
        assert!(out.lines().all(|line| line.chars().count() <= limit), "{out}");
    }
    assert_eq!(desk.run(&["read", "a.txt", "--width", "39"]).code, Some(2));
}

#[test]
fn what_is_known_of_plain_text() {
    let desk = Desk::new();
    desk.write("a.txt", PLAIN).write("b.txt", PLAIN);
    let known = [
        "--outlet",
        "Harbour Courier",
        "--published",
        "2026-03-16",
        "--title",
        "Closed",
        "--url",
        "https://courier.example/a",
    ];
    let out = desk.run(&[&["read", "a.txt", "-f", "json"], &known[..]].concat()).fine();
    let document = &serde_json::from_str::<serde_json::Value>(&out).unwrap()["document"];
    assert_eq!(document["outlet"]["name"], "Harbour Courier");
    assert_eq!(document["outlet"]["domain"], "courier.example");
    assert_eq!(document["published"], "2026-03-16");
    assert_eq!(document["title"], "Closed");
    assert_eq!(document["url"], "https://courier.example/a");
    assert!(!document["warnings"].as_array().unwrap().contains(&"no date".into()));
    assert_eq!(desk.run(&["read", "a.txt", "--published", "last week"]).code, Some(2));
    assert_eq!(desk.run(&["read", "a.txt", "b.txt", "--title", "Closed"]).code, Some(2));
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let desk = Desk::new();
    desk.write("a.jsonl", format!("{}\n", record("x")).repeat(3000));
    let mut child = desk.command(&["read", "a.jsonl", "-f", "jsonl"]).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert_eq!(ids(&first), ["x"]);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn a_reader_that_leaves_does_not_wait_for_input() {
    let desk = Desk::new();
    let mut child = desk.start(&["read", "-", "-f", "jsonl"]);
    drop(child.stdout.take());
    let mut input = child.stdin.take().unwrap();
    let _ = input.write_all(plenty().as_bytes());
    let since = Instant::now();
    let status = child.wait().unwrap();
    assert_eq!(status.code(), Some(0));
    assert!(since.elapsed() < Duration::from_secs(20));
    drop(input);
}

#[cfg(unix)]
#[test]
fn an_interruption_ends_behind_a_whole_report() {
    let desk = Desk::new();
    desk.write("out.jsonl", "what was there before");
    let mut child = desk.start(&["read", "-", "-f", "jsonl", "-o", "out.jsonl"]);
    let mut input = child.stdin.take().unwrap();
    writeln!(input, "{}", record("x")).unwrap();
    // It listens once its file lies beside the place.
    while desk.names(".").len() < 2 {
        std::thread::sleep(Duration::from_millis(10));
    }
    std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .expect("there is a kill");
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(desk.names("."), ["out.jsonl"]);
    assert_eq!(desk.content("out.jsonl"), "what was there before");
}

#[test]
fn nobody_is_asked_anything() {
    let desk = Desk::new();
    assert_eq!(desk.run(&[]).code, Some(2));
    assert_eq!(desk.run(&["read"]).code, Some(2));
    assert_eq!(desk.run(&["frobnicate"]).code, Some(2));
    assert_eq!(desk.run(&["read", "--format", "xml", "a.txt"]).code, Some(2));
    assert!(desk.run(&["--version"]).fine().starts_with("onrecord 0."));
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_is_full_is_a_failure() {
    let desk = Desk::new();
    desk.write("a.txt", PLAIN);
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = desk.command(&["read", "a.txt"]).stdout(Stdio::from(full)).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("onrecord: output: "));
}

#[test]
fn annotations_are_a_document_an_article() {
    let desk = Desk::new();
    desk.write("a.txt", PLAIN).write("b.txt", PLAIN);
    let out = desk.run(&["annotate", "a.txt", "b.txt"]).fine();
    assert_eq!(out.matches("# newdoc id = ").count(), 2);
    let words: Vec<Vec<&str>> = out
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
        .collect();
    assert!(words.iter().all(|columns| columns.len() == 10));
    let text: Vec<char> = PLAIN.chars().collect();
    for columns in words.iter().filter(|columns| !columns[0].contains('-')) {
        let place = |key: &str| {
            let value = columns[9].split('|').find_map(|part| part.strip_prefix(key));
            value.and_then(|number| number.parse::<usize>().ok()).expect("every word has a place")
        };
        let form: String = text[place("Start=")..place("End=")].iter().collect();
        assert_eq!(form, columns[1]);
    }
}
