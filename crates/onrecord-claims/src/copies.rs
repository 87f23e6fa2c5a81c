//! Which articles are copies of one text.
//!
//! Wire copies under several mastheads keep little word for word: each desk cuts, swaps and adds. So
//! sentences are compared one with one, by all their words, numbers and names counting double, and
//! what counts is how many of them follow one another in both.

use std::collections::BTreeSet;

use onrecord::report::WireSpan;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use crate::article::Article;
use crate::proposition::Proposition;
use crate::sentences::{Sentence, Sentences, sentences};
use crate::words::is_stop;

/// What is compared of a text to find its copies.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Fingerprint {
    /// The article's identifier.
    pub article: String,
    sentences: Vec<Print>,
    credit: Vec<String>,
    outlet: String,
    /// Some words of the text are another outlet's name in brackets behind a dateline: "(SPS)".
    dateline: Option<String>,
    keys: Vec<String>,
}

/// A sentence, as it is compared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Print {
    span: WireSpan,
    /// Hashes of its words, sorted.
    words: Vec<u32>,
    /// Hashes of its numbers and names, sorted.
    marks: Vec<u32>,
    quoted: bool,
}

/// Two articles, or passages of them, that are one text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Copy {
    /// The two articles, the lesser identifier first.
    pub articles: [String; 2],
    /// Why they are one.
    pub reason: CopyReason,
    /// The pairs of sentences that are one, in the order of `articles`.
    pub passages: Vec<[WireSpan; 2]>,
}

/// Why two articles are copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CopyReason {
    /// Word for word.
    Same,
    /// A long passage word for word, beside text of its own.
    Excerpt,
    /// Sentence follows sentence with other words: swapped, translated, retold.
    Reworded,
    /// Passages of one in the other, which credits it or the same agency.
    Credited,
}

/// Words of a set of bands that two texts must share; of 64 hashes, two each.
const BANDS: usize = 40;
const ROWS: usize = 3;

impl Fingerprint {
    /// The fingerprint of an article.
    pub fn of(article: &Article) -> Self {
        let text: Vec<char> = article.text.chars().collect();
        Self::of_sentences(article, &text, &sentences(article, &text, None))
    }

    pub(crate) fn of_sentences(article: &Article, text: &[char], cut: &Sentences) -> Self {
        let prints: Vec<Print> = cut.all.iter().map(|s| print(s, text)).collect();
        let dateline: String = text.iter().take(90).collect();
        let dateline = dateline.split_once('(').and_then(|(_, rest)| rest.split_once(')'));
        let dateline = dateline
            .map(|(agency, _)| agency.to_owned())
            .filter(|a| a.len() < 12 && a.chars().all(char::is_uppercase));
        let mut print = Self {
            article: article.card.id.clone(),
            sentences: prints,
            credit: article.card.credit.clone(),
            outlet: article.card.outlet.clone().unwrap_or_default(),
            dateline,
            keys: Vec::new(),
        };
        print.keys = print.bands(&cut.all);
        print
    }

    fn bands(&self, cut: &[Sentence]) -> Vec<String> {
        let stems: BTreeSet<&str> = cut
            .iter()
            .flat_map(|s| &s.words)
            .filter(|w| !is_stop(&w.low))
            .map(|w| &*w.stem)
            .collect();
        let mut keys = BTreeSet::new();
        if stems.len() >= 12 {
            for band in 0..BANDS {
                let rows: Vec<u64> = (0..ROWS)
                    .map(|row| {
                        let seed = (band * ROWS + row) as u64;
                        stems
                            .iter()
                            .map(|s| xxh3_64_with_seed(s.as_bytes(), seed))
                            .min()
                            .unwrap_or(0)
                    })
                    .collect();
                let bytes: Vec<u8> = rows.iter().flat_map(|r| r.to_le_bytes()).collect();
                keys.insert(format!("m{band}:{:08x}", xxh3_64(&bytes) as u32));
            }
        }
        // A sentence with several names and numbers is found again in an excerpt.
        for print in self.sentences.iter().filter(|p| p.marks.len() >= 3) {
            let bytes: Vec<u8> = print.marks.iter().take(3).flat_map(|m| m.to_le_bytes()).collect();
            keys.insert(format!("s:{:08x}", xxh3_64(&bytes) as u32));
        }
        keys.into_iter().collect()
    }

    /// Strings under which a copy would be found: it shares one of them.
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    fn is_linked(&self, other: &Self) -> bool {
        let own = |f: &Self| f.credit.iter().cloned().chain(f.dateline.clone()).collect::<Vec<_>>();
        let cites = |a: &Self, b: &Self| own(a).iter().any(|c| is_outlet(c, &b.outlet));
        cites(self, other) || cites(other, self) || own(self).iter().any(|c| own(other).contains(c))
    }
}

