//! Every path of a site. Paths are written only here.

use crate::directory::{Cell, Directory, Jurisdiction, Member, Place, Setting, Source};

/// The home page.
pub const HOME: &str = "/";
/// The lookup form.
pub const LOOKUP: &str = "/lookup";
/// Help with choosing a setting.
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
/// All places.
pub const PLACES: &str = "/places";
/// The page of a place.
pub const PLACE: &str = "/places/{place}";
/// Today's table.
pub const MATRIX: &str = "/matrix";
/// The published table.
pub const MATRIX_PUBLISHED: &str = "/matrix/published";
/// The differences between the two.
pub const CHANGES: &str = "/changes";
/// Cells in which nobody is listed.
pub const GAPS: &str = "/gaps";
/// Where to complain.
pub const COMPLAINTS: &str = "/complaints";
/// The search.
pub const SEARCH: &str = "/search";
/// The JSON twin of the search.
pub const SEARCH_TWIN: &str = "/search.json";
/// What an NPM is, and what this directory is.
pub const ABOUT: &str = "/about";
/// The data and its terms of use.
pub const ABOUT_DATA: &str = "/about/data";
/// Every source.
pub const ABOUT_SOURCES: &str = "/about/sources";
/// How accessible the pages are.
pub const ACCESSIBILITY: &str = "/accessibility";
/// The privacy notice.
pub const PRIVACY: &str = "/privacy";

/// All data as JSON, including computed data.
pub const DIRECTORY_JSON: &str = "/directory.json";
/// The text of the data file.
pub const DIRECTORY_TOML: &str = "/directory.toml";
/// The coverage table: a row for each member in each cell.
pub const COVERAGE_CSV: &str = "/coverage.csv";
/// The table of members.
pub const MEMBERS_CSV: &str = "/members.csv";
/// The table of places.
pub const PLACES_CSV: &str = "/places.csv";
/// The `OpenAPI` description.
pub const OPENAPI: &str = "/openapi.json";
/// The JSON Schema of the data file.
pub const SCHEMA: &str = "/schema.json";
/// The rules for crawlers.
pub const ROBOTS: &str = "/robots.txt";
/// The description of the search for browsers.
pub const OPENSEARCH: &str = "/opensearch.xml";
/// The Atom feed of changes.
pub const CHANGES_FEED: &str = "/changes.atom";
/// Contact for security reports.
pub const SECURITY: &str = "/.well-known/security.txt";
/// The health check.
pub const HEALTH: &str = "/healthz";
/// The served version of the data, the last reload, and counters.
pub const STATUS: &str = "/status.json";
/// The prefix of assets, whose paths contain a hash of the content.
pub const ASSETS: &str = "/assets/";
/// In an export: the page for unknown paths, and its twin.
pub const NOT_FOUND: &str = "/404";
/// Its twin.
pub const NOT_FOUND_TWIN: &str = "/404.json";
/// The sitemap.
pub const SITEMAP: &str = "/sitemap.xml";

/// The page of a setting.
pub(crate) fn setting(setting: &Setting) -> String {
    format!("{SETTINGS}/{}", setting.id)
}

/// The answer page of a cell.
pub(crate) fn answer(directory: &Directory, cell: Cell) -> String {
    let (setting, jurisdiction) = (&directory[cell.setting], &directory[cell.jurisdiction]);
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

/// Whether search engines may index the page at this path; never the search.
pub(crate) fn is_indexed(page: &str) -> bool {
    page != SEARCH
}

/// The feed of a page.
pub(crate) fn feed(page: &str) -> Option<&'static str> {
    (page == CHANGES).then_some(CHANGES_FEED)
}

/// Replaces the parameters of a path template by ids, in order.
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

/// The list of places for a setting.
pub fn places_of(setting: &str) -> String {
    format!("{PLACES}#setting.{setting}")
}

/// The entry of a source.
pub(crate) fn source(source: &Source) -> String {
    format!("{ABOUT_SOURCES}#source.{}", source.id)
}

/// Whether all languages share the resource at this path: assets, data files, and status pages of the server.
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

/// A name as an id: lower-case letters and digits, with hyphens for everything else.
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
    fn a_slug_has_letters_digits_and_single_hyphens() {
        for (name, id) in [
            ("Lay Observers", "lay-observers"),
            ("  Ŵy (2) & Co.", "ŵy-2-co"),
            ("!", ""),
        ] {
            assert_eq!(slug(name), id);
        }
    }

    #[test]
    fn a_twin_is_beside_its_page() {
        assert_eq!(twin(HOME), "/index.json");
        assert_eq!(twin(MATRIX_PUBLISHED), "/matrix/published.json");
    }
}
