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
    /// The syntax itself makes it a party to what is mutual.
    is_party: bool,
}

/// `deeds` are the words of all that may be events.
pub(super) fn find(article: &Article<'_, '_>, trigger: &Trigger, deeds: &[Trigger]) -> Parts {
    let candidates = candidates(article, trigger, deeds);
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
            let score = c.scores[role];
            score >= best || score > LEAST && (score > best - BEHIND || c.is_party)
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
                participants(article, candidate).into_iter().for_each(|p| add(list, p));
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
    drop_those_inside_others(article, &mut parts);
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

/// "*Thousands* of nurses", "the *son* of the president": who stands in the phrase of another that takes part only tells who
/// that is.
fn drop_those_inside_others(article: &Article<'_, '_>, parts: &mut Parts) {
    let syntax = article.syntax;
    let is_inside = |inner: TokenId, outer: TokenId| {
        let mut at = inner;
        while matches!(
            syntax.relation[at as usize],
            Relation::Amod | Relation::Compound | Relation::Nmod
        ) {
            at = syntax.head[at as usize];
            if at == outer {
                return true;
            }
        }
        false
    };
    // "Ministers from Kenya and Uganda" are not of the first alone.
    let is_one_of_several = |head: TokenId| syntax.child(head, Relation::Conj).is_some();
    let heads: Vec<TokenId> =
        parts.actors.iter().chain(&parts.recipients).map(|p| p.head).collect();
    let holds = |p: &Participant, outer: TokenId| {
        let adjective = syntax.upos[p.head as usize] == Upos::Adj;
        is_inside(p.head, outer)
            && (adjective || is_quantity(article, outer) || stands_for_somebody(article, outer))
    };
    for list in [&mut parts.actors, &mut parts.recipients] {
        // "*Turkish* drones", "hundreds of *soldiers*": the phrase is of the country and the sector of what stands in it.
        for inner in list.clone() {
            let outer = list.iter_mut().find(|o| o.entity.is_none() && holds(&inner, o.head));
            if let Some(outer) = outer {
                outer.country = outer.country.or(inner.country);
                if syntax.upos[inner.head as usize] != Upos::Adj {
                    outer.sector = outer.sector.or(inner.sector);
                }
            }
        }
        list.retain(|p| is_one_of_several(p.head) || !heads.iter().any(|&h| holds(p, h)));
    }
}

/// "*Hundreds* of nurses", "a *team* of doctors".
fn is_quantity(article: &Article<'_, '_>, noun: TokenId) -> bool {
    matches!(
        &*article.syntax.lemma[noun as usize].to_lowercase(),
        "hundred"
            | "hundreds"
            | "thousand"
            | "thousands"
            | "ten"
            | "tens"
            | "dozen"
            | "dozens"
            | "score"
            | "scores"
            | "million"
            | "millions"
            | "half"
            | "most"
            | "number"
            | "group"
            | "crowd"
            | "team"
            | "band"
            | "pair"
            | "couple"
            | "one"
            | "member"
    )
}

/// All sides do it to each other: who meets is met.
fn is_mutual(article: &Article<'_, '_>, trigger: &Trigger) -> bool {
    trigger.kind.is_reciprocal() && !is_visit(article, trigger.token)
        || trigger.kind == EventType::Assault && is_clash(article, trigger.token)
}

/// "Police *clashed* with students", "*exchanged* fire".
fn is_clash(article: &Article<'_, '_>, token: TokenId) -> bool {
    let lemma = |t: TokenId| article.syntax.lemma[t as usize].to_lowercase();
    let fire = |t: TokenId| matches!(&*lemma(t), "fire" | "blow" | "shot" | "shell");
    match &*lemma(token) {
        "clash" | "skirmish" | "battle" => {
            article.syntax.upos[token as usize] == Upos::Verb
                && article.syntax.child(token, Relation::Obj).is_none()
        }
        "exchange" | "trade" | "swap" => {
            article.syntax.child(token, Relation::Obj).is_some_and(fire)
        }
        _ => false,
    }
}

fn is_visit(article: &Article<'_, '_>, token: TokenId) -> bool {
    matches!(
        &*article.syntax.lemma[token as usize].to_lowercase(),
        "visit" | "travel" | "trip" | "tour" | "fly" | "arrive" | "land" | "journey"
    )
}

/// The phrases of the window with their scores.
fn candidates(article: &Article<'_, '_>, trigger: &Trigger, deeds: &[Trigger]) -> Vec<Candidate> {
    let syntax = article.syntax;
    let end = trigger.first + trigger.arguments.len() as TokenId;
    let shared = shared_subject(article, trigger.token);
    let mutual = is_mutual(article, trigger);
    let mut out = Vec::new();
    for head in trigger.first..end {
        if !can_take_part(article, trigger, head)
            || is_location(article, head)
            || is_thing(article, head, deeds)
        {
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
        let bars = barred(article, trigger, head, shared, mutual);
        let scores = std::array::from_fn(|role| match bars[role] {
            true => f32::NEG_INFINITY,
            false => told[role] + place[role] + known,
        });
        let is_party = mutual && is_party(article, trigger.token, head);
        out.push(Candidate { head, range, scores, is_party });
    }
    out
}

/// "*Union leaders* met *ministers*", "held talks with *his rival*".
fn is_party(article: &Article<'_, '_>, deed: TokenId, head: TokenId) -> bool {
    let syntax = article.syntax;
    let light = || {
        syntax.relation[deed as usize] == Relation::Obj
            && syntax.head[head as usize] == syntax.head[deed as usize]
    };
    let bound = match syntax.relation[head as usize] {
        Relation::Nsubj => true,
        Relation::Obj => syntax.head[head as usize] == deed,
        Relation::Obl | Relation::Nmod => case_of(article, head) == "with",
        _ => false,
    };
    bound && (syntax.head[head as usize] == deed || light()) && stands_for_somebody(article, head)
}

/// Whom the syntax keeps from being the actor, and from being the recipient.
fn barred(
    article: &Article<'_, '_>,
    trigger: &Trigger,
    head: TokenId,
    shared: Option<TokenId>,
    mutual: bool,
) -> [bool; 2] {
    let (text, syntax) = (article.text, article.syntax);
    let token = trigger.token;
    let (parent, above) = (syntax.head[head as usize], syntax.head[token as usize]);
    let relation = syntax.relation[head as usize];
    // "The abduction was condemned by *UNICEF*", "the *court* quashed the conviction".
    let is_told_of = parent == above
        && parent != token
        && syntax.upos[token as usize] == Upos::Noun
        && matches!(syntax.relation[token as usize], Relation::Nsubj | Relation::Obj)
        && is_of_reaction(article, above);
    let reacts = match relation {
        Relation::Nsubj => true,
        Relation::Obl => matches!(&*case_of(article, head), "by" | "from"),
        _ => false,
    };
    let claims = is_told_of && reacts;
    let verb = syntax.upos[token as usize] == Upos::Verb;
    let suffers = parent == token
        && relation == Relation::Nsubj
        && verb
        && phrase::is_passive(text, syntax, token);
    let joined = |a: TokenId, b: TokenId| {
        syntax.relation[a as usize] == Relation::Conj && syntax.head[a as usize] == b
    };
    // "The hostages, kidnapped by *pirates* in May, were freed."
    let of_another_passive = verb
        && parent != token
        && matches!(relation, Relation::Obl | Relation::Nmod)
        && syntax.upos[parent as usize] == Upos::Verb
        && case_of(article, head) == "by"
        && !joined(parent, token)
        && !joined(token, parent);
    // "Rebels seized the town and killed *20 soldiers*": each verb has its own object.
    let of_another_verb = verb
        && parent != token
        && head > token
        && (matches!(relation, Relation::Obj | Relation::Iobj)
            || relation == Relation::Nsubj && phrase::is_passive(text, syntax, parent))
        && syntax.upos[parent as usize] == Upos::Verb
        && syntax.child(token, Relation::Obj).is_some()
        && !is_under_verb(article, parent, token);
    // "The mayor banned a march after *settlers* attacked a synagogue": not the mayor.
    let named = |own: TokenId| {
        own != head
            && matches!(syntax.upos[own as usize], Upos::Noun | Upos::Propn)
            && can_take_part(article, trigger, own)
    };
    let of_another_clause = relation == Relation::Nsubj
        && parent != token
        && shared != Some(head)
        && verb
        && syntax.child(token, Relation::Nsubj).is_some_and(named)
        && syntax.sentence_of(token).contains(&head)
        && !is_suffered(article, token);
    let is_own = relation == Relation::Obj
        && matches!(
            trigger.kind,
            EventType::Sanction | EventType::Retreat | EventType::Threaten | EventType::Agree
        )
        && syntax
            .children(head)
            .any(|t| matches!(&*text.word(t).to_lowercase(), "its" | "his" | "her" | "their"));
    // "Withdrew to *Chad*", "sent a plane to *Antarctica*": where to, not against whom.
    let is_goal = matches!(trigger.kind, EventType::Retreat | EventType::Mobilize)
        && matches!(relation, Relation::Obl | Relation::Nmod)
        && matches!(&*case_of(article, head), "to" | "into" | "toward" | "towards");
    [
        claims || of_another_passive || (suffers || of_another_clause) && !mutual,
        is_own || is_goal || of_another_verb,
    ]
}

/// Does a verb complete another, or tell what came of it: "forced them to *leave*", "shelled the camp, *killing* three"?
fn is_under_verb(article: &Article<'_, '_>, verb: TokenId, above: TokenId) -> bool {
    let syntax = article.syntax;
    let mut at = verb;
    for _ in 0..6 {
        let under = matches!(
            syntax.relation[at as usize],
            Relation::Xcomp | Relation::Ccomp | Relation::Advcl | Relation::Acl
        );
        if !under {
            return false;
        }
        at = syntax.head[at as usize];
        if at == above {
            return true;
        }
        if syntax.upos[at as usize] != Upos::Verb {
            at = match syntax.relation[at as usize] {
                Relation::Obj | Relation::Obl | Relation::Nsubj => syntax.head[at as usize],
                _ => return false,
            };
            if at == above {
                return true;
            }
        }
    }
    false
}

/// Verbs that say what somebody makes of a deed, or what it leads to.
fn is_of_reaction(article: &Article<'_, '_>, verb: TokenId) -> bool {
    let lemma = article.syntax.lemma[verb as usize].to_lowercase();
    super::reality::takes_for_granted(article, verb) && !matches!(&*lemma, "blame" | "recall")
        || matches!(
            &*lemma,
            "draw"
                | "prompt"
                | "spark"
                | "anger"
                | "shock"
                | "overturn"
                | "quash"
                | "uphold"
                | "annul"
        )
}

/// What is shot and thrown, and deeds themselves, are nobody.
fn is_thing(article: &Article<'_, '_>, head: TokenId, deeds: &[Trigger]) -> bool {
    let syntax = article.syntax;
    if syntax.upos[head as usize] != Upos::Noun || stands_for_somebody(article, head) {
        return false;
    }
    super::is_deed(deeds, head)
        || matches!(
            &*syntax.lemma[head as usize].to_lowercase(),
            "missile"
                | "rocket"
                | "shell"
                | "bomb"
                | "bullet"
                | "grenade"
                | "mortar"
                | "explosive"
                | "projectile"
        )
}

/// Nouns, names and pronouns that stand for somebody, and numbers that stand alone; the words inside a name do not.
fn can_take_part(article: &Article<'_, '_>, trigger: &Trigger, head: TokenId) -> bool {
    let syntax = article.syntax;
    // "A *militia* ambush", "the *police* raid".
    let modifies = syntax.head[head as usize] == trigger.token
        && phrase::agent_at(article.text, syntax, head).is_some();
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
                && (relation != Relation::Compound || known.is_some() || modifies)
        }
        // "Police arrested *nine*."
        Upos::Num => {
            matches!(relation, Relation::Nsubj | Relation::Obj)
                && syntax.head[head as usize] == trigger.token
                && world::number_word(&article.text.word(head).to_lowercase()).is_some()
        }
        Upos::Adj if relation == Relation::Amod && modifies => true,
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
    let (parent, above) = (syntax.head[head as usize], syntax.head[token as usize]);
    if parent == token {
        return direct(article, trigger, head, relation);
    }
    if shared == Some(head) {
        return if is_suffered(article, token) { [0.0, STRONG] } else { [STRONG, 0.0] };
    }
    // "Launched an attack": the subject of a light verb does what its object names.
    let is_object = syntax.relation[token as usize] == Relation::Obj;
    if is_object && parent == above && relation == Relation::Nsubj {
        if is_of_suffering(article, parent) {
            return [-STRONG, STRONG];
        }
        // "Germany condemned the killings" that others did.
        if super::reality::takes_for_granted(article, parent) {
            return [-STRONG, 0.0];
        }
        return if is_suffered(article, parent) { [0.0, WEAK] } else { [WEAK, 0.0] };
    }
    // "The town came under *fire*", "five soldiers died in the *attack*".
    if parent == above && relation == Relation::Nsubj {
        let verb = syntax.lemma[above as usize].to_lowercase();
        let stays = matches!(&*verb, "come" | "fall" | "live" | "remain" | "stay" | "die");
        let ends = matches!(&*verb, "die" | "kill" | "wound" | "injure" | "hurt");
        let beside = syntax.relation[token as usize] == Relation::Obl;
        if stays && is_under(article, token) || ends && beside {
            return [-STRONG, STRONG];
        }
    }
    // "Strikes against Syria" where "against Syria" hangs from the light verb.
    if is_object && parent == above && relation == Relation::Obl {
        return match &*case_of(article, head) {
            "against" | "on" | "at" | "with" | "to" => [0.0, WEAK],
            _ => [0.0, 0.0],
        };
    }
    [0.0, 0.0]
}

/// "Under *bombardment*", "under *investigation*": it is done to whoever is under it.
fn is_under(article: &Article<'_, '_>, noun: TokenId) -> bool {
    article.syntax.upos[noun as usize] == Upos::Noun && case_of(article, noun) == "under"
}

/// "Received *threats*", "faces an *inquiry*": verbs whose subject has the deed that their object names done to it.
fn is_of_suffering(article: &Article<'_, '_>, verb: TokenId) -> bool {
    matches!(
        &*article.syntax.lemma[verb as usize].to_lowercase(),
        "receive"
            | "suffer"
            | "face"
            | "undergo"
            | "sustain"
            | "endure"
            | "survive"
            | "draw"
            | "incur"
    )
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
    participle || is_of_headline(article, verb) || phrase::is_passive(text, syntax, verb)
}

/// "Rebel commander *killed* in drone strike", "Kenyan police *accused* of killings": a passive without its helper.
fn is_of_headline(article: &Article<'_, '_>, verb: TokenId) -> bool {
    let (text, syntax) = (article.text, article.syntax);
    let lemma = syntax.lemma[verb as usize].to_lowercase();
    let word = text.word(verb).to_lowercase();
    let lacks = [Relation::Aux, Relation::Obj, Relation::Iobj, Relation::Ccomp];
    syntax.is_root(verb)
        && syntax.upos[verb as usize] == Upos::Verb
        && word != lemma
        && !word.ends_with("ing")
        && !word.ends_with('s')
        && lacks.iter().all(|&relation| syntax.child(verb, relation).is_none())
        && matches!(
            &*lemma,
            "accuse"
                | "arrest"
                | "charge"
                | "convict"
                | "detain"
                | "injure"
                | "jail"
                | "kidnap"
                | "kill"
                | "murder"
                | "poison"
                | "sentence"
                | "summon"
                | "suspend"
                | "wound"
        )
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
        Relation::Nsubj
            if passive || is_driven_out(article, trigger) || is_under(article, trigger.token) =>
        {
            [-STRONG, STRONG]
        }
        // "Zambia *received* a loan from the World Bank."
        Relation::Nsubj if verb && is_given(article, trigger) => [-STRONG, STRONG],
        Relation::Nsubj => [STRONG, -WEAK],
        Relation::Obj | Relation::Iobj if is_mutual(article, trigger) => [STRONG, WEAK],
        Relation::Obj | Relation::Iobj => [-STRONG, WEAK],
        // "The journalist's *murder*", "his *arrest*".
        Relation::Nmod if is_possessor(article, head) && is_of_whom(article, trigger.token) => {
            [-STRONG, STRONG]
        }
        Relation::Obl | Relation::Nmod => match &*case_of(article, head) {
            "by" => [STRONG, -STRONG],
            "from" if verb && is_given(article, trigger) => [STRONG, -STRONG],
            // "Recalled its ambassador from *Israel*."
            "from" if is_recall(article, trigger.token) => [-STRONG, STRONG],
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

/// Verbs of receiving, of what is given.
fn is_given(article: &Article<'_, '_>, trigger: &Trigger) -> bool {
    matches!(trigger.kind, EventType::Aid | EventType::Agree | EventType::Support)
        && matches!(
            &*article.syntax.lemma[trigger.token as usize].to_lowercase(),
            "receive" | "get" | "obtain" | "secure" | "win"
        )
}

fn is_recall(article: &Article<'_, '_>, verb: TokenId) -> bool {
    article.syntax.lemma[verb as usize].eq_ignore_ascii_case("recall")
}

fn is_possessor(article: &Article<'_, '_>, head: TokenId) -> bool {
    article.syntax.upos[head as usize] == Upos::Pron
        || matches!(&*case_of(article, head), "'s" | "’s" | "'" | "’")
}

/// A noun for what is done to its possessor, unless "of" tells to whom.
fn is_of_whom(article: &Article<'_, '_>, noun: TokenId) -> bool {
    let syntax = article.syntax;
    let told = syntax.children(noun).any(|t| case_of(article, t) == "of");
    !told
        && matches!(
            &*syntax.lemma[noun as usize].to_lowercase(),
            "arrest"
                | "detention"
                | "murder"
                | "killing"
                | "assassination"
                | "execution"
                | "expulsion"
                | "deportation"
                | "conviction"
                | "trial"
                | "imprisonment"
                | "release"
                | "dismissal"
                | "extradition"
                | "kidnapping"
                | "abduction"
                | "poisoning"
                | "death"
        )
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
            (syntax.relation[c.head as usize] == Relation::Conj || is_alongside(article, c.head))
                && chosen.iter().any(|first| first.head == syntax.head[c.head as usize])
                && c.scores[role] > AGAINST
                && c.scores[1 - role] < 0.0
        })
        .collect()
}

/// "Britain, along with *France*", "Mali, together with *Niger*".
fn is_alongside(article: &Article<'_, '_>, head: TokenId) -> bool {
    let (text, syntax) = (article.text, article.syntax);
    let Some(case) = syntax.child(head, Relation::Case) else { return false };
    let is = |t: TokenId, word: &str| text.word(t).eq_ignore_ascii_case(word);
    let before = case.checked_sub(1).filter(|t| syntax.sentence_of(head).contains(t));
    let along = before.is_some_and(|t| is(t, "along") || is(t, "together"));
    syntax.relation[head as usize] == Relation::Nmod
        && (is(case, "alongside") || is(case, "with") && along)
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

/// Whom a candidate stands for: "*Israeli* and *US* forces" are those of each state.
fn participants(article: &Article<'_, '_>, candidate: &Candidate) -> Vec<Participant> {
    let (text, syntax) = (article.text, article.syntax);
    let state = |t: TokenId| {
        let modifies = matches!(syntax.relation[t as usize], Relation::Amod | Relation::Compound);
        let joined = syntax.relation[t as usize] == Relation::Conj
            && syntax.head[syntax.head[t as usize] as usize] == candidate.head;
        let country = (modifies && syntax.head[t as usize] == candidate.head || joined)
            .then(|| nationality(text, t))??;
        Some((t, country.country.state().iso3))
    };
    let states: Vec<_> = (candidate.range.start..candidate.head).filter_map(state).collect();
    let whole = participant(article, candidate);
    let [_, .., (last, _)] = states[..] else { return vec![whole] };
    let rest = phrase::line(text, &(last + 1..candidate.range.end));
    let each = |(t, country): (TokenId, &'static str)| Participant {
        name: format!("{} {rest}", text.word(t)),
        entity: None,
        country: Some(country),
        ..whole.clone()
    };
    states.into_iter().map(each).collect()
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
