//! Who is heard on propositions of several articles that are one, on whose word.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use xxhash_rust::xxh3::xxh3_64;

use super::claim::capitalised;
use super::kind_of;
use crate::article::Card;
use crate::claim::{Claim, Role, Stance};
use crate::copies::{OutletName, is_outlet};
use crate::deeds::Kind;
use crate::given::PassageRow;
use crate::origins::{Source, is_of_state, is_one as one_source};
use crate::proposition::{Proposition, Said, Side};
use crate::shelf::Shelf;
use crate::stances::{Ruling, Signs, StanceRow, judge};
use crate::standing::{is_among, is_authority, is_of, same_voice, takes_part};
use crate::voice::{Manner, Voice};
use crate::words::name_key;

/// Who is heard on propositions of several articles that are one.
pub(super) struct Hearing<'a> {
    pub(super) propositions: &'a [&'a Proposition],
    pub(super) shelf: &'a Shelf<'a>,
    /// Groups of articles whose passages on the claim are one text.
    pub(super) copies: Vec<Vec<String>>,
    /// Everybody heard on it: one mention may show that two of another are the same.
    pub(super) known: Vec<Source>,
    /// The chief sort of deed.
    pub(super) kind: Option<Kind>,
    /// Somebody is accused of it.
    accused: bool,
    /// The first day that any of the propositions gives it.
    first: Option<Date>,
    /// Voices that were looked up, and the sides that they are of.
    pub(super) sides: RefCell<BTreeMap<Voice, (bool, bool)>>,
}

/// A mention with whose word it is.
#[derive(Clone, Debug)]
pub(super) struct Heard<'a> {
    pub(super) article: &'a str,
    pub(super) published: Option<&'a str>,
    pub(super) said: &'a Said,
    pub(super) stance: Stance,
    pub(super) role: Option<Role>,
    /// Those at the far end; several where an outlet cited has several.
    pub(super) sources: Vec<Source>,
    pub(super) via: Vec<String>,
    /// The outlet itself is the only one that could be the origin.
    pub(super) own_voice: bool,
    /// The sources are those of another outlet's articles.
    pub(super) cited: bool,
    /// The same voice tells of the deed in the article.
    pub(super) tells: bool,
    /// Numbers are those of what was done, and who did it knows them.
    pub(super) counts: bool,
}

/// How many articles have it, and what share of their passages denies and affirms it.
struct Whole {
    articles: usize,
    denied: f32,
    affirmed: f32,
}

/// What the stance of a passage is judged by.
struct Judged {
    row: StanceRow,
    role: Role,
    /// What the rules make of it; none where by these it does not bear on the claim.
    ruled: Ruling,
}

