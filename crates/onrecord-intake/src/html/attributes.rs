//! Tags with absurdly many attributes, cut short before a tokenizer sees them.
//!
//! A tokenizer compares each attribute of a tag with all before it, so that one tag of a megabyte
//! would keep it busy for minutes.

use std::borrow::Cow;

/// Attributes that a tag may have; those beyond are dropped.
const MOST: usize = 100;

/// Elements whose inside is text without tags, unless they stand in a drawing and close themselves.
pub(crate) const RAW: &[&str] =
    &["script", "title", "textarea", "style", "xmp", "iframe", "noembed", "noframes", "noscript"];

/// The page with no tag of more than [`MOST`] attributes.
pub(crate) fn limited(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(open) = html[at..].find('<') {
        let name = at + open + 1;
        if html[name..].starts_with("!--") {
            at = comment_end(html, name);
            continue;
        }
        let name = name + usize::from(bytes.get(name) == Some(&b'/'));
        if !bytes.get(name).is_some_and(u8::is_ascii_alphabetic) {
            at = name.min(html.len());
            continue;
        }
        let tag = walk(bytes, name);
        if let Some(excess) = tag.excess {
            out.push_str(&html[copied..excess]);
            copied = tag.end;
        }
        at = raw_end(html, name, tag.end).unwrap_or(tag.end);
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(&html[copied..]);
    Cow::Owned(out)
}

/// Where the comment ends whose `!--` stands at `from`.
fn comment_end(html: &str, from: usize) -> usize {
    let inside = from + "!".len();
    let ends = |end: &str| html[inside..].find(end).map(|at| inside + at + end.len());
    let end = ends("-->").unwrap_or(html.len());
    let odd = html[inside..end].find("--!>").map(|at| inside + at + "--!>".len());
    odd.unwrap_or(end)
}

/// Where the inside of an element ends that holds no tags, if this start tag opens one.
///
/// What looks like a tag in a script is none, and its end is easily missed.
fn raw_end(html: &str, name: usize, end: usize) -> Option<usize> {
    let bytes = html.as_bytes();
    let tag = &bytes[name..end];
    if bytes[name - 1] == b'/' || tag.ends_with(b"/") {
        return None;
    }
    let ends_name = |b: &u8| b.is_ascii_whitespace() || *b == b'/';
    let called = &tag[..tag.iter().position(ends_name).unwrap_or(tag.len())];
    let raw = RAW.iter().find(|raw| called.eq_ignore_ascii_case(raw.as_bytes()))?;
    let closes = |at: &usize| {
        let after = at + "</".len();
        bytes.get(after..after + raw.len()).is_some_and(|n| n.eq_ignore_ascii_case(raw.as_bytes()))
    };
    let ends = html[end..].match_indices("</").map(|(at, _)| end + at);
    Some({ ends }.find(closes).unwrap_or(html.len()))
}

struct Walked {
    /// Where the attributes beyond the limit begin.
    excess: Option<usize>,
    /// The `>` of the tag, or the end of the page.
    end: usize,
}

/// The states of the HTML standard's tokenizer inside a tag, as far as they part attributes.
#[derive(Clone, Copy)]
enum State {
    TagName,
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    Unquoted,
    Quoted(u8),
}

fn walk(bytes: &[u8], name: usize) -> Walked {
    let mut state = State::TagName;
    let mut count = 0;
    let mut excess = None;
    for (at, &byte) in bytes.iter().enumerate().skip(name) {
        let space = byte.is_ascii_whitespace();
        if let State::Quoted(quote) = state {
            if byte == quote {
                state = State::BeforeName;
            }
            continue;
        }
        if byte == b'>' {
            return Walked { excess, end: at };
        }
        state = match (state, byte) {
            (State::BeforeValue, b'"' | b'\'') => State::Quoted(byte),
            (State::BeforeValue, _) if space => State::BeforeValue,
            (State::BeforeValue, _) => State::Unquoted,
            (State::Unquoted, _) if space => State::BeforeName,
            (State::Unquoted, _) => State::Unquoted,
            (State::Name | State::AfterName, b'=') => State::BeforeValue,
            (State::Name, _) if space => State::AfterName,
            (State::AfterName, _) if space => State::AfterName,
            (State::TagName | State::Name | State::AfterName | State::BeforeName, b'/') => {
                State::BeforeName
            }
            (State::TagName | State::BeforeName, _) if space => State::BeforeName,
            (State::TagName, _) => State::TagName,
            (State::Name, _) => State::Name,
            (State::BeforeName | State::AfterName, _) => {
                count += 1;
                if count > MOST && excess.is_none() {
                    excess = Some(at);
                }
                State::Name
            }
            (State::Quoted(_), _) => state,
        };
    }
    Walked { excess, end: bytes.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_tags_are_left_alone() {
        let page = "<p class=\"a > b\" id='x' hidden>1 < 2 </p><br/><!-- <b --><a href=x";
        assert!(matches!(limited(page), Cow::Borrowed(same) if same == page));
    }

    #[test]
    fn scripts_and_comments_are_left_alone() {
        let code = "if (i<n) { word } ".repeat(200);
        for page in [
            format!("<script>{code}</script><p>The text.</p>"),
            format!("<SCRIPT type=x>{code}</Script ><p>The text.</p>"),
            format!("<!-- {code}--><p>The text.</p>"),
            format!("<script>{code}"),
            format!("<!-- {code}"),
        ] {
            assert_eq!(limited(&page), page);
        }
    }

    #[test]
    fn no_comment_or_drawing_hides_a_tag() {
        let many = "a=1 b ".repeat(500);
        for before in ["<!-->", "<!--->", "<!-- x --!>", "<svg><script/>", "<script></script>"] {
            let page = format!("{before}<div {many}>end");
            assert!(limited(&page).len() < page.len() / 2, "{before}");
        }
    }

    #[test]
    fn the_excess_goes_and_the_rest_stays() {
        for separator in [" ", "/", "=\"v > w\"", " = 'v' ", "=v\n"] {
            let many: String = (0..500).map(|i| format!("a{i}{separator}")).collect();
            let page = format!("<i>x</i><div {many}><p>The text.</p></div {many}>end");
            let cut = limited(&page);
            assert!(cut.starts_with("<i>x</i><div a0") && cut.ends_with(">end"), "{cut}");
            assert!(cut.contains("<p>The text.</p>"), "{cut}");
            assert!(cut.contains("a99") && !cut.contains("a100"), "{cut}");
        }
    }
}
