//! Whose words one statement gives, those before it in mind.

use std::collections::{BTreeMap, BTreeSet};

use onrecord::report::Statement;
use onrecord::statements::SpeakerKind;

use super::phrase::{Phrase, firm, office, person_name, trimmed};
use super::{Manner, SPOKEN_FOR, Voice, is_state_name, slice, withholds_names};
use crate::article::Article;
use crate::sentences::Sentences;
use crate::words::{Name, fold, is_state, names, words};

pub(super) struct State<'a> {
    pub(super) article: &'a Article,
    pub(super) text: &'a [char],
    /// States that no table knows.
    pub(super) states: &'a BTreeSet<String>,
    /// States that the article names; looked at where it also names such.
    pub(super) named: BTreeSet<String>,
    /// Who spoke as this entity before.
    pub(super) entities: BTreeMap<String, Voice>,
    pub(super) body: Option<Voice>,
    pub(super) unnamed: Option<Voice>,
    /// The body or people that spoke last.
    pub(super) last: Option<Voice>,
    pub(super) outlet: Option<Voice>,
    /// The paper that was cited last.
    pub(super) paper: Option<Voice>,
    /// The country that the outlet's own name tells.
    pub(super) home: Option<String>,
}

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
pub(super) const NEWS: &[&str] = &[
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

pub(super) const OUTLETS: &[&str] = &[
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
    pub(super) fn new(
        article: &'a Article,
        text: &'a [char],
        cut: &'a Sentences,
        house: Option<&Voice>,
    ) -> Self {
        let Sentences { states, dateline, .. } = cut;
        let outlet: Vec<char> = article.card.outlet.clone().unwrap_or_default().chars().collect();
        let body = fold(&article.text);
        // "LUNDE (Interlink) —": the agency is no state, however often it is named.
        let told = |n: &Name| {
            n.key.len() > 4
                && body.matches(&*n.key).count() > 1
                && !article.text.to_lowercase().contains(&format!("({}", n.key))
        };
        let home = names(&words(&outlet, 0, outlet.len()), &|_| true)
            .into_iter()
            .find(|n| n.country || told(n))
            .map(|n| n.key);
        let state = |key: &&String| states.contains(*key) || is_state(key);
        let home = home.or_else(|| dateline.iter().find(state).cloned());
        let named = if states.is_empty() {
            BTreeSet::new()
        } else {
            let all = words(text, 0, text.len());
            names(&all, &|_| true).into_iter().filter(|n| n.country).map(|n| n.key).collect()
        };
        let home = house.map_or(home, |house| house.country.clone());
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

    pub(super) fn voice(&mut self, statement: &Statement) -> Voice {
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
        let its = || self.first_state(statement).filter(|_| low.starts_with("its "));
        let country =
            its().or_else(|| self.seen(speaker.country.clone())).or_else(|| phrase.country());
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

    /// "Askeria is leaving the treaty, *its* ministry said": the state that the content begins with.
    fn first_state(&self, statement: &Statement) -> Option<String> {
        let content = statement
            .content
            .first()
            .filter(|c| c[0] < statement.source.first().map_or(0, |s| s[0]))?;
        let content =
            words(self.text, content[0] as usize, (content[1] as usize).min(self.text.len()));
        let first = names(&content[..content.len().min(4)], &|_| true);
        let state = |n: &&Name| n.country || self.states.contains(&n.key);
        first.iter().find(state).map(|n| n.key.clone())
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
        told || here || withholds_names(&after)
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

pub(super) fn source_text(statement: &Statement, text: &[char]) -> String {
    statement.source.iter().map(|s| slice(text, *s)).collect::<Vec<_>>().join(" ")
}
