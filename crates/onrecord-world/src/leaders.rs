//! People who held the highest offices, as a hint to a person's country.
//!
//! `leaders.tsv`: heads of state and of government and ambassadors to Washington in the Factbooks of
//! 2026 and of 2015, statesmen born since 1905 in WordNet; some 1,100 people under some 2,250 forms
//! of their names, with the spellings of the news where the Factbook has others. Who stands in the Factbook of 2026 is `GOV`, whoever is only in the older sources
//! `ELI`; an article of another time has to judge for itself.

use std::sync::LazyLock;

use crate::countries::{Country, country_by_iso3};
use crate::sector::Sector;
use crate::table::{Entry, Table, filled, rows};

/// Somebody who holds or held high office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leader {
    /// The name, in its short form: "Vladimir Putin".
    pub name: &'static str,
    /// The country whose office it is.
    pub country: &'static Country,
    /// The latest office known.
    pub role: &'static str,
    /// Since when, as far as it is known: `2012-05-07`, `2012-05`, `2012`.
    pub since: Option<&'static str>,
    /// The year of the source that names this office: 2026, 2015, or 2006 for WordNet.
    pub as_of: u16,
    /// `GOV`, or `ELI` where the office is not in the newest source.
    pub sector: Sector,
    /// Whether only the surname was looked up.
    pub by_surname: bool,
}

static LEADERS: LazyLock<Table<Leader>> = LazyLock::new(|| {
    let entries = rows(include_str!("../tables/leaders.tsv"))
        .filter_map(|[key, word, name, flag, iso3, role, since, edition, sector]| {
            let value = Leader {
                name,
                country: country_by_iso3(iso3)?,
                role,
                since: filled(since),
                as_of: edition.parse().ok()?,
                sector: Sector::from_code(sector)?,
                by_surname: flag == "s",
            };
            Some(Entry { key, word, exact: false, value })
        })
        .collect();
    Table::new(entries)
});

/// The leader of a full name, or of first name and surname.
///
/// ```
/// use onrecord_world::leader;
/// assert_eq!(leader("Emmanuel Macron").unwrap().country.iso3, "FRA");
/// assert!(leader("Macron").is_none());
/// ```
pub fn leader(name: &str) -> Option<&'static Leader> {
    LEADERS.get(name).map(|e| &e.value).filter(|l| !l.by_surname)
}

/// The leader of a bare surname, where it is rare enough to tell: "Macron", "Netanyahu".
pub fn leader_by_surname(name: &str) -> Option<&'static Leader> {
    LEADERS.get(name).map(|e| &e.value).filter(|l| l.by_surname)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::check;

    #[test]
    fn the_table_is_folded() {
        check(&LEADERS);
        assert!(LEADERS.entries().len() > 1500);
    }

    #[test]
    fn leaders_of_several_times() {
        for (name, iso3, sector) in [
            ("Vladimir Putin", "RUS", Sector::Gov),
            ("Volodymyr Zelensky", "UKR", Sector::Gov),
            ("Xi Jinping", "CHN", Sector::Gov),
            ("Benjamin Netanyahu", "ISR", Sector::Gov),
            ("Keir Starmer", "GBR", Sector::Gov),
            ("David Cameron", "GBR", Sector::Eli),
            ("Barack Obama", "USA", Sector::Eli),
            ("Angela Merkel", "DEU", Sector::Eli),
            ("Bashar al-Assad", "SYR", Sector::Eli),
            ("Mohammed bin Salman", "SAU", Sector::Gov),
            ("Recep Tayyip Erdoğan", "TUR", Sector::Gov),
            ("Cyril Ramaphosa", "ZAF", Sector::Gov),
            ("Hosni Mubarak", "EGY", Sector::Eli),
            ("Mikhail Gorbachev", "RUS", Sector::Eli),
        ] {
            let found = leader(name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!((found.country.iso3, found.sector), (iso3, sector), "{name}");
        }
        assert_eq!(leader_by_surname("Zelenskyy").unwrap().since, Some("2019-05-20"));
        assert_eq!(leader_by_surname("Erdogan").unwrap().country.iso3, "TUR");
        assert!(leader_by_surname("Brown").is_none());
    }
}
