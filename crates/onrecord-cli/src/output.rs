//! Where reports go, and where complaints go: the only module that prints.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::ValueEnum;
use onrecord_tables::{Column, Format, Row, Writer};
use onrecord_views::clean;
use tempfile::NamedTempFile;

use crate::inputs::Failure;
use crate::progress::Progress;
use crate::{Exit, signals};

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

/// Where reports are to go.
#[derive(Debug)]
pub(crate) enum Destination {
    Stdout,
    File(PathBuf),
    /// One file an article, with this extension.
    Directory(PathBuf, &'static str),
}

impl Destination {
    pub(crate) fn is_stdout(&self) -> bool {
        matches!(self, Self::Stdout)
    }
}

/// What stands around reports that go to one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Frame {
    /// A rule between them.
    Ruled,
    /// The name of its input above each, where there are several.
    Named {
        /// Also above what may be the only one.
        always: bool,
    },
    /// A line feed behind each.
    Lines,
    /// Nothing: each brings its own line ends.
    Bare,
    /// The header and the end of a table.
    Table(Format, &'static [Column]),
    /// One as it is; several as a JSON array.
    Array {
        /// Also where there is but one.
        always: bool,
    },
    /// There can only be one.
    One,
}

/// One report, written out.
#[derive(Debug)]
pub(crate) struct Item {
    /// `FILE[:LINE]` that it was read from.
    pub(crate) name: String,
    /// Its input holds many.
    pub(crate) one_of_many: bool,
    /// The report's identifier.
    pub(crate) id: String,
    /// The report, in the format asked for.
    pub(crate) bytes: Vec<u8>,
}

/// What a record comes to.
#[derive(Debug)]
pub(crate) enum Output {
    /// Its report.
    Article(Item),
    /// Its rows of the table.
    Rows(Vec<Row>),
}

/// Why a run ends before everything is read.
#[derive(Debug)]
pub(crate) enum Stop {
    /// By a signal.
    Interrupted,
    /// Nobody reads our output any more.
    ReaderGone,
    /// Several reports for a place that takes one.
    Several,
    /// The output cannot be written.
    Failed(anyhow::Error),
}

/// A place that reports are written to.
#[derive(Debug)]
pub(crate) struct Sink {
    out: Out,
    frame: Frame,
    /// Records that came, read or not.
    came: u64,
    /// Those that were written to `out`.
    written: u64,
    /// The first report, while it is not known whether it is the only one.
    held: Option<Item>,
}

#[derive(Debug)]
enum Out {
    /// Reports go to the place as they are.
    Place(Place),
    /// Rows go there in the form of a table.
    Table(Box<Writer<Place>>),
}

/// Something to write to.
#[derive(Debug)]
pub(crate) enum Place {
    Stdout(BufWriter<Stdout>),
    /// A file that takes its place when it is whole.
    File {
        path: PathBuf,
        file: BufWriter<NamedTempFile>,
    },
    /// A device or pipe: it is written as it is.
    Device(BufWriter<fs::File>),
    Directory {
        path: PathBuf,
        extension: &'static str,
        taken: BTreeSet<String>,
    },
}

impl Sink {
    pub(crate) fn open(destination: Destination, frame: Frame) -> anyhow::Result<Self> {
        let place = match destination {
            Destination::Stdout => Place::Stdout(BufWriter::with_capacity(BUFFER, io::stdout())),
            Destination::File(path) => file(path)?,
            Destination::Directory(path, extension) => {
                fs::create_dir_all(&path).with_context(|| path.display().to_string())?;
                Place::Directory { path, extension, taken: BTreeSet::new() }
            }
        };
        let out = match frame {
            Frame::Table(format, columns) => {
                let table = Writer::new(format, columns, place).context("output")?;
                Out::Table(Box::new(table))
            }
            _ => Out::Place(place),
        };
        Ok(Self { out, frame, came: 0, written: 0, held: None })
    }

    /// The width that text is set at where none is given: the terminal's, within reason.
    pub(crate) fn width(&self) -> usize {
        width(self.to_stdout())
    }

