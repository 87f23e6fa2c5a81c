//! `cargo xtask`: chores of the repository.

mod eval;
mod pairs;
mod passages;
mod stances;
mod words;

use anyhow::{Result, bail};

const USAGE: &str = "usage: cargo xtask eval TASK GOLD | cargo xtask words FILE.jsonl[.gz] | cargo xtask pairs FILE.jsonl[.gz] | cargo xtask passages FOLDER OUT | cargo xtask stances FOLDER";

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["eval", "scenarios"] => eval::run("scenarios", "../shared/scenarios"),
        ["eval", task, gold] => eval::run(task, gold),
        ["words", file] => words::run(file),
        ["pairs", file] => pairs::run(file),
        ["passages", folder, out] => passages::run(folder, out),
        ["stances", folder] => stances::run(folder),
        _ => bail!("{USAGE}"),
    }
}
