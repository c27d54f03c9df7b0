//! What the values of a record must be: texts, ids, references, dates, addresses, words.
//!
//! A value is judged alone here. What takes more than one value to judge is noted, and left to `rules`.

use std::marker::PhantomData;
use std::ops::Range;

use serde_json::{Value as Json, json};
use toml::de::DeValue;

use super::reading::{
    CollectedId, Encryption, NonEmpty, Reading, RecordKind, Spanned, Value, found,
};
use crate::diagnostics::{Code, Diagnostic, Span, listed, quoted};
use crate::directory::{
    Date, JurisdictionKey, MemberKey, SettingKey, SourceKey, Vocabulary, nearest,
};

/// A key of the directory that an id of the file stands for.
pub(crate) trait RecordKey: Copy {
    /// The kind of record.
    const OF: RecordKind;

    /// The key of the record at this index among its kind.
    fn at(index: usize) -> Self;
}

macro_rules! record_keys {
    ($($key:ident of $of:ident;)*) => {$(
        impl RecordKey for $key {
            const OF: RecordKind = RecordKind::$of;

            fn at(index: usize) -> Self {
                $key::new(index)
            }
        }
    )*};
}

record_keys! {
    SourceKey of Source;
    JurisdictionKey of Jurisdiction;
    MemberKey of Member;
    SettingKey of Setting;
}

/// Reads a string, or reports that there is none.
fn read_string<T: Value>(
    value: &DeValue<'_>,
    span: &Span,
    reading: &mut Reading<'_>,
) -> Option<String> {
    let DeValue::String(text) = value else {
        reading.report_type::<T>(value, span.clone());
        return None;
    };
    Some(text.clone().into_owned())
}

/// A text for readers, which says something.
#[derive(Debug)]
pub(crate) struct Text(pub(crate) String);

impl Value for Text {
    const EXPECTED: &'static str = "a string";

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self> {
        let text = read_string::<Self>(value, &span, reading)?;
        if text.trim().is_empty() {
            let title = "expected some text, but found an empty string";
            reading.report(Diagnostic::new(Code::EmptyText, span, title));
            return None;
        }
        if let Some(letter) = text.chars().find(|letter| !can_be_carried(*letter)) {
            let title = format!(
                "text holds the control character U+{:04X}",
                u32::from(letter)
            );
            reading.report(Diagnostic::new(Code::ControlCharacter, span, title));
            return None;
        }
        Some(Text(text.trim().to_owned()))
    }

    fn schema() -> Json {
        json!({ "type": "string", "pattern": "\\S" })
    }

    fn sameness(&self) -> Option<&str> {
        Some(&self.0)
    }
}

/// Whether XML, which is the strictest of what carries texts to readers, allows a character.
fn can_be_carried(letter: char) -> bool {
    matches!(letter, '\n' | '\r' | '\t')
        || !(letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}'))
}

const ID_PATTERN: &str = "^[a-z][a-z0-9-]*$";

/// Whether a text has the form of an id.
pub(crate) fn is_id(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_lowercase())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// The id of a record. It is permanent: addresses are made of it.
#[derive(Debug)]
pub(crate) struct Id<K> {
    pub(crate) text: String,
    of: PhantomData<K>,
}

impl<K: RecordKey> Value for Id<K> {
    const EXPECTED: &'static str = "a string";

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self> {
        let text = read_string::<Self>(value, &span, reading)?;
        reading.collected.ids.push(CollectedId {
            of: K::OF,
            id: text.clone(),
            span,
        });
        Some(Id {
            text,
            of: PhantomData,
        })
    }

    fn schema() -> Json {
        json!({ "type": "string", "pattern": ID_PATTERN })
    }
}

/// The id of another record.
#[derive(Debug)]
pub(crate) struct Reference<K> {
    pub(crate) id: String,
    of: PhantomData<K>,
}

