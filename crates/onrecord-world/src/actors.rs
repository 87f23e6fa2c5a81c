//! Named bodies: international organizations, armed groups, parties, parliaments and services of
//! states, well-known companies.
//!
//! `actors.tsv` has some 4,250 names and abbreviations of some 2,900 bodies: 540 of our own keeping,
//! reduced from the Open Event Data Alliance's actor dictionaries (MIT) and brought up to date; the
//! parties, parliaments, security services and terrorist groups of the Factbook of 2026; the terrorist
//! organizations of WordNet. A party name that several countries share, or that is all common words
//! ("Democratic Union"), has no country.

use std::sync::LazyLock;

use crate::countries::{Country, country_by_iso3};
use crate::sector::Sector;
use crate::table::{Entry, Hit, Table, rows};

/// What kind of body it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActorKind {
    /// Intergovernmental: the UN, NATO, the European Commission.
    International,
    /// Not of any government: the Red Cross, Amnesty.
    NonGovernmental,
    /// Armed, and of no state: Hezbollah, the Taliban, a cartel.
    Armed,
    /// A political party.
    Party,
    /// A body of a state: a parliament, an army, an agency.
    Public,
    /// A movement without a body of its own.
    Movement,
    /// A church or the like.
    Religious,
    /// A company.
    Company,
}

/// A named body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The word that was looked up, as the table writes it.
    pub word: &'static str,
    /// The name it is best known by: "Islamic State" for "Daesh".
    pub name: &'static str,
    /// Where it has its home, if in one country.
    pub country: Option<&'static Country>,
    /// Its sector.
    pub sector: Option<Sector>,
    /// A second sector: `PTY` of Hezbollah, `MIL` of NATO.
    pub secondary: Option<Sector>,
    /// What kind of body it is.
    pub kind: ActorKind,
}

static ACTORS: LazyLock<Table<Actor>> = LazyLock::new(|| {
    let entries = rows(include_str!("../tables/actors.tsv"))
        .map(|[key, word, exact, name, iso3, sector, secondary, kind]| Entry {
            key,
            word,
            exact: exact == "A",
            value: Actor {
                word,
                name,
                country: country_by_iso3(iso3),
                sector: Sector::from_code(sector),
                secondary: Sector::from_code(secondary),
                kind: match kind {
                    "igo" => ActorKind::International,
                    "ngo" => ActorKind::NonGovernmental,
                    "armed" => ActorKind::Armed,
                    "party" => ActorKind::Party,
                    "movement" => ActorKind::Movement,
                    "religious" => ActorKind::Religious,
                    "company" => ActorKind::Company,
                    _ => ActorKind::Public,
                },
            },
        })
        .collect();
    Table::new(entries)
});

/// The body that a phrase names as a whole.
///
/// ```
/// use onrecord_world::{Sector, actor};
/// let hamas = actor("Hamas").unwrap();
/// assert_eq!((hamas.country.unwrap().iso3, hamas.sector), ("PSE", Some(Sector::Reb)));
/// assert_eq!(actor("the WHO").unwrap().name, "World Health Organization");
/// assert!(actor("who").is_none());
/// ```
pub fn actor(phrase: &str) -> Option<&'static Actor> {
    ACTORS.get(phrase).map(|e| &e.value)
}

/// The bodies named among the words of a phrase, longest first at each place.
pub fn actors_in(words: &[&str]) -> Vec<Hit<&'static Actor>> {
    ACTORS
        .scan(words)
        .into_iter()
        .map(|hit| Hit { words: hit.words, value: &hit.value.value })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::countries::country_word;
    use crate::table::check;

    #[test]
    fn the_table_is_folded_and_apart_from_countries() {
        check(&ACTORS);
        assert!(ACTORS.entries().len() > 4000);
        for w in ACTORS.entries().windows(2) {
            assert_ne!(w[0].key, w[1].key, "{}", w[0].word);
        }
        for entry in ACTORS.entries() {
            assert!(entry.value.sector.is_some(), "{}", entry.word);
            assert!(country_word(entry.word).is_none(), "{} is a country's word, too", entry.word);
        }
    }

    #[test]
    fn bodies_that_news_names() {
        use Sector::*;
        for (phrase, name, iso3, sector) in [
            ("the United Nations", "United Nations", None, Igo),
            ("UN", "United Nations", None, Igo),
            ("EU", "European Union", None, Igo),
            ("Nato", "NATO", None, Igo),
            ("African Union", "African Union", None, Igo),
            ("IAEA", "International Atomic Energy Agency", None, Igo),
            ("Red Cross", "International Committee of the Red Cross", None, Ngo),
            ("Doctors Without Borders", "Médecins Sans Frontières", None, Ngo),
            ("Hizbollah", "Hezbollah", Some("LBN"), Reb),
            ("Isis", "Islamic State", None, Reb),
            ("Daesh", "Islamic State", None, Reb),
            ("PKK", "Kurdistan Workers' Party", Some("TUR"), Reb),
            ("Boko Haram", "Boko Haram", Some("NGA"), Reb),
            ("FARC", "FARC", Some("COL"), Reb),
            ("Wagner Group", "Wagner Group", Some("RUS"), Prm),
            (
                "Syrian Observatory for Human Rights",
                "Syrian Observatory for Human Rights",
                Some("SYR"),
                Ngo,
            ),
            ("Gazprom", "Gazprom", Some("RUS"), Bus),
            ("Likud", "Likud", Some("ISR"), Pty),
            ("Jogorku Kenesh", "Jogorku Kenesh", Some("KGZ"), Leg),
        ] {
            let found = actor(phrase).unwrap_or_else(|| panic!("{phrase}"));
            let country = found.country.map(|c| c.iso3);
            assert_eq!((found.name, country, found.sector), (name, iso3, Some(sector)), "{phrase}");
        }
        for phrase in ["is", "Is", "eu", "who", "Who", "rebels"] {
            assert!(actor(phrase).is_none(), "{phrase}");
        }
        let hits =
            actors_in(&["UN-backed", "talks", "with", "the", "Syrian", "Democratic", "Forces"]);
        let names: Vec<_> = hits.iter().map(|h| (h.words.clone(), h.value.name)).collect();
        assert_eq!(names, [(0..1, "United Nations"), (4..7, "Syrian Democratic Forces")]);
    }
}
