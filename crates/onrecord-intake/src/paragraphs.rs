//! Which stretches of a text are article.
//!
//! A text is parted at blank lines, or at every line where it has none. Furniture is left out; so
//! is a headline that stands at the top twice. A headline that stands there once stays: what is
//! said in it is said in the text.

use crate::furniture::{self, Furniture, Furniture::Comments};
use crate::text::{prefix, words};
use crate::{Span, byline};

/// What the reading of a text found.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Layout {
    /// The stretches that are article.
    pub(crate) paragraphs: Vec<Span>,
    /// The lines that were left out, in order.
    pub(crate) left_out: Vec<(Span, Furniture)>,
    /// The headline, as the text gives it.
    pub(crate) title: Option<String>,
    /// The names of a byline that stands on a line of its own.
    pub(crate) byline: Vec<String>,
    /// The date of publication, where a line at the top states it.
    pub(crate) published: Option<String>,
    /// The text is longer than [`MOST`]; what lies beyond was not read.
    pub(crate) cut: bool,
}

/// Bytes of a text that are read; what follows is in no paragraph.
pub(crate) const MOST: usize = 2 * 1024 * 1024;

/// Finds the paragraphs of a text whose headline may be known.
pub(crate) fn lay_out(text: &str, title: Option<&str>) -> Layout {
    let (read, cut) = within_limit(text);
    let mut layout = Layout { cut, ..Layout::default() };
    let mut blocks = blocks(read);
    if let Some(headline) = headline(read, &blocks, title) {
        layout.title = Some(headline.text);
        if let Some(end) = headline.said_twice_until {
            for block in &mut blocks {
                let copies = block.iter().take_while(|line| line.end <= end).count();
                let copies = block.drain(..copies);
                layout.left_out.extend(copies.map(|line| (line, Furniture::Headline)));
            }
        }
    }
    keep_article(read, &blocks, &mut layout);
    layout
}

/// Sorts the lines into paragraphs and furniture.
fn keep_article(text: &str, blocks: &[Block], layout: &mut Layout) {
    let total: usize = blocks.iter().flatten().map(|line| line.len()).sum();
    let mut seen = 0;
    let mut comments = false;
    for block in blocks {
        let mut run: Option<Span> = None;
        for &line in block {
            seen += line.len();
            // Comments follow their form, but not if so much follows that it may be the article.
            let near_end = (total - seen) * 3 <= total;
            let content = line.of(text);
            if let Some(furniture) = furniture::judge(content).or(comments.then_some(Comments)) {
                comments |= near_end && furniture::opens_comments(content);
                note(content, layout);
                layout.left_out.push((line, furniture));
                layout.paragraphs.extend(run.take());
                continue;
            }
            let glued = furniture::glued(content).filter(|_| near_end);
            let end = line.start as usize + glued.unwrap_or(line.len());
            if glued.is_some() {
                comments = true;
                layout.left_out.push((Span::new(end, line.end as usize), Comments));
            }
            let kept = Span::new(line.start as usize, end);
            run = Some(run.map_or(kept, |run| run.cover(kept)));
        }
        layout.paragraphs.extend(run);
    }
}

/// At most [`MOST`] bytes, up to the last line or else the last sentence or word that is whole.
fn within_limit(text: &str) -> (&str, bool) {
    if text.len() <= MOST {
        return (text, false);
    }
    let read = prefix(text, MOST);
    let sentence = || read.rfind(". ").map(|at| at + 1);
    let end = read.rfind('\n').or_else(sentence).or_else(|| read.rfind(' '));
    (&read[..end.unwrap_or(read.len())], true)
}

/// A run of lines, each without white space around it.
type Block = Vec<Span>;

/// Blocks stand between blank lines. In a text without any, each line is a block, unless the lines
/// were broken at some width and go on in the next one.
fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = vec![Vec::new()];
    for line in lines(text) {
        match blocks.last_mut() {
            Some(block) if !line.is_empty() => block.push(line),
            _ => blocks.push(Vec::new()),
        }
    }
    blocks.retain(|block| !block.is_empty());
    match blocks.as_slice() {
        [only] if !is_wrapped(text, only) => only.iter().map(|&line| vec![line]).collect(),
        _ => blocks,
    }
}

