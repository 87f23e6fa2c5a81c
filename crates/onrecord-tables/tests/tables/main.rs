//! Tables read back, and the rows of a report.

mod events;
mod formats;
