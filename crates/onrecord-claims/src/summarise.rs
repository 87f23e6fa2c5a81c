//! The claims of one story.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use xxhash_rust::xxh3::xxh3_64;

use crate::article::Card;
use crate::claim::{
    Claim, Days, Event, Gap, Mention, Origin, Origins, Overtaken, Party, Role, SCHEMA, Stance,
    Status, Step,
};
use crate::copies::{Copy, OutletName, is_outlet};
use crate::deeds::Kind;
use crate::find::{is_among, is_authority, is_of, same_voice, takes_part};
use crate::origins::{Group, Source, answers_to, fewest, groups, is_one as one_source, stands_for};
use crate::proposition::{Proposition, Said, Side};
use crate::same::{clash, days_agree, is_one, one_pair};
use crate::shelf::Shelf;
use crate::voice::{Manner, Voice};

/// What a story's claims need beside its propositions.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The articles that the propositions stand in; others do no harm.
    pub cards: &'a [Card],
    /// The copies among these articles; others do no harm.
    pub copies: &'a [Copy],
}

/// The claims of one story: its events, the figures under them, what overtook them.
pub fn summarise(story: &[&Proposition], context: Context<'_>) -> Vec<Claim> {
    let members = |cluster: &Vec<usize>| cluster.iter().map(|&at| story[at]).collect();
    let clusters: Vec<Vec<&Proposition>> = clusters(story, context).iter().map(members).collect();
    claims_of(&clusters, context).into_iter().flatten().collect()
}

/// The clusters of a story: propositions that are one, as places in the story. Each cluster begins with its earliest.
pub fn clusters(story: &[&Proposition], context: Context<'_>) -> Vec<Vec<usize>> {
    clusters_on(&Shelf::new(context), story)
}

fn clusters_on<'a>(shelf: &Shelf<'a>, story: &[&'a Proposition]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..story.len()).collect();
    order.sort_by(|&p, &q| place(story[p], shelf).cmp(&place(story[q], shelf)));
    let sorted: Vec<&Proposition> = order.iter().map(|&at| story[at]).collect();
    let found = gather(&sorted, shelf);
    found.into_iter().map(|cluster| cluster.into_iter().map(|at| order[at]).collect()).collect()
}

/// All clusters of what was known of a story and of what is new, where all that is new is later than it: places in the two,
/// one behind the other. None where it is not, and the whole story has to be gathered anew.
///
/// Of what is known only those clusters are needed of which a member shares one of the new ones' [`Proposition::keys`], or
/// stands in an article that is one of a pair of copies with a new one's; but each of these whole, as [`clusters`] gave it.
pub fn grown(
    known: &[&Proposition],
    new: &[&Proposition],
    context: Context<'_>,
) -> Option<Vec<Vec<usize>>> {
    let shelf = Shelf::new(context);
    let last = known.iter().map(|p| place(p, &shelf)).max();
    let first = new.iter().map(|p| place(p, &shelf)).min();
    let later = last < first;
    later.then(|| clusters_on(&shelf, &[known, new].concat()))
}

/// A proposition's place in the order in which they are taken: by publication.
fn place<'a>(p: &'a Proposition, shelf: &Shelf<'a>) -> (Option<&'a str>, &'a str, usize, &'a str) {
    let published = shelf.card(&p.article).and_then(|card| card.published.as_deref());
    (published, &p.article, p.id.len(), &p.id)
}

/// The claims of each cluster, and which of them overtook which. A cluster's claims hang on its own articles alone, and where
/// it is one of plans, or of their ends, on those others of which a plan or an end ([`Proposition::is_plan`]) stands in one
/// article with one of its own.
pub fn claims_of(clusters: &[Vec<&Proposition>], context: Context<'_>) -> Vec<Vec<Claim>> {
    let shelf = Shelf::new(context);
    let shelves: Vec<Shelf<'_>> =
        clusters.iter().map(|cluster| shelf.of_articles(cluster)).collect();
    let heard = clusters.iter().zip(&shelves);
    let mut claims: Vec<Vec<Claim>> =
        heard.map(|(cluster, shelf)| Hearing::new(cluster, shelf).claims()).collect();
    overtake(clusters, &mut claims);
    claims
}

