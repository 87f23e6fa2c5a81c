//! How real the event of a word is, on whose scale.
//!
//! The corpora that this is learnt from asked their people otherwise: what is still to come is open to some and has not
//! happened to others. So each has a number of its own (as in Rudinger et al. 2018), and a text is told on the scale
//! of the corpus whose sentences its own are like (a mixture of experts, Jacobs et al. 1991).

use onrecord_encoder::Isa;

use crate::text::TokenRange;

/// The corpora: UW (Lee et al. 2015), MEANTIME (Minard et al. 2016), UDS (White et al. 2016).
pub(super) const SCALES: usize = 3;

/// Log-odds of each before anything is read: the first two are news, and so is most of what is read.
const BEFORE: [f32; SCALES] = [2.0, 2.0, 0.0];

/// The numbers of each word of a text on each scale, and how like the corpora the words are.
#[derive(Clone, Debug, Default)]
pub struct Factuality {
    numbers: Vec<[f32; SCALES]>,
    like: Vec<[f32; SCALES]>,
}

/// What sentences say of the scale that they are to be told on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Evidence([f32; SCALES]);

impl std::ops::AddAssign for Evidence {
    fn add_assign(&mut self, other: Self) {
        for (sum, x) in self.0.iter_mut().zip(other.0) {
            *sum += x;
        }
    }
}

impl Factuality {
    /// Adds a word: its numbers, then its log-odds.
    pub(super) fn push(&mut self, row: &[f32]) {
        let (numbers, like) = row.split_at(SCALES);
        let scales = |part: &[f32]| std::array::from_fn(|scale| part[scale]);
        self.numbers.push(scales(numbers));
        self.like.push(scales(like));
    }

    /// The evidence of these sentences, each the mean of its words'. It adds up, also over texts of one kind.
    pub fn evidence(&self, sentences: &[TokenRange]) -> Evidence {
        let mut evidence = Evidence::default();
        for sentence in sentences {
            let words = &self.like[sentence.start as usize..sentence.end as usize];
            let mean = |scale: usize| {
                words.iter().map(|like| like[scale]).sum::<f32>() / words.len().max(1) as f32
            };
            evidence += Evidence(std::array::from_fn(mean));
        }
        evidence
    }

    /// The number of each word, -3 to 3, on the scale that the evidence speaks for: what [`Syntax::factuality`](crate::syntax::Syntax) holds.
    pub fn told(&self, evidence: Evidence) -> Vec<f32> {
        let mut share = BEFORE;
        for (share, x) in share.iter_mut().zip(evidence.0) {
            *share += x;
        }
        Isa::detect().softmax(&mut share);
        let told = |numbers: &[f32; SCALES]| -> f32 {
            let mixed: f32 = numbers.iter().zip(share).map(|(number, share)| number * share).sum();
            mixed.clamp(-3.0, 3.0)
        };
        self.numbers.iter().map(told).collect()
    }
}
