//! States that no table knows, invented or small: told by how an article speaks of them.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_world as world;

use crate::sentences::Sentence;
use crate::words::{Name, Word, is_state, is_stop};

/// What an article shows of a name.
#[derive(Debug, Default)]
struct Shown {
    /// A ministry or embassy is of it.
    body: usize,
    /// Its army, its government, its president.
    power: usize,
    /// The words that mean it: the state and its adjective.
    forms: BTreeSet<String>,
    /// It ends as the names of states do.
    ends: bool,
}

/// The keys of the names that an article uses as those of states.
pub(crate) fn states(sentences: &[Sentence]) -> BTreeSet<String> {
    let mut shown: BTreeMap<&str, Shown> = BTreeMap::new();
    for sentence in sentences {
        for name in &sentence.names {
            if name.country || !may_be_state(&sentence.words, name) {
                continue;
            }
            let entry = shown.entry(&name.key).or_default();
            let word = &sentence.words[name.words.0];
            entry.body += usize::from(has_body(&sentence.words, name));
            entry.power += usize::from(has_power(&sentence.words, name));
            entry.ends |= ["ia", "stan", "land", "mark"].iter().any(|e| word.low.ends_with(e));
            entry.forms.insert(word.low.clone());
        }
    }
    let plain = |s: &Shown| s.body > 0 || s.power > 0 && s.forms.len() > 1 || s.power > 2;
    let mut found: BTreeSet<String> =
        shown.iter().filter(|(_, s)| plain(s)).map(|(key, _)| (*key).to_owned()).collect();
    // The other side of a quarrel between states: it has the name of one.
    let named = |s: &Shown| s.forms.iter().any(|f| f.ends_with("ia") || f.ends_with("stan"));
    if !found.is_empty() || shown.values().filter(|s| named(s)).count() > 1 {
        let other = |s: &Shown| s.ends && (s.power > 0 || s.forms.len() > 1) || named(s);
        found.extend(shown.iter().filter(|(_, s)| other(s)).map(|(key, _)| (*key).to_owned()));
    }
    found.retain(|key| !is_state(key));
    found
}

/// One capitalised word that stands alone and is known as nothing else.
fn may_be_state(words: &[Word], name: &Name) -> bool {
    let (at, end) = name.words;
    let form = &*words[at].form;
    let joined = |w: Option<&Word>, mark: bool| {
        w.is_some_and(|w| {
            w.upper && !mark && world::agent(&w.low).is_none() && !is_of_state(&w.low)
        })
    };
    let before = at.checked_sub(1).and_then(|b| words.get(b));
    let behind = words.get(end);
    end == at + 1
        && form.chars().count() > 3
        && !form.chars().all(char::is_uppercase)
        && !joined(
            before.filter(|w| !is_title_of(&w.low) && !is_stop(&w.low)),
            words[at].after_mark,
        )
        && !joined(behind, behind.is_some_and(|w| w.after_mark))
        && world::first_name(form).is_none()
        && world::city(form).is_none()
        && world::province(form).is_none()
        && world::actor(form).is_none()
        && world::leader_by_surname(form).is_none()
}

fn is_title_of(low: &str) -> bool {
    matches!(low, "president" | "in" | "neighbouring" | "the")
}

fn is_of_state(low: &str) -> bool {
    matches!(
        low,
        "government"
            | "ministry"
            | "minister"
            | "embassy"
            | "army"
            | "foreign"
            | "defence"
            | "defense"
            | "interior"
            | "president"
            | "coast"
            | "parliament"
    )
}

/// "Torvenia's foreign ministry", "the embassy of Torvenia", "the Republic of Torvenia".
fn has_body(words: &[Word], name: &Name) -> bool {
    let low = |at: usize| words.get(at).map_or("", |w| &*w.low);
    let (at, end) = name.words;
    let topic =
        matches!(low(end), "foreign" | "defence" | "defense" | "interior" | "finance" | "justice");
    let behind =
        topic && matches!(low(end + 1), "ministry" | "minister") || matches!(low(end), "embassy");
    let of = at > 1 && low(at - 1) == "of";
    let noun = |b: usize| matches!(low(b), "republic" | "kingdom" | "embassy" | "ambassador");
    let ministry = |b: usize| matches!(low(b), "ministry" | "minister");
    behind
        || of
            && (noun(at - 2)
                || (at.saturating_sub(5)..at - 1).any(|b| ministry(b) && low(b + 1) == "of"))
}

/// "Torvenian troops", "the army of Torvenia".
fn has_power(words: &[Word], name: &Name) -> bool {
    let power = |w: &Word| {
        matches!(
            &*w.low,
            "government"
                | "army"
                | "troops"
                | "soldiers"
                | "forces"
                | "military"
                | "navy"
                | "president"
                | "parliament"
                | "officials"
                | "authorities"
                | "diplomats"
                | "ministry"
                | "airspace"
                | "defence"
                | "foreign"
                | "border"
                | "ambassador"
        ) || w.low == "coast"
    };
    let (at, end) = name.words;
    let behind = words.get(end).is_some_and(|w| !w.after_mark && power(w));
    let of = at > 1 && words[at - 1].low == "of" && power(&words[at - 2]);
    behind || of
}
