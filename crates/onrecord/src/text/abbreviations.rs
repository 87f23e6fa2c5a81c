//! Which words keep the full stop that they end with.

/// Does the full stop that `word` ends with belong to it? `U.S.`, `J.`, `Gen.`, `etc.`
pub(super) fn keeps_stop(word: &str) -> bool {
    let Some(stem) = word.strip_suffix('.') else { return false };
    let mut chars = stem.chars();
    match (chars.next(), chars.next()) {
        (None, _) => return false,
        (Some(c), None) => return c.is_alphabetic() && c.is_uppercase() && c != 'I',
        _ => {}
    }
    if stem.contains('.') {
        // U.S., a.m., Ph.D., e.g.: short parts between the stops.
        return stem
            .split('.')
            .all(|p| (1..=2).contains(&p.chars().count()) && p.chars().all(char::is_alphabetic));
    }
    ABBREVIATIONS.iter().any(|a| a.eq_ignore_ascii_case(stem))
        && (stem.starts_with(char::is_uppercase) || LOWER.contains(&stem))
}

/// Abbreviations that are written with a capital letter.
const ABBREVIATIONS: &[&str] = &[
    "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Sen", "Rep", "Gov", "Lt", "Col", "Maj", "Capt", "Sgt",
    "Cmdr", "Adm", "Pres", "Hon", "Rev", "Fr", "St", "Ste", "Jr", "Sr", "Esq", "Inc", "Ltd", "Co",
    "Corp", "Bros", "Dept", "Univ", "Assn", "Ave", "Blvd", "Rd", "Mt", "Ft", "Jan", "Feb", "Mar",
    "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Mon", "Tue", "Tues", "Wed",
    "Thu", "Thur", "Thurs", "Fri", "Ala", "Ariz", "Ark", "Calif", "Colo", "Conn", "Del", "Fla",
    "Ga", "Ill", "Ind", "Kan", "Ky", "La", "Md", "Mich", "Minn", "Miss", "Mo", "Mont", "Neb",
    "Nev", "Okla", "Ore", "Pa", "Tenn", "Tex", "Va", "Vt", "Wash", "Wis", "Wyo", "Supt", "Det",
    "Insp", "Cpl", "Pvt", "Pfc", "Atty", "Asst", "Sec", "Vol", "Nos", "Op", "Bldg", "etc", "vs",
    "al", "approx", "cf", "ca", "ibid", "viz", "oz", "lb", "lbs", "ft", "yr", "yrs", "pp", "incl",
    "est", "ed", "eds", "Messrs", "Mmes", "Spc", "Brig", "Msgr", "Sens", "Reps", "Gens", "No",
    "Nos", "Mlle", "Mme",
];

/// Those of them that are also written small.
const LOWER: &[&str] = &[
    "etc", "vs", "al", "approx", "cf", "ca", "ibid", "viz", "oz", "lb", "lbs", "ft", "yr", "yrs",
    "pp", "incl", "est", "ed", "eds",
];
