use std::collections::BTreeSet;

use insta::assert_snapshot;

use super::*;

fn drawn(text: &str, list: Vec<Diagnostic>) -> String {
    Diagnostics::new(SourceText::new("data/file.toml", text), list).render(Style::Plain)
}

#[test]
fn codes_have_different_names_in_kebab_case() {
    let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(names.len(), Code::ALL.len());
    for name in names {
        let kebab = |letter: char| letter.is_ascii_lowercase() || "-8".contains(letter);
        assert!(name.chars().all(kebab), "{name}");
    }
}

#[test]
fn a_mistake_is_drawn_with_its_line_and_a_related_one() {
    let text = "[[member]]\nid = \"cqc\"\n\n\n\n[[member]]\nid = \"cqc\"\n";
    let diagnostic = Code::DuplicateId
        .at(42..47, "two members have the id `cqc`")
        .label("defined again here")
        .related(16..21, "first defined here")
        .help("an id is permanent: choose another for the new one");
    assert_snapshot!(drawn(text, vec![diagnostic]), @r#"
    error[duplicate-id]: two members have the id `cqc`
     --> data/file.toml:7:7
      |
    2 | id = "cqc"
      |      ----- first defined here
    ...
    7 | id = "cqc"
      |       ^^^^ defined again here
      |
      = help: an id is permanent: choose another for the new one

    1 error in data/file.toml
    "#);
}

#[test]
fn lines_far_apart_are_drawn_separately() {
    let text = format!("first\n{}second\n", "\n".repeat(2000));
    let diagnostic = Code::DuplicateId
        .at(2006..2012, "twice")
        .related(0..5, "first defined here");
    assert_snapshot!(drawn(&text, vec![diagnostic]), @"
    error[duplicate-id]: twice
        --> data/file.toml:2002:1
         |
    2002 | second
         | ^^^^^^
         |
        ::: data/file.toml:1:1
         |
       1 | first
         | ----- first defined here

    1 error in data/file.toml
    ");
}

#[test]
fn diagnostics_are_sorted_and_deduplicated() {
    let at = |place: usize| Code::Syntax.at(place..place + 1, format!("at {place}"));
    let warning = Code::InsecureAddress.at(3..4, "in the clear");
    let diagnostics = Diagnostics::new(
        SourceText::new("x.toml", "a\nbāc\n"),
        vec![at(5), warning, at(0), at(5)],
    );
    let lines: Vec<String> = diagnostics.lines().collect();
    assert_eq!(
        lines,
        [
            "x.toml:1:1: error[syntax]: at 0",
            "x.toml:2:2: warning[insecure-address]: in the clear",
            "x.toml:2:3: error[syntax]: at 5",
        ]
    );
    assert_eq!(diagnostics.summary(), "2 errors and 1 warning in x.toml");
}

#[test]
fn an_invalid_span_is_cut_to_the_text() {
    let at = |span| Code::Syntax.at(span, "here");
    for text in ["", "ā", "a\r\n", "\n\n", "\u{feff}a"] {
        for span in [0..0, 0..1, 1..1, 1..2, 5..5, 7..900] {
            let drawn = drawn(text, vec![at(span)]);
            assert!(drawn.contains("data/file.toml:"), "{drawn}");
        }
    }
}

#[test]
fn a_quoted_value_is_on_one_line_and_shortened() {
    assert_eq!(quoted("a\nb\u{1b}"), "`a\\nb\\u{1b}`");
    assert_eq!(quoted(&"ā".repeat(61)), format!("`{}...`", "ā".repeat(60)));
}

#[test]
fn words_are_listed_as_in_a_sentence() {
    let words: Vec<String> = ["a", "b", "c"].map(String::from).to_vec();
    assert_eq!(listed(&words[..0], "and"), "");
    assert_eq!(listed(&words[..1], "and"), "a");
    assert_eq!(listed(&words[..2], "or"), "a or b");
    assert_eq!(listed(&words, "and"), "a, b and c");
}
