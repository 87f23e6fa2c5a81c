//! What the voices of an article tell of one another: who is presented later, whose ministry it is.

use std::collections::{BTreeMap, BTreeSet};

use onrecord::report::Statement;
use onrecord::statements::{Quotation, SpeakerKind};

use super::phrase::{Phrase, office, person_name};
use super::read::source_text;
use super::{Manner, SPOKEN_FOR, Voice, is_place, slice, withholds_names};
use crate::article::Article;
use crate::deeds::is_finite;
use crate::words::{fold, is_stop, words};

/// "Hannu Rautavaara of Finnish Customs": the words of the body that each speaker is of, wherever the article tells them.
pub(super) fn belong(article: &Article, text: &[char], found: &mut [Voice]) {
    let key = |v: &Voice| v.person.clone().or_else(|| v.office.clone());
    let mut of: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (voice, statement) in found.iter().zip(&article.statements) {
        let on_record = matches!(voice.manner, Manner::Body | Manner::Person);
        let Some(key) = key(voice).filter(|_| on_record) else { continue };
        let entity = statement.speaker.entity.as_ref();
        let entity = entity.and_then(|id| article.entities.iter().find(|e| e.id == *id));
        let role = entity.and_then(|e| e.role.as_deref()).unwrap_or_default();
        let source = source_text(statement, text);
        let house = house_of(article, text, statement, &source).unwrap_or_default();
        let told = format!("{source} ; {role} ; {} ; {house}", voice.label);
        let own: Vec<&str> = voice.person.as_deref().unwrap_or_default().split(' ').collect();
        let words = Phrase::of(&told).words.into_iter().filter(|w| {
            w.low.chars().count() > 3 && !is_stop(&w.low) && !own.contains(&&*w.low) && !is_place(w)
        });
        of.entry(key).or_default().extend(words.map(|w| w.low));
    }
    for voice in found.iter_mut() {
        if let Some(words) = key(voice).and_then(|k| of.get(&k)) {
            voice.of.clone_from(words);
        }
    }
}

/// The body that a source only points to: "the supervisory board dismissed him, *its* chairman said", "*the Authority's*
/// delegate" where the article names a High Authority.
fn house_of(
    article: &Article,
    text: &[char],
    statement: &Statement,
    source: &str,
) -> Option<String> {
    let words = Phrase::of(source).words;
    if words.first().is_some_and(|w| matches!(&*w.low, "its" | "their")) {
        let content = statement.content.iter().map(|s| slice(text, *s)).next()?;
        let told = Phrase::of(&content).words;
        let verb = told.iter().take(SUBJECT).position(is_finite).filter(|at| *at > 0)?;
        return Some(told[..verb].iter().map(|w| &*w.form).collect::<Vec<_>>().join(" "));
    }
    // A word that is no name by itself, written as one.
    let short = words.iter().skip(1).find(|w| w.upper && BODIES.contains(&&*w.low))?;
    let whole = |name: &str| {
        let words = Phrase::of(name).words;
        words.len() > 1 && words.iter().any(|w| w.low == short.low)
    };
    let mut named = article.entities.iter().filter(|e| whole(&e.name));
    let one = named.next()?;
    named.next().is_none().then(|| one.name.clone())
}

/// Words in which a clause comes to its verb, at most.
const SUBJECT: usize = 8;

/// Nouns that a body's name is cut down to.
const BODIES: &[&str] = &[
    "agency",
    "assembly",
    "association",
    "authority",
    "bank",
    "board",
    "brigade",
    "bureau",
    "chamber",
    "commission",
    "committee",
    "company",
    "congress",
    "council",
    "court",
    "directorate",
    "federation",
    "foundation",
    "front",
    "guard",
    "institute",
    "league",
    "ministry",
    "mission",
    "movement",
    "office",
    "party",
    "service",
    "society",
    "tribunal",
    "union",
];

/// "According to preliminary findings it was gas, the ministry said": a paper without an author is that of the body
/// which tells what stands in it.
pub(super) fn own_papers(article: &Article, found: &mut [Voice]) {
    let shared = |a: &Statement, b: &Statement| {
        a.content.iter().any(|x| b.content.iter().any(|y| x[0] < y[1] && y[0] < x[1]))
    };
    for at in 0..found.len() {
        let nameless = found[at].manner == Manner::Document
            && found[at].office.is_none()
            && !found[at].label.chars().any(char::is_uppercase);
        if !nameless {
            continue;
        }
        let teller = (0..found.len()).find(|&other| {
            found[other].manner == Manner::Body
                && shared(&article.statements[at], &article.statements[other])
        });
        if let Some(teller) = teller {
            found[at] = found[teller].clone();
        }
    }
}

