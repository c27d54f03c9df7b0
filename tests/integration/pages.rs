//! Finished and computed pages through the real service: status, headers, encodings, validators.

use hyper::header::HeaderName;
use hyper::{Method, StatusCode};
use npm_directory::server::{Policy, Server};
use npm_directory::site::{CachePolicy, Encoding};

use crate::support::{Answer, SMALL, ask, get, server, site};

/// The headers of every answer.
const ALWAYS: [(&str, &str); 5] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; img-src 'self'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("cross-origin-opener-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

#[track_caller]
fn is_protected(answer: &Answer) {
    for (name, value) in ALWAYS {
        assert_eq!(answer.header(name), Some(value), "{answer:?}");
    }
    assert!(answer.header("cross-origin-resource-policy").is_some());
    for absent in [
        "server",
        "set-cookie",
        "strict-transport-security",
        "accept-ranges",
    ] {
        assert_eq!(answer.header(absent), None, "{answer:?}");
    }
}

#[test]
fn every_resource_has_every_encoding_and_revalidates() {
    let site = site(SMALL);
    let server = server();
    for (path, resource) in site.resources() {
        for (accepted, coding, name) in [
            ("", Encoding::Identity, None),
            ("gzip", Encoding::Gzip, Some("gzip")),
            ("br", Encoding::Brotli, Some("br")),
        ] {
            let answer = ask(&server, Method::GET, path, &[("accept-encoding", accepted)]);
            let expected = resource.representation(coding);
            let name = expected.and(name);
            let identity = resource.representation(Encoding::Identity);
            let expected = expected.or(identity).expect("identity is always there");
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            assert_eq!(answer.body, expected.bytes, "{path}");
            let etag = str::from_utf8(&expected.etag).expect("it is ASCII");
            assert_eq!(answer.header("etag"), Some(etag), "{path}");
            assert_eq!(answer.header("content-encoding"), name, "{path}");
            assert_eq!(
                answer.header("content-type"),
                Some(resource.media),
                "{path}"
            );
            assert_eq!(answer.header("vary"), Some("accept-encoding"), "{path}");
            assert_eq!(answer.header("link"), resource.link.as_deref(), "{path}");
            is_protected(&answer);

            let headers = [("accept-encoding", accepted), ("if-none-match", etag)];
            let again = ask(&server, Method::GET, path, &headers);
            assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{path}");
            assert!(again.body.is_empty(), "{path}");
            for same in ["etag", "cache-control", "vary"] {
                assert_eq!(again.header(same), answer.header(same), "{path}");
            }
            for absent in ["content-type", "content-encoding", "content-length", "link"] {
                assert_eq!(again.header(absent), None, "{path}");
            }
            is_protected(&again);
        }
    }
}

#[test]
fn each_encoding_has_its_own_entity_tag() {
    let server = server();
    let tags = ["identity", "gzip", "br"].map(|coding| {
        let answer = ask(&server, Method::GET, "/", &[("accept-encoding", coding)]);
        answer.header("etag").expect("a page has a tag").to_owned()
    });
    assert!(
        tags[0] != tags[1] && tags[1] != tags[2] && tags[2] != tags[0],
        "{tags:?}"
    );
    let headers = [("accept-encoding", "br"), ("if-none-match", &tags[1])];
    let answer = ask(&server, Method::GET, "/", &headers);
    assert_eq!(answer.status, StatusCode::OK);
}

#[test]
fn a_page_is_compressed_for_the_first_reader() {
    let server = Server::new(site(SMALL), Policy::default());
    for _ in 0..2 {
        let answer = ask(&server, Method::GET, "/", &[("accept-encoding", "br")]);
        assert_eq!(answer.header("content-encoding"), Some("br"));
    }
}

#[test]
fn conditional_requests_for_a_page_are_answered() {
    let server = server();
    let etag = get(&server, "/about").header("etag").unwrap().to_owned();
    let status = |name: &str, value: &str| {
        ask(&server, Method::GET, "/about", &[(name, value)])
            .status
            .as_u16()
    };
    assert_eq!(status("if-none-match", &format!("W/{etag}")), 304);
    assert_eq!(status("if-none-match", &format!("\"x\", {etag}")), 304);
    assert_eq!(status("if-none-match", "*"), 304);
    assert_eq!(status("if-none-match", "\"x\""), 200);
    assert_eq!(status("if-none-match", "nonsense"), 200);
    assert_eq!(status("if-match", &etag), 200);
    assert_eq!(status("if-match", "*"), 200);
    assert_eq!(status("if-match", &format!("W/{etag}")), 412);
    assert_eq!(status("if-match", "\"x\""), 412);
    assert_eq!(
        status("if-modified-since", "Mon, 23 Nov 2026 00:00:00 GMT"),
        200
    );
    assert_eq!(
        status("if-unmodified-since", "Mon, 23 Nov 1998 00:00:00 GMT"),
        200
    );
    assert_eq!(status("range", "bytes=0-1"), 200);
}

#[test]
fn unacceptable_encodings_are_answered_with_406() {
    let answer = ask(&server(), Method::GET, "/", &[("accept-encoding", "*;q=0")]);
    assert_eq!(answer.status, StatusCode::NOT_ACCEPTABLE);
    assert_eq!(answer.header("cache-control"), Some("private, no-store"));
    is_protected(&answer);
}

#[test]
fn a_query_does_not_affect_a_finished_page() {
    let server = server();
    let answer = get(&server, "/settings/prisons?utm_source=x");
    assert_eq!(answer.body, get(&server, "/settings/prisons").body);
}

#[test]
fn a_non_canonical_path_redirects_once() {
    let server = server();
    for (from, to) in [
        ("/settings/", "/settings"),
        ("/Settings/PRISONS/", "/settings/prisons"),
        ("/settings/%70risons", "/settings/prisons"),
        (
            "/settings/prisons/northmark/?a=b&c",
            "/settings/prisons/northmark?a=b&c",
        ),
        ("/LOOKUP/?setting=prisons", "/lookup?setting=prisons"),
        ("/Search?q=cells", "/search?q=cells"),
        ("/Search?q=caf\u{e9}+%20", "/search?q=caf%C3%A9+%20"),
        ("/healthz/", "/healthz"),
        ("//", "/"),
    ] {
        let answer = get(&server, from);
        assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT, "{from}");
        assert_eq!(answer.header("location"), Some(to), "{from}");
        is_protected(&answer);
    }
}

