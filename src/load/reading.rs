//! Reads records key by key, so that no mistake hides another.
//!
//! `serde` stops at the first error. Here an invalid value is reported and left out, and reading goes on with the next
//! key. `records` declares the keys of each record, `values` the types of values.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};
use toml::de::{DeArray, DeTable, DeValue};

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

/// A type that can be read from a TOML value.
pub(crate) trait Value: Sized {
    /// A description of the type, after "expected".
    const EXPECTED: &'static str;

    /// The header of a table that holds this type, for messages.
    fn header(key: &str) -> String {
        format!("[{key}]")
    }

    /// Reads a value, or reports why it cannot.
    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self>;

    fn schema() -> Json;

    /// Adds what was read under a misspelt form of the same key, if the type can hold both.
    fn merge(&mut self, _misspelt: Self) {}

    /// If an array must not contain equal entries: what to compare them by, and how to show one.
    fn sameness(&self) -> Option<(String, &str)> {
        None
    }
}

/// The state of a key of a record.
#[derive(Debug)]
pub(crate) enum Field<T, const REQUIRED: bool> {
    /// The record lacks the key.
    Absent,
    /// The value was rejected and that was reported. `None`: the key may be on a line with a syntax error.
    Unreadable(Option<Span>),
    /// The value was read.
    Read(Spanned<T>),
}

/// A mandatory key.
pub(crate) type Required<T> = Field<T, true>;

/// An optional key.
pub(crate) type Optional<T> = Field<T, false>;

/// An optional key with a default.
pub(crate) type Defaulted<T> = Field<T, false>;

impl<T, const REQUIRED: bool> Field<T, REQUIRED> {
    /// The value, if it was read.
    pub(crate) fn get(&self) -> Option<&T> {
        self.spanned().map(|placed| &placed.value)
    }

    /// The value with its position, if it was read.
    pub(crate) fn spanned(&self) -> Option<&Spanned<T>> {
        match self {
            Field::Read(placed) => Some(placed),
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
            Field::Read(placed) => Some(placed.span.clone()),
            Field::Unreadable(span) => span.clone(),
            Field::Absent => None,
        }
    }

    /// Whether the value was rejected, or may be on a line with a syntax error.
    pub(crate) fn is_unreadable(&self) -> bool {
        matches!(self, Field::Unreadable(_))
    }
}

impl<T: Value, const REQUIRED: bool> Field<T, REQUIRED> {
    /// Merges the values of a key that occurs twice: under its own name and under a misspelt one.
    pub(crate) fn merged(self, mut other: Self) -> Self {
        if let (Field::Read(one), Field::Read(other)) = (self, &mut other) {
            other.value.merge(one.value);
        }
        other
    }
}

impl<T, const AT_LEAST: usize, const REQUIRED: bool> Field<List<T, AT_LEAST>, REQUIRED> {
    /// The entries that were read.
    pub(crate) fn entries(&self) -> &[Spanned<T>] {
        self.get().map_or(&[], |list| &list.entries)
    }

    /// Whether every entry was read.
    pub(crate) fn is_complete(&self) -> bool {
        match self {
            Field::Absent => !REQUIRED,
            Field::Unreadable(_) => false,
            Field::Read(list) => list.value.complete,
        }
    }
}

/// An array of at least `AT_LEAST` entries.
#[derive(Debug)]
pub(crate) struct List<T, const AT_LEAST: usize = 0> {
    /// The entries that were read.
    pub(crate) entries: Vec<Spanned<T>>,
    /// Whether that is all entries.
    pub(crate) complete: bool,
}

/// An array that is not empty.
pub(crate) type NonEmpty<T> = List<T, 1>;

impl<T: Value, const AT_LEAST: usize> Value for List<T, AT_LEAST> {
    const EXPECTED: &'static str = "an array";

    fn header(key: &str) -> String {
        format!("[[{key}]]")
    }

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self> {
        let DeValue::Array(array) = value else {
            return Self::read_single(value, span, reading);
        };
        if array.len() < AT_LEAST {
            let title = "expected at least one entry, but found an empty array";
            reading.report(Diagnostic::new(Code::EmptyList, span, title));
            return None;
        }
        let mut list = List {
            entries: Vec::with_capacity(array.len()),
            complete: !reading.is_broken(&span),
        };
        for entry in array {
            match reading.value::<T>(entry.get_ref(), entry.span()) {
                Some(value) => list.entries.push(Spanned {
                    value,
                    span: entry.span(),
                }),
                None => list.complete = false,
            }
        }
        list.report_repetitions(reading);
        Some(list)
    }

    fn merge(&mut self, misspelt: Self) {
        self.entries.extend(misspelt.entries);
        self.complete &= misspelt.complete;
    }

    fn schema() -> Json {
        array_schema(&T::schema(), AT_LEAST)
    }
}

/// The schema of an array of these items.
fn array_schema(items: &Json, at_least: usize) -> Json {
    let mut schema = json!({ "type": "array", "items": items });
    if at_least > 0 {
        schema["minItems"] = json!(at_least);
    }
    if schema["items"]["type"] == "string" {
        schema["uniqueItems"] = json!(true);
    }
    schema
}

