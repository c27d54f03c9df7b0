//! The published table as its source printed it, with merged cells.

use std::collections::BTreeMap;

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use crate::directory::{Change, Coverage, CoverageKey, JurisdictionKey, SettingKey, Source};
use crate::messages::Html;
use crate::site::context::Context;
use crate::site::frame::{Frame, pages};
use crate::site::paths;
use crate::site::views::{ChangeView, Cited, Named, Record};

/// The published table, as its source printed it.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "published.html")]
pub(crate) struct PublishedPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    source: Cited<'a>,
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
    pub(crate) fn new(context: &Context<'a>, source: &'a Source) -> PublishedPage<'a> {
        let directory = context.directory;
        let description = context.msg("published-description");
        let added = directory.settings.iter();
        PublishedPage {
            frame: context
                .frame(
                    paths::MATRIX_PUBLISHED,
                    context.words("published-heading"),
                    description.text("title", &source.title).plain(),
                )
                .below(&[(&context.words("page-matrix"), paths::MATRIX)])
                .class("p-wide p-matrix p-published"),
            source: Cited::new(source),
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
    pub(crate) fn all(context: &Context<'a>) -> Vec<PrintedSetting<'a>> {
        context
            .directory
            .setting_keys()
            .filter_map(|key| printed_setting(context, key))
            .collect()
    }
}

fn printed_setting<'a>(context: &Context<'a>, key: SettingKey) -> Option<PrintedSetting<'a>> {
    let directory = context.directory;
    let setting = &directory[key];
    let printed = setting.printed.as_deref()?;
    // The record of each column, line by line. The first line exists even if it is empty.
    let mut lines: BTreeMap<u32, Vec<Option<CoverageKey>>> = BTreeMap::new();
    let blank = vec![None; directory.jurisdictions.len()];
    lines.insert(1, blank.clone());
    for jurisdiction in directory.jurisdiction_keys() {
        for record in directory.records(key, jurisdiction) {
            let coverage = &directory[*record];
            if coverage.printed.is_some() {
                lines.entry(coverage.line).or_insert_with(|| blank.clone())[jurisdiction.index()] =
                    Some(*record);
            }
        }
    }
    let lines = lines
        .into_iter()
        .map(|(line, columns)| PrintedLine {
            line,
            cells: runs(&columns)
                .map(|(first, width, record)| {
                    let columns: Vec<_> =
                        (first..first + width).map(JurisdictionKey::new).collect();
                    printed_cell(context, key, line, &columns, record)
                })
                .collect(),
        })
        .collect();
    Some(PrintedSetting {
        setting: Named::setting(setting),
        printed,
        lines,
    })
}

/// Neighbouring columns with the same record: first column, width and record. Empty columns are not merged.
fn runs(
    columns: &[Option<CoverageKey>],
) -> impl Iterator<Item = (usize, usize, Option<CoverageKey>)> {
    columns
        .chunk_by(|a, b| a.is_some() && a == b)
        .scan(0, |first, run| {
            let place = *first;
            *first += run.len();
            Some((place, run.len(), run[0]))
        })
}

fn printed_cell<'a>(
    context: &Context<'a>,
    setting: SettingKey,
    line: u32,
    columns: &[JurisdictionKey],
    record: Option<CoverageKey>,
) -> PrintedCell<'a> {
    let directory = context.directory;
    let coverage: Option<&Coverage> = record.map(|key| &directory[key]);
    let view = record.map(|key| Record::new(context, key));
    let label = match (&view, coverage) {
        (Some(view), Some(coverage)) if coverage.jurisdictions.len() > 1 => view.places.clone(),
        _ => Html::default(),
    };
    let places = Named::answers(directory, setting, columns);
    let headers: Vec<String> = std::iter::once(format!("setting.{}.{line}", directory[setting].id))
        .chain(
            places
                .iter()
                .map(|place| format!("jurisdiction.{}", place.id)),
        )
        .collect();
    let note = directory
        .absences_of(setting, columns[0])
        .iter()
        .map(|key| &directory[*key])
        .find(|absence| record.is_none() && absence.line.is_none_or(|of| of == line))
        .and_then(|absence| absence.note.as_deref());
    let changed = record.and_then(|key| {
        context
            .changes_of_setting(setting)
            .find(|change| matches!(change, Change::Coverage { was, .. } if *was == Some(key)))
            .map(|change| ChangeView::new(context, change))
    });
    PrintedCell {
        columns: places,
        label,
        record: view,
        note,
        changed,
        headers: headers.join(" "),
        answer: paths::answer(&directory[setting], &directory[columns[0]]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interrupted_record_is_one_run_on_each_side() {
        let (a, b) = (Some(CoverageKey::new(0)), Some(CoverageKey::new(1)));
        let found: Vec<_> = runs(&[a, a, b, a, None, None]).collect();
        assert_eq!(
            found,
            [(0, 2, a), (2, 1, b), (3, 1, a), (4, 1, None), (5, 1, None)]
        );
    }
}
