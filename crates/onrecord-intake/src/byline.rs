//! Who wrote an article: names out of bylines and author fields.

use crate::text::{fold, squash};

/// The names in an author field or a byline, in order, and what stands beside them (papers,
/// agencies, desks), which may be a credit.
pub(crate) fn names(field: &str) -> Names {
    let mut names = Names::default();
    let field = fold(field);
    if field.len() > LONGEST {
        return names;
    }
    let mut rest = without_lead(&field);
    while !rest.is_empty() {
        let (piece, after) = next_piece(rest);
        names.take(piece.trim_matches(|c: char| {
            matches!(c, ' ' | '.' | ':' | '-' | '–' | '—' | '*' | '(' | ')')
        }));
        rest = after;
    }
    names
}

/// What a byline holds.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Names {
    /// People, and pen names.
    pub(crate) people: Vec<String>,
    /// Whatever else is named.
    pub(crate) beside: Vec<String>,
}

impl Names {
    fn take(&mut self, piece: &str) {
        if piece.is_empty() || is_contact(piece) {
            return;
        }
        let words: Vec<&str> = piece.split(' ').collect();
        let lone = words.len() == 1 && self.people.iter().any(|name| name.contains(' '));
        if lone && SUFFIXES.iter().any(|s| s.eq_ignore_ascii_case(piece.trim_end_matches('.'))) {
            return;
        }
        if is_person(&words) && !lone {
            let known = |name: &String| squash(name) == squash(piece);
            if !self.people.iter().any(known) && self.people.len() < MOST {
                self.people.push(piece.to_owned());
            }
        } else {
            self.beside.push(piece.to_owned());
        }
    }
}

/// Is this line of a text a byline and nothing else?
pub(crate) fn is_line(line: &str) -> bool {
    let line = line.trim();
    let opened = LEADS.iter().any(|lead| strip_lead(line, lead).is_some());
    if !opened || line.len() > 160 || line.ends_with(['.', ',', ':', '?', '!']) {
        return false;
    }
    let rest = without_lead(line);
    let small = |word: &str| {
        matches!(word, "and" | "in" | "for" | "at" | "of" | "on" | "the" | "with" | "from")
            || is_particle(word)
    };
    let named = rest.split_whitespace().all(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.is_empty() || !word.starts_with(char::is_lowercase) || small(word)
    });
    named && !names(line).people.is_empty()
}

/// Ways to begin a byline, in lower case.
const LEADS: &[&str] =
    &["written by", "posted by", "words by", "story by", "reported by", "text by", "by"];

fn without_lead(field: &str) -> &str {
    let bare = LEADS.iter().find_map(|lead| strip_lead(field, lead)).unwrap_or(field);
    // "Text: Jane Doe", in whatever language.
    match bare.split_once(": ") {
        Some((label, name)) if !label.contains(' ') => name,
        _ => bare,
    }
}

fn strip_lead<'a>(field: &'a str, lead: &str) -> Option<&'a str> {
    let head = field.get(..lead.len())?;
    let rest = &field[lead.len()..];
    let parted = rest.starts_with([' ', ':', '\u{a0}']);
    (head.eq_ignore_ascii_case(lead) && parted)
        .then(|| rest.trim_start_matches([' ', ':', '\u{a0}']))
}

/// The piece before the next separator, and what follows it.
fn next_piece(field: &str) -> (&str, &str) {
    let mut nearest = (field.len(), field.len());
    let mut consider = |at: usize, end: usize| {
        if at < nearest.0 {
            nearest = (at, end);
        }
    };
    if let Some(at) = field.find([',', ';', '|', '/', '•', '·', '&', '(']) {
        let width = field[at..].chars().next().map_or(1, char::len_utf8);
        consider(at, at + width);
    }
    for joint in [
        " and ", " with ", " for ", " in ", " at ", " of ", " And ", " AND ", " on ", " - ", " – ",
        " — ",
    ] {
        if let Some(at) = field.find(joint) {
            consider(at, at + joint.len());
        }
    }
    // A full stop parts "Jane Doe. Example News" but not "J. R. Doe".
    for (at, _) in field.match_indices(". ") {
        let word = field[..at].rsplit(' ').next().unwrap_or_default();
        if word.chars().count() >= 3 && !TITLES.contains(&word) {
            consider(at, at + 2);
            break;
        }
    }
    (&field[..nearest.0], &field[nearest.1..])
}

fn is_contact(piece: &str) -> bool {
    piece.contains('@') || piece.contains("://") || piece.contains(".com") || piece.contains("www.")
}

