//! Dates as pages and callers write them, put into ISO 8601.
//!
//! A day comes out as `2022-03-14`, a moment as `2022-03-14T18:30:00+02:00`. A time of day without
//! its zone is no moment, so the day alone is kept; what is ambiguous (`03/04/2022`), incomplete
//! (`March 2022`) or a placeholder (`0001-01-01`) is not read.

use jiff::Timestamp;
use jiff::civil::Date;

/// The day or moment that `text` states, where it states one and nothing else.
pub(crate) fn iso(text: &str) -> Option<String> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    if matches!(text.len(), 10 | 13) && text.bytes().all(|b| b.is_ascii_digit()) {
        return iso_of_epoch(text.parse().ok()?);
    }
    numeric(text).or_else(|| wordy(text))?.print()
}

/// The moment given as seconds or milliseconds since 1970.
pub(crate) fn iso_of_epoch(number: i64) -> Option<String> {
    let seconds = if number >= 100_000_000_000 { number / 1000 } else { number };
    if seconds < 100_000_000 {
        return None; // the first years of the count are mistakes, not dates
    }
    Timestamp::from_second(seconds).ok().map(|moment| moment.to_string())
}

struct Stated {
    day: (u32, u32, u32),
    time: Option<(u32, u32, u32)>,
    /// Minutes east of Greenwich.
    zone: Option<i32>,
}

impl Stated {
    fn print(&self) -> Option<String> {
        let (year, month, day) = self.day;
        let date = Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?);
        let date = date.ok().filter(|date| (1700..=2999).contains(&date.year()))?;
        let sound = |&(h, m, s): &(u32, u32, u32)| h < 24 && m < 60 && s < 60;
        let (Some((h, m, s)), Some(zone)) = (self.time.filter(sound), self.zone) else {
            return Some(date.to_string());
        };
        if (year, month, day, h, m, s) == (1970, 1, 1, 0, 0, 0) {
            return None; // a field that nobody filled
        }
        let zone = match zone {
            0 => "Z".to_owned(),
            _ => {
                let sign = if zone < 0 { '-' } else { '+' };
                format!("{sign}{:02}:{:02}", zone.abs() / 60, zone.abs() % 60)
            }
        };
        Some(format!("{date}T{h:02}:{m:02}:{s:02}{zone}"))
    }
}

/// `2022-03-14`, `2022/03/14T18:30Z`, `20220314`, `14.03.2022`.
fn numeric(text: &str) -> Option<Stated> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = |part: &str| part.parse::<u32>().ok();
    if matches!(digits, 8 | 14) {
        let day = (number(&text[..4])?, number(&text[4..6])?, number(&text[6..8])?);
        let (time, zone) = if digits == 8 { clock(&text[8..])? } else { (None, None) };
        return Some(Stated { day, time, zone });
    }
    let separator = text[digits..].chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let mut parts = text.splitn(3, separator);
    let (first, second, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (third, rest) = rest.split_at(end);
    let (a, b, c) = (number(first)?, number(second)?, number(third)?);
    let (time, zone) = clock(rest)?;
    let day = match (first.len(), third.len()) {
        (4, 1 | 2) => (a, b, c),
        (1 | 2, 4) if a > 12 => (c, b, a),
        (1 | 2, 4) if b > 12 || a == b => (c, a, b),
        _ => return None,
    };
    Some(Stated { day, time, zone })
}

/// What follows a numeric day: nothing, or a time that may have a zone.
type Clock = (Option<(u32, u32, u32)>, Option<i32>);

fn clock(rest: &str) -> Option<Clock> {
    let rest = rest.trim_start_matches(['T', 't', ' ', ',']).trim();
    if rest.is_empty() {
        return Some((None, None));
    }
    let mut reading = Reading::default();
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let spread = match digits {
        4 => format!("{}:{}", &rest[..2], &rest[2..]),
        6 => format!("{}:{}:{}", &rest[..2], &rest[2..4], &rest[4..]),
        _ => rest.to_owned(),
    };
    spread.split_whitespace().try_for_each(|token| reading.take(token))?;
    (reading.month.is_none() && reading.numbers.is_empty()).then_some((reading.time, reading.zone))
}

