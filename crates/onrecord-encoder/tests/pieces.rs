//! The tokenizer beside Hugging Face's; see `tokenizer_reference.py`, which wrote the stored files.

use onrecord_encoder::Tokenizer;

const VOCABULARY: &str = include_str!("data/sample.vocab");
const PIECES: &str = include_str!("data/sample.pieces");

#[test]
fn pieces_are_those_of_the_reference() {
    let tokenizer = Tokenizer::new(VOCABULARY).unwrap();
    let mut count = 0;
    for line in PIECES.split_terminator('\n') {
        let (text, expected) = line.split_once('\t').unwrap();
        let expected: Vec<u32> =
            expected.split_whitespace().map(|id| id.parse().unwrap()).collect();
        let mut found = Vec::new();
        tokenizer.pieces(text, &mut found);
        assert_eq!(found, expected, "{text}");
        count += 1;
    }
    assert!(count > 200, "the sample has shrunk to {count}");
}

#[test]
fn pieces_are_added_to_what_is_there() {
    let tokenizer = Tokenizer::new("[UNK]\na\n##b\n").unwrap();
    let mut pieces = vec![7];
    for word in ["ab", "", "b", "A", " \u{301}\u{200b}", "abc", "é"] {
        tokenizer.pieces(word, &mut pieces);
    }
    assert_eq!(pieces, [7, 1, 2, 0, 1, 0, 0]);
    assert_eq!((tokenizer.id("##b"), tokenizer.id("b"), tokenizer.unknown()), (Some(2), None, 0));
}

#[test]
fn a_vocabulary_needs_unk_and_no_piece_twice() {
    let message = |vocabulary| Tokenizer::new(vocabulary).unwrap_err().to_string();
    assert_eq!(message("a\nb\n"), "vocabulary: expected a piece [UNK], found none");
    assert_eq!(message("[UNK]\na\na\n"), "vocabulary: expected every piece once, found one twice");
}
