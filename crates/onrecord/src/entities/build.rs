//! From names, descriptions and pronouns to entities.

use onrecord_world as world;
use onrecord_world::Gender;

use super::describe::{self, Standing};
use super::{Entities, Entity, EntityKind, Form, Mention, home, pronouns};
use crate::phrase;
use crate::places::OnMap;
use crate::statements::Attribution;
use crate::syntax::{Name, NameKind, Relation, Syntax, Upos};
use crate::text::{Text, TokenId, TokenRange};

/// The entities of an article. Its attributions tell who speaks, which pronouns are resolved by.
pub fn find(
    text: &Text<'_>,
    syntax: &Syntax,
    places: &[OnMap],
    attributions: &[Attribution],
) -> Entities {
    let mut speaks = vec![false; text.tokens.len()];
    for range in attributions.iter().flat_map(|a| &a.source) {
        speaks[range.start as usize..range.end as usize].fill(true);
    }
    let mut builder = Builder {
        text,
        syntax,
        speaks: &speaks,
        entities: Entities { all: Vec::new(), by_head: vec![None; text.tokens.len()], scene: None },
        details: Vec::new(),
        in_name: vec![None; text.tokens.len()],
    };
    for (index, name) in syntax.names.iter().enumerate() {
        for token in name.tokens.clone() {
            builder.in_name[token as usize] = Some(index);
        }
    }
    for token in 0..text.tokens.len() as TokenId {
        builder.visit(token);
    }
    let mut entities = builder.entities;
    home::settle(text, syntax, places, &mut entities);
    entities
}

/// What is remembered of an entity while the text is read.
#[derive(Debug, Default)]
struct Details {
    /// The lower-case words of its names, the longest name first.
    names: Vec<Vec<String>>,
    /// Nouns that describe it: "minister", "spokesman".
    nouns: Vec<String>,
    /// Offices that describe it, whole: "home secretary".
    offices: Vec<&'static str>,
    /// What the look-up tables call it.
    canonical: Option<&'static str>,
    /// The abbreviation given for it in brackets.
    abbreviation: Option<String>,
}

struct Builder<'a, 'd> {
    text: &'a Text<'d>,
    syntax: &'a Syntax,
    /// Words of sources.
    speaks: &'a [bool],
    entities: Entities,
    details: Vec<Details>,
    /// The name that each token is part of.
    in_name: Vec<Option<usize>>,
}

impl Builder<'_, '_> {
    fn visit(&mut self, token: TokenId) {
        if let Some(index) = self.in_name[token as usize] {
            let name = self.syntax.names[index].clone();
            if name.tokens.end == token + 1 {
                self.name(&name);
            }
            return;
        }
        match self.syntax.upos[token as usize] {
            Upos::Pron | Upos::Det => self.pronoun(token),
            Upos::Noun | Upos::Propn => self.nominal(token),
            _ => {}
        }
    }

    fn add_mention(&mut self, entity: usize, tokens: TokenRange, head: TokenId, form: Form) {
        let span = self.text.span(&tokens);
        self.entities.by_head[head as usize] = Some(entity as u32);
        self.entities.all[entity].mentions.push(Mention { tokens, head, span, form });
    }

    fn add_entity(&mut self, entity: Entity, details: Details) -> usize {
        self.entities.all.push(entity);
        self.details.push(details);
        self.entities.all.len() - 1
    }

    // Names.

    fn name(&mut self, name: &Name) {
        let head = self.syntax.head_of(&name.tokens);
        let entity = match name.kind {
            NameKind::Person => self.person(&name.tokens),
            NameKind::Place => self.place(&name.tokens),
            NameKind::Organization => self.organization(&name.tokens),
            NameKind::Other => self.other(&name.tokens),
        };
        if let Some(entity) = entity {
            self.add_mention(entity, name.tokens.clone(), head, Form::Name);
            // Where the tree has the name in pieces, each piece has a head.
            for token in name.tokens.clone() {
                let above = self.syntax.head[token as usize];
                let place = &mut self.entities.by_head[token as usize];
                if place.is_none() && !name.tokens.contains(&above) {
                    *place = Some(entity as u32);
                }
            }
        }
    }

