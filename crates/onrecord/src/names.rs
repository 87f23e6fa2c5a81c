//! Names that the model missed or mistook and the tables know: countries, bodies, outlets.

use std::ops::Range;

use onrecord_world as world;

use crate::phrase;
use crate::syntax::{Name, NameKind, Relation, Syntax, Upos};
use crate::text::{Text, TokenId, TokenRange};

/// Sets the model's names right and puts in the missing ones.
pub fn complete(text: &Text<'_>, syntax: &mut Syntax) {
    let mut names = whole_bodies(text, syntax, joined(text, syntax));
    let whole = tied(text, syntax, &names);
    put_people(&mut names, whole);
    let whole = called_like_places(text, syntax, &names);
    put_people(&mut names, whole);
    names.sort_by_key(|n| n.tokens.start);
    syntax.names = names.clone();
    for (at, name) in names.iter_mut().enumerate() {
        if is_country(text, &syntax.names, at) {
            name.kind = NameKind::Place;
        } else if name.kind == NameKind::Place && is_leader(text, name) {
            name.kind = NameKind::Person;
        } else if name.kind != NameKind::Organization && is_body(text, name) {
            name.kind = NameKind::Organization;
        }
    }
    let holders = behind_titles(text, syntax, &names);
    put_people(&mut names, holders);
    for tokens in people(text, syntax, &names) {
        names.push(Name { tokens, kind: NameKind::Person });
    }
    let people = names.iter().filter(|n| n.kind == NameKind::Person);
    let mut whole: Vec<TokenRange> =
        people.map(|n| whole_person(text, syntax, &n.tokens)).collect();
    // The longest last: it takes the place of its parts.
    whole.sort_by_key(ExactSizeIterator::len);
    put_people(&mut names, whole);
    let named = in_names(text, names.iter());
    for run in runs(text, syntax, &named) {
        let words: Vec<&str> = run.clone().map(|t| text.word(t)).collect();
        let place = |words: &std::ops::Range<usize>| -> TokenRange {
            run.start + words.start as TokenId..run.start + words.end as TokenId
        };
        let mut found: Vec<Name> = Vec::new();
        let mut add = |tokens: TokenRange, kind: NameKind| {
            if !found.iter().any(|n| meet(&n.tokens, &tokens)) {
                found.push(Name { tokens, kind });
            }
        };
        for hit in world::outlets_in(&words) {
            if !hit.value.common_word || hit.words.len() > 1 {
                add(place(&hit.words), NameKind::Organization);
            }
        }
        for hit in world::actors_in(&words) {
            if hit.words.len() > 1 || words[hit.words.start].chars().all(|c| !c.is_lowercase()) {
                add(place(&hit.words), NameKind::Organization);
            }
        }
        for hit in world::country_words(&words) {
            if names_country(hit.value.kind) {
                add(place(&hit.words), NameKind::Place);
            }
        }
        names.append(&mut found);
    }
    names.sort_by_key(|n| n.tokens.start);
    syntax.names = names;
}

/// Do two stretches share a word?
fn meet(a: &TokenRange, b: &TokenRange) -> bool {
    a.start < b.end && b.start < a.end
}

/// Puts names of people in the place of what stood there.
fn put_people(names: &mut Vec<Name>, people: Vec<TokenRange>) {
    for tokens in people {
        names.retain(|n| !meet(&n.tokens, &tokens));
        names.push(Name { tokens, kind: NameKind::Person });
    }
}

/// Is the word no title, no noun of an office and no country?
fn is_nothing_else(word: &str) -> bool {
    world::title(word).is_none()
        && world::agent(word).is_none()
        && world::country_word(word).is_none()
}

/// The model's names, those that it has broken put together and what is no part of a name cut off.
fn joined(text: &Text<'_>, syntax: &Syntax) -> Vec<Name> {
    let mut out: Vec<Name> = Vec::new();
    for name in &syntax.names {
        let mut name = name.clone();
        // Marks that open an address or a quotation end a name.
        let stray = |t: &TokenId| matches!(text.word(*t), "\"" | "“" | "”" | "<" | ">" | "|");
        if let Some(end) = name.tokens.clone().find(stray) {
            name.tokens.end = end;
        }
        if let Some(backed) = name.tokens.clone().rev().find(|&t| is_backed(text, t)) {
            name.tokens.start = backed + 1;
        }
        if name.tokens.is_empty() {
            continue;
        }
        if is_of_region(text, name.tokens.start) {
            name.tokens.start -= 1;
        }
        if name.kind == NameKind::Person && is_initial(text, syntax, name.tokens.start) {
            name.tokens.start -= 1;
        }
        let goes_on = out.last().is_some_and(|last| {
            let gap = last.tokens.end..name.tokens.start;
            let people = last.kind == NameKind::Person && name.kind == NameKind::Person;
            let one_place = last.kind == NameKind::Place
                && name.kind == NameKind::Place
                && is_one_place(text, syntax, &(last.tokens.start..name.tokens.end));
            (people || one_place) && gap.is_empty() || is_one_office(text, last, &gap)
        });
        match out.last_mut() {
            Some(last) if goes_on => last.tokens.end = name.tokens.end,
            _ => out.push(name),
        }
    }
    out
}

