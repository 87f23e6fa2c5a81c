//! What the words of a unit show of how it stands to a deed, for what was learnt to judge by ([`crate::stances`]).

use std::collections::BTreeSet;

use onrecord::entities::Form;
use onrecord::statements::Quotation;

use super::{Deed, Finder, Unit};
use crate::deeds::NEGATIONS;
use crate::stances::Signs;
use crate::words::{Word, is_stop};

/// It is not so.
const UNTRUE: &[&str] = &[
    "false",
    "untrue",
    "wrong",
    "incorrect",
    "invented",
    "invention",
    "fiction",
    "fable",
    "fables",
    "lie",
    "lies",
    "lied",
    "nonsense",
    "baseless",
    "unfounded",
    "rumour",
    "rumours",
    "rumor",
    "rumors",
    "fairy",
    "fabricated",
    "fabrication",
    "fantasy",
    "absurd",
    "slander",
    "myth",
    "fake",
    "hoax",
];
/// Words for denying in front of what is denied.
const DENYING: &[&str] = &[
    "denied",
    "denies",
    "deny",
    "denying",
    "rejected",
    "rejects",
    "rejecting",
    "dismissed",
    "dismisses",
    "disputed",
    "disputes",
    "refuted",
    "refutes",
    "contradicted",
    "contradicts",
];
/// What was told is taken back.
const BACK: &[&str] = &[
    "withdraw",
    "withdrawn",
    "withdrew",
    "retract",
    "retracted",
    "retracts",
    "correct",
    "corrected",
    "correction",
    "regret",
    "regrets",
    "apologise",
    "apologises",
    "apologize",
    "apologizes",
    "error",
    "mistake",
    "mistaken",
    "erroneous",
    "erroneously",
];
const SILENT: &[&str] = &[
    "comment",
    "comments",
    "answer",
    "answered",
    "reply",
    "replied",
    "respond",
    "responded",
    "reached",
    "discuss",
    "speculate",
    "confirm",
    "unanswered",
    "declined",
    "refused",
];
const IGNORANT: &[&str] =
    &["know", "knew", "aware", "heard", "information", "idea", "knowledge", "unable"];
const MODAL: &[&str] = &[
    "would", "could", "may", "might", "should", "if", "whether", "perhaps", "probably", "possible",
];
const FIRST: &[&str] = &["we", "our", "ours", "us", "i", "my", "mine", "me", "ourselves", "myself"];
const THIRD: &[&str] = &[
    "it", "its", "he", "his", "him", "she", "her", "they", "their", "them", "theirs", "himself",
    "herself",
];

