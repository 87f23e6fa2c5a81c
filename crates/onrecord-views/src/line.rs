//! Lines of a terminal: words with a style, broken to a width.

use std::fmt::Write as _;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How a word looks: the attributes of ECMA-48, in the terminal's own sixteen colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Style {
    pub(crate) bold: bool,
    pub(crate) dim: bool,
    pub(crate) italic: bool,
    pub(crate) colour: Option<Colour>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Colour {
    Red = 31,
    Green = 32,
    Yellow = 33,
    Blue = 34,
    Magenta = 35,
    Cyan = 36,
}

pub(crate) const PLAIN: Style = Style { bold: false, dim: false, italic: false, colour: None };
pub(crate) const BOLD: Style = Style { bold: true, ..PLAIN };
pub(crate) const DIM: Style = Style { dim: true, ..PLAIN };
pub(crate) const ITALIC: Style = Style { italic: true, ..PLAIN };

impl Style {
    pub(crate) const fn colour(colour: Colour) -> Self {
        Self { colour: Some(colour), ..PLAIN }
    }

    fn codes(self) -> String {
        let mut codes = Vec::new();
        for (on, code) in [(self.bold, 1), (self.dim, 2), (self.italic, 3)] {
            if on {
                codes.push(code.to_string());
            }
        }
        codes.extend(self.colour.map(|colour| (colour as u8).to_string()));
        codes.join(";")
    }
}

/// Words with their styles, before they are broken into lines. The words are clean already.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    runs: Vec<(String, Style)>,
}

impl Words {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn with(mut self, text: impl Into<String>, style: Style) -> Self {
        self.push(text, style);
        self
    }

    pub(crate) fn push(&mut self, text: impl Into<String>, style: Style) {
        self.runs.push((text.into(), style));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.runs.iter().all(|(text, _)| text.is_empty())
    }

    /// The words alone.
    pub(crate) fn text(&self) -> String {
        self.runs.iter().map(|(text, _)| text.as_str()).collect()
    }

    pub(crate) fn width(&self) -> usize {
        self.runs.iter().map(|(text, _)| text.width()).sum()
    }

    /// Breaks the words into lines of at most `width` columns. The first line goes on behind
    /// `lead`, which is `first` columns wide already; the others are indented by `rest`.
    fn lines(&self, width: usize, first: usize, rest: usize) -> Vec<Vec<(String, Style)>> {
        let mut lines = vec![Vec::new()];
        let mut column = first;
        let mut fresh = true; // nothing on this line yet but its indent
        for unit in self.units() {
            let space = usize::from(unit.spaced && !fresh);
            if !fresh && column + space + unit.width > width {
                lines.push(Vec::new());
                column = rest;
            } else if space == 1 {
                let before = lines.last().and_then(|line| line.last()).map(|(_, style)| *style);
                let same = before.filter(|style| Some(style) == unit.pieces.first().map(|p| &p.1));
                put(&mut lines, " ", same.unwrap_or(PLAIN));
                column += 1;
            }
            for (piece, style) in &unit.pieces {
                for grapheme in piece.graphemes(true) {
                    if column + grapheme.width() > width && column > rest {
                        lines.push(Vec::new());
                        column = rest;
                    }
                    put(&mut lines, grapheme, *style);
                    column += grapheme.width();
                }
            }
            fresh = false;
        }
        lines
    }

    /// What is broken only where it is wider than a line: a word, or one wide character.
    fn units(&self) -> Vec<Unit> {
        let mut units: Vec<Unit> = Vec::new();
        let mut spaced = false;
        let mut before = "";
        for (text, style) in &self.runs {
            for grapheme in text.graphemes(true) {
                if grapheme == " " {
                    spaced = true;
                    continue;
                }
                match units.last_mut() {
                    Some(unit) if !spaced && cling(before, grapheme) => unit.add(grapheme, *style),
                    _ => units.push(Unit::new(grapheme, *style, spaced)),
                }
                spaced = false;
                before = grapheme;
            }
        }
        units
    }
}

/// Must the two stay on one line? Wide characters part from each other, as their scripts use no
/// blanks, but not from the punctuation that belongs to them.
fn cling(before: &str, after: &str) -> bool {
    const OPENING: &str = "“‘„«([{「『（【《";
    const CLOSING: &str = ".,;:!?%”’»)]}…、。，．！？；：」』）】》";
    before.width() < 2 && after.width() < 2 || OPENING.contains(before) || CLOSING.contains(after)
}

