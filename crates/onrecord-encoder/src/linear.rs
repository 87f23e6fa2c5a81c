//! A layer `y = x Wᵀ + b`, in i8 or in f32.

use crate::math::{Quantise, gelu};
use crate::scratch::{Buffer, Quantised, Range, Scratch};
use crate::simd::{Activations, Kernel, LANES, MAX_COLUMNS, MAX_ROWS, Matrix, Simd};
use crate::weights::Values;
use crate::{Arithmetic, Isa};

/// What is done to the outputs of a [`Linear`] before they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
    /// Nothing.
    Identity,
    /// GELU, in its erf form.
    Gelu,
}

/// A linear layer, its weights packed for one instruction set.
///
/// In i8 the weights have a scale a row and the activations are quantised row by row, to bytes over
/// the range of the row; the sums are exact integers. In f32 nothing is rounded but the sums.
#[derive(Debug)]
pub struct Linear {
    inputs: usize,
    outputs: usize,
    isa: Isa,
    packed: Packed,
    /// Padded to whole panels.
    bias: Vec<f32>,
}

#[derive(Debug)]
enum Packed {
    Int {
        panels: Buffer<i8>,
        /// A scale a row, and what a row of ones would give: the scale times the sum of the row.
        scale: Vec<f32>,
        ones: Vec<f32>,
    },
    Float {
        panels: Buffer<f32>,
    },
}

/// Lengths of packed weights.
struct Shape {
    columns: usize,
    panels: usize,
    /// Inner dimension, padded.
    depth: usize,
}

impl Linear {
    /// Packs `outputs` rows of `inputs` weights. An f32 weight stays f32 whatever `arithmetic` says.
    pub(crate) fn new(
        values: &Values<'_>,
        outputs: usize,
        inputs: usize,
        bias: Option<&[f32]>,
        arithmetic: Arithmetic,
        isa: Isa,
    ) -> Linear {
        let (columns, group) = isa.run(Tile);
        let padded = outputs.next_multiple_of(columns);
        let shape =
            Shape { columns, panels: padded / columns, depth: inputs.next_multiple_of(LANES) };
        let mut full_bias = bias.unwrap_or_default().to_vec();
        full_bias.resize(padded, 0.0);
        let packed = match values {
            Values::Int { bytes, scale } if arithmetic == Arithmetic::Int8 => {
                pack_int(bytes, scale, inputs, &shape, group)
            }
            _ => pack_float(values, inputs, outputs, &shape),
        };
        Linear { inputs, outputs, isa, packed, bias: full_bias }
    }

    /// Length of an input row.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// Length of an output row.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// Reads `rows`, one after the other, and writes as many rows to `out`.
    ///
    /// # Panics
    ///
    /// If `rows` is no whole number of rows or `out` has not room for exactly as many.
    pub fn forward(
        &self,
        rows: &[f32],
        out: &mut [f32],
        activation: Activation,
        scratch: &mut Scratch,
    ) {
        self.apply(rows, out, activation, &mut scratch.quantised);
    }

    pub(crate) fn apply(
        &self,
        rows: &[f32],
        out: &mut [f32],
        activation: Activation,
        room: &mut Quantised,
    ) {
        let n = rows.len() / self.inputs;
        assert_eq!(rows.len(), n * self.inputs, "rows of a linear layer must be whole");
        assert_eq!(out.len(), n * self.outputs, "a linear layer writes as many rows as it reads");
        if n == 0 {
            return;
        }
        match &self.packed {
            Packed::Float { panels } => self.isa.run(FloatProduct {
                linear: self,
                panels: panels.get(),
                rows,
                out,
                activation,
            }),
            Packed::Int { panels, scale, ones } => {
                let stride = self.inputs.next_multiple_of(LANES);
                let bytes = room.bytes.room(n * stride);
                room.ranges.resize(n, Range::default());
                let ranges = &mut room.ranges[..];
                self.isa.run(Quantise { rows, inputs: self.inputs, stride, bytes, ranges });
                self.isa.run(IntProduct {
                    linear: self,
                    panels: panels.get(),
                    scale,
                    ones,
                    bytes,
                    words: &mut room.words,
                    ranges,
                    out,
                    activation,
                });
            }
        }
    }
}

