//! The words of a text: stems to compare, names, numbers. Positions are code points.

use onrecord_world as world;

/// A word of a text.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    pub start: usize,
    pub end: usize,
    /// As written, without a possessive.
    pub form: String,
    /// Lower case without marks.
    pub low: String,
    /// What is left of it when endings go.
    pub stem: String,
    /// Begins with a capital.
    pub upper: bool,
    /// A mark that ends a clause stands between it and the word before.
    pub after_mark: bool,
}

/// Is the key of a name that of a state?
pub(crate) fn is_state(key: &str) -> bool {
    world::country_by_iso3(key).is_some()
}

/// Cuts code points `[start, end)` of a text into words.
pub(crate) fn words(text: &[char], start: usize, end: usize) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut at = start;
    let mut after_mark = true;
    while at < end {
        let c = text[at];
        if !c.is_alphanumeric() {
            after_mark |= matches!(c, ',' | ';' | ':' | '(' | ')' | '—' | '–' | '"' | '“' | '”');
            at += 1;
            continue;
        }
        let begin = at;
        while at < end && continues(text, begin, at, end) {
            at += 1;
        }
        let mut form: String = text[begin..at].iter().collect();
        for possessive in ["'s", "’s", "s'", "s’"] {
            if let Some(bare) = form.strip_suffix(possessive) {
                form =
                    if possessive.starts_with('s') { format!("{bare}s") } else { bare.to_owned() };
                break;
            }
        }
        let low = fold(&form);
        let stem = stem(&low);
        let upper = form.chars().next().is_some_and(char::is_uppercase);
        found.push(Word { start: begin, end: at, form, low, stem, upper, after_mark });
        after_mark = false;
    }
    found
}

fn continues(text: &[char], begin: usize, at: usize, end: usize) -> bool {
    let c = text[at];
    if c.is_alphanumeric() {
        return true;
    }
    let next = |offset: usize| text.get(at + offset).filter(|_| at + offset < end);
    let between =
        |is: fn(&char) -> bool| at > begin && is(&text[at - 1]) && next(1).is_some_and(is);
    match c {
        '\'' | '’' => between(|c| c.is_alphabetic()),
        '.' | ',' => between(|c| c.is_ascii_digit()) || c == '.' && between(|c| c.is_uppercase()),
        _ => false,
    }
}

/// Lower case, and Latin letters without their marks.
pub(crate) fn fold(word: &str) -> String {
    word.chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
            'ç' | 'ć' | 'č' => 'c',
            'ď' | 'đ' => 'd',
            'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
            'ğ' => 'g',
            'ì'..='ï' | 'ī' | 'ı' => 'i',
            'ł' | 'ľ' => 'l',
            'ñ' | 'ń' | 'ň' => 'n',
            'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
            'ř' => 'r',
            'ś' | 'š' | 'ş' => 's',
            'ť' | 'ţ' => 't',
            'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
            'ý' | 'ÿ' => 'y',
            'ź' | 'ż' | 'ž' => 'z',
            '’' => '\'',
            other => other,
        })
        .collect()
}

/// A word without its endings, British and American spellings made one. Coarse: it is compared, never shown.
pub(crate) fn stem(low: &str) -> String {
    let known = irregular(low);
    let mut word = known.unwrap_or(low).to_owned();
    if known.is_none() && word.len() > 4 {
        if let Some(base) = word.strip_suffix("ies") {
            word = format!("{base}y");
        } else if word.ends_with('s') && !["ss", "us", "is"].iter().any(|e| word.ends_with(e)) {
            word.pop();
        }
    }
    for ending in ["ingly", "edly", "ing", "ed", "ly"] {
        if known.is_none()
            && word.len() >= ending.len() + if ending == "ed" { 3 } else { 4 }
            && let Some(base) = word.strip_suffix(ending)
        {
            word = base.to_owned();
            let mut back = word.chars().rev();
            let (last, before) = (back.next(), back.next());
            if last == before && last.is_some_and(|c| !"lsz".contains(c)) {
                word.pop();
            }
            break;
        }
    }
    for (written, one) in [("our", "or"), ("isation", "ization"), ("yse", "yze")] {
        if word.contains(written) {
            word = word.replace(written, one);
        }
    }
    for (ending, one, least) in [("ce", "se", 0), ("is", "iz", 4)] {
        if let Some(base) = word.strip_suffix(ending).filter(|base| base.len() >= least) {
            word = format!("{base}{one}");
        }
    }
    if word.ends_with('e') {
        word.pop();
    }
    // "Expelled" and "expel".
    if word.ends_with("ll") {
        word.pop();
    }
    word
}

