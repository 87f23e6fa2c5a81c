//! How real an event is: for each source that speaks of it, and for the article itself.
//!
//! The words around the trigger say how it is told (negated, as possible, to come, under a condition);
//! the statements in whose content it stands say on whose word. Both together give the status and
//! the factuality, -3 to 3, of `docs/report.md`. The model's own factuality decides where the words
//! are open.

use jiff::civil::Date;

use super::Participant;
use crate::model::Trigger;
use crate::phrase;
use crate::plover::EventType;
use crate::statements::{Article, Quotation, SpeakerKind, Stance, Statement};
use crate::status::{Shares, Status};
use crate::syntax::{Relation, Upos};
use crate::text::TokenId;
use crate::times::Days;

/// What is judged.
pub(super) struct Deed<'a> {
    pub trigger: &'a Trigger,
    pub actors: &'a [Participant],
    pub days: Option<Days>,
    pub published: Option<Date>,
}

/// The judgement.
pub(super) struct Reality {
    pub factuality: f32,
    pub status: Status,
    /// Statements that bear on it, and how real they hold it.
    pub held: Vec<(usize, f32)>,
}

/// How the words around it tell of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    Happened,
    /// A plain present, which may as well be the tense of a report.
    Present,
    Ongoing,
    Negated,
    /// The model's number alone says so.
    Unreal,
    /// Tried, planned or near, and not done: "foiled", "almost killed", "stopped short of".
    Failed,
    ToCome,
    Possible,
    /// A question, or what nobody knows.
    Open,
    Hypothetical,
    Alleged,
}

pub(super) fn judge(
    article: &Article<'_, '_>,
    statements: &[Statement],
    deed: &Deed<'_>,
) -> Reality {
    let told = told(article, statements, deed);
    let span = article.text.tokens[deed.trigger.token as usize].span;
    let within = |spans: &[onrecord_intake::Span]| spans.iter().any(|s| s.overlaps(span));
    let mut held: Vec<(usize, f32)> = Vec::new();
    let mut voices: Vec<usize> = Vec::new();
    for (index, statement) in statements.iter().enumerate() {
        if within(&statement.content) && !within(&statement.cue) {
            held.push((index, holds(statement.stance, told)));
            voices.push(index);
        }
    }
    // What a source takes for granted is told in the article's own voice: "denied that the attack
    // on Raqqa had failed".
    voices.retain(|&index| is_claimed(article, deed.trigger.token, &statements[index]));
    let (status, factuality) = match voices.is_empty() {
        true => plain(told),
        false => on_word(article, statements, deed, told, &voices),
    };
    let nobody = |&index: &usize| statements[index].speaker.kind == SpeakerKind::Unknown;
    let hearsay = status == Status::Alleged && voices.iter().all(nobody);
    let weight = match told {
        Told::Alleged if status == Status::Alleged => SAID_SO,
        Told::Ongoing if status == Status::Ongoing => GOES_ON,
        Told::Negated | Told::Failed => NOT_DONE,
        _ if hearsay => HEARSAY,
        _ => weight(status),
    };
    let likely = match likeliest(&deed.trigger.status, status, weight) {
        // What was to come on a day that is over may have come, or not.
        Status::Scheduled if is_over(deed) && was_to_come(article, deed.trigger.token) => {
            Status::Possible
        }
        // A threat of one's own is made, though what it threatens is to come.
        Status::Scheduled if deed.trigger.kind == EventType::Threaten => Status::Happened,
        likely => likely,
    };
    // On somebody's word the article is never as sure as in its own voice.
    let most = if voices.is_empty() { 3.0 } else { 2.0 };
    let factuality = if likely == status { factuality } else { of_status(likely).min(most) };
    Reality { factuality, status: likely, held }
}

fn is_over(deed: &Deed<'_>) -> bool {
    deed.days.zip(deed.published).is_some_and(|(days, published)| days.end < published)
}

/// How much the rules' status counts against the model's log-odds: much where a word says it (a negation,
/// a modal, a denial), little where it is only what remains.
fn weight(ruled: Status) -> f32 {
    match ruled {
        Status::Happened | Status::Ongoing => 0.7,
        Status::Scheduled | Status::Contested => 1.5,
        Status::Alleged => 2.25,
        Status::Possible | Status::Hypothetical => 2.5,
        Status::Denied | Status::DidNotHappen => 8.0,
    }
}

/// What it counts that words say that it was not done.
const NOT_DONE: f32 = 14.0;
/// What it counts that a verb is in the progressive, or that a word says "continuing".
const GOES_ON: f32 = 2.0;
/// What it counts that the words themselves say "allegedly", "is said to" or "claims to".
const SAID_SO: f32 = 8.0;
/// And that it stands on the word of nobody in particular.
const HEARSAY: f32 = 5.0;

