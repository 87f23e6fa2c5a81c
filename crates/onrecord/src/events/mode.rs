//! PLOVER's modes: how a deed is done, read from the trigger and the words of its sentence.
//!
//! The words are those by which the manual's sections describe each mode.

use crate::plover::EventType;
use crate::statements::Article;
use crate::text::TokenId;

/// A mode with the lemmas that mean it: as the trigger itself, or near it.
struct Mode {
    name: &'static str,
    trigger: &'static [&'static str],
    near: &'static [&'static str],
}

/// How many words on either side of the trigger count as near.
const NEAR: u32 = 8;

/// The mode of an event, where its words tell one.
pub(super) fn of(
    article: &Article<'_, '_>,
    kind: EventType,
    token: TokenId,
) -> Option<&'static str> {
    let syntax = article.syntax;
    let lemma = syntax.lemma[token as usize].to_lowercase();
    let modes = modes(kind);
    if let Some(mode) = modes.iter().find(|m| m.trigger.contains(&&*lemma)) {
        return Some(mode.name);
    }
    let sentence = syntax.sentence_of(token);
    let first = token.saturating_sub(NEAR).max(sentence.start);
    let end = (token + 1 + NEAR).min(sentence.end);
    let near: Vec<String> = (first..end).map(|t| syntax.lemma[t as usize].to_lowercase()).collect();
    modes.iter().find(|m| near.iter().any(|w| m.near.contains(&&**w))).map(|m| m.name)
}

fn modes(kind: EventType) -> &'static [Mode] {
    match kind {
        EventType::Consult => CONSULT,
        EventType::Retreat => RETREAT,
        EventType::Request | EventType::Reject => REQUEST,
        EventType::Accuse => ACCUSE,
        EventType::Threaten => THREATEN,
        EventType::Protest => PROTEST,
        EventType::Sanction => SANCTION,
        EventType::Mobilize => MOBILIZE,
        EventType::Coerce => COERCE,
        EventType::Assault => ASSAULT,
        EventType::Agree
        | EventType::Support
        | EventType::Concede
        | EventType::Cooperate
        | EventType::Aid => &[],
    }
}

const CONSULT: &[Mode] = &[
    Mode { name: "visit", trigger: &["visit", "travel", "trip", "arrive", "tour"], near: &[] },
    Mode {
        name: "phone",
        trigger: &["phone", "telephone", "call"],
        near: &["phone", "telephone", "video", "videoconference", "teleconference"],
    },
    Mode {
        name: "third-party",
        trigger: &["mediate", "mediation"],
        near: &["mediator", "mediate", "mediation", "broker"],
    },
    Mode { name: "multilateral", trigger: &["summit"], near: &["summit", "alliance", "assembly"] },
];

const RETREAT: &[Mode] = &[
    Mode {
        name: "withdraw",
        trigger: &[
            "withdraw",
            "withdrawal",
            "leave",
            "retreat",
            "pull",
            "pullout",
            "evacuate",
            "exit",
            "drawdown",
            "redeploy",
        ],
        near: &["withdrawal", "withdraw"],
    },
    Mode { name: "release", trigger: &["release", "free", "exchange", "swap"], near: &[] },
    Mode {
        name: "disarm",
        trigger: &["disarm", "disarmament", "surrender", "demobilize"],
        near: &["disarm"],
    },
    Mode {
        name: "ceasefire",
        trigger: &["ceasefire", "truce", "cease-fire", "armistice"],
        near: &["ceasefire", "truce"],
    },
    Mode {
        name: "resign",
        trigger: &["resign", "resignation", "quit", "step"],
        near: &["resignation"],
    },
    Mode { name: "access", trigger: &["admit", "access"], near: &["observer", "inspector"] },
];

const REQUEST: &[Mode] = &[
    Mode {
        name: "meet",
        trigger: &[],
        near: &["meeting", "meet", "talk", "negotiation", "summit", "dialogue"],
    },
    Mode {
        name: "yield",
        trigger: &[],
        near: &[
            "release",
            "ceasefire",
            "truce",
            "withdraw",
            "withdrawal",
            "end",
            "stop",
            "halt",
            "lift",
            "refrain",
            "curfew",
        ],
    },
    Mode {
        name: "assist",
        trigger: &["appeal"],
        near: &[
            "aid",
            "help",
            "assistance",
            "support",
            "money",
            "fund",
            "weapon",
            "arms",
            "asylum",
            "cooperation",
            "equipment",
            "troop",
        ],
    },
    Mode {
        name: "change",
        trigger: &[],
        near: &[
            "resign",
            "resignation",
            "policy",
            "reform",
            "law",
            "change",
            "government",
            "leader",
            "oust",
            "remove",
            "dismiss",
        ],
    },
];

