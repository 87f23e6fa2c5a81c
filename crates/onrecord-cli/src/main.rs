//! The `onrecord` command: reads news articles and reports who says what, on whose word, with
//! what stance.
//!
//! One module a command; what commands share stands in [`ask`], [`batch`], [`inputs`], [`pipeline`],
//! [`progress`] and [`output`]. This crate alone touches files, the terminal, the clock and the network.

mod add;
mod annotate;
mod ask;
mod batch;
mod changes;
mod claims;
mod export;
mod faults;
mod fetch;
mod inputs;
mod output;
mod pipeline;
mod problems;
mod progress;
mod read;
mod refresh;
mod robots;
mod serve;
mod signals;
mod sources;
mod watch;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

/// What a run comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// Everything was read.
    Fine = 0,
    /// Some input could not be read, or something could not be written.
    Failed = 1,
    /// The command line makes no sense.
    Usage = 2,
    /// Stopped by a signal.
    Interrupted = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Reads news and reports who says what, on whose word, with what stance, and what is left open.
///
/// Works offline: the model is in the program.
#[derive(Debug, Parser)]
#[command(
    name = "onrecord",
    disable_version_flag = true,
    max_term_width = 100,
    after_help = "`onrecord help read` tells everything about a command, with examples."
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,

    /// Print the version, and the hash of the model where the program carries one
    #[arg(short = 'V', long)]
    version: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    Read(read::Read),
    Annotate(annotate::Annotate),
    Add(Box<add::Add>),
    Claims(Box<claims::Claims>),
    Claim(claims::One),
    Sources(sources::Sources),
    Watch(watch::Watch),
    Changes(changes::Changes),
    Export(Box<export::Export>),
    Refresh(refresh::Refresh),
    Problems(problems::Problems),
    Serve(serve::Serve),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let exit = match cli.command {
        Some(Command::Read(read)) => read.run(),
        Some(Command::Annotate(annotate)) => annotate.run(),
        Some(Command::Add(add)) => add.run(),
        Some(Command::Claims(claims)) => claims.run(),
        Some(Command::Claim(claim)) => claim.run(),
        Some(Command::Sources(sources)) => sources.run(),
        Some(Command::Watch(watch)) => watch.run(),
        Some(Command::Changes(changes)) => changes.run(),
        Some(Command::Export(export)) => export.run(),
        Some(Command::Refresh(refresh)) => refresh.run(),
        Some(Command::Problems(problems)) => problems.run(),
        Some(Command::Serve(serve)) => serve.run(),
        None if cli.version => output::print(&version()),
        None => {
            output::complain_plainly(&Cli::command().render_help().to_string());
            Exit::Usage
        }
    };
    exit.into()
}

/// `onrecord 0.1.0 (model 0f4c19a2b7d0)`.
fn version() -> String {
    let model = onrecord::model::Model::embedded_hash();
    format!("onrecord {} (model {model})\n", env!("CARGO_PKG_VERSION"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
