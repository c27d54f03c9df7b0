//! Data that is the same on every page of a site.

use std::borrow::Borrow;
use std::collections::BTreeSet;
use std::sync::Arc;

use bytes::Bytes;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::localized::Localizer;
use super::media::{ATOM, JSON, OPENAPI};
use super::paths;
use super::pictures::MarkGroup;
use super::resource::sha256;
use crate::directory::original::unmarked;
use crate::directory::{About, Cited, Directory, Standing};
use crate::messages::{Locales, Message, Messages};

/// All characters that are percent-encoded in a value of a URL (RFC 3986, 2.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The options of a site.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The origin of canonical URLs, without a trailing slash: `https://example.org`.
    pub base_url: Option<String>,
    /// The origin of absolute URLs if there is no base URL: `http://127.0.0.1:8080`.
    pub listening: Option<String>,
    /// The text of the data file, for `/directory.toml`.
    pub data: Bytes,
    /// A hash that identifies the version of the data file and its translations.
    pub version: String,
    /// The JSON Schema of the data file, for `/schema.json`.
    pub schema: Bytes,
    /// Contact for "Report a mistake", instead of the data file's.
    pub contact: Option<String>,
    /// Contact for security reports, for `/.well-known/security.txt`.
    pub security_contact: Option<String>,
    /// Whether the site is for export: then the lookup and the search have links instead of forms.
    pub exported: bool,
    /// The available languages of pages.
    pub locales: Locales,
}

impl Options {
    /// The origin of absolute URLs: the base URL or the listen address. An export without a base URL has none.
    pub(crate) fn origin(&self) -> Option<&str> {
        self.base_url.as_deref().or(self.listening.as_deref())
    }

    /// The same, but only on sites with a search.
    pub(crate) fn search_origin(&self) -> Option<&str> {
        self.origin().filter(|_| !self.exported)
    }
}

/// Data that is the same on every page in one language.
#[derive(Debug)]
pub(crate) struct SiteInfo {
    /// The messages, in the language of the pages.
    pub(crate) messages: Arc<Messages>,
    pub(crate) direction: &'static str,
    /// The language of the pages.
    pub(crate) localizer: Localizer,
    /// All languages of the site.
    pub(crate) languages: Vec<Localizer>,
    /// Whether a speaker of the language has checked the translation.
    pub(crate) reviewed: bool,
    /// The name of this directory; not that of the NPM.
    pub(crate) site_name: String,
    /// The name of the search in browsers. Pages and `/opensearch.xml` must agree, or browsers offer to add the search
    /// again.
    pub(crate) search_name: String,
    /// The directory as a whole.
    pub(crate) about: About,
    /// The name as it stands in a sentence.
    pub(crate) npm: String,
    /// The language of the texts of the directory, as a BCP 47 tag.
    pub(crate) text_language: String,
    /// The only member, if there is one.
    pub(crate) only_member: Option<String>,
    /// The word for a jurisdiction, singular and plural.
    pub(crate) jurisdiction: String,
    pub(crate) jurisdictions: String,
    /// The marks for the kinds of body in the directory: class and meaning.
    pub(crate) marks: Vec<(&'static str, String)>,
    /// Where to report a mistake.
    contact: Option<String>,
    /// When the facts were last checked, in words.
    pub(crate) checked: String,
    /// The source of the published table.
    pub(crate) published: Option<Cited>,
    /// The SHA-256 of the data file.
    pub(crate) data_hash: String,
    /// The origin of absolute URLs, if it is known: `https://example.org`.
    pub(crate) base_url: Option<String>,
    /// The path of `/opensearch.xml`, if the site has a search.
    pub(crate) opensearch: Option<&'static str>,
    /// Whether the site is for export.
    pub(crate) exported: bool,
    /// Whether there is only one jurisdiction, so that nobody is asked for it.
    pub(crate) one_jurisdiction: bool,
    /// The number of listed places.
    pub(crate) places: usize,
}

impl SiteInfo {
    pub(crate) fn new(
        directory: &Directory,
        options: &Options,
        messages: Arc<Messages>,
        languages: &[Localizer],
        here: usize,
        reviewed: bool,
    ) -> SiteInfo {
        let localizer = languages[here].clone();
        let is_own = localizer.original == messages.language() || !localizer.root.is_empty();
        let text_language = if is_own {
            messages.language()
        } else {
            localizer.original.clone()
        };
        let about = &directory.about;
        let short = about.abbreviation.as_deref().unwrap_or(&about.title);
        let word =
            |given: Option<&String>, id| given.cloned().unwrap_or_else(|| messages.plain(id));
        SiteInfo {
            direction: messages.direction(),
            languages: languages.to_vec(),
            reviewed,
            localizer,
            site_name: messages.get("site-name").text("npm", short).plain(),
            search_name: search_name(&messages, short, &about.title),
            about: about.clone(),
            npm: messages
                .get("npm-in-sentence")
                .text("title", &about.title)
                .flag("own", is_own)
                .plain(),
            text_language,
            only_member: only_member(directory),
            jurisdiction: word(about.jurisdiction_word.as_ref(), "jurisdiction-word"),
            jurisdictions: word(about.jurisdiction_words.as_ref(), "jurisdiction-words"),
            marks: marks(directory, &messages),
            contact: options.contact.clone().or_else(|| about.contact.clone()),
            checked: messages.date(about.checked),
            published: directory.published_source().cloned(),
            data_hash: sha256(&options.data),
            base_url: options.base_url.clone(),
            opensearch: options.search_origin().map(|_| paths::OPENSEARCH),
            exported: options.exported,
            one_jurisdiction: directory.jurisdictions.len() == 1,
            places: directory.places.len(),
            messages,
        }
    }

