//! What the model reads off the words: sentences, tags, trees, names.

use serde::Deserialize;

use crate::text::{Text, TokenId, TokenRange};

/// An enumeration whose values have a name in a standard.
macro_rules! standard {
    ($(#[$doc:meta])* $name:ident { $($value:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
        #[expect(missing_docs, reason = "the names are the standard's")]
        pub enum $name { $(#[serde(rename = $text)] $value),+ }

        impl $name {
            /// As the standard writes it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$value => $text),+ }
            }
        }
    };
}

standard! {
    /// Universal part-of-speech tags.
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET",
        Intj = "INTJ", Noun = "NOUN", Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN",
        Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM", Verb = "VERB", X = "X",
    }
}

standard! {
    /// Universal Dependencies relations that English has, subtypes cut.
    Relation {
        Acl = "acl", Advcl = "advcl", Advmod = "advmod", Amod = "amod", Appos = "appos",
        Aux = "aux", Case = "case", Cc = "cc", Ccomp = "ccomp", Compound = "compound",
        Conj = "conj", Cop = "cop", Csubj = "csubj", Dep = "dep", Det = "det",
        Discourse = "discourse", Dislocated = "dislocated", Expl = "expl", Fixed = "fixed",
        Flat = "flat", Goeswith = "goeswith", Iobj = "iobj", List = "list", Mark = "mark",
        Nmod = "nmod", Nsubj = "nsubj", Nummod = "nummod", Obj = "obj", Obl = "obl",
        Orphan = "orphan", Parataxis = "parataxis", Punct = "punct", Reparandum = "reparandum",
        Root = "root", Vocative = "vocative", Xcomp = "xcomp",
    }
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum NameKind {
    /// A person.
    #[serde(rename = "PER")]
    Person,
    /// A place, countries and cities among them.
    #[serde(rename = "LOC")]
    Place,
    /// An organisation.
    #[serde(rename = "ORG")]
    Organization,
    /// Anything else with a name.
    #[serde(rename = "MISC")]
    Other,
}

impl NameKind {
    /// The label of CoNLL-2003: `PER`, `LOC`, `ORG`, `MISC`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "PER",
            Self::Place => "LOC",
            Self::Organization => "ORG",
            Self::Other => "MISC",
        }
    }
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
    /// The relation to the head.
    pub relation: Vec<Relation>,
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

    /// The number of the sentence a token stands in.
    pub fn sentence_number(&self, token: TokenId) -> usize {
        self.sentences.partition_point(|s| s.end <= token)
    }

    /// The sentence a token stands in.
    pub fn sentence_of(&self, token: TokenId) -> TokenRange {
        self.sentences[self.sentence_number(token)].clone()
    }

    /// The name that a token belongs to.
    pub fn name_at(&self, token: TokenId) -> Option<&Name> {
        let at = self.names.partition_point(|n| n.tokens.end <= token);
        self.names.get(at).filter(|n| n.tokens.start <= token)
    }

    /// Does the token belong to the name of a person?
    pub fn is_in_person(&self, token: TokenId) -> bool {
        self.name_at(token).is_some_and(|n| n.kind == NameKind::Person)
    }

    /// The direct dependents of a token, in text order.
    pub fn children(&self, token: TokenId) -> impl Iterator<Item = TokenId> + '_ {
        self.sentence_of(token).filter(move |&t| t != token && self.head[t as usize] == token)
    }

    /// Hangs possessive marks from the owner, where the model has hung both from what is owned: "Norway*'s* army".
    pub(crate) fn tie_possessives(&mut self, text: &Text<'_>) {
        for mark in 1..self.head.len() {
            let owner = mark - 1;
            let is_mark = self.upos[mark] == Upos::Part
                && self.relation[mark] == Relation::Case
                && matches!(text.word(mark as TokenId), "'s" | "’s" | "'" | "’");
            let side_by_side =
                self.head[mark] == self.head[owner] && self.head[mark] > mark as TokenId;
            if is_mark && side_by_side && matches!(self.upos[owner], Upos::Noun | Upos::Propn) {
                self.head[mark] = owner as TokenId;
                self.relation[owner] = Relation::Nmod;
            }
        }
    }

    /// The first direct dependent in a relation.
    pub fn child(&self, token: TokenId, wanted: Relation) -> Option<TokenId> {
        self.children(token).find(|&t| self.relation[t as usize] == wanted)
    }

    /// The token of a range whose head lies outside it: the head of the phrase.
    pub fn head_of(&self, range: &TokenRange) -> TokenId {
        range
            .clone()
            .find(|&t| self.is_root(t) || !range.contains(&self.head[t as usize]))
            .unwrap_or(range.start)
    }
}
