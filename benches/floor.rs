//! The cost of HTTP alone in Rust: a bare hyper server and a bare axum router that send the same answers as
//! `npm-directory`, prepared in advance, for `benches/race` to compare it with.
//!
//! `floor hyper` and `floor axum` serve on a free port, which they print. `floor files FOLDER` writes the same bodies
//! for nginx, with the part of its configuration that adds the same headers. `--data FILE` serves another file than the
//! shipped one, and `--identity` sends uncompressed bodies.

#![allow(
    clippy::print_stdout,
    reason = "whoever starts a server wants its port"
)]

use std::collections::HashMap;
use std::convert::Infallible;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::future::ready;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request as RoutedRequest, State};
use axum::routing::get;
use bytes::Bytes;
use http_body_util::{BodyExt as _, Empty, Full};
use hyper::header::{
    ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HOST, HeaderMap, IF_NONE_MATCH,
};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use npm_directory::diagnostics::SourceText;
use npm_directory::directory::Date;
use npm_directory::server::{Policy, Server};
use npm_directory::site::{Options, Site};
use tokio::net::{TcpListener, TcpStream};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let after = |word: &str| words.iter().skip_while(|known| *known != word).nth(1);
    let data = match after("--data") {
        Some(path) => fs::read_to_string(path)?,
        None => include_str!("../data/uk.toml").to_owned(),
    };
    let is_identity = words.iter().any(|word| word == "--identity");
    let coding = if is_identity { "identity" } else { "br" };
    let answers = Arc::new(collect(data, coding).await?);
    match words.first().map(String::as_str) {
        Some("hyper") => serve(|stream| hyper(stream, Arc::clone(&answers))).await,
        Some("axum") => {
            let router = Router::new()
                .route("/", get(answer_routed))
                .route("/{*path}", get(answer_routed))
                .with_state(answers);
            serve(|stream| axum(stream, router.clone())).await
        }
        Some("files") => write(&answers, Path::new(after("files").ok_or("which folder?")?)),
        _ => Err("floor hyper | axum | files FOLDER [--data FILE] [--identity]".into()),
    }
}

/// The answer for one path.
struct Answer {
    headers: HeaderMap,
    not_modified: HeaderMap,
    bytes: Bytes,
}

impl Answer {
    fn response(&self, request: &HeaderMap) -> Response<Full<Bytes>> {
        let mut response = Response::new(Full::default());
        if request.contains_key(IF_NONE_MATCH) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            *response.headers_mut() = self.not_modified.clone();
        } else {
            *response.headers_mut() = self.headers.clone();
            *response.body_mut() = Full::new(self.bytes.clone());
        }
        response
    }
}

type Answers = HashMap<String, Answer>;

/// Requests everything from the program once.
async fn collect(data: String, coding: &str) -> Outcome<Answers> {
    let today = Date::parse("2026-11-23").ok_or("no date")?;
    let loaded = npm_directory::load::load(&SourceText::new("data", &*data), today)
        .map_err(|diagnostics| diagnostics.summary())?;
    let options = Options {
        data: data.into(),
        ..Options::default()
    };
    let site = Site::new(loaded.directory, None, Vec::new(), &options);
    let paths: Vec<String> = site.resources().map(|(path, _)| path.to_owned()).collect();
    let server = Server::new(site, Policy::default());
    let mut answers = Answers::new();
    for path in paths {
        let request = Request::get(&path)
            .header(HOST, "localhost")
            .header(ACCEPT_ENCODING, coding);
        let response = server.answer(&request.body(Empty::<Bytes>::new())?);
        let (head, body) = response.into_parts();
        let request = Request::get(&path)
            .header(HOST, "localhost")
            .header(ACCEPT_ENCODING, coding)
            .header(IF_NONE_MATCH, &head.headers[ETAG]);
        let not_modified = server.answer(&request.body(Empty::<Bytes>::new())?);
        let answer = Answer {
            headers: head.headers,
            not_modified: not_modified.into_parts().0.headers,
            bytes: body.collect().await?.to_bytes(),
        };
        answers.insert(path, answer);
    }
    Ok(answers)
}

/// Accepts connections forever.
async fn serve<C: Future<Output = ()> + Send + 'static>(
    converse: impl Fn(TcpStream) -> C,
) -> Outcome {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("listening on http://{}", listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        tokio::spawn(converse(stream));
    }
}

/// A bare hyper server.
fn hyper(stream: TcpStream, answers: Arc<Answers>) -> impl Future<Output = ()> {
    let service = service_fn(move |request: Request<hyper::body::Incoming>| {
        ready(Ok::<_, Infallible>(answer(
            &answers,
            request.uri().path(),
            request.headers(),
        )))
    });
    let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    async {
        let _ = connection.await;
    }
}

/// The same with an axum router.
fn axum(stream: TcpStream, router: Router) -> impl Future<Output = ()> {
    let service = TowerToHyperService::new(router);
    let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    async {
        let _ = connection.await;
    }
}

async fn answer_routed(
    State(answers): State<Arc<Answers>>,
    request: RoutedRequest,
) -> Response<Full<Bytes>> {
    answer(&answers, request.uri().path(), request.headers())
}

fn answer(answers: &Answers, path: &str, headers: &HeaderMap) -> Response<Full<Bytes>> {
    if let Some(answer) = answers.get(path) {
        return answer.response(headers);
    }
    let mut response = Response::new(Full::default());
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

/// Writes each body to a file, and the configuration for nginx. `paths` lists the paths of the pages.
fn write(answers: &Answers, folder: &Path) -> Outcome {
    let (mut locations, mut paths) = (String::new(), String::new());
    for (place, (path, answer)) in answers.iter().enumerate() {
        let file = folder.join(place.to_string());
        // nginx finds the compressed file beside the plain one, which nobody requests.
        fs::write(&file, &answer.bytes)?;
        fs::write(file.with_extension("br"), &answer.bytes)?;
        let media = answer.headers[CONTENT_TYPE].to_str()?;
        if media.starts_with("text/html") {
            writeln!(paths, "{path}")?;
        }
        writeln!(locations, "location = {path} {{")?;
        if path == "/" {
            // nginx treats that as a folder.
            writeln!(locations, "  root {};", folder.display())?;
            writeln!(locations, "  try_files /{place} =404;")?;
        } else {
            writeln!(locations, "  alias {};", file.display())?;
        }
        writeln!(locations, "  default_type \"{media}\";")?;
        for (name, value) in &answer.headers {
            // nginx sets these itself.
            if ![CONTENT_TYPE, CONTENT_ENCODING, ETAG].contains(name) {
                let value = value.to_str()?.replace('"', "\\\"");
                writeln!(locations, "  add_header {name} \"{value}\";")?;
            }
        }
        writeln!(locations, "}}")?;
    }
    fs::write(folder.join("locations.conf"), locations)?;
    fs::write(folder.join("paths"), paths)?;
    Ok(())
}
