//! Normalization of texts and ids.

use insta::assert_snapshot;

use super::*;

fn named(name: &str) -> String {
    check_briefly(&edited("\"North Fen\"", name))
}

#[test]
fn names_that_look_equal_are_equal() {
    let text = edited("\"North Fen\"", "\"M\u{101}kara\"");
    assert_snapshot!(check_briefly(&edited_again(&text, "\"South Fen\"", "\"Ma\u{304}kara\"")), @"fen.toml:19:8: error[duplicate-name]: two jurisdictions have the name `Mākara`");
    for same in [
        "South\u{a0}Fen",
        "South  Fen",
        "Sou\u{ad}th Fen",
        " SOUTH FEN ",
        "South\\nFen",
    ] {
        assert!(
            named(&format!("\"{same}\"")).contains("error[duplicate-name]"),
            "{same:?}"
        );
    }
}

#[test]
fn an_invisible_text_is_not_a_name() {
    assert_snapshot!(named("\"\\u200B\""), @"fen.toml:15:8: error[empty-text]: expected some text, but found characters that cannot be seen");
    for invisible in [
        "",
        " ",
        "\u{2060}",
        "\u{feff}",
        "\u{2800}",
        "\u{ad}",
        "\u{a0}\u{200b}",
    ] {
        assert!(
            named(&format!("\"{invisible}\"")).contains("error[empty-text]"),
            "{invisible:?}"
        );
    }
    assert_eq!(
        named("\"می\u{200c}روم\""),
        "",
        "a joiner within a word is part of it"
    );
}

#[test]
fn characters_that_change_the_direction_are_rejected() {
    assert_snapshot!(named("\"North\\u202EFen\""), @"fen.toml:15:8: error[control-character]: text holds the control character U+202E");
    assert_snapshot!(named("\"North\\u2067Fen\""), @"fen.toml:15:8: error[control-character]: text holds the control character U+2067");
    assert_eq!(named("\"North\\u200FFen\""), "");
}

#[test]
fn line_ends_do_not_change_the_facts() {
    let about = "\n[[about]]\nheading = \"One\"\ntext = \"\"\"\nFirst para,\ntwo lines.\n\nSecond.\n\"\"\"\n";
    let of = |text: &str| {
        let loaded =
            load(&SourceText::new("fen.toml", text), today()).expect("a file without errors");
        format!("{:?}", loaded.directory)
    };
    let text = extended(about);
    assert!(of(&text).contains("First para, two lines.\\n\\nSecond."));
    assert_eq!(of(&text.replace('\n', "\r\n")), of(&text));
    assert_eq!(of(&text.replace("\n\nSecond", "\n  \t\nSecond")), of(&text));
}

#[test]
fn an_id_is_short_enough_for_a_file_name_and_not_reserved() {
    let id = |id: &str| check_briefly(&edited("\"police\"", &format!("{id:?}")));
    assert_eq!(id(&"a".repeat(100)), "");
    assert_snapshot!(check(&edited("\"police\"", &format!("{:?}", "a".repeat(101)))), @r#"
    error[malformed-id]: expected an id such as `police-custody`, but found `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...`
      --> fen.toml:52:11
       |
    52 | id      = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
       |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: an id has at most 100 letters, digits and hyphens

    1 error in fen.toml
    "#);
    assert_snapshot!(check(&edited("\"police\"", "\"all\"")), @r#"
    error[reserved-id]: the id `all` is reserved
      --> fen.toml:52:11
       |
    52 | id      = "all"
       |           ^^^^^
       |
       = help: the program uses this word where ids stand: choose another id

    1 error in fen.toml
    "#);
    for reserved in ["index", "con", "com1", "lpt9"] {
        assert!(id(reserved).contains("error[reserved-id]"), "{reserved}");
    }
    for free in ["not-sure", "main", "com", "com10", "council"] {
        assert_eq!(id(free), "", "{free}");
    }
}

#[test]
fn a_language_tag_has_a_language_and_parts_of_letters_and_digits() {
    for (tag, is_tag) in [
        ("cy", true),
        ("mi-NZ", true),
        ("old_file", false),
        ("", false),
    ] {
        assert_eq!(is_language_tag(tag), is_tag, "{tag}");
    }
}
