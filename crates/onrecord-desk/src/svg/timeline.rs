//! Events over time, one lane for each status.

use std::collections::BTreeMap;

use jiff::civil::Date;
use onrecord_views::STATUSES;

use super::{Svg, days_between};
use crate::words::{count, day, tone};

const WIDTH: f64 = 960.0;
const LEFT: f64 = 118.0;
const LANE: f64 = 34.0;
const TOP: f64 = 10.0;
/// Places for circles along the time.
const SLOTS: i64 = 60;

/// Days of events, each with how many there are of which status.
pub(crate) type Counts = BTreeMap<Date, BTreeMap<String, u32>>;

/// `address` leads to the events of a stretch of days.
pub(crate) fn timeline(counts: &Counts, address: impl Fn(Date, Date, &str) -> String) -> String {
    let (Some((first, _)), Some((last, _))) = (counts.first_key_value(), counts.last_key_value())
    else {
        return String::new();
    };
    let length = days_between(*first, *last) + 1;
    let per = (length + SLOTS - 1) / SLOTS;
    let slots = (length + per - 1) / per;
    let lanes: Vec<&str> = STATUSES
        .into_iter()
        .filter(|lane| counts.values().any(|day| day.contains_key(*lane)))
        .collect();
    let mut circles: BTreeMap<(usize, i64), u32> = BTreeMap::new();
    for (date, statuses) in counts {
        for (lane, status) in lanes.iter().enumerate() {
            if let Some(n) = statuses.get(*status) {
                *circles.entry((lane, days_between(*first, *date) / per)).or_default() += n;
            }
        }
    }
    let bottom = TOP + LANE * lanes.len() as f64;
    let total: u32 = circles.values().sum();
    let label = format!("Timeline of {}", count(total.into(), "event", "events"));
    let mut svg = Svg::new("timeline", WIDTH, bottom + 30.0, &label);
    let x = |slot: f64| LEFT + 24.0 + slot / (slots.max(2) - 1) as f64 * (WIDTH - LEFT - 84.0);
    for (lane, status) in lanes.iter().enumerate() {
        let y = TOP + LANE * (lane as f64 + 0.5);
        svg.line("lane", (LEFT, y), (WIDTH, y));
        svg.text("status", LEFT - 12.0, y + 4.0, status);
    }
    // As many dates below as there is room for.
    let marks = slots.min(7);
    for mark in 0..marks {
        let slot = if marks == 1 { 0 } else { mark * (slots - 1) / (marks - 1) };
        let at = plus(*first, slot * per);
        svg.line("tick", (x(slot as f64), bottom), (x(slot as f64), bottom + 5.0));
        svg.text("date", x(slot as f64), bottom + 20.0, &day(&at.to_string()));
    }
    let most = f64::from(circles.values().copied().max().unwrap_or(1)).sqrt();
    for ((lane, slot), n) in &circles {
        let status = lanes[*lane];
        let (from, to) = (plus(*first, slot * per), plus(*first, (slot + 1) * per - 1));
        let when = crate::words::days(Some(&from.to_string()), Some(&to.to_string()));
        let label = format!("{}, {status}, {when}", count((*n).into(), "event", "events"));
        let y = TOP + LANE * (*lane as f64 + 0.5);
        let radius = 4.5 + 8.5 * f64::from(*n).sqrt() / most.max(2.0);
        svg.link("dot", &address(from, to, status), &label);
        svg.title(&label);
        svg.circle(tone(status), x(*slot as f64), y, radius);
        svg.raw("</a>");
    }
    svg.finish()
}

fn plus(date: Date, days: i64) -> Date {
    jiff::Span::new()
        .try_days(days)
        .ok()
        .and_then(|span| date.checked_add(span).ok())
        .unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_events_are_drawn_however_long_it_takes() {
        let mut counts = Counts::new();
        for (day, status) in
            [("1990-01-01", "happened"), ("2022-03-12", "alleged"), ("2022-03-24", "scheduled")]
        {
            let day = counts.entry(day.parse().expect("a day")).or_default();
            *day.entry(status.to_owned()).or_default() += 2;
        }
        let drawn = timeline(&counts, |from, to, status| format!("?{from}&{to}&{status}"));
        assert_eq!(drawn.matches("<circle").count(), 3);
        assert!(drawn.contains("Timeline of 6 events") && drawn.contains("scheduled"));
        assert_eq!(timeline(&Counts::new(), |_, _, _| String::new()), "");
    }
}
