//! A hundred reloads of the running program, every third of an invalid file, while clients read continuously. They must
//! notice nothing except that the facts change.

use std::collections::HashMap;
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{scope, sleep};
use std::time::{Duration, Instant};

use npm_directory::site::sha256;

use crate::running::{Reader, Reply, Serving, program};
use crate::support::{Folder, SMALL};

const RELOADS: usize = 100;
const REFUSED: usize = RELOADS / 3;
const TAKEN: usize = RELOADS - REFUSED;

/// The number of concurrent clients.
const CLIENTS: usize = 4;

/// The allowed growth of the program's memory between the tenth and the last reload.
const FLAT: f64 = 1.3;

/// The text in a page that identifies the version of the data.
const MARK: &str = "Printing ";

/// A data file and what to read from its site.
struct Subject {
    /// The content of each version.
    printings: Vec<String>,
    /// Paths with their expected status.
    paths: Vec<(String, u16)>,
}

impl Subject {
    fn new(data: &str, jurisdiction: &str, member: &str) -> Subject {
        let paths = [
            ("/".to_owned(), 200),
            ("/settings/prisons".to_owned(), 200),
            (format!("/settings/prisons/{jurisdiction}"), 200),
            ("/settings/prisons.json".to_owned(), 200),
            (format!("/members/{member}"), 200),
            ("/directory.toml".to_owned(), 200),
            ("/directory.json".to_owned(), 200),
            ("/search?q=prisons".to_owned(), 200),
            ("/lookup?setting=prisons&find=".to_owned(), 200),
            ("/nowhere".to_owned(), 404),
        ];
        Subject {
            printings: (0..=RELOADS).map(|number| printing(data, number)).collect(),
            paths: paths.into(),
        }
    }
}

/// A data file with the version in its title and in each hint and role.
fn printing(data: &str, number: usize) -> String {
    let mut has_title = false;
    let lines = data.lines().map(|line| {
        let key = line.split_whitespace().next();
        let is_marked = match key {
            Some("title") => !std::mem::replace(&mut has_title, true),
            key => matches!(key, Some("hint" | "role")),
        };
        match line.strip_suffix('"') {
            Some(line) if is_marked => format!("{line}, {MARK}{number}\"\n"),
            _ => format!("{line}\n"),
        }
    });
    lines.collect()
}

fn is_broken(number: usize) -> bool {
    number.is_multiple_of(3)
}

/// What one client has seen.
#[derive(Default)]
struct Seen {
    answers: usize,
    printings: Vec<usize>,
    /// The bytes for each path and entity tag.
    bodies: HashMap<(String, String), String>,
    failed: Vec<String>,
    mixed: Vec<String>,
}

impl Seen {
    fn answer(&mut self, subject: &Subject, path: &str, expected: u16, reply: io::Result<Reply>) {
        self.answers += 1;
        let reply = match reply {
            Ok(reply) if reply.status == expected => reply,
            other => return self.failed.push(format!("{path}: {other:?}")),
        };
        match printing_of(subject, path, &reply) {
            Ok(printing) => {
                if self.printings.last().is_some_and(|last| *last > printing) {
                    self.mixed.push(format!("{path}: back to {printing}"));
                }
                if self.printings.last() != Some(&printing) {
                    self.printings.push(printing);
                }
            }
            Err(mixed) => self.mixed.push(format!("{path}: {mixed}")),
        }
        if let Some(etag) = reply.headers.get("etag") {
            let body = sha256(&reply.body);
            let key = (path.to_owned(), etag.clone());
            let known = self.bodies.entry(key).or_insert_with(|| body.clone());
            if *known != body {
                self.mixed.push(format!("{path}: {etag} has two bodies"));
            }
        }
    }
}

/// The version that an answer belongs to; fails if it mixes several.
fn printing_of(subject: &Subject, path: &str, reply: &Reply) -> Result<usize, String> {
    let body = decoded(reply).map_err(|error| format!("the coding: {error}"))?;
    let text = String::from_utf8(body).map_err(|error| error.to_string())?;
    let mut marks = text.split(MARK).skip(1).map(|rest| {
        let end = rest.find(|character: char| !character.is_ascii_digit());
        rest[..end.unwrap_or(rest.len())].parse::<usize>()
    });
    let Some(Ok(number)) = marks.next() else {
        return Err(format!("it is of no printing: {text}"));
    };
    if !marks.all(|mark| mark == Ok(number)) {
        return Err(format!("it is of two printings: {text}"));
    }
    let data = subject
        .printings
        .get(number)
        .ok_or("it is of none of ours")?;
    if path == "/directory.toml" && text != *data {
        return Err("it is not the file".to_owned());
    }
    let is_twin = path.strip_suffix(".json").is_some();
    if is_twin && !text.contains(&sha256(data.as_bytes())) {
        return Err("it names another file than it is of".to_owned());
    }
    Ok(number)
}

fn decoded(reply: &Reply) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    let coding = reply.headers.get("content-encoding").map(String::as_str);
    match coding {
        None => body.clone_from(&reply.body),
        Some("gzip") => {
            flate2::read::GzDecoder::new(&reply.body[..]).read_to_end(&mut body)?;
        }
        Some("br") => {
            brotli::Decompressor::new(&reply.body[..], 4096).read_to_end(&mut body)?;
        }
        Some(_) => return Err(io::ErrorKind::InvalidData.into()),
    }
    Ok(body)
}

