//! Whose words a statement gives: a body, a person, a description, a paper, other outlets.
//!
//! A report says who speaks as the article puts it. Here it is said so that it can be compared across
//! articles: minister and spokeswoman are their ministry, "the source" is the source of the
//! sentence before, "the newspaper" is the one cited last.

use std::collections::{BTreeMap, BTreeSet};

use onrecord::report::Statement;
use onrecord::statements::{Quotation, SpeakerKind};
use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::deeds::is_finite;
use crate::words::{Word, fold, is_stop, names, words};

/// What sort of voice it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Manner {
    /// The article's own.
    #[default]
    Own,
    /// The article's outlet, which saw, counted or tested for itself.
    Witness,
    /// A ministry, company, group: whoever speaks for it.
    Body,
    /// Somebody named who speaks for himself.
    Person,
    /// Somebody described.
    Unnamed,
    /// A paper, recording or picture.
    Document,
    /// Outlets, named.
    Outlet,
    /// Outlets, not named: "press reports".
    Media,
    /// Nobody: "reportedly".
    Hearsay,
}

/// Whose words they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Voice {
    pub manner: Manner,
    /// In words for people.
    pub label: String,
    /// The key of the country.
    pub country: Option<String>,
    /// Of a body: what it is, `ministry:foreign`, `government`, `org:adria bulk`.
    pub office: Option<String>,
    /// The person's folded name.
    pub person: Option<String>,
    /// Of somebody described, or of a paper: the stems of the description.
    pub traits: BTreeSet<String>,
    /// Names in the description.
    pub places: BTreeSet<String>,
    /// Of a paper: dates and numbers by which it is known.
    pub marks: BTreeSet<String>,
    /// The outlets cited, as written.
    pub outlets: Vec<String>,
    /// Several people.
    pub plural: bool,
    /// Of one who has it from another: that one's folded name, empty where he is not named.
    #[serde(default)]
    pub from: Option<String>,
    /// Of somebody named: words of the body that he is of, as the article introduces him.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub of: BTreeSet<String>,
    /// The text shows that they spoke to this outlet or wished not to be named: no mere "officials say".
    pub direct: bool,
}

/// The voice of every statement of an article.
pub(crate) fn voices(article: &Article, text: &[char], states: &BTreeSet<String>) -> Vec<Voice> {
    let mut state = State::new(article, text, states);
    let mut found: Vec<Voice> = article.statements.iter().map(|s| state.voice(s)).collect();
    complete(&mut found, &ministries(article), &state.home);
    of_carrier(article, &mut found);
    unite(&mut found);
    introduce(article, &mut found);
    unmask(article, text, &mut found);
    present(article, text, &mut found);
    own_papers(article, &mut found);
    belong(article, text, &mut found);
    found
}

/// "Hannu Rautavaara of Finnish Customs": the words of the body that each speaker is of, wherever the article tells them.
fn belong(article: &Article, text: &[char], found: &mut [Voice]) {
    let key = |v: &Voice| v.person.clone().or_else(|| v.office.clone());
    let mut of: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (voice, statement) in found.iter().zip(&article.statements) {
        let on_record = matches!(voice.manner, Manner::Body | Manner::Person);
        let Some(key) = key(voice).filter(|_| on_record) else { continue };
        let entity = statement.speaker.entity.as_ref();
        let entity = entity.and_then(|id| article.entities.iter().find(|e| e.id == *id));
        let role = entity.and_then(|e| e.role.as_deref()).unwrap_or_default();
        let source = source_text(statement, text);
        let house = house_of(article, text, statement, &source).unwrap_or_default();
        let told = format!("{source} ; {role} ; {} ; {house}", voice.label);
        let own: Vec<&str> = voice.person.as_deref().unwrap_or_default().split(' ').collect();
        let words = Phrase::of(&told).words.into_iter().filter(|w| {
            w.low.chars().count() > 3 && !is_stop(&w.low) && !own.contains(&&*w.low) && !is_place(w)
        });
        of.entry(key).or_default().extend(words.map(|w| w.low));
    }
    for voice in found.iter_mut() {
        if let Some(words) = key(voice).and_then(|k| of.get(&k)) {
            voice.of.clone_from(words);
        }
    }
}

/// The body that a source only points to: "the supervisory board dismissed him, *its* chairman said", "*the Authority's*
/// delegate" where the article names a High Authority.
fn house_of(
    article: &Article,
    text: &[char],
    statement: &Statement,
    source: &str,
) -> Option<String> {
    let words = Phrase::of(source).words;
    if words.first().is_some_and(|w| matches!(&*w.low, "its" | "their")) {
        let content = statement.content.iter().map(|s| slice(text, *s)).next()?;
        let told = Phrase::of(&content).words;
        let verb = told.iter().take(SUBJECT).position(is_finite).filter(|at| *at > 0)?;
        return Some(told[..verb].iter().map(|w| &*w.form).collect::<Vec<_>>().join(" "));
    }
    // A word that is no name by itself, written as one.
    let short = words.iter().skip(1).find(|w| w.upper && BODIES.contains(&&*w.low))?;
    let whole = |name: &str| {
        let words = Phrase::of(name).words;
        words.len() > 1 && words.iter().any(|w| w.low == short.low)
    };
    let mut named = article.entities.iter().filter(|e| whole(&e.name));
    let one = named.next()?;
    named.next().is_none().then(|| one.name.clone())
}

/// Words in which a clause comes to its verb, at most.
const SUBJECT: usize = 8;

/// Nouns that a body's name is cut down to.
const BODIES: &[&str] = &[
    "agency",
    "assembly",
    "association",
    "authority",
    "bank",
    "board",
    "brigade",
    "bureau",
    "chamber",
    "commission",
    "committee",
    "company",
    "congress",
    "council",
    "court",
    "directorate",
    "federation",
    "foundation",
    "front",
    "guard",
    "institute",
    "league",
    "ministry",
    "mission",
    "movement",
    "office",
    "party",
    "service",
    "society",
    "tribunal",
    "union",
];

/// The name of a state, a people, a town or a province.
pub(crate) fn is_place(word: &Word) -> bool {
    word.upper
        && (onrecord_world::country_word(&word.form).is_some()
            || onrecord_world::city(&word.form).is_some()
            || onrecord_world::province(&word.form).is_some())
}

/// "According to preliminary findings it was gas, the ministry said": a paper without an author is that of the body
/// which tells what stands in it.
fn own_papers(article: &Article, found: &mut [Voice]) {
    let shared = |a: &Statement, b: &Statement| {
        a.content.iter().any(|x| b.content.iter().any(|y| x[0] < y[1] && y[0] < x[1]))
    };
    for at in 0..found.len() {
        let nameless = found[at].manner == Manner::Document
            && found[at].office.is_none()
            && !found[at].label.chars().any(char::is_uppercase);
        if !nameless {
            continue;
        }
        let teller = (0..found.len()).find(|&other| {
            found[other].manner == Manner::Body
                && shared(&article.statements[at], &article.statements[other])
        });
        if let Some(teller) = teller {
            found[at] = found[teller].clone();
        }
    }
}

struct State<'a> {
    article: &'a Article,
    text: &'a [char],
    /// States that no table knows.
    states: &'a BTreeSet<String>,
    /// States that the article names; looked at where it also names such.
    named: BTreeSet<String>,
    /// Who spoke as this entity before.
    entities: BTreeMap<String, Voice>,
    body: Option<Voice>,
    unnamed: Option<Voice>,
    /// The body or people that spoke last.
    last: Option<Voice>,
    outlet: Option<Voice>,
    /// The paper that was cited last.
    paper: Option<Voice>,
    /// The country that the outlet's own name tells.
    home: Option<String>,
}