/// What is added to the log-odds of what goes on: the model too often takes it for what happened.
const ONGOING: f32 = 0.8;

/// The status that the model and the rules together make likeliest.
fn likeliest(shares: &Shares, ruled: Status, weight: f32) -> Status {
    let score = |status: Status| {
        let log = shares[status as usize].max(1e-6).ln();
        let more = if status == Status::Ongoing { ONGOING } else { 0.0 };
        log + more + if status == ruled { weight } else { 0.0 }
    };
    // What somebody denies has a denial that can be shown.
    let shown = |status: &Status| *status != Status::Contested || *status == ruled;
    Status::ALL
        .into_iter()
        .filter(shown)
        .max_by(|a, b| score(*a).total_cmp(&score(*b)))
        .unwrap_or(ruled)
}

/// How committed the article is to an event of this status.
fn of_status(status: Status) -> f32 {
    match status {
        Status::Happened | Status::Ongoing => 3.0,
        Status::Scheduled => 2.0,
        Status::Alleged | Status::Possible => 1.0,
        Status::Contested | Status::Hypothetical => 0.0,
        Status::Denied => -2.0,
        Status::DidNotHappen => -3.0,
    }
}

/// Does a statement claim the event, rather than speak of it in passing?
fn is_claimed(article: &Article<'_, '_>, token: TokenId, statement: &Statement) -> bool {
    let syntax = article.syntax;
    let inside = |t: TokenId| {
        statement.content.iter().any(|s| s.overlaps(article.text.tokens[t as usize].span))
    };
    let mut at = token;
    for _ in 0..12 {
        let above = syntax.head[at as usize];
        if syntax.is_root(at) {
            return true;
        }
        if !inside(above) {
            return !is_blamed(article, token, at, above);
        }
        let claims = matches!(
            syntax.relation[at as usize],
            Relation::Conj
                | Relation::Ccomp
                | Relation::Xcomp
                | Relation::Parataxis
                | Relation::Obj
        ) || syntax.relation[at as usize] == Relation::Acl && is_claim(article, above)
            // "Reports that soldiers had entered were false."
            || syntax.relation[at as usize] == Relation::Nsubj && at != token && is_claim(article, at)
            || goes_along(article, at);
        if !claims {
            return false;
        }
        at = above;
    }
    false
}

/// "Blamed the rebels for the *bombing*", "charged with the *murder*", "condemned the *attack*": a deed that the words above
/// take for granted, whoever did it.
fn is_blamed(article: &Article<'_, '_>, token: TokenId, at: TokenId, above: TokenId) -> bool {
    let syntax = article.syntax;
    let lemma = syntax.lemma[above as usize].to_lowercase();
    let noun = syntax.upos[token as usize] == Upos::Noun;
    match syntax.relation[at as usize] {
        Relation::Obl | Relation::Nmod => {
            noun && matches!(&*lemma, "blame" | "charge" | "suspicion" | "convict" | "indict")
        }
        Relation::Obj => noun && takes_for_granted(article, above),
        _ => false,
    }
}

/// A noun for what somebody says: "denied *reports* that police shot at them".
fn is_claim(article: &Article<'_, '_>, noun: TokenId) -> bool {
    matches!(
        &*article.syntax.lemma[noun as usize].to_lowercase(),
        "report"
            | "claim"
            | "allegation"
            | "accusation"
            | "suggestion"
            | "rumour"
            | "rumor"
            | "charge"
    )
}

/// What the article says in its own voice.
fn plain(told: Told) -> (Status, f32) {
    match told {
        Told::Happened => (Status::Happened, 3.0),
        Told::Ongoing | Told::Present => (Status::Ongoing, 3.0),
        Told::Negated | Told::Unreal | Told::Failed => (Status::DidNotHappen, -3.0),
        Told::ToCome => (Status::Scheduled, 2.0),
        Told::Possible => (Status::Possible, 1.0),
        Told::Open => (Status::Possible, 0.0),
        Told::Hypothetical => (Status::Hypothetical, 0.0),
        Told::Alleged => (Status::Alleged, 1.0),
    }
}

