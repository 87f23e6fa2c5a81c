//! Which propositions are one, and which belong to one story.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::alike::{Ground, across};
use crate::claim::Stance;
use crate::copies::is_outlet;
use crate::days::{days_between, shift, width};
use crate::deeds::{Kind, is_deed_word};
use crate::matter::{MATTER_DAYS, Matter, shared};
use crate::origins::{one_of_state, surname};
use crate::proposition::{Proposition, Side, Signature};
use crate::voice::{Manner, Voice};
use crate::words::{fold, name_key};

/// Why two propositions belong together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// What they share, in words for people.
    pub why: String,
    /// How much, 0 to 1.
    pub strength: f32,
}

/// Whether two propositions are of one story, and why. Symmetric; looks at nothing but the two.
pub fn same(a: &Proposition, b: &Proposition) -> Option<Reason> {
    if a.article == b.article {
        let plan = |p: &Proposition, kind| p.signature.kinds.first() == Some(&kind);
        let overtakes = plan(a, Kind::Cancel) && plan(b, Kind::Meet)
            || plan(a, Kind::Meet) && plan(b, Kind::Cancel);
        return overtakes
            .then(|| Reason { why: "a plan and what became of it".into(), strength: 1.0 });
    }
    is_one(a, b).or_else(|| is_told_alike(a, b))
}

/// Whether two propositions that the rules do not link are told so alike that they are one, as learnt.
fn is_told_alike(a: &Proposition, b: &Proposition) -> Option<Reason> {
    if !may_be_alike(a, b) {
        return None;
    }
    let grounds = [&Ground::of(&a.signature), &Ground::of(&b.signature)];
    let odds = across(a, b, grounds, Link::Open, &|_, _| false);
    (odds > needed(a.alone || b.alone)).then(|| {
        let names: Vec<&str> =
            a.signature.matter.shared(&b.signature.matter).map(|(n, _)| n).collect();
        Reason {
            why: format!("one matter: {}; told alike", names.join(" ")),
            strength: 1.0 / (1.0 + (-odds).exp()),
        }
    })
}

/// Above these log-odds what two articles tell is one; where neither tells of a deed by the rules, they must be surer.
pub(crate) fn needed(told: bool) -> f32 {
    if told { 0.3 } else { 1.5 }
}

/// Both articles return to a name that few matters know, within weeks of each other, they share a rare word or have like codes, and
/// nothing in the two excludes it.
pub(crate) fn may_be_alike(a: &Proposition, b: &Proposition) -> bool {
    let (x, y) = (&a.signature, &b.signature);
    days_apart(x, y) <= MATTER_DAYS
        && x.matter.shared(&y.matter).next().is_some()
        && (a.shares_rare(b) || a.is_like(b))
        && days_agree(a, b)
        && !clash(a, b)
}

/// What the rules make of two propositions of two articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// They are one.
    One,
    /// Nothing is known.
    Open,
    /// They are not.
    Excluded,
}

pub(crate) fn link(a: &Proposition, b: &Proposition) -> Link {
    if is_one(a, b).is_some() {
        Link::One
    } else if days_agree(a, b) && !clash(a, b) {
        Link::Open
    } else {
        Link::Excluded
    }
}

/// How many days two articles may lie apart that tell of what no lexicon knows.
pub(crate) const OPEN_DAYS: i64 = 6;

/// Whether two propositions of two articles are the same: by their own words, or on one matter by less.
pub(crate) fn is_one(a: &Proposition, b: &Proposition) -> Option<Reason> {
    // What is only on a deed is no deed by the rules.
    if !a.alone || !b.alone {
        return None;
    }
    if !days_agree(a, b) {
        return one_pair(a, b).filter(|_| !clash(a, b));
    }
    if clash(a, b) {
        return None;
    }
    // By words alone, what no lexicon knows is the same only in articles that are much about the same.
    let open = a.signature.is_open() || b.signature.is_open();
    let near = || {
        days_apart(&a.signature, &b.signature) <= OPEN_DAYS
            && one_matter(&a.signature, &b.signature).is_some_and(|m| m.strong)
    };
    if is_end(a, b) {
        return Some(Reason { why: "one plan is called off".into(), strength: 0.5 });
    }
    let told = by_words(a, b).filter(|_| !open || near());
    told.or_else(|| by_matter(a, b)).or_else(|| by_parties(a, b)).or_else(|| by_states(a, b))
}

