//! Cities and provinces, from GeoNames, deflated in the binary and inflated at the first look-up.
//!
//! `cities.tsv.zz`: 34,000 places of 15,000 people and more (or seats of administration), with
//! coordinates, population, province, and some 14,000 other names: WordNet's synonyms and other
//! romanisations. `provinces.tsv.zz`: 6,200 first-level divisions, those of ISO 3166-2 from CLDR where
//! GeoNames calls them otherwise. Together 1.0 MB, decoded in some 20 ms; no other table waits for
//! them. A name that several places bear means the most populous, and the others follow.

use std::io::Read;
use std::sync::LazyLock;

use crate::countries::{
    Country, CountryWord, CountryWordKind, country_by_iso3, country_table, country_word,
};
use crate::fold::Folded;
use crate::point::Point;
use crate::table::{Hit, Index, Reach, filled, rows, scan, without_possessive};

/// A city or town.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct City {
    /// Its name in GeoNames.
    pub name: &'static str,
    /// Its country.
    pub country: &'static Country,
    /// GeoNames' code of its province; see [`City::province`].
    province: &'static str,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// How many people live there.
    pub population: u32,
    /// Whether its name is a common word as well ("Reading", "Nice").
    pub common_word: bool,
    /// Whether its name is one of people as well ("Clinton", "Sydney").
    pub person_name: bool,
    /// GeoNames' number of it.
    pub geonames: u32,
}

impl City {
    /// The province it lies in, where GeoNames names one.
    pub fn province(&self) -> Option<&'static Province> {
        let list = &GAZETTEER.provinces;
        let key = (self.country.iso3, self.province);
        let at = GAZETTEER
            .by_code
            .binary_search_by_key(&key, |i| (list[*i].country.iso3, list[*i].code))
            .ok()?;
        Some(&list[GAZETTEER.by_code[at]])
    }
}

/// A state, province, region or other first-level division of a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Province {
    /// Its name.
    pub name: &'static str,
    /// Its country.
    pub country: &'static Country,
    /// GeoNames' code ("CA" of California), or ISO 3166-2's after a hyphen.
    pub code: &'static str,
    /// How many people its cities of 15,000 and more have together; 0 where that is not known.
    pub population: u32,
    /// Whether its name is a common word as well ("Centre").
    pub common_word: bool,
    /// Whether its name is one of people as well ("Virginia", "Kerry").
    pub person_name: bool,
    /// The middle of its towns, where GeoNames has any.
    pub point: Option<Point>,
}

impl Province {
    /// Its most populous city: the nearest thing to a place on the map that is known of it.
    pub fn largest_city(&self) -> Option<&'static City> {
        // Cities stand in order of their population.
        GAZETTEER
            .cities
            .iter()
            .find(|c| c.country.iso3 == self.country.iso3 && c.province == self.code)
    }
}

