//! The counters behind `/status.json`, for the operator. None is about a reader.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use axum::http::StatusCode;
use serde::Serialize;

use crate::directory::Date;

/// A count since the start.
#[derive(Debug, Default)]
pub(crate) struct Counter(AtomicU64);

/// Counters since the start, and the last reload.
#[derive(Debug)]
pub(crate) struct Health {
    started: SystemTime,
    /// Answers by status code, which is the index.
    answers: Vec<Counter>,
    /// Panics in computed pages and connections.
    pub(crate) panics: Counter,
    pub(crate) accepted: Counter,
    pub(crate) closed: Counter,
    /// Connections that were answered with 503 or closed because the server is full.
    pub(crate) turned_away: Counter,
    /// Connections that timed out.
    pub(crate) cut: Counter,
    reloads: Mutex<Reloads>,
}

#[derive(Debug, Clone, Default, Serialize)]
struct Reloads {
    taken: u64,
    refused: u64,
    last: Option<Attempt>,
}

/// One reload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Attempt {
    /// When it happened, in RFC 3339.
    pub(crate) at: String,
    pub(crate) outcome: ReloadOutcome,
    /// The number of mistakes.
    pub(crate) problems: usize,
    /// The SHA-256 of the file; `None` if it could not be read.
    pub(crate) data: Option<String>,
}

/// The result of a reload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ReloadOutcome {
    /// The new data is served.
    Taken,
    /// The old data is still served.
    Refused,
    /// The file contains the data that is already served.
    Unchanged,
}

/// The JSON of `/status.json`.
#[derive(Serialize)]
struct Report<'a> {
    version: &'static str,
    started: String,
    data: &'a str,
    loaded: String,
    reloads: Reloads,
    answers: BTreeMap<u16, u64>,
    panics: u64,
    connections: ConnectionCounts,
}

#[derive(Serialize)]
struct ConnectionCounts {
    open: u64,
    accepted: u64,
    turned_away: u64,
    cut: u64,
}

/// One past the largest status.
const STATUSES: usize = 600;

impl Health {
    pub(crate) fn new() -> Health {
        Health {
            started: SystemTime::now(),
            answers: (0..STATUSES).map(|_| Counter::default()).collect(),
            panics: Counter::default(),
            accepted: Counter::default(),
            closed: Counter::default(),
            turned_away: Counter::default(),
            cut: Counter::default(),
            reloads: Mutex::default(),
        }
    }

    pub(crate) fn answered(&self, status: StatusCode) {
        if let Some(count) = self.answers.get(usize::from(status.as_u16())) {
            count.add_one();
        }
    }

    pub(crate) fn reloaded(&self, attempt: Attempt) {
        let mut reloads = self.reloads.lock().unwrap_or_else(PoisonError::into_inner);
        match attempt.outcome {
            ReloadOutcome::Taken => reloads.taken += 1,
            ReloadOutcome::Refused => reloads.refused += 1,
            ReloadOutcome::Unchanged => {}
        }
        reloads.last = Some(attempt);
    }

    /// The JSON while this data is served.
    pub(crate) fn report(&self, data: &str, loaded: SystemTime) -> String {
        let accepted = self.accepted.get();
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
                .map(|(status, count)| (status, count.get()))
                .filter(|(_, count)| *count > 0)
                .collect(),
            panics: self.panics.get(),
            connections: ConnectionCounts {
                open: accepted.saturating_sub(self.closed.get()),
                accepted,
                turned_away: self.turned_away.get(),
                cut: self.cut.get(),
            },
        };
        serde_json::to_string_pretty(&report).expect("numbers and strings are valid JSON")
    }
}

impl Counter {
    pub(crate) fn add_one(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Formats a time as RFC 3339, in UTC, to the second.
pub(crate) fn timestamp(moment: SystemTime) -> String {
    let since_1970 = moment.duration_since(UNIX_EPOCH);
    let seconds = since_1970.expect("the clock is past 1970").as_secs();
    let (hour, minute, second) = (seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60);
    let day = Date::after_1970(seconds / 86_400).expect("the clock is before the year 10000");
    format!("{day}T{hour:02}:{minute:02}:{second:02}Z")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_time_is_formatted_as_rfc_3339() {
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
        health.accepted.add_one();
        health.accepted.add_one();
        health.closed.add_one();
        health.turned_away.add_one();
        let attempt = |outcome, problems| Attempt {
            at: timestamp(UNIX_EPOCH),
            outcome,
            problems,
            data: Some("abc".to_owned()),
        };
        health.reloaded(attempt(ReloadOutcome::Taken, 0));
        health.reloaded(attempt(ReloadOutcome::Refused, 3));

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
