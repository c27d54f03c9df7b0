//! What is wrong with a file of messages, beside the English ones.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{BUILT_IN, Locales, Messages, PLACEHOLDERS, TAGS};
use crate::diagnostics::{
    Code, Diagnostic, Diagnostics, SourceText, Span, listed, quoted, quoted_list,
};

impl Locales {
    /// The languages that are built in, and those of these files, each with its BCP 47 tag; and what should be mended in
    /// the files. The error is every mistake of which at least one keeps a file from being used.
    pub fn with_files(
        files: &[(String, SourceText)],
    ) -> Result<(Locales, Diagnostics), Diagnostics> {
        let mut found = Diagnostics::default();
        let mut locales = Locales::default();
        for (language, source) in files {
            let english = Some(Messages::english());
            let list = match Messages::parse(language, source.text(), english) {
                Ok(messages) => {
                    locales.added.push(Arc::new(messages));
                    compare(source)
                }
                Err(mistakes) => mistakes,
            };
            found.append(Diagnostics::new(source.clone(), list));
        }
        if found.errors() > 0 {
            return Err(found);
        }
        Ok((locales, found))
    }
}

/// A message of a file.
struct Written<'t> {
    id: &'t str,
    span: Span,
    /// All of it, with its id.
    text: &'t str,
}

impl Written<'_> {
    /// What a message names: `$count` for an argument, `<gaps>` for a link.
    fn placeholders(&self) -> BTreeSet<String> {
        let is_name =
            |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
        let names = |mark: char| {
            self.text.split(mark).skip(1).filter_map(move |rest| {
                let name = rest.split(|letter| !is_name(letter)).next()?;
                (!name.is_empty()).then_some((name, &rest[name.len()..]))
            })
        };
        let arguments = names('$').map(|(name, _)| format!("${name}"));
        let links = names('<')
            .filter(|(name, after)| after.starts_with('>') && !TAGS.contains(name))
            .map(|(name, _)| format!("<{name}>"));
        arguments.chain(links).collect()
    }
}

/// Compares the messages of a file with the English ones.
fn compare(source: &SourceText) -> Vec<Diagnostic> {
    let text = source.text();
    let mut found = Vec::new();
    if let Some(letter) = text.chars().find(|letter| PLACEHOLDERS.contains(letter)) {
        let title = format!("a message holds {}", letter.escape_unicode());
        found.push(Code::MalformedMessage.at(0..0, title));
    }
    let english: BTreeMap<&str, BTreeSet<String>> = written(BUILT_IN[0].1)
        .map(|message| (message.id, message.placeholders()))
        .collect();
    let mut known = BTreeSet::new();
    for message in written(text) {
        let span = message.span;
        if !known.insert(message.id) {
            let title = format!("the message {} is there twice", quoted(message.id));
            found.push(Code::MalformedMessage.at(span, title));
            continue;
        }
        match english.get(message.id) {
            None => {
                let title = format!("no page has the message {}", quoted(message.id));
                found.push(Code::UnknownMessage.at(span, title));
            }
            Some(wanted) if *wanted != message.placeholders() => {
                found.push(differing(&message, wanted));
            }
            Some(_) => {}
        }
    }
    let missing = english.keys().filter(|id| !known.contains(**id));
    let missing: Vec<String> = missing.map(|id| quoted(id)).collect();
    if !missing.is_empty() {
        let title = match missing.len() {
            1 => "1 message is missing and stays in English".to_owned(),
            count => format!("{count} messages are missing and stay in English"),
        };
        let end = text.len()..text.len();
        let help = format!("missing: {}", listed(&missing, "and"));
        found.push(Code::MissingMessage.at(end, title).help(help));
    }
    found
}

fn differing(message: &Written<'_>, wanted: &BTreeSet<String>) -> Diagnostic {
    let named = |placeholders: &BTreeSet<String>| {
        if placeholders.is_empty() {
            return "nothing".to_owned();
        }
        quoted_list(placeholders.iter().map(String::as_str), "and")
    };
    let title = format!(
        "the message {} names {}, but in English {}",
        quoted(message.id),
        named(&message.placeholders()),
        named(wanted)
    );
    let help = "each language names the same arguments and links";
    Code::DifferingMessage.at(message.span, title).help(help)
}

/// The messages of a file that can be parsed: each begins on a line with its id, and goes on in lines with spaces before
/// them.
fn written(text: &str) -> impl Iterator<Item = Written<'_>> {
    let goes_on = |line: &&str| line.starts_with(' ') || line.trim().is_empty();
    let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(end, _)| end + 1));
    starts.filter_map(move |start| {
        let rest = &text[start..];
        let id = rest.lines().next()?.split_once('=')?.0.trim_end();
        if !id.starts_with(|first: char| first.is_ascii_alphabetic()) {
            return None;
        }
        let mut lines = rest.split_inclusive('\n');
        let first = lines.next().map_or(0, str::len);
        let others = lines.take_while(goes_on).map(str::len);
        Some(Written {
            id,
            span: (start..start + id.len()).into(),
            text: &rest[..first + others.sum::<usize>()],
        })
    })
}
