//! Countries and the words for them.
//!
//! `countries.tsv` has one row for every ISO 3166-1 code and for Kosovo, which PLOVER writes `KOS`
//! (GeoNames, CLDR, the Factbook; Correlates of War numbers from its State System Membership List).
//! `country_words.tsv` has some 1,950 words that mean a country: names, adjectives and people,
//! capitals, seats of power with their sector, parts of countries, names of the past, and breakaway
//! regions, which count as the state that claims them and carry `PRE`. "Brussels" is Belgium's capital
//! here, though news often means the European Union by it.

use std::sync::LazyLock;

use crate::point::Point;
use crate::sector::Sector;
use crate::table::{Entry, Hit, Table, filled, rows};

/// A country, or a territory that has a code of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-3; `KOS` for Kosovo.
    pub iso3: &'static str,
    /// ISO 3166-1 alpha-2; `XK` for Kosovo.
    pub iso2: &'static str,
    /// The number Correlates of War gives it, where it is a member of its state system.
    pub cow: Option<u16>,
    /// Correlates of War's abbreviation.
    pub cow_abbreviation: Option<&'static str>,
    /// The name news gives it: "Russia", "South Korea".
    pub name: &'static str,
    /// Its adjective: "Russian".
    pub adjective: Option<&'static str>,
    /// Its capital, or the seat of its government.
    pub capital: Option<&'static str>,
    /// The continent, in two letters as GeoNames has them: AF, AN, AS, EU, NA, OC, SA.
    pub continent: &'static str,
    /// ISO 3166-1 alpha-3 of the state that holds it, for a dependency.
    pub holder: Option<&'static str>,
    /// A point somewhere in its middle.
    pub point: Option<Point>,
    /// GeoNames' number of it.
    pub geonames: u32,
}

impl Country {
    /// The state it counts as: itself, or for a dependency the state that holds it. Hong Kong,
    /// Palestine, Taiwan, Kosovo and Antarctica count as themselves.
    pub fn state(&'static self) -> &'static Country {
        self.holder.and_then(country_by_iso3).unwrap_or(self)
    }
}

/// What sort of word stands for a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CountryWordKind {
    /// Its name, or another one: "Russia", "Russian Federation", "Britain", "UK".
    Name,
    /// Its adjective, most often one of its people as well: "Russian", "British", "Israeli".
    Adjective,
    /// Several of its people: "Russians", "Dutchmen".
    People,
    /// One of its people: "Briton", "Dane", "Dutchman".
    Person,
    /// Its capital or the seat of its government, which may mean the government: "Moscow".
    Capital,
    /// A seat of power or a body of the state: "Kremlin", "Pentagon", "Knesset". Has a sector.
    Metonym,
    /// A part of it, or the people there: "Scotland", "Chechen", "Gaza".
    Region,
    /// A region whose own state is hardly recognised: "Abkhazia". Has the sector `GOV` and `PRE`.
    Breakaway,
    /// A state or a name of the past: "Soviet", "Zaire".
    Former,
}

/// A word for a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountryWord {
    /// The word, as the table writes it.
    pub word: &'static str,
    /// The country it means; where it may mean several, the one that news means most often.
    pub country: &'static Country,
    /// What sort of word it is.
    pub kind: CountryWordKind,
    /// The sector of a metonym or a breakaway region.
    pub sector: Option<Sector>,
    /// A second sector: `MIL` of the Pentagon, `PRE` of a breakaway region.
    pub secondary: Option<Sector>,
    /// Whether it may mean another country, too ("Georgia", "Congolese").
    pub ambiguous: bool,
}

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
    let country = |cells: [&'static str; 12]| {
        let [iso3, iso2, cow, abbreviation, name, adjective, capital, continent, holder, rest @ ..] =
            cells;
        let [latitude, longitude, geonames]: [&str; 3] = rest;
        Country {
            iso3,
            iso2,
            cow: cow.parse().ok(),
            cow_abbreviation: filled(abbreviation),
            name,
            adjective: filled(adjective),
            capital: filled(capital),
            continent,
            holder: filled(holder),
            point: Point::of(latitude, longitude),
            geonames: geonames.parse().unwrap_or_default(),
        }
    };
    rows(include_str!("../tables/countries.tsv")).map(country).collect()
});

