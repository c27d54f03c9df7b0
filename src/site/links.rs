//! Checks ids and links: ids are unique in a page, and every internal link and fragment resolves.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::Resource;

/// The problems with ids and links in a site's pages, sorted: one sentence for each link, with one page that has it.
pub(crate) fn faults(resources: &BTreeMap<String, Arc<Resource>>) -> Vec<String> {
    let pages = resources.iter().filter(|(_, resource)| resource.is_page());
    let pages = pages.map(|(path, page)| {
        let html = std::str::from_utf8(page.bytes()).expect("a page is text");
        (path.as_str(), html)
    });
    faults_of(pages, |path| resources.contains_key(path))
}

fn faults_of<'p>(
    pages: impl Iterator<Item = (&'p str, &'p str)>,
    exists: impl Fn(&str) -> bool,
) -> Vec<String> {
    let mut faults = BTreeSet::new();
    let mut ids: HashMap<&str, HashSet<&str>> = HashMap::new();
    let mut within: Vec<(&str, &str)> = Vec::new();
    // Most pages share links, so each link is checked once, for the first page that has it.
    let mut across: HashMap<&str, &str> = HashMap::new();
    for (path, html) in pages {
        let ids = ids.entry(path).or_default();
        for (name, value) in attributes(html) {
            match name {
                "id" if value.is_empty() => {
                    faults.insert(format!("{path} has an empty id"));
                }
                "id" if !ids.insert(value) => {
                    faults.insert(format!("{path} has the id {value} twice"));
                }
                "href" | "action" if value.starts_with('#') => within.push((path, value)),
                "href" | "action" if value.starts_with('/') => {
                    across.entry(value).or_insert(path);
                }
                _ => {}
            }
        }
    }
    let across = across.into_iter().map(|(link, from)| (from, link));
    for (from, link) in across.chain(within) {
        let mut parts = link.splitn(2, '#');
        let path = parts.next().and_then(|address| address.split('?').next());
        let path = path.filter(|path| !path.is_empty()).unwrap_or(from);
        if !exists(path) {
            faults.insert(format!("{from} links to {link}, where there is nothing"));
        } else if let Some(fragment) = parts.next()
            && !ids.get(path).is_some_and(|ids| ids.contains(fragment))
        {
            faults.insert(format!("{from} links to {link}, where nothing has that id"));
        }
    }
    faults.into_iter().collect()
}

/// The names and values of all attributes, as our templates write them: a space, the name, double quotes. Text cannot
/// contain these unescaped; JSON-LD can, and is skipped.
fn attributes(html: &str) -> impl Iterator<Item = (&str, &str)> {
    let without_data = html
        .split("<script")
        .map(|part| match part.split_once("</script>") {
            Some((_, after)) => after,
            None => part,
        });
    without_data.flat_map(|html| {
        let mut pieces = html.split('"');
        std::iter::from_fn(move || {
            let before = pieces.by_ref().find(|piece| piece.ends_with('='))?;
            let name = before.strip_suffix('=')?.rsplit(' ').next()?;
            Some((name, pieces.next()?))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_faults(pages: &[(&str, &str)], faults: &[&str]) {
        let exists = |path: &str| pages.iter().any(|(known, _)| *known == path);
        assert_eq!(faults_of(pages.iter().copied(), exists), faults);
    }

    #[test]
    fn links_that_resolve_are_no_problem() {
        assert_faults(
            &[
                (
                    "/",
                    r#"<a href="/a#x">A</a> <a href="/a?q=a">S</a> <a href="https://elsewhere.example/">E</a>"#,
                ),
                (
                    "/a",
                    r##"<p id="x"><a href="#x">here</a> <a href="/?b=1">back</a>"##,
                ),
            ],
            &[],
        );
    }

    #[test]
    fn a_broken_link_and_a_broken_fragment_are_problems() {
        assert_faults(
            &[
                (
                    "/",
                    r##"<a href="/b">B</a> <a href="/a#y">A</a> <a href="#z">Z</a>"##,
                ),
                ("/a", r#"<p id="x">"#),
            ],
            &[
                "/ links to #z, where nothing has that id",
                "/ links to /a#y, where nothing has that id",
                "/ links to /b, where there is nothing",
            ],
        );
    }

    #[test]
    fn data_that_looks_like_an_attribute_is_ignored() {
        let data = r#"<script type="application/ld+json">{"a":" id=","b":" id="}</script>"#;
        assert_faults(&[("/", &format!("<p>{data}</p>"))], &[]);
    }

    #[test]
    fn an_empty_or_duplicate_id_is_a_problem() {
        assert_faults(
            &[
                ("/", r#"<main id="main"><p id=""><ul><li id="main">"#),
                ("/a", r#"<main id="main">"#),
            ],
            &["/ has an empty id", "/ has the id main twice"],
        );
    }
}
