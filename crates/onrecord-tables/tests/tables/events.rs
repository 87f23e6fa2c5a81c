//! The rows of an invented report, cell by cell.

use std::collections::BTreeMap;

use onrecord::report::Report;
use onrecord_tables::events::{STATUSES, Shape, event_id, ngec_objects};
use onrecord_tables::{Format, Value, Writer};

fn report() -> Report {
    serde_json::from_str(include_str!("report.json")).unwrap()
}

/// The filled cells of a row, as CSV writes them, by column.
fn cells(shape: Shape, index: usize) -> BTreeMap<&'static str, String> {
    let rows = shape.rows(&report(), &STATUSES);
    let named = shape.columns().iter().zip(&rows[index]);
    let filled = named.filter_map(|(column, value)| {
        let cell = match value {
            Value::Empty => return None,
            Value::Text(text) => text.clone(),
            Value::Integer(number) => number.to_string(),
            Value::Number(number) => format!("{number:?}"),
            Value::Truth(truth) => truth.to_string(),
            Value::Day(day) => day.to_string(),
            Value::Moment(moment) => moment.to_string(),
        };
        Some((column.name, cell))
    });
    filled.collect()
}

#[track_caller]
fn check(found: &BTreeMap<&'static str, String>, expected: &[(&'static str, &str)]) {
    let expected: BTreeMap<_, _> =
        expected.iter().map(|(name, cell)| (*name, (*cell).to_owned())).collect();
    assert_eq!(*found, expected);
}

#[test]
fn our_own_columns() {
    let mut met = cells(Shape::Onrecord, 0);
    assert!(met.remove("event_id").is_some_and(|id| id.starts_with("v-") && id.len() == 22));
    check(
        &met,
        &[
            ("article_id", "wire/7"),
            ("url", "https://courier.example/7"),
            ("outlet", "Harbour Courier"),
            ("published", "2024-05-17T06:30:00+02:00"),
            ("published_day", "2024-05-17"),
            ("event_type", "CONSULT"),
            ("event_mode", "multilateral"),
            ("quad_code", "1"),
            ("contexts", "military;diplomatic"),
            ("cameo_root", "04"),
            ("actor_name", "Ada Holm;officials, of Niger"),
            ("actor_country", "TCD;NER"),
            ("actor_cow", "483;436"),
            ("actor_cow_letters", "CHA;NIR"),
            ("actor_sector", "MIL;"),
            ("actor_alleged", "false"),
            ("time_start", "2024-05-14"),
            ("time_end", "2024-05-14"),
            ("time_text", "May 14"),
            ("place", "Łódź"),
            ("place_country", "POL"),
            ("place_kind", "city"),
            ("latitude", "51.7706"),
            ("longitude", "19.4739"),
            ("factuality", "3.0"),
            ("status", "happened"),
            ("statements", "0"),
            ("trigger", "met"),
            ("span_start", "28"),
            ("span_end", "31"),
            ("sentence", "Gen. Ada Holm of Chad met officials of Niger in Łódź on May 14."),
            ("sentence_start", "6"),
            ("sentence_end", "69"),
            ("confidence", "0.97"),
        ],
    );
}

#[test]
fn an_event_on_somebodys_word() {
    let fired = cells(Shape::Onrecord, 1);
    for (column, cell) in [
        ("actor_alleged", "true"),
        ("cameo_root", "19"),
        ("statements", "2"),
        ("source_name", "two officials"),
        ("source_kind", "group"),
        ("source_named", "false"),
        ("source_sector", "GOV"),
        ("stance", "asserts"),
        ("attribution_chain", "Courier <- two officials"),
        (
            "sentence",
            "Rebels fired on the Red Cross, two officials told the Courier; the army denied it.",
        ),
    ] {
        assert_eq!(fired.get(column).map(String::as_str), Some(cell), "{column}");
    }
    for column in ["time_start", "place", "latitude", "source_country", "actor_country"] {
        assert_eq!(fired.get(column), None, "{column}");
    }
}

