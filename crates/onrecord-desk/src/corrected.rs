//! Corrections on top of what the engine found. The engine's answer stays as it is; what people say
//! stands beside it, and counts are told as they are with it.

use std::collections::{BTreeMap, BTreeSet};

use onrecord::report::{Report, WireSpan};
use onrecord_claims::{Claim, Origin, Stance, joined_origins};
use onrecord_ledger::{ClaimView, Correction, Says};

/// What people say of findings: the last word of each counts.
#[derive(Debug, Default)]
pub(crate) struct Verdicts {
    by_finding: BTreeMap<(String, String), Correction>,
    /// What was said of places whose findings have other names by now.
    by_place: BTreeMap<(String, char, WireSpan), Correction>,
}

impl Verdicts {
    pub(crate) fn of(corrections: &[Correction]) -> Self {
        let mut verdicts = Self::default();
        for correction in corrections {
            if let Says::Right(found) | Says::Wrong(found) = &correction.says {
                let kind = found.finding.chars().next().unwrap_or_default();
                let place = (found.article.clone(), kind, found.span);
                verdicts.by_place.insert(place, correction.clone());
                let name = (found.article.clone(), found.finding.clone());
                verdicts.by_finding.insert(name, correction.clone());
            }
        }
        verdicts
    }

    /// What was said last of a finding: of the one that stands where it stands; a name alone counts
    /// only as long as it means the same place.
    pub(crate) fn on(&self, article: &str, finding: &str, span: WireSpan) -> Option<&Correction> {
        let kind = finding.chars().next().unwrap_or_default();
        self.by_place.get(&(article.to_owned(), kind, span)).or_else(|| {
            self.by_finding.get(&(article.to_owned(), finding.to_owned())).filter(|correction| {
                matches!(&correction.says, Says::Right(f) | Says::Wrong(f) if overlap(f.span, span))
            })
        })
    }
}

fn overlap(a: WireSpan, b: WireSpan) -> bool {
    a[0] < b[1] && b[0] < a[1]
}

/// Is a correction a verdict of "wrong"?
pub(crate) fn is_wrong(correction: &Correction) -> bool {
    matches!(correction.says, Says::Wrong(_))
}

/// Where a finding stands, from its first to its last character.
pub(crate) fn place(report: &Report, finding: &str) -> Option<WireSpan> {
    let whole =
        |spans: Vec<WireSpan>| spans.into_iter().reduce(|a, b| [a[0].min(b[0]), a[1].max(b[1])]);
    if let Some(s) = report.statements.iter().find(|s| s.id == finding) {
        return whole([&s.source, &s.cue, &s.content].into_iter().flatten().copied().collect());
    }
    if let Some(event) = report.events.iter().find(|event| event.id == finding) {
        return Some(event.trigger);
    }
    report.gaps.iter().find(|gap| gap.id == finding).map(|gap| gap.span)
}

/// Which mentions of a claim people say do not belong to it, and what is left of its origins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Overlay {
    /// Numbers of mentions that rest on a finding marked wrong, or were parted from the claim.
    pub(crate) struck: BTreeSet<usize>,
    /// Identifiers of origins that nothing is left of.
    pub(crate) gone: BTreeSet<String>,
    /// Independent origins with this, and with those of claims that people joined with it; none where nothing
    /// changed.
    pub(crate) origins: Option<(usize, usize)>,
}

impl Overlay {
    /// Counts the origins of claims that people joined with this one as well.
    pub(crate) fn join(&mut self, claim: &Claim, others: &[Claim]) {
        if others.is_empty() {
            return;
        }
        let left = claim.origins.list.iter().filter(|origin| !self.gone.contains(&origin.id));
        let left: Vec<Origin> = left.cloned().collect();
        let lists: Vec<&[Origin]> = std::iter::once(left.as_slice())
            .chain(others.iter().map(|other| other.origins.list.as_slice()))
            .collect();
        self.origins = Some(joined_origins(&lists));
    }
}

/// `spans` gives where a finding of an article stands now.
pub(crate) fn overlay(
    view: &ClaimView,
    verdicts: &Verdicts,
    parted: &BTreeSet<String>,
    spans: impl Fn(&str, &str) -> Option<WireSpan>,
) -> Overlay {
    let claim = &view.claim;
    let mut overlay = Overlay::default();
    for (n, mention) in claim.mentions.iter().enumerate() {
        let wrong = [&mention.statement, &mention.event].into_iter().flatten().any(|finding| {
            let span = spans(&mention.article, finding).unwrap_or(mention.span);
            verdicts.on(&mention.article, finding, span).is_some_and(is_wrong)
        });
        if wrong || parted.contains(&mention.article) {
            overlay.struck.insert(n);
        }
    }
    if overlay.struck.is_empty() {
        return overlay;
    }
    let stands = |origin: &str| {
        claim.mentions.iter().enumerate().any(|(n, mention)| {
            let carries = !matches!(
                mention.stance,
                Stance::Denies | Stance::Disclaims | Stance::Declines | Stance::Retracts
            );
            mention.origin.as_deref() == Some(origin) && carries && !overlay.struck.contains(&n)
        })
    };
    let gone: BTreeSet<String> = claim
        .origins
        .list
        .iter()
        .filter(|origin| !stands(&origin.id))
        .map(|origin| origin.id.clone())
        .collect();
    // Each origin that falls away may have been one of the surest or one of the doubtful: the upper
    // bound falls by one for each, the lower bound as far as is needed, and to none with the last.
    let left = claim.origins.list.len() - gone.len();
    let at_most = claim.origins.at_most.saturating_sub(gone.len()).min(left);
    let at_least = if left == 0 {
        0
    } else {
        claim.origins.at_least.saturating_sub(gone.len()).max(1).min(at_most)
    };
    overlay.origins = (!gone.is_empty()).then_some((at_least, at_most));
    overlay.gone = gone;
    overlay
}
