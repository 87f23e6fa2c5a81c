//! Newspapers, broadcasters, agencies, magazines and online outlets.
//!
//! `outlets.tsv` has some 1,050 outlets with domains, country and kind; `outlet_names.tsv` some 1,500
//! names as articles write them. They are our list and fundus's (MIT); half of the domains stand in
//! newscatcher's or newspaper4k's lists as well. A name too common for one outlet ("The Times",
//! "Daily News") is known as an outlet's name, but leads to none; a name that is a word without its
//! article ("The Hill", "The National") is known only with it.

use std::sync::LazyLock;

use crate::countries::{Country, country_by_iso3};
use crate::table::{Entry, Hit, Index, Table, rows};

/// What kind of outlet it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OutletKind {
    /// A news agency, whose text others print.
    Agency,
    /// A newspaper.
    Newspaper,
    /// Radio or television.
    Broadcaster,
    /// A magazine or journal.
    Magazine,
    /// Online only, or not known better.
    Online,
}

/// An outlet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlet {
    /// Its name: "New York Times", without the article.
    pub name: &'static str,
    /// The country it belongs to.
    pub country: Option<&'static Country>,
    /// What kind of outlet it is.
    pub kind: OutletKind,
    /// Its domains, without `www.`; the first is the one in use.
    pub domains: Box<[&'static str]>,
}

/// The name of an outlet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutletName {
    /// The name, as the table writes it.
    pub word: &'static str,
    /// The outlet; `None` for a name that many bear ("The Times").
    pub outlet: Option<&'static Outlet>,
    /// Whether it is a common word as well ("Time", "Independent", "Observer").
    pub common_word: bool,
}

struct Outlets {
    all: Vec<Outlet>,
    domains: Vec<(&'static str, usize)>,
    by_domain: Index,
}

static OUTLETS: LazyLock<Outlets> = LazyLock::new(|| {
    let all: Vec<Outlet> = rows(include_str!("../tables/outlets.tsv"))
        .map(|[_, name, iso3, kind, domains]| Outlet {
            name,
            country: country_by_iso3(iso3),
            kind: match kind {
                "agency" => OutletKind::Agency,
                "newspaper" => OutletKind::Newspaper,
                "broadcaster" => OutletKind::Broadcaster,
                "magazine" => OutletKind::Magazine,
                _ => OutletKind::Online,
            },
            domains: domains.split('|').filter(|d| !d.is_empty()).collect(),
        })
        .collect();
    let domains: Vec<_> =
        all.iter().enumerate().flat_map(|(i, o)| o.domains.iter().map(move |d| (*d, i))).collect();
    let mut by_domain = Index::new(domains.len());
    for (i, (domain, _)) in domains.iter().enumerate() {
        by_domain.insert(domain.as_bytes(), i);
    }
    Outlets { all, domains, by_domain }
});

static NAMES: LazyLock<Table<OutletName>> = LazyLock::new(|| {
    let outlets: &'static [Outlet] = &OUTLETS.all;
    let entries = rows(include_str!("../tables/outlet_names.tsv"))
        .map(|[key, word, exact, id, common]| Entry {
            key,
            word,
            exact: exact == "A",
            value: OutletName {
                word,
                outlet: id.parse::<usize>().ok().and_then(|i| outlets.get(i)),
                common_word: common == "w",
            },
        })
        .collect();
    Table::new(entries)
});

/// The outlet that a phrase names.
///
/// ```
/// use onrecord_world::{OutletKind, outlet_by_name};
/// let times = outlet_by_name("The New York Times").unwrap();
/// assert_eq!((times.domains[0], times.kind), ("nytimes.com", OutletKind::Newspaper));
/// assert_eq!(outlet_by_name("AFP").unwrap().name, "Agence France-Presse");
/// assert!(outlet_by_name("the Times").is_none());
/// ```
pub fn outlet_by_name(phrase: &str) -> Option<&'static Outlet> {
    outlet_name(phrase)?.outlet
}

/// The name of an outlet that a phrase is, even where many outlets bear it.
pub fn outlet_name(phrase: &str) -> Option<&'static OutletName> {
    NAMES.get(phrase).map(|e| &e.value)
}

