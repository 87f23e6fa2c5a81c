//! The order of arrival changes no count, and the store answers what the claims' own reference does.

use onrecord_claims::Article;
use proptest::prelude::*;

use crate::{Desk, all, claims, reports, sound};

#[test]
fn the_store_answers_as_the_reference_does() {
    let articles: Vec<Article> = reports().iter().map(Article::from_report).collect();
    let mut expected = onrecord_claims::claims(&articles);
    expected.sort_by_key(|claim| serde_json::to_string(claim).unwrap());
    assert!(expected.iter().any(|claim| claim.articles > 1), "{expected:#?}");
    for batch in [1, 4, 100] {
        let desk = Desk::new();
        assert_eq!(claims(&desk.with(&all(), batch)), expected, "batches of {batch}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn arrival_changes_nothing(order in Just(all()).prop_shuffle(), batch in 1_usize..6) {
        let desk = Desk::new();
        let ledger = desk.with(&order, batch);
        let straight = Desk::new();
        prop_assert_eq!(claims(&ledger), claims(&straight.with(&all(), 100)));
        sound(&ledger);
    }
}
