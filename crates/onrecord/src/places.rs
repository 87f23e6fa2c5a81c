//! The places of an article that are on the map: countries, provinces and towns, looked up once.

use onrecord_world as world;

use crate::syntax::Syntax;
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
    out.retain(|p| !syntax.is_in_person(p.tokens.start) && !is_part(text, p));
    out
}

/// "Punta del *Este*", "La *Barra*": the last word of a name in a Romance language, which is another place than the town that is
/// called by the word alone.
fn is_part(text: &Text<'_>, on_map: &OnMap) -> bool {
    let before = on_map.tokens.start.checked_sub(1).map(|t| text.word(t));
    !matches!(on_map.place, world::Place::Country(_))
        && before.is_some_and(|word| {
            let upper = word.starts_with(char::is_uppercase);
            let article =
                ["la", "las", "los", "el", "san", "santa", "santo", "são", "saint", "le", "les"];
            let inside = ["del", "de", "da", "do", "dos", "di"];
            let low = word.to_lowercase();
            upper && article.contains(&&*low) || inside.contains(&&*low)
        })
}
