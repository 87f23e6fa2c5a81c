//! Which words keep the full stop that they end with.

use onrecord_world::{AbbreviationKind, abbreviation};

/// Does the full stop that `word` ends with belong to it? `U.S.`, `J.`, `Gen.`, `Inc.`, and `No.`
/// before a number; `etc.` gives its stop to a sentence that ends with it. `next` is the first
/// character behind the word that is no white space.
pub(super) fn keeps_stop(word: &str, next: Option<char>) -> bool {
    let Some(stem) = word.strip_suffix('.') else { return false };
    let mut chars = stem.chars();
    match (chars.next(), chars.next()) {
        (None, _) => return false,
        (Some(c), None) => return c.is_alphabetic() && c.is_uppercase() && c != 'I',
        _ => {}
    }
    if stem.contains('.') {
        // U.S., a.m., Ph.D., e.g.: short parts between the stops.
        return stem.split('.').all(|part| {
            (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic)
        });
    }
    match abbreviation(word) {
        Some(AbbreviationKind::BeforeNumber) => next.is_some_and(|c| c.is_ascii_digit()),
        Some(_) if stem == "etc" => next.is_some_and(|c| !c.is_uppercase()),
        found => found.is_some(),
    }
}
