use std::cell::RefCell;
use std::collections::BTreeSet;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use onrecord::report::Report;
use onrecord_views::html;

use crate::expect::expect;
use crate::fuel;

/// A page as a browser takes it.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// The text of every element that holds the article's.
    pub(crate) texts: Vec<String>,
    /// Every element: its name, and its attributes.
    pub(crate) elements: Vec<(String, Vec<(String, String)>)>,
    pub(crate) errors: Vec<String>,
    open: Vec<String>,
    /// How deep the stack was when the article's text began.
    text_at: Option<usize>,
    /// All text, whatever it belongs to, but for style sheets.
    pub(crate) all: String,
}

impl Seen {
    pub(crate) fn of(page: &str) -> Self {
        let tokenizer = Tokenizer::new(Sink(RefCell::default()), TokenizerOpts::default());
        let queue = BufferQueue::default();
        queue.push_back(StrTendril::from(page));
        let _ = tokenizer.feed(&queue);
        tokenizer.end();
        tokenizer.sink.0.into_inner()
    }

    pub(crate) fn attribute<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.elements
            .iter()
            .flat_map(|(_, attributes)| attributes)
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    fn tag(&mut self, tag: &Tag) {
        const VOID: [&str; 3] = ["meta", "br", "link"];
        let name = tag.name.to_string();
        if tag.kind == TagKind::EndTag {
            match self.open.pop() {
                Some(open) if open == name => {}
                open => self.errors.push(format!("</{name}> closes {open:?}")),
            }
            if self.text_at.is_some_and(|depth| self.open.len() < depth) {
                self.text_at = None;
            }
            return;
        }
        if name == "a" && self.open.contains(&name) {
            self.errors.push("a link inside a link".to_owned());
        }
        let attributes: Vec<_> = tag
            .attrs
            .iter()
            .map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string()))
            .collect();
        if !VOID.contains(&name.as_str()) {
            self.open.push(name.clone());
        }
        if attributes.iter().any(|(key, _)| key == "data-text") {
            self.text_at = Some(self.open.len());
            self.texts.push(String::new());
        }
        self.elements.push((name, attributes));
    }
}

