//! What a passage tells and what it does to that, as a short row of small numbers: its code.
//!
//! Passages that tell of one thing in other words have like codes, whoever speaks and in whichever article (as in sentence
//! encoders, Reimers and Gurevych 2019), and what a passage does to what it tells (affirm, deny, decline) can be read off them. The crate
//! `onrecord-claims` has the layers that do both; `training/onrecord_training/passages.py` fits these and those here together.

use onrecord_encoder::Isa;

/// What the words of a text add to the codes of the passages that they stand in.
#[derive(Clone, Debug, Default)]
pub struct PassageWords {
    /// A row a word.
    pub(super) rows: Vec<f32>,
    /// How much of a passage's attention each word draws, before softmax.
    pub(super) attention: Vec<f32>,
}

/// Attention, mean and greatest, one behind the other, of rows of `size`.
pub(super) fn pooled(isa: Isa, rows: &[f32], attention: &[f32], size: usize) -> Vec<f32> {
    let mut shares = attention.to_vec();
    isa.softmax(&mut shares);
    let mut out = vec![0.0; 3 * size];
    let (attended, rest) = out.split_at_mut(size);
    let (mean, greatest) = rest.split_at_mut(size);
    greatest.fill(f32::NEG_INFINITY);
    for (row, share) in rows.chunks_exact(size).zip(&shares) {
        for (at, x) in row.iter().enumerate() {
            attended[at] += share * x;
            mean[at] += x / shares.len() as f32;
            greatest[at] = greatest[at].max(*x);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_draws_all_attention_is_what_is_attended_to() {
        let found = pooled(Isa::detect(), &[1.0, -2.0, 3.0, -4.0], &[0.0, 50.0], 2);
        assert_eq!(found, [3.0, -4.0, 2.0, -3.0, 3.0, -2.0]);
    }
}
