//! What a mistake in the data file is, and how it is drawn.
//!
//! A [`Diagnostic`] says what was expected and what was found, and points at the place. [`Diagnostics`] holds every one
//! of a file, in the file's order. Nothing here knows what is a mistake: `load` does. Nothing here prints.

use std::fmt;
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

/// A text and the name by which its reader knows it.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    text: String,
    /// Where each line begins, so that a place is found without reading the text again.
    line_starts: Vec<usize>,
}

impl Source {
    /// A text of this name, as a rule a path.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Source {
        let text = text.into();
        let after_breaks = text.match_indices('\n').map(|(place, _)| place + 1);
        let line_starts = std::iter::once(0).chain(after_breaks).collect();
        Source {
            name: name.into(),
            text,
            line_starts,
        }
    }

    /// The name by which its reader knows it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line, from 1, on which this byte is.
    pub fn line(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= offset)
    }

    /// Line and column, each from 1; a column is a character.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.line(offset);
        let before = &self.text[self.line_starts[line - 1]..offset];
        Position {
            line,
            column: before.chars().count() + 1,
        }
    }

    /// The text from the start of one line to the end of another, both from 1.
    fn lines(&self, first: usize, last: usize) -> &str {
        let end = self.line_starts.get(last).copied();
        &self.text[self.line_starts[first - 1]..end.unwrap_or(self.text.len())]
    }

    /// A span that lies within the text and cuts no character.
    fn within(&self, span: Span) -> Range<usize> {
        let start = self.text.floor_char_boundary(span.start);
        let end = self.text.ceil_char_boundary(span.end.max(start));
        start..end
    }
}

/// Bytes of a text, from the first to before the last.
pub type Span = Range<usize>;

/// A place in a text, as editors count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// Whether a file can be used in spite of a diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Severity {
    /// It cannot.
    Error,
    /// It can.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        })
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $code:ident = $severity:ident $name:literal;)*) => {
        /// What is wrong, by a name that never changes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])* $code,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Code] = &[$(Code::$code,)*];

            /// The name, in kebab case.
            pub fn name(self) -> &'static str {
                match self {
                    $(Code::$code => $name,)*
                }
            }

            /// Whether a file can be used in spite of it.
            pub fn severity(self) -> Severity {
                match self {
                    $(Code::$code => Severity::$severity,)*
                }
            }
        }
    };
}

