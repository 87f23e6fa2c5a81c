//! The desk's style sheet keeps its word on contrast: WCAG 2.2, level AA, 4.5 to 1 for text.

use std::collections::BTreeMap;

const STYLE: &str = include_str!("../../assets/desk.css");

#[test]
fn text_stands_out_from_its_ground() {
    let dark_at = STYLE.find("prefers-color-scheme: dark").expect("there is a dark scheme");
    let end = STYLE.find("@media print").expect("schemes come first");
    let (light, dark) = (colours(&STYLE[..dark_at]), colours(&STYLE[dark_at..end]));
    assert_eq!(light.keys().collect::<Vec<_>>(), dark.keys().collect::<Vec<_>>());
    let mut pairs = vec![("on-button".to_owned(), "button".to_owned())];
    for ground in ["ground", "panel"] {
        for text in ["ink", "soft", "link"] {
            pairs.push((text.to_owned(), ground.to_owned()));
        }
    }
    pairs.push(("ink".to_owned(), "differs-wash".to_owned()));
    for tone in ["said", "borne", "firm", "contested", "denied", "ahead", "gone", "silent"] {
        pairs.push((tone.to_owned(), format!("{tone}-wash")));
        pairs.push((tone.to_owned(), "ground".to_owned()));
        // Words in boxes of drawings.
        pairs.push(("ink".to_owned(), format!("{tone}-wash")));
        pairs.push(("soft".to_owned(), format!("{tone}-wash")));
    }
    for (name, scheme) in [("light", &light), ("dark", &dark)] {
        for (text, ground) in &pairs {
            let ratio = contrast(scheme[text], scheme[ground]);
            assert!(ratio >= 4.5, "{name}: {text} on {ground} has {ratio:.2}");
        }
    }
}

fn colours(css: &str) -> BTreeMap<String, [u8; 3]> {
    css.split(';')
        .filter_map(|rule| {
            let (name, value) = rule.rsplit_once("--")?.1.split_once(": #")?;
            let part = |at: usize| u8::from_str_radix(value.get(at..at + 2)?, 16).ok();
            Some((name.trim().to_owned(), [part(0)?, part(2)?, part(4)?]))
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
