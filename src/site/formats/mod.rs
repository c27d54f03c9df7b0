//! The machine-readable formats: JSON twins, JSON-LD, tables, feeds and their descriptions.
//!
//! They agree with the pages: nothing is computed here that no page shows.

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
use super::info::{Options, SiteInfo};
use super::media::{ATOM, OPENAPI, OPENSEARCH, TEXT, XML};
use super::{CachePolicy, Resource, paths};
use crate::directory::original::unmarked;

/// The files with all of the data in each format, and their descriptions.
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
    let finished = |(download, body): (downloads::Download, Vec<u8>)| {
        let body = String::from_utf8(body).expect("every format is text");
        let body = context.info.localizer.finish(download.media, &body);
        (download.path, shared(download.media, body.as_bytes()))
    };
    bodies.into_iter().map(finished).collect()
}

/// The `Link` header of a twin: its page, and the descriptions of both.
pub(crate) fn links_of_twin(page: &str) -> String {
    format!(
        "<{page}>; rel=\"alternate\"; type=\"text/html\", <{}>; rel=\"service-desc\"; type=\"{OPENAPI}\"",
        paths::OPENAPI
    )
}

/// Files that describe the site in one language to browsers and feed readers.
pub(crate) fn announcements(
    context: &Context<'_>,
    options: &Options,
) -> Vec<(&'static str, Resource)> {
    let info = context.info;
    let feed = rendered(&feeds::ChangesFeed::new(context));
    let feed = info.localizer.finish(ATOM, &feed);
    let page = format!(
        "<{}>; rel=\"alternate\"; type=\"text/html\"",
        info.localizer.at(paths::CHANGES)
    );
    let feed = shared(ATOM, feed.as_bytes()).linked(Some(page));
    let mut all = vec![(paths::CHANGES_FEED, feed)];
    if let Some(origin) = options.search_origin() {
        let search = rendered(&feeds::OpenSearch { origin, info });
        let search = unmarked(&search);
        all.push((paths::OPENSEARCH, own(OPENSEARCH, search.as_bytes())));
    }
    all
}

/// Files that describe the whole site to crawlers. `listed` are the pages that search engines may index, `roots` the
/// paths the languages.
pub(crate) fn of_the_server(
    info: &SiteInfo,
    options: &Options,
    listed: &BTreeSet<String>,
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
            pages: listed.iter().map(String::as_str).collect(),
            checked: info.checked_date,
        };
        all.push((paths::SITEMAP, own(XML, rendered(&sitemap))));
    }
    all
}

fn rendered(template: &impl Template) -> String {
    template.render().expect("it is written into memory")
}

/// Resources that only pages of this origin need to read.
fn own(media: &'static str, body: impl AsRef<[u8]>) -> Resource {
    Resource::new(media, CachePolicy::Revalidate, body)
}

/// Data that pages of any origin may read.
fn shared(media: &'static str, body: impl AsRef<[u8]>) -> Resource {
    Resource::new(media, CachePolicy::Revalidate, body).for_all()
}