codes! {
    /// The file holds bytes that are no UTF-8.
    NotUtf8 = Error "not-utf-8";
    /// The file holds nothing.
    EmptyFile = Error "empty-file";
    /// The text is no TOML here.
    Syntax = Error "syntax";
    /// A value is of another type than its key wants.
    WrongType = Error "wrong-type";
    /// A key that its record must have is not there.
    MissingKey = Error "missing-key";
    /// A key that means nothing here.
    UnknownKey = Error "unknown-key";
    /// A word that is none of the few that its key allows.
    UnknownWord = Error "unknown-word";
    /// A text that says nothing.
    EmptyText = Error "empty-text";
    /// A character that no page, feed or table can carry.
    ControlCharacter = Error "control-character";
    /// A list that must name something names nothing.
    EmptyList = Error "empty-list";
    /// A list says the same twice.
    RepeatedEntry = Error "repeated-entry";
    /// A date that the calendar or the format lacks.
    MalformedDate = Error "malformed-date";
    /// A line of a row is no small whole number from 1.
    MalformedLine = Error "malformed-line";
    /// An address that no browser could follow, or of a scheme that is not allowed.
    MalformedAddress = Error "malformed-address";
    /// A place on the map that is not a column and a row.
    MalformedTile = Error "malformed-tile";
    /// A telephone number with something else in it, or too short or too long.
    MalformedPhone = Error "malformed-phone";
    /// A jurisdiction's code that is not of the form of ISO 3166.
    MalformedRegionCode = Error "malformed-region-code";
    /// A language's tag that is not of the form of BCP 47.
    MalformedLanguageTag = Error "malformed-language-tag";
    /// An id that is not of the form of an id.
    MalformedId = Error "malformed-id";
    /// An id is a word that has another meaning where ids stand.
    ReservedId = Error "reserved-id";
    /// Two records of a kind have one id.
    DuplicateId = Error "duplicate-id";
    /// Two records of a kind have one name.
    DuplicateName = Error "duplicate-name";
    /// A reference to a record that the file lacks.
    UnknownId = Error "unknown-id";
    /// The cell's own words do not name a member that the record lists.
    MemberNotPrinted = Error "member-not-printed";
    /// The cell's own words name a member that the record does not list.
    PrintedMemberNotListed = Error "printed-member-not-listed";
    /// The cell's own words name the members in another order than the record.
    PrintedOrder = Error "printed-order";
    /// Something is of a published table, but the file names none.
    NoPublishedTable = Error "no-published-table";
    /// A cell is of the published table, but its setting is not.
    NoPublishedRow = Error "no-published-row";
    /// A coverage record is both of the published table and later, or later in two ways.
    ConflictingStart = Error "conflicting-start";
    /// A source has both a date and a day on which an undated copy was read.
    ConflictingDate = Error "conflicting-date";
    /// A step of a complaint says neither what to do nor where to turn.
    EmptyStep = Error "empty-step";
    /// A setting is a reference to itself.
    SeesItself = Error "sees-itself";
    /// A coverage record says whose part is in doubt without a doubt, or names a member that it does not list.
    MisplacedDoubt = Error "misplaced-doubt";
    /// An absence says where the places are covered without the reason `elsewhere`, or the other way round.
    MisplacedSee = Error "misplaced-see";
    /// Two jurisdictions have one square of the map.
    SharedTile = Error "shared-tile";
    /// A place is closed on a day that has not come.
    ClosedInFuture = Error "closed-in-future";
    /// Two cells of one line of a row hold at the same time.
    OverlappingCells = Error "overlapping-cells";
    /// A row has a line, but not the one before it.
    SkippedLine = Error "skipped-line";
    /// A change is dated before the table that it changes.
    BeforePublication = Error "before-publication";
    /// Something ends before it begins.
    DatesOutOfOrder = Error "dates-out-of-order";
    /// An absence is stated of a cell that is empty in neither table.
    NotAbsent = Error "not-absent";
    /// Two absences are stated of one place.
    RepeatedAbsence = Error "repeated-absence";
    /// A member is said not to be in the published table, which names it.
    NotUncovered = Error "not-uncovered";
    /// A complaint would be sent over an open line.
    InsecureComplaintRoute = Error "insecure-complaint-route";
    /// A translation is of another language than the name of its file says.
    ConflictingLanguage = Error "conflicting-language";
    /// A translation translates a name that the record itself gives in that language.
    RepeatedName = Error "repeated-name";
    /// A translation translates a text that the data file lacks.
    OrphanedText = Warning "orphaned-text";
    /// A translation lacks texts of the data file.
    UntranslatedText = Warning "untranslated-text";
    /// An address that is not encrypted.
    InsecureAddress = Warning "insecure-address";
    /// A member that no coverage record names, and no reason why.
    UnnamedMember = Warning "unnamed-member";
    /// Facts that nobody has checked for a year.
    OutdatedCheck = Warning "outdated-check";
    /// Facts that are said to have been checked on a day that is not yet there.
    CheckedInFuture = Warning "checked-in-future";
    /// A source that nothing cites.
    UncitedSource = Warning "uncited-source";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A place of the file and what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Bytes of the text.
    pub span: Span,
    /// What stands beside it; may be empty.
    pub text: String,
}

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of mistake.
    pub code: Code,
    /// What is wrong: lower case, no final stop, the culprit in backticks.
    pub title: String,
    /// The culprit.
    pub primary: Label,
    /// Other places that are part of the story.
    pub related: Vec<Label>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A mistake at this place.
    pub fn new(code: Code, span: Span, title: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            title: title.into(),
            primary: Label {
                span,
                text: String::new(),
            },
            related: Vec::new(),
            help: None,
        }
    }

    /// Whether a file cannot be used with it.
    pub fn is_error(&self) -> bool {
        self.code.severity() == Severity::Error
    }

    /// Says something beside the culprit.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Diagnostic {
        self.primary.text = text.into();
        self
    }

    /// Adds a place that is part of the story.
    #[must_use]
    pub fn related(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.related.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Says what to do about it.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Diagnostic {
        self.help = Some(text.into());
        self
    }
}

/// How diagnostics are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Text alone, for files, pipes and `NO_COLOR`.
    Plain,
    /// With the colours of a terminal.
    Coloured,
}

/// The diagnostics of a data file and of its translations: file by file, each in the order of its text, each once.
#[derive(Debug, Clone)]
pub struct Diagnostics {
    files: Vec<OfFile>,
}

/// The diagnostics of one file.
#[derive(Debug, Clone)]
struct OfFile {
    source: Source,
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// The diagnostics of one file.
    pub fn new(source: Source, list: Vec<Diagnostic>) -> Diagnostics {
        Diagnostics {
            files: vec![OfFile::new(source, list)],
        }
    }

