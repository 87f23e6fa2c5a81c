//! Somebody's words or mind, put on record: source, cue, content.
//!
//! The model finds attributions ([`crate::model`]); `rules` add what it does not look for. Each is
//! then judged: how much is quoted, what the source does to the content (`stance`), who the source
//! is (`speaker`), through whom the words came (`chain`) and when they were said (`said`).

mod chain;
mod cues;
mod quotation;
mod rules;
mod said;
mod speaker;
mod stance;

use serde::{Deserialize, Serialize};

use onrecord_intake::Spans;
use onrecord_world as world;

use crate::entities::{Entities, EntityKind};
use crate::phrase;
use crate::places::OnMap;
use crate::syntax::{Relation, Syntax, Upos};
use crate::text::{Text, TokenId, TokenRange, is_quotation_mark};
use crate::times::{Days, Time};

/// What the model finds: who is cited, what marks it, what is attributed. A role may be broken
/// into several ranges, each of them in text order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attribution {
    /// Who is cited; empty where the article names nobody.
    pub source: Vec<TokenRange>,
    /// What marks the attribution; empty for a quotation that continues the speaker before it.
    pub cue: Vec<TokenRange>,
    /// What is attributed; may be empty ("declined to comment").
    pub content: Vec<TokenRange>,
    /// The model's certainty, 0 to 1.
    pub confidence: f32,
}

/// How much of a content stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Quotation {
    /// All of it.
    Direct,
    /// None of it.
    Indirect,
    /// Some of it.
    Mixed,
}

/// What a source does to the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "docs/report.md tells them one by one")]
pub enum Stance {
    Asserts,
    Confirms,
    Denies,
    Refuses,
    Disclaims,
    Declines,
    Doubts,
    Predicts,
    Promises,
    Demands,
    Asks,
    Warns,
    Believes,
}

/// What kind of thing a speaker is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "docs/report.md tells them one by one")]
pub enum SpeakerKind {
    Person,
    Organization,
    Outlet,
    Document,
    Group,
    Author,
    Unknown,
}

/// Who a source is, resolved over the whole article.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// The fullest form the article gives; `unknown` where there is none.
    pub name: String,
    /// What kind of thing it is.
    pub kind: SpeakerKind,
    /// Could a reader find out who it is?
    pub named: bool,
    /// The entity it resolves to, an index into the article's entities.
    pub entity: Option<usize>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<&'static str>,
    /// A PLOVER sector: `GOV`, `MIL`, `JRN`, ...
    pub sector: Option<&'static str>,
    /// The number stated: 3 for "three officials".
    pub count: Option<u32>,
    /// How it knows, as stated: "who has seen the document".
    pub basis: Option<String>,
}

/// One who carried the words to the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carrier {
    /// As the article names it.
    pub name: String,
    /// The statement that carries this one, an index, where the carrying is a statement itself.
    pub statement: Option<usize>,
}

/// One statement of the report.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Who is cited, in bytes of the text.
    pub source: Spans,
    /// What marks the attribution.
    pub cue: Spans,
    /// What is attributed.
    pub content: Spans,
    /// How much of the content is quoted.
    pub quotation: Quotation,
    /// What the source does to the content.
    pub stance: Stance,
    /// Who the source is.
    pub speaker: Speaker,
    /// The chain that carried the words, nearest first.
    pub via: Vec<Carrier>,
    /// When it was said.
    pub said: Option<Days>,
    /// The model's or the rule's certainty, 0 to 1.
    pub confidence: f32,
    /// The rule that found it, or `model`.
    pub found_by: &'static str,
}

/// All that is known of an article before its statements are judged.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a, 'd> {
    /// Its words.
    pub text: &'a Text<'d>,
    /// Their syntax.
    pub syntax: &'a Syntax,
    /// Who it speaks of.
    pub entities: &'a Entities,
    /// The times it names.
    pub times: &'a [Time],
    /// The places on the map that it names.
    pub places: &'a [OnMap],
    /// Who published it.
    pub outlet: Option<&'a str>,
}

/// An attribution on its way to a statement.
#[derive(Clone, Debug)]
struct Draft {
    attribution: Attribution,
    found_by: &'static str,
    /// The draft in whose content it stands.
    outer: Option<usize>,
}

