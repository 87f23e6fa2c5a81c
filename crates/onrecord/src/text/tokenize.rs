//! Cutting a paragraph into the words of Universal Dependencies.
//!
//! The cut follows the English treebanks EWT and GUM: marks stand alone, clitics are words of
//! their own (`do` `n't`, `Ruiz` `'s`), hyphenated compounds are three words (`state` `-` `run`)
//! unless the first part is a prefix (`non-lethal`), abbreviations keep their full stop.

use std::ops::Range;

use super::abbreviations::keeps_stop;

/// One piece of a paragraph: its bytes and whether it continues the surface word before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub start: usize,
    pub end: usize,
    pub clitic: bool,
}

/// First parts that stay joined to what follows their hyphen.
const PREFIXES: &[&str] = &[
    "a", "ab", "ad", "anti", "bi", "co", "counter", "cross", "de", "e", "ex", "extra", "hyper",
    "infra", "inter", "intra", "macro", "meta", "micro", "mid", "mini", "mis", "mono", "multi",
    "neo", "non", "over", "pan", "para", "per", "post", "pre", "pro", "pseudo", "quasi", "re",
    "semi", "socio", "sub", "super", "supra", "trans", "tri", "uh", "ultra", "un", "under", "uni",
    "uh", "vice", "x",
];

/// Tens that join a unit: `twenty-five`.
const TENS: &[&str] =
    &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// Units that part from a number they are written to: `5kg`, `10am`.
const UNITS: &[&str] = &[
    "am", "pm", "a.m.", "p.m.", "k", "m", "bn", "tn", "km", "kg", "cm", "mm", "mg", "g", "ft",
    "lb", "lbs", "mph", "gb", "mb", "hz", "mhz", "ghz", "kw", "mw", "min", "hrs", "hr", "sqm",
    "mw", "hh", "ml", "l", "w",
];

/// Words that are written together and are two: `can` `not`.
const CONTRACTED: &[(&str, usize)] = &[
    ("cannot", 3),
    ("gonna", 3),
    ("gotta", 3),
    ("wanna", 3),
    ("lotta", 3),
    ("gimme", 3),
    ("dont", 2),
    ("wont", 2),
    ("cant", 2),
    ("didnt", 3),
    ("doesnt", 4),
    ("isnt", 2),
    ("wasnt", 3),
    ("arent", 3),
    ("werent", 4),
    ("havent", 4),
    ("hasnt", 3),
    ("hadnt", 3),
    ("couldnt", 5),
    ("wouldnt", 5),
    ("shouldnt", 6),
    ("aint", 2),
    ("im", 1),
    ("ive", 1),
    ("youre", 3),
    ("theyre", 4),
    ("thats", 4),
    ("whats", 4),
    ("heres", 4),
    ("theres", 5),
    ("hes", 2),
    ("youve", 3),
    ("theyve", 4),
    ("lets", 3),
];

/// Cuts one paragraph. Every byte that is not white space lands in exactly one piece.
pub(super) fn pieces(paragraph: &str) -> Vec<Piece> {
    let mut out = Vec::with_capacity(paragraph.len() / 5);
    let mut open_single = false;
    let mut chunk_start = None;
    for (at, c) in paragraph.char_indices() {
        if c.is_whitespace() || is_invisible(c) {
            if let Some(start) = chunk_start.take() {
                Chunk { text: paragraph, out: &mut out, open_single: &mut open_single }
                    .cut(start..at);
            }
        } else if chunk_start.is_none() {
            chunk_start = Some(at);
        }
    }
    if let Some(start) = chunk_start {
        Chunk { text: paragraph, out: &mut out, open_single: &mut open_single }
            .cut(start..paragraph.len());
    }
    out
}

/// Marks of layout that no reader sees: they part nothing and belong to no word.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

/// A run without white space, being cut.
struct Chunk<'a> {
    text: &'a str,
    out: &'a mut Vec<Piece>,
    /// A single quotation mark was opened and not yet closed in this paragraph.
    open_single: &'a mut bool,
}

