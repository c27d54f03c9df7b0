//! URLs and mail addresses in the data file.

use std::marker::PhantomData;

use serde_json::{Value as Json, json};
use toml::de::DeValue;

use super::reading::{Encryption, Reading, Spanned, Value};
use super::values::read_string;
use crate::diagnostics::{Code, Diagnostic, Span, listed, quoted};
use crate::web_address;

/// What a key allows its addresses to be.
pub(crate) trait Allowed {
    /// The allowed schemes.
    const BEGINNINGS: &'static [&'static str];
    /// Whether an unencrypted address is an error or a warning.
    const ENCRYPTION: Encryption = Encryption::Preferred;
}

/// A web page.
#[derive(Debug)]
pub(crate) enum Http {}

impl Allowed for Http {
    const BEGINNINGS: &'static [&'static str] = &["https://", "http://"];
}

/// A web page or a mail address for complaints. Encryption is required, because complaints are confidential.
#[derive(Debug)]
pub(crate) enum Complaint {}

impl Allowed for Complaint {
    const BEGINNINGS: &'static [&'static str] = &["https://", "http://", "mailto:"];
    const ENCRYPTION: Encryption = Encryption::Required;
}

/// A web page or a mail address.
#[derive(Debug)]
pub(crate) enum HttpOrMail {}

impl Allowed for HttpOrMail {
    const BEGINNINGS: &'static [&'static str] = &["https://", "http://", "mailto:"];
}

/// A web page over HTTPS, or a mail address.
#[derive(Debug)]
pub(crate) enum HttpsOrMail {}

impl Allowed for HttpsOrMail {
    const BEGINNINGS: &'static [&'static str] = &["https://", "mailto:"];
}

pub(crate) type HttpAddress = Address<Http>;
pub(crate) type ComplaintAddress = Address<Complaint>;
pub(crate) type Contact = Address<HttpOrMail>;
pub(crate) type SecureContact = Address<HttpsOrMail>;

/// A URL or mail address.
#[derive(Debug)]
pub(crate) struct Address<A> {
    pub(crate) text: String,
    allowed: PhantomData<A>,
}

impl<A: Allowed> Value for Address<A> {
    const EXPECTED: &'static str = "a string";

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self> {
        let text = read_string::<Self>(value, &span, reading)?;
        let malformed =
            |title: String| Diagnostic::new(Code::MalformedAddress, span.clone(), title);
        if !A::BEGINNINGS
            .iter()
            .any(|beginning| text.starts_with(beginning))
        {
            let advised = A::BEGINNINGS.iter().filter(|text| {
                A::ENCRYPTION == Encryption::Preferred || !text.starts_with("http:")
            });
            let beginnings: Vec<String> = advised.map(|text| quoted(text)).collect();
            let beginnings = listed(&beginnings, "or");
            let title = format!(
                "expected an address that begins with {beginnings}, but found {}",
                quoted(&text)
            );
            reading.report(malformed(title));
            return None;
        }
        if let Err(Fault { expected, help }) = check(&text) {
            let title = format!("expected {expected}, but found {}", quoted(&text));
            let diagnostic = malformed(title);
            reading.report(match help {
                Some(help) => diagnostic.help(help),
                None => diagnostic,
            });
            return None;
        }
        let noted = Spanned {
            value: text.clone(),
            span,
        };
        reading.collected.addresses.push((noted, A::ENCRYPTION));
        Some(Address {
            text,
            allowed: PhantomData,
        })
    }

    fn schema() -> Json {
        let beginnings = match A::ENCRYPTION {
            Encryption::Required => "https://|mailto:".to_owned(),
            Encryption::Preferred => A::BEGINNINGS.join("|"),
        };
        json!({ "type": "string", "format": "uri", "pattern": format!("^({beginnings})") })
    }
}

/// Why an address is rejected.
struct Fault {
    expected: String,
    help: Option<&'static str>,
}

/// Checks the syntax of an address (RFC 3986), and that it has a host or a mailbox.
fn check(address: &str) -> Result<(), Fault> {
    let without = |letter: char, help| Fault {
        expected: format!("an address without {}", quoted(&letter.to_string())),
        help: Some(help),
    };
    let (before, host, rest) = parts(address);
    let in_host = |letter: &char| !can_be_in_address(*letter) || *letter == '%';
    if let Some(letter) = host.chars().find(in_host) {
        return Err(without(letter, "write the host in its `xn--` form"));
    }
    let mut others = before.chars().chain(rest.chars());
    if let Some(letter) = others.find(|letter| !can_be_in_address(*letter)) {
        return Err(without(letter, "write it percent-encoded"));
    }
    let (path, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    if let Some(letter) = path.chars().find(|letter| "[]".contains(*letter)) {
        return Err(without(letter, "write it percent-encoded"));
    }
    if let Some(letter) = fragment.chars().find(|letter| "[]#".contains(*letter)) {
        let again = format!("an address without another {}", quoted(&letter.to_string()));
        return Err(Fault {
            expected: again,
            help: Some("write it percent-encoded"),
        });
    }
    let encoded =
        |after: &str| after.len() >= 2 && after.as_bytes()[..2].iter().all(u8::is_ascii_hexdigit);
    if !before
        .split('%')
        .skip(1)
        .chain(rest.split('%').skip(1))
        .all(encoded)
    {
        return Err(Fault {
            expected: "two hexadecimal digits after each `%`".to_owned(),
            help: Some("write the sign itself as `%25`"),
        });
    }
    let is_known = if address.starts_with("mailto:") {
        web_address::contact(address)
    } else {
        web_address::check_authority(host).map(|()| String::new())
    };
    is_known.map(drop).map_err(|_| Fault {
        expected: "an address that leads somewhere".to_owned(),
        help: None,
    })
}

/// Splits an address into what precedes the host, the host with its port, and the rest.
fn parts(address: &str) -> (&str, &str, &str) {
    let start = if address.starts_with("mailto:") {
        address.find('@').map_or(address.len(), |at| at + 1)
    } else {
        address.find("://").map_or(address.len(), |at| at + 3)
    };
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
        let fault = check(address).expect_err(address);
        assert_eq!((fault.expected.as_str(), fault.help), (expected, help));
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
            assert!(check(address).is_ok(), "{address}");
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