#[test]
fn a_previous_id_redirects_permanently_to_the_present_one() {
    let server = server();
    for (from, to) in [
        ("/members/royal-inspectorate", "/members/rip"),
        ("/members/Royal-Inspectorate/", "/members/rip"),
        (
            "/members/royal-inspectorate.json?x=1",
            "/members/rip.json?x=1",
        ),
    ] {
        let answer = get(&server, from);
        assert_eq!(answer.status, StatusCode::MOVED_PERMANENTLY, "{from}");
        assert_eq!(answer.header("location"), Some(to), "{from}");
    }
}

#[test]
fn no_redirect_leads_to_another_site() {
    let server = server();
    for path in [
        "//evil.example/",
        "//evil.example/settings/",
        "/\\evil.example/",
        "/%2F%2Fevil.example/",
        "///evil.example//",
        "/settings/../../evil.example/",
    ] {
        let answer = get(&server, path);
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.header("location"), None, "{path}");
    }
}

#[test]
fn an_unknown_path_suggests_similar_pages() {
    let server = server();
    let answer = get(&server, "/settings/prison");
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.text().contains("href=\"/settings/prisons\""));
    assert_eq!(
        answer.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    assert_eq!(answer.header("cache-control"), Some("private, no-store"));
    is_protected(&answer);

    let answer = get(&server, "/settings/prison.json");
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    let json: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
    assert!(json.to_string().contains("/settings/prisons"), "{json}");
}

#[test]
fn an_error_page_echoes_nothing() {
    let server = server();
    for path in [
        "/evil-path-9z",
        "/evil-path-9z.json",
        "/search.evil-9z?q=evil-9z",
    ] {
        let answer = get(&server, path);
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(!answer.text().contains("evil"), "{path}");
    }
}

#[test]
fn only_get_head_and_options_are_allowed() {
    let server = server();
    for target in [
        "/",
        "/settings/prisons",
        "/lookup?find=",
        "/nowhere",
        "/healthz",
    ] {
        for method in ["POST", "PUT", "DELETE", "PATCH", "TRACE", "QUERY", "get"] {
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            let answer = ask(&server, method, target, &[]);
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{target}");
            assert_eq!(answer.header("allow"), Some("GET, HEAD"));
            is_protected(&answer);
        }
        let answer = ask(&server, Method::OPTIONS, target, &[]);
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{target}");
        assert_eq!(answer.header("allow"), Some("GET, HEAD"));
        is_protected(&answer);
    }
}

#[test]
fn other_sites_may_read_data_but_not_pages() {
    let server = server();
    // A page of another site can follow a redirect or read an error only if these have the headers too.
    for (path, status) in [
        ("/settings/prisons.json", StatusCode::OK),
        ("/search.json?q=prison", StatusCode::OK),
        ("/Settings/Prisons.JSON/", StatusCode::PERMANENT_REDIRECT),
        ("/nowhere.json", StatusCode::NOT_FOUND),
    ] {
        let data = get(&server, path);
        assert_eq!(data.status, status, "{path}");
        assert_eq!(data.header("access-control-allow-origin"), Some("*"));
        assert_eq!(
            data.header("cross-origin-resource-policy"),
            Some("cross-origin")
        );
    }
    let page = get(&server, "/settings/prisons");
    assert_eq!(page.header("access-control-allow-origin"), None);
    assert_eq!(
        page.header("cross-origin-resource-policy"),
        Some("same-origin")
    );
}