/// What it says on somebody's word.
fn on_word(
    article: &Article<'_, '_>,
    statements: &[Statement],
    deed: &Deed<'_>,
    told: Told,
    voices: &[usize],
) -> (Status, f32) {
    let own = |s: &Statement| is_actor(article, s, deed.actors);
    let stances = || voices.iter().map(|&i| &statements[i]);
    if stances().any(|s| s.stance == Stance::Denies) {
        return (Status::Denied, -1.0);
    }
    let open = |s: &Statement| matches!(s.stance, Stance::Asks | Stance::Demands | Stance::Doubts);
    match told {
        Told::Failed => (Status::DidNotHappen, -2.0),
        Told::Negated | Told::Unreal if stances().any(own) => (Status::DidNotHappen, -2.0),
        Told::Negated | Told::Unreal => (Status::Denied, -1.0),
        Told::Hypothetical => (Status::Hypothetical, 0.0),
        Told::Possible => (Status::Possible, 1.0),
        Told::Open => (Status::Possible, 0.0),
        Told::ToCome if stances().any(own) => (Status::Scheduled, 2.0),
        Told::ToCome => (Status::Possible, 1.0),
        Told::Alleged => (Status::Alleged, 1.0),
        _ if stances().any(open) => (Status::Hypothetical, 0.0),
        _ if stances().any(|s| matches!(s.stance, Stance::Predicts | Stance::Warns)) => {
            (Status::Possible, 1.0)
        }
        _ if stances().any(|s| s.stance == Stance::Confirms) || stances().any(own) => {
            let status = match told {
                Told::Ongoing | Told::Present => Status::Ongoing,
                _ => Status::Happened,
            };
            (status, 2.0)
        }
        _ => (Status::Alleged, 1.0),
    }
}

/// Is the speaker one of those who act, or speaks for them?
pub(super) fn is_actor(
    article: &Article<'_, '_>,
    statement: &Statement,
    actors: &[Participant],
) -> bool {
    let speaker = &statement.speaker;
    actors.iter().any(|actor| {
        let same = speaker.entity.is_some() && speaker.entity == actor.entity
            || speaker.name.eq_ignore_ascii_case(&actor.name);
        let state = |sector: Option<&str>| matches!(sector, Some("GOV" | "MIL" | "LEG" | "COP"));
        let speaks_for = speaker.country.is_some()
            && speaker.country == actor.country
            && state(speaker.sector)
            && state(actor.sector);
        let first_person = actor.entity.is_none()
            && matches!(&*article.text.word(actor.head).to_lowercase(), "we" | "i" | "our" | "my");
        // "Hamas said *its* fighters had attacked."
        let own = || {
            speaker.entity.is_some()
                && article.syntax.children(actor.head).any(|t| {
                    article.syntax.upos[t as usize] == Upos::Pron
                        && article.entities.at(t) == speaker.entity
                })
        };
        same || speaks_for || first_person && speaker.kind != SpeakerKind::Unknown || own()
    })
}

/// How real a statement of this stance holds what it tells so.
fn holds(stance: Stance, told: Told) -> f32 {
    let local: f32 = match told {
        Told::Happened | Told::Present | Told::Ongoing | Told::Alleged => 3.0,
        Told::Negated | Told::Unreal | Told::Failed => -3.0,
        Told::ToCome => 2.0,
        Told::Possible => 1.0,
        Told::Hypothetical | Told::Open => 0.0,
    };
    match stance {
        Stance::Denies => -local,
        Stance::Disclaims | Stance::Declines | Stance::Asks | Stance::Demands => 0.0,
        Stance::Refuses => local.min(-3.0),
        Stance::Doubts => local.min(-1.0),
        Stance::Predicts | Stance::Promises | Stance::Believes => local.min(2.0),
        Stance::Warns => local.min(1.0),
        Stance::Asserts | Stance::Confirms => local,
    }
}

