//! One-way modules: a stage imports only from the stages before it.

use std::fs;
use std::path::{Path, PathBuf};

/// The stages in their order, each with what may import it and what it may import: those before it.
/// `compose`, `reader` and `report` stand at the end; `phrase` serves the stages behind the syntax.
const ORDER: &[&[&str]] = &[
    &["identity", "plover", "sentence", "status", "text"],
    &["syntax"],
    &["phrase"],
    &["conllu", "names", "places", "times"],
    &["entities", "statements", "model"],
    &["events", "gaps", "passages"],
    &["report"],
    &["compose", "reader"],
];

fn rank(module: &str) -> Option<usize> {
    ORDER.iter().position(|modules| modules.contains(&module))
}

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the sources can be listed") {
        let path = entry.expect("the sources can be listed").path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

#[test]
fn a_stage_imports_only_from_its_left() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut wrong = Vec::new();
    for file in files {
        let inside = file.strip_prefix(&root).expect("it is a source");
        let module = inside.components().next().expect("it has a name").as_os_str();
        let module = module.to_string_lossy().trim_end_matches(".rs").to_owned();
        if module == "lib" {
            continue;
        }
        let own = rank(&module).unwrap_or_else(|| panic!("{module} has no place in the order"));
        let text = fs::read_to_string(&file).expect("a source can be read");
        for used in text.lines().filter(|l| !l.trim_start().starts_with("//")).flat_map(imports) {
            match rank(&used) {
                Some(other) if other > own => wrong.push(format!("{}: {used}", inside.display())),
                Some(_) => {}
                None => wrong.push(format!("{}: unknown stage {used}", inside.display())),
            }
        }
    }
    assert!(wrong.is_empty(), "these look to their right:\n{}", wrong.join("\n"));
}

/// The modules of this crate that a line names.
fn imports(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let rest = &line[at + "crate::".len()..];
        let names: Vec<&str> = match rest.strip_prefix('{') {
            Some(list) => list.split([',', '}']).collect(),
            None => vec![rest],
        };
        for name in names {
            let name: String =
                name.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if name.chars().next().is_some_and(char::is_lowercase) {
                found.push(name);
            }
        }
    }
    found
}

#[test]
fn the_architecture_names_only_what_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let text = fs::read_to_string(root.join("ARCHITECTURE.md")).expect("ARCHITECTURE.md is there");
    let mut missing = Vec::new();
    for word in text.split('`').skip(1).step_by(2) {
        let is_path = word.contains('/') && !word.contains([' ', '<', '*', ':']);
        if is_path && !root.join(word).exists() {
            missing.push(word);
        }
    }
    assert!(missing.is_empty(), "ARCHITECTURE.md names what is not there: {missing:?}");
}
