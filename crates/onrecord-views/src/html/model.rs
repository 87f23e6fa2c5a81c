//! What the template of an article is filled with.

use std::collections::BTreeSet;
use std::ops::Range;

use askama::Template;
use onrecord::gaps::GapKind;
use onrecord::report::{Event, Gap, Report, Statement, WireSpan};
use onrecord::statements::SpeakerKind;

use super::Extras;
use super::marks::{self, Mark, Reference};
use crate::groups;
use crate::text::{Text, clean};
use crate::words::{self, About, Bearing};
use crate::{events, excerpt};

/// An article, ready to be written.
#[derive(Template)]
#[template(path = "article.html")]
pub(crate) struct Model {
    title: String,
    outlet: Option<String>,
    /// As a machine reads it, and in words.
    published: Option<(String, String)>,
    byline: Option<String>,
    credit: Option<String>,
    /// The address, where it leads to the web, and how it is shown.
    address: Option<(Option<String>, String)>,
    language: Option<String>,
    warnings: Vec<String>,
    counts: Counts,
    pieces: Vec<Piece>,
    unplaced: Vec<Note>,
    speakers: Vec<Note>,
    events: Vec<EventView>,
    gaps: Vec<GapView>,
    engine: String,
    id: String,
    /// Sentences have a sign behind them.
    signs: bool,
    pub(crate) ties: Vec<Tie>,
}

struct Counts {
    statements: String,
    speakers: String,
    events: String,
    gaps: String,
}

/// A stretch of the text: a paragraph of the article, or what stands around it.
struct Piece {
    /// Marked up and escaped.
    html: String,
    /// Part of the article.
    article: bool,
    /// Goes on with the paragraph of the piece before it.
    goes_on: bool,
    /// Furniture too long to be shown unasked: its number of characters.
    long: Option<usize>,
    notes: Vec<Note>,
    events: Vec<EventView>,
    gaps: Vec<GapView>,
    /// Markup of the caller's to stand below it.
    below: Option<String>,
}

/// A speaker with statements, in the margin or in the list of speakers.
#[derive(Clone)]
struct Note {
    who: String,
    unnamed: bool,
    about: Option<String>,
    basis: Option<String>,
    acts: Vec<Act>,
}

/// One statement in a note.
#[derive(Clone)]
struct Act {
    label: String,
    /// Where its words are.
    anchor: String,
    /// Its words are nowhere in the article, so that the anchor stands at the note itself.
    unplaced: bool,
    slot: usize,
    stance: &'static str,
    bearing: &'static str,
    via: Vec<Carrier>,
    /// As a machine reads it, and in words.
    said: Option<(String, String)>,
    beside: Option<String>,
}

#[derive(Clone)]
struct Carrier {
    name: String,
    href: Option<String>,
}

#[derive(Clone)]
struct EventView {
    anchor: String,
    placed: bool,
    status: String,
    class: &'static str,
    parties: String,
    deed: String,
    contexts: Option<String>,
    when_and_where: Option<String>,
    held: Option<String>,
    beside: Option<String>,
}

#[derive(Clone)]
struct GapView {
    anchor: String,
    placed: bool,
    kind: &'static str,
    who: Option<String>,
    words: String,
    /// Its statement stands in the margin already.
    told: bool,
    beside: Option<String>,
}

/// What the style sheet ties together: the words and the note of a statement.
pub(crate) struct Tie {
    pub(crate) slot: usize,
    pub(crate) anchor: String,
}

impl Model {
    pub(crate) fn new(report: &Report, extras: &Extras) -> Self {
        Builder::new(report, extras).model()
    }
}

/// From how many characters on furniture is folded away.
const LONG: usize = 400;

struct Builder<'a> {
    report: &'a Report,
    extras: &'a Extras,
    text: Text<'a>,
    /// Anchors of statements, events and gaps, in the order of the report's lists.
    anchors: [Vec<String>; 3],
    /// The article's paragraphs in bytes, long ones broken behind sentences.
    paragraphs: Vec<Range<usize>>,
    /// Those that go on with the one before.
    goes_on: BTreeSet<usize>,
    /// The paragraph in which each statement begins.
    homes: Vec<Option<usize>>,
}