/// How the words around the trigger tell of it.
fn told(article: &Article<'_, '_>, statements: &[Statement], deed: &Deed<'_>) -> Told {
    let syntax = article.syntax;
    let trigger = deed.trigger.token;
    let mut at = trigger;
    let mut told = framed(article, trigger).unwrap_or(Told::Happened);
    // Do the words above still speak of the deed, where they negate something?
    let mut theirs = true;
    for step in 0..8 {
        if told != Told::Happened {
            break;
        }
        let verbal = matches!(syntax.upos[at as usize], Upos::Verb | Upos::Aux)
            || step > 0 && syntax.upos[at as usize] == Upos::Adj;
        let here =
            if verbal || step == 0 { around(article, statements, trigger, at) } else { None };
        // "Did not come, accusing them": what goes along with what did not happen may have.
        let bears = |here: &Told| !matches!(here, Told::Negated | Told::Failed) || theirs;
        if let Some(here) = here.filter(bears) {
            told = here;
            break;
        }
        let relation = syntax.relation[at as usize];
        let above = syntax.head[at as usize];
        // What is only said about somebody, or what frames the event, does not bear on it.
        let carries = matches!(
            relation,
            Relation::Obj
                | Relation::Xcomp
                | Relation::Nsubj
                | Relation::Nmod
                | Relation::Obl
                | Relation::Conj
                | Relation::Ccomp
                | Relation::Csubj
                | Relation::Compound
        ) || relation == Relation::Acl && is_attempt(article, above)
            || goes_along(article, at);
        if syntax.is_root(at) || !carries {
            if step > 0 && relation == Relation::Advcl && is_condition(article, at) {
                told = Told::Hypothetical;
            }
            break;
        }
        if stands_apart(article, at, above, relation) {
            break;
        }
        if let Some(frame) = frame(article, deed.trigger.kind, above, relation).filter(bears) {
            told = frame;
            break;
        }
        theirs &= negates(article, above, relation);
        at = above;
    }
    // A refusal may be told as what is not done: "would not attend", "did not accept".
    if told == Told::Negated
        && deed.trigger.kind == EventType::Reject
        && is_negated(article, trigger)
        && !REFUSALS.contains(&&*syntax.lemma[trigger as usize].to_lowercase())
    {
        return Told::Happened;
    }
    match (told, deed.days, deed.published) {
        (
            Told::Happened | Told::Present | Told::Ongoing | Told::Possible,
            Some(days),
            Some(published),
        ) if days.start > published && !is_past(article, trigger) => Told::ToCome,
        // "Was due to meet him on Monday" in Tuesday's paper: whether they met is not said.
        (Told::ToCome, ..) if is_over(deed) && was_to_come(article, trigger) => Told::Possible,
        (Told::Happened, ..) if is_asked(article, trigger) => Told::Open,
        (Told::ToCome, ..) if was_to_come(article, trigger) && is_crossed(article, trigger) => {
            Told::Failed
        }
        (Told::Happened, ..) if lasts(article, trigger) => Told::Ongoing,
        (Told::Happened, ..)
            if syntax.factuality[trigger as usize] < -1.5
                && !is_denied(article, statements, trigger) =>
        {
            Told::Unreal
        }
        (Told::Happened, ..) if goes_on(article, deed) => Told::Present,
        (told, ..) => told,
    }
}

/// Verbs that refuse by themselves: "did not *reject* the offer".
const REFUSALS: &[&str] = &[
    "block", "decline", "deny", "dismiss", "oppose", "rebuff", "refuse", "reject", "resist",
    "scrap", "snub", "spurn", "veto",
];

/// Does a statement deny it? Then its words say so, and the deed itself is not negated.
fn is_denied(article: &Article<'_, '_>, statements: &[Statement], token: TokenId) -> bool {
    let span = article.text.tokens[token as usize].span;
    let denies = |s: &&Statement| s.stance == Stance::Denies;
    statements.iter().filter(denies).any(|s| s.content.iter().any(|c| c.overlaps(span)))
}

/// A question that asks whether: "*Did* Russia shell the town?"
fn is_asked(article: &Article<'_, '_>, token: TokenId) -> bool {
    let syntax = article.syntax;
    let sentence = syntax.sentence_of(token);
    let asks = article.text.word(sentence.end - 1) == "?"
        && matches!(syntax.upos[sentence.start as usize], Upos::Aux);
    asks && (syntax.is_root(token) || syntax.relation[token as usize] == Relation::Conj)
}

/// Does a negation of the verb `above` bear on what hangs from it by this relation? "Did not carry out the *attack*", "the *talks*
/// were not held", but "was not hurt in the *attack*", "did not condemn the *attack*".
fn negates(article: &Article<'_, '_>, above: TokenId, relation: Relation) -> bool {
    match relation {
        Relation::Obl | Relation::Nmod | Relation::Advcl => false,
        Relation::Obj => {
            let lemma = article.syntax.lemma[above as usize].to_lowercase();
            LIGHT.contains(&&*lemma)
        }
        _ => true,
    }
}

/// Verbs whose object is the deed itself.
const LIGHT: &[&str] = &[
    "begin",
    "bring",
    "carry",
    "commit",
    "conduct",
    "do",
    "face",
    "file",
    "get",
    "give",
    "have",
    "hold",
    "host",
    "impose",
    "issue",
    "launch",
    "make",
    "mount",
    "pay",
    "perform",
    "place",
    "provide",
    "put",
    "reach",
    "receive",
    "resume",
    "schedule",
    "send",
    "sign",
    "stage",
    "take",
    "undertake",
];

/// A noun for a deed that is only tried or planned: "an *attempt* to kidnap", "a *plot* to kill".
fn is_attempt(article: &Article<'_, '_>, noun: TokenId) -> bool {
    matches!(
        &*article.syntax.lemma[noun as usize].to_lowercase(),
        "attempt" | "bid" | "effort" | "plot" | "conspiracy"
    )
}

