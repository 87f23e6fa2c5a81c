//! The claim that is made of what was heard: its mentions, origins and status.

use std::collections::BTreeSet;

use super::hearing::{Heard, Hearing};
use crate::claim::{
    Claim, Days, Event, Gap, Mention, Origin, Origins, Party, Role, SCHEMA, Stance, Status, Step,
};
use crate::deeds::Kind;
use crate::origins::{Group, Source, answers_to, fewest, groups, is_one as one_source, stands_for};
use crate::proposition::{Proposition, Side};
use crate::voice::Manner;

impl<'a> Hearing<'a> {
    pub(super) fn claim(
        &self,
        id: String,
        text: String,
        heard: &[&Heard<'a>],
        figure: Option<u64>,
    ) -> Claim {
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
    pub(super) fn groups(&self, heard: &[&Heard<'a>], figure: Option<u64>) -> Vec<Group> {
        let gone = self.withdrawn(heard, figure);
        let mut found: Vec<(Source, String)> = Vec::new();
        for h in heard {
            // Who only speaks beside the deed is no origin of it.
            if !stance_to(h, figure).stands_behind()
                || figure.is_none() && !h.tells && h.stance == Stance::Affirms
            {
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
                        && (stance_to(h, figure).stands_behind()
                            || stance_to(h, figure) == Stance::Denies)
                })
                .map(|h| stance_to(h, figure))
        };
        let plan = self.kind.is_some_and(Kind::is_plan);
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
    pub(super) fn status(&self, heard: &[&Heard<'a>], figure: Option<u64>) -> Option<Status> {
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
        let plan = self.kind.is_some_and(Kind::is_plan);
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

    pub(super) fn event(&self, figure: bool) -> Event {
        let first = self
            .propositions
            .iter()
            .find(|p| p.signature.event.is_some())
            .unwrap_or(&self.propositions[0]);
        let kind = self.kind;
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
}

pub(super) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|c| c.to_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}

/// What a mention does to a figure, or to the event.
fn stance_to(h: &Heard<'_>, figure: Option<u64>) -> Stance {
    let Some(value) = figure else {
        // To deny a number is not to deny what happened.
        let number = h.said.figures.iter().any(|f| f.stance == Stance::Denies);
        return if number && h.stance == Stance::Denies { Stance::Affirms } else { h.stance };
    };
    let own = h.said.numbers().find(|f| f.value == value);
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

pub(super) fn label(group: &Group) -> String {
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
