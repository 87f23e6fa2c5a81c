//! What is compared of two passages, as numbers.

use std::collections::BTreeSet;

use super::{Ground, Passage, rarity};
use crate::claim::Stance;
use crate::days::days_between;
use crate::deeds::Kind;
use crate::matter::Matter;

/// The numbers of a pair.
pub type Row = [f32; COLUMNS];

const COLUMNS: usize = 56;

/// Symmetric: which is the first of the two changes nothing.
pub(super) fn row(
    a: &Passage,
    b: &Passage,
    of_a: &Ground,
    of_b: &Ground,
    one_article: bool,
) -> Row {
    let mut row = Columns::default();
    words(&mut row, a, b);
    deeds(&mut row, a, b);
    events(&mut row, a, b);
    days_and_figures(&mut row, a, b);
    voices(&mut row, a, b);
    let apart = |x: u16, y: u16| f32::from(x.abs_diff(y));
    row.both(f32::from(a.paragraph), f32::from(b.paragraph));
    row.both(f32::from(a.sentence), f32::from(b.sentence));
    row.both(about(a, &of_b.matter), about(b, &of_a.matter));
    row.both(about(a, &of_a.matter), about(b, &of_b.matter));
    row.both(on_words(a, &of_b.matter), on_words(b, &of_a.matter));
    if one_article {
        row.add(apart(a.paragraph, b.paragraph));
        row.add(apart(a.sentence, b.sentence));
        row.flag(a.statement.is_some() && a.statement == b.statement);
        row.add(0.0);
    } else {
        let names = of_a.matter.shared(&of_b.matter).map(|(_, weight)| f32::from(weight)).sum();
        row.add(names);
        row.add(of_a.matter.shared_stems(&of_b.matter) as f32);
        row.add(shares(&of_a.setting, &of_b.setting));
        let days = of_a.today.zip(of_b.today).map_or(-1, |(x, y)| days_between(x, y).abs());
        row.add(days as f32);
    }
    row.done()
}

fn words(row: &mut Columns, a: &Passage, b: &Passage) {
    let weigh = |p: &Passage| p.stems.iter().map(|s| rarity(s)).sum::<f32>() + 1e-6;
    let shared: Vec<&String> = a.stems.intersection(&b.stems).collect();
    let weight: f32 = shared.iter().map(|s| rarity(s)).sum();
    let (of_a, of_b) = (weigh(a), weigh(b));
    row.add(shared.len() as f32);
    row.add(weight);
    row.add(shared.iter().map(|s| rarity(s)).fold(0.0, f32::max));
    row.add(weight / of_a.min(of_b));
    row.add(weight / of_a.max(of_b));
    row.both(a.stems.len() as f32, b.stems.len() as f32);
    row.add(shares(&a.names, &b.names));
    row.add(overlap(&a.names, &b.names));
    row.both(a.names.len() as f32, b.names.len() as f32);
}

fn deeds(row: &mut Columns, a: &Passage, b: &Passage) {
    let (of_a, of_b): (BTreeSet<Kind>, BTreeSet<Kind>) =
        (a.kinds.iter().copied().collect(), b.kinds.iter().copied().collect());
    let all = |p: &Passage| p.kinds.iter().chain(&p.asides).copied().collect::<BTreeSet<Kind>>();
    let chief = a.kinds.first().zip(b.kinds.first());
    row.flag(chief.is_some_and(|(k, l)| k == l));
    row.flag(chief.is_some_and(|(k, l)| k.is_near(*l)));
    row.add(shares(&of_a, &of_b));
    row.add(overlap(&of_a, &of_b));
    row.count(a.kinds.is_empty(), b.kinds.is_empty());
    let weight = |p: &Passage| p.kinds.first().map_or(0, |k| k.weight()) as f32;
    row.both(weight(a), weight(b));
    row.add(shares(&all(a), &all(b)));
    row.flag(
        a.kinds.iter().any(|k| b.asides.contains(k))
            || b.kinds.iter().any(|k| a.asides.contains(k)),
    );
}

