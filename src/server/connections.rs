//! The accept loop: connection limits and timeouts, load shedding, and graceful shutdown.

use std::convert::Infallible;
use std::error::Error as _;
use std::future::ready;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep, timeout};

use super::Server;
use super::health::add_one;
use super::stream::TimedStream;

/// Connection limits and timeouts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Connections served at once; those above are answered with 503.
    pub connections: usize,
    /// The timeout for the next request, and so the keep-alive timeout.
    pub request: Duration,
    /// The write timeout: how long a client may read nothing of its answer.
    pub answer: Duration,
    /// How long a shutdown waits for answers that clients are reading.
    pub stop: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            connections: 4096,
            request: Duration::from_secs(15),
            answer: Duration::from_secs(30),
            stop: Duration::from_secs(10),
        }
    }
}

/// The longest request line and headers, in bytes.
const LONGEST_HEAD: usize = 16 << 10;

/// The read buffer of a connection, in bytes.
const READ_BUFFER: usize = 32 << 10;

/// Connections above the limit that are answered with 503 at a time; more are closed.
const SHEDDING: usize = 64;

/// The delay after a failed accept, which usually means that there are no file descriptors left.
const ACCEPT_PAUSE: Duration = Duration::from_millis(200);

/// The interval at which failed accepts are logged.
const WARNING_INTERVAL: Duration = Duration::from_secs(10);

/// How long a shutdown serves connections in the backlog, one answer each.
const LAST_CALL: Duration = Duration::from_millis(100);

/// How long a shutdown waits for incomplete requests.
const LAST_REQUESTS: Duration = Duration::from_secs(1);

impl Server {
    /// Accepts connections until `stop` completes, then finishes the answers in progress.
    pub async fn serve(
        self: Arc<Server>,
        listener: TcpListener,
        limits: Limits,
        stop: impl Future<Output = ()>,
    ) {
        let connections = Connections::new(Arc::clone(&self), limits);
        tokio::select! {
            biased;
            () = stop => {}
            () = connections.accept_from(&listener) => {}
        }
        self.stopping.store(true, Ordering::Relaxed);
        let _ = timeout(LAST_CALL, connections.accept_from(&listener)).await;
        drop(listener);
        connections.drain().await;
    }
}

struct Connections {
    server: Arc<Server>,
    limits: Limits,
    http: http1::Builder,
    places: Arc<Semaphore>,
    shedding: Arc<Semaphore>,
    /// Each connection that waits for its client to read holds a weak reference to it.
    blocked: Arc<()>,
    graceful: GracefulShutdown,
}

impl Connections {
    fn new(server: Arc<Server>, limits: Limits) -> Connections {
        let mut http = http1::Builder::new();
        http.half_close(true)
            .max_buf_size(READ_BUFFER)
            .max_header_size(LONGEST_HEAD)
            .timer(TokioTimer::new())
            .header_read_timeout(limits.request);
        Connections {
            server,
            limits,
            http,
            places: Arc::new(Semaphore::new(limits.connections)),
            shedding: Arc::new(Semaphore::new(SHEDDING)),
            blocked: Arc::new(()),
            graceful: GracefulShutdown::new(),
        }
    }

    /// Accepts connections forever.
    async fn accept_from(&self, listener: &TcpListener) {
        let mut warned: Option<Instant> = None;
        loop {
            match listener.accept().await {
                Ok((stream, _)) => self.admit(stream),
                Err(error) if concerns_one_connection(&error) => {}
                Err(error) => {
                    if warned.is_none_or(|at| at.elapsed() >= WARNING_INTERVAL) {
                        warned = Some(Instant::now());
                        tracing::warn!(%error, "cannot accept connections");
                    }
                    sleep(ACCEPT_PAUSE).await;
                }
            }
        }
    }

    /// Serves a connection if there is room, answers it with 503 if there is none, or closes it.
    fn admit(&self, stream: TcpStream) {
        let server = Arc::clone(&self.server);
        let counts = &server.health.connections;
        add_one(&counts.accepted);
        let place = Arc::clone(&self.places).try_acquire_owned();
        let is_shed = place.is_err();
        if is_shed {
            add_one(&counts.turned_away);
        }
        let Ok(permit) = place.or_else(|_| Arc::clone(&self.shedding).try_acquire_owned()) else {
            return;
        };
        add_one(&counts.open);
        let open = Open {
            server: Arc::clone(&server),
            _permit: permit,
        };
        // Answers are written at once; the last segment should not wait for an acknowledgement.
        let _ = stream.set_nodelay(true);
        let stream = TimedStream {
            stream,
            timeout: self.limits.answer,
            blocked: Arc::clone(&self.blocked),
            timer: None,
        };
        let service = service_fn(move |request| {
            ready(Ok::<_, Infallible>(server.answer_on(&request, is_shed)))
        });
        let connection = self.http.serve_connection(TokioIo::new(stream), service);
        let connection = self.graceful.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = connection.await
                && is_timeout(&error)
            {
                add_one(&open.server.health.connections.cut);
            }
        });
    }

    /// Closes idle connections and waits for answers in progress; waits only briefly for incomplete requests.
    async fn drain(self) {
        let deadline = Instant::now() + self.limits.stop;
        let mut finished = pin!(self.graceful.shutdown());
        let pause = LAST_REQUESTS.min(self.limits.stop);
        while timeout(pause, &mut finished).await.is_err() {
            if Arc::weak_count(&self.blocked) == 0 || Instant::now() >= deadline {
                return;
            }
        }
    }
}

/// An open connection, which counts towards the limit until it is dropped.
struct Open {
    server: Arc<Server>,
    _permit: OwnedSemaphorePermit,
}

impl Drop for Open {
    fn drop(&mut self) {
        let health = &self.server.health;
        if thread::panicking() {
            add_one(&health.panics);
        }
        health.connections.open.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Whether a connection ended because its client was too slow.
fn is_timeout(error: &hyper::Error) -> bool {
    let cause = error.source().and_then(|cause| cause.downcast_ref());
    error.is_timeout()
        || cause.is_some_and(|cause: &io::Error| cause.kind() == io::ErrorKind::TimedOut)
}

/// Whether a failed accept concerns only that connection.
fn concerns_one_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::Interrupted
    )
}
