//! What several tests need.

use onrecord_encoder::{Isa, Weights};

/// A tensor to be written: its type in safetensors, shape and little-endian bytes.
pub(crate) struct Tensor(pub(crate) &'static str, pub(crate) Vec<usize>, pub(crate) Vec<u8>);

impl Tensor {
    pub(crate) fn f32(shape: &[usize], values: &[f32]) -> Tensor {
        Tensor("F32", shape.to_vec(), values.iter().flat_map(|x| x.to_le_bytes()).collect())
    }

    pub(crate) fn i8(shape: &[usize], values: &[i8]) -> Tensor {
        Tensor("I8", shape.to_vec(), values.iter().map(|&x| x as u8).collect())
    }
}

pub(crate) const CONFIG: &str =
    r#"{"layers":1,"hidden":32,"heads":2,"ffn":64,"vocab":3,"positions":4,"features":1}"#;

/// The bytes of a safetensors file.
pub(crate) fn file(config: &str, tensors: &[(&str, Tensor)]) -> Vec<u8> {
    let config = config.replace('"', "\\\"");
    let mut header = format!(r#"{{"__metadata__":{{"config":"{config}","labels":"a b"}}"#);
    let mut data = Vec::new();
    for (name, Tensor(dtype, shape, bytes)) in tensors {
        let (start, end) = (data.len(), data.len() + bytes.len());
        header += &format!(
            r#","{name}":{{"dtype":"{dtype}","shape":{shape:?},"data_offsets":[{start},{end}]}}"#
        );
        data.extend_from_slice(bytes);
    }
    header.push('}');
    let mut out = (header.len() as u64).to_le_bytes().to_vec();
    out.extend_from_slice(header.as_bytes());
    out.extend_from_slice(&data);
    out
}

pub(crate) fn weights(tensors: &[(&str, Tensor)]) -> Weights {
    Weights::from_bytes(file(CONFIG, tensors).leak()).unwrap()
}

/// Instruction sets to compare with the portable one. Those that this machine lacks are named, not
/// passed over in silence.
#[expect(clippy::print_stderr, reason = "a test says what it could not test")]
pub(crate) fn other_isas() -> Vec<Isa> {
    for name in ["avx2", "avx-vnni", "avx512"] {
        if Isa::named(name).is_none() {
            eprintln!("skipped: this machine has no {name}");
        }
    }
    Isa::available().into_iter().filter(|isa| isa.name() != "portable").collect()
}

pub(crate) fn portable() -> Isa {
    Isa::named("portable").unwrap()
}

/// Numbers that look random and are the same everywhere.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    /// Between -1 and 1.
    pub(crate) fn float(&mut self) -> f32 {
        (self.next() % 2_000_001) as f32 / 1e6 - 1.0
    }

    pub(crate) fn floats(&mut self, n: usize, size: f32) -> Vec<f32> {
        (0..n).map(|_| self.float() * size).collect()
    }

    /// Between -127 and 127, the ends more often than the rest.
    pub(crate) fn weights(&mut self, n: usize) -> Vec<i8> {
        let one = |x: u64| match x % 8 {
            0 => 127,
            1 => -127,
            _ => (x / 8 % 255) as i16 as i8,
        };
        (0..n).map(|_| one(self.next()).max(-127)).collect()
    }
}

/// Fails unless both hold the same bits.
#[track_caller]
pub(crate) fn same_bits(found: &[f32], expected: &[f32], what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}");
    for (i, (a, b)) in found.iter().zip(expected).enumerate() {
        assert_eq!(a.to_bits(), b.to_bits(), "{what}, value {i}: {a} and {b}");
    }
}

/// Greatest absolute difference.
#[track_caller]
pub(crate) fn apart(a: &[f32], b: &[f32]) -> f32 {
    assert_eq!(a.len(), b.len());
    a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
}
