//! What sort of deed words tell of: coarse kinds, by which propositions are compared.
//!
//! The event layer of a report knows PLOVER's sixteen types and finds its events by the model. Here the
//! question is another one: do two sentences of two articles speak of the same kind of thing? For
//! that, kinds are finer (a release is no withdrawal), go beyond PLOVER (accidents, tolls, ransoms),
//! and are found by the words alone, as news repeats them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::days::weekday;
use crate::words::{Word, is_stop, stem};

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
    Loot,
    Question,
    Mediate,
    Fraud,
    Owe,
    Collapse,
    Search,
    Trial,
    Beat,
    Smuggle,
    /// A deed that the lexicon doesn't know: what it is, its words tell.
    Other,
}

use Kind::{
    Abduct, Accuse, Agree, Approve, Arrest, Attack, Beat, Bomb, Cancel, Close, Collapse, Convict,
    Coup, Crash, Cyber, Death, Deliver, Destroy, Disease, Elect, Expel, Explosion, Fire, Fraud,
    Injury, Intrude, Launch, Loot, Mediate, Meet, Mobilize, Order, Other, Owe, Pollute, Protest,
    Question, Ransom, Reject, Release, Request, Resign, Sanction, Search, Seize, Smuggle, Threaten,
    Trade, Trial, Withdraw,
};

