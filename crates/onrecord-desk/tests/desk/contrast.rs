//! The desk's style sheet keeps its word on contrast: WCAG 2.2, level AA, 4.5 to 1 for text.

use crate::wcag::{colours, contrast};

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
