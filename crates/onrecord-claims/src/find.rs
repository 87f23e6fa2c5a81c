//! Finds the propositions of an article.
//!
//! The first deed that the opening tells of is what the article is about. Later sentences and statements
//! belong to it where they tell of the same kind of deed at the same time, or go on from one who
//! spoke of it; others are propositions of their own: background, a denial of something else.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use onrecord::entities::EntityKind;
use onrecord::report::{Actor, Entity, Event, Statement, WireSpan};
use onrecord::statements::{SpeakerKind, Stance as Reported};

use crate::article::Article;
use crate::claim::{Gap, Stance};
use crate::copies::is_outlet;
use crate::days::{day_of, shift, width};
use crate::deeds::{Kind, NEGATIONS, Trigger, clause_start, open_verb, triggers};
use crate::matter::{Matter, is_known};
use crate::origins::is_of_state;
use crate::proposition::{Figure, Proposition, Said, Side, Signature};
use crate::same::of_other_states;
use crate::sentences::{Sentence, Sentences, sentences};
use crate::voice::{
    Manner, Phrase, SPOKEN_FOR, Voice, describe_body, house, is_place, outlet_words, slice, voices,
};
use crate::words::{Word, is_state, is_stop, name_key};

/// The most propositions that are kept of an article.
const MOST: usize = 40;

/// The propositions of an article, the one that it is about first, the others in text order.
pub fn propositions(article: &Article) -> Vec<Proposition> {
    let text: Vec<char> = article.text.chars().collect();
    let today = article.card.published.as_deref().and_then(day_of);
    let mut cut = sentences(article, &text, today);
    told_by_events(article, &mut cut);
    let voices = voices(article, &text, &cut.states);
    let house = house(article);
    let people = people(&cut);
    let deeds = article.statements.iter().map(|s| tells_deed_itself(&text, s)).collect();
    let speakers = article.statements.iter().flat_map(|s| s.source.clone()).collect();
    let (text, cut, voices) = (&text, &cut, &voices);
    Finder { article, text, today, cut, voices, deeds, speakers, house, people }.find()
}

/// Sentences that the opening of an article is looked for in.
const OPENING: usize = 6;

/// Where the words of the opening tell of no deed, the report's first event there does: no article is without
/// a deed that it is about.
fn told_by_events(article: &Article, cut: &mut Sentences) {
    let length = cut.all.len().min(OPENING);
    let opening = &mut cut.all[..length];
    if opening.iter().flat_map(|s| &s.triggers).any(|t| !t.aside && t.kind.weight() > 1) {
        return;
    }
    for sentence in opening {
        let covers =
            |w: &Word, span: WireSpan| w.start < span[1] as usize && (span[0] as usize) < w.end;
        let told = article.events.iter().find_map(|event| {
            let kind = Kind::of_event(&event.kind)?;
            let first = sentence.words.iter().position(|w| covers(w, event.trigger))?;
            let count = sentence.words[first..].iter().take_while(|w| covers(w, event.trigger));
            Some((kind, (first, first + count.count())))
        });
        if let Some((kind, words)) = told {
            sentence.triggers.push(Trigger {
                kind,
                words,
                aside: false,
                negated: false,
                by_event: true,
            });
            sentence.triggers.sort_by_key(|t| t.words);
            return;
        }
    }
}

struct Finder<'a> {
    article: &'a Article,
    text: &'a [char],
    today: Option<Date>,
    cut: &'a Sentences,
    voices: &'a [Voice],
    /// Which statements tell a deed of words, and are no attribution of one.
    deeds: Vec<bool>,
    /// The words for those who speak.
    speakers: Vec<WireSpan>,
    /// The body of a state that publishes the article.
    house: Option<Voice>,
    /// The full names of the people in it.
    people: BTreeSet<String>,
}

/// "Peru has asked South Korea": a deed of words, no attribution of one.
fn tells_deed_itself(text: &[char], statement: &Statement) -> bool {
    let cue: String = statement.cue.iter().map(|s| slice(text, *s)).collect::<Vec<_>>().join(" ");
    let found = triggers(&Phrase::of(&cue).words);
    let wills = matches!(
        statement.stance,
        Reported::Asserts
            | Reported::Asks
            | Reported::Demands
            | Reported::Refuses
            | Reported::Promises
    );
    wills && !found.is_empty()
}

/// A part of a sentence with one voice.
#[derive(Clone, Debug)]
struct Unit {
    sentence: usize,
    start: usize,
    end: usize,
    /// An index into the statements; none where the article itself speaks.
    statement: Option<usize>,
    voice: Voice,
    stance: Option<Stance>,
    triggers: Vec<Trigger>,
    days: Option<(Date, Date)>,
    /// When it was said, where the sentence tells.
    uttered: Option<(Date, Date)>,
    future: bool,
    figures: Vec<Figure>,
}

/// A deed that is being gathered.
#[derive(Debug)]
struct Deed {
    signature: Signature,
    anchor: Unit,
    said: Vec<Said>,
    /// The voices that told of it, with their units.
    units: Vec<Unit>,
    /// A meeting known from its being called off: it is to come.
    planned: bool,
}

