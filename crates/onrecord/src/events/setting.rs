//! When and where an event takes place: the time and the place in its own clause.

use onrecord_world as world;

use super::{When, Where};
use crate::phrase;
use crate::statements::Article;
use crate::syntax::{Relation, Upos};
use crate::text::{TokenId, TokenRange};
use crate::times;

/// The expression of time that dates the event.
pub(super) fn time(article: &Article<'_, '_>, token: TokenId) -> Option<When> {
    let sentence = article.syntax.sentence_of(token);
    let nearest = (0..article.times.len())
        .filter(|&i| sentence.contains(&article.times[i].tokens.start))
        .filter_map(|i| {
            let head = article.syntax.head_of(&article.times[i].tokens);
            Some((distance(article, head, token)?, i))
        })
        .min()?;
    let (_, index) = nearest;
    let reach = times::reach(article.times, index);
    if reach.start.is_none() && reach.end.is_none() {
        return None;
    }
    Some(When {
        start: reach.start,
        end: reach.end,
        span: article.text.span(&article.times[index].tokens),
    })
}

/// The place that the article names for the event.
pub(super) fn place(article: &Article<'_, '_>, token: TokenId) -> Option<Where> {
    let (text, syntax) = (article.text, article.syntax);
    let sentence = syntax.sentence_of(token);
    let mut nearest: Option<(usize, TokenRange, world::Place)> = None;
    let words: Vec<&str> = sentence.clone().map(|t| text.word(t)).collect();
    for hit in world::places_in(&words, LEAST) {
        let range =
            sentence.start + hit.words.start as TokenId..sentence.start + hit.words.end as TokenId;
        let head = syntax.head_of(&range);
        if syntax.upos[head as usize] != Upos::Propn || !is_location(article, head) {
            continue;
        }
        let Some(steps) = distance(article, head, token) else { continue };
        if nearest.as_ref().is_none_or(|(least, ..)| steps < *least) {
            nearest = Some((steps, range, hit.value));
        }
    }
    let (_, range, place) = nearest?;
    let country = match place {
        world::Place::Country(word) => word.country,
        world::Place::City(city) => city.country,
        world::Place::Province(province) => province.country,
    };
    Some(Where {
        name: phrase::line(text, &range),
        country: Some(country.state().iso3),
        span: text.span(&range),
    })
}

/// Smaller towns are passed over: their names are too often something else.
const LEAST: u32 = 15_000;

/// "In Idlib", "the town of Afrin", "the Syrian city of Raqqa": a preposition of place leads to it.
fn is_location(article: &Article<'_, '_>, head: TokenId) -> bool {
    let syntax = article.syntax;
    let case = |of: TokenId| {
        syntax.children(of).filter(|&t| syntax.relation[t as usize] == Relation::Case).any(|t| {
            matches!(
                &*article.text.word(t).to_lowercase(),
                "in" | "at"
                    | "near"
                    | "outside"
                    | "inside"
                    | "across"
                    | "around"
                    | "into"
                    | "throughout"
                    | "within"
                    | "off"
                    | "over"
            )
        })
    };
    let above = syntax.head[head as usize];
    let relation = syntax.relation[head as usize];
    case(head)
        || matches!(
            relation,
            Relation::Nmod | Relation::Compound | Relation::Appos | Relation::Conj
        ) && case(above)
}

/// How many steps of the tree lie between a word and the event that it belongs to; none where it
/// belongs to another clause.
fn distance(article: &Article<'_, '_>, from: TokenId, event: TokenId) -> Option<usize> {
    let clause = clause_of(article, event);
    let mut at = from;
    for steps in 0..12 {
        if at == event {
            return Some(steps);
        }
        if article.syntax.upos[at as usize] == Upos::Verb && at != from {
            return (at == clause).then_some(steps + 4);
        }
        if article.syntax.is_root(at) {
            return None;
        }
        at = article.syntax.head[at as usize];
    }
    None
}

/// The verb of the clause that a word stands in: the word itself where it is one.
fn clause_of(article: &Article<'_, '_>, token: TokenId) -> TokenId {
    let mut at = token;
    for _ in 0..12 {
        if article.syntax.upos[at as usize] == Upos::Verb || article.syntax.is_root(at) {
            break;
        }
        at = article.syntax.head[at as usize];
    }
    at
}
