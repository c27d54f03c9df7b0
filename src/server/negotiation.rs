//! Content negotiation and conditional requests: selects the encoding, and compares entity tags
//! (RFC 9110, 12.5.3 and 13.1).
//!
//! Pure functions over header values.

use std::cmp::Reverse;

use axum::http::HeaderValue;

use crate::site::Encoding;

/// The q-value of each content encoding, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct AcceptedEncodings {
    brotli: u16,
    gzip: u16,
    identity: u16,
}

/// The q-value 1.
const FULL: u16 = 1000;

impl AcceptedEncodings {
    /// Parses all `Accept-Encoding` lines of a request. Malformed elements are ignored.
    pub(crate) fn read<'a>(lines: impl IntoIterator<Item = &'a HeaderValue>) -> AcceptedEncodings {
        let (mut brotli, mut gzip, mut identity, mut others) = (None, None, None, None);
        let elements = lines
            .into_iter()
            .flat_map(|line| line.as_bytes().split(|byte| *byte == b','));
        for (coding, weight) in elements.filter_map(weighted) {
            if coding.eq_ignore_ascii_case(b"br") {
                brotli = Some(weight);
            } else if coding.eq_ignore_ascii_case(b"gzip") || coding.eq_ignore_ascii_case(b"x-gzip")
            {
                gzip = Some(weight);
            } else if coding.eq_ignore_ascii_case(b"identity") {
                identity = Some(weight);
            } else if coding == b"*" {
                others = Some(weight);
            }
        }
        AcceptedEncodings {
            brotli: brotli.or(others).unwrap_or(0),
            gzip: gzip.or(others).unwrap_or(0),
            // Acceptable if it is not mentioned, but after everything that is.
            identity: identity.or(others).unwrap_or(1),
        }
    }

    /// What `find` returns for the preferred encoding; if q-values are equal, the smaller body. `None`: no available
    /// encoding is acceptable.
    pub(crate) fn choose<R>(self, find: impl Fn(Encoding) -> Option<R>) -> Option<(Encoding, R)> {
        let mut encodings = [
            (Encoding::Brotli, self.brotli),
            (Encoding::Gzip, self.gzip),
            (Encoding::Identity, self.identity),
        ];
        encodings.sort_by_key(|(_, weight)| Reverse(*weight));
        encodings
            .into_iter()
            .filter(|(_, weight)| *weight > 0)
            .find_map(|(encoding, _)| Some((encoding, find(encoding)?)))
    }
}

/// Splits `gzip;q=0.5` into the encoding and its q-value.
fn weighted(element: &[u8]) -> Option<(&[u8], u16)> {
    let mut parts = element.splitn(2, |byte| *byte == b';');
    let coding = parts.next()?.trim_ascii();
    let weight = match parts.next() {
        None => FULL,
        Some(parameter) => {
            let parameter = parameter.trim_ascii();
            let value = parameter
                .strip_prefix(b"q=")
                .or_else(|| parameter.strip_prefix(b"Q="))?;
            thousandths(value)?
        }
    };
    (!coding.is_empty()).then_some((coding, weight))
}

/// Parses a `qvalue`: `0` to `1` with up to three decimals.
fn thousandths(value: &[u8]) -> Option<u16> {
    let (whole, decimals) = match value {
        [whole] => (*whole, &[][..]),
        [whole, b'.', decimals @ ..] => (*whole, decimals),
        _ => return None,
    };
    if decimals.len() > 3 || !decimals.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let digit = |index: usize| decimals.get(index).map_or(0, |byte| u16::from(byte - b'0'));
    let fraction = digit(0) * 100 + digit(1) * 10 + digit(2);
    match whole {
        b'0' => Some(fraction),
        b'1' if fraction == 0 => Some(FULL),
        _ => None,
    }
}

/// How two entity tags are compared (RFC 9110, 8.8.3.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    /// Strong: neither may be weak. For `If-Match`.
    Strong,
    /// Weak: the opaque parts are equal. For `If-None-Match`.
    Weak,
}

/// Whether an `If-Match` or `If-None-Match` has this strong entity tag. Parsing stops at a malformed tag.
pub(crate) fn names_tag<'a>(
    lines: impl IntoIterator<Item = &'a HeaderValue>,
    etag: &[u8],
    comparison: Comparison,
) -> bool {
    lines.into_iter().any(|line| {
        let mut rest = line.as_bytes().trim_ascii();
        if rest == b"*" {
            return true;
        }
        while let Some((tag, after)) = next_tag(rest) {
            let comparable = comparison == Comparison::Weak || !tag.weak;
            if comparable && tag.opaque == etag {
                return true;
            }
            rest = after;
        }
        false
    })
}

/// An entity tag of a list; `opaque` keeps its quotes.
struct Tag<'a> {
    weak: bool,
    opaque: &'a [u8],
}

/// The first tag of a list, and the text after the comma. A comma within quotes belongs to the tag.
fn next_tag(list: &[u8]) -> Option<(Tag<'_>, &[u8])> {
    let start = list
        .iter()
        .position(|byte| !matches!(byte, b' ' | b'\t' | b','))?;
    let list = &list[start..];
    let (weak, list) = match list.strip_prefix(b"W/") {
        Some(list) => (true, list),
        None => (false, list),
    };
    let inner = list.strip_prefix(b"\"")?;
    let length = inner.iter().position(|byte| *byte == b'"')?;
    let (opaque, after) = list.split_at(length + 2);
    let after = after.trim_ascii_start();
    (after.is_empty() || after[0] == b',').then_some((Tag { weak, opaque }, after))
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
        let accepted = AcceptedEncodings::read(&lines(accept_encoding));
        let chosen = accepted.choose(|encoding| available.contains(&encoding).then_some(()));
        chosen.map(|(encoding, ())| encoding)
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

    #[test]
    fn only_the_chosen_encoding_is_made() {
        let accepted = AcceptedEncodings::read(&lines(&["br;q=0.5, gzip"]));
        let chosen = accepted.choose(|encoding| {
            assert_eq!(encoding, Encoding::Gzip);
            Some(())
        });
        assert_eq!(chosen, Some((Encoding::Gzip, ())));
    }

    fn weak(if_none_match: &[&str]) -> bool {
        names_tag(&lines(if_none_match), b"\"abc\"", Comparison::Weak)
    }

    fn strong(if_match: &[&str]) -> bool {
        names_tag(&lines(if_match), b"\"abc\"", Comparison::Strong)
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
