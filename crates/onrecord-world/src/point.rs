//! A point on the globe.

/// A point on the globe.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
}

// The tables hold no number that is none.
impl Eq for Point {}

impl Point {
    /// The point of two cells of a table, which may be empty.
    pub(crate) fn of(latitude: &str, longitude: &str) -> Option<Point> {
        Some(Point { latitude: latitude.parse().ok()?, longitude: longitude.parse().ok()? })
    }
}
