//! The claims of one story.

mod claim;
mod figures;
mod hearing;

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::alike::{Ground, across};
use crate::article::Card;
use crate::claim::{Claim, Overtaken, Status, Step};
use crate::copies::Copy;
use crate::deeds::Kind;
use crate::given::PassageRow;
use crate::proposition::{Candidates, Proposition};
use crate::same::{clash, days_agree, is_one, link, may_be_alike, needed, one_pair};
use crate::shelf::Shelf;
use hearing::Hearing;

/// What a story's claims need beside its propositions.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The articles that the propositions stand in; others do no harm.
    pub cards: &'a [Card],
    /// The copies among these articles; others do no harm.
    pub copies: &'a [Copy],
}

/// The claims of one story: its events, the figures under them, what overtook them.
pub fn summarise(story: &[&Proposition], context: Context<'_>) -> Vec<Claim> {
    let members = |cluster: &Vec<usize>| cluster.iter().map(|&at| story[at]).collect();
    let clusters: Vec<Vec<&Proposition>> = clusters(story, context).iter().map(members).collect();
    claims_of(&clusters, context).into_iter().flatten().collect()
}

/// The clusters of a story: propositions that are one, as places in the story. Each cluster begins with its earliest.
pub fn clusters(story: &[&Proposition], context: Context<'_>) -> Vec<Vec<usize>> {
    clusters_on(&Shelf::new(context), story)
}

fn clusters_on<'a>(shelf: &Shelf<'a>, story: &[&'a Proposition]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..story.len()).collect();
    order.sort_by(|&p, &q| place(story[p], shelf).cmp(&place(story[q], shelf)));
    let sorted: Vec<&Proposition> = order.iter().map(|&at| story[at]).collect();
    let found = gather(&sorted, shelf);
    found.into_iter().map(|cluster| cluster.into_iter().map(|at| order[at]).collect()).collect()
}

/// All clusters of what was known of a story and of what is new, where all that is new is later than it: places in the two,
/// one behind the other. None where it is not, and the whole story has to be gathered anew.
///
/// Of what is known only those clusters are needed of which a member shares one of the new ones' [`Proposition::keys`], or
/// stands in an article that is one of a pair of copies with a new one's; but each of these whole, as [`clusters`] gave it.
pub fn grown(
    known: &[&Proposition],
    new: &[&Proposition],
    context: Context<'_>,
) -> Option<Vec<Vec<usize>>> {
    let shelf = Shelf::new(context);
    let last = known.iter().map(|p| place(p, &shelf)).max();
    let first = new.iter().map(|p| place(p, &shelf)).min();
    let later = last < first;
    later.then(|| clusters_on(&shelf, &[known, new].concat()))
}

/// A proposition's place in the order in which they are taken: by publication.
fn place<'a>(p: &'a Proposition, shelf: &Shelf<'a>) -> (Option<&'a str>, &'a str, usize, &'a str) {
    let published = shelf.card(&p.article).and_then(|card| card.published.as_deref());
    (published, &p.article, p.id.len(), &p.id)
}

