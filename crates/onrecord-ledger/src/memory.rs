//! What was unpacked of late: candidates come again and again.

use std::collections::HashMap;
use std::sync::Arc;

use onrecord_claims::{Fingerprint, Proposition};

/// Propositions and fingerprints by their keys, as far as they were asked for of late.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    pub(crate) propositions: HashMap<i64, Arc<Proposition>>,
    pub(crate) fingerprints: HashMap<i64, Arc<Fingerprint>>,
}

/// So many are kept of each kind; then it begins anew.
const MOST: usize = 20_000;

impl Memory {
    /// Forgets everything where there is too much of it.
    pub(crate) fn trim(&mut self) {
        if self.propositions.len() > MOST {
            self.propositions.clear();
        }
        if self.fingerprints.len() > MOST / 10 {
            self.fingerprints.clear();
        }
    }
}
