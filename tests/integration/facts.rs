//! Regression tests for facts of the shipped data that were wrong, written by hand from their sources; and style checks
//! of its texts.

use std::collections::BTreeSet;

use npm_directory::directory::{Coverage, Directory, Edition, JurisdictionKey, MemberKey};

use crate::shipped;

const E: &str = "england";
const W: &str = "wales";
const S: &str = "scotland";
const N: &str = "northern-ireland";

/// A line of a cell: who leads there today, the partners, and whether that is in doubt.
struct Line {
    setting: &'static str,
    jurisdiction: &'static str,
    number: u32,
    by: &'static [&'static str],
    with: &'static [&'static str],
    is_doubtful: bool,
}

const fn sure(
    setting: &'static str,
    jurisdiction: &'static str,
    number: u32,
    by: &'static [&'static str],
    with: &'static [&'static str],
) -> Line {
    Line {
        setting,
        jurisdiction,
        number,
        by,
        with,
        is_doubtful: false,
    }
}

const fn doubtful(
    setting: &'static str,
    jurisdiction: &'static str,
    number: u32,
    by: &'static [&'static str],
    with: &'static [&'static str],
) -> Line {
    Line {
        is_doubtful: true,
        ..sure(setting, jurisdiction, number, by, with)
    }
}

#[rustfmt::skip]
const TODAY: [Line; 32] = [
    // The law makes HMI Prisons inspect; whether HIW still takes part could not be confirmed.
    doubtful("prisons", W, 1, &["hmi-prisons"], &["hiw"]),
    // The Care Inspectorate calls being a guest inspector a long-standing commitment, after September 2022.
    sure("prisons", S, 1, &["hmips"], &["care-inspectorate"]),
    // Prisons (Scotland) Act 1989, sections 7A to 7G.
    sure("prisons", S, 2, &["hmips"], &[]),
    // By invitation, last mentioned in 2021.
    doubtful("prisons", S, 3, &["shrc"], &[]),
    // HMICFRS on Gwent, January 2025.
    sure("police-custody", E, 1, &["hmicfrs"], &["cqc"]),
    sure("police-custody", W, 1, &["hmicfrs"], &["hiw"]),
    // CJINI on Woodlands, September 2022.
    sure("children-in-secure-accommodation", N, 1, &["rqia"], &[]),
    sure("children-in-secure-accommodation", N, 2, &["cjini"], &[]),
    // Slides of HMI Prisons, March 2015: the office is listed under England.
    sure("children-all-settings", E, 1, &["childrens-commissioner"], &[]),
    doubtful("deprivation-of-liberty", S, 1, &["care-inspectorate", "mwcs"], &[]),
    doubtful("deprivation-of-liberty", N, 1, &["rqia"], &[]),
    // HMI Prisons, February 2020, names nobody else.
    sure("military-detention", E, 1, &["hmi-prisons"], &[]),
    sure("military-detention", W, 1, &["hmi-prisons"], &[]),
    sure("military-detention", S, 1, &["hmi-prisons"], &[]),
    sure("military-detention", N, 1, &["hmi-prisons"], &[]),
    // HMICS is under Scots law; the suites inspected from 2012 to 2017 were in England and Scotland.
    sure("customs-custody", E, 1, &["hmicfrs"], &[]),
    doubtful("customs-custody", W, 1, &["hmicfrs"], &[]),
    doubtful("customs-custody", S, 1, &["hmicfrs"], &[]),
    // A list of the London scheme, 2019.
    doubtful("customs-custody", E, 2, &["icva"], &[]),
    sure("terrorism-act-detention", E, 1, &["irtl"], &[]),
    sure("terrorism-act-detention", W, 1, &["irtl"], &[]),
    sure("terrorism-act-detention", S, 1, &["irtl"], &[]),
    sure("terrorism-act-detention", N, 1, &["irtl"], &[]),
    sure("terrorism-act-detention", E, 2, &["icva"], &[]),
    sure("terrorism-act-detention", W, 2, &["icva"], &[]),
    // S.I. 2013/602, article 12.
    sure("terrorism-act-detention", S, 2, &["icvs"], &[]),
    // The Policing Board, June 2024: its visitors cover serious crime suites.
    sure("terrorism-act-detention", N, 2, &["nipb-custody-visitors"], &[]),
    sure("terrorism-act-detention", E, 3, &["hmicfrs"], &[]),
    sure("terrorism-act-detention", W, 3, &["hmicfrs"], &[]),
    sure("court-custody", S, 1, &["hmips"], &[]),
    sure("court-custody", N, 1, &["cjini"], &[]),
    sure("mental-health-detention", W, 1, &["hiw"], &[]),
];

