//! Addresses of articles: whole, or only the site.

/// The absolute address that `reference` means on the page at `base`; none where it stays relative.
pub(crate) fn absolute(reference: &str, base: Option<&str>) -> Option<String> {
    let reference = reference.trim();
    if reference.len() > LONGEST || reference.contains(char::is_whitespace) {
        return None;
    }
    if host(reference).is_some() {
        return Some(reference.to_owned());
    }
    let base = base?;
    let host_end = base.find(host(base)?)? + host(base)?.len();
    if let Some(rest) = reference.strip_prefix("//") {
        let scheme = base.split("//").next()?;
        return Some(format!("{scheme}//{rest}"));
    }
    let path = reference.strip_prefix('/')?;
    let port = base[host_end..].find(['/', '?', '#']).map_or(base.len(), |n| host_end + n);
    Some(format!("{}/{path}", &base[..port]))
}

/// The site of an address: `example.org` of `https://www.example.org/a?b`, lower case and without
/// `www.`
pub(crate) fn domain(address: &str) -> Option<String> {
    site(host(address.trim())?)
}

/// The site in a field that may hold either an address or the bare name of a host.
pub(crate) fn site(text: &str) -> Option<String> {
    let text = text.trim();
    let host = host(text).unwrap_or(text).trim_end_matches('.').to_ascii_lowercase();
    let site = host.strip_prefix("www.").unwrap_or(&host);
    let plausible = site.contains('.')
        && site.len() <= 253
        && site.split('.').all(|label| !label.is_empty())
        && site.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'));
    plausible.then(|| site.to_owned())
}

/// The path of an address without its last slash, to compare two addresses of one article by.
pub(crate) fn path(address: &str) -> Option<&str> {
    let host = host(address)?;
    let rest = &address[address.find(host)? + host.len()..];
    let end = rest.find(['?', '#']).unwrap_or(rest.len());
    Some(rest[..end].trim_end_matches('/'))
}

/// The host of an `http` or `https` address, without user and port.
fn host(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    (!host.is_empty()).then_some(host)
}

const LONGEST: usize = 2048;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_of_an_address() {
        assert_eq!(domain("https://WWW.Example.org:443/a/b?c#d").as_deref(), Some("example.org"));
        assert_eq!(domain("http://user@news.example.org").as_deref(), Some("news.example.org"));
        assert_eq!(site("www.example.org").as_deref(), Some("example.org"));
        assert_eq!(domain("ftp://example.org/"), None);
        assert_eq!(site("The Example Daily"), None);
        assert_eq!(domain("https:///path"), None);
    }

    #[test]
    fn relative_addresses_need_a_page() {
        let base = Some("https://example.org:8080/a/b.html?x");
        assert_eq!(absolute("/c", base).as_deref(), Some("https://example.org:8080/c"));
        assert_eq!(absolute("//other.org/c", base).as_deref(), Some("https://other.org/c"));
        assert_eq!(absolute("https://other.org/", None).as_deref(), Some("https://other.org/"));
        assert_eq!(absolute("/c", None), None);
        assert_eq!(absolute("c d", base), None);
    }

    #[test]
    fn paths_compare_without_query_and_last_slash() {
        assert_eq!(path("https://a.org/x/y/?utm=1"), Some("/x/y"));
        assert_eq!(path("https://a.org"), Some(""));
    }
}
