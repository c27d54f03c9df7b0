//! The list of files of an export, with their content.

use std::fmt::Write as _;
use std::path::PathBuf;

use bytes::Bytes;

use crate::site::{CachePolicy, Encoding, Format, Resource, Site, paths, policy};

#[derive(Debug)]
pub(crate) struct File {
    /// Relative to the folder.
    pub(crate) path: PathBuf,
    pub(crate) bytes: Bytes,
    /// Whether it is an uncompressed page for readers.
    pub(crate) is_page: bool,
}

/// The pages for unknown paths, which the server computes.
pub(crate) fn not_found(site: &Site) -> [(&'static str, Resource); 2] {
    [
        (paths::NOT_FOUND, Format::Html),
        (paths::NOT_FOUND_TWIN, Format::Json),
    ]
    .map(|(path, format)| {
        let page = site.at("/").not_found("", format);
        let resource = Resource::new(page.media, CachePolicy::Never, page.body);
        (path, resource)
    })
}

/// All files, assets first, so that no page exists before its stylesheet.
pub(crate) fn all(site: &Site, not_found: &[(&'static str, Resource)]) -> Vec<File> {
    let mut files = vec![
        // GitHub Pages omits names that begin with a dot or an underscore, unless this file exists.
        File::text(".nojekyll", ""),
        File::text("_headers", headers(site)),
        File::text("_redirects", redirects(site)),
    ];
    for (path, resource) in site.resources() {
        files.extend(of_resource(path, resource));
    }
    for (path, resource) in not_found {
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
            is_page: encoding == Encoding::Identity && resource.is_page(),
        })
    })
}

impl File {
    fn text(path: &str, text: impl Into<Bytes>) -> File {
        File {
            path: path.into(),
            bytes: text.into(),
            is_page: false,
        }
    }
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
        let is_covered =
            resource.is_page() || resource.is_twin() || resource.cache == CachePolicy::Immutable;
        if is_covered {
            continue;
        }
        let mut rule = vec![("content-type", resource.media)];
        let is_json = path.strip_suffix(".json").is_some();
        if resource.shared && !is_json {
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