/// Two articles that are each about an expulsion, a meeting or an agreement between the same two states, within days: "Portugal has
/// expelled two Belarusian diplomats", "Minsk's two envoys have been declared unwelcome in Lisbon".
fn by_states(a: &Proposition, b: &Proposition) -> Option<Reason> {
    let (x, y) = (&a.signature, &b.signature);
    let kind = x.chief().filter(|k| y.chief() == Some(*k))?;
    let leads = a.lead && b.lead && !x.late && !y.late;
    if !leads || !one_date(x, y) && days_apart(x, y) > 3 {
        return None;
    }
    let states = |sides: &[Side]| -> BTreeSet<String> {
        sides.iter().filter_map(|s| s.country.clone()).collect()
    };
    let (of, to) = (states(&x.actors), states(&x.recipients));
    let (by, at) = (states(&y.actors), states(&y.recipients));
    let one = match kind {
        Kind::Expel => of == by && to == at && !of.is_empty() && !to.is_empty(),
        Kind::Meet | Kind::Agree => {
            let (all, others) = (&of | &to, &by | &at);
            all == others && all.len() == 2
        }
        _ => false,
    };
    let names = || (&of | &to).into_iter().collect::<Vec<_>>().join(" and ");
    one.then(|| Reason { why: format!("one act between {}", names()), strength: 0.5 })
}

/// On one matter few plans are called off within days.
fn is_end(a: &Proposition, b: &Proposition) -> bool {
    let (x, y) = (&a.signature, &b.signature);
    let both = x.chief() == Some(Kind::Cancel) && y.chief() == Some(Kind::Cancel);
    both && days_apart(x, y) <= 7 && one_matter(x, y).is_some_and(|m| m.strong)
}

/// On one matter two propositions are the same where the one names both sides of the other, and neither tells of another
/// sort of deed: "the bank paid the mercenaries", "that it had sent money to them".
fn by_parties(a: &Proposition, b: &Proposition) -> Option<Reason> {
    let (x, y) = (&a.signature, &b.signature);
    let typed = x.event.as_ref().zip(y.event.as_ref()).is_some_and(|(e, f)| e.0 == f.0);
    let many = |s: &Signature| s.event.as_ref().is_some_and(|e| is_many(&e.0));
    let one_kind = x.chief() == y.chief() && !x.is_open() && x.event.is_some() != y.event.is_some();
    if !(a.lead || b.lead) || !(typed || one_kind) || many(x) || many(y) {
        return None;
    }
    let matter = one_matter(x, y).filter(|m| m.strong)?;
    let both = names_both_sides(x, y).or_else(|| names_both_sides(y, x));
    let by = || {
        let near = typed && days_apart(x, y) <= 7 && matter.central;
        one_actor(x, y).filter(|_| near).map(|actor| format!("an act of {actor}"))
    };
    let why = both.map(|names| format!("between {}", names.join(" and "))).or_else(by)?;
    Some(Reason { why: format!("one matter: {}; {why}", matter.names.join(" ")), strength: 0.5 })
}

/// Who acts in both.
fn one_actor<'a>(x: &'a Signature, y: &Signature) -> Option<&'a String> {
    x.actors.iter().flat_map(|s| &s.keys).find(|k| y.actors.iter().any(|s| s.keys.contains(k)))
}

/// Acts of which one matter sees many: blows, meetings and words.
fn is_many(event: &str) -> bool {
    matches!(
        event,
        "ASSAULT"
            | "COERCE"
            | "CONSULT"
            | "ACCUSE"
            | "REJECT"
            | "PROTEST"
            | "THREATEN"
            | "REQUEST"
            | "SUPPORT"
    )
}

