//! The command line: commands, exit codes, output streams, signals.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::{Output, Stdio};

use crate::running::{Reader, Serving, program};
use crate::support::{Folder, SMALL};

fn run(arguments: &[&str]) -> Output {
    program()
        .args(arguments)
        .output()
        .expect("the program runs")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("it ends by itself")
}

fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).expect("it is text")
}

#[test]
fn check_of_a_valid_file_succeeds() {
    let folder = Folder::new();
    let path = folder.file("clean.toml", SMALL);
    let output = run(&["check", path.to_str().unwrap()]);
    assert_eq!(code(&output), 0, "{output:?}");
    assert_eq!(text(&output.stderr), "");
}

#[test]
fn check_of_the_embedded_file_succeeds() {
    assert_eq!(code(&run(&["check"])), 0);
}

#[test]
fn check_shows_every_mistake_and_fails() {
    let folder = Folder::new();
    let path = folder.file("mistakes.toml", SMALL.replace("[\"rip\"]", "[\"nobody\"]"));
    let output = run(&["check", path.to_str().unwrap()]);
    assert_eq!(code(&output), 1);
    assert_eq!(text(&output.stdout), "");
    let shown = text(&output.stderr);
    assert!(shown.matches("nobody").count() >= 2, "{shown}");
    assert!(shown.contains("mistakes.toml:"), "{shown}");
    assert!(!shown.contains('\u{1b}'), "{shown}");
}

#[test]
fn check_of_an_unreadable_file_exits_with_2() {
    for path in ["no/such/file.toml", env!("CARGO_TARGET_TMPDIR")] {
        let output = run(&["check", path]);
        assert_eq!(code(&output), 2, "{path}");
        let shown = text(&output.stderr);
        assert!(shown.starts_with("error: cannot read "), "{shown}");
        assert!(shown.contains(path), "{shown}");
    }
}

#[test]
fn a_file_with_a_mistake_is_not_served() {
    let folder = Folder::new();
    let path = folder.file("unserved.toml", SMALL.replace("[\"rip\"]", "[\"nobody\"]"));
    let output = run(&["--listen", "127.0.0.1:0", "--data", path.to_str().unwrap()]);
    assert_eq!(code(&output), 1);
    assert_eq!(text(&output.stdout), "");
    assert!(text(&output.stderr).contains("nobody"));
}

#[test]
fn explain_lists_the_lines_behind_an_answer() {
    let folder = Folder::new();
    let path = folder.file("explained.toml", SMALL);
    let path = path.to_str().unwrap();
    let output = run(&["explain", "prisons", "northmark", "--data", path]);
    assert_eq!(code(&output), 0, "{output:?}");
    assert!(text(&output.stdout).contains("rip"), "{output:?}");
    let output = run(&["explain", "prison", "northmark", "--data", path]);
    assert_eq!(code(&output), 2);
    assert!(text(&output.stderr).contains("did you mean `prisons`?"));
}

#[test]
fn the_schema_is_json() {
    let output = run(&["schema"]);
    let schema: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(schema["properties"].is_object());
}

#[test]
fn a_broken_pipe_is_not_an_error() {
    let mut child = program()
        .arg("schema")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(code(&output), 0);
    assert_eq!(text(&output.stderr), "");
}

#[test]
fn invalid_options_are_rejected() {
    for arguments in [
        &["--listen", "somewhere"][..],
        &["--listen", "localhost:70000"],
        &["--base-url", "example.org"],
        &["--base-url", "https://example.org/"],
        &["--base-url", "https://example.org/npm"],
        &["--base-url", "https://example.org:99999"],
        &["--base-url", "https://:::"],
        &["--base-url", "https://["],
        &["--base-url", "https://.."],
        &["--base-url", "https://-"],
        &["--base-url", "https://"],
        &["--base-url", "https://user@example.org"],
        &["--base-url", "https://Example.org"],
        &["--base-url", "ftp://example.org"],
        &["--contact", "mailto:"],
        &["--contact", "http://example.org"],
        &["--security-contact", "me@example.org"],
        &["--security-contact", "https://"],
        &["--log", "loud"],
        &["sreve"],
    ] {
        let output = run(arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(text(&output.stderr).starts_with("error: "), "{arguments:?}");
    }
    let output = run(&["--base-url", "https://example.org/"]);
    let shown = text(&output.stderr);
    assert!(shown.contains("without the slash at the end"), "{shown}");
}

#[test]
fn a_port_in_use_is_reported() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = run(&["--listen", &address]);
    assert_eq!(code(&output), 2);
    let shown = text(&output.stderr);
    assert!(
        shown.starts_with(&format!("error: cannot listen on {address}: ")),
        "{shown}"
    );
}