const ACCUSE: &[Mode] = &[
    Mode {
        name: "investigate",
        trigger: &[
            "investigate",
            "investigation",
            "inquiry",
            "probe",
            "inquest",
            "examine",
            "interrogate",
        ],
        near: &["investigation", "inquiry"],
    },
    Mode {
        name: "allege",
        trigger: &[
            "accuse",
            "accusation",
            "allege",
            "allegation",
            "charge",
            "indict",
            "indictment",
            "sue",
            "lawsuit",
            "trial",
            "prosecute",
            "prosecution",
            "blame",
            "suspect",
            "claim",
        ],
        near: &[],
    },
    Mode {
        name: "disapprove",
        trigger: &[
            "criticise",
            "criticize",
            "criticism",
            "condemn",
            "condemnation",
            "denounce",
            "complain",
            "complaint",
            "oppose",
            "object",
            "objection",
            "decry",
            "rebuke",
            "deplore",
            "slam",
            "attack",
            "describe",
            "protest",
            "lambast",
            "berate",
        ],
        near: &[],
    },
];

const THREATEN: &[Mode] = &[
    Mode {
        name: "violence",
        trigger: &[],
        near: &[
            "attack",
            "strike",
            "war",
            "kill",
            "military",
            "bomb",
            "destroy",
            "force",
            "violence",
            "retaliate",
        ],
    },
    Mode {
        name: "restrict",
        trigger: &[],
        near: &["sanction", "ban", "boycott", "fine", "tariff", "blockade", "restriction"],
    },
    Mode { name: "arrest", trigger: &["warrant"], near: &["warrant", "arrest"] },
    Mode { name: "expel", trigger: &[], near: &["expel", "expulsion"] },
    Mode { name: "relations", trigger: &[], near: &["relation", "ties", "embassy", "ambassador"] },
    Mode { name: "territory", trigger: &[], near: &["territory", "annex", "seize", "control"] },
];

const PROTEST: &[Mode] = &[
    Mode { name: "strike", trigger: &["strike", "walkout"], near: &[] },
    Mode { name: "riot", trigger: &["riot", "rioting"], near: &["riot", "rioter"] },
    Mode { name: "hunger", trigger: &[], near: &["hunger"] },
    Mode { name: "boycott", trigger: &["boycott"], near: &[] },
    Mode { name: "obstruct", trigger: &["block", "blockade", "obstruct"], near: &[] },
    Mode { name: "vandalize", trigger: &["vandalise", "vandalize", "deface"], near: &[] },
    Mode {
        name: "demo",
        trigger: &[
            "protest",
            "demonstrate",
            "demonstration",
            "rally",
            "march",
            "demo",
            "gather",
            "vigil",
        ],
        near: &["rally", "demonstration"],
    },
];

const SANCTION: &[Mode] = &[
    Mode {
        name: "convict",
        trigger: &["convict", "conviction", "sentence", "guilty", "rule", "ruling", "verdict"],
        near: &["guilty", "convict"],
    },
    Mode {
        name: "expel",
        trigger: &[
            "expel",
            "expulsion",
            "displace",
            "displacement",
            "flee",
            "oust",
            "suspend",
            "suspension",
            "fire",
            "dismiss",
            "sack",
            "drive",
        ],
        near: &[],
    },
    Mode { name: "withdraw", trigger: &["withdraw", "withdrawal", "quit", "leave"], near: &[] },
    Mode {
        name: "discontinue",
        trigger: &[
            "sanction", "embargo", "cut", "end", "halt", "freeze", "sever", "stop", "unravel",
            "cancel", "block", "measure", "strip",
        ],
        near: &["sanction", "embargo"],
    },
];

