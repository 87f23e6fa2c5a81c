//! What a source does to the content: from the cue first, from the content where the cue is neutral.

use super::{Attribution, Speaker, SpeakerKind, Stance, cues};
use crate::entities::Entities;
use crate::syntax::{Relation, Syntax, Upos};
use crate::text::{Text, TokenId, TokenRange};

/// The stance of an attribution, whose source is this speaker.
pub(super) fn of(
    text: &Text<'_>,
    syntax: &Syntax,
    entities: &Entities,
    attribution: &Attribution,
    speaker: &Speaker,
) -> Stance {
    let told = Told { text, syntax, entities, attribution, speaker };
    let cue = Words::of(text, syntax, &attribution.cue);
    let content = Words::of(text, syntax, &attribution.content);
    // What is denied or disclaimed stands in the first sentence; the rest explains.
    let opening = content.first_sentence();
    if is_declined(&cue, &content) || is_silent(&cue, &opening) {
        return Stance::Declines;
    }
    if is_disclaimed(&cue, &opening) {
        return Stance::Disclaims;
    }
    let negated = cue.any(NEGATIONS);
    let responsible = content.0.first().is_some_and(|(lemma, _)| lemma == "responsibility");
    if (responsible || cue.any(&["responsibility"])) && cue.any(&["claim", "take", "accept"]) {
        return if negated { Stance::Declines } else { Stance::Confirms };
    }
    // "Claimed the attack."
    if cue.any(&["claim"]) && !negated && content.is_deed() {
        return Stance::Confirms;
    }
    match phrase_stance(&cue).or_else(|| lemma_stance(&cue)) {
        // To reject an allegation is to deny it; to reject a demand is to refuse.
        Some(Stance::Refuses) if content.any(ALLEGATIONS) => Stance::Denies,
        // "Did not deny", "no one doubts": nothing is denied.
        Some(Stance::Denies | Stance::Doubts | Stance::Refuses) if negated => Stance::Asserts,
        Some(Stance::Believes) if negated => Stance::Denies,
        // "Could not confirm the report": it may be so.
        Some(Stance::Confirms) if negated => Stance::Disclaims,
        Some(Stance::Promises) if cue.any(&["announce", "announcement"]) => {
            told.announced(&content)
        }
        Some(stance) => stance,
        None if negated && cue.any(&["say", "tell", "comment", "elaborate"]) => Stance::Declines,
        None => told.content_stance(&content),
    }
}

/// What a stance is read off, where the cue does not tell it alone.
struct Told<'a, 'd> {
    text: &'a Text<'d>,
    syntax: &'a Syntax,
    entities: &'a Entities,
    attribution: &'a Attribution,
    speaker: &'a Speaker,
}

const NEGATIONS: &[&str] = &["not", "n't", "n’t", "never", "no", "neither", "nor", "without"];
const ALLEGATIONS: &[&str] = &[
    "allegation",
    "accusation",
    "claim",
    "charge",
    "report",
    "suggestion",
    "rumour",
    "rumor",
    "notion",
    "criticism",
    "idea",
    "assertion",
    "insinuation",
];
/// Words that call what is said false.
const FALSE: &[&str] = &[
    "false",
    "untrue",
    "baseless",
    "fake",
    "unfounded",
    "groundless",
    "fabricated",
    "lie",
    "nonsense",
    "fabrication",
    "misinformation",
    "disinformation",
];
/// Nouns for deeds that somebody may claim as his.
const DEEDS: &[&str] = &[
    "abduction",
    "ambush",
    "assassination",
    "assault",
    "attack",
    "blast",
    "bombing",
    "explosion",
    "hit",
    "kidnapping",
    "killing",
    "raid",
    "shooting",
    "strike",
];
/// Nouns for deeds that are done when they are announced.
const DONE: &[&str] = &["arrest", "capture", "death", "discovery", "killing", "result", "seizure"];
/// Nouns that call an allegation false. As verbs they mean something else ("refused to lie"), so they count as objects only.
const LIES: &[&str] = &["lie", "smear", "slander", "falsehood", "fabrication", "invention"];

/// The lemmas and lower-case forms of a role, in text order.
struct Words(Vec<(String, String)>);

impl Words {
    fn of(text: &Text<'_>, syntax: &Syntax, ranges: &[TokenRange]) -> Self {
        let words = ranges
            .iter()
            .flat_map(Clone::clone)
            .map(|t| (syntax.lemma[t as usize].to_lowercase(), text.word(t).to_lowercase()));
        Self(words.collect())
    }

