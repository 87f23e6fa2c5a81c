//! AVX2 with FMA: one vector is two registers. The i8 product widens to 16 bits, since
//! `vpmaddubsw` would saturate; with AVX-VNNI it need not.

use std::arch::x86_64::*;

use super::{Activations, Kernel, LANES, MAX_COLUMNS, MAX_ROWS, Matrix, Simd};
use super::{check_float_tile, check_int_tile};

/// Proof that AVX2 and FMA are there, and AVX-VNNI if `VNNI`.
#[derive(Clone, Copy)]
pub(crate) struct Avx2<const VNNI: bool>(());

/// Runs a kernel with AVX2 and FMA.
#[target_feature(enable = "avx2,fma")]
pub(crate) fn run<K: Kernel>(kernel: K) -> K::Output {
    kernel.run(Avx2::<false>(()))
}

/// Runs a kernel with AVX2, FMA and AVX-VNNI.
#[target_feature(enable = "avx2,fma,avxvnni")]
pub(crate) fn run_vnni<K: Kernel>(kernel: K) -> K::Output {
    kernel.run(Avx2::<true>(()))
}

/// Two registers of eight lanes.
#[derive(Clone, Copy)]
pub(crate) struct Pair(__m256, __m256);

impl<const VNNI: bool> Simd for Avx2<VNNI> {
    type F = Pair;

    const ROWS: usize = 6;
    const COLUMNS: usize = LANES;
    const GROUP: usize = if VNNI { 4 } else { 2 };
    const WIDENS: bool = !VNNI;

    #[inline(always)]
    fn splat(self, x: f32) -> Self::F {
        // SAFETY: an `Avx2` is only made where AVX2 and FMA are enabled.
        let x = unsafe { _mm256_set1_ps(x) };
        Pair(x, x)
    }

    #[inline(always)]
    fn load(self, from: &[f32; LANES]) -> Self::F {
        let from = from.as_ptr();
        // SAFETY: as for `splat`; the array holds the sixteen values that are read.
        unsafe { Pair(_mm256_loadu_ps(from), _mm256_loadu_ps(from.add(8))) }
    }

    #[inline(always)]
    fn store(self, x: Self::F, to: &mut [f32; LANES]) {
        let to = to.as_mut_ptr();
        // SAFETY: as for `splat`; the array takes the sixteen values that are written.
        unsafe {
            _mm256_storeu_ps(to, x.0);
            _mm256_storeu_ps(to.add(8), x.1);
        }
    }

    #[inline(always)]
    fn convert(self, from: &[i32; LANES]) -> Self::F {
        let from = from.as_ptr().cast::<__m256i>();
        // SAFETY: as for `splat`; the array holds the sixteen values that are read.
        unsafe {
            Pair(
                _mm256_cvtepi32_ps(_mm256_loadu_si256(from)),
                _mm256_cvtepi32_ps(_mm256_loadu_si256(from.add(1))),
            )
        }
    }

    #[inline(always)]
    fn store_u8(self, x: Self::F, to: &mut [u8; LANES]) {
        // SAFETY: as for `splat`; the array takes the sixteen bytes that are written.
        unsafe {
            let words = _mm256_packs_epi32(_mm256_cvtps_epi32(x.0), _mm256_cvtps_epi32(x.1));
            // Packing works within halves: put the quarters 0, 2, 1, 3 in order.
            let words = _mm256_permute4x64_epi64(words, 0b11_01_10_00);
            let (low, high) = (_mm256_castsi256_si128(words), _mm256_extracti128_si256(words, 1));
            _mm_storeu_si128(to.as_mut_ptr().cast(), _mm_packus_epi16(low, high));
        }
    }

    #[inline(always)]
    fn add(self, a: Self::F, b: Self::F) -> Self::F {
        // SAFETY: as for `splat`.
        unsafe { Pair(_mm256_add_ps(a.0, b.0), _mm256_add_ps(a.1, b.1)) }
    }

    #[inline(always)]
    fn sub(self, a: Self::F, b: Self::F) -> Self::F {
        // SAFETY: as for `splat`.
        unsafe { Pair(_mm256_sub_ps(a.0, b.0), _mm256_sub_ps(a.1, b.1)) }
    }

    #[inline(always)]
    fn mul(self, a: Self::F, b: Self::F) -> Self::F {
        // SAFETY: as for `splat`.
        unsafe { Pair(_mm256_mul_ps(a.0, b.0), _mm256_mul_ps(a.1, b.1)) }
    }