const MOBILIZE: &[Mode] = &[
    Mode { name: "police", trigger: &[], near: &["police", "officer"] },
    Mode { name: "militia", trigger: &[], near: &["militia", "rebel", "fighter", "militant"] },
    Mode {
        name: "weapons",
        trigger: &[],
        near: &[
            "ship", "warship", "missile", "tank", "aircraft", "weapon", "vehicle", "jet", "drone",
        ],
    },
    Mode {
        name: "troops",
        trigger: &[],
        near: &["troop", "soldier", "force", "army", "military", "reinforcement"],
    },
];

const COERCE: &[Mode] = &[
    Mode {
        name: "arrest",
        trigger: &[
            "arrest",
            "detain",
            "detention",
            "imprison",
            "imprisonment",
            "jail",
            "custody",
            "hold",
            "capture",
        ],
        near: &[],
    },
    Mode { name: "deport", trigger: &["deport", "deportation", "extradite"], near: &[] },
    Mode {
        name: "seize",
        trigger: &[
            "seize",
            "seizure",
            "raid",
            "search",
            "confiscate",
            "occupy",
            "occupation",
            "take",
            "capture",
            "annex",
            "annexation",
        ],
        near: &[],
    },
    Mode { name: "curfew", trigger: &["curfew"], near: &["curfew"] },
    Mode { name: "censor", trigger: &["censor", "censorship"], near: &["censor"] },
    Mode { name: "martial-law", trigger: &[], near: &["martial"] },
    Mode {
        name: "misinformation",
        trigger: &["disinformation", "misinformation", "propaganda"],
        near: &["disinformation", "misinformation", "propaganda"],
    },
    Mode {
        name: "cyber",
        trigger: &["hack", "cyberattack"],
        near: &["hacker", "cyber", "cyberattack"],
    },
    Mode { name: "withhold", trigger: &["withhold"], near: &["electricity", "internet"] },
    Mode {
        name: "restrict",
        trigger: &[
            "restrict",
            "restriction",
            "ban",
            "blockade",
            "siege",
            "besiege",
            "surround",
            "encircle",
            "block",
            "revoke",
            "strip",
        ],
        near: &[],
    },
];

const ASSAULT: &[Mode] = &[
    Mode { name: "suicide-attack", trigger: &[], near: &["suicide"] },
    Mode { name: "drone", trigger: &["drone"], near: &["drone"] },
    Mode {
        name: "aerial",
        trigger: &["airstrike", "air-strike", "bomb", "bombing"],
        near: &["airstrike", "air", "aerial", "warplane", "jet", "plane", "raf"],
    },
    Mode {
        name: "unconventional",
        trigger: &["gas"],
        near: &["chemical", "chlorine", "sarin", "nerve", "biological", "nuclear"],
    },
    Mode { name: "crowd-control", trigger: &[], near: &["teargas", "tear", "cannon"] },
    Mode {
        name: "explosives",
        trigger: &["detonate", "explode", "explosion"],
        near: &["explosive", "mine", "ied", "grenade"],
    },
    Mode {
        name: "heavy-weapons",
        trigger: &["shell", "shelling", "bombard", "bombardment"],
        near: &["artillery", "rocket", "missile", "tank", "shell", "mortar", "shelling"],
    },
    Mode {
        name: "firearms",
        trigger: &["shoot", "shooting", "gun"],
        near: &["gunman", "gun", "gunmen", "rifle", "shoot", "gunfire", "sniper"],
    },
    Mode {
        name: "primitive",
        trigger: &["stab", "stabbing", "behead", "beheading"],
        near: &["knife", "stone", "machete", "sword"],
    },
    Mode { name: "torture", trigger: &["torture", "abuse"], near: &["torture"] },
    Mode { name: "sexual", trigger: &["rape"], near: &["sexual", "rape", "sexually"] },
    Mode {
        name: "abduct",
        trigger: &["abduct", "abduction", "kidnap", "kidnapping", "hijack", "capture", "enslave"],
        near: &["hostage"],
    },
    Mode { name: "beat", trigger: &["beat", "beating"], near: &[] },
    Mode {
        name: "targeted",
        trigger: &[
            "execute",
            "execution",
            "assassinate",
            "assassination",
            "massacre",
            "murder",
            "slaughter",
        ],
        near: &[],
    },
    Mode {
        name: "destroy",
        trigger: &["destroy", "destruction", "demolish", "burn", "raze"],
        near: &[],
    },
];
