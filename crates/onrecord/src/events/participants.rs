//! Who does an event and to whom it is done.
//!
//! The model gives every word of the window a score as part of an actor and of a recipient. Syntax
//! weighs in: the subject of an active verb acts, "by" and the possessor of a noun act, an object
//! suffers. The phrase with the best score takes part, others that come near it, and what is
//! coordinated with them.

use onrecord_world as world;

use super::Participant;
use crate::entities::describe::{self, Standing};
use crate::entities::{Entity, EntityKind};
use crate::model::{Argument, Trigger};
use crate::phrase;
use crate::plover::EventType;
use crate::statements::Article;
use crate::syntax::{Relation, Upos};
use crate::text::{Text, TokenId, TokenRange};

/// Those who take part in one event.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub actors: Vec<Participant>,
    pub recipients: Vec<Participant>,
    pub object: Vec<TokenRange>,
}

const ACTOR: usize = Argument::Actor as usize;
const RECIPIENT: usize = Argument::Recipient as usize;

/// What the place in the syntax counts for, against the model's log-odds.
const STRONG: f32 = 2.0;
const WEAK: f32 = 1.4;
/// What it counts that a phrase stands for somebody whom the article speaks of.
const KNOWN: f32 = 0.5;
/// The best phrase takes part above this score as an actor, and as a recipient: of a recipient the article more
/// often says nothing,
const FIRST: [f32; 2] = [-1.5, -1.0];
/// others above this one, unless they are this much worse than the best.
const LEAST: f32 = 0.0;
const BEHIND: f32 = 1.5;
/// A coordinated phrase goes with its first part unless the model is this much against it.
const AGAINST: f32 = -3.0;

/// A phrase that might take part.
struct Candidate {
    head: TokenId,
    range: TokenRange,
    scores: [f32; 2],
}

pub(super) fn find(article: &Article<'_, '_>, trigger: &Trigger) -> Parts {
    let candidates = candidates(article, trigger);
    let mut parts = Parts::default();
    let mut taken: Vec<TokenId> = Vec::new();
    for role in [ACTOR, RECIPIENT] {
        let open = |c: &&Candidate| {
            c.scores[role] >= c.scores[1 - role]
                && c.head != trigger.token
                && !taken.contains(&c.head)
        };
        let best =
            candidates.iter().filter(open).map(|c| c.scores[role]).fold(FIRST[role], f32::max);
        let wins = |c: &&Candidate| {
            c.scores[role] >= best || c.scores[role] > LEAST && c.scores[role] > best - BEHIND
        };
        let mut chosen: Vec<&Candidate> = candidates.iter().filter(open).filter(wins).collect();
        let joined = coordinated(article, &candidates, &chosen, role);
        chosen.extend(joined);
        chosen.sort_by_key(|c| c.head);
        chosen.dedup_by_key(|c| c.head);
        // "Ten of *his* supporters", "*Modi's* party": the possessor only tells whose they are.
        let heads: Vec<TokenId> = chosen.iter().map(|c| c.head).collect();
        chosen.retain(|c| {
            !heads.iter().any(|&owned| describe::possessor(article.syntax, owned) == Some(c.head))
        });
        let list = if role == ACTOR { &mut parts.actors } else { &mut parts.recipients };
        for candidate in chosen {
            if !taken.contains(&candidate.head) {
                taken.push(candidate.head);
                add(list, participant(article, candidate));
            }
        }
    }
    if is_mutual(article, trigger) {
        for recipient in std::mem::take(&mut parts.recipients) {
            add(&mut parts.actors, recipient);
        }
        // Where the sentence itself has both sides, nobody of another sentence meets them.
        let sentence = article.syntax.sentence_of(trigger.token);
        let here = |p: &Participant| sentence.contains(&p.head);
        if parts.actors.iter().filter(|p| here(p)).count() > 1 {
            parts.actors.retain(here);
        }
    }
    drop_those_on_both_sides(&mut parts, is_suffered(article, trigger.token));
    parts.object = object(article, trigger, &taken);
    parts
}