    /// Adds those of other files.
    pub fn append(&mut self, others: Diagnostics) {
        self.files.extend(others.files);
    }

    /// The text that they are about: of several files, the first.
    pub fn source(&self) -> &Source {
        &self.files[0].source
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.files.iter().flat_map(|file| &file.list)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// The number of errors.
    pub fn errors(&self) -> usize {
        self.iter().filter(|found| found.is_error()).count()
    }

    /// The number of warnings.
    pub fn warnings(&self) -> usize {
        self.iter().filter(|found| !found.is_error()).count()
    }

    /// How many there are, and in which files: `3 errors and 1 warning in data/uk.toml`.
    pub fn summary(&self) -> String {
        let counted = |count: usize, what: &str| match count {
            0 => None,
            1 => Some(format!("1 {what}")),
            _ => Some(format!("{count} {what}s")),
        };
        let errors = counted(self.errors(), "error");
        let warnings = counted(self.warnings(), "warning");
        let counts: Vec<String> = errors.into_iter().chain(warnings).collect();
        if counts.is_empty() {
            return format!("no mistakes in {}", self.source().name());
        }
        let with_any = self.files.iter().filter(|file| !file.list.is_empty());
        let names: Vec<String> = with_any.map(|file| file.source.name().to_owned()).collect();
        format!("{} in {}", counts.join(" and "), listed(&names, "and"))
    }

    /// All of them on one line each, for a log: place, severity and code, title.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        self.files.iter().flat_map(|OfFile { source, list }| {
            list.iter().map(move |diagnostic| {
                let Diagnostic { code, title, .. } = diagnostic;
                let severity = code.severity();
                let position = source.position(diagnostic.primary.span.start);
                let name = source.name();
                format!("{name}:{position}: {severity}[{code}]: {title}")
            })
        })
    }

    /// All of them as pictures, an empty line after each, and the summary as the last line.
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
    fn new(source: Source, mut list: Vec<Diagnostic>) -> OfFile {
        for diagnostic in &mut list {
            let labels = diagnostic.related.iter_mut();
            for label in labels.chain([&mut diagnostic.primary]) {
                label.span = source.within(label.span.clone());
            }
        }
        list.sort_by(|a, b| {
            let place = |of: &Diagnostic| (of.primary.span.start, of.primary.span.end, of.code);
            place(a).cmp(&place(b)).then_with(|| a.title.cmp(&b.title))
        });
        list.dedup();
        OfFile { source, list }
    }

    /// The only place that knows how a picture is made.
    fn draw<'a>(&'a self, diagnostic: &'a Diagnostic) -> Group<'a> {
        /// The renderer reads all lines between two labels. What is further apart gets a frame of its own.
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
        let far = far.into_iter().map(|label| self.frame(None, &[label]));
        let help = diagnostic.help.as_deref();
        level
            .primary_title(&diagnostic.title)
            .id(diagnostic.code.name())
            .element(self.frame(Some(&diagnostic.primary), &near))
            .elements(far)
            .elements(help.map(|help| Level::HELP.message(help)))
    }

    /// The lines of some labels, given to the renderer without the rest of the text, which it would read too.
    fn frame<'a>(
        &'a self,
        primary: Option<&'a Label>,
        related: &[&'a Label],
    ) -> Snippet<'a, Annotation<'a>> {
        let lines = |offset: fn(&Label) -> usize| {
            let labels = related.iter().copied().chain(primary);
            labels.map(move |label| self.source.line(offset(label)))
        };
        let first = lines(|label| label.span.start).min().unwrap_or(1);
        let last = lines(|label| label.span.end).max().unwrap_or(first);
        let cut = self.source.line_starts[first - 1];
        let annotation = |kind: AnnotationKind, label: &'a Label| {
            let text = Some(label.text.as_str()).filter(|text| !text.is_empty());
            let span = label.span.start - cut..label.span.end - cut;
            kind.span(span).label(text)
        };
        let related = related
            .iter()
            .map(|label| annotation(AnnotationKind::Context, label));
        Snippet::source(self.source.lines(first, last))
            .path(self.source.name())
            .line_start(first)
            .annotations(primary.map(|label| annotation(AnnotationKind::Primary, label)))
            .annotations(related)
    }
}

/// A value of the file as a message shows it: in backticks, on one line, and not at length.
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

/// Words as a sentence lists them: `a`, `a and b`, `a, b and c`.
pub fn listed(words: &[String], conjunction: &str) -> String {
    match words {
        [] => String::new(),
        [word] => word.clone(),
        [words @ .., last] => format!("{} {conjunction} {last}", words.join(", ")),
    }
}

#[cfg(test)]
mod tests;
