use proptest::prelude::*;

use super::*;
use crate::directory::fixture::{self, cell, date, jurisdiction, member, published, since};
use crate::directory::{Coverage, Edition, Facts, JurisdictionKey, NoticeKey};

/// The fixture with these coverage records, and without other changes.
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

type Turning = (
    Vec<JurisdictionKey>,
    Option<usize>,
    Option<usize>,
    (Date, bool),
);

/// The changes of coverage: the jurisdictions, the indices of the old and new records, and the date.
fn turns(directory: &Directory) -> Vec<Turning> {
    let changes = directory.changes();
    let turn = |change| match change {
        Change::Coverage {
            jurisdictions,
            was,
            now,
            date,
            by_then,
            ..
        } => (
            jurisdictions,
            was.map(CoverageKey::index),
            now.map(CoverageKey::index),
            (date, by_then),
        ),
        other => panic!("{other:?} is no change of coverage"),
    };
    changes.into_iter().map(turn).collect()
}

/// A known date of a change.
fn on(text: &str) -> (Date, bool) {
    (date(text), false)
}

fn all(ids: &[&str]) -> Vec<JurisdictionKey> {
    ids.iter().map(|id| jurisdiction(id)).collect()
}

#[test]
fn changes_are_sorted_newest_first_and_undated_last() {
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
fn changes_before_the_table_or_after_today_are_not_listed() {
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
fn a_change_on_the_day_itself_is_listed() {
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
fn a_record_replaces_the_one_that_ended_on_its_date() {
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
            on("2018-07")
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
    let when = on("2018-07");
    assert_eq!(
        turns(&directory),
        [
            (all(&["northmark"]), Some(0), None, when),
            (all(&["southmark"]), Some(0), Some(1), when),
        ]
    );
}

#[test]
fn an_end_and_a_later_beginning_are_two_changes() {
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
            (all(&["northmark"]), None, Some(1), (date("2020"), true)),
            (all(&["northmark"]), Some(0), None, on("2018-07")),
        ]
    );
}

#[test]
fn records_of_other_lines_and_settings_are_not_replacements() {
    let directory = with(vec![
        until("2018-07", published("prisons", &["northmark"], "rip")),
        Coverage {
            line: 2,
            ..since("2018-07", "prisons", &["northmark"], "ric")
        },
        since("2018-07", "court-custody", &["northmark"], "rips"),
    ]);
    let when = on("2018-07");
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
fn each_record_is_replaced_by_one_even_with_imprecise_dates() {
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
            (all(&["northmark"]), None, Some(0), on("2017-09")),
            (all(&["northmark"]), Some(2), None, on("2017-05")),
            (all(&["northmark"]), Some(1), Some(2), on("2017-03")),
        ]
    );
}

#[test]
fn the_changes_of_a_cell_are_those_of_its_coverage_setting_and_members() {
    let directory = fixture::directory();
    let changes = directory.changes();
    let dates = |of, place| -> Vec<String> {
        let cell = cell(of, place);
        let of_cell = changes.iter().filter(|it| directory.affects(it, cell));
        of_cell
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
            let come = |date: &Date| date.compare(directory.about.checked).is_le();
            for key in directory.records(cell).iter().copied() {
                let in_changes = |is_in: fn(&Change, CoverageKey) -> bool| {
                    let of_cell = changes.iter().filter(|it| directory.affects(it, cell));
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
                    .coverage_of(cell, edition)
                    .collect();
                records.sort();
                records
            };
            let mut led_to = records(Edition::Published);
            let of_cell = changes.iter().filter(|it| directory.affects(it, cell));
            for change in of_cell.rev() {
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