/// A name of an actor and one of a recipient that the other proposition names as well, one of them at its clearest; one of them may
/// be a state's.
fn names_both_sides(x: &Signature, y: &Signature) -> Option<[String; 2]> {
    let named = |sides: &[Side], states: bool| -> Option<(String, u8)> {
        let keys = sides.iter().flat_map(|s| &s.keys);
        let fits = |k: &&String| match is_state_in(x, y, k) {
            true => states,
            false => !x.known.contains(*k) && !y.known.contains(*k),
        };
        let told = keys.filter(fits).filter_map(|k| Some((k.clone(), *y.names.get(k)?)));
        told.max_by_key(|(_, weight)| *weight)
    };
    let pair = |of_actor: bool, of_recipient: bool| {
        let (actor, recipient) = (named(&x.actors, of_actor)?, named(&x.recipients, of_recipient)?);
        let two = actor.0 != recipient.0 && actor.1.max(recipient.1) > 1;
        two.then_some([actor.0, recipient.0])
    };
    pair(false, true).or_else(|| pair(true, false))
}

/// They are between the same two, and neither gives a day, or one a month or a year that is over: their days exclude nothing.
pub(crate) fn one_pair(a: &Proposition, b: &Proposition) -> Option<Reason> {
    let (x, y) = (&a.signature, &b.signature);
    let wide = |x: &Signature, y: &Signature| {
        x.days.is_some_and(|d| width(d) > 26 && Some(d.1) < y.today) && y.days.is_none()
    };
    let open = x.days.is_none() && y.days.is_none() || wide(x, y) || wide(y, x);
    if open { by_parties(a, b) } else { None }
}

/// What two articles share as a whole.
struct Shared<'a> {
    names: Vec<&'a str>,
    stems: usize,
    /// One article returns to one of the names.
    central: bool,
    /// Both do.
    mutual: bool,
    /// They share so much that one deed told in both is hardly two.
    strong: bool,
}

/// What two articles on one matter share; none where they are on two.
fn one_matter<'a>(x: &'a Signature, y: &'a Signature) -> Option<Shared<'a>> {
    if days_apart(x, y) > MATTER_DAYS {
        return None;
    }
    let (m, n) = (&x.matter, &y.matter);
    let names: Vec<(&str, u8)> = m.shared(n).collect();
    let stems = m.shared_stems(n);
    let weight: u32 = names.iter().map(|(_, w)| u32::from(*w)).sum();
    let states =
        x.setting.iter().filter(|s| y.setting.contains(*s) && is_state_in(x, y, s)).count();
    let strong = names.len() > 2 && weight > 3
        || names.len() > 1 && (weight > 3 && stems > 0 || stems > 1)
        || weight > 2 && stems > 1
        || !names.is_empty() && stems > 3
        || states > 1 && stems > 4;
    let weak =
        weight > 1 || weight > 0 && stems > 0 || states > 1 && stems > 1 || states > 0 && stems > 4;
    let returns = |m: &Matter, name: &str| m.names.get(name) > Some(&1);
    let central = names.iter().any(|(name, _)| returns(m, name) || returns(n, name));
    let mutual = names.iter().any(|(name, _)| returns(m, name) && returns(n, name));
    let names = names.into_iter().map(|(name, _)| name).collect();
    (strong || weak).then_some(Shared { names, stems, central, mutual, strong })
}

/// How many days lie between two articles.
fn days_apart(x: &Signature, y: &Signature) -> i64 {
    x.today.zip(y.today).map_or(0, |(t, u)| days_between(t, u).abs())
}

