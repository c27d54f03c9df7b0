//! The files with all of the data, and the files that describe them.

use crate::site::media::{ATOM, CSV, JSON, OPENAPI, SCHEMA, TOML};
use crate::site::paths;

/// A file to download.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Download {
    pub(crate) path: &'static str,
    /// The id of its operation in `/openapi.json`.
    pub(crate) id: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) media: &'static str,
}

const fn download(
    path: &'static str,
    id: &'static str,
    media: &'static str,
    summary: &'static str,
) -> Download {
    Download {
        path,
        id,
        summary,
        media,
    }
}

pub(crate) const COVERAGE: Download = download(
    paths::COVERAGE_CSV,
    "coverage",
    CSV,
    "Who monitors what: a row for each member of each record in each of its jurisdictions",
);
pub(crate) const MEMBERS: Download = download(
    paths::MEMBERS_CSV,
    "members-table",
    CSV,
    "The members of today, a row each",
);
pub(crate) const PLACES: Download = download(
    paths::PLACES_CSV,
    "places-table",
    CSV,
    "The places, a row each",
);
pub(crate) const WHOLE: Download = download(
    paths::DIRECTORY_JSON,
    "directory",
    JSON,
    "Every record, and what is worked out from them",
);
pub(crate) const FILE: Download = download(
    paths::DIRECTORY_TOML,
    "directory-file",
    TOML,
    "The data file, as it was loaded",
);

/// Files with all of the data, or with all records of one kind.
pub(crate) const DATA: [Download; 5] = [COVERAGE, MEMBERS, PLACES, WHOLE, FILE];

pub(crate) const FILE_SCHEMA: Download = download(
    paths::SCHEMA,
    "schema",
    SCHEMA,
    "The JSON Schema of the data file",
);
pub(crate) const DESCRIPTION: Download =
    download(paths::OPENAPI, "openapi", OPENAPI, "This description");
pub(crate) const FEED: Download = download(
    paths::CHANGES_FEED,
    "changes-feed",
    ATOM,
    "An entry for each change",
);
