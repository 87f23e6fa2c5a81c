//! Interruption by the user or the system.

use std::sync::atomic::{AtomicBool, Ordering};

static ASKED: AtomicBool = AtomicBool::new(false);

/// From now on a first Ctrl-C (or SIGTERM, SIGHUP) asks the run to end, which it does behind a
/// whole report; a second one ends it at once.
pub(crate) fn listen() {
    // Where no handler can be set, the system's own stands: the program ends at once.
    let _ = ctrlc::set_handler(|| {
        if ASKED.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
    });
}

/// Has the run been asked to end?
pub(crate) fn interrupted() -> bool {
    ASKED.load(Ordering::SeqCst)
}
