//! The places of an article that are on the map: countries, provinces and towns, looked up once.

use onrecord_world as world;

use crate::syntax::{NameKind, Syntax};
use crate::text::{Text, TokenId, TokenRange};

/// Smaller towns are passed over: their names are too often something else.
const LEAST: u32 = 15_000;

/// Words that name a place on the map.
#[derive(Clone, Debug)]
pub struct OnMap {
    /// The words.
    pub tokens: TokenRange,
    /// What they name.
    pub place: world::Place,
}

/// All such words, in text order.
pub fn find(text: &Text<'_>, syntax: &Syntax) -> Vec<OnMap> {
    let mut out = Vec::new();
    for sentence in &syntax.sentences {
        let words: Vec<&str> = sentence.clone().map(|t| text.word(t)).collect();
        out.extend(world::places_in(&words, LEAST).into_iter().map(|hit| {
            let first = sentence.start;
            let tokens = first + hit.words.start as TokenId..first + hit.words.end as TokenId;
            OnMap { tokens, place: hit.value }
        }));
    }
    out.retain(|p| !syntax.is_in_person(p.tokens.start) && !is_part(text, syntax, p));
    out
}

/// Words before a place that say which part of it, or what sort of place, is meant: "Greater *London*", "Lake *Geneva*".
const QUALIFIERS: &[&str] = &[
    "greater", "central", "inner", "outer", "upper", "lower", "old", "new", "north", "south",
    "east", "west", "northern", "southern", "eastern", "western", "city", "province", "district",
    "port", "lake", "mount", "gulf", "bay", "camp",
];

/// "Punta del *Este*", "Ben *Zira*": the last word of a longer name, which is another place than the town that is called by the word
/// alone.
fn is_part(text: &Text<'_>, syntax: &Syntax, on_map: &OnMap) -> bool {
    let start = on_map.tokens.start;
    let Some(before) = start.checked_sub(1).map(|t| text.word(t)) else { return false };
    let name = syntax.name_at(start);
    let inside = name.is_some_and(|n| n.kind == NameKind::Place && n.tokens.start < start);
    let low = before.to_lowercase();
    let named = inside
        && before.chars().all(char::is_alphabetic)
        && !QUALIFIERS.contains(&&*low)
        && world::country_word(before).is_none();
    !matches!(on_map.place, world::Place::Country(_)) && named
}
