//! Who does it and to whom it is done.

use std::collections::{BTreeMap, BTreeSet};

use onrecord::entities::EntityKind;
use onrecord::report::{Actor, Entity, Event};
use onrecord::statements::{SpeakerKind, Stance as Reported};

use super::{Deed, Finder, Unit, full_name};
use crate::deeds::{Kind, Trigger};
use crate::proposition::{Side, Signature};
use crate::standing::is_authority;
use crate::voice::{Manner, Phrase, slice};
use crate::words::{Word, is_state, is_stop};

impl Finder<'_> {
    /// A ministry without its country: that of the side that owns the deed, where it owns up to it or announces
    /// an act of its own state; that of the side that was hit, where it accuses.
    pub(super) fn of_country(&self, deed: &mut Deed) {
        let country = |sides: &[Side]| -> Option<String> {
            let found: BTreeSet<&String> =
                sides.iter().flat_map(|s| s.country.iter().chain(&s.keys)).collect();
            let states: Vec<&&String> =
                found.iter().filter(|c| is_state(c) || self.cut.states.contains(**c)).collect();
            match states[..] {
                [one] => Some((**one).clone()),
                _ => None,
            }
        };
        let (actors, recipients) =
            (country(&deed.signature.actors), country(&deed.signature.recipients));
        let chief = deed.signature.chief();
        let hostile = chief.is_some_and(Kind::is_hostile);
        let law = chief.is_some_and(Kind::is_law);
        for said in &mut deed.said {
            let of_state = said.voice.office.as_deref().is_some_and(|o| {
                ["ministry:", "government", "forces", "police", "service:"]
                    .iter()
                    .any(|k| o.starts_with(k))
            });
            let of_state = of_state || law && is_authority(&said.voice);
            let on_record = matches!(said.voice.manner, Manner::Body | Manner::Person);
            if !on_record || !of_state || said.voice.country.is_some() {
                continue;
            }
            let reported = said
                .statement
                .as_ref()
                .and_then(|id| self.article.statements.iter().find(|s| s.id == *id));
            let owns =
                reported.is_some_and(|s| matches!(s.stance, Reported::Confirms | Reported::Denies));
            said.voice.country = match () {
                () if law => actors.clone(),
                () if hostile && owns => actors.clone(),
                () if hostile => recipients.clone(),
                () if owns => recipients.clone().or_else(|| actors.clone()),
                () => actors.clone().or_else(|| recipients.clone()),
            };
        }
        self.own_act(deed);
        // The same body is of the same country throughout.
        let known: BTreeMap<String, String> = deed
            .said
            .iter()
            .filter(|s| s.voice.manner == Manner::Body)
            .filter_map(|s| Some((s.voice.office.clone()?, s.voice.country.clone()?)))
            .collect();
        for said in deed.said.iter_mut().filter(|s| s.voice.country.is_none()) {
            said.voice.country = said.voice.office.as_ref().and_then(|o| known.get(o).cloned());
        }
    }

    /// "The ministry has decided to withdraw the battalion": who tells of an act of state that nobody else is named
    /// for has done it.
    fn own_act(&self, deed: &mut Deed) {
        let act = matches!(
            deed.signature.chief(),
            Some(
                Kind::Seize
                    | Kind::Arrest
                    | Kind::Expel
                    | Kind::Sanction
                    | Kind::Withdraw
                    | Kind::Search
                    | Kind::Mobilize
            )
        );
        if !act || deed.signature.actors.iter().any(|s| s.country.is_some()) {
            return;
        }
        let known = |c: &String| {
            deed.signature
                .recipients
                .iter()
                .any(|s| s.country.as_ref() == Some(c) || s.keys.contains(c))
        };
        let teller = deed.said.iter().find(|s| {
            let office = s.voice.office.as_deref().unwrap_or_default();
            // A foreign ministry or an embassy arrests nobody: it speaks for who was arrested.
            let abroad = matches!(office, "ministry:foreign" | "embassy")
                && matches!(
                    deed.signature.chief(),
                    Some(Kind::Seize | Kind::Arrest | Kind::Search)
                );
            s.tells
                && !abroad
                && s.voice.manner == Manner::Body
                && ["ministry:", "government", "service:"].iter().any(|o| office.starts_with(o))
                && s.voice.country.as_ref().is_some_and(|c| !known(c))
        });
        if let Some(voice) = teller.map(|s| s.voice.clone()) {
            let keys = voice.country.iter().cloned().collect();
            deed.signature.actors.push(Side { name: voice.label, country: voice.country, keys });
        }
    }

    /// To whom it is done; of a resignation, who resigns. A surname means the one of that name in the article.
    pub(super) fn persons(&self, deed: &Deed) -> BTreeSet<String> {
        let signature = &deed.signature;
        let named = |sides: &[Side]| -> BTreeSet<String> {
            sides.iter().filter_map(|side| self.person_of(side)).collect()
        };
        // Who is dismissed is the one to whom it is done.
        let done_to = named(&signature.recipients);
        if done_to.is_empty() && signature.chief() == Some(Kind::Resign) {
            return named(&signature.actors);
        }
        done_to
    }

    /// The one person of the article whom a side means.
    fn person_of(&self, side: &Side) -> Option<String> {
        let words = Phrase::of(&side.name).words;
        let full = words.windows(2).map(full_name).find(|n| self.people.contains(n));
        let surname = words.iter().rfind(|w| w.upper).map(|w| &w.low);
        let fits = |p: &&String| surname.is_some_and(|s| p.rsplit(' ').next() == Some(s));
        let mut alike = self.people.iter().filter(fits);
        full.or_else(|| alike.next().filter(|_| alike.next().is_none()).cloned())
    }

    /// Who does it to whom: the report's event where it has one, else the names before and behind the word.
    pub(super) fn sides(&self, unit: &Unit, chief: Option<Trigger>, signature: &mut Signature) {
        let Some(chief) = chief else { return };
        let sentence = &self.cut.all[unit.sentence];
        let of_kind = |e: &&Event| chief.kind.is_of(&e.kind) || chief.kind == Kind::Other;
        let event = self.events_in(unit.start, unit.end).find(of_kind);
        let side = |name: &str, country: &Option<String>| {
            let phrase = Phrase::of(name);
            let mut named = crate::words::names(&phrase.words, &|_| true);
            let is = |e: &Entity| e.kind == EntityKind::Person && e.name == name;
            if phrase.words.len() > 1 && self.article.entities.iter().any(is) {
                named.iter_mut().for_each(|n| n.of_person(&phrase.words));
            }
            let keys = named.into_iter().map(|n| n.key);
            let mut keys: Vec<String> = keys.chain(country.clone()).collect();
            keys.sort();
            keys.dedup();
            let told = keys.iter().find(|k| self.cut.states.contains(*k));
            // Where the article is set in such states, one that it does not name has no part in it.
            let named = |c: &String| {
                self.cut.states.is_empty()
                    || self.cut.all.iter().flat_map(|s| &s.names).any(|n| n.key == *c)
            };
            let country = country.clone().filter(named).or_else(|| told.cloned());
            Side { name: name.to_owned(), country, keys }
        };
        if let Some(event) = event {
            signature.event = Some((event.kind.clone(), event.mode.clone()));
            // Who only tells of it has not done it; "it said that it had" has.
            let teller = unit.statement.map(|at| self.article.statements[at].speaker.name.clone());
            let itself =
                ["it", "they", "we", "he", "she", "i"].iter().any(|w| self.says(unit, &[w]));
            let told = slice(self.text, [unit.start as u32, unit.end as u32]);
            // Nor has his state, where his words do not name it.
            let state =
                unit.statement.and_then(|at| self.article.statements[at].speaker.country.clone());
            let tells = |actor: &Actor| {
                teller.as_ref() == Some(&actor.name) || state.is_some() && actor.country == state
            };
            let does = |actor: &Actor| itself || !tells(actor) || told.contains(&actor.name);
            let actors = event.actors.iter().filter(|a| does(a));
            signature.actors = actors.map(|a| side(&a.name, &a.country)).collect();
            // "That its drones had hit the depot": they are of the state that speaks.
            let teller = unit.voice.country.clone().filter(|_| unit.voice.manner == Manner::Body);
            for actor in signature.actors.iter_mut().filter(|a| a.keys.is_empty()) {
                if ["its ", "our ", "Its ", "Our "].iter().any(|p| actor.name.starts_with(p)) {
                    actor.country.clone_from(&teller);
                    actor.keys = teller.iter().cloned().collect();
                    // "That its men had fired", the Front said.
                    if let Some(at) = unit.statement.filter(|_| actor.keys.is_empty()) {
                        let speaker = &self.article.statements[at].speaker;
                        actor.keys = side(&speaker.name, &speaker.country).keys;
                    }
                }
            }
            signature.recipients =
                event.recipients.iter().map(|a| side(&a.name, &a.country)).collect();
            // "The president will not go", his spokesman said: of the state that speaks.
            let office = |s: &Side| {
                let bare = s.name.strip_prefix("the ").unwrap_or(&s.name);
                matches!(
                    bare,
                    "president"
                        | "prime minister"
                        | "government"
                        | "army"
                        | "military"
                        | "parliament"
                        | "king"
                        | "premier"
                )
            };
            if let Some(state) = &teller {
                for actor in signature.actors.iter_mut().filter(|s| office(s)) {
                    actor.country = Some(state.clone());
                    actor.keys = vec![state.clone()];
                }
            }
            signature.place.clone_from(&event.place.name);
        }
        let at = chief.words.0;
        // "Is expelling" is none.
        let passive = !sentence.words[at].low.ends_with("ing")
            && sentence.words[at.saturating_sub(3)..at].iter().any(|w| {
                matches!(&*w.low, "was" | "were" | "been" | "be" | "being" | "is" | "are")
            });
        // "I have not resigned": who speaks.
        let speaker = unit.statement.map(|at| &self.article.statements[at].speaker);
        let own = ["i", "we"].iter().any(|w| self.says(unit, &[w]));
        if let Some(speaker) = speaker.filter(|s| own && s.named && s.kind == SpeakerKind::Person)
            && unit.voice.person.is_some()
            && !sentence.names.iter().any(|n| {
                let word = &sentence.words[n.words.0];
                word.start >= unit.start && word.end <= unit.end && n.words.0 < at
            })
        {
            let own = vec![side(&speaker.name, &speaker.country)];
            if passive { signature.recipients = own } else { signature.actors = own }
        }
        // "Admitted that it had transferred the money": who speaks, as well.
        if let Some(statement) = unit.statement.map(|at| &self.article.statements[at])
            && matches!(statement.stance, Reported::Confirms | Reported::Denies)
            && signature.actors.is_empty()
            && statement.speaker.named
            && !passive
            && chief.kind != Kind::Meet
        {
            let mut content = sentence.words[..at].iter().filter(|w| w.start >= unit.start);
            let first = content.find(|w| w.low != "that").map_or("", |w| &*w.low);
            if matches!(first, "it" | "he" | "she" | "they") {
                signature.actors = vec![side(&statement.speaker.name, &statement.speaker.country)];
            }
        }
        let mutual = chief.kind == Kind::Meet;
        let (mut before, mut behind): (Vec<Side>, Vec<Side>) = Default::default();
        let mut last: Option<usize> = None;
        for name in &sentence.names {
            let words = &sentence.words[name.words.0..name.words.1];
            if unit.statement.is_some() && (words[0].start < unit.start || words[0].end > unit.end)
            {
                continue;
            }
            let place = name.words.0.checked_sub(1).is_some_and(|b| {
                matches!(
                    &*sentence.words[b].low,
                    "in" | "at" | "near" | "above" | "over" | "from" | "north" | "south"
                )
            });
            if place {
                continue;
            }
            // "Lurania's coast guard": with the words that say which of its bodies.
            let body = sentence.words[name.words.1..].iter().take(3).take_while(|w| {
                !w.upper
                    && !w.after_mark
                    && matches!(
                        &*w.low,
                        "coast"
                            | "guard"
                            | "army"
                            | "navy"
                            | "police"
                            | "troops"
                            | "forces"
                            | "soldiers"
                            | "government"
                            | "foreign"
                            | "defence"
                            | "defense"
                            | "interior"
                            | "ministry"
                    )
            });
            let form: Vec<&str> = words.iter().chain(body).map(|w| &*w.form).collect();
            let found = Side {
                name: form.join(" "),
                country: name.country.then(|| name.key.clone()),
                keys: vec![name.key.clone()],
            };
            // "Was arrested on suspicion of spying for *Israel*": who did it stands behind "by".
            let first = name.words.0;
            let by = || {
                let near = at.max(first.saturating_sub(4))..first;
                sentence.words[near].iter().any(|w| w.low == "by")
            };
            if passive && !mutual && first > at && !by() {
                continue;
            }
            let list = if name.words.0 < at { &mut before } else { &mut behind };
            // "Karl Lund" is one.
            let one = last == Some(name.words.0) && !words[0].after_mark && !name.country;
            last = Some(name.words.1);
            match list.last_mut().filter(|_| one) {
                Some(side) => {
                    side.name = format!("{} {}", side.name, found.name);
                    side.keys.extend(found.keys);
                }
                None => list.push(found),
            }
        }
        // "Has declared five envoys personae non gratae": to whom it is done stands in front of the words.
        let declared =
            sentence.words[..at].iter().rposition(|w| w.stem == "declar").filter(|_| !passive);
        if let Some(verb) = declared.filter(|_| sentence.words[at].low.starts_with("person")) {
            let starts = |s: &Side| {
                let of =
                    |n: &&crate::words::Name| s.keys.first() == Some(&n.key) && n.words.0 > verb;
                sentence.names.iter().any(|n| of(&n))
            };
            let (object, subject): (Vec<Side>, Vec<Side>) = before.into_iter().partition(starts);
            signature.actors = subject;
            signature.recipients = object;
            return;
        }
        let (actors, recipients) = if passive { (behind, before) } else { (before, behind) };
        let has_keys = |sides: &[Side]| sides.iter().any(|s| !s.keys.is_empty());
        if mutual {
            signature.actors = if has_keys(&signature.actors) {
                signature.actors.clone()
            } else {
                [actors, recipients].concat()
            };
            return;
        }
        if !has_keys(&signature.actors) {
            signature.actors.extend(actors);
        }
        if !has_keys(&signature.recipients) {
            signature.recipients.extend(recipients);
        }
        if signature.actors.is_empty() && !passive {
            signature.actors.extend(subject(&sentence.words[..at], unit.start));
        }
    }
}

/// "The supervisory board dismissed him": what stands in front of the verb, in its clause, where it names nobody.
pub(super) fn subject(before: &[Word], start: usize) -> Option<Side> {
    let from =
        before.iter().rposition(|w| matches!(&*w.low, "the" | "a" | "an" | "its" | "our"))?;
    let phrase = &before[from..];
    let verbs = ["had", "has", "have", "also", "then", "later", "since"];
    let noun: Vec<&Word> = phrase.iter().filter(|w| !verbs.contains(&&*w.low)).collect();
    let opens = from == 0 || before[from].after_mark || before[from].start <= start + 1;
    let fits = opens
        && (2..=5).contains(&noun.len())
        && noun[1..].iter().all(|w| !w.after_mark && !w.upper && !is_stop(&w.low));
    fits.then(|| Side {
        name: noun.iter().map(|w| &*w.form).collect::<Vec<_>>().join(" "),
        country: None,
        keys: Vec::new(),
    })
}
