//! The linked data of a page: which of its nodes is the article, and what it says.

use serde_json::{Map, Value};

use crate::address;
use crate::html::blocks::plain;
use crate::metadata::alike;

/// What the node of the article states, and the nodes around it.
#[derive(Debug, Default)]
pub(crate) struct Article {
    /// Its type, where it is an article of some kind.
    pub(crate) kind: Option<String>,
    pub(crate) headline: Option<String>,
    pub(crate) published: Option<String>,
    /// The date that the node of the page, not of the article, gives.
    pub(crate) page_published: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) publisher: Option<String>,
    /// The publication that it is part of.
    pub(crate) part_of: Option<String>,
    /// Organisations that it names as its sources or providers.
    pub(crate) sources: Vec<String>,
    pub(crate) language: Option<String>,
    pub(crate) body: Option<String>,
    pub(crate) paywalled: bool,
    /// There is no article, but a product, a recipe, an event.
    pub(crate) other_kind: bool,
}

/// The value in a script, which is often not quite JSON: wrapped in comments, with line breaks
/// inside strings, with commas too many.
pub(crate) fn parse(script: &str) -> Option<Value> {
    let script = script.trim().trim_end_matches(';').trim();
    let script = ["<!--", "//<![CDATA[", "<![CDATA[", "/*<![CDATA[*/"]
        .iter()
        .fold(script, |s, open| s.strip_prefix(open).unwrap_or(s));
    let script = ["-->", "//]]>", "]]>", "/*]]>*/"]
        .iter()
        .fold(script, |s, close| s.trim().strip_suffix(close).unwrap_or(s.trim()));
    if let Ok(value) = serde_json::from_str(script) {
        return Some(value);
    }
    let spaced: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    serde_json::from_str(&spaced)
        .ok()
        .or_else(|| serde_json::from_str(&without_stray_commas(&spaced)).ok())
}

/// Drops commas before a closing bracket or another comma, and puts null where a value is missing.
/// White space between values goes, too.
fn without_stray_commas(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in json.chars() {
        if !quoted {
            let last = out.chars().next_back();
            match c {
                _ if c.is_ascii_whitespace() => continue,
                '}' | ']' if last == Some(',') => out.truncate(out.len() - 1),
                ',' if matches!(last, Some(',' | '{' | '[')) => continue,
                ',' | '}' | ']' if last == Some(':') => out.push_str("null"),
                _ => {}
            }
        }
        quoted ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        out.push(c);
    }
    out
}

/// The article that the page at `url` with this title is about.
pub(crate) fn article(
    scripts: &[Value],
    url: Option<&str>,
    title: Option<&str>,
) -> Option<Article> {
    let mut nodes = Vec::new();
    scripts.iter().for_each(|script| collect(script, 0, &mut nodes));
    let graph = Graph { nodes };
    let fit = |node: &&Node| graph.fit(node, url, title);
    let best = graph.nodes.iter().filter(|node| is_article(node)).rev().max_by_key(fit);
    let best = best.filter(|node| graph.fit(node, url, title) > 0);
    let page = graph.nodes.iter().find(|node| kinds(node).any(|kind| kind == "WebPage"));
    if best.is_none() && page.is_none() && graph.nodes.is_empty() {
        return None;
    }
    let mut article = best.map(|node| graph.read(node)).unwrap_or_default();
    if let Some(page) = page {
        article.page_published = graph.text(page, "datePublished");
        article.language = article.language.or_else(|| graph.text(page, "inLanguage"));
        article.publisher = article.publisher.or_else(|| graph.name(page, "publisher"));
        if article.authors.is_empty() {
            article.authors = graph.names(page, "author");
        }
    }
    let of_kind =
        |wanted: &str| graph.nodes.iter().find(|node| kinds(node).any(|kind| kind == wanted));
    if article.part_of.is_none() {
        article.part_of = of_kind("WebSite").and_then(|site| graph.text(site, "name"));
    }
    let others = [
        "Product",
        "Recipe",
        "JobPosting",
        "Event",
        "ProfilePage",
        "CollectionPage",
        "QAPage",
        "VideoGame",
    ];
    article.other_kind = best.is_none() && others.iter().any(|kind| of_kind(kind).is_some());
    Some(article)
}

