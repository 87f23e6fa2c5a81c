//! Colours of a style sheet and their contrast, as WCAG 2.2 counts it. The desk's tests use it, too.

use std::collections::BTreeMap;

/// The colours of custom properties, `--name: #rrggbb`.
pub(crate) fn colours(css: &str) -> BTreeMap<String, [u8; 3]> {
    css.split(';')
        .filter_map(|rule| {
            let (name, value) = rule.rsplit_once("--")?.1.split_once(": #")?;
            let part = |at: usize| u8::from_str_radix(value.get(at..at + 2)?, 16).ok();
            Some((name.trim().to_owned(), [part(0)?, part(2)?, part(4)?]))
        })
        .collect()
}

/// From 1 to 21.
pub(crate) fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: [u8; 3]) -> f64 {
    let [r, g, b] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}