/// Titles of those who speak for a body.
pub(crate) const SPOKEN_FOR: &[&str] = &[
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "spokespeople",
    "press",
    "director",
    "head",
    "chief",
    "chairman",
    "chairwoman",
    "chair",
    "ceo",
    "executive",
    "commander",
    "captain",
    "minister",
    "commissioner",
    "secretary",
    "ambassador",
    "envoy",
    "negotiator",
    "leader",
    "admiral",
    "general",
    "representative",
    "president",
    "premier",
    "governor",
    "mayor",
    "manager",
    "prosecutor",
    "undersecretary",
    "commandant",
    "colonel",
    "major",
    "brigadier",
    "commodore",
    "superintendent",
    "inspector",
    "registrar",
    "judge",
    "chancellor",
    "owner",
    "founder",
    "operator",
];

const PAPERS: &[&str] = &[
    "manifest",
    "memo",
    "instruction",
    "directive",
    "circular",
    "memorandum",
    "letter",
    "document",
    "communique",
    "email",
    "e-mail",
    "sheet",
    "log",
    "file",
    "record",
    "transcript",
    "decree",
    "paper",
    "report",
    "statement",
    "recording",
    "video",
    "film",
    "footage",
    "photograph",
    "picture",
    "pictures",
    "audit",
    "filing",
    "contract",
    "list",
    "cable",
    "note",
    "minutes",
    "order",
    "register",
    "table",
    "release",
    "post",
    "website",
    "invoice",
    "certificate",
    "clip",
    "text",
    "draft",
    "plan",
    "study",
    "count",
    "photographs",
    "documents",
    "records",
    "images",
    "emails",
    "letters",
    "findings",
    "assessment",
    "analysis",
    "data",
    "results",
    "figures",
];

/// Papers by which a body speaks to the public.
const OWN_WORDS: &[&str] =
    &["statement", "release", "post", "website", "text", "note", "communique", "report", "count"];

/// Words in the names of outlets.
const NEWS: &[&str] = &[
    "post",
    "times",
    "herald",
    "observer",
    "journal",
    "daily",
    "news",
    "gazette",
    "tribune",
    "radio",
    "tv",
    "telegraph",
    "chronicle",
    "courier",
    "standard",
    "ledger",
    "mail",
    "broadcasting",
    "guardian",
    "echo",
    "wire",
];

/// Runs of capitals that hold such a word name an outlet ("the Steppe Herald"): all their words.
pub(crate) fn outlet_words(words: &[Word]) -> Vec<String> {
    words
        .chunk_by(|a, b| a.upper && b.upper && !b.after_mark)
        .filter(|run| run.len() > 1 && run.iter().any(|w| NEWS.contains(&&*w.low)))
        .flatten()
        .map(|w| w.low.clone())
        .collect()
}

const OUTLETS: &[&str] = &[
    "newspaper",
    "paper",
    "agency",
    "channel",
    "daily",
    "magazine",
    "broadcaster",
    "station",
    "website",
    "weekly",
    "outlet",
    "journal",
    "tabloid",
];

impl<'a> State<'a> {
    fn new(article: &'a Article, text: &'a [char], states: &'a BTreeSet<String>) -> Self {
        let outlet: Vec<char> = article.card.outlet.clone().unwrap_or_default().chars().collect();
        let body = fold(&article.text);
        let home = names(&words(&outlet, 0, outlet.len()), &|_| true)
            .into_iter()
            .find(|n| n.country || n.key.len() > 4 && body.matches(&*n.key).count() > 1)
            .map(|n| n.key);
        let named = if states.is_empty() {
            BTreeSet::new()
        } else {
            let all = words(text, 0, text.len());
            names(&all, &|_| true).into_iter().filter(|n| n.country).map(|n| n.key).collect()
        };
        let home = house(article).map_or(home, |house| house.country);
        Self {
            article,
            text,
            states,
            named,
            entities: BTreeMap::new(),
            body: None,
            unnamed: None,
            last: None,
            outlet: None,
            paper: None,
            home,
        }
    }

    /// Where an article is set in states that no table knows, a state that it does not name is none of a speaker's.
    fn seen(&self, country: Option<String>) -> Option<String> {
        country.filter(|c| self.states.is_empty() || self.named.contains(c))
    }

    fn is_state_name(&self, name: &str) -> bool {
        let alone = Phrase::of(&trimmed(name)).words;
        let known = matches!(&alone[..], [word] if self.states.contains(&crate::words::name_key(&word.low)));
        known || is_state_name(name, self.article)
    }

    fn voice(&mut self, statement: &Statement) -> Voice {
        let voice = self.read(statement);
        if matches!(voice.manner, Manner::Body | Manner::Unnamed) {
            self.last = Some(voice.clone());
        }
        match voice.manner {
            Manner::Body => self.body = Some(voice.clone()),
            Manner::Unnamed => self.unnamed = Some(voice.clone()),
            Manner::Outlet => self.outlet = Some(voice.clone()),
            Manner::Document => self.paper = Some(voice.clone()),
            _ => {}
        }
        if let Some(entity) = &statement.speaker.entity
            && !matches!(voice.manner, Manner::Hearsay | Manner::Own)
        {
            self.entities.entry(entity.clone()).or_insert_with(|| voice.clone());
        }
        voice
    }

