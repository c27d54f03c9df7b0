//! Hostile clients: many silent connections, no file descriptors left, and malformed requests of every kind. Answers
//! are always ours and echo nothing, and the next reader gets the page.

use std::io::Write as _;
use std::net::TcpStream;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use npm_directory::server::{Limits, Server};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::running::{Reader, Serving, program};
use crate::support::{Listening, limits, request, server, status};

/// Text that no answer may echo.
const SECRET: &str = "zqxsecretzqx";

/// The statuses of all received answers, in order.
fn statuses(heard: &str) -> Vec<u16> {
    let places = heard.match_indices("HTTP/1.1 ");
    places.map(|(place, _)| status(&heard[place..])).collect()
}

#[track_caller]
fn is_alive(server: &Listening) {
    assert_eq!(status(&server.say(request("/about"))), 200);
}

/// Raises the limit of open files for this process and its children.
fn open_up_to(needed: u64) {
    let limit = getrlimit(Resource::Nofile);
    if limit.current.is_some_and(|current| current < needed) {
        let raised = Rlimit {
            current: Some(needed),
            ..limit
        };
        setrlimit(Resource::Nofile, raised).expect("the system lets it");
    }
}

#[test]
fn a_crowd_of_idle_connections_does_not_delay_a_reader() {
    const IDLE: usize = 1_000;
    const TRICKLING: usize = 200;
    const REQUESTS: usize = 2_000;
    open_up_to(4_096);
    let serving = Serving::start(program().args(["--log", "off"]));
    // Half of them have had an answer, and half have never sent anything.
    let idle: Vec<Reader> = (0..IDLE)
        .map(|number| {
            let mut client = serving.connect();
            if number < IDLE / 2 {
                let reply = client.get("/about", "identity").expect("it answers");
                assert_eq!(reply.status, 200);
            }
            client
        })
        .collect();
    let mut trickling: Vec<Reader> = (0..TRICKLING)
        .map(|_| {
            let mut client = serving.connect();
            client.send("GET /about HTTP/1.1\r\n").expect("it reads");
            client
        })
        .collect();
    let connections = serving.status()["connections"].clone();
    assert_eq!(connections["open"], IDLE + TRICKLING + 1, "{connections}");

    let mut longest = Duration::ZERO;
    let mut reader = serving.connect();
    for number in 0..REQUESTS {
        let from = number % TRICKLING;
        // Those that trickled for too long have timed out.
        let _ = trickling[from].send("X");
        if number % 10 == 0 {
            reader = serving.connect();
        }
        let asked = Instant::now();
        let reply = reader
            .get("/settings/prisons/wales", "gzip")
            .expect("it answers");
        longest = longest.max(asked.elapsed());
        assert_eq!(reply.status, 200);
    }
    let status = serving.status();
    println!(
        "{IDLE} idle and {TRICKLING} trickling: {REQUESTS} of {REQUESTS} requests answered, the slowest in {longest:?}"
    );
    assert_eq!(status["connections"]["turned_away"], 0);
    let answers = status["answers"].as_object().expect("it counts");
    assert!(answers.keys().all(|status| status == "200"), "{answers:?}");

    drop((idle, trickling));
    assert!(serving.get("/about").starts_with("HTTP/1.1 200 "));
    assert_eq!(serving.stop("TERM").status.code(), Some(0));
}

#[test]
#[cfg(target_os = "linux")]
fn a_server_without_file_descriptors_recovers_and_logs_it_rarely() {
    const LEFT: usize = 8;
    let begun = Instant::now();
    let serving = Serving::start(&mut program());
    let files = || std::fs::read_dir(format!("/proc/{}/fd", serving.id()));
    let open = files().expect("its files can be counted").count();
    let status = Command::new("prlimit")
        .args(["--pid", &serving.id().to_string()])
        .arg(format!("--nofile={}:", open + LEFT))
        .status();
    assert!(status.expect("there is a prlimit").success());
    let before = cpu_time(serving.id());
    let crowd: Vec<TcpStream> = (0..LEFT + 4)
        .map(|_| TcpStream::connect(&serving.address).expect("it listens"))
        .collect();
    std::thread::sleep(Duration::from_secs(2));
    let spent = cpu_time(serving.id()).saturating_sub(before);
    assert!(
        spent < Duration::from_millis(500),
        "it spins: {spent:?} of 2 s"
    );
    drop(crowd);
    for _ in 0..3 {
        let reply = serving.get("/about");
        assert!(reply.starts_with("HTTP/1.1 200 "), "{reply}");
    }
    let output = serving.stop("TERM");
    assert_eq!(output.status.code(), Some(0));
    let log = String::from_utf8(output.stderr).expect("it is text");
    let told = log.matches("cannot accept connections").count();
    let most = 1 + begun.elapsed().as_secs() / 10;
    assert!((1..=most).contains(&(told as u64)), "{told} times: {log}");
}