impl<'a> Builder<'a> {
    fn new(report: &'a Report, extras: &'a Extras) -> Self {
        let text = Text::new(&report.document.text);
        let mut taken = BTreeSet::new();
        let mut anchors = |letter: char, ids: Vec<&str>| -> Vec<String> {
            ids.iter().enumerate().map(|(n, id)| anchor(id, letter, n + 1, &mut taken)).collect()
        };
        let anchors = [
            anchors('s', report.statements.iter().map(|s| s.id.as_str()).collect()),
            anchors('v', report.events.iter().map(|v| v.id.as_str()).collect()),
            anchors('g', report.gaps.iter().map(|g| g.id.as_str()).collect()),
        ];
        let (mut paragraphs, mut goes_on) = (Vec::<Range<usize>>::new(), BTreeSet::new());
        let covers = covers(&text, report);
        let mut spans = report.document.paragraphs.clone();
        spans.sort_unstable();
        for span in spans {
            let range = text.bytes(span);
            let behind = paragraphs.last().map_or(0, |last| last.end);
            let range = range.start.max(behind)..range.end;
            if range.start < range.end {
                let first = paragraphs.len();
                paragraphs.extend(parts(text.whole(), range, &covers));
                goes_on.extend(first + 1..paragraphs.len());
            }
        }
        let mut builder =
            Self { report, extras, text, anchors, paragraphs, goes_on, homes: Vec::new() };
        builder.homes = report.statements.iter().map(|s| builder.home(s)).collect();
        builder
    }

    fn model(self) -> Model {
        let document = &self.report.document;
        let groups = groups::by_speaker(self.report);
        let (speakers, unnamed) = groups::speakers(&groups);
        let mut by = words::count(speakers, "speaker", "speakers");
        if unnamed > 0 {
            by.push_str(&format!(", {unnamed} unnamed"));
        }
        let list = |names: &[String]| {
            let names: Vec<_> = names.iter().map(|name| clean(name)).collect();
            Some(events::listed(&names)).filter(|names| !names.is_empty())
        };
        let pieces = self.pieces();
        let unplaced: Vec<_> =
            self.statements().filter(|(index, _)| self.homes[*index].is_none()).collect();
        let engine = match clean(&self.report.engine.model) {
            model if model.is_empty() => clean(&self.report.engine.version),
            model => format!("{}, model {model}", clean(&self.report.engine.version)),
        };
        Model {
            title: self.title(),
            outlet: document
                .outlet
                .name
                .as_deref()
                .or(document.outlet.domain.as_deref())
                .map(clean),
            published: document.published.as_deref().map(|p| (clean(p), words::published(p))),
            byline: list(&document.byline),
            credit: list(&document.credit),
            address: document.url.as_deref().map(|url| {
                let link = words::web_address(url).map(str::to_owned);
                (link, clean(url))
            }),
            language: document.language.as_deref().filter(|tag| is_tag(tag)).map(str::to_owned),
            warnings: document.warnings.iter().map(|warning| clean(warning)).collect(),
            counts: Counts {
                statements: words::count(self.report.statements.len(), "statement", "statements"),
                speakers: by,
                events: words::count(self.report.events.len(), "reported event", "reported events"),
                gaps: words::count(
                    self.report.gaps.len(),
                    "question left open",
                    "questions left open",
                ),
            },
            pieces,
            unplaced: self.notes(&unplaced, true),
            speakers: groups.iter().map(|group| self.entry(group)).collect(),
            events: self.event_list(),
            gaps: self.report.gaps.iter().enumerate().map(|(n, gap)| self.gap(n, gap)).collect(),
            engine,
            id: clean(&self.report.id),
            signs: self.extras.signs,
            ties: (1..)
                .zip(&self.anchors[0])
                .map(|(slot, anchor)| Tie { slot, anchor: anchor.clone() })
                .collect(),
        }
    }

