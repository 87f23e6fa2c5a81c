//! How many independent origins: who is one, who may be one, the fewest and the most they can be.

use std::collections::BTreeSet;

use crate::voice::{Manner, SPOKEN_FOR, Voice};
use crate::words::stem;

/// One who stands at the far end of a chain, as one article shows him.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Source {
    pub voice: Voice,
    /// The outlet that had it first-hand, folded; for those who are not named.
    pub outlet: String,
    /// The same for people.
    pub outlet_name: String,
}

/// Sources that are one, and the articles that lead to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    pub sources: Vec<Source>,
    pub articles: BTreeSet<String>,
}

/// A ministry, a government, an armed or a civil force of a state.
pub(crate) fn is_of_state(voice: &Voice) -> bool {
    voice.office.as_deref().is_some_and(|o| {
        ["ministry:", "government", "forces", "police", "service:", "embassy"]
            .iter()
            .any(|k| o.starts_with(k))
    })
}

fn clash<T: PartialEq>(a: &Option<T>, b: &Option<T>) -> bool {
    matches!((a, b), (Some(x), Some(y)) if x != y)
}

pub(crate) fn surname(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

fn one_person(a: &Voice, b: &Voice) -> bool {
    match (&a.person, &b.person) {
        (Some(x), Some(y)) => {
            let first = |name: &str| name.find(' ').unwrap_or(name.len());
            let alone = !x.contains(' ') || !y.contains(' ');
            x == y || alone && (surname(x) == surname(y) || x[..first(x)] == y[..first(y)])
        }
        _ => false,
    }
}

/// One office, and nothing that tells of two states.
pub(crate) fn one_of_state(a: &Voice, b: &Voice) -> bool {
    a.office.is_some() && a.office == b.office && !clash(&a.country, &b.country)
}

/// The same body: a company or service may be given its full name once and a part of it later.
fn one_office(a: &Voice, b: &Voice) -> bool {
    let (Some(x), Some(y)) = (&a.office, &b.office) else { return false };
    match (x.strip_prefix("org:"), y.strip_prefix("org:")) {
        (Some(x), Some(y)) => {
            let (p, q) = (proper(x), proper(y));
            p.is_subset(&q) || q.is_subset(&p)
        }
        _ => x == y,
    }
}

/// The words of a body's name, without those that only say whose it is: "Bolivia's prison service", "the national prison
/// service". All of them where no other is left.
fn proper(name: &str) -> BTreeSet<&str> {
    let owner = |w: &&str| {
        let bare = w.trim_end_matches("'s").trim_end_matches("\u{2019}s");
        matches!(bare, "national" | "state" | "federal" | "country")
            || onrecord_world::country_word(bare).is_some()
    };
    let all: BTreeSet<&str> = name.split(' ').collect();
    let own: BTreeSet<&str> = all.iter().copied().filter(|w| !owner(w)).collect();
    if own.is_empty() { all } else { own }
}

/// "Saule Imanbek, deputy head of KazTok", and KazTok: who holds an office of a body speaks for it.
fn speaks_for(person: &Voice, body: &Voice) -> bool {
    /// Companies are named with and without their form.
    const FORMS: &[&str] = &[
        "s.a", "sa", "nv", "n.v", "oyj", "ltd", "limited", "inc", "plc", "gmbh", "ag", "llc",
        "corp", "co",
    ];
    // A company may have been taken for somebody: "KazTok", "Minera Altiplana".
    let firm = || {
        body.person.as_deref().filter(|_| body.manner == Manner::Person && body.office.is_none())
    };
    let office = body.office.as_deref().and_then(|o| o.strip_prefix("org:"));
    let known =
        |n: &&str| n.split(' ').next().is_none_or(|w| onrecord_world::first_name(w).is_none());
    let name = office.filter(|_| body.person.is_none()).or_else(|| firm().filter(known));
    let Some(name) = name else { return false };
    let words = name.split(' ').filter(|w| w.chars().count() > 3 && !FORMS.contains(w));
    let words: Vec<&str> = words.collect();
    person.person.is_some()
        && person.person != body.person
        && !clash(&person.country, &body.country)
        && person.of.iter().any(|w| SPOKEN_FOR.contains(&&**w))
        && !words.is_empty()
        && words.iter().all(|w| person.of.contains(*w))
}

/// "A memorandum of the External Information Service" is the service's.
fn is_paper_of(paper: &Voice, body: &Voice) -> bool {
    let name = body.office.as_deref().and_then(|o| o.strip_prefix("org:")).unwrap_or_default();
    let own = proper(name);
    let words: Vec<&&str> = own.iter().filter(|w| w.chars().count() > 3).collect();
    words.len() > 1 && words.iter().all(|w| paper.traits.contains(&stem(w)))
}

/// Certainly one: the same person, the same organisation, the same description in one outlet, one paper.
pub(crate) fn is_one(a: &Source, b: &Source) -> bool {
    let (x, y) = (&a.voice, &b.voice);
    if one_person(x, y) || speaks_for(x, y) || speaks_for(y, x) {
        return true;
    }
    match (x.manner, y.manner) {
        (Manner::Body, Manner::Body) => one_office(x, y) && !clash(&x.country, &y.country),
        (Manner::Unnamed, Manner::Unnamed) => a.outlet == b.outlet && described_alike(x, y),
        // A ministry's paper is its own.
        (Manner::Document, Manner::Body) => one_of_state(x, y) || is_paper_of(x, y),
        (Manner::Body, Manner::Document) => one_of_state(x, y) || is_paper_of(y, x),
        // A paper is known by its date and number, whoever read it.
        (Manner::Document, Manner::Document) => {
            one_of_state(x, y)
                || !x.marks.is_disjoint(&y.marks)
                || a.outlet == b.outlet && described_alike(x, y)
        }
        (
            Manner::Witness | Manner::Own | Manner::Outlet,
            Manner::Witness | Manner::Own | Manner::Outlet,
        ) => a.outlet == b.outlet,
        _ => false,
    }
}

/// A state spoken of as such ("the government", "Lurania says") is the body of it that is on record; a
/// service is its ministry where that announces for it.
pub(crate) fn stands_for(general: &Source, body: &Source) -> bool {
    let (g, b) = (&general.voice, &body.voice);
    let officials = g.manner == Manner::Unnamed && !g.direct && g.plural && is_officials(g);
    let state = g.manner == Manner::Body
        && (g.office.as_deref() == Some("government") && g.person.is_none()
            || g.office
                .as_deref()
                .is_some_and(|o| o.starts_with("service:") || o == "forces" || o == "ministry:"));
    answers_to(general, body)
        || (officials || state)
            && b.manner == Manner::Body
            && is_of_state(b)
            && !clash(&g.country, &b.country)
}

/// The police speak and are spoken for by their ministry, soldiers by theirs.
pub(crate) fn answers_to(a: &Source, b: &Source) -> bool {
    let office = |s: &Source| {
        s.voice.office.clone().filter(|_| s.voice.manner == Manner::Body).unwrap_or_default()
    };
    let under = matches!(
        (&*office(a), &*office(b)),
        ("police", "ministry:interior") | ("forces" | "service:coast guard", "ministry:defens")
    );
    under && !clash(&a.voice.country, &b.voice.country)
}

fn is_officials(voice: &Voice) -> bool {
    voice.traits.iter().any(|t| matches!(&**t, "official" | "authority" | "government"))
}

/// General words that fit anybody.
const GENERAL: &[&str] =
    &["sourse", "person", "people", "official", "man", "woman", "member", "individual", "insider"];

/// Words that fit the same people of an army.
const SOLDIERS: &[&str] =
    &["officer", "military", "army", "soldier", "colonel", "commander", "general"];

/// The words of each can fit the same people.
pub(crate) fn described_alike(a: &Voice, b: &Voice) -> bool {
    if clash(&a.country, &b.country) || clash(&a.office, &b.office) {
        return false;
    }
    let places = |v: &Voice| -> BTreeSet<String> {
        v.places.iter().filter(|p| Some(*p) != v.country.as_ref()).cloned().collect()
    };
    let (p, q) = (places(a), places(b));
    if !p.is_empty() && !q.is_empty() && p.is_disjoint(&q) {
        return false;
    }
    let special = |v: &Voice| -> BTreeSet<String> {
        v.traits.iter().filter(|t| !GENERAL.contains(&&***t)).cloned().collect()
    };
    let (s, t) = (special(a), special(b));
    let general = |v: &Voice| v.traits.iter().any(|t| GENERAL.contains(&&**t));
    let soldier = |v: &Voice| v.traits.iter().any(|t| SOLDIERS.contains(&&**t));
    soldier(a) && soldier(b)
        || !a.traits.is_disjoint(&b.traits)
        || s.is_empty() && general(a)
        || t.is_empty() && general(b)
}

/// May be the same people, though the text does not say so.
pub(crate) fn may_be(a: &Source, b: &Source) -> bool {
    let (x, y) = (&a.voice, &b.voice);
    match (x.manner, y.manner) {
        (Manner::Unnamed, Manner::Unnamed) | (Manner::Document, Manner::Document) => {
            a.outlet != b.outlet && described_alike(x, y)
        }
        (Manner::Unnamed, Manner::Body | Manner::Person) => fits_named(x, y),
        (Manner::Body | Manner::Person, Manner::Unnamed) => fits_named(y, x),
        _ => false,
    }
}

/// The description of somebody unnamed fits a named one.
fn fits_named(unnamed: &Voice, named: &Voice) -> bool {
    if clash(&unnamed.country, &named.country) || clash(&unnamed.office, &named.office) {
        return false;
    }
    const OF_STATE: &[&str] = &[
        "official",
        "member",
        "negotiator",
        "aide",
        "diplomat",
        "government",
        "authority",
        "minister",
        "security",
    ];
    let officially = unnamed.traits.iter().any(|t| OF_STATE.contains(&&**t));
    if named.manner == Manner::Body && is_of_state(named) {
        // "Security source in Niamey" has a place of its own.
        let foreign = unnamed.places.iter().any(|p| {
            p.len() == 3
                && p.chars().all(char::is_uppercase)
                && named.country.as_ref().is_some_and(|c| c != p)
        });
        return officially && !foreign && !unnamed.plural;
    }
    !unnamed.traits.is_disjoint(&named.traits) && !unnamed.plural
}

/// Joins sources that are one. Others who are known help to see who is one, and are no origin by that.
pub(crate) fn groups(found: &[(Source, String)], known: &[Source]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let helpers = known.iter().map(|s| (s, None));
    for (source, article) in found.iter().map(|(s, a)| (s, Some(a))).chain(helpers) {
        let mut joined =
            Group { sources: Vec::new(), articles: article.cloned().into_iter().collect() };
        joined.sources.push(source.clone());
        let mut rest = Vec::new();
        for group in groups {
            if group.sources.iter().any(|s| is_one(s, source)) {
                joined.sources = [group.sources, joined.sources].concat();
                joined.sources.sort();
                joined.sources.dedup();
                joined.articles.extend(group.articles);
            } else {
                rest.push(group);
            }
        }
        rest.push(joined);
        groups = rest;
    }
    groups.retain(|g| !g.articles.is_empty());
    groups.sort_by(|a, b| a.sources.cmp(&b.sources));
    fold_general(groups)
}

/// Puts the state as such to the body of it that is on record, if there is one alone.
fn fold_general(groups: Vec<Group>) -> Vec<Group> {
    let general = |g: &Group, other: &Group| {
        g.sources
            .iter()
            .all(|s| other.sources.iter().any(|o| stands_for(s, o) && !stands_for(o, s)))
    };
    let mut kept: Vec<Group> = Vec::new();
    let mut folded: Vec<(Group, usize)> = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        let homes: Vec<usize> =
            (0..groups.len()).filter(|&o| o != at && general(group, &groups[o])).collect();
        match homes.first() {
            Some(&home) => folded.push((group.clone(), home)),
            None => kept.push(group.clone()),
        }
    }
    for (group, home) in folded {
        let target = &groups[home].sources[0];
        if let Some(kept) = kept.iter_mut().find(|k| k.sources.contains(target)) {
            kept.articles.extend(group.articles);
            kept.sources.extend(group.sources);
        } else {
            kept.push(group);
        }
    }
    kept
}