    /// Lower-case words of a name, without titles and possessive marks.
    fn words_of(&self, tokens: &TokenRange) -> Vec<String> {
        tokens
            .clone()
            .map(|t| world::plain(self.text.word(t)))
            .filter(|w| w.chars().any(char::is_alphanumeric) && !matches!(&**w, "s" | "the"))
            .collect()
    }

    fn person(&mut self, tokens: &TokenRange) -> Option<usize> {
        let words = self.words_of(tokens);
        words.last()?;
        let before = describe::title_before(self.text, self.syntax, tokens);
        let described = [
            before.clone(),
            describe::apposition(self.text, self.syntax, tokens),
            describe::predicate(self.text, self.syntax, tokens),
        ];
        let known = self.same_person(&words);
        let known = known.or_else(|| self.awaited(&described, &words, tokens));
        let known = known.or_else(|| self.introduced(&words, tokens));
        let entity = known.unwrap_or_else(|| {
            let leader = world::leader(&phrase::line(self.text, tokens));
            self.add_entity(
                Entity {
                    name: phrase::line(self.text, tokens),
                    named: true,
                    kind: EntityKind::Person,
                    country: leader.map(|l| l.country.state().iso3),
                    at_home: false,
                    sector: leader.map(|l| l.sector.code()),
                    role: None,
                    plural: false,
                    gender: first_name_gender(&words, self.text, tokens),
                    mentions: Vec::new(),
                },
                Details::default(),
            )
        });
        if words.len() > self.details[entity].names.first().map_or(0, Vec::len) {
            self.entities.all[entity].name = phrase::line(self.text, tokens);
            if self.entities.all[entity].gender.is_none() {
                self.entities.all[entity].gender = first_name_gender(&words, self.text, tokens);
            }
        }
        self.remember_name(entity, words);
        if let Some(title) = &before {
            // The noun of the title stands for its holder: "*Chancellor* Friedrich Merz met".
            let noun = self.syntax.head_of(title);
            self.entities.by_head[noun as usize].get_or_insert(entity as u32);
        }
        for range in described.into_iter().flatten() {
            self.describe(entity, &range);
        }
        if self.entities.all[entity].country.is_none() {
            let home = describe::home(self.text, self.syntax, tokens);
            self.entities.all[entity].country = home.map(|c| c.iso3);
        }
        if self.entities.all[entity].country.is_none() && self.entities.all[entity].sector.is_none()
        {
            // A statesman known by surname alone, where a title says so much or nobody else bears it.
            if (before.is_some() || self.details[entity].names.iter().all(|n| n.len() == 1))
                && let Some(leader) = self.leader_by_surname(tokens)
            {
                self.entities.all[entity].country = Some(leader.country.state().iso3);
                self.entities.all[entity].sector = Some(leader.sector.code());
            }
        }
        Some(entity)
    }