    pub(crate) fn colour(&self, color: Color) -> bool {
        colour(color, self.to_stdout())
    }

    fn to_stdout(&self) -> bool {
        matches!(self.out, Out::Place(Place::Stdout(_)))
    }

    /// Takes the next result.
    pub(crate) fn take(
        &mut self,
        result: Result<Output, Failure>,
        progress: &Progress,
    ) -> Result<(), Stop> {
        self.came += 1;
        match result {
            Ok(Output::Article(item)) => progress.aside(false, || self.put(item))?,
            Ok(Output::Rows(rows)) => progress.aside(false, || self.rows(&rows))?,
            Err(failure) => progress.aside(true, || complain(&failure.message())),
        }
        progress.show();
        if signals::interrupted() { Err(Stop::Interrupted) } else { Ok(()) }
    }

    /// Nothing is to be had at the moment: what was written is passed on.
    pub(crate) fn idle(&mut self, progress: &Progress) -> Result<(), Stop> {
        progress.show();
        if signals::interrupted() {
            return Err(Stop::Interrupted);
        }
        match &mut self.out {
            Out::Place(Place::Stdout(out)) if !out.buffer().is_empty() => {
                progress.aside(false, || out.flush()).map_err(stop)
            }
            Out::Place(Place::Device(file)) => file.flush().map_err(stop),
            Out::Table(table) => progress.aside(false, || table.flush()).map_err(stop),
            Out::Place(_) => Ok(()),
        }
    }

    fn put(&mut self, item: Item) -> Result<(), Stop> {
        if let Out::Place(Place::Directory { path, extension, taken }) = &mut self.out {
            let name = file_name(&item.id, &item.name, taken);
            let path = path.join(format!("{name}.{extension}"));
            return whole(&path, &item.bytes).map_err(Stop::Failed);
        }
        match self.frame {
            Frame::Ruled | Frame::Named { .. } | Frame::Lines | Frame::Bare => self.write(&item),
            Frame::Array { always } => {
                // Whether it stands in an array is known with the second record, or at the end.
                if self.came == 1 && !always {
                    self.held = Some(item);
                    return Ok(());
                }
                if let Some(first) = self.held.take() {
                    self.write(&first)?;
                }
                self.write(&item)
            }
            Frame::One if self.came > 1 => Err(Stop::Several),
            Frame::One => {
                self.held = Some(item);
                Ok(())
            }
            Frame::Table(..) => unreachable!("a table takes rows"),
        }
    }

    fn rows(&mut self, rows: &[Row]) -> Result<(), Stop> {
        let Out::Table(table) = &mut self.out else { unreachable!("rows go into a table") };
        self.written += 1;
        rows.iter().try_for_each(|row| table.row(row)).map_err(stop)
    }

    fn write(&mut self, item: &Item) -> Result<(), Stop> {
        let first = self.written == 0;
        self.written += 1;
        let before = match self.frame {
            Frame::Ruled if !first => format!("\n{}\n\n", "─".repeat(40)),
            Frame::Named { always } if always || item.one_of_many => {
                let blank = if first { "" } else { "\n" };
                format!("{blank}==> {} <==\n", clean(&item.name))
            }
            Frame::Array { .. } if first => "[\n".to_owned(),
            Frame::Array { .. } => ",\n".to_owned(),
            _ => String::new(),
        };
        let after: &[u8] = if self.frame == Frame::Lines { b"\n" } else { b"" };
        self.bytes(&[before.as_bytes(), &item.bytes, after])
    }

    fn bytes(&mut self, parts: &[&[u8]]) -> Result<(), Stop> {
        let Out::Place(out) = &mut self.out else { unreachable!("a table takes rows") };
        parts.iter().try_for_each(|part| out.write_all(part)).map_err(stop)
    }

