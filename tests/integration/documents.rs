//! README.md and docs/ are up to date: commands parse, the example diagnostic is what is printed, and the files and
//! paths that they mention exist.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use npm_directory::pipeline::DataFile;
use npm_directory::server::{Policy, Server};
use strsim::osa_distance;

use crate::support::{get, options};

/// The documents, by path from the repository root.
fn documents() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let docs = fs::read_dir(root.join("docs")).expect("there are documents");
    let docs = docs.map(|entry| entry.expect("it can be read").path());
    docs.chain([root.join("README.md")])
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a document is text");
            (path, text)
        })
        .collect()
}

/// The fenced code blocks of a document in a language.
fn blocks<'a>(text: &'a str, language: &str) -> Vec<&'a str> {
    let fence = format!("```{language}\n");
    let blocks = text.split(&fence).skip(1);
    blocks
        .map(|block| block.split("```").next().unwrap_or_default())
        .collect()
}

/// The inline code of a document.
fn quoted(text: &str) -> Vec<&str> {
    let prose = text.split("```").step_by(2);
    prose
        .flat_map(|prose| prose.split('`').skip(1).step_by(2))
        .collect()
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_npm-directory"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program runs")
}

#[test]
fn every_command_parses() {
    let mut commands = 0;
    for (path, text) in documents() {
        for line in blocks(&text, "sh").into_iter().flat_map(str::lines) {
            let line = line.split(" #").next().unwrap_or_default();
            let mut words = line.split_whitespace();
            if words.next() != Some("npm-directory") {
                continue;
            }
            // With `--help` at the end, arguments are parsed and nothing is run.
            let arguments: Vec<&str> = words.chain(["--help"]).collect();
            let output = run(Path::new(env!("CARGO_TARGET_TMPDIR")), &arguments);
            assert!(
                output.status.success(),
                "{}: {line}: {output:?}",
                path.display()
            );
            commands += 1;
        }
    }
    assert!(commands >= 6, "{commands} commands were found");
}

#[test]
fn the_diagnostic_in_the_readme_is_what_is_printed() {
    let readme = include_str!("../../README.md");
    let shown = blocks(readme, "text").into_iter().find_map(|block| {
        let command = "$ npm-directory check mine.toml\n";
        block.strip_prefix(command)
    });
    let shown = shown.expect("the README shows a check");
    // `mine.toml` is the shipped file with the mistake in the example.
    let mut lines: Vec<&str> = include_str!("../../data/uk.toml").lines().collect();
    for line in shown.lines() {
        let Some((number, mistaken)) = line.split_once(" | ") else {
            continue;
        };
        let Ok(number) = number.trim().parse::<usize>() else {
            continue;
        };
        // Line numbers change when the file is edited, so the most similar and nearest diagnostic is compared.
        let likeness = |place: &usize| {
            (
                osa_distance(lines[*place], mistaken),
                place.abs_diff(number),
            )
        };
        let place = (0..lines.len())
            .min_by_key(likeness)
            .expect("the file has lines");
        assert!(
            osa_distance(lines[place], mistaken) <= 3,
            "no line of the file is like {mistaken}"
        );
        lines[place] = mistaken;
    }
    // The README omits the warnings, which are about unencrypted addresses.
    let text = lines.join("\n").replace("\"http://", "\"https://");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme");
    fs::create_dir_all(&folder).expect("the folder can be made");
    fs::write(folder.join("mine.toml"), text).expect("it can be written");
    let output = run(&folder, &["check", "mine.toml"]);
    assert_eq!(output.status.code(), Some(1));
    let printed = String::from_utf8(output.stderr).expect("it is text");
    let without_numbers = |text: &str| {
        text.trim()
            .replace(|letter: char| letter.is_ascii_digit(), "#")
    };
    assert_eq!(
        without_numbers(&printed),
        without_numbers(shown),
        "what is printed is:\n{printed}"
    );
}

#[test]
fn every_file_that_is_mentioned_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (document, text) in documents() {
        let folder = document.parent().expect("it is in a folder");
        for link in text.split("](").skip(1) {
            let link = link.split(')').next().unwrap_or_default();
            if link.starts_with("https://") || link.starts_with('#') {
                continue;
            }
            let file = link.split('#').next().unwrap_or_default();
            assert!(
                folder.join(file).exists(),
                "{} links to {link}",
                document.display()
            );
        }
        for name in quoted(&text) {
            let is_file = [".rs", ".md", ".mjs", ".html", ".css"]
                .iter()
                .any(|ending| name.ends_with(ending));
            let is_path = name.contains('/') && !name.contains([' ', '*', '{', '$']);
            if is_file && is_path && !name.starts_with(['/', '.']) {
                let found = root.join(name).exists() || root.join("src").join(name).exists();
                assert!(found, "{} names {name}", document.display());
            }
        }
    }
}

#[test]
fn every_path_in_the_readme_is_served() {
    let data = DataFile::Embedded.read().expect("it is built in");
    let site = data.site(&options()).expect("it has no mistakes").site;
    let server = Server::new(site, Policy::default());
    let addresses = quoted(include_str!("../../README.md"))
        .into_iter()
        .filter(|name| name.starts_with('/'));
    let mut answered = 0;
    for address in addresses {
        assert_eq!(get(&server, address).status.as_u16(), 200, "{address}");
        answered += 1;
    }
    assert!(answered >= 15, "{answered} addresses were found");
}
