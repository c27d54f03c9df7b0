//! A [`Site`] over HTTP: finished pages from memory, and the little that is computed per request.
//!
//! Nothing here renders a page, reads a file or prints. There is no request that writes, no cookie, and no state but
//! which site is served.

mod answer;
mod connections;
mod headers;
mod health;
mod host;
mod log;
mod lookup;
mod negotiation;
mod progress;
mod refusals;
mod reload;
mod router;
mod served;
mod socket;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use bytes::Bytes;
use http_body_util::Full;
use hyper::Request;
use tokio::net::TcpListener;

pub use answer::Answer;
pub use connections::Limits;
pub use headers::Policy;
pub use log::LogWriter;
pub use reload::{Origin, Ready, Refused, Reloader};

use crate::site::Site;
use health::Health;
use refusals::Refusals;
use served::Served;

/// The body of every answer: whole, and in memory.
pub type Body = Full<Bytes>;

/// Answers requests from the site that is current.
#[derive(Debug)]
pub struct Server {
    current: RwLock<Arc<Served>>,
    policy: Policy,
    health: Arc<Health>,
    refusals: Refusals,
    stopping: AtomicBool,
}

impl Server {
    /// Serves a site.
    pub fn new(site: Site, policy: Policy) -> Arc<Server> {
        let health = Arc::new(Health::new());
        let served = Served::new(Arc::new(site), None, policy, &health);
        Arc::new(Server {
            current: RwLock::new(Arc::new(served)),
            policy,
            health,
            refusals: Refusals::new(policy),
            stopping: AtomicBool::new(false),
        })
    }

    /// Serves another site from now on. Requests that are being answered are answered from the one before.
    pub fn replace(&self, site: Site) {
        let before = Arc::clone(&self.current());
        let served = Served::new(Arc::new(site), Some(&before), self.policy, &self.health);
        // Taking the lock is all that requests may have to wait for: the site before is let go of after it.
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(served);
    }

    /// Answers whoever connects, until `stop` comes; then lets what is under way finish.
    pub async fn serve(
        self: Arc<Server>,
        listener: TcpListener,
        limits: Limits,
        stop: impl Future<Output = ()>,
    ) {
        connections::serve(self, listener, limits, stop).await;
    }

    /// Answers one request.
    pub fn answer<B: hyper::body::Body>(self: &Arc<Server>, request: Request<B>) -> Answer {
        answer::answer(self, request)
    }

    /// Compresses every page of the current site.
    pub fn compress(&self) {
        self.compress_until(|| false);
    }

    /// The same, until it is to stop: brotli at its best takes some 5 ms a page, and nobody should wait for all.
    fn compress_until(&self, stop: impl FnMut() -> bool) {
        let current = Arc::clone(&self.current());
        current.compress(stop);
    }

    fn current(&self) -> RwLockReadGuard<'_, Arc<Served>> {
        self.current.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }
}
