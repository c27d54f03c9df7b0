//! TOML text into records, records through the rules, and what holds into a [`Directory`].
//!
//! Three stages, none of which stops at a mistake: `syntax` makes TOML of the text, `reading` makes the records of
//! `records` of the TOML, and `rules` compares the records with each other. Nothing here reads a file, a clock or the
//! network: the text and the day are handed in.

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
mod values;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Source};
use crate::directory::{Date, Directory};
use reading::{Reading, Value};
use records::File;
use rules::RuleContext;
use syntax::Parsed;

/// A file that holds.
#[derive(Debug)]
pub struct Loaded {
    /// What it says.
    pub directory: Directory,
    /// What is to be said of it in spite of that. There is no error among them.
    pub warnings: Diagnostics,
}

/// Reads a data file and checks it. `today` is the day from which the age of facts is counted.
///
/// What is returned instead of a directory is every mistake of the file, of which at least one is an error.
pub fn load(source: &Source, today: Date) -> Result<Loaded, Diagnostics> {
    let (directory, found) = read(source, today);
    let diagnostics = Diagnostics::new(source.clone(), found);
    match directory {
        Some(directory) => Ok(Loaded {
            directory,
            warnings: diagnostics,
        }),
        None => Err(diagnostics),
    }
}

/// Reads a data file of which it is not known whether it is text.
pub fn load_bytes(name: &str, bytes: &[u8], today: Date) -> Result<Loaded, Diagnostics> {
    match std::str::from_utf8(bytes) {
        Ok(text) => load(&Source::new(name, text), today),
        Err(error) => Err(not_utf8(name, bytes, error.valid_up_to())),
    }
}

/// The JSON Schema of the data file, for editors that complete and check TOML.
pub fn schema() -> String {
    format!("{:#}\n", records::schema())
}

/// There is a directory if there is no error among the diagnostics.
fn read(source: &Source, today: Date) -> (Option<Directory>, Vec<Diagnostic>) {
    let text = source.text().trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        let title = "expected a directory, but found an empty file";
        return (None, vec![Diagnostic::new(Code::EmptyFile, 0..0, title)]);
    }
    let parsed = Parsed::new(source);
    let mut reading = Reading::new(&parsed);
    let file = File::read(&parsed.root, 0..0, &mut reading);
    let (mut found, collected) = (reading.diagnostics, reading.collected);
    let context = file.map(|file| RuleContext::new(source, &parsed, file, collected, today));
    if let Some(context) = &context {
        context.run(&mut found);
    }
    found.extend_from_slice(&parsed.diagnostics);
    let facts = context
        .filter(|_| !found.iter().any(Diagnostic::is_error))
        .map(|context| build::facts(&context));
    (facts.map(Directory::new), found)
}

fn not_utf8(name: &str, bytes: &[u8], valid_up_to: usize) -> Diagnostics {
    let source = Source::new(name, String::from_utf8_lossy(bytes));
    let byte = bytes.get(valid_up_to).copied().unwrap_or_default();
    let title = format!("expected UTF-8, but found the byte 0x{byte:02X} at offset {valid_up_to}");
    let replaced = valid_up_to..valid_up_to + char::REPLACEMENT_CHARACTER.len_utf8();
    let diagnostic = Diagnostic::new(Code::NotUtf8, replaced, title).help("save the file as UTF-8");
    Diagnostics::new(source, vec![diagnostic])
}

#[cfg(test)]
pub(crate) mod tests;
