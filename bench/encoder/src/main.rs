//! Speed of the encoder on one thread.
//!
//! Times are processor time of the thread, so that another job on the same core does not stretch
//! them; rates are the best of some rounds.

use std::fs;
use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::Parser;
use cpu_time::ThreadTime;
use onrecord_encoder::{Arithmetic, Encoder, Isa, Piece, Scratch, Tokenizer, Weights};

const TEXT: &str = include_str!("../../text.txt");
const LENGTHS: [usize; 3] = [32, 128, 256];

/// Measures the encoder on one thread.
#[derive(Parser)]
enum Command {
    /// Pieces a second at several lengths, in int8 and in f32.
    Speed {
        /// A weights file.
        weights: PathBuf,
        /// Instruction sets (portable, avx2, avx-vnni, avx512); the best one if none is named.
        #[arg(long, value_delimiter = ',')]
        isa: Vec<String>,
        /// Rounds, the best of which counts.
        #[arg(long, default_value_t = 10)]
        rounds: usize,
        /// Only this arithmetic: int8 or f32.
        #[arg(long)]
        only: Option<String>,
    },
    /// Megabytes of text a second through the tokenizer.
    Tokenizer {
        /// A weights file.
        weights: PathBuf,
        /// Text; our own if none is named.
        text: Option<PathBuf>,
    },
    /// Reads words from standard input, a line each, and writes `word<TAB>pieces`.
    Pieces {
        /// A weights file.
        weights: PathBuf,
    },
    /// Does what lines on standard input ask for; `beside_onnx.py` drives it.
    Serve {
        /// A weights file.
        weights: PathBuf,
    },
}

fn main() -> Result<()> {
    match Command::parse() {
        Command::Speed { weights, isa, rounds, only } => {
            let isas = match isa.is_empty() {
                true => vec![Isa::detect()],
                false => isa.iter().map(|n| named(n)).collect::<Result<_>>()?,
            };
            speed(&open(&weights)?, &isas, rounds, only.as_deref())
        }
        Command::Tokenizer { weights, text } => {
            let text = text.map_or(Ok(TEXT.to_owned()), fs::read_to_string)?;
            tokenizer_speed(&open(&weights)?, &text)
        }
        Command::Pieces { weights } => pieces(&open(&weights)?),
        Command::Serve { weights } => serve(&open(&weights)?),
    }
}

fn open(path: &PathBuf) -> Result<Weights> {
    let bytes = fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    Ok(Weights::from_bytes(bytes.leak())?)
}

fn named(name: &str) -> Result<Isa> {
    Isa::named(name).with_context(|| format!("this machine has no {name}"))
}

/// Processor time of this thread in seconds. (Linux keeps it there in nanoseconds.)
fn cpu_time() -> f64 {
    ThreadTime::now().as_duration().as_secs_f64()
}

/// The first `length` pieces of our text with its marks, the text over again if it is too short.
fn window(tokenizer: &Tokenizer, length: usize) -> Vec<Piece> {
    let mut ids = Vec::new();
    tokenizer.pieces(TEXT, &mut ids);
    let mark = |mark| tokenizer.id(mark).unwrap_or(tokenizer.unknown());
    let text = ids.into_iter().cycle().take(length - 2);
    let ids = [mark("[CLS]")].into_iter().chain(text).chain([mark("[SEP]")]);
    ids.map(Piece::plain).collect()
}

