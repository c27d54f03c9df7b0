//! Slow clients, more clients than the limit, and graceful shutdown with both.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use npm_directory::server::{Limits, Policy, Server};
use tokio::net::TcpSocket;

use crate::protocol::is_protected;
use crate::support::{Client, Listening, SMALL, get, limits, request, server, site, status};

/// Limits that tests reach quickly.
fn impatient() -> Limits {
    Limits {
        request: Duration::from_millis(300),
        ..limits()
    }
}

#[test]
fn a_silent_client_times_out() {
    let server = Listening::start(server(), impatient());
    assert_eq!(server.connect().rest(), "");
}

#[test]
fn an_incomplete_request_times_out() {
    let server = Listening::start(server(), impatient());
    let mut client = server.connect();
    client.send("GET / HTTP/1.1\r\nHost: a\r\n");
    assert_eq!(client.rest(), "");
}

#[test]
fn a_trickling_client_times_out() {
    let server = Listening::start(server(), impatient());
    let mut client = server.connect();
    client.send("GET / HTTP/1.1\r\n");
    // Writing to a closed connection does not fail immediately, but well before 200 headers.
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
fn an_incomplete_second_request_times_out() {
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
fn a_client_that_does_not_read_times_out() {
    let impatient = Limits {
        answer: Duration::from_millis(300),
        ..limits()
    };
    let server = Listening::start(server(), impatient);
    let mut client = server.connect();
    // More answers than the socket buffers hold.
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

/// A listener and a connected client whose socket buffers hold only a small part of an answer.
fn narrow_connection() -> (std::net::TcpListener, TcpStream) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()
        .expect("the loopback works");
    let (listener, client) = runtime.block_on(async {
        let socket = TcpSocket::new_v4().expect("the loopback works");
        socket
            .set_send_buffer_size(4_096)
            .expect("the loopback works");
        socket
            .bind("127.0.0.1:0".parse().expect("the loopback works"))
            .expect("the loopback works");
        let listener = socket.listen(8).expect("the loopback works");
        let client = TcpSocket::new_v4().expect("the loopback works");
        client
            .set_recv_buffer_size(4_096)
            .expect("the loopback works");
        let client = client
            .connect(listener.local_addr().expect("the loopback works"))
            .await;
        let client = client
            .expect("the loopback works")
            .into_std()
            .expect("the loopback works");
        (listener.into_std().expect("the loopback works"), client)
    });
    client.set_nonblocking(false).expect("the loopback works");
    (listener, client)
}

/// The small directory with a data file of about 120 kB.
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
    // More than are answered with 503 at a time; all are silent.
    let crowd: Vec<Client> = (0..100).map(|_| server.connect()).collect();
    for mut client in crowd {
        // The connection may be reset.
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
fn an_answer_in_progress_is_finished_on_shutdown() {
    let mut server = Listening::start(server(), limits());
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
fn idle_connections_are_closed_on_shutdown() {
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
fn shutdown_waits_for_an_answer_but_not_for_half_a_request() {
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
fn shutdown_ends_even_if_a_client_does_not_read() {
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
