//! A directory in several languages: the same pages with the same ids, each in its language.

use std::fs;

use axum::http::Method;
use npm_directory::pipeline::{Data, DataFile, Refused};
use npm_directory::site::{Options, Site};

use super::html;
use super::support::{SMALL, ask, checked, options, text};

/// The small directory with a Welsh translation.
const WELSH: &str = r#"[translation]
language = "cy"
reviewed = false

[texts]
"Prisons" = "Carchardai"
"#;

fn data() -> Data {
    Data::new("small.toml", SMALL).translated("cy", "small.cy.toml", WELSH)
}

fn site_with(options: &Options) -> Site {
    checked(data().site(options).expect("no mistakes").site)
}

#[test]
fn every_page_and_twin_exists_in_each_language() {
    let site = site_with(&options());
    let mut pages = 0;
    for (path, resource) in site.resources() {
        if !(resource.is_page() || resource.is_twin()) || path.starts_with("/cy") {
            continue;
        }
        if path == "/directory.json" {
            continue;
        }
        let welsh = match path {
            "/" => "/cy".to_owned(),
            path => format!("/cy{path}"),
        };
        assert!(site.get(&welsh).is_some(), "{welsh}");
        pages += 1;
    }
    assert!(pages > 20, "only {pages}");
    assert!(site.get("/cy/changes.atom").is_some());
    assert!(
        site.get("/cy/coverage.csv").is_none(),
        "the data is there once"
    );
}

#[test]
fn each_page_links_itself_in_the_other_language() {
    let options = Options {
        base_url: Some("https://npm.example".to_owned()),
        ..options()
    };
    let site = site_with(&options);
    for (path, lang, other, name) in [
        ("/settings/prisons", "en", "/cy/settings/prisons", "Cymraeg"),
        ("/cy/settings/prisons", "cy", "/settings/prisons", "English"),
        ("/", "en", "/cy", "Cymraeg"),
        ("/cy", "cy", "/", "English"),
    ] {
        let page = html::parse(text(&site, path));
        assert_eq!(page.attribute("lang"), Some(lang), "{path}");
        let all = page.named("link");
        let alternates: Vec<_> = all
            .iter()
            .filter_map(|link| Some((link.attribute("hreflang")?, link.attribute("href")?)))
            .collect();
        let (english, welsh) = match lang {
            "en" => (path, other),
            _ => (other, path),
        };
        let whole = |path: &str| format!("https://npm.example{path}");
        let (english, welsh) = (whole(english), whole(welsh));
        assert_eq!(
            alternates,
            [("en", &*english), ("x-default", &*english), ("cy", &*welsh)],
            "{path}"
        );
        let links = page.named("a");
        let link = links
            .iter()
            .find(|link| link.attribute("hreflang").is_some());
        let link = link.expect("a link to the other language");
        assert_eq!(link.text(), name, "{path}");
        assert_eq!(link.attribute("href"), Some(&*whole(other)), "{path}");
    }
}

#[test]
fn untranslated_text_is_marked_as_english() {
    let site = site_with(&options());
    let page = html::parse(text(&site, "/cy/settings/prisons"));
    assert!(page.text().contains("Carchardai"));
    let marked = page.named("span");
    let marked: Vec<_> = marked
        .iter()
        .filter(|span| span.attribute("lang") == Some("en"))
        .collect();
    assert!(!marked.is_empty());
    let mut checked = 0;
    for (path, resource) in site.resources() {
        let body = str::from_utf8(resource.bytes()).expect("it is text");
        assert!(!body.contains(['\u{e010}', '\u{e011}']), "{path}");
        checked += 1;
    }
    assert!(checked > 50, "only {checked}");
}

#[test]
fn both_languages_say_that_a_translation_is_unreviewed() {
    let notice = |data: &Data, path: &str| {
        let site = data.site(&options()).expect("no mistakes").site;
        let page = html::parse(text(&site, path));
        let notices = page.named("div");
        let notice = notices
            .iter()
            .find(|div| div.attribute("class") == Some("unreviewed"));
        notice.map(|notice| {
            let paragraphs = notice.named("p");
            let languages = paragraphs
                .iter()
                .map(|p| p.attribute("lang").map(str::to_owned));
            languages.collect::<Vec<_>>()
        })
    };
    let unchecked = data();
    assert_eq!(
        notice(&unchecked, "/cy/matrix"),
        Some(vec![None, Some("en".to_owned())])
    );
    assert_eq!(notice(&unchecked, "/matrix"), None);
    let checked = WELSH.replace("reviewed = false", "reviewed = true");
    let checked = Data::new("small.toml", SMALL).translated("cy", "small.cy.toml", checked);
    assert_eq!(notice(&checked, "/cy/matrix"), None);
}

