use proptest::prelude::*;

use super::fixture::{
    cell, date, directory, facts, jurisdiction, member, published, setting, since,
};
use super::*;

fn with(coverage: Vec<Coverage>) -> Directory {
    Directory::new(Facts {
        coverage,
        ..facts()
    })
}

/// The members of a cell today.
fn members(of: &str, place: &str) -> Vec<MemberKey> {
    directory().members_of(cell(of, place), Edition::Today)
}

#[test]
fn records_are_found_by_id() {
    let directory = directory();
    assert_eq!(
        directory.setting("court-custody"),
        Some(setting("court-custody"))
    );
    assert_eq!(
        directory.jurisdiction("southmark"),
        Some(jurisdiction("southmark"))
    );
    assert_eq!(directory.member("ric"), Some(member("ric")));
    for nobody in ["", "RIC", "rics", "prisons "] {
        assert_eq!(directory.setting(nobody), None, "{nobody}");
        assert_eq!(directory.jurisdiction(nobody), None, "{nobody}");
        assert_eq!(directory.member(nobody), None, "{nobody}");
    }
}

#[test]
fn a_member_is_found_by_its_previous_id() {
    assert_eq!(directory().member("pinsp"), Some(member("ric")));
}

#[test]
fn keys_are_in_the_order_of_the_file() {
    let directory = directory();
    assert!(directory.setting_keys().eq((0..4).map(SettingKey::new)));
    assert!(
        directory
            .jurisdiction_keys()
            .eq((0..3).map(JurisdictionKey::new))
    );
    assert!(directory.member_keys().eq((0..8).map(MemberKey::new)));
    assert_eq!(directory[setting("prisons")].name, "Prisons");
    let published = directory.published_source();
    assert_eq!(published.map(|source| source.id.as_str()), Some("table"));
}

#[test]
fn the_lines_of_a_cell_are_sorted() {
    assert_eq!(
        members("police-custody", "northmark"),
        ["ric", "visitors-nm"].map(member),
        "the file has the second line first"
    );
}

#[test]
fn a_member_named_twice_in_a_cell_is_listed_once() {
    let directory = with(vec![
        published("prisons", &["northmark"], "ric"),
        Coverage {
            line: 2,
            with: vec![member("ric")],
            ..published("prisons", &["northmark"], "rip")
        },
    ]);
    let members = directory.members_of(cell("prisons", "northmark"), Edition::Today);
    assert_eq!(members, ["ric", "rip"].map(member));
}

#[test]
fn todays_table_has_what_has_begun_and_not_ended() {
    let coverage = |start: &str, until: Option<&str>| Coverage {
        until: until.map(date),
        ..since(start, "prisons", &["northmark"], "rip")
    };
    // Today is 15 June 2026.
    for (coverage, is_today) in [
        (coverage("2020", None), true),
        (coverage("2026-06-15", None), true),
        (coverage("2026", None), true),
        (coverage("2026-06-16", None), false),
        (coverage("2027", None), false),
        (coverage("2020", Some("2026-06-16")), true),
        (coverage("2020", Some("2026-06-15")), false),
        (coverage("2020", Some("2026")), false),
        (coverage("2020", Some("2021")), false),
        (coverage("2027", Some("2028")), false),
        (published("prisons", &["northmark"], "rip"), true),
    ] {
        let holds = directory().holds(&coverage, Edition::Today);
        assert_eq!(
            holds,
            is_today,
            "{:?} {:?}",
            coverage.began(),
            coverage.until
        );
    }
}

#[test]
fn the_published_table_has_printed_records_even_if_they_have_ended() {
    let ended = Coverage {
        until: Some(date("2016")),
        ..published("prisons", &["northmark"], "rip")
    };
    assert!(directory().holds(&ended, Edition::Published));
    assert!(!directory().holds(&ended, Edition::Today));
    let begun = since("2016", "prisons", &["northmark"], "rip");
    assert!(!directory().holds(&begun, Edition::Published));
    let seen = Coverage {
        from: None,
        seen: Some(date("2016")),
        ..begun
    };
    assert!(!directory().holds(&seen, Edition::Published));
    assert!(directory().holds(&seen, Edition::Today));
}

#[test]
fn records_of_any_time_are_kept() {
    let directory = directory();
    let police = |place| directory.records(cell("police-custody", place));
    assert_eq!(police("northmark"), [5, 6, 3].map(CoverageKey::new));
    assert_eq!(police("isle-of-eld"), [CoverageKey::new(7)]);
    assert_eq!(
        directory.records_of_member(member("ric")),
        [5, 6, 7].map(CoverageKey::new)
    );
    assert_eq!(directory.records_of_member(member("cfd")), []);
}

#[test]
fn a_member_that_leads_in_one_line_leads() {
    let partner = Coverage {
        by: vec![member("boards")],
        with: vec![member("rip")],
        ..published("prisons", &["northmark", "southmark"], "boards")
    };
    let lead = Coverage {
        line: 2,
        ..published("prisons", &["northmark"], "rip")
    };
    for coverage in [vec![partner.clone(), lead.clone()], vec![lead, partner]] {
        let covered = with(coverage).covered_by(member("rip"), Edition::Today);
        let expected = [
            (cell("prisons", "northmark"), Part::Lead),
            (cell("prisons", "southmark"), Part::Partner),
        ];
        assert_eq!(covered.0, expected.into());
    }
}

