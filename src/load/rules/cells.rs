//! Rules about cells: who covers what, where and when.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

use super::RuleContext;
use crate::diagnostics::{Code, Diagnostic, Span, listed, quoted};
use crate::directory::Date;
use crate::load::reading::Field;
use crate::load::records::Coverage;
use crate::load::values::Line;

/// Ensure that a coverage record has one of `printed`, `from` and `seen`: exactly one if there is a published table.
pub(crate) fn ensure_cells_have_one_start(context: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for (_, coverage) in context.coverage() {
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
            if context.has_published_table() && !context.parsed.is_record_broken(&coverage.span) {
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

/// Ensure that no member is in both `by` and `with` of a record.
pub(crate) fn ensure_cells_name_no_member_twice(
    context: &RuleContext<'_>,
    found: &mut Vec<Diagnostic>,
) {
    for (_, coverage) in context.coverage() {
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

/// Ensure that a doubt names members of its own record.
pub(crate) fn ensure_doubts_are_about_members_of_the_cell(
    context: &RuleContext<'_>,
    found: &mut Vec<Diagnostic>,
) {
    for (_, coverage) in context.coverage() {
        let record = &coverage.value;
        let listed = record.members();
        let listed: Vec<&str> = listed.map(|member| &*member.value.id).collect();
        for member in record.doubt_about.entries() {
            let id = &member.value.id;
            let title = if record.doubt.span().is_none() {
                "expected no `doubt-about` without a `doubt`".to_owned()
            } else if listed.contains(&&**id)
                || !record.by.is_complete()
                || !record.with.is_complete()
            {
                continue;
            } else {
                format!(
                    "the record does not list {}, whose part it doubts",
                    quoted(id)
                )
            };
            found.push(Diagnostic::new(
                Code::MisplacedDoubt,
                member.span.clone(),
                title,
            ));
        }
    }
}

/// A period from a date to another, exclusive. `None`: without a beginning or end.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Period {
    start: Option<Date>,
    end: Option<Date>,
}

impl Period {
    /// The period in which a record holds, if its dates are valid.
    pub(crate) fn of(coverage: &Coverage, published: Option<Date>) -> Option<Period> {
        let unreadable = coverage.from.is_unreadable()
            || coverage.seen.is_unreadable()
            || coverage.until.is_unreadable();
        let start = coverage.from.get().or(coverage.seen.get());
        let period = Period {
            start: start.copied(),
            end: coverage.until.get().copied(),
        };
        (!unreadable && period.is_in_order(published)).then_some(period)
    }

    /// Whether it begins and ends after publication, and begins before it ends.
    fn is_in_order(self, published: Option<Date>) -> bool {
        let precedes = |a: Option<Date>, b: Option<Date>| {
            a.zip(b)
                .is_some_and(|(a, b)| a.compare(b) == Ordering::Less)
        };
        !precedes(self.start, published)
            && !precedes(self.end, published)
            && !precedes(self.end, self.start)
    }

    fn overlaps(self, other: Period) -> bool {
        let is_over = |end: Option<Date>, start: Option<Date>| {
            end.zip(start)
                .is_some_and(|(end, start)| end.compare(start) != Ordering::Greater)
        };
        !is_over(self.end, other.start) && !is_over(other.end, self.start)
    }

    pub(crate) fn holds_on(self, day: Date) -> bool {
        let begun = self
            .start
            .is_none_or(|start| start.compare(day) != Ordering::Greater);
        begun
            && self
                .end
                .is_none_or(|end| end.compare(day) == Ordering::Greater)
    }
}

/// The line of the row, if it was read.
pub(crate) fn line_of(line: &Field<Line, false>) -> Option<u32> {
    match line {
        Field::Absent => Some(1),
        Field::Unreadable(_) => None,
        Field::Read(line) => Some(line.value.0),
    }
}

/// Ensure that no two records for the same line of a cell hold at the same time.
pub(crate) fn ensure_cells_do_not_overlap(context: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let published = context.published().map(|published| published.value);
    for setting in context.file.setting.entries() {
        let mut earlier: HashMap<(u32, &str), Vec<(&Span, Period)>> = HashMap::new();
        for coverage in setting.value.coverage.entries() {
            let (Some(line), Some(period)) = (
                line_of(&coverage.value.line),
                Period::of(&coverage.value, published),
            ) else {
                continue;
            };
            let mut overlaps: Vec<(&str, &Span, &Span)> = Vec::new();
            let mut reached = BTreeSet::new();
            for (id, span) in context.ids_of(&coverage.value.jurisdictions) {
                // A jurisdiction that is listed twice is reported as such.
                if reached.insert(id) {
                    let cells = earlier.entry((line, id)).or_default();
                    let mut others = cells.iter();
                    let other = others.find(|(_, other)| other.overlaps(period));
                    overlaps.extend(other.map(|(other, _)| (id, span, *other)));
                    cells.push((span, period));
                }
            }
            let Some((_, first, other)) = overlaps.first() else {
                continue;
            };
            let places = overlaps.iter().map(|(id, ..)| quoted(id));
            let places = listed(&places.collect::<Vec<_>>(), "and");
            let title = format!("two cells of line {line} hold at the same time in {places}");
            let diagnostic = Diagnostic::new(Code::OverlappingCells, Span::clone(first), title)
                .related(Span::clone(other), "the other cell")
                .help("end one of them with `until`, or give one of them another `line`");
            found.push(diagnostic);
        }
    }
}

/// Ensure that the lines of a row are numbered from 1 without a gap.
pub(crate) fn ensure_rows_skip_no_line(context: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for setting in context.file.setting.entries() {
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
        for line in lines.iter().filter_map(|line| line.spanned()) {
            let number = line.value.0;
            if number > 1 && !known.contains(&(number - 1)) {
                let title = format!("the row has a line {number}, but no line {}", number - 1);
                found.push(Diagnostic::new(Code::SkippedLine, line.span.clone(), title));
            }
        }
    }
}

/// Ensure that a member that is marked as not in the published table is not in it.
pub(crate) fn ensure_uncovered_members_are_not_printed(
    context: &RuleContext<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let mut printed = HashMap::new();
    for (_, coverage) in context.coverage() {
        if coverage.value.printed.span().is_some() {
            let members = coverage.value.members();
            for member in members {
                printed
                    .entry(member.value.id.as_str())
                    .or_insert(&member.span);
            }
        }
    }
    for member in context.file.member.entries() {
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

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::load::tests::{check, check_briefly, edited, extended};

    const PUBLISHED: &str = "  printed       = \"PI\"\n";

    #[test]
    fn a_cell_is_printed_or_has_one_start() {
        assert_snapshot!(check(&edited(PUBLISHED, "")), @"
        error[missing-key]: missing key `printed`, `from` or `seen` in `[[setting.coverage]]`
          --> fen.toml:57:3
           |
        57 |   [[setting.coverage]]
           |   ^^^^^^^^^^^^^^^^^^^^
           |
           = help: `printed` is for a cell of the published table, the others for what came after it

        1 error in fen.toml
        ");
        assert_snapshot!(check(&extended("  from = \"2015\"\n")), @r#"
        error[conflicting-start]: expected either `printed` or `from`, but found both
          --> fen.toml:62:10
           |
        60 |   printed       = "PI"
           |                   ---- `printed` is here
        61 |   sources       = ["table"]
        62 |   from = "2015"
           |          ^^^^^^
           |
           = help: `printed` is for a cell of the published table; what began after it is a record of its own

        1 error in fen.toml
        "#);
        assert_snapshot!(check_briefly(&extended("  from = \"2015\"\n  seen = \"2016\"\n")), @"
        fen.toml:62:10: error[conflicting-start]: expected either `printed` or `from`, but found both
        fen.toml:63:10: error[conflicting-start]: expected either `printed` or `seen`, but found both
        ");
        assert_eq!(check_briefly(&edited(PUBLISHED, "  from = \"2015\"\n")), "");
        assert_eq!(check_briefly(&edited(PUBLISHED, "  seen = \"2015\"\n")), "");
    }

    #[test]
    fn an_unreadable_start_is_not_a_missing_one() {
        assert_snapshot!(check_briefly(&edited(PUBLISHED, "  from = 2015\n")), @"fen.toml:60:10: error[wrong-type]: expected a date, but found an integer");
        assert_snapshot!(check_briefly(&edited(PUBLISHED, "  from = July\n")), @"fen.toml:60:10: error[syntax]: string values must be quoted, expected literal string");
    }

    #[test]
    fn a_member_either_leads_or_is_a_partner() {
        assert_snapshot!(check(&extended("  with = [\"inspectors\"]\n")), @r#"
        error[repeated-entry]: `inspectors` is listed twice
          --> fen.toml:62:11
           |
        59 |   by            = ["inspectors"]
           |                    ------------ first listed here
        ...
        62 |   with = ["inspectors"]
           |           ^^^^^^^^^^^^

        1 error in fen.toml
        "#);
    }

    /// The small file with a second record for police stations, which follows the published one.
    fn with_cell(until: &str, keys: &str) -> String {
        let until = if until.is_empty() {
            String::new()
        } else {
            format!("  until = {until}\n")
        };
        extended(&format!(
            "{until}\n  [[setting.coverage]]\n  by = [\"visitors\"]\n  sources = [\"table\"]\n{keys}"
        ))
    }

    #[test]
    fn two_records_of_a_line_must_not_overlap() {
        let north = "  jurisdictions = [\"south\", \"north\"]\n  from = \"2016\"\n";
        assert_snapshot!(check(&with_cell("", north)), @r#"
        error[overlapping-cells]: two cells of line 1 hold at the same time in `north`
          --> fen.toml:66:29
           |
        58 |   jurisdictions = ["north"]
           |                    ------- the other cell
        ...
        66 |   jurisdictions = ["south", "north"]
           |                             ^^^^^^^
           |
           = help: end one of them with `until`, or give one of them another `line`

        1 error in fen.toml
        "#);
        assert_snapshot!(check_briefly(&with_cell("2016-01-02", "  from = 2016-01-01\n  jurisdictions = [\"north\"]\n")), @"fen.toml:68:20: error[overlapping-cells]: two cells of line 1 hold at the same time in `north`");
        for keys in [
            "  jurisdictions = [\"south\"]\n  from = \"2015\"\n",
            "  jurisdictions = [\"north\"]\n  from = \"2015\"\n  line = 2\n",
            "  jurisdictions = [\"north\"]\n  from = \"2016\"\n",
            "  jurisdictions = [\"north\"]\n  seen = \"2016\"\n",
            "  jurisdictions = [\"north\"]\n  from = \"2016-05\"\n",
            "  jurisdictions = [\"north\"]\n  from = \"2017\"\n",
        ] {
            assert_eq!(check_briefly(&with_cell("\"2016\"", keys)), "", "{keys}");
        }
    }

    #[test]
    fn the_order_of_records_does_not_matter() {
        let text = edited(PUBLISHED, "  from = \"2018\"\n")
            + "\n  [[setting.coverage]]\n  jurisdictions = [\"north\"]\n  by = [\"inspectors\"]\n  sources = [\"table\"]\n  printed = \"PI\"\n";
        assert!(check_briefly(&text).contains("overlapping-cells"));
        assert_eq!(check_briefly(&(text + "  until = \"2018\"\n")), "");
    }

    #[test]
    fn a_record_with_unreadable_dates_overlaps_none() {
        let keys = "  jurisdictions = [\"north\"]\n  from = 2015\n";
        assert_snapshot!(check_briefly(&with_cell("", keys)), @"fen.toml:67:10: error[wrong-type]: expected a date, but found an integer");
        let keys = "  jurisdictions = [\"north\"]\n  from = \"2015\"\n";
        assert_snapshot!(check_briefly(&with_cell("2015", keys)), @"fen.toml:62:11: error[wrong-type]: expected a date, but found an integer");
        let keys = "  jurisdictions = [\"north\"]\n  from = \"2015\"\n  line = \"2\"\n";
        assert_snapshot!(check_briefly(&with_cell("", keys)), @"fen.toml:68:10: error[wrong-type]: expected a whole number, but found a string");
    }

    #[test]
    fn a_record_with_invalid_dates_overlaps_none() {
        let keys = "  jurisdictions = [\"north\"]\n  from = \"2013\"\n";
        assert_snapshot!(check_briefly(&with_cell("\"2015\"", keys)), @"fen.toml:68:10: error[before-publication]: expected a date not before the published table of `2014`, but found `2013`");
        let keys = "  jurisdictions = [\"north\"]\n  from = \"2015\"\n";
        assert_snapshot!(check_briefly(&with_cell("\"2013\"", keys)), @"fen.toml:62:11: error[before-publication]: expected a date not before the published table of `2014`, but found `2013`");
        let keys = "  jurisdictions = [\"north\"]\n  from = \"2016\"\n  until = \"2015\"\n";
        assert_snapshot!(check_briefly(&with_cell("", keys)), @"fen.toml:68:11: error[dates-out-of-order]: expected an end not before `2016`, but found `2015`");
        let keys = "  jurisdictions = [\"north\"]\n  printed = \"Board of Visitors\"\n  from = 7\n";
        assert_snapshot!(check_briefly(&with_cell("", keys)), @"
        fen.toml:68:10: error[wrong-type]: expected a date, but found an integer
        fen.toml:68:10: error[conflicting-start]: expected either `printed` or `from`, but found both
        ");
    }

    #[test]
    fn lines_are_numbered_without_a_gap() {
        let keys = "  jurisdictions = [\"north\"]\n  from = \"2015\"\n  line = 3\n";
        assert_snapshot!(check(&with_cell("", keys)), @"
        error[skipped-line]: the row has a line 3, but no line 2
          --> fen.toml:68:10
           |
        68 |   line = 3
           |          ^

        1 error in fen.toml
        ");
        let absence = "\n  [[setting.none]]\n  jurisdictions = [\"north\"]\n  reason = \"unknown\"\n  line = 2\n";
        assert_eq!(
            check_briefly(&with_cell("", &format!("{keys}{absence}"))),
            ""
        );
    }

    #[test]
    fn a_member_in_the_published_table_is_not_uncovered() {
        let uncovered = "name    = \"Board of Visitors\"\nuncovered = \"It is new.\"";
        assert_snapshot!(check(&edited("name    = \"Board of Visitors\"", uncovered)), @r#"
        error[not-uncovered]: expected no cell of the published table to list `visitors`, but one does
          --> fen.toml:33:13
           |
        33 | uncovered = "It is new."
           |             ^^^^^^^^^^^^ said to be uncovered here
        ...
        48 |   with          = ["visitors"]
           |                    ---------- listed here

        1 error in fen.toml
        "#);
    }

    #[test]
    fn periods_overlap_if_they_share_a_day() {
        let period = |start: &str, end: &str| Period {
            start: Date::parse(start),
            end: Date::parse(end),
        };
        for (a, b, overlap) in [
            (period("", ""), period("", ""), true),
            (period("", "2015"), period("2015", ""), false),
            (period("", "2016"), period("2015", ""), true),
            (period("2015", "2016"), period("2016", "2017"), false),
            (period("2015", "2017"), period("2016", "2018"), true),
            (period("2015", "2018"), period("2016", "2017"), true),
            (period("2015", ""), period("2016", ""), true),
            (period("", "2015"), period("", "2014"), true),
        ] {
            assert_eq!(a.overlaps(b), overlap, "{a:?} {b:?}");
            assert_eq!(b.overlaps(a), overlap, "{b:?} {a:?}");
        }
    }
}