    /// The title; without one, the beginning of the article.
    fn title(&self) -> String {
        let document = &self.report.document;
        if let Some(title) = document.title.as_deref().map(clean).filter(|t| !t.is_empty()) {
            return title;
        }
        let first = self.paragraphs.first().map_or("", |range| &self.text.whole()[range.clone()]);
        match excerpt::elide(&clean(first), 80) {
            words if words.is_empty() => "An article without words".to_owned(),
            words => words,
        }
    }

    fn statements(&self) -> impl Iterator<Item = (usize, &'a Statement)> {
        self.report.statements.iter().enumerate()
    }

    /// The paragraph in which a statement begins: that of its earliest words.
    fn home(&self, statement: &Statement) -> Option<usize> {
        let spans = [&statement.content, &statement.source, &statement.cue];
        spans
            .into_iter()
            .flatten()
            .filter_map(|span| self.place(*span))
            .min_by_key(|(_, start)| *start)
            .map(|(paragraph, _)| paragraph)
    }

    /// The first paragraph that a span touches, and where it does.
    fn place(&self, span: WireSpan) -> Option<(usize, usize)> {
        let range = self.text.bytes(span);
        let paragraph = self.paragraphs.partition_point(|p| p.end <= range.start);
        let start = self.paragraphs.get(paragraph)?.start.max(range.start);
        (start < range.end).then_some((paragraph, start))
    }

    /// The whole text, cut into the article's paragraphs and what stands around them.
    fn pieces(&self) -> Vec<Piece> {
        let all = self.marks();
        let mut pieces = Vec::new();
        let mut at = 0;
        for (n, paragraph) in self.paragraphs.iter().enumerate() {
            self.furniture(at..paragraph.start, &mut pieces);
            pieces.push(self.paragraph(n, paragraph, &all));
            at = paragraph.end;
        }
        self.furniture(at..self.text.whole().len(), &mut pieces);
        pieces
    }

    fn furniture(&self, range: Range<usize>, pieces: &mut Vec<Piece>) {
        let words = self.text.whole()[range].trim();
        if words.is_empty() {
            return;
        }
        let lines: Vec<_> = words.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let mut html = String::new();
        marks::escape(&mut html, &lines.join("\n"));
        let length = words.chars().count();
        pieces.push(Piece {
            html,
            article: false,
            goes_on: false,
            long: (length > LONG).then_some(length),
            notes: Vec::new(),
            events: Vec::new(),
            gaps: Vec::new(),
            below: None,
        });
    }

    fn paragraph(&self, n: usize, range: &Range<usize>, all: &[Mark]) -> Piece {
        let mut here: Vec<Mark> = all
            .iter()
            .filter(|mark| mark.range.start < range.end && range.start < mark.range.end)
            .map(|mark| Mark {
                range: mark.range.start.max(range.start)..mark.range.end.min(range.end),
                // The anchor belongs where the words begin, not to their later parts.
                id: mark.id.clone().filter(|_| mark.range.start >= range.start),
                ..mark.clone()
            })
            .collect();
        let home: Vec<_> =
            self.statements().filter(|(index, _)| self.homes[*index] == Some(n)).collect();
        let mut refs: Vec<Reference> = home
            .iter()
            .map(|(index, statement)| self.reference(*index, statement, range))
            .collect();
        refs.extend(self.signs(range));
        marks::apart(&mut here, &mut refs);
        let mut html = String::new();
        marks::write(&mut html, self.text.whole(), range.clone(), &here, &refs);
        let inside = |span: WireSpan| self.place(span).is_some_and(|(paragraph, _)| paragraph == n);
        let events = self.report.events.iter().enumerate();
        let gaps = self.report.gaps.iter().enumerate();
        Piece {
            html,
            article: true,
            goes_on: self.goes_on.contains(&n),
            long: None,
            notes: self.notes(&home, false),
            events: events
                .filter(|(_, v)| inside(v.trigger))
                .map(|(i, v)| self.event(i, v))
                .collect(),
            gaps: gaps
                .filter(|(_, gap)| inside(gap.span))
                .map(|(i, gap)| self.gap(i, gap))
                .filter(|gap| !gap.told)
                .collect(),
            below: self
                .extras
                .chosen
                .as_ref()
                .filter(|(span, _)| inside(*span))
                .map(|(_, markup)| markup.clone()),
        }
    }