fn ids(directory: &Directory, members: &[MemberKey]) -> Vec<String> {
    let ids = members.iter().map(|key| directory[*key].id.clone());
    ids.collect()
}

/// The records of an edition for a line of a cell.
fn records<'a>(directory: &'a Directory, line: &Line, edition: Edition) -> Vec<&'a Coverage> {
    let of_line = |record: &&Coverage| {
        directory[record.setting].id == line.setting
            && record.line == line.number
            && (record.jurisdictions.iter()).any(|key| directory[*key].id == line.jurisdiction)
            && directory.holds(record, edition)
    };
    directory.coverage.iter().filter(of_line).collect()
}

#[test]
fn each_corrected_cell_agrees_with_its_source() {
    let directory = shipped();
    for line in &TODAY {
        let place = format!("{} in {}, {}", line.setting, line.jurisdiction, line.number);
        let records = records(&directory, line, Edition::Today);
        let [record] = records.as_slice() else {
            panic!("{place}: {} records", records.len());
        };
        assert_eq!(ids(&directory, &record.by), line.by, "{place}");
        assert_eq!(ids(&directory, &record.with), line.with, "{place}");
        assert_eq!(record.doubt.is_some(), line.is_doubtful, "{place}");
    }
}

/// No other record that holds today is in doubt.
#[test]
fn todays_doubts_are_the_known_ones() {
    let directory = shipped();
    let named = |record: &Coverage| {
        TODAY.iter().any(|line| {
            line.is_doubtful
                && directory[record.setting].id == line.setting
                && record.line == line.number
                && (record.jurisdictions.iter()).any(|key| directory[*key].id == line.jurisdiction)
        })
    };
    for record in &directory.coverage {
        let is_doubtful = record.doubt.is_some() && directory.holds(record, Edition::Today);
        assert!(
            !is_doubtful || named(record),
            "{}: {:?}",
            directory[record.setting].id,
            record.doubt
        );
    }
}

/// Changes in law and places, with their dates.
#[rustfmt::skip]
const CHANGES: [(&str, &[&str], &str, &str); 8] = [
    ("deprivation-of-liberty", &[E, W, S, N], "2026-06-02", "[2026] UKSC 16"),
    ("police-custody", &[E, W], "2025-12-18", "Mental Health Act 2025"),
    ("prisons", &[E, W], "2025-12-18", "Mental Health Act 2025"),
    ("mental-health-detention", &[E, W], "2025-12-18", "Mental Health Act 2025"),
    ("prisons", &[S], "2024-08-28", "nobody under 18"),
    ("children-in-secure-accommodation", &[S], "2024-08-28", "nobody under 18"),
    ("children-in-secure-accommodation", &[E], "2024", "Oasis Restore"),
    ("children-in-secure-accommodation", &[E], "2025-08", "Oasis Restore"),
];

#[test]
fn each_corrected_change_has_its_date() {
    let directory = shipped();
    for (setting, jurisdictions, date, words) in CHANGES {
        let found = directory.notices.iter().any(|notice| {
            let places: BTreeSet<&str> = (notice.jurisdictions.iter())
                .map(|key| directory[*key].id.as_str())
                .collect();
            directory[notice.setting].id == setting
                && places == jurisdictions.iter().copied().collect()
                && notice.date.is_some_and(|found| found.to_string() == date)
                && notice.text.contains(words)
        });
        assert!(found, "{setting}: {words}, {date}");
    }
}