/// Words and phrases, and what they tell of; compared by their stems. The longest that fits is taken; `_` stands
/// for up to seven words of one clause.
const LEXICON: &[(Kind, &[&str])] = &[
    (
        Attack,
        &[
            "attack",
            "shoot",
            "shooting",
            "open fire",
            "opening fire",
            "fire",
            "gunfire",
            "shelling",
            "bombard",
            "bombardment",
            "ambush",
            "raid",
            "storm",
            "stab",
            "assault",
            "airstrike",
            "air strike",
            "drone strike",
            "missile strike",
            "rocket fire",
            "mortar fire",
            "clash",
            "firefight",
            "tracer",
            "gun battle",
            "torpedo",
            "shot",
            "shots",
            "begin shooting",
            "rocket attack",
            "come under fire",
            "rounds came",
            "execute",
            "execution",
            "lynch",
            "behead",
            "strafe",
            "fire rockets",
            "fired rockets",
            "rockets hit",
            "hit by rockets",
            "missiles hit",
            "hit by a missile",
            "fired on",
            "strike on",
            "strikes on",
            "gun down",
            "discharged their weapons",
            "discharge their weapons",
            "discharged his weapon",
            "discharge of weapons",
            "discharge of firearms",
            "shot into the air",
            "fire into the air",
            "fired into the air",
            "drone attack",
            "hit by drones",
            "hit by a drone",
            "fire at",
            "opened up on",
            "take a shot",
            "pelt with",
            "set upon",
            "knife attack",
            "gun attack",
            "bomb attack",
        ],
    ),
    (Bomb, &["bomb", "bombing", "explosive device", "car bomb", "grenade", "landmine"]),
    (
        Death,
        &[
            "kill",
            "killing",
            "slay",
            "death",
            "die",
            "bodies",
            "casualty",
            "toll",
            "murder",
            "massacre",
            "assassinate",
            "perish",
            "drown",
            "victim",
            "corpse",
            "fatal",
            "lost their lives",
            "lost his life",
            "lost her life",
            "lose their lives",
            "claim the lives",
            "claimed the lives",
            "lost their life",
            "shot dead",
            "put to death",
        ],
    ),
    (Injury, &["wound", "injure", "injury", "hurt"]),
    (Explosion, &["explosion", "explode", "blast", "blow up", "detonate", "detonation", "go off"]),
    (
        Fire,
        &[
            "blaze",
            "burn down",
            "fire broke out",
            "wildfire",
            "arson",
            "caught fire",
            "set fire",
            "set _ on fire",
            "set alight",
            "set _ alight",
            "set ablaze",
            "set _ ablaze",
            "in flames",
            "alight",
            "ablaze",
            "engulfed",
            "inferno",
            "went up in smoke",
        ],
    ),
    (
        Crash,
        &[
            "crash",
            "collide",
            "collision",
            "derail",
            "capsize",
            "run aground",
            "sink",
            "ram",
            "rams",
            "smash into",
            "ran into",
            "run into",
            "slam into",
            "plough into",
            "ran aground",
            "go down off",
            "keel over",
            "veer off",
        ],
    ),
    (
        Release,
        &[
            "release",
            "free",
            "liberate",
            "set free",
            "let go",
            "let _ go",
            "walk free",
            "hand over",
            "turned over",
            "handover",
            "walk out of",
            "exchange",
            "swap",
            "sent home",
            "change hands",
            "out of prison",
            "out of jail",
            "back with their families",
            "allowed to go home",
        ],
    ),
    (
        Abduct,
        &[
            "kidnap",
            "abduct",
            "abduction",
            "hijack",
            "take hostage",
            "snatch",
            "carry off",
            "carried off",
            "bundled into",
            "shoved into",
            "forced into a car",
            "dragged into",
            "take captive",
            "taken captive",
            "held hostage",
            "hold hostage",
            "seized at gunpoint",
        ],
    ),
    (
        Meet,
        &[
            "meet",
            "meeting",
            "talks",
            "negotiate",
            "negotiation",
            "summit",
            "session",
            "sit down",
            "sat down",
            "visit",
            "conference",
            "round",
            "parley",
            "encounter",
            "hold consultations",
            "face to face",
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
            "will not take place",
            "shelve",
            "will not go",
            "drop plans",
            "not take place",
            "will not be held",
            "postpone",
            "scuttle",
            "scupper",
            "postponement",
            "pull out of the",
            "will not attend",
            "has been dropped",
        ],
    ),
    (
        Request,
        &[
            "ask", "request", "appeal", "approach", "seek", "petition", "plea", "beg", "demand",
            "urge", "call on", "implore", "entreat",
        ],
    ),
    (
        Deliver,
        &[
            "deliver",
            "delivery",
            "unload",
            "landed",
            "discharge",
            "shipment",
            "supply",
            "donate",
            "put ashore",
            "transfer",
            "carried",
            "send weapons",
            "offload",
        ],
    ),
    (
        Seize,
        &[
            "seize",
            "seizure",
            "confiscate",
            "impound",
            "intercept",
            "boarded",
            "capture",
            "commandeer",
            "requisition",
            "take possession",
            "took possession",
            "take over the ship",
            "taken over by armed",
            "boarding party",
            "take into port",
            "bring _ into port",
            "escorted into port",
            "force _ into port",
            "board the",
            "board her",
            "board his",
            "boarded by",
            "take control of the ship",
            "sequester",
            "take the ship",
        ],
    ),
    (
        Arrest,
        &[
            "arrest",
            "detain",
            "detention",
            "custody",
            "jail",
            "imprison",
            "handcuff",
            "behind bars",
            "led away",
            "in a cell",
            "police cell",
            "taken away",
            "picked up",
            "apprehend",
            "lock up",
            "locked up",
            "take into custody",
            "round up",
            "rounded up",
            "haul off",
            "hauled off",
            "haul _ off",
            "haul away",
            "haul _ away",
            "take _ away",
            "taken by police",
            "taken from his home",
            "taken from her home",
            "taken from his house",
            "taken from her house",
            "take _ from his home",
            "take _ from her home",
            "take _ from his house",
            "take _ from her house",
            "march _ off",
            "marched off",
            "led off",
            "put in handcuffs",
            "held in a cell",
            "in the hands of the police",
            "brought in for questioning",
            "thrown into prison",
            "put in prison",
        ],
    ),
    (
        Expel,
        &[
            "expel",
            "expulsion",
            "deport",
            "oust",
            "persona non grata",
            "throw out",
            "kick out",
            "sent packing",
            "leave the country",
            "eject",
            "banish",
            "banishment",
            "evict",
            "eviction",
            "non gratae",
            "non grata",
            "throw _ out of",
            "kick _ out",
            "send _ packing",
            "send _ home from",
            "turfed out",
            "turf _ out",
            "boot _ out",
            "drive _ out of",
            "force _ out of",
            "order to leave",
            "order _ to leave",
            "order out",
            "order _ out",
            "order _ to go",
            "tell to leave",
            "tell _ to leave",
            "told to go",
            "tell to pack",
            "told to pack",
            "ask to leave",
            "ask _ to leave",
            "request to leave",
            "request _ to leave",
            "request _ leave the territory",
            "must leave the country",
            "leave the territory",
            "given _ to leave",
            "give _ to leave",
            "shown the door",
            "show _ the door",
            "pack your bags",
            "pack their bags",
            "pack his bags",
            "pack her bags",
            "out of the country within",
            "declared unwelcome",
            "unwelcome person",
            "removed from the country",
        ],
    ),
    (
        Sanction,
        &[
            "sanction",
            "embargo",
            "ban",
            "suspend",
            "suspension",
            "cut off",
            "freeze",
            "blacklist",
            "switch off",
            "turn off",
            "power cut",
            "halve",
        ],
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
            "evacuate",
            "evacuation",
            "pull _ out",
            "pulled out",
            "pull _ back",
            "end the presence",
            "end the mission",
            "end its mission",
            "end its presence",
            "withdrawn",
        ],
    ),
    (
        Resign,
        &[
            "resign",
            "resignation",
            "step down",
            "quit",
            "sack",
            "left office",
            "leave office",
            "gave up his post",
            "gave up her post",
            "give up his post",
            "give up her post",
            "stood down",
            "stand down",
            "relinquish",
            "hand in his notice",
            "handed in his notice",
            "surrendered his post",
            "surrendered her post",
            "lay down his office",
            "lay down her office",
            "lay down the post",
            "lay down his post",
            "lay down her post",
            "lay down _ post",
            "lay down his command",
            "gave up the post",
            "give up the post",
            "vacate",
            "bow out",
            "tender his resignation",
            "tender her resignation",
            "relieve of his",
            "relieve of her",
            "relieve _ of his",
            "relieve _ of her",
            "removed from office",
            "remove _ from office",
            "removed from his post",
            "removed from her post",
            "dismissed from",
            "dismiss _ from",
            "leave his post",
            "leave her post",
            "left his post",
            "left her post",
            "clear his desk",
            "clear her desk",
            "cleared his desk",
            "cleared her desk",
            "stands down",
            "steps aside",
            "step aside",
            "stepped aside",
        ],
    ),
    (
        Agree,
        &["sign", "agree", "agreement", "accord", "treaty", "pact", "pledge", "truce", "ceasefire"],
    ),
    (Approve, &["approve", "approval", "ratify", "endorse", "recognise", "vote for"]),
    (Reject, &["reject", "rejection", "refuse", "refusal", "veto", "turn down", "rebuff"]),
    (
        Accuse,
        &[
            "accuse",
            "blame",
            "condemn",
            "indict",
            "sue",
            "lawsuit",
            "investigate",
            "investigation",
            "probe",
        ],
    ),
    (Threaten, &["threaten", "threat", "ultimatum"]),
    (
        Protest,
        &[
            "protest",
            "demonstrate",
            "demonstration",
            "riot",
            "rally",
            "walkout",
            "boycott",
            "hunger strike",
            "on strike",
            "general strike",
            "strike over",
        ],
    ),
    (
        Mobilize,
        &[
            "mobilise",
            "mobilisation",
            "deploy",
            "deployment",
            "reinforcements",
            "military exercise",
            "firing exercise",
            "live fire exercise",
            "manoeuvres",
            "troop movements",
        ],
    ),
    (
        Coup,
        &[
            "coup",
            "overthrow",
            "overthrew",
            "mutiny",
            "putsch",
            "seize power",
            "take power",
            "topple",
            "seizure of power",
            "insurrection",
        ],
    ),
    (Intrude, &["incursion", "invade", "invasion", "airspace"]),
    (Cyber, &["hack", "cyberattack", "cyber attack", "ransomware", "malware"]),
    (
        Pollute,
        &[
            "contaminate",
            "contamination",
            "poison",
            "spill",
            "pollute",
            "pollution",
            "toxic",
            "radiation",
        ],
    ),
    (Disease, &["outbreak", "infect", "infection", "epidemic", "cholera", "measles", "virus"]),
    (Ransom, &["ransom"]),
    (
        Convict,
        &["convict", "conviction", "sentence", "guilty", "acquit", "jailed for", "found guilty"],
    ),
    (
        Destroy,
        &[
            "destroy",
            "destruction",
            "demolish",
            "demolition",
            "raze",
            "level to the ground",
            "flatten",
            "wreck",
        ],
    ),
    (Close, &["reopen", "shut down", "closure", "blockade"]),
    (Launch, &["launch", "test fire", "satellite"]),
    (Trade, &["sell", "buy", "purchase", "takeover", "merger", "acquire", "acquisition"]),
    (Elect, &["elect", "election", "appoint", "appointment", "swear in", "nominate"]),
    (Order, &["ordered", "instruct", "decree"]),
    (
        Loot,
        &[
            "loot",
            "plunder",
            "rob",
            "robbery",
            "pillage",
            "ransack",
            "steal",
            "stole",
            "stolen",
            "theft",
            "burgle",
            "burglary",
            "make off with",
            "made off with",
        ],
    ),
    (
        Question,
        &["questioned", "questioning", "interrogate", "interrogation", "question by police"],
    ),
    (Mediate, &["mediate", "mediation", "mediator", "broker", "go between"]),
    (
        Fraud,
        &[
            "bribe",
            "bribery",
            "kickback",
            "pay off",
            "paid off",
            "embezzle",
            "embezzlement",
            "forge",
            "forgery",
            "falsify",
            "falsification",
            "rig",
            "tamper",
            "fraud",
            "counterfeit",
        ],
    ),
    (Owe, &["owe", "debt", "arrears", "unpaid"]),
    (
        Search,
        &[
            "searched",
            "search",
            "search of the",
            "search the",
            "house search",
            "turn _ upside down",
            "comb through",
        ],
    ),
    (
        Trial,
        &[
            "trial",
            "stand trial",
            "hearing",
            "appear in court",
            "appear before",
            "appeared in court",
            "appeared before",
            "bring before",
            "bring _ before",
            "led into the court",
            "in the dock",
            "up before",
            "before the court",
            "before this court",
            "before a judge",
            "before a court",
            "arraign",
            "arraignment",
        ],
    ),
    (
        Beat,
        &[
            "beat",
            "beaten",
            "beating",
            "thrash",
            "flog",
            "whip",
            "torture",
            "mistreat",
            "mistreatment",
            "maltreat",
            "ill treat",
            "ill treatment",
            "rough up",
            "roughed up",
            "manhandle",
            "kick and punch",
        ],
    ),
    (Smuggle, &["smuggle", "contraband", "traffic in"]),
    (Collapse, &["collapse", "cave in", "roof fall", "rock fall", "landslide", "avalanche"]),
];

