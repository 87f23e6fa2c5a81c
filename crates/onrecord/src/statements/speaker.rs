//! Who a source is.

use onrecord_world as world;

use super::{Speaker, SpeakerKind};
use crate::entities::describe::{self, Standing};
use crate::entities::{Entities, Entity, EntityKind};
use crate::phrase;
use crate::syntax::{Relation, Syntax, Upos};
use crate::text::{Text, TokenId, TokenRange};

impl Speaker {
    /// Nobody is named, and nobody described.
    pub(super) fn unknown() -> Self {
        Self {
            name: "unknown".to_owned(),
            kind: SpeakerKind::Unknown,
            named: false,
            entity: None,
            country: None,
            sector: None,
            count: None,
            basis: None,
        }
    }
}

/// Who the words of a source mean.
pub(super) fn of(
    text: &Text<'_>,
    syntax: &Syntax,
    entities: &Entities,
    source: &[TokenRange],
) -> Speaker {
    let Some(range) = source.first() else { return Speaker::unknown() };
    let mut range = whole(text, syntax, range);
    let mut head = head_of(text, syntax, &range);
    if let Some(antecedent) = phrase::relative_antecedent(text, syntax, head) {
        head = antecedent;
        range = phrase::core(syntax, antecedent);
    }
    let resolve = Resolve { text, syntax, entities, range: &range, head };
    let mut speaker = resolve.speaker();
    speaker.count = resolve.count();
    if !speaker.named {
        speaker.basis = basis(text, syntax, head, &range);
    }
    speaker
}

/// A source with the article or title that stands right before it and belongs to it.
fn whole(text: &Text<'_>, syntax: &Syntax, range: &TokenRange) -> TokenRange {
    let mut range = range.clone();
    while range.len() > 1 && syntax.upos[range.start as usize] == Upos::Punct {
        range.start += 1;
    }
    while range.len() > 1 && matches!(text.word(range.end - 1), "," | "—" | "-" | "–") {
        range.end -= 1;
    }
    range
}

/// The word that carries a source: the head of its first noun phrase.
fn head_of(text: &Text<'_>, syntax: &Syntax, range: &TokenRange) -> TokenId {
    let nominal = |t: TokenId| {
        matches!(
            syntax.upos[t as usize],
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adj | Upos::X | Upos::Det
        )
    };
    // An article that the tree hangs elsewhere is no head.
    let mut range = range.clone();
    while range.len() > 1 && syntax.upos[range.start as usize] == Upos::Det {
        range.start += 1;
    }
    let head = syntax.head_of(&range);
    if nominal(head) && text.word(head).chars().any(char::is_alphanumeric) {
        return head;
    }
    range.clone().find(|&t| nominal(t)).unwrap_or(head)
}

struct Resolve<'a, 'd> {
    text: &'a Text<'d>,
    syntax: &'a Syntax,
    entities: &'a Entities,
    range: &'a TokenRange,
    head: TokenId,
}

impl Resolve<'_, '_> {
    fn speaker(&self) -> Speaker {
        if let Some(several) = self.several() {
            return several;
        }
        if let Some(entity) = self.principal() {
            return self.of_entity(entity);
        }
        let word = self.text.word(self.head).to_lowercase();
        if matches!(&*word, "i" | "me" | "we" | "us" | "my" | "our")
            && !self.text.tokens[self.head as usize].quoted
        {
            return Speaker {
                name: "author".to_owned(),
                kind: SpeakerKind::Author,
                named: false,
                ..Speaker::unknown()
            };
        }
        if self.syntax.upos[self.head as usize] == Upos::Pron {
            let kind = match &*word {
                "he" | "she" | "him" | "her" => SpeakerKind::Person,
                "they" | "them" => SpeakerKind::Group,
                _ => SpeakerKind::Unknown,
            };
            return Speaker { name: word, kind, ..Speaker::unknown() };
        }
        self.described()
    }

    /// The entity that the source names or points to.
    fn principal(&self) -> Option<usize> {
        // A name that is the head, or that stands in apposition or as a title to it.
        let near = |t: TokenId| {
            let mut at = t;
            for _ in 0..4 {
                if at == self.head {
                    return true;
                }
                match self.syntax.relation[at as usize] {
                    Relation::Appos | Relation::Flat => at = self.syntax.head[at as usize],
                    // "A Trump aide" is not Trump.
                    Relation::Compound
                        if self.entity_kind(t) == Some(EntityKind::Person)
                            && self.syntax.upos[self.head as usize] != Upos::Noun =>
                    {
                        at = self.syntax.head[at as usize];
                    }
                    _ => return false,
                }
            }
            false
        };
        let candidates = self.range.clone().filter(|&t| self.entities.at(t).is_some() && near(t));
        let mut best: Option<usize> = None;
        for token in candidates {
            let entity = self.entities.at(token)?;
            let rank = |e: usize| match (self.entities.all[e].named, self.entities.all[e].kind) {
                (true, EntityKind::Person) => 3,
                (true, _) => 2,
                _ => 1,
            };
            if best.is_none_or(|b| rank(entity) > rank(b)) {
                best = Some(entity);
            }
        }
        best
    }

