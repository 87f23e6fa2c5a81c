//! The style sheet keeps its word on contrast: WCAG 2.2, level AA, 4.5 to 1 for text.

use onrecord_views::html::STYLE;

use crate::wcag::{colours, contrast};

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
