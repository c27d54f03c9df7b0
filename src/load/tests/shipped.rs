//! The shipped file, and one of another State that uses every key except `code`.

use toml::de::{DeTable, DeValue};

use super::*;
use crate::directory::{GapState, Kind, Reason, Status, Takes};

const SHIPPED: &str = include_str!("../../../data/uk.toml");
const ISLANDS: &str = include_str!("../../../tests/fixtures/islands.toml");
const NO_TABLE: &str = include_str!("../../../tests/fixtures/no-table.toml");

#[test]
fn the_shipped_file_loads_without_an_error() {
    let loaded = load(&SourceText::new("data/uk.toml", SHIPPED), today());
    let loaded = loaded.map_err(|diagnostics| diagnostics.lines().collect::<Vec<_>>());
    assert_eq!(loaded.map(|loaded| loaded.directory.settings.len()), Ok(11));
}

#[test]
fn the_shipped_file_has_no_warnings_except_about_addresses() {
    let checked = Date::new(2026, Some(11), Some(25)).expect("a date");
    let loaded = load(&SourceText::new("data/uk.toml", SHIPPED), checked).expect("the file holds");
    let others: Vec<_> = loaded
        .warnings
        .iter()
        .filter(|found| found.code != Code::InsecureAddress)
        .collect();
    assert_eq!(others, [] as [&Diagnostic; 0]);
}

/// Every text and date in a value, taken from the debug output of a directory's facts.
fn shown(value: &DeValue<'_>) -> Vec<String> {
    match value {
        DeValue::Table(table) => table
            .values()
            .flat_map(|value| shown(value.get_ref()))
            .collect(),
        DeValue::Array(array) => array
            .iter()
            .flat_map(|value| shown(value.get_ref()))
            .collect(),
        DeValue::Datetime(date) => vec![shown_text(&date.to_string())],
        // The facts have a list of keys instead.
        DeValue::String(text) if text == "all" => Vec::new(),
        DeValue::String(text) => vec![shown_text(text)],
        _ => Vec::new(),
    }
}

fn shown_text(text: &str) -> String {
    let kind = Kind::ALL.iter().find(|word| word.id() == text);
    let takes = Takes::ALL.iter().find(|word| word.id() == text);
    let reason = Reason::ALL.iter().find(|word| word.id() == text);
    let state = GapState::ALL.iter().find(|word| word.id() == text);
    let status = Status::ALL.iter().find(|word| word.id() == text);
    kind.map(|word| format!("{word:?}"))
        .or_else(|| takes.map(|word| format!("{word:?}")))
        .or_else(|| reason.map(|word| format!("{word:?}")))
        .or_else(|| state.map(|word| format!("{word:?}")))
        .or_else(|| status.map(|word| format!("{word:?}")))
        .or_else(|| Date::parse(text).map(|date| format!("{date:?}")))
        .unwrap_or_else(|| format!("{:?}", text.trim()))
}

#[test]
fn every_text_and_date_of_a_file_is_in_the_facts() {
    for text in [SHIPPED, ISLANDS, NO_TABLE] {
        let loaded = load(&SourceText::new("npm.toml", text), today()).expect("a file that holds");
        let facts = format!("{:?}", loaded.directory);
        let said = DeTable::parse(text).expect("TOML").into_inner();
        for text in shown(&DeValue::Table(said)) {
            assert!(facts.contains(&text), "no fact says {text}");
        }
    }
}
