//! Parses TOML and collects every syntax error that the parser reports.
//!
//! After an error the parser goes on with what it can recover, and the rules check that. Values on a line with an error
//! are ignored, and a record with an error is not reported for missing keys.

use std::collections::BTreeSet;

use toml::de::{DeTable, DeValue};

use crate::diagnostics::{Code, Diagnostic, SourceText, Span};

#[derive(Debug)]
pub(crate) struct Parsed<'a> {
    pub(crate) source: &'a SourceText,
    pub(crate) root: DeValue<'a>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Lines with a syntax error.
    broken_lines: BTreeSet<usize>,
}

impl<'a> Parsed<'a> {
    pub(crate) fn new(source: &'a SourceText) -> Parsed<'a> {
        let (table, errors) = DeTable::parse_recoverable(source.text());
        let mut errors: Vec<(Span, &str)> = errors
            .iter()
            .map(|error| (error.span().unwrap_or(0..0).into(), error.message()))
            .collect();
        errors.sort_by_key(|(span, _)| span.start);
        let mut parsed = Parsed {
            source,
            root: DeValue::Table(table.into_inner()),
            diagnostics: Vec::new(),
            broken_lines: BTreeSet::new(),
        };
        let values = parsed.long_values();
        // The last line with an error in a value. Errors on the lines that follow it are usually its consequences.
        let mut broken_value: Option<usize> = None;
        for (span, message) in errors {
            let line = source.line(span.start);
            let is_first_of_line = parsed.broken_lines.insert(line);
            parsed.broken_lines.extend(line..=source.line(span.end));
            let value = values
                .iter()
                .find(|value| value.start < span.start && span.start <= value.end);
            let follows = broken_value.is_some_and(|last| parsed.is_blank_between(last, line));
            if follows || value.is_some() {
                broken_value = Some(line);
            }
            if !is_first_of_line || follows {
                continue;
            }
            let mut diagnostic = Code::Syntax.at(span, message);
            if let Some(value) = value {
                parsed.broken_lines.insert(source.line(value.start));
                let start = value.start..value.start + 1;
                diagnostic = diagnostic.related(start, "the value begins here");
            }
            parsed.diagnostics.push(diagnostic);
        }
        parsed
    }

    /// The spans of values that extend over several lines.
    fn long_values(&self) -> Vec<Span> {
        let text = self.source.text();
        let root = self.root.as_table().into_iter();
        let mut values: Vec<_> = root.flat_map(|table| table.values()).collect();
        let mut long = Vec::new();
        while let Some(value) = values.pop() {
            let span = Span::from(value.span());
            let follows_key = text[..span.start].trim_end_matches(' ').ends_with('=');
            match value.get_ref() {
                _ if follows_key => {
                    long.extend(self.source.get(span).contains('\n').then_some(span));
                }
                DeValue::Table(table) => values.extend(table.values()),
                DeValue::Array(array) => values.extend(array),
                _ => {}
            }
        }
        long
    }

    /// Whether the lines between two others are empty or comments.
    fn is_blank_between(&self, first: usize, last: usize) -> bool {
        let between = last.saturating_sub(first + 1);
        let mut lines = self.source.text().lines().skip(first).take(between);
        lines.all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
    }

    pub(crate) fn is_whole(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// Whether a line of this span has a syntax error.
    pub(crate) fn is_broken(&self, span: Span) -> bool {
        if self.is_whole() {
            return false;
        }
        // A value that the parser made up, such as the one between `=` and `=`, has an empty span.
        if span.start == span.end {
            return true;
        }
        let lines = self.source.line(span.start)..=self.source.line(span.end);
        self.broken_lines.range(lines).next().is_some()
    }

    /// Whether a line of this table has a syntax error. `span` is its header, or all of an inline table. If so, missing
    /// keys may be on that line.
    pub(crate) fn is_record_broken(&self, span: Span) -> bool {
        if self.is_whole() || self.header(span).is_none() {
            return self.is_broken(span);
        }
        let mut end = span.end;
        for line in self.source.text()[span.end..].split_inclusive('\n') {
            if line.trim_start().starts_with('[') {
                end = span.end.max(end - 1);
                break;
            }
            end += line.len();
        }
        self.is_broken(Span { end, ..span })
    }

    /// The header of a table as it is written. Inline tables have none.
    pub(crate) fn header(&self, span: Span) -> Option<&'a str> {
        let line = self.source.get(span).lines().next()?;
        let name = line.strip_prefix('[')?.strip_suffix(']')?;
        let inner = name
            .strip_prefix('[')
            .and_then(|name| name.strip_suffix(']'));
        let name = inner.unwrap_or(name);
        let in_name = |letter: char| !matches!(letter, '[' | ']' | '"' | '\'' | ',');
        (!name.is_empty() && name.chars().all(in_name)).then_some(line)
    }

    /// The key that implies a table without header or braces, such as `a.b = 1`.
    pub(crate) fn implying_key(&self, span: Span) -> Option<&'a str> {
        let written = self.source.get(span);
        (!written.starts_with(['[', '{'])).then_some(written)
    }
}
