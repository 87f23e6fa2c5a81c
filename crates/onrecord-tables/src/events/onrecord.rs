//! Our own columns.

use onrecord::report::{Actor, Event};
use onrecord_world::Spot;

use super::article::{self, Article, line};
use super::event_id;
use crate::{Column, Row, Value};

pub(super) const COLUMNS: &[Column] = &[
    Column::text("event_id"),
    Column::text("article_id"),
    Column::text("url"),
    Column::text("outlet"),
    Column::text("published"),
    Column::day("published_day"),
    Column::text("event_type"),
    Column::text("event_mode"),
    Column::integer("quad_code"),
    Column::text("contexts"),
    Column::text("cameo_root"),
    Column::text("actor_name"),
    Column::text("actor_country"),
    Column::text("actor_cow"),
    Column::text("actor_cow_letters"),
    Column::text("actor_sector"),
    Column::truth("actor_alleged"),
    Column::text("recipient_name"),
    Column::text("recipient_country"),
    Column::text("recipient_cow"),
    Column::text("recipient_cow_letters"),
    Column::text("recipient_sector"),
    Column::text("object"),
    Column::day("time_start"),
    Column::day("time_end"),
    Column::text("time_text"),
    Column::text("place"),
    Column::text("place_country"),
    Column::text("place_kind"),
    Column::number("latitude"),
    Column::number("longitude"),
    Column::number("factuality"),
    Column::text("status"),
    Column::integer("statements"),
    Column::text("source_name"),
    Column::text("source_kind"),
    Column::truth("source_named"),
    Column::text("source_country"),
    Column::text("source_sector"),
    Column::text("stance"),
    Column::text("attribution_chain"),
    Column::text("trigger"),
    Column::integer("span_start"),
    Column::integer("span_end"),
    Column::text("sentence"),
    Column::integer("sentence_start"),
    Column::integer("sentence_end"),
    Column::number("confidence"),
];

pub(super) fn row(article: &Article<'_>, event: &Event) -> Row {
    let report = article.report;
    let document = &report.document;
    let kind = article::kind(event);
    let spot = article::spot(event);
    let point = spot.and_then(|spot| spot.point());
    let bearer = article.bearer(event);
    let speaker = bearer.map(|statement| &statement.speaker);
    let sentence = article.sentence(event.trigger);
    let mut row: Row = vec![
        event_id(report, event).into(),
        report.id.as_str().into(),
        document.url.as_deref().into(),
        article.outlet().map(line).into(),
        document.published.as_deref().into(),
        article.published().into(),
        event.kind.as_str().into(),
        event.mode.as_deref().into(),
        kind.map(|kind| kind.quad() as i64).into(),
        event.contexts.join(";").into(),
        kind.map(|kind| kind.cameo_root(event.mode.as_deref())).into(),
    ];
    row.extend(parties(&event.actors));
    let alleged = event.actors.iter().any(|actor| actor.alleged);
    row.push((!event.actors.is_empty()).then_some(alleged).into());
    row.extend(parties(&event.recipients));
    row.extend([
        article.all_words(&event.object).into(),
        article::day(event.time.start.as_deref()).into(),
        article::day(event.time.end.as_deref()).into(),
        event.time.text.as_deref().map(line).into(),
        event.place.name.as_deref().map(line).into(),
        event.place.country.as_deref().into(),
        point.and(spot).map(place_kind).into(),
        point.map(|point| point.latitude).into(),
        point.map(|point| point.longitude).into(),
        event.factuality.into(),
        event.status.as_str().into(),
        Value::Integer(event.held.len() as i64),
        speaker.map(|speaker| line(&speaker.name)).into(),
        speaker.map(|speaker| article::code(speaker.kind)).into(),
        speaker.map(|speaker| speaker.named).into(),
        speaker.and_then(|speaker| speaker.country.as_deref()).into(),
        speaker.and_then(|speaker| speaker.sector.as_deref()).into(),
        bearer.map(|statement| article::code(statement.stance)).into(),
        bearer.map(chain).into(),
        article.words(event.trigger).into(),
        event.trigger[0].into(),
        event.trigger[1].into(),
        article.words(sentence).into(),
        sentence[0].into(),
        sentence[1].into(),
        event.confidence.into(),
    ]);
    row
}

/// Names, country codes, COW numbers and letters, sectors: the n-th of each is of the n-th party.
fn parties(parties: &[Actor]) -> [Value; 5] {
    let list = |cell: &dyn Fn(&Actor) -> Option<String>| -> Value {
        let cells: Vec<_> = parties.iter().map(|party| cell(party).unwrap_or_default()).collect();
        let known = cells.iter().any(|cell| !cell.is_empty());
        known.then(|| cells.join(";")).into()
    };
    let member = |party: &Actor| party.country.as_deref().and_then(article::member);
    [
        list(&|party| Some(line(&party.name).replace(';', ","))),
        list(&|party| party.country.clone()),
        list(&|party| member(party)?.cow.map(|number| number.to_string())),
        list(&|party| member(party)?.cow_abbreviation.map(str::to_owned)),
        list(&|party| party.sector.clone()),
    ]
}

/// Who brought the words to the reader, from the nearest to the origin.
fn chain(statement: &onrecord::report::Statement) -> String {
    let names = statement.via.iter().map(|carrier| &carrier.name).chain([&statement.speaker.name]);
    names.map(|name| line(name)).collect::<Vec<_>>().join(" <- ")
}

fn place_kind(spot: Spot) -> &'static str {
    match spot {
        Spot::City(_) => "city",
        Spot::Province(_) => "province",
        Spot::Country(_) => "country",
    }
}
