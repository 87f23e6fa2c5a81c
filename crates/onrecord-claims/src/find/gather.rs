//! What a unit adds to its deed: who said it, with what stance, and the words and names to know it by.

use std::collections::BTreeSet;

use onrecord::report::{Statement, WireSpan};
use onrecord::statements::Stance as Reported;

use super::{Deed, Finder, Unit};
use crate::claim::Stance;
use crate::deeds::{Kind, Trigger};
use crate::proposition::Said;
use crate::standing::{same_voice, takes_part};
use crate::voice::{Manner, Voice, slice};
use crate::words::{Word, is_stop};

impl Finder<'_> {
    /// "I have it from her", "he told me so": who says it has it from another, whom the sentence names, or to whom it
    /// was done.
    pub(super) fn second_hand(&self, deed: &mut Deed) {
        let victim = self.persons(deed).into_iter().next();
        let mut links: Vec<(Voice, String)> = Vec::new();
        for sentence in &self.cut.all {
            let Some((at, subject)) = has_it_from(&sentence.words) else { continue };
            let spot = sentence.words[at].start;
            let inside = |s: &Statement| {
                s.content.iter().any(|c| (c[0] as usize..c[1] as usize).contains(&spot))
            };
            let statements = &self.article.statements;
            let own = statements.iter().position(inside);
            // "The company has it from the master": the one who spoke last.
            let last = |s: &&Said| (s.span[0] as usize) < spot;
            let teller = match own {
                Some(at) => Some(self.voices[at].clone()),
                None => deed.said.iter().rev().find(last).map(|s| s.voice.clone()),
            };
            let Some(teller) = teller.filter(|_| own.is_some() || !subject) else { continue };
            let around = if subject { &sentence.words[..at] } else { &sentence.words[at..] };
            let named = self.people.iter().find(|p| {
                let parts: Vec<&str> = p.split(' ').collect();
                around.windows(2).any(|w| w[0].low == parts[0] && w[1].low == parts[1])
            });
            let first =
                around.iter().filter(|w| w.upper && onrecord_world::first_name(&w.form).is_some());
            let called = first.rev().map(|w| w.low.clone()).next();
            let of = named.cloned().or(called).or_else(|| victim.clone());
            if let Some(of) = of.filter(|of| teller.person.as_ref() != Some(of)) {
                links.push((teller, of));
            }
        }
        for said in &mut deed.said {
            let link = links.iter().find(|(v, _)| same_voice(v, &said.voice));
            said.voice.from = link.map(|(_, of)| of.clone());
        }
    }

    pub(super) fn add(&self, deed: &mut Deed, unit: &Unit, lead: bool) {
        let told: BTreeSet<Kind> =
            unit.triggers.iter().filter(|t| !t.aside).map(|t| t.kind).collect();
        let first = deed.signature.chief();
        let mut tells = deed.signature.kinds.iter().any(|k| *k != Kind::Other && told.contains(k))
            || told.contains(&Kind::Other) && self.shares_words(unit, deed)
            || !told.is_empty() && told.iter().all(|t| first.is_some_and(|k| t.comes_of(k)))
            || unit.voice.manner == Manner::Witness
                && first.is_none_or(Kind::is_seen)
                && !deed.signature.lies_ahead()
            || unit.start == deed.anchor.start;
        let Some(mut stance) = unit.stance else { return };
        let chief = unit.triggers.iter().find(|t| deed.signature.kinds.contains(&t.kind));
        let denied_meeting = deed.signature.kinds.first() == Some(&Kind::Cancel);
        if chief.is_some_and(|t| t.negated) && stance == Stance::Affirms && !denied_meeting {
            if unit.statement.is_none() && unit.voice.manner == Manner::Own {
                return;
            }
            stance = Stance::Denies;
        }
        if stance == Stance::Affirms && told.is_empty() && self.rules_out(unit, deed) {
            stance = Stance::Denies;
            tells = true;
        }
        let named = self.names_in(unit);
        tells |= stance == Stance::Affirms
            && self.owns(unit, deed)
            && (named.is_empty() || named.iter().any(|n| deed.signature.names.contains_key(n)));
        let statement = unit.statement.map(|s| &self.article.statements[s]);
        let span = match statement {
            Some(s) if matches!(stance, Stance::Declines | Stance::Disclaims) => {
                let all = s.source.iter().chain(&s.cue).chain(&s.content);
                let all: Vec<&WireSpan> = all.filter(|s| s[1] > s[0]).collect();
                [
                    all.iter().map(|s| s[0]).min().unwrap_or(unit.start as u32),
                    all.iter().map(|s| s[1]).max().unwrap_or(unit.end as u32),
                ]
            }
            _ => [unit.start as u32, unit.end as u32],
        };
        let event = self.events_in(unit.start, unit.end).next();
        let mut via: Vec<String> =
            statement.map(|s| s.via.iter().map(|v| v.name.clone()).collect()).unwrap_or_default();
        via.extend(self.told_to(unit));
        via.dedup();
        deed.said.push(Said {
            span,
            voice: unit.voice.clone(),
            stance,
            via,
            statement: statement.map(|s| s.id.clone()),
            event: event.map(|e| e.id.clone()),
            tells,
            first_person: self.first_person(unit, deed),
            future: unit.future || unit.days.zip(self.today).is_some_and(|(d, t)| d.0 > t),
            figures: unit.figures.clone(),
            amounts: unit.amounts.clone(),
            only_figures: self.on_figures(unit, stance),
            loose: false,
            signs: self.signs(unit, deed, tells),
            shares: unit.told.stance,
        });
        deed.units.push(unit.clone());
        if tells && stance != Stance::Declines {
            self.learn(deed, unit, lead);
        }
    }

    pub(super) fn says(&self, unit: &Unit, phrase: &[&str]) -> bool {
        let inside: Vec<&str> = self.words_of(unit).map(|w| &*w.low).collect();
        inside.windows(phrase.len()).any(|w| w == phrase)
    }

    /// It bears on numbers alone: a number without the deed, a denial of a toll.
    fn on_figures(&self, unit: &Unit, stance: Stance) -> bool {
        let bare = unit.triggers.is_empty()
            && !unit.figures.is_empty()
            && unit.voice.manner != Manner::Witness;
        let of_toll = ["toll", "figure", "figures", "number", "numbers", "count"]
            .iter()
            .any(|w| self.says(unit, &[w]));
        bare || stance == Stance::Denies && of_toll
    }

    /// "We did it", "that it had planted a bomb": the deed is the speaker's.
    pub(super) fn first_person(&self, unit: &Unit, deed: &Deed) -> bool {
        if self.claims_it(unit) {
            return true;
        }
        if self.foils(unit) {
            return false;
        }
        let chief = deed.signature.chief();
        let own = unit.triggers.iter().any(|t| Some(t.kind) == chief)
            || unit.triggers.is_empty() && self.says(unit, &["did", "it"])
            || self.owns(unit, deed);
        let own = own && !(chief == Some(Kind::Other) && self.perceives(unit));
        let happens = chief.is_none_or(|k| {
            k.is_toll() || matches!(k, Kind::Explosion | Kind::Fire | Kind::Crash | Kind::Disease)
        });
        if unit.statement.is_none() || !own || happens {
            return false;
        }
        const ORDERS: &[&[&str]] = &[
            &["on", "my", "order"],
            &["on", "my", "orders"],
            &["at", "my", "order"],
            &["on", "our", "orders"],
            &["on", "our", "order"],
            &["order", "of", "this", "office"],
            &["order", "of", "this", "ministry"],
            &["i", "ordered"],
            &["we", "ordered"],
        ];
        if ORDERS.iter().any(|p| self.says(unit, p)) || self.owns(unit, deed) {
            return true;
        }
        let sentence = &self.cut.all[unit.sentence];
        let at = unit.triggers.first().map_or(3, |t| t.words.0);
        let before = sentence
            .words
            .iter()
            .take(at.max(1))
            .filter(|w| w.start >= unit.start && w.end <= unit.end);
        let opening: Vec<&str> = before.map(|w| &*w.low).collect();
        let named = sentence
            .names
            .iter()
            .any(|n| n.words.0 < at && sentence.words[n.words.0].start >= unit.start);
        let passive = at > 0 && matches!(&*sentence.words[at - 1].low, "was" | "were" | "been");
        !named && !passive && opening.iter().take(4).any(|w| matches!(*w, "we" | "our" | "i"))
            || !named && opening.iter().take(2).any(|w| *w == "it") && opening.contains(&"had")
    }

    /// "Said it had repelled an attack": it was not the speaker's.
    fn foils(&self, unit: &Unit) -> bool {
        const FOIL: &[&str] = &[
            "foiled",
            "thwarted",
            "averted",
            "prevented",
            "stopped",
            "repelled",
            "defeated",
            "survived",
            "intercepted",
            "uncovered",
            "repulsed",
        ];
        self.words_of(unit).any(|w| FOIL.contains(&&*w.low))
    }

    /// "The Vanguard claimed the bombing", "claimed responsibility for it": whoever does so has done it.
    fn claims_it(&self, unit: &Unit) -> bool {
        let Some(statement) = unit.statement.map(|at| &self.article.statements[at]) else {
            return false;
        };
        let cue: Vec<String> =
            statement.cue.iter().map(|s| slice(self.text, *s).to_lowercase()).collect();
        let cue = cue.join(" ");
        statement.stance == Reported::Confirms
            && (cue.contains("responsib")
                || matches!(&*cue, "claimed" | "claims" | "claim" | "claiming"))
    }

    /// "That was our work", "it was ours", "the order was mine".
    pub(super) fn owns(&self, unit: &Unit, deed: &Deed) -> bool {
        const OURS: &[&[&str]] = &[
            &["our", "work"],
            &["was", "ours"],
            &["were", "ours"],
            &["was", "mine"],
            &["our", "doing"],
        ];
        deed.signature.chief().is_some() && OURS.iter().any(|p| self.says(unit, p))
    }

    /// "We saw", "I heard": whoever tells so has only looked on.
    pub(super) fn perceives(&self, unit: &Unit) -> bool {
        const LOOK_ON: &[&str] = &[
            "saw",
            "see",
            "seen",
            "heard",
            "hear",
            "know",
            "knew",
            "think",
            "thought",
            "believe",
            "believed",
            "counted",
            "found",
            "felt",
            "understand",
            "understood",
            "read",
            "watched",
            "told",
            "learned",
            "learnt",
            "hope",
            "want",
            "need",
            "expect",
            "wonder",
            "remember",
            "asked",
        ];
        self.words_of(unit).take(8).any(|w| LOOK_ON.contains(&&*w.low))
    }

    /// Adds a unit's names and words to what is compared.
    fn learn(&self, deed: &mut Deed, unit: &Unit, lead: bool) {
        let anchor = unit.start == deed.anchor.start;
        if !anchor && deed.units.len() > 5 {
            return;
        }
        let weight = if anchor { 2 } else { 1 };
        let sentence = &self.cut.all[unit.sentence];
        let marked = self.marks(sentence);
        let mut named: BTreeSet<usize> = BTreeSet::new();
        for name in &sentence.names {
            named.extend(name.words.0..name.words.1);
            let start = sentence.words[name.words.0].start;
            // "That *the Union* plans to suspend it": who wills or says something within what is told belongs to it.
            let told = |&(s, e): &(usize, usize)| {
                unit.statement.is_some() && s >= unit.start && e <= unit.end
            };
            if marked.iter().any(|mark| (mark.0..mark.1).contains(&start) && !told(mark)) {
                continue;
            }
            let entry = deed.signature.names.entry(name.key.clone()).or_default();
            *entry = (*entry).max(weight);
        }
        for (at, word) in sentence.words.iter().enumerate() {
            let skip = named.contains(&at)
                || is_stop(&word.low)
                || crate::words::number(word).is_some()
                || onrecord_world::calendar_word(&word.form).is_some()
                || word.start < unit.start && unit.statement.is_some()
                || word.end > unit.end && unit.statement.is_some()
                || marked.iter().any(|&(s, e)| (s..e).contains(&word.start));
            if !skip {
                let entry = deed.signature.words.entry(word.stem.clone()).or_default();
                *entry = (*entry).max(weight);
            }
        }
        if anchor {
            let numbers = sentence.numbers.iter().filter(|n| n.2 > 2);
            deed.signature.figures.extend(numbers.map(|n| n.2));
        }
        if deed.signature.days.is_none()
            && deed.signature.kinds.first() != Some(&Kind::Cancel)
            && (lead || anchor || deed.planned)
            && unit.stance != Some(Stance::Disclaims)
        {
            deed.signature.days = unit.days;
        }
    }

    /// "Told the newspaper Hanmaru": the outlet to which it was said, where it is another one.
    fn told_to(&self, unit: &Unit) -> Option<String> {
        unit.statement?;
        let sentence = &self.cut.all[unit.sentence];
        let at = sentence.words.iter().position(|w| w.low == "told" || w.low == "tell")?;
        let behind = &sentence.words[at + 1..];
        // Not what is told, nor where: "told reporters in Buea that Chad's army".
        let end = behind.iter().position(|w| w.low == "that").unwrap_or(behind.len()).min(7);
        let end = behind[..end].iter().position(|w| w.after_mark).unwrap_or(end);
        let from = behind[..end]
            .iter()
            .position(|w| w.upper && onrecord_world::calendar_word(&w.form).is_none())?;
        let prior = from.checked_sub(1).map_or("", |b| &*behind[b].low);
        if matches!(prior, "in" | "at" | "on" | "near" | "from" | "of")
            || onrecord_world::country_word(&behind[from].form).is_some()
            || matches!(self.text.get(behind[from].end), Some('\'' | '’'))
            || behind[from].low == "i"
        {
            return None;
        }
        let to = behind[from..]
            .iter()
            .position(|w| !w.upper || w.after_mark && w.start > behind[from].start)
            .map_or(behind.len(), |n| from + n);
        let body =
            ["council", "court", "parliament", "congress", "senate", "assembly", "committee"];
        if behind[from..to].iter().any(|w| body.contains(&&*w.low)) {
            return None;
        }
        let name = slice(self.text, [behind[from].start as u32, behind[to - 1].end as u32]);
        Some(name)
    }

    /// To call off a meeting is to deny that it will be held.
    pub(super) fn called_off(&self, unit: &Unit, home: usize, deeds: &mut Vec<Deed>) {
        let cancel = deeds[home].signature.kinds.first() == Some(&Kind::Cancel);
        let meet = unit.triggers.iter().find(|t| t.kind == Kind::Meet);
        let Some(&meet) = meet.filter(|_| cancel && unit.stance == Some(Stance::Affirms)) else {
            return;
        };
        let mut narrowed = unit.clone();
        narrowed.triggers = vec![meet];
        narrowed.days = unit.days.filter(|d| self.today.is_some_and(|t| d.1 > t));
        let position = deeds.iter().position(|d| {
            d.signature.kinds.first() == Some(&Kind::Meet)
                && self.fits(&narrowed, d)
                && (unit.days.is_some()
                    || d.signature.days.is_none_or(|w| self.today.is_none_or(|t| w.1 >= t)))
        });
        let at = position.unwrap_or_else(|| {
            deeds.push(Deed { planned: true, ..self.deed(&narrowed, false) });
            deeds.len() - 1
        });
        let mut against = narrowed;
        against.triggers = vec![Trigger { negated: false, ..meet }];
        against.stance = Some(Stance::Denies);
        self.add(&mut deeds[at], &against, false);
    }

    /// To say that a meeting will not be held, where the article tells that it was called off, is to tell that.
    pub(super) fn not_held(&self, unit: &Unit, home: usize, deeds: &mut [Deed]) {
        let negated = unit.triggers.iter().any(|t| t.kind == Kind::Meet && t.negated)
            && unit.statement.is_some();
        let is = |d: &Deed, kind| d.signature.kinds.first() == Some(&kind);
        if !negated || !is(&deeds[home], Kind::Meet) {
            return;
        }
        if let Some(cancel) = deeds.iter_mut().find(|d| is(d, Kind::Cancel)) {
            let mut unit = unit.clone();
            unit.stance = Some(Stance::Affirms);
            unit.triggers = cancel.anchor.triggers.clone();
            self.add(cancel, &unit, false);
        }
    }
}

