//! Finds the propositions of an article.
//!
//! The first deed that the opening tells of is what the article is about. Later sentences and statements
//! belong to it where they tell of the same kind of deed at the same time, or go on from one who
//! spoke of it; others are propositions of their own: background, a denial of something else.

mod back;
mod figures;
mod gather;
mod given;
mod group;
mod home;
mod passage;
mod sides;
mod signs;
mod units;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use onrecord::report::{Event, WireSpan};
use onrecord::statements::SpeakerKind;

use crate::alike::{Ground, Passage};
use crate::article::Article;
use crate::claim::{Gap, Stance};
use crate::codes::Told;
use crate::copies::Fingerprint;
use crate::days::{day_of, shift};
use crate::deeds::{Kind, Trigger, is_negated, triggers};
use crate::matter::{Matter, is_known};
use crate::proposition::{Figure, Proposition, Said, Signature};
use crate::sentences::{Sentence, Sentences, sentences};
use crate::voice::{Manner, Phrase, Voice, house, outlet_words, slice, voices};
use crate::words::{Word, is_stop, name_key};
use gather::settle;
pub(crate) use given::proposition_of;
use group::{Place, placed};
pub(crate) use passage::{Reading, reading};
use units::tells_deed_itself;

/// The most propositions that are kept of an article.
const MOST: usize = 40;
/// The most that tell of nothing by themselves: those with the rarest words.
const BESIDE: usize = 4;
/// The most passages by which a proposition is compared.
const PASSAGES: usize = 3;

/// The propositions of an article, the one that it is about first, the others in text order.
pub fn propositions(article: &Article) -> Vec<Proposition> {
    with_finder(article, |finder| finder.find())
}

/// What a store keeps of an article: what its copies are found by, and its propositions.
pub fn digest(article: &Article) -> (Fingerprint, Vec<Proposition>) {
    with_finder(article, |finder| {
        (Fingerprint::of_sentences(article, finder.text, finder.cut), finder.find())
    })
}

fn with_finder<T>(article: &Article, ask: impl FnOnce(&Finder<'_>) -> T) -> T {
    let text: Vec<char> = article.text.chars().collect();
    let today = article.card.published.as_deref().and_then(day_of);
    let mut cut = sentences(article, &text, today);
    told_by_events(article, &mut cut);
    let house = house(article);
    let voices = voices(article, &text, &cut, house.as_ref());
    let people = people(&cut);
    let deeds = article.statements.iter().map(|s| tells_deed_itself(&text, s)).collect();
    let speakers = article.statements.iter().flat_map(|s| s.source.clone()).collect();
    let (text, cut, voices) = (&text, &cut, &voices);
    ask(&Finder { article, text, today, cut, voices, deeds, speakers, house, people })
}

/// Sentences that the opening of an article is looked for in.
const OPENING: usize = 6;

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
    /// The body that publishes the article for itself.
    house: Option<Voice>,
    /// The full names of the people in it.
    people: BTreeSet<String>,
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
    /// Other numbers, by which nothing is compared.
    amounts: Vec<Figure>,
    /// What its code says.
    told: Told,
}

/// A deed that is being gathered.
#[derive(Clone, Debug)]
struct Deed {
    signature: Signature,
    anchor: Unit,
    said: Vec<Said>,
    /// The voices that told of it, with their units.
    units: Vec<Unit>,
    /// A meeting known from its being called off: it is to come.
    planned: bool,
    /// It tells of something by itself.
    alone: bool,
}

