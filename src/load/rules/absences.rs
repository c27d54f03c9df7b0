//! Rules about absences: empty cells about which something is known.

use std::collections::BTreeMap;

use super::RuleContext;
use super::cells::{Period, line_of};
use crate::diagnostics::{Code, Diagnostic, Span, quoted};
use crate::directory::{JurisdictionKey, Reason};
use crate::load::reading::{Field, Optional, Required, Spanned};
use crate::load::records::{Coverage, Setting};
use crate::load::values::{EachOf, Line, Reference, Word};

/// An absence, for one setting or for several.
struct Absent<'f> {
    /// Only in a record for one setting.
    line: Option<&'f Optional<Line>>,
    jurisdictions: &'f Required<EachOf<JurisdictionKey>>,
    reason: &'f Required<Word<Reason>>,
    see: &'f Optional<Reference<JurisdictionKey>>,
    /// The header.
    span: &'f Span,
}

macro_rules! absent {
    ($record:expr, $line:expr) => {
        Absent {
            line: $line,
            jurisdictions: &$record.value.jurisdictions,
            reason: &$record.value.reason,
            see: &$record.value.see,
            span: &$record.span,
        }
    };
}

/// The absences listed under a setting.
fn absences_of(setting: &Setting) -> impl Iterator<Item = Absent<'_>> {
    let absences = setting.none.entries().iter();
    absences.map(|record| absent!(record, Some(&record.value.line)))
}

/// The absences that name a setting. Those for `"all"` settings apply only to empty cells, so they need no check.
fn shared_absences_of<'f>(
    context: &'f RuleContext<'_>,
    setting: &'f Setting,
) -> impl Iterator<Item = Absent<'f>> {
    let id = setting.id.get().map(|id| id.text.as_str());
    let names = move |list: &EachOf<_>| match list {
        EachOf::All => false,
        EachOf::Listed(list) => {
            let mut ids = list.entries.iter().map(|entry| entry.value.id.as_str());
            ids.any(|named| Some(named) == id)
        }
    };
    let shared = context.file.none.entries().iter();
    shared
        .filter(move |record| record.value.settings.get().is_some_and(names))
        .map(|record| absent!(record, None))
}

/// Ensure that a cell with an absence is empty, in the published table or today.
pub(crate) fn ensure_absences_are_empty(context: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(holds_today) = holds_today(context) else {
        return;
    };
    for (setting, absence) in absences(context) {
        for (id, span) in context.ids_of(absence.jurisdictions) {
            let cells = cells_at(context, setting, &absence, id);
            let published = cells.iter().any(|cell| cell.value.printed.span().is_some());
            let now = cells.iter().find(|cell| holds_today(&cell.value));
            let has_row = context.has_published_table() && !setting.printed.is_absent();
            let Some(now) = now.filter(|_| published || !has_row) else {
                continue;
            };
            let title = format!(
                "expected an empty cell in {}, but members cover it",
                quoted(id)
            );
            let covered = now.value.jurisdictions.span().unwrap_or(now.span.clone());
            let diagnostic = Diagnostic::new(Code::NotAbsent, span.clone(), title)
                .related(covered, "covered here");
            found.push(diagnostic);
        }
    }
}

/// Each absence that names a setting, with that setting.
fn absences<'f>(context: &'f RuleContext<'_>) -> impl Iterator<Item = (&'f Setting, Absent<'f>)> {
    let settings = context.file.setting.entries().iter();
    settings.flat_map(|setting| {
        let setting = &setting.value;
        let absences = absences_of(setting).chain(shared_absences_of(context, setting));
        absences.map(move |absence| (setting, absence))
    })
}

/// Whether a record holds on the day on which the facts were last checked; `None` if the file does not say which.
fn holds_today(context: &RuleContext<'_>) -> Option<impl Fn(&Coverage) -> bool> {
    let today = context.file.directory.get()?.checked.get()?.0;
    let published_on = context.published().map(|published| published.value);
    Some(move |coverage: &Coverage| {
        Period::of(coverage, published_on).is_some_and(|period| period.holds_on(today))
    })
}

/// The coverage records of the cell or line that an absence is about.
fn cells_at<'f>(
    context: &'f RuleContext<'_>,
    setting: &'f Setting,
    absence: &Absent<'_>,
    jurisdiction: &str,
) -> Vec<&'f Spanned<Coverage>> {
    let is_there = |cell: &&Spanned<Coverage>| {
        let on_line = match absence.line {
            None | Some(Field::Absent) => true,
            Some(Field::Unreadable(_)) => false,
            Some(Field::Read(line)) => line_of(&cell.value.line) == Some(line.value.0),
        };
        let jurisdictions = context.ids_of(&cell.value.jurisdictions);
        on_line && jurisdictions.iter().any(|(id, _)| *id == jurisdiction)
    };
    setting.coverage.entries().iter().filter(is_there).collect()
}