/// The ministries that an article names in full, with their countries: "Kestan's interior ministry".
pub(super) fn ministries(article: &Article) -> Vec<(String, Option<String>)> {
    let text: Vec<char> = article.text.chars().collect();
    let words = words(&text, 0, text.len());
    let at = (0..words.len()).filter(|&i| matches!(&*words[i].low, "ministry" | "minister"));
    at.filter_map(|at| {
        let around = &words[at.saturating_sub(3)..(at + 5).min(words.len())];
        let first =
            around.iter().rposition(|w| w.after_mark && w.start < words[at].start).unwrap_or(0);
        let phrase = Phrase { words: around[first..].to_vec(), low: String::new() };
        let office = office(&phrase.words)
            .filter(|o| o.len() > "ministry:".len() && o.starts_with("ministry:"))?;
        Some((office, phrase.country()))
    })
    .collect()
}

/// A body without its country has that of the same body elsewhere in the article, else the outlet's. `acting` is the state that
/// the article names first.
pub(super) fn complete(
    found: &mut [Voice],
    named: &[(String, Option<String>)],
    home: &Option<String>,
    acting: Option<&String>,
) {
    let only = named.first().map(|n| n.0.clone());
    let last_ministry: Vec<Option<String>> = found
        .iter()
        .scan(None, |last: &mut Option<String>, v| {
            if let Some(office) =
                v.office.as_ref().filter(|o| o.starts_with("ministry:") && o.len() > 9)
            {
                *last = Some(office.clone());
            }
            Some(last.clone())
        })
        .collect();
    for (voice, last) in found.iter_mut().zip(last_ministry) {
        if voice.office.as_deref() == Some("ministry:") {
            voice.office = last.or_else(|| only.clone()).or_else(|| voice.office.clone());
        }
    }
    of_its_state(found);
    let known: BTreeMap<String, String> =
        found.iter().rev().filter_map(|v| Some((v.office.clone()?, v.country.clone()?))).collect();
    // "Druvia's foreign ministry": who is told so is of another state than the minister of whom it goes without saying.
    let marked =
        |v: &Voice| Phrase::of(&v.label).keys().iter().any(|k| v.country.as_ref() == Some(k));
    let of_others: BTreeSet<String> =
        found.iter().filter(|v| marked(v)).filter_map(|v| v.office.clone()).collect();
    for voice in found.iter_mut().filter(|v| v.manner == Manner::Body && v.country.is_none()) {
        let Some(office) = &voice.office else { continue };
        let other =
            known.get(office).filter(|_| voice.person.is_some() && of_others.contains(office));
        if let (Some(other), Some(acting)) = (other, acting)
            && other != acting
        {
            voice.country = Some(acting.clone());
            continue;
        }
        let told =
            || named.iter().find(|(o, c)| o == office && c.is_some()).and_then(|(_, c)| c.clone());
        voice.country = known.get(office).cloned().or_else(told);
        let of_state =
            ["ministry:", "government", "forces", "police"].iter().any(|o| office.starts_with(o));
        if voice.country.is_none() && of_state {
            voice.country.clone_from(home);
        }
    }
}

/// "Lurania said", then "defence ministry spokesman Karl Lund": the ministry is that of the state which has just spoken,
/// where no such ministry of another state has.
fn of_its_state(found: &mut [Voice]) {
    for at in 1..found.len() {
        let ministry = |v: &Voice| v.office.as_deref().is_some_and(|o| o.starts_with("ministry:"));
        if found[at].manner != Manner::Body || found[at].country.is_some() || !ministry(&found[at])
        {
            continue;
        }
        let before = &found[..at];
        if before.iter().any(|v| v.office == found[at].office) {
            continue;
        }
        let state = before.iter().rev().find(|v| v.manner == Manner::Body && v.country.is_some());
        let state = state.filter(|v| v.office.as_deref() == Some("government"));
        found[at].country = state.and_then(|v| v.country.clone());
    }
}

