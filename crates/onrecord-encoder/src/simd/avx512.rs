//! AVX-512 with VNNI: one vector is one register.

use std::arch::x86_64::*;

use super::{Activations, Kernel, LANES, MAX_COLUMNS, MAX_ROWS, Matrix, Simd};
use super::{check_float_tile, check_int_tile};

/// Proof that the features named at [`run`] are there.
#[derive(Clone, Copy)]
pub(crate) struct Avx512(());

/// Runs a kernel with AVX-512.
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,avx2,fma")]
pub(crate) fn run<K: Kernel>(kernel: K) -> K::Output {
    kernel.run(Avx512(()))
}

/// Registers that a tile is wide.
const WIDTH: usize = 3;

impl Simd for Avx512 {
    type F = __m512;

    const ROWS: usize = 8;
    const COLUMNS: usize = WIDTH * LANES;
    const GROUP: usize = 4;
    const WIDENS: bool = false;

    #[inline(always)]
    fn splat(self, x: f32) -> Self::F {
        // SAFETY: an `Avx512` is only made where AVX-512 is enabled.
        unsafe { _mm512_set1_ps(x) }
    }

    #[inline(always)]
    fn load(self, from: &[f32; LANES]) -> Self::F {
        // SAFETY: as for `splat`; the array holds the sixteen values that are read.
        unsafe { _mm512_loadu_ps(from.as_ptr()) }
    }

    #[inline(always)]
    fn store(self, x: Self::F, to: &mut [f32; LANES]) {
        // SAFETY: as for `splat`; the array takes the sixteen values that are written.
        unsafe { _mm512_storeu_ps(to.as_mut_ptr(), x) }
    }

    #[inline(always)]
    fn convert(self, from: &[i32; LANES]) -> Self::F {
        // SAFETY: as for `splat`; the array holds the sixteen values that are read.
        unsafe { _mm512_cvtepi32_ps(_mm512_loadu_si512(from.as_ptr().cast())) }
    }

    #[inline(always)]
    fn store_u8(self, x: Self::F, to: &mut [u8; LANES]) {
        // SAFETY: as for `splat`; the array takes the sixteen bytes that are written.
        unsafe {
            let bytes = _mm512_cvtepi32_epi8(_mm512_cvtps_epi32(x));
            _mm_storeu_si128(to.as_mut_ptr().cast(), bytes);
        }
    }

    #[inline(always)]
    fn add(self, a: Self::F, b: Self::F) -> Self::F {
        // SAFETY: as for `splat`.
        unsafe { _mm512_add_ps(a, b) }
    }

    #[inline(always)]
    fn sub(self, a: Self::F, b: Self::F) -> Self::F {
        // SAFETY: as for `splat`.
        unsafe { _mm512_sub_ps(a, b) }
    }

    #[inline(always)]
    fn mul(self, a: Self::F, b: Self::F) -> Self::F {
        // SAFETY: as for `splat`.
        unsafe { _mm512_mul_ps(a, b) }
    }

    #[inline(always)]
    fn mul_add(self, a: Self::F, b: Self::F, c: Self::F) -> Self::F {
        // SAFETY: as for `splat`.
        unsafe { _mm512_fmadd_ps(a, b, c) }
    }

    #[inline(always)]
    fn min(self, a: Self::F, b: Self::F) -> Self::F {
        // SAFETY: as for `splat`.
        unsafe { _mm512_min_ps(a, b) }
    }

    #[inline(always)]
    fn max(self, a: Self::F, b: Self::F) -> Self::F {
        // SAFETY: as for `splat`.
        unsafe { _mm512_max_ps(a, b) }
    }

    #[inline(always)]
    fn abs(self, a: Self::F) -> Self::F {
        // SAFETY: as for `splat`.
        unsafe { _mm512_abs_ps(a) }
    }

    #[inline(always)]
    fn add_exponent(self, x: Self::F, n: Self::F) -> Self::F {
        // SAFETY: as for `splat`.
        unsafe {
            let n = _mm512_slli_epi32(_mm512_castps_si512(n), 23);
            _mm512_castsi512_ps(_mm512_add_epi32(_mm512_castps_si512(x), n))
        }
    }

