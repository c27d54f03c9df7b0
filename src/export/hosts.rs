//! What servers of files are to be told, so that they answer as ours does: `_headers` and `_redirects` in the form of
//! Netlify and Cloudflare Pages, and a part of a configuration of nginx.

use std::fmt::Write as _;

use super::files::path_of;
use crate::site::policy;
use crate::site::{Keeping, Resource, Site};

const HEADERS: &str = "\
# For Netlify and Cloudflare Pages. There no rule can take back what another one sets, so this is not all that
# `npm-directory serve` says: both let pages be asked for again each time of themselves, and each page names its JSON
# twin within.
";

const REDIRECTS: &str = "# Addresses of earlier data files.\n";

const NGINX: &str = include_str!("nginx.conf");

/// `_headers`.
pub(super) fn headers(site: &Site) -> String {
    let mut text = HEADERS.to_owned();
    push_rule(&mut text, "/*", &policy::PROTECTION);
    push_rule(
        &mut text,
        "/assets/*",
        &[policy::cache_control(Keeping::Immutable)],
    );
    push_rule(&mut text, "/*.json", &policy::SHARED);
    for (address, resource) in site.resources() {
        // Hosts know these by their names, and what is to be said of them is said above.
        let is_known =
            resource.is_page() || resource.is_twin() || resource.keeping == Keeping::Immutable;
        if is_known {
            continue;
        }
        let mut rule = vec![("content-type", resource.media)];
        if resource.shared && !is_json(address) {
            rule.extend(policy::SHARED);
        }
        if let Some(link) = &resource.link {
            rule.push(("link", link));
        }
        push_rule(&mut text, address, &rule);
    }
    text
}

fn push_rule(text: &mut String, pattern: &str, headers: &[(&str, &str)]) {
    // Writing into a `String` cannot fail, here and below.
    let _ = writeln!(text, "\n{pattern}");
    for (name, value) in headers {
        let _ = writeln!(text, "  {name}: {value}");
    }
}

/// `_redirects`.
pub(super) fn redirects(site: &Site) -> String {
    let mut text = REDIRECTS.to_owned();
    for (from, to) in site.redirects() {
        let _ = writeln!(text, "{from} {to} 301");
    }
    text
}

/// `nginx.conf`, to be included in a `server` block.
pub(super) fn nginx(site: &Site) -> String {
    let protection: Vec<String> = policy::PROTECTION
        .iter()
        .map(|(name, value)| format!("add_header {name} \"{value}\" always;"))
        .collect();
    let defaults: Vec<String> = VARYING
        .iter()
        .map(|name| {
            let value = default_of(name);
            let variable = variable(name);
            format!("set {variable} \"{value}\";\nadd_header {name} {variable} always;")
        })
        .collect();
    NGINX
        .replace("@PROTECTION@", &protection.join("\n"))
        .replace("@DEFAULTS@", &defaults.join("\n"))
        .replace("@SHARED@", &settings(&policy::SHARED))
        .replace(
            "@REVALIDATE@",
            &settings(&[policy::cache_control(Keeping::Revalidate)]),
        )
        .replace("@MOVED@", &moved(site))
        .replace("@LOCATIONS@", &locations(site))
}

/// The headers that are not the same on every answer.
const VARYING: [&str; 6] = [
    "cache-control",
    "vary",
    "link",
    "cross-origin-resource-policy",
    "access-control-allow-origin",
    "allow",
];

/// What an error says.
fn default_of(name: &str) -> &'static str {
    let mut said = policy::OWN
        .into_iter()
        .chain([policy::cache_control(Keeping::Never)]);
    said.find_map(|(said, value)| (said == name).then_some(value))
        .unwrap_or_default()
}

/// The variable that holds the value of a header.
fn variable(header: &str) -> String {
    format!("$npm_{}", header.replace('-', "_"))
}

/// Settings of headers within a block.
fn settings(headers: &[(&str, &str)]) -> String {
    let lines: Vec<String> = headers
        .iter()
        .map(|(name, value)| format!("    set {} '{value}';", variable(name)))
        .collect();
    lines.join("\n")
}

