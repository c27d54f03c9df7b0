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

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Deref;

pub use changes::{Change, When};
pub use date::Date;
pub use facts::*;
pub use gaps::{Cell, MissingLayMonitors};
pub use search::{Finder, Findings, Found, SearchWords, Target, Why};
pub use spelling::{distance, nearest};
pub use standing::Standing;
pub use vocabulary::{GapState, Kind, Reason, Status, Takes, Vocabulary};

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
    /// The coverage records of each cell, by line and then in the file's order; cells row by row.
    cells: Vec<Vec<CoverageKey>>,
    /// The coverage records of each member.
    by_member: Vec<Vec<CoverageKey>>,
    /// For each cell with members, the first column of its row with the same members in the same parts today.
    alike: Vec<Option<JurisdictionKey>>,
    /// The indices of the complaint routes of each cell.
    complaint_routes: Vec<Vec<usize>>,
    /// The absences of each cell.
    absences: BTreeMap<(SettingKey, JurisdictionKey), Vec<AbsenceKey>>,
    /// The keys of records by id, present and previous.
    setting_ids: BTreeMap<String, SettingKey>,
    jurisdiction_ids: BTreeMap<String, JurisdictionKey>,
    member_ids: BTreeMap<String, MemberKey>,
    place_ids: BTreeMap<String, PlaceKey>,
}

/// One of the two tables of a directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Edition {
    /// The published table.
    Published,
    /// The published table with the changes since.
    Today,
}

/// The part that a member has in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// It leads, alone or jointly.
    Lead,
    /// It is a partner of those that lead.
    Partner,
}

impl Directory {
    /// Indexes checked facts.
    pub fn new(mut facts: Facts) -> Directory {
        facts.end_coverage_of_departed();
        let columns = facts.jurisdictions.len();
        let mut cells = vec![Vec::new(); facts.settings.len() * columns];
        let mut by_member = vec![Vec::new(); facts.members.len()];
        for (place, coverage) in facts.coverage.iter().enumerate() {
            let key = CoverageKey::new(place);
            for jurisdiction in &coverage.jurisdictions {
                cells[coverage.setting.index() * columns + jurisdiction.index()].push(key);
            }
            for member in coverage.members() {
                by_member[member.index()].push(key);
            }
        }
        for cell in &mut cells {
            cell.sort_by_key(|key| facts[*key].line);
        }
        let mut complaint_routes = vec![Vec::new(); cells.len()];
        for (place, route) in facts.complaint_routes.iter().enumerate() {
            for setting in &route.settings {
                for jurisdiction in &route.jurisdictions {
                    complaint_routes[setting.index() * columns + jurisdiction.index()].push(place);
                }
            }
        }
        let mut absences: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (place, absence) in facts.absences.iter().enumerate() {
            for jurisdiction in &absence.jurisdictions {
                absences
                    .entry((absence.setting, *jurisdiction))
                    .or_default()
                    .push(AbsenceKey::new(place));
            }
        }
        macro_rules! ids {
            ($list:ident, $key:ident) => {{
                let records = facts.$list.iter().enumerate();
                let ids = records.flat_map(|(index, record)| {
                    let ids = record.previous_ids.iter().chain([&record.id]);
                    ids.map(move |id| (id.clone(), $key::new(index)))
                });
                ids.collect()
            }};
        }
        let mut directory = Directory {
            setting_ids: ids!(settings, SettingKey),
            jurisdiction_ids: ids!(jurisdictions, JurisdictionKey),
            member_ids: ids!(members, MemberKey),
            place_ids: ids!(places, PlaceKey),
            facts,
            cells,
            by_member,
            alike: Vec::new(),
            complaint_routes,
            absences,
        };
        directory.alike = directory.find_alike();
        directory
    }

    fn find_alike(&self) -> Vec<Option<JurisdictionKey>> {
        let mut alike = Vec::with_capacity(self.cells.len());
        for setting in self.setting_keys() {
            let mut first = HashMap::new();
            alike.extend(self.jurisdiction_keys().map(|jurisdiction| {
                let parts: Vec<_> = self
                    .coverage_of(setting, jurisdiction, Edition::Today)
                    .map(|key| (&self.facts[key].by, &self.facts[key].with))
                    .collect();
                (!parts.is_empty()).then(|| *first.entry(parts).or_insert(jurisdiction))
            }));
        }
        alike
    }

    /// The index of a cell, row by row.
    fn place_of(&self, setting: SettingKey, jurisdiction: JurisdictionKey) -> usize {
        setting.index() * self.facts.jurisdictions.len() + jurisdiction.index()
    }

