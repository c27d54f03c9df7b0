//! The program as a process, and clients for it.

use std::collections::BTreeMap;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

/// The program, without environment variables of the tests.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_npm-directory"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("NPM_DIRECTORY_") {
            command.env_remove(name);
        }
    }
    command
}

/// The program while it serves.
pub(crate) struct Serving {
    child: Child,
    pub(crate) address: String,
}

impl Serving {
    pub(crate) fn start(command: &mut Command) -> Serving {
        let mut child = command
            .env("NPM_DIRECTORY_LISTEN", "127.0.0.1:0")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let mut line = String::new();
        let output = child.stdout.as_mut().expect("it is piped");
        BufReader::new(output)
            .read_line(&mut line)
            .expect("it is text");
        let address = line
            .strip_prefix("listening on http://")
            .unwrap_or_else(|| panic!("it listens: {line:?}"));
        Serving {
            address: address.trim_end().to_owned(),
            child,
        }
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn connect(&self) -> Reader {
        Reader::connect(&self.address).expect("it listens")
    }

    pub(crate) fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("it reads");
        let mut heard = String::new();
        stream.read_to_string(&mut heard).expect("it answers");
        heard
    }

    /// `/status.json`.
    pub(crate) fn status(&self) -> Value {
        let reply = self.connect().get("/status.json", "identity");
        let reply = reply.expect("it answers");
        serde_json::from_slice(&reply.body).expect("it is JSON")
    }

    pub(crate) fn signal(&self, name: &str) {
        let status = Command::new("kill")
            .args([format!("-{name}"), self.id().to_string()])
            .status();
        assert!(status.expect("there is a kill").success());
    }

    /// Polls until an answer contains this text, because a signal does not take effect at once.
    pub(crate) fn wait_for(&self, path: &str, words: &str) {
        let patience = Instant::now() + Duration::from_mins(1);
        while !self.get(path).contains(words) {
            assert!(Instant::now() < patience, "{words} never came");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    pub(crate) fn stop(mut self, signal: &str) -> Output {
        self.signal(signal);
        let mut output = Output {
            status: self.child.wait().expect("it ends"),
            stdout: Vec::new(),
            stderr: Vec::new(),
        };
        let (stdout, stderr) = (self.child.stdout.take(), self.child.stderr.take());
        stdout
            .expect("it is piped")
            .read_to_end(&mut output.stdout)
            .expect("it can be read");
        stderr
            .expect("it is piped")
            .read_to_end(&mut output.stderr)
            .expect("it can be read");
        output
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have exited already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A well-behaved client with a persistent connection.
pub(crate) struct Reader(BufReader<TcpStream>);

/// An answer as received.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Reader {
    pub(crate) fn connect(address: &str) -> io::Result<Reader> {
        let stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(Duration::from_secs(20)))?;
        stream.set_nodelay(true)?;
        Ok(Reader(BufReader::new(stream)))
    }

    pub(crate) fn get(&mut self, path: &str, coding: &str) -> io::Result<Reply> {
        self.ask(path, coding)?;
        self.reply()
    }

    /// Sends a request without reading the answer.
    pub(crate) fn ask(&mut self, path: &str, coding: &str) -> io::Result<()> {
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: directory.example\r\nAccept-Encoding: {coding}\r\n\r\n"
        );
        self.send(&request)
    }

    pub(crate) fn send(&mut self, text: &str) -> io::Result<()> {
        self.0.get_mut().write_all(text.as_bytes())
    }

    /// Reads the next complete answer.
    pub(crate) fn reply(&mut self) -> io::Result<Reply> {
        let malformed = || io::Error::from(io::ErrorKind::InvalidData);
        let line = self.line()?;
        let status = line.strip_prefix("HTTP/1.1 ").ok_or_else(malformed)?;
        let status = status.get(..3).ok_or_else(malformed)?;
        let status = status.parse().map_err(|_| malformed())?;
        let mut headers = BTreeMap::new();
        loop {
            let line = self.line()?;
            if line.is_empty() {
                break;
            }
            let (name, value) = line.split_once(": ").ok_or_else(malformed)?;
            headers.insert(name.to_owned(), value.to_owned());
        }
        let length = headers.get("content-length").map_or("0", String::as_str);
        let mut body = vec![0; length.parse().map_err(|_| malformed())?];
        self.0.read_exact(&mut body)?;
        Ok(Reply {
            status,
            headers,
            body,
        })
    }

    /// The value of a header line.
    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        self.0.read_line(&mut line)?;
        match line.strip_suffix("\r\n") {
            Some(line) => Ok(line.to_owned()),
            None => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }
}