struct Sink(RefCell<Seen>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut seen = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => {
                seen.tag(&tag);
                if &*tag.name == "style" && tag.kind == TagKind::StartTag {
                    return TokenSinkResult::RawData(
                        html5ever::tokenizer::states::RawKind::Rawtext,
                    );
                }
            }
            Token::CharacterTokens(text) => {
                if seen.text_at.is_some() {
                    let words = seen.texts.last_mut().expect("begun with its element");
                    words.push_str(&text);
                }
                if seen.open.last().is_none_or(|open| open != "style") {
                    seen.all.push_str(&text);
                }
            }
            Token::NullCharacterToken => seen.errors.push("a null".to_owned()),
            Token::ParseError(error) => seen.errors.push(error.into_owned()),
            Token::EOFToken if !seen.open.is_empty() => {
                let open = format!("left open: {:?}", seen.open);
                seen.errors.push(open);
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// Without white space, and without the characters that act.
pub(crate) fn squeezed(text: &str) -> String {
    let acting = |c: char| {
        c.is_control()
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' | '\u{FFF9}'..='\u{FFFB}'
                | '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' | '\u{E0000}'..='\u{E007F}')
    };
    text.chars().filter(|c| !c.is_whitespace() && !acting(*c)).collect()
}

/// What holds of every page.
pub(crate) fn check(report: &Report) -> Seen {
    let page = html::page(report);
    let seen = Seen::of(&page);
    assert_eq!(seen.errors, Vec::<String>::new());
    assert_eq!(squeezed(&seen.texts.concat()), squeezed(&report.document.text));

    let names: BTreeSet<_> = seen.elements.iter().map(|(name, _)| name.as_str()).collect();
    for name in ["script", "img", "iframe", "object", "form", "link", "base", "svg"] {
        assert!(!names.contains(name), "{name}");
    }
    for (_, attributes) in &seen.elements {
        for (name, value) in attributes {
            assert!(!name.starts_with("on") && name != "style" && name != "src", "{name}");
            if name == "href" {
                assert!(
                    ["#", "http://", "https://"].iter().any(|s| value.starts_with(s)),
                    "{value}"
                );
            }
        }
    }
    let ids: Vec<_> = seen.attribute("id").collect();
    let different: BTreeSet<_> = ids.iter().copied().collect();
    assert_eq!(ids.len(), different.len(), "each identifier stands once: {ids:?}");
    for href in seen.attribute("href").filter_map(|href| href.strip_prefix('#')) {
        assert!(different.contains(href), "#{href} leads nowhere");
    }
    seen
}

#[test]
fn the_article_as_it_is_written() {
    expect("fuel.html", &html::article(&fuel()).html);
}

#[test]
fn every_finding_has_its_anchor() {
    let report = fuel();
    let seen = check(&report);
    let ids: BTreeSet<_> = seen.attribute("id").collect();
    let statements = report.statements.iter().map(|s| &s.id);
    let events = report.events.iter().map(|v| &v.id);
    for id in statements.chain(events).chain(report.gaps.iter().map(|g| &g.id)) {
        assert!(ids.contains(id.as_str()), "{id}");
        assert!(ids.contains(format!("or-note-{id}").as_str()) || !id.starts_with('s'), "{id}");
    }
}

#[test]
fn a_paragraph_of_the_report_is_one_of_the_page() {
    let report = fuel();
    let seen = check(&report);
    for [start, end] in &report.document.paragraphs {
        let words: String = report
            .document
            .text
            .chars()
            .skip(*start as usize)
            .take((end - start) as usize)
            .collect();
        assert!(seen.texts.contains(&words), "{words}");
    }
}

#[test]
fn nothing_of_an_article_becomes_markup() {
    let hostile =
        "<script>alert(1)</script>\" onmouseover='x' --> </style></p>&lt;&#0; <img src=x>";
    let mut report = fuel();
    report.id = hostile.into();
    report.engine.model = hostile.into();
    report.engine.version = hostile.into();
    report.document.title = Some(hostile.into());
    report.document.outlet.name = Some(hostile.into());
    report.document.byline = vec![hostile.into()];
    report.document.credit = vec![hostile.into()];
    report.document.published = Some(hostile.into());
    report.document.language = Some("en\" onload=\"x".into());
    report.document.url = Some("javascript:alert(1)//\"><script>".into());
    report.document.warnings = vec![hostile.into()];
    report.document.text.push_str(&format!("\n\n{hostile} \u{202E}\0\u{1b}[31m"));
    let end = report.document.text.chars().count() as u32;
    report.document.paragraphs.push([end - 90, end]);
    for entity in &mut report.entities {
        entity.role = Some(hostile.into());
    }
    for (n, statement) in report.statements.iter_mut().enumerate() {
        statement.id = format!("s1\"><b>{n}");
        statement.content.push([end - 60, end]);
        statement.speaker.name = hostile.into();
        statement.speaker.country = Some(hostile.into());
        statement.speaker.sector = Some(hostile.into());
        statement.speaker.basis = Some(hostile.into());
        statement.said =
            Some(onrecord::report::Days { start: hostile.into(), end: hostile.into() });
        for carrier in &mut statement.via {
            carrier.name = hostile.into();
        }
    }
    for event in &mut report.events {
        event.id = hostile.into();
        event.kind = hostile.into();
        event.mode = Some(hostile.into());
        event.status = hostile.into();
        event.contexts = vec![hostile.into()];
        event.place.name = Some(hostile.into());
        event.time.text = Some(hostile.into());
        for actor in event.actors.iter_mut().chain(&mut event.recipients) {
            actor.name = hostile.into();
        }
    }
    for gap in &mut report.gaps {
        gap.id = hostile.into();
    }
    let seen = check(&report);
    assert!(seen.all.contains("<script>alert(1)</script>"));
    assert!(seen.all.contains("javascript:alert(1)"), "shown, but not linked");
    assert!(!html::page(&report).contains(['\u{202E}', '\0', '\u{1b}']));
}

#[test]
fn nothing_is_loaded_and_nothing_runs() {
    let page = html::page(&fuel());
    let seen = Seen::of(&page);
    let policy = seen.attribute("content").find(|c| c.contains("default-src")).unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(!policy.contains("unsafe"));
    assert!(!page.contains("url("), "the style sheet loads nothing");
}

#[test]
fn a_page_of_somebody_else_can_take_the_article() {
    let article = html::article(&fuel());
    assert!(article.html.starts_with("<article class=\"or-page\""));
    assert!(article.html.trim_end().ends_with("</article>"));
    assert!(html::page(&fuel()).contains(&article.html));
    assert!(article.style.lines().all(|rule| rule.starts_with(".or-page")));
}
