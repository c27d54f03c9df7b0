//! The part of today's matrix that one member covers, with notes.

use schemars::JsonSchema;
use serde::Serialize;

use crate::directory::{Cell, Edition, JurisdictionKey, MemberKey, Part, SettingKey};
use crate::messages::Html;
use crate::site::context::Context;
use crate::site::paths;
use crate::site::pictures::MOST_COLUMNS;
use crate::site::views::{Named, jurisdiction_names};

/// The part of today's matrix that a member covers.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Grid<'a> {
    pub(crate) jurisdictions: Vec<Named<'a>>,
    pub(crate) rows: Vec<GridRow<'a>>,
}

/// A row of it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct GridRow<'a> {
    pub(crate) setting: Named<'a>,
    pub(crate) cells: Vec<GridCell<'a>>,
}

/// A cell of a row.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct GridCell<'a> {
    /// Null if the member does not cover this cell.
    pub(crate) part: Option<Part>,
    pub(crate) address: String,
    /// The part, for readers.
    #[serde(skip)]
    pub(crate) label: String,
    /// The letters of its notes.
    #[serde(skip)]
    pub(crate) notes: Vec<String>,
    #[serde(skip)]
    pub(crate) jurisdiction_name: &'a str,
}

/// A note about what a member does in a setting.
#[derive(Debug)]
pub(crate) struct GridNote<'a> {
    pub(crate) letter: String,
    /// `doubt` or `note`.
    pub(crate) kind: &'static str,
    pub(crate) setting: &'a str,
    pub(crate) places: Html,
    pub(crate) text: &'a str,
    setting_key: SettingKey,
    jurisdictions: &'a [JurisdictionKey],
}

impl<'a> GridNote<'a> {
    /// The doubts and notes about what a member covers today.
    pub(crate) fn each(context: &'a Context, member: MemberKey) -> Vec<GridNote<'a>> {
        let directory = &*context.directory;
        let mut notes = Vec::new();
        for key in directory.records_of_member(member) {
            let coverage = &directory[*key];
            let holds = directory.holds(coverage, Edition::Today);
            let doubt = coverage.doubt.as_deref();
            let doubt = doubt.filter(|_| coverage.is_doubtful(member));
            for (kind, text) in [("doubt", doubt), ("note", coverage.note.as_deref())] {
                if let Some(text) = text.filter(|_| holds) {
                    notes.push(GridNote {
                        letter: letter(notes.len()),
                        kind,
                        setting: &directory[coverage.setting].name,
                        places: jurisdiction_names(context, &coverage.jurisdictions),
                        text,
                        setting_key: coverage.setting,
                        jurisdictions: &coverage.jurisdictions,
                    });
                }
            }
        }
        notes
    }

    fn is_about(&self, cell: Cell) -> bool {
        cell.is_in(&[self.setting_key], self.jurisdictions)
    }
}

/// `a`, `b` ... `z`, `aa` ...
fn letter(index: usize) -> String {
    let letter = char::from(b"abcdefghijklmnopqrstuvwxyz"[index % 26]);
    letter.to_string().repeat(index / 26 + 1)
}

impl<'a> Grid<'a> {
    /// Whether jurisdictions are drawn as rows, because there are too many for columns.
    pub(crate) fn is_turned(&self) -> bool {
        self.jurisdictions.len() > MOST_COLUMNS
    }

    /// Only the rows and columns that the member covers today.
    pub(crate) fn new(context: &'a Context, key: MemberKey, notes: &[GridNote<'a>]) -> Grid<'a> {
        let (directory, messages) = (&*context.directory, &context.info.messages);
        let covered = directory.covered_by(key, Edition::Today);
        let columns = covered.jurisdictions();
        let cell = |cell: Cell| {
            let part = covered.0.get(&cell).copied();
            let notes = notes.iter().filter(|note| note.is_about(cell));
            let unsure = notes.clone().any(|note| note.kind == "doubt");
            let label = match part {
                None => "member-no",
                Some(_) if unsure => "member-unsure",
                Some(Part::Lead) => "member-yes",
                Some(Part::Partner) => "member-partner",
            };
            GridCell {
                part,
                address: paths::answer(directory, cell),
                label: messages.plain(label),
                notes: notes.map(|note| note.letter.clone()).collect(),
                jurisdiction_name: &directory[cell.jurisdiction].name,
            }
        };
        Grid {
            jurisdictions: columns
                .iter()
                .map(|key| Named::jurisdiction(&directory[*key]))
                .collect(),
            rows: covered
                .settings()
                .into_iter()
                .map(|setting| GridRow {
                    setting: Named::setting(&directory[setting]),
                    cells: columns
                        .iter()
                        .map(|column| cell(Cell::new(setting, *column)))
                        .collect(),
                })
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_continue_after_z() {
        let letters = [0, 25, 26, 52].map(letter);
        assert_eq!(letters, ["a", "z", "aa", "aaa"]);
    }
}
