//! Which words stand inside double quotation marks.

use super::Token;

/// What a double quotation mark does where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Opens,
    Closes,
    /// A straight mark: its place decides.
    Either,
}

/// Is the word a double quotation mark, and of which hand?
fn mark_of(word: &str) -> Option<Mark> {
    Some(match word {
        "“" | "„" | "‟" | "«" | "``" | "‘‘" | "「" | "『" => Mark::Opens,
        "”" | "»" | "’’" | "」" | "』" => Mark::Closes,
        "\"" | "''" | "＂" => Mark::Either,
        _ => return None,
    })
}

/// Is the word a double quotation mark?
pub(crate) fn is_quotation_mark(word: &str) -> bool {
    mark_of(word).is_some()
}

/// Sets `quoted` on the words of one paragraph. A quotation that is not closed runs to the
/// paragraph's end, as newspapers print speech that goes on in the next one; a closing mark that
/// nothing opened is passed over.
pub(super) fn mark(source: &str, tokens: &mut [Token]) {
    let mut open = false;
    for i in 0..tokens.len() {
        let Some(mark) = mark_of(tokens[i].span.of(source)) else {
            tokens[i].quoted = open;
            continue;
        };
        let opens = match mark {
            Mark::Opens => true,
            Mark::Closes => false,
            Mark::Either => {
                let space_after = tokens.get(i + 1).is_none_or(|t| t.space_before);
                match (tokens[i].space_before, space_after) {
                    (true, false) => true,
                    (false, true) => false,
                    _ => !open,
                }
            }
        };
        tokens[i].quoted = opens || open;
        open = opens;
    }
}