    /// A sign behind each sentence of a paragraph; keys that go from link to link stop at the first alone,
    /// which leads on to the others.
    fn signs(&self, range: &Range<usize>) -> Vec<Reference> {
        if !self.extras.signs {
            return Vec::new();
        }
        let words = &self.text.whole()[range.clone()];
        onrecord::sentence::all(words)
            .enumerate()
            .map(|(n, sentence)| Reference {
                at: range.start + sentence.end,
                class: "sign",
                label: "?".to_owned(),
                href: format!("?at={}#or-chosen", self.text.point(range.start + sentence.start)),
                says: "What was found in this sentence, and why".to_owned(),
                passed: n > 0,
            })
            .collect()
    }

    /// A statement's number, behind the last of its words in the paragraph and the punctuation
    /// that belongs to them.
    fn reference(&self, index: usize, statement: &Statement, range: &Range<usize>) -> Reference {
        let spans = [&statement.content, &statement.cue, &statement.source];
        let end = spans
            .into_iter()
            .flatten()
            .map(|span| self.text.bytes(*span))
            .filter(|span| span.start < range.end && range.start < span.end)
            .map(|span| span.end.min(range.end))
            .max()
            .unwrap_or(range.end);
        let rest = &self.text.whole()[end..range.end];
        let tail = rest.trim_start_matches([',', '.', ';', ':', '!', '?', '”', '"', '’', '»', ')']);
        let anchor = &self.anchors[0][index];
        Reference {
            at: range.end - tail.len(),
            class: "ref",
            label: label(anchor, index),
            href: format!("#or-note-{anchor}"),
            says: format!("note {}", label(anchor, index)),
            passed: false,
        }
    }

    /// Everything to be marked in the text. A statement's anchor stands at the first of its
    /// content, without one at its cue or source, inside the article.
    fn marks(&self) -> Vec<Mark> {
        let mut marks = Vec::new();
        if let Some((span, _)) = &self.extras.chosen {
            let id = Some("or-chosen".to_owned());
            let class = "chosen".to_owned();
            marks.push(Mark { range: self.inside(*span), depth: 0, class, id, href: None });
        }
        for (index, statement) in self.statements() {
            let slot = index + 1;
            let bearing = Bearing::of(statement.stance).class();
            let quotation = words::quotation(statement.quotation);
            let content = format!("content {bearing} {quotation} q{slot}");
            let mut id = Some(self.anchors[0][index].clone());
            for (spans, depth, class) in [
                (&statement.content, 1, content),
                (&statement.cue, 3, format!("cue q{slot}")),
                (&statement.source, 2, format!("source q{slot}")),
            ] {
                for span in spans {
                    let placed = self.place(*span).is_some();
                    let id = if placed { id.take() } else { None };
                    let range = self.inside(*span);
                    marks.push(Mark { range, depth, class: class.clone(), id, href: None });
                }
            }
        }
        for (event, anchor) in self.report.events.iter().zip(&self.anchors[1]) {
            marks.push(Mark {
                range: self.inside(event.trigger),
                depth: 4,
                class: format!("trigger {}", status_class(&event.status)),
                id: Some(anchor.clone()),
                href: Some(format!("or-event-{anchor}")),
            });
        }
        for (gap, anchor) in self.report.gaps.iter().zip(&self.anchors[2]) {
            let id = Some(anchor.clone());
            marks.push(Mark {
                range: self.inside(gap.span),
                depth: 0,
                class: "gap".into(),
                id,
                href: None,
            });
        }
        marks
    }

    /// A span in bytes, beginning inside the article.
    fn inside(&self, span: WireSpan) -> Range<usize> {
        let range = self.text.bytes(span);
        match self.place(span) {
            Some((_, start)) => start..range.end,
            None => range.start..range.start,
        }
    }

