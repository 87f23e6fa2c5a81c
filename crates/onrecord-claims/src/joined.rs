//! Counts for claims that people say are one, which the engine holds apart.

use crate::claim::Origin;
use crate::origins::fewest;

/// On how many independent words several claims stand together, at least and at most. Two origins of one label
/// are one; two that are unnamed, of different claims, may be the same people.
///
/// ```
/// # use onrecord_claims::{Origin, joined_origins};
/// let origin = |label: &str, named| Origin {
///     id: "o1".into(),
///     label: label.into(),
///     named,
///     articles: Vec::new(),
///     why: String::new(),
///     may_be: Vec::new(),
/// };
/// let one = [origin("ministry of ports", true), origin("two officials", false)];
/// let other = [origin("ministry of ports", true), origin("a diplomat", false)];
/// assert_eq!(joined_origins(&[&one, &other]), (2, 3));
/// ```
pub fn joined_origins(claims: &[&[Origin]]) -> (usize, usize) {
    let mut all: Vec<(usize, &Origin)> = Vec::new();
    for (claim, origins) in claims.iter().enumerate() {
        for origin in *origins {
            let known =
                |(of, other): &(usize, &Origin)| *of != claim && other.label == origin.label;
            if !all.iter().any(known) {
                all.push((claim, origin));
            }
        }
    }
    let possible = |a: usize, b: usize| {
        let ((of, one), (from, other)) = (all[a], all[b]);
        let open = of != from && !one.named && !other.named;
        open || one.may_be.contains(&other.label) || other.may_be.contains(&one.label)
    };
    (fewest(all.len(), &possible), all.len())
}
