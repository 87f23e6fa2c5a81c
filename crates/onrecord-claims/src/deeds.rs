//! What sort of deed words tell of: coarse kinds, by which propositions are compared.
//!
//! The event layer of a report knows PLOVER's sixteen types and finds its events by the model. Here the
//! question is another one: do two sentences of two articles speak of the same kind of thing? For
//! that, kinds are finer (a release is no withdrawal), go beyond PLOVER (accidents, tolls, ransoms),
//! and are found by the words alone, as news repeats them.

use serde::{Deserialize, Serialize};

use crate::words::Word;

/// A sort of deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    Attack,
    Bomb,
    Death,
    Injury,
    Explosion,
    Fire,
    Crash,
    Ram,
    Release,
    Abduct,
    Meet,
    Cancel,
    Request,
    Deliver,
    Seize,
    Arrest,
    Expel,
    Sanction,
    Withdraw,
    Resign,
    Agree,
    Approve,
    Reject,
    Accuse,
    Threaten,
    Protest,
    Mobilize,
    Coup,
    Intrude,
    Cyber,
    Pollute,
    Disease,
    Ransom,
    Convict,
    Destroy,
    Close,
    Launch,
    Trade,
    Elect,
    Order,
}

use Kind::{
    Abduct, Accuse, Agree, Approve, Arrest, Attack, Bomb, Cancel, Close, Convict, Coup, Crash,
    Cyber, Death, Deliver, Destroy, Disease, Elect, Expel, Explosion, Fire, Injury, Intrude,
    Launch, Meet, Mobilize, Order, Pollute, Protest, Ram, Ransom, Reject, Release, Request, Resign,
    Sanction, Seize, Threaten, Trade, Withdraw,
};

