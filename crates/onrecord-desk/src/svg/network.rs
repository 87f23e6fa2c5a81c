//! Who cites whom: outlets and those they name as their sources, on a circle.

use std::collections::BTreeMap;
use std::f64::consts::TAU;

use super::{Svg, n};
use crate::pages::sources::Citation;
use crate::words::{count, cut, outlet};

const WIDTH: f64 = 900.0;
/// Of the circle, from few names to many.
const RADIUS: (f64, f64) = (90.0, 200.0);
/// Names on the circle.
pub(crate) const MOST: usize = 22;

/// Who cites whom how often, the most frequent first.
pub(crate) fn network(citations: &[Citation], is_outlet: impl Fn(&str) -> bool) -> String {
    let mut weights: BTreeMap<&str, u32> = BTreeMap::new();
    for Citation { outlet: from, cites: to, times } in citations {
        *weights.entry(from).or_default() += times;
        *weights.entry(to).or_default() += times;
    }
    let mut names: Vec<(&str, u32)> =
        weights.into_iter().filter(|(name, _)| !name.is_empty()).collect();
    names.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    names.truncate(MOST);
    if names.len() < 2 {
        return String::new();
    }
    // Whoever is cited by the same outlets stands near: the order of first citations does that well.
    let mut order: Vec<&str> = Vec::new();
    for Citation { outlet: from, cites: to, .. } in citations {
        for name in [from.as_str(), to.as_str()] {
            if names.iter().any(|(known, _)| *known == name) && !order.contains(&name) {
                order.push(name);
            }
        }
    }
    let full = (RADIUS.0 + 9.0 * order.len() as f64).min(RADIUS.1);
    let (cx, cy) = (WIDTH / 2.0, full + 70.0);
    let place = |i: usize, r: f64| {
        let angle = TAU * i as f64 / order.len() as f64 - TAU / 4.0;
        (cx + r * angle.cos(), cy + r * angle.sin())
    };
    let at = |name: &str| order.iter().position(|known| *known == name);
    let mut svg = Svg::new("network", WIDTH, cy * 2.0, "Network of who cites whom");
    svg.raw(
        "<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" \
         markerHeight=\"7\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path class=\"tip\" d=\"M0 0L8 4L0 8z\"/></marker></defs>",
    );
    for Citation { outlet: from, cites: to, times } in citations.iter().rev() {
        let (Some(a), Some(b)) = (at(from), at(to)) else { continue };
        if a == b {
            continue;
        }
        let (start, end) = (place(a, full - 9.0), place(b, full - 11.0));
        let width = (1.0 + f64::from(*times).ln() * 0.9).min(5.0);
        svg.raw(&format!(
            "<path class=\"cites\" d=\"M{} {}Q{} {} {} {}\" stroke-width=\"{}\" marker-end=\"url(#tip)\">",
            n(start.0), n(start.1), n(cx), n(cy), n(end.0), n(end.1), n(width)
        ));
        svg.title(&format!("{from} cites {to} {}", count((*times).into(), "time", "times")));
        svg.raw("</path>");
    }
    for (i, name) in order.iter().enumerate() {
        let (x, y) = place(i, full);
        let weight = names.iter().find(|(known, _)| known == name).map_or(1, |(_, w)| *w);
        let radius = (4.0 + f64::from(weight).sqrt()).min(12.0);
        let known = is_outlet(name);
        if known {
            svg.link("who", &outlet(name), "");
        } else {
            svg.raw("<g class=\"who\">");
        }
        svg.circle(if known { "outlet" } else { "other" }, x, y, radius);
        let (tx, ty) = place(i, full + 12.0 + radius);
        let side = match tx - cx {
            d if d > 30.0 => "start",
            d if d < -30.0 => "end",
            _ => "middle",
        };
        svg.text(side, tx, ty + 4.0, &cut(name, 28));
        svg.raw(if known { "</a>" } else { "</g>" });
    }
    svg.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_cites_whom_is_drawn_once() {
        let cites = |outlet: &str, cites: &str, times| Citation {
            outlet: outlet.to_owned(),
            cites: cites.to_owned(),
            times,
        };
        let citations =
            [cites("Mail", "Wire", 3), cites("Post", "Wire", 1), cites("Post", "Post", 1)];
        let drawn = network(&citations, |name| name != "Wire");
        assert_eq!(drawn.matches("<circle").count(), 3);
        assert_eq!(drawn.matches("class=\"cites\"").count(), 2);
        assert_eq!(drawn.matches("<a ").count(), 2);
        assert_eq!(network(&[], |_| true), "");
    }
}
