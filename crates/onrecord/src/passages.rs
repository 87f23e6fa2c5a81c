//! The passages of an article: parts of sentences in which one voice speaks.

use std::collections::BTreeMap;

use onrecord_intake::Span;

use crate::statements::Statement;
use crate::syntax::Syntax;
use crate::text::{Text, TokenRange};

/// A part of a sentence with one voice.
#[derive(Clone, Debug)]
pub(crate) struct Passage {
    pub span: Span,
    /// What it tells and does, from -127 to 127 ([`crate::model::PassageWords`]).
    pub code: Vec<i8>,
}

/// The words of each passage, in text order: of every sentence what it has of the content of each statement, and what stands outside of
/// contents, sources and cues.
pub fn words(text: &Text<'_>, syntax: &Syntax, statements: &[Statement]) -> Vec<TokenRange> {
    let mut found: Vec<TokenRange> = Vec::new();
    let mut taken = vec![false; text.tokens.len()];
    let mut take = |range: &TokenRange| {
        range.clone().for_each(|t| taken[t as usize] = true);
    };
    for statement in statements {
        // A broken content is one passage within its sentence.
        let mut content: BTreeMap<usize, TokenRange> = BTreeMap::new();
        for (number, part) in statement.content.iter().flat_map(|s| by_sentence(text, syntax, *s)) {
            content.entry(number).or_insert_with(|| part.clone()).end = part.end;
        }
        content.values().for_each(&mut take);
        found.extend(content.into_values());
        let marks = statement.source.iter().chain(&statement.cue);
        marks.for_each(|span| take(&text.tokens_in(*span)));
    }
    for sentence in &syntax.sentences {
        let mut rest: Option<TokenRange> = None;
        for token in sentence.clone() {
            match &mut rest {
                _ if taken[token as usize] => found.extend(rest.take()),
                Some(range) => range.end = token + 1,
                None => rest = Some(token..token + 1),
            }
        }
        found.extend(rest);
    }
    let says =
        |range: &TokenRange| range.clone().any(|t| text.word(t).chars().any(char::is_alphanumeric));
    found.retain(says);
    found.sort_by_key(|range| (range.start, range.end));
    found.dedup();
    found
}

/// What a stretch has of each sentence, by its number.
fn by_sentence(
    text: &Text<'_>,
    syntax: &Syntax,
    span: Span,
) -> impl Iterator<Item = (usize, TokenRange)> {
    let tokens = text.tokens_in(span);
    let sentences = syntax.sentences.iter().enumerate().skip(syntax.sentence_number(tokens.start));
    let (start, end) = (tokens.start, tokens.end);
    sentences
        .take_while(move |(_, sentence)| sentence.start < end)
        .map(move |(number, sentence)| (number, sentence.start.max(start)..sentence.end.min(end)))
}
