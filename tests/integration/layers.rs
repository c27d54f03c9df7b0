//! Checks in the source what the crate's documentation says is absent.
//!
//! It searches the text of the files without comments and tests, so it catches mistakes and not malice.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::shipped;

/// The layers, lowest first. A module depends only on layers below its own.
const FLOORS: [&[&str]; 7] = [
    &["directory", "diagnostics", "web_address"],
    &["messages"],
    &["load", "site", "explain", "diff"],
    &["pipeline"],
    &["server", "export"],
    &["arguments"],
    &["main"],
];

/// The only modules that may use an external dependency.
const KNOWN_TO: [(&str, &[&str]); 11] = [
    ("toml", &["load"]),
    ("schemars", &["directory", "site"]),
    ("annotate_snippets", &["diagnostics"]),
    ("askama", &["messages", "site"]),
    ("fluent_bundle", &["messages"]),
    ("unic_langid", &["messages"]),
    ("csv", &["site"]),
    ("axum", &["server"]),
    ("hyper", &["server"]),
    ("hyper_util", &["server"]),
    ("clap", &["arguments"]),
];

/// Dependencies without I/O: for text, and for types that describe themselves to any format.
const OF_VALUES: [&str; 4] = ["strsim", "unicode_normalization", "serde", "schemars"];

/// A source file.
struct Code {
    path: PathBuf,
    /// Its top-level module.
    module: String,
    /// Its text without comments and tests.
    text: String,
}

#[test]
fn no_module_depends_on_its_own_layer_or_a_higher_one() {
    for code in program() {
        let floor = floor(&code.module);
        for known in
            mentioned(&code.text, "crate::").chain(mentioned(&code.text, "npm_directory::"))
        {
            assert!(
                known == code.module || self::floor(known) < floor,
                "{}: `{}` must not know `{known}`",
                code.path.display(),
                code.module,
            );
        }
    }
}

#[test]
fn one_module_uses_each_external_dependency() {
    for code in program() {
        for (outside, knowing) in KNOWN_TO {
            assert!(
                knowing.contains(&code.module.as_str())
                    || mentioned(&code.text, &format!("{outside}::"))
                        .next()
                        .is_none(),
                "{}: only {knowing:?} may know `{outside}`",
                code.path.display(),
            );
        }
    }
}

#[test]
fn the_directory_knows_no_format() {
    let manifest = read(&root().join("Cargo.toml"));
    let dependencies: Vec<String> = manifest
        .lines()
        .skip_while(|line| *line != "[dependencies]")
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| Some(line.split_once(" = ")?.0.replace('-', "_")))
        .filter(|name| !OF_VALUES.contains(&name.as_str()))
        .collect();
    assert!(dependencies.contains(&"annotate_snippets".to_owned()));
    for code in program().filter(|code| code.module == "directory") {
        for dependency in &dependencies {
            assert!(
                mentioned(&code.text, &format!("{dependency}::"))
                    .next()
                    .is_none(),
                "{}: `{dependency}`",
                code.path.display(),
            );
        }
    }
}

#[test]
fn the_lower_layers_use_no_file_clock_or_network() {
    let modules = FLOORS[0].iter().chain(FLOORS[1]).chain(FLOORS[2]);
    let lower: Vec<&str> = modules.copied().collect();
    for code in program().filter(|code| lower.contains(&code.module.as_str())) {
        for outside in [
            "std::fs",
            "std::net",
            "std::env",
            "std::process",
            "std::thread",
            "SystemTime",
            "Instant",
        ] {
            assert!(
                !code.text.contains(outside),
                "{}: `{outside}`",
                code.path.display(),
            );
        }
    }
}

#[test]
fn nothing_depends_on_a_particular_setting_jurisdiction_or_member() {
    let directory = shipped();
    let ids: Vec<&str> = directory
        .settings
        .iter()
        .map(|setting| &setting.id)
        .chain(
            directory
                .jurisdictions
                .iter()
                .map(|jurisdiction| &jurisdiction.id),
        )
        .chain(directory.members.iter().map(|member| &member.id))
        .map(String::as_str)
        .collect();
    let names: Vec<&str> = directory
        .jurisdictions
        .iter()
        .map(|jurisdiction| &jurisdiction.name)
        .chain(directory.members.iter().map(|member| &member.name))
        .chain(
            directory
                .members
                .iter()
                .filter_map(|member| member.abbreviation.as_ref()),
        )
        .map(String::as_str)
        .collect();
    for code in program() {
        for id in &ids {
            assert!(
                !code.text.contains(&format!("\"{id}\"")),
                "{}: `{id}`",
                code.path.display(),
            );
        }
    }
    let templates = templates().into_iter();
    let texts = templates.chain(program().map(|code| (code.path, code.text)));
    for (path, text) in texts {
        for name in &names {
            assert!(!holds_word(&text, name), "{}: `{name}`", path.display());
        }
    }
}

