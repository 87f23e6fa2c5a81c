//! The text of a report's document, reached by code points; and words cleaned for showing.

use onrecord::report::WireSpan;

/// A document's text with a map from code points, a report's offsets, to bytes.
///
/// A report may come from anywhere, so no span is trusted: one that ends before it starts covers
/// nothing, and one that leaves the text is cut at its end.
#[derive(Debug)]
pub(crate) struct Text<'a> {
    text: &'a str,
    /// The byte at which each block of code points begins; empty where all of them are bytes.
    blocks: Vec<usize>,
}

const BLOCK: usize = 64;

impl<'a> Text<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let blocks = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().step_by(BLOCK).map(|(byte, _)| byte).collect()
        };
        Self { text, blocks }
    }

    /// The whole of it.
    pub(crate) fn whole(&self) -> &'a str {
        self.text
    }

    /// The byte at which a code point begins.
    fn byte(&self, point: u32) -> usize {
        let point = point as usize;
        if self.blocks.is_empty() {
            return point.min(self.text.len());
        }
        let Some(&block) = self.blocks.get(point / BLOCK) else { return self.text.len() };
        let rest = &self.text[block..];
        rest.char_indices().nth(point % BLOCK).map_or(self.text.len(), |(at, _)| block + at)
    }

    /// The code point that begins at a byte.
    pub(crate) fn point(&self, byte: usize) -> u32 {
        let (known, from) = match self.blocks.partition_point(|block| *block <= byte) {
            0 => return byte as u32,
            blocks => ((blocks - 1) * BLOCK, self.blocks[blocks - 1]),
        };
        (known + self.text[from..byte].chars().count()) as u32
    }

    /// A span in bytes.
    pub(crate) fn bytes(&self, [start, end]: WireSpan) -> std::ops::Range<usize> {
        let start = self.byte(start);
        start..self.byte(end).max(start)
    }

    /// The words of a span.
    pub(crate) fn slice(&self, span: WireSpan) -> &'a str {
        &self.text[self.bytes(span)]
    }
}

/// A character that acts on the page or terminal instead of standing on it: control characters,
/// and those that turn the direction of what follows, hide, or tag.
///
/// Joiners stay (emoji and several scripts need them), and so do the two plain direction marks,
/// which turn nothing.
pub fn acts(c: char) -> bool {
    c.is_control() && !c.is_whitespace()
        || matches!(c,
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'      // embeddings, overrides, isolates
            | '\u{206A}'..='\u{206F}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}'    // nothing to see
            | '\u{E0000}'..='\u{E007F}')
}

/// One line that is safe to show: white space is a single blank, and characters that act are
/// gone, control characters leaving their picture (`␛` for an escape) so that they are seen.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        if c.is_whitespace() && c != '\u{A0}' && c != '\u{202F}' {
            blank = true;
            continue;
        }
        let shown = match c {
            '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)),
            '\u{7F}' => Some('\u{2421}'),
            '\u{80}'..='\u{9F}' => Some('\u{FFFD}'),
            c if acts(c) => None,
            c => Some(c),
        };
        if let Some(c) = shown {
            if blank && !out.is_empty() {
                out.push(' ');
            }
            blank = false;
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_point_finds_its_byte() {
        for text in ["", "plain words", &"“Zürich” — 10 €, 日本, 🙂. ".repeat(11)] {
            let map = Text::new(text);
            for (point, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(map.byte(point as u32), byte);
            }
            assert_eq!(map.byte(text.chars().count() as u32), text.len());
            assert_eq!(map.byte(u32::MAX), text.len());
        }
    }

    #[test]
    fn spans_from_anywhere_do_no_harm() {
        let map = Text::new("añb");
        assert_eq!(map.slice([1, 2]), "ñ");
        assert_eq!(map.slice([2, 1]), "");
        assert_eq!(map.slice([1, 900]), "ñb");
    }

    #[test]
    fn an_article_does_not_drive_the_terminal() {
        assert_eq!(clean("a \u{1b}[31mred\u{7} \r\n b"), "a ␛[31mred␇ b");
        assert_eq!(clean("user\u{202E}gpj.exe\u{200B}"), "usergpj.exe");
        assert_eq!(clean("\u{9b}2J"), "\u{FFFD}2J");
        assert_eq!(clean("👩\u{200D}🚀 10\u{A0}km"), "👩\u{200D}🚀 10\u{A0}km");
    }
}