#[test]
fn what_a_member_covers_depends_on_the_edition() {
    let directory = directory();
    let courts = setting("court-custody");
    let covered = |edition| directory.covered_by(member("rip"), edition);
    assert!(covered(Edition::Published).settings().contains(&courts));
    assert!(!covered(Edition::Today).settings().contains(&courts));
    for place in ["northmark", "southmark"] {
        let part = covered(Edition::Published).0[&cell("police-custody", place)];
        assert_eq!(part, Part::Partner);
    }
}

#[test]
fn an_empty_cell_has_a_reason_and_another_has_none() {
    let directory = directory();
    let reason = |of, place, edition| directory.reason(cell(of, place), edition);
    assert_eq!(
        reason("court-custody", "isle-of-eld", Edition::Today),
        Some(Reason::Unknown)
    );
    assert_eq!(
        reason("court-custody", "northmark", Edition::Today),
        Some(Reason::NoneListed)
    );
    assert_eq!(
        reason("court-custody", "northmark", Edition::Published),
        None
    );
    assert_eq!(
        reason("court-custody", "southmark", Edition::Today),
        None,
        "what is known of a full cell's emptiness is of another time"
    );
}

#[test]
fn the_reason_for_an_empty_line_is_not_that_of_the_cell() {
    let mut facts = facts();
    facts.coverage.clear();
    let directory = Directory::new(facts);
    let southmark = cell("prisons", "southmark");
    assert_eq!(
        directory.reason(southmark, Edition::Today),
        Some(Reason::NoneListed)
    );
    let absences = |cell| directory.absences_of(cell);
    let lines: Vec<_> = absences(southmark).map(|absence| absence.line).collect();
    assert_eq!(lines, [directory.absences[0].line]);
    assert_eq!(absences(cell("prisons", "northmark")).count(), 0);
}

#[test]
fn a_records_kind_of_monitoring_overrides_its_members() {
    let directory = directory();
    let own = published("prisons", &["northmark"], "rip");
    assert_eq!(directory.kind_in(&own, member("rip")), Kind::Inspectorate);
    assert_eq!(directory.kind_in(&own, member("boards")), Kind::LayMonitors);
    let other = Coverage {
        kind: Some(Kind::Reviewer),
        ..own
    };
    assert_eq!(directory.kind_in(&other, member("rip")), Kind::Reviewer);
}

#[test]
fn complaint_routes_are_those_of_the_cell() {
    let directory = directory();
    let routes = |of, place| directory.complaint_routes_of(cell(of, place)).count();
    assert_eq!(routes("prisons", "southmark"), 1);
    assert_eq!(routes("prisons", "isle-of-eld"), 0);
    assert_eq!(routes("police-custody", "southmark"), 0);
}

#[test]
fn a_member_without_an_abbreviation_is_called_by_its_name() {
    let directory = directory();
    assert_eq!(directory[member("rip")].short_name(), "RIP");
    assert_eq!(directory[member("boards")].short_name(), "Visiting Boards");
}

#[test]
fn a_printed_record_did_not_begin_later() {
    let printed = published("prisons", &["northmark"], "rip");
    assert_eq!(printed.began(), None);
    let begun = since("2016", "prisons", &["northmark"], "rip");
    assert_eq!(begun.began(), Some(date("2016")));
}

#[test]
fn words_of_the_data_file_are_distinct() {
    fn all_distinct(words: &[&str]) -> bool {
        (1..words.len()).all(|place| !words[..place].contains(&words[place]))
    }
    assert!(all_distinct(&Kind::ALL.map(Kind::id)));
    assert!(all_distinct(&Takes::ALL.map(Takes::id)));
    assert!(all_distinct(&Reason::ALL.map(Reason::id)));
    assert!(all_distinct(&GapState::ALL.map(GapState::id)));
    assert_eq!(Kind::LayMonitors.id(), "lay-monitors");
    assert_eq!(Takes::Some.id(), "some");
    assert_eq!(Reason::NotApplicable.id(), "not-applicable");
    assert_eq!(GapState::Narrowed.id(), "narrowed");
}

fn any_edition() -> impl Strategy<Value = Edition> {
    prop_oneof![Just(Edition::Published), Just(Edition::Today)]
}

proptest! {
    #[test]
    fn the_members_of_a_cell_are_those_of_a_naive_scan(
        coverage in fixture::any_coverage(),
        edition in any_edition(),
    ) {
        let directory = with(coverage);
        for cell in directory.cells() {
            let mut scanned: Vec<MemberKey> = directory
                .coverage
                .iter()
                .filter(|record| record.setting == cell.setting)
                .filter(|record| record.jurisdictions.contains(&cell.jurisdiction))
                .filter(|record| directory.holds(record, edition))
                .flat_map(Coverage::members)
                .collect();
            scanned.sort();
            scanned.dedup();
            let mut members = directory.members_of(cell, edition);
            members.sort();
            prop_assert_eq!(members, scanned);
        }
    }

    #[test]
    fn a_member_covers_the_cells_that_list_it(
        coverage in fixture::any_coverage(),
        edition in any_edition(),
    ) {
        let directory = with(coverage);
        for member in directory.member_keys() {
            let covered = directory.covered_by(member, edition);
            for cell in directory.cells() {
                let listed = directory.members_of(cell, edition).contains(&member);
                prop_assert_eq!(listed, covered.0.contains_key(&cell));
            }
        }
    }

    #[test]
    fn a_cell_has_members_or_a_reason(
        coverage in fixture::any_coverage(),
        edition in any_edition(),
    ) {
        let directory = with(coverage);
        for cell in directory.cells() {
            let is_empty = directory.members_of(cell, edition).is_empty();
            prop_assert_eq!(is_empty, directory.reason(cell, edition).is_some());
        }
    }
}
