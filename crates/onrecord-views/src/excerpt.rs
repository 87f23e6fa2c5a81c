//! What somebody said, in short: the article's own words, with quotation marks where they were
//! spoken, cut at the border of a word.

use onrecord::report::WireSpan;
use onrecord::statements::Quotation;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::text::{Text, clean};

/// The words of a content. Parts that stand apart in the article are joined by an ellipsis;
/// direct words are in quotation marks, the article's own kind where it shows one.
pub(crate) fn quote(text: &Text<'_>, content: &[WireSpan], quotation: Quotation) -> String {
    let parts: Vec<String> = content
        .iter()
        .filter(|span| !text.slice(**span).trim().is_empty())
        .map(|span| part(text, *span, quotation))
        .collect();
    parts.join(" … ")
}

/// The words of some spans, as they are.
pub(crate) fn words(text: &Text<'_>, spans: &[WireSpan]) -> String {
    let parts: Vec<String> =
        spans.iter().map(|span| clean(text.slice(*span))).filter(|part| !part.is_empty()).collect();
    parts.join(" … ")
}

/// One part with its quotation marks made whole: a content often begins behind the opening mark
/// and ends before the closing one.
fn part(text: &Text<'_>, span: WireSpan, quotation: Quotation) -> String {
    let range = text.bytes(span);
    let (before, after) = (&text.whole()[..range.start], &text.whole()[range.end..]);
    let words = clean(&text.whole()[range]);
    let outside = before.chars().next_back().filter(|c| opens_any(*c));
    let (open, close) = pair(outside.or_else(|| words.chars().find(|c| opens_any(*c))));

    let marks = marks(&words);
    let direct = quotation == Quotation::Direct;
    let begins = marks.first().is_some_and(|mark| mark.opens && mark.at == 0);
    let first_closes = marks.first().is_some_and(|mark| !mark.opens);
    let last_opens = marks.last().is_some_and(|mark| mark.opens);
    let ends = marks.last().is_some_and(|mark| {
        !mark.opens && words[mark.at..].chars().skip(1).all(|c| ",.;:!?".contains(c))
    });

    let lead = if first_closes || direct && !begins { open } else { "" };
    let tail = if last_opens || direct && !ends { close } else { "" };
    // The article's full stop or question mark belongs inside: “Who asked?”
    let stop = after.chars().next().filter(|c| !tail.is_empty() && "?!".contains(*c));
    let stop = stop.map(String::from).unwrap_or_default();
    format!("{lead}{words}{stop}{tail}")
}

/// Where a double quotation mark stands, and whether it opens.
struct Mark {
    at: usize,
    opens: bool,
}

fn marks(words: &str) -> Vec<Mark> {
    let mut before = None;
    let mut marks = Vec::new();
    for (at, c) in words.char_indices() {
        match c {
            '“' | '„' | '«' | '「' => marks.push(Mark { at, opens: true }),
            '”' | '»' | '」' => marks.push(Mark { at, opens: false }),
            '"' => {
                let opens = before.is_none_or(|b: char| b.is_whitespace() || "([—–-".contains(b));
                marks.push(Mark { at, opens });
            }
            _ => {}
        }
        before = Some(c);
    }
    marks
}

fn opens_any(c: char) -> bool {
    matches!(c, '“' | '"' | '„' | '«' | '「' | '‘')
}

/// The two marks of the kind that an article uses.
fn pair(open: Option<char>) -> (&'static str, &'static str) {
    match open {
        Some('"') => ("\"", "\""),
        Some('„') => ("„", "“"),
        Some('«') => ("«", "»"),
        Some('「') => ("「", "」"),
        Some('‘') => ("‘", "’"),
        _ => ("“", "”"),
    }
}

