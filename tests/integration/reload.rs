//! Reloading the data file: completely or not at all.

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, mpsc};

use npm_directory::pipeline::DataFile;
use npm_directory::server::{Policy, Reloader, Server};
use serde_json::Value;

use crate::support::{Folder, SMALL, get, options};

/// A data file that tests can change, a server of its first content, and its reloader.
struct Reloading {
    path: PathBuf,
    server: Arc<Server>,
    reloader: Reloader,
    _folder: Folder,
}

impl Reloading {
    fn start() -> Reloading {
        let folder = Folder::new();
        let path = folder.file("small.toml", SMALL);
        let file = DataFile::At(path.clone());
        let started = Reloader::start(file, options(), Policy::default());
        let (server, reloader) = started.expect("the fixture has no mistakes");
        Reloading {
            path,
            reloader,
            server,
            _folder: folder,
        }
    }

    fn write(&self, text: impl AsRef<[u8]>) {
        fs::write(&self.path, text).expect("the folder is there");
    }

    fn remove(&self) {
        fs::remove_file(&self.path).expect("the file is there");
    }

    /// The title of the served site.
    fn serves(&self, words: &str) -> bool {
        get(&self.server, "/settings/prisons")
            .text()
            .contains(words)
    }

    fn status(&self) -> Value {
        let answer = get(&self.server, "/status.json");
        serde_json::from_slice(&answer.body).expect("it is JSON")
    }
}

fn renamed() -> String {
    SMALL.replace("\"Prisons for adults\"", "\"Gaols for adults\"")
}

fn broken() -> String {
    renamed().replace("[\"rip\"]", "[\"nobody\"]")
}

#[test]
fn valid_data_replaces_what_is_served() {
    let mut reloading = Reloading::start();
    assert!(reloading.serves("Prisons for adults"));
    reloading.write(renamed());
    reloading.reloader.reload();
    assert!(reloading.serves("Gaols for adults"));
    let status = reloading.status();
    assert_eq!(status["reloads"]["taken"], 1);
    assert_eq!(status["reloads"]["last"]["outcome"], "taken");
    assert_eq!(status["reloads"]["last"]["problems"], 0);
    assert_eq!(status["reloads"]["last"]["data"], status["data"]);
}

#[test]
fn invalid_data_changes_only_the_status_until_it_is_corrected() {
    let mut reloading = Reloading::start();
    let before = reloading.status();
    reloading.write(broken());
    reloading.reloader.reload();
    assert!(reloading.serves("Prisons for adults"));
    let status = reloading.status();
    assert_eq!(status["data"], before["data"]);
    assert_eq!(status["loaded"], before["loaded"]);
    assert_eq!(status["reloads"]["refused"], 1);
    let last = &status["reloads"]["last"];
    assert_eq!(last["outcome"], "refused");
    assert!(last["problems"].as_u64() >= Some(2), "{last}");
    assert_ne!(last["data"], status["data"]);

    reloading.write(renamed());
    reloading.reloader.reload();
    assert!(reloading.serves("Gaols for adults"));
}

#[test]
fn an_unreadable_file_changes_only_the_status() {
    let mut reloading = Reloading::start();
    reloading.remove();
    reloading.reloader.reload();
    assert!(reloading.serves("Prisons for adults"));
    let last = &reloading.status()["reloads"]["last"];
    assert_eq!(last["outcome"], "refused");
    assert_eq!(last["problems"], 1);
    assert_eq!(last["data"], Value::Null);
}

#[test]
fn unchanged_data_is_not_rendered_again() {
    let mut reloading = Reloading::start();
    reloading.reloader.reload();
    let status = reloading.status();
    assert_eq!(status["reloads"]["taken"], 0);
    assert_eq!(status["reloads"]["last"]["outcome"], "unchanged");
}

#[test]
fn a_change_is_loaded_once_two_polls_agree() {
    let mut reloading = Reloading::start();
    reloading.reloader.look();
    assert_eq!(reloading.status()["reloads"]["last"], Value::Null);
    // An editor truncates the file, writes half of it, and then all of it.
    for text in [String::new(), renamed()[..500].to_owned(), renamed()] {
        reloading.write(text);
        reloading.reloader.look();
        assert_eq!(reloading.status()["reloads"]["last"], Value::Null);
    }
    reloading.reloader.look();
    assert!(reloading.serves("Gaols for adults"));
    reloading.reloader.look();
    let reloads = &reloading.status()["reloads"];
    assert_eq!(reloads["taken"], 1);
    assert_eq!(reloads["refused"], 0);
}

#[test]
fn invalid_data_is_loaded_once_and_so_is_its_replacement() {
    let mut reloading = Reloading::start();
    reloading.write(broken());
    for _ in 0..4 {
        reloading.reloader.look();
    }
    assert_eq!(reloading.status()["reloads"]["refused"], 1);
    reloading.write(renamed());
    reloading.reloader.look();
    reloading.reloader.look();
    assert!(reloading.serves("Gaols for adults"));
}

#[test]
fn a_file_missing_for_one_poll_was_only_renamed() {
    let mut reloading = Reloading::start();
    reloading.remove();
    reloading.reloader.look();
    reloading.write(renamed());
    reloading.reloader.look();
    reloading.reloader.look();
    assert!(reloading.serves("Gaols for adults"));
    assert_eq!(reloading.status()["reloads"]["refused"], 0);
}

#[test]
fn returning_to_the_served_data_after_a_mistake_is_no_reload() {
    let mut reloading = Reloading::start();
    reloading.write(broken());
    reloading.reloader.look();
    reloading.reloader.look();
    reloading.write(SMALL);
    reloading.reloader.look();
    reloading.reloader.look();
    let reloads = &reloading.status()["reloads"];
    assert_eq!(reloads["taken"], 0);
    assert_eq!(reloads["last"]["outcome"], "unchanged");
}

#[test]
fn reload_requests_are_served_until_all_senders_are_dropped() {
    let reloading = Reloading::start();
    let (ask, asked) = mpsc::channel();
    reloading.write(renamed());
    ask.send(()).expect("it is received");
    drop(ask);
    reloading.reloader.run(&asked, None);
    let page = get(&reloading.server, "/settings/prisons");
    assert!(page.text().contains("Gaols"));
}
