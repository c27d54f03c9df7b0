//! The cells of the table: what holds where and when, and what is empty.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Checking;
use crate::diagnostics::{Code, Diagnostic, listed, quoted};
use crate::directory::Date;
use crate::load::reading::{Field, Placed};
use crate::load::records::{Absence, Coverage, Setting};
use crate::load::values::Line;

/// Ensure that a coverage record has exactly one of `printed`, `from` and `seen`.
pub(super) fn ensure_cells_have_one_start(checking: &Checking<'_>, found: &mut Vec<Diagnostic>) {
    for (_, coverage) in checking.coverage() {
        let Coverage {
            printed,
            from,
            seen,
            ..
        } = &coverage.value;
        let starts = [
            ("printed", printed.span()),
            ("from", from.span()),
            ("seen", seen.span()),
        ];
        let mut starts = starts
            .into_iter()
            .filter_map(|(key, span)| Some((key, span?)));
        let Some((first_key, first)) = starts.next() else {
            if !checking.parsed.is_record_broken(&coverage.span) {
                let title = "missing key `printed`, `from` or `seen` in `[[setting.coverage]]`";
                let help = "`printed` is for a cell of the published table, the others for what came after it";
                found.push(
                    Diagnostic::new(Code::MissingKey, coverage.span.clone(), title).help(help),
                );
            }
            continue;
        };
        for (key, span) in starts {
            let title = format!("expected either `{first_key}` or `{key}`, but found both");
            let help = "`printed` is for a cell of the published table; what began after it is a record of its own";
            let diagnostic = Diagnostic::new(Code::ConflictingStart, span, title)
                .related(first.clone(), format!("`{first_key}` is here"))
                .help(help);
            found.push(diagnostic);
        }
    }
}

/// Ensure that no member is both in `by` and in `with` of one record.
pub(super) fn ensure_cells_name_no_member_twice(
    checking: &Checking<'_>,
    found: &mut Vec<Diagnostic>,
) {
    for (_, coverage) in checking.coverage() {
        let leads = coverage.value.by.entries();
        for partner in coverage.value.with.entries() {
            let id = &partner.value.id;
            if let Some(lead) = leads.iter().find(|lead| lead.value.id == *id) {
                let title = format!("{} is listed twice", quoted(id));
                let diagnostic = Diagnostic::new(Code::RepeatedEntry, partner.span.clone(), title)
                    .related(lead.span.clone(), "first listed here");
                found.push(diagnostic);
            }
        }
    }
}

/// A coverage record and when it holds.
type Cell<'f> = (&'f Placed<Coverage>, Period);

/// A time from one date to before another. `None`: since or for ever.
#[derive(Debug, Clone, Copy)]
struct Period {
    start: Option<Date>,
    end: Option<Date>,
}

impl Period {
    /// The time in which a record holds, where all of its dates could be read.
    fn of(coverage: &Coverage) -> Option<Period> {
        let unreadable = coverage.from.is_unreadable()
            || coverage.seen.is_unreadable()
            || coverage.until.is_unreadable();
        let start = coverage.from.get().or(coverage.seen.get());
        let starts = start.is_some() || coverage.printed.span().is_some();
        (starts && !unreadable).then(|| Period {
            start: start.copied(),
            end: coverage.until.get().copied(),
        })
    }

    fn overlaps(self, other: Period) -> bool {
        let is_over = |end: Option<Date>, start: Option<Date>| {
            end.zip(start)
                .is_some_and(|(end, start)| end.compare(start) != Ordering::Greater)
        };
        !is_over(self.end, other.start) && !is_over(other.end, self.start)
    }

    fn holds_on(self, day: Date) -> bool {
        let begun = self
            .start
            .is_none_or(|start| start.compare(day) != Ordering::Greater);
        begun
            && self
                .end
                .is_none_or(|end| end.compare(day) == Ordering::Greater)
    }
}

/// The line of a row that a record is on, where it could be read.
fn line_of(line: &Field<Line, false>) -> Option<u32> {
    match line {
        Field::Absent => Some(1),
        Field::Unreadable(_) => None,
        Field::Read(line) => Some(line.value.0),
    }
}

/// Ensure that the cells of one line of a row do not overlap at any one time.
pub(super) fn ensure_cells_do_not_overlap(checking: &Checking<'_>, found: &mut Vec<Diagnostic>) {
    for setting in checking.file.setting.entries() {
        let mut earlier: HashMap<(u32, &str), Vec<Cell<'_>>> = HashMap::new();
        for coverage in setting.value.coverage.entries() {
            let (Some(line), Some(period)) =
                (line_of(&coverage.value.line), Period::of(&coverage.value))
            else {
                continue;
            };
            let mut overlapped: Option<&Placed<Coverage>> = None;
            let mut places = Vec::new();
            let mut reached = BTreeSet::new();
            for jurisdiction in coverage.value.jurisdictions.entries() {
                let id = jurisdiction.value.id.as_str();
                if !reached.insert(id) {
                    continue;
                }
                let cells = earlier.entry((line, id)).or_default();
                if let Some((other, _)) = cells.iter().find(|(_, other)| other.overlaps(period)) {
                    places.push(quoted(id));
                    overlapped.get_or_insert(other);
                }
                cells.push((coverage, period));
            }
            if let Some(other) = overlapped {
                let title = format!(
                    "two cells of line {line} hold at the same time in {}",
                    listed(&places, "and")
                );
                let diagnostic =
                    Diagnostic::new(Code::OverlappingCells, coverage.span.clone(), title)
                        .related(other.span.clone(), "the other cell")
                        .help("end one of them with `until`, or give one of them another `line`");
                found.push(diagnostic);
            }
        }
    }
}

