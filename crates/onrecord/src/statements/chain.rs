//! The chain that carried the words to the reader.
//!
//! A carrier is the outlet somebody spoke to ("told CNN", "in an interview with the Daily Telegraph"),
//! or whoever repeats another's words. One named once carries through the passage it introduces: the
//! statements of one speaker that follow one another.

use onrecord_world as world;

use super::{Article, Carrier, Draft, Stance, Statement};
use crate::entities::{Entity, EntityKind};
use crate::syntax::{Relation, Upos};
use crate::text::TokenId;

/// How many sentences may lie between statements of one passage.
const PASSAGE: usize = 2;

/// The outlet that the source spoke to, as the words around the cue tell.
pub(super) fn spoken_to(article: &Article<'_, '_>, draft: &Draft) -> Option<Carrier> {
    let syntax = article.syntax;
    let inside =
        |ranges: &[std::ops::Range<TokenId>], t: TokenId| ranges.iter().any(|r| r.contains(&t));
    let cue = &draft.attribution.cue;
    let sentence = syntax.sentence_of(cue.first()?.start);
    sentence
        .filter(|&t| {
            !inside(&draft.attribution.content, t) && !inside(&draft.attribution.source, t)
        })
        .filter(|&t| inside(cue, t) || hangs_from(article, t, cue))
        .find_map(|t| outlet_at(article, t))
        .map(|name| Carrier { name, statement: None })
}

/// Is the word an argument of the cue, directly or inside "an interview with"?
fn hangs_from(article: &Article<'_, '_>, token: TokenId, cue: &[std::ops::Range<TokenId>]) -> bool {
    let mut at = token;
    for step in 0..4 {
        let parent = article.syntax.head[at as usize];
        let relation = article.syntax.relation[at as usize];
        let argument = match relation {
            Relation::Obj | Relation::Iobj | Relation::Obl => true,
            // "The BBC quoted him as saying."
            Relation::Nsubj => {
                matches!(&*article.syntax.lemma[parent as usize].to_lowercase(), "quote" | "cite")
            }
            // Within the argument: a name after its description, "an interview with the BBC".
            Relation::Nmod | Relation::Appos | Relation::Flat | Relation::Compound => step < 3,
            _ => false,
        };
        if !argument {
            return false;
        }
        if cue.iter().any(|r| r.contains(&parent)) {
            return true;
        }
        at = parent;
    }
    false
}

/// The outlet that a word names, if it is not the article's own.
fn outlet_at(article: &Article<'_, '_>, token: TokenId) -> Option<String> {
    let outlet = |entity: &Entity| {
        let is_outlet = entity.kind == EntityKind::Outlet
            || entity.kind == EntityKind::Organization && sounds_like_outlet(&entity.name);
        let own = article.outlet.is_some_and(|own| same_outlet(own, &entity.name));
        entity.named && is_outlet && !own
    };
    let all = &article.entities.all;
    let entity = article.entities.at(token).map(|e| &all[e]).filter(|e| outlet(e));
    // "*The newspaper* quotes two doctors": the one named last.
    let last = || {
        world::outlet_noun(article.text.word(token))?;
        let syntax = article.syntax;
        let the = |t: TokenId| article.text.word(t).eq_ignore_ascii_case("the");
        // And not "the broadcaster Kanal Nord".
        let named = syntax.upos.get(token as usize + 1) == Some(&Upos::Propn);
        let bare = !named
            && syntax.children(token).all(|t| {
                matches!(
                    syntax.relation[t as usize],
                    Relation::Det | Relation::Case | Relation::Punct
                )
            });
        let definite = bare && syntax.children(token).any(the);
        if !definite {
            return None;
        }
        let before = |e: &Entity| e.mentions.iter().map(|m| m.head).filter(|h| *h < token).max();
        all.iter().filter(|e| outlet(e) && before(e).is_some()).max_by_key(|e| before(e))
    };
    entity.or_else(last).map(|entity| entity.name.clone())
}

/// Names of outlets that no table has: "Sunday Herald", "Channel 9".
fn sounds_like_outlet(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "news",
        "times",
        "post",
        "herald",
        "tribune",
        "gazette",
        "journal",
        "tv",
        "television",
        "radio",
        "channel",
        "daily",
        "telegraph",
        "chronicle",
        "observer",
        "courier",
        "agency",
        "broadcasting",
        "magazine",
        "press",
    ];
    name.split(|c: char| !c.is_alphanumeric()).any(|w| WORDS.contains(&&*w.to_lowercase()))
}

pub(super) fn same_outlet(a: &str, b: &str) -> bool {
    let plain = |s: &str| {
        let lower = s.to_lowercase();
        lower.strip_prefix("the ").unwrap_or(&lower).to_owned()
    };
    let table = |s: &str| world::outlet_by_name(s).map(|o| o.name);
    plain(a) == plain(b) || table(a).is_some() && table(a) == table(b)
}

/// Fills in the chains of statements in text order.
pub(super) fn link(article: &Article<'_, '_>, drafts: &[Draft], statements: &mut [Statement]) {
    let sentence = |s: &Statement| {
        let at = s.cue.first().or(s.content.first()).map_or(0, |span| span.start);
        let token = article.text.tokens.partition_point(|t| t.span.end <= at) as TokenId;
        article.syntax.sentence_number(token)
    };
    let spoken: Vec<Option<Carrier>> = drafts.iter().map(|d| spoken_to(article, d)).collect();
    for (statement, carrier) in statements.iter_mut().zip(&spoken) {
        statement.via.extend(carrier.clone());
    }
    // Passages: runs of one speaker's statements.
    let top: Vec<usize> = (0..statements.len()).filter(|&i| drafts[i].outer.is_none()).collect();
    let mut from = 0;
    while from < top.len() {
        let mut to = from + 1;
        while to < top.len()
            && continues(&statements[top[to - 1]], &statements[top[to]])
            && sentence(&statements[top[to]]) <= sentence(&statements[top[to - 1]]) + PASSAGE
        {
            to += 1;
        }
        let carrier = top[from..to].iter().find_map(|&i| spoken[i].clone());
        let said = top[from..to].iter().find_map(|&i| statements[i].said);
        if let Some(carrier) = carrier {
            for &i in &top[from..to] {
                let spoken = !matches!(statements[i].stance, Stance::Believes | Stance::Declines);
                if spoken && statements[i].via.is_empty() {
                    statements[i].via.push(carrier.clone());
                }
                if spoken && statements[i].said.is_none() {
                    statements[i].said = said;
                }
            }
        }
        from = to;
    }
    // Words within words: whoever repeats them is a link, behind the links to him.
    for i in 0..statements.len() {
        let Some(outer) = drafts[i].outer else { continue };
        // Where each is taken to stand in the other, nobody repeats himself.
        let links = statements[outer].via.iter().filter(|link| link.statement != Some(i));
        let mut via: Vec<Carrier> = links.cloned().collect();
        let speaker = &statements[outer].speaker;
        let own = article.outlet.is_some_and(|own| same_outlet(own, &speaker.name));
        let nobody = speaker.kind == super::SpeakerKind::Unknown;
        if !own && !nobody {
            via.push(Carrier { name: speaker.name.clone(), statement: Some(outer) });
        }
        for carrier in std::mem::take(&mut statements[i].via) {
            if via.iter().all(|known| !same_outlet(&known.name, &carrier.name)) {
                via.push(carrier);
            }
        }
        statements[i].via = via;
    }
}

/// Does the second statement go on with the first one's speaker?
fn continues(a: &Statement, b: &Statement) -> bool {
    a.speaker.entity.is_some() && a.speaker.entity == b.speaker.entity
}
