//! Days and moments as the ledger compares them.

use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::{Error, Result};

/// Now, to the second.
pub(crate) fn now() -> String {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
}

/// A day as it is, a moment in UTC: so that they can be compared as text. A day stands before all
/// moments of it.
pub(crate) fn comparable(stated: &str) -> String {
    stated.parse::<Timestamp>().map_or_else(|_| stated.to_owned(), |moment| moment.to_string())
}

/// The moment or day that somebody means by `today`, `yesterday`, `3d`, `12h`, a day or a moment.
///
/// # Errors
/// Where it is none of these.
pub fn since(text: &str) -> Result<String> {
    since_at(text, Timestamp::now())
}

fn since_at(text: &str, now: Timestamp) -> Result<String> {
    let text = text.trim();
    let today = Offset::UTC.to_datetime(now).date();
    let wish = || Error::Wish {
        what: "a time",
        expected:
            "today, yesterday, a number of days or hours (3d, 12h), a day (2026-03-16) or a moment"
                .into(),
        found: text.to_owned(),
    };
    let ago = |unit: char, seconds: i64| {
        let count: i64 = text.strip_suffix(unit)?.parse().ok()?;
        let span = SignedDuration::from_secs(count.checked_mul(seconds)?);
        now.checked_sub(span)
            .ok()
            .map(|then| Timestamp::from_second(then.as_second()).unwrap_or(then).to_string())
    };
    match text {
        "today" => return Ok(today.to_string()),
        "yesterday" => {
            return today.checked_sub(1.day()).map(|day| day.to_string()).map_err(|_| wish());
        }
        _ => {}
    }
    if let Some(then) = ago('d', 86_400).or_else(|| ago('h', 3_600)) {
        return Ok(then);
    }
    let day = (text.len() == 10).then(|| text.parse::<Date>().ok()).flatten();
    match (day, text.parse::<Timestamp>()) {
        (Some(day), _) => Ok(day.to_string()),
        (None, Ok(moment)) => Ok(moment.to_string()),
        (None, Err(_)) => Err(wish()),
    }
}

/// What lies behind the end of a day, or behind a moment.
pub(crate) fn until(text: &str) -> Result<String> {
    let end = since(text)?;
    // A letter behind all digits and signs of a moment: the whole day is before it.
    Ok(if end.len() == 10 { format!("{end}~") } else { end })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_days_and_moments() {
        let now: Timestamp = "2026-03-16T07:40:00Z".parse().expect("a moment");
        for (text, expected) in [
            ("today", "2026-03-16"),
            ("yesterday", "2026-03-15"),
            ("3d", "2026-03-13T07:40:00Z"),
            ("12h", "2026-03-15T19:40:00Z"),
            ("2022-03-01", "2022-03-01"),
            ("2022-03-01T10:00:00+02:00", "2022-03-01T08:00:00Z"),
        ] {
            assert_eq!(since_at(text, now).expect(text), expected);
        }
        for bad in ["", "soon", "2022-13-01", "-", "99999999999999999999d", "2022"] {
            assert!(since_at(bad, now).is_err(), "{bad}");
        }
    }

    #[test]
    fn days_stand_before_their_moments() {
        let moment = comparable("2026-03-16T01:00:00+02:00");
        assert_eq!(moment, "2026-03-15T23:00:00Z");
        assert!(comparable("2026-03-15") < moment && moment < until("2026-03-15").expect("a day"));
    }
}