#[test]
fn redirects_and_errors_have_the_cross_origin_headers_of_their_resource() {
    let server = server();
    let is_shared = |answer: &Answer| answer.header("access-control-allow-origin") == Some("*");
    for (method, path, status, shared) in [
        (Method::GET, "/coverage.csv/", 308, true),
        (Method::GET, "/Coverage.csv", 308, true),
        (Method::GET, "/Directory.toml", 308, true),
        (Method::GET, "/changes.atom/", 308, true),
        (Method::GET, "/settings.json/", 308, true),
        (Method::GET, "/members/royal-inspectorate.json", 301, true),
        (Method::GET, "/members/royal-inspectorate", 301, false),
        (Method::GET, "/settings/", 308, false),
        (Method::GET, "/nowhere.json", 404, true),
        (Method::GET, "/nowhere", 404, false),
        (Method::GET, "/status.json", 200, true),
        (Method::POST, "/coverage.csv", 405, true),
        (Method::POST, "/settings", 405, false),
        (Method::OPTIONS, "/coverage.csv", 204, true),
        (Method::OPTIONS, "/settings.json", 204, true),
        (Method::OPTIONS, "/settings", 204, false),
    ] {
        let answer = ask(&server, method.clone(), path, &[]);
        assert_eq!(answer.status, status, "{method} {path}");
        assert_eq!(is_shared(&answer), shared, "{method} {path}");
    }
    let refused = [("accept-encoding", "identity;q=0")];
    let answer = ask(&server, Method::GET, "/robots.txt", &refused);
    assert_eq!((answer.status.as_u16(), is_shared(&answer)), (406, false));
    let answer = ask(
        &server,
        Method::GET,
        "/coverage.csv",
        &[("if-match", "\"x\"")],
    );
    assert_eq!((answer.status.as_u16(), is_shared(&answer)), (412, true));
}

#[test]
fn a_preflight_for_data_allows_every_header() {
    let server = server();
    let preflight = [
        ("origin", "https://other.example"),
        ("access-control-request-method", "GET"),
        ("access-control-request-headers", "if-none-match"),
    ];
    let answer = ask(&server, Method::OPTIONS, "/coverage.csv", &preflight);
    assert_eq!(
        answer.header("access-control-allow-methods"),
        Some("GET, HEAD")
    );
    assert_eq!(answer.header("access-control-allow-headers"), Some("*"));
    assert_eq!(answer.header("access-control-max-age"), Some("86400"));
    let answer = ask(&server, Method::OPTIONS, "/settings", &preflight);
    assert_eq!(answer.header("access-control-allow-methods"), None);
}

#[test]
fn each_kind_of_answer_has_its_cache_policy() {
    let site = site(SMALL);
    let server = server();
    let hashed = site
        .resources()
        .find(|(_, resource)| resource.cache == CachePolicy::Immutable);
    let (hashed, _) = hashed.expect("the stylesheet's name is hashed");
    for (path, keeping) in [
        ("/", "public, max-age=0, s-maxage=60, must-revalidate"),
        (
            "/settings.json",
            "public, max-age=0, s-maxage=60, must-revalidate",
        ),
        (hashed, "public, max-age=31536000, immutable"),
        ("/search?q=cells", "private, no-store"),
        ("/healthz", "private, no-store"),
        ("/status.json", "private, no-store"),
        ("/nowhere", "private, no-store"),
    ] {
        let answer = get(&server, path);
        assert_eq!(answer.header("cache-control"), Some(keeping), "{path}");
    }
}

#[test]
fn search_results_are_not_indexed() {
    let server = server();
    let answer = get(&server, "/search?q=cells");
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.text().contains("Police custody"));
    assert_eq!(answer.header("x-robots-tag"), Some("noindex"));
    is_protected(&answer);
    let answer = get(&server, "/search.json?q=cells");
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert!(answer.text().contains("Police custody"));
}

#[test]
fn search_input_is_escaped() {
    let answer = get(
        &server(),
        "/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    );
    assert!(!answer.text().contains("<script>alert"));
}

#[test]
fn strict_transport_is_on_every_answer_if_enabled() {
    let policy = Policy {
        strict_transport: true,
    };
    let server = Server::new(site(SMALL), policy);
    let hsts = HeaderName::from_static("strict-transport-security");
    for target in ["/", "/nowhere", "/lookup?find=", "/settings/"] {
        let answer = get(&server, target);
        assert_eq!(
            answer.header(hsts.clone()),
            Some("max-age=31536000"),
            "{target}"
        );
    }
}

#[test]
fn the_status_of_the_server_is_readable() {
    let server = server();
    assert_eq!(get(&server, "/healthz").text(), "ok\n");
    get(&server, "/");
    get(&server, "/nowhere");
    let status = get(&server, "/status.json");
    let status: serde_json::Value = serde_json::from_slice(&status.body).unwrap();
    assert_eq!(status["data"], site(SMALL).data_hash());
    assert_eq!(status["answers"]["404"], 1);
    assert_eq!(status["answers"]["200"], 2);
}
