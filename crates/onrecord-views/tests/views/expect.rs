//! Expectations in files, which an ordinary run never rewrites.

use std::path::Path;

/// Compares with `tests/expect/NAME`. With `UPDATE_EXPECT=1` it writes the file instead.
pub(crate) fn expect(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expect").join(name);
    if std::env::var_os("UPDATE_EXPECT").is_some_and(|switch| switch == "1") {
        std::fs::write(&path, found).expect("the expectation can be written");
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    if let Some((n, (old, new))) =
        expected.lines().zip(found.lines()).enumerate().find(|(_, (old, new))| old != new)
    {
        panic!("{name}, line {}:\n  expected  {old}\n  found     {new}\n{HINT}", n + 1);
    }
    let (old, new) = (expected.lines().count(), found.lines().count());
    assert_eq!(old, new, "{name}: expected {old} lines, found {new}\n{HINT}");
}

const HINT: &str = "Look at the change; UPDATE_EXPECT=1 accepts it.";
