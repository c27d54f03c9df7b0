//! What crawlers and readers expect at a site's root.

use std::fmt::Write as _;

use crate::site::{HTML, Shelf, Site, addresses};

/// `/robots.txt`: everything may be read but what is computed. A sitemap is of whole addresses, so there is one only
/// where they are known.
pub(in crate::site) fn robots(origin: Option<&str>) -> String {
    let sitemap = origin.map_or_else(String::new, |origin| {
        format!("\nSitemap: {origin}{}\n", addresses::SITEMAP)
    });
    format!("User-agent: *\nDisallow: /search?\nDisallow: /lookup?\n{sitemap}")
}

/// `/sitemap.xml`: every page that search engines may list, as of the day on which the data was checked.
pub(in crate::site) fn sitemap(site: &Site, origin: &str, shelf: &Shelf) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
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
