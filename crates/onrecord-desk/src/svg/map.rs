//! A plain map: land, a graticule, and a circle for each place, as large as there are events.

use super::{Svg, n};
use crate::words::count;

/// The outline of the land (Natural Earth, 1:110 million) in the projection below.
const LAND: &str = include_str!("../../assets/land.path");
/// Degrees of longitude to units, and how much taller a degree of latitude is drawn: true at 34
/// degrees north and south.
const UNIT: f64 = 1000.0 / 360.0;
const TALL: f64 = 1.2;
const NORTH: f64 = 84.0;
const SOUTH: f64 = -58.0;
/// Of the drawing.
const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 440.0;
/// The least that is shown, in units: nobody knows a coast by 100 km of it.
const CLOSEST: f64 = 150.0;

/// Something on the map.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Dot {
    pub(crate) latitude: f64,
    pub(crate) longitude: f64,
    pub(crate) place: String,
    pub(crate) count: u32,
    pub(crate) tone: &'static str,
    pub(crate) status: String,
    pub(crate) address: String,
}

fn project(latitude: f64, longitude: f64) -> (f64, f64) {
    let latitude = latitude.clamp(SOUTH, NORTH);
    ((longitude + 180.0) * UNIT, (NORTH - latitude) * UNIT * TALL)
}

pub(crate) fn map(dots: &[Dot]) -> String {
    if dots.is_empty() {
        return String::new();
    }
    let points: Vec<(f64, f64)> =
        dots.iter().map(|dot| project(dot.latitude, dot.longitude)).collect();
    let (left, top, width, height) = window(&points);
    let scale = WIDTH / width;
    let places = {
        let mut names: Vec<&str> = dots.iter().map(|dot| dot.place.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        count(names.len() as u64, "place", "places")
    };
    let mut svg = Svg::new("map", WIDTH, HEIGHT, &format!("Map of events in {places}"));
    svg.rect("sea", 0.0, 0.0, WIDTH, HEIGHT, 6.0);
    svg.raw(&format!(
        "<svg viewBox=\"{} {} {} {}\" width=\"{}\" height=\"{}\">",
        n(left),
        n(top),
        n(width),
        n(height),
        n(WIDTH),
        n(HEIGHT)
    ));
    let step = if width > 500.0 {
        30
    } else if width > 220.0 {
        15
    } else {
        5
    };
    for degree in (-180..=180).step_by(step) {
        let (x, _) = project(0.0, f64::from(degree));
        svg.line("grid", (x, 0.0), (x, 400.0 * TALL));
    }
    for degree in (-90..=90).step_by(step) {
        let (_, y) = project(f64::from(degree), 0.0);
        svg.line("grid", (0.0, y), (1000.0, y));
    }
    svg.path("land", LAND);
    svg.raw("</svg>");
    let shown = |(x, y): (f64, f64)| ((x - left) * scale, (y - top) * scale);
    // The largest first, so that no other is hidden by them.
    let mut order: Vec<usize> = (0..dots.len()).collect();
    order.sort_by_key(|i| std::cmp::Reverse(dots[*i].count));
    // Dots of one place, for each status one, stand beside each other.
    let mut taken: Vec<(f64, f64, f64)> = Vec::new();
    let mut named: Vec<(f64, f64)> = Vec::new();
    for i in order {
        let dot = &dots[i];
        let (mut x, y) = shown(points[i]);
        let radius = (4.0 + 3.0 * f64::from(dot.count).sqrt()).min(26.0);
        while let Some(other) =
            taken.iter().find(|(a, b, r)| (a - x).hypot(b - y) < (r + radius) * 0.85)
        {
            x = other.0 + other.2 + radius + 1.0;
        }
        taken.push((x, y, radius));
        let events = count(dot.count.into(), "event", "events");
        let label = format!("{}: {events}, {}", dot.place, dot.status);
        svg.link("dot", &dot.address, &label);
        svg.title(&label);
        svg.circle(dot.tone, x, y, radius);
        svg.raw("</a>");
        let (px, py) = shown(points[i]);
        if !named.iter().any(|(a, b)| (a - px).abs() < 90.0 && (b - py).abs() < 16.0)
            && named.len() < 24
        {
            named.push((px, py));
            svg.text("place", px, y + radius + 14.0, &dot.place);
        }
    }
    svg.finish()
}

/// What part of the map shows all points with room around them, in the shape of the drawing.
fn window(points: &[(f64, f64)]) -> (f64, f64, f64, f64) {
    let all = (1000.0, (NORTH - SOUTH) * UNIT * TALL);
    let bounds =
        points.iter().fold((f64::MAX, f64::MAX, f64::MIN, f64::MIN), |(l, t, r, b), (x, y)| {
            (l.min(*x), t.min(*y), r.max(*x), b.max(*y))
        });
    let (wide, tall) = (bounds.2 - bounds.0, bounds.3 - bounds.1);
    let width = (wide * 1.35).max(tall * 1.5 * WIDTH / HEIGHT).clamp(CLOSEST, all.0);
    let height = width * HEIGHT / WIDTH;
    let x = (bounds.0 + wide / 2.0 - width / 2.0).clamp(0.0, all.0 - width);
    let y = (bounds.1 + tall / 2.0 - height / 2.0).clamp(0.0, (all.1 - height).max(0.0));
    (x, y, width, height)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dot(place: &str, latitude: f64, longitude: f64) -> Dot {
        Dot {
            latitude,
            longitude,
            place: place.to_owned(),
            count: 2,
            tone: "said",
            status: "alleged".to_owned(),
            address: "#d".to_owned(),
        }
    }

    #[test]
    fn every_dot_lies_on_the_map() {
        let (x, y, width, height) = window(&[project(64.1, -21.9), project(60.4, 5.3)]);
        for (px, py) in [project(64.1, -21.9), project(60.4, 5.3)] {
            assert!(x < px && px < x + width && y < py && py < y + height);
        }
        let (x, _, width, _) = window(&[project(-40.0, 175.0), project(60.0, -150.0)]);
        assert!(x >= 0.0 && x + width <= 1000.1);
    }

    #[test]
    fn names_are_escaped() {
        let drawn = map(&[dot("<b>", 0.0, 0.0), dot("Bergen", 60.4, 5.3)]);
        assert!(!drawn.contains("<b>") && drawn.contains("&lt;b&gt;"));
        assert_eq!(drawn.matches("<circle").count(), 2);
    }
}
