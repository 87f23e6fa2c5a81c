//! The way in: [`Reader`], built once and shared by threads.

use std::cell::RefCell;

use jiff::civil::Date;
use onrecord_intake::{Document, Span};

use crate::model::{Model, Reading, Workspace};
use crate::passages::Passage;
use crate::report::Report;
use crate::statements::{self, Article, Attribution, Statement};
use crate::syntax::Syntax;
use crate::text::{Text, TokenRange};
use crate::{compose, entities, events, gaps, names, passages, places, times};

/// Reads documents. Built once (it unpacks the model), then shared: every method takes `&self`.
///
/// ```
/// use onrecord::{Document, Reader};
///
/// let text = "\"The bridge is safe,\" said Ana Ruiz, the port's engineer.".to_owned();
/// let report = Reader::new().read(Document::of_lines(text));
/// assert_eq!(report.statements[0].speaker.name, "Ana Ruiz");
/// ```
#[derive(Debug)]
pub struct Reader {
    model: Model,
}

thread_local! {
    /// What a thread works in, kept from document to document.
    static WORKSPACE: RefCell<Workspace> = RefCell::default();
}

impl Reader {
    /// A reader with the model that this program carries.
    #[expect(clippy::new_without_default, reason = "it is too costly to happen unasked")]
    pub fn new() -> Self {
        Self { model: Model::embedded() }
    }

    /// The model it reads with.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Reads one document. Never fails: what is odd about it stands in the report's warnings.
    pub fn read(&self, mut document: Document) -> Report {
        keep_within(&mut document, LONGEST);
        let text = Text::new(&document);
        let reading = self.annotate(&text);
        let findings = self.findings(&document, &text, reading);
        compose::report(&document, &findings, self.model.hash())
    }

    /// The mentions of events in a document and what each pair of them has in common: for training.
    pub fn pairs(&self, document: &Document) -> events::Pairs {
        let text = Text::new(document);
        let Reading { syntax, attributions, triggers, .. } = self.annotate(&text);
        staged(document, &text, &syntax, attributions, |article, statements, published| {
            events::pairs(article, statements, &triggers, published)
        })
        .2
    }

    /// The stages behind the model.
    fn findings(&self, document: &Document, text: &Text<'_>, reading: Reading) -> Findings {
        let Reading { syntax, attributions, triggers, passages: words, .. } = reading;
        let same = self.model.pair_weights();
        let (entities, statements, (events, gaps)) =
            staged(document, text, &syntax, attributions, |article, statements, published| {
                let events = events::find(article, statements, &triggers, same, published);
                let gaps = gaps::find(article, statements, &events);
                (events, gaps)
            });
        let found = passages::words(text, &syntax, &statements);
        let codes = WORKSPACE.with_borrow_mut(|room| self.model.codes(&words, &found, room));
        let passage =
            |(words, code): (&TokenRange, Vec<i8>)| Passage { span: text.span(words), code };
        let passages = found.iter().zip(codes).map(passage).collect();
        Findings { entities, statements, events, gaps, passages }
    }

    /// What stands in the words themselves: sentences, tags, trees, names, attributions. The model
    /// reads them; names that the tables know are set right.
    pub fn annotate(&self, text: &Text<'_>) -> Reading {
        let mut reading = WORKSPACE.with_borrow_mut(|room| self.model.read(text, room));
        reading.syntax.tie_possessives(text);
        names::complete(text, &mut reading.syntax);
        reading
    }
}

/// The longest text that is read to its end, in bytes: some 170,000 words, half a minute on one core.
const LONGEST: usize = 1 << 20;

/// Leaves out what of a text lies behind `limit` bytes, with a warning.
fn keep_within(document: &mut Document, limit: usize) {
    let Document { text, paragraphs, warnings, .. } = document;
    if text.len() <= limit || paragraphs.last().is_none_or(|p| p.end as usize <= limit) {
        return;
    }
    let end = text.floor_char_boundary(limit);
    paragraphs.retain(|p| (p.start as usize) < end);
    if let Some(last) = paragraphs.last_mut() {
        *last = Span::new(last.start as usize, (last.end as usize).min(end));
    }
    warnings.push(format!("too long: only the first {limit} of {} bytes were read", text.len()));
}

/// Everything found in a document, in bytes and indexes.
#[derive(Debug)]
pub(crate) struct Findings {
    pub entities: entities::Entities,
    pub statements: Vec<Statement>,
    pub events: Vec<events::Event>,
    pub gaps: Vec<gaps::Gap>,
    pub passages: Vec<Passage>,
}

/// The stages up to the statements, and what `then` makes of them.
fn staged<T>(
    document: &Document,
    text: &Text<'_>,
    syntax: &Syntax,
    attributions: Vec<Attribution>,
    then: impl FnOnce(&Article<'_, '_>, &[Statement], Option<Date>) -> T,
) -> (entities::Entities, Vec<Statement>, T) {
    let published = document.published.as_deref().and_then(|day| day.get(..10)?.parse().ok());
    let times = times::find(text, syntax, published);
    let places = places::find(text, syntax);
    let entities = entities::find(text, syntax, &places, &attributions);
    let article = Article {
        text,
        syntax,
        entities: &entities,
        times: &times,
        places: &places,
        outlet: document.outlet.name.as_deref(),
    };
    let statements = statements::find(&article, attributions);
    let found = then(&article, &statements, published);
    (entities, statements, found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_beyond_the_limit_is_cut_between_letters() {
        let read_to = |limit| {
            let mut document = Document::of_lines("Zürich.\nÖrebro.\nMalmö.".to_owned());
            keep_within(&mut document, limit);
            assert_eq!(document.warnings.len(), 1);
            document.paragraphs
        };
        assert_eq!(read_to(10), [Span::new(0, 8)]);
        assert_eq!(read_to(12), [Span::new(0, 8), Span::new(9, 12)]);
        let mut whole = Document::of_lines("Zürich.".to_owned());
        keep_within(&mut whole, 8);
        assert!(whole.warnings.is_empty() && whole.paragraphs == [Span::new(0, 8)]);
    }
}
