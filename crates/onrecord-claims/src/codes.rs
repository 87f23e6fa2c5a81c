//! What the codes of passages say: the engine's small numbers ([`onrecord::report::Code`]) as vectors by which passages of one thing are
//! alike, and as what a passage does to what it tells.
//!
//! `training/onrecord_training/passages.py` fits the layers in `model/codes.txt`, with those of the engine that make the codes.

use std::collections::HashMap;
use std::sync::LazyLock;

use onrecord::report::Code;
use serde::{Deserialize, Serialize};

use crate::stances::CLASSES;

/// What a passage's code says; all empty where a report of an older engine has none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Told {
    /// By which passages of one article are alike: only while the article is read.
    #[serde(skip)]
    within: Vec<i8>,
    /// By which passages of two articles are.
    across: Code,
    pub stance: Shares,
}

/// How likely each class of stance is: its logarithm, negated, in [`STEPS`] steps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Shares([u8; CLASSES]);

/// Steps to one of natural logarithms.
const STEPS: f32 = 24.0;

impl Told {
    pub(crate) fn of(code: Option<&Code>) -> Self {
        code.map_or_else(Self::default, |code| LAYERS.told(code))
    }

    /// Without what only the passages of one article are compared by.
    pub(crate) fn between(self) -> Self {
        Self { within: Vec::new(), ..self }
    }

    /// How alike two passages are, of one article or of two, -1 to 1; 0 where one has no code.
    pub(crate) fn alike(&self, other: &Self, one_article: bool) -> f32 {
        if one_article {
            dot(&self.within, &other.within)
        } else {
            dot(&self.across.0, &other.across.0)
        }
    }
}

impl Shares {
    /// The logarithm of each class's share.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = f32> {
        self.0.iter().map(|&n| f32::from(n) / -STEPS)
    }

    /// How far apart the shares of two are, 0 to 2.
    pub(crate) fn apart(&self, other: &Self) -> f32 {
        let share = |log: f32| f64::from(log).exp() as f32;
        self.numbers().zip(other.numbers()).map(|(a, b)| (share(a) - share(b)).abs()).sum()
    }
}

fn dot(a: &[i8], b: &[i8]) -> f32 {
    let sum: i32 = a.iter().zip(b).map(|(x, y)| i32::from(*x) * i32::from(*y)).sum();
    sum as f32 / (127.0 * 127.0)
}

/// Layers over a code.
#[derive(Debug)]
struct Layers {
    within: Layer,
    across: Layer,
    stance_hidden: Layer,
    stance: Layer,
}

/// Of each output its constant and what it weighs of each input.
#[derive(Debug, Default)]
struct Layer(Vec<(f32, Vec<f32>)>);

static LAYERS: LazyLock<Layers> =
    LazyLock::new(|| Layers::read(include_str!("../model/codes.txt")));

impl Layers {
    /// Reads a line an output: the name of its layer, its constant, its weights.
    ///
    /// # Panics
    /// Where the text is something else: it is part of the program.
    fn read(text: &str) -> Self {
        let mut layers: HashMap<&str, Layer> = HashMap::new();
        for line in text.lines() {
            let (name, numbers) = line.split_once(' ').expect("a name and numbers");
            let mut numbers = numbers.split(' ').map(|n| n.parse().expect("a number"));
            let constant = numbers.next().expect("a constant");
            layers.entry(name).or_default().0.push((constant, numbers.collect()));
        }
        let mut layer = |name: &str| layers.remove(name).expect("every layer is there");
        let found = Self {
            within: layer("within"),
            across: layer("across"),
            stance_hidden: layer("stance_hidden"),
            stance: layer("stance"),
        };
        assert_eq!(found.stance.0.len(), CLASSES, "a line for each class");
        found
    }

    fn told(&self, code: &Code) -> Told {
        let code: Vec<f32> = code.0.iter().map(|&n| f32::from(n) / 127.0).collect();
        let hidden =
            self.stance_hidden.of(&code).into_iter().map(|x| x.max(0.0)).collect::<Vec<_>>();
        let scores = self.stance.of(&hidden);
        let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        // In more digits than are kept: machines differ in the last one.
        let sum: f64 = scores.iter().map(|x| f64::from(x - most).exp()).sum();
        let sum = sum.ln() as f32 + most;
        let steps = |at: usize| ((sum - scores[at]) * STEPS).round().clamp(0.0, 255.0) as u8;
        Told {
            within: unit(&self.within.of(&code)),
            across: Code(unit(&self.across.of(&code))),
            stance: Shares(std::array::from_fn(steps)),
        }
    }
}

impl Layer {
    fn of(&self, input: &[f32]) -> Vec<f32> {
        let output = |(constant, weights): &(f32, Vec<f32>)| {
            constant + weights.iter().zip(input).map(|(w, x)| w * x).sum::<f32>()
        };
        self.0.iter().map(output).collect()
    }
}

/// A vector of length 127 in whole numbers.
fn unit(vector: &[f32]) -> Vec<i8> {
    let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt().max(1e-6);
    vector.iter().map(|x| (x / length * 127.0).round() as i8).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_alike_to_itself_and_not_to_none() {
        let width = LAYERS.within.0[0].1.len();
        let code = Code((0..width).map(|n| if n % 3 == 0 { 90 } else { -40 }).collect());
        let told = Told::of(Some(&code));
        for one_article in [true, false] {
            assert!((told.alike(&told, one_article) - 1.0).abs() < 0.02);
            assert_eq!(told.alike(&Told::default(), one_article), 0.0);
        }
        assert!((told.stance.numbers().map(f32::exp).sum::<f32>() - 1.0).abs() < 0.1);
        assert_eq!(told.stance.apart(&told.stance), 0.0);
        assert_eq!(told.clone().between().alike(&told, true), 0.0);
    }
}
