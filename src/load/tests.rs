//! What is said of a file with mistakes, word for word.

use super::*;

fn today() -> Date {
    Date::new(2026, Some(11), Some(23)).expect("a date")
}

#[test]
fn the_shipped_file_loads_without_an_error() {
    let text = include_str!("../../data/uk.toml");
    let loaded = load(&Source::new("data/uk.toml", text), today());
    let loaded = loaded.map_err(|diagnostics| diagnostics.lines().collect::<Vec<_>>());
    assert_eq!(loaded.map(|loaded| loaded.directory.settings.len()), Ok(11));
}
