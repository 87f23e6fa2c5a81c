//! What the words around a name say of who bears it: titles, appositions, country and sector.

use std::ops::Range;

use onrecord_world as world;

use crate::phrase;
use crate::syntax::{Relation, Syntax, Upos};
use crate::text::{Text, TokenId, TokenRange};

/// Country and sector that a description tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Standing {
    /// ISO 3166-1 alpha-3.
    pub country: Option<&'static str>,
    /// A PLOVER sector.
    pub sector: Option<&'static str>,
}

impl Standing {
    /// What is not known here is taken from there.
    pub(crate) fn or(self, other: Self) -> Self {
        Self { country: self.country.or(other.country), sector: self.sector.or(other.sector) }
    }
}

/// Country and sector of a description such as "spokesman for the Chinese Embassy in Washington". What people are called
/// tells of no country: "a lawyer of *Jordan* Bardella".
pub(crate) fn standing(text: &Text<'_>, syntax: &Syntax, range: &TokenRange) -> Standing {
    let word = |t: TokenId| if syntax.is_in_person(t) { SOMEBODY } else { text.word(t) };
    let words: Vec<&str> = range.clone().map(word).collect();
    let actors = world::actors_in(&words);
    let countries = countries(text, range, &words);
    // A country inside a body's name is the body's affair: "the Bank of England".
    let inside = |at: usize| actors.iter().any(|a| a.words.contains(&at) && a.words.len() > 1);
    let stated = countries.iter().enumerate().find(|(at, hit)| {
        !inside(hit.words.start)
            && !is_backer(&words, &hit.words)
            && !is_field(&words, hit)
            && !is_origin(&words, hit, countries.get(at + 1))
    });
    let stated =
        stated.map(|(_, hit)| hit).filter(|hit| !is_one_of_several(&words, hit, &countries));
    let own = |hit: &&world::Hit<_>| {
        is_whole_name(&words, &hit.words) && !is_dealt_with(&words, hit.words.start)
    };
    let actor = actors.iter().find(own).map(|hit| hit.value);
    let agents = world::agents_in(&words);
    let agent = agents.iter().find_map(|hit| hit.value.sector);
    let office = agents.iter().find_map(|hit| hit.value.country);
    let metonym = stated.and_then(|hit| hit.value.sector);
    let sector = actor.and_then(|a| a.sector).or(metonym).or(agent);
    let stated_country = stated.map(|hit| hit.value.country.state().iso3);
    let own_country = actor
        .and_then(|a| a.country)
        .map(|c| c.state().iso3)
        .or_else(|| office.map(|c| c.state().iso3));
    // "*Hamas* officials in Doha" are where they are, and not of there.
    let is_there = stated.is_some_and(|hit| is_located(&words, hit.words.start));
    Standing {
        country: match is_there {
            true => own_country.or(stated_country),
            false => stated_country.or(own_country),
        },
        sector: sector.map(world::Sector::code),
    }
}

/// The words for countries in a range. "American" behind "Central" is none: one word more is looked at.
fn countries(
    text: &Text<'_>,
    range: &TokenRange,
    words: &[&str],
) -> Vec<world::Hit<&'static world::CountryWord>> {
    let before = range
        .start
        .checked_sub(1)
        .map(|t| text.word(t))
        .filter(|w| w.starts_with(char::is_uppercase));
    let shift = usize::from(before.is_some());
    let all: Vec<&str> = before.into_iter().chain(words.iter().copied()).collect();
    let inside = world::country_words(&all).into_iter().filter(|hit| hit.words.start >= shift);
    let placed = inside.map(|hit| world::Hit {
        words: hit.words.start - shift..hit.words.end - shift,
        value: hit.value,
    });
    placed.collect()
}

/// Stands in the place of a word of somebody's name; in no table.
const SOMEBODY: &str = "~";