fn events(row: &mut Columns, a: &Passage, b: &Passage) {
    row.add(shares(&a.types, &b.types));
    row.count(a.types.is_empty(), b.types.is_empty());
    row.add(shares(&a.actors, &b.actors));
    row.add(shares(&a.recipients, &b.recipients));
    row.add(shares(&a.actors, &b.recipients) + shares(&b.actors, &a.recipients));
    row.count(a.actors.is_empty(), b.actors.is_empty());
    row.count(a.recipients.is_empty(), b.recipients.is_empty());
    row.add(shares(&a.places, &b.places));
    row.flag(excludes(&a.places, &b.places));
}

fn days_and_figures(row: &mut Columns, a: &Passage, b: &Passage) {
    match a.days.zip(b.days) {
        Some((x, y)) => {
            let gap = days_between(x.1, y.0).max(days_between(y.1, x.0)).max(0);
            row.add(2.0);
            row.add(gap.min(60) as f32);
        }
        None => {
            row.add(f32::from(u8::from(a.days.is_some() || b.days.is_some())));
            row.add(-1.0);
        }
    }
    row.add(shares(&a.figures, &b.figures));
    row.count(!a.figures.is_empty(), !b.figures.is_empty());
    row.flag(excludes(&a.figures, &b.figures));
}

fn voices(row: &mut Columns, a: &Passage, b: &Passage) {
    row.count(a.lead, b.lead);
    row.count(a.future, b.future);
    row.count(a.negated, b.negated);
    row.count(a.statement.is_none(), b.statement.is_none());
    let stance = |p: &Passage| match p.stance {
        Some(Stance::Affirms) => 0.0,
        Some(Stance::Denies) => 1.0,
        Some(Stance::Disclaims) => 2.0,
        Some(Stance::Declines) => 3.0,
        Some(_) => 4.0,
        None => 5.0,
    };
    row.both(stance(a), stance(b));
    row.flag(!a.speaker.is_empty() && a.speaker == b.speaker);
    row.flag(a.manner == b.manner);
}

/// How many of a passage's names an article is about.
fn about(passage: &Passage, matter: &Matter) -> f32 {
    common(passage.names.iter(), |n| matter.names.contains_key(n))
}

/// How many of a passage's other words an article returns to.
fn on_words(passage: &Passage, matter: &Matter) -> f32 {
    common(passage.stems.iter(), |s| matter.stems.contains_key(s))
}

fn common<'a>(entries: impl Iterator<Item = &'a String>, has: impl Fn(&str) -> bool) -> f32 {
    entries.filter(|e| has(e)).count() as f32
}

fn shares<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> f32 {
    a.intersection(b).count() as f32
}

/// How many of all are in both (Jaccard's coefficient).
fn overlap<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> f32 {
    let all = a.union(b).count();
    if all == 0 { 0.0 } else { shares(a, b) / all as f32 }
}

/// Both have some, and none in common.
fn excludes<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> bool {
    !a.is_empty() && !b.is_empty() && a.is_disjoint(b)
}

/// Numbers as they come.
#[derive(Default)]
struct Columns(Vec<f32>);

impl Columns {
    fn add(&mut self, value: f32) {
        self.0.push(value);
    }

    fn flag(&mut self, is: bool) {
        self.add(f32::from(u8::from(is)));
    }

    /// Of how many of the two it holds.
    fn count(&mut self, a: bool, b: bool) {
        self.add(f32::from(u8::from(a) + u8::from(b)));
    }

    /// The lesser and the greater.
    fn both(&mut self, a: f32, b: f32) {
        self.add(a.min(b));
        self.add(a.max(b));
    }

    fn done(self) -> Row {
        self.0.try_into().expect("every pair has as many numbers")
    }
}
