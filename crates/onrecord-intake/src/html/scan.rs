//! One pass over a page's tags: what it states of itself, and the same page made safe to parse.
//!
//! A parser builds a tree as deep as the page says, and what walks the tree may run out of stack;
//! unclosed tags make it copy elements over and over. So the page is first written out anew, tag
//! by tag: every element closed where it ends, none deeper than [`MAX_DEPTH`], no more than
//! [`MAX_ELEMENTS`] and [`MAX_HTML`], without scripts, styles and pictures. Time and memory are linear in the input.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, CharacterTokens, StartTag, Tag, TagToken, Token, TokenSink, TokenSinkResult,
    Tokenizer, TokenizerOpts,
};

use super::attributes;
use crate::text::{fold, prefix};

/// How deep elements may lie; those below are read as if they lay this deep.
pub(crate) const MAX_DEPTH: usize = 128;
/// How many elements of a page are read.
pub(crate) const MAX_ELEMENTS: usize = 60_000;
/// How many bytes of text and tags, scripts and the like apart.
pub(crate) const MAX_HTML: usize = 4 * 1024 * 1024;

/// A page after the pass.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// The page as HTML of bounded depth and size: no scripts, all elements closed in order.
    pub(crate) html: String,
    /// What its tags state.
    pub(crate) facts: Facts,
    /// Elements lay deeper than [`MAX_DEPTH`].
    pub(crate) deep: bool,
    /// There were more than [`MAX_ELEMENTS`], or more text than [`MAX_HTML`].
    pub(crate) cut: bool,
}

/// What the tags of a page state, as it stands there. Of each list only the beginning is kept.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// `<html lang>`
    pub(crate) lang: Option<String>,
    /// `<link rel=canonical href>`
    pub(crate) canonical: Option<String>,
    /// `<title>`
    pub(crate) title: Option<String>,
    /// `<meta>` by its `property`, `name`, `itemprop` or `http-equiv` in lower case, and `content`.
    pub(crate) metas: Vec<(String, String)>,
    /// The inside of each `<script type="application/ld+json">`.
    pub(crate) json_ld: Vec<String>,
    /// Dates on elements of the article, in order.
    pub(crate) times: Vec<Time>,
    /// The text of each `<h1>`, and of each element with `itemprop=headline`.
    pub(crate) headings: Vec<String>,
    /// The text of elements that are marked as the author.
    pub(crate) authors: Vec<String>,
    /// The name of whom the page marks as publisher.
    pub(crate) publisher: Option<String>,
    /// There is a field for a password.
    pub(crate) password: bool,
}

/// A `<time>`, or an element with `itemprop=datePublished`.
#[derive(Debug, Default)]
pub(crate) struct Time {
    /// The `datetime` or `content`, else the text.
    pub(crate) value: String,
    /// Marked as the date of publication.
    pub(crate) published: bool,
    /// Marked as some other date.
    pub(crate) otherwise: bool,
}

impl Facts {
    /// The first value of a `<meta>` that is not blank.
    pub(crate) fn meta(&self, name: &str) -> Option<&str> {
        let named = |(key, value): &&(String, String)| key == name && !value.trim().is_empty();
        self.metas.iter().find(named).map(|(_, value)| value.trim())
    }
}

/// Reads a page's tags.
pub(crate) fn scan(html: &str) -> Page {
    let sink = Sink { pass: RefCell::default() };
    sink.pass.borrow_mut().page.html.push_str("<!DOCTYPE html>");
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    feed(&tokenizer, &attributes::limited(html), |sink| sink.pass.borrow().page.cut);
    let mut pass = tokenizer.sink.pass.into_inner();
    pass.close_down_to(0);
    pass.page
}

/// Gives a text to a tokenizer, piece by piece, until it has had enough.
pub(crate) fn feed<S: TokenSink>(
    tokenizer: &Tokenizer<S>,
    html: &str,
    enough: impl Fn(&S) -> bool,
) {
    let queue = BufferQueue::default();
    let mut rest = html;
    while !rest.is_empty() && !enough(&tokenizer.sink) {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE));
        queue.push_back(StrTendril::from(piece));
        // It would stop at the end of a script to have it run, if the sink asked for that.
        let _ = tokenizer.feed(&queue);
        rest = after;
    }
    tokenizer.end();
}

