//! The OpenAPI document tells what is there, and nothing else.

use axum::body::Body;
use axum::http::Method;

use crate::{Desk, request};

#[test]
fn the_document_and_the_routes_agree() {
    let desk = Desk::new();
    let document = desk.get("/api").json();
    assert_eq!(document["openapi"], "3.1.0");
    let paths = document["paths"].as_object().expect("paths");
    for (path, operations) in paths {
        // What the document does not tell of, the router does not take.
        for method in [Method::GET, Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
            let told = operations.get(method.as_str().to_lowercase());
            let address = path.replace("{id}", "nothing");
            let sent = request(method.clone(), &address).body(Body::empty());
            let status = desk.send(sent.expect("a request")).status;
            assert_eq!(told.is_none(), status == 405, "{method} {path}: {status}");
            if let Some(told) = told {
                let known = &told["responses"];
                let exact = known.get(status.as_str()).is_some();
                assert!(
                    exact || (status.is_client_error() && known.get("4XX").is_some()),
                    "{path}"
                );
            }
        }
    }
    for link in ["/claims.json", "/claims.atom", "/events.json", "/corrections.json", "/add.json"] {
        assert!(paths.contains_key(link), "{link}");
    }
}

#[test]
fn parameters_of_the_document_are_read() {
    let desk = Desk::new();
    let document = desk.get("/api").json();
    for (path, operations) in document["paths"].as_object().expect("paths") {
        let Some(parameters) = operations["get"]["parameters"].as_array() else { continue };
        let path = path.replace("/articles/{id}", "/articles/courier-ships");
        for parameter in parameters.iter().filter(|parameter| parameter["in"] == "query") {
            let name = parameter["name"].as_str().expect("a name");
            let value = match name {
                "since" | "until" => "2022-03-14",
                "page" => "1",
                "sort" => "origins",
                _ => "x",
            };
            let answer = desk.get(&format!("{path}?{name}={value}"));
            assert!(answer.status.is_success(), "{path}?{name}={value}: {}", answer.body);
        }
    }
}

#[test]
fn odd_requests_are_no_faults_of_ours() {
    let desk = Desk::new();
    for address in [
        "/claims?q=%FF%FE",
        "/claims?q=%22%22%22",
        "/claims?q=*",
        "/articles?q=-",
        "/articles?q=%00",
        "/claims?page=",
        "/claims?status=,,,",
        "/claims/%00",
        "/claims/%FF",
        "/articles/%2F..%2F..",
        "/claims/c-",
        "/claims?since=9999-99-99",
        "/events?since=9999-12-31&until=0001-01-01",
        "/events?since=-1d",
        "/claims?q=since:",
        "/claims?since=99999999999d",
        "/claims?&&&=&",
        "/claims?q=actor:%22",
        "/speakers/%20",
        "/outlets/.json",
        "/claims/.json",
        "/api?x=1",
    ] {
        let answer = desk.get(address);
        assert!(!answer.status.is_server_error(), "{address}: {}", answer.body);
    }
}