/// Every line without the white space around it; an empty span for a blank one.
fn lines(text: &str) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let rest = &text[start..];
        let end = rest.find(is_line_end).unwrap_or(rest.len());
        let line = &rest[..end];
        let from = start + line.len() - line.trim_start().len();
        lines.push(Span::new(from, from + line.trim().len()));
        let ending = &rest[end..];
        let width = match ending.strip_prefix("\r\n") {
            Some(_) => 2,
            None => ending.chars().next().map_or(0, char::len_utf8),
        };
        start += end + width;
    }
    lines
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Were the lines broken at a width? Then most are of like length and few end a sentence.
fn is_wrapped(text: &str, lines: &[Span]) -> bool {
    let Some((_, inner)) = lines.split_last().filter(|(_, inner)| inner.len() >= 3) else {
        return false;
    };
    let longest = inner.iter().map(|line| line.len()).max().unwrap_or(0);
    let ends = ['.', '!', '?', '"', '”', ':', '…', ')', '’'];
    let full = inner.iter().filter(|line| line.len() * 10 >= longest * 7).count();
    let open = inner.iter().filter(|line| !line.of(text).ends_with(ends)).count();
    (40..=120).contains(&longest) && full.min(open) * 3 >= inner.len() * 2
}

/// What stands above an article.
struct Headline {
    text: String,
    /// Where the second copy ends, if there is one.
    said_twice_until: Option<u32>,
}

fn headline(text: &str, blocks: &[Block], title: Option<&str>) -> Option<Headline> {
    let lines: Vec<Span> = blocks.iter().flatten().copied().take(HEAD_LINES).collect();
    let words_of = |lines: &[Span]| -> Vec<String> {
        lines.iter().flat_map(|line| words(line.of(text))).collect()
    };
    let count = match title.map(|title| words(title).collect::<Vec<_>>()) {
        Some(given) => (1..=lines.len().min(3)).find(|&n| words_of(&lines[..n]) == given)?,
        None => headline_lines(text, blocks)?,
    };
    let (first, rest) = lines.split_at(count);
    let said = words_of(first);
    let copy = (1..=rest.len().min(3)).find(|&n| said.len() >= 3 && words_of(&rest[..n]) == said);
    Some(Headline {
        text: first.iter().map(|line| line.of(text)).collect::<Vec<_>>().join(" "),
        said_twice_until: copy.map(|n| rest[n - 1].end),
    })
}

/// How many lines at the top look like a headline, where nobody gave one.
fn headline_lines(text: &str, blocks: &[Block]) -> Option<usize> {
    let [first, _, ..] = blocks else { return None };
    let like = |line: &&Span| looks_like_headline(line.of(text));
    let count = first.iter().take_while(like).count();
    // What follows in the block may be a byline or a date, but no text that goes on.
    let stamped = first[count..].iter().all(|line| furniture::judge(line.of(text)).is_some());
    (stamped && (1..=2).contains(&count)).then_some(count)
}

/// Short, without the stop of a sentence, and itself no furniture.
fn looks_like_headline(line: &str) -> bool {
    (2..=30).contains(&words(line).count())
        && !line.ends_with(['.', ',', ';', ':'])
        && furniture::judge(line).is_none()
}

/// Keeps what a stamp says.
fn note(line: &str, layout: &mut Layout) {
    if layout.byline.is_empty() && byline::is_line(line) {
        layout.byline = byline::names(line).people;
    }
    let at_top = layout.paragraphs.len() <= 1;
    if at_top
        && layout.published.is_none()
        && let Some((date, true)) = furniture::date_stamped(line)
    {
        layout.published = Some(date);
    }
}

