//! Cells without members, and cells without lay monitors.

use super::{Directory, Edition, JurisdictionKey, Kind, Reason, SettingKey};

/// One cell of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// The row.
    pub setting: SettingKey,
    /// The column.
    pub jurisdiction: JurisdictionKey,
}

impl Cell {
    /// The cell of a setting in a jurisdiction.
    pub fn new(setting: SettingKey, jurisdiction: JurisdictionKey) -> Cell {
        Cell {
            setting,
            jurisdiction,
        }
    }

    /// Whether it is one of the cells of these settings in these jurisdictions.
    pub fn is_in(self, settings: &[SettingKey], jurisdictions: &[JurisdictionKey]) -> bool {
        settings.contains(&self.setting) && jurisdictions.contains(&self.jurisdiction)
    }
}

impl Directory {
    /// Every cell, row by row.
    pub fn cells(&self) -> impl Iterator<Item = Cell> + '_ {
        self.setting_keys()
            .flat_map(|setting| self.cells_of(setting))
    }

    /// The cells of a row.
    pub fn cells_of(&self, setting: SettingKey) -> impl Iterator<Item = Cell> + use<> {
        self.jurisdiction_keys()
            .map(move |jurisdiction| Cell::new(setting, jurisdiction))
    }

    /// The cells in which such places exist, the jurisdiction's own bodies are responsible and no member is listed today.
    pub fn empty_cells(&self) -> Vec<(Cell, Reason)> {
        self.cells()
            .filter_map(|cell| {
                let reason = self.reason(cell, Edition::Today)?;
                matches!(reason, Reason::NoneListed | Reason::Unknown).then_some((cell, reason))
            })
            .collect()
    }

    /// The settings that members but no lay monitors cover today, with the jurisdictions, in the file's order.
    pub fn without_lay_monitors(&self) -> Vec<(SettingKey, Vec<JurisdictionKey>)> {
        let mut settings = Vec::new();
        for setting in self.setting_keys() {
            let without = self.cells_of(setting).filter(|cell| {
                let records = self.coverage_of(*cell, Edition::Today);
                let mut kinds = records
                    .flat_map(|key| {
                        let members = self[key].members();
                        members.map(move |member| self.kind_in(&self[key], member))
                    })
                    .peekable();
                kinds.peek().is_some() && kinds.all(|kind| kind != Kind::LayMonitors)
            });
            let jurisdictions: Vec<_> = without.map(|cell| cell.jurisdiction).collect();
            if !jurisdictions.is_empty() {
                settings.push((setting, jurisdictions));
            }
        }
        settings
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::fixture::{self, cell, jurisdiction, published, setting};
    use crate::directory::{Coverage, Facts};

    fn missing(of: &str, places: &[&str]) -> (SettingKey, Vec<JurisdictionKey>) {
        let jurisdictions = places.iter().map(|place| jurisdiction(place));
        (setting(of), jurisdictions.collect())
    }

    #[test]
    fn cells_are_listed_row_by_row() {
        let cells: Vec<Cell> = fixture::directory().cells().collect();
        assert_eq!(cells.len(), 12);
        assert_eq!(cells[2], cell("prisons", "isle-of-eld"));
        assert_eq!(cells[3], cell("police-custody", "northmark"));
        assert!(cells.is_sorted());
    }

    #[test]
    fn an_empty_cell_has_its_known_reason_or_none_listed() {
        assert_eq!(
            fixture::directory().empty_cells(),
            [
                (cell("court-custody", "northmark"), Reason::NoneListed),
                (cell("court-custody", "isle-of-eld"), Reason::Unknown),
            ]
        );
    }

    #[test]
    fn lay_monitors_are_missing_if_only_others_cover_a_cell() {
        assert_eq!(
            fixture::directory().without_lay_monitors(),
            [
                missing("prisons", &["southmark"]),
                missing("police-custody", &["isle-of-eld"]),
                missing("border-posts", &["northmark", "southmark", "isle-of-eld"]),
            ],
            "in court custody the inspectors of Southmark act as lay monitors, and nobody comes elsewhere"
        );
    }

    #[test]
    fn a_partner_may_be_the_lay_monitor() {
        let facts = Facts {
            coverage: vec![Coverage {
                with: vec![fixture::member("boards")],
                ..published("prisons", &["northmark"], "rip")
            }],
            ..fixture::facts()
        };
        assert_eq!(Directory::new(facts).without_lay_monitors(), []);
    }

    #[test]
    fn a_records_kind_of_monitoring_overrides_its_members() {
        let facts = Facts {
            coverage: vec![Coverage {
                kind: Some(Kind::Inspectorate),
                ..published("prisons", &["northmark"], "boards")
            }],
            ..fixture::facts()
        };
        assert_eq!(
            Directory::new(facts).without_lay_monitors(),
            [missing("prisons", &["northmark"])]
        );
    }
}
