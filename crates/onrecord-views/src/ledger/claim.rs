//! One claim: who it is from, who says what of it, how it moved, what is open.

use std::collections::BTreeMap;

use onrecord_claims::{Mention, Origin, Stance};
use onrecord_ledger::{ArticleRow, ClaimView, Quotation};

use super::{count, day, minute, range, status};
use crate::line::{BOLD, DIM, ITALIC, PLAIN, Paper, Words};
use crate::terminal::{Detail, Look, NARROWEST};
use crate::text::clean;
use crate::words;

/// Characters of a quotation that are shown unless all are wished for.
const SHORT: usize = 240;

/// A claim with every word it rests on.
pub fn claim(view: &ClaimView, look: &Look) -> String {
    let mut paper = Paper::new(look.width.max(NARROWEST), look.colour);
    let page = Page { view, whole: look.detail == Detail::Verbose };
    page.head(&mut paper);
    page.origins(&mut paper);
    page.voices(&mut paper);
    page.copies(&mut paper);
    page.history(&mut paper);
    page.open(&mut paper);
    page.relatives(&mut paper);
    paper.finish()
}

struct Page<'a> {
    view: &'a ClaimView,
    whole: bool,
}

/// What speakers do to a claim, in the order in which they are told.
const STANCES: [(Stance, &str); 7] = [
    (Stance::Confirms, "confirms"),
    (Stance::Affirms, "affirms"),
    (Stance::Schedules, "schedules"),
    (Stance::Denies, "denies"),
    (Stance::Disclaims, "disclaims"),
    (Stance::Declines, "declines"),
    (Stance::Retracts, "retracts"),
];