impl Chunk<'_> {
    fn cut(&mut self, range: Range<usize>) {
        let Range { mut start, mut end } = range;
        start = self.cut_opening(start, end);
        if start == end {
            return;
        }
        let mut closing = Vec::new();
        if self.is_address(&(start..end)) {
            end = self.trim_address(start, end, &mut closing);
        } else {
            end = self.trim_closing(start, end, &mut closing);
        }
        if start < end {
            if self.is_address(&(start..end)) || is_smiley(&self.text[start..end]) {
                self.push(start, end);
            } else {
                self.cut_inside(start, end);
            }
        }
        closing.reverse();
        for (s, e) in closing {
            if self.is_single(s) {
                *self.open_single = false;
            }
            self.push(s, e);
        }
    }

    fn push(&mut self, start: usize, end: usize) {
        self.out.push(Piece { start, end, clitic: false });
    }

    fn push_clitic(&mut self, start: usize, end: usize) {
        self.out.push(Piece { start, end, clitic: true });
    }

    fn first(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    fn is_single(&self, at: usize) -> bool {
        matches!(self.first(at), Some('\'' | '’' | '‘'))
    }

    /// Pushes the marks that the run opens with and returns where the rest begins.
    fn cut_opening(&mut self, mut start: usize, end: usize) -> usize {
        while start < end {
            let rest = &self.text[start..end];
            let c = rest.chars().next().expect("not empty");
            let next = rest[c.len_utf8()..].chars().next();
            let length = match c {
                _ if is_smiley(rest) => return start,
                '\'' | '’' | '‘' | '`' => {
                    if rest.starts_with("''") || rest.starts_with("``") {
                        2
                    } else if rest.starts_with("‘‘") || rest.starts_with("’’") {
                        6
                    } else if is_elision(rest) {
                        return start;
                    } else {
                        if next.is_some_and(|n| n.is_alphanumeric()) {
                            *self.open_single = true;
                        }
                        c.len_utf8()
                    }
                }
                '.' | '…' | '!' | '?' => run(rest, |c| matches!(c, '.' | '…' | '!' | '?')),
                '-' if next == Some('-') => run(rest, |c| c == '-'),
                '-' | '+' if next.is_some_and(|n| n.is_ascii_digit()) => return start,
                '-' => 1,
                '*' | '=' | '_' | '~' | '<' | '>' => run(rest, |x| x == c),
                '@' if next.is_some() => return start,
                '#' if next.is_some_and(char::is_alphabetic) => return start,
                '$' | '/' | '\\' | '|' => run(rest, |x| x == c),
                '#' | '£' | '€' | '¥' | '₽' | '₹' => c.len_utf8(),
                '&' if rest.len() > 1 && rest.ends_with(';') => return start,
                _ if is_mark(c) => c.len_utf8(),
                _ => return start,
            };
            self.push(start, start + length);
            start += length;
        }
        start
    }

    /// Moves the marks that the run closes with to `closing`, last first, and returns where they
    /// begin.
    fn trim_closing(
        &self,
        start: usize,
        mut end: usize,
        closing: &mut Vec<(usize, usize)>,
    ) -> usize {
        while start < end {
            let rest = &self.text[start..end];
            let c = rest.chars().next_back().expect("not empty");
            let length = match c {
                _ if is_smiley(rest) => return end,
                _ if smiley_end(rest) > 0 => smiley_end(rest),
                '.' if self.keeps_stop(rest, end) => return end,
                '.' | '…' | '!' | '?' => {
                    let length = run_back(rest, |c| matches!(c, '.' | '…' | '!' | '?'));
                    let (word, stops) = rest.split_at(rest.len() - length);
                    // "U.S.?" and "etc.!": the first stop may belong to the word.
                    let one_stop = stops.starts_with('.') && !stops.starts_with("..");
                    let kept = start + word.len() + 1;
                    if length > 1 && one_stop && self.keeps_stop(&rest[..word.len() + 1], kept) {
                        length - 1
                    } else {
                        length
                    }
                }
                '\'' | '’' if rest.ends_with("''") => 2,
                '’' if rest.ends_with("’’") => 6,
                '\'' | '’' => {
                    let word = &rest[..rest.len() - c.len_utf8()];
                    let plural = word.ends_with(['s', 'S', 'x', 'z']);
                    if plural && !*self.open_single {
                        return end; // a possessive: cut inside
                    }
                    if word.ends_with(|w: char| w.is_alphabetic())
                        && !*self.open_single
                        && is_clipped(word)
                    {
                        return end; // "goin'"
                    }
                    c.len_utf8()
                }
                '-' if rest.ends_with("--") => run_back(rest, |c| c == '-'),
                '-' | '–' | '—' => c.len_utf8(),
                '*' | '=' | '_' | '~' | '>' | '<' => run_back(rest, |x| x == c),
                '%' | '°' => c.len_utf8(),
                '+' | '#' | '&' | '@' => return end,
                _ if is_mark(c) => c.len_utf8(),
                _ => return end,
            };
            closing.push((end - length, end));
            end -= length;
        }
        end
    }

    /// Does the full stop that `word` ends with belong to it? The word ends at `end`.
    fn keeps_stop(&self, word: &str, end: usize) -> bool {
        keeps_stop(word, self.text[end..].chars().find(|c| !c.is_whitespace()))
    }

    /// Like [`Self::trim_closing`] for addresses, whose marks mostly belong to them.
    fn trim_address(
        &self,
        start: usize,
        mut end: usize,
        closing: &mut Vec<(usize, usize)>,
    ) -> usize {
        while start < end {
            let rest = &self.text[start..end];
            let c = rest.chars().next_back().expect("not empty");
            let unopened = c == ')' && !rest.contains('(');
            if unopened
                || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '"' | '”' | '’' | '>' | ']')
            {
                closing.push((end - c.len_utf8(), end));
                end -= c.len_utf8();
            } else {
                break;
            }
        }
        end
    }

    /// A web or mail address.
    fn is_address(&self, range: &Range<usize>) -> bool {
        let word = &self.text[range.clone()];
        if !word.contains(['.', '@', '/']) {
            return false;
        }
        let lower = |p: &str| {
            word.len() >= p.len()
                && word.is_char_boundary(p.len())
                && word[..p.len()].eq_ignore_ascii_case(p)
        };
        if lower("http://") || lower("https://") || lower("www.") || lower("ftp://") {
            return true;
        }
        match word.split_once('@') {
            Some((name, host)) => {
                !name.is_empty()
                    && host.contains('.')
                    && host
                        .chars()
                        .all(|c| c.is_ascii_alphanumeric() || ".-,;:!?)>]\"”".contains(c))
            }
            None => false,
        }
    }

    /// Cuts a run that neither opens nor closes with a mark.
    fn cut_inside(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        if word.bytes().all(|b| b.is_ascii_alphabetic()) {
            return self.cut_contracted(start, end);
        }
        let mut from = start;
        let mut before: Option<char> = None;
        for (at, c) in word.char_indices() {
            let at = start + at;
            if at < from {
                before = Some(c);
                continue;
            }
            let after = self.text[at + c.len_utf8()..end].chars().next();
            let length = self.inner_mark(start..end, at, c, before, after);
            if length > 0 && at > from || length > 0 && from == at && at > start {
                if at > from {
                    self.cut_word(from, at);
                }
                self.push(at, at + length);
                from = at + length;
                // What follows a mark may open with marks of its own: `word"("other`.
            }
            before = Some(c);
        }
        if from < end {
            self.cut_word(from, end);
        }
    }

    /// How long the mark is that parts words at `at`; 0 where it belongs to the word.
    fn inner_mark(
        &self,
        whole: Range<usize>,
        at: usize,
        c: char,
        before: Option<char>,
        after: Option<char>,
    ) -> usize {
        let rest = &self.text[at..whole.end];
        let is = |c: Option<char>, f: fn(char) -> bool| c.is_some_and(f);
        match c {
            '—' | '–' | '―' | '"' | '“' | '”' | '(' | ')' | '[' | ']' | '…' | '«' | '»' | '|'
            | ';' | '{' | '}' | '•' | '·' => c.len_utf8(),
            '-' if rest.starts_with("--") => run(rest, |c| c == '-'),
            '.' if rest.starts_with("..") => run(rest, |c| c == '.'),
            '!' | '?' => run(rest, |c| matches!(c, '!' | '?' | '.')),
            '-' | '‑' => {
                if self.keeps_hyphen(&whole, at) {
                    0
                } else {
                    c.len_utf8()
                }
            }
            '/' => {
                let date = is(before, |c| c.is_ascii_digit()) && is(after, |c| c.is_ascii_digit());
                usize::from(!date)
            }
            ',' => {
                let number =
                    is(before, |c| c.is_ascii_digit()) && is(after, |c| c.is_ascii_digit());
                usize::from(!number)
            }
            ':' => usize::from(is(before, char::is_alphabetic) && is(after, char::is_alphabetic)),
            // "said.The": a full stop that lost its space.
            '.' if is(before, char::is_lowercase) && is(after, char::is_uppercase) => {
                let left = &self.text[whole.start..at];
                let word = left.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or(left);
                usize::from(word.chars().count() > 2)
            }
            _ => 0,
        }
    }

    /// Does the hyphen at `at` belong to its word?
    fn keeps_hyphen(&self, whole: &Range<usize>, at: usize) -> bool {
        let text = &self.text[whole.clone()];
        let at = at - whole.start;
        let left = text[..at].rsplit(['-', '/']).next().unwrap_or_default();
        let hyphen = self.text[whole.start + at..].chars().next().map_or(1, char::len_utf8);
        let right = &text[at + hyphen..];
        let right = right.split(['-', '/']).next().unwrap_or_default();
        if left.is_empty() || right.is_empty() {
            return true;
        }
        // Telephone numbers, codes and dates keep theirs: 555-1234, 2015-11-18; a range of two
        // numbers does not: 1969-1970.
        let hyphens = text.matches('-').count();
        let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if text.split('-').all(digits) {
            return hyphens > 1 || left.len() == 3 && right.len() == 4;
        }
        if hyphens == 1 && is_in(TENS, left) && right.bytes().all(|b| b.is_ascii_lowercase()) {
            return true;
        }
        is_in(PREFIXES, left)
            && text[..at].len() == left.len()
            && right.starts_with(char::is_alphabetic)
    }

    /// Cuts clitics and units off one word.
    fn cut_word(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        if word.bytes().all(|b| b.is_ascii_alphabetic()) {
            return self.cut_contracted(start, end);
        }
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            return self.cut_number(start, end);
        }
        for mark in ['\'', '’', '`', '´'] {
            let Some(at) = word.rfind(mark) else { continue };
            let tail = &word[at + mark.len_utf8()..];
            if at == 0 {
                continue;
            }
            let eq = |s: &str| tail.eq_ignore_ascii_case(s);
            if eq("t") && word[..at].ends_with(['n', 'N']) && at > 1 {
                let cut = start + at - 1;
                self.cut_word(start, cut);
                return self.push_clitic(cut, end);
            }
            if ["s", "m", "re", "ve", "ll", "d", "em"].iter().any(|c| eq(c)) || tail.is_empty() {
                let cut = start + at;
                if tail.is_empty() && is_clipped(&word[..at]) {
                    return self.push(start, end);
                }
                self.cut_word(start, cut);
                return self.push_clitic(cut, end);
            }
        }
        self.push(start, end);
    }

    fn cut_contracted(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        match CONTRACTED.iter().find(|(w, _)| w.eq_ignore_ascii_case(word)) {
            Some((_, cut)) => {
                self.push(start, start + cut);
                self.push_clitic(start + cut, end);
            }
            None => self.push(start, end),
        }
    }

    /// `5kg` is two words, `3rd` and `1980s` are one.
    fn cut_number(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        let number = word
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ':')))
            .unwrap_or(word.len());
        let unit = &word[number..];
        if matches!(unit, "%" | "°" | "º") || is_in(UNITS, unit) {
            self.push(start, start + number);
            return self.push(start + number, end);
        }
        if let Some(at) = word.find(['\'', '’']).filter(|&at| at >= number) {
            let tail = word[at..].trim_start_matches(['\'', '’']);
            if tail.eq_ignore_ascii_case("s") || tail.is_empty() {
                self.push(start, start + at);
                return self.push_clitic(start + at, end);
            }
        }
        self.push(start, end);
    }
}

