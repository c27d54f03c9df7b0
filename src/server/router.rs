//! What is computed per request: the lookup, the search, the state of the server, and the way on from an address at
//! which nothing stands. Finished pages never come here.

use std::any::Any;
use std::sync::Arc;
use std::time::SystemTime;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderName, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;

use super::headers::cache_control;
use super::health::Health;
use super::lookup::Lookup;
use crate::site::{Computed, Format, Keeping, Site};

// The lookup and the search are finished pages when nothing is asked; a query brings them here.
const LOOKUP: &str = "/lookup";
const LOOKUP_HELP: &str = "/lookup/help";
const SEARCH: &str = "/search";
const SEARCH_TWIN: &str = "/search.json";
const HEALTH: &str = "/healthz";
const STATUS: &str = "/status.json";

const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");

/// What the computed answers are made of.
#[derive(Debug, Clone)]
struct Context {
    site: Arc<Site>,
    loaded: SystemTime,
    health: Arc<Health>,
}

/// The router of one site.
pub(super) fn router(site: Arc<Site>, loaded: SystemTime, health: Arc<Health>) -> Router {
    let context = Context {
        site,
        loaded,
        health: Arc::clone(&health),
    };
    let router = Router::new()
        .route(LOOKUP, get(lookup))
        .route(SEARCH, get(search))
        .route(SEARCH_TWIN, get(search))
        .route(HEALTH, get(healthz))
        .route(STATUS, get(status))
        .fallback(elsewhere)
        .with_state(context);
    surviving(router, health)
}

/// Makes a panic an answer. What it said is for the panic hook to tell, and not for the client.
fn surviving(router: Router, health: Arc<Health>) -> Router {
    router.layer(CatchPanicLayer::custom(move |_: Box<dyn Any + Send>| {
        health.panicked();
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    }))
}

/// Whether something is computed at this path.
pub(super) fn is_route(path: &str) -> bool {
    [LOOKUP, SEARCH, SEARCH_TWIN, HEALTH, STATUS].contains(&path)
}

async fn lookup(
    State(context): State<Context>,
    Query(fields): Query<Vec<(String, String)>>,
) -> Response {
    let site = &context.site;
    match Lookup::read(site.directory(), &fields) {
        Lookup::Answer(setting, jurisdiction) => {
            see_other(&site.answer_path(setting, jurisdiction))
        }
        Lookup::NotSure(None) => see_other(LOOKUP_HELP),
        Lookup::NotSure(Some(jurisdiction)) => {
            let jurisdiction = &site.directory()[jurisdiction].id;
            see_other(&format!("{LOOKUP_HELP}?jurisdiction={jurisdiction}"))
        }
        Lookup::Form(form) => computed(site.lookup(form)),
    }
}

async fn search(
    State(context): State<Context>,
    uri: Uri,
    Query(fields): Query<Vec<(String, String)>>,
) -> Response {
    let query = fields.iter().find(|(name, _)| name == "q");
    let query = query.map(|(_, value)| value.as_str());
    let mut response = computed(context.site.search(query, format_of(uri.path())));
    // What someone has searched for is nobody else's business.
    let headers = response.headers_mut();
    headers.insert(ROBOTS, HeaderValue::from_static("noindex"));
    response
}

async fn healthz() -> Response {
    computed(Computed {
        status: 200,
        media: "text/plain; charset=utf-8",
        body: "ok\n".to_owned(),
    })
}

async fn status(State(context): State<Context>) -> Response {
    computed(Computed {
        status: 200,
        media: "application/json",
        body: context
            .health
            .report(context.site.data_hash(), context.loaded),
    })
}

/// The way on from a path at which nothing stands: to where it has moved, to how it is spelt here, or the nearest
/// addresses.
async fn elsewhere(State(context): State<Context>, uri: Uri) -> Response {
    let site = &context.site;
    let path = uri.path();
    let spelt = canonical(path);
    if let Some(target) = site.redirect(path).or_else(|| site.redirect(&spelt)) {
        return moved(StatusCode::MOVED_PERMANENTLY, target, uri.query());
    }
    if spelt != path && (site.get(&spelt).is_some() || is_route(&spelt)) {
        return moved(StatusCode::PERMANENT_REDIRECT, &spelt, uri.query());
    }
    computed(site.not_found(&spelt, format_of(&spelt)))
}

