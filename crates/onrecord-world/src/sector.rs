//! The sectors of PLOVER: the role an actor has in a story.

/// A PLOVER sector, with `IGO` and `NGO`, which stand among the sectors here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sector {
    /// `GOV`: the executive, ministries, governing parties.
    Gov,
    /// `LEG`: parliaments and lawmakers.
    Leg,
    /// `JUD`: judges, courts, prosecutors.
    Jud,
    /// `MIL`: state armed forces.
    Mil,
    /// `COP`: police and criminal investigators.
    Cop,
    /// `SPY`: state intelligence.
    Spy,
    /// `PTY`: a political party.
    Pty,
    /// `OPP`: political opposition.
    Opp,
    /// `REB`: armed opposition.
    Reb,
    /// `PRM`: paramilitaries on the government's side.
    Prm,
    /// `UAF`: armed people of unknown side.
    Uaf,
    /// `UNK`: unknown people.
    Unk,
    /// `CRM`: criminals and gangs.
    Crm,
    /// `BUS`: companies and business people.
    Bus,
    /// `LAB`: workers and unions.
    Lab,
    /// `AGR`: farm labour.
    Agr,
    /// `CVL`: civilians, protesters, activists.
    Cvl,
    /// `SOC`: civil society not named elsewhere.
    Soc,
    /// `JRN`: journalists and media.
    Jrn,
    /// `MED`: health, not media.
    Med,
    /// `EDU`: schools, teachers, students, research.
    Edu,
    /// `REL`: religious bodies.
    Rel,
    /// `REF`: refugees and displaced people.
    Ref,
    /// `ELI`: former officials and their kin.
    Eli,
    /// `PRE`: an entity that is not recognised; stands beside another sector.
    Pre,
    /// `IGO`: an intergovernmental body.
    Igo,
    /// `NGO`: a non-governmental body.
    Ngo,
}

const CODES: [(&str, Sector); 27] = [
    ("GOV", Sector::Gov),
    ("LEG", Sector::Leg),
    ("JUD", Sector::Jud),
    ("MIL", Sector::Mil),
    ("COP", Sector::Cop),
    ("SPY", Sector::Spy),
    ("PTY", Sector::Pty),
    ("OPP", Sector::Opp),
    ("REB", Sector::Reb),
    ("PRM", Sector::Prm),
    ("UAF", Sector::Uaf),
    ("UNK", Sector::Unk),
    ("CRM", Sector::Crm),
    ("BUS", Sector::Bus),
    ("LAB", Sector::Lab),
    ("AGR", Sector::Agr),
    ("CVL", Sector::Cvl),
    ("SOC", Sector::Soc),
    ("JRN", Sector::Jrn),
    ("MED", Sector::Med),
    ("EDU", Sector::Edu),
    ("REL", Sector::Rel),
    ("REF", Sector::Ref),
    ("ELI", Sector::Eli),
    ("PRE", Sector::Pre),
    ("IGO", Sector::Igo),
    ("NGO", Sector::Ngo),
];

impl Sector {
    /// The three letters, as reports write them.
    pub fn code(self) -> &'static str {
        CODES[self as usize].0
    }

    /// The sector of three letters.
    pub fn from_code(code: &str) -> Option<Sector> {
        CODES.iter().find(|(c, _)| *c == code).map(|(_, sector)| *sector)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_go_both_ways() {
        for (code, sector) in CODES {
            assert_eq!(sector.code(), code);
            assert_eq!(Sector::from_code(code), Some(sector));
        }
        assert_eq!(Sector::from_code(""), None);
    }
}