    fn entity_kind(&self, token: TokenId) -> Option<EntityKind> {
        Some(self.entities.all[self.entities.at(token)?].kind)
    }

    fn of_entity(&self, index: usize) -> Speaker {
        let entity = &self.entities.all[index];
        // What the source itself says of its standing comes before what is known from elsewhere.
        let told = if self.syntax.upos[self.head as usize] == Upos::Pron || entity.named {
            Standing::default()
        } else {
            // "The minister, who was in Paris": where somebody is says nothing of whose they are.
            let core = phrase::core(self.syntax, self.head);
            describe::standing(self.text, self.syntax, &core)
        };
        let known = Standing { country: entity.country, sector: entity.sector };
        let standing = told.or(known);
        let kind = speaker_kind(entity);
        let named = entity.named || is_body_of_state(entity.kind, standing, &entity.name);
        Speaker {
            name: entity.name.clone(),
            kind,
            named,
            entity: Some(index),
            country: standing.country,
            sector: standing.sector.or(default_sector(kind)),
            count: None,
            basis: None,
        }
    }

    /// Two or more coordinated sources: a group, named where one of them is.
    fn several(&self) -> Option<Speaker> {
        let mut heads = vec![self.head];
        for token in self.range.clone() {
            if token != self.head
                && self.syntax.relation[token as usize] == Relation::Conj
                && heads.contains(&self.syntax.head[token as usize])
                && matches!(self.syntax.upos[token as usize], Upos::Noun | Upos::Propn)
            {
                heads.push(token);
            }
        }
        if heads.len() < 2 {
            return None;
        }
        let members: Vec<usize> = heads.iter().filter_map(|&t| self.entities.at(t)).collect();
        // "YPJ commander and spokesperson Nesrin Abdullah" is one person.
        let is_title = heads.iter().any(|&t| {
            self.entities.at(t).is_some_and(|e| {
                let entity = &self.entities.all[e];
                entity.kind == EntityKind::Person && entity.named && t == heads[heads.len() - 1]
            }) && heads.len() == 2
                && self.entities.at(heads[0]).is_none()
        });
        if is_title {
            return None;
        }
        let all: Vec<&Entity> = members.iter().map(|&e| &self.entities.all[e]).collect();
        let named = !all.is_empty() && all.iter().all(|e| e.named) && all.len() == heads.len();
        let shared = |f: fn(&Entity) -> Option<&'static str>| {
            let first = all.first().and_then(|e| f(e))?;
            (all.len() == heads.len() && all.iter().all(|e| f(e) == Some(first))).then_some(first)
        };
        let outlets = !all.is_empty() && all.iter().all(|e| e.kind == EntityKind::Outlet);
        let told = describe::standing(self.text, self.syntax, self.range);
        let range = phrase::trimmed(self.text, self.syntax, &self.without_clauses());
        Some(Speaker {
            name: phrase::line(self.text, &range),
            kind: if outlets { SpeakerKind::Outlet } else { SpeakerKind::Group },
            named,
            entity: None,
            country: shared(|e| e.country),
            sector: shared(|e| e.sector).or(told.sector),
            count: None,
            basis: None,
        })
    }

    /// A source without a name: what its words say of it.
    fn described(&self) -> Speaker {
        let agent = phrase::agent_at(self.text, self.syntax, self.head);
        let plural = phrase::is_plural(self.text, self.syntax, self.head);
        let word = self.text.word(self.head);
        let range = phrase::trimmed(self.text, self.syntax, &self.without_clauses());
        // An adjective of nationality alone: "Turkish hopes".
        if let Some(country) = world::country_word(word).filter(|_| range.len() == 1) {
            return Speaker {
                name: country.country.state().name.to_owned(),
                kind: SpeakerKind::Organization,
                named: true,
                country: Some(country.country.state().iso3),
                sector: Some("GOV"),
                ..Speaker::unknown()
            };
        }
        let standing = describe::standing(self.text, self.syntax, &range);
        let known = world::outlet_name(&phrase::line(self.text, &range));
        let is_outlet = known.is_some_and(|outlet| !outlet.common_word);
        let kind = if is_outlet || world::outlet_noun(word).is_some() || is_media(word) {
            SpeakerKind::Outlet
        } else if is_document(&self.syntax.lemma[self.head as usize]) {
            SpeakerKind::Document
        } else {
            match agent.as_ref().map(|(_, a)| a.kind) {
                Some(world::AgentKind::Body) if !plural => SpeakerKind::Organization,
                Some(world::AgentKind::Group) => SpeakerKind::Group,
                _ if plural => SpeakerKind::Group,
                Some(_) => SpeakerKind::Person,
                None if is_kin_group(word) => SpeakerKind::Group,
                None if is_somebody(&self.syntax.lemma[self.head as usize])
                    || is_somebody(word) =>
                {
                    SpeakerKind::Person
                }
                None if is_body(&self.syntax.lemma[self.head as usize]) => {
                    SpeakerKind::Organization
                }
                None if world::title(word).is_some() => SpeakerKind::Person,
                // "Many Syrians".
                None if world::country_word(word).is_some() => SpeakerKind::Group,
                None if self.syntax.upos[self.head as usize] == Upos::Propn => SpeakerKind::Person,
                None => unknown_kind(word),
            }
        };
        let name = phrase::line(self.text, &range);
        let capitalised = self.syntax.upos[self.head as usize] == Upos::Propn;
        let named = match kind {
            SpeakerKind::Organization => standing.country.is_some() || capitalised,
            SpeakerKind::Person => capitalised,
            SpeakerKind::Outlet => is_outlet,
            _ => false,
        };
        Speaker {
            name,
            kind,
            named,
            entity: None,
            country: standing.country,
            sector: standing.sector.or(default_sector(kind)),
            count: None,
            basis: None,
        }
    }

    /// The source up to its first clause: "two women" of "two women who fled".
    fn without_clauses(&self) -> TokenRange {
        let mut range = self.range.clone();
        for token in self.range.clone() {
            let clause = matches!(
                self.syntax.relation[token as usize],
                Relation::Acl | Relation::Advcl | Relation::Parataxis
            );
            if clause && token > self.head {
                let start = phrase::subtree(self.syntax, token).start;
                if start > self.head {
                    range.end = range.end.min(start);
                }
            }
        }
        range
    }

    /// The number stated: 3 for "three officials".
    fn count(&self) -> Option<u32> {
        let number = self
            .syntax
            .children(self.head)
            .find(|&t| {
                self.range.contains(&t) && self.syntax.relation[t as usize] == Relation::Nummod
            })
            .or_else(|| (self.syntax.upos[self.head as usize] == Upos::Num).then_some(self.head))?;
        let word = self.text.word(number).to_lowercase();
        let stated = word.parse().ok().or_else(|| world::number_word(&word))?;
        u32::try_from(stated).ok().filter(|&n| n > 0)
    }
}

