//! The messages in `locales/en.ftl` are exactly those that templates and code use.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The calls whose argument is a message id.
const CALLS: [&str; 4] = ["msg(\"", ".words(\"", ".plain(\"", "messages.get(\""];

/// Every string literal that could be a message id.
fn literals(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').filter(|literal| is_id(literal))
}

fn is_id(text: &str) -> bool {
    let letters = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.chars().all(|letter| letters(letter) || letter == '-')
}

fn ids() -> BTreeSet<String> {
    include_str!("../../locales/en.ftl")
        .lines()
        .filter_map(|line| line.split_once(" ="))
        .map(|(id, _)| id.to_owned())
        .filter(|id| is_id(id))
        .collect()
}

/// The text of all templates and source files, without tests.
fn texts() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    let mut folders = vec![root.join("templates"), root.join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("it can be read") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("tests.rs") {
                let text = fs::read_to_string(&path).expect("it is text");
                let program = text
                    .split("#[cfg(test)]\nmod tests {")
                    .next()
                    .unwrap_or_default();
                texts.push(program.to_owned());
            }
        }
    }
    texts
}

#[test]
fn every_message_that_is_used_exists() {
    let ids = ids();
    let mut named = 0;
    for text in texts() {
        for call in CALLS {
            for after in text.split(call).skip(1) {
                let id = after.split('"').next().unwrap_or_default();
                assert!(ids.contains(id) || !is_id(id), "{id}");
                named += 1;
            }
        }
    }
    assert!(named > 200, "{named}");
}

#[test]
fn every_message_is_used() {
    let (texts, mut unused) = (texts(), ids());
    for text in &texts {
        for literal in literals(text) {
            unused.remove(literal);
        }
        // The heading and the description of a page: `page(paths::HOME, "p-home", "home")`.
        for call in text.split("page(paths::").skip(1) {
            let name = call.split('"').nth(3).unwrap_or_default();
            for part in ["heading", "description"] {
                unused.remove(&format!("{name}-{part}"));
            }
        }
        // Some ids end with a word of the data file: `format!("mark-{mark}")`, `word("kind", ..)`.
        let formatted = text.split('"').filter_map(|text| text.split_once("-{"));
        let words = text.split(".word(\"").skip(1);
        let words = words.filter_map(|after| after.split_once('"'));
        for (beginning, _) in formatted.chain(words) {
            unused.retain(|id| !id.starts_with(&format!("{beginning}-")));
        }
    }
    // A message may be included in another.
    let messages = include_str!("../../locales/en.ftl");
    unused.retain(|id| !messages.contains(&format!("{{ {id} }}")));
    assert_eq!(unused, BTreeSet::new());
}
