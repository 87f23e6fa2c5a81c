//! Marks in running text. They may overlap and cross; elements may not, so a mark is cut where
//! another one that was opened inside it goes on past its end.

use std::ops::Range;

use crate::text::acts;

/// One stretch of text to be marked, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) range: Range<usize>,
    /// Lies further out the lower it is, among marks of one extent.
    pub(crate) depth: u8,
    /// Classes of the style sheet; ours, so they need no escaping.
    pub(crate) class: String,
    /// An anchor, set where the mark begins.
    pub(crate) id: Option<String>,
    /// What the words lead to: they are a link then.
    pub(crate) href: Option<String>,
}

/// A reference behind some words: a sign that the style sheet shows, so that neither a copy of
/// the text nor a reader's voice takes it for the article's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    pub(crate) at: usize,
    /// A class of the style sheet; ours, so it needs no escaping.
    pub(crate) class: &'static str,
    pub(crate) label: String,
    /// The whole address, relative to the page.
    pub(crate) href: String,
    pub(crate) says: String,
    /// Keys that go from link to link pass it over.
    pub(crate) passed: bool,
}

/// The text of `range` with its marks and references. Marks reach at most over the range; they
/// stand in any order. Links among them do not overlap each other or a reference: see
/// [`apart`].
pub(crate) fn write(
    out: &mut String,
    text: &str,
    range: Range<usize>,
    marks: &[Mark],
    refs: &[Reference],
) {
    let mut marks: Vec<&Mark> = marks.iter().filter(|mark| !mark.range.is_empty()).collect();
    marks.sort_by_key(|mark| (mark.range.start, std::cmp::Reverse(mark.range.end), mark.depth));
    let mut refs: Vec<&Reference> = refs.iter().collect();
    refs.sort_by_key(|reference| reference.at);

    let mut borders: Vec<usize> = marks.iter().flat_map(|m| [m.range.start, m.range.end]).collect();
    borders.extend(refs.iter().map(|reference| reference.at));
    borders.extend([range.start, range.end]);
    borders.sort_unstable();
    borders.dedup();

    let (mut marks, mut refs) = (marks.into_iter().peekable(), refs.into_iter().peekable());
    let mut open: Vec<&Mark> = Vec::new();
    for pair in
        borders.windows(2).map(|pair| pair[0]..pair[1]).chain(std::iter::once(range.end..range.end))
    {
        close_ended(out, &mut open, pair.start);
        while let Some(reference) = refs.next_if(|reference| reference.at == pair.start) {
            let Reference { class, label, href, says, passed, .. } = reference;
            out.push_str("<a class=\"");
            out.push_str(class);
            out.push_str("\" href=\"");
            attribute(out, href);
            out.push_str("\" data-n=\"");
            attribute(out, label);
            out.push_str("\" aria-label=\"");
            attribute(out, says);
            out.push_str(if *passed { "\" tabindex=\"-1\"></a>" } else { "\"></a>" });
        }
        while let Some(mark) = marks.next_if(|mark| mark.range.start == pair.start) {
            begin(out, mark, true);
            open.push(mark);
        }
        escape(out, &text[pair]);
    }
    close_ended(out, &mut open, usize::MAX);
}

/// Closes the marks that end at or before `at`, and opens again those that had to be closed with
/// them.
fn close_ended<'a>(out: &mut String, open: &mut Vec<&'a Mark>, at: usize) {
    let Some(lowest) = open.iter().position(|mark| mark.range.end <= at) else { return };
    let above: Vec<&'a Mark> = open.drain(lowest..).collect();
    for mark in above.iter().rev() {
        out.push_str(if mark.href.is_some() { "</a>" } else { "</span>" });
    }
    for mark in above.into_iter().filter(|mark| mark.range.end > at) {
        begin(out, mark, false);
        open.push(mark);
    }
}

fn begin(out: &mut String, mark: &Mark, first: bool) {
    out.push_str(if mark.href.is_some() { "<a class=\"" } else { "<span class=\"" });
    out.push_str(&mark.class);
    out.push('"');
    for (name, value) in
        [(" id=\"", mark.id.as_ref().filter(|_| first)), (" href=\"#", mark.href.as_ref())]
    {
        if let Some(value) = value {
            out.push_str(name);
            attribute(out, value);
            out.push('"');
        }
    }
    out.push('>');
}