    fn read(&self, statement: &Statement) -> Voice {
        let speaker = &statement.speaker;
        let source = source_text(statement, self.text) + &self.heads(statement);
        if let Some(voice) = self.in_content(statement) {
            return voice;
        }
        // "*One* put the number at 40": one of those who spoke before.
        if matches!(&*fold(&source), "one" | "another" | "others" | "both")
            && let Some(unnamed) = &self.unnamed
        {
            return unnamed.clone();
        }
        if fold(&source) == "it"
            && let Some(paper) = self.quoted_paper(statement)
        {
            return paper;
        }
        if let Some(entity) = &speaker.entity
            && let Some(known) = self.entities.get(entity)
        {
            return known.clone();
        }
        let entity = speaker
            .entity
            .as_ref()
            .and_then(|id| self.article.entities.iter().find(|e| e.id == *id));
        let role = entity.and_then(|e| e.role.clone()).unwrap_or_default();
        let bare = matches!(
            &*speaker.name,
            "what" | "who" | "which" | "that" | "it" | "they" | "he" | "she" | ""
        );
        let name = if bare && !source.is_empty() { source.clone() } else { speaker.name.clone() };
        let phrase = Phrase::of(&format!("{role} ; {source} ; {name}"));
        let low = fold(&source);
        let pronoun = matches!(
            &*low,
            "who" | "which" | "that" | "they" | "he" | "she" | "it" | "we" | "what"
        );
        // "They" after people described are these people, and no hospital.
        if low == "they"
            && speaker.kind == SpeakerKind::Organization
            && let Some(last) = self.unnamed.clone().filter(|l| l.plural)
        {
            return last;
        }
        let own = Phrase::of(if source.is_empty() || pronoun { &name } else { &source });
        if speaker.kind == SpeakerKind::Author {
            return Voice { label: "the article".into(), ..Voice::default() };
        }
        if speaker.kind == SpeakerKind::Unknown && source.is_empty()
            || self.is_told(statement)
            || phrase.any(&["nobody", "reporters", "everyone", "somebody"])
            || own.starts("no ")
        {
            return Voice { manner: Manner::Hearsay, label: "unknown".into(), ..Voice::default() };
        }
        if let Some(voice) = self.outlets(statement, &own, &name) {
            return voice;
        }
        if own.starts("our ")
            && matches!(
                own.head(),
                Some("newsroom" | "newspaper" | "paper" | "programme" | "office")
            )
        {
            return Voice { label: "the article".into(), ..Voice::default() };
        }
        // "The ministry's spokesman, Colonel Azat Murzin,": named behind the mark, whatever he was taken for.
        let behind = source.split(',').skip(1).map(str::trim).find(|part| {
            part.split_whitespace().count() > 1
                && part.split_whitespace().all(|w| w.starts_with(char::is_uppercase))
        });
        if let Some(name) = behind.filter(|_| !speaker.named && speaker.kind == SpeakerKind::Person)
        {
            let office = Phrase::of(source.split(',').next().unwrap_or_default());
            let country = speaker.country.clone().or_else(|| office.country());
            let base = Voice { label: trimmed(name), country, ..Voice::default() };
            return self.person(&office, name, base);
        }
        let country = self.seen(speaker.country.clone()).or_else(|| phrase.country());
        let base = Voice { label: trimmed(&name), country, ..Voice::default() };
        if let Some(voice) = self.document(&own, &base) {
            return voice;
        }
        if let Some(voice) = self.again(&own, speaker.named) {
            return voice;
        }
        let is_person = speaker.kind == SpeakerKind::Person
            || speaker.named && speaker.kind == SpeakerKind::Group && speaker.count.is_none();
        if speaker.named && speaker.kind == SpeakerKind::Person && !self.is_state_name(&name) {
            // "His Doverskan counterpart, Kasimir Dunne,": the name stands behind the mark.
            let behind = source.split(',').map(str::trim).find(|part| {
                part.split_whitespace().count() > 1
                    && part.split_whitespace().all(|w| w.starts_with(char::is_uppercase))
            });
            let name = behind.filter(|_| !name.trim().contains(' ')).unwrap_or(&name);
            return self.person(&phrase, name, base);
        }
        let own_name = phrase.own_name();
        let office = office(&phrase.words).or_else(|| own_name.map(|n| format!("org:{n}")));
        let speaks_for = phrase.any(&["spokesman", "spokeswoman", "spokesperson"])
            || phrase.has("press", "office")
            || phrase.has("press", "service");
        let wishes = own.plural()
            || own.any(&[
                "official", "source", "member", "person", "officer", "diplomat", "employee", "aide",
            ]);
        let goes_by = office.as_deref().is_some_and(|o| o.starts_with("org:"));
        if speaker.named
            || speaks_for
            || goes_by
            || (speaker.kind == SpeakerKind::Organization || own.is_body()) && !wishes
            || self.is_state_name(&name)
            || office.is_some()
                && !wishes
                && (!is_person || phrase.any(SPOKEN_FOR))
                && !own.starts("a ")
                && !own.starts("an ")
        {
            let spoken =
                office.or_else(|| speaks_for.then(|| self.body.as_ref()?.office.clone()).flatten());
            let country = base
                .country
                .clone()
                .or_else(|| speaks_for.then(|| self.body.as_ref()?.country.clone()).flatten());
            let state = self.is_state_name(&name);
            let country =
                if state { country.or_else(|| phrase.keys().into_iter().next()) } else { country };
            let office = spoken.unwrap_or_else(|| {
                if state {
                    "government".to_owned()
                } else {
                    format!("org:{}", fold(&trimmed(&name)))
                }
            });
            return Voice { manner: Manner::Body, office: Some(office), country, ..base };
        }
        let direct = statement.speaker.basis.is_some() || self.is_direct(statement);
        Voice {
            manner: Manner::Unnamed,
            office,
            traits: own.described().traits(),
            places: own.described().keys().into_iter().collect(),
            plural: own.plural() || statement.speaker.count.is_some_and(|n| n > 1),
            direct,
            ..base
        }
    }

    /// "Lena Holt, who heads the port police," and "the head of the port police, Lena Holt,": what stands beside a name.
    fn heads(&self, statement: &Statement) -> String {
        let before = statement.source.first().filter(|_| statement.speaker.named).map(|s| {
            let end = (s[0] as usize).min(self.text.len());
            self.text[end.saturating_sub(90)..end].iter().collect::<String>()
        });
        let front = before.as_deref().and_then(|b| b.strip_suffix(", ")).and_then(|b| {
            let clause = b.rsplit([',', '.', '\n', '"', '”']).next()?.trim();
            let of = Phrase::of(clause);
            (clause.starts_with("the ") && of.any(SPOKEN_FOR) && of.words.len() < 9)
                .then(|| clause.to_owned())
        });
        if let Some(front) = front {
            return format!(", {front}");
        }
        let Some(&[_, end]) = statement.source.last().filter(|_| statement.speaker.named) else {
            return String::new();
        };
        let behind: String =
            self.text[(end as usize).min(self.text.len())..].iter().take(90).collect();
        let Some(clause) = behind.strip_prefix(", who ").and_then(|b| b.split([',', '.']).next())
        else {
            return String::new();
        };
        let leads =
            ["heads ", "leads ", "runs ", "speaks for "].iter().any(|v| clause.starts_with(v));
        match () {
            () if leads => format!(", head, {clause}"),
            () if clause.starts_with("commands ") => format!(", commander, {clause}"),
            () => String::new(),
        }
    }

    /// "Police took him away, the head of the union, Lena Holt, said": where source and content are read as one, who
    /// stands last before the word of saying.
    fn in_content(&self, statement: &Statement) -> Option<Voice> {
        let (&[start, end], &[cue, _]) = (statement.source.first()?, statement.cue.first()?);
        let within = statement.content.iter().any(|c| c[0] <= start && start < c[1]);
        if !within || cue < end || cue > end + 2 {
            return None;
        }
        let source = slice(self.text, [start, end]);
        let parts: Vec<&str> = source.trim_end_matches([',', ' ']).split(", ").collect();
        let (&name, front) = parts.split_last().filter(|(_, front)| !front.is_empty())?;
        let capitals = name.split(' ').count() < 5
            && name.split(' ').all(|w| w.starts_with(char::is_uppercase));
        let title =
            front.last().filter(|p| p.starts_with(char::is_lowercase)).copied().unwrap_or_default();
        let phrase = Phrase::of(&format!("{title} ; {name}"));
        let base = Voice { label: trimmed(name), country: phrase.country(), ..Voice::default() };
        (capitals && onrecord_world::calendar_word(name).is_none())
            .then(|| self.person(&phrase, name, base))
    }

