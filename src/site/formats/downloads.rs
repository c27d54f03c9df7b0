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

pub(crate) const COVERAGE: Download = Download {
    path: paths::COVERAGE_CSV,
    id: "coverage",
    media: CSV,
    summary: "Who monitors what: a row for each member of each record in each of its jurisdictions",
};
pub(crate) const MEMBERS: Download = Download {
    path: paths::MEMBERS_CSV,
    id: "members-table",
    media: CSV,
    summary: "The members of today, a row each",
};
pub(crate) const PLACES: Download = Download {
    path: paths::PLACES_CSV,
    id: "places-table",
    media: CSV,
    summary: "The places, a row each",
};
pub(crate) const WHOLE: Download = Download {
    path: paths::DIRECTORY_JSON,
    id: "directory",
    media: JSON,
    summary: "Every record, and what is worked out from them",
};
pub(crate) const FILE: Download = Download {
    path: paths::DIRECTORY_TOML,
    id: "directory-file",
    media: TOML,
    summary: "The data file, as it was loaded",
};

/// Files with all of the data, or with all records of one kind.
pub(crate) const DATA: [Download; 5] = [COVERAGE, MEMBERS, PLACES, WHOLE, FILE];

pub(crate) const FILE_SCHEMA: Download = Download {
    path: paths::SCHEMA,
    id: "schema",
    media: SCHEMA,
    summary: "The JSON Schema of the data file",
};
pub(crate) const DESCRIPTION: Download = Download {
    path: paths::OPENAPI,
    id: "openapi",
    media: OPENAPI,
    summary: "This description",
};
pub(crate) const FEED: Download = Download {
    path: paths::CHANGES_FEED,
    id: "changes-feed",
    media: ATOM,
    summary: "An entry for each change",
};
