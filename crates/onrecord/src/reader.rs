//! The way in: [`Reader`], built once and shared by threads.

use std::cell::RefCell;

use onrecord_intake::Document;

use crate::model::{Model, Reading, Workspace};
use crate::report::Report;
use crate::statements::{self, Article, Statement};
use crate::text::Text;
use crate::{compose, entities, events, gaps, names, times};

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
    pub fn read(&self, document: Document) -> Report {
        let text = Text::new(&document);
        let reading = self.annotate(&text);
        let findings = findings(&document, &text, reading);
        compose::report(&document, &findings, self.model.hash())
    }

    /// What stands in the words themselves: sentences, tags, trees, names, attributions. The model
    /// reads them; names that the tables know are set right.
    pub fn annotate(&self, text: &Text<'_>) -> Reading {
        let mut reading = WORKSPACE.with_borrow_mut(|room| self.model.read(text, room));
        names::complete(text, &mut reading.syntax);
        reading
    }
}

/// Everything found in a document, in bytes and indexes.
#[derive(Debug)]
pub(crate) struct Findings {
    pub entities: entities::Entities,
    pub statements: Vec<Statement>,
    pub events: Vec<events::Event>,
    pub gaps: Vec<gaps::Gap>,
}

/// The stages behind the model.
fn findings(document: &Document, text: &Text<'_>, reading: Reading) -> Findings {
    let Reading { syntax, attributions, triggers } = reading;
    let published = document.published.as_deref().and_then(|day| day.get(..10)?.parse().ok());
    let times = times::find(text, &syntax, published);
    let entities = entities::find(text, &syntax, &attributions);
    let article = Article {
        text,
        syntax: &syntax,
        entities: &entities,
        times: &times,
        outlet: document.outlet.name.as_deref(),
    };
    let statements = statements::find(&article, attributions);
    let events = events::find(&article, &statements, &triggers, published);
    let gaps = gaps::find(&article, &statements);
    Findings { entities, statements, events, gaps }
}