#[test]
fn paths_are_written_in_one_file() {
    let site = crate::every_page::shipped();
    let segments = site.resources.keys().map(|path| {
        let segment = path[1..].split(['/', '.']).next();
        segment.expect("a path has a first segment")
    });
    let mut segments: BTreeSet<&str> = segments.filter(|segment| !segment.is_empty()).collect();
    segments.extend(["healthz", "status", "404"]);
    assert!(segments.len() > 15, "{segments:?}");
    let program = program().filter(|code| !code.path.ends_with("site/paths.rs"));
    let texts = program.map(|code| (code.path, code.text));
    for (path, text) in texts.chain(templates()) {
        for (place, _) in text.match_indices("\"/") {
            let rest = &text[place + 2..];
            let end = rest.find(|letter: char| !is_of_name(letter) && letter != '-');
            let segment = &rest[..end.unwrap_or(rest.len())];
            assert!(
                !segments.contains(segment),
                "{}: `/{segment}` stands in site/paths.rs",
                path.display()
            );
        }
    }
}

#[test]
fn templates_escape_everything_and_run_nothing() {
    let templates = templates();
    assert!(!templates.is_empty());
    for (path, text) in templates {
        let path = path.display();
        assert!(
            !text.replace(' ', "").contains("|safe"),
            "{path}: unescaped"
        );
        assert!(
            !text.contains(" style="),
            "{path}: a style that the policy forbids"
        );
        for (place, _) in text.match_indices("<script") {
            assert!(
                text[place..].starts_with("<script type=\"application/ld+json\">"),
                "{path}: a script that runs"
            );
        }
    }
}

/// Every source file.
fn program() -> impl Iterator<Item = Code> {
    let source = root().join("src");
    files_below(&source, "rs")
        .into_iter()
        .filter_map(move |path| {
            let below = path.strip_prefix(&source).expect("it was found there");
            let module = below.components().next()?.as_os_str().to_str()?;
            let in_tests = below.components().any(|part| part.as_os_str() == "tests");
            let is_test = in_tests || below.ends_with("tests.rs") || below.ends_with("fixture.rs");
            let module = module.trim_end_matches(".rs").to_owned();
            (!is_test && module != "lib").then(|| Code {
                text: without_comments_and_tests(&read(&path)),
                module,
                path,
            })
        })
}

fn templates() -> Vec<(PathBuf, String)> {
    files_below(&root().join("templates"), "")
        .into_iter()
        .map(|path| {
            let text = read(&path);
            (path, text)
        })
        .collect()
}

fn floor(module: &str) -> usize {
    FLOORS
        .iter()
        .position(|floor| floor.contains(&module))
        .unwrap_or_else(|| panic!("`{module}` has no floor yet: give it one"))
}

/// The text after each occurrence of a prefix that begins a path.
fn mentioned<'a>(text: &'a str, beginning: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(beginning).filter_map(move |(place, _)| {
        let begins = text[..place]
            .chars()
            .next_back()
            .is_none_or(|before| !is_of_name(before) && before != ':');
        let after = &text[place + beginning.len()..];
        assert!(
            !after.starts_with('{') || !begins,
            "write `{beginning}` once for each module"
        );
        let end = after
            .find(|letter| !is_of_name(letter))
            .unwrap_or(after.len());
        begins.then_some(&after[..end])
    })
}

fn is_of_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Whether a text contains a name as a whole word.
fn holds_word(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(place, _)| {
        let before = text[..place].chars().next_back();
        let after = text[place + name.len()..].chars().next();
        !before.is_some_and(is_of_name) && !after.is_some_and(is_of_name)
    })
}

/// Unit tests come last in a file.
fn without_comments_and_tests(text: &str) -> String {
    text.lines()
        .take_while(|line| !line.starts_with("mod tests {"))
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| [line, "\n"])
        .collect()
}

fn files_below(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let entries = fs::read_dir(folder).expect("the folder can be read");
    for entry in entries {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            files.extend(files_below(&path, extension));
        } else if extension.is_empty() || path.extension().is_some_and(|known| known == extension) {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
