//! The published table as its source printed it, with merged cells.

use std::collections::BTreeMap;

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use crate::directory::{Cell, Change, Cited, Coverage, CoverageKey, JurisdictionKey, SettingKey};
use crate::messages::Html;
use crate::site::context::Context;
use crate::site::frame::{Frame, pages};
use crate::site::paths;
use crate::site::views::{ChangeView, Named, Record};

/// The published table, as its source printed it.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "published.html")]
pub(crate) struct PublishedPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    source: &'a Cited,
    jurisdictions: Vec<Named<'a>>,
    settings: Vec<PrintedSetting<'a>>,
    /// Settings that are not in the table.
    added: Vec<Named<'a>>,
}

/// The lines of one row of the published table.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct PrintedSetting<'a> {
    setting: Named<'a>,
    /// The row's heading in the source.
    printed: &'a str,
    lines: Vec<PrintedLine<'a>>,
}

/// One line of a row.
#[derive(Debug, Serialize, JsonSchema)]
struct PrintedLine<'a> {
    line: u32,
    cells: Vec<PrintedCell<'a>>,
}

/// One cell of a line: a run of neighbouring jurisdictions.
#[derive(Debug, Serialize, JsonSchema)]
struct PrintedCell<'a> {
    /// The columns that it covers; the addresses are those of the answers.
    columns: Vec<Named<'a>>,
    /// The names of all jurisdictions of the record, if the cell covers several columns; the cell may be only part of
    /// them.
    #[serde(skip)]
    label: Html,
    /// Null for an empty cell.
    record: Option<Record<'a>>,
    /// What is known about an empty cell.
    note: Option<&'a str>,
    /// Later changes of this record.
    #[serde(rename = "changed_since")]
    changed: Option<ChangeView<'a>>,
    /// The value of the HTML attribute `headers`.
    #[serde(skip)]
    headers: String,
    #[serde(skip)]
    answer: String,
}

impl<'a> PublishedPage<'a> {
    pub(crate) fn new(context: &'a Context) -> PublishedPage<'a> {
        let directory = &*context.directory;
        let source = directory.published_source();
        let source = source.expect("only a directory with a published table has this page");
        let description = context.msg("published-description");
        let added = directory.settings.iter();
        PublishedPage {
            frame: context
                .frame(
                    paths::MATRIX_PUBLISHED,
                    "p-wide p-matrix p-published",
                    context.words("published-heading"),
                    description.text("title", &source.title).plain(),
                )
                .below(context.words("page-matrix"), paths::MATRIX),
            source,
            jurisdictions: Named::jurisdictions(directory),
            settings: PrintedSetting::all(context),
            added: added
                .filter(|setting| setting.printed.is_none())
                .map(Named::setting)
                .collect(),
        }
    }

    /// The settings that are not in the table, as links.
    fn added_list(&self) -> Html {
        let links = self.added.iter().map(Named::link);
        self.frame.info.messages.list(links)
    }
}

pages!(PublishedPage);

impl<'a> PrintedSetting<'a> {
    /// All rows of the published table.
    pub(crate) fn all(context: &'a Context) -> Vec<PrintedSetting<'a>> {
        context
            .directory
            .setting_keys()
            .filter_map(|key| printed_setting(context, key))
            .collect()
    }
}

fn printed_setting(context: &Context, key: SettingKey) -> Option<PrintedSetting<'_>> {
    let directory = &*context.directory;
    let setting = &directory[key];
    let printed = setting.printed.as_deref()?;
    // The record of each column, line by line. The first line exists even if it is empty.
    let mut lines: BTreeMap<u32, Vec<Column>> = BTreeMap::new();
    let blank: Vec<Column> = directory
        .jurisdiction_keys()
        .map(|key| (key, None))
        .collect();
    lines.insert(1, blank.clone());
    for cell in directory.cells_of(key) {
        for record in directory.records(cell) {
            let coverage = &directory[*record];
            if coverage.printed.is_some() {
                let columns = lines.entry(coverage.line).or_insert_with(|| blank.clone());
                columns[cell.jurisdiction.index()].1 = Some(*record);
            }
        }
    }
    let lines = lines
        .into_iter()
        .map(|(line, columns)| PrintedLine {
            line,
            cells: runs(&columns)
                .map(|run| printed_cell(context, key, line, run))
                .collect(),
        })
        .collect();
    Some(PrintedSetting {
        setting: Named::setting(setting),
        printed,
        lines,
    })
}

/// A column with its record.
type Column = (JurisdictionKey, Option<CoverageKey>);

/// Neighbouring columns with the same record. Empty columns are not merged.
fn runs(columns: &[Column]) -> impl Iterator<Item = &[Column]> {
    columns.chunk_by(|(_, a), (_, b)| a.is_some() && a == b)
}

fn printed_cell<'a>(
    context: &'a Context,
    setting: SettingKey,
    line: u32,
    run: &[Column],
) -> PrintedCell<'a> {
    let directory = &*context.directory;
    let record = run[0].1;
    let columns: Vec<JurisdictionKey> = run.iter().map(|(key, _)| *key).collect();
    let coverage: Option<&Coverage> = record.map(|key| &directory[key]);
    let view = record.map(|key| Record::new(context, key));
    let label = match (&view, coverage) {
        (Some(view), Some(coverage)) if coverage.jurisdictions.len() > 1 => view.places.clone(),
        _ => Html::default(),
    };
    let cell = Cell::new(setting, columns[0]);
    let places = Named::answers(directory, setting, &columns);
    let mut headers = format!("setting.{}.{line}", directory[setting].id);
    for place in &places {
        headers += " jurisdiction.";
        headers += place.id;
    }
    let note = directory
        .absences_of(cell)
        .find(|absence| record.is_none() && absence.line.is_none_or(|of| of == line))
        .and_then(|absence| absence.note.as_deref());
    let changed = record.and_then(|key| {
        let mut changes = context.changes.iter();
        changes
            .find(|change| matches!(change, Change::Coverage { was, .. } if *was == Some(key)))
            .map(|change| ChangeView::new(context, change))
    });
    PrintedCell {
        columns: places,
        label,
        record: view,
        note,
        changed,
        headers,
        answer: paths::answer(directory, cell),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interrupted_record_is_one_run_on_each_side() {
        let (a, b) = (Some(CoverageKey::new(0)), Some(CoverageKey::new(1)));
        let columns = [a, a, b, a, None, None].into_iter().enumerate();
        let columns: Vec<_> = columns
            .map(|(place, record)| (JurisdictionKey::new(place), record))
            .collect();
        let found: Vec<_> = runs(&columns).map(|run| (run.len(), run[0].1)).collect();
        assert_eq!(found, [(2, a), (1, b), (1, a), (1, None), (1, None)]);
    }
}
