//! Names in IOB2.

use std::fmt::Write;

use anyhow::{Result, bail};
use onrecord::text::Text;
use onrecord::{Document, Reader, Span};

use super::treebank::{self, Raw};

/// Prints a tag for every word of the gold file.
pub(super) fn run(gold: &str) -> Result<()> {
    let words = words(gold)?;
    let documents = treebank::read(gold)?;
    let mut sentences = words.into_iter();
    let mut items = Vec::new();
    for raw in documents {
        let own: Vec<_> = sentences.by_ref().take(raw.sentences.len()).collect();
        items.push((raw, own));
    }
    if sentences.next().is_some() {
        bail!("{gold}: more sentences than the documents have");
    }
    super::print_each(&items, |reader, (raw, words)| predict(reader, raw, words))
}

/// The comments and words of each sentence.
fn words(gold: &str) -> Result<Vec<(Vec<String>, Vec<String>)>> {
    let mut out = Vec::new();
    let (mut comments, mut words) = (Vec::new(), Vec::new());
    for line in super::lines(gold)? {
        let line = line?;
        if line.starts_with('#') {
            comments.push(line);
        } else if line.is_empty() {
            if !words.is_empty() {
                out.push((std::mem::take(&mut comments), std::mem::take(&mut words)));
            }
        } else {
            words.push(line.split('\t').nth(1).unwrap_or_default().to_owned());
        }
    }
    if !words.is_empty() {
        out.push((comments, words));
    }
    Ok(out)
}

fn predict(reader: &Reader, raw: &Raw, sentences: &[(Vec<String>, Vec<String>)]) -> String {
    let document = Document::of_lines(raw.text.clone());
    let text = Text::new(&document);
    let syntax = reader.annotate(&text).syntax;
    let names: Vec<(Span, &str)> =
        syntax.names.iter().map(|n| (text.span(&n.tokens), n.kind.as_str())).collect();
    let mut out = String::new();
    for ((comments, words), range) in sentences.iter().zip(&raw.sentences) {
        for comment in comments {
            out.push_str(comment);
            out.push('\n');
        }
        let mut at = range.start;
        let mut before: Option<usize> = None;
        for (number, word) in words.iter().enumerate() {
            // A word of a contraction may be spelt otherwise than the text: it stays where it is.
            let start = raw.text[at..range.end].find(word.as_str()).map_or(at, |i| at + i);
            let span = Span::new(start, (start + word.len()).min(range.end).max(start));
            at = span.end as usize;
            let name = names.iter().position(|(name, _)| name.overlaps(span));
            let tag = match name {
                None => "O".to_owned(),
                Some(i) if before == Some(i) => format!("I-{}", names[i].1),
                Some(i) => format!("B-{}", names[i].1),
            };
            before = name;
            let _ = writeln!(out, "{}\t{word}\t{tag}", number + 1);
        }
        out.push('\n');
    }
    out.trim_end().to_owned() + "\n"
}
