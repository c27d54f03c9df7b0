//! A translation of a data file, such as `uk.cy.toml` beside `uk.toml`. It maps the texts of that file to translations.
//!
//! The key is the whole text, so a text that changes in the data file loses its translation, and is shown in its own
//! language until it is translated again.

use std::collections::{HashMap, HashSet};

use serde_json::{Value as Json, json};
use toml::de::DeValue;

use super::patterns::LanguageTag;
use super::reading::{Reading, Spanned, Value};
use super::rules::RuleContext;
use super::syntax::Parsed;
use super::tables::{TableReader, described, object_schema, readers};
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

pub(crate) enum Texts {}

impl Value for Texts {
    type Read = Vec<(Spanned<String>, String)>;

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self::Read> {
        let expected = "a table of texts and their translations";
        let table = reading.typed(value.as_table(), expected, value, span)?;
        let mut texts = Vec::new();
        for (original, translation) in table {
            if let Some(translation) = reading.value::<Prose>(translation) {
                let value = text::paragraphs(original.get_ref());
                let span = original.span().into();
                texts.push((Spanned { value, span }, translation.value));
            }
        }
        Some(texts)
    }

    fn schema() -> Json {
        json!({ "type": "object", "additionalProperties": Prose::schema() })
    }
}

/// A translation without errors.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) reviewed: bool,
    pub(crate) texts: HashMap<String, String>,
}

/// Reads and checks a translation, and compares it with the texts of the data file if that has no errors.
pub(crate) fn read(
    source: &SourceText,
    language: &str,
    originals: Option<&RuleContext<'_>>,
    found: &mut Vec<Diagnostic>,
) -> Option<Read> {
    let parsed = Parsed::new(source);
    let mut reading = Reading::new(&parsed);
    let file = TranslationFile::read(&parsed.root, (0..0).into(), &mut reading);
    found.extend(reading.diagnostics);
    found.extend_from_slice(&parsed.diagnostics);
    let file = file?;
    let (head, texts) = (file.translation.get()?, file.texts.get()?);
    if let Some(tag) = head.language.get()
        && tag.value != language
    {
        let written = quoted(tag);
        let title =
            format!("the language is {written}, but the name of the file says `{language}`");
        found.push(Code::ConflictingLanguage.at(tag.span, title));
    }
    if let Some(originals) = originals
        && parsed.is_whole()
    {
        compare(texts, originals, language, found);
    }
    let texts = texts
        .iter()
        .map(|(text, translation)| (text.value.clone(), translation.clone()));
    Some(Read {
        reviewed: head.reviewed.get().is_some_and(|reviewed| reviewed.value),
        texts: texts.collect(),
    })
}

fn compare(
    texts: &Spanned<Vec<(Spanned<String>, String)>>,
    originals: &RuleContext<'_>,
    language: &str,
    found: &mut Vec<Diagnostic>,
) {
    let known = originals.collected.texts.iter();
    let known: HashSet<&str> = known.map(|text| text.as_str()).collect();
    // The names for which records have their own translation into this language.
    let members = originals.file.member.entries();
    let members = members.map(|member| (&member.name, &member.names));
    let places = originals.file.place.entries();
    let places = places.map(|place| (&place.name, &place.names));
    let named = members.chain(places).filter_map(|(name, names)| {
        let is_named = names.get()?.iter().any(|other| other.language == language);
        Some(name.get()?.as_str()).filter(|_| is_named)
    });
    let named: HashSet<&str> = named.collect();
    let mut unneeded = named.clone();
    for (original, _) in texts.iter() {
        let text = original.as_str();
        unneeded.insert(text);
        if named.contains(text) {
            let shown = quoted(text);
            let title = format!("{shown} has its name in this language in the data file");
            let help = "leave it out here, or `names` there";
            found.push(Code::RepeatedName.at(original.span, title).help(help));
        } else if !known.contains(text) {
            let title = format!("no text of the data file is {}", quoted(text));
            let help = "it may have changed there: translate it anew, or leave it out";
            found.push(Code::OrphanedText.at(original.span, title).help(help));
        }
    }
    let mut untranslated = Vec::from_iter(&originals.collected.texts);
    untranslated.retain(|text| !unneeded.contains(text.as_str()));
    untranslated.sort_by_key(|text| text.span.start);
    let Some(first) = untranslated.first() else {
        return;
    };
    let title = match untranslated.len() {
        1 => "1 text of the data file is not translated".to_owned(),
        count => format!("{count} texts of the data file are not translated"),
    };
    let source = originals.parsed.source;
    let listed = untranslated.iter().take(MOST_PLACES);
    let places: Vec<String> = listed
        .map(|text| source.position(text.span.start))
        .collect();
    let more = match untranslated.len().saturating_sub(MOST_PLACES) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let (first, file, places) = (quoted(first), source.name(), places.join(", "));
    let help = format!("the first is {first}; they are in {file} at {places}{more}");
    found.push(Code::UntranslatedText.at(texts.span, title).help(help));
}

/// The most places that a message lists.
const MOST_PLACES: usize = 10;