    /// The statesman whom the last word of a name can mean.
    fn leader_by_surname(&self, tokens: &TokenRange) -> Option<&'static world::Leader> {
        let word = |t: TokenId| self.text.word(t);
        let surname =
            |w: &&str| w.chars().any(char::is_alphanumeric) && !matches!(*w, "s" | "'s" | "’s");
        tokens.clone().rev().map(word).find(surname).and_then(world::leader_by_surname)
    }

    /// The holder of an office who was spoken of without a name so far: "The home secretary has said
    /// ... Sajid Javid, the home secretary". It takes the name.
    fn awaited(
        &mut self,
        described: &[Option<TokenRange>],
        words: &[String],
        tokens: &TokenRange,
    ) -> Option<usize> {
        let offices: Vec<&'static str> =
            described.iter().flatten().flat_map(|range| self.offices_in(range)).collect();
        let entity = (0..self.entities.all.len()).rev().find(|&e| {
            let entity = &self.entities.all[e];
            !entity.named
                && !entity.plural
                && entity.kind == EntityKind::Person
                && self.details[e].offices.iter().any(|o| offices.contains(o))
        })?;
        self.give_name(entity, words, tokens);
        Some(entity)
    }

    /// Somebody whom the sentence before tells of without a name, as news begins: "A British man has been
    /// killed in Raqqa. Oliver Hall, 24, was clearing mines". It takes the name where both are the subjects
    /// of their sentences and nobody else has been named in between.
    fn introduced(&mut self, words: &[String], tokens: &TokenRange) -> Option<usize> {
        let sentences = &self.syntax.sentences;
        let this = sentences.partition_point(|s| s.end <= tokens.start);
        let before = sentences.get(this.checked_sub(1)?)?.clone();
        let aged = tokens.end + 1 < sentences[this].end
            && self.text.word(tokens.end) == ","
            && (describe::is_age(self.text.word(tokens.end + 1))
                || self.text.word(tokens.end + 1) == "from");
        let head = self.syntax.head_of(tokens);
        if words.len() < 2 || !(aged || this <= 2) || !self.is_subject(head) {
            return None;
        }
        let named = |e: &Entity| e.kind == EntityKind::Person && e.named;
        if self
            .entities
            .all
            .iter()
            .any(|e| named(e) && e.mentions.iter().any(|m| before.contains(&m.head)))
        {
            return None;
        }
        let entity = (0..self.entities.all.len()).find(|&e| {
            let entity = &self.entities.all[e];
            let unnamed = !entity.named && !entity.plural && entity.kind == EntityKind::Person;
            let first = entity.mentions.first().map_or(0, |m| m.head);
            let voice = self.details[e].nouns.iter().any(|noun| is_mere_voice(noun));
            unnamed && !voice && before.contains(&first) && self.is_subject(first)
        })?;
        let gender = first_name_gender(words, self.text, tokens);
        let other = |g: Gender| gender.is_some_and(|own| own != g);
        if self.entities.all[entity].gender.is_some_and(other) {
            return None;
        }
        self.give_name(entity, words, tokens);
        Some(entity)
    }

    /// The subject of the main clause of its sentence.
    fn is_subject(&self, head: TokenId) -> bool {
        let above = self.syntax.head[head as usize];
        self.syntax.relation[head as usize] == Relation::Nsubj
            && (self.syntax.is_root(above)
                || matches!(
                    self.syntax.relation[above as usize],
                    Relation::Ccomp | Relation::Parataxis
                ) && self.syntax.is_root(self.syntax.head[above as usize]))
    }

    /// Somebody unnamed so far turns out to have this name.
    fn give_name(&mut self, entity: usize, words: &[String], tokens: &TokenRange) {
        let gender = first_name_gender(words, self.text, tokens);
        let this = &mut self.entities.all[entity];
        this.name = phrase::line(self.text, tokens);
        this.named = true;
        this.gender = this.gender.or(gender);
        self.details[entity].names.clear();
    }

    /// The offices of one holder that a phrase names: those of more words than one, which rarely two
    /// people of an article hold.
    fn offices_in(&self, range: &TokenRange) -> Vec<&'static str> {
        world::agents_in(&phrase::words(self.text, range))
            .into_iter()
            .map(|hit| hit.value)
            .filter(|agent| agent.kind == world::AgentKind::Office && agent.term.contains(' '))
            .map(|agent| agent.term)
            .collect()
    }

    /// Takes in what a description says of an entity.
    fn describe(&mut self, entity: usize, range: &TokenRange) {
        let head = self.syntax.head_of(range);
        let words = phrase::words(self.text, range);
        // What somebody is called first stands: "a British man ... the prisoner of the Kurdish militia".
        let described = !self.details[entity].nouns.is_empty();
        let noun = phrase::agent_at(self.text, self.syntax, head).map_or_else(
            || self.syntax.lemma[head as usize].to_lowercase(),
            |(_, a)| a.term.rsplit(' ').next().unwrap_or(a.term).to_lowercase(),
        );
        for hit in world::agents_in(&words) {
            let last = hit.value.term.rsplit(' ').next().unwrap_or(hit.value.term).to_lowercase();
            if !self.details[entity].nouns.contains(&last) {
                self.details[entity].nouns.push(last);
            }
        }
        if !self.details[entity].nouns.contains(&noun) {
            self.details[entity].nouns.push(noun);
        }
        let possessor = describe::owner(self.text, self.syntax, head)
            .and_then(|t| self.entities.at(t))
            .and_then(|e| self.entities.all[e].country);
        let told = describe::standing(self.text, self.syntax, range);
        let told = Standing { country: possessor.or(told.country), ..told };
        let gender = words.iter().find_map(|w| world::title(w)).map(|t| t.gender);
        let this = &mut self.entities.all[entity];
        this.country = match described {
            true => this.country.or(told.country),
            false => told.country.or(this.country),
        };
        this.sector = told.sector.or(this.sector);
        if let Some(gender @ (Gender::Male | Gender::Female)) = gender {
            this.gender = Some(gender);
        }
        if this.role.is_none() {
            this.role = Some(phrase::line(self.text, range));
        }
    }

    fn remember_name(&mut self, entity: usize, words: Vec<String>) {
        let names = &mut self.details[entity].names;
        if !names.contains(&words) {
            names.push(words);
            names.sort_by_key(|n| std::cmp::Reverse(n.len()));
        }
    }

    /// The latest person whose name these words can be.
    fn same_person(&self, words: &[String]) -> Option<usize> {
        let fits = |name: &[String]| {
            if words.len() == 1 || name.len() == 1 {
                let (short, long) = if words.len() == 1 { (words, name) } else { (name, words) };
                return long.contains(&short[0]);
            }
            // Two names of one family name: the first names must agree, or be initials.
            let initial =
                |a: &str, b: &str| a == b || a.len() <= 2 && a.chars().next() == b.chars().next();
            words.last() == name.last()
                && (initial(&words[0], &name[0]) || initial(&name[0], &words[0]))
        };
        let candidates = self.latest_first();
        let exact = |&e: &usize| self.details[e].names.iter().any(|n| n == words);
        let near = |&e: &usize| self.details[e].names.first().is_some_and(|n| fits(n));
        let people: Vec<usize> = candidates
            .into_iter()
            .filter(|&e| {
                self.entities.all[e].kind == EntityKind::Person && self.entities.all[e].named
            })
            .collect();
        people.iter().copied().find(|e| exact(e)).or_else(|| people.into_iter().find(|e| near(e)))
    }

    /// Entities, the one mentioned last first.
    fn latest_first(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.entities.all.len()).collect();
        order.sort_by_key(|&e| {
            std::cmp::Reverse(self.entities.all[e].mentions.last().map_or(0, |m| m.head))
        });
        order
    }

    fn place(&mut self, tokens: &TokenRange) -> Option<usize> {
        let line = phrase::line(self.text, tokens);
        if let Some(word) = world::country_word(&line) {
            use world::CountryWordKind as Kind;
            let acting = matches!(word.kind, Kind::Capital) && self.is_acting(tokens);
            if matches!(word.kind, Kind::Name) || acting {
                return Some(self.country(word));
            }
            if matches!(word.kind, Kind::Metonym) {
                return Some(self.body_of_state(tokens, word));
            }
        }
        Some(self.body_or_else(tokens, &line, EntityKind::Place))
    }

    /// A body where the tables know it or the words around it say so, else something of `kind`.
    fn body_or_else(&mut self, tokens: &TokenRange, line: &str, kind: EntityKind) -> usize {
        let actor = world::actor(line);
        if actor.is_some() || self.is_called_outlet(tokens) {
            self.body(tokens, actor)
        } else {
            self.body_or_place(tokens, kind)
        }
    }

    /// Does a capital stand for its government? As a subject of a verb that only people do, it does.
    fn is_acting(&self, tokens: &TokenRange) -> bool {
        let head = self.syntax.head_of(tokens);
        let parent = self.syntax.head[head as usize];
        let verb = self.syntax.upos[parent as usize] == Upos::Verb;
        let cased = self
            .syntax
            .children(head)
            .any(|t| self.syntax.relation[t as usize] == Relation::Case && t < head);
        match self.syntax.relation[head as usize] {
            Relation::Nsubj => verb,
            Relation::Obj | Relation::Iobj => verb,
            Relation::Obl | Relation::Nmod => {
                cased
                    && self.syntax.children(head).any(|t| {
                        matches!(
                            &*self.text.word(t).to_lowercase(),
                            "by" | "with" | "between" | "against"
                        )
                    })
            }
            Relation::Conj => self
                .entities
                .at(parent)
                .is_some_and(|e| self.entities.all[e].kind != EntityKind::Place),
            _ => false,
        }
    }

    /// The entity of a country, one for all the words that mean it.
    fn country(&mut self, word: &'static world::CountryWord) -> usize {
        let country = word.country.state();
        let known =
            (0..self.entities.all.len()).find(|&e| self.details[e].canonical == Some(country.iso3));
        known.unwrap_or_else(|| {
            self.add_entity(
                Entity {
                    name: country.name.to_owned(),
                    named: true,
                    kind: EntityKind::Place,
                    country: Some(country.iso3),
                    at_home: false,
                    sector: Some(world::Sector::Gov.code()),
                    role: None,
                    plural: false,
                    gender: None,
                    mentions: Vec::new(),
                },
                Details { canonical: Some(country.iso3), ..Details::default() },
            )
        })
    }

    /// "The Pentagon", "Downing Street": a body of a state by its own name.
    fn body_of_state(&mut self, tokens: &TokenRange, word: &world::CountryWord) -> usize {
        let entity = self.body_or_place(tokens, EntityKind::Organization);
        let this = &mut self.entities.all[entity];
        this.country = this.country.or(Some(word.country.state().iso3));
        this.sector = this.sector.or(word.sector.map(world::Sector::code));
        entity
    }

    fn organization(&mut self, tokens: &TokenRange) -> Option<usize> {
        let line = phrase::line(self.text, tokens);
        if let Some(word) = world::country_word(&line) {
            use world::CountryWordKind as Kind;
            if matches!(word.kind, Kind::Name | Kind::Capital) {
                return Some(self.country(word));
            }
            if matches!(word.kind, Kind::Metonym) {
                return Some(self.body_of_state(tokens, word));
            }
        }
        Some(self.body(tokens, world::actor(&line)))
    }

    fn other(&mut self, tokens: &TokenRange) -> Option<usize> {
        let line = phrase::line(self.text, tokens);
        // Adjectives and peoples name no entity of their own.
        if world::country_word(&line).is_some() {
            return None;
        }
        Some(self.body_or_else(tokens, &line, EntityKind::Other))
    }

    fn body(&mut self, tokens: &TokenRange, actor: Option<&'static world::Actor>) -> usize {
        let line = phrase::line(self.text, tokens);
        let outlet = world::outlet_name(&line).filter(|o| !o.common_word || actor.is_none());
        let is_outlet = outlet.is_some() || self.is_called_outlet(tokens);
        let entity = match actor {
            Some(actor) => self.by_canonical(actor.name),
            None => None,
        };
        let entity = entity.unwrap_or_else(|| {
            let kind = if is_outlet { EntityKind::Outlet } else { EntityKind::Organization };
            self.body_or_place(tokens, kind)
        });
        let range = self.around(tokens);
        let told = describe::standing(self.text, self.syntax, &range);
        let this = &mut self.entities.all[entity];
        // "Isis", and later "Islamic State": the fuller name is the name.
        if actor.is_some() && words_in(&line) > words_in(&this.name) && this.named {
            this.name.clone_from(&line);
        }
        if let Some(actor) = actor {
            self.details[entity].canonical.get_or_insert(actor.name);
            this.country = this.country.or(actor.country.map(|c| c.state().iso3));
            this.sector = this.sector.or(actor.sector.map(world::Sector::code));
        }
        if is_outlet {
            this.kind = EntityKind::Outlet;
            let country = outlet.and_then(|name| name.outlet).and_then(|o| o.country);
            this.country = this.country.or(country.map(|c| c.state().iso3));
            this.sector = Some(world::Sector::Jrn.code());
        }
        this.country = this.country.or(told.country);
        this.sector = this.sector.or(told.sector);
        entity
    }

    /// "The broadcaster Kanal Nord", "the Courier, a newspaper": a noun for an outlet tells what it is.
    fn is_called_outlet(&self, tokens: &TokenRange) -> bool {
        let noun = |t: TokenId| world::outlet_noun(self.text.word(t)).is_some();
        let before = tokens.start.checked_sub(1).is_some_and(|t| {
            noun(t)
                && self.syntax.upos[t as usize] == Upos::Noun
                && self.syntax.sentence_of(tokens.start).contains(&t)
        });
        before
            || describe::apposition(self.text, self.syntax, tokens)
                .is_some_and(|range| noun(self.syntax.head_of(&range)))
    }

    /// A name with the words of its phrase before it: "Turkish Foreign Ministry".
    fn around(&self, tokens: &TokenRange) -> TokenRange {
        let head = self.syntax.head_of(tokens);
        let core = phrase::core(self.syntax, head);
        core.start.min(tokens.start)..tokens.end.max(core.end.min(tokens.end))
    }

    fn by_canonical(&self, name: &str) -> Option<usize> {
        (0..self.entities.all.len()).find(|&e| self.details[e].canonical == Some(name))
    }

    /// A named thing that is no person: the one of the same name, or of whose name this is the
    /// abbreviation, or a new one.
    fn body_or_place(&mut self, tokens: &TokenRange, kind: EntityKind) -> usize {
        let words = self.words_of(tokens);
        let line = phrase::line(self.text, tokens);
        let abbreviation = is_abbreviation(&line).then(|| line.replace('.', "").to_lowercase());
        let known = (0..self.entities.all.len()).rev().find(|&e| {
            let entity = &self.entities.all[e];
            if entity.kind == EntityKind::Person || !entity.named {
                return false;
            }
            let details = &self.details[e];
            details.names.contains(&words)
                || abbreviation.is_some()
                    && (details.abbreviation == abbreviation
                        || details.names.iter().any(|n| Some(initials(n)) == abbreviation))
                || words.len() > 1 && details.names.iter().any(|n| is_part(&words, n))
        });
        // "International Criminal Court (ICC)": the brackets name what stands before them.
        let bracketed =
            tokens.start >= 2 && self.text.word(tokens.start - 1) == "(" && abbreviation.is_some();
        let before = bracketed.then(|| self.in_name[tokens.start as usize - 2]).flatten().and_then(
            |index| self.entities.at(self.syntax.head_of(&self.syntax.names[index].tokens)),
        );
        let entity = known.or(before).unwrap_or_else(|| {
            self.add_entity(
                Entity {
                    name: line,
                    named: true,
                    kind,
                    country: None,
                    at_home: false,
                    sector: None,
                    role: None,
                    plural: false,
                    gender: None,
                    mentions: Vec::new(),
                },
                Details::default(),
            )
        });
        if before == Some(entity) {
            self.details[entity].abbreviation = abbreviation;
        }
        self.remember_name(entity, words);
        entity
    }

    // Descriptions.

    /// A noun for who acts, outside any name.
    fn nominal(&mut self, head: TokenId) {
        if self.syntax.relation[head as usize] == Relation::Compound
            || self.entities.at(head).is_some()
            || self.explains_a_name(head)
        {
            return;
        }
        let agent = phrase::agent_at(self.text, self.syntax, head);
        let outlet = world::outlet_noun(self.text.word(head));
        if agent.is_none() && outlet.is_none() {
            if let Some(entity) = self.called(head) {
                self.add_mention(entity, phrase::core(self.syntax, head), head, Form::Nominal);
            }
            return;
        }
        let core = phrase::core(self.syntax, head);
        let range = phrase::trimmed(self.text, self.syntax, &core);
        if range.is_empty() {
            return;
        }
        let article_before = core.start.checked_sub(1).is_some_and(|t| {
            self.text.word(t).eq_ignore_ascii_case("the")
                && self.syntax.sentence_of(head).contains(&t)
        });
        let definite = article_before
            || self.syntax.children(head).any(|t| {
                matches!(
                    &*self.text.word(t).to_lowercase(),
                    "the" | "this" | "that" | "these" | "those"
                )
            });
        let plural = phrase::is_plural(self.text, self.syntax, head);
        let noun = agent.as_ref().map_or_else(
            || self.text.word(head).to_lowercase(),
            |(_, a)| a.term.rsplit(' ').next().unwrap_or(a.term).to_lowercase(),
        );
        let bare = range.len() == 1 || agent.as_ref().is_some_and(|(r, _)| *r == range);
        let known = if definite && bare { self.described(&noun, plural) } else { None };
        // "The newspaper" is the outlet last named.
        let is_the_outlet = outlet.is_some() && definite && !plural && range.len() == 1;
        let known = known.or_else(|| if is_the_outlet { self.last_outlet() } else { None });
        let known = known.or_else(|| self.same_words(&range));
        let entity = known.unwrap_or_else(|| {
            let standing = self.standing_of(&range, head);
            let sector = standing.sector.or(outlet.map(|_| world::Sector::Jrn.code()));
            let kind = kind_of(agent.as_ref().map(|(_, a)| *a), outlet.is_some(), plural);
            let gender = world::title(self.text.word(head)).map(|t| t.gender);
            self.add_entity(
                Entity {
                    name: phrase::line(self.text, &range),
                    named: false,
                    kind,
                    country: standing.country,
                    at_home: false,
                    sector,
                    role: None,
                    plural,
                    gender: gender.filter(|g| *g != Gender::Either),
                    mentions: Vec::new(),
                },
                Details {
                    nouns: vec![noun],
                    offices: if definite { self.offices_in(&range) } else { Vec::new() },
                    names: vec![self.words_of(&range)],
                    ..Details::default()
                },
            )
        });
        self.add_mention(entity, core, head, Form::Nominal);
    }

    /// The noun is the title or the apposition of a name and speaks of its bearer.
    fn explains_a_name(&self, head: TokenId) -> bool {
        let named = |t: TokenId| self.in_name[t as usize].is_some();
        let appositive = self.syntax.relation[head as usize] == Relation::Appos
            && named(self.syntax.head[head as usize]);
        let explained = self
            .syntax
            .children(head)
            .any(|t| self.syntax.relation[t as usize] == Relation::Appos && named(t));
        let title = (head as usize + 1) < self.in_name.len()
            && self.in_name[head as usize + 1].is_some_and(|i| {
                self.syntax.names[i].kind == NameKind::Person
                    && self.syntax.names[i].tokens.start == head + 1
                    && self.syntax.sentence_of(head).contains(&(head + 1))
            });
        let set_off = self.in_name.get(head as usize + 2).copied().flatten().is_some_and(|i| {
            let name = &self.syntax.names[i];
            name.kind == NameKind::Person
                && name.tokens.start == head + 2
                && phrase::office_before(self.text, self.syntax, &name.tokens) == Some(head)
        });
        appositive || explained || title || set_off
    }

    /// The outlet that was named last.
    fn last_outlet(&self) -> Option<usize> {
        self.latest_first().into_iter().find(|&e| {
            self.entities.all[e].named && self.entities.all[e].kind == EntityKind::Outlet
        })
    }

    /// "Hezbollah buried two fighters. *The group* said": the body or state named last that the noun fits.
    fn called(&self, head: TokenId) -> Option<usize> {
        let (text, syntax) = (self.text, self.syntax);
        let body = |entity: &Entity| entity.kind == EntityKind::Organization;
        let sector = |entity: &Entity| entity.sector.unwrap_or_default();
        let fits: &dyn Fn(&Entity) -> bool = match &*text.word(head).to_lowercase() {
            "group" | "movement" | "organisation" | "organization" | "militia" | "faction" => {
                &|e| {
                    let others = ["GOV", "BUS", "JRN", "MIL", "LEG", "JUD", "COP"];
                    body(e) && !others.contains(&sector(e))
                }
            }
            "company" | "firm" | "airline" | "carmaker" | "lender" => {
                &|e| body(e) && matches!(sector(e), "" | "BUS")
            }
            "country" | "kingdom" | "nation" => {
                &|e| e.kind == EntityKind::Place && world::country_word(&e.name).is_some()
            }
            "bloc" | "alliance" => &|e| body(e) && sector(e) == "IGO",
            "charity" => &|e| body(e) && matches!(sector(e), "" | "NGO"),
            _ => return None,
        };
        let the = head.checked_sub(1).filter(|t| text.word(*t).eq_ignore_ascii_case("the"))?;
        let bare = syntax.children(head).all(|t| {
            t == the || matches!(syntax.relation[t as usize], Relation::Case | Relation::Punct)
        });
        if !bare || syntax.upos[head as usize] != Upos::Noun {
            return None;
        }
        let here = syntax.sentence_number(head);
        let near = |entity: &Entity| {
            entity
                .mentions
                .last()
                .is_some_and(|m| m.head < head && syntax.sentence_number(m.head) + CALLED >= here)
        };
        let all = &self.entities.all;
        self.latest_first().into_iter().find(|&e| all[e].named && fits(&all[e]) && near(&all[e]))
    }

    /// The latest entity that is described by this noun.
    fn described(&self, noun: &str, plural: bool) -> Option<usize> {
        self.latest_first().into_iter().find(|&e| {
            let entity = &self.entities.all[e];
            entity.plural == plural
                && (self.details[e].nouns.iter().any(|n| n == noun)
                    || entity.named
                        && entity.kind != EntityKind::Person
                        && self.details[e]
                            .names
                            .iter()
                            .any(|n| n.last().is_some_and(|w| w == noun)))
        })
    }

    /// An unnamed entity of just these words.
    fn same_words(&self, range: &TokenRange) -> Option<usize> {
        let words = self.words_of(range);
        if words.len() < 2 {
            return None;
        }
        (0..self.entities.all.len())
            .rev()
            .find(|&e| !self.entities.all[e].named && self.details[e].names.contains(&words))
    }

    /// Country and sector of a description; its own words first, then whose it is.
    fn standing_of(&self, range: &TokenRange, head: TokenId) -> Standing {
        let own = describe::standing(self.text, self.syntax, range);
        let owner = describe::owner(self.text, self.syntax, head)
            .and_then(|t| self.entities.at(t))
            .map(|e| &self.entities.all[e])
            .map_or_else(Standing::default, |e| Standing { country: e.country, sector: None });
        own.or(owner)
    }

    // Pronouns.

    fn pronoun(&mut self, token: TokenId) {
        let word = self.text.word(token).to_lowercase();
        let Some(pronoun) = pronouns::of(&word) else { return };
        if self.syntax.relation[token as usize] == Relation::Expl {
            return;
        }
        let found = pronouns::antecedent(
            self.text,
            self.syntax,
            &self.entities,
            self.speaks,
            token,
            pronoun,
        );
        if let Some(entity) = found {
            if self.entities.all[entity].gender.is_none() {
                self.entities.all[entity].gender = pronoun.gender;
            }
            self.add_mention(entity, token..token + 1, token, Form::Pronoun);
        }
    }
}

