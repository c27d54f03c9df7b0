//! Every path of a site. None is written anywhere else.

use crate::directory::{Jurisdiction, Member, Place, Setting, Source};

/// The page with the question, and the matrix.
pub const HOME: &str = "/";
/// The question alone.
pub const LOOKUP: &str = "/lookup";
/// What each kind of place is.
pub const LOOKUP_HELP: &str = "/lookup/help";
/// All settings.
pub const SETTINGS: &str = "/settings";
/// The page of a setting.
pub const SETTING: &str = "/settings/{setting}";
/// The answer page of a cell.
pub const ANSWER: &str = "/settings/{setting}/{jurisdiction}";
/// All jurisdictions.
pub const JURISDICTIONS: &str = "/jurisdictions";
/// The page of a jurisdiction.
pub const JURISDICTION: &str = "/jurisdictions/{jurisdiction}";
/// All members.
pub const MEMBERS: &str = "/members";
/// The page of a member.
pub const MEMBER: &str = "/members/{member}";
/// Places by name.
pub const PLACES: &str = "/places";
/// The page of a place.
pub const PLACE: &str = "/places/{place}";
/// The table as it is today.
pub const MATRIX: &str = "/matrix";
/// The table as its source printed it.
pub const MATRIX_PUBLISHED: &str = "/matrix/published";
/// What differs between the two.
pub const CHANGES: &str = "/changes";
/// Where nobody is listed.
pub const GAPS: &str = "/gaps";
/// Who takes complaints.
pub const COMPLAINTS: &str = "/complaints";
/// The search.
pub const SEARCH: &str = "/search";
/// The JSON twin of the search.
pub const SEARCH_TWIN: &str = "/search.json";
/// What an NPM is, and this directory.
pub const ABOUT: &str = "/about";
/// The data, and how it may be used.
pub const ABOUT_DATA: &str = "/about/data";
/// Every source.
pub const ABOUT_SOURCES: &str = "/about/sources";
/// How accessible the pages are.
pub const ACCESSIBILITY: &str = "/accessibility";
/// What is known of a reader: nothing.
pub const PRIVACY: &str = "/privacy";

/// All of the data, with what is worked out from it.
pub const DIRECTORY_JSON: &str = "/directory.json";
/// The data file as it was loaded.
pub const DIRECTORY_TOML: &str = "/directory.toml";
/// Who covers what: a row for each member in each cell.
pub const COVERAGE_CSV: &str = "/coverage.csv";
/// The members, a row each.
pub const MEMBERS_CSV: &str = "/members.csv";
/// The places, a row each.
pub const PLACES_CSV: &str = "/places.csv";
/// The description of every address.
pub const OPENAPI: &str = "/openapi.json";
/// The JSON Schema of the data file.
pub const SCHEMA: &str = "/schema.json";
/// The rules for crawlers.
pub const ROBOTS: &str = "/robots.txt";
/// How a browser can search here.
pub const OPENSEARCH: &str = "/opensearch.xml";
/// What has changed, for feed readers.
pub const CHANGES_FEED: &str = "/changes.atom";
/// Where to tell of a hole in the program.
pub const SECURITY: &str = "/.well-known/security.txt";
/// Whether the server answers.
pub const HEALTH: &str = "/healthz";
/// Which data is served, since when, and what the last reload did.
pub const STATUS: &str = "/status.json";
/// Every asset: its path has a hash of its content.
pub const ASSETS: &str = "/assets/";
/// In an export: the page for a path where nothing is, and its twin.
pub const NOT_FOUND: &str = "/404";
/// The same for programs.
pub const NOT_FOUND_TWIN: &str = "/404.json";
/// Every page, for crawlers.
pub const SITEMAP: &str = "/sitemap.xml";

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

/// The page of a place.
pub(crate) fn place(place: &Place) -> String {
    format!("{PLACES}/{}", place.id)
}

/// The path with ids for its parameters, in their order.
pub(crate) fn filled(pattern: &str, ids: &[&str]) -> String {
    let mut ids = ids.iter().copied();
    let parts = pattern.split('/').map(|part| {
        if part.starts_with('{') {
            ids.next().expect("there is an id for each parameter")
        } else {
            part
        }
    });
    parts.collect::<Vec<_>>().join("/")
}

/// The places of a setting, on the page of all of them.
pub fn places_of(setting: &str) -> String {
    format!("{PLACES}#setting.{setting}")
}

/// A source, on the page of all of them.
pub(crate) fn source(source: &Source) -> String {
    format!("{ABOUT_SOURCES}#source.{}", source.id)
}

/// Whether every language has what stands at this path in common: assets, the data whole, and what belongs to the server.
pub(crate) fn is_shared(path: &str) -> bool {
    const SHARED: [&str; 12] = [
        DIRECTORY_JSON,
        DIRECTORY_TOML,
        COVERAGE_CSV,
        MEMBERS_CSV,
        PLACES_CSV,
        OPENAPI,
        SCHEMA,
        ROBOTS,
        SITEMAP,
        SECURITY,
        HEALTH,
        STATUS,
    ];
    path.starts_with(ASSETS) || SHARED.contains(&path)
}

/// The JSON twin of a page.
pub(crate) fn twin(page: &str) -> String {
    if page == HOME {
        "/index.json".to_owned()
    } else {
        format!("{page}.json")
    }
}

/// A name as an id: its letters and digits in lower case, with hyphens for all else.
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
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