    /// The keys of all settings, in the file's order.
    pub fn setting_keys(&self) -> impl Iterator<Item = SettingKey> + use<> {
        (0..self.facts.settings.len()).map(SettingKey::new)
    }

    /// The keys of all jurisdictions, in the file's order.
    pub fn jurisdiction_keys(&self) -> impl Iterator<Item = JurisdictionKey> + use<> {
        (0..self.facts.jurisdictions.len()).map(JurisdictionKey::new)
    }

    /// The keys of all members, in the file's order.
    pub fn member_keys(&self) -> impl Iterator<Item = MemberKey> + use<> {
        (0..self.facts.members.len()).map(MemberKey::new)
    }

    /// The keys of all places, in the file's order.
    pub fn place_keys(&self) -> impl Iterator<Item = PlaceKey> + use<> {
        (0..self.facts.places.len()).map(PlaceKey::new)
    }

    /// The setting with this id, present or previous.
    pub fn setting(&self, id: &str) -> Option<SettingKey> {
        self.setting_ids.get(id).copied()
    }

    /// The jurisdiction with this id, present or previous.
    pub fn jurisdiction(&self, id: &str) -> Option<JurisdictionKey> {
        self.jurisdiction_ids.get(id).copied()
    }

    /// The place with this id, present or previous.
    pub fn place(&self, id: &str) -> Option<PlaceKey> {
        self.place_ids.get(id).copied()
    }

    /// The member with this id, present or previous.
    pub fn member(&self, id: &str) -> Option<MemberKey> {
        self.member_ids.get(id).copied()
    }

    /// The source of the published table, if there is one.
    pub fn published_source(&self) -> Option<&Source> {
        self.facts.about.published.map(|key| &self.facts[key])
    }

    /// Whether a coverage record belongs to this edition.
    pub fn holds(&self, coverage: &Coverage, edition: Edition) -> bool {
        match edition {
            Edition::Published => coverage.printed.is_some(),
            Edition::Today => {
                let today = self.facts.about.checked;
                if coverage
                    .members()
                    .all(|member| self.standing(member) != Standing::Member)
                {
                    return false;
                }
                let begun = coverage
                    .began()
                    .is_none_or(|date| date.compare(today) != Ordering::Greater);
                let lasts = coverage
                    .until
                    .is_none_or(|date| date.compare(today) == Ordering::Greater);
                begun && lasts
            }
        }
    }

    /// All coverage records of a cell, past and present, by line.
    pub fn records(&self, setting: SettingKey, jurisdiction: JurisdictionKey) -> &[CoverageKey] {
        &self.cells[self.place_of(setting, jurisdiction)]
    }

