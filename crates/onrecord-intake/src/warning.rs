//! What a reader should know of a document: the one list of warnings.

use std::fmt;

/// A reason to read a document with care. [`Document::warnings`](crate::Document::warnings) holds
/// each as the phrase that it prints.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warning {
    /// No date of publication is stated.
    NoDate,
    /// The text breaks off, or says that it goes on elsewhere.
    Truncated,
    /// The page says that its article is not free to read: the rest may be missing.
    Paywall,
    /// The page asks for a login, and there is little else on it.
    LoginWall,
    /// The page calls itself something other than an article.
    NotNews,
    /// Too few words for an article.
    LittleText,
    /// The text is in this language, an ISO 639-1 code, which is not English.
    NotEnglish(String),
    /// One language is declared, the text is plainly in another; the latter stands in the document.
    OtherLanguage {
        /// The code that was declared.
        declared: String,
        /// The code of what the text is in.
        found: String,
    },
    /// Words stand where only a machine puts them.
    MachineTranslated,
    /// Elements lay deeper than any page needs; they were read as if higher up.
    DeeplyNested,
    /// The page is larger than what is read of it.
    PageCut,
    /// The text is longer than what is read of it: `paragraphs` end before it does.
    ArticleCut,
    /// Nobody declared the charset, or wrongly: this one was made out from the bytes.
    CharsetGuessed(&'static str),
    /// Some bytes mean nothing in the charset and became U+FFFD.
    Undecodable,
    /// Control characters stand in the text.
    ControlCharacters,
    /// The body was not found on the page but in its metadata.
    TextFromMetadata,
    /// The best extractor found nothing; the second one did.
    SecondExtractor,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDate => f.write_str("no date"),
            Self::Truncated => f.write_str("truncated"),
            Self::Paywall => f.write_str("paywall"),
            Self::LoginWall => f.write_str("login wall"),
            Self::NotNews => f.write_str("not news"),
            Self::LittleText => f.write_str("little text"),
            Self::NotEnglish(code) => write!(f, "not English: {code}"),
            Self::OtherLanguage { declared, found } => {
                write!(f, "declared {declared}, reads as {found}")
            }
            Self::MachineTranslated => f.write_str("looks machine-translated"),
            Self::DeeplyNested => f.write_str("deeply nested page"),
            Self::PageCut => f.write_str("page cut at its limit"),
            Self::ArticleCut => f.write_str("article cut at its limit"),
            Self::CharsetGuessed(name) => write!(f, "charset guessed: {name}"),
            Self::Undecodable => f.write_str("undecodable bytes"),
            Self::ControlCharacters => f.write_str("control characters"),
            Self::TextFromMetadata => f.write_str("text from the page's metadata"),
            Self::SecondExtractor => f.write_str("found by the second extractor"),
        }
    }
}