/// Reads until told to stop: over one connection, over one with two pipelined requests at a time, or over a new
/// connection each time.
fn read(subject: &Subject, number: usize, address: &str, stop: &AtomicBool) -> Seen {
    let mut seen = Seen::default();
    let coding = ["identity", "gzip", "br", "gzip, br"][number % 4];
    let mut reader = Reader::connect(address);
    let mut paths = subject.paths.iter().cycle();
    while !stop.load(Ordering::Relaxed) && seen.failed.is_empty() {
        if number % 4 == 1 {
            reader = Reader::connect(address);
        }
        let at_once = if number % 4 == 2 { 2 } else { 1 };
        let asked: Vec<_> = paths.by_ref().take(at_once).collect();
        match &mut reader {
            Ok(reader) => {
                let sent = asked
                    .iter()
                    .try_for_each(|(path, _)| reader.ask(path, coding));
                for (path, expected) in asked {
                    let reply = match &sent {
                        Ok(()) => reader.reply(),
                        Err(error) => Err(error.kind().into()),
                    };
                    seen.answer(subject, path, *expected, reply);
                }
            }
            Err(error) => seen.failed.push(format!("no connection: {error}")),
        }
    }
    seen
}

/// The resident memory of a process, in kB.
fn resident(process: u32) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Replaces the data file by another version and makes the program load it.
fn reload(subject: &Subject, serving: &Serving, status: &mut Reader, file: &Path, number: usize) {
    let mut text = subject.printings[number].clone();
    if is_broken(number) {
        text.push_str("nonsense = true\n");
    }
    std::fs::write(file, text).expect("the folder is there");
    serving.signal("HUP");
    let patience = Instant::now() + Duration::from_mins(1);
    loop {
        let reply = status.get("/status.json", "identity").expect("it answers");
        let status: serde_json::Value = serde_json::from_slice(&reply.body).expect("it is JSON");
        let count = |outcome| status["reloads"][outcome].as_u64().expect("it is a number");
        if count("taken") + count("refused") == number as u64 {
            return;
        }
        assert!(Instant::now() < patience, "{number} never came: {status}");
        sleep(Duration::from_millis(2));
    }
}

/// Reloads while clients read; returns what they have seen, and the memory after each reload.
fn reload_and_read(
    subject: &Subject,
    serving: &Serving,
    file: &Path,
) -> (Vec<Seen>, Vec<Option<f64>>) {
    let stop = AtomicBool::new(false);
    scope(|scope| {
        let read = |number| {
            let (address, stop) = (&serving.address, &stop);
            scope.spawn(move || read(subject, number, address, stop))
        };
        let clients: Vec<_> = (0..CLIENTS).map(read).collect();
        let mut status = serving.connect();
        let memory = (1..=RELOADS).map(|number| {
            reload(subject, serving, &mut status, file, number);
            resident(serving.id())
        });
        let memory = memory.collect();
        stop.store(true, Ordering::Relaxed);
        let seen = clients
            .into_iter()
            .map(|client| client.join().expect("no client panics"));
        (seen.collect(), memory)
    })
}

#[expect(clippy::print_stdout, reason = "the figures are for people to quote")]
fn survives_reloads(subject: &Subject) {
    let folder = Folder::new();
    let file = folder.file("directory.toml", &subject.printings[0]);
    let serving = Serving::start(program().args(["--log", "off", "--data"]).arg(&file));
    let begun = Instant::now();
    let (seen, memory) = reload_and_read(subject, &serving, &file);
    let took = begun.elapsed().as_secs_f64();

    let answers: usize = seen.iter().map(|seen| seen.answers).sum();
    let failed: Vec<_> = seen.iter().flat_map(|seen| &seen.failed).collect();
    let mixed: Vec<_> = seen.iter().flat_map(|seen| &seen.mixed).collect();
    println!("{RELOADS} reloads in {took:.1} s, {answers} requests of {CLIENTS} clients");
    println!("{} failed, {} mixed", failed.len(), mixed.len());
    assert!(failed.is_empty(), "{failed:#?}");
    assert!(mixed.is_empty(), "{mixed:#?}");
    for seen in &seen {
        // Clients have read during reloads.
        let printings = seen.printings.len();
        assert!(printings > TAKEN / 4, "one client saw {printings}");
        let mut taken = seen.printings.iter().filter(|printing| **printing > 0);
        assert!(taken.all(|printing| !is_broken(*printing)));
    }

    let status = serving.status();
    assert_eq!(status["reloads"]["taken"], TAKEN);
    assert_eq!(status["reloads"]["refused"], REFUSED);
    assert_eq!(
        status["data"],
        sha256(subject.printings[RELOADS].as_bytes())
    );

    if let (Some(early), Some(late)) = (memory[9], memory[RELOADS - 1]) {
        println!("resident after 10 reloads {early} kB, after {RELOADS} {late} kB");
        assert!(late < early * FLAT, "{early} kB have become {late} kB");
    }
    assert_eq!(serving.stop("TERM").status.code(), Some(0));
}

#[test]
fn a_hundred_reloads_under_load_fail_no_request_mix_no_answer_and_leak_no_memory() {
    survives_reloads(&Subject::new(SMALL, "northmark", "rip"));
}

#[test]
#[ignore = "the directory that we ship takes a minute or two without optimization"]
fn a_hundred_reloads_of_the_shipped_directory_do_neither() {
    let shipped = include_str!("../../data/uk.toml");
    survives_reloads(&Subject::new(shipped, "wales", "hmi-prisons"));
}