/// `March 14, 2022`, `Mon, 14 Mar 2022 18:30:00 +0200`, `Monday 14 March 2022 6:30 pm GMT`.
fn wordy(text: &str) -> Option<Stated> {
    let mut reading = Reading::default();
    let tokens = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '•' | '·'));
    tokens.filter(|t| !t.is_empty()).try_for_each(|token| reading.take(token))?;
    let month = reading.month?;
    let day = match *reading.numbers.as_slice() {
        [day, year] if year > 31 => (year, month, day),
        [year, day] if year > 31 => (year, month, day),
        _ => return None,
    };
    Some(Stated { day, time: reading.time, zone: reading.zone })
}

/// What the tokens of a date have said so far.
#[derive(Default)]
struct Reading {
    month: Option<u32>,
    numbers: Vec<u32>,
    time: Option<(u32, u32, u32)>,
    zone: Option<i32>,
}

impl Reading {
    /// Nothing where the token belongs to no date.
    fn take(&mut self, token: &str) -> Option<()> {
        let token = token.trim_matches(['(', ')', ',', ';']);
        let lower = token.trim_end_matches('.').to_ascii_lowercase();
        if lower.is_empty() || lower == "-" || lower == "–" {
            return Some(());
        }
        if lower.starts_with(|c: char| c.is_ascii_digit()) {
            return if lower.contains(':') {
                self.take_time(&lower)
            } else {
                self.take_number(&lower)
            };
        }
        if let Some(month) = month(&lower) {
            return self.month.replace(month).is_none().then_some(());
        }
        match lower.as_str() {
            "am" | "a.m" => self.shift(false),
            "pm" | "p.m" => self.shift(true),
            _ if let Some(minutes) = zone(token) => {
                self.zone = self.zone.or(Some(minutes));
                Some(())
            }
            _ if is_filler(&lower) => Some(()),
            // An unknown zone: what remains is the day.
            _ if self.time.is_some()
                && token.len() <= 5
                && token.bytes().all(|b| b.is_ascii_uppercase()) =>
            {
                Some(())
            }
            _ => None,
        }
    }

    fn take_number(&mut self, token: &str) -> Option<()> {
        let end = token.find(|c: char| !c.is_ascii_digit()).unwrap_or(token.len());
        let (number, suffix) = token.split_at(end);
        match suffix {
            "" | "st" | "nd" | "rd" | "th" => {
                self.numbers.push(number.parse().ok()?);
                (self.numbers.len() <= 2).then_some(())
            }
            "am" | "pm" => {
                self.time = Some((number.parse().ok()?, 0, 0));
                self.shift(suffix == "pm")
            }
            _ => None,
        }
    }

    /// `18:30`, `18:30:00.000z`, `6:30pm`, `18:30:00+02:00`.
    fn take_time(&mut self, token: &str) -> Option<()> {
        let end = token.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.'));
        let (time, suffix) = token.split_at(end.unwrap_or(token.len()));
        let mut parts = time.trim_end_matches('.').split(':');
        let hour = parts.next()?.parse().ok()?;
        let minute = parts.next()?.parse().ok()?;
        let second = match parts.next() {
            Some(second) => second.split('.').next()?.parse().ok()?,
            None => 0,
        };
        if parts.next().is_some() || self.time.is_some() {
            return None;
        }
        self.time = Some((hour, minute, second));
        match suffix {
            "" => Some(()),
            "am" | "a.m" => self.shift(false),
            "pm" | "p.m" => self.shift(true),
            _ => {
                self.zone = Some(zone(&suffix.to_ascii_uppercase())?);
                Some(())
            }
        }
    }

    fn shift(&mut self, afternoon: bool) -> Option<()> {
        let (hour, minute, second) = self.time?;
        let hour = match (hour, afternoon) {
            (12, false) => 0,
            (1..=11, true) => hour + 12,
            _ => hour,
        };
        self.time = Some((hour, minute, second));
        Some(())
    }
}

fn month(lower: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let short = |name: &&str| {
        lower == *name || lower == &name[..3] || (lower == "sept" && *name == "september")
    };
    MONTHS.iter().position(short).map(|at| at as u32 + 1)
}

