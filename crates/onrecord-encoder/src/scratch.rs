//! Room to work in, kept from call to call.

/// Buffers for one thread.
///
/// They grow to the longest window seen and are then reused, so that encoding allocates nothing.
/// What is in them never changes a result.
#[derive(Debug, Default)]
pub struct Scratch {
    pub(crate) quantised: Quantised,
    /// Outputs of the layer in hand: query, key and value rows, then the products.
    pub(crate) qkv: Buffer<f32>,
    pub(crate) context: Buffer<f32>,
    pub(crate) product: Buffer<f32>,
    pub(crate) inner: Buffer<f32>,
    /// One head's keys (in panels), values and scores.
    pub(crate) keys: Buffer<f32>,
    pub(crate) values: Buffer<f32>,
    pub(crate) scores: Buffer<f32>,
}

impl Scratch {
    /// Empty buffers.
    pub fn new() -> Scratch {
        Scratch::default()
    }
}

/// Activations on their way into an i8 product.
#[derive(Debug, Default)]
pub(crate) struct Quantised {
    pub(crate) bytes: Buffer<u8>,
    pub(crate) words: Buffer<i16>,
    pub(crate) ranges: Vec<Range>,
}

/// How a row was quantised: byte `b` stands for `low + step * b`.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Range {
    pub(crate) low: f32,
    pub(crate) step: f32,
}

/// A slice that starts on a cache line and grows on demand.
#[derive(Default)]
pub(crate) struct Buffer<T> {
    data: Vec<T>,
    start: usize,
    len: usize,
}

impl<T: Copy + Default> Buffer<T> {
    const LINE: usize = 64;

    /// Makes it `len` long. What is in it then says nothing: zeros, or what was left there.
    pub(crate) fn room(&mut self, len: usize) -> &mut [T] {
        if self.data.len() < self.start + len {
            let spare = Self::LINE / size_of::<T>();
            self.data = vec![T::default(); len + spare];
            self.start = self.data.as_ptr().align_offset(Self::LINE).min(spare);
        }
        self.len = len;
        &mut self.data[self.start..][..len]
    }

    /// What is in it.
    pub(crate) fn get(&self) -> &[T] {
        &self.data[self.start..][..self.len]
    }
}

impl<T> std::fmt::Debug for Buffer<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "[{} values]", self.len)
    }
}
