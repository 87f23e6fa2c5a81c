//! Statements by who makes them, and where in the text they stand.

use onrecord::report::{Report, Speaker, Statement};
use onrecord::statements::SpeakerKind;

/// One speaker with what they say, in text order.
#[derive(Debug)]
pub(crate) struct Group<'a> {
    pub(crate) speaker: &'a Speaker,
    pub(crate) statements: Vec<&'a Statement>,
}

/// The speakers in the order in which they come to speak.
pub(crate) fn by_speaker(report: &Report) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for statement in &report.statements {
        match groups.iter_mut().find(|group| same(group.speaker, &statement.speaker)) {
            Some(group) => group.statements.push(statement),
            None => groups.push(Group { speaker: &statement.speaker, statements: vec![statement] }),
        }
    }
    groups
}

/// Are the two one speaker to a reader? The entity decides where there is one.
pub(crate) fn same(one: &Speaker, other: &Speaker) -> bool {
    match (&one.entity, &other.entity) {
        (Some(one), Some(other)) => one == other,
        (None, None) => {
            one.kind == other.kind
                && (one.kind == SpeakerKind::Unknown
                    || (&one.name, one.named, &one.country)
                        == (&other.name, other.named, &other.country))
        }
        _ => false,
    }
}

/// `9 speakers, 3 of them unnamed`: those whom nobody could look up count as unnamed, hearsay
/// without any source as none.
pub(crate) fn speakers(groups: &[Group<'_>]) -> (usize, usize) {
    let known = groups.iter().filter(|group| group.speaker.kind != SpeakerKind::Unknown);
    let unnamed = known.clone().filter(|group| !group.speaker.named);
    (known.count(), unnamed.count())
}