struct Sink {
    pass: RefCell<Pass>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut pass = self.pass.borrow_mut();
        match token {
            TagToken(tag) if tag.kind == StartTag => return pass.start(&tag),
            TagToken(tag) => pass.end(&tag.name),
            CharacterTokens(text) => pass.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[derive(Default)]
struct Pass {
    page: Page,
    open: Vec<Open>,
    /// Elements whose start was left out, by name: as many ends are left out.
    left_out: HashMap<String, usize>,
    elements: usize,
    /// The element whose whole inside is left out, and how often it is open.
    skipped: Option<(&'static str, usize)>,
    /// The element whose inside is text without tags.
    raw: Option<Raw>,
    captures: Vec<Capture>,
    started: [bool; 3],
}

/// An open element.
struct Open {
    name: String,
    /// Its start tag in the output, to open it a second time.
    tag: Range<usize>,
}

enum Raw {
    Dropped,
    JsonLd(String),
    Title(String),
}

/// Text that is collected while an element is open.
struct Capture {
    of: Of,
    /// The element is open while more than this many are.
    depth: usize,
    text: String,
    time: Time,
}

#[derive(Clone, Copy, PartialEq)]
enum Of {
    Heading,
    Author,
    Publisher,
    /// The name inside an author or publisher.
    Name,
    Time,
}

impl Pass {
    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        if let Some((skipped, depth)) = &mut self.skipped {
            if attributes::RAW.contains(&name) && !tag.self_closing {
                self.raw = Some(Raw::Dropped);
                return TokenSinkResult::RawData(raw_kind(name));
            }
            if name == *skipped && !tag.self_closing {
                *depth += 1;
            }
            if *skipped == "template" || !BREAKS_OUT_OF_DRAWINGS.contains(&name) {
                return TokenSinkResult::Continue;
            }
            self.skipped = None;
        }
        self.note(name, tag);
        self.raw = match name {
            "script" if attribute(tag, "type").is_some_and(is_json_ld) => {
                Some(Raw::JsonLd(String::new()))
            }
            "title" => Some(Raw::Title(String::new())),
            _ if attributes::RAW.contains(&name) => Some(Raw::Dropped),
            _ => {
                self.element(name, tag);
                return TokenSinkResult::Continue;
            }
        };
        TokenSinkResult::RawData(raw_kind(name))
    }

    /// Writes out the start of an element, if it is one to keep.
    fn element(&mut self, name: &str, tag: &Tag) {
        if let Some(at) = ["html", "head", "body"].iter().position(|n| *n == name) {
            // Written once and never closed; the parser knows where they end.
            if !std::mem::replace(&mut self.started[at], true) {
                self.write_start(name, tag);
            }
            return;
        }
        if let Some(drawing) = ["svg", "math", "template"].into_iter().find(|n| *n == name) {
            self.skipped = (!tag.self_closing).then_some((drawing, 1));
            return;
        }
        if self.elements >= MAX_ELEMENTS || self.page.html.len() >= MAX_HTML {
            self.page.cut = true;
            return;
        }
        if VOID.contains(&name) {
            if matches!(name, "br" | "hr" | "wbr" | "img") {
                if name == "hr" {
                    self.close_implied("p", BUTTON_SCOPE);
                }
                self.write_start(name, tag);
            }
            return;
        }
        if name.len() > 32 || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            *self.left_out.entry(name.to_owned()).or_default() += 1;
            return;
        }
        self.imply_ends(name);
        if self.open.len() >= MAX_DEPTH {
            self.page.deep = true;
            *self.left_out.entry(name.to_owned()).or_default() += 1;
            if CLOSES_P.contains(&name) && !self.page.html.ends_with("<br><br>") {
                self.page.html.push_str("<br>");
            }
            return;
        }
        if self.captures.len() < MOST
            && let Some((of, time)) = self.wanted(name, tag)
        {
            let depth = self.open.len();
            self.captures.push(Capture { of, depth, text: String::new(), time });
        }
        let from = self.page.html.len();
        self.write_start(name, tag);
        self.open.push(Open { name: name.to_owned(), tag: from..self.page.html.len() });
    }

    /// Closes what an element of this name closes without saying so.
    fn imply_ends(&mut self, name: &str) {
        match name {
            "li" => self.close_implied("li", &["ul", "ol", "menu", "table", "td", "th"]),
            "dt" | "dd" => {
                self.close_implied("dt", &["dl", "dd", "table", "td", "th"]);
                self.close_implied("dd", &["dl", "dt", "table", "td", "th"]);
            }
            "option" | "optgroup" => self.close_implied("option", &["select", "optgroup"]),
            "td" | "th" => {
                self.close_implied("td", &["table", "tr"]);
                self.close_implied("th", &["table", "tr"]);
            }
            "tr" => self.close_implied("tr", &["table", "tbody", "thead", "tfoot"]),
            "tbody" | "thead" | "tfoot" => {
                for group in ["tbody", "thead", "tfoot"] {
                    self.close_implied(group, &["table"]);
                }
            }
            "a" => self.close_implied("a", &["td", "th", "table", "object"]),
            _ => {}
        }
        if CLOSES_P.contains(&name) {
            self.close_implied("p", BUTTON_SCOPE);
        }
    }

    /// Closes the innermost element of this name unless one of the others lies between.
    fn close_implied(&mut self, name: &str, boundaries: &[&str]) {
        for at in (0..self.open.len()).rev() {
            let open = self.open[at].name.as_str();
            if open == name {
                return self.close_down_to(at);
            }
            if boundaries.contains(&open) {
                return;
            }
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(raw) = self.raw.take() {
            return self.end_raw(raw);
        }
        if let Some((skipped, depth)) = &mut self.skipped {
            if name == *skipped {
                *depth -= 1;
                if *depth == 0 {
                    self.skipped = None;
                }
            }
            return;
        }
        if let Some(count) = self.left_out.get_mut(name).filter(|count| **count > 0) {
            *count -= 1;
            return;
        }
        let in_table = matches!(name, "td" | "th" | "tr" | "tbody" | "thead" | "tfoot");
        for at in (0..self.open.len()).rev() {
            let open = self.open[at].name.as_str();
            if open == name {
                return if CLOSES_P.contains(&name) || in_table {
                    self.close_down_to(at);
                } else {
                    self.close_only(at);
                };
            }
            let boundary =
                if in_table { open == "table" } else { matches!(open, "td" | "th" | "caption") };
            if boundary && name != "table" {
                return;
            }
        }
    }

    /// Closes an element inside a line of text: blocks that were opened inside it go on after it.
    fn close_only(&mut self, at: usize) {
        let is_block = |open: &&Open| CLOSES_P.contains(&open.name.as_str());
        let blocks: Vec<(String, Range<usize>)> = self.open[at + 1..]
            .iter()
            .filter(is_block)
            .map(|o| (o.name.clone(), o.tag.clone()))
            .collect();
        self.close_down_to(at);
        for (name, tag) in blocks {
            let from = self.page.html.len();
            self.page.html.extend_from_within(tag);
            self.open.push(Open { name, tag: from..self.page.html.len() });
        }
    }

    fn close_down_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            if let Some(open) = self.open.pop() {
                for piece in ["</", &open.name, ">"] {
                    self.page.html.push_str(piece);
                }
            }
        }
        while self.captures.last().is_some_and(|capture| capture.depth >= self.open.len()) {
            if let Some(capture) = self.captures.pop() {
                self.finish(capture);
            }
        }
    }

