//! Computed pages: the lookup, the search, the server's status, and redirects and suggestions for unknown paths. The
//! headers of these answers are set in [`answer`](super::answer).

use std::sync::Arc;
use std::time::SystemTime;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use percent_encoding::{CONTROLS, utf8_percent_encode};

use super::health::{Health, timestamp};
use crate::site::{Computed, Format, Site, paths};

/// The data of computed pages.
#[derive(Debug, Clone)]
struct RouterState {
    site: Arc<Site>,
    /// When the site was loaded.
    loaded: String,
    health: Arc<Health>,
}

/// The fields of a form. Of a repeated one the first counts.
type Fields = Query<Vec<(String, String)>>;

/// The router of one site, as of now. No handler waits.
pub(crate) fn router(site: Arc<Site>, health: Arc<Health>) -> Router {
    let mut router = Router::new();
    for root in site.roots() {
        router = router
            .route(&format!("{root}{}", paths::LOOKUP), get(lookup))
            .route(&format!("{root}{}", paths::SEARCH), get(search))
            .route(&format!("{root}{}", paths::SEARCH_TWIN), get(search));
    }
    router
        .route(paths::HEALTH, get(|| async { "ok\n" }))
        .route(paths::STATUS, get(status))
        .fallback(elsewhere)
        .with_state(RouterState {
            site,
            loaded: timestamp(SystemTime::now()),
            health,
        })
}

/// Whether this path is computed if it has a query. Without a query, the lookup and the search are finished pages.
pub(crate) fn is_route(site: &Site, path: &str) -> bool {
    let within = site.at(path).within(path);
    [paths::LOOKUP, paths::SEARCH, paths::SEARCH_TWIN].contains(&within)
        || [paths::HEALTH, paths::STATUS].contains(&path)
}

async fn lookup(State(state): State<RouterState>, uri: Uri, fields: Fields) -> Response {
    let site = state.site.at(uri.path());
    match site.lookup(|name| field(&fields, name)) {
        Ok(path) => redirect(StatusCode::SEE_OTHER, path),
        Err(form) => computed(form),
    }
}

fn field<'f>(fields: &'f Fields, name: &str) -> Option<&'f str> {
    let field = fields.iter().find(|(field, _)| field == name);
    field.map(|(_, value)| value.as_str())
}

async fn search(State(state): State<RouterState>, uri: Uri, fields: Fields) -> Response {
    let site = state.site.at(uri.path());
    let results = site.search(field(&fields, "q"), format_of(uri.path()));
    // Search results should not be indexed by search engines.
    ([("x-robots-tag", "noindex")], computed(results)).into_response()
}

async fn status(State(state): State<RouterState>) -> impl IntoResponse {
    let report = state.health.report(state.site.data_hash(), &state.loaded);
    ([(CONTENT_TYPE, "application/json")], report)
}

/// The answer for an unknown path: a redirect to its new or canonical form, or suggestions of similar paths.
async fn elsewhere(State(state): State<RouterState>, uri: Uri) -> Response {
    let (site, path) = (&state.site, uri.path());
    let canonical = canonical(path);
    let with_query = |path: &str| match uri.query() {
        // A request line may contain bytes that a URI may not (RFC 3986).
        Some(query) => format!("{path}?{}", utf8_percent_encode(query, CONTROLS)),
        None => path.to_owned(),
    };
    if let Some(target) = site.redirect(path).or_else(|| site.redirect(&canonical)) {
        return redirect(StatusCode::MOVED_PERMANENTLY, with_query(target));
    }
    if canonical != path && (site.get(&canonical).is_some() || is_route(site, &canonical)) {
        return redirect(StatusCode::PERMANENT_REDIRECT, with_query(&canonical));
    }
    let format = format_of(&canonical);
    computed(site.at(&canonical).not_found(&canonical, format))
}

/// The canonical form of a path: lower case, no slash at the end, nothing percent-encoded unnecessarily.
pub(crate) fn canonical(path: &str) -> String {
    let mut parts = path.split('%');
    let mut canonical = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let decoded = part
            .get(..2)
            .and_then(|digits| u8::from_str_radix(digits, 16).ok())
            .filter(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(byte));
        canonical.push(decoded.map_or('%', char::from));
        canonical.push_str(&part[decoded.map_or(0, |_| 2)..]);
    }
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
    (status, [(CONTENT_TYPE, page.media)], page.body).into_response()
}

fn redirect(status: StatusCode, target: String) -> Response {
    (status, [(LOCATION, target)]).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

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