/// On one matter two propositions are the same where they tell of one kind of deed, and neither is about
/// another than the other: two leads by the matter alone, background by its day or by whom it names.
fn by_matter(a: &Proposition, b: &Proposition) -> Option<Reason> {
    let (x, y) = (&a.signature, &b.signature);
    let matter = one_matter(x, y)?;
    let (k, l) = (x.chief()?, y.chief()?);
    if x.is_open() || y.is_open() || !kinds_near(x, y) {
        return None;
    }
    let dated = one_date(x, y);
    if !dated && of_others(x, y, &matter) {
        return None;
    }
    let grave = k.is_incident() && l.is_incident();
    let named = names_in_both(x, y);
    // In a war one place sees many deeds of these kinds within days.
    let of_war = k.is_of_war() && l.is_of_war() && (k == Kind::Attack || l == Kind::Attack);
    let leads = |p: &Proposition| p.lead && !p.signature.late;
    let enough = match (leads(a) && leads(b), grave) {
        (false, _) if answers(a, b) || answers(b, a) => {
            matter.strong && k == l && days_apart(x, y) <= 7
        }
        (true, true) if of_war && !dated => {
            matter.central && (named || matter.strong || shares_clear_word(x, y))
                || matter.strong && clear_words(x, y) > 2
        }
        (true, true) => {
            let told = matter.strong || matter.mutual || shares_clear_word(x, y);
            dated
                || matter.central && told
                || k == l && k.is_rare() && (matter.strong || matter.central)
        }
        (_, false) if dated => matter.strong && k == l,
        (true, false) => {
            matter.strong && matter.central && days_apart(x, y) <= 14 && tells_the_same(x, y)
        }
        (false, true) if one_body(a, b) && k == l && days_apart(x, y) <= 21 => matter.strong,
        (false, true) if dated => k == l && !of_war || named && (k == l || matter.central),
        (false, true) => {
            let early = (leads(a) || leads(b)) && matter.central && days_apart(x, y) <= 7;
            k == l
                && days_apart(x, y) <= 21
                && (named && (!of_war || matter.strong && shares_clear_word(x, y))
                    || early && (!of_war || shares_clear_word(x, y)))
        }
        (false, false) => false,
    };
    enough.then(|| Reason { why: format!("one matter: {}", matter.names.join(" ")), strength: 0.5 })
}

/// Known in its article from a denial alone, which names nobody: it answers what the other tells.
fn answers(a: &Proposition, b: &Proposition) -> bool {
    let denied = |p: &Proposition| p.counted().any(|s| s.stance == Stance::Denies && s.tells);
    let told = |p: &Proposition| p.counted().any(|s| s.stance == Stance::Affirms && s.tells);
    denied(a) && !told(a) && told(b) && !a.lead && !a.signature.names.values().any(|w| *w == 2)
}

/// One body tells of it or denies it in both.
fn one_body(a: &Proposition, b: &Proposition) -> bool {
    let told = |p: &Proposition, is: &dyn Fn(&Voice) -> bool| {
        p.counted().any(|s| s.tells && s.voice.manner == Manner::Body && is(&s.voice))
    };
    told(a, &|v| v.office.is_some() && told(b, &|w| one_of_state(v, w)))
}

/// One article is about somebody or something that the other does not know: either of them where they share
/// little else, each of them where they share much.
fn of_others(x: &Signature, y: &Signature, matter: &Shared<'_>) -> bool {
    let strange = |x: &Signature, y: &Signature| {
        let centre = x.matter.centre();
        let knows = |n: &&str| y.matter.names.contains_key(*n) || y.names.contains_key(*n);
        !centre.is_empty() && !centre.iter().any(knows)
    };
    let (one, other) = (strange(x, y), strange(y, x));
    one && other || (one || other) && !matter.strong && matter.stems < 2
}

/// Both name, one of them at its clearest, one whom few matters know.
fn names_in_both(x: &Signature, y: &Signature) -> bool {
    x.names.iter().any(|(name, v)| {
        let rare = x.matter.names.contains_key(name) || y.matter.names.contains_key(name);
        rare && y.names.get(name).is_some_and(|w| v + w > 2)
    })
}

/// Both tell it, at their clearest, with one word of content.
fn shares_clear_word(x: &Signature, y: &Signature) -> bool {
    clear_words(x, y) > 0
}

/// How many words of content both have at their clearest.
fn clear_words(x: &Signature, y: &Signature) -> usize {
    let clear = |(word, w): &(&String, &u8)| {
        **w == 2 && word.len() > 3 && !is_deed_word(word) && y.words.get(*word) == Some(&2)
    };
    x.words.iter().filter(clear).count()
}

/// Both give one day, or days close together.
fn one_date(x: &Signature, y: &Signature) -> bool {
    let narrow = |s: &Signature| s.days.filter(|&d| width(d) < 3);
    narrow(x).zip(narrow(y)).is_some_and(|(d, e)| d.0 <= e.1 && e.0 <= d.1)
}

