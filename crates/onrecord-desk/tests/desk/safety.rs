//! Who may ask and change what.

use axum::body::Body;
use axum::http::{Method, header};

use crate::{Desk, request};

#[test]
fn every_answer_forbids_what_pages_do_not_need() {
    let desk = Desk::new();
    for address in ["/claims", "/claims.json", "/assets/desk.css", "/nothing", "/claims?page=0"] {
        let answer = desk.get(address);
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
        assert!(!policy.contains("unsafe") && !policy.contains("script-src"));
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("access-control-allow-origin"), "");
    }
}

#[test]
fn changes_come_from_pages_of_the_desk_only() {
    let desk = Desk::new();
    let fields = [("who", "Ada"), ("says", "wrong s1"), ("article", "courier-ships")];
    assert_eq!(desk.post_plain("/corrections", &fields).status, 403);
    let forged = [("form", "0000"), fields[0], fields[1], fields[2]];
    assert_eq!(desk.post_plain("/corrections", &forged).status, 403);
    assert!(desk.ledger().corrections().expect("a list").is_empty());
    // Even with the right token, not from elsewhere.
    let body = format!("form={}&who=Ada&says=wrong+s1&article=courier-ships", desk.form_token());
    for (name, value, status) in [
        ("origin", "https://evil.example", 403),
        ("origin", "null", 403),
        ("sec-fetch-site", "cross-site", 403),
        ("sec-fetch-site", "same-site", 403),
        ("origin", "http://127.0.0.1:7878", 303),
    ] {
        let request = request(Method::POST, "/corrections")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(name, value)
            .body(Body::from(body.clone()));
        assert_eq!(desk.send(request.expect("a request")).status, status, "{name}: {value}");
    }
    // A type that pages of others may send without being asked.
    let request = request(Method::POST, "/add.json")
        .header(header::CONTENT_TYPE, "text/plain")
        .body(Body::from("{\"text\": \"x\", \"keep\": true}"));
    assert_eq!(desk.send(request.expect("a request")).status, 400);
}

#[test]
fn names_that_only_lead_here_are_not_answered() {
    let desk = Desk::new();
    for (host, status) in [
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("192.168.0.5:7878", 421),
        ("localhost:7878", 200),
        ("[::1]:7878", 200),
    ] {
        let request = axum::http::Request::builder()
            .uri("/claims")
            .header(header::HOST, host)
            .body(Body::empty());
        assert_eq!(desk.send(request.expect("a request")).status, status, "{host}");
    }
}

#[test]
fn beyond_this_machine_only_with_the_token() {
    let desk = Desk::with(Some("open sesame"), |_| {});
    for address in ["/claims", "/claims.json", "/api", "/assets/desk.css", "/claims?token=x"] {
        assert_eq!(desk.get(address).status, 401, "{address}");
    }
    let let_in = desk.get("/claims?q=ships&token=open%20sesame");
    assert_eq!(let_in.elsewhere(), "/claims?q=ships");
    let cookie = let_in.header("set-cookie").to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"));
    let known = cookie.split(';').next().expect("a cookie").to_owned();
    for (name, value, status) in [
        ("cookie", known.as_str(), 200),
        ("authorization", "Bearer open sesame", 200),
        ("authorization", "Bearer opensesame", 401),
        ("cookie", "onrecord-token=", 401),
    ] {
        let request = request(Method::GET, "/claims").header(name, value).body(Body::empty());
        assert_eq!(desk.send(request.expect("a request")).status, status, "{name}: {value}");
    }
    assert_eq!(desk.get("//evil.example/?token=open%20sesame").elsewhere(), "/evil.example/");
}

#[test]
fn nobody_listens_beyond_this_machine_without_a_token() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news.db");
    drop(onrecord_ledger::Ledger::open(&path).expect("a ledger"));
    let settings = onrecord_desk::Settings { ledger: path, token: None, fetch: None, demo: false };
    let address = "0.0.0.0:0".parse().expect("an address");
    let told = onrecord_desk::serve(settings, address, |_| {}).expect_err("it is refused");
    assert!(told.to_string().contains("expected a token"), "{told}");
}

#[test]
fn too_much_is_refused() {
    let desk = Desk::new();
    let form = desk.form_token();
    let body = format!("form={form}&text={}", "a+".repeat(5 * 1024 * 1024));
    let request = request(Method::POST, "/add")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body));
    let answer = desk.send(request.expect("a request"));
    assert!(answer.status.is_client_error(), "{}", answer.status);
    let deep = format!("{{\"text\": {}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let request = crate::request(Method::POST, "/add.json")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(deep));
    assert_eq!(desk.send(request.expect("a request")).status, 400);
}
