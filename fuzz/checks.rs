//! Properties that hold for any input: one function per fuzz target. The integration tests run them too, on the corpus.

use std::sync::{Arc, LazyLock};

use bytes::Bytes;
use http_body_util::Empty;
use hyper::header::{
    ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, HeaderValue,
    IF_MATCH, IF_NONE_MATCH, LOCATION, SET_COOKIE,
};
use hyper::{Method, Request, Response, StatusCode, Uri};
use npm_directory::diagnostics::{Diagnostics, Style};
use npm_directory::directory::Date;
use npm_directory::load::{self, Loaded};
use npm_directory::server::{Body, Policy, Server};
use npm_directory::site::{Format, Options, Site};

/// The searchable words are those of the shipped file.
const SHIPPED: &str = include_str!("../data/uk.toml");

/// A site with few pages.
const SMALL: &str = include_str!("../tests/fixtures/small.toml");

/// A site with more cells than this takes too long to render for each input.
const MOST_CELLS: usize = 400;

fn read(name: &str, bytes: &[u8]) -> Result<Loaded, Diagnostics> {
    load::decode(name, bytes).and_then(|source| load::load(&source, today()))
}

fn site(text: &str) -> Site {
    let loaded = read("npm.toml", text.as_bytes());
    let directory = loaded.expect("a file that holds").directory;
    let options = Options {
        data: text.to_owned().into(),
        ..Options::default()
    };
    Site::new(directory, None, Vec::new(), &options)
}

fn today() -> Date {
    Date::new(2026, Some(11), Some(23)).expect("the calendar has this day")
}

/// A file is either rejected with at least one error, drawn without a panic, or becomes a site without a broken link.
pub(super) fn load(data: &[u8]) {
    match read("fuzz.toml", data) {
        Err(diagnostics) => {
            assert!(
                diagnostics.errors() > 0,
                "a file is refused without an error"
            );
            points_into_the_text(&diagnostics, data);
        }
        Ok(loaded) => {
            points_into_the_text(&loaded.warnings, data);
            let cells = loaded.directory.settings.len() * loaded.directory.jurisdictions.len();
            if cells <= MOST_CELLS {
                let site = Site::new(loaded.directory, None, Vec::new(), &Options::default());
                assert!(site.broken_links().is_empty(), "{:?}", site.broken_links());
                for (path, resource) in site.resources().filter(|(_, resource)| resource.is_page())
                {
                    let page = String::from_utf8_lossy(resource.bytes());
                    holds_no_foreign_markup(&page, path);
                }
            }
        }
    }
}

/// Every span is in the text, and every diagnostic can be drawn.
fn points_into_the_text(diagnostics: &Diagnostics, data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for diagnostic in diagnostics.iter() {
        for label in diagnostic.related.iter().chain([&diagnostic.primary]) {
            assert!(
                text.get(label.span.start..label.span.end).is_some(),
                "{label:?} is no part of the text"
            );
        }
    }
    // Drawing a thousand diagnostics would be slow.
    if diagnostics.errors() < 100 {
        let drawn = diagnostics.render(Style::Plain);
        assert!(
            diagnostics.iter().next().is_none() || drawn.contains("fuzz.toml"),
            "a mistake has no place: {drawn}"
        );
    }
}

/// The only script element of a page is JSON-LD, and there is one `<h1>`: names from the file and readers' input are
/// escaped.
fn holds_no_foreign_markup(page: &str, from: &str) {
    let blocks = page
        .matches("<script type=\"application/ld+json\">")
        .count();
    for tag in ["<script", "</script"] {
        let found = page.matches(tag).count();
        assert_eq!(found, blocks, "{from}: a script has got into the page");
    }
    let headings = page.matches("<h1").count();
    assert_eq!(headings, 1, "{from}: markup has got into the page");
}

/// The page of a search result escapes the query.
pub(super) fn search(data: &[u8]) {
    static SITE: LazyLock<Site> = LazyLock::new(|| site(SHIPPED));
    let query = String::from_utf8_lossy(data);
    let page = SITE.at("/").search(Some(&query), Format::Html);
    assert_eq!(page.status, 200);
    holds_no_foreign_markup(&page.body, "/search");
    SITE.at("/").search(Some(&query), Format::Json);
}

/// A request is answered without a 5xx. The input is the target on a line, followed by header fields.
pub(super) fn request(data: &[u8]) {
    static SERVER: LazyLock<Arc<Server>> =
        LazyLock::new(|| Server::new(site(SMALL), Policy::default()));
    let Some(mut request) = request_of(data) else {
        return;
    };
    for _ in 0..MOST_REDIRECTS {
        let headers = request.headers().clone();
        let response = SERVER.answer(&request);
        must_hold(&headers, &response);
        let Some(location) = response.headers().get(LOCATION) else {
            return;
        };
        let location = location.to_str().expect("an address is ASCII");
        assert!(
            location.starts_with('/') && !location.starts_with("//"),
            "sent to another site: {location}"
        );
        request = Request::new(Empty::new());
        *request.headers_mut() = headers;
        *request.uri_mut() = location.parse().expect("a redirect leads to an address");
    }
    panic!("sent round and round");
}

/// From a previous id in a non-canonical form to the lookup, and from there to the answer.
const MOST_REDIRECTS: usize = 4;

/// Properties of every answer.
fn must_hold(request: &HeaderMap, response: &Response<Body>) {
    let (status, headers) = (response.status(), response.headers());
    assert!(status.as_u16() < 500, "answered with {status}");
    assert!(!headers.contains_key(SET_COOKIE));
    assert!(headers.contains_key(CONTENT_SECURITY_POLICY));
    // A compressed body is sent only to clients that accept it.
    if headers.contains_key(CONTENT_ENCODING) {
        assert!(request.contains_key(ACCEPT_ENCODING), "coded unasked");
    }
    if status == StatusCode::NOT_MODIFIED {
        assert!(request.contains_key(IF_NONE_MATCH), "nothing sent unasked");
    }
    if status == StatusCode::PRECONDITION_FAILED {
        assert!(request.contains_key(IF_MATCH), "refused unasked");
    }
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