/// The names of outlets among the words of a phrase.
pub fn outlets_in(words: &[&str]) -> Vec<Hit<&'static OutletName>> {
    NAMES
        .scan(words)
        .into_iter()
        .map(|hit| Hit { words: hit.words, value: &hit.value.value })
        .collect()
}

/// The outlet of a host name, `www.` or other subdomains before it or not.
///
/// ```
/// use onrecord_world::outlet_by_domain;
/// assert_eq!(outlet_by_domain("edition.cnn.com").unwrap().name, "CNN");
/// assert_eq!(outlet_by_domain("www.bbc.co.uk").unwrap().name, "BBC");
/// assert!(outlet_by_domain("example.org").is_none());
/// ```
pub fn outlet_by_domain(host: &str) -> Option<&'static Outlet> {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let mut rest = host.as_str();
    loop {
        let found = OUTLETS
            .by_domain
            .candidates(rest.as_bytes())
            .map(|i| &OUTLETS.domains[i])
            .find(|(domain, _)| *domain == rest);
        if let Some((_, outlet)) = found {
            return OUTLETS.all.get(*outlet);
        }
        rest = rest.split_once('.')?.1;
    }
}

/// The kind of outlet a common noun means: "newspaper", "news agencies", "state television".
///
/// ```
/// use onrecord_world::{OutletKind, outlet_noun};
/// assert_eq!(outlet_noun("tabloids"), Some(OutletKind::Newspaper));
/// assert_eq!(outlet_noun("wire service"), Some(OutletKind::Agency));
/// assert_eq!(outlet_noun("state television"), Some(OutletKind::Broadcaster));
/// assert_eq!(outlet_noun("ministry"), None);
/// ```
pub fn outlet_noun(phrase: &str) -> Option<OutletKind> {
    let lower = phrase.trim().to_lowercase();
    let singular = match lower.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => lower.strip_suffix('s').unwrap_or(&lower).to_owned(),
    };
    let noun = |word: &str| NOUNS.iter().find(|(n, _)| *n == word).map(|(_, kind)| *kind);
    let last_two = |word: &str| {
        let at = word.rmatch_indices(' ').nth(1).map_or(0, |(i, _)| i + 1);
        word[at..].to_owned()
    };
    let last = |word: &str| word.rsplit(' ').next().map(str::to_owned).unwrap_or_default();
    [lower.as_str(), &singular]
        .iter()
        .find_map(|w| noun(w).or_else(|| noun(&last_two(w))))
        .or_else(|| [lower.as_str(), &singular].iter().find_map(|w| noun(&last(w))))
}

