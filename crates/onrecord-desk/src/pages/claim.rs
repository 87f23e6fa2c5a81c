//! One claim: how it stands and stood, where it comes from, whose words it rests on, what is open.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use onrecord_claims::{Claim, Mention, Stance};
use onrecord_ledger::{ClaimRow, ClaimView, Correction, Ledger, Quotation, Says};
use serde::Serialize;

use crate::corrected::{Overlay, Verdicts, overlay, place};
use crate::desk::Desk;
use crate::diff;
use crate::fault::Fault;
use crate::page::{Answer, Form, Frame, settle};
use crate::pages::corrections::{self, Told};
use crate::pages::named;
use crate::svg::provenance::{NOBODY, UNKNOWN, provenance};
use crate::words::{self, article, count, day, days, minute, range, stance_tone, tone, word};

/// Quotations of one stance that the page shows at once; the others stand behind a fold.
const SHOWN: usize = 12;
/// Quotations of one stance on the page at all.
const MOST: usize = 60;
/// Letters of a quotation.
const LONG: usize = 600;

/// What the page shows, for programs.
#[derive(Debug, Serialize)]
struct Whole {
    #[serde(flatten)]
    view: ClaimView,
    /// What people say of it.
    corrections: Vec<Correction>,
    /// Places in `mentions` that corrections take away.
    struck: Vec<usize>,
    /// Independent origins with these corrections and with the joined claims, at least and at most.
    corrected_origins: Option<(usize, usize)>,
    /// Claims that people joined with it.
    joined: Vec<ClaimRow>,
}

struct Voice {
    who: String,
    outlet: String,
    outlet_address: String,
    when: String,
    via: String,
    pieces: Vec<(bool, String)>,
    address: String,
    struck: bool,
    /// Other articles with the very same words.
    also: Vec<(String, String)>,
}

struct Group {
    heading: &'static str,
    tone: &'static str,
    voices: Vec<Voice>,
    folded: Vec<Voice>,
    left_out: usize,
}

struct Step {
    status: String,
    tone: &'static str,
    at: String,
    outlet: String,
    title: String,
    address: String,
}

struct OriginView {
    id: String,
    label: String,
    why: String,
    may_be: String,
    gone: bool,
    articles: Vec<(String, String)>,
}

struct Open {
    kind: String,
    words: String,
    outlet: String,
    address: String,
}

struct Stack {
    articles: Vec<(String, String, String)>,
    reasons: Vec<String>,
}

struct Near {
    relation: &'static str,
    proposition: String,
    status: String,
    tone: &'static str,
    address: String,
}

