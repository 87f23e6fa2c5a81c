//! Claims over the scenarios: many articles, few claims, counted by hand.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use onrecord::Reader;
use onrecord::report::Report;
use onrecord_claims::{Article, claims};
use onrecord_intake::Input;
use rayon::prelude::*;
use serde_json::Value;

/// Reads each scenario's articles in the order of publication, writes its claims to `NAME.jsonl` in
/// `target/scenarios` and runs the scorer that stands beside the folder, or with the shared corpora.
pub(super) fn run(folder: &str) -> Result<()> {
    let folder = Path::new(folder);
    if !folder.is_dir() {
        #[expect(clippy::print_stderr, reason = "a check that was left out must say so")]
        {
            eprintln!("skipped: there is no folder {}", folder.display());
        }
        return Ok(());
    }
    let out = PathBuf::from("target/scenarios");
    fs::create_dir_all(&out).with_context(|| format!("cannot make {}", out.display()))?;
    let reader = Reader::new();
    for file in &files(folder)? {
        let mut lines = String::new();
        for claim in claims(&articles(&reader, file)?) {
            lines.push_str(&serde_json::to_string(&claim)?);
            lines.push('\n');
        }
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        fs::write(out.join(format!("{name}.jsonl")), lines)?;
    }
    let beside = folder.join("../score/scenarios.py");
    let scorer =
        if beside.exists() { beside } else { PathBuf::from("../shared/score/scenarios.py") };
    let status = Command::new("python3").arg(&scorer).arg(folder).arg(&out).status();
    if !status.with_context(|| format!("cannot run {}", scorer.display()))?.success() {
        bail!("the scorer failed");
    }
    Ok(())
}

/// The scenarios of a folder.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.map(|e| Ok(e?.path())).collect::<Result<_>>()?;
    files.retain(|f| f.extension().is_some_and(|e| e == "json"));
    files.sort();
    Ok(files)
}

/// The articles of a scenario in the order of publication.
pub(crate) fn articles(reader: &Reader, file: &Path) -> Result<Vec<Article>> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let scenario: Value =
        serde_json::from_slice(&bytes).with_context(|| file.display().to_string())?;
    let mut records: Vec<Value> = scenario["articles"].as_array().cloned().unwrap_or_default();
    records.sort_by_key(|r| r["published"].as_str().unwrap_or_default().to_owned());
    records.par_iter().map(|record| Ok(Article::from_report(&report(reader, record)?))).collect()
}

fn report(reader: &Reader, record: &Value) -> Result<Report> {
    let line = record.to_string();
    let document = Input::new("record.jsonl", line.as_bytes()).documents().next();
    Ok(reader.read(document.context("a record holds no article")??))
}