    /// The words up to the end of the first sentence.
    fn first_sentence(&self) -> Self {
        let end = self.0.iter().position(|(_, form)| matches!(&**form, "." | "!" | "?" | ";"));
        Self(self.0[..end.unwrap_or(self.0.len())].to_vec())
    }

    fn any(&self, wanted: &[&str]) -> bool {
        self.0.iter().any(|(lemma, form)| wanted.contains(&&**lemma) || wanted.contains(&&**form))
    }

    /// Do the words of `phrase` follow one another, by lemma or form?
    fn has(&self, phrase: &[&str]) -> bool {
        self.0
            .windows(phrase.len())
            .any(|w| w.iter().zip(phrase).all(|((lemma, form), p)| lemma == p || form == p))
    }

    fn has_any(&self, phrases: &[&[&str]]) -> bool {
        phrases.iter().any(|p| self.has(p))
    }

    /// "The attack on the hotel": a phrase for a deed of violence.
    fn is_deed(&self) -> bool {
        let first = self.0.iter().take(4).any(|(lemma, _)| DEEDS.contains(&&**lemma));
        first && self.0.len() <= 12 && !self.any(&["be", "have", "that", "to"])
    }
}

/// "Declined to comment", "did not respond", "could not be reached": nothing was said.
fn is_declined(cue: &Words, content: &Words) -> bool {
    const COMMENT: &[&str] = &[
        "comment",
        "respond",
        "elaborate",
        "discuss",
        "answer",
        "reply",
        "say",
        "specify",
        "disclose",
        "speculate",
        "response",
        "interview",
        "identify",
        "give",
        "provide",
        "reveal",
        "talk",
        "speak",
    ];
    let asked = cue.any(COMMENT) || content.any(COMMENT);
    let refuses = cue.any(&["decline", "refuse", "refusal"]);
    // "Sweden refused" answers what it was asked to do.
    let silent = cue.any(&["decline"]) && content.0.is_empty();
    if refuses && asked || silent {
        return true;
    }
    let unreached = cue.any(NEGATIONS) && cue.any(&["reach", "contact"]) && cue.any(&["be"]);
    if cue.has(&["no", "comment"]) || unreached || cue.any(&["unavailable"]) {
        return true;
    }
    if refuses && (cue.any(&["drawn"]) || content.0.first().is_some_and(|(_, f)| f == "drawn")) {
        return true;
    }
    let answers: &[&str] = &["respond", "response", "reply", "return", "answer", "comment"];
    cue.any(NEGATIONS) && cue.any(answers)
}

/// "No comment", "neither confirmed nor denied": an answer that says nothing.
fn is_silent(cue: &Words, opening: &Words) -> bool {
    let short = opening.0.len() <= 12;
    let neither =
        |w: &Words| w.any(&["neither", "nor", "not"]) && w.any(&["confirm"]) && w.any(&["deny"]);
    let refused = cue.any(&["refuse", "decline"])
        && [cue, opening].iter().any(|w| w.any(&["confirm"]) && w.any(&["deny"]));
    // "The clinic does not speak about patients", "would say neither yes nor no".
    let about = |w: &Words| {
        let speaks: &[&[&str]] =
            &[&["speak", "about"], &["talk", "about"], &["comment", "on"], &["yes", "nor", "no"]];
        w.any(&["not", "never", "neither"]) && w.has_any(speaks)
    };
    neither(cue)
        || short && (about(cue) || about(opening))
        || short && (refused || neither(opening))
        || short && opening.has(&["no", "comment"])
}

/// "I've never heard of it", "was not aware": neither affirmed nor denied.
fn is_disclaimed(cue: &Words, content: &Words) -> bool {
    let knows: &[&[&str]] = &[
        &["not", "aware"],
        &["n't", "aware"],
        &["n’t", "aware"],
        &["never", "hear"],
        &["no", "knowledge"],
        &["no", "idea"],
        &["no", "information"],
        &["no", "evidence"],
        &["no", "indication"],
        &["not", "hear"],
        &["know", "nothing"],
        &["not", "know", "anything"],
        &["n't", "know", "anything"],
        &["n’t", "know", "anything"],
        &["n't", "hear"],
        &["n’t", "hear"],
        &["no", "recollection"],
        &["not", "familiar"],
        &["not", "recall"],
        &["n't", "recall"],
        &["not", "remember"],
        &["n't", "remember"],
    ];
    let denied = cue.any(&["deny", "denial", "disclaim", "profess"]);
    let knowing = |w: &Words| w.any(&["know", "knowledge", "knowing", "aware", "awareness"]);
    if denied
        && (knowing(cue) || content.0.iter().take(2).any(|(l, _)| l == "know" || l == "knowledge"))
    {
        return true;
    }
    if cue.any(&["unaware"]) || cue.has_any(knows) {
        return true;
    }
    let unknown = cue.any(&["know"]) && cue.any(NEGATIONS);
    let short = content.0.len() <= 14;
    unknown || short && content.has_any(knows) || short && content.any(&["unaware"])
}

