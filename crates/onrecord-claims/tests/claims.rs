//! The scenarios of `suite/scenarios`: articles read by the engine, claims checked against answers written
//! by hand. A scenario passes where every claim is found and exact in copies, bounds and status.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use onrecord::{Document, Outlet, Reader, Span};
use onrecord_claims::{Article, Claim, Proposition, claims, pairs, propositions, same};
use proptest::prelude::*;
use serde_json::{Value, json};

static READER: LazyLock<Reader> = LazyLock::new(Reader::new);

fn scenarios() -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../suite/scenarios");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder suite/scenarios is there")
        .map(|e| e.expect("it can be listed").path())
        .collect();
    files.sort();
    files
        .iter()
        .map(|f| {
            let text = std::fs::read_to_string(f).expect("a scenario can be read");
            serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", f.display()))
        })
        .collect()
}

fn article(record: &Value) -> Article {
    let field = |name: &str| record[name].as_str().unwrap_or_default().to_owned();
    let text = field("text");
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        if !line.trim().is_empty() {
            paragraphs.push(Span::new(start, start + line.len()));
        }
        start += line.len() + 1;
    }
    let credit = record["credit"].as_array().into_iter().flatten();
    let document = Document {
        outlet: Outlet { name: Some(field("outlet")), domain: None },
        title: Some(field("title")),
        published: Some(field("published")),
        credit: credit.filter_map(|c| c.as_str().map(str::to_owned)).collect(),
        paragraphs,
        ..Document::of_lines(text)
    };
    let mut article = Article::from_report(&READER.read(document));
    article.card.id = field("id");
    article
}

fn articles(scenario: &Value) -> Vec<Article> {
    scenario["articles"].as_array().into_iter().flatten().map(article).collect()
}

/// What of a scenario is not as its answers say.
fn faults(scenario: &Value, found: &[Claim]) -> Vec<String> {
    let text = |id: &str| -> String {
        let all = scenario["articles"].as_array().into_iter().flatten();
        all.filter(|a| a["id"] == id).map(|a| a["text"].as_str().unwrap_or_default()).collect()
    };
    let mut faults = Vec::new();
    for gold in scenario["claims"].as_array().into_iter().flatten() {
        let id = gold["id"].as_str().unwrap_or_default();
        let wanted: Vec<(String, u32, u32)> = gold["mentions"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|m| {
                let (article, quote) = (
                    m["article"].as_str().unwrap_or_default(),
                    m["quote"].as_str().unwrap_or_default(),
                );
                let text = text(article);
                let at =
                    text.find(quote).unwrap_or_else(|| panic!("{quote:?} is not in {article}"));
                let start = text[..at].chars().count() as u32;
                (article.to_owned(), start, start + quote.chars().count() as u32)
            })
            .collect();
        let met = |claim: &Claim| {
            let meets = |w: &&(String, u32, u32)| {
                claim
                    .mentions
                    .iter()
                    .any(|m| m.article == w.0 && m.span[0] < w.2 && w.1 < m.span[1])
            };
            wanted.iter().filter(meets).count()
        };
        // A figure is told in the words of its event: of claims that meet as many, the one of its status.
        let status = gold["status"][0]["status"].as_str().unwrap_or_default();
        let said = |c: &Claim| serde_json::to_value(c.status).is_ok_and(|s| s == status);
        let Some(claim) = found.iter().max_by_key(|c| (met(c), said(c))).filter(|c| met(c) > 0)
        else {
            faults.push(format!("{id} not found"));
            continue;
        };
        let articles: BTreeSet<&str> = wanted.iter().map(|w| w.0.as_str()).collect();
        let here: BTreeSet<&str> = claim.mentions.iter().map(|m| m.article.as_str()).collect();
        if articles.intersection(&here).count() * 3 < articles.len() * 2 {
            faults.push(format!("{id} found in too few articles"));
        }
        if !said(claim) {
            faults.push(format!("{id}: status {:?}, expected {status}", claim.status));
        }
        let bounds = |name: &str| gold["origins"][name].as_u64().unwrap_or_default() as usize;
        let (least, most) = (bounds("at_least"), bounds("at_most"));
        if (claim.origins.at_least, claim.origins.at_most) != (least, most) {
            faults.push(format!(
                "{id}: origins {} to {}, expected {least} to {most}",
                claim.origins.at_least, claim.origins.at_most
            ));
        }
        let copies = serde_json::to_value(&claim.copies).expect("copies are JSON");
        if copies != gold["copies"] {
            faults.push(format!("{id}: copies {copies}, expected {}", gold["copies"]));
        }
    }
    faults
}

