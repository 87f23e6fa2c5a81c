//! Whole tables out of a ledger.

use std::io::{self, Write};

use jiff::Timestamp;
use jiff::civil::Date;
use onrecord::report::Report;
use onrecord_claims::Claim;
use onrecord_tables::events::{STATUSES, Shape};
use onrecord_tables::{Column, Format, Row, Value, Writer};
use serde_json::{Map, json};

use crate::rows::word;
use crate::text::{Text, whole};
use crate::view::ClaimView;
use crate::{Correction, Filter, Ledger, Says};

/// What is written: one of these a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// Events of all articles, as `onrecord read` writes them.
    Events,
    /// Statements of all articles.
    Statements,
    /// Claims.
    Claims,
    /// Mentions of claims: who says what of which, in which article, with the words.
    Mentions,
    /// What people set right.
    Corrections,
}

/// The form of an exported table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As a table.
    Table(Format),
    /// JSON Lines, one row a line under the names of the columns; empty cells are null.
    Lines,
}

const STATEMENTS: &[Column] = &[
    Column::text("article_id"),
    Column::text("statement_id"),
    Column::text("url"),
    Column::text("outlet"),
    Column::text("published"),
    Column::text("speaker"),
    Column::text("speaker_kind"),
    Column::truth("named"),
    Column::text("country"),
    Column::text("sector"),
    Column::integer("count"),
    Column::text("basis"),
    Column::text("stance"),
    Column::text("quotation"),
    Column::text("cue"),
    Column::text("content"),
    Column::text("via"),
    Column::day("said_start"),
    Column::day("said_end"),
    Column::text("event_types"),
    Column::number("confidence"),
    Column::integer("span_start"),
    Column::integer("span_end"),
];

const CLAIMS: &[Column] = &[
    Column::text("claim_id"),
    Column::text("proposition"),
    Column::text("type"),
    Column::text("mode"),
    Column::text("actors"),
    Column::text("actor_countries"),
    Column::text("recipients"),
    Column::text("recipient_countries"),
    Column::day("time_start"),
    Column::day("time_end"),
    Column::text("place"),
    Column::text("status"),
    Column::integer("n_reports"),
    Column::integer("n_independent_at_least"),
    Column::integer("n_independent_at_most"),
    Column::text("origins"),
    Column::integer("n_open_questions"),
    Column::text("first_seen"),
    Column::text("last_seen"),
    Column::text("moved_at"),
    Column::text("moved_by"),
    Column::text("part_of"),
    Column::text("overtaken_by"),
];

const MENTIONS: &[Column] = &[
    Column::text("claim_id"),
    Column::text("article_id"),
    Column::text("url"),
    Column::text("outlet"),
    Column::text("published"),
    Column::text("stance"),
    Column::text("origin_id"),
    Column::text("origin"),
    Column::truth("origin_named"),
    Column::text("role"),
    Column::text("attribution_chain"),
    Column::text("speaker"),
    Column::text("cue"),
    Column::text("quotation"),
    Column::text("statement_id"),
    Column::text("event_id"),
    Column::integer("span_start"),
    Column::integer("span_end"),
];

const CORRECTIONS: &[Column] = &[
    Column::integer("correction_id"),
    Column::text("at"),
    Column::text("who"),
    Column::text("verdict"),
    Column::text("article_id"),
    Column::text("finding"),
    Column::integer("span_start"),
    Column::integer("span_end"),
    Column::text("claim_id"),
    Column::text("other"),
    Column::text("note"),
];

/// Between several values of one cell.
const AND: &str = "; ";
/// Between the links of a chain, the nearest first.
const BY_WAY_OF: &str = " <- ";

impl Table {
    /// Its columns, in order.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Events => Shape::Onrecord.columns(),
            Self::Statements => STATEMENTS,
            Self::Claims => CLAIMS,
            Self::Mentions => MENTIONS,
            Self::Corrections => CORRECTIONS,
        }
    }
}