/// Stances that hang on more than one word of the cue.
fn phrase_stance(cue: &Words) -> Option<Stance> {
    let phrases: &[(Stance, &[&[&str]])] = &[
        (Stance::Confirms, &[&["claim", "responsibility"], &["take", "responsibility"]]),
        (Stance::Refuses, &[&["rule", "out"], &["turn", "down"]]),
        (Stance::Demands, &[&["call", "on"], &["call", "for"], &["call", "upon"], &["tell", "to"]]),
        (Stance::Believes, &[&["would", "like"], &["hop", "to"]]),
        (Stance::Predicts, &[&["be", "expected"]]),
        (Stance::Doubts, &[&["cast", "doubt"], &["raise", "question"], &["call", "into"]]),
        (Stance::Asks, &[&["call", "to", "ask"]]),
    ];
    phrases.iter().find(|(_, list)| cue.has_any(list)).map(|(stance, _)| *stance)
}

fn lemma_stance(cue: &Words) -> Option<Stance> {
    cue.0.iter().find_map(|(lemma, _)| cues::stance_of(lemma))
}

impl Told<'_, '_> {
    /// Under a cue that says nothing of its own ("said"), the content tells.
    fn content_stance(&self, content: &Words) -> Stance {
        let Told { text, syntax, attribution, .. } = *self;
        let opening = content.first_sentence();
        // "Accused the mayor of lying" says that somebody did.
        let accuses = Words::of(text, syntax, &attribution.cue).any(&["accuse", "accusation"]);
        let false_words = !accuses && opening.any(FALSE) || opening.has(&["not", "true"]);
        if opening.0.len() <= 12 && (false_words || opening.has(&["no", "such"])) {
            return Stance::Denies;
        }
        if opening.has(&["no", "truth"]) {
            return Stance::Denies;
        }
        let Some(first) = attribution.content.first() else { return Stance::Asserts };
        // "The army says it did not."
        if opening.any(NEGATIONS) && self.is_elliptic() {
            return Stance::Denies;
        }
        let Some(root) = clause_root(syntax, attribution) else { return Stance::Asserts };
        if text.word(attribution.content[attribution.content.len() - 1].end - 1) == "?"
            || ends_in_question(text, attribution)
        {
            return Stance::Asks;
        }
        let subject = syntax.child(root, Relation::Nsubj);
        let own = subject.is_some_and(|subject| self.is_own(subject));
        if let Some(stance) = self.of_own(root, own, &opening) {
            return stance;
        }
        // "Should Assad attack again": a helper before the subject puts a condition.
        let auxiliaries: Vec<String> = syntax
            .children(root)
            .filter(|&t| {
                syntax.relation[t as usize] == Relation::Aux
                    || matches!(text.word(t), "should" | "must")
            })
            .filter(|&t| text.word(t) != "should" || subject.is_none_or(|s| t > s))
            .map(|t| text.word(t).to_lowercase())
            .collect();
        let has = |list: &[&str]| auxiliaries.iter().any(|a| list.contains(&&**a));
        if has(&["should", "must"]) || is_told_to(text, syntax, attribution, root) {
            return Stance::Demands;
        }
        if is_imperative(syntax, root, first.start, subject.is_some(), text) {
            return if content.any(&["please"]) { Stance::Asks } else { Stance::Demands };
        }
        if let Some(stance) = first_person(text, syntax, root, subject) {
            return stance;
        }
        let pronoun = subject.map(|t| text.word(t).to_lowercase()).unwrap_or_default();
        let violent = content.any(VIOLENT);
        let certain = has(&["will", "'ll", "’ll", "shall", "wo"]);
        let would = has(&["would", "'d", "’d"]);
        let conditional = content.any(&["if", "unless"]);
        if certain || own && would {
            let does =
                syntax.upos[root as usize] == Upos::Verb && !has(&["have", "'ve", "’ve", "be"]);
            if own && does && is_negated(text, syntax, root) && !violent {
                return Stance::Refuses;
            }
            return match (own, violent || conditional && !would) {
                (true, true) => Stance::Warns,
                (true, false) => Stance::Promises,
                _ => Stance::Predicts,
            };
        }
        if would && !conditional && (content.any(DATED) || is_third(&pronoun)) {
            return Stance::Predicts;
        }
        let person = own && pronoun != "it";
        if has(&["may", "might", "could"]) && !person {
            let of_force =
                |t: TokenId| VIOLENT.contains(&&*syntax.lemma[t as usize].to_lowercase());
            if of_force(root) || subject.is_some_and(of_force) {
                return Stance::Warns;
            }
            if certain_to_come(content) {
                return Stance::Predicts;
            }
        }
        Stance::Asserts
    }