    /// The coverage records of a cell in this edition, by line.
    pub fn coverage_of(
        &self,
        setting: SettingKey,
        jurisdiction: JurisdictionKey,
        edition: Edition,
    ) -> impl Iterator<Item = CoverageKey> + '_ {
        self.records(setting, jurisdiction)
            .iter()
            .copied()
            .filter(move |key| self.holds(&self.facts[*key], edition))
    }

    /// The members of a cell in this edition, without duplicates, in the order in which the records name them.
    pub fn members_of(
        &self,
        setting: SettingKey,
        jurisdiction: JurisdictionKey,
        edition: Edition,
    ) -> Vec<MemberKey> {
        let mut members = Vec::new();
        for key in self.coverage_of(setting, jurisdiction, edition) {
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

    /// The settings that a member covers in this edition, with the jurisdictions and its part, in the file's order.
    pub fn covered_by(
        &self,
        member: MemberKey,
        edition: Edition,
    ) -> BTreeMap<SettingKey, BTreeMap<JurisdictionKey, Part>> {
        let mut covered: BTreeMap<SettingKey, BTreeMap<JurisdictionKey, Part>> = BTreeMap::new();
        for key in self.records_of_member(member) {
            let coverage = &self.facts[*key];
            if !self.holds(coverage, edition) {
                continue;
            }
            let part = if coverage.by.contains(&member) {
                Part::Lead
            } else {
                Part::Partner
            };
            for jurisdiction in &coverage.jurisdictions {
                covered
                    .entry(coverage.setting)
                    .or_default()
                    .entry(*jurisdiction)
                    .and_modify(|known| *known = part.min(*known))
                    .or_insert(part);
            }
        }
        covered
    }

    /// The same for today, without what is in doubt.
    pub fn certainly_covered_by(
        &self,
        member: MemberKey,
    ) -> BTreeMap<SettingKey, BTreeSet<JurisdictionKey>> {
        let mut covered: BTreeMap<SettingKey, BTreeSet<JurisdictionKey>> = BTreeMap::new();
        for key in self.records_of_member(member) {
            let coverage = &self.facts[*key];
            if self.holds(coverage, Edition::Today) && !coverage.is_doubtful(member) {
                let cells = covered.entry(coverage.setting).or_default();
                cells.extend(&coverage.jurisdictions);
            }
        }
        covered
    }

    /// The absences of a cell or of its lines.
    pub fn absences_of(&self, setting: SettingKey, jurisdiction: JurisdictionKey) -> &[AbsenceKey] {
        self.absences
            .get(&(setting, jurisdiction))
            .map_or(&[], Vec::as_slice)
    }

    /// Why a cell has no member in this edition; `None` if it has one.
    pub fn reason(
        &self,
        setting: SettingKey,
        jurisdiction: JurisdictionKey,
        edition: Edition,
    ) -> Option<Reason> {
        if self
            .coverage_of(setting, jurisdiction, edition)
            .next()
            .is_some()
        {
            return None;
        }
        let whole_cell = self
            .absences_of(setting, jurisdiction)
            .iter()
            .map(|key| &self.facts[*key])
            .find(|absence| absence.line.is_none());
        Some(whole_cell.map_or(Reason::NoneListed, |absence| absence.reason))
    }

    /// The other jurisdiction whose bodies are responsible for a cell.
    pub fn responsible(
        &self,
        setting: SettingKey,
        jurisdiction: JurisdictionKey,
    ) -> Option<JurisdictionKey> {
        let absences = self.absences_of(setting, jurisdiction).iter();
        absences
            .map(|key| &self.facts[*key])
            .find_map(|absence| absence.see)
    }

    /// The other jurisdictions in which the same members cover a setting today, in the same parts.
    pub fn same_coverage(
        &self,
        setting: SettingKey,
        jurisdiction: JurisdictionKey,
    ) -> Vec<JurisdictionKey> {
        let alike = |jurisdiction| self.alike[self.place_of(setting, jurisdiction)];
        let Some(here) = alike(jurisdiction) else {
            return Vec::new();
        };
        self.jurisdiction_keys()
            .filter(|other| *other != jurisdiction && alike(*other) == Some(here))
            .collect()
    }

    /// The kind of monitoring of a member under a record.
    pub fn kind_in(&self, coverage: &Coverage, member: MemberKey) -> Kind {
        coverage.kind.unwrap_or(self.facts[member].kind)
    }

    /// The complaint routes of a cell, in the file's order.
    pub fn complaint_routes_of(
        &self,
        setting: SettingKey,
        jurisdiction: JurisdictionKey,
    ) -> impl Iterator<Item = &ComplaintRoute> {
        self.complaint_routes[self.place_of(setting, jurisdiction)]
            .iter()
            .map(|place| &self.facts.complaint_routes[*place])
    }

    /// The helplines for people in a cell, in the file's order.
    pub fn helplines_of(
        &self,
        setting: SettingKey,
        jurisdiction: JurisdictionKey,
    ) -> impl Iterator<Item = &Helpline> {
        self.facts.helplines.iter().filter(move |helpline| {
            helpline.settings.contains(&setting) && helpline.jurisdictions.contains(&jurisdiction)
        })
    }

    /// The ways to challenge being held in a cell, in the file's order.
    pub fn releases_of(
        &self,
        setting: SettingKey,
        jurisdiction: JurisdictionKey,
    ) -> impl Iterator<Item = &Release> {
        self.facts.releases.iter().filter(move |release| {
            release.settings.contains(&setting) && release.jurisdictions.contains(&jurisdiction)
        })
    }

    /// The places of a cell, including closed ones, in the file's order.
    pub fn places_of(
        &self,
        setting: SettingKey,
        jurisdiction: JurisdictionKey,
    ) -> impl Iterator<Item = PlaceKey> + '_ {
        self.place_keys().filter(move |key| {
            let place = &self.facts[*key];
            place.setting == setting && place.jurisdiction == jurisdiction
        })
    }

    /// The notices of a cell, in the file's order.
    pub fn notices_of(
        &self,
        setting: SettingKey,
        jurisdiction: JurisdictionKey,
    ) -> impl Iterator<Item = (NoticeKey, &Notice)> {
        self.facts
            .notices
            .iter()
            .enumerate()
            .filter(move |(_, notice)| {
                notice.setting == setting && notice.jurisdictions.contains(&jurisdiction)
            })
            .map(|(place, notice)| (NoticeKey::new(place), notice))
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
