//! Where those are at home whom the article only describes: "rebels", "the police", "residents".
//!
//! Their own words tell it first ("residents of Aleppo"). Else they are of the country that the words before
//! them last spoke of, if that is near, or of the country where the article's story is set: the one that
//! it names most, by name, people, town or province. Who may come from anywhere ("migrants", "fighters",
//! "journalists") is left without a country.

use onrecord_world as world;

use super::{Entities, Entity, EntityKind, Form};
use crate::phrase;
use crate::syntax::{Syntax, Upos};
use crate::text::{Text, TokenId};

/// Smaller towns are passed over: their names are too often something else.
const LEAST: u32 = 15_000;
/// How far back, in words, a country counts as the one just spoken of.
const NEAR: TokenId = 25;
/// The story is set in a country that is named at least so often,
const OFTEN: usize = 2;
/// and so much more often than any other.
const MORE: f32 = 1.3;

/// A word that means a country.
struct Spoken {
    token: TokenId,
    country: &'static str,
}

/// Gives a country to those that have none and must have one.
pub(super) fn settle(text: &Text<'_>, syntax: &Syntax, entities: &mut Entities) {
    let spoken = spoken_of(text, syntax);
    let scene = scene(&spoken);
    for entity in &mut entities.all {
        let Some(first) = entity.mentions.first() else { continue };
        if entity.named || entity.country.is_some() || !matters(entity) {
            continue;
        }
        let head = first.head;
        let core = phrase::core(syntax, head);
        let inside = spoken.iter().find(|s| core.contains(&s.token)).map(|s| s.country);
        if inside.is_some() {
            entity.country = inside;
        } else if is_local(text, syntax, head) {
            entity.country = near(&spoken, head, syntax).or(scene);
            entity.at_home = entity.country.is_some();
        }
    }
}

fn matters(entity: &Entity) -> bool {
    matches!(entity.kind, EntityKind::Person | EntityKind::Group | EntityKind::Organization)
        && entity.mentions.iter().all(|m| m.form != Form::Name)
}

/// All words that mean a country, in text order.
fn spoken_of(text: &Text<'_>, syntax: &Syntax) -> Vec<Spoken> {
    let mut out = Vec::new();
    for sentence in &syntax.sentences {
        let words: Vec<&str> = sentence.clone().map(|t| text.word(t)).collect();
        let mut add = |at: usize, country: &world::Country| {
            let token = sentence.start + at as TokenId;
            out.push(Spoken { token, country: country.iso3 });
        };
        for hit in world::country_words(&words) {
            add(hit.words.start, hit.value.country.state());
        }
        for hit in world::places_in(&words, LEAST) {
            let token = sentence.start + hit.words.end as TokenId - 1;
            let country = match hit.value {
                world::Place::City(city) => city.country,
                world::Place::Province(province) => province.country,
                world::Place::Country(_) => continue,
            };
            if syntax.upos[token as usize] == Upos::Propn {
                add(hit.words.start, country.state());
            }
        }
    }
    out.sort_by_key(|s| s.token);
    out.dedup_by_key(|s| s.token);
    out
}

/// The country that the article names clearly most.
fn scene(spoken: &[Spoken]) -> Option<&'static str> {
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    for s in spoken {
        match counts.iter_mut().find(|c| c.0 == s.country) {
            Some(count) => count.1 += 1,
            None => counts.push((s.country, 1)),
        }
    }
    counts.sort_by_key(|c| std::cmp::Reverse(c.1));
    let (country, most) = *counts.first()?;
    let second = counts.get(1).map_or(0, |c| c.1);
    (most >= OFTEN && most as f32 >= MORE * second as f32).then_some(country)
}

/// The country spoken of last before a word, not far from it.
fn near(spoken: &[Spoken], head: TokenId, syntax: &Syntax) -> Option<&'static str> {
    let at = spoken.partition_point(|s| s.token < head);
    let last = spoken[..at].last()?;
    let sentence = syntax.sentence_of(head);
    (last.token >= sentence.start && head - last.token <= NEAR).then_some(last.country)
}

/// Is somebody so described of the place that is spoken of?
fn is_local(text: &Text<'_>, syntax: &Syntax, head: TokenId) -> bool {
    let core = phrase::core(syntax, head);
    let from_elsewhere = core.clone().any(|t| {
        matches!(
            &*text.word(t).to_lowercase(),
            "foreign" | "international" | "western" | "european" | "african" | "asian" | "arab" | "allied"
                | "coalition" | "un" | "global" | "regional" | "other" | "most" | "many" | "some"
        )
    });
    !from_elsewhere && LOCAL.contains(&&*syntax.lemma[head as usize].to_lowercase())
}

/// Nouns for those who belong to the place that is spoken of.
const LOCAL: &[&str] = &[
    "activist", "army", "authority", "authorities", "citizen", "civilian", "commander", "court",
    "demonstrator", "dissident", "force", "forces", "government", "governor", "guerrilla", "inhabitant",
    "insurgent", "judge", "kurd", "kurds", "lawmaker", "legislator", "local", "mayor", "military", "militia",
    "minister", "ministry", "mp", "officer", "official", "opposition", "parliament", "people", "police",
    "policeman", "population", "president", "prosecutor", "protester", "rebel", "regime", "resident",
    "rioter", "senate", "senator", "soldier", "student", "troop", "troops", "villager", "voter",
];
