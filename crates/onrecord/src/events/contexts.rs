//! PLOVER's contexts: what an event is about, read from the words of its paragraph.
//!
//! The lists hold the words by which the manual describes each context; a context holds where one of
//! its words stands in the event's sentence, or two in its paragraph.

use crate::statements::Article;
use crate::text::TokenId;

const CONTEXTS: &[(&str, &[&str])] = &[
    (
        "military",
        &["army", "military", "troop", "soldier", "navy", "warship", "airstrike", "battalion"],
    ),
    ("intelligence", &["intelligence", "spy", "espionage", "cia", "mi6"]),
    ("executive", &["president", "cabinet", "minister", "government"]),
    (
        "legislative",
        &["parliament", "congress", "senate", "lawmaker", "mp", "coalition", "legislator"],
    ),
    ("election", &["election", "vote", "ballot", "voter", "referendum", "electoral"]),
    ("legal", &["court", "judge", "trial", "lawyer", "prosecutor", "law", "legal", "lawsuit"]),
    (
        "diplomatic",
        &["embassy", "ambassador", "diplomat", "diplomatic", "diplomacy", "envoy", "consulate"],
    ),
    ("territory", &["territory", "border", "secession", "annexation", "annex", "sovereignty"]),
    ("peacekeeping", &["peacekeeper", "peacekeeping"]),
    ("human_rights", &["rights", "atrocity", "genocide"]),
    ("rights_freedoms", &["freedom", "censorship"]),
    ("repression", &["crackdown", "repression", "repressive"]),
    ("reparations", &["reparation", "compensation"]),
    ("gender", &["woman", "gender", "feminist"]),
    ("lgbt", &["gay", "lesbian", "lgbt", "transgender"]),
    (
        "religion_ethnicity",
        &["religious", "ethnic", "muslim", "christian", "jewish", "sectarian", "minority"],
    ),
    (
        "economic",
        &["economy", "economic", "trade", "tariff", "bank", "debt", "inflation", "budget"],
    ),
    ("human_security", &["food", "water", "housing", "famine", "shelter"]),
    (
        "health",
        &["hospital", "health", "disease", "vaccine", "epidemic", "pandemic", "virus", "doctor"],
    ),
    (
        "disasters",
        &["earthquake", "flood", "hurricane", "storm", "wildfire", "disaster", "drought"],
    ),
    ("asylum", &["asylum"]),
    ("migration", &["refugee", "migrant", "migration", "displaced", "immigration"]),
    ("natural_resource", &["oil", "gas", "mine", "mining", "fishery", "mackerel"]),
    ("environment", &["climate", "emission", "pollution", "environment", "environmental"]),
    ("technology", &["technology", "software", "satellite", "semiconductor"]),
    ("terrorism", &["terrorist", "terrorism", "terror", "jihadist", "extremist"]),
    ("cbrn", &["chemical", "nuclear", "biological", "radiological"]),
    ("cyber", &["cyber", "hacker", "cyberattack", "hack"]),
    ("misinformation", &["disinformation", "misinformation", "propaganda"]),
    ("crime", &["murder", "robbery", "gang", "criminal", "fraud"]),
    ("corruption", &["corruption", "bribe", "bribery", "embezzlement"]),
    ("illegal_drugs", &["cocaine", "heroin", "drug", "cartel", "narcotic"]),
    ("trafficking", &["trafficking", "smuggling", "smuggler", "trafficker"]),
];

/// The contexts of the event that a word tells of.
pub(super) fn of(article: &Article<'_, '_>, token: TokenId) -> Vec<&'static str> {
    let syntax = article.syntax;
    let sentence = syntax.sentence_of(token);
    let number = article.text.tokens[token as usize].paragraph as usize;
    let paragraph = article.text.paragraphs[number].clone();
    let lemma = |t: TokenId| syntax.lemma[t as usize].to_lowercase();
    let near: Vec<String> = sentence.map(lemma).collect();
    let around: Vec<String> = paragraph.map(lemma).collect();
    let has = |words: &[String], wanted: &[&str], least: usize| {
        words.iter().filter(|w| wanted.contains(&&***w)).count() >= least
    };
    CONTEXTS
        .iter()
        .filter(|(_, wanted)| has(&near, wanted, 1) || has(&around, wanted, 2))
        .map(|(name, _)| *name)
        .collect()
}
