//! The log of requests: one line each, with nothing in it about the reader. No address, no query, no referrer, no user
//! agent; and no path that is not one of ours, because people paste all sorts of things.

use std::time::Instant;

use axum::http::Method;
use hyper::Response;
use hyper::body::Body as _;

use super::Body;

/// A line that is being measured; nothing, where the log is off.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry(Option<Instant>);

impl Entry {
    /// A request has come in.
    pub(super) fn begin() -> Entry {
        Entry(tracing::enabled!(target: "request", tracing::Level::INFO).then(Instant::now))
    }

    /// Its answer is ready. `path` is `None` where it is not one of ours.
    pub(super) fn end(self, method: &Method, path: Option<&str>, response: &Response<Body>) {
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

/// The method, where it is one that HTTP has; a client may send any word.
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
