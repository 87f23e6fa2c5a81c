//! Tables read back.

mod formats;
