//! Explains a cell: the records and lines of the data file that decide it. The output of `npm-directory explain`, as
//! text.
//!
//! It is for maintainers, so it has ids and line numbers; readers have the answer pages. Nothing here prints.

use std::fmt::Write;

use crate::directory::{Cell, Coverage, Date, Directory, Edition, MemberKey, SourceKey, nearest};

/// Explains the cell of a setting and a jurisdiction, by their ids; `file` is the name of the data file.
///
/// The error says which id is unknown.
pub fn explain(
    directory: &Directory,
    file: &str,
    setting: &str,
    jurisdiction: &str,
) -> Result<String, String> {
    let known_setting = directory.setting(setting);
    let known_jurisdiction = directory.jurisdiction(jurisdiction);
    let (Some(known_setting), Some(known_jurisdiction)) = (known_setting, known_jurisdiction)
    else {
        let mut wrong = Vec::new();
        if known_setting.is_none() {
            let ids = directory.settings.iter().map(|setting| setting.id.as_str());
            wrong.push(unknown("setting", setting, &ids.collect::<Vec<_>>()));
        }
        if known_jurisdiction.is_none() {
            let ids = directory
                .jurisdictions
                .iter()
                .map(|known| known.id.as_str());
            wrong.push(unknown(
                "jurisdiction",
                jurisdiction,
                &ids.collect::<Vec<_>>(),
            ));
        }
        return Err(wrong.join("\n"));
    };
    let explanation = Explanation {
        directory,
        file,
        cell: Cell::new(known_setting, known_jurisdiction),
    };
    Ok(explanation.to_text())
}

fn unknown(kind: &str, id: &str, ids: &[&str]) -> String {
    match nearest(id, ids.iter().copied()) {
        Some(near) => format!("no {kind} has the id `{id}`: did you mean `{near}`?"),
        None => format!(
            "no {kind} has the id `{id}`: the {kind}s are {}",
            ids.join(", ")
        ),
    }
}

/// The cell that is explained.
struct Explanation<'d> {
    directory: &'d Directory,
    file: &'d str,
    cell: Cell,
}

impl Explanation<'_> {
    fn to_text(&self) -> String {
        let directory = self.directory;
        let mut text = format!(
            "{}, {}\n",
            directory[self.cell.setting].name, directory[self.cell.jurisdiction].name
        );
        if let Some(published) = directory.published_source() {
            let date = published.date.map(|date| format!(", {date}"));
            let date = date.unwrap_or_default();
            let _ = write!(text, "\nas published ({}{date})\n", published.id);
            self.write_edition(&mut text, Edition::Published);
        }
        let _ = write!(text, "\ntoday ({})\n", directory.about.checked);
        self.write_edition(&mut text, Edition::Today);
        self.write_others(&mut text);
        self.write_absences(&mut text);
        text
    }

    fn write_edition(&self, text: &mut String, edition: Edition) {
        let directory = self.directory;
        if edition == Edition::Published && directory[self.cell.setting].printed.is_none() {
            text.push_str("  not in the published table\n");
            return;
        }
        for key in directory.coverage_of(self.cell, edition) {
            self.write_record(text, &directory[key]);
        }
        if let Some(reason) = directory.reason(self.cell, edition) {
            let _ = writeln!(text, "  no member: {}", reason.id());
        }
    }

    /// Writes coverage after the published table that has ended or has not begun.
    fn write_others(&self, text: &mut String) {
        let directory = self.directory;
        let held = |record: &Coverage| {
            let editions = [Edition::Published, Edition::Today];
            editions
                .into_iter()
                .any(|edition| directory.holds(record, edition))
        };
        let records = directory.records(self.cell).iter();
        let mut others = records
            .map(|key| &directory[*key])
            .filter(|record| !held(record))
            .peekable();
        if others.peek().is_some() {
            text.push_str("\nat other times\n");
        }
        for record in others {
            self.write_record(text, record);
        }
    }

    fn write_record(&self, text: &mut String, record: &Coverage) {
        let mut members = self.ids(&record.by);
        if !record.with.is_empty() {
            let _ = write!(members, " with {}", self.ids(&record.with));
        }
        let place = self.place(record.file_line);
        let _ = writeln!(text, "  line {}: {members} ({place})", record.line);
        let date = |date: Date| Some(date.to_string());
        let facts = [
            ("printed", record.printed.clone()),
            ("from", record.from.and_then(date)),
            ("seen", record.seen.and_then(date)),
            ("until", record.until.and_then(date)),
            ("with-for", record.with_for.clone()),
            ("does", record.does.clone()),
            ("kind", record.kind.map(|kind| kind.id().to_owned())),
            ("doubt", record.doubt.clone()),
            ("basis", record.basis.clone()),
            ("note", record.note.clone()),
            ("sources", self.sources(&record.sources)),
        ];
        write_facts(text, facts);
    }

    fn write_absences(&self, text: &mut String) {
        let absences = self.directory.absences_of(self.cell);
        for (index, absence) in absences.enumerate() {
            if index == 0 {
                text.push_str("\nwhat is known of empty places\n");
            }
            let what = match absence.line {
                Some(line) => format!("line {line}"),
                None => "the cell".to_owned(),
            };
            let place = self.place(absence.file_line);
            let _ = writeln!(text, "  {what}: {} ({place})", absence.reason.id());
            let sources = self.sources(&absence.sources);
            write_facts(text, [("note", absence.note.clone()), ("sources", sources)]);
        }
    }

    fn place(&self, line: usize) -> String {
        format!("{}:{line}", self.file)
    }

    fn ids(&self, members: &[MemberKey]) -> String {
        let ids: Vec<&str> = members
            .iter()
            .map(|member| self.directory[*member].id.as_str())
            .collect();
        ids.join(", ")
    }

    fn sources(&self, sources: &[SourceKey]) -> Option<String> {
        let ids: Vec<&str> = sources
            .iter()
            .map(|source| self.directory[*source].id.as_str())
            .collect();
        (!ids.is_empty()).then(|| ids.join(", "))
    }
}

