//! The model: what it is told, and what it says.

pub mod features;
