//! One [`Site`] made ready to be sent: a table from path to finished answers, and the router for the rest.
//!
//! A request is answered from one [`Served`] from beginning to end, whatever is loaded meanwhile.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::SystemTime;

use axum::Router;
use axum::http::header::{ACCEPT_ENCODING, ETAG, IF_MATCH, IF_NONE_MATCH, LINK};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use bytes::Bytes;
use hyper::Response;

use super::Body;
use super::headers::{self, Audience, Kind, Policy};
use super::health::Health;
use super::negotiation::{AcceptedCodings, Comparison, names_tag};
use super::router::router;
use crate::site::{Coding, Effort, Representation, Resource, Site};

/// A site, ready to be sent.
pub(super) struct Served {
    site: Arc<Site>,
    finished: HashMap<String, Finished>,
    router: Router,
}

/// A resource, ready to be sent.
struct Finished {
    kind: Arc<KindHeaders>,
    link: Option<HeaderValue>,
    identity: Sendable,
    /// Empty until it was made; `None` where it is not worth sending.
    gzip: OnceLock<Option<Sendable>>,
    brotli: OnceLock<Option<Sendable>>,
}

/// The headers that all resources of a kind share.
struct KindHeaders {
    identity: HeaderMap,
    gzip: HeaderMap,
    brotli: HeaderMap,
    not_modified: HeaderMap,
}

/// A body and its tag.
#[derive(Clone)]
struct Sendable {
    bytes: Bytes,
    etag: HeaderValue,
}

/// Sites whose pages come to more than this are compressed quickly instead of well: the best takes 5 ms a page, and
/// readers should not wait hours for what saves them an eighth.
const BYTES_WORTH_THE_BEST: usize = 32 << 20;

impl Served {
    /// Prepares every resource of a site. Nothing is compressed yet but what was so in the site `before`.
    pub(super) fn new(
        site: Arc<Site>,
        before: Option<&Served>,
        policy: Policy,
        health: &Arc<Health>,
    ) -> Served {
        let mut kinds: HashMap<Kind, Arc<KindHeaders>> = HashMap::new();
        let finished = site
            .resources()
            .filter_map(|(path, resource)| {
                let kind = kind_of(resource);
                let headers = kinds
                    .entry(kind)
                    .or_insert_with(|| Arc::new(KindHeaders::new(kind, policy)));
                let finished = Finished::new(resource, Arc::clone(headers))?;
                if let Some(before) = before.and_then(|before| before.finished.get(path)) {
                    finished.inherit(before);
                }
                Some((path.to_owned(), finished))
            })
            .collect();
        let router = router(Arc::clone(&site), SystemTime::now(), Arc::clone(health));
        Served {
            site,
            finished,
            router,
        }
    }

    /// The site itself.
    pub(super) fn site(&self) -> &Arc<Site> {
        &self.site
    }

    /// What answers where nothing finished stands.
    pub(super) fn router(&self) -> Router {
        self.router.clone()
    }

    /// The answer to `GET` for the path, where a finished resource stands there; the error is the status of a refusal.
    pub(super) fn answer(
        &self,
        path: &str,
        request: &HeaderMap,
    ) -> Option<Result<Response<Body>, StatusCode>> {
        Some(self.finished.get(path)?.answer(request))
    }

    /// Compresses every resource and offers what is made, until `stop` says that it is wanted no more.
    pub(super) fn compress(&self, mut stop: impl FnMut() -> bool) {
        let bytes: usize = self
            .site
            .resources()
            .map(|(_, resource)| resource.identity().bytes.len())
            .sum();
        let effort = if bytes > BYTES_WORTH_THE_BEST {
            Effort::Quick
        } else {
            Effort::Best
        };
        for (path, resource) in self.site.resources() {
            if let Some(finished) = self.finished.get(path)
                && !finished.is_compressed()
            {
                if stop() {
                    return;
                }
                resource.compress(effort);
                finished.offer(resource);
            }
        }
    }
}

impl fmt::Debug for Served {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Served")
            .field("finished", &self.finished.len())
            .finish_non_exhaustive()
    }
}

