//! The model: one small encoder and the heads over its words.
//!
//! The encoder reads a text window by window ([`windows`]); for each word it leaves a vector, that
//! of the word's first piece. The heads make of it what [`Syntax`] and [`Attribution`] hold: sentence
//! starts, tags, lemmas, a dependency tree (Dozat and Manning 2017), names, how real a word's event
//! is, and attributions: words that anchor a cue are found first, then for each of them its source,
//! cue and content by a linear-chain CRF whose scores depend on the anchor.

mod factuality;
pub mod features;
mod heads;
mod labels;
mod passages;
mod tree;
mod viterbi;
pub mod windows;

use std::sync::LazyLock;

use onrecord_encoder::{Arithmetic, Encoder, Isa, Piece, Scratch, Tokenizer, Weights};

use crate::plover::EventType;
use crate::statements::Attribution;
use crate::status::Shares;
use crate::syntax::Syntax;
use crate::text::{Text, TokenId, TokenRange};
pub use factuality::{Evidence, Factuality};
use heads::Heads;
pub use passages::PassageWords;
use windows::Window;

/// Why a model file cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The weights are not those of an encoder.
    #[error(transparent)]
    Weights(#[from] onrecord_encoder::Error),
    /// The names of the outputs cannot be read.
    #[error("the model's labels cannot be read")]
    Labels(#[from] serde_json::Error),
    /// Something is not there that must be.
    #[error("the model lacks {0}")]
    Lacks(&'static str),
    /// A layer is not of the size that the labels ask for.
    #[error("the layer {0} is not of the size that the labels ask for")]
    Size(&'static str),
}

/// A model ready to run, shared by threads.
#[derive(Debug)]
pub struct Model {
    encoder: Encoder,
    tokenizer: Tokenizer,
    /// The pieces that every window begins and ends with.
    marks: [u32; 2],
    heads: Heads,
    hash: String,
}

/// Room to work in, one a thread, reused from text to text.
#[derive(Debug, Default)]
pub struct Workspace {
    scratch: Scratch,
    pieces: Vec<Piece>,
    hidden: Vec<f32>,
    heads: heads::Room,
}

/// The word pieces of a text.
#[derive(Debug)]
pub struct Pieces {
    ids: Vec<u32>,
    /// Where each word's pieces begin; one more at the end.
    starts: Vec<usize>,
}

/// What the model reads off a text.
#[derive(Debug, Default)]
pub struct Reading {
    /// Sentences, tags, trees, names.
    pub syntax: Syntax,
    /// Who says what, in text order of their cues.
    pub attributions: Vec<Attribution>,
    /// Words that may tell of an event, in text order.
    pub triggers: Vec<Trigger>,
    /// How real the event of each word is, on the scale of each corpus.
    pub factuality: Factuality,
    /// What the codes of passages are made of.
    pub passages: PassageWords,
}

/// How many features a pair of mentions of events has.
pub const PAIR: usize = 47 + EventType::ALL.len();

/// A word that may tell of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Trigger {
    /// The word.
    pub token: TokenId,
    /// How sure the model is that it tells of one, 0 to 1.
    pub certainty: f32,
    /// The likeliest type.
    pub kind: EventType,
    /// The share of that type among all, 0 to 1.
    pub share: f32,
    /// The first word that `arguments` speaks of.
    pub first: TokenId,
    /// For each word from `first` on, log-odds that it belongs to each [`Argument`].
    pub arguments: Vec<[f32; Argument::COUNT]>,
    /// The share of each status that the event may have.
    pub status: Shares,
    /// Words that tell of one event have like vectors.
    pub vector: Vec<f32>,
}

/// What takes part in an event or places it, in the order of the model's rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of an event")]
pub enum Argument {
    Actor,
    Recipient,
    Object,
    Time,
    Place,
}

impl Argument {
    /// How many there are.
    pub const COUNT: usize = 5;
}

impl Model {
    /// The model that is part of this program.
    ///
    /// # Panics
    /// Never: a test loads it.
    pub fn embedded() -> Self {
        Self::from_bytes(Self::bytes()).expect("the model in the program is whole")
    }

    /// The file of the model that is part of this program.
    pub fn bytes() -> &'static [u8] {
        include_bytes!("../../model/onrecord.safetensors")
    }

    /// The hash of the model that is part of this program, without unpacking it.
    pub fn embedded_hash() -> &'static str {
        static HASH: LazyLock<String> = LazyLock::new(|| hash(Model::bytes()));
        &HASH
    }

    /// Unpacks a model file.
    ///
    /// # Errors
    /// Where the file is not one, or lacks a part.
    pub fn from_bytes(bytes: &'static [u8]) -> Result<Self, Error> {
        Self::with(bytes, Arithmetic::Int8, Isa::detect())
    }

    /// Unpacks a model file for a given arithmetic and instruction set.
    ///
    /// # Errors
    /// Where the file is not one, or lacks a part.
    pub fn with(bytes: &'static [u8], arithmetic: Arithmetic, isa: Isa) -> Result<Self, Error> {
        let weights = Weights::from_bytes(bytes)?;
        let tokenizer = Tokenizer::new(weights.vocabulary()?)?;
        let mark = |piece| tokenizer.id(piece).ok_or(Error::Lacks(piece));
        Ok(Self {
            encoder: Encoder::new(&weights, arithmetic, isa)?,
            marks: [mark("[CLS]")?, mark("[SEP]")?],
            heads: Heads::new(&weights, arithmetic, isa)?,
            // Of the one that is part of the program it is worked out once.
            hash: match std::ptr::eq(bytes, Self::bytes()) {
                true => Self::embedded_hash().to_owned(),
                false => hash(bytes),
            },
            tokenizer,
        })
    }

    /// A hash of the weights, to tell models apart.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// What each feature of a pair of mentions weighs where it is asked whether they tell of one event, and a constant.
    pub fn pair_weights(&self) -> &[f32] {
        self.heads.pair_weights()
    }

    /// Cuts the words of a text into pieces.
    pub fn pieces(&self, text: &Text<'_>) -> Pieces {
        let mut pieces =
            Pieces { ids: Vec::with_capacity(text.tokens.len() * 5 / 4), starts: vec![0] };
        for token in 0..text.tokens.len() as u32 {
            let start = pieces.ids.len();
            self.tokenizer.pieces(text.word(token), &mut pieces.ids);
            pieces.ids.truncate(start + windows::LONGEST);
            pieces.starts.push(pieces.ids.len());
        }
        pieces
    }

    /// Cuts a text into windows.
    pub fn windows(&self, text: &Text<'_>, pieces: &Pieces) -> Vec<Window> {
        let lengths: Vec<usize> = pieces.starts.windows(2).map(|w| w[1] - w[0]).collect();
        windows::cut(text, &lengths)
    }

    /// Runs the encoder over one window; its vectors stay in `room` for [`Self::read_window`].
    pub fn encode(&self, text: &Text<'_>, pieces: &Pieces, window: Window, room: &mut Workspace) {
        let Workspace { scratch, pieces: input, hidden, heads } = room;
        let size = self.encoder.config().hidden;
        let none = [features::MARK; 3];
        input.clear();
        heads.first.clear();
        input.push(Piece { id: self.marks[0], features: none });
        for token in window.words() {
            heads.first.push(input.len());
            let features = features::of(text, token);
            let word = pieces.starts[token as usize]..pieces.starts[token as usize + 1];
            input.extend(pieces.ids[word].iter().map(|&id| Piece { id, features }));
        }
        input.push(Piece { id: self.marks[1], features: none });
        let mut see = |layer: usize, rows: &[f32]| heads.see(layer, rows, size);
        self.encoder.encode_seen(input, hidden, scratch, &mut see);
    }

    /// Runs the heads over the window last encoded and adds what they find to `reading`.
    pub fn read_window(
        &self,
        text: &Text<'_>,
        window: Window,
        room: &mut Workspace,
        reading: &mut Reading,
    ) {
        let Workspace { scratch, hidden, heads, .. } = room;
        let is_word = |word: &str| self.tokenizer.id(word).is_some();
        self.heads.read(text, window, &is_word, hidden, heads, scratch, reading);
    }

    /// The likeliest types of what a text tells, best first, each with its share; of what it tells
    /// between a source and a target where these are given, as words. Of a long text only the first
    /// window is read.
    pub fn event_types(
        &self,
        text: &Text<'_>,
        pair: Option<[&[TokenId]; 2]>,
        room: &mut Workspace,
    ) -> Vec<(EventType, f32)> {
        let pieces = self.pieces(text);
        let Some(&window) = self.windows(text, &pieces).first() else { return Vec::new() };
        self.encode(text, &pieces, window, room);
        let inside = |words: &[TokenId]| -> Vec<usize> {
            words.iter().filter(|t| window.words().contains(t)).map(|&t| t as usize).collect()
        };
        let pair = pair.map(|[source, target]| [inside(source), inside(target)]);
        let pair = pair.as_ref().map(|[source, target]| [&source[..], &target[..]]);
        let Workspace { scratch, hidden, heads, .. } = room;
        self.heads.event_types(hidden, pair, heads, scratch)
    }

    /// The codes of passages of a text that was read, by their words.
    pub fn codes(
        &self,
        words: &PassageWords,
        passages: &[TokenRange],
        room: &mut Workspace,
    ) -> Vec<Vec<i8>> {
        self.heads.codes(words, passages, &mut room.scratch)
    }

    /// Reads a whole text.
    pub fn read(&self, text: &Text<'_>, room: &mut Workspace) -> Reading {
        let pieces = self.pieces(text);
        let mut reading = Reading::default();
        for window in self.windows(text, &pieces) {
            self.encode(text, &pieces, window, room);
            self.read_window(text, window, room, &mut reading);
        }
        let evidence = reading.factuality.evidence(&reading.syntax.sentences);
        reading.syntax.factuality = reading.factuality.told(evidence);
        reading
    }
}

fn hash(bytes: &[u8]) -> String {
    format!("{:016x}", xxhash_rust::xxh3::xxh3_64(bytes))
}