fn kind_of(agent: Option<&world::Agent>, outlet: bool, plural: bool) -> EntityKind {
    match agent.map(|a| a.kind) {
        _ if outlet => EntityKind::Outlet,
        Some(world::AgentKind::Group) => EntityKind::Group,
        _ if plural => EntityKind::Group,
        Some(world::AgentKind::Body) => EntityKind::Organization,
        _ => EntityKind::Person,
    }
}

fn first_name_gender(words: &[String], text: &Text<'_>, tokens: &TokenRange) -> Option<Gender> {
    let before = tokens.start.checked_sub(1).map(|t| text.word(t));
    let title = before.and_then(world::title).map(|t| t.gender);
    let first = (words.len() > 1).then(|| world::first_name(text.word(tokens.start))).flatten();
    title.filter(|g| *g != Gender::Either).or(first).filter(|g| *g != Gender::Either)
}

/// Words for people who only speak for others or are cited: the next name is somebody else's.
fn is_mere_voice(noun: &str) -> bool {
    matches!(
        noun,
        "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "source"
            | "official"
            | "witness"
            | "insider"
            | "aide"
            | "diplomat"
            | "analyst"
            | "expert"
            | "lawyer"
            | "reporter"
            | "journalist"
    )
}

/// How many sentences back a body may stand that a bare noun means.
const CALLED: usize = 3;

fn words_in(name: &str) -> usize {
    name.split_whitespace().count()
}

fn is_abbreviation(line: &str) -> bool {
    let letters = line.chars().filter(|c| c.is_alphabetic());
    line.chars().all(|c| c.is_uppercase() || c == '.' || c.is_ascii_digit())
        && (2..=8).contains(&letters.count())
}

/// The first letters of a name's words, small words left out.
fn initials(words: &[String]) -> String {
    words
        .iter()
        .filter(|w| !matches!(&***w, "of" | "and" | "for" | "the" | "in" | "on" | "to"))
        .filter_map(|w| w.chars().next())
        .collect()
}

/// Are the words the beginning or the end of the longer name?
fn is_part(words: &[String], name: &[String]) -> bool {
    words.len() < name.len() && (name.starts_with(words) || name.ends_with(words))
}
