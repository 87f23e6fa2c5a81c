//! `onrecord annotate`: articles in, their syntax out.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::OnceLock;

use clap::{Args, ValueEnum};
use onrecord::text::Text;
use onrecord::{Reader, conllu};

use crate::Exit;
use crate::batch::{Batch, Written};
use crate::output::{Destination, Frame};

/// Print sentences, words, tags, trees and names
///
/// Prints what the model reads off the words of an article, for researchers: sentences, words,
/// lemmas, parts of speech, dependency trees, names, and how real the event is that a word tells of.
///
/// An INPUT is what it is to `onrecord read`. Only what stands in an article's paragraphs is
/// annotated.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Annotate {
    /// Files, directories, addresses, or - for standard input
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<OsString>,

    /// What to print
    ///
    /// conllu is CoNLL-U, as universaldependencies.org has it: a document an article, names and the
    /// places of words in MISC.
    #[arg(short, long, value_enum, default_value_t = Format::Conllu, value_name = "FORMAT", hide_possible_values = true)]
    format: Format,

    /// Write to a file, which appears when it is whole
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,

    /// No progress bar
    #[arg(short, long)]
    quiet: bool,

    /// Threads to read on [default: one a core]
    #[arg(short = 'j', long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Conllu,
}

const EXAMPLES: &str = "\
Examples:
  onrecord annotate article.txt
      The article in CoNLL-U.

  onrecord annotate articles.jsonl.gz -o articles.conllu
      Many articles in one file, a document each.

Exit status:
  0  everything was read
  1  some input could not be read, the others were; or the output could not be written
  2  the command line makes no sense";

impl Annotate {
    pub(crate) fn run(self) -> Exit {
        let destination = match self.output.filter(|path| path.as_os_str() != "-") {
            Some(path) => Destination::File(path),
            None => Destination::Stdout,
        };
        let batch = Batch {
            inputs: &self.inputs,
            url: None,
            destination,
            frame: Frame::Lines,
            quiet: self.quiet,
            threads: self.threads,
        };
        let reader = OnceLock::new();
        let format = self.format;
        let read = batch.run(|_| {
            move |record: onrecord_intake::Record| {
                let document = record.document()?;
                let text = Text::new(&document);
                let reading = reader.get_or_init(Reader::new).annotate(&text);
                let id = document.id.clone().unwrap_or_default();
                let written = match format {
                    Format::Conllu => conllu::write(&document, &text, &reading.syntax),
                };
                // The frame ends every result with a line feed.
                let bytes = written.trim_end_matches('\n').to_owned().into_bytes();
                Ok(Written::Article { id, bytes })
            }
        });
        read.expect("a file or standard output takes any number of articles")
    }
}
