//! HTML that is nothing but article, as the paragraphs of a text.

use std::cell::RefCell;

use html5ever::tokenizer::{
    CharacterTokens, StartTag, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer,
    TokenizerOpts,
};

use super::scan::{feed, scan};

/// A paragraph, heading, item of a list, row of a table.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Block {
    /// White space folded; a line break that the page makes is kept.
    pub(crate) text: String,
    /// An `<h1>` to `<h6>`.
    pub(crate) heading: bool,
    /// A `<p>`.
    pub(crate) paragraph: bool,
    /// Inside a `<blockquote>`.
    pub(crate) quoted: bool,
    /// A number for the element around it: blocks that share it are siblings.
    pub(crate) parent: usize,
    /// Bytes of the text that are links, white space apart.
    pub(crate) linked: usize,
}

impl Block {
    /// Is it link and hardly anything else?
    pub(crate) fn is_link(&self) -> bool {
        self.linked * 10 >= self.visible() * 8
    }

    /// Does it look like the title of another article: link to a good part, and no sentence?
    pub(crate) fn leads_away(&self) -> bool {
        self.is_link() || self.linked * 10 >= self.visible() * 3 && !self.ends_sentence()
    }

    /// Does it end as a sentence does?
    pub(crate) fn ends_sentence(&self) -> bool {
        self.text
            .trim_end_matches(['"', '”', '’', ')', '」'])
            .ends_with(['.', '!', '?', '…', ':', '。', '！', '？'])
    }

    /// Bytes of the text, white space apart.
    fn visible(&self) -> usize {
        self.text.split_whitespace().map(str::len).sum()
    }
}

/// The blocks of HTML that was made safe to read, in order, none empty.
pub(crate) fn blocks(html: &str) -> Vec<Block> {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    feed(&tokenizer, html, |_| false);
    let mut pass = tokenizer.sink.pass.into_inner();
    pass.finish();
    pass.blocks
}

/// The text of a field that may hold tags and entities, on one line.
pub(crate) fn plain(field: &str) -> String {
    if !field.contains(['<', '&']) {
        return crate::text::fold(field);
    }
    let texts: Vec<String> =
        blocks(&scan(field).html).into_iter().map(|block| block.text).collect();
    crate::text::fold(&texts.join(" "))
}

#[derive(Default)]
struct Sink {
    pass: RefCell<Pass>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut pass = self.pass.borrow_mut();
        match token {
            TagToken(tag) => pass.tag(&tag.name, tag.kind == StartTag),
            CharacterTokens(text) => pass.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[derive(Default)]
struct Pass {
    blocks: Vec<Block>,
    block: Block,
    /// White space is due before the next character.
    space: bool,
    /// Line breaks are due before it.
    breaks: usize,
    link: bool,
    /// The open blocks, by name and number.
    open: Vec<(String, usize)>,
    elements: usize,
}

impl Pass {
    fn tag(&mut self, name: &str, starts: bool) {
        match name {
            "br" => self.breaks += 1,
            "a" => self.link = starts,
            "td" | "th" => self.space = true,
            _ if BLOCKS.contains(&name) => {
                self.finish();
                if starts {
                    self.elements += 1;
                    self.open.push((name.to_owned(), self.elements));
                } else if let Some(at) = self.open.iter().rposition(|(open, _)| open == name) {
                    self.open.truncate(at);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                // Hints to whoever breaks lines, and marks that nobody sees.
                '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
                _ if c.is_whitespace() => self.space = true,
                _ if c.is_control() => {}
                _ => self.visible(c),
            }
        }
    }

    fn visible(&mut self, c: char) {
        if self.breaks > 1 {
            self.finish();
        }
        if self.block.text.is_empty() {
            let name = self.open.last().map_or("", |(name, _)| name.as_str());
            self.block.heading = matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
            self.block.paragraph = name == "p";
            self.block.quoted = self.open.iter().any(|(name, _)| name == "blockquote");
            self.block.parent = self.open.iter().rev().nth(1).map_or(0, |(_, number)| *number);
        }
        let text = &mut self.block.text;
        if !text.is_empty() && (self.breaks > 0 || self.space) {
            text.push(if self.breaks > 0 { '\n' } else { ' ' });
        }
        (self.breaks, self.space) = (0, false);
        text.push(c);
        if self.link {
            self.block.linked += c.len_utf8();
        }
    }

    fn finish(&mut self) {
        let block = std::mem::take(&mut self.block);
        (self.breaks, self.space) = (0, false);
        if !block.text.is_empty() {
            self.blocks.push(block);
        }
    }
}

#[rustfmt::skip]
const BLOCKS: &[&str] = &[
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li",
    "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "thead", "tr", "ul",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> Vec<String> {
        blocks(html).into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn one_paragraph_a_block() {
        let html = "<h2>Head</h2>\n  <p>One <b>bold</b>\n word,<br>next line.</p> loose <em>text</em> \
            <ul><li>first</li><li>sec<wbr>ond</li></ul><blockquote><p>Quoted &amp; kept</p></blockquote>";
        assert_eq!(
            texts(html),
            [
                "Head",
                "One bold word,\nnext line.",
                "loose text",
                "first",
                "second",
                "Quoted & kept"
            ]
        );
        assert!(blocks(html)[0].heading && !blocks(html)[1].heading);
    }

    #[test]
    fn two_breaks_part_paragraphs() {
        assert_eq!(texts("One.<br><br>Two.<br> <br/>Three."), ["One.", "Two.", "Three."]);
    }

    #[test]
    fn rows_are_blocks_and_cells_are_words() {
        assert_eq!(
            texts("<table><tr><td>Ana</td><td>3</td></tr><tr><td>Bo</td></tr></table>"),
            ["Ana 3", "Bo"]
        );
    }

    #[test]
    fn what_nobody_sees_is_gone() {
        assert_eq!(
            texts("<p>Ver\u{ad}fassung\u{200b} of&nbsp;\u{a0} it</p>"),
            ["Verfassung of it"]
        );
    }

    #[test]
    fn links_are_weighed() {
        let blocks = blocks("<p><a href=x>All of it</a></p><p>Half of <a href=x>this one</a></p>");
        assert_eq!(blocks.iter().map(Block::is_link).collect::<Vec<_>>(), [true, false]);
    }

    #[test]
    fn fields_with_entities() {
        assert_eq!(plain("Mayor &#8220;denies&#8221; &lt;it&gt;"), "Mayor “denies” <it>");
        assert_eq!(plain("Mayor <i>denies</i>  it"), "Mayor denies it");
        assert_eq!(plain("Profit < loss"), "Profit < loss");
    }
}
