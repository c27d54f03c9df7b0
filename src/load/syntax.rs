//! Text as TOML, with everything that is no TOML in it.
//!
//! The parser goes on after an error and recovers what it can. This module helps it on where it would give up, and
//! says which lines are concerned, so that what was recovered there causes no further mistakes.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use crate::diagnostics::{Code, Diagnostic, Source, Span, quoted};
use crate::directory::nearest;

/// A text in which the parser finds its way, and what had to be changed for that. Lines are never added or taken away.
#[derive(Debug)]
pub(crate) struct Repaired {
    /// The text to read.
    pub(crate) source: Source,
    /// What was wrong, in the places of the text as it was.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What has been written over, in the order in which it was.
    edits: Vec<Edit>,
    /// The lines, from 1, that have been changed.
    lines: BTreeSet<usize>,
}

impl Repaired {
    /// Changes as little of a text as lets the parser read all of it; `records` are the keys of the whole file.
    pub(crate) fn new(source: &Source, records: &[&str]) -> Repaired {
        /// Each costs one reading of the text. What is wrong beyond shows when these are mended.
        const MOST_REPAIRS: usize = 32;
        let mut repaired = Repaired {
            source: source.clone(),
            diagnostics: Vec::new(),
            edits: Vec::new(),
            lines: BTreeSet::new(),
        };
        for _ in 0..MOST_REPAIRS {
            let Some(mut repair) = Repair::find(repaired.source.text(), records) else {
                break;
            };
            let line = repaired.source.line(repair.diagnostic.primary.span.start);
            repaired.lines.insert(line);
            repaired.restore(&mut repair.diagnostic);
            repaired.diagnostics.push(repair.diagnostic);
            repaired.edits.push(Edit {
                start: repair.replaced.start,
                old_length: repair.replaced.len(),
                new_length: repair.replacement.len(),
            });
            let mut text = repaired.source.text().to_owned();
            text.replace_range(repair.replaced, &repair.replacement);
            repaired.source = Source::new(source.name(), text);
        }
        repaired
    }

    /// Moves the labels of a mistake to where they are in the text as it was.
    pub(crate) fn restore(&self, diagnostic: &mut Diagnostic) {
        let labels = diagnostic.related.iter_mut();
        for label in labels.chain([&mut diagnostic.primary]) {
            let edits = || self.edits.iter().rev();
            label.span.start = edits().fold(label.span.start, |offset, edit| edit.undo(offset));
            label.span.end = edits().fold(label.span.end, |offset, edit| edit.undo(offset));
        }
    }
}

/// Some bytes written over by others.
#[derive(Debug)]
struct Edit {
    start: usize,
    old_length: usize,
    new_length: usize,
}

impl Edit {
    /// Where a byte was before.
    fn undo(&self, offset: usize) -> usize {
        if offset >= self.start + self.new_length {
            offset - self.new_length + self.old_length
        } else {
            offset.min(self.start + self.old_length)
        }
    }
}

/// One thing to change in a text.
struct Repair {
    diagnostic: Diagnostic,
    replaced: Span,
    replacement: String,
}

impl Repair {
    fn find(text: &str, records: &[&str]) -> Option<Repair> {
        let (table, errors) = DeTable::parse_recoverable(text);
        let table = table.get_ref();
        errors
            .iter()
            .find_map(|error| Repair::of_header(text, error))
            .or_else(|| Repair::of_runaway(text, table, &errors))
            .or_else(|| Repair::of_surrender(text, table, &errors))
            .or_else(|| Repair::of_misspelt_header(text, table, records))
    }

    /// Completes the brackets of a header, without which its record would be lost.
    fn of_header(text: &str, error: &Error) -> Option<Repair> {
        let line = line_at(text, error.span()?.start);
        let written = text[line.clone()].split('#').next().unwrap_or("");
        let header = written.trim();
        let name = header.trim_matches(['[', ']']);
        let in_name = |letter: char| letter.is_ascii_alphanumeric() || " .-_".contains(letter);
        if name.is_empty() || !name.chars().all(in_name) {
            return None;
        }
        let opening = header.len() - header.trim_start_matches('[').len();
        let closing = header.len() - header.trim_end_matches(']').len();
        let (wanted, replacement) = match opening.max(closing) {
            _ if opening == closing => return None,
            1 => ("one bracket", format!("[{name}]")),
            2 => ("two brackets", format!("[[{name}]]")),
            _ => return None,
        };
        let start = line.start + (written.len() - written.trim_start().len());
        let span = start..start + header.len();
        let title = format!(
            "expected {wanted} on either side, but found {}",
            quoted(header)
        );
        Some(Repair {
            diagnostic: Diagnostic::new(Code::Syntax, span.clone(), title),
            replaced: span,
            replacement,
        })
    }

