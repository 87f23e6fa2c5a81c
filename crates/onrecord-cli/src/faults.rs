//! Faults of our own: an article that brings one to light must not stop the run.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;
use std::thread;

use crate::pipeline::READER;

thread_local! {
    /// Where the last fault on this thread happened.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Does some work; a panic in it becomes a message for the person who runs the program.
pub(crate) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    static ONCE: Once = Once::new();
    ONCE.call_once(note_places);
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        let place = PLACE.take();
        format!("a fault of onrecord's own, at {place}; please report it with this input")
    })
}

/// On threads that read, a panic leaves its place and prints nothing; elsewhere it prints as ever.
fn note_places() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().name().is_some_and(|name| name.starts_with(READER)) {
            PLACE.replace(info.location().map_or_else(String::new, ToString::to_string));
        } else {
            usual(info);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_message() {
        let reader = thread::Builder::new().name(format!("{READER} 9"));
        let caught = reader.spawn(|| caught(|| -> u8 { panic!("by intent") })).unwrap().join();
        let message = caught.unwrap().unwrap_err();
        assert!(message.contains("faults.rs:"), "{message}");
    }
}
