//! Text as TOML, with everything that is no TOML in it.
//!
//! The parser goes on after an error and recovers what it can. This module says which lines that concerns, so that
//! what was recovered there causes no further mistakes.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use super::reading::Span;
use crate::diagnostics::{Code, Diagnostic, Source, quoted};

/// A text as TOML.
#[derive(Debug)]
pub(super) struct Parsed<'a> {
    source: &'a Source,
    /// The whole of it: a table.
    pub(super) root: DeValue<'a>,
    /// Lines with a syntax error.
    broken_lines: BTreeSet<usize>,
    /// Where each table with a header begins; gathered only where there are syntax errors.
    headers: BTreeSet<usize>,
}

impl<'a> Parsed<'a> {
    /// Reads a text that [`repair`] has gone over, and reports what is no TOML in it.
    pub(super) fn new(
        source: &'a Source,
        repaired: &'a str,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Parsed<'a> {
        let (table, errors) = DeTable::parse_recoverable(repaired);
        let mut parsed = Parsed {
            source,
            root: DeValue::Table(table.into_inner()),
            broken_lines: BTreeSet::new(),
            headers: BTreeSet::new(),
        };
        let mut first_of_line: BTreeMap<usize, (Span, &Error)> = BTreeMap::new();
        for error in &errors {
            let span = error.span().unwrap_or(0..0);
            let line = source.line(span.start);
            parsed.broken_lines.extend(line..=source.line(span.end));
            match first_of_line.get(&line) {
                Some((first, _)) if first.start <= span.start => {}
                _ => {
                    first_of_line.insert(line, (span, error));
                }
            }
        }
        for diagnostic in diagnostics.iter() {
            let line = source.line(diagnostic.primary.span.start);
            parsed.broken_lines.insert(line);
        }
        if !parsed.broken_lines.is_empty() {
            note_headers(source, &parsed.root, &mut parsed.headers);
        }
        for (span, error) in first_of_line.into_values() {
            diagnostics.push(parsed.describe(span, error));
        }
        parsed
    }

    /// Whether everything is TOML.
    pub(super) fn is_whole(&self) -> bool {
        self.broken_lines.is_empty()
    }

    /// Whether a syntax error is on a line of this span.
    pub(super) fn is_broken(&self, span: &Span) -> bool {
        if self.is_whole() {
            return false;
        }
        let lines = self.source.line(span.start)..=self.source.line(span.end);
        self.broken_lines.range(lines).next().is_some()
    }

    /// Whether a syntax error is on a line of this table, where `span` is its header or all of an inline table.
    pub(super) fn is_record_broken(&self, span: &Span) -> bool {
        if self.is_whole() {
            return false;
        }
        if self.header(span).is_none() {
            let is_root = span.is_empty();
            return is_root || self.is_broken(span);
        }
        let next = self.headers.range(span.start + 1..).next();
        let end = next.map_or(self.source.text().len(), |next| next - 1);
        self.is_broken(&(span.start..end.max(span.end)))
    }

    /// The header of a table, as it stands in the file.
    pub(super) fn header(&self, span: &Span) -> Option<&'a str> {
        header(self.source, span)
    }

    fn describe(&self, span: Span, error: &Error) -> Diagnostic {
        let culprit = self.source.text().get(span.clone()).unwrap_or("");
        let first = self.first_definition(culprit, span.start);
        let diagnostic = Diagnostic::new(Code::Syntax, span, error.message());
        if error.message() == "duplicate key" {
            let title = format!("duplicate key {}", quoted(culprit));
            let diagnostic = Diagnostic {
                title,
                ..diagnostic
            };
            return match first {
                Some(first) => diagnostic.related(first, "first defined here"),
                None => diagnostic,
            };
        }
        if culprit.starts_with(char::is_alphabetic) {
            return diagnostic.help("text stands in quotation marks, as in `name = \"...\"`");
        }
        diagnostic
    }

    /// Where a key of this name stands before a place in the same table.
    fn first_definition(&self, key: &str, before: usize) -> Option<Span> {
        let table_start = self.headers.range(..before).next_back().copied();
        let mut tables: Vec<_> = self.root.as_table().into_iter().collect();
        while let Some(table) = tables.pop() {
            for (known, value) in table {
                let span = known.span();
                if known.get_ref() == key
                    && (table_start.unwrap_or(0)..before).contains(&span.start)
                {
                    return Some(span);
                }
                tables.extend(tables_in(value).map(|(table, _)| table));
            }
        }
        None
    }
}

