//! Answers a request: rejects it if it is malformed, sends the resource at its path, or lets the router compute a page.
//!
//! Resources take a short path on purpose: one lookup, one comparison, and headers built in advance.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering;

use axum::http::header::{ALLOW, CONNECTION, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use futures_util::FutureExt as _;
use hyper::{Request, Response};
use tower::ServiceExt as _;

use super::finished::FinishedSite;
use super::headers::{complete, set};
use super::health::add_one;
use super::router::{format_of, is_route};
use super::{Body, Server, form, log};
use crate::site::{CachePolicy, policy};

const ALLOWED: HeaderValue = HeaderValue::from_static("GET, HEAD");
const CLOSE: HeaderValue = HeaderValue::from_static("close");
const SECONDS_TO_WAIT: HeaderValue = HeaderValue::from_static("5");

impl Server {
    /// Answers one request. Its body is never read.
    pub fn answer<B: hyper::body::Body>(&self, request: &Request<B>) -> Response<Body> {
        self.answer_on(request, false)
    }

    /// Answers a request, with 503 if its connection is above the limit. Counts and logs the answer.
    pub(crate) fn answer_on<B: hyper::body::Body>(
        &self,
        request: &Request<B>,
        is_shed: bool,
    ) -> Response<Body> {
        let (begun, site) = (log::begin(), self.current());
        let path = request.uri().path();
        let checked = if is_shed {
            Err(StatusCode::SERVICE_UNAVAILABLE)
        } else {
            form::check(request)
        };
        let (mut response, is_known) = match checked {
            Ok(()) => respond(self, &site, request.uri(), request.headers()),
            Err(status) => (refuse(self, &site, status, path), false),
        };
        // A body is not read.
        if self.stopping.load(Ordering::Relaxed) || !request.body().is_end_stream() {
            response.headers_mut().insert(CONNECTION, CLOSE);
        }
        self.health.answered(response.status());
        log::end(begun, request.method(), is_known.then_some(path), &response);
        response
    }
}

/// The answer to a valid request, and whether the site has its path. A panic is a counted 500; its message goes to the
/// panic hook and not to the client.
fn respond(
    server: &Server,
    site: &FinishedSite,
    uri: &Uri,
    headers: &HeaderMap,
) -> (Response<Body>, bool) {
    let path = uri.path();
    let has_query = uri.query().is_some_and(|query| !query.is_empty());
    let is_computed = has_query && is_route(&site.site, path);
    let finished = site.finished.get(path).filter(|_| !is_computed);
    let found = catch_unwind(AssertUnwindSafe(|| match finished {
        Some(finished) => finished.answer(headers),
        None => Ok(compute(server, site, uri)),
    }));
    let response = found
        .unwrap_or_else(|_| {
            add_one(&server.health.panics);
            Err(StatusCode::INTERNAL_SERVER_ERROR)
        })
        .unwrap_or_else(|status| refuse(server, site, status, path));
    let is_known =
        finished.is_some() || response.status().is_redirection() || is_route(&site.site, path);
    (response, is_known)
}

/// The answer to a request that is not served: an error page, or the allowed methods for `OPTIONS`.
fn refuse(server: &Server, site: &FinishedSite, status: StatusCode, path: &str) -> Response<Body> {
    let is_shared = site.is_shared(path);
    let mut response = Response::new(Body::default());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    complete(headers, CachePolicy::Never, is_shared, server.policy);
    match status {
        StatusCode::NO_CONTENT | StatusCode::METHOD_NOT_ALLOWED => {
            headers.insert(ALLOW, ALLOWED);
        }
        // What follows a malformed request is not trusted.
        StatusCode::BAD_REQUEST => drop(headers.insert(CONNECTION, CLOSE)),
        StatusCode::SERVICE_UNAVAILABLE => {
            headers.insert(RETRY_AFTER, SECONDS_TO_WAIT);
            headers.insert(CONNECTION, CLOSE);
        }
        _ => {}
    }
    if status != StatusCode::NO_CONTENT {
        let page = site.site.at(path).error(status.as_u16(), format_of(path));
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(page.media));
        *response.body_mut() = Body::from(page.body);
    } else if is_shared {
        set(headers, &policy::PREFLIGHT);
    }
    response
}

/// Calls the router with a `GET` without headers; the connection omits the body of an answer to `HEAD`.
fn compute(server: &Server, site: &FinishedSite, uri: &Uri) -> Response<Body> {
    let mut request = Request::new(axum::body::Body::empty());
    *request.uri_mut() = uri.clone();
    let routed = site.router.clone().oneshot(request).now_or_never();
    let Ok(response) = routed.expect("no handler waits");
    let (mut head, body) = response.into_parts();
    let cache = match head.status {
        StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT => CachePolicy::Revalidate,
        _ => CachePolicy::Never,
    };
    let is_shared = site.is_shared(uri.path());
    complete(&mut head.headers, cache, is_shared, server.policy);
    let body = axum::body::to_bytes(body, usize::MAX).now_or_never();
    let body = body.and_then(Result::ok).expect("the body is in memory");
    Response::from_parts(head, Body::new(body))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::sync::Arc;

    use axum::Router;

    use super::*;
    use crate::pipeline::Data;
    use crate::server::Policy;
    use crate::site::Options;

    #[test]
    fn a_panic_is_a_500_and_is_counted() {
        async fn failing() -> StatusCode {
            panic!("this panic is part of a test")
        }
        let data = include_str!("../../tests/fixtures/small.toml");
        let ready = Data::new("small.toml", data).site(&Options::default());
        let ready = ready.expect("the fixture has no mistakes");
        let server = Server::new(ready.site, Policy::default());
        let site = FinishedSite {
            site: Arc::clone(&server.current().site),
            finished: HashMap::new(),
            router: Router::new().fallback(failing),
        };
        let uri = Uri::from_static("/nowhere");
        let (response, is_known) = respond(&server, &site, &uri, &HeaderMap::new());
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert!(!is_known);
        assert_eq!(server.health.panics.load(Ordering::Relaxed), 1);
    }
}
