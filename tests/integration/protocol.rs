//! HTTP as it is on the wire, with clients that keep to it and clients that do not.

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use npm_directory::server::{Limits, Policy, Server};
use tokio::net::TcpSocket;

use crate::support::{Client, Listening, SMALL, get, limits, request, server, site, status};

fn listening() -> Listening {
    Listening::start(server(), limits())
}

#[track_caller]
fn is_protected(heard: &str) {
    for name in [
        "content-security-policy",
        "referrer-policy",
        "x-content-type-options",
    ] {
        assert!(
            heard.contains(&format!("\r\n{name}: ")),
            "{name} in {heard}"
        );
    }
}

#[test]
fn a_page_comes_with_its_length_and_the_connection_stays() {
    let server = listening();
    let mut client = server.connect();
    for _ in 0..3 {
        client.send(request("/about"));
        let heard = client.answer();
        assert_eq!(status(&heard), 200);
        assert!(
            heard.ends_with("</html>\n") || heard.ends_with("</html>"),
            "{heard}"
        );
        assert!(heard.contains("\r\ndate: "));
        assert!(!heard.contains("\r\nserver: "));
    }
}

#[test]
fn a_half_closed_client_gets_its_answer() {
    let server = listening();
    for path in ["/about", "/search?q=cells", "/nowhere"] {
        let heard = server.say(request(path));
        assert!(heard.contains("</html>"), "{path}: {heard}");
    }
}

#[test]
fn pipelined_requests_are_answered_in_order() {
    let server = listening();
    let heard = server.say(
        request("/about") + &request("/nowhere") + &request("/healthz") + &request("/search?q=x"),
    );
    let found: Vec<&str> = heard
        .match_indices("HTTP/1.1 ")
        .map(|(place, _)| &heard[place + 9..place + 12])
        .collect();
    assert_eq!(found, ["200", "404", "200", "200"]);
}

#[test]
fn head_has_the_headers_of_get_and_no_body() {
    let server = listening();
    for path in [
        "/about",
        "/nowhere",
        "/search?q=cells",
        "/healthz",
        "/settings/",
    ] {
        let got = server.say(request(path));
        let answer = server.say(request(path).replacen("GET", "HEAD", 1));
        let without_date = |head: &str| {
            let lines = head.lines().filter(|line| !line.starts_with("date: "));
            lines.map(str::to_owned).collect::<BTreeSet<_>>()
        };
        let (head, body) = answer.split_once("\r\n\r\n").expect("the head ends");
        let (expected, _) = got.split_once("\r\n\r\n").expect("the head ends");
        assert_eq!(without_date(head), without_date(expected), "{path}");
        assert_eq!(body, "", "{path}");
    }
}

#[test]
fn a_304_has_no_length() {
    let server = listening();
    let heard = server.say(request("/about").replace("\r\n\r\n", "\r\nIf-None-Match: *\r\n\r\n"));
    assert_eq!(status(&heard), 304);
    assert!(!heard.contains("content-length"), "{heard}");
    assert!(heard.ends_with("\r\n\r\n"));
    is_protected(&heard);
}

#[test]
fn a_request_must_have_one_valid_host() {
    let server = listening();
    for hosts in [
        "",
        "Host: a.example\r\nHost: a.example\r\n",
        "Host: a.example\r\nHost: b.example\r\n",
        "Host:\r\n",
        "Host: a b\r\n",
        "Host: a.example/\r\n",
        "Host: user@a.example\r\n",
        "Host: a.example:port\r\n",
        "Host: a.example, b.example\r\n",
        "Host: \u{fc}.example\r\n",
    ] {
        let heard = server.say(format!("GET / HTTP/1.1\r\n{hosts}\r\n"));
        assert_eq!(status(&heard), 400, "{hosts}");
        assert!(heard.contains("\r\nconnection: close\r\n"), "{heard}");
        assert!(!heard.contains("a.example"), "{heard}");
        is_protected(&heard);
    }
    let heard = server.say("GET / HTTP/1.0\r\n\r\n");
    assert!(heard.starts_with("HTTP/1.0 200 "), "{heard}");
}

