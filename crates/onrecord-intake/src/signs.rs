//! What in a text itself makes one doubt it.

use std::sync::LazyLock;

use regex::Regex;

use crate::{Document, Refusal, Warning};

/// The document with all that is to be said against it: what was met on the way, and what shows in
/// the text.
pub(crate) fn warned(mut document: Document, mut warnings: Vec<Warning>) -> Document {
    let text = document.text.as_str();
    let mut article = document.paragraphs.iter().map(|span| span.of(text));
    if document.published.is_none() {
        warnings.push(Warning::NoDate);
    }
    let words: usize = article.clone().take(FEW_WORDS).map(|p| p.split_whitespace().count()).sum();
    if words < FEW_WORDS && !is_written_without_spaces(&document) {
        warnings.push(Warning::LittleText);
    }
    if article.clone().next_back().is_some_and(breaks_off) {
        warnings.push(Warning::Truncated);
    }
    if text.chars().any(is_stray) {
        warnings.push(Warning::ControlCharacters);
    }
    if is_english(&document) && is_swapped(&mut article) {
        warnings.push(Warning::MachineTranslated);
    }
    let mut phrases: Vec<String> = Vec::with_capacity(warnings.len());
    for warning in warnings {
        let phrase = warning.to_string();
        if !phrases.contains(&phrase) {
            phrases.push(phrase);
        }
    }
    document.warnings = phrases;
    document
}

/// A text with a null character, or with more odd characters than a slip explains, is none.
pub(crate) fn refuse_binary(text: &str) -> Result<(), Refusal> {
    if text.contains('\0') {
        return Err(Refusal::Binary { found: "a null character".into() });
    }
    let control = |b: &u8| b.is_ascii_control() && !matches!(b, b'\n' | b'\r' | b'\t' | b'\x0C');
    let odd = text.bytes().filter(control).count() + text.matches('\u{FFFD}').count();
    if odd > 8 && odd * 20 > text.len() {
        return Err(Refusal::Binary { found: format!("{odd} characters that are in no text") });
    }
    Ok(())
}

fn is_stray(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{85}' | '\u{c}')
}

fn is_english(document: &Document) -> bool {
    document.language.as_deref() == Some("en")
}

fn is_written_without_spaces(document: &Document) -> bool {
    matches!(document.language.as_deref(), Some("zh" | "ja" | "th" | "km" | "my"))
}

/// Does the last paragraph end in the middle of a sentence, or say that there is more?
fn breaks_off(paragraph: &str) -> bool {
    let lower = paragraph.to_lowercase();
    let tail = lower.trim_end_matches([']', ')', ' ', '.', '»', '>', '→']);
    if tail.ends_with(" chars") && paragraph.ends_with(" chars]")
        || [
            "read more",
            "continue reading",
            "read the full story",
            "read the full article",
            "to be continued",
        ]
        .iter()
        .any(|more| tail.ends_with(more))
    {
        return true;
    }
    let end = paragraph.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '*', '_']);
    if end.ends_with('…') || end.ends_with("...") {
        return !paragraph.ends_with(['"', '”', '’', '\'', '»']);
    }
    if end.len() < paragraph.len() {
        return false;
    }
    // The line after its last whole sentence: a credit or an address needs no stop, a clause does.
    let line = end.lines().next_back().unwrap_or_default();
    let tail = line.rsplit_once(". ").map_or(line, |(_, tail)| tail);
    let last = tail.split_whitespace().next_back().unwrap_or_default();
    let lower = last.starts_with(char::is_lowercase) && last.chars().all(char::is_alphabetic);
    let dangling = last.ends_with([',', ';', '–', '—', '-']) || DANGLING.contains(&last);
    line.len() >= 40 && (dangling || lower && tail.len() >= 60)
}

/// Words that end no sentence.
const DANGLING: &[&str] = &[
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "his", "her", "in", "is", "it’s",
    "its", "of", "on", "or", "that", "the", "their", "to", "was", "were", "which", "who", "with",
];

/// Was "about" made "regarding" throughout, as by software that hides where a text was copied from?
///
/// Such software swaps words one by one, so that "regarding" comes to stand where it cannot: "to
/// hear anything regarding it" may pass once, "regarding half of it" never does. In 1,000 articles
/// written by people it says yes to none.
fn is_swapped(article: &mut dyn Iterator<Item = &str>) -> bool {
    let (mut misplaced, mut natural) = (0, 0);
    for paragraph in article.take(MOST_PARAGRAPHS) {
        misplaced += MISPLACED.find_iter(paragraph).count();
        natural += ABOUT.find_iter(paragraph).count();
    }
    misplaced >= 2 && natural == 0
}

static MISPLACED: LazyLock<Regex> = LazyLock::new(|| {
    let topic = r"(?:know|knows|knew|knowing|known|hear|hears|heard|hearing|talk|talked|talking|think|thinking|anything|nothing|something|everything|all) (?:regarding|concerning)\b";
    let number = r"\b(?:regarding|concerning) (?:half|a third|a quarter|a dozen|one in|\d)";
    let copula = r"(?:\bbe|\bis|\bwas|\bwere|\bare|(?:’|')s) (?:also )?(?:regarding|concerning) (?:the|a|an|his|her|its|their|this|that|how|what|half|\d)\b";
    Regex::new(&format!("(?i-u){topic}|{number}|{copula}")).expect("a pattern of our own")
});

static ABOUT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i-u)\babout\b").expect("a pattern of our own"));

/// Words below which a text is hardly an article.
const FEW_WORDS: usize = 40;
const MOST_PARAGRAPHS: usize = 400;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_break_off() {
        for text in [
            "The port has asked the city for money, the mayor said on Monday in a long letter, and the",
            "The port has asked the city for money, the mayor said...",
            "The port has asked the city, which has seen the letters, for the money that it says it",
            "The port has asked […]",
            "The port has asked the city for [+2412 chars]",
            "The port has asked the city. Read the full story",
            "The port has asked the city for money. [Continue reading]",
        ] {
            assert!(breaks_off(text), "{text}");
        }
        for text in [
            "The port has asked the city for money.",
            "“The port has asked the city for money …”",
            "He said: “We shall see.”",
            "More on the harbour",
            "— AP",
            "The letter was sent on Monday (it has not been answered).",
            "The port has asked the city. Additional reporting: Jane de la doe",
            "Contact the reporter who wrote this story about the harbour and the city at jane.doe@example.org",
        ] {
            assert!(!breaks_off(text), "{text}");
        }
    }

    #[test]
    fn swapped_words_and_natural_ones() {
        let swapped = [
            "They deny knowing anything regarding it.",
            "“That’s regarding half of what we had,” he said.",
        ];
        assert!(is_swapped(&mut swapped.into_iter()));
        let natural = [
            "They deny knowing anything about it. It was a question regarding the war, concerning 40 people.",
            "He had questions regarding half a dozen letters.",
        ];
        assert!(!is_swapped(&mut natural.into_iter()));
    }

    #[test]
    fn binary_is_no_text() {
        assert!(refuse_binary("The port\0").is_err());
        assert!(refuse_binary(&"\u{1}\u{FFFD}abc".repeat(9)).is_err());
        assert!(refuse_binary("The port\u{7}, “then” – ok.\r\n\tYes.").is_ok());
    }
}
