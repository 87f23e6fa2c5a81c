//! What can go wrong with a request, and how that is told.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::page::{self, Form};

/// Why a request is not answered as wished.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    /// There is no such thing.
    #[error("{0}: there is no such {1} in this ledger")]
    Missing(String, &'static str),
    /// The request makes no sense, or lacks something.
    #[error("{0}")]
    Bad(String),
    /// It came from where changes must not come from.
    #[error("{0}")]
    Refused(&'static str),
    /// Too much is being read at the moment.
    #[error("too many articles are being read at the moment; try again soon")]
    Busy,
    /// What was asked for could not be read.
    #[error("{0}")]
    Unread(String),
    /// The ledger itself fails.
    #[error("{0}")]
    Ledger(onrecord_ledger::Error),
    /// A fault of our own.
    #[error("a fault of onrecord's own: {0}")]
    Own(&'static str),
}

impl From<onrecord_ledger::Error> for Fault {
    fn from(error: onrecord_ledger::Error) -> Self {
        use onrecord_ledger::Error;
        match error {
            Error::Wish { .. } | Error::Ambiguous { .. } => Self::Bad(error.to_string()),
            other => Self::Ledger(other),
        }
    }
}

impl Fault {
    fn status(&self) -> StatusCode {
        match self {
            Self::Missing(..) => StatusCode::NOT_FOUND,
            Self::Bad(_) => StatusCode::BAD_REQUEST,
            Self::Refused(_) => StatusCode::FORBIDDEN,
            Self::Busy => StatusCode::TOO_MANY_REQUESTS,
            Self::Unread(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Ledger(_) | Self::Own(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// In the form that was asked for.
    pub(crate) fn into_response_as(self, form: Form) -> Response {
        let (status, told) = (self.status(), self.to_string());
        match form {
            Form::Json => {
                (status, axum::Json(serde_json::json!({ "error": told }))).into_response()
            }
            Form::Html => (status, page::trouble(status, &told)).into_response(),
        }
    }
}