/// Stems, one or several words, and what they tell of. Longer entries go first where they overlap.
const LEXICON: &[(Kind, &[&str])] = &[
    (
        Attack,
        &[
            "attack",
            "shoot",
            "open fire",
            "fire at",
            "fire on",
            "fire upon",
            "fire a shot",
            "fire into",
            "gunfire",
            "gun fire",
            "shell",
            "bombard",
            "ambush",
            "raid",
            "storm",
            "stab",
            "assault",
            "airstrik",
            "air strik",
            "drone strik",
            "missil",
            "rocket",
            "mortar fire",
            "clash",
            "firefight",
            "tracer",
            "gun battle",
            "round",
            "torpedo",
            "shot",
            "fire warn",
            "fir",
            "fire for",
        ],
    ),
    (Bomb, &["bomb", "mine", "explosiv devise", "car bomb", "grenad"]),
    (
        Death,
        &[
            "kill",
            "slay",
            "death",
            "die",
            "body",
            "casualty",
            "toll",
            "murder",
            "massacr",
            "execut",
            "assassinat",
            "perish",
            "drown",
            "victim",
            "corps",
            "fatal",
            "mortuary",
            "morgue",
        ],
    ),
    (Injury, &["wound", "injur", "injury", "hurt"]),
    (Explosion, &["explosion", "explod", "blast", "blow up", "detonat", "detonation", "go off"]),
    (Fire, &["blaz", "burn down", "fire break out", "wildfire", "arson"]),
    (Crash, &["crash", "collid", "collision", "derail", "capsiz", "run aground", "sink", "wreck"]),
    (Ram, &["ram"]),
    (
        Release,
        &["releas", "free", "liberat", "set free", "let go", "are free", "walk free", "hand over"],
    ),
    (Abduct, &["kidnap", "abduct", "abduction", "hostag", "hijack", "captiv", "take away"]),
    (
        Meet,
        &[
            "meet",
            "talk",
            "negotiat",
            "negotiation",
            "summit",
            "session",
            "sit down",
            "sat down",
            "visit",
            "conferens",
            "dialog",
            "round of",
            "second round",
            "first round",
            "parley",
            "sit across",
        ],
    ),
    (
        Cancel,
        &[
            "call off",
            "cancel",
            "cancellation",
            "scrap",
            "abandon",
            "will not take plas",
            "shelv",
            "will not go",
            "drop plan",
        ],
    ),
    (
        Request,
        &["ask", "request", "appeal", "approach", "seek", "petition", "plea", "turn to", "beg"],
    ),
    (
        Deliver,
        &[
            "deliver",
            "delivery",
            "unload",
            "land",
            "discharg",
            "ship",
            "shipment",
            "supply",
            "suppli",
            "donat",
            "put ashor",
            "transfer",
            "smuggl",
            "carry",
            "send weapon",
            "send arm",
            "aid",
        ],
    ),
    (Seize, &["seiz", "seizur", "confiscat", "impound", "intercept", "board"]),
    (Arrest, &["arrest", "detain", "detention", "custody", "jail", "imprison"]),
    (Expel, &["expel", "expulsion", "deport", "oust", "persona non grata"]),
    (
        Sanction,
        &["sanction", "embargo", "ban", "suspend", "suspension", "cut off", "freez", "blacklist"],
    ),
    (
        Withdraw,
        &[
            "withdraw",
            "withdrew",
            "withdrawal",
            "pull out",
            "pull back",
            "retreat",
            "evacuat",
            "evacuation",
        ],
    ),
    (Resign, &["resign", "resignation", "step down", "quit", "dismiss", "sack", "fire from"]),
    (
        Agree,
        &["sign", "agree", "agreement", "accord", "treaty", "pact", "pledg", "truse", "ceasefir"],
    ),
    (Approve, &["approv", "approval", "ratify", "endors", "recogniz", "vote for", "adopt"]),
    (Reject, &["reject", "rejection", "refus", "refusal", "veto", "turn down", "rebuff"]),
    (
        Accuse,
        &[
            "accus",
            "blam",
            "condemn",
            "indict",
            "su",
            "lawsuit",
            "investigat",
            "investigation",
            "probe",
        ],
    ),
    (Threaten, &["threaten", "threat", "ultimatum"]),
    (
        Protest,
        &[
            "protest",
            "demonstrat",
            "demonstration",
            "riot",
            "rally",
            "walkout",
            "boycott",
            "hunger strik",
        ],
    ),
    (Mobilize, &["mobiliz", "mobilization", "deploy", "deployment", "mass troop", "reinforsement"]),
    (Coup, &["coup", "overthrow", "overthrew", "mutiny", "putsch", "seiz power", "take power"]),
    (
        Intrude,
        &["incursion", "invad", "invasion", "airspas", "cross the border", "border crossing by"],
    ),
    (Cyber, &["hack", "hacker", "cyberattack", "cyber attack", "ransomwar", "malwar"]),
    (
        Pollute,
        &[
            "contaminat",
            "contamination",
            "poison",
            "spill",
            "pollut",
            "pollution",
            "toxic",
            "leak into",
            "lead in",
            "radiation",
        ],
    ),
    (Disease, &["outbreak", "infect", "infection", "epidemic", "cholera", "measl", "virus"]),
    (Ransom, &["ransom"]),
    (Convict, &["convict", "conviction", "sentens", "guilty", "acquit"]),
    (Destroy, &["destroy", "destruction", "demolish", "demolition", "raz", "burn"]),
    (Close, &["clos", "reopen", "shut", "shut down", "closur", "blockad"]),
    (Launch, &["launch", "test fire", "test fir", "satellit"]),
    (
        Trade,
        &[
            "sell",
            "buy",
            "purchas",
            "sal",
            "contract",
            "takeover",
            "merger",
            "acquir",
            "acquisition",
        ],
    ),
    (
        Elect,
        &["elect", "election", "win the vote", "appoint", "appointment", "swear in", "nominat"],
    ),
    (Order, &["order", "instruct", "command", "decre"]),
];