    /// "The order stands in a note of the foreign ministry. 'You are to leave,' it says": the paper that was named last
    /// in the paragraph, in front of the quotation.
    fn quoted_paper(&self, statement: &Statement) -> Option<Voice> {
        const LEAKED: &[&str] = &[
            "note",
            "instruction",
            "letter",
            "memo",
            "cable",
            "order",
            "directive",
            "decree",
            "circular",
            "minutes",
        ];
        let start = statement.content.iter().map(|s| s[0]).min()? as usize;
        let from = (0..start.min(self.text.len()))
            .rev()
            .find(|&i| self.text[i] == '\n')
            .map_or(0, |i| i + 1);
        let quoted = start > from
            && self.text[from..start].iter().rev().take(2).any(|c| matches!(c, '"' | '“' | '‘'));
        let before: String = self.text[from..start.min(self.text.len())].iter().collect();
        let said = Phrase::of(&before);
        let at = said
            .words
            .iter()
            .rposition(|w| LEAKED.contains(&&*w.low) && !w.upper)
            .filter(|_| quoted)?;
        let of = said.words[at + 1..].iter().take_while(|w| !w.after_mark).take(8);
        let phrase = Phrase {
            words: std::iter::once(&said.words[at]).chain(of).cloned().collect(),
            low: said.low.clone(),
        };
        let office = office(&phrase.words).filter(|o| o.starts_with("ministry:"));
        office.as_ref()?;
        Some(Voice {
            manner: Manner::Document,
            label: phrase.words.iter().map(|w| &*w.form).collect::<Vec<_>>().join(" "),
            country: phrase.country(),
            office,
            traits: phrase.traits(),
            marks: phrase.marks(),
            ..Voice::default()
        })
    }

    /// "The staff were told", "told the staff that": whoever is told something does not say it.
    fn is_told(&self, statement: &Statement) -> bool {
        let Some(&[start, end]) = statement.cue.first() else { return false };
        let addressed = statement.source.first().is_some_and(|s| s[0] > end && s[0] < end + 3)
            && matches!(&*fold(&slice(self.text, [start, end])), "told" | "informed" | "notified");
        // Who tells, tells somebody: "were called together and told that" has no teller.
        let behind: String =
            self.text[(end as usize).min(self.text.len())..].iter().take(6).collect();
        let nobody = fold(&slice(self.text, [start, end])).ends_with("told")
            && matches!(behind.split_whitespace().next(), Some("that" | "of" | "to"));
        if addressed || nobody {
            return true;
        }
        let cue = fold(&slice(self.text, [start, end]));
        let start = start as usize;
        let before: String = self.text
            [start.saturating_sub(14).min(start)..start.min(self.text.len())]
            .iter()
            .collect();
        let before = fold(&format!("{before} {cue}"));
        let words: Vec<&str> = before.split_whitespace().collect();
        let told = words.iter().rposition(|w| {
            matches!(
                *w,
                "told" | "informed" | "notified" | "briefed" | "advised" | "instructed" | "warned"
            )
        });
        told.and_then(|at| at.checked_sub(1))
            .is_some_and(|at| matches!(words[at], "was" | "were" | "been" | "being" | "is" | "are"))
    }

    /// Does the sentence show that they spoke to the outlet, or that they wished not to be named?
    fn is_direct(&self, statement: &Statement) -> bool {
        let Some(&[_, end]) = statement.cue.first() else { return false };
        let cue: String =
            statement.cue.iter().map(|s| slice(self.text, *s)).collect::<Vec<_>>().join(" ");
        let after: String =
            self.text[(end as usize).min(self.text.len())..].iter().take(120).collect();
        let told = ["told", "tell", "spoke", "confirmed to"].iter().any(|w| cue.contains(w));
        let outlet = self.article.card.outlet.clone().unwrap_or_default();
        let here = !outlet.is_empty() && after.contains(&*trimmed(&outlet));
        let hidden = [
            "anonymity",
            "did not want their name",
            "asked not",
            "asked us not",
            "did not want to be named",
            "not be named",
            "not to be named",
            "not authorised",
            "not authorized",
            "not allowed",
        ];
        told || here || hidden.iter().any(|w| after.contains(w))
    }

    fn outlets(&self, statement: &Statement, own: &Phrase, name: &str) -> Option<Voice> {
        let speaker = &statement.speaker;
        let is_outlet = speaker.kind == SpeakerKind::Outlet
            || speaker.sector.as_deref() == Some("JRN") && speaker.kind != SpeakerKind::Person;
        let generic =
            own.any(&["reports", "media", "press", "newspapers", "accounts", "outlets", "papers"]);
        let definite = own.starts("the ") || own.starts("this ");
        let noun = own.words.iter().any(|w| OUTLETS.contains(&&*w.low));
        let voice = |manner, outlets: Vec<String>| {
            Some(Voice { manner, label: trimmed(name), outlets, ..Voice::default() })
        };
        if own.any(&["reporter", "reporters", "journalist", "correspondent"]) {
            return voice(Manner::Witness, Vec::new());
        }
        if !speaker.named && noun && definite && !own.any(&["press"]) {
            return self.outlet.clone().or_else(|| voice(Manner::Media, Vec::new()));
        }
        if is_outlet && own.any(&["service", "office"]) && !speaker.named {
            return None;
        }
        // "A tabloid in the capital claims".
        let press = matches!(
            own.head(),
            Some("tabloid" | "newspaper" | "daily" | "weekly" | "broadcaster" | "magazine")
        );
        if press && !speaker.named && speaker.kind != SpeakerKind::Person {
            return voice(Manner::Media, Vec::new());
        }
        if !speaker.named && (is_outlet && (generic || noun) || own.any(&["newspapers", "media"])) {
            return voice(Manner::Media, Vec::new());
        }
        let cue: String =
            statement.cue.iter().map(|s| slice(self.text, *s)).collect::<Vec<_>>().join(" ");
        let cue = Phrase::of(&cue);
        let reports = cue.any(&[
            "reports", "reported", "writes", "wrote", "quotes", "quoted", "report", "write",
        ]);
        let title = Phrase::of(name);
        let head = title.words.iter().take_while(|w| w.upper || matches!(&*w.low, "the" | "of"));
        let called = head.filter(|w| w.upper).any(|w| NEWS.contains(&&*w.low));
        let body = matches!(
            speaker.kind,
            SpeakerKind::Organization
                | SpeakerKind::Document
                | SpeakerKind::Group
                | SpeakerKind::Outlet
        );
        // A capitalised name with a word of the press in it is an outlet, whatever it was taken for.
        let cites = (body || called && reports && title.words.len() < 6)
            && own.words.iter().any(|w| w.upper)
            && office(&own.words).is_none()
            && (called || reports && speaker.named);
        (is_outlet && speaker.named || cites).then(|| {
            let list = name.replace(" and ", ", ");
            let outlets = list.split(", ").map(trimmed).filter(|n| !n.is_empty()).collect();
            Voice { manner: Manner::Outlet, label: trimmed(name), outlets, ..Voice::default() }
        })
    }

    fn document(&self, own: &Phrase, base: &Voice) -> Option<Voice> {
        let head = own.head()?;
        // "Its second paragraph says".
        let part = matches!(head, "paragraph" | "page" | "passage" | "line" | "clause" | "heading");
        if let Some(last) =
            self.paper.as_ref().filter(|_| part && (own.starts("its ") || own.starts("the ")))
        {
            return Some(last.clone());
        }
        let paper = PAPERS.contains(&head).then_some(head)?;
        // "The text" is the communiqué of the sentence before.
        if (own.starts("the ") || own.starts("this ")) && own.words.len() == 2 {
            let general = matches!(paper, "text" | "document" | "paper" | "file");
            let known = |last: &&Voice| general || own.traits().is_subset(&last.traits);
            if let Some(last) = self.paper.as_ref().filter(known) {
                return Some(last.clone());
            }
        }
        if OWN_WORDS.contains(&paper) {
            // The body or group that put it out, named in the phrase or just before.
            if own.any(&["joint"]) {
                let traits = own.traits();
                return Some(Voice {
                    manner: Manner::Document,
                    traits,
                    direct: true,
                    ..base.clone()
                });
            }
            if let Some(office) = office(&own.words) {
                return Some(Voice { manner: Manner::Body, office: Some(office), ..base.clone() });
            }
            if let Some(last) =
                self.last.clone().filter(|_| own.starts("the ")).or_else(|| self.body.clone())
            {
                return Some(last);
            }
        }
        Some(Voice {
            manner: Manner::Document,
            office: office(&own.words).filter(|o| o.starts_with("ministry:")),
            traits: own.traits(),
            marks: own.marks(),
            places: own.keys().into_iter().collect(),
            ..base.clone()
        })
    }

