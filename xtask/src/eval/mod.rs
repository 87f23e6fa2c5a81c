//! `cargo xtask eval TASK GOLD`: runs the engine over a gold file and prints predictions in the
//! format that the scorers read. Files ending in `.gz` are read too.

mod attribution;
mod events;
mod factuality;
mod names;
mod pages;
mod plv;
pub(crate) mod scenarios;
mod syntax;
mod times;
mod treebank;

use std::fs::File;
use std::io::{BufRead, BufReader, Lines, Write};

use anyhow::{Context, Result, bail};
use flate2::read::MultiGzDecoder;
use onrecord::Reader;
use rayon::prelude::*;
use serde_json::Value;

/// Predicts for one task.
pub(crate) fn run(task: &str, gold: &str) -> Result<()> {
    match task {
        "attribution" => attribution::run(gold),
        "events" => events::run(gold),
        "factuality" => factuality::run(gold),
        "names" => names::run(gold),
        "pages" => pages::run(gold),
        "plv" => plv::run(gold),
        "scenarios" => scenarios::run(gold, false),
        "scenarios-given" => scenarios::run(gold, true),
        "syntax" => syntax::run(gold),
        "times" => times::run(gold),
        _ => bail!(
            "expected attribution, events, factuality, names, pages, plv, scenarios, syntax or times, \
             found \
             {task}"
        ),
    }
}

/// The lines of a file, of a gzip file too.
pub(crate) fn lines(file: &str) -> Result<Lines<Box<dyn BufRead>>> {
    let opened = File::open(file).with_context(|| format!("cannot open {file}"))?;
    let reader: Box<dyn BufRead> = if file.ends_with(".gz") {
        Box::new(BufReader::new(MultiGzDecoder::new(opened)))
    } else {
        Box::new(BufReader::new(opened))
    };
    Ok(reader.lines())
}

/// The records of a JSONL file.
fn records(file: &str) -> Result<Vec<Value>> {
    lines(file)?
        .enumerate()
        .map(|(number, line)| {
            serde_json::from_str(&line?).with_context(|| format!("{file}:{}", number + 1))
        })
        .collect()
}

/// Predicts for each item on all cores and prints in order.
fn print_each<T: Sync>(items: &[T], predict: impl Fn(&Reader, &T) -> String + Sync) -> Result<()> {
    let reader = Reader::new();
    print_lines(items.par_iter().map(|item| predict(&reader, item)).collect())
}

fn print_lines(lines: Vec<String>) -> Result<()> {
    let mut out = std::io::stdout().lock();
    for line in lines {
        writeln!(out, "{line}")?;
    }
    Ok(())
}