/// Adds a participant that is not there yet.
fn add(list: &mut Vec<Participant>, new: Participant) {
    if !list.iter().any(|p| p.is(&new)) {
        list.push(new);
    }
}

/// Nobody does a thing to himself: who stands on both sides is the recipient of a passive, else the actor.
fn drop_those_on_both_sides(parts: &mut Parts, passive: bool) {
    let Parts { actors, recipients, .. } = parts;
    match passive {
        true => actors.retain(|a| !recipients.iter().any(|r| r.is(a))),
        false => recipients.retain(|r| !actors.iter().any(|a| a.is(r))),
    }
}

/// All sides do it to each other: who meets is met.
fn is_mutual(article: &Article<'_, '_>, trigger: &Trigger) -> bool {
    trigger.kind.is_reciprocal() && !is_visit(article, trigger.token)
}

fn is_visit(article: &Article<'_, '_>, token: TokenId) -> bool {
    matches!(
        &*article.syntax.lemma[token as usize].to_lowercase(),
        "visit" | "travel" | "trip" | "tour"
    )
}

/// The phrases of the window with their scores.
fn candidates(article: &Article<'_, '_>, trigger: &Trigger) -> Vec<Candidate> {
    let syntax = article.syntax;
    let end = trigger.first + trigger.arguments.len() as TokenId;
    let shared = shared_subject(article, trigger.token);
    let mutual = is_mutual(article, trigger);
    let mut out = Vec::new();
    for head in trigger.first..end {
        if !can_take_part(article, head) || is_location(article, head) {
            continue;
        }
        let range = phrase::core(syntax, head);
        let inside = |t: &TokenId| (trigger.first..end).contains(t);
        let own = trigger.arguments[(head - trigger.first) as usize];
        let best = |role: usize| {
            range
                .clone()
                .filter(inside)
                .map(|t| trigger.arguments[(t - trigger.first) as usize][role])
                .fold(own[role], f32::max)
        };
        let place = by_syntax(article, trigger, head, shared);
        let known = if article.entities.at(head).is_some() { KNOWN } else { 0.0 };
        let mut told = [ACTOR, RECIPIENT].map(|role| 0.7 * own[role] + 0.3 * best(role));
        if mutual {
            told = [told[ACTOR].max(told[RECIPIENT]); 2];
        }
        let scores = std::array::from_fn(|role| told[role] + place[role] + known);
        out.push(Candidate { head, range, scores });
    }
    out
}

/// Nouns, names and pronouns that stand for somebody; the words inside a name do not stand alone.
fn can_take_part(article: &Article<'_, '_>, head: TokenId) -> bool {
    let syntax = article.syntax;
    let relation = syntax.relation[head as usize];
    let known = article.entities.at(head);
    let end = syntax.sentence_of(head).end.min(head + 3);
    // "*Turkish*-backed rebels": the rebels act.
    if describe::is_backer(&phrase::words(article.text, &(head..end)), &(0..1)) {
        return false;
    }
    match syntax.upos[head as usize] {
        Upos::Noun | Upos::Propn => {
            !matches!(relation, Relation::Flat | Relation::Fixed)
                && (relation != Relation::Compound || known.is_some())
        }
        Upos::Pron => {
            known.is_some() || phrase::relative_antecedent(article.text, syntax, head).is_some()
        }
        // "Turkish troops" names its country; "the Turkish offensive" has no other actor.
        Upos::Adj => {
            relation == Relation::Amod
                && world::country_word(article.text.word(head)).is_some()
                && !stands_for_somebody(article, syntax.head[head as usize])
        }
        _ => false,
    }
}

/// "In Bergen": where it happens, and nobody who takes part.
fn is_location(article: &Article<'_, '_>, head: TokenId) -> bool {
    let place = article
        .entities
        .at(head)
        .is_some_and(|e| article.entities.all[e].kind == EntityKind::Place);
    place
        && matches!(
            &*case_of(article, head),
            "in" | "at" | "near" | "inside" | "outside" | "across"
        )
}

