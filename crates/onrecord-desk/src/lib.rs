//! The desk: pages and an API over a ledger. Claims and where they come from, articles with what was
//! found in them, speakers, outlets, events, corrections; what a person reads, a program gets as JSON.
//!
//! Everything is made here: pages run no script and load nothing but two style sheets of ours.
//! Whatever comes from articles is written by one escaper (`escape.rs`), and drawings are SVG made from
//! numbers. The crate opens ledgers and a socket; it fetches nothing by itself (see [`Fetch`]).
//!
//! ```no_run
//! use onrecord_desk::{Demo, Settings, serve};
//!
//! let demo = Demo::make()?;
//! let settings =
//!     Settings { ledger: demo.ledger.clone(), token: None, fetch: None, demo: true };
//! let address = "127.0.0.1:7878".parse().expect("an address");
//! serve(settings, address, |address| eprintln!("http://{address}"))?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod corrected;
mod demo;
mod desk;
mod diff;
mod escape;
mod fault;
mod guard;
mod kept;
mod openapi;
mod page;
mod pages;
mod public;
mod query;
mod routes;
mod svg;
mod words;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use tokio::net::TcpListener;

pub use demo::Demo;
pub use desk::{Fetch, Fetched, Settings};
pub use public::is_public;

use desk::Desk;

/// Why there is no desk.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The ledger cannot be opened.
    #[error(transparent)]
    Ledger(#[from] onrecord_ledger::Error),
    /// Others could ask, and nothing keeps them out.
    #[error("{0}: expected a token, since other machines can reach this address, found none")]
    Open(SocketAddr),
    /// The address cannot be listened at.
    #[error("{address}: cannot listen here: {cause}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        #[source]
        cause: std::io::Error,
    },
    /// The system fails.
    #[error("the desk broke off: {0}")]
    Io(#[from] std::io::Error),
}

/// The desk as a service, to be set into a server or asked directly.
///
/// # Errors
/// Where the ledger cannot be opened.
pub fn router(settings: Settings) -> Result<Router, Error> {
    Ok(routes::router(Arc::new(Desk::new(settings)?)))
}

/// Serves until the program is told to end. `ready` learns the address, with the port that was free
/// where 0 was asked for.
///
/// # Errors
/// Where the ledger cannot be opened, the address cannot be listened at, or other machines could
/// reach it and there is no token.
pub fn serve(
    settings: Settings,
    address: SocketAddr,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), Error> {
    if !address.ip().is_loopback() && settings.token.is_none() {
        return Err(Error::Open(address));
    }
    let desk = Arc::new(Desk::new(settings)?);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener =
            TcpListener::bind(address).await.map_err(|cause| Error::Listen { address, cause })?;
        ready(listener.local_addr()?);
        // What is counted over the whole ledger is counted before the first reader asks for it.
        let first = Arc::clone(&desk);
        tokio::spawn(async move { pages::sources::all(&first).await.map(drop) });
        axum::serve(listener, routes::router(desk)).with_graceful_shutdown(told_to_end()).await?;
        Ok(())
    })
}

async fn told_to_end() {
    // Where no signal can be heard, the desk goes on until it is killed.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// A token that nobody can guess.
pub fn new_token() -> String {
    desk::secret()
}
