//! HTTP on the wire, with correct and incorrect clients.

use std::collections::BTreeSet;

use crate::support::{Listening, limits, request, server, status};

fn listening() -> Listening {
    Listening::start(server(), limits())
}

#[track_caller]
pub(crate) fn is_protected(heard: &str) {
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
fn a_page_has_a_length_and_the_connection_is_kept_alive() {
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
fn a_304_has_no_content_length() {
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
fn every_form_of_request_target_is_answered() {
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
fn bytes_that_are_not_http_are_rejected() {
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
fn long_request_heads_are_rejected() {
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
fn a_body_is_rejected_and_ends_the_connection() {
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
fn a_client_that_expects_100_continue_is_rejected() {
    let server = listening();
    let mut client = server.connect();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    assert_eq!(status(&client.answer()), 405);
}
