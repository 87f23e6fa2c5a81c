//! What is reported: who does what to whom, when, where, and how real it is.
//!
//! The model proposes words that tell of an event, with a type and with scores for who takes part
//! ([`crate::model::Trigger`]). Each proposal is then filled in: who acts and who suffers it
//! (`participants`), what kind of deed it is (`kind`, `mode`) and in what context (`contexts`), when
//! and where (`setting`), how real it is for the article and for each source that speaks of it
//! (`reality`). Mentions of one event are put together (`same`, `merge`), what they leave to the sentences before is taken from these (`replies`), and statements that speak of one without
//! naming it, as denials do, are added to it (`bearing`).

mod bearing;
mod contexts;
mod kind;
mod merge;
mod mode;
mod participants;
mod reality;
mod replies;
mod same;
mod setting;

use jiff::civil::Date;
use onrecord_intake::{Span, Spans};
use same::{Mention, Mentions};

use crate::entities::is_local;
use crate::model::{PAIR, Trigger};
use crate::plover::EventType;
use crate::statements::{Article, Stance, Statement};
use crate::status::Status;
use crate::text::TokenId;
use crate::times::Days;

/// Who takes part in an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Participant {
    /// The fullest form the article gives.
    pub name: String,
    /// The entity it resolves to, an index into the article's entities.
    pub entity: Option<usize>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<&'static str>,
    /// A PLOVER sector.
    pub sector: Option<&'static str>,
    /// The word that carries the mention at this event.
    pub head: TokenId,
    /// The words of that mention.
    pub span: Span,
    /// The deed is certain, but only a source names this one.
    pub alleged: bool,
}

impl Participant {
    /// Are the two one, by entity or by name?
    fn is(&self, other: &Self) -> bool {
        self.entity.is_some() && self.entity == other.entity
            || self.name.eq_ignore_ascii_case(&other.name)
    }

    /// Are they one, or of one country?
    fn may_be(&self, other: &Self) -> bool {
        self.is(other) || self.country.is_some() && self.country == other.country
    }
}

/// When: days as far as they are known, each end alone if need be, and the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// The first day.
    pub start: Option<Date>,
    /// The last day.
    pub end: Option<Date>,
    /// The words that date it.
    pub span: Span,
}

impl When {
    /// Is any of its days known?
    fn is_dated(&self) -> bool {
        self.start.is_some() || self.end.is_some()
    }
}

/// Where: the place that the article names for the event.
#[derive(Clone, Debug, PartialEq)]
pub struct Where {
    /// As the article names it.
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<&'static str>,
    /// Its words.
    pub span: Span,
}

/// One event of the report.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// PLOVER's type.
    pub kind: EventType,
    /// PLOVER's mode.
    pub mode: Option<&'static str>,
    /// PLOVER's contexts, in the order of its manual.
    pub contexts: Vec<&'static str>,
    /// The word that tells of it, at its clearest mention.
    pub token: TokenId,
    /// The words of its other mentions.
    pub also: Vec<TokenId>,
    /// The bytes of the word at its clearest mention.
    pub trigger: Span,
    /// Who does it; all who take part where it is mutual.
    pub actors: Vec<Participant>,
    /// To whom it is done.
    pub recipients: Vec<Participant>,
    /// What is asked for, given, destroyed.
    pub object: Spans,
    /// When it takes place.
    pub time: Option<When>,
    /// Where it takes place.
    pub place: Option<Where>,
    /// How committed the article is to it, -3 to 3.
    pub factuality: f32,
    /// The same in a word.
    pub status: Status,
    /// How real each statement that speaks of it holds it: an index into the statements, -3 to 3.
    pub held: Vec<(usize, f32)>,
    /// The model's certainty, 0 to 1.
    pub confidence: f32,
}

impl Event {
    /// Does the article itself tell that it happened or goes on?
    fn is_certain(&self) -> bool {
        matches!(self.status, Status::Happened | Status::Ongoing)
    }

    /// Is it still to come, if it comes at all?
    fn is_to_come(&self) -> bool {
        matches!(self.status, Status::Scheduled | Status::Possible | Status::Hypothetical)
    }
}

/// An event of which the model is less sure than this is not reported. Of types that it saw seldom it is oftener right than it believes: these
/// numbers, in steps of 0.05 and none below 0.4, give each type its best F1 on the marked texts kept for development, or nearly so where
/// a higher one costs little.
fn least(kind: EventType) -> f32 {
    match kind {
        EventType::Request | EventType::Assault => 0.6,
        EventType::Accuse | EventType::Coerce | EventType::Retreat | EventType::Threaten => 0.5,
        EventType::Agree | EventType::Protest | EventType::Reject | EventType::Sanction => 0.45,
        EventType::Aid
        | EventType::Concede
        | EventType::Consult
        | EventType::Cooperate
        | EventType::Mobilize
        | EventType::Support => 0.4,
    }
}

/// The events of an article, in text order. `same` has the weights by which two mentions are one
/// ([`crate::model::Model::pair_weights`]).
pub fn find(
    article: &Article<'_, '_>,
    statements: &[Statement],
    triggers: &[Trigger],
    same: &[f32],
    published: Option<Date>,
) -> Vec<Event> {
    let mentions = mentions(article, statements, triggers, published);
    let mut events = merge::together(article, mentions, same, published);
    replies::add(article, &mut events);
    bearing::add(article, statements, &mut events);
    events
}