impl Ledger {
    /// Writes a whole table, a row at a time; of claims and mentions those of the claims that fit.
    /// Gives back what it was written to.
    ///
    /// # Errors
    /// Where the file cannot be read, or the output not be written.
    pub fn export<W: Write + Send>(
        &self,
        table: Table,
        form: Form,
        filter: &Filter,
        out: W,
    ) -> io::Result<W> {
        let mut rows = match form {
            Form::Table(format) => {
                Rows::Table(Box::new(Writer::new(format, table.columns(), out)?))
            }
            Form::Lines => Rows::Lines(table.columns(), out),
        };
        match table {
            Table::Events => self.each_report(|report| -> Result<(), Failed> {
                let events = Shape::Onrecord.rows(&report, &STATUSES);
                events.iter().try_for_each(|row| Ok(rows.row(row)?))
            }),
            Table::Statements => self.each_report(|report| -> Result<(), Failed> {
                statements(&report).iter().try_for_each(|row| Ok(rows.row(row)?))
            }),
            Table::Claims => self.each_claim(filter, |claim| -> Result<(), Failed> {
                Ok(rows.row(&of_claim(&claim))?)
            }),
            Table::Mentions => self.each_claim(filter, |claim| -> Result<(), Failed> {
                let view = self.view(claim)?;
                mentions(&view).iter().try_for_each(|row| Ok(rows.row(row)?))
            }),
            Table::Corrections => self
                .corrections()
                .map_err(Failed::from)
                .and_then(|all| all.iter().try_for_each(|one| Ok(rows.row(&correction(one))?))),
        }
        .map_err(|Failed(error)| error)?;
        rows.finish()
    }
}

/// Either kind of failure, as one of writing.
struct Failed(io::Error);

impl From<crate::Error> for Failed {
    fn from(error: crate::Error) -> Self {
        Self(io::Error::other(error))
    }
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Self(error)
    }
}

enum Rows<W: Write + Send> {
    Table(Box<Writer<W>>),
    Lines(&'static [Column], W),
}

impl<W: Write + Send> Rows<W> {
    fn row(&mut self, row: &Row) -> io::Result<()> {
        match self {
            Self::Table(table) => table.row(row),
            Self::Lines(columns, out) => {
                let cells = columns
                    .iter()
                    .zip(row)
                    .map(|(column, cell)| (column.name.to_owned(), json_of(cell)));
                let object: Map<String, serde_json::Value> = cells.collect();
                serde_json::to_writer(&mut *out, &object)?;
                out.write_all(b"\n")
            }
        }
    }

    fn finish(self) -> io::Result<W> {
        match self {
            Self::Table(table) => table.finish(),
            Self::Lines(_, out) => Ok(out),
        }
    }
}

fn json_of(cell: &Value) -> serde_json::Value {
    match cell {
        Value::Empty => serde_json::Value::Null,
        Value::Text(text) => json!(text),
        Value::Integer(number) => json!(number),
        Value::Number(number) => json!(number),
        Value::Truth(truth) => json!(truth),
        Value::Day(day) => json!(day.to_string()),
        Value::Moment(moment) => json!(moment.to_string()),
    }
}

fn day(text: Option<&String>) -> Option<Date> {
    text.and_then(|text| text.parse().ok())
}

/// A day as it is, a moment in UTC.
fn published(text: Option<&String>) -> Option<String> {
    let text = text?;
    Some(text.parse::<Timestamp>().map_or_else(|_| text.clone(), |moment| moment.to_string()))
}

fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn joined<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(AND)
}

fn statements(report: &Report) -> Vec<Row> {
    let document = &report.document;
    let text = Text::new(&document.text);
    let outlet = document.outlet.name.as_ref().or(document.outlet.domain.as_ref());
    let row = |statement: &onrecord::report::Statement| {
        let speaker = &statement.speaker;
        let via: Vec<&str> = statement.via.iter().map(|carrier| carrier.name.as_str()).collect();
        let said = statement.said.as_ref();
        let spans = [&statement.source, &statement.cue, &statement.content];
        let span = whole(spans.into_iter().flatten());
        let events = report.events.iter().filter(|event| statement.events.contains(&event.id));
        vec![
            (&report.id).into(),
            (&statement.id).into(),
            document.url.as_ref().into(),
            outlet.into(),
            published(document.published.as_ref()).into(),
            (&speaker.name).into(),
            word(&speaker.kind).into(),
            speaker.named.into(),
            speaker.country.as_ref().into(),
            speaker.sector.as_ref().into(),
            speaker.count.into(),
            speaker.basis.as_ref().into(),
            word(&statement.stance).into(),
            word(&statement.quotation).into(),
            text.words(&statement.cue).into(),
            text.words(&statement.content).into(),
            via.join(BY_WAY_OF).into(),
            day(said.map(|said| &said.start)).into(),
            day(said.map(|said| &said.end)).into(),
            joined(events.map(|event| event.kind.as_str())).into(),
            statement.confidence.into(),
            span.map(|span| span[0]).into(),
            span.map(|span| span[1]).into(),
        ]
    };
    report.statements.iter().map(row).collect()
}

