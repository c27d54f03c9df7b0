//! A [`Site`] ready to be sent: a table of finished resources, and the router for everything else.
//!
//! Each request is answered from one [`FinishedSite`], even if another is loaded meanwhile.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::SystemTime;

use axum::Router;
use axum::http::header::{ACCEPT_ENCODING, ETAG, IF_MATCH, IF_NONE_MATCH, LINK};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use hyper::Response;

use super::Body;
use super::headers::{Audience, KindHeaders, Policy, ResponseKind};
use super::health::Health;
use super::negotiation::{AcceptedEncodings, Comparison, names_tag};
use super::router::{canonical, format_of, router};
use crate::site::{Format, Resource, Site};

#[derive(Debug)]
pub(crate) struct FinishedSite {
    site: Arc<Site>,
    finished: HashMap<String, Finished>,
    router: Router,
}

/// A resource and its headers.
#[derive(Debug)]
struct Finished {
    resource: Arc<Resource>,
    headers: Arc<KindHeaders>,
    link: Option<HeaderValue>,
}

impl FinishedSite {
    pub(crate) fn new(site: Site, policy: Policy, health: &Arc<Health>) -> FinishedSite {
        let site = Arc::new(site);
        let mut kinds: HashMap<ResponseKind, Arc<KindHeaders>> = HashMap::new();
        let finished = site.resources().map(|(path, resource)| {
            let kind = ResponseKind {
                media: resource.media,
                cache: resource.cache,
                audience: Audience::of(resource),
                is_linked: resource.link.is_some(),
            };
            let headers = kinds
                .entry(kind)
                .or_insert_with(|| Arc::new(KindHeaders::new(kind, policy)));
            let link = resource.link.as_deref();
            let finished = Finished {
                resource: Arc::clone(resource),
                headers: Arc::clone(headers),
                link: link.map(|link| {
                    HeaderValue::from_str(link).expect("a path and the base URL are ASCII")
                }),
            };
            (path.to_owned(), finished)
        });
        FinishedSite {
            finished: finished.collect(),
            router: router(Arc::clone(&site), SystemTime::now(), Arc::clone(health)),
            site,
        }
    }

    pub(crate) fn content(&self) -> &Arc<Site> {
        &self.site
    }

    /// Answers what is not in the table.
    pub(crate) fn router(&self) -> Router {
        self.router.clone()
    }

    /// The answer to `GET` if there is a finished resource at this path; the error is the status of a rejection.
    pub(crate) fn answer(
        &self,
        path: &str,
        request: &HeaderMap,
    ) -> Option<Result<Response<Body>, StatusCode>> {
        Some(self.finished.get(path)?.answer(request))
    }

    /// The origins that may read an answer about this path: those of the resource, or of the target of a redirect.
    pub(crate) fn audience(&self, path: &str) -> Audience {
        let path = canonical(path);
        let target = self.site.redirect(&path).unwrap_or(&path);
        match (self.site.get(target), format_of(target)) {
            (Some(resource), _) => Audience::of(resource),
            (None, Format::Json) => Audience::AllOrigins,
            (None, Format::Html) => Audience::SameOrigin,
        }
    }
}

impl Finished {
    fn answer(&self, request: &HeaderMap) -> Result<Response<Body>, StatusCode> {
        let (encoding, representation) = AcceptedEncodings::read(request.get_all(ACCEPT_ENCODING))
            .choose(|encoding| self.resource.representation(encoding))
            .ok_or(StatusCode::NOT_ACCEPTABLE)?;
        let etag = &representation.etag;
        if request.contains_key(IF_MATCH)
            && !names_tag(request.get_all(IF_MATCH), etag, Comparison::Strong)
        {
            return Err(StatusCode::PRECONDITION_FAILED);
        }
        let is_known = names_tag(request.get_all(IF_NONE_MATCH), etag, Comparison::Weak);
        let mut response = if is_known {
            let mut response = Response::new(Body::default());
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            *response.headers_mut() = self.headers.not_modified.clone();
            response
        } else {
            let mut response = Response::new(Body::new(representation.bytes.clone()));
            *response.headers_mut() = self.headers.found(encoding).clone();
            if let Some(link) = &self.link {
                response.headers_mut().insert(LINK, link.clone());
            }
            response
        };
        let etag = HeaderValue::from_maybe_shared(etag.clone()).expect("an entity tag is ASCII");
        response.headers_mut().insert(ETAG, etag);
        Ok(response)
    }
}
