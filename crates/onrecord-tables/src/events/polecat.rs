//! The columns of POLECAT's files (Dataverse, doi:10.7910/DVN/AJGVIT). What it takes from sources
//! that we do not have stays empty: intensity, Wikipedia, districts, feature types.

use onrecord::entities::EntityKind;
use onrecord::report::{Actor, Event};
use onrecord_world::Spot;

use super::article::{self, Article, line};
use super::foreign_id;
use crate::{Column, Row, Value};

pub(super) const COLUMNS: &[Column] = &[
    Column::text("Event ID"),
    Column::day("Event Date"),
    Column::text("Event Type"),
    Column::text("Event Mode"),
    Column::number("Intensity"),
    Column::text("Quad Code"),
    Column::text("Contexts"),
    Column::text("Actor Name"),
    Column::text("Actor Country"),
    Column::text("Actor COW"),
    Column::text("Primary Actor Sector"),
    Column::text("Actor Sectors"),
    Column::text("Actor Title"),
    Column::text("Actor Name Raw"),
    Column::text("Wikipedia Actor ID"),
    Column::text("Recipient Name"),
    Column::text("Recipient Country"),
    Column::text("Recipient COW"),
    Column::text("Primary Recipient Sector"),
    Column::text("Recipient Sectors"),
    Column::text("Recipient Title"),
    Column::text("Recipient Name Raw"),
    Column::text("Wikipedia Recipient ID"),
    Column::text("Placename"),
    Column::text("City"),
    Column::text("District"),
    Column::text("Province"),
    Column::text("Country"),
    Column::number("Latitude"),
    Column::number("Longitude"),
    Column::integer("GeoNames ID"),
    Column::text("Raw Placename"),
    Column::text("Feature Type"),
    Column::text("Source"),
    Column::day("Publication Date"),
    Column::text("Story People"),
    Column::text("Story Organizations"),
    Column::text("Story Locations"),
    Column::text("Language"),
    Column::text("Version"),
];

pub(super) fn row(article: &Article<'_>, event: &Event) -> Row {
    let document = &article.report.document;
    let quad = article::kind(event).map(|kind| kind.quad().as_str());
    let mut row: Row = vec![
        foreign_id(article.report, event).into(),
        date(article, event).into(),
        event.kind.as_str().into(),
        event.mode.as_deref().into(),
        Value::Empty,
        quad.into(),
        event.contexts.join(LIST).into(),
    ];
    row.extend(parties(article, &event.actors));
    row.extend(parties(article, &event.recipients));
    row.extend(place(event));
    row.extend([
        article.outlet().map(line).into(),
        article.published().into(),
        story(article, &[EntityKind::Person]),
        story(article, &[EntityKind::Organization, EntityKind::Outlet]),
        story(article, &[EntityKind::Place]),
        document.language.as_deref().into(),
        version().into(),
    ]);
    row
}

/// As POLECAT parts the items of a cell.
const LIST: &str = "; ";

/// The day of the event, else that of publication: so NGEC does it.
pub(super) fn date(article: &Article<'_>, event: &Event) -> Option<jiff::civil::Date> {
    let own = event.time.start.as_deref().or(event.time.end.as_deref());
    article::day(own).or_else(|| article.published())
}

/// What PLOVER writes in place of a country for those who have none.
pub(super) fn country(party: &Actor) -> Option<&str> {
    let without = |sector: &&str| matches!(*sector, "IGO" | "NGO" | "MNC" | "ISM" | "IMG");
    party.country.as_deref().or_else(|| party.sector.as_deref().filter(without))
}

/// The sector, unless it stands in place of a country.
pub(super) fn sector(party: &Actor) -> Option<&str> {
    let sector = party.sector.as_deref();
    sector.filter(|_| country(party) != sector)
}

pub(super) fn version() -> String {
    format!("onrecord-{}", env!("CARGO_PKG_VERSION"))
}

/// Name, country, COW, primary sector, sectors, title, raw name, Wikipedia.
fn parties(article: &Article<'_>, parties: &[Actor]) -> [Value; 8] {
    let cow = |party: &Actor| {
        let member = article::member(party.country.as_deref()?)?;
        member.cow.map(|number| number.to_string())
    };
    let title = |party: &Actor| article.entity(party).and_then(|entity| entity.role.clone());
    let sectors = list(parties.iter().filter_map(sector));
    [
        list(parties.iter().map(|party| line(&party.name))),
        list(parties.iter().filter_map(country)),
        list(parties.iter().filter_map(cow)),
        parties.iter().find_map(sector).into(),
        sectors,
        list(parties.iter().filter_map(title)),
        list(parties.iter().map(|party| article.words(party.span))),
        Value::Empty,
    ]
}

/// Placename, city, district, province, country, latitude, longitude, GeoNames ID, raw placename,
/// feature type.
fn place(event: &Event) -> [Value; 10] {
    let spot = article::spot(event);
    let (city, province, country) = match spot {
        Some(Spot::City(city)) => (Some(city), city.province(), None),
        Some(Spot::Province(province)) => (None, Some(province), None),
        Some(Spot::Country(country)) => (None, None, Some(country)),
        None => (None, None, None),
    };
    let name = city
        .map(|city| city.name)
        .or(province.map(|province| province.name))
        .or(country.map(|country| country.name));
    let number = city.map(|city| city.geonames).or(country.map(|country| country.geonames));
    let point = spot.and_then(|spot| spot.point());
    [
        name.into(),
        city.map(|city| city.name).into(),
        Value::Empty,
        province.map(|province| province.name).into(),
        event.place.country.as_deref().into(),
        point.map(|point| point.latitude).into(),
        point.map(|point| point.longitude).into(),
        number.into(),
        event.place.name.as_deref().map(line).into(),
        Value::Empty,
    ]
}

/// Names of the article's entities of some kinds.
fn story(article: &Article<'_>, kinds: &[EntityKind]) -> Value {
    list(names(article, kinds))
}

/// Names of the article's entities of some kinds; who is only described has none.
pub(super) fn names(article: &Article<'_>, kinds: &[EntityKind]) -> impl Iterator<Item = String> {
    let named = onrecord::entities::Form::Name;
    let entities = article.report.entities.iter();
    entities
        .filter(move |entity| kinds.contains(&entity.kind))
        .filter(move |entity| entity.mentions.iter().any(|mention| mention.form == named))
        .map(|entity| line(&entity.name))
}

/// Items of a cell, each once.
fn list(items: impl Iterator<Item = impl Into<String>>) -> Value {
    let mut once: Vec<String> = Vec::new();
    for item in items.map(Into::into) {
        if !item.is_empty() && !once.contains(&item) {
            once.push(item);
        }
    }
    once.join(LIST).into()
}
