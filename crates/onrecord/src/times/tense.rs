//! Does the verb around an expression speak of what was, is or will be?
//!
//! From the tree where there is one: the verb that the expression hangs on, with its
//! auxiliaries. Without a tree, from the nearest verb form that shows its tense.

use super::lexicon::Lower;
use crate::syntax::{Relation, Syntax, Upos};
use crate::text::{Text, TokenId, TokenRange};

/// When the clause is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Present,
    Future,
    Unknown,
}

/// How far the search for a verb goes where there is no tree.
const REACH: usize = 14;

/// How many verbs up a tree the search goes.
const CLIMB: usize = 12;

/// Past forms that do not end in -ed, of verbs that news and histories use most.
const PAST: &[&str] = &[
    "became", "began", "bought", "broke", "brought", "built", "came", "caught", "chose", "cut",
    "did", "died", "drew", "drove", "fell", "felt", "fled", "flew", "fought", "found", "gave",
    "got", "grew", "had", "heard", "held", "hit", "kept", "knew", "laid", "led", "left", "lost",
    "made", "met", "paid", "put", "ran", "read", "rose", "said", "sang", "sat", "saw", "sent",
    "shot", "shut", "sold", "spent", "spoke", "stood", "struck", "swore", "taught", "thought",
    "threw", "told", "took", "was", "went", "were", "withdrew", "woke", "won", "wore", "wrote",
];

/// Words that put what follows them in the future.
const AHEAD: &[&str] = &[
    "'ll",
    "could",
    "due",
    "expected",
    "going",
    "gonna",
    "hopes",
    "intends",
    "may",
    "might",
    "must",
    "plan",
    "planned",
    "planning",
    "plans",
    "scheduled",
    "set",
    "shall",
    "should",
    "slated",
    "upcoming",
    "will",
    "wo",
    "would",
];

/// Forms that speak of the present.
const PRESENT: &[&str] = &["'m", "'re", "are", "can", "do", "does", "is", "stays"];

/// Words whose infinitive is of a day to come: "vowed to strike on Monday".
const GOVERNS_AHEAD: &[&str] = &[
    "agree", "ask", "call", "demand", "hope", "invite", "likely", "order", "pledge", "poised",
    "promise", "ready", "seek", "threaten", "unlikely", "urge", "vow", "vote", "want", "warn",
];

/// The tense around a range of words.
pub(super) fn around(
    text: &Text,
    syntax: &Syntax,
    sentence: &TokenRange,
    at: &TokenRange,
) -> Tense {
    let count = text.tokens.len();
    if [syntax.upos.len(), syntax.head.len(), syntax.relation.len()].iter().all(|&n| n == count) {
        match in_tree(text, syntax, sentence, at) {
            Tense::Unknown => nearby(text, sentence, at),
            found => found,
        }
    } else {
        nearby(text, sentence, at)
    }
}

/// Does the verb over a range of words bring about what lasts: "imposed a curfew until Monday"?
pub(super) fn lasts(syntax: &Syntax, at: &TokenRange) -> bool {
    let outside = |t: &TokenId| syntax.head.get(*t as usize).is_some_and(|head| !at.contains(head));
    let Some(token) = at.clone().find(outside) else { return false };
    let mut above = syntax.head[token as usize];
    for _ in 0..2 {
        let Some(lemma) = syntax.lemma.get(above as usize) else { return false };
        if matches!(
            &*lemma.to_lowercase(),
            "impose"
                | "suspend"
                | "extend"
                | "ban"
                | "postpone"
                | "delay"
                | "adjourn"
                | "remand"
                | "bar"
                | "declare"
                | "halt"
                | "shut"
        ) {
            return true;
        }
        above = syntax.head[above as usize];
    }
    false
}

fn is_verb(syntax: &Syntax, token: TokenId) -> bool {
    matches!(syntax.upos[token as usize], Upos::Verb | Upos::Aux)
}

/// Climbs from the expression to the verbs over it until one shows its tense.
fn in_tree(text: &Text, syntax: &Syntax, sentence: &TokenRange, at: &TokenRange) -> Tense {
    let outside = |t: &TokenId| !at.contains(&syntax.head[*t as usize]);
    let mut token = at.clone().find(|t| syntax.is_root(*t) || outside(t)).unwrap_or(at.start);
    for _ in 0..CLIMB {
        let tense = shown(text, syntax, sentence, token);
        if tense != Tense::Unknown {
            return tense;
        }
        let head = syntax.head[token as usize];
        if head == token || !sentence.contains(&head) {
            break;
        }
        token = head;
    }
    Tense::Unknown
}

/// The tense that a word shows as the head of a clause.
fn shown(text: &Text, syntax: &Syntax, sentence: &TokenRange, token: TokenId) -> Tense {
    if awaits(text, syntax, sentence, token) {
        return Tense::Future;
    }
    let mut tense = Tense::Unknown;
    let mut helped = false;
    for child in sentence.clone().filter(|&t| t != token && syntax.head[t as usize] == token) {
        match syntax.relation[child as usize] {
            Relation::Aux | Relation::Cop => {
                helped = true;
                match form_in(text, sentence, child) {
                    Tense::Future => return Tense::Future,
                    Tense::Unknown => {}
                    found => tense = found,
                }
            }
            Relation::Mark if text.word(child).eq_ignore_ascii_case("to") => {
                return infinitive(text, syntax, token);
            }
            _ => {}
        }
    }
    // "Are expected on Sunday", "is scheduled for Monday".
    if helped && tense == Tense::Present && form(text, token) == Tense::Future {
        return Tense::Future;
    }
    if helped || !is_verb(syntax, token) {
        return tense;
    }
    let word = text.word(token);
    match form(text, token) {
        Tense::Unknown if word.ends_with("ing") => Tense::Unknown,
        Tense::Unknown => match syntax.lemma.get(token as usize) {
            Some(lemma) if lemma.is_empty() => Tense::Unknown,
            Some(lemma) if word.eq_ignore_ascii_case(lemma) || word.ends_with('s') => {
                Tense::Present
            }
            Some(_) => Tense::Past,
            None => Tense::Unknown,
        },
        found => found,
    }
}

