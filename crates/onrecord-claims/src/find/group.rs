//! Which passages of an article are of one thing, where the rules do not tell.

use crate::alike::{Ground, Passage, within};

/// Where a passage goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// To a deed of the rules, by its number.
    Deed(usize),
    /// To a group of passages that are of none of these.
    Beside(usize),
}

/// A passage that the rules only put to a deed stays where the mean of its log-odds with those who tell of it lies above this.
const STAYS: f32 = 0.0;
/// Other passages are put together as long as the mean of the log-odds lies above this.
const TOGETHER: f32 = 0.6;
/// In longer texts the passages behind these stay where they are.
const MOST: usize = 250;

/// Where each passage goes. What tells of a deed by the rules stays with it; the others by average linkage, the likeliest two groups first.
pub(super) fn placed(passages: &[&Passage], ground: &Ground<'_>) -> Vec<Option<Place>> {
    let count = passages.len().min(MOST);
    let odds = |a: usize, b: usize| within(passages[a], passages[b], ground);
    let tells = |at: usize, home: u16| passages[at].tells && passages[at].home == Some(home);
    let stays = |at: usize| {
        let Some(home) = passages[at].home else { return false };
        let passage = passages[at];
        if passage.tells || !passage.figures.is_empty() || passage.is_bare() {
            return true;
        }
        let told: Vec<f32> = (0..count)
            .filter(|&other| other != at && tells(other, home))
            .map(|other| odds(at, other))
            .collect();
        told.is_empty() || told.iter().sum::<f32>() / told.len() as f32 > STAYS
    };
    let mut groups: Vec<(Option<u16>, Vec<usize>)> = Vec::new();
    for (at, passage) in passages.iter().enumerate().take(count) {
        let home = passage.home.filter(|_| stays(at));
        match groups.iter_mut().find(|(of, _)| of.is_some() && *of == home) {
            Some((_, group)) => group.push(at),
            None => groups.push((home, vec![at])),
        }
    }
    let size = groups.len();
    let mut mean = vec![f32::NEG_INFINITY; size * size];
    for a in 0..size {
        for b in a + 1..size {
            // Two deeds of the rules stay two; a bare answer belongs to none but that to which they put it.
            let (x, y) = (&groups[a], &groups[b]);
            let bare = |group: &[usize]| group.iter().all(|&at| passages[at].is_bare());
            if x.0.is_some() && y.0.is_some() || bare(&x.1) || bare(&y.1) {
                continue;
            }
            let pairs = x.1.iter().flat_map(|&i| y.1.iter().map(move |&j| odds(i, j)));
            mean[a * size + b] = pairs.sum::<f32>() / (x.1.len() * y.1.len()) as f32;
            mean[b * size + a] = mean[a * size + b];
        }
    }
    loop {
        let pairs = (0..size).flat_map(|a| (a + 1..size).map(move |b| (a, b)));
        let best = pairs.max_by(|&(a, b), &(c, d)| {
            mean[a * size + b].total_cmp(&mean[c * size + d]).then_with(|| (c, d).cmp(&(a, b)))
        });
        let Some((a, b)) = best.filter(|&(a, b)| mean[a * size + b] > TOGETHER) else { break };
        let (of_a, of_b) = (groups[a].1.len() as f32, groups[b].1.len() as f32);
        for other in 0..size {
            // What may not be put together with one may not with both.
            let joint =
                (mean[a * size + other] * of_a + mean[b * size + other] * of_b) / (of_a + of_b);
            mean[a * size + other] = joint;
            mean[other * size + a] = joint;
            mean[b * size + other] = f32::NEG_INFINITY;
            mean[other * size + b] = f32::NEG_INFINITY;
        }
        mean[a * size + a] = f32::NEG_INFINITY;
        let (home, moved) = std::mem::take(&mut groups[b]);
        groups[a].0 = groups[a].0.or(home);
        groups[a].1.extend(moved);
    }
    let mut places = vec![None; passages.len()];
    for (number, (home, group)) in groups.iter().enumerate() {
        let place = home.map_or(Place::Beside(number), |home| Place::Deed(usize::from(home)));
        group.iter().for_each(|&at| places[at] = Some(place));
    }
    places
}
