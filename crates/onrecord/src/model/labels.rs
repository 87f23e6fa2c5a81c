//! The names of the model's outputs, read from the model's own file.

use std::collections::HashMap;

use serde::Deserialize;

use crate::plover::EventType;
use crate::status::Status;
use crate::syntax::{NameKind, Relation, Upos};

/// The label sets, in the order of the heads' rows.
#[derive(Debug, Deserialize)]
pub(crate) struct Labels {
    pub upos: Vec<Upos>,
    pub relations: Vec<Relation>,
    #[serde(rename = "names")]
    pub name_kinds: Vec<NameKind>,
    pub roles: Vec<Role>,
    #[serde(rename = "lemma_rules")]
    pub lemma: Vec<LemmaRule>,
    /// Lemmas of common words by tag and lower-case form, as the treebanks have them.
    #[serde(rename = "lemma_forms")]
    pub known_lemmas: HashMap<String, HashMap<String, String>>,
    pub events: Vec<EventType>,
    pub statuses: Vec<Status>,
}

impl Labels {
    /// The lemma of a common word.
    pub(crate) fn known_lemma(&self, word: &str, upos: Upos) -> Option<&str> {
        let forms = self.known_lemmas.get(upos.as_str())?;
        forms.get(&word.to_lowercase()).map(String::as_str)
    }
}

/// A part of an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Role {
    Source,
    Cue,
    Content,
}

/// How to make the lemma of a word.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) enum LemmaRule {
    /// This lemma, whatever the word.
    Whole(String),
    /// Cut some letters from the end and add others, with the word's own capitals or none.
    Ending { keeps_case: bool, cut: usize, added: String },
}

impl TryFrom<String> for LemmaRule {
    type Error = String;

    fn try_from(rule: String) -> Result<Self, String> {
        if let Some(lemma) = rule.strip_prefix('=') {
            return Ok(Self::Whole(lemma.to_owned()));
        }
        let mut parts = rule.splitn(3, '|');
        let parsed = match (parts.next(), parts.next().map(str::parse), parts.next()) {
            (Some(case @ ("keep" | "lower")), Some(Ok(cut)), Some(added)) => {
                Some(Self::Ending { keeps_case: case == "keep", cut, added: added.to_owned() })
            }
            _ => None,
        };
        parsed.ok_or_else(|| format!("a lemma rule is CASE|CUT|ADDED or =LEMMA, not {rule:?}"))
    }
}

impl LemmaRule {
    /// The lemma of a word.
    pub(crate) fn apply(&self, word: &str) -> String {
        match self {
            Self::Whole(lemma) => lemma.clone(),
            Self::Ending { keeps_case, cut, added } => {
                let mut lemma = if *keeps_case { word.to_owned() } else { word.to_lowercase() };
                for _ in 0..*cut {
                    lemma.pop();
                }
                lemma + added
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lemma_rules() {
        let rule = |r: &str| LemmaRule::try_from(r.to_owned());
        assert_eq!(rule("lower|3|y").unwrap().apply("Armies"), "army");
        assert_eq!(rule("keep|1|").unwrap().apply("Ruizs"), "Ruiz");
        assert_eq!(rule("=be").unwrap().apply("were"), "be");
        assert!(rule("lower|x|y").unwrap_err().contains("CASE|CUT|ADDED"));
    }
}
