//! What is wrong with a file of messages, beside the English ones.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use fluent_bundle::FluentResource;

use super::{BUILT_IN, Locales, Messages, TAGS};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, SourceText, Span, listed, quoted};

impl Locales {
    /// The languages that are built in, and those of these files, each with its BCP 47 tag; and what should be mended in
    /// the files. The error is every mistake of which at least one keeps a file from being used.
    pub fn with_files(
        files: &[(String, SourceText)],
    ) -> Result<(Locales, Diagnostics), Diagnostics> {
        let mut found = Diagnostics::default();
        let mut locales = Locales::default();
        for (language, source) in files {
            found.append(Diagnostics::new(source.clone(), check(source)));
            if found.errors() > 0 {
                continue;
            }
            match Messages::parse(language, source.text(), Some(Messages::english())) {
                Ok(messages) => locales.added.push(Arc::new(messages)),
                Err(problems) => {
                    let malformed = |problem| Code::MalformedMessage.at(0..0, problem);
                    let problems = problems.into_iter().map(malformed).collect();
                    found.append(Diagnostics::new(source.clone(), problems));
                }
            }
        }
        if found.errors() > 0 {
            return Err(found);
        }
        Ok((locales, found))
    }
}

/// A message of a file.
pub(super) struct Written<'t> {
    pub(super) id: &'t str,
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

fn check(source: &SourceText) -> Vec<Diagnostic> {
    let text = source.text();
    if let Err((_, errors)) = FluentResource::try_new(text.to_owned()) {
        let malformed = errors.iter().map(|error| {
            let title = format!("this is not Fluent: {error}");
            Code::MalformedMessage.at(error.pos.clone(), title)
        });
        return malformed.collect();
    }
    let english: HashMap<&str, BTreeSet<String>> = written(BUILT_IN[0].1)
        .map(|message| (message.id, message.placeholders()))
        .collect();
    let mut found = Vec::new();
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
    let mut missing: Vec<String> = english
        .keys()
        .filter(|id| !known.contains(**id))
        .map(|id| quoted(id))
        .collect();
    missing.sort();
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
        let quoted: Vec<String> = placeholders.iter().map(|name| quoted(name)).collect();
        match quoted.as_slice() {
            [] => "nothing".to_owned(),
            quoted => listed(quoted, "and"),
        }
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
pub(super) fn written(text: &str) -> impl Iterator<Item = Written<'_>> {
    let mut offset = 0;
    let lines = text.split_inclusive('\n').map(move |line| {
        offset += line.len();
        (offset - line.len(), line)
    });
    let starts = |line: &str| line.starts_with(|first: char| first.is_ascii_alphabetic());
    let firsts = lines.filter(move |(_, line)| starts(line));
    firsts.filter_map(move |(start, line)| {
        let id = line.split_once('=')?.0.trim_end();
        let rest = &text[start + line.len()..];
        let goes_on = |line: &&str| line.starts_with(' ') || line.trim().is_empty();
        let length: usize = rest
            .split_inclusive('\n')
            .take_while(goes_on)
            .map(str::len)
            .sum();
        Some(Written {
            id,
            span: (start..start + id.len()).into(),
            text: &text[start..start + line.len() + length],
        })
    })
}