/// "Salma Idrisova is one of the two doctors who told this newspaper": whoever was not named is now.
pub(super) fn unmask(article: &Article, text: &[char], found: &mut [Voice]) {
    for (voice, statement) in found.iter_mut().zip(&article.statements) {
        let (Some(source), Some(cue)) = (statement.source.first(), statement.cue.first()) else {
            continue;
        };
        if voice.manner != Manner::Unnamed {
            continue;
        }
        let begin = source[0].min(cue[0]) as usize;
        let from = (0..begin.min(text.len())).rev().find(|&i| text[i] == '\n').map_or(0, |i| i + 1);
        let before: String = text[from..begin.min(text.len())].iter().collect();
        let low = format!("{} ", fold(&before));
        let is = [" is one of ", " was one of ", " is the ", " was the "]
            .iter()
            .any(|p| low.contains(p));
        let person = article.entities.iter().find(|e| {
            e.kind == onrecord::entities::EntityKind::Person
                && e.mentions.iter().any(|m| {
                    m.form == onrecord::entities::Form::Name
                        && (from..begin).contains(&(m.span[0] as usize))
                })
        });
        if let Some(person) = person.filter(|_| is) {
            voice.person = Some(fold(&person_name(&person.name)));
        }
    }
}

/// "She was poisoned, *her sister* told us. 'She drank tea at seven,' said *Olga Draskova*": news opens with who somebody is, and
/// gives the name with the first quotation. Not where the article says that a name is kept back.
pub(super) fn present(article: &Article, text: &[char], found: &mut [Voice]) {
    let (Some(first), Some(next)) = (found.first(), found.get(1)) else { return };
    let unnamed = ["his name", "her name", "their name", "no name", "unnamed", "be identified"];
    // The whole text is looked through only where the rest fits.
    let keeps_back = || {
        let whole = text.iter().collect::<String>().to_lowercase();
        withholds_names(&whole) || unnamed.iter().any(|w| whole.contains(w))
    };
    let opens = article.statements[0].source.first().is_some_and(|s| {
        let end = article.paragraphs.get(1).or(article.paragraphs.first()).map_or(0, |p| p[1]);
        s[0] < end
    });
    let quoted = article.statements[1].quotation != Quotation::Indirect;
    let alike = article.statements[0].stance == article.statements[1].stance;
    let of_another =
        first.country.is_some() && next.country.is_some() && first.country != next.country;
    let is_one = opens
        && quoted
        && alike
        && !of_another
        && first.manner == Manner::Unnamed
        && first.person.is_none()
        && !first.plural
        && next.manner == Manner::Person
        && !keeps_back();
    if is_one {
        found[0] = next.clone();
    }
}

/// Findings that nobody else is named for are those of the body that tells of them.
pub(super) fn of_carrier(article: &Article, found: &mut [Voice]) {
    for at in 0..found.len() {
        if found[at].manner != Manner::Document
            || !found[at].marks.is_empty()
            || !found[at].places.is_empty()
        {
            continue;
        }
        let carrier = article.statements[at].via.iter().find_map(|v| v.statement.as_ref());
        let body = carrier
            .and_then(|id| article.statements.iter().position(|s| s.id == *id))
            .map(|other| found[other].clone())
            .filter(|v| v.manner == Manner::Body);
        if let Some(body) = body {
            found[at] = body;
        }
    }
}

