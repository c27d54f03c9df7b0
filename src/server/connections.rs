//! The accept loop: takes connections, cuts those that come no further, sheds what is too much, and stops without
//! losing an answer.

use std::collections::HashMap;
use std::future::poll_fn;
use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::http::StatusCode;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::AsyncWrite as _;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::{AbortHandle, Id, JoinError, JoinSet};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval, sleep, timeout};

use super::Server;
use super::progress::{Phase, Progress, Ticks};
use super::socket::Socket;

/// What a server puts up with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How many connections are open at once.
    pub connections: usize,
    /// How long a client may take for its first request, or for the rest of one.
    pub request: Duration,
    /// How long a client may go without taking anything of its answer.
    pub answer: Duration,
    /// How long a connection is kept for another request.
    pub idle: Duration,
    /// How long a client may take to hang up after its last answer.
    pub leaving: Duration,
    /// How long requests may take that are under way when the server stops.
    pub stop: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            connections: 4096,
            request: Duration::from_secs(10),
            answer: Duration::from_secs(30),
            idle: Duration::from_mins(1),
            leaving: Duration::from_secs(2),
            stop: Duration::from_secs(10),
        }
    }
}

/// The longest request line and headers, in bytes.
const LONGEST_HEAD: usize = 16 << 10;

/// What a connection may hold of a request, in bytes.
const READ_BUFFER: usize = 32 << 10;

/// How many connections are turned away with a lingering goodbye at once; from the rest, the answer may be lost.
const GOODBYES: usize = 64;

/// Accepts connections until `stop` comes, and then lets what is under way finish.
pub(super) async fn serve(
    server: Arc<Server>,
    listener: TcpListener,
    limits: Limits,
    stop: impl Future<Output = ()>,
) {
    let mut connections = Connections::new(server, limits);
    let mut ticker = limits.ticker();
    let mut stop = pin!(stop);
    let mut is_pausing = false;
    let mut failures = Failures::default();
    loop {
        tokio::select! {
            biased;
            () = &mut stop => break,
            _ = ticker.tick() => {
                connections.tick();
                is_pausing = false;
            }
            Some(ended) = connections.tasks.join_next_with_id() => connections.ended(ended),
            accepted = listener.accept(), if !is_pausing => match accepted {
                Ok((stream, _)) => connections.admit(stream),
                Err(error) if is_of_one_connection(&error) => {}
                Err(error) => {
                    // Most likely there are no file descriptors left. Trying again at once would only burn time.
                    failures.add(&error);
                    connections.make_room();
                    is_pausing = true;
                }
            },
        }
    }
    connections.stop(listener, ticker).await;
}

impl Limits {
    /// How often connections are looked at: an eighth of the shortest limit.
    fn tick(&self) -> Duration {
        let limits = [self.request, self.answer, self.idle, self.leaving];
        let shortest = limits.into_iter().min().unwrap_or_default();
        (shortest / 8).clamp(Duration::from_millis(1), Duration::from_secs(1))
    }

    fn ticker(&self) -> Interval {
        let mut ticker = interval(self.tick());
        ticker.set_missed_tick_behavior(MissedTickBehavior::Delay);
        ticker
    }

    /// How long a connection may wait in a phase.
    fn of(&self, phase: Phase) -> Duration {
        match phase {
            Phase::Fresh | Phase::Reading => self.request,
            Phase::Answering => self.answer,
            Phase::Idle => self.idle,
            Phase::Leaving => self.leaving,
        }
    }
}

/// The open connections.
struct Connections {
    server: Arc<Server>,
    limits: Limits,
    ticks: Ticks,
    tasks: JoinSet<()>,
    open: HashMap<Id, Connection>,
    goodbyes: Arc<Semaphore>,
}

struct Connection {
    progress: Arc<Progress>,
    task: AbortHandle,
}

impl Connections {
    fn new(server: Arc<Server>, limits: Limits) -> Connections {
        Connections {
            server,
            limits,
            ticks: Ticks::default(),
            tasks: JoinSet::new(),
            open: HashMap::new(),
            goodbyes: Arc::new(Semaphore::new(GOODBYES)),
        }
    }

    /// Takes a connection, in the place of one that waits for nothing if need be, or turns it away.
    fn admit(&mut self, stream: TcpStream) {
        self.server.health.accepted();
        // Answers go out in one piece; what is left of one should not wait for an acknowledgement.
        let _ = stream.set_nodelay(true);
        let progress = Arc::new(Progress::new(&self.ticks));
        if self.open.len() >= self.limits.connections && !self.make_room() {
            self.turn_away(stream, progress);
            return;
        }
        let server = Arc::clone(&self.server);
        let task = self
            .tasks
            .spawn(converse(server, stream, Arc::clone(&progress)));
        self.open.insert(task.id(), Connection { progress, task });
    }

