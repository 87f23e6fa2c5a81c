//! The claims of one story.

use crate::article::Card;
use crate::claim::Claim;
use crate::copies::Copy;
use crate::proposition::Proposition;

/// What a story's claims need beside its propositions.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The articles that the propositions stand in; others do no harm.
    pub cards: &'a [Card],
    /// The copies among these articles; others do no harm.
    pub copies: &'a [Copy],
}

/// The claims of one story: its event, the figures under it, what overtook it.
pub fn summarise(_: &[Proposition], _: Context<'_>) -> Vec<Claim> {
    Vec::new()
}