/// The statements of an article, in text order.
pub fn find(article: &Article<'_, '_>, attributions: Vec<Attribution>) -> Vec<Statement> {
    let mut drafts: Vec<Draft> = attributions
        .into_iter()
        .map(|attribution| Draft { attribution, found_by: "model", outer: None })
        .collect();
    drop_questions(article, &mut drafts);
    keep_to_paragraph(article, &mut drafts);
    find_content(article, &mut drafts);
    drop_open_questions(article, &mut drafts);
    drop_deeds(article, &mut drafts);
    find_source(article, &mut drafts);
    drop_said_by_nobody(article, &mut drafts);
    rules::quoted::apply(article, &mut drafts);
    rules::citing::apply(article, &mut drafts);
    let nested = rules::nested::find(article, &drafts);
    drafts.extend(nested);
    let saying = rules::saying::find(article, &drafts);
    drafts.extend(saying);
    nest(&mut drafts);
    report_of(article, &mut drafts);
    let hearsay = rules::hearsay::find(article, &drafts);
    drafts.extend(hearsay);
    let declined = rules::declined::find(article, &drafts);
    drafts.extend(declined);
    let continued = rules::continued::find(article, &mut drafts);
    let mut speakers: Vec<usize> = (0..drafts.len()).collect();
    for (draft, speaker) in continued {
        speakers.push(speaker);
        drafts.push(draft);
    }
    let (drafts, speakers) = in_text_order(drafts, &speakers);

    let mut statements: Vec<Statement> = drafts.iter().map(|d| judge(article, d)).collect();
    for (i, &speaker) in speakers.iter().enumerate() {
        if speaker != i {
            let basis = None;
            statements[i].speaker = Speaker { basis, ..statements[speaker].speaker.clone() };
        }
    }
    told_of_another(article, &drafts, &mut statements);
    chain::link(article, &drafts, &mut statements);
    statements
}

/// Does a word stand in the cue of one of these?
fn in_cue<'d>(drafts: impl IntoIterator<Item = &'d Draft>, token: TokenId) -> bool {
    drafts.into_iter().any(|d| d.attribution.cue.iter().any(|range| range.contains(&token)))
}

/// "As the Harbour Times reported. Norway has also asked for pilots, *it* said": the pronoun is not the country of which that is
/// told, where somebody else has spoken before in the paragraph.
fn told_of_another(article: &Article<'_, '_>, drafts: &[Draft], statements: &mut [Statement]) {
    let (text, syntax) = (article.text, article.syntax);
    let paragraph = |draft: &Draft| {
        draft.attribution.cue.first().map(|cue| text.tokens[cue.start as usize].paragraph)
    };
    for at in 1..statements.len() {
        let Attribution { source, cue, content, .. } = &drafts[at].attribution;
        let ([source], [cue], [content, ..]) = (&source[..], &cue[..], &content[..]) else {
            continue;
        };
        let pronoun = source.len() == 1 && text.word(source.start).eq_ignore_ascii_case("it");
        if !pronoun || content.end > cue.start || drafts[at].outer.is_some() {
            continue;
        }
        let Some(entity) = statements[at].speaker.entity else { continue };
        let verb = syntax.head_of(content);
        let of_country = article.entities.all[entity].kind == EntityKind::Place
            || world::country_word(&article.entities.all[entity].name).is_some();
        let told_of = syntax.children(verb).any(|t| {
            syntax.relation[t as usize] == Relation::Nsubj && article.entities.at(t) == Some(entity)
        });
        let before = (0..at).rev().find(|&b| {
            let speaker = &statements[b].speaker;
            let body = matches!(
                speaker.kind,
                SpeakerKind::Outlet
                    | SpeakerKind::Organization
                    | SpeakerKind::Document
                    | SpeakerKind::Group
            );
            paragraph(&drafts[b]) == paragraph(&drafts[at])
                && drafts[b].outer.is_none()
                && body
                && speaker.entity != Some(entity)
        });
        if let Some(before) = before.filter(|_| of_country && told_of) {
            statements[at].speaker = Speaker { basis: None, ..statements[before].speaker.clone() };
        }
    }
}

