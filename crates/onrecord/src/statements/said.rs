//! When something was said.

use super::{Article, Attribution};
use crate::syntax::{Relation, Upos};
use crate::text::TokenId;
use crate::times::Days;

/// The days that the words around the cue name: "told CNN on Sunday".
pub(super) fn of(article: &Article<'_, '_>, attribution: &Attribution) -> Option<Days> {
    let cue = attribution.cue.first()?;
    let sentence = article.syntax.sentence_of(cue.start);
    let inside =
        |ranges: &[std::ops::Range<TokenId>], t: TokenId| ranges.iter().any(|r| r.contains(&t));
    article
        .times
        .iter()
        .filter(|time| sentence.contains(&time.tokens.start))
        .filter(|time| {
            let t = time.tokens.start;
            !inside(&attribution.content, t) && !inside(&attribution.source, t)
        })
        .find(|time| belongs(article, attribution, &time.tokens))
        .and_then(|time| {
            let reach = time.reach();
            Some(Days { start: reach.start?, end: reach.end? })
        })
}

/// Does the time stand in the cue, hang from it, or follow it at once?
fn belongs(
    article: &Article<'_, '_>,
    attribution: &Attribution,
    time: &std::ops::Range<TokenId>,
) -> bool {
    let in_cue = |t: TokenId| attribution.cue.iter().any(|r| r.contains(&t));
    let head = article.syntax.head_of(time);
    let mut at = head;
    for _ in 0..3 {
        if in_cue(at) {
            return true;
        }
        let relation = article.syntax.relation[at as usize];
        if !matches!(relation, Relation::Obl | Relation::Advmod | Relation::Nmod | Relation::Obj) {
            break;
        }
        at = article.syntax.head[at as usize];
    }
    // "said Sunday", "said on Sunday", "said the minister on Sunday"
    let Some(last) = attribution.cue.last() else { return false };
    let follows = last.end <= time.start && time.start <= last.end + 2;
    let between = last.end..time.start.max(last.end);
    let bare = between.clone().all(|t| {
        matches!(article.syntax.upos[t as usize], Upos::Adp | Upos::Det | Upos::Punct | Upos::Adv)
    });
    follows && bare
}