impl Finder<'_> {
    pub(super) fn signs(&self, unit: &Unit, deed: &Deed, tells: bool) -> Signs {
        let words: Vec<&Word> = self.words_of(unit).collect();
        let count = |list: &[&str]| words.iter().filter(|w| list.contains(&&*w.low)).count();
        let any = |list: &[&str]| usize::from(count(list) > 0);
        let sentence = &self.cut.all[unit.sentence];
        let around: Vec<&Word> =
            sentence.words.iter().filter(|w| w.start < unit.start || w.end > unit.end).collect();
        let beside = |list: &[&str]| usize::from(around.iter().any(|w| list.contains(&&*w.low)));
        let before = unit.sentence.checked_sub(1).map(|at| &self.cut.all[at]);
        let prior = |list: &[&str]| {
            usize::from(before.is_some_and(|s| s.words.iter().any(|w| list.contains(&&*w.low))))
        };
        let statement = unit.statement.map(|at| &self.article.statements[at]);
        let told: Vec<_> = unit.triggers.iter().filter(|t| !t.aside).collect();
        let chief = deed.signature.chief();
        let names = self.names_in(unit);
        let known = names.iter().filter(|n| deed.signature.names.contains_key(*n)).count();
        let quoted = match statement.map(|s| s.quotation) {
            None => 0,
            Some(Quotation::Indirect) => 1,
            Some(Quotation::Mixed) => 2,
            Some(Quotation::Direct) => 3,
        };
        let office = unit.voice.office.as_deref().map_or(0, |o| match o {
            "government" => 2,
            "forces" => 3,
            "police" => 4,
            "embassy" => 6,
            o if o.starts_with("ministry") => 1,
            o if o.starts_with("service") => 5,
            o if o.starts_with("org:") => 7,
            _ => 8,
        });
        Signs::of(&[
            unit.voice.manner as usize,
            statement.map_or(0, |s| s.stance as usize + 1),
            unit.stance.map_or(0, |s| s as usize + 1),
            usize::from(told.iter().any(|t| t.negated && deed.signature.kinds.contains(&t.kind))),
            usize::from(told.iter().any(|t| t.negated)),
            count(NEGATIONS),
            words.iter().take(6).filter(|w| NEGATIONS.contains(&&*w.low)).count(),
            any(UNTRUE),
            beside(UNTRUE) + 2 * beside(DENYING),
            prior(UNTRUE) + 2 * prior(DENYING),
            any(BACK) + 2 * beside(BACK),
            any(SILENT) + 2 * beside(SILENT),
            any(IGNORANT),
            any(MODAL),
            count(FIRST),
            count(THIRD),
            self.speaker_in(unit),
            self.of_speaker(unit, &words),
            usize::from(told.iter().any(|t| Some(t.kind) == chief)) + usize::from(!told.is_empty()),
            usize::from(unit.start == deed.anchor.start),
            known,
            names.len(),
            self.shared_words(unit, deed),
            words.len(),
            quoted,
            office,
            usize::from(unit.voice.person.is_some()) + 2 * usize::from(unit.voice.direct),
            self.part_in_event(unit),
            unit.sentence,
            usize::from(tells),
            usize::from(self.perceives(unit)),
            deed.units.len(),
        ])
    }

    /// The speaker is meant by words of the unit: 1 by a pronoun, 2 by more.
    fn speaker_in(&self, unit: &Unit) -> usize {
        let statement = unit.statement.map(|at| &self.article.statements[at]);
        let id = statement.and_then(|s| s.speaker.entity.as_ref());
        let entity = self.article.entities.iter().find(|e| Some(&e.id) == id);
        let within =
            |span: [u32; 2]| span[0] as usize >= unit.start && span[1] as usize <= unit.end;
        let forms = entity.into_iter().flat_map(|e| &e.mentions).filter(|m| within(m.span));
        forms.map(|m| if m.form == Form::Pronoun { 1 } else { 2 }).max().unwrap_or(0)
    }

    /// How many words of the unit are those by which its speaker is known.
    fn of_speaker(&self, unit: &Unit, words: &[&Word]) -> usize {
        let label = crate::voice::Phrase::of(&unit.voice.label).words;
        let own: BTreeSet<&str> = label
            .iter()
            .filter(|w| w.low.len() > 3 && !is_stop(&w.low))
            .map(|w| &*w.stem)
            .chain(unit.voice.of.iter().map(String::as_str))
            .collect();
        let state = unit.voice.country.as_ref();
        let named = self.names_in(unit).iter().any(|n| Some(n) == state);
        let shared: BTreeSet<&str> =
            words.iter().flat_map(|w| [&*w.stem, &*w.low]).filter(|w| own.contains(w)).collect();
        shared.len() + usize::from(named)
    }

    /// Who speaks has part in one of the report's events in the unit: 1 to whom it is done, 2 who does it.
    fn part_in_event(&self, unit: &Unit) -> usize {
        let Some(statement) = unit.statement.map(|at| &self.article.statements[at]) else {
            return 0;
        };
        let speaker = &statement.speaker;
        let is = |actor: &onrecord::report::Actor| {
            actor.name == speaker.name
                || actor.country.is_some() && actor.country == speaker.country
        };
        let parts = self.events_in(unit.start, unit.end).map(|event| {
            if event.actors.iter().any(is) {
                2
            } else {
                usize::from(event.recipients.iter().any(is))
            }
        });
        parts.max().unwrap_or(0)
    }
}
