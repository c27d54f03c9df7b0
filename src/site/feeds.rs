//! What crawlers and readers expect at a site's root.

use std::fmt::Write as _;

use super::{HTML, Options, Shelf, Site};

/// `/robots.txt`: everything may be read but what is computed.
pub(super) fn robots(origin: &str) -> String {
    format!(
        "User-agent: *\nDisallow: /search?\nDisallow: /lookup?\n\nSitemap: {origin}/sitemap.xml\n"
    )
}

/// `/sitemap.xml`: every page that search engines may list, as of the day on which the data was checked.
pub(super) fn sitemap(site: &Site, options: &Options, shelf: &Shelf) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let origin = options.origin();
    for (address, resource) in &shelf.resources {
        if resource.media == HTML && !shelf.unlisted.contains(address) {
            // Addresses are made of ids and hold no character that XML escapes; writing into a `String` cannot fail.
            let _ = writeln!(
                xml,
                "<url><loc>{origin}{address}</loc><lastmod>{}</lastmod></url>",
                site.wide.checked_iso
            );
        }
    }
    xml.push_str("</urlset>\n");
    xml
}