/// Text of an element. Characters that act leave a sign in their place which is no text.
pub(crate) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' | '\t' => out.push(c),
            c if acts(c) => {
                out.push_str(&format!(
                    "<span class=\"ctl\" data-c=\"U+{:04X}\"></span>",
                    u32::from(c)
                ));
            }
            c if c.is_control() => out.push(' '), // white space of old: form feeds and the like
            c => out.push(c),
        }
    }
}

/// Text of an attribute in double quotation marks.
pub(crate) fn attribute(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if acts(c) || c.is_control() => {}
            c => out.push(c),
        }
    }
}

/// Keeps links apart, since one may not stand inside another: of links that overlap the first
/// stays one, and a reference within a link moves behind it.
pub(crate) fn apart(marks: &mut [Mark], refs: &mut [Reference]) {
    marks.sort_by_key(|mark| (mark.range.start, std::cmp::Reverse(mark.range.end), mark.depth));
    let mut taken = 0;
    let mut links: Vec<Range<usize>> = Vec::new();
    for mark in marks.iter_mut().filter(|mark| mark.href.is_some() && !mark.range.is_empty()) {
        if mark.range.start < taken {
            mark.href = None;
        } else {
            taken = mark.range.end;
            links.push(mark.range.clone());
        }
    }
    for reference in refs {
        if let Some(link) = links.iter().find(|l| l.start < reference.at && reference.at < l.end) {
            reference.at = link.end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(range: Range<usize>, depth: u8, class: &str) -> Mark {
        Mark { range, depth, class: class.to_owned(), id: None, href: None }
    }

    fn reference(at: usize) -> Reference {
        let (class, passed) = ("ref", false);
        Reference { at, class, label: "1".into(), href: "#n".into(), says: "note".into(), passed }
    }

    fn written(text: &str, marks: &[Mark], refs: &[Reference]) -> String {
        let mut out = String::new();
        write(&mut out, text, 0..text.len(), marks, refs);
        out.replace("span class=", "").replace("span", "")
    }

    #[test]
    fn crossing_marks_are_cut() {
        let marks = [mark(0..5, 0, "a"), mark(3..8, 0, "b")];
        assert_eq!(written("012345678", &marks, &[]), r#"<"a">012<"b">34</></><"b">567</>8"#);
    }

    #[test]
    fn nested_marks_nest() {
        let marks = [mark(2..4, 1, "in"), mark(0..6, 0, "out"), mark(0..6, 2, "same")];
        assert_eq!(written("0123456", &marks, &[]), r#"<"out"><"same">01<"in">23</>45</></>6"#);
    }

    #[test]
    fn the_anchor_stands_once() {
        let mut b = mark(3..8, 0, "b");
        b.id = Some("s1".to_owned());
        let out = written("012345678", &[mark(0..5, 0, "a"), b], &[]);
        assert_eq!(out.matches("id=\"s1\"").count(), 1);
    }

    #[test]
    fn references_stand_behind_what_ends() {
        let refs = [reference(3)];
        assert_eq!(
            written("0123", &[mark(0..3, 0, "a")], &refs),
            r##"<"a">012</><a class="ref" href="#n" data-n="1" aria-label="note"></a>3"##
        );
    }

    #[test]
    fn links_keep_apart() {
        let link = |range| Mark { href: Some("e".into()), ..mark(range, 4, "trigger") };
        let mut marks = [link(0..4), link(2..6), link(6..8)];
        let mut refs = [reference(3)];
        apart(&mut marks, &mut refs);
        assert_eq!(marks.iter().filter(|mark| mark.href.is_some()).count(), 2);
        assert_eq!(refs[0].at, 4);
    }

    #[test]
    fn nothing_of_the_text_is_markup() {
        let mut out = String::new();
        escape(&mut out, "<b>&\u{202E}\r");
        assert_eq!(out, "&lt;b&gt;&amp;<span class=\"ctl\" data-c=\"U+202E\"></span> ");
        out.clear();
        attribute(&mut out, "\" onclick='x'\u{202E}");
        assert_eq!(out, "&quot; onclick=&#39;x&#39;");
    }
}