/// One to five capitalised words, none of which names an office or a paper.
fn is_person(words: &[&str]) -> bool {
    let capital = |word: &&str| {
        word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
            || is_particle(word)
    };
    let office = |word: &&str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        NOT_NAMES.contains(&word.as_str())
    };
    let digits = words.iter().any(|word| word.contains(|c: char| c.is_ascii_digit()));
    (1..=5).contains(&words.len())
        && words.iter().all(capital)
        && !words.iter().all(|word| is_particle(word))
        && !words.iter().any(office)
        && !digits
}

fn is_particle(word: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "al", "bin", "da", "das", "de", "del", "della", "der", "di", "dos", "du", "el", "ibn",
        "la", "le", "ten", "ter", "van", "von", "y", "zu", "e", "af", "av", "bint", "den",
    ];
    PARTICLES.contains(&word)
}

/// Titles of three letters or more that are written with a stop.
const TITLES: &[&str] =
    &["Mrs", "Rev", "Gen", "Col", "Maj", "Sgt", "Prof", "Capt", "Hon", "Gov", "Sen", "Rep"];

const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv", "phd", "ph.d", "md", "m.d", "mp", "dr"];

/// Words that stand in no name of a person but often beside one.
#[rustfmt::skip]
const NOT_NAMES: &[&str] = &[
    "admin", "administrator", "agencies", "agency", "analyst", "anchor", "blogger", "bureau", "chief",
    "columnist", "contributor", "contributors", "contributing", "correspondent", "correspondents", "daily",
    "desk", "editor", "editorial", "editors", "freelance", "gazette", "guest", "herald", "international",
    "journal", "magazine", "media", "network", "news", "newsroom", "newspaper", "online", "photographer",
    "post", "press", "producer", "radio", "reporter", "reporters", "special", "staff", "team", "telegraph",
    "times", "tribune", "tv", "university", "weekly", "writer", "writers", "institute", "reports",
    "associates", "group", "ltd", "inc", "wire", "wires", "service", "services", "anonymous", "unknown", "webmaster",
    "reuters", "correspondant", "redaktion", "redacción", "rédaction", "redazione", "redação",
];

/// Names an article may have.
const MOST: usize = 20;
/// Bytes of a field beyond which it is no byline.
const LONGEST: usize = 400;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_an_entry() {
        for (field, people) in [
            ("By Jane Doe", vec!["Jane Doe"]),
            ("BY JANE DOE, Example News Auto Writer", vec!["JANE DOE"]),
            ("Jane Doe and John Roe", vec!["Jane Doe", "John Roe"]),
            (
                "Jane Doe, John Roe & Ana Ruiz | Example Times",
                vec!["Jane Doe", "John Roe", "Ana Ruiz"],
            ),
            ("Written by: Ludwig van der Berg in Brussels", vec!["Ludwig van der Berg"]),
            ("J. R. Doe. Example International", vec!["J. R. Doe"]),
            ("Jane Doe, Futuristics", vec!["Jane Doe"]),
            ("John Roe Jr., Ph.D.", vec!["John Roe Jr"]),
            ("Jane Doe (@janedoe) jane.doe@example.org", vec!["Jane Doe"]),
            ("Text: Jane Doe", vec!["Jane Doe"]),
            ("Written by Jane Doe, MS, RD on November 14, 2019", vec!["Jane Doe"]),
            ("Madonna", vec!["Madonna"]),
            ("김민수", vec!["김민수"]),
            ("jdadmin", vec![]),
            ("Staff Reporter", vec![]),
            ("https://social.example.org/janedoe", vec![]),
            ("Jane Doe, Jane Doe", vec!["Jane Doe"]),
        ] {
            assert_eq!(names(field).people, people, "{field}");
        }
    }

    #[test]
    fn what_stands_beside_a_name() {
        assert_eq!(names("Jane Doe, AP Auto Writer").beside, ["AP Auto Writer"]);
        assert_eq!(names("Jane Doe/Associated Press").beside, ["Associated Press"]);
    }

    #[test]
    fn lines_that_are_bylines() {
        assert!(is_line("By Jane Doe and John Roe"));
        assert!(is_line("By JANE DOE, Example Press"));
        assert!(!is_line("By Friday the talks had failed"));
        assert!(!is_line("By Jane Doe, who saw it"));
        assert!(!is_line("Jane Doe"));
        assert!(!is_line("By the River"), "a book, perhaps");
    }
}