fn print(sentence: &Sentence, text: &[char]) -> Print {
    let hash = |s: &str| xxh3_64(s.as_bytes()) as u32;
    let words: BTreeSet<u32> = sentence.words.iter().map(|w| hash(&w.stem)).collect();
    let numbers = sentence.numbers.iter().map(|n| hash(&n.2.to_string()));
    let marks: BTreeSet<u32> = numbers.chain(sentence.names.iter().map(|n| hash(&n.key))).collect();
    let quotes =
        text[sentence.start..sentence.end].iter().filter(|c| matches!(c, '"' | '“' | '”')).count();
    Print {
        span: [sentence.start as u32, sentence.end as u32],
        words: words.into_iter().collect(),
        marks: marks.into_iter().collect(),
        quoted: quotes > 1,
    }
}

/// How many words and marks each sentence of the one text shares with each of the other, row by row.
fn shared(a: &[Print], b: &[Print]) -> Vec<usize> {
    let mut counts = vec![0; a.len() * b.len()];
    for of in [|p: &Print| &*p.words, |p: &Print| &*p.marks] as [fn(&Print) -> &[u32]; 2] {
        let places = b.iter().enumerate().flat_map(|(j, p)| of(p).iter().map(move |w| (*w, j)));
        let mut places: Vec<(u32, usize)> = places.collect();
        places.sort_unstable();
        for (i, print) in a.iter().enumerate() {
            for word in of(print) {
                let first = places.partition_point(|place| place.0 < *word);
                for (_, j) in places[first..].iter().take_while(|place| place.0 == *word) {
                    counts[i * b.len() + j] += 1;
                }
            }
        }
    }
    counts
}

/// How much two sentences are one, 0 to 1.
fn likeness(a: &Print, b: &Print, shared: usize) -> f64 {
    let total = a.words.len() + b.words.len() + a.marks.len() + b.marks.len();
    if total == 0 || a.words.len() < 3 || b.words.len() < 3 {
        return 0.0;
    }
    2.0 * shared as f64 / total as f64
}

/// The name of an outlet, or its initials, or a word that only it has.
pub(crate) fn is_outlet(name: &str, outlet: &str) -> bool {
    OutletName::of(name).means(&OutletName::of(outlet))
}

/// A name of an outlet, or what may be one, ready to be compared with many.
pub(crate) struct OutletName {
    text: String,
    /// Folded, without those that any may have.
    words: Vec<String>,
    /// Of all words that begin with a capital.
    initials: String,
    /// The same without an article in front.
    bare_initials: String,
}

impl OutletName {
    pub(crate) fn of(name: &str) -> Self {
        let initials = |text: &str| -> String {
            let first = text.split_whitespace().filter_map(|w| w.chars().next());
            first.filter(|c| c.is_uppercase()).collect()
        };
        let general = |w: &str| matches!(w, "the" | "newspaper" | "agency" | "of");
        Self {
            text: name.trim().to_owned(),
            words: name
                .split(|c: char| !c.is_alphanumeric())
                .filter(|w| !w.is_empty())
                .map(crate::words::fold)
                .filter(|w| !general(w))
                .collect(),
            initials: initials(name),
            bare_initials: initials(name.strip_prefix("The ").unwrap_or(name)),
        }
    }

    /// Whether this name means an outlet: by its words, a part of them, or by initials.
    pub(crate) fn means(&self, outlet: &Self) -> bool {
        let (a, b) = (&self.words, &outlet.words);
        if a.is_empty() || b.is_empty() {
            return false;
        }
        let short = matches!((&a[..], &b[..]), ([one], [.., last]) if b.len() > 1 && one == last && one.len() > 3);
        a == b
            || short
            || outlet.bare_initials.len() > 1 && self.text == outlet.bare_initials
            || self.initials.len() > 1 && outlet.text == self.initials
            || a.iter().all(|w| b.contains(w)) && (a.len() > 1 || a[0].len() > 5 && b[0] == a[0])
            || b.len() > 1 && b.iter().all(|w| a.contains(w))
    }
}

