//! Tables of the file: their keys, and the macro that generates the records' readers and JSON Schema.

use std::borrow::Cow;

use serde_json::{Value as Json, json};
use toml::de::{DeTable, DeValue};

use super::reading::{Field, Reading, Spanned, Value};
use crate::diagnostics::{Code, Diagnostic, Span, listed, quoted};
use crate::directory::nearest;

impl Reading<'_> {
    /// Starts reading a table with these keys.
    pub(crate) fn table<'t>(
        &mut self,
        table: &'t DeTable<'t>,
        span: Span,
        keys: &[Cow<'static, str>],
    ) -> TableReader<'t> {
        let absent: Vec<&str> = keys
            .iter()
            .map(|key| &**key)
            .filter(|key| !table.contains_key(*key))
            .collect();
        let mut reader = TableReader {
            table,
            span,
            misspelt: Vec::new(),
            unreadable: Vec::new(),
            missing: Vec::new(),
        };
        for key in table.keys() {
            let name: &str = key.get_ref();
            if keys.iter().any(|known| known == name) {
                continue;
            }
            if let Some(replaced) = reader.replaced(name, self) {
                let title = format!("unknown key {}{}", quoted(name), reader.place(self));
                let diagnostic = Diagnostic::new(Code::UnknownKey, key.span(), title);
                self.report(diagnostic.help(replaced.help));
                reader.unreadable.push(replaced.by);
                continue;
            }
            let near = nearest(name, absent.iter().copied());
            let near = near.or_else(|| nearest(name, keys.iter().map(|key| &**key)));
            let help = if let Some(near) = near {
                format!("did you mean `{near}`?")
            } else {
                let keys: Vec<String> = keys.iter().map(|key| quoted(key)).collect();
                format!("the keys that can stand here are {}", listed(&keys, "and"))
            };
            let title = format!("unknown key {}{}", quoted(name), reader.place(self));
            self.report(Diagnostic::new(Code::UnknownKey, key.span(), title).help(help));
            if let Some(near) = near {
                reader.misspelt.push((near.to_owned(), name));
            }
        }
        reader
    }
}

/// Keys that earlier versions of the file had.
struct Replaced {
    header: &'static str,
    keys: &'static [&'static str],
    by: &'static str,
    help: &'static str,
}

const REPLACED: &[Replaced] = &[Replaced {
    header: "[[complaint]]",
    keys: &["first", "then", "note"],
    by: "step",
    help: "write a `[[complaint.step]]` for each thing to do, in order",
}];

/// One table, read key by key.
#[derive(Debug)]
pub(crate) struct TableReader<'t> {
    table: &'t DeTable<'t>,
    /// The header, or all of an inline table.
    span: Span,
    /// Misspelt keys: the key that was meant, and the key as written. Each is reported once as misspelt and not as
    /// missing.
    misspelt: Vec<(String, &'t str)>,
    /// Keys whose content is under a key of an earlier version of the file.
    unreadable: Vec<&'static str>,
    missing: Vec<String>,
}

impl<'t> TableReader<'t> {
    /// Reads the value of a key.
    pub(crate) fn field<T: Value, const REQUIRED: bool>(
        &mut self,
        key: &str,
        reading: &mut Reading<'_>,
    ) -> Field<T, REQUIRED> {
        let fields = self.values(key).into_iter().map(|value| {
            let span = value.span();
            match reading.value(value.get_ref(), span.clone()) {
                Some(value) => Field::Read(Spanned { value, span }),
                None => Field::Unreadable(Some(span)),
            }
        });
        if let Some(field) = fields.reduce(Field::merged) {
            field
        } else if self.unreadable.contains(&key) || reading.parsed.is_record_broken(&self.span) {
            Field::Unreadable(None)
        } else {
            if REQUIRED {
                let is_root = self.span.is_empty();
                let name = if is_root {
                    T::header(key)
                } else {
                    key.to_owned()
                };
                self.missing.push(name);
            }
            Field::Absent
        }
    }

    /// The values of a key: under misspelt forms of it, then under its own name.
    fn values(&self, key: &str) -> Vec<&'t toml::Spanned<DeValue<'t>>> {
        let misspelt = self.misspelt.iter().filter(|(meant, _)| meant == key);
        let names = misspelt.map(|(_, name)| *name).chain([key]);
        names.filter_map(|name| self.table.get(name)).collect()
    }