/// A place of any size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    /// A word for a country.
    Country(&'static CountryWord),
    /// A city or town.
    City(&'static City),
    /// A province.
    Province(&'static Province),
}

impl Place {
    /// The state that it belongs to.
    pub fn country(&self) -> &'static Country {
        match self {
            Place::Country(word) => word.country,
            Place::City(city) => city.country,
            Place::Province(province) => province.country,
        }
        .state()
    }
}

struct Gazetteer {
    cities: Vec<City>,
    city_names: Names,
    provinces: Vec<Province>,
    province_names: Names,
    /// Provinces by country and code.
    by_code: Vec<usize>,
}

/// Names of numbered things; a name is folded when it is compared.
struct Names {
    names: Vec<(&'static str, u32)>,
    index: Index,
    reach: Reach,
}

impl Names {
    fn new(names: Vec<(&'static str, u32)>) -> Names {
        let mut index = Index::new(names.len());
        let mut reach = Reach::new();
        for (i, (name, _)) in names.iter().enumerate() {
            if let Some(key) = Folded::new(name).as_ref().and_then(Folded::key) {
                index.insert(key, i);
                reach.add(key);
            }
        }
        Names { names, index, reach }
    }

    /// The numbers of what bears this name, in the order of the list.
    fn get(&self, folded: &Folded) -> impl Iterator<Item = usize> {
        let key = folded.key().unwrap_or_default();
        self.index.candidates(key).map(|i| self.names[i]).filter_map(move |(name, thing)| {
            let same = Folded::new(name).is_some_and(|f| f.key() == Some(key));
            (same && folded.may_be(name, false)).then_some(thing as usize)
        })
    }
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    let mut city_names = Vec::new();
    let mut cities = Vec::new();
    let text = inflated(include_bytes!("../tables/cities.tsv.zz"));
    for [name, aliases, iso3, province, latitude, longitude, population, flags, geonames] in
        rows(text)
    {
        let Some(country) = country_by_iso3(iso3) else { continue };
        city_names.extend(names_of(name, aliases, cities.len()));
        cities.push(City {
            name,
            country,
            province,
            latitude: latitude.parse().unwrap_or_default(),
            longitude: longitude.parse().unwrap_or_default(),
            population: population.parse().unwrap_or_default(),
            common_word: flags.contains('w'),
            person_name: flags.contains('p'),
            geonames: geonames.parse().unwrap_or_default(),
        });
    }
    let mut province_names = Vec::new();
    let mut provinces = Vec::new();
    let text = inflated(include_bytes!("../tables/provinces.tsv.zz"));
    for [name, aliases, iso3, code, population, flags, latitude, longitude] in rows(text) {
        let Some(country) = country_by_iso3(iso3) else { continue };
        province_names.extend(names_of(name, aliases, provinces.len()));
        provinces.push(Province {
            name,
            country,
            code,
            population: population.parse().unwrap_or_default(),
            common_word: flags.contains('w'),
            person_name: flags.contains('p'),
            point: Point::of(latitude, longitude),
        });
    }
    let mut by_code: Vec<usize> = (0..provinces.len()).collect();
    by_code.sort_by_key(|i| (provinces[*i].country.iso3, provinces[*i].code));
    Gazetteer {
        cities,
        city_names: Names::new(city_names),
        provinces,
        province_names: Names::new(province_names),
        by_code,
    }
});

fn names_of(
    name: &'static str,
    aliases: &'static str,
    thing: usize,
) -> impl Iterator<Item = (&'static str, u32)> {
    std::iter::once(name)
        .chain(filled(aliases).into_iter().flat_map(|a| a.split('|')))
        .map(move |name| (name, thing as u32))
}

/// The text of an embedded table, kept for good: it is made once, and everything points into it.
fn inflated(bytes: &[u8]) -> &'static str {
    let mut text = String::with_capacity(bytes.len() * 3);
    // What is embedded inflates; were it broken, the gazetteer would be empty and the tests fail.
    match flate2::read::ZlibDecoder::new(bytes).read_to_string(&mut text) {
        Ok(_) => Box::leak(text.into_boxed_str()),
        Err(_) => "",
    }
}

/// Asks with the phrase, then without its article, then without its possessive.
fn ask<T>(phrase: &str, find: impl Fn(&Folded) -> Option<T>) -> Option<T> {
    let with = |phrase: &str| {
        let folded = Folded::new(phrase)?;
        find(&folded).or_else(|| find(&folded.without_article()?))
    };
    with(phrase).or_else(|| with(without_possessive(phrase)?))
}

/// The most populous city of a name.
///
/// ```
/// use onrecord_world::city;
/// let ankara = city("Ankara").unwrap();
/// assert_eq!(ankara.country.iso3, "TUR");
/// assert!((39.0..41.0).contains(&ankara.latitude));
/// assert_eq!(city("Kharkov").unwrap().name, "Kharkiv");
/// ```
pub fn city(name: &str) -> Option<&'static City> {
    ask(name, |folded| GAZETTEER.city_names.get(folded).next()).map(|i| &GAZETTEER.cities[i])
}

/// All cities of a name, the most populous first.
pub fn cities(name: &str) -> Vec<&'static City> {
    ask(name, |folded| {
        let mut found: Vec<usize> = GAZETTEER.city_names.get(folded).collect();
        found.sort_unstable();
        found.dedup();
        (!found.is_empty()).then_some(found)
    })
    .unwrap_or_default()
    .into_iter()
    .map(|i| &GAZETTEER.cities[i])
    .collect()
}

/// The most populous city of a name in a country.
///
/// ```
/// use onrecord_world::city_in;
/// assert!(city_in("Tripoli", "LBN").unwrap().population < city_in("Tripoli", "LBY").unwrap().population);
/// ```
pub fn city_in(name: &str, iso3: &str) -> Option<&'static City> {
    cities(name).into_iter().find(|c| c.country.iso3 == iso3)
}

