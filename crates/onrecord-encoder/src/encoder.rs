//! The transformer: post-LayerNorm BERT, one window at a time.

use crate::attention::Attention;
use crate::math::AddNorm;
use crate::simd::{Kernel, LANES, Simd};
use crate::weights::{Config, Values};
use crate::{Activation, Error, Isa, Linear, Scratch, Weights};

/// How products with the weights are computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arithmetic {
    /// i8 weights with bytes of activations, the activations quantised piece by piece.
    Int8,
    /// f32, i8 weights multiplied by their scales: what [`Arithmetic::Int8`] is measured against.
    F32,
}

/// One position of a window: a piece of the vocabulary and up to three features.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Number of the piece in the vocabulary.
    pub id: u32,
    /// Rows of the feature table that are added to it, [`Piece::NONE`] for none.
    pub features: [u16; 3],
}

impl Piece {
    /// A place in `features` that adds nothing.
    pub const NONE: u16 = u16::MAX;

    /// A piece without features.
    pub fn plain(id: u32) -> Piece {
        Piece { id, features: [Piece::NONE; 3] }
    }
}

/// LayerNorm over rows, with a weight and a bias.
#[derive(Clone, Debug)]
pub struct LayerNorm {
    pub(crate) weight: Vec<f32>,
    pub(crate) bias: Vec<f32>,
    pub(crate) isa: Isa,
}

impl LayerNorm {
    /// Normalises each row in place.
    ///
    /// # Panics
    ///
    /// If `rows` is no whole number of rows.
    pub fn forward(&self, rows: &mut [f32]) {
        self.add(rows, &[]);
    }

    /// Adds `y`, unless it is empty, and normalises.
    fn add(&self, x: &mut [f32], y: &[f32]) {
        assert_eq!(x.len() % self.weight.len(), 0, "rows of a LayerNorm must be whole");
        self.isa.run(AddNorm { x, y, weight: &self.weight, bias: &self.bias });
    }
}

/// An encoder ready to run. It does not change, so threads may share one; each brings its own
/// [`Scratch`].
#[derive(Debug)]
pub struct Encoder {
    config: Config,
    isa: Isa,
    words: Values<'static>,
    positions: Vec<f32>,
    features: Vec<f32>,
    norm: LayerNorm,
    layers: Vec<Layer>,
}

#[derive(Debug)]
struct Layer {
    qkv: Linear,
    out: Linear,
    out_norm: LayerNorm,
    up: Linear,
    down: Linear,
    down_norm: LayerNorm,
}

/// Rows that go through the feed-forward part together, so that what they become in between stays in
/// the cache.
const BLOCK: usize = 64;

impl Encoder {
    /// Packs the weights of the encoder. The word embedding stays where it is.
    ///
    /// # Errors
    ///
    /// If a tensor is missing or is not of the shape that the configuration gives it.
    pub fn new(weights: &Weights, arithmetic: Arithmetic, isa: Isa) -> Result<Encoder, Error> {
        let config = weights.config();
        let Config { hidden, ffn, vocab, .. } = config;
        let (rows, columns, words) = weights.matrix("embed.word", "embed.word.scale")?;
        if (rows, columns) != (vocab, hidden) {
            return Err(weights.unlike("embed.word", format!("[{vocab}, {hidden}]")));
        }
        let linear = |name: String, outputs, inputs| {
            let linear = weights.linear(&name, arithmetic, isa)?;
            match (linear.outputs(), linear.inputs()) == (outputs, inputs) {
                true => Ok(linear),
                false => {
                    Err(weights.unlike(&format!("{name}.weight"), format!("[{outputs}, {inputs}]")))
                }
            }
        };
        let norm = |name: String| {
            let norm = weights.layer_norm(&name, isa)?;
            match norm.weight.len() == hidden {
                true => Ok(norm),
                false => Err(weights.unlike(&format!("{name}.weight"), format!("[{hidden}]"))),
            }
        };
        let layer = |i| {
            Ok(Layer {
                qkv: linear(format!("layer.{i}.qkv"), 3 * hidden, hidden)?,
                out: linear(format!("layer.{i}.out"), hidden, hidden)?,
                out_norm: norm(format!("layer.{i}.out.norm"))?,
                up: linear(format!("layer.{i}.up"), ffn, hidden)?,
                down: linear(format!("layer.{i}.down"), hidden, ffn)?,
                down_norm: norm(format!("layer.{i}.down.norm"))?,
            })
        };
        Ok(Encoder {
            config,
            isa,
            words,
            positions: weights.shaped("embed.position", &[config.positions, hidden])?,
            features: weights.shaped("embed.feature", &[config.features, hidden])?,
            norm: norm("embed.norm".to_owned())?,
            layers: (0..config.layers).map(layer).collect::<Result<_, Error>>()?,
        })
    }

