//! The domain model: a [`Directory`] holds checked facts in memory, and answers the questions of the pages.
//!
//! Nothing here reads a file, knows a URL or has sentences for readers. No code depends on a particular setting,
//! jurisdiction or member.

mod changes;
mod date;
mod facts;
mod gaps;
pub mod original;
pub(crate) mod records;
mod search;
mod spelling;
mod standing;
pub(crate) mod unicode;
mod vocabulary;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

pub use changes::Change;
pub use date::Date;
pub use facts::*;
pub use gaps::Cell;
pub use search::{Finder, Findings, Found, SearchWords, Target, Why};
pub use spelling::nearest;
pub use standing::Standing;
pub use vocabulary::{ChangeKind, GapState, Kind, Part, Reason, Status, Takes, Vocabulary};

/// A directory in another language than its data file. Texts without a translation are [marked](original).
#[derive(Debug)]
pub struct Translation {
    /// The language, as a BCP 47 tag.
    pub language: String,
    /// Whether a speaker of the language has checked the translation.
    pub reviewed: bool,
    /// The facts.
    pub directory: Directory,
}

/// A checked directory. It dereferences to its [`Facts`], and has methods for questions about several records.
///
/// `load` builds it and has checked what the documentation of [`Facts`] promises.
#[derive(Debug)]
pub struct Directory {
    facts: Facts,
    /// The coverage records of each cell that has any, by line and then in the file's order.
    by_cell: BTreeMap<Cell, Vec<CoverageKey>>,
    /// The coverage records of each member.
    by_member: Vec<Vec<CoverageKey>>,
}

/// One of the two tables of a directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Edition {
    /// The published table.
    Published,
    /// The published table with the changes since.
    Today,
}

macro_rules! lookups {
    ($($list:ident: $keys:ident, $by_id:ident -> $key:ident;)*) => {$(
        /// Every key, in the file's order.
        pub fn $keys(&self) -> impl Iterator<Item = $key> + use<> {
            (0..self.facts.$list.len()).map($key::new)
        }

        /// The record with this id, present or previous.
        pub fn $by_id(&self, id: &str) -> Option<$key> {
            let is_it = |key: &$key| {
                let record = &self.facts[*key];
                record.id == id || record.previous_ids.iter().any(|previous| previous == id)
            };
            self.$keys().find(is_it)
        }
    )*};
}

/// The cells of a member, in the file's order, with its part in each.
#[derive(Debug, PartialEq, Eq, Default)]
pub struct Covered(pub BTreeMap<Cell, Part>);

impl Covered {
    /// The settings of the cells, in the file's order.
    pub fn settings(&self) -> BTreeSet<SettingKey> {
        self.0.keys().map(|cell| cell.setting).collect()
    }

    /// The jurisdictions of the cells, in the file's order.
    pub fn jurisdictions(&self) -> BTreeSet<JurisdictionKey> {
        self.0.keys().map(|cell| cell.jurisdiction).collect()
    }
}

impl Directory {
    lookups! {
        settings: setting_keys, setting -> SettingKey;
        jurisdictions: jurisdiction_keys, jurisdiction -> JurisdictionKey;
        members: member_keys, member -> MemberKey;
        places: place_keys, place -> PlaceKey;
    }

    /// Indexes checked facts.
    pub fn new(mut facts: Facts) -> Directory {
        facts.end_coverage_of_departed();
        let mut by_cell: BTreeMap<Cell, Vec<CoverageKey>> = BTreeMap::new();
        let mut by_member = vec![Vec::new(); facts.members.len()];
        for (place, coverage) in facts.coverage.iter().enumerate() {
            let key = CoverageKey::new(place);
            for cell in coverage.cells() {
                by_cell.entry(cell).or_default().push(key);
            }
            for member in coverage.members() {
                by_member[member.index()].push(key);
            }
        }
        for records in by_cell.values_mut() {
            records.sort_by_key(|key| facts[*key].line);
        }
        Directory {
            facts,
            by_cell,
            by_member,
        }
    }

    /// The source of the published table, if there is one.
    pub fn published_source(&self) -> Option<&Cited> {
        self.facts.about.published.as_ref()
    }

    /// Whether a coverage record belongs to this edition.
    pub fn holds(&self, coverage: &Coverage, edition: Edition) -> bool {
        match edition {
            Edition::Published => coverage.printed.is_some(),
            Edition::Today => {
                let today = self.facts.about.checked;
                let has_come = |date: Date| date.compare(today).is_le();
                coverage
                    .members()
                    .any(|member| self.standing(member) == Standing::Member)
                    && coverage.began().is_none_or(has_come)
                    && !coverage.until.is_some_and(has_come)
            }
        }
    }

