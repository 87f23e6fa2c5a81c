//! Where a claim comes from: origins on the left, those who carried it in between, articles on the
//! right. Copies lie on one stack; those who deny or are silent have a colour of their own.

use std::collections::BTreeMap;

use onrecord_claims::Stance;
use onrecord_ledger::ClaimView;

use super::{Svg, bend};
use crate::words::{article, cut, minute, stance_tone, word};

/// A box of the drawing.
#[derive(Clone, Debug, PartialEq)]
struct Node {
    label: String,
    under: String,
    title: String,
    address: Option<String>,
    class: &'static str,
    /// Sheets that lie behind it.
    behind: usize,
    column: usize,
    y: f64,
    order: usize,
}

/// Boxes by what they stand for, so that each stands once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// By label and tone: one may affirm and deny.
    Source(String, &'static str),
    Carrier(String),
    Stack(usize),
}

const BOX: (f64, f64) = (220.0, 46.0);
const GAP: f64 = 18.0;
const TOP: f64 = 34.0;
/// Boxes of one column that are drawn; a claim may stand in hundreds of articles.
const MOST: usize = 24;
const LETTERS: usize = 25;
/// What reports call a speaker of whom nothing is said, and what people read for it.
pub(crate) const UNKNOWN: &str = "unknown";
pub(crate) const NOBODY: &str = "No source given";

struct Graph {
    nodes: BTreeMap<Key, Node>,
    edges: BTreeMap<(Key, Key), &'static str>,
    /// The deepest carrier.
    depth: usize,
    left_out: usize,
}

/// The drawing, and how many articles had no place in it.
pub(crate) fn provenance(view: &ClaimView) -> (String, usize) {
    let mut graph = Graph::of(view);
    if graph.nodes.is_empty() {
        return (String::new(), 0);
    }
    graph.place();
    (graph.draw(), graph.left_out)
}

impl Graph {
    fn of(view: &ClaimView) -> Self {
        let claim = &view.claim;
        let mut graph =
            Self { nodes: BTreeMap::new(), edges: BTreeMap::new(), depth: 0, left_out: 0 };
        // Every article is in one stack: with its copies, or alone.
        let mut stacks: Vec<Vec<&str>> =
            claim.copies.iter().map(|group| group.iter().map(String::as_str).collect()).collect();
        for mention in &claim.mentions {
            if !stacks.iter().any(|stack| stack.contains(&mention.article.as_str())) {
                stacks.push(vec![&mention.article]);
            }
        }
        let published = |id: &str| view.sources.get(id).and_then(|row| row.published.clone());
        for stack in &mut stacks {
            stack.sort_by_key(|id| (published(id).is_none(), published(id), *id));
        }
        stacks.sort_by_key(|stack| (published(stack[0]).is_none(), published(stack[0]), stack[0]));
        graph.left_out = stacks.iter().skip(MOST).map(Vec::len).sum();
        stacks.truncate(MOST);
        for (mention, quotation) in claim.mentions.iter().zip(&view.quotations) {
            let id = mention.article.as_str();
            let Some(stack) = stacks.iter().position(|stack| stack.contains(&id)) else { continue };
            let tone = stance_tone(&word(&mention.stance));
            let origin = mention.origin.as_ref();
            let listed = claim.origins.list.iter().find(|o| Some(&o.id) == origin);
            let outlet = |id: &str| {
                let row = view.sources.get(id);
                row.and_then(|row| row.outlet.clone()).unwrap_or_else(|| id.to_owned())
            };
            let label = match (listed, origin) {
                (Some(listed), _) => listed.label.clone(),
                (None, Some(label)) => label.clone(),
                (None, None) => match &quotation.speaker {
                    Some(speaker) if speaker == UNKNOWN => NOBODY.to_owned(),
                    Some(speaker) if mention.statement.is_some() && !speaker.is_empty() => {
                        speaker.clone()
                    }
                    _ => format!("{}, in its own voice", outlet(id)),
                },
            };
            let source = Key::Source(label.clone(), tone);
            let order = graph.nodes.len();
            graph.nodes.entry(source.clone()).or_insert_with(|| Node {
                under: match (mention.stance, listed) {
                    (Stance::Affirms, Some(o)) if o.named => "named origin".to_owned(),
                    (Stance::Affirms, Some(_)) => "unnamed origin".to_owned(),
                    (stance, _) => word(&stance),
                },
                title: listed.map_or_else(|| label.clone(), |o| format!("{}: {}", o.label, o.why)),
                address: listed.map(|o| format!("#origin-{}", o.id)),
                class: tone,
                behind: 0,
                column: 0,
                y: 0.0,
                order,
                label,
            });
            let mut before = source;
            for (n, carrier) in mention.via.iter().rev().enumerate() {
                let key = Key::Carrier(carrier.clone());
                let order = graph.nodes.len();
                let node = graph.nodes.entry(key.clone()).or_insert_with(|| Node {
                    label: carrier.clone(),
                    under: "carried it".to_owned(),
                    title: format!("{carrier} is cited for it"),
                    address: None,
                    class: "carrier",
                    behind: 0,
                    column: 0,
                    y: 0.0,
                    order,
                });
                node.column = node.column.max(n + 1);
                graph.depth = graph.depth.max(n + 1);
                graph.join(before, key.clone(), tone);
                before = key;
            }
            let ids = &stacks[stack];
            let key = Key::Stack(stack);
            graph.nodes.entry(key.clone()).or_insert_with(|| {
                let first = ids[0];
                let names: Vec<String> = ids.iter().map(|id| outlet(id)).collect();
                let when = published(first).map_or_else(String::new, |at| minute(&at));
                Node {
                    label: outlet(first),
                    under: match ids.len() {
                        1 => when.clone(),
                        n => format!("one text in {n} articles"),
                    },
                    title: format!("{} {when}", names.join(", ")),
                    address: Some(match (ids.len(), &mention.statement) {
                        (1, Some(statement)) => format!("{}#{statement}", article(first)),
                        (1, None) => article(first),
                        _ => "#copies".to_owned(),
                    }),
                    class: "article",
                    behind: (ids.len() - 1).min(3),
                    column: usize::MAX,
                    y: 0.0,
                    order: stack,
                }
            });
            graph.join(before, key, tone);
        }
        for node in graph.nodes.values_mut().filter(|node| node.column == usize::MAX) {
            node.column = graph.depth + 1;
        }
        graph
    }