/// A phrase as stems, and what it tells of.
type Entry = (Kind, Vec<String>);

/// The entries under the stem of their first word.
static ENTRIES: LazyLock<BTreeMap<String, Vec<Entry>>> = LazyLock::new(|| {
    let mut entries: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for &(kind, phrases) in LEXICON {
        for phrase in phrases {
            let stems: Vec<String> = phrase.split(' ').map(stem).collect();
            entries.entry(stems[0].clone()).or_default().push((kind, stems));
        }
    }
    entries
});

/// A word that tells of a deed by itself, whatever the deed.
pub(crate) fn is_deed_word(stem: &str) -> bool {
    ENTRIES.get(stem).is_some_and(|entries| entries.iter().any(|(_, stems)| stems.len() == 1))
}

impl Kind {
    /// The PLOVER type; none where PLOVER has none.
    pub(crate) fn plover(self) -> Option<&'static str> {
        Some(match self {
            Attack | Bomb | Abduct | Destroy | Beat => "ASSAULT",
            Release | Withdraw | Resign => "RETREAT",
            Meet | Mediate => "CONSULT",
            Cancel | Reject => "REJECT",
            Request | Order => "REQUEST",
            Deliver => "AID",
            Seize | Arrest | Cyber | Close | Coup | Loot | Search => "COERCE",
            Expel | Sanction | Convict => "SANCTION",
            Agree => "AGREE",
            Approve => "SUPPORT",
            Accuse | Question | Trial => "ACCUSE",
            Threaten => "THREATEN",
            Protest => "PROTEST",
            Mobilize | Intrude | Launch => "MOBILIZE",
            Trade => "COOPERATE",
            Death | Injury | Explosion | Fire | Crash | Pollute | Disease | Ransom | Elect
            | Fraud | Owe | Collapse | Smuggle | Other => {
                return None;
            }
        })
    }

    /// The kinds that an event of a PLOVER type may be.
    pub(crate) fn is_of(self, plover: &str) -> bool {
        self.plover() == Some(plover)
            || plover == "ASSAULT" && matches!(self, Death | Injury | Explosion)
    }

    /// The kind that an event of a PLOVER type most often is.
    pub(crate) fn of_event(plover: &str) -> Option<Kind> {
        Some(match plover {
            "AGREE" => Agree,
            "CONSULT" => Meet,
            "SUPPORT" => Approve,
            "COOPERATE" => Trade,
            "AID" => Deliver,
            "RETREAT" => Withdraw,
            "REQUEST" => Request,
            "ACCUSE" => Accuse,
            "REJECT" => Reject,
            "THREATEN" => Threaten,
            "PROTEST" => Protest,
            "SANCTION" => Sanction,
            "MOBILIZE" => Mobilize,
            "COERCE" => Arrest,
            "ASSAULT" => Attack,
            _ => return None,
        })
    }

    /// It is an accusation to say that somebody did it to somebody.
    pub(crate) fn is_hostile(self) -> bool {
        matches!(
            self,
            Attack
                | Bomb
                | Death
                | Injury
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
                | Loot
                | Question
                | Fraud
                | Search
                | Beat
                | Smuggle
        )
    }

    /// Few articles of a week tell of one, so that two of the same names may well be one, whatever the words.
    pub(crate) fn is_rare(self) -> bool {
        matches!(
            self,
            Cancel
                | Release
                | Abduct
                | Crash
                | Coup
                | Resign
                | Expel
                | Explosion
                | Ransom
                | Pollute
                | Disease
                | Bomb
                | Fire
                | Loot
                | Collapse
        )
    }

    /// Something befell somebody: two articles that share a rare name hardly tell of two.
    pub(crate) fn is_incident(self) -> bool {
        self.is_rare()
            || matches!(
                self,
                Attack
                    | Death
                    | Injury
                    | Arrest
                    | Seize
                    | Destroy
                    | Question
                    | Mediate
                    | Fraud
                    | Convict
                    | Owe
                    | Search
                    | Trial
                    | Beat
                    | Smuggle
            )
    }

    /// Deeds of war: where there is one, there are many in the same weeks at the same places.
    pub(crate) fn is_of_war(self) -> bool {
        matches!(self, Attack | Death | Injury)
    }

    /// It is announced before it is held.
    pub(crate) fn is_plan(self) -> bool {
        matches!(self, Meet | Trial)
    }

    /// Who stood by has seen it, whatever he says of it.
    pub(crate) fn is_seen(self) -> bool {
        !matches!(
            self,
            Beat | Arrest | Resign | Request | Expel | Agree | Trial | Sanction | Convict | Fraud
        )
    }

    /// Who does it knows to how many.
    pub(crate) fn is_counted(self) -> bool {
        matches!(
            self,
            Expel | Arrest | Seize | Release | Abduct | Deliver | Withdraw | Convict | Sanction
        )
    }

    /// What the bodies of a state do by its law.
    pub(crate) fn is_law(self) -> bool {
        matches!(self, Seize | Arrest | Expel | Sanction)
    }

    /// What it is to people whom it hits, rather than a deed.
    pub(crate) fn is_toll(self) -> bool {
        matches!(self, Death | Injury)
    }

    /// How much a word of this kind tells what a sentence is about; words of many uses tell less.
    pub(crate) fn weight(self) -> u32 {
        match self {
            Other => 0,
            Order | Agree | Approve | Close | Launch | Trade | Elect | Accuse => 1,
            Request | Deliver | Sanction | Destroy | Injury | Reject | Threaten | Meet => 2,
            _ => 3,
        }
    }

    /// Two articles may call one deed by either: a seizure by the one is an arrest to the other, a blast one's
    /// bomb, a shooting the other's dead.
    pub(crate) fn is_near(self, other: Kind) -> bool {
        const NEAR: &[&[Kind]] = &[
            &[Attack, Death, Injury, Explosion, Destroy],
            &[Bomb, Attack, Death, Injury],
            &[Explosion, Fire, Death, Injury],
            &[Crash, Death, Injury],
            &[Collapse, Death, Injury],
            &[Crash, Attack],
            &[Seize, Arrest, Abduct],
            &[Arrest, Question],
            &[Seize, Loot],
            &[Loot, Attack],
            &[Search, Seize, Loot],
            &[Beat, Attack, Injury],
            &[Smuggle, Deliver],
            &[Fire, Attack, Destroy],
            &[Fire, Bomb],
            &[Expel, Order],
            &[Release, Withdraw],
            &[Coup, Mobilize],
            &[Intrude, Attack, Mobilize],
            &[Expel, Sanction],
            &[Order, Sanction, Close, Deliver],
            &[Order, Request],
            &[Fraud, Accuse],
            &[Withdraw, Resign],
            &[Agree, Approve],
            &[Agree, Trade],
            &[Deliver, Trade],
        ];
        self == other || NEAR.iter().any(|n| n.contains(&self) && n.contains(&other))
    }

    /// Words of this kind tell of what came of a deed of the other: the dead of an attack.
    pub(crate) fn comes_of(self, deed: Kind) -> bool {
        self == Fire && matches!(deed, Attack | Bomb | Explosion)
            || matches!(self, Death | Injury | Destroy)
                && matches!(
                    deed,
                    Attack
                        | Bomb
                        | Explosion
                        | Fire
                        | Crash
                        | Collapse
                        | Pollute
                        | Disease
                        | Protest
                        | Coup
                        | Death
                        | Injury
                        | Intrude
                )
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
    /// The report's event says so, no word of the lexicon.
    pub by_event: bool,
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
                    aside: is_aside(words, at) || kind == Agree && is_broken(words, at),
                    negated: is_negated(words, at),
                    by_event: false,
                });
                at += length;
            }
            _ => {
                if let Some(kind) = in_company(words, at) {
                    found.push(Trigger {
                        kind,
                        words: (at, at + 1),
                        aside: false,
                        negated: is_negated(words, at),
                        by_event: false,
                    });
                }
                at += 1;
            }
        }
    }
    asked_for(words, &mut found);
    found
}