    /// Everything came: writes what is held back, and puts a file into its place. A file in which
    /// nothing would stand is not put there.
    pub(crate) fn finish(mut self) -> Result<(), Stop> {
        if matches!(self.out, Out::Place(Place::Stdout(_) | Place::File { .. } | Place::Device(_)))
        {
            self.finish_frame()?;
        }
        let place = match self.out {
            Out::Place(place) => place,
            Out::Table(table) => table.finish().map_err(stop)?,
        };
        match place {
            Place::Stdout(mut out) => out.flush().map_err(stop),
            Place::Device(mut file) => file.flush().map_err(stop),
            Place::File { .. } if self.written == 0 => Ok(()),
            Place::File { path, mut file } => keep(&path, &mut file).map_err(Stop::Failed),
            Place::Directory { .. } => Ok(()),
        }
    }

    fn finish_frame(&mut self) -> Result<(), Stop> {
        let held = self.held.take();
        let Frame::Array { always } = self.frame else {
            self.written += u64::from(held.is_some());
            return self.bytes(&[held.as_ref().map_or(&[], |item| item.bytes.as_slice())]);
        };
        match held {
            Some(item) if self.came == 1 => {
                self.written += 1;
                self.bytes(&[&item.bytes, b"\n"])
            }
            Some(item) => {
                self.write(&item)?;
                self.bytes(&[b"\n]\n"])
            }
            None if self.written > 0 => self.bytes(&[b"\n]\n"]),
            None if always => self.bytes(&[b"[]\n"]),
            None => Ok(()),
        }
    }
}

/// The width of the terminal, within reason, where standard output is one.
pub(crate) fn width(to_stdout: bool) -> usize {
    let terminal = to_stdout && io::stdout().is_terminal();
    let size = terminal.then(terminal_size::terminal_size).flatten();
    size.map_or(80, |(width, _)| usize::from(width.0).min(100))
}

/// Are colours wished for?
pub(crate) fn colour(color: Color, to_stdout: bool) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let unset = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
            let able = std::env::var_os("TERM").is_none_or(|term| term != "dumb");
            unset && able && to_stdout && io::stdout().is_terminal()
        }
    }
}

impl Write for Place {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream()?.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream()?.flush()
    }
}

impl Place {
    /// Standard output, or a file.
    pub(crate) fn to(path: Option<&Path>) -> anyhow::Result<Self> {
        match path.filter(|path| path.as_os_str() != "-") {
            Some(path) => file(path.to_owned()),
            None => Ok(Self::Stdout(BufWriter::with_capacity(BUFFER, io::stdout()))),
        }
    }

    /// Everything is written: a file takes its place.
    pub(crate) fn finish(mut self) -> anyhow::Result<()> {
        match &mut self {
            Self::File { path, file } => keep(path, file),
            other => Ok(other.flush()?),
        }
    }

    /// A directory takes whole files and has none.
    fn stream(&mut self) -> io::Result<&mut dyn Write> {
        match self {
            Self::Stdout(out) => Ok(out),
            Self::File { file, .. } => Ok(file),
            Self::Device(file) => Ok(file),
            Self::Directory { .. } => Err(io::ErrorKind::IsADirectory.into()),
        }
    }
}

const BUFFER: usize = 64 * 1024;

fn stop(error: io::Error) -> Stop {
    match error.kind() {
        io::ErrorKind::BrokenPipe => Stop::ReaderGone,
        _ => Stop::Failed(anyhow::Error::new(error).context("output")),
    }
}

/// A file that is written beside its place, or a device that is written as it is.
fn file(path: PathBuf) -> anyhow::Result<Place> {
    let name = || path.display().to_string();
    // A link is followed: the file that it leads to is replaced, not the link.
    let path = fs::canonicalize(&path).unwrap_or(path.clone());
    match fs::metadata(&path) {
        Ok(found) if !found.is_file() => {
            let file = fs::OpenOptions::new().write(true).open(&path).with_context(name)?;
            Ok(Place::Device(BufWriter::with_capacity(BUFFER, file)))
        }
        _ => {
            let file = beside(&path).with_context(name)?;
            Ok(Place::File { path, file: BufWriter::with_capacity(BUFFER, file) })
        }
    }
}

