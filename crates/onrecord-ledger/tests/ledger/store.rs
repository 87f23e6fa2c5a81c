//! What is added, what is known, what is put in another's place.

use onrecord::Reader;
use onrecord_ledger::{
    Added, Entry, Error, Finding, Ledger, Says, Stale, Two, Version, document_of,
};

use crate::{ARTICLES, Desk, all, claims, document, report, reports, sound};

#[test]
fn reports_come_back_as_they_went_in() {
    let desk = Desk::new();
    let ledger = desk.with(&all(), 4);
    for report in reports() {
        assert_eq!(ledger.article(&report.id).unwrap().as_ref(), Some(report));
    }
    assert_eq!(ledger.article("nobody").unwrap(), None);
    let size = ledger.size().unwrap();
    assert_eq!(size.articles, ARTICLES.len() as u64);
    assert_eq!(size.statements, reports().iter().map(|r| r.statements.len() as u64).sum::<u64>());
    assert_eq!(size.events, reports().iter().map(|r| r.events.len() as u64).sum::<u64>());
    assert!(size.claims > 3, "{size:?}");
    sound(&ledger);
}

#[test]
fn the_same_article_twice_changes_nothing() {
    let desk = Desk::new();
    let mut ledger = desk.with(&all(), 64);
    let before = (ledger.size().unwrap(), claims(&ledger), ledger.articles(100, 0).unwrap());
    for report in all() {
        assert_eq!(ledger.add_report(report.clone()).unwrap(), Added::Known);
    }
    // In one batch, too.
    let twice = [Entry::new(report("post").clone()), Entry::new(report("post").clone())];
    assert_eq!(ledger.add(&twice).unwrap(), [Added::Known; 2]);
    assert_eq!((ledger.size().unwrap(), claims(&ledger), ledger.articles(100, 0).unwrap()), before);
    let fresh = Desk::new();
    assert_eq!(fresh.open().add(&twice).unwrap(), [Added::New, Added::Known]);
}

#[test]
fn what_was_added_is_known_before_it_is_read() {
    let desk = Desk::new();
    let ledger = desk.with(&all(), 64);
    for article in &ARTICLES {
        assert!(ledger.has(&Version::of_document(&document(article))).unwrap(), "{}", article.0);
    }
    let mut other = document(&ARTICLES[0]);
    other.text.push_str(" More.");
    assert!(!ledger.has(&Version::of_document(&other)).unwrap());
    assert!(ledger.has_address("https://news.example/post").unwrap());
    assert!(!ledger.has_address("https://news.example/").unwrap());
}

#[test]
fn a_new_version_takes_the_place_of_the_old_one() {
    let desk = Desk::new();
    let mut ledger = desk.with(&all(), 64);
    let reader = Reader::new();
    let mut changed = document(&ARTICLES[0]);
    changed.text = "The harbour of Ostermund is closed, the harbour master said.".to_owned();
    changed.paragraphs = onrecord::Document::of_lines(changed.text.clone()).paragraphs;
    let changed = reader.read(changed);
    assert_eq!(ledger.add_report(changed.clone()).unwrap(), Added::Newer);
    // The old version does not come back.
    assert_eq!(ledger.add_report(report("courier").clone()).unwrap(), Added::Known);
    let kept: Vec<_> = all().into_iter().filter(|r| r.id != "courier").chain([&changed]).collect();
    let fresh = Desk::new();
    assert_eq!(claims(&ledger), claims(&fresh.with(&kept, 3)));
    sound(&ledger);
}

#[test]
fn what_is_replaced_leaves_no_keys() {
    let desk = Desk::new();
    let mut ledger = desk.with(&all(), 64);
    let count = |question: &str| -> i64 {
        let db = rusqlite::Connection::open(desk.path()).unwrap();
        db.query_row(question, [], |row| row.get(0)).unwrap()
    };
    // As another version might have left them: keys that this one does not give.
    let db = rusqlite::Connection::open(desk.path()).unwrap();
    let change = "INSERT INTO proposition_keys SELECT hash + 1, proposition, article, sorts FROM proposition_keys;
         UPDATE proposition_data SET keys = 2 * keys";
    db.execute_batch(change).unwrap();
    drop(db);
    let stray = "SELECT count(*) FROM proposition_keys
         WHERE proposition NOT IN (SELECT key FROM propositions)";
    let stated = "SELECT sum(keys) FROM proposition_data";
    let before = count("SELECT count(*) FROM proposition_keys");
    assert_eq!(before, count(stated));
    let entries: Vec<Entry> = all().into_iter().map(|r| Entry::new(r.clone())).collect();
    ledger.renew(&entries).unwrap();
    assert_eq!(count(stray), 0);
    assert_eq!(count("SELECT count(*) FROM proposition_keys"), before / 2);
    assert_eq!(count(stated), before / 2);
}

