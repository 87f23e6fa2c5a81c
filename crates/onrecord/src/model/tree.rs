//! From scores of heads to a tree with one root.

/// The head of each word, given `scores[dependent * n + head]` with the root on the diagonal.
///
/// Each word takes its best head; where that is no tree with one root, the best projective tree is
/// found instead (Eisner 1996).
pub(crate) fn heads(scores: &[f32], n: usize) -> Vec<usize> {
    let best: Vec<usize> = scores
        .chunks_exact(n)
        .map(|row| {
            let mut at = 0;
            for (head, score) in row.iter().enumerate() {
                if *score > row[at] {
                    at = head;
                }
            }
            at
        })
        .collect();
    if is_tree(&best) { best } else { projective(scores, n) }
}

/// One root, and every word hangs from it.
fn is_tree(heads: &[usize]) -> bool {
    let roots = heads.iter().enumerate().filter(|&(i, &head)| i == head).count();
    if roots != 1 {
        return false;
    }
    // 0 unknown, 1 on the path in hand, 2 reaches the root
    let mut state = vec![0_u8; heads.len()];
    for start in 0..heads.len() {
        let mut at = start;
        while state[at] == 0 {
            state[at] = 1;
            if heads[at] == at {
                break;
            }
            at = heads[at];
        }
        if state[at] == 1 && heads[at] != at {
            return false;
        }
        let mut at = start;
        while state[at] == 1 {
            state[at] = 2;
            at = heads[at];
        }
    }
    true
}

/// A table over stretches of words, for each side that the head may stand on.
struct Spans {
    n: usize,
    /// Best scores: `[first][last][side]`, side 0 with the head at the end, 1 at the start.
    score: Vec<[f32; 2]>,
    split: Vec<[u32; 2]>,
}

impl Spans {
    fn new(n: usize) -> Self {
        Self { n, score: vec![[0.0; 2]; n * n], split: vec![[0; 2]; n * n] }
    }

    fn at(&self, first: usize, last: usize) -> usize {
        first * self.n + last
    }
}

const LEFT: usize = 0;
const RIGHT: usize = 1;

/// The projective tree with one root whose arcs score best.
fn projective(scores: &[f32], n: usize) -> Vec<usize> {
    let arc = |head: usize, dependent: usize| scores[dependent * n + head];
    let (mut complete, mut open) = (Spans::new(n), Spans::new(n));
    for width in 1..n {
        for first in 0..n - width {
            let last = first + width;
            let here = complete.at(first, last);
            // An arc between the ends, over two complete halves.
            let (mut best, mut split) = (f32::NEG_INFINITY, first);
            for middle in first..last {
                let score = complete.score[complete.at(first, middle)][RIGHT]
                    + complete.score[complete.at(middle + 1, last)][LEFT];
                if score > best {
                    (best, split) = (score, middle);
                }
            }
            open.score[here] = [best + arc(last, first), best + arc(first, last)];
            open.split[here] = [split as u32; 2];
            // The head takes in what its outermost dependent heads.
            let (mut best, mut split) = (f32::NEG_INFINITY, first);
            for middle in first..last {
                let score = complete.score[complete.at(first, middle)][LEFT]
                    + open.score[open.at(middle, last)][LEFT];
                if score > best {
                    (best, split) = (score, middle);
                }
            }
            complete.score[here][LEFT] = best;
            complete.split[here][LEFT] = split as u32;
            let (mut best, mut split) = (f32::NEG_INFINITY, last);
            for middle in first + 1..=last {
                let score = open.score[open.at(first, middle)][RIGHT]
                    + complete.score[complete.at(middle, last)][RIGHT];
                if score > best {
                    (best, split) = (score, middle);
                }
            }
            complete.score[here][RIGHT] = best;
            complete.split[here][RIGHT] = split as u32;
        }
    }
    let total = |root: usize| {
        complete.score[complete.at(0, root)][LEFT]
            + complete.score[complete.at(root, n - 1)][RIGHT]
            + arc(root, root)
    };
    let mut root = 0;
    for candidate in 1..n {
        if total(candidate) > total(root) {
            root = candidate;
        }
    }
    let mut heads = vec![root; n];
    // Stretches to take apart: first, last, side, complete or not.
    let mut todo = vec![(0, root, LEFT, true), (root, n - 1, RIGHT, true)];
    while let Some((first, last, side, is_complete)) = todo.pop() {
        if first == last {
            continue;
        }
        let here = complete.at(first, last);
        if is_complete {
            let split = complete.split[here][side] as usize;
            match side {
                LEFT => todo.extend([(first, split, LEFT, true), (split, last, LEFT, false)]),
                _ => todo.extend([(first, split, RIGHT, false), (split, last, RIGHT, true)]),
            }
        } else {
            match side {
                LEFT => heads[first] = last,
                _ => heads[last] = first,
            }
            let split = open.split[here][side] as usize;
            todo.extend([(first, split, RIGHT, true), (split + 1, last, LEFT, true)]);
        }
    }
    heads
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_projective(heads: &[usize]) -> bool {
        // The root stands free: what hangs it hangs from outside.
        let root = (0..heads.len()).find(|&i| heads[i] == i).expect("a tree has a root");
        let arcs: Vec<(usize, usize)> = heads
            .iter()
            .enumerate()
            .filter(|(i, h)| i != *h)
            .map(|(i, &h)| (i.min(h), i.max(h)))
            .collect();
        let crosses = |a: &(usize, usize)| a.0 < root && root < a.1;
        arcs.iter()
            .all(|a| !crosses(a) && arcs.iter().all(|b| !(a.0 < b.0 && b.0 < a.1 && a.1 < b.1)))
    }

    fn every_assignment(n: usize) -> impl Iterator<Item = Vec<usize>> {
        (0..n.pow(n as u32)).map(move |mut code| {
            (0..n)
                .map(|_| {
                    let head = code % n;
                    code /= n;
                    head
                })
                .collect()
        })
    }

    fn total(scores: &[f32], heads: &[usize]) -> f32 {
        heads.iter().enumerate().map(|(i, h)| scores[i * heads.len() + h]).sum()
    }

    #[test]
    fn the_projective_tree_is_the_best_of_all() {
        for n in 1..=5 {
            for seed in 0..30 {
                let scores: Vec<f32> = (0..n * n)
                    .map(|i| ((i * 7919 + seed * 104_729) % 1013) as f32 / 100.0)
                    .collect();
                let found = projective(&scores, n);
                assert!(is_tree(&found) && is_projective(&found), "{found:?}");
                let best = every_assignment(n)
                    .filter(|h| is_tree(h) && is_projective(h))
                    .map(|h| total(&scores, &h))
                    .fold(f32::NEG_INFINITY, f32::max);
                assert!((total(&scores, &found) - best).abs() < 1e-4);
            }
        }
    }

    #[test]
    fn a_valid_greedy_choice_stands_even_where_arcs_cross() {
        // 0 <- 2, 1 <- 3, 2 <- 3, 3 root
        let mut scores = vec![0.0; 16];
        for (dependent, head) in [(0, 2), (1, 3), (2, 3), (3, 3)] {
            scores[dependent * 4 + head] = 5.0;
        }
        assert_eq!(heads(&scores, 4), [2, 3, 3, 3]);
    }
}
