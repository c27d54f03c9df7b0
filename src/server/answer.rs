//! One request, one answer: refused for its form, found among the finished pages, or handed to the router.
//!
//! The way of a finished page is short on purpose: one look-up, one comparison, and headers that were built before.

use std::convert::Infallible;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::http::header::{ALLOW, CONNECTION};
use axum::http::uri::Scheme;
use axum::http::{HeaderValue, Method, StatusCode, request};
use http_body_util::{BodyExt, Collected};
use hyper::{Request, Response};
use tower::ServiceExt;

use super::headers::{Audience, protect};
use super::host::is_well_addressed;
use super::log::Entry;
use super::router::{canonical, computed, format_of, is_route};
use super::served::Served;
use super::{Body, Server};
use crate::site::Format;

/// What every resource allows.
const ALLOWED: HeaderValue = HeaderValue::from_static("GET, HEAD");

/// The answer to a request, at once or when the router has made it.
pub struct Answer(Inner);

enum Inner {
    /// `None` once it has been taken.
    Ready(Option<Response<Body>>),
    Computed(Pin<Box<dyn Future<Output = Response<Body>> + Send>>),
}

impl Future for Answer {
    type Output = Result<Response<Body>, Infallible>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut self.0 {
            Inner::Ready(response) => match response.take() {
                Some(response) => Poll::Ready(Ok(response)),
                None => Poll::Pending,
            },
            Inner::Computed(computed) => computed.as_mut().poll(context).map(Ok),
        }
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer").finish_non_exhaustive()
    }
}

impl Answer {
    fn ready(response: Response<Body>) -> Answer {
        Answer(Inner::Ready(Some(response)))
    }
}

/// Answers a request. The body, where it has one, is not read.
pub(super) fn answer<B: hyper::body::Body>(server: &Arc<Server>, request: Request<B>) -> Answer {
    let entry = Entry::begin();
    let current = server.current();
    if let Err(status) = check(&request) {
        let mut response = refuse(&current, status, request.uri().path());
        if !request.body().is_end_stream() {
            // Nobody reads the body, and what follows one is not to be trusted.
            let close = HeaderValue::from_static("close");
            response.headers_mut().insert(CONNECTION, close);
        }
        server.finish(&mut response, to_be_added(request.uri().path()));
        entry.end(request.method(), None, &response);
        return Answer::ready(response);
    }
    let uri = request.uri();
    let is_question = uri.query().is_some_and(|query| !query.is_empty()) && is_route(uri.path());
    if !is_question && let Some(found) = current.answer(uri.path(), request.headers()) {
        let (mut response, headers) = match found {
            Ok(response) => (response, Headers::Complete),
            Err(status) => (
                refuse(&current, status, uri.path()),
                to_be_added(uri.path()),
            ),
        };
        server.finish(&mut response, headers);
        entry.end(request.method(), Some(uri.path()), &response);
        return Answer::ready(response);
    }
    Answer(Inner::Computed(Box::pin(compute(
        Arc::clone(server),
        Arc::clone(&current),
        request.into_parts().0,
        entry,
    ))))
}

/// Whether a request is of a form that is answered at all.
fn check<B: hyper::body::Body>(request: &Request<B>) -> Result<(), StatusCode> {
    if !is_well_addressed(request.version(), request.headers()) {
        return Err(StatusCode::BAD_REQUEST);
    }
    match *request.method() {
        Method::GET | Method::HEAD => {}
        Method::OPTIONS => return Err(StatusCode::NO_CONTENT),
        _ => return Err(StatusCode::METHOD_NOT_ALLOWED),
    }
    let uri = request.uri();
    let is_of_http = uri
        .scheme()
        .is_none_or(|scheme| *scheme == Scheme::HTTP || *scheme == Scheme::HTTPS);
    let is_of_host = uri
        .authority()
        .is_none_or(|authority| !authority.as_str().contains('@'));
    if !(uri.path().starts_with('/') && is_of_http && is_of_host) {
        return Err(StatusCode::BAD_REQUEST);
    }
    if !request.body().is_end_stream() {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    Ok(())
}

/// The answer to a request that is not answered as it asks.
fn refuse(current: &Served, status: StatusCode, path: &str) -> Response<Body> {
    if status == StatusCode::NO_CONTENT {
        let mut response = Response::new(Body::default());
        *response.status_mut() = status;
        response.headers_mut().insert(ALLOW, ALLOWED);
        return response;
    }
    let page = current.site().error(status.as_u16(), format_of(path));
    let mut response: Response<Body> = computed(page);
    let headers = response.headers_mut();
    match status {
        StatusCode::METHOD_NOT_ALLOWED => {
            headers.insert(ALLOW, ALLOWED);
        }
        // What follows a request that is not well formed is not to be trusted.
        StatusCode::BAD_REQUEST => {
            headers.insert(CONNECTION, HeaderValue::from_static("close"));
        }
        _ => {}
    }
    response
}

/// Lets the router answer. It is asked with `GET`: of an answer to `HEAD` the connection sends the headers only.
async fn compute(
    server: Arc<Server>,
    current: Arc<Served>,
    parts: request::Parts,
    entry: Entry,
) -> Response<Body> {
    let mut request = Request::new(axum::body::Body::empty());
    *request.uri_mut() = parts.uri.clone();
    let Ok(response) = current.router().oneshot(request).await;
    let path = parts.uri.path();
    let mut response = match response.status() {
        StatusCode::INTERNAL_SERVER_ERROR => refuse(&current, response.status(), path),
        _ => in_memory(response).await,
    };
    server.finish(&mut response, to_be_added(path));
    let is_known = is_route(path) || response.status().is_redirection();
    entry.end(&parts.method, is_known.then_some(path), &response);
    response
}

/// What the router makes is in memory as a whole, so that reading it does not fail.
async fn in_memory(response: Response<axum::body::Body>) -> Response<Body> {
    let (head, body) = response.into_parts();
    let bytes = body.collect().await.map(Collected::to_bytes);
    Response::from_parts(head, Body::new(bytes.unwrap_or_default()))
}

/// Whether an answer has the headers of every answer yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Headers {
    Complete,
    ToBeAdded(Audience),
}

/// The headers of what is computed for a path: what is for programs is for those of all origins, which a redirect or an
/// error must say as well.
fn to_be_added(path: &str) -> Headers {
    Headers::ToBeAdded(match format_of(&canonical(path)) {
        Format::Html => Audience::SameOrigin,
        Format::Json => Audience::AllOrigins,
    })
}

impl Server {
    /// The last thing done to every answer.
    fn finish(&self, response: &mut Response<Body>, headers: Headers) {
        if let Headers::ToBeAdded(audience) = headers {
            protect(response.headers_mut(), self.policy, audience);
        }
        if self.is_stopping() {
            let close = HeaderValue::from_static("close");
            response.headers_mut().insert(CONNECTION, close);
        }
        self.health.answered(response.status());
    }
}
