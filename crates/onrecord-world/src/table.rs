//! Reading a table and finding a phrase in it.

use std::ops::Range;

use crate::fold::Folded;

/// The rows of a TSV of `N` columns, without its comment lines.
///
/// # Panics
///
/// Where a row has another number of cells; a test reads every table once.
pub(crate) fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    let mut rest = body(table);
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut row = [""; N];
        let (mut cell, mut from) = (0, 0);
        for (at, byte) in rest.bytes().enumerate() {
            if byte == b'\t' || byte == b'\n' {
                row[cell] = &rest[from..at];
                (cell, from) = (cell + 1, at + 1);
                if byte == b'\n' {
                    break;
                }
            }
        }
        assert_eq!(cell, N, "cells in {row:?}");
        rest = &rest[from..];
        Some(row)
    })
}

/// A table without the comment lines at its head.
pub(crate) fn body(table: &'static str) -> &'static str {
    let mut rest = table;
    while rest.starts_with("# ") {
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
    }
    rest
}

/// The second cell of the row that begins with this key, in a table of two columns that is sorted
/// by bytes. Halves the text itself, so that a long table is ready at once.
pub(crate) fn sorted_cell(body: &'static str, key: &[u8]) -> Option<&'static str> {
    let bytes = body.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = bytes[..middle].iter().rposition(|b| *b == b'\n').map_or(0, |i| i + 1).max(low);
        let end = start + bytes[start..].iter().position(|b| *b == b'\n')?;
        let (name, cell) = body[start..end].split_once('\t')?;
        match name.as_bytes().cmp(key) {
            std::cmp::Ordering::Equal => return Some(cell),
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

/// A cell that may be empty.
pub(crate) fn filled(cell: &'static str) -> Option<&'static str> {
    (!cell.is_empty()).then_some(cell)
}

/// Something found among words: which words, and what they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit<T> {
    /// The words it covers. A hyphenated word counts as one word here, even where only a part of
    /// it was found.
    pub words: Range<usize>,
    /// What was found.
    pub value: T,
}

/// Open addressing from hashes to numbered entries. Entries of one key come out in the order in
/// which they went in.
pub(crate) struct Index {
    slots: Box<[u32]>,
}

impl Index {
    /// Room for `entries`.
    pub(crate) fn new(entries: usize) -> Index {
        Index { slots: vec![0; (entries * 2).next_power_of_two().max(16)].into() }
    }

    /// Adds an entry under a key.
    pub(crate) fn insert(&mut self, key: &[u8], entry: usize) {
        let mask = self.slots.len() - 1;
        let mut at = hash(key) as usize & mask;
        while self.slots[at] != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = entry as u32 + 1;
    }

    /// The entries that may have this key; the caller compares.
    pub(crate) fn candidates(&self, key: &[u8]) -> impl Iterator<Item = usize> {
        let mask = self.slots.len() - 1;
        let from = hash(key) as usize;
        (0..self.slots.len())
            .map(move |step| self.slots[(from + step) & mask])
            .take_while(|slot| *slot != 0)
            .map(|slot| slot as usize - 1)
    }
}

/// FNV-1a, its high bits folded down.
fn hash(key: &[u8]) -> u64 {
    let h = key.iter().fold(0xcbf2_9ce4_8422_2325_u64, |h, byte| {
        (h ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    h ^ (h >> 32)
}

/// How many words the longest key has that begins with a given word; too many where two words
/// share a slot. Spares a scan most of its look-ups.
pub(crate) struct Reach {
    most: Box<[u8]>,
}

impl Reach {
    const SLOTS: usize = 1 << 13;

    /// No keys yet.
    pub(crate) fn new() -> Reach {
        Reach { most: vec![0; Reach::SLOTS].into() }
    }

    /// Adds a key.
    pub(crate) fn add(&mut self, key: &[u8]) {
        let words = 1 + key.iter().filter(|b| **b == b' ').count();
        let slot = Reach::slot(key);
        self.most[slot] = self.most[slot].max(words.min(255) as u8);
    }

    /// The most words of a key that begins with the first word of this one.
    pub(crate) fn of(&self, folded: &Folded) -> usize {
        folded.key().map_or(0, |key| usize::from(self.most[Reach::slot(key)]))
    }

    fn slot(key: &[u8]) -> usize {
        let end = key.iter().position(|b| *b == b' ').unwrap_or(key.len());
        hash(&key[..end]) as usize % Reach::SLOTS
    }
}

/// One entry of a table.
pub(crate) struct Entry<V> {
    /// The folded word.
    pub(crate) key: &'static str,
    /// The word as it is written.
    pub(crate) word: &'static str,
    /// Whether only capitals will do.
    pub(crate) exact: bool,
    /// What it means.
    pub(crate) value: V,
}

/// A table of words with a meaning each.
pub(crate) struct Table<V> {
    entries: Vec<Entry<V>>,
    index: Index,
    reach: Reach,
}

impl<V> Table<V> {
    /// The table of these entries.
    pub(crate) fn new(entries: Vec<Entry<V>>) -> Table<V> {
        let mut index = Index::new(entries.len());
        let mut reach = Reach::new();
        for (i, entry) in entries.iter().enumerate() {
            index.insert(entry.key.as_bytes(), i);
            reach.add(entry.key.as_bytes());
        }
        Table { entries, index, reach }
    }

    /// All entries, in the order of the table.
    #[cfg(test)]
    pub(crate) fn entries(&self) -> &[Entry<V>] {
        &self.entries
    }

    /// The first entry for a phrase; see the front page for what is passed over.
    pub(crate) fn get(&self, phrase: &str) -> Option<&Entry<V>> {
        let found = |phrase: &str| {
            let folded = Folded::new(phrase)?;
            self.folded(&folded).or_else(|| self.folded(&folded.without_article()?))
        };
        found(phrase).or_else(|| found(without_possessive(phrase)?))
    }

    /// How many words the longest entry has that begins like this.
    pub(crate) fn reach(&self, first: &Folded) -> usize {
        self.reach.of(first)
    }

    /// The first entry for a folded phrase.
    pub(crate) fn folded(&self, folded: &Folded) -> Option<&Entry<V>> {
        let key = folded.key()?;
        self.index
            .candidates(key)
            .map(|i| &self.entries[i])
            .find(|e| e.key.as_bytes() == key && folded.may_be(e.word, e.exact))
    }

    /// The longest entries among words, from left to right, none within another.
    pub(crate) fn scan<'t>(&'t self, words: &[&str]) -> Vec<Hit<&'t Entry<V>>> {
        scan(words, |first| self.reach.of(first), |folded| self.folded(folded))
    }
}

/// "Russia's" to "Russia".
pub(crate) fn without_possessive(phrase: &str) -> Option<&str> {
    let trimmed = phrase.trim_end();
    trimmed.strip_suffix("'s").or_else(|| trimmed.strip_suffix("’s"))
}

/// Goes over the words and the parts of hyphenated words, and keeps the longest that `find` knows
/// at each place; `reach` says how many words to try from a first one.
pub(crate) fn scan<T>(
    words: &[&str],
    reach: impl Fn(&Folded) -> usize,
    find: impl Fn(&Folded) -> Option<T>,
) -> Vec<Hit<T>> {
    let parts: Vec<(usize, &str)> = words
        .iter()
        .enumerate()
        .flat_map(|(i, word)| {
            word.split(['-', '–', '‑', '/']).filter(|p| !p.is_empty()).map(move |p| (i, p))
        })
        .collect();
    let possessive = parts.iter().any(|(_, part)| is_possessive(part));
    let mut hits = Vec::new();
    let mut from = 0;
    while from < parts.len() {
        match longest(&parts[from..], possessive, &reach, &find) {
            Some((count, value)) => {
                let last = from + count - 1;
                hits.push(Hit { words: parts[from].0..parts[last].0 + 1, value });
                from += count;
            }
            None => from += 1,
        }
    }
    hits
}

/// The longest that `find` knows at the beginning of these parts, and how many parts it has.
/// Where the words have a `possessive` mark that stands as a word of its own, it goes with the word before it where that finds more:
/// "People" and "'s" are the first word of "People's Protection Units".
fn longest<T>(
    parts: &[(usize, &str)],
    possessive: bool,
    reach: &impl Fn(&Folded) -> usize,
    find: &impl Fn(&Folded) -> Option<T>,
) -> Option<(usize, T)> {
    let near = &parts[..parts.len().min(POSSESSIVE_WITHIN)];
    let joined = possessive && near.iter().skip(1).any(|(_, part)| is_possessive(part));
    let apart = longest_read(parts, false, reach, find);
    let found = match joined.then(|| longest_read(parts, true, reach, find)).flatten() {
        Some(joined) if apart.as_ref().is_none_or(|apart| joined.0 > apart.0) => Some(joined),
        _ => apart,
    };
    found.or_else(|| {
        let alone = Folded::new(without_possessive(parts.first()?.1)?)?;
        Some((1, find(&alone)?))
    })
}

/// A possessive mark further on is in no name.
const POSSESSIVE_WITHIN: usize = 6;

fn is_possessive(part: &str) -> bool {
    matches!(part, "'s" | "’s" | "'" | "’")
}

fn longest_read<T>(
    parts: &[(usize, &str)],
    joined: bool,
    reach: &impl Fn(&Folded) -> usize,
    find: &impl Fn(&Folded) -> Option<T>,
) -> Option<(usize, T)> {
    let mut folded = Folded::empty();
    let mut found = None;
    let mut most = None;
    let possessive = |i: usize| parts.get(i).is_some_and(|(_, part)| is_possessive(part));
    for (i, (_, part)) in parts.iter().enumerate() {
        let before = folded.words();
        let attached = joined && i > 0 && is_possessive(part);
        if attached {
            folded.attach(part)
        } else {
            folded.push(part)
        }
        if joined && !attached && possessive(i + 1) {
            continue;
        }
        let most = *most.get_or_insert_with(|| reach(&folded));
        if folded.words() > most || most == 0 {
            break;
        }
        // A comma adds no word: what was found ends before it, and may go on after it.
        if (attached || folded.words() > before)
            && let Some(value) = find(&folded)
        {
            found = Some((i + 1, value));
        }
    }
    found
}

/// Checks of a whole table that every module's tests make: keys are what folding gives, in order.
#[cfg(test)]
pub(crate) fn check<V>(table: &Table<V>) {
    let mut last = "";
    for entry in table.entries() {
        let folded = Folded::new(entry.word).expect(entry.word);
        assert_eq!(folded.key(), Some(entry.key.as_bytes()), "key of {:?}", entry.word);
        assert!(last <= entry.key, "{:?} is out of order", entry.key);
        assert!(table.get(entry.word).is_some(), "{:?} finds nothing", entry.word);
        last = entry.key;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table<u8> {
        let entry = |key, word, exact, value| Entry { key, word, exact, value };
        Table::new(vec![
            entry("al qaeda", "al-Qaeda", false, 1),
            entry("congo", "Congo", false, 2),
            entry("democratic republic of the congo", "Democratic Republic of the Congo", false, 3),
            entry("minister", "minister", false, 4),
            entry("us", "US", true, 5),
        ])
    }

    fn found(words: &[&str]) -> Vec<(Range<usize>, u8)> {
        table().scan(words).into_iter().map(|h| (h.words, h.value.value)).collect()
    }

    #[test]
    fn exact_look_up_minds_case_article_and_possessive() {
        let table = table();
        let value = |phrase| table.get(phrase).map(|e| e.value);
        assert_eq!(value("the Congo"), Some(2));
        assert_eq!(value("Congo’s"), Some(2));
        assert_eq!(value("congo"), None);
        assert_eq!(value("Al Qaeda"), Some(1));
        assert_eq!(value("al qaeda"), None);
        assert_eq!(value("us"), None);
        assert_eq!(value("The U.S."), Some(5));
        assert_eq!(value("Minister"), Some(4));
    }

    #[test]
    fn the_longest_wins_and_hyphens_open() {
        assert_eq!(
            found(&["Democratic", "Republic", "of", "the", "Congo", "'s", "minister"]),
            [(0..5, 3), (6..7, 4)]
        );
        assert_eq!(found(&["US-led", "talks", "with", "al-Qaeda"]), [(0..1, 5), (3..4, 1)]);
        assert_eq!(found(&["they", "told", "us"]), []);
        assert_eq!(found(&["Congo's"]), [(0..1, 2)]);
        assert_eq!(found(&["Congo", ",", "”", "minister"]), [(0..1, 2), (3..4, 4)]);
    }
}
