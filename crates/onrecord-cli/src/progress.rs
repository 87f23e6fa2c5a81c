//! How far a run is: a bar on the terminal, where there is one.

use std::io::{self, IsTerminal, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::inputs::Source;

/// Runs shorter than this show no bar.
const SOON: Duration = Duration::from_millis(500);

/// Counts what is read and what fails, and shows it.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: ProgressBar,
    /// The bar may be shown, and both it and the reports go to a terminal.
    wanted: bool,
    shares_terminal: bool,
    since: Instant,
    bytes: Arc<AtomicU64>,
    done: AtomicU64,
    failed: AtomicU64,
    shown: std::cell::Cell<bool>,
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
            bytes: Arc::default(),
            done: AtomicU64::new(0),
            failed: AtomicU64::new(0),
            shown: std::cell::Cell::new(false),
        }
    }

    /// To count the bytes of files with.
    pub(crate) fn meter(&self) -> Meter {
        Meter(Arc::clone(&self.bytes))
    }

    pub(crate) fn add(&self, failed: bool) {
        self.done.fetch_add(1, Ordering::Relaxed);
        self.failed.fetch_add(u64::from(failed), Ordering::Relaxed);
    }

    /// How many inputs and records could not be read.
    pub(crate) fn failed(&self) -> u64 {
        self.failed.load(Ordering::Relaxed)
    }

    /// Brings the bar up to date.
    pub(crate) fn show(&self) {
        if !self.wanted || self.since.elapsed() < SOON {
            return;
        }
        if !self.shown.replace(true) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        let (done, failed) = (self.done.load(Ordering::Relaxed), self.failed());
        let rate = done as f64 / self.since.elapsed().as_secs_f64();
        let mut message = format!("{} articles, {rate:.0} a second", HumanCount(done));
        if failed > 0 {
            message.push_str(&format!(", {} failed", HumanCount(failed)));
        }
        self.bar.set_message(message);
        self.bar.set_position(self.bytes.load(Ordering::Relaxed));
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

/// Counts the bytes that pass.
#[derive(Clone, Debug)]
pub(crate) struct Meter(Arc<AtomicU64>);

impl Meter {
    pub(crate) fn count<R: Read>(&self, reader: R) -> impl Read + use<R> {
        Counted { reader, bytes: Arc::clone(&self.0) }
    }
}

struct Counted<R> {
    reader: R,
    bytes: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
