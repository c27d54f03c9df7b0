//! Diagnostics about a data file, and how they are drawn.
//!
//! A [`Diagnostic`] says what was expected and what was found, and points at the span. [`Diagnostics`] holds all those
//! of a file, in the file's order. What is a mistake is decided in `load`. Nothing here prints.

mod code;

use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

pub use code::{Code, Severity};

/// A text and its name, usually a path.
#[derive(Debug, Clone)]
pub struct SourceText {
    name: String,
    /// Shared, because diagnostics hold the source.
    text: Arc<str>,
    /// The offset of each line, to find the line of an offset.
    line_starts: Vec<usize>,
}

impl SourceText {
    /// The source with this name and text.
    pub fn new(name: impl Into<String>, text: impl Into<Arc<str>>) -> SourceText {
        let text = text.into();
        let after_breaks = text.match_indices('\n').map(|(place, _)| place + 1);
        let line_starts = std::iter::once(0).chain(after_breaks).collect();
        SourceText {
            name: name.into(),
            text,
            line_starts,
        }
    }

    /// The name, for messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line of a byte, from 1.
    pub fn line(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= offset)
    }

    /// The line and column of a byte, from 1, such as `2:1`; columns count characters, as in editors.
    pub fn position(&self, offset: usize) -> String {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.line(offset);
        let before = &self.text[self.line_starts[line - 1]..offset];
        format!("{line}:{}", before.chars().count() + 1)
    }

    /// The text from the start of a line to the end of another, both from 1.
    fn lines(&self, first: usize, last: usize) -> &str {
        let end = self.line_starts.get(last).copied();
        &self.text[self.line_starts[first - 1]..end.unwrap_or(self.text.len())]
    }

    /// The text of a span; empty if it does not begin and end between characters of the text.
    pub fn get(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or("")
    }

    /// The span cut to the text and extended to whole characters.
    fn within(&self, span: Span) -> Span {
        let start = self.text.floor_char_boundary(span.start);
        let end = self.text.ceil_char_boundary(span.end.max(start));
        Span { start, end }
    }
}

/// A range of bytes in a text, the end excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The offset of the first byte.
    pub start: usize,
    /// The offset after the last byte.
    pub end: usize,
}

impl From<Range<usize>> for Span {
    fn from(Range { start, end }: Range<usize>) -> Span {
        Span { start, end }
    }
}

/// A span of the file and a note about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The bytes that it is about.
    pub span: Span,
    /// The note; may be empty.
    pub text: String,
}

/// A mistake in the data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of mistake.
    pub code: Code,
    /// What is wrong: in lower case, without a full stop, names and values in backticks.
    pub title: String,
    /// The span that is wrong.
    pub primary: Label,
    /// Other spans that explain it.
    pub related: Vec<Label>,
    /// How to correct it.
    pub help: Option<String>,
}

impl Code {
    /// A diagnostic with this code.
    pub fn at(self, span: impl Into<Span>, title: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code: self,
            title: title.into(),
            primary: Label {
                span: span.into(),
                text: String::new(),
            },
            related: Vec::new(),
            help: None,
        }
    }
}

impl Diagnostic {
    /// Whether it is an error and not a warning.
    pub fn is_error(&self) -> bool {
        self.code.severity() == Severity::Error
    }

    /// Adds a note to the primary span.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Diagnostic {
        self.primary.text = text.into();
        self
    }

    /// Adds a span that explains the mistake.
    #[must_use]
    pub fn related(mut self, span: impl Into<Span>, text: impl Into<String>) -> Diagnostic {
        let (span, text) = (span.into(), text.into());
        self.related.push(Label { span, text });
        self
    }

    /// Says how to correct it.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Diagnostic {
        self.help = Some(text.into());
        self
    }
}

/// The style of drawn diagnostics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Plain text, for files, pipes and `NO_COLOR`.
    Plain,
    /// With terminal colours.
    Coloured,
}

/// The diagnostics of a data file and its translations: file by file, in order of position, without duplicates.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    files: Vec<OfFile>,
}

/// The diagnostics of one file.
#[derive(Debug, Clone)]
struct OfFile {
    source: SourceText,
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// The diagnostics of one file.
    pub fn new(source: SourceText, mut list: Vec<Diagnostic>) -> Diagnostics {
        for diagnostic in &mut list {
            let labels = diagnostic.related.iter_mut();
            for label in labels.chain([&mut diagnostic.primary]) {
                label.span = source.within(label.span);
            }
        }
        list.sort_by(|a, b| {
            let place = |of: &Diagnostic| (of.primary.span.start, of.primary.span.end, of.code);
            place(a).cmp(&place(b)).then_with(|| a.title.cmp(&b.title))
        });
        list.dedup();
        let files = vec![OfFile { source, list }];
        Diagnostics { files }
    }

    /// Adds those of other files.
    pub fn append(&mut self, others: Diagnostics) {
        self.files.extend(others.files);
    }

    /// All diagnostics.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.files.iter().flat_map(|file| &file.list)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// The number of errors.
    pub fn errors(&self) -> usize {
        self.iter().filter(|found| found.is_error()).count()
    }