/// The name of a jurisdiction in texts, by its id.
fn words_for(jurisdiction: &str) -> [&'static str; 2] {
    match jurisdiction {
        E => ["England", "English"],
        W => ["Wales", "Welsh"],
        S => ["Scotland", "Scottish"],
        N => ["Northern Ireland", "Northern Irish"],
        other => panic!("the data has no such jurisdiction: {other}"),
    }
}

#[test]
fn a_note_makes_sense_without_its_cell() {
    let directory = shipped();
    let coverage = directory.coverage.iter().flat_map(|record| {
        let texts = [&record.note, &record.doubt].into_iter().flatten();
        texts.map(|text| (&record.jurisdictions, text))
    });
    let absences = directory.absences.iter().filter_map(|absence| {
        let note = absence.note.as_ref()?;
        Some((&absence.jurisdictions, note))
    });
    let notices = directory.notices.iter();
    let notices = notices.map(|notice| (&notice.jurisdictions, &notice.text));
    let gaps = directory
        .gaps
        .iter()
        .map(|gap| (&gap.jurisdictions, &gap.what));
    let all: Vec<(&Vec<JurisdictionKey>, &String)> = coverage
        .chain(absences)
        .chain(notices)
        .chain(gaps)
        .collect();
    assert!(all.len() > 60, "{}", all.len());
    for (jurisdictions, text) in all {
        if jurisdictions.len() == directory.jurisdictions.len() {
            continue;
        }
        for key in jurisdictions {
            let words = words_for(&directory[*key].id);
            assert!(words.iter().any(|word| text.contains(word)), "{text}");
        }
    }
}

#[test]
fn only_search_words_and_printed_words_have_straight_quotes() {
    let mut table = "";
    for (number, line) in include_str!("../../data/uk.toml").lines().enumerate() {
        let start = line.trim_start();
        if start.starts_with('[') {
            table = start;
        }
        let is_matched = ["#", "printed", "also-called", "ignored-words", "names"]
            .iter()
            .any(|key| start.starts_with(key));
        // The comment after a value.
        let text = line.split("   #").next().unwrap_or(line);
        if is_matched || table.starts_with("[[complaint") {
            continue;
        }
        assert!(!text.contains('\''), "line {}: {line}", number + 1);
        assert!(!text.contains("\\\""), "line {}: {line}", number + 1);
    }
}

/// Kinds of place that are easily confused.
#[rustfmt::skip]
const TAKEN_FOR_ONE_ANOTHER: [[&str; 2]; 3] = [
    // Young offender institutions hold children and are inspected as prisons.
    ["prisons", "children-in-secure-accommodation"],
    ["mental-health-detention", "deprivation-of-liberty"],
    ["police-custody", "court-custody"],
];

#[test]
fn settings_that_are_easily_confused_refer_to_each_other() {
    let directory = shipped();
    for [one, other] in TAKEN_FOR_ONE_ANOTHER {
        for (from, to) in [(one, other), (other, one)] {
            let from = directory.setting(from).expect("the setting is there");
            let mut leads = directory[from].see_also.iter();
            assert!(leads.any(|lead| directory[lead.setting].id == to), "{to}");
        }
    }
}

#[test]
fn an_undated_source_is_not_given_the_date_of_its_reading() {
    let directory = shipped();
    let undated = directory
        .sources
        .iter()
        .filter(|source| source.date.is_none());
    assert!(undated.count() > 60);
    for source in &directory.sources {
        let date = source.date.map(|date| date.to_string());
        assert_ne!(date.as_deref(), Some("2026-11"), "{}", source.id);
    }
}

#[test]
fn the_map_of_nations_is_geographically_right() {
    let directory = shipped();
    let tile = |id| {
        let key = directory.jurisdiction(id).expect("the nation is there");
        directory[key].tile.expect("the nation has a tile")
    };
    let [england, wales, scotland, northern_ireland] = [E, W, S, N].map(tile);
    assert!(scotland.row < england.row && scotland.column == england.column);
    assert!(wales.column < england.column && wales.row == england.row);
    assert!(northern_ireland.column < scotland.column);
}
