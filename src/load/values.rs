//! What the values of a record must be: texts, ids, references, dates, addresses, words.
//!
//! A value is judged alone here. What takes more than one value to judge is noted, and left to `rules`.

use std::marker::PhantomData;
use std::ops::Range;

use serde_json::{Value as Json, json};
use toml::de::DeValue;

use super::reading::{Placed, Reading, Span, Value, found};
use crate::diagnostics::{Code, Diagnostic, listed, quoted};
use crate::directory::{
    Date, GapState, JurisdictionKey, Kind, MemberKey, Reason, SettingKey, SourceKey, Takes, nearest,
};

/// What was read anywhere in the file that some rule goes through, in no particular order.
///
/// Noted where it is read, so that no rule can forget a key.
#[derive(Debug, Default)]
pub(super) struct Noted {
    /// Ids, those of earlier files included.
    pub(super) ids: Vec<NotedId>,
    /// References to records.
    pub(super) references: Vec<NotedId>,
    /// Addresses, and whether they must be encrypted.
    pub(super) addresses: Vec<(Placed<String>, Encryption)>,
    /// Days on which facts were gone through.
    pub(super) checks: Vec<Placed<Date>>,
}

/// An id of a kind of record, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct NotedId {
    pub(super) of: RecordKind,
    pub(super) id: String,
    pub(super) span: Span,
}

/// The kinds of record that have ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum RecordKind {
    Source,
    Jurisdiction,
    Member,
    Setting,
}

impl RecordKind {
    /// As messages call it.
    pub(super) fn word(self) -> &'static str {
        match self {
            RecordKind::Source => "source",
            RecordKind::Jurisdiction => "jurisdiction",
            RecordKind::Member => "member",
            RecordKind::Setting => "setting",
        }
    }
}

/// A key of the directory that an id of the file stands for.
pub(super) trait RecordKey: Copy {
    /// The kind of record.
    const OF: RecordKind;

    /// The key of the record at this place among its kind.
    fn at(place: usize) -> Self;
}

macro_rules! record_keys {
    ($($key:ident of $of:ident;)*) => {$(
        impl RecordKey for $key {
            const OF: RecordKind = RecordKind::$of;

            fn at(place: usize) -> Self {
                $key::new(place)
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
pub(super) struct Text(pub(super) String);

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
pub(super) fn is_id(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_lowercase())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// The id of a record. It is permanent: addresses are made of it.
#[derive(Debug)]
pub(super) struct Id<K> {
    pub(super) text: String,
    of: PhantomData<K>,
}

impl<K: RecordKey> Value for Id<K> {
    const EXPECTED: &'static str = "a string";

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self> {
        let text = read_string::<Self>(value, &span, reading)?;
        reading.noted.ids.push(NotedId {
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
pub(super) struct Reference<K> {
    pub(super) id: String,
    of: PhantomData<K>,
}

impl<K: RecordKey> Value for Reference<K> {
    const EXPECTED: &'static str = "a string";

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self> {
        let id = read_string::<Self>(value, &span, reading)?;
        reading.noted.references.push(NotedId {
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
pub(super) struct Checked(pub(super) Date);

impl Value for Checked {
    const EXPECTED: &'static str = Date::EXPECTED;

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self> {
        let value = Date::read(value, span.clone(), reading)?;
        reading.noted.checks.push(Placed { value, span });
        Some(Checked(value))
    }

    fn schema() -> Json {
        Date::schema()
    }
}

/// The line of a published row, from 1.
#[derive(Debug)]
pub(super) struct Line(pub(super) u32);

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

/// Whether an address must be encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encryption {
    /// An open one is refused, by a rule of its own.
    Demanded,
    /// An open one is warned of.
    Wished,
}

/// What addresses a key allows.
pub(super) trait Allowed {
    /// How they begin.
    const BEGINNINGS: &'static [&'static str];
    /// Whether they must be encrypted.
    const ENCRYPTION: Encryption = Encryption::Wished;
}

/// A page.
#[derive(Debug)]
pub(super) enum Page {}

impl Allowed for Page {
    const BEGINNINGS: &'static [&'static str] = &["https://", "http://"];
}

/// A page on which people may write of what they suffer.
#[derive(Debug)]
pub(super) enum ComplaintPage {}

impl Allowed for ComplaintPage {
    const BEGINNINGS: &'static [&'static str] = &["https://", "http://"];
    const ENCRYPTION: Encryption = Encryption::Demanded;
}

/// A page or a mail address.
#[derive(Debug)]
pub(super) enum PageOrMail {}

impl Allowed for PageOrMail {
    const BEGINNINGS: &'static [&'static str] = &["https://", "http://", "mailto:"];
}

/// An encrypted page or a mail address.
#[derive(Debug)]
pub(super) enum SecurePageOrMail {}

impl Allowed for SecurePageOrMail {
    const BEGINNINGS: &'static [&'static str] = &["https://", "mailto:"];
}

/// An address to follow.
#[derive(Debug)]
pub(super) struct Address<A> {
    pub(super) text: String,
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
        let noted = Placed {
            value: text.clone(),
            span,
        };
        reading.noted.addresses.push((noted, A::ENCRYPTION));
        Some(Address {
            text,
            allowed: PhantomData,
        })
    }

    fn schema() -> Json {
        let beginnings = match A::ENCRYPTION {
            Encryption::Demanded => "https://".to_owned(),
            Encryption::Wished => A::BEGINNINGS.join("|"),
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

/// The few words that a key allows.
pub(super) trait Vocabulary: Copy + 'static {
    /// All of them.
    const ALL: &'static [Self];

    /// The word of the file.
    fn word(self) -> &'static str;
}

macro_rules! vocabularies {
    ($($vocabulary:ident)*) => {$(
        impl Vocabulary for $vocabulary {
            const ALL: &'static [Self] = &$vocabulary::ALL;

            fn word(self) -> &'static str {
                self.id()
            }
        }
    )*};
}

vocabularies!(Kind Takes Reason GapState);

/// One of few words.
#[derive(Debug)]
pub(super) struct Word<V>(pub(super) V);

impl<V: Vocabulary> Value for Word<V> {
    const EXPECTED: &'static str = "a string";

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self> {
        let text = read_string::<Self>(value, &span, reading)?;
        let known = V::ALL.iter().find(|known| known.word() == text);
        if known.is_none() {
            let words: Vec<String> = V::ALL.iter().map(|known| quoted(known.word())).collect();
            let title = format!(
                "expected {}, but found {}",
                listed(&words, "or"),
                quoted(&text)
            );
            let mut diagnostic = Diagnostic::new(Code::UnknownWord, span, title);
            if let Some(near) = nearest(&text, V::ALL.iter().map(|known| known.word())) {
                diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
            }
            reading.report(diagnostic);
        }
        known.copied().map(Word)
    }

    fn schema() -> Json {
        let words: Vec<&str> = V::ALL.iter().map(|known| known.word()).collect();
        json!({ "type": "string", "enum": words })
    }
}

/// An ISO 3166-2 code, as far as its form goes.
#[derive(Debug)]
pub(super) struct RegionCode(pub(super) String);

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
pub(super) struct Names(pub(super) Vec<(String, Text)>);

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