impl Page<'_> {
    fn head(&self, paper: &mut Paper) {
        let claim = &self.view.claim;
        paper.paragraph(&Words::new().with(clean(&claim.proposition), BOLD), 0, 0);
        let (word, style) = status(claim.status.as_str());
        let (least, most) = (claim.origins.at_least as u32, claim.origins.at_most as u32);
        let origins = if most == 1 { "independent origin" } else { "independent origins" };
        let facts = Words::new()
            .with(word, style)
            .with(format!(", {} {origins}", range(least, most)), PLAIN)
            .with(format!(", {}", count(claim.articles as u64, "report", "reports")), PLAIN)
            .with(format!(", first seen {}", day(claim.first_seen.as_deref())), PLAIN)
            .with(format!(", last {}", day(claim.last_seen.as_deref())), PLAIN);
        paper.paragraph(&facts, 0, 2);
        let mut who = Words::new().with(clean(&claim.id), DIM);
        let event = &claim.event;
        for part in [&event.kind, &event.mode, &event.place].into_iter().flatten() {
            who.push(format!("  {}", clean(part)), DIM);
        }
        let days = [&event.time.start, &event.time.end];
        match days.map(|day| day.as_deref().map(clean)) {
            [Some(start), Some(end)] if start != end => {
                who.push(format!("  {start} to {end}"), DIM)
            }
            [Some(start), _] => who.push(format!("  {start}"), DIM),
            _ => {}
        }
        paper.paragraph(&who, 0, 2);
    }

    /// Each origin with the chains that lead from it to the reader.
    fn origins(&self, paper: &mut Paper) {
        let origins = &self.view.claim.origins;
        if origins.list.is_empty() {
            return;
        }
        heading(paper, "Origins");
        for origin in &origins.list {
            let mut head = Words::new().with(clean(&origin.label), BOLD);
            if !origin.named {
                head.push(", unnamed", PLAIN);
            }
            paper.paragraph(&head, 2, 4);
            paper.paragraph(&Words::new().with(clean(&origin.why), ITALIC), 4, 6);
            for other in &origin.may_be {
                paper.paragraph(&Words::new().with(format!("may be: {}", clean(other)), DIM), 4, 6);
            }
            self.chains(origin, paper);
        }
    }

    /// `+- Atlantic Post <- Dublin Courier`, one a chain and article.
    fn chains(&self, origin: &Origin, paper: &mut Paper) {
        let mut chains: Vec<(Vec<String>, &str)> = Vec::new();
        for mention in &self.view.claim.mentions {
            let article = mention.article.as_str();
            let path: Vec<String> = mention.via.iter().map(|name| clean(name)).collect();
            let of_origin = mention.origin.as_ref() == Some(&origin.id);
            if of_origin && !chains.contains(&(path.clone(), article)) {
                chains.push((path, article));
            }
        }
        chains.sort_by_key(|(_, article)| {
            let source = self.view.sources.get(*article);
            (source.and_then(|source| source.published.clone()), *article)
        });
        let last = chains.len().saturating_sub(1);
        for (n, (path, article)) in chains.iter().enumerate() {
            let branch = if n == last { "└─ " } else { "├─ " };
            let mut words = Words::new().with(branch, DIM);
            words.push(self.outlet(article), PLAIN);
            for carrier in path {
                words.push(format!(" <- {carrier}"), PLAIN);
            }
            words.push(format!("  {}", self.published(article)), DIM);
            paper.paragraph(&words, 4, 7);
        }
    }

    /// Everybody with their words, by stance.
    fn voices(&self, paper: &mut Paper) {
        let claim = &self.view.claim;
        let labels: BTreeMap<&str, &str> =
            claim.origins.list.iter().map(|o| (o.id.as_str(), o.label.as_str())).collect();
        for (stance, heading_) in STANCES {
            let mentions: Vec<(&Mention, &Quotation)> = claim
                .mentions
                .iter()
                .zip(&self.view.quotations)
                .filter(|(mention, _)| mention.stance == stance)
                .collect();
            if mentions.is_empty() {
                continue;
            }
            heading(paper, &capital(heading_));
            for (mention, quotation) in mentions {
                let origin = mention.origin.as_deref();
                let label = origin.map(|origin| labels.get(origin).copied().unwrap_or(origin));
                let who = label.or(quotation.speaker.as_deref()).map(clean);
                let lead = who.unwrap_or_else(|| {
                    format!("{}, in its own voice", self.outlet(&mention.article))
                });
                paper.paragraph(&Words::new().with(lead, BOLD), 2, 4);
                let text = self.shortened(&quotation.text);
                paper.paragraph(&Words::new().with(format!("“{text}”"), PLAIN), 4, 4);
                paper.paragraph(&Words::new().with(self.address(mention), DIM), 4, 6);
            }
        }
    }

    fn copies(&self, paper: &mut Paper) {
        let groups = &self.view.claim.copies;
        if groups.is_empty() {
            return;
        }
        heading(paper, "One text");
        for group in groups {
            let outlets: Vec<String> = group.iter().map(|article| self.named(article)).collect();
            paper.paragraph(&Words::new().with(outlets.join(", "), PLAIN), 2, 4);
            for link in &self.view.copy_links {
                if link.articles.iter().all(|article| group.contains(article)) {
                    let [a, b] = &link.articles;
                    let passages = count(link.passages as u64, "passage", "passages");
                    let why =
                        format!("{} = {}: {}, {passages}", clean(a), clean(b), clean(&link.reason));
                    paper.paragraph(&Words::new().with(why, DIM), 4, 6);
                }
            }
        }
    }

    fn history(&self, paper: &mut Paper) {
        let history = &self.view.claim.history;
        if history.is_empty() {
            return;
        }
        heading(paper, "How it stood");
        for step in history {
            let (word, style) = status(step.status.as_str());
            let at = step.at.as_deref().map_or_else(|| "no date".to_owned(), minute);
            let words = Words::new()
                .with(word, style)
                .with(format!(", by {}", self.named(&step.article)), PLAIN);
            paper.entry(&Words::new().with(at, DIM), 2, &words, 20);
        }
    }

    fn open(&self, paper: &mut Paper) {
        let gaps = &self.view.claim.gaps;
        if gaps.is_empty() {
            return;
        }
        heading(paper, "Open");
        for (gap, text) in gaps.iter().zip(&self.view.open) {
            let said = Words::new()
                .with(format!("“{}”", self.shortened(text)), PLAIN)
                .with(format!("  {}", self.named(&gap.article)), DIM);
            paper.entry(&Words::new().with(words::gap(gap.kind), BOLD), 2, &said, 15);
        }
    }

    fn relatives(&self, paper: &mut Paper) {
        let mut lines = Vec::new();
        if let Some(whole) = &self.view.whole {
            lines.push(format!("a detail of {}: {}", clean(&whole.id), clean(&whole.proposition)));
        }
        for detail in &self.view.details {
            lines.push(format!("its detail {}: {}", clean(&detail.id), clean(&detail.proposition)));
        }
        if let Some(overtaken) = &self.view.claim.overtaken_by {
            lines.push(format!(
                "overtaken by {}, in {}",
                clean(&overtaken.claim),
                self.named(&overtaken.article)
            ));
        }
        if lines.is_empty() {
            return;
        }
        heading(paper, "Beside it");
        for line in lines {
            paper.paragraph(&Words::new().with(line, PLAIN), 2, 4);
        }
    }

    fn shortened(&self, text: &str) -> String {
        let text = clean(text);
        if self.whole || text.chars().count() <= SHORT {
            return text;
        }
        let cut: String = text.chars().take(SHORT).collect();
        let end = cut.rfind(' ').unwrap_or(cut.len());
        format!("{} …", &cut[..end])
    }

    fn source(&self, article: &str) -> Option<&ArticleRow> {
        self.view.sources.get(article)
    }

    fn outlet(&self, article: &str) -> String {
        let outlet = self.source(article).and_then(|source| source.outlet.as_deref());
        clean(outlet.unwrap_or(article))
    }

    fn published(&self, article: &str) -> String {
        let published = self.source(article).and_then(|source| source.published.as_deref());
        published.map_or_else(|| "no date".to_owned(), minute)
    }

    /// `Dublin Courier (a3)`.
    fn named(&self, article: &str) -> String {
        let outlet = self.outlet(article);
        if outlet == clean(article) { outlet } else { format!("{outlet} ({})", clean(article)) }
    }

    /// Where a mention stands: address and characters.
    fn address(&self, mention: &Mention) -> String {
        let source = self.source(&mention.article);
        let outlet = self.named(&mention.article);
        let [start, end] = mention.span;
        let place = source.and_then(|source| source.url.as_deref()).map(clean);
        let place = place.map(|url| format!(" {url}")).unwrap_or_default();
        format!("{outlet}, {}{place} [{start}, {end}]", self.published(&mention.article))
    }
}

fn heading(paper: &mut Paper, text: &str) {
    paper.blank();
    paper.paragraph(&Words::new().with(text, BOLD), 0, 0);
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
