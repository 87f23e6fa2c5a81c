//! The weights file: safetensors, with i8 weights that carry a scale a row.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{Arithmetic, Error, Isa, LayerNorm, Linear};

/// The sizes of an encoder, from the metadata key `config`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Config {
    /// Layers.
    pub layers: usize,
    /// Width of a piece's vector; a multiple of 16 times `heads`.
    pub hidden: usize,
    /// Attention heads of a layer.
    pub heads: usize,
    /// Inner width of the feed-forward part.
    pub ffn: usize,
    /// Pieces in the vocabulary.
    pub vocab: usize,
    /// Pieces that a window may have.
    pub positions: usize,
    /// Rows of the feature table.
    pub features: usize,
}

/// A weights file, opened: names, shapes and bytes, nothing unpacked yet.
///
/// Tensors are little-endian f32, i8 or u8. A weight is f32, or i8 with an f32 tensor of its name's
/// stem and `.scale` that has a scale a row.
#[derive(Debug)]
pub struct Weights {
    config: Config,
    metadata: BTreeMap<String, String>,
    entries: BTreeMap<String, Entry>,
    data: &'static [u8],
}

#[derive(Debug, Deserialize)]
struct Header {
    #[serde(rename = "__metadata__", default)]
    metadata: BTreeMap<String, String>,
    #[serde(flatten)]
    entries: BTreeMap<String, Entry>,
}

#[derive(Debug, Deserialize)]
struct Entry {
    dtype: String,
    shape: Vec<usize>,
    data_offsets: (usize, usize),
}

/// Rows of weights as they stand in the file.
#[derive(Debug)]
pub(crate) enum Values<'a> {
    Int { bytes: &'a [u8], scale: Vec<f32> },
    Float { bytes: &'a [u8] },
}

impl Values<'_> {
    /// Writes row `i` as f32.
    pub(crate) fn row(&self, i: usize, out: &mut [f32]) {
        let width = out.len();
        match self {
            Values::Int { bytes, scale } => {
                for (x, &b) in out.iter_mut().zip(&bytes[i * width..][..width]) {
                    *x = f32::from(b as i8) * scale[i];
                }
            }
            Values::Float { bytes } => {
                let (floats, _) = bytes[4 * i * width..][..4 * width].as_chunks::<4>();
                for (x, &b) in out.iter_mut().zip(floats) {
                    *x = f32::from_le_bytes(b);
                }
            }
        }
    }
}

impl Weights {
    /// Opens weights, usually those inside the binary.
    ///
    /// # Errors
    ///
    /// If the bytes are no safetensors file or its metadata has no usable `config`.
    pub fn from_bytes(bytes: &'static [u8]) -> Result<Weights, Error> {
        let (length, rest) = bytes.split_first_chunk::<8>().ok_or(Error::Header(None))?;
        let length =
            usize::try_from(u64::from_le_bytes(*length)).map_err(|_| Error::Header(None))?;
        let (header, data) = rest.split_at_checked(length).ok_or(Error::Header(None))?;
        let Header { metadata, entries } =
            serde_json::from_slice(header).map_err(|e| Error::Header(Some(e)))?;
        let config = metadata.get("config").map_or("", String::as_str);
        let config: Config = serde_json::from_str(config).map_err(|e| Error::Config {
            expected: format!("expected a JSON object of sizes: {e}"),
        })?;
        config.check()?;
        Ok(Weights { config, metadata, entries, data })
    }

    /// The sizes of the encoder.
    pub fn config(&self) -> Config {
        self.config
    }

    /// What the file says under another key of its metadata.
    pub fn metadata(&self, key: &str) -> Option<&str> {
        self.metadata.get(key).map(String::as_str)
    }