/// News gives the full name and office once, the surname or the title alone later: they are one.
pub(super) fn unite(found: &mut [Voice]) {
    let full: BTreeSet<Voice> = found
        .iter()
        .filter(|v| v.person.as_ref().is_some_and(|p| p.contains(' ')))
        .cloned()
        .collect();
    for voice in found.iter_mut().filter(|v| v.manner == Manner::Person) {
        let office =
            |v: &&Voice| v.office.is_some() && v.person.is_some() && v.person == voice.person;
        if let Some(known) = full.iter().find(office) {
            *voice = known.clone();
        }
    }
    for voice in found.iter_mut() {
        let label = fold(&voice.label);
        let title = SPOKEN_FOR.contains(&&*label)
            && !voice.plural
            && matches!(voice.manner, Manner::Unnamed | Manner::Body)
            && voice.person.is_none();
        let surname = voice.person.as_deref().filter(|p| !p.contains(' '));
        let is = |other: &&Voice| {
            let person = other.person.as_deref().unwrap_or_default();
            surname.is_some_and(|s| person.rsplit(' ').next() == Some(s))
                || title && fold(&other.label).split(' ').any(|w| w == label)
        };
        // "His wife Ines told us": named in full later.
        let called: Vec<String> = Some(&*voice)
            .filter(|v| v.manner == Manner::Unnamed && !v.plural)
            .map(|v| {
                v.label
                    .split(' ')
                    .skip(1)
                    .filter(|w| w.starts_with(char::is_uppercase))
                    .map(fold)
                    .collect()
            })
            .unwrap_or_default();
        let is = |other: &&Voice| {
            let first = other.person.as_deref().and_then(|p| p.split(' ').next());
            is(other) || first.is_some_and(|f| called.iter().any(|c| c == f))
        };
        let fits: Vec<&Voice> = full.iter().filter(is).collect();
        let persons: BTreeSet<&Option<String>> = fits.iter().map(|v| &v.person).collect();
        // Of several ways to give one person, the one that tells the office.
        let clearest = fits.iter().max_by_key(|v| (v.office.is_some(), v.country.is_some()));
        if let (1, Some(&clearest)) = (persons.len(), clearest) {
            *voice = clearest.clone();
        }
    }
}

/// "*A member of its negotiating team* told us ... said *the negotiator*, who asked not to be named. This *person* said": who is
/// told of with "the" by a word of one description before, or by a word for anybody where only one was before, is that one.
pub(super) fn resume(article: &Article, text: &[char], found: &mut [Voice]) {
    let begins = |at: usize, words: &[&str]| {
        let Some([start, end]) = article.statements[at].source.first().copied() else {
            return false;
        };
        let first: String =
            text[start as usize..end as usize].iter().take_while(|c| !c.is_whitespace()).collect();
        words.contains(&&*first.to_lowercase())
    };
    let single = |v: &Voice| v.manner == Manner::Unnamed && !v.plural && v.person.is_none();
    for at in 1..found.len() {
        if !single(&found[at]) || !begins(at, &["the", "this", "that"]) {
            continue;
        }
        let anybody = ["person", "source"].contains(&&*fold(&found[at].label));
        // "Negotiating" and "negotiator" have their beginning in common.
        let alike =
            |t: &str, u: &str| t.len().min(u.len()) > 5 && (t.starts_with(u) || u.starts_with(t));
        let shares =
            |v: &Voice| v.traits.iter().any(|t| found[at].traits.iter().any(|u| alike(t, u)));
        let before: BTreeSet<&Voice> = (0..at)
            .filter(|&i| single(&found[i]) && begins(i, &["a", "an", "one"]))
            .map(|i| &found[i])
            .filter(|v| anybody || shares(v))
            .collect();
        if let (1, Some(&one)) = (before.len(), before.first()) {
            let mut one = one.clone();
            one.direct |= found[at].direct;
            let label = one.label.clone();
            for voice in &mut found[..=at] {
                if single(voice) && voice.label == label {
                    *voice = one.clone();
                }
            }
            found[at] = one;
        }
    }
}

/// News cites "the company's site manager" first and names her in the next sentence: they are one.
pub(super) fn introduce(article: &Article, found: &mut [Voice]) {
    for at in 0..found.len().saturating_sub(1) {
        let source = &article.statements[at].speaker;
        let definite = found[at].manner == Manner::Unnamed
            && !found[at].plural
            && !found[at].direct
            && found[at].traits.iter().any(|t| SPOKEN_FOR.contains(&&**t));
        let (next, named) = (&found[at + 1], &article.statements[at + 1].speaker);
        let fits = named.named
            && named.kind == SpeakerKind::Person
            && (named.sector.is_none() || source.sector.is_none() || named.sector == source.sector)
            && (next.country.is_none()
                || source.country.is_none()
                || next.country == source.country);
        if definite && fits {
            let mut voice = found[at + 1].clone();
            voice.country = voice.country.or_else(|| found[at].country.clone());
            voice.office = voice.office.or_else(|| found[at].office.clone());
            if voice.office.is_some() {
                voice.manner = Manner::Body;
            }
            let person = voice.person.clone();
            for other in found.iter_mut().filter(|v| v.person.is_some() && v.person == person) {
                *other = voice.clone();
            }
            found[at] = voice;
        }
    }
}