    /// "The source", "one of them": somebody who spoke before.
    fn again(&self, own: &Phrase, named: bool) -> Option<Voice> {
        let last = self.unnamed.clone()?;
        if named {
            return None;
        }
        let one_of = own.starts("one ") || own.any(&["them"]);
        let definite = own.starts("the ") || own.starts("this ") || own.starts("that ");
        let head = own.head()?;
        let general = matches!(
            head,
            "source" | "sources" | "person" | "people" | "official" | "officials" | "them"
        );
        let shared = own.traits().iter().any(|t| last.traits.contains(t));
        let kin = last.traits.iter().any(|t| {
            let common = t.chars().zip(head.chars()).take_while(|(a, b)| a == b).count();
            common >= 6
        });
        (one_of && (shared || own.any(&["them"]))
            || definite && own.words.len() <= 3 && (general || shared || kin))
            .then_some(last)
    }

    fn person(&self, phrase: &Phrase, name: &str, base: Voice) -> Voice {
        let called = || phrase.called_firm(name);
        if let Some(office) = firm(name).or_else(|| phrase.firm_of(name)).or_else(called) {
            return Voice { manner: Manner::Body, office: Some(office), ..base };
        }
        let person = Some(fold(&person_name(name)));
        let counterpart = phrase.any(&["counterpart"]);
        let spoken = phrase.any(SPOKEN_FOR) || counterpart;
        let office =
            office(&phrase.words).or_else(|| phrase.headed().filter(|_| spoken)).or_else(|| {
                // "Spokesman Kasimir Dunne" after the ministry.
                let speaks = phrase.any(&["spokesman", "spokeswoman", "spokesperson"]);
                let leads = phrase.any(&["head", "chief", "director"]);
                let ranks = phrase.any(&[
                    "general",
                    "colonel",
                    "admiral",
                    "major",
                    "captain",
                    "brigadier",
                    "commodore",
                    "president",
                    "governor",
                    "mayor",
                    "leader",
                ]);
                let last = self.body.as_ref().filter(|_| spoken && (speaks || !ranks || leads))?;
                last.office.clone()
            });
        let country = base.country.clone().or_else(|| {
            let last = self.body.as_ref()?;
            (spoken && last.office == office).then(|| last.country.clone()).flatten()
        });
        match office.filter(|_| spoken || phrase.any(&["official", "officer"])) {
            Some(office) => {
                Voice { manner: Manner::Body, office: Some(office), person, country, ..base }
            }
            None => {
                Voice { manner: Manner::Person, person, country, traits: phrase.traits(), ..base }
            }
        }
    }
}

/// "Borvik Shipping": a firm or party, whatever it was taken for.
fn firm(name: &str) -> Option<String> {
    const FIRMS: &[&str] = &[
        "shipping",
        "lines",
        "company",
        "group",
        "bank",
        "holding",
        "holdings",
        "terminal",
        "terminals",
        "airlines",
        "airways",
        "party",
        "movement",
        "front",
        "union",
        "alliance",
        "association",
        "foundation",
        "mission",
        "energy",
        "oil",
        "steel",
        "mines",
        "mining",
        "railways",
        "logistics",
        "industries",
        "partners",
    ];
    let name = trimmed(name.split(',').next().unwrap_or(name));
    let words = Phrase::of(&name).words;
    let fits = words.len() > 1
        && words[0].upper
        && words.last().is_some_and(|w| w.upper && FIRMS.contains(&&*w.low));
    fits.then(|| format!("org:{}", fold(&name)))
}

/// The ministries that an article names in full, with their countries: "Kestan's interior ministry".
fn ministries(article: &Article) -> Vec<(String, Option<String>)> {
    let text: Vec<char> = article.text.chars().collect();
    let words = words(&text, 0, text.len());
    let at = (0..words.len()).filter(|&i| matches!(&*words[i].low, "ministry" | "minister"));
    at.filter_map(|at| {
        let around = &words[at.saturating_sub(3)..(at + 5).min(words.len())];
        let first =
            around.iter().rposition(|w| w.after_mark && w.start < words[at].start).unwrap_or(0);
        let phrase = Phrase { words: around[first..].to_vec(), low: String::new() };
        let office = office(&phrase.words)
            .filter(|o| o.len() > "ministry:".len() && o.starts_with("ministry:"))?;
        Some((office, phrase.country()))
    })
    .collect()
}

/// A body without its country has that of the same body elsewhere in the article, else the outlet's.
fn complete(found: &mut [Voice], named: &[(String, Option<String>)], home: &Option<String>) {
    let only = named.first().map(|n| n.0.clone());
    let last_ministry: Vec<Option<String>> = found
        .iter()
        .scan(None, |last: &mut Option<String>, v| {
            if let Some(office) =
                v.office.as_ref().filter(|o| o.starts_with("ministry:") && o.len() > 9)
            {
                *last = Some(office.clone());
            }
            Some(last.clone())
        })
        .collect();
    for (voice, last) in found.iter_mut().zip(last_ministry) {
        if voice.office.as_deref() == Some("ministry:") {
            voice.office = last.or_else(|| only.clone()).or_else(|| voice.office.clone());
        }
    }
    of_its_state(found);
    let known: BTreeMap<String, String> =
        found.iter().rev().filter_map(|v| Some((v.office.clone()?, v.country.clone()?))).collect();
    for voice in found.iter_mut().filter(|v| v.manner == Manner::Body && v.country.is_none()) {
        let Some(office) = &voice.office else { continue };
        let told =
            || named.iter().find(|(o, c)| o == office && c.is_some()).and_then(|(_, c)| c.clone());
        voice.country = known.get(office).cloned().or_else(told);
        let of_state =
            ["ministry:", "government", "forces", "police"].iter().any(|o| office.starts_with(o));
        if voice.country.is_none() && of_state {
            voice.country.clone_from(home);
        }
    }
}

/// "Lurania said", then "defence ministry spokesman Karl Lund": the ministry is that of the state which has just spoken,
/// where no such ministry of another state has.
fn of_its_state(found: &mut [Voice]) {
    for at in 1..found.len() {
        let ministry = |v: &Voice| v.office.as_deref().is_some_and(|o| o.starts_with("ministry:"));
        if found[at].manner != Manner::Body || found[at].country.is_some() || !ministry(&found[at])
        {
            continue;
        }
        let before = &found[..at];
        if before.iter().any(|v| v.office == found[at].office) {
            continue;
        }
        let state = before.iter().rev().find(|v| v.manner == Manner::Body && v.country.is_some());
        let state = state.filter(|v| v.office.as_deref() == Some("government"));
        found[at].country = state.and_then(|v| v.country.clone());
    }
}