/// "*Jean-*Noel Barrot", "Alexandria Ocasio*-Cortez*", "Recep Tayyip *Erdogan*": what a hyphen or the tree ties to a name.
fn whole_person(text: &Text<'_>, syntax: &Syntax, name: &TokenRange) -> TokenRange {
    let sentence = syntax.sentence_of(name.start);
    let touch =
        |t: TokenId| text.tokens[t as usize].span.end == text.tokens[t as usize + 1].span.start;
    let tied = |hyphen: TokenId| text.word(hyphen) == "-" && touch(hyphen - 1) && touch(hyphen);
    let capital = |t: TokenId| {
        text.word(t).starts_with(char::is_uppercase) && syntax.upos[t as usize] == Upos::Propn
    };
    let Range { mut start, mut end } = name.clone();
    let first = |t: TokenId| world::first_name(text.word(t)).is_some();
    if start >= sentence.start + 2 && tied(start - 1) && capital(start - 2) && first(start - 2) {
        start -= 2;
    }
    if end - start > 1
        && end + 1 < sentence.end
        && tied(end)
        && capital(end + 1)
        && is_nothing_else(text.word(end + 1))
    {
        end += 2;
    }
    let flat = |t: TokenId| {
        syntax.relation[t as usize] == Relation::Flat
            && name.contains(&syntax.head[t as usize])
            && is_nothing_else(text.word(t))
    };
    if end < sentence.end && capital(end) && flat(end) {
        end += 1;
    }
    start..end
}

/// "San *Salvador*": the tree or the map make one of the two.
fn is_one_place(text: &Text<'_>, syntax: &Syntax, tokens: &TokenRange) -> bool {
    let last = tokens.end - 1;
    let flat = syntax.relation[last as usize] == Relation::Flat
        && tokens.contains(&syntax.head[last as usize]);
    flat || world::city(&phrase::line(text, tokens)).is_some()
}

/// "US-*backed* Syrian Democratic Forces": who stands behind a body is no part of its name.
fn is_backed(text: &Text<'_>, token: TokenId) -> bool {
    let word = text.word(token);
    (phrase::is_backing(word) || word == "led") && token > 0 && text.word(token - 1) == "-"
}

/// Names with those put in whole that the tables know and the model has only a part of: "Washington"
/// of "Washington Post".
fn whole_bodies(text: &Text<'_>, syntax: &Syntax, names: Vec<Name>) -> Vec<Name> {
    let mut names = names;
    for run in runs(text, syntax, &vec![false; text.tokens.len()]) {
        let words = phrase::words(text, &run);
        let outlets = world::outlets_in(&words).into_iter().map(|hit| hit.words);
        let actors = world::actors_in(&words).into_iter().map(|hit| hit.words);
        for words in outlets.chain(actors).filter(|words| words.len() > 1) {
            let whole = run.start + words.start as TokenId..run.start + words.end as TokenId;
            if names.iter().any(|n| meet(&n.tokens, &whole)) {
                put_whole(&mut names, whole, NameKind::Organization);
            }
        }
    }
    // "Saudi Arabia", "People's Republic of China", which is not the Republic of China.
    for sentence in &syntax.sentences {
        for hit in world::country_words(&phrase::words(text, sentence)) {
            if hit.words.len() > 1 && names_country(hit.value.kind) {
                let first = sentence.start;
                let whole = first + hit.words.start as TokenId..first + hit.words.end as TokenId;
                put_whole(&mut names, whole, NameKind::Place);
            }
        }
    }
    names.sort_by_key(|n| n.tokens.start);
    names
}