type Node<'a> = &'a Map<String, Value>;

struct Graph<'a> {
    nodes: Vec<Node<'a>>,
}

impl<'a> Graph<'a> {
    /// How well a node fits the page; 0 where it is about something else, such as a related article.
    fn fit(&self, node: Node, url: Option<&str>, title: Option<&str>) -> u32 {
        let headline = self.text(node, "headline").or_else(|| self.text(node, "name"));
        let same_title = title.zip(headline.as_deref()).map(|(one, other)| alike(one, other));
        let page =
            node.get("mainEntityOfPage").or_else(|| node.get("url")).or_else(|| node.get("@id"));
        let page = page.and_then(|page| page.as_str().or_else(|| page.get("@id")?.as_str()));
        let same_page = url.zip(page.filter(|p| p.starts_with("http"))).map(|(one, other)| {
            address::path(one).is_some() && address::path(one) == address::path(other)
        });
        let stated = ["datePublished", "author", "headline"]
            .iter()
            .filter(|key| node.contains_key(**key))
            .count();
        match (same_page, same_title) {
            (Some(true), _) | (_, Some(true)) => 10 + stated as u32,
            (_, Some(false)) => 0,
            _ => 1 + stated as u32,
        }
    }

    fn read(&self, node: Node) -> Article {
        let sources = ["sourceOrganization", "provider", "copyrightHolder", "contributor"];
        Article {
            kind: kinds(node).next().map(str::to_owned),
            headline: self.text(node, "headline"),
            published: self.text(node, "datePublished"),
            authors: {
                let authors = self.names(node, "author");
                if authors.is_empty() { self.names(node, "creator") } else { authors }
            },
            publisher: self.name(node, "publisher"),
            part_of: self.name(node, "isPartOf"),
            sources: sources.iter().flat_map(|key| self.names(node, key)).collect(),
            language: self.text(node, "inLanguage"),
            body: node.get("articleBody").and_then(Value::as_str).map(str::to_owned),
            paywalled: node.get("isAccessibleForFree").is_some_and(is_false),
            ..Article::default()
        }
    }

    /// A field that is text, or a list that begins with text.
    fn text(&self, node: Node, key: &str) -> Option<String> {
        let value = node.get(key)?;
        let value = value.as_array().map_or(Some(value), |list| list.first())?;
        let text = match value {
            Value::String(text) => plain(text),
            Value::Object(inner) => plain(inner.get("name")?.as_str()?),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        (!text.is_empty()).then_some(text)
    }

    fn name(&self, node: Node, key: &str) -> Option<String> {
        self.names(node, key).into_iter().next()
    }

    /// The names of one or more people or organisations: given, listed, or referred to by `@id`.
    fn names(&self, node: Node, key: &str) -> Vec<String> {
        let Some(value) = node.get(key) else { return Vec::new() };
        let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        let name = |value: &Value| -> Vec<String> {
            match value {
                Value::String(name) => vec![plain(name)],
                Value::Object(inner) => {
                    let named = inner.get("name").or_else(|| {
                        let id = inner.get("@id")?;
                        self.nodes.iter().find_map(|node| {
                            node.get("name").filter(|_| node.get("@id") == Some(id))
                        })
                    });
                    match named {
                        Some(Value::String(name)) => vec![plain(name)],
                        Some(Value::Array(names)) => {
                            names.iter().filter_map(Value::as_str).map(plain).collect()
                        }
                        _ => Vec::new(),
                    }
                }
                _ => Vec::new(),
            }
        };
        let names = values.iter().take(MOST_NAMES).flat_map(name);
        names.filter(|name| !name.is_empty()).collect()
    }
}

/// Every object with a type, outer ones first.
fn collect<'a>(value: &'a Value, depth: usize, nodes: &mut Vec<Node<'a>>) {
    if depth > DEEPEST || nodes.len() >= MOST_NODES {
        return;
    }
    match value {
        Value::Array(list) => list.iter().for_each(|value| collect(value, depth + 1, nodes)),
        Value::Object(node) => {
            if node.contains_key("@type") || node.contains_key("@id") {
                nodes.push(node);
            }
            node.values().for_each(|value| collect(value, depth + 1, nodes));
        }
        _ => {}
    }
}