    fn text(&mut self, text: &str) {
        match &mut self.raw {
            Some(Raw::JsonLd(inside)) if inside.len() + text.len() <= LONGEST_SCRIPT => {
                return inside.push_str(text);
            }
            Some(Raw::Title(inside)) if inside.len() <= LONGEST_VALUE => {
                return inside.push_str(text);
            }
            Some(_) => return,
            None => {}
        }
        if self.skipped.is_some() || self.page.cut {
            return;
        }
        let room = MAX_HTML.saturating_sub(self.page.html.len());
        self.page.cut = room < text.len();
        let text = prefix(text, room);
        for capture in &mut self.captures {
            if capture.text.len() <= LONGEST_VALUE {
                capture.text.push_str(prefix(text, LONGEST_VALUE));
            }
        }
        escape(text, &mut self.page.html);
    }

    fn end_raw(&mut self, raw: Raw) {
        let facts = &mut self.page.facts;
        match raw {
            Raw::JsonLd(inside) if facts.json_ld.len() < MOST => facts.json_ld.push(inside),
            Raw::Title(inside) => {
                self.page.html.push_str("<title>");
                escape(prefix(&inside, LONGEST_VALUE), &mut self.page.html);
                self.page.html.push_str("</title>");
                let title = fold(&inside);
                if facts.title.is_none() && !title.is_empty() {
                    facts.title = Some(title);
                }
            }
            Raw::JsonLd(_) | Raw::Dropped => {}
        }
    }