/// Puts a name in the place of its parts, unless it cuts through another.
fn put_whole(names: &mut Vec<Name>, whole: TokenRange, kind: NameKind) {
    let part = |n: &Name| whole.start <= n.tokens.start && n.tokens.end <= whole.end;
    if names.iter().filter(|n| meet(&n.tokens, &whole)).all(part) {
        names.retain(|n| !meet(&n.tokens, &whole));
        names.push(Name { tokens: whole, kind });
    }
}

/// "The Central *American* country": a part of the world, not the state.
fn is_of_region(text: &Text<'_>, first: TokenId) -> bool {
    let american = matches!(text.word(first), "American" | "Americans" | "America");
    let region = |t: TokenId| matches!(text.word(t), "Central" | "South" | "Latin" | "North");
    american && first.checked_sub(1).is_some_and(region)
}

/// Does an initial stand before the word: "A. Noel Kramer"?
fn is_initial(text: &Text<'_>, syntax: &Syntax, first: TokenId) -> bool {
    let Some(before) = first.checked_sub(1) else { return false };
    let mut letters = text.word(before).chars();
    let initial = letters.next().is_some_and(char::is_uppercase)
        && letters.next() == Some('.')
        && letters.next().is_none();
    initial && syntax.sentence_of(first).contains(&before)
}

/// The article that a hyphen ties to an Arabic name, as its first letter has it sound.
const TIED: &[&str] = &["al", "el", "ul", "ad", "ar", "as", "ash", "at", "an", "az"];

/// "Bashar *al-Assad*", of which the model has seen a part or nothing: those whose first name, office or whole name tells that
/// they are people, and no places ("Deir al-Zour").
fn tied(text: &Text<'_>, syntax: &Syntax, names: &[Name]) -> Vec<TokenRange> {
    let touch =
        |t: TokenId| text.tokens[t as usize].span.end == text.tokens[t as usize + 1].span.start;
    let capital = |t: TokenId| text.word(t).starts_with(char::is_uppercase);
    let is_part = |t: TokenId| {
        let word = text.word(t);
        capital(t)
            && syntax.upos[t as usize] == Upos::Propn
            && word.chars().all(char::is_alphabetic)
            && is_nothing_else(word)
    };
    let mut out: Vec<TokenRange> = Vec::new();
    for sentence in &syntax.sentences {
        for hyphen in sentence.clone().skip(2).filter(|&t| text.word(t) == "-") {
            let (article, last) = (hyphen - 1, hyphen + 1);
            let is_tied = last < sentence.end
                && TIED.contains(&&*text.word(article).to_lowercase())
                && touch(article)
                && touch(hyphen)
                && capital(last);
            if !is_tied {
                continue;
            }
            let mut first = article;
            while first > sentence.start && article - first < 2 && is_part(first - 1) {
                first -= 1;
            }
            let whole = first..last + 1;
            let seen = names.iter().any(|n| n.kind == NameKind::Person && meet(&n.tokens, &whole));
            let told = || {
                world::leader(&phrase::line(text, &whole)).is_some()
                    || world::first_name(text.word(first)).is_some()
                    || phrase::office_before(text, syntax, &whole).is_some()
            };
            let of_body = names.iter().any(|n| {
                n.kind == NameKind::Organization
                    && n.tokens.start <= whole.start
                    && n.tokens.end >= whole.end
            });
            let goes_on = names.iter().any(|n| n.tokens.start < first && n.tokens.end > first);
            if first < article && !of_body && !goes_on && (seen || told()) {
                out.push(whole);
            }
        }
    }
    out
}

/// "*Washington Etcheverry*", of which the model has seen the place alone: a first name and a word behind it that the tree makes one
/// name with it.
fn called_like_places(text: &Text<'_>, syntax: &Syntax, names: &[Name]) -> Vec<TokenRange> {
    let free = Free::new(text, names.iter());
    let is_family = |first: TokenId| {
        let next = first + 1;
        let tied =
            matches!(syntax.relation.get(next as usize), Some(Relation::Flat | Relation::Appos));
        tied && syntax.sentence_of(first).contains(&next)
            && syntax.upos[next as usize] == Upos::Propn
            && free.is_name(next)
    };
    let firsts = names.iter().filter(|n| n.tokens.len() == 1).map(|n| n.tokens.start);
    let given = firsts.filter(|&t| world::first_name(text.word(t)).is_some() && is_family(t));
    given.map(|t| t..t + 2).collect()
}

