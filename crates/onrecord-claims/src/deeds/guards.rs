//! Words for deeds that mean something else where they stand.

use super::Kind::{
    Agree, Arrest, Attack, Beat, Collapse, Convict, Crash, Death, Deliver, Explosion, Fraud,
    Mediate, Meet, Question, Release, Request, Resign, Sanction, Search, Seize, Trial, Withdraw,
};
use super::lexicon::longest;
use super::{Kind, NEGATIONS, clause_start};
use crate::days::weekday;
use crate::words::Word;

/// "Has dismissed her minister", "I have not been dismissed": of people, and no claim or case is dismissed.
pub(super) fn dismisses(words: &[Word], at: usize) -> bool {
    const OFFICES: &[&str] = &[
        "minister",
        "secretary",
        "chief",
        "director",
        "commander",
        "commissioner",
        "governor",
        "prosecutor",
        "ambassador",
        "manager",
        "judge",
        "editor",
        "chairman",
        "deputy",
    ];
    const CLAIMS: &[&str] = &[
        "claim",
        "report",
        "suggestion",
        "allegation",
        "charge",
        "charg",
        "accusation",
        "case",
        "cas",
        "lawsuit",
        "appeal",
        "complaint",
        "criticism",
        "idea",
        "rumor",
        "concern",
        "call",
        "notion",
        "motion",
    ];
    let word = &words[at];
    let has = |list: &[&str]| words.iter().any(|w| list.contains(&&*w.stem));
    let passive = words[at.saturating_sub(3)..at]
        .iter()
        .any(|w| matches!(&*w.low, "been" | "was" | "were" | "being"));
    let somebody = words.iter().any(|w| matches!(&*w.low, "i" | "he" | "she")) && passive;
    matches!(&*word.stem, "dismiss" | "dismissal") && (has(OFFICES) || somebody) && !has(CLAIMS)
}

/// "The fire in the port", and no fire service.
pub(super) fn is_a_fire(words: &[Word], at: usize) -> bool {
    const SERVICES: &[&str] = &[
        "service",
        "services",
        "brigade",
        "department",
        "engine",
        "engines",
        "chief",
        "station",
        "fighters",
        "alarm",
        "truck",
        "trucks",
        "officials",
        "safety",
        "and",
    ];
    let before = at.checked_sub(1).map_or("", |b| &*words[b].low);
    words[at].low == "fire"
        && !words[at].upper
        && matches!(before, "the" | "a" | "this" | "that" | "huge" | "large" | "massive" | "major")
        && !goes_on_with(words, at, SERVICES)
}

/// "Six policemen took Karl Lund": men of the law who take somebody arrest him.
pub(super) fn takes_somebody(words: &[Word], at: usize) -> bool {
    const LAW: &[&str] = &[
        "police",
        "policeman",
        "policemen",
        "officer",
        "officers",
        "agents",
        "gendarmes",
        "soldiers",
        "troopers",
        "marshals",
    ];
    let clause = words[..at].iter().rev().take(5);
    matches!(
        &*words[at].low,
        "took"
            | "take"
            | "taken"
            | "holding"
            | "hauled"
            | "dragged"
            | "led"
            | "fetched"
            | "bundled"
    ) && clause.into_iter().any(|w| LAW.contains(&&*w.low))
        && words.get(at + 1).is_some_and(|w| {
            w.upper && !w.after_mark && onrecord_world::calendar_word(&w.form).is_none()
                || matches!(&*w.low, "him" | "her" | "them" | "mr" | "mrs" | "ms")
        })
}