    /// Statements under their speakers: neighbours of one speaker share a note.
    fn notes(&self, statements: &[(usize, &Statement)], unplaced: bool) -> Vec<Note> {
        let mut notes: Vec<(&Statement, Note)> = Vec::new();
        for (index, statement) in statements {
            let act = self.act(*index, statement, unplaced);
            match notes
                .iter_mut()
                .find(|(first, _)| groups::same(&first.speaker, &statement.speaker))
            {
                Some((_, note)) => note.acts.push(act),
                None => notes.push((statement, self.note(statement, act))),
            }
        }
        notes.into_iter().map(|(_, note)| note).collect()
    }

    fn note(&self, statement: &Statement, act: Act) -> Note {
        let speaker = &statement.speaker;
        let about = About::of(self.report, speaker);
        let first = self
            .report
            .statements
            .iter()
            .find(|earlier| groups::same(&earlier.speaker, speaker))
            .is_some_and(|earlier| earlier.id == statement.id);
        let facts: Vec<_> = about.role.into_iter().chain(about.place).collect();
        Note {
            who: words::capital(&words::speaker(speaker)),
            unnamed: !speaker.named && speaker.kind != SpeakerKind::Author,
            about: Some(facts.join(" · ")).filter(|facts| first && !facts.is_empty()),
            basis: about.basis.filter(|_| first),
            acts: vec![act],
        }
    }

    fn act(&self, index: usize, statement: &Statement, unplaced: bool) -> Act {
        let anchor = self.anchors[0][index].clone();
        let href = |id: &String| {
            let index = self.report.statements.iter().position(|statement| statement.id == *id)?;
            Some(self.anchors[0][index].clone())
        };
        Act {
            label: label(&anchor, index),
            anchor,
            unplaced,
            slot: index + 1,
            stance: words::stance(statement.stance),
            bearing: Bearing::of(statement.stance).class(),
            via: statement
                .via
                .iter()
                .map(|carrier| Carrier {
                    name: clean(&carrier.name),
                    href: carrier.statement.as_ref().and_then(href),
                })
                .collect(),
            said: statement.said.as_ref().map(|said| (clean(&said.start), words::days(said))),
            beside: self.extras.beside.get(&statement.id).cloned(),
        }
    }

    /// A speaker in the list of all of them.
    fn entry(&self, group: &groups::Group<'_>) -> Note {
        let about = About::of(self.report, group.speaker);
        let facts: Vec<_> = about.role.into_iter().chain(about.place).collect();
        let indexes = self.statements().filter(|(_, statement)| {
            group.statements.iter().any(|other| std::ptr::eq(*other, *statement))
        });
        Note {
            who: words::capital(&words::speaker(group.speaker)),
            unnamed: !group.speaker.named && group.speaker.kind != SpeakerKind::Author,
            about: Some(facts.join(" · ")).filter(|facts| !facts.is_empty()),
            basis: about.basis,
            acts: indexes.map(|(index, statement)| self.act(index, statement, false)).collect(),
        }
    }

    /// Events from told as fact to merely supposed.
    fn event_list(&self) -> Vec<EventView> {
        let mut events: Vec<_> = self.report.events.iter().enumerate().collect();
        events.sort_by_key(|(_, event)| words::status_rank(&event.status));
        events.into_iter().map(|(index, event)| self.event(index, event)).collect()
    }

    fn event(&self, index: usize, event: &Event) -> EventView {
        let contexts: Vec<_> =
            event.contexts.iter().map(|context| clean(context).replace('_', " ")).collect();
        EventView {
            anchor: self.anchors[1][index].clone(),
            placed: self.place(event.trigger).is_some(),
            status: clean(&event.status),
            class: status_class(&event.status),
            parties: words::capital(&events::parties(event)).replace("->", "→"),
            deed: events::deed(event),
            contexts: Some(contexts.join(", ")).filter(|contexts| !contexts.is_empty()),
            when_and_where: events::when_and_where(event),
            held: events::held(self.report, event),
            beside: self.extras.beside.get(&event.id).cloned(),
        }
    }

    fn gap(&self, index: usize, gap: &Gap) -> GapView {
        let declines = (gap.kind == GapKind::NoComment)
            .then(|| self.report.statements.iter().find(|s| gap.about.contains(&s.id)))
            .flatten();
        GapView {
            anchor: self.anchors[2][index].clone(),
            placed: self.place(gap.span).is_some(),
            kind: words::gap(gap.kind),
            who: declines.map(|statement| words::capital(&words::speaker(&statement.speaker))),
            words: clean(self.text.slice(gap.span)),
            told: declines.is_some(),
            beside: self.extras.beside.get(&gap.id).cloned(),
        }
    }
}

