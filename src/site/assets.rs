//! The static assets of pages. Each path contains a hash of the content.

use std::sync::LazyLock;

use super::paths;
use super::resource::{CachePolicy, Resource, short_hash};

const STYLESHEET: &[u8] = include_bytes!("../../static/site.css");
const ICON: &[u8] = include_bytes!("../../static/icon.svg");

static STYLESHEET_ADDRESS: LazyLock<String> =
    LazyLock::new(|| format!("{}site.{}.css", paths::ASSETS, short_hash(STYLESHEET)));
static ICON_ADDRESS: LazyLock<String> =
    LazyLock::new(|| format!("{}icon.{}.svg", paths::ASSETS, short_hash(ICON)));

/// The path of the stylesheet.
pub(crate) fn stylesheet() -> &'static str {
    &STYLESHEET_ADDRESS
}

/// The path of the icon.
pub(crate) fn icon() -> &'static str {
    &ICON_ADDRESS
}

/// All assets with their paths.
pub(crate) fn all() -> [(&'static str, Resource); 2] {
    [
        (stylesheet(), "text/css; charset=utf-8", STYLESHEET),
        (icon(), "image/svg+xml", ICON),
    ]
    .map(|(path, media, bytes)| (path, Resource::new(media, CachePolicy::Immutable, bytes)))
}