#[test]
fn an_identifier_is_of_one_article() {
    let desk = Desk::new();
    let mut ledger = desk.with(&all(), 64);
    let before = claims(&ledger);
    let mut other = report("strike").clone();
    other.id = "courier".to_owned();
    assert_eq!(ledger.add_report(other).unwrap(), Added::Clash);
    assert_eq!(claims(&ledger), before);
    let problems = ledger.problems().unwrap();
    assert_eq!(problems.len(), 1);
    assert!(problems[0].reason.contains("another article"), "{problems:?}");
}

#[test]
fn a_new_reading_changes_only_what_it_read_otherwise() {
    let desk = Desk::new();
    let mut ledger = desk.with(&all(), 64);
    ledger.save_watch("ships", "patrol ships").unwrap();
    let finding = Finding { article: "courier".into(), finding: "s1".into(), span: [0, 10] };
    ledger.correct("Ana Ruiz", &Says::Wrong(finding), Some("misread")).unwrap();
    let join = Two { claim: "c-1".into(), other: "c-2".into() };
    ledger.correct("Ana Ruiz", &Says::Join(join), None).unwrap();
    let before = (claims(&ledger), ledger.corrections().unwrap(), ledger.watches().unwrap());
    let noted =
        ledger.changes("2000-01-01", onrecord_ledger::By::Noted, &Default::default()).unwrap();

    let reader = Reader::new();
    let mut after = 0;
    let mut read = 0;
    while let Some((key, stale)) = ledger.next_stale(&Stale::All, after).unwrap() {
        let id = stale.id.clone();
        let again = reader.read(document_of(stale));
        assert_eq!(&again, report(&id));
        ledger.renew(&[Entry::new(again)]).unwrap();
        (after, read) = (key, read + 1);
    }
    assert_eq!(read, ARTICLES.len());
    assert_eq!((claims(&ledger), ledger.corrections().unwrap(), ledger.watches().unwrap()), before);
    let again =
        ledger.changes("2000-01-01", onrecord_ledger::By::Noted, &Default::default()).unwrap();
    assert_eq!(again, noted);
    let ours = Stale::ReadBy {
        engine: reports()[0].engine.version.clone(),
        model: reports()[0].engine.model.clone(),
    };
    assert_eq!(ledger.count_stale(&ours).unwrap(), 0);
    assert_eq!(ledger.count_stale(&Stale::All).unwrap(), ARTICLES.len() as u64);
    sound(&ledger);
}

#[test]
fn readers_see_whole_batches_beside_a_writer() {
    let desk = Desk::new();
    let mut writer = desk.with(&all()[..3], 3);
    let reader = Ledger::open_read_only(desk.path()).unwrap();
    assert_eq!(reader.size().unwrap().articles, 3);
    writer.add_report(report("talks").clone()).unwrap();
    assert_eq!(reader.size().unwrap().articles, 4);
    let mut reader = reader;
    assert!(reader.add_report(report("second").clone()).is_err());
}

#[test]
fn problems_are_counted_once() {
    let desk = Desk::new();
    let mut ledger = desk.open();
    ledger.note_problem("a.jsonl", Some(3), "malformed").unwrap();
    ledger.note_problem("a.jsonl", Some(3), "malformed").unwrap();
    ledger.note_problem("b.html", None, "no article").unwrap();
    let problems = ledger.problems().unwrap();
    assert_eq!(
        problems.iter().map(|p| (p.line, p.times)).collect::<Vec<_>>(),
        [(None, 1), (Some(3), 2)]
    );
}

#[test]
fn corrections_are_kept_and_taken_back() {
    let desk = Desk::new();
    let mut ledger = desk.open();
    let finding = Finding { article: "a".into(), finding: "s1".into(), span: [3, 9] };
    let two = Two { claim: "c-1".into(), other: "c-2".into() };
    let says = [
        Says::Right(finding.clone()),
        Says::Wrong(finding),
        Says::Join(two.clone()),
        Says::Part(two),
    ];
    for says in &says {
        ledger.correct("Ana Ruiz", says, None).unwrap();
    }
    let kept = ledger.corrections().unwrap();
    assert_eq!(kept.iter().map(|c| &c.says).collect::<Vec<_>>(), says.iter().collect::<Vec<_>>());
    assert_eq!(ledger.corrections_of_article("a").unwrap().len(), 2);
    assert_eq!(ledger.corrections_of_claim("c-2").unwrap().len(), 2);
    assert!(ledger.take_back(kept[0].id).unwrap());
    assert!(!ledger.take_back(kept[0].id).unwrap());
    assert!(matches!(ledger.correct(" ", &says[0], None), Err(Error::Wish { .. })));
}