/// From its first to its last word, each statement and each gap, in bytes: what no break may part.
fn covers(text: &Text<'_>, report: &Report) -> Vec<Range<usize>> {
    let statements = report.statements.iter().map(|statement| {
        let spans = [&statement.content, &statement.source, &statement.cue];
        let ranges = spans.into_iter().flatten().map(|span| text.bytes(*span));
        ranges.reduce(|one, other| one.start.min(other.start)..one.end.max(other.end))
    });
    let gaps = report.gaps.iter().map(|gap| Some(text.bytes(gap.span)));
    statements.chain(gaps).flatten().collect()
}

/// From how many bytes on a paragraph is broken, and how long its parts are at least. A margin is
/// of use only beside what it speaks of.
const LONG_PARAGRAPH: usize = 900;
const PART: usize = 450;

/// A long paragraph in parts that end behind a sentence, outside of statements.
fn parts(text: &str, range: Range<usize>, covers: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = range.start;
    if range.len() > LONG_PARAGRAPH {
        let words = &text[range.clone()];
        for (at, _) in words.match_indices(['.', '?', '!', '。']).map(|(at, m)| (at + m.len(), m))
        {
            let rest = words[at..].trim_start_matches(['”', '"', '’', ')', '»', '.']);
            let end = range.end - rest.len();
            let next = rest.trim_start();
            let ends = rest.len() > next.len() && next.starts_with(|c: char| !c.is_lowercase());
            let word = words[..at].trim_end_matches(['.', '?', '!']);
            let word = word.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
            let whole = word.chars().count() > 3 && word.chars().skip(1).all(|c| !c.is_uppercase());
            let free = covers.iter().all(|cover| end <= cover.start || cover.end <= end);
            if ends && whole && free && end >= start + PART && range.end - end >= PART / 2 {
                parts.push(start..end);
                start = range.end - next.len();
            }
        }
    }
    parts.push(start..range.end);
    parts
}

/// The report's own identifier where it can stand in a link and is nobody else's; else one of
/// ours.
fn anchor(id: &str, letter: char, number: usize, taken: &mut BTreeSet<String>) -> String {
    let sound = id.len() <= 40
        && id.starts_with(|c: char| c.is_ascii_alphabetic())
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
        && !id.to_ascii_lowercase().starts_with("or-");
    let mut anchor = if sound { id.to_owned() } else { format!("{letter}{number}") };
    while !taken.insert(anchor.clone()) {
        anchor.push('_');
    }
    anchor
}

/// The number that a reader sees: that of the identifier where it has one.
fn label(anchor: &str, index: usize) -> String {
    match anchor.strip_prefix('s') {
        Some(digits) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {
            digits.to_owned()
        }
        _ => (index + 1).to_string(),
    }
}

/// `en`, `pt-BR`: may stand in a `lang` attribute.
fn is_tag(tag: &str) -> bool {
    (2..=35).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

fn status_class(status: &str) -> &'static str {
    match status {
        "happened" | "ongoing" => "fact",
        "alleged" => "alleged",
        "contested" => "contested",
        "denied" | "did not happen" => "not",
        "scheduled" | "possible" | "hypothetical" => "ahead",
        _ => "alleged",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_paragraphs_are_broken_behind_sentences() {
        let sentence = "The port of Ostermund waits for Mr. Voss and his pilots. ";
        let text = sentence.repeat(40);
        let text = text.trim();
        let found = parts(text, 0..text.len(), &[]);
        assert!(found.len() > 3);
        for part in &found {
            assert!(
                text[part.clone()].starts_with("The port")
                    && text[part.clone()].ends_with("pilots.")
            );
        }
        let statement = 10..text.len() - 10;
        assert_eq!(parts(text, 0..text.len(), &[statement]).len(), 1);
        assert_eq!(parts(text, 0..800, &[]).len(), 1);
    }
}
