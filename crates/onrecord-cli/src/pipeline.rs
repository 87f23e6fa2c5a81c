//! Work on all cores, results in order, memory bounded.
//!
//! A thread of its own goes through the jobs and hands them to a pool; the caller takes the
//! results. Between the two stands a queue of places, one a job, in order: when it is full, no
//! further job is begun, so that a slow first job holds up the rest instead of piling them up.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError, sync_channel};
use std::thread;
use std::time::Duration;

use crate::output::Stop;

/// What the caller of [`in_order`] is told.
#[derive(Debug)]
pub(crate) enum Step<R> {
    /// The next result.
    Done(R),
    /// Nothing is ready; told at least every tenth of a second while that lasts.
    Idle,
}

/// What the names of the pool's threads begin with.
pub(crate) const READER: &str = "reader";
/// Jobs begun and not yet taken, a thread.
const AHEAD: usize = 8;
const PATIENCE: Duration = Duration::from_millis(100);
/// Pages may be nested deeply, and a parser may follow them down.
const STACK: usize = 16 * 1024 * 1024;

/// Does the `work` of every job, and tells each result in the order of the jobs. Ends early where
/// the caller breaks off. What is being read then goes on until the program ends: a job that waits
/// for its input cannot be called back, and nobody should have to wait for it.
pub(crate) fn in_order<J, R>(
    threads: usize,
    jobs: impl Iterator<Item = J> + Send + 'static,
    work: impl Fn(J) -> R + Send + Sync + 'static,
    each: &mut dyn FnMut(Step<R>) -> Result<(), Stop>,
) -> Result<(), Stop>
where
    J: Send + 'static,
    R: Send + 'static,
{
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .thread_name(|n| format!("{READER} {n}"))
        .stack_size(STACK)
        .build()
        .map_err(|error| Stop::Failed(anyhow::Error::new(error).context("threads")))?;
    let (queue, places) = sync_channel::<Receiver<R>>(threads * AHEAD);
    let work = Arc::new(work);
    thread::spawn(move || {
        for job in jobs {
            let (give, place) = sync_channel(1);
            if queue.send(place).is_err() {
                return;
            }
            let work = Arc::clone(&work);
            pool.spawn(move || {
                let _ = give.send(work(job));
            });
        }
    });
    match take(&places, each) {
        ControlFlow::Break(stop) => Err(stop),
        ControlFlow::Continue(()) => Ok(()),
    }
}

fn take<R>(
    places: &Receiver<Receiver<R>>,
    each: &mut dyn FnMut(Step<R>) -> Result<(), Stop>,
) -> ControlFlow<Stop> {
    let mut tell = |step| each(step).map_or_else(ControlFlow::Break, ControlFlow::Continue);
    while let Some(place) = wait(places, &mut || tell(Step::Idle))? {
        if let Some(result) = wait(&place, &mut || tell(Step::Idle))? {
            tell(Step::Done(result))?;
        }
    }
    ControlFlow::Continue(())
}

/// The next value, or none where there will be none; `idle` is called while there is none yet.
fn wait<T>(
    from: &Receiver<T>,
    idle: &mut dyn FnMut() -> ControlFlow<Stop>,
) -> ControlFlow<Stop, Option<T>> {
    match from.try_recv() {
        Ok(value) => return ControlFlow::Continue(Some(value)),
        Err(TryRecvError::Disconnected) => return ControlFlow::Continue(None),
        Err(TryRecvError::Empty) => {}
    }
    loop {
        idle()?;
        match from.recv_timeout(PATIENCE) {
            Ok(value) => return ControlFlow::Continue(Some(value)),
            Err(RecvTimeoutError::Disconnected) => return ControlFlow::Continue(None),
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

/// One thread a core.
pub(crate) fn cores() -> usize {
    thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn results_come_in_order() {
        let mut seen = Vec::new();
        let slow_at_times = |job: usize| {
            thread::sleep(Duration::from_micros((job % 7) as u64 * 300));
            job
        };
        let stopped = in_order(4, 0..500, slow_at_times, &mut |step| {
            if let Step::Done(job) = step {
                seen.push(job);
            }
            Ok(())
        });
        assert!(stopped.is_ok());
        assert_eq!(seen, (0..500).collect::<Vec<_>>());
    }

    #[test]
    fn no_more_jobs_are_begun_than_there_are_places() {
        static BEGUN: AtomicUsize = AtomicUsize::new(0);
        static TAKEN: AtomicUsize = AtomicUsize::new(0);
        static MOST: AtomicUsize = AtomicUsize::new(0);
        let jobs = (0..400).inspect(|_| {
            let ahead = BEGUN.fetch_add(1, Ordering::SeqCst) + 1 - TAKEN.load(Ordering::SeqCst);
            MOST.fetch_max(ahead, Ordering::SeqCst);
        });
        let stopped = in_order(2, jobs, |job| job, &mut |step| {
            if let Step::Done(_) = step {
                thread::sleep(Duration::from_micros(100));
                TAKEN.fetch_add(1, Ordering::SeqCst);
            }
            Ok(())
        });
        assert!(stopped.is_ok());
        // The places, one job being handed over, and one being taken.
        assert!(MOST.load(Ordering::SeqCst) <= 2 * AHEAD + 3, "{MOST:?}");
    }

    #[test]
    fn ends_where_the_caller_breaks_off() {
        let mut left = 10;
        let stopped = in_order(2, 0.., |job: u64| job, &mut |step| {
            if let Step::Done(_) = step {
                left -= 1;
            }
            if left == 0 { Err(Stop::ReaderGone) } else { Ok(()) }
        });
        assert!(matches!(stopped, Err(Stop::ReaderGone)));
    }
}
