//! What the model reads off the words: sentences, tags, trees, names.

use crate::text::{TokenId, TokenRange};

/// Universal part-of-speech tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the standard's")]
pub enum Upos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    /// A person.
    Person,
    /// A place, countries and cities among them.
    Place,
    /// An organisation.
    Organization,
    /// Anything else with a name.
    Other,
}

/// A name in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its words.
    pub tokens: TokenRange,
    /// What it names.
    pub kind: NameKind,
}

/// Columns indexed by [`TokenId`], and the sentences and names over them.
#[derive(Debug, Default)]
pub struct Syntax {
    /// In text order, without gaps.
    pub sentences: Vec<TokenRange>,
    /// Part of speech of each token.
    pub upos: Vec<Upos>,
    /// Dictionary form of each token.
    pub lemma: Vec<String>,
    /// The token each one depends on; a sentence's root names itself.
    pub head: Vec<TokenId>,
    /// The Universal Dependencies relation to the head, subtypes cut: `nsubj`, `ccomp`, ...
    pub relation: Vec<&'static str>,
    /// In text order, without overlap.
    pub names: Vec<Name>,
    /// How real the event of each word is, -3 to 3; a meaningful figure only on words that tell
    /// of an event.
    pub factuality: Vec<f32>,
}

impl Syntax {
    /// Is the token the root of its sentence?
    pub fn is_root(&self, token: TokenId) -> bool {
        self.head[token as usize] == token
    }

    /// The sentence a token stands in.
    pub fn sentence_of(&self, token: TokenId) -> TokenRange {
        let at = self.sentences.partition_point(|s| s.end <= token);
        self.sentences[at].clone()
    }

    /// The direct dependents of a token, in text order.
    pub fn children(&self, token: TokenId) -> impl Iterator<Item = TokenId> + '_ {
        self.sentence_of(token).filter(move |&t| t != token && self.head[t as usize] == token)
    }

    /// The token of a range whose head lies outside it: the head of the phrase.
    pub fn head_of(&self, range: &TokenRange) -> TokenId {
        range
            .clone()
            .find(|&t| self.is_root(t) || !range.contains(&self.head[t as usize]))
            .unwrap_or(range.start)
    }
}
