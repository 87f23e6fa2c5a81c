//! The OpenAPI document, made from the table of routes.

use axum::Json;
use serde_json::{Map, Value, json};

use crate::routes::{About, Gives, Takes, abouts};

pub(crate) async fn serve() -> Json<Value> {
    Json(document())
}

/// OpenAPI 3.1.
pub(crate) fn document() -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for about in abouts() {
        let path = paths.entry(about.path).or_insert_with(|| json!({}));
        path[about.method] = operation(&about);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Onrecord desk",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Claims of a ledger, their sources, and the articles they stand in. \
                            It tells who says what; it does not tell what is true.",
        },
        "paths": paths,
        "components": {
            "schemas": {
                "Error": {
                    "type": "object",
                    "required": ["error"],
                    "properties": { "error": { "type": "string" } },
                },
                "Article": {
                    "type": "object",
                    "additionalProperties": false,
                    "properties": {
                        "text": { "type": "string" },
                        "address": { "type": "string" },
                        "title": { "type": "string" },
                        "outlet": { "type": "string" },
                        "url": { "type": "string" },
                        "published": { "type": "string" },
                        "keep": { "type": "boolean", "default": false },
                    },
                },
            },
            "securitySchemes": {
                "token": { "type": "http", "scheme": "bearer" },
            },
        },
        // Only where the desk listens beyond its own machine.
        "security": [{}, { "token": [] }],
    })
}

fn operation(about: &About) -> Value {
    let mut parameters: Vec<Value> = about
        .query
        .iter()
        .map(|parameter| {
            let mut schema = json!({ "type": "string" });
            if !parameter.one_of.is_empty() {
                schema["enum"] = json!(parameter.one_of);
            }
            json!({
                "name": parameter.name,
                "in": "query",
                "description": parameter.about,
                "schema": schema,
            })
        })
        .collect();
    if about.path.contains("{id}") {
        parameters.push(json!({
            "name": "id",
            "in": "path",
            "required": true,
            "schema": { "type": "string", "minLength": 1 },
        }));
    }
    let error = json!({
        "description": "What is wrong, in words",
        "content": {
            "application/json": { "schema": { "$ref": "#/components/schemas/Error" } },
            "text/html": {},
        },
    });
    let mut operation = json!({
        "summary": about.summary,
        "parameters": parameters,
        "responses": responses(about.gives),
    });
    operation["responses"]["4XX"] = error.clone();
    operation["responses"]["503"] = error;
    match about.takes {
        Takes::Nothing => {}
        Takes::Article => {
            operation["requestBody"] = json!({
                "required": true,
                "content": {
                    "application/json": { "schema": { "$ref": "#/components/schemas/Article" } },
                },
            });
        }
        Takes::Form(fields) => {
            let properties: Map<String, Value> = fields
                .iter()
                .map(|field| ((*field).to_owned(), json!({ "type": "string" })))
                .collect();
            let schema = json!({
                "type": "object",
                "required": ["form"],
                "properties": properties,
            });
            operation["requestBody"] = json!({
                "required": true,
                "content": { "application/x-www-form-urlencoded": { "schema": schema } },
            });
        }
    }
    operation
}

fn responses(gives: Gives) -> Value {
    let ok = |types: &[&str]| {
        let content: Map<String, Value> =
            types.iter().map(|kind| ((*kind).to_owned(), json!({}))).collect();
        json!({ "200": { "description": "As asked", "content": content } })
    };
    match gives {
        Gives::Html => ok(&["text/html"]),
        Gives::Json => ok(&["application/json"]),
        Gives::Both => ok(&["text/html", "application/json"]),
        Gives::Atom => ok(&["application/atom+xml"]),
        Gives::Css => ok(&["text/css"]),
        Gives::Asset => ok(&["text/css", "image/svg+xml"]),
        Gives::Elsewhere => json!({
            "200": { "description": "What was read", "content": { "text/html": {} } },
            "303": { "description": "Where to go on" },
        }),
    }
}