/// How an unnamed source knows: "who has seen the document", "familiar with the talks".
fn basis(text: &Text<'_>, syntax: &Syntax, head: TokenId, source: &TokenRange) -> Option<String> {
    const KNOWING: &[&str] = &[
        "familiar",
        "brief",
        "privy",
        "close",
        "involve",
        "know",
        "see",
        "read",
        "attend",
        "witness",
        "hear",
        "view",
        "review",
        "inform",
        "aware",
        "participate",
        "obtain",
        "present",
        "work",
        "visit",
        "speak",
    ];
    const KNOWLEDGE: &[&str] =
        &["knowledge", "link", "access", "understanding", "tie", "information", "insight"];
    let sentence = syntax.sentence_of(head);
    let found = (head + 1..sentence.end.min(head + 12)).find(|&t| {
        let parent = syntax.head[t as usize];
        let lemma = syntax.lemma[t as usize].to_lowercase();
        let clause = parent == head
            && matches!(
                syntax.relation[t as usize],
                Relation::Acl | Relation::Amod | Relation::Advcl
            )
            && KNOWING.contains(&&*lemma);
        let noun = parent == head
            && syntax.relation[t as usize] == Relation::Nmod
            && KNOWLEDGE.contains(&&*lemma);
        clause || noun
    })?;
    let mut range = phrase::subtree(syntax, found);
    // "Familiar with the talks": what it is familiar with may hang from the noun.
    let cut_short = range.end == found + 1
        && source.contains(&range.end)
        && syntax.upos[range.end as usize] == Upos::Adp;
    if cut_short {
        range.end = source.end;
    }
    let range = phrase::trimmed(text, syntax, &(range.start.max(head + 1)..range.end));
    (!range.is_empty()).then(|| phrase::line(text, &range))
}