    #[inline(always)]
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
        // SAFETY: as for `splat`; the sizes are checked above, and `out` takes the largest tile.
        unsafe {
            let from = a.bytes.as_ptr().add(first_row * a.stride);
            let tile = match rows {
                1 => int_tile::<1>,
                2 => int_tile::<2>,
                3 => int_tile::<3>,
                4 => int_tile::<4>,
                5 => int_tile::<5>,
                6 => int_tile::<6>,
                7 => int_tile::<7>,
                _ => int_tile::<8>,
            };
            tile(from, a.stride, groups, panel.as_ptr(), out.as_mut_ptr());
        }
    }

    #[inline(always)]
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
        let tile = match vectors {
            1 => float_tiles::<1>(rows),
            2 => float_tiles::<2>(rows),
            _ => float_tiles::<3>(rows),
        };
        let (from, with, to) = (a.data.as_ptr(), b.data.as_ptr(), out.as_mut_ptr());
        // SAFETY: as for `splat`; the sizes are checked above.
        unsafe { tile(depth, from, a.stride, with, b.stride, to, out_stride) }
    }
}

/// # Safety
///
/// `a` has `M` rows of at least `4 * groups` bytes, `stride` apart; `panel` has `groups` times 192
/// bytes; `out` has room for `M` times 48.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
unsafe fn int_tile<const M: usize>(
    a: *const u8,
    stride: usize,
    groups: usize,
    panel: *const i8,
    out: *mut i32,
) {
    let mut sums = [[_mm512_setzero_si512(); WIDTH]; M];
    for g in 0..groups {
        // SAFETY: `g < groups`, so every read is inside what the caller vouches for.
        unsafe {
            let w = panel.add(g * 4 * WIDTH * LANES);
            let mut weights = [_mm512_setzero_si512(); WIDTH];
            for (v, weights) in weights.iter_mut().enumerate() {
                *weights = _mm512_loadu_si512(w.add(v * 4 * LANES).cast());
            }
            for (r, sums) in sums.iter_mut().enumerate() {
                let x = a.add(r * stride + 4 * g).cast::<i32>().read_unaligned();
                let x = _mm512_set1_epi32(x);
                for (sum, &w) in sums.iter_mut().zip(&weights) {
                    *sum = _mm512_dpbusd_epi32(*sum, x, w);
                }
            }
        }
    }
    for (i, &sum) in sums.as_flattened().iter().enumerate() {
        // SAFETY: `out` has room for `M` times three registers.
        unsafe { _mm512_storeu_si512(out.add(i * LANES).cast(), sum) };
    }
}

type FloatTile = unsafe fn(usize, *const f32, usize, *const f32, usize, *mut f32, usize);

#[inline(always)]
fn float_tiles<const V: usize>(rows: usize) -> FloatTile {
    match rows {
        1 => float_tile::<1, V>,
        2 => float_tile::<2, V>,
        3 => float_tile::<3, V>,
        4 => float_tile::<4, V>,
        5 => float_tile::<5, V>,
        6 => float_tile::<6, V>,
        7 => float_tile::<7, V>,
        _ => float_tile::<8, V>,
    }
}

/// # Safety
///
/// `a` has `M` rows of `depth`, `b` has `depth` rows of `16 * V`, `out` has room for `M` rows of
/// `16 * V`, each with its stride.
#[target_feature(enable = "avx512f")]
unsafe fn float_tile<const M: usize, const V: usize>(
    depth: usize,
    a: *const f32,
    a_stride: usize,
    b: *const f32,
    b_stride: usize,
    out: *mut f32,
    out_stride: usize,
) {
    let mut sums = [[_mm512_setzero_ps(); V]; M];
    for k in 0..depth {
        // SAFETY: `k < depth`, so every read is inside what the caller vouches for.
        unsafe {
            let mut y = [_mm512_setzero_ps(); V];
            for (v, y) in y.iter_mut().enumerate() {
                *y = _mm512_loadu_ps(b.add(k * b_stride + v * LANES));
            }
            for (r, sums) in sums.iter_mut().enumerate() {
                let x = _mm512_set1_ps(*a.add(r * a_stride + k));
                for (sum, &y) in sums.iter_mut().zip(&y) {
                    *sum = _mm512_fmadd_ps(x, y, *sum);
                }
            }
        }
    }
    for (r, sums) in sums.iter().enumerate() {
        for (v, &sum) in sums.iter().enumerate() {
            // SAFETY: `out` has room for `M` rows of `V` vectors.
            unsafe { _mm512_storeu_ps(out.add(r * out_stride + v * LANES), sum) };
        }
    }
}
