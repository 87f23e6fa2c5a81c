//! `cargo xtask passages`: passages of scenarios and what every two of them have in common, for the training recipe.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use onrecord::Reader;
use onrecord_claims::pairs;
use serde_json::json;

use crate::eval::scenarios::{articles, files};

/// Of every scenario of a folder writes `OUT/NAME.json`, `{"articles": [NAME..], "passages": [..]}` (a passage names its
/// article by place, and its span is in code points of its text), and `OUT/NAME.f32`: the numbers of the first passage and
/// the second, the first and the third, and so on, little-endian.
pub(crate) fn run(folder: &str, out: &str) -> Result<()> {
    let (reader, out) = (Reader::new(), Path::new(out));
    fs::create_dir_all(out).with_context(|| format!("cannot make {}", out.display()))?;
    for file in files(Path::new(folder))? {
        let read = articles(&reader, &file)?;
        let found = pairs(&read);
        let names: Vec<&str> = read.iter().map(|a| a.card.id.as_str()).collect();
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let told = json!({"articles": names, "passages": found.passages});
        fs::write(out.join(format!("{stem}.json")), told.to_string())?;
        let numbers: Vec<u8> = found.rows.iter().flatten().flat_map(|n| n.to_le_bytes()).collect();
        fs::write(out.join(format!("{stem}.f32")), numbers)?;
    }
    Ok(())
}
