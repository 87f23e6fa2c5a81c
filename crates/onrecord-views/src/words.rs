//! The words people read for what a report says in codes.

use jiff::civil::{Date, DateTime};
use onrecord::gaps::GapKind;
use onrecord::report::{Days, EventTime, Report, Speaker};
use onrecord::statements::{Quotation, SpeakerKind, Stance};

use crate::text::clean;

/// The stance in a word, as in the report itself.
pub(crate) fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Asserts => "asserts",
        Stance::Confirms => "confirms",
        Stance::Denies => "denies",
        Stance::Refuses => "refuses",
        Stance::Disclaims => "disclaims",
        Stance::Declines => "declines",
        Stance::Doubts => "doubts",
        Stance::Predicts => "predicts",
        Stance::Promises => "promises",
        Stance::Demands => "demands",
        Stance::Asks => "asks",
        Stance::Warns => "warns",
        Stance::Believes => "believes",
    }
}

/// What stances share, and what their colours go by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bearing {
    /// Puts it forward: asserts, confirms.
    For,
    /// Stands against it: denies, refuses.
    Against,
    /// Neither: disclaims, declines, doubts.
    Open,
    /// Speaks of what is to come: predicts, promises, warns.
    Ahead,
    /// Wants something done: demands, asks.
    Wants,
    /// Has it in mind: believes.
    Mind,
}

impl Bearing {
    pub(crate) fn of(stance: Stance) -> Self {
        match stance {
            Stance::Asserts | Stance::Confirms => Self::For,
            Stance::Denies | Stance::Refuses => Self::Against,
            Stance::Disclaims | Stance::Declines | Stance::Doubts => Self::Open,
            Stance::Predicts | Stance::Promises | Stance::Warns => Self::Ahead,
            Stance::Demands | Stance::Asks => Self::Wants,
            Stance::Believes => Self::Mind,
        }
    }

    /// A class of the style sheet.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::Open => "open",
            Self::Ahead => "ahead",
            Self::Wants => "wants",
            Self::Mind => "mind",
        }
    }
}

/// How much of it is in quotation marks.
pub(crate) fn quotation(quotation: Quotation) -> &'static str {
    match quotation {
        Quotation::Direct => "direct",
        Quotation::Indirect => "indirect",
        Quotation::Mixed => "mixed",
    }
}

/// The kind of a gap.
pub(crate) fn gap(kind: GapKind) -> &'static str {
    match kind {
        GapKind::Unclear => "unclear",
        GapKind::Undisclosed => "undisclosed",
        GapKind::Unverified => "unverified",
        GapKind::NoComment => "no comment",
    }
}

/// How sure the world is of an event, from told as fact to a mere condition.
pub const STATUSES: [&str; 9] = [
    "happened",
    "ongoing",
    "alleged",
    "contested",
    "denied",
    "did not happen",
    "scheduled",
    "possible",
    "hypothetical",
];

/// Where a status stands among [`STATUSES`]; one that this version does not know comes last.
pub(crate) fn status_rank(status: &str) -> usize {
    STATUSES.iter().position(|known| *known == status).unwrap_or(STATUSES.len())
}

/// The name of a country, or its code where it is not one we know.
pub(crate) fn country(iso3: &str) -> String {
    onrecord_world::country_by_iso3(iso3)
        .map_or_else(|| clean(iso3), |country| country.name.to_owned())
}

/// A PLOVER sector in a word, or its code where it is not one we know.
pub(crate) fn sector(code: &str) -> String {
    let word = match code {
        "GOV" => "government",
        "LEG" => "parliament",
        "JUD" => "judiciary",
        "MIL" => "military",
        "COP" => "police",
        "SPY" => "intelligence",
        "PTY" => "party",
        "OPP" => "opposition",
        "REB" => "rebels",
        "PRM" => "paramilitaries",
        "UAF" => "armed group",
        "UNK" => return String::new(),
        "CRM" => "crime",
        "BUS" => "business",
        "LAB" => "labour",
        "AGR" => "farming",
        "CVL" => "civilians",
        "SOC" => "civil society",
        "JRN" => "media",
        "MED" => "health",
        "EDU" => "education",
        "REL" => "religion",
        "REF" => "refugees",
        "ELI" => "former officials",
        "PRE" => "unrecognised state",
        "IGO" => "international body",
        "NGO" => "non-governmental",
        "MNC" => "multinational company",
        "ISM" => "international movement",
        "IMG" => "transnational armed group",
        other => return clean(other),
    };
    word.to_owned()
}

