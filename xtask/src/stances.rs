//! `cargo xtask stances`: passages of scenarios with what their stance is judged by, for the training recipe.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use onrecord::Reader;
use onrecord_claims::{PassageRow, stances, stances_given};
use serde_json::{Value, json};

use crate::eval::scenarios::{articles, files, given};

/// Prints a line a passage of every scenario of a folder: `{"scenario", "claim", "group", "article", "span", "row"}`. `claim` is the one
/// that the passages were put together for by hand; where it is null they are those of a claim that was found, by its number.
pub(crate) fn run(folder: &str) -> Result<()> {
    let reader = Reader::new();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for file in files(Path::new(folder))? {
        let read = articles(&reader, &file)?;
        let (names, groups) = given(&file)?;
        let scenario = file.file_stem().unwrap_or_default().to_string_lossy();
        let mut print = |claim: Value, group: usize, rows: &[PassageRow]| {
            rows.iter().try_for_each(|of| {
                let line = json!({
                    "scenario": scenario, "claim": claim, "group": group,
                    "article": of.article, "span": of.span, "row": &of.row[..],
                });
                writeln!(out, "{line}")
            })
        };
        for (at, rows) in stances_given(&read, &groups).iter().enumerate() {
            print(json!(names[at]), at, rows)?;
        }
        for (at, rows) in stances(&read).iter().enumerate() {
            print(Value::Null, at, rows)?;
        }
    }
    Ok(())
}
