//! Words as they are compared: by their hashes.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::rarity;

/// Words, each once with how rare it is in hundredths, in the order of their hashes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Bag(Vec<(u32, u16)>);

/// Words or names of which only counts whether they are the same, in the order of their hashes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Labels(Vec<u32>);

impl Bag {
    pub(crate) fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut found: Vec<(u32, u16)> =
            words.into_iter().map(|word| (hash(word), rarity(word))).collect();
        found.sort_by_key(|entry| entry.0);
        found.dedup_by_key(|entry| entry.0);
        Self(found)
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn entries(&self) -> impl Iterator<Item = (u32, f32)> {
        self.0.iter().map(|&(word, rarity)| (word, whole(rarity)))
    }

    /// How rare all are together.
    pub(crate) fn weight(&self) -> f32 {
        self.entries().map(|entry| entry.1).sum()
    }

    /// How many both have, how rare these are together, and the rarest.
    pub(crate) fn shared(&self, other: &Self) -> (usize, f32, f32) {
        let (mut count, mut weight, mut most) = (0, 0.0, 0.0_f32);
        common(
            &self.0,
            &other.0,
            |e| e.0,
            |e| e.0,
            |entry, _| {
                count += 1;
                weight += whole(entry.1);
                most = most.max(whole(entry.1));
            },
        );
        (count, weight, most)
    }

    /// How many of them are among these.
    pub(crate) fn among(&self, labels: &Labels) -> usize {
        let mut count = 0;
        common(&self.0, &labels.0, |e| e.0, |e| *e, |_, _| count += 1);
        count
    }
}

impl Labels {
    pub(crate) fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut found: Vec<u32> = words.into_iter().map(hash).collect();
        found.sort_unstable();
        found.dedup();
        Self(found)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many both have.
    pub(crate) fn shared(&self, other: &Self) -> usize {
        let mut count = 0;
        common(&self.0, &other.0, |e| *e, |e| *e, |_, _| count += 1);
        count
    }

    /// Both have some, and none in common.
    pub(crate) fn excludes(&self, other: &Self) -> bool {
        !self.is_empty() && !other.is_empty() && self.shared(other) == 0
    }
}

/// Hundredths as a number.
fn whole(hundredths: u16) -> f32 {
    f32::from(hundredths) / 100.0
}

fn hash(word: &str) -> u32 {
    xxh3_64(word.as_bytes()) as u32
}

/// Calls back for every two entries of sorted lists that have the same key.
fn common<A, B>(
    a: &[A],
    b: &[B],
    of_a: impl Fn(&A) -> u32,
    of_b: impl Fn(&B) -> u32,
    mut both: impl FnMut(&A, &B),
) {
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        match of_a(&a[i]).cmp(&of_b(&b[j])) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                both(&a[i], &b[j]);
                (i, j) = (i + 1, j + 1);
            }
        }
    }
}