/// Is it the name of a leader of a state, and no town's?
fn is_leader(text: &Text<'_>, name: &Name) -> bool {
    let line = phrase::line(text, &name.tokens);
    let known = world::leader(&line).is_some() || world::leader_by_surname(&line).is_some();
    known && world::city(&line).is_none()
}

/// "Department of Housing *and* Urban Development": an office for two things.
fn is_one_office(text: &Text<'_>, first: &Name, gap: &TokenRange) -> bool {
    let office = |t: TokenId| {
        matches!(text.word(t), "Department" | "Ministry" | "Committee" | "Office" | "Bureau")
    };
    gap.len() == 1
        && text.word(gap.start) == "and"
        && first.kind == NameKind::Organization
        && first.tokens.clone().any(office)
        && first.tokens.clone().any(|t| text.word(t) == "of")
}

/// A city of this size is meant where its name stands alone.
const LARGE: u32 = 50_000;

/// Is a name that of a country or city: "Jordan", where no "Jordan Smith" is spoken of?
fn is_country(text: &Text<'_>, names: &[Name], at: usize) -> bool {
    let words: Vec<&str> = names[at].tokens.clone().map(|t| text.word(t)).collect();
    let kind = names[at].kind;
    // A body may have a capital's name and work there; a country's name is the country's.
    let means = |found: world::CountryWordKind| match kind {
        NameKind::Person => names_country(found),
        _ => matches!(found, world::CountryWordKind::Name | world::CountryWordKind::Region),
    };
    let line = phrase::line(text, &names[at].tokens);
    let is_city = kind != NameKind::Other
        && world::city(&line)
            .is_some_and(|city| city.population >= LARGE && !city.common_word && !city.person_name);
    let is_table_name = is_city
        || world::country_words(&words)
            .iter()
            .any(|hit| hit.words.len() == words.len() && means(hit.value.kind));
    let is_part = |name: &Name| {
        name.kind == NameKind::Person
            && name.tokens.len() > words.len()
            && name.tokens.clone().any(|t| text.word(t) == words[0])
    };
    is_table_name && !names.iter().any(is_part)
}

/// How many words a name behind a title may have.
const LONGEST: u32 = 3;

/// Which words are a part of a name.
fn in_names<'n>(text: &Text<'_>, names: impl Iterator<Item = &'n Name>) -> Vec<bool> {
    let mut named = vec![false; text.tokens.len()];
    for name in names {
        named[name.tokens.start as usize..name.tokens.end as usize].fill(true);
    }
    named
}

/// Looks for names of people among words that are in no other name.
struct Free<'a, 'd> {
    text: &'a Text<'d>,
    named: Vec<bool>,
}

impl<'a, 'd> Free<'a, 'd> {
    fn new<'n>(text: &'a Text<'d>, names: impl Iterator<Item = &'n Name>) -> Self {
        Free { text, named: in_names(text, names) }
    }

    /// May a word be a part of a person's name?
    fn is_name(&self, t: TokenId) -> bool {
        let word = self.text.word(t);
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.clone().any(char::is_lowercase)
            && letters.all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
            && !self.named[t as usize]
            && !DAYS.contains(&word)
            && is_nothing_else(word)
    }

    /// The words from `first` on that may be one name.
    fn run(&self, first: TokenId, end: TokenId) -> TokenRange {
        let end = end.min(first + LONGEST + 1).max(first);
        let stop = (first..end).find(|&t| !self.is_name(t)).unwrap_or(end);
        first..stop
    }
}

/// "Fisheries Minister Odd Brekke": capitalised words behind an office are its holder's name, where the
/// model saw none or the last of them alone.
fn behind_titles(text: &Text<'_>, syntax: &Syntax, names: &[Name]) -> Vec<TokenRange> {
    let free = Free::new(text, names.iter().filter(|n| n.kind != NameKind::Person));
    let cuts = |run: &TokenRange| {
        names
            .iter()
            .any(|n| meet(&n.tokens, run) && (n.tokens.start < run.start || run.end < n.tokens.end))
    };
    let is_office = |t: TokenId| {
        let word = text.word(t);
        let agent = world::agent(word).is_some_and(|a| a.kind == world::AgentKind::Office);
        let titled = agent || world::title(word).is_some();
        word.starts_with(char::is_uppercase) && titled && !free.named[t as usize]
    };
    let mut out = Vec::new();
    for sentence in &syntax.sentences {
        for office in sentence.clone().filter(|&t| is_office(t)) {
            let run = free.run(office + 1, sentence.end);
            if (2..=LONGEST).contains(&(run.end - run.start)) && !cuts(&run) {
                out.push(run);
            }
        }
    }
    out
}