#[test]
fn every_form_of_target_is_answered() {
    let server = listening();
    let ask = |line: &str| server.say(format!("{line} HTTP/1.1\r\nHost: a.example\r\n\r\n"));
    for (line, expected) in [
        ("GET http://b.example/about", 200),
        ("GET http://b.example", 200),
        ("GET https://b.example:8443/about", 200),
        ("GET http://b.example/settings/", 308),
        ("GET http://user@b.example/about", 400),
        ("GET HTTP://b.example/about", 200),
        ("GET ftp://b.example/about", 400),
        ("GET httpx://b.example/about", 400),
        ("OPTIONS *", 204),
        ("OPTIONS /about", 204),
        ("GET *", 400),
        ("GET about", 400),
        ("CONNECT b.example:443", 405),
        ("CONNECT /about", 405),
        ("POST /about", 405),
        ("BREW /about", 405),
    ] {
        let heard = ask(line);
        assert_eq!(status(&heard), expected, "{line}");
        assert!(!heard.contains("b.example"), "{line}: {heard}");
        is_protected(&heard);
    }
}

/// hyper answers these, with an empty body.
#[test]
fn bytes_that_are_no_request_are_rejected() {
    let server = listening();
    for (bytes, expected) in [
        (&b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"[..], 400),
        (b"GET\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: \x00\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n", 400),
        (b"GET / HTTP/9.9\r\nHost: a\r\n\r\n", 400),
        (b"GET /\xff HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        (b"GET  /  HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        (b"G<T / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        (
            b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
            400,
        ),
        (
            b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
            400,
        ),
        (
            b"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
            400,
        ),
    ] {
        let heard = server.say(bytes);
        let name = String::from_utf8_lossy(bytes);
        assert_eq!(status(&heard), expected, "{name}");
        assert!(heard.contains("\r\ncontent-length: 0\r\n"), "{heard}");
    }
}

#[test]
fn an_http_2_preface_closes_the_connection() {
    let server = listening();
    assert_eq!(server.say("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), "");
    assert_eq!(status(&server.say(request("/about"))), 200);
}

#[test]
fn long_heads_are_rejected() {
    let server = listening();
    let long = "x".repeat(40_000);
    for text in [
        format!("GET /{long} HTTP/1.1\r\nHost: a\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: a\r\nX: {long}\r\n\r\n"),
        format!(
            "GET / HTTP/1.1\r\nHost: a\r\n{}\r\n",
            "X: y\r\n".repeat(101)
        ),
    ] {
        assert_eq!(status(&server.say(text)), 431);
    }
    for (length, expected) in [(16_000, 200), (16_500, 431)] {
        let long = "x".repeat(length);
        let text = format!("GET /about HTTP/1.1\r\nHost: a\r\nX: {long}\r\n\r\n");
        assert_eq!(status(&server.say(text)), expected, "{length}");
    }
    let path = "x".repeat(8_000);
    assert_eq!(status(&server.say(request(&format!("/{path}")))), 404);
}

#[test]
fn a_body_is_rejected_and_what_follows_it_is_not_answered() {
    let server = listening();
    let smuggled = request("/about");
    let length = smuggled.len();
    for head in [
        format!("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\n"),
        format!("HEAD / HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\n"),
    ] {
        let heard = server.say(head + &smuggled);
        assert_eq!(status(&heard), 413);
        assert_eq!(heard.matches("HTTP/1.1 ").count(), 1, "{heard}");
        is_protected(&heard);
    }
    let chunked = "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
    let heard = server.say(chunked.to_owned() + &smuggled);
    assert_eq!(status(&heard), 413);
    assert_eq!(heard.matches("HTTP/1.1 ").count(), 1, "{heard}");
    let heard = server.say(
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            .to_owned()
            + &smuggled,
    );
    assert_eq!(status(&heard), 413);
    assert_eq!(heard.matches("HTTP/1.1 ").count(), 1, "{heard}");
}

#[test]
fn a_body_is_not_asked_for() {
    let server = listening();
    let mut client = server.connect();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    assert_eq!(status(&client.answer()), 405);
}

/// Limits that are soon reached.
fn impatient() -> Limits {
    Limits {
        request: Duration::from_millis(300),
        ..limits()
    }
}

#[test]
fn a_silent_client_is_cut() {
    let server = Listening::start(server(), impatient());
    assert_eq!(server.connect().rest(), "");
}

#[test]
fn a_request_without_an_end_is_cut() {
    let server = Listening::start(server(), impatient());
    let mut client = server.connect();
    client.send("GET / HTTP/1.1\r\nHost: a\r\n");
    assert_eq!(client.rest(), "");
}

#[test]
fn a_trickling_client_is_cut() {
    let server = Listening::start(server(), impatient());
    let mut client = server.connect();
    client.send("GET / HTTP/1.1\r\n");
    // It takes a while until writing to a connection that was cut fails, but it does not take 200 headers.
    let was_cut = (0..200).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        client.try_send("X: y\r\n").is_err()
    });
    assert!(was_cut);
}

#[test]
fn an_idle_connection_is_closed() {
    let server = Listening::start(server(), impatient());
    let mut client = server.connect();
    client.send(request("/about"));
    assert_eq!(status(&client.answer()), 200);
    assert_eq!(client.rest(), "");
}

#[test]
fn a_part_of_another_request_is_timed_out() {
    let server = Listening::start(server(), impatient());
    for part in [
        "G",
        "GET /about HTTP/1.1\r\n",
        "GET / HTTP/1.1\r\nX: y\r\n\r",
    ] {
        let mut client = server.connect();
        client.send(request("/about") + part);
        assert_eq!(status(&client.answer()), 200, "{part}");
        assert_eq!(client.rest(), "", "{part}");
    }
}

#[test]
fn a_client_that_does_not_read_is_cut() {
    let impatient = Limits {
        answer: Duration::from_millis(300),
        ..limits()
    };
    let server = Listening::start(server(), impatient);
    let mut client = server.connect();
    // More answers than the buffers between two sockets hold.
    client.send(request("/").repeat(3_000));
    let connections = || {
        let status = get(&server.server, "/status.json");
        let status: serde_json::Value = serde_json::from_slice(&status.body).unwrap();
        status["connections"].clone()
    };
    while connections()["cut"] == 0 {
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(connections()["open"], 0);
}

/// A listener, and a client connected to it, with room for a small part of an answer between them.
fn narrow_connection() -> (std::net::TcpListener, TcpStream) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()
        .unwrap();
    let (listener, client) = runtime.block_on(async {
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_send_buffer_size(4_096).unwrap();
        socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let listener = socket.listen(8).unwrap();
        let client = TcpSocket::new_v4().unwrap();
        client.set_recv_buffer_size(4_096).unwrap();
        let client = client.connect(listener.local_addr().unwrap()).await;
        let client = client.unwrap().into_std().unwrap();
        (listener.into_std().unwrap(), client)
    });
    client.set_nonblocking(false).unwrap();
    (listener, client)
}

/// The small directory with a data file of some 120 kB.
fn long_file() -> String {
    SMALL.to_owned() + &"# and so on\n".repeat(10_000)
}

#[test]
fn a_client_that_reads_slowly_gets_the_whole_answer() {
    let (listener, mut client) = narrow_connection();
    let impatient = Limits {
        answer: Duration::from_secs(2),
        ..limits()
    };
    let long = long_file();
    let server = Server::new(site(&long), Policy::default());
    let _server = Listening::start_on(listener, server, impatient);
    let asked = request("/directory.toml");
    client.write_all(asked.as_bytes()).unwrap();
    let mut heard = Vec::new();
    let mut part = [0; 4_096];
    while !heard.ends_with(long.as_bytes()) {
        std::thread::sleep(Duration::from_millis(100));
        let length = client.read(&mut part).unwrap();
        assert_ne!(length, 0, "it has hung up after {} bytes", heard.len());
        heard.extend_from_slice(&part[..length]);
    }
}

fn one_connection() -> Limits {
    Limits {
        connections: 1,
        ..limits()
    }
}

#[test]
fn a_connection_above_the_limit_is_answered_with_503_until_there_is_room() {
    let server = Listening::start(server(), one_connection());
    let mut busy = server.connect();
    busy.send(request("/about"));
    assert_eq!(status(&busy.answer()), 200);
    let heard = server.say(request("/about"));
    assert_eq!(status(&heard), 503);
    assert!(heard.contains("\r\nretry-after: "), "{heard}");
    assert!(heard.contains("\r\nconnection: close\r\n"), "{heard}");
    is_protected(&heard);
    let counted = get(&server.server, "/status.json");
    let counted: serde_json::Value = serde_json::from_slice(&counted.body).unwrap();
    assert_eq!(counted["connections"]["turned_away"], 1);
    assert_eq!(counted["answers"]["503"], 1);
    drop(busy);
    let heard = std::iter::repeat_with(|| server.say(request("/about")))
        .find(|heard| status(heard) != 503)
        .expect("the loop has no end");
    assert_eq!(status(&heard), 200);
}

#[test]
fn a_crowd_above_the_limit_is_shed_and_leaves_nothing_behind() {
    let server = Listening::start(
        server(),
        Limits {
            request: Duration::from_secs(1),
            ..one_connection()
        },
    );
    let _busy = server.connect();
    // More than are answered with 503 at once; none says a word.
    let crowd: Vec<Client> = (0..100).map(|_| server.connect()).collect();
    for mut client in crowd {
        // It may be closed with a reset.
        let _ = client.try_rest();
    }
    let open = || {
        let status = get(&server.server, "/status.json");
        let status: serde_json::Value = serde_json::from_slice(&status.body).unwrap();
        status["connections"]["open"].clone()
    };
    while open() != 0 {
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(status(&server.say(request("/about"))), 200);
}

#[test]
fn an_answer_under_way_is_finished_when_the_server_stops() {
    let mut server = listening();
    let mut client = server.connect();
    client.send("GET /about HTTP/1.1\r\nHost: a.example\r\n");
    server.ask_to_stop();
    client.send("\r\n");
    let heard = client.rest();
    assert_eq!(status(&heard), 200);
    assert!(heard.contains("\r\nconnection: close\r\n"), "{heard}");
    assert!(heard.contains("</html>"));
    server.join();
    assert!(!Client::can_connect(server.address));
}

#[test]
fn idle_connections_are_closed_when_the_server_stops() {
    let patient = Limits {
        request: Duration::from_hours(1),
        ..limits()
    };
    let mut listening = Listening::start(server(), patient);
    let mut silent = listening.connect();
    let mut idle = listening.connect();
    idle.send(request("/about"));
    assert_eq!(status(&idle.answer()), 200);
    listening.ask_to_stop();
    assert_eq!(idle.rest(), "");
    assert_eq!(silent.rest(), "");
    listening.join();
}

#[test]
fn a_stop_waits_for_an_answer_that_is_being_read_and_not_for_half_a_request() {
    let patient = Limits {
        request: Duration::from_hours(1),
        answer: Duration::from_hours(1),
        stop: Duration::from_hours(1),
        ..limits()
    };
    let mut half = Listening::start(server(), patient);
    let mut client = half.connect();
    client.send("GET /about HTTP/1.1\r\nHost: a.example\r\n");
    let begun = std::time::Instant::now();
    half.ask_to_stop();
    half.join();
    assert!(
        begun.elapsed() < Duration::from_secs(2),
        "{:?}",
        begun.elapsed()
    );
    assert_eq!(client.rest(), "");

    let (listener, mut client) = narrow_connection();
    let long = long_file();
    let server = Server::new(site(&long), Policy::default());
    let mut reading = Listening::start_on(listener, server, patient);
    let asked = request("/directory.toml");
    client.write_all(asked.as_bytes()).unwrap();
    client.read_exact(&mut [0; 1_000]).unwrap();
    reading.ask_to_stop();
    std::thread::sleep(Duration::from_secs(3));
    let mut rest = Vec::new();
    client.read_to_end(&mut rest).unwrap();
    assert!(rest.ends_with(&long.as_bytes()[1_000..]));
    reading.join();
}

#[test]
fn a_stop_ends_though_a_client_does_not_read() {
    let short = Limits {
        stop: Duration::from_millis(300),
        answer: Duration::from_hours(1),
        ..limits()
    };
    let mut listening = Listening::start(server(), short);
    let mut client = listening.connect();
    client.send(request("/").repeat(3_000));
    assert_eq!(status(&client.answer()), 200);
    listening.ask_to_stop();
    listening.join();
}