impl Group {
    pub(crate) fn is_named(&self) -> bool {
        self.sources.iter().any(|s| {
            !matches!(s.voice.manner, Manner::Unnamed | Manner::Hearsay | Manner::Media)
                && (s.voice.manner != Manner::Document || s.voice.direct)
        })
    }

    pub(crate) fn may_be(&self, other: &Self) -> bool {
        let fits = |s: &Source| other.sources.iter().all(|o| may_be(s, o) || is_weaker(s, o));
        self.sources.iter().any(|s| other.sources.iter().any(|o| may_be(s, o)))
            && self.sources.iter().all(fits)
    }
}

/// A vaguer word of one group does not exclude what its sharper one allows.
fn is_weaker(a: &Source, b: &Source) -> bool {
    let named = |s: &Source| matches!(s.voice.manner, Manner::Person | Manner::Body);
    named(a) && b.voice.manner == Manner::Unnamed || named(b) && a.voice.manner == Manner::Unnamed
}

/// The fewest people that groups can be: as few sets as will hold them all, each pair in a set possible.
pub(crate) fn fewest(count: usize, possible: &dyn Fn(usize, usize) -> bool) -> usize {
    fn place(
        at: usize,
        count: usize,
        sets: &mut Vec<Vec<usize>>,
        best: &mut usize,
        possible: &dyn Fn(usize, usize) -> bool,
    ) {
        if sets.len() >= *best {
            return;
        }
        if at == count {
            *best = sets.len();
            return;
        }
        for set in 0..sets.len() {
            if sets[set].iter().all(|&o| possible(at, o)) {
                sets[set].push(at);
                place(at + 1, count, sets, best, possible);
                sets[set].pop();
            }
        }
        sets.push(vec![at]);
        place(at + 1, count, sets, best, possible);
        sets.pop();
    }
    // Beyond a dozen the search is cut to those who may be anyone at all.
    const MOST: usize = 12;
    let linked: Vec<usize> =
        (0..count).filter(|&a| (0..count).any(|b| a != b && possible(a, b))).collect();
    let alone = count - linked.len();
    let (searched, rest) = linked.split_at(linked.len().min(MOST));
    let mut best = searched.len() + 1;
    place(0, searched.len(), &mut Vec::new(), &mut best, &|a, b| {
        possible(searched[a], searched[b])
    });
    let over = rest.iter().filter(|&&r| !searched.iter().any(|&s| possible(r, s))).count();
    alone + best.min(searched.len()) + over
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(manner: Manner, outlet: &str, fill: impl FnOnce(&mut Voice)) -> Source {
        let mut voice = Voice { manner, ..Voice::default() };
        fill(&mut voice);
        Source { voice, outlet: outlet.to_owned(), outlet_name: outlet.to_owned() }
    }

    fn officials(outlet: &str, country: &str) -> Source {
        source(Manner::Unnamed, outlet, |v| {
            v.country = Some(country.to_owned());
            v.traits = ["government", "official"].map(str::to_owned).into();
            v.plural = true;
            v.direct = true;
        })
    }

    fn described(outlet: &str, traits: &[&str], places: &[&str]) -> Source {
        source(Manner::Unnamed, outlet, |v| {
            v.traits = traits.iter().map(|t| (*t).to_owned()).collect();
            v.places = places.iter().map(|t| (*t).to_owned()).collect();
            v.direct = true;
        })
    }

    fn body(office: &str, country: Option<&str>, person: Option<&str>) -> Source {
        source(Manner::Body, "", |v| {
            v.office = Some(office.to_owned());
            v.country = country.map(str::to_owned);
            v.person = person.map(str::to_owned);
        })
    }

    /// At least and at most.
    fn bounds(sources: &[Source]) -> (usize, usize) {
        let found: Vec<(Source, String)> =
            sources.iter().enumerate().map(|(at, s)| (s.clone(), format!("a{at}"))).collect();
        let groups = groups(&found, &[]);
        let possible =
            |a: usize, b: usize| groups[a].may_be(&groups[b]) || groups[b].may_be(&groups[a]);
        (fewest(groups.len(), &possible), groups.len())
    }

    #[test]
    fn unnamed_of_one_description_count_once_at_least_and_once_an_outlet_at_most() {
        let sources =
            [officials("post", "KOR"), officials("times", "KOR"), officials("wire", "KOR")];
        assert_eq!(bounds(&sources), (1, 3));
        assert_eq!(bounds(&[officials("post", "KOR"), officials("post", "KOR")]), (1, 1));
        assert_eq!(bounds(&[officials("post", "KOR"), officials("times", "JPN")]), (2, 2));
    }

    #[test]
    fn places_that_exclude_each_other_keep_two_apart() {
        let (here, there) = (
            described("a", &["security", "sourse"], &["niamey"]),
            described("b", &["official"], &["tahou"]),
        );
        assert_eq!(bounds(&[here, there]), (2, 2));
        let open = described("b", &["sourse"], &[]);
        assert_eq!(bounds(&[described("a", &["security", "sourse"], &["niamey"]), open]), (1, 2));
    }

    #[test]
    fn one_organisation_is_one_origin_and_two_ministries_are_two() {
        let minister = body("ministry:defens", Some("GRC"), Some("anna doukas"));
        let spokesman = body("ministry:defens", None, Some("nikos vellis"));
        assert_eq!(bounds(&[minister.clone(), spokesman]), (1, 1));
        assert_eq!(
            bounds(&[minister.clone(), body("ministry:foreign", Some("GRC"), None)]),
            (2, 2)
        );
        assert_eq!(bounds(&[minister.clone(), body("ministry:defens", Some("TUR"), None)]), (2, 2));
        // "Greece says" is whoever of it is on record.
        assert_eq!(bounds(&[minister, body("government", Some("GRC"), None)]), (1, 1));
    }

    #[test]
    fn an_unnamed_one_may_be_the_named_one() {
        let member = described("tribuna", &["member", "negotiat", "team"], &[]);
        let commissioner = body("government", Some("COL"), Some("alvaro quinones"));
        assert_eq!(bounds(&[member.clone(), commissioner]), (1, 2));
        assert_eq!(
            bounds(&[described("post", &["doctor"], &[]), body("ministry:interior", None, None)]),
            (2, 2)
        );
    }

    #[test]
    fn who_is_named_later_is_no_new_origin() {
        let doctors = described("post", &["doctor", "hospital"], &[]);
        let mut unmasked = described("post", &["doctor"], &[]);
        unmasked.voice.person = Some("salma idris".to_owned());
        let named = source(Manner::Person, "", |v| v.person = Some("salma idris".to_owned()));
        let found = [(doctors, "a1".to_owned()), (named, "a3".to_owned())];
        assert_eq!(groups(&found, &[]).len(), 2);
        assert_eq!(
            groups(&found, &[unmasked]).len(),
            1,
            "a mention elsewhere shows that they are one"
        );
    }

    #[test]
    fn a_paper_is_known_by_its_date() {
        let paper = |outlet: &str, marks: &[&str]| {
            source(Manner::Document, outlet, |v| {
                v.traits = ["memorandum".to_owned()].into();
                v.marks = marks.iter().map(|m| (*m).to_owned()).collect();
            })
        };
        assert_eq!(bounds(&[paper("a", &["12 april"]), paper("b", &["12 april"])]), (1, 1));
        assert_eq!(bounds(&[paper("a", &[]), paper("b", &[])]), (1, 2));
    }

    #[test]
    fn the_fewest_are_found_where_not_all_may_be_one() {
        // 0 and 1 may be one, 1 and 2 may be one, 0 and 2 may not.
        let possible = |a: usize, b: usize| a.abs_diff(b) == 1;
        assert_eq!(fewest(3, &possible), 2);
        assert_eq!(fewest(0, &possible), 0);
        assert_eq!(fewest(4, &|_, _| false), 4);
    }
}