#[test]
fn ids_are_the_same_in_each_language() {
    let uk = DataFile::Embedded.read().expect("it is built in");
    let site = checked(uk.site(&options()).expect("no mistakes").site);
    let ids = |path: &str| -> Vec<String> {
        let page = html::parse(text(&site, path));
        let all = page.all();
        let ids = all.iter().filter_map(|element| element.attribute("id"));
        ids.map(str::to_owned).collect()
    };
    for path in [
        "/about",
        "/complaints",
        "/changes",
        "/about/sources",
        "/settings/prisons/wales",
    ] {
        assert_eq!(ids(path), ids(&format!("/cy{path}")), "{path}");
    }
}

#[test]
fn forms_searches_and_errors_stay_in_their_language() {
    let server = npm_directory::server::Server::new(
        site_with(&options()),
        npm_directory::server::Policy::default(),
    );
    let get = |path: &str| ask(&server, Method::GET, path, &[]);
    for path in [
        "/cy/lookup?find=1",
        "/cy/search?q=carchardai",
        "/cy/nothing",
        "/cy/search?q=",
    ] {
        let answer = get(path);
        let body = String::from_utf8_lossy(&answer.body).into_owned();
        assert!(body.contains("<html lang=\"cy\""), "{path}");
        assert!(!body.contains("action=\"/lookup\""), "{path}");
        assert!(!body.contains("href=\"/members\""), "{path}");
    }
    let location = |path: &str| get(path).header("location").map(str::to_owned);
    let answer = location("/cy/lookup?setting=prisons&jurisdiction=southmark&find=1");
    assert_eq!(answer.as_deref(), Some("/cy/settings/prisons/southmark"));
    assert_eq!(location("/cy/").as_deref(), Some("/cy"));
    assert_eq!(location("/CY/Matrix/").as_deref(), Some("/cy/matrix"));
    assert_eq!(get("/cy/healthz").status, 404);
    assert_eq!(get("/cyprus").status, 404);
    // English names are found from Welsh pages, and Welsh names lead to Welsh answers.
    for query in ["prisons", "carchardai"] {
        let found = get(&format!("/cy/search.json?q={query}"));
        let body = String::from_utf8_lossy(&found.body).into_owned();
        assert!(body.contains("\"/cy/settings/prisons"), "{query}: {body}");
    }
}

#[test]
fn a_translation_beside_the_file_is_found_by_its_name() {
    let folder =
        std::env::temp_dir().join(format!("npm-directory-languages-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let file = |name: &str, text: &str| fs::write(folder.join(name), text).expect("a file");
    file("small.toml", SMALL);
    file("small.cy.toml", WELSH);
    // It is only named like a translation.
    file("small.old.toml", SMALL);
    let data = DataFile::At(folder.join("small.toml"));
    let read = || data.read().and_then(|data| data.site(&options()));
    let version = data.read().expect("readable").version();
    assert_eq!(read().expect("no mistakes").site.roots(), ["", "/cy"]);
    file("small.cy.toml", &WELSH.replace("\"cy\"", "\"ga\""));
    assert!(matches!(read(), Err(Refused::Mistakes(_))));
    assert_ne!(data.read().expect("readable").version(), version);
    fs::remove_dir_all(&folder).expect("it is ours");
}

#[test]
fn a_translation_without_messages_is_omitted_with_a_warning() {
    let breton = WELSH.replace("\"cy\"", "\"br\"");
    let data = Data::new("small.toml", SMALL).translated("br", "small.br.toml", breton);
    let ready = data.site(&options()).expect("no mistakes");
    assert_eq!(ready.site.roots(), [""]);
    let codes = ready.warnings.iter().map(|found| found.code.name());
    assert!(codes.collect::<Vec<_>>().contains(&"no-messages"));
}

#[test]
fn a_file_in_a_language_without_messages_has_english_pages_and_marked_texts() {
    let german = SMALL.replacen("[directory]\n", "[directory]\nlanguage = \"de\"\n", 1);
    let site = Data::new("klein.toml", german)
        .site(&options())
        .expect("no mistakes")
        .site;
    let page = html::parse(text(&site, "/settings/prisons"));
    assert_eq!(page.attribute("lang"), Some("en"));
    let heading = page.only("h1");
    assert_eq!(heading.only("span").attribute("lang"), Some("de"));
    // A file in Welsh is entirely in Welsh.
    let welsh = SMALL.replacen("[directory]\n", "[directory]\nlanguage = \"cy\"\n", 1);
    let site = Data::new("bach.toml", welsh)
        .site(&options())
        .expect("no mistakes")
        .site;
    let page = html::parse(text(&site, "/settings/prisons"));
    assert_eq!(page.attribute("lang"), Some("cy"));
    assert!(!text(&site, "/settings/prisons").contains("<span lang="));
}
