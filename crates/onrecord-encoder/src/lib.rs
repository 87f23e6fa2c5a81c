//! A small transformer encoder: word pieces and weights in, vectors out.