/// Words before a verb that make it what was not done, or what is open: "stopped short of *shelling*", "on the verge of
/// *attacking*", "acquitted of *killing*", "was to have *visited*".
fn framed(article: &Article<'_, '_>, trigger: TokenId) -> Option<Told> {
    let (text, syntax) = (article.text, article.syntax);
    let first = syntax.sentence_of(trigger).start;
    let mark = |t: &TokenId| {
        matches!(syntax.relation[*t as usize], Relation::Mark | Relation::Case | Relation::Cc)
            && matches!(&*text.word(*t).to_lowercase(), "of" | "from" | "to" | "rather" | "instead")
    };
    let near = |t: &TokenId| *t < trigger && *t + 4 > trigger;
    let mark = syntax.children(trigger).filter(near).find(mark)?;
    let before = |steps: TokenId| match mark.checked_sub(steps) {
        Some(t) if t >= first => text.word(t).to_lowercase(),
        _ => String::new(),
    };
    let (last, second) = (before(1), before(2));
    let is_gerund = text.word(trigger).ends_with("ing");
    match &*text.word(mark).to_lowercase() {
        "of" if is_gerund => match &*last {
            "short" => Some(Told::Failed),
            "verge" | "brink" => Some(Told::Possible),
            "acquitted" | "cleared" => Some(Told::Alleged),
            "guilty" if second == "not" => Some(Told::Alleged),
            _ => None,
        },
        "from" if is_gerund => {
            let above = syntax.head[trigger as usize];
            let verb = syntax.lemma[above as usize].to_lowercase();
            // "Failed to stop gunmen from attacking": they did.
            let in_vain = is_negated(article, above)
                || syntax.lemma[syntax.head[above as usize] as usize].eq_ignore_ascii_case("fail");
            let keeps = !in_vain
                && matches!(
                    &*verb,
                    "refrain"
                        | "abstain"
                        | "desist"
                        | "prevent"
                        | "stop"
                        | "keep"
                        | "deter"
                        | "dissuade"
                        | "block"
                );
            (keeps || last == "back").then_some(Told::Failed)
        }
        "rather" | "instead" => Some(Told::Failed),
        "to" => {
            let perfect = text.word(mark + 1).eq_ignore_ascii_case("have");
            let was = matches!(&*last, "was" | "were")
                || last == "not" && matches!(&*second, "was" | "were");
            (perfect && was).then_some(Told::Failed)
        }
        _ => None,
    }
}

/// "*Was* due to meet", "*had been* expected to": what was to come, seen from before.
fn was_to_come(article: &Article<'_, '_>, trigger: TokenId) -> bool {
    let (text, syntax) = (article.text, article.syntax);
    let above = syntax.head[trigger as usize];
    let past = |t: TokenId| {
        matches!(syntax.relation[t as usize], Relation::Aux | Relation::Cop)
            && matches!(&*text.word(t).to_lowercase(), "was" | "were" | "had")
    };
    syntax.children(above).any(past) || syntax.children(trigger).any(past)
}

/// "Was about to attack *when* ...", "was due to meet him, *but* ...": something came between.
fn is_crossed(article: &Article<'_, '_>, trigger: TokenId) -> bool {
    (trigger..article.syntax.sentence_of(trigger).end)
        .any(|t| matches!(&*article.text.word(t).to_lowercase(), "when" | "but"))
}

/// "Has been held *since* March", "have occupied the town *for* three years": a state that goes on.
fn lasts(article: &Article<'_, '_>, trigger: TokenId) -> bool {
    let (text, syntax) = (article.text, article.syntax);
    let perfect = syntax.children(trigger).any(|t| {
        syntax.relation[t as usize] == Relation::Aux
            && matches!(&*text.word(t).to_lowercase(), "has" | "have" | "'ve" | "’ve")
    });
    let since = |t: TokenId| {
        text.word(t).eq_ignore_ascii_case("since")
            || matches!(syntax.relation[t as usize], Relation::Obl)
                && syntax
                    .child(t, Relation::Case)
                    .is_some_and(|case| matches!(&*text.word(case).to_lowercase(), "since" | "for"))
                && syntax.children(t).chain([t]).any(|t| {
                    text.word(t).eq_ignore_ascii_case("since")
                        || article.times.iter().any(|time| time.tokens.contains(&t))
                        || matches!(
                            &*syntax.lemma[t as usize].to_lowercase(),
                            "day" | "week" | "month" | "year" | "decade"
                        )
                })
    };
    let state = LASTING.contains(&&*syntax.lemma[trigger as usize].to_lowercase());
    state && perfect && syntax.children(trigger).any(since)
}

/// Verbs for what goes on: a state rather than a deed.
const LASTING: &[&str] = &[
    "arm", "back", "besiege", "block", "blockade", "boycott", "control", "deploy", "detain",
    "fund", "hold", "imprison", "jail", "keep", "occupy", "patrol", "protest", "station", "strike",
    "support", "surround", "train",
];

