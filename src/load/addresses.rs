//! URLs and mail addresses in the data file.

use serde_json::{Value as Json, json};

use super::reading::{Reading, Value, strings};
use crate::diagnostics::{Code, Span, quoted, quoted_list};
use crate::web_address;

strings! {
    /// A web page.
    HttpAddress = Address {
        beginnings: &["https://", "http://"],
        needs_encryption: false,
    };

    /// A web page or a mail address for complaints. Encryption is required, because complaints are confidential.
    ComplaintAddress = Address {
        beginnings: &["https://", "mailto:"],
        needs_encryption: true,
    };

    /// A web page or a mail address.
    Contact = Address {
        beginnings: &["https://", "http://", "mailto:"],
        needs_encryption: false,
    };

    /// A web page over HTTPS, or a mail address.
    SecureContact = Address {
        beginnings: &["https://", "mailto:"],
        needs_encryption: false,
    };
}

/// What a key allows its addresses to be.
struct Address {
    beginnings: &'static [&'static str],
    /// Whether an unencrypted address is an error of its own, or only a warning.
    needs_encryption: bool,
}

impl Address {
    fn check(&self, text: &str, span: Span, reading: &mut Reading<'_>) -> Option<String> {
        let is_unencrypted = text.starts_with("http://");
        let mut beginnings = self.beginnings.iter();
        let fault = if beginnings.any(|beginning| text.starts_with(beginning))
            || is_unencrypted && self.needs_encryption
        {
            fault(text)
        } else {
            let beginnings = quoted_list(self.beginnings.iter().copied(), "or");
            Some((format!("an address that begins with {beginnings}"), None))
        };
        let shown = quoted(text);
        let diagnostic = if let Some((expected, help)) = &fault {
            let title = format!("expected {expected}, but found {shown}");
            let mut diagnostic = Code::MalformedAddress.at(span, title);
            diagnostic.help = help.map(str::to_owned);
            diagnostic
        } else if !is_unencrypted {
            return Some(text.to_owned());
        } else if self.needs_encryption {
            let title = format!("expected an `https://` address, but found {shown}");
            Code::InsecureComplaintRoute.at(span, title)
        } else {
            let title = format!("the address {shown} is not encrypted");
            let diagnostic = Code::InsecureAddress.at(span, title);
            diagnostic.help("most sites answer at `https://` too")
        };
        reading.report(diagnostic);
        fault.is_none().then(|| text.to_owned())
    }

    fn schema(&self) -> Json {
        let beginnings = self.beginnings.join("|");
        json!({ "type": "string", "format": "uri", "pattern": format!("^({beginnings})") })
    }
}

/// What is expected instead of an address with a fault, and how to mend it.
type Fault = (String, Option<&'static str>);

/// Checks the syntax of an address (RFC 3986), and that it has a host or a mailbox.
fn fault(address: &str) -> Option<Fault> {
    const ENCODE: &str = "write it percent-encoded";
    const XN: &str = "write the host in its `xn--` form";
    let (before, host, rest) = parts(address);
    let (path, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let sign = |text: &str, signs: &str| text.chars().find(|letter| signs.contains(*letter));
    let invalid = |text: &str| text.chars().find(|letter| !can_be_in_address(*letter));
    let in_host = |letter: &char| *letter == '%' || !can_be_in_address(*letter);
    for (letter, another, help) in [
        (host.chars().find(in_host), "", XN),
        (invalid(before).or(invalid(rest)), "", ENCODE),
        (sign(path, "[]"), "", ENCODE),
        (sign(fragment, "[]#"), "another ", ENCODE),
    ] {
        if let Some(letter) = letter {
            let letter = quoted(&letter.to_string());
            return Some((format!("an address without {another}{letter}"), Some(help)));
        }
    }
    let is_encoded = |after: &str| {
        let digits = after.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    let mut encoded = before.split('%').skip(1).chain(rest.split('%').skip(1));
    if !encoded.all(is_encoded) {
        let expected = "two hexadecimal digits after each `%`".to_owned();
        return Some((expected, Some("write the sign itself as `%25`")));
    }
    let is_known = if address.starts_with("mailto:") {
        web_address::contact(address).is_ok()
    } else {
        web_address::check_authority(host).is_ok()
    };
    (!is_known).then(|| ("an address that leads somewhere".to_owned(), None))
}

/// Splits an address into what precedes the host, the host with its port, and the rest.
fn parts(address: &str) -> (&str, &str, &str) {
    let is_mail = address.starts_with("mailto:");
    let separator = if is_mail { "@" } else { "://" };
    let start = address
        .find(separator)
        .map_or(address.len(), |at| at + separator.len());
    let (before, after) = address.split_at(start);
    let (host, rest) = after.split_at(after.find(['/', '?', '#']).unwrap_or(after.len()));
    (before, host, rest)
}

/// Whether a URL may contain this character unescaped (RFC 3986).
fn can_be_in_address(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_fault(address: &str, expected: &str, help: Option<&str>) {
        assert_eq!(fault(address), Some((expected.to_owned(), help)));
    }

    #[test]
    fn valid_addresses_are_accepted() {
        for address in [
            "https://example.org",
            "https://example.org:8443/a?b=c#d",
            "http://[2001:db8::1]/",
            "https://my_host.example/",
            "https://xn--bcher-kva.example/b%C3%BCcher",
            "mailto:office@example.org?subject=A%20question",
        ] {
            assert_eq!(fault(address), None, "{address}");
        }
    }

    #[test]
    fn an_international_host_needs_its_ascii_form() {
        for address in [
            "https://b\u{fc}cher.example/",
            "mailto:a@b\u{fc}cher.example",
        ] {
            let help = Some("write the host in its `xn--` form");
            assert_fault(address, "an address without `\u{fc}`", help);
        }
        let help = Some("write the host in its `xn--` form");
        assert_fault(
            "https://b%C3%BCcher.example/",
            "an address without `%`",
            help,
        );
    }

    #[test]
    fn invalid_urls_are_rejected() {
        let encode = Some("write it percent-encoded");
        assert_fault(
            "https://a.example/\u{fc}",
            "an address without `\u{fc}`",
            encode,
        );
        assert_fault("mailto:<b@a.example", "an address without `<`", encode);
        assert_fault("https://a.example/[b]", "an address without `[`", encode);
        assert_fault(
            "https://a.example/#b#c",
            "an address without another `#`",
            encode,
        );
        let sign = Some("write the sign itself as `%25`");
        for address in ["https://a.example/100%", "https://a.example/%zz"] {
            assert_fault(address, "two hexadecimal digits after each `%`", sign);
        }
        for address in [
            "https://",
            "https://.",
            "https://a.example:99999/",
            "mailto:@a.example",
        ] {
            assert_fault(address, "an address that leads somewhere", None);
        }
    }
}