impl<'a> Hearing<'a> {
    pub(super) fn new(propositions: &'a [&'a Proposition], shelf: &'a Shelf<'a>) -> Self {
        let copies = copy_groups(propositions, shelf);
        let days = propositions.iter().filter_map(|p| p.signature.days);
        let kind = kind_of(propositions);
        Self {
            propositions,
            shelf,
            copies,
            known: Vec::new(),
            kind,
            accused: is_accused(propositions, kind),
            first: days.filter(|&d| crate::days::width(d) < 4).map(|d| d.0).min(),
            sides: RefCell::default(),
        }
    }

    pub(super) fn claims(mut self) -> Vec<Claim> {
        let heard = self.heard();
        self.known = heard.iter().flat_map(|h| h.sources.clone()).collect();
        let id = self.id("");
        let event: Vec<&Heard<'_>> = heard.iter().filter(|h| !h.said.only_figures).collect();
        let event = if event.is_empty() { heard.iter().collect() } else { event };
        let mut claims = vec![self.claim(id.clone(), self.text(), &event, None)];
        claims.extend(self.figures(&heard, &id));
        claims
    }

    /// A hash (48 bits) of the earliest proposition's place: no other input, no order, no machine matters.
    pub(super) fn id(&self, detail: &str) -> String {
        let first = self.propositions[0];
        format!(
            "c-{:012x}",
            xxh3_64(format!("{}|{}|{detail}", first.article, first.id).as_bytes()) >> 16
        )
    }

    pub(super) fn text(&self) -> String {
        let clearest = self
            .propositions
            .iter()
            .min_by_key(|p| (!p.lead, !p.alone, p.text.chars().count() < 40));
        let text = clearest
            .map(|p| p.text.trim().trim_end_matches(['.', ',']).to_owned())
            .unwrap_or_default();
        if text.is_empty() { text } else { capitalised(&text) + "." }
    }

    /// All mentions, in the order of publication, with chains followed to their ends.
    pub(super) fn heard(&self) -> Vec<Heard<'a>> {
        let mut heard: Vec<Heard<'a>> = Vec::new();
        let judged = self.judged();
        for (proposition, judged) in self.propositions.iter().zip(judged) {
            let published =
                self.shelf.card(&proposition.article).and_then(|c| c.published.as_deref());
            for (said, judged) in proposition.said.iter().zip(judged) {
                let Some((stance, role)) = judged else { continue };
                let (sources, via) = self.ends(said, proposition, &heard);
                let spoke = |s: &Said| s.tells && same_voice(&s.voice, &said.voice);
                heard.push(Heard {
                    tells: proposition.counted().any(spoke),
                    counts: self.kind.is_some_and(Kind::is_counted),
                    article: &proposition.article,
                    published,
                    said,
                    stance,
                    role,
                    sources,
                    via,
                    own_voice: said.voice.manner == Manner::Own,
                    cited: matches!(said.voice.manner, Manner::Outlet | Manner::Media)
                        || self.shelf.meant(&said.voice.label).is_some(),
                });
            }
        }
        let cited = heard.iter().filter(|h| h.said.voice.manner == Manner::Outlet);
        for article in cited.map(|h| h.article).collect::<BTreeSet<&str>>() {
            self.first_hand_of_cited(article, &mut heard);
        }
        self.follow(&mut heard);
        self.of_originals(&mut heard);
        // An own voice is an origin only where nothing else and nothing earlier carries the claim.
        let first = heard.iter().find(|h| h.stance != Stance::Declines).map(|h| h.article);
        let voiced =
            heard.iter().any(|h| Some(h.article) == first && !h.own_voice && !h.sources.is_empty());
        if let Some(at) = heard.iter().position(|h| {
            Some(h.article) == first && h.own_voice && h.stance == Stance::Affirms && !voiced
        }) {
            let article = heard[at].article;
            heard[at].sources = vec![self.outlet_source(article, Manner::Own)];
        }
        heard
    }

    /// "According to media reports, officials said ...; three papers reported it": where an article has the unnamed by way of
    /// outlets of which none is in the set, each outlet that it names may have them first-hand, and is no origin itself.
    fn first_hand_of_cited(&self, article: &str, heard: &mut [Heard<'a>]) {
        let here = |h: &Heard<'_>| h.article == article && h.stance == Stance::Affirms;
        let of_outlets = |h: &Heard<'_>| {
            here(h)
                && h.said.voice.manner == Manner::Outlet
                && h.sources.iter().all(|s| s.voice.manner == Manner::Outlet)
        };
        let own = self.first_hand(article);
        let unnamed = |h: &Heard<'_>| {
            here(h)
                && h.said.voice.manner == Manner::Unnamed
                && !h.said.via.is_empty()
                && h.sources.iter().all(|s| s.outlet_name == own)
        };
        let mut outlets: Vec<Source> = Vec::new();
        for source in heard.iter().filter(|h| of_outlets(h)).flat_map(|h| &h.sources) {
            if !outlets.contains(source) {
                outlets.push(source.clone());
            }
        }
        let Some(voice) = heard.iter().find(|h| unnamed(h)).map(|h| h.said.voice.clone()) else {
            return;
        };
        let through =
            |voice: &Voice, outlet: &Source| Source { voice: voice.clone(), ..outlet.clone() };
        for h in heard.iter_mut() {
            if unnamed(h) && !outlets.is_empty() {
                h.sources = outlets.iter().map(|o| through(&h.said.voice, o)).collect();
                h.via = outlets.iter().map(|o| o.outlet_name.clone()).collect();
            } else if of_outlets(h) {
                h.sources = h.sources.iter().map(|o| through(&voice, o)).collect();
            }
        }
    }

    /// What is printed again is on the word of those on whose word it was first printed, however the copy calls them.
    fn of_originals(&self, heard: &mut [Heard<'a>]) {
        for at in 1..heard.len() {
            let (before, rest) = heard.split_at_mut(at);
            let own = &mut rest[0];
            let copies: BTreeSet<&str> = self.shelf.copies_of(own.article).collect();
            if copies.is_empty() || !own.stance.stands_behind() || own.sources.len() != 1 {
                continue;
            }
            let printed = |h: &&Heard<'a>| {
                copies.contains(h.article)
                    && h.stance.stands_behind()
                    && h.sources.len() == 1
                    && h.sources[0].voice.manner == own.sources[0].voice.manner
                    && self.shelf.copied_words([h.article, own.article], h.said.span, own.said.span)
            };
            let mut found = before.iter().filter(printed);
            // Two who speak in one sentence stay two.
            if let (Some(first), None) = (found.next(), found.next()) {
                own.sources.clone_from(&first.sources);
            }
        }
    }

    /// Who has it from another leads to that one, in all articles.
    fn follow(&self, heard: &mut [Heard<'a>]) {
        let told: Vec<(Source, Source)> = heard
            .iter()
            .filter_map(|h| {
                let name = h.said.voice.from.clone()?;
                let [source] = &h.sources[..] else { return None };
                let label = name.split(' ').map(capitalised).collect::<Vec<_>>().join(" ");
                let voice =
                    Voice { manner: Manner::Person, label, person: Some(name), ..Voice::default() };
                let end = Source { voice, outlet: String::new(), outlet_name: String::new() };
                Some((source.clone(), end))
            })
            .collect();
        for h in heard.iter_mut().filter(|h| h.stance == Stance::Affirms) {
            for source in &mut h.sources {
                let end = told
                    .iter()
                    .find(|(link, end)| one_source(link, source) && !one_source(end, source));
                if let Some((_, end)) = end {
                    *source = end.clone();
                }
            }
            h.sources.dedup();
        }
    }

    /// What a mention does to the claim, and who speaks.
    fn judge(&self, said: &Said, proposition: &Proposition, role: Role) -> (Stance, Option<Role>) {
        let on_record = is_on_record(&said.voice);
        let happens = |k: Kind| k.is_toll() || matches!(k, Kind::Crash | Kind::Pollute);
        let hostile =
            self.kind.is_some_and(|k| k.is_hostile() && !happens(k)) && self.accuses(proposition);
        // Only who tells of the deed confirms it: a word beside it is none.
        let tells = said.tells
            || proposition.counted().any(|s| s.tells && same_voice(&s.voice, &said.voice));
        let stance = match said.stance {
            Stance::Affirms if said.future && self.is_plan(proposition) && on_record => {
                if role == Role::Other && said.voice.manner != Manner::Document {
                    Stance::Affirms
                } else {
                    Stance::Schedules
                }
            }
            // "Egypt confirmed that its president will go", "he goes with an open mind": announcements.
            Stance::Confirms | Stance::Affirms
                if on_record
                    && role != Role::Other
                    && tells
                    && self.is_plan(proposition)
                    && (said.future && said.stance == Stance::Confirms
                        || self.is_to_come(proposition)) =>
            {
                Stance::Schedules
            }
            Stance::Affirms
                if on_record
                    && tells
                    && (role == Role::Actor || role == Role::Party && !hostile) =>
            {
                Stance::Confirms
            }
            other => other,
        };
        let shown = matches!(stance, Stance::Confirms | Stance::Denies);
        (stance, shown.then_some(role))
    }

    /// What each passage of each proposition does; none where it does not bear on the claim. What an outlet takes back is known by the
    /// rules alone.
    fn judged(&self) -> Vec<Vec<Ruling>> {
        let one = |said: &Said, of: &Judged| match said.stance {
            Stance::Retracts => Some((Stance::Retracts, None)),
            _ => {
                let ruled = of.ruled;
                // Of what an older version wrote only the rules know.
                let judged = match said.signs == Signs::default() {
                    true => ruled,
                    false => judge(&of.row, of.role, ruled),
                };
                // Only who is on record by name confirms or announces, and nobody denies without a voice.
                let barred = match judged {
                    Some((Stance::Confirms, _)) if is_helper(&said.voice) => true,
                    Some((Stance::Confirms | Stance::Schedules, _)) => !is_on_record(&said.voice),
                    // "There will be no meeting" is what tells that it is called off.
                    Some((Stance::Denies, _)) => {
                        let told = matches!(ruled, Some((Stance::Affirms | Stance::Confirms, _)));
                        said.voice.manner == Manner::Own || self.kind == Some(Kind::Cancel) && told
                    }
                    _ => false,
                };
                if barred { ruled } else { judged }
            }
        };
        let of = |(proposition, weighed): (&&Proposition, Vec<Judged>)| {
            let said = &proposition.said;
            let mut judged: Vec<_> = said.iter().zip(&weighed).map(|(s, of)| one(s, of)).collect();
            // One voice has one stance to a deed within an article.
            let denies = |(said, judged): (&Said, &Ruling)| match judged {
                // By the rules, too; and to deny a number is not to deny what happened.
                Some((Stance::Denies, role))
                    if said.stance == Stance::Denies
                        && said.figures.is_empty()
                        && !said.only_figures =>
                {
                    Some((said.voice.clone(), *role))
                }
                _ => None,
            };
            let denied: Vec<(Voice, Option<Role>)> =
                said.iter().zip(&judged).filter_map(denies).collect();
            for (said, judged) in said.iter().zip(&mut judged) {
                let own = denied.iter().find(|(voice, _)| same_voice(voice, &said.voice));
                if let Some((Stance::Affirms | Stance::Confirms, _)) = judged
                    && let Some((_, role)) = own
                {
                    *judged = Some((Stance::Denies, *role));
                }
            }
            judged
        };
        self.propositions.iter().zip(self.weighed()).map(of).collect()
    }

    /// What is judged of every passage.
    pub(super) fn rows(&self) -> Vec<PassageRow> {
        let of = |(proposition, weighed): (&&Proposition, Vec<Judged>)| {
            let row = |(said, of): (&Said, Judged)| PassageRow {
                article: proposition.article.clone(),
                span: said.span,
                row: of.row,
            };
            proposition.said.iter().zip(weighed).map(row).collect::<Vec<_>>()
        };
        self.propositions.iter().zip(self.weighed()).flat_map(of).collect()
    }

    /// What the stance of each passage of each proposition is judged by.
    fn weighed(&self) -> Vec<Vec<Judged>> {
        let articles: BTreeSet<&str> = self.propositions.iter().map(|p| &*p.article).collect();
        let all = || self.propositions.iter().flat_map(|p| &p.said);
        let share = |stance: Stance| {
            all().filter(|s| s.stance == stance).count() as f32 / all().count().max(1) as f32
        };
        let whole = Whole {
            articles: articles.len(),
            denied: share(Stance::Denies),
            affirmed: share(Stance::Affirms),
        };
        let of = |(order, p): (usize, &&Proposition)| {
            let roles: Vec<Role> =
                p.said.iter().map(|said| self.role(&said.voice, said, p)).collect();
            (0..p.said.len()).map(|at| self.row(at, p, &roles, order, &whole)).collect()
        };
        self.propositions.iter().enumerate().map(of).collect()
    }

    /// The numbers of a passage: what its words show, what the rules make of it, how its voice stands to the sides and to other voices.
    /// `at` is its place in the proposition, `roles` are those of all who speak there.
    fn row(
        &self,
        at: usize,
        proposition: &Proposition,
        roles: &[Role],
        order: usize,
        whole: &Whole,
    ) -> Judged {
        let (said, role) = (&proposition.said[at], roles[at]);
        let (stance, shown) = self.judge(said, proposition, role);
        let (actor, recipient) = self.side(&said.voice);
        let signature = &proposition.signature;
        let kind = self.kind;
        let is = |test: fn(Kind) -> bool| f32::from(u8::from(kind.is_some_and(test)));
        let flag = |is: bool| f32::from(u8::from(is));
        let of = |sides: &[Side]| {
            let state = said.voice.country.as_ref();
            flag(state.is_some() && sides.iter().any(|s| s.country.as_ref() == state))
        };
        let others = || proposition.said.iter().filter(|s| s.span != said.span);
        let own = || others().filter(|s| same_voice(&s.voice, &said.voice));
        let numbers = [
            f32::from(stance as u8),
            f32::from(said.stance as u8),
            f32::from(role as u8),
            flag(said.loose),
            flag(said.first_person),
            flag(said.future),
            flag(!said.figures.is_empty()) + flag(said.only_figures),
            flag(actor),
            flag(recipient),
            flag(takes_part(&said.voice, signature)),
            kind.map_or(-1.0, |k| k.weight() as f32),
            is(Kind::is_hostile),
            is(Kind::is_toll)
                + 2.0
                    * is(|k| {
                        matches!(
                            k,
                            Kind::Crash
                                | Kind::Pollute
                                | Kind::Explosion
                                | Kind::Fire
                                | Kind::Disease
                        )
                    }),
            is(Kind::is_plan),
            is(Kind::is_law),
            is(Kind::is_seen),
            flag(self.accused),
            flag(is_authority(&said.voice)),
            flag(is_of_state(&said.voice)),
            flag(self.is_plan(proposition)),
            flag(self.is_to_come(proposition)),
            whole.denied,
            whole.affirmed,
            whole.articles as f32,
            flag(own().any(|s| s.stance == Stance::Denies)),
            flag(own().any(|s| s.stance == Stance::Affirms && s.tells)),
            flag(proposition.lead),
            order as f32,
            flag(signature.retraction),
            of(&signature.actors),
            of(&signature.recipients),
            flag(said.voice.from.is_some()) + 2.0 * flag(!said.via.is_empty()),
            flag(self.accuses(proposition)),
            self.named(&said.voice),
            flag(proposition.said.iter().zip(roles).any(|(s, role)| {
                s.span != said.span && is_on_record(&s.voice) && s.tells && *role != Role::Other
            })),
        ];
        let mut found = said.signs.numbers().chain(numbers).chain(said.shares.numbers());
        Judged {
            row: std::array::from_fn(|_| found.next().unwrap_or_default()),
            role,
            ruled: (!said.loose).then_some((stance, shown)),
        }
    }

    /// Who names nobody accuses nobody, whomever others name.
    fn accuses(&self, proposition: &Proposition) -> bool {
        is_accused(&[proposition], self.kind)
    }

    /// Who speaks is named in one of the propositions: 2 at its clearest.
    fn named(&self, voice: &Voice) -> f32 {
        let surname = voice.person.as_ref().and_then(|p| p.rsplit(' ').next()).map(name_key);
        let keys = || surname.iter().chain(&voice.country);
        let weights = self
            .propositions
            .iter()
            .flat_map(|p| keys().filter_map(|key| p.signature.names.get(key)));
        f32::from(weights.copied().max().unwrap_or_default())
    }

    /// It is announced before it takes place: what is held by its nature, another deed by its day.
    pub(super) fn is_plan(&self, proposition: &Proposition) -> bool {
        let Some(kind) = self.kind else { return false };
        kind.is_plan()
            || proposition.signature.lies_ahead()
                && matches!(
                    kind,
                    Kind::Release | Kind::Withdraw | Kind::Deliver | Kind::Agree | Kind::Launch
                )
    }

    /// The article is older than the first day that any of them gives it.
    fn is_to_come(&self, proposition: &Proposition) -> bool {
        self.first.zip(proposition.signature.today).is_some_and(|(first, today)| today < first)
    }

    /// Whether a voice is among those who did it, and those to whom it was done.
    pub(super) fn side(&self, voice: &Voice) -> (bool, bool) {
        if let Some(known) = self.sides.borrow().get(voice) {
            return *known;
        }
        let any = |pick: fn(&Proposition) -> &Vec<Side>| {
            self.propositions.iter().any(|p| is_among(voice, pick(p), &p.signature))
        };
        let found = (any(|p| &p.signature.actors), any(|p| &p.signature.recipients));
        self.sides.borrow_mut().insert(voice.clone(), found);
        found
    }

    pub(super) fn role(&self, voice: &Voice, said: &Said, proposition: &Proposition) -> Role {
        if said.first_person {
            return Role::Actor;
        }
        // What happens has no actor; who lost his own people or ship may confirm it.
        if self.kind.is_some_and(|k| {
            k.is_toll()
                || matches!(
                    k,
                    Kind::Explosion | Kind::Fire | Kind::Crash | Kind::Disease | Kind::Pollute
                )
        }) {
            let sides = || {
                let signature = &proposition.signature;
                signature.actors.iter().chain(&signature.recipients)
            };
            let own =
                voice.office.as_deref().is_some_and(|o| o == "forces" || o.starts_with("org:"))
                    || sides().any(|s| is_of(voice, s));
            let own = own && !is_helper(voice);
            let hit = own && takes_part(voice, &proposition.signature);
            return if hit { Role::Party } else { Role::Other };
        }
        match self.side(voice) {
            (true, _) => return Role::Actor,
            (_, true) => return Role::Party,
            _ => {}
        }
        // "Moravel Railways has closed its bridge, the company said": the body that the article names.
        let is_body = |s: &Side| s.country.is_none() && !s.keys.is_empty();
        if is_any_body(voice) {
            let alone = |sides: &[Side]| sides.iter().filter(|s| is_body(s)).count() == 1;
            match (alone(&proposition.signature.actors), alone(&proposition.signature.recipients)) {
                (true, _) => return Role::Actor,
                (false, true) => return Role::Party,
                _ => {}
            }
        }
        // "The prosecutor's office announced the arrest": its own act, where no other state's men are named for it.
        let of_law = matches!(self.kind, Some(Kind::Arrest | Kind::Search | Kind::Question));
        let foreign = || {
            let actors = self.propositions.iter().flat_map(|p| &p.signature.actors);
            let states: Vec<&String> = actors.filter_map(|s| s.country.as_ref()).collect();
            !states.is_empty() && !states.iter().any(|c| voice.country.as_ref() == Some(c))
        };
        if of_law && is_authority(voice) && !foreign() {
            return Role::Actor;
        }
        let of_ministry = voice.office.as_deref().is_some_and(|o| o.starts_with("ministry:"));
        // "Guards had fired into the air, the army said", "the police arrested her, the interior minister said": men of whom no
        // state is named are those of the body that tells of them.
        let men: &[&str] = match voice.office.as_deref() {
            Some("forces") => &["soldier", "guard", "troop", "marine", "sailor", "gunner", "pilot"],
            Some("police") => &["policeman", "policemen", "officer"],
            Some("ministry:interior") => &["police", "policeman", "policemen", "gendarme"],
            Some("ministry:defens") => {
                &["army", "soldier", "troop", "navy", "marine", "gunner", "pilot", "military"]
            }
            _ => &[],
        };
        let sent = |s: &Side| {
            let own = s.country.is_none() && (s.keys.is_empty() || !of_ministry)
                || s.country.is_some() && s.country == voice.country;
            own && s.name.to_lowercase().split(' ').any(|w| men.contains(&w.trim_end_matches('s')))
        };
        if proposition.signature.actors.iter().any(sent) {
            return Role::Actor;
        }
        // A court holds its hearings.
        if self.kind == Some(Kind::Trial) && voice.office.as_deref() == Some("judiciary") {
            return Role::Actor;
        }
        // Who takes part in talks is named in them.
        if self.kind == Some(Kind::Meet) && takes_part(voice, &proposition.signature) {
            return Role::Actor;
        }
        // The host, and the state on whose ground it happened.
        let state = voice
            .office
            .as_deref()
            .is_some_and(|o| o.starts_with("ministry:") || o == "government");
        let ground = state
            && voice.country.as_ref().is_some_and(|c| {
                self.propositions
                    .iter()
                    .any(|p| p.signature.names.contains_key(c) || p.signature.setting.contains(c))
            });
        if ground && matches!(self.kind, Some(Kind::Meet | Kind::Bomb | Kind::Attack)) {
            return Role::Party;
        }
        Role::Other
    }

    pub(super) fn outlet_source(&self, article: &str, manner: Manner) -> Source {
        let outlet = self.first_hand(article);
        Source {
            voice: Voice { manner, label: outlet.clone(), ..Voice::default() },
            outlet: crate::words::fold(&outlet),
            outlet_name: outlet,
        }
    }

    /// The outlet whose text an article prints: that of the copy that others credit, else the earliest.
    fn first_hand(&self, article: &str) -> String {
        let ids = self.copies_of(article);
        let cards: Vec<&Card> = ids.iter().filter_map(|id| self.shelf.card(id)).collect();
        let outlet = |c: &Card| c.outlet.clone().unwrap_or_else(|| c.id.clone());
        let credited = cards.iter().find(|c| {
            cards.iter().any(|o| {
                o.id != c.id && o.credit.iter().any(|credit| is_outlet(credit, &outlet(c)))
            })
        });
        let earliest = cards.iter().min_by_key(|c| (c.published.clone(), c.id.clone()));
        if let Some(card) = credited.or(earliest).filter(|_| cards.len() > 1) {
            return outlet(card);
        }
        let own = self.shelf.card(article);
        let name = own.map_or_else(|| article.to_owned(), outlet);
        // A wire that is not in the set stands for its text.
        let credit = own.and_then(|c| c.credit.first()).filter(|c| !is_outlet(c, &name));
        credit.map_or(name, |c| self.shelf.meant(c).unwrap_or(c).to_owned())
    }

    /// An article and its copies, as far as they carry the claim.
    pub(super) fn copies_of(&self, article: &str) -> Vec<String> {
        self.copies
            .iter()
            .find(|g| g.iter().any(|a| a == article))
            .cloned()
            .unwrap_or_else(|| vec![article.to_owned()])
    }

    /// Follows a chain to those at its end.
    pub(super) fn ends(
        &self,
        said: &Said,
        proposition: &Proposition,
        before: &[Heard<'a>],
    ) -> (Vec<Source>, Vec<String>) {
        let article = &proposition.article;
        let own = OutletName::of(self.shelf.outlet(article).unwrap_or_default());
        let first_hand = self.first_hand(article);
        let print = OutletName::of(&first_hand);
        let source = |outlet: &str| Source {
            voice: said.voice.clone(),
            outlet: crate::words::fold(outlet),
            outlet_name: outlet.to_owned(),
        };
        // "Tripoli says" is a government, also where a Tripoli Gazette is in the set.
        let named = |voice: &Voice| {
            voice.office.as_deref().is_some_and(|o| !o.starts_with("org:"))
                || self.shelf.meant(&voice.label).is_none()
        };
        let of_voice = proposition.counted().filter(|s| s.voice == said.voice);
        let carriers: Vec<String> = of_voice
            .flat_map(|s| &s.via)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .filter(|v| {
                let carrier = OutletName::of(v);
                !carrier.means(&own) && !carrier.means(&print)
            })
            .cloned()
            .collect();
        let itself = said.voice.office.as_deref().is_none_or(|o| o.starts_with("org:"))
            && matches!(said.voice.manner, Manner::Body | Manner::Person | Manner::Outlet)
            && OutletName::of(&said.voice.label).means(&own);
        match said.voice.manner {
            _ if itself => (Vec::new(), Vec::new()),
            Manner::Own | Manner::Hearsay => (Vec::new(), Vec::new()),
            Manner::Witness => (vec![self.outlet_source(article, Manner::Witness)], Vec::new()),
            Manner::Media => (earlier(before, &|_| true), Vec::new()),
            Manner::Body | Manner::Person | Manner::Unnamed if !named(&said.voice) => {
                self.cited(std::slice::from_ref(&said.voice.label), before, article)
            }
            Manner::Outlet => self.cited(&said.voice.outlets, before, article),
            Manner::Body | Manner::Person => (vec![source("")], carriers),
            Manner::Unnamed | Manner::Document => {
                let known: Vec<String> = carriers
                    .iter()
                    .filter_map(|c| self.shelf.meant(c).map(str::to_owned))
                    .collect();
                match known.last() {
                    Some(outlet) => {
                        let theirs =
                            earlier(before, &|h: &Heard<'_>| self.is_by(h.article, outlet));
                        let alike = theirs.into_iter().find(|s| {
                            one_source(s, &Source { outlet: s.outlet.clone(), ..source(outlet) })
                        });
                        (vec![alike.unwrap_or_else(|| source(outlet))], known)
                    }
                    None => (vec![source(&first_hand)], Vec::new()),
                }
            }
        }
    }

    fn is_by(&self, article: &str, outlet: &str) -> bool {
        self.shelf.outlet(article) == Some(outlet)
    }

    /// Those whom outlets cited had, by their own articles.
    pub(super) fn cited(
        &self,
        names: &[String],
        before: &[Heard<'a>],
        article: &str,
    ) -> (Vec<Source>, Vec<String>) {
        let mut found = Vec::new();
        let mut via = Vec::new();
        for name in names {
            let outlet = self.shelf.meant(name);
            let theirs = outlet.map_or_else(Vec::new, |outlet| {
                earlier(before, &|h: &Heard<'_>| {
                    h.article != article && self.is_by(h.article, outlet)
                })
            });
            let label = outlet.unwrap_or(name).to_owned();
            if theirs.is_empty() {
                found.push(Source {
                    voice: Voice {
                        manner: Manner::Outlet,
                        label: label.clone(),
                        ..Voice::default()
                    },
                    outlet: crate::words::fold(&label),
                    outlet_name: label.clone(),
                });
            }
            found.extend(theirs);
            via.push(label);
        }
        found.dedup();
        (found, via)
    }
}

/// "The company", "the airline": a body that goes by what it is.
fn is_any_body(voice: &Voice) -> bool {
    const BODIES: &[&str] = &[
        "company",
        "firm",
        "airline",
        "operator",
        "bank",
        "railway",
        "carrier",
        "charity",
        "utility",
        "shipowner",
        "insurer",
        "club",
        "union",
        "party",
        "group",
        "movement",
        "organisation",
        "organization",
        "agency",
        "owner",
    ];
    let office = voice.office.as_deref().and_then(|o| o.strip_prefix("org:"));
    voice.manner == Manner::Body && office.is_some_and(|o| BODIES.contains(&o))
}

/// Who takes in the dead and the hurt has lost nobody.
fn is_helper(voice: &Voice) -> bool {
    let label = crate::words::fold(&voice.label);
    let helps = ["hospital", "clinic", "brigade", "ambulance", "morgue", "red cross"];
    helps.iter().any(|h| label.contains(h))
}

/// Somebody named, or a paper of somebody's.
fn is_on_record(voice: &Voice) -> bool {
    matches!(voice.manner, Manner::Body | Manner::Person)
        || voice.manner == Manner::Document && voice.direct
}

/// It is an accusation: an act of those in power, or somebody is named who did it to another.
fn is_accused(propositions: &[&Proposition], kind: Option<Kind>) -> bool {
    let of_power = !kind.is_some_and(|k| {
        matches!(
            k,
            Kind::Attack
                | Kind::Bomb
                | Kind::Abduct
                | Kind::Loot
                | Kind::Cyber
                | Kind::Destroy
                | Kind::Pollute
        )
    });
    let named = |p: &&Proposition| {
        let done_to = |k: &String| p.signature.recipients.iter().any(|s| s.keys.contains(k));
        p.signature.actors.iter().flat_map(|s| &s.keys).any(|k| !done_to(k))
    };
    of_power || propositions.iter().any(named)
}

/// Groups of articles whose passages on the claim are one text.
fn copy_groups(propositions: &[&Proposition], shelf: &Shelf<'_>) -> Vec<Vec<String>> {
    let spans = |article: &str| -> Vec<[u32; 2]> {
        let own = propositions.iter().filter(|p| p.article == article);
        own.flat_map(|p| p.counted().map(|s| s.span).chain([p.span])).collect()
    };
    let articles: BTreeSet<&str> = propositions.iter().map(|p| &*p.article).collect();
    let mut groups: Vec<BTreeSet<String>> = Vec::new();
    for copy in shelf.copies_among(&articles) {
        let [a, b] = &copy.articles;
        if !copy.carries(&spans(a), &spans(b)) {
            continue;
        }
        let mut joined: BTreeSet<String> = [a.clone(), b.clone()].into();
        groups.retain(|g| {
            let meets = g.contains(a) || g.contains(b);
            if meets {
                joined.extend(g.iter().cloned());
            }
            !meets
        });
        groups.push(joined);
    }
    let mut groups: Vec<Vec<String>> =
        groups.into_iter().map(|g| g.into_iter().collect()).collect();
    groups.sort();
    groups
}

pub(super) fn earlier<'a>(before: &[Heard<'a>], is: &dyn Fn(&Heard<'a>) -> bool) -> Vec<Source> {
    let mut found: Vec<Source> = Vec::new();
    let behind = |h: &Heard<'a>| {
        h.stance == Stance::Affirms && h.tells
            || matches!(h.stance, Stance::Confirms | Stance::Schedules)
    };
    for h in before.iter().filter(|h| is(h) && behind(h)) {
        for source in &h.sources {
            if !found.contains(source) {
                found.push(source.clone());
            }
        }
    }
    found
}
