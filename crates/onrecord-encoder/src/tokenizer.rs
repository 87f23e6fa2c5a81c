//! WordPiece over an uncased BERT vocabulary.

use unicode_normalization::UnicodeNormalization;

use crate::Error;
use crate::classes::{ACCENTS, DROPPED, IDEOGRAPHS, PUNCTUATION};

/// Cuts words into the pieces of a vocabulary.
///
/// A word goes through BERT's basic tokenisation (control characters dropped, lower case, accents
/// taken off, marks and ideographs set apart), then each part is cut from the left into the longest
/// pieces there are, all but the first of which the vocabulary writes with `##` before them.
///
/// ```
/// use onrecord_encoder::Tokenizer;
///
/// let tokenizer = Tokenizer::new("[UNK]\nun\n##said\n!\n").unwrap();
/// let mut pieces = Vec::new();
/// tokenizer.pieces("Unsaid!", &mut pieces);
/// assert_eq!(pieces, [1, 2, 3]);
/// ```
#[derive(Debug)]
pub struct Tokenizer {
    /// Pieces that begin a word hang from slot [`WORD`], the others from slot [`INSIDE`].
    trie: Trie,
    /// Every piece with its number, in order of the pieces.
    ids: Vec<(&'static str, u32)>,
    unknown: u32,
}

/// What stands in for a part that no pieces make up.
const UNKNOWN: &str = "[UNK]";

/// Parts of more characters than this are unknown.
const LONGEST: usize = 100;

const CONTINUES: &str = "##";

const WORD: u32 = 1;
const INSIDE: u32 = 2;

impl Tokenizer {
    /// Reads a vocabulary: a piece a line, numbered from zero.
    ///
    /// # Errors
    ///
    /// If it has no piece `[UNK]`, or a piece stands in it twice.
    pub fn new(vocabulary: &'static str) -> Result<Tokenizer, Error> {
        let mut ids: Vec<_> = vocabulary.lines().zip(0..).collect();
        ids.sort_unstable();
        if ids.windows(2).any(|pair| pair[0].0 == pair[1].0) {
            return Err(Error::Vocabulary("expected every piece once, found one twice"));
        }
        let mut tokenizer = Tokenizer { trie: Trie::default(), ids, unknown: 0 };
        tokenizer.unknown =
            tokenizer.id(UNKNOWN).ok_or(Error::Vocabulary("expected a piece [UNK], found none"))?;
        tokenizer.trie = Trie::new(&tokenizer.ids);
        Ok(tokenizer)
    }

    /// The number of a piece, as the vocabulary writes it: `[CLS]`, `said`, `##ed`.
    pub fn id(&self, piece: &str) -> Option<u32> {
        let at = self.ids.binary_search_by_key(&piece, |&(piece, _)| piece).ok()?;
        Some(self.ids[at].1)
    }

    /// The number of `[UNK]`.
    pub fn unknown(&self) -> u32 {
        self.unknown
    }

    /// Adds the pieces of a word. White space inside it separates parts; a word of nothing but white
    /// space, control characters and loose accents has none.
    pub fn pieces(&self, word: &str, out: &mut Vec<u32>) {
        let plain = |b: u8| b.is_ascii_graphic() || matches!(b, b' ' | b'\t' | b'\n' | b'\r');
        if word.bytes().all(plain) {
            self.ascii_pieces(word.as_bytes(), out);
        } else {
            self.other_pieces(word, out);
        }
    }

    fn ascii_pieces(&self, mut rest: &[u8], out: &mut Vec<u32>) {
        while let &[first, ref after @ ..] = rest {
            let letters = rest.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
            if letters > 0 {
                self.part(&rest[..letters], letters, out);
                rest = &rest[letters..];
            } else {
                if first.is_ascii_punctuation() {
                    self.part(&rest[..1], 1, out);
                }
                rest = after;
            }
        }
    }

    fn other_pieces(&self, word: &str, out: &mut Vec<u32>) {
        let mut part = String::new();
        let mut length = 0;
        let mut end = |part: &mut String, length: &mut usize| {
            if *length > 0 {
                self.part(part.as_bytes(), *length, out);
            }
            part.clear();
            *length = 0;
        };
        // Ideographs are set apart before they are decomposed: some become others.
        let apart = |c| {
            let space = contains(IDEOGRAPHS, c).then_some(' ');
            space.into_iter().chain([c]).chain(space)
        };
        let kept = word.chars().filter(|&c| !contains(DROPPED, c)).flat_map(apart);
        let bare = kept.nfd().filter(|&c| !contains(ACCENTS, c));
        for c in bare.flat_map(char::to_lowercase) {
            if c.is_whitespace() {
                end(&mut part, &mut length);
            } else if c.is_ascii_punctuation() || contains(PUNCTUATION, c) {
                end(&mut part, &mut length);
                part.push(c);
                length = 1;
                end(&mut part, &mut length);
            } else {
                part.push(c);
                length += 1;
            }
        }
        end(&mut part, &mut length);
    }