/// The province of a name; where several countries have one, the one with most people in its cities.
pub fn province(name: &str) -> Option<&'static Province> {
    provinces(name).into_iter().next()
}

/// All provinces of a name, those with most people in their cities first.
pub fn provinces(name: &str) -> Vec<&'static Province> {
    ask(name, |folded| {
        let found: Vec<_> = GAZETTEER.province_names.get(folded).collect();
        (!found.is_empty()).then_some(found)
    })
    .unwrap_or_default()
    .into_iter()
    .map(|i| &GAZETTEER.provinces[i])
    .collect()
}

/// The province of a name in a country.
///
/// ```
/// use onrecord_world::province_in;
/// assert_eq!(province_in("Georgia", "USA").unwrap().code, "GA");
/// ```
pub fn province_in(name: &str, iso3: &str) -> Option<&'static Province> {
    provinces(name).into_iter().find(|p| p.country.iso3 == iso3)
}

/// A place on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Spot {
    /// A city or town.
    City(&'static City),
    /// A province: the middle of its towns.
    Province(&'static Province),
    /// A country: a point somewhere in its middle.
    Country(&'static Country),
}

impl Spot {
    /// Its point, where one is known.
    pub fn point(&self) -> Option<Point> {
        match self {
            Self::City(city) => Some(Point { latitude: city.latitude, longitude: city.longitude }),
            Self::Province(province) => province.point,
            Self::Country(country) => country.point,
        }
    }
}

/// Where a place lies that an article names, in a country that is known: the state of its ISO 3166-1
/// alpha-3 code with its dependencies. The country itself where the name is one of its own.
///
/// ```
/// use onrecord_world::{Spot, locate};
/// assert!(matches!(locate("Damascus", "SYR"), Some(Spot::City(_))));
/// assert!(matches!(locate("the Donetsk region", "UKR"), Some(Spot::Province(_))));
/// assert!(matches!(locate("Syria", "SYR"), Some(Spot::Country(_))));
/// assert_eq!(locate("Damascus", "FRA"), None);
/// ```
pub fn locate(name: &str, iso3: &str) -> Option<Spot> {
    use CountryWordKind::{Breakaway, Capital, Metonym, Region};
    let here = |country: &Country| country.iso3 == iso3 || country.holder == Some(iso3);
    let word = country_word(name).filter(|word| here(word.country));
    if let Some(word) = word
        && !matches!(word.kind, Capital | Metonym | Region | Breakaway)
    {
        return Some(Spot::Country(word.country));
    }
    let city = || cities(name).into_iter().find(|city| here(city.country)).map(Spot::City);
    let province = || {
        let found = provinces(name).into_iter().find(|province| here(province.country));
        found.map(Spot::Province)
    };
    let seat = || {
        let capital = word.filter(|word| word.kind == Capital)?.country.capital?;
        cities(capital).into_iter().find(|city| here(city.country)).map(Spot::City)
    };
    match word.map(|word| word.kind) {
        Some(Region | Breakaway) => province().or_else(city),
        _ => city().or_else(province).or_else(seat),
    }
}

/// A name that is a common word or one of people counts as a place only from this size.
const TELLING: u32 = 500_000;

/// A city gives way to a province of its name in another country below this size.
const OUTSHINING: u32 = 300_000;

/// Every place among the words of a phrase: longest first at each place. Of equal words, a word for
/// a country comes before a city, and a city before a province, unless the province is in another
/// country and the city small ("Virginia" is no town in South Africa).
///
/// Passed over are cities of fewer than `least` people, places under half a million whose name is a
/// common word or one of people ("Reading", "Clinton"), and all such provinces as "Centre": ask [`city`] or [`province`] where
/// something else says that a place is meant.
///
/// ```
/// use onrecord_world::{Place, places_in};
/// let hits = places_in(&["near", "Bakhmut", "in", "the", "Donetsk", "Oblast", "of", "Ukraine"], 0);
/// assert!(matches!(hits[0].value, Place::City(c) if c.name == "Bakhmut"));
/// assert!(matches!(hits[1].value, Place::Province(p) if p.country.iso3 == "UKR"));
/// assert!(matches!(hits[2].value, Place::Country(w) if w.country.iso3 == "UKR"));
/// ```
pub fn places_in(words: &[&str], least: u32) -> Vec<Hit<Place>> {
    let (countries, g) = (country_table(), &*GAZETTEER);
    let reach = |first: &Folded| {
        countries
            .reach(first)
            .max(g.city_names.reach.of(first))
            .max(g.province_names.reach.of(first))
    };
    // `Some(None)` is a name that only contains one of ours, and hides it.
    let hits = scan(words, reach, |folded| {
        let known = countries.folded(folded).map(|entry| entry.value.as_ref().map(Place::Country));
        match known {
            Some(Some(country)) => Some(Some(country)),
            hidden => g.city_or_province(folded, least).map(Some).or(hidden),
        }
    });
    hits.into_iter().filter_map(|hit| Some(Hit { words: hit.words, value: hit.value? })).collect()
}

impl Gazetteer {
    fn city_or_province(&'static self, folded: &Folded, least: u32) -> Option<Place> {
        let city = self.city_names.get(folded).map(|i| &self.cities[i]).find(|c| {
            c.population >= least && (c.population >= TELLING || !(c.common_word || c.person_name))
        });
        let province = self
            .province_names
            .get(folded)
            .map(|i| &self.provinces[i])
            .find(|p| !p.common_word && (p.population >= TELLING || !p.person_name));
        match (city, province) {
            (Some(c), Some(p)) if p.country != c.country && c.population < OUTSHINING => {
                Some(Place::Province(p))
            }
            (Some(c), _) => Some(Place::City(c)),
            (None, p) => p.map(Place::Province),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::countries::countries;

    #[test]
    fn the_gazetteer_is_whole() {
        let g = &*GAZETTEER;
        assert!(g.cities.len() > 33_000, "{}", g.cities.len());
        assert!(g.provinces.len() > 6_000);
        assert!(g.cities.is_sorted_by(|a, b| a.population >= b.population));
        for c in &g.cities {
            assert!(
                (-90.0..=90.0).contains(&c.latitude) && (-180.0..=180.0).contains(&c.longitude),
                "{c:?}"
            );
            assert!(!(c.latitude == 0.0 && c.longitude == 0.0), "{c:?}");
        }
        for (name, _) in g.city_names.names.iter().chain(&g.province_names.names) {
            assert!(Folded::new(name).is_some(), "{name}");
        }
        let with_province = g.cities.iter().filter(|c| c.province().is_some()).count();
        assert!(with_province * 100 > g.cities.len() * 97, "{with_province}");
    }

    #[test]
    fn the_capitals_are_cities() {
        let mut missing = Vec::new();
        for c in countries().iter().filter(|c| c.cow.is_some()) {
            let capital = c.capital.unwrap();
            if city_in(capital, c.iso3).is_none() {
                missing.push(capital);
            }
        }
        assert!(missing.len() <= 12, "{missing:?}");
    }

    #[test]
    fn the_most_populous_comes_first() {
        let moscow = cities("Moscow");
        assert_eq!(moscow[0].country.iso3, "RUS");
        assert!(moscow.iter().any(|c| c.country.iso3 == "USA"));
        assert_eq!(city("St. Petersburg").unwrap().country.iso3, "RUS");
        assert_eq!(city("Birmingham").unwrap().country.iso3, "GBR");
        assert_eq!(city_in("Birmingham", "USA").unwrap().province().unwrap().name, "Alabama");
        assert!(city("moscow").is_none());
        assert!(city("Xanadu").is_none());
    }

    #[test]
    fn names_of_the_news() {
        for (name, iso3) in [
            ("Aleppo", "SYR"),
            ("Raqqa", "SYR"),
            ("Mosul", "IRQ"),
            ("Fallujah", "IRQ"),
            ("Khan Younis", "PSE"),
            ("Rafah", "PSE"),
            ("Avdiivka", "UKR"),
            ("Sloviansk", "UKR"),
            ("Odessa", "UKR"),
            ("Sevastopol", "UKR"),
            ("Kandahar", "AFG"),
            ("Hodeidah", "YEM"),
            ("Goma", "COD"),
            ("New York", "USA"),
            ("Bombay", "IND"),
            ("Cologne", "DEU"),
            ("The Hague", "NLD"),
            ("São Paulo", "BRA"),
            ("Sao Paulo", "BRA"),
        ] {
            assert_eq!(city(name).map(|c| c.country.iso3), Some(iso3), "{name}");
        }
        assert!(city("Reading").unwrap().common_word);
        assert!(!city("Aleppo").unwrap().common_word);
    }

    #[test]
    fn places_are_located() {
        let kind = |name: &str, iso3: &str| match locate(name, iso3) {
            Some(Spot::City(city)) => format!("city {}", city.name),
            Some(Spot::Province(province)) => format!("province {}", province.name),
            Some(Spot::Country(country)) => format!("country {}", country.name),
            None => "nowhere".to_owned(),
        };
        assert_eq!(kind("Tripoli", "LBN"), "city Tripoli");
        assert_eq!(kind("Washington", "USA"), "city Washington");
        assert_eq!(kind("Scotland", "GBR"), "province Scotland");
        assert_eq!(kind("Greenland", "DNK"), "country Greenland");
        assert_eq!(kind("Nuuk", "DNK"), "city Nuuk");
        assert_eq!(kind("Texas", "USA"), "province Texas");
        assert_eq!(kind("Kyiv", "UKR"), "city Kyiv");
        assert_eq!(kind("the Kremlin", "RUS"), "nowhere");
        assert_eq!(kind("Atlantis", "GRC"), "nowhere");
    }

    #[test]
    fn points_are_on_the_globe_and_near_their_country() {
        let g = &*GAZETTEER;
        let points = g.provinces.iter().filter_map(|province| province.point);
        assert!(points.clone().count() > 3_400);
        for Point { latitude, longitude } in
            points.chain(countries().iter().filter_map(|c| c.point))
        {
            assert!((-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude));
        }
        let without: Vec<_> =
            countries().iter().filter(|c| c.point.is_none()).map(|c| c.iso3).collect();
        assert_eq!(without, ["UMI"]);
        // A point of the Factbook and a capital of GeoNames: the two must be of one country.
        for country in countries().iter().filter(|c| c.cow.is_some()) {
            let Some(capital) = city_in(country.capital.unwrap(), country.iso3) else { continue };
            let Point { latitude, longitude } = country.point.unwrap();
            let turn = (longitude - capital.longitude).abs();
            let far = (latitude - capital.latitude).abs().max(turn.min(360.0 - turn));
            let most = if matches!(country.iso3, "RUS" | "USA") { 65.0 } else { 20.0 };
            assert!(far < most, "{}: {far} degrees from its capital", country.name);
        }
        let numbers: std::collections::HashSet<_> = g.cities.iter().map(|c| c.geonames).collect();
        assert_eq!(numbers.len(), g.cities.len());
    }

    #[test]
    fn provinces_have_their_countries() {
        assert_eq!(province("Texas").unwrap().country.iso3, "USA");
        assert_eq!(province("Bavaria").unwrap().country.iso3, "DEU");
        assert_eq!(province("Idlib").unwrap().country.iso3, "SYR");
        assert_eq!(
            province_in("Kherson Oblast", "UKR").unwrap().largest_city().unwrap().name,
            "Kherson"
        );
        assert_eq!(province("Rhineland-Palatinate").unwrap().country.iso3, "DEU");
        assert!(province("texas").is_none());
    }

    #[test]
    fn places_among_words() {
        let hits = places_in(
            &["The", "foreign", "ministry", "in", "Ankara", "and", "rebels", "in", "Idlib"],
            0,
        );
        assert_eq!(hits.len(), 2, "{hits:?}");
        assert!(matches!(hits[0].value, Place::Country(w) if w.country.iso3 == "TUR"));
        assert!(matches!(hits[1].value, Place::City(c) if c.country.iso3 == "SYR"));
        assert!(places_in(&["Avdiivka"], 1_000_000).is_empty());
        assert!(places_in(&["Hillary", "Clinton", "was", "Reading"], 0).is_empty());
        assert!(
            matches!(places_in(&["Virginia"], 0)[0].value, Place::Province(p) if p.country.iso3 == "USA")
        );
        assert!(
            matches!(places_in(&["New", "Mexico"], 0)[0].value, Place::Province(p) if p.code == "NM")
        );
    }
}