/// A draft whose cue stands in the content of another is inside it: in the shortest such content.
fn nest(drafts: &mut [Draft]) {
    let inside = |inner: &Draft, outer: &Draft| {
        let covers = |t: &TokenRange| {
            outer.attribution.content.iter().any(|c| c.start <= t.start && t.end <= c.end)
        };
        !inner.attribution.cue.is_empty() && inner.attribution.cue.iter().all(covers)
    };
    let length =
        |d: &Draft| d.attribution.content.iter().map(ExactSizeIterator::len).sum::<usize>();
    for i in 0..drafts.len() {
        if drafts[i].outer.is_none() {
            drafts[i].outer = (0..drafts.len())
                .filter(|&j| j != i && inside(&drafts[i], &drafts[j]))
                .filter(|&j| !inside(&drafts[j], &drafts[i]))
                .min_by_key(|&j| (length(&drafts[j]), j));
        }
    }
}

/// "It sank, according to officials, *the Harbour Times reported*": where both have one content, the officials' word stands
/// inside the report.
fn report_of(article: &Article<'_, '_>, drafts: &mut [Draft]) {
    let start = |d: &Draft| d.attribution.cue.first().map_or(0, |cue| cue.start);
    for i in 0..drafts.len() {
        let at = start(&drafts[i]);
        let according = article.text.word(at).eq_ignore_ascii_case("according");
        if !according || drafts[i].outer.is_some() || drafts[i].attribution.content.is_empty() {
            continue;
        }
        let sentence = article.syntax.sentence_of(at);
        drafts[i].outer = (0..drafts.len()).find(|&j| {
            drafts[j].outer.is_none()
                && start(&drafts[j]) > at
                && sentence.contains(&start(&drafts[j]))
                && drafts[j].attribution.content == drafts[i].attribution.content
        });
    }
}

/// Only a quotation runs on into the next paragraph; other content ends with its own.
fn keep_to_paragraph(article: &Article<'_, '_>, drafts: &mut [Draft]) {
    let text = article.text;
    let paragraph = |t: u32| text.tokens[t as usize].paragraph;
    for draft in drafts {
        let Some(home) = draft.attribution.cue.first().map(|cue| paragraph(cue.start)) else {
            continue;
        };
        draft.attribution.content.retain(|range| {
            let quoted = text.tokens[range.start as usize].quoted
                || is_quotation_mark(text.word(range.start));
            paragraph(range.start) == home || quoted
        });
    }
}

/// "The ferry was unsafe, *the paper reported*": where the model gives a verb of saying no content, it is the clause
/// that hangs from it.
fn find_content(article: &Article<'_, '_>, drafts: &mut [Draft]) {
    let syntax = article.syntax;
    for draft in drafts.iter_mut() {
        let Some(cue) = draft.attribution.cue.first() else { continue };
        // What stands only in a later sentence is the next one's, where its own has a clause.
        let sentence = syntax.sentence_of(cue.start);
        if draft.attribution.content.iter().any(|range| range.start < sentence.end) {
            continue;
        }
        let verb = syntax.head_of(cue);
        if let Some(told) = syntax.child(verb, Relation::Ccomp) {
            let clause = phrase::trimmed(article.text, syntax, &phrase::subtree(syntax, told));
            draft.attribution.content = vec![clause];
        }
    }
}

/// "It burned, *the department's head, Ada Holm, said*": where the model gives a verb of saying no source, it is the
/// verb's subject.
fn find_source(article: &Article<'_, '_>, drafts: &mut [Draft]) {
    let (text, syntax) = (article.text, article.syntax);
    for draft in drafts.iter_mut().filter(|d| d.attribution.source.is_empty()) {
        let Some(cue) = draft.attribution.cue.first() else { continue };
        let verb = syntax.head_of(cue);
        if syntax.upos[verb as usize] != Upos::Verb || phrase::is_passive(text, syntax, verb) {
            continue;
        }
        let subject = syntax.children(verb).find(|&t| {
            syntax.relation[t as usize] == Relation::Nsubj
                && !matches!(
                    &*text.word(t).to_lowercase(),
                    "it" | "there" | "that" | "which" | "what"
                )
        });
        let Some(subject) = subject else { continue };
        let who = phrase::trimmed(text, syntax, &phrase::subtree(syntax, subject));
        let apart = |other: &TokenRange| other.end <= who.start || who.end <= other.start;
        let told = &draft.attribution;
        if !told.content.is_empty() && told.content.iter().chain(&told.cue).all(apart) {
            draft.attribution.source.push(who);
        }
    }
}

