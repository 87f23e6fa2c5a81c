//! Plain Rust, for machines without the instructions of the other modules.

use super::{Activations, LANES, MAX_COLUMNS, MAX_ROWS, Matrix, Simd};
use super::{check_float_tile, check_int_tile};

/// No instructions beyond what the compiler takes for granted.
#[derive(Clone, Copy)]
pub(crate) struct Portable;

#[inline(always)]
fn lanes<T: Copy + Default>(f: impl Fn(usize) -> T) -> [T; LANES] {
    let mut out = [T::default(); LANES];
    for (i, lane) in out.iter_mut().enumerate() {
        *lane = f(i);
    }
    out
}

impl Simd for Portable {
    type F = [f32; LANES];

    const ROWS: usize = 4;
    const COLUMNS: usize = LANES;
    const GROUP: usize = 4;
    const WIDENS: bool = false;

    #[inline(always)]
    fn splat(self, x: f32) -> Self::F {
        [x; LANES]
    }

    #[inline(always)]
    fn load(self, from: &[f32; LANES]) -> Self::F {
        *from
    }

    #[inline(always)]
    fn store(self, x: Self::F, to: &mut [f32; LANES]) {
        *to = x;
    }

    #[inline(always)]
    fn convert(self, from: &[i32; LANES]) -> Self::F {
        lanes(|i| from[i] as f32)
    }

    #[inline(always)]
    fn store_u8(self, x: Self::F, to: &mut [u8; LANES]) {
        // Adding 1.5 * 2^23 leaves the integer, rounded to nearest even, in the lowest bits.
        *to = lanes(|i| (x[i] + 12_582_912.0).to_bits() as u8);
    }

    #[inline(always)]
    fn add(self, a: Self::F, b: Self::F) -> Self::F {
        lanes(|i| a[i] + b[i])
    }

    #[inline(always)]
    fn sub(self, a: Self::F, b: Self::F) -> Self::F {
        lanes(|i| a[i] - b[i])
    }

    #[inline(always)]
    fn mul(self, a: Self::F, b: Self::F) -> Self::F {
        lanes(|i| a[i] * b[i])
    }

    #[inline(always)]
    fn mul_add(self, a: Self::F, b: Self::F, c: Self::F) -> Self::F {
        lanes(|i| a[i].mul_add(b[i], c[i]))
    }

    #[inline(always)]
    fn min(self, a: Self::F, b: Self::F) -> Self::F {
        lanes(|i| if a[i] < b[i] { a[i] } else { b[i] })
    }

    #[inline(always)]
    fn max(self, a: Self::F, b: Self::F) -> Self::F {
        lanes(|i| if a[i] > b[i] { a[i] } else { b[i] })
    }

    #[inline(always)]
    fn abs(self, a: Self::F) -> Self::F {
        lanes(|i| a[i].abs())
    }

    #[inline(always)]
    fn add_exponent(self, x: Self::F, n: Self::F) -> Self::F {
        lanes(|i| f32::from_bits(x[i].to_bits().wrapping_add(n[i].to_bits() << 23)))
    }

    fn int_tile(
        self,
        rows: usize,
        a: Activations<'_>,
        first_row: usize,
        groups: usize,
        panel: &[i8],
        out: &mut [i32; MAX_ROWS * MAX_COLUMNS],
    ) {
        check_int_tile::<Self>(rows, a, first_row, groups, panel);
        let (panel, _) = panel.as_chunks::<{ Self::GROUP * Self::COLUMNS }>();
        for r in 0..rows {
            let row = &a.bytes[(first_row + r) * a.stride..][..a.stride];
            let (row, _) = row.as_chunks::<{ Self::GROUP }>();
            let mut sums = [0i32; LANES];
            for (x, w) in row[..groups].iter().zip(panel) {
                let x = x.map(i32::from);
                for (sum, w) in sums.iter_mut().zip(w.as_chunks::<{ Self::GROUP }>().0) {
                    let w = w.map(i32::from);
                    *sum += x[0] * w[0] + x[1] * w[1] + x[2] * w[2] + x[3] * w[3];
                }
            }
            out[r * LANES..][..LANES].copy_from_slice(&sums);
        }
    }

    fn float_tile(
        self,
        rows: usize,
        vectors: usize,
        depth: usize,
        a: Matrix<'_>,
        b: Matrix<'_>,
        out: &mut [f32],
        out_stride: usize,
    ) {
        check_float_tile::<Self>(rows, vectors, depth, a, b, out, out_stride);
        for r in 0..rows {
            let row = &a.data[r * a.stride..][..depth];
            let mut sums = [0.0f32; LANES];
            for (k, &x) in row.iter().enumerate() {
                let column = &b.data[k * b.stride..][..LANES];
                for (sum, &y) in sums.iter_mut().zip(column) {
                    *sum = x.mul_add(y, *sum);
                }
            }
            out[r * out_stride..][..LANES].copy_from_slice(&sums);
        }
    }
}