fn kind_of(resource: &Resource) -> Kind {
    Kind {
        media: resource.media,
        keeping: resource.keeping,
        audience: if resource.shared {
            Audience::AllOrigins
        } else {
            Audience::SameOrigin
        },
        is_linked: resource.link.is_some(),
    }
}

impl KindHeaders {
    fn new(kind: Kind, policy: Policy) -> KindHeaders {
        KindHeaders {
            identity: headers::of_found(kind, Coding::Identity, policy),
            gzip: headers::of_found(kind, Coding::Gzip, policy),
            brotli: headers::of_found(kind, Coding::Brotli, policy),
            not_modified: headers::of_not_modified(kind, policy),
        }
    }

    fn of(&self, coding: Coding) -> &HeaderMap {
        match coding {
            Coding::Identity => &self.identity,
            Coding::Gzip => &self.gzip,
            Coding::Brotli => &self.brotli,
        }
    }
}

impl Finished {
    /// `None` where a link or a tag is not fit for a header, which the site's own are.
    fn new(resource: &Resource, kind: Arc<KindHeaders>) -> Option<Finished> {
        let link = resource.link.as_deref().map(HeaderValue::from_str);
        Some(Finished {
            kind,
            link: link.transpose().ok()?,
            identity: Sendable::new(resource.identity())?,
            gzip: OnceLock::new(),
            brotli: OnceLock::new(),
        })
    }

    fn is_compressed(&self) -> bool {
        self.gzip.get().is_some() && self.brotli.get().is_some()
    }

    /// Offers the codings of a resource that has been compressed.
    fn offer(&self, resource: &Resource) {
        let make = |coding| resource.representation(coding).and_then(Sendable::new);
        self.gzip.get_or_init(|| make(Coding::Gzip));
        self.brotli.get_or_init(|| make(Coding::Brotli));
    }

    /// Takes over the codings of the same bytes: most pages survive a reload.
    fn inherit(&self, before: &Finished) {
        if self.identity.etag != before.identity.etag {
            return;
        }
        for (place, known) in [(&self.gzip, &before.gzip), (&self.brotli, &before.brotli)] {
            if let Some(known) = known.get() {
                place.get_or_init(|| known.clone());
            }
        }
    }

    fn sendable(&self, coding: Coding) -> Option<&Sendable> {
        match coding {
            Coding::Identity => Some(&self.identity),
            Coding::Gzip => self.gzip.get()?.as_ref(),
            Coding::Brotli => self.brotli.get()?.as_ref(),
        }
    }

    /// The answer to `GET`; the error is the status of a refusal.
    fn answer(&self, request: &HeaderMap) -> Result<Response<Body>, StatusCode> {
        let accepted = AcceptedCodings::read(request.get_all(ACCEPT_ENCODING));
        let coding = accepted
            .choose(|coding| self.sendable(coding).is_some())
            .ok_or(StatusCode::NOT_ACCEPTABLE)?;
        let sendable = self.sendable(coding).unwrap_or(&self.identity);
        let etag = sendable.etag.as_bytes();
        if request.contains_key(IF_MATCH)
            && !names_tag(request.get_all(IF_MATCH), etag, Comparison::Strong)
        {
            return Err(StatusCode::PRECONDITION_FAILED);
        }
        if names_tag(request.get_all(IF_NONE_MATCH), etag, Comparison::Weak) {
            let mut response = Response::new(Body::default());
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            *response.headers_mut() = self.kind.not_modified.clone();
            response.headers_mut().insert(ETAG, sendable.etag.clone());
            return Ok(response);
        }
        let mut response = Response::new(Body::new(sendable.bytes.clone()));
        let headers = response.headers_mut();
        *headers = self.kind.of(coding).clone();
        headers.insert(ETAG, sendable.etag.clone());
        if let Some(link) = &self.link {
            headers.insert(LINK, link.clone());
        }
        Ok(response)
    }
}

impl Sendable {
    fn new(representation: &Representation) -> Option<Sendable> {
        Some(Sendable {
            bytes: representation.bytes.clone(),
            etag: HeaderValue::from_str(&representation.etag).ok()?,
        })
    }
}
