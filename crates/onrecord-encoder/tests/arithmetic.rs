//! The arithmetic: beside plain loops, and the same bits on every instruction set.

use onrecord_encoder::{Activation, Arithmetic, Encoder, Isa, Linear, Piece, Scratch};

use crate::support::{Numbers, Tensor, apart, other_isas, portable, same_bits, weights};

const SIZES: [(usize, usize, usize); 9] = [
    (1, 1, 1),
    (1, 384, 48),
    (2, 15, 17),
    (3, 16, 16),
    (7, 33, 49),
    (8, 100, 96),
    (13, 384, 50),
    (19, 64, 144),
    (6, 1536, 33),
];

fn layer(inputs: usize, outputs: usize, isa: Isa, arithmetic: Arithmetic) -> (Linear, Raw) {
    let mut numbers = Numbers(inputs as u64);
    let raw = Raw {
        weight: numbers.weights(inputs * outputs),
        scale: numbers.floats(outputs, 0.001),
        bias: numbers.floats(outputs, 1.0),
    };
    let weights = weights(&[
        ("head.x.weight", Tensor::i8(&[outputs, inputs], &raw.weight)),
        ("head.x.scale", Tensor::f32(&[outputs], &raw.scale)),
        ("head.x.bias", Tensor::f32(&[outputs], &raw.bias)),
    ]);
    (weights.linear("head.x", arithmetic, isa).unwrap(), raw)
}

struct Raw {
    weight: Vec<i8>,
    scale: Vec<f32>,
    bias: Vec<f32>,
}

/// Activations; some rows run to the ends of the bytes, one is all one number.
fn rows(n: usize, inputs: usize) -> Vec<f32> {
    let mut numbers = Numbers(n as u64);
    let mut rows = numbers.floats(n * inputs, 3.0);
    for (i, row) in rows.chunks_mut(inputs).enumerate() {
        match i % 4 {
            1 => row.iter_mut().for_each(|x| *x = if *x > -2.9 { 3.0 } else { -3.0 }),
            3 => row.fill(0.25),
            _ => {}
        }
    }
    rows
}

fn forward(layer: &Linear, rows: &[f32], activation: Activation) -> Vec<f32> {
    let mut out = vec![0.0; rows.len() / layer.inputs() * layer.outputs()];
    layer.forward(rows, &mut out, activation, &mut Scratch::new());
    out
}

#[test]
fn int8_layers_are_exact() {
    for (n, inputs, outputs) in SIZES {
        let rows = rows(n, inputs);
        for isa in Isa::available() {
            let (layer, raw) = layer(inputs, outputs, isa, Arithmetic::Int8);
            let found = forward(&layer, &rows, Activation::Identity);
            same_bits(
                &found,
                &int8_by_hand(&raw, &rows, inputs),
                &format!("{isa} {n} {inputs} {outputs}"),
            );
        }
    }
}

/// The scheme as `Linear` describes it, one number at a time.
fn int8_by_hand(raw: &Raw, rows: &[f32], inputs: usize) -> Vec<f32> {
    let mut out = Vec::new();
    for row in rows.chunks(inputs) {
        let low = row.iter().copied().fold(f32::MAX, f32::min);
        let high = row.iter().copied().fold(f32::MIN, f32::max);
        let step = ((high - low) / 255.0).max(f32::MIN_POSITIVE);
        let byte = |x: &f32| ((x - low) * (1.0 / step)).round_ties_even() as i32;
        let bytes: Vec<i32> = row.iter().map(byte).collect();
        for (o, weight) in raw.weight.chunks(inputs).enumerate() {
            let sum: i32 = bytes.iter().zip(weight).map(|(&b, &w)| b * i32::from(w)).sum();
            let ones: i32 = weight.iter().map(|&w| i32::from(w)).sum();
            let fixed = low.mul_add(raw.scale[o] * ones as f32, raw.bias[o]);
            out.push((sum as f32).mul_add(step * raw.scale[o], fixed));
        }
    }
    out
}

