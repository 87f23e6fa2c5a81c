//! The text of a document cut into words: the first stage.

mod abbreviations;
mod quotation;
mod tokenize;

pub(crate) use quotation::is_quotation_mark;

use onrecord_intake::{Document, Span};

/// A token's place in [`Text::tokens`].
pub type TokenId = u32;

/// A stretch of tokens, half open.
pub type TokenRange = std::ops::Range<TokenId>;

/// A word or a mark, as Universal Dependencies cuts English: `do` `n't`, `state` `-` `run`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// White space, or the start of a paragraph, stands before it.
    pub space_before: bool,
    /// The paragraph it is in, an index into [`Document::paragraphs`].
    pub paragraph: u32,
    /// It stands inside double quotation marks that were opened in its paragraph (the marks
    /// themselves do too).
    pub quoted: bool,
    /// It continues the surface word of the token before it: the `n't` of `don't`.
    pub clitic: bool,
}

/// The words of a document's paragraphs. Nothing outside the paragraphs is a token.
#[derive(Debug)]
pub struct Text<'d> {
    /// The document's whole text; every span points into it.
    pub source: &'d str,
    /// The words, in text order.
    pub tokens: Vec<Token>,
    /// The tokens of each paragraph.
    pub paragraphs: Vec<TokenRange>,
}

impl<'d> Text<'d> {
    /// Cuts the paragraphs of a document into words.
    pub fn new(document: &'d Document) -> Self {
        let mut text = Self { source: &document.text, tokens: Vec::new(), paragraphs: Vec::new() };
        for (index, paragraph) in document.paragraphs.iter().enumerate() {
            text.add_paragraph(*paragraph, index as u32);
        }
        text
    }

    fn add_paragraph(&mut self, paragraph: Span, index: u32) {
        let first = self.tokens.len();
        let offset = paragraph.start as usize;
        let mut end = None;
        for piece in tokenize::pieces(paragraph.of(self.source)) {
            self.tokens.push(Token {
                span: Span::new(offset + piece.start, offset + piece.end),
                space_before: end != Some(piece.start),
                paragraph: index,
                quoted: false,
                clitic: piece.clitic,
            });
            end = Some(piece.end);
        }
        quotation::mark(self.source, &mut self.tokens[first..]);
        self.paragraphs.push(first as TokenId..self.tokens.len() as TokenId);
    }

    /// The characters of a token.
    pub fn word(&self, token: TokenId) -> &'d str {
        self.tokens[token as usize].span.of(self.source)
    }

    /// The characters from the first token of a range to its last.
    pub fn slice(&self, range: &TokenRange) -> &'d str {
        self.span(range).of(self.source)
    }

    /// The bytes from the first token of a range to its last; empty for an empty range.
    pub fn span(&self, range: &TokenRange) -> Span {
        if range.is_empty() {
            return Span { start: 0, end: 0 };
        }
        let first = self.tokens[range.start as usize].span;
        first.cover(self.tokens[range.end as usize - 1].span)
    }

    /// The tokens that share a byte with the span.
    pub fn tokens_in(&self, span: Span) -> TokenRange {
        let start = self.tokens.partition_point(|t| t.span.end <= span.start);
        let end = self.tokens.partition_point(|t| t.span.start < span.end);
        start as TokenId..(end.max(start)) as TokenId
    }
}
