//! What a request asks of the bytes: in which coding, and whether the client has them already (RFC 9110, 12.5.3 and 13.1).
//!
//! Pure functions over header values; no answer is made here.

use axum::http::HeaderValue;

use crate::site::Coding;

/// How welcome each coding is, in thousandths; 0 is "not at all".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct AcceptedCodings {
    brotli: u16,
    gzip: u16,
    identity: u16,
}

/// The full weight.
const FULL: u16 = 1000;

impl AcceptedCodings {
    /// Reads all `Accept-Encoding` lines of a request. Elements that are not well formed are passed over.
    pub(super) fn read<'a>(lines: impl IntoIterator<Item = &'a HeaderValue>) -> AcceptedCodings {
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
        AcceptedCodings {
            brotli: brotli.or(others).unwrap_or(0),
            gzip: gzip.or(others).unwrap_or(0),
            // What is not mentioned is still acceptable uncoded, but less so than anything that is.
            identity: identity.or(others).unwrap_or(1),
        }
    }

    /// The most welcome of the codings that are ready, the smaller where two are equally welcome. `None`: the client
    /// refuses everything there is.
    pub(super) fn choose(self, is_ready: impl Fn(Coding) -> bool) -> Option<Coding> {
        let mut best = None;
        let mut best_weight = 0;
        for (coding, weight) in [
            (Coding::Brotli, self.brotli),
            (Coding::Gzip, self.gzip),
            (Coding::Identity, self.identity),
        ] {
            if weight > best_weight && is_ready(coding) {
                best = Some(coding);
                best_weight = weight;
            }
        }
        best
    }
}

/// Splits `gzip;q=0.5` into the coding and its weight.
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

/// Reads a `qvalue`: `0` to `1` with at most three decimals.
fn thousandths(value: &[u8]) -> Option<u16> {
    let (whole, decimals) = match value {
        [whole] => (*whole, &[][..]),
        [whole, b'.', decimals @ ..] => (*whole, decimals),
        _ => return None,
    };
    if decimals.len() > 3 || !decimals.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let digit = |place: usize| decimals.get(place).map_or(0, |byte| u16::from(byte - b'0'));
    let fraction = digit(0) * 100 + digit(1) * 10 + digit(2);
    match whole {
        b'0' => Some(fraction),
        b'1' if fraction == 0 => Some(FULL),
        _ => None,
    }
}

/// How two entity tags are compared (RFC 9110, 8.8.3.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    /// Neither may be weak: for `If-Match`.
    Strong,
    /// The opaque parts are equal: for `If-None-Match`.
    Weak,
}

/// Whether the lines of an `If-Match` or `If-None-Match` name this strong entity tag. Reading stops at what is not well
/// formed.
pub(super) fn names_tag<'a>(
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