    fn write_start(&mut self, name: &str, tag: &Tag) {
        self.elements += 1;
        let html = &mut self.page.html;
        html.push('<');
        html.push_str(name);
        for attribute in &tag.attrs {
            let key: &str = &attribute.name.local;
            let value: &str = &attribute.value;
            let plain =
                key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':' | b'_'));
            let idle =
                key.starts_with("on") || key.starts_with("src") || value.len() > LONGEST_ATTRIBUTE;
            if !plain || key.len() > 40 || idle {
                continue;
            }
            html.push(' ');
            html.push_str(key);
            html.push_str("=\"");
            escape(value, html);
            html.push('"');
        }
        html.push('>');
    }
}

/// What the tags state.
impl Pass {
    fn note(&mut self, name: &str, tag: &Tag) {
        let facts = &mut self.page.facts;
        match name {
            "html" if facts.lang.is_none() => {
                facts.lang = attribute(tag, "lang")
                    .or_else(|| attribute(tag, "xml:lang"))
                    .map(str::to_owned);
            }
            "meta" => self.note_meta(tag),
            "link" => {
                let canonical =
                    |rel: &str| rel.split_whitespace().any(|r| r.eq_ignore_ascii_case("canonical"));
                if facts.canonical.is_none() && attribute(tag, "rel").is_some_and(canonical) {
                    facts.canonical = attribute(tag, "href").map(|href| href.trim().to_owned());
                }
            }
            "input" => {
                facts.password |=
                    attribute(tag, "type").is_some_and(|t| t.eq_ignore_ascii_case("password"));
            }
            _ => {}
        }
    }

