//! Translations of a data file, and the mistakes in them.

use super::*;
use crate::directory::original::marked;

/// An incomplete translation of the small file, without other mistakes.
const TRANSLATION: &str = r#"[translation]
language = "cy"
reviewed = false

[texts]
"Prisons" = "Carchardai"
"It inspects prisons." = "Mae’n arolygu carchardai."
"#;

fn load_with(text: &str, translation: &str) -> Result<Loaded, Diagnostics> {
    let translation = SourceText::new("fen.cy.toml", translation);
    let translations = [("cy".to_owned(), translation)];
    load_translated(&SourceText::new("fen.toml", text), &translations, today())
}

/// The diagnostics of a translation, one line each.
fn said(text: &str, translation: &str) -> Vec<String> {
    let diagnostics = match load_with(text, translation) {
        Ok(loaded) => loaded.warnings,
        Err(diagnostics) => diagnostics,
    };
    let untranslated = "untranslated-text";
    let lines = diagnostics
        .lines()
        .filter(|line| !line.contains(untranslated));
    lines.collect()
}

#[test]
fn a_text_is_translated_or_marked_as_of_the_files_language() {
    let loaded = load_with(SMALL, TRANSLATION).expect("no mistakes");
    assert_eq!(loaded.directory.settings[0].name, "Prisons");
    assert!(loaded.marked.is_none(), "the file is in English");
    let welsh = &loaded.translations[0];
    assert_eq!((welsh.language.as_str(), welsh.reviewed), ("cy", false));
    let prisons = &welsh.directory.settings[0];
    assert_eq!(prisons.name, "Carchardai");
    assert_eq!(prisons.hint, marked("For sentences and remand"));
    // The same words, but in the published table.
    assert_eq!(
        prisons.printed.as_deref(),
        Some(marked("Prisons and jails").as_str())
    );
    assert_eq!(prisons.also_called, [marked("Prisons")]);
    assert_eq!(welsh.directory.members[0].role, "Mae’n arolygu carchardai.");
    assert_eq!(prisons.id, "prisons");
}

#[test]
fn paragraphs_are_marked_one_by_one() {
    assert_eq!(marked("a\n\nb"), "\u{e010}a\u{e011}\n\n\u{e010}b\u{e011}");
}

#[test]
fn a_name_that_the_record_gives_wins_over_a_translation() {
    let named = edited("kind         =", "names = { cy = \"Arolygwyr\" }\nkind =");
    let welsh = &load_with(&named, TRANSLATION)
        .expect("no mistakes")
        .translations[0];
    let inspectors = &welsh.directory.members[0];
    assert_eq!(inspectors.name, "Arolygwyr");
    let [other] = &inspectors.names[..] else {
        panic!("{:?}", inspectors.names);
    };
    assert_eq!(
        (&*other.language, &*other.name),
        ("en", "Prison Inspectors")
    );
    let repeated = format!("{TRANSLATION}\"Prison Inspectors\" = \"Arolygwyr Carchardai\"\n");
    assert_eq!(
        said(&named, &repeated),
        [
            "fen.cy.toml:8:1: error[repeated-name]: `Prison Inspectors` has its name in this language in the data file"
        ]
    );
    assert_eq!(said(SMALL, &repeated), [""; 0]);
}

#[test]
fn a_translation_has_the_language_of_its_name() {
    let other = edited_again(TRANSLATION, "\"cy\"", "\"ga\"");
    assert_eq!(
        said(SMALL, &other),
        [
            "fen.cy.toml:2:12: error[conflicting-language]: the language is `ga`, but the name of the file says `cy`"
        ]
    );
}

#[test]
fn an_orphaned_text_is_a_warning() {
    let orphaned = format!("{TRANSLATION}\"Prison\" = \"Carchar\"\n");
    assert_eq!(
        said(SMALL, &orphaned),
        ["fen.cy.toml:8:1: warning[orphaned-text]: no text of the data file is `Prison`"]
    );
}

#[test]
fn untranslated_texts_are_counted_with_their_places() {
    let loaded = load_with(SMALL, TRANSLATION).expect("no mistakes");
    let found = loaded.warnings.iter().next().expect("a warning");
    assert_eq!(found.code, Code::UntranslatedText);
    assert_eq!(found.title, "10 texts of the data file are not translated");
    assert_eq!(
        found.help.as_deref(),
        Some(
            "the first is `Monitors of Fenland`; they are in fen.toml at 2:13, 15:8, 19:8, 23:16, 24:16, 32:11, 34:11, \
             42:11, 53:11, 55:11"
        )
    );
}

#[test]
fn mistakes_of_both_files_are_found_in_one_run() {
    let broken = edited("\"inspectorate\"", "\"inspektorate\"");
    let translation = edited_again(TRANSLATION, "reviewed", "reviwed");
    let found = load_with(&broken, &translation).expect_err("there are mistakes");
    let places: Vec<String> = found
        .lines()
        .map(|line| line.split(": ").take(2).collect::<Vec<_>>().join(": "))
        .collect();
    assert_eq!(
        places,
        [
            "fen.toml:25:16: error[unknown-word]",
            "fen.cy.toml:3:1: error[unknown-key]"
        ]
    );
    assert_eq!(found.summary(), "2 errors in fen.toml and fen.cy.toml");
}

#[test]
fn a_file_in_another_language_is_marked_for_pages_that_are_not() {
    let german = edited("checked   =", "language = \"de\"\nchecked =");
    let loaded = load(&SourceText::new("fen.toml", german), today()).expect("no mistakes");
    assert_eq!(loaded.directory.settings[0].name, "Prisons");
    let marked_directory = loaded.marked.expect("it is not in English");
    assert_eq!(marked_directory.settings[0].name, marked("Prisons"));
}

#[test]
fn no_file_holds_the_marks() {
    let text = edited("For sentences", "For \u{e010}sentences\u{e011}");
    assert!(check_briefly(&text).contains("control-character"));
}
