//! The list of files of an export, with their content.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;

use crate::site::{CachePolicy, Encoding, Format, Resource, Site, paths, policy};

#[derive(Debug)]
pub(crate) struct File {
    /// Relative to the folder.
    pub(crate) path: PathBuf,
    pub(crate) bytes: Bytes,
}

/// The resources of a site with their paths, and the pages for unknown paths, which the server computes.
pub(crate) fn resources(site: &Site) -> Vec<(&str, Arc<Resource>)> {
    let not_found = [
        (paths::NOT_FOUND, Format::Html),
        (paths::NOT_FOUND_TWIN, Format::Json),
    ]
    .map(|(path, format)| {
        let page = site.at("/").not_found("", format);
        let resource = Resource::new(page.media, CachePolicy::Never, page.body);
        (path, Arc::new(resource))
    });
    let resources = site.resources();
    let resources = resources.map(|(path, resource)| (path, Arc::clone(resource)));
    resources.chain(not_found).collect()
}

/// All files, assets first, so that no page exists before its stylesheet.
pub(crate) fn all(site: &Site, resources: &[(&str, Arc<Resource>)]) -> Vec<File> {
    let mut files: Vec<File> = [
        // GitHub Pages omits names that begin with a dot or an underscore, unless this file exists.
        (".nojekyll", String::new()),
        ("_headers", headers(site)),
        ("_redirects", redirects(site)),
    ]
    .map(|(path, text)| File {
        path: path.into(),
        bytes: text.into(),
    })
    .into();
    for (path, resource) in resources {
        files.extend(of_resource(path, resource));
    }
    files.sort_by_key(|file| !file.path.starts_with("assets"));
    files
}

/// A resource and its compressed siblings. Pages have no extension in their paths; most hosts look for the same name
/// with `.html`.
fn of_resource(path: &str, resource: &Resource) -> impl Iterator<Item = File> {
    let name = path.trim_start_matches('/');
    let name = match (resource.is_page(), name) {
        (true, "") => "index.html".to_owned(),
        (true, name) => format!("{name}.html"),
        (false, name) => name.to_owned(),
    };
    [
        (Encoding::Identity, ""),
        (Encoding::Brotli, ".br"),
        (Encoding::Gzip, ".gz"),
    ]
    .into_iter()
    .filter_map(move |(encoding, extension)| {
        Some(File {
            path: format!("{name}{extension}").into(),
            bytes: resource.representation(encoding)?.bytes.clone(),
        })
    })
}

const HEADERS: &str = "\
# For Netlify and Cloudflare Pages. No rule can remove what another one sets, so this is less than `npm-directory serve`
# sends: both revalidate pages by default, and each page links its JSON twin within.
";

/// `_headers`.
fn headers(site: &Site) -> String {
    let mut text = HEADERS.to_owned();
    push_rule(&mut text, "/*", &policy::PROTECTION);
    let immutable = policy::cache_control(CachePolicy::Immutable);
    push_rule(&mut text, &format!("{}*", paths::ASSETS), &[immutable]);
    push_rule(&mut text, "/*.json", &policy::SHARED);
    for (path, resource) in site.resources() {
        let is_covered = resource.is_page() || resource.is_twin();
        if is_covered || resource.cache == CachePolicy::Immutable {
            continue;
        }
        let mut rule = vec![("content-type", resource.media)];
        if resource.shared && path.strip_suffix(".json").is_none() {
            rule.extend(policy::SHARED);
        }
        if let Some(link) = &resource.link {
            rule.push(("link", link));
        }
        push_rule(&mut text, path, &rule);
    }
    text
}

fn push_rule(text: &mut String, pattern: &str, headers: &[(&str, &str)]) {
    write!(text, "\n{pattern}\n").expect("writing into a string succeeds");
    for (name, value) in headers {
        writeln!(text, "  {name}: {value}").expect("writing into a string succeeds");
    }
}

/// `_redirects`.
fn redirects(site: &Site) -> String {
    let mut text = "# Paths of earlier data files.\n".to_owned();
    for (from, to) in site.redirects() {
        writeln!(text, "{from} {to} 301").expect("writing into a string succeeds");
    }
    text
}