impl Finder<'_> {
    fn find(&self) -> Vec<Proposition> {
        let mut units = self.units();
        self.numbers_withdrawn(&mut units);
        self.find_in(&units).1
    }

    /// The passages of these units, each with its unit's number, and the propositions.
    fn find_in(&self, units: &[Unit]) -> (Vec<(usize, Passage)>, Vec<Proposition>) {
        let Some(lead) = self.lead(units) else { return Default::default() };
        let ruled = self.ruled(units, lead);
        let passages = self.passages(units, &ruled);
        let whole = (self.matter(), self.setting());
        let deeds = self.placed(units, &ruled, &self.places(&passages, &whole));
        let mut found = self.finish(deeds, true, &passages, whole);
        // What tells of nothing by itself is kept where another article's words may lead to it.
        let mut least: Vec<f32> =
            found.iter().filter(|p| !p.alone).map(Proposition::rareness).collect();
        least.sort_by(|a, b| b.total_cmp(a));
        let least = least.get(BESIDE).copied().unwrap_or_default();
        let mut at = 0;
        found.retain(|p| {
            at += 1;
            let told = p.alone && p.said.iter().any(|s| !s.loose);
            at == 1 || told || !p.alone && p.rareness() > least
        });
        (passages, found)
    }

    /// Where the units of passages go: to a deed of the rules, or to a group beside these.
    fn places(
        &self,
        passages: &[(usize, Passage)],
        (matter, setting): &(Matter, BTreeSet<String>),
    ) -> BTreeMap<usize, Place> {
        let ground = Ground::new(self.today, matter, setting);
        let compared: Vec<&Passage> = passages.iter().map(|(_, passage)| passage).collect();
        let places = placed(&compared, &ground);
        let places = passages.iter().map(|(at, _)| *at).zip(places);
        places.filter_map(|(at, place)| Some((at, place?))).collect()
    }

    /// The deed that a unit is the first of.
    fn first_deed(&self, units: &[Unit], at: usize, lead: bool) -> Deed {
        let mut deed = self.deed(&units[at], lead);
        if lead {
            deed.signature.late = units[at].sentence >= OPENING;
            deed.signature.days = self.day_of_lead(units, at).or(deed.signature.days);
        }
        deed
    }

    /// What units tell of by the rules: each joins a deed before it, or is the first of one, the lead of that which the article is about.
    fn ruled(&self, units: &[Unit], lead: usize) -> Ruled {
        let first = self.first_deed(units, lead, true);
        let mut ruled = Ruled { lead, ..Ruled::default() };
        ruled.homes.resize(units.len(), None);
        ruled.made.push((lead, false));
        ruled.firsts.insert(lead, first.clone());
        let mut deeds = vec![first];
        let mut last: Option<(usize, usize, usize)> = None;
        for (at, unit) in units.iter().enumerate() {
            let home = if at == lead { Some(0) } else { self.home(unit, &deeds, last) };
            let home = match home {
                Some(home) => home,
                None if deeds.len() < MOST && self.stands_alone(unit) => {
                    deeds.push(self.deed(unit, false));
                    ruled.made.push((at, false));
                    ruled.firsts.extend(deeds.last().map(|deed| (at, deed.clone())));
                    deeds.len() - 1
                }
                None => continue,
            };
            let paragraph = self.cut.all[unit.sentence].paragraph;
            last = Some((paragraph, home, unit.sentence));
            let before = deeds[home].said.len();
            self.add_to(&mut deeds, home, unit, home == 0);
            let tells = deeds[home].said.get(before).is_some_and(|said| said.tells);
            ruled.homes[at] = Some((home, tells));
            ruled.made.resize(deeds.len(), (at, true));
        }
        ruled
    }

    /// The deeds of the rules with the units that are put to them, and behind them what other units are on.
    fn placed(&self, units: &[Unit], ruled: &Ruled, places: &BTreeMap<usize, Place>) -> Vec<Deed> {
        let first = |at: &usize| ruled.firsts.get(at).cloned();
        let mut deeds: Vec<Deed> = first(&ruled.lead).into_iter().collect();
        let mut made = vec![(ruled.lead, false)];
        let mut later: Vec<(usize, (usize, bool))> = Vec::new();
        let mut beside: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, unit) in units.iter().enumerate() {
            if let Some(deed) = first(&at).filter(|_| at != ruled.lead) {
                deeds.push(deed);
                made.push((at, false));
            }
            let home = match places.get(&at) {
                Some(Place::Beside(group)) => {
                    beside.entry(*group).or_default().push(at);
                    continue;
                }
                Some(Place::Deed(home)) => Some(*home),
                None => ruled.homes[at].map(|(home, _)| home),
            };
            let Some(of) = home.map(|home| ruled.made[home]) else { continue };
            match made.iter().position(|m| *m == of) {
                Some(home) => self.add_to(&mut deeds, home, unit, home == 0),
                None => later.push((at, of)),
            }
            made.resize(deeds.len(), (at, true));
        }
        for (at, of) in later {
            if let Some(home) = made.iter().position(|m| *m == of) {
                self.add_to(&mut deeds, home, &units[at], home == 0);
            }
        }
        for group in beside.values() {
            let Some(anchor) = anchor(units, group) else { continue };
            deeds.push(Deed { alone: false, ..self.deed(&units[anchor], false) });
            let home = deeds.len() - 1;
            group.iter().for_each(|&at| self.add_to(&mut deeds, home, &units[at], false));
        }
        deeds
    }

    fn add_to(&self, deeds: &mut Vec<Deed>, home: usize, unit: &Unit, lead: bool) {
        self.add(&mut deeds[home], unit, lead);
        self.called_off(unit, home, deeds);
        self.not_held(unit, home, deeds);
    }

    /// What is known of deeds only when all units have come to them. `leads`: the first is what the article is about.
    fn finish(
        &self,
        mut deeds: Vec<Deed>,
        leads: bool,
        passages: &[(usize, Passage)],
        (matter, setting): (Matter, BTreeSet<String>),
    ) -> Vec<Proposition> {
        for deed in &mut deeds {
            self.of_country(deed);
            settle(deed);
        }
        for deed in &mut deeds {
            self.second_hand(deed);
        }
        if let Some(lead) = deeds.first_mut().filter(|_| leads) {
            self.repeated(lead);
        }
        for deed in &mut deeds {
            deed.signature.persons = self.persons(deed);
            deed.signature.known = self.known(&deed.signature);
            deed.signature.states = self.states_of(&deed.signature, &setting);
            deed.signature.people.clone_from(&self.people);
            deed.signature.setting.clone_from(&setting);
            deed.signature.matter.clone_from(&matter);
        }
        self.withdrawn(&mut deeds);
        let numbered = deeds.into_iter().enumerate().map(|(at, d)| (at + usize::from(!leads), d));
        numbered.map(|(at, deed)| self.proposition(at, deed, passages)).collect()
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
            alone: true,
        }
    }

    /// The words of a unit.
    fn words_of(&self, unit: &Unit) -> impl Iterator<Item = &Word> {
        self.cut.all[unit.sentence].words_in(unit.start, unit.end)
    }

    /// The report's events whose trigger stands in a stretch.
    fn events_in(&self, start: usize, end: usize) -> impl Iterator<Item = &Event> {
        let within = move |e: &&Event| (start..end).contains(&(e.trigger[0] as usize));
        self.article.events.iter().filter(within)
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

    fn proposition(
        &self,
        number: usize,
        mut deed: Deed,
        passages: &[(usize, Passage)],
    ) -> Proposition {
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
        let of = |passage: &&Passage| {
            let [start, end] = passage.span.map(|at| at as usize);
            deed.units.iter().any(|u| (u.start, u.end) == (start, end))
        };
        let own = passages.iter().map(|(_, passage)| passage).filter(of);
        Proposition {
            passages: own.take(PASSAGES).cloned().map(Passage::between).collect(),
            alone: deed.alone,
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

/// What the rules make of the units of an article.
#[derive(Debug, Default)]
struct Ruled {
    lead: usize,
    /// Of each unit the deed that it goes to, by its number, and whether it tells of it itself.
    homes: Vec<Option<(usize, bool)>>,
    /// Deeds as they were made of their first units.
    firsts: BTreeMap<usize, Deed>,
    /// Of each deed the unit that it was made of, and whether it is only known from being called off there.
    made: Vec<(usize, bool)>,
}

/// Of some units the one that tells most clearly what they are on.
fn anchor(units: &[Unit], group: &[usize]) -> Option<usize> {
    let clear = |unit: &Unit| best(&unit.triggers, &BTreeSet::new()).map_or(0, |t| t.kind.weight());
    let told = |at: &usize| {
        let unit = &units[*at];
        (unit.stance == Some(Stance::Affirms), clear(unit), Reverse(*at))
    };
    group.iter().copied().max_by_key(told)
}

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
            let words = (first, first + count.count());
            let negated = is_negated(&sentence.words, first);
            Some(Trigger { kind, words, aside: false, negated, by_event: true })
        });
        if let Some(trigger) = told {
            sentence.triggers.push(trigger);
            sentence.triggers.sort_by_key(|t| t.words);
            return;
        }
    }
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
