//! JSON in columns: plain where it is short or often read, deflated where it is long.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Error, Result};

/// Deflated JSON.
pub(crate) fn pack<T: Serialize>(value: &T) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    serde_json::to_writer(&mut encoder, value).expect("it is JSON, and memory takes it");
    encoder.flush().and_then(|()| encoder.finish()).expect("memory takes it")
}

/// What [`pack`] made.
pub(crate) fn unpack<T: DeserializeOwned>(bytes: &[u8], what: &'static str) -> Result<T> {
    let mut json = Vec::with_capacity(bytes.len() * 4);
    DeflateDecoder::new(bytes).read_to_end(&mut json)?;
    serde_json::from_slice(&json).map_err(|cause| Error::Unreadable { what, cause })
}

/// JSON as text.
pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).expect("it is JSON")
}

/// What [`json`] made.
pub(crate) fn parse<T: DeserializeOwned>(text: &str, what: &'static str) -> Result<T> {
    serde_json::from_str(text).map_err(|cause| Error::Unreadable { what, cause })
}
