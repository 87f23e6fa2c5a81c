//! A quotation that stands alone and goes on with the speaker before it.
//!
//! > "We shall rebuild the bridge," said the mayor.
//! >
//! > *"It will take two years."*
//!
//! A paragraph that is one quotation and belongs to no statement is said by whoever was quoted last
//! in the paragraph before. Where that quotation was not closed, it is one statement with it, as
//! newspapers print a speech over several paragraphs.

use super::super::{Article, Attribution, Draft};
use crate::text::{TokenRange, is_quotation_mark};

/// The name of the rule in `found_by`.
const NAME: &str = "continued quotation";

/// Extends drafts over the paragraphs that go on with them, and adds those that stand alone; each of
/// these names the draft whose source it shares.
pub(in super::super) fn find(
    article: &Article<'_, '_>,
    drafts: &mut [Draft],
) -> Vec<(Draft, usize)> {
    let mut found: Vec<(Draft, usize)> = Vec::new();
    for pair in article.text.paragraphs.windows(2) {
        let (before, this) = (&pair[0], &pair[1]);
        let Some(quoted) = whole_quotation(article, this) else { continue };
        let belongs = |d: &Draft| {
            let a = &d.attribution;
            a.cue.iter().chain(&a.content).any(|r| r.start < this.end && this.start < r.end)
        };
        if drafts.iter().any(belongs) {
            continue;
        }
        let last = (0..drafts.len())
            .filter(|&i| drafts[i].outer.is_none())
            .rfind(|&i| ends_in_quotation(article, &drafts[i], before));
        let earlier = found.iter().find(|(d, _)| {
            d.attribution.content.last().is_some_and(|r| before.contains(&(r.end - 1)))
        });
        match (last, earlier) {
            (Some(speaker), _) if is_open(article, before) => {
                drafts[speaker].attribution.content.push(quoted);
            }
            (Some(speaker), _) => found.push((draft(quoted), speaker)),
            (None, Some(&(_, speaker))) => found.push((draft(quoted), speaker)),
            (None, None) => {}
        }
    }
    found
}

fn draft(content: TokenRange) -> Draft {
    let attribution =
        Attribution { content: vec![content], confidence: 0.7, ..Attribution::default() };
    Draft { attribution, found_by: NAME, outer: None }
}

/// The words of a paragraph that opens with a quotation mark and has nothing outside quotation.
fn whole_quotation(article: &Article<'_, '_>, paragraph: &TokenRange) -> Option<TokenRange> {
    if paragraph.len() < 4 || !is_quotation_mark(article.text.word(paragraph.start)) {
        return None;
    }
    let outside = paragraph.clone().any(|t| {
        let token = &article.text.tokens[t as usize];
        let word = article.text.word(t);
        !token.quoted && !is_quotation_mark(word) && word.chars().any(char::is_alphanumeric)
    });
    if outside {
        return None;
    }
    let mut range = paragraph.start + 1..paragraph.end;
    if is_quotation_mark(article.text.word(range.end - 1)) {
        range.end -= 1;
    }
    Some(range)
}

/// Does the draft's content, or the quotation that its cue stands in, reach the paragraph's end?
fn ends_in_quotation(article: &Article<'_, '_>, draft: &Draft, paragraph: &TokenRange) -> bool {
    let Some(content) = draft.attribution.content.last() else { return false };
    let quoted = content.clone().any(|t| article.text.tokens[t as usize].quoted);
    let near = draft
        .attribution
        .content
        .iter()
        .chain(&draft.attribution.cue)
        .chain(&draft.attribution.source)
        .any(|r| r.end + 3 >= paragraph.end && r.end <= paragraph.end);
    quoted && near
}

/// Was the quotation at the paragraph's end left open?
fn is_open(article: &Article<'_, '_>, paragraph: &TokenRange) -> bool {
    let last = paragraph.end - 1;
    article.text.tokens[last as usize].quoted && !is_quotation_mark(article.text.word(last))
}
