//! How real a reported event is, in a word.

use serde::{Deserialize, Serialize};

/// How real an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "docs/report.md tells them one by one")]
pub enum Status {
    Happened,
    Ongoing,
    Scheduled,
    Alleged,
    Contested,
    Denied,
    #[serde(rename = "did not happen")]
    DidNotHappen,
    Possible,
    Hypothetical,
}

impl Status {
    /// All of them, in the order of their declaration.
    pub const ALL: [Self; 9] = [
        Self::Happened,
        Self::Ongoing,
        Self::Scheduled,
        Self::Alleged,
        Self::Contested,
        Self::Denied,
        Self::DidNotHappen,
        Self::Possible,
        Self::Hypothetical,
    ];

    /// Their words, in the same order.
    pub const NAMES: [&str; Self::ALL.len()] = {
        let mut names = [""; Self::ALL.len()];
        let mut at = 0;
        while at < names.len() {
            names[at] = Self::ALL[at].as_str();
            at += 1;
        }
        names
    };

    /// As the report writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Happened => "happened",
            Self::Ongoing => "ongoing",
            Self::Scheduled => "scheduled",
            Self::Alleged => "alleged",
            Self::Contested => "contested",
            Self::Denied => "denied",
            Self::DidNotHappen => "did not happen",
            Self::Possible => "possible",
            Self::Hypothetical => "hypothetical",
        }
    }
}

/// A number for each status.
pub type Shares = [f32; Status::ALL.len()];
