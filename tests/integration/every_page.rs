//! Properties of every page, for several data files: the shipped one, twelve islands with hostile names, and a State
//! with a single jurisdiction.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use hyper::StatusCode;
use npm_directory::server::{Policy, Server};
use npm_directory::site::Resource;

use crate::html::{self, Element};
use crate::support::{Answer, get, site};

const SHIPPED: &str = include_str!("../../data/uk.toml");
const ISLANDS: &str = include_str!("../fixtures/islands.toml");
const ONE_JURISDICTION: &str = include_str!("../fixtures/one-jurisdiction.toml");

/// The pages of a data file, as served.
pub(crate) struct Pages {
    pub(crate) server: Arc<Server>,
    /// Every finished page, by path.
    pub(crate) finished: BTreeMap<String, Page>,
    /// The path of every finished resource, with its media type.
    pub(crate) resources: BTreeMap<String, &'static str>,
}

/// A page, as text and as a tree.
pub(crate) struct Page {
    answer: Answer,
    pub(crate) html: Element,
}

impl Pages {
    fn new(data: &'static str) -> Pages {
        let site = site(data);
        let media = |resource: &Resource| resource.media;
        let resources: BTreeMap<_, _> = site
            .resources()
            .map(|(path, resource)| (path.to_owned(), media(resource)))
            .collect();
        let server = Server::new(site, Policy::default());
        let finished = resources
            .iter()
            .filter(|(_, media)| media.starts_with("text/html"))
            .map(|(path, _)| (path.clone(), Page::new(get(&server, path))))
            .collect();
        Pages {
            server,
            finished,
            resources,
        }
    }

    /// A page that is computed per request.
    #[track_caller]
    pub(crate) fn computed(&self, target: &str, status: u16) -> Page {
        let answer = get(&self.server, target);
        assert_eq!(answer.status.as_u16(), status, "{target}");
        Page::new(answer)
    }
}

impl Page {
    #[track_caller]
    fn new(answer: Answer) -> Page {
        let html = html::parse(answer.text());
        Page { answer, html }
    }

    fn title(&self) -> String {
        self.html.only("head").only("title").text()
    }

    /// The value of `<meta name="...">`.
    fn meta(&self, name: &str) -> Option<&str> {
        let metas = self.html.named("meta");
        let meta = metas
            .into_iter()
            .find(|meta| meta.attribute("name") == Some(name))?;
        meta.attribute("content")
    }
}

/// The pages of the shipped file.
pub(crate) fn shipped() -> &'static Pages {
    static PAGES: LazyLock<Pages> = LazyLock::new(|| Pages::new(SHIPPED));
    &PAGES
}

/// The pages of the file with twelve islands.
pub(crate) fn islands() -> &'static Pages {
    static PAGES: LazyLock<Pages> = LazyLock::new(|| Pages::new(ISLANDS));
    &PAGES
}

/// The pages of the file with a single jurisdiction.
pub(crate) fn one_jurisdiction() -> &'static Pages {
    static PAGES: LazyLock<Pages> = LazyLock::new(|| Pages::new(ONE_JURISDICTION));
    &PAGES
}

/// Every finished page of every data file.
fn every_page() -> impl Iterator<Item = (&'static str, &'static Page)> {
    [shipped(), islands(), one_jurisdiction()]
        .into_iter()
        .flat_map(|pages| &pages.finished)
        .map(|(path, page)| (path.as_str(), page))
}

/// Every finished page, and one computed page of each kind.
pub(crate) fn every_page_and_computed_ones() -> Vec<(String, Page)> {
    let mut all = Vec::new();
    for pages in [shipped(), islands(), one_jurisdiction()] {
        for (path, page) in &pages.finished {
            let answer = get(&pages.server, path);
            assert_eq!(answer.body, page.answer.body, "{path}");
            all.push((path.clone(), Page::new(answer)));
        }
        for (target, status) in [
            ("/search?q=", 200),
            ("/search?q=cells", 200),
            ("/search?q=%3Cb%3E%26%22'", 200),
            ("/search?q=watch+quoted", 200),
            ("/lookup?find=1", 200),
            ("/lookup?setting=%3Cb%3E&find=1", 400),
            ("/setings", 404),
        ] {
            all.push((target.to_owned(), pages.computed(target, status)));
        }
    }
    all
}

