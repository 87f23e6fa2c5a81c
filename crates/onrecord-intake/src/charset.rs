//! From bytes to text: which charset, and who says so.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

use crate::Warning;

/// Text, and what went wrong on the way to it.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) warnings: Vec<Warning>,
}

/// Decodes by, in this order: a byte order mark, the charset that was declared, UTF-8, the charset
/// that the bytes themselves suggest.
///
/// `declared` is what a transport or a caller says and is taken at its word unless the bytes
/// contradict it; `hinted` is what the content says of itself (`<meta charset>`), which is wrong so
/// often that valid UTF-8 outweighs it.
pub(crate) fn decode(bytes: &[u8], declared: Option<&str>, hinted: Option<&str>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, &bytes[mark..], Vec::new());
    }
    let named = |label: Option<&str>| label.and_then(|l| Encoding::for_label(l.trim().as_bytes()));
    if let Some(encoding) = named(declared)
        && let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes)
    {
        return Decoded { text: text.into_owned(), warnings: Vec::new() };
    }
    if !bytes.contains(&ESCAPE)
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        let warnings = match named(declared) {
            Some(_) => vec![Warning::CharsetGuessed(UTF_8.name())],
            None => Vec::new(),
        };
        return Decoded { text: text.to_owned(), warnings };
    }
    if mostly_utf8(bytes) {
        return decode_as(UTF_8, bytes, Vec::new());
    }
    if let Some(encoding) = named(hinted).filter(|&e| e != UTF_8) {
        return decode_as(encoding, bytes, Vec::new());
    }
    let guess = guess(bytes);
    decode_as(guess, bytes, vec![Warning::CharsetGuessed(guess.name())])
}

/// The charset that an HTML page gives itself in its first bytes: `charset=` inside a `<meta>`.
pub(crate) fn hint_of_page(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let metas = head.match_indices("<meta").map(|(at, _)| &head[at..]);
    metas.map(|meta| meta.split('>').next().unwrap_or(meta)).find_map(label_in)
}

/// The charset that XML gives itself in its declaration.
pub(crate) fn hint_of_xml(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let declaration = head.trim_start().strip_prefix("<?xml")?.split("?>").next()?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next().map(str::to_owned)
}

/// The charset in `text/html; charset=utf-8` or in the inside of a `<meta>` tag.
pub(crate) fn label_in(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let (_, after) = lower.split_once("charset")?;
    let value = after.trim_start().strip_prefix('=')?.trim_start();
    let value = value.trim_start_matches(['"', '\'']);
    let end = value.find(['"', '\'', ';', '/', '>', ' ', '\t', '\r', '\n']);
    let label = &value[..end.unwrap_or(value.len())];
    (!label.is_empty()).then(|| label.to_owned())
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8], mut warnings: Vec<Warning>) -> Decoded {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    if broken {
        warnings.push(Warning::Undecodable);
    }
    Decoded { text: text.into_owned(), warnings }
}

/// Is this UTF-8 with a few bytes spoilt or cut off, rather than another charset?
///
/// In other charsets hardly any bytes beyond ASCII make a character of UTF-8, in GBK a third.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut broken, mut sound) = (0_usize, 0_usize);
    for chunk in bytes[..bytes.len().min(SAMPLE)].utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound > 4 * broken
}

/// The detector reads at most [`SAMPLE`] bytes from the first byte that is not ASCII on.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let odd = bytes.iter().position(|b| !b.is_ascii() || *b == ESCAPE).unwrap_or(0);
    let sample = &bytes[odd..bytes.len().min(odd + SAMPLE)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, true);
    detector.guess(None, Utf8Detection::Allow)
}

const ESCAPE: u8 = 0x1B;
const HEAD: usize = 4096;
const SAMPLE: usize = 256 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], declared: Option<&str>, hinted: Option<&str>) -> (String, Vec<String>) {
        let decoded = decode(bytes, declared, hinted);
        (decoded.text, decoded.warnings.iter().map(Warning::to_string).collect())
    }

    #[test]
    fn a_mark_outweighs_every_label() {
        let utf16 = b"\xFF\xFEM\0\xF6\0d\0e\0";
        assert_eq!(read(utf16, Some("utf-8"), None), ("Möde".into(), vec![]));
        assert_eq!(read("\u{FEFF}Möde".as_bytes(), Some("latin1"), None).0, "Möde");
    }

    #[test]
    fn the_declared_charset_is_used_unless_the_bytes_contradict_it() {
        let latin = b"M\xF6de, sagte sie.";
        assert_eq!(read(latin, Some("iso-8859-1"), None), ("Möde, sagte sie.".into(), vec![]));
        let (text, warnings) = read(latin, Some("utf-8"), None);
        assert_eq!((text.as_str(), warnings.len()), ("Möde, sagte sie.", 1));
        assert!(warnings[0].starts_with("charset guessed: "), "{warnings:?}");
    }

    #[test]
    fn valid_utf_8_outweighs_what_a_page_says_of_itself() {
        assert_eq!(read("“Möde”".as_bytes(), None, Some("iso-8859-1")), ("“Möde”".into(), vec![]));
        assert_eq!(read(b"M\xF6de", None, Some("windows-1252")), ("Möde".into(), vec![]));
    }

    #[test]
    fn an_undeclared_charset_is_made_out() {
        let cyrillic = "Министр сказал, что переговоры продолжатся в понедельник.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(cyrillic);
        let (text, warnings) = read(&bytes, None, None);
        assert_eq!(text, cyrillic);
        assert_eq!(warnings, ["charset guessed: windows-1251"]);
    }

    #[test]
    fn a_cut_character_does_not_make_another_charset() {
        let mut bytes = "“Wir bleiben”, sagte Jürgen Öztürk. ".repeat(9).into_bytes();
        bytes.push(0xE2);
        let (text, warnings) = read(&bytes, None, None);
        assert!(text.starts_with("“Wir bleiben”") && text.ends_with('\u{FFFD}'));
        assert_eq!(warnings, ["undecodable bytes"]);
        let (text, _) = read(
            b"\xFFIt\xE2\x80\x99s \xE2\x80\x9Cold\xE2\x80\x9D \xE2\x80\x94 it\xE2\x80\x99s",
            None,
            None,
        );
        assert_eq!(text, "\u{FFFD}It’s “old” — it’s");
        let (bytes, _, _) =
            encoding_rs::GBK.encode("港口要求该市提供资金，市长星期一表示，他没有看到这封信。");
        assert!(!mostly_utf8(&bytes));
    }

    #[test]
    fn labels_in_headers_and_metas() {
        assert_eq!(label_in("text/html; Charset=\"UTF-8\""), Some("utf-8".into()));
        assert_eq!(label_in("text/html"), None);
        let page = b"<html><meta name=x><META http-equiv=content-type content='text/html; charset=koi8-r'>";
        assert_eq!(hint_of_page(page), Some("koi8-r".into()));
        assert_eq!(hint_of_page(b"<p>the charset=none of the text</p>"), None);
    }
}
