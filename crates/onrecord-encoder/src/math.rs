//! Functions of vectors and rows, with our own polynomials: the platform's would differ.

use crate::Isa;
use crate::scratch::Range;
use crate::simd::{Kernel, LANES, Simd, fold};

/// `2^x`, relative error below 1e-7. `x` is at most 126; below -126 it counts as that, so that a
/// vanishing power is tiny, not zero.
#[inline(always)]
fn exp2<S: Simd>(s: S, x: S::F) -> S::F {
    /// 1.5 * 2^23: adding it leaves the nearest integer in the lowest bits.
    const ROUND: f32 = 12_582_912.0;
    /// Minimax for 2^f on -0.5..0.5.
    const POWERS: [f32; 7] = [
        1.0,
        std::f32::consts::LN_2,
        0.240_226_46,
        0.055_503_286,
        0.009_618_489,
        0.001_339_993_1,
        0.000_153_458_12,
    ];
    let x = s.max(x, s.splat(-126.0));
    let shifted = s.add(x, s.splat(ROUND));
    let whole = s.sub(shifted, s.splat(ROUND));
    s.add_exponent(polynomial(s, &POWERS, s.sub(x, whole)), shifted)
}

/// `x Φ(x)`, the erf form of GELU, to within 1e-6.
///
/// For `t = |x|` it is `max(x, 0) - t Φ(-t)`, and the second term is a small bump that a polynomial
/// follows up to 5.2, where it has sunk to 5e-7.
#[inline(always)]
pub(crate) fn gelu<S: Simd>(s: S, x: S::F) -> S::F {
    const END: f32 = 5.2;
    /// Minimax for `t Φ(-t)`, in `t / 2.6 - 1`.
    const BUMP: [f32; 15] = [
        0.012_119_56,
        -0.079_698_76,
        0.218_476_55,
        -0.285_643_34,
        0.062_638_18,
        0.374_073_12,
        -0.565_343_7,
        0.214_285_27,
        0.307_422_37,
        -0.367_647_26,
        0.006_179_67,
        0.177_608_56,
        -0.057_144_456,
        -0.032_977_875,
        0.015_652_044,
    ];
    let t = s.min(s.abs(x), s.splat(END));
    let t = s.mul_add(t, s.splat(2.0 / END), s.splat(-1.0));
    s.sub(s.max(x, s.splat(0.0)), polynomial(s, &BUMP, t))
}

/// Horner's rule, from the highest power down.
#[inline(always)]
fn polynomial<S: Simd, const N: usize>(s: S, coefficients: &[f32; N], x: S::F) -> S::F {
    let mut sum = s.splat(coefficients[N - 1]);
    for &c in coefficients[..N - 1].iter().rev() {
        sum = s.mul_add(sum, x, s.splat(c));
    }
    sum
}

/// Runs a piece of code for each vector of a row, the last one filled up with `fill`.
///
/// A macro, since the body of a closure would be compiled without the instructions.
macro_rules! for_vectors {
    ($s:expr, $row:expr, $fill:expr, |$i:pat_param, $v:ident| $body:expr) => {{
        let (whole, rest) = $row.as_chunks::<LANES>();
        for (i, v) in whole.iter().enumerate() {
            let ($i, $v) = (i, $s.load(v));
            $body;
        }
        if !rest.is_empty() {
            let mut last = [$fill; LANES];
            last[..rest.len()].copy_from_slice(rest);
            let ($i, $v) = (whole.len(), $s.load(&last));
            $body;
        }
    }};
}

/// Replaces each vector of a row, the last one filled up with `fill`.
macro_rules! map_vectors {
    ($s:expr, $row:expr, $fill:expr, |$v:ident| $body:expr) => {{
        let (whole, rest) = $row.as_chunks_mut::<LANES>();
        for v in whole {
            let $v = $s.load(v);
            $s.store($body, v);
        }
        if !rest.is_empty() {
            let mut last = [$fill; LANES];
            last[..rest.len()].copy_from_slice(rest);
            let $v = $s.load(&last);
            $s.store($body, &mut last);
            rest.copy_from_slice(&last[..rest.len()]);
        }
    }};
}

#[inline(always)]
fn greatest<S: Simd>(s: S, row: &[f32]) -> f32 {
    let mut max = s.splat(f32::MIN);
    for_vectors!(s, row, f32::MIN, |_, v| max = s.max(v, max));
    fold(s, max, |a, b| if a > b { a } else { b })
}