/// The verb of words that tell of something the lexicon doesn't know; none where they tell of nothing: what is told has
/// a verb of the past, a subject and other words beside it.
pub(crate) fn open_verb(words: &[Word], (from, to): (usize, usize)) -> Option<Trigger> {
    let part = &words[from..to];
    let content = part.iter().filter(|w| !is_stop(&w.low) && w.low.chars().count() > 3).count();
    if content < 4 {
        return None;
    }
    let at = (from..to).find(|&at| at > from && is_past(&words[at]))?;
    Some(Trigger {
        kind: Other,
        words: (at, at + 1),
        aside: false,
        negated: is_negated(words, at),
        by_event: false,
    })
}

/// The verb that a clause has its subject in front of, as far as its form tells.
pub(crate) fn is_finite(word: &Word) -> bool {
    is_past(word)
        || matches!(&*word.low, "is" | "are" | "will" | "would" | "does" | "did" | "could")
}

/// A verb in a tense of the past, or an auxiliary in front of one.
fn is_past(word: &Word) -> bool {
    const IRREGULAR: &[&str] = &[
        "has", "have", "had", "was", "were", "been", "came", "went", "took", "gave", "left", "ran",
        "fell", "hit", "struck", "broke", "brought", "bought", "sold", "sent", "met", "made",
        "lost", "held", "kept", "drove", "flew", "sank", "saw", "shot", "sought", "stole",
        "taught", "threw", "won", "wrote", "began", "blew", "built", "burnt", "caught", "chose",
        "cut", "dug", "drew", "fled", "fought", "found", "froze", "got", "grew", "hid", "hung",
        "knew", "laid", "led", "let", "lit", "paid", "put", "quit", "rang", "rode", "rose", "sat",
        "set", "shook", "shut", "spent", "spoke", "stood", "stuck", "swore", "tore", "woke",
        "wore", "withdrew",
    ];
    let regular = word.low.ends_with("ed") && word.low.chars().count() > 4;
    !word.upper && (regular || IRREGULAR.contains(&&*word.low))
}

