//! Properties of loading that hold for any bytes.

use proptest::prelude::*;

use super::*;

const SHIPPED: &str = include_str!("../../../data/uk.toml");

/// Loads bytes and checks that all diagnostics are valid.
fn load_anything(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let diagnostics = match decode("any.toml", bytes).and_then(|source| load(&source, today())) {
        Ok(loaded) => {
            assert_eq!(loaded.warnings.errors(), 0, "a file with errors was taken");
            loaded.warnings
        }
        Err(diagnostics) => {
            assert!(
                diagnostics.errors() > 0,
                "a file without errors was refused:\n{text}"
            );
            diagnostics
        }
    };
    for diagnostic in diagnostics.iter() {
        for label in diagnostic.related.iter().chain([&diagnostic.primary]) {
            assert!(
                text.get(label.span.start..label.span.end).is_some(),
                "{label:?} is no part of the text"
            );
        }
    }
    // Drawing a thousand diagnostics would be slow.
    if diagnostics.errors() < 100 {
        let drawn = diagnostics.render(Style::Plain);
        assert!(drawn.ends_with(&format!("{}\n", diagnostics.summary())));
    }
}

/// Lines of the shipped file, in any order and number.
fn spliced_lines() -> impl Strategy<Value = String> {
    let lines: Vec<&str> = SHIPPED.lines().collect();
    let piece = (0..lines.len(), 1..8usize).prop_map(move |(start, count)| {
        let end = lines.len().min(start + count);
        lines[start..end].join("\n")
    });
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.join("\n"))
}

/// The small file with characters removed, inserted and doubled.
fn damaged() -> impl Strategy<Value = String> {
    let damage = (
        any::<prop::sample::Index>(),
        0..3usize,
        "[\\[\\]{}\"'=#,.\\\\\n a-z0-9ā]{0,3}",
    );
    prop::collection::vec(damage, 1..6).prop_map(|damages| {
        let mut letters: Vec<char> = SMALL.chars().collect();
        for (place, taken, put) in damages {
            let place = place.index(letters.len());
            let end = letters.len().min(place + taken);
            letters.splice(place..end, put.chars());
        }
        letters.into_iter().collect()
    })
}

/// The small file with some values replaced by values of another type.
fn retyped() -> impl Strategy<Value = String> {
    let values = [
        "7",
        "[]",
        "{}",
        "true",
        "1.5",
        "2014-01-01",
        "\"\"",
        "[[\"north\"]]",
        "\"x\"",
        "{ id = 1 }",
    ];
    let change = prop::option::weighted(0.1, prop::sample::select(values.to_vec()));
    prop::collection::vec(change, SMALL.lines().count()).prop_map(|changes| {
        let lines =
            SMALL
                .lines()
                .zip(changes)
                .map(|(line, change)| match (line.split_once('='), change) {
                    (Some((key, _)), Some(value)) => format!("{key}= {value}"),
                    _ => line.to_owned(),
                });
        lines.collect::<Vec<_>>().join("\n")
    })
}

proptest! {
    #[test]
    fn any_bytes_load_or_say_why_not(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        load_anything(&bytes);
    }

    #[test]
    fn any_text_loads_or_says_why_not(text in "\\PC*") {
        load_anything(text.as_bytes());
    }

    #[test]
    fn any_toml_loads_or_says_why_not(text in "([a-z\\[\\]]{1,8}[ =.\\[\\]\"'{},#\n]{1,4}){0,20}") {
        load_anything(text.as_bytes());
    }

    #[test]
    fn any_lines_of_a_file_load_or_say_why_not(text in spliced_lines()) {
        load_anything(text.as_bytes());
    }

    #[test]
    fn any_damaged_file_loads_or_says_why_not(text in damaged()) {
        load_anything(text.as_bytes());
    }

    #[test]
    fn any_retyped_file_loads_or_says_why_not(text in retyped()) {
        load_anything(text.as_bytes());
    }

    #[test]
    fn a_file_cut_short_loads_or_says_why_not(end in 0..SMALL.len()) {
        load_anything(&SMALL.as_bytes()[..end]);
    }
}
