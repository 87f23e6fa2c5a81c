//! Nouns for who acts, with the PLOVER sector: "foreign minister" is `GOV`, "rebel group" `REB`.
//!
//! `agents.tsv` has some 5,500 forms: about 1,000 terms of the Open Event Data Alliance's agents
//! dictionary (MIT), regrouped, with as many of our own, ministers and ministries of some hundred
//! portfolios, and plurals. CAMEO's codes become PLOVER's by the table in `tools/make_tables.py`.
//! A defence ministry is `GOV`, the army `MIL`, media `JRN`; a spokesman, a chairman or a source has
//! no sector of its own and takes that of the body it belongs to.

use std::sync::LazyLock;

use crate::countries::{Country, country_by_iso3};
use crate::fold::Folded;
use crate::sector::Sector;
use crate::table::{Entry, Hit, Table, rows};

/// What kind of actor a noun is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AgentKind {
    /// A person by the office or post held: "minister", "spokesman", "king".
    Office,
    /// A person: "farmer", "rebel", "protester".
    Person,
    /// A body: "ministry", "parliament", "rebel group", "newspaper".
    Body,
    /// Several people without a body: "police", "troops", "local authorities".
    Group,
}

/// A noun for who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agent {
    /// The noun, as the table writes it.
    pub term: &'static str,
    /// Its sector; none where the noun does not tell ("spokesman").
    pub sector: Option<Sector>,
    /// A second sector: `GOV` of "state television".
    pub secondary: Option<Sector>,
    /// What kind of actor it is.
    pub kind: AgentKind,
    /// Plural or collective.
    pub plural: bool,
    /// The country that has it, for an office or body of one state alone, or of one above all, where
    /// no country is named with it: "home secretary" is British.
    pub country: Option<&'static Country>,
}

static AGENTS: LazyLock<Table<Agent>> = LazyLock::new(|| {
    let entries = rows(include_str!("../tables/agents.tsv"))
        .map(|[key, term, sector, secondary, kind, number, iso3]| Entry {
            key,
            word: term,
            exact: false,
            value: Agent {
                term,
                sector: Sector::from_code(sector),
                secondary: Sector::from_code(secondary),
                kind: match kind {
                    "office" => AgentKind::Office,
                    "person" => AgentKind::Person,
                    "group" => AgentKind::Group,
                    _ => AgentKind::Body,
                },
                plural: number == "p",
                country: country_by_iso3(iso3),
            },
        })
        .collect();
    Table::new(entries)
});

/// The noun that a phrase is as a whole.
///
/// ```
/// use onrecord_world::{AgentKind, Sector, agent};
/// let minister = agent("Foreign Minister").unwrap();
/// assert_eq!((minister.sector, minister.kind), (Some(Sector::Gov), AgentKind::Office));
/// assert_eq!(agent("rebel groups").unwrap().sector, Some(Sector::Reb));
/// ```
pub fn agent(phrase: &str) -> Option<&'static Agent> {
    AGENTS.get(phrase).map(|e| &e.value)
}

/// The longest nouns among the words of a phrase, from left to right.
pub fn agents_in(words: &[&str]) -> Vec<Hit<&'static Agent>> {
    AGENTS
        .scan(words)
        .into_iter()
        .map(|hit| Hit { words: hit.words, value: &hit.value.value })
        .collect()
}

/// The longest noun with which the words end: the head of a noun phrase that has nothing after it.
///
/// ```
/// use onrecord_world::agent_at_end;
/// let words = ["Turkish", "deputy", "foreign", "minister"];
/// let hit = agent_at_end(&words).unwrap();
/// assert_eq!((hit.words, hit.value.term), (1..4, "deputy foreign minister"));
/// ```
pub fn agent_at_end(words: &[&str]) -> Option<Hit<&'static Agent>> {
    let first = words.len().saturating_sub(6);
    (first..words.len()).find_map(|from| {
        let mut folded = Folded::empty();
        words[from..].iter().for_each(|word| folded.push(word));
        let entry = AGENTS.folded(&folded)?;
        Some(Hit { words: from..words.len(), value: &entry.value })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::check;

    #[test]
    fn the_table_is_folded() {
        check(&AGENTS);
        assert!(AGENTS.entries().len() > 5000);
        assert!(AGENTS.entries().windows(2).all(|w| w[0].key != w[1].key));
    }

    #[test]
    fn sectors_follow_plover() {
        use AgentKind::*;
        use Sector::*;
        for (phrase, sector, kind) in [
            ("defence ministry", Some(Gov), Body),
            ("Ministry of Defense", Some(Gov), Body),
            ("defense minister", Some(Gov), Office),
            ("army", Some(Mil), Body),
            ("troops", Some(Mil), Group),
            ("general", Some(Mil), Office),
            ("prime minister", Some(Gov), Office),
            ("former president", Some(Eli), Person),
            ("senators", Some(Leg), Person),
            ("parliament", Some(Leg), Body),
            ("supreme court", Some(Jud), Body),
            ("prosecutors", Some(Jud), Person),
            ("police", Some(Cop), Group),
            ("police officer", Some(Cop), Person),
            ("intelligence agency", Some(Spy), Body),
            ("opposition leader", Some(Opp), Person),
            ("rebels", Some(Reb), Person),
            ("separatists", Some(Reb), Person),
            ("gunmen", Some(Uaf), Person),
            ("drug cartel", Some(Crm), Body),
            ("company", Some(Bus), Body),
            ("trade union", Some(Lab), Body),
            ("farmers", Some(Agr), Person),
            ("protesters", Some(Cvl), Person),
            ("human rights group", Some(Ngo), Body),
            ("aid agency", Some(Ngo), Body),
            ("newspaper", Some(Jrn), Body),
            ("journalist", Some(Jrn), Person),
            ("state television", Some(Jrn), Body),
            ("hospital", Some(Med), Body),
            ("university", Some(Edu), Body),
            ("bishop", Some(Rel), Person),
            ("refugees", Some(Ref), Person),
            ("embassy", Some(Gov), Body),
            ("ambassador", Some(Gov), Office),
            ("king", Some(Gov), Office),
            ("spokeswoman", None, Office),
            ("MPs", Some(Leg), Person),
        ] {
            let found = agent(phrase).unwrap_or_else(|| panic!("{phrase}"));
            assert_eq!((found.sector, found.kind), (sector, kind), "{phrase}");
        }
        assert_eq!(agent("state media").unwrap().secondary, Some(Gov));
        assert!(agent("bridge").is_none());
        assert_eq!(agent("the home secretary").unwrap().country.unwrap().iso3, "GBR");
        assert!(agent("prime minister").unwrap().country.is_none());
    }

    #[test]
    fn phrases_give_their_nouns() {
        let words = ["a", "spokesman", "for", "the", "Russian", "foreign", "ministry"];
        let terms: Vec<_> = agents_in(&words).iter().map(|h| h.value.term).collect();
        assert_eq!(terms, ["spokesman", "foreign ministry"]);
        assert!(agent_at_end(&["the", "old", "bridge"]).is_none());
        assert!(agent_at_end(&[]).is_none());
    }
}