/// Uses of a word of many uses that tell of no deed.
pub(super) fn is_other_use(words: &[Word], at: usize, kind: Kind) -> bool {
    let word = &*words[at].low;
    let before = at.checked_sub(1).map_or("", |b| &*words[b].low);
    let after = |wanted: &[&str]| words.get(at + 1).is_some_and(|w| wanted.contains(&&*w.low));
    let alone = longest(words, at).is_none_or(|(_, length)| length == 1);
    // "The supervisory board": a body, and no ship is boarded.
    let body = matches!(word, "board" | "boards")
        && !matches!(before, "to" | "and" | "will" | "would" | "they" | "we");
    if kind == Seize && body {
        return true;
    }
    // "The African football body", "half of the body"; "a body was found" is one.
    let found = |w: &Word| {
        matches!(
            &*w.low,
            "found" | "find" | "recovered" | "pulled" | "washed" | "dead" | "discovered" | "buried"
        )
    };
    if kind == Death && word == "body" && !words.iter().any(found) {
        return true;
    }
    // "Fired his defence minister."
    const HEADS: &[&str] =
        &["minister", "chief", "director", "commander", "governor", "adviser", "secretary"];
    let fired = matches!(word, "fired" | "fires" | "fire" | "firing")
        && words[at + 1..]
            .iter()
            .take(5)
            .take_while(|w| {
                !w.after_mark && !matches!(&*w.low, "on" | "at" | "into" | "upon" | "over")
            })
            .any(|w| HEADS.contains(&&*w.low));
    if kind == Attack && fired {
        return true;
    }
    match kind {
        Request => {
            let of_reporters = after(&[
                "not",
                "about",
                "whether",
                "if",
                "reporters",
                "what",
                "why",
                "how",
                "when",
            ]) || after(&["him", "her", "me", "us", "them"])
                && words.get(at + 2).is_none_or(|w| w.low != "to");
            let general = words[at].stem == "approach"
                && !matches!(word, "approached" | "approaching")
                && !matches!(before, "to" | "will" | "would" | "they")
                || word == "appealing"
                || word == "appeal" && after(&["of"]);
            general
                || word.starts_with("ask") && (of_reporters || words[at].after_mark)
                || alone
                    && matches!(word, "demand" | "demands")
                    && matches!(
                        before,
                        "the"
                            | "a"
                            | "in"
                            | "of"
                            | "for"
                            | "by"
                            | "on"
                            | "its"
                            | "their"
                            | "his"
                            | "her"
                            | "high"
                            | "strong"
                            | "growing"
                            | "market"
                            | "consumer"
                            | "these"
                            | "those"
                            | "domestic"
                            | "global"
                    )
        }
        Deliver => matches!(word, "land" | "landing"),
        Explosion => alone && matches!(word, "blasted" | "blasting"),
        Attack => {
            // Candidates attack with words.
            const POLITICS: &[&str] = &[
                "candidat",
                "campaign",
                "debat",
                "rival",
                "ads",
                "voter",
                "republican",
                "democrat",
                "nomine",
                "nomination",
                "lin",
                "critic",
            ];
            const WORDS: &[&str] = &[
                "blistering",
                "personal",
                "withering",
                "public",
                "verbal",
                "political",
                "scathing",
                "sharp",
                "recent",
                "heart",
                "panic",
            ];
            let of_words = alone && WORDS.contains(&before)
                || alone
                    && matches!(&*words[at].stem, "attack" | "assault")
                    && words.iter().any(|w| POLITICS.contains(&&*w.stem));
            // "A strike on Wednesday": of those who work, or a day at least.
            let dated = || words.get(at + 2).is_some_and(|w| weekday(w).is_some());
            of_words
                || matches!(word, "strike" | "strikes") && after(&["on"]) && dated()
                || alone && matches!(word, "fire" | "fires" | "storms" | "shell" | "shells")
                || alone && word == "stormed" && before == "rain"
                || word == "shot"
                    && matches!(before, "a" | "the")
                    && !after(&["at", "on"])
                    && !has_no(words, at)
        }
        Meet => {
            matches!(word, "meet" | "meets") && after(&["demand", "criteria", "needs", "standards"])
                || matches!(word, "conference" | "conferences")
                    && (matches!(before, "news" | "press") || is_where_it_was_said(words, at))
                || matches!(word, "talk" | "talked" | "talking")
                    && after(&["about", "of", "to", "that", "like"])
                || word == "round"
                    && !matches!(
                        before,
                        "second" | "first" | "third" | "fourth" | "next" | "new" | "the" | "oslo"
                    )
                    && !after(&["of"])
                || word == "rounds" && !after(&["of"])
                || matches!(word, "rounds")
                    && after(&["of"])
                    && words
                        .get(at + 2)
                        .is_some_and(|w| w.low != "talks" && w.low != "negotiations")
        }
        Release => {
            let free = word == "free"
                && !matches!(
                    before,
                    "are"
                        | "is"
                        | "were"
                        | "was"
                        | "been"
                        | "set"
                        | "walk"
                        | "to"
                        | "gunmen"
                        | "rebels"
                        | "kidnappers"
                        | "captors"
                        | "now"
                        | ""
                );
            let traded = matches!(
                &*words[at].stem,
                "exchang" | "exchange" | "swap" | "handover" | "change" | "chang"
            ) || matches!(word, "sent" | "walk" | "walks" | "walked");
            const THINGS: &[&str] = &[
                "statement",
                "memo",
                "book",
                "movy",
                "movie",
                "film",
                "report",
                "video",
                "document",
                "figur",
                "data",
                "album",
                "poll",
                "list",
                "letter",
                "tap",
                "email",
                "plan",
                "return",
                "transcript",
                "ad",
                "survey",
                "study",
                "trailer",
                "record",
                "footag",
                "imag",
                "detail",
                "result",
            ];
            let thing = alone
                && words[at].stem == "releas"
                && !names_people(words)
                && words.iter().any(|w| THINGS.contains(&&*w.stem));
            thing
                || free
                || traded && !names_people(words)
                || matches!(word, "hand" | "handed" | "turned" | "turn")
                    && after(&["over"])
                    && !names_people(words)
        }
        Collapse => {
            const FIRMS: &[&str] = &[
                "talk",
                "government",
                "deal",
                "coalition",
                "economy",
                "market",
                "price",
                "regim",
                "truse",
                "currency",
                "bank",
            ];
            words.iter().any(|w| FIRMS.contains(&&*w.stem))
        }
        Mediate => matches!(word, "broker" | "brokers") && !after(&["a", "the"]),
        // "The sentence that matters" is one of a text.
        Convict => {
            matches!(word, "sentence" | "sentences")
                && matches!(
                    before,
                    "the" | "a" | "one" | "this" | "that" | "next" | "first" | "last"
                )
                && !after(&["of", "for"])
        }
        Arrest => {
            // Where somebody is, beside what is done to him there.
            alone
                && matches!(word, "custody" | "detention")
                && before == "in"
                && words.iter().any(|w| w.stem == "beat")
                || words[at].stem == "pick"
                    && !(word == "picked" && matches!(before, "was" | "were" | "been" | "being"))
        }
        // Who is to be questioned has not been.
        Question => {
            before == "be"
                || words[at].stem == "question" && !matches!(word, "questioned" | "questioning")
                || matches!(word, "questioned" | "questioning")
                    && after(&["whether", "why", "how", "the", "if", "what"])
        }
        Agree => {
            matches!(word, "according" | "signs" | "signed" | "sign")
                && (word == "according" || after(&["for", "of"]))
        }
        Resign => {
            matches!(word, "sack" | "sacks" | "quite")
                || words[at].stem == "quit" && before == "never"
        }
        // A board and a rig are things.
        Seize => {
            words[at].stem == "seiz" && after(&["on", "upon"])
                || matches!(word, "boards" | "boarding")
                || word == "board" && matches!(before, "on" | "the" | "a")
        }
        // A letter or a claim is taken back.
        Withdraw => {
            const WORDS: &[&str] = &[
                "letter",
                "complaint",
                "statement",
                "report",
                "claim",
                "accusation",
                "support",
                "lawsuit",
                "bill",
                "application",
                "remark",
                "nomination",
                "candidacy",
                "offer",
                "allegation",
                "money",
                "number",
                "figur",
            ];
            words[at].stem == "withdraw" && words.iter().any(|w| WORDS.contains(&&*w.stem))
        }
        Search => {
            let noun = word == "search"
                && before == "the"
                && after(&["was", "by", "took", "began", "lasted", "had"]);
            alone && !noun && (word != "searched" || after(&["for"]))
        }
        // A match that is won, a heart that beats.
        Beat => {
            const SPORT: &[&str] = &[
                "match",
                "league",
                "cup",
                "goal",
                "game",
                "team",
                "season",
                "final",
                "champion",
                "point",
                "scor",
                "player",
                "tournament",
                "seed",
                "heart",
                "vote",
                "poll",
                "candidat",
                "drum",
                "rival",
                "race",
            ];
            words.iter().any(|w| SPORT.contains(&&*w.stem))
        }
        Trial => {
            alone && words[at].stem == "hear" && word != "hearing"
                || matches!(word, "trials" | "hearings")
                || word == "hearing" && !matches!(before, "the" | "a" | "court")
                || word == "trial"
                    && (after(&["and", "by", "run"]) || matches!(before, "clinical" | "drug"))
        }
        Fraud => matches!(word, "rig" | "rigs" | "forge" | "forges" | "forging"),
        Sanction => {
            matches!(word, "bank" | "banks")
                || word == "ban" && words[at].upper && words.get(at + 1).is_some_and(|w| w.upper)
        }
        Crash => {
            const RAIL: &[&str] = &[
                "train",
                "rail",
                "railway",
                "wagon",
                "carriag",
                "freight",
                "locomotiv",
                "passenger",
                "tram",
            ];
            matches!(word, "sink" | "sinks") && before == "kitchen"
                || words[at].stem == "derail" && !words.iter().any(|w| RAIL.contains(&&*w.stem))
        }
        _ => false,
    }
}