/// At most `width` columns, cut behind a word and marked with an ellipsis; a quotation that the
/// cut leaves open is closed. What is hardly longer than the limit is left whole by the caller.
pub(crate) fn elide(words: &str, width: usize) -> String {
    if words.width() <= width {
        return words.to_owned();
    }
    let room = width.saturating_sub(3); // " …" and a closing mark
    let mut used = 0;
    let mut fits = 0; // bytes that fit
    let mut border = 0; // bytes up to the last border of a word that fits
    for (at, grapheme) in words.grapheme_indices(true) {
        let wide = grapheme.width();
        if used + wide > room {
            break;
        }
        used += wide;
        fits = at + grapheme.len();
        if grapheme == " " {
            border = at;
        } else if wide > 1 {
            border = fits;
        }
    }
    if words[fits..].starts_with(' ') {
        border = fits;
    }
    let keep = if border > 0 { border } else { fits };
    let kept = words[..keep].trim_end().trim_end_matches([',', ';', ':', '–', '—', '…']).trim_end();
    let open = marks(kept).last().filter(|mark| mark.opens).map(|mark| &kept[mark.at..]);
    let close = open.map_or("", |rest| pair(rest.chars().next()).1);
    if kept.is_empty() {
        return "…".to_owned();
    }
    format!("{kept} …{close}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str, words: &[&str], quotation: Quotation) -> String {
        let spans: Vec<WireSpan> = words
            .iter()
            .map(|words| {
                let at = text.find(words).unwrap();
                let start = text[..at].chars().count() as u32;
                [start, start + words.chars().count() as u32]
            })
            .collect();
        quote(&Text::new(text), &spans, quotation)
    }

    #[test]
    fn direct_words_get_their_marks_back() {
        use Quotation::Direct;
        assert_eq!(quoted("“I won,” she said.", &["I won"], Direct), "“I won”");
        assert_eq!(quoted("\"I won,\" she said.", &["I won"], Direct), "\"I won\"");
        assert_eq!(
            quoted("“I won,” she said, “twice.”", &["I won", "twice"], Direct),
            "“I won” … “twice”"
        );
        assert_eq!(quoted("“Who asked?” he said.", &["Who asked"], Direct), "“Who asked?”");
        assert_eq!(
            quoted(
                "“It is so,” he said. “It is late.”",
                &["It is so,” he said. “It is late"],
                Direct
            ),
            "“It is so,” he said. “It is late”"
        );
        assert_eq!(quoted("Flee “now”.", &["“now”"], Direct), "“now”");
    }

    #[test]
    fn mixed_words_keep_their_own_marks() {
        use Quotation::{Indirect, Mixed};
        let text = "She said it was “an invention” by rivals.";
        assert_eq!(quoted(text, &["it was “an invention”"], Mixed), "it was “an invention”");
        assert_eq!(quoted(text, &["it was “an invention"], Mixed), "it was “an invention”");
        assert_eq!(quoted(text, &["invention” by rivals"], Mixed), "“invention” by rivals");
        assert_eq!(quoted(text, &["it was"], Indirect), "it was");
    }

    #[test]
    fn paragraphs_become_one_line() {
        assert_eq!(quoted("“One.\n\n“Two.”", &["One.\n\n“Two"], Quotation::Direct), "“One. “Two”");
    }

    proptest::proptest! {
        #[test]
        fn a_cut_adds_no_word(words in "[a-z “”\"„日本,.]{0,60}", width in 1usize..70) {
            let cut = elide(&words, width);
            proptest::prop_assert!(cut.width() <= width.max(words.width().min(width)), "{cut}");
            let kept = cut.split('…').next().unwrap().trim_end();
            proptest::prop_assert!(words.starts_with(kept), "{cut}");
        }

        #[test]
        fn a_quotation_is_the_article_s_own(
            text in "([a-z]{1,6}|[“”\"‘’]| |\n\n|日本|🙂){0,40}", start in 0u32..60, length in 0u32..60, direct: bool,
        ) {
            let map = Text::new(&text);
            let span = [start, start + length];
            let quotation = if direct { Quotation::Direct } else { Quotation::Mixed };
            let quoted = quote(&map, &[span], quotation);
            let own = clean(map.slice(span));
            proptest::prop_assert!(own.is_empty() || quoted.contains(&own), "{quoted}");
            // Nothing is added but marks around it.
            let added = quoted.replacen(&own, "", 1);
            proptest::prop_assert!(own.is_empty() || added.chars().count() <= 2, "{quoted}");
        }
    }

    #[test]
    fn cut_behind_a_word() {
        assert_eq!(elide("short", 20), "short");
        assert_eq!(elide("“We asked, and nobody came to us”", 20), "“We asked, and …”");
        assert_eq!(elide("one two, three four five", 14), "one two …");
        assert_eq!(elide(&"x".repeat(50), 10), "xxxxxxx …");
        assert_eq!(elide("日本語の文章はとても長い", 12), "日本語の …");
        for width in 0..30 {
            let cut = elide("“Tänk på 日本語, sade han”, och gick sin väg", width);
            assert!(cut.width() <= width.max(1), "{cut} at {width}");
        }
    }
}
