//! What is compared of two passages, as numbers.

use super::{Ground, Passage};
use crate::claim::Stance;
use crate::days::days_between;
use crate::deeds::Kind;
use crate::same::Link;

/// The numbers of a pair.
pub type Row = [f32; COLUMNS];

const COLUMNS: usize = 63;

/// What the rules make of two passages.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tie {
    one_article: bool,
    rules: f32,
    copied: bool,
}

impl Tie {
    /// Of one article: in one deed, in two, or not in any.
    pub(crate) fn within(a: &Passage, b: &Passage) -> Self {
        let rules = match (a.home, b.home) {
            (Some(x), Some(y)) if x == y => 1.0,
            (Some(_), Some(_)) => 0.0,
            (None, None) => -2.0,
            _ => -1.0,
        };
        Self { one_article: true, rules, copied: false }
    }

    /// Of two: whether the rules join their deeds, and whether they stand in sentences that are one text.
    pub(crate) fn across(link: Link, copied: bool) -> Self {
        let rules = match link {
            Link::One => 1.0,
            Link::Open => 0.0,
            Link::Excluded => -1.0,
        };
        Self { one_article: false, rules, copied }
    }
}

/// Symmetric: which is the first of the two changes nothing.
pub(super) fn row(a: &Passage, b: &Passage, of_a: &Ground, of_b: &Ground, tie: Tie) -> Row {
    let mut row = Columns { row: [0.0; COLUMNS], count: 0 };
    words(&mut row, a, b);
    deeds(&mut row, a, b);
    events(&mut row, a, b);
    days_and_figures(&mut row, a, b);
    voices(&mut row, a, b);
    let apart = |x: u16, y: u16| f32::from(x.abs_diff(y));
    row.both(f32::from(a.paragraph), f32::from(b.paragraph));
    row.both(f32::from(a.sentence), f32::from(b.sentence));
    // How many names of each the articles are about, and to how many of its words they return.
    let about = |p: &Passage, ground: &Ground| p.names.among(&ground.names) as f32;
    let on_words = |p: &Passage, ground: &Ground| p.stems.among(&ground.stems) as f32;
    row.both(about(a, of_b), about(b, of_a));
    row.both(about(a, of_a), about(b, of_b));
    row.both(on_words(a, of_b), on_words(b, of_a));
    row.add(tie.rules);
    row.count(a.tells, b.tells);
    row.flag(tie.copied);
    if tie.one_article {
        row.add(apart(a.paragraph, b.paragraph));
        row.add(apart(a.sentence, b.sentence));
        row.flag(a.statement.is_some() && a.statement == b.statement);
        row.add(0.0);
    } else {
        row.add(of_a.matter.shared(of_b.matter).map(|(_, weight)| f32::from(weight)).sum());
        row.add(of_a.stems.shared(&of_b.stems) as f32);
        row.add(of_a.setting.shared(&of_b.setting) as f32);
        let days = of_a.today.zip(of_b.today).map_or(-1, |(x, y)| days_between(x, y).abs());
        row.add(days as f32);
    }
    row.add(a.told.alike(&b.told, tie.one_article));
    row.add(a.told.stance.apart(&b.told.stance));
    row.done()
}

fn words(row: &mut Columns, a: &Passage, b: &Passage) {
    let (count, weight, rarest) = a.stems.shared(&b.stems);
    let (of_a, of_b) = (a.stems.weight() + 1e-6, b.stems.weight() + 1e-6);
    row.add(count as f32);
    row.add(weight);
    row.add(rarest);
    row.add(weight / of_a.min(of_b));
    row.add(weight / of_a.max(of_b));
    row.both(a.stems.len() as f32, b.stems.len() as f32);
    let (count, weight, rarest) = a.names.shared(&b.names);
    row.add(weight);
    row.add(rarest);
    row.add(count as f32);
    row.add(overlap(count, a.names.len(), b.names.len()));
    row.both(a.names.len() as f32, b.names.len() as f32);
}

fn deeds(row: &mut Columns, a: &Passage, b: &Passage) {
    let both = a.kinds.iter().filter(|k| b.kinds.contains(k)).count();
    let chief = a.kinds.first().zip(b.kinds.first());
    row.flag(chief.is_some_and(|(k, l)| k == l));
    row.flag(chief.is_some_and(|(k, l)| k.is_near(*l)));
    row.add(both as f32);
    row.add(overlap(both, a.kinds.len(), b.kinds.len()));
    row.count(a.kinds.is_empty(), b.kinds.is_empty());
    let weight = |p: &Passage| p.kinds.first().map_or(0, |k| k.weight()) as f32;
    row.both(weight(a), weight(b));
    let any = |p: &Passage, kind: &Kind| p.kinds.contains(kind) || p.asides.contains(kind);
    let told = a.kinds.iter().chain(a.asides.iter().filter(|k| !a.kinds.contains(k)));
    row.add(told.filter(|k| any(b, k)).count() as f32);
    row.flag(
        a.kinds.iter().any(|k| b.asides.contains(k))
            || b.kinds.iter().any(|k| a.asides.contains(k)),
    );
}

fn events(row: &mut Columns, a: &Passage, b: &Passage) {
    row.add(a.types.shared(&b.types) as f32);
    row.count(a.types.is_empty(), b.types.is_empty());
    row.add(a.actors.shared(&b.actors) as f32);
    row.add(a.recipients.shared(&b.recipients) as f32);
    row.add((a.actors.shared(&b.recipients) + b.actors.shared(&a.recipients)) as f32);
    row.count(a.actors.is_empty(), b.actors.is_empty());
    row.count(a.recipients.is_empty(), b.recipients.is_empty());
    row.add(a.places.shared(&b.places) as f32);
    row.flag(a.places.excludes(&b.places));
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
    let shared = a.figures.intersection(&b.figures).count();
    row.add(shared as f32);
    row.count(!a.figures.is_empty(), !b.figures.is_empty());
    row.flag(!a.figures.is_empty() && !b.figures.is_empty() && shared == 0);
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

/// How many of all are in both (Jaccard's coefficient).
fn overlap(both: usize, a: usize, b: usize) -> f32 {
    let all = a + b - both;
    if all == 0 { 0.0 } else { both as f32 / all as f32 }
}

/// Numbers as they come.
struct Columns {
    row: Row,
    count: usize,
}

impl Columns {
    fn add(&mut self, value: f32) {
        self.row[self.count] = value;
        self.count += 1;
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
        assert_eq!(self.count, COLUMNS, "every pair has as many numbers");
        self.row
    }
}