fn is_in(list: &[&str], word: &str) -> bool {
    list.iter().any(|w| w.eq_ignore_ascii_case(word))
}

/// Punctuation and symbols that never belong to a word at its edge.
fn is_mark(c: char) -> bool {
    match c {
        '_' | '@' | '#' | '%' | '+' | '&' => false,
        _ if c.is_ascii() => c.is_ascii_punctuation(),
        _ => matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{A1}' | '\u{A7}'
            | '\u{AB}' | '\u{B6}' | '\u{B7}' | '\u{BB}' | '\u{BF}' | '\u{3001}'..='\u{3003}'
            | '\u{3008}'..='\u{3011}' | '\u{FF01}'..='\u{FF0F}' | '\u{2190}'..='\u{21FF}'
            | '\u{25A0}'..='\u{27BF}' | '°' | '£' | '€' | '¥'),
    }
}

fn run(text: &str, f: impl Fn(char) -> bool) -> usize {
    text.find(|c| !f(c)).unwrap_or(text.len())
}

fn run_back(text: &str, f: impl Fn(char) -> bool) -> usize {
    text.len() - text.trim_end_matches(f).len()
}

/// `:)`, `;-)`, `<3`: faces are one word.
fn is_smiley(text: &str) -> bool {
    let mut chars = text.chars();
    let Some(':' | ';' | '=' | '<') = chars.next() else { return false };
    let rest = chars.as_str().trim_start_matches('-');
    matches!(rest, ")" | "(" | "D" | "P" | "p" | "/" | "3" | "))" | "((")
}

