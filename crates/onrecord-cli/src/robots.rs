//! robots.txt, read as RFC 9309 has it.

/// The rules of one site for one robot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Robots {
    rules: Vec<Rule>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    pattern: String,
    allows: bool,
}

/// Bytes of a robots.txt that are read; the standard asks for at least 500 KiB.
pub(crate) const MAX_BYTES: usize = 512 * 1024;

impl Robots {
    /// Nothing may be fetched.
    pub(crate) fn closed() -> Self {
        Self { rules: vec![Rule { pattern: "/".to_owned(), allows: false }] }
    }

    /// The rules for `robot`; without any for it by name, those for everybody.
    pub(crate) fn parse(text: &str, robot: &str) -> Self {
        let mut own = Vec::new();
        let mut all = Vec::new();
        let mut named = false; // the robot has a group of its own
        let (mut for_us, mut for_all) = (false, false);
        let mut in_names = false; // still among the names that a group begins with
        for line in text.trim_start_matches('\u{FEFF}').lines() {
            let line = line.split('#').next().unwrap_or("");
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            match key.as_str() {
                "user-agent" => {
                    if !in_names {
                        (for_us, for_all) = (false, false);
                    }
                    in_names = true;
                    for_us |= value.eq_ignore_ascii_case(robot);
                    for_all |= value == "*";
                    named |= for_us;
                }
                "allow" | "disallow" => {
                    in_names = false;
                    if value.is_empty() {
                        continue;
                    }
                    let rule = Rule { pattern: encoded(value), allows: key == "allow" };
                    if for_us {
                        own.push(rule.clone());
                    }
                    if for_all {
                        all.push(rule);
                    }
                }
                _ => {}
            }
        }
        Self { rules: if named { own } else { all } }
    }

    /// May this path, with its query, be fetched? The longest rule that fits decides; of two that
    /// are equally long, the one that allows.
    pub(crate) fn allows(&self, path: &str) -> bool {
        let path = encoded(path);
        if path == "/robots.txt" {
            return true;
        }
        self.rules
            .iter()
            .filter(|rule| fits(rule.pattern.as_bytes(), path.as_bytes()))
            .max_by_key(|rule| (rule.pattern.len(), rule.allows))
            .is_none_or(|rule| rule.allows)
    }
}

/// Does the pattern fit the beginning of the path? `*` stands for anything, `$` for the end.
fn fits(pattern: &[u8], path: &[u8]) -> bool {
    let (pattern, to_end) = match pattern {
        [pattern @ .., b'$'] => (pattern, true),
        pattern => (pattern, false),
    };
    let (mut p, mut at) = (0, 0);
    let mut star: Option<(usize, usize)> = None; // behind the last star, and where it took off
    loop {
        if p == pattern.len() && (!to_end || at == path.len()) {
            return true;
        }
        if pattern.get(p) == Some(&b'*') {
            p += 1;
            star = Some((p, at));
        } else if p < pattern.len() && at < path.len() && pattern[p] == path[at] {
            p += 1;
            at += 1;
        } else if let Some((behind, from)) = star.filter(|(_, from)| *from < path.len()) {
            (p, at) = (behind, from + 1);
            star = Some((behind, from + 1));
        } else {
            return false;
        }
    }
}

/// Percent-encoding made alike: what lies outside ASCII is encoded, and escapes are in capitals.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut escape = 0;
    for byte in path.bytes() {
        match byte {
            b'%' => escape = 3,
            0x80.. => out.push_str(&format!("%{byte:02X}")),
            _ => {}
        }
        if byte < 0x80 {
            let byte = if escape > 0 { byte.to_ascii_uppercase() } else { byte };
            out.push(char::from(byte));
        }
        escape = u8::saturating_sub(escape, 1);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(rules: &str, path: &str) -> bool {
        Robots::parse(rules, "onrecord").allows(path)
    }

    #[test]
    fn the_longest_rule_decides() {
        let rules = "User-agent: *\nDisallow: /news/\nAllow: /news/open/\nDisallow: /*.pdf$\n";
        assert!(allows(rules, "/"));
        assert!(!allows(rules, "/news/a"));
        assert!(allows(rules, "/news/open/a"));
        assert!(!allows(rules, "/x/y.pdf"));
        assert!(allows(rules, "/x/y.pdf?page=2"));
        assert!(allows("User-agent: *\nDisallow: /a\nAllow: /a\n", "/a"));
    }

    #[test]
    fn a_group_of_our_own_stands_alone() {
        let rules = "User-agent: *\nDisallow: /\n\nUser-agent: Other\nUser-agent: OnRecord\nDisallow: /private # not yet\n";
        assert!(allows(rules, "/news"));
        assert!(!allows(rules, "/private/x"));
        assert!(!Robots::parse(rules, "somebody").allows("/news"));
    }

    #[test]
    fn groups_of_one_name_are_one() {
        let rules = "user-agent: onrecord\ndisallow: /a\nuser-agent: x\ndisallow: /b\nuser-agent: onrecord\ndisallow: /c";
        assert!(!allows(rules, "/a") && allows(rules, "/b") && !allows(rules, "/c"));
    }

    #[test]
    fn nothing_forbids_nothing() {
        assert!(allows("", "/a"));
        assert!(allows("User-agent: *\nDisallow:\n", "/a"));
        assert!(allows("<html>not found</html>", "/a"));
        assert!(!Robots::closed().allows("/a"));
        assert!(Robots::closed().allows("/robots.txt"));
    }

    #[test]
    fn escapes_are_made_alike() {
        assert!(!allows("User-agent: *\nDisallow: /caf%c3%a9", "/café/menu"));
        assert!(!allows("User-agent: *\nDisallow: /café", "/caf%C3%A9"));
    }

    #[test]
    fn stars_take_their_time_and_no_more() {
        let pattern = "/".to_owned() + &"*a".repeat(60) + "$";
        assert!(!fits(pattern.as_bytes(), "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab".as_bytes()));
        assert!(fits(b"/*x*y$", b"/axbxyy"));
        assert!(fits(b"*", b""));
    }
}
