//! The machine-readable formats: JSON twins, JSON-LD, tables, feeds and their descriptions.
//!
//! They say the same as the pages: nothing is worked out here that no page shows.

pub(crate) mod downloads;
pub(crate) mod envelope;
mod feeds;
pub(crate) mod json_ld;
mod openapi;
mod tables;
pub(crate) mod vocabulary;
mod whole;

use std::collections::BTreeSet;

use askama::Template;

use super::context::Context;
use super::info::Options;
use super::media::{ATOM, OPENAPI, OPENSEARCH, TEXT, XML};
use super::{CachePolicy, Resource, paths};

/// The data whole, in each of its formats, and what describes it.
pub(crate) fn whole(context: &Context<'_>, options: &Options) -> Vec<(&'static str, Resource)> {
    let bodies = [
        (downloads::COVERAGE, tables::coverage(context)),
        (downloads::MEMBERS, tables::members(context)),
        (downloads::PLACES, tables::places(context)),
        (downloads::WHOLE, whole::directory(context)),
        (downloads::FILE, options.data.clone().into()),
        (downloads::FILE_SCHEMA, options.schema.clone().into()),
        (
            downloads::DESCRIPTION,
            openapi::description(context).into_bytes(),
        ),
    ];
    bodies
        .into_iter()
        .map(|(download, body)| (download.path, shared(download.media, body)))
        .collect()
}

/// The `Link` header of a twin: its page, and what describes both.
pub(crate) fn links_of_twin(page: &str) -> String {
    format!(
        "<{page}>; rel=\"alternate\"; type=\"text/html\", <{}>; rel=\"service-desc\"; type=\"{OPENAPI}\"",
        paths::OPENAPI
    )
}

/// What announces the site to crawlers, browsers and feed readers. `listed` are the pages that search engines may list.
pub(crate) fn announcements(
    context: &Context<'_>,
    options: &Options,
    listed: &BTreeSet<String>,
) -> Vec<(&'static str, Resource)> {
    let info = context.info;
    let feed = rendered(&feeds::ChangesFeed::new(context));
    let page = format!(
        "<{}>; rel=\"alternate\"; type=\"text/html\"",
        paths::CHANGES
    );
    let mut all = vec![
        (paths::ROBOTS, own(TEXT, feeds::robots(options.origin()))),
        (paths::CHANGES_FEED, shared(ATOM, feed).linked(Some(page))),
    ];
    if let Some(contact) = &options.security_contact {
        let text = feeds::security(contact, info, context.directory.about.checked);
        all.push((paths::SECURITY, own(TEXT, text)));
    }
    if let Some(origin) = options.origin() {
        let sitemap = feeds::Sitemap {
            origin,
            pages: listed.iter().map(String::as_str).collect(),
            checked: info.checked_date,
        };
        all.push((paths::SITEMAP, own(XML, rendered(&sitemap))));
    }
    if let Some(origin) = options.search_origin() {
        let search = feeds::OpenSearch { origin, info };
        all.push((paths::OPENSEARCH, own(OPENSEARCH, rendered(&search))));
    }
    all
}

fn rendered(template: &impl Template) -> String {
    template.render().expect("it is written into memory")
}

/// What only pages of our own need to read.
fn own(media: &'static str, body: impl AsRef<[u8]>) -> Resource {
    Resource::new(media, CachePolicy::Revalidate, body)
}

/// Data that pages of every origin may read.
fn shared(media: &'static str, body: impl AsRef<[u8]>) -> Resource {
    Resource::new(media, CachePolicy::Revalidate, body).for_all()
}