/// Kinds by which two articles may call one deed. Of an event without a word only the type is known.
fn kinds_near(x: &Signature, y: &Signature) -> bool {
    match (x.chief(), y.chief()) {
        (Some(k), Some(l)) => {
            kinds_agree(x, y)
                || x.kinds.iter().any(|k| k.is_near(l))
                || y.kinds.iter().any(|l| l.is_near(k))
                || (x.by_event || y.by_event)
                    && k.plover().or(l.plover()).is_some_and(|p| k.is_of(p) && l.is_of(p))
        }
        _ => true,
    }
}

/// Beside what all propositions of the matter share, these two share more.
fn tells_the_same(x: &Signature, y: &Signature) -> bool {
    let own = |s: &Signature, w: &str| !s.matter.stems.contains_key(w);
    let words = x
        .words
        .iter()
        .filter(|(w, _)| {
            y.words.contains_key(*w) && w.len() > 2 && !is_deed_word(w) && own(x, w) && own(y, w)
        })
        .count();
    let clear = |s: &Signature| -> BTreeSet<String> {
        s.names.iter().filter(|(_, w)| **w == 2).map(|(n, _)| n.clone()).collect()
    };
    let names = clear(x).intersection(&clear(y)).count();
    let figures = x.figures.intersection(&y.figures).count();
    let dated = usize::from(one_date(x, y));
    names > 0 && words + figures + dated > 0 || words + figures > 1
}

/// Who does it to the one has it done by the other.
fn swapped(x: &Signature, y: &Signature) -> bool {
    fn keys(sides: &[Side]) -> BTreeSet<&String> {
        sides.iter().flat_map(|s| &s.keys).collect()
    }
    let (actors, recipients) = (keys(&x.actors), keys(&x.recipients));
    let (others, to) = (keys(&y.actors), keys(&y.recipients));
    // An army may go by its state here and by the capital there: of an attack one side tells enough.
    let (back, forth) = (!actors.is_disjoint(&to), !recipients.is_disjoint(&others));
    let attacks = |s: &Signature| s.chief() == Some(Kind::Attack);
    let told = |keys: &BTreeSet<&String>| !keys.is_empty();
    let either = attacks(x)
        && attacks(y)
        && [&actors, &recipients, &others, &to].into_iter().all(told)
        && (back || forth);
    (back && forth || either) && actors.is_disjoint(&others) && recipients.is_disjoint(&to)
}

/// What it adds to two propositions' likeness that one cites the other's outlet.
const LINK: f64 = 0.15;

/// Whether two propositions are the same by the names and words in which they are told.
fn by_words(a: &Proposition, b: &Proposition) -> Option<Reason> {
    let (x, y) = (&a.signature, &b.signature);
    if !kinds_agree(x, y) {
        return None;
    }
    let (placed, other) = (with_dateline(x), with_dateline(y));
    let names = overlap(&placed, &other, 1);
    // Two of three words are not yet much.
    let words = overlap(&x.words, &y.words, 8);
    let chief = match (x.kinds.first(), y.kinds.first()) {
        (Some(k), Some(l)) => k == l && *k != Kind::Other,
        _ => false,
    };
    let figures = x.figures.intersection(&y.figures).count();
    let back = x.retraction != y.retraction;
    let least = if back { 0.3 } else { 0.42 };
    let alike = words >= 0.1 || figures > 0 && names >= 0.6 || back && names > 0.3;
    let dated = x.days.is_some_and(|d| width(d) < 8) && y.days.is_some_and(|d| width(d) < 8);
    let alone = if dated { 0.08 } else { 0.0 }
        + 0.55 * names
        + 0.55 * words
        + if chief { 0.12 } else { 0.0 }
        + 0.08 * figures.min(2) as f64;
    if !alike || alone + LINK < least {
        return None;
    }
    // One cites the other's outlet for it.
    let cites = |p: &Proposition, outlet: &str| {
        p.counted().any(|s| {
            let carriers = s.voice.outlets.iter().chain(&s.via);
            carriers.chain([&s.voice.label]).any(|o| is_outlet(o, outlet))
        })
    };
    let linked = cites(a, &y.outlet) || cites(b, &x.outlet);
    let score = alone + if linked { LINK } else { 0.0 };
    // Two datelines alone say nothing.
    let told = |n: &&String| x.names.contains_key(*n) || y.names.contains_key(*n);
    let shared: Vec<&String> =
        placed.keys().filter(|n| other.contains_key(*n)).filter(told).collect();
    let enough = is_specific(a, b, &shared, figures, linked || back);
    (enough && score >= least).then(|| {
        let kind = if chief { "the same kind of deed, " } else { "" };
        let names: Vec<&str> = shared.iter().map(|s| s.as_str()).collect();
        Reason {
            why: format!(
                "{kind}names {}, {:.0}% of the other words",
                names.join(" "),
                words * 100.0
            ),
            strength: score.min(1.0) as f32,
        }
    })
}

