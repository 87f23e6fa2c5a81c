//! The article bodies of a folder of gzipped pages, as the benchmark's scorer reads them:
//! `pages FOLDER > predictions.json`.
#![expect(clippy::print_stdout, reason = "an example prints what it shows")]

use std::fs;
use std::path::PathBuf;

use onrecord_intake::Input;
use serde_json::{Map, Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("expected a folder")?);
    let gold: Map<String, Value> =
        serde_json::from_slice(&fs::read(folder.join("ground-truth.json"))?)?;
    let mut bodies = Map::new();
    for (id, page) in gold {
        let bytes = fs::read(folder.join(format!("html/{id}.html.gz")))?;
        let url = page["url"].as_str().map(str::to_owned);
        let input = Input { url, ..Input::new(format!("{id}.html.gz"), &bytes[..]) };
        let text = input.documents().find_map(Result::ok).map(|document| document.text);
        bodies.insert(id, json!({ "articleBody": text.unwrap_or_default() }));
    }
    println!("{}", Value::Object(bodies));
    Ok(())
}