/// Replaces a row by `e^((x - max) * scale)` and returns the sum of that.
#[inline(always)]
pub(crate) fn exponentials<S: Simd>(s: S, row: &mut [f32], scale: f32) -> f32 {
    let max = s.splat(greatest(s, row));
    let scale = s.splat(scale * std::f32::consts::LOG2_E);
    let mut sum = s.splat(0.0);
    map_vectors!(s, row, f32::MIN, |v| {
        let power = exp2(s, s.mul(s.sub(v, max), scale));
        sum = s.add(sum, power);
        power
    });
    fold(s, sum, |a, b| a + b)
}

/// Natural logarithm of a positive, normal number, from operations that are exact to the last bit
/// everywhere.
fn ln(x: f32) -> f32 {
    let bits = f64::from(x).to_bits();
    // x = m * 2^e with m in sqrt(1/2)..sqrt(2); ln m = 2 atanh((m - 1) / (m + 1)).
    let mut e = ((bits >> 52) as i32) - 1023;
    let mut m = f64::from_bits(bits & ((1 << 52) - 1) | (1023 << 52));
    if m > std::f64::consts::SQRT_2 {
        m /= 2.0;
        e += 1;
    }
    let z = (m - 1.0) / (m + 1.0);
    let mut series = 0.0;
    for k in (0..10).rev() {
        series = series * (z * z) + 1.0 / f64::from(2 * k + 1);
    }
    (2.0 * z * series + f64::from(e) * std::f64::consts::LN_2) as f32
}

/// Quantises rows to bytes, each over its own range.
pub(crate) struct Quantise<'a> {
    pub(crate) rows: &'a [f32],
    /// Length of a row, and of its bytes: a multiple of sixteen.
    pub(crate) inputs: usize,
    pub(crate) stride: usize,
    pub(crate) bytes: &'a mut [u8],
    pub(crate) ranges: &'a mut [Range],
}

impl Kernel for Quantise<'_> {
    type Output = ();

    #[inline(always)]
    fn run<S: Simd>(self, s: S) {
        let rows = self.rows.chunks_exact(self.inputs);
        let bytes = self.bytes.chunks_exact_mut(self.stride);
        for ((row, bytes), range) in rows.zip(bytes).zip(self.ranges) {
            let (mut low, mut high) = (s.splat(row[0]), s.splat(row[0]));
            for_vectors!(s, row, row[0], |_, v| {
                low = s.min(v, low);
                high = s.max(v, high);
            });
            let low = fold(s, low, |a, b| if a < b { a } else { b });
            let high = fold(s, high, |a, b| if a > b { a } else { b });
            // A row of equal values has no range; any step will do.
            let step = ((high - low) / 255.0).max(f32::MIN_POSITIVE);
            *range = Range { low, step };
            let (bytes, _) = bytes.as_chunks_mut::<LANES>();
            let (inverse, offset) = (s.splat(1.0 / step), s.splat(-low));
            for_vectors!(s, row, row[0], |i, v| {
                s.store_u8(s.mul(s.add(v, offset), inverse), &mut bytes[i])
            });
        }
    }
}

/// `x = norm(x + y) * weight + bias`, row by row; `y` may be empty.
pub(crate) struct AddNorm<'a> {
    pub(crate) x: &'a mut [f32],
    pub(crate) y: &'a [f32],
    pub(crate) weight: &'a [f32],
    pub(crate) bias: &'a [f32],
}

/// What is added to the variance of a row before the root is taken.
const EPSILON: f32 = 1e-12;

