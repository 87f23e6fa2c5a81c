//! The language of a text: as declared, unless the text plainly contradicts it.

use whatlang::Lang;

use crate::Warning;

/// What language a text is in, as an ISO 639-1 code, and what is odd about it.
pub(crate) fn of(text: &str, declared: Option<&str>) -> (Option<String>, Vec<Warning>) {
    let declared = declared.and_then(code);
    let detected = detect(text);
    let mut warnings = Vec::new();
    let language = match (declared, detected) {
        (Some(declared), Some(Detected { code: found, sure: true })) if declared != found => {
            warnings.push(Warning::OtherLanguage { declared, found: found.to_owned() });
            Some(found.to_owned())
        }
        (Some(declared), _) => Some(declared),
        (None, detected) => detected.map(|d| d.code.to_owned()),
    };
    if let Some(other) = language.as_ref().filter(|code| *code != "en") {
        warnings.push(Warning::NotEnglish(other.clone()));
    }
    (language, warnings)
}

/// The ISO 639-1 code in `en-US`, `en_GB.UTF-8`, `eng` or `English`.
pub(crate) fn code(tag: &str) -> Option<String> {
    let primary = tag.trim().split(['-', '_', '.', ',', ';', ' ']).next()?.to_ascii_lowercase();
    let known = |three: &str| two_letters(three).map(str::to_owned);
    match primary.len() {
        2 if primary.bytes().all(|b| b.is_ascii_lowercase()) => Some(primary),
        3 if known(&primary).is_some() => known(&primary),
        _ => {
            let named = |l: &&Lang| l.eng_name().eq_ignore_ascii_case(&primary);
            known(Lang::all().iter().find(named)?.code())
        }
    }
}

struct Detected {
    code: &'static str,
    /// Long enough, and two detectors agree: outweighs a declaration.
    sure: bool,
}

/// Asks `whichlang`, the better one at its sixteen languages, and `whatlang` for all others.
fn detect(text: &str) -> Option<Detected> {
    let sample = crate::text::prefix(text, SAMPLE);
    if sample.chars().filter(|c| c.is_alphabetic()).count() < SHORTEST {
        return None;
    }
    let first = two_letters(whichlang::detect_language(sample).three_letter_code())?;
    let second = whatlang::detect(sample);
    let Some(second) = second.as_ref().filter(|info| info.is_reliable()) else {
        return Some(Detected { code: first, sure: false });
    };
    let Some(other) = two_letters(second.lang().code()) else {
        return Some(Detected { code: first, sure: false });
    };
    let known_to_first =
        whichlang::LANGUAGES.iter().any(|l| two_letters(l.three_letter_code()) == Some(other));
    let code = if known_to_first { first } else { other };
    Some(Detected { code, sure: first == other && sample.len() >= LONG })
}

/// ISO 639-1 for the ISO 639-3 codes that the detectors know, and some bibliographic ones.
fn two_letters(three: &str) -> Option<&'static str> {
    CODES.iter().find(|(long, _)| *long == three).map(|(_, short)| *short)
}

/// Bytes of text to detect from.
const SAMPLE: usize = 4096;
/// Letters under which no language is detected.
const SHORTEST: usize = 40;
/// Bytes of sample from which on detection may outweigh a declaration.
const LONG: usize = 400;

#[rustfmt::skip]
const CODES: &[(&str, &str)] = &[
    ("afr", "af"), ("aka", "ak"), ("amh", "am"), ("ara", "ar"), ("aze", "az"), ("bel", "be"),
    ("ben", "bn"), ("bul", "bg"), ("cat", "ca"), ("ces", "cs"), ("chi", "zh"), ("cmn", "zh"),
    ("cym", "cy"), ("cze", "cs"), ("dan", "da"), ("deu", "de"), ("dut", "nl"), ("ell", "el"),
    ("eng", "en"), ("epo", "eo"), ("est", "et"), ("fas", "fa"), ("fin", "fi"), ("fra", "fr"),
    ("fre", "fr"), ("ger", "de"), ("gre", "el"), ("guj", "gu"), ("heb", "he"), ("hin", "hi"),
    ("hrv", "hr"), ("hun", "hu"), ("hye", "hy"), ("ind", "id"), ("ita", "it"), ("jav", "jv"),
    ("jpn", "ja"), ("kan", "kn"), ("kat", "ka"), ("khm", "km"), ("kor", "ko"), ("lat", "la"),
    ("lav", "lv"), ("lit", "lt"), ("mal", "ml"), ("mar", "mr"), ("mkd", "mk"), ("mya", "my"),
    ("nep", "ne"), ("nld", "nl"), ("nob", "nb"), ("nor", "no"), ("ori", "or"), ("pan", "pa"),
    ("per", "fa"), ("pes", "fa"), ("pol", "pl"), ("por", "pt"), ("ron", "ro"), ("rum", "ro"),
    ("rus", "ru"), ("sin", "si"), ("slk", "sk"), ("slv", "sl"), ("sna", "sn"), ("spa", "es"),
    ("srp", "sr"), ("swa", "sw"), ("swe", "sv"), ("tam", "ta"), ("tel", "te"), ("tgl", "tl"),
    ("tha", "th"), ("tuk", "tk"), ("tur", "tr"), ("ukr", "uk"), ("urd", "ur"), ("uzb", "uz"),
    ("vie", "vi"), ("yid", "yi"), ("zho", "zh"), ("zul", "zu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = "The minister told reporters on Monday that the talks would go on, and \
        that nobody had yet seen the letter which the two governments are said to have exchanged \
        over the weekend. A spokesman for the embassy declined to say whether there was one. ";
    const GERMAN: &str = "Der Minister sagte am Montag vor Journalisten, dass die Gespräche \
        weitergehen würden und dass noch niemand den Brief gesehen habe, den die beiden \
        Regierungen am Wochenende ausgetauscht haben sollen. Ein Sprecher wollte sich nicht äußern. ";

    fn read(text: &str, declared: Option<&str>) -> (Option<String>, Vec<String>) {
        let (language, warnings) = of(text, declared);
        (language, warnings.iter().map(Warning::to_string).collect())
    }

    #[test]
    fn declared_or_detected() {
        assert_eq!(read(ENGLISH, None), (Some("en".into()), vec![]));
        assert_eq!(read(ENGLISH, Some("en-GB")), (Some("en".into()), vec![]));
        assert_eq!(read(GERMAN, None), (Some("de".into()), vec!["not English: de".into()]));
        let polish = "Minister powiedział w poniedziałek dziennikarzom, że rozmowy będą trwały i że nikt jeszcze nie widział listu.";
        assert_eq!(read(polish, None).0.as_deref(), Some("pl"));
    }

    #[test]
    fn a_long_text_outweighs_a_declaration_and_a_short_one_does_not() {
        let (language, warnings) = read(&GERMAN.repeat(2), Some("en"));
        assert_eq!(language.as_deref(), Some("de"));
        assert_eq!(warnings, ["declared en, reads as de", "not English: de"]);
        assert_eq!(read("Guten Morgen, Berlin", Some("en")), (Some("en".into()), vec![]));
        assert_eq!(read("Guten Morgen, Berlin", None), (None, vec![]));
    }

    #[test]
    fn tags_of_every_make() {
        for (tag, expected) in [
            ("en", Some("en")),
            ("EN-us", Some("en")),
            ("de_DE.UTF-8", Some("de")),
            ("eng", Some("en")),
            ("English", Some("en")),
            ("ger", Some("de")),
            ("", None),
            ("x", None),
            ("klingon", None),
        ] {
            assert_eq!(code(tag).as_deref(), expected, "{tag}");
        }
    }
}
