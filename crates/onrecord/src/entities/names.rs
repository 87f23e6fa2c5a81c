//! Names that the model missed and the tables know: countries, bodies, outlets.

use onrecord_world as world;

use crate::syntax::{Name, NameKind, Syntax, Upos};
use crate::text::{Text, TokenId, TokenRange};

/// The model's names with the missing ones put in, in text order.
pub(super) fn complete(text: &Text<'_>, syntax: &Syntax) -> Vec<Name> {
    let mut named = vec![false; text.tokens.len()];
    for name in &syntax.names {
        named[name.tokens.start as usize..name.tokens.end as usize].fill(true);
    }
    let mut names = syntax.names.clone();
    for run in runs(syntax, &named) {
        let words: Vec<&str> = run.clone().map(|t| text.word(t)).collect();
        let place = |words: &std::ops::Range<usize>| -> TokenRange {
            run.start + words.start as TokenId..run.start + words.end as TokenId
        };
        let mut found: Vec<Name> = Vec::new();
        let mut add = |tokens: TokenRange, kind: NameKind| {
            let free =
                found.iter().all(|n| n.tokens.end <= tokens.start || tokens.end <= n.tokens.start);
            if free {
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
            use world::CountryWordKind as Kind;
            if matches!(hit.value.kind, Kind::Name | Kind::Capital | Kind::Metonym | Kind::Former) {
                add(place(&hit.words), NameKind::Place);
            }
        }
        names.append(&mut found);
    }
    names.sort_by_key(|n| n.tokens.start);
    names
}

/// Stretches of proper nouns, and small words between them, that are in no name.
fn runs(syntax: &Syntax, named: &[bool]) -> Vec<TokenRange> {
    let proper = |t: usize| syntax.upos[t] == Upos::Propn && !named[t];
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