    /// All coverage records of a cell, past and present, by line.
    pub fn records(&self, cell: Cell) -> &[CoverageKey] {
        self.by_cell.get(&cell).map_or(&[], Vec::as_slice)
    }

    /// The coverage records of a cell in this edition, by line.
    pub fn coverage_of(
        &self,
        cell: Cell,
        edition: Edition,
    ) -> impl Iterator<Item = CoverageKey> + '_ {
        let records = self.records(cell).iter().copied();
        records.filter(move |key| self.holds(&self.facts[*key], edition))
    }

    /// The members of a cell in this edition, without duplicates, in the order in which the records name them.
    pub fn members_of(&self, cell: Cell, edition: Edition) -> Vec<MemberKey> {
        let mut members = Vec::new();
        for key in self.coverage_of(cell, edition) {
            for member in self.facts[key].members() {
                if !members.contains(&member) {
                    members.push(member);
                }
            }
        }
        members
    }

    /// All coverage records of a member, past and present, in the file's order.
    pub fn records_of_member(&self, member: MemberKey) -> &[CoverageKey] {
        &self.by_member[member.index()]
    }

    /// What a member covers in this edition.
    pub fn covered_by(&self, member: MemberKey, edition: Edition) -> Covered {
        self.covered(member, |coverage| self.holds(coverage, edition))
    }

    /// The same for today, without what is in doubt.
    pub fn certainly_covered_by(&self, member: MemberKey) -> Covered {
        self.covered(member, |coverage| {
            self.holds(coverage, Edition::Today) && !coverage.is_doubtful(member)
        })
    }

    fn covered(&self, member: MemberKey, counts: impl Fn(&Coverage) -> bool) -> Covered {
        let mut covered = Covered::default();
        let records = self.records_of_member(member).iter();
        for coverage in records.map(|key| &self.facts[*key]) {
            if !counts(coverage) {
                continue;
            }
            let part = if coverage.by.contains(&member) {
                Part::Lead
            } else {
                Part::Partner
            };
            for cell in coverage.cells() {
                let known = covered.0.entry(cell).or_insert(part);
                *known = part.min(*known);
            }
        }
        covered
    }

    /// The absences of a cell or of its lines, in the file's order.
    pub fn absences_of(&self, cell: Cell) -> impl Iterator<Item = &Absence> {
        let absences = self.facts.absences.iter();
        absences.filter(move |it| cell.is_in(&[it.setting], &it.jurisdictions))
    }

    /// Why a cell has no member in this edition; `None` if it has one.
    pub fn reason(&self, cell: Cell, edition: Edition) -> Option<Reason> {
        if self.coverage_of(cell, edition).next().is_some() {
            return None;
        }
        let mut absences = self.absences_of(cell);
        let whole_cell = absences.find(|absence| absence.line.is_none());
        Some(whole_cell.map_or(Reason::NoneListed, |absence| absence.reason))
    }

    /// The same setting in the other jurisdiction whose bodies are responsible for a cell.
    pub fn responsible(&self, cell: Cell) -> Option<Cell> {
        let other = self.absences_of(cell).find_map(|absence| absence.see);
        other.map(|there| Cell::new(cell.setting, there))
    }

    /// The kind of monitoring of a member under a record.
    pub fn kind_in(&self, coverage: &Coverage, member: MemberKey) -> Kind {
        coverage.kind.unwrap_or(self.facts[member].kind)
    }

    /// The complaint routes of a cell, in the file's order.
    pub fn complaint_routes_of(&self, cell: Cell) -> impl Iterator<Item = &ComplaintRoute> {
        let routes = self.facts.complaint_routes.iter();
        routes.filter(move |it| cell.is_in(&it.settings, &it.jurisdictions))
    }

    /// The helplines for people in a cell, in the file's order.
    pub fn helplines_of(&self, cell: Cell) -> impl Iterator<Item = &Helpline> {
        let helplines = self.facts.helplines.iter();
        helplines.filter(move |it| cell.is_in(&it.settings, &it.jurisdictions))
    }

    /// The ways to challenge being held in a cell, in the file's order.
    pub fn releases_of(&self, cell: Cell) -> impl Iterator<Item = &Release> {
        let releases = self.facts.releases.iter();
        releases.filter(move |it| cell.is_in(&it.settings, &it.jurisdictions))
    }

    /// The places of a cell, including closed ones, in the file's order.
    pub fn places_of(&self, cell: Cell) -> impl Iterator<Item = PlaceKey> + '_ {
        self.place_keys()
            .filter(move |key| self.facts[*key].cell() == cell)
    }
}

impl Deref for Directory {
    type Target = Facts;

    fn deref(&self) -> &Facts {
        &self.facts
    }
}

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod tests;
