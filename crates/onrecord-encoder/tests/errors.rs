//! Weights that are not right are refused, in words that help.

use onrecord_encoder::{Arithmetic, Encoder, Isa, Weights};

use crate::support::{CONFIG, Tensor, file, weights};

fn refusal(bytes: Vec<u8>) -> String {
    Weights::from_bytes(bytes.leak()).unwrap_err().to_string()
}

#[test]
fn bytes_that_are_no_weights() {
    let header = "weights do not start with a safetensors header";
    assert_eq!(refusal(vec![]), header);
    assert_eq!(refusal(vec![255; 100]), header);
    assert_eq!(refusal([&3u64.to_le_bytes()[..], b"{]}"].concat()), header);
    assert_eq!(refusal([&9u64.to_le_bytes()[..], b"{}"].concat()), header);
    let sizes = "weights have no usable `config`: expected a JSON object of sizes: ";
    assert!(refusal([&2u64.to_le_bytes()[..], b"{}"].concat()).starts_with(sizes));
}

#[test]
fn sizes_that_cannot_be() {
    let refusal = |from: &str, to: &str| refusal(file(&CONFIG.replace(from, to), &[]));
    let heads = "weights have no usable `config`: expected heads whose width is a multiple of 16";
    assert_eq!(refusal("\"heads\":2", "\"heads\":3"), heads);
    let sizes = "weights have no usable `config`: expected sizes between 1 and 2^20";
    assert_eq!(refusal("\"heads\":2", "\"heads\":0"), sizes);
    assert_eq!(refusal("\"vocab\":3", "\"vocab\":99999999"), sizes);
}

#[test]
fn tensors_that_are_wrong_or_missing() {
    let four = Tensor::f32(&[2, 2], &[1.0; 4]);
    let weights = weights(&[
        ("head.short.weight", Tensor("F32", vec![2, 3], vec![0; 23])),
        ("head.flat.weight", Tensor::f32(&[4], &[0.0; 4])),
        ("head.bare.weight", Tensor::i8(&[1, 2], &[1, 2])),
        ("head.half.weight", Tensor("F16", vec![1, 2], vec![0; 4])),
        ("head.bias.weight", four),
        ("head.bias.bias", Tensor::f32(&[3], &[0.0; 3])),
        ("head.huge.weight", Tensor("F32", vec![usize::MAX, 8], vec![])),
        ("head.empty.weight", Tensor("F32", vec![0, 8], vec![])),
    ]);
    let message = |name| {
        let name = format!("head.{name}");
        weights.linear(&name, Arithmetic::Int8, Isa::detect()).unwrap_err().to_string()
    };
    assert_eq!(message("none"), "weights have no tensor `head.none.weight`");
    assert_eq!(message("bare"), "weights have no tensor `head.bare.scale`");
    assert_eq!(
        message("short"),
        "tensor `head.short.weight`: expected as many bytes as its shape needs, \
         found F32 [2, 3] at bytes 0 to 23"
    );
    assert!(message("flat").contains("expected two dimensions"));
    assert!(message("half").contains("expected I8 or F32, found F16"));
    assert!(message("bias").contains("`head.bias.bias`: expected F32 [2], found F32 [3]"));
    assert!(message("huge").contains("expected as many bytes as its shape needs"));
    assert!(message("empty").contains("expected rows and columns"));
    assert!(weights.layer_norm("head.flat", Isa::detect()).is_err());
    assert_eq!(weights.metadata("labels"), Some("a b"));
    assert_eq!(weights.names().count(), 8);

    let encoder = Encoder::new(&weights, Arithmetic::Int8, Isa::detect());
    assert_eq!(encoder.unwrap_err().to_string(), "weights have no tensor `embed.word`");
}
