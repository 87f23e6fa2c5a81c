//! The engine from outside: one binary for all its tests.

mod layers;
mod model;
mod properties;
mod suite;
