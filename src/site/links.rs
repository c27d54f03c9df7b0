//! The check that every internal link and fragment of every page leads somewhere.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::Resource;

/// What is wrong with the links of a site's pages: one sentence for each link, with one of the pages that have it; sorted.
pub(crate) fn broken(resources: &BTreeMap<String, Resource>) -> Vec<String> {
    let mut ids: HashMap<&str, HashSet<&str>> = HashMap::new();
    let mut within: Vec<(&str, &str)> = Vec::new();
    // Most pages have the same links, so each is looked up once, for the first page that has it.
    let mut across: HashMap<&str, &str> = HashMap::new();
    for (path, html) in pages(resources) {
        let ids = ids.entry(path).or_default();
        for (name, value) in attributes(html) {
            match name {
                "id" => {
                    ids.insert(value);
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
    let mut faults = BTreeSet::new();
    for (from, link) in across.chain(within) {
        let (address, fragment) = match link.split_once('#') {
            Some((address, fragment)) => (address, Some(fragment)),
            None => (link, None),
        };
        let path = address.split('?').next().unwrap_or_default();
        let path = if path.is_empty() { from } else { path };
        if !resources.contains_key(path) {
            faults.insert(format!("{from} links to {link}, and nothing stands there"));
        } else if let Some(fragment) = fragment
            && !ids.get(path).is_some_and(|ids| ids.contains(fragment))
        {
            faults.insert(format!(
                "{from} links to {link}, and nothing there has that id"
            ));
        }
    }
    faults.into_iter().collect()
}

/// The pages among the resources, by path.
fn pages(resources: &BTreeMap<String, Resource>) -> impl Iterator<Item = (&str, &str)> {
    resources
        .iter()
        .filter(|(_, resource)| resource.media.starts_with("text/html"))
        .filter_map(|(path, resource)| {
            let html = std::str::from_utf8(&resource.identity().bytes).ok()?;
            Some((path.as_str(), html))
        })
}

/// The names and values of all attributes, as our own templates write them: a space, the name, double quotes. In text
/// templates escape those.
fn attributes(html: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut pieces = html.split('"');
    std::iter::from_fn(move || {
        let before = pieces.by_ref().find(|piece| piece.ends_with('='))?;
        let name = before.strip_suffix('=')?.rsplit(' ').next()?;
        Some((name, pieces.next()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Keeping;

    fn check(pages: &[(&str, &str)]) -> Vec<String> {
        let resources = pages
            .iter()
            .map(|(path, html)| {
                let html = html.as_bytes().to_vec();
                let resource = Resource::new("text/html; charset=utf-8", Keeping::Revalidate, html);
                ((*path).to_owned(), resource)
            })
            .collect();
        broken(&resources)
    }

    #[test]
    fn links_that_lead_somewhere_are_no_faults() {
        let faults = check(&[
            (
                "/",
                r#"<a href="/a#x">A</a> <a href="/a?q=a">S</a> <a href="https://elsewhere.example/">E</a>"#,
            ),
            (
                "/a",
                r##"<p id="x"><a href="#x">here</a> <a href="/?b=1">back</a>"##,
            ),
        ]);
        assert_eq!(faults, [""; 0]);
    }

    #[test]
    fn a_link_to_no_page_and_a_fragment_of_no_element_are_faults() {
        let faults = check(&[
            (
                "/",
                r##"<a href="/b">B</a> <a href="/a#y">A</a> <a href="#z">Z</a>"##,
            ),
            ("/a", r#"<p id="x">"#),
        ]);
        assert_eq!(
            faults,
            [
                "/ links to #z, and nothing there has that id",
                "/ links to /a#y, and nothing there has that id",
                "/ links to /b, and nothing stands there",
            ]
        );
    }
}