/// Minutes east of Greenwich of a zone that means the same everywhere. `IST`, say, does not.
fn zone(token: &str) -> Option<i32> {
    let named = match token {
        "Z" | "UTC" | "GMT" | "UT" => Some(0),
        "EST" => Some(-5 * 60),
        "EDT" => Some(-4 * 60),
        "CDT" => Some(-5 * 60),
        "MST" => Some(-7 * 60),
        "MDT" => Some(-6 * 60),
        "PST" => Some(-8 * 60),
        "PDT" => Some(-7 * 60),
        "CET" => Some(60),
        "CEST" => Some(120),
        _ => None,
    };
    if named.is_some() {
        return named;
    }
    let offset = token.strip_prefix("GMT").or_else(|| token.strip_prefix("UTC")).unwrap_or(token);
    let sign = match offset.chars().next()? {
        '+' => 1,
        '-' | '\u{2212}' => -1,
        _ => return None,
    };
    let digits: String = offset.chars().skip(1).filter(|&c| c != ':').collect();
    let hour_only = digits.len() <= 2;
    let number: i32 = digits.parse().ok().filter(|_| matches!(digits.len(), 1 | 2 | 4))?;
    let minutes = if hour_only { number * 60 } else { number / 100 * 60 + number % 100 };
    (minutes <= 14 * 60 && number % 100 < 60).then_some(sign * minutes)
}

/// Words that stand beside a date without adding to it.
fn is_filler(lower: &str) -> bool {
    const DAYS: [&str; 7] =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let day = |name: &&str| lower == *name || (lower.len() >= 3 && name.starts_with(lower));
    matches!(lower, "at" | "on" | "of" | "the" | "local" | "time") || DAYS.iter().any(day)
}

const LONGEST: usize = 80;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_keep_their_zone() {
        for (written, expected) in [
            ("2022-03-14T18:30:05.123Z", "2022-03-14T18:30:05Z"),
            ("2022-03-14T18:30:05+0200", "2022-03-14T18:30:05+02:00"),
            ("2022-03-14 18:30:05 -08:00", "2022-03-14T18:30:05-08:00"),
            ("2022-03-14 18:30:05 GMT", "2022-03-14T18:30:05Z"),
            ("20220314T183005+0000", "2022-03-14T18:30:05Z"),
            ("Mon, 14 Mar 2022 18:30:05 -0600", "2022-03-14T18:30:05-06:00"),
            ("Mon Mar 14 2022 18:30:05 GMT+0100 (CET)", "2022-03-14T18:30:05+01:00"),
            ("Mon Mar 14 18:30:05 UTC 2022", "2022-03-14T18:30:05Z"),
            ("March 14, 2022, 06:30 PM EDT", "2022-03-14T18:30:00-04:00"),
            ("14 March 2022 12:05am GMT", "2022-03-14T00:05:00Z"),
            ("1647282605", "2022-03-14T18:30:05Z"),
            ("1647282605000", "2022-03-14T18:30:05Z"),
        ] {
            assert_eq!(iso(written).as_deref(), Some(expected), "{written}");
        }
    }

    #[test]
    fn a_time_without_a_known_zone_leaves_the_day() {
        for written in [
            "2022-03-14",
            "2022/03/14",
            "20220314",
            "2022-03-14T18:30:05",
            "2022-03-14 18:30",
            "March 14, 2022",
            "14 March 2022",
            "Monday, March 14th, 2022 at 6:30 p.m.",
            "06:30:05 PM IST Mar 14, 2022",
            "14.03.2022",
            "03/14/2022",
            "20220314183005",
        ] {
            assert_eq!(iso(written).as_deref(), Some("2022-03-14"), "{written}");
        }
        assert_eq!(iso("3/3/2022").as_deref(), Some("2022-03-03"));
    }

    #[test]
    fn nothing_is_guessed() {
        for written in [
            "",
            "2022",
            "2022-03",
            "March 2022",
            "03/04/2022",
            "0001-01-01T00:00:00Z",
            "14 March",
            "1970-01-01T00:00:00Z",
            "2022-02-30",
            "yesterday",
            "3 days ago",
            "2022-03-14 and more",
            "The 14 March 2022 movement",
            "2022-13-01",
            "14 March 2022 2023",
            "99999999999999999",
        ] {
            assert_eq!(iso(written), None, "{written}");
        }
    }

    #[test]
    fn what_is_printed_reads_as_itself() {
        for seconds in (100_000_000..4_000_000_000_i64).step_by(7_654_321) {
            let printed = iso_of_epoch(seconds).expect("in range");
            assert_eq!(iso(&printed).as_deref(), Some(printed.as_str()));
        }
        assert_eq!(iso_of_epoch(951_827_696).as_deref(), Some("2000-02-29T12:34:56Z"));
    }
}
