//! Every page, and its twin for programs.

use std::collections::BTreeSet;

use crate::{Desk, links};

#[test]
fn every_link_leads_somewhere() {
    let desk = Desk::new();
    let (mut seen, mut next) = (BTreeSet::new(), vec!["/claims".to_owned()]);
    while let Some(address) = next.pop() {
        if seen.len() > 250 || !seen.insert(address.clone()) {
            continue;
        }
        let answer = desk.get(&address);
        assert!(answer.status.is_success(), "{address}: {}", answer.status);
        if answer.header("content-type").starts_with("text/html") {
            assert!(answer.body.len() < 200_000, "{address} has {} bytes", answer.body.len());
            // Filters in all their combinations would be too many.
            next.extend(links(&answer.body).into_iter().filter(|link| !link.contains('&')));
        }
    }
    for page in ["/articles", "/sources", "/events", "/add", "/corrections", "/api"] {
        assert!(seen.contains(page), "{page}");
    }
    assert!(seen.iter().any(|a| a.starts_with("/claims/")), "{seen:?}");
    assert!(seen.iter().any(|a| a.starts_with("/speakers/")), "{seen:?}");
}

#[test]
fn anchors_within_a_page_are_there() {
    let desk = Desk::new();
    let claim = desk.claim("patrol ships");
    for address in [format!("/claims/{claim}"), "/articles/courier-ships".to_owned()] {
        let page = desk.get(&address).fine();
        let anchors = page.split(" href=\"#").skip(1).filter_map(|rest| rest.split('"').next());
        for anchor in anchors {
            assert!(page.contains(&format!("id=\"{anchor}\"")), "{address}#{anchor}");
        }
    }
}

