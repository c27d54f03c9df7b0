//! Which files an export has, and what is in each.

use bytes::Bytes;

use super::hosts;
use crate::site::{Coding, Format, Keeping, Resource, Site};

/// By which an export knows a folder as its own: the first file that is written and the last that is removed.
pub(super) const MARKER: &str = ".npm-directory-export";

const MARKER_TEXT: &str =
    "`npm-directory export` wrote this folder. The next export replaces all of it.\n";

/// A file of an export.
#[derive(Debug)]
pub(super) struct File {
    /// Below the folder.
    pub(super) path: String,
    pub(super) bytes: Bytes,
    /// Whether it is a page for people, uncompressed.
    pub(super) is_page: bool,
}

/// What the server computes and files can only say once and for all: that nothing stands at an address.
pub(super) fn not_found(site: &Site) -> [(&'static str, Resource); 2] {
    [("/404", Format::Html), ("/404.json", Format::Json)].map(|(address, format)| {
        let page = site.not_found("", format);
        let resource = Resource::new(page.media, Keeping::Never, page.body);
        (address, resource)
    })
}

/// Every file, the marker first.
pub(super) fn all(site: &Site, not_found: &[(&'static str, Resource)]) -> Vec<File> {
    let mut files = vec![
        File::text(MARKER, MARKER_TEXT),
        // GitHub Pages leaves out what begins with a dot or an underscore, unless this file is there.
        File::text(".nojekyll", ""),
        File::text("_headers", hosts::headers(site)),
        File::text("_redirects", hosts::redirects(site)),
        File::text("nginx.conf", hosts::nginx(site)),
    ];
    for (address, resource) in site.resources() {
        files.extend(of_resource(&path_of(address, resource), resource));
    }
    for (address, resource) in not_found {
        files.extend(of_resource(&path_of(address, resource), resource));
    }
    files
}

/// Where a resource is below the folder. A page stands at an address without an extension, which most hosts look for
/// under the same name with one.
pub(super) fn path_of(address: &str, resource: &Resource) -> String {
    let path = address.trim_start_matches('/');
    match (resource.is_page(), path) {
        (true, "") => "index.html".to_owned(),
        (true, path) => format!("{path}.html"),
        (false, path) => path.to_owned(),
    }
}

/// A resource and its compressed siblings.
fn of_resource(path: &str, resource: &Resource) -> impl Iterator<Item = File> {
    [
        (Coding::Identity, ""),
        (Coding::Brotli, ".br"),
        (Coding::Gzip, ".gz"),
    ]
    .into_iter()
    .filter_map(move |(coding, extension)| {
        Some(File {
            path: format!("{path}{extension}"),
            bytes: resource.representation(coding)?.bytes.clone(),
            is_page: coding == Coding::Identity && resource.is_page(),
        })
    })
}

impl File {
    fn text(path: &str, text: impl Into<Bytes>) -> File {
        File {
            path: path.to_owned(),
            bytes: text.into(),
            is_page: false,
        }
    }
}