#[test]
fn environment_variables_work_like_options() {
    let folder = Folder::new();
    let path = folder.file(
        "environment.toml",
        SMALL.replace("[\"rip\"]", "[\"nobody\"]"),
    );
    let output = program()
        .arg("check")
        .env("NPM_DIRECTORY_DATA", &path)
        .env("NPM_DIRECTORY_LISTEN", "127.0.0.1:0")
        .output()
        .expect("the program runs");
    assert_eq!(code(&output), 1);
    let output = program()
        .env("NPM_DIRECTORY_BASE_URL", "example.org")
        .output()
        .expect("the program runs");
    assert_eq!(code(&output), 2);
}

#[test]
fn the_servers_variables_do_not_affect_other_commands() {
    for arguments in [
        &["check"][..],
        &["schema"],
        &["explain", "prisons", "wales"],
    ] {
        let output = program()
            .args(arguments)
            .env("NPM_DIRECTORY_LISTEN", "somewhere")
            .env("NPM_DIRECTORY_BASE_URL", "example.org")
            .env("NPM_DIRECTORY_LOG", "loud")
            .env("NPM_DIRECTORY_WATCH", "perhaps")
            .output()
            .expect("the program runs");
        assert_eq!(code(&output), 0, "{arguments:?}: {output:?}");
    }
    for arguments in [&[][..], &["serve"], &["export", "nowhere"]] {
        let output = program()
            .args(arguments)
            .env("NPM_DIRECTORY_BASE_URL", "example.org")
            .output()
            .expect("the program runs");
        assert_eq!(code(&output), 2, "{arguments:?}: {output:?}");
    }
}

#[test]
fn an_empty_variable_is_ignored() {
    let mut command = program();
    for name in [
        "DATA",
        "BASE_URL",
        "LOG",
        "CONTACT",
        "SECURITY_CONTACT",
        "WATCH",
        "HSTS",
    ] {
        command.env(format!("NPM_DIRECTORY_{name}"), "");
    }
    let serving = Serving::start(&mut command);
    assert!(!serving.get("/").contains("strict-transport-security"));
    assert_eq!(serving.stop("TERM").status.code(), Some(0));
    let check = program()
        .arg("check")
        .env("NPM_DIRECTORY_DATA", "")
        .output();
    assert_eq!(code(&check.expect("the program runs")), 0);
    let folder = Folder::new();
    let export = program()
        .args(["export", folder.site().to_str().expect("it is text")])
        .env("NPM_DIRECTORY_QUIET", "")
        .env("NPM_DIRECTORY_BASE_URL", "")
        .output()
        .expect("the program runs");
    assert_eq!(code(&export), 0);
    assert!(!export.stderr.is_empty());
}

#[test]
fn a_boolean_variable_accepts_the_usual_words() {
    for (value, is_on) in [
        ("1", true),
        ("true", true),
        ("yes", true),
        ("on", true),
        ("0", false),
        ("false", false),
        ("no", false),
        ("off", false),
    ] {
        let serving = Serving::start(program().env("NPM_DIRECTORY_HSTS", value));
        let home = serving.get("/");
        assert_eq!(
            home.contains("\r\nstrict-transport-security: "),
            is_on,
            "{value}"
        );
    }
    let output = program().env("NPM_DIRECTORY_WATCH", "perhaps").output();
    assert_eq!(code(&output.expect("the program runs")), 2);
}

#[test]
fn a_host_name_or_a_port_alone_is_a_listen_address() {
    for listen in ["localhost:0", ":0"] {
        let serving = Serving::start(program().args(["--listen", listen]));
        let port = serving.address.rsplit(':').next().expect("there is a port");
        let address = format!("127.0.0.1:{port}");
        let mut reader = Reader::connect(&address).expect("it listens");
        assert_eq!(reader.get("/about", "br").expect("it answers").status, 200);
    }
}

#[test]
fn the_unspecified_address_is_never_published() {
    let serving = Serving::start(program().args(["--listen", "0.0.0.0:0"]));
    let port = serving.address.rsplit(':').next().expect("there is a port");
    let address = format!("127.0.0.1:{port}");
    let mut reader = Reader::connect(&address).expect("it listens");
    for (path, status) in [
        ("/", 200),
        ("/robots.txt", 200),
        ("/sitemap.xml", 404),
        ("/opensearch.xml", 404),
        ("/openapi.json", 200),
        ("/changes.atom", 200),
    ] {
        let reply = reader.get(path, "identity").expect("it answers");
        assert_eq!(reply.status, status, "{path}");
        let body = String::from_utf8(reply.body).expect("it is text");
        assert!(!body.contains("0.0.0.0"), "{path}");
        assert!(!body.contains(port), "{path}: {body}");
    }
}

#[test]
fn the_operators_contact_overrides_the_files() {
    let contact = "https://operator.example/mistakes";
    let serving = Serving::start(program().args(["--contact", contact]));
    assert!(serving.get("/").contains(contact));
}

