//! The headers of an answer: those of the site's policy, and those of what is sent.

use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, LINK, VARY};
use axum::http::{HeaderMap, HeaderName, HeaderValue};

use crate::site::policy::{self, Header};
use crate::site::{Coding, Keeping};

/// What the operator decides about headers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Policy {
    /// Send `Strict-Transport-Security`: for a server that readers reach through TLS only.
    pub strict_transport: bool,
}

/// Which origins' pages may use an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Audience {
    /// Our own.
    SameOrigin,
    /// All: data is for everyone.
    AllOrigins,
}

/// The headers that protect the reader, which every answer has.
pub(super) fn protect(headers: &mut HeaderMap, policy: Policy, audience: Audience) {
    let of_audience: &[Header] = match audience {
        Audience::SameOrigin => &policy::OWN,
        Audience::AllOrigins => &policy::SHARED,
    };
    let strict_transport = policy.strict_transport.then_some(policy::STRICT_TRANSPORT);
    for (name, value) in policy::PROTECTION
        .iter()
        .chain(of_audience)
        .chain(&strict_transport)
    {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
}

/// How long an answer may be kept.
pub(super) fn cache_control(keeping: Keeping) -> HeaderValue {
    let (_, value) = policy::cache_control(keeping);
    HeaderValue::from_static(value)
}

/// What all finished resources of one kind have in common: the headers are built once for each kind, not for each
/// resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Kind {
    /// `Content-Type`.
    pub(super) media: &'static str,
    /// How long it may be kept.
    pub(super) keeping: Keeping,
    /// Who may use it.
    pub(super) audience: Audience,
    /// Whether there is a `Link`.
    pub(super) is_linked: bool,
}

/// The headers of a 200. `ETag` and `Link` are in their places with nothing in them, because a value is cheaper put in
/// place than added.
pub(super) fn of_found(kind: Kind, coding: Coding, policy: Policy) -> HeaderMap {
    let mut headers = HeaderMap::with_capacity(16);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind.media));
    match coding {
        Coding::Identity => None,
        Coding::Gzip => headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip")),
        Coding::Brotli => headers.insert(CONTENT_ENCODING, HeaderValue::from_static("br")),
    };
    if kind.is_linked {
        headers.insert(LINK, HeaderValue::from_static(""));
    }
    validate(&mut headers, kind);
    protect(&mut headers, policy, kind.audience);
    headers
}

/// The headers of a 304: what a cache needs to bring its copy up to date, and nothing about a body that is not sent
/// (RFC 9110, 15.4.5).
pub(super) fn of_not_modified(kind: Kind, policy: Policy) -> HeaderMap {
    let mut headers = HeaderMap::with_capacity(12);
    validate(&mut headers, kind);
    protect(&mut headers, policy, kind.audience);
    headers
}

fn validate(headers: &mut HeaderMap, kind: Kind) {
    headers.insert(ETAG, HeaderValue::from_static(""));
    headers.insert(CACHE_CONTROL, cache_control(kind.keeping));
    headers.insert(VARY, HeaderValue::from_static(policy::VARY.1));
}

#[cfg(test)]
mod tests {
    use axum::http::header::{
        ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_SECURITY_POLICY, STRICT_TRANSPORT_SECURITY,
    };

    use super::*;

    const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

    const PAGE: Kind = Kind {
        media: "text/html; charset=utf-8",
        keeping: Keeping::Revalidate,
        audience: Audience::SameOrigin,
        is_linked: true,
    };

    #[test]
    fn a_304_says_nothing_about_a_body_and_repeats_what_a_cache_keeps() {
        let found = of_found(PAGE, Coding::Gzip, Policy::default());
        let not_modified = of_not_modified(PAGE, Policy::default());
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
    fn data_is_for_all_origins_and_pages_are_not() {
        let data = Kind {
            audience: Audience::AllOrigins,
            ..PAGE
        };
        let headers = of_found(data, Coding::Identity, Policy::default());
        assert_eq!(headers[ACCESS_CONTROL_ALLOW_ORIGIN], "*");
        assert_eq!(headers[RESOURCE_POLICY], "cross-origin");
        let headers = of_found(PAGE, Coding::Identity, Policy::default());
        assert!(!headers.contains_key(ACCESS_CONTROL_ALLOW_ORIGIN));
        assert_eq!(headers[RESOURCE_POLICY], "same-origin");
    }

    #[test]
    fn strict_transport_is_said_only_when_asked_for() {
        let strict = Policy {
            strict_transport: true,
        };
        let headers = of_not_modified(PAGE, strict);
        assert_eq!(
            headers[STRICT_TRANSPORT_SECURITY],
            policy::STRICT_TRANSPORT.1
        );
        let headers = of_not_modified(PAGE, Policy::default());
        assert!(!headers.contains_key(STRICT_TRANSPORT_SECURITY));
    }
}
