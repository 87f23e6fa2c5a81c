//! Drawings, made here: a page shows them without a script. Their colours and type stand in the
//! style sheet, by class.

pub(crate) mod map;
pub(crate) mod network;
pub(crate) mod provenance;
pub(crate) mod spark;
pub(crate) mod timeline;

use std::fmt::Write;

use jiff::civil::Date;

use crate::escape::escaped;

/// How many days lie between two.
fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// An SVG in the writing.
pub(crate) struct Svg(String);

impl Svg {
    /// `label` is what a reader hears who does not see it; without one it is mere ornament.
    pub(crate) fn new(class: &str, width: f64, height: f64, label: &str) -> Self {
        let mut svg = format!(
            "<svg class=\"{class}\" viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\"",
            n(width),
            n(height),
            n(width),
            n(height)
        );
        if label.is_empty() {
            svg.push_str(" aria-hidden=\"true\">");
        } else {
            let _ = write!(svg, " role=\"group\" aria-label=\"{}\">", escaped(label));
        }
        Self(svg)
    }

    /// Markup as it is.
    pub(crate) fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    pub(crate) fn rect(
        &mut self,
        class: &str,
        x: f64,
        y: f64,
        w: f64,
        h: f64,
        r: f64,
    ) -> &mut Self {
        let _ = write!(
            self.0,
            "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\"/>",
            n(x),
            n(y),
            n(w),
            n(h),
            n(r)
        );
        self
    }

    pub(crate) fn circle(&mut self, class: &str, x: f64, y: f64, r: f64) -> &mut Self {
        let _ = write!(
            self.0,
            "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
            n(x),
            n(y),
            n(r)
        );
        self
    }

    pub(crate) fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) -> &mut Self {
        let _ = write!(
            self.0,
            "<line class=\"{class}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>",
            n(from.0),
            n(from.1),
            n(to.0),
            n(to.1)
        );
        self
    }

    pub(crate) fn path(&mut self, class: &str, d: &str) -> &mut Self {
        let _ = write!(self.0, "<path class=\"{class}\" d=\"{d}\"/>");
        self
    }

    pub(crate) fn text(&mut self, class: &str, x: f64, y: f64, text: &str) -> &mut Self {
        let _ = write!(
            self.0,
            "<text class=\"{class}\" x=\"{}\" y=\"{}\">{}</text>",
            n(x),
            n(y),
            escaped(text)
        );
        self
    }

    /// What a pointer at the element shows that is open.
    pub(crate) fn title(&mut self, text: &str) -> &mut Self {
        let _ = write!(self.0, "<title>{}</title>", escaped(text));
        self
    }

    /// Opens a link, to be closed by `</a>`. Without a label it is named by the words in it.
    pub(crate) fn link(&mut self, class: &str, address: &str, label: &str) -> &mut Self {
        let _ = write!(self.0, "<a class=\"{class}\" href=\"{}\"", escaped(address));
        if !label.is_empty() {
            let _ = write!(self.0, " aria-label=\"{}\"", escaped(label));
        }
        self.0.push('>');
        self
    }

    pub(crate) fn finish(mut self) -> String {
        self.0.push_str("</svg>");
        self.0
    }
}

/// A number as short as it may be.
pub(crate) fn n(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    format!("{rounded}")
}

/// A line that leaves and arrives level.
pub(crate) fn bend(from: (f64, f64), to: (f64, f64)) -> String {
    let middle = (from.0 + to.0) / 2.0;
    format!(
        "M{} {}C{} {} {} {} {} {}",
        n(from.0),
        n(from.1),
        n(middle),
        n(from.1),
        n(middle),
        n(to.1),
        n(to.0),
        n(to.1)
    )
}
