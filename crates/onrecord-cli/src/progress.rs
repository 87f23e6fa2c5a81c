//! How far a run is: a bar on the terminal, where there is one.

use std::cell::Cell;
use std::io::{self, BufRead, IsTerminal, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::inputs::Source;

/// Runs shorter than this show no bar.
const SOON: Duration = Duration::from_millis(500);

/// Counts what is read and what is not, and shows it.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: ProgressBar,
    /// The bar may be shown, and both it and the reports go to a terminal.
    wanted: bool,
    shares_terminal: bool,
    since: Instant,
    meter: Meter,
    /// Articles read.
    read: Cell<u64>,
    /// Inputs and records that could not be read.
    failed: Cell<u64>,
    shown: Cell<bool>,
}

impl Progress {
    pub(crate) fn new(sources: &[Source], quiet: bool, to_stdout: bool) -> Self {
        let total: Option<u64> = sources.iter().map(Source::size).sum();
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden());
        let template = match total {
            Some(_) => "{bar:30} {percent:>3} %  {msg}  {eta} left",
            None => "{spinner} {msg}  {elapsed}",
        };
        let style = ProgressStyle::with_template(template).expect("the template is sound");
        bar.set_style(style.progress_chars("━━╌"));
        Self {
            bar,
            wanted: !quiet && io::stderr().is_terminal(),
            shares_terminal: to_stdout && io::stdout().is_terminal(),
            since: Instant::now(),
            meter: Meter::default(),
            read: Cell::new(0),
            failed: Cell::new(0),
            shown: Cell::new(false),
        }
    }

    /// To count the bytes of files with.
    pub(crate) fn meter(&self) -> Meter {
        self.meter.clone()
    }

    /// An article was read, or something could not be; `bytes` had been used up to it.
    pub(crate) fn add(&self, failed: bool, bytes: u64) {
        let count = if failed { &self.failed } else { &self.read };
        count.set(count.get() + 1);
        self.bar.set_position(bytes);
    }

    /// How many inputs and records could not be read.
    pub(crate) fn failed(&self) -> u64 {
        self.failed.get()
    }

    /// Brings the bar up to date.
    pub(crate) fn show(&self) {
        if !self.wanted || self.since.elapsed() < SOON {
            return;
        }
        if !self.shown.replace(true) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        let (read, failed) = (self.read.get(), self.failed());
        let rate = read as f64 / self.since.elapsed().as_secs_f64();
        let mut message = format!("{} articles, {rate:.0} a second", HumanCount(read));
        if failed > 0 {
            message.push_str(&format!(", {} failed", HumanCount(failed)));
        }
        self.bar.set_message(message);
        if self.bar.length().is_none() {
            self.bar.tick();
        }
    }

    /// Writes something beside the bar without tearing either.
    pub(crate) fn aside<T>(&self, to_stderr: bool, write: impl FnOnce() -> T) -> T {
        if self.shown.get() && (to_stderr || self.shares_terminal) {
            self.bar.suspend(write)
        } else {
            write()
        }
    }

    /// Takes the bar away.
    pub(crate) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

/// Counts the bytes that have been used of all files.
#[derive(Clone, Debug, Default)]
pub(crate) struct Meter(Arc<AtomicU64>);

impl Meter {
    pub(crate) fn count<R: BufRead>(&self, reader: R) -> impl BufRead + use<R> {
        Counted { reader, bytes: Arc::clone(&self.0) }
    }

    /// The bytes used until now.
    pub(crate) fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

struct Counted<R> {
    reader: R,
    bytes: Arc<AtomicU64>,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.bytes.fetch_add(amount as u64, Ordering::Relaxed);
        self.reader.consume(amount);
    }
}