/// Propositions that are one, taken in their order: each joins the first of those before it that it is linked to and that
/// nothing in them excludes.
fn gather(sorted: &[&Proposition], shelf: &Shelf<'_>) -> Vec<Vec<usize>> {
    let mut under: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut of_article: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    // The cluster of each.
    let mut homes: Vec<usize> = Vec::new();
    let mut clusters: Vec<Vec<usize>> = Vec::new();
    for (at, &proposition) in sorted.iter().enumerate() {
        let keys: Vec<u64> = proposition.keys().iter().map(|k| xxh3_64(k.as_bytes())).collect();
        let alike: BTreeSet<usize> =
            keys.iter().filter_map(|key| under.get(key)).flatten().copied().collect();
        let copied: BTreeSet<usize> = shelf
            .copies_of(&proposition.article)
            .filter_map(|article| of_article.get(article))
            .flatten()
            .copied()
            .filter(|&p| shelf.joins(sorted[p], proposition))
            .collect();
        let near: BTreeSet<usize> = alike.union(&copied).map(|&p| homes[p]).collect();
        let fits = |home: &usize| {
            // A copy is on what its original is on, however its sides are read.
            let copy = copied.iter().any(|&p| homes[p] == *home);
            let agree = |&p: &usize| {
                let p = sorted[p];
                (days_agree(p, proposition) || one_pair(p, proposition).is_some())
                    && (copy || !clash(p, proposition))
                    && (p.article != proposition.article || near_chief(p, proposition))
            };
            let linked = || {
                alike.iter().filter(|&&p| homes[p] == *home).any(|&p| {
                    sorted[p].article != proposition.article
                        && is_one(sorted[p], proposition).is_some()
                })
            };
            clusters[*home].iter().all(agree) && (copy || linked())
        };
        let home = near.iter().find(|home| fits(home)).copied().unwrap_or(clusters.len());
        if home == clusters.len() {
            clusters.push(Vec::new());
        }
        clusters[home].push(at);
        homes.push(home);
        keys.into_iter().for_each(|key| under.entry(key).or_default().push(at));
        of_article.entry(&proposition.article).or_default().push(at);
    }
    clusters
}

/// Within one article, deeds of kinds by which others call one deed may be one: "seized", "the arrest".
fn near_chief(a: &Proposition, b: &Proposition) -> bool {
    match (a.signature.chief(), b.signature.chief()) {
        (Some(k), Some(l)) => k.is_near(l) && k != Kind::Other,
        (k, l) => k == l,
    }
}

/// A plan is overtaken by the claim that its own maker called it off.
fn overtake(clusters: &[Vec<&Proposition>], claims: &mut [Vec<Claim>]) {
    let chief = |at: usize| clusters[at][0].signature.chief();
    for plan in 0..clusters.len() {
        // The first claim of a cluster is its event's.
        let is_plan = chief(plan) == Some(Kind::Meet)
            && claims[plan][0].history.iter().any(|s| s.status == Status::Scheduled);
        if !is_plan {
            continue;
        }
        // An article tells of both.
        let told = |at: usize, kind: Kind| {
            let told = clusters[at].iter().filter(move |p| p.signature.chief() == Some(kind));
            told.map(|p| &*p.article).collect::<BTreeSet<&str>>()
        };
        let articles = told(plan, Kind::Meet);
        let ends = (0..clusters.len()).filter(|&at| chief(at) == Some(Kind::Cancel));
        for end in ends {
            let off = &claims[end][0];
            let Some(step) = off.history.iter().find(|s| s.status == Status::Confirmed).cloned()
            else {
                continue;
            };
            let id = off.id.clone();
            let together = !told(end, Kind::Cancel).is_disjoint(&articles);
            let claim = &mut claims[plan][0];
            if !together || claim.status == Status::Confirmed || step.at < claim.first_seen {
                continue;
            }
            claim.history.retain(|s| s.at < step.at);
            claim.history.push(Step {
                at: step.at.clone(),
                article: step.article.clone(),
                status: Status::Overtaken,
            });
            claim.status = Status::Overtaken;
            claim.overtaken_by = Some(Overtaken { claim: id, article: step.article });
            break;
        }
    }
}

