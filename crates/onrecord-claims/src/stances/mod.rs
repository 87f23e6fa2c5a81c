//! What a passage does to a claim, and as whom, as learnt from scenarios that were marked by hand.
//!
//! The rules of [`crate::summarise`] come first: what they make of a passage is one of the numbers that the trees judge by, beside what the
//! words show ([`Signs`]) and how the voice stands to those who did it. `training/onrecord_training/claims.py` fits them.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::claim::{Role, Stance};
use crate::trees::Trees;

/// How many numbers there are of a passage's words.
const SIGNS: usize = 32;
/// What a passage can do to a claim: see [`judge`].
pub(crate) const CLASSES: usize = 9;
/// How many numbers there are of a passage in a claim.
pub(crate) const COLUMNS: usize = SIGNS + 35 + CLASSES;

/// The numbers of a passage in a claim.
pub type StanceRow = [f32; COLUMNS];

/// What a passage does to a claim, and of who confirms or denies, as whom; none where it does not bear on it.
pub(crate) type Ruling = Option<(Stance, Option<Role>)>;

/// What the words of a passage show, as small numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Signs([u8; SIGNS]);

impl Signs {
    pub(crate) fn of(numbers: &[usize; SIGNS]) -> Self {
        Self(numbers.map(|n| u8::try_from(n).unwrap_or(u8::MAX)))
    }

    pub(crate) fn numbers(&self) -> impl Iterator<Item = f32> {
        self.0.iter().map(|&n| f32::from(n))
    }
}

/// The class of what does not bear on the claim.
const NOTHING: usize = 8;
/// By so much likelier than what the rules say must something else be.
const SURE: f32 = 1.0;
/// The same of a denial where the rules see none.
const DENIED: f32 = 2.0;

/// What a passage in a claim does to it, and as whose, where that is likelier than what the rules make of it (`ruled`, none where by these
/// it does not bear on the claim).
pub(crate) fn judge(row: &StanceRow, role: Role, ruled: Ruling) -> Ruling {
    let scores = TREES.scores(row);
    let own = match ruled {
        Some((Stance::Affirms, _)) => 0,
        Some((Stance::Confirms, _)) => 1,
        Some((Stance::Denies, Some(Role::Other))) => 3,
        Some((Stance::Denies, _)) => 2,
        Some((Stance::Disclaims, _)) => 4,
        Some((Stance::Declines, _)) => 5,
        Some((Stance::Schedules, _)) => 6,
        Some((Stance::Retracts, _)) => 7,
        None => NOTHING,
    };
    let best = (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]))?;
    // Of what hardly bears on it the rules know best what it does, and of a denial whose it is.
    let sure = match (own, best) {
        (2 | 3, 2 | 3) | (_, NOTHING) => return ruled,
        (0, 2 | 3) => DENIED,
        _ => SURE,
    };
    if best == own || scores[best] - scores[own] <= sure {
        return ruled;
    }
    let within = if role == Role::Other { Role::Party } else { role };
    Some(match best {
        0 => (Stance::Affirms, None),
        1 => (Stance::Confirms, Some(within)),
        2 => (Stance::Denies, Some(within)),
        3 => (Stance::Denies, Some(Role::Other)),
        4 => (Stance::Disclaims, None),
        5 => (Stance::Declines, None),
        6 => (Stance::Schedules, None),
        _ => (Stance::Retracts, None),
    })
}

static TREES: LazyLock<Trees> =
    LazyLock::new(|| Trees::read(include_str!("../../model/stances.txt")));
