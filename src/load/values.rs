//! Types of values: texts, ids, references, dates, addresses, words.
//!
//! Each value is checked alone. Checks that need several values are `rules`. The types are only names for a way of
//! reading: what is read is a `String`, a `Date` and so on.

use std::marker::PhantomData;

use serde_json::{Value as Json, json};
use toml::de::DeValue;

use super::patterns::LANGUAGE_TAG;
use super::reading::{Entries, NonEmpty, Reading, Spanned, Value, found, strings};
use super::text;
use crate::diagnostics::{Code, Span, quoted, quoted_list};
use crate::directory::original::{marked, unmarked};
use crate::directory::{Date, Key, OtherName, Tile, Vocabulary, nearest};

strings! {
    /// A text for readers, on one line.
    Text = WORDS;
    /// A text on one line that is not translated: the words of a source, a title, a search word.
    Verbatim = Words { is_translated: false, ..WORDS };
    /// A text for readers that can have paragraphs.
    Prose = Words { normalize: text::paragraphs, ..WORDS };
}

const WORDS: Words = Words {
    regex: "\\S",
    normalize: text::one_line,
    is_translated: true,
};

/// A text for readers.
struct Words {
    /// The regular expression for the JSON Schema.
    regex: &'static str,
    normalize: fn(&str) -> String,
    /// Whether translations can translate it.
    is_translated: bool,
}

impl Words {
    /// Checks that a text is not empty and has no invalid character.
    fn check(&self, text: &str, span: Span, reading: &mut Reading<'_>) -> Option<String> {
        let invalid = text.chars().find(|letter| !text::is_allowed(*letter));
        let diagnostic = if let Some(letter) = invalid {
            let code = u32::from(letter);
            let title = format!("text holds the control character U+{code:04X}");
            Code::ControlCharacter.at(span, title)
        } else if text.trim().is_empty() {
            Code::EmptyText.at(span, "expected some text, but found an empty string")
        } else if text.chars().all(text::is_invisible) {
            let title = "expected some text, but found characters that cannot be seen";
            Code::EmptyText.at(span, title)
        } else {
            return Some(self.in_language((self.normalize)(text), span, reading));
        };
        reading.report(diagnostic);
        None
    }

    /// The text in the language of the pages; marked if it has no translation.
    fn in_language(&self, value: String, span: Span, reading: &mut Reading<'_>) -> String {
        let shown = match reading.translations {
            None => value.clone(),
            Some(texts) => {
                let translation = texts.get(&value).filter(|_| self.is_translated);
                translation.cloned().unwrap_or_else(|| marked(&value))
            }
        };
        if self.is_translated {
            reading.collected.texts.push(Spanned { value, span });
        }
        shown
    }

    fn schema(&self) -> Json {
        json!({ "type": "string", "pattern": self.regex })
    }
}

/// Paths and file names contain ids, with endings such as `.html.gz`, and file systems allow 255 bytes.
const LONGEST_ID: usize = 100;

