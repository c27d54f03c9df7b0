//! What differs between the table as published and today.

use std::cmp::{Ordering, Reverse};

use super::{CoverageKey, Date, Directory, JurisdictionKey, MemberKey, NoticeKey, SettingKey};

/// One thing that is not as the published table has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Who covers a line of a row has changed.
    Coverage {
        /// The setting.
        setting: SettingKey,
        /// Where, in the file's order.
        jurisdictions: Vec<JurisdictionKey>,
        /// The record that no longer holds; `None`: the line was empty.
        was: Option<CoverageKey>,
        /// The record that took its place; `None`: the line is empty now.
        now: Option<CoverageKey>,
        /// Since when.
        when: When,
    },
    /// Something else about a setting has changed.
    Noted {
        /// What.
        notice: NoticeKey,
    },
    /// A member bears another name.
    Renamed {
        /// The member.
        member: MemberKey,
        /// Place of the name it had in its list of former names.
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
        /// The body.
        member: MemberKey,
        /// Since when.
        date: Date,
    },
}

/// Since when something is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Since this date.
    Since(Date),
    /// It was known to be so by this date.
    SeenBy(Date),
}

impl When {
    /// The date, whichever way it is meant.
    pub fn date(self) -> Date {
        match self {
            When::Since(date) | When::SeenBy(date) => date,
        }
    }
}

impl Directory {
    /// Every change since the published table, or of any time where there is none, and up to today: newest first, those
    /// without a date last.
    pub fn changes(&self) -> Vec<Change> {
        let published = self.published_source().and_then(|source| source.date);
        let since = |date: Date| {
            published.is_none_or(|published| date.compare(published) == Ordering::Greater)
        };
        let come = |date: Date| date.compare(self.about.checked) != Ordering::Greater;
        let mut changes = self.coverage_changes();
        changes.extend((0..self.notices.len()).map(|place| Change::Noted {
            notice: NoticeKey::new(place),
        }));
        for member in self.member_keys() {
            for (former, name) in self[member].formerly.iter().enumerate() {
                if since(name.until) {
                    changes.push(Change::Renamed { member, former });
                }
            }
            if let Some(date) = self[member].designated.filter(|date| since(*date)) {
                changes.push(Change::Joined { member, date });
            }
            if let Some(date) = self[member].left.filter(|date| since(*date)) {
                changes.push(Change::Left { member, date });
            }
        }
        changes.retain(|change| self.date_of(change).is_none_or(come));
        changes.sort_by_key(|change| Reverse(self.date_of(change).map(Date::earliest)));
        changes
    }

    /// When a change came about, as far as known.
    pub fn date_of(&self, change: &Change) -> Option<Date> {
        match change {
            Change::Coverage { when, .. } => Some(when.date()),
            Change::Noted { notice } => self[*notice].date,
            Change::Renamed { member, former } => Some(self[*member].formerly[*former].until),
            Change::Joined { date, .. } | Change::Left { date, .. } => Some(*date),
        }
    }