struct Unit {
    pieces: Vec<(String, Style)>,
    width: usize,
    /// A blank stands before it.
    spaced: bool,
}

impl Unit {
    fn new(grapheme: &str, style: Style, spaced: bool) -> Self {
        Self { pieces: vec![(grapheme.to_owned(), style)], width: grapheme.width(), spaced }
    }

    fn add(&mut self, grapheme: &str, style: Style) {
        self.width += grapheme.width();
        match self.pieces.last_mut() {
            Some((text, last)) if *last == style => text.push_str(grapheme),
            _ => self.pieces.push((grapheme.to_owned(), style)),
        }
    }
}

fn put(lines: &mut [Vec<(String, Style)>], text: &str, style: Style) {
    let line = lines.last_mut().expect("there is always a line");
    match line.last_mut() {
        Some((last, same)) if *same == style => last.push_str(text),
        _ => line.push((text.to_owned(), style)),
    }
}

/// A terminal of some width, being written to.
#[derive(Debug)]
pub(crate) struct Paper {
    width: usize,
    colour: bool,
    out: String,
}

impl Paper {
    pub(crate) fn new(width: usize, colour: bool) -> Self {
        Self { width, colour, out: String::new() }
    }

    pub(crate) fn finish(self) -> String {
        self.out
    }

    /// An empty line, unless nothing or one stands above.
    pub(crate) fn blank(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// Words that begin `first` columns in and go on `rest` columns in.
    pub(crate) fn paragraph(&mut self, words: &Words, first: usize, rest: usize) {
        self.entry(&Words::new(), first, words, rest);
    }

    /// A `lead` that begins `first` columns in, then words that go on `rest` columns in. The
    /// words begin at that column too, where the lead leaves it free.
    pub(crate) fn entry(&mut self, lead: &Words, first: usize, words: &Words, rest: usize) {
        self.out.push_str(&" ".repeat(first));
        let mut column = first;
        if !lead.is_empty() {
            for (text, style) in &lead.runs {
                self.put(text, *style);
            }
            column += lead.width();
            let gap = rest.saturating_sub(column).max(1);
            self.out.push_str(&" ".repeat(gap));
            column += gap;
        }
        for (n, line) in words.lines(self.width, column, rest).iter().enumerate() {
            if n > 0 {
                self.out.push('\n');
                self.out.push_str(&" ".repeat(rest));
            }
            for (text, style) in line {
                self.put(text, *style);
            }
        }
        self.end_line();
    }

    fn put(&mut self, text: &str, style: Style) {
        if self.colour && style != PLAIN {
            let _ = write!(self.out, "\u{1b}[{}m{text}\u{1b}[0m", style.codes());
        } else {
            self.out.push_str(text);
        }
    }

    fn end_line(&mut self) {
        let end = self.out.trim_end_matches(' ').len();
        self.out.truncate(end);
        self.out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, width: usize, first: usize, rest: usize) -> String {
        let mut paper = Paper::new(width, false);
        paper.paragraph(&Words::new().with(text, PLAIN), first, rest);
        paper.finish()
    }

    #[test]
    fn breaks_between_words() {
        assert_eq!(broken("one two three four", 10, 0, 2), "one two\n  three\n  four\n");
        assert_eq!(broken("one two", 7, 0, 0), "one two\n");
        assert_eq!(broken("", 7, 2, 2), "\n");
    }

    #[test]
    fn breaks_a_word_that_fits_no_line() {
        assert_eq!(
            broken("see https://a.example/long", 12, 0, 2),
            "see\n  https://a.\n  example/lo\n  ng\n"
        );
    }

    #[test]
    fn wide_characters_are_two_columns() {
        assert_eq!(broken("日本語の文章です。", 8, 0, 0), "日本語の\n文章で\nす。\n");
    }

    #[test]
    fn styles_do_not_break_words() {
        let words = Words::new().with("un", BOLD).with("broken, yes", PLAIN);
        let mut paper = Paper::new(9, true);
        paper.paragraph(&words, 0, 0);
        assert_eq!(paper.finish(), "\u{1b}[1mun\u{1b}[0mbroken,\nyes\n");
        let mut paper = Paper::new(9, true);
        paper.paragraph(&Words::new().with("one two", BOLD).with(" six", PLAIN), 0, 0);
        assert_eq!(paper.finish(), "\u{1b}[1mone two\u{1b}[0m\nsix\n");
    }
}