/// "*US*-backed rebels", "pro-*Russian* separatists": they are of another country than whom they have behind them or are for.
pub(crate) fn is_backer(words: &[&str], who: &Range<usize>) -> bool {
    let word = |at: usize| words.get(at).map(|w| w.to_lowercase()).unwrap_or_default();
    let behind = |word: &str| {
        phrase::is_backing(word)
            || matches!(
                word,
                "controlled"
                    | "aligned"
                    | "allied"
                    | "linked"
                    | "occupied"
                    | "installed"
                    | "flagged"
                    | "owned"
                    | "registered"
                    | "built"
                    | "made"
            )
    };
    let side = |word: &str| matches!(word, "pro" | "anti");
    // A hyphenated word may be one word or three.
    let last = who.end.checked_sub(1).map(word).unwrap_or_default();
    let first = word(who.start);
    let before = |steps: usize| who.start.checked_sub(steps).map(word).unwrap_or_default();
    word(who.end) == "-" && behind(&word(who.end + 1))
        || last.rsplit_once('-').is_some_and(|(_, end)| behind(end))
        || before(1) == "-" && side(&before(2))
        || first.split_once('-').is_some_and(|(start, _)| side(start))
}

/// "Trump's *Syria* envoy", "a *Russia* expert": what somebody works on is not where he is from.
fn is_field(words: &[&str], hit: &world::Hit<&world::CountryWord>) -> bool {
    let named = matches!(hit.value.kind, world::CountryWordKind::Name);
    is_dealt_with(words, hit.words.start)
        || named
            && words.get(hit.words.end).is_some_and(|next| {
                matches!(
                    &*next.to_lowercase(),
                    "envoy"
                        | "expert"
                        | "analyst"
                        | "specialist"
                        | "correspondent"
                        | "scholar"
                        | "desk"
                        | "researcher"
                        | "editor"
                )
            })
}

/// "The UN envoy *for Syria*", "Britain's ambassador *to the UN*": with whom an envoy deals is not whom he is of.
fn is_dealt_with(words: &[&str], at: usize) -> bool {
    let before = &words[..at];
    let before = before.strip_suffix(&["the"]).unwrap_or(before);
    let leads = before.last().is_some_and(|w| matches!(*w, "for" | "to" | "on"));
    leads
        && before.iter().any(|word| {
            matches!(
                &*word.to_lowercase(),
                "envoy" | "ambassador" | "rapporteur" | "mediator" | "emissary"
            )
        })
}

/// "In *Doha*", "near the *Netherlands*".
fn is_located(words: &[&str], at: usize) -> bool {
    let before = &words[..at];
    let before = before.strip_suffix(&["the"]).unwrap_or(before);
    before.last().is_some_and(|w| matches!(*w, "in" | "at" | "near" | "inside" | "outside"))
}

/// "Women from *Russia*, France and Canada" are of no one country.
fn is_one_of_several(
    words: &[&str],
    hit: &world::Hit<&world::CountryWord>,
    countries: &[world::Hit<&'static world::CountryWord>],
) -> bool {
    let name = |hit: &world::Hit<&world::CountryWord>| {
        matches!(hit.value.kind, world::CountryWordKind::Name)
    };
    let joined = |next: &world::Hit<&'static world::CountryWord>| {
        next.words.start == hit.words.end + 1
            && matches!(words[hit.words.end], "," | "and" | "or")
            && next.value.country.state().iso3 != hit.value.country.state().iso3
            && name(next)
    };
    name(hit) && countries.iter().any(joined)
}

/// "*Somali*-American": the second tells whose citizen somebody is.
fn is_origin(
    words: &[&str],
    hit: &world::Hit<&world::CountryWord>,
    next: Option<&world::Hit<&world::CountryWord>>,
) -> bool {
    let adjective = |hit: &world::Hit<&world::CountryWord>| {
        matches!(hit.value.kind, world::CountryWordKind::Adjective)
    };
    next.is_some_and(|next| {
        let tied = words.get(hit.words.end) == Some(&"-") && next.words.start == hit.words.end + 1
            || next.words.start + 1 == hit.words.end;
        tied && adjective(hit) && adjective(next)
    })
}

/// One word of a longer name is not the body of that name: "Kurdistan *Solidarity* Campaign".
fn is_whole_name(words: &[&str], hit: &Range<usize>) -> bool {
    let capital = |at: Option<usize>| {
        at.and_then(|at| words.get(at)).is_some_and(|w| w.starts_with(char::is_uppercase))
    };
    let office = |at: Option<usize>| {
        at.and_then(|at| words.get(at))
            .is_some_and(|w| world::agent(w).is_some() || world::country_word(w).is_some())
    };
    let beside = |at: Option<usize>| capital(at) && !office(at);
    hit.len() > 1 || !beside(hit.start.checked_sub(1)) && !beside(Some(hit.end))
}