    /// Whether the texts of the directory are in the language of the pages.
    pub(crate) fn has_own_texts(&self) -> bool {
        self.text_language == self.localizer.language
    }

    /// Whether the NPM is one body.
    pub(crate) fn is_one_body(&self) -> bool {
        self.only_member.is_some()
    }

    /// How many members there are, and the name of the only one, for a message.
    pub(crate) fn counting_members<'m>(
        &self,
        message: Message<'m>,
        count: impl Borrow<usize>,
    ) -> Message<'m> {
        let name = self.only_member.as_deref().unwrap_or_default();
        message
            .count("count", count)
            .text("name", name)
            .text("npm", &self.npm)
    }

    /// The title of a page with this heading.
    pub(crate) fn page_title(&self, heading: &str) -> String {
        let title = self.messages.get("page-title");
        title
            .text("heading", heading)
            .text("site", &self.site_name)
            .plain()
    }

    /// The absolute URL of a path if the origin is known; else the path.
    pub(crate) fn permanent(&self, path: &str) -> String {
        let base = self.base_url.as_deref().unwrap_or_default();
        format!("{base}{}", self.localizer.at(path))
    }

    /// The `Link` header of the page at a path: its twin, its feed and its canonical URL.
    pub(crate) fn links(&self, page: &str) -> String {
        let twin = Some((paths::twin(page), JSON));
        let feed = paths::feed(page).map(|feed| (feed.to_owned(), ATOM));
        let alternates = twin.into_iter().chain(feed).map(|(path, media)| {
            let path = self.localizer.at(&path);
            format!("<{path}>; rel=\"alternate\"; type=\"{media}\"")
        });
        let is_canonical = self.base_url.is_some() && paths::is_indexed(page);
        let canonical =
            is_canonical.then(|| format!("<{}>; rel=\"canonical\"", self.permanent(page)));
        alternates.chain(canonical).collect::<Vec<_>>().join(", ")
    }

    /// The `Link` header of the twin of the page at a path: its page, and the descriptions of both.
    pub(crate) fn links_of_twin(&self, page: &str) -> String {
        format!(
            "<{}>; rel=\"alternate\"; type=\"text/html\", <{}>; rel=\"service-desc\"; type=\"{OPENAPI}\"",
            self.localizer.at(page),
            paths::OPENAPI
        )
    }

    /// The first digits of the hash of the data file, enough to distinguish its versions.
    pub(crate) fn version(&self) -> &str {
        &self.data_hash[..12]
    }

    /// The target for reporting a mistake on the page at this path. A mail names the page and the version of the data.
    pub(crate) fn report(&self, path: &str) -> Option<String> {
        let contact = self.contact.as_ref()?;
        if !contact.starts_with("mailto:") || contact.contains('?') {
            return Some(contact.clone());
        }
        let subject = self.messages.get("report-subject").text("path", path);
        let body = self
            .messages
            .get("report-body")
            .text("address", self.permanent(path))
            .text("version", self.version());
        let (subject, body) = (subject.plain(), body.plain());
        let encoded = |text| utf8_percent_encode(text, RESERVED);
        let (subject, body) = (encoded(&subject), encoded(&body));
        Some(format!("{contact}?subject={subject}&body={body}"))
    }

    /// The name of a language, for a label beside a name in it.
    pub(crate) fn language_name(&self, tag: &str) -> String {
        let id = match tag {
            "cy" => "language-cy",
            "en" => "language-en",
            "ga" => "language-ga",
            "gd" => "language-gd",
            _ => return self.messages.get("language-other").text("tag", tag).plain(),
        };
        self.messages.plain(id)
    }
}

/// The name of the only member.
fn only_member(directory: &Directory) -> Option<String> {
    let mut members = directory.members_that_are(Standing::Member);
    let only = members.next().filter(|_| members.next().is_none());
    only.map(|key| directory[key].name.clone())
}

/// The marks for the kinds of body in a directory, without duplicates.
fn marks(directory: &Directory, messages: &Messages) -> Vec<(&'static str, String)> {
    let of_members = directory.members.iter().map(|member| member.kind);
    let of_records = directory
        .coverage
        .iter()
        .filter_map(|coverage| coverage.kind);
    let groups: BTreeSet<MarkGroup> = of_members.chain(of_records).map(MarkGroup::of).collect();
    groups
        .into_iter()
        .map(MarkGroup::word)
        .map(|mark| (mark, messages.plain(&format!("mark-{mark}"))))
        .collect()
}

/// A name of at most sixteen characters, the limit for `ShortName`, derived from the NPM's name, so that browsers can
/// distinguish the searches of several NPMs.
fn search_name(messages: &Messages, short: &str, title: &str) -> String {
    const LONGEST: usize = 16;
    let (short, title) = (&*unmarked(short), &*unmarked(title));
    let fits = |name: &String| name.chars().count() <= LONGEST;
    let whole = [
        messages.get("site-name").text("npm", short).plain(),
        short.to_owned(),
        title.to_owned(),
    ];
    // The last words of a title distinguish NPMs; the first are often the same.
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
    fn the_name_of_a_search_has_at_most_sixteen_characters() {
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
            assert_eq!(search_name(&Messages::english(), short, title), name);
        }
    }
}