    /// The counts and file names: `3 errors and 1 warning in data/uk.toml`.
    pub fn summary(&self) -> String {
        let (all, errors) = (self.iter().count(), self.errors());
        let counts = [(errors, "error"), (all - errors, "warning")];
        let counts = counts.into_iter().filter(|(count, _)| *count > 0);
        let counts: Vec<String> = counts
            .map(|(count, what)| format!("{count} {what}{}", if count == 1 { "" } else { "s" }))
            .collect();
        let files = self.files.iter();
        let files = files.filter(|file| counts.is_empty() || !file.list.is_empty());
        let names: Vec<String> = files.map(|file| file.source.name.clone()).collect();
        let names = listed(&names, "and");
        if counts.is_empty() {
            return format!("no mistakes in {names}");
        }
        format!("{} in {names}", counts.join(" and "))
    }

    /// Each diagnostic on one line, for logs: position, severity and code, title.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        self.files.iter().flat_map(|OfFile { source, list }| {
            list.iter().map(move |diagnostic| {
                let Diagnostic { code, title, .. } = diagnostic;
                let severity = if diagnostic.is_error() {
                    "error"
                } else {
                    "warning"
                };
                let code = code.name();
                let position = source.position(diagnostic.primary.span.start);
                let name = source.name();
                format!("{name}:{position}: {severity}[{code}]: {title}")
            })
        })
    }

    /// All diagnostics drawn, each followed by an empty line, and the summary as the last line.
    pub fn render(&self, style: Style) -> String {
        let renderer = match style {
            Style::Plain => Renderer::plain(),
            Style::Coloured => Renderer::styled(),
        };
        let mut drawn = String::new();
        for file in &self.files {
            for diagnostic in &file.list {
                drawn.push_str(&renderer.render(&[file.draw(diagnostic)]));
                drawn.push_str("\n\n");
            }
        }
        drawn.push_str(&self.summary());
        drawn.push('\n');
        drawn
    }
}

impl OfFile {
    /// Converts a diagnostic for the renderer. Nothing else depends on the renderer's types.
    fn draw<'a>(&'a self, diagnostic: &'a Diagnostic) -> Group<'a> {
        /// The renderer reads all lines between two labels, so one that is further away is drawn separately.
        const FURTHEST: usize = 1000;
        let level = match diagnostic.code.severity() {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let line = |label: &Label| self.source.line(label.span.start);
        let (near, far): (Vec<&Label>, Vec<&Label>) = diagnostic
            .related
            .iter()
            .partition(|label| line(label).abs_diff(line(&diagnostic.primary)) <= FURTHEST);
        let related = |label| (AnnotationKind::Context, label);
        let near = near.into_iter().map(related);
        let near: Vec<_> = near
            .chain([(AnnotationKind::Primary, &diagnostic.primary)])
            .collect();
        let help = diagnostic.help.as_deref();
        level
            .primary_title(&diagnostic.title)
            .id(diagnostic.code.name())
            .element(self.frame(&near))
            .elements(far.into_iter().map(|label| self.frame(&[related(label)])))
            .elements(help.map(|help| Level::HELP.message(help)))
    }

    /// The lines of some labels. The renderer gets only these, because it would read the whole text.
    fn frame<'a>(&'a self, labels: &[(AnnotationKind, &'a Label)]) -> Snippet<'a, Annotation<'a>> {
        let spans = labels.iter().map(|(_, label)| label.span);
        let first = spans.clone().map(|span| self.source.line(span.start));
        let first = first.min().unwrap_or(1);
        let last = spans.map(|span| self.source.line(span.end));
        let last = last.max().unwrap_or(first);
        let cut = self.source.line_starts[first - 1];
        let annotations = labels.iter().map(|(kind, Label { span, text })| {
            let text = Some(text.as_str()).filter(|text| !text.is_empty());
            kind.span(span.start - cut..span.end - cut).label(text)
        });
        Snippet::source(self.source.lines(first, last))
            .path(self.source.name())
            .line_start(first)
            .annotations(annotations)
    }
}

/// Quotes a value for a message: in backticks, on one line, shortened.
pub fn quoted(value: &str) -> String {
    const LONGEST: usize = 60;
    let mut shown = String::from("`");
    for (place, letter) in value.chars().enumerate() {
        if place == LONGEST {
            shown.push_str("...");
            break;
        }
        if letter.is_control() {
            shown.extend(letter.escape_default());
        } else {
            shown.push(letter);
        }
    }
    shown.push('`');
    shown
}

/// Quotes words and lists them as in a sentence.
pub fn quoted_list<'w>(words: impl IntoIterator<Item = &'w str>, conjunction: &str) -> String {
    let words: Vec<String> = words.into_iter().map(quoted).collect();
    listed(&words, conjunction)
}

/// Lists words as in a sentence: `a`, `a and b`, `a, b and c`.
pub fn listed(words: &[String], conjunction: &str) -> String {
    match words {
        [] => String::new(),
        [word] => word.clone(),
        [words @ .., last] => format!("{} {conjunction} {last}", words.join(", ")),
    }
}

#[cfg(test)]
mod tests;