#[test]
fn polecats_columns() {
    let met = cells(Shape::Polecat, 0);
    let mut told = met.clone();
    assert!(told.remove("Event ID").is_some_and(|id| id.starts_with("wire/7_CONSULT_")));
    assert!(told.remove("Version").is_some_and(|version| version.starts_with("onrecord-")));
    check(
        &told,
        &[
            ("Event Date", "2024-05-14"),
            ("Event Type", "CONSULT"),
            ("Event Mode", "multilateral"),
            ("Quad Code", "VERBAL COOPERATION"),
            ("Contexts", "military; diplomatic"),
            ("Actor Name", "Ada Holm; officials; of Niger"),
            ("Actor Country", "TCD; NER"),
            ("Actor COW", "483; 436"),
            ("Primary Actor Sector", "MIL"),
            ("Actor Sectors", "MIL"),
            ("Actor Title", "general"),
            ("Actor Name Raw", "Ada Holm; officials of Niger"),
            ("Placename", "Łódź"),
            ("City", "Łódź"),
            ("Province", "Łódź Voivodeship"),
            ("Country", "POL"),
            ("Latitude", "51.7706"),
            ("Longitude", "19.4739"),
            ("GeoNames ID", "3093133"),
            ("Raw Placename", "Łódź"),
            ("Source", "Harbour Courier"),
            ("Publication Date", "2024-05-17"),
            ("Story People", "Ada Holm"),
            ("Story Locations", "Łódź"),
            ("Language", "en"),
        ],
    );
    let fired = cells(Shape::Polecat, 1);
    assert_eq!(fired["Event Date"], "2024-05-17", "of publication, where the event has none");
    assert_eq!(fired["Recipient Country"], "NGO");
    assert_eq!(fired.get("Primary Recipient Sector"), None);
}

#[test]
fn ngecs_keys() {
    let events = ngec_objects(&report(), Shape::Ngec.statuses());
    assert_eq!(events.len(), 2);
    let met = &events[0];
    assert_eq!(met["attributes"]["ACTOR"][0]["text"], "Ada Holm");
    assert_eq!(met["attributes"]["ACTOR"][0]["country_name"], "Chad");
    assert_eq!(met["attributes"]["LOC"][0]["qa_start_char"], 54);
    assert_eq!(met["event_geolocation"]["geo"]["geonameid"], "3093133");
    assert_eq!((&met["date_resolved"], &met["date_raw"]), (&"2024-05-14".into(), &"May 14".into()));
    let fired = &events[1];
    assert_eq!(fired["date_resolved"], "2024-05-17");
    assert!(fired["date_raw"].as_str().unwrap().contains("using publication date"));
    assert!(fired["event_geolocation"]["geo"].is_null());
    assert_eq!(fired["event_mode"], "firearms");

    let row = cells(Shape::Ngec, 0);
    let nested: serde_json::Value = serde_json::from_str(&row["attributes"]).unwrap();
    assert_eq!(nested, met["attributes"]);
}

#[test]
fn only_the_statuses_that_are_wished() {
    let report = report();
    let count = |shape: Shape, statuses: &[&str]| shape.rows(&report, statuses).len();
    assert_eq!(count(Shape::Onrecord, Shape::Onrecord.statuses()), 3);
    assert_eq!(count(Shape::Polecat, Shape::Polecat.statuses()), 2);
    assert_eq!(count(Shape::Onrecord, &["did not happen"]), 1);
    assert_eq!(count(Shape::Onrecord, &[]), 0);
}

#[test]
fn identifiers_are_stable_and_unique() {
    let report = report();
    let ids: Vec<_> = report.events.iter().map(|event| event_id(&report, event)).collect();
    // Written down, so that a change that would break somebody's joins is seen.
    assert_eq!(ids[0], "v-1bdf4b8051cf1bb70915");
    assert_eq!(ids.len(), ids.iter().collect::<std::collections::BTreeSet<_>>().len());
    let mut other = report.clone();
    other.document.text.push(' ');
    assert_ne!(ids[0], event_id(&other, &other.events[0]), "another text, another event");
    // Two events of one word and type.
    other.events[2].mode = Some("drone".into());
    assert_ne!(event_id(&other, &other.events[1]), event_id(&other, &other.events[2]));
}

#[test]
fn every_shape_fits_its_columns_in_every_format() {
    for shape in [Shape::Onrecord, Shape::Polecat, Shape::Ngec] {
        for format in [Format::Csv, Format::Tsv, Format::Parquet] {
            let mut table = Writer::new(format, shape.columns(), Vec::new()).unwrap();
            for row in shape.rows(&report(), &STATUSES) {
                table.row(&row).unwrap();
            }
            table.finish().unwrap();
        }
    }
}

#[test]
fn a_report_from_anywhere_does_no_harm() {
    let mut report = report();
    for event in &mut report.events {
        event.trigger = [9_000, 4];
        event.kind = "FIGHT".into();
        event.object = vec![[7, 3], [0, u32::MAX]];
        event.time.start = Some("soon".into());
        event.place.country = Some("XXX".into());
        event.held.push(onrecord::report::Held { statement: "s99".into(), factuality: 3.0 });
    }
    report.document.published = Some("łast spring".into());
    for shape in [Shape::Onrecord, Shape::Polecat, Shape::Ngec] {
        assert_eq!(shape.rows(&report, &STATUSES).len(), 3);
    }
}