/// A block for each address of an earlier data file.
fn moved(site: &Site) -> String {
    let blocks: Vec<String> = site
        .redirects()
        .map(|(from, to)| {
            let mut headers = vec![policy::cache_control(Keeping::Revalidate)];
            if is_json(to) {
                headers.extend(policy::SHARED);
            }
            let from = from.replace('.', "\\.");
            let settings = settings(&headers);
            format!(
                "location ~ \"^{from}/*$\" {{\n{settings}\n    return 301 {to}$is_args$args;\n}}"
            )
        })
        .collect();
    blocks.join("\n\n")
}

/// A block for each resource of which something is to be said that holds for it alone, one for all other pages and one
/// for all other twins.
fn locations(site: &Site) -> String {
    let page = site
        .resources()
        .filter(|(_, resource)| resource.is_page())
        .find_map(|(address, resource)| Pattern::of(address, "", resource));
    let twin = site
        .resources()
        .filter(|(_, resource)| resource.is_twin())
        .find_map(|(address, resource)| Pattern::of(address, ".json", resource));
    let patterns: Vec<Pattern<'_>> = [page, twin].into_iter().flatten().collect();
    let fits_none = |address: &str, resource: &Resource| {
        let mut patterns = patterns.iter();
        !patterns.any(|pattern| pattern.fits(address, resource))
    };
    let alone = site
        .resources()
        .filter(|(address, resource)| fits_none(address, resource))
        .map(|(address, resource)| {
            let file = format!("/{}", path_of(address, resource));
            let link = resource.link.as_deref();
            location(&format!("= {address}"), &file, resource, link)
        });
    let blocks: Vec<String> = alone
        .chain(patterns.iter().map(Pattern::location))
        .collect();
    blocks.join("\n\n")
}

/// What the addresses of many resources have in common: all that is said of one differs from another only by its page.
struct Pattern<'a> {
    /// What an address has after its page.
    extension: &'static str,
    /// The `Link`, with [`PAGE`] for the page.
    link: Option<String>,
    /// One of them.
    like: &'a Resource,
}

/// Stands for the page of an address.
const PAGE: &str = "${npm_page}";

impl<'a> Pattern<'a> {
    fn of(address: &str, extension: &'static str, like: &'a Resource) -> Option<Pattern<'a>> {
        let page = page_of(address, extension)?;
        let link = like.link.as_deref().map(|link| link.replace(page, PAGE));
        Some(Pattern {
            extension,
            link,
            like,
        })
    }

    fn fits(&self, address: &str, resource: &Resource) -> bool {
        page_of(address, self.extension).is_some_and(|page| {
            let link = self.link.as_ref().map(|link| link.replace(PAGE, page));
            let said = |resource: &Resource| (resource.media, resource.keeping, resource.shared);
            link == resource.link && said(resource) == said(self.like)
        })
    }

    fn location(&self) -> String {
        let end = self.extension.replace('.', "\\.");
        let file = if self.like.is_page() {
            format!("{PAGE}.html")
        } else {
            format!("{PAGE}{}", self.extension)
        };
        location(
            &format!("~ \"^(?<npm_page>(/[a-z0-9-]+)+){end}$\""),
            &file,
            self.like,
            self.link.as_deref(),
        )
    }
}

fn is_json(address: &str) -> bool {
    address.strip_suffix(".json").is_some()
}

/// The page to which an address belongs, where addresses are made of ids.
fn page_of<'a>(address: &'a str, extension: &str) -> Option<&'a str> {
    let page = address.strip_suffix(extension)?;
    let is_of_ids = page.split('/').skip(1).all(|part| {
        let of_id = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        !part.is_empty() && part.bytes().all(of_id)
    });
    is_of_ids.then_some(page)
}

/// The block of a finished resource.
fn location(of: &str, file: &str, resource: &Resource, link: Option<&str>) -> String {
    let mut headers = vec![policy::cache_control(resource.keeping), policy::VARY];
    if resource.shared {
        headers.extend(policy::SHARED);
    }
    if let Some(link) = link {
        headers.push(("link", link));
    }
    let mut block = format!("location {of} {{\n");
    if resource.is_twin() {
        block.push_str("    error_page 404 /404.json;\n");
    }
    let _ = writeln!(block, "    default_type '{}';", resource.media);
    let _ = writeln!(block, "{}", settings(&headers));
    let _ = write!(block, "    try_files {file} =404;\n}}");
    block
}
