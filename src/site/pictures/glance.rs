//! Coverage at a glance: a table of settings and jurisdictions with up to four marks in each cell.

use std::collections::{BTreeMap, BTreeSet};

use crate::directory::{CoverageKey, Directory, Edition, Kind, Reason};
use crate::site::views::MOST_COLUMNS;

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
        let mut groups = BTreeSet::new();
        for coverage in &directory.coverage {
            for member in coverage.members() {
                groups.insert(MarkGroup::of(directory.kind_in(coverage, member)));
            }
        }
        let columns = directory.jurisdictions.iter();
        let mut glance = Glance {
            columns: columns.map(|jurisdiction| &*jurisdiction.name).collect(),
            rows: Vec::new(),
            groups,
            states: BTreeSet::new(),
            reasons: BTreeSet::new(),
            cells: 0,
            without_members: 0,
            without_volunteers: 0,
        };
        for setting in directory.setting_keys() {
            let mut cells = Vec::new();
            for cell in directory.cells_of(setting) {
                let records = directory.coverage_of(cell, Edition::Today);
                cells.push(match directory.reason(cell, Edition::Today) {
                    Some(reason) => glance.empty(reason),
                    None => glance.marks(directory, records),
                });
            }
            glance.rows.push((&directory[setting].name, cells));
        }
        Some(glance)
    }

    /// Counts an empty cell.
    fn empty(&mut self, reason: Reason) -> GlanceCell {
        if matches!(reason, Reason::NoneListed | Reason::Unknown) {
            self.cells += 1;
            self.without_members += 1;
        }
        self.reasons.insert(reason);
        GlanceCell::Empty(reason)
    }

    /// Counts a cell with these records.
    fn marks(
        &mut self,
        directory: &Directory,
        records: impl Iterator<Item = CoverageKey>,
    ) -> GlanceCell {
        let groups = self.groups.iter();
        let mut marks: BTreeMap<MarkGroup, MarkState> =
            groups.map(|group| (*group, MarkState::NotListed)).collect();
        for coverage in records.map(|key| &directory[key]) {
            for member in coverage.members() {
                let state = if coverage.is_doubtful(member) {
                    MarkState::Doubtful
                } else {
                    MarkState::Listed
                };
                let group = MarkGroup::of(directory.kind_in(coverage, member));
                let mark = marks.entry(group).or_insert(state);
                *mark = state.max(*mark);
            }
        }
        self.cells += 1;
        let volunteers = marks.get(&MarkGroup::Volunteers);
        if volunteers.is_none_or(|state| *state == MarkState::NotListed) {
            self.without_volunteers += 1;
        }
        self.states.extend(marks.values());
        GlanceCell::Marks(marks)
    }

    /// The width of a cell's view box: 16 units for each mark.
    pub(crate) fn cell_width(&self) -> usize {
        self.groups.len() * 16
    }
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
