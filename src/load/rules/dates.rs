//! Rules about dates, compared with each other and with today.

use super::{Reported, RuleContext};
use crate::diagnostics::Code;
use crate::directory::Date;
use crate::load::reading::Spanned;

/// Ensure that a source has either a date or, if it is undated, the date on which the copy was read.
pub(crate) fn sources_have_one_date(context: &RuleContext<'_>, found: &mut Reported) {
    for source in context.file.source.entries() {
        match (source.date.span(), source.read.span()) {
            (Some(date), Some(read)) => {
                let title = "expected either `date` or `read`, but found both";
                let diagnostic = Code::ConflictingDate.at(read, title);
                let diagnostic = diagnostic.related(date, "`date` is here");
                found.push(diagnostic.help("`read` is for a source without a date"));
            }
            (None, None) if source.date.is_absent() => {
                let title = "missing key `date` or `read` in `[[source]]`";
                let help = "`date` is when it was published; `read` is for a source without a date";
                found.push(Code::MissingKey.at(source.span, title).help(help));
            }
            _ => {}
        }
    }
}

/// Ensure that no place closes in the future.
pub(crate) fn closed_places_are_closed(context: &RuleContext<'_>, found: &mut Reported) {
    let today = context.latest_today();
    let places = context.file.place.entries();
    for Spanned { value, span } in places.filter_map(|place| place.closed.get()) {
        if value.compare(today).is_gt() {
            let title = format!("expected a day not after today, but found `{value}`");
            let help = "say in `note` that it is going to close";
            found.push(Code::ClosedInFuture.at(*span, title).help(help));
        }
    }
}

/// Ensure that nothing that followed the published table is dated before it.
pub(crate) fn changes_follow_publication(context: &RuleContext<'_>, found: &mut Reported) {
    let Some(published) = context.published() else {
        return;
    };
    let coverage = context.coverage();
    let coverage = coverage.flat_map(|(_, cell)| [&cell.from, &cell.seen, &cell.until]);
    let settings = context.file.setting.entries();
    let changes = settings.flat_map(|setting| setting.change.entries());
    let dates = coverage.chain(changes.map(|change| &change.date));
    for Spanned { value, span } in dates.filter_map(|date| date.get()) {
        if value.compare(published.value).is_lt() {
            let title = format!(
                "expected a date not before the published table of `{}`, but found `{value}`",
                published.value
            );
            let diagnostic = Code::BeforePublication
                .at(*span, title)
                .related(published.span, "the published table is dated here")
                .help("what was so before the table is in it, with its words as `printed`");
            found.push(diagnostic);
        }
    }
}

/// Ensure that nothing ends before it begins.
pub(crate) fn nothing_ends_too_early(context: &RuleContext<'_>, found: &mut Reported) {
    for (_, coverage) in context.coverage() {
        let start = coverage.from.get().or(coverage.seen.get());
        if let (Some(start), Some(until)) = (start, coverage.until.get())
            && until.compare(start.value).is_lt()
        {
            let title = format!(
                "expected an end not before `{}`, but found `{}`",
                start.value, until.value
            );
            let diagnostic = Code::DatesOutOfOrder.at(until.span, title);
            found.push(diagnostic.related(start.span, "begins here"));
        }
    }
}

/// Ensure that facts were checked within the last year, and not in the future.
pub(crate) fn checks_are_recent(context: &RuleContext<'_>, found: &mut Reported) {
    let today = context.today;
    let latest = context.latest_today();
    let year_ago = year_before(today);
    for Spanned { value, span } in &context.collected.checks {
        if value.compare(latest).is_gt() {
            let title = format!("expected a day not after today, `{today}`, but found `{value}`");
            found.push(Code::CheckedInFuture.at(*span, title));
        } else if year_ago.is_some_and(|year_ago| value.compare(year_ago).is_lt()) {
            let title = format!("last checked on `{value}`, more than a year ago");
            let help = "check these facts again and put the new date here";
            found.push(Code::OutdatedCheck.at(*span, title).help(help));
        }
    }
}

