//! The articles of a story and the copies among them, laid out so that every look-up is a short one.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use onrecord::report::WireSpan;

use crate::article::Card;
use crate::copies::{Copy, OutletName};
use crate::proposition::Proposition;
use crate::summarise::Context;

pub(crate) struct Shelf<'a> {
    cards: BTreeMap<&'a str, &'a Card>,
    /// Every outlet once.
    outlets: BTreeMap<&'a str, Rc<OutletName>>,
    /// Copies by their articles.
    copies: BTreeMap<[&'a str; 2], Vec<&'a Copy>>,
    /// Articles by those that they are copies of.
    copied: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// Names that were looked up, and what they mean.
    meant: RefCell<BTreeMap<String, Option<&'a str>>>,
}

impl<'a> Shelf<'a> {
    pub(crate) fn new(context: Context<'a>) -> Self {
        let outlets: BTreeSet<&str> =
            context.cards.iter().filter_map(|card| card.outlet.as_deref()).collect();
        let named = |name| (name, Rc::new(OutletName::of(name)));
        let mut copies: BTreeMap<[&str; 2], Vec<&Copy>> = BTreeMap::new();
        let mut copied: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for copy in context.copies {
            let [a, b] = &copy.articles;
            copies.entry([a, b]).or_default().push(copy);
            copied.entry(a).or_default().insert(b);
            copied.entry(b).or_default().insert(a);
        }
        Self {
            cards: context.cards.iter().map(|card| (&*card.id, card)).collect(),
            outlets: outlets.into_iter().map(named).collect(),
            copies,
            copied,
            meant: RefCell::default(),
        }
    }

    /// What there is of the articles of some propositions, as if there were no other.
    pub(crate) fn of_articles(&self, propositions: &[&Proposition]) -> Self {
        let articles: BTreeSet<&str> = propositions.iter().map(|p| &*p.article).collect();
        let cards: BTreeMap<&str, &Card> = articles
            .iter()
            .filter_map(|id| self.cards.get_key_value(*id))
            .map(|(&id, &card)| (id, card))
            .collect();
        let outlets = cards
            .values()
            .filter_map(|card| self.outlets.get_key_value(card.outlet.as_deref()?))
            .map(|(&name, outlet)| (name, Rc::clone(outlet)))
            .collect();
        let mut copies: BTreeMap<[&str; 2], Vec<&Copy>> = BTreeMap::new();
        let mut copied: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for &a in cards.keys() {
            let others = self.copied.get(a).into_iter().flatten();
            let among: BTreeSet<&str> = others.copied().filter(|b| cards.contains_key(b)).collect();
            for &b in among.iter().filter(|&&b| a < b) {
                copies.extend(self.copies.get(&[a, b]).map(|found| ([a, b], found.clone())));
            }
            copied.insert(a, among);
        }
        Self { cards, outlets, copies, copied, meant: RefCell::default() }
    }

    pub(crate) fn card(&self, article: &str) -> Option<&'a Card> {
        self.cards.get(article).copied()
    }

    pub(crate) fn outlet(&self, article: &str) -> Option<&'a str> {
        self.card(article)?.outlet.as_deref()
    }

    /// The outlet of the set that a name means.
    pub(crate) fn meant(&self, name: &str) -> Option<&'a str> {
        if let Some(&known) = self.meant.borrow().get(name) {
            return known;
        }
        let own = OutletName::of(name);
        let found =
            self.outlets.iter().find(|(_, outlet)| own.means(outlet)).map(|(name, _)| *name);
        self.meant.borrow_mut().insert(name.to_owned(), found);
        found
    }

    /// The articles of which there is a copy of an article, or of which it is one.
    pub(crate) fn copies_of(&self, article: &str) -> impl Iterator<Item = &'a str> {
        self.copied.get(article).into_iter().flatten().copied()
    }

    /// Whether two propositions stand in passages of a copy that are one.
    pub(crate) fn joins(&self, a: &Proposition, b: &Proposition) -> bool {
        self.copies_between([&a.article, &b.article]).iter().any(|copy| copy.joins(a, b))
    }

    /// Whether these passages of two propositions stand in sentences of a copy that are one.
    pub(crate) fn copied(
        &self,
        a: &Proposition,
        x: WireSpan,
        b: &Proposition,
        y: WireSpan,
    ) -> bool {
        self.copied_words([&a.article, &b.article], x, y)
    }

    /// The same of passages of two articles.
    pub(crate) fn copied_words(&self, ids: [&str; 2], x: WireSpan, y: WireSpan) -> bool {
        self.copies_between(ids).iter().any(|copy| copy.pairs(ids, x, y))
    }

    fn copies_between<'s>(&'s self, mut ids: [&'s str; 2]) -> &'s [&'a Copy] {
        ids.sort_unstable();
        self.copies.get(&ids).map_or(&[], Vec::as_slice)
    }

    /// The copies among some articles.
    pub(crate) fn copies_among(&self, articles: &BTreeSet<&str>) -> Vec<&'a Copy> {
        let mut found = Vec::new();
        for &a in articles {
            for b in self.copies_of(a).filter(|&b| a < b && articles.contains(b)) {
                found.extend(self.copies.get(&[a, b]).into_iter().flatten());
            }
        }
        found
    }
}
