//! Figures as claims of their own under their event.

use std::collections::{BTreeMap, BTreeSet};

use super::hearing::{Heard, Hearing};
use crate::claim::{Claim, Overtaken, Stance, Status, Step};
use crate::deeds::Kind;
use crate::origins::is_one as one_source;
use crate::proposition::{Figure, Said};
use crate::voice::Manner;

impl<'a> Hearing<'a> {
    /// Numbers of dead and hurt: claims of their own under the event.
    pub(super) fn figures(&self, heard: &[Heard<'a>], event: &str) -> Vec<Claim> {
        let mut kinds: BTreeMap<u64, Kind> = BTreeMap::new();
        let in_several = |has: &dyn Fn(&Said) -> bool| {
            let has = heard.iter().filter(|h| has(h.said));
            has.map(|h| h.article).collect::<BTreeSet<_>>().len() > 1
        };
        let several =
            |is: &dyn Fn(&Figure) -> bool| in_several(&|said| said.figures.iter().any(is));
        for figure in heard.iter().flat_map(|h| &h.said.figures) {
            let told = |t: &Kind| {
                t.is_toll()
                    || self.is_open(heard, *t)
                    || self.kind == Some(*t)
                        && figure.value > 2
                        && several(&|f| f.value == figure.value)
            };
            if let Some(toll) = figure.toll.filter(told) {
                kinds.entry(figure.value).or_insert(toll);
            }
        }
        // Where the number is open, another one that several articles give is one of them.
        if let Some(kind) = self.kind.filter(|k| !k.is_toll()) {
            let bare: BTreeSet<u64> =
                heard.iter().flat_map(|h| &h.said.figures).map(|f| f.value).collect();
            for value in bare {
                if several(&|f| f.toll.is_none() && f.value == value) {
                    kinds.entry(value).or_insert(kind);
                }
            }
        }
        let amounts: BTreeSet<u64> =
            heard.iter().flat_map(|h| &h.said.amounts).map(|f| f.value).collect();
        for value in amounts {
            if in_several(&|said| said.gives(value)) {
                kinds.entry(value).or_insert(self.kind.unwrap_or(Kind::Other));
            }
        }
        let mut found: Vec<(Kind, u64, Claim)> = Vec::new();
        for (&value, &toll) in &kinds {
            let own: Vec<&Heard<'_>> = heard.iter().filter(|h| h.said.gives(value)).collect();
            let what = match toll {
                Kind::Death => " killed",
                Kind::Injury => " hurt",
                _ => "",
            };
            let text = format!("{value}{what}: {}", self.text());
            let mut claim =
                self.claim(self.id(&format!("{toll:?}{value}")), text, &own, Some(value));
            // A number for which nobody stands is only mentioned, but for one of the dead and hurt.
            let nobody = claim.status == Status::Alleged && claim.origins.list.is_empty();
            if nobody && !toll.is_toll() {
                continue;
            }
            claim.part_of = Some(event.to_owned());
            found.push((toll, value, claim));
        }
        // A source's later figure overtakes its earlier one.
        let moves: Vec<(usize, usize, Step)> = (0..found.len())
            .flat_map(|old| (0..found.len()).map(move |new| (old, new)))
            .filter(|(old, new)| old != new && found[*old].0 == found[*new].0)
            .filter_map(|(old, new)| {
                Some((old, new, self.moved(heard, found[old].1, found[new].1)?))
            })
            .collect();
        for (old, new, step) in moves {
            let id = found[new].2.id.clone();
            let claim = &mut found[old].2;
            claim.history.retain(|s| s.at < step.at);
            claim.history.push(step.clone());
            claim.status = Status::Overtaken;
            claim.overtaken_by = Some(Overtaken { claim: id, article: step.article });
        }
        found.into_iter().map(|(_, _, claim)| claim).collect()
    }

    /// How many it were is a matter of its own: several numbers are given, or one is denied or taken back.
    fn is_open(&self, heard: &[Heard<'a>], kind: Kind) -> bool {
        let figures = || heard.iter().flat_map(|h| &h.said.figures);
        let given: BTreeSet<u64> =
            figures().filter(|f| f.toll == Some(kind)).map(|f| f.value).collect();
        let contested = figures().any(|f| f.stance != Stance::Affirms && given.contains(&f.value));
        self.kind == Some(kind) && (given.len() > 1 || contested)
    }

    /// The article in which everybody who gave one figure gives another.
    fn moved(&self, heard: &[Heard<'a>], old: u64, new: u64) -> Option<Step> {
        let gives = |h: &Heard<'_>, value: u64| {
            h.said
                .figures
                .iter()
                .any(|f| f.value == value && f.stance == Stance::Affirms && !f.former)
                && matches!(h.stance, Stance::Affirms | Stance::Confirms)
        };
        let later = heard.iter().find(|h| {
            gives(h, new)
                && !h.cited
                && !h.sources.is_empty()
                && heard.iter().any(|o| {
                    o.published < h.published
                        && !o.cited
                        && gives(o, old)
                        && o.sources.iter().any(|s| {
                            h.sources
                                .iter()
                                .any(|t| one_source(s, t) && s.voice.manner != Manner::Unnamed)
                        })
                })
                && !heard.iter().any(|o| {
                    o.published >= h.published
                        && gives(o, old)
                        && o.sources.iter().any(|s| h.sources.contains(s))
                })
        })?;
        Some(Step {
            at: later.published.map(str::to_owned),
            article: later.article.to_owned(),
            status: Status::Overtaken,
        })
    }
}
