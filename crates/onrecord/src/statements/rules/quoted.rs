//! Words that one reports of another by quoting him.
//!
//! > *The BBC quoted two officers as saying* the missiles had come by road.
//!
//! Who is quoted says it, and who quotes him carries it (`chain`): so the source is the object of the verb, or the subject where it
//! is passive.

use super::super::{Article, Attribution, Draft};
use crate::phrase;
use crate::syntax::{Relation, Upos};
use crate::text::{TokenId, TokenRange};

/// The name of the rule in `found_by`.
const NAME: &str = "quoted";

/// Turns what the model found at "quoted" or "saying" into the statement of the one who is quoted, or adds it.
pub(in super::super) fn apply(article: &Article<'_, '_>, drafts: &mut Vec<Draft>) {
    for verb in 0..article.text.tokens.len() as TokenId {
        let Some(attribution) = quoted(article, verb) else { continue };
        let says = attribution.cue[1].clone();
        let at = |d: &Draft| {
            d.attribution
                .cue
                .iter()
                .any(|c| c.contains(&verb) || c.start < says.end && says.start < c.end)
        };
        let first = drafts.iter().position(at).unwrap_or(drafts.len());
        drafts.retain(|d| !at(d));
        drafts.insert(first, Draft { attribution, found_by: NAME, outer: None });
    }
}

/// "Quoted ... as saying" with who is quoted and what he says.
fn quoted(article: &Article<'_, '_>, verb: TokenId) -> Option<Attribution> {
    let (text, syntax) = (article.text, article.syntax);
    let quotes =
        matches!(&*text.word(verb).to_lowercase(), "quoted" | "quotes" | "cited" | "cites");
    if !quotes || syntax.upos[verb as usize] != Upos::Verb {
        return None;
    }
    let sentence = syntax.sentence_of(verb);
    let is = |t: TokenId, word: &str| text.word(t).eq_ignore_ascii_case(word);
    let says =
        (verb + 1..sentence.end.saturating_sub(1)).find(|&t| is(t, "as") && is(t + 1, "saying"))?;
    let trim = |range: TokenRange| phrase::trimmed(text, syntax, &range);
    let bare = |range| phrase::stripped(range, |t| syntax.upos[t as usize] == Upos::Punct);
    let subject = syntax.child(verb, Relation::Nsubj)?;
    let who = match phrase::is_passive(text, syntax, verb) {
        true => phrase::core(syntax, subject),
        false => trim(verb + 1..says),
    };
    let behind = says + 2..sentence.end;
    let opens = behind.start + u32::from(behind.contains(&(says + 2)) && is(says + 2, "that"));
    let mut content = bare(opens..behind.end);
    if content.is_empty() {
        // "\"P,\" the paper quoted him as saying."
        content = bare(sentence.start..phrase::core(syntax, subject).start.max(sentence.start));
    }
    let parts = !content.is_empty() && !who.is_empty() && !content.contains(&who.start);
    parts.then(|| Attribution {
        source: vec![who],
        cue: vec![verb..verb + 1, says..says + 2],
        content: vec![content],
        confidence: 0.8,
    })
}