/// People whom the model did not see: "the Turkish president, *Recep Tayyip Erdoğan*,"; words of one
/// name that begin with a first name, or that a leader of a state has; a family name alone that the article has in full
/// elsewhere, or that is a leader's.
fn people(text: &Text<'_>, syntax: &Syntax, names: &[Name]) -> Vec<TokenRange> {
    let free = Free::new(text, names.iter());
    let mut out: Vec<TokenRange> = Vec::new();
    for sentence in &syntax.sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            let run = free.run(at, sentence.end);
            let length = run.end - run.start;
            let one_name = (run.start + 1..run.end).all(|t| {
                matches!(syntax.relation[t as usize], Relation::Flat)
                    && syntax.upos[t as usize] == Upos::Propn
            });
            let leads = || world::leader(&phrase::line(text, &run)).is_some();
            let given = || {
                one_name
                    && syntax.upos[at as usize] == Upos::Propn
                    && world::first_name(text.word(at)).is_some()
            };
            if (2..=LONGEST).contains(&length)
                && (phrase::office_before(text, syntax, &run).is_some() || given() || leads())
            {
                out.push(run.clone());
            }
            at = run.end.max(at + 1);
        }
    }
    let whole = |tokens: &TokenRange| tokens.len() > 1;
    let full = names.iter().filter(|n| n.kind == NameKind::Person).map(|n| &n.tokens);
    let families: Vec<String> = full
        .chain(&out)
        .filter(|tokens| whole(tokens))
        .map(|tokens| world::plain(text.word(tokens.end - 1)))
        .collect();
    let alone = (0..text.tokens.len() as TokenId).filter(|&t| {
        let beside = |t: TokenId| {
            text.tokens.get(t as usize).is_some()
                && (text.word(t).starts_with(char::is_uppercase) && free.is_name(t))
        };
        free.is_name(t)
            && syntax.upos[t as usize] == Upos::Propn
            && !beside(t + 1)
            && !t.checked_sub(1).is_some_and(beside)
            && out.iter().all(|r| !r.contains(&t))
            && (families.contains(&world::plain(text.word(t)))
                || world::leader_by_surname(text.word(t)).is_some())
    });
    let alone: Vec<TokenRange> = alone.map(|t| t..t + 1).collect();
    out.extend(alone);
    out
}

/// Days may stand behind an office, too: "the Prime Minister Thursday told".
const DAYS: &[&str] =
    &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Does a name belong to an outlet or a body, and to nothing else: "CNN", "Hezbollah"?
fn is_body(text: &Text<'_>, name: &Name) -> bool {
    let line = phrase::line(text, &name.tokens);
    let movement = world::actor(&line).is_some_and(|actor| {
        matches!(actor.kind, world::ActorKind::Movement | world::ActorKind::Armed)
    });
    world::outlet_name(&line).is_some_and(|outlet| !outlet.common_word)
        || movement
        || matches!(name.kind, NameKind::Place | NameKind::Other)
            && world::actor(&line).is_some()
            && world::country_word(&line).is_none()
            && world::city(&line).is_none()
}

fn names_country(kind: world::CountryWordKind) -> bool {
    use world::CountryWordKind as Kind;
    matches!(kind, Kind::Name | Kind::Capital | Kind::Metonym | Kind::Former)
}

/// Stretches of proper nouns and capitalised adjectives, and small words between them, that are in no name.
fn runs(text: &Text<'_>, syntax: &Syntax, named: &[bool]) -> Vec<TokenRange> {
    let capital = |t: usize| text.word(t as TokenId).starts_with(char::is_uppercase);
    let proper = |t: usize| {
        let name = syntax.upos[t] == Upos::Propn || syntax.upos[t] == Upos::Adj && capital(t);
        name && !named[t]
    };
    let mut out: Vec<TokenRange> = Vec::new();
    let mut at = 0;
    while at < named.len() {
        if !proper(at) {
            at += 1;
            continue;
        }
        let start = at;
        let mut end = at + 1;
        while end < named.len() {
            let joins = matches!(syntax.upos[end], Upos::Adp | Upos::Cconj | Upos::Det)
                && end + 1 < named.len()
                && proper(end + 1);
            if proper(end) {
                end += 1;
            } else if joins {
                end += 2;
            } else {
                break;
            }
        }
        out.push(start as TokenId..end as TokenId);
        at = end;
    }
    out
}
