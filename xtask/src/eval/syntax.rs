//! Sentences, words, tags and trees in CoNLL-U.

use anyhow::Result;
use onrecord::Document;
use onrecord::conllu;
use onrecord::text::Text;

/// Prints the engine's analysis of every document's raw text.
pub(super) fn run(gold: &str) -> Result<()> {
    let documents = super::treebank::read(gold)?;
    super::print_each(&documents, |reader, raw| {
        let mut document = Document::of_lines(raw.text.clone());
        document.id = Some(raw.id.clone());
        let text = Text::new(&document);
        let reading = reader.annotate(&text);
        conllu::write(&document, &text, &reading.syntax).trim_end().to_owned() + "\n"
    })
}
