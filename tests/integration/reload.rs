//! Loading the data again while it is served: all of it or nothing.

use std::io;
use std::sync::{Arc, Mutex, mpsc};

use hyper::Method;
use npm_directory::server::{Policy, Reloader, Server};
use serde_json::Value;

use crate::support::{SMALL, ask, get, origin, server, site};

/// A data file that can be changed, the server of what it held first, and what keeps that up to date.
struct Reloading {
    file: Arc<Mutex<Option<String>>>,
    server: Arc<Server>,
    reloader: Reloader,
}

impl Reloading {
    fn start() -> Reloading {
        let file = Arc::new(Mutex::new(Some(SMALL.to_owned())));
        let reading = Arc::clone(&file);
        let origin = origin(move || {
            let text = reading.lock().expect("no test panics with it").clone();
            text.map(String::into_bytes)
                .ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
        });
        let ready = origin.load().expect("the fixture holds no mistake");
        let server = Server::new(ready.site, Policy::default());
        Reloading {
            file,
            reloader: Reloader::new(Arc::clone(&server), origin),
            server,
        }
    }

    fn write(&self, text: impl Into<String>) {
        *self.file.lock().expect("no test panics with it") = Some(text.into());
    }

    fn remove(&self) {
        *self.file.lock().expect("no test panics with it") = None;
    }

    /// Which site is served.
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
fn good_data_takes_the_place_of_what_is_served() {
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
fn broken_data_changes_nothing_but_the_status_until_it_is_mended() {
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
fn a_file_that_cannot_be_read_changes_nothing() {
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
fn the_same_data_is_not_rendered_again() {
    let mut reloading = Reloading::start();
    reloading.reloader.reload();
    let status = reloading.status();
    assert_eq!(status["reloads"]["taken"], 0);
    assert_eq!(status["reloads"]["last"]["outcome"], "unchanged");
}

#[test]
fn a_change_is_taken_when_two_looks_agree() {
    let mut reloading = Reloading::start();
    reloading.reloader.look();
    assert_eq!(reloading.status()["reloads"]["last"], Value::Null);
    // An editor empties the file, writes half of it, and then the whole.
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
fn broken_data_is_looked_at_once_and_what_replaces_it_is_taken() {
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
fn a_file_that_is_away_for_one_look_was_only_renamed() {
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
fn going_back_to_what_is_served_after_a_mistake_is_no_reload() {
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
fn what_a_reload_does_not_change_need_not_be_compressed_again() {
    let server = server();
    server.compress();
    let coding = |path: &str| {
        let answer = ask(&server, Method::GET, path, &[("accept-encoding", "br")]);
        answer.header("content-encoding").map(str::to_owned)
    };
    assert_eq!(coding("/settings/prisons").as_deref(), Some("br"));
    server.replace(site(String::leak(renamed())));
    assert_eq!(coding("/settings/prisons"), None);
    assert_eq!(coding("/accessibility").as_deref(), Some("br"));
}

#[test]
fn whoever_asks_is_served_until_nobody_can_ask() {
    let Reloading {
        file,
        server,
        reloader,
    } = Reloading::start();
    let (ask, asked) = mpsc::channel();
    *file.lock().expect("no test panics with it") = Some(renamed());
    ask.send(()).expect("it is received");
    drop(ask);
    reloader.run(&asked, None);
    assert!(get(&server, "/settings/prisons").text().contains("Gaols"));
}