    /// Reports the missing keys.
    pub(crate) fn finish(self, reading: &mut Reading<'_>) {
        if self.missing.is_empty() {
            return;
        }
        let keys = match self.missing.len() {
            _ if self.span.is_empty() => "",
            1 => "key ",
            _ => "keys ",
        };
        let missing: Vec<String> = self.missing.iter().map(|key| quoted(key)).collect();
        let missing = listed(&missing, "and");
        let title = format!("missing {keys}{missing}{}", self.place(reading));
        reading.report(Diagnostic::new(Code::MissingKey, self.span, title));
    }

    /// The replacement of a key of an earlier version.
    fn replaced(&self, key: &str, reading: &Reading<'_>) -> Option<&'static Replaced> {
        let header = reading.parsed.header(&self.span);
        let mut replaced = REPLACED.iter();
        replaced.find(|known| Some(known.header) == header && known.keys.contains(&key))
    }

    /// The table for a message: ` in [[member]]`.
    fn place(&self, reading: &Reading<'_>) -> String {
        let header = reading.parsed.header(&self.span);
        header.map_or_else(String::new, |header| format!(" in {}", quoted(header)))
    }
}

/// Declares each record as it is read from a table of the file, with its JSON Schema. The key of a field is its name in
/// kebab case; its doc comment is its description in the schema.
macro_rules! readers {
    ($(
        $(#[doc = $doc:literal])*
        $record:ident $(+ { $($extra:tt)* })? {
            $($(#[doc = $field_doc:literal])* $field:ident: $presence:ident<$type:ty>,)*
        } $(=> {
            $($(#[doc = $list_doc:literal])* $list:ident: $list_presence:ident<$list_type:ty>,)*
        })?
    )*) => {$(
        #[derive(Debug)]
        pub(crate) struct $record {
            $(pub(crate) $field: $presence<$type>,)*
            $($(pub(crate) $list: $list_presence<$list_type>,)*)?
        }

        impl $record {
            /// The names of the fields.
            pub(crate) const KEYS: &[&str] =
                &[$(stringify!($field),)* $($(stringify!($list),)*)?];
        }

        impl Value for $record {
            const EXPECTED: &'static str = "a table";

            fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self> {
                let table = match value {
                    DeValue::Table(table) => table,
                    DeValue::Array(array) => reading.single_table(Self::EXPECTED, array, span.clone())?,
                    _ => {
                        reading.report_type(Self::EXPECTED, value, span);
                        return None;
                    }
                };
                let keys: Vec<_> = Self::KEYS.iter().map(|field| kebab_case(field)).collect();
                let mut reader = reading.table(table, span, &keys);
                let record = $record {
                    $($field: reader.field(&kebab_case(stringify!($field)), reading),)*
                    $($($list: reader.field(&kebab_case(stringify!($list)), reading),)*)?
                };
                reader.finish(reading);
                Some(record)
            }

            fn schema() -> Json {
                object_schema(&[$($doc),*], vec![
                    $((
                        kebab_case(stringify!($field)),
                        stringify!($presence) == "Required",
                        described(<$type>::schema(), &[$($field_doc),*]),
                    ),)*
                    $($((
                        kebab_case(stringify!($list)),
                        stringify!($list_presence) == "Required",
                        described(<$list_type>::schema(), &[$($list_doc),*]),
                    ),)*)?
                ])
            }
        }
    )*};
}

pub(crate) use readers;

/// The key of a field.
pub(crate) fn kebab_case(field: &'static str) -> Cow<'static, str> {
    if field.contains('_') {
        Cow::Owned(field.replace('_', "-"))
    } else {
        Cow::Borrowed(field)
    }
}

/// Adds a doc comment to a schema as its description.
pub(crate) fn described(mut schema: Json, doc: &[&str]) -> Json {
    schema["description"] = json!(doc.concat().trim());
    schema
}

/// The schema of a table, from its keys: whether each is required, and its schema.
pub(crate) fn object_schema(doc: &[&str], fields: Vec<(Cow<'static, str>, bool, Json)>) -> Json {
    let required: Vec<_> = fields
        .iter()
        .filter(|(_, required, _)| *required)
        .map(|(key, ..)| key.clone())
        .collect();
    let properties: serde_json::Map<String, Json> = fields
        .into_iter()
        .map(|(key, _, schema)| (key.into_owned(), schema))
        .collect();
    let mut schema = json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    described(schema, doc)
}
