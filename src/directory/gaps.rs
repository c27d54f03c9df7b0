//! Where nobody is listed, and where nobody comes often.

use super::{Directory, Edition, JurisdictionKey, Kind, Reason, SettingKey};

/// One cell of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// Its row.
    pub setting: SettingKey,
    /// Its column.
    pub jurisdiction: JurisdictionKey,
}

/// The cells of a setting that have members but no lay monitors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingLayMonitors {
    /// The setting.
    pub setting: SettingKey,
    /// Where, in the file's order. Never empty.
    pub jurisdictions: Vec<JurisdictionKey>,
}

impl Directory {
    /// Every cell, row by row.
    pub fn cells(&self) -> impl Iterator<Item = Cell> + '_ {
        self.setting_keys().flat_map(|setting| {
            self.jurisdiction_keys().map(move |jurisdiction| Cell {
                setting,
                jurisdiction,
            })
        })
    }

    /// The cells in which no member is listed today, and why.
    pub fn empty_cells(&self) -> Vec<(Cell, Reason)> {
        self.cells()
            .filter_map(|cell| {
                let reason = self.reason(cell.setting, cell.jurisdiction, Edition::Today)?;
                Some((cell, reason))
            })
            .collect()
    }

    /// The settings that members cover today, but no lay monitors do, and where.
    pub fn without_lay_monitors(&self) -> Vec<MissingLayMonitors> {
        self.setting_keys()
            .filter_map(|setting| {
                let jurisdictions: Vec<_> = self
                    .jurisdiction_keys()
                    .filter(|jurisdiction| self.has_no_lay_monitors(setting, *jurisdiction))
                    .collect();
                (!jurisdictions.is_empty()).then_some(MissingLayMonitors {
                    setting,
                    jurisdictions,
                })
            })
            .collect()
    }

    fn has_no_lay_monitors(&self, setting: SettingKey, jurisdiction: JurisdictionKey) -> bool {
        let mut records = self
            .coverage_of(setting, jurisdiction, Edition::Today)
            .peekable();
        records.peek().is_some()
            && records.all(|key| {
                let coverage = &self[key];
                coverage
                    .members()
                    .all(|member| self.kind_in(coverage, member) != Kind::LayMonitors)
            })
    }
}
