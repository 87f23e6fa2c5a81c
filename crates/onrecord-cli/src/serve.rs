//! `onrecord serve`: the desk, to be looked at in a browser.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use onrecord_desk::{Demo, Fetch, Fetched, Settings};

use crate::fetch::{Fetcher, Page};
use crate::{Exit, output};

/// Show a ledger in the browser
///
/// Serves pages over a ledger: claims with where they come from, articles with what was found in them,
/// speakers, outlets and events; a person can add articles and set findings right. Every page can be had
/// as JSON too, with `.json` in its address; /api describes them.
///
/// It listens on this machine alone. With --listen it listens elsewhere, and then only answers those who
/// know its token: the one in the environment's ONRECORD_TOKEN, else one that it makes up and prints.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Serve {
    /// The ledger's file
    #[arg(value_name = "LEDGER", required_unless_present = "demo", conflicts_with = "demo")]
    ledger: Option<PathBuf>,

    /// Show a small ledger of articles that come with the program
    #[arg(long)]
    demo: bool,

    /// Where to listen; port 0 is any that is free
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:7878")]
    listen: SocketAddr,

    /// Open it in the browser
    #[arg(long)]
    open: bool,
}

const EXAMPLES: &str = "\
Examples:
  onrecord serve news.db --open
      The desk of a ledger.

  onrecord serve --demo
      Articles of our own about invented people, to click through.

Exit status:
  0  it was told to end
  1  the ledger could not be opened, or the address not be listened at
  2  the command line makes no sense";

impl Serve {
    pub(crate) fn run(self) -> Exit {
        output::ended(self.serve().map(|()| Exit::Fine))
    }

    fn serve(self) -> anyhow::Result<()> {
        let demo = self.demo.then(Demo::make).transpose()?;
        let ledger = match (&demo, self.ledger) {
            (Some(demo), _) => demo.ledger.clone(),
            (None, ledger) => ledger.unwrap_or_default(),
        };
        let own = std::env::var("ONRECORD_TOKEN").ok().filter(|token| !token.is_empty());
        let token = match self.listen.ip().is_loopback() {
            true => own,
            false => Some(own.unwrap_or_else(onrecord_desk::new_token)),
        };
        let settings = Settings {
            ledger,
            token: token.clone(),
            fetch: Some(Box::new(Web)),
            demo: demo.is_some(),
        };
        onrecord_desk::serve(settings, self.listen, |address| {
            let query = token.map(|token| format!("/?token={token}")).unwrap_or_default();
            let address = format!("http://{address}{query}");
            output::print(&format!("{address}\n"));
            if self.open && open::that_detached(&address).is_err() {
                output::complain("no browser could be opened");
            }
        })?;
        Ok(())
    }
}

/// The open web, for people at the desk.
struct Web;

impl Fetch for Web {
    fn fetch(&self, address: &str) -> Result<Fetched, String> {
        let page = Fetcher::within(onrecord_desk::is_public).fetch(address);
        let Page { address, content_type, bytes } =
            page.map_err(|error| format!("{address}: {error:#}"))?;
        Ok(Fetched { address, content_type, bytes })
    }
}
