//! Dates against each other, and against the day of the reading.

use std::cmp::Ordering;

use super::Checking;
use crate::diagnostics::{Code, Diagnostic};
use crate::directory::Date;
use crate::load::reading::Placed;

/// Ensure that nothing that came after the published table is dated before it.
pub(super) fn ensure_changes_follow_publication(
    checking: &Checking<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let Some(published) = checking.published() else {
        return;
    };
    let coverage = checking.coverage().flat_map(|(_, coverage)| {
        let coverage = &coverage.value;
        [&coverage.from, &coverage.seen, &coverage.until]
    });
    let changes = checking.file.setting.entries().iter().flat_map(|setting| {
        let changes = setting.value.change.entries().iter();
        changes.map(|change| &change.value.date)
    });
    for date in coverage.chain(changes).filter_map(|date| date.placed()) {
        if date.value.compare(published.value) == Ordering::Less {
            let title = format!(
                "expected a date not before the published table of `{}`, but found `{}`",
                published.value, date.value
            );
            let diagnostic = Diagnostic::new(Code::BeforePublication, date.span.clone(), title)
                .related(published.span.clone(), "the published table is dated here");
            found.push(diagnostic);
        }
    }
}

/// Ensure that a coverage record does not end before it begins.
pub(super) fn ensure_nothing_ends_before_it_begins(
    checking: &Checking<'_>,
    found: &mut Vec<Diagnostic>,
) {
    for (_, coverage) in checking.coverage() {
        let coverage = &coverage.value;
        let start = coverage.from.placed().or(coverage.seen.placed());
        let (Some(start), Some(until)) = (start, coverage.until.placed()) else {
            continue;
        };
        if until.value.compare(start.value) == Ordering::Less {
            let title = format!(
                "expected an end not before `{}`, but found `{}`",
                start.value, until.value
            );
            let diagnostic = Diagnostic::new(Code::DatesOutOfOrder, until.span.clone(), title)
                .related(start.span.clone(), "begins here");
            found.push(diagnostic);
        }
    }
}

/// Ensure that facts have been gone through within a year, and not in the future.
pub(super) fn ensure_checks_are_recent(checking: &Checking<'_>, found: &mut Vec<Diagnostic>) {
    let today = checking.today;
    let year_ago = year_before(today);
    for Placed { value, span } in &checking.noted.checks {
        if value.compare(today) == Ordering::Greater {
            let title = format!("expected a day not after today, `{today}`, but found `{value}`");
            found.push(Diagnostic::new(Code::CheckedInFuture, span.clone(), title));
        } else if year_ago.is_some_and(|year_ago| value.compare(year_ago) == Ordering::Less) {
            let title = format!("last gone through on `{value}`, more than a year ago");
            let help = "go through these facts again and put the new date here";
            found.push(Diagnostic::new(Code::OutdatedCheck, span.clone(), title).help(help));
        }
    }
}

/// The same day of the year before; the day before a leap day that it lacks.
fn year_before(date: Date) -> Option<Date> {
    let year = date.year().checked_sub(1)?;
    let same = Date::new(year, date.month(), date.day());
    same.or_else(|| Date::new(year, date.month(), date.day().map(|day| day - 1)))
}
