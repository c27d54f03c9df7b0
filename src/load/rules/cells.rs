//! Rules about cells: who covers what, where and when.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

use super::{Reported, RuleContext};
use crate::diagnostics::{Code, Span, quoted, quoted_list};
use crate::directory::Date;
use crate::load::reading::Field;
use crate::load::records::Coverage;

/// Ensure that a coverage record has one of `printed`, `from` and `seen`: exactly one if there is a published table.
pub(crate) fn cells_have_one_start(context: &RuleContext<'_>, found: &mut Reported) {
    for (_, coverage) in context.coverage() {
        let starts = [
            ("printed", coverage.printed.span()),
            ("from", coverage.from.span()),
            ("seen", coverage.seen.span()),
        ];
        let starts = starts.into_iter();
        let mut starts = starts.filter_map(|(key, span)| Some((key, span?)));
        let Some((first_key, first)) = starts.next() else {
            if context.has_published_table() && coverage.from.is_absent() {
                let title = "missing key `printed`, `from` or `seen` in `[[setting.coverage]]`";
                let help = "`printed` is for a cell of the published table, the others for what came after it";
                found.push(Code::MissingKey.at(coverage.span, title).help(help));
            }
            continue;
        };
        for (key, span) in starts {
            let title = format!("expected either `{first_key}` or `{key}`, but found both");
            let help = "`printed` is for a cell of the published table; what began after it is a record of its own";
            let diagnostic = Code::ConflictingStart.at(span, title).help(help);
            found.push(diagnostic.related(first, format!("`{first_key}` is here")));
        }
    }
}

/// Ensure that no member is in both `by` and `with` of a record.
pub(crate) fn cells_name_no_member_twice(context: &RuleContext<'_>, found: &mut Reported) {
    for (_, coverage) in context.coverage() {
        for partner in coverage.with.entries() {
            let mut leads = coverage.by.entries();
            if let Some(lead) = leads.find(|lead| lead.value == partner.value) {
                let title = format!("{} is listed twice", quoted(partner));
                let diagnostic = Code::RepeatedEntry.at(partner.span, title);
                found.push(diagnostic.related(lead.span, "first listed here"));
            }
        }
    }
}

/// Ensure that a doubt names members of its own record.
pub(crate) fn doubts_are_about_listed_members(context: &RuleContext<'_>, found: &mut Reported) {
    for (_, coverage) in context.coverage() {
        let is_complete = coverage.by.is_complete() && coverage.with.is_complete();
        for doubted in coverage.doubt_about.entries() {
            let is_listed = coverage
                .members()
                .any(|member| member.value == doubted.value);
            let title = if coverage.doubt.span().is_none() {
                "expected no `doubt-about` without a `doubt`".to_owned()
            } else if is_complete && !is_listed {
                let shown = quoted(doubted);
                format!("the record does not list {shown}, whose part it doubts")
            } else {
                continue;
            };
            found.push(Code::MisplacedDoubt.at(doubted.span, title));
        }
    }
}

/// A period from a date to another, exclusive. `None`: without a beginning or end.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Period {
    start: Option<Date>,
    end: Option<Date>,
}

/// Whether both dates are known, and how they compare.
fn compare(a: Option<Date>, b: Option<Date>) -> Option<Ordering> {
    Some(a?.compare(b?))
}

impl Period {
    /// The period in which a record holds, if its dates are valid: it begins and ends after publication, and begins
    /// before it ends.
    pub(crate) fn of(coverage: &Coverage, published: Option<Date>) -> Option<Period> {
        let Coverage {
            from, seen, until, ..
        } = coverage;
        let start = from.get().or(seen.get()).map(|date| date.value);
        let end = until.get().map(|date| date.value);
        let precedes = |a, b| compare(a, b) == Some(Ordering::Less);
        let is_invalid = from.is_unreadable()
            || seen.is_unreadable()
            || until.is_unreadable()
            || precedes(start, published)
            || precedes(end, published)
            || precedes(end, start);
        (!is_invalid).then_some(Period { start, end })
    }

