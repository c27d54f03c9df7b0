//! What holds for any input whatever: one function for each fuzz target. The integration tests run them too, over the
//! corpus.

use std::sync::{Arc, LazyLock};

use bytes::Bytes;
use http_body_util::Empty;
use hyper::header::{HeaderName, HeaderValue};
use hyper::{Method, Request, Uri};
use npm_directory::diagnostics::Style;
use npm_directory::directory::Date;
use npm_directory::load::load_bytes;
use npm_directory::server::{Policy, Server};
use npm_directory::site::{Format, Options, Site};
use tokio::runtime::Runtime;

static SHIPPED: &str = include_str!("../data/uk.toml");

/// A site with more cells than this takes too long to render for every input.
const MOST_CELLS: usize = 400;

fn site() -> Site {
    let loaded = load_bytes("data/uk.toml", SHIPPED.as_bytes(), today());
    let directory = loaded.expect("the shipped data holds").directory;
    let options = Options {
        data: SHIPPED.to_owned(),
        ..Options::default()
    };
    Site::render(directory, &options).expect("the shipped data makes a site")
}

fn today() -> Date {
    Date::new(2026, Some(11), Some(23)).expect("the calendar has this day")
}

/// A file is either refused with at least one error, drawn without a panic, or makes a site without a fault.
pub(super) fn load(data: &[u8]) {
    match load_bytes("fuzz.toml", data, today()) {
        Err(diagnostics) => {
            assert!(
                diagnostics.errors() > 0,
                "a file is refused without an error"
            );
            let drawn = diagnostics.render(Style::Plain);
            assert!(
                drawn.contains("fuzz.toml"),
                "a mistake has no place: {drawn}"
            );
        }
        Ok(loaded) => {
            let cells = loaded.directory.settings.len() * loaded.directory.jurisdictions.len();
            if cells <= MOST_CELLS {
                let site = Site::render(loaded.directory, &Options::default());
                assert!(
                    site.is_ok(),
                    "a file that holds makes no site: {:?}",
                    site.err()
                );
            }
        }
    }
}

/// A search answers with a page in which what was typed is escaped.
pub(super) fn search(data: &[u8]) {
    static SITE: LazyLock<Site> = LazyLock::new(site);
    let query = String::from_utf8_lossy(data);
    let page = SITE.search(Some(&query), Format::Html);
    assert_eq!(page.status, 200);
    let scripts = page.body.matches("<script").count();
    let blocks = page
        .body
        .matches("<script type=\"application/ld+json\">")
        .count();
    assert_eq!(scripts, blocks, "a script has got into the page");
    assert_eq!(
        page.body.matches("<h1").count(),
        1,
        "markup has got into the page"
    );
    SITE.search(Some(&query), Format::Json);
}

/// A request is answered, never with a fault of ours. The input is the target on a line and then header fields.
pub(super) fn request(data: &[u8]) {
    static SERVER: LazyLock<Arc<Server>> = LazyLock::new(|| {
        let server = Server::new(site(), Policy::default());
        server.compress();
        server
    });
    thread_local! {
        static RUNTIME: Runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .expect("a runtime needs nothing");
    }
    let Some(request) = request_of(data) else {
        return;
    };
    let answer = RUNTIME.with(|runtime| runtime.block_on(SERVER.answer(request)));
    let Ok(response) = answer;
    assert!(
        response.status().as_u16() < 500,
        "answered with {}",
        response.status()
    );
    assert!(!response.headers().contains_key("set-cookie"));
    assert!(response.headers().contains_key("content-security-policy"));
}

fn request_of(data: &[u8]) -> Option<Request<Empty<Bytes>>> {
    let mut lines = data.split(|byte| *byte == b'\n');
    let uri: Uri = lines.next()?.try_into().ok()?;
    let mut request = Request::new(Empty::new());
    *request.uri_mut() = uri;
    for line in lines {
        let colon = line.iter().position(|byte| *byte == b':')?;
        let name = HeaderName::from_bytes(&line[..colon]).ok()?;
        let value = HeaderValue::from_bytes(line[colon + 1..].trim_ascii()).ok()?;
        if name == "x-method" {
            *request.method_mut() = Method::from_bytes(value.as_bytes()).ok()?;
        } else {
            request.headers_mut().append(name, value);
        }
    }
    Some(request)
}
