//! Coverage at a glance: a table of settings and jurisdictions with up to four marks in each cell.

use std::collections::{BTreeMap, BTreeSet};

use crate::directory::{Coverage, Directory, Edition, Kind, Reason};

/// With more columns than this, a table cannot be read.
pub(crate) const MOST_COLUMNS: usize = 16;

/// The groups of bodies that cover each cell today.
#[derive(Debug)]
pub(crate) struct Glance<'a> {
    /// The names of the jurisdictions.
    pub(crate) columns: Vec<&'a str>,
    /// The name of each setting, and its cells.
    pub(crate) rows: Vec<(&'a str, Vec<GlanceCell>)>,
    /// The groups that occur: each has a mark in every cell, in this order.
    pub(crate) groups: BTreeSet<MarkGroup>,
    /// The states and the reasons of empty cells that occur, for the key.
    pub(crate) states: BTreeSet<MarkState>,
    pub(crate) reasons: BTreeSet<Reason>,
    /// The number of cells in which such places exist and the jurisdiction's own bodies are responsible.
    pub(crate) cells: usize,
    /// Those without a member.
    pub(crate) without_members: usize,
    /// Those with members, but without lay monitors.
    pub(crate) without_volunteers: usize,
}

/// What a cell shows.
#[derive(Debug)]
pub(crate) enum GlanceCell {
    /// A mark for each group of the picture.
    Marks(BTreeMap<MarkGroup, MarkState>),
    /// No member is listed, for this reason.
    Empty(Reason),
}

/// Kinds of body that share a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum MarkGroup {
    /// Inspectorates and regulators: a square.
    Inspects,
    /// Bodies created to be the NPM, ombuds institutions and civil society: a triangle.
    Visits,
    /// Lay monitors: a circle.
    Volunteers,
    /// Commissions and reviewers: a diamond.
    Protects,
}

/// Whether a group is listed in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum MarkState {
    /// None is listed: a hollow mark.
    NotListed,
    /// Bodies of the group are listed, all in doubt: a question mark.
    Doubtful,
    /// A body of the group is listed without doubt: a filled mark.
    Listed,
}

impl MarkGroup {
    /// The group of a kind of body.
    pub(crate) fn of(kind: Kind) -> MarkGroup {
        match kind {
            Kind::Inspectorate | Kind::Regulator => MarkGroup::Inspects,
            Kind::Preventive | Kind::Ombuds | Kind::CivilSociety => MarkGroup::Visits,
            Kind::LayMonitors => MarkGroup::Volunteers,
            Kind::Commission | Kind::Reviewer => MarkGroup::Protects,
        }
    }

    /// The outline of its mark in a square of 16 units.
    pub(crate) fn outline(self) -> &'static str {
        match self {
            MarkGroup::Inspects => "M3 3h10v10H3z",
            MarkGroup::Visits => "M8 2l6.5 12h-13z",
            MarkGroup::Volunteers => "M8 2.5a5.5 5.5 0 1 0 .01 0z",
            MarkGroup::Protects => "M8 1l7 7-7 7-7-7z",
        }
    }

    /// The word for the group in messages and the stylesheet.
    pub(crate) fn word(self) -> &'static str {
        match self {
            MarkGroup::Inspects => "inspects",
            MarkGroup::Visits => "visits",
            MarkGroup::Volunteers => "volunteers",
            MarkGroup::Protects => "protects",
        }
    }
}

impl MarkState {
    /// The word for the state in messages and the stylesheet.
    pub(crate) fn word(self) -> &'static str {
        match self {
            MarkState::NotListed => "not-listed",
            MarkState::Doubtful => "doubtful",
            MarkState::Listed => "listed",
        }
    }
}

impl<'a> Glance<'a> {
    /// The picture of today's table; `None` if it would be too wide.
    pub(crate) fn new(directory: &'a Directory) -> Option<Glance<'a>> {
        if directory.jurisdictions.len() > MOST_COLUMNS {
            return None;
        }
        let marks: BTreeMap<MarkGroup, MarkState> = directory
            .coverage
            .iter()
            .flat_map(|coverage| groups(directory, coverage))
            .map(|(group, _)| (group, MarkState::NotListed))
            .collect();
        let cell = |cell| {
            if let Some(reason) = directory.reason(cell, Edition::Today) {
                return GlanceCell::Empty(reason);
            }
            let mut marks = marks.clone();
            for key in directory.coverage_of(cell, Edition::Today) {
                for (group, state) in groups(directory, &directory[key]) {
                    marks.insert(group, state.max(marks[&group]));
                }
            }
            GlanceCell::Marks(marks)
        };
        let rows = directory.setting_keys().map(|setting| {
            let cells = directory.cells_of(setting).map(cell);
            (&*directory[setting].name, cells.collect())
        });
        let columns = directory.jurisdictions.iter();
        let empty = directory.empty_cells().len();
        let without_volunteers = directory.without_lay_monitors().into_iter();
        let mut glance = Glance {
            columns: columns.map(|jurisdiction| &*jurisdiction.name).collect(),
            rows: rows.collect(),
            groups: marks.keys().copied().collect(),
            states: BTreeSet::new(),
            reasons: BTreeSet::new(),
            cells: empty,
            without_members: empty,
            without_volunteers: without_volunteers.map(|(_, there)| there.len()).sum(),
        };
        for cell in glance.rows.iter().flat_map(|(_, cells)| cells) {
            match cell {
                GlanceCell::Empty(reason) => glance.reasons.extend([reason]),
                GlanceCell::Marks(marks) => {
                    glance.cells += 1;
                    glance.states.extend(marks.values());
                }
            }
        }
        Some(glance)
    }

    /// The width of a cell's view box: 16 units for each mark.
    pub(crate) fn cell_width(&self) -> usize {
        self.groups.len() * 16
    }
}

/// The group of each member of a record, and whether it is listed without doubt.
fn groups(
    directory: &Directory,
    coverage: &Coverage,
) -> impl Iterator<Item = (MarkGroup, MarkState)> {
    coverage.members().map(|member| {
        let state = if coverage.is_doubtful(member) {
            MarkState::Doubtful
        } else {
            MarkState::Listed
        };
        (MarkGroup::of(directory.kind_in(coverage, member)), state)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::fixture;

    #[test]
    fn a_cell_shows_its_groups_or_its_reason() {
        let directory = fixture::directory();
        let glance = Glance::new(&directory).expect("three columns fit");
        let cells = |row: usize| -> Vec<String> {
            let words = |cell: &GlanceCell| match cell {
                GlanceCell::Empty(reason) => reason.id().to_owned(),
                GlanceCell::Marks(marks) => {
                    let words: Vec<&str> = marks.values().map(|state| state.word()).collect();
                    words.join(" ")
                }
            };
            glance.rows[row].1.iter().map(words).collect()
        };
        let rows: Vec<_> = (0..glance.rows.len()).map(cells).collect();
        let expected = [
            [
                "listed listed not-listed",
                "listed not-listed not-listed",
                "listed listed not-listed",
            ],
            [
                "listed listed not-listed",
                "listed listed not-listed",
                "listed not-listed not-listed",
            ],
            ["none-listed", "not-listed listed not-listed", "unknown"],
            [
                "not-listed not-listed listed",
                "not-listed not-listed listed",
                "not-listed not-listed listed",
            ],
        ];
        assert_eq!(rows, expected);
    }
}
