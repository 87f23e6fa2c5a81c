//! What a page states of its article: taken from its tags, never guessed.

use serde_json::Value;

use crate::html::blocks::plain;
use crate::html::scan::Facts;
use crate::json_ld::{self, Article};
use crate::text::{squash, words};
use crate::{Outlet, address, byline, credit, date};

/// The metadata of a page.
#[derive(Debug, Default)]
pub(crate) struct Metadata {
    pub(crate) url: Option<String>,
    pub(crate) outlet: Outlet,
    pub(crate) title: Option<String>,
    pub(crate) byline: Vec<String>,
    /// Fields that may name an agency: what stood beside names, and publishers other than the outlet.
    pub(crate) credit_fields: Vec<String>,
    /// The site that the page names as the article's first, where that is another outlet's.
    pub(crate) taken_from: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) language: Option<String>,
    /// The text of the article, where the metadata holds it.
    pub(crate) body: Option<String>,
    /// The page says that the article is not free to read.
    pub(crate) paywalled: bool,
    /// The page says that it is something other than an article.
    pub(crate) other_kind: bool,
}

/// Reads the tags of a page at `url`.
pub(crate) fn read(facts: &Facts, url: Option<&str>) -> Metadata {
    let scripts: Vec<Value> =
        facts.json_ld.iter().filter_map(|script| json_ld::parse(script)).collect();
    let canonical = canonical(facts, url);
    let page_title = page_title(facts);
    let linked = json_ld::article(&scripts, canonical.as_deref(), page_title.as_deref());
    let article = linked.unwrap_or_default();
    let outlet = outlet(facts, &article, canonical.as_deref(), page_title.as_deref());
    let (outlet, taken_from) = where_it_stood(outlet, url);
    let (byline, mut credit_fields) = authors(facts, &article, &outlet);
    credit_fields.extend(article.publisher.iter().chain(&article.sources).cloned());
    let published = published(facts, &article);
    let other_kind = article.kind.is_none() && published.is_none() && other_kind(facts, &article);
    Metadata {
        title: title(facts, &article, page_title, &outlet),
        language: language(facts, &article),
        body: article.body,
        paywalled: article.paywalled,
        url: canonical,
        outlet,
        byline,
        credit_fields,
        taken_from,
        published,
        other_kind,
    }
}

fn canonical(facts: &Facts, url: Option<&str>) -> Option<String> {
    let stated = [facts.canonical.as_deref(), facts.meta("og:url")];
    // A canonical link to the front page is a mistake of the page.
    let of_article = |address: &String| address::path(address).is_some_and(|path| !path.is_empty());
    stated
        .into_iter()
        .flatten()
        .find_map(|reference| address::absolute(reference, url).filter(of_article))
        .or_else(|| url.map(str::to_owned))
}

/// The title that the page gives itself for others to show.
fn page_title(facts: &Facts) -> Option<String> {
    [
        "og:title",
        "twitter:title",
        "parsely-title",
        "sailthru.title",
        "dc.title",
        "dcterms.title",
        "title",
    ]
    .into_iter()
    .find_map(|name| facts.meta(name))
    .map(plain)
    .filter(|title| !title.is_empty())
}

fn title(
    facts: &Facts,
    article: &Article,
    page_title: Option<String>,
    outlet: &Outlet,
) -> Option<String> {
    let stated = article.headline.clone().or(page_title);
    let heading = || match facts.headings.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    };
    let title = stated.or_else(heading).or_else(|| facts.title.clone())?;
    let title = without_site(&title, outlet);
    (!title.is_empty()).then_some(title)
}

/// "Port asks city for money - The Example Daily" without the paper.
fn without_site(title: &str, outlet: &Outlet) -> String {
    let name = outlet.name.as_deref().map(squash).unwrap_or_default();
    let label = outlet.domain.as_deref().map(main_label).unwrap_or_default();
    for separator in [" | ", " - ", " – ", " — ", " :: ", " • "] {
        if let Some((head, tail)) = title.rsplit_once(separator) {
            let tail = squash(tail);
            let is_site = !tail.is_empty()
                && (tail == name
                    || tail == label
                    || tail == squash(outlet.domain.as_deref().unwrap_or_default()));
            if is_site {
                return head.trim().to_owned();
            }
        }
    }
    title.trim().to_owned()
}