/// "Demanded that he resign", "asked them to withdraw": what is only asked for has not been done.
fn asked_for(words: &[Word], found: &mut [Trigger]) {
    for at in 0..found.len() {
        let asks = found[at];
        if asks.kind != Request || asks.aside {
            continue;
        }
        for behind in found.iter_mut().skip(at + 1).filter(|t| t.words.0 < asks.words.1 + 10) {
            let between = &words[asks.words.1..behind.words.0];
            let bound = between.iter().any(|w| matches!(&*w.low, "to" | "that" | "for"))
                || between.iter().all(|w| is_stop(&w.low));
            let apart = between
                .iter()
                .any(|w| matches!(&*w.low, "and" | "but" | "after" | "because" | "when"));
            behind.aside |= bound && !apart && behind.kind != Request;
        }
    }
}

fn longest(words: &[Word], at: usize) -> Option<(Kind, usize)> {
    let entries = ENTRIES.get(&words[at].stem)?;
    entries
        .iter()
        .filter_map(|(kind, stems)| Some((stems.len(), *kind, covered(words, at, stems)?)))
        .max_by_key(|e| e.0)
        .map(|(_, kind, length)| (kind, length))
}

/// How many words a phrase covers here; of one with a gap, what stands before the gap.
fn covered(words: &[Word], at: usize, stems: &[String]) -> Option<usize> {
    let gap = stems.iter().position(|s| s == "_");
    let (head, tail) = stems.split_at(gap.unwrap_or(stems.len()));
    let fits = |from: usize, stems: &[String]| {
        stems
            .iter()
            .enumerate()
            .all(|(i, part)| words.get(from + i).is_some_and(|w| w.stem == *part))
    };
    if !fits(at, head) {
        return None;
    }
    let Some(tail) = tail.get(1..) else { return Some(stems.len()) };
    let behind = at + head.len();
    let clause = words.get(behind..)?.iter().take(8).take_while(|w| {
        !w.after_mark
            && !matches!(&*w.low, "that" | "which" | "who" | "and" | "but" | "when" | "as")
    });
    (behind..behind + clause.count()).any(|from| fits(from, tail)).then_some(head.len())
}