fn stands_for_somebody(article: &Article<'_, '_>, head: TokenId) -> bool {
    article.entities.at(head).is_some()
        || phrase::agent_at(article.text, article.syntax, head).is_some()
}

/// What the place of a phrase against the trigger says of its role.
/// `shared` is the subject that the trigger has in common with the verb above it.
fn by_syntax(
    article: &Article<'_, '_>,
    trigger: &Trigger,
    head: TokenId,
    shared: Option<TokenId>,
) -> [f32; 2] {
    let syntax = article.syntax;
    let token = trigger.token;
    let relation = syntax.relation[head as usize];
    let parent = syntax.head[head as usize];
    if parent == token {
        return direct(article, trigger, head, relation);
    }
    if shared == Some(head) {
        return if is_suffered(article, token) { [0.0, STRONG] } else { [STRONG, 0.0] };
    }
    // "Launched an attack": the subject of a light verb does what its object names.
    let is_object = syntax.relation[token as usize] == Relation::Obj;
    if is_object && parent == syntax.head[token as usize] && relation == Relation::Nsubj {
        // "Germany condemned the killings" that others did.
        if super::reality::takes_for_granted(article, parent) {
            return [-STRONG, 0.0];
        }
        return if is_suffered(article, parent) { [0.0, WEAK] } else { [WEAK, 0.0] };
    }
    // "Strikes against Syria" where "against Syria" hangs from the light verb.
    if is_object && parent == syntax.head[token as usize] && relation == Relation::Obl {
        return match &*case_of(article, head) {
            "against" | "on" | "at" | "with" | "to" => [0.0, WEAK],
            _ => [0.0, 0.0],
        };
    }
    [0.0, 0.0]
}

/// Does the subject suffer it? Beside the passive the participles without a helper: "*held* since March, she was
/// moved", "was arrested and *beaten*".
fn is_suffered(article: &Article<'_, '_>, verb: TokenId) -> bool {
    let (text, syntax) = (article.text, article.syntax);
    let hard = || {
        matches!(
            &*syntax.lemma[verb as usize].to_lowercase(),
            "arrest"
                | "beat"
                | "detain"
                | "execute"
                | "expel"
                | "hold"
                | "jail"
                | "kill"
                | "murder"
                | "rape"
                | "shoot"
                | "torture"
                | "wound"
        )
    };
    let word = text.word(verb).to_lowercase();
    let own = [Relation::Nsubj, Relation::Aux, Relation::Obj, Relation::Ccomp, Relation::Xcomp];
    let bare = syntax.upos[verb as usize] == Upos::Verb
        && !word.ends_with("ing")
        && word != syntax.lemma[verb as usize].to_lowercase()
        && own.iter().all(|&relation| syntax.child(verb, relation).is_none());
    let participle = match syntax.relation[verb as usize] {
        Relation::Advcl => bare,
        // "Was freed and apologised" is no passive: deeds that are done to somebody.
        Relation::Conj if hard() => {
            bare && phrase::is_passive(text, syntax, syntax.head[verb as usize])
        }
        _ => false,
    };
    participle || phrase::is_passive(text, syntax, verb)
}