impl<K: RecordKey> Value for Reference<K> {
    const EXPECTED: &'static str = "a string";

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self> {
        let id = read_string::<Self>(value, &span, reading)?;
        reading.collected.references.push(CollectedId {
            of: K::OF,
            id: id.clone(),
            span,
        });
        Some(Reference {
            id,
            of: PhantomData,
        })
    }

    fn schema() -> Json {
        json!({ "type": "string", "pattern": ID_PATTERN })
    }

    fn sameness(&self) -> Option<&str> {
        Some(&self.id)
    }
}

/// Some records of a kind, or all of them.
#[derive(Debug)]
pub(crate) enum EachOf<K> {
    /// `"all"`.
    All,
    /// A list of ids.
    Listed(NonEmpty<Reference<K>>),
}

impl<K: RecordKey> Value for EachOf<K> {
    const EXPECTED: &'static str = "an array";

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self> {
        match value {
            DeValue::String(text) if text == "all" => Some(EachOf::All),
            _ => reading.value(value, span).map(EachOf::Listed),
        }
    }

    fn merge(&mut self, misspelt: Self) {
        if let (EachOf::Listed(list), EachOf::Listed(misspelt)) = (self, misspelt) {
            list.merge(misspelt);
        }
    }

    fn schema() -> Json {
        let all = json!({ "type": "string", "const": "all" });
        json!({ "oneOf": [all, NonEmpty::<Reference<K>>::schema()] })
    }
}

const DATE_EXAMPLES: &str = "`\"2017\"`, `\"2017-07\"` or `2017-01-12`";

impl Value for Date {
    const EXPECTED: &'static str = "a date";

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self> {
        let (date, found) = match value {
            DeValue::String(text) => (Date::parse(text), quoted(text)),
            DeValue::Datetime(moment) => {
                let day = moment.date.filter(|_| moment.time.is_none());
                let date = day.and_then(|day| Date::new(day.year, Some(day.month), Some(day.day)));
                (date, quoted(&moment.to_string()))
            }
            _ => {
                let title = format!("expected a date, but found {}", found(value));
                let help = match value {
                    DeValue::Integer(year) => {
                        format!("write a year in quotation marks: `\"{}\"`", year.as_str())
                    }
                    _ => format!("write it as {DATE_EXAMPLES}"),
                };
                reading.report(Diagnostic::new(Code::WrongType, span, title).help(help));
                return None;
            }
        };
        if date.is_none() {
            let title = format!("expected a date, but found {found}");
            let help = format!("write it as {DATE_EXAMPLES}");
            reading.report(Diagnostic::new(Code::MalformedDate, span, title).help(help));
        }
        date
    }

    fn schema() -> Json {
        json!({ "type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" })
    }
}

/// The day on which facts were last gone through.
#[derive(Debug)]
pub(crate) struct Checked(pub(crate) Date);

impl Value for Checked {
    const EXPECTED: &'static str = Date::EXPECTED;

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self> {
        let value = Date::read(value, span.clone(), reading)?;
        reading.collected.checks.push(Spanned { value, span });
        Some(Checked(value))
    }

    fn schema() -> Json {
        Date::schema()
    }
}

/// The line of a published row, from 1.
#[derive(Debug)]
pub(crate) struct Line(pub(crate) u32);

impl Value for Line {
    const EXPECTED: &'static str = "a whole number";

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self> {
        let DeValue::Integer(number) = value else {
            reading.report_type::<Self>(value, span);
            return None;
        };
        let line = u32::from_str_radix(number.as_str(), number.radix());
        match line {
            Ok(line) if line > 0 => Some(Line(line)),
            Ok(_) | Err(_) => {
                let title = format!(
                    "expected a line from 1, but found {}",
                    quoted(&number.to_string())
                );
                reading.report(Diagnostic::new(Code::MalformedLine, span, title));
                None
            }
        }
    }

    fn schema() -> Json {
        json!({ "type": "integer", "minimum": 1, "maximum": u32::MAX })
    }
}

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

/// A page on which people may write about what they suffer.
#[derive(Debug)]
pub(crate) enum ComplaintPage {}

