//! The text of an article, given as it is: not one character of it is changed.

use crate::html::Known;
use crate::{Document, Refusal, Warning, address, charset, credit, language, paragraphs, signs};

/// Reads the bytes of a text.
pub(crate) fn read(bytes: &[u8], known: Known) -> Result<Document, Refusal> {
    let decoded = charset::decode(bytes, known.charset, None);
    let mut document = Document { text: decoded.text, ..Document::default() };
    document.url = known.url.map(str::to_owned);
    fill(document, &[], decoded.warnings)
}

/// Completes a document that has its text and whatever its giver knew: finds the paragraphs, and
/// in the text what is still missing.
pub(crate) fn fill(
    mut document: Document,
    beside_names: &[String],
    mut warnings: Vec<Warning>,
) -> Result<Document, Refusal> {
    signs::refuse_binary(&document.text)?;
    if document.text.trim().is_empty() {
        return Err(Refusal::Empty { found: "only white space" });
    }
    if document.outlet.domain.is_none() {
        document.outlet.domain = document.url.as_deref().and_then(address::domain);
    }
    let layout = paragraphs::lay_out(&document.text, document.title.as_deref());
    if layout.paragraphs.is_empty() {
        return Err(Refusal::NoArticle { found: "nothing but the furniture of a page" });
    }
    if layout.cut {
        warnings.push(Warning::ArticleCut);
    }
    if document.byline.is_empty() {
        document.byline = layout.byline;
    }
    document.title = document.title.or(layout.title);
    document.published = document.published.or(layout.published);
    let text = document.text.as_str();
    let mut kept: Vec<_> =
        layout.paragraphs.iter().chain(layout.left_out.iter().map(|(span, _)| span)).collect();
    kept.sort_unstable();
    let lines: Vec<&str> = kept.iter().map(|span| span.of(text)).collect();
    let stated = credit::of(beside_names.iter().map(String::as_str), &lines, &document.outlet);
    document.credit.extend(stated);
    credit::tidy(&mut document.credit, &document.outlet);
    let article = article_sample(text, &layout.paragraphs);
    let (language, of_language) = language::of(&article, document.language.as_deref());
    warnings.extend(of_language);
    document.language = language;
    document.paragraphs = layout.paragraphs;
    Ok(signs::warned(document, warnings))
}

/// The beginning of the article without the furniture, to tell the language by.
fn article_sample(text: &str, paragraphs: &[crate::Span]) -> String {
    let mut sample = String::new();
    for span in paragraphs {
        if sample.len() > 8192 {
            break;
        }
        sample.push_str(crate::text::prefix(span.of(text), 8192));
        sample.push('\n');
    }
    sample
}