/// The length of a face that the text ends with: `thanks:)`.
fn smiley_end(text: &str) -> usize {
    [":)", ":(", ";)", ":-)", ":-(", ";-)", ":D"]
        .into_iter()
        .find(|s| text.len() > s.len() && text.ends_with(s))
        .map_or(0, str::len)
}

/// `'em`, `'til`, `'90s`: an apostrophe that stands for left-out letters.
fn is_elision(text: &str) -> bool {
    let rest = text.trim_start_matches(['\'', '’', '‘']);
    if rest.len() < text.len() && rest.starts_with(|c: char| c.is_ascii_digit()) {
        let digits = rest.trim_end_matches(|c: char| !c.is_alphanumeric());
        return digits.len() <= 3
            && digits[..1].bytes().all(|b| b.is_ascii_digit())
            && digits.bytes().all(|b| b.is_ascii_digit() || b == b's')
            && digits.len() >= 2;
    }
    let word = rest.trim_end_matches(|c: char| !c.is_alphanumeric());
    ["em", "til", "cause", "cuz", "bout", "round", "tis", "twas", "n"]
        .iter()
        .any(|w| w.eq_ignore_ascii_case(word))
}

/// `goin'`, `o'`: the final apostrophe stands for left-out letters.
fn is_clipped(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    lower.len() > 4 && lower.ends_with("in") || matches!(&*lower, "o" | "ol" | "an" | "th")
}