    /// Empties a value that has no end, so that it swallows no more than its own lines.
    fn of_runaway(text: &str, table: &DeTable<'_>, errors: &[Error]) -> Option<Repair> {
        let runaways = every_value(table).filter_map(|value| runaway(text, value, errors));
        // An array that has no end makes everything to the end of the text its own.
        let (start, what, closing) = runaways.min_by_key(|(start, ..)| *start)?;
        let end = end_of_value(text, start);
        let first_line = text[start..end].lines().next().unwrap_or("");
        let shown = start..start + first_line.trim_end().len();
        let title = format!("unclosed {what}, expected `{closing}`");
        // Any value will do: what stands on a line with a mistake is not read.
        let lines = "\n".repeat(text[start..end].matches('\n').count());
        Some(Repair {
            diagnostic: Diagnostic::new(Code::Syntax, shown, title),
            replaced: start..end,
            replacement: format!("0{lines}"),
        })
    }

    /// Takes out a line at which the parser has given up on the rest of the text.
    fn of_surrender(text: &str, table: &DeTable<'_>, errors: &[Error]) -> Option<Repair> {
        let last = errors
            .iter()
            .max_by_key(|error| error.span().map_or(0, |span| span.start))?;
        let span = last.span()?;
        let line = line_at(text, span.start);
        let read_to = every_value(table)
            .map(|value| value.span().end)
            .max()
            .unwrap_or(0);
        if read_to > line.start || !text.get(line.end..)?.lines().any(says_something) {
            return None;
        }
        Some(Repair {
            diagnostic: describe(text, span, last),
            replaced: line,
            replacement: String::new(),
        })
    }

    /// Corrects the header of a record, without which what belongs to it would belong to the record before.
    fn of_misspelt_header(text: &str, table: &DeTable<'_>, records: &[&str]) -> Option<Repair> {
        table.keys().find_map(|key| {
            let name: &str = key.get_ref();
            let near = nearest(name, records.iter().copied()).filter(|near| *near != name)?;
            let span = key.span();
            let line = text.get(line_at(text, span.start))?;
            if records.contains(&name) || !line.trim_start().starts_with('[') {
                return None;
            }
            let title = format!("unknown key {}", quoted(name));
            let diagnostic = Diagnostic::new(Code::UnknownKey, span.clone(), title)
                .help(format!("did you mean `{near}`?"));
            Some(Repair {
                diagnostic,
                replaced: span,
                replacement: near.to_owned(),
            })
        })
    }
}

/// The line on which a byte is, without its end.
fn line_at(text: &str, offset: usize) -> Span {
    let offset = text.floor_char_boundary(offset);
    let start = text[..offset].rfind('\n').map_or(0, |place| place + 1);
    let end = text[offset..]
        .find('\n')
        .map_or(text.len(), |place| offset + place);
    start..end
}

/// Whether there is more on a line than a comment.
fn says_something(line: &str) -> bool {
    !matches!(line.trim_start().chars().next(), None | Some('#'))
}

/// Every value below a table, in no particular order.
fn every_value<'v>(table: &'v DeTable<'v>) -> impl Iterator<Item = &'v Spanned<DeValue<'v>>> {
    let mut values: Vec<_> = table.values().collect();
    std::iter::from_fn(move || {
        let value = values.pop()?;
        match value.get_ref() {
            DeValue::Table(table) => values.extend(table.values()),
            DeValue::Array(array) => values.extend(array),
            _ => {}
        }
        Some(value)
    })
}