fn of_claim(claim: &Claim) -> Row {
    let event = &claim.event;
    let names =
        |parties: &[onrecord_claims::Party]| joined(parties.iter().map(|p| p.name.as_str()));
    let countries = |parties: &[onrecord_claims::Party]| {
        joined(parties.iter().filter_map(|party| party.country.as_deref()))
    };
    let moved = claim.history.last();
    vec![
        (&claim.id).into(),
        (&claim.proposition).into(),
        event.kind.as_ref().into(),
        event.mode.as_ref().into(),
        names(&event.actors).into(),
        countries(&event.actors).into(),
        names(&event.recipients).into(),
        countries(&event.recipients).into(),
        day(event.time.start.as_ref()).into(),
        day(event.time.end.as_ref()).into(),
        event.place.as_ref().into(),
        word(&claim.status).into(),
        number(claim.articles).into(),
        number(claim.origins.at_least).into(),
        number(claim.origins.at_most).into(),
        joined(claim.origins.list.iter().map(|origin| origin.label.as_str())).into(),
        number(claim.gaps.len()).into(),
        published(claim.first_seen.as_ref()).into(),
        published(claim.last_seen.as_ref()).into(),
        published(moved.and_then(|step| step.at.as_ref())).into(),
        moved.map(|step| &step.article).into(),
        claim.part_of.as_ref().into(),
        claim.overtaken_by.as_ref().map(|by| &by.claim).into(),
    ]
}

fn mentions(view: &ClaimView) -> Vec<Row> {
    let claim = &view.claim;
    let row = |(mention, quotation): (&onrecord_claims::Mention, &crate::Quotation)| {
        let source = view.sources.get(&mention.article);
        let origin = mention.origin.as_ref();
        let known = claim.origins.list.iter().find(|one| Some(&one.id) == origin);
        vec![
            (&claim.id).into(),
            (&mention.article).into(),
            source.and_then(|source| source.url.as_ref()).into(),
            source.and_then(|source| source.outlet.as_ref()).into(),
            published(source.and_then(|source| source.published.as_ref())).into(),
            word(&mention.stance).into(),
            known.map(|one| &one.id).into(),
            known.map(|one| &one.label).or(origin).into(),
            known.map(|one| one.named).into(),
            mention.role.as_ref().map(word).into(),
            mention.via.join(BY_WAY_OF).into(),
            quotation.speaker.as_ref().into(),
            quotation.cue.as_ref().into(),
            (&quotation.text).into(),
            mention.statement.as_ref().into(),
            mention.event.as_ref().into(),
            mention.span[0].into(),
            mention.span[1].into(),
        ]
    };
    claim.mentions.iter().zip(&view.quotations).map(row).collect()
}

fn correction(one: &Correction) -> Row {
    let (finding, two) = match &one.says {
        Says::Right(finding) | Says::Wrong(finding) => (Some(finding), None),
        Says::Join(two) | Says::Part(two) => (None, Some(two)),
    };
    vec![
        one.id.into(),
        (&one.at).into(),
        (&one.who).into(),
        one.says.verdict().into(),
        finding.map(|f| &f.article).into(),
        finding.map(|f| &f.finding).into(),
        finding.map(|f| f.span[0]).into(),
        finding.map(|f| f.span[1]).into(),
        two.map(|two| &two.claim).into(),
        two.map(|two| &two.other).into(),
        one.note.as_ref().into(),
    ]
}