/// `None` for a name that only contains one of ours: "New Mexico", "South China Sea".
static WORDS: LazyLock<Table<Option<CountryWord>>> = LazyLock::new(|| {
    let mut entries: Vec<Entry<Option<CountryWord>>> = Vec::new();
    for [key, word, exact, iso3, kind, sector, secondary] in
        rows(include_str!("../tables/country_words.tsv"))
    {
        let mut ambiguous = false;
        if let Some(last) = entries.last_mut().filter(|last| last.key == key)
            && let Some(word) = &mut last.value
        {
            word.ambiguous = true;
            ambiguous = true;
        }
        let value = country_by_iso3(iso3).map(|country| CountryWord {
            word,
            country,
            kind: kind_of(kind),
            sector: Sector::from_code(sector),
            secondary: Sector::from_code(secondary),
            ambiguous,
        });
        entries.push(Entry { key, word, exact: exact == "A", value });
    }
    Table::new(entries)
});

fn kind_of(word: &str) -> CountryWordKind {
    match word {
        "adjective" => CountryWordKind::Adjective,
        "people" => CountryWordKind::People,
        "person" => CountryWordKind::Person,
        "capital" => CountryWordKind::Capital,
        "metonym" => CountryWordKind::Metonym,
        "region" => CountryWordKind::Region,
        "breakaway" => CountryWordKind::Breakaway,
        "former" => CountryWordKind::Former,
        _ => CountryWordKind::Name,
    }
}

/// All countries, by their alpha-3 codes.
pub fn countries() -> &'static [Country] {
    &COUNTRIES
}

/// The country of an ISO 3166-1 alpha-3 code in capitals, or of `KOS`. Binary search.
pub fn country_by_iso3(code: &str) -> Option<&'static Country> {
    COUNTRIES.binary_search_by_key(&code, |c| c.iso3).ok().map(|i| &COUNTRIES[i])
}

/// The country of an ISO 3166-1 alpha-2 code in capitals, or of `XK`. Walks the list.
pub fn country_by_iso2(code: &str) -> Option<&'static Country> {
    COUNTRIES.iter().find(|c| c.iso2 == code)
}

/// The country of a Correlates of War number. Walks the list.
pub fn country_by_cow(number: u16) -> Option<&'static Country> {
    COUNTRIES.iter().find(|c| c.cow == Some(number))
}

/// The country that a phrase means as a whole, whatever sort of word it is.
///
/// ```
/// use onrecord_world::country;
/// let iso3 = |phrase| country(phrase).map(|c| c.iso3);
/// assert_eq!(iso3("the United Kingdom"), Some("GBR"));
/// assert_eq!(iso3("Britons"), Some("GBR"));
/// assert_eq!(iso3("DR Congo"), Some("COD"));
/// assert_eq!(iso3("Foggy Bottom"), Some("USA"));
/// assert_eq!(iso3("Kurdish"), None);
/// ```
pub fn country(phrase: &str) -> Option<&'static Country> {
    country_word(phrase).map(|w| w.country)
}

/// The word for a country that a phrase is as a whole.
pub fn country_word(phrase: &str) -> Option<&'static CountryWord> {
    WORDS.get(phrase)?.value.as_ref()
}

/// Every word for a country among the words of a phrase, in order.
///
/// ```
/// use onrecord_world::{CountryWordKind, country_words};
/// let hits = country_words(&["US-backed", "Syrian", "rebels", "near", "Damascus"]);
/// let found: Vec<_> = hits.iter().map(|h| (h.words.start, h.value.country.iso3)).collect();
/// assert_eq!(found, [(0, "USA"), (1, "SYR"), (4, "SYR")]);
/// assert_eq!(hits[2].value.kind, CountryWordKind::Capital);
/// ```
pub fn country_words(words: &[&str]) -> Vec<Hit<&'static CountryWord>> {
    WORDS
        .scan(words)
        .into_iter()
        .filter_map(|hit| Some(Hit { words: hit.words, value: hit.value.value.as_ref()? }))
        .collect()
}

