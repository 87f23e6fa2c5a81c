//! From the reports of many articles to claims: who says so, since when, how it stands, and on how
//! many independent origins. `docs/claims.md` tells what the words mean.
//!
//! Nothing here opens a file, reads a clock or walks a hash map: the same articles give the same
//! claims, in whatever order they arrive and on any machine.
//!
//! # All at once
//!
//! [`claims`] takes articles and returns claims. That is also the reference for what a store does
//! step by step.
//!
//! # One article at a time
//!
//! 1. [`Article::from_report`] keeps of a report what is needed. From it come a [`Card`] (who
//!    published it, when), a [`Fingerprint`] and the article's [`propositions`]; all are `serde`
//!    values for a table, one row each.
//! 2. Copies: candidates are the articles whose [`Fingerprint::keys`] share one with the new
//!    article's; [`copy_of`] decides on each pair and says why.
//! 3. The same: candidates are the propositions that share one of [`Proposition::keys`], and meet what that asks for beside
//!    ([`Keys`]); [`same`] decides on each pair. In articles that are copies, [`Copy::joins`] decides as well: a swapped
//!    word may hide what the passage shows. Both are symmetric and look at the pair alone.
//! 4. A *story* is a connected component over these pairs. [`summarise`] makes the claims of one story, given the
//!    cards of its articles and the copies among them. It is a function of sets: their order changes nothing.
//! 5. A story falls into [`clusters`] of propositions that are one, and [`claims_of`] makes theirs. Where an added
//!    article is later than what it bears on, [`grown`] tells which clusters it joins, and only these are made anew;
//!    where it is not, the whole story is.
//!
//! The identifier of a claim is a hash of its earliest proposition. It changes only where an added article turns out to
//! be the earliest.

mod alike;
mod article;
mod claim;
mod codes;
mod copies;
mod days;
mod deeds;
mod find;
mod given;
mod joined;
mod matter;
mod memory;
mod origins;
mod proposition;
mod same;
mod sentences;
mod shelf;
mod stances;
mod standing;
mod states;
mod summarise;
mod together;
mod trees;
mod voice;
mod words;

pub use alike::{Pairs, PassageOf, Row, pairs};
pub use article::{Article, Card};
pub use claim::{
    Claim, Days, Event, Gap, Mention, Origin, Origins, Overtaken, Party, Role, SCHEMA, Stance,
    Status, Step,
};
pub use copies::{Copy, CopyReason, Fingerprint, copy_of};
pub use find::{digest, propositions};
pub use given::{Given, PassageRow, claims_given, stances, stances_given};
pub use joined::joined_origins;
pub use memory::claims;
pub use proposition::{Keys, Proposition, Sorts};
pub use same::{Reason, same};
pub use stances::StanceRow;
pub use summarise::{Context, claims_of, clusters, grown, is_plan, summarise};

/// In JSON, what is left out.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
