//! What a reader of news knows of the world: countries and what they are called, capitals and
//! seats of power, cities, offices and bodies, armed groups, outlets, first names, abbreviations.
//!
//! Look-ups only. The crate knows nothing of text, opens no file and prints nothing; its tables are
//! in the binary, made by `tools/make_tables.py` from data that `DATA.md` names with their licences.
//!
//! ```
//! use onrecord_world as world;
//!
//! let kremlin = world::country_word("the Kremlin").unwrap();
//! assert_eq!((kremlin.country.iso3, kremlin.sector), ("RUS", Some(world::Sector::Gov)));
//! assert!(world::country("us").is_none(), "a pronoun is no country");
//! assert_eq!(world::country("U.S.").unwrap().cow, Some(2));
//!
//! let hits = world::country_words(&["Russian", "officials", "in", "Addis", "Ababa"]);
//! let codes: Vec<_> = hits.iter().map(|h| h.value.country.iso3).collect();
//! assert_eq!(codes, ["RUS", "ETH"]);
//! ```
//!
//! # How a phrase is looked up
//!
//! A phrase is *folded*: lower case, Latin letters without their marks, dots and apostrophes gone,
//! hyphens and other punctuation as spaces. A leading "the" is passed over, and so is a possessive
//! "'s" where the phrase is not found with it. "U.S.", "US" and "the US" are one key, and so are
//! "Élysée" and "Elysee".
//!
//! Folding loses case, but case decides much in news: "Turkey" or "turkey", "WHO" or "who". So a word
//! of the table that has a capital must have it in the phrase, too ("polish" is not Polish, "POLISH"
//! is), the small words of names aside ("al-Jazeera"); and short acronyms, or those that are words
//! otherwise, must stand in capitals entirely. What the table has in lower case ("prime minister")
//! may be written either way.
//!
//! A look-up folds into a buffer on the stack and takes one probe of a hash index: no allocation,
//! some 30 ns; a first name is searched in its sorted table, 110 ns. The functions whose names end in
//! `_in` or `_words` take the words of a phrase, look for the longest entries from left to right, see
//! into hyphens ("US-led", "Russia-Ukraine"), pass over punctuation, and return a `Vec`: 50 ns a word
//! and table, 320 ns for all places.
//!
//! Many names mean several things ("Apple", "Jordan", "Independent"). A look-up says what a name may
//! mean; whether it does is for the caller, who knows the text.
//!
//! # The tables
//!
//! | module | what | rows | ready after |
//! |---|---|--:|--:|
//! | [countries](country) | ISO 3166-1 and Kosovo, with Correlates of War codes; words for them | 250; 1,945 | 0.5 ms |
//! | [places](city) | cities of 15,000 and more, provinces (inflated at first use) | 34,000; 6,200 | 20 ms |
//! | [agents](agent) | nouns for who acts, with PLOVER sectors | 5,500 | 0.7 ms |
//! | [actors](actor) | international bodies, armed groups, parties, services, companies | 4,250 | 1.0 ms |
//! | [leaders](leader) | heads of state and government, ambassadors, earlier statesmen | 2,250 | 0.6 ms |
//! | [outlets](outlet_by_name) | newspapers, broadcasters, agencies; names and domains | 1,050; 1,540 | 0.5 ms |
//! | [people](first_name) | first names with likely gender; titles and kin | 30,400; 290 | at once |
//! | [words](abbreviation) | abbreviations, months and weekdays, number words | 320 | at once |
//!
//! Each table is built at its first look-up and shared by all threads from then on; all but the
//! places together take some 3.5 ms (one core of a Zen 4 server). Embedded they are 2.3 MB.

mod actors;
mod agents;
mod countries;
mod fold;
mod leaders;
mod outlets;
mod people;
mod places;
mod point;
mod sector;
mod table;
mod words;

pub use actors::{Actor, ActorKind, actor, actors_in};
pub use agents::{Agent, AgentKind, agent, agent_at_end, agents_in};
pub use countries::{
    Country, CountryWord, CountryWordKind, countries, country, country_by_cow, country_by_iso2,
    country_by_iso3, country_word, country_words,
};
pub use fold::plain;
pub use leaders::{Leader, leader, leader_by_surname};
pub use outlets::{
    Outlet, OutletKind, OutletName, outlet_by_domain, outlet_by_name, outlet_name, outlet_noun,
    outlets_in,
};
pub use people::{Gender, Title, TitleClass, first_name, title};
pub use places::{
    City, Place, Province, Spot, cities, city, city_in, locate, places_in, province, province_in,
    provinces,
};
pub use point::Point;
pub use sector::Sector;
pub use table::Hit;
pub use words::{
    AbbreviationKind, CalendarWord, abbreviation, calendar_word, number_word, ordinal_word,
};