#[test]
fn f32_layers_are_sums_of_products() {
    for (n, inputs, outputs) in SIZES {
        let rows = rows(n, inputs);
        let (layer, raw) = layer(inputs, outputs, portable(), Arithmetic::F32);
        let found = forward(&layer, &rows, Activation::Identity);
        let mut expected = Vec::new();
        for row in rows.chunks(inputs) {
            for (o, weight) in raw.weight.chunks(inputs).enumerate() {
                let weight = weight.iter().map(|&w| f32::from(w) * raw.scale[o]);
                let sum = row.iter().zip(weight).fold(0.0, |sum: f32, (&x, w)| x.mul_add(w, sum));
                expected.push(sum + raw.bias[o]);
            }
        }
        same_bits(&found, &expected, &format!("{n} {inputs} {outputs}"));
    }
}

#[test]
fn layers_give_the_same_bits_on_every_instruction_set() {
    for isa in other_isas() {
        for (n, inputs, outputs) in SIZES {
            for arithmetic in [Arithmetic::Int8, Arithmetic::F32] {
                for activation in [Activation::Identity, Activation::Gelu] {
                    let rows = rows(n, inputs);
                    let found = layer(inputs, outputs, isa, arithmetic).0;
                    let expected = layer(inputs, outputs, portable(), arithmetic).0;
                    same_bits(
                        &forward(&found, &rows, activation),
                        &forward(&expected, &rows, activation),
                        &format!("{isa} {n} {inputs} {outputs} {arithmetic:?} {activation:?}"),
                    );
                }
            }
        }
    }
}

/// A wide enough encoder for full tiles and several blocks of rows.
#[test]
fn encoders_give_the_same_bits_on_every_instruction_set() {
    let (hidden, ffn, positions) = (96, 160, 150);
    let mut numbers = Numbers(5);
    let mut matrix = |rows: usize, columns: usize| {
        Tensor::f32(
            &[rows, columns],
            &numbers.floats(rows * columns, 2.0 / (columns as f32).sqrt()),
        )
    };
    let tensors = [
        ("embed.word", matrix(9, hidden)),
        ("embed.position", matrix(positions, hidden)),
        ("embed.feature", matrix(2, hidden)),
        ("layer.0.qkv.weight", matrix(3 * hidden, hidden)),
        ("layer.0.out.weight", matrix(hidden, hidden)),
        ("layer.0.up.weight", matrix(ffn, hidden)),
        ("layer.0.down.weight", matrix(hidden, ffn)),
    ];
    let norms = ["embed.norm", "layer.0.out.norm", "layer.0.down.norm"];
    let names: Vec<_> =
        norms.iter().map(|n| (format!("{n}.weight"), format!("{n}.bias"))).collect();
    let norms = names.iter().flat_map(|(weight, bias)| {
        let all = |x| Tensor::f32(&[hidden], &vec![x; hidden]);
        [(weight.as_str(), all(1.1)), (bias.as_str(), all(0.1))]
    });
    let tensors: Vec<_> = tensors.into_iter().chain(norms).collect();
    let config =
        r#"{"layers":1,"hidden":96,"heads":3,"ffn":160,"vocab":9,"positions":150,"features":2}"#;
    let file = crate::support::file(config, &tensors).leak();
    let weights = onrecord_encoder::Weights::from_bytes(file).unwrap();
    let encode = |isa, n: u32| {
        let encoder = Encoder::new(&weights, Arithmetic::F32, isa).unwrap();
        let features = |i: u32| [(i % 2) as u16, Piece::NONE, (i / 2 % 2) as u16];
        let pieces: Vec<_> =
            (0..n).map(|i| Piece { id: i * i % 9, features: features(i) }).collect();
        let mut out = Vec::new();
        encoder.encode(&pieces, &mut out, &mut Scratch::new());
        out
    };
    for isa in other_isas() {
        for n in [1, 15, 16, 17, 47, 48, 49, 65, 97, 150] {
            same_bits(&encode(isa, n), &encode(portable(), n), &format!("{isa}, {n} pieces"));
        }
    }
}