    /// Those of some changes that touch a cell.
    pub fn changes_in<'a>(
        &'a self,
        changes: impl IntoIterator<Item = &'a Change>,
        setting: SettingKey,
        jurisdiction: JurisdictionKey,
    ) -> impl Iterator<Item = &'a Change> {
        changes.into_iter().filter(move |change| match change {
            Change::Coverage {
                setting: of,
                jurisdictions,
                ..
            } => *of == setting && jurisdictions.contains(&jurisdiction),
            Change::Noted { notice } => {
                let notice = &self[*notice];
                notice.setting == setting && notice.jurisdictions.contains(&jurisdiction)
            }
            Change::Renamed { member, .. }
            | Change::Joined { member, .. }
            | Change::Left { member, .. } => self
                .records(setting, jurisdiction)
                .iter()
                .any(|key| self[*key].members().any(|named| named == *member)),
        })
    }

    /// Pairs each record that ended with the one that took over its line, jurisdiction by jurisdiction, and gathers
    /// the jurisdictions in which the same two meet.
    fn coverage_changes(&self) -> Vec<Change> {
        let mut turns: Vec<Turn> = Vec::new();
        for setting in self.setting_keys() {
            let of_setting = turns.len();
            for jurisdiction in self.jurisdiction_keys() {
                for (was, now) in self.turns_in(setting, jurisdiction) {
                    let known = turns[of_setting..]
                        .iter_mut()
                        .find(|turn| (turn.was, turn.now) == (was, now));
                    match known {
                        Some(turn) => turn.jurisdictions.push(jurisdiction),
                        None => turns.push(Turn {
                            setting,
                            jurisdictions: vec![jurisdiction],
                            was,
                            now,
                        }),
                    }
                }
            }
        }
        turns
            .into_iter()
            .filter_map(|turn| {
                let now = turn.now.map(|key| &self[key]);
                let from = now.and_then(|record| record.from).map(When::Since);
                let seen = now.and_then(|record| record.seen).map(When::SeenBy);
                let ended = || Some(When::Since(self[turn.was?].until?));
                let when = from.or(seen).or_else(ended)?;
                Some(Change::Coverage {
                    setting: turn.setting,
                    jurisdictions: turn.jurisdictions,
                    was: turn.was,
                    now: turn.now,
                    when,
                })
            })
            .collect()
    }

    /// What ended in a cell with what began there in its stead, line by line.
    fn turns_in(&self, setting: SettingKey, jurisdiction: JurisdictionKey) -> Vec<WasAndNow> {
        let mut records = self.records(setting, jurisdiction).to_vec();
        records.sort_by_key(|key| (self[*key].line, self[*key].began().map(Date::earliest)));
        let mut turns = Vec::new();
        for line in records.chunk_by(|a, b| self[*a].line == self[*b].line) {
            // The records of a line do not overlap: all but the last have ended.
            let mut before = None;
            for key in line.iter().copied() {
                let was = before.filter(|before| self.meets(*before, key));
                if was.is_none() {
                    turns.extend(self.end_of(before));
                }
                if self[key].began().is_some() {
                    turns.push((was, Some(key)));
                }
                before = Some(key);
            }
            turns.extend(self.end_of(before));
        }
        turns
    }

    fn meets(&self, ended: CoverageKey, began: CoverageKey) -> bool {
        let dates = self[ended].until.zip(self[began].began());
        dates.is_some_and(|(until, began)| until.compare(began) == Ordering::Equal)
    }

    /// The turn by which a record that ends gives way to none.
    fn end_of(&self, record: Option<CoverageKey>) -> Option<WasAndNow> {
        record
            .filter(|key| self[*key].until.is_some())
            .map(|key| (Some(key), None))
    }
}

/// The record that ended and the one that took its place.
type WasAndNow = (Option<CoverageKey>, Option<CoverageKey>);

/// One record giving way to another, or to none, in some jurisdictions of a setting.
struct Turn {
    setting: SettingKey,
    jurisdictions: Vec<JurisdictionKey>,
    was: Option<CoverageKey>,
    now: Option<CoverageKey>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::directory::fixture::{self, date, jurisdiction, member, published, setting, since};
    use crate::directory::{Coverage, Edition, Facts, JurisdictionKey, NoticeKey};

    /// The fixture with these records of coverage, and nothing else that has changed.
    fn with(coverage: Vec<Coverage>) -> Directory {
        let mut facts = Facts {
            coverage,
            notices: Vec::new(),
            ..fixture::facts()
        };
        for member in &mut facts.members {
            member.formerly.clear();
            member.designated = None;
        }
        Directory::new(facts)
    }

    fn until(date: &str, coverage: Coverage) -> Coverage {
        Coverage {
            until: Some(fixture::date(date)),
            ..coverage
        }
    }

    type Turning = (Vec<JurisdictionKey>, Option<usize>, Option<usize>, When);

    /// Each change of coverage: where, the places of the records before and after it, and when.
    fn turns(directory: &Directory) -> Vec<Turning> {
        let changes = directory.changes();
        let turn = |change| match change {
            Change::Coverage {
                jurisdictions,
                was,
                now,
                when,
                ..
            } => (
                jurisdictions,
                was.map(CoverageKey::index),
                now.map(CoverageKey::index),
                when,
            ),
            other => panic!("{other:?} is no change of coverage"),
        };
        changes.into_iter().map(turn).collect()
    }

    fn all(ids: &[&str]) -> Vec<JurisdictionKey> {
        ids.iter().map(|id| jurisdiction(id)).collect()
    }