    /// Adds the longest pieces from the left, or `[UNK]`. `part` has `length` characters.
    fn part(&self, part: &[u8], length: usize, out: &mut Vec<u32>) {
        let start = out.len();
        let (mut root, mut rest) = (WORD, part);
        while length <= LONGEST && !rest.is_empty() {
            let Some((id, len)) = self.trie.longest(root, rest) else { break };
            out.push(id);
            rest = &rest[len..];
            root = INSIDE;
        }
        if !rest.is_empty() {
            out.truncate(start);
            out.push(self.unknown);
        }
    }
}

/// Whether a character is in one of some ranges, which are in order.
fn contains(ranges: &[(char, char)], c: char) -> bool {
    let at = ranges.partition_point(|&(_, last)| last < c);
    ranges.get(at).is_some_and(|&(first, _)| first <= c)
}

/// A double array over bytes: the child of slot `s` by byte `b` is slot `base(s) + b`, if that one's
/// parent is `s`.
#[derive(Default)]
struct Trie {
    slots: Vec<Slot>,
}

#[derive(Clone, Copy)]
struct Slot {
    base: u32,
    parent: u32,
    /// The piece that ends here, or [`NONE`].
    id: u32,
}

const NONE: u32 = u32::MAX;
const FREE: Slot = Slot { base: 0, parent: NONE, id: NONE };

/// Slots before this one are roots, or stay empty so that bases are positive.
const FIRST: usize = 256 + INSIDE as usize;

impl Trie {
    /// Takes the pieces in order.
    fn new(pieces: &[(&str, u32)]) -> Trie {
        let mut trie = Trie { slots: vec![FREE; FIRST] };
        let (mut words, mut insides) = (Vec::new(), Vec::new());
        for &(piece, id) in pieces {
            match piece.strip_prefix(CONTINUES) {
                Some(inside) => insides.push((inside.as_bytes(), id)),
                None => words.push((piece.as_bytes(), id)),
            }
        }
        let mut free = FIRST;
        let mut open = vec![(WORD, 0, &words[..]), (INSIDE, 0, &insides[..])];
        while let Some((slot, depth, mut keys)) = open.pop() {
            if let Some(((_, id), longer)) = keys.split_first().filter(|(k, _)| k.0.len() == depth)
            {
                trie.slots[slot as usize].id = *id;
                keys = longer;
            }
            let children: Vec<_> = keys.chunk_by(|a, b| a.0[depth] == b.0[depth]).collect();
            let bytes: Vec<u8> = children.iter().map(|keys| keys[0].0[depth]).collect();
            let base = trie.room(&bytes, &mut free);
            trie.slots[slot as usize].base = base;
            for (keys, byte) in children.into_iter().zip(bytes) {
                let child = base + u32::from(byte);
                trie.slots[child as usize].parent = slot;
                open.push((child, depth + 1, keys));
            }
        }
        trie
    }

    /// The first base that puts all these bytes on free slots; `free` is the first free slot.
    fn room(&mut self, bytes: &[u8], free: &mut usize) -> u32 {
        let Some(&first) = bytes.first() else { return 0 };
        let is_free = |slots: &[Slot], i: usize| slots.get(i).is_none_or(|s| s.parent == NONE);
        while !is_free(&self.slots, *free) {
            *free += 1;
        }
        let mut base = *free - usize::from(first);
        while !bytes.iter().all(|&b| is_free(&self.slots, base + usize::from(b))) {
            base += 1;
        }
        let end = base + usize::from(u8::MAX) + 1;
        if self.slots.len() < end {
            self.slots.resize(end, FREE);
        }
        base as u32
    }

    /// The longest piece that `bytes` start with in lower case, and its length.
    fn longest(&self, root: u32, bytes: &[u8]) -> Option<(u32, usize)> {
        let mut slot = root;
        let mut best = None;
        for (byte, end) in bytes.iter().zip(1..) {
            let child = self.slots[slot as usize].base + u32::from(byte.to_ascii_lowercase());
            match self.slots.get(child as usize) {
                Some(found) if found.parent == slot => {
                    if found.id != NONE {
                        best = Some((found.id, end));
                    }
                    slot = child;
                }
                _ => break,
            }
        }
        best
    }
}

impl std::fmt::Debug for Trie {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "[{} slots]", self.slots.len())
    }
}
