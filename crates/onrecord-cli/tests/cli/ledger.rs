//! A ledger as people use it: articles in, answers and exports out.

use std::collections::BTreeSet;

use onrecord_ledger::Ledger;
use serde_json::Value;

use crate::{Desk, PLAIN, page, record, reports};

/// Articles about one request, one strike and a meeting; nobody of them exists.
pub(crate) const ARTICLES: [(&str, &str, &str, &str); 5] = [
    (
        "a1",
        "Harrow Courier",
        "2025-05-11T08:00:00Z",
        "Iceland has asked Ireland for two patrol ships, Irish government officials told the Harrow Courier on Saturday.\n\n\
         The Icelandic embassy in Dublin declined to comment.\n\nIt is unclear how Ireland will answer the request.",
    ),
    (
        "a2",
        "Lindholm Post",
        "2025-05-11T12:30:00Z",
        "Iceland asked Ireland for patrol ships, according to Irish government officials who spoke to the Lindholm Post.",
    ),
    (
        "a3",
        "Velden Observer",
        "2025-05-12T09:00:00Z",
        "Iceland has denied that it asked Ireland for patrol ships.\n\n\"There was no such \u{201c}request\u{201d}, none at all;\
         not one,\" said Birna Halldórsdóttir, spokeswoman for the Icelandic foreign ministry.",
    ),
    (
        "a4",
        "Harrow Courier",
        "2025-05-12T10:00:00Z",
        "Teachers in Ostermund went on strike on Monday, the teachers' union said.\tThey want \"more, and sooner\".",
    ),
    (
        "a5",
        "=cmd|' /C calc'!A0",
        "2025-05-13T07:00:00Z",
        "The foreign ministers of Norway and Iceland will meet in Oslo on Friday, the Norwegian foreign ministry said.",
    ),
];

pub(crate) fn lines(articles: &[(&str, &str, &str, &str)]) -> String {
    let line = |(id, outlet, published, text): &(&str, &str, &str, &str)| {
        serde_json::json!({
            "id": id, "outlet": outlet, "published": published, "text": text,
            "url": format!("https://news.example/{id}"),
        })
        .to_string()
            + "\n"
    };
    articles.iter().map(line).collect()
}

fn filled() -> Desk {
    let desk = Desk::new();
    desk.write("a.jsonl", lines(&ARTICLES));
    assert_eq!(desk.run(&["add", "L.db", "a.jsonl", "--quiet"]).fine(), "");
    desk
}

fn claims(desk: &Desk) -> Vec<Value> {
    reports(&desk.run(&["claims", "L.db", "--format", "jsonl"]).fine())
}

#[test]
fn articles_in_claims_out() {
    let desk = filled();
    let claims = claims(&desk);
    assert!(claims.len() > 2, "{claims:#?}");
    let ids: BTreeSet<&str> = ARTICLES.iter().map(|article| article.0).collect();
    for claim in &claims {
        assert_eq!(claim["schema"], "onrecord.claim/1");
        for mention in claim["mentions"].as_array().unwrap() {
            let article = mention["article"].as_str().unwrap();
            assert!(ids.contains(article));
            let text = ARTICLES.iter().find(|a| a.0 == article).unwrap().3;
            let end = mention["span"][1].as_u64().unwrap() as usize;
            assert!(end <= text.chars().count());
        }
    }
    let request = desk.run(&["claims", "L.db", "--actor", "ISL", "--type", "REQUEST"]).fine();
    assert!(request.contains("patrol ships") && request.contains("origin"), "{request}");
    assert_eq!(desk.run(&["claims", "L.db", "--actor", "XXX"]).fine(), "no claims\n");
    let array: Vec<Value> =
        serde_json::from_str(&desk.run(&["claims", "L.db", "--format", "json"]).fine()).unwrap();
    assert_eq!(array, claims);
}

