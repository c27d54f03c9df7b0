//! From the data file to another site, while the one before is served. Nothing is taken that is not whole: what is
//! loaded has passed every check, and every page of it is rendered.
//!
//! All of it happens on one thread, which answers nobody, and where the bytes come from is for the caller to say.

use std::fmt;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::{Duration, Instant, SystemTime};

use super::Server;
use super::health::{Attempt, Outcome, timestamp};
use crate::diagnostics::Diagnostics;
use crate::directory::Date;
use crate::load::{Loaded, load_bytes};
use crate::site::{Faults, Options, Site, sha256};

/// Where a site comes from.
pub struct Origin {
    /// What the data file is called.
    pub name: String,
    /// Reads the data file.
    pub read: Box<dyn Fn() -> io::Result<Vec<u8>> + Send + Sync>,
    /// The day on which it is asked.
    pub today: fn() -> Date,
    /// What the site is told; `data` is filled in from the file.
    pub options: Options,
}

/// A site, and what is to be said of its data in spite of that.
#[derive(Debug)]
pub struct Ready {
    /// The site.
    pub site: Site,
    /// There is no error among them.
    pub warnings: Diagnostics,
}

/// Why there is no site.
#[derive(Debug)]
pub enum Refused {
    /// The data file cannot be read at all.
    Unreadable(io::Error),
    /// It holds mistakes.
    Mistakes(Diagnostics),
    /// Its pages cannot be rendered.
    Faults(Faults),
}

impl Origin {
    /// Reads the data file and renders the site.
    pub fn load(&self) -> Result<Ready, Refused> {
        self.render(&(self.read)().map_err(Refused::Unreadable)?)
    }

    fn render(&self, data: &[u8]) -> Result<Ready, Refused> {
        let Loaded {
            directory,
            warnings,
        } = load_bytes(&self.name, data, (self.today)()).map_err(Refused::Mistakes)?;
        let options = Options {
            data: String::from_utf8_lossy(data).into_owned(),
            ..self.options.clone()
        };
        let site = Site::render(directory, &options).map_err(Refused::Faults)?;
        Ok(Ready { site, warnings })
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Origin")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl Refused {
    /// How many things are wrong.
    fn problems(&self) -> usize {
        match self {
            Refused::Unreadable(_) => 1,
            Refused::Mistakes(diagnostics) => diagnostics.errors(),
            Refused::Faults(faults) => faults.0.len(),
        }
    }

    /// Each thing that is wrong, on one line.
    fn lines(&self) -> Vec<String> {
        match self {
            Refused::Unreadable(error) => vec![error.to_string()],
            Refused::Mistakes(diagnostics) => diagnostics.lines().collect(),
            Refused::Faults(faults) => faults.0.clone(),
        }
    }
}

/// Keeps a server up to date with its data file.
#[derive(Debug)]
pub struct Reloader {
    server: Arc<Server>,
    origin: Origin,
    /// The SHA-256 of what was tried last; `None`: it could not be read.
    tried: Option<String>,
    /// What the last look at the file found.
    seen: Option<String>,
}

impl Reloader {
    /// For a server that serves what this origin held when it was started.
    pub fn new(server: Arc<Server>, origin: Origin) -> Reloader {
        let data = server.current().site().data_hash().to_owned();
        Reloader {
            server,
            origin,
            tried: Some(data.clone()),
            seen: Some(data),
        }
    }

    /// Loads whenever it is asked, looks at the file at this interval where one is given, and compresses while there is
    /// nothing else to do, until nobody can ask any more.
    pub fn run(mut self, asked: &Receiver<()>, interval: Option<Duration>) {
        let mut looked = Instant::now();
        loop {
            let next_look = interval.map(|interval| looked + interval);
            let mut task = None;
            self.server.compress_until(|| {
                task = due(asked, next_look);
                task.is_some()
            });
            match task.unwrap_or_else(|| wait(asked, next_look)) {
                Task::Load => self.reload(),
                Task::Look => {
                    self.look();
                    looked = Instant::now();
                }
                Task::End => return,
            }
        }
    }

    /// Loads what the file holds now.
    pub fn reload(&mut self) {
        let read = (self.origin.read)();
        self.attempt(read);
    }

    /// Loads what the file holds if that is new and was the same at the last look: editors empty a file before they
    /// fill it. It is the content that is looked at, so it does not matter whether it was written, renamed or linked.
    pub fn look(&mut self) {
        let read = (self.origin.read)();
        let found = read.as_deref().ok().map(sha256);
        if found != self.tried && found == self.seen {
            self.attempt(read);
        }
        self.seen = found;
    }

    fn attempt(&mut self, read: io::Result<Vec<u8>>) {
        let data = read.as_deref().ok().map(sha256);
        self.tried.clone_from(&data);
        let (outcome, problems) = match self.replace(read, data.as_deref()) {
            Ok(outcome) => (outcome, 0),
            Err(refused) => {
                let name = &self.origin.name;
                let problems = refused.problems();
                tracing::error!(
                    name,
                    problems,
                    "the data was refused, the old is still served"
                );
                for line in refused.lines() {
                    tracing::error!("{line}");
                }
                (Outcome::Refused, problems)
            }
        };
        self.server.health.reloaded(Attempt {
            at: timestamp(SystemTime::now()),
            outcome,
            problems,
            data,
        });
    }

    fn replace(&self, read: io::Result<Vec<u8>>, data: Option<&str>) -> Result<Outcome, Refused> {
        let bytes = read.map_err(Refused::Unreadable)?;
        if data == Some(self.server.current().site().data_hash()) {
            tracing::info!(
                name = self.origin.name,
                "the data is what is served already"
            );
            return Ok(Outcome::Unchanged);
        }
        let ready = self.origin.render(&bytes)?;
        if !ready.warnings.is_empty() {
            let warnings = ready.warnings.summary();
            tracing::warn!("{warnings}, which `npm-directory check` shows");
        }
        self.server.replace(ready.site);
        tracing::info!(name = self.origin.name, data, "new data is served");
        Ok(Outcome::Taken)
    }
}

/// What a reloader is to do next.
enum Task {
    Load,
    Look,
    End,
}

/// What is to be done by now.
fn due(asked: &Receiver<()>, next_look: Option<Instant>) -> Option<Task> {
    match asked.try_recv() {
        Ok(()) => Some(Task::Load),
        Err(TryRecvError::Disconnected) => Some(Task::End),
        Err(TryRecvError::Empty) => next_look
            .is_some_and(|next_look| next_look <= Instant::now())
            .then_some(Task::Look),
    }
}

/// What is to be done next, once there is something.
fn wait(asked: &Receiver<()>, next_look: Option<Instant>) -> Task {
    let asked = match next_look {
        Some(next_look) => asked.recv_timeout(next_look.saturating_duration_since(Instant::now())),
        None => asked.recv().map_err(|_| RecvTimeoutError::Disconnected),
    };
    match asked {
        Ok(()) => Task::Load,
        Err(RecvTimeoutError::Timeout) => Task::Look,
        Err(RecvTimeoutError::Disconnected) => Task::End,
    }
}
