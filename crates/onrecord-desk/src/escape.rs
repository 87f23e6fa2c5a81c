//! How every word gets into a page: markup loses its power, and so do characters that act instead of
//! standing there.

use std::fmt::{self, Write};

use askama::filters::Escaper;

/// The escaper of all templates (see `askama.toml`); good for text and for quoted attributes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page;

impl Escaper for Page {
    fn write_escaped_str<W: Write>(&self, mut dest: W, string: &str) -> fmt::Result {
        for c in string.chars() {
            match c {
                '&' => dest.write_str("&amp;")?,
                '<' => dest.write_str("&lt;")?,
                '>' => dest.write_str("&gt;")?,
                '"' => dest.write_str("&quot;")?,
                '\'' => dest.write_str("&#39;")?,
                '\n' | '\t' => dest.write_char(c)?,
                c if onrecord_views::acts(c) => {}
                c if c.is_control() => dest.write_char(' ')?,
                c => dest.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// Text of an element or attribute, for what is not written by a template.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    Page.write_escaped_str(&mut out, text).expect("writing to a string does not fail");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_markup_and_nothing_acts() {
        assert_eq!(
            escaped("<a href='x' on=\"y\">&\u{202E}\r"),
            "&lt;a href=&#39;x&#39; on=&quot;y&quot;&gt;&amp; "
        );
    }
}
