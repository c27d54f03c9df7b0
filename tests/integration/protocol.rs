//! HTTP as it is on the wire, with clients that keep to it and clients that do not.

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
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
fn a_client_that_hangs_up_its_half_still_gets_its_answer() {
    let server = listening();
    for path in ["/about", "/search?q=cells", "/nowhere"] {
        let heard = server.say(request(path));
        assert!(heard.contains("</html>"), "{path}: {heard}");
    }
}

#[test]
fn requests_in_a_row_are_answered_in_their_order() {
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
fn a_request_must_say_once_and_well_for_whom_it_is() {
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
fn every_form_of_target_is_answered_properly() {
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

#[test]
fn what_is_no_request_is_refused_with_the_headers_of_every_answer() {
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
        is_protected(&heard);
    }
}

#[test]
fn whoever_begins_with_http_2_is_hung_up_on() {
    let server = listening();
    assert_eq!(server.say("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), "");
    assert_eq!(status(&server.say(request("/about"))), 200);
}

#[test]
fn long_heads_are_refused() {
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
        let heard = server.say(text);
        assert_eq!(status(&heard), 431);
        is_protected(&heard);
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
fn a_body_is_refused_and_what_follows_it_is_not_answered() {
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
fn an_answer_arrives_though_its_request_is_not_read_to_the_end() {
    let server = listening();
    let mut client = server.connect();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
    client.send("x".repeat(200_000));
    let heard = client.answer();
    assert_eq!(status(&heard), 405);
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
        idle: Duration::from_millis(300),
        leaving: Duration::from_millis(100),
        ..limits()
    }
}

#[test]
fn whoever_says_nothing_is_hung_up_on() {
    let server = Listening::start(server(), impatient());
    assert_eq!(server.connect().rest(), "");
}

#[test]
fn whoever_does_not_come_to_an_end_is_hung_up_on() {
    let server = Listening::start(server(), impatient());
    let mut client = server.connect();
    client.send("GET / HTTP/1.1\r\nHost: a\r\n");
    assert_eq!(client.rest(), "");
}

#[test]
fn saying_a_little_now_and_then_is_not_enough() {
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
fn a_connection_on_which_nothing_is_asked_any_more_is_hung_up() {
    let server = Listening::start(server(), impatient());
    let mut client = server.connect();
    client.send(request("/about"));
    assert_eq!(status(&client.answer()), 200);
    assert_eq!(client.rest(), "");
}

#[test]
fn a_part_of_another_request_does_not_make_its_connection_idle() {
    let patient = Limits {
        idle: Duration::from_hours(1),
        ..impatient()
    };
    let server = Listening::start(server(), patient);
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
fn whoever_takes_nothing_of_the_answers_is_hung_up_on() {
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

#[test]
fn whoever_takes_the_answer_slowly_gets_all_of_it() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()
        .unwrap();
    // Between these sockets there is room for a small part of the answer only.
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
    let impatient = Limits {
        answer: Duration::from_secs(2),
        ..limits()
    };
    let long = SMALL.to_owned() + &"# and so on\n".repeat(10_000);
    let server = Server::new(site(String::leak(long.clone())), Policy::default());
    let _server = Listening::start_on(listener, server, impatient);
    let asked = request("/directory.toml");
    (&client).write_all(asked.as_bytes()).unwrap();
    let mut heard = Vec::new();
    let mut part = [0; 4_096];
    while !heard.ends_with(long.as_bytes()) {
        std::thread::sleep(Duration::from_millis(100));
        let length = (&client).read(&mut part).unwrap();
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
fn where_there_is_no_room_the_connection_is_told_so() {
    let server = Listening::start(server(), one_connection());
    let mut busy = server.connect();
    // More answers than the buffers between two sockets hold, of which none is taken.
    busy.send(request("/").repeat(3_000));
    let heard = server.connect().rest();
    assert_eq!(status(&heard), 503);
    assert!(heard.contains("\r\nretry-after: "), "{heard}");
    is_protected(&heard);
    assert_eq!(status(&busy.answer()), 200);
    let status = get(&server.server, "/status.json");
    let status: serde_json::Value = serde_json::from_slice(&status.body).unwrap();
    assert_eq!(status["connections"]["turned_away"], 1);
    assert_eq!(status["connections"]["open"], 1);
    assert_eq!(status["answers"]["503"], 1);
}

#[test]
fn a_connection_that_waits_for_nothing_makes_room() {
    let server = Listening::start(server(), one_connection());
    let mut idle = server.connect();
    idle.send(request("/about"));
    assert_eq!(status(&idle.answer()), 200);
    // Within the tick in which the first became idle, the next is still turned away.
    let heard = std::iter::repeat_with(|| server.say(request("/about")))
        .find(|heard| status(heard) != 503)
        .expect("the loop has no end");
    assert_eq!(status(&heard), 200);
    assert_eq!(idle.rest(), "");
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
fn whoever_waits_for_nothing_is_let_go_of_when_the_server_stops() {
    let patient = Limits {
        request: Duration::from_hours(1),
        idle: Duration::from_hours(1),
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
fn the_server_does_not_wait_for_ever_when_it_stops() {
    let short = Limits {
        stop: Duration::from_millis(100),
        request: Duration::from_hours(1),
        ..limits()
    };
    let mut listening = Listening::start(server(), short);
    let mut client = listening.connect();
    client.send("GET /about HTTP/1.1\r\nHost: a.example\r\n");
    listening.ask_to_stop();
    listening.join();
    assert_eq!(client.rest(), "");
}
