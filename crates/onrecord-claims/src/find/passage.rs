//! The passages of an article, as they are compared.

use std::collections::BTreeSet;

use onrecord::report::{Actor, Event};

use super::{Finder, Unit, with_finder};
use crate::alike::{Ground, Passage};
use crate::article::Article;
use crate::deeds::{Kind, Trigger};
use crate::voice::Phrase;
use crate::words::is_stop;

/// What is compared of an article as a whole, and its passages.
pub(crate) fn readings(article: &Article) -> (Ground, Vec<Passage>) {
    with_finder(article, |finder| {
        let units = finder.units();
        let lead = finder.lead(&units);
        let all = units.iter().enumerate().filter(|(_, u)| u.stance.is_some());
        let passages = all.map(|(at, unit)| finder.passage(unit, Some(at) == lead));
        let (matter, setting) = (finder.matter(), finder.setting());
        (Ground { today: finder.today, matter, setting }, passages.collect())
    })
}

impl Finder<'_> {
    /// What is compared of a unit.
    fn passage(&self, unit: &Unit, lead: bool) -> Passage {
        let sentence = &self.cut.all[unit.sentence];
        let small = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        let mut told: Vec<&Trigger> = unit.triggers.iter().filter(|t| !t.aside).collect();
        told.sort_by_key(|t| std::cmp::Reverse(t.kind.weight()));
        let mut kinds: Vec<Kind> = told.iter().map(|t| t.kind).collect();
        let mut seen = BTreeSet::new();
        kinds.retain(|k| seen.insert(*k));
        let asides = unit.triggers.iter().filter(|t| t.aside).map(|t| t.kind);
        let events: Vec<&Event> = self.events_in(unit.start, unit.end).collect();
        let who = |sides: fn(&Event) -> &[Actor]| -> BTreeSet<String> {
            let sides = events.iter().flat_map(|e| sides(e));
            let keys = sides.flat_map(|side| {
                let words = Phrase::of(&side.name).words;
                let names = words.into_iter().filter(|w| w.upper).map(|w| w.low);
                names.chain(side.country.clone()).collect::<Vec<_>>()
            });
            keys.collect()
        };
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
            future: unit.future,
            negated: told.iter().any(|t| t.negated),
            kinds,
            asides: asides.collect(),
            types: events.iter().map(|e| e.kind.clone()).collect(),
            actors: who(|e| &e.actors),
            recipients: who(|e| &e.recipients),
            places: events
                .iter()
                .filter_map(|e| Some(e.place.name.as_ref()?.to_lowercase()))
                .collect(),
            names: self.names_in(unit),
            stems: self
                .words_of(unit)
                .filter(|w| !is_stop(&w.low))
                .map(|w| w.stem.clone())
                .collect(),
            days: unit.days,
            figures: unit.figures.iter().map(|f| f.value).collect(),
        }
    }
}