#[test]
fn one_claim_with_everything() {
    let desk = filled();
    let claims = claims(&desk);
    for claim in &claims {
        let id = claim["id"].as_str().unwrap();
        let text = desk.run(&["claim", "L.db", id]).fine();
        for part in ["independent origin", "How it stood", "https://news.example/a", "“"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        let view: Value =
            serde_json::from_str(&desk.run(&["claim", "L.db", id, "--format", "json"]).fine())
                .unwrap();
        assert_eq!(view["mentions"], claim["mentions"]);
        assert_eq!(
            view["quotations"].as_array().unwrap().len(),
            claim["mentions"].as_array().unwrap().len()
        );
    }
    let missing = desk.run(&["claim", "L.db", "c-none"]);
    assert_eq!(
        (missing.code, missing.err.as_str()),
        (Some(1), "onrecord: c-none: no such claim\n")
    );
}

#[test]
fn twice_changes_nothing() {
    let desk = filled();
    let before = claims(&desk);
    let told = desk.run(&["add", "L.db", "a.jsonl", "a.jsonl"]).fine();
    assert!(told.starts_with("0 added, 10 known already; 5 articles"), "{told}");
    assert_eq!(claims(&desk), before);
}

#[test]
fn reports_made_earlier_are_taken_as_they_are() {
    let desk = filled();
    desk.run(&["read", "a.jsonl", "--format", "jsonl", "-o", "r.jsonl"]).fine();
    desk.run(&["read", "a.jsonl", "--format", "json", "-o", "r.json"]).fine();
    for file in ["r.jsonl", "r.json"] {
        // Where a text was read into the ledger, its report is nothing new.
        assert!(desk.run(&["add", "L.db", file]).fine().starts_with("0 added, 5 known already"));
        let other = format!("{file}.db");
        assert!(desk.run(&["add", &other, file]).fine().starts_with("5 added"));
        let theirs = reports(&desk.run(&["claims", &other, "--format", "jsonl"]).fine());
        assert_eq!(theirs, claims(&desk));
    }
}

#[test]
fn what_cannot_be_read_is_told_and_stops_nothing() {
    let desk = Desk::new();
    let good = record("good");
    let evil = r#"{"schema":"onrecord.report/1","id":"x","engine":{"version":"0","model":"0"},"document":{"url":null,"outlet":{"name":null,"domain":null},"title":null,"byline":[],"credit":[],"published":null,"language":null,"text":"abc","paragraphs":[[0,99]],"warnings":[]},"entities":[],"statements":[],"events":[],"gaps":[]}"#;
    let lines = format!(
        "{{\"bad\"\n{good}\n{{\"text\": \"\"}}\n[1]\n{evil}\n{{\"schema\":\"onrecord.report/9\"}}\n"
    );
    desk.write("a.jsonl", lines)
        .write("b.html", "<html><body></body></html>")
        .write("c.txt", [0_u8, 1, 2]);
    let run = desk.run(&["add", "L.db", "a.jsonl", "b.html", "c.txt"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.out.starts_with("1 added, 7 failed; 1 articles"), "{}", run.out);
    assert_eq!(run.err.lines().count(), 7, "{}", run.err);
    let problems = reports(&desk.run(&["problems", "L.db", "--format", "jsonl"]).fine());
    assert_eq!(problems.len(), 7, "{problems:#?}");
    assert!(
        problems
            .iter()
            .any(|p| p["line"] == 5 && p["reason"].as_str().unwrap().contains("[0, 99]"))
    );
    // Again: counted, not doubled.
    desk.run(&["add", "L.db", "a.jsonl", "b.html", "c.txt", "--quiet"]).fine();
    let again = reports(&desk.run(&["problems", "L.db", "--format", "jsonl"]).fine());
    assert!(again.len() == 7 && again.iter().all(|problem| problem["times"] == 2));
    assert!(desk.run(&["problems", "L.db"]).fine().ends_with("7 problems\n"));
}

#[test]
fn what_is_missing_is_a_failure() {
    let desk = filled();
    for (input, reason) in
        [("none.txt", "no such file"), ("ftp://a.example/", "only http and https")]
    {
        let run = desk.run(&["add", "L.db", input, "--quiet"]);
        assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
        assert!(run.err.contains(reason), "{}", run.err);
    }
    for command in ["claims", "sources", "changes", "problems", "watch", "refresh"] {
        let run = desk.run(&[command, "none.db"]);
        assert_eq!(run.code, Some(1), "{command}");
        assert_eq!(run.err, "onrecord: none.db: no such ledger\n");
        let run = desk.run(&[command, "a.jsonl"]);
        assert_eq!(run.code, Some(1), "{command}");
        assert!(run.err.contains("expected a ledger"), "{}", run.err);
    }
}

#[test]
fn pages_and_texts_of_a_directory() {
    let desk = Desk::new();
    desk.write("in/a.txt", PLAIN)
        .write("in/b.html", page("Harbour shut"))
        .write("in/c/d.jsonl", record("d"));
    assert!(desk.run(&["add", "L.db", "in"]).fine().starts_with("3 added"));
    let sources = desk.run(&["sources", "L.db"]).fine();
    assert!(sources.contains("Edda Voss") && sources.contains("Ostermund Gazette"), "{sources}");
    let both: Value =
        serde_json::from_str(&desk.run(&["sources", "L.db", "--format", "json"]).fine()).unwrap();
    assert!(both["speakers"].is_array() && both["outlets"].is_array());
}

#[test]
fn watches_and_changes() {
    let desk = filled();
    desk.run(&["watch", "L.db", "--save", "ships", "actor:ISL type:REQUEST"]).fine();
    assert_eq!(desk.run(&["watch", "L.db"]).fine(), "ships\tactor:ISL type:REQUEST\n");
    assert_eq!(desk.run(&["watch", "L.db", "--save", "none", "type:REQUST"]).code, Some(1));
    let of_watch =
        reports(&desk.run(&["changes", "L.db", "--watch", "ships", "--format", "jsonl"]).fine());
    let all = reports(&desk.run(&["changes", "L.db", "--format", "jsonl"]).fine());
    assert!(!of_watch.is_empty() && of_watch.len() < all.len());
    assert_eq!(desk.run(&["changes", "L.db", "--since", "2999-01-01"]).fine(), "nothing moved\n");
    let run = desk.run(&["changes", "L.db", "--since", "soon"]);
    assert!(run.code == Some(1) && run.err.contains("expected today, yesterday"), "{}", run.err);
    desk.run(&["changes", "L.db", "--format", "atom", "-o", "c.atom"]).fine();
    let feed = desk.content("c.atom");
    assert_eq!(feed.matches("<entry>").count(), all.len());
    // Whatever an article holds, the feed is a feed: we read feeds ourselves.
    desk.run(&["watch", "L.db", "--delete", "ships"]).fine();
    assert_eq!(desk.run(&["watch", "L.db", "--delete", "ships"]).code, Some(1));
    assert_eq!(desk.run(&["watch", "L.db", "--save", "x", "colour:red"]).code, Some(1));
}

#[test]
fn refresh_keeps_what_is_up_to_date() {
    let desk = filled();
    let before = claims(&desk);
    assert!(desk.run(&["refresh", "L.db"]).fine().starts_with("0 of 0"));
    assert!(desk.run(&["refresh", "L.db", "--all"]).fine().starts_with("5 of 5"));
    assert!(desk.run(&["refresh", "L.db", "--claims"]).fine().starts_with("5 of 5"));
    assert_eq!(claims(&desk), before);
    assert_eq!(Ledger::open(desk.path("L.db")).unwrap().check().unwrap(), [""; 0]);
}

/// Reads CSV by RFC 4180 and nothing else: every line ends in CR LF, a quotation mark stands only
/// around a cell or doubled in it, and all rows are equally long.
fn strict(csv: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut rest = csv.chars().peekable();
    while rest.peek().is_some() {
        let mut row = Vec::new();
        loop {
            let mut cell = String::new();
            if rest.next_if_eq(&'"').is_some() {
                loop {
                    match rest.next().expect("a quoted cell ends") {
                        '"' if rest.next_if_eq(&'"').is_some() => cell.push('"'),
                        '"' => break,
                        c => cell.push(c),
                    }
                }
            } else {
                while let Some(c) = rest.next_if(|c| !matches!(c, ',' | '\r' | '\n')) {
                    assert_ne!(c, '"', "a bare quotation mark: {cell}");
                    cell.push(c);
                }
            }
            row.push(cell);
            match rest.next() {
                Some(',') => {}
                Some('\r') => {
                    assert_eq!(rest.next(), Some('\n'));
                    break;
                }
                other => panic!("behind a cell: {other:?}"),
            }
        }
        rows.push(row);
    }
    assert!(rows.iter().all(|row| row.len() == rows[0].len()), "rows of several lengths");
    rows
}

#[test]
fn exports_are_tables() {
    let desk = filled();
    for what in ["events", "statements", "claims", "mentions"] {
        let csv = strict(&desk.run(&["export", "L.db", "--what", what, "--format", "csv"]).fine());
        let json =
            reports(&desk.run(&["export", "L.db", "--what", what, "--format", "jsonl"]).fine());
        assert!(json.len() > 1, "{what}");
        assert_eq!(csv.len(), json.len() + 1, "{what}");
        for (row, object) in csv[1..].iter().zip(&json) {
            for (name, cell) in csv[0].iter().zip(row) {
                let expected = match &object[name] {
                    Value::Null => String::new(),
                    Value::String(text) => text.clone(),
                    // A whole number in a column of numbers has a point in a table.
                    other => other.to_string(),
                };
                assert_eq!(*cell, expected, "{what}: {name}");
            }
        }
        let tsv = desk.run(&["export", "L.db", "--what", what, "--format", "tsv"]).fine();
        assert_eq!(tsv.lines().count(), csv.len());
        assert!(tsv.lines().all(|line| line.split('\t').count() == csv[0].len()));
        let file = format!("{what}.parquet");
        desk.run(&["export", "L.db", "--what", what, "--format", "parquet", "-o", &file]).fine();
        let parquet = std::fs::read(desk.path(&file)).unwrap();
        assert!(parquet.starts_with(b"PAR1") && parquet.ends_with(b"PAR1"));
    }
    let ids: Vec<Vec<String>> =
        strict(&desk.run(&["export", "L.db", "--what", "statements"]).fine());
    let unique: BTreeSet<_> = ids[1..].iter().map(|row| (&row[0], &row[1])).collect();
    assert_eq!(unique.len(), ids.len() - 1);
    let some = desk.run(&["export", "L.db", "--what", "claims", "--type", "REQUEST"]).fine();
    assert!(strict(&some).len() < claims(&desk).len() + 1);
    assert_eq!(desk.run(&["export", "L.db"]).code, Some(2));
}

#[test]
fn annotations_have_what_the_model_requires() {
    let desk = filled();
    let annotations = reports(&desk.run(&["export", "L.db", "--as", "webannotation"]).fine());
    let mentions =
        reports(&desk.run(&["export", "L.db", "--what", "mentions", "--format", "jsonl"]).fine());
    assert_eq!(annotations.len(), mentions.len());
    let mut ids = BTreeSet::new();
    for annotation in &annotations {
        assert_eq!(annotation["@context"], "http://www.w3.org/ns/anno.jsonld");
        assert_eq!(annotation["type"], "Annotation");
        assert!(ids.insert(annotation["id"].as_str().expect("an IRI")));
        let target = &annotation["target"];
        assert!(target["source"].as_str().is_some_and(|source| source.starts_with("https://")));
        let selectors = target["selector"].as_array().expect("selectors");
        let of = |kind: &str| selectors.iter().find(|s| s["type"] == kind).expect("there is one");
        let (quote, place) = (of("TextQuoteSelector"), of("TextPositionSelector"));
        let article = target["source"].as_str().unwrap().rsplit('/').next().unwrap();
        let text: Vec<char> = ARTICLES.iter().find(|a| a.0 == article).unwrap().3.chars().collect();
        let at = |key: &str| place[key].as_u64().unwrap() as usize;
        let words: String = text[at("start")..at("end")].iter().collect();
        assert_eq!(quote["exact"], words);
        for body in annotation["body"].as_array().expect("bodies") {
            assert!(body["type"] == "TextualBody" || body["source"].is_string());
        }
    }
}

#[test]
fn a_draft_of_a_fact_check_has_no_rating() {
    let desk = filled();
    let drafts = desk.run(&["export", "L.db", "--as", "claimreview-draft"]).fine();
    assert!(!drafts.to_lowercase().contains("rating"));
    for draft in reports(&drafts) {
        assert_eq!(
            (&draft["@type"], &draft["creativeWorkStatus"]),
            (&"ClaimReview".into(), &"Draft".into())
        );
        assert!(
            draft["claimReviewed"].is_string() && draft["itemReviewed"]["appearance"].is_array()
        );
    }
}

#[test]
fn provenance_leads_nowhere_unknown() {
    let desk = filled();
    for document in reports(&desk.run(&["export", "L.db", "--as", "prov"]).fine()) {
        let known = |group: &str, id: &Value| document[group].get(id.as_str().unwrap()).is_some();
        let relations =
            |name: &str| document[name].as_object().unwrap().values().cloned().collect::<Vec<_>>();
        for relation in relations("wasDerivedFrom") {
            assert!(
                known("entity", &relation["prov:generatedEntity"])
                    && known("entity", &relation["prov:usedEntity"])
            );
        }
        for relation in relations("wasAttributedTo") {
            assert!(
                known("entity", &relation["prov:entity"])
                    && known("agent", &relation["prov:agent"])
            );
        }
    }
}