/// Columns of a tile, and neighbours in a group.
struct Tile;

impl Kernel for Tile {
    type Output = (usize, usize);

    #[inline(always)]
    fn run<S: Simd>(self, _: S) -> (usize, usize) {
        (S::COLUMNS, S::GROUP)
    }
}

fn pack_int(bytes: &[u8], scale: &[f32], inputs: usize, shape: &Shape, group: usize) -> Packed {
    let Shape { columns, panels: count, depth } = *shape;
    let mut panels = Buffer::default();
    let mut ones = vec![0.0; count * columns];
    let panel_len = depth * columns;
    for (p, panel) in panels.room(count * panel_len).chunks_exact_mut(panel_len).enumerate() {
        for c in 0..columns {
            let o = p * columns + c;
            let Some(row) = bytes.get(o * inputs..(o + 1) * inputs) else { break };
            let sum: i32 = row.iter().map(|&b| i32::from(b as i8)).sum();
            ones[o] = scale[o] * sum as f32;
            match group {
                2 => pack_row::<2>(row, panel, c, columns),
                _ => pack_row::<4>(row, panel, c, columns),
            }
        }
    }
    let mut scale = scale.to_vec();
    scale.resize(count * columns, 0.0);
    Packed::Int { panels, scale, ones }
}

/// Spreads a row of weights over its panel, `G` neighbours at a time.
fn pack_row<const G: usize>(row: &[u8], panel: &mut [i8], column: usize, columns: usize) {
    let (panel, _) = panel.as_chunks_mut::<G>();
    let (groups, rest) = row.as_chunks::<G>();
    let mut places = panel[column..].iter_mut().step_by(columns);
    for (group, place) in groups.iter().zip(&mut places) {
        *place = group.map(|b| b as i8);
    }
    if let Some(place) = places.next() {
        for (&b, to) in rest.iter().zip(place) {
            *to = b as i8;
        }
    }
}

fn pack_float(values: &Values<'_>, inputs: usize, outputs: usize, shape: &Shape) -> Packed {
    let Shape { columns, panels: count, depth } = *shape;
    let mut panels = Buffer::default();
    let panel_len = depth * columns;
    let mut row = vec![0.0; inputs];
    let room = panels.room(count * panel_len);
    for o in 0..outputs {
        values.row(o, &mut row);
        let panel = &mut room[o / columns * panel_len..][..panel_len];
        for (&x, to) in row.iter().zip(panel[o % columns..].iter_mut().step_by(columns)) {
            *to = x;
        }
    }
    Packed::Float { panels }
}

/// Writes one row of a panel, vector by vector, as much of it as there is room for.
///
/// A macro, since the body of a closure would be compiled without the instructions.
macro_rules! write_row {
    ($s:expr, $out:expr, |$v:ident| $body:expr) => {{
        let (whole, rest) = $out.as_chunks_mut::<LANES>();
        let vectors = S::COLUMNS / LANES;
        for ($v, to) in whole.iter_mut().take(vectors).enumerate() {
            let x = $body;
            $s.store(if GELU { gelu($s, x) } else { x }, to);
        }
        if whole.len() < vectors && !rest.is_empty() {
            let $v = whole.len();
            let x = $body;
            let mut last = [0.0; LANES];
            $s.store(if GELU { gelu($s, x) } else { x }, &mut last);
            rest.copy_from_slice(&last[..rest.len()]);
        }
    }};
}