#[test]
fn quotations_lead_to_their_place_in_the_article() {
    let desk = Desk::new();
    let claim = desk.claim("patrol ships");
    let page = desk.get(&format!("/claims/{claim}")).fine();
    let places: Vec<&str> = page
        .split("class=\"go\" href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(!places.is_empty());
    for place in places {
        let (article, part) = place.split_once('#').expect("a place in it");
        let article = desk.get(article).fine();
        // Of words that are no finding of their own the address has the first ones.
        let there = match part.strip_prefix(":~:text=") {
            Some(words) => article.contains(words.split("%20").next().unwrap_or_default()),
            None => article.contains(&format!("id=\"{part}\"")),
        };
        assert!(there, "{place}");
    }
}

#[test]
fn filters_stand_in_the_address() {
    let desk = Desk::new();
    let all = desk.get("/claims.json").json();
    let total = all["total"].as_u64().expect("a number");
    assert!(total >= 3, "{total}");
    let ships = desk.get("/claims.json?q=patrol%20ships").json();
    assert!((1..total).contains(&ships["total"].as_u64().expect("a number")));
    let none = desk.get("/claims.json?actor=ZZZ").json();
    assert_eq!(none["total"], 0);
    let page = desk.get("/claims?q=patrol&status=alleged&sort=origins").fine();
    assert!(page.contains("value=\"patrol\""));
    assert!(page.contains("/claims.atom?q=patrol&amp;status=alleged"));
    for bad in ["sort=x", "page=0", "since=soon", "q=colour:red", "page=99999999999"] {
        let answer = desk.get(&format!("/claims.json?{bad}"));
        assert_eq!(answer.status, 400, "{bad}");
        assert!(answer.json()["error"].as_str().is_some_and(|told| told.contains("expected")));
        assert_eq!(desk.get(&format!("/claims?{bad}")).status, 400, "{bad}");
    }
}

#[test]
fn a_page_and_its_twin_tell_the_same() {
    let desk = Desk::new();
    let claim = desk.claim("patrol ships");
    let (page, twin) = (
        desk.get(&format!("/claims/{claim}")).fine(),
        desk.get(&format!("/claims/{claim}.json")).json(),
    );
    assert_eq!(twin["schema"], "onrecord.claim/1");
    let status = twin["status"].as_str().expect("a status");
    assert!(page.contains(&format!(">{status}</span>")));
    for origin in twin["origins"]["list"].as_array().expect("a list") {
        assert!(page.contains(&format!("id=\"origin-{}\"", origin["id"].as_str().expect("an id"))));
    }
    let twin = desk.get("/articles/courier-ships.json").json();
    assert_eq!(twin["schema"], "onrecord.report/1");
    assert!(twin["claims"].as_array().is_some_and(|claims| !claims.is_empty()));
}

#[test]
fn copies_lie_on_one_stack() {
    let desk = Desk::new();
    let claims = desk.get("/claims.json").json();
    let copied = claims["claims"].as_array().expect("claims").iter().find_map(|claim| {
        let id = claim["id"].as_str()?;
        let page = desk.get(&format!("/claims/{id}")).fine();
        page.contains("class=\"sheet\"").then_some(page)
    });
    let page = copied.expect("the wire's story under two mastheads");
    assert!(page.contains("one text in 2 articles") && page.contains("id=\"copies\""));
}

#[test]
fn what_is_not_there_is_told() {
    let desk = Desk::new();
    for address in [
        "/claims/c-nothing",
        "/articles/nothing",
        "/speakers/Nobody",
        "/outlets/None",
        "/nothing",
        "/add/nothing",
        "/assets/nothing",
    ] {
        assert_eq!(desk.get(address).status, 404, "{address}");
    }
    let told = desk.get("/articles/nothing.json");
    assert_eq!(told.status, 404);
    assert!(told.json()["error"].as_str().is_some_and(|told| told.contains("nothing")));
}

#[test]
fn the_next_visit_shows_what_moved() {
    use axum::body::Body;
    use axum::http::{Method, header};

    let desk = Desk::new();
    let first = desk.get("/claims");
    let cookie = first.header("set-cookie").to_owned();
    assert!(cookie.starts_with("onrecord-visit="));
    assert!(!first.body.contains("since your last visit"));
    // A visit that ended long before the demo was read.
    let request = crate::request(Method::GET, "/claims")
        .header(header::COOKIE, "onrecord-visit=1000.2000.3000")
        .body(Body::empty())
        .expect("a request");
    let next = desk.send(request).fine();
    assert!(next.contains("since your last visit") && next.contains("class=\"news\">new<"));
}

#[test]
fn feeds_tell_what_moved() {
    let desk = Desk::new();
    let feed = desk.get("/claims.atom?q=patrol");
    assert!(feed.header("content-type").starts_with("application/atom+xml"));
    assert!(feed.body.contains("<entry>") && feed.body.contains("patrol"));
    assert_eq!(desk.get("/claims.atom?since=soon").status, 400);
}

#[test]
fn a_sentence_tells_what_was_found_in_it() {
    let desk = Desk::new();
    let whole = desk.get("/articles/courier-ships.json").json();
    assert!(whole.get("chosen").is_none(), "nobody asked for a sentence");
    let statement = &whole["statements"][0];
    let at = statement["cue"][0][0].as_u64().expect("a cue has a place");
    let asked = desk.get(&format!("/articles/courier-ships.json?at={at}")).json();
    let chosen = &asked["chosen"];
    let (start, end) = (chosen["span"][0].as_u64(), chosen["span"][1].as_u64());
    assert!(start <= Some(at) && Some(at) < end, "{chosen}");
    let found = chosen["statements"].as_array().expect("a list");
    assert!(found.contains(&statement["id"]), "{chosen}");
    // Every sign leads to the sentence that it stands behind.
    let page = desk.get(&format!("/articles/courier-ships?at={at}")).fine();
    assert!(page.contains("In this sentence") && page.contains("id=\"or-chosen\""));
    let signs: Vec<u64> = page
        .split("class=\"sign\" href=\"?at=")
        .skip(1)
        .filter_map(|rest| rest.split('#').next()?.parse().ok())
        .collect();
    assert!(signs.len() > 5 && start.is_some_and(|start| signs.contains(&start)), "{signs:?}");
    for at in signs {
        let other = desk.get(&format!("/articles/courier-ships.json?at={at}")).json();
        assert_eq!(other["chosen"]["span"][0].as_u64(), Some(at));
    }
    for nowhere in ["99999999", "x", "-1"] {
        let page = desk.get(&format!("/articles/courier-ships?at={nowhere}")).fine();
        assert!(!page.contains("In this sentence"), "{nowhere}");
    }
}
