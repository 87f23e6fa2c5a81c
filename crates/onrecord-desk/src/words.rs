//! The words and addresses that pages show for what the ledger says in codes.

use jiff::civil::Date;
use onrecord_ledger::Party;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What may stand in one segment or value of an address.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Part of an address.
pub(crate) fn part(text: &str) -> String {
    utf8_percent_encode(text, PLAIN).to_string()
}

pub(crate) fn article(id: &str) -> String {
    format!("/articles/{}", part(id))
}

/// The first words of a text, as the part of an address that leads a browser to them (URL Fragment Text Directives, WICG).
pub(crate) fn fragment(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(WORDS).collect();
    format!(":~:text={}", part(&words.join(" ")).replace('-', "%2D"))
}

/// Words enough to tell a place in an article from others.
const WORDS: usize = 8;

pub(crate) fn claim(id: &str) -> String {
    format!("/claims/{}", part(id))
}

pub(crate) fn outlet(name: &str) -> String {
    format!("/outlets/{}", part(name))
}

pub(crate) fn speaker(name: &str) -> String {
    format!("/speakers/{}", part(name))
}

/// `one thing`, `2 things`.
pub(crate) fn count(n: u64, one: &str, several: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {several}") }
}

/// `1`, or `1–3`.
pub(crate) fn range(at_least: u64, at_most: u64) -> String {
    if at_least == at_most { at_least.to_string() } else { format!("{at_least}–{at_most}") }
}

/// `12 Mar 2022` for a day or moment.
pub(crate) fn day(moment: &str) -> String {
    match moment.get(..10).and_then(|day| day.parse::<Date>().ok()) {
        Some(day) => format!("{} {} {}", day.day(), month(day.month()), day.year()),
        None => moment.to_owned(),
    }
}

/// `12 Mar 2022, 07:30`, in the zone that it is stated in.
pub(crate) fn minute(moment: &str) -> String {
    match moment.get(11..16) {
        Some(time) => format!("{}, {time}", day(moment)),
        None => day(moment),
    }
}

/// `12–15 Mar 2022`, as short as two days can be told.
pub(crate) fn days(first: Option<&str>, last: Option<&str>) -> String {
    let parse = |text: &str| text.get(..10).and_then(|day| day.parse::<Date>().ok());
    let (Some(first), Some(last)) = (first, last) else {
        return first.or(last).map_or_else(|| "no date".to_owned(), day);
    };
    match (parse(first), parse(last)) {
        (Some(a), Some(b)) if a == b => day(first),
        (Some(a), Some(b)) if (a.year(), a.month()) == (b.year(), b.month()) => {
            format!("{}–{}", a.day(), day(last))
        }
        (Some(a), Some(b)) if a.year() == b.year() => {
            format!("{} {} – {}", a.day(), month(a.month()), day(last))
        }
        _ => format!("{} – {}", day(first), day(last)),
    }
}

fn month(n: i8) -> &'static str {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    MONTHS[(n - 1) as usize]
}

/// A class of the style sheet for the status of a claim or an event.
pub(crate) fn tone(status: &str) -> &'static str {
    match status {
        "confirmed" | "happened" | "ongoing" => "firm",
        "corroborated" => "borne",
        "contested" => "contested",
        "denied" | "did not happen" => "denied",
        "scheduled" | "possible" | "hypothetical" => "ahead",
        "retracted" | "overtaken" => "gone",
        _ => "said",
    }
}

/// A class of the style sheet for what somebody does to a claim.
pub(crate) fn stance_tone(stance: &str) -> &'static str {
    match stance {
        "affirms" => "said",
        "confirms" => "firm",
        "denies" => "denied",
        "schedules" => "ahead",
        "retracts" => "gone",
        _ => "silent",
    }
}

/// The name of a country, or its code where it is not one we know.
pub(crate) fn country(iso3: &str) -> String {
    onrecord_world::country_by_iso3(iso3)
        .map_or_else(|| iso3.to_owned(), |country| country.name.to_owned())
}

pub(crate) fn parties(parties: &[Party]) -> String {
    let names: Vec<&str> = parties.iter().map(|party| party.name.as_str()).collect();
    names.join(", ")
}

/// Cut behind a word.
pub(crate) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    let end = cut.rfind(' ').filter(|end| *end > most / 2).unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([' ', ',', ';', ':']))
}

/// A word that a value is serialised to: `affirms`.
pub(crate) fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_told_shortly() {
        for (a, b, told) in [
            ("2022-03-12T07:30:00Z", "2022-03-12", "12 Mar 2022"),
            ("2022-03-12", "2022-03-24", "12–24 Mar 2022"),
            ("2022-03-12", "2022-04-01", "12 Mar – 1 Apr 2022"),
            ("2021-12-31", "2022-01-01", "31 Dec 2021 – 1 Jan 2022"),
        ] {
            assert_eq!(days(Some(a), Some(b)), told);
        }
        assert_eq!(day("soon"), "soon");
        assert_eq!(days(None, None), "no date");
    }

    #[test]
    fn parts_of_addresses_stay_parts() {
        assert_eq!(article("a/b?c#d e"), "/articles/a%2Fb%3Fc%23d%20e");
    }

    #[test]
    fn cuts_stand_behind_words() {
        assert_eq!(cut("one two three", 9), "one two…");
        assert_eq!(cut("one", 9), "one");
    }
}