/// Lines at the top among which a headline is looked for.
const HEAD_LINES: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    fn article(text: &str, title: Option<&str>) -> Vec<String> {
        let layout = lay_out(text, title);
        layout.paragraphs.iter().map(|p| p.of(text).to_owned()).collect()
    }

    #[test]
    fn parted_at_blank_lines_or_else_at_lines() {
        let text = "One stands here.\r\n\r\n  Two does.  \r\nIt goes on.\r\n \t\r\nThree.";
        assert_eq!(
            article(text, None),
            ["One stands here.", "Two does.  \r\nIt goes on.", "Three."]
        );
        assert_eq!(
            article("One stands here.\nTwo does.\n", None),
            ["One stands here.", "Two does."]
        );
        assert_eq!(article("All of it in one paragraph. It ends.", None).len(), 1);
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let text = "The harbour master said on Monday that the bridge had been\n\
            inspected in May and that nobody had told him of a crack in\n\
            the northern pier, which two engineers say they reported to\n\
            the city in writing.";
        assert_eq!(article(text, None), [text]);
    }

    #[test]
    fn a_headline_said_twice_is_in_no_paragraph() {
        let text = "Mayor: “Never saw it”: Port asks city for money\n\n\
            Mayor: “Never saw it”\nPort asks city for money\n\nThe port has asked the city.";
        let layout = lay_out(text, None);
        assert_eq!(article(text, None), ["The port has asked the city."]);
        assert_eq!(
            layout.title.as_deref(),
            Some("Mayor: “Never saw it”: Port asks city for money")
        );
        assert!(layout.left_out.iter().all(|(_, why)| *why == Furniture::Headline));
    }

    #[test]
    fn a_headline_said_once_is_text() {
        let text = "Port asks city for money.\n\nThe port has asked the city.";
        assert_eq!(article(text, Some("Port asks city for money")).len(), 2);
        let text = "Port asks city for money\n\nThe port has asked the city.";
        let layout = lay_out(text, None);
        assert_eq!(layout.paragraphs.len(), 2);
        assert_eq!(layout.title.as_deref(), Some("Port asks city for money"));
    }

    #[test]
    fn stamps_at_the_top_are_read_and_left_out() {
        let text = "Port asks city for money\nBy Jane Doe and John Roe\nPublished 14 March 2022\n\n\
            The port has asked the city.\n\nThe city declined.";
        let layout = lay_out(text, None);
        assert_eq!(layout.byline, ["Jane Doe", "John Roe"]);
        assert_eq!(layout.published.as_deref(), Some("2022-03-14"));
        assert_eq!(
            article(text, None),
            ["Port asks city for money", "The port has asked the city.", "The city declined."]
        );
    }

    #[test]
    fn furniture_between_and_after_paragraphs() {
        let text = "The port has asked the city for money, the mayor said on Monday.\n\n\
            Read more: How the port was built\n\nAdvertisement\n\n\
            The city declined.Leave a Reply\n\nName *\n\nPost Comment\n\nGreat article, thanks!";
        assert_eq!(
            article(text, None),
            [
                "The port has asked the city for money, the mayor said on Monday.",
                "The city declined."
            ]
        );
        let text = "The port has asked the city for money, the mayor said on Monday.\n\n\
            The city declined to say whether it would pay.\n\nLeave a Reply\n\nGreat article, thanks!";
        assert_eq!(article(text, None).len(), 2, "comments follow the form");
    }

    #[test]
    fn a_text_beyond_the_limit_is_read_up_to_a_line() {
        let line = "The port has asked the city for money, the mayor said on Monday.\n\n";
        let text = line.repeat(MOST / line.len() + 100);
        let layout = lay_out(&text, None);
        assert!(layout.cut);
        let last = layout.paragraphs.last().expect("some");
        assert_eq!(last.of(&text), line.trim());
        assert!((last.end as usize) <= MOST);
        let one = "word ".repeat(MOST / 5 + 100);
        assert!(lay_out(&one, None).paragraphs[0].of(&one).ends_with("word"));
    }

    #[test]
    fn spans_are_ordered_trimmed_and_apart() {
        let pieces = [
            "\n",
            "\r\n",
            " ",
            "\u{a0}",
            "Leave a Reply",
            "The port — it’s “old” — asked. ",
            "By Jane Doe",
            "\n\n",
            "Łódź",
            "Share this: ",
            "…",
            "14 March 2022",
            "\u{2028}",
            "x",
        ];
        let mut state = 1_u64;
        for _ in 0..2000 {
            let mut text = String::new();
            for _ in 0..12 {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                text.push_str(pieces[(state >> 33) as usize % pieces.len()]);
            }
            let layout = lay_out(&text, None);
            let mut end = 0;
            for span in &layout.paragraphs {
                let content = span.of(&text);
                assert!(
                    span.start >= end && !content.is_empty() && content == content.trim(),
                    "{text:?}"
                );
                end = span.end;
            }
        }
    }
}