/// The tables that a value is or holds, each with its span.
fn tables_in<'v>(value: &'v Spanned<DeValue<'v>>) -> impl Iterator<Item = (&'v DeTable<'v>, Span)> {
    let entries = value
        .get_ref()
        .as_array()
        .into_iter()
        .flat_map(|array| array.iter());
    std::iter::once(value)
        .chain(entries)
        .filter_map(|value| Some((value.get_ref().as_table()?, value.span())))
}

fn header<'s>(source: &'s Source, span: &Span) -> Option<&'s str> {
    let text = source.text().get(span.clone())?;
    text.starts_with('[').then(|| text.lines().next())?
}

fn note_headers(source: &Source, root: &DeValue<'_>, headers: &mut BTreeSet<usize>) {
    let mut tables: Vec<_> = root.as_table().into_iter().collect();
    while let Some(table) = tables.pop() {
        for (table, span) in table.values().flat_map(tables_in) {
            if header(source, &span).is_some() {
                headers.insert(span.start);
            }
            tables.push(table);
        }
    }
}

/// Closes what is open to the end of the file, so that it swallows no more than its own lines: what follows an array
/// without its bracket is read all the same. Every byte keeps its place.
pub(super) fn repair<'s>(source: &'s Source, diagnostics: &mut Vec<Diagnostic>) -> Cow<'s, str> {
    /// Each costs one reading of the file.
    const MOST_REPAIRS: usize = 10;
    let mut text = Cow::Borrowed(source.text());
    for _ in 0..MOST_REPAIRS {
        let Some(runaway) = find_runaway(&text) else {
            break;
        };
        let end = end_of_value(&text, runaway.span.start);
        let first_line = text[runaway.span.start..end].lines().next().unwrap_or("");
        let shown = runaway.span.start..runaway.span.start + first_line.trim_end().len();
        let title = format!("unclosed {}, expected `{}`", runaway.what, runaway.closing);
        diagnostics.push(Diagnostic::new(Code::Syntax, shown, title));
        let blank: String = text[runaway.span.start..end]
            .bytes()
            .enumerate()
            .map(|(place, byte)| match (place, byte) {
                (0, _) => '[',
                (1, _) => ']',
                (_, b'\n' | b'\r') => char::from(byte),
                _ => ' ',
            })
            .collect();
        text.to_mut().replace_range(runaway.span.start..end, &blank);
    }
    text
}

/// A value that has no end.
struct Runaway {
    span: Span,
    what: &'static str,
    closing: &'static str,
}

fn find_runaway(text: &str) -> Option<Runaway> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let last = errors
        .iter()
        .filter_map(Error::span)
        .map(|span| span.start)
        .max()?;
    let mut tables = vec![table.get_ref()];
    while let Some(table) = tables.pop() {
        for value in table.values() {
            let span = value.span();
            let written = text.get(span.clone()).unwrap_or("");
            let unclosed = match value.get_ref() {
                DeValue::Array(_) if !written.starts_with("[[") => {
                    let at_end = |error: &Error| {
                        error.message().starts_with("unclosed array")
                            && error.span().is_some_and(|error| error.start >= span.end)
                    };
                    (last >= span.end && errors.iter().any(at_end)).then_some(("array", "]"))
                }
                DeValue::String(_) => ["\"\"\"", "'''"]
                    .into_iter()
                    .find(|quotes| {
                        written.starts_with(quotes)
                            && (written.len() < 6 || !written.ends_with(quotes))
                    })
                    .map(|quotes| ("multi-line string", quotes)),
                _ => None,
            };
            // What is shorter than its replacement would move everything after it.
            if let Some((what, closing)) = unclosed.filter(|_| written.len() >= 2) {
                return Some(Runaway {
                    span,
                    what,
                    closing,
                });
            }
            tables.extend(tables_in(value).map(|(table, _)| table));
        }
    }
    None
}

/// The end of the lines that a value without end was meant to have: the next line that is a header or begins with a key.
fn end_of_value(text: &str, start: usize) -> usize {
    let mut end = start;
    for (place, line) in text[start..].split_inclusive('\n').enumerate() {
        let trimmed = line.trim_start();
        let after_key = trimmed.trim_start_matches(|letter: char| {
            letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_')
        });
        let begins_with_key =
            after_key.len() < trimmed.len() && after_key.trim_start().starts_with('=');
        if place > 0 && (trimmed.starts_with('[') || begins_with_key) {
            break;
        }
        end += line.len();
    }
    end
}
