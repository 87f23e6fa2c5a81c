//! The propositions of an article whose passages somebody has put together by hand.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use onrecord::report::WireSpan;

use super::{Finder, Unit, with_finder};
use crate::article::Article;
use crate::proposition::Proposition;

/// Of each group of passages of an article what they tell; a group of which none is a unit has nothing.
pub(crate) fn propositions_of(
    article: &Article,
    groups: &[Vec<WireSpan>],
) -> Vec<(usize, Proposition)> {
    with_finder(article, |finder| finder.given(groups))
}

impl Finder<'_> {
    fn given(&self, groups: &[Vec<WireSpan>]) -> Vec<(usize, Proposition)> {
        let mut units = self.units();
        self.numbers_withdrawn(&mut units);
        let lead = self.lead(&units);
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, unit) in units.iter().enumerate() {
            if let Some(group) = group_of(unit, groups) {
                members.entry(group).or_default().push(at);
            }
        }
        // The one that the article is about is the first.
        let mut members: Vec<(usize, Vec<usize>)> = members.into_iter().collect();
        let leads = |list: &[usize]| lead.is_some_and(|lead| list.contains(&lead));
        members.sort_by_key(|(_, list)| !leads(list));
        let first_leads = members.first().is_some_and(|(_, list)| leads(list));
        let lists: Vec<Vec<usize>> = members.iter().map(|(_, list)| list.clone()).collect();
        let deeds = self.deeds(&units, &lists, lead);
        let passages = match lead {
            Some(lead) => self.passages(&units, &self.ruled(&units, lead)),
            None => Vec::new(),
        };
        let groups = members.into_iter().map(|(group, _)| group);
        groups
            .zip(self.finish(deeds, first_leads, &passages, (self.matter(), self.setting())))
            .collect()
    }
}

/// The group of which a passage shares most with a unit.
fn group_of(unit: &Unit, groups: &[Vec<WireSpan>]) -> Option<usize> {
    let shared = |span: &WireSpan| {
        (unit.end as u32).min(span[1]).saturating_sub((unit.start as u32).max(span[0]))
    };
    let most = groups.iter().map(|spans| spans.iter().map(shared).max().unwrap_or(0)).enumerate();
    most.filter(|(_, shared)| *shared > 0)
        .max_by_key(|(at, shared)| (*shared, Reverse(*at)))
        .map(|(at, _)| at)
}