fn speed(weights: &Weights, isas: &[Isa], rounds: usize, only: Option<&str>) -> Result<()> {
    let tokenizer = Tokenizer::new(weights.vocabulary()?)?;
    let mut scratch = Scratch::new();
    let mut out = Vec::new();
    println!(
        "{:<10}{:<6}{:>8}{}",
        "set",
        "",
        "load ms",
        LENGTHS.map(|l| format!("{l:>10}")).concat()
    );
    for &isa in isas {
        for (name, arithmetic) in [("int8", Arithmetic::Int8), ("f32", Arithmetic::F32)] {
            if only.is_some_and(|only| only != name) {
                continue;
            }
            let start = cpu_time();
            let encoder = Encoder::new(weights, arithmetic, isa)?;
            print!("{:<10}{name:<6}{:>8.0}", isa.name(), (cpu_time() - start) * 1e3);
            for length in LENGTHS {
                let window = window(&tokenizer, length);
                let mut best: f64 = 0.0;
                for _ in 0..rounds {
                    let (start, mut windows) = (cpu_time(), 0);
                    while cpu_time() - start < 0.1 {
                        encoder.encode(&window, &mut out, &mut scratch);
                        windows += 1;
                    }
                    best = best.max((windows * length) as f64 / (cpu_time() - start));
                }
                print!("{best:>10.0}");
                io::stdout().flush()?;
            }
            println!();
        }
    }
    Ok(())
}

fn tokenizer_speed(weights: &Weights, text: &str) -> Result<()> {
    let start = Instant::now();
    let tokenizer = Tokenizer::new(weights.vocabulary()?)?;
    println!("built in {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let words: Vec<&str> = text.split_whitespace().collect();
    let bytes: usize = words.iter().map(|word| word.len()).sum();
    let mut best: f64 = 0.0;
    let mut ids = Vec::new();
    for _ in 0..10 {
        let (start, mut passes) = (cpu_time(), 0);
        while cpu_time() - start < 0.1 {
            ids.clear();
            words.iter().for_each(|word| tokenizer.pieces(word, &mut ids));
            passes += 1;
        }
        best = best.max((passes * bytes) as f64 / (cpu_time() - start));
    }
    println!("{} words, {} pieces: {:.0} MB/s", words.len(), ids.len(), best * 1e-6);
    Ok(())
}

fn pieces(weights: &Weights) -> Result<()> {
    let tokenizer = Tokenizer::new(weights.vocabulary()?)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut ids = Vec::new();
    for word in io::stdin().lock().lines() {
        let word = word?;
        ids.clear();
        tokenizer.pieces(&word, &mut ids);
        let ids: Vec<String> = ids.iter().map(u32::to_string).collect();
        writeln!(out, "{word}\t{}", ids.join(" "))?;
    }
    Ok(())
}

/// Answers `window LENGTH` with ids, `show ARITHMETIC ID...` with vectors as little-endian f32, and
/// `time ARITHMETIC REPEATS ID...` with seconds of processor time.
fn serve(weights: &Weights) -> Result<()> {
    let tokenizer = Tokenizer::new(weights.vocabulary()?)?;
    let isa = Isa::detect();
    let int8 = Encoder::new(weights, Arithmetic::Int8, isa)?;
    let f32 = Encoder::new(weights, Arithmetic::F32, isa)?;
    let mut scratch = Scratch::new();
    let mut vectors = Vec::new();
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let mut words = line.split(' ');
        let mut next = || words.next().context("a line ends early");
        match next()? {
            "window" => {
                let window = window(&tokenizer, next()?.parse()?);
                let ids: Vec<String> = window.iter().map(|piece| piece.id.to_string()).collect();
                writeln!(out, "{}", ids.join(" "))?;
            }
            what @ ("show" | "time") => {
                let encoder = if next()? == "int8" { &int8 } else { &f32 };
                let repeats: usize = if what == "time" { next()?.parse()? } else { 1 };
                let window = words.map(|id| Ok(Piece::plain(id.parse()?)));
                let window = window.collect::<Result<Vec<_>>>()?;
                let start = cpu_time();
                for _ in 0..repeats {
                    encoder.encode(&window, &mut vectors, &mut scratch);
                }
                match what {
                    "time" => writeln!(out, "{}", cpu_time() - start)?,
                    _ => vectors.iter().try_for_each(|x| out.write_all(&x.to_le_bytes()))?,
                }
            }
            other => bail!("`{other}` is not asked for"),
        }
        out.flush()?;
    }
    Ok(())
}