/// "*Called off* the talks", "who *requested* anonymity": a deed or what somebody asks of the paper, and no word of anybody.
fn drop_deeds(article: &Article<'_, '_>, drafts: &mut Vec<Draft>) {
    let (text, syntax) = (article.text, article.syntax);
    drafts.retain(|draft| {
        let Some(first) = draft.attribution.cue.first() else { return true };
        let verb = syntax.head_of(first);
        let next = first.end.max(verb + 1);
        let off = (verb + 1..next + 1).any(|t| {
            syntax.sentence_of(verb).contains(&t) && text.word(t).eq_ignore_ascii_case("off")
        });
        let anonymity = draft
            .attribution
            .content
            .iter()
            .flat_map(Clone::clone)
            .take(4)
            .any(|t| text.word(t).eq_ignore_ascii_case("anonymity"));
        match &*syntax.lemma[verb as usize].to_lowercase() {
            "call" => !off,
            "request" | "ask" | "demand" | "grant" | "insist" => !anonymity,
            _ => true,
        }
    });
}

/// "*It remains unclear how* Dublin will answer": a question that the article leaves open, and nobody's words.
fn drop_open_questions(article: &Article<'_, '_>, drafts: &mut Vec<Draft>) {
    let text = article.text;
    drafts.retain(|draft| {
        let Some(first) = draft.attribution.cue.first() else { return true };
        let opens = text.word(first.start).eq_ignore_ascii_case("it");
        let open = first
            .clone()
            .any(|t| matches!(&*text.word(t).to_lowercase(), "unclear" | "unknown" | "uncertain"));
        let behind = draft.attribution.source.iter().all(|s| s.start >= first.end);
        !(opens && open && behind && draft.attribution.content.is_empty())
    });
}

/// "*No group has claimed* the attack", "the claim *could not be verified*", "it *is not known* who": nobody's words.
fn drop_said_by_nobody(article: &Article<'_, '_>, drafts: &mut Vec<Draft>) {
    let word = |t: TokenId| article.text.word(t).to_lowercase();
    let lemma = |t: TokenId| article.syntax.lemma[t as usize].to_lowercase();
    drafts.retain(|draft| {
        let cue = || draft.attribution.cue.iter().flat_map(Clone::clone);
        let Some(source) = draft.attribution.source.first() else {
            let negated =
                cue().any(|t| matches!(&*word(t), "not" | "n't" | "n’t" | "never" | "little"));
            let known = cue().any(|t| {
                matches!(
                    &*lemma(t),
                    "know"
                        | "disclose"
                        | "reveal"
                        | "release"
                        | "verify"
                        | "confirm"
                        | "identify"
                        | "clear"
                )
            });
            return !(negated && known);
        };
        let next = || word(source.start + 1);
        let nobody = match &*word(source.start) {
            "nobody" | "none" => true,
            "no" => source.len() > 1 && !next().starts_with(|c: char| c.is_ascii_digit()),
            "neither" => true,
            _ => false,
        };
        let silent =
            || cue().any(|t| matches!(&*lemma(t), "comment" | "respond" | "reply" | "confirm"));
        !nobody || word(source.start) == "neither" && silent()
    });
}

/// Takes out what is only asked of a source who then answers: "*Asked about* the letter, she said".
fn drop_questions(article: &Article<'_, '_>, drafts: &mut Vec<Draft>) {
    let syntax = article.syntax;
    let cues: Vec<TokenRange> = drafts.iter().flat_map(|d| d.attribution.cue.clone()).collect();
    drafts.retain(|draft| {
        let Some(cue) = draft.attribution.cue.first() else { return true };
        let verb = syntax.head_of(cue);
        let answered = cues.iter().any(|c| c.contains(&syntax.head[verb as usize]));
        let asks = syntax.lemma[verb as usize] == "ask"
            && matches!(syntax.relation[verb as usize], Relation::Advcl | Relation::Acl);
        !(draft.attribution.source.is_empty() && asks && answered)
    });
}

