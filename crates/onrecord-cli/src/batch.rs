//! A run over all inputs: read on all cores, written in order, faults told and passed over.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use anyhow::anyhow;
use onrecord_intake::Record;
use onrecord_tables::Row;

use crate::inputs::{Failure, Job};
use crate::output::{Destination, Frame, Item, Output, Sink, Stop};
use crate::pipeline::Step;
use crate::progress::Progress;
use crate::{Exit, faults, inputs, output, pipeline, signals};

/// More threads than this help nobody.
pub(crate) const MAX_THREADS: usize = 1024;

/// What is to be read, and where the results go.
#[derive(Debug)]
pub(crate) struct Batch<'a> {
    pub(crate) inputs: &'a [OsString],
    /// The address of the one input, where it does not name its own.
    pub(crate) url: Option<String>,
    pub(crate) destination: Destination,
    pub(crate) frame: Frame,
    /// No progress bar.
    pub(crate) quiet: bool,
    pub(crate) threads: Option<NonZeroUsize>,
}

/// What a record comes to.
#[derive(Debug)]
pub(crate) enum Written {
    /// An identifier and bytes to write.
    Article { id: String, bytes: Vec<u8> },
    /// Rows of a table.
    Rows(Vec<Row>),
}

impl Batch<'_> {
    /// Does the work that `prepare` makes, once the place is open that results go to, on every
    /// record. Ends with the exit status, or with what is wrong with the wish.
    pub(crate) fn run<W>(self, prepare: impl FnOnce(&Sink) -> W) -> Result<Exit, Stop>
    where
        W: Fn(Record) -> Result<Written, Failure> + Send + Sync + 'static,
    {
        signals::listen();
        let sources = inputs::expand(self.inputs);
        let progress = Progress::new(&sources, self.quiet, self.destination.is_stdout());
        if let Some(path) = self.overwritten() {
            let error = anyhow!("{}: the output would replace an input", path.display());
            return stopped(Stop::Failed(error), &progress);
        }
        let mut sink = match Sink::open(self.destination, self.frame) {
            Ok(sink) => sink,
            Err(error) => return stopped(Stop::Failed(error), &progress),
        };
        let jobs = inputs::records(sources, inputs::Reading::plain(self.url), progress.meter());
        let threads = self.threads.map_or_else(pipeline::cores, NonZeroUsize::get).min(MAX_THREADS);
        let work = prepare(&sink);
        let work = move |job: Job| (job.record.and_then(|record| item(&work, record)), job.bytes);
        let read = pipeline::in_order(threads, jobs, work, &mut |step| match step {
            Step::Done((result, bytes)) => {
                progress.add(result.is_err(), bytes);
                sink.take(result, &progress)
            }
            Step::Idle => sink.idle(&progress),
        });
        progress.clear();
        match read.and_then(|()| sink.finish()) {
            Ok(()) if progress.failed() > 0 => Ok(Exit::Failed),
            Ok(()) => Ok(Exit::Fine),
            Err(stop) => stopped(stop, &progress),
        }
    }

    /// The input that the output file would replace.
    fn overwritten(&self) -> Option<PathBuf> {
        let Destination::File(path) = &self.destination else { return None };
        let output = path.canonicalize().ok()?;
        self.inputs
            .iter()
            .map(PathBuf::from)
            .find(|input| input.canonicalize().is_ok_and(|input| input == output))
    }
}

/// One record, read and written out. Nothing that an article holds can stop the run: not even a
/// fault of ours.
fn item(
    work: &impl Fn(Record) -> Result<Written, Failure>,
    record: Record,
) -> Result<Output, Failure> {
    let line = record.line();
    let name =
        line.map_or_else(|| record.name().to_owned(), |line| format!("{}:{line}", record.name()));
    match faults::caught(|| work(record)) {
        Ok(written) => Ok(match written? {
            Written::Article { id, bytes } => {
                Output::Article(Item { name, one_of_many: line.is_some(), id, bytes })
            }
            Written::Rows(rows) => Output::Rows(rows),
        }),
        Err(fault) => Err(Failure::new(name, fault)),
    }
}

/// What a run comes to that ended before its time.
fn stopped(stop: Stop, progress: &Progress) -> Result<Exit, Stop> {
    match stop {
        Stop::Interrupted => Ok(Exit::Interrupted),
        Stop::ReaderGone if progress.failed() > 0 => Ok(Exit::Failed),
        Stop::ReaderGone => Ok(Exit::Fine),
        Stop::Several => Err(Stop::Several),
        Stop::Failed(error) => {
            output::complain(&format!("{error:#}"));
            Ok(Exit::Failed)
        }
    }
}
