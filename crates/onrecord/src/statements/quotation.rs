//! How much of a content is quoted.

use super::Quotation;
use crate::syntax::{Syntax, Upos};
use crate::text::{Text, TokenId, TokenRange, is_quotation_mark};

/// Direct where every word stands in quotation marks, indirect where none does.
pub(super) fn of(text: &Text<'_>, syntax: &Syntax, content: &[TokenRange]) -> Quotation {
    let (mut quoted, mut plain) = (0, 0);
    for token in content.iter().flat_map(Clone::clone) {
        if syntax.upos[token as usize] == Upos::Punct || is_quotation_mark(text.word(token)) {
            continue;
        }
        if text.tokens[token as usize].quoted || in_single_marks(text, syntax, token) {
            quoted += 1;
        } else {
            plain += 1;
        }
    }
    match (quoted, plain) {
        (0, _) => Quotation::Indirect,
        (_, 0) => Quotation::Direct,
        _ => Quotation::Mixed,
    }
}

/// Does the word stand between single quotation marks of its sentence, as British papers print?
fn in_single_marks(text: &Text<'_>, syntax: &Syntax, token: TokenId) -> bool {
    let sentence = syntax.sentence_of(token);
    let mut open = false;
    for at in sentence.start..token {
        let word = text.word(at);
        let next = text.tokens[at as usize + 1].space_before;
        match word {
            "‘" => open = true,
            "'" if text.tokens[at as usize].space_before && !next => open = true,
            "'" | "’" if !text.tokens[at as usize].clitic => open = false,
            _ => {}
        }
    }
    open && (token + 1..sentence.end).any(|at| matches!(text.word(at), "'" | "’"))
}
