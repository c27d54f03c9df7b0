//! Serves a [`Site`] over HTTP: its resources from a table, and a few pages computed per request.
//!
//! Serving reads no file and prints nothing. Requests change nothing, there are no cookies,
//! and the only state is the current site and the counters of `/status.json`.

mod answer;
mod connections;
mod finished;
mod form;
mod headers;
mod health;
mod log;
mod negotiation;
mod reload;
mod router;
mod stream;

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, PoisonError, RwLock};

use bytes::Bytes;
use http_body_util::Full;

pub use connections::Limits;
pub use headers::Policy;
pub use log::LogWriter;
pub use reload::Reloader;

use crate::site::Site;
use finished::FinishedSite;
use health::Health;

/// The body of every answer, complete and in memory.
pub type Body = Full<Bytes>;

/// Answers requests from the current site.
#[derive(Debug)]
pub struct Server {
    current: RwLock<Arc<FinishedSite>>,
    policy: Policy,
    health: Arc<Health>,
    stopping: AtomicBool,
}

impl Server {
    /// A server of this site.
    pub fn new(site: Site, policy: Policy) -> Arc<Server> {
        let health = Arc::new(Health::new());
        let site = FinishedSite::new(site, policy, &health);
        Arc::new(Server {
            current: RwLock::new(Arc::new(site)),
            policy,
            health,
            stopping: AtomicBool::new(false),
        })
    }

    /// Replaces the current site. Answers in progress are finished from the previous one.
    pub fn replace(&self, site: Site) {
        let site = Arc::new(FinishedSite::new(site, self.policy, &self.health));
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        let previous = std::mem::replace(&mut *current, site);
        drop(current);
        // Dropped only now, because freeing a large site takes a while and requests wait for the lock.
        drop(previous);
    }

    fn current(&self) -> Arc<FinishedSite> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }
}
