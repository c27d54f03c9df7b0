//! Computed pages: the lookup, the search, the server's status, and redirects and suggestions for unknown paths. The
//! headers of these answers are set in [`answer`](super::answer).

use std::any::Any;
use std::sync::Arc;
use std::time::SystemTime;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{HeaderName, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;

use super::health::Health;
use super::lookup::Lookup;
use crate::site::{Computed, Format, Site, paths};

const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");

/// The data of computed pages.
#[derive(Debug, Clone)]
struct RouterState {
    site: Arc<Site>,
    loaded: SystemTime,
    health: Arc<Health>,
}

/// The router of one site.
pub(crate) fn router(site: Arc<Site>, loaded: SystemTime, health: Arc<Health>) -> Router {
    let context = RouterState {
        site,
        loaded,
        health: Arc::clone(&health),
    };
    let mut router = Router::new();
    for root in context.site.roots() {
        router = router
            .route(&format!("{root}{}", paths::LOOKUP), get(lookup))
            .route(&format!("{root}{}", paths::SEARCH), get(search))
            .route(&format!("{root}{}", paths::SEARCH_TWIN), get(search));
    }
    let router = router
        .route(paths::HEALTH, get(healthz))
        .route(paths::STATUS, get(status))
        .fallback(elsewhere)
        .with_state(context);
    catching_panics(router, health)
}

/// Turns a panic into a counted 500. Its message goes to the panic hook and not to the client.
fn catching_panics(router: Router, health: Arc<Health>) -> Router {
    router.layer(CatchPanicLayer::custom(move |_: Box<dyn Any + Send>| {
        health.panics.add_one();
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    }))
}

/// Whether this path is computed if it has a query. Without a query, the lookup and the search are finished pages.
pub(crate) fn is_route(site: &Site, path: &str) -> bool {
    let within = site.at(path).within(path);
    [paths::LOOKUP, paths::SEARCH, paths::SEARCH_TWIN].contains(&within)
        || [paths::HEALTH, paths::STATUS].contains(&path)
}

async fn lookup(
    State(context): State<RouterState>,
    uri: Uri,
    Query(fields): Query<Vec<(String, String)>>,
) -> Response {
    let site = context.site.at(uri.path());
    match Lookup::read(context.site.directory(), &fields) {
        Lookup::Answer(cell) => redirect(StatusCode::SEE_OTHER, site.answer_path(cell)),
        Lookup::NotSure(None) => redirect(StatusCode::SEE_OTHER, site.help_path()),
        Lookup::NotSure(Some(jurisdiction)) => {
            redirect(StatusCode::SEE_OTHER, site.jurisdiction_path(jurisdiction))
        }
        Lookup::Form(form) => computed(site.lookup(form)),
    }
}

async fn search(
    State(context): State<RouterState>,
    uri: Uri,
    Query(fields): Query<Vec<(String, String)>>,
) -> Response {
    let query = fields.iter().find(|(name, _)| name == "q");
    let query = query.map(|(_, value)| value.as_str());
    let mut response = computed(
        context
            .site
            .at(uri.path())
            .search(query, format_of(uri.path())),
    );
    // Search results should not be indexed by search engines.
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

async fn status(State(context): State<RouterState>) -> Response {
    computed(Computed {
        status: 200,
        media: "application/json",
        body: context
            .health
            .report(context.site.data_hash(), context.loaded),
    })
}

/// The answer for an unknown path: a redirect to its new or canonical form, or suggestions of similar paths.
async fn elsewhere(State(context): State<RouterState>, uri: Uri) -> Response {
    let site = &context.site;
    let path = uri.path();
    let canonical = canonical(path);
    if let Some(target) = site.redirect(path).or_else(|| site.redirect(&canonical)) {
        return moved(StatusCode::MOVED_PERMANENTLY, target, uri.query());
    }
    if canonical != path && (site.get(&canonical).is_some() || is_route(site, &canonical)) {
        return moved(StatusCode::PERMANENT_REDIRECT, &canonical, uri.query());
    }
    let format = format_of(&canonical);
    computed(site.at(&canonical).not_found(&canonical, format))
}

/// The canonical form of a path: lower case, no slash at the end, nothing percent-encoded unnecessarily.
pub(crate) fn canonical(path: &str) -> String {
    let mut canonical = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('%') {
        canonical.push_str(before);
        let decoded = after
            .get(..2)
            .and_then(|digits| u8::from_str_radix(digits, 16).ok())
            .filter(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(byte));
        if let Some(byte) = decoded {
            canonical.push(char::from(byte));
            rest = &after[2..];
        } else {
            canonical.push('%');
            rest = after;
        }
    }
    canonical.push_str(rest);
    canonical.make_ascii_lowercase();
    let length = canonical.trim_end_matches('/').len();
    canonical.truncate(length.max(1));
    canonical
}

/// Whether the answer at this path is a page or data.
pub(crate) fn format_of(path: &str) -> Format {
    match path.strip_suffix(".json") {
        Some(_) => Format::Json,
        None => Format::Html,
    }
}

fn computed(page: Computed) -> Response {
    let status = StatusCode::from_u16(page.status).expect("the site uses valid statuses");
    let media = HeaderValue::from_static(page.media);
    (status, [(CONTENT_TYPE, media)], page.body).into_response()
}

fn moved(status: StatusCode, path: &str, query: Option<&str>) -> Response {
    let target = match query {
        Some(query) => format!("{path}?{}", in_ascii(query)),
        None => path.to_owned(),
    };
    redirect(status, target)
}

/// A query that is safe in `Location`. A request line may contain bytes that a URI may not (RFC 3986).
fn in_ascii(query: &str) -> String {
    let bytes = query.bytes().map(|byte| match byte {
        0..=0x7f => char::from(byte).to_string(),
        0x80.. => format!("%{byte:02X}"),
    });
    bytes.collect()
}

fn redirect(status: StatusCode, target: String) -> Response {
    let target = HeaderValue::try_from(target).expect("a path and an ASCII query fit a header");
    (status, [(LOCATION, target)]).into_response()
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
        let router = catching_panics(router, Arc::clone(&health));
        let Ok(response) = router.oneshot(Request::new(Body::empty())).await;
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert!(
            health
                .report("", SystemTime::now())
                .contains("\"panics\": 1")
        );
    }

    #[test]
    fn a_path_has_one_canonical_form() {
        for (path, expected) in [
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
            assert_eq!(canonical(path), expected, "{path}");
        }
    }
}
