//! The small file that the tests of this module edit, and helpers to load it.

mod alone;
mod codes;
mod properties;
mod schema;
mod second;
mod shapes;
mod shipped;
mod text;
mod translation;

use super::*;
use crate::diagnostics::Style;
use crate::directory::Cell;

/// A small file without mistakes.
pub(crate) const SMALL: &str = r#"[directory]
title     = "Monitors of Fenland"
website   = "https://npm.example/"
published = "table"
checked   = 2026-11-01

[[source]]
id        = "table"
title     = "The Table"
publisher = "Monitors of Fenland"
date      = "2014"

[[jurisdiction]]
id   = "north"
name = "North Fen"

[[jurisdiction]]
id   = "south"
name = "South Fen"

[[member]]
id           = "inspectors"
name         = "Prison Inspectors"
abbreviation = "PI"
kind         = "inspectorate"
role         = "It inspects prisons."
website      = "https://inspectors.example/"
sources      = ["table"]

[[member]]
id      = "visitors"
name    = "Board of Visitors"
kind    = "lay-monitors"
role    = "Its members visit prisons."
website = "https://visitors.example/"
sources = ["table"]

[[setting]]
id      = "prisons"
name    = "Prisons"
printed = "Prisons and jails"
hint    = "For sentences and remand"

  [[setting.coverage]]
  jurisdictions = ["north", "south"]
  by            = ["inspectors"]
  with          = ["visitors"]
  printed       = "Prison Inspectors (PI) with Board of Visitors"
  sources       = ["table"]

[[setting]]
id      = "police"
name    = "Police stations"
printed = "Police stations"
hint    = "After an arrest"

  [[setting.coverage]]
  jurisdictions = ["north"]
  by            = ["inspectors"]
  printed       = "PI"
  sources       = ["table"]
"#;

pub(crate) fn today() -> Date {
    Date::new(2026, Some(11), Some(23)).expect("a date")
}

/// The small file with the first occurrence of a text replaced.
pub(crate) fn edited(from: &str, to: &str) -> String {
    edited_again(SMALL, from, to)
}

/// The same for a file that is edited already.
pub(crate) fn edited_again(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "the file has no {from:?}");
    text.replacen(from, to, 1)
}

/// The small file with lines appended; keys belong to the coverage record of police stations in the north.
pub(crate) fn extended(with: &str) -> String {
    format!("{SMALL}{with}")
}

pub(crate) fn diagnostics(text: &str) -> Diagnostics {
    match load(&SourceText::new("fen.toml", text), today()) {
        Ok(loaded) => loaded.warnings,
        Err(diagnostics) => diagnostics,
    }
}

/// The diagnostics of a file, drawn.
pub(crate) fn check(text: &str) -> String {
    diagnostics(text).render(Style::Plain)
}

/// The diagnostics of a file, one line each.
pub(crate) fn check_briefly(text: &str) -> String {
    let lines: Vec<String> = diagnostics(text).lines().collect();
    lines.join("\n")
}

#[test]
fn a_valid_file_has_no_diagnostics() {
    assert_eq!(check(SMALL), "no mistakes in fen.toml\n");
}

#[test]
fn a_valid_file_becomes_a_directory() {
    let text = extended(
        r#"  until         = "2020"

  [[setting.coverage]]
  jurisdictions = ["south", "north"]
  line          = 2
  by            = ["visitors"]
  kind          = "inspectorate"
  seen          = 2021-02-03
  sources       = ["table"]

  [[setting.change]]
  text    = "It has moved."
  sources = ["table"]

  [[setting.none]]
  line          = 1
  jurisdictions = ["south"]
  reason        = "unknown"
"#,
    );
    let loaded = load(&SourceText::new("fen.toml", text), today()).expect("a file that holds");
    let directory = loaded.directory;
    assert_eq!(directory.about.jurisdiction_word, None);
    let police = directory.setting("police").expect("police");
    let north = directory.jurisdiction("north").expect("north");
    let south = directory.jurisdiction("south").expect("south");
    let records = directory.records(Cell::new(police, north));
    assert_eq!(records.len(), 2);
    assert_eq!(directory[records[0]].printed.as_deref(), Some("PI"));
    assert_eq!(directory[records[0]].file_line, 57);
    assert_eq!(directory[records[0]].until, Date::parse("2020"));
    assert_eq!(directory[records[1]].line, 2);
    assert_eq!(directory[records[1]].jurisdictions, [north, south]);
    assert_eq!(directory[records[1]].began(), Date::parse("2021-02-03"));
    assert_eq!(directory.notices[0].jurisdictions, [north, south]);
    assert_eq!(directory.absences[0].line, Some(1));
    assert_eq!(directory.absences[0].file_line, 76);
}