fn write_facts<const COUNT: usize>(text: &mut String, facts: [(&str, Option<String>); COUNT]) {
    for (key, fact) in facts {
        if let Some(fact) = fact {
            let _ = writeln!(text, "    {key}: {fact}");
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::diagnostics::SourceText;
    use crate::load::load;
    use crate::load::tests::{SMALL, today};

    fn explain_small(added: &str, setting: &str, jurisdiction: &str) -> String {
        let text = format!("{SMALL}{added}");
        let loaded = load(&SourceText::new("fen.toml", text), today());
        let directory = loaded.expect("a file that holds").directory;
        match explain(&directory, "fen.toml", setting, jurisdiction) {
            Ok(text) => text,
            Err(text) => format!("error: {text}"),
        }
    }

    #[test]
    fn an_unchanged_cell_is_explained_by_one_record() {
        assert_snapshot!(explain_small("", "prisons", "south"), @"
        Prisons, South Fen

        as published (table, 2014)
          line 1: inspectors with visitors (fen.toml:44)
            printed: Prison Inspectors (PI) with Board of Visitors
            sources: table

        today (2026-11-01)
          line 1: inspectors with visitors (fen.toml:44)
            printed: Prison Inspectors (PI) with Board of Visitors
            sources: table
        ");
    }

    #[test]
    fn a_changed_cell_is_explained_by_the_old_and_the_new_record() {
        let added = r#"  until         = "2016-05"
  doubt         = "The table is hard to read."

  [[setting.coverage]]
  jurisdictions = ["north"]
  by            = ["visitors"]
  with          = ["inspectors"]
  with-for      = "cells under courts"
  does          = "visits cells"
  kind          = "inspectorate"
  from          = "2016-05"
  sources       = ["table"]
  basis         = "By invitation."
  note          = "Twice a year."

  [[setting.coverage]]
  line          = 2
  jurisdictions = ["north"]
  by            = ["inspectors"]
  seen          = 2020-02-03
  sources       = ["table"]
"#;
        assert_snapshot!(explain_small(added, "police", "north"), @"
        Police stations, North Fen

        as published (table, 2014)
          line 1: inspectors (fen.toml:57)
            printed: PI
            until: 2016-05
            doubt: The table is hard to read.
            sources: table

        today (2026-11-01)
          line 1: visitors with inspectors (fen.toml:65)
            from: 2016-05
            with-for: cells under courts
            does: visits cells
            kind: inspectorate
            basis: By invitation.
            note: Twice a year.
            sources: table
          line 2: inspectors (fen.toml:77)
            seen: 2020-02-03
            sources: table
        ");
    }

    #[test]
    fn coverage_between_the_tables_is_listed_separately() {
        let added = r#"
  [[setting.coverage]]
  jurisdictions = ["south"]
  by            = ["visitors"]
  from          = "2016"
  until         = "2018"
  sources       = ["table"]
"#;
        assert_snapshot!(explain_small(added, "police", "south"), @"
        Police stations, South Fen

        as published (table, 2014)
          no member: none-listed

        today (2026-11-01)
          no member: none-listed

        at other times
          line 1: visitors (fen.toml:63)
            from: 2016
            until: 2018
            sources: table
        ");
    }

    #[test]
    fn an_empty_cell_is_explained_by_its_absence() {
        assert_snapshot!(explain_small("", "police", "south"), @"
        Police stations, South Fen

        as published (table, 2014)
          no member: none-listed

        today (2026-11-01)
          no member: none-listed
        ");
        let added = r#"
  [[setting.none]]
  jurisdictions = ["south"]
  reason        = "not-applicable"
  note          = "There are no cells."
  sources       = ["table"]

  [[setting.none]]
  line          = 2
  jurisdictions = ["south"]
  reason        = "unknown"
"#;
        assert_snapshot!(explain_small(added, "police", "south"), @"
        Police stations, South Fen

        as published (table, 2014)
          no member: not-applicable

        today (2026-11-01)
          no member: not-applicable

        what is known of empty places
          the cell: not-applicable (fen.toml:63)
            note: There are no cells.
            sources: table
          line 2: unknown (fen.toml:69)
        ");
    }

    #[test]
    fn a_setting_added_since_is_not_in_the_published_table() {
        let added = r#"
[[setting]]
id   = "vans"
name = "Vans"
hint = "On the way"
"#;
        assert_snapshot!(explain_small(added, "vans", "north"), @"
        Vans, North Fen

        as published (table, 2014)
          not in the published table

        today (2026-11-01)
          no member: none-listed
        ");
    }

    #[test]
    fn unknown_ids_suggest_the_nearest_or_list_all() {
        assert_snapshot!(explain_small("", "prison", "west"), @"
        error: no setting has the id `prison`: did you mean `prisons`?
        no jurisdiction has the id `west`: the jurisdictions are north, south
        ");
        assert_snapshot!(explain_small("", "prisons", "Nort"), @"error: no jurisdiction has the id `Nort`: the jurisdictions are north, south");
    }
}
