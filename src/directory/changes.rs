//! The differences between the published table and today's.

use std::cmp::Reverse;

use super::{
    Cell, CoverageKey, Date, Directory, JurisdictionKey, MemberKey, NoticeKey, SettingKey,
};

/// A difference from the published table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The members that cover a line of a row have changed.
    Coverage {
        /// The setting.
        setting: SettingKey,
        /// The jurisdictions, in the file's order.
        jurisdictions: Vec<JurisdictionKey>,
        /// The record that ended; `None`: the line was empty.
        was: Option<CoverageKey>,
        /// The record that replaced it; `None`: the line is empty now.
        now: Option<CoverageKey>,
        /// The date of the change.
        date: Date,
        /// Whether that is only a date by which it was known.
        by_then: bool,
    },
    /// Another change in a setting.
    Noted {
        /// The notice about it.
        notice: NoticeKey,
    },
    /// A member has a new name.
    Renamed {
        /// The member.
        member: MemberKey,
        /// The index of the old name among its previous names.
        former: usize,
    },
    /// A body has become a member.
    Joined {
        /// The member.
        member: MemberKey,
        /// When it was designated.
        date: Date,
    },
    /// A body is no longer a member.
    Left {
        /// The former member.
        member: MemberKey,
        /// The date on which it left.
        date: Date,
    },
}

impl Directory {
    /// Every change up to today, since the published table or, if there is none, ever: newest first, those without a
    /// date last.
    pub fn changes(&self) -> Vec<Change> {
        let published = self.published_source().and_then(|source| source.date);
        let since = |date: &Date| published.is_none_or(|published| date.compare(published).is_gt());
        let come = |date: Date| date.compare(self.about.checked).is_le();
        let mut changes = self.coverage_changes();
        changes.extend((0..self.notices.len()).map(|place| Change::Noted {
            notice: NoticeKey::new(place),
        }));
        for member in self.member_keys() {
            for (former, name) in self[member].formerly.iter().enumerate() {
                if since(&name.until) {
                    changes.push(Change::Renamed { member, former });
                }
            }
            if let Some(date) = self[member].designated.filter(since) {
                changes.push(Change::Joined { member, date });
            }
            if let Some(date) = self[member].left.filter(since) {
                changes.push(Change::Left { member, date });
            }
        }
        changes.retain(|change| self.date_of(change).is_none_or(come));
        changes.sort_by_key(|change| Reverse(self.date_of(change).map(Date::earliest)));
        changes
    }

    /// The date of a change, if it is known.
    pub fn date_of(&self, change: &Change) -> Option<Date> {
        match change {
            Change::Noted { notice } => self[*notice].date,
            Change::Renamed { member, former } => Some(self[*member].formerly[*former].until),
            Change::Coverage { date, .. }
            | Change::Joined { date, .. }
            | Change::Left { date, .. } => Some(*date),
        }
    }

    /// The setting of a change; `None` if it is one of a member.
    pub fn setting_of(&self, change: &Change) -> Option<SettingKey> {
        match change {
            Change::Coverage { setting, .. } => Some(*setting),
            Change::Noted { notice } => Some(self[*notice].setting),
            Change::Renamed { .. } | Change::Joined { .. } | Change::Left { .. } => None,
        }
    }

    /// Whether a change affects a cell.
    pub fn affects(&self, change: &Change, cell: Cell) -> bool {
        match change {
            Change::Coverage {
                setting,
                jurisdictions,
                ..
            } => cell.is_in(&[*setting], jurisdictions),
            Change::Noted { notice } => {
                let notice = &self[*notice];
                cell.is_in(&[notice.setting], &notice.jurisdictions)
            }
            Change::Renamed { member, .. }
            | Change::Joined { member, .. }
            | Change::Left { member, .. } => self
                .records(cell)
                .iter()
                .any(|key| self[*key].members().any(|named| named == *member)),
        }
    }

    /// Pairs each record that ended with its replacement in the same line, jurisdiction by jurisdiction, and groups the
    /// jurisdictions with the same pair.
    fn coverage_changes(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        for setting in self.setting_keys() {
            let mut turns: Vec<(WasAndNow, Vec<JurisdictionKey>)> = Vec::new();
            for cell in self.cells_of(setting) {
                for turn in self.turns_in(cell) {
                    match turns.iter_mut().find(|(known, _)| *known == turn) {
                        Some((_, jurisdictions)) => jurisdictions.push(cell.jurisdiction),
                        None => turns.push((turn, vec![cell.jurisdiction])),
                    }
                }
            }
            for ((was, now), jurisdictions) in turns {
                let from = now.and_then(|key| self[key].from);
                let seen = now.and_then(|key| self[key].seen);
                let until = was.and_then(|key| self[key].until);
                changes.extend(from.or(seen).or(until).map(|date| Change::Coverage {
                    setting,
                    jurisdictions,
                    was,
                    now,
                    date,
                    by_then: from.is_none() && seen.is_some(),
                }));
            }
        }
        changes
    }

    /// The pairs of records that ended and began in a cell, line by line.
    fn turns_in(&self, cell: Cell) -> Vec<WasAndNow> {
        let mut records = self.records(cell).to_vec();
        records.sort_by_key(|key| (self[*key].line, self[*key].began().map(Date::earliest)));
        let has_table = self.published_source().is_some();
        let mut turns = Vec::new();
        for line in records.chunk_by(|a, b| self[*a].line == self[*b].line) {
            // The records of a line do not overlap, so all but the last have ended.
            let mut before: Option<CoverageKey> = None;
            for now in line.iter().copied().map(Some).chain([None]) {
                let began = now.and_then(|now| self[now].began());
                let ended = before.filter(|before| self[*before].until.is_some());
                let meets = ended.and_then(|key| self[key].until).zip(began);
                let meets = meets.is_some_and(|(until, began)| until.compare(began).is_eq());
                if !meets {
                    turns.extend(ended.map(|key| (Some(key), None)));
                }
                // Without a published table, evidence that a record held by a date does not say that anything changed.
                let has_begun = |key: &CoverageKey| {
                    self[*key].from.is_some() || (self[*key].seen.is_some() && (has_table || meets))
                };
                turns.extend(
                    now.filter(has_begun)
                        .map(|now| (ended.filter(|_| meets), Some(now))),
                );
                before = now;
            }
        }
        turns
    }
}

/// The record that ended and its replacement.
type WasAndNow = (Option<CoverageKey>, Option<CoverageKey>);

#[cfg(test)]
mod tests;
