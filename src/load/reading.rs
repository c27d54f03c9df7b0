//! Reads records key by key, so that no mistake hides another.
//!
//! `serde` stops at the first error. Here an invalid value is reported and left out, and reading goes on with the next
//! key. `records` declares the keys of each record, `values` the types of values.

use std::collections::HashMap;
use std::ops::Deref;
use std::slice;

use serde_json::{Value as Json, json};
use toml::de::{DeTable, DeValue};

use super::syntax::Parsed;
use crate::diagnostics::{Code, Diagnostic, Span, quoted};
use crate::directory::Date;

/// A value and its position in the file.
#[derive(Debug)]
pub(crate) struct Spanned<T> {
    pub(crate) value: T,
    /// The bytes of the value; for a record with a header, those of the header.
    pub(crate) span: Span,
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// A type of values of the file.
pub(crate) trait Value {
    type Read;

    /// Reads a value, or reports why it cannot. Most types are strings in the file.
    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self::Read> {
        let text = reading.typed(value.as_str(), "a string", value, span)?;
        Self::parse(text, span, reading)
    }

    /// Reads a string, or reports why it cannot.
    fn parse(_text: &str, _span: Span, _reading: &mut Reading<'_>) -> Option<Self::Read> {
        unreachable!("types that are no strings have a `read` of their own")
    }

    fn schema() -> Json;

    /// Adds what was read under a misspelt form of the same key, if the type can hold both.
    fn merge(_read: &mut Self::Read, _misspelt: Self::Read) {}

    /// If an array must not contain equal entries: what to compare them by, and how to show one.
    fn sameness(_read: &Self::Read) -> Option<(String, &str)> {
        None
    }
}

/// The state of a key of a record.
#[derive(Debug)]
pub(crate) enum Field<T> {
    /// The record lacks this optional key.
    Absent,
    /// The value was rejected, or a mandatory key is missing, and that was reported. `None`: there is no value, or the
    /// key may be on a line with a syntax error.
    Unreadable(Option<Span>),
    Read(Spanned<T>),
}

impl<T> Field<T> {
    pub(crate) fn get(&self) -> Option<&Spanned<T>> {
        match self {
            Field::Read(read) => Some(read),
            Field::Absent | Field::Unreadable(_) => None,
        }
    }

    /// Whether the record certainly lacks the key.
    pub(crate) fn is_absent(&self) -> bool {
        matches!(self, Field::Absent)
    }

    /// The position of the value, even if it was rejected.
    pub(crate) fn span(&self) -> Option<Span> {
        match self {
            Field::Read(read) => Some(read.span),
            Field::Unreadable(span) => *span,
            Field::Absent => None,
        }
    }

    pub(crate) fn is_unreadable(&self) -> bool {
        matches!(self, Field::Unreadable(_))
    }
}

impl<T> Field<Entries<T>> {
    pub(crate) fn entries(&self) -> slice::Iter<'_, Spanned<T>> {
        self.get().map_or(&[][..], |list| &list.entries).iter()
    }

    pub(crate) fn is_complete(&self) -> bool {
        self.is_absent() || self.get().is_some_and(|list| list.complete)
    }
}

/// An array as it is read.
#[derive(Debug)]
pub(crate) struct Entries<T> {
    pub(crate) entries: Vec<Spanned<T>>,
    complete: bool,
}

/// An array of at least `AT_LEAST` entries.
pub(crate) struct List<T, const AT_LEAST: usize = 0>([T; 0]);

/// An array that is not empty.
pub(crate) type NonEmpty<T> = List<T, 1>;

impl<T: Value, const AT_LEAST: usize> Value for List<T, AT_LEAST> {
    type Read = Entries<T::Read>;

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self::Read> {
        let DeValue::Array(array) = value else {
            // Report that the value should be an array, then read it as an array of one.
            if !reading.report_single(value, span) {
                return None;
            }
            let known = reading.diagnostics.len();
            let Some(value) = T::read(value, span, reading) else {
                // One mistake a line is enough: do not also report what is wrong with the value.
                reading.diagnostics.truncate(known);
                return None;
            };
            return Some(Entries {
                entries: vec![Spanned { value, span }],
                complete: true,
            });
        };
        if array.len() < AT_LEAST {
            let title = "expected at least one entry, but found an empty array";
            reading.report(Code::EmptyList.at(span, title));
            return None;
        }
        let mut entries = Vec::with_capacity(array.len());
        let mut first: HashMap<String, Span> = HashMap::new();
        for entry in array {
            let Some(entry) = reading.value::<T>(entry) else {
                continue;
            };
            // Reading again for another language finds nothing new.
            if reading.translations.is_none()
                && let Some((sameness, shown)) = T::sameness(&entry)
            {
                let known = *first.entry(sameness).or_insert(entry.span);
                if known != entry.span {
                    let title = format!("{} is listed twice", quoted(shown));
                    let diagnostic = Code::RepeatedEntry.at(entry.span, title);
                    reading.report(diagnostic.related(known, "first listed here"));
                }
            }
            entries.push(entry);
        }
        let complete = entries.len() == array.len() && !reading.parsed.is_broken(span);
        Some(Entries { entries, complete })
    }

