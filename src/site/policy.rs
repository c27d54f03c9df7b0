//! The headers by which every answer protects its reader and says how long it may be kept, as plain data: stated here
//! and nowhere else.
//!
//! The server sends them, and an export writes them down for the server that will. Nothing here knows HTTP beyond names
//! and values. Names are in lower case.

use super::Keeping;

/// The name and the value of a header.
pub type Header = (&'static str, &'static str);

/// What every answer has.
///
/// A page may use its own stylesheet and pictures, and forms that lead here. `connect-src` lets auditing tools fetch
/// `/robots.txt` from within the page.
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

/// What data has, which pages of every origin may read.
pub const SHARED: [Header; 2] = [
    ("cross-origin-resource-policy", "cross-origin"),
    ("access-control-allow-origin", "*"),
];

/// What everything else has.
pub const OWN: [Header; 1] = [("cross-origin-resource-policy", "same-origin")];

/// What an answer has from a server that readers reach through TLS only: for a year.
pub const STRICT_TRANSPORT: Header = ("strict-transport-security", "max-age=31536000");

/// By what caches tell two answers of one address apart.
pub const VARY: Header = ("vary", "accept-encoding");

/// How long an answer may be kept.
///
/// A page is asked for again by every browser each time, which costs a 304; a shared cache may answer for a minute, so
/// that a busy day reaches it and not us, and a correction is still seen within minutes.
pub const fn cache_control(keeping: Keeping) -> Header {
    let value = match keeping {
        Keeping::Revalidate => "public, max-age=0, s-maxage=60, must-revalidate",
        Keeping::Immutable => "public, max-age=31536000, immutable",
        Keeping::Never => "private, no-store",
    };
    ("cache-control", value)
}