    #[test]
    fn changes_come_newest_first_and_undated_last() {
        let directory = fixture::directory();
        let changes = directory.changes();
        let dates: Vec<Option<String>> = changes
            .iter()
            .map(|change| Some(directory.date_of(change)?.to_string()))
            .collect();
        let expected = [
            "2021-05",    // a notice
            "2020-03-01", // the border posts
            "2020-03-01", // their reviewer joins
            "2020",       // the police on the Isle of Eld
            "2019-05",    // the Police Inspectorate's name
            "2019",       // the courts of Northmark
            "2018-07",    // the police of the other two
        ];
        let expected = expected.map(|date| Some(date.to_owned()));
        assert_eq!(dates[..7], expected);
        assert_eq!(dates[7..], [None], "a notice without a date");
    }

    #[test]
    fn what_was_before_the_table_or_is_yet_to_come_is_no_change() {
        let mut facts = fixture::facts();
        facts.coverage.clear();
        facts.notices.clear();
        facts.members[0].designated = Some(date("2015"));
        facts.members[1].designated = Some(date("2026-06-16"));
        facts.members[3].formerly.truncate(1);
        facts.members[3].formerly[0].until = date("2014-12-31");
        facts.members[6].designated = None;
        assert_eq!(Directory::new(facts).changes(), []);
    }

    #[test]
    fn what_came_on_the_day_itself_is_a_change() {
        let mut facts = fixture::facts();
        facts.coverage.clear();
        facts.notices.clear();
        facts.members[1].designated = Some(date("2026-06-15"));
        facts.members[6].designated = None;
        let joined = Change::Joined {
            member: member("rips"),
            date: date("2026-06-15"),
        };
        let renamed = Change::Renamed {
            member: member("ric"),
            former: 0,
        };
        assert_eq!(Directory::new(facts).changes(), [joined, renamed]);
    }

    #[test]
    fn a_record_takes_the_place_of_the_one_that_ended_then() {
        let directory = with(vec![
            until(
                "2018",
                published("prisons", &["northmark", "southmark"], "rip"),
            ),
            since("2018-07", "prisons", &["northmark", "southmark"], "ric"),
        ]);
        assert_eq!(
            turns(&directory),
            [(
                all(&["northmark", "southmark"]),
                Some(0),
                Some(1),
                When::Since(date("2018-07"))
            )]
        );
    }

    #[test]
    fn a_merged_cell_may_end_in_parts() {
        let directory = with(vec![
            until(
                "2018-07",
                published("prisons", &["northmark", "southmark"], "rip"),
            ),
            since("2018-07", "prisons", &["southmark"], "rips"),
        ]);
        let when = When::Since(date("2018-07"));
        assert_eq!(
            turns(&directory),
            [
                (all(&["northmark"]), Some(0), None, when),
                (all(&["southmark"]), Some(0), Some(1), when),
            ]
        );
    }

    #[test]
    fn a_gap_between_two_records_is_an_end_and_a_beginning() {
        let seen = Coverage {
            printed: None,
            seen: Some(date("2020")),
            ..published("prisons", &["northmark"], "ric")
        };
        let directory = with(vec![
            until("2018-07", published("prisons", &["northmark"], "rip")),
            seen,
        ]);
        assert_eq!(
            turns(&directory),
            [
                (
                    all(&["northmark"]),
                    None,
                    Some(1),
                    When::SeenBy(date("2020"))
                ),
                (
                    all(&["northmark"]),
                    Some(0),
                    None,
                    When::Since(date("2018-07"))
                ),
            ]
        );
    }

    #[test]
    fn other_lines_and_other_settings_take_no_ones_place() {
        let directory = with(vec![
            until("2018-07", published("prisons", &["northmark"], "rip")),
            Coverage {
                line: 2,
                ..since("2018-07", "prisons", &["northmark"], "ric")
            },
            since("2018-07", "court-custody", &["northmark"], "rips"),
        ]);
        let when = When::Since(date("2018-07"));
        assert_eq!(
            turns(&directory),
            [
                (all(&["northmark"]), Some(0), None, when),
                (all(&["northmark"]), None, Some(1), when),
                (all(&["northmark"]), None, Some(2), when),
            ]
        );
    }