/// "He told me so", "I have it from the lawyer": where, and whether the one who told stands in front.
fn has_it_from(words: &[Word]) -> Option<(usize, bool)> {
    let low = |at: usize| words.get(at).map_or("", |w| &*w.low);
    let told = (1..words.len()).find(|&at| {
        matches!(low(at), "told" | "rang" | "phoned" | "called" | "telephoned" | "informed")
            && matches!(low(at + 1), "me" | "us")
            && (words[at - 1].upper || matches!(low(at - 1), "he" | "she" | "they"))
    });
    let from = (0..words.len()).find(|&at| {
        matches!(
            low(at),
            "have" | "has" | "had" | "know" | "knows" | "knew" | "heard" | "learned" | "learnt"
        ) && matches!(low(at + 1), "it" | "this" | "that")
            && low(at + 2) == "from"
    });
    told.map(|at| (at, true)).or_else(|| from.map(|at| (at, false)))
}

/// One voice has one stance to a deed within an article; words that tell of nothing count only from those
/// who told of it or have part in it.
pub(super) fn settle(deed: &mut Deed) {
    let voices: Vec<Voice> = deed.said.iter().map(|s| s.voice.clone()).collect();
    let same = same_voice;
    // Who denies a number does not deny what happened.
    let denies: Vec<Voice> = deed
        .said
        .iter()
        .filter(|s| {
            s.stance == Stance::Denies
                && s.tells
                && !s.only_figures
                && s.figures.iter().all(|f| f.stance != Stance::Denies)
                && !matches!(s.voice.manner, Manner::Own | Manner::Hearsay)
        })
        .map(|s| s.voice.clone())
        .collect();
    let holds_back: Vec<Voice> = deed
        .said
        .iter()
        .filter(|s| s.stance == Stance::Disclaims)
        .map(|s| s.voice.clone())
        .collect();
    let told: Vec<bool> = deed
        .said
        .iter()
        .map(|s| {
            let spoke = |o: &Said| o.tells && same(&o.voice, &s.voice);
            if s.stance == Stance::Disclaims
                && deed.said.iter().any(|o| o.stance == Stance::Affirms && spoke(o))
            {
                return false;
            }
            if s.stance == Stance::Affirms
                && !s.tells
                && holds_back.iter().any(|v| same(v, &s.voice))
            {
                return false;
            }
            let silent = |o: &Said| o.stance == Stance::Declines && same(&o.voice, &s.voice);
            let speaks = deed.said.iter().any(spoke);
            if !s.tells
                && s.figures.is_empty()
                && s.stance == Stance::Affirms
                && (s.voice.manner == Manner::Own || deed.said.iter().any(silent) && !speaks)
            {
                return false;
            }
            if s.stance == Stance::Denies && !s.tells && s.figures.is_empty() {
                // "The ministry denied it": who has part in the deed denies that, whatever its words.
                let on_record = matches!(s.voice.manner, Manner::Body | Manner::Person);
                return denies.iter().any(|v| same(v, &s.voice))
                    || on_record && takes_part(&s.voice, &deed.signature);
            }
            s.tells
                || deed.said.iter().any(spoke)
                || takes_part(&s.voice, &deed.signature)
                || !s.figures.is_empty()
        })
        .collect();
    for (at, said) in deed.said.iter_mut().enumerate() {
        if said.stance == Stance::Affirms && denies.iter().any(|v| same(v, &voices[at])) {
            said.stance = Stance::Denies;
        }
    }
    // "Twelve is not true. Twelve is what was in my corridor": one who denies a number does not give it.
    let refuted: Vec<(Voice, u64)> = deed
        .said
        .iter()
        .flat_map(|s| {
            s.figures
                .iter()
                .filter(|f| f.stance == Stance::Denies)
                .map(|f| (s.voice.clone(), f.value))
        })
        .collect();
    for said in &mut deed.said {
        for figure in &mut said.figures {
            if refuted.iter().any(|(v, value)| *value == figure.value && same(v, &said.voice)) {
                figure.stance = Stance::Denies;
            }
        }
    }
    let affirming: Vec<Voice> = deed
        .said
        .iter()
        .filter(|s| s.stance == Stance::Affirms && s.tells)
        .map(|s| s.voice.clone())
        .collect();
    for (said, told) in deed.said.iter_mut().zip(told) {
        let silent = said.stance == Stance::Declines
            || said.stance == Stance::Disclaims && !affirming.iter().any(|v| same(v, &said.voice));
        said.loose = !told && !silent;
    }
}