/// Done by or to people of different states. Of a meeting one may name one side, another the other.
pub(crate) fn clash(a: &Proposition, b: &Proposition) -> bool {
    let (x, y) = (&a.signature, &b.signature);
    if of_other_places(x, y) {
        return true;
    }
    let of = |kind| x.chief() == Some(kind) && y.chief() == Some(kind);
    // Who buys here sells there.
    let mutual = |s: &Signature| matches!(s.chief(), Some(Kind::Trade | Kind::Agree));
    if of(Kind::Meet) || mutual(x) && mutual(y) {
        return sides_clash(both(x), both(y));
    }
    // With whom one will not meet, where one will not go: of that one article says this, another that.
    if of(Kind::Cancel) {
        return sides_clash(&x.actors, &y.actors);
    }
    if is_exchange(x, y) {
        return false;
    }
    // Where no word for the deed is known, who does it to whom is a guess.
    let states = if x.is_open() || y.is_open() { swapped(x, y) } else { of_other_states(x, y) };
    states || of_namesakes(x, y) || of_namesakes(y, x) || of_strangers(x, y)
}

/// Done by or to states that exclude each other, or by the one to the other what the other did to it.
pub(crate) fn of_other_states(x: &Signature, y: &Signature) -> bool {
    sides_clash(&x.recipients, &y.recipients) || sides_clash(&x.actors, &y.actors) || swapped(x, y)
}

/// Two incidents or meetings, each in a place that the other article does not know.
fn of_other_places(x: &Signature, y: &Signature) -> bool {
    let grave = |s: &Signature| s.chief().is_some_and(|k| k.is_incident() || k == Kind::Meet);
    let strange = |x: &Signature, y: &Signature| {
        x.place.as_ref().is_some_and(|place| {
            let words = place.split(' ').filter(|w| w.starts_with(char::is_uppercase));
            let keys: Vec<String> = words.map(|w| name_key(&fold(w))).collect();
            let known = |k: &String| {
                y.matter.names.contains_key(k)
                    || y.names.contains_key(k)
                    || y.setting.contains(k)
                    || y.dateline.contains(k)
            };
            let state = onrecord_world::country_word(place).map(|w| w.country.iso3.to_owned());
            !keys.is_empty() && !keys.iter().chain(&state).any(known)
        })
    };
    grave(x) && grave(y) && x.place != y.place && strange(x, y) && strange(y, x)
}

/// Done to one of a name, where the other article knows only another of that name.
fn of_namesakes(x: &Signature, y: &Signature) -> bool {
    let alike = |p: &str, q: &str| surname(p) == surname(q);
    let known =
        |p: &String| y.people.contains(p) && (y.persons.is_empty() || y.persons.contains(p));
    !x.persons.is_empty()
        && !x.persons.iter().any(known)
        && x.persons.iter().any(|p| {
            let others = if y.persons.is_empty() { &y.people } else { &y.persons };
            others.iter().any(|q| alike(p, q))
        })
}

/// Done to people of whom neither article knows those of the other.
fn of_strangers(x: &Signature, y: &Signature) -> bool {
    let unknown = |x: &Signature, y: &Signature| {
        !x.persons.is_empty()
            && !x.persons.iter().any(|p| y.people.iter().any(|q| surname(p) == surname(q)))
    };
    unknown(x, y) && unknown(y, x)
}