/// Does the word itself have a "not"?
fn is_negated(article: &Article<'_, '_>, token: TokenId) -> bool {
    has_child(article, token, &["not", "n't", "n’t", "never"])
}

/// Does one of these words, in lower case, hang from a word?
fn has_child(article: &Article<'_, '_>, token: TokenId, words: &[&str]) -> bool {
    article.syntax.children(token).any(|t| words.contains(&&*article.text.word(t).to_lowercase()))
}

/// "Said it *would* mount an assault": what is to come, told from where the speaker stood, unless it hangs on a condition.
fn is_reported(article: &Article<'_, '_>, statements: &[Statement], token: TokenId) -> bool {
    let (text, syntax) = (article.text, article.syntax);
    let span = text.tokens[token as usize].span;
    let told = |s: &Statement| {
        let said = !matches!(
            s.stance,
            Stance::Asks | Stance::Demands | Stance::Doubts | Stance::Refuses | Stance::Denies
        );
        said && s.quotation == Quotation::Indirect && s.content.iter().any(|c| c.overlaps(span))
    };
    let open = |t: TokenId| {
        matches!(&*text.word(t).to_lowercase(), "if" | "unless" | "should" | "whether" | "could")
    };
    statements.iter().any(told) && !syntax.sentence_of(token).any(open)
}

/// What is said of the word above leaves a clause alone that has a subject of its own beside it ("they were not charged, and
/// *the authorities called* on ..."), or that is taken for granted ("do not forget that *he asked*").
fn stands_apart(
    article: &Article<'_, '_>,
    at: TokenId,
    above: TokenId,
    relation: Relation,
) -> bool {
    let syntax = article.syntax;
    match relation {
        Relation::Conj => syntax.child(at, Relation::Nsubj).is_some(),
        // "The attack may delay the talks": it was.
        Relation::Nsubj => {
            let takes = |object: TokenId| {
                !matches!(&*article.text.word(object).to_lowercase(), "place" | "part" | "effect")
            };
            has_child(article, at, &["the", "this", "that", "'s", "’s"])
                && syntax.child(above, Relation::Obj).is_some_and(takes)
                && !phrase::is_passive(article.text, syntax, above)
        }
        // "Will discuss the attack", "may investigate the killing".
        Relation::Obj => {
            has_child(article, at, &["the", "this", "that", "those"])
                && takes_for_granted(article, above)
        }
        Relation::Ccomp => matches!(
            &*syntax.lemma[above as usize].to_lowercase(),
            "fact"
                | "truth"
                | "forget"
                | "know"
                | "realise"
                | "realize"
                | "regret"
                | "remember"
                | "recall"
                | "notice"
                | "ignore"
                | "acknowledge"
                | "admit"
                | "obscure"
                | "hide"
        ),
        _ => false,
    }
}

/// Does a verb only say something of the deed that its object names?
pub(super) fn takes_for_granted(article: &Article<'_, '_>, verb: TokenId) -> bool {
    TAKEN_FOR_GRANTED.contains(&&*article.syntax.lemma[verb as usize].to_lowercase())
}

/// Verbs that say something of a deed that was.
const TAKEN_FOR_GRANTED: &[&str] = &[
    "avenge",
    "blame",
    "commemorate",
    "condemn",
    "criticise",
    "criticize",
    "decry",
    "denounce",
    "deplore",
    "describe",
    "discuss",
    "explain",
    "film",
    "forget",
    "forgive",
    "hail",
    "investigate",
    "justify",
    "mark",
    "mention",
    "mourn",
    "praise",
    "probe",
    "protest",
    "punish",
    "recall",
    "recognise",
    "recognize",
    "regret",
    "remember",
    "survive",
    "welcome",
    "witness",
];

/// A participle that shares the subject of the clause that it stands beside, and what is said of that clause: "claims to have
/// taken the town, *killing* forty".
fn goes_along(article: &Article<'_, '_>, at: TokenId) -> bool {
    let syntax = article.syntax;
    syntax.relation[at as usize] == Relation::Advcl
        && article.text.word(at).ends_with("ing")
        && syntax.child(at, Relation::Mark).is_none()
        && syntax.child(at, Relation::Nsubj).is_none()
}

/// A verb in the past, or one that is only past: "was granted".
fn is_past(article: &Article<'_, '_>, token: TokenId) -> bool {
    let word = article.text.word(token).to_lowercase();
    article.syntax.upos[token as usize] == Upos::Verb
        && word != article.syntax.lemma[token as usize].to_lowercase()
        && !word.ends_with("ing")
        && !word.ends_with('s')
}

