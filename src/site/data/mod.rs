//! The directory for programs: the JSON twins of the pages, the data whole, and what describes and announces it.
//!
//! No fact is worked out here that a page does not show as well.

pub(super) mod envelope;
pub(super) mod feeds;
mod tables;
pub(super) mod vocabulary;
mod whole;

use std::fmt;

use super::pages::Context;
use super::{Keeping, Options, Resource, addresses};

const CSV: &str = "text/csv; charset=utf-8; header=present";
const CSV_METADATA: &str = "application/csvm+json";
const SCHEMA: &str = "application/schema+json";
const TOML: &str = "application/toml";

/// The data whole, in each of its formats, with its addresses. What cannot be written is a fault.
pub(super) fn whole(
    context: &Context<'_>,
    options: &Options,
) -> Vec<(&'static str, Result<Resource, String>)> {
    let mut all = vec![
        (
            addresses::DIRECTORY_TOML,
            Ok(data(TOML, options.data.clone())),
        ),
        (addresses::SCHEMA, Ok(data(SCHEMA, options.schema.clone()))),
        (
            addresses::DIRECTORY_JSON,
            written(whole::directory(context)).map(|json| data(super::JSON, json)),
        ),
    ];
    for (address, rows, metadata_address, metadata) in [
        (
            addresses::COVERAGE_CSV,
            tables::coverage(context),
            addresses::COVERAGE_METADATA,
            tables::coverage_metadata(context),
        ),
        (
            addresses::MEMBERS_CSV,
            tables::members(context),
            addresses::MEMBERS_METADATA,
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

/// Data that pages of every origin may read.
fn data(media: &'static str, bytes: impl Into<bytes::Bytes>) -> Resource {
    Resource::new(media, Keeping::Revalidate, bytes).for_all()
}

fn written<T>(result: Result<T, impl fmt::Display>) -> Result<T, String> {
    result.map_err(|error| error.to_string())
}
