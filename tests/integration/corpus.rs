//! Replays the fuzz corpus in `fuzz/corpus` with the checks in `fuzz/checks.rs`.

use std::fs;
use std::path::Path;

#[path = "../../fuzz/checks.rs"]
mod checks;

/// Runs a check on every file of its corpus.
fn replay(target: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/corpus")
        .join(target);
    let entries = fs::read_dir(&folder).expect("the corpus is there");
    let mut replayed = 0;
    for entry in entries {
        let path = entry.expect("the corpus can be listed").path();
        let input = fs::read(&path).expect("the corpus can be read");
        check(&input);
        replayed += 1;
    }
    assert!(replayed > 0, "{} is empty", folder.display());
}

#[test]
fn every_file_of_the_corpus_is_rejected_or_becomes_a_site() {
    replay("load", checks::load);
}

#[test]
fn every_search_of_the_corpus_is_answered() {
    replay("search", checks::search);
}

#[test]
fn every_request_of_the_corpus_is_answered() {
    replay("request", checks::request);
}