    /// Names of all tensors, in order of their bytes.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// The vocabulary, a piece a line; see [`crate::Tokenizer::new`].
    ///
    /// # Errors
    ///
    /// If it is missing or not UTF-8.
    pub fn vocabulary(&self) -> Result<&'static str, Error> {
        let (_, bytes) = self.typed("vocab", &["U8"])?;
        str::from_utf8(bytes).map_err(|_| Error::Vocabulary("expected UTF-8"))
    }

    /// Shape and values of an f32 tensor.
    ///
    /// # Errors
    ///
    /// If there is none of that name, or it is not f32.
    pub fn tensor_f32(&self, name: &str) -> Result<(&[usize], Vec<f32>), Error> {
        let (entry, bytes) = self.typed(name, &["F32"])?;
        let (floats, _) = bytes.as_chunks::<4>();
        Ok((&entry.shape, floats.iter().map(|&b| f32::from_le_bytes(b)).collect()))
    }

    /// The layer of `{name}.weight`, `{name}.scale` if that is i8, and `{name}.bias` if there is one.
    ///
    /// # Errors
    ///
    /// If a tensor is missing or their shapes do not agree.
    pub fn linear(&self, name: &str, arithmetic: Arithmetic, isa: Isa) -> Result<Linear, Error> {
        let weight = format!("{name}.weight");
        let (rows, columns, values) = self.matrix(&weight, &format!("{name}.scale"))?;
        if rows == 0 || columns == 0 {
            return Err(self.unlike(&weight, "rows and columns".into()));
        }
        let bias = format!("{name}.bias");
        let bias = match self.entries.contains_key(&bias) {
            true => Some(self.shaped(&bias, &[rows])?),
            false => None,
        };
        Ok(Linear::new(&values, rows, columns, bias.as_deref(), arithmetic, isa))
    }

    /// The normalisation of `{name}.weight` and `{name}.bias`.
    ///
    /// # Errors
    ///
    /// If a tensor is missing, they differ in length, or it is no multiple of sixteen.
    pub fn layer_norm(&self, name: &str, isa: Isa) -> Result<LayerNorm, Error> {
        let weight_name = format!("{name}.weight");
        let (shape, weight) = self.tensor_f32(&weight_name)?;
        if shape.len() != 1 || weight.is_empty() || !weight.len().is_multiple_of(16) {
            return Err(self.unlike(&weight_name, "a multiple of 16 values".into()));
        }
        let bias = self.shaped(&format!("{name}.bias"), &[weight.len()])?;
        Ok(LayerNorm { weight, bias, isa })
    }

    /// Values of an f32 tensor that must have this shape.
    pub(crate) fn shaped(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, Error> {
        match self.tensor_f32(name)? {
            (found, values) if found == shape => Ok(values),
            _ => Err(self.unlike(name, format!("F32 {shape:?}"))),
        }
    }

    /// Rows, columns and values of an f32 or i8 matrix.
    pub(crate) fn matrix(
        &self,
        name: &str,
        scale: &str,
    ) -> Result<(usize, usize, Values<'static>), Error> {
        let (entry, bytes) = self.typed(name, &["I8", "F32"])?;
        let &[rows, columns] = &entry.shape[..] else {
            return Err(self.unlike(name, "two dimensions".into()));
        };
        let values = match entry.dtype.as_str() {
            "I8" => Values::Int { bytes, scale: self.shaped(scale, &[rows])? },
            _ => Values::Float { bytes },
        };
        Ok((rows, columns, values))
    }

    /// A tensor of one of these types, its bytes as many as its shape asks for.
    fn typed(&self, name: &str, dtypes: &[&str]) -> Result<(&Entry, &'static [u8]), Error> {
        let entry =
            self.entries.get(name).ok_or_else(|| Error::Missing { name: name.to_owned() })?;
        if !dtypes.contains(&entry.dtype.as_str()) {
            return Err(self.unlike(name, dtypes.join(" or ")));
        }
        let size = if entry.dtype == "F32" { 4 } else { 1 };
        let len = entry.shape.iter().try_fold(size, |n: usize, &d| n.checked_mul(d));
        let (start, end) = entry.data_offsets;
        match self.data.get(start..end) {
            Some(bytes) if Some(bytes.len()) == len => Ok((entry, bytes)),
            _ => Err(self.unlike(name, "as many bytes as its shape needs".into())),
        }
    }

    pub(crate) fn unlike(&self, name: &str, expected: String) -> Error {
        let found = match self.entries.get(name) {
            Some(Entry { dtype, shape, data_offsets: (start, end) }) => {
                format!("{dtype} {shape:?} at bytes {start} to {end}")
            }
            None => "nothing".to_owned(),
        };
        Error::Tensor { name: name.to_owned(), expected, found }
    }
}

impl Config {
    fn check(&self) -> Result<(), Error> {
        let wrong = |expected: &str| Err(Error::Config { expected: expected.to_owned() });
        let sizes = [self.layers, self.hidden, self.heads, self.ffn, self.vocab, self.positions];
        if sizes.iter().any(|&size| size == 0 || size > 1 << 20) {
            return wrong("expected sizes between 1 and 2^20");
        }
        if !self.hidden.is_multiple_of(16 * self.heads) {
            return wrong("expected heads whose width is a multiple of 16");
        }
        Ok(())
    }
}
