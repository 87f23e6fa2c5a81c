//! Speed of the whole road from text to report on one thread, and the share of every stage.
//!
//! Times are processor time of the thread, so that another job on the same core does not stretch
//! them; the rate is the best of some rounds. A word is what white space parts.

use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use clap::Parser;
use cpu_time::ThreadTime;
use onrecord::model::{Reading, Workspace};
use onrecord::statements::Article;
use onrecord::text::Text;
use onrecord::{Document, Reader, entities, events, gaps, names, passages, places, statements, times};
use onrecord_intake::Input;

/// Measures reading on one thread.
#[derive(Parser)]
struct Args {
    /// Articles, as `onrecord read` takes them; our own example if none is named.
    file: Option<PathBuf>,
    /// Rounds, the best of which counts.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Reads no more words than these.
    #[arg(long, default_value_t = 20_000)]
    words: usize,
}

const STAGES: [&str; 12] = [
    "words", "word pieces", "encoder", "heads", "names", "times", "entities", "statements", "events",
    "gaps", "passages", "report",
];

fn main() -> Result<()> {
    let args = Args::parse();
    let documents = documents(&args)?;
    let words: usize = documents.iter().map(count).sum();
    let start = cpu_time();
    let reader = Reader::new();
    let load = cpu_time() - start;
    check(&reader, &documents)?;

    let mut best = [f64::INFINITY; STAGES.len()];
    let mut fastest = f64::INFINITY;
    for _ in 0..args.rounds {
        let start = cpu_time();
        for document in &documents {
            std::hint::black_box(reader.read(document.clone()));
        }
        fastest = fastest.min(cpu_time() - start);
        for (best, seconds) in best.iter_mut().zip(stages(&reader, &documents)) {
            *best = best.min(seconds);
        }
    }
    let staged: f64 = best.iter().sum();
    let report = (fastest - staged).max(0.0);
    println!("{} articles, {words} words; the model was ready after {:.0} ms", documents.len(), load * 1e3);
    println!("{:.0} words a second on one core, text to report", words as f64 / fastest);
    for (name, seconds) in STAGES.iter().zip(&best) {
        let seconds = if *name == "report" { report } else { *seconds };
        println!("  {name:<12}{:>6.1} %  {:>8.2} µs a word", seconds / fastest * 100.0, seconds / words as f64 * 1e6);
    }
    Ok(())
}

fn documents(args: &Args) -> Result<Vec<Document>> {
    let path = args.file.clone().unwrap_or_else(|| {
        PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/patrol-ships.txt"))
    });
    let file = File::open(&path).with_context(|| format!("cannot open {}", path.display()))?;
    let input = Input::new(path.to_string_lossy(), BufReader::new(file));
    let mut words = 0;
    let mut out = Vec::new();
    for document in input.documents() {
        let document = document?;
        words += count(&document);
        out.push(document);
        if words >= args.words {
            break;
        }
    }
    ensure!(!out.is_empty(), "{} has no article", path.display());
    Ok(out)
}

/// Words of the paragraphs.
fn count(document: &Document) -> usize {
    document.paragraphs.iter().map(|p| p.of(&document.text).split_whitespace().count()).sum()
}

/// The staged road must find what the reader finds, before either is timed.
fn check(reader: &Reader, documents: &[Document]) -> Result<()> {
    let document = &documents[0];
    let report = reader.read(document.clone());
    let text = Text::new(document);
    let reading = reader.annotate(&text);
    ensure!(!report.statements.is_empty(), "the first article has no statements: nothing to measure");
    let found = |a: &onrecord::statements::Attribution| {
        let cue = a.cue.first().map(|range| text.span(range));
        let points = onrecord::CodePoints::new(&document.text);
        cue.is_some_and(|cue| {
            let cue = points.span(&document.text, cue);
            report.statements.iter().any(|s| s.cue.first() == Some(&cue))
        })
    };
    let missing = reading.attributions.iter().filter(|a| !found(a)).count();
    ensure!(missing <= 2, "{missing} attributions of the model are in no statement");
    Ok(())
}

/// Seconds of each stage over all documents.
fn stages(reader: &Reader, documents: &[Document]) -> [f64; STAGES.len()] {
    let model = reader.model();
    let mut room = Workspace::default();
    let mut spent = [0.0; STAGES.len()];
    for document in documents {
        let mut clock = cpu_time();
        let mut lap = |stage: usize| {
            let now = cpu_time();
            spent[stage] += now - clock;
            clock = now;
        };
        let text = Text::new(document);
        lap(0);
        let pieces = model.pieces(&text);
        let windows = model.windows(&text, &pieces);
        lap(1);
        let mut reading = Reading::default();
        for window in windows {
            model.encode(&text, &pieces, window, &mut room);
            lap(2);
            model.read_window(&text, window, &mut room, &mut reading);
            lap(3);
        }
        let evidence = reading.factuality.evidence(&reading.syntax.sentences);
        let factuality = reading.factuality.told(evidence);
        let Reading { mut syntax, attributions, triggers, passages: words, .. } = reading;
        syntax.factuality = factuality;
        names::complete(&text, &mut syntax);
        lap(4);
        let published = document.published.as_deref().and_then(|day| day.get(..10)?.parse().ok());
        let times = times::find(&text, &syntax, published);
        lap(5);
        let places = places::find(&text, &syntax);
        let entities = entities::find(&text, &syntax, &places, &attributions);
        lap(6);
        let article = Article {
            text: &text,
            syntax: &syntax,
            entities: &entities,
            times: &times,
            places: &places,
            outlet: document.outlet.name.as_deref(),
        };
        let statements = statements::find(&article, attributions);
        lap(7);
        let same = model.pair_weights();
        let events = events::find(&article, &statements, &triggers, same, published);
        lap(8);
        std::hint::black_box(gaps::find(&article, &statements, &events));
        lap(9);
        let found = passages::words(&text, &syntax, &statements);
        std::hint::black_box(model.codes(&words, &found, &mut room));
        lap(10);
    }
    spent
}

fn cpu_time() -> f64 {
    ThreadTime::now().as_duration().as_secs_f64()
}
