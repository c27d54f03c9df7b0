//! Content negotiation and conditional requests: selects the encoding, and compares entity tags
//! (RFC 9110, 12.5.3 and 13.1).
//!
//! Pure functions over header values.

use std::cmp::Reverse;

use axum::http::HeaderValue;

use crate::site::Encoding;

/// The q-value 1, in thousandths.
const FULL: u16 = 1000;

/// The encodings that the `Accept-Encoding` lines of a request accept, the preferred first; if q-values are equal, that
/// with the smaller body. Malformed elements are ignored.
pub(crate) fn accepted<'a>(
    lines: impl IntoIterator<Item = &'a HeaderValue>,
) -> impl Iterator<Item = Encoding> {
    let (mut brotli, mut gzip, mut identity, mut others) = (None, None, None, None);
    let elements = lines
        .into_iter()
        .flat_map(|line| line.as_bytes().split(|byte| *byte == b','));
    for (coding, weight) in elements.filter_map(weighted) {
        let is = |name: &[u8]| coding.eq_ignore_ascii_case(name);
        let known = if is(b"br") {
            &mut brotli
        } else if is(b"gzip") || is(b"x-gzip") {
            &mut gzip
        } else if is(b"identity") {
            &mut identity
        } else if is(b"*") {
            &mut others
        } else {
            continue;
        };
        *known = Some(weight);
    }
    let mut encodings = [
        (Encoding::Brotli, brotli.or(others).unwrap_or(0)),
        (Encoding::Gzip, gzip.or(others).unwrap_or(0)),
        // Acceptable if it is not mentioned, but after everything that is.
        (Encoding::Identity, identity.or(others).unwrap_or(1)),
    ];
    encodings.sort_by_key(|(_, weight)| Reverse(*weight));
    let acceptable = encodings.into_iter().filter(|(_, weight)| *weight > 0);
    acceptable.map(|(encoding, _)| encoding)
}

/// Splits `gzip;q=0.5` into the encoding and its q-value in thousandths.
fn weighted(element: &[u8]) -> Option<(&[u8], u16)> {
    let mut parts = element.splitn(2, |byte| *byte == b';');
    let coding = parts.next()?.trim_ascii();
    let weight = match parts.next().map(<[u8]>::trim_ascii) {
        None => FULL,
        Some([b'q' | b'Q', b'=', value @ ..]) => thousandths(value)?,
        Some(_) => return None,
    };
    (!coding.is_empty()).then_some((coding, weight))
}

/// Parses a `qvalue`: `0` to `1` with up to three decimals.
fn thousandths(value: &[u8]) -> Option<u16> {
    let (whole, decimals) = match value {
        [whole] => (whole, &[][..]),
        [whole, b'.', decimals @ ..] if decimals.len() <= 3 => (whole, decimals),
        _ => return None,
    };
    let digits = [whole].into_iter().chain(decimals).chain([b'0'; 3].iter());
    let thousandths = digits.take(4).try_fold(0, |sum, digit| {
        let is_digit = digit.is_ascii_digit();
        is_digit.then(|| sum * 10 + u16::from(digit - b'0'))
    });
    thousandths.filter(|thousandths| *thousandths <= FULL)
}

/// Whether an `If-Match` or `If-None-Match` has this strong entity tag (RFC 9110, 8.8.3.2); `or_weak`: or the weak one
/// with the same text, as in `If-None-Match`. Parsing stops at a malformed tag.
pub(crate) fn names_tag<'a>(
    lines: impl IntoIterator<Item = &'a HeaderValue>,
    etag: &[u8],
    or_weak: bool,
) -> bool {
    lines.into_iter().any(|line| {
        let mut rest = line.as_bytes().trim_ascii();
        if rest == b"*" {
            return true;
        }
        while let Some((is_weak, tag, after)) = next_tag(rest) {
            if tag == etag && (or_weak || !is_weak) {
                return true;
            }
            rest = after;
        }
        false
    })
}

