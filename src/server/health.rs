//! What the server knows of itself, for whoever runs it: `/status.json`. Nothing in it is about a reader.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use axum::http::StatusCode;
use serde::Serialize;

use crate::directory::Date;

/// Counters since the start, and the last attempt to load the data again.
#[derive(Debug)]
pub(super) struct Health {
    started: SystemTime,
    /// Answers by status, which is the place in the list.
    answers: Vec<AtomicU64>,
    panics: AtomicU64,
    accepted: AtomicU64,
    closed: AtomicU64,
    turned_away: AtomicU64,
    cut: AtomicU64,
    reloads: Mutex<Reloads>,
}

#[derive(Debug, Clone, Default, Serialize)]
struct Reloads {
    taken: u64,
    refused: u64,
    last: Option<Attempt>,
}

/// One attempt to load the data again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Attempt {
    /// When, as RFC 3339 has it.
    pub(super) at: String,
    /// What came of it.
    pub(super) outcome: Outcome,
    /// How many mistakes were found.
    pub(super) problems: usize,
    /// The SHA-256 of what was read; `None` where it could not be.
    pub(super) data: Option<String>,
}

/// What came of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Outcome {
    /// The new data is served.
    Taken,
    /// The old data is still served.
    Refused,
    /// It was the data already served.
    Unchanged,
}

/// `/status.json`.
#[derive(Serialize)]
struct Report<'a> {
    version: &'static str,
    started: String,
    data: &'a str,
    loaded: String,
    reloads: Reloads,
    answers: BTreeMap<u16, u64>,
    panics: u64,
    connections: Connections,
}

#[derive(Serialize)]
struct Connections {
    open: u64,
    accepted: u64,
    turned_away: u64,
    cut: u64,
}

/// One past the largest status.
const STATUSES: usize = 600;

impl Health {
    pub(super) fn new() -> Health {
        Health {
            started: SystemTime::now(),
            answers: (0..STATUSES).map(|_| AtomicU64::new(0)).collect(),
            panics: AtomicU64::new(0),
            accepted: AtomicU64::new(0),
            closed: AtomicU64::new(0),
            turned_away: AtomicU64::new(0),
            cut: AtomicU64::new(0),
            reloads: Mutex::default(),
        }
    }

    /// A request was answered.
    pub(super) fn answered(&self, status: StatusCode) {
        if let Some(count) = self.answers.get(usize::from(status.as_u16())) {
            add_one(count);
        }
    }

    /// A computed page panicked, or a connection did.
    pub(super) fn panicked(&self) {
        add_one(&self.panics);
    }

    /// A connection was accepted, to be answered or turned away.
    pub(super) fn accepted(&self) {
        add_one(&self.accepted);
    }

    /// A connection has ended.
    pub(super) fn closed(&self) {
        add_one(&self.closed);
    }

    /// A connection was told that the server is full.
    pub(super) fn turned_away(&self) {
        add_one(&self.turned_away);
    }

    /// A connection was cut because its client was too slow, or to make room.
    pub(super) fn cut(&self) {
        add_one(&self.cut);
    }

    /// The data was loaded again, or was not.
    pub(super) fn reloaded(&self, attempt: Attempt) {
        let mut reloads = self.reloads.lock().unwrap_or_else(PoisonError::into_inner);
        match attempt.outcome {
            Outcome::Taken => reloads.taken += 1,
            Outcome::Refused => reloads.refused += 1,
            Outcome::Unchanged => {}
        }
        reloads.last = Some(attempt);
    }

    /// `/status.json` while this data is served.
    pub(super) fn report(&self, data: &str, loaded: SystemTime) -> String {
        let accepted = read(&self.accepted);
        let answers = (0..).zip(&self.answers);
        let report = Report {
            version: env!("CARGO_PKG_VERSION"),
            started: timestamp(self.started),
            data,
            loaded: timestamp(loaded),
            reloads: self
                .reloads
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clone(),
            answers: answers
                .map(|(status, count)| (status, read(count)))
                .filter(|(_, count)| *count > 0)
                .collect(),
            panics: read(&self.panics),
            connections: Connections {
                open: accepted.saturating_sub(read(&self.closed)),
                accepted,
                turned_away: read(&self.turned_away),
                cut: read(&self.cut),
            },
        };
        // Numbers and text always become JSON.
        serde_json::to_string_pretty(&report).unwrap_or_default()
    }
}

fn add_one(count: &AtomicU64) {
    count.fetch_add(1, Ordering::Relaxed);
}

fn read(count: &AtomicU64) -> u64 {
    count.load(Ordering::Relaxed)
}

/// A moment as RFC 3339 has it, in UTC, to the second.
pub(super) fn timestamp(moment: SystemTime) -> String {
    let since_1970 = moment.duration_since(UNIX_EPOCH).unwrap_or_default();
    let seconds = since_1970.as_secs();
    let (hour, minute, second) = (seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60);
    match Date::after_1970(seconds / 86_400) {
        Some(day) => format!("{day}T{hour:02}:{minute:02}:{second:02}Z"),
        // RFC 3339 has no such moment either.
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_moment_is_written_as_rfc_3339_has_it() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_795_438_861, "2026-11-23T13:01:01Z"),
        ] {
            let moment = UNIX_EPOCH + Duration::from_secs(seconds);
            assert_eq!(timestamp(moment), text);
        }
    }

    #[test]
    fn the_report_counts_what_happened() {
        let health = Health::new();
        health.answered(StatusCode::OK);
        health.answered(StatusCode::OK);
        health.answered(StatusCode::NOT_FOUND);
        health.accepted();
        health.accepted();
        health.closed();
        health.turned_away();
        let attempt = |outcome, problems| Attempt {
            at: timestamp(UNIX_EPOCH),
            outcome,
            problems,
            data: Some("abc".to_owned()),
        };
        health.reloaded(attempt(Outcome::Taken, 0));
        health.reloaded(attempt(Outcome::Refused, 3));

        let report: serde_json::Value =
            serde_json::from_str(&health.report("def", UNIX_EPOCH)).unwrap();

        assert_eq!(report["data"], "def");
        assert_eq!(report["loaded"], "1970-01-01T00:00:00Z");
        assert_eq!(report["answers"], serde_json::json!({ "200": 2, "404": 1 }));
        assert_eq!(report["connections"]["open"], 1);
        assert_eq!(report["connections"]["turned_away"], 1);
        assert_eq!(report["reloads"]["taken"], 1);
        assert_eq!(report["reloads"]["refused"], 1);
        assert_eq!(report["reloads"]["last"]["outcome"], "refused");
        assert_eq!(report["reloads"]["last"]["problems"], 3);
    }
}
