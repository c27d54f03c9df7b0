//! A translation of a data file, such as `uk.cy.toml` beside `uk.toml`. It maps the texts of that file to translations.
//!
//! The key is the whole text, so a text that changes in the data file loses its translation, and is shown in its own
//! language until it is translated again.

use std::collections::{HashMap, HashSet};

use serde_json::{Value as Json, json};
use toml::de::DeValue;

use super::patterns::LanguageTag;
use super::reading::{Reading, Required, Spanned, Value};
use super::syntax::Parsed;
use super::tables::{described, kebab_case, object_schema, readers};
use super::text;
use super::values::{Flag, Prose};
use crate::diagnostics::{Code, Diagnostic, SourceText, Span, quoted};

readers! {
    /// A translation of a data file.
    TranslationFile {
        /// The translation as a whole.
        translation: Required<Head>,
        /// Translations by text of the data file.
        texts: Required<Texts>,
    }

    /// A translation as a whole.
    Head {
        /// Its language, as a BCP 47 tag; the same as in the file's name.
        language: Required<LanguageTag>,
        /// Whether a speaker of the language has checked it. Until then each page says that nobody has.
        reviewed: Required<Flag>,
    }
}

/// Texts and their translations.
#[derive(Debug)]
pub(crate) struct Texts(Vec<(Spanned<String>, String)>);

impl Value for Texts {
    const EXPECTED: &'static str = "a table of texts and their translations";

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self> {
        let DeValue::Table(table) = value else {
            reading.report_type(Self::EXPECTED, value, span);
            return None;
        };
        let mut texts = Vec::new();
        for (original, translation) in table {
            let translation = reading.value::<Prose>(translation.get_ref(), translation.span());
            if let Some(Prose(translation)) = translation {
                let value = text::paragraphs(original.get_ref());
                let span = original.span();
                texts.push((Spanned { value, span }, translation));
            }
        }
        Some(Texts(texts))
    }

    fn schema() -> Json {
        json!({ "type": "object", "additionalProperties": Prose::schema() })
    }
}

/// A translation without errors.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) reviewed: bool,
    /// Translations by text.
    pub(crate) texts: HashMap<String, String>,
}

/// The texts of a data file that its translations need.
pub(crate) struct Originals<'a> {
    pub(crate) source: &'a SourceText,
    /// Every text that can be translated.
    pub(crate) texts: &'a [Spanned<String>],
    /// Names for which records have their own translation into the language.
    pub(crate) named: HashSet<&'a str>,
}

/// Reads and checks a translation, and compares it with the texts of the data file if that has no errors.
pub(crate) fn read(
    source: &SourceText,
    language: &str,
    originals: Option<&Originals<'_>>,
) -> (Option<Read>, Vec<Diagnostic>) {
    let parsed = Parsed::new(source);
    let mut reading = Reading::new(&parsed);
    let file = TranslationFile::read(&parsed.root, 0..0, &mut reading);
    let mut found = reading.diagnostics;
    found.extend_from_slice(&parsed.diagnostics);
    let Some((head, texts)) = file.as_ref().and_then(|file| {
        let texts = file.texts.spanned()?;
        Some((file.translation.get()?, texts))
    }) else {
        return (None, found);
    };
    if let Some(tag) = head.language.spanned()
        && tag.value.text != language
    {
        let written = quoted(&tag.value.text);
        let title =
            format!("the language is {written}, but the name of the file says `{language}`");
        found.push(Diagnostic::new(
            Code::ConflictingLanguage,
            tag.span.clone(),
            title,
        ));
    }
    if let Some(originals) = originals
        && parsed.is_whole()
    {
        compare(texts, originals, &mut found);
    }
    let read = Read {
        reviewed: head.reviewed.get().is_some_and(|flag| flag.0),
        texts: texts
            .value
            .0
            .iter()
            .map(|(original, translation)| (original.value.clone(), translation.clone()))
            .collect(),
    };
    (Some(read), found)
}

fn compare(texts: &Spanned<Texts>, originals: &Originals<'_>, found: &mut Vec<Diagnostic>) {
    let known: HashSet<&str> = originals
        .texts
        .iter()
        .map(|text| text.value.as_str())
        .collect();
    let mut translated = HashSet::new();
    for (original, _) in &texts.value.0 {
        let text = original.value.as_str();
        translated.insert(text);
        let span = || original.span.clone();
        if originals.named.contains(text) {
            let title = format!(
                "{} has its name in this language in the data file",
                quoted(text)
            );
            let help = "leave it out here, or `names` there";
            found.push(Diagnostic::new(Code::RepeatedName, span(), title).help(help));
        } else if !known.contains(text) {
            let title = format!("no text of the data file is {}", quoted(text));
            let help = "it may have changed there: translate it anew, or leave it out";
            found.push(Diagnostic::new(Code::OrphanedText, span(), title).help(help));
        }
    }
    let is_untranslated = |text: &&Spanned<String>| {
        let text = text.value.as_str();
        !translated.contains(text) && !originals.named.contains(text)
    };
    let mut untranslated: Vec<&Spanned<String>> =
        originals.texts.iter().filter(is_untranslated).collect();
    untranslated.sort_by_key(|text| text.span.start);
    if let Some(first) = untranslated.first() {
        let name = originals.source.name();
        let title = match untranslated.len() {
            1 => "1 text of the data file is not translated".to_owned(),
            count => format!("{count} texts of the data file are not translated"),
        };
        let places: Vec<String> = untranslated
            .iter()
            .take(MOST_PLACES)
            .map(|text| originals.source.position(text.span.start).to_string())
            .collect();
        let more = match untranslated.len().saturating_sub(MOST_PLACES) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let help = format!(
            "the first is {}; they are in {name} at {}{more}",
            quoted(&first.value),
            places.join(", "),
        );
        let header = texts.span.clone();
        found.push(Diagnostic::new(Code::UntranslatedText, header, title).help(help));
    }
}

/// The most places that a message lists.
const MOST_PLACES: usize = 10;
