//! Boosted trees (Friedman 2001), as a file of `training/` has them.

/// A sum of small trees for each class.
#[derive(Debug)]
pub(crate) struct Trees {
    base: Vec<f32>,
    trees: Vec<Tree>,
}

#[derive(Debug)]
struct Tree {
    class: usize,
    /// Each with its left one behind it.
    nodes: Vec<Node>,
}

#[derive(Clone, Copy, Debug)]
enum Node {
    /// To the left where the number in a column is not above the value, else to the node at this place.
    Split {
        column: usize,
        value: f32,
        right: usize,
    },
    Leaf(f32),
}

impl Trees {
    /// Reads `BASE..` on the first line, then a line a tree: its class, then its nodes with the left one before the right one, `COLUMN:VALUE` or
    /// what a leaf adds.
    ///
    /// # Panics
    /// Where the text is something else: it is part of the program.
    pub(crate) fn read(text: &str) -> Self {
        let number = |word: &str| word.parse::<f32>().expect("a number");
        let mut lines = text.lines();
        let base = lines.next().expect("a first line").split(' ').map(number).collect();
        let tree = |line: &str| {
            let mut words = line.split(' ');
            let class = words.next().and_then(|w| w.parse().ok()).expect("a class");
            let mut nodes = Vec::new();
            grow(&mut words, &mut nodes);
            Tree { class, nodes }
        };
        Self { base, trees: lines.map(tree).collect() }
    }

    /// What each class gets, as log-odds or their like: only to be compared with one another.
    pub(crate) fn scores(&self, row: &[f32]) -> Vec<f32> {
        let mut found = self.base.clone();
        for tree in &self.trees {
            found[tree.class] += tree.leaf(row);
        }
        found
    }

    /// What the first class gets; where there is no other, its log-odds.
    pub(crate) fn score(&self, row: &[f32]) -> f32 {
        self.base[0] + self.trees.iter().map(|tree| tree.leaf(row)).sum::<f32>()
    }
}

impl Tree {
    fn leaf(&self, row: &[f32]) -> f32 {
        let mut at = 0;
        loop {
            match self.nodes[at] {
                Node::Leaf(value) => return value,
                Node::Split { column, value, right } => {
                    at = if row[column] <= value { at + 1 } else { right };
                }
            }
        }
    }
}

/// Reads one node and all below it.
fn grow<'a>(words: &mut impl Iterator<Item = &'a str>, nodes: &mut Vec<Node>) {
    let word = words.next().expect("a node");
    let Some((column, value)) = word.split_once(':') else {
        nodes.push(Node::Leaf(word.parse().expect("a leaf")));
        return;
    };
    let (column, value) = (column.parse().expect("a column"), value.parse().expect("a value"));
    let at = nodes.len();
    nodes.push(Node::Split { column, value, right: 0 });
    grow(words, nodes);
    let right = nodes.len();
    nodes[at] = Node::Split { column, value, right };
    grow(words, nodes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_add_up() {
        let trees = Trees::read("0.5 -1\n0 1:2.5 0:0 1 2 -3\n1 0.25");
        assert_eq!(trees.scores(&[0.0, 2.0]), [1.5, -0.75]);
        assert_eq!(trees.scores(&[1.0, 2.5]), [2.5, -0.75]);
        assert_eq!(trees.scores(&[1.0, 3.0]), [-2.5, -0.75]);
    }
}
