//! Security and caching headers, as plain data: declared only here.
//!
//! The server sends them and an export writes them to `_headers`. Names are in lower case.

use super::CachePolicy;

/// The name and the value of a header.
pub type Header = (&'static str, &'static str);

/// On every answer.
///
/// A page may load its own stylesheet and pictures and submit forms to its own origin. `connect-src` lets auditing
/// tools fetch `/robots.txt` from within the page.
pub const PROTECTION: [Header; 5] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'",
    ),
    ("referrer-policy", "no-referrer"),
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    ("x-content-type-options", "nosniff"),
];

/// On data, which pages of any origin may read.
pub const SHARED: [Header; 2] = [
    ("cross-origin-resource-policy", "cross-origin"),
    ("access-control-allow-origin", "*"),
];

/// On everything else.
pub const OWN: [Header; 1] = [("cross-origin-resource-policy", "same-origin")];

/// On every answer of a server behind TLS: valid for a year.
pub const STRICT_TRANSPORT: Header = ("strict-transport-security", "max-age=31536000");

/// The request header by which caches distinguish the representations of one resource.
pub const VARY: Header = ("vary", "accept-encoding");

/// On the answer to a CORS preflight for data: any header is allowed, and the answer may be cached for a day.
pub const PREFLIGHT: [Header; 3] = [
    ("access-control-allow-methods", "GET, HEAD"),
    ("access-control-allow-headers", "*"),
    ("access-control-max-age", "86400"),
];

/// The `Cache-Control` header of a policy.
///
/// Browsers revalidate a page each time, which costs a 304. A shared cache may answer for a minute: heavy traffic does
/// not reach the server, and a correction is still visible within minutes.
pub const fn cache_control(policy: CachePolicy) -> Header {
    let value = match policy {
        CachePolicy::Revalidate => "public, max-age=0, s-maxage=60, must-revalidate",
        CachePolicy::Immutable => "public, max-age=31536000, immutable",
        CachePolicy::Never => "private, no-store",
    };
    ("cache-control", value)
}
