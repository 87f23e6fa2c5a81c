//! The article on a page.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use onrecord_intake::Input;
use rayon::prelude::*;
use serde_json::{Map, Value, json};

/// Prints `{ID: {"articleBody": text}}` for every page of a folder `html/`, beside which the gold file
/// names the addresses.
pub(super) fn run(folder: &str) -> Result<()> {
    let folder = Path::new(folder);
    let folder = if folder.is_file() { folder.parent().unwrap_or(folder) } else { folder };
    let gold = folder.join("ground-truth.json");
    let gold = fs::read(&gold).with_context(|| format!("cannot read {}", gold.display()))?;
    let gold: Map<String, Value> = serde_json::from_slice(&gold)?;
    let ids: Vec<&String> = gold.keys().collect();
    let bodies: Vec<Value> = ids
        .par_iter()
        .map(|id| {
            let page = folder.join("html").join(format!("{id}.html.gz"));
            let bytes =
                fs::read(&page).with_context(|| format!("cannot read {}", page.display()))?;
            let url = gold[*id]["url"].as_str().map(str::to_owned);
            let input = Input { url, ..Input::new(format!("{id}.html.gz"), &bytes[..]) };
            let document = input.documents().next();
            // A page without an article is a prediction, too: an empty one.
            let text = document.and_then(Result::ok).map(|d| {
                let parts: Vec<&str> = d.paragraphs.iter().map(|p| p.of(&d.text)).collect();
                parts.join("\n\n")
            });
            Ok(json!({"articleBody": text.unwrap_or_default()}))
        })
        .collect::<Result<_>>()?;
    let predicted: Map<String, Value> = ids.into_iter().cloned().zip(bodies).collect();
    #[expect(clippy::print_stdout, reason = "the prediction is the output")]
    {
        println!("{}", Value::Object(predicted));
    }
    Ok(())
}
