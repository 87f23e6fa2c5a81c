//! The passages of an article, as they are compared.

use std::collections::BTreeSet;

use onrecord::report::{Actor, Code, Event, Passage as ReportPassage};

use super::{Finder, Ruled, Unit, with_finder};
use crate::alike::{Bag, Ground, Labels, Passage};
use crate::article::Article;
use crate::deeds::{Kind, Trigger};
use crate::proposition::Proposition;
use crate::voice::Phrase;
use crate::words::{Word, is_stop};

/// An article as training reads it.
pub(crate) struct Reading {
    pub passages: Vec<Passage>,
    /// The names and stems of each passage.
    pub words: Vec<Vec<String>>,
    propositions: Vec<Proposition>,
}

impl Reading {
    pub(crate) fn proposition_of(&self, passage: usize) -> Option<&Proposition> {
        let span = self.passages[passage].span;
        let of = |p: &&Proposition| p.said.iter().any(|s| s.span == span);
        self.propositions.iter().find(of)
    }

    /// What is compared of the whole, as each proposition has it; an article without one has no passages.
    pub(crate) fn ground(&self) -> Option<Ground<'_>> {
        self.propositions.first().map(|p| Ground::of(&p.signature))
    }
}

/// What training reads of an article.
pub(crate) fn reading(article: &Article) -> Reading {
    with_finder(article, |finder| {
        let mut units = finder.units();
        finder.numbers_withdrawn(&mut units);
        let (passages, propositions) = finder.find_in(&units);
        let words = |at: usize| {
            let own = finder.compared(&units[at]).map(|w| w.stem.clone());
            own.chain(finder.names_in(&units[at])).collect()
        };
        Reading {
            words: passages.iter().map(|(at, _)| words(*at)).collect(),
            passages: passages.into_iter().map(|(_, passage)| passage).collect(),
            propositions,
        }
    })
}

impl Finder<'_> {
    /// The passages of an article: of the units that claim or deny something or keep silent, each with its number.
    pub(super) fn passages(&self, units: &[Unit], ruled: &Ruled) -> Vec<(usize, Passage)> {
        let all = units.iter().enumerate().filter(|(_, unit)| unit.stance.is_some());
        all.map(|(at, unit)| (at, self.passage(unit, at == ruled.lead, ruled.homes[at]))).collect()
    }

    /// The words of a unit that are compared by their stems.
    fn compared(&self, unit: &Unit) -> impl Iterator<Item = &Word> {
        self.words_of(unit).filter(|w| !is_stop(&w.low))
    }

    /// What is compared of a unit.
    fn passage(&self, unit: &Unit, lead: bool, home: Option<(usize, bool)>) -> Passage {
        let sentence = &self.cut.all[unit.sentence];
        let small = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        let mut told: Vec<&Trigger> = unit.triggers.iter().filter(|t| !t.aside).collect();
        told.sort_by_key(|t| std::cmp::Reverse(t.kind.weight()));
        let mut kinds: Vec<Kind> = told.iter().map(|t| t.kind).collect();
        let mut seen = BTreeSet::new();
        kinds.retain(|k| seen.insert(*k));
        let asides = unit.triggers.iter().filter(|t| t.aside).map(|t| t.kind);
        let events: Vec<&Event> = self.events_in(unit.start, unit.end).collect();
        let who = |sides: fn(&Event) -> &[Actor]| -> Labels {
            let sides = events.iter().flat_map(|e| sides(e));
            let keys = sides.flat_map(|side| {
                let words = Phrase::of(&side.name).words;
                let names = words.into_iter().filter(|w| w.upper).map(|w| w.low);
                names.chain(side.country.clone()).collect::<Vec<_>>()
            });
            Labels::of(keys.collect::<Vec<_>>().iter().map(String::as_str))
        };
        let places = events.iter().filter_map(|e| e.place.name.as_ref());
        let places: Vec<String> = places.map(|name| name.to_lowercase()).collect();
        let voice = &unit.voice;
        let speaker = voice.office.as_ref().or(voice.person.as_ref()).unwrap_or(&voice.label);
        Passage {
            span: [unit.start as u32, unit.end as u32],
            sentence: small(unit.sentence),
            paragraph: small(sentence.paragraph),
            statement: unit.statement.map(small),
            stance: unit.stance,
            manner: voice.manner,
            speaker: speaker.to_lowercase(),
            lead,
            home: home.map(|(home, _)| small(home)),
            tells: home.is_some_and(|(_, tells)| tells),
            future: unit.future,
            negated: told.iter().any(|t| t.negated),
            kinds,
            asides: asides.collect(),
            types: Labels::of(events.iter().map(|e| &*e.kind)),
            actors: who(|e| &e.actors),
            recipients: who(|e| &e.recipients),
            places: Labels::of(places.iter().map(String::as_str)),
            names: Bag::of(self.names_in(unit).iter().map(String::as_str)),
            stems: Bag::of(self.compared(unit).map(|w| &*w.stem)),
            days: unit.days,
            figures: unit.figures.iter().map(|f| f.value).collect(),
            told: unit.told.clone(),
        }
    }

    /// The code of the report's passage that a stretch is, or shares most with.
    pub(super) fn code(&self, start: usize, end: usize) -> Option<&Code> {
        let [start, end] = [start as u32, end as u32];
        let shared = |p: &ReportPassage| {
            let [first, last] = p.span;
            let both = end.min(last).saturating_sub(start.max(first));
            // Of all that either has, in thousandths.
            u64::from(both) * 1000 / u64::from((end.max(last) - start.min(first)).max(1))
        };
        let found = self.article.passages.iter().map(|p| (shared(p), &p.code));
        found
            .filter(|(shared, _)| *shared > 0)
            .max_by_key(|(shared, _)| *shared)
            .map(|(_, code)| code)
    }
}
