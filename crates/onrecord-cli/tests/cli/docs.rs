//! `docs/cli.md` tells of everything that the program has.

use std::path::Path;

use crate::Desk;

fn handbook() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/cli.md");
    std::fs::read_to_string(path).expect("docs/cli.md is there")
}

/// The commands that `onrecord --help` lists.
fn commands(desk: &Desk) -> Vec<String> {
    let help = desk.run(&["--help"]).fine();
    let list = help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next());
    list.expect("there are commands")
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
        .collect()
}

/// `--format`, `-f` and so on.
fn flags(help: &str) -> Vec<String> {
    help.lines()
        .map(str::trim_start)
        .filter(|line| line.starts_with('-'))
        .flat_map(|line| {
            line.split([' ', ',', '=']).take_while(|word| !word.is_empty() || line.starts_with('-'))
        })
        .filter(|word| {
            word.len() > 1
                && word.starts_with('-')
                && word[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '-')
        })
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_command_and_flag_stands_in_the_handbook() {
    let desk = Desk::new();
    let handbook = handbook();
    let commands = commands(&desk);
    assert!(commands.contains(&"read".to_owned()), "{commands:?}");
    for command in commands {
        assert!(handbook.contains(&format!("`{command}`")), "{command}");
        if command == "help" {
            continue;
        }
        let (_, chapter) =
            handbook.split_once(&format!("\n## onrecord {command}\n")).expect("it has a chapter");
        let chapter = chapter.split("\n## ").next().unwrap();
        let flags = flags(&desk.run(&["help", &command]).fine());
        assert!(flags.len() > 3, "{command}: {flags:?}");
        for flag in flags {
            let told = ["`", " "].iter().any(|end| chapter.contains(&format!("`{flag}{end}")));
            assert!(told, "{command} {flag}");
        }
    }
    for flag in flags(&desk.run(&["--help"]).fine()) {
        assert!(flag.len() == 2 || handbook.contains(&flag), "{flag}");
    }
}

#[test]
fn help_shows_every_example_of_the_handbook() {
    let desk = Desk::new();
    let handbook = handbook();
    let examples = [
        ("read", 6),
        ("annotate", 2),
        ("add", 4),
        ("claims", 3),
        ("claim", 2),
        ("sources", 2),
        ("watch", 2),
        ("changes", 2),
        ("export", 3),
        ("refresh", 2),
        ("problems", 1),
        ("serve", 2),
    ];
    for (command, least) in examples {
        let help = desk.run(&["help", command]).fine();
        let (_, chapter) = handbook.split_once(&format!("\n## onrecord {command}\n")).unwrap();
        let chapter = chapter.split("\n## ").next().unwrap();
        let (_, examples) = chapter.split_once("\n### Examples").expect("it has examples");
        let examples: Vec<_> =
            examples.lines().filter_map(|line| line.strip_prefix("    ")).collect();
        assert!(examples.len() >= least, "{command}: {examples:?}");
        for example in examples {
            assert!(help.contains(example), "{command}: {example}");
        }
        assert!(help.contains("Exit status:"), "{command}");
    }
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let readme = std::fs::read_to_string(root.join("README.md")).expect("README.md is there");
    let article = root.join("examples/patrol-ships.txt");
    let printed = Desk::new()
        .run(&["read", article.to_str().expect("a path"), "--published", "2022-03-14"])
        .fine();
    let shown = readme.split("```text\n").nth(1).and_then(|rest| rest.split("```").next());
    let shown = shown.expect("an example");
    // What is left out stands as three points.
    let parts: Vec<&str> = shown.split("  ...\n\n").map(str::trim_end).collect();
    assert!(parts.len() == 2 && printed.starts_with(parts[0]), "{printed}");
    assert!(printed.trim_end().ends_with(parts[1]), "{printed}");
}
