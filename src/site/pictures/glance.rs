//! Coverage at a glance: a table of settings and jurisdictions with up to three marks in each cell.

use std::collections::BTreeSet;

use crate::directory::{Directory, Edition, JurisdictionKey, Kind, Reason, SettingKey};
use crate::site::views::MOST_COLUMNS;

/// The groups of bodies that cover each cell today.
#[derive(Debug)]
pub(crate) struct Glance<'a> {
    /// The names of the jurisdictions.
    pub(crate) columns: Vec<&'a str>,
    pub(crate) rows: Vec<GlanceRow<'a>>,
    /// The groups that occur: each has a mark in every cell, in this order.
    pub(crate) groups: Vec<MarkGroup>,
    /// The reasons of empty cells that occur, for the key.
    pub(crate) reasons: BTreeSet<EmptyMark>,
    pub(crate) counts: GlanceCounts,
}

/// A setting and its cells.
#[derive(Debug)]
pub(crate) struct GlanceRow<'a> {
    pub(crate) setting: &'a str,
    pub(crate) cells: Vec<GlanceCell>,
}

/// What a cell shows.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum GlanceCell {
    /// A mark for each group of the picture.
    Marks(Vec<Mark>),
    /// No member is listed, for this reason.
    Empty(EmptyMark),
}

/// The sign in a cell without members, which depends on the reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct EmptyMark(Reason);

/// A mark in its slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) group: MarkGroup,
    pub(crate) state: MarkState,
    /// The left edge of the slot, in units of the cell's view box.
    pub(crate) x: usize,
}

/// Kinds of body that share a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MarkState {
    /// A body of the group is listed without doubt: a filled mark.
    Listed,
    /// Bodies of the group are listed, all in doubt: a question mark.
    Doubtful,
    /// None is listed: a hollow mark.
    NotListed,
}

/// The numbers of the caption.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct GlanceCounts {
    /// Cells in which such places exist and the jurisdiction's own bodies are responsible.
    pub(crate) cells: usize,
    /// Those without a member.
    pub(crate) without_members: usize,
    /// Those with members, but without lay monitors.
    pub(crate) without_volunteers: usize,
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

    /// Its outline in a square of [`Mark::SLOT`] units.
    fn outline(self) -> &'static str {
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
            MarkState::Listed => "listed",
            MarkState::Doubtful => "doubtful",
            MarkState::NotListed => "not-listed",
        }
    }
}

impl Mark {
    /// The width of a slot in units of the cell's view box, whose height is the same.
    const SLOT: usize = 16;

    fn new(index: usize, group: MarkGroup, state: MarkState) -> Mark {
        let x = index * Mark::SLOT;
        Mark { group, state, x }
    }

    /// The path of its outline within its slot.
    pub(crate) fn outline(self) -> &'static str {
        self.group.outline()
    }

    /// Whether only doubtful records list the group here.
    pub(crate) fn is_doubtful(self) -> bool {
        self.state == MarkState::Doubtful
    }
}

impl<'a> Glance<'a> {
    /// The picture of today's table; `None` if it would be too wide.
    pub(crate) fn new(directory: &'a Directory) -> Option<Glance<'a>> {
        if directory.jurisdictions.len() > MOST_COLUMNS {
            return None;
        }
        let kinds = directory.coverage.iter().flat_map(|coverage| {
            coverage
                .members()
                .map(|member| directory.kind_in(coverage, member))
        });
        let groups: BTreeSet<MarkGroup> = kinds.map(MarkGroup::of).collect();
        let groups: Vec<MarkGroup> = groups.into_iter().collect();
        let rows: Vec<GlanceRow<'a>> = directory
            .setting_keys()
            .map(|setting| GlanceRow {
                setting: &directory[setting].name,
                cells: directory
                    .jurisdiction_keys()
                    .map(|jurisdiction| cell(directory, setting, jurisdiction, &groups))
                    .collect(),
            })
            .collect();
        let columns = directory.jurisdictions.iter();
        Some(Glance {
            columns: columns.map(|jurisdiction| &*jurisdiction.name).collect(),
            counts: GlanceCounts::of(directory),
            reasons: rows.iter().flat_map(GlanceRow::reasons).collect(),
            rows,
            groups,
        })
    }

    /// Whether a mark in this state occurs, for the key.
    pub(crate) fn has(&self, state: MarkState) -> bool {
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        cells
            .flat_map(GlanceCell::marks)
            .any(|mark| mark.state == state)
    }

    /// The width of a cell's view box, whose height is that of a slot.
    pub(crate) fn cell_width(&self) -> usize {
        self.groups.len() * Mark::SLOT
    }

    /// Whether there are lay monitors.
    pub(crate) fn has_volunteers(&self) -> bool {
        self.groups.contains(&MarkGroup::Volunteers)
    }

    /// Each group's filled mark in its own view box, for the key.
    pub(crate) fn key(&self) -> impl Iterator<Item = Mark> + '_ {
        let mark = |group: &MarkGroup| Mark::new(0, *group, MarkState::Listed);
        self.groups.iter().map(mark)
    }
}