/// A word of many uses, what it tells of, and the stems of which one beside it says that it does.
const IN_COMPANY: &[(Kind, &[&str], &[&str])] = &[
    (
        Attack,
        &["strike", "strikes", "struck", "hit", "hits", "hitting", "striking"],
        &[
            "dron",
            "missil",
            "rocket",
            "warplan",
            "aircraft",
            "artillery",
            "mortar",
            "helicopter",
            "torpedo",
            "airstrike",
            "bombard",
            "jet",
        ],
    ),
    (
        Fire,
        &["burn", "burns", "burned", "burnt", "burning"],
        &[
            "depot", "build", "house", "hous", "tank", "factory", "smok", "flame", "forest",
            "ship", "vehicl", "warehous", "village", "villag", "fire", "fir", "port", "hangar",
            "market", "oil",
        ],
    ),
    (
        Deliver,
        &["pay", "pays", "paid", "paying", "payment", "payments", "wired", "sent", "moved"],
        &["euro", "dollar", "money", "cash", "bank", "account", "cent", "franc", "bribe", "brib"],
    ),
    (
        Withdraw,
        &[
            "leave",
            "leaves",
            "leaving",
            "home",
            "departure",
            "depart",
            "departing",
            "quit",
            "quits",
            "quitting",
        ],
        &["soldier", "troop", "battalion", "contingent", "garrison", "regiment", "peacekeeper"],
    ),
];

