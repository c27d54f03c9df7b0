//! The request log: one line per request, without data about the reader: no address, no query, no referrer, no user
//! agent, and only paths of the site, because a mistyped path may contain anything.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use axum::http::Method;
use hyper::Response;
use hyper::body::Body as _;
use tracing_subscriber::fmt::MakeWriter;

use super::Body;

/// The log line of a request in progress; empty if the log is off.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LogLine(Option<Instant>);

impl LogLine {
    pub(crate) fn begin() -> LogLine {
        LogLine(tracing::enabled!(target: "request", tracing::Level::INFO).then(Instant::now))
    }

    /// Logs the answer. `path` is `None` unless the site has it.
    pub(crate) fn end(self, method: &Method, path: Option<&str>, response: &Response<Body>) {
        let Some(begun) = self.0 else { return };
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
}

/// The name of a known HTTP method; clients may send any word.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::OPTIONS => "OPTIONS",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::PATCH => "PATCH",
        Method::TRACE => "TRACE",
        Method::CONNECT => "CONNECT",
        _ => "-",
    }
}

/// A lossy log writer. A thread writes the lines, so that no request waits for it. If it cannot keep up, lines are
/// dropped and the log says how many.
#[derive(Debug, Clone)]
pub struct LogWriter {
    sender: SyncSender<Queued>,
    lost: Arc<AtomicU64>,
}

#[derive(Debug)]
enum Queued {
    Line(Vec<u8>),
    /// Asks for a reply when everything before it is written.
    Flush(SyncSender<()>),
}

/// The capacity of the queue, in lines.
const QUEUED: usize = 4096;

/// The maximum number of bytes per write.
const BATCH: usize = 64 << 10;

/// How long a batch collects lines before it is written: waking the thread for each line costs more than the line
/// itself.
const GATHERING: Duration = Duration::from_millis(10);

impl LogWriter {
    /// Starts the thread.
    pub fn start(output: impl Write + Send + 'static) -> io::Result<LogWriter> {
        let (sender, receiver) = sync_channel(QUEUED);
        let lost = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&lost);
        thread::Builder::new()
            .name("log".to_owned())
            .spawn(move || write_all(&receiver, &counted, output))?;
        Ok(LogWriter { sender, lost })
    }

    /// Waits up to a second until the log is written.
    pub fn flush(&self) {
        let (sender, receiver) = sync_channel(1);
        if self.sender.try_send(Queued::Flush(sender)).is_ok() {
            let _ = receiver.recv_timeout(Duration::from_secs(1));
        }
    }
}

impl<'a> MakeWriter<'a> for LogWriter {
    type Writer = &'a LogWriter;

    fn make_writer(&'a self) -> &'a LogWriter {
        self
    }
}

impl Write for &LogWriter {
    /// Queues one whole line.
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        if let Err(TrySendError::Full(_)) = self.sender.try_send(Queued::Line(line.to_vec())) {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes the queued lines in batches.
fn write_all(receiver: &Receiver<Queued>, lost: &AtomicU64, mut output: impl Write) {
    let mut batch = Vec::new();
    while let Ok(first) = receiver.recv() {
        let mut flushed = Vec::new();
        if let Queued::Line(_) = first {
            thread::sleep(GATHERING);
        }
        let mut next = Some(first);
        while let Some(message) = next {
            match message {
                Queued::Line(line) => batch.extend_from_slice(&line),
                Queued::Flush(sender) => flushed.push(sender),
            }
            next = (batch.len() < BATCH)
                .then(|| receiver.try_recv().ok())
                .flatten();
        }
        // There is nowhere to report that the log cannot be written.
        let _ = output.write_all(&batch);
        batch.clear();
        for sender in flushed {
            // The receiver may have stopped waiting.
            let _ = sender.try_send(());
        }
        let lost = lost.swap(0, Ordering::Relaxed);
        if lost > 0 {
            tracing::warn!(lost, "log lines were dropped");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Mutex, PoisonError};

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
            log.make_writer().write_all(line.as_bytes()).unwrap();
        }
        log.flush();
        assert_eq!(*output.written.lock().unwrap(), b"one\ntwo\nthree\n");
    }

    #[test]
    fn a_blocked_output_does_not_block_requests() {
        let output = Gated::default();
        let log = LogWriter::start(output.clone()).unwrap();
        let gate = output.gate.lock().unwrap();
        for _ in 0..3 * QUEUED {
            log.make_writer().write_all(b"line\n").unwrap();
        }
        assert!(log.lost.load(Ordering::Relaxed) > 0);
        drop(gate);
        // While the queue is full, the flush is dropped too.
        while output.written.lock().unwrap().is_empty() {
            log.flush();
        }
    }
}
