//! What is the same on every page of a site.

use super::{assets, paths, words};
use crate::directory::{Directory, Kind, Source};

/// What a site is told besides the facts.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// `https://example.org`, without a trailing slash: the origin of canonical URLs.
    pub base_url: Option<String>,
    /// `http://127.0.0.1:8080`: the origin of URLs that must be absolute where there is no base URL.
    pub listening: Option<String>,
    /// The data file as it was loaded, for `/directory.toml`.
    pub data: String,
    /// The JSON Schema of the data file, for `/schema.json`.
    pub schema: String,
    /// Contact for "Report a mistake", instead of the data file's.
    pub contact: Option<String>,
    /// Contact for security reports, for `/.well-known/security.txt`.
    pub security_contact: Option<String>,
    /// Whether the pages will be files: then the lookup and the search carry links instead of forms.
    pub exported: bool,
}

impl Options {
    /// The origin of absolute URLs: the base URL, or the listening address. An export without a base URL has neither.
    pub(crate) fn origin(&self) -> Option<&str> {
        self.base_url.as_deref().or(self.listening.as_deref())
    }

    /// The same, where a server answers searches.
    pub(crate) fn search_origin(&self) -> Option<&str> {
        self.origin().filter(|_| !self.exported)
    }
}

/// What is the same on every page of a site.
#[derive(Debug)]
pub(crate) struct SiteInfo {
    /// The name of this directory, which is not the NPM's own.
    pub(crate) site_name: String,
    /// The name by which browsers list the search. It is the same in the page and in the description, or browsers offer to add the
    /// search again.
    pub(crate) search_name: String,
    /// The NPM's name and its short one.
    pub(crate) title: String,
    pub(crate) abbreviation: Option<String>,
    /// The NPM's own site.
    pub(crate) website: String,
    /// What a jurisdiction is called, and several of them.
    pub(crate) jurisdiction: String,
    pub(crate) jurisdictions: String,
    pub(crate) a_jurisdiction: &'static str,
    /// The kinds of body in the directory: the word for the stylesheet and the word for readers.
    pub(crate) kinds: Vec<(&'static str, &'static str)>,
    /// Where to tell of a mistake.
    pub(crate) contact: String,
    /// What to do when a life is in danger.
    pub(crate) emergency: Option<String>,
    /// When today's facts were last gone through, in words and in ISO.
    pub(crate) checked: String,
    pub(crate) checked_iso: String,
    /// The published table's source, where there is one.
    pub(crate) published: Option<PublishedTable>,
    /// How the facts may be used.
    pub(crate) licence: Option<String>,
    /// The SHA-256 of the data file.
    pub(crate) data_hash: String,
    /// The hashed address of the stylesheet, and of the icon.
    pub(crate) stylesheet: &'static str,
    pub(crate) icon: &'static str,
    /// `https://example.org`, where it is known.
    pub(crate) base_url: Option<String>,
    /// Where it is said how a browser can search here.
    pub(crate) opensearch: Option<&'static str>,
    /// Whether the pages will be files, without a server that answers questions.
    pub(crate) exported: bool,
    /// Whether there is only one jurisdiction: then nobody is asked for it.
    pub(crate) one_jurisdiction: bool,
}

/// The source of the published table.
#[derive(Debug)]
pub(crate) struct PublishedTable {
    pub(crate) id: String,
    pub(crate) title: String,
    /// Its date in ISO 8601.
    pub(crate) iso: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) address: String,
}

impl PublishedTable {
    fn new(source: &Source) -> PublishedTable {
        PublishedTable {
            id: source.id.clone(),
            title: source.title.clone(),
            iso: source.date.map(|date| date.to_string()),
            note: source.note.clone(),
            address: paths::source(source),
        }
    }
}

impl SiteInfo {
    pub(crate) fn new(directory: &Directory, options: &Options, data_hash: String) -> SiteInfo {
        let about = &directory.about;
        let word = about.jurisdiction_word.as_deref().unwrap_or("jurisdiction");
        let short = about.abbreviation.as_deref().unwrap_or(&about.title);
        SiteInfo {
            search_name: search_name(short, &about.title),
            site_name: format!("{short} directory"),
            title: about.title.clone(),
            abbreviation: about.abbreviation.clone(),
            website: about.website.clone(),
            jurisdiction: word.to_owned(),
            jurisdictions: words::plural(word),
            a_jurisdiction: words::article(word),
            kinds: kinds_of(directory),
            contact: options
                .contact
                .clone()
                .or_else(|| about.contact.clone())
                .unwrap_or_else(|| format!("{}#mistakes", paths::ABOUT_DATA)),
            emergency: about.emergency.clone(),
            checked: words::date(about.checked),
            checked_iso: about.checked.to_string(),
            published: directory.published_source().map(PublishedTable::new),
            licence: about.licence.clone(),
            data_hash,
            stylesheet: assets::stylesheet(),
            icon: assets::icon(),
            base_url: options.base_url.clone(),
            opensearch: options.search_origin().map(|_| paths::OPENSEARCH),
            exported: options.exported,
            one_jurisdiction: directory.jurisdictions.len() == 1,
        }
    }
}

/// The kinds of body that a directory has: the word for the stylesheet and the word for readers.
fn kinds_of(directory: &Directory) -> Vec<(&'static str, &'static str)> {
    Kind::ALL
        .into_iter()
        .filter(|kind| {
            directory.members.iter().any(|member| member.kind == *kind)
                || directory
                    .coverage
                    .iter()
                    .any(|coverage| coverage.kind == Some(*kind))
        })
        .map(|kind| (kind.id(), words::kinds(kind)))
        .collect()
}

impl SiteInfo {
    /// An address of the site with the site's own, where that is known; else the path.
    pub(crate) fn permanent(&self, path: &str) -> String {
        let base = self.base_url.as_deref().unwrap_or_default();
        format!("{base}{path}")
    }
}

/// A name of at most sixteen characters, the longest that `ShortName` may be, from the NPM's own name, so that
/// browsers can list the searches of several NPMs.
fn search_name(short: &str, title: &str) -> String {
    const LONGEST: usize = 16;
    let fits = |name: &String| name.chars().count() <= LONGEST;
    let whole = [
        format!("{short} directory"),
        short.to_owned(),
        title.to_owned(),
    ];
    // The last words of a title tell two NPMs apart; the first are often the same.
    let last_words = title
        .match_indices(' ')
        .map(|(index, _)| title[index + 1..].to_owned());
    whole
        .into_iter()
        .chain(last_words)
        .find(fits)
        .unwrap_or_else(|| title.chars().take(LONGEST).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_is_named_after_its_npm_in_sixteen_characters() {
        for (short, title, name) in [
            (
                "UK NPM",
                "UK National Preventive Mechanism",
                "UK NPM directory",
            ),
            ("Fen Monitors", "Fen Monitors", "Fen Monitors"),
            ("Kontrolle", "Commission nationale", "Kontrolle"),
            (
                "National Preventive Mechanism of Norland",
                "National Preventive Mechanism of Norland",
                "of Norland",
            ),
            (
                "Menschenrechtskommission",
                "Menschenrechtskommission",
                "Menschenrechtsko",
            ),
        ] {
            assert_eq!(search_name(short, title), name);
        }
    }
}