/// Who speaks, in words; an unnamed source is called so.
pub(crate) fn speaker(speaker: &Speaker) -> String {
    let name = clean(&speaker.name);
    match speaker.kind {
        SpeakerKind::Unknown => "no source given".to_owned(),
        SpeakerKind::Author if name.is_empty() || name == "unknown" => "the author".to_owned(),
        _ if speaker.named || speaker.kind == SpeakerKind::Author => name,
        _ => unnamed(&name),
    }
}

/// `two unnamed officials`, `unnamed ministry spokesperson`, `most people, unnamed`.
fn unnamed(name: &str) -> String {
    let folded = name.to_lowercase();
    if folded.contains("unnamed") || folded.contains("anonymous") || folded.contains("unidentified")
    {
        return name.to_owned();
    }
    let (first, rest) = name.split_once(' ').unwrap_or((name, ""));
    match first.to_lowercase().as_str() {
        _ if rest.is_empty() => format!("unnamed {name}"),
        _ if rest.starts_with("of ") => format!("{name}, unnamed"),
        "a" | "an" | "the" => format!("unnamed {rest}"),
        "one" | "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten"
        | "eleven" | "twelve" | "several" | "some" | "many" | "few" | "multiple" | "numerous"
        | "dozens" | "both" => format!("{first} unnamed {rest}"),
        number if number.bytes().all(|b| b.is_ascii_digit()) => format!("{first} unnamed {rest}"),
        "most" | "all" | "every" | "her" | "his" | "their" | "its" | "no" | "other" => {
            format!("{name}, unnamed")
        }
        _ => format!("unnamed {name}"),
    }
}

/// The first letter large, as at the beginning of a line.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// What is known of a speaker beyond the name: the role, the country and sector, how it knows.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct About {
    /// Office or function, as the article states it.
    pub(crate) role: Option<String>,
    /// Country and sector: "China, government".
    pub(crate) place: Option<String>,
    /// How it knows, as stated.
    pub(crate) basis: Option<String>,
}

impl About {
    pub(crate) fn of(report: &Report, speaker: &Speaker) -> Self {
        let entity = speaker
            .entity
            .as_ref()
            .and_then(|id| report.entities.iter().find(|entity| entity.id == *id));
        let role = entity.and_then(|entity| entity.role.as_deref()).map(clean);
        let country = speaker.country.as_deref().map(country);
        let sector = speaker.sector.as_deref().map(sector);
        let place: Vec<_> =
            country.into_iter().chain(sector).filter(|word| !word.is_empty()).collect();
        Self {
            role: role.filter(|role| !role.is_empty()),
            place: (!place.is_empty()).then(|| place.join(", ")),
            basis: speaker.basis.as_deref().map(clean).filter(|basis| !basis.is_empty()),
        }
    }
}

/// `Sunday 13 March 2022`; what is no date stands as it is.
fn day(text: &str) -> Result<String, String> {
    text.parse::<Date>()
        .map(|date| date.strftime("%A %-d %B %Y").to_string())
        .map_err(|_| clean(text))
}

/// `Sunday 13 March 2022` or `7 to 13 March 2022`.
pub(crate) fn days(days: &Days) -> String {
    let (Ok(start), Ok(end)) = (days.start.parse::<Date>(), days.end.parse::<Date>()) else {
        return if days.start == days.end {
            clean(&days.start)
        } else {
            format!("{} to {}", clean(&days.start), clean(&days.end))
        };
    };
    if start == end {
        return start.strftime("%A %-d %B %Y").to_string();
    }
    let from = match (start.year() == end.year(), start.month() == end.month()) {
        (true, true) => "%-d",
        (true, false) => "%-d %B",
        _ => "%-d %B %Y",
    };
    format!("{} to {}", start.strftime(from), end.strftime("%-d %B %Y"))
}

