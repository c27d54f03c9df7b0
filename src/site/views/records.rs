//! Coverage: records, cells and empty cells.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::{MemberName, Named, jurisdiction_names};
use crate::directory::{
    Absence, Cell, Coverage, CoverageKey, Directory, Edition, MemberKey, Part, Reason, SettingKey,
};
use crate::messages::Html;
use crate::site::context::Context;
use crate::site::{ids, paths};

/// A coverage record.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Record<'a> {
    /// Derived from the setting, the jurisdictions, the line and the beginning.
    id: String,
    /// The jurisdictions, in the file's order; the addresses are those of the answers.
    pub(crate) jurisdictions: Vec<Named<'a>>,
    /// The members that lead.
    pub(crate) by: Vec<MemberName<'a>>,
    /// The partners.
    pub(crate) with: Vec<MemberName<'a>>,
    /// Whether it is in the published table.
    published: bool,
    /// Whether it holds today.
    today: bool,
    #[serde(flatten)]
    pub(crate) coverage: &'a Coverage,
    /// Names of the jurisdictions, in words.
    #[serde(skip)]
    pub(crate) places: Html,
}

impl<'a> Record<'a> {
    pub(crate) fn new(context: &'a Context, key: CoverageKey) -> Record<'a> {
        let directory = &*context.directory;
        let coverage = &directory[key];
        Record {
            id: ids::record(directory, key),
            jurisdictions: Named::answers(directory, coverage.setting, &coverage.jurisdictions),
            by: members_in(directory, coverage, &coverage.by),
            with: members_in(directory, coverage, &coverage.with),
            published: directory.holds(coverage, Edition::Published),
            today: directory.holds(coverage, Edition::Today),
            coverage,
            places: jurisdiction_names(context, &coverage.jurisdictions),
        }
    }
}

/// An empty cell, or an empty line of one.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Empty<'a> {
    /// Derived from the setting, the jurisdictions and the line.
    id: String,
    #[serde(flatten)]
    pub(crate) absence: &'a Absence,
}

impl<'a> Empty<'a> {
    pub(crate) fn new(directory: &'a Directory, absence: &'a Absence) -> Empty<'a> {
        Empty {
            id: ids::absence(directory, absence),
            absence,
        }
    }
}

/// One cell of today's matrix.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Cell")]
pub(crate) struct CellView<'a> {
    pub(crate) jurisdiction: Named<'a>,
    /// Today's records.
    pub(crate) records: Vec<CellRecord<'a>>,
    /// Why there is no member, if there is none.
    pub(crate) empty: Option<Reason>,
    /// Whether something about it is in doubt.
    pub(crate) doubt: bool,
    /// The members in the order of their parts, without duplicates for each kind of monitoring.
    #[serde(skip)]
    pub(crate) bodies: Vec<BodyInCell<'a>>,
    /// The address of the answer.
    pub(crate) address: String,
}

/// One record in a cell of today's matrix.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct CellRecord<'a> {
    pub(crate) id: String,
    /// The members that lead.
    pub(crate) by: Vec<MemberName<'a>>,
    /// The partners.
    pub(crate) with: Vec<MemberName<'a>>,
    /// What the partnership is limited to.
    pub(crate) with_for: Option<&'a str>,
}

/// A member in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BodyInCell<'a> {
    pub(crate) name: MemberName<'a>,
    pub(crate) part: Part,
    /// Whether its part is in doubt.
    pub(crate) doubtful: bool,
}

impl<'a> CellView<'a> {
    /// The cells of a setting.
    pub(crate) fn row(context: &'a Context, setting: SettingKey) -> Vec<CellView<'a>> {
        let cells = context.directory.cells_of(setting);
        cells.map(|cell| CellView::new(context, cell)).collect()
    }

    pub(crate) fn new(context: &'a Context, cell: Cell) -> CellView<'a> {
        let directory = &*context.directory;
        let records: Vec<_> = directory.coverage_of(cell, Edition::Today).collect();
        CellView {
            jurisdiction: Named::jurisdiction(&directory[cell.jurisdiction]),
            doubt: records.iter().any(|key| directory[*key].doubt.is_some()),
            bodies: bodies(directory, &records),
            records: records
                .into_iter()
                .map(|key| CellRecord::new(directory, key))
                .collect(),
            empty: directory.reason(cell, Edition::Today),
            address: paths::answer(directory, cell),
        }
    }
}

impl CellView<'_> {
    /// Whether two cells look the same: the same members in the same parts.
    pub(crate) fn looks_like(&self, other: &CellView<'_>) -> bool {
        !self.bodies.is_empty() && self.bodies == other.bodies
    }
}

fn bodies<'a>(directory: &'a Directory, records: &[CoverageKey]) -> Vec<BodyInCell<'a>> {
    let mut known = BTreeSet::new();
    let mut bodies = Vec::new();
    for key in records {
        let coverage = &directory[*key];
        let parts = [(Part::Lead, &coverage.by), (Part::Partner, &coverage.with)];
        for (part, members) in parts {
            for member in members {
                let kind = directory.kind_in(coverage, *member);
                if known.insert((*member, kind)) {
                    bodies.push(BodyInCell {
                        name: MemberName::as_kind(&directory[*member], kind),
                        part,
                        doubtful: coverage.is_doubtful(*member),
                    });
                }
            }
        }
    }
    bodies
}

impl<'a> CellRecord<'a> {
    fn new(directory: &'a Directory, key: CoverageKey) -> CellRecord<'a> {
        let coverage = &directory[key];
        CellRecord {
            id: ids::record(directory, key),
            by: members_in(directory, coverage, &coverage.by),
            with: members_in(directory, coverage, &coverage.with),
            with_for: coverage.with_for.as_deref(),
        }
    }
}

/// Members by name, with their kind of monitoring in a record.
fn members_in<'a>(
    directory: &'a Directory,
    coverage: &Coverage,
    keys: &[MemberKey],
) -> Vec<MemberName<'a>> {
    keys.iter()
        .map(|key| MemberName::as_kind(&directory[*key], directory.kind_in(coverage, *key)))
        .collect()
}
