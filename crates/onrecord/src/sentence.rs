//! Sentences of a report's text. A report keeps none of the model's, so they are found again by the
//! rules of Unicode (UAX 29), which know no abbreviations, nor that “Who?” she asked is one: ours join
//! what those part.

use std::ops::Range;

use onrecord_world::abbreviation;
use unicode_segmentation::UnicodeSegmentation;

/// The sentences of a paragraph in bytes, without the white space at their ends.
pub fn all(paragraph: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    paragraph.split_sentence_bound_indices().filter_map(move |(from, piece)| {
        let end = from + piece.len();
        let rest = paragraph[end..].trim_start();
        if !rest.is_empty() && (goes_on(piece) || rest.starts_with(char::is_lowercase)) {
            return None;
        }
        let whole = start..end;
        start = end;
        Some(trimmed(paragraph, whole)).filter(|sentence| !sentence.is_empty())
    })
}

/// The sentence around a byte of a paragraph: the first that ends behind it, else the last.
pub fn around(paragraph: &str, at: usize) -> Range<usize> {
    let mut last = 0..0;
    for sentence in all(paragraph) {
        last = sentence;
        if at < last.end {
            break;
        }
    }
    last
}

/// Does a piece end in an abbreviation or an initial?
fn goes_on(piece: &str) -> bool {
    let Some(word) = piece.split_whitespace().next_back() else { return false };
    let word = word.trim_start_matches(['(', '"', '“', '‘', '\'', '[']);
    let initial = word.strip_suffix('.').is_some_and(|stem| {
        let mut letters = stem.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
    });
    initial || abbreviation(word).is_some()
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    start..start + part.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Gen. Ada B. Holm met Mr. Ruiz in St. Mary. “They agreed,” she said. “Did \
                        they?” asked the U.S. President. Yes.";

    fn of(word: &str) -> &'static str {
        &TEXT[around(TEXT, TEXT.find(word).unwrap())]
    }

    #[test]
    fn abbreviations_end_no_sentence() {
        assert_eq!(of("met"), "Gen. Ada B. Holm met Mr. Ruiz in St. Mary.");
        assert_eq!(of("agreed"), "“They agreed,” she said.");
        assert_eq!(of("President"), "“Did they?” asked the U.S. President.");
        assert_eq!(of("Yes"), "Yes.");
    }

    #[test]
    fn any_place_has_a_sentence() {
        for text in ["", " ", "word", "No. 3", "A. B. C.", "日本。中国。"] {
            for at in 0..=text.len() {
                let range = around(text, at);
                assert!(text.get(range).is_some_and(|found| found == found.trim()));
            }
        }
    }
}