/// "Salma Idrisova is one of the two doctors who told this newspaper": whoever was not named is now.
fn unmask(article: &Article, text: &[char], found: &mut [Voice]) {
    for (voice, statement) in found.iter_mut().zip(&article.statements) {
        let (Some(source), Some(cue)) = (statement.source.first(), statement.cue.first()) else {
            continue;
        };
        if voice.manner != Manner::Unnamed {
            continue;
        }
        let begin = source[0].min(cue[0]) as usize;
        let from = (0..begin.min(text.len())).rev().find(|&i| text[i] == '\n').map_or(0, |i| i + 1);
        let before: String = text[from..begin.min(text.len())].iter().collect();
        let low = format!("{} ", fold(&before));
        let is = [" is one of ", " was one of ", " is the ", " was the "]
            .iter()
            .any(|p| low.contains(p));
        let person = article.entities.iter().find(|e| {
            e.kind == onrecord::entities::EntityKind::Person
                && e.mentions.iter().any(|m| {
                    m.form == onrecord::entities::Form::Name
                        && (from..begin).contains(&(m.span[0] as usize))
                })
        });
        if let Some(person) = person.filter(|_| is) {
            voice.person = Some(fold(&person_name(&person.name)));
        }
    }
}

/// "She was poisoned, *her sister* told us. 'She drank tea at seven,' said *Olga Draskova*": news opens with who somebody is, and
/// gives the name with the first quotation. Not where the article says that a name is kept back.
fn present(article: &Article, text: &[char], found: &mut [Voice]) {
    let (Some(first), Some(next)) = (found.first(), found.get(1)) else { return };
    let hidden = [
        "anonym",
        "not to be named",
        "not be named",
        "be identified",
        "not authori",
        "not allowed",
        "leave out the name",
        "his name",
        "her name",
        "their name",
        "no name",
        "unnamed",
        "not permitted",
        "may not speak",
        "name withheld",
    ];
    // The whole text is looked through only where the rest fits.
    let keeps_back = || {
        let whole = text.iter().collect::<String>().to_lowercase();
        hidden.iter().any(|w| whole.contains(w))
    };
    let opens = article.statements[0].source.first().is_some_and(|s| {
        let end = article.paragraphs.get(1).or(article.paragraphs.first()).map_or(0, |p| p[1]);
        s[0] < end
    });
    let quoted = article.statements[1].quotation != Quotation::Indirect;
    let alike = article.statements[0].stance == article.statements[1].stance;
    let of_another =
        first.country.is_some() && next.country.is_some() && first.country != next.country;
    let is_one = opens
        && quoted
        && alike
        && !of_another
        && first.manner == Manner::Unnamed
        && first.person.is_none()
        && !first.plural
        && next.manner == Manner::Person
        && !keeps_back();
    if is_one {
        found[0] = next.clone();
    }
}

/// Findings that nobody else is named for are those of the body that tells of them.
fn of_carrier(article: &Article, found: &mut [Voice]) {
    for at in 0..found.len() {
        if found[at].manner != Manner::Document
            || !found[at].marks.is_empty()
            || !found[at].places.is_empty()
        {
            continue;
        }
        let carrier = article.statements[at].via.iter().find_map(|v| v.statement.as_ref());
        let body = carrier
            .and_then(|id| article.statements.iter().position(|s| s.id == *id))
            .map(|other| found[other].clone())
            .filter(|v| v.manner == Manner::Body);
        if let Some(body) = body {
            found[at] = body;
        }
    }
}

/// News gives the full name and office once, the surname or the title alone later: they are one.
fn unite(found: &mut [Voice]) {
    let full: BTreeSet<Voice> = found
        .iter()
        .filter(|v| v.person.as_ref().is_some_and(|p| p.contains(' ')))
        .cloned()
        .collect();
    for voice in found.iter_mut().filter(|v| v.manner == Manner::Person) {
        let office =
            |v: &&Voice| v.office.is_some() && v.person.is_some() && v.person == voice.person;
        if let Some(known) = full.iter().find(office) {
            *voice = known.clone();
        }
    }
    for voice in found.iter_mut() {
        let label = fold(&voice.label);
        let title = SPOKEN_FOR.contains(&&*label)
            && !voice.plural
            && matches!(voice.manner, Manner::Unnamed | Manner::Body)
            && voice.person.is_none();
        let surname = voice.person.as_deref().filter(|p| !p.contains(' '));
        let is = |other: &&Voice| {
            let person = other.person.as_deref().unwrap_or_default();
            surname.is_some_and(|s| person.rsplit(' ').next() == Some(s))
                || title && fold(&other.label).split(' ').any(|w| w == label)
        };
        // "His wife Ines told us": named in full later.
        let called: Vec<String> = Some(&*voice)
            .filter(|v| v.manner == Manner::Unnamed && !v.plural)
            .map(|v| {
                v.label
                    .split(' ')
                    .skip(1)
                    .filter(|w| w.starts_with(char::is_uppercase))
                    .map(fold)
                    .collect()
            })
            .unwrap_or_default();
        let is = |other: &&Voice| {
            let first = other.person.as_deref().and_then(|p| p.split(' ').next());
            is(other) || first.is_some_and(|f| called.iter().any(|c| c == f))
        };
        let fits: Vec<&Voice> = full.iter().filter(is).collect();
        let persons: BTreeSet<&Option<String>> = fits.iter().map(|v| &v.person).collect();
        // Of several ways to give one person, the one that tells the office.
        let clearest = fits.iter().max_by_key(|v| (v.office.is_some(), v.country.is_some()));
        if let (1, Some(&clearest)) = (persons.len(), clearest) {
            *voice = clearest.clone();
        }
    }
}

/// News cites "the company's site manager" first and names her in the next sentence: they are one.
fn introduce(article: &Article, found: &mut [Voice]) {
    for at in 0..found.len().saturating_sub(1) {
        let source = &article.statements[at].speaker;
        let definite = found[at].manner == Manner::Unnamed
            && !found[at].plural
            && !found[at].direct
            && found[at].traits.iter().any(|t| SPOKEN_FOR.contains(&&**t));
        let (next, named) = (&found[at + 1], &article.statements[at + 1].speaker);
        let fits = named.named
            && named.kind == SpeakerKind::Person
            && (named.sector.is_none() || source.sector.is_none() || named.sector == source.sector)
            && (next.country.is_none()
                || source.country.is_none()
                || next.country == source.country);
        if definite && fits {
            let mut voice = found[at + 1].clone();
            voice.country = voice.country.or_else(|| found[at].country.clone());
            voice.office = voice.office.or_else(|| found[at].office.clone());
            if voice.office.is_some() {
                voice.manner = Manner::Body;
            }
            let person = voice.person.clone();
            for other in found.iter_mut().filter(|v| v.person.is_some() && v.person == person) {
                *other = voice.clone();
            }
            found[at] = voice;
        }
    }
}

/// The words of a description.
pub(crate) struct Phrase {
    pub words: Vec<Word>,
    low: String,
}

impl Phrase {
    pub(crate) fn of(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        Self { words: words(&chars, 0, chars.len()), low: fold(text) }
    }

