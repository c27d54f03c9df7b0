//! Explains a cell: the records and lines of the data file that decide it. The output of `npm-directory explain`, as
//! text.
//!
//! It is for maintainers, so it has ids and line numbers; readers have the answer pages. Nothing here prints.

use crate::directory::{Cell, Cited, Coverage, Date, Directory, Edition, MemberKey, nearest};

/// Explains the cell of a setting and a jurisdiction, by their ids; `file` is the name of the data file.
///
/// The error says which id is unknown.
pub fn explain(
    directory: &Directory,
    file: &str,
    setting: &str,
    jurisdiction: &str,
) -> Result<String, String> {
    let found = (
        directory.setting(setting),
        directory.jurisdiction(jurisdiction),
    );
    if let (Some(setting), Some(jurisdiction)) = found {
        let mut explanation = Explanation {
            directory,
            file,
            cell: Cell::new(setting, jurisdiction),
            lines: Vec::new(),
        };
        explanation.explain();
        return Ok(explanation.lines.join("\n") + "\n");
    }
    let mut wrong = Vec::new();
    if found.0.is_none() {
        let ids = directory.settings.iter().map(|known| known.id.as_str());
        wrong.push(unknown("setting", setting, ids));
    }
    if found.1.is_none() {
        let ids = directory.jurisdictions.iter();
        let ids = ids.map(|known| known.id.as_str());
        wrong.push(unknown("jurisdiction", jurisdiction, ids));
    }
    Err(wrong.join("\n"))
}

fn unknown<'d>(kind: &str, id: &str, ids: impl Iterator<Item = &'d str> + Clone) -> String {
    let advice = match nearest(id, ids.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the {kind}s are {}", joined(ids)),
    };
    format!("no {kind} has the id `{id}`: {advice}")
}

/// The cell that is explained, and the explanation so far.
struct Explanation<'d> {
    directory: &'d Directory,
    file: &'d str,
    cell: Cell,
    lines: Vec<String>,
}

impl Explanation<'_> {
    fn explain(&mut self) {
        let directory = self.directory;
        let setting = &directory[self.cell.setting];
        let jurisdiction = &directory[self.cell.jurisdiction];
        self.line(format!("{}, {}", setting.name, jurisdiction.name));
        if let Some(published) = directory.published_source() {
            let date = published.date.map(|date| format!(", {date}"));
            let date = date.unwrap_or_default();
            self.line(format!("\nas published ({}{date})", published.id));
            match setting.printed {
                Some(_) => self.explain_edition(Edition::Published),
                None => self.line("  not in the published table"),
            }
        }
        self.line(format!("\ntoday ({})", directory.about.checked));
        self.explain_edition(Edition::Today);
        self.explain_others();
        self.explain_absences();
    }

    fn line(&mut self, line: impl Into<String>) {
        self.lines.push(line.into());
    }

    fn explain_edition(&mut self, edition: Edition) {
        let directory = self.directory;
        for key in directory.coverage_of(self.cell, edition) {
            self.explain_record(&directory[key]);
        }
        if let Some(reason) = directory.reason(self.cell, edition) {
            self.line(format!("  no member: {}", reason.id()));
        }
    }

    /// Explains coverage after the published table that has ended or has not begun.
    fn explain_others(&mut self) {
        let directory = self.directory;
        let records = directory.records(self.cell).iter();
        let others = records.map(|key| &directory[*key]).filter(|record| {
            let mut editions = [Edition::Published, Edition::Today].into_iter();
            !editions.any(|edition| directory.holds(record, edition))
        });
        for (index, record) in others.enumerate() {
            if index == 0 {
                self.line("\nat other times");
            }
            self.explain_record(record);
        }
    }

    fn explain_record(&mut self, record: &Coverage) {
        let directory = self.directory;
        let ids =
            |members: &[MemberKey]| joined(members.iter().map(|key| directory[*key].id.as_str()));
        let mut members = ids(&record.by);
        if !record.with.is_empty() {
            members = format!("{members} with {}", ids(&record.with));
        }
        self.heading(
            &format!("line {}: {members}", record.line),
            record.file_line,
        );
        let date = |date: Option<Date>| date.map(|date| date.to_string());
        self.fact("printed", record.printed.clone());
        self.fact("from", date(record.from));
        self.fact("seen", date(record.seen));
        self.fact("until", date(record.until));
        self.fact("with-for", record.with_for.clone());
        self.fact("does", record.does.clone());
        self.fact("kind", record.kind.map(|kind| kind.to_string()));
        self.fact("doubt", record.doubt.clone());
        self.fact("basis", record.basis.clone());
        self.fact("note", record.note.clone());
        self.sources(&record.sources);
    }

    fn explain_absences(&mut self) {
        for (index, absence) in self.directory.absences_of(self.cell).enumerate() {
            if index == 0 {
                self.line("\nwhat is known of empty places");
            }
            let line = absence.line.map(|line| format!("line {line}"));
            let what = line.unwrap_or_else(|| "the cell".to_owned());
            self.heading(
                &format!("{what}: {}", absence.reason.id()),
                absence.file_line,
            );
            self.fact("note", absence.note.clone());
            self.sources(&absence.sources);
        }
    }

    /// A record, with the line of the file on which it begins.
    fn heading(&mut self, record: &str, file_line: usize) {
        self.line(format!("  {record} ({}:{file_line})", self.file));
    }

    fn fact(&mut self, key: &str, fact: Option<String>) {
        self.lines
            .extend(fact.map(|fact| format!("    {key}: {fact}")));
    }

    fn sources(&mut self, sources: &[Cited]) {
        let ids = sources.iter().map(|source| source.id.as_str());
        self.fact("sources", (!sources.is_empty()).then(|| joined(ids)));
    }
}

fn joined<'d>(ids: impl Iterator<Item = &'d str>) -> String {
    ids.collect::<Vec<_>>().join(", ")
}
