//! The article as the page has it, where an extractor says it is.
//!
//! Extractors rebuild what they keep, and on the way lose spaces between words, a link in the
//! middle of a sentence, or a whole paragraph between two others. So each block that an extractor
//! gives is looked up on the page, and the page's own block is taken; so is what was missed near it.

use std::collections::HashMap;
use std::ops::Range;

use super::blocks::Block;
use crate::text::{prefix, squash};

/// A body, and what stands above it.
#[derive(Debug, Default)]
pub(crate) struct Located {
    /// The blocks of the body.
    pub(crate) blocks: Vec<Block>,
    /// The texts of the blocks right before the first of them, in order.
    pub(crate) above: Vec<String>,
}

/// Replaces the blocks of a body by those of its page, and adds the paragraphs that it skipped.
pub(crate) fn on_page(body: Vec<Block>, page: Vec<Block>) -> Located {
    let index = Index::new(&page);
    let mut from = 0;
    let mut found: Vec<Result<usize, Block>> = Vec::new();
    let mut taken = vec![false; page.len()];
    for block in body {
        match index.find(&block.text, from) {
            Some(at) if taken[at] => {}
            Some(at) => {
                taken[at] = true;
                found.push(Ok(at));
                from = at + 1;
            }
            None => found.push(Err(block)),
        }
    }
    let first = found.iter().find_map(|place| place.as_ref().ok()).copied().unwrap_or(0);
    let above =
        page[first.saturating_sub(ABOVE)..first].iter().map(|block| block.text.clone()).collect();
    let wanted = with_skipped(&found, &page, &taken);
    let mut page: Vec<Option<Block>> = page.into_iter().map(Some).collect();
    let take = |place| match place {
        Place::OnPage(at) => page[at].take(),
        Place::OfBody(at) => std::mem::replace(&mut found[at], Ok(0)).err(),
    };
    Located { blocks: wanted.into_iter().filter_map(take).collect(), above }
}

enum Place {
    OnPage(usize),
    /// A block that the page does not have in this form.
    OfBody(usize),
}

/// Adds what the page quotes between two blocks that were found, the paragraphs between two that
/// are siblings of both, and those before the first and after the last.
fn with_skipped(found: &[Result<usize, Block>], page: &[Block], taken: &[bool]) -> Vec<Place> {
    let missed = |between: Range<usize>, sibling: usize| {
        let parent = page[sibling].parent;
        between.filter(move |&at| !taken[at] && is_missed(&page[at], parent))
    };
    let mut places = Vec::new();
    let mut last: Option<usize> = None;
    for (number, block) in found.iter().enumerate() {
        let Ok(at) = *block else {
            places.push(Place::OfBody(number));
            last = None;
            continue;
        };
        if number == 0 {
            places.extend(missed(at.saturating_sub(NEAR)..at, at).map(Place::OnPage));
        }
        if let Some(last) = last.filter(|&last| last < at && at - last <= NEAR) {
            let siblings = page[last].parent == page[at].parent;
            let wanted = |&between: &usize| {
                let block = &page[between];
                !taken[between]
                    && (block.quoted && !block.is_link()
                        || siblings && is_missed(block, page[at].parent))
            };
            places.extend((last + 1..at).filter(wanted).map(Place::OnPage));
        }
        places.push(Place::OnPage(at));
        last = Some(at);
    }
    if let Some(last) = last {
        let end = page.len().min(last + NEAR);
        places.extend(missed(last + 1..end, last).map(Place::OnPage));
    }
    places
}

/// Is it a paragraph of prose in this element?
fn is_missed(block: &Block, parent: usize) -> bool {
    block.paragraph && block.parent == parent && is_prose(block)
}

/// A sentence of some length rather than a caption, a button or a list of links.
fn is_prose(block: &Block) -> bool {
    block.text.len() >= 60 && block.linked * 2 < block.text.len() && block.ends_sentence()
}

/// The blocks of a page by their letters.
struct Index {
    lengths: Vec<usize>,
    whole: HashMap<String, Vec<usize>>,
    openings: HashMap<String, Vec<usize>>,
    endings: HashMap<String, Vec<usize>>,
}