/// Ensure that a cell or line has at most one absence under its setting, and at most one among those for several
/// settings.
pub(crate) fn ensure_absences_are_stated_once(
    context: &RuleContext<'_>,
    found: &mut Vec<Diagnostic>,
) {
    for setting in context.file.setting.entries() {
        report_repetitions(context, absences_of(&setting.value), "setting.none", found);
        let shared = shared_absences_of(context, &setting.value);
        report_repetitions(context, shared, "none", found);
    }
}

fn report_repetitions<'f>(
    context: &'f RuleContext<'_>,
    absences: impl Iterator<Item = Absent<'f>>,
    header: &str,
    found: &mut Vec<Diagnostic>,
) {
    let mut first = BTreeMap::new();
    for absence in absences.filter(|absence| absence.line.is_none_or(|line| !line.is_unreadable()))
    {
        let line = absence.line.and_then(|line| line.get()).map(|line| line.0);
        for (id, span) in context.ids_of(absence.jurisdictions) {
            let Some(known) = first.insert((line, id), span) else {
                continue;
            };
            if known != span {
                let title = format!(
                    "{} has two `[[{header}]]` records for the same cell",
                    quoted(id)
                );
                let diagnostic = Diagnostic::new(Code::RepeatedAbsence, span.clone(), title)
                    .related(known.clone(), "first stated here");
                found.push(diagnostic);
            }
        }
    }
}

/// Ensure that an absence names another jurisdiction if and only if its reason is `elsewhere`.
pub(crate) fn ensure_elsewhere_says_where(context: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let settings = context.file.setting.entries().iter();
    let absences = settings.flat_map(|setting| absences_of(&setting.value));
    let shared = context.file.none.entries().iter();
    for absence in absences.chain(shared.map(|record| absent!(record, None))) {
        let Some(reason) = absence.reason.spanned() else {
            continue;
        };
        match (reason.value.0 == Reason::Elsewhere, absence.see.span()) {
            (true, None) if !context.parsed.is_record_broken(absence.span) => {
                let title = "missing key `see` beside the reason `elsewhere`";
                let help = "`see` takes the id of the jurisdiction whose bodies cover these places";
                let span = reason.span.clone();
                found.push(Diagnostic::new(Code::MisplacedSee, span, title).help(help));
            }
            (false, Some(span)) => {
                let title = "expected no `see` without the reason `elsewhere`";
                let diagnostic = Diagnostic::new(Code::MisplacedSee, span, title)
                    .related(reason.span.clone(), "the reason is here");
                found.push(diagnostic);
            }
            _ => {}
        }
        let jurisdictions = context.ids_of(absence.jurisdictions);
        if let Some(see) = absence.see.spanned()
            && jurisdictions.iter().any(|(id, _)| *id == see.value.id)
        {
            let title = "expected another jurisdiction, but found one of the record's own";
            found.push(Diagnostic::new(Code::SeesItself, see.span.clone(), title));
        }
    }
}

