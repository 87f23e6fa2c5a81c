//! How a phrase becomes a key, on the stack, remembering where its capitals were.
//!
//! `tools/make_tables.py` folds the same way when it writes the keys; the letters beyond ASCII are
//! its table, `tables/fold.tsv`, so that both sides read one list.

use std::sync::LazyLock;

use crate::table::rows;

/// Longer phrases are in no table.
const MOST_BYTES: usize = 120;

/// A folded phrase.
#[derive(Clone, Copy)]
pub(crate) struct Folded {
    bytes: [u8; MOST_BYTES],
    len: usize,
    words: u32,
    /// Bit k: word k begins with a capital. Words past the 32nd are not told apart.
    capitals: u32,
    /// Bit k: word k has a small letter.
    smalls: u32,
    /// The next letter goes on with the last word.
    inside: bool,
    overflow: bool,
}

impl Folded {
    /// The folded phrase; `None` where nothing is left of it, or more than any key has.
    pub(crate) fn new(phrase: &str) -> Option<Folded> {
        let mut folded = Folded::empty();
        folded.push(phrase);
        folded.key().map(|_| folded)
    }

    /// A phrase of no words yet.
    pub(crate) fn empty() -> Folded {
        Folded {
            bytes: [0; MOST_BYTES],
            len: 0,
            words: 0,
            capitals: 0,
            smalls: 0,
            inside: false,
            overflow: false,
        }
    }

    /// Adds text, as words of their own.
    pub(crate) fn push(&mut self, text: &str) {
        self.inside = false;
        self.attach(text);
    }

