//! Validates the URLs and mail addresses that an operator gives.

use core::net::Ipv6Addr;
use std::num::NonZeroU16;

/// Validates the base URL of a site: the root of a host, without a path.
pub fn base_url(text: &str) -> Result<String, String> {
    let authority = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))
        .ok_or("expected a URL that starts with `https://` or `http://`")?;
    if let Some((_, path)) = authority.split_once('/') {
        let without = match path {
            "" => "the slash at the end",
            _ => "a path: a site lives at the root of a host",
        };
        return Err(format!("expected a URL without {without}"));
    }
    if authority.contains(|letter: char| letter.is_ascii_uppercase()) {
        return Err("expected the host in lower case".to_owned());
    }
    check_authority(authority)?;
    Ok(text.to_owned())
}

/// Validates a contact: an HTTPS URL or a mailbox.
pub fn contact(text: &str) -> Result<String, String> {
    if !text.chars().all(|character| character.is_ascii_graphic()) {
        return Err("expected ASCII without spaces; percent-encode everything else".to_owned());
    }
    if let Some(mailbox) = text.strip_prefix("mailto:") {
        let mailbox = mailbox.split('?').next().unwrap_or(mailbox);
        let (_, host) = mailbox
            .split_once('@')
            .filter(|(user, _)| !user.is_empty())
            .ok_or("expected a mailbox, such as `mailto:name@example.org`")?;
        check_host(host)?;
    } else {
        let rest = text
            .strip_prefix("https://")
            .ok_or("expected an address that starts with `https://` or `mailto:`")?;
        let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
        check_authority(authority)?;
    }
    Ok(text.to_owned())
}

/// Validates a host with an optional port.
pub(crate) fn check_authority(authority: &str) -> Result<(), String> {
    let end = match authority.strip_prefix('[') {
        Some(_) => authority.find(']').map(|end| end + 1),
        None => authority.find(':'),
    };
    let (host, port) = authority.split_at(end.unwrap_or(authority.len()));
    check_host(host)?;
    let is_port = |digits: &str| !digits.starts_with('+') && digits.parse::<NonZeroU16>().is_ok();
    match port.strip_prefix(':') {
        None if port.is_empty() => Ok(()),
        Some(digits) if is_port(digits) => Ok(()),
        _ => Err("expected a port from 1 to 65535 after the colon".to_owned()),
    }
}

fn check_host(host: &str) -> Result<(), String> {
    if let Some(literal) = host.strip_prefix('[') {
        let address = literal.strip_suffix(']').map(str::parse::<Ipv6Addr>);
        return match address {
            Some(Ok(address)) if !address.is_unspecified() => Ok(()),
            _ => Err("expected an IPv6 address within the brackets".to_owned()),
        };
    }
    if !host.is_ascii() {
        let expected = "expected the host in ASCII: an international name in its `xn--` form";
        return Err(expected.to_owned());
    }
    let is_label = |label: &str| {
        let in_label = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
        label.bytes().all(in_label)
            && (1..=63).contains(&label.len())
            && !(label.starts_with('-') || label.ends_with('-'))
    };
    let mut labels = host.strip_suffix('.').unwrap_or(host).split('.');
    if labels.all(is_label) && host != "0.0.0.0" {
        Ok(())
    } else {
        Err("expected the name of a host, such as `example.org`".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_url_is_a_scheme_a_host_and_an_optional_port() {
        for text in [
            "https://example.org",
            "http://localhost:8080",
            "https://npm.example:8443",
            "https://[2001:db8::1]:8443",
            "https://xn--bcher-kva.example",
            "http://127.0.0.1:80",
        ] {
            assert_eq!(base_url(text).as_deref(), Ok(text));
        }
        for text in [
            "example.org",
            "ftp://example.org",
            "https://",
            "https://:::",
            "https://[",
            "https://[]",
            "https://..",
            "https://-",
            "https://example.org:",
            "https://example.org:99999",
            "https://example.org:0",
            "https://example.org/npm",
            "https://user@example.org",
            "https://Example.org",
            "https://a b",
            "https://b\u{fc}cher.example",
            "https://0.0.0.0",
            "https://[::]",
            "https://a..b",
            "https://example.org?x",
        ] {
            assert!(base_url(text).is_err(), "{text}");
        }
        let error = base_url("https://example.org/").unwrap_err();
        assert!(error.contains("without the slash at the end"), "{error}");
    }

    #[test]
    fn a_contact_is_an_https_url_or_a_mailbox() {
        for text in [
            "https://example.org/contact?a#b",
            "mailto:a@example.org",
            "mailto:a@example.org?subject=x",
        ] {
            assert_eq!(contact(text).as_deref(), Ok(text));
        }
        for text in [
            "mailto:",
            "mailto:@example.org",
            "mailto:a",
            "mailto:a@",
            "mailto:a@-",
            "https://",
            "https:///x",
            "http://example.org",
            "me@example.org",
            "https://example.org/a b",
            "https://b\u{fc}cher.example",
        ] {
            assert!(contact(text).is_err(), "{text}");
        }
    }
}