/// A path as addresses are spelt here: lower-case, no slash at the end, nothing encoded that need not be.
pub(super) fn canonical(path: &str) -> String {
    let mut spelt = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('%') {
        spelt.push_str(before);
        let decoded = after
            .get(..2)
            .and_then(|digits| u8::from_str_radix(digits, 16).ok())
            .filter(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(byte));
        if let Some(byte) = decoded {
            spelt.push(char::from(byte));
            rest = &after[2..];
        } else {
            spelt.push('%');
            rest = after;
        }
    }
    spelt.push_str(rest);
    spelt.make_ascii_lowercase();
    let length = spelt.trim_end_matches('/').len();
    spelt.truncate(length.max(1));
    spelt
}

/// Whether an answer at this path is for people or for programs.
pub(super) fn format_of(path: &str) -> Format {
    match path.strip_suffix(".json") {
        Some(_) => Format::Json,
        None => Format::Html,
    }
}

/// A page that was made for one request, which nobody may keep.
pub(super) fn computed<B>(page: Computed) -> Response<B>
where
    B: From<String>,
{
    let status = StatusCode::from_u16(page.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = Response::new(B::from(page.body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(page.media));
    headers.insert(CACHE_CONTROL, cache_control(Keeping::Never));
    response
}

/// To the answer of what was asked, which may be another one tomorrow.
fn see_other(path: &str) -> Response {
    redirect(StatusCode::SEE_OTHER, path.to_owned(), Keeping::Never)
}

fn moved(status: StatusCode, path: &str, query: Option<&str>) -> Response {
    let target = match query {
        Some(query) => format!("{path}?{}", in_ascii(query)),
        None => path.to_owned(),
    };
    redirect(status, target, Keeping::Revalidate)
}

/// A query as it may stand in a `Location`. A request line can hold bytes that no address may (RFC 3986).
fn in_ascii(query: &str) -> String {
    let bytes = query.bytes().map(|byte| match byte {
        0..=0x7f => char::from(byte).to_string(),
        0x80.. => format!("%{byte:02X}"),
    });
    bytes.collect()
}

fn redirect(status: StatusCode, target: String, keeping: Keeping) -> Response {
    match HeaderValue::try_from(target) {
        Ok(target) => {
            let headers = [(LOCATION, target), (CACHE_CONTROL, cache_control(keeping))];
            (status, headers).into_response()
        }
        // An address of the site with a query out of a request line holds nothing that a header may not.
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;
    use tower::ServiceExt as _;

    use super::*;

    #[tokio::test]
    async fn a_panic_is_a_500_and_is_counted() {
        async fn failing() -> StatusCode {
            panic!("this panic is part of a test")
        }
        let health = Arc::new(Health::new());
        let router = Router::new().route("/", get(failing));
        let router = surviving(router, Arc::clone(&health));
        let Ok(response) = router.oneshot(Request::new(Body::empty())).await;
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert!(
            health
                .report("", SystemTime::now())
                .contains("\"panics\": 1")
        );
    }

    #[test]
    fn a_path_is_spelt_in_one_way() {
        for (path, spelt) in [
            ("/", "/"),
            ("//", "/"),
            ("/settings/", "/settings"),
            ("/Settings/PRISONS///", "/settings/prisons"),
            ("/%73ettings", "/settings"),
            ("/%53ettings%2Fprisons", "/settings%2fprisons"),
            ("/a%", "/a%"),
            ("/a%2", "/a%2"),
            ("/a%zz%41", "/a%zza"),
            ("/%\u{e9}", "/%\u{e9}"),
        ] {
            assert_eq!(canonical(path), spelt, "{path}");
        }
    }
}