/// The CPU time of a process.
#[cfg(target_os = "linux")]
fn cpu_time(process: u32) -> Duration {
    let threads = std::fs::read_dir(format!("/proc/{process}/task")).expect("it runs");
    let nanoseconds = threads.map(|thread| {
        let path = thread.expect("it runs").path().join("schedstat");
        let stat = std::fs::read_to_string(path).expect("the kernel counts");
        stat.split(' ')
            .next()
            .and_then(|time| time.parse::<u64>().ok())
            .expect("it is a number")
    });
    Duration::from_nanos(nanoseconds.sum())
}

#[test]
fn a_client_that_disconnects_at_any_point_leaves_nothing_behind() {
    let limits = Limits {
        connections: 1_000,
        ..limits()
    };
    let server = Listening::start(server(), limits);
    for number in 0..300 {
        let mut stream = TcpStream::connect(server.address).expect("it listens");
        let text = request("/").repeat(3);
        // With unread answers, the connection is reset.
        let _ = stream.write_all(&text.as_bytes()[..number % text.len()]);
    }
    is_alive(&server);
    let open = || {
        let status = server.say(request("/status.json"));
        let body = status.split("\r\n\r\n").nth(1).unwrap_or_default();
        let status: serde_json::Value = serde_json::from_str(body).expect("it is JSON");
        status["connections"]["open"].clone()
    };
    // Only the connection that asks is left.
    while open() != 1 {
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn many_pipelined_requests_are_answered_in_order() {
    let server = Listening::start(server(), limits());
    let paths = [
        ("/about", 200),
        ("/nowhere", 404),
        ("/settings/", 308),
        ("/search?q=x", 200),
    ];
    let row: String = paths.iter().map(|(path, _)| request(path)).collect();
    let mut client = server.connect();
    let mut writing = client.try_clone();
    let sender = std::thread::spawn(move || {
        let _ = writing.write_all(row.repeat(250).as_bytes());
    });
    for _ in 0..250 {
        for (path, expected) in paths {
            assert_eq!(status(&client.answer()), expected, "{path}");
        }
    }
    sender.join().expect("it does not panic");
}

/// Two servers in a chain that disagree about the end of a request allow request smuggling. So a request with an
/// ambiguous end, or with a body, is the last of its connection.
#[test]
fn nothing_is_answered_after_a_request_with_an_ambiguous_end() {
    let server = Listening::start(server(), limits());
    for head in [
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 5\r\nContent-Length: 5",
        "Content-Length: 5, 6",
        "Content-Length: 5, 5",
        "Content-Length: +5",
        "Content-Length: -5",
        "Content-Length: 0x5",
        "Content-Length: 5 5",
        "Content-Length: ",
        "Content-Length: 99999999999999999999",
        "Content-Length : 5",
        "Content-Length\t: 5",
        " Content-Length: 5",
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 5",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding: identity, chunked",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: CHUNKED",
        "Transfer-Encoding: \u{b}chunked",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding\r\n: chunked",
        "Transfer-Encoding:\r\n chunked",
        "X: y\r\n\tTransfer-Encoding: chunked",
        "X: y\rTransfer-Encoding: chunked",
        "X: y\u{0}Transfer-Encoding: chunked",
    ] {
        for method in ["GET", "HEAD", "POST"] {
            let heard = server.say(format!(
                "{method} /about HTTP/1.1\r\nHost: a\r\n{head}\r\n\r\n0\r\n\r\n{}",
                request("/settings")
            ));
            let heard = statuses(&heard);
            assert_eq!(heard.len(), 1, "{method} {head:?}: {heard:?}");
            assert!([400, 405, 413].contains(&heard[0]), "{head:?}: {heard:?}");
        }
    }
    let heard = server.say(
        "GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n".to_owned()
            + &request("/settings"),
    );
    assert_eq!(heard.matches("HTTP/1.").count(), 1, "{heard}");
    is_alive(&server);
}

#[test]
fn no_encoding_of_a_path_leaves_the_site() {
    let server = Listening::start(server(), limits());
    for path in [
        "/../../../../etc/passwd",
        "/settings/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/%252e%252e/etc/passwd",
        "/..%5c..%5cetc%5cpasswd",
        "/..\\..\\etc\\passwd",
        "/%c0%ae%c0%ae/etc/passwd",
        "/%e0%80%ae/",
        "/settings/%00",
        "/settings/prisons%00.html",
        "/%ff%fe",
        "/%",
        "/%zz",
        "/settings//prisons",
        "/settings/./prisons",
        "/settings;x=y/prisons",
        "//evil.example/",
        "//evil.example/%2e%2e",
        "///evil.example//",
        "/\\evil.example",
        "/%0d%0aSet-Cookie:%20a=b",
        "/SETTINGS/%0d%0aSet-Cookie:%20a=b",
        "/.git/config",
        "/.env",
        "/directory.toml~",
    ] {
        for path in [
            path.to_owned(),
            path.to_uppercase(),
            format!("{path}/"),
            format!("{path}?x"),
        ] {
            let heard = server.say(request(&path));
            assert_eq!(status(&heard), 404, "{path}: {heard}");
            for told in ["root:", "\r\nset-cookie", "\r\nlocation"] {
                assert!(!heard.to_lowercase().contains(told), "{path}: {told}");
            }
            assert!(!heard.to_lowercase().contains("evil"), "{path}: {heard}");
        }
    }
}

#[test]
fn a_redirect_stays_on_the_site_whatever_the_query() {
    let server = Listening::start(server(), limits());
    for path in [
        "/settings/?x=%0d%0aSet-Cookie:a",
        "/SETTINGS?//evil.example",
        "/members/royal-inspectorate?\\evil.example",
        "http://evil.example/settings/",
    ] {
        let heard = server.say(request(path));
        let location = heard
            .lines()
            .find_map(|line| line.strip_prefix("location: "));
        let location = location.unwrap_or_else(|| panic!("{path}: {heard}"));
        assert!(
            location.starts_with("/settings") || location.starts_with("/members/"),
            "{location}"
        );
        assert!(!heard.contains("\r\nset-cookie"), "{heard}");
    }
}

#[test]
fn no_answer_echoes_the_request() {
    let server = Listening::start(server(), limits());
    let with =
        |header: &str| request("/about").replace("\r\n\r\n", &format!("\r\n{header}\r\n\r\n"));
    for text in [
        request(&format!("/{SECRET}")),
        request(&format!("/settings/{SECRET}.json")),
        request(&format!("/about?{SECRET}")),
        request(&format!("/nowhere?{SECRET}={SECRET}")),
        request(&format!(
            "/lookup?setting={SECRET}&jurisdiction={SECRET}&find="
        )),
        request(&format!("http://{SECRET}.example/about")),
        request(&format!("http://{SECRET}.example/nowhere")),
        request(&format!("ftp://{SECRET}.example/")),
        request(&format!("http://{SECRET}@a.example/")),
        request("/about").replace("directory.example", SECRET),
        request("/sitemap.xml").replace("directory.example", SECRET),
        request("/settings/").replace("directory.example", SECRET),
        request("/about").replace("directory.example", &format!("{SECRET} x")),
        request("/about").replace("GET", SECRET),
        request("/about")
            .replace("GET", "TRACE")
            .replace("\r\n\r\n", &format!("\r\nX: {SECRET}\r\n\r\n")),
        request("/about").replace("HTTP/1.1", SECRET),
        with(&format!("X-Forwarded-Host: {SECRET}")),
        with(&format!("X-Forwarded-Proto: {SECRET}")),
        with(&format!("Forwarded: host={SECRET}")),
        with(&format!("Origin: https://{SECRET}.example")),
        with(&format!("Referer: https://{SECRET}.example")),
        with(&format!("Cookie: {SECRET}={SECRET}")),
        with(&format!("Accept-Language: {SECRET}")),
        with(&format!("X-Original-URL: /{SECRET}")),
        with(&format!("Upgrade: {SECRET}\r\nConnection: upgrade")),
        with(&format!("Expect: {SECRET}")),
        with(&format!("{SECRET} no colon")),
    ] {
        let heard = server.say(&text);
        assert!(status(&heard) < 500, "{text}: {heard}");
        assert!(!heard.to_lowercase().contains(SECRET), "{text}: {heard}");
    }
}

#[test]
fn invalid_conditions_and_ranges_are_ignored() {
    let server = Listening::start(server(), limits());
    let long = "\"x\", ".repeat(2_000);
    for (header, expected) in [
        ("If-None-Match: ", 200),
        ("If-None-Match: \"", 200),
        ("If-None-Match: W/", 200),
        ("If-None-Match: \"a\", ,,\"b\"\"", 200),
        ("If-None-Match: \u{fc}", 200),
        (&format!("If-None-Match: {long}"), 200),
        ("If-Match: \"a\"", 412),
        ("If-Match: ", 412),
        ("If-Match: \"", 412),
        ("If-Match: *", 200),
        ("If-Modified-Since: yesterday", 200),
        ("If-Modified-Since: Mon, 99 Foo 99999 99:99:99 GMT", 200),
        ("If-Unmodified-Since: -1", 200),
        ("If-Range: \"\"\r\nRange: bytes=0-0", 200),
        ("Range: bytes=0-0", 200),
        ("Range: bytes=5-1", 200),
        ("Range: bytes=-", 200),
        ("Range: bytes=99999999999999999999-", 200),
        ("Range: bytes=0-,0-,0-,0-,0-,0-,0-,0-,0-,0-", 200),
        ("Range: lines=1-2", 200),
        ("Accept: \u{0}", 400),
        ("Accept: ;;;", 200),
        ("Accept-Encoding: *;q=9, gzip;q=, ;q=1", 200),
        ("Accept-Encoding: identity;q=0", 406),
        ("Connection: \u{fc}, close, keep-alive", 200),
    ] {
        let text = request("/about").replace("\r\n\r\n", &format!("\r\n{header}\r\n\r\n"));
        assert_eq!(status(&server.say(text)), expected, "{header}");
    }
}

#[test]
fn a_query_that_is_not_utf8_is_answered() {
    let server = Listening::start(server(), limits());
    for query in [
        "q=%ff%fe",
        "q=%",
        "q=%zz",
        "q=%00",
        "q=%ed%a0%80",
        "q=+++",
        "q",
        "&&&",
        "=",
        "q=%f0%9f",
        "q=a&q=b",
        "%ff=%ff",
        "q=%0d%0aSet-Cookie:a",
        "q=%3Cscript%3E",
    ] {
        for path in ["/search", "/search.json", "/lookup", "/about", "/nowhere"] {
            let heard = server.say(request(&format!("{path}?{query}")));
            assert!(
                [200, 400, 404].contains(&status(&heard)),
                "{path}?{query}: {heard}"
            );
            let is_page = heard.contains("\r\ncontent-type: text/html");
            assert!(!is_page || !heard.contains("<script>"), "{path}?{query}");
            assert!(!heard.contains("\r\nset-cookie"), "{path}?{query}");
        }
    }
}

/// Parts of requests, valid and not.
const PIECES: [&[u8]; 24] = [
    b"GET ",
    b"HEAD ",
    b"POST ",
    b"OPTIONS * ",
    b"/about",
    b"/search?q=x",
    b"/%2e%2e/",
    b" HTTP/1.1",
    b" HTTP/1.0",
    b"HTTP/2.0",
    b"\r\n",
    b"\n",
    b"\r",
    b"Host: a",
    b"Host: b",
    b"Content-Length: 5",
    b"Transfer-Encoding: chunked",
    b"Connection: close",
    b"Expect: 100-continue",
    b"If-None-Match: *",
    b": ",
    b"\0",
    b"\xff\xfe",
    b"0\r\n\r\n",
];

fn listening() -> Listening {
    static SERVER: std::sync::LazyLock<Arc<Server>> = std::sync::LazyLock::new(server);
    Listening::start(Arc::clone(&SERVER), limits())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_comes_is_answered_with_what_we_say_or_not_at_all(
        rows in prop::collection::vec(prop::collection::vec(select(&PIECES[..]), 1..16), 16),
        places in prop::collection::vec((any::<Index>(), any::<u8>()), 0..4),
    ) {
        let server = listening();
        for pieces in rows {
            let mut broken = request("/about").into_bytes();
            for (place, byte) in &places {
                let place = place.index(broken.len());
                broken[place] = *byte;
            }
            for text in [pieces.concat(), [&broken[..], &pieces.concat()].concat()] {
                let heard = server.say(&text);
                for status in statuses(&heard) {
                    let known = [200, 204, 304, 308, 400, 404, 405, 406, 412, 413, 414, 431];
                    prop_assert!(known.contains(&status), "{status} to {:?}", text.escape_ascii().to_string());
                }
            }
        }
        prop_assert_eq!(status(&server.say(request("/about"))), 200);
    }
}