/// The types of a node, without the address of the vocabulary.
fn kinds<'a>(node: Node<'a>) -> impl Iterator<Item = &'a str> {
    let value = node.get("@type");
    let list = value
        .and_then(Value::as_array)
        .map_or_else(|| value.map_or(&[][..], std::slice::from_ref), Vec::as_slice);
    list.iter().filter_map(Value::as_str).map(|kind| kind.rsplit(['/', ':']).next().unwrap_or(kind))
}

fn is_article(node: &Node) -> bool {
    kinds(node).any(|kind| {
        kind.ends_with("Article")
            || matches!(
                kind,
                "BlogPosting" | "LiveBlogPosting" | "Report" | "SocialMediaPosting" | "NewsItem"
            )
    })
}

fn is_false(value: &Value) -> bool {
    value.as_bool() == Some(false)
        || value.as_str().is_some_and(|text| text.eq_ignore_ascii_case("false"))
}

const DEEPEST: usize = 12;
const MOST_NODES: usize = 2000;
const MOST_NAMES: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn scripts_that_are_not_quite_json() {
        let spaces = " ".repeat(1 << 20);
        let wide = format!("{{{spaces}\"headline\": \"Port,  asks\",{spaces}}}");
        assert_eq!(parse(&wide), Some(json!({"headline": "Port,  asks"})));
        for script in [
            "{\"headline\": \"a\"}",
            "<!-- {\"headline\": \"a\"} -->",
            "//<![CDATA[\n{\"headline\": \"a\"}\n//]]>",
            "{\"headline\": \"a\",}",
            "{\"headline\": \"a\", \"author\": , \"x\": [1,,2,]};",
        ] {
            let value = parse(script).expect(script);
            assert_eq!(value["headline"], "a", "{script}");
        }
        assert_eq!(parse("{\"headline\": \"a\nb\"}").expect("a line break")["headline"], "a b");
        assert!(parse("{\"headline\": }x").is_none());
    }

    #[test]
    fn references_lead_to_names() {
        let script = json!({"@context": "https://schema.org", "@graph": [
            {"@type": ["NewsArticle"], "headline": "Port &amp; city", "author": [{"@id": "#jane"}, "John Roe"],
             "publisher": {"@id": "#org"}, "isAccessibleForFree": "False", "inLanguage": "en-GB",
             "datePublished": "2022-03-14T10:00:00Z"},
            {"@type": "Person", "@id": "#jane", "name": "Jane Doe"},
            {"@type": "Organization", "@id": "#org", "name": "The Example Daily"},
        ]});
        let article = article(&[script], None, None).expect("an article");
        assert_eq!(article.headline.as_deref(), Some("Port & city"));
        assert_eq!(article.authors, ["Jane Doe", "John Roe"]);
        assert_eq!(article.publisher.as_deref(), Some("The Example Daily"));
        assert_eq!(article.language.as_deref(), Some("en-GB"));
        assert!(article.paywalled);
    }

    #[test]
    fn a_related_article_is_not_the_article() {
        let related = json!({"@type": "NewsArticle", "headline": "Hills of the north", "datePublished": "2020-01-01"});
        let own = json!({"@type": "NewsArticle", "headline": "Port asks city for money", "datePublished": "2022-03-14"});
        let title = Some("Port asks city for money | The Example Daily");
        let found = article(&[related.clone(), own], None, title).expect("an article");
        assert_eq!(found.published.as_deref(), Some("2022-03-14"));
        let found = article(&[related], None, title).expect("nodes");
        assert_eq!((found.published, found.kind), (None, None));
    }
}