/// Whether two articles are copies, and why. Symmetric.
pub fn copy_of(a: &Fingerprint, b: &Fingerprint) -> Option<Copy> {
    if a.article == b.article {
        return None;
    }
    let (a, b) = if a.article < b.article { (a, b) } else { (b, a) };
    let pairs = aligned(&a.sentences, &b.sentences);
    let shorter = a.sentences.len().min(b.sentences.len());
    let words = |prints: &[Print],
                 at: &dyn Fn(&(usize, usize, f64)) -> usize,
                 list: &[(usize, usize, f64)]|
     -> usize { list.iter().map(|p| prints[at(p)].words.len()).sum() };
    let same: Vec<(usize, usize, f64)> = pairs.iter().copied().filter(|p| p.2 > 0.9).collect();
    let exact = words(&a.sentences, &|p| p.0, &same);
    let quotes = pairs
        .iter()
        .filter(|p| a.sentences[p.0].quoted || !a.sentences[p.0].marks.is_empty())
        .count();
    let reason = if same.len() == shorter && same.len() >= 2 {
        CopyReason::Same
    } else if same.len() >= 3 && exact >= 40 || same.len() >= 2 && exact >= 30 && a.is_linked(b) {
        CopyReason::Excerpt
    } else if pairs.len() >= 3 && pairs.len() * 10 >= shorter * 6 {
        CopyReason::Reworded
    } else if a.is_linked(b) && pairs.len() >= 3 && quotes >= 2 {
        CopyReason::Credited
    } else {
        return None;
    };
    let passages = pairs.iter().map(|p| [a.sentences[p.0].span, b.sentences[p.1].span]).collect();
    Some(Copy { articles: [a.article.clone(), b.article.clone()], reason, passages })
}

/// Pairs of like sentences that follow one another in both texts (longest common subsequence, weighted).
fn aligned(a: &[Print], b: &[Print]) -> Vec<(usize, usize, f64)> {
    const LIKE: f64 = 0.42;
    const LONGEST: usize = 400;
    let (a, b) = (&a[..a.len().min(LONGEST)], &b[..b.len().min(LONGEST)]);
    let width = b.len() + 1;
    let mut scores = vec![0.0_f64; (a.len() + 1) * width];
    let shared = shared(a, b);
    let like = |i: usize, j: usize| likeness(&a[i], &b[j], shared[i * b.len() + j]);
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let own = like(i, j);
            let paired = if own >= LIKE { own + scores[(i + 1) * width + j + 1] } else { 0.0 };
            scores[i * width + j] =
                paired.max(scores[(i + 1) * width + j]).max(scores[i * width + j + 1]);
        }
    }
    let (mut i, mut j, mut found) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        let own = like(i, j);
        let here = scores[i * width + j];
        if own >= LIKE && (here - own - scores[(i + 1) * width + j + 1]).abs() < 1e-9 {
            found.push((i, j, own));
            (i, j) = (i + 1, j + 1);
        } else if (here - scores[(i + 1) * width + j]).abs() < 1e-9 {
            i += 1;
        } else {
            j += 1;
        }
    }
    found
}

impl Copy {
    /// Whether two propositions stand in passages of this copy that are one.
    pub fn joins(&self, a: &Proposition, b: &Proposition) -> bool {
        self.pairs([&a.article, &b.article], a.span, b.span) && may_be_one(a, b)
    }

    /// Whether two passages of these two articles stand in sentences of this copy that are one.
    pub(crate) fn pairs(&self, ids: [&str; 2], a: WireSpan, b: WireSpan) -> bool {
        let [x, y] = [&*self.articles[0], &*self.articles[1]];
        let (a, b) = if ids == [x, y] { (a, b) } else { (b, a) };
        (ids == [x, y] || ids == [y, x])
            && self.passages.iter().any(|[p, q]| meets(*p, a) && meets(*q, b))
    }

    /// Whether passages that are one carry mentions in both.
    pub(crate) fn carries(&self, a: &[WireSpan], b: &[WireSpan]) -> bool {
        self.passages.iter().any(|[x, y]| {
            a.iter().any(|s| meets(wider(*x), *s)) && b.iter().any(|s| meets(wider(*y), *s))
        })
    }
}

/// The words for the deed may be swapped in a copy, and one of them be none that the lexicon knows.
fn may_be_one(a: &Proposition, b: &Proposition) -> bool {
    let open = a.signature.is_open() || b.signature.is_open();
    open || a.lead && b.lead
        || match (a.signature.chief(), b.signature.chief()) {
            (Some(k), Some(l)) => k.plover() == l.plover() || k.is_near(l),
            _ => true,
        }
}

/// Desks join and part sentences: a passage reaches a little over its own.
fn wider([start, end]: WireSpan) -> WireSpan {
    const REACH: u32 = 60;
    [start.saturating_sub(REACH), end + REACH]
}

fn meets(a: WireSpan, b: WireSpan) -> bool {
    a[0] < b[1] && b[0] < a[1]
}
