//! What can be asked.

use onrecord_ledger::{By, Error, Filter, Finding, Form, Order, Says, Table, Two};

use crate::{Desk, all, claims, report, reports};

fn count(desk: &Desk, query: &str) -> usize {
    let ledger = desk.open();
    let filter = Filter::parse(query).expect(query);
    let rows = ledger.claims(&filter).expect(query);
    assert_eq!(ledger.count_claims(&filter).expect(query), rows.len() as u64, "{query}");
    rows.len()
}

#[test]
fn filters_pick() {
    let desk = Desk::new();
    let everything = claims(&desk.with(&all(), 64)).len();
    assert_eq!(count(&desk, ""), everything);
    let picked = |query: &str| {
        let found = count(&desk, query);
        assert!(found > 0 && found < everything, "{query}: {found} of {everything}");
        found
    };
    let requests = picked("type:REQUEST");
    assert!(picked("actor:ISL type:REQUEST") <= requests);
    picked("recipient:IRL");
    picked("actor:iceland");
    picked("outlet:Velden");
    picked("since:2025-05-20");
    picked("until:2025-05-11");
    picked("status:alleged,contested type:REQUEST");
    picked("patrol ships");
    picked("Halldorsdottir"); // without its accents
    assert_eq!(count(&desk, "type:REQUEST,CONSULT"), requests + picked("type:CONSULT"));
    assert_eq!(count(&desk, "actor:XXX"), 0);
    assert_eq!(count(&desk, "xylophone"), 0);
}

#[test]
fn nothing_that_is_typed_breaks_a_question() {
    let desk = Desk::new();
    let ledger = desk.with(&all(), 64);
    for words in [
        "\"",
        "a OR",
        "NEAR(",
        "*",
        "col:on",
        "'; DROP TABLE claims; --",
        "%",
        "\u{0}",
        "-x",
        "^a",
        "{a}",
    ] {
        let filter = Filter { search: Some(words.into()), ..Filter::default() };
        ledger.claims(&filter).expect(words);
        ledger.search(words, 5).expect(words);
        let filter = Filter {
            actors: vec![words.into()],
            outlets: vec![words.into()],
            types: vec![words.into()],
            statuses: vec![words.into()],
            ..Filter::default()
        };
        assert_eq!(ledger.claims(&filter).expect(words), []);
        assert_eq!(ledger.claim(words).expect(words), None);
    }
}