#[derive(Template)]
#[template(path = "claim.html")]
struct Page {
    frame: Frame,
    id: String,
    proposition: String,
    status: String,
    tone: &'static str,
    facts: Vec<(&'static str, String)>,
    origins: String,
    origins_word: &'static str,
    corrected: Option<String>,
    reports: usize,
    reports_word: &'static str,
    graph: String,
    left_out: usize,
    groups: Vec<Group>,
    steps: Vec<Step>,
    origin_list: Vec<OriginView>,
    open: Vec<Open>,
    stacks: Vec<Stack>,
    near: Vec<Near>,
    told: Vec<Told>,
    name: String,
    articles: Vec<(String, String)>,
}

pub(crate) async fn show(
    State(desk): State<Arc<Desk>>,
    Path(last): Path<String>,
    headers: HeaderMap,
) -> Response {
    let (id, form) = named(&last);
    settle(form, answer(&desk, id, form, corrections::name_in(&headers)).await)
}

async fn answer(
    desk: &Arc<Desk>,
    id: String,
    form: Form,
    name: String,
) -> Result<impl IntoResponse, Fault> {
    let frame = Frame::new(desk, "claims", "");
    desk.ask(move |ledger| {
        let Some(view) = ledger.claim_view(&id)? else { return Err(Fault::Missing(id, "claim")) };
        let (whole, overlay) = look(ledger, view)?;
        Ok(match form {
            Form::Json => Answer::Value(whole),
            Form::Html => Answer::Page(page(frame, &whole, &overlay, name)),
        })
    })
    .await
}

fn look(ledger: &Ledger, view: ClaimView) -> Result<(Whole, Overlay), Fault> {
    let id = view.claim.id.clone();
    let mut corrections = ledger.corrections_of_claim(&id)?;
    let (mut parted, mut joined) = (BTreeSet::new(), BTreeMap::new());
    for correction in &corrections {
        match &correction.says {
            Says::Part(two) => {
                parted.insert(two.other.clone());
            }
            Says::Join(two) => {
                for one in [&two.claim, &two.other] {
                    let now = ledger.current_claim(one)?;
                    if now != id
                        && let Some(other) = ledger.claim_view(&now).ok().flatten()
                    {
                        joined.insert(now, other);
                    }
                }
            }
            Says::Right(_) | Says::Wrong(_) => {}
        }
    }
    let mut findings = Vec::new();
    for article in view.sources.keys() {
        findings.extend(ledger.corrections_of_article(article)?);
    }
    let verdicts = Verdicts::of(&findings);
    let mut reports = BTreeMap::new();
    for correction in &findings {
        if let Says::Right(f) | Says::Wrong(f) = &correction.says
            && let Some(report) = ledger.article(&f.article)?
        {
            reports.insert(f.article.clone(), report);
        }
    }
    let mut overlay = overlay(&view, &verdicts, &parted, |article, finding| {
        place(reports.get(article)?, finding)
    });
    let others: Vec<Claim> = joined.values().map(|other: &ClaimView| other.claim.clone()).collect();
    overlay.join(&view.claim, &others);
    corrections.extend(findings.into_iter().filter(|correction| {
        // Of the findings of its articles, those that the claim rests on.
        let (Says::Right(f) | Says::Wrong(f)) = &correction.says else { return false };
        view.claim.mentions.iter().any(|m| {
            m.article == f.article
                && [&m.statement, &m.event].into_iter().flatten().any(|id| *id == f.finding)
        })
    }));
    let struck = overlay.struck.iter().copied().collect();
    let joined = joined.values().map(row).collect();
    let corrected_origins = overlay.origins;
    Ok((Whole { view, corrections, struck, corrected_origins, joined }, overlay))
}

/// A claim in short, of the whole of it.
fn row(view: &ClaimView) -> ClaimRow {
    let claim = &view.claim;
    let parties = |all: &[onrecord_claims::Party]| {
        let party = |p: &onrecord_claims::Party| onrecord_ledger::Party {
            name: p.name.clone(),
            country: p.country.clone(),
        };
        all.iter().map(party).collect()
    };
    ClaimRow {
        id: claim.id.clone(),
        proposition: claim.proposition.clone(),
        kind: claim.event.kind.clone(),
        status: word(&claim.status),
        at_least: claim.origins.at_least as u32,
        at_most: claim.origins.at_most as u32,
        articles: claim.articles as u32,
        first_seen: claim.first_seen.clone(),
        last_seen: claim.last_seen.clone(),
        moved: claim.history.last().and_then(|step| step.at.clone()),
        actors: parties(&claim.event.actors),
        recipients: parties(&claim.event.recipients),
    }
}

fn page(frame: Frame, whole: &Whole, overlay: &Overlay, name: String) -> Page {
    let (view, claim) = (&whole.view, &whole.view.claim);
    let status = word(&claim.status);
    let (graph, left_out) = provenance(view);
    let event = &claim.event;
    let mut facts = Vec::new();
    let names = |parties: &[onrecord_claims::Party]| {
        let name = |p: &onrecord_claims::Party| match &p.country {
            Some(country) if words::country(country) != p.name => {
                format!("{} ({})", p.name, words::country(country))
            }
            _ => p.name.clone(),
        };
        parties.iter().map(name).collect::<Vec<_>>().join(", ")
    };
    let kind = event.kind.as_ref().map(|kind| match &event.mode {
        Some(mode) => format!("{}, {mode}", kind.to_lowercase()),
        None => kind.to_lowercase(),
    });
    for (label, value) in [
        ("What", kind),
        ("Who", Some(names(&event.actors))),
        ("To whom", Some(names(&event.recipients))),
        ("When", event.time.start.as_ref().map(|s| days(Some(s), event.time.end.as_deref()))),
        ("Where", event.place.clone()),
        ("Reported", Some(days(claim.first_seen.as_deref(), claim.last_seen.as_deref()))),
    ] {
        facts.extend(value.filter(|value| !value.is_empty()).map(|value| (label, value)));
    }
    let frame = Frame {
        title: words::cut(&claim.proposition, 90),
        json: Some(format!("{}.json", words::claim(&claim.id))),
        ..frame
    };
    let (least, most) = (claim.origins.at_least as u64, claim.origins.at_most as u64);
    let mut articles: Vec<(String, String)> = view
        .sources
        .values()
        .map(|row| (row.id.clone(), title(row.outlet.as_deref(), row.title.as_deref(), &row.id)))
        .collect();
    articles.sort_by(|a, b| a.1.cmp(&b.1));
    Page {
        frame,
        id: claim.id.clone(),
        proposition: claim.proposition.clone(),
        tone: tone(&status),
        status,
        facts,
        origins: range(least, most),
        origins_word: if most == 1 { "independent origin" } else { "independent origins" },
        corrected: overlay.origins.map(|(least, most)| range(least as u64, most as u64)),
        reports: claim.articles,
        reports_word: if claim.articles == 1 { "report" } else { "reports" },
        graph,
        left_out,
        groups: groups(view, overlay),
        steps: steps(view),
        origin_list: origins(view, overlay),
        open: open(view),
        stacks: stacks(view),
        near: near(whole),
        told: whole.corrections.iter().map(Told::of).collect(),
        name,
        articles,
    }
}

fn title(outlet: Option<&str>, title: Option<&str>, id: &str) -> String {
    match (outlet, title) {
        (Some(outlet), Some(title)) => format!("{outlet}: {title}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => id.to_owned(),
    }
}

fn outlet(view: &ClaimView, article: &str) -> String {
    let row = view.sources.get(article);
    row.and_then(|row| row.outlet.clone()).unwrap_or_else(|| article.to_owned())
}

fn published(view: &ClaimView, article: &str) -> Option<String> {
    view.sources.get(article).and_then(|row| row.published.clone())
}

/// Where a mention stands: at its statement, else its event, else its words.
fn at(mention: &Mention, quotation: &Quotation) -> String {
    let finding = mention.statement.as_ref().or(mention.event.as_ref());
    let place = finding.map_or_else(|| words::fragment(&quotation.text), |f| words::part(f));
    format!("{}#{place}", article(&mention.article))
}

const STANCES: [(Stance, &str); 7] = [
    (Stance::Affirms, "Say so"),
    (Stance::Confirms, "Confirm it"),
    (Stance::Schedules, "Announce it"),
    (Stance::Denies, "Deny it"),
    (Stance::Disclaims, "Know nothing of it"),
    (Stance::Declines, "Do not comment"),
    (Stance::Retracts, "Take it back"),
];

/// Everybody's words by what they do to the claim, the earliest first. Words that an earlier
/// quotation of the group has not are marked; the very same words stand once.
fn groups(view: &ClaimView, overlay: &Overlay) -> Vec<Group> {
    let claim = &view.claim;
    let mut groups = Vec::new();
    for (stance, heading) in STANCES {
        let mut mentions: Vec<(usize, &Mention, &Quotation)> = claim
            .mentions
            .iter()
            .zip(&view.quotations)
            .enumerate()
            .filter(|(_, (mention, _))| mention.stance == stance)
            .map(|(n, (mention, quotation))| (n, mention, quotation))
            .collect();
        mentions.sort_by_key(|(n, mention, _)| {
            let at = published(view, &mention.article);
            (at.is_none(), at, *n)
        });
        let mut voices: Vec<(Voice, String)> = Vec::new();
        let mut left_out = 0;
        for (n, mention, quotation) in mentions {
            let who = who(view, mention, quotation);
            let struck = overlay.struck.contains(&n);
            let outlet = outlet(view, &mention.article);
            let text = words::cut(quotation.text.trim(), LONG);
            if let Some((voice, _)) = voices.iter_mut().find(|(voice, same)| {
                *same == text && voice.who == who && voice.struck == struck && !text.is_empty()
            }) {
                if voice.address != at(mention, quotation) && voice.outlet != outlet {
                    voice.also.push((outlet, at(mention, quotation)));
                }
                continue;
            }
            if voices.len() >= MOST {
                left_out += 1;
                continue;
            }
            let base = voices.first().map(|(_, text)| text.clone());
            let pieces = match &base {
                Some(base) => diff::pieces(base, &text),
                None => vec![(false, text.clone())],
            };
            let voice = Voice {
                who,
                outlet_address: words::outlet(&outlet),
                outlet,
                when: published(view, &mention.article).map_or_else(String::new, |p| minute(&p)),
                via: mention.via.join(" ← "),
                pieces,
                address: at(mention, quotation),
                struck,
                also: Vec::new(),
            };
            voices.push((voice, text));
        }
        if voices.is_empty() {
            continue;
        }
        let mut voices: Vec<Voice> = voices.into_iter().map(|(voice, _)| voice).collect();
        let folded = voices.split_off(voices.len().min(SHOWN));
        let tone = stance_tone(&word(&stance));
        groups.push(Group { heading, tone, voices, folded, left_out });
    }
    groups
}

fn who(view: &ClaimView, mention: &Mention, quotation: &Quotation) -> String {
    let listed = view.claim.origins.list.iter().find(|o| Some(&o.id) == mention.origin.as_ref());
    let label = listed.map(|o| &o.label).or(mention.origin.as_ref());
    match (label, &quotation.speaker) {
        (None, Some(speaker)) if speaker == UNKNOWN => NOBODY.to_owned(),
        (_, Some(speaker)) if mention.statement.is_some() && !speaker.is_empty() => {
            match label.filter(|label| *label != speaker) {
                // `three officials (Dublin Courier)` tells of the three officials already.
                Some(label) if label.starts_with(speaker.as_str()) => label.clone(),
                Some(label) => format!("{speaker} · {label}"),
                None => speaker.clone(),
            }
        }
        (Some(label), _) => label.clone(),
        _ => format!("{}, in its own voice", outlet(view, &mention.article)),
    }
}

fn steps(view: &ClaimView) -> Vec<Step> {
    let step = |step: &onrecord_claims::Step| {
        let status = word(&step.status);
        let row = view.sources.get(&step.article);
        Step {
            tone: tone(&status),
            status,
            at: step.at.as_deref().map_or_else(|| "no date".to_owned(), minute),
            outlet: outlet(view, &step.article),
            title: row.and_then(|row| row.title.clone()).unwrap_or_default(),
            address: article(&step.article),
        }
    };
    view.claim.history.iter().map(step).collect()
}

fn origins(view: &ClaimView, overlay: &Overlay) -> Vec<OriginView> {
    let origin = |origin: &onrecord_claims::Origin| OriginView {
        id: origin.id.clone(),
        label: match origin.named {
            true => origin.label.clone(),
            false => format!("{} (unnamed)", origin.label),
        },
        why: origin.why.clone(),
        may_be: origin.may_be.join("; "),
        gone: overlay.gone.contains(&origin.id),
        articles: origin
            .articles
            .iter()
            .take(MOST)
            .map(|id| (outlet(view, id), article(id)))
            .collect(),
    };
    view.claim.origins.list.iter().take(MOST).map(origin).collect()
}

fn open(view: &ClaimView) -> Vec<Open> {
    let gaps = view.claim.gaps.iter().zip(&view.open).take(MOST);
    gaps.map(|(gap, text)| Open {
        kind: word(&gap.kind).replace('_', " "),
        words: words::cut(text.trim(), LONG),
        outlet: outlet(view, &gap.article),
        address: article(&gap.article),
    })
    .collect()
}

fn stacks(view: &ClaimView) -> Vec<Stack> {
    let stack = |group: &Vec<String>| {
        let mut articles: Vec<(String, String, String)> = group
            .iter()
            .map(|id| {
                let when = published(view, id);
                (outlet(view, id), when.as_deref().map(day).unwrap_or_default(), article(id))
            })
            .collect();
        articles.truncate(MOST);
        let reasons: BTreeSet<String> = view
            .copy_links
            .iter()
            .filter(|link| link.articles.iter().all(|article| group.contains(article)))
            .map(|link| {
                let why = match link.reason.as_str() {
                    "same" => "word for word the same",
                    "excerpt" => "one is an excerpt of the other",
                    "rewrite" => "a light rewrite",
                    "reworded" => "the same with other words put in",
                    other => other,
                };
                let passages = count(link.passages as u64, "passage", "passages");
                let [a, b] = &link.articles;
                format!("{} and {}: {why}, {passages}", outlet(view, a), outlet(view, b))
            })
            .collect();
        Stack { articles, reasons: reasons.into_iter().take(MOST).collect() }
    };
    view.claim.copies.iter().map(stack).collect()
}

fn near(whole: &Whole) -> Vec<Near> {
    let of = |relation: &'static str, row: &ClaimRow| Near {
        relation,
        proposition: row.proposition.clone(),
        tone: tone(&row.status),
        status: row.status.clone(),
        address: words::claim(&row.id),
    };
    let view = &whole.view;
    let mut near: Vec<Near> = view.whole.iter().map(|row| of("A detail of", row)).collect();
    near.extend(view.details.iter().map(|row| of("Its detail", row)));
    near.extend(whole.joined.iter().map(|row| of("The same, as people say", row)));
    near.extend(view.claim.overtaken_by.iter().map(|by| Near {
        relation: "Overtaken by",
        proposition: by.claim.clone(),
        status: String::new(),
        tone: "",
        address: words::claim(&by.claim),
    }));
    near
}