/// Nouns that mean an outlet; a closed class, ours. Two words first where they differ from one.
const NOUNS: [(&str, OutletKind); 58] = [
    ("newspaper", OutletKind::Newspaper),
    ("paper", OutletKind::Newspaper),
    ("daily", OutletKind::Newspaper),
    ("tabloid", OutletKind::Newspaper),
    ("broadsheet", OutletKind::Newspaper),
    ("gazette", OutletKind::Newspaper),
    ("press", OutletKind::Newspaper),
    ("weekly", OutletKind::Magazine),
    ("monthly", OutletKind::Magazine),
    ("magazine", OutletKind::Magazine),
    ("journal", OutletKind::Magazine),
    ("periodical", OutletKind::Magazine),
    ("weekly newspaper", OutletKind::Newspaper),
    ("daily newspaper", OutletKind::Newspaper),
    ("news magazine", OutletKind::Magazine),
    ("newsmagazine", OutletKind::Magazine),
    ("news agency", OutletKind::Agency),
    ("press agency", OutletKind::Agency),
    ("wire agency", OutletKind::Agency),
    ("wire service", OutletKind::Agency),
    ("news service", OutletKind::Agency),
    ("newswire", OutletKind::Agency),
    ("wire", OutletKind::Agency),
    ("broadcaster", OutletKind::Broadcaster),
    ("television", OutletKind::Broadcaster),
    ("tv", OutletKind::Broadcaster),
    ("radio", OutletKind::Broadcaster),
    ("radio station", OutletKind::Broadcaster),
    ("television station", OutletKind::Broadcaster),
    ("tv station", OutletKind::Broadcaster),
    ("television channel", OutletKind::Broadcaster),
    ("tv channel", OutletKind::Broadcaster),
    ("news channel", OutletKind::Broadcaster),
    ("satellite channel", OutletKind::Broadcaster),
    ("cable channel", OutletKind::Broadcaster),
    ("television network", OutletKind::Broadcaster),
    ("tv network", OutletKind::Broadcaster),
    ("news network", OutletKind::Broadcaster),
    ("cable network", OutletKind::Broadcaster),
    ("network", OutletKind::Broadcaster),
    ("channel", OutletKind::Broadcaster),
    ("station", OutletKind::Broadcaster),
    ("newscast", OutletKind::Broadcaster),
    ("website", OutletKind::Online),
    ("web site", OutletKind::Online),
    ("news site", OutletKind::Online),
    ("news website", OutletKind::Online),
    ("news portal", OutletKind::Online),
    ("portal", OutletKind::Online),
    ("blog", OutletKind::Online),
    ("podcast", OutletKind::Online),
    ("outlet", OutletKind::Online),
    ("news outlet", OutletKind::Online),
    ("media outlet", OutletKind::Online),
    ("publication", OutletKind::Online),
    ("news organization", OutletKind::Online),
    ("news organisation", OutletKind::Online),
    ("media", OutletKind::Online),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::check;

    #[test]
    fn the_tables_are_whole() {
        check(&NAMES);
        assert!(OUTLETS.all.len() > 1000);
        for outlet in &OUTLETS.all {
            assert!(!outlet.name.is_empty());
            for domain in &outlet.domains {
                assert!(
                    domain.contains('.') && !domain.starts_with("www.") && !domain.contains('/'),
                    "{domain}"
                );
                assert!(outlet_by_domain(domain).is_some());
            }
        }
    }

    #[test]
    fn names_that_articles_write() {
        for (phrase, domain, iso3) in [
            ("New York Times", "nytimes.com", "USA"),
            ("NYT", "nytimes.com", "USA"),
            ("the Washington Post", "washingtonpost.com", "USA"),
            ("Reuters", "reuters.com", "GBR"),
            ("AP", "apnews.com", "USA"),
            ("Agence France-Presse", "afp.com", "FRA"),
            ("Xinhua", "xinhuanet.com", "CHN"),
            ("Tass", "tass.com", "RUS"),
            ("RIA Novosti", "ria.ru", "RUS"),
            ("Rossiya-1", "smotrim.ru", "RUS"),
            ("al-Jazeera", "aljazeera.com", "QAT"),
            ("Fox News", "foxnews.com", "USA"),
            ("Bild", "bild.de", "DEU"),
            ("Der Spiegel", "spiegel.de", "DEU"),
            ("Le Monde", "lemonde.fr", "FRA"),
            ("Kommersant", "kommersant.ru", "RUS"),
            ("Financial Times", "ft.com", "GBR"),
            ("The Kyiv Independent", "kyivindependent.com", "UKR"),
        ] {
            let found = outlet_by_name(phrase).unwrap_or_else(|| panic!("{phrase}"));
            let country = found.country.map(|c| c.iso3);
            assert_eq!((found.domains[0], country), (domain, Some(iso3)), "{phrase}");
        }
        assert!(outlet_name("The Times").is_some_and(|n| n.outlet.is_none()));
        assert!(outlet_name("the Independent").is_some_and(|n| n.common_word));
        assert!(outlet_by_name("independent").is_none());
        assert!(outlet_by_name("ap").is_none());
    }

    #[test]
    fn nouns_alone_and_at_the_end() {
        assert_eq!(outlet_noun("Media"), Some(OutletKind::Online));
        assert_eq!(outlet_noun("local media"), Some(OutletKind::Online));
        assert_eq!(outlet_noun("state news agency"), Some(OutletKind::Agency));
        assert_eq!(outlet_noun("dailies"), Some(OutletKind::Newspaper));
        assert_eq!(
            outlet_noun("police station"),
            Some(OutletKind::Broadcaster),
            "the noun alone cannot tell"
        );
        assert_eq!(outlet_noun(""), None);
    }
}
