//! The headers of every answer, set in one place: security headers, cache policy, and cross-origin access.
//! may read it.

use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE, ETAG, LINK};
use axum::http::{HeaderMap, HeaderName, HeaderValue};

use crate::site::policy::{self, Header};
use crate::site::{CachePolicy, Encoding, Resource};

/// Headers that the operator chooses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Policy {
    /// Send `Strict-Transport-Security`, for a server behind a TLS-terminating proxy.
    pub strict_transport: bool,
}

/// The origins that may read an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Audience {
    SameOrigin,
    /// Data: any origin.
    AllOrigins,
}

impl Audience {
    pub(crate) fn of(resource: &Resource) -> Audience {
        if resource.shared {
            Audience::AllOrigins
        } else {
            Audience::SameOrigin
        }
    }
}

/// Sets the headers that every answer has.
pub(crate) fn complete(
    headers: &mut HeaderMap,
    cache: CachePolicy,
    audience: Audience,
    policy: Policy,
) {
    let of_audience: &[Header] = match audience {
        Audience::SameOrigin => &policy::OWN,
        Audience::AllOrigins => &policy::SHARED,
    };
    set(headers, &policy::PROTECTION);
    set(headers, of_audience);
    set(headers, &[policy::cache_control(cache)]);
    if policy.strict_transport {
        set(headers, &[policy::STRICT_TRANSPORT]);
    }
}

pub(crate) fn set(headers: &mut HeaderMap, values: &[Header]) {
    for (name, value) in values {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
}

/// The headers that finished resources of one kind share, built once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct ResponseKind {
    pub(crate) media: &'static str,
    pub(crate) cache: CachePolicy,
    pub(crate) audience: Audience,
    pub(crate) is_linked: bool,
}

/// The headers of a kind. `ETag` and `Link` are empty placeholders, because replacing a value is cheaper than adding
/// one.
#[derive(Debug)]
pub(crate) struct KindHeaders {
    identity: HeaderMap,
    gzip: HeaderMap,
    brotli: HeaderMap,
    /// The headers that update a cached copy, without those of the body that is not sent (RFC 9110, 15.4.5).
    pub(crate) not_modified: HeaderMap,
}

impl KindHeaders {
    pub(crate) fn new(kind: ResponseKind, policy: Policy) -> KindHeaders {
        let mut not_modified = HeaderMap::with_capacity(12);
        not_modified.insert(ETAG, HeaderValue::from_static(""));
        set(&mut not_modified, &[policy::VARY]);
        complete(&mut not_modified, kind.cache, kind.audience, policy);
        let found = |encoding: Option<&'static str>| {
            let mut headers = HeaderMap::with_capacity(16);
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind.media));
            if let Some(encoding) = encoding {
                headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
            }
            if kind.is_linked {
                headers.insert(LINK, HeaderValue::from_static(""));
            }
            headers.extend(not_modified.clone());
            headers
        };
        KindHeaders {
            identity: found(None),
            gzip: found(Some("gzip")),
            brotli: found(Some("br")),
            not_modified,
        }
    }

    /// The headers of a 200.
    pub(crate) fn found(&self, encoding: Encoding) -> &HeaderMap {
        match encoding {
            Encoding::Identity => &self.identity,
            Encoding::Gzip => &self.gzip,
            Encoding::Brotli => &self.brotli,
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::header::{
        ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_SECURITY_POLICY,
        STRICT_TRANSPORT_SECURITY, VARY,
    };

    use super::*;

    const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

    const PAGE: ResponseKind = ResponseKind {
        media: "text/html; charset=utf-8",
        cache: CachePolicy::Revalidate,
        audience: Audience::SameOrigin,
        is_linked: true,
    };

    #[test]
    fn a_304_has_cache_headers_and_no_body_headers() {
        let headers = KindHeaders::new(PAGE, Policy::default());
        let (found, not_modified) = (headers.found(Encoding::Gzip), &headers.not_modified);
        for name in [CONTENT_TYPE, CONTENT_ENCODING, LINK] {
            assert!(found.contains_key(&name), "{name}");
            assert!(!not_modified.contains_key(&name), "{name}");
        }
        for name in [ETAG, CACHE_CONTROL, VARY, CONTENT_SECURITY_POLICY] {
            assert_eq!(found.get(&name), not_modified.get(&name), "{name}");
            assert!(found.contains_key(&name), "{name}");
        }
    }

    #[test]
    fn any_origin_may_read_data_but_not_pages() {
        let data = ResponseKind {
            audience: Audience::AllOrigins,
            ..PAGE
        };
        let headers = KindHeaders::new(data, Policy::default());
        let headers = headers.found(Encoding::Identity);
        assert_eq!(headers[ACCESS_CONTROL_ALLOW_ORIGIN], "*");
        assert_eq!(headers[RESOURCE_POLICY], "cross-origin");
        let headers = KindHeaders::new(PAGE, Policy::default());
        let headers = headers.found(Encoding::Identity);
        assert!(!headers.contains_key(ACCESS_CONTROL_ALLOW_ORIGIN));
        assert_eq!(headers[RESOURCE_POLICY], "same-origin");
    }

    #[test]
    fn strict_transport_security_is_sent_only_on_request() {
        let strict = Policy {
            strict_transport: true,
        };
        let headers = KindHeaders::new(PAGE, strict).not_modified;
        assert_eq!(
            headers[STRICT_TRANSPORT_SECURITY],
            policy::STRICT_TRANSPORT.1
        );
        let headers = KindHeaders::new(PAGE, Policy::default()).not_modified;
        assert!(!headers.contains_key(STRICT_TRANSPORT_SECURITY));
    }
}