impl Allowed for ComplaintPage {
    const BEGINNINGS: &'static [&'static str] = &["https://", "http://"];
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
pub(crate) type ComplaintAddress = Address<ComplaintPage>;
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
            let beginnings: Vec<String> = A::BEGINNINGS.iter().map(|text| quoted(text)).collect();
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
            Encryption::Required => "https://".to_owned(),
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

/// One of few words.
#[derive(Debug)]
pub(crate) struct Word<V>(pub(crate) V);

impl<V: Vocabulary> Value for Word<V> {
    const EXPECTED: &'static str = "a string";

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self> {
        let text = read_string::<Self>(value, &span, reading)?;
        let known = V::ALL.iter().find(|known| known.id() == text);
        if known.is_none() {
            let words: Vec<String> = V::ALL.iter().map(|known| quoted(known.id())).collect();
            let title = format!(
                "expected {}, but found {}",
                listed(&words, "or"),
                quoted(&text)
            );
            let mut diagnostic = Diagnostic::new(Code::UnknownWord, span, title);
            if let Some(near) = nearest(&text, V::ALL.iter().map(|known| known.id())) {
                diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
            }
            reading.report(diagnostic);
        }
        known.copied().map(Word)
    }

    fn schema() -> Json {
        let words = V::ALL.iter();
        let words = words.map(|word| json!({ "const": word.id(), "description": word.meaning() }));
        json!({ "type": "string", "oneOf": words.collect::<Vec<_>>() })
    }
}

/// An ISO 3166-2 code, as far as its form goes.
#[derive(Debug)]
pub(crate) struct RegionCode(pub(crate) String);

impl Value for RegionCode {
    const EXPECTED: &'static str = "a string";

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self> {
        let text = read_string::<Self>(value, &span, reading)?;
        let upper = |byte: u8| byte.is_ascii_uppercase();
        let well_formed = text.split_once('-').is_some_and(|(country, region)| {
            country.len() == 2
                && country.bytes().all(upper)
                && (1..=3).contains(&region.len())
                && region
                    .bytes()
                    .all(|byte| upper(byte) || byte.is_ascii_digit())
        });
        if !well_formed {
            let title = format!(
                "expected an ISO 3166-2 code such as `GB-NIR`, but found {}",
                quoted(&text)
            );
            reading.report(Diagnostic::new(Code::MalformedRegionCode, span, title));
            return None;
        }
        Some(RegionCode(text))
    }

    fn schema() -> Json {
        json!({ "type": "string", "pattern": "^[A-Z]{2}-[A-Z0-9]{1,3}$" })
    }
}

/// A name in several languages, by tag.
#[derive(Debug)]
pub(crate) struct Names(pub(crate) Vec<(String, Text)>);

impl Value for Names {
    const EXPECTED: &'static str = "a table of names by language";

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self> {
        let DeValue::Table(table) = value else {
            reading.report_type::<Self>(value, span);
            return None;
        };
        let mut names = Vec::new();
        for (tag, name) in table {
            if !is_language_tag(tag.get_ref()) {
                let title = format!(
                    "expected the tag of a language such as `cy` or `mi-NZ`, but found {}",
                    quoted(tag.get_ref())
                );
                reading.report(Diagnostic::new(
                    Code::MalformedLanguageTag,
                    tag.span(),
                    title,
                ));
            }
            if let Some(name) = reading.value::<Text>(name.get_ref(), name.span()) {
                names.push((tag.get_ref().to_string(), name));
            }
        }
        Some(Names(names))
    }

    fn schema() -> Json {
        json!({
            "type": "object",
            "propertyNames": { "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$" },
            "additionalProperties": Text::schema(),
        })
    }
}

/// Whether a text has the form of a BCP 47 tag that begins with a language.
fn is_language_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let sized = |part: &str, sizes: Range<usize>| sizes.contains(&part.len());
    let language = parts.next().unwrap_or("");
    sized(language, 2..4)
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts
            .all(|part| sized(part, 2..9) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}