/// "At a conference", "told a conference": where somebody spoke, not what is told.
fn is_where_it_was_said(words: &[Word], at: usize) -> bool {
    let front = &words[at.saturating_sub(3)..at];
    front
        .windows(2)
        .any(|w| matches!(&*w[0].low, "at" | "told") && matches!(&*w[1].low, "a" | "the"))
}

/// "Not a shot": the phrase denies.
fn has_no(words: &[Word], at: usize) -> bool {
    words[..at].iter().rev().take(8).any(|w| NEGATIONS.contains(&&*w.low))
        || words[..at].iter().any(|w| w.stem == "fire")
}

fn names_people(words: &[Word]) -> bool {
    const PEOPLE: &[&str] = &[
        "man",
        "woman",
        "hostag",
        "captiv",
        "engineer",
        "prisoner",
        "soldier",
        "worker",
        "people",
        "child",
        "crew",
        "nun",
        "priest",
        "tourist",
        "national",
        "detaine",
        "inmat",
        "herder",
        "fisherman",
        "jail",
        "prison",
    ];
    words.iter().any(|w| PEOPLE.contains(&&*w.stem))
}

/// A participle behind its noun without a helping verb, or in front of a noun.
pub(super) fn is_aside(words: &[Word], at: usize) -> bool {
    let word = &words[at];
    if describes_noun(words, at) || is_of_whose(words, at) {
        return true;
    }
    if !word.low.ends_with("ed") && !matches!(&*word.low, "shot" | "held" | "taken" | "seized") {
        return false;
    }
    let relative =
        words[at.saturating_sub(4)..at].iter().any(|w| matches!(&*w.low, "who" | "whom" | "which"));
    if relative && words[at.saturating_sub(3)..at].iter().any(|w| w.low == "had") {
        return true;
    }
    let helped = words[at.saturating_sub(4)..at].iter().any(|w| {
        matches!(
            &*w.low,
            "was"
                | "were"
                | "is"
                | "are"
                | "been"
                | "be"
                | "being"
                | "had"
                | "has"
                | "have"
                | "get"
                | "got"
        )
    });
    if helped {
        return false;
    }
    // A finite verb later on means that this one only describes: "engineers kidnapped in May have been".
    let later = words.get(at + 1..).unwrap_or_default().iter().take(8);
    let mut later = later.take_while(|w| !w.after_mark);
    let describes = matches!(
        words.get(at + 1).map(|w| &*w.low),
        Some("in" | "by" | "near" | "on" | "from" | "last")
    );
    describes
        && later.any(|w| {
            matches!(&*w.low, "was" | "were" | "is" | "are" | "has" | "have" | "had" | "will")
        })
}