#[test]
fn every_page_is_html() {
    for (path, page) in every_page() {
        assert_eq!(page.answer.status, StatusCode::OK, "{path}");
        let media = page.answer.header("content-type");
        assert_eq!(media, Some("text/html; charset=utf-8"), "{path}");
    }
    assert!(shipped().finished.len() > 90);
}

#[test]
fn every_page_has_one_h1_and_one_main() {
    for (path, page) in every_page_and_computed_ones() {
        assert_ne!(page.html.only("h1").text(), "", "{path}");
        assert_eq!(
            page.html.only("main").attribute("id"),
            Some("main"),
            "{path}"
        );
    }
}

#[test]
fn heading_levels_are_not_skipped() {
    for (path, page) in every_page_and_computed_ones() {
        let all = page.html.only("main").all();
        let levels = all.iter().filter_map(|element| {
            let level = element.name.strip_prefix('h')?;
            level.parse::<u8>().ok()
        });
        // A summary of errors comes before the `<h1>`.
        let mut before = 1;
        for level in levels {
            assert!(level <= before + 1, "{path}: h{level} after h{before}");
            before = level;
        }
    }
}

#[test]
fn the_class_of_a_page_is_on_no_element_in_it() {
    for (path, page) in every_page_and_computed_ones() {
        let body = page.html.only("body");
        let classes = body.attribute("class").unwrap_or_default();
        assert_ne!(classes, "", "{path}");
        for class in classes.split_whitespace() {
            let with_it = page.html.all().into_iter();
            let with_it = with_it.filter(|element| element.has_class(class)).count();
            assert_eq!(with_it, 1, "{path}: {class}");
        }
    }
}

#[test]
fn every_page_has_a_language() {
    for (path, page) in every_page_and_computed_ones() {
        assert_eq!(page.html.attribute("lang"), Some("en"), "{path}");
    }
}

#[test]
fn titles_are_unique_and_begin_with_the_page() {
    for pages in [shipped(), islands(), one_jurisdiction()] {
        let mut titles = BTreeSet::new();
        for (path, page) in &pages.finished {
            let title = page.title();
            assert!(titles.insert(title.clone()), "{path}: {title} is not new");
            let heading = page.html.only("h1").text();
            let short = |text: &str| text.split([':', '?', ',']).next().map(str::to_lowercase);
            assert!(
                path == "/" || title.to_lowercase().starts_with(&short(&heading).unwrap()),
                "{path}: the title {title:?} does not begin like the heading {heading:?}"
            );
        }
    }
}

#[test]
fn every_indexed_page_has_its_own_description() {
    for pages in [shipped(), islands(), one_jurisdiction()] {
        let mut descriptions = BTreeMap::new();
        for (path, page) in &pages.finished {
            if page.meta("robots") == Some("noindex") {
                continue;
            }
            let description = page.meta("description").unwrap_or_default();
            assert_ne!(description, "", "{path}");
            if let Some(other) = descriptions.insert(description, path) {
                panic!("{path} and {other} are both described as {description:?}");
            }
        }
    }
}

#[test]
fn no_page_has_scripts_or_inline_styles() {
    for (path, page) in every_page_and_computed_ones() {
        for element in page.html.all() {
            let data_block = element.attribute("type") == Some("application/ld+json");
            assert!(element.name != "script" || data_block, "{path}");
            for never in ["style", "iframe", "object", "embed", "base"] {
                assert_ne!(element.name, never, "{path}");
            }
            for (name, value) in element.attributes() {
                assert_ne!(name, "style", "{path}");
                assert!(!name.starts_with("on"), "{path}: {name}");
                assert!(!value.starts_with("javascript:"), "{path}: {value}");
            }
        }
    }
}

