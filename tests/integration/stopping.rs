//! SIGTERM at any moment: the program exits within two seconds and leaves nothing half done.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use crate::made_up::generated::{Size, data_file};
use crate::running::{Serving, program};
use crate::support::{Folder, SMALL};

/// Waits until the program exits.
#[track_caller]
fn ends_within_two_seconds(child: &mut Child) -> i32 {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("it can be waited for") {
            return status.code().expect("it ends by itself");
        }
        if begun.elapsed() > Duration::from_secs(2) {
            child.kill().expect("it runs");
            panic!("it still runs two seconds after SIGTERM");
        }
        sleep(Duration::from_millis(10));
    }
}

fn terminate(child: &Child) {
    let id = child.id().to_string();
    let status = Command::new("kill").args(["-TERM", &id]).status();
    assert!(status.expect("there is a kill").success());
}

/// Waits until a process handles SIGTERM, which would kill it before.
#[cfg(target_os = "linux")]
fn wait_for_handlers(child: &Child) {
    const TERM: u32 = 15;
    let path = format!("/proc/{}/status", child.id());
    loop {
        let status = fs::read_to_string(&path).expect("it runs");
        let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:"));
        let caught = u64::from_str_radix(caught.expect("Linux tells").trim(), 16);
        if caught.expect("it is a number") >> (TERM - 1) & 1 == 1 {
            return;
        }
        sleep(Duration::from_millis(1));
    }
}

#[cfg(target_os = "linux")]
fn fifo(folder: &Folder) -> PathBuf {
    let path = folder.path().join("fifo");
    let made = Command::new("mkfifo").arg(&path).status();
    assert!(made.expect("there is a mkfifo").success());
    path
}

#[test]
#[cfg(target_os = "linux")]
fn sigterm_stops_a_program_that_is_loading_its_data_file() {
    let folder = Folder::new();
    let (path, site) = (fifo(&folder), folder.site());
    let path = path.to_str().expect("it is text");
    let site = site.to_str().expect("it is text");
    for (arguments, code) in [
        (&["--listen", "127.0.0.1:0", "--data", path][..], 0),
        (&["export", site, "--data", path], 2),
    ] {
        let mut child = program()
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        wait_for_handlers(&child);
        terminate(&child);
        assert_eq!(ends_within_two_seconds(&mut child), code, "{arguments:?}");
        let output = child.wait_with_output().expect("it has ended");
        assert_eq!(output.stdout, b"", "{arguments:?}");
        assert!(!folder.site().exists());
    }
}

#[test]
#[cfg(target_os = "linux")]
fn sigterm_stops_a_program_that_is_reloading_its_data_file() {
    for arguments in [&["--watch"][..], &[]] {
        let folder = Folder::new();
        let path = fifo(&folder);
        let written = path.clone();
        let writer = std::thread::spawn(move || fs::write(written, SMALL).expect("it is read"));
        let serving = Serving::start(program().args(arguments).arg("--data").arg(&path));
        writer.join().expect("it does not panic");
        serving.signal("HUP");
        // The file is polled once a second; a hangup is faster.
        sleep(Duration::from_millis(1_500));
        let begun = Instant::now();
        assert_eq!(serving.stop("TERM").status.code(), Some(0));
        assert!(begun.elapsed() < Duration::from_secs(2));
    }
}

#[cfg(target_os = "linux")]
proptest! {
    // Each case runs the program.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(8) })]
    #[test]
    fn sigterm_during_an_export_leaves_the_old_site_or_the_new_one(milliseconds in 0_u64..600) {
        let folder = Folder::new();
        let site = folder.site();
        let path = folder.file("small.toml", SMALL);
        let export = || {
            let mut command = program();
            command.arg("export").arg(&site).arg("--data").arg(&path);
            command.arg("--quiet").stderr(Stdio::piped());
            command
        };
        prop_assert!(export().status().expect("the program runs").success());
        let new = SMALL.replace("Prisons for adults", "Gaols for adults");
        fs::write(&path, new).expect("it can be written");
        let mut child = export().spawn().expect("the program runs");
        wait_for_handlers(&child);
        sleep(Duration::from_millis(milliseconds));
        terminate(&child);
        let code = ends_within_two_seconds(&mut child);
        let page = fs::read_to_string(site.join("settings/prisons.html")).expect("a page");
        let expected = if code == 0 { "Gaols for adults" } else { "for adults" };
        prop_assert!(page.contains(expected), "{code}");
        let left = fs::read_dir(folder.path()).expect("a folder").count();
        prop_assert_eq!(left, 2, "the data file and the site");
    }

    #[test]
    fn sigterm_while_a_large_file_is_loaded_and_served_stops_the_program(milliseconds in 0_u64..1_000) {
        let folder = Folder::new();
        let path = folder.file("large.toml", data_file(Size::new(40, 20, 60)));
        let mut child = program()
            .args(["--listen", "127.0.0.1:0", "--data"])
            .arg(&path)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");
        wait_for_handlers(&child);
        sleep(Duration::from_millis(milliseconds));
        terminate(&child);
        prop_assert_eq!(ends_within_two_seconds(&mut child), 0);
    }
}