/// The claims of each cluster, and which of them overtook which. A cluster's claims hang on its own articles alone, and where
/// it is one of plans, or of their ends, on those others of which a plan or an end ([`Proposition::is_plan`]) stands in one
/// article with one of its own.
pub fn claims_of(clusters: &[Vec<&Proposition>], context: Context<'_>) -> Vec<Vec<Claim>> {
    let shelf = Shelf::new(context);
    let shelves: Vec<Shelf<'_>> =
        clusters.iter().map(|cluster| shelf.of_articles(cluster)).collect();
    let heard = clusters.iter().zip(&shelves);
    // What is on nothing that is told is no claim, unless somebody says it with a word for a deed, or two articles have it; where they
    // are copies, in clear words of somebody's.
    let told = |cluster: &[&Proposition], shelf: &Shelf<'_>| {
        let articles: BTreeSet<&str> = cluster.iter().map(|p| &*p.article).collect();
        let apart = |a: &&str| {
            let copies: BTreeSet<&str> = shelf.copies_of(a).collect();
            articles.iter().any(|b| b != a && !copies.contains(b))
        };
        let clear = |p: &&Proposition| p.is_said() && p.rareness() > CLEAR;
        let of_deed = |p: &&Proposition| {
            p.is_said() && p.signature.chief().is_some_and(|kind| kind.weight() > 1)
        };
        cluster.iter().any(|p| p.alone)
            || articles.iter().any(apart)
            || articles.len() > 1 && cluster.iter().any(clear)
            || cluster.iter().any(of_deed)
    };
    let mut claims: Vec<Vec<Claim>> = heard
        .map(|(cluster, shelf)| match told(cluster, shelf) {
            true => Hearing::new(cluster, shelf).claims(),
            false => Vec::new(),
        })
        // Nor is what nobody affirms or denies.
        .zip(clusters)
        .map(|(claims, cluster)| {
            let bare = claims.first().is_some_and(|event| event.history.is_empty());
            if bare && !cluster.iter().any(|p| p.lead) { Vec::new() } else { claims }
        })
        .collect();
    overtake(clusters, &mut claims);
    claims
}

/// What is judged of the passages of propositions that are one.
pub(crate) fn stance_rows(cluster: &[&Proposition], context: Context<'_>) -> Vec<PassageRow> {
    Hearing::new(cluster, &Shelf::new(context).of_articles(cluster)).rows()
}

/// Propositions that are one, taken in their order: each joins the first of those before it that it is linked to, that
/// nothing in them excludes and that is not very unlikely; where there is none, the likeliest that is likely enough.
fn gather(sorted: &[&Proposition], shelf: &Shelf<'_>) -> Vec<Vec<usize>> {
    let mut candidates = Candidates::default();
    let grounds: Vec<LazyCell<Ground<'_>, _>> =
        sorted.iter().map(|p| LazyCell::new(|| Ground::of(&p.signature))).collect();
    let mut of_article: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    // The cluster of each.
    let mut homes: Vec<usize> = Vec::new();
    let mut clusters: Vec<Vec<usize>> = Vec::new();
    for (at, &proposition) in sorted.iter().enumerate() {
        let alike = candidates.add(proposition);
        let copied: BTreeSet<usize> = shelf
            .copies_of(&proposition.article)
            .filter_map(|article| of_article.get(article))
            .flatten()
            .copied()
            .filter(|&p| shelf.joins(sorted[p], proposition))
            .collect();
        let near: BTreeSet<usize> = alike.union(&copied).map(|&p| homes[p]).collect();
        let fits = |home: &usize| {
            // A copy is on what its original is on, however its sides are read.
            let copy = copied.iter().any(|&p| homes[p] == *home);
            let agree = |&p: &usize| {
                let p = sorted[p];
                (days_agree(p, proposition) || one_pair(p, proposition).is_some())
                    && (copy || !clash(p, proposition))
                    && (p.article != proposition.article || near_chief(p, proposition))
            };
            let linked = || {
                alike.iter().filter(|&&p| homes[p] == *home).any(|&p| {
                    sorted[p].article != proposition.article
                        && is_one(sorted[p], proposition).is_some()
                })
            };
            clusters[*home].iter().all(agree) && (copy || linked())
        };
        let odds = |home: &usize| -> f32 {
            let others =
                clusters[*home].iter().filter(|&&p| sorted[p].article != proposition.article);
            let one = |&p: &usize| {
                let same = |a, b| shelf.copied(sorted[p], a, proposition, b);
                across(
                    sorted[p],
                    proposition,
                    [&grounds[p], &grounds[at]],
                    link(sorted[p], proposition),
                    &same,
                )
            };
            let (count, sum) =
                others.take(COMPARED).fold((0, 0.0), |(n, sum), p| (n + 1, sum + one(p)));
            sum / count.max(1) as f32
        };
        let ruled = near
            .iter()
            .copied()
            .filter(fits)
            .find(|home| copied.iter().any(|&p| homes[p] == *home) || odds(home) > VETO);
        let home = ruled.or_else(|| {
            let may = |&p: &usize| {
                sorted[p].article != proposition.article && may_be_alike(sorted[p], proposition)
            };
            let own = |home: &usize| {
                clusters[*home].iter().any(|&p| sorted[p].article == proposition.article)
            };
            let topical = alike.iter().copied().filter(may).map(|p| homes[p]);
            let topical: BTreeSet<usize> = topical.filter(|home| !own(home)).collect();
            let told =
                |home: usize| proposition.alone || clusters[home].iter().any(|&p| sorted[p].alone);
            let likely = topical.into_iter().map(|home| (odds(&home), home));
            let likely = likely.filter(|(odds, home)| *odds > needed(told(*home)));
            likely.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, home)| home)
        });
        let home = home.unwrap_or(clusters.len());
        if home == clusters.len() {
            clusters.push(Vec::new());
        }
        clusters[home].push(at);
        homes.push(home);
        of_article.entry(&proposition.article).or_default().push(at);
    }
    clusters
}