/// The first tag of a list, and what comes after the comma. A comma within the quotes belongs to the tag.
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

    /// What is chosen where every coding is ready.
    fn chosen(accept_encoding: &[&str]) -> Option<Coding> {
        AcceptedCodings::read(&lines(accept_encoding)).choose(|_| true)
    }

    #[test]
    fn without_accept_encoding_the_bytes_are_sent_as_they_are() {
        assert_eq!(chosen(&[]), Some(Coding::Identity));
        assert_eq!(chosen(&[""]), Some(Coding::Identity));
    }

    #[test]
    fn what_browsers_send_gets_brotli() {
        assert_eq!(chosen(&["gzip, deflate, br, zstd"]), Some(Coding::Brotli));
        assert_eq!(
            chosen(&["br;q=1.0, gzip;q=0.8, *;q=0.1"]),
            Some(Coding::Brotli)
        );
        assert_eq!(chosen(&["gzip", "br"]), Some(Coding::Brotli));
    }

    #[test]
    fn weights_decide_before_our_own_preference() {
        assert_eq!(chosen(&["br;q=0.5, gzip"]), Some(Coding::Gzip));
        assert_eq!(chosen(&["br;q=0.5, gzip;q=0.501"]), Some(Coding::Gzip));
        assert_eq!(chosen(&["gzip;q=0.5, identity"]), Some(Coding::Identity));
        assert_eq!(chosen(&["gzip;q=0.001"]), Some(Coding::Gzip));
    }

    #[test]
    fn a_weight_has_up_to_three_decimals() {
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
    fn zero_refuses() {
        assert_eq!(chosen(&["br;q=0, gzip;q=0"]), Some(Coding::Identity));
        assert_eq!(chosen(&["br;q=0, *"]), Some(Coding::Gzip));
        assert_eq!(chosen(&["identity;q=0, gzip"]), Some(Coding::Gzip));
        assert_eq!(chosen(&["identity;q=0"]), None);
        assert_eq!(chosen(&["*;q=0"]), None);
        assert_eq!(chosen(&["*;q=0.000"]), None);
        assert_eq!(chosen(&["*;q=0, identity;q=0.1"]), Some(Coding::Identity));
        assert_eq!(chosen(&["*;q=0, gzip"]), Some(Coding::Gzip));
    }

    #[test]
    fn a_star_stands_for_what_is_not_named() {
        assert_eq!(chosen(&["*"]), Some(Coding::Brotli));
        assert_eq!(chosen(&["br;q=0.1, *;q=0.5"]), Some(Coding::Gzip));
    }

    #[test]
    fn names_are_read_without_regard_to_case_and_by_their_old_alias() {
        assert_eq!(chosen(&["BR"]), Some(Coding::Brotli));
        assert_eq!(chosen(&["X-GZIP;Q=1"]), Some(Coding::Gzip));
        assert_eq!(chosen(&["gzip\t;\tq=0.2"]), Some(Coding::Gzip));
    }

    #[test]
    fn malformed_elements_are_passed_over() {
        assert_eq!(chosen(&["br;q=2, gzip"]), Some(Coding::Gzip));
        assert_eq!(chosen(&["br;q=0.1234"]), Some(Coding::Identity));
        assert_eq!(
            chosen(&["br;q=-1, br;level=3, ;q=1, , br;q="]),
            Some(Coding::Identity)
        );
        assert_eq!(chosen(&["brotli, bro, gzi"]), Some(Coding::Identity));
        assert_eq!(chosen(&["br;q=1.001"]), Some(Coding::Identity));
        assert_eq!(chosen(&["br;q=0.5;q=0.6"]), Some(Coding::Identity));
    }

    #[test]
    fn a_coding_that_is_not_ready_is_not_chosen() {
        let accepted = AcceptedCodings::read(&lines(&["gzip, br"]));
        assert_eq!(
            accepted.choose(|coding| coding != Coding::Brotli),
            Some(Coding::Gzip)
        );
        assert_eq!(
            accepted.choose(|coding| coding == Coding::Identity),
            Some(Coding::Identity)
        );
        let strict = AcceptedCodings::read(&lines(&["br, identity;q=0"]));
        assert_eq!(strict.choose(|coding| coding == Coding::Identity), None);
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
    fn a_weak_tag_is_good_enough_for_if_none_match_only() {
        assert!(weak(&["W/\"abc\""]));
        assert!(!strong(&["W/\"abc\""]));
        assert!(strong(&["W/\"abc\", \"abc\""]));
    }

    #[test]
    fn a_star_names_every_tag() {
        assert!(weak(&["*"]));
        assert!(strong(&[" * "]));
        assert!(!weak(&["\"*\""]));
    }

    #[test]
    fn a_comma_within_quotes_does_not_part_two_tags() {
        assert!(!weak(&["\"x,\"abc\",y\""]));
        assert!(weak(&["\"x,y\", \"abc\""]));
    }

    #[test]
    fn what_is_no_entity_tag_names_none() {
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
