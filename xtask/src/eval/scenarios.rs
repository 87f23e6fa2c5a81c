//! Claims over the scenarios: many articles, few claims, counted by hand.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use onrecord::Reader;
use onrecord::report::Report;
use onrecord_claims::{Article, Claim, Given, claims, claims_given};
use onrecord_intake::Input;
use rayon::prelude::*;
use serde_json::Value;

/// Reads each scenario's articles in the order of publication, writes its claims to `NAME.jsonl` in
/// `target/scenarios` and runs the scorer that stands beside the folder, or with the shared corpora. Where it is `by_hand`, the mentions
/// are put together as the scenario has them, and only what is made of them is the engine's.
pub(super) fn run(folder: &str, by_hand: bool) -> Result<()> {
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
        let read = articles(&reader, file)?;
        let found: Vec<Claim> = if by_hand {
            let (_, groups) = given(file)?;
            claims_given(&read, &groups).into_iter().flatten().collect()
        } else {
            claims(&read)
        };
        for claim in found {
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

/// The claims of a scenario that are no figures, and the passages that they and their figures are mentioned in.
pub(crate) fn given(file: &Path) -> Result<(Vec<String>, Vec<Given>)> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let scenario: Value =
        serde_json::from_slice(&bytes).with_context(|| file.display().to_string())?;
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let told = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut names: Vec<String> = Vec::new();
    let mut groups: Vec<Given> = Vec::new();
    let (figures, events): (Vec<Value>, Vec<Value>) =
        list(&scenario["claims"]).into_iter().partition(|c| c["part_of"].is_string());
    for claim in events.iter().chain(&figures) {
        let name = told(claim.get("part_of").filter(|p| p.is_string()).unwrap_or(&claim["id"]));
        let at = names.iter().position(|n| *n == name).unwrap_or_else(|| {
            names.push(name);
            groups.push(Given::default());
            names.len() - 1
        });
        for mention in list(&claim["mentions"]) {
            let (article, quote) = (told(&mention["article"]), told(&mention["quote"]));
            let text = list(&scenario["articles"]).into_iter().find(|a| a["id"] == article[..]);
            let text = text.map(|a| told(&a["text"])).unwrap_or_default();
            let Some(start) = text.find(&quote) else { continue };
            let start = text[..start].chars().count() as u32;
            let end = start + quote.chars().count() as u32;
            groups[at].passages.push((article, [start, end]));
        }
    }
    Ok((names, groups))
}

fn report(reader: &Reader, record: &Value) -> Result<Report> {
    let line = record.to_string();
    let document = Input::new("record.jsonl", line.as_bytes()).documents().next();
    Ok(reader.read(document.context("a record holds no article")??))
}
