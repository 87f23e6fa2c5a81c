//! Which propositions are of one story.

use serde::{Deserialize, Serialize};

use crate::proposition::Proposition;

/// Why two propositions belong together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// What they share, in words for people.
    pub why: String,
    /// How much, 0 to 1.
    pub strength: f32,
}

/// Whether two propositions are of one story, and why. Symmetric; looks at nothing but the two.
pub fn same(_: &Proposition, _: &Proposition) -> Option<Reason> {
    None
}
