//! Answers a request: rejects it if it is malformed, sends the resource at its path, or lets the router compute a page.
//!
//! Resources take a short path on purpose: one lookup, one comparison, and headers built in advance.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;

use axum::http::header::{ALLOW, CONNECTION, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, Method, StatusCode, Uri};
use futures_util::future::Either;
use hyper::{Request, Response};
use tower::ServiceExt as _;

use super::finished::FinishedSite;
use super::form;
use super::headers::{Audience, complete, set};
use super::health::Health;
use super::log::LogLine;
use super::router::{format_of, is_route};
use super::{Body, Server};
use crate::site::{CachePolicy, policy};

const ALLOWED: HeaderValue = HeaderValue::from_static("GET, HEAD");
const CLOSE: HeaderValue = HeaderValue::from_static("close");
const SECONDS_TO_WAIT: HeaderValue = HeaderValue::from_static("5");

type Outcome = Result<Response<Body>, Infallible>;

/// The answer to a request: ready at once, or when the router has computed it.
pub type Answer = Either<Ready<Outcome>, Pin<Box<dyn Future<Output = Outcome> + Send>>>;

/// Answers a request.
pub(crate) fn answer<B: hyper::body::Body>(server: &Arc<Server>, request: &Request<B>) -> Answer {
    let line = LogLine::begin();
    let site = server.current();
    let (method, uri) = (request.method(), request.uri());
    let path = uri.path();
    if let Err(status) = form::check(request) {
        let mut response = refuse(server, &site, status, path);
        if status == StatusCode::BAD_REQUEST || !request.body().is_end_stream() {
            // The body is not read, and what follows a malformed request is not trusted.
            response.headers_mut().insert(CONNECTION, CLOSE);
        }
        return Either::Left(ready(Ok(server.finish(response, line, method, None))));
    }
    let is_computed =
        uri.query().is_some_and(|query| !query.is_empty()) && is_route(site.content(), path);
    if !is_computed
        && let Some(found) = guarded(&server.health, || site.answer(path, request.headers()))
    {
        let response = found.unwrap_or_else(|status| refuse(server, &site, status, path));
        return Either::Left(ready(Ok(server.finish(response, line, method, Some(path)))));
    }
    let (server, method, uri) = (Arc::clone(server), method.clone(), uri.clone());
    Either::Right(Box::pin(async move {
        let response = compute(&server, &site, &uri).await;
        let path = uri.path();
        let is_known = is_route(site.content(), path) || response.status().is_redirection();
        Ok(server.finish(response, line, &method, is_known.then_some(path)))
    }))
}

/// Finds a resource; the error is the status of a rejection. A panic while it is rendered is a counted 500.
fn guarded(
    health: &Health,
    find: impl FnOnce() -> Option<Result<Response<Body>, StatusCode>>,
) -> Option<Result<Response<Body>, StatusCode>> {
    catch_unwind(AssertUnwindSafe(find)).unwrap_or_else(|_| {
        health.panics.add_one();
        Some(Err(StatusCode::INTERNAL_SERVER_ERROR))
    })
}

/// The answer to a connection above the limit.
pub(crate) fn overloaded<B>(server: &Server, request: &Request<B>) -> Answer {
    let line = LogLine::begin();
    let site = server.current();
    let path = request.uri().path();
    let mut response = refuse(server, &site, StatusCode::SERVICE_UNAVAILABLE, path);
    response.headers_mut().insert(CONNECTION, CLOSE);
    Either::Left(ready(Ok(server.finish(
        response,
        line,
        request.method(),
        None,
    ))))
}

/// The answer to a request that is not served: an error page, or the allowed methods for `OPTIONS`.
fn refuse(server: &Server, site: &FinishedSite, status: StatusCode, path: &str) -> Response<Body> {
    let audience = site.audience(path);
    let mut response = Response::new(Body::default());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    match status {
        StatusCode::NO_CONTENT => {
            headers.insert(ALLOW, ALLOWED);
            if audience == Audience::AllOrigins {
                set(headers, &policy::PREFLIGHT);
            }
        }
        StatusCode::METHOD_NOT_ALLOWED => drop(headers.insert(ALLOW, ALLOWED)),
        StatusCode::SERVICE_UNAVAILABLE => drop(headers.insert(RETRY_AFTER, SECONDS_TO_WAIT)),
        _ => {}
    }
    complete(headers, CachePolicy::Never, audience, server.policy);
    if status != StatusCode::NO_CONTENT {
        let page = site
            .content()
            .at(path)
            .error(status.as_u16(), format_of(path));
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(page.media));
        *response.body_mut() = Body::from(page.body);
    }
    response
}

/// Calls the router with a `GET` without headers; the connection omits the body of an answer to `HEAD`.
async fn compute(server: &Server, site: &FinishedSite, uri: &Uri) -> Response<Body> {
    let mut request = Request::new(axum::body::Body::empty());
    *request.uri_mut() = uri.clone();
    let Ok(response) = site.router().oneshot(request).await;
    let (mut head, body) = response.into_parts();
    let cache = match head.status {
        StatusCode::INTERNAL_SERVER_ERROR => {
            return refuse(server, site, head.status, uri.path());
        }
        StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT => CachePolicy::Revalidate,
        _ => CachePolicy::Never,
    };
    complete(
        &mut head.headers,
        cache,
        site.audience(uri.path()),
        server.policy,
    );
    let body = axum::body::to_bytes(body, usize::MAX).await;
    Response::from_parts(head, Body::new(body.expect("the body is in memory")))
}

impl Server {
    /// Counts and logs an answer. `path` is `None` unless the site has it.
    fn finish(
        &self,
        mut response: Response<Body>,
        line: LogLine,
        method: &Method,
        path: Option<&str>,
    ) -> Response<Body> {
        if self.is_stopping() {
            response.headers_mut().insert(CONNECTION, CLOSE);
        }
        self.health.answered(response.status());
        line.end(method, path, &response);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_while_a_page_is_rendered_is_a_500() {
        let found = guarded(&Health::new(), || panic!("the row is missing"));
        let status = found.expect("an answer").expect_err("a rejection");
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    }
}