/// What the rules take for one stays two where the log-odds lie below this.
const VETO: f32 = -2.0;
/// What copies alone have is a claim where its rare words weigh more.
const CLEAR: f32 = 12.0;
/// With so many of a cluster a proposition is compared.
const COMPARED: usize = 4;

/// Within one article, deeds of kinds by which others call one deed may be one: "seized", "the arrest".
fn near_chief(a: &Proposition, b: &Proposition) -> bool {
    match (a.signature.chief(), b.signature.chief()) {
        (Some(k), Some(l)) => k.is_near(l) && k != Kind::Other,
        (k, l) => k == l,
    }
}

/// The chief sort of deed of propositions that are one: that of most of them, of equally many the earliest.
pub(crate) fn kind_of(cluster: &[&Proposition]) -> Option<Kind> {
    let kinds = || cluster.iter().filter_map(|p| p.signature.chief());
    let known: Vec<Kind> = kinds().filter(|k| *k != Kind::Other).collect();
    let count = |kind: &Kind| known.iter().filter(|k| *k == kind).count();
    let most = known.iter().map(count).max();
    known.iter().find(|k| Some(count(k)) == most).copied().or_else(|| kinds().next())
}

/// Are these plans, or the end of one?
pub fn is_plan(cluster: &[&Proposition]) -> bool {
    matches!(kind_of(cluster), Some(Kind::Cancel | Kind::Meet))
}

/// A plan is overtaken by the claim that its own maker called it off.
fn overtake(clusters: &[Vec<&Proposition>], claims: &mut [Vec<Claim>]) {
    let chief = |at: usize| kind_of(&clusters[at]);
    for plan in 0..clusters.len() {
        // The first claim of a cluster is its event's.
        let is_plan = chief(plan) == Some(Kind::Meet)
            && claims[plan]
                .first()
                .is_some_and(|claim| claim.history.iter().any(|s| s.status == Status::Scheduled));
        if !is_plan {
            continue;
        }
        // An article tells of both.
        let told = |at: usize, kind: Kind| {
            let told = clusters[at].iter().filter(move |p| p.signature.chief() == Some(kind));
            told.map(|p| &*p.article).collect::<BTreeSet<&str>>()
        };
        let articles = told(plan, Kind::Meet);
        let ends = (0..clusters.len()).filter(|&at| chief(at) == Some(Kind::Cancel));
        for end in ends {
            let Some(off) = claims[end].first() else { continue };
            let Some(step) = off.history.iter().find(|s| s.status == Status::Confirmed).cloned()
            else {
                continue;
            };
            let id = off.id.clone();
            let together = !told(end, Kind::Cancel).is_disjoint(&articles);
            let claim = &mut claims[plan][0];
            if !together || claim.status == Status::Confirmed || step.at < claim.first_seen {
                continue;
            }
            claim.history.retain(|s| s.at < step.at);
            claim.history.push(Step {
                at: step.at.clone(),
                article: step.article.clone(),
                status: Status::Overtaken,
            });
            claim.status = Status::Overtaken;
            claim.overtaken_by = Some(Overtaken { claim: id, article: step.article });
            break;
        }
    }
}