#[test]
fn lists_are_cut_and_sorted() {
    let desk = Desk::new();
    let ledger = desk.with(&all(), 64);
    let ids = |filter: Filter| {
        let rows = ledger.claims(&filter).unwrap();
        rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    let whole = ids(Filter::default());
    let some = ids(Filter { limit: Some(2), offset: 1, ..Filter::default() });
    assert_eq!(some, whole[1..3]);
    for order in [Order::Origins, Order::Articles, Order::FirstSeen] {
        assert_eq!(ids(Filter { order, ..Filter::default() }).len(), whole.len());
    }
    let moved: Vec<_> =
        ledger.claims(&Filter::default()).unwrap().into_iter().map(|row| row.moved).collect();
    assert!(moved.is_sorted_by(|a, b| a >= b), "{moved:?}");
}

#[test]
fn a_claim_comes_with_its_words() {
    let desk = Desk::new();
    let ledger = desk.with(&all(), 64);
    for claim in claims(&ledger) {
        let view = ledger.claim_view(&claim.id).unwrap().expect("it is there");
        assert_eq!(view.claim, claim);
        assert_eq!(view.quotations.len(), claim.mentions.len());
        for (mention, quotation) in claim.mentions.iter().zip(&view.quotations) {
            let text: Vec<char> = report(&mention.article).document.text.chars().collect();
            let [start, end] = mention.span.map(|n| n as usize);
            assert_eq!(quotation.text, text[start..end].iter().collect::<String>());
            assert!(quotation.paragraph.contains(quotation.text.trim_end()), "{quotation:?}");
            assert!(view.sources.contains_key(&mention.article));
        }
        assert_eq!(
            ledger.claim(&claim.id[..claim.id.len() - 1]).ok().flatten().map(|c| c.id),
            Some(claim.id)
        );
    }
    assert_eq!(ledger.claim_view("c-nothing").unwrap(), None);
    assert!(matches!(ledger.claim("c-"), Ok(None)));
}

#[test]
fn beginnings_that_fit_several_claims_are_told() {
    let desk = Desk::new();
    let ledger = desk.with(&all(), 64);
    let mut ids: Vec<String> = claims(&ledger).into_iter().map(|claim| claim.id).collect();
    ids.sort();
    let twins = ids.windows(2).find(|pair| pair[0][..3] == pair[1][..3]);
    if let Some(pair) = twins {
        assert!(matches!(ledger.claim(&pair[0][..3]), Err(Error::Ambiguous { .. })));
    }
}

#[test]
fn words_are_found_in_statements_and_articles() {
    let desk = Desk::new();
    let ledger = desk.with(&all(), 64);
    let hits = ledger.search("waited two year", 10).unwrap();
    assert_eq!(hits.len(), 1, "{hits:?}");
    assert_eq!(hits[0].article.id, "strike");
    let statement = hits[0].statement.as_ref().expect("somebody said it");
    assert_eq!(statement.speaker, "Edda Voss");
    let said = ledger.statements_of("Edda Voss", 10).unwrap();
    assert_eq!(said[0].statement.as_ref(), Some(statement));
    assert!(
        ledger.search("mackerel", 10).unwrap().iter().any(|hit| hit.article.id == "talks-held")
    );
}

#[test]
fn sources_are_counted() {
    let desk = Desk::new();
    let ledger = desk.with(&all(), 64);
    let speakers = ledger.speakers(100).unwrap();
    assert!(speakers.iter().any(|speaker| speaker.name == "Edda Voss" && speaker.named));
    assert!(speakers.is_sorted_by(|a, b| a.statements >= b.statements));
    let outlets = ledger.outlets().unwrap();
    assert_eq!(outlets.iter().map(|outlet| outlet.articles).sum::<u32>(), reports().len() as u32);
    let digest = outlets.iter().find(|outlet| outlet.name == "Daily Digest").unwrap();
    assert_eq!((digest.articles, digest.copied), (1, 1), "{digest:?}");
    assert_eq!(digest.copied_from, [("Harrow Courier".to_owned(), 1)]);
    let courier = outlets.iter().find(|outlet| outlet.name == "Harrow Courier").unwrap();
    assert_eq!(courier.copied, 0);
}

#[test]
fn movements_are_told_since() {
    let desk = Desk::new();
    let ledger = desk.with(&all(), 2);
    let steps: usize = claims(&ledger).iter().map(|claim| claim.history.len()).sum();
    let changes = |since, by| ledger.changes(since, by, &Filter::default()).unwrap();
    assert_eq!(changes("2000-01-01", By::Noted).len(), steps);
    assert!(changes("2999-01-01", By::Noted).is_empty());
    let late = changes("2025-05-20", By::Published);
    assert!(
        !late.is_empty() && late.iter().all(|change| change.article.id == "second"),
        "{late:?}"
    );
    let filter = Filter::parse("type:CONSULT").unwrap();
    let consult = ledger.changes("2000-01-01", By::Published, &filter).unwrap();
    assert!(!consult.is_empty() && consult.len() < steps);
}

#[test]
fn watches_are_saved() {
    let desk = Desk::new();
    let mut ledger = desk.open();
    ledger.save_watch("aid", "actor:ISL type:REQUEST,AID").unwrap();
    ledger.save_watch("aid", "actor:ISL type:REQUEST").unwrap();
    assert_eq!(ledger.watches().unwrap().len(), 1);
    assert_eq!(ledger.watch("aid").unwrap().types, ["REQUEST"]);
    assert!(ledger.save_watch("bad", "colour:red").is_err() && ledger.save_watch("", "a").is_err());
    assert!(ledger.delete_watch("aid").unwrap() && !ledger.delete_watch("aid").unwrap());
    assert!(ledger.watch("aid").is_err());
}

#[test]
fn tables_have_a_cell_for_every_column() {
    let desk = Desk::new();
    let mut ledger = desk.with(&all(), 64);
    let finding = Finding { article: "courier".into(), finding: "s1".into(), span: [0, 9] };
    ledger.correct("Kim", &Says::Wrong(finding), Some("not so")).unwrap();
    let two = Two { claim: "c-1".into(), other: "c-2".into() };
    ledger.correct("Kim", &Says::Join(two), None).unwrap();
    for table in
        [Table::Events, Table::Statements, Table::Claims, Table::Mentions, Table::Corrections]
    {
        let lines = ledger.export(table, Form::Lines, &Filter::default(), Vec::new()).unwrap();
        let lines = String::from_utf8(lines).unwrap();
        assert!(!lines.is_empty(), "{table:?}");
        for line in lines.lines() {
            let row: serde_json::Map<String, serde_json::Value> =
                serde_json::from_str(line).unwrap();
            assert!(
                row.keys().map(String::as_str).eq(table.columns().iter().map(|column| column.name))
            );
        }
    }
}