/// The table, for the scan over all places.
pub(crate) fn country_table() -> &'static Table<Option<CountryWord>> {
    &WORDS
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::table::check;

    fn meant(phrase: &str) -> Option<(&'static str, CountryWordKind)> {
        country_word(phrase).map(|w| (w.country.iso3, w.kind))
    }

    #[test]
    fn the_list_is_whole() {
        assert_eq!(countries().len(), 250);
        assert!(countries().is_sorted_by_key(|c| c.iso3));
        for c in countries() {
            assert!(c.iso3.len() == 3 && c.iso2.len() == 2 && !c.name.is_empty(), "{c:?}");
            assert!(
                c.holder.is_none_or(|h| country_by_iso3(h).is_some_and(|h| h.holder.is_none()))
            );
            assert_eq!(country_by_iso2(c.iso2), Some(c));
            let named = country_word(c.name).unwrap_or_else(|| panic!("{} has no word", c.name));
            assert_eq!(named.country.iso3, c.iso3, "{}", c.name);
        }
        let members = countries().iter().filter(|c| c.cow.is_some()).count();
        assert_eq!(members, 195);
        let numbers: BTreeSet<_> = countries().iter().filter_map(|c| c.cow).collect();
        let letters: BTreeSet<_> = countries().iter().filter_map(|c| c.cow_abbreviation).collect();
        assert_eq!((numbers.len(), letters.len()), (195, 195), "no code is given twice");
        assert!(letters.iter().all(|l| l.len() == 3 && l.bytes().all(|b| b.is_ascii_uppercase())));
        assert!(countries().iter().filter(|c| c.cow.is_some()).all(|c| c.holder.is_none()));
    }

    #[test]
    fn states_have_adjective_and_capital() {
        for c in countries().iter().filter(|c| c.cow.is_some()) {
            assert!(c.capital.is_some(), "{}", c.name);
            let adjective = c.adjective.unwrap_or_else(|| panic!("{} has no adjective", c.name));
            let meant = country_word(adjective).unwrap_or_else(|| panic!("{adjective}"));
            assert!(meant.country.iso3 == c.iso3 || meant.ambiguous, "{adjective}: {meant:?}");
        }
    }

    #[test]
    fn keys_are_folded_and_mean_one_country_each_but_for_those_marked() {
        check(&WORDS);
        let mut several: Vec<_> = WORDS
            .entries()
            .windows(2)
            .filter(|w| w[0].key == w[1].key)
            .map(|w| w[0].word)
            .collect();
        several.dedup();
        assert_eq!(
            several,
            [
                "Congo",
                "Congolese",
                "Dominican",
                "Dominicans",
                "Georgia",
                "Georgian",
                "Georgians",
                "Korea",
                "Korean",
                "Koreans"
            ]
        );
        for entry in WORDS.entries() {
            let ambiguous = entry.value.is_some_and(|word| word.ambiguous);
            assert_eq!(several.contains(&entry.word), ambiguous, "{}", entry.word);
        }
    }

    #[test]
    fn names_that_news_uses() {
        use CountryWordKind::*;
        for (phrase, iso3, kind) in [
            ("United States", "USA", Name),
            ("the U.S.", "USA", Name),
            ("USA", "USA", Name),
            ("America", "USA", Name),
            ("UK", "GBR", Name),
            ("Great Britain", "GBR", Name),
            ("Briton", "GBR", Person),
            ("British", "GBR", Adjective),
            ("Scottish", "GBR", Region),
            ("Russian Federation", "RUS", Name),
            ("Russians", "RUS", People),
            ("Dutch", "NLD", Adjective),
            ("Afghan", "AFG", Adjective),
            ("Afghans", "AFG", People),
            ("DRC", "COD", Name),
            ("North Korea", "PRK", Name),
            ("Pyongyang", "PRK", Capital),
            ("Kosovo", "KOS", Name),
            ("Palestinians", "PSE", People),
            ("Gaza", "PSE", Region),
            ("Taiwanese", "TWN", Adjective),
            ("Hong Kong", "HKG", Name),
            ("Türkiye", "TUR", Name),
            ("Ankara", "TUR", Capital),
            ("Kyiv", "UKR", Capital),
            ("Kiev", "UKR", Capital),
            ("Berlin", "DEU", Capital),
            ("Manila", "PHL", Capital),
            ("Washington, D.C.", "USA", Capital),
            ("Côte d'Ivoire", "CIV", Name),
            ("Ivory Coast", "CIV", Name),
            ("Soviet", "RUS", Former),
            ("Luxembourg", "LUX", Name),
            ("Emirati", "ARE", Adjective),
            ("Burkinabe", "BFA", Adjective),
            ("Swiss", "CHE", Adjective),
        ] {
            assert_eq!(meant(phrase), Some((iso3, kind)), "{phrase}");
        }
    }

    #[test]
    fn words_that_are_no_country_are_none() {
        for phrase in [
            "us", "turkey", "polish", "Kurdish", "Male", "male", "Man", "States", "who", "", "Arab",
        ] {
            assert_eq!(meant(phrase), None, "{phrase:?}");
        }
    }

    #[test]
    fn other_names_hide_the_words_in_them() {
        for words in [
            &["New", "Mexico"][..],
            &["the", "South", "China", "Sea"],
            &["Latin", "America"],
            &["New", "Jersey"],
        ] {
            assert!(country_words(words).is_empty(), "{words:?}");
        }
        let hits = country_words(&["Mexico", ",", "Syria", ",", "and", "Washington", ",", "D.C."]);
        let found: Vec<_> = hits.iter().map(|h| (h.words.clone(), h.value.country.iso3)).collect();
        assert_eq!(found, [(0..1, "MEX"), (2..3, "SYR"), (5..8, "USA")]);
    }

    #[test]
    fn seats_of_power_have_sectors() {
        let sectors =
            |phrase| country_word(phrase).map(|w| (w.country.iso3, w.sector, w.secondary));
        assert_eq!(sectors("the Kremlin"), Some(("RUS", Some(Sector::Gov), None)));
        assert_eq!(sectors("Pentagon"), Some(("USA", Some(Sector::Gov), Some(Sector::Mil))));
        assert_eq!(sectors("Capitol Hill"), Some(("USA", Some(Sector::Leg), None)));
        assert_eq!(sectors("Élysée"), sectors("Elysee"));
        assert_eq!(sectors("Downing Street").unwrap().0, "GBR");
        assert_eq!(sectors("Knesset"), Some(("ISR", Some(Sector::Leg), None)));
        assert_eq!(sectors("the Storting"), Some(("NOR", Some(Sector::Leg), None)));
        assert_eq!(sectors("Abkhazia"), Some(("GEO", Some(Sector::Gov), Some(Sector::Pre))));
        assert_eq!(sectors("Russia"), Some(("RUS", None, None)));
    }

    #[test]
    fn dependencies_count_as_the_state_that_holds_them() {
        let state = |iso3| country_by_iso3(iso3).unwrap().state().iso3;
        assert_eq!(state("GRL"), "DNK");
        assert_eq!(state("PRI"), "USA");
        assert_eq!(state("MAC"), "CHN");
        for own in ["HKG", "PSE", "ATA", "TWN", "KOS", "ESH"] {
            assert_eq!(state(own), own);
        }
        assert_eq!(country_by_cow(365).unwrap().iso3, "RUS");
        assert_eq!(country_by_iso3("UKR").unwrap().cow_abbreviation, Some("UKR"));
    }
}
