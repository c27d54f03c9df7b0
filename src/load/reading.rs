//! How a record is read: key by key, so that one mistake hides no other.
//!
//! `serde` stops at the first thing that does not fit. Here a value that does not fit is reported and left out, and
//! its record goes on with the rest. What each record holds is in `records`, what each value must be in `values`.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};
use toml::de::{DeArray, DeTable, DeValue};

use super::syntax::Parsed;
use crate::diagnostics::{Code, Diagnostic, Span, quoted};
use crate::directory::Date;

/// A value and where it stands.
#[derive(Debug)]
pub(crate) struct Spanned<T> {
    /// The value.
    pub(crate) value: T,
    /// Where it stands; of a record that has a header, the header.
    pub(crate) span: Span,
}

/// What can be read from one value of the file.
pub(crate) trait Value: Sized {
    /// What stands in the file, after "expected".
    const EXPECTED: &'static str;

    /// The header that a table of the file would have for a key that holds this.
    fn header(key: &str) -> String {
        format!("[{key}]")
    }

    /// Reads it, or reports why it cannot be read.
    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self>;

    /// The JSON Schema of it.
    fn schema() -> Json;

    /// Takes up what stands beside it under a misspelt key, where it can hold both.
    fn merge(&mut self, _misspelt: Self) {}

    /// What makes two entries of a list the same, where that is a mistake, and how to show it.
    fn sameness(&self) -> Option<(String, &str)> {
        None
    }
}

/// What a key of a record holds.
#[derive(Debug)]
pub(crate) enum Field<T, const REQUIRED: bool> {
    /// The record lacks the key.
    Absent,
    /// What stands there cannot be used, and that has been reported. `None`: if it stands there, it is on a line that
    /// TOML could not read.
    Unreadable(Option<Span>),
    /// This.
    Read(Spanned<T>),
}

/// A key that a record must have.
pub(crate) type Required<T> = Field<T, true>;

/// A key that a record may have.
pub(crate) type Optional<T> = Field<T, false>;

/// A key that has a default where a record lacks it.
pub(crate) type Defaulted<T> = Field<T, false>;

impl<T, const REQUIRED: bool> Field<T, REQUIRED> {
    /// The value, where it could be read.
    pub(crate) fn get(&self) -> Option<&T> {
        self.spanned().map(|placed| &placed.value)
    }

    /// The value and where it stands, where it could be read.
    pub(crate) fn spanned(&self) -> Option<&Spanned<T>> {
        match self {
            Field::Read(placed) => Some(placed),
            Field::Absent | Field::Unreadable(_) => None,
        }
    }

    /// Whether it is certain that the record lacks the key.
    pub(crate) fn is_absent(&self) -> bool {
        matches!(self, Field::Absent)
    }

    /// Where the value stands, whether or not it could be read.
    pub(crate) fn span(&self) -> Option<Span> {
        match self {
            Field::Read(placed) => Some(placed.span.clone()),
            Field::Unreadable(span) => span.clone(),
            Field::Absent => None,
        }
    }

    /// Whether something stands there that could not be read.
    pub(crate) fn is_unreadable(&self) -> bool {
        matches!(self, Field::Unreadable(_))
    }
}

impl<T: Value, const REQUIRED: bool> Field<T, REQUIRED> {
    /// What a record holds that has a key twice, under its name and one that is nearly its name.
    pub(crate) fn merged(self, mut other: Self) -> Self {
        if let (Field::Read(one), Field::Read(other)) = (self, &mut other) {
            other.value.merge(one.value);
        }
        other
    }
}

impl<T, const AT_LEAST: usize, const REQUIRED: bool> Field<List<T, AT_LEAST>, REQUIRED> {
    /// The entries that could be read.
    pub(crate) fn entries(&self) -> &[Spanned<T>] {
        self.get().map_or(&[], |list| &list.entries)
    }

    /// Whether nothing that stands there is unread.
    pub(crate) fn is_complete(&self) -> bool {
        match self {
            Field::Absent => !REQUIRED,
            Field::Unreadable(_) => false,
            Field::Read(list) => list.value.complete,
        }
    }
}