impl Kernel for AddNorm<'_> {
    type Output = ();

    #[inline(always)]
    fn run<S: Simd>(self, s: S) {
        let width = self.weight.len();
        let (weight, _) = self.weight.as_chunks::<LANES>();
        let (bias, _) = self.bias.as_chunks::<LANES>();
        for (i, row) in self.x.chunks_exact_mut(width).enumerate() {
            let (row, _) = row.as_chunks_mut::<LANES>();
            let mut sum = s.splat(0.0);
            if self.y.is_empty() {
                for x in row.iter() {
                    sum = s.add(sum, s.load(x));
                }
            } else {
                let (y, _) = self.y[i * width..][..width].as_chunks::<LANES>();
                for (x, y) in row.iter_mut().zip(y) {
                    let v = s.add(s.load(x), s.load(y));
                    sum = s.add(sum, v);
                    s.store(v, x);
                }
            }
            let mean = s.splat(fold(s, sum, |a, b| a + b) / width as f32);
            let mut squares = s.splat(0.0);
            for x in row.iter() {
                let d = s.sub(s.load(x), mean);
                squares = s.mul_add(d, d, squares);
            }
            let variance = fold(s, squares, |a, b| a + b) / width as f32;
            let factor = s.splat(1.0 / (variance + EPSILON).sqrt());
            for ((x, w), b) in row.iter_mut().zip(weight).zip(bias) {
                let d = s.mul(s.sub(s.load(x), mean), factor);
                s.store(s.mul_add(d, s.load(w), s.load(b)), x);
            }
        }
    }
}

struct Gelu<'a>(&'a mut [f32]);

impl Kernel for Gelu<'_> {
    type Output = ();

    #[inline(always)]
    fn run<S: Simd>(self, s: S) {
        map_vectors!(s, self.0, 0.0, |v| gelu(s, v));
    }
}

struct Exponentials<'a>(&'a mut [f32]);

impl Kernel for Exponentials<'_> {
    type Output = f32;

    #[inline(always)]
    fn run<S: Simd>(self, s: S) -> f32 {
        exponentials(s, self.0, 1.0)
    }
}

struct LogSoftmax<'a>(&'a mut [f32]);

impl Kernel for LogSoftmax<'_> {
    type Output = ();

    #[inline(always)]
    fn run<S: Simd>(self, s: S) {
        let max = greatest(s, self.0);
        let (top, scale) = (s.splat(max), s.splat(std::f32::consts::LOG2_E));
        let mut sum = s.splat(0.0);
        for_vectors!(s, self.0, f32::MIN, |_, v| {
            sum = s.add(sum, exp2(s, s.mul(s.sub(v, top), scale)))
        });
        let shift = max + ln(fold(s, sum, |a, b| a + b));
        map_vectors!(s, self.0, 0.0, |v| s.sub(v, s.splat(shift)));
    }
}

struct Dot<'a>(&'a [f32], &'a [f32]);

impl Kernel for Dot<'_> {
    type Output = f32;

    #[inline(always)]
    fn run<S: Simd>(self, s: S) -> f32 {
        let mut sum = s.splat(0.0);
        let (a, a_rest) = self.0.as_chunks::<LANES>();
        let (b, b_rest) = self.1.as_chunks::<LANES>();
        for (a, b) in a.iter().zip(b) {
            sum = s.mul_add(s.load(a), s.load(b), sum);
        }
        let (mut a, mut b) = ([0.0; LANES], [0.0; LANES]);
        a[..a_rest.len()].copy_from_slice(a_rest);
        b[..b_rest.len()].copy_from_slice(b_rest);
        fold(s, s.mul_add(s.load(&a), s.load(&b), sum), |a, b| a + b)
    }
}

/// The arithmetic of heads. Each function gives the same bits on every set.
impl Isa {
    /// Replaces each value by its GELU (the erf form), to within 1e-6.
    pub fn gelu(self, values: &mut [f32]) {
        self.run(Gelu(values));
    }

    /// Replaces a row of scores by probabilities. An empty row stays empty.
    pub fn softmax(self, row: &mut [f32]) {
        if row.is_empty() {
            return;
        }
        let sum = self.run(Exponentials(row));
        for x in row {
            *x /= sum;
        }
    }

    /// Replaces a row of scores by the logarithms of probabilities. An empty row stays empty.
    ///
    /// ```
    /// let mut row = [1.0, 2.0, 3.0];
    /// onrecord_encoder::Isa::detect().log_softmax(&mut row);
    /// assert!((row[2] + 0.407_606).abs() < 1e-6);
    /// ```
    pub fn log_softmax(self, row: &mut [f32]) {
        if !row.is_empty() {
            self.run(LogSoftmax(row));
        }
    }

    /// Sum of products.
    ///
    /// # Panics
    ///
    /// If the lengths differ.
    pub fn dot(self, a: &[f32], b: &[f32]) -> f32 {
        assert_eq!(a.len(), b.len(), "a dot product needs two vectors of one length");
        self.run(Dot(a, b))
    }
}