/// A paragraph of one sentence without a stop at its end, at the top of the text.
fn is_heading(article: &Article<'_, '_>, token: TokenId) -> bool {
    let text = article.text;
    let paragraph = text.tokens[token as usize].paragraph;
    let range = &text.paragraphs[paragraph as usize];
    let stop = matches!(text.word(range.end - 1), "." | "!" | "?" | "\"" | "”" | "’" | "'");
    paragraph == 0 && !stop && text.paragraphs.len() > 1 && range.len() < 25
}

/// A deed, no speech, told in the present: "troops besieging the town", "Turkey backs the rebels".
fn goes_on(article: &Article<'_, '_>, deed: &Deed<'_>) -> bool {
    let syntax = article.syntax;
    let token = deed.trigger.token;
    if deed.trigger.kind.is_verbal() || syntax.upos[token as usize] != Upos::Verb {
        return false;
    }
    // "Japan sends aid to Manila": in a headline the present is what has just been.
    if is_heading(article, token) && !LASTING.contains(&&*syntax.lemma[token as usize]) {
        return false;
    }
    let word = article.text.word(token).to_lowercase();
    let lemma = syntax.lemma[token as usize].to_lowercase();
    let relation = syntax.relation[token as usize];
    let helped = syntax.children(token).any(|t| syntax.relation[t as usize] == Relation::Aux);
    let participle = word.ends_with("ing") && relation == Relation::Acl;
    let present = !helped
        && (word == lemma || word.ends_with('s'))
        && syntax.children(token).any(|t| syntax.relation[t as usize] == Relation::Nsubj)
        && !matches!(relation, Relation::Xcomp | Relation::Advcl);
    participle || present
}

/// What the helpers of a word say: negation, modals, tense, a condition.
fn around(
    article: &Article<'_, '_>,
    statements: &[Statement],
    trigger: TokenId,
    token: TokenId,
) -> Option<Told> {
    let syntax = article.syntax;
    let word = article.text.word(token).to_lowercase();
    let mut modal = None;
    let mut present = false;
    let verb = syntax.upos[token as usize] == Upos::Verb;
    for child in syntax.children(token) {
        let relation = syntax.relation[child as usize];
        let form = article.text.word(child).to_lowercase();
        if token == trigger && is_nobody(article, child, relation, &form) {
            return Some(Told::Negated);
        }
        match (relation, &*form) {
            (
                Relation::Advmod | Relation::Det | Relation::Aux,
                "not" | "n't" | "n’t" | "never" | "no",
            ) => {
                return Some(Told::Negated);
            }
            (Relation::Aux, "may" | "might" | "could") => modal = Some(Told::Possible),
            (Relation::Aux, "will" | "shall" | "'ll" | "’ll") => modal = Some(Told::ToCome),
            (Relation::Aux, "would") if is_reported(article, statements, trigger) => {
                modal = Some(Told::ToCome);
            }
            (Relation::Aux, "would" | "should") => modal = Some(Told::Hypothetical),
            (Relation::Aux, "is" | "are" | "'re" | "’re" | "has" | "have" | "'ve" | "’ve") => {
                present = true;
            }
            (Relation::Amod, "alleged" | "suspected" | "reported" | "supposed" | "claimed") => {
                return Some(Told::Alleged);
            }
            (
                Relation::Amod,
                "failed" | "foiled" | "thwarted" | "aborted" | "abortive" | "cancelled"
                | "canceled",
            ) => return Some(Told::Failed),
            (Relation::Advmod, "almost" | "nearly") if verb && token == trigger => {
                return Some(Told::Failed);
            }
            (Relation::Amod, "possible" | "potential" | "likely") => return Some(Told::Possible),
            (Relation::Mark, "whether") if token == trigger => return Some(Told::Open),
            (Relation::Amod, "scheduled" | "planned" | "upcoming" | "forthcoming" | "expected") => {
                return Some(Told::ToCome);
            }
            (Relation::Amod, "continuing" | "ongoing" | "continued") => return Some(Told::Ongoing),
            (Relation::Advmod, "allegedly" | "reportedly" | "apparently") => {
                return Some(Told::Alleged);
            }
            (Relation::Advmod, "possibly" | "perhaps" | "maybe") => return Some(Told::Possible),
            (Relation::Mark, "if" | "unless" | "should") if token == trigger => {
                return Some(Told::Hypothetical);
            }
            _ => {}
        }
    }
    if modal == Some(Told::ToCome) && hangs_on_a_condition(article, token) {
        return Some(Told::Hypothetical);
    }
    // "Is shelling", "has been shelling".
    let progressive = word.ends_with("ing") && present;
    modal.or(progressive.then_some(Told::Ongoing))
}

