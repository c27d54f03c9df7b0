//! Validates the form of a request: its method, target and `Host` (RFC 9112, 3.2), and that it has no body.
//!
//! `Host` is validated and never used: a site is at the root of any name that leads here.

use std::net::Ipv6Addr;

use axum::http::header::HOST;
use axum::http::uri::Scheme;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Version};
use hyper::Request;

/// Validates a request. The error is the status of its answer, which is 204 for `OPTIONS`.
pub(crate) fn check<B: hyper::body::Body>(request: &Request<B>) -> Result<(), StatusCode> {
    if !has_valid_host(request.version(), request.headers()) {
        return Err(StatusCode::BAD_REQUEST);
    }
    match *request.method() {
        Method::GET | Method::HEAD => {}
        Method::OPTIONS => return Err(StatusCode::NO_CONTENT),
        _ => return Err(StatusCode::METHOD_NOT_ALLOWED),
    }
    let uri = request.uri();
    let is_http = uri
        .scheme()
        .is_none_or(|scheme| *scheme == Scheme::HTTP || *scheme == Scheme::HTTPS);
    let has_user = uri
        .authority()
        .is_some_and(|authority| authority.as_str().contains('@'));
    if !is_http || has_user || !uri.path().starts_with('/') {
        return Err(StatusCode::BAD_REQUEST);
    }
    if !request.body().is_end_stream() {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    Ok(())
}

/// Whether there is exactly one valid `Host`; HTTP/1.0 may omit it.
fn has_valid_host(version: Version, headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => is_host(host),
        (None, _) => version < Version::HTTP_11,
        (Some(_), Some(_)) => false,
    }
}

/// `uri-host [ ":" port ]` with a host that is not empty.
fn is_host(value: &HeaderValue) -> bool {
    let value = value.as_bytes();
    let end = match value.first() {
        Some(b'[') => value
            .iter()
            .position(|byte| *byte == b']')
            .map(|end| end + 1),
        _ => value.iter().position(|byte| *byte == b':'),
    };
    let (host, port) = value.split_at(end.unwrap_or(value.len()));
    let is_port = match port {
        [] => true,
        [b':', digits @ ..] => digits.len() <= 5 && digits.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    let is_host = match host {
        [] => false,
        [b'[', literal @ .., b']'] => is_ip_literal(literal),
        name => is_name(name),
    };
    is_port && is_host
}

/// `reg-name`, which includes IPv4 addresses.
fn is_name(name: &[u8]) -> bool {
    let is_allowed = |byte: &u8| matches!(byte, b'!' | b'$'..=b'.' | b'0'..=b'9' | b';' | b'=' | b'A'..=b'Z' | b'_' | b'a'..=b'z' | b'~');
    let mut escapes = name.split(|byte| *byte == b'%').skip(1);
    name.iter().all(is_allowed)
        && escapes.all(|rest| rest.len() >= 2 && rest[..2].iter().all(u8::is_ascii_hexdigit))
}

/// The inside of the brackets: an IPv6 address or `IPvFuture`.
fn is_ip_literal(literal: &[u8]) -> bool {
    match literal {
        [b'v' | b'V', rest @ ..] => rest.contains(&b'.') && is_name(rest),
        _ => str::from_utf8(literal).is_ok_and(|text| text.parse::<Ipv6Addr>().is_ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(version: Version, hosts: &[&str]) -> bool {
        let mut headers = HeaderMap::new();
        for host in hosts {
            headers.append(HOST, HeaderValue::from_bytes(host.as_bytes()).unwrap());
        }
        has_valid_host(version, &headers)
    }

    #[test]
    fn one_valid_host_is_accepted() {
        for host in [
            "example.org",
            "example.org:8080",
            "example.org:",
            "127.0.0.1:1",
            "localhost",
            "[::1]",
            "[::1]:8080",
            "[v1.fe80]",
            "a_b-c.d~e!$&'()*+,;=",
            "xn--bcher-kva.example",
            "b%C3%BCcher.example",
        ] {
            assert!(accepts(Version::HTTP_11, &[host]), "{host}");
        }
    }

    #[test]
    fn an_invalid_host_is_rejected() {
        for host in [
            "",
            ":80",
            "a b",
            "a/b",
            "user@example.org",
            "example.org:80:80",
            "example.org:eighty",
            "example.org:123456",
            "example.org:-1",
            "[::1",
            "[]",
            "[::1]x",
            "[::g]",
            "[v1]",
            "::1",
            "a%zz",
            "a%2",
            "a,b c",
            "<script>",
            "\"a\"",
            "b\u{fc}cher.example",
            "a?b",
            "a#b",
            "a\\b",
        ] {
            assert!(!accepts(Version::HTTP_11, &[host]), "{host}");
            assert!(!accepts(Version::HTTP_10, &[host]), "{host}");
        }
    }

    #[test]
    fn two_hosts_are_rejected_even_if_equal() {
        assert!(!accepts(Version::HTTP_11, &["example.org", "example.org"]));
        assert!(!accepts(Version::HTTP_10, &["example.org", "example.com"]));
    }

    #[test]
    fn only_http_1_0_may_omit_host() {
        assert!(!accepts(Version::HTTP_11, &[]));
        assert!(accepts(Version::HTTP_10, &[]));
    }
}
