//! Cutting a text into windows that the encoder reads.
//!
//! The recipe in `training/onrecord_training/windows.py` cuts the same way with the same numbers.

use std::collections::HashSet;
use std::ops::Range;

use crate::text::{Text, TokenId};

/// Word pieces in a window, the two marks at its ends among them.
pub const WINDOW: usize = 232;

/// How many of them may be words that the window before has read, shown again as context.
pub const CONTEXT: usize = 24;

/// No word takes more pieces than this; what is longer is cut off.
pub const LONGEST: usize = (WINDOW - 2) / 4;

/// Words `first..end` of a text; those before `core` are context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first word shown.
    pub first: TokenId,
    /// The first word to be read.
    pub core: TokenId,
    /// One past the last word.
    pub end: TokenId,
}

impl Window {
    /// All its words.
    pub fn words(&self) -> Range<TokenId> {
        self.first..self.end
    }

    /// The words that it is to read.
    pub fn core(&self) -> Range<TokenId> {
        self.core..self.end
    }
}

/// Cuts a text whose words have `lengths` pieces (at most [`LONGEST`] each). A window ends with a
/// paragraph where that leaves it well filled, else with a sentence as far as marks tell, else
/// where it is full.
pub fn cut(text: &Text<'_>, lengths: &[usize]) -> Vec<Window> {
    let room = WINDOW - 2;
    let ends: HashSet<usize> = text.paragraphs.iter().map(|p| p.end as usize).collect();
    let mut out = Vec::new();
    let mut core = 0;
    while core < lengths.len() {
        let (mut first, mut context) = (core, 0);
        while first > 0 && context + lengths[first - 1] <= CONTEXT {
            first -= 1;
            context += lengths[first];
        }
        let (mut end, mut used) = (core, context);
        while end < lengths.len() && used + lengths[end] <= room {
            used += lengths[end];
            end += 1;
        }
        if end < lengths.len() {
            end = best_end(text, core..end, lengths, &ends, room - context);
        }
        out.push(Window { first: first as TokenId, core: core as TokenId, end: end as TokenId });
        core = end;
    }
    out
}

/// Where a window that begins at `words.start` and has room up to `words.end` ends best.
fn best_end(
    text: &Text<'_>,
    words: Range<usize>,
    lengths: &[usize],
    paragraph_ends: &HashSet<usize>,
    room: usize,
) -> usize {
    let mut filled: usize = lengths[words.clone()].iter().sum();
    let mut sentence = None;
    for at in (words.start + 1..=words.end).rev() {
        if filled * 2 < room {
            break;
        }
        if paragraph_ends.contains(&at) {
            return at;
        }
        if sentence.is_none() && ends_sentence(text, at) {
            sentence = Some(at);
        }
        filled -= lengths[at - 1];
    }
    sentence.unwrap_or(words.end)
}

/// Do the marks before word `at` look like a sentence's end?
fn ends_sentence(text: &Text<'_>, at: usize) -> bool {
    if !text.tokens[at].space_before {
        return false;
    }
    let mut last = text.word(at as TokenId - 1);
    if matches!(last, "\"" | "”" | "''" | "’" | "'" | ")") && at > 1 {
        last = text.word(at as TokenId - 2);
    }
    last.ends_with(['.', '!', '?']) && last.chars().count() < 4
}
