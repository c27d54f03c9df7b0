//! The headers of every answer, set in one place: security headers, cache policy, and cross-origin access.

use axum::http::{HeaderMap, HeaderName, HeaderValue};

use crate::site::CachePolicy;
use crate::site::policy::{self, Header};

/// Headers that the operator chooses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Policy {
    /// Send `Strict-Transport-Security`, for a server behind a TLS-terminating proxy.
    pub strict_transport: bool,
}

/// Sets the headers that every answer has. If it `is_shared`, pages of any origin may read it.
pub(crate) fn complete(
    headers: &mut HeaderMap,
    cache: CachePolicy,
    is_shared: bool,
    policy: Policy,
) {
    set(headers, &policy::PROTECTION);
    if is_shared {
        set(headers, &policy::SHARED);
    } else {
        set(headers, &policy::OWN);
    }
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