#[test]
fn without_arguments_it_serves_the_embedded_directory_until_a_signal() {
    for signal in ["TERM", "INT"] {
        let serving = Serving::start(&mut program());
        assert!(serving.get("/").starts_with("HTTP/1.1 200 OK\r\n"));
        let output = serving.stop(signal);
        assert_eq!(output.status.code(), Some(0), "{signal}");
        assert_eq!(text(&output.stdout), "", "one line and no more");
    }
}

#[test]
fn the_log_has_no_data_about_the_reader() {
    for form in ["text", "json"] {
        let serving = Serving::start(program().args(["serve", "--log", form]));
        serving.get("/settings/prisons?q=secret-query");
        serving.get("/search?q=secret-query");
        serving.get("/secret-path");
        let output = serving.stop("TERM");
        let log = text(&output.stderr);
        assert!(log.contains("/settings/prisons"), "{log}");
        assert!(log.contains("404"), "{log}");
        assert!(!log.contains("secret"), "{log}");
        assert!(!log.contains("a.example"), "{log}");
        assert!(!log.contains("127.0.0.1"), "{log}");
        if form == "json" {
            for line in log.lines() {
                let line: serde_json::Value = serde_json::from_str(line).unwrap();
                assert!(line["timestamp"].is_string());
                if line["method"].is_string() {
                    let line = line.as_object().unwrap();
                    let said: Vec<&str> = line.keys().map(String::as_str).collect();
                    let allowed = [
                        "bytes",
                        "level",
                        "method",
                        "micros",
                        "path",
                        "status",
                        "timestamp",
                    ];
                    assert_eq!(said, allowed);
                }
            }
        }
    }
}

#[test]
fn the_log_can_be_off() {
    let serving = Serving::start(program().args(["--log", "off"]));
    serving.get("/");
    assert_eq!(text(&serving.stop("TERM").stderr), "");
}

#[test]
fn hangup_reloads_the_data_unless_it_has_a_mistake() {
    let folder = Folder::new();
    let path = folder.file("hangup.toml", SMALL);
    let serving = Serving::start(program().arg("--data").arg(&path));
    let renamed = SMALL.replace("Prisons for adults", "Gaols for adults");
    fs::write(&path, renamed.replace("[\"rip\"]", "[\"nobody\"]")).unwrap();
    serving.signal("HUP");
    serving.wait_for("/status.json", "\"refused\": 1");
    assert!(
        serving
            .get("/settings/prisons")
            .contains("Prisons for adults")
    );
    fs::write(&path, renamed).unwrap();
    serving.signal("HUP");
    serving.wait_for("/settings/prisons", "Gaols for adults");
    let output = serving.stop("TERM");
    let log = text(&output.stderr);
    assert!(log.matches("nobody").count() >= 2, "{log}");
}

#[test]
fn a_watched_file_is_reloaded_however_it_was_changed() {
    let folder = Folder::new();
    let path = |name: &str| folder.path().join(name);
    let text = |hint: &str| SMALL.replace("Prisons for adults", hint);
    // Like Kubernetes: the file is a symbolic link through `..data`, which is replaced atomically.
    let mount = |number: u32, hint: &str| {
        let version = format!("..version-{number}");
        fs::create_dir(path(&version)).unwrap();
        fs::write(path(&version).join("directory.toml"), text(hint)).unwrap();
        symlink(version, path("..data_tmp")).unwrap();
        fs::rename(path("..data_tmp"), path("..data")).unwrap();
    };
    mount(1, "Prisons");
    let file = path("directory.toml");
    symlink("..data/directory.toml", &file).unwrap();
    let serving = Serving::start(program().arg("--watch").arg("--data").arg(&file));
    mount(2, "Gaols of another folder");
    fs::remove_dir_all(path("..version-1")).unwrap();
    serving.wait_for("/settings/prisons", "Gaols of another folder");
    // Like an editor that writes a new file and renames it.
    fs::write(path("directory.toml~"), text("Gaols of another file")).unwrap();
    fs::rename(path("directory.toml~"), &file).unwrap();
    serving.wait_for("/settings/prisons", "Gaols of another file");
    // Like an editor that truncates and rewrites the file.
    fs::write(&file, "").unwrap();
    fs::write(&file, text("Gaols of the same file")).unwrap();
    serving.wait_for("/settings/prisons", "Gaols of the same file");
    serving.wait_for("/status.json", "\"taken\": 3");
    assert_eq!(serving.status()["reloads"]["refused"], 0);
    assert_eq!(serving.stop("TERM").status.code(), Some(0));
}

#[test]
fn strict_transport_and_the_base_url_take_effect() {
    let arguments = ["--hsts", "--base-url", "https://npm.example:8443"];
    let serving = Serving::start(program().args(arguments));
    let home = serving.get("/");
    assert!(home.contains("\r\nstrict-transport-security: max-age="));
    assert!(
        serving
            .get("/sitemap.xml")
            .contains("https://npm.example:8443/settings")
    );
}
