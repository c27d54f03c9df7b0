//! Each mistake causes one diagnostic, and none on other lines.

use super::*;

/// The small file with a second setting, so that it has every kind of record.
fn full() -> String {
    let route = r#"
  [[setting.change]]
  jurisdictions = ["north"]
  date          = "2015"
  text          = "It has moved."
  sources       = ["table"]

  [[setting.none]]
  line          = 1
  jurisdictions = ["south"]
  reason        = "unknown"
  sources       = ["table"]

[[complaint]]
settings      = ["police"]
jurisdictions = ["south"]
step          = [{ to = "The Board", text = "Ask.", url = "https://board.example/" }]
source        = "table"
checked       = 2026-01-01

[[elsewhere]]
name    = "Somebody"
role    = "It answers letters."
website = "https://somebody.example/"
source  = "table"

[[gap]]
what          = "Vans."
jurisdictions = ["south"]
state         = "open"
source        = "table"

[[about]]
heading = "Members"
text    = "There are two."
sources = ["table"]

[[member]]
id         = "watch"
name       = "The Watch"
kind       = "lay-monitors"
role       = "Its members watch."
website    = "https://watch.example/"
complaints = { takes = "no", source = "table" }
uncovered  = "It came later."
sources    = ["table"]
"#;
    extended(route)
}

/// The lines of the diagnostics.
fn lines(text: &str) -> Vec<usize> {
    let source = SourceText::new("", text);
    let diagnostics = diagnostics(text);
    diagnostics
        .iter()
        .map(|found| source.line(found.primary.span.start))
        .collect()
}

/// The lines shown by the first diagnostic.
fn first_shown(text: &str) -> Vec<usize> {
    let source = SourceText::new("", text);
    let diagnostics = diagnostics(text);
    let first = diagnostics.iter().next().expect("a mistake");
    let labels = first.related.iter().chain([&first.primary]);
    labels.map(|label| source.line(label.span.start)).collect()
}

/// Asserts that there is one diagnostic and that it shows this line, as the place of the error or the start of the
/// value.
fn one_that_shows(line: usize, found: &[usize], text: &str) {
    assert_eq!(found.len(), 1, "{}", check(text));
    assert!(first_shown(text).contains(&line), "{}", check(text));
}

/// Edits each line that has a key, one at a time, and checks the lines of the diagnostics.
fn each_line(
    text: &str,
    change: impl Fn(&str, &str) -> String,
    check: impl Fn(usize, &[usize], &str),
) {
    assert_eq!(check_briefly(text), "");
    let original: Vec<&str> = text.lines().collect();
    for (place, line) in original.iter().enumerate() {
        if let Some((key, value)) = line.split_once('=') {
            let mut changed: Vec<String> = original.iter().map(ToString::to_string).collect();
            changed[place] = change(key, value.trim());
            let changed = changed.join("\n");
            check(place + 1, &lines(&changed), &changed);
        }
    }
}

fn only(line: usize, found: &[usize], text: &str) {
    assert_eq!(found, [line], "{}", check(text));
}

#[test]
fn a_value_of_the_wrong_type_is_one_mistake() {
    each_line(&full(), |key, _| format!("{key}= true"), only);
    each_line(&full(), |key, _| format!("{key}= 1.5"), only);
}

#[test]
fn a_syntax_error_in_a_value_is_one_mistake() {
    each_line(
        &full(),
        |key, _| format!("{key}= Something"),
        one_that_shows,
    );
    each_line(&full(), |key, _| format!("{key}= "), one_that_shows);
    each_line(
        &full(),
        |key, value| format!("{key}== {value}"),
        one_that_shows,
    );
    each_line(
        &full(),
        |key, value| format!("{key}= = {value}"),
        one_that_shows,
    );
    each_line(&full(), |key, _| key.to_owned(), one_that_shows);
    let shortened: [&dyn Fn(&str) -> String; 2] =
        [&|value| value[..value.len() - 1].to_owned(), &|value| {
            value.replacen('}', "", 1)
        }];
    for shorten in shortened {
        each_line(
            &full(),
            |key, value| format!("{key}= {}", shorten(value)),
            |line, found, text| {
                // A number or date without its end may still be valid.
                if !found.is_empty() {
                    one_that_shows(line, found, text);
                }
            },
        );
    }
}

#[test]
fn a_missing_key_is_at_most_one_mistake() {
    each_line(
        &full(),
        |_, _| String::new(),
        |line, found, text| {
            // Without `with` or `printed`, the record may contradict the next line.
            assert!(found.len() < 2, "line {line}: {}", check(text));
        },
    );
}

#[test]
fn a_misspelt_key_is_one_mistake() {
    each_line(
        &full(),
        |key, value| format!("{}x = {value}", key.trim_end()),
        only,
    );
}

#[test]
fn a_misspelt_or_unclosed_header_is_the_first_mistake() {
    let text = full();
    let without_last_letter = |line: &str| {
        let name = line.trim_end_matches(']');
        format!("{}{}", &name[..name.len() - 1], &line[name.len()..])
    };
    let edits: [&dyn Fn(&str) -> String; 4] = [
        &without_last_letter,
        &|line| line[..line.len() - 1].to_owned(),
        &|line| line.replacen('[', "", 1),
        &|line| format!("{}  # a comment", without_last_letter(line)),
    ];
    let original: Vec<&str> = text.lines().collect();
    for (place, line) in original.iter().enumerate() {
        if !line.trim_start().starts_with('[') {
            continue;
        }
        for edit in edits {
            let mut changed: Vec<String> = original.iter().map(ToString::to_string).collect();
            changed[place] = edit(line);
            let changed = changed.join("\n");
            // Keys of this record may end up in the one before, which causes other mistakes.
            assert_eq!(lines(&changed)[0], place + 1, "{}", check(&changed));
        }
    }
}

#[test]
fn a_malformed_or_duplicate_id_is_one_mistake_however_often_it_is_referred_to() {
    let text = full();
    for (line, id, other) in [
        (14, "north", "south"),
        (18, "south", "north"),
        (22, "inspectors", "visitors"),
        (31, "visitors", "inspectors"),
        (39, "prisons", "police"),
        (52, "police", "prisons"),
    ] {
        let definition = |id: &str| format!("= \"{id}\"\n");
        let malformed = text.replacen(&definition(id), &definition("NO ID"), 1);
        only(line, &lines(&malformed), &malformed);
        let taken = text.replacen(&definition(id), &definition(other), 1);
        let found = lines(&taken);
        // The second of two records with the same id is the mistake.
        assert_eq!(found.len(), 1, "{}", check(&taken));
    }
}