    #[inline(always)]
    fn mul_add(self, a: Self::F, b: Self::F, c: Self::F) -> Self::F {
        // SAFETY: as for `splat`.
        unsafe { Pair(_mm256_fmadd_ps(a.0, b.0, c.0), _mm256_fmadd_ps(a.1, b.1, c.1)) }
    }

    #[inline(always)]
    fn min(self, a: Self::F, b: Self::F) -> Self::F {
        // SAFETY: as for `splat`.
        unsafe { Pair(_mm256_min_ps(a.0, b.0), _mm256_min_ps(a.1, b.1)) }
    }

    #[inline(always)]
    fn max(self, a: Self::F, b: Self::F) -> Self::F {
        // SAFETY: as for `splat`.
        unsafe { Pair(_mm256_max_ps(a.0, b.0), _mm256_max_ps(a.1, b.1)) }
    }

    #[inline(always)]
    fn abs(self, a: Self::F) -> Self::F {
        // SAFETY: as for `splat`.
        unsafe {
            let sign = _mm256_set1_ps(-0.0);
            Pair(_mm256_andnot_ps(sign, a.0), _mm256_andnot_ps(sign, a.1))
        }
    }

    #[inline(always)]
    fn add_exponent(self, x: Self::F, n: Self::F) -> Self::F {
        #[inline(always)]
        fn half(x: __m256, n: __m256) -> __m256 {
            // SAFETY: only called below, where AVX2 is enabled.
            unsafe {
                let n = _mm256_slli_epi32(_mm256_castps_si256(n), 23);
                _mm256_castsi256_ps(_mm256_add_epi32(_mm256_castps_si256(x), n))
            }
        }
        Pair(half(x.0, n.0), half(x.1, n.1))
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
        let skip = first_row * a.stride;
        let (panel, out) = (panel.as_ptr(), out.as_mut_ptr());
        // SAFETY: as for `splat`, and AVX-VNNI is enabled if `VNNI`; the sizes are checked above,
        // and `out` takes the largest tile.
        unsafe {
            if VNNI {
                let tile = match rows {
                    1 => vnni_tile::<1>,
                    2 => vnni_tile::<2>,
                    3 => vnni_tile::<3>,
                    4 => vnni_tile::<4>,
                    5 => vnni_tile::<5>,
                    _ => vnni_tile::<6>,
                };
                tile(a.bytes.as_ptr().add(skip), a.stride, groups, panel, out);
            } else {
                let tile = match rows {
                    1 => int_tile::<1>,
                    2 => int_tile::<2>,
                    3 => int_tile::<3>,
                    4 => int_tile::<4>,
                    5 => int_tile::<5>,
                    _ => int_tile::<6>,
                };
                tile(a.words.as_ptr().add(skip), a.stride, groups, panel, out);
            }
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
        let tile = match rows {
            1 => float_tile::<1>,
            2 => float_tile::<2>,
            3 => float_tile::<3>,
            4 => float_tile::<4>,
            5 => float_tile::<5>,
            _ => float_tile::<6>,
        };
        let (from, with, to) = (a.data.as_ptr(), b.data.as_ptr(), out.as_mut_ptr());
        // SAFETY: as for `splat`; the sizes are checked above.
        unsafe { tile(depth, from, a.stride, with, b.stride, to, out_stride) }
    }
}

/// # Safety
///
/// `a` has `M` rows of at least `2 * groups` words, `stride` apart; `panel` has `groups` times 32
/// bytes; `out` has room for `M` times 16.
#[target_feature(enable = "avx2")]
unsafe fn int_tile<const M: usize>(
    a: *const i16,
    stride: usize,
    groups: usize,
    panel: *const i8,
    out: *mut i32,
) {
    let mut sums = [[_mm256_setzero_si256(); 2]; M];
    for g in 0..groups {
        // SAFETY: `g < groups`, so every read is inside what the caller vouches for.
        unsafe {
            let w = panel.add(g * 2 * LANES).cast::<__m128i>();
            let low = _mm256_cvtepi8_epi16(_mm_loadu_si128(w));
            let high = _mm256_cvtepi8_epi16(_mm_loadu_si128(w.add(1)));
            for (r, sums) in sums.iter_mut().enumerate() {
                let x = a.add(r * stride + 2 * g).cast::<i32>().read_unaligned();
                let x = _mm256_set1_epi32(x);
                sums[0] = _mm256_add_epi32(sums[0], _mm256_madd_epi16(x, low));
                sums[1] = _mm256_add_epi32(sums[1], _mm256_madd_epi16(x, high));
            }
        }
    }
    for (i, &sum) in sums.as_flattened().iter().enumerate() {
        // SAFETY: `out` has room for `M` times two registers.
        unsafe { _mm256_storeu_si256(out.add(i * 8).cast(), sum) };
    }
}

macro_rules! vnni_tile {
    ($name:ident, $features:literal, $dot:ident) => {
        /// # Safety
        ///
        /// `a` has `M` rows of at least `4 * groups` bytes, `stride` apart; `panel` has `groups`
        /// times 64 bytes; `out` has room for `M` times 16.
        #[target_feature(enable = $features)]
        unsafe fn $name<const M: usize>(
            a: *const u8,
            stride: usize,
            groups: usize,
            panel: *const i8,
            out: *mut i32,
        ) {
            let mut sums = [[_mm256_setzero_si256(); 2]; M];
            for g in 0..groups {
                // SAFETY: `g < groups`, so every read is inside what the caller vouches for.
                unsafe {
                    let w = panel.add(g * 4 * LANES).cast::<__m256i>();
                    let (low, high) = (_mm256_loadu_si256(w), _mm256_loadu_si256(w.add(1)));
                    for (r, sums) in sums.iter_mut().enumerate() {
                        let x = a.add(r * stride + 4 * g).cast::<i32>().read_unaligned();
                        let x = _mm256_set1_epi32(x);
                        sums[0] = $dot(sums[0], x, low);
                        sums[1] = $dot(sums[1], x, high);
                    }
                }
            }
            for (i, &sum) in sums.as_flattened().iter().enumerate() {
                // SAFETY: `out` has room for `M` times two registers.
                unsafe { _mm256_storeu_si256(out.add(i * 8).cast(), sum) };
            }
        }
    };
}

vnni_tile!(vnni_tile, "avx2,avxvnni", _mm256_dpbusd_avx_epi32);

/// # Safety
///
/// `a` has `M` rows of `depth`, `b` has `depth` rows of 16, `out` has room for `M` rows of 16, each
/// with its stride.
#[target_feature(enable = "avx2,fma")]
unsafe fn float_tile<const M: usize>(
    depth: usize,
    a: *const f32,
    a_stride: usize,
    b: *const f32,
    b_stride: usize,
    out: *mut f32,
    out_stride: usize,
) {
    let mut sums = [[_mm256_setzero_ps(); 2]; M];
    for k in 0..depth {
        // SAFETY: `k < depth`, so every read is inside what the caller vouches for.
        unsafe {
            let y = b.add(k * b_stride);
            let (low, high) = (_mm256_loadu_ps(y), _mm256_loadu_ps(y.add(8)));
            for (r, sums) in sums.iter_mut().enumerate() {
                let x = _mm256_set1_ps(*a.add(r * a_stride + k));
                sums[0] = _mm256_fmadd_ps(x, low, sums[0]);
                sums[1] = _mm256_fmadd_ps(x, high, sums[1]);
            }
        }
    }
    for (r, sums) in sums.iter().enumerate() {
        // SAFETY: `out` has room for `M` rows of 16.
        unsafe {
            _mm256_storeu_ps(out.add(r * out_stride), sums[0]);
            _mm256_storeu_ps(out.add(r * out_stride + 8), sums[1]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // The same instruction in its AVX-512 form, so that the tile is tested on more machines.
    vnni_tile!(evex_tile, "avx2,avx512vl,avx512vnni", _mm256_dpbusd_epi32);

    #[test]
    fn a_vnni_tile_is_a_product() {
        if !is_x86_feature_detected!("avx512vl") || !is_x86_feature_detected!("avx512vnni") {
            return;
        }
        const GROUPS: usize = 5;
        let a: Vec<u8> = (0..6 * 24).map(|i| (i * 89 % 256) as u8).collect();
        let panel: Vec<i8> = (0..GROUPS * 64).map(|i| (i * 37 % 256) as u8 as i8).collect();
        let mut out = [0; MAX_ROWS * MAX_COLUMNS];
        // SAFETY: the features are there; `a` has 6 rows of 24, `panel` has 5 groups.
        unsafe { evex_tile::<6>(a.as_ptr(), 24, GROUPS, panel.as_ptr(), out.as_mut_ptr()) };
        for (i, &found) in out[..6 * LANES].iter().enumerate() {
            let (row, column) = (i / LANES, i % LANES);
            let term = |k: usize| {
                let weight = panel[k / 4 * 64 + column * 4 + k % 4];
                i32::from(a[row * 24 + k]) * i32::from(weight)
            };
            assert_eq!(found, (0..4 * GROUPS).map(term).sum::<i32>(), "row {row}, column {column}");
        }
    }
}
