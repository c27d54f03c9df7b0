//! Turns TOML text into records, checks the records against the rules, and builds a [`Directory`].
//!
//! There are three stages, none of which stops at a mistake: `syntax` parses the text, `reading` reads the records that
//! `records` declares, and `rules` checks them against each other. Nothing here reads a file, a clock or the network:
//! the caller passes the text and the date.

mod addresses;
mod build;
mod own_ids;
mod patterns;
mod reading;
mod records;
mod rules;
mod syntax;
mod tables;
mod text;
mod translation;
mod values;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, SourceText};
use crate::directory::{Date, Directory, Translation};
pub use patterns::is_language_tag;
use reading::{Collected, Reading, Value};
use records::File;
use rules::RuleContext;
use syntax::Parsed;

/// A data file without errors, with its translations.
#[derive(Debug)]
pub struct Loaded {
    /// Its facts.
    pub directory: Directory,
    /// The same for pages in other languages: each text is [marked](crate::directory::original). Only if the file is
    /// not in English.
    pub marked: Option<Directory>,
    /// The same in other languages.
    pub translations: Vec<Translation>,
    /// Warnings, never errors.
    pub warnings: Diagnostics,
}

/// Reads and checks a data file. `today` is the date against which the age of facts is measured.
///
/// The error holds every mistake in the file; at least one of them is an error.
pub fn load(source: &SourceText, today: Date) -> Result<Loaded, Diagnostics> {
    load_translated(source, &[], today)
}

/// The same with translations by language, which must have no errors either.
pub fn load_translated(
    source: &SourceText,
    translations: &[(String, SourceText)],
    today: Date,
) -> Result<Loaded, Diagnostics> {
    let mut found = Vec::new();
    let parsed = Parsed::new(source);
    let context = read(&parsed, today, &mut found);
    let context = context.filter(|_| !found.iter().any(Diagnostic::is_error));
    let mut warnings = Diagnostics::new(source.clone(), found);
    let mut read = Vec::new();
    for (language, source) in translations {
        let mut found = Vec::new();
        let translation = translation::read(source, language, context.as_ref(), &mut found);
        warnings.append(Diagnostics::new(source.clone(), found));
        read.extend(translation.map(|translation| (language, translation)));
    }
    let Some(mut context) = context.filter(|_| warnings.errors() == 0) else {
        return Err(warnings);
    };
    // Only rules need it. Its memory is used again for the facts.
    context.collected = Collected::default();
    let directory = build::directory(&context);
    let language = directory.about.language.as_deref();
    let marked = language.filter(|language| *language != ENGLISH);
    let marked = marked.map(|_| build::untranslated(&context));
    let translations = read.into_iter();
    let translations = translations.map(|(language, translation)| Translation {
        language: language.clone(),
        reviewed: translation.reviewed,
        directory: build::translated(&context, language, &translation.texts, &directory),
    });
    Ok(Loaded {
        translations: translations.collect(),
        directory,
        marked,
        warnings,
    })
}

/// Decodes a file, or reports where it is not UTF-8.
pub fn decode(name: &str, bytes: &[u8]) -> Result<SourceText, Diagnostics> {
    let valid_up_to = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(SourceText::new(name, text)),
        Err(error) => error.valid_up_to(),
    };
    let byte = bytes.get(valid_up_to).copied().unwrap_or_default();
    let title = format!("expected UTF-8, but found the byte 0x{byte:02X} at offset {valid_up_to}");
    let replaced = valid_up_to..valid_up_to + char::REPLACEMENT_CHARACTER.len_utf8();
    let diagnostic = Code::NotUtf8.at(replaced, title);
    let source = SourceText::new(name, String::from_utf8_lossy(bytes));
    let diagnostic = diagnostic.help("save the file as UTF-8");
    Err(Diagnostics::new(source, vec![diagnostic]))
}

/// The default language of a data file.
const ENGLISH: &str = "en";

/// The JSON Schema of the data file, for editors that complete and validate TOML.
pub fn schema() -> String {
    format!("{:#}\n", records::schema())
}

/// Reads the records of a data file and runs the rules over them.
fn read<'a>(
    parsed: &'a Parsed<'a>,
    today: Date,
    found: &mut Vec<Diagnostic>,
) -> Option<RuleContext<'a>> {
    let text = parsed.source.text().trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        let title = "expected a directory, but found an empty file";
        found.push(Code::EmptyFile.at(0..0, title));
        return None;
    }
    let mut reading = Reading::new(parsed);
    let file = File::read(&parsed.root, (0..0).into(), &mut reading)?;
    let context = RuleContext {
        parsed,
        ids: rules::ids_of(&file),
        file,
        collected: reading.collected,
        today,
    };
    found.extend(reading.diagnostics);
    context.run(found);
    found.extend_from_slice(&parsed.diagnostics);
    Some(context)
}

#[cfg(test)]
pub(crate) mod tests;