/// The name on the masthead, and the site.
///
/// `og:site_name` comes first: JSON-LD often names the wire or the company as publisher. But of
/// all names one that goes with the address is better than one that does not.
fn outlet(facts: &Facts, article: &Article, url: Option<&str>, title: Option<&str>) -> Outlet {
    let domain = url.and_then(address::domain);
    let label = domain.as_deref().map(main_label).unwrap_or_default();
    let goes_with_site = |name: &str| {
        let name = squash(name);
        label.len() >= 2
            && name.len() >= 2
            && (label.contains(&name) && name.len() * 2 >= label.len() || name.contains(&label))
    };
    let metas = [
        "og:site_name",
        "application-name",
        "dc.publisher",
        "dcterms.publisher",
        "publisher",
        "copyright-holder",
    ];
    let mut names: Vec<String> = Vec::new();
    names.extend(facts.meta(metas[0]).map(plain));
    names.extend(article.publisher.clone());
    names.extend(article.part_of.clone());
    names.extend(facts.publisher.as_deref().map(plain));
    names.extend(metas[1..].iter().filter_map(|name| facts.meta(name)).map(plain));
    let is_title = |name: &str| title.is_some_and(|title| squash(title) == squash(name));
    names.retain(|n| !n.is_empty() && n.len() <= 80 && !n.contains("://") && !is_title(n));
    for name in &mut names {
        *name = without_tagline(name.strip_prefix("www.").unwrap_or(name), &goes_with_site);
    }
    names.retain(|name| credit::agency(name).is_none() || goes_with_site(name));
    let handle = || {
        let handles =
            ["twitter:site", "article:publisher"].into_iter().filter_map(|name| facts.meta(name));
        handles.map(handle).find(|name| squash(name) == label).map(str::to_owned)
    };
    let telling = |name: &&String| squash(name).len() >= 4;
    let name = (names.iter().find(|name| goes_with_site(name)).cloned())
        .or_else(|| names.iter().find(telling).cloned())
        .or_else(handle)
        .or_else(|| names.first().cloned());
    Outlet { name: name.map(|name| best_dressed(name, &names)), domain }
}

/// A page may name another outlet's page as canonical: that is whose text it carries. The outlet
/// is the one that it stood at, if that is whose name it bears.
fn where_it_stood(outlet: Outlet, url: Option<&str>) -> (Outlet, Option<String>) {
    let stood_at = url.and_then(address::domain);
    let bears = |domain: &str| {
        let name = outlet.name.as_deref().map(squash).unwrap_or_default();
        name.len() >= 2 && main_label(domain).contains(&name)
    };
    match (&outlet.domain, stood_at) {
        (Some(first), Some(at))
            if main_label(first) != main_label(&at) && bears(&at) && !bears(first) =>
        {
            let taken_from = credit::agency_at(first).map_or_else(|| first.clone(), str::to_owned);
            (Outlet { domain: Some(at), ..outlet }, Some(taken_from))
        }
        _ => (outlet, None),
    }
}

/// "The Example Daily | All the news" without what comes after the name.
fn without_tagline(name: &str, goes_with_site: &dyn Fn(&str) -> bool) -> String {
    for separator in [" | ", " - ", " – ", ": "] {
        if let Some((head, _)) = name.split_once(separator)
            && goes_with_site(head)
        {
            return head.trim().to_owned();
        }
    }
    name.trim().to_owned()
}

/// Of the same name in several spellings one with a capital: `USA TODAY` rather than `usatoday`.
fn best_dressed(name: String, names: &[String]) -> String {
    if !name.starts_with(char::is_lowercase) {
        return name;
    }
    let same = |other: &&String| same_name(other, &name) && other.starts_with(char::is_uppercase);
    names.iter().find(same).cloned().unwrap_or(name)
}

/// `example` of `news.example.co.uk`.
fn main_label(domain: &str) -> String {
    const SECOND: &[&str] = &["ac", "co", "com", "edu", "gov", "go", "net", "ne", "or", "org"];
    let labels: Vec<&str> = domain.split('.').collect();
    let named = match labels.as_slice() {
        [.., name, second, country] if country.len() == 2 && SECOND.contains(second) => name,
        [.., name, _] => name,
        [name] => name,
        [] => return String::new(),
    };
    squash(named)
}

/// The name in `@example` or `https://social.example.org/example`.
fn handle(field: &str) -> &str {
    field.trim_end_matches('/').rsplit('/').next().unwrap_or(field).trim_start_matches('@')
}

