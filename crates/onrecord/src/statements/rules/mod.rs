//! Statements that rules find beside the model: one file a rule.

pub(super) mod citing;
pub(super) mod continued;
pub(super) mod declined;
pub(super) mod hearsay;
pub(super) mod nested;
pub(super) mod quoted;
pub(super) mod saying;
