//! Movements as an Atom feed (RFC 4287).

use std::fmt::Write as _;

use onrecord_ledger::Change;

use crate::text::clean;

/// A feed of movements, under the name of what was searched for. It holds no address of its own: it is
/// a file that may stand anywhere.
pub fn feed(name: &str, changes: &[Change]) -> String {
    let title = if name.is_empty() {
        "Claims that moved".to_owned()
    } else {
        format!("Claims that moved: {name}")
    };
    let updated = changes.iter().map(|change| change.noted.as_str()).max();
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n",
    );
    let _ = writeln!(out, "  <title>{}</title>", escaped(&title));
    let _ = writeln!(out, "  <id>urn:onrecord:changes:{}</id>", path(name));
    let _ = writeln!(
        out,
        "  <updated>{}</updated>",
        escaped(updated.unwrap_or("1970-01-01T00:00:00Z"))
    );
    out.push_str("  <author><name>Onrecord</name></author>\n");
    for change in changes {
        entry(change, &mut out);
    }
    out.push_str("</feed>\n");
    out
}

fn entry(change: &Change, out: &mut String) {
    let from = change.from.as_ref().map_or_else(|| "new".to_owned(), |from| format!("was {from}"));
    let origins = match (change.at_least, change.at_most) {
        (a, b) if a == b => format!("{a}"),
        (a, b) => format!("{a}-{b}"),
    };
    let outlet = change.article.outlet.as_deref().unwrap_or(&change.article.id);
    out.push_str("  <entry>\n");
    let title = format!("{} ({}): {}", change.to, from, change.proposition);
    let _ = writeln!(out, "    <title>{}</title>", escaped(&title));
    let _ = writeln!(
        out,
        "    <id>urn:onrecord:change:{}:{}:{}</id>",
        path(&change.claim),
        path(&change.to),
        path(&change.article.id)
    );
    let _ = writeln!(out, "    <updated>{}</updated>", escaped(&change.noted));
    if let Some(at) = change.at.as_ref().filter(|at| at.len() > 10) {
        let _ = writeln!(out, "    <published>{}</published>", escaped(at));
    }
    // Only where it leads to the web.
    let url = change.article.url.as_ref();
    if let Some(url) = url.filter(|url| url.starts_with("https://") || url.starts_with("http://")) {
        let _ = writeln!(out, "    <link rel=\"alternate\" href=\"{}\"/>", escaped(url));
    }
    let summary = format!(
        "{} by {outlet}; independent origins: {origins}; claim {}",
        change.to, change.claim
    );
    let _ = writeln!(out, "    <summary>{}</summary>", escaped(&summary));
    out.push_str("  </entry>\n");
}

fn escaped(text: &str) -> String {
    let text = clean(text);
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// As part of a URN.
pub(crate) fn path(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
                out.push(char::from(byte))
            }
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}
