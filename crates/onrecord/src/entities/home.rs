//! Where those are at home whom the article only describes: "rebels", "the police", "residents".
//!
//! Their own words tell it first ("residents of Aleppo"). Else they are of the country where the article's
//! story is set: the one that it names most, by name, people, town or province; Kurds and other peoples without a state of
//! their own of one of those where they live. Who may come from anywhere ("migrants", "fighters", "journalists") is left without
//! a country.

use onrecord_world as world;

use super::{Entities, Entity, EntityKind, describe};
use crate::phrase;
use crate::places::OnMap;
use crate::syntax::{NameKind, Relation, Syntax, Upos};
use crate::text::{Text, TokenId, TokenRange};

/// A word that means a country.
struct Spoken {
    token: TokenId,
    country: &'static str,
    /// By its name or its people's, not by a town.
    by_name: bool,
    /// "*US*-backed rebels": who is so described is of another country.
    backs: bool,
}

/// Gives a country to those that have none and must have one.
pub(super) fn settle(text: &Text<'_>, syntax: &Syntax, places: &[OnMap], entities: &mut Entities) {
    let spoken = spoken_of(text, syntax, places);
    entities.scene = scene(&spoken, &(0..0));
    // Bodies and people of states, by where they are first spoken of.
    let states: Vec<(TokenId, &'static str)> = entities
        .all
        .iter()
        .filter(|e| e.kind != EntityKind::Place && is_public(e) && !is_abroad(e))
        .filter_map(|e| Some((e.mentions.first()?.head, e.country?)))
        .collect();
    let dateline = dateline(text, places);
    for entity in &mut entities.all {
        let Some(first) = entity.mentions.first() else { continue };
        if entity.country.is_some() {
            continue;
        }
        let head = first.head;
        let core = phrase::core(syntax, head);
        let own = |s: &&Spoken| core.contains(&s.token) && !s.backs;
        let inside = spoken.iter().find(own).map(|s| s.country);
        let local = match entity.kind {
            EntityKind::Place => {
                entity.country = inside;
                false
            }
            // "TOKYO - Prime Minister Fumio Kishida": a paper does not name the state of those at home.
            EntityKind::Person if entity.named => {
                let office = entity.role.as_deref().is_some_and(|role| {
                    world::agent(role).is_some_and(|a| a.kind == world::AgentKind::Office)
                });
                entity.country = dateline.filter(|_| office && is_public(entity));
                false
            }
            // Who else has a name is not guessed at.
            EntityKind::Person | EntityKind::Group | EntityKind::Organization if !entity.named => {
                let people = people_of(text, &core);
                entity.country = inside.or_else(|| lives_in(people?, &spoken));
                people.is_none() && is_local(text, syntax, head)
            }
            _ => false,
        };
        if local && entity.country.is_none() {
            // Of one state's bodies one speaks at a time: "Greece's coast guard ... the ministry of shipping".
            let before = states.iter().filter(|(at, _)| *at < head).max_by_key(|(at, _)| *at);
            // A bureau abroad is not where the story is: the dateline counts where no other state is named.
            let here = dateline.filter(|d| spoken.iter().all(|s| !s.by_name || s.country == *d));
            let state = before.map(|(_, country)| *country).or(here);
            let state = state.filter(|_| is_public(entity));
            entity.country = state.or_else(|| scene(&spoken, &phrase::subtree(syntax, head)));
            entity.at_home = entity.country.is_some();
        }
    }
}

/// An embassy or an envoy speaks where others are at home.
fn is_abroad(entity: &Entity) -> bool {
    let told = [Some(&entity.name), entity.role.as_ref()];
    told.into_iter().flatten().flat_map(|line| line.split_whitespace()).any(|word| {
        matches!(
            &*word.to_lowercase(),
            "embassy" | "ambassador" | "consulate" | "consul" | "envoy" | "mission" | "coalition"
        )
    })
}

/// Peoples without a state of their own by the beginnings of their names, and the states in which they live.
const PEOPLES: &[(&str, &[&str])] = &[
    ("amhara", &["ETH"]),
    ("baloch", &["PAK", "IRN", "AFG"]),
    ("coptic", &["EGY"]),
    ("copts", &["EGY"]),
    ("druze", &["SYR", "LBN", "ISR"]),
    ("fulani", &["NGA", "MLI", "BFA", "NER"]),
    ("hausa", &["NGA", "NER"]),
    ("hazara", &["AFG", "PAK"]),
    ("hutu", &["RWA", "BDI", "COD"]),
    ("kachin", &["MMR"]),
    ("kurd", &["SYR", "IRQ", "TUR", "IRN"]),
    ("maronite", &["LBN"]),
    ("oromo", &["ETH"]),
    ("pashtun", &["AFG", "PAK"]),
    ("rohingya", &["MMR", "BGD"]),
    ("tamil", &["LKA", "IND"]),
    ("tigrayan", &["ETH", "ERI"]),
    ("tuareg", &["MLI", "NER", "DZA", "LBY"]),
    ("tutsi", &["RWA", "BDI", "COD"]),
    ("uighur", &["CHN"]),
    ("uyghur", &["CHN"]),
    ("yazidi", &["IRQ", "SYR"]),
];

/// The states of the people that a description names: "*Kurdish* forces".
fn people_of(text: &Text<'_>, range: &TokenRange) -> Option<&'static [&'static str]> {
    range.clone().find_map(|t| {
        let word = text.word(t).to_lowercase();
        PEOPLES.iter().find(|(people, _)| word.starts_with(people)).map(|(_, states)| *states)
    })
}

/// The one of these states that the article names most; where it names none, the only one that there is.
fn lives_in(states: &[&'static str], spoken: &[Spoken]) -> Option<&'static str> {
    let count = |state: &str| spoken.iter().filter(|s| s.country == state).count();
    let most = states.iter().rev().max_by_key(|state| count(state)).copied()?;
    (count(most) > 0 || states.len() == 1).then_some(most)
}

/// The country of the town in capitals, before a dash or a full stop, with which an article begins.
fn dateline(text: &Text<'_>, places: &[OnMap]) -> Option<&'static str> {
    let place = places.first().filter(|p| p.tokens.start == 0)?;
    // "US-backed forces" begins no dateline.
    if matches!(place.place, world::Place::Country(_)) {
        return None;
    }
    let capitals = place.tokens.clone().all(|t| !text.word(t).chars().any(char::is_lowercase));
    let end = (place.tokens.end + 8).min(text.tokens.len() as TokenId);
    let dash = (place.tokens.end..end).any(|t| matches!(text.word(t), "-" | "–" | "—" | "--"));
    let stop = place.tokens.end < end && text.word(place.tokens.end) == ".";
    (capitals && (dash || stop)).then(|| place.place.country().iso3)
}

/// Does somebody act for a state?
fn is_public(entity: &Entity) -> bool {
    matches!(entity.sector, Some("GOV" | "MIL" | "COP" | "JUD" | "LEG" | "OPP"))
}

/// All words that mean a country, in text order.
fn spoken_of(text: &Text<'_>, syntax: &Syntax, places: &[OnMap]) -> Vec<Spoken> {
    let mut out = Vec::new();
    for sentence in &syntax.sentences {
        let words: Vec<&str> = sentence.clone().map(|t| text.word(t)).collect();
        // "Puerto *Jordán*", "New *Mexico*": a word of a longer name of a place.
        let part = |hit: &world::Hit<&world::CountryWord>| {
            let first = sentence.start + hit.words.start as TokenId;
            syntax.name_at(first).is_some_and(|name| {
                name.kind == NameKind::Place && name.tokens.len() > hit.words.len()
            })
        };
        let hits = world::country_words(&words).into_iter().filter(|hit| !part(hit));
        out.extend(hits.map(|hit| Spoken {
            token: sentence.start + hit.words.start as TokenId,
            country: hit.value.country.state().iso3,
            by_name: matches!(
                hit.value.kind,
                world::CountryWordKind::Name
                    | world::CountryWordKind::Adjective
                    | world::CountryWordKind::People
            ),
            backs: describe::is_backer(&words, &hit.words),
        }));
    }
    out.retain(|s: &Spoken| !syntax.is_in_person(s.token));
    let within = places.iter().filter(|p| {
        !matches!(p.place, world::Place::Country(_))
            && syntax.upos[p.tokens.end as usize - 1] == Upos::Propn
    });
    out.extend(within.map(|p| Spoken {
        token: p.tokens.start,
        country: p.place.country().iso3,
        by_name: false,
        backs: false,
    }));
    out.sort_by_key(|s| s.token);
    out.dedup_by_key(|s| s.token);
    out
}

/// The country that the article names most, the first of several. What is only said of somebody ("who was in
/// Paris") does not count.
fn scene(spoken: &[Spoken], beside: &TokenRange) -> Option<&'static str> {
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    for s in spoken.iter().filter(|s| !beside.contains(&s.token)) {
        match counts.iter_mut().find(|c| c.0 == s.country) {
            Some(count) => count.1 += 1,
            None => counts.push((s.country, 1)),
        }
    }
    counts.sort_by_key(|c| std::cmp::Reverse(c.1));
    counts.first().map(|c| c.0)
}

/// Is somebody so described of the place that is spoken of?
pub(crate) fn is_local(text: &Text<'_>, syntax: &Syntax, head: TokenId) -> bool {
    let core = phrase::core(syntax, head);
    let from_elsewhere = core.clone().any(|t| {
        matches!(
            &*text.word(t).to_lowercase(),
            "foreign"
                | "international"
                | "western"
                | "european"
                | "african"
                | "asian"
                | "arab"
                | "allied"
                | "coalition"
                | "un"
                | "global"
                | "regional"
                | "other"
                | "most"
                | "many"
                | "some"
                | "governments"
                | "countries"
        )
    });
    let is_noun = |t: TokenId| {
        // The lemma of "people" is now "people", now "person".
        let words = [syntax.lemma[t as usize].to_lowercase(), text.word(t).to_lowercase()];
        words.iter().any(|word| LOCAL.contains(&&**word))
    };
    // "Islamic State troops" are of that body.
    let of_body = syntax.children(head).any(|t| {
        syntax.relation[t as usize] == Relation::Compound
            && syntax.name_at(t).is_some_and(|n| n.kind == NameKind::Organization)
    });
    // "Opposition fighters", "regime targets".
    let by_side = || {
        let beside = |t: &TokenId| syntax.relation[*t as usize] == Relation::Compound;
        syntax.children(head).filter(beside).any(is_noun)
    };
    !from_elsewhere && !of_body && (is_noun(head) || by_side())
}

/// Nouns for those who belong to the place that is spoken of.
const LOCAL: &[&str] = &[
    "activist",
    "army",
    "candidate",
    "city",
    "council",
    "constituency",
    "crowd",
    "authority",
    "authorities",
    "citizen",
    "civilian",
    "commander",
    "court",
    "demonstrator",
    "dissident",
    "force",
    "forces",
    "government",
    "governor",
    "guerrilla",
    "inhabitant",
    "insurgent",
    "judge",
    "kurd",
    "kurds",
    "lawmaker",
    "legislator",
    "local",
    "mayor",
    "military",
    "militant",
    "militia",
    "minister",
    "ministry",
    "mp",
    "officer",
    "official",
    "opposition",
    "parliament",
    "people",
    "police",
    "policeman",
    "population",
    "president",
    "prosecutor",
    "protester",
    "rebel",
    "regime",
    "resident",
    "rioter",
    "senate",
    "senator",
    "soldier",
    "state",
    "student",
    "suspect",
    "troop",
    "troops",
    "villager",
    "town",
    "union",
    "voter",
    "village",
    "worker",
];