/// `rows`, as bytes, times packed i8 weights.
struct IntProduct<'a> {
    linear: &'a Linear,
    panels: &'a [i8],
    scale: &'a [f32],
    ones: &'a [f32],
    bytes: &'a [u8],
    words: &'a mut Buffer<i16>,
    ranges: &'a [Range],
    out: &'a mut [f32],
    activation: Activation,
}

impl Kernel for IntProduct<'_> {
    type Output = ();

    #[inline(always)]
    fn run<S: Simd>(self, s: S) {
        match self.activation {
            Activation::Identity => self.product::<S, false>(s),
            Activation::Gelu => self.product::<S, true>(s),
        }
    }
}

impl IntProduct<'_> {
    #[inline(always)]
    fn product<S: Simd, const GELU: bool>(self, s: S) {
        let Linear { inputs, outputs, ref bias, .. } = *self.linear;
        let stride = inputs.next_multiple_of(LANES);
        let words: &[i16] = if S::WIDENS {
            let words = self.words.room(self.bytes.len());
            for (word, &byte) in words.iter_mut().zip(self.bytes) {
                *word = i16::from(byte);
            }
            words
        } else {
            &[]
        };
        let a = Activations { bytes: self.bytes, words, stride };
        let n = self.ranges.len();
        let mut tile = [0; MAX_ROWS * MAX_COLUMNS];
        for (p, panel) in self.panels.chunks_exact(stride * S::COLUMNS).enumerate() {
            let column = p * S::COLUMNS;
            let columns = &(column..column + S::COLUMNS);
            let (scale, _) = self.scale[columns.clone()].as_chunks::<LANES>();
            let (ones, _) = self.ones[columns.clone()].as_chunks::<LANES>();
            let (bias, _) = bias[columns.clone()].as_chunks::<LANES>();
            for first in (0..n).step_by(S::ROWS) {
                let rows = (n - first).min(S::ROWS);
                s.int_tile(rows, a, first, stride / S::GROUP, panel, &mut tile);
                let sums = tile.chunks_exact(S::COLUMNS);
                for ((sums, range), r) in sums.zip(&self.ranges[first..][..rows]).zip(first..) {
                    let (low, step) = (s.splat(range.low), s.splat(range.step));
                    let (sums, _) = sums.as_chunks::<LANES>();
                    let out = &mut self.out[r * outputs..][..outputs][column..];
                    write_row!(s, out, |v| {
                        let fixed = s.mul_add(low, s.load(&ones[v]), s.load(&bias[v]));
                        let factor = s.mul(step, s.load(&scale[v]));
                        s.mul_add(s.convert(&sums[v]), factor, fixed)
                    });
                }
            }
        }
    }
}

/// `rows` times packed f32 weights.
struct FloatProduct<'a> {
    linear: &'a Linear,
    panels: &'a [f32],
    rows: &'a [f32],
    out: &'a mut [f32],
    activation: Activation,
}

impl Kernel for FloatProduct<'_> {
    type Output = ();

    #[inline(always)]
    fn run<S: Simd>(self, s: S) {
        match self.activation {
            Activation::Identity => self.product::<S, false>(s),
            Activation::Gelu => self.product::<S, true>(s),
        }
    }
}

impl FloatProduct<'_> {
    #[inline(always)]
    fn product<S: Simd, const GELU: bool>(self, s: S) {
        let Linear { inputs, outputs, ref bias, .. } = *self.linear;
        let depth = inputs.next_multiple_of(LANES);
        let n = self.rows.len() / inputs;
        let mut tile = [0.0; MAX_ROWS * MAX_COLUMNS];
        for (p, panel) in self.panels.chunks_exact(depth * S::COLUMNS).enumerate() {
            let column = p * S::COLUMNS;
            let (bias, _) = bias[column..][..S::COLUMNS].as_chunks::<LANES>();
            let b = Matrix { data: panel, stride: S::COLUMNS };
            for first in (0..n).step_by(S::ROWS) {
                let rows = (n - first).min(S::ROWS);
                let a = Matrix { data: &self.rows[first * inputs..], stride: inputs };
                let width = S::COLUMNS;
                s.float_tile(rows, width / LANES, inputs, a, b, &mut tile, width);
                for (sums, r) in tile.chunks_exact(width).take(rows).zip(first..) {
                    let (sums, _) = sums.as_chunks::<LANES>();
                    let out = &mut self.out[r * outputs..][..outputs][column..];
                    write_row!(s, out, |v| { s.add(s.load(&sums[v]), s.load(&bias[v])) });
                }
            }
        }
    }
}

