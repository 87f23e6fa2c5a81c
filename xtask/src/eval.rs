//! `cargo xtask eval`: predictions for the scorers.

use std::fs::File;
use std::io::{BufRead, BufReader, Lines};

use anyhow::{Context, Result};
use flate2::read::MultiGzDecoder;

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