fn authors(facts: &Facts, article: &Article, outlet: &Outlet) -> (Vec<String>, Vec<String>) {
    let metas = [
        "author",
        "article:author",
        "og:article:author",
        "article:author_name",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "dcterms.creator",
        "citation_author",
        "byl",
        "analyticsattributes.author",
    ];
    let mut beside = Vec::new();
    let stated: Vec<Vec<String>> = vec![
        article.authors.clone(),
        metas.iter().flat_map(|name| facts.meta(name)).map(plain).collect(),
        facts.authors.iter().map(|name| plain(name)).take(1).collect(),
    ];
    for fields in stated {
        let mut people: Vec<String> = Vec::new();
        for field in &fields {
            let names = byline::names(field);
            for name in names.people {
                let own = is_outlet(&name, outlet);
                if credit::agency(&name).is_some() {
                    beside.push(name);
                } else if !own && !people.iter().any(|known| squash(known) == squash(&name)) {
                    people.push(name);
                }
            }
            beside.extend(names.beside);
        }
        if !people.is_empty() || !beside.is_empty() {
            return (people, beside);
        }
    }
    (Vec::new(), beside)
}

fn is_outlet(name: &str, outlet: &Outlet) -> bool {
    outlet.name.as_deref().is_some_and(|other| same_name(name, other))
        || outlet.domain.as_deref().is_some_and(|domain| main_label(domain) == squash(name))
}

/// Two spellings of one name; "The" may be missing.
fn same_name(one: &str, other: &str) -> bool {
    let (one, other) = (squash(one), squash(other));
    one.strip_prefix("the").unwrap_or(&one) == other.strip_prefix("the").unwrap_or(&other)
}

fn published(facts: &Facts, article: &Article) -> Option<String> {
    const METAS: &[&str] = &[
        "article:published_time",
        "og:article:published_time",
        "og:published_time",
        "article:published",
        "datepublished",
        "dc.date.issued",
        "dcterms.issued",
        "dc.date.published",
        "dcterms.date",
        "dc.date",
        "dc.date.created",
        "dcterms.created",
        "parsely-pub-date",
        "sailthru.date",
        "pubdate",
        "pub_date",
        "publishdate",
        "publish-date",
        "publish_date",
        "published",
        "published-date",
        "publication_date",
        "publication-date",
        "date_published",
        "article_date_original",
        "originalpublicationdate",
        "citation_publication_date",
        "citation_date",
        "analyticsattributes.articledate",
        "cxenseparse:recs:publishtime",
        "article.published",
        "displaydate",
        "ptime",
        "published_time_telegram",
        "date",
    ];
    let of_article = article.published.iter().map(String::as_str);
    let of_metas = METAS.iter().filter_map(|name| facts.meta(name));
    let marked = facts.times.iter().filter(|time| time.published);
    let plain = facts.times.iter().filter(|time| !time.published && !time.otherwise);
    let of_times = marked.chain(plain).map(|time| time.value.as_str());
    let of_page = article.page_published.iter().map(String::as_str);
    of_article.chain(of_metas).chain(of_page).chain(of_times).find_map(date::iso)
}

fn language(facts: &Facts, article: &Article) -> Option<String> {
    let stated = [
        article.language.as_deref(),
        facts.lang.as_deref(),
        facts.meta("content-language"),
        facts.meta("dc.language"),
        facts.meta("inlanguage"),
        facts.meta("og:locale"),
    ];
    stated.into_iter().flatten().find_map(crate::language::code)
}

/// Does the page say that it is a product, a profile, a front page?
fn other_kind(facts: &Facts, article: &Article) -> bool {
    let stated = facts.meta("og:type").map(str::to_ascii_lowercase);
    let other = |kind: String| {
        !kind.contains("article")
            && !kind.contains("news")
            && !kind.contains("blog")
            && !kind.contains("post")
    };
    article.other_kind || stated.is_some_and(other)
}

/// Words of a title that are compared.
const TITLE_WORDS: usize = 100;

/// Do two titles share most of their words?
pub(crate) fn alike(one: &str, other: &str) -> bool {
    let one: Vec<String> = words(one).take(TITLE_WORDS).collect();
    let other: Vec<String> = words(other).take(TITLE_WORDS).collect();
    let shared = one.iter().filter(|word| other.contains(word)).count();
    shared * 10 >= one.len().min(other.len()) * 6 && shared > 0
}
