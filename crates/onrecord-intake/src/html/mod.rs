//! A page of the web, read into an article.

pub(crate) mod blocks;
mod body;
pub(crate) mod scan;

pub use body::{BodyExtractor, Readability, Trafilatura};

use self::blocks::Block;
use crate::text::words;
use crate::{Document, Refusal, Span, Warning, charset, metadata, plain, signs};

/// What is known of a page beforehand.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Known<'a> {
    pub(crate) url: Option<&'a str>,
    pub(crate) charset: Option<&'a str>,
}

/// Reads the bytes of a page.
pub(crate) fn read_bytes(bytes: &[u8], known: Known, extractor: &dyn BodyExtractor) -> Result<Document, Refusal> {
    let hint = charset::hint_of_page(bytes);
    let decoded = charset::decode(bytes, known.charset, hint.as_deref());
    signs::refuse_binary(&decoded.text)?;
    read(&decoded.text, known.url, extractor, decoded.warnings)
}

/// Reads a page.
pub(crate) fn read(
    html: &str,
    url: Option<&str>,
    extractor: &dyn BodyExtractor,
    mut warnings: Vec<Warning>,
) -> Result<Document, Refusal> {
    let page = scan::scan(html);
    if page.deep {
        warnings.push(Warning::DeeplyNested);
    }
    if page.cut {
        warnings.push(Warning::PageCut);
    }
    let meta = metadata::read(&page.facts, url);
    let mut blocks = body_blocks(extractor, &page.html);
    if blocks.is_empty() {
        blocks = body_blocks(&Readability, &page.html);
        warnings.extend((!blocks.is_empty()).then_some(Warning::SecondExtractor));
    }
    drop_headline(&mut blocks, meta.title.as_deref(), &page.facts.headings);
    drop_links(&mut blocks);
    let length: usize = blocks.iter().map(|block| block.text.len()).sum();
    if let Some(body) = meta.body.as_deref().filter(|body| body.len() > FULL && body.len() > 3 * length) {
        blocks = blocks::blocks(body);
        warnings.push(Warning::TextFromMetadata);
    }
    let short = blocks.iter().flat_map(|block| words(&block.text)).take(FEW_WORDS).count() < FEW_WORDS;
    if page.facts.password && short {
        warnings.push(Warning::LoginWall);
    }
    if blocks.is_empty() {
        let found = if page.facts.password { "a login wall" } else { "nothing that stands out as one" };
        return Err(Refusal::NoArticle { found });
    }
    if meta.paywalled {
        warnings.push(Warning::Paywall);
    }
    if meta.other_kind {
        warnings.push(Warning::NotNews);
    }
    let given = Document {
        url: meta.url,
        outlet: meta.outlet,
        title: meta.title,
        byline: meta.byline,
        published: meta.published,
        language: meta.language,
        ..Document::default()
    };
    compose(&blocks, given, &meta.credit_fields, warnings)
}

/// Reads HTML that is nothing but the article.
pub(crate) fn read_article(
    html: &str,
    given: &Document,
    beside_names: &[String],
    warnings: Vec<Warning>,
) -> Result<Document, Refusal> {
    let mut blocks = blocks::blocks(&scan::scan(html).html);
    drop_headline(&mut blocks, given.title.as_deref(), &[]);
    compose(&blocks, given.clone(), beside_names, warnings)
}

fn body_blocks(extractor: &dyn BodyExtractor, page: &str) -> Vec<Block> {
    extractor.body(page).map(|body| blocks::blocks(&body)).unwrap_or_default()
}

/// Makes the text: the article alone, a blank line between two paragraphs.
fn compose(
    blocks: &[Block],
    given: Document,
    beside_names: &[String],
    warnings: Vec<Warning>,
) -> Result<Document, Refusal> {
    let raw = blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n\n");
    let mut document = plain::fill(Document { text: raw, ..given }, beside_names, warnings)?;
    let mut text = String::with_capacity(document.text.len());
    for span in &mut document.paragraphs {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(span.of(&document.text));
        *span = Span::new(start, text.len());
    }
    document.text = text;
    Ok(document)
}

/// The headline is not part of the text: neither as the page's `<h1>` nor as its title has it.
fn drop_headline(blocks: &mut Vec<Block>, title: Option<&str>, headings: &[String]) {
    let headlines: Vec<Vec<String>> =
        title.into_iter().chain(headings.iter().map(String::as_str)).map(|t| words(t).collect()).collect();
    let is_headline = |block: &Block| {
        let words: Vec<String> = words(&block.text).collect();
        words.is_empty() || headlines.contains(&words)
    };
    let top = blocks.iter().take(TOP).rposition(is_headline).map_or(0, |at| at + 1);
    let kept = blocks.split_off(top);
    blocks.retain(|block| !is_headline(block));
    blocks.extend(kept);
}

/// Links at either end lead elsewhere; so does a link between two paragraphs that is a paragraph.
fn drop_links(blocks: &mut Vec<Block>) {
    let leads = |block: &Block| block.is_link() && !block.heading;
    while blocks.last().is_some_and(leads) {
        blocks.pop();
    }
    let first = blocks.iter().position(|block| !leads(block)).unwrap_or(0);
    blocks.drain(..first);
}

/// Blocks at the top among which a headline is looked for.
const TOP: usize = 4;
/// Words below which there is no article beside a login.
const FEW_WORDS: usize = 80;
/// Bytes of a body in the metadata that is more than a teaser.
const FULL: usize = 400;
