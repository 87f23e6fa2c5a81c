/// Why weights or a vocabulary cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file does not begin with a header of the safetensors format.
    #[error("weights do not start with a safetensors header")]
    Header(#[source] Option<serde_json::Error>),
    /// The metadata key `config` is missing or is not what [`crate::Config`] asks for.
    #[error("weights have no usable `config`: {expected}")]
    Config {
        /// What would have been right.
        expected: String,
    },
    /// A tensor that is needed is not there.
    #[error("weights have no tensor `{name}`")]
    Missing {
        /// Its name.
        name: String,
    },
    /// A tensor has another shape, type or length than it must have.
    #[error("tensor `{name}`: expected {expected}, found {found}")]
    Tensor {
        /// Its name.
        name: String,
        /// What it must be.
        expected: String,
        /// What it is.
        found: String,
    },
    /// The vocabulary cannot be read.
    #[error("vocabulary: {0}")]
    Vocabulary(&'static str),
}