/// The key of a state that the tables or one of the articles know.
fn is_state_in(x: &Signature, y: &Signature, key: &str) -> bool {
    x.is_state(key) || y.is_state(key)
}

/// Both tell of an exchange of people: each side gives and each receives, and one may name one of them, another
/// the other.
fn is_exchange(x: &Signature, y: &Signature) -> bool {
    let told = |s: &Signature| {
        s.kinds.contains(&Kind::Release)
            && ["exchang", "swap"].iter().any(|w| s.words.contains_key(*w))
    };
    let states = |s: &Signature| -> BTreeSet<String> {
        s.names.keys().filter(|key| s.is_state(key)).cloned().collect()
    };
    told(x) && told(y) && !states(x).is_disjoint(&states(y))
}

/// All sides, where both name more than one state; else none to compare.
fn both(signature: &Signature) -> Vec<&Side> {
    let sides: Vec<&Side> = signature.actors.iter().chain(&signature.recipients).collect();
    let first = sides.iter().find_map(|s| s.country.as_ref());
    let several = sides.iter().any(|s| s.country.is_some() && s.country.as_ref() != first);
    if several { sides } else { Vec::new() }
}

/// They share what only few deeds have: names beside words of their matter. Words of deeds ("meet",
/// "attack") and states alone say nothing: any two articles of a week share them.
fn is_specific(
    a: &Proposition,
    b: &Proposition,
    names: &[&String],
    figures: usize,
    linked: bool,
) -> bool {
    let (x, y) = (&a.signature, &b.signature);
    let states = names.iter().filter(|n| is_state_in(x, y, n)).count();
    // Leaders, bodies and regions that the tables know stand in the articles of many matters.
    let known = names
        .iter()
        .filter(|n| !is_state_in(x, y, n) && (x.known.contains(**n) || y.known.contains(**n)))
        .count();
    let own = names.len() - states - known;
    let matter = x
        .words
        .keys()
        .filter(|w| y.words.contains_key(*w) && w.len() > 2 && !is_deed_word(w))
        .count()
        + figures.min(1)
        + usize::from(linked)
        + usize::from(x.kinds.first().is_some_and(|k| k.is_rare() && y.kinds.first() == Some(k)));
    let narrow = |s: &Signature| s.days.is_some_and(|d| width(d) < 8);
    let timed = narrow(x) && narrow(y) || a.lead && b.lead;
    // What neither dates nor leads must be alike in more.
    let more = usize::from(!timed && !linked);
    let who = own > 0 || states > 1;
    // At its clearest, each must name one of these; what stands elsewhere in the article only adds to it.
    let clear = |x: &BTreeMap<String, u8>, y: &BTreeMap<String, u8>, key: &str| {
        x.get(key) == Some(&2) && y.get(key) == Some(&2)
    };
    let named = names.iter().filter(|n| clear(&x.names, &y.names, n)).count();
    let told = x.words.keys().filter(|w| !is_deed_word(w) && clear(&x.words, &y.words, w)).count();
    let day = |s: &Signature| s.days.filter(|&d| width(d) < 2);
    let one_day = own > 0 && day(x).is_some() && day(x) == day(y);
    let core = linked || one_day || figures > 0 || named > 0 && told > 0 || named > 1 || told > 1;
    let bodies = states > 0 && known > 0 && matter > 1 + more;
    core && (who && matter > more || bodies || matter > 2 + more)
}

/// Both are of states, and of different ones. Who goes by one name is of one state, whatever state each article
/// takes it for.
fn sides_clash<'a, S>(a: S, b: S) -> bool
where
    S: IntoIterator<Item = &'a Side>,
    S::IntoIter: Clone,
{
    let (a, b) = (a.into_iter(), b.into_iter());
    let mut states = b.clone().filter_map(|s| s.country.as_deref()).peekable();
    if states.peek().is_none() || !a.clone().any(|s| s.country.is_some()) {
        return false;
    }
    let shared = |x: &'a Side| {
        let state = x.country.as_deref();
        b.clone().any(|y| {
            state.is_some() && y.country.as_deref() == state
                || x.keys.iter().any(|key| y.keys.contains(key))
        })
    };
    !a.clone().any(shared)
}

