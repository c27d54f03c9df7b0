//! Every address of a site. None is written anywhere else in Rust; templates write only those that never vary.

use crate::directory::{Jurisdiction, Member, Setting, Source};

/// The page with the question, and the matrix.
pub(crate) const HOME: &str = "/";
/// The question alone.
pub(crate) const LOOKUP: &str = "/lookup";
/// What each kind of place is.
pub(crate) const LOOKUP_HELP: &str = "/lookup/help";
/// All settings.
pub(crate) const SETTINGS: &str = "/settings";
/// All jurisdictions.
pub(crate) const JURISDICTIONS: &str = "/jurisdictions";
/// All members.
pub(crate) const MEMBERS: &str = "/members";
/// The table as it is today.
pub(crate) const MATRIX: &str = "/matrix";
/// The table as its source printed it.
pub(crate) const MATRIX_PUBLISHED: &str = "/matrix/published";
/// What differs between the two.
pub(crate) const CHANGES: &str = "/changes";
/// Where nobody is listed.
pub(crate) const GAPS: &str = "/gaps";
/// Who takes complaints.
pub(crate) const COMPLAINTS: &str = "/complaints";
/// The search.
pub(crate) const SEARCH: &str = "/search";
/// What an NPM is, and this directory.
pub(crate) const ABOUT: &str = "/about";
/// The data, and how it may be used.
pub(crate) const ABOUT_DATA: &str = "/about/data";
/// Every source.
pub(crate) const ABOUT_SOURCES: &str = "/about/sources";
/// How accessible the pages are.
pub(crate) const ACCESSIBILITY: &str = "/accessibility";
/// What is known of a reader: nothing.
pub(crate) const PRIVACY: &str = "/privacy";

/// All of the data, with what is worked out from it.
pub(crate) const DIRECTORY_JSON: &str = "/directory.json";
/// The data file as it was loaded.
pub(crate) const DIRECTORY_TOML: &str = "/directory.toml";
/// Who covers what: a row for each member in each cell.
pub(crate) const COVERAGE_CSV: &str = "/coverage.csv";
/// The members, a row each.
pub(crate) const MEMBERS_CSV: &str = "/members.csv";
/// What describes the columns of `/coverage.csv`.
pub(crate) const COVERAGE_METADATA: &str = "/coverage.csv-metadata.json";
/// What describes the columns of `/members.csv`.
pub(crate) const MEMBERS_METADATA: &str = "/members.csv-metadata.json";
/// The description of every address.
pub(crate) const OPENAPI: &str = "/openapi.json";
/// The JSON Schema of the data file.
pub(crate) const SCHEMA: &str = "/schema.json";
/// The rules for crawlers.
pub(crate) const ROBOTS: &str = "/robots.txt";
/// How a browser can search here.
pub(crate) const OPENSEARCH: &str = "/opensearch.xml";
/// What has changed, for feed readers.
pub(crate) const CHANGES_FEED: &str = "/changes.atom";
/// Where to tell of a hole in the program.
pub(crate) const SECURITY: &str = "/.well-known/security.txt";
/// Every page, for crawlers.
pub(crate) const SITEMAP: &str = "/sitemap.xml";

/// The page of a setting.
pub(crate) fn setting(setting: &Setting) -> String {
    format!("{SETTINGS}/{}", setting.id)
}

/// The answer page of a cell.
pub(crate) fn answer(setting: &Setting, jurisdiction: &Jurisdiction) -> String {
    format!("{SETTINGS}/{}/{}", setting.id, jurisdiction.id)
}

/// The page of a jurisdiction.
pub(crate) fn jurisdiction(jurisdiction: &Jurisdiction) -> String {
    format!("{JURISDICTIONS}/{}", jurisdiction.id)
}

/// The page of a member.
pub(crate) fn member(member: &Member) -> String {
    format!("{MEMBERS}/{}", member.id)
}

/// The address at which a member stood under an id of an earlier file.
pub(crate) fn previous_member(id: &str) -> String {
    format!("{MEMBERS}/{id}")
}

/// A source, on the page of all of them.
pub(crate) fn source(source: &Source) -> String {
    format!("{ABOUT_SOURCES}#{}", source.id)
}

/// The JSON twin of a page.
pub(crate) fn twin(page: &str) -> String {
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