/// Ensure that the lines of a row count up from 1.
pub(super) fn ensure_rows_skip_no_line(checking: &Checking<'_>, found: &mut Vec<Diagnostic>) {
    for setting in checking.file.setting.entries() {
        let coverage = setting
            .value
            .coverage
            .entries()
            .iter()
            .map(|record| &record.value.line);
        let absences = setting
            .value
            .none
            .entries()
            .iter()
            .map(|record| &record.value.line);
        let lines: Vec<_> = coverage.chain(absences).collect();
        if lines.iter().any(|line| line.is_unreadable()) {
            continue;
        }
        let known: BTreeSet<u32> = lines.iter().filter_map(|line| line_of(line)).collect();
        for line in lines.iter().filter_map(|line| line.placed()) {
            let number = line.value.0;
            if number > 1 && !known.contains(&(number - 1)) {
                let title = format!("the row has a line {number}, but no line {}", number - 1);
                found.push(Diagnostic::new(Code::SkippedLine, line.span.clone(), title));
            }
        }
    }
}

/// Ensure that what is said to be empty is empty in the published table or today.
pub(super) fn ensure_absences_are_empty(checking: &Checking<'_>, found: &mut Vec<Diagnostic>) {
    let checked = checking
        .file
        .directory
        .get()
        .and_then(|about| about.checked.get());
    let Some(today) = checked.map(|checked| checked.0) else {
        return;
    };
    for setting in checking.file.setting.entries() {
        for absence in setting.value.none.entries() {
            for jurisdiction in absence.value.jurisdictions.entries() {
                let cells = cells_at(&setting.value, &absence.value, &jurisdiction.value.id);
                let published = cells
                    .iter()
                    .find(|cell| cell.value.printed.span().is_some());
                let now = cells.iter().find(|cell| {
                    Period::of(&cell.value).is_some_and(|period| period.holds_on(today))
                });
                let has_row = setting.value.printed.span().is_some();
                let Some(now) = now.filter(|_| published.is_some() || !has_row) else {
                    continue;
                };
                let id = quoted(&jurisdiction.value.id);
                let title = format!("expected an empty cell in {id}, but members cover it");
                let diagnostic = Diagnostic::new(Code::NotAbsent, jurisdiction.span.clone(), title)
                    .related(now.span.clone(), "covered here");
                found.push(diagnostic);
            }
        }
    }
}

/// The coverage records in the place that an absence is about.
fn cells_at<'f>(
    setting: &'f Setting,
    absence: &Absence,
    jurisdiction: &str,
) -> Vec<&'f Placed<Coverage>> {
    let is_there = |cell: &&Placed<Coverage>| {
        let on_line = match &absence.line {
            Field::Absent => true,
            Field::Unreadable(_) => false,
            Field::Read(line) => line_of(&cell.value.line) == Some(line.value.0),
        };
        let mut jurisdictions = cell.value.jurisdictions.entries().iter();
        on_line && jurisdictions.any(|entry| entry.value.id == jurisdiction)
    };
    setting.coverage.entries().iter().filter(is_there).collect()
}

/// Ensure that of one place only one absence is stated.
pub(super) fn ensure_absences_are_stated_once(
    checking: &Checking<'_>,
    found: &mut Vec<Diagnostic>,
) {
    for setting in checking.file.setting.entries() {
        let mut first = BTreeMap::new();
        for absence in setting.value.none.entries() {
            if absence.value.line.is_unreadable() {
                continue;
            }
            let line = absence.value.line.get().map(|line| line.0);
            for jurisdiction in absence.value.jurisdictions.entries() {
                let id = jurisdiction.value.id.as_str();
                let Some(known) = first.insert((line, id), jurisdiction) else {
                    continue;
                };
                if known.span == jurisdiction.span {
                    continue;
                }
                let title = format!("the empty cell in {} is stated twice", quoted(id));
                let span = jurisdiction.span.clone();
                let diagnostic = Diagnostic::new(Code::RepeatedAbsence, span, title)
                    .related(known.span.clone(), "first stated here");
                found.push(diagnostic);
            }
        }
    }
}

/// Ensure that a member that is said not to be in the published table is not in it.
pub(super) fn ensure_uncovered_members_are_not_printed(
    checking: &Checking<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let mut printed = HashMap::new();
    for (_, coverage) in checking.coverage() {
        if coverage.value.printed.span().is_some() {
            let members = coverage
                .value
                .by
                .entries()
                .iter()
                .chain(coverage.value.with.entries());
            for member in members {
                printed
                    .entry(member.value.id.as_str())
                    .or_insert(&member.span);
            }
        }
    }
    for member in checking.file.member.entries() {
        let (Some(id), Some(uncovered)) = (member.value.id.get(), member.value.uncovered.span())
        else {
            continue;
        };
        if let Some(cell) = printed.get(id.text.as_str()) {
            let title = format!(
                "expected no cell of the published table to list {}, but one does",
                quoted(&id.text)
            );
            let diagnostic = Diagnostic::new(Code::NotUncovered, uncovered, title)
                .label("said to be uncovered here")
                .related((*cell).clone(), "listed here");
            found.push(diagnostic);
        }
    }
}