#[test]
fn scenarios_hold() {
    let mut wrong = Vec::new();
    let all = scenarios();
    assert!(all.len() >= 10, "only {} scenarios: is the folder whole?", all.len());
    for scenario in &all {
        let faults = faults(scenario, &claims(&articles(scenario)));
        let name = &scenario["name"];
        match (faults.is_empty(), scenario["known_failure"].as_str()) {
            (true, Some(_)) => wrong.push(format!("{name}: passes now, its known_failure can go")),
            (false, None) => wrong.push(format!("{name}: {}", faults.join("; "))),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The order of arrival changes nothing, not even an identifier.
    #[test]
    fn order_changes_nothing(order in Just((0..ALL.len()).collect::<Vec<usize>>()).prop_shuffle()) {
        let shuffled: Vec<Article> = order.iter().map(|&at| ALL[at].clone()).collect();
        prop_assert_eq!(&claims(&shuffled), &*CLAIMS);
    }
}

/// A store asks for the new one and the old one, whichever of the two comes first in [`claims`].
#[test]
fn which_of_the_two_is_asked_first_changes_nothing() {
    let all: Vec<Proposition> = asked().iter().flat_map(propositions).collect();
    let mut one = 0;
    for (at, a) in all.iter().enumerate() {
        for b in &all[at + 1..] {
            let found = same(a, b);
            assert_eq!(found, same(b, a), "{}: {}\n{}: {}", a.id, a.text, b.id, b.text);
            one += usize::from(found.is_some());
        }
    }
    assert!(one > 20, "{one} pairs of {}", all.len());
}

/// The articles of all scenarios, and of others in which it once was otherwise.
fn asked() -> Vec<Article> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../eval/scenarios/more-kept");
    let others = ["lake-treaty-exit", "election-commission-hack"].iter().flat_map(|name| {
        let text = std::fs::read_to_string(folder.join(format!("{name}.json")));
        let scenario = serde_json::from_str(&text.expect("it is there")).expect("it is JSON");
        articles(&scenario)
    });
    ALL.iter().cloned().chain(others).collect()
}

/// The articles of all scenarios in one ledger.
static ALL: LazyLock<Vec<Article>> = LazyLock::new(|| {
    let mut all = Vec::new();
    for (number, scenario) in scenarios().iter().enumerate() {
        for mut article in articles(scenario) {
            article.card.id = format!("{number}-{}", article.card.id);
            all.push(article);
        }
    }
    all
});

static CLAIMS: LazyLock<Vec<Claim>> = LazyLock::new(|| claims(&ALL));

#[test]
fn every_mention_lies_in_its_article() {
    for claim in &*CLAIMS {
        assert!(claim.origins.at_least <= claim.origins.at_most, "{claim:?}");
        for mention in &claim.mentions {
            let article =
                ALL.iter().find(|a| a.card.id == mention.article).expect("it is one of them");
            let length = article.text.chars().count() as u32;
            assert!(mention.span[0] < mention.span[1] && mention.span[1] <= length, "{mention:?}");
        }
    }
}

/// What an article is about, of a text published on a day.
fn lead(outlet: &str, day: &str, title: &str, text: &str) -> Proposition {
    let record = json!({
        "id": format!("{outlet} {day}"), "outlet": outlet, "title": title, "text": text,
        "published": format!("{day}T12:00:00Z"),
    });
    propositions(&article(&record)).into_iter().next().expect("the article has a lead")
}

fn collapse() -> Proposition {
    lead(
        "Morvale Herald",
        "2025-05-07",
        "Three dead in collapse at Tessik quarry",
        "A wall of the Tessik quarry collapsed on Tuesday and killed three men, the mining office in Bralund \
         said.\n\nThe quarry lies above Bralund. The wall at Tessik had been measured in April.",
    )
}

/// Articles on one matter may share few words in the sentence that tells of the deed.
#[test]
fn leads_on_one_matter_are_one() {
    let one = collapse();
    let other = lead(
        "Ostmark Courier",
        "2025-05-08",
        "What the cook of Tessik heard",
        "The hill above Bralund made no sound when it collapsed on Tuesday, says the cook Jorna Pelk.\n\nShe \
         was peeling potatoes in the hut at Tessik. \"Then there was no quarry,\" she said.",
    );
    assert!(same(&one, &other).is_some(), "{one:?}\n{other:?}");
    assert!(same(&other, &one).is_some());
    let share = |a: &[i64], b: &[i64]| a.iter().any(|key| b.contains(key));
    let (keys, others) = (one.keys(), other.keys());
    assert!(
        share(&keys.own, &others.own)
            || share(&keys.matter, &others.matter) && one.sorts().meet(other.sorts())
            || share(&keys.rare, &others.rare) && share(&one.article_keys(), &other.article_keys()),
        "a store would not compare them"
    );
}

/// The same place on another day is another deed.
#[test]
fn another_day_on_one_matter_is_another_deed() {
    let later = lead(
        "Morvale Herald",
        "2025-05-20",
        "Tessik quarry collapses again",
        "A wall of the Tessik quarry collapsed on Monday and hurt one man, the mining office in Bralund \
         said.\n\nThe quarry lies above Bralund. Tessik had been closed since the beginning of the month.",
    );
    assert!(same(&collapse(), &later).is_none());
}

/// Who expels the one is expelled by the other: two deeds.
#[test]
fn swapped_sides_are_two() {
    let one = lead(
        "Morvale Herald",
        "2025-05-07",
        "Brazil expels Peruvian diplomats",
        "Brazil expelled two diplomats of Peru on Tuesday, the consul Jorna Pelk said in Tessik.\n\nPelk \
         left Tessik the same night.",
    );
    let other = lead(
        "Ostmark Courier",
        "2025-05-07",
        "Peru expels Brazilian diplomats",
        "Peru expelled two diplomats of Brazil on Tuesday, the consul Jorna Pelk said in Tessik.\n\nPelk \
         had come to Tessik the same night.",
    );
    assert!(same(&one, &other).is_none());
}

/// Other articles of the same weeks with the same sort of deed are on other matters.
#[test]
fn other_matters_stay_apart() {
    let elsewhere = lead(
        "Ostmark Courier",
        "2025-05-07",
        "Roof collapses in Varnholt",
        "The roof of a market hall in Varnholt collapsed on Tuesday and killed a guard, the fire service \
         said.\n\nThe hall in Varnholt was built by the Dresk brothers.",
    );
    assert!(same(&collapse(), &elsewhere).is_none());
}

/// What training reads: a row for every two passages, and it does not matter which is the first.
#[test]
fn passages_are_compared_two_by_two() {
    let all = articles(&scenarios()[0]);
    let found = pairs(&all[..2]);
    let count = found.passages.len();
    assert!(count > 3, "{count} passages");
    assert_eq!(found.rows.len(), count * (count - 1) / 2);
    let swapped = pairs(&[all[1].clone(), all[0].clone()]);
    let first = found.passages.iter().filter(|p| p.article == 0).count();
    let row = |pairs: &onrecord_claims::Pairs, a: usize, b: usize| {
        let before: usize = (0..a).map(|a| pairs.passages.len() - 1 - a).sum();
        pairs.rows[before + b - a - 1]
    };
    // The first passage of each article.
    assert_eq!(row(&found, 0, first), row(&swapped, 0, count - first));
}
