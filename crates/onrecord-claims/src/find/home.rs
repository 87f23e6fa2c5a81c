//! Which of the deeds that are gathered a unit bears on.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use super::{Deed, Finder, Unit};
use crate::days::shift;
use crate::deeds::Kind;
use crate::proposition::{Side, Signature};
use crate::same::of_other_states;
use crate::voice::Manner;
use crate::words::{Word, is_stop};

impl Finder<'_> {
    /// The deed that a unit bears on.
    pub(super) fn home(
        &self,
        unit: &Unit,
        deeds: &[Deed],
        last: Option<(usize, usize, usize)>,
    ) -> Option<usize> {
        let told: BTreeSet<Kind> =
            unit.triggers.iter().filter(|t| !t.aside).map(|t| t.kind).collect();
        let paragraph = self.cut.all[unit.sentence].paragraph;
        let same = |deed: &Deed| {
            let kinds = &deed.signature.kinds;
            kinds.first().is_some_and(|k| *k != Kind::Other && told.contains(k))
                || told.contains(&Kind::Other) && self.shares_words(unit, deed)
                || told.iter().all(|t| kinds.first().is_some_and(|k| t.comes_of(*k)))
        };
        let own = LazyCell::new(|| self.states_told(unit));
        let fits = |deed: &Deed| {
            self.fits(unit, deed)
                && !self.is_sequel(unit, deed)
                && !of_other_states(&own, &deed.signature)
        };
        if told.is_empty()
            && let Some(home) = deeds.iter().position(|d| self.rules_out(unit, d))
        {
            return Some(home);
        }
        let recent = last.filter(|l| l.0 == paragraph).map(|l| l.1);
        if !told.is_empty() {
            if let Some(recent) = recent.filter(|&r| same(&deeds[r]) && fits(&deeds[r])) {
                return Some(recent);
            }
            if let Some(home) = (0..deeds.len()).find(|&d| same(&deeds[d]) && fits(&deeds[d])) {
                return Some(home);
            }
        }
        let named = !self.names_in(unit).is_empty();
        let strong = unit
            .triggers
            .iter()
            .any(|t| !t.aside && (t.kind.weight() > 2 || t.kind.weight() > 1 && named));
        if strong && unit.voice.manner != Manner::Witness {
            return None;
        }
        // What no lexicon knows is a matter of its own where it shares no words with another.
        if told.contains(&Kind::Other) && named && !self.shares_any(unit, deeds, last) {
            return None;
        }
        // Nothing told: it goes on from what was said in its paragraph, else it is on the article's matter.
        let continues = unit.statement.is_some()
            || unit.voice.manner == Manner::Witness
            || !unit.figures.is_empty();
        let home = recent.unwrap_or(0);
        (continues && (home != 0 || fits(&deeds[0]) || unit.days.is_none())).then_some(home)
    }

    /// They share words that say what is told.
    pub(super) fn shares_words(&self, unit: &Unit, deed: &Deed) -> bool {
        let names = self.names_in(unit).iter().any(|n| deed.signature.names.contains_key(n));
        self.shared_words(unit, deed) > 1 + usize::from(!names)
    }

    /// A word of it stands in the deed that the paragraph is about.
    fn shares_any(&self, unit: &Unit, deeds: &[Deed], last: Option<(usize, usize, usize)>) -> bool {
        let paragraph = self.cut.all[unit.sentence].paragraph;
        let home = last.filter(|l| l.0 == paragraph).map_or(0, |l| l.1);
        self.shared_words(unit, &deeds[home]) > 0
    }

    pub(super) fn shared_words(&self, unit: &Unit, deed: &Deed) -> usize {
        let content = |w: &&Word| !w.upper && w.low.len() > 3 && !is_stop(&w.low);
        let stems: BTreeSet<&str> = self.words_of(unit).filter(content).map(|w| &*w.stem).collect();
        stems.iter().filter(|s| deed.signature.words.contains_key(**s)).count()
    }

    /// "The next round" is none that has been held.
    fn is_sequel(&self, unit: &Unit, deed: &Deed) -> bool {
        let next = |unit: &Unit| {
            let sentence = &self.cut.all[unit.sentence];
            let chief = unit.triggers.iter().find(|t| t.kind == Kind::Meet);
            chief.is_some_and(|t| {
                let before = sentence.words[..t.words.0].iter().rev().take(2);
                before.into_iter().any(|w| {
                    matches!(
                        &*w.low,
                        "next" | "another" | "further" | "second" | "third" | "fourth"
                    )
                })
            })
        };
        deed.signature.kinds.first() == Some(&Kind::Meet)
            && !deed.planned
            && !deed.anchor.future
            && next(unit)
            && !next(&deed.anchor)
    }

    /// The sides of what a unit tells, as far as it names them itself.
    fn states_told(&self, unit: &Unit) -> Signature {
        let named = self.names_in(unit);
        let mut own = self.deed(unit, false).signature;
        let here = |s: &Side| s.keys.iter().any(|k| named.contains(k));
        own.actors.retain(here);
        own.recipients.retain(here);
        own
    }

    /// "There was no diesel on board", of a deed that is about diesel: it denies without a word for the deed.
    pub(super) fn rules_out(&self, unit: &Unit, deed: &Deed) -> bool {
        let sentence = &self.cut.all[unit.sentence];
        let inside = |w: &Word| w.start >= unit.start && w.end <= unit.end;
        unit.statement.is_some()
            && unit.voice.manner != Manner::Own
            && !sentence.triggers.iter().any(|t| !t.aside && inside(&sentence.words[t.words.0]))
            && sentence.words.windows(3).any(|w| {
                matches!(&*w[0].low, "was" | "were" | "is" | "are" | "been")
                    && w[1].low == "no"
                    && inside(&w[2])
                    && w[2].low.len() > 3
                    && deed.signature.words.get(&w[2].stem) == Some(&2)
            })
    }

    /// Nothing in the unit speaks against its being on the deed.
    pub(super) fn fits(&self, unit: &Unit, deed: &Deed) -> bool {
        let own = self.names_in(unit);
        // Nobody speaks of a deed before it is done.
        if let (Some(uttered), Some(days)) = (unit.uttered, deed.signature.days)
            && uttered.1 < days.0
            && !unit.future
            && deed.signature.kinds.first() != Some(&Kind::Meet)
        {
            return false;
        }
        if deed.planned && unit.days.zip(self.today).is_some_and(|(d, t)| d.1 < t) {
            return false;
        }
        if let Some(days) = unit.days {
            let agree = match deed.signature.days {
                Some(other) => days.0 <= shift(other.1, 1) && other.0 <= shift(days.1, 1),
                None => self.today.is_none_or(|t| days.1 >= shift(t, -12)),
            };
            if !agree {
                return false;
            }
            let known = &deed.signature.names;
            if unit.statement.is_none()
                && !own.is_empty()
                && !own.iter().any(|n| known.contains_key(n))
                && !known.is_empty()
            {
                return false;
            }
        }
        true
    }
}