#[test]
fn functions_of_rows_give_the_same_bits_on_every_instruction_set() {
    for isa in other_isas() {
        for n in [1, 2, 15, 16, 17, 31, 100, 257] {
            let row = Numbers(n as u64).floats(n, 20.0);
            let apply = |isa: Isa, f: fn(Isa, &mut [f32])| {
                let mut row = row.clone();
                f(isa, &mut row);
                row
            };
            let functions: [fn(Isa, &mut [f32]); 3] = [Isa::gelu, Isa::softmax, Isa::log_softmax];
            for f in functions {
                same_bits(&apply(isa, f), &apply(portable(), f), &format!("{isa}, {n} values"));
            }
            let dot = [isa.dot(&row, &row)];
            same_bits(&dot, &[portable().dot(&row, &row)], &format!("{isa}, {n} values"));
        }
    }
}

#[test]
fn gelu_is_within_a_millionth() {
    let mut worst: f64 = 0.0;
    for i in -80_000..=80_000 {
        let x = i as f32 / 1e4;
        let mut y = [x];
        portable().gelu(&mut y);
        worst = worst.max((f64::from(y[0]) - f64::from(x) * normal(f64::from(x))).abs());
    }
    assert!(worst < 1e-6, "off by {worst}");
    let mut ends = [-1e30, -100.0, 0.0, 100.0, 1e30];
    Isa::detect().gelu(&mut ends);
    assert!(apart(&ends, &[0.0, 0.0, 0.0, 100.0, 1e30]) < 1e-6);
}

/// The normal distribution: its series, or its continued fraction far out.
fn normal(x: f64) -> f64 {
    let density = (-x * x / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt();
    if x.abs() < 5.0 {
        let (mut term, mut sum, mut k) = (x, x, 3.0);
        while term.abs() > 1e-18 {
            term *= x * x / k;
            sum += term;
            k += 2.0;
        }
        0.5 + density * sum
    } else {
        let fraction = (1..60).rev().fold(x.abs(), |f, k| x.abs() + f64::from(k) / f);
        if x < 0.0 { density / fraction } else { 1.0 - density / fraction }
    }
}

#[test]
fn softmax_adds_up() {
    let isa = Isa::detect();
    for (n, size) in [(1, 1.0), (3, 5.0), (16, 80.0), (33, 0.1), (500, 30.0)] {
        let row = Numbers(3).floats(n, size);
        let top = f64::from(row.iter().copied().fold(f32::MIN, f32::max));
        let powers: Vec<f64> = row.iter().map(|&x| (f64::from(x) - top).exp()).collect();
        let sum: f64 = powers.iter().sum();
        let (mut soft, mut log) = (row.clone(), row.clone());
        isa.softmax(&mut soft);
        isa.log_softmax(&mut log);
        for i in 0..n {
            assert!((f64::from(soft[i]) - powers[i] / sum).abs() < 1e-6);
            let exact = f64::from(row[i]) - top - sum.ln();
            assert!((f64::from(log[i]) - exact).abs() < 1e-5, "{} and {exact}", log[i]);
        }
    }
    isa.softmax(&mut []);
    isa.log_softmax(&mut []);
}

#[test]
fn products_are_dot_products() {
    for (n, m, depth) in [(1, 1, 1), (5, 3, 7), (9, 50, 20), (17, 97, 33)] {
        let (a, b) = (Numbers(1).floats(n * depth, 1.0), Numbers(2).floats(m * depth, 1.0));
        let products = |isa: Isa| {
            let mut out = vec![0.0; n * m];
            isa.products(&a, &b, depth, &mut out, &mut Scratch::new());
            out
        };
        let found = products(portable());
        for (i, &x) in found.iter().enumerate() {
            let (a, b) = (&a[i / m * depth..][..depth], &b[i % m * depth..][..depth]);
            let exact: f64 = a.iter().zip(b).map(|(&a, &b)| f64::from(a) * f64::from(b)).sum();
            assert!((f64::from(x) - exact).abs() < 1e-5);
        }
        for isa in other_isas() {
            same_bits(&products(isa), &found, &format!("{isa} {n} {m} {depth}"));
        }
    }
}
