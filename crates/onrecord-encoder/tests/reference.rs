//! The encoder and its heads beside what PyTorch made of the same weights; see
//! `training/reference.py`, which wrote the stored files.

use onrecord_encoder::{Activation, Arithmetic, Encoder, Isa, Piece, Scratch, Weights};

use crate::support::{apart, other_isas, portable, same_bits};

const F32: &[u8] = include_bytes!("data/small.f32.safetensors");
const INT8: &[u8] = include_bytes!("data/small.int8.safetensors");
const OUTPUTS: &[u8] = include_bytes!("data/small.outputs.safetensors");

/// f32 here and f32 there differ by the order of sums and the last bits of `exp` and `erf`.
const F32_APART: f32 = 2e-5;

/// PyTorch imitates the same quantisation, but a value half-way between two bytes may be rounded to
/// either, and the difference travels on. Most vectors agree to 1e-5.
const INT8_APART: f32 = 0.05;
const INT8_APART_MEAN: f32 = 5e-3;

/// What quantising costs: cosine of a piece's vector with the f32 one, at least.
const INT8_COSINE: f32 = 0.999;

const WINDOWS: usize = 5;

fn values(name: &str) -> Vec<f32> {
    Weights::from_bytes(OUTPUTS).unwrap().tensor_f32(name).unwrap().1
}

fn window(i: usize) -> Vec<Piece> {
    let features = values(&format!("{i}.features"));
    let feature = |x: f32| if x < 0.0 { Piece::NONE } else { x as u16 };
    let rows = features.as_chunks::<3>().0.iter().map(|row| row.map(feature));
    let ids = values(&format!("{i}.ids"));
    ids.iter().zip(rows).map(|(&id, features)| Piece { id: id as u32, features }).collect()
}

fn encode(bytes: &'static [u8], arithmetic: Arithmetic, isa: Isa, window: &[Piece]) -> Vec<f32> {
    let weights = Weights::from_bytes(bytes).unwrap();
    let encoder = Encoder::new(&weights, arithmetic, isa).unwrap();
    let mut out = Vec::new();
    encoder.encode(window, &mut out, &mut Scratch::new());
    out
}

#[test]
fn f32_agrees_with_pytorch() {
    for i in 0..WINDOWS {
        let found = encode(INT8, Arithmetic::F32, Isa::detect(), &window(i));
        let apart = apart(&found, &values(&format!("{i}.f32")));
        assert!(apart < F32_APART, "window {i}: {apart} apart");
    }
    let found = encode(F32, Arithmetic::F32, Isa::detect(), &window(WINDOWS - 1));
    assert!(apart(&found, &values("unquantised")) < F32_APART);
}

#[test]
fn int8_agrees_with_pytorch() {
    for i in 0..WINDOWS {
        let found = encode(INT8, Arithmetic::Int8, Isa::detect(), &window(i));
        let imitated = values(&format!("{i}.int8"));
        let apart = apart(&found, &imitated);
        assert!(apart < INT8_APART, "window {i}: {apart} apart");
        let sum: f32 = found.iter().zip(&imitated).map(|(a, b)| (a - b).abs()).sum();
        assert!(sum / (found.len() as f32) < INT8_APART_MEAN, "window {i}: {sum} apart in all");
        let exact = values(&format!("{i}.f32"));
        for (a, b) in found.chunks(64).zip(exact.chunks(64)) {
            let dot = |a: &[f32], b: &[f32]| Isa::detect().dot(a, b);
            let cosine = dot(a, b) / (dot(a, a) * dot(b, b)).sqrt();
            assert!(cosine > INT8_COSINE, "window {i}: cosine {cosine}");
        }
    }
}

#[test]
fn f32_weights_stay_f32_in_int8_arithmetic() {
    let window = window(3);
    let a = encode(F32, Arithmetic::Int8, Isa::detect(), &window);
    let b = encode(F32, Arithmetic::F32, Isa::detect(), &window);
    same_bits(&a, &b, "an f32 file");
}

#[test]
fn every_instruction_set_gives_the_same_bits() {
    for isa in other_isas() {
        for arithmetic in [Arithmetic::Int8, Arithmetic::F32] {
            for i in 0..WINDOWS {
                let found = encode(INT8, arithmetic, isa, &window(i));
                let expected = encode(INT8, arithmetic, portable(), &window(i));
                same_bits(&found, &expected, &format!("{isa}, {arithmetic:?}, window {i}"));
            }
        }
    }
}

/// Fingerprints of the bits, so that machines that never meet can be compared. Whoever changes the
/// arithmetic changes them, and with them what every model says.
#[test]
fn the_bits_are_those_of_other_machines() {
    for (arithmetic, expected) in
        [(Arithmetic::Int8, 0x5df7_c95b_48a1_c8ad), (Arithmetic::F32, 0xf24f_37e9_f620_107f)]
    {
        let found = encode(INT8, arithmetic, Isa::detect(), &window(WINDOWS - 1));
        // FNV-1a.
        let hash = found
            .iter()
            .flat_map(|x| x.to_le_bytes())
            .fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3));
        assert_eq!(hash, expected, "{arithmetic:?}: {hash:#x}");
    }
}

#[test]
fn what_scratch_was_used_for_does_not_matter() {
    let weights = Weights::from_bytes(INT8).unwrap();
    let encoder = Encoder::new(&weights, Arithmetic::Int8, Isa::detect()).unwrap();
    let mut scratch = Scratch::new();
    let mut out = Vec::new();
    for i in (0..WINDOWS).chain((0..WINDOWS).rev()) {
        encoder.encode(&window(i), &mut out, &mut scratch);
        let fresh = encode(INT8, Arithmetic::Int8, Isa::detect(), &window(i));
        same_bits(&out, &fresh, &format!("window {i}"));
    }
    encoder.encode(&[], &mut out, &mut scratch);
    assert!(out.is_empty());
}

#[test]
fn heads_agree_with_pytorch() {
    let weights = Weights::from_bytes(INT8).unwrap();
    let isa = Isa::detect();
    let mut scratch = Scratch::new();
    let rows = values(&format!("{}.f32", WINDOWS - 1));
    let n = rows.len() / 64;
    for (arithmetic, limit) in [(Arithmetic::F32, 1e-5), (Arithmetic::Int8, 0.05)] {
        let tag = weights.linear("head.tag", arithmetic, isa).unwrap();
        let mut scores = vec![0.0; n * tag.outputs()];
        tag.forward(&rows, &mut scores, Activation::Identity, &mut scratch);
        scores.chunks_mut(tag.outputs()).for_each(|row| isa.log_softmax(row));
        let apart = apart(&scores, &values("tag"));
        assert!(apart < limit, "{arithmetic:?}: {apart} apart");
    }

    let pair = weights.linear("head.pair", Arithmetic::Int8, isa).unwrap();
    let mut sides = vec![0.0; n * pair.outputs()];
    pair.forward(&rows, &mut sides, Activation::Gelu, &mut scratch);
    let mut products = vec![0.0; n * n];
    isa.products(&sides, &sides, pair.outputs(), &mut products, &mut scratch);
    assert!(apart(&products, &values("pair")) < 1e-4);
}
