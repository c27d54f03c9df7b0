//! Addresses that readers can follow.

use std::marker::PhantomData;

use serde_json::{Value as Json, json};
use toml::de::DeValue;

use super::reading::{Encryption, Reading, Spanned, Value};
use super::values::read_string;
use crate::diagnostics::{Code, Diagnostic, Span, listed, quoted};

/// What addresses a key allows.
pub(crate) trait Allowed {
    /// How they begin.
    const BEGINNINGS: &'static [&'static str];
    /// Whether they must be encrypted.
    const ENCRYPTION: Encryption = Encryption::Preferred;
}

/// A page.
#[derive(Debug)]
pub(crate) enum Http {}

impl Allowed for Http {
    const BEGINNINGS: &'static [&'static str] = &["https://", "http://"];
}

/// A page or a mail address to which people may write about what they suffer.
#[derive(Debug)]
pub(crate) enum Complaint {}

impl Allowed for Complaint {
    const BEGINNINGS: &'static [&'static str] = &["https://", "http://", "mailto:"];
    const ENCRYPTION: Encryption = Encryption::Required;
}

/// A page or a mail address.
#[derive(Debug)]
pub(crate) enum HttpOrMail {}

impl Allowed for HttpOrMail {
    const BEGINNINGS: &'static [&'static str] = &["https://", "http://", "mailto:"];
}

/// An encrypted page or a mail address.
#[derive(Debug)]
pub(crate) enum HttpsOrMail {}

impl Allowed for HttpsOrMail {
    const BEGINNINGS: &'static [&'static str] = &["https://", "mailto:"];
}

pub(crate) type HttpAddress = Address<Http>;
pub(crate) type ComplaintAddress = Address<Complaint>;
pub(crate) type Contact = Address<HttpOrMail>;
pub(crate) type SecureContact = Address<HttpsOrMail>;

/// An address to follow.
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
        if let Some(letter) = text.chars().find(|letter| !can_be_in_address(*letter)) {
            let found = quoted(&letter.to_string());
            let title = format!(
                "expected an address without {found}, but found {}",
                quoted(&text)
            );
            reading.report(malformed(title).help("write it percent-encoded"));
            return None;
        }
        if !leads_somewhere(&text) {
            let title = format!(
                "expected an address that leads somewhere, but found {}",
                quoted(&text)
            );
            reading.report(malformed(title));
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

/// Whether a character may stand unescaped in a URL (RFC 3986).
fn can_be_in_address(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(letter)
}

/// Whether a page has a host, and a mail address somebody at one.
fn leads_somewhere(address: &str) -> bool {
    if let Some(mailbox) = address.strip_prefix("mailto:") {
        let mailbox = mailbox.split('?').next().unwrap_or(mailbox);
        return mailbox
            .split_once('@')
            .is_some_and(|(user, host)| !user.is_empty() && is_host(host));
    }
    let Some((_, rest)) = address.split_once("://") else {
        return false;
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    match authority.split_once(':') {
        // A sign before a number is no part of a port.
        Some((host, port)) => {
            is_host(host) && !port.starts_with('+') && port.parse::<u16>().is_ok()
        }
        None => is_host(authority),
    }
}

/// Whether a text is the name of a host, with or without the dot of the root at its end.
fn is_host(text: &str) -> bool {
    let is_label = |label: &str| {
        let in_label = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        !label.is_empty() && label.bytes().all(in_label)
    };
    text.strip_suffix('.')
        .unwrap_or(text)
        .split('.')
        .all(is_label)
}