impl<T: Value, const AT_LEAST: usize> List<T, AT_LEAST> {
    /// Reports that the value should be an array, then reads it as an array of one.
    fn read_single(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self> {
        if !reading.report_single(value, &span) {
            return None;
        }
        let known = reading.diagnostics.len();
        let Some(value) = reading.value::<T>(value, span.clone()) else {
            // One mistake a line is enough: do not also report what is wrong with the value.
            reading.diagnostics.truncate(known);
            return None;
        };
        Some(List {
            entries: vec![Spanned { value, span }],
            complete: true,
        })
    }

    fn report_repetitions(&self, reading: &mut Reading<'_>) {
        let mut seen = BTreeMap::new();
        for entry in &self.entries {
            if let Some((sameness, shown)) = entry.value.sameness() {
                reading.report_repeated(&mut seen, sameness, shown, &entry.span);
            }
        }
    }
}

/// What rules need from anywhere in the file, in no particular order.
///
/// It is collected while values are read, so that a new key is covered without changing the rules.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    /// Ids, including previous ones.
    pub(crate) ids: Vec<CollectedId>,
    pub(crate) references: Vec<CollectedId>,
    /// Addresses, and whether they must be encrypted.
    pub(crate) addresses: Vec<(Spanned<String>, Encryption)>,
    /// The dates on which facts were last checked.
    pub(crate) checks: Vec<Spanned<Date>>,
    /// Texts that translations can translate.
    pub(crate) texts: Vec<Spanned<String>>,
}

/// An id with the kind of its record and its position.
#[derive(Debug, Clone)]
pub(crate) struct CollectedId {
    pub(crate) of: RecordKind,
    pub(crate) id: String,
    pub(crate) span: Span,
}

/// The kinds of record that have ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum RecordKind {
    Source,
    Jurisdiction,
    Member,
    Setting,
    Place,
    Notice,
    Gap,
}

impl RecordKind {
    /// The name for messages.
    pub(crate) fn word(self) -> &'static str {
        match self {
            RecordKind::Source => "source",
            RecordKind::Jurisdiction => "jurisdiction",
            RecordKind::Member => "member",
            RecordKind::Setting => "setting",
            RecordKind::Place => "place",
            RecordKind::Notice => "change",
            RecordKind::Gap => "gap",
        }
    }
}

/// Whether an address has to be encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encryption {
    /// Unencrypted is an error, reported by a rule of its own.
    Required,
    /// Unencrypted is a warning.
    Preferred,
}

/// The state of reading a file.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    /// The parsed file.
    pub(crate) parsed: &'a Parsed<'a>,
    /// The mistakes found so far.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What rules need.
    pub(crate) collected: Collected,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(parsed: &'a Parsed<'a>) -> Reading<'a> {
        Reading {
            parsed,
            diagnostics: Vec::new(),
            collected: Collected::default(),
        }
    }

    /// Whether a line of this span has a syntax error, so that the recovered value cannot be trusted.
    pub(crate) fn is_broken(&self, span: &Span) -> bool {
        self.parsed.is_broken(span)
    }

    /// Adds a diagnostic, unless its line already has a syntax error.
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        if !self.is_broken(&diagnostic.primary.span) {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Reports a value of the wrong type.
    pub(crate) fn report_type(&mut self, expected: &str, value: &DeValue<'_>, span: Span) {
        let title = format!("expected {expected}, but found {}", found(value));
        self.report(Diagnostic::new(Code::WrongType, span, title));
    }

    /// Reports a value that should be an array. Returns whether it can be read as an array of one.
    fn report_single(&mut self, value: &DeValue<'_>, span: &Span) -> bool {
        if let (DeValue::Table(_), Some(key)) = (value, self.parsed.implying_key(span)) {
            // Only a header such as `[[setting.coverage]]` implies the table, so there is no record to read.
            let title = format!("expected `[[{key}]]` before what belongs to it");
            self.report(Diagnostic::new(Code::WrongType, span.clone(), title));
            return false;
        }
        let header = self.parsed.header(span);
        let title = match header {
            Some(header) => format!("expected an array of tables, but found {}", quoted(header)),
            None => format!("expected an array, but found {}", found(value)),
        };
        let help = match header {
            Some(header) => format!("write `[{header}]`"),
            None => "put brackets around it: `[...]`".to_owned(),
        };
        self.report(Diagnostic::new(Code::WrongType, span.clone(), title).help(help));
        true
    }

    /// Reports an entry of an array if it is the same as one before it.
    fn report_repeated(
        &mut self,
        seen: &mut BTreeMap<String, Span>,
        sameness: String,
        shown: &str,
        span: &Span,
    ) {
        let Some(first) = seen.get(&sameness) else {
            seen.insert(sameness, span.clone());
            return;
        };
        let title = format!("{} is listed twice", quoted(shown));
        let diagnostic = Diagnostic::new(Code::RepeatedEntry, span.clone(), title);
        self.report(diagnostic.related(first.clone(), "first listed here"));
    }

    /// Reports an array where one table was expected, then returns its first table.
    pub(crate) fn single_table<'v>(
        &mut self,
        expected: &str,
        array: &'v DeArray<'v>,
        span: Span,
    ) -> Option<&'v DeTable<'v>> {
        let title = format!("expected {expected}, but found an array");
        let diagnostic = Diagnostic::new(Code::WrongType, span.clone(), title);
        let help = self.parsed.header(&span).and_then(|header| {
            let table = header.strip_prefix('[')?.strip_suffix(']')?;
            Some(format!("write {} once", quoted(table)))
        });
        self.report(Diagnostic { help, ..diagnostic });
        array.first()?.get_ref().as_table()
    }

    pub(crate) fn collect_text(&mut self, text: &str, span: Span) {
        let value = text.to_owned();
        self.collected.texts.push(Spanned { value, span });
    }

    pub(crate) fn value<T: Value>(&mut self, value: &DeValue<'_>, span: Span) -> Option<T> {
        let holds_others = matches!(value, DeValue::Array(_) | DeValue::Table(_));
        if self.is_broken(&span) && !holds_others {
            return None;
        }
        T::read(value, span, self)
    }
}

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