    #[test]
    fn one_end_gives_way_to_one_beginning_however_coarse_the_dates() {
        let directory = with(vec![
            since("2017-09", "prisons", &["northmark"], "boards"),
            until("2017", published("prisons", &["northmark"], "rip")),
            until(
                "2017-05",
                since("2017-03", "prisons", &["northmark"], "ric"),
            ),
        ]);
        assert_eq!(
            turns(&directory),
            [
                (
                    all(&["northmark"]),
                    None,
                    Some(0),
                    When::Since(date("2017-09"))
                ),
                (
                    all(&["northmark"]),
                    Some(2),
                    None,
                    When::Since(date("2017-05"))
                ),
                (
                    all(&["northmark"]),
                    Some(1),
                    Some(2),
                    When::Since(date("2017-03"))
                ),
            ]
        );
    }

    #[test]
    fn a_cell_has_the_changes_of_its_coverage_its_setting_and_its_members() {
        let directory = fixture::directory();
        let changes = directory.changes();
        let dates = |of, place| -> Vec<String> {
            directory
                .changes_in(&changes, setting(of), jurisdiction(place))
                .map(|change| match directory.date_of(change) {
                    Some(date) => date.to_string(),
                    None => "undated".to_owned(),
                })
                .collect()
        };
        assert_eq!(
            dates("police-custody", "northmark"),
            ["2021-05", "2019-05", "2018-07"]
        );
        assert_eq!(dates("police-custody", "southmark"), ["2019-05", "2018-07"]);
        assert_eq!(dates("police-custody", "isle-of-eld"), ["2020", "2019-05"]);
        assert_eq!(dates("court-custody", "southmark"), ["undated"]);
        assert_eq!(dates("court-custody", "northmark"), ["2019"]);
        assert_eq!(
            dates("border-posts", "southmark"),
            ["2020-03-01", "2020-03-01"]
        );
        assert_eq!(dates("prisons", "northmark"), [""; 0]);
    }

    #[test]
    fn a_notice_keeps_its_place_in_the_file() {
        let changes = fixture::directory().changes();
        let notices: Vec<NoticeKey> = changes
            .iter()
            .filter_map(|change| match change {
                Change::Noted { notice } => Some(*notice),
                _ => None,
            })
            .collect();
        assert_eq!(notices, [1, 0].map(NoticeKey::new));
    }

    proptest! {
        #[test]
        fn every_beginning_and_every_end_is_in_one_change(coverage in fixture::any_coverage()) {
            let directory = with(coverage);
            let changes = directory.changes();
            for cell in directory.cells() {
                let (setting, jurisdiction) = (cell.setting, cell.jurisdiction);
                let come = |date: &Date| date.compare(directory.about.checked) != Ordering::Greater;
                for key in directory.records(setting, jurisdiction).iter().copied() {
                    let in_changes = |is_in: fn(&Change, CoverageKey) -> bool| {
                        let of_cell = directory.changes_in(&changes, setting, jurisdiction);
                        of_cell.filter(|change| is_in(change, key)).count()
                    };
                    let begins = in_changes(|change, key| {
                        matches!(change, Change::Coverage { now, .. } if *now == Some(key))
                    });
                    let ends = in_changes(|change, key| {
                        matches!(change, Change::Coverage { was, .. } if *was == Some(key))
                    });
                    let began = directory[key].began().filter(come);
                    let until = directory[key].until.filter(come);
                    prop_assert_eq!(begins, usize::from(began.is_some()));
                    prop_assert_eq!(ends, usize::from(until.is_some()));
                }
            }
        }

        #[test]
        fn the_changes_lead_from_the_published_table_to_today(coverage in fixture::any_coverage()) {
            let directory = with(coverage);
            let changes = directory.changes();
            for cell in directory.cells() {
                let records = |edition| {
                    let mut records: Vec<CoverageKey> = directory
                        .coverage_of(cell.setting, cell.jurisdiction, edition)
                        .collect();
                    records.sort();
                    records
                };
                let mut led_to = records(Edition::Published);
                let of_cell: Vec<_> = directory
                    .changes_in(&changes, cell.setting, cell.jurisdiction)
                    .collect();
                for change in of_cell.into_iter().rev() {
                    let Change::Coverage { was, now, .. } = change else {
                        continue;
                    };
                    led_to.retain(|key| Some(*key) != *was);
                    led_to.extend(now);
                }
                led_to.sort();
                prop_assert_eq!(led_to, records(Edition::Today));
            }
        }
    }
}
