//! What all requests share: the ledger, the engine, and what is secret.

use std::collections::VecDeque;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use onrecord::Reader;
use onrecord::report::Report;
use onrecord_intake::Input;
use onrecord_ledger::{EventRow, Ledger};
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use crate::fault::Fault;
use crate::kept::{Kept, Known};
use crate::pages::sources::Sources;

/// How a desk is run.
pub struct Settings {
    /// The ledger's file.
    pub ledger: PathBuf,
    /// What a reader has to know, where not only this machine can ask.
    pub token: Option<String>,
    /// Fetches pages for people who add by address; without it only texts and files are added.
    pub fetch: Option<Box<dyn Fetch>>,
    /// It shows the articles that come with the program.
    pub demo: bool,
}

/// Fetches pages. It must refuse what is not of the open web: see [`crate::is_public`].
pub trait Fetch: Send + Sync {
    /// A page, or in words why there is none.
    ///
    /// # Errors
    /// Where the address is refused, or there is no page.
    fn fetch(&self, address: &str) -> Result<Fetched, String>;
}

/// A page as it came.
#[derive(Clone, Debug)]
pub struct Fetched {
    /// Where it was in the end.
    pub address: String,
    /// The media type that came with it.
    pub content_type: Option<String>,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// The ledger, the engine, and what is secret.
pub(crate) struct Desk {
    path: PathBuf,
    name: String,
    demo: bool,
    /// Ledgers that nobody asks at the moment.
    idle: Mutex<Vec<Ledger>>,
    writer: Mutex<Option<Ledger>>,
    reader: OnceLock<Reader>,
    reading: Semaphore,
    fetch: Option<Box<dyn Fetch>>,
    /// Reports that were looked at and not yet added.
    seen: Mutex<VecDeque<(String, Arc<Report>)>>,
    /// Speakers and outlets, and events by their days: they are counted over the whole ledger.
    pub(crate) sources: Kept<Sources>,
    pub(crate) events: Kept<Vec<EventRow>>,
    /// Forms of this desk carry it: a page of somebody else's cannot know it.
    form_token: String,
    /// The hash of what a reader has to know.
    token: Option<[u8; 32]>,
}

/// Ledgers that are kept open.
const IDLE: usize = 32;
/// Articles that are read at once; as many again may wait.
const READING: usize = 4;
/// Stretches of days whose events are kept.
const EVENTS: usize = 8;
/// Reports that are kept for those who looked at them.
const SEEN: usize = 64;

impl Desk {
    pub(crate) fn new(settings: Settings) -> onrecord_ledger::Result<Self> {
        let first = Ledger::open_read_only(&settings.ledger)?;
        let name = settings.ledger.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self {
            name: if settings.demo { "demo".to_owned() } else { name },
            path: settings.ledger,
            demo: settings.demo,
            idle: Mutex::new(vec![first]),
            writer: Mutex::new(None),
            reader: OnceLock::new(),
            reading: Semaphore::new(READING),
            fetch: settings.fetch,
            seen: Mutex::new(VecDeque::new()),
            sources: Kept::new(1),
            events: Kept::new(EVENTS),
            form_token: secret(),
            token: settings.token.map(|token| hash(&token)),
        })
    }