    /// A line has the tone of who speaks; where two share one, the plain tone of a claim gives way.
    fn join(&mut self, from: Key, to: Key, tone: &'static str) {
        if from != to {
            let known = self.edges.entry((from, to)).or_insert(tone);
            if *known == "said" {
                *known = tone;
            }
        }
    }

    /// Articles stand in order of time; what leads to them beside the middle of them.
    fn place(&mut self) {
        for column in (0..=self.depth + 1).rev() {
            let mut here: Vec<(f64, usize, Key)> = self
                .nodes
                .iter()
                .filter(|(_, node)| node.column == column)
                .map(|(key, node)| {
                    let next: Vec<f64> = self
                        .edges
                        .keys()
                        .filter(|(from, _)| from == key)
                        .filter_map(|(_, to)| self.nodes.get(to))
                        .filter(|to| to.column > column)
                        .map(|to| to.y)
                        .collect();
                    let middle = match next.len() {
                        0 => node.order as f64 * (BOX.1 + GAP),
                        n => next.iter().sum::<f64>() / n as f64,
                    };
                    (middle, node.order, key.clone())
                })
                .collect();
            here.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            let mut free = TOP;
            for (middle, _, key) in here {
                let Some(node) = self.nodes.get_mut(&key) else { continue };
                node.y = if column == self.depth + 1 { free } else { middle.max(free) };
                free = node.y + BOX.1 + GAP + 4.0 * node.behind as f64;
            }
        }
    }

    fn draw(&self) -> String {
        let columns = self.depth + 2;
        let between = if columns == 2 { 190.0 } else { 96.0 };
        let x = |column: usize| 2.0 + column as f64 * (BOX.0 + between);
        let width = x(columns - 1) + BOX.0 + 18.0;
        let bottom = self.nodes.values().map(|node| node.y + BOX.1).fold(0.0, f64::max);
        let mut svg = Svg::new("provenance", width, bottom + 18.0, "Where the claim comes from");
        svg.text("column", x(0), 14.0, "Whose word");
        if self.depth > 0 {
            svg.text("column", x(1), 14.0, "Carried by");
        }
        svg.text("column", x(columns - 1), 14.0, "Articles");
        for ((from, to), tone) in &self.edges {
            let (Some(a), Some(b)) = (self.nodes.get(from), self.nodes.get(to)) else { continue };
            let start = (x(a.column) + BOX.0, a.y + BOX.1 / 2.0);
            let end = (x(b.column), b.y + BOX.1 / 2.0);
            svg.path(&format!("edge {tone}"), &bend(start, end));
        }
        let mut nodes: Vec<&Node> = self.nodes.values().collect();
        nodes.sort_by(|a, b| a.column.cmp(&b.column).then(a.y.total_cmp(&b.y)));
        for node in nodes {
            let (left, top) = (x(node.column), node.y);
            match &node.address {
                Some(address) => {
                    svg.link(&format!("node {}", node.class), address, "");
                }
                None => {
                    svg.raw(&format!("<g class=\"node {}\">", node.class));
                }
            }
            svg.title(&node.title);
            for sheet in (1..=node.behind).rev() {
                let off = 4.0 * sheet as f64;
                svg.rect("sheet", left + off, top + off, BOX.0, BOX.1, 6.0);
            }
            svg.rect("box", left, top, BOX.0, BOX.1, 6.0);
            svg.rect("tab", left, top, 4.0, BOX.1, 2.0);
            svg.text("label", left + 14.0, top + 20.0, &cut(&node.label, LETTERS));
            svg.text("under", left + 14.0, top + 36.0, &cut(&node.under, LETTERS + 5));
            svg.raw(if node.address.is_some() { "</a>" } else { "</g>" });
        }
        svg.finish()
    }
}