    /// Cuts the connection that has waited longest for a request to come, if there is one.
    fn make_room(&mut self) -> bool {
        let spare = self
            .open
            .iter()
            .map(|(id, connection)| (connection.progress.waited(), id, connection))
            // One that has come within this tick may be about to speak.
            .filter(|(waited, _, connection)| *waited > 0 && connection.progress.phase().is_spare())
            .max_by_key(|(waited, _, _)| *waited)
            .map(|(_, id, _)| *id);
        match spare {
            Some(id) => {
                self.cut(id);
                true
            }
            None => false,
        }
    }

    /// Says that there is no room.
    fn turn_away(&mut self, stream: TcpStream, progress: Arc<Progress>) {
        self.server.health.turned_away();
        self.server.health.closed();
        // The buffer of a new connection is empty and takes this whole.
        if stream.try_write(&self.server.refusals.full()).is_err() {
            return;
        }
        self.server.health.answered(StatusCode::SERVICE_UNAVAILABLE);
        let Ok(permit) = Arc::clone(&self.goodbyes).try_acquire_owned() else {
            return;
        };
        let mut socket = Socket::new(stream, Arc::clone(&self.server), progress);
        let leaving = self.limits.leaving;
        tokio::spawn(async move {
            let goodbye = poll_fn(|context| Pin::new(&mut socket).poll_shutdown(context));
            // Whether the client hangs up in time or not, it has been told.
            let _ = timeout(leaving, goodbye).await;
            drop(permit);
        });
    }

    /// Cuts every connection that has waited for too long.
    fn tick(&mut self) {
        self.ticks.advance();
        let limits = self.limits;
        self.cut_where(|connection| {
            let waited = u32::try_from(connection.progress.waited()).unwrap_or(u32::MAX);
            // The tick in which a phase began is not a whole one.
            let waited = limits.tick().saturating_mul(waited.saturating_sub(1));
            waited >= limits.of(connection.progress.phase())
        });
    }

    fn cut_where(&mut self, condition: impl Fn(&Connection) -> bool) {
        let chosen = self
            .open
            .iter()
            .filter(|(_, connection)| condition(connection));
        let chosen: Vec<Id> = chosen.map(|(id, _)| *id).collect();
        for id in chosen {
            self.cut(id);
        }
    }

    fn cut(&mut self, id: Id) {
        if let Some(connection) = self.open.remove(&id) {
            connection.task.abort();
            self.server.health.cut();
            self.server.health.closed();
        }
    }

    /// A connection has come to its end.
    fn ended(&mut self, ended: Result<(Id, ()), JoinError>) {
        let id = match ended {
            Ok((id, ())) => id,
            Err(error) => {
                if error.is_panic() {
                    self.server.health.panicked();
                }
                error.id()
            }
        };
        if self.open.remove(&id).is_some() {
            self.server.health.closed();
        }
    }

    /// Lets what is under way finish: whoever has connected already is still answered, each answer is the last of its
    /// connection, and whoever waits for nothing is let go of after a tick.
    async fn stop(mut self, listener: TcpListener, mut ticker: Interval) {
        self.server.stopping.store(true, Ordering::Relaxed);
        ticker.reset();
        loop {
            tokio::select! {
                _ = ticker.tick() => break,
                Ok((stream, _)) = listener.accept() => self.admit(stream),
            }
        }
        drop(listener);
        let mut deadline = pin!(sleep(self.limits.stop));
        while !self.tasks.is_empty() {
            tokio::select! {
                () = &mut deadline => break,
                _ = ticker.tick() => {
                    self.tick();
                    self.cut_where(|connection| {
                        let progress = &connection.progress;
                        matches!(progress.phase(), Phase::Fresh | Phase::Idle) && progress.waited() > 0
                    });
                }
                Some(ended) = self.tasks.join_next_with_id() => self.ended(ended),
            }
        }
    }
}

/// Speaks HTTP over a connection to its end.
async fn converse(server: Arc<Server>, stream: TcpStream, progress: Arc<Progress>) {
    let socket = Socket::new(stream, Arc::clone(&server), Arc::clone(&progress));
    let service = service_fn(move |request| {
        progress.enter(Phase::Answering);
        server.answer(request)
    });
    let connection = http1::Builder::new()
        .half_close(true)
        .max_buf_size(READ_BUFFER)
        .max_header_size(LONGEST_HEAD)
        // The accept loop cuts whoever is too slow.
        .header_read_timeout(None)
        .serve_connection(TokioIo::new(socket), service);
    if let Err(error) = connection.await {
        tracing::debug!(%error, "a connection ended badly");
    }
}

/// Connections that could not be accepted. There may be many a second, so the log tells of them once in a while.
#[derive(Debug, Default)]
struct Failures {
    untold: u64,
    told: Option<Instant>,
}

impl Failures {
    /// How long the log says nothing more of them.
    const SILENCE: Duration = Duration::from_secs(10);

    fn add(&mut self, error: &io::Error) {
        self.untold += 1;
        if self.told.is_none_or(|told| told.elapsed() >= Self::SILENCE) {
            let times = self.untold;
            tracing::warn!(%error, times, "could not accept connections");
            *self = Failures {
                untold: 0,
                told: Some(Instant::now()),
            };
        }
    }
}

/// Whether a failed accept is about the connection that was to be accepted, and not about us.
fn is_of_one_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::Interrupted
    )
}