/// Sorts drafts by their first word; `speakers` and `outer` go on pointing to the same drafts.
fn in_text_order(drafts: Vec<Draft>, speakers: &[usize]) -> (Vec<Draft>, Vec<usize>) {
    let place = |d: &Draft| {
        let a = &d.attribution;
        let cue = a.cue.first().or(a.content.first()).map_or(0, |r| r.start);
        (cue, d.outer.is_some())
    };
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|&i| place(&drafts[i]));
    let mut new = vec![0; drafts.len()];
    for (at, &old) in order.iter().enumerate() {
        new[old] = at;
    }
    let mut sorted: Vec<Option<Draft>> = drafts.into_iter().map(Some).collect();
    let drafts = order.iter().map(|&old| {
        let mut draft = sorted[old].take().expect("each once");
        draft.outer = draft.outer.map(|o| new[o]);
        draft
    });
    (drafts.collect(), order.iter().map(|&old| new[speakers[old]]).collect())
}

fn judge(article: &Article<'_, '_>, draft: &Draft) -> Statement {
    let Article { text, syntax, entities, .. } = *article;
    let attribution = &draft.attribution;
    let spans = |ranges: &[TokenRange]| -> Spans { ranges.iter().map(|r| text.span(r)).collect() };
    let content: Vec<TokenRange> = attribution
        .content
        .iter()
        .map(|r| without_marks(text, r))
        .filter(|r| !r.is_empty())
        .collect();
    let speaker = speaker::of(text, syntax, entities, &whose(article, attribution));
    Statement {
        source: spans(&attribution.source),
        cue: spans(&attribution.cue),
        content: spans(&content),
        quotation: quotation::of(text, syntax, &attribution.content),
        stance: stance::of(text, syntax, entities, attribution, &speaker),
        speaker,
        via: Vec::new(),
        said: said::of(article, attribution),
        confidence: attribution.confidence,
        found_by: draft.found_by,
    }
}

/// The source; where there is none, the subject that the cue's clause shares with the clause above
/// it: "*Turkey* launched the attack, arguing that ...".
fn whose(article: &Article<'_, '_>, attribution: &Attribution) -> Vec<TokenRange> {
    let syntax = article.syntax;
    let (true, Some(cue)) = (attribution.source.is_empty(), attribution.cue.first()) else {
        return attribution.source.clone();
    };
    let verb = syntax.head_of(cue);
    let subject = |of: u32| syntax.child(of, Relation::Nsubj);
    let passive = |of: u32| {
        syntax.children(of).any(|t| {
            syntax.relation[t as usize] == Relation::Aux && syntax.lemma[t as usize] == "be"
        }) && !article.text.word(of).ends_with("ing")
    };
    let shares = matches!(
        syntax.relation[verb as usize],
        Relation::Advcl | Relation::Conj | Relation::Xcomp
    );
    let above = syntax.head[verb as usize];
    if syntax.upos[verb as usize] != Upos::Verb
        || !shares
        || subject(verb).is_some()
        || passive(verb)
    {
        return Vec::new();
    }
    let bare_participle = syntax.relation[verb as usize] == Relation::Advcl
        && !article.text.word(verb).ends_with("ing");
    match subject(above) {
        Some(subject) if !passive(above) && !bare_participle => {
            vec![crate::phrase::core(syntax, subject)]
        }
        _ => Vec::new(),
    }
}

/// A content without the quotation marks around the whole of it, and without commas at its edges.
fn without_marks(text: &Text<'_>, range: &TokenRange) -> TokenRange {
    let mut range = range.clone();
    let comma = |t: u32| matches!(text.word(t), "," | ";" | ":" | "—" | "–");
    loop {
        let before = range.clone();
        while !range.is_empty() && comma(range.start) {
            range.start += 1;
        }
        while !range.is_empty() && comma(range.end - 1) {
            range.end -= 1;
        }
        if range.is_empty() {
            return range;
        }
        let mark = |t: u32| is_quotation_mark(text.word(t));
        let (opens, closes) = (mark(range.start), mark(range.end - 1));
        let inner = (range.start + 1..range.end.saturating_sub(1)).any(mark);
        if opens && (closes || !inner) {
            range.start += 1;
        }
        if closes && (opens || !inner) && range.start < range.end {
            range.end -= 1;
        }
        if range == before {
            return range;
        }
    }
}