    /// Without to whom they spoke and when: "officials who spoke to the Ledger".
    fn described(&self) -> Self {
        let spoke = |w: &Word| {
            matches!(
                &*w.low,
                "have" | "has" | "had" | "told" | "spoke" | "spoken" | "speaking" | "talked"
            )
        };
        let end = self.words.iter().skip(1).position(spoke).map_or(self.words.len(), |at| at + 1);
        Self { words: self.words[..end].to_vec(), low: self.low.clone() }
    }

    fn any(&self, wanted: &[&str]) -> bool {
        self.words.iter().any(|w| wanted.contains(&&*w.low))
    }

    /// "A group that calls itself the Sons of the Valley": the name that it goes by.
    fn own_name(&self) -> Option<String> {
        let at = self.words.windows(2).position(|w| {
            matches!(
                (&*w[0].low, &*w[1].low),
                ("calls" | "calling" | "call", "itself" | "themselves")
            )
        })?;
        let behind = self.words[at + 2..].iter().skip_while(|w| !w.upper);
        let mut name: Vec<&str> = behind
            .take_while(|w| w.upper || matches!(&*w.low, "of" | "the" | "for"))
            .map(|w| &*w.low)
            .collect();
        while name.last().is_some_and(|w| matches!(*w, "of" | "the" | "for")) {
            name.pop();
        }
        (!name.is_empty()).then(|| name.join(" "))
    }

    /// The firm of which a name is the first word.
    fn firm_of(&self, name: &str) -> Option<String> {
        let runs = self.words.chunk_by(|a, b| a.upper && b.upper && !b.after_mark);
        let mut runs = runs.filter(|run| run.len() > 1 && run[0].form == name);
        runs.find_map(|run| firm(&run.iter().map(|w| &*w.form).collect::<Vec<_>>().join(" ")))
    }

    /// "The shipping company Adria Bulk": what the word in front of a name calls a company.
    fn called_firm(&self, name: &str) -> Option<String> {
        const FIRMS: &[&str] = &[
            "company",
            "firm",
            "airline",
            "bank",
            "carrier",
            "producer",
            "supplier",
            "operator",
            "manufacturer",
            "contractor",
            "shipowner",
            "utility",
        ];
        let first = name.split(' ').next()?;
        let at = self.words.iter().position(|w| w.form == first)?;
        let before = self.words[..at].last()?;
        let called = FIRMS.contains(&&*before.low) && !before.upper && !self.words[at].after_mark;
        (called && onrecord_world::first_name(first).is_none())
            .then(|| format!("org:{}", fold(&trimmed(name))))
    }

    /// "The director of Borvik Terminal": the house that somebody speaks for.
    fn headed(&self) -> Option<String> {
        let at = self.words.iter().position(|w| SPOKEN_FOR.contains(&&*w.low))?;
        let of = self
            .words
            .get(at + 1)
            .filter(|w| matches!(&*w.low, "of" | "at" | "for") && !w.after_mark)?;
        let behind =
            self.words.iter().skip_while(|w| w.start <= of.start).skip_while(|w| w.low == "the");
        let name: Vec<&Word> = behind.take_while(|w| w.upper && !w.after_mark).collect();
        let alone = name.len() == 1 && onrecord_world::country_word(&name[0].form).is_some();
        let place = name.len() == 1 && onrecord_world::city(&name[0].form).is_some();
        let known = name.first().is_some_and(|w| SPOKEN_FOR.contains(&&*w.low));
        (name.len() > 1 && !alone && !place && !known)
            .then(|| format!("org:{}", name.iter().map(|w| &*w.low).collect::<Vec<_>>().join(" ")))
    }

    fn has(&self, first: &str, second: &str) -> bool {
        self.words.windows(2).any(|w| w[0].low == first && w[1].low == second)
    }

    fn starts(&self, start: &str) -> bool {
        self.low.starts_with(start)
    }

    fn plural(&self) -> bool {
        let name = |h: &str| self.words.iter().any(|w| w.upper && w.low == h && w.start > 0);
        self.head()
            .is_some_and(|h| h.ends_with('s') && !h.ends_with("ss") && !name(h) || h == "people")
    }

    /// The noun that the rest describes: the last word before a preposition or a mark.
    fn head(&self) -> Option<&str> {
        let end = self
            .words
            .iter()
            .enumerate()
            .position(|(at, w)| {
                at > 0
                    && (w.after_mark
                        || matches!(
                            &*w.low,
                            "of" | "in"
                                | "at"
                                | "from"
                                | "for"
                                | "by"
                                | "with"
                                | "who"
                                | "that"
                                | "which"
                                | "on"
                                | "near"
                                | "to"
                                | "close"
                                | "familiar"
                                | "obtained"
                                | "seen"
                                | "whose"
                                | "working"
                                | "briefed"
                                | "among"
                                | "dated"
                                | "leaked"
                        ) && !(w.low == "leaked" && at < 2))
            })
            .unwrap_or(self.words.len());
        self.words.get(end.checked_sub(1)?).map(|w| &*w.low)
    }

    fn country(&self) -> Option<String> {
        let found = names(&self.words, &|_| true);
        let country = found.iter().find(|n| n.country);
        // A state that no table knows: the name before or behind its body.
        let beside = |n: &&crate::words::Name| {
            self.beside_body(n.words) && !TOPICS.contains(&&*self.words[n.words.0].stem)
        };
        country.or_else(|| found.iter().find(beside)).map(|n| n.key.clone())
    }

    fn beside_body(&self, (start, end): (usize, usize)) -> bool {
        let body = |w: &Word| {
            matches!(
                &*w.low,
                "ministry"
                    | "minister"
                    | "government"
                    | "army"
                    | "defence"
                    | "defense"
                    | "foreign"
                    | "interior"
                    | "officials"
                    | "authorities"
                    | "troops"
                    | "police"
                    | "military"
                    | "counterpart"
                    | "president"
                    | "forces"
                    | "navy"
                    | "embassy"
            )
        };
        let behind =
            start > 1 && self.words[start - 1].low == "of" && self.words[..start].iter().any(body);
        self.words.get(end).is_some_and(body) || behind
    }

    /// "Dated 12 April and numbered 44/B": the date, and numbers of two digits or more.
    fn marks(&self) -> BTreeSet<String> {
        let month = |w: &Word| {
            matches!(
                onrecord_world::calendar_word(&w.form),
                Some(onrecord_world::CalendarWord::Month(_))
            )
        };
        let dates = self
            .words
            .windows(2)
            .filter(|w| month(&w[0]) != month(&w[1]))
            .filter(|w| w.iter().any(|w| w.low.starts_with(|c: char| c.is_ascii_digit())));
        let date = |w: &[Word]| {
            let mut parts = [w[0].low.clone(), w[1].low.clone()];
            parts.sort();
            parts.join(" ")
        };
        dates.map(date).collect()
    }

    /// A noun of a body: "the rescue service".
    fn is_body(&self) -> bool {
        let Some(head) = self.head() else { return false };
        let kind = onrecord_world::agent(head).map(|a| a.kind);
        let of_body = matches!(
            head,
            "service"
                | "department"
                | "authority"
                | "union"
                | "agency"
                | "committee"
                | "company"
                | "office"
        );
        (of_body || kind == Some(onrecord_world::AgentKind::Body))
            && !self.starts("a ")
            && !self.starts("an ")
    }

    fn keys(&self) -> Vec<String> {
        names(&self.words, &|_| true).into_iter().map(|n| n.key).collect()
    }