    /// What is announced: a deed that is done, or one's own to come.
    fn announced(&self, content: &Words) -> Stance {
        let root = clause_root(self.syntax, self.attribution);
        let Some(root) = root else { return Stance::Promises };
        let clause = self.syntax.upos[root as usize] == Upos::Verb
            && self.syntax.child(root, Relation::Nsubj).is_some();
        if !clause {
            let done = DONE.contains(&&*self.syntax.lemma[root as usize].to_lowercase());
            return if done { Stance::Asserts } else { Stance::Promises };
        }
        match self.content_stance(content) {
            Stance::Predicts => Stance::Promises,
            stance => stance,
        }
    }

    /// Has the content no word but pronouns and helpers: "they had", "it did not"?
    fn is_elliptic(&self) -> bool {
        self.attribution.content.iter().flat_map(Clone::clone).all(|t| {
            matches!(
                self.syntax.upos[t as usize],
                Upos::Pron | Upos::Aux | Upos::Part | Upos::Punct | Upos::Sconj
            ) || NEGATIONS.contains(&&*self.text.word(t).to_lowercase())
                || matches!(
                    &*self.text.word(t).to_lowercase(),
                    "did" | "do" | "does" | "had" | "has" | "have"
                )
        })
    }

    /// Is the subject the speaker: "he" of a person, "it" and "they" of a body, "we", "our forces"?
    fn is_own(&self, subject: TokenId) -> bool {
        let word = self.text.word(subject).to_lowercase();
        let ours = || {
            let our = |t| matches!(&*self.text.word(t).to_lowercase(), "our" | "my");
            self.syntax.children(subject).any(our)
        };
        let person = self.speaker.kind == SpeakerKind::Person;
        let fits = match &*word {
            "i" | "we" => return true,
            "he" | "she" => person,
            "it" => !person && self.speaker.kind != SpeakerKind::Group,
            "they" => !person,
            _ => return ours(),
        };
        let other = self.entities.at(subject).zip(self.speaker.entity).is_some_and(|(a, b)| a != b);
        fits && !other
    }

    /// What somebody says of himself: "it could not comment", "it could not confirm that", "he had no part in it".
    fn of_own(&self, root: TokenId, own: bool, opening: &Words) -> Option<Stance> {
        let (text, syntax) = (self.text, self.syntax);
        const NOT_MINE: &[&[&str]] = &[
            &["nothing", "to", "do", "with"],
            &["no", "role"],
            &["no", "part"],
            &["no", "hand"],
            &["no", "involvement"],
            &["no", "connection"],
            &["not", "involve"],
            &["n't", "involve"],
            &["never", "involve"],
            &["not", "responsible"],
            &["n't", "responsible"],
            &["not", "behind"],
            &["n't", "behind"],
        ];
        // "Reports that he had fled were untrue."
        let word = text.word(root).to_lowercase();
        let false_of_all = FALSE.contains(&&*word) || LIES.contains(&&*word);
        let copula = syntax.child(root, Relation::Cop).is_some();
        if copula && false_of_all && !is_negated(text, syntax, root) {
            return Some(Stance::Denies);
        }
        if !own {
            return None;
        }
        if opening.has_any(NOT_MINE) {
            return Some(Stance::Denies);
        }
        if !is_negated(text, syntax, root) {
            return None;
        }
        let it = |t: TokenId| matches!(&*text.word(t).to_lowercase(), "it" | "this" | "that");
        match &*syntax.lemma[root as usize].to_lowercase() {
            "comment" | "elaborate" => Some(Stance::Declines),
            "confirm" | "verify" => Some(Stance::Disclaims),
            "do" if syntax.child(root, Relation::Obj).is_some_and(it) => Some(Stance::Denies),
            _ => None,
        }
    }
}

/// Words of force: who says that they will come threatens.
const VIOLENT: &[&str] = &[
    "attack",
    "assault",
    "strike",
    "retaliate",
    "retaliation",
    "punish",
    "invade",
    "destroy",
    "crush",
    "bomb",
    "consequence",
    "operation",
    "offensive",
    "idly",
];