impl Kind {
    /// The PLOVER type; none where PLOVER has none.
    pub(crate) fn plover(self) -> Option<&'static str> {
        Some(match self {
            Attack | Bomb | Ram | Abduct | Destroy => "ASSAULT",
            Release | Withdraw | Resign => "RETREAT",
            Meet => "CONSULT",
            Cancel | Reject => "REJECT",
            Request | Order => "REQUEST",
            Deliver => "AID",
            Seize | Arrest | Cyber | Close | Coup => "COERCE",
            Expel | Sanction | Convict => "SANCTION",
            Agree => "AGREE",
            Approve => "SUPPORT",
            Accuse => "ACCUSE",
            Threaten => "THREATEN",
            Protest => "PROTEST",
            Mobilize | Intrude | Launch => "MOBILIZE",
            Trade => "COOPERATE",
            Death | Injury | Explosion | Fire | Crash | Pollute | Disease | Ransom | Elect => {
                return None;
            }
        })
    }

    /// The kinds that an event of a PLOVER type may be.
    pub(crate) fn is_of(self, plover: &str) -> bool {
        self.plover() == Some(plover)
            || plover == "ASSAULT" && matches!(self, Death | Injury | Explosion)
    }

    /// It is an accusation to say that somebody did it to somebody.
    pub(crate) fn is_hostile(self) -> bool {
        matches!(
            self,
            Attack
                | Bomb
                | Death
                | Injury
                | Ram
                | Abduct
                | Seize
                | Arrest
                | Expel
                | Sanction
                | Accuse
                | Threaten
                | Mobilize
                | Coup
                | Intrude
                | Cyber
                | Pollute
                | Destroy
                | Ransom
                | Convict
        )
    }

    /// What it is to people whom it hits, rather than a deed.
    pub(crate) fn is_toll(self) -> bool {
        matches!(self, Death | Injury)
    }

    /// How much a word of this kind tells what a sentence is about; words of many uses tell less.
    pub(crate) fn weight(self) -> u32 {
        match self {
            Order | Agree | Approve | Close | Launch | Trade | Elect | Accuse => 1,
            Request | Deliver | Sanction | Destroy | Injury | Reject | Threaten | Meet => 2,
            _ => 3,
        }
    }

    /// The broader kind that it belongs to; kinds of one family are compared as one.
    pub(crate) fn family(self) -> Kind {
        match self {
            Injury => Death,
            Ram => Crash,
            other => other,
        }
    }
}

/// A word that tells of a deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Trigger {
    pub kind: Kind,
    /// The first word and the one behind the last.
    pub words: (usize, usize),
    /// It only says which thing or people are meant: "the engineers kidnapped in January".
    pub aside: bool,
    /// A word of negation governs it.
    pub negated: bool,
}

/// The triggers among the words of a sentence, in order.
pub(crate) fn triggers(words: &[Word]) -> Vec<Trigger> {
    let mut found: Vec<Trigger> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match longest(words, at) {
            Some((kind, length)) if !is_other_use(words, at, kind) => {
                found.push(Trigger {
                    kind,
                    words: (at, at + length),
                    aside: is_aside(words, at),
                    negated: is_negated(words, at),
                });
                at += length;
            }
            _ => at += 1,
        }
    }
    found
}

fn longest(words: &[Word], at: usize) -> Option<(Kind, usize)> {
    let mut best: Option<(Kind, usize)> = None;
    for &(kind, entries) in LEXICON {
        for entry in entries {
            let length = entry.split(' ').count();
            let fits = best.is_none_or(|(_, l)| length > l)
                && entry.split(' ').enumerate().all(|(i, part)| {
                    words.get(at + i).is_some_and(|w| w.stem == part || w.low == part)
                });
            if fits {
                best = Some((kind, length));
            }
        }
    }
    best
}

