//! Every address of a site. None is written anywhere else in Rust; templates write only those that never vary.

use crate::directory::{Jurisdiction, Member, Setting, Source};

/// The page with the question, and the matrix.
pub(super) const HOME: &str = "/";
/// The question alone.
pub(super) const LOOKUP: &str = "/lookup";
/// What each kind of place is.
pub(super) const LOOKUP_HELP: &str = "/lookup/help";
/// All settings.
pub(super) const SETTINGS: &str = "/settings";
/// All jurisdictions.
pub(super) const JURISDICTIONS: &str = "/jurisdictions";
/// All members.
pub(super) const MEMBERS: &str = "/members";
/// The table as it is today.
pub(super) const MATRIX: &str = "/matrix";
/// The table as its source printed it.
pub(super) const MATRIX_PUBLISHED: &str = "/matrix/published";
/// What differs between the two.
pub(super) const CHANGES: &str = "/changes";
/// Where nobody is listed.
pub(super) const GAPS: &str = "/gaps";
/// Who takes complaints.
pub(super) const COMPLAINTS: &str = "/complaints";
/// The search.
pub(super) const SEARCH: &str = "/search";
/// What an NPM is, and this directory.
pub(super) const ABOUT: &str = "/about";
/// The data, and how it may be used.
pub(super) const ABOUT_DATA: &str = "/about/data";
/// Every source.
pub(super) const ABOUT_SOURCES: &str = "/about/sources";
/// How accessible the pages are.
pub(super) const ACCESSIBILITY: &str = "/accessibility";
/// What is known of a reader: nothing.
pub(super) const PRIVACY: &str = "/privacy";

/// All of the data, with what is worked out from it.
pub(super) const DIRECTORY_JSON: &str = "/directory.json";
/// The data file as it was loaded.
pub(super) const DIRECTORY_TOML: &str = "/directory.toml";
/// Who covers what: a row for each member in each cell.
pub(super) const COVERAGE_CSV: &str = "/coverage.csv";
/// The members, a row each.
pub(super) const MEMBERS_CSV: &str = "/members.csv";
/// What describes the columns of `/coverage.csv`.
pub(super) const COVERAGE_METADATA: &str = "/coverage.csv-metadata.json";
/// What describes the columns of `/members.csv`.
pub(super) const MEMBERS_METADATA: &str = "/members.csv-metadata.json";
/// The description of every address.
pub(super) const OPENAPI: &str = "/openapi.json";
/// The JSON Schema of the data file.
pub(super) const SCHEMA: &str = "/schema.json";
/// The rules for crawlers.
pub(super) const ROBOTS: &str = "/robots.txt";
/// How a browser can search here.
pub(super) const OPENSEARCH: &str = "/opensearch.xml";
/// What has changed, for feed readers.
pub(super) const CHANGES_FEED: &str = "/changes.atom";
/// Where to tell of a hole in the program.
pub(super) const SECURITY: &str = "/.well-known/security.txt";
/// Every page, for crawlers.
pub(super) const SITEMAP: &str = "/sitemap.xml";

/// The page of a setting.
pub(super) fn setting(setting: &Setting) -> String {
    format!("{SETTINGS}/{}", setting.id)
}

/// The answer page of a cell.
pub(super) fn answer(setting: &Setting, jurisdiction: &Jurisdiction) -> String {
    format!("{SETTINGS}/{}/{}", setting.id, jurisdiction.id)
}

/// The page of a jurisdiction.
pub(super) fn jurisdiction(jurisdiction: &Jurisdiction) -> String {
    format!("{JURISDICTIONS}/{}", jurisdiction.id)
}

/// The page of a member.
pub(super) fn member(member: &Member) -> String {
    format!("{MEMBERS}/{}", member.id)
}

/// The address at which a member stood under an id of an earlier file.
pub(super) fn previous_member(id: &str) -> String {
    format!("{MEMBERS}/{id}")
}

/// A source, on the page of all of them.
pub(super) fn source(source: &Source) -> String {
    format!("{ABOUT_SOURCES}#{}", source.id)
}

/// The JSON twin of a page.
pub(super) fn twin(page: &str) -> String {
    if page == HOME {
        "/index.json".to_owned()
    } else {
        format!("{page}.json")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_twin_stands_beside_its_page() {
        assert_eq!(twin(HOME), "/index.json");
        assert_eq!(twin(MATRIX_PUBLISHED), "/matrix/published.json");
    }
}
