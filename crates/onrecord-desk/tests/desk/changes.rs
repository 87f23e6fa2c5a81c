//! What people do at the desk: adding, and setting right.

use axum::body::Body;
use axum::http::{Method, header};

use crate::{Desk, request};

const TEXT: &str = "Norway has asked Iceland for two tugs, the harbour master of Tromvik said on \
                    Monday. “We never asked,” said a spokesman for the Norwegian government.";

#[test]
fn a_text_is_read_shown_and_kept() {
    let desk = Desk::new();
    let before = desk.ledger().size().expect("a size").articles;
    let fields = [
        ("text", TEXT),
        ("title", "Tugs"),
        ("outlet", "Tromvik Post"),
        ("published", "2022-03-21"),
    ];
    let shown = desk.post("/add", &fields);
    let address = shown.elsewhere().to_owned();
    let page = desk.get(&address).fine();
    assert!(page.contains("harbour master") && page.contains("Tromvik Post"));
    assert!(!desk.get(&format!("{address}/ties.css")).fine().is_empty());
    assert_eq!(desk.ledger().size().expect("a size").articles, before, "only read so far");
    let name = address.rsplit('/').next().expect("a name");
    let kept = desk.post("/keep", &[("seen", name)]);
    let article = kept.elsewhere().to_owned();
    assert!(desk.get(&article).fine().contains("Tromvik Post"));
    assert_eq!(desk.ledger().size().expect("a size").articles, before + 1);
    assert!(desk.get("/claims?q=tugs").fine().contains("tugs"));
    assert_eq!(desk.post("/keep", &[("seen", "gone")]).status, 422);
}

#[test]
fn files_and_addresses_are_read() {
    let desk = Desk::new();
    let form = desk.form_token();
    let mut body =
        format!("--x\r\nContent-Disposition: form-data; name=\"form\"\r\n\r\n{form}\r\n");
    for (name, text) in [
        ("one.txt", TEXT),
        ("two.txt", "The port is shut, police said."),
        ("bad.bin", "\0\u{1}\0\0\u{2}"),
    ] {
        body.push_str(&format!(
            "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
             Content-Type: text/plain\r\n\r\n{text}\r\n"
        ));
    }
    body.push_str("--x--\r\n");
    let sent = request(Method::POST, "/add")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .body(Body::from(body));
    let page = desk.send(sent.expect("a request")).fine();
    assert_eq!(page.matches("name=\"seen\"").count(), 2, "{page}");
    assert!(page.contains("bad.bin"));

    let shown = desk.post("/add", &[("address", "https://example.org/port")]);
    let page = desk.get(shown.elsewhere()).fine();
    assert!(page.contains("harbour master"), "{page}");
    let nothing = desk.post("/add", &[("text", "  ")]);
    assert_eq!(nothing.status, 400);
}

#[test]
fn programs_add_by_json() {
    let desk = Desk::new();
    let send = |body: &str| {
        let sent = request(Method::POST, "/add.json")
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_owned()));
        desk.send(sent.expect("a request"))
    };
    let body = serde_json::json!({ "text": TEXT, "outlet": "Tromvik Post", "keep": true });
    let made = send(&body.to_string()).json();
    assert_eq!(made["added"][0], "new");
    assert_eq!(made["reports"][0]["schema"], "onrecord.report/1");
    assert_eq!(send(&body.to_string()).json()["added"][0], "known");
    for bad in ["", "[]", "{\"text\": 1}", "{\"colour\": \"red\"}", "{}"] {
        assert_eq!(send(bad).status, 400, "{bad}");
    }
}

