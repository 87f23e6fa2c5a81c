//! What sort of deed words tell of: coarse kinds, by which propositions are compared.
//!
//! The event layer of a report knows PLOVER's sixteen types and finds its events by the model. Here the
//! question is another one: do two sentences of two articles speak of the same kind of thing? For
//! that, kinds are finer (a release is no withdrawal), go beyond PLOVER (accidents, tolls, ransoms),
//! and are found by the words alone, as news repeats them.

mod guards;
mod lexicon;

use serde::{Deserialize, Serialize};

use crate::words::{Word, is_stop};
pub(crate) use guards::is_negated;
use guards::{is_aside, is_broken, is_other_use};
pub(crate) use lexicon::is_deed_word;
use lexicon::{in_company, longest};

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

impl Kind {
    /// In their order.
    pub(crate) const ALL: [Self; 50] = [
        Attack, Bomb, Death, Injury, Explosion, Fire, Crash, Release, Abduct, Meet, Cancel,
        Request, Deliver, Seize, Arrest, Expel, Sanction, Withdraw, Resign, Agree, Approve, Reject,
        Accuse, Threaten, Protest, Mobilize, Coup, Intrude, Cyber, Pollute, Disease, Ransom,
        Convict, Destroy, Close, Launch, Trade, Elect, Order, Loot, Question, Mediate, Fraud, Owe,
        Collapse, Search, Trial, Beat, Smuggle, Other,
    ];

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

    /// Two articles may call one deed by either, or by an event's type that both may be of.
    pub(crate) fn may_be(self, other: Kind) -> bool {
        let of = |plover| self.is_of(plover) && other.is_of(plover);
        self.is_near(other) || self.plover().is_some_and(of) || other.plover().is_some_and(of)
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
    fn kinds_stand_in_their_order() {
        assert!(Kind::ALL.iter().enumerate().all(|(at, kind)| *kind as usize == at));
        assert_eq!(Kind::ALL.last(), Some(&Other), "the last one");
    }

    #[test]
    fn what_may_be_one_deed_is_symmetric() {
        for a in Kind::ALL {
            assert!(a.may_be(a) && Kind::ALL.iter().all(|b| a.may_be(*b) == b.may_be(a)), "{a:?}");
        }
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