    fn merge(read: &mut Self::Read, misspelt: Self::Read) {
        read.entries.extend(misspelt.entries);
        read.complete &= misspelt.complete;
    }

    fn schema() -> Json {
        let mut schema = json!({ "type": "array", "items": T::schema() });
        if AT_LEAST > 0 {
            schema["minItems"] = json!(AT_LEAST);
        }
        if schema["items"]["type"] == "string" {
            schema["uniqueItems"] = json!(true);
        }
        schema
    }
}

/// What rules need from anywhere in the file, in no particular order.
///
/// It is collected while values are read, so that a new key is covered without changing the rules.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    /// Ids, including previous ones, with the kinds of their records.
    pub(crate) ids: Vec<(&'static str, Spanned<String>)>,
    /// Ids that are references, with the kinds of the records that they refer to.
    pub(crate) references: Vec<(&'static str, Spanned<String>)>,
    /// The dates on which facts were last checked.
    pub(crate) checks: Vec<Spanned<Date>>,
    /// Texts that translations can translate.
    pub(crate) texts: Vec<Spanned<String>>,
}

#[derive(Debug)]
pub(crate) struct Reading<'a> {
    pub(crate) parsed: &'a Parsed<'a>,
    /// Translations by text, if the facts are for pages in another language than the file's.
    pub(crate) translations: Option<&'a HashMap<String, String>>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What rules need.
    pub(crate) collected: Collected,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(parsed: &'a Parsed<'a>) -> Reading<'a> {
        Reading {
            parsed,
            translations: None,
            diagnostics: Vec::new(),
            collected: Collected::default(),
        }
    }

    /// Reads a value with its position. A value on a line with a syntax error cannot be trusted.
    pub(crate) fn value<T: Value>(
        &mut self,
        value: &toml::Spanned<DeValue<'_>>,
    ) -> Option<Spanned<T::Read>> {
        let span = value.span().into();
        let value = value.get_ref();
        let holds_others = matches!(value, DeValue::Array(_) | DeValue::Table(_));
        if self.parsed.is_broken(span) && !holds_others {
            return None;
        }
        let value = T::read(value, span, self)?;
        Some(Spanned { value, span })
    }

    /// Adds a diagnostic, unless its line already has a syntax error.
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        if !self.parsed.is_broken(diagnostic.primary.span) {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Reports a value that does not have the expected type.
    pub(crate) fn typed<T>(
        &mut self,
        typed: Option<T>,
        expected: &str,
        value: &DeValue<'_>,
        span: Span,
    ) -> Option<T> {
        if typed.is_none() {
            let title = format!("expected {expected}, but found {}", found(value));
            self.report(Code::WrongType.at(span, title));
        }
        typed
    }

    /// Reports a value that should be an array. Returns whether it can be read as an array of one.
    fn report_single(&mut self, value: &DeValue<'_>, span: Span) -> bool {
        if let (DeValue::Table(_), Some(key)) = (value, self.parsed.implying_key(span)) {
            // Only a header such as `[[setting.coverage]]` implies the table, so there is no record to read.
            let title = format!("expected `[[{key}]]` before what belongs to it");
            self.report(Code::WrongType.at(span, title));
            return false;
        }
        let (title, help) = match self.parsed.header(span) {
            Some(header) => (
                format!("expected an array of tables, but found {}", quoted(header)),
                format!("write `[{header}]`"),
            ),
            None => (
                format!("expected an array, but found {}", found(value)),
                "put brackets around it: `[...]`".to_owned(),
            ),
        };
        self.report(Code::WrongType.at(span, title).help(help));
        true
    }

    /// The table of a record. If the value is an array, reports that and returns its first table.
    pub(crate) fn table_of<'v>(
        &mut self,
        value: &'v DeValue<'v>,
        span: Span,
    ) -> Option<&'v DeTable<'v>> {
        let Some(array) = value.as_array() else {
            return self.typed(value.as_table(), "a table", value, span);
        };
        let diagnostic = Code::WrongType.at(span, "expected a table, but found an array");
        let help = self.parsed.header(span).and_then(|header| {
            let table = header.strip_prefix('[')?.strip_suffix(']')?;
            Some(format!("write {} once", quoted(table)))
        });
        self.report(Diagnostic { help, ..diagnostic });
        array.first()?.get_ref().as_table()
    }
}

/// Declares types of strings, each with what checks and describes it.
macro_rules! strings {
    ($($(#[doc = $doc:literal])* $name:ident = $form:expr;)*) => {$(
        $(#[doc = $doc])*
        pub(crate) enum $name {}

        impl Value for $name {
            type Read = String;

            fn parse(text: &str, span: Span, reading: &mut Reading<'_>) -> Option<String> {
                $form.check(text, span, reading)
            }

            fn schema() -> Json {
                $form.schema()
            }

            fn sameness(read: &String) -> Option<(String, &str)> {
                Some(($crate::load::text::look(read), read))
            }
        }
    )*};
}

pub(crate) use strings;

/// The TOML type of a value, after "found".
pub(crate) fn found(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a float",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    }
}
