//! Whether a request says for whom it is, as RFC 9112 (3.2) wants it. What it says is never used: a site lives at the
//! root of whatever name leads here.

use axum::http::header::HOST;
use axum::http::{HeaderMap, HeaderValue, Version};

/// Whether there is exactly one well-formed `Host`; HTTP/1.0 may do without.
pub(super) fn is_well_addressed(version: Version, headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => is_host(host),
        (None, _) => version < Version::HTTP_11,
        (Some(_), Some(_)) => false,
    }
}

/// `uri-host [ ":" port ]`, where the host may not be empty.
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
        [b'[', literal @ .., b']'] => is_address(literal),
        name => is_name(name),
    };
    is_port && is_host
}

/// The bytes of a name that stand for themselves. A table, because every request is looked at.
const IN_NAMES: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=";
    let mut place = 0;
    while place < bytes.len() {
        table[bytes[place] as usize] = true;
        place += 1;
    }
    table
};

/// `reg-name`, which an IPv4 address is too.
fn is_name(name: &[u8]) -> bool {
    let mut bytes = name.iter();
    while let Some(byte) = bytes.next() {
        let well_formed = match byte {
            b'%' => (0..2).all(|_| bytes.next().is_some_and(u8::is_ascii_hexdigit)),
            byte => IN_NAMES[usize::from(*byte)],
        };
        if !well_formed {
            return false;
        }
    }
    true
}

/// What stands between brackets: an IPv6 address, or one of a kind yet to come.
fn is_address(literal: &[u8]) -> bool {
    let is_future = matches!(literal, [b'v' | b'V', ..]);
    let text = str::from_utf8(literal).unwrap_or_default();
    text.parse::<std::net::Ipv6Addr>().is_ok()
        || is_future && literal.contains(&b'.') && is_name(&literal[1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(version: Version, hosts: &[&str]) -> bool {
        let mut headers = HeaderMap::new();
        for host in hosts {
            headers.append(HOST, HeaderValue::from_bytes(host.as_bytes()).unwrap());
        }
        is_well_addressed(version, &headers)
    }

    #[test]
    fn one_well_formed_host_is_accepted() {
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
    fn a_malformed_host_is_refused() {
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
    fn two_hosts_are_refused_even_if_equal() {
        assert!(!accepts(Version::HTTP_11, &["example.org", "example.org"]));
        assert!(!accepts(Version::HTTP_10, &["example.org", "example.com"]));
    }

    #[test]
    fn only_http_1_0_may_leave_it_out() {
        assert!(!accepts(Version::HTTP_11, &[]));
        assert!(accepts(Version::HTTP_10, &[]));
    }
}
