//! Decides when to load the data file again. A site without mistakes replaces the current one; a file with a mistake
//! changes nothing.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant, SystemTime};

use super::health::{Attempt, ReloadOutcome, timestamp};
use super::{Policy, Server};
use crate::pipeline::{Data, DataFile, Ready, Refused};
use crate::site::{Options, Site};

/// Keeps a server up to date with its data file. It blocks, so it needs a thread of its own.
#[derive(Debug)]
pub struct Reloader {
    server: Arc<Server>,
    file: DataFile,
    options: Options,
    /// The version of the files at the last reload; `None` if they could not be read.
    tried: Option<String>,
    /// The same at the last poll.
    seen: Option<String>,
}

impl Reloader {
    /// Loads this file for the first time: a server of it, and its reloader.
    pub fn start(
        file: DataFile,
        options: Options,
        policy: Policy,
    ) -> Result<(Arc<Server>, Reloader), Refused> {
        let site = site(&file.read()?, &options)?;
        let version = Some(site.version().to_owned());
        let server = Server::new(site, policy);
        let reloader = Reloader {
            server: Arc::clone(&server),
            file,
            options,
            tried: version.clone(),
            seen: version,
        };
        Ok((server, reloader))
    }

    /// Reloads on each message and polls the file at this interval, until all senders are dropped.
    pub fn run(mut self, requests: &Receiver<()>, interval: Option<Duration>) {
        let interval = interval.unwrap_or(Duration::MAX);
        let mut looked = Instant::now();
        loop {
            match requests.recv_timeout(interval.saturating_sub(looked.elapsed())) {
                Ok(()) => self.reload(),
                Err(RecvTimeoutError::Timeout) => {
                    self.look();
                    looked = Instant::now();
                }
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// Loads the file, whether or not it has changed.
    pub fn reload(&mut self) {
        self.attempt(self.file.read());
    }

    /// Loads the file if its content is new and has not changed since the last poll, because editors truncate a file
    /// before they write it. Comparing content works regardless of how the file was written, renamed or linked.
    pub fn look(&mut self) {
        let read = self.file.read();
        let found = read.as_ref().ok().map(Data::version);
        if found != self.tried && found == self.seen {
            self.attempt(read);
        }
        self.seen = found;
    }

    fn attempt(&mut self, read: Result<Data, Refused>) {
        let hash = read.as_ref().ok().map(Data::hash);
        self.tried = read.as_ref().ok().map(Data::version);
        let name = self.file.name();
        let (outcome, problems) = match self.replace(read) {
            Ok(outcome) => (outcome, 0),
            Err(refused) => {
                let problems = refused.problems();
                tracing::error!(name, problems, "new data rejected, still serving the old");
                for line in refused.lines() {
                    tracing::error!("{line}");
                }
                (ReloadOutcome::Refused, problems)
            }
        };
        self.server.health.reloaded(Attempt {
            at: timestamp(SystemTime::now()),
            outcome,
            problems,
            data: hash,
        });
    }

    fn replace(&self, read: Result<Data, Refused>) -> Result<ReloadOutcome, Refused> {
        let (data, name) = (read?, self.file.name());
        if data.version() == self.server.current().site.version() {
            tracing::info!(name, "data unchanged");
            return Ok(ReloadOutcome::Unchanged);
        }
        self.server.replace(site(&data, &self.options)?);
        tracing::info!(name, data = data.hash(), "serving new data");
        Ok(ReloadOutcome::Taken)
    }
}

/// Makes a site and logs the number of warnings.
fn site(data: &Data, options: &Options) -> Result<Site, Refused> {
    let Ready { site, warnings } = data.site(options)?;
    if !warnings.is_empty() {
        let warnings = warnings.summary();
        tracing::warn!("{warnings}; `npm-directory check` shows them");
    }
    Ok(site)
}