/// The same date a year earlier; for 29 February, the 28th.
fn year_before(date: Date) -> Option<Date> {
    let (year, month, day) = date.parts();
    let same = Date::new(year - 1, month, day);
    same.or_else(|| Date::new(year - 1, month, day.map(|day| day - 1)))
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::load::tests::{check, check_briefly, edited, extended};

    const PUBLISHED: &str = "  printed       = \"PI\"\n";

    #[test]
    fn what_follows_the_published_table_is_not_dated_before_it() {
        assert_snapshot!(check(&edited(PUBLISHED, "  from = \"2013-12\"\n")), @r#"
        error[before-publication]: expected a date not before the published table of `2014`, but found `2013-12`
          --> fen.toml:60:10
           |
        11 | date      = "2014"
           |             ------ the published table is dated here
        ...
        60 |   from = "2013-12"
           |          ^^^^^^^^^
           |
           = help: what was so before the table is in it, with its words as `printed`

        1 error in fen.toml
        "#);
        assert_snapshot!(check_briefly(&edited(PUBLISHED, "  seen = 2013-12-31\n")), @"fen.toml:60:10: error[before-publication]: expected a date not before the published table of `2014`, but found `2013-12-31`");
        assert_snapshot!(check_briefly(&extended("  until = \"2013\"\n")), @"fen.toml:62:11: error[before-publication]: expected a date not before the published table of `2014`, but found `2013`");
        let change = "\n  [[setting.change]]\n  date = \"2013\"\n  text = \"New.\"\n  sources = [\"table\"]\n";
        assert_snapshot!(check_briefly(&extended(change)), @"fen.toml:64:10: error[before-publication]: expected a date not before the published table of `2014`, but found `2013`");
        assert_eq!(
            check_briefly(&edited(PUBLISHED, "  from = 2014-01-01\n")),
            ""
        );
    }

    #[test]
    fn without_a_readable_publication_date_nothing_is_too_early() {
        let text = edited(PUBLISHED, "  from = \"2013\"\n").replace("\"2014\"", "2014");
        assert_snapshot!(check_briefly(&text), @"fen.toml:11:13: error[wrong-type]: expected a date, but found an integer");
    }

    #[test]
    fn nothing_ends_too_early() {
        assert_snapshot!(check(&edited(PUBLISHED, "  from = \"2016-05\"\n  until = \"2016-04\"\n")), @r#"
        error[dates-out-of-order]: expected an end not before `2016-05`, but found `2016-04`
          --> fen.toml:61:11
           |
        60 |   from = "2016-05"
           |          --------- begins here
        61 |   until = "2016-04"
           |           ^^^^^^^^^

        1 error in fen.toml
        "#);
        assert_snapshot!(check_briefly(&edited(PUBLISHED, "  seen = \"2016\"\n  until = \"2015\"\n")), @"fen.toml:61:11: error[dates-out-of-order]: expected an end not before `2016`, but found `2015`");
        assert_eq!(
            check_briefly(&edited(
                PUBLISHED,
                "  from = \"2016-05\"\n  until = \"2016\"\n"
            )),
            ""
        );
    }

    #[test]
    fn facts_are_checked_every_year_and_not_in_the_future() {
        assert_snapshot!(check(&edited("2026-11-01", "2025-11-22")), @"
        warning[outdated-check]: last checked on `2025-11-22`, more than a year ago
         --> fen.toml:5:13
          |
        5 | checked   = 2025-11-22
          |             ^^^^^^^^^^
          |
          = help: check these facts again and put the new date here

        1 warning in fen.toml
        ");
        assert_eq!(
            check_briefly(&edited("2026-11-01", "2026-11-24")),
            "",
            "it is tomorrow in the east"
        );
        assert_snapshot!(check(&edited("2026-11-01", "2026-11-25")), @"
        warning[checked-in-future]: expected a day not after today, `2026-11-23`, but found `2026-11-25`
         --> fen.toml:5:13
          |
        5 | checked   = 2026-11-25
          |             ^^^^^^^^^^

        1 warning in fen.toml
        ");
        assert_snapshot!(check_briefly(&edited("2026-11-01", "\"2024\"")), @"fen.toml:5:13: warning[outdated-check]: last checked on `2024`, more than a year ago");
        for recent in [
            "2025-11-23",
            "2026-11-23",
            "\"2025-11\"",
            "\"2025\"",
            "\"2026-11\"",
        ] {
            assert_eq!(check_briefly(&edited("2026-11-01", recent)), "", "{recent}");
        }
    }

    #[test]
    fn every_last_checked_date_is_tested() {
        let text = edited(
            "date      = \"2014\"",
            "date = \"2014\"\nchecked = 2020-01-01",
        );
        assert_snapshot!(check_briefly(&text), @"fen.toml:12:11: warning[outdated-check]: last checked on `2020-01-01`, more than a year ago");
        let complaints = "[[member]]\ncomplaints = { takes = \"no\", checked = 2020-01-01 }\n";
        assert_snapshot!(check_briefly(&edited("[[member]]\n", complaints)), @"fen.toml:22:40: warning[outdated-check]: last checked on `2020-01-01`, more than a year ago");
    }

    #[test]
    fn a_year_before_a_leap_day_is_the_28th() {
        let before = |date: &str| {
            Date::parse(date)
                .and_then(year_before)
                .map(|date| date.to_string())
        };
        assert_eq!(before("2024-02-29").as_deref(), Some("2023-02-28"));
        assert_eq!(before("2024-03-01").as_deref(), Some("2023-03-01"));
        assert_eq!(before("0001"), None);
    }
}