fn is_third(word: &str) -> bool {
    matches!(word, "he" | "she" | "it" | "they")
}

/// Words that put a day on what is to come.
const DATED: &[&str] =
    &["within", "soon", "tomorrow", "shortly", "eventually", "next", "later", "by"];

fn is_negated(text: &Text<'_>, syntax: &Syntax, verb: TokenId) -> bool {
    syntax.children(verb).any(|t| NEGATIONS.contains(&&*text.word(t).to_lowercase()))
}

/// "I can confirm that", "we deny": the speaker names the stance.
fn first_person(
    text: &Text<'_>,
    syntax: &Syntax,
    root: TokenId,
    subject: Option<TokenId>,
) -> Option<Stance> {
    let subject = subject?;
    let speaks = matches!(&*text.word(subject).to_lowercase(), "i" | "we");
    let negated = is_negated(text, syntax, root);
    let clause = syntax.children(root).any(|t| {
        matches!(syntax.relation[t as usize], Relation::Ccomp | Relation::Obj | Relation::Xcomp)
    });
    if !speaks || !clause || syntax.upos[root as usize] != Upos::Verb {
        return None;
    }
    if negated {
        // "We do not consider the ship unsafe."
        let judges = matches!(&*syntax.lemma[root as usize], "consider" | "regard" | "accept");
        return judges.then_some(Stance::Denies);
    }
    let alleges = |t: TokenId| {
        let lemma = syntax.lemma[t as usize].to_lowercase();
        ALLEGATIONS.contains(&&*lemma) || LIES.contains(&&*lemma)
    };
    match cues::stance_of(&syntax.lemma[root as usize].to_lowercase())? {
        // "We reject these lies."
        Stance::Refuses if syntax.child(root, Relation::Obj).is_some_and(alleges) => {
            Some(Stance::Denies)
        }
        stance @ (Stance::Confirms | Stance::Denies | Stance::Refuses | Stance::Doubts) => {
            Some(stance)
        }
        _ => None,
    }
}

/// The head of the content's main clause: of its first stretch with a finite clause.
fn clause_root(syntax: &Syntax, attribution: &Attribution) -> Option<TokenId> {
    attribution.content.iter().map(|range| syntax.head_of(range)).find(|&t| {
        matches!(
            syntax.upos[t as usize],
            Upos::Verb | Upos::Adj | Upos::Noun | Upos::Aux | Upos::Propn
        )
    })
}

fn ends_in_question(text: &Text<'_>, attribution: &Attribution) -> bool {
    let last = &attribution.content[attribution.content.len() - 1];
    let end = last.end as usize;
    let tail = last.end.saturating_sub(2).max(last.start);
    (tail..last.end).any(|t| text.word(t) == "?")
        || text.tokens.get(end).is_some_and(|t| t.span.of(text.source) == "?")
            && text.tokens[end].paragraph == text.tokens[end - 1].paragraph
}

/// "Told them to leave", "ordered him to": an infinitive under a verb of telling.
fn is_told_to(text: &Text<'_>, syntax: &Syntax, attribution: &Attribution, root: TokenId) -> bool {
    let told = attribution
        .cue
        .iter()
        .flat_map(Clone::clone)
        .any(|t| matches!(&*syntax.lemma[t as usize], "tell" | "say" | "call"));
    told && syntax.upos[root as usize] == Upos::Verb
        && syntax.relation[root as usize] == Relation::Xcomp
        && syntax
            .children(root)
            .any(|t| syntax.relation[t as usize] == Relation::Mark && text.word(t) == "to")
}

/// A bare verb that opens the content and has no subject: "Come home".
fn is_imperative(
    syntax: &Syntax,
    root: TokenId,
    first: TokenId,
    has_subject: bool,
    text: &Text<'_>,
) -> bool {
    let opens = root <= first + 2;
    let bare = text.word(root).to_lowercase() == syntax.lemma[root as usize].to_lowercase();
    let quoted = text.tokens[root as usize].quoted;
    let plain = syntax.children(root).all(|t| {
        !matches!(syntax.relation[t as usize], Relation::Aux | Relation::Cop | Relation::Mark)
    });
    syntax.upos[root as usize] == Upos::Verb && opens && bare && quoted && plain && !has_subject
}

/// Words of coming events: "could lead to war", "may die".
fn certain_to_come(content: &Words) -> bool {
    content.any(&["lead", "result", "die", "trigger", "cause", "spark", "displace", "rise", "fall"])
}