/// Ensure that members cover the cells to which absences with the reason `elsewhere` lead.
pub(crate) fn ensure_somebody_is_elsewhere(context: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(holds_today) = holds_today(context) else {
        return;
    };
    for (setting, absence) in absences(context) {
        let Some(see) = absence.see.spanned() else {
            continue;
        };
        let is_covered = setting.coverage.entries().iter().any(|cell| {
            let jurisdictions = context.ids_of(&cell.value.jurisdictions);
            jurisdictions.iter().any(|(id, _)| *id == see.value.id) && holds_today(&cell.value)
        });
        if !is_covered {
            let title = format!(
                "no member covers these places in {} today",
                quoted(&see.value.id)
            );
            let help = "readers are sent there; state who covers them, or another reason";
            let span = see.span.clone();
            found.push(Diagnostic::new(Code::NobodyElsewhere, span, title).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::load::tests::{check, check_briefly, extended};

    fn with_absence(jurisdiction: &str, keys: &str) -> String {
        extended(&format!(
            "{keys}\n  [[setting.none]]\n  jurisdictions = [{jurisdiction:?}]\n  reason = \"not-applicable\"\n"
        ))
    }

    #[test]
    fn an_absence_needs_a_cell_that_is_empty_in_either_table() {
        assert_snapshot!(check(&with_absence("north", "")), @r#"
        error[not-absent]: expected an empty cell in `north`, but members cover it
          --> fen.toml:64:20
           |
        58 |   jurisdictions = ["north"]
           |                   --------- covered here
        ...
        64 |   jurisdictions = ["north"]
           |                    ^^^^^^^

        1 error in fen.toml
        "#);
        assert_eq!(check_briefly(&with_absence("south", "")), "");
        assert_eq!(
            check_briefly(&with_absence("north", "  until = \"2016\"\n")),
            ""
        );
        let filled = "\n  [[setting.coverage]]\n  by = [\"visitors\"]\n  sources = [\"table\"]\n  jurisdictions = [\"south\"]\n  from = \"2015\"\n";
        assert_eq!(check_briefly(&with_absence("south", filled)), "");
        let later = filled.replace("2015", "2027");
        assert_eq!(check_briefly(&with_absence("south", &later)), "");
    }

    #[test]
    fn an_absence_of_a_setting_added_since_needs_a_cell_that_is_empty_today() {
        let setting = "\n[[setting]]\nid = \"vans\"\nname = \"Vans\"\nhint = \"On the way\"\n  [[setting.coverage]]\n  by = [\"visitors\"]\n  sources = [\"table\"]\n  jurisdictions = [\"south\"]\n  from = \"2015\"\n";
        assert_eq!(check_briefly(&with_absence("north", setting)), "");
        assert!(check_briefly(&with_absence("south", setting)).contains("error[not-absent]"));
    }

    #[test]
    fn a_cell_has_one_absence() {
        let text = with_absence(
            "south",
            "\n  [[setting.none]]\n  jurisdictions = [\"south\"]\n  reason = \"unknown\"\n",
        );
        assert_snapshot!(check(&text), @r#"
        error[repeated-absence]: `south` has two `[[setting.none]]` records for the same cell
          --> fen.toml:68:20
           |
        64 |   jurisdictions = ["south"]
           |                    ------- first stated here
        ...
        68 |   jurisdictions = ["south"]
           |                    ^^^^^^^

        1 error in fen.toml
        "#);
    }

    #[test]
    fn places_covered_elsewhere_name_the_other_jurisdiction() {
        let none = |reason: &str, keys: &str| {
            extended(&format!(
                "\n  [[setting.none]]\n  jurisdictions = [\"south\"]\n  reason = {reason:?}\n{keys}"
            ))
        };
        assert_snapshot!(check(&none("unknown", "  see = \"north\"\n")), @r#"
        error[misplaced-see]: expected no `see` without the reason `elsewhere`
          --> fen.toml:66:9
           |
        65 |   reason = "unknown"
           |            --------- the reason is here
        66 |   see = "north"
           |         ^^^^^^^

        1 error in fen.toml
        "#);
        assert_snapshot!(check(&none("elsewhere", "")), @r#"
        error[misplaced-see]: missing key `see` beside the reason `elsewhere`
          --> fen.toml:65:12
           |
        65 |   reason = "elsewhere"
           |            ^^^^^^^^^^^
           |
           = help: `see` takes the id of the jurisdiction whose bodies cover these places

        1 error in fen.toml
        "#);
        assert_snapshot!(check_briefly(&none("elsewhere", "  see = \"south\"\n")), @"fen.toml:66:9: error[sees-itself]: expected another jurisdiction, but found one of the record's own");
        assert_snapshot!(check_briefly(&none("elsewhere", "  see = \"west\"\n")), @"fen.toml:66:9: error[unknown-id]: no jurisdiction has the id `west`");
        assert_eq!(check_briefly(&none("elsewhere", "  see = \"north\"\n")), "");
    }

    #[test]
    fn an_absence_for_several_settings_is_checked_in_each() {
        let none = |settings: &str, jurisdiction: &str| {
            format!(
                "\n[[none]]\nsettings = {settings}\njurisdictions = [{jurisdiction:?}]\nreason = \"unknown\"\n"
            )
        };
        assert_eq!(check_briefly(&extended(&none("\"all\"", "south"))), "");
        assert_eq!(check_briefly(&extended(&none("[\"police\"]", "south"))), "");
        assert_snapshot!(check_briefly(&extended(&none("[\"police\", \"prisons\"]", "south"))), @"fen.toml:65:18: error[not-absent]: expected an empty cell in `south`, but members cover it");
        let twice = none("[\"police\"]", "south").repeat(2);
        assert_snapshot!(check_briefly(&extended(&twice)), @"fen.toml:70:18: error[repeated-absence]: `south` has two `[[none]]` records for the same cell");
    }
}
