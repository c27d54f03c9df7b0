//! Types of values: texts, ids, references, dates, addresses, words.
//!
//! Each value is checked alone. Checks that need several values are `rules`.

use std::marker::PhantomData;

use serde_json::{Value as Json, json};
use toml::de::DeValue;

use super::patterns::{Bcp47, Pattern};
use super::reading::{CollectedId, NonEmpty, Reading, RecordKind, Spanned, Value, found};
use super::text;
use crate::diagnostics::{Code, Diagnostic, Span, listed, quoted};
use crate::directory::{
    Date, GapKey, JurisdictionKey, MemberKey, NoticeKey, PlaceKey, SettingKey, SourceKey, Tile,
    Vocabulary, nearest,
};

/// The key of a record that an id refers to.
pub(crate) trait RecordKey: Copy {
    const OF: RecordKind;

    /// The key of the record at this index.
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
    PlaceKey of Place;
    NoticeKey of Notice;
    GapKey of Gap;
}

/// Reads a string, or reports another type.
pub(crate) fn read_string<T: Value>(
    value: &DeValue<'_>,
    span: &Span,
    reading: &mut Reading<'_>,
) -> Option<String> {
    let DeValue::String(text) = value else {
        reading.report_type(T::EXPECTED, value, span.clone());
        return None;
    };
    Some(text.clone().into_owned())
}

/// A text for readers, on one line, that translations can translate.
#[derive(Debug)]
pub(crate) struct Text(pub(crate) String);

impl Value for Text {
    const EXPECTED: &'static str = Verbatim::EXPECTED;

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self> {
        let Verbatim(value) = Verbatim::read(value, span.clone(), reading)?;
        reading.collect_text(&value, span);
        Some(Text(value))
    }

    fn schema() -> Json {
        Verbatim::schema()
    }

    fn sameness(&self) -> Option<(String, &str)> {
        Some((text::look(&self.0), &self.0))
    }
}

/// A text on one line that is not translated: the words of a source, a title, a search word.
#[derive(Debug)]
pub(crate) struct Verbatim(pub(crate) String);

impl Value for Verbatim {
    const EXPECTED: &'static str = "a string";

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self> {
        let text = read_string::<Self>(value, &span, reading)?;
        is_readable(&text, span, reading).then(|| Verbatim(text::one_line(&text)))
    }

    fn schema() -> Json {
        json!({ "type": "string", "pattern": "\\S" })
    }

    fn sameness(&self) -> Option<(String, &str)> {
        Some((text::look(&self.0), &self.0))
    }
}

/// A text for readers that can have paragraphs.
#[derive(Debug)]
pub(crate) struct Prose(pub(crate) String);

impl Value for Prose {
    const EXPECTED: &'static str = Text::EXPECTED;

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self> {
        let text = read_string::<Self>(value, &span, reading)?;
        if !is_readable(&text, span.clone(), reading) {
            return None;
        }
        let text = text::paragraphs(&text);
        reading.collect_text(&text, span);
        Some(Prose(text))
    }

    fn schema() -> Json {
        Text::schema()
    }
}

/// Whether a text is not empty and has no invalid character; otherwise reports it.
fn is_readable(text: &str, span: Span, reading: &mut Reading<'_>) -> bool {
    if let Some(letter) = text.chars().find(|letter| !text::is_allowed(*letter)) {
        let title = format!(
            "text holds the control character U+{:04X}",
            u32::from(letter)
        );
        reading.report(Diagnostic::new(Code::ControlCharacter, span, title));
        return false;
    }
    if text.chars().all(text::is_invisible) {
        let found = if text.trim().is_empty() {
            "an empty string"
        } else {
            "characters that cannot be seen"
        };
        let title = format!("expected some text, but found {found}");
        reading.report(Diagnostic::new(Code::EmptyText, span, title));
        return false;
    }
    true
}

const ID_PATTERN: &str = "^[a-z][a-z0-9-]*$";

