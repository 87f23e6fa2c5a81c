//! Claims whose passages somebody has put together by hand: how right the rest is where that is right, and what stances are learnt from.

use onrecord::report::WireSpan;

use crate::article::{Article, Card};
use crate::claim::Claim;
use crate::copies::Copy;
use crate::find::{proposition_of, propositions};
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

/// The claims of each of these, as if there were no other: the event's first, its figures behind it; none where no passage is found.
pub fn claims_given(articles: &[Article], given: &[Given]) -> Vec<Vec<Claim>> {
    of_given(articles, given, |cluster, context| {
        claims_of(&[cluster.to_vec()], context).into_iter().flatten().collect()
    })
}

/// What is judged of the passages of each of these.
pub fn stances_given(articles: &[Article], given: &[Given]) -> Vec<Vec<PassageRow>> {
    of_given(articles, given, stance_rows)
}

/// What is judged of the passages of the claims that are found.
pub fn stances(articles: &[Article]) -> Vec<Vec<PassageRow>> {
    let (cards, copies) = beside(articles);
    let context = Context { cards: &cards, copies: &copies };
    let all: Vec<Proposition> = articles.iter().flat_map(propositions).collect();
    let mut found = Vec::new();
    for story in stories(&all, &copies) {
        let story: Vec<&Proposition> = story.into_iter().map(|at| &all[at]).collect();
        for cluster in clusters(&story, context) {
            let cluster: Vec<&Proposition> = cluster.into_iter().map(|at| story[at]).collect();
            found.push(stance_rows(&cluster, context));
        }
    }
    found
}

/// Of each what its propositions give, one an article, in the order of publication; nothing where there is none.
fn of_given<T>(
    articles: &[Article],
    given: &[Given],
    make: impl Fn(&[&Proposition], Context<'_>) -> Vec<T>,
) -> Vec<Vec<T>> {
    let (cards, copies) = beside(articles);
    let mut sorted: Vec<&Article> = articles.iter().collect();
    sorted.sort_by_key(|a| (a.card.published.clone(), a.card.id.clone()));
    let of = |given: &Given| {
        let told = |article: &&Article| {
            let own = given.passages.iter().filter(|p| p.0 == article.card.id);
            proposition_of(article, &own.map(|p| p.1).collect::<Vec<WireSpan>>())
        };
        let found: Vec<Proposition> = sorted.iter().filter_map(told).collect();
        let cluster: Vec<&Proposition> = found.iter().collect();
        if cluster.is_empty() {
            return Vec::new();
        }
        make(&cluster, Context { cards: &cards, copies: &copies })
    };
    given.iter().map(of).collect()
}

/// The cards of articles, and the copies among them.
fn beside(articles: &[Article]) -> (Vec<Card>, Vec<Copy>) {
    let cards = articles.iter().map(|a| a.card.clone()).collect();
    (cards, copies(&articles.iter().collect::<Vec<_>>()))
}
