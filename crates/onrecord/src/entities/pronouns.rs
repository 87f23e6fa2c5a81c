//! Whom a pronoun means.

use onrecord_world::Gender;

use super::{Entities, EntityKind, Form};
use crate::syntax::{Relation, Syntax};
use crate::text::{Text, TokenId};

/// What a pronoun asks of the one it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pronoun {
    pub gender: Option<Gender>,
    plural: bool,
    person: bool,
}

/// A third-person pronoun.
pub(super) fn of(word: &str) -> Option<Pronoun> {
    let (gender, plural, person) = match word {
        "he" | "him" | "his" | "himself" => (Some(Gender::Male), false, true),
        "she" | "her" | "hers" | "herself" => (Some(Gender::Female), false, true),
        "they" | "them" | "their" | "theirs" | "themselves" => (None, true, false),
        "it" | "its" | "itself" => (None, false, false),
        _ => return None,
    };
    Some(Pronoun { gender, plural, person })
}

/// How many sentences back an antecedent may stand.
const REACH: usize = 6;
/// The same for one who speaks: a long quotation may lie between.
const REACH_OF_SPEAKERS: usize = 16;

/// The entity whose last mentions fit best: nearby, a subject, outside quotation marks where the
/// pronoun is; and, where the pronoun speaks, one who has spoken.
pub(super) fn antecedent(
    text: &Text<'_>,
    syntax: &Syntax,
    entities: &Entities,
    speaks: &[bool],
    token: TokenId,
    pronoun: Pronoun,
) -> Option<usize> {
    let sentence = |t: TokenId| syntax.sentence_number(t);
    let here = sentence(token);
    let mut best: Option<(f32, usize)> = None;
    for (index, entity) in entities.all.iter().enumerate() {
        let fits = match (pronoun.person, pronoun.plural) {
            (true, _) => {
                entity.kind == EntityKind::Person
                    && !entity.plural
                    && (entity.gender.is_none() || entity.gender == pronoun.gender)
            }
            (false, true) => {
                entity.plural
                    || matches!(
                        entity.kind,
                        EntityKind::Group | EntityKind::Organization | EntityKind::Outlet
                    )
            }
            (false, false) => {
                !entity.plural && !matches!(entity.kind, EntityKind::Person | EntityKind::Group)
            }
        };
        if !fits {
            continue;
        }
        for mention in entity.mentions.iter().rev().take(4) {
            let distance = here - sentence(mention.head);
            let both_speak = speaks[token as usize] && speaks[mention.head as usize];
            if distance > if both_speak { REACH_OF_SPEAKERS } else { REACH } {
                break;
            }
            // In one clause, subject and object of a verb are two.
            if distance == 0
                && syntax.head[mention.head as usize] == syntax.head[token as usize]
                && !text.word(token).to_lowercase().ends_with("self")
                && syntax.relation[token as usize] != Relation::Nmod
            {
                continue;
            }
            let mut score = -(distance as f32);
            score += match syntax.relation[mention.head as usize] {
                Relation::Nsubj => 1.2,
                Relation::Obj | Relation::Iobj => 0.2,
                Relation::Nmod | Relation::Compound => -0.5,
                _ => 0.0,
            };
            let quoted = |t: TokenId| text.tokens[t as usize].quoted;
            if quoted(mention.head) != quoted(token) {
                score -= 1.0;
            }
            score += match mention.form {
                Form::Name => 0.2,
                Form::Pronoun => 0.3,
                Form::Nominal => 0.0,
            };
            // Who speaks goes on speaking.
            if both_speak {
                score += 1.0;
            }
            if pronoun.gender.is_some() && entity.gender == pronoun.gender {
                score += 0.6;
            }
            if pronoun.plural && entity.plural {
                score += 0.8;
            }
            if pronoun.plural && entity.kind == EntityKind::Outlet {
                score -= 1.5;
            }
            if !pronoun.person && entity.kind == EntityKind::Place && entity.sector.is_none() {
                score -= 1.0;
            }
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, index));
            }
        }
    }
    best.map(|(_, index)| index)
}
