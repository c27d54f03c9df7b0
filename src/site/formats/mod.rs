//! The machine-readable formats: JSON twins, JSON-LD, tables, feeds and their descriptions.
//!
//! They agree with the pages: nothing is computed here that no page shows.

pub(crate) mod downloads;
pub(crate) mod envelope;
mod feeds;
pub(crate) mod json_ld;
mod openapi;
mod tables;
mod whole;

use std::sync::Arc;

use askama::Template;
use bytes::Bytes;

use super::context::Context;
use super::info::{Options, SiteInfo};
use super::media::{ATOM, OPENSEARCH, TEXT, XML};
use super::{CachePolicy, Resource, paths};
use downloads::Download;

/// Writes all of the data, or a description of it.
type Render = fn(&Context) -> String;

/// The files with all of the data in each format, and their descriptions.
pub(crate) fn whole(context: &Arc<Context>, options: &Options) -> Vec<(&'static str, Resource)> {
    let computed: [(Download, Render); 5] = [
        (downloads::COVERAGE, tables::coverage),
        (downloads::MEMBERS, tables::members),
        (downloads::PLACES, tables::places),
        (downloads::WHOLE, whole::directory),
        (downloads::DESCRIPTION, openapi::description),
    ];
    let texts = [
        (downloads::FILE, &options.data),
        (downloads::FILE_SCHEMA, &options.schema),
    ];
    let computed = computed
        .into_iter()
        .map(|(download, render)| (download, context.resource(download.media, render)));
    let texts = texts
        .into_iter()
        .map(|(download, text)| (download, own(download.media, text.clone())));
    computed
        .chain(texts)
        .map(|(download, resource)| (download.path, resource.for_all()))
        .collect()
}

/// Files that describe the site in one language to browsers and feed readers.
pub(crate) fn announcements(
    context: &Arc<Context>,
    options: &Options,
) -> Vec<(&'static str, Resource)> {
    let feed = context.resource(ATOM, |context| rendered(&feeds::ChangesFeed::new(context)));
    let page = format!(
        "<{}>; rel=\"alternate\"; type=\"text/html\"",
        context.info.localizer.at(paths::CHANGES)
    );
    let mut all = vec![(paths::CHANGES_FEED, feed.for_all().linked(page))];
    if let Some(origin) = options.search_origin().map(str::to_owned) {
        let search = context.resource(OPENSEARCH, move |context| {
            let (origin, info) = (origin.as_str(), &context.info);
            rendered(&feeds::OpenSearch { origin, info })
        });
        all.push((paths::OPENSEARCH, search));
    }
    all
}

/// Files that describe the whole site to crawlers. `indexed` are the pages that search engines may index, sorted, and
/// `roots` the path prefixes of the languages.
pub(crate) fn of_the_server(
    info: &SiteInfo,
    options: &Options,
    indexed: &[&str],
    roots: &[&str],
) -> Vec<(&'static str, Resource)> {
    let rules = feeds::robots(options.origin(), roots);
    let mut all = vec![(paths::ROBOTS, own(TEXT, rules))];
    if let Some(contact) = &options.security_contact {
        let text = feeds::security(contact, info);
        all.push((paths::SECURITY, own(TEXT, text)));
    }
    if let Some(origin) = options.origin() {
        let sitemap = feeds::Sitemap {
            origin,
            pages: indexed,
            checked: info.about.checked,
        };
        all.push((paths::SITEMAP, own(XML, rendered(&sitemap))));
    }
    all
}

fn rendered(template: &impl Template) -> String {
    template.render().expect("it is written into memory")
}

fn own(media: &'static str, body: impl Into<Bytes>) -> Resource {
    Resource::new(media, CachePolicy::Revalidate, body)
}