impl Index {
    fn new(page: &[Block]) -> Self {
        let mut index = Self {
            lengths: Vec::with_capacity(page.len()),
            whole: HashMap::new(),
            openings: HashMap::new(),
            endings: HashMap::new(),
        };
        for (at, block) in page.iter().enumerate() {
            let letters = squash(&block.text);
            index.lengths.push(letters.len());
            if let Some((opening, ending)) = edges(&letters) {
                index.openings.entry(opening.to_owned()).or_default().push(at);
                index.endings.entry(ending.to_owned()).or_default().push(at);
            }
            index.whole.entry(letters).or_default().push(at);
        }
        index
    }

    /// The block with the same letters, or one that begins or ends the same and is hardly longer.
    fn find(&self, text: &str, from: usize) -> Option<usize> {
        let letters = squash(text);
        let next = |places: &Vec<usize>| {
            let after = places.partition_point(|&at| at < from);
            places.get(after).or(places.last()).copied()
        };
        if let Some(places) = self.whole.get(&letters) {
            return next(places);
        }
        let (opening, ending) = edges(&letters)?;
        let near =
            |at: &usize| (letters.len()..=letters.len() * 3 / 2).contains(&self.lengths[*at]);
        let by_opening = self.openings.get(opening).and_then(next).filter(near);
        by_opening.or_else(|| self.endings.get(ending).and_then(next).filter(near))
    }
}

/// The first and the last letters of a text that has enough of them.
fn edges(letters: &str) -> Option<(&str, &str)> {
    let end = letters.len().checked_sub(EDGE)?;
    Some((prefix(letters, EDGE), &letters[letters.ceil_char_boundary(end)..]))
}

/// Letters at either end by which a block is known.
const EDGE: usize = 24;
/// Blocks away from one that was found within which another may have been missed.
const NEAR: usize = 20;
/// Blocks above a body that are kept.
const ABOVE: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::blocks::blocks;

    fn located(body: &str, page: &str) -> Vec<String> {
        on_page(blocks(body), blocks(page)).blocks.into_iter().map(|block| block.text).collect()
    }

    const PAGE: &str = "<div><p>Menu</p></div><div><p>On Monday morning the old port asked <a href=x>the city</a> for money.</p>\
        <p>“We never saw the letter, and nobody told us that there was one,” the mayor said.</p>\
        <p>Advertisement</p><p>The city declined to comment on it.</p></div>";

    #[test]
    fn the_page_has_the_spaces_and_the_links() {
        let body = "<p>On Monday morning the old port asked for money.the city</p><p>The city declinedto comment on it.</p>";
        let found = located(body, PAGE);
        assert_eq!(found[0], "On Monday morning the old port asked the city for money.");
        assert_eq!(found.last().map(String::as_str), Some("The city declined to comment on it."));
    }

    #[test]
    fn a_skipped_paragraph_comes_back_and_an_advert_does_not() {
        let body = "<p>On Monday morning the old port asked the city for money.</p><p>The city declined to comment on it.</p>";
        let found = located(body, PAGE);
        assert_eq!(found.len(), 3);
        assert!(found[1].starts_with("“We never saw"));
    }

    #[test]
    fn what_an_extractor_missed_at_either_end_and_in_quotations() {
        let page = "<h1>Port asks city</h1><p>Sign in, if you would like to read more of what this paper writes.</p>\
            <div><p>The old port has asked the city for money, two people who saw the letter said.</p>\
            <ul><li>Old port sold</li></ul><p>The mayor denied it on the network where she writes to voters.</p>\
            <div><blockquote><p>No letter came.</p>— Ana Ruiz</blockquote></div>\
            <p>The city declined to comment on it.</p>\
            <p>It would be the second time in a year that the port has asked the city for money.</p></div>\
            <p>This paper is read by people in all parts of the city, and in the port as well.</p>";
        let body = "<p>The mayor denied it on the network where she writes to voters.</p>\
            <p>The city declined to comment on it.</p>";
        let found = located(body, page);
        assert!(found[0].starts_with("The old port has asked"), "{found:?}");
        assert_eq!(&found[2..4], ["No letter came.", "— Ana Ruiz"]);
        assert!(
            found[5].starts_with("It would be the second time") && found.len() == 6,
            "{found:?}"
        );
    }

    #[test]
    fn what_the_page_has_otherwise_is_kept() {
        assert_eq!(located("<p>Not on the page at all.</p>", PAGE), ["Not on the page at all."]);
        assert_eq!(located("<p>Menu</p><p>Menu</p>", PAGE), ["Menu"]);
    }
}
