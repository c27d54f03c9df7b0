//! The check that every internal link and fragment of every page leads somewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::Resource;

/// What is wrong with the links of a site's pages: one sentence each, sorted.
pub(super) fn broken(resources: &BTreeMap<String, Resource>, computed: &[&str]) -> Vec<String> {
    let pages: Vec<(&str, &str)> = resources
        .iter()
        .filter(|(_, resource)| resource.media.starts_with("text/html"))
        .filter_map(|(path, resource)| {
            let html = std::str::from_utf8(&resource.identity().bytes).ok()?;
            Some((path.as_str(), html))
        })
        .collect();
    let links: Vec<(&str, &str)> = pages
        .iter()
        .flat_map(|(path, html)| {
            attributes(html, "href")
                .chain(attributes(html, "action"))
                .map(|link| (*path, link))
        })
        .filter(|(_, link)| link.starts_with(['/', '#']))
        .collect();
    // Only pages that a fragment points into are searched for ids.
    let targets: BTreeSet<&str> = links
        .iter()
        .filter_map(|(from, link)| {
            let (path, _) = link.split_once('#')?;
            Some(if path.is_empty() { *from } else { path })
        })
        .collect();
    let ids: BTreeMap<&str, BTreeSet<&str>> = pages
        .iter()
        .filter(|(path, _)| targets.contains(path))
        .map(|(path, html)| (*path, attributes(html, "id").collect()))
        .collect();
    let mut faults = BTreeSet::new();
    for (from, link) in links {
        let (address, fragment) = match link.split_once('#') {
            Some((address, fragment)) => (address, Some(fragment)),
            None => (link, None),
        };
        let path = address.split('?').next().unwrap_or_default();
        let path = if path.is_empty() { from } else { path };
        if !resources.contains_key(path) && !computed.contains(&path) {
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

/// The values of an attribute, as our own templates write it: a space, the name, double quotes.
fn attributes<'a>(html: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let mark = format!(" {name}=\"");
    let mut rest = html;
    std::iter::from_fn(move || {
        let (_, from_value) = rest.split_once(&mark)?;
        let (value, after) = from_value.split_once('"')?;
        rest = after;
        Some(value)
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
        broken(&resources, &["/search"])
    }

    #[test]
    fn links_that_lead_somewhere_are_no_faults() {
        let faults = check(&[
            (
                "/",
                r#"<a href="/a#x">A</a> <a href="/search?q=a">S</a> <a href="https://elsewhere.example/">E</a>"#,
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