/// What a word of many uses tells of by those beside it.
fn in_company(words: &[Word], at: usize) -> Option<Kind> {
    let low = &*words[at].low;
    let has = |company: &[&str]| words.iter().any(|w| company.contains(&&*w.stem));
    let found = IN_COMPANY.iter().find(|(_, forms, company)| forms.contains(&low) && has(company));
    found
        .map(|e| e.0)
        .or_else(|| takes_somebody(words, at).then_some(Arrest))
        .or_else(|| is_a_fire(words, at).then_some(Fire))
        .or_else(|| dismisses(words, at).then_some(Resign))
}

/// "Has dismissed her minister", "I have not been dismissed": of people, and no claim or case is dismissed.
fn dismisses(words: &[Word], at: usize) -> bool {
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
fn is_a_fire(words: &[Word], at: usize) -> bool {
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
fn takes_somebody(words: &[Word], at: usize) -> bool {
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
fn is_other_use(words: &[Word], at: usize, kind: Kind) -> bool {
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
fn is_aside(words: &[Word], at: usize) -> bool {
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
fn is_broken(words: &[Word], at: usize) -> bool {
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

/// The first word behind the mark before a word.
pub(crate) fn clause_start(words: &[Word], at: usize) -> usize {
    words[..=at].iter().rposition(|w| w.after_mark).unwrap_or(0)
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
            ("No soldier fired a shot at the ford", "not Attack not Attack"),
            ("An explosion killed nine people", "Explosion Death"),
            ("The bank is on the sanctions list", "Sanction(aside)"),
            ("Rebels fired on a post in violation of the ceasefire", "Attack Agree(aside)"),
            (
                "A group whose men are accused of murder was paid in cash",
                "Accuse(aside) Death(aside) Deliver",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(kinds(text), expected, "{text}");
        }
    }
}