/// Products of every row of one matrix with every row of another.
struct Products<'a> {
    a: &'a [f32],
    b: &'a [f32],
    depth: usize,
    panels: &'a mut Buffer<f32>,
    out: &'a mut [f32],
}

impl Kernel for Products<'_> {
    type Output = ();

    #[inline(always)]
    fn run<S: Simd>(self, s: S) {
        let Products { a, b, depth, panels, out } = self;
        let (rows, columns) = (a.len() / depth, b.len() / depth);
        let panels = panels.room(columns.next_multiple_of(S::COLUMNS) * depth);
        pack_columns::<S>(b, depth, depth, columns, panels);
        let mut tile = [0.0; MAX_ROWS * MAX_COLUMNS];
        let width = S::COLUMNS;
        for (panel, column) in panels.chunks_exact(depth * width).zip((0..).step_by(width)) {
            let b = Matrix { data: panel, stride: width };
            for first in (0..rows).step_by(S::ROWS) {
                let high = (rows - first).min(S::ROWS);
                let a = Matrix { data: &a[first * depth..], stride: depth };
                s.float_tile(high, width / LANES, depth, a, b, &mut tile, width);
                for (sums, r) in tile.chunks_exact(width).take(high).zip(first..) {
                    let to = &mut out[r * columns..][..columns][column..];
                    let len = to.len().min(width);
                    to[..len].copy_from_slice(&sums[..len]);
                }
            }
        }
    }
}

/// Turns rows (`depth` long, `stride` apart) into the columns of panels.
#[inline(always)]
pub(crate) fn pack_columns<S: Simd>(
    rows: &[f32],
    stride: usize,
    depth: usize,
    count: usize,
    panels: &mut [f32],
) {
    /// Rows turned together; a divisor of every tile's columns.
    const ROWS: usize = 8;
    for first in (0..count).step_by(ROWS) {
        let panel = &mut panels[first / S::COLUMNS * depth * S::COLUMNS..][..depth * S::COLUMNS];
        // Past the last row it is read again; nobody looks at those columns.
        let row = |r: usize| &rows[(first + r).min(count - 1) * stride..][..depth];
        let block: [&[f32]; ROWS] = std::array::from_fn(row);
        for (k, to) in panel.chunks_exact_mut(S::COLUMNS).enumerate() {
            to[first % S::COLUMNS..][..ROWS].copy_from_slice(&block.map(|row| row[k]));
        }
    }
}

impl Isa {
    /// Products of every row of `a` with every row of `b`, both `depth` wide: `out[i][j] = aᵢ · bⱼ`.
    ///
    /// A biaffine score of words `i` and `j` is this over the rows of a [`Linear`] and the words.
    ///
    /// # Panics
    ///
    /// If a matrix is not whole, or `out` has not room for exactly the products.
    pub fn products(
        self,
        a: &[f32],
        b: &[f32],
        depth: usize,
        out: &mut [f32],
        scratch: &mut Scratch,
    ) {
        assert!(depth > 0, "rows must have a length");
        assert!(
            a.len().is_multiple_of(depth) && b.len().is_multiple_of(depth),
            "rows must be whole"
        );
        assert_eq!(out.len(), a.len() / depth * (b.len() / depth), "one product a pair of rows");
        if !out.is_empty() {
            self.run(Products { a, b, depth, panels: &mut scratch.keys, out });
        }
    }
}