/// "looks forward to talks on Tuesday", "awaits the verdict on Friday"; not what was awaited.
fn awaits(text: &Text, syntax: &Syntax, sentence: &TokenRange, token: TokenId) -> bool {
    let Some(lemma) = syntax.lemma.get(token as usize) else { return false };
    let forward = || {
        let next = Some(token + 1).filter(|t| sentence.contains(t));
        next.is_some_and(|t| text.word(t).eq_ignore_ascii_case("forward"))
    };
    let awaits = match &*lemma.to_lowercase() {
        "await" | "anticipate" => true,
        "look" => forward(),
        _ => false,
    };
    awaits && is_verb(syntax, token) && form(text, token) != Tense::Past
}

/// "plans to meet", "is to meet" look ahead; "managed to meet" is as its governor.
fn infinitive(text: &Text, syntax: &Syntax, token: TokenId) -> Tense {
    let governor = syntax.head[token as usize];
    let lemma = syntax.lemma.get(governor as usize).map(|lemma| lemma.to_lowercase());
    let governs = lemma.is_some_and(|lemma| GOVERNS_AHEAD.contains(&&*lemma));
    let ahead = governs
        || form(text, governor) == Tense::Future
        || ["is", "are"].iter().any(|b| text.word(governor).eq_ignore_ascii_case(b));
    if ahead { Tense::Future } else { Tense::Unknown }
}

/// The tense that a form shows by itself.
fn form(text: &Text, token: TokenId) -> Tense {
    let Some(lower) = Lower::of(text.word(token)) else { return Tense::Unknown };
    let word = lower.as_str();
    if AHEAD.contains(&word) {
        Tense::Future
    } else if PAST.contains(&word) || word.len() > 4 && word.ends_with("ed") {
        Tense::Past
    } else if PRESENT.contains(&word) {
        Tense::Present
    } else {
        Tense::Unknown
    }
}

/// The tense that a form shows among the words around it.
fn form_in(text: &Text, sentence: &TokenRange, token: TokenId) -> Tense {
    let near = |n: u32| Some(token + n).filter(|t| *t < sentence.end).map(|t| form(text, t));
    let before = |n: u32| Some(text.word(token.checked_sub(n).filter(|t| *t >= sentence.start)?));
    let is = |word: Option<&str>, other: &str| word.is_some_and(|w| w.eq_ignore_ascii_case(other));
    let word = text.word(token);
    if ["has", "have", "'ve", "’ve"].iter().any(|h| word.eq_ignore_ascii_case(h)) {
        let perfect = near(1) == Some(Tense::Past) || near(2) == Some(Tense::Past);
        return if perfect { Tense::Past } else { Tense::Present };
    }
    // "May have been killed": what was.
    let modal =
        matches!(&*word.to_lowercase(), "may" | "might" | "could" | "must" | "should" | "would");
    let have = || {
        (token + 1..sentence.end.min(token + 4))
            .any(|t| ["have", "'ve", "’ve"].iter().any(|h| text.word(t).eq_ignore_ascii_case(h)))
    };
    if modal && have() {
        return Tense::Past;
    }
    match form(text, token) {
        // "is to meet"
        Tense::Present if ["is", "are"].contains(&word) && near(1).is_some() => {
            let to = text.word(token + 1).eq_ignore_ascii_case("to");
            if to { Tense::Future } else { Tense::Present }
        }
        // "will be closed", "to be held"
        Tense::Past if is(before(1), "be") => Tense::Future,
        found => found,
    }
}

/// The nearest form that shows its tense; of two as near, the one before.
fn nearby(text: &Text, sentence: &TokenRange, at: &TokenRange) -> Tense {
    let before = (sentence.start..at.start).rev().take(REACH);
    let after = (at.end..sentence.end).take(REACH);
    let first = |mut tokens: Box<dyn Iterator<Item = TokenId>>| {
        tokens.find_map(|t| {
            Some((t, form_in(text, sentence, t))).filter(|(_, f)| *f != Tense::Unknown)
        })
    };
    let before = first(Box::new(before)).map(|(t, f)| (at.start - t, t, f));
    let after = first(Box::new(after)).map(|(t, f)| (t - at.end + 1, t, f));
    let (_, token, tense) = match (before, after) {
        (Some(b), Some(a)) => {
            // What follows must be far nearer: "died in January and is buried there".
            if a.0 * 2 < b.0 { a } else { b }
        }
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => return Tense::Unknown,
    };
    if tense == Tense::Past { participle(text, sentence, token) } else { tense }
}

/// A form in -ed is as the auxiliary before it: "is used", "will have finished".
fn participle(text: &Text, sentence: &TokenRange, token: TokenId) -> Tense {
    if !text.word(token).ends_with("ed") {
        return Tense::Past;
    }
    (sentence.start..token)
        .rev()
        .take(3)
        .map(|before| form_in(text, sentence, before))
        .find(|tense| *tense != Tense::Unknown)
        .unwrap_or(Tense::Past)
}