/// "In violation of the *ceasefire*", "broke the *truce*": no agreement was made.
pub(super) fn is_broken(words: &[Word], at: usize) -> bool {
    const BREAK: &[&str] = &["violation", "violat", "breach", "break", "broke", "broken", "end"];
    let breaks = |w: &Word| BREAK.contains(&&*w.stem) || BREAK.contains(&&*w.low);
    words[at.saturating_sub(5)..at].iter().any(breaks)
}

/// "On the *sanctions* list", "the *death* penalty": the word only says of what sort the noun behind it is.
fn describes_noun(words: &[Word], at: usize) -> bool {
    const OF_A_SORT: &[&str] = &[
        "list",
        "lists",
        "regime",
        "regimes",
        "package",
        "packages",
        "law",
        "laws",
        "rule",
        "rules",
        "policy",
        "policies",
        "penalty",
        "expert",
        "experts",
        "helicopter",
        "helicopters",
        "risk",
        "risks",
        "rate",
        "rates",
        "insurance",
    ];
    !words[at].low.ends_with("ed") && goes_on_with(words, at, OF_A_SORT)
}

/// One of these stands behind the word, and no mark between them.
fn goes_on_with(words: &[Word], at: usize, these: &[&str]) -> bool {
    words.get(at + 1).is_some_and(|w| !w.after_mark && these.contains(&&*w.low))
}

