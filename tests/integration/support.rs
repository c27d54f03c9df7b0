//! Servers for tests, in memory or on a free loopback port.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use bytes::Bytes;
use futures_util::FutureExt as _;
use http_body_util::{BodyExt as _, Empty};
use hyper::header::{HeaderMap, HeaderName};
use hyper::{Method, Request, StatusCode};
use npm_directory::diagnostics::SourceText;
use npm_directory::directory::{Date, Directory};
use npm_directory::load::load;
use npm_directory::pipeline::Data;
use npm_directory::server::{Limits, Policy, Server};
use npm_directory::site::{Options, Site};
use serde_json::Value;
use tokio::sync::oneshot;

/// A small directory of an imaginary State.
pub(crate) const SMALL: &str = include_str!("../fixtures/small.toml");

/// The options of the sites under test.
pub(crate) fn options() -> Options {
    Options {
        listening: Some("http://127.0.0.1".to_owned()),
        ..Options::default()
    }
}

/// The directory in a data file of an imaginary State.
#[track_caller]
pub(crate) fn directory(data: &str) -> Directory {
    directory_on("2026-06-15", data)
}

/// The directory in a data file on a day.
#[track_caller]
pub(crate) fn directory_on(today: &str, data: &str) -> Directory {
    let today = Date::parse(today).expect("it is a date");
    match load(&SourceText::new("test.toml", data), today) {
        Ok(loaded) => loaded.directory,
        Err(mistakes) => panic!(
            "{}\n{data}",
            mistakes.lines().collect::<Vec<_>>().join("\n")
        ),
    }
}

/// The site of a data file.
pub(crate) fn site(data: &str) -> Site {
    site_with(data, &options())
}

/// The site of a data file, with options.
pub(crate) fn site_with(data: &str, options: &Options) -> Site {
    let ready = Data::new("small.toml", data.to_owned()).site(options);
    checked(ready.expect("the fixture has no mistakes").site)
}

/// A site, once its ids and links have been checked.
#[track_caller]
pub(crate) fn checked(site: Site) -> Site {
    assert_eq!(site.broken_links(), Vec::<String>::new());
    site
}

/// The text of a resource.
#[track_caller]
pub(crate) fn text<'s>(site: &'s Site, path: &str) -> &'s str {
    let resource = site.get(path);
    let resource = resource.unwrap_or_else(|| panic!("nothing at {path}"));
    str::from_utf8(resource.bytes()).expect("it is text")
}

