//! What passages of an article tell that somebody has put together by hand.

use onrecord::report::WireSpan;

use super::{Finder, Unit, anchor, with_finder};
use crate::article::Article;
use crate::proposition::Proposition;

/// The proposition of the units that meet these passages; none where none does.
pub(crate) fn proposition_of(article: &Article, passages: &[WireSpan]) -> Option<Proposition> {
    with_finder(article, |finder| finder.given(passages))
}

impl Finder<'_> {
    fn given(&self, spans: &[WireSpan]) -> Option<Proposition> {
        let mut units = self.units();
        self.numbers_withdrawn(&mut units);
        let lead = self.lead(&units);
        let meets = |unit: &Unit| {
            let [start, end] = [unit.start as u32, unit.end as u32];
            spans.iter().any(|span| start.max(span[0]) < end.min(span[1]))
        };
        let group: Vec<usize> = (0..units.len()).filter(|&at| meets(&units[at])).collect();
        let leads = lead.is_some_and(|lead| group.contains(&lead));
        let first = if leads { lead } else { anchor(&units, &group) }?;
        let mut deeds = vec![self.first_deed(&units, first, leads)];
        // What is called off in them is a deed of its own, and not asked for.
        group.iter().for_each(|&at| self.add_to(&mut deeds, 0, &units[at], leads));
        let passages = lead.map(|lead| self.passages(&units, &self.ruled(&units, lead)));
        let whole = (self.matter(), self.setting());
        self.finish(deeds, leads, &passages.unwrap_or_default(), whole).into_iter().next()
    }
}
