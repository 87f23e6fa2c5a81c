//! Sixteen lanes of f32 and two small matrix products, on every instruction set alike.
//!
//! Everything above this module is plain, safe code that is generic over [`Simd`]. To give the same
//! bits everywhere it keeps to three rules:
//!
//! - a sum over a row is kept in sixteen lanes, and the lanes are folded as a tree, halves first;
//! - every operation here is exact (integers) or rounded once by IEEE 754 (`mul_add` among them);
//! - an element of a matrix product is one chain of `mul_add` over the inner dimension, whatever the
//!   tile it is computed in.
//!
//! `unsafe` stands in this folder and in `isa.rs`, and nowhere else.

#[cfg(target_arch = "x86_64")]
pub(crate) mod avx2;
#[cfg(target_arch = "x86_64")]
pub(crate) mod avx512;
mod portable;

pub(crate) use portable::Portable;

/// Lanes of a vector, on every instruction set.
pub(crate) const LANES: usize = 16;

/// Columns of the widest tile. Buffers that tiles read are padded to a multiple of this.
pub(crate) const MAX_COLUMNS: usize = 48;

/// Rows of the highest tile.
pub(crate) const MAX_ROWS: usize = 8;

/// A piece of work that is compiled once for each instruction set; see [`crate::Isa::run`].
pub(crate) trait Kernel {
    /// What it returns.
    type Output;

    /// Does the work. Implementations are `#[inline(always)]`, and so is every generic function they
    /// call, so that the body lands in the function that enables the instructions.
    fn run<S: Simd>(self, simd: S) -> Self::Output;
}

/// Activations of one matrix product, quantised.
#[derive(Clone, Copy)]
pub(crate) struct Activations<'a> {
    /// Row after row, `stride` bytes each.
    pub(crate) bytes: &'a [u8],
    /// The same widened to 16 bits, where [`Simd::WIDENS`]; else empty.
    pub(crate) words: &'a [i16],
    /// Length of a row; at least as long as the inner dimension, padded.
    pub(crate) stride: usize,
}

/// A row-major f32 matrix that a tile reads from.
#[derive(Clone, Copy)]
pub(crate) struct Matrix<'a> {
    pub(crate) data: &'a [f32],
    pub(crate) stride: usize,
}

/// One instruction set. Values are proofs that it may be used, so the methods are safe.
pub(crate) trait Simd: Copy {
    /// Sixteen f32.
    type F: Copy;

    /// Rows and columns of a full tile; columns are a multiple of [`LANES`].
    const ROWS: usize;
    const COLUMNS: usize;
    /// How many neighbours along the inner dimension stand side by side in packed i8 weights.
    const GROUP: usize;
    /// Whether the i8 product reads its activations as 16-bit words.
    const WIDENS: bool;

    fn splat(self, x: f32) -> Self::F;
    fn load(self, from: &[f32; LANES]) -> Self::F;
    fn store(self, x: Self::F, to: &mut [f32; LANES]);
    fn convert(self, from: &[i32; LANES]) -> Self::F;
    /// Rounds to the nearest integer, ties to even; the caller keeps it within 0..=255.
    fn store_u8(self, x: Self::F, to: &mut [u8; LANES]);

    fn add(self, a: Self::F, b: Self::F) -> Self::F;
    fn sub(self, a: Self::F, b: Self::F) -> Self::F;
    fn mul(self, a: Self::F, b: Self::F) -> Self::F;
    /// `a * b + c`, rounded once.
    fn mul_add(self, a: Self::F, b: Self::F, c: Self::F) -> Self::F;
    /// `a` if it is less, else `b`.
    fn min(self, a: Self::F, b: Self::F) -> Self::F;
    /// `a` if it is greater, else `b`.
    fn max(self, a: Self::F, b: Self::F) -> Self::F;
    fn abs(self, a: Self::F) -> Self::F;
    /// Adds the low bits of `n`'s representation, shifted into the exponent, to `x`'s: `x * 2^n` for
    /// an `n` that holds its integer in its lowest bits.
    fn add_exponent(self, x: Self::F, n: Self::F) -> Self::F;

    /// Product of `rows` rows of activations and one panel of packed weights.
    ///
    /// `groups` is the inner dimension over [`Simd::GROUP`]; `panel[g][column][i]` holds the weight of
    /// `column` at `g * GROUP + i`; the product of row `r` lands in `out[r * COLUMNS..]`.
    fn int_tile(
        self,
        rows: usize,
        a: Activations<'_>,
        first_row: usize,
        groups: usize,
        panel: &[i8],
        out: &mut [i32; MAX_ROWS * MAX_COLUMNS],
    );

    /// `out = a × b` for `rows` rows of `a`, `depth` rows of `b` and `vectors` times sixteen columns,
    /// at most [`Simd::ROWS`] and [`Simd::COLUMNS`]; each element is a chain of `mul_add` from zero.
    #[expect(clippy::too_many_arguments, reason = "a product has three matrices and three sizes")]
    fn float_tile(
        self,
        rows: usize,
        vectors: usize,
        depth: usize,
        a: Matrix<'_>,
        b: Matrix<'_>,
        out: &mut [f32],
        out_stride: usize,
    );
}

/// Folds sixteen lanes with `f`: halves, quarters, eighths, the last two.
#[inline(always)]
pub(crate) fn fold<S: Simd>(simd: S, x: S::F, f: impl Fn(f32, f32) -> f32) -> f32 {
    let mut lanes = [0.0; LANES];
    simd.store(x, &mut lanes);
    let mut half = LANES / 2;
    while half > 0 {
        for i in 0..half {
            lanes[i] = f(lanes[i], lanes[i + half]);
        }
        half /= 2;
    }
    lanes[0]
}

/// Checks the sizes that [`Simd::int_tile`] is about to read.
#[inline(always)]
fn check_int_tile<S: Simd>(
    rows: usize,
    a: Activations<'_>,
    first_row: usize,
    groups: usize,
    panel: &[i8],
) {
    let held = if S::WIDENS { a.words.len() } else { a.bytes.len() };
    assert!(rows >= 1 && rows <= S::ROWS, "a tile has 1 to {} rows", S::ROWS);
    assert!(groups * S::GROUP <= a.stride && (first_row + rows) * a.stride <= held);
    assert!(groups * S::GROUP * S::COLUMNS <= panel.len());
}

/// Checks the sizes that [`Simd::float_tile`] is about to read and write.
#[inline(always)]
fn check_float_tile<S: Simd>(
    rows: usize,
    vectors: usize,
    depth: usize,
    a: Matrix<'_>,
    b: Matrix<'_>,
    out: &[f32],
    out_stride: usize,
) {
    let columns = vectors * LANES;
    assert!(rows >= 1 && rows <= S::ROWS && vectors >= 1 && columns <= S::COLUMNS && depth >= 1);
    assert!((rows - 1) * a.stride + depth <= a.data.len());
    assert!((depth - 1) * b.stride + columns <= b.data.len());
    assert!((rows - 1) * out_stride + columns <= out.len());
}
