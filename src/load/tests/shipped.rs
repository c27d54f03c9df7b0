//! The shipped file.

use super::*;

const SHIPPED: &str = include_str!("../../../data/uk.toml");

#[test]
fn the_shipped_file_loads_without_an_error() {
    let loaded = load(&Source::new("data/uk.toml", SHIPPED), today());
    let loaded = loaded.map_err(|diagnostics| diagnostics.lines().collect::<Vec<_>>());
    assert_eq!(loaded.map(|loaded| loaded.directory.settings.len()), Ok(11));
}

#[test]
fn the_shipped_file_is_warned_of_nothing_but_addresses() {
    let diagnostics = diagnostics(SHIPPED);
    let others: Vec<_> = diagnostics
        .iter()
        .filter(|found| found.code != Code::InsecureAddress)
        .collect();
    assert_eq!(others, [] as [&Diagnostic; 0]);
}