/// The JSON of a resource.
#[track_caller]
pub(crate) fn json(site: &Site, path: &str) -> Value {
    serde_json::from_str(text(site, path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Asserts that the resource at a path contains each of these.
#[track_caller]
pub(crate) fn assert_shows(site: &Site, path: &str, words: &[&str]) {
    let text = text(site, path);
    for word in words {
        assert!(text.contains(word), "{path}: no {word:?} in {text}");
    }
}

/// A server of the small directory.
pub(crate) fn server() -> Arc<Server> {
    Server::new(site(SMALL), Policy::default())
}

/// A complete answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    /// The value of a header that may occur only once.
    #[track_caller]
    pub(crate) fn header(&self, name: impl Into<Name>) -> Option<&str> {
        let mut values = self.headers.get_all(name.into().0).iter();
        let value = values.next()?;
        assert_eq!(values.next(), None, "the header is there twice: {self:?}");
        Some(value.to_str().expect("our headers are ASCII"))
    }

    pub(crate) fn text(&self) -> &str {
        str::from_utf8(&self.body).expect("the body is text")
    }
}

/// A header name or value as text.
pub(crate) struct Name(HeaderName);

impl From<HeaderName> for Name {
    fn from(name: HeaderName) -> Name {
        Name(name)
    }
}

impl From<&'static str> for Name {
    fn from(name: &'static str) -> Name {
        Name(HeaderName::from_static(name))
    }
}

/// Sends a request through everything except sockets.
pub(crate) fn ask(
    server: &Arc<Server>,
    method: Method,
    target: &str,
    headers: &[(&str, &str)],
) -> Answer {
    let mut request = Request::builder()
        .method(method)
        .uri(target)
        .header("host", "directory.example");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request
        .body(Empty::<Bytes>::new())
        .expect("it is a request");
    let (head, body) = server.answer(&request).into_parts();
    let body = body.collect().now_or_never().expect("it is in memory");
    let Ok(body) = body;
    Answer {
        status: head.status,
        headers: head.headers,
        body: body.to_bytes(),
    }
}

/// `GET` in memory.
pub(crate) fn get(server: &Arc<Server>, target: &str) -> Answer {
    ask(server, Method::GET, target, &[])
}

/// A temporary folder for one test, removed on drop.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Folder {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!(
            "folder-{}-{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir(&path).expect("a new folder");
        Folder(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn site(&self) -> PathBuf {
        self.0.join("site")
    }

    /// Writes a file in it.
    pub(crate) fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, text).expect("the folder is there");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A server on a socket. It stops on drop.
pub(crate) struct Listening {
    pub(crate) address: SocketAddr,
    pub(crate) server: Arc<Server>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Limits short enough for tests.
pub(crate) fn limits() -> Limits {
    Limits {
        connections: 64,
        request: Duration::from_secs(5),
        answer: Duration::from_secs(5),
        stop: Duration::from_secs(5),
    }
}

impl Listening {
    pub(crate) fn start(server: Arc<Server>, limits: Limits) -> Listening {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        Listening::start_on(listener, server, limits)
    }

    pub(crate) fn start_on(
        listener: TcpListener,
        server: Arc<Server>,
        limits: Limits,
    ) -> Listening {
        let address = listener.local_addr().expect("it has an address");
        listener.set_nonblocking(true).expect("it can be polled");
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = Arc::clone(&server);
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime starts");
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).expect("it is polled");
                let stop = async {
                    let _ = stopped.await;
                };
                serving.serve(listener, limits, stop).await;
            });
        });
        Listening {
            address,
            server,
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    pub(crate) fn connect(&self) -> Client {
        let stream = TcpStream::connect(self.address).expect("it listens");
        let patience = Some(Duration::from_secs(20));
        stream.set_read_timeout(patience).expect("it is not zero");
        Client(stream)
    }

    /// Sends bytes, shuts down the sending side, and reads until the server closes the connection.
    pub(crate) fn say(&self, text: impl AsRef<[u8]>) -> String {
        let mut client = self.connect();
        client.send(text);
        client.hang_up();
        client.rest()
    }

    pub(crate) fn ask_to_stop(&mut self) {
        self.stop = None;
    }

    /// Waits until the server has stopped.
    pub(crate) fn join(&mut self) {
        if let Some(thread) = self.thread.take() {
            thread.join().expect("the server does not panic");
        }
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.ask_to_stop();
        if !std::thread::panicking() {
            self.join();
        }
    }
}

/// A client that sends raw bytes.
pub(crate) struct Client(TcpStream);

impl Client {
    pub(crate) fn send(&mut self, text: impl AsRef<[u8]>) {
        self.0.write_all(text.as_ref()).expect("the server reads");
    }

    /// Sends, ignoring a closed connection.
    pub(crate) fn try_send(&mut self, text: &str) -> std::io::Result<()> {
        self.0.write_all(text.as_bytes())
    }

    /// The same connection, to send while reading.
    pub(crate) fn try_clone(&self) -> TcpStream {
        self.0.try_clone().expect("there is room for a file")
    }

    /// Shuts down the sending side.
    pub(crate) fn hang_up(&mut self) {
        let _ = self.0.shutdown(Shutdown::Write);
    }

    /// Reads until the server closes the connection.
    pub(crate) fn rest(&mut self) -> String {
        let mut heard = Vec::new();
        self.0.read_to_end(&mut heard).expect("the server hangs up");
        String::from_utf8_lossy(&heard).into_owned()
    }

    /// The same, or an error if the server resets the connection.
    pub(crate) fn try_rest(&mut self) -> std::io::Result<usize> {
        self.0.read_to_end(&mut Vec::new())
    }

    /// Whether the port accepts connections.
    pub(crate) fn can_connect(address: SocketAddr) -> bool {
        TcpStream::connect(address).is_ok()
    }

    /// Reads one answer with its body, by `Content-Length`.
    pub(crate) fn answer(&mut self) -> String {
        let mut bytes = Vec::new();
        while !bytes.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            self.0.read_exact(&mut byte).expect("the server answers");
            bytes.push(byte[0]);
        }
        let head = String::from_utf8(bytes).expect("a head is ASCII");
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .map_or(0, |length| length.parse().expect("it is a number"));
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).expect("the body is whole");
        head + &String::from_utf8_lossy(&body)
    }
}

/// A complete request for a path.
pub(crate) fn request(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: directory.example\r\n\r\n")
}

/// The status of a received answer.
#[track_caller]
pub(crate) fn status(heard: &str) -> u16 {
    let status = heard
        .strip_prefix("HTTP/1.1 ")
        .and_then(|rest| rest.get(..3));
    let status = status.and_then(|status| status.parse().ok());
    status.unwrap_or_else(|| panic!("no answer was heard, but {heard:?}"))
}