    /// Adds text that goes on with the last word.
    pub(crate) fn attach(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ' | '`' | '´' | 'ʹ' | 'ʺ' | '"' | '“'
                | '”' | '.' | '!' => {}
                '&' => {
                    self.inside = false;
                    self.letter("and", Case::None);
                    self.inside = false;
                }
                'a'..='z' => self.byte(c as u8, Case::Small),
                'A'..='Z' => self.byte(c.to_ascii_lowercase() as u8, Case::Capital),
                '0'..='9' | '+' => self.byte(c as u8, Case::None),
                '–' | '—' | '‐' | '‑' | '\u{a0}' => self.inside = false,
                c if c.is_ascii() => self.inside = false,
                c => self.beyond_ascii(c),
            }
        }
    }

    fn beyond_ascii(&mut self, c: char) {
        let case = match c {
            c if c.is_uppercase() => Case::Capital,
            c if c.is_lowercase() => Case::Small,
            _ => Case::None,
        };
        if let Some(plain) = latin(c) {
            self.letter(plain, case);
        } else {
            let mut buffer = [0; 4];
            for low in c.to_lowercase() {
                self.letter(low.encode_utf8(&mut buffer), case);
            }
        }
    }

    fn letter(&mut self, plain: &str, case: Case) {
        for byte in plain.bytes() {
            self.byte(byte, case);
        }
    }

    fn byte(&mut self, byte: u8, case: Case) {
        let first = !self.inside;
        if first {
            if self.len > 0 {
                self.put(b' ');
            }
            self.words += 1;
            self.inside = true;
        }
        let bit = 1u32.checked_shl(self.words - 1).unwrap_or(0);
        match case {
            Case::Capital if first => self.capitals |= bit,
            Case::Small => self.smalls |= bit,
            _ => {}
        }
        self.put(byte);
    }

    fn put(&mut self, byte: u8) {
        match self.bytes.get_mut(self.len) {
            Some(slot) => {
                *slot = byte;
                self.len += 1;
            }
            None => self.overflow = true,
        }
    }

    /// The key, where there is one.
    pub(crate) fn key(&self) -> Option<&[u8]> {
        (self.len > 0 && !self.overflow).then(|| &self.bytes[..self.len])
    }

    /// How many words it has.
    pub(crate) fn words(&self) -> usize {
        self.words as usize
    }

    /// Whether this phrase, as it was written, may stand for an entry written `word`: each word that
    /// has a capital there has one here, and for an `exact` entry no word here has a small letter.
    /// The small words of names need no capital beside others that have it: "al-Jazeera" is "Al
    /// Jazeera", "Mohammed bin Salman" is "Mohammed Bin Salman".
    pub(crate) fn may_be(&self, word: &str, exact: bool) -> bool {
        if exact {
            return self.smalls == 0;
        }
        let mut entry = Folded::empty();
        entry.push(word);
        let missing = entry.capitals & !self.capitals;
        if missing == 0 {
            return true;
        }
        let particles = entry.particles();
        missing & !particles == 0 && entry.capitals & !particles != 0
    }

    /// The words that are articles and the like in names, as bits.
    fn particles(&self) -> u32 {
        const PARTICLES: [&[u8]; 14] = [
            b"al", b"el", b"bin", b"ibn", b"bint", b"de", b"da", b"dos", b"la", b"le", b"van",
            b"von", b"der", b"die",
        ];
        let words = self.key().unwrap_or_default().split(|b| *b == b' ').take(32).enumerate();
        words.filter(|(_, word)| PARTICLES.contains(word)).map(|(i, _)| 1 << i).sum()
    }

    /// The phrase without a leading article, where it has one and more.
    pub(crate) fn without_article(&self) -> Option<Folded> {
        let rest = self.key()?.strip_prefix(b"the ")?;
        let mut out = *self;
        out.len = rest.len();
        out.bytes[..rest.len()].copy_from_slice(rest);
        out.words -= 1;
        out.capitals >>= 1;
        out.smalls >>= 1;
        Some(out)
    }
}

#[derive(Clone, Copy)]
enum Case {
    Capital,
    Small,
    None,
}

/// A name in small letters without accents, to compare how two texts write it: "Erdoğan" and "Erdogan"
/// are one.
///
/// ```
/// assert_eq!(onrecord_world::plain("Erdoğan"), "erdogan");
/// assert_eq!(onrecord_world::plain("O’Brien"), "obrien");
/// ```
pub fn plain(name: &str) -> String {
    Folded::new(name)
        .and_then(|folded| Some(String::from_utf8_lossy(folded.key()?).into_owned()))
        .unwrap_or_else(|| name.to_lowercase())
}

/// What a letter beyond ASCII folds to, if the table has it.
fn latin(c: char) -> Option<&'static str> {
    static LETTERS: LazyLock<Vec<(char, &'static str)>> = LazyLock::new(|| {
        rows(include_str!("../tables/fold.tsv"))
            .filter_map(|[letter, plain]| Some((letter.chars().next()?, plain)))
            .collect()
    });
    let at = LETTERS.binary_search_by_key(&c, |(letter, _)| *letter).ok()?;
    Some(LETTERS[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(phrase: &str) -> String {
        let folded = Folded::new(phrase).expect("a key");
        String::from_utf8(folded.key().unwrap().to_vec()).unwrap()
    }

    #[test]
    fn marks_dots_hyphens_and_case_fall() {
        assert_eq!(key("U.S."), "us");
        assert_eq!(key("Côte d’Ivoire"), "cote divoire");
        assert_eq!(key("  Guinea-Bissau "), "guinea bissau");
        assert_eq!(key("Malacañang"), key("Malacanang"));
        assert_eq!(key("Øresund & Łódź"), "oresund and lodz");
        assert_eq!(key("e\u{301}lan"), "elan");
        assert_eq!(key("OPEC+"), "opec+");
        assert_eq!(key("Киев"), "киев");
    }

    #[test]
    fn nothing_and_too_much_are_no_key() {
        assert!(Folded::new("").is_none());
        assert!(Folded::new(" ... ").is_none());
        assert!(Folded::new(&"long ".repeat(100)).is_none());
    }

    #[test]
    fn a_capital_of_the_entry_must_be_one_in_the_phrase() {
        let phrase = |p| Folded::new(p).unwrap();
        assert!(phrase("Turkey").may_be("Turkey", false));
        assert!(phrase("TURKEY").may_be("Turkey", false));
        assert!(!phrase("turkey").may_be("Turkey", false));
        assert!(phrase("Prime Minister").may_be("prime minister", false));
        assert!(phrase("Republic of the Congo").may_be("Republic of the Congo", false));
        assert!(!phrase("Who").may_be("WHO", true));
        assert!(phrase("W.H.O.").may_be("WHO", true));
        assert!(phrase("al-Jazeera").may_be("Al Jazeera", false));
        assert!(!phrase("al-jazeera").may_be("Al Jazeera", false));
        assert!(phrase("Mohammed bin Salman").may_be("Mohammed Bin Salman", false));
        assert!(!phrase("van").may_be("Van", false));
    }

    #[test]
    fn an_article_takes_its_case_along() {
        let us = Folded::new("the US").unwrap().without_article().unwrap();
        assert_eq!(us.key(), Some(&b"us"[..]));
        assert!(us.may_be("US", true));
        assert!(Folded::new("the").unwrap().without_article().is_none());
        assert!(Folded::new("theatre").unwrap().without_article().is_none());
    }
}
