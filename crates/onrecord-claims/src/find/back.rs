//! What an outlet takes back.

use onrecord::report::Statement;

use super::{Deed, Finder};
use crate::claim::Stance;
use crate::codes::Shares;
use crate::copies::is_outlet;
use crate::proposition::Said;
use crate::sentences::Sentence;
use crate::stances::Signs;
use crate::voice::{Manner, Voice, slice};

impl Finder<'_> {
    /// Sentences in which the outlet takes back what it told of: "We withdraw that report".
    pub(super) fn withdrawals(&self) -> Vec<usize> {
        const BACK: &[&str] = &[
            "withdraw",
            "withdrew",
            "withdraws",
            "withdrawing",
            "retract",
            "retraction",
            "retracted",
            "retracting",
            "retracts",
            "withdrawn",
        ];
        // Said of a report, they take it back as well.
        const PHRASES: &[&[&str]] = &[
            &["should", "not", "have", "published"],
            &["should", "not", "have", "been", "published"],
            &["should", "never", "have", "been", "published"],
            &["should", "never", "have", "published"],
            &["should", "not", "have", "run"],
            &["no", "longer", "stand", "by"],
            &["no", "longer", "stands", "by"],
            &["cannot", "stand", "by"],
            &["can", "no", "longer", "stand"],
            &["take", "back"],
            &["take", "it", "back"],
            &["take", "that", "back"],
            &["take", "this", "back"],
            &["takes", "back"],
            &["has", "been", "removed"],
            &["have", "removed"],
            &["has", "removed"],
            &["taken", "down"],
        ];
        const WHAT: &[&str] = &[
            "report",
            "article",
            "story",
            "storie",
            "account",
            "claim",
            "dispatch",
            "item",
            "piece",
            "reporting",
            "allegation",
        ];
        let outlet = self.article.card.outlet.clone().unwrap_or_default();
        let is_back = |at: &usize| {
            let sentence = &self.cut.all[*at];
            let any = |wanted: &dyn Fn(&str) -> bool| sentence.words.iter().any(|w| wanted(&w.low));
            let low: Vec<&str> = sentence.words.iter().map(|w| &*w.low).collect();
            let phrase = || PHRASES.iter().any(|p| low.windows(p.len()).any(|w| w == *p));
            // The outlet's own words are no quotation of somebody.
            let own = |s: &Statement| {
                s.speaker.kind == onrecord::statements::SpeakerKind::Author
                    || is_outlet(&s.speaker.name, &outlet)
            };
            let quoted = || {
                self.article.statements.iter().any(|s| {
                    s.content.iter().any(|c| {
                        (c[0] as usize) <= sentence.start + 1 && sentence.end <= c[1] as usize + 1
                    }) && !own(s)
                })
            };
            let named = || {
                let text = slice(self.text, [sentence.start as u32, sentence.end as u32]);
                let bare = outlet.strip_prefix("The ").unwrap_or(&outlet);
                !bare.is_empty() && text.contains(bare)
            };
            (any(&|w| BACK.contains(&w)) || phrase())
                && (any(&|w| WHAT.contains(&w.trim_end_matches('s'))) || self.takes_it_back(*at))
                && (any(&|w| {
                    matches!(w, "we" | "our" | "newspaper" | "agency" | "editors" | "newsroom")
                }) || named())
                && !quoted()
        };
        (0..self.cut.all.len()).filter(is_back).collect()
    }

    /// "On Tuesday we wrote that he was arrested. We take that back": what is taken back is what the outlet says, there or in the
    /// sentence before, that it has reported.
    fn takes_it_back(&self, at: usize) -> bool {
        const REPORTED: &[&str] = &[
            "wrote",
            "written",
            "reported",
            "said",
            "published",
            "told",
            "printed",
            "ran",
            "carried",
            "broadcast",
        ];
        let it = |s: &Sentence| s.words.iter().any(|w| matches!(&*w.low, "it" | "that" | "this"));
        let we = |s: &Sentence| {
            let mut low = s.words.iter().map(|w| &*w.low).skip_while(|w| *w != "we");
            low.any(|w| REPORTED.contains(&w))
        };
        it(&self.cut.all[at]) && self.cut.all[at.saturating_sub(1)..=at].iter().any(we)
    }

    /// The outlet takes back what it had reported.
    pub(super) fn withdrawn(&self, deeds: &mut [Deed]) {
        let back = self.withdrawals();
        let Some(&at) = back.first() else { return };
        // What the article is about is taken back; where that is not clear, what the sentence itself tells.
        let told = |deed: &Deed| {
            deed.units.iter().any(|u| u.sentence == at && u.triggers.iter().any(|t| !t.aside))
        };
        let open = deeds.first().is_some_and(|d| d.signature.is_open());
        let of = deeds.iter().position(told).filter(|_| open).unwrap_or(0);
        let Some(deed) = deeds.get_mut(of) else { return };
        let sentence = &self.cut.all[at];
        deed.signature.retraction = true;
        deed.said.push(Said {
            span: [sentence.start as u32, sentence.end as u32],
            voice: Voice {
                manner: Manner::Witness,
                label: self.article.card.outlet.clone().unwrap_or_default(),
                ..Voice::default()
            },
            stance: Stance::Retracts,
            via: Vec::new(),
            statement: None,
            event: None,
            tells: true,
            future: false,
            first_person: false,
            figures: Vec::new(),
            amounts: Vec::new(),
            only_figures: false,
            loose: false,
            signs: Signs::default(),
            shares: Shares::default(),
        });
    }
}
