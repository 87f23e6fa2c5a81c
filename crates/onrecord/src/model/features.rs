//! What the model is told of a word beside its word pieces.
//!
//! The pieces are uncased and carry neither layout nor quotation. Each word therefore brings three
//! rows of a small table that the encoder adds to the embedding of its pieces. Training reads the
//! same rows from `cargo xtask words`, so both sides see one thing.

use crate::text::{Text, TokenId};

/// Rows of the feature table.
pub const FEATURES: usize = 13;

/// The row that the marks at the window's ends bring, three times.
pub(super) const MARK: u16 = 0;

/// The three rows of a word: how it is written, where it stands to quotation marks, what stands
/// before it.
pub fn of(text: &Text<'_>, token: TokenId) -> [u16; 3] {
    [1 + case(text.word(token)), 6 + quotation(text, token), 10 + before(text, token)]
}

/// 0 no letters, 1 lower case, 2 a capital first, 3 capitals throughout, 4 mixed.
fn case(word: &str) -> u16 {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return 0 };
    let (mut upper, mut lower) = (0, 0);
    for c in letters {
        if c.is_uppercase() {
            upper += 1;
        } else {
            lower += 1;
        }
    }
    match (first.is_uppercase(), upper, lower) {
        (true, 0, _) => 2,
        (true, _, 0) => 3,
        (false, 0, _) => 1,
        _ => 4,
    }
}

/// 0 outside, 1 inside, 2 an opening mark, 3 a closing mark.
fn quotation(text: &Text<'_>, token: TokenId) -> u16 {
    let quoted = text.tokens[token as usize].quoted;
    if !crate::text::is_quotation_mark(text.word(token)) {
        return u16::from(quoted);
    }
    let next = text.tokens.get(token as usize + 1);
    let paragraph = text.tokens[token as usize].paragraph;
    if next.is_some_and(|n| n.paragraph == paragraph && n.quoted) { 2 } else { 3 }
}

/// 0 nothing, 1 white space, 2 the start of a paragraph.
fn before(text: &Text<'_>, token: TokenId) -> u16 {
    let this = &text.tokens[token as usize];
    if text.paragraphs[this.paragraph as usize].start == token {
        2
    } else {
        u16::from(this.space_before)
    }
}