impl Finder<'_> {
    fn find(&self) -> Vec<Proposition> {
        let mut units = self.units();
        self.numbers_withdrawn(&mut units);
        let Some(lead) = self.lead(&units) else { return Vec::new() };
        let mut first = self.deed(&units[lead], true);
        first.signature.late = units[lead].sentence >= OPENING;
        first.signature.days = self.day_of_lead(&units, lead).or(first.signature.days);
        let mut deeds = vec![first];
        let mut last: Option<(usize, usize, usize)> = None;
        for (at, unit) in units.iter().enumerate() {
            let home = if at == lead { Some(0) } else { self.home(unit, &deeds, last) };
            let home = match home {
                Some(home) => home,
                None if deeds.len() < MOST && self.stands_alone(unit) => {
                    deeds.push(self.deed(unit, false));
                    deeds.len() - 1
                }
                None => continue,
            };
            let paragraph = self.cut.all[unit.sentence].paragraph;
            last = Some((paragraph, home, unit.sentence));
            self.add(&mut deeds[home], unit, home == 0);
            self.called_off(unit, home, &mut deeds);
            self.not_held(unit, home, &mut deeds);
        }
        for deed in &mut deeds {
            self.of_country(deed);
            settle(deed);
        }
        for deed in &mut deeds {
            self.second_hand(deed);
        }
        self.repeated(&mut deeds[0]);
        let setting = self.setting();
        let matter = self.matter();
        for deed in &mut deeds {
            deed.signature.persons = self.persons(deed);
            deed.signature.known = self.known(&deed.signature);
            deed.signature.states = self.states_of(&deed.signature, &setting);
            deed.signature.people.clone_from(&self.people);
            deed.signature.setting.clone_from(&setting);
            deed.signature.matter.clone_from(&matter);
        }
        self.withdrawn(&mut deeds);
        let mut found: Vec<Proposition> = Vec::new();
        for (at, deed) in deeds.into_iter().enumerate() {
            if deed.said.is_empty() && at > 0 {
                continue;
            }
            found.push(self.proposition(at, deed));
        }
        found
    }

    /// The units of the article in text order.
    fn units(&self) -> Vec<Unit> {
        let mut units = Vec::new();
        for (index, sentence) in self.cut.all.iter().enumerate() {
            let mut covered: Vec<(usize, usize)> = Vec::new();
            for (at, statement) in self.article.statements.iter().enumerate() {
                if self.deeds[at] || self.is_unsaid(statement) {
                    continue;
                }
                let pieces = self.pieces(statement, index);
                for &(start, end) in &pieces {
                    let middle = self.aside_of_another(sentence, start, end).unwrap_or(end);
                    units.push(self.unit(index, start, middle, Some(at)));
                    if middle < end {
                        units.push(self.unit(index, middle, end, None));
                    }
                }
                covered.extend(pieces);
                covered.extend(
                    statement
                        .cue
                        .iter()
                        .map(|s| (s[0] as usize, s[1] as usize))
                        .filter(|s| s.0 >= sentence.start && s.1 <= sentence.end),
                );
            }
            let rest = outside((sentence.start, sentence.end), covered);
            let own: Vec<Unit> = rest
                .into_iter()
                .map(|(start, end)| self.unit(index, start, end, None))
                .filter(|u| {
                    !u.triggers.is_empty()
                        || !u.figures.is_empty()
                        || u.voice.manner == Manner::Witness
                })
                .collect();
            units.extend(own);
        }
        units.sort_by_key(|u| (u.start, u.end));
        units
    }

    /// "The number was given as eleven. This number is wrong": who gave it takes it back.
    fn numbers_withdrawn(&self, units: &mut [Unit]) {
        let any = |sentence: &Sentence, wanted: &[&str]| {
            sentence.words.iter().any(|w| wanted.contains(&&*w.low))
        };
        for (at, sentence) in self.cut.all.iter().enumerate() {
            let back = any(
                sentence,
                &["wrong", "withdrawn", "incorrect", "mistaken", "retracted", "erroneous"],
            ) && any(sentence, &["number", "figure", "total", "count", "toll"]);
            if !back {
                continue;
            }
            let own = units.iter().any(|u| u.sentence == at && !u.figures.is_empty());
            let of = if own { at } else { at.saturating_sub(1) };
            for unit in units.iter_mut().filter(|u| u.sentence == of) {
                unit.figures.iter_mut().for_each(|f| f.stance = Stance::Retracts);
            }
        }
    }

    /// A statement within one that asserts nothing ("would not say whether Seoul was inclined to agree").
    fn is_unsaid(&self, statement: &Statement) -> bool {
        let carriers = statement.via.iter().filter_map(|v| v.statement.as_ref());
        let mut around =
            carriers.filter_map(|id| self.article.statements.iter().find(|s| s.id == *id));
        around.any(|s| {
            matches!(
                s.stance,
                Reported::Declines
                    | Reported::Disclaims
                    | Reported::Asks
                    | Reported::Demands
                    | Reported::Refuses
                    | Reported::Doubts
            )
        })
    }

    /// "While the authorities put the number at nine": a clause within somebody's words that gives another's number.
    fn aside_of_another(&self, sentence: &Sentence, start: usize, end: usize) -> Option<usize> {
        let clause = sentence.words.iter().find(|w| {
            w.start > start + 10
                && w.end < end
                && matches!(&*w.low, "while" | "whereas" | "although" | "though")
        })?;
        let gives = !figures(sentence, (clause.start, end), &self.speakers).is_empty()
            && self.figure_giver(sentence, clause.start, end).is_some();
        gives.then_some(clause.start)
    }

    /// A ministry without its country: that of the side that owns the deed, where it owns up to it or announces
    /// an act of its own state; that of the side that was hit, where it accuses.
    fn of_country(&self, deed: &mut Deed) {
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
            s.tells
                && s.voice.manner == Manner::Body
                && ["ministry:", "government", "service:"].iter().any(|o| office.starts_with(o))
                && s.voice.country.as_ref().is_some_and(|c| !known(c))
        });
        if let Some(voice) = teller.map(|s| s.voice.clone()) {
            let keys = voice.country.iter().cloned().collect();
            deed.signature.actors.push(Side { name: voice.label, country: voice.country, keys });
        }
    }

    /// "I have it from her", "he told me so": who says it has it from another, whom the sentence names, or to whom it
    /// was done.
    fn second_hand(&self, deed: &mut Deed) {
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
            let link = links.iter().find(|(v, _)| crate::find::same_voice(v, &said.voice));
            said.voice.from = link.map(|(_, of)| of.clone());
        }
    }

    /// The names that are compared and that the tables know.
    fn known(&self, signature: &Signature) -> BTreeSet<String> {
        let names = self.cut.all.iter().flat_map(|s| s.names.iter().map(move |n| (n, &s.words)));
        let known = names.filter(|(name, words)| {
            signature.names.contains_key(&name.key) && is_known(words, name.words.0)
        });
        known.map(|(name, _)| name.key.clone()).collect()
    }

    /// The states that no table knows among the names that are compared.
    fn states_of(&self, signature: &Signature, setting: &BTreeSet<String>) -> BTreeSet<String> {
        let used = |key: &&String| signature.names.contains_key(*key) || setting.contains(*key);
        self.cut.states.iter().filter(used).cloned().collect()
    }

    /// To whom it is done; of a resignation, who resigns. A surname means the one of that name in the article.
    fn persons(&self, deed: &Deed) -> BTreeSet<String> {
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

    /// The states in which the article is set: those that it names again and again.
    fn setting(&self) -> BTreeSet<String> {
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        for name in self.cut.all.iter().flat_map(|s| &s.names) {
            *names.entry(&name.key).or_default() += 1;
        }
        let again =
            names.into_iter().filter(|(_, count)| *count > 1).map(|(name, _)| name.to_owned());
        again.chain(self.cut.dateline.iter().cloned()).collect()
    }

    /// What the article is about as a whole. The words of outlets' names only say who reported it.
    fn matter(&self) -> Matter {
        let card = &self.article.card;
        let statements = &self.article.statements;
        let cited = statements.iter().flat_map(|s| &s.via).map(|v| &v.name);
        let spoke = self.voices.iter().flat_map(|v| &v.outlets);
        let told = card.outlet.iter().chain(&card.credit).chain(cited).chain(spoke);
        let mut outlets: BTreeSet<String> =
            told.flat_map(|n| Phrase::of(n).words).map(|w| w.low).collect();
        outlets.extend(self.cut.all.iter().flat_map(|s| outlet_words(&s.words)));
        let speakers: BTreeSet<String> = statements
            .iter()
            .filter(|s| s.speaker.kind == SpeakerKind::Person)
            .flat_map(|s| Phrase::of(&s.speaker.name).words)
            .map(|w| name_key(&w.low))
            .collect();
        Matter::of(self.article.title.as_deref(), self.cut, &outlets, &speakers)
    }

    /// Names that the article says again and again, and those of its title, belong to what it is about.
    fn repeated(&self, deed: &mut Deed) {
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        let mut stems: BTreeMap<&str, usize> = BTreeMap::new();
        for sentence in &self.cut.all {
            let marked = self.marks(sentence);
            for name in &sentence.names {
                let start = sentence.words[name.words.0].start;
                if !marked.iter().any(|&(s, e)| (s..e).contains(&start)) {
                    *names.entry(&name.key).or_default() += 1;
                }
            }
            for word in
                sentence.words.iter().filter(|w| !w.upper && !is_stop(&w.low) && w.low.len() > 4)
            {
                *stems.entry(&word.stem).or_default() += 1;
            }
        }
        for (name, count) in names {
            if count >= 2 {
                deed.signature.names.entry(name.to_owned()).or_insert(1);
            }
        }
        for (stem, count) in stems {
            if count >= 3 {
                deed.signature.words.entry(stem.to_owned()).or_insert(1);
            }
        }
    }

    /// What of a statement's content stands in a sentence; where the content is lost, what stands beside
    /// source and cue.
    fn pieces(&self, statement: &Statement, index: usize) -> Vec<(usize, usize)> {
        let sentence = &self.cut.all[index];
        let inside = |s: &WireSpan| {
            let (start, end) =
                ((s[0] as usize).max(sentence.start), (s[1] as usize).min(sentence.end));
            (start < end).then_some((start, end))
        };
        let found: Vec<(usize, usize)> = statement.content.iter().filter_map(inside).collect();
        // "He resigned on Tuesday, and he told us so": what stands in front of it.
        if let &[(start, end)] = &found[..]
            && matches!(&*slice(self.text, [start as u32, end as u32]), "so" | "as much")
        {
            let marks = statement.source.iter().chain(&statement.cue).map(|s| s[0] as usize);
            let before =
                marks.filter(|m| *m > sentence.start).min().map_or(start, |m| m.min(start));
            return vec![(sentence.start, before)];
        }
        if statement.content.iter().any(|s| s[1] > s[0]) {
            // A broken content is one piece within its sentence.
            return match (found.first(), found.last()) {
                (Some(first), Some(last)) => vec![(first.0, last.1)],
                _ => Vec::new(),
            };
        }
        let Some(&[cue, _]) = statement.cue.first() else { return Vec::new() };
        if !(sentence.start..sentence.end).contains(&(cue as usize)) {
            return Vec::new();
        }
        let marks = statement.source.iter().chain(&statement.cue);
        let rest = outside(
            (sentence.start, sentence.end),
            marks.map(|s| (s[0] as usize, s[1] as usize)).collect(),
        );
        // What tells of a deed, before "in reply to a question from the opposition".
        let tells = |&(start, end): &(usize, usize)| {
            let within = |t: &&Trigger| {
                sentence.words[t.words.0].start >= start && sentence.words[t.words.1 - 1].end <= end
            };
            sentence.triggers.iter().filter(within).map(|t| t.kind.weight()).max()
        };
        let longest = rest.into_iter().max_by_key(|piece| (tells(piece), piece.1 - piece.0));
        longest
            .map(|(start, end)| (self.behind_that(sentence, start, end), end))
            .into_iter()
            .collect()
    }

    /// "To the paper late on Sunday that Peru had asked": what is said begins behind "that".
    fn behind_that(&self, sentence: &Sentence, start: usize, end: usize) -> usize {
        let that = sentence
            .words
            .iter()
            .take_while(|w| w.end <= end)
            .find(|w| w.start >= start && w.low == "that");
        that.filter(|w| w.start < start + (end - start) / 2).map_or(start, |w| w.end)
    }

    fn unit(&self, index: usize, start: usize, end: usize, statement: Option<usize>) -> Unit {
        let sentence = &self.cut.all[index];
        let within = |words: (usize, usize)| {
            sentence.words[words.0].start >= start && sentence.words[words.1 - 1].end <= end
        };
        let mut found: Vec<Trigger> =
            sentence.triggers.iter().copied().filter(|t| within(t.words)).collect();
        let told = found.iter().any(|t| !t.aside && t.kind.weight() > 1);
        let seen = statement.is_none() && self.is_witness(sentence);
        if !told && !seen {
            found.extend(self.open(sentence, start, end));
        }
        let mut windows: Vec<_> = sentence.windows.iter().filter(|w| within(w.words)).collect();
        // "Soldiers fired on the post" was said, "on Wednesday" stands behind: it belongs to it all the same.
        if windows.is_empty() && statement.is_some() {
            let behind = |w: &&crate::days::Window| {
                let first = &sentence.words[w.words.0];
                let next = sentence.words.iter().find(|w| w.start >= end);
                first.start >= end && first.start <= end + 5 && next.is_some_and(|n| !n.after_mark)
            };
            windows.extend(sentence.windows.iter().filter(behind));
        }
        // The day nearest to what is told; a day outside the content is that of the saying.
        let anchor = best(&found, &BTreeSet::new()).map_or(0, |t| t.words.0);
        let prior = |at: usize| at.checked_sub(1).map_or("", |b| &*sentence.words[b].low);
        let of_saying = |w: &&&crate::days::Window| {
            let since = prior(w.words.0) == "since";
            let noun = found.iter().find(|t| t.words.0 == anchor).is_some_and(|t| {
                matches!(prior(t.words.0), "of" | "in" | "an" | "a" | "the" | "people" | "over")
            });
            // "The paper had it last night that": when it was told.
            let told = statement.is_none()
                && w.words.1 < anchor
                && sentence.words.get(w.words.1).is_some_and(|n| n.low == "that");
            since || told || statement.is_none() && w.words.1 <= anchor && w.words.0 > 1 && noun
        };
        let plan = found.iter().any(|t| matches!(t.kind, Kind::Meet | Kind::Cancel | Kind::Trial));
        let of_end = |w: &&&crate::days::Window| !plan && is_deadline(sentence, w.words.0);
        let of_aside = |w: &&&crate::days::Window| {
            let before = found.iter().rfind(|t| t.words.1 <= w.words.0);
            before.is_some_and(|t| t.aside)
        };
        // "Was poisoned, said the clinic, to which she was flown on Sunday": a day of something else.
        let of_clause =
            |w: &&&crate::days::Window| is_of_clause(&sentence.words, anchor, w.words.0);
        let day = windows
            .iter()
            .filter(|w| !of_aside(w) && !of_saying(w) && !of_end(w) && !of_clause(w))
            .min_by_key(|w| (width((w.start, w.end)) > 20, w.words.0.abs_diff(anchor)))
            .map(|w| (w.start, w.end));
        let uttered = sentence
            .windows
            .iter()
            .filter(|w| statement.is_some() && !within(w.words))
            .map(|w| (w.start, w.end))
            .min();
        let inside = |w: &Word| w.start >= start && w.end <= end;
        let future = sentence.words.iter().any(|w| {
            inside(w)
                && matches!(&*w.low, "will" | "due" | "scheduled" | "planned" | "set" | "would")
        }) || sentence
            .words
            .windows(2)
            .any(|w| inside(&w[0]) && matches!(&*w[0].low, "is" | "are") && w[1].low == "to");
        let mut voice = statement.map_or_else(Voice::default, |s| self.voices[s].clone());
        let slice_words: Vec<&str> = sentence
            .words
            .iter()
            .filter(|w| w.start >= start && w.end <= end)
            .map(|w| &*w.low)
            .collect();
        let stance = match statement {
            Some(s) => self.stance(&self.article.statements[s], &slice_words),
            None => Some(Stance::Affirms),
        };
        if seen {
            let outlet = self.article.card.outlet.clone().unwrap_or_default();
            voice = Voice {
                manner: Manner::Witness,
                label: format!("{outlet} reporter"),
                ..Voice::default()
            };
        } else if voice.manner == Manner::Witness && !self.is_witness(sentence) {
            voice = Voice { manner: Manner::Hearsay, ..voice };
        }
        if let Some(house) =
            self.house.as_ref().filter(|_| matches!(voice.manner, Manner::Own | Manner::Person))
        {
            voice = house.clone();
        }
        let figures = figures(sentence, (start, end), &self.speakers);
        if statement.is_none()
            && !figures.is_empty()
            && voice.manner == Manner::Own
            && let Some(body) = self.figure_giver(sentence, start, end)
        {
            voice = body;
        }
        Unit {
            sentence: index,
            start,
            end,
            statement,
            voice,
            stance,
            triggers: found,
            days: day,
            uttered,
            future,
            figures,
        }
    }

    /// What a stretch tells of for which the lexicon has no word, where the report has an event in it and it names somebody.
    fn open(&self, sentence: &Sentence, start: usize, end: usize) -> Option<Trigger> {
        let first = sentence.words.iter().position(|w| w.start >= start)?;
        let last = sentence.words.iter().rposition(|w| w.end <= end)? + 1;
        let named = sentence.names.iter().any(|n| n.words.0 >= first && n.words.1 <= last);
        let told = self.events_in(start, end).next().is_some();
        (told && named && first < last).then(|| open_verb(&sentence.words, (first, last)))?
    }

    /// "The government sticks to nine": whose figure it is, where the article says so without a word of saying.
    fn figure_giver(&self, sentence: &Sentence, start: usize, end: usize) -> Option<Voice> {
        const GIVE: &[&str] = &[
            "speak", "stick", "put", "rais", "revis", "lower", "give", "count", "insist",
            "maintain", "stand", "say", "report", "increas", "reduc", "correct", "update", "updat",
        ];
        let verb = sentence
            .words
            .iter()
            .position(|w| w.start >= start && w.end <= end && GIVE.contains(&&*w.stem))?;
        let from = (verb.saturating_sub(7)..verb)
            .rev()
            .find(|&i| {
                sentence.words[i].after_mark
                    || matches!(&*sentence.words[i].low, "while" | "as" | "than")
            })
            .unwrap_or(verb.saturating_sub(7));
        let from = if matches!(&*sentence.words[from].low, "while" | "as" | "than") {
            from + 1
        } else {
            from
        };
        let subject = &sentence.words[from..verb];
        let first = subject.first()?.start;
        let label = slice(self.text, [first as u32, subject.last()?.end as u32]);
        describe_body(&label, self.voices)
    }

    /// What the source does to the content; none where nothing is claimed.
    fn stance(&self, statement: &Statement, words: &[&str]) -> Option<Stance> {
        let has = |phrase: &[&str]| words.windows(phrase.len()).any(|w| w == phrase);
        let untold = words.iter().any(|w| matches!(*w, "nobody" | "never")) || has(&["no", "one"]);
        let informed =
            words.iter().any(|w| matches!(*w, "told" | "informed" | "notified" | "briefed"));
        let received = words.windows(2).any(|w| {
            matches!(w[0], "no")
                && matches!(
                    w[1],
                    "note"
                        | "call"
                        | "word"
                        | "letter"
                        | "notification"
                        | "information"
                        | "knowledge"
                        | "notice"
                )
        });
        let unaware = has(&["not", "aware"])
            || has(&["know", "nothing"])
            || has(&["knows", "nothing"])
            || has(&["unaware"]);
        let said = match statement.stance {
            Reported::Asserts | Reported::Confirms => Stance::Affirms,
            // Of a quotation that denies, only those sentences that say so: "That is not true. Three have died."
            Reported::Denies if self.is_neutral(statement) => {
                if is_denial(words) || words.iter().any(|w| NEGATIONS.contains(w)) {
                    Stance::Denies
                } else {
                    Stance::Affirms
                }
            }
            Reported::Denies => Stance::Denies,
            Reported::Disclaims => Stance::Disclaims,
            Reported::Declines => Stance::Declines,
            Reported::Predicts | Reported::Promises | Reported::Doubts | Reported::Warns => {
                let negated = words.first().is_some_and(|w| NEGATIONS.contains(w));
                match statement.stance {
                    Reported::Doubts | Reported::Warns if negated => Stance::Denies,
                    Reported::Predicts | Reported::Promises => Stance::Affirms,
                    _ => return None,
                }
            }
            Reported::Refuses | Reported::Demands | Reported::Asks | Reported::Believes => {
                return None;
            }
        };
        Some(match said {
            Stance::Affirms if untold && informed || received || unaware => Stance::Disclaims,
            Stance::Affirms if is_denial(words) => Stance::Denies,
            other => other,
        })
    }

    /// The cue only says that something was said.
    fn is_neutral(&self, statement: &Statement) -> bool {
        let cue: String =
            statement.cue.iter().map(|s| slice(self.text, *s)).collect::<Vec<_>>().join(" ");
        let words = Phrase::of(&cue).words;
        !words.is_empty()
            && words.iter().all(|w| {
                is_stop(&w.low)
                    || matches!(
                        &*w.low,
                        "said"
                            | "says"
                            | "told"
                            | "tells"
                            | "added"
                            | "adds"
                            | "wrote"
                            | "replied"
                            | "answered"
                            | "stated"
                            | "reporters"
                    )
            })
    }

    /// The outlet saw, counted or tested for itself.
    fn is_witness(&self, sentence: &Sentence) -> bool {
        const SEE: &[&str] = &[
            "saw",
            "watched",
            "watch",
            "witnessed",
            "counted",
            "heard",
            "measured",
            "tested",
            "visited",
            "filmed",
            "photographed",
            "observed",
            "analysed",
            "analyzed",
            "weighed",
            "tests",
            "room",
        ];
        let outlet = self.article.card.outlet.clone().unwrap_or_default();
        let short: String =
            Phrase::of(&outlet).words.iter().filter_map(|w| w.form.chars().next()).collect();
        let own = Phrase::of(&outlet);
        let low = |at: usize| sentence.words.get(at).map_or("", |w| &*w.low);
        (0..sentence.words.len()).any(|at| {
            let word = &sentence.words[at];
            let reporter = matches!(
                &*word.low,
                "reporter"
                    | "reporters"
                    | "correspondent"
                    | "correspondents"
                    | "journalist"
                    | "photographer"
                    | "team"
                    | "laboratory"
            );
            let mine = (at.saturating_sub(3)..at).any(|b| {
                let w = &sentence.words[b];
                matches!(&*w.low, "our" | "this")
                    || w.form == short
                    || own.words.iter().any(|o| o.low == w.low && !is_stop(&w.low))
            });
            let we = word.low == "we" && at + 6 <= sentence.words.len();
            let sees =
                (at + 1..(at + 16).min(sentence.words.len())).find(|&i| SEE.contains(&low(i)));
            let quoted = we
                && self.article.statements.iter().any(|s| {
                    s.content
                        .iter()
                        .any(|c| (c[0] as usize) <= word.start && word.end <= c[1] as usize)
                });
            (reporter && mine || we && !quoted)
                && sees.is_some_and(|i| !(at..i).any(|b| NEGATIONS.contains(&low(b))))
        })
    }

    /// Own words of the opening often date the saying ("gave accounts on Friday of a shooting"); the first
    /// who tells of the deed dates the deed.
    fn day_of_lead(&self, units: &[Unit], lead: usize) -> Option<(Date, Date)> {
        let (unit, today) = (&units[lead], self.today?);
        let chief = best(&unit.triggers, &BTreeSet::new())?.kind;
        let doubtful = unit.statement.is_none() && unit.days.is_none_or(|d| d == (today, today));
        let next = units.iter().skip(lead + 1).take(6).find(|u| {
            u.statement.is_some()
                && u.sentence < unit.sentence + 3
                && u.triggers.iter().any(|t| t.kind == chief)
        })?;
        next.days.filter(|d| doubtful && d.1 < today)
    }

    /// The unit that tells what the article is about.
    fn lead(&self, units: &[Unit]) -> Option<usize> {
        let title: BTreeSet<Kind> = self
            .article
            .title
            .as_deref()
            .map(|t| triggers(&Phrase::of(t).words).into_iter().map(|t| t.kind).collect())
            .unwrap_or_default();
        let back = self.withdrawals();
        let opening = self.cut.all.first().map_or(0, |s| s.paragraph);
        let score = |unit: &Unit| -> i64 {
            let Some(kind) =
                best(&unit.triggers, &title).filter(|_| !back.contains(&unit.sentence))
            else {
                return -100;
            };
            let told = i64::from(kind.kind.weight()) + 3 * i64::from(title.contains(&kind.kind))
                - 2 * i64::from(kind.aside)
                - i64::from(kind.kind.is_toll());
            let paragraph = self.cut.all[unit.sentence].paragraph.saturating_sub(opening) as i64;
            told * 2 - 3 * paragraph - unit.sentence as i64
        };
        let early = units.iter().enumerate().take_while(|(_, u)| u.sentence < OPENING);
        let best = early.max_by_key(|(at, u)| (score(u), -(*at as i64)));
        // A column that comes to it late, a running report whose last line stands first.
        let clear = |u: &Unit| {
            let strong = |t: &Trigger| !t.aside && t.kind.weight() > 2;
            u.triggers.iter().any(strong) && !back.contains(&u.sentence)
        };
        let told = best.filter(|(_, u)| score(u) > -100).map(|(at, _)| at);
        told.or_else(|| units.iter().position(clear))
            .or(best.map(|(at, _)| at))
            .or_else(|| units.iter().position(|u| u.triggers.iter().any(|t| !t.aside)))
    }

    /// The deed that a unit bears on.
    fn home(
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
        let own = self.states_told(unit);
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
    fn shares_words(&self, unit: &Unit, deed: &Deed) -> bool {
        let names = self.names_in(unit).iter().any(|n| deed.signature.names.contains_key(n));
        self.shared_words(unit, deed) > 1 + usize::from(!names)
    }

    /// A word of it stands in the deed that the paragraph is about.
    fn shares_any(&self, unit: &Unit, deeds: &[Deed], last: Option<(usize, usize, usize)>) -> bool {
        let paragraph = self.cut.all[unit.sentence].paragraph;
        let home = last.filter(|l| l.0 == paragraph).map_or(0, |l| l.1);
        self.shared_words(unit, &deeds[home]) > 0
    }

    fn shared_words(&self, unit: &Unit, deed: &Deed) -> usize {
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
    fn rules_out(&self, unit: &Unit, deed: &Deed) -> bool {
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
    fn fits(&self, unit: &Unit, deed: &Deed) -> bool {
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

    fn names_in(&self, unit: &Unit) -> BTreeSet<String> {
        let sentence = &self.cut.all[unit.sentence];
        sentence
            .names
            .iter()
            .filter(|n| {
                sentence.words[n.words.0].start >= unit.start
                    && sentence.words[n.words.1 - 1].end <= unit.end
            })
            .map(|n| n.key.clone())
            .collect()
    }

    /// A unit that is a proposition by itself.
    fn stands_alone(&self, unit: &Unit) -> bool {
        unit.stance.is_some_and(|s| matches!(s, Stance::Affirms | Stance::Denies))
            && unit
                .triggers
                .iter()
                .any(|t| !t.aside && (t.kind.weight() > 1 || t.kind == Kind::Other))
    }

    fn deed(&self, unit: &Unit, lead: bool) -> Deed {
        let title: BTreeSet<Kind> = self
            .article
            .title
            .as_deref()
            .filter(|_| lead)
            .map(|t| triggers(&Phrase::of(t).words).into_iter().map(|t| t.kind).collect())
            .unwrap_or_default();
        let chief = best(&unit.triggers, &title);
        let mut kinds: Vec<Kind> = chief.map(|t| t.kind).into_iter().collect();
        for trigger in unit.triggers.iter().filter(|t| !t.aside) {
            let side = chief.is_some_and(|c| c.kind == Kind::Cancel) && trigger.kind == Kind::Meet
                || trigger.kind.weight() < 3 && !trigger.kind.is_toll();
            if !kinds.contains(&trigger.kind) && !side {
                kinds.push(trigger.kind);
            }
        }
        let mut signature = Signature {
            kinds,
            days: unit.days.or_else(|| {
                let past = unit
                    .uttered
                    .filter(|u| !lead && self.today.is_some_and(|t| u.1 < shift(t, -1)))?;
                Some((shift(past.0, -2), past.1))
            }),
            today: self.today,
            by_event: chief.is_some_and(|t| t.by_event),
            outlet: self.article.card.outlet.clone().unwrap_or_default(),
            dateline: if lead { self.cut.dateline.clone() } else { Vec::new() },
            ..Signature::default()
        };
        // The day beside a calling off is now its own, now that of what is called off.
        match chief.map(|c| c.kind) {
            Some(Kind::Cancel) => signature.days = None,
            Some(Kind::Meet) if unit.triggers.iter().any(|t| t.kind == Kind::Cancel) => {
                signature.days = signature.days.filter(|d| self.today.is_some_and(|t| d.1 > t));
            }
            _ => {}
        }
        self.sides(unit, chief, &mut signature);
        // Whom the sentence calls "it" or "the country" by what the report makes of it.
        for key in signature.actors.iter().chain(&signature.recipients).flat_map(|s| &s.keys) {
            signature.names.entry(key.clone()).or_insert(1);
        }
        Deed {
            signature,
            anchor: unit.clone(),
            said: Vec::new(),
            units: Vec::new(),
            planned: false,
        }
    }

    /// Who does it to whom: the report's event where it has one, else the names before and behind the word.
    fn sides(&self, unit: &Unit, chief: Option<Trigger>, signature: &mut Signature) {
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
        let mutual = chief.kind == Kind::Meet;
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

    fn add(&self, deed: &mut Deed, unit: &Unit, lead: bool) {
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
            only_figures: self.on_figures(unit, stance),
        });
        deed.units.push(unit.clone());
        if tells && stance != Stance::Declines {
            self.learn(deed, unit, lead);
        }
    }

    /// The words of a unit.
    fn words_of(&self, unit: &Unit) -> impl Iterator<Item = &Word> {
        let (start, end) = (unit.start, unit.end);
        let words = self.cut.all[unit.sentence].words.iter();
        words.filter(move |w| w.start >= start && w.end <= end)
    }

    /// The report's events whose trigger stands in a stretch.
    fn events_in(&self, start: usize, end: usize) -> impl Iterator<Item = &Event> {
        let within = move |e: &&Event| (start..end).contains(&(e.trigger[0] as usize));
        self.article.events.iter().filter(within)
    }

    fn says(&self, unit: &Unit, phrase: &[&str]) -> bool {
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
    fn first_person(&self, unit: &Unit, deed: &Deed) -> bool {
        if self.claims_it(unit) {
            return true;
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
    fn owns(&self, unit: &Unit, deed: &Deed) -> bool {
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
    fn perceives(&self, unit: &Unit) -> bool {
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

    /// Sources and cues in a sentence: who says it is not what is said.
    fn marks(&self, sentence: &Sentence) -> Vec<(usize, usize)> {
        let statements = self.article.statements.iter().zip(&self.deeds);
        statements
            .filter(|(_, deed)| !**deed)
            .map(|(statement, _)| statement)
            .flat_map(|s| s.source.iter().chain(&s.cue))
            .map(|s| (s[0] as usize, s[1] as usize))
            .filter(|s| s.0 >= sentence.start && s.1 <= sentence.end)
            .collect()
    }

    /// "Told the newspaper Hanmaru": the outlet to which it was said, where it is another one.
    fn told_to(&self, unit: &Unit) -> Option<String> {
        unit.statement?;
        let sentence = &self.cut.all[unit.sentence];
        let at = sentence.words.iter().position(|w| w.low == "told" || w.low == "tell")?;
        let behind = &sentence.words[at + 1..];
        let from = behind
            .iter()
            .take(7)
            .position(|w| w.upper && onrecord_world::calendar_word(&w.form).is_none())?;
        let to = behind[from..]
            .iter()
            .position(|w| !w.upper || w.after_mark && w.start > behind[from].start)
            .map_or(behind.len(), |n| from + n);
        let name = slice(self.text, [behind[from].start as u32, behind[to - 1].end as u32]);
        Some(name)
    }

    /// To call off a meeting is to deny that it will be held.
    fn called_off(&self, unit: &Unit, home: usize, deeds: &mut Vec<Deed>) {
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
    fn not_held(&self, unit: &Unit, home: usize, deeds: &mut [Deed]) {
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

    /// Sentences in which the outlet takes back what it told of: "We withdraw that report".
    fn withdrawals(&self) -> Vec<usize> {
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
    fn withdrawn(&self, deeds: &mut [Deed]) {
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
            only_figures: false,
        });
    }

    fn proposition(&self, number: usize, mut deed: Deed) -> Proposition {
        if deed.signature.retraction {
            // What the outlet itself says it had reported is not said again.
            deed.said.retain(|s| {
                s.stance != Stance::Affirms
                    || s.statement.is_none() && s.voice.manner != Manner::Own
            });
        }
        let anchor = &self.cut.all[deed.anchor.sentence];
        let article = self.article.card.id.clone();
        let inside = |span: WireSpan| {
            deed.units.iter().any(|u| {
                let s = &self.cut.all[u.sentence];
                (s.start..s.end).contains(&(span[0] as usize))
            })
        };
        let gaps = self
            .article
            .gaps
            .iter()
            .filter(|g| number == 0 || inside(g.span))
            .map(|g| Gap { article: article.clone(), span: g.span, kind: g.kind })
            .collect();
        let span = [deed.anchor.start as u32, deed.anchor.end as u32];
        let text = if deed.anchor.statement.is_some() {
            slice(self.text, span)
        } else {
            slice(self.text, [anchor.start as u32, anchor.end as u32])
        };
        Proposition {
            id: format!("{article}#{number}"),
            article,
            span,
            text,
            lead: number == 0,
            signature: deed.signature,
            said: deed.said,
            gaps,
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

/// Does a word stand in a relative clause, and the deed outside of it?
fn is_of_clause(words: &[Word], deed: usize, at: usize) -> bool {
    let opens = |w: &Word| matches!(&*w.low, "which" | "who" | "whom" | "whose" | "where");
    let start = clause_start(words, at);
    let Some(opening) = words[start..at].iter().position(opens) else { return false };
    // "To which", "of whom": at most a small word stands in front of it.
    let end = words[at + 1..].iter().position(|w| w.after_mark).map_or(words.len(), |n| at + 1 + n);
    start > 0 && opening < 2 && !(start..end).contains(&deed)
}

/// "Until midnight on Saturday", "not later than 30 June": the day by which it is to be done.
fn is_deadline(sentence: &Sentence, at: usize) -> bool {
    let before = sentence.words[..at].iter().rev();
    let mut before = before.skip_while(|w| {
        matches!(&*w.low, "the" | "end" | "of" | "midnight" | "noon" | "on" | "late" | "than")
    });
    before.next().is_some_and(|w| matches!(&*w.low, "by" | "until" | "till" | "before" | "later"))
}

/// The full names in an article: two words with capitals, the first of which people are called by.
fn people(cut: &Sentences) -> BTreeSet<String> {
    let pairs = cut.all.iter().flat_map(|s| s.words.windows(2));
    let person = |w: &&[Word]| {
        w[0].upper
            && w[1].upper
            && !w[1].after_mark
            && onrecord_world::first_name(&w[0].form).is_some()
            && !crate::words::is_title(&w[0].low)
            && !is_stop(&w[0].low)
            && onrecord_world::country_word(&w[1].form).is_none()
            && onrecord_world::calendar_word(&w[0].form).is_none()
    };
    pairs.filter(person).map(full_name).collect()
}

/// A first name and a surname, folded.
fn full_name(words: &[Word]) -> String {
    words.iter().map(|w| &*w.low).collect::<Vec<_>>().join(" ")
}

/// The trigger that says best what is told: of a meeting called off, that it was.
fn best(found: &[Trigger], title: &BTreeSet<Kind>) -> Option<Trigger> {
    let off = found.iter().any(|t| t.kind == Kind::Cancel && !t.aside && !t.negated);
    found.iter().copied().filter(|t| !off || t.kind != Kind::Meet).max_by_key(|t| {
        let score = i64::from(t.kind.weight()) + 3 * i64::from(title.contains(&t.kind))
            - 3 * i64::from(t.aside)
            - i64::from(t.kind.is_toll());
        (score, -(t.words.0 as i64))
    })
}

/// "The supervisory board dismissed him": what stands in front of the verb, in its clause, where it names nobody.
fn subject(before: &[Word], start: usize) -> Option<Side> {
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

/// One voice within an article.
pub(crate) fn same_voice(a: &Voice, b: &Voice) -> bool {
    a.manner == b.manner
        && a.office == b.office
        && a.country == b.country
        && (a.office.is_some() || a.person == b.person && a.traits == b.traits)
}

/// One voice has one stance to a deed within an article; words that tell of nothing count only from those
/// who told of it or have part in it.
fn settle(deed: &mut Deed) {
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
                return denies.iter().any(|v| same(v, &s.voice));
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
    let mut at = 0;
    deed.said.retain(|s| {
        at += 1;
        told[at - 1]
            || s.stance == Stance::Declines
            || s.stance == Stance::Disclaims && !affirming.iter().any(|v| same(v, &s.voice))
    });
}

/// A state's own bodies where the state has part in the deed, and people and bodies named in it.
pub(crate) fn takes_part(voice: &Voice, signature: &Signature) -> bool {
    let named =
        voice.person.as_ref().is_some_and(|p| signature.names.contains_key(&surname_key(p)));
    named
        || is_among(voice, &signature.actors, signature)
        || is_among(voice, &signature.recipients, signature)
}

/// The key of a person's last name.
fn surname_key(person: &str) -> String {
    crate::words::name_key(person.rsplit(' ').next().unwrap_or(person))
}

/// The same of one side of a proposition.
pub(crate) fn is_among(voice: &Voice, sides: &[Side], signature: &Signature) -> bool {
    let of_state = is_of_state(voice);
    let sides = || sides.iter();
    let law = signature.chief().is_some_and(Kind::is_law) && is_authority(voice);
    let country = (of_state && voice.manner == Manner::Body || law)
        && voice.country.as_ref().is_some_and(|c| sides().any(|s| s.keys.contains(c)));
    let person = voice.person.as_ref().is_some_and(|p| {
        let last = p.rsplit(' ').next().unwrap_or(p);
        let key = surname_key(p);
        // A wife is no husband: of several of one surname the first name tells.
        let kin = signature.people.iter().any(|q| q != p && q.rsplit(' ').next() == Some(last));
        let first = p.split(' ').next().unwrap_or(p);
        sides()
            .any(|s| s.keys.contains(&key) && (!kin || crate::words::fold(&s.name).contains(first)))
    });
    let org = voice.office.as_deref().and_then(|o| o.strip_prefix("org:")).is_some_and(|o| {
        let key = |w: &str| crate::words::name_key(w);
        sides().any(|s| o.split(' ').any(|w| w.len() > 3 && s.keys.contains(&key(w))))
    });
    let named = of_state && voice.manner == Manner::Body && {
        let words = of_office(voice.office.as_deref().unwrap_or_default());
        let apart =
            |s: &Side| s.country.is_some() && voice.country.is_some() && s.country != voice.country;
        sides().any(|s| !apart(s) && words.iter().any(|w| crate::words::fold(&s.name).contains(w)))
    };
    country || person || org || named || sides().any(|s| is_of(voice, s))
}

/// A body of a state, or somebody who is of one, by the words that say which.
pub(crate) fn is_authority(voice: &Voice) -> bool {
    const AUTHORITIES: &[&str] = &[
        "directorate",
        "ministry",
        "customs",
        "authority",
        "commission",
        "inspectorate",
        "prosecutor",
        "prosecution",
        "administration",
        "bureau",
        "presidency",
        "police",
        "department",
    ];
    matches!(voice.manner, Manner::Body | Manner::Person)
        && AUTHORITIES.iter().any(|w| voice.of.contains(*w))
}

/// Who speaks is of the body that a side names: "the regional delegate of the High Authority", "the High Authority".
pub(crate) fn is_of(voice: &Voice, side: &Side) -> bool {
    let apart = side.country.is_some() && voice.country.is_some() && side.country != voice.country;
    let words = Phrase::of(&side.name).words;
    let tells = |w: &&Word| {
        let title = SPOKEN_FOR.contains(&&*w.low);
        w.low.chars().count() > 3 && !is_stop(&w.low) && !title && !is_place(w)
    };
    let told = words.iter().filter(tells);
    let (shared, other): (Vec<&Word>, Vec<&Word>) = told.partition(|w| voice.of.contains(&w.low));
    !apart && !shared.is_empty() && other.len() <= shared.len()
}

/// Words by which a side is that office.
fn of_office(office: &str) -> &[&str] {
    match office {
        "police" => &["police"],
        "forces" => &["army", "soldiers", "troops", "armed forces", "navy"],
        "service:coast guard" => &["coast guard"],
        "government" => &["government"],
        "ministry:defens" => &["defence ministry", "defense ministry", "ministry of defence"],
        "ministry:foreign" => &["foreign ministry", "ministry of foreign"],
        "ministry:interior" => &["interior ministry", "ministry of the interior"],
        _ => &[],
    }
}

fn is_denial(words: &[&str]) -> bool {
    const PHRASES: &[&[&str]] = &[
        &["not", "true"],
        &["is", "false"],
        &["are", "false"],
        &["was", "false"],
        &["an", "invention"],
        &["a", "lie"],
        &["no", "truth"],
        &["nothing", "of", "the"],
        &["untrue"],
        &["fabrication"],
        &["a", "fabrication"],
        &["nonsense"],
        &["fake"],
        &["baseless"],
        &["did", "not", "happen"],
        &["never", "happened"],
        &["made", "up"],
        &["a", "fantasy"],
    ];
    PHRASES.iter().any(|p| words.windows(p.len()).any(|w| w == *p))
}

/// What of a stretch lies outside others.
fn outside((start, end): (usize, usize), mut covered: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    covered.sort_unstable();
    let mut found = Vec::new();
    let mut at = start;
    for (from, to) in covered {
        if from > at {
            found.push((at, from.min(end)));
        }
        at = at.max(to);
    }
    if at < end {
        found.push((at, end));
    }
    found.retain(|(s, e)| e > &(s + 3));
    found
}

/// Words for people who are counted.
const PEOPLE: &[&str] = &[
    "people",
    "persons",
    "men",
    "women",
    "children",
    "soldiers",
    "civilians",
    "officers",
    "policemen",
    "dead",
    "bodies",
    "others",
    "killed",
    "wounded",
    "injured",
    "deaths",
    "soldier",
    "troops",
    "workers",
    "victims",
    "passengers",
    "miners",
    "employees",
    "villagers",
    "students",
    "pupils",
    "patients",
    "farmers",
    "fishermen",
    "labourers",
    "prisoners",
    "protesters",
    "refugees",
    "colleagues",
    "comrades",
    "workmates",
    "police",
    "person",
    "residents",
    "sailors",
    "fighters",
    "migrants",
    "diplomats",
    "members",
    "envoys",
    "hostages",
    "engineers",
    "officials",
    "guards",
    "tourists",
    "militants",
    "rebels",
    "detainees",
    "suspects",
    "journalists",
    "teachers",
    "nurses",
    "doctors",
    "staff",
    "crew",
    "names",
];

/// What is measured rather than counted.
const MEASURES: &[&str] = &[
    "crowns",
    "dollars",
    "euros",
    "pounds",
    "kilometers",
    "miles",
    "tonnes",
    "tons",
    "weeks",
    "months",
    "points",
    "seats",
    "votes",
    "meters",
    "feet",
    "inches",
    "kilos",
    "seconds",
    "others",
];

/// The numbers of people in a stretch of a sentence, and of what a deed is done to.
fn figures(
    sentence: &Sentence,
    (start, end): (usize, usize),
    speakers: &[WireSpan],
) -> Vec<Figure> {
    let low = |at: usize| sentence.words.get(at).map_or("", |w| &*w.low);
    let tolls: Vec<&Trigger> =
        sentence.triggers.iter().filter(|t| t.kind.is_toll() && !t.aside).collect();
    let slice: Vec<&str> = sentence
        .words
        .iter()
        .filter(|w| w.start >= start && w.end <= end)
        .map(|w| &*w.low)
        .collect();
    let denied = is_denial(&slice);
    let mut found = Vec::new();
    for &(from, to, value) in &sentence.numbers {
        let (first, last) = (&sentence.words[from], &sentence.words[to - 1]);
        // "Two police officers said": so many spoke.
        let spoke =
            speakers.iter().any(|s| s[0] as usize <= first.start && last.end <= s[1] as usize);
        if first.start < start
            || last.end > end
            || spoke
            || onrecord_world::calendar_word(low(to)).is_some()
        {
            continue;
        }
        let month_before =
            from > 0 && onrecord_world::calendar_word(&sentence.words[from - 1].form).is_some();
        let behind: Vec<&str> = (to..to + 3).map(low).collect();
        // "Among them five children": of those who were counted before.
        if (from.saturating_sub(3)..from).any(|at| matches!(low(at), "among" | "including")) {
            continue;
        }
        if month_before
            || value > 1_000_000
            || first.low.contains('.')
            || matches!(
                behind[0],
                "o'clock"
                    | "per"
                    | "percent"
                    | "times"
                    | "million"
                    | "years"
                    | "days"
                    | "hours"
                    | "minutes"
                    | "km"
                    | "kilometres"
                    | "metres"
                    | "a.m"
                    | "p.m"
                    | "of"
            )
        {
            continue;
        }
        let people = behind.iter().take(2).any(|w| PEOPLE.contains(w));
        let nearest = tolls.iter().min_by_key(|t| {
            if t.words.0 >= to { t.words.0 - to } else { from.saturating_sub(t.words.1) }
        });
        let close =
            nearest.is_some_and(|t| t.words.0 == to || t.words.1 <= from && from - t.words.1 <= 2);
        let before = from.checked_sub(1).map_or("", low);
        let moved = !tolls.is_empty()
            && matches!(before, "to" | "from" | "at")
            && !people
            && ends_clause(sentence, to);
        let former = before == "from";
        let stance = if denied { Stance::Denies } else { Stance::Affirms };
        let lost = people && matches!(before, "lost" | "lose" | "losing");
        if lost {
            found.push(Figure { toll: Some(Kind::Death), value, stance, former: false });
        } else if let Some(toll) = nearest.filter(|_| people || close || moved) {
            found.push(Figure { toll: Some(toll.kind), value, stance, former: moved && former });
        } else if let Some(kind) = counted(sentence, (from, to), people) {
            found.push(Figure { toll: Some(kind), value, stance, former: false });
        } else if value > 2 && (people || ends_clause(sentence, to)) {
            found.push(Figure { toll: None, value, stance, former: false });
        }
    }
    found
}

/// "Expelled eleven envoys", "eleven envoys were expelled": the deed to whose people or things a number belongs.
fn counted(sentence: &Sentence, (from, to): (usize, usize), people: bool) -> Option<Kind> {
    let noun = sentence.words.get(to).filter(|w| !w.after_mark)?;
    let counts = people
        || noun.low.ends_with('s') && !noun.low.ends_with("ss") && !MEASURES.contains(&&*noun.low);
    let beside = |t: &&Trigger| {
        let (first, last) = (t.words.0.min(from), t.words.1.max(to));
        let one = sentence.words[first + 1..last].iter().all(|w| !w.after_mark);
        let near = if t.words.0 >= to {
            t.words.0 - to <= 14
        } else {
            from.saturating_sub(t.words.1) <= 2
        };
        !t.aside && t.kind.weight() > 2 && !t.kind.is_toll() && one && near
    };
    let told = sentence.triggers.iter().filter(beside);
    told.min_by_key(|t| t.words.0.abs_diff(from))
        .map(|t| t.kind)
        .filter(|k| counts && *k != Kind::Cancel)
}

/// No noun follows that the number could count.
fn ends_clause(sentence: &Sentence, at: usize) -> bool {
    sentence.words.get(at).is_none_or(|w| {
        w.after_mark
            || matches!(
                &*w.low,
                "is" | "are"
                    | "was"
                    | "were"
                    | "by"
                    | "and"
                    | "in"
                    | "from"
                    | "on"
                    | "but"
                    | "to"
                    | "as"
                    | "for"
                    | "or"
                    | "when"
            )
    })
}