/// Uses of a word of many uses that tell of no deed.
fn is_other_use(words: &[Word], at: usize, kind: Kind) -> bool {
    let word = &*words[at].low;
    let before = at.checked_sub(1).map_or("", |b| &*words[b].low);
    let after = |wanted: &[&str]| words.get(at + 1).is_some_and(|w| wanted.contains(&&*w.low));
    match kind {
        Request => {
            let to_reporters = after(&[
                "not",
                "about",
                "whether",
                "if",
                "reporters",
                "him",
                "her",
                "me",
                "us",
                "what",
                "why",
                "how",
                "when",
                "them",
            ]);
            to_reporters && word.starts_with("ask") || words[at].after_mark && word == "asked"
        }
        Deliver => match word {
            "land" | "ship" | "ships" | "aid" => true,
            "landed" | "carried" | "carry" | "carrying" | "shipped" | "landing" => false,
            _ => false,
        },
        Attack => match word {
            "fire" | "fires" => true && longest(words, at).is_none_or(|(_, length)| length == 1),
            "fired" | "firing" => false,
            "round" => true,
            "rounds" => after(&["of"]),
            "mortar" => false,
            _ => false,
        },
        Meet => match word {
            "talk" | "talked" => before == "to" || after(&["to", "about"]),
            "session" => false,
            "meet" => after(&["demand", "criteria", "needs", "standards"]),
            _ => false,
        },
        Release => {
            matches!(word, "free")
                && !matches!(before, "are" | "is" | "were" | "was" | "been" | "set" | "walk" | "to")
                && words.len() > at + 1
                && before != ""
                && !matches!(before, "gunmen" | "rebels" | "kidnappers" | "captors")
                || word == "hand" && after(&["over"]) && !names_people(words)
                || word == "handed" && after(&["over"]) && !names_people(words)
        }
        Death => {
            matches!(word, "body" | "execution" | "executive" | "executives") && word != "bodies"
        }
        Bomb => word == "mine" || word == "mines" && before == "the",
        Seize => word == "board" || word == "boards",
        Order => !matches!(word, "ordered" | "instructed" | "decreed"),
        Sanction => word == "bank",
        Accuse => word == "sure",
        Destroy | Close | Trade | Approve | Agree => before == "the" && word.ends_with("ing"),
        _ => false,
    }
}

fn names_people(words: &[Word]) -> bool {
    const PEOPLE: &[&str] = &[
        "man", "woman", "hostag", "captiv", "engineer", "prisoner", "soldier", "worker", "people",
        "child", "crew", "nun", "priest", "tourist", "national",
    ];
    words.iter().any(|w| PEOPLE.contains(&&*w.stem))
}

/// A participle behind its noun without a helping verb, or in front of a noun.
fn is_aside(words: &[Word], at: usize) -> bool {
    let word = &words[at];
    if !word.low.ends_with("ed") && !matches!(&*word.low, "shot" | "held" | "taken" | "seized") {
        return false;
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

/// Words that turn what stands behind them into its contrary, within a clause.
pub(crate) const NEGATIONS: &[&str] = &[
    "no", "not", "never", "nobody", "none", "neither", "nor", "nothing", "without", "didn't",
    "don't", "doesn't", "isn't", "wasn't", "weren't", "hasn't", "haven't", "hadn't", "won't",
    "cannot", "can't",
];

fn is_negated(words: &[Word], at: usize) -> bool {
    for back in (at.saturating_sub(7)..at).rev() {
        if words[back + 1].after_mark {
            return false;
        }
        let low = &*words[back].low;
        // "Could not say where": another verb is negated.
        if matches!(
            low,
            "that" | "who" | "which" | "when" | "where" | "but" | "because" | "say" | "said"
        ) {
            return false;
        }
        if NEGATIONS.contains(&low) {
            return !matches!(words[back + 1].low.as_str(), "only" | "just");
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    fn kinds(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let found = triggers(&words(&chars, 0, chars.len()));
        let one = |t: &Trigger| {
            let (aside, not) =
                (if t.aside { "(aside)" } else { "" }, if t.negated { "not " } else { "" });
            format!("{not}{:?}{aside}", t.kind)
        };
        found.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn kinds_by_words() {
        let cases = [
            ("Gunmen opened fire on a patrol and wounded two soldiers", "Attack Injury"),
            ("Two engineers kidnapped in May have been released", "Abduct(aside) Release"),
            ("No ransom was paid", "not Ransom"),
            ("There will be no meeting in Havana", "not Meet"),
            ("The men asked not to be named", ""),
            ("The government has called off the talks", "Cancel Meet"),
            ("No soldier fired a shot at the ford", "not Attack"),
            ("An explosion killed nine people", "Explosion Death"),
        ];
        for (text, expected) in cases {
            assert_eq!(kinds(text), expected, "{text}");
        }
    }
}