/// Where a value begins that has no end, what it is and how it would end.
fn runaway(
    text: &str,
    value: &Spanned<DeValue<'_>>,
    errors: &[Error],
) -> Option<(usize, &'static str, &'static str)> {
    let span = value.span();
    let written = text.get(span.clone())?;
    let is_unclosed_array = |error: &Error| {
        let after = error
            .span()
            .and_then(|error| text.get(span.end..error.start));
        error.message().starts_with("unclosed array")
            && after.is_some_and(|after| !after.lines().any(says_something))
    };
    let is_unclosed_table = |error: &Error| error.message().starts_with("unclosed inline table");
    let has = |is_wanted: &dyn Fn(&Error) -> bool| errors.iter().any(is_wanted);
    match value.get_ref() {
        // A table without end that is in an array has swallowed the end of the array.
        DeValue::Array(_) if !written.ends_with(']') && has(&is_unclosed_table) => {
            Some((span.start, "inline table", "}"))
        }
        DeValue::Array(_) if has(&is_unclosed_array) => Some((span.start, "array", "]")),
        DeValue::Table(_)
            if written.starts_with('{') && !written.ends_with('}') && has(&is_unclosed_table) =>
        {
            Some((span.start, "inline table", "}"))
        }
        DeValue::String(_) => {
            let quotes = ["\"\"\"", "'''"]
                .into_iter()
                .find(|quotes| written.starts_with(quotes))?;
            let ends = written.len() > 5 && written.ends_with(quotes);
            (!ends).then_some((span.start, "multi-line string", quotes))
        }
        _ => None,
    }
}

/// The end of the lines that a value without end was meant to have: before the next line that is a header or begins
/// with a key.
fn end_of_value(text: &str, start: usize) -> usize {
    let mut end = start;
    for (place, line) in text[start..].split_inclusive('\n').enumerate() {
        let trimmed = line.trim_start();
        let in_key = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
        let after_key = trimmed.trim_start_matches(in_key);
        let begins_with_key = after_key.trim_start().starts_with('=');
        if place > 0 && (trimmed.starts_with('[') || begins_with_key) {
            break;
        }
        end += line.len();
    }
    end
}

/// What the parser says of a text, in our words where its own mislead.
fn describe(text: &str, span: Span, error: &Error) -> Diagnostic {
    let culprit = text.get(span.clone()).unwrap_or("");
    if error.message() == "duplicate key" {
        let title = format!("duplicate key {}", quoted(culprit));
        return Diagnostic::new(Code::Syntax, span, title);
    }
    let diagnostic = Diagnostic::new(Code::Syntax, span, error.message());
    if culprit.starts_with(char::is_alphabetic) {
        return diagnostic.help("text stands in quotation marks, as in `name = \"...\"`");
    }
    diagnostic
}

/// The header at the start of what a table spans; an inline table has none.
fn header(written: &str) -> Option<&str> {
    let line = written.lines().next()?;
    let name = line.strip_prefix('[')?.strip_suffix(']')?;
    let name = name
        .strip_prefix('[')
        .and_then(|name| name.strip_suffix(']'))
        .unwrap_or(name);
    let in_name = |letter: char| !matches!(letter, '[' | ']' | '"' | '\'' | ',');
    (!name.is_empty() && name.chars().all(in_name)).then_some(line)
}

/// A text as TOML.
#[derive(Debug)]
pub(crate) struct Parsed<'a> {
    source: &'a Source,
    /// The whole of it: a table.
    pub(crate) root: DeValue<'a>,
    /// What is no TOML.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Lines with a syntax error.
    broken_lines: BTreeSet<usize>,
    /// Where each table with a header begins; gathered only where there are syntax errors.
    headers: BTreeSet<usize>,
}

impl<'a> Parsed<'a> {
    /// Reads a text of which all is TOML and under one of the keys that the whole file can have; `None`: another.
    pub(crate) fn whole(source: &'a Source, records: &[&str]) -> Option<Parsed<'a>> {
        let (table, errors) = DeTable::parse_recoverable(source.text());
        let mut keys = table.get_ref().keys();
        let whole = errors.is_empty() && keys.all(|key| records.contains(&&**key.get_ref()));
        whole.then(|| Parsed::with(source, table))
    }

    fn with(source: &'a Source, table: Spanned<DeTable<'a>>) -> Parsed<'a> {
        Parsed {
            source,
            root: DeValue::Table(table.into_inner()),
            diagnostics: Vec::new(),
            broken_lines: BTreeSet::new(),
            headers: BTreeSet::new(),
        }
    }

