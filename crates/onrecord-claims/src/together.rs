//! Sources that speak together: of "the ministry and the Red Cross said" each has said it.

use onrecord::entities::EntityKind;
use onrecord::report::{Entity, Speaker, Statement, WireSpan};
use onrecord::statements::SpeakerKind;

use crate::voice::{Phrase, describe_body, slice};

/// The statements, one for each of two who speak together.
pub(crate) fn each_alone(
    statements: &[Statement],
    entities: &[Entity],
    text: &str,
) -> Vec<Statement> {
    let chars: Vec<char> = text.chars().collect();
    let alone = |statement: &Statement| {
        let both = halves(statement, &chars).and_then(|[one, other]| {
            Some([of(statement, one, entities, &chars)?, of(statement, other, entities, &chars)?])
        });
        both.map_or_else(|| vec![statement.clone()], Vec::from)
    };
    statements.iter().flat_map(alone).collect()
}

/// The two halves of a source, each a phrase by itself: "the army and the police", not "the Ministry of Trade and Industry".
fn halves(statement: &Statement, text: &[char]) -> Option<[WireSpan; 2]> {
    const BETWEEN: &str = " and ";
    let &[span] = &statement.source[..] else { return None };
    if statement.speaker.kind == SpeakerKind::Outlet {
        return None;
    }
    let source = slice(text, span);
    let (first, second) = source.split_once(BETWEEN)?;
    // What stands behind a preposition or in a clause may belong to the second as well.
    let loose = [
        " of ",
        " for ",
        " from ",
        " with ",
        " to ",
        " in ",
        " at ",
        " by ",
        " who ",
        " between ",
        ",",
    ];
    let whole = |half: &str| is_phrase(half) && !loose.iter().any(|l| half.contains(l));
    let second_is = is_phrase(second) && !second.contains(BETWEEN) && !second.contains(" who ");
    (whole(first) && second_is).then(|| {
        let end = span[0] + first.chars().count() as u32;
        [[span[0], end], [end + BETWEEN.len() as u32, span[1]]]
    })
}

/// It has an article of its own, or is the name of a state or of a person.
fn is_phrase(half: &str) -> bool {
    let words = Phrase::of(half).words;
    let article =
        |w: &str| matches!(w, "the" | "a" | "an" | "its" | "his" | "her" | "their" | "our" | "my");
    match &words[..] {
        [] => false,
        [first, _, ..] if article(&first.low) => true,
        [first, .., last] => {
            first.upper && last.upper && onrecord_world::first_name(&first.form).is_some()
        }
        [_] => onrecord_world::country(half).is_some(),
    }
}

/// The statement as that of one of them; none where nothing tells who that is: "the group".
fn of(
    statement: &Statement,
    span: WireSpan,
    entities: &[Entity],
    text: &[char],
) -> Option<Statement> {
    let inside = |s: WireSpan| span[0] <= s[0] && s[1] <= span[1];
    let widest = |e: &&Entity| {
        e.mentions.iter().filter(|m| inside(m.span)).map(|m| m.span[1] - m.span[0]).max()
    };
    let entity = entities.iter().filter(|e| widest(e).is_some()).max_by_key(widest);
    let name = entity.map_or_else(|| slice(text, span), |e| e.name.clone());
    let named = Phrase::of(&name).words.iter().any(|w| w.upper);
    if !named && describe_body(&name, &[]).is_none() {
        return None;
    }
    let kind = match entity.map(|e| e.kind) {
        Some(EntityKind::Person) => SpeakerKind::Person,
        _ if named => SpeakerKind::Organization,
        _ => statement.speaker.kind,
    };
    let speaker = Speaker {
        name,
        kind,
        named,
        entity: entity.map(|e| e.id.clone()),
        country: entity.and_then(|e| e.country.clone()),
        sector: entity.and_then(|e| e.sector.clone()),
        count: None,
        ..statement.speaker.clone()
    };
    Some(Statement { source: vec![span], speaker, ..statement.clone() })
}