/// A new file in the directory of `path`, with the rights that `path` has or would get.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    builder.prefix(".onrecord-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666)); // less the caller's umask
    }
    let file = builder.tempfile_in(directory.unwrap_or(Path::new(".")))?;
    if let Ok(found) = fs::metadata(path) {
        file.as_file().set_permissions(found.permissions())?;
    }
    Ok(file)
}

/// Puts a file that is whole into its place.
fn keep(path: &Path, file: &mut BufWriter<NamedTempFile>) -> anyhow::Result<()> {
    let name = || path.display().to_string();
    file.flush().with_context(name)?;
    file.get_ref().as_file().sync_all().with_context(name)?;
    fs::rename(file.get_ref().path(), path).with_context(name)
}

/// Writes a whole file beside its place, then puts it there.
fn whole(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let mut file = BufWriter::new(beside(path).with_context(|| path.display().to_string())?);
    file.write_all(bytes).with_context(|| path.display().to_string())?;
    keep(path, &mut file)
}

/// A name for a file that is safe on any system and nobody else's: made of the report's
/// identifier, or of the input's name where that has nothing to make it of.
fn file_name(id: &str, input: &str, taken: &mut BTreeSet<String>) -> String {
    let stem = [id, input, "article"].into_iter().map(safe).find(|name| !name.is_empty());
    let stem = stem.expect("the last is not empty");
    let mut name = stem.clone();
    let mut n = 2;
    // Some file systems take large and small letters for one.
    while !taken.insert(name.to_lowercase()) {
        name = format!("{stem}-{n}");
        n += 1;
    }
    name
}

/// Letters, digits and single marks; nothing that a file system or a shell minds.
fn safe(text: &str) -> String {
    const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];
    let text = text.strip_prefix("https://").or(text.strip_prefix("http://")).unwrap_or(text);
    let mut name = String::new();
    for c in text.chars() {
        let c = if c.is_ascii_alphanumeric() || c == '.' || c == '_' { c } else { '-' };
        if name.len() == 100 {
            break;
        }
        if c.is_ascii_alphanumeric() || !name.ends_with(['-', '.', '_']) {
            name.push(c);
        }
    }
    let name = name.trim_matches(['-', '.', '_']);
    let stem = name.split('.').next().unwrap_or("").trim_end_matches(|c: char| c.is_ascii_digit());
    if RESERVED.contains(&stem.to_ascii_lowercase().as_str()) {
        return format!("article-{name}");
    }
    name.to_owned()
}

/// One line on standard error: `onrecord: FILE: reason`.
pub(crate) fn complain(message: &str) {
    complain_plainly(&format!("onrecord: {}\n", clean(message)));
}

/// How a command ends; why it failed goes to standard error.
pub(crate) fn ended(result: anyhow::Result<Exit>) -> Exit {
    result.unwrap_or_else(|error| {
        complain(&format!("{error:#}"));
        Exit::Failed
    })
}

/// Text on standard error; where nobody listens, nobody is told.
pub(crate) fn complain_plainly(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}

/// Text on standard output.
pub(crate) fn print(text: &str) -> Exit {
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Exit::Failed,
        _ => Exit::Fine,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_safe() {
        assert_eq!(
            safe("https://courier.example/world/fuel?x=1"),
            "courier.example-world-fuel-x-1"
        );
        assert_eq!(safe("../../etc/passwd"), "etc-passwd");
        assert_eq!(safe("..."), "");
        assert_eq!(safe(".hidden"), "hidden");
        assert_eq!(safe("-rf"), "rf");
        assert_eq!(safe("CON"), "article-CON");
        assert_eq!(safe("lpt1.txt"), "article-lpt1.txt");
        assert_eq!(safe("Zürich\0\u{202E}"), "Z-rich");
        assert_eq!(safe(&"x".repeat(500)).len(), 100);
    }

    #[test]
    fn no_name_is_given_twice() {
        let mut taken = BTreeSet::new();
        let names: Vec<_> =
            ["a", "A", "a", "", ""].iter().map(|id| file_name(id, "in.txt", &mut taken)).collect();
        assert_eq!(names, ["a", "A-2", "a-3", "in.txt", "in.txt-2"]);
    }
}