    fn traits(&self) -> BTreeSet<String> {
        const EMPTY: &[&str] = &[
            "anonym",
            "condition",
            "nam",
            "speak",
            "spok",
            "identif",
            "authoriz",
            "familiar",
            "matter",
        ];
        self.words
            .iter()
            .take_while(|w| !matches!(&*w.low, "who" | "which" | "that" | "whose"))
            .skip_while(|w| w.low == "what")
            .filter(|w| !is_stop(&w.low) && crate::words::number(w).is_none())
            .map(|w| w.stem.clone())
            .filter(|s| !EMPTY.contains(&&**s))
            .collect()
    }
}

/// What body a description names, so that its people and papers are one.
fn office(words: &[Word]) -> Option<String> {
    for (at, word) in words.iter().enumerate() {
        let before = at.checked_sub(1).map(|b| &words[b]);
        match &*word.low {
            "pentagon" => return Some("ministry:defens".into()),
            "kremlin" | "presidency" | "cabinet" => return Some("government".into()),
            "premier" => return Some("government".into()),
            "minister" | "minister's" if before.is_some_and(|b| b.low == "prime") => {
                return Some("government".into());
            }
            "ministry" | "minister" | "ministers" => {
                let of = words.get(at + 1).filter(|w| w.low == "of");
                let topic = match of {
                    Some(_) => {
                        // "Of National Defence", "of Public Health": the same as without.
                        let bare = |w: &&Word| !matches!(&*w.low, "the" | "national" | "public");
                        words[at + 2..].iter().find(bare).map(|w| w.stem.clone())
                    }
                    None => before
                        .filter(|b| b.low != "affairs")
                        .or_else(|| at.checked_sub(2).map(|b| &words[b]))
                        .filter(|b| {
                            !word.after_mark
                                && !is_stop(&b.low)
                                && !matches!(&*b.low, "deputy" | "vice" | "former" | "the")
                                && !names(std::slice::from_ref(b), &|_| true)
                                    .iter()
                                    .any(|n| n.country)
                                && (b.low.ends_with(|c: char| c.is_alphabetic()))
                        })
                        .filter(|b| TOPICS.contains(&&*b.stem))
                        .map(|b| b.stem.clone()),
                };
                let topic = topic.map(|t| if t == "home" { "interior".to_owned() } else { t });
                return Some(format!("ministry:{}", topic.unwrap_or_default()));
            }
            "department" | "office"
                if before.is_some_and(|b| matches!(&*b.low, "state" | "foreign")) =>
            {
                return Some("ministry:foreign".into());
            }
            "embassy" | "ambassador" | "consulate" => return Some("embassy".into()),
            "guard" if before.is_some_and(|b| b.low == "coast") => {
                return Some("service:coast guard".into());
            }
            "army" | "military" | "navy" | "troops" | "airforce" => return Some("forces".into()),
            "police" | "gendarmerie" => return Some("police".into()),
            "governor" | "mayor" | "municipality" | "prefect" | "governorate" => {
                return Some("local".into());
            }
            "prosecutor" | "prosecutors" | "court" | "judge" | "registrar" => {
                return Some("judiciary".into());
            }
            _ => {}
        }
    }
    let any = |wanted: &[&str]| words.iter().any(|w| wanted.contains(&&*w.low));
    // A commissioner with nothing said of what for is one of the police.
    let of_union = any(&["for", "european", "eu", "high", "trade", "rights"]);
    if any(&["government", "authorities"]) || any(&["commissioner"]) && of_union {
        return Some("government".into());
    }
    any(&["inspector", "superintendent", "constable", "detective", "sheriff", "commissioner"])
        .then(|| "police".into())
}

const TOPICS: &[&str] = &[
    "foreign",
    "defens",
    "interior",
    "home",
    "finans",
    "health",
    "justis",
    "energy",
    "trad",
    "transport",
    "education",
    "environment",
    "agricultur",
    "shipp",
    "economy",
    "labor",
    "cultur",
    "oil",
    "water",
    "emergency",
    "security",
    "information",
    "tourism",
    "fishery",
    "min",
    "industry",
];

fn source_text(statement: &Statement, text: &[char]) -> String {
    statement.source.iter().map(|s| slice(text, *s)).collect::<Vec<_>>().join(" ")
}

/// The characters of a span.
pub(crate) fn slice(text: &[char], [start, end]: [u32; 2]) -> String {
    let end = (end as usize).min(text.len());
    text[(start as usize).min(end)..end].iter().collect()
}

fn trimmed(name: &str) -> String {
    let name = name.trim().trim_matches([',', '.', ' ']);
    ["the ", "The ", "what "].iter().find_map(|a| name.strip_prefix(a)).unwrap_or(name).to_owned()
}

/// A person's name without titles: the capitalised words at the end of the first part.
fn person_name(name: &str) -> String {
    let first = name.split([',', '(']).next().unwrap_or(name);
    let words: Vec<&str> = first.split_whitespace().collect();
    let keep = |w: &&&str| {
        w.starts_with(char::is_uppercase)
            && onrecord_world::title(w).is_none()
            && onrecord_world::agent(w).is_none()
    };
    let kept: Vec<&str> = words.iter().rev().take_while(keep).copied().collect();
    if kept.is_empty() {
        first.to_owned()
    } else {
        kept.into_iter().rev().collect::<Vec<_>>().join(" ")
    }
}

/// A ministry or another body of a state that publishes for itself: the article's own voice is its.
pub(crate) fn house(article: &Article) -> Option<Voice> {
    let outlet = article.card.outlet.as_deref()?;
    let phrase = Phrase::of(outlet);
    let press = phrase.any(NEWS) || phrase.any(OUTLETS) || !phrase.any(&["of"]);
    let body = [
        "ministry",
        "presidency",
        "government",
        "embassy",
        "police",
        "army",
        "navy",
        "command",
        "court",
    ];
    if press || !phrase.any(&body) {
        return None;
    }
    let office = office(&phrase.words)?;
    let country = phrase.country().or_else(|| phrase.keys().into_iter().last());
    Some(Voice {
        manner: Manner::Body,
        label: trimmed(outlet),
        country,
        office: Some(office),
        ..Voice::default()
    })
}

/// The name of a state, known to the tables or by its adjective in the text.
fn is_state_name(name: &str, article: &Article) -> bool {
    let bare = trimmed(name);
    if bare.contains(' ') {
        return onrecord_world::country(&bare).is_some();
    }
    if let Some(word) = onrecord_world::country_word(&bare) {
        return word.kind != onrecord_world::CountryWordKind::Person;
    }
    let low = fold(&bare);
    if low.len() < 5 || !bare.starts_with(char::is_uppercase) {
        return false;
    }
    let key = crate::words::name_key(&low);
    let text = fold(&article.text);
    ["ian ", "an ", "n "].iter().any(|e| {
        let adjective = format!("{key}{e}");
        text.contains(&adjective) && adjective.trim_end() != low
    })
}

/// The body that a subject names ("the interior ministry", "the authorities"), as the article knows it.
pub(crate) fn describe_body(subject: &str, known: &[Voice]) -> Option<Voice> {
    let phrase = Phrase::of(subject);
    let office = office(&phrase.words)?;
    let country = phrase.country().or_else(|| {
        known.iter().find(|v| v.office.as_deref() == Some(&*office)).and_then(|v| v.country.clone())
    });
    Some(Voice {
        manner: Manner::Body,
        label: trimmed(subject),
        country,
        office: Some(office),
        ..Voice::default()
    })
}
