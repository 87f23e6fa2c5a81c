//! Text by code points, as reports count.

use onrecord::report::WireSpan;

/// A text whose code points can be found.
#[derive(Debug)]
pub struct Text<'a> {
    text: &'a str,
    /// The byte of every 64th code point.
    marks: Vec<usize>,
}

const EVERY: usize = 64;

impl<'a> Text<'a> {
    /// Counts once through a text.
    pub fn new(text: &'a str) -> Self {
        let marks = text.char_indices().step_by(EVERY).map(|(at, _)| at).collect();
        Self { text, marks }
    }

    fn byte(&self, point: u32) -> usize {
        let point = point as usize;
        let Some(&mark) = self.marks.get(point / EVERY) else { return self.text.len() };
        let rest = &self.text[mark..];
        rest.char_indices().nth(point % EVERY).map_or(self.text.len(), |(at, _)| mark + at)
    }

    /// The words between two code points; nothing where there are none.
    pub fn slice(&self, [start, end]: WireSpan) -> &'a str {
        self.text.get(self.byte(start)..self.byte(end)).unwrap_or_default()
    }

    /// The words of spans, ` ... ` between those that stand apart.
    pub fn words(&self, spans: &[WireSpan]) -> String {
        let parts: Vec<&str> = spans.iter().map(|span| self.slice(*span)).collect();
        parts.join(" ... ")
    }
}

/// From the first beginning to the last end.
pub(crate) fn whole<'a>(spans: impl Iterator<Item = &'a WireSpan>) -> Option<WireSpan> {
    spans.copied().reduce(|a, b| [a[0].min(b[0]), a[1].max(b[1])])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_found_in_long_texts() {
        let long: String = "aé漢😀".repeat(100);
        let text = Text::new(&long);
        let points: Vec<char> = long.chars().collect();
        for (start, end) in [(0, 4), (63, 65), (64, 64), (127, 200), (399, 400)] {
            let expected: String = points[start..end].iter().collect();
            assert_eq!(text.slice([start as u32, end as u32]), expected);
        }
        assert_eq!(text.slice([390, 4000]).chars().count(), 10);
        assert_eq!(text.slice([9, 3]), "");
        assert_eq!(Text::new("").slice([0, 1]), "");
    }
}
