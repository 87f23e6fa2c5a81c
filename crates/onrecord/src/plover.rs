//! The event ontology: PLOVER, Political Language Ontology for Verifiable Event Records (manual draft
//! 2.0, Open Event Data Alliance).

use serde::Deserialize;

/// What kind of deed an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[expect(missing_docs, reason = "the names are the standard's")]
pub enum EventType {
    Agree,
    Consult,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
}

impl EventType {
    /// As PLOVER writes it: `AGREE`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Agree => "AGREE",
            Self::Consult => "CONSULT",
            Self::Support => "SUPPORT",
            Self::Concede => "CONCEDE",
            Self::Cooperate => "COOPERATE",
            Self::Aid => "AID",
            Self::Retreat => "RETREAT",
            Self::Request => "REQUEST",
            Self::Accuse => "ACCUSE",
            Self::Reject => "REJECT",
            Self::Threaten => "THREATEN",
            Self::Protest => "PROTEST",
            Self::Sanction => "SANCTION",
            Self::Mobilize => "MOBILIZE",
            Self::Coerce => "COERCE",
            Self::Assault => "ASSAULT",
        }
    }

    /// Is it done in words: the first and the third of PLOVER's quad classes?
    pub fn is_verbal(self) -> bool {
        matches!(
            self,
            Self::Agree
                | Self::Consult
                | Self::Support
                | Self::Concede
                | Self::Request
                | Self::Accuse
                | Self::Reject
                | Self::Threaten
        )
    }

    /// Do all who take part stand side by side as actors?
    pub fn is_reciprocal(self) -> bool {
        self == Self::Consult
    }
}
