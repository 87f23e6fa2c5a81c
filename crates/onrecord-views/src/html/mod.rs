//! Report -> HTML: the article with its statements marked in place, and its sources in the margin
//! beside the paragraph where they speak.
//!
//! [`page`] is a whole document that needs nothing but itself: it can be kept and sent. [`article`]
//! is the same without the page around it, for a page of somebody else's; it needs [`STYLE`].
//!
//! # Anchors
//!
//! Every statement can be linked to by its identifier (`#s3`), as can events (`#v1`) and gaps
//! (`#g2`). Everything else has an identifier that begins with `or-`.

mod marks;
mod model;

use std::collections::BTreeMap;

use askama::Template;
use onrecord::report::{Report, WireSpan};
use sha2::{Digest, Sha256};

use model::Model;

use crate::text::Text;

/// The style sheet that [`article`] is made for. All of its rules are for elements inside
/// `.or-page`, the class of the article's outermost element, or `body.or-body`.
pub const STYLE: &str = include_str!("../../templates/onrecord.css");

/// An article to be set into a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// One `<article class="or-page">`; its headline is an `<h1>`.
    pub html: String,
    /// Rules that tie each statement's words to its note, so that pointing at one shows the other.
    /// To stand behind [`STYLE`]; nothing breaks without them.
    pub style: String,
}

/// What a caller adds to an article. Markup is set in as it is: it has to be sound, and may stand in a
/// `<div>`.
#[derive(Clone, Debug, Default)]
pub struct Extras {
    /// Markup behind findings in the margin, by their identifiers (`s3`, `v1`, `g2`).
    pub beside: BTreeMap<String, String>,
    /// Behind each sentence a sign that leads to `?at=N#or-chosen`, where N is the code point that the
    /// sentence begins at.
    pub signs: bool,
    /// A sentence that is set off, and markup to stand below its paragraph.
    pub chosen: Option<(WireSpan, String)>,
}

/// The article alone.
pub fn article(report: &Report) -> Article {
    article_with(report, &Extras::default())
}

/// The same, with what a caller adds to it.
pub fn article_with(report: &Report, extras: &Extras) -> Article {
    let model = Model::new(report, extras);
    Article {
        html: model.render().expect("writing to a string does not fail"),
        style: ties(&model),
    }
}

/// The sentence around a code point of a report's text, which does not leave its paragraph; none outside
/// of paragraphs.
pub fn sentence(report: &Report, at: u32) -> Option<WireSpan> {
    let inside = |p: &&WireSpan| p[0] <= at && at < p[1];
    let paragraph = *report.document.paragraphs.iter().find(inside)?;
    let text = Text::new(&report.document.text);
    let base = text.bytes(paragraph).start;
    let byte = text.bytes([paragraph[0], at]).end - base;
    let found = onrecord::sentence::around(text.slice(paragraph), byte);
    Some([text.point(base + found.start), text.point(base + found.end)])
}

/// A whole page: the article, its style, and a policy that lets it load nothing and run nothing.
pub fn page(report: &Report) -> String {
    let Article { html, style } = article(report);
    let style = format!("{STYLE}{style}");
    let outlet =
        report.document.outlet.name.as_deref().or(report.document.outlet.domain.as_deref());
    let title = report.document.title.as_deref().unwrap_or("An article");
    let title: Vec<_> = [Some(title), outlet].into_iter().flatten().map(crate::clean).collect();
    let shell = Shell {
        title: format!("{} · Onrecord", title.join(" · ")),
        policy: policy(&style),
        style,
        version: crate::clean(&report.engine.version),
        article: html,
    };
    shell.render().expect("writing to a string does not fail")
}

#[derive(Template)]
#[template(path = "page.html")]
struct Shell {
    title: String,
    policy: String,
    style: String,
    version: String,
    article: String,
}

/// Nothing is loaded, no script runs, no form is sent; this one style sheet applies, known by its
/// hash.
fn policy(style: &str) -> String {
    let hash = base64(&Sha256::digest(style.as_bytes()));
    format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'")
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0u32, |word, byte| word << 8 | u32::from(*byte));
        let word = word << (8 * (3 - chunk.len()));
        for digit in 0..4 {
            let index = (word >> (18 - 6 * digit)) & 63;
            out.push(if digit > chunk.len() { '=' } else { char::from(DIGITS[index as usize]) });
        }
    }
    out
}

/// Pointing at a statement's note, or following a link to it, shows its words, and the other way
/// round. A style sheet cannot say that of all statements at once.
fn ties(model: &Model) -> String {
    let mut rules = String::new();
    for tie in &model.ties {
        let (slot, anchor) = (tie.slot, &tie.anchor);
        rules.push_str(&format!(
            ".or-page:has(#{anchor}:target,.n{slot}:is(:hover,:focus-within))\
             .q{slot}{{--lit:1;background:var(--lit-wash)}}\n\
             .or-page:has(#{anchor}:target,.q{slot}:hover).n{slot}{{background:var(--lit-wash)}}\n",
        ));
    }
    // A descendant's blank, which the line breaks above swallow.
    rules.replace(").q", ") .q").replace(").n", ") .n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_as_the_standard_has_it() {
        for (plain, coded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
