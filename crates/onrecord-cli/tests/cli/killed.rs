//! A run that is killed at any moment loses the batch in flight at most.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use onrecord_ledger::{Ledger, Size};

use crate::ledger::{ARTICLES, lines};
use crate::{Desk, reports};

/// So many times is it killed.
const TIMES: u32 = 20;
/// Articles: several batches of them.
const MANY: usize = 200;

/// Numbers that look like chance and are the same each time (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % limit
    }
}

fn many() -> String {
    let texts: Vec<(String, String)> = (0..MANY)
        .map(|n| {
            let text = ARTICLES[n % ARTICLES.len()].3.split("\n\n").next().unwrap();
            (format!("k{n}"), format!("{text} It is report number {n}."))
        })
        .collect();
    let articles: Vec<_> = texts
        .iter()
        .enumerate()
        .map(|(n, (id, text))| {
            let of = ARTICLES[n % ARTICLES.len()];
            (id.as_str(), of.1, of.2, text.as_str())
        })
        .collect();
    lines(&articles)
}

fn contents(desk: &Desk, ledger: &str) -> (Size, Vec<String>) {
    let claims = desk.run(&["claims", ledger, "--format", "jsonl"]).fine();
    let mut claims: Vec<String> = claims.lines().map(str::to_owned).collect();
    claims.sort();
    (Ledger::open_read_only(desk.path(ledger)).unwrap().size().unwrap(), claims)
}

#[test]
fn nothing_is_lost_or_doubled() {
    let desk = Desk::new();
    desk.write("a.jsonl", many());
    let began = Instant::now();
    desk.run(&["add", "whole.db", "a.jsonl", "--quiet"]).fine();
    let time = u64::try_from(began.elapsed().as_millis()).unwrap().max(20);
    let whole = contents(&desk, "whole.db");
    assert_eq!(whole.0.articles, MANY as u64);

    let mut chance = Chance(20_261_128);
    let mut in_flight = 0;
    let mut kept = 0;
    for _ in 0..TIMES {
        let mut child = desk.start(&["add", "L.db", "a.jsonl", "--quiet"]);
        thread::sleep(Duration::from_millis(chance.below(time)));
        let running = child.try_wait().unwrap().is_none();
        child.kill().unwrap();
        child.wait().unwrap();
        in_flight += u32::from(running);
        if !desk.path("L.db").exists() {
            continue; // it had not come to that
        }
        let ledger = Ledger::open(desk.path("L.db")).unwrap();
        assert_eq!(ledger.check().unwrap(), [""; 0]);
        let articles = ledger.size().unwrap().articles;
        // What was there stays there; what is there is there once, for identifiers are unique.
        assert!(articles >= kept && articles <= MANY as u64, "{kept} -> {articles}");
        kept = articles;
        if kept == MANY as u64 {
            drop(ledger);
            assert_eq!(contents(&desk, "L.db"), whole);
            for end in ["", "-wal", "-shm"] {
                let _ = fs::remove_file(desk.path(&format!("L.db{end}")));
            }
            kept = 0;
        }
    }
    assert!(in_flight > TIMES / 4, "only {in_flight} runs were killed in flight");
    desk.run(&["add", "L.db", "a.jsonl", "--quiet"]).fine();
    assert_eq!(contents(&desk, "L.db"), whole);
    assert!(reports(&desk.run(&["problems", "L.db", "--format", "jsonl"]).fine()).is_empty());
}

#[cfg(unix)]
#[test]
fn a_polite_stop_keeps_what_was_read() {
    use std::process::Command;

    let desk = Desk::new();
    desk.write("a.jsonl", many());
    let child = desk.start(&["add", "L.db", "a.jsonl", "--quiet", "-j", "1"]);
    // Wait for the first batch, so that the signal comes in the middle.
    let patience = Instant::now();
    while patience.elapsed() < Duration::from_secs(60) {
        let open = Ledger::open_read_only(desk.path("L.db"));
        if open.is_ok_and(|ledger| ledger.size().is_ok_and(|size| size.articles > 0)) {
            break;
        }
        thread::sleep(Duration::from_millis(5));
    }
    let stopped = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(stopped.success());
    let code = child.wait_with_output().unwrap().status.code();
    assert!(matches!(code, Some(130 | 0)), "{code:?}");
    let ledger = Ledger::open(desk.path("L.db")).unwrap();
    assert!(ledger.size().unwrap().articles > 0);
    assert_eq!(ledger.check().unwrap(), [""; 0]);
}