fn irregular(low: &str) -> Option<&'static str> {
    Some(match low {
        "shot" | "shoots" | "shooting" => "shoot",
        "fired" | "fires" | "firing" => "fire",
        "met" | "meets" | "meeting" | "meetings" => "meet",
        "held" | "holds" | "holding" => "hold",
        "sought" | "seeks" => "seek",
        "sent" | "sends" => "send",
        "sold" | "sells" => "sell",
        "bought" | "buys" => "buy",
        "paid" | "pays" => "pay",
        "slew" | "slain" | "slays" => "slay",
        "struck" | "strikes" => "strike",
        "sank" | "sunk" | "sinks" => "sink",
        "died" | "dies" | "dying" => "die",
        "dead" | "deaths" | "death" => "death",
        "left" | "leaves" => "leave",
        "freed" | "frees" => "free",
        "blew" | "blown" | "blows" => "blow",
        "gave" | "given" | "gives" => "give",
        "took" | "taken" | "takes" => "take",
        "said" | "says" => "say",
        "told" | "tells" => "tell",
        "went" | "gone" | "goes" => "go",
        "began" | "begun" | "begins" => "begin",
        "broke" | "broken" | "breaks" => "break",
        "brought" | "brings" => "bring",
        "threw" | "thrown" | "throws" => "throw",
        "drove" | "driven" | "drives" => "drive",
        "shown" | "shows" => "show",
        "laid" | "lays" => "lay",
        "beat" | "beaten" | "beats" => "beat",
        "withdrew" | "withdrawn" => "withdraw",
        "men" => "man",
        "women" => "woman",
        "talks" | "talked" | "talking" => "talk",
        _ => return None,
    })
}

const STOP: &[&str] = &[
    "a",
    "about",
    "above",
    "according",
    "across",
    "added",
    "after",
    "again",
    "against",
    "all",
    "also",
    "although",
    "am",
    "among",
    "an",
    "and",
    "another",
    "any",
    "anyone",
    "are",
    "around",
    "as",
    "at",
    "away",
    "back",
    "be",
    "because",
    "been",
    "before",
    "being",
    "between",
    "both",
    "but",
    "by",
    "can",
    "could",
    "despite",
    "did",
    "do",
    "does",
    "down",
    "during",
    "each",
    "earlier",
    "every",
    "few",
    "for",
    "from",
    "had",
    "has",
    "have",
    "having",
    "he",
    "her",
    "here",
    "him",
    "his",
    "how",
    "i",
    "if",
    "in",
    "into",
    "is",
    "it",
    "it's",
    "its",
    "last",
    "later",
    "least",
    "less",
    "like",
    "made",
    "make",
    "many",
    "may",
    "me",
    "might",
    "more",
    "most",
    "mr",
    "mrs",
    "ms",
    "much",
    "must",
    "my",
    "near",
    "never",
    "next",
    "no",
    "nor",
    "not",
    "now",
    "of",
    "off",
    "on",
    "once",
    "one",
    "only",
    "or",
    "other",
    "others",
    "our",
    "out",
    "over",
    "own",
    "per",
    "said",
    "same",
    "say",
    "saying",
    "says",
    "she",
    "should",
    "since",
    "so",
    "some",
    "still",
    "such",
    "than",
    "that",
    "that's",
    "the",
    "their",
    "them",
    "then",
    "there",
    "there's",
    "these",
    "they",
    "this",
    "those",
    "three",
    "through",
    "to",
    "told",
    "too",
    "two",
    "under",
    "until",
    "up",
    "upon",
    "us",
    "very",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "within",
    "without",
    "would",
    "yet",
    "you",
    "your",
];

/// Words that tell nothing of what is spoken of.
pub(crate) fn is_stop(low: &str) -> bool {
    STOP.binary_search(&low).is_ok() || low.chars().count() < 2
}

/// The value of a word that is a number: `31`, `1,150`, `nine`.
pub(crate) fn number(word: &Word) -> Option<u64> {
    if word.low.starts_with(|c: char| c.is_ascii_digit()) {
        return word.low.replace(',', "").parse().ok();
    }
    world::number_word(&word.low)
}

/// The numbers among words, each with the words it covers; "thirty-one" is one number.
pub(crate) fn numbers(words: &[Word]) -> Vec<(usize, usize, u64)> {
    let mut found: Vec<(usize, usize, u64)> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let Some(value) = number(word) else { continue };
        if let Some(last) = found.last_mut()
            && last.1 == at
            && !word.after_mark
        {
            let joined = match value {
                1..10 if (20..100).contains(&last.2) && last.2 % 10 == 0 => Some(last.2 + value),
                100 | 1000 | 1_000_000 if last.2 < value => Some(last.2 * value),
                _ => None,
            };
            if let Some(joined) = joined {
                *last = (last.0, at + 1, joined);
                continue;
            }
        }
        found.push((at, at + 1, value));
    }
    found
}

