//! The template data file of `npm-directory new` is valid as it is, and with every key uncommented.

use npm_directory::diagnostics::SourceText;
use npm_directory::directory::Date;
use npm_directory::load;
use serde_json::Value;

use crate::running::program;

const NEW: &str = include_str!("../../src/new.toml");

/// The file with every key uncommented: a line that begins with `#` and no space is a key.
fn whole() -> String {
    let lines = NEW.lines().map(|line| {
        let text = line.trim_start();
        match text.strip_prefix('#') {
            Some(key) if !key.is_empty() && !key.starts_with([' ', ':']) => key,
            _ => line,
        }
    });
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[track_caller]
fn assert_no_mistakes(text: &str) {
    let today = Date::new(2026, Some(11), Some(25)).expect("a date");
    match load::load(&SourceText::new("new.toml", text), today) {
        Ok(loaded) => {
            let warnings: Vec<String> = loaded.warnings.lines().collect();
            assert_eq!(warnings, [""; 0]);
        }
        Err(mistakes) => panic!("{}", mistakes.lines().collect::<Vec<_>>().join("\n")),
    }
}

#[test]
fn the_command_prints_the_template() {
    let output = program().arg("new").output().expect("the program runs");
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stdout).as_deref(), Ok(NEW));
}

#[test]
fn the_template_is_valid() {
    assert_no_mistakes(NEW);
}

#[test]
fn the_template_is_valid_with_every_key() {
    assert_no_mistakes(&whole());
}

#[test]
fn the_example_of_the_guide_is_valid_at_every_step() {
    let guide = include_str!("../../docs/writing-a-file.md");
    let blocks = guide.split("```toml\n").skip(1);
    let mut text = String::new();
    let mut count = 0;
    for block in blocks {
        text += block.split("```").next().expect("a block has a beginning");
        assert_no_mistakes(&text);
        count += 1;
    }
    assert_eq!(count, 5);
}

/// The keys of a schema, including those of nested records.
fn keys(schema: &Value, found: &mut Vec<String>) {
    match schema {
        Value::Object(fields) => {
            if let Some(Value::Object(properties)) = fields.get("properties") {
                found.extend(properties.keys().cloned());
            }
            fields.values().for_each(|value| keys(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        _ => {}
    }
}

#[test]
fn the_template_has_every_key() {
    let schema: Value = serde_json::from_str(&load::schema()).expect("JSON");
    let mut known = Vec::new();
    keys(&schema, &mut known);
    assert!(known.len() > 80, "{known:?}");
    let text = whole();
    for key in known {
        let is_shown = text.lines().any(|line| {
            let line = line.trim_start();
            let is_first = line
                .strip_prefix(&key)
                .is_some_and(|rest| rest.trim_start().starts_with('='));
            is_first
                || line.contains(&format!(" {key} = "))
                || line.ends_with(&format!("[{key}]]"))
                || line.ends_with(&format!(".{key}]]"))
                || line == format!("[{key}]")
        });
        assert!(is_shown, "{key}");
    }
}