#[test]
fn all_subresources_are_local_and_have_hashed_names() {
    for pages in [shipped(), islands(), one_jurisdiction()] {
        for (path, page) in &pages.finished {
            let loaded = page.html.all().into_iter().filter_map(|element| {
                match (element.name.as_str(), element.attribute("rel")) {
                    ("link", Some("stylesheet" | "icon")) => element.attribute("href"),
                    _ => element.attribute("src"),
                }
            });
            let loaded: Vec<_> = loaded.collect();
            assert_eq!(loaded.len(), 2, "{path}: {loaded:?}");
            for asset in loaded {
                assert!(asset.starts_with("/assets/"), "{path}: {asset}");
                assert!(pages.resources.contains_key(asset), "{path}: {asset}");
                let kept = get(&pages.server, asset);
                let kept = kept.header("cache-control");
                assert_eq!(kept, Some("public, max-age=31536000, immutable"));
            }
        }
    }
}

#[test]
fn ids_are_unique_and_references_to_ids_resolve() {
    for (path, page) in every_page_and_computed_ones() {
        let mut ids = BTreeSet::new();
        for element in page.html.all() {
            if let Some(id) = element.attribute("id") {
                assert!(ids.insert(id), "{path}: two elements have the id {id}");
            }
        }
        for element in page.html.all() {
            for naming in ["for", "headers", "aria-labelledby", "aria-describedby"] {
                let named = element.attribute(naming).unwrap_or_default();
                for id in named.split_whitespace() {
                    assert!(ids.contains(id), "{path}: nothing has the id {id}");
                }
            }
        }
    }
}

#[test]
fn internal_links_and_fragments_resolve() {
    for pages in [shipped(), islands(), one_jurisdiction()] {
        let mut seen = BTreeSet::new();
        for (path, page) in &pages.finished {
            for element in page.html.all() {
                let link = element
                    .attribute("href")
                    .or_else(|| element.attribute("action"));
                let Some(link) = link else { continue };
                if link.contains(':') {
                    continue;
                }
                let (target, fragment) = match link.split_once('#') {
                    Some((target, fragment)) => (target, Some(fragment)),
                    None => (link, None),
                };
                let target = if target.is_empty() { path } else { target };
                if !seen.insert((target.to_owned(), fragment)) {
                    continue;
                }
                // The target may be computed, or redirect within the site.
                let status = get(&pages.server, target).status;
                assert!(
                    status == StatusCode::OK || status == StatusCode::SEE_OTHER,
                    "{path} links to {link}, which is {status}"
                );
                if let Some(fragment) = fragment {
                    let there = pages.finished.get(target).map(|page| &page.html);
                    let found = there.is_some_and(|html| html.by_id(fragment).is_some());
                    assert!(found, "{path} links to {link}, and nothing has that id");
                }
            }
        }
        assert!(seen.len() > pages.finished.len());
    }
}

#[test]
fn links_are_internal_or_have_a_known_scheme() {
    for (path, page) in every_page() {
        for link in page.html.named("a") {
            let address = link.attribute("href").expect("a link leads somewhere");
            let known = ["/", "#", "https://", "http://", "mailto:", "tel:"];
            let known = known.iter().any(|start| address.starts_with(start));
            assert!(known && !address.starts_with("//"), "{path}: {address}");
        }
    }
}

#[test]
fn every_link_has_text() {
    for (path, page) in every_page_and_computed_ones() {
        for link in page.html.named("a") {
            assert_ne!(link.text(), "", "{path}: {link:?}");
        }
    }
}

#[test]
fn the_sitemap_lists_every_indexed_page_and_no_other() {
    for pages in [shipped(), islands(), one_jurisdiction()] {
        let sitemap = get(&pages.server, "/sitemap.xml");
        let listed: BTreeSet<&str> = sitemap
            .text()
            .split("<loc>http://127.0.0.1")
            .skip(1)
            .filter_map(|rest| rest.split("</loc>").next())
            .collect();
        let expected = pages
            .finished
            .iter()
            .filter(|(_, page)| page.meta("robots") != Some("noindex"))
            .map(|(path, _)| path.as_str());
        assert_eq!(listed, expected.collect());
    }
}