fn speaker_kind(entity: &Entity) -> SpeakerKind {
    match entity.kind {
        EntityKind::Person => SpeakerKind::Person,
        EntityKind::Organization | EntityKind::Place | EntityKind::Other => {
            SpeakerKind::Organization
        }
        EntityKind::Outlet => SpeakerKind::Outlet,
        EntityKind::Group => SpeakerKind::Group,
        EntityKind::Document => SpeakerKind::Document,
    }
}

fn default_sector(kind: SpeakerKind) -> Option<&'static str> {
    (kind == SpeakerKind::Outlet).then_some("JRN")
}

/// "The Chinese embassy", "the Syrian regime": a reader could find out who that is.
fn is_body_of_state(kind: EntityKind, standing: Standing, name: &str) -> bool {
    kind == EntityKind::Organization
        && (standing.country.is_some() || name.chars().next().is_some_and(char::is_uppercase))
}

/// A word that no table has: "many said", "60% of respondents", "a shopkeeper", "the sign".
fn unknown_kind(word: &str) -> SpeakerKind {
    const SEVERAL: &[&str] = &[
        "several",
        "many",
        "both",
        "some",
        "others",
        "most",
        "few",
        "all",
        "hundreds",
        "thousands",
        "dozens",
        "scores",
        "number",
        "majority",
        "half",
        "third",
        "quarter",
        "%",
        "percent",
    ];
    // Endings of nouns for people.
    const ENDINGS: &[&str] = &["er", "or", "ist", "ian", "ant", "man", "woman"];
    let low = word.to_lowercase();
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    if SEVERAL.contains(&&*low) {
        SpeakerKind::Group
    } else if !capital && low.len() > 4 && ENDINGS.iter().any(|end| low.ends_with(end)) {
        SpeakerKind::Person
    } else {
        SpeakerKind::Document
    }
}

fn is_kin_group(word: &str) -> bool {
    matches!(&*word.to_lowercase(), "family" | "couple" | "crowd" | "community" | "public" | "team")
}

fn is_media(word: &str) -> bool {
    matches!(&*word.to_lowercase(), "media" | "press" | "reports" | "outlets" | "newspapers")
}

/// "The *person* said", "a *friend*": somebody who is not named.
fn is_somebody(lemma: &str) -> bool {
    const SOMEBODY: &[&str] = &[
        "person",
        "individual",
        "man",
        "woman",
        "one",
        "other",
        "another",
        "each",
        "friend",
        "colleague",
        "counterpart",
        "relative",
        "neighbour",
        "neighbor",
        "boy",
        "girl",
        "child",
        "mother",
        "father",
        "brother",
        "sister",
        "son",
        "daughter",
        "wife",
        "husband",
        "widow",
        "uncle",
        "aunt",
        "cousin",
        "parent",
        "ally",
        "rival",
        "critic",
        "insider",
        "guest",
        "victim",
        "nurse",
        "coach",
        "boss",
        "hero",
    ];
    SOMEBODY.contains(&&*lemma.to_lowercase())
}

/// Bodies that no table of agents has: "the prime minister's *office*", "the carmaker".
fn is_body(lemma: &str) -> bool {
    matches!(
        &*lemma.to_lowercase(),
        "office"
            | "group"
            | "organisation"
            | "organization"
            | "bureau"
            | "secretariat"
            | "headquarters"
            | "watchdog"
            | "regulator"
            | "giant"
            | "carmaker"
            | "manufacturer"
            | "retailer"
            | "airline"
            | "operator"
            | "conglomerate"
            | "administration"
            | "campaign"
            | "cabinet"
            | "coalition"
    )
}

/// Things that are read: a source that is no actor but a paper.
fn is_document(lemma: &str) -> bool {
    const DOCUMENTS: &[&str] = &[
        "report",
        "statement",
        "letter",
        "document",
        "memo",
        "memorandum",
        "study",
        "poll",
        "survey",
        "filing",
        "book",
        "song",
        "paper",
        "transcript",
        "email",
        "e-mail",
        "law",
        "ruling",
        "indictment",
        "leaflet",
        "flyer",
        "flier",
        "article",
        "record",
        "data",
        "statistic",
        "figure",
        "communique",
        "declaration",
        "resolution",
        "file",
        "dossier",
        "complaint",
        "lawsuit",
        "affidavit",
        "video",
        "image",
        "photograph",
        "footage",
        "tweet",
        "post",
        "message",
        "note",
        "text",
        "release",
        "website",
        "testimony",
        "census",
        "index",
        "map",
        "analysis",
        "assessment",
        "finding",
        "evidence",
        "archive",
        "ad",
        "advertisement",
    ];
    DOCUMENTS.contains(&&*lemma.to_lowercase())
}
