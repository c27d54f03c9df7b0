//! Rules about absences: empty cells about which something is known.

use std::collections::HashMap;

use super::cells::{Period, line_of};
use super::{Reported, RuleContext};
use crate::diagnostics::{Code, quoted};
use crate::directory::Reason;
use crate::load::reading::{Field, Spanned};
use crate::load::records::{Absence, Coverage, Setting};
use crate::load::values::Each;

/// An absence, and its table.
type Absent<'f> = (&'static str, &'f Absence);

/// Each absence that names a setting, with that setting. Those for `"all"` settings apply only to empty cells, so they
/// need no check.
fn absences<'f>(context: &'f RuleContext<'_>) -> impl Iterator<Item = (&'f Setting, Absent<'f>)> {
    context.file.setting.entries().flat_map(|setting| {
        let names = |settings: &Each| match (settings, setting.id.get()) {
            (Each::Listed(list), Some(id)) => {
                list.entries.iter().any(|entry| entry.value == id.value)
            }
            _ => false,
        };
        let shared = context.file.none.entries();
        let shared = shared.filter(move |shared| shared.0.get().is_some_and(|all| names(all)));
        let shared = shared.map(|shared| ("none", &shared.1));
        let own = setting.none.entries();
        let own = own.map(|record| ("setting.none", &record.value));
        own.chain(shared)
            .map(move |absence| (&setting.value, absence))
    })
}

/// Ensure that a cell with an absence is empty, in the published table or today.
pub(crate) fn absences_are_empty(context: &RuleContext<'_>, found: &mut Reported) {
    let Some(holds_today) = holds_today(context) else {
        return;
    };
    for (setting, (_, absence)) in absences(context) {
        let is_there = |cell: &Spanned<Coverage>| match &absence.line {
            Field::Absent => true,
            Field::Unreadable(_) => false,
            Field::Read(line) => line_of(&cell.line) == Some(line.value),
        };
        for (id, span) in context.jurisdictions(&absence.jurisdictions) {
            let cells = setting.coverage.entries();
            let mut cells = cells.filter(|cell| is_there(cell) && context.is_in(id, cell));
            let published = cells.clone().any(|cell| cell.printed.span().is_some());
            let has_row = context.has_published_table() && !setting.printed.is_absent();
            if let Some(now) = cells.find(|cell| holds_today(cell))
                && (published || !has_row)
            {
                let shown = quoted(id);
                let title = format!("expected an empty cell in {shown}, but members cover it");
                let covered = now.jurisdictions.span().unwrap_or(now.span);
                let diagnostic = Code::NotAbsent.at(span, title);
                found.push(diagnostic.related(covered, "covered here"));
            }
        }
    }
}

/// Whether a record holds on the day on which the facts were last checked; `None` if the file does not say which.
fn holds_today(context: &RuleContext<'_>) -> Option<impl Fn(&Coverage) -> bool> {
    let today = context.file.directory.get()?.checked.get()?.value;
    let published_on = context.published().map(|published| published.value);
    Some(move |coverage: &Coverage| {
        Period::of(coverage, published_on).is_some_and(|period| period.holds_on(today))
    })
}

/// Ensure that a cell or line has at most one absence under its setting, and at most one among those for several
/// settings.
pub(crate) fn absences_are_stated_once(context: &RuleContext<'_>, found: &mut Reported) {
    let mut first = HashMap::new();
    for (setting, (table, absence)) in absences(context) {
        if absence.line.is_unreadable() {
            continue;
        }
        let line = absence.line.get().map(|line| line.value);
        for (id, span) in context.jurisdictions(&absence.jurisdictions) {
            let setting: *const Setting = setting;
            let known = first.insert((setting, table, line, id), span);
            if let Some(known) = known.filter(|known| *known != span) {
                let shown = quoted(id);
                let title = format!("{shown} has two `[[{table}]]` records for the same cell");
                let diagnostic = Code::RepeatedAbsence.at(span, title);
                found.push(diagnostic.related(known, "first stated here"));
            }
        }
    }
}

/// Ensure that an absence names another jurisdiction if and only if its reason is `elsewhere`.
pub(crate) fn elsewhere_says_where(context: &RuleContext<'_>, found: &mut Reported) {
    let own = context.file.setting.entries();
    let own = own.flat_map(|setting| setting.none.entries().map(|record| &record.value));
    let shared = context.file.none.entries().map(|shared| &shared.1);
    for absence in own.chain(shared) {
        let Some(reason) = absence.reason.get() else {
            continue;
        };
        match (reason.value == Reason::Elsewhere, absence.see.span()) {
            (true, None) if absence.see.is_absent() => {
                let title = "missing key `see` beside the reason `elsewhere`";
                let help = "`see` takes the id of the jurisdiction whose bodies cover these places";
                found.push(Code::MisplacedSee.at(reason.span, title).help(help));
            }
            (false, Some(span)) => {
                let title = "expected no `see` without the reason `elsewhere`";
                let diagnostic = Code::MisplacedSee.at(span, title);
                found.push(diagnostic.related(reason.span, "the reason is here"));
            }
            _ => {}
        }
        let mut jurisdictions = context.jurisdictions(&absence.jurisdictions).into_iter();
        if let Some(see) = absence.see.get()
            && jurisdictions.any(|(id, _)| id == see.value)
        {
            let title = "expected another jurisdiction, but found one of the record's own";
            found.push(Code::SeesItself.at(see.span, title));
        }
    }
}

/// Ensure that members cover the cells to which absences with the reason `elsewhere` lead.
pub(crate) fn somebody_is_elsewhere(context: &RuleContext<'_>, found: &mut Reported) {
    let Some(holds_today) = holds_today(context) else {
        return;
    };
    for (setting, (_, absence)) in absences(context) {
        let Some(see) = absence.see.get() else {
            continue;
        };
        let mut cells = setting.coverage.entries();
        if !cells.any(|cell| context.is_in(see, cell) && holds_today(cell)) {
            let shown = quoted(see);
            let title = format!("no member covers these places in {shown} today");
            let help = "readers are sent there; state who covers them, or another reason";
            found.push(Code::NobodyElsewhere.at(see.span, title).help(help));
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
