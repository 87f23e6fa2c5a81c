//! Articles from a hostile hand: nothing of them acts on any page.

use onrecord::report::Report;
use onrecord::{Document, Reader};
use onrecord_ledger::Entry;

use crate::{Desk, encoded, links};

const EVIL: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u{202E}]]>&lt;";

/// A report whose every name is hostile.
fn report() -> Report {
    let text = "Iceland has asked Ireland for patrol ships, three officials told the Dublin Courier. \
                <script>alert(1)</script> Iceland denied that it had asked for them. It is unclear \
                whether Dublin has answered. \"</style><script>alert(3)</script>,\" said Ada Lund.";
    let mut report = Reader::new().read(Document::of_lines(text.to_owned()));
    report.id = format!("{EVIL}/../#?.json");
    let document = &mut report.document;
    document.url = Some("javascript:alert(4)".to_owned());
    document.outlet.name = Some(EVIL.to_owned());
    document.title = Some(EVIL.to_owned());
    document.byline = vec![EVIL.to_owned()];
    document.credit = vec![EVIL.to_owned()];
    document.published = Some("2022-03-13T10:00:00Z".to_owned());
    document.warnings = vec![EVIL.to_owned()];
    for entity in &mut report.entities {
        entity.name = format!("{} {EVIL}", entity.name);
        entity.role = Some(EVIL.to_owned());
    }
    for statement in &mut report.statements {
        statement.speaker.name = format!("{} {EVIL}", statement.speaker.name);
        statement.speaker.basis = Some(EVIL.to_owned());
        statement.found_by = EVIL.to_owned();
        for carrier in &mut statement.via {
            carrier.name = EVIL.to_owned();
        }
    }
    for event in &mut report.events {
        event.mode = Some(EVIL.to_owned());
        event.status = "alleged".to_owned();
        event.place.name = Some(EVIL.to_owned());
        event.place.country = Some("ISL".to_owned());
        for actor in event.actors.iter_mut().chain(&mut event.recipients) {
            actor.name = EVIL.to_owned();
        }
    }
    report
}

/// Markup that only an escaper's fault would let through.
fn is_clean(address: &str, html: &str) {
    for evil in ["<script", "<img src=x", "onerror=alert(2)>\"", "\u{202E}", "href=\"javascript:"] {
        assert!(!html.contains(evil), "{address}: {evil}");
    }
    assert!(!html.contains(" style="), "{address}: the policy lets no style through");
    for (n, tag) in html.split('<').enumerate().skip(1) {
        let name: String = tag.chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
        assert!(name != "script" && name != "iframe" && name != "object", "{address}: tag {n}");
        // An attribute that acts, in any tag.
        let tag = tag.split('>').next().unwrap_or_default();
        let mut outside = tag.split('"').step_by(2);
        assert!(!outside.any(|part| part.contains(" on")), "{address}: {tag}");
    }
}

#[test]
fn nothing_of_an_article_acts() {
    let desk = Desk::with(None, |ledger| {
        ledger.add(&[Entry::new(report())]).expect("added");
    });
    let mut pages: Vec<String> =
        ["/claims", "/articles", "/articles?q=patrol", "/sources", "/events", "/claims?q=ada"]
            .map(str::to_owned)
            .into();
    for page in pages.clone() {
        pages.extend(links(&desk.get(&page).fine()));
    }
    let article = format!("/articles/{}", encoded(&report().id));
    let points = report().document.text.chars().count();
    pages.extend((0..points).step_by(40).map(|at| format!("{article}?at={at}#or-chosen")));
    pages.push(article);
    pages.sort();
    pages.dedup();
    let mut evil = 0;
    for page in &pages {
        let answer = desk.get(page);
        assert!(answer.status.is_success(), "{page}: {}", answer.status);
        if answer.header("content-type").starts_with("text/html") {
            is_clean(page, &answer.body);
            evil += usize::from(answer.body.contains("&lt;script&gt;"));
        }
        if answer.header("content-type").starts_with("text/css") {
            assert!(!answer.body.contains("<script"), "{page}");
        }
    }
    assert!(evil > 5, "hostile words are shown on {evil} pages");
    let feed = desk.get("/claims.atom");
    assert!(!feed.body.contains("<script"));
}

#[test]
fn nothing_of_an_address_acts() {
    let desk = Desk::new();
    for page in [
        "/claims?q=",
        "/claims?actor=",
        "/articles?q=",
        "/events?place=",
        "/claims/",
        "/speakers/",
        "/claims?status=",
        "/events?status=",
        "/claims?sort=",
    ] {
        let address = format!("{page}{}", encoded(EVIL));
        is_clean(&address, &desk.get(&address).body);
    }
}

#[test]
fn nothing_of_a_correction_acts() {
    let desk = Desk::new();
    let fields =
        [("who", EVIL), ("note", EVIL), ("says", "wrong s1"), ("article", "courier-ships")];
    let who = &EVIL[..40];
    let fields = fields.map(|(k, v)| if k == "who" { (k, who) } else { (k, v) });
    desk.post("/corrections", &fields).elsewhere();
    for page in ["/corrections", "/articles/courier-ships"] {
        is_clean(page, &desk.get(page).fine());
    }
}