/// Who is heard on propositions of several articles that are one.
struct Hearing<'a> {
    propositions: &'a [&'a Proposition],
    shelf: &'a Shelf<'a>,
    /// Groups of articles whose passages on the claim are one text.
    copies: Vec<Vec<String>>,
    /// Everybody heard on it: one mention may show that two of another are the same.
    known: Vec<Source>,
    /// Voices that were looked up, and the sides that they are of.
    sides: RefCell<BTreeMap<Voice, (bool, bool)>>,
}

/// A mention with whose word it is.
#[derive(Clone, Debug)]
struct Heard<'a> {
    article: &'a str,
    published: Option<&'a str>,
    said: &'a Said,
    stance: Stance,
    role: Option<Role>,
    /// Those at the far end; several where an outlet cited has several.
    sources: Vec<Source>,
    via: Vec<String>,
    /// The outlet itself is the only one that could be the origin.
    own_voice: bool,
    /// The sources are those of another outlet's articles.
    cited: bool,
    /// The same voice tells of the deed in the article.
    tells: bool,
    /// Numbers are those of what was done, and who did it knows them.
    counts: bool,
}

impl<'a> Hearing<'a> {
    fn new(propositions: &'a [&'a Proposition], shelf: &'a Shelf<'a>) -> Self {
        let copies = copy_groups(propositions, shelf);
        Self { propositions, shelf, copies, known: Vec::new(), sides: RefCell::default() }
    }

    fn claims(mut self) -> Vec<Claim> {
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
    fn id(&self, detail: &str) -> String {
        let first = self.propositions[0];
        format!(
            "c-{:012x}",
            xxh3_64(format!("{}|{}|{detail}", first.article, first.id).as_bytes()) >> 16
        )
    }

    fn text(&self) -> String {
        let clearest =
            self.propositions.iter().min_by_key(|p| (!p.lead, p.text.chars().count() < 40));
        let text = clearest
            .map(|p| p.text.trim().trim_end_matches(['.', ',']).to_owned())
            .unwrap_or_default();
        if text.is_empty() { text } else { capitalised(&text) + "." }
    }

    /// All mentions, in the order of publication, with chains followed to their ends.
    fn heard(&self) -> Vec<Heard<'a>> {
        let mut heard: Vec<Heard<'a>> = Vec::new();
        for proposition in self.propositions {
            let published =
                self.shelf.card(&proposition.article).and_then(|c| c.published.as_deref());
            for said in &proposition.said {
                let (stance, role) = self.judge(said, proposition);
                let (sources, via) = self.ends(said, proposition, &heard);
                let spoke = |s: &Said| s.tells && same_voice(&s.voice, &said.voice);
                heard.push(Heard {
                    tells: proposition.said.iter().any(spoke),
                    counts: self.kind().is_some_and(Kind::is_counted),
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
    fn judge(&self, said: &Said, proposition: &Proposition) -> (Stance, Option<Role>) {
        let role = self.role(&said.voice, said, proposition);
        let on_record = matches!(said.voice.manner, Manner::Body | Manner::Person)
            || said.voice.manner == Manner::Document && said.voice.direct;
        let happens = |k: Kind| k.is_toll() || matches!(k, Kind::Crash | Kind::Pollute);
        let hostile =
            self.kind().is_some_and(|k| k.is_hostile() && !happens(k)) && self.is_accused();
        // Only who tells of the deed confirms it: a word beside it is none.
        let tells = said.tells
            || proposition.said.iter().any(|s| s.tells && same_voice(&s.voice, &said.voice));
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

    /// It is announced before it takes place: what is held by its nature, another deed by its day.
    fn is_plan(&self, proposition: &Proposition) -> bool {
        let Some(kind) = self.kind() else { return false };
        kind.is_plan()
            || proposition.signature.lies_ahead()
                && matches!(
                    kind,
                    Kind::Release | Kind::Withdraw | Kind::Deliver | Kind::Agree | Kind::Launch
                )
    }

    /// The article is older than the first day that any of them gives it.
    fn is_to_come(&self, proposition: &Proposition) -> bool {
        let days = self.propositions.iter().filter_map(|p| p.signature.days);
        let first = days.filter(|&d| crate::days::width(d) < 4).map(|d| d.0).min();
        first.zip(proposition.signature.today).is_some_and(|(first, today)| today < first)
    }

    /// It is an accusation: an act of those in power, or somebody is named who did it to another.
    fn is_accused(&self) -> bool {
        let of_power = !self.kind().is_some_and(|k| {
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
        of_power
            || self.propositions.iter().any(|p| {
                let done_to =
                    |k: &String| p.signature.recipients.iter().any(|s| s.keys.contains(k));
                p.signature.actors.iter().flat_map(|s| &s.keys).any(|k| !done_to(k))
            })
    }

    fn kind(&self) -> Option<Kind> {
        self.propositions[0].signature.chief()
    }

    /// Whether a voice is among those who did it, and those to whom it was done.
    fn side(&self, voice: &Voice) -> (bool, bool) {
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

    fn role(&self, voice: &Voice, said: &Said, proposition: &Proposition) -> Role {
        if said.first_person {
            return Role::Actor;
        }
        // What happens has no actor; who lost his own people or ship may confirm it.
        if self.kind().is_some_and(|k| {
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
            // Who takes in the dead and the hurt has lost nobody.
            let label = crate::words::fold(&voice.label);
            let helps = ["hospital", "clinic", "brigade", "ambulance", "morgue", "red cross"];
            let own = own && !helps.iter().any(|h| label.contains(h));
            let hit = own && takes_part(voice, &proposition.signature);
            return if hit { Role::Party } else { Role::Other };
        }
        match self.side(voice) {
            (true, _) => return Role::Actor,
            (_, true) => return Role::Party,
            _ => {}
        }
        // "The prosecutor's office announced the arrest": its own act, where no other state's men are named for it.
        let of_law = matches!(self.kind(), Some(Kind::Arrest | Kind::Search | Kind::Question));
        let foreign = || {
            let actors = self.propositions.iter().flat_map(|p| &p.signature.actors);
            let states: Vec<&String> = actors.filter_map(|s| s.country.as_ref()).collect();
            !states.is_empty() && !states.iter().any(|c| voice.country.as_ref() == Some(c))
        };
        if of_law && is_authority(voice) && !foreign() {
            return Role::Actor;
        }
        // "Guards had fired into the air, the army said": men of whom no state is named are those of the body that tells of them.
        let men: &[&str] = match voice.office.as_deref() {
            Some("forces") => &["soldier", "guard", "troop", "marine", "sailor", "gunner", "pilot"],
            Some("police") => &["policeman", "policemen", "officer"],
            _ => &[],
        };
        let sent = |s: &Side| {
            s.country.is_none()
                && s.name.to_lowercase().split(' ').any(|w| men.contains(&w.trim_end_matches('s')))
        };
        if proposition.signature.actors.iter().any(sent) {
            return Role::Actor;
        }
        // A court holds its hearings.
        if self.kind() == Some(Kind::Trial) && voice.office.as_deref() == Some("judiciary") {
            return Role::Actor;
        }
        // Who takes part in talks is named in them.
        if self.kind() == Some(Kind::Meet) && takes_part(voice, &proposition.signature) {
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
        if ground && matches!(self.kind(), Some(Kind::Meet | Kind::Bomb | Kind::Attack)) {
            return Role::Party;
        }
        Role::Other
    }

    fn outlet_source(&self, article: &str, manner: Manner) -> Source {
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
    fn copies_of(&self, article: &str) -> Vec<String> {
        self.copies
            .iter()
            .find(|g| g.iter().any(|a| a == article))
            .cloned()
            .unwrap_or_else(|| vec![article.to_owned()])
    }

    /// Follows a chain to those at its end.
    fn ends(
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
        let of_voice = proposition.said.iter().filter(|s| s.voice == said.voice);
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
    fn cited(
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

    fn claim(&self, id: String, text: String, heard: &[&Heard<'a>], figure: Option<u64>) -> Claim {
        let mut steps: Vec<Step> = Vec::new();
        let mut articles: Vec<&str> = Vec::new();
        for h in heard {
            if !articles.contains(&h.article) {
                articles.push(h.article);
            }
        }
        for count in 1..=articles.len() {
            let seen = &articles[..count];
            let part: Vec<&Heard<'_>> =
                heard.iter().copied().filter(|h| seen.contains(&h.article)).collect();
            let status = self.status(&part, figure);
            if let Some(status) = status.filter(|s| steps.last().is_none_or(|l| l.status != *s)) {
                let at =
                    part.iter().find(|h| h.article == seen[count - 1]).and_then(|h| h.published);
                steps.push(Step {
                    at: at.map(str::to_owned),
                    article: seen[count - 1].to_owned(),
                    status,
                });
            }
        }
        let groups = self.groups(heard, figure);
        let possible =
            |a: usize, b: usize| groups[a].may_be(&groups[b]) || groups[b].may_be(&groups[a]);
        let labels: Vec<String> = groups.iter().map(label).collect();
        let list: Vec<Origin> = groups
            .iter()
            .enumerate()
            .map(|(at, group)| Origin {
                id: format!("o{}", at + 1),
                label: labels[at].clone(),
                named: group.is_named(),
                articles: group.articles.iter().cloned().collect(),
                why: why(group).to_owned(),
                may_be: (0..groups.len())
                    .filter(|&o| o != at && possible(at, o))
                    .map(|o| labels[o].clone())
                    .collect(),
            })
            .collect();
        let mentions = heard.iter().flat_map(|h| self.mentions(h, &groups, figure)).collect();
        let seen: BTreeSet<&str> = heard.iter().filter_map(|h| h.published).collect();
        let of_claim = |a: &&String| articles.contains(&a.as_str());
        let copies = self
            .copies
            .iter()
            .map(|g| g.iter().filter(of_claim).cloned().collect::<Vec<_>>())
            .filter(|g| g.len() > 1)
            .collect();
        let gaps: Vec<Gap> = if figure.is_some() {
            Vec::new()
        } else {
            self.propositions.iter().flat_map(|p| p.gaps.clone()).collect()
        };
        Claim {
            schema: SCHEMA.to_owned(),
            id,
            proposition: text,
            event: self.event(figure.is_some()),
            status: steps.last().map_or(Status::Alleged, |s| s.status),
            history: steps,
            mentions,
            copies,
            origins: Origins {
                at_least: fewest(groups.len(), &possible),
                at_most: groups.len(),
                list,
            },
            part_of: None,
            overtaken_by: None,
            gaps,
            articles: articles.len(),
            first_seen: seen.first().map(|s| (*s).to_owned()),
            last_seen: seen.last().map(|s| (*s).to_owned()),
        }
    }

    fn mentions(&self, h: &Heard<'a>, groups: &[Group], figure: Option<u64>) -> Vec<Mention> {
        let stance = stance_to(h, figure);
        let mention = |origin: Option<String>| Mention {
            article: h.article.to_owned(),
            span: h.said.span,
            stance,
            origin,
            via: h.via.clone(),
            statement: h.said.statement.clone(),
            event: h.said.event.clone(),
            role: h.role.filter(|_| matches!(stance, Stance::Confirms | Stance::Denies)),
        };
        let mut origins: Vec<Option<String>> = h
            .sources
            .iter()
            .map(|s| {
                let at = groups.iter().position(|g| g.sources.contains(s));
                Some(at.map_or_else(|| s.voice.label.clone(), |at| format!("o{}", at + 1)))
            })
            .collect();
        origins.dedup();
        if origins.is_empty() {
            origins.push(None);
        }
        origins.into_iter().map(mention).collect()
    }

    /// The origins that stand behind the claim.
    fn groups(&self, heard: &[&Heard<'a>], figure: Option<u64>) -> Vec<Group> {
        let gone = self.withdrawn(heard, figure);
        let mut found: Vec<(Source, String)> = Vec::new();
        for h in heard {
            let behind = matches!(
                stance_to(h, figure),
                Stance::Affirms | Stance::Confirms | Stance::Schedules
            );
            // Who only speaks beside the deed is no origin of it.
            if !behind || figure.is_none() && !h.tells && h.stance == Stance::Affirms {
                continue;
            }
            // Of an outlet's sources only those stand behind a figure who gave it there.
            let gave = |s: &Source| {
                figure.is_none()
                    || !h.cited
                    || !heard
                        .iter()
                        .any(|o| !o.cited && o.sources.iter().any(|t| h.sources.contains(t)))
                    || heard.iter().any(|o| !o.cited && o.sources.contains(s))
            };
            for source in h.sources.iter().filter(|s| gave(s)) {
                if !gone
                    .iter()
                    .any(|g| one_source(g, source) || figure.is_some() && stands_for(source, g))
                {
                    found.push((source.clone(), h.article.to_owned()));
                }
            }
        }
        // Who denies in the end has ended his own word.
        let last = |source: &Source| {
            heard
                .iter()
                .rev()
                .find(|h| {
                    h.sources.iter().any(|s| one_source(s, source))
                        && matches!(
                            stance_to(h, figure),
                            Stance::Affirms | Stance::Confirms | Stance::Schedules | Stance::Denies
                        )
                })
                .map(|h| stance_to(h, figure))
        };
        let plan = self.kind().is_some_and(Kind::is_plan);
        found.retain(|(source, _)| plan || last(source) != Some(Stance::Denies));
        groups(&found, &self.known)
    }

    /// The sources that an outlet's retraction takes away.
    fn withdrawn(&self, heard: &[&Heard<'a>], figure: Option<u64>) -> Vec<Source> {
        let mut gone = Vec::new();
        if figure.is_some() {
            let back = heard.iter().filter(|h| stance_to(h, figure) == Stance::Retracts);
            gone.extend(back.flat_map(|h| h.sources.clone()));
        }
        for back in heard.iter().filter(|h| h.stance == Stance::Retracts) {
            let outlet = self.shelf.outlet(back.article);
            for h in heard {
                let theirs =
                    self.shelf.outlet(h.article) == outlet && h.published <= back.published;
                if theirs {
                    let own =
                        |s: &&Source| !matches!(s.voice.manner, Manner::Body | Manner::Person);
                    gone.extend(h.sources.iter().filter(own).cloned());
                }
            }
            gone.push(self.outlet_source(back.article, Manner::Witness));
        }
        gone
    }

    /// How the claim stands after the given mentions; none while nothing is claimed.
    fn status(&self, heard: &[&Heard<'a>], figure: Option<u64>) -> Option<Status> {
        let groups = self.groups(heard, figure);
        let possible =
            |a: usize, b: usize| groups[a].may_be(&groups[b]) || groups[b].may_be(&groups[a]);
        let least = fewest(groups.len(), &possible);
        let stands = |h: &&&Heard<'_>| stance_to(h, figure);
        let any = |wanted: Stance| heard.iter().any(|h| stands(&h) == wanted);
        let retracted = any(Stance::Retracts) && groups.is_empty();
        if retracted {
            return Some(Status::Retracted);
        }
        let last_of = |h: &Heard<'_>| {
            heard
                .iter()
                .rev()
                .find(|o| {
                    let one = o
                        .sources
                        .iter()
                        .any(|s| h.sources.iter().any(|t| one_source(s, t) || answers_to(t, s)));
                    one && matches!(
                        stands(o),
                        Stance::Confirms
                            | Stance::Denies
                            | Stance::Affirms
                            | Stance::Retracts
                            | Stance::Schedules
                    )
                })
                .map(|o| stands(&o))
        };
        let denials: Vec<&&Heard<'_>> = heard
            .iter()
            .filter(|h| {
                stands(h) == Stance::Denies
                    && h.said.voice.manner != Manner::Hearsay
                    && matches!(last_of(h), None | Some(Stance::Denies))
                    && !h.own_voice
            })
            .collect();
        let inside = denials.iter().any(|h| matches!(h.role, Some(Role::Actor | Role::Party)));
        let plan = self.kind().is_some_and(Kind::is_plan);
        let confirmed = any(Stance::Confirms) && (!inside || plan);
        let affirmed = !groups.is_empty() || any(Stance::Affirms);
        if confirmed {
            return Some(Status::Confirmed);
        }
        let scheduled = any(Stance::Schedules);
        if !denials.is_empty() && (!scheduled || !plan) {
            let nobody = groups.is_empty();
            return Some(if nobody { Status::Denied } else { Status::Contested });
        }
        if scheduled {
            return Some(Status::Scheduled);
        }
        if least >= 2 {
            return Some(Status::Corroborated);
        }
        affirmed.then_some(Status::Alleged)
    }

    fn event(&self, figure: bool) -> Event {
        let first = self
            .propositions
            .iter()
            .find(|p| p.signature.event.is_some())
            .unwrap_or(&self.propositions[0]);
        let kind = self.kind();
        let (plover, mode) = match &first.signature.event {
            _ if figure => (None, None),
            Some((plover, mode))
                if kind.is_none_or(|k| k.plover().is_some() || k == Kind::Other) =>
            {
                (Some(plover.clone()), mode.clone())
            }
            _ => (kind.and_then(Kind::plover).map(str::to_owned), None),
        };
        let parties = |pick: fn(&Proposition) -> &Vec<Side>| -> Vec<Party> {
            let fullest = self.propositions.iter().max_by_key(|p| (pick(p).len().min(2), p.lead));
            let mut found: Vec<Party> = Vec::new();
            for side in fullest.map(|p| pick(p).clone()).unwrap_or_default() {
                let party = Party { name: side.name, country: side.country };
                if !found.contains(&party) {
                    found.push(party);
                }
            }
            found
        };
        let days = self
            .propositions
            .iter()
            .filter_map(|p| p.signature.days)
            .min_by_key(|d| (crate::days::width(*d), d.0));
        Event {
            kind: plover,
            mode,
            actors: parties(|p| &p.signature.actors),
            recipients: parties(|p| &p.signature.recipients),
            time: Days { start: days.map(|d| d.0.to_string()), end: days.map(|d| d.1.to_string()) },
            place: self.propositions.iter().find_map(|p| p.signature.place.clone()),
        }
    }

    /// Numbers of dead and hurt: claims of their own under the event.
    fn figures(&self, heard: &[Heard<'a>], event: &str) -> Vec<Claim> {
        let mut kinds: BTreeMap<u64, Kind> = BTreeMap::new();
        for figure in heard.iter().flat_map(|h| &h.said.figures) {
            if let Some(toll) = figure.toll.filter(|t| t.is_toll() || self.is_open(heard, *t)) {
                kinds.entry(figure.value).or_insert(toll);
            }
        }
        // Where the number is open, another one that several articles give is one of them.
        if let Some(kind) = self.kind().filter(|k| !k.is_toll() && kinds.values().any(|o| o == k)) {
            let given = |value: u64| -> BTreeSet<&str> {
                let has = |h: &&Heard<'a>| {
                    h.said.figures.iter().any(|f| f.toll.is_none() && f.value == value)
                };
                heard.iter().filter(has).map(|h| h.article).collect()
            };
            let bare: BTreeSet<u64> =
                heard.iter().flat_map(|h| &h.said.figures).map(|f| f.value).collect();
            for value in bare.into_iter().filter(|v| given(*v).len() > 1) {
                kinds.entry(value).or_insert(kind);
            }
        }
        let mut found: Vec<(Kind, u64, Claim)> = Vec::new();
        for (&value, &toll) in &kinds {
            let own: Vec<&Heard<'_>> =
                heard.iter().filter(|h| h.said.figures.iter().any(|f| f.value == value)).collect();
            let what = match toll {
                Kind::Death => " killed",
                Kind::Injury => " hurt",
                _ => "",
            };
            let text = format!("{value}{what}: {}", self.text());
            let mut claim =
                self.claim(self.id(&format!("{toll:?}{value}")), text, &own, Some(value));
            claim.part_of = Some(event.to_owned());
            found.push((toll, value, claim));
        }
        // A source's later figure overtakes its earlier one.
        let moves: Vec<(usize, usize, Step)> = (0..found.len())
            .flat_map(|old| (0..found.len()).map(move |new| (old, new)))
            .filter(|(old, new)| old != new && found[*old].0 == found[*new].0)
            .filter_map(|(old, new)| {
                Some((old, new, self.moved(heard, found[old].1, found[new].1)?))
            })
            .collect();
        for (old, new, step) in moves {
            let id = found[new].2.id.clone();
            let claim = &mut found[old].2;
            claim.history.retain(|s| s.at < step.at);
            claim.history.push(step.clone());
            claim.status = Status::Overtaken;
            claim.overtaken_by = Some(Overtaken { claim: id, article: step.article });
        }
        found.into_iter().map(|(_, _, claim)| claim).collect()
    }

    /// How many it were is a matter of its own: several numbers are given, or one is denied or taken back.
    fn is_open(&self, heard: &[Heard<'a>], kind: Kind) -> bool {
        let figures = || heard.iter().flat_map(|h| &h.said.figures);
        let given: BTreeSet<u64> =
            figures().filter(|f| f.toll == Some(kind)).map(|f| f.value).collect();
        let contested = figures().any(|f| f.stance != Stance::Affirms && given.contains(&f.value));
        self.kind() == Some(kind) && (given.len() > 1 || contested)
    }

    /// The article in which everybody who gave one figure gives another.
    fn moved(&self, heard: &[Heard<'a>], old: u64, new: u64) -> Option<Step> {
        let gives = |h: &Heard<'_>, value: u64| {
            h.said
                .figures
                .iter()
                .any(|f| f.value == value && f.stance == Stance::Affirms && !f.former)
                && matches!(h.stance, Stance::Affirms | Stance::Confirms)
        };
        let later = heard.iter().find(|h| {
            gives(h, new)
                && !h.cited
                && !h.sources.is_empty()
                && heard.iter().any(|o| {
                    o.published < h.published
                        && !o.cited
                        && gives(o, old)
                        && o.sources.iter().any(|s| {
                            h.sources
                                .iter()
                                .any(|t| one_source(s, t) && s.voice.manner != Manner::Unnamed)
                        })
                })
                && !heard.iter().any(|o| {
                    o.published >= h.published
                        && gives(o, old)
                        && o.sources.iter().any(|s| h.sources.contains(s))
                })
        })?;
        Some(Step {
            at: later.published.map(str::to_owned),
            article: later.article.to_owned(),
            status: Status::Overtaken,
        })
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|c| c.to_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}

/// Groups of articles whose passages on the claim are one text.
fn copy_groups(propositions: &[&Proposition], shelf: &Shelf<'_>) -> Vec<Vec<String>> {
    let spans = |article: &str| -> Vec<[u32; 2]> {
        let own = propositions.iter().filter(|p| p.article == article);
        own.flat_map(|p| p.said.iter().map(|s| s.span).chain([p.span])).collect()
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

/// What a mention does to a figure, or to the event.
fn stance_to(h: &Heard<'_>, figure: Option<u64>) -> Stance {
    let Some(value) = figure else {
        // To deny a number is not to deny what happened.
        let number = h.said.figures.iter().any(|f| f.stance == Stance::Denies);
        return if number && h.stance == Stance::Denies { Stance::Affirms } else { h.stance };
    };
    let own = h.said.figures.iter().find(|f| f.value == value);
    match own.map(|f| f.stance) {
        Some(stance @ (Stance::Denies | Stance::Retracts)) => stance,
        toll if h.stance == Stance::Confirms => {
            let own = toll.is_some()
                && h.counts
                && own.is_some_and(|f| !f.toll.is_some_and(Kind::is_toll));
            if own { Stance::Confirms } else { Stance::Affirms }
        }
        _ => h.stance,
    }
}

fn earlier<'a>(before: &[Heard<'a>], is: &dyn Fn(&Heard<'a>) -> bool) -> Vec<Source> {
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

fn label(group: &Group) -> String {
    let clearest = group
        .sources
        .iter()
        .max_by_key(|s| (s.voice.manner == Manner::Body, s.voice.label.chars().count()));
    let Some(source) = clearest else { return String::new() };
    match source.voice.manner {
        Manner::Unnamed | Manner::Document if !source.outlet_name.is_empty() => {
            format!("{} ({})", source.voice.label, source.outlet_name)
        }
        Manner::Witness => format!("{} reporter", source.outlet_name),
        _ => source.voice.label.clone(),
    }
}

fn why(group: &Group) -> &'static str {
    match group.sources[0].voice.manner {
        Manner::Own => "told in the article's own voice, nothing earlier carries it",
        Manner::Witness => "saw, counted or tested for itself",
        Manner::Body => "one organisation, whoever speaks for it",
        Manner::Person => "named",
        Manner::Document => "a paper is its author, however many read it",
        Manner::Outlet => "cited, its own article is not here",
        Manner::Unnamed => "not named, first-hand in one outlet",
        Manner::Media | Manner::Hearsay => "not named",
    }
}
