//! Self-attention of one window, in f32.

use crate::linear::pack_columns;
use crate::math::exponentials;
use crate::scratch::Buffer;
use crate::simd::{Kernel, LANES, MAX_COLUMNS, MAX_ROWS, Matrix, Simd};

/// Reads a row of queries, keys and values a piece, writes a row of contexts a piece.
pub(crate) struct Attention<'a> {
    pub(crate) qkv: &'a [f32],
    pub(crate) heads: usize,
    /// Width of a head, a multiple of sixteen.
    pub(crate) width: usize,
    pub(crate) keys: &'a mut Buffer<f32>,
    pub(crate) values: &'a mut Buffer<f32>,
    pub(crate) scores: &'a mut Buffer<f32>,
    pub(crate) out: &'a mut [f32],
}

impl Kernel for Attention<'_> {
    type Output = ();

    #[inline(always)]
    fn run<S: Simd>(self, s: S) {
        let Attention { qkv, heads, width, keys, values, scores, out } = self;
        let hidden = heads * width;
        let stride = 3 * hidden;
        let n = qkv.len() / stride;
        let padded = n.next_multiple_of(MAX_COLUMNS);
        let panel_len = width * S::COLUMNS;
        let keys = keys.room(padded * width);
        let values = values.room(n * width);
        let scores = scores.room(MAX_ROWS * padded);
        let scale = 1.0 / (width as f32).sqrt();

        for head in 0..heads {
            let query = &qkv[head * width..];
            pack_columns::<S>(&query[hidden..], stride, width, n, keys);
            for (to, from) in values.chunks_exact_mut(width).zip(query.chunks(stride)) {
                to.copy_from_slice(&from[2 * hidden..][..width]);
            }
            for first in (0..n).step_by(S::ROWS) {
                let rows = (n - first).min(S::ROWS);
                let a = Matrix { data: &query[first * stride..], stride };
                for (panel, column) in keys.chunks_exact(panel_len).zip((0..n).step_by(S::COLUMNS))
                {
                    let columns = (n - column).min(S::COLUMNS).div_ceil(LANES);
                    let b = Matrix { data: panel, stride: S::COLUMNS };
                    s.float_tile(rows, columns, width, a, b, &mut scores[column..], padded);
                }
                let mut sums = [0.0; MAX_ROWS];
                for (row, sum) in scores.chunks_exact_mut(padded).zip(&mut sums[..rows]) {
                    *sum = exponentials(s, &mut row[..n], scale);
                }
                let out = &mut out[first * hidden + head * width..];
                let a = Matrix { data: scores, stride: padded };
                for column in (0..width).step_by(S::COLUMNS) {
                    let columns = (width - column).min(S::COLUMNS) / LANES;
                    let b = Matrix { data: &values[column..], stride: width };
                    s.float_tile(rows, columns, n, a, b, &mut out[column..], hidden);
                }
                for (row, sum) in out.chunks_mut(hidden).zip(&sums[..rows]) {
                    let factor = s.splat(1.0 / sum);
                    for x in row[..width].as_chunks_mut::<LANES>().0 {
                        s.store(s.mul(s.load(x), factor), x);
                    }
                }
            }
        }
    }
}
