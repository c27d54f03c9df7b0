//! The directory for programs: the JSON twins of the pages, the data whole, and what describes and announces it.
//!
//! No fact is worked out here that a page does not show as well.

pub(crate) mod envelope;
mod feeds;
pub(crate) mod json_ld;
mod openapi;
mod tables;
pub(crate) mod vocabulary;
mod whole;

use std::collections::BTreeSet;
use std::fmt;

use askama::Template as _;

use super::context::Context;
use super::info::Options;
use super::media::{ATOM, CSV, CSV_METADATA, JSON, OPENAPI, OPENSEARCH, SCHEMA, TEXT, TOML, XML};
use super::{Keeping, Resource, paths};

/// The data whole, as people download it: what it is, where, and of what media type.
const DOWNLOADS: [(&str, &str, &str); 4] = [
    (
        "Who monitors what, as a table",
        paths::COVERAGE_CSV,
        "text/csv",
    ),
    ("The members, as a table", paths::MEMBERS_CSV, "text/csv"),
    ("Everything", paths::DIRECTORY_JSON, JSON),
    ("The data file", paths::DIRECTORY_TOML, TOML),
];

/// The data whole, in each of its formats, with its paths. What cannot be written is a fault.
pub(crate) fn whole(
    context: &Context<'_>,
    options: &Options,
) -> Vec<(&'static str, Result<Resource, String>)> {
    let mut all = vec![
        (paths::DIRECTORY_TOML, Ok(data(TOML, options.data.clone()))),
        (paths::SCHEMA, Ok(data(SCHEMA, options.schema.clone()))),
        (
            paths::OPENAPI,
            Ok(data(OPENAPI, openapi::description(context))),
        ),
        (
            paths::DIRECTORY_JSON,
            written(whole::directory(context)).map(|json| data(JSON, json)),
        ),
    ];
    for (address, rows, metadata_address, metadata) in [
        (
            paths::COVERAGE_CSV,
            tables::coverage(context),
            paths::COVERAGE_METADATA,
            tables::coverage_metadata(context),
        ),
        (
            paths::MEMBERS_CSV,
            tables::members(context),
            paths::MEMBERS_METADATA,
            tables::members_metadata(context),
        ),
    ] {
        let link = format!("<{metadata_address}>; rel=\"describedby\"; type=\"{CSV_METADATA}\"");
        let table = written(rows).map(|rows| data(CSV, rows).linked(Some(link)));
        all.push((address, table));
        all.push((metadata_address, Ok(data(CSV_METADATA, metadata))));
    }
    all
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
) -> Vec<(&'static str, Result<Resource, String>)> {
    let info = context.info;
    let changes_feed = feeds::ChangesFeed::new(context);
    let page = format!(
        "<{}>; rel=\"alternate\"; type=\"text/html\"",
        paths::CHANGES
    );
    let mut all = vec![
        (
            paths::ROBOTS,
            Ok(own(TEXT, feeds::robots(options.origin()))),
        ),
        (
            paths::CHANGES_FEED,
            written(changes_feed.render()).map(|feed| data(ATOM, feed).linked(Some(page))),
        ),
    ];
    if let Some(contact) = &options.security_contact {
        let text = feeds::security(contact, info, context.directory.about.checked);
        all.push((paths::SECURITY, Ok(own(TEXT, text))));
    }
    if let Some(origin) = options.origin() {
        let sitemap = feeds::Sitemap {
            origin,
            pages: listed.iter().map(String::as_str).collect(),
            checked: &info.checked_iso,
        };
        all.push((
            paths::SITEMAP,
            written(sitemap.render()).map(|xml| own(XML, xml)),
        ));
    }
    if let Some(origin) = options.search_origin() {
        let search = feeds::OpenSearch { origin, info };
        all.push((
            paths::OPENSEARCH,
            written(search.render()).map(|xml| own(OPENSEARCH, xml)),
        ));
    }
    all
}

/// What only pages of our own need to read.
fn own(media: &'static str, bytes: impl Into<bytes::Bytes>) -> Resource {
    Resource::new(media, Keeping::Revalidate, bytes)
}

/// Data that pages of every origin may read.
fn data(media: &'static str, bytes: impl Into<bytes::Bytes>) -> Resource {
    Resource::new(media, Keeping::Revalidate, bytes).for_all()
}

fn written<T>(result: Result<T, impl fmt::Display>) -> Result<T, String> {
    result.map_err(|error| error.to_string())
}