impl GlanceRow<'_> {
    fn reasons(&self) -> impl Iterator<Item = EmptyMark> + '_ {
        self.cells.iter().filter_map(GlanceCell::empty)
    }
}

impl GlanceCell {
    /// The mark of an empty cell.
    pub(crate) fn empty(&self) -> Option<EmptyMark> {
        match self {
            GlanceCell::Marks(_) => None,
            GlanceCell::Empty(mark) => Some(*mark),
        }
    }

    /// The marks; none in an empty cell.
    pub(crate) fn marks(&self) -> &[Mark] {
        match self {
            GlanceCell::Marks(marks) => marks,
            GlanceCell::Empty(_) => &[],
        }
    }
}

impl EmptyMark {
    /// The reason, as the word of the data file.
    pub(crate) fn word(self) -> &'static str {
        self.0.id()
    }

    /// A dash: there are no such places.
    pub(crate) fn is_line(self) -> bool {
        self.0 == Reason::NotApplicable
    }

    /// A question mark: not known.
    pub(crate) fn is_question(self) -> bool {
        self.0 == Reason::Unknown
    }

    /// An arrow: see another jurisdiction.
    pub(crate) fn is_arrow(self) -> bool {
        self.0 == Reason::Elsewhere
    }
}

impl GlanceCounts {
    fn of(directory: &Directory) -> GlanceCounts {
        let without_members = directory.empty_cells().len();
        let covered = directory.cells().filter(|cell| {
            let mut members =
                directory.coverage_of(cell.setting, cell.jurisdiction, Edition::Today);
            members.next().is_some()
        });
        let without_volunteers = directory.without_lay_monitors();
        let without_volunteers = without_volunteers.iter();
        GlanceCounts {
            cells: covered.count() + without_members,
            without_members,
            without_volunteers: without_volunteers
                .map(|missing| missing.jurisdictions.len())
                .sum(),
        }
    }
}

fn cell(
    directory: &Directory,
    setting: SettingKey,
    jurisdiction: JurisdictionKey,
    groups: &[MarkGroup],
) -> GlanceCell {
    if let Some(reason) = directory.reason(setting, jurisdiction, Edition::Today) {
        return GlanceCell::Empty(EmptyMark(reason));
    }
    let state = |group: MarkGroup| {
        let certain = directory
            .coverage_of(setting, jurisdiction, Edition::Today)
            .map(|key| &directory[key])
            .flat_map(|coverage| coverage.members().map(move |member| (coverage, member)))
            .filter(|(coverage, member)| {
                MarkGroup::of(directory.kind_in(coverage, *member)) == group
            })
            .map(|(coverage, member)| !coverage.is_doubtful(member));
        match certain.max() {
            Some(true) => MarkState::Listed,
            Some(false) => MarkState::Doubtful,
            None => MarkState::NotListed,
        }
    };
    let marks = groups.iter().enumerate();
    GlanceCell::Marks(
        marks
            .map(|(index, group)| Mark::new(index, *group, state(*group)))
            .collect(),
    )
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
            let cells = glance.rows[row].cells.iter();
            cells
                .map(|cell| match cell.empty() {
                    Some(mark) => mark.word().to_owned(),
                    None => cell
                        .marks()
                        .iter()
                        .map(|mark| mark.state.word())
                        .collect::<Vec<_>>()
                        .join(" "),
                })
                .collect()
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
