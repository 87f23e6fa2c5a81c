//! One binary for all tests; see the modules.

mod arithmetic;
mod errors;
mod pieces;
mod reference;
mod support;

/// Modules that are not named above would never run.
#[test]
fn every_module_is_named() {
    let here = concat!(env!("CARGO_MANIFEST_DIR"), "/tests");
    let named = include_str!("tests.rs");
    for entry in std::fs::read_dir(here).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if let Some(module) = name.strip_suffix(".rs").filter(|&module| module != "tests") {
            assert!(named.contains(&format!("mod {module};")), "tests/{name} is not named");
        }
    }
}
