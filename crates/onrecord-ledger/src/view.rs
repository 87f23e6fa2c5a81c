//! What the ledger answers: plain values, the same for the terminal, a page and JSON.

use std::collections::BTreeMap;

use onrecord_claims::Claim;
use serde::{Deserialize, Serialize};

/// Who does something, or to whom it is done.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Party {
    /// As the articles call it.
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
}

/// A claim in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClaimRow {
    /// Its identifier.
    pub id: String,
    /// In words of the articles.
    pub proposition: String,
    /// PLOVER type of what is claimed; none where PLOVER has none.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// How it stands now.
    pub status: String,
    /// Independent origins, at least.
    pub at_least: u32,
    /// Independent origins, at most.
    pub at_most: u32,
    /// Articles that carry it.
    pub articles: u32,
    /// Publication of the first of them, in UTC.
    pub first_seen: Option<String>,
    /// Publication of the last of them, in UTC.
    pub last_seen: Option<String>,
    /// Publication of the article that last moved the status, in UTC.
    pub moved: Option<String>,
    /// Who does it.
    pub actors: Vec<Party>,
    /// To whom it is done.
    pub recipients: Vec<Party>,
}

/// A claim with everything that one needs to check it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClaimView {
    /// The claim, as `onrecord.claim/1` has it.
    #[serde(flatten)]
    pub claim: Claim,
    /// The words of each mention, in the order of `mentions`.
    pub quotations: Vec<Quotation>,
    /// The words of each gap, in the order of `gaps`.
    pub open: Vec<String>,
    /// The articles that are named in it, by identifier.
    pub sources: BTreeMap<String, ArticleRow>,
    /// Copies among these articles, with the reason for each.
    pub copy_links: Vec<CopyLink>,
    /// What it is a detail of.
    pub whole: Option<ClaimRow>,
    /// What are details of it.
    pub details: Vec<ClaimRow>,
}

/// The words of a mention.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Quotation {
    /// The characters that the mention's span covers.
    pub text: String,
    /// The paragraph around them.
    pub paragraph: String,
    /// Who says it, as the report has it; none where the article itself does.
    pub speaker: Option<String>,
    /// The cue that marks it.
    pub cue: Option<String>,
}

/// Two articles that are one text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CopyLink {
    /// The two articles.
    pub articles: [String; 2],
    /// Why they are one: `same`, `excerpt`, `rewrite`, `reworded`.
    pub reason: String,
    /// How many passages are one.
    pub passages: usize,
}

/// An article in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ArticleRow {
    /// The identifier of its report.
    pub id: String,
    /// Where it stood.
    pub url: Option<String>,
    /// The publisher's name, else its domain.
    pub outlet: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// When it was published, as the report has it.
    pub published: Option<String>,
    /// When it came into the ledger.
    pub added: String,
    /// Its length in words.
    pub words: u32,
}

/// A speaker, over all articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SpeakerRow {
    /// As the reports call them.
    pub name: String,
    /// `person`, `organization`, ...
    pub kind: String,
    /// Could a reader find out who it is?
    pub named: bool,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// PLOVER sector.
    pub sector: Option<String>,
    /// Statements.
    pub statements: u32,
    /// Articles with a statement.
    pub articles: u32,
    /// Outlets with a statement.
    pub outlets: u32,
    /// Statements that came by way of somebody else.
    pub carried: u32,
    /// PLOVER types of the claims that they bear on, the most frequent first.
    pub on: Vec<String>,
}

/// An outlet: how much is its own, and whom it cites and copies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OutletRow {
    /// Its name, else its domain.
    pub name: String,
    /// Its articles.
    pub articles: u32,
    /// Articles that are a copy of another outlet's earlier one, or credit somebody with their text.
    pub copied: u32,
    /// Whose texts these are, with how many.
    pub copied_from: Vec<(String, u32)>,
    /// Statements in its articles.
    pub statements: u32,
    /// Statements that came by way of another.
    pub cited: u32,
    /// By way of whom, with how many.
    pub cited_from: Vec<(String, u32)>,
}

/// A movement of a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The claim.
    pub claim: String,
    /// In words of the articles.
    pub proposition: String,
    /// The status it moved from; none where the claim is new.
    pub from: Option<String>,
    /// The status it moved to.
    pub to: String,
    /// Publication of the article that moved it, in UTC.
    pub at: Option<String>,
    /// When the ledger came to know of it.
    pub noted: String,
    /// The article that moved it.
    pub article: ArticleRow,
    /// Independent origins as of now, at least.
    pub at_least: u32,
    /// Independent origins as of now, at most.
    pub at_most: u32,
}

/// A filter that was saved under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Watch {
    /// Its name.
    pub name: String,
    /// What it looks for, as [`Filter::parse`](crate::Filter::parse) reads it.
    pub query: String,
    /// When it was saved.
    pub saved: String,
}

/// What could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The input.
    pub input: String,
    /// The line or record of it, from 1.
    pub line: Option<u64>,
    /// What was expected and found.
    pub reason: String,
    /// When it was met first.
    pub first: String,
    /// When it was met last.
    pub last: String,
    /// How often.
    pub times: u32,
}

/// A place that a search found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// The article.
    pub article: ArticleRow,
    /// The statement that holds the words, and who says it; none where they stand elsewhere.
    pub statement: Option<StatementRow>,
}

/// A statement in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatementRow {
    /// Its identifier within the report.
    pub id: String,
    /// The article that it stands in.
    pub article: String,
    /// Who says it.
    pub speaker: String,
    /// In what stance.
    pub stance: String,
    /// The words.
    pub content: String,
    /// By way of whom, nearest first.
    pub via: Vec<String>,
    /// The first day of when it was said.
    pub said: Option<String>,
    /// Code points of the whole.
    pub span: [u32; 2],
}

/// An event in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EventRow {
    /// Its identifier within the report.
    pub id: String,
    /// The article that it stands in.
    pub article: String,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: String,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// How real it is, in a word.
    pub status: String,
    /// How committed the article is to it, -3 to 3.
    pub factuality: f64,
    /// Its first day.
    pub first_day: Option<String>,
    /// Its last day.
    pub last_day: Option<String>,
    /// Where it takes place.
    pub place: Option<String>,
    /// ISO 3166-1 alpha-3 of the place.
    pub country: Option<String>,
    /// Who does it.
    pub actors: Vec<Party>,
    /// To whom it is done.
    pub recipients: Vec<Party>,
    /// Code points of the trigger.
    pub span: [u32; 2],
    /// When the article was published.
    pub published: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
}

/// How much stands in a ledger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Size {
    /// Articles.
    pub articles: u64,
    /// Statements.
    pub statements: u64,
    /// Events.
    pub events: u64,
    /// Claims.
    pub claims: u64,
    /// Inputs and records that could not be read.
    pub problems: u64,
}
