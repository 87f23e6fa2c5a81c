//! Claims in the forms of the linked web: annotations, provenance, drafts of a fact check.
//!
//! None of them says what is true. A draft of a `ClaimReview` has no rating, and never will.

use onrecord_claims::Mention;
use onrecord_ledger::{ArticleRow, ClaimView, Quotation};
use serde_json::{Map, Value, json};

/// Characters before and behind a quotation that help to find it again.
const AROUND: usize = 32;

/// The mentions of a claim as annotations, in the W3C's Web Annotation Data Model.
pub fn annotations(view: &ClaimView) -> Vec<Value> {
    let claim = &view.claim;
    let annotation = |(n, (mention, quotation)): (usize, (&Mention, &Quotation))| {
        let [start, end] = mention.span;
        let (prefix, suffix) = around(quotation);
        let stance = word(&mention.stance);
        let who = speaker(view, mention, quotation);
        json!({
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": format!("urn:onrecord:mention:{}:{}", urn(&claim.id), n + 1),
            "type": "Annotation",
            "motivation": "linking",
            "body": [
                {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": stance},
                {
                    "type": "TextualBody", "purpose": "describing", "format": "text/plain", "language": "en",
                    "value": format!("{who} {stance}: {}", claim.proposition),
                },
                {"type": "SpecificResource", "purpose": "linking", "source": claim_urn(&claim.id)},
            ],
            "target": {
                "source": address(view.sources.get(&mention.article), &mention.article),
                "selector": [
                    {"type": "TextQuoteSelector", "exact": quotation.text, "prefix": prefix, "suffix": suffix},
                    {"type": "TextPositionSelector", "start": start, "end": end},
                ],
            },
        })
    };
    claim.mentions.iter().zip(&view.quotations).enumerate().map(annotation).collect()
}

/// Where a claim comes from, as PROV-JSON: articles, the outlets behind them, quotations drawn from
/// them, and those whose words these are.
pub fn provenance(view: &ClaimView) -> Value {
    let claim = &view.claim;
    let id = format!("onrecord:claim/{}", urn(&claim.id));
    let article_id = |article: &str| format!("onrecord:article/{}", urn(article));
    let agent_id = |name: &str| format!("onrecord:agent/{}", urn(name));
    let (mut entities, mut agents) = (Map::new(), Map::new());
    let (mut derived, mut attributed, mut same) = (Map::new(), Map::new(), Map::new());
    entities.insert(
        id.clone(),
        json!({"prov:type": "onrecord:Claim", "prov:value": claim.proposition, "onrecord:status": word(&claim.status)}),
    );
    for (article, source) in &view.sources {
        let mut entity = Map::new();
        entity.insert("prov:type".to_owned(), json!("onrecord:Article"));
        let facts = [
            ("prov:location", &source.url),
            ("dcterms:title", &source.title),
            ("dcterms:issued", &source.published),
        ];
        for (key, value) in facts {
            if let Some(value) = value {
                entity.insert(key.to_owned(), json!(value));
            }
        }
        entities.insert(article_id(article), Value::Object(entity));
        if let Some(outlet) = &source.outlet {
            agents.insert(
                agent_id(outlet),
                json!({"prov:type": "prov:Organization", "prov:label": outlet}),
            );
            let relation =
                json!({"prov:entity": article_id(article), "prov:agent": agent_id(outlet)});
            attributed.insert(format!("_:by{}", attributed.len() + 1), relation);
        }
    }
    for (n, (mention, quotation)) in claim.mentions.iter().zip(&view.quotations).enumerate() {
        let quoted = format!("onrecord:mention/{}/{}", urn(&claim.id), n + 1);
        let mut entity = Map::new();
        entity.insert("prov:type".to_owned(), json!("onrecord:Mention"));
        entity.insert("prov:value".to_owned(), json!(quotation.text));
        entity.insert("onrecord:stance".to_owned(), json!(word(&mention.stance)));
        entity.insert(
            "onrecord:span".to_owned(),
            json!(format!("{}-{}", mention.span[0], mention.span[1])),
        );
        if !mention.via.is_empty() {
            entity.insert("onrecord:via".to_owned(), json!(mention.via.join(" <- ")));
        }
        entities.insert(quoted.clone(), Value::Object(entity));
        let from = json!({
            "prov:generatedEntity": quoted, "prov:usedEntity": article_id(&mention.article), "prov:type": "prov:Quotation",
        });
        derived.insert(format!("_:from{}", derived.len() + 1), from);
        let from = json!({"prov:generatedEntity": id, "prov:usedEntity": quoted});
        derived.insert(format!("_:from{}", derived.len() + 1), from);
        if mention.origin.is_some() {
            let who = speaker(view, mention, quotation);
            agents
                .entry(agent_id(&who))
                .or_insert_with(|| json!({"prov:type": "prov:Agent", "prov:label": who}));
            let relation = json!({"prov:entity": quoted, "prov:agent": agent_id(&who)});
            attributed.insert(format!("_:by{}", attributed.len() + 1), relation);
        }
    }
    for link in &view.copy_links {
        let [a, b] = &link.articles;
        let relation = json!({
            "prov:alternate1": article_id(a), "prov:alternate2": article_id(b), "onrecord:reason": link.reason,
        });
        same.insert(format!("_:copy{}", same.len() + 1), relation);
    }
    json!({
        "prefix": {
            "prov": "http://www.w3.org/ns/prov#", "dcterms": "http://purl.org/dc/terms/", "onrecord": "urn:onrecord:",
        },
        "entity": entities, "agent": agents, "wasDerivedFrom": derived, "wasAttributedTo": attributed,
        "alternateOf": same,
    })
}

/// The beginning of a fact check in the form of schema.org, for somebody to go on with. What they find
/// is theirs to say: there is no rating in it.
pub fn review_draft(view: &ClaimView) -> Value {
    let claim = &view.claim;
    let mut articles: Vec<(&String, &ArticleRow)> = view.sources.iter().collect();
    articles
        .sort_by_key(|(id, source)| (source.published.is_none(), source.published.clone(), *id));
    let appearances: Vec<Value> = articles
        .iter()
        .filter(|(id, _)| claim.mentions.iter().any(|mention| mention.article == **id))
        .map(|(id, source)| {
            let mut work = Map::new();
            work.insert("@type".to_owned(), json!("NewsArticle"));
            work.insert("url".to_owned(), json!(address(Some(source), id)));
            for (key, value) in [("headline", &source.title), ("datePublished", &source.published)]
            {
                if let Some(value) = value {
                    work.insert(key.to_owned(), json!(value));
                }
            }
            if let Some(outlet) = &source.outlet {
                work.insert(
                    "publisher".to_owned(),
                    json!({"@type": "Organization", "name": outlet}),
                );
            }
            Value::Object(work)
        })
        .collect();
    let authors: Vec<Value> = claim
        .origins
        .list
        .iter()
        .map(|origin| json!({"@type": "Thing", "name": origin.label, "description": origin.why}))
        .collect();
    let mut item = Map::new();
    item.insert("@type".to_owned(), json!("Claim"));
    item.insert("identifier".to_owned(), json!(claim.id));
    item.insert("text".to_owned(), json!(claim.proposition));
    if let Some(first) = &claim.first_seen {
        item.insert("datePublished".to_owned(), json!(first));
    }
    if !authors.is_empty() {
        item.insert("author".to_owned(), Value::Array(authors));
    }
    if let Some(first) = appearances.first() {
        item.insert("firstAppearance".to_owned(), first.clone());
    }
    item.insert("appearance".to_owned(), Value::Array(appearances));
    json!({
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "creativeWorkStatus": "Draft",
        "claimReviewed": claim.proposition,
        "itemReviewed": item,
        "abstract": summary(view),
    })
}

/// What is known, in a sentence: how many stand behind it, and what is open.
fn summary(view: &ClaimView) -> String {
    let claim = &view.claim;
    let (least, most) = (claim.origins.at_least, claim.origins.at_most);
    let origins = if least == most { format!("{least}") } else { format!("{least} to {most}") };
    let open = if claim.gaps.is_empty() {
        String::new()
    } else {
        format!("; {} left open", claim.gaps.len())
    };
    format!(
        "{} in {} articles; independent origins: {origins}{open}",
        word(&claim.status),
        claim.articles
    )
}

/// Whose words a mention is: its origin, else who speaks, else the article.
fn speaker(view: &ClaimView, mention: &Mention, quotation: &Quotation) -> String {
    let origin = mention.origin.as_ref();
    let known = view.claim.origins.list.iter().find(|one| Some(&one.id) == origin);
    let label = known.map(|one| &one.label).or(origin).or(quotation.speaker.as_ref());
    label.unwrap_or(&mention.article).clone()
}

/// What stands before and behind a quotation in its paragraph.
fn around(quotation: &Quotation) -> (String, String) {
    let Some(at) = quotation.paragraph.find(&quotation.text) else { return Default::default() };
    let before = &quotation.paragraph[..at];
    let behind = &quotation.paragraph[at + quotation.text.len()..];
    let skip = before.chars().count().saturating_sub(AROUND);
    (before.chars().skip(skip).collect(), behind.chars().take(AROUND).collect())
}

/// The article's own address where it leads to the web, else a name for it.
fn address(source: Option<&ArticleRow>, article: &str) -> String {
    let url = source.and_then(|source| source.url.as_ref());
    let url = url.filter(|url| url.starts_with("https://") || url.starts_with("http://"));
    url.cloned().unwrap_or_else(|| format!("urn:onrecord:article:{}", urn(article)))
}

fn claim_urn(id: &str) -> String {
    format!("urn:onrecord:claim:{}", urn(id))
}

pub(crate) use crate::atom::path as urn;

fn word<T: serde::Serialize>(variant: &T) -> String {
    let value = serde_json::to_value(variant).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}