/// When an event takes place, in a date if there is one, else in the article's words.
pub(crate) fn event_time(time: &EventTime) -> Option<String> {
    match (&time.start, &time.end) {
        (Some(start), Some(end)) => Some(days(&Days { start: start.clone(), end: end.clone() })),
        (Some(start), None) => Some(format!("from {}", day(start).unwrap_or_else(|text| text))),
        (None, Some(end)) => Some(format!("until {}", day(end).unwrap_or_else(|text| text))),
        (None, None) => time.text.as_deref().map(clean),
    }
}

/// A publication date: a day, or a moment with its zone, which is shown as it was given.
pub(crate) fn published(text: &str) -> String {
    let Ok(moment) = text.get(..16).unwrap_or(text).parse::<DateTime>() else {
        return day(text).unwrap_or_else(|text| text);
    };
    if !text.contains(['T', ' ']) {
        return day(text).unwrap_or_else(|text| text);
    }
    let zone = text
        .get(16..)
        .unwrap_or("")
        .trim_start_matches(|c: char| ":.".contains(c) || c.is_ascii_digit());
    let zone = match zone {
        "Z" | "z" | "+00:00" | "-00:00" | "+0000" => " UTC".to_owned(),
        "" => String::new(),
        other => format!(" UTC{}", clean(other)),
    };
    format!("{}{zone}", moment.strftime("%A %-d %B %Y, %H:%M"))
}

/// An address that may be linked: `http` or `https`, nothing else.
pub(crate) fn web_address(url: &str) -> Option<&str> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://")?;
    let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let sound = !rest.is_empty() && !url.chars().any(|c| c.is_control() || c.is_whitespace());
    (web && sound).then_some(url)
}

/// One or several of something: `1 speaker`, `3 speakers`.
pub(crate) fn count(n: usize, one: &str, several: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {several}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unnamed_sources_are_called_so() {
        for (name, said) in [
            ("US officials", "unnamed US officials"),
            ("two Kestrian officials", "two unnamed Kestrian officials"),
            ("3 diplomats", "3 unnamed diplomats"),
            ("a ministry spokesperson", "unnamed ministry spokesperson"),
            ("a person familiar with the matter", "unnamed person familiar with the matter"),
            ("sources", "unnamed sources"),
            ("most people", "most people, unnamed"),
            ("one of them", "one of them, unnamed"),
            ("an unnamed aide", "an unnamed aide"),
        ] {
            assert_eq!(unnamed(name), said);
        }
    }

    #[test]
    fn days_as_people_write_them() {
        let days = |start: &str, end: &str| days(&Days { start: start.into(), end: end.into() });
        assert_eq!(days("2022-03-13", "2022-03-13"), "Sunday 13 March 2022");
        assert_eq!(days("2022-03-07", "2022-03-13"), "7 to 13 March 2022");
        assert_eq!(days("2022-02-28", "2022-03-06"), "28 February to 6 March 2022");
        assert_eq!(days("2021-12-27", "2022-01-02"), "27 December 2021 to 2 January 2022");
        assert_eq!(days("2022", "2022"), "2022");
    }

    #[test]
    fn published_as_it_was_given() {
        assert_eq!(published("2022-03-14"), "Monday 14 March 2022");
        assert_eq!(published("2022-03-14T07:40:00Z"), "Monday 14 March 2022, 07:40 UTC");
        assert_eq!(
            published("2022-03-14T07:40:12.5+01:00"),
            "Monday 14 March 2022, 07:40 UTC+01:00"
        );
        assert_eq!(published("2022-03-14T07:40"), "Monday 14 March 2022, 07:40");
        assert_eq!(published("last spring"), "last spring");
    }

    #[test]
    fn only_the_web_is_linked() {
        assert_eq!(web_address("https://a.example/x"), Some("https://a.example/x"));
        for bad in [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "https://",
            "jav\nascript://x",
            "http://a b",
        ] {
            assert_eq!(web_address(bad), None, "{bad}");
        }
    }

    #[test]
    fn countries_and_sectors_in_words() {
        assert_eq!(country("CHE"), "Switzerland");
        assert_eq!(country("XVE"), "XVE");
        assert_eq!(sector("GOV"), "government");
    }
}
