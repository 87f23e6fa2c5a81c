//! The article as published, without the page around it.

use crate::Span;

/// One article: its text, where in it the article stands, and what is known about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The caller's own identifier, where one was given.
    pub id: Option<String>,
    /// The address it stood at; the canonical one where the page names it.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Outlet,
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it, one name an entry, without "By".
    pub byline: Vec<String>,
    /// Agencies and outlets that the article credits as its own source of text.
    pub credit: Vec<String>,
    /// Publication date as ISO 8601, a day (`2022-03-14`) or a moment with its zone; read, never
    /// guessed.
    pub published: Option<String>,
    /// ISO 639-1 code of the text's language, declared or detected.
    pub language: Option<String>,
    /// What every offset points into. Text that a caller gave stands here unchanged.
    pub text: String,
    /// The stretches of `text` that are article, in order, without overlap, each without white
    /// space around it. Furniture of the page is in none of them.
    pub paragraphs: Vec<Span>,
    /// What a reader should know: `no date`, `truncated`, `looks machine-translated`, ...
    pub warnings: Vec<String>,
}

impl Document {
    /// A text as it is: every line that is not blank is a paragraph of the article.
    ///
    /// ```
    /// use onrecord_intake::{Document, Span};
    ///
    /// let document = Document::of_lines("First.\n\n Second.\n".to_owned());
    /// assert_eq!(document.paragraphs, [Span::new(0, 6), Span::new(9, 16)]);
    /// ```
    pub fn of_lines(text: String) -> Self {
        let mut paragraphs = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let start = at + line.len() - line.trim_start().len();
            let end = start + line.trim().len();
            if start < end {
                paragraphs.push(Span::new(start, end));
            }
            at += line.len();
        }
        Self { text, paragraphs, ..Self::default() }
    }
}

/// The publisher: not the wire that the text came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outlet {
    /// As the page or the caller names it.
    pub name: Option<String>,
    /// Its site, without `www.`
    pub domain: Option<String>,
}