#[test]
fn a_finding_is_marked_and_the_mark_taken_back() {
    let desk = Desk::new();
    let marked = desk.post(
        "/corrections",
        &[
            ("who", "Ada Lund"),
            ("says", "wrong s1"),
            ("article", "courier-ships"),
            ("note", "not so"),
        ],
    );
    assert_eq!(marked.elsewhere(), "/articles/courier-ships#s1");
    assert!(marked.header("set-cookie").contains("Ada%20Lund"));
    let article = desk.get("/articles/courier-ships").fine();
    assert!(article.contains("Marked wrong by Ada Lund") && article.contains("not so"));
    let all = desk.get("/corrections.json").json();
    assert_eq!(all[0]["verdict"], "wrong");
    assert_eq!(all[0]["who"], "Ada Lund");
    let id = all[0]["id"].to_string();
    assert_eq!(desk.post("/corrections/take-back", &[("id", &id)]).elsewhere(), "/corrections");
    assert!(desk.ledger().corrections().expect("a list").is_empty());
    assert_eq!(desk.post("/corrections/take-back", &[("id", &id)]).status, 404);
    for (fields, status) in [
        (vec![("says", "wrong s1"), ("article", "courier-ships")], 400),
        (vec![("who", "A"), ("says", "wrong s999"), ("article", "courier-ships")], 404),
        (vec![("who", "A"), ("says", "wrong s1"), ("article", "none")], 404),
        (vec![("who", "A"), ("says", "burn"), ("article", "courier-ships")], 400),
    ] {
        assert_eq!(desk.post("/corrections", &fields).status, status, "{fields:?}");
    }
}

#[test]
fn a_wrong_finding_takes_its_origin_from_the_count() {
    let desk = Desk::new();
    let claims = desk.get("/claims.json").json();
    let claims = claims["claims"].as_array().expect("claims").clone();
    // A claim with an origin of which one mention alone speaks.
    let found = claims.iter().find_map(|claim| {
        let whole = desk.get(&format!("/claims/{}.json", claim["id"].as_str()?)).json();
        let mentions = whole["mentions"].as_array()?.clone();
        let lone = mentions.iter().find(|m| {
            let same = mentions.iter().filter(|other| other["origin"] == m["origin"]);
            let listed = whole["origins"]["list"]
                .as_array()
                .is_some_and(|list| list.iter().any(|origin| origin["id"] == m["origin"]));
            listed && same.count() == 1 && m["statement"].is_string()
        })?;
        Some((whole.clone(), lone.clone()))
    });
    let (claim, mention) = found.expect("an origin with one mention");
    let says = format!("wrong {}", mention["statement"].as_str().expect("a statement"));
    let article = mention["article"].as_str().expect("an article");
    desk.post("/corrections", &[("who", "Ada"), ("says", &says), ("article", article)]).elsewhere();
    let id = claim["id"].as_str().expect("an identifier");
    let now = desk.get(&format!("/claims/{id}.json")).json();
    assert_eq!(now["origins"], claim["origins"], "the engine's answer stays");
    let most = claim["origins"]["at_most"].as_u64().expect("a number");
    assert_eq!(now["corrected_origins"][1].as_u64(), Some(most - 1));
    let page = desk.get(&format!("/claims/{id}")).fine();
    assert!(page.contains("with corrections") && page.contains("marked wrong"));
}

#[test]
fn claims_are_joined_and_parted() {
    let desk = Desk::new();
    let claims = desk.get("/claims.json").json();
    let id = |n: usize| claims["claims"][n]["id"].as_str().expect("an identifier").to_owned();
    let (one, other) = (id(0), id(1));
    let joined =
        [("who", "Ada"), ("says", "join"), ("claim", one.as_str()), ("other", other.as_str())];
    assert_eq!(desk.post("/corrections", &joined).elsewhere(), format!("/claims/{one}"));
    for (here, there) in [(&one, &other), (&other, &one)] {
        let page = desk.get(&format!("/claims/{here}")).fine();
        assert!(
            page.contains("The same, as people say") && page.contains(&format!("/claims/{there}"))
        );
    }
    let same = [("who", "Ada"), ("says", "join"), ("claim", one.as_str()), ("other", one.as_str())];
    assert_eq!(desk.post("/corrections", &same).status, 400);
    let whole = desk.get(&format!("/claims/{one}.json")).json();
    let article = whole["mentions"][0]["article"].as_str().expect("an article").to_owned();
    let parted =
        [("who", "Ada"), ("says", "part"), ("claim", one.as_str()), ("other", article.as_str())];
    desk.post("/corrections", &parted).elsewhere();
    let whole = desk.get(&format!("/claims/{one}.json")).json();
    assert!(whole["struck"].as_array().is_some_and(|struck| !struck.is_empty()));
}