/// An array of at least so many entries.
#[derive(Debug)]
pub(crate) struct List<T, const AT_LEAST: usize = 0> {
    /// The entries that could be read.
    pub(crate) entries: Vec<Spanned<T>>,
    /// Whether that is all of them.
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

impl<T: Value, const AT_LEAST: usize> List<T, AT_LEAST> {
    /// Reads a value that should be in an array as if it were, once that is reported.
    fn read_single(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self> {
        if let (DeValue::Table(_), Some(key)) = (value, reading.parsed.implying_key(&span)) {
            // What would be read as a record is only what should follow one.
            let title = format!("expected `[[{key}]]` before what belongs to it");
            reading.report(Diagnostic::new(Code::WrongType, span, title));
            return None;
        }
        let header = reading.parsed.header(&span);
        let title = match header {
            Some(header) => format!("expected an array of tables, but found {}", quoted(header)),
            None => format!("expected an array, but found {}", found(value)),
        };
        let help = match header {
            Some(header) => format!("write `[{header}]`"),
            None => "put brackets around it: `[...]`".to_owned(),
        };
        reading.report(Diagnostic::new(Code::WrongType, span.clone(), title).help(help));
        let known = reading.diagnostics.len();
        let Some(value) = reading.value::<T>(value, span.clone()) else {
            // The line is shown; that what stands on it fits no entry either is not another mistake.
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
            let Some((sameness, shown)) = entry.value.sameness() else {
                continue;
            };
            match seen.get(&sameness) {
                None => {
                    seen.insert(sameness, &entry.span);
                }
                Some(first) => {
                    let title = format!("{} is listed twice", quoted(shown));
                    let diagnostic =
                        Diagnostic::new(Code::RepeatedEntry, entry.span.clone(), title)
                            .related(Span::clone(first), "first listed here");
                    reading.report(diagnostic);
                }
            }
        }
    }
}

/// What was read anywhere in the file that a rule checks, in no particular order.
///
/// Collected where it is read, so that no rule can forget a key.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    /// Ids, those of earlier files included.
    pub(crate) ids: Vec<CollectedId>,
    /// References to records.
    pub(crate) references: Vec<CollectedId>,
    /// Addresses, and whether they must be encrypted.
    pub(crate) addresses: Vec<(Spanned<String>, Encryption)>,
    /// Days on which facts were checked.
    pub(crate) checks: Vec<Spanned<Date>>,
    /// Texts that a translation of the file can translate.
    pub(crate) texts: Vec<Spanned<String>>,
}

/// An id of a kind of record, and where it stands.
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
    /// As messages call it.
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

/// Whether an address must be encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encryption {
    /// An unencrypted one is an error, by a rule of its own.
    Required,
    /// An unencrypted one is a warning.
    Preferred,
}

/// The state of reading a file.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    /// The file as TOML sees it.
    pub(crate) parsed: &'a Parsed<'a>,
    /// What was wrong so far.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What rules check, of whatever record.
    pub(crate) collected: Collected,
}

impl<'a> Reading<'a> {
    /// Nothing read yet.
    pub(crate) fn new(parsed: &'a Parsed<'a>) -> Reading<'a> {
        Reading {
            parsed,
            diagnostics: Vec::new(),
            collected: Collected::default(),
        }
    }

    /// Whether a syntax error is on a line of this span, so that what TOML recovered there means nothing.
    pub(crate) fn is_broken(&self, span: &Span) -> bool {
        self.parsed.is_broken(span)
    }

    /// Keeps a mistake, unless its line is shown already.
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        if !self.is_broken(&diagnostic.primary.span) {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Reports a value of the wrong type.
    pub(crate) fn report_type<T: Value>(&mut self, value: &DeValue<'_>, span: Span) {
        let title = format!("expected {}, but found {}", T::EXPECTED, found(value));
        self.report(Diagnostic::new(Code::WrongType, span, title));
    }

    /// Takes an array of tables for the first of them, once it is reported that there should be one.
    pub(crate) fn single_table<'v, T: Value>(
        &mut self,
        array: &'v DeArray<'v>,
        span: Span,
    ) -> Option<&'v DeTable<'v>> {
        let title = format!("expected {}, but found an array", T::EXPECTED);
        let diagnostic = Diagnostic::new(Code::WrongType, span.clone(), title);
        let help = self.parsed.header(&span).and_then(|header| {
            let table = header.strip_prefix('[')?.strip_suffix(']')?;
            Some(format!("write {} once", quoted(table)))
        });
        self.report(Diagnostic { help, ..diagnostic });
        array.first()?.get_ref().as_table()
    }

    /// Collects a text that can be translated.
    pub(crate) fn collect_text(&mut self, text: &str, span: Span) {
        let value = text.to_owned();
        self.collected.texts.push(Spanned { value, span });
    }

    /// Reads a value of any kind.
    pub(crate) fn value<T: Value>(&mut self, value: &DeValue<'_>, span: Span) -> Option<T> {
        let holds_others = matches!(value, DeValue::Array(_) | DeValue::Table(_));
        if self.is_broken(&span) && !holds_others {
            return None;
        }
        T::read(value, span, self)
    }
}

/// What kind of value stands in the file, after "found".
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
