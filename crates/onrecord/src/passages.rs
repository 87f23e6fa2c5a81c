//! The passages of an article: parts of sentences in which one voice speaks.

use onrecord_intake::Span;

use crate::statements::Statement;
use crate::syntax::Syntax;
use crate::text::{Text, TokenId, TokenRange};

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
    let all: Vec<(&Statement, Span)> =
        statements.iter().filter_map(|s| Some((s, whole(s)?))).collect();
    for sentence in &syntax.sentences {
        let extent = text.span(sentence);
        let mut taken = vec![false; sentence.len()];
        let within = |span: &Span| -> Option<TokenRange> {
            let of = |t: &TokenId| text.tokens[*t as usize].span.overlaps(*span);
            let first = sentence.clone().find(of)?;
            let last = sentence.clone().rev().find(of)?;
            Some(first..last + 1)
        };
        let mut take = |range: &TokenRange| {
            range.clone().for_each(|t| taken[(t - sentence.start) as usize] = true);
        };
        for (statement, _) in all.iter().filter(|(_, span)| span.overlaps(extent)) {
            let content: Vec<TokenRange> = statement.content.iter().filter_map(within).collect();
            // A broken content is one passage within its sentence.
            if let (Some(first), Some(last)) = (content.first(), content.last()) {
                let whole = first.start..last.end;
                take(&whole);
                found.push(whole);
            }
            statement.source.iter().chain(&statement.cue).filter_map(within).for_each(|r| take(&r));
        }
        let mut rest: Option<TokenRange> = None;
        for (token, taken) in sentence.clone().zip(taken) {
            match &mut rest {
                _ if taken => found.extend(rest.take()),
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

/// From the first word of a statement to its last, wherever its parts stand.
fn whole(statement: &Statement) -> Option<Span> {
    let parts = || statement.source.iter().chain(&statement.cue).chain(&statement.content);
    let start = parts().map(|span| span.start).min()?;
    let end = parts().map(|span| span.end).max()?;
    Some(Span { start, end })
}
