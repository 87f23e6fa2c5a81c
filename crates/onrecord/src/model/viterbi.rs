//! The best sequence of BIES tags (Viterbi 1967 over the constraints of the tag set).

/// What score a move has that the tags do not allow.
const FORBIDDEN: f32 = -1e4;

/// A place in a labelled span, and the label: `None` is outside every span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tag {
    Outside,
    Begin(usize),
    Inside(usize),
    End(usize),
    Single(usize),
}

impl Tag {
    /// Tags in their order in the model: outside, then begin, inside, end, single of each label.
    pub(crate) fn of(index: usize) -> Self {
        let Some(index) = index.checked_sub(1) else { return Self::Outside };
        match (index % 4, index / 4) {
            (0, label) => Self::Begin(label),
            (1, label) => Self::Inside(label),
            (2, label) => Self::End(label),
            (_, label) => Self::Single(label),
        }
    }

    /// The label of a span that is open behind this tag.
    fn open_after(self) -> Option<usize> {
        match self {
            Self::Begin(label) | Self::Inside(label) => Some(label),
            _ => None,
        }
    }

    /// The label of a span that must be open before this tag.
    fn open_before(self) -> Option<usize> {
        match self {
            Self::Inside(label) | Self::End(label) => Some(label),
            _ => None,
        }
    }
}

/// A tag set with the moves that it allows and their learnt scores.
#[derive(Debug)]
pub(crate) struct Tags {
    tags: Vec<Tag>,
    /// For each tag, the tags that may stand before it, with the score of the move.
    moves: Vec<Vec<(usize, f32)>>,
}

/// Room for the decoder, kept from call to call.
#[derive(Debug, Default)]
pub(crate) struct Trellis {
    best: Vec<f32>,
    next: Vec<f32>,
    back: Vec<u8>,
}

impl Tags {
    /// A set of `labels` labels. `transition[from * tags + to]` scores each move; empty is zero.
    pub(crate) fn new(labels: usize, transition: &[f32]) -> Self {
        let tags: Vec<Tag> = (0..1 + 4 * labels).map(Tag::of).collect();
        let moves = (0..tags.len())
            .map(|to| {
                (0..tags.len())
                    .filter(|&from| tags[from].open_after() == tags[to].open_before())
                    .map(|from| {
                        (from, transition.get(from * tags.len() + to).copied().unwrap_or(0.0))
                    })
                    .collect()
            })
            .collect();
        Self { tags, moves }
    }

    /// The number of tags: the width of a row of emissions.
    pub(crate) fn len(&self) -> usize {
        self.tags.len()
    }

    /// The spans of the best sequence over rows of emissions: label, first, end.
    pub(crate) fn spans(
        &self,
        emissions: &[f32],
        room: &mut Trellis,
    ) -> Vec<(usize, usize, usize)> {
        let width = self.len();
        let count = emissions.len() / width;
        if count == 0 {
            return Vec::new();
        }
        room.best.clear();
        room.best.extend((0..width).map(|tag| {
            let start = if self.tags[tag].open_before().is_none() { 0.0 } else { FORBIDDEN };
            emissions[tag] + start
        }));
        room.next.resize(width, 0.0);
        room.back.resize(count * width, 0);
        for (at, row) in emissions.chunks_exact(width).enumerate().skip(1) {
            for (to, emission) in row.iter().enumerate() {
                let (mut from, mut score) = (0, f32::NEG_INFINITY);
                for &(before, step) in &self.moves[to] {
                    let reached = room.best[before] + step;
                    if reached > score {
                        (from, score) = (before, reached);
                    }
                }
                room.next[to] = score + emission;
                room.back[at * width + to] = from as u8;
            }
            std::mem::swap(&mut room.best, &mut room.next);
        }
        let closed =
            |tag: usize| if self.tags[tag].open_after().is_none() { 0.0 } else { FORBIDDEN };
        let mut tag = (0..width)
            .max_by(|&a, &b| (room.best[a] + closed(a)).total_cmp(&(room.best[b] + closed(b))))
            .expect("a tag set is not empty");
        let mut spans = Vec::new();
        let mut end = 0;
        for at in (0..count).rev() {
            match self.tags[tag] {
                Tag::End(_) => end = at + 1,
                Tag::Begin(label) => spans.push((label, at, end)),
                Tag::Single(label) => spans.push((label, at, at + 1)),
                Tag::Outside | Tag::Inside(_) => {}
            }
            tag = usize::from(room.back[at * width + tag]);
        }
        spans.reverse();
        spans
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every sequence of tags that the constraints allow, with its score.
    fn all(tags: &Tags, emissions: &[f32]) -> Vec<(f32, Vec<usize>)> {
        let width = tags.len();
        let mut out: Vec<(f32, Vec<usize>)> = vec![(0.0, vec![])];
        for row in emissions.chunks_exact(width) {
            out = out
                .into_iter()
                .flat_map(|(score, sequence)| {
                    (0..width).filter_map(move |to| {
                        let step = match sequence.last() {
                            None => tags.tags[to].open_before().is_none().then_some(0.0),
                            Some(&from) => tags.moves[to].iter().find(|m| m.0 == from).map(|m| m.1),
                        }?;
                        let mut longer = sequence.clone();
                        longer.push(to);
                        Some((score + step + row[to], longer))
                    })
                })
                .collect();
        }
        out.retain(|(_, s)| tags.tags[*s.last().unwrap()].open_after().is_none());
        out
    }

    #[test]
    fn finds_the_best_of_all_sequences() {
        let transition: Vec<f32> = (0..81).map(|i| ((i * 37) % 17) as f32 / 9.0 - 1.0).collect();
        let tags = Tags::new(2, &transition);
        for seed in 0..40_u32 {
            let emissions: Vec<f32> = (0..4 * 9)
                .map(|i| ((i * 7919 + seed * 104_729) % 1009) as f32 / 200.0 - 2.0)
                .collect();
            let (_, best) = all(&tags, &emissions)
                .into_iter()
                .max_by(|a, b| a.0.total_cmp(&b.0))
                .expect("some sequence is allowed");
            let mut expected = Vec::new();
            for (at, &tag) in best.iter().enumerate() {
                match Tag::of(tag) {
                    Tag::Begin(label) => {
                        let end = (at..4).find(|&i| matches!(Tag::of(best[i]), Tag::End(_)));
                        expected.push((label, at, end.unwrap() + 1));
                    }
                    Tag::Single(label) => expected.push((label, at, at + 1)),
                    _ => {}
                }
            }
            assert_eq!(tags.spans(&emissions, &mut Trellis::default()), expected);
        }
    }
}