/// "*Nobody* was arrested", "killed *no* civilians", "*not a single* soldier fired".
fn is_nobody(article: &Article<'_, '_>, child: TokenId, relation: Relation, form: &str) -> bool {
    let word = |t: TokenId| article.text.word(t).to_lowercase();
    let none = |t: TokenId| match &*word(t) {
        // "No 10", "not only soldiers".
        "no" => !word(t + 1).starts_with(|c: char| c.is_ascii_digit()),
        "not" => word(t + 1) == "a" || word(t + 1) == "one",
        "neither" => true,
        _ => false,
    };
    let before = |t: &TokenId| *t < child;
    matches!(relation, Relation::Nsubj | Relation::Obj)
        && (matches!(form, "nobody" | "none" | "no-one")
            || article.syntax.children(child).filter(before).any(none))
}

/// "Will strike *unless* the company pays".
fn hangs_on_a_condition(article: &Article<'_, '_>, verb: TokenId) -> bool {
    let syntax = article.syntax;
    let clause = |t: &TokenId| syntax.relation[*t as usize] == Relation::Advcl;
    syntax.children(verb).filter(clause).any(|t| is_condition(article, t))
}

/// Is the word under a modal verb?
fn is_modal(article: &Article<'_, '_>, token: TokenId) -> bool {
    let modal = |t: TokenId| {
        article.syntax.relation[t as usize] == Relation::Aux
            && matches!(
                &*article.text.word(t).to_lowercase(),
                "will" | "would" | "shall" | "should" | "may" | "might" | "must" | "can" | "could"
            )
    };
    article.syntax.children(token).any(modal)
}

/// What the word above an event says of it: "failed to", "threatened to", "expected to".
fn frame(
    article: &Article<'_, '_>,
    kind: EventType,
    above: TokenId,
    relation: Relation,
) -> Option<Told> {
    let lemma = article.syntax.lemma[above as usize].to_lowercase();
    let object = relation == Relation::Obj || relation == Relation::Nsubj;
    if object {
        // "The raid prevented an attack": the raid was.
        let suffers =
            relation == Relation::Obj || phrase::is_passive(article.text, article.syntax, above);
        let off = || has_child(article, above, &["off"]);
        return match &*lemma {
            "cancel" | "postpone" | "prevent" | "avert" | "avoid" | "abandon" | "scrap"
            | "foil" | "thwart" | "repel" | "shelve" | "feign"
                if suffers =>
            {
                Some(Told::Failed)
            }
            "call" | "put" if suffers && off() => Some(Told::Failed),
            "plan" | "schedule" if suffers => Some(Told::ToCome),
            "prepare" if suffers => Some(Told::Possible),
            "near" | "imminent" | "inevitable" | "loom" if relation == Relation::Nsubj => {
                Some(Told::Possible)
            }
            // "The assault will be over within days": that is to come, not the assault.
            "end" | "finish" | "conclude" | "continue" | "intensify" | "cease" | "stop"
            | "over"
                if is_modal(article, above) =>
            {
                Some(Told::Ongoing)
            }
            // Who claims an attack did it.
            "claim" if suffers => (!kind.is_violent()).then_some(Told::Alleged),
            "allege" if suffers => Some(Told::Alleged),
            _ => None,
        };
    }
    if !matches!(relation, Relation::Xcomp | Relation::Ccomp) {
        return None;
    }
    // "Is said to have asked": nobody in particular says so.
    let told = matches!(
        &*lemma,
        "say" | "report" | "believe" | "think" | "understand" | "rumour" | "rumor"
    );
    if told && phrase::is_passive(article.text, article.syntax, above) {
        return Some(Told::Alleged);
    }
    match &*lemma {
        "fail" | "refuse" | "prevent" | "avert" | "avoid" | "cancel" | "halt" | "abandon"
        | "scrap" | "lack" | "stop" | "foil" | "thwart" | "pretend" | "feign" | "neglect"
        | "decline" => Some(Told::Failed),
        "plan" | "schedule" | "prepare" | "intend" | "set" | "due" | "announce" | "about" => {
            Some(Told::ToCome)
        }
        "expect" | "likely" | "possible" | "consider" | "risk" | "want" | "hope" | "fear"
        | "seek" | "try" | "attempt" | "able" | "ready" | "willing" => Some(Told::Possible),
        "threaten" | "vow" | "promise" | "pledge" | "urge" | "demand" | "call" => {
            Some(Told::Hypothetical)
        }
        "accuse" | "suspect" | "allege" | "accusation" | "allegation" | "claim" => {
            Some(Told::Alleged)
        }
        "continue" | "keep" => Some(Told::Ongoing),
        _ => None,
    }
}

fn is_condition(article: &Article<'_, '_>, clause: TokenId) -> bool {
    article.syntax.children(clause).any(|t| {
        article.syntax.relation[t as usize] == Relation::Mark
            && matches!(&*article.text.word(t).to_lowercase(), "if" | "unless")
    })
}