fn mentions(
    article: &Article<'_, '_>,
    statements: &[Statement],
    triggers: &[Trigger],
    published: Option<Date>,
) -> Mentions {
    let places = setting::places(article);
    let all = triggers
        .iter()
        .filter(|trigger| is_sure(trigger) && !says_nothing(article, statements, trigger));
    let mention = |trigger: &Trigger| Mention {
        event: mention(article, statements, trigger, triggers, &places, published),
        vector: trigger.vector.clone(),
    };
    Mentions::new(article, all.map(mention).collect())
}

/// The mentions of events in an article, before they are put together, and every pair of one type: what the weights
/// of [`find`] are learnt from.
#[derive(Debug)]
pub struct Pairs {
    /// The bytes of each mention's word, its type, and the model's vector of it.
    pub mentions: Vec<(Span, EventType, Vec<f32>)>,
    /// Two mentions by their numbers, and what they have in common.
    pub pairs: Vec<(usize, usize, [f32; PAIR])>,
}

/// The pairs of an article.
pub fn pairs(
    article: &Article<'_, '_>,
    statements: &[Statement],
    triggers: &[Trigger],
    published: Option<Date>,
) -> Pairs {
    let mentions = mentions(article, statements, triggers, published);
    let all = mentions.all();
    let later = |j: usize| (0..j).map(move |i| (i, j));
    let pairs = (0..all.len())
        .flat_map(later)
        .filter(|&(i, j)| all[i].event.kind == all[j].event.kind)
        .map(|(i, j)| (i, j, mentions.features(i, j)))
        .collect();
    let told = |m: &Mention| (m.event.trigger, m.event.kind, m.vector.clone());
    Pairs { mentions: all.iter().map(told).collect(), pairs }
}

/// "*Declined* to comment": no deed, only that nothing was said.
fn says_nothing(article: &Article<'_, '_>, statements: &[Statement], trigger: &Trigger) -> bool {
    let span = article.text.tokens[trigger.token as usize].span;
    statements.iter().any(|s| {
        matches!(s.stance, Stance::Declines | Stance::Disclaims)
            && s.cue.iter().any(|cue| cue.overlaps(span))
    })
}

/// Is a word one of those that tell of an event that is reported? `deeds` are all that may be, in text order.
fn is_deed(deeds: &[Trigger], token: TokenId) -> bool {
    deeds.binary_search_by_key(&token, |deed| deed.token).is_ok_and(|at| is_sure(&deeds[at]))
}

fn is_sure(trigger: &Trigger) -> bool {
    confidence(trigger) >= least(trigger.kind)
}

/// How sure the model is that the word tells of an event, and of this type.
fn confidence(trigger: &Trigger) -> f32 {
    trigger.certainty * trigger.share.sqrt()
}

fn mention(
    article: &Article<'_, '_>,
    statements: &[Statement],
    trigger: &Trigger,
    deeds: &[Trigger],
    places: &[setting::Named],
    published: Option<Date>,
) -> Event {
    let text = article.text;
    let token = trigger.token;
    let mut parts = participants::find(article, trigger, deeds);
    let place = setting::place(article, trigger, deeds, places, &parts.recipients);
    // Those who are of the place that is spoken of are of the place where this event was; but people meet anywhere.
    let kind = kind::of(article, trigger);
    let mode = mode::of(article, kind, token);
    let meets = kind == EventType::Consult || mode == Some("meet");
    let here = place.as_ref().and_then(|p| p.country).filter(|_| !meets);
    for party in parts.actors.iter_mut().chain(&mut parts.recipients) {
        match party.entity {
            Some(entity) if article.entities.all[entity].at_home => {
                party.country = here.or(party.country);
            }
            None if party.country.is_none() && is_local(text, article.syntax, party.head) => {
                party.country = here.or(article.entities.scene);
            }
            _ => {}
        }
    }
    let time = setting::time(article, statements, trigger, deeds);
    let days = time.as_ref().and_then(|t| Some(Days { start: t.start?, end: t.end? }));
    let reality = reality::judge(
        article,
        statements,
        &reality::Deed { trigger, actors: &parts.actors, days, published },
    );
    // "Arrested dozens before a visit next week": what was has no day to come.
    let was = matches!(reality.status, Status::Happened | Status::Ongoing | Status::Contested);
    let to_come = |t: &When| t.start.zip(published).is_some_and(|(start, today)| start > today);
    let time = time.filter(|t| !(was && to_come(t))).map(|t| match reality.status {
        Status::Scheduled => setting::moved_on(article, &t, published).unwrap_or(t),
        _ => t,
    });
    Event {
        kind,
        mode,
        contexts: contexts::of(article, token),
        token,
        also: Vec::new(),
        trigger: text.span(&(token..token + 1)),
        actors: parts.actors,
        recipients: parts.recipients,
        object: parts.object.iter().map(|r| text.span(r)).collect(),
        time,
        place,
        factuality: reality.factuality,
        status: reality.status,
        held: reality.held,
        confidence: confidence(trigger),
    }
}