    fn note_meta(&mut self, tag: &Tag) {
        let Some(content) =
            attribute(tag, "content").filter(|content| content.len() <= LONGEST_VALUE)
        else {
            return;
        };
        let facts = &mut self.page.facts;
        for key in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(key) = attribute(tag, key)
                && facts.metas.len() < MOST_METAS
            {
                facts.metas.push((key.trim().to_ascii_lowercase(), content.to_owned()));
            }
        }
        // <span itemprop=author><meta itemprop=name content="Jane Doe"></span>
        if attribute(tag, "itemprop") == Some("name")
            && let Some(capture) = self.captures.iter_mut().rev().find(|c| c.named())
        {
            capture.time.value = content.to_owned();
        }
    }

    /// What the text of an element is collected for, if for anything.
    fn wanted(&self, name: &str, tag: &Tag) -> Option<(Of, Time)> {
        let aside =
            || self.open.iter().any(|o| matches!(o.name.as_str(), "aside" | "nav" | "footer"));
        let itemprop = attribute(tag, "itemprop").unwrap_or_default();
        let props =
            |wanted: &str| itemprop.split_whitespace().any(|p| p.eq_ignore_ascii_case(wanted));
        let plain = |of| Some((of, Time::default()));
        if name == "time" || props("datePublished") {
            if aside() {
                return None;
            }
            let stated = ["datetime", "content"].into_iter().find_map(|key| attribute(tag, key));
            let class = attribute(tag, "class").unwrap_or_default().to_ascii_lowercase();
            let updated = class.contains("updated") || class.contains("modified");
            let published = props("datePublished")
                || attribute(tag, "pubdate").is_some()
                || class.contains("published");
            let otherwise = !published && (updated || !itemprop.is_empty());
            let value =
                stated.filter(|v| v.len() <= LONGEST_ATTRIBUTE).unwrap_or_default().to_owned();
            return Some((Of::Time, Time { value, published, otherwise }));
        }
        if name == "h1" || props("headline") {
            return plain(Of::Heading);
        }
        if props("author")
            || attribute(tag, "rel").is_some_and(|rel| rel.split(' ').any(|r| r == "author"))
        {
            return if aside() { None } else { plain(Of::Author) };
        }
        if props("publisher") {
            return plain(Of::Publisher);
        }
        let inside = self.captures.last().is_some_and(|capture| capture.named());
        if props("name") && inside { plain(Of::Name) } else { None }
    }

    fn finish(&mut self, capture: Capture) {
        let text = fold(&capture.text);
        if capture.of == Of::Name {
            if let Some(outer) = self.captures.iter_mut().rev().find(|c| c.named()) {
                outer.time.value = text;
            }
            return;
        }
        let facts = &mut self.page.facts;
        let named =
            if capture.time.value.trim().is_empty() { text } else { fold(&capture.time.value) };
        if named.is_empty() {
            return;
        }
        match capture.of {
            Of::Heading if facts.headings.len() < MOST => facts.headings.push(named),
            Of::Author if facts.authors.len() < MOST => facts.authors.push(named),
            Of::Publisher => facts.publisher = facts.publisher.take().or(Some(named)),
            Of::Time if facts.times.len() < MOST => {
                facts.times.push(Time { value: named, ..capture.time });
            }
            _ => {}
        }
    }
}

impl Capture {
    /// May it hold a name of its own?
    fn named(&self) -> bool {
        matches!(self.of, Of::Author | Of::Publisher)
    }
}

/// How the inside of an element is read that holds no tags.
fn raw_kind(name: &str) -> RawKind {
    match name {
        "script" => RawKind::ScriptData,
        "title" | "textarea" => RawKind::Rcdata,
        _ => RawKind::Rawtext,
    }
}

fn is_json_ld(media_type: &str) -> bool {
    media_type.to_ascii_lowercase().contains("ld+json")
}

fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.attrs.iter().find(|a| &*a.name.local == name).map(|a| &*a.value)
}

/// Writes text so that it reads as itself inside an element or a quoted attribute.
fn escape(text: &str, html: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"']) {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}

const VOID: &[&str] = &[
    "area",
    "base",
    "basefont",
    "bgsound",
    "br",
    "col",
    "embed",
    "frame",
    "frameset",
    "hr",
    "image",
    "img",
    "input",
    "keygen",
    "link",
    "meta",
    "param",
    "plaintext",
    "source",
    "track",
    "wbr",
];

/// Blocks, before which an open paragraph ends.
const CLOSES_P: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "ul",
];

const BUTTON_SCOPE: &[&str] = &["button", "caption", "marquee", "object", "table", "td", "th"];

/// Elements that never stand in a drawing: one that was not closed ends before them.
const BREAKS_OUT_OF_DRAWINGS: &[&str] = &[
    "article",
    "blockquote",
    "body",
    "br",
    "div",
    "dl",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "li",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "span",
    "strong",
    "table",
    "ul",
];

const PIECE: usize = 1 << 16;
const MOST: usize = 64;
const MOST_METAS: usize = 400;
const LONGEST_ATTRIBUTE: usize = 300;
const LONGEST_VALUE: usize = 2000;
const LONGEST_SCRIPT: usize = 1 << 20;