pub(crate) fn is_id(text: &str) -> bool {
    text.len() <= LONGEST_ID
        && text.starts_with(|letter: char| letter.is_ascii_lowercase())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Whether an id has another meaning: in the data file, as a file name, or as a device name on Windows.
fn is_reserved(id: &str) -> bool {
    let port = id.strip_prefix("com").or_else(|| id.strip_prefix("lpt"));
    ["all", "index", "con", "prn", "aux", "nul"].contains(&id)
        || port.is_some_and(|port| matches!(port.as_bytes(), [b'0'..=b'9']))
}

/// The id of a record. It is permanent, because URLs contain it. A malformed one is reported and read, so that
/// references to it resolve.
pub(crate) struct Id<K>(PhantomData<K>);

impl<K: Key> Value for Id<K> {
    type Read = String;

    fn parse(text: &str, span: Span, reading: &mut Reading<'_>) -> Option<String> {
        if !is_id(text) {
            let shown = quoted(text);
            let title = format!("expected an id such as `police-custody`, but found {shown}");
            let help = if text.len() > LONGEST_ID {
                format!("an id has at most {LONGEST_ID} letters, digits and hyphens")
            } else {
                "an id is a lower-case letter, then lower-case letters, digits and hyphens".into()
            };
            reading.report(Code::MalformedId.at(span, title).help(help));
        }
        if is_reserved(text) {
            let title = format!("the id {} is reserved", quoted(text));
            let help = "the program uses this word where ids stand: choose another id";
            reading.report(Code::ReservedId.at(span, title).help(help));
        }
        let value = text.to_owned();
        let id = Spanned { value, span };
        reading.collected.ids.push((K::KIND, id));
        Some(text.to_owned())
    }

    fn schema() -> Json {
        json!({ "type": "string", "pattern": "^[a-z][a-z0-9-]*$", "maxLength": LONGEST_ID })
    }
}

/// A reference to another record by id.
pub(crate) struct Reference<K>(PhantomData<K>);

impl<K: Key> Value for Reference<K> {
    type Read = String;

    fn parse(text: &str, span: Span, reading: &mut Reading<'_>) -> Option<String> {
        let value = text.to_owned();
        let reference = Spanned { value, span };
        reading.collected.references.push((K::KIND, reference));
        Some(text.to_owned())
    }

    fn schema() -> Json {
        Id::<K>::schema()
    }

    fn sameness(read: &String) -> Option<(String, &str)> {
        Some((read.clone(), read))
    }
}

/// One of a fixed set of words.
pub(crate) struct Word<V>(PhantomData<V>);

impl<V: Vocabulary> Value for Word<V> {
    type Read = V;

    fn parse(text: &str, span: Span, reading: &mut Reading<'_>) -> Option<V> {
        let known = V::ALL.iter().find(|known| known.id() == text);
        if known.is_none() {
            let words = || V::ALL.iter().map(|known| known.id());
            let expected = quoted_list(words(), "or");
            let title = format!("expected {expected}, but found {}", quoted(text));
            let mut diagnostic = Code::UnknownWord.at(span, title);
            let near = nearest(text, words());
            diagnostic.help = near.map(|near| format!("did you mean `{near}`?"));
            reading.report(diagnostic);
        }
        known.copied()
    }

    fn schema() -> Json {
        let words = V::ALL.iter();
        let words = words.map(|word| json!({ "const": word.id(), "description": word.meaning() }));
        json!({ "type": "string", "oneOf": words.collect::<Vec<_>>() })
    }
}

/// Some records of a kind, or all of them.
pub(crate) struct EachOf<K>(PhantomData<K>);

/// The ids of some records of a kind, or all of them.
#[derive(Debug)]
pub(crate) enum Each {
    /// `"all"`.
    All,
    Listed(Entries<String>),
}

impl<K: Key> Value for EachOf<K> {
    type Read = Each;

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Each> {
        let DeValue::String(text) = value else {
            return NonEmpty::<Reference<K>>::read(value, span, reading).map(Each::Listed);
        };
        if text == "all" {
            return Some(Each::All);
        }
        let text = text.as_ref();
        let title = format!(
            "expected `\"all\"` or an array of ids, but found {}",
            quoted(text)
        );
        let help = if text.eq_ignore_ascii_case("all") {
            "write `\"all\"` in lower case".to_owned()
        } else {
            format!("put brackets around it: `[\"{text}\"]`")
        };
        reading.report(Code::WrongType.at(span, title).help(help));
        None
    }

    fn schema() -> Json {
        let all = json!({ "type": "string", "const": "all" });
        json!({ "oneOf": [all, NonEmpty::<Reference<K>>::schema()] })
    }
}

impl Value for Date {
    type Read = Date;

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Date> {
        let (code, date, shown) = match value {
            DeValue::String(text) => (Code::MalformedDate, Date::parse(text), quoted(text)),
            DeValue::Datetime(moment) => {
                let day = moment.date.filter(|_| moment.time.is_none());
                let date = day.and_then(|day| Date::new(day.year, Some(day.month), Some(day.day)));
                (Code::MalformedDate, date, quoted(&moment.to_string()))
            }
            _ => (Code::WrongType, None, found(value).to_owned()),
        };
        if date.is_none() {
            let help = match value {
                DeValue::Integer(year) => {
                    format!("write a year in quotation marks: `\"{}\"`", year.as_str())
                }
                _ => "write it as `\"2017\"`, `\"2017-07\"` or `2017-01-12`".to_owned(),
            };
            let title = format!("expected a date, but found {shown}");
            reading.report(code.at(span, title).help(help));
        }
        date
    }

    fn schema() -> Json {
        json!({ "type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" })
    }
}

/// The date on which facts were last checked.
pub(crate) enum Checked {}

impl Value for Checked {
    type Read = Date;

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Date> {
        let value = Date::read(value, span, reading)?;
        reading.collected.checks.push(Spanned { value, span });
        Some(value)
    }

    fn schema() -> Json {
        Date::schema()
    }
}

/// A line of a row in the published table, from 1.
pub(crate) enum Line {}

impl Value for Line {
    type Read = u32;

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<u32> {
        let number = reading.typed(value.as_integer(), "a whole number", value, span)?;
        let line = natural(value).filter(|line| *line > 0);
        if line.is_none() {
            let number = quoted(&number.to_string());
            let title = format!("expected a line from 1, but found {number}");
            reading.report(Code::MalformedLine.at(span, title));
        }
        line
    }

    fn schema() -> Json {
        json!({ "type": "integer", "minimum": 1, "maximum": u32::MAX })
    }
}

fn natural(value: &DeValue<'_>) -> Option<u32> {
    let number = value.as_integer()?;
    u32::from_str_radix(number.as_str(), number.radix()).ok()
}

/// `true` or `false`.
pub(crate) enum Flag {}

impl Value for Flag {
    type Read = bool;

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<bool> {
        reading.typed(value.as_bool(), "`true` or `false`", value, span)
    }

    fn schema() -> Json {
        json!({ "type": "boolean" })
    }
}

impl Value for Tile {
    type Read = Tile;

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Tile> {
        let array = reading.typed(value.as_array(), "an array", value, span)?;
        let numbers = array.iter().map(|number| natural(number.get_ref()));
        let numbers: Vec<_> = numbers.collect();
        if let [Some(column @ 0..=LAST_TILE), Some(row @ 0..=LAST_TILE)] = numbers[..] {
            return Some(Tile { column, row });
        }
        let title = format!("expected a column and a row from 0 to {LAST_TILE}");
        let diagnostic = Code::MalformedTile.at(span, title);
        reading.report(diagnostic.help("write them as in `[1, 0]`"));
        None
    }

    fn schema() -> Json {
        let number = json!({ "type": "integer", "minimum": 0, "maximum": LAST_TILE });
        json!({ "type": "array", "items": number, "minItems": 2, "maxItems": 2 })
    }
}

/// The largest column or row.
const LAST_TILE: u32 = 99;

/// Names by language tag.
pub(crate) enum Names {}

impl Value for Names {
    type Read = Vec<OtherName>;

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self::Read> {
        let table = value.as_table();
        let table = reading.typed(table, "a table of names by language", value, span)?;
        let mut names = Vec::new();
        for (tag, name) in table {
            LANGUAGE_TAG.check(tag.get_ref(), tag.span().into(), reading);
            if let Some(name) = reading.value::<Verbatim>(name) {
                let (language, name) = (tag.get_ref().to_string(), unmarked(&name).into_owned());
                names.push(OtherName { language, name });
            }
        }
        Some(names)
    }

    fn schema() -> Json {
        json!({
            "type": "object",
            "propertyNames": { "pattern": LANGUAGE_TAG.regex },
            "additionalProperties": Text::schema(),
        })
    }
}