    /// What the ledger is called on pages.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn is_demo(&self) -> bool {
        self.demo
    }

    pub(crate) fn fetches(&self) -> bool {
        self.fetch.is_some()
    }

    pub(crate) fn form_token(&self) -> &str {
        &self.form_token
    }

    pub(crate) fn is_form_token(&self, token: &str) -> bool {
        hash(token) == hash(&self.form_token)
    }

    pub(crate) fn is_guarded(&self) -> bool {
        self.token.is_some()
    }

    /// Hashes are compared, so that the time it takes tells nothing.
    pub(crate) fn is_token(&self, token: &str) -> bool {
        self.token.is_none_or(|known| known == hash(token))
    }

    /// Asks the ledger, on a thread where that may take its time.
    pub(crate) async fn ask<T: Send + 'static>(
        self: &Arc<Self>,
        question: impl FnOnce(&Ledger) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let desk = Arc::clone(self);
        apart(move || {
            let idle = desk.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let ledger = idle.map_or_else(|| Ledger::open_read_only(&desk.path), Ok)?;
            let answer = question(&ledger);
            let mut idle = desk.idle.lock().unwrap_or_else(PoisonError::into_inner);
            if idle.len() < IDLE {
                idle.push(ledger);
            }
            answer
        })
        .await
    }

    /// What is counted over much of the ledger: as it was a while ago, and then counted anew behind the
    /// reader's back.
    pub(crate) async fn kept<T: Send + Sync + 'static>(
        self: &Arc<Self>,
        among: fn(&Self) -> &Kept<T>,
        question: String,
        look: impl Fn(&Ledger) -> Result<T, Fault> + Send + 'static,
    ) -> Result<Arc<T>, Fault> {
        let desk = Arc::clone(self);
        match among(self).known(&question) {
            Known::Fresh(answer) => Ok(answer),
            Known::Old(answer) => {
                tokio::spawn(async move {
                    let kept = Arc::clone(&desk);
                    // Where it fails, the next reader who finds the answer old tries again.
                    let _ = desk
                        .ask(move |ledger| {
                            among(&kept).keep(&question, look(ledger)?);
                            Ok(())
                        })
                        .await;
                });
                Ok(answer)
            }
            Known::Nothing => {
                self.ask(move |ledger| among(&desk).answer(&question, || look(ledger))).await
            }
        }
    }

    /// Changes the ledger; one change after the other.
    pub(crate) async fn change<T: Send + 'static>(
        self: &Arc<Self>,
        change: impl FnOnce(&mut Ledger) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let desk = Arc::clone(self);
        apart(move || {
            let mut writer = desk.writer.lock().unwrap_or_else(PoisonError::into_inner);
            let mut ledger = match writer.take() {
                Some(ledger) => ledger,
                None => Ledger::open(&desk.path)?,
            };
            let changed = change(&mut ledger);
            *writer = Some(ledger);
            desk.sources.forget();
            desk.events.forget();
            changed
        })
        .await
    }

    /// Reads what stands in `input`. Records that cannot be read are told in words.
    pub(crate) async fn read(
        self: &Arc<Self>,
        input: Input<'static>,
        most: usize,
    ) -> Result<Vec<Result<Report, String>>, Fault> {
        let _turn = self.reading.try_acquire().map_err(|_| Fault::Busy)?;
        let desk = Arc::clone(self);
        apart(move || {
            let reader = desk.reader.get_or_init(Reader::new);
            Ok(input
                .documents()
                .take(most)
                .map(|document| document.map(|d| reader.read(d)).map_err(|e| e.to_string()))
                .collect())
        })
        .await
    }

    pub(crate) async fn fetch(self: &Arc<Self>, address: String) -> Result<Fetched, Fault> {
        let _turn = self.reading.try_acquire().map_err(|_| Fault::Busy)?;
        let desk = Arc::clone(self);
        apart(move || match &desk.fetch {
            Some(fetch) => fetch.fetch(&address).map_err(Fault::Unread),
            None => Err(Fault::Bad("this desk fetches no addresses".to_owned())),
        })
        .await
    }

    /// Keeps a report for somebody who looks at it. Gives the name to ask for it by.
    pub(crate) fn remember(&self, report: Report) -> (String, Arc<Report>) {
        let (name, report) = (secret(), Arc::new(report));
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() >= SEEN {
            seen.pop_front();
        }
        seen.push_back((name.clone(), Arc::clone(&report)));
        (name, report)
    }

    pub(crate) fn seen(&self, name: &str) -> Option<Arc<Report>> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.iter().find(|(known, _)| known == name).map(|(_, report)| Arc::clone(report))
    }
}

/// Does something on a thread where it may take its time. Not even a fault of ours stops the desk.
async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    let done = tokio::task::spawn_blocking(move || panic::catch_unwind(AssertUnwindSafe(work)));
    match done.await {
        Ok(Ok(done)) => done,
        _ => Err(Fault::Own("the work broke off")),
    }
}

/// A name that nobody can guess.
pub(crate) fn secret() -> String {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn hash(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}
