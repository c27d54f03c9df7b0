//! A [`Site`] ready to be sent: a table of finished resources with their headers, and the router for everything else.
//!
//! Each request is answered from one [`FinishedSite`], even if another is loaded meanwhile.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Router;
use axum::http::header::{
    ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_MATCH, IF_NONE_MATCH, LINK,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use hyper::Response;

use super::Body;
use super::headers::{Policy, complete, set};
use super::health::Health;
use super::negotiation::{accepted, names_tag};
use super::router::{canonical, format_of, router};
use crate::site::{Format, Resource, Site, policy};

#[derive(Debug)]
pub(crate) struct FinishedSite {
    pub(crate) site: Arc<Site>,
    pub(crate) finished: HashMap<String, Finished>,
    /// Answers what is not in the table.
    pub(crate) router: Router,
}

/// A resource and its headers.
#[derive(Debug)]
pub(crate) struct Finished {
    resource: Arc<Resource>,
    headers: Arc<ResourceHeaders>,
    link: Option<HeaderValue>,
}

/// The headers that resources of one kind share. `ETag` and `Link` are empty placeholders, because replacing a value is
/// cheaper than adding one.
#[derive(Debug)]
struct ResourceHeaders {
    /// The headers of a 200 in each encoding.
    found: [HeaderMap; 3],
    /// The headers that update a cached copy, without those of the body that is not sent (RFC 9110, 15.4.5).
    not_modified: HeaderMap,
}

impl FinishedSite {
    pub(crate) fn new(site: Site, policy: Policy, health: &Arc<Health>) -> FinishedSite {
        let site = Arc::new(site);
        let mut kinds = HashMap::new();
        let finished = site.resources().map(|(path, resource)| {
            let is_linked = resource.link.is_some();
            let kind = (resource.media, resource.cache, resource.shared, is_linked);
            let headers = kinds
                .entry(kind)
                .or_insert_with(|| Arc::new(ResourceHeaders::new(resource, policy)));
            let link = resource.link.as_deref().map(HeaderValue::from_str);
            let finished = Finished {
                resource: Arc::clone(resource),
                headers: Arc::clone(headers),
                link: link.map(|link| link.expect("a path and the base URL are ASCII")),
            };
            (path.to_owned(), finished)
        });
        FinishedSite {
            finished: finished.collect(),
            router: router(Arc::clone(&site), Arc::clone(health)),
            site,
        }
    }

    /// Whether any origin may read an answer about this path: like the resource, or the target of a redirect.
    pub(crate) fn is_shared(&self, path: &str) -> bool {
        let path = canonical(path);
        let target = self.site.redirect(&path).unwrap_or(&path);
        match self.site.get(target) {
            Some(resource) => resource.shared,
            None => format_of(target) == Format::Json,
        }
    }
}

impl Finished {
    /// The answer to `GET`; the error is the status of a rejection.
    pub(crate) fn answer(&self, request: &HeaderMap) -> Result<Response<Body>, StatusCode> {
        let (encoding, representation) = accepted(request.get_all(ACCEPT_ENCODING))
            .find_map(|encoding| Some((encoding, self.resource.representation(encoding)?)))
            .ok_or(StatusCode::NOT_ACCEPTABLE)?;
        let etag = &representation.etag;
        if request.contains_key(IF_MATCH) && !names_tag(request.get_all(IF_MATCH), etag, false) {
            return Err(StatusCode::PRECONDITION_FAILED);
        }
        let mut response = Response::new(Body::default());
        if names_tag(request.get_all(IF_NONE_MATCH), etag, true) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            *response.headers_mut() = self.headers.not_modified.clone();
        } else {
            *response.body_mut() = Body::new(representation.bytes.clone());
            *response.headers_mut() = self.headers.found[encoding as usize].clone();
            if let Some(link) = &self.link {
                response.headers_mut().insert(LINK, link.clone());
            }
        }
        let etag = HeaderValue::from_maybe_shared(etag.clone()).expect("an entity tag is ASCII");
        response.headers_mut().insert(ETAG, etag);
        Ok(response)
    }
}

impl ResourceHeaders {
    fn new(resource: &Resource, policy: Policy) -> ResourceHeaders {
        const EMPTY: HeaderValue = HeaderValue::from_static("");
        let mut not_modified = HeaderMap::with_capacity(12);
        not_modified.insert(ETAG, EMPTY);
        set(&mut not_modified, &[policy::VARY]);
        complete(&mut not_modified, resource.cache, resource.shared, policy);
        // In the order of `Encoding`.
        let found = [None, Some("gzip"), Some("br")].map(|encoding| {
            let mut headers = HeaderMap::with_capacity(16);
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(resource.media));
            if let Some(encoding) = encoding {
                headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
            }
            if resource.link.is_some() {
                headers.insert(LINK, EMPTY);
            }
            headers.extend(not_modified.clone());
            headers
        });
        ResourceHeaders {
            found,
            not_modified,
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, VARY};

    use super::*;
    use crate::site::{CachePolicy, Encoding};

    #[test]
    fn a_304_has_cache_headers_and_no_body_headers() {
        let mut resource = Resource::new("text/html", CachePolicy::Revalidate, "");
        resource.link = Some(String::new());
        let headers = ResourceHeaders::new(&resource, Policy::default());
        let found = &headers.found[Encoding::Gzip as usize];
        let not_modified = &headers.not_modified;
        assert_eq!(found[CONTENT_ENCODING], "gzip");
        for name in [CONTENT_TYPE, CONTENT_ENCODING, LINK] {
            assert!(found.contains_key(&name), "{name}");
            assert!(!not_modified.contains_key(&name), "{name}");
        }
        for name in [ETAG, CACHE_CONTROL, VARY, CONTENT_SECURITY_POLICY] {
            assert_eq!(found.get(&name), not_modified.get(&name), "{name}");
            assert!(found.contains_key(&name), "{name}");
        }
    }
}