/// Paths and file names contain ids, with endings such as `.html.gz`, and file systems allow 255 bytes.
pub(crate) const LONGEST_ID: usize = 100;

/// Whether a text is a well-formed id.
pub(crate) fn is_id(text: &str) -> bool {
    text.len() <= LONGEST_ID
        && text.starts_with(|letter: char| letter.is_ascii_lowercase())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// The id of a record. It is permanent, because URLs contain it.
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
        json!({ "type": "string", "pattern": ID_PATTERN, "maxLength": LONGEST_ID })
    }
}

/// A reference to another record by id.
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
        json!({ "type": "string", "pattern": ID_PATTERN, "maxLength": LONGEST_ID })
    }

    fn sameness(&self) -> Option<(String, &str)> {
        Some((self.id.clone(), &self.id))
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
            DeValue::String(text) => {
                let title = format!(
                    "expected `\"all\"` or an array of ids, but found {}",
                    quoted(text)
                );
                let help = if text.eq_ignore_ascii_case("all") {
                    "write `\"all\"` in lower case".to_owned()
                } else {
                    format!("put brackets around it: `[\"{text}\"]`")
                };
                reading.report(Diagnostic::new(Code::WrongType, span, title).help(help));
                None
            }
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

/// The date on which facts were last checked.
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

/// A line of a row in the published table, from 1.
#[derive(Debug)]
pub(crate) struct Line(pub(crate) u32);

impl Value for Line {
    const EXPECTED: &'static str = "a whole number";

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self> {
        let DeValue::Integer(number) = value else {
            reading.report_type(Self::EXPECTED, value, span);
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

/// `true` or `false`.
#[derive(Debug)]
pub(crate) struct Flag(pub(crate) bool);

impl Value for Flag {
    const EXPECTED: &'static str = "`true` or `false`";

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self> {
        let flag = value.as_bool().map(Flag);
        if flag.is_none() {
            reading.report_type(Self::EXPECTED, value, span);
        }
        flag
    }

    fn schema() -> Json {
        json!({ "type": "boolean" })
    }
}

impl Value for Tile {
    const EXPECTED: &'static str = "an array";

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self> {
        let DeValue::Array(array) = value else {
            reading.report_type(Self::EXPECTED, value, span);
            return None;
        };
        let number = |index: usize| match array.get(index)?.get_ref() {
            DeValue::Integer(number) => u32::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        let (Some(column @ 0..=LAST_TILE), Some(row @ 0..=LAST_TILE), 2) =
            (number(0), number(1), array.len())
        else {
            let title = format!("expected a column and a row from 0 to {LAST_TILE}");
            let diagnostic = Diagnostic::new(Code::MalformedTile, span, title);
            reading.report(diagnostic.help("write them as in `[1, 0]`"));
            return None;
        };
        Some(Tile { column, row })
    }

    fn schema() -> Json {
        let number = json!({ "type": "integer", "minimum": 0, "maximum": LAST_TILE });
        json!({ "type": "array", "items": number, "minItems": 2, "maxItems": 2 })
    }
}

/// The largest column or row.
const LAST_TILE: u32 = 99;

/// One of a fixed set of words.
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

/// Names by language tag.
#[derive(Debug)]
pub(crate) struct Names(pub(crate) Vec<(String, Verbatim)>);

impl Value for Names {
    const EXPECTED: &'static str = "a table of names by language";

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self> {
        let DeValue::Table(table) = value else {
            reading.report_type(Self::EXPECTED, value, span);
            return None;
        };
        let mut names = Vec::new();
        for (tag, name) in table {
            if !Bcp47::matches(tag.get_ref()) {
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
            if let Some(name) = reading.value::<Verbatim>(name.get_ref(), name.span()) {
                names.push((tag.get_ref().to_string(), name));
            }
        }
        Some(Names(names))
    }

    fn schema() -> Json {
        json!({
            "type": "object",
            "propertyNames": { "pattern": Bcp47::REGEX },
            "additionalProperties": Text::schema(),
        })
    }
}