/// The words before a name that tell who it is: "Russian Finance Minister" Anton Siluanov.
pub(crate) fn title_before(
    text: &Text<'_>,
    syntax: &Syntax,
    name: &TokenRange,
) -> Option<TokenRange> {
    let sentence = syntax.sentence_of(name.start);
    let mut start = name.start;
    while start > sentence.start {
        let before = start - 1;
        // "Chancellor *Olaf Scholz* and President Emmanuel Macron": another's name ends the title.
        if syntax.is_in_person(before) {
            break;
        }
        let fits = match syntax.upos[before as usize] {
            Upos::Noun | Upos::Propn | Upos::Adj => true,
            Upos::Cconj => start < name.start,
            Upos::Part | Upos::Adp => {
                matches!(text.word(before), "'s" | "’s" | "'" | "’" | "of") && start < name.start
            }
            Upos::Punct => text.word(before) == "-" && start < name.start,
            _ => false,
        };
        if !fits || start + 9 < name.start {
            break;
        }
        start = before;
    }
    while start < name.start
        && matches!(syntax.upos[start as usize], Upos::Cconj | Upos::Adp | Upos::Part | Upos::Punct)
    {
        start += 1;
    }
    start = after_of(text, start..name.start);
    if start == name.start {
        return None;
    }
    // Some word of it must be an office, a rank or another word for a person.
    let words = phrase::words(text, &(start..name.start));
    let last = words.last().copied().unwrap_or_default();
    let known = world::agent_at_end(&words).is_some() || world::title(last).is_some();
    known.then_some(start..name.start)
}

/// "The father of *footballer* John Obi Mikel", "the release of *Bishop* Rolando Alvarez": what stands before "of" is no title of
/// the name, but for an office ("minister of defence").
fn after_of(text: &Text<'_>, title: TokenRange) -> TokenId {
    let Some(of) = title.clone().rev().find(|&t| text.word(t) == "of") else { return title.start };
    let office = world::agent_at_end(&phrase::words(text, &(title.start..of)))
        .is_some_and(|hit| hit.value.kind == world::AgentKind::Office);
    let rest = phrase::words(text, &(of + 1..title.end));
    let person =
        world::agent_at_end(&rest).is_some_and(|hit| hit.value.kind != world::AgentKind::Group);
    let titled = rest.last().is_some_and(|word| world::title(word).is_some());
    if !office && (person || titled) { of + 1 } else { title.start }
}

/// The apposition that explains a name, or that a name explains: "Liu Pengyu, *spokesman for the
/// embassy*", "*the Turkish president*, Recep Tayyip Erdoğan".
pub(crate) fn apposition(
    text: &Text<'_>,
    syntax: &Syntax,
    name: &TokenRange,
) -> Option<TokenRange> {
    let head = syntax.head_of(name);
    let explains = syntax
        .children(head)
        .find(|&t| syntax.relation[t as usize] == Relation::Appos && t >= name.end)
        .filter(|&t| {
            syntax.upos[t as usize] == Upos::Noun || phrase::agent_at(text, syntax, t).is_some()
        });
    let head_of_phrase = explains.or_else(|| {
        let parent = syntax.head[head as usize];
        let explained = syntax.relation[head as usize] == Relation::Appos
            && parent < name.start
            && after_of(text, parent..name.start) == parent
            && !is_other_source(text, syntax, parent, name);
        (explained && phrase::agent_at(text, syntax, parent).is_some()).then_some(parent)
    });
    let head_of_phrase = head_of_phrase.or_else(|| {
        phrase::office_before(text, syntax, name)
            .filter(|&noun| !is_other_source(text, syntax, noun, name))
    })?;
    let range = phrase::core(syntax, head_of_phrase);
    let range = if range.start < name.end && range.end > name.start {
        // The phrase runs over the name itself: keep the side that it explains.
        if head_of_phrase < name.start { range.start..name.start } else { name.end..range.end }
    } else {
        range
    };
    let range = phrase::trimmed(text, syntax, &range);
    (!range.is_empty()).then_some(range)
}

