#![no_main]

mod invariants;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    invariants::check_documents("page.html", bytes);
});