fn direct(
    article: &Article<'_, '_>,
    trigger: &Trigger,
    head: TokenId,
    relation: Relation,
) -> [f32; 2] {
    let verb = article.syntax.upos[trigger.token as usize] == Upos::Verb;
    let passive = verb && is_suffered(article, trigger.token);
    match relation {
        Relation::Nsubj if passive || is_driven_out(article, trigger) => [-STRONG, STRONG],
        Relation::Nsubj => [STRONG, -WEAK],
        Relation::Obj | Relation::Iobj if is_mutual(article, trigger) => [STRONG, WEAK],
        Relation::Obj | Relation::Iobj => [-STRONG, WEAK],
        Relation::Obl | Relation::Nmod => match &*case_of(article, head) {
            "by" => [STRONG, -STRONG],
            "against" => [-STRONG, STRONG],
            "on" | "at" | "to" => [-WEAK, WEAK],
            "of" if !verb && is_done_to(article, trigger) => [-WEAK, WEAK],
            "'s" | "’s" | "'" | "’" => [STRONG, 0.0],
            "in" | "after" | "before" | "during" | "over" => [-WEAK, -WEAK],
            // Out of which country somebody is expelled, or goes.
            "from" if matches!(trigger.kind, EventType::Sanction | EventType::Retreat) => {
                [-WEAK, -WEAK]
            }
            "" if !verb => [WEAK, 0.0],
            _ => [0.0, 0.0],
        },
        Relation::Amod | Relation::Compound => [WEAK, 0.0],
        _ => [0.0, 0.0],
    }
}

/// "The invasion of Ukraine", "the arrest of the editor": a noun of a deed that is done to whom "of" names.
fn is_done_to(article: &Article<'_, '_>, trigger: &Trigger) -> bool {
    let hard = matches!(trigger.kind, EventType::Assault | EventType::Coerce | EventType::Sanction);
    let lemma = article.syntax.lemma[trigger.token as usize].to_lowercase();
    let of_verb = ["ing", "tion", "sion", "ment", "ure"].iter().any(|end| lemma.ends_with(end));
    hard && (of_verb
        || matches!(
            &*lemma,
            "siege" | "arrest" | "murder" | "massacre" | "slaughter" | "rape" | "kidnap"
        ))
}

/// Those who flee are driven out: PLOVER makes them the recipients of a SANCTION.
fn is_driven_out(article: &Article<'_, '_>, trigger: &Trigger) -> bool {
    let lemma = article.syntax.lemma[trigger.token as usize].to_lowercase();
    trigger.kind == EventType::Sanction
        && matches!(&*lemma, "flee" | "leave" | "escape" | "evacuate")
}

/// The preposition or possessive mark of a phrase, in lower case.
fn case_of(article: &Article<'_, '_>, head: TokenId) -> String {
    article
        .syntax
        .child(head, Relation::Case)
        .map(|t| article.text.word(t).to_lowercase())
        .unwrap_or_default()
}

/// The subject that a verb shares with the verb above it: "sent troops and *shelled* the town",
/// "vowed to *retake* it", "troops *besieging* the town".
fn shared_subject(article: &Article<'_, '_>, verb: TokenId) -> Option<TokenId> {
    let syntax = article.syntax;
    let child = |of: TokenId, wanted: Relation| syntax.child(of, wanted);
    let mut at = verb;
    for _ in 0..4 {
        let above = syntax.head[at as usize];
        match syntax.relation[at as usize] {
            Relation::Xcomp => {
                // "Ordered the troops to attack": the object acts.
                let object = child(above, Relation::Obj).or_else(|| child(above, Relation::Iobj));
                if object.is_some() {
                    return object;
                }
            }
            // "Accused the troops of shelling the town": the accused act.
            Relation::Advcl if controls(article, above) => {
                if let Some(object) = child(above, Relation::Obj) {
                    return Some(object);
                }
            }
            Relation::Conj | Relation::Advcl => {}
            Relation::Acl => return Some(above),
            _ => return None,
        }
        if at != verb && child(at, Relation::Nsubj).is_some() {
            return child(at, Relation::Nsubj);
        }
        if let Some(subject) = child(above, Relation::Nsubj) {
            return Some(subject);
        }
        at = above;
    }
    None
}

/// Verbs whose object does what the clause after them tells: "accused", "stopped".
fn controls(article: &Article<'_, '_>, verb: TokenId) -> bool {
    matches!(
        &*article.syntax.lemma[verb as usize].to_lowercase(),
        "accuse"
            | "blame"
            | "suspect"
            | "convict"
            | "condemn"
            | "criticise"
            | "criticize"
            | "stop"
            | "prevent"
            | "keep"
            | "deter"
            | "charge"
            | "sentence"
            | "arrest"
            | "jail"
            | "punish"
    )
}

