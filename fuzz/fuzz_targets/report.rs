#![no_main]

#[allow(dead_code, reason = "it needs only a part of them")]
mod invariants;

use std::sync::LazyLock;

use onrecord::Reader;

static READER: LazyLock<Reader> = LazyLock::new(Reader::new);

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for document in invariants::documents("article.txt", bytes) {
        let report = READER.read(document.clone());
        invariants::check_report(&report);
        let again = READER.read(document);
        assert_eq!(report, again, "the same text gives another report");
    }
});