    /// Reads a text in which something is wrong.
    pub(crate) fn repaired(repaired: &'a Repaired) -> Parsed<'a> {
        let source = &repaired.source;
        let (table, errors) = DeTable::parse_recoverable(source.text());
        let mut parsed = Parsed::with(source, table);
        parsed.broken_lines.clone_from(&repaired.lines);
        parsed.note_headers();
        // Of several errors on a line, those after the first come of it as a rule.
        let mut first_of_line: BTreeMap<usize, (Span, &Error)> = BTreeMap::new();
        for error in &errors {
            let span = error.span().unwrap_or(0..0);
            let line = source.line(span.start);
            let first = first_of_line.entry(line).or_insert((span.clone(), error));
            if span.start < first.0.start {
                *first = (span, error);
            }
        }
        for (line, (span, error)) in first_of_line {
            let is_new = parsed.broken_lines.insert(line);
            parsed.broken_lines.extend(line..=source.line(span.end));
            if is_new {
                let diagnostic = parsed.with_first_definition(describe(source.text(), span, error));
                parsed.diagnostics.push(diagnostic);
            }
        }
        parsed
    }

    /// Whether everything is TOML.
    pub(crate) fn is_whole(&self) -> bool {
        self.broken_lines.is_empty()
    }

    /// Whether a syntax error is on a line of this span.
    pub(crate) fn is_broken(&self, span: &Span) -> bool {
        if self.is_whole() {
            return false;
        }
        // What the parser makes up, such as a value between `=` and `=`, stands nowhere.
        if span.is_empty() {
            return true;
        }
        let lines = self.source.line(span.start)..=self.source.line(span.end);
        self.broken_lines.range(lines).next().is_some()
    }

    /// Whether a syntax error is on a line of this table, where `span` is its header or all of an inline table.
    pub(crate) fn is_record_broken(&self, span: &Span) -> bool {
        if self.is_whole() {
            return false;
        }
        if self.header(span).is_none() {
            return self.is_broken(span);
        }
        let next = self.headers.range(span.start + 1..).next();
        let end = next.map_or(self.source.text().len(), |next| next - 1);
        self.is_broken(&(span.start..end.max(span.end)))
    }

    /// The header of a table, as it stands in the file.
    pub(crate) fn header(&self, span: &Span) -> Option<&'a str> {
        header(self.source.text().get(span.clone())?)
    }

    /// The key that makes a table that has neither header nor braces: one of what belongs to it.
    pub(crate) fn implying_key(&self, span: &Span) -> Option<&'a str> {
        let written = self.source.text().get(span.clone())?;
        (!written.starts_with(['[', '{'])).then_some(written)
    }

    fn note_headers(&mut self) {
        let root = self.root.as_table().into_iter();
        let tables = root
            .flat_map(every_value)
            .filter(|value| value.get_ref().is_table());
        let headers = tables
            .map(Spanned::span)
            .filter(|span| self.header(span).is_some());
        self.headers = headers.map(|span| span.start).collect();
    }

    /// Adds where a key that stands twice in its table stands first.
    fn with_first_definition(&self, diagnostic: Diagnostic) -> Diagnostic {
        let second = diagnostic.primary.span.clone();
        let key = self.source.text().get(second.clone()).unwrap_or("");
        if !diagnostic.title.starts_with("duplicate key") {
            return diagnostic;
        }
        let table = self.headers.range(..second.start).next_back().copied();
        let same_table = table.unwrap_or(0)..second.start;
        let root = self.root.as_table().into_iter();
        let tables = root
            .clone()
            .flat_map(every_value)
            .filter_map(|value| value.get_ref().as_table());
        let mut keys = root.chain(tables).flat_map(DeTable::keys);
        let first =
            keys.find(|known| known.get_ref() == key && same_table.contains(&known.span().start));
        match first {
            Some(first) => diagnostic.related(first.span(), "first defined here"),
            None => diagnostic,
        }
    }
}