/// Phrases that are coordinated with chosen ones.
fn coordinated<'c>(
    article: &Article<'_, '_>,
    candidates: &'c [Candidate],
    chosen: &[&Candidate],
    role: usize,
) -> Vec<&'c Candidate> {
    let syntax = article.syntax;
    candidates
        .iter()
        .filter(|c| {
            syntax.relation[c.head as usize] == Relation::Conj
                && chosen.iter().any(|first| first.head == syntax.head[c.head as usize])
                && c.scores[role] > AGAINST
                && c.scores[1 - role] < 0.0
        })
        .collect()
}

fn participant(article: &Article<'_, '_>, candidate: &Candidate) -> Participant {
    let text = article.text;
    let head = phrase::relative_antecedent(text, article.syntax, candidate.head)
        .filter(|_| article.syntax.upos[candidate.head as usize] == Upos::Pron)
        .unwrap_or(candidate.head);
    let range = phrase::trimmed(text, article.syntax, &phrase::core(article.syntax, head));
    let range = if range.is_empty() { head..head + 1 } else { range };
    let span = text.span(&phrase::trimmed(text, article.syntax, &candidate.range));
    let told = describe::standing(text, article.syntax, &range);
    let entity = article.entities.at(head);
    if article.syntax.upos[candidate.head as usize] == Upos::Adj
        && let Some(country) = nationality(text, candidate.head)
    {
        let state = country.country.state();
        return Participant {
            name: state.name.to_owned(),
            entity: None,
            country: Some(state.iso3),
            sector: Some(world::Sector::Gov.code()),
            head: candidate.head,
            span: text.span(&(candidate.head..candidate.head + 1)),
            alleged: false,
        };
    }
    let known = entity.map(|e| &article.entities.all[e]);
    let standing = known.map_or(told, |e| standing_of(e).or(told));
    Participant {
        name: known.map_or_else(|| phrase::line(text, &range), |e| e.name.clone()),
        entity,
        country: standing.country,
        sector: standing.sector,
        head: candidate.head,
        span,
        alleged: false,
    }
}

/// The country that an adjective means: "Turkish", and not the "American" of "Central American".
fn nationality(text: &Text<'_>, token: TokenId) -> Option<&'static world::CountryWord> {
    let first = token.saturating_sub(1);
    let words = phrase::words(text, &(first..token + 1));
    let at = (token - first) as usize;
    world::country_words(&words)
        .into_iter()
        .find(|hit| hit.words.contains(&at))
        .map(|hit| hit.value)
}

fn standing_of(entity: &Entity) -> Standing {
    Standing { country: entity.country, sector: entity.sector }
}

/// What is asked for, given, destroyed: the object of the deed that is nobody.
fn object(article: &Article<'_, '_>, trigger: &Trigger, taken: &[TokenId]) -> Vec<TokenRange> {
    let syntax = article.syntax;
    let wanted = |t: &TokenId| match syntax.relation[*t as usize] {
        Relation::Obj => true,
        Relation::Obl | Relation::Nmod => {
            matches!(&*case_of(article, *t), "for" | "of") && trigger.kind == EventType::Request
        }
        _ => false,
    };
    let is_thing = |t: &TokenId| {
        !taken.contains(t)
            && article.entities.at(*t).is_none_or(|e| {
                matches!(article.entities.all[e].kind, EntityKind::Document | EntityKind::Other)
            })
            && syntax.upos[*t as usize] == Upos::Noun
    };
    syntax
        .children(trigger.token)
        .filter(wanted)
        .find(is_thing)
        .map(|t| phrase::trimmed(article.text, syntax, &phrase::core(syntax, t)))
        .filter(|range| !range.is_empty())
        .into_iter()
        .collect()
}
