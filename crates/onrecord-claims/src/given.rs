//! Claims whose passages somebody has put together by hand: how right the rest is where that is right, and what stances are learnt from.

use std::collections::BTreeMap;

use onrecord::report::WireSpan;

use crate::article::{Article, Card};
use crate::claim::Claim;
use crate::find::{propositions, propositions_of};
use crate::memory::{copies, stories};
use crate::proposition::Proposition;
use crate::stances::StanceRow;
use crate::summarise::{Context, claims_of, clusters, stance_rows};

/// Passages of several articles that are on one thing.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// Each with its article's identifier.
    pub passages: Vec<(String, WireSpan)>,
}

/// A passage of a claim, with what its stance is judged by.
#[derive(Clone, Debug)]
pub struct PassageRow {
    /// Its article's identifier.
    pub article: String,
    /// Where it stands.
    pub span: WireSpan,
    /// The numbers.
    pub row: StanceRow,
}

/// The claims of each of these, the event's first, its figures behind it; none where no passage is found.
pub fn claims_given(articles: &[Article], given: &[Given]) -> Vec<Vec<Claim>> {
    let (cards, copies) = (cards(articles), copies_of(articles));
    let found = gathered(articles, given);
    let context = Context { cards: &cards, copies: &copies };
    let clusters: Vec<Vec<&Proposition>> = found.iter().map(|list| list.iter().collect()).collect();
    claims_of(&clusters, context)
}

/// What is judged of the passages of each of these, or, where none are given, of the claims that are found.
pub fn stances(articles: &[Article], given: Option<&[Given]>) -> Vec<Vec<PassageRow>> {
    let (cards, copies) = (cards(articles), copies_of(articles));
    let context = Context { cards: &cards, copies: &copies };
    let found = match given {
        Some(given) => gathered(articles, given),
        None => {
            let all: Vec<Proposition> = articles.iter().flat_map(propositions).collect();
            let mut found = Vec::new();
            for story in stories(&all, &copies) {
                let story: Vec<&Proposition> = story.into_iter().map(|at| &all[at]).collect();
                let members = |cluster: Vec<usize>| cluster.into_iter().map(|at| story[at].clone());
                found.extend(
                    clusters(&story, context).into_iter().map(|c| members(c).collect::<Vec<_>>()),
                );
            }
            found
        }
    };
    found.iter().map(|list| stance_rows(&list.iter().collect::<Vec<_>>(), context)).collect()
}

fn cards(articles: &[Article]) -> Vec<Card> {
    articles.iter().map(|a| a.card.clone()).collect()
}

fn copies_of(articles: &[Article]) -> Vec<crate::Copy> {
    copies(&articles.iter().collect::<Vec<_>>())
}

/// The propositions of each that is not empty, in the order of publication.
fn gathered(articles: &[Article], given: &[Given]) -> Vec<Vec<Proposition>> {
    let mut sorted: Vec<&Article> = articles.iter().collect();
    sorted.sort_by_key(|a| (a.card.published.clone(), a.card.id.clone()));
    let mut found: BTreeMap<usize, Vec<Proposition>> = BTreeMap::new();
    for article in sorted {
        let own = |given: &Given| -> Vec<WireSpan> {
            given.passages.iter().filter(|p| p.0 == article.card.id).map(|p| p.1).collect()
        };
        for (at, proposition) in
            propositions_of(article, &given.iter().map(own).collect::<Vec<_>>())
        {
            found.entry(at).or_default().push(proposition);
        }
    }
    found.into_values().collect()
}