fn with_dateline(signature: &Signature) -> Cow<'_, BTreeMap<String, u8>> {
    let mut names = Cow::Borrowed(&signature.names);
    for place in &signature.dateline {
        names.to_mut().entry(place.clone()).or_insert(1);
    }
    names
}

/// The share of the lesser set's weight that both have.
fn overlap(a: &BTreeMap<String, u8>, b: &BTreeMap<String, u8>, floor: u32) -> f64 {
    let weight =
        |entries: &BTreeMap<String, u8>| -> u32 { entries.values().map(|&w| u32::from(w)).sum() };
    let least = weight(a).min(weight(b));
    if least == 0 {
        return 0.0;
    }
    let (both, most) = shared(a, b).fold((0_u32, 0_u32), |(both, most), (_, w, v)| {
        (both + u32::from(w.min(v)), most + u32::from(w.max(v)))
    });
    (f64::from(both + most) / 2.0 / f64::from(least.max(floor))).min(1.0)
}

/// Deeds on different days are different deeds. An article without a day tells of its own days; background
/// of any day before.
pub(crate) fn days_agree(a: &Proposition, b: &Proposition) -> bool {
    let (x, y) = (&a.signature, &b.signature);
    let cancelled = |s: &Signature| s.kinds.first() == Some(&Kind::Cancel);
    if cancelled(x) || cancelled(y) {
        return x.today.zip(y.today).is_none_or(|(t, u)| days_between(t, u).abs() <= 21);
    }
    // Talks go on for days, and a plan may slip; two articles about a day each are about those days.
    let day = |p: &Proposition| p.signature.days.filter(|d| p.lead && d.0 == d.1);
    let two_days = day(a).zip(day(b)).is_some();
    // What was to come may have come a few days later.
    let planned = |p: &Proposition| {
        let to_come = p.signature.days.zip(p.signature.today).is_some_and(|(d, t)| d.0 >= t);
        to_come && p.counted().any(|s| s.tells && s.future)
    };
    let slack = match () {
        () if [x, y].iter().any(|s| s.chief() == Some(Kind::Meet)) && !two_days => 2,
        () if kinds_agree(x, y) && (planned(a) || planned(b)) => 3,
        () => 0,
    };
    match (x.days, y.days) {
        (Some(d), Some(e)) => d.0 <= shift(e.1, slack) && e.0 <= shift(d.1, slack),
        (Some(days), None) => one_day(days, b),
        (None, Some(days)) => one_day(days, a),
        (None, None) => match (x.today, y.today) {
            // Background without a day is that of the same weeks.
            (Some(t), Some(u)) => {
                days_between(t, u).abs() <= if a.lead && b.lead { 14 } else { 30 }
            }
            _ => true,
        },
    }
}

fn one_day(days: (jiff::civil::Date, jiff::civil::Date), other: &Proposition) -> bool {
    let Some(today) = other.signature.today else { return true };
    let recent = if other.lead { 12 } else { 60 };
    days.1 >= shift(today, -recent)
        && (days.0 <= shift(today, 1) || other.signature.kinds.first() == Some(&Kind::Meet))
}

fn kinds_agree(a: &Signature, b: &Signature) -> bool {
    match (a.chief(), b.chief()) {
        (Some(Kind::Other), _) | (_, Some(Kind::Other)) => true,
        (Some(k), Some(l)) => k == l || stands_for(k, &b.kinds) || stands_for(l, &a.kinds),
        _ => true,
    }
}

/// The chief kind of one is told beside that of the other. A plan and its end, a bomb and a blast, a ransom
/// and a release are told beside one another and are two.
fn stands_for(kind: Kind, others: &[Kind]) -> bool {
    !matches!(
        kind,
        Kind::Cancel
            | Kind::Bomb
            | Kind::Ransom
            | Kind::Meet
            | Kind::Request
            | Kind::Arrest
            | Kind::Accuse
    ) && others.contains(&kind)
}
