//! Numbers of people, and of what a deed is done to.

use onrecord::report::WireSpan;

use super::units::is_denial;
use crate::claim::Stance;
use crate::days::year;
use crate::deeds::{Kind, Trigger};
use crate::proposition::Figure;
use crate::sentences::Sentence;
use crate::words::Word;
use onrecord_world as world;

/// Words for people who are counted.
const PEOPLE: &[&str] = &[
    "people",
    "persons",
    "men",
    "women",
    "children",
    "soldiers",
    "civilians",
    "officers",
    "policemen",
    "dead",
    "bodies",
    "others",
    "killed",
    "wounded",
    "injured",
    "deaths",
    "soldier",
    "troops",
    "workers",
    "victims",
    "passengers",
    "miners",
    "employees",
    "villagers",
    "students",
    "pupils",
    "patients",
    "farmers",
    "fishermen",
    "labourers",
    "prisoners",
    "protesters",
    "refugees",
    "colleagues",
    "comrades",
    "workmates",
    "police",
    "person",
    "residents",
    "sailors",
    "fighters",
    "migrants",
    "diplomats",
    "members",
    "envoys",
    "hostages",
    "engineers",
    "officials",
    "guards",
    "tourists",
    "militants",
    "rebels",
    "detainees",
    "suspects",
    "journalists",
    "teachers",
    "nurses",
    "doctors",
    "staff",
    "crew",
    "names",
];

/// What is measured rather than counted.
const MEASURES: &[&str] = &[
    "crowns",
    "dollars",
    "euros",
    "pounds",
    "kilometers",
    "miles",
    "tonnes",
    "tons",
    "weeks",
    "months",
    "points",
    "seats",
    "votes",
    "meters",
    "feet",
    "inches",
    "kilos",
    "seconds",
    "others",
];

/// The numbers of people in a stretch of a sentence, and of what a deed is done to.
pub(super) fn figures(
    sentence: &Sentence,
    (start, end): (usize, usize),
    speakers: &[WireSpan],
) -> Vec<Figure> {
    let low = |at: usize| sentence.words.get(at).map_or("", |w| &*w.low);
    let tolls: Vec<&Trigger> =
        sentence.triggers.iter().filter(|t| t.kind.is_toll() && !t.aside).collect();
    let slice: Vec<&str> = sentence.words_in(start, end).map(|w| &*w.low).collect();
    let denied = is_denial(&slice);
    let mut found = Vec::new();
    for &(from, to, value) in &sentence.numbers {
        let (first, last) = (&sentence.words[from], &sentence.words[to - 1]);
        // "Two police officers said": so many spoke.
        let spoke =
            speakers.iter().any(|s| s[0] as usize <= first.start && last.end <= s[1] as usize);
        if first.start < start || last.end > end || spoke || world::calendar_word(low(to)).is_some()
        {
            continue;
        }
        let month_before = follows_month(sentence, from);
        let behind: Vec<&str> = (to..to + 3).map(low).collect();
        // "Among them five children": of those who were counted before.
        if (from.saturating_sub(3)..from).any(|at| matches!(low(at), "among" | "including")) {
            continue;
        }
        if month_before
            || value > 1_000_000
            || first.low.contains('.')
            || matches!(
                behind[0],
                "o'clock"
                    | "per"
                    | "percent"
                    | "times"
                    | "million"
                    | "years"
                    | "days"
                    | "hours"
                    | "minutes"
                    | "km"
                    | "kilometres"
                    | "metres"
                    | "a.m"
                    | "p.m"
                    | "of"
            )
        {
            continue;
        }
        let people = behind.iter().take(2).any(|w| PEOPLE.contains(w));
        let nearest = tolls.iter().min_by_key(|t| {
            if t.words.0 >= to { t.words.0 - to } else { from.saturating_sub(t.words.1) }
        });
        let close =
            nearest.is_some_and(|t| t.words.0 == to || t.words.1 <= from && from - t.words.1 <= 2);
        let before = from.checked_sub(1).map_or("", low);
        let moved = !tolls.is_empty()
            && matches!(before, "to" | "from" | "at")
            && !people
            && ends_clause(sentence, to);
        let former = before == "from";
        let stance = if denied { Stance::Denies } else { Stance::Affirms };
        let lost = people && matches!(before, "lost" | "lose" | "losing");
        if lost {
            found.push(Figure { toll: Some(Kind::Death), value, stance, former: false });
        } else if let Some(toll) = nearest.filter(|_| people || close || moved) {
            found.push(Figure { toll: Some(toll.kind), value, stance, former: moved && former });
        } else if let Some(kind) = counted(sentence, (from, to), people) {
            found.push(Figure { toll: Some(kind), value, stance, former: false });
        } else if value > 2 && (people || ends_clause(sentence, to) && !is_year(first)) {
            found.push(Figure { toll: None, value, stance, former: false });
        }
    }
    found
}

