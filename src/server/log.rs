//! The request log: one line per request, without data about the reader: no address, no query, no referrer, no user
//! agent, and only paths of the site, because a mistyped path may contain anything.

use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use std::{mem, thread};

use axum::http::Method;
use hyper::Response;
use hyper::body::Body as _;

use super::Body;

/// When a request began; `None` if the log is off.
pub(crate) fn begin() -> Option<Instant> {
    tracing::enabled!(target: "request", tracing::Level::INFO).then(Instant::now)
}

/// Logs the answer. `path` is `None` unless the site has it.
pub(crate) fn end(
    begun: Option<Instant>,
    method: &Method,
    path: Option<&str>,
    response: &Response<Body>,
) {
    let Some(begun) = begun else { return };
    let bytes = match *method {
        Method::HEAD => 0,
        _ => response.body().size_hint().lower(),
    };
    tracing::info!(
        target: "request",
        method = known(method),
        path = path.unwrap_or("-"),
        status = response.status().as_u16(),
        bytes,
        micros = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX),
    );
}

/// The name of a known HTTP method; clients may send any word.
fn known(method: &Method) -> &'static str {
    const KNOWN: [&str; 9] = [
        "GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT",
    ];
    let known = KNOWN.iter().find(|known| **known == method.as_str());
    known.unwrap_or(&"-")
}

/// A lossy log writer. A thread writes the lines, so that no request waits for it. If it cannot keep up, lines are
/// dropped and the log says how many.
#[derive(Debug, Default)]
pub struct LogWriter {
    pending: Mutex<Pending>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Pending {
    lines: Vec<u8>,
    /// The number of dropped lines.
    lost: u64,
    is_writing: bool,
}

/// The capacity of the queue, in bytes.
const QUEUED: usize = 256 << 10;

/// How long lines are collected before they are written: waking the thread for each line costs more than the line
/// itself.
const GATHERING: Duration = Duration::from_millis(10);

impl LogWriter {
    /// Starts the thread.
    pub fn start(output: impl Write + Send + 'static) -> io::Result<Arc<LogWriter>> {
        let log = Arc::new(LogWriter::default());
        let writer = Arc::clone(&log);
        let thread = thread::Builder::new().name("log".to_owned());
        thread.spawn(move || writer.write_to(output))?;
        Ok(log)
    }

    /// Waits up to a second until the log is written.
    pub fn flush(&self) {
        let is_unwritten = |pending: &mut Pending| pending.is_writing || !pending.lines.is_empty();
        let (pending, timeout) = (self.pending(), Duration::from_secs(1));
        drop(
            self.changed
                .wait_timeout_while(pending, timeout, is_unwritten),
        );
    }

    fn pending(&self) -> MutexGuard<'_, Pending> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes the queued lines in batches.
    fn write_to(&self, mut output: impl Write) {
        let mut batch = Vec::new();
        loop {
            let is_idle = |pending: &mut Pending| pending.lines.is_empty();
            drop(self.changed.wait_while(self.pending(), is_idle));
            thread::sleep(GATHERING);
            let mut pending = self.pending();
            mem::swap(&mut batch, &mut pending.lines);
            pending.is_writing = true;
            let lost = mem::take(&mut pending.lost);
            drop(pending);
            // There is nowhere to report that the log cannot be written.
            let _ = output.write_all(&batch);
            batch.clear();
            if lost > 0 {
                tracing::warn!(lost, "log lines were dropped");
            }
            self.pending().is_writing = false;
            self.changed.notify_all();
        }
    }
}

impl Write for &LogWriter {
    /// Queues one whole line.
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let mut pending = self.pending();
        if pending.lines.len() + line.len() > QUEUED {
            pending.lost += 1;
        } else {
            pending.lines.extend_from_slice(line);
        }
        if pending.lines.len() == line.len() {
            self.changed.notify_all();
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An output that blocks while its mutex is locked.
    #[derive(Clone, Default)]
    struct Gated {
        gate: Arc<Mutex<()>>,
        written: Arc<Mutex<Vec<u8>>>,
    }

    impl Write for Gated {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let _gate = self.gate.lock().unwrap_or_else(PoisonError::into_inner);
            self.written.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn known_methods_are_logged_and_others_are_not() {
        let known_ones = [
            "GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT",
        ];
        for name in known_ones {
            assert_eq!(known(&name.parse().unwrap()), name);
        }
        assert_eq!(known(&"PROPFIND".parse().unwrap()), "-");
    }

    #[test]
    fn lines_are_written_in_order() {
        let output = Gated::default();
        let log = LogWriter::start(output.clone()).unwrap();
        for line in ["one\n", "two\n", "three\n"] {
            (&*log).write_all(line.as_bytes()).unwrap();
        }
        log.flush();
        assert_eq!(*output.written.lock().unwrap(), b"one\ntwo\nthree\n");
    }

    #[test]
    fn a_blocked_output_does_not_block_requests() {
        let output = Gated::default();
        let log = LogWriter::start(output.clone()).unwrap();
        let gate = output.gate.lock().unwrap();
        (&*log).write_all(b"line\n").unwrap();
        while !log.pending().is_writing {
            thread::sleep(Duration::from_millis(1));
        }
        for _ in 0..QUEUED {
            (&*log).write_all(b"line\n").unwrap();
        }
        assert!(log.pending().lost > 0);
        drop(gate);
        log.flush();
        assert!(!output.written.lock().unwrap().is_empty());
    }
}
