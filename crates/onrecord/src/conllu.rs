//! CoNLL-U (universaldependencies.org/format.html): the syntax of a text for researchers.
//!
//! `# newdoc id`, `# newpar`, `# sent_id` and `# text` stand before sentences. Contractions are
//! multiword tokens (`1-2 don't`). MISC holds `SpaceAfter=No`, the name that a word is part of
//! (`NER=B-PER`, in IOB2), how real the word's event is (`Fact=2.1`, -3 to 3, on verbs, adjectives and
//! nouns), and the place of the word in code points of the document's text (`Start=`, `End=`).

use std::fmt::Write;

use onrecord_intake::{CodePoints, Document};

use crate::identity;
use crate::syntax::{Syntax, Upos};
use crate::text::{Text, TokenId, TokenRange};

/// The analysis of a document.
pub fn write(document: &Document, text: &Text<'_>, syntax: &Syntax) -> String {
    let points = CodePoints::new(&document.text);
    let id = one_line(&identity::identifier(document));
    let mut names = vec![None; text.tokens.len()];
    for name in &syntax.names {
        for token in name.tokens.clone() {
            let place = if token == name.tokens.start { 'B' } else { 'I' };
            names[token as usize] = Some((place, name.kind.as_str()));
        }
    }
    let mut out = String::with_capacity(document.text.len() * 8);
    let _ = writeln!(out, "# newdoc id = {id}");
    let writer = Writer { text, syntax, points: &points, names: &names };
    for (number, sentence) in syntax.sentences.iter().enumerate() {
        let paragraph = text.tokens[sentence.start as usize].paragraph as usize;
        if text.paragraphs[paragraph].start == sentence.start {
            out.push_str("# newpar\n");
        }
        let _ = writeln!(out, "# sent_id = {id}-{}", number + 1);
        let _ = writeln!(out, "# text = {}", one_line(text.slice(sentence)));
        writer.sentence(sentence, &mut out);
        out.push('\n');
    }
    out
}

/// White space folded: a comment is one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Writer<'a> {
    text: &'a Text<'a>,
    syntax: &'a Syntax,
    points: &'a CodePoints,
    names: &'a [Option<(char, &'static str)>],
}

impl Writer<'_> {
    fn sentence(&self, sentence: &TokenRange, out: &mut String) {
        for token in sentence.clone() {
            let clitic = |t: TokenId| t < sentence.end && self.text.tokens[t as usize].clitic;
            if !clitic(token) && clitic(token + 1) {
                let mut last = token + 1;
                while clitic(last + 1) {
                    last += 1;
                }
                let number = |t: TokenId| t - sentence.start + 1;
                let _ = writeln!(
                    out,
                    "{}-{}\t{}\t_\t_\t_\t_\t_\t_\t_\t{}",
                    number(token),
                    number(last),
                    self.text.slice(&(token..last + 1)),
                    self.space_after(last).unwrap_or("_"),
                );
            }
            self.word(sentence, token, clitic(token) || clitic(token + 1), out);
        }
    }

    fn word(&self, sentence: &TokenRange, token: TokenId, in_multiword: bool, out: &mut String) {
        let at = token as usize;
        let head =
            if self.syntax.is_root(token) { 0 } else { self.syntax.head[at] - sentence.start + 1 };
        let mut misc = Vec::new();
        if !in_multiword {
            misc.extend(self.space_after(token).map(str::to_owned));
        }
        if let Some((place, kind)) = self.names[at] {
            misc.push(format!("NER={place}-{kind}"));
        }
        if matches!(self.syntax.upos[at], Upos::Verb | Upos::Adj | Upos::Noun) {
            misc.push(format!("Fact={:.1}", self.syntax.factuality[at]));
        }
        let [start, end] = self.points.span(self.text.source, self.text.tokens[at].span);
        misc.push(format!("Start={start}|End={end}"));
        let lemma = &self.syntax.lemma[at];
        let _ = writeln!(
            out,
            "{}\t{}\t{}\t{}\t_\t_\t{head}\t{}\t_\t{}",
            token - sentence.start + 1,
            self.text.word(token),
            if lemma.is_empty() { "_" } else { lemma },
            self.syntax.upos[at].as_str(),
            self.syntax.relation[at].as_str(),
            misc.join("|"),
        );
    }

    fn space_after(&self, token: TokenId) -> Option<&'static str> {
        let next = self.text.tokens.get(token as usize + 1)?;
        (!next.space_before).then_some("SpaceAfter=No")
    }
}
