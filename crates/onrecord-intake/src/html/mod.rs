//! A page of the web, read into an article.

mod attributes;
pub(crate) mod blocks;
mod body;
mod locate;
pub(crate) mod scan;

pub use body::{BodyExtractor, Readability, Trafilatura};

use self::blocks::Block;
use self::locate::Located;
use self::scan::Facts;
use crate::furniture::{self, Furniture};
use crate::paragraphs::{self, Layout};
use crate::text::words;
use crate::{Document, Refusal, Span, Warning, charset, date, metadata, plain, signs};

/// What is known of a page beforehand.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Known<'a> {
    pub(crate) url: Option<&'a str>,
    pub(crate) charset: Option<&'a str>,
}

/// Reads the bytes of a page.
pub(crate) fn read_bytes(
    bytes: &[u8],
    known: Known,
    extractor: &dyn BodyExtractor,
) -> Result<Document, Refusal> {
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
    let meta = metadata::read(&page.facts, url);
    let headlines = headlines(meta.title.as_deref(), &page.facts.headings);
    let mut body = find_body(extractor, &page.html);
    if body.blocks.is_empty() {
        body = find_body(&Readability, &page.html);
        warnings.extend((!body.blocks.is_empty()).then_some(Warning::SecondExtractor));
    }
    let mut blocks = body.blocks;
    drop_headline(&mut blocks, &headlines);
    drop_links(&mut blocks);
    if let Some(stated) = fuller(meta.body.as_deref(), &blocks) {
        blocks = stated;
        warnings.push(Warning::TextFromMetadata);
    }
    let login = page.facts.password && is_short(&blocks);
    if blocks.is_empty() {
        let found = if login { "a login wall" } else { "nothing that stands out as one" };
        return Err(Refusal::NoArticle { found });
    }
    let met = [
        (page.deep, Warning::DeeplyNested),
        (page.cut, Warning::PageCut),
        (login, Warning::LoginWall),
        (meta.paywalled, Warning::Paywall),
        (meta.other_kind, Warning::NotNews),
    ];
    warnings.extend(met.into_iter().filter(|(met, _)| *met).map(|(_, warning)| warning));
    let stamps = stamps(&body.above, &headlines, &page.facts);
    let given = Document {
        url: meta.url,
        outlet: meta.outlet,
        title: meta.title,
        byline: if meta.byline.is_empty() { stamps.byline } else { meta.byline },
        credit: meta.taken_from.into_iter().collect(),
        published: meta.published.or(stamps.published),
        language: meta.language,
        ..Document::default()
    };
    let document = compose(&blocks, given, &meta.credit_fields, warnings);
    document.map_err(|reason| match reason {
        Refusal::NoArticle { .. } if login => Refusal::NoArticle { found: "a login wall" },
        reason => reason,
    })
}

/// Reads HTML that is nothing but the article.
pub(crate) fn read_article(
    html: &str,
    given: &Document,
    beside_names: &[String],
    warnings: Vec<Warning>,
) -> Result<Document, Refusal> {
    let mut blocks = blocks::blocks(&scan::scan(html).html);
    drop_headline(&mut blocks, &headlines(given.title.as_deref(), &[]));
    compose(&blocks, given.clone(), beside_names, warnings)
}

fn find_body(extractor: &dyn BodyExtractor, page: &str) -> Located {
    match extractor.body(page).map(|body| blocks::blocks(&body)) {
        Some(body) if !body.is_empty() => locate::on_page(body, blocks::blocks(page)),
        _ => Located::default(),
    }
}

/// The body that the metadata states, where the page shows hardly any of it.
fn fuller(stated: Option<&str>, blocks: &[Block]) -> Option<Vec<Block>> {
    let shown: usize = blocks.iter().map(|block| block.text.len()).sum();
    let stated = stated.filter(|body| body.len() > FULL && body.len() > 3 * shown)?;
    // Some write it with tags, some with line breaks.
    let html =
        if stated.contains("</") { stated.to_owned() } else { stated.replace('\n', "<br><br>") };
    Some(blocks::blocks(&scan::scan(&html).html))
}

fn is_short(blocks: &[Block]) -> bool {
    blocks.iter().flat_map(|block| words(&block.text)).take(FEW_WORDS).count() < FEW_WORDS
}

/// What stands between the headline and the article says when it was published and by whom.
fn stamps(above: &[String], headlines: &[Vec<String>], facts: &Facts) -> Layout {
    let is_headline = |text: &String| headlines.contains(&words(text).collect());
    let Some(at) = above.iter().rposition(is_headline) else { return Layout::default() };
    let mut layout = paragraphs::lay_out(&above[at + 1..].join("\n\n"), None);
    // What is shown may be marked as the day of a change.
    let others: Vec<String> = facts
        .times
        .iter()
        .filter(|time| time.otherwise)
        .filter_map(|time| date::iso(&time.value))
        .collect();
    layout.published.take_if(|shown| others.iter().any(|other| other.get(..10) == shown.get(..10)));
    layout
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

/// The words of everything that the page calls its headline.
fn headlines(title: Option<&str>, headings: &[String]) -> Vec<Vec<String>> {
    let all = title.into_iter().chain(headings.iter().map(String::as_str));
    all.map(|headline| words(headline).collect())
        .filter(|words: &Vec<String>| !words.is_empty())
        .collect()
}

/// The headline is not part of the text: neither as the page's `<h1>` nor as its title has it.
fn drop_headline(blocks: &mut Vec<Block>, headlines: &[Vec<String>]) {
    let mut at = 0;
    blocks.retain(|block| {
        at += 1;
        at > TOP || !headlines.contains(&words(&block.text).collect())
    });
}

/// Links at either end lead elsewhere, and so does what announces them: a heading, or a few words
/// without a stop. So do the links below a heading such as "Related stories", and a line between two
/// paragraphs that is link and no sentence; a short one may be a name.
fn drop_links(blocks: &mut Vec<Block>) {
    let mut below_heading = false;
    blocks.retain(|block| {
        let furniture = furniture::judge(&block.text);
        below_heading = match furniture {
            Some(furniture) => furniture == Furniture::Link,
            None => below_heading && block.leads_away(),
        };
        furniture.is_some() || !below_heading
    });
    let leads_away = |block: &Block| block.is_link() && !block.ends_sentence() && !block.heading;
    blocks.retain(|block| block.text.len() < SHORT || !leads_away(block));
    let mut links = 0;
    let mut kept: Vec<Block> = Vec::new();
    while let Some(block) = blocks.pop() {
        let announces = links >= 3 && !block.ends_sentence() && block.text.len() <= 60;
        if furniture::judge(&block.text).is_some() {
            kept.push(block); // left out later, but it may hold a credit
        } else if block.leads_away() {
            links += 1;
        } else if !block.heading && !announces {
            blocks.push(block);
            break;
        }
    }
    blocks.extend(kept.into_iter().rev());
    let first = blocks.iter().position(|block| !block.is_link() || block.heading).unwrap_or(0);
    blocks.drain(..first);
}

/// Blocks at the top among which a headline is looked for.
const TOP: usize = 4;
/// Bytes below which a link between paragraphs is kept.
const SHORT: usize = 25;
/// Words below which there is no article beside a login.
const FEW_WORDS: usize = 80;
/// Bytes of a body in the metadata that is more than a teaser.
const FULL: usize = 400;
