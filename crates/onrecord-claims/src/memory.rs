//! All claims of a set of articles, in memory: the reference for what a store does step by step.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::{Article, Card};
use crate::claim::Claim;
use crate::copies::{Copy, Fingerprint, copy_of};
use crate::find::propositions;
use crate::proposition::{Candidates, Proposition};
use crate::same::same;
use crate::summarise::{Context, summarise};

/// The claims of these articles, newest movement first.
pub fn claims(articles: &[Article]) -> Vec<Claim> {
    let mut sorted: Vec<&Article> = articles.iter().collect();
    sorted.sort_by_key(|a| &a.card.id);
    let cards: Vec<Card> = sorted.iter().map(|a| a.card.clone()).collect();
    let copies = copies(&sorted);
    let found: Vec<Proposition> = sorted.iter().flat_map(|a| propositions(a)).collect();
    let mut claims: Vec<Claim> = stories(&found, &copies)
        .into_iter()
        .flat_map(|story| {
            let story: Vec<&Proposition> = story.into_iter().map(|at| &found[at]).collect();
            summarise(&story, Context { cards: &cards, copies: &copies })
        })
        .collect();
    let moved = |c: &Claim| c.history.last().and_then(|s| s.at.clone());
    claims.sort_by(|a, b| {
        moved(b)
            .cmp(&moved(a))
            .then_with(|| b.mentions.len().cmp(&a.mentions.len()))
            .then_with(|| a.id.cmp(&b.id))
    });
    claims
}

/// Pairs that share a key, each once.
fn sharing(keys: impl Iterator<Item = (usize, Vec<String>)>) -> BTreeSet<(usize, usize)> {
    let mut under: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, keys) in keys {
        for key in keys {
            under.entry(key).or_default().push(at);
        }
    }
    let pairs = under.values().flat_map(|list| {
        list.iter().enumerate().flat_map(move |(i, &a)| list[i + 1..].iter().map(move |&b| (a, b)))
    });
    pairs.filter(|(a, b)| a != b).collect()
}

pub(crate) fn copies(articles: &[&Article]) -> Vec<Copy> {
    let prints: Vec<Fingerprint> = articles.iter().map(|a| Fingerprint::of(a)).collect();
    let pairs = sharing(prints.iter().enumerate().map(|(at, p)| (at, p.keys().to_vec())));
    pairs.into_iter().filter_map(|(a, b)| copy_of(&prints[a], &prints[b])).collect()
}

/// Connected components over `same` and the passages of copies.
pub(crate) fn stories(found: &[Proposition], copies: &[Copy]) -> Vec<Vec<usize>> {
    let mut root: Vec<usize> = (0..found.len()).collect();
    fn top(root: &mut [usize], mut at: usize) -> usize {
        while root[at] != at {
            root[at] = root[root[at]];
            at = root[at];
        }
        at
    }
    let mut candidates = Candidates::default();
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for (at, proposition) in found.iter().enumerate() {
        let near = candidates.add(proposition).into_iter();
        joined.extend(near.filter(|&p| same(&found[p], proposition).is_some()).map(|p| (p, at)));
    }
    for copy in copies {
        let of =
            |id: &String| (0..found.len()).filter(|&p| found[p].article == *id).collect::<Vec<_>>();
        for &a in &of(&copy.articles[0]) {
            joined.extend(
                of(&copy.articles[1])
                    .into_iter()
                    .filter(|&b| copy.joins(&found[a], &found[b]))
                    .map(|b| (a, b)),
            );
        }
    }
    for (a, b) in joined {
        let (a, b) = (top(&mut root, a), top(&mut root, b));
        root[a.max(b)] = a.min(b);
    }
    let mut stories: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..found.len() {
        stories.entry(top(&mut root, at)).or_default().push(at);
    }
    stories.into_values().collect()
}
