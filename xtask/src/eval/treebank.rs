//! Raw text from treebank files, put together the way they describe it.

use anyhow::Result;

/// A document of a treebank, as raw text.
#[derive(Debug, Default)]
pub(super) struct Raw {
    /// `# newdoc id`.
    pub id: String,
    pub text: String,
    /// Byte ranges of the sentences.
    pub sentences: Vec<std::ops::Range<usize>>,
}

/// The documents of a CoNLL-U or IOB2 file: sentences (`# text`) joined by a space, unless their last
/// word says `SpaceAfter=No`; paragraphs (`# newpar`) by an empty line.
pub(super) fn read(file: &str) -> Result<Vec<Raw>> {
    let mut documents: Vec<Raw> = Vec::new();
    let mut sentence = Sentence::default();
    for line in super::lines(file)? {
        let line = line?;
        if let Some(comment) = line.strip_prefix('#') {
            sentence.comment(comment.trim());
        } else if line.is_empty() {
            sentence.close(&mut documents);
        } else {
            sentence.word(&line);
        }
    }
    sentence.close(&mut documents);
    Ok(documents)
}

#[derive(Default)]
struct Sentence {
    document: Option<String>,
    paragraph: bool,
    text: Option<String>,
    words: usize,
    glued: bool,
    /// The sentence before ended without a space after it.
    glue_next: bool,
}

impl Sentence {
    fn comment(&mut self, comment: &str) {
        if let Some(id) = comment.strip_prefix("newdoc id =") {
            self.document = Some(id.trim().to_owned());
        } else if comment.starts_with("newpar") {
            self.paragraph = true;
        } else if let Some(text) = comment.strip_prefix("text =") {
            self.text = Some(text.trim().to_owned());
        }
    }

    fn word(&mut self, line: &str) {
        self.words += 1;
        self.glued = line
            .split('\t')
            .next_back()
            .is_some_and(|misc| misc.split('|').any(|m| m == "SpaceAfter=No"));
    }

    fn close(&mut self, documents: &mut Vec<Raw>) {
        if self.words == 0 {
            return;
        }
        let starts = self.document.is_some() || documents.is_empty();
        if starts {
            documents.push(Raw { id: self.document.take().unwrap_or_default(), ..Raw::default() });
        }
        let raw = documents.last_mut().expect("one was pushed");
        if !starts {
            raw.text.push_str(match (self.paragraph, self.glue_next) {
                (true, _) => "\n\n",
                (false, true) => "",
                (false, false) => " ",
            });
        }
        let start = raw.text.len();
        raw.text.push_str(self.text.as_deref().unwrap_or_default());
        raw.sentences.push(start..raw.text.len());
        *self = Self { glue_next: self.glued, ..Self::default() };
    }
}