/// The first tag of a list with its quotes, whether it is weak, and the text after it. A comma within quotes belongs to
/// the tag.
fn next_tag(list: &[u8]) -> Option<(bool, &[u8], &[u8])> {
    let is_between = |byte: &u8| matches!(byte, b' ' | b'\t' | b',');
    let start = list.iter().position(|byte| !is_between(byte))?;
    let list = &list[start..];
    let strong = list.strip_prefix(b"W/");
    let (is_weak, list) = (strong.is_some(), strong.unwrap_or(list));
    let inner = list.strip_prefix(b"\"")?;
    let length = inner.iter().position(|byte| *byte == b'"')?;
    let (tag, after) = list.split_at(length + 2);
    let after = after.trim_ascii_start();
    (after.is_empty() || after[0] == b',').then_some((is_weak, tag, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(values: &[&str]) -> Vec<HeaderValue> {
        values
            .iter()
            .map(|value| HeaderValue::from_str(value).unwrap())
            .collect()
    }

    fn chosen_of(accept_encoding: &[&str], available: &[Encoding]) -> Option<Encoding> {
        accepted(&lines(accept_encoding)).find(|encoding| available.contains(encoding))
    }

    fn chosen(accept_encoding: &[&str]) -> Option<Encoding> {
        let all = [Encoding::Identity, Encoding::Gzip, Encoding::Brotli];
        chosen_of(accept_encoding, &all)
    }

    #[test]
    fn without_accept_encoding_nothing_is_compressed() {
        assert_eq!(chosen(&[]), Some(Encoding::Identity));
        assert_eq!(chosen(&[""]), Some(Encoding::Identity));
    }

    #[test]
    fn browsers_get_brotli() {
        assert_eq!(chosen(&["gzip, deflate, br, zstd"]), Some(Encoding::Brotli));
        assert_eq!(
            chosen(&["br;q=1.0, gzip;q=0.8, *;q=0.1"]),
            Some(Encoding::Brotli)
        );
        assert_eq!(chosen(&["gzip", "br"]), Some(Encoding::Brotli));
    }

    #[test]
    fn q_values_outrank_our_preference() {
        assert_eq!(chosen(&["br;q=0.5, gzip"]), Some(Encoding::Gzip));
        assert_eq!(chosen(&["br;q=0.5, gzip;q=0.501"]), Some(Encoding::Gzip));
        assert_eq!(chosen(&["gzip;q=0.5, identity"]), Some(Encoding::Identity));
        assert_eq!(chosen(&["gzip;q=0.001"]), Some(Encoding::Gzip));
    }

    #[test]
    fn a_q_value_has_up_to_three_decimals() {
        for (text, weight) in [
            ("0", 0),
            ("0.", 0),
            ("0.2", 200),
            ("0.02", 20),
            ("0.002", 2),
            ("0.347", 347),
            ("0.340", 340),
            ("1.000", 1000),
        ] {
            assert_eq!(thousandths(text.as_bytes()), Some(weight), "{text}");
        }
    }

    #[test]
    fn zero_rejects() {
        assert_eq!(chosen(&["br;q=0, gzip;q=0"]), Some(Encoding::Identity));
        assert_eq!(chosen(&["br;q=0, *"]), Some(Encoding::Gzip));
        assert_eq!(chosen(&["identity;q=0, gzip"]), Some(Encoding::Gzip));
        assert_eq!(chosen(&["identity;q=0"]), None);
        assert_eq!(chosen(&["*;q=0"]), None);
        assert_eq!(chosen(&["*;q=0.000"]), None);
        assert_eq!(chosen(&["*;q=0, identity;q=0.1"]), Some(Encoding::Identity));
        assert_eq!(chosen(&["*;q=0, gzip"]), Some(Encoding::Gzip));
    }

    #[test]
    fn a_star_matches_encodings_that_are_not_named() {
        assert_eq!(chosen(&["*"]), Some(Encoding::Brotli));
        assert_eq!(chosen(&["br;q=0.1, *;q=0.5"]), Some(Encoding::Gzip));
    }

    #[test]
    fn names_are_case_insensitive_and_have_an_alias() {
        assert_eq!(chosen(&["BR"]), Some(Encoding::Brotli));
        assert_eq!(chosen(&["X-GZIP;Q=1"]), Some(Encoding::Gzip));
        assert_eq!(chosen(&["gzip\t;\tq=0.2"]), Some(Encoding::Gzip));
    }

    #[test]
    fn malformed_elements_are_ignored() {
        assert_eq!(chosen(&["br;q=2, gzip"]), Some(Encoding::Gzip));
        assert_eq!(chosen(&["br;q=0.1234"]), Some(Encoding::Identity));
        assert_eq!(
            chosen(&["br;q=-1, br;level=3, ;q=1, , br;q="]),
            Some(Encoding::Identity)
        );
        assert_eq!(chosen(&["brotli, bro, gzi"]), Some(Encoding::Identity));
        assert_eq!(chosen(&["br;q=1.001"]), Some(Encoding::Identity));
        assert_eq!(chosen(&["br;q=0.5;q=0.6"]), Some(Encoding::Identity));
    }

    #[test]
    fn an_encoding_that_is_not_available_is_not_chosen() {
        use Encoding::{Gzip, Identity};
        assert_eq!(chosen_of(&["gzip, br"], &[Gzip, Identity]), Some(Gzip));
        assert_eq!(chosen_of(&["gzip, br"], &[Identity]), Some(Identity));
        assert_eq!(chosen_of(&["br, identity;q=0"], &[Identity]), None);
    }

    fn weak(if_none_match: &[&str]) -> bool {
        names_tag(&lines(if_none_match), b"\"abc\"", true)
    }

    fn strong(if_match: &[&str]) -> bool {
        names_tag(&lines(if_match), b"\"abc\"", false)
    }

    #[test]
    fn a_tag_is_found_alone_in_a_list_and_over_several_lines() {
        assert!(weak(&["\"abc\""]));
        assert!(weak(&["\"x\", \"abc\""]));
        assert!(weak(&["\"x\"\t,,\"abc\" , \"y\""]));
        assert!(weak(&["\"x\"", "\"abc\""]));
        assert!(!weak(&["\"x\", \"ab\", \"abcd\""]));
        assert!(!weak(&[]));
    }

    #[test]
    fn a_weak_tag_matches_in_if_none_match_only() {
        assert!(weak(&["W/\"abc\""]));
        assert!(!strong(&["W/\"abc\""]));
        assert!(strong(&["W/\"abc\", \"abc\""]));
    }

    #[test]
    fn a_star_matches_every_tag() {
        assert!(weak(&["*"]));
        assert!(strong(&[" * "]));
        assert!(!weak(&["\"*\""]));
    }

    #[test]
    fn a_comma_within_quotes_does_not_separate_tags() {
        assert!(!weak(&["\"x,\"abc\",y\""]));
        assert!(weak(&["\"x,y\", \"abc\""]));
    }

    #[test]
    fn a_malformed_tag_matches_nothing() {
        for malformed in [
            "abc",
            "'abc'",
            "\"abc",
            "abc\"",
            "w/\"abc\"",
            "W/ \"abc\"",
            "\"abc\"x",
            "W/",
            "\"",
        ] {
            assert!(!weak(&[malformed]), "{malformed}");
        }
    }
}
