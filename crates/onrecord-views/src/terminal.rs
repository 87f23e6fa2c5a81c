//! Report -> text for a terminal.
//!
//! It leads with what a reader wants: who speaks, what they say in short and in which stance, on
//! whose word it came, and when; then what is reported to happen; then what is left open. The
//! words in it are the article's own, shortened at the border of a word.

use onrecord::gaps::GapKind;
use onrecord::report::{Event, Gap, Report, Statement, WireSpan};
use onrecord::statements::{SpeakerKind, Stance};
use unicode_width::UnicodeWidthStr;

use crate::groups::{self, Group};
use crate::line::{BOLD, Colour, DIM, ITALIC, PLAIN, Paper, Style, Words};
use crate::text::{Text, clean};
use crate::words::{About, Bearing};
use crate::{events, excerpt, words};

/// The narrowest page that is set; what is asked for below it is set at it.
pub const NARROWEST: usize = 40;

/// How a report is to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Columns of the terminal, at least [`NARROWEST`].
    pub width: usize,
    /// With colours and weights, or with words alone.
    pub colour: bool,
    /// How much is told.
    pub detail: Detail,
}

/// How much is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// One line a statement, nothing else.
    Quiet,
    /// What a reader wants.
    #[default]
    Normal,
    /// Whole quotations, and confidence, origin and offsets of every finding.
    Verbose,
}

impl Default for Look {
    fn default() -> Self {
        Self { width: 80, colour: false, detail: Detail::Normal }
    }
}

/// The report as text. Every line ends with a line feed and none is wider than the look allows.
pub fn text(report: &Report, look: &Look) -> String {
    let width = look.width.max(NARROWEST);
    let page = Page {
        report,
        text: Text::new(&report.document.text),
        width,
        verbose: look.detail == Detail::Verbose,
        wide: width >= 60,
    };
    let mut paper = Paper::new(width, look.colour);
    if look.detail == Detail::Quiet {
        page.quiet(&mut paper);
    } else {
        page.whole(&mut paper);
    }
    paper.finish()
}

struct Page<'a> {
    report: &'a Report,
    text: Text<'a>,
    width: usize,
    verbose: bool,
    /// Room for a column of stances beside the words.
    wide: bool,
}