/// The key of a name: a country's code where the word means one ("Peruvian", "Lima"), else its stem,
/// so that a state that no table knows and its adjective are one ("Lurania", "Luranian").
pub(crate) fn name_key(low: &str) -> String {
    let endings = ["ians", "ian", "ans", "an", "ese", "ish", "ia", "a", "i", "s"];
    for ending in endings {
        if let Some(base) = low.strip_suffix(ending)
            && base.len() >= 4
        {
            return base.to_owned();
        }
    }
    low.to_owned()
}

/// "Lurania's coast guard" at the start of a sentence: who owns something is somebody.
fn owns(word: &Word) -> bool {
    word.end - word.start > word.form.chars().count()
        && !matches!(
            &*word.low,
            "today"
                | "yesterday"
                | "tomorrow"
                | "tonight"
                | "men"
                | "women"
                | "children"
                | "people"
                | "nobody"
                | "everyone"
                | "everybody"
                | "someone"
                | "somebody"
                | "parents"
                | "let"
                | "here"
        )
}

/// Words of offices and bodies, written with capitals in front of names.
pub(crate) fn is_title(low: &str) -> bool {
    const PARTS: &[&str] = &[
        "foreign",
        "affairs",
        "interior",
        "defence",
        "defense",
        "vice",
        "deputy",
        "ministry",
        "council",
        "national",
        "republic",
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "ford",
        "port",
        "mount",
        "prime",
        "lieutenant",
        "dr",
    ];
    PARTS.contains(&low) || world::agent(low).is_some() || world::title(low).is_some()
}

/// A name in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name {
    /// The first word and the one behind the last.
    pub words: (usize, usize),
    pub key: String,
    /// It means a country or its government, or its people.
    pub country: bool,
}

impl Name {
    /// "Jordan" of "Jordan Bardella": a word of somebody's name is no state.
    pub(crate) fn of_person(&mut self, words: &[Word]) {
        if self.country {
            (self.key, self.country) = (name_key(&words[self.words.0].low), false);
        }
    }
}

/// The names among the words of a sentence. `known` says whether a word at the start of a sentence is
/// a name elsewhere.
pub(crate) fn names(words: &[Word], known: &dyn Fn(&str) -> bool) -> Vec<Name> {
    // "The Democratic People's Republic of Korea": words are kept without the mark of possession.
    let form = |at: usize| match &*words[at].form {
        "People" if words.get(at + 1).is_some_and(|w| w.form == "Republic") => "People's",
        form => form,
    };
    let forms: Vec<&str> = (0..words.len()).map(form).collect();
    let mut found = Vec::new();
    let mut taken = vec![false; words.len()];
    for hit in world::country_words(&forms) {
        let range = hit.words.clone();
        if !words[range.start].upper {
            continue;
        }
        for at in range.clone() {
            taken[at] = true;
        }
        let key = hit.value.country.iso3.to_owned();
        found.push(Name { words: (range.start, range.end), key, country: true });
        // A capital is a town as well.
        if hit.value.kind == world::CountryWordKind::Capital {
            let key = words[range.start].low.clone();
            found.push(Name { words: (range.start, range.end), key, country: false });
        }
    }
    for (at, word) in words.iter().enumerate() {
        let skip = taken[at]
            || !word.upper
            || word.low.chars().count() < 2
            || word.low.starts_with("i'")
            || matches!(&*word.low, "yes" | "oh" | "well")
            || is_stop(&word.low)
            || world::calendar_word(&word.form).is_some()
            || is_title(&word.low)
            || world::number_word(&word.low).is_some()
            || at == 0 && !known(&word.low) && !owns(word);
        if !skip {
            let key = name_key(&word.low);
            found.push(Name { words: (at, at + 1), key, country: false });
        }
    }
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Word> {
        let chars: Vec<char> = text.chars().collect();
        words(&chars, 0, chars.len())
    }

    #[test]
    fn numbers_in_words_and_figures() {
        let values = |text: &str| numbers(&all(text)).iter().map(|n| n.2).collect::<Vec<_>>();
        assert_eq!(values("Thirty-one is an invention"), [31]);
        assert_eq!(values("1,150 rifles in 2.5 tonnes"), [1150]);
        assert_eq!(values("nine killed, 22 hurt"), [9, 22]);
        assert_eq!(values("two hundred men"), [200]);
    }

    #[test]
    fn names_of_states_and_their_adjectives_are_one() {
        let keys = |text: &str| -> Vec<String> {
            names(&all(text), &|_| true).into_iter().map(|n| n.key).collect()
        };
        assert_eq!(keys("the Luranian patrol"), keys("the patrol of Lurania"));
        assert_eq!(keys("Peruvian officers"), keys("officers of Peru"));
        assert_eq!(keys("South Korean officials"), ["KOR"]);
    }

    #[test]
    fn stop_words_are_sorted() {
        assert!(STOP.is_sorted());
        assert!(is_stop("the") && is_stop("about") && is_stop("your") && !is_stop("bridge"));
    }
}
