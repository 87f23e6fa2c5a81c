//! The style sheet keeps its word on contrast: WCAG 2.2, level AA, 4.5 to 1 for text.

use std::collections::BTreeMap;

use onrecord_views::html::STYLE;

#[test]
fn text_stands_out_from_its_ground() {
    let dark_at = STYLE.find("prefers-color-scheme: dark").expect("there is a dark scheme");
    let light = colours(&STYLE[..dark_at]);
    let dark =
        colours(&STYLE[dark_at..STYLE.find(".or-body { margin").expect("schemes come first")]);
    assert_eq!(light.keys().collect::<Vec<_>>(), dark.keys().collect::<Vec<_>>());
    let mut pairs = vec![];
    for ground in ["ground", "panel", "lit-wash"] {
        pairs.extend([("ink", ground), ("soft", ground), ("link", ground)]);
    }
    for stance in ["for", "against", "open", "ahead", "wants", "mind"] {
        let wash = light.keys().find(|key| **key == format!("{stance}-wash")).expect("has a wash");
        pairs.extend([
            (stance, wash.as_str()),
            (stance, "ground"),
            (stance, "panel"),
            (stance, "lit-wash"),
        ]);
        pairs.extend([("ink", wash.as_str()), ("link", wash.as_str())]);
    }
    for (name, scheme) in [("light", &light), ("dark", &dark)] {
        for (text, ground) in &pairs {
            let ratio = contrast(scheme[*text], scheme[*ground]);
            assert!(ratio >= 4.5, "{name}: {text} on {ground} has {ratio:.2}");
        }
    }
}

fn colours(css: &str) -> BTreeMap<String, [u8; 3]> {
    css.split(';')
        .filter_map(|rule| {
            let (name, value) = rule.rsplit_once("--")?.1.split_once(": #")?;
            let part = |at: usize| u8::from_str_radix(value.get(at..at + 2)?, 16).ok();
            let full = if value.len() == 3 { return None } else { [part(0)?, part(2)?, part(4)?] };
            Some((name.to_owned(), full))
        })
        .collect()
}

fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
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
