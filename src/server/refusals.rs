//! Answers that need no site and no request: what is said to a connection for which there is no room, and to bytes
//! that are no request. Built once, whole, as they go over the wire.

use std::fmt::Write as _;

use axum::http::header::{CACHE_CONTROL, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use bytes::Bytes;

use super::headers::{Audience, Policy, cache_control, protect};
use crate::site::Keeping;

/// The refusals of a server.
#[derive(Debug)]
pub(super) struct Refusals {
    bad_request: Bytes,
    uri_too_long: Bytes,
    headers_too_large: Bytes,
    full: Bytes,
}

impl Refusals {
    pub(super) fn new(policy: Policy) -> Refusals {
        let refusal = |status, text| refusal(status, text, policy);
        Refusals {
            bad_request: refusal(StatusCode::BAD_REQUEST, "This is not a request.\n"),
            uri_too_long: refusal(StatusCode::URI_TOO_LONG, "The address is too long.\n"),
            headers_too_large: refusal(
                StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
                "The headers of the request are too long or too many.\n",
            ),
            full: refusal(
                StatusCode::SERVICE_UNAVAILABLE,
                "Too many people are reading at once. Try again in a few seconds.\n",
            ),
        }
    }

    /// What is said to a connection for which there is no room.
    pub(super) fn full(&self) -> Bytes {
        self.full.clone()
    }

    /// What is said in the place of an answer that hyper has made up, and its status.
    pub(super) fn instead_of(&self, answer: &[u8]) -> (StatusCode, Bytes) {
        let status = answer
            .get(b"HTTP/1.1 ".len()..)
            .and_then(|rest| rest.get(..3));
        let (status, refusal) = match status {
            Some(b"414") => (StatusCode::URI_TOO_LONG, &self.uri_too_long),
            Some(b"431") => (
                StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
                &self.headers_too_large,
            ),
            _ => (StatusCode::BAD_REQUEST, &self.bad_request),
        };
        (status, refusal.clone())
    }
}

/// A whole answer, after which the connection is closed.
fn refusal(status: StatusCode, text: &'static str, policy: Policy) -> Bytes {
    let mut headers = HeaderMap::new();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    headers.insert(CONTENT_LENGTH, HeaderValue::from(text.len()));
    headers.insert(CACHE_CONTROL, cache_control(Keeping::Never));
    headers.insert(CONNECTION, HeaderValue::from_static("close"));
    if status == StatusCode::SERVICE_UNAVAILABLE {
        headers.insert(RETRY_AFTER, HeaderValue::from_static("5"));
    }
    protect(&mut headers, policy, Audience::SameOrigin);
    let mut answer = format!("HTTP/1.1 {status}\r\n");
    for (name, value) in &headers {
        // Writing into a `String` cannot fail, and every value above is ASCII.
        let _ = write!(answer, "{name}: {}\r\n", value.to_str().unwrap_or_default());
    }
    answer.push_str("\r\n");
    answer.push_str(text);
    Bytes::from(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_a_whole_answer_with_the_headers_of_every_answer() {
        let refusals = Refusals::new(Policy::default());
        let answer = String::from_utf8(refusals.full().to_vec()).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 503 Service Unavailable\r\n"));
        for line in [
            "retry-after: 5".to_owned(),
            "connection: close".to_owned(),
            "cache-control: private, no-store".to_owned(),
            "x-content-type-options: nosniff".to_owned(),
            format!("content-length: {}", body.len()),
        ] {
            assert!(head.lines().any(|found| found == line), "{line} in {head}");
        }
    }

    #[test]
    fn each_answer_that_hyper_makes_up_has_one_of_ours() {
        let refusals = Refusals::new(Policy::default());
        for (made_up, status) in [
            (&b"HTTP/1.1 400 Bad Request\r\n"[..], 400),
            (b"HTTP/1.1 414 URI Too Long\r\n", 414),
            (b"HTTP/1.1 431 Request Header Fields Too Large\r\n", 431),
            (b"", 400),
        ] {
            let (refused, answer) = refusals.instead_of(made_up);
            assert_eq!(refused.as_u16(), status);
            assert!(answer.starts_with(format!("HTTP/1.1 {status} ").as_bytes()));
        }
    }
}
