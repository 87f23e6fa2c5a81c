//! A small line of reports over time.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Svg, days_between};
use crate::words::{count, days};

const WIDTH: f64 = 112.0;
const HEIGHT: f64 = 26.0;
/// Bars at most; where there are more days, several share one.
const BARS: i64 = 28;

/// The days that several drawings share, so that they can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reach {
    first: Date,
    last: Date,
}

impl Reach {
    pub(crate) fn of<'a>(days: impl Iterator<Item = &'a String>) -> Option<Self> {
        let mut reach: Option<Self> = None;
        for day in days.filter_map(|day| day.parse::<Date>().ok()) {
            let so_far = reach.get_or_insert(Self { first: day, last: day });
            so_far.first = so_far.first.min(day);
            so_far.last = so_far.last.max(day);
        }
        reach
    }
}

/// How many reports there are on which days.
pub(crate) fn spark(of: &BTreeMap<String, u32>, reach: Option<Reach>) -> String {
    let Some(reach) = reach.filter(|_| !of.is_empty()) else { return String::new() };
    let length = days_between(reach.first, reach.last) + 1;
    let per = (length + BARS - 1) / BARS;
    let bars = (length + per - 1) / per;
    let mut heights = vec![0_u32; bars as usize];
    for (day, reports) in of {
        if let Ok(day) = day.parse::<Date>() {
            let bar = (days_between(reach.first, day) / per).clamp(0, bars - 1) as usize;
            heights[bar] += reports;
        }
    }
    let total: u32 = of.values().sum();
    let label = format!(
        "{}, {}",
        count(total.into(), "report", "reports"),
        days(of.keys().next().map(String::as_str), of.keys().last().map(String::as_str))
    );
    let mut svg = Svg::new("spark", WIDTH, HEIGHT, "");
    svg.title(&label);
    let most = f64::from(heights.iter().copied().max().unwrap_or(1).max(3));
    let step = WIDTH / bars as f64;
    let width = (step - 1.5).clamp(2.0, 6.0);
    svg.line("base", (0.0, HEIGHT - 0.5), (WIDTH, HEIGHT - 0.5));
    for (bar, reports) in heights.iter().enumerate().filter(|(_, reports)| **reports > 0) {
        let height = f64::from(*reports) / most * (HEIGHT - 4.0);
        let x = (bar as f64 * step).min(WIDTH - width);
        svg.rect("bar", x, HEIGHT - 1.0 - height, width, height, 1.0);
    }
    svg.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_report_is_drawn() {
        let of: BTreeMap<String, u32> =
            [("2022-03-12".to_owned(), 3), ("2022-03-24".to_owned(), 1)].into();
        let drawn = spark(&of, Reach::of(of.keys()));
        assert_eq!(drawn.matches("class=\"bar\"").count(), 2);
        assert!(drawn.contains("4 reports, 12–24 Mar 2022"));
        assert_eq!(spark(&BTreeMap::new(), None), "");
    }

    #[test]
    fn years_of_days_share_bars() {
        let of: BTreeMap<String, u32> =
            [("2012-03-12".to_owned(), 1), ("2022-03-24".to_owned(), 1)].into();
        assert!(spark(&of, Reach::of(of.keys())).len() < 800);
    }
}