/// Other numbers of things, and sums of money ("9,000 barrels", "1.5 billion dollars", "$85m"): what several articles give of them is a
/// figure of the event. What passages are compared by they are not.
pub(super) fn amounts(
    sentence: &Sentence,
    (start, end): (usize, usize),
    figures: &[Figure],
) -> Vec<Figure> {
    let words: Vec<&Word> = sentence.words_in(start, end).collect();
    let denied = is_denial(&words.iter().map(|w| &*w.low).collect::<Vec<_>>());
    let stance = if denied { Stance::Denies } else { Stance::Affirms };
    let mut found: Vec<Figure> = Vec::new();
    // Where a number ends, its value, and whether it was given in thousands or more.
    let whole = sentence.numbers.iter().filter_map(|&(from, to, value)| {
        let last = &sentence.words[to - 1].low;
        let great = value >= 1000 && last.starts_with(char::is_alphabetic);
        // The million of "1.5 million" is none by itself.
        (!great || to - from > 1).then_some((from, to, value as f64, great))
    });
    let broken = (0..sentence.words.len()).filter_map(|at| {
        let (number, times) = decimal(&sentence.words[at])?;
        let low = |n: usize| sentence.words.get(n).map_or("", |w| &*w.low);
        let word = world::number_word(low(at + 1)).filter(|n| times.is_none() && *n >= 1000);
        let value = number * times.or(word).unwrap_or(1) as f64;
        Some((at, at + 1 + usize::from(word.is_some()), value, times.or(word).is_some()))
    });
    for (from, to, value, great) in whole.chain(broken) {
        let (first, last) = (&sentence.words[from], &sentence.words[to - 1]);
        let noun = sentence.words.get(to).filter(|w| !w.after_mark).map_or("", |w| &*w.low);
        let counted = noun.len() > 3 && is_plural(noun);
        let bare = !great && (!counted || is_year(first));
        let inside = start <= first.start && last.end <= end;
        let value = value.round();
        if !inside
            || bare
            || follows_month(sentence, from)
            || !(LEAST..1e15).contains(&value)
            || UNCOUNTED.contains(&noun)
        {
            continue;
        }
        let value = value as u64;
        if figures.iter().chain(&found).all(|f| f.value != value) {
            found.push(Figure { toll: None, value, stance, former: false });
        }
    }
    found
}

/// A number with a point or with a letter behind it, and the thousand, million or billion that this stands for.
fn decimal(word: &Word) -> Option<(f64, Option<u64>)> {
    let digits = word.low.trim_start_matches(['$', '€', '£']);
    let end = digits.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(digits.len());
    let times = match &digits[end..] {
        "" if digits.contains('.') => None,
        "k" => Some(1000),
        "m" | "mn" => Some(1_000_000),
        "bn" => Some(1_000_000_000),
        _ => return None,
    };
    Some((digits[..end].replace(',', "").parse().ok()?, times))
}

/// Four digits as years are written.
fn is_year(word: &Word) -> bool {
    year(word).is_some_and(|year| year < 2100)
}

/// "May 12": a day.
fn follows_month(sentence: &Sentence, at: usize) -> bool {
    at > 0 && world::calendar_word(&sentence.words[at - 1].form).is_some()
}

/// As far as its ending tells.
fn is_plural(noun: &str) -> bool {
    noun.ends_with('s') && !noun.ends_with("ss")
}

/// Fewer things are told in passing.
const LEAST: f64 = 10.0;

/// What is measured of time, way and share: seldom what is in question.
const UNCOUNTED: &[&str] = &[
    "years",
    "months",
    "weeks",
    "days",
    "hours",
    "minutes",
    "seconds",
    "miles",
    "kilometres",
    "kilometers",
    "metres",
    "meters",
    "inches",
    "points",
    "times",
    "degrees",
    "others",
    "cents",
];

/// "Expelled eleven envoys", "eleven envoys were expelled": the deed to whose people or things a number belongs.
pub(super) fn counted(
    sentence: &Sentence,
    (from, to): (usize, usize),
    people: bool,
) -> Option<Kind> {
    let noun = sentence.words.get(to).filter(|w| !w.after_mark)?;
    let counts = people || is_plural(&noun.low) && !MEASURES.contains(&&*noun.low);
    let beside = |t: &&Trigger| {
        let (first, last) = (t.words.0.min(from), t.words.1.max(to));
        let one = sentence.words[first + 1..last].iter().all(|w| !w.after_mark);
        let near = if t.words.0 >= to {
            t.words.0 - to <= 14
        } else {
            from.saturating_sub(t.words.1) <= 2
        };
        !t.aside && t.kind.weight() > 2 && !t.kind.is_toll() && one && near
    };
    let told = sentence.triggers.iter().filter(beside);
    told.min_by_key(|t| t.words.0.abs_diff(from))
        .map(|t| t.kind)
        .filter(|k| counts && *k != Kind::Cancel)
}

/// No noun follows that the number could count.
fn ends_clause(sentence: &Sentence, at: usize) -> bool {
    sentence.words.get(at).is_none_or(|w| {
        w.after_mark
            || matches!(
                &*w.low,
                "is" | "are"
                    | "was"
                    | "were"
                    | "by"
                    | "and"
                    | "in"
                    | "from"
                    | "on"
                    | "but"
                    | "to"
                    | "as"
                    | "for"
                    | "or"
                    | "when"
            )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{numbers, words};

    #[test]
    fn sums_and_things_are_amounts_and_years_are_not() {
        let amounts_of = |text: &str| -> Vec<u64> {
            let text: Vec<char> = text.chars().collect();
            let words = words(&text, 0, text.len());
            let numbers = numbers(&words);
            let sentence = Sentence { end: text.len(), words, numbers, ..Sentence::default() };
            amounts(&sentence, (0, text.len()), &[]).into_iter().map(|f| f.value).collect()
        };
        assert_eq!(amounts_of("a loan of 1.5 billion dollars"), [1_500_000_000]);
        assert_eq!(amounts_of("9,000 barrels and six hundred doses"), [9000, 600]);
        assert_eq!(amounts_of("the price is $85m"), [85_000_000]);
        assert!(amounts_of("the 2012 elections, on May 12, after 14 days").is_empty());
    }
}
