//! Events as NGEC writes them (github.com/ahalterman/NGEC: `formatter.py`, `utilities.py`): an object
//! an event, `attributes` and `event_geolocation` nested. In a table, what is nested is JSON.

use onrecord::entities::EntityKind;
use onrecord::report::{Actor, Event, EventTime, Report};
use onrecord_world::{self as world, Spot};
use serde_json::{Map, Value as Json, json};

use super::article::{self, Article, line};
use super::polecat::{country, date, names, sector, version};
use super::{foreign_id, kept};
use crate::{Column, Row, Value};

pub(super) const COLUMNS: &[Column] = &[
    Column::text("id"),
    Column::text("orig_id"),
    Column::text("story_id"),
    Column::text("date"),
    Column::text("pub_date"),
    Column::text("publisher"),
    Column::text("headline"),
    Column::text("event_text"),
    Column::text("event_type"),
    Column::text("event_mode"),
    Column::text("contexts"),
    Column::text("attributes"),
    Column::text("event_geolocation"),
    Column::text("geolocated_ents"),
    Column::text("date_resolved"),
    Column::text("date_raw"),
    Column::text("story_people"),
    Column::text("story_organizations"),
    Column::text("story_places"),
    Column::text("version"),
];

/// An object for each event of these statuses, in text order.
pub fn objects(report: &Report, statuses: &[&str]) -> Vec<Map<String, Json>> {
    let article = Article::new(report);
    kept(report, statuses).map(|event| object(&article, event)).collect()
}

pub(super) fn row(article: &Article<'_>, event: &Event) -> Row {
    let mut object = object(article, event);
    let cell = |column: &Column| match object.remove(column.name) {
        Some(Json::String(text)) => text.into(),
        Some(nested) => nested.to_string().into(),
        None => Value::Empty,
    };
    COLUMNS.iter().map(cell).collect()
}

fn is_dated(time: &EventTime) -> bool {
    time.start.is_some() || time.end.is_some()
}

fn object(article: &Article<'_>, event: &Event) -> Map<String, Json> {
    let report = article.report;
    let document = &report.document;
    let published = article.published().map(|day| day.to_string()).unwrap_or_default();
    let raw = match &event.time.text {
        Some(text) if is_dated(&event.time) => line(text),
        _ => "<No date detected--using publication date>".to_owned(),
    };
    let entities = |kinds: &[EntityKind]| names(article, kinds).map(Json::from).collect::<Json>();
    let values = [
        foreign_id(report, event).into(),
        report.id.as_str().into(),
        report.id.as_str().into(),
        published.as_str().into(),
        published.as_str().into(),
        article.outlet().unwrap_or_default().into(),
        document.title.as_deref().unwrap_or_default().into(),
        document.text.as_str().into(),
        event.kind.as_str().into(),
        event.mode.as_deref().unwrap_or_default().into(),
        event.contexts.clone().into(),
        attributes(article, event),
        geolocation(event),
        json!([]),
        date(article, event).map(|day| day.to_string()).unwrap_or_default().into(),
        raw.into(),
        entities(&[EntityKind::Person]),
        entities(&[EntityKind::Organization, EntityKind::Outlet]),
        entities(&[EntityKind::Place]),
        version().into(),
    ];
    COLUMNS.iter().map(|column| column.name.to_owned()).zip(values).collect()
}

/// Who, to whom, where and when, with the characters of each in `event_text`. NGEC's scores of
/// its question-answering model have no like here and are null.
fn attributes(article: &Article<'_>, event: &Event) -> Json {
    let span = |[start, end]: [u32; 2]| {
        json!({
            "text": article.words([start, end]),
            "qa_start_char": start,
            "qa_end_char": end,
            "qa_score": null,
        })
    };
    let party = |party: &Actor| {
        let code = country(party).unwrap_or_default();
        let name = match code {
            "IGO" => "Intergovernmental Organization",
            code => world::country_by_iso3(code).map_or("", |country| country.name),
        };
        let mut object = span(party.span);
        object["wiki"] = "".into();
        object["country"] = code.into();
        object["country_name"] = name.into();
        object["code_1"] = sector(party).unwrap_or_default().into();
        object["code_2"] = "".into();
        object
    };
    let dated = event.time.text.as_deref().filter(|_| is_dated(&event.time));
    let date = dated.map(|text| json!({ "text": line(text) }));
    json!({
        "ACTOR": event.actors.iter().map(party).collect::<Json>(),
        "RECIP": event.recipients.iter().map(party).collect::<Json>(),
        "LOC": event.place.span.map(span).into_iter().collect::<Json>(),
        "DATE": date.into_iter().collect::<Json>(),
    })
}

fn geolocation(event: &Event) -> Json {
    let without = |reason: &str| json!({ "reason": reason, "geo": null });
    let Some(name) = &event.place.name else { return without("No place was found for the event") };
    let Some(spot) = article::spot(event) else {
        return without("The place of the event is not in the gazetteer");
    };
    let (resolved, class, number, province) = match spot {
        Spot::City(city) => (city.name, "P", Some(city.geonames), city.province()),
        Spot::Province(province) => (province.name, "A", None, Some(province)),
        Spot::Country(country) => (country.name, "A", Some(country.geonames), None),
    };
    let point = spot.point();
    let [start, end] = event.place.span.map_or([None; 2], |[start, end]| [Some(start), Some(end)]);
    json!({
        "reason": "The place of the event is in the gazetteer",
        "geo": {
            "resolved_placename": resolved,
            "search_placename": line(name),
            "country_code3": event.place.country,
            "admin1_code": province.map_or("", |province| province.code),
            "admin1_name": province.map_or("", |province| province.name),
            "admin2_code": "",
            "admin2_name": "",
            "feature_class": class,
            "feature_code": "",
            "geonameid": number.map_or_else(String::new, |number| number.to_string()),
            "lat": point.map(|point| point.latitude),
            "lon": point.map(|point| point.longitude),
            "start_char": start,
            "end_char": end,
        },
    })
}
