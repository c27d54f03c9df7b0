//! Tables of the file: their keys, and the macro that generates the records' readers and JSON Schema.

use serde_json::{Value as Json, json};
use toml::de::DeTable;

use super::reading::{Field, Reading, Value};
use crate::diagnostics::{Code, Span, quoted, quoted_list};
use crate::directory::nearest;

/// One table, read key by key.
pub(crate) struct TableReader<'t, 'r, 'a> {
    table: &'t DeTable<'t>,
    /// The header, or all of an inline table.
    span: Span,
    reading: &'r mut Reading<'a>,
    /// Misspelt keys: the key that was meant, and the key as written. Each is reported once as misspelt and not as
    /// missing.
    misspelt: Vec<(String, &'t str)>,
    /// Whether the content of `step` is under the keys that it replaced.
    has_replaced_keys: bool,
    missing: Vec<String>,
}

impl<'t, 'r, 'a> TableReader<'t, 'r, 'a> {
    /// Starts reading a table with these fields.
    pub(crate) fn new(
        table: &'t DeTable<'t>,
        span: Span,
        fields: &[&str],
        reading: &'r mut Reading<'a>,
    ) -> TableReader<'t, 'r, 'a> {
        let keys: Vec<_> = fields.iter().map(|field| kebab_case(field)).collect();
        let mut reader = TableReader {
            table,
            span,
            reading,
            misspelt: Vec::new(),
            has_replaced_keys: false,
            missing: Vec::new(),
        };
        for key in table.keys() {
            if !keys.iter().any(|known| known == key.get_ref()) {
                reader.report_unknown(key.get_ref(), key.span().into(), &keys);
            }
        }
        reader
    }

    fn report_unknown(&mut self, key: &'t str, span: Span, keys: &[String]) {
        /// Keys of `[[complaint]]` in earlier versions of the file.
        const REPLACED_BY_STEP: [&str; 3] = ["first", "then", "note"];
        let keys = keys.iter().map(String::as_str);
        let absent = keys.clone().filter(|key| !self.table.contains_key(*key));
        let help = if self.reading.parsed.header(self.span) == Some("[[complaint]]")
            && REPLACED_BY_STEP.contains(&key)
        {
            self.has_replaced_keys = true;
            "write a `[[complaint.step]]` for each thing to do, in order".to_owned()
        } else if let Some(near) = nearest(key, absent).or_else(|| nearest(key, keys.clone())) {
            self.misspelt.push((near.to_owned(), key));
            format!("did you mean `{near}`?")
        } else {
            let keys = quoted_list(keys, "and");
            format!("the keys that can stand here are {keys}")
        };
        let title = format!("unknown key {}{}", quoted(key), self.place());
        let diagnostic = Code::UnknownKey.at(span, title);
        self.reading.report(diagnostic.help(help));
    }

    /// Reads the value of a field. The values under misspelt forms of its key are merged into the one under its own.
    pub(crate) fn field<T: Value>(&mut self, field: &str, presence: &str) -> Field<T::Read> {
        let key = kebab_case(field);
        let misspelt = self.misspelt.iter().filter(|(meant, _)| *meant == key);
        let names = misspelt.map(|(_, name)| *name).chain([&*key]);
        let values = names.filter_map(|name| self.table.get(name));
        let fields = values.map(|value| match self.reading.value::<T>(value) {
            Some(read) => Field::Read(read),
            None => Field::Unreadable(Some(value.span().into())),
        });
        let merged = fields.reduce(|misspelt, mut field| {
            if let (Field::Read(misspelt), Field::Read(read)) = (misspelt, &mut field) {
                T::merge(&mut read.value, misspelt.value);
            }
            field
        });
        if let Some(field) = merged {
            field
        } else if self.has_replaced_keys && key == "step"
            || self.reading.parsed.is_record_broken(self.span)
        {
            Field::Unreadable(None)
        } else if presence == "Required" {
            let is_list = T::schema()["type"] == "array";
            self.missing.push(match (self.is_root(), is_list) {
                (true, true) => format!("[[{key}]]"),
                (true, false) => format!("[{key}]"),
                (false, _) => key,
            });
            Field::Unreadable(None)
        } else {
            Field::Absent
        }
    }

    pub(crate) fn finish(self) {
        let keys = match self.missing.len() {
            0 => return,
            _ if self.is_root() => "",
            1 => "key ",
            _ => "keys ",
        };
        let missing = quoted_list(self.missing.iter().map(String::as_str), "and");
        let title = format!("missing {keys}{missing}{}", self.place());
        self.reading.report(Code::MissingKey.at(self.span, title));
    }

    fn is_root(&self) -> bool {
        self.span.start == self.span.end
    }

    /// The table for a message: ` in [[member]]`.
    fn place(&self) -> String {
        let header = self.reading.parsed.header(self.span);
        header.map_or_else(String::new, |header| format!(" in {}", quoted(header)))
    }
}

/// Declares each record as it is read from a table of the file, with its JSON Schema. The key of a field is its name in
/// kebab case; its doc comment is its description in the schema.
macro_rules! readers {
    ($(
        $(#[doc = $doc:literal])*
        $record:ident $(+ { $($extra:tt)* })? { $($fields:tt)* } $(=> { $($lists:tt)* })?
    )*) => {$(
        $crate::load::tables::reader! {
            $(#[doc = $doc])*
            $record { $($fields)* $($($lists)*)? }
        }
    )*};
}

macro_rules! reader {
    (
        $(#[doc = $doc:literal])*
        $record:ident {
            $($(#[doc = $field_doc:literal])* $(#[serde($($serde:tt)*)])? $field:ident: $presence:ident<$type:ty>,)*
        }
    ) => {
        #[derive(Debug)]
        pub(crate) struct $record {
            $(pub(crate) $field: $crate::load::reading::Field<<$type as Value>::Read>,)*
        }

        impl Value for $record {
            type Read = Self;

            fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self> {
                let table = reading.table_of(value, span)?;
                let fields = &[$(stringify!($field),)*];
                let mut reader = TableReader::new(table, span, fields, reading);
                let record = $record {
                    $($field: reader.field::<$type>(stringify!($field), stringify!($presence)),)*
                };
                reader.finish();
                Some(record)
            }

            fn schema() -> Json {
                object_schema(&[$($doc),*], &[$((
                    stringify!($field),
                    stringify!($presence),
                    described(<$type>::schema(), &[$($field_doc),*]),
                )),*])
            }
        }
    };
}

pub(crate) use {reader, readers};

fn kebab_case(field: &str) -> String {
    field.replace('_', "-")
}

/// Adds a doc comment to a schema as its description.
pub(crate) fn described(mut schema: Json, doc: &[&str]) -> Json {
    schema["description"] = json!(doc.concat().trim());
    schema
}

/// The schema of a table, from its fields: their names, presence and schemas.
pub(crate) fn object_schema(doc: &[&str], fields: &[(&str, &str, Json)]) -> Json {
    let mut properties = serde_json::Map::new();
    let mut required = Vec::new();
    for (field, presence, schema) in fields {
        let key = kebab_case(field);
        properties.insert(key.clone(), schema.clone());
        if *presence == "Required" {
            required.push(key);
        }
    }
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
