//! What cue words do to a content.
//!
//! The lemmas are those that carry the stances of `docs/report.md`; a cue that is not here
//! asserts. The list was made by going through the verbs of communication and mental state in
//! English grammars (Biber et al. 1999, section 9.2) and the cues of news.

use super::Stance;

/// Lemmas of cues by what they do. Sought in the order of the lists: the first that holds wins, so
/// the more specific stances come first.
const STANCES: &[(Stance, &[&str])] = &[
    (
        Stance::Denies,
        &[
            "deny", "denial", "dismiss", "refute", "rebut", "disprove", "disavow", "contradict",
            "debunk", "dispute", "rubbish", "disagree", "repudiate",
        ],
    ),
    (
        Stance::Refuses,
        &[
            "refuse", "refusal", "reject", "rejection", "rebuff", "spurn", "veto", "resist",
        ],
    ),
    (
        Stance::Confirms,
        &[
            "confirm", "confirmation", "acknowledge", "acknowledgement", "admit", "admission",
            "concede", "confess", "confession", "corroborate", "own", "verify",
        ],
    ),
    (
        Stance::Doubts,
        &[
            "doubt", "question", "sceptical", "skeptical", "scepticism", "skepticism", "unsure",
            "unconvinced", "uncertain",
        ],
    ),
    (
        Stance::Warns,
        &["warn", "warning", "threaten", "threat", "caution", "alert", "forewarn"],
    ),
    (
        Stance::Promises,
        &[
            "promise", "vow", "pledge", "swear", "guarantee", "undertake", "commit", "commitment",
            "assure", "offer", "announce", "announcement",
        ],
    ),
    (
        Stance::Predicts,
        &[
            "predict", "prediction", "forecast", "foresee", "prophesy", "project", "projection",
            "bet",
        ],
    ),
    (
        Stance::Demands,
        &[
            "demand", "urge", "order", "insistence", "require", "instruct", "command", "advocate",
            "press", "exhort", "implore", "summon", "direct",
        ],
    ),
    (
        Stance::Asks,
        &[
            "ask", "request", "beg", "plead", "plea", "appeal", "inquire", "enquire", "wonder",
            "query", "beseech", "petition",
        ],
    ),
    (
        Stance::Believes,
        &[
            "believe", "belief", "think", "hope", "fear", "expect", "expectation", "want", "feel",
            "intend", "intention", "plan", "view", "see", "regard", "consider", "worry", "wish",
            "prefer", "aim", "suspect", "suspicion", "desire", "objective", "goal", "anticipate",
            "presume", "assume", "imagine", "know", "understand", "doubtful", "confident",
            "optimistic", "pessimistic", "hopeful", "afraid", "concerned", "convinced", "worried",
            "determined", "keen", "eager", "reluctant", "favour", "favor", "dream", "opinion",
            "conviction", "confidence", "deem", "seek", "long", "mind",
        ],
    ),
];

/// Verbs and nouns that put words on record and nothing more: the content decides further.
const NEUTRAL: &[&str] = &[
    "say", "tell", "add", "write", "state", "report", "note", "explain", "describe", "accord",
    "declare", "claim", "argue", "reply", "respond", "continue", "tweet", "post", "remark",
    "comment", "mention", "suggest", "point", "stress", "emphasize", "emphasise", "insist",
    "maintain", "recall", "conclude", "clear", "reiterate", "repeat", "indicate", "hint", "speak",
    "talk", "quote", "cite", "statement", "word", "read", "go", "put", "shout", "joke", "observe",
    "answer", "counter", "assert", "contend", "allege", "accuse", "blame", "call", "reveal",
];

/// The stance that a lemma carries, if it carries one of its own.
pub(super) fn stance_of(lemma: &str) -> Option<Stance> {
    STANCES.iter().find(|(_, lemmas)| lemmas.contains(&lemma)).map(|(stance, _)| *stance)
}

/// Does the lemma put words on record without more?
pub(super) fn is_neutral(lemma: &str) -> bool {
    NEUTRAL.contains(&lemma)
}

/// May the lemma introduce what somebody says or thinks?
pub(super) fn is_cue(lemma: &str) -> bool {
    is_neutral(lemma) || stance_of(lemma).is_some()
}
