//! The counters behind `/status.json`, for the operator. None is about a reader.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use axum::http::StatusCode;
use serde::{Serialize, Serializer};

use crate::directory::Date;

/// Counters since the start, and the last reload.
#[derive(Debug, Serialize)]
pub(crate) struct Health {
    #[serde(skip)]
    started: String,
    reloads: Mutex<Reloads>,
    /// Answers by status code, which is the index.
    #[serde(serialize_with = "by_status")]
    answers: Vec<AtomicU64>,
    /// Panics in computed pages and connections.
    pub(crate) panics: AtomicU64,
    pub(crate) connections: ConnectionCounts,
}

#[derive(Debug, Default, Serialize)]
pub(crate) struct ConnectionCounts {
    pub(crate) open: AtomicU64,
    pub(crate) accepted: AtomicU64,
    /// Connections that were answered with 503 or closed because the server is full.
    pub(crate) turned_away: AtomicU64,
    /// Connections that timed out.
    pub(crate) cut: AtomicU64,
}

#[derive(Debug, Default, Serialize)]
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
    started: &'a str,
    data: &'a str,
    loaded: &'a str,
    #[serde(flatten)]
    health: &'a Health,
}

/// One past the largest status.
const STATUSES: usize = 600;

impl Health {
    pub(crate) fn new() -> Health {
        Health {
            started: timestamp(SystemTime::now()),
            reloads: Mutex::default(),
            answers: (0..STATUSES).map(|_| AtomicU64::default()).collect(),
            panics: AtomicU64::default(),
            connections: ConnectionCounts::default(),
        }
    }

    pub(crate) fn answered(&self, status: StatusCode) {
        if let Some(count) = self.answers.get(usize::from(status.as_u16())) {
            add_one(count);
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

    /// The JSON while this data is served, which was loaded at this time.
    pub(crate) fn report(&self, data: &str, loaded: &str) -> String {
        let report = Report {
            version: env!("CARGO_PKG_VERSION"),
            started: &self.started,
            data,
            loaded,
            health: self,
        };
        serde_json::to_string_pretty(&report).expect("numbers and strings are valid JSON")
    }
}

pub(crate) fn add_one(count: &AtomicU64) {
    count.fetch_add(1, Ordering::Relaxed);
}

/// The counts that are not zero, by status.
fn by_status<S: Serializer>(answers: &[AtomicU64], serializer: S) -> Result<S::Ok, S::Error> {
    let counts = answers.iter().map(|count| count.load(Ordering::Relaxed));
    let counts = (0_u16..).zip(counts).filter(|(_, count)| *count > 0);
    serializer.collect_map(counts)
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
        add_one(&health.connections.open);
        add_one(&health.connections.turned_away);
        let attempt = |outcome, problems| Attempt {
            at: timestamp(UNIX_EPOCH),
            outcome,
            problems,
            data: Some("abc".to_owned()),
        };
        health.reloaded(attempt(ReloadOutcome::Taken, 0));
        health.reloaded(attempt(ReloadOutcome::Refused, 3));

        let report: serde_json::Value =
            serde_json::from_str(&health.report("def", "1970-01-01T00:00:00Z")).unwrap();

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
