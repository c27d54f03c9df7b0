//! `npm-directory diff`: the differences between two data files.

use std::process::Output;

use npm_directory::diff::diff;

use crate::running::program;
use crate::support::{Folder, SMALL, directory};

/// The differences after these replacements in the small directory.
#[track_caller]
fn edited(edits: &[(&str, &str)]) -> String {
    let mut text = SMALL.to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    diff(&directory(SMALL), &directory(&text))
}

const LAY_MONITORS: &str = "[[member]]
id      = \"visitors\"
name    = \"Visitors\"
kind    = \"lay-monitors\"
role    = \"Visit.\"
website = \"https://visitors.example/\"
sources = [\"table\"]
uncovered = \"It is new.\"

[[setting]]
id      = \"prisons\"";

#[test]
fn formatting_is_no_difference() {
    let comment = ("[directory]", "# A comment.\n\n[directory]");
    let order = (
        "id   = \"northmark\"\nname = \"Northmark\"",
        "name = \"Northmark\"\nid = \"northmark\"",
    );
    assert_eq!(edited(&[comment, order]), "");
}

#[test]
fn a_record_is_added_or_removed_under_its_heading() {
    let text = SMALL.replace("[[setting]]\nid      = \"prisons\"", LAY_MONITORS);
    let (without, with) = (directory(SMALL), directory(&text));
    assert_eq!(
        diff(&without, &with),
        "Members\n  added: Visitors (visitors)\n"
    );
    assert_eq!(
        diff(&with, &without),
        "Members\n  removed: Visitors (visitors)\n"
    );
}

#[test]
fn a_changed_value_is_shown_before_and_after() {
    assert_eq!(
        edited(&[
            ("https://rip.example/", "https://prisons.example/"),
            (
                "sources      = [\"table\"]",
                "sources = [\"table\"]\nbasis = \"Prison Act\""
            ),
            ("2026-06-15", "2026-06-14"),
        ]),
        "\
The directory
  changed: Ruritanian Prevention Mechanism
    checked: 2026-06-15 -> 2026-06-14

Members
  changed: Royal Inspectorate of Prisons (rip)
    basis: (nothing) -> Prison Act
    website: https://rip.example/ -> https://prisons.example/
"
    );
}

#[test]
fn a_member_with_a_new_id_is_the_same_member_everywhere() {
    assert_eq!(
        edited(&[
            ("\"rip\"", "\"inspectorate\""),
            (
                "[\"royal-inspectorate\"]",
                "[\"rip\", \"royal-inspectorate\"]"
            ),
        ]),
        "\
Members
  changed: Royal Inspectorate of Prisons (inspectorate)
    id: rip -> inspectorate
    previous-ids: royal-inspectorate -> rip; royal-inspectorate
"
    );
}

#[test]
fn coverage_is_shown_by_cell_and_name() {
    let ended = (
        "printed       = \"RIP\"\n",
        "printed = \"RIP\"\n  until = \"2020\"\n",
    );
    assert_eq!(
        edited(&[ended]),
        "\
Who monitors what
  changed: Police custody, Northmark: RIP
    until: (nothing) -> 2020
"
    );
}

#[test]
fn the_exit_code_says_whether_there_are_differences() {
    let folder = Folder::new();
    let old = folder.file("old.toml", SMALL);
    let changed = folder.file("new.toml", SMALL.replace("Police cells", "Cells"));
    let mistaken = folder.file("mistaken.toml", SMALL.replace("[\"rip\"]", "[\"nobody\"]"));
    let run = |new: &std::path::Path| -> Output {
        let command = program().arg("diff").arg(&old).arg(new).output();
        command.expect("the program runs")
    };
    let same = run(&old);
    assert_eq!((same.status.code(), same.stdout), (Some(0), Vec::new()));
    let different = run(&changed);
    assert_eq!(different.status.code(), Some(1));
    let shown = String::from_utf8(different.stdout).expect("text");
    assert!(shown.contains("hint: Police cells -> Cells"), "{shown}");
    let failed = run(&mistaken);
    assert_eq!((failed.status.code(), failed.stdout), (Some(2), Vec::new()));
    let shown = String::from_utf8(failed.stderr).expect("text");
    assert!(shown.contains("nobody"), "{shown}");
    assert_eq!(run(&folder.path().join("none.toml")).status.code(), Some(2));
}