impl Page<'_> {
    fn whole(&self, paper: &mut Paper) {
        let groups = groups::by_speaker(self.report);
        self.head(paper, &groups);
        for group in &groups {
            self.group(paper, group);
        }
        if groups.is_empty() {
            paper.blank();
            paper.paragraph(&Words::new().with("Nobody is cited in this article.", DIM), 0, 0);
        }
        self.events(paper);
        self.gaps(paper);
        self.warnings(paper);
        if self.verbose {
            self.entities(paper);
            self.engine(paper);
        }
    }

    /// Headline, outlet and date, who wrote it, where it stands, and what is in it.
    fn head(&self, paper: &mut Paper, groups: &[Group<'_>]) {
        let document = &self.report.document;
        paper.paragraph(&self.headline(), 0, 0);
        let outlet = document.outlet.name.as_deref().or(document.outlet.domain.as_deref());
        let published = document.published.as_deref().map(words::published);
        paper.facts(outlet.map(clean).into_iter().chain(published), PLAIN);
        let byline: Vec<_> = document.byline.iter().map(|name| clean(name)).collect();
        let credit: Vec<_> = document.credit.iter().map(|name| clean(name)).collect();
        let by = (!byline.is_empty()).then(|| format!("By {}", events::listed(&byline)));
        let from = (!credit.is_empty()).then(|| format!("credits {}", events::listed(&credit)));
        paper.facts(by.into_iter().chain(from), DIM);
        paper.facts(document.url.as_deref().map(clean), DIM);
        if !groups.is_empty() {
            paper.facts([self.count(groups)], DIM);
        }
    }

    /// The title; without one, the beginning of the article.
    fn headline(&self) -> Words {
        let title = self.report.document.title.as_deref().map(clean).filter(|t| !t.is_empty());
        if let Some(title) = title {
            return Words::new().with(title, BOLD);
        }
        let whole = [0, u32::MAX];
        let first = self.report.document.paragraphs.first().copied().unwrap_or(whole);
        let words = clean(self.text.slice([first[0], first[1].min(first[0].saturating_add(400))]));
        if words.is_empty() {
            return Words::new().with("An article without words", DIM);
        }
        Words::new().with(excerpt::elide(&words, self.width), BOLD)
    }

    fn count(&self, groups: &[Group<'_>]) -> String {
        let (speakers, unnamed) = groups::speakers(groups);
        let statements = self.report.statements.len();
        let mut parts = vec![words::count(statements, "statement", "statements")];
        if speakers > 0 {
            let mut by = format!("by {}", words::count(speakers, "speaker", "speakers"));
            if unnamed > 0 {
                by.push_str(&format!(" ({unnamed} unnamed)"));
            }
            parts[0] = format!("{} {by}", parts[0]);
        }
        let events = self.report.events.len();
        if events > 0 {
            parts.push(words::count(events, "event", "events"));
        }
        let open = self.report.gaps.len();
        if open > 0 {
            parts.push(format!("{open} left open"));
        }
        parts.join(", ")
    }

    fn group(&self, paper: &mut Paper, group: &Group<'_>) {
        let about = About::of(self.report, group.speaker);
        let mut head = Words::new().with(words::capital(&words::speaker(group.speaker)), BOLD);
        for fact in about.role.iter().chain(&about.basis) {
            head.push(format!(", {fact}"), PLAIN);
        }
        if let Some(place) = &about.place {
            head.push(format!(" · {place}"), DIM);
        }
        paper.blank();
        paper.paragraph(&head, 0, 4);
        for statement in &group.statements {
            self.statement(paper, statement);
        }
    }

    fn statement(&self, paper: &mut Paper, statement: &Statement) {
        let indent = if self.wide { 13 } else { 4 };
        let lead = self.lead(words::stance(statement.stance), stance(statement.stance));
        paper.entry(&lead, 2, &self.said(statement, indent), indent);
        let mut origin = Words::new();
        if let Some(chain) = chain(statement) {
            origin.push(chain, PLAIN);
        }
        if let Some(said) = &statement.said {
            let dot = if origin.is_empty() { "" } else { " · " };
            origin.push(format!("{dot}said {}", words::days(said)), DIM);
        }
        if !origin.is_empty() {
            paper.paragraph(&origin, indent, indent);
        }
        if self.verbose {
            paper.details([self.evidence(statement)], indent);
        }
    }

    /// What is said, in short; hearsay with the words that mark it, since nobody else does.
    fn said(&self, statement: &Statement, indent: usize) -> Words {
        let quoted = excerpt::quote(&self.text, &statement.content, statement.quotation);
        let cue = excerpt::words(&self.text, &statement.cue);
        if quoted.is_empty() {
            return Words::new().with(cue, ITALIC);
        }
        let said = Words::new().with(self.shortened(&quoted, indent), PLAIN);
        if statement.speaker.kind != SpeakerKind::Unknown || cue.is_empty() {
            return said;
        }
        let leads = first(&statement.cue) <= first(&statement.content);
        let quoted = self.shortened(&quoted, indent);
        if leads {
            Words::new().with(format!("{cue} "), ITALIC).with(quoted, PLAIN)
        } else {
            Words::new().with(quoted, PLAIN).with(format!(" ({cue})"), ITALIC)
        }
    }

    /// Three lines at most, unless everything is wanted or hardly more is there.
    fn shortened(&self, words: &str, indent: usize) -> String {
        let room = (self.width - indent) * 3;
        if self.verbose || words.width() <= room + room / 6 {
            words.to_owned()
        } else {
            excerpt::elide(words, room)
        }
    }

    /// The word that a finding begins with: a column of its own, where there is room for one.
    fn lead(&self, word: impl Into<String>, style: Style) -> Words {
        let lead = Words::new().with(word, style);
        if self.wide { lead } else { lead.with(":", style) }
    }

    fn evidence(&self, statement: &Statement) -> String {
        let mut parts = vec![clean(&statement.id)];
        parts.push(format!("{:.2} by {}", statement.confidence, clean(&statement.found_by)));
        let cue = excerpt::words(&self.text, &statement.cue);
        if !cue.is_empty() {
            parts.push(format!("cue “{cue}”"));
        }
        for (role, spans) in [
            ("source", &statement.source),
            ("cue", &statement.cue),
            ("content", &statement.content),
        ] {
            if !spans.is_empty() {
                parts.push(format!("{role} {}", offsets(spans)));
            }
        }
        if !statement.events.is_empty() {
            let events: Vec<_> = statement.events.iter().map(|id| clean(id)).collect();
            parts.push(format!("on {}", events.join(", ")));
        }
        parts.join(" · ")
    }

    fn events(&self, paper: &mut Paper) {
        if self.report.events.is_empty() {
            return;
        }
        paper.heading("Reported events");
        let mut events: Vec<&Event> = self.report.events.iter().collect();
        events.sort_by_key(|event| words::status_rank(&event.status));
        for event in events {
            self.event(paper, event);
        }
    }

    fn event(&self, paper: &mut Paper, event: &Event) {
        let indent = if self.wide { 18 } else { 4 };
        let lead = self.lead(clean(&event.status), status(&event.status));
        let (parties, deed) = (words::capital(&events::parties(event)), events::deed(event));
        let mut what = Words::new();
        if !parties.is_empty() {
            what.push(format!("{parties}: "), PLAIN);
        }
        what.push(deed, BOLD);
        paper.entry(&lead, 2, &what, indent);
        let words = clean(events::words_of(&self.text, event));
        if !words.is_empty() {
            let words = self.shortened(&words, indent);
            let words = format!("… {} …", words.trim_end_matches([' ', '…']));
            paper.paragraph(&Words::new().with(words, ITALIC), indent, indent);
        }
        paper.details(events::when_and_where(event), indent);
        paper.details(events::held(self.report, event), indent);
        if self.verbose {
            let mut parts = vec![
                clean(&event.id),
                format!("factuality {:.1}", event.factuality),
                format!("confidence {:.2}", event.confidence),
            ];
            parts.extend(event.contexts.iter().map(|context| clean(context)));
            parts.push(format!("trigger {}", offsets(&[event.trigger])));
            paper.details([parts.join(" · ")], indent);
        }
    }

    fn gaps(&self, paper: &mut Paper) {
        if self.report.gaps.is_empty() {
            return;
        }
        paper.heading("Left open");
        for gap in &self.report.gaps {
            self.gap(paper, gap);
        }
    }

    fn gap(&self, paper: &mut Paper, gap: &Gap) {
        let indent = if self.wide { 15 } else { 4 };
        let lead = self.lead(words::gap(gap.kind), Style::colour(Colour::Yellow));
        let words = clean(self.text.slice(gap.span));
        let mut what = Words::new();
        if gap.kind == GapKind::NoComment
            && let Some(statement) =
                self.report.statements.iter().find(|statement| gap.about.contains(&statement.id))
        {
            what.push(format!("{}: ", words::capital(&words::speaker(&statement.speaker))), PLAIN);
        }
        what.push(self.shortened(&words, indent), PLAIN);
        paper.entry(&lead, 2, &what, indent);
        if self.verbose {
            let mut parts = vec![clean(&gap.id)];
            let about: Vec<_> = gap.about.iter().map(|id| clean(id)).collect();
            if !about.is_empty() {
                parts.push(format!("about {}", about.join(", ")));
            }
            parts.push(offsets(&[gap.span]));
            paper.details([parts.join(" · ")], indent);
        }
    }

    fn warnings(&self, paper: &mut Paper) {
        let warnings = &self.report.document.warnings;
        if warnings.is_empty() {
            return;
        }
        paper.heading(if warnings.len() == 1 { "Warning" } else { "Warnings" });
        for warning in warnings {
            paper.paragraph(&Words::new().with(clean(warning), PLAIN), 2, 4);
        }
    }

    fn entities(&self, paper: &mut Paper) {
        if self.report.entities.is_empty() {
            return;
        }
        paper.heading("Entities");
        for entity in &self.report.entities {
            let country = entity.country.as_deref().map(words::country);
            let sector = entity.sector.as_deref().map(words::sector);
            let kind = format!("{:?}", entity.kind).to_lowercase();
            let mentions = words::count(entity.mentions.len(), "mention", "mentions");
            let facts: Vec<_> = [kind]
                .into_iter()
                .chain(entity.role.as_deref().map(clean))
                .chain(country)
                .chain(sector)
                .filter(|fact| !fact.is_empty())
                .chain([mentions])
                .collect();
            let words = Words::new()
                .with(clean(&entity.name), PLAIN)
                .with(format!(" · {}", facts.join(", ")), DIM);
            paper.entry(&Words::new().with(clean(&entity.id), DIM), 2, &words, 7);
        }
    }

    fn engine(&self, paper: &mut Paper) {
        let report = self.report;
        let mut parts = vec![format!("onrecord {}", clean(&report.engine.version))];
        if !report.engine.model.is_empty() {
            parts.push(format!("model {}", clean(&report.engine.model)));
        }
        parts.push(clean(&report.schema));
        parts.push(format!("id {}", clean(&report.id)));
        paper.blank();
        paper.facts([parts.join(" · ")], DIM);
    }

    /// One line a statement: stance, who, what.
    fn quiet(&self, paper: &mut Paper) {
        for statement in &self.report.statements {
            let word = words::stance(statement.stance);
            let who = chain(statement)
                .unwrap_or_else(|| words::capital(&words::speaker(&statement.speaker)));
            let what = self.said(statement, 0).text();
            let room = self.width - 11;
            let who = excerpt::elide(&who, room * 3 / 5);
            let what = excerpt::elide(&what, room.saturating_sub(who.width() + 2));
            let lead = Words::new().with(word, stance(statement.stance));
            let line = Words::new().with(format!("{who}:"), BOLD).with(format!(" {what}"), PLAIN);
            paper.entry(&lead, 0, &line, 11);
        }
    }
}

impl Paper {
    /// Facts on one line, parted by dots; nothing where there are none.
    fn facts(&mut self, facts: impl IntoIterator<Item = String>, style: Style) {
        let facts: Vec<_> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
        if !facts.is_empty() {
            self.paragraph(&Words::new().with(facts.join(" · "), style), 0, 0);
        }
    }

    /// What stands below a finding.
    fn details(&mut self, facts: impl IntoIterator<Item = String>, indent: usize) {
        let facts: Vec<_> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
        if !facts.is_empty() {
            self.paragraph(&Words::new().with(facts.join(" · "), DIM), indent, indent);
        }
    }

    fn heading(&mut self, words: &str) {
        self.blank();
        self.paragraph(&Words::new().with(words, BOLD), 0, 0);
    }
}

/// `Washington Post <- unnamed US officials`, nearest first; none where nobody stands between.
fn chain(statement: &Statement) -> Option<String> {
    if statement.via.is_empty() {
        return None;
    }
    let carriers = statement.via.iter().map(|carrier| clean(&carrier.name));
    let links: Vec<_> = carriers.chain([words::speaker(&statement.speaker)]).collect();
    Some(links.join(" <- "))
}

fn first(spans: &[WireSpan]) -> u32 {
    spans.iter().map(|span| span[0]).min().unwrap_or(u32::MAX)
}

/// `12-40, 52-60`.
fn offsets(spans: &[WireSpan]) -> String {
    let spans: Vec<_> = spans.iter().map(|[start, end]| format!("{start}-{end}")).collect();
    spans.join(", ")
}

fn stance(stance: Stance) -> Style {
    match Bearing::of(stance) {
        Bearing::For if stance == Stance::Confirms => Style::colour(Colour::Green),
        Bearing::For => PLAIN,
        Bearing::Against => Style::colour(Colour::Red),
        Bearing::Open => Style::colour(Colour::Yellow),
        Bearing::Ahead => Style::colour(Colour::Blue),
        Bearing::Wants => Style::colour(Colour::Cyan),
        Bearing::Mind => Style::colour(Colour::Magenta),
    }
}

fn status(status: &str) -> Style {
    match status {
        "happened" | "ongoing" => Style::colour(Colour::Green),
        "alleged" => Style::colour(Colour::Yellow),
        "contested" => Style::colour(Colour::Magenta),
        "denied" | "did not happen" => Style::colour(Colour::Red),
        "scheduled" => Style::colour(Colour::Blue),
        "possible" | "hypothetical" => Style::colour(Colour::Cyan),
        _ => PLAIN,
    }
}
