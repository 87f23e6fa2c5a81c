//! The event ontology: PLOVER, Political Language Ontology for Verifiable Event Records (manual draft
//! 2.0, Open Event Data Alliance).

use serde::Deserialize;

/// What kind of deed an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
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

/// Words or deeds, with or against: the classes that event data are most often added up by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the standard's")]
pub enum Quad {
    VerbalCooperation = 1,
    MaterialCooperation = 2,
    VerbalConflict = 3,
    MaterialConflict = 4,
}

impl Quad {
    /// Its name, in capitals as event data have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::VerbalCooperation => "VERBAL COOPERATION",
            Self::MaterialCooperation => "MATERIAL COOPERATION",
            Self::VerbalConflict => "VERBAL CONFLICT",
            Self::MaterialConflict => "MATERIAL CONFLICT",
        }
    }
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

    /// All of them, in the order of the manual.
    pub const ALL: [Self; 16] = [
        Self::Agree,
        Self::Consult,
        Self::Support,
        Self::Concede,
        Self::Cooperate,
        Self::Aid,
        Self::Retreat,
        Self::Request,
        Self::Accuse,
        Self::Reject,
        Self::Threaten,
        Self::Protest,
        Self::Sanction,
        Self::Mobilize,
        Self::Coerce,
        Self::Assault,
    ];

    /// The type of a name in capitals.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// PLOVER's quad class.
    pub fn quad(self) -> Quad {
        match self {
            Self::Agree | Self::Consult | Self::Support | Self::Concede => Quad::VerbalCooperation,
            Self::Cooperate | Self::Aid | Self::Retreat => Quad::MaterialCooperation,
            Self::Request | Self::Accuse | Self::Reject | Self::Threaten => Quad::VerbalConflict,
            Self::Protest | Self::Sanction | Self::Mobilize | Self::Coerce | Self::Assault => {
                Quad::MaterialConflict
            }
        }
    }

    /// Is it done in words?
    pub fn is_verbal(self) -> bool {
        matches!(self.quad(), Quad::VerbalCooperation | Quad::VerbalConflict)
    }

    /// The root code of CAMEO, the ontology before PLOVER, that comes nearest, for those who join
    /// with older data. `docs/tables.md` has the table with its reasons.
    pub fn cameo_root(self, mode: Option<&str>) -> &'static str {
        match (self, mode) {
            (Self::Agree, _) => "03",
            (Self::Consult, _) => "04",
            (Self::Support, _) => "05",
            (Self::Cooperate, _) => "06",
            (Self::Aid, _) => "07",
            (Self::Concede | Self::Retreat, _) => "08",
            (Self::Accuse, Some("investigate")) => "09",
            (Self::Request, _) => "10",
            // CAMEO 116, "find guilty or liable", stands under disapproval.
            (Self::Accuse, _) | (Self::Sanction, Some("convict")) => "11",
            (Self::Reject, _) => "12",
            (Self::Threaten, _) => "13",
            (Self::Protest, _) => "14",
            (Self::Mobilize, _) => "15",
            (Self::Sanction, _) => "16",
            // CAMEO 1712 and 175: property destroyed, violent repression.
            (Self::Coerce, _) | (Self::Assault, Some("destroy" | "crowd-control")) => "17",
            // CAMEO 193 to 195: small arms, artillery and tanks, from the air.
            (Self::Assault, Some("firearms" | "heavy-weapons" | "aerial" | "drone")) => "19",
            (Self::Assault, Some("unconventional")) => "20",
            (Self::Assault, _) => "18",
        }
    }

    /// A deed of violence or force.
    pub fn is_violent(self) -> bool {
        matches!(self, Self::Assault | Self::Coerce)
    }

    /// Do all who take part stand side by side as actors?
    pub fn is_reciprocal(self) -> bool {
        self == Self::Consult
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_its_name_quad_and_root() {
        let quads = EventType::ALL.map(|kind| kind.quad() as u8);
        assert_eq!(quads, [1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4]);
        for kind in EventType::ALL {
            assert_eq!(EventType::named(kind.as_str()), Some(kind));
            let root: u8 = kind.cameo_root(None).parse().unwrap();
            assert!((3..=18).contains(&root), "{kind:?}");
        }
        assert_eq!(EventType::named("FIGHT"), None);
        assert_eq!(EventType::Assault.cameo_root(Some("drone")), "19");
        assert_eq!(EventType::Sanction.cameo_root(Some("convict")), "11");
    }
}
