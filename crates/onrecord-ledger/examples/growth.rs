//! What adding one article costs in ledgers of several sizes, within one process, in processor time:
//! `cargo run --release -p onrecord-ledger --example growth -- REPORTS.jsonl [SIZE ...]`

use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use onrecord::report::Report;
use onrecord_ledger::{Entry, Filter, Ledger};

/// Articles that are added one by one at each size.
const ONE_BY_ONE: usize = 20;
/// Articles of one transaction on the way to a size.
const BATCH: usize = 64;

#[expect(clippy::print_stdout, reason = "its output is what it is for")]
fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("expected a file of reports, found nothing")?;
    let sizes: Vec<usize> = arguments.map(|size| size.parse()).collect::<Result<_, _>>()?;
    let sizes = if sizes.is_empty() { vec![50, 500, 1000, 2000, 5000] } else { sizes };
    let mut reports = BufReader::new(File::open(path)?)
        .lines()
        .map(|line| Ok::<Report, Box<dyn Error>>(serde_json::from_str(&line?)?));
    let desk = tempfile::tempdir()?;
    let mut ledger = Ledger::open(desk.path().join("growth.db"))?;
    let mut size = 0;
    for wish in sizes {
        let (mut ready, mut added) = (Duration::ZERO, Duration::ZERO);
        let from = size;
        while size + ONE_BY_ONE < wish {
            let some = reports.by_ref().take(BATCH.min(wish - ONE_BY_ONE - size));
            let some: Vec<Report> = some.collect::<Result<_, _>>()?;
            if some.is_empty() {
                break;
            }
            size += some.len();
            let began = busy();
            let entries: Vec<Entry> = some.into_iter().map(Entry::new).collect();
            ready += busy() - began;
            let began = busy();
            ledger.add(&entries)?;
            added += busy() - began;
        }
        let batched = (size - from).max(1) as u32;
        let mut times = Vec::new();
        for report in reports.by_ref().take(ONE_BY_ONE) {
            let entry = [Entry::new(report?)];
            let began = busy();
            ledger.add(&entry)?;
            times.push(busy() - began);
            size += 1;
        }
        times.sort();
        let mean = times.iter().sum::<Duration>() / times.len().max(1) as u32;
        let began = Instant::now();
        let claims = ledger.claims(&Filter { limit: Some(20), ..Filter::default() })?;
        let listed = began.elapsed();
        let began = Instant::now();
        if let Some(claim) = claims.first() {
            ledger.claim_view(&claim.id)?;
        }
        println!(
            "{size:6} articles: one {mean:7.1?} (middle {:.1?}, most {:.1?}); in batches {:.1?}, made ready {:.1?}; claims {listed:.1?}, claim {:.1?}",
            times.get(times.len() / 2).copied().unwrap_or_default(),
            times.last().copied().unwrap_or_default(),
            added / batched,
            ready / batched,
            began.elapsed(),
        );
    }
    println!("{:?}", ledger.size()?);
    Ok(())
}

/// What this thread has spent of a processor; where the system does not tell, the time.
fn busy() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = told.and_then(|told| told.split(' ').next()?.parse().ok());
    let time = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    spent.map_or_else(time, Duration::from_nanos)
}