/// "The group, *whose* men are accused of murder, was paid": what those of another do is said in passing.
fn is_of_whose(words: &[Word], at: usize) -> bool {
    words[clause_start(words, at)..at].iter().any(|w| w.low == "whose")
}

/// Does a word of negation govern the word at this place?
pub(crate) fn is_negated(words: &[Word], at: usize) -> bool {
    // "Had deployed no troops", "arrested nobody".
    let behind = words[at + 1..].iter().take(2).take_while(|w| !w.after_mark);
    if behind.into_iter().any(|w| matches!(&*w.low, "no" | "nobody" | "nothing" | "none")) {
        return true;
    }
    let low = |at: usize| words.get(at).map_or("", |w| &*w.low);
    for back in (at.saturating_sub(7)..at).rev() {
        if words[back + 1].after_mark {
            return false;
        }
        // "Could not say where": another verb is negated.
        if matches!(
            low(back),
            "that" | "who" | "which" | "when" | "where" | "but" | "because" | "say" | "said"
        ) {
            return false;
        }
        // "Nobody was hurt in *the attack*", but "had nothing to do with the attack".
        let leads = matches!(
            low(back),
            "for" | "over" | "in" | "of" | "by" | "since" | "before" | "after" | "during" | "with"
        ) && matches!(
            low(back + 1),
            "the" | "a" | "an" | "this" | "that" | "its" | "their"
        );
        let kept = back.checked_sub(1).is_some_and(|b| {
            matches!(
                low(b),
                "do" | "part"
                    | "role"
                    | "hand"
                    | "truth"
                    | "involvement"
                    | "involved"
                    | "responsible"
                    | "evidence"
                    | "knowledge"
                    | "sign"
                    | "signs"
                    | "word"
                    | "report"
                    | "reports"
                    | "intention"
                    | "plans"
            )
        });
        if leads && !kept {
            return false;
        }
        if NEGATIONS.contains(&low(back)) {
            return !matches!(low(back + 1), "only" | "just");
        }
    }
    false
}