    /// The sizes of the encoder.
    pub fn config(&self) -> Config {
        self.config
    }

    /// Reads one window, marks at its ends and all, and leaves a vector a piece in `out`, one after
    /// the other.
    ///
    /// # Panics
    ///
    /// If there are more pieces than positions, or a piece or feature has no row in its table.
    pub fn encode(&self, pieces: &[Piece], out: &mut Vec<f32>, scratch: &mut Scratch) {
        self.encode_seen(pieces, out, scratch, &mut |_, _| ());
    }

    /// As [`Encoder::encode`], and shows what the vectors are after each layer, counted from 1. The closure is a `dyn` one, so
    /// that the kernels are compiled here: in another crate they lose their inlining.
    ///
    /// # Panics
    ///
    /// As [`Encoder::encode`].
    pub fn encode_seen(
        &self,
        pieces: &[Piece],
        out: &mut Vec<f32>,
        scratch: &mut Scratch,
        see: &mut dyn FnMut(usize, &[f32]),
    ) {
        let Config { hidden, heads, ffn, positions, .. } = self.config;
        let n = pieces.len();
        assert!(n <= positions, "a window has at most {positions} pieces, not {n}");
        out.resize(n * hidden, 0.0);
        for (i, (&piece, row)) in pieces.iter().zip(out.chunks_exact_mut(hidden)).enumerate() {
            self.embed(piece, i, row);
        }
        if n == 0 {
            return;
        }
        self.norm.forward(out);

        let Scratch { quantised, qkv, context, product, inner, keys, values, scores } = scratch;
        for (number, layer) in (1..).zip(&self.layers) {
            let qkv = qkv.room(n * 3 * hidden);
            layer.qkv.apply(out, qkv, Activation::Identity, quantised);
            let context = context.room(n * hidden);
            let width = hidden / heads;
            self.isa.run(Attention { qkv, heads, width, keys, values, scores, out: context });
            for (x, context) in out.chunks_mut(BLOCK * hidden).zip(context.chunks(BLOCK * hidden)) {
                let rows = x.len() / hidden;
                let product = product.room(rows * hidden);
                layer.out.apply(context, product, Activation::Identity, quantised);
                layer.out_norm.add(x, product);
                let inner = inner.room(rows * ffn);
                layer.up.apply(x, inner, Activation::Gelu, quantised);
                layer.down.apply(inner, product, Activation::Identity, quantised);
                layer.down_norm.add(x, product);
            }
            see(number, out);
        }
    }

    /// Adds up what a piece's vector starts from.
    fn embed(&self, piece: Piece, position: usize, row: &mut [f32]) {
        let hidden = row.len();
        self.words.row(piece.id as usize, row);
        self.isa.run(Add { to: row, row: &self.positions[position * hidden..][..hidden] });
        for feature in piece.features {
            if feature != Piece::NONE {
                let start = usize::from(feature) * hidden;
                self.isa.run(Add { to: row, row: &self.features[start..][..hidden] });
            }
        }
    }
}

struct Add<'a> {
    to: &'a mut [f32],
    row: &'a [f32],
}

impl Kernel for Add<'_> {
    type Output = ();

    #[inline(always)]
    fn run<S: Simd>(self, s: S) {
        let (to, _) = self.to.as_chunks_mut::<LANES>();
        let (row, _) = self.row.as_chunks::<LANES>();
        for (to, x) in to.iter_mut().zip(row) {
            s.store(s.add(s.load(to), s.load(x)), to);
        }
    }
}
