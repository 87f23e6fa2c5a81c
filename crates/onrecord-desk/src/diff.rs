//! Which words of a quotation differ from those of another.

use std::ops::Range;

/// Longer texts are not compared: nobody reads them side by side.
const MOST: usize = 400;

/// The words of a text with their places.
fn words(text: &str) -> Vec<(Range<usize>, String)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric() || c == '\'' || c == '’', start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push((from..at, text[from..at].to_lowercase()));
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// The stretches of `text` whose words are not in `base` in the same order; none where most of the
/// words differ, since then all of it is its own, or where one of them is very long.
pub(crate) fn differing(base: &str, text: &str) -> Vec<Range<usize>> {
    let (a, b) = (words(base), words(text));
    if a.is_empty() || b.is_empty() || a.len() > MOST || b.len() > MOST {
        return Vec::new();
    }
    // Longest common subsequence, from the ends.
    let mut longest = vec![vec![0_u16; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i][j] = if a[i].1 == b[j].1 {
                longest[i + 1][j + 1] + 1
            } else {
                longest[i + 1][j].max(longest[i][j + 1])
            };
        }
    }
    if usize::from(longest[0][0]) * 3 < b.len() {
        return Vec::new();
    }
    let (mut i, mut j) = (0, 0);
    let mut stretches: Vec<Range<usize>> = Vec::new();
    let mut last = None;
    while j < b.len() {
        if i < a.len() && a[i].1 == b[j].1 {
            (i, j) = (i + 1, j + 1);
        } else if i < a.len() && longest[i + 1][j] >= longest[i][j + 1] {
            i += 1;
        } else {
            let place = b[j].0.clone();
            match stretches.last_mut() {
                Some(stretch) if last == Some(j.wrapping_sub(1)) => stretch.end = place.end,
                _ => stretches.push(place),
            }
            last = Some(j);
            j += 1;
        }
    }
    stretches
}

/// A text in pieces, those that differ marked.
pub(crate) fn pieces(base: &str, text: &str) -> Vec<(bool, String)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for stretch in differing(base, text) {
        pieces.push((false, text[at..stretch.start].to_owned()));
        pieces.push((true, text[stretch.clone()].to_owned()));
        at = stretch.end;
    }
    pieces.push((false, text[at..].to_owned()));
    pieces.retain(|(_, piece)| !piece.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(base: &str, text: &str) -> String {
        let show = |(differs, piece): &(bool, String)| {
            if *differs { format!("[{piece}]") } else { piece.clone() }
        };
        pieces(base, text).iter().map(show).collect()
    }

    #[test]
    fn differing_words_are_found() {
        let base = "The ships would guard the fishing grounds, the paper said.";
        assert_eq!(
            marked(base, "The ships would protect the fishing grounds, the newspaper said."),
            "The ships would [protect] the fishing grounds, the [newspaper] said."
        );
        assert_eq!(marked(base, base), base);
        assert_eq!(
            marked("four people were hurt", "Four people were badly hurt"),
            "Four people were [badly] hurt"
        );
    }

    #[test]
    fn what_is_wholly_other_is_left_alone() {
        assert_eq!(
            marked("One thing.", "Quite another matter altogether."),
            "Quite another matter altogether."
        );
        assert_eq!(marked("", "x"), "x");
    }
}