    fn overlaps(self, other: Period) -> bool {
        let is_over = |end, start| compare(end, start).is_some_and(Ordering::is_le);
        !is_over(self.end, other.start) && !is_over(other.end, self.start)
    }

    pub(crate) fn holds_on(self, day: Date) -> bool {
        compare(self.start, Some(day)) != Some(Ordering::Greater)
            && compare(self.end, Some(day)).is_none_or(Ordering::is_gt)
    }
}

/// The line of the row, if it was read.
pub(crate) fn line_of(line: &Field<u32>) -> Option<u32> {
    match line {
        Field::Absent => Some(1),
        Field::Unreadable(_) => None,
        Field::Read(line) => Some(line.value),
    }
}

/// Ensure that no two records for the same line of a cell hold at the same time.
pub(crate) fn cells_do_not_overlap(context: &RuleContext<'_>, found: &mut Reported) {
    let published = context.published().map(|published| published.value);
    for setting in context.file.setting.entries() {
        let mut earlier: HashMap<(u32, &str), Vec<(Span, Period)>> = HashMap::new();
        for coverage in setting.coverage.entries() {
            let period = Period::of(coverage, published);
            let (Some(line), Some(period)) = (line_of(&coverage.line), period) else {
                continue;
            };
            let mut overlaps: Vec<(&str, Span, Span)> = Vec::new();
            let mut reached = BTreeSet::new();
            for (id, span) in context.jurisdictions(&coverage.jurisdictions) {
                // A jurisdiction that is listed twice is reported as such.
                if reached.insert(id) {
                    let cells = earlier.entry((line, id)).or_default();
                    let mut others = cells.iter();
                    let other = others.find(|(_, other)| other.overlaps(period));
                    overlaps.extend(other.map(|(other, _)| (id, span, *other)));
                    cells.push((span, period));
                }
            }
            if let Some((_, first, other)) = overlaps.first() {
                let places = quoted_list(overlaps.iter().map(|(id, ..)| *id), "and");
                let title = format!("two cells of line {line} hold at the same time in {places}");
                let diagnostic = Code::OverlappingCells
                    .at(*first, title)
                    .related(*other, "the other cell")
                    .help("end one of them with `until`, or give one of them another `line`");
                found.push(diagnostic);
            }
        }
    }
}

/// Ensure that the lines of a row are numbered from 1 without a gap.
pub(crate) fn rows_skip_no_line(context: &RuleContext<'_>, found: &mut Reported) {
    for setting in context.file.setting.entries() {
        let coverage = setting.coverage.entries().map(|record| &record.line);
        let absences = setting.none.entries().map(|record| &record.line);
        let lines = coverage.chain(absences);
        if lines.clone().any(Field::is_unreadable) {
            continue;
        }
        let known: BTreeSet<u32> = lines.clone().filter_map(line_of).collect();
        for line in lines.filter_map(Field::get) {
            let (number, before) = (line.value, line.value - 1);
            if before > 0 && !known.contains(&before) {
                let title = format!("the row has a line {number}, but no line {before}");
                found.push(Code::SkippedLine.at(line.span, title));
            }
        }
    }
}

/// Ensure that a member that is marked as not in the published table is not in it.
pub(crate) fn uncovered_members_are_not_printed(context: &RuleContext<'_>, found: &mut Reported) {
    for member in context.file.member.entries() {
        let (Some(id), Some(uncovered)) = (member.id.get(), member.uncovered.span()) else {
            continue;
        };
        let printed = context.coverage().map(|(_, cell)| cell);
        let printed = printed.filter(|cell| cell.printed.span().is_some());
        let mut listed = printed.flat_map(|cell| cell.members());
        if let Some(listed) = listed.find(|listed| listed.value == id.value) {
            let shown = quoted(id);
            let title =
                format!("expected no cell of the published table to list {shown}, but one does");
            let diagnostic = Code::NotUncovered
                .at(uncovered, title)
                .label("said to be uncovered here")
                .related(listed.span, "listed here");
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