/// "According to *one source*, Hall was killed": the source ends at the comma, and somebody else is spoken of.
fn is_other_source(text: &Text<'_>, syntax: &Syntax, source: TokenId, name: &TokenRange) -> bool {
    let start = phrase::core(syntax, source).start;
    let according = start >= 2
        && text.word(start - 2).eq_ignore_ascii_case("according")
        && text.word(start - 1).eq_ignore_ascii_case("to");
    let sentence = syntax.sentence_of(name.start);
    according && (name.end >= sentence.end || text.word(name.end) != ",")
}

/// Where somebody is from, as the words behind a name tell it: "Oliver Hall, 24, from *Portsmouth*".
pub(crate) fn home(
    text: &Text<'_>,
    syntax: &Syntax,
    name: &TokenRange,
) -> Option<&'static world::Country> {
    let sentence = syntax.sentence_of(name.end - 1);
    let word = |at: TokenId| if at < sentence.end { text.word(at) } else { "" };
    let mut at = name.end;
    if word(at) == "," && is_age(word(at + 1)) {
        at += 2;
    }
    if word(at) == "," {
        at += 1;
    }
    if word(at) != "from" {
        return None;
    }
    let words: Vec<&str> = (at + 1..sentence.end.min(at + 8)).map(|t| text.word(t)).collect();
    let places = world::places_in(&words, 0);
    places.first().filter(|hit| hit.words.start == 0).map(|hit| hit.value.country())
}

/// "Shamima Begum, *19*".
pub(crate) fn is_age(word: &str) -> bool {
    word.parse::<u8>().is_ok_and(|age| (1..=110).contains(&age))
}

/// What a clause says outright: "Javid is the home secretary".
pub(crate) fn predicate(text: &Text<'_>, syntax: &Syntax, name: &TokenRange) -> Option<TokenRange> {
    let head = syntax.head_of(name);
    if syntax.relation[head as usize] != Relation::Nsubj {
        return None;
    }
    let parent = syntax.head[head as usize];
    let is_noun = syntax.upos[parent as usize] == Upos::Noun;
    let copula = syntax.children(parent).any(|t| syntax.relation[t as usize] == Relation::Cop);
    let negated = syntax.children(parent).any(|t| {
        syntax.relation[t as usize] == Relation::Advmod
            && matches!(text.word(t), "not" | "n't" | "n’t")
    });
    if !is_noun || !copula || negated {
        return None;
    }
    phrase::agent_at(text, syntax, parent)?;
    let range = phrase::core(syntax, parent);
    let range = range.start.max(name.end)..range.end;
    (!range.is_empty() && range.contains(&parent)).then(|| phrase::trimmed(text, syntax, &range))
}

/// The state of whoever somebody belongs to: the possessor, but not of its allies and enemies.
pub(crate) fn owner(text: &Text<'_>, syntax: &Syntax, head: TokenId) -> Option<TokenId> {
    let counterpart = matches!(
        &*text.word(head).to_lowercase(),
        "ally"
            | "allies"
            | "enemy"
            | "enemies"
            | "foe"
            | "foes"
            | "rival"
            | "rivals"
            | "opponent"
            | "opponents"
            | "partner"
            | "partners"
            | "proxy"
            | "proxies"
            | "counterpart"
            | "counterparts"
            | "neighbour"
            | "neighbours"
            | "neighbor"
            | "neighbors"
            | "adversary"
            | "adversaries"
    );
    possessor(syntax, head).filter(|_| !counterpart)
}

/// The first words of whose a thing is: the `TokenId` of a possessor, "Trump" of "Trump's envoy", "her"
/// of "her father".
pub(crate) fn possessor(syntax: &Syntax, head: TokenId) -> Option<TokenId> {
    syntax.children(head).find(|&t| {
        let marked = || {
            syntax.children(t).any(|c| {
                c > t
                    && syntax.relation[c as usize] == Relation::Case
                    && syntax.upos[c as usize] == Upos::Part
            })
        };
        t < head
            && syntax.relation[t as usize] == Relation::Nmod
            && (syntax.upos[t as usize] == Upos::Pron || marked())
    })
}
