//! A [`Site`] holds every page of a directory, with its machine-readable twins and assets. A body is rendered on the first
//! request for it and then kept.
//!
//! Paths are built only in [`paths`].

mod assets;
mod context;
mod formats;
mod frame;
mod ids;
mod info;
mod language;
mod links;
mod localized;
mod media;
mod pages;
pub mod paths;
mod pictures;
pub mod policy;
mod resource;
mod search_words;
mod table;
mod views;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use crate::messages::Locales;
pub use info::Options;
pub use language::{Computed, Format, LanguageSite};
pub use resource::{CachePolicy, Encoding, Representation, Resource, sha256};
pub use search_words::english_finder;

use crate::directory::{Directory, Translation};
use language::{languages, redirects};

/// The pages of a directory in each language, each rendered on the first request for it, and the directory itself for
/// computed pages.
#[derive(Debug)]
pub struct Site {
    /// That of the data file first.
    languages: Vec<LanguageSite>,
    resources: BTreeMap<String, Arc<Resource>>,
    /// Permanent redirects (301) from previous paths.
    redirects: BTreeMap<String, String>,
    version: String,
}

impl Site {
    /// The pages of a directory in each language, rendered later. `marked` is the directory for pages that are not in
    /// the language of the data file, because there are no messages in it. A translation into a language without
    /// messages is omitted.
    pub fn new(
        directory: Directory,
        marked: Option<Directory>,
        translations: Vec<Translation>,
        options: &Options,
    ) -> Site {
        let languages = languages(directory, marked, translations, options);
        let mut resources: Vec<(String, Resource)> = Vec::new();
        for (index, language) in languages.iter().enumerate() {
            resources.extend(language.resources());
            let mut others = formats::announcements(&language.context, options);
            if index == 0 {
                others.extend(formats::whole(&language.context, options));
                others.extend(assets::all());
            }
            let others = others.into_iter();
            resources.extend(others.map(|(path, it)| (language.localizer().at(path), it)));
        }
        let mut site = Site {
            redirects: languages.iter().flat_map(redirects).collect(),
            languages,
            resources: BTreeMap::new(),
            version: options.version.clone(),
        };
        site.add(resources);
        let indexed: Vec<&str> = site
            .resources()
            .filter(|(path, resource)| {
                resource.is_page() && paths::is_indexed(site.at(path).within(path))
            })
            .map(|(path, _)| path)
            .collect();
        let info = &site.languages[0].context.info;
        let others = formats::of_the_server(info, options, &indexed, &site.roots());
        let others = others.into_iter();
        site.add(others.map(|(path, resource)| (path.to_owned(), resource)));
        site
    }

    fn add(&mut self, resources: impl IntoIterator<Item = (String, Resource)>) {
        for (path, resource) in resources {
            let other = self.resources.insert(path, Arc::new(resource));
            assert!(other.is_none(), "two resources have the same path");
        }
    }

    /// Renders all pages and checks their links and ids. Each problem is a sentence, and a bug of the program or its
    /// templates, not a mistake in the data.
    pub fn broken_links(&self) -> Vec<String> {
        links::faults(&self.resources)
    }

    /// The path prefixes of the languages; that of the data file's is empty.
    pub fn roots(&self) -> Vec<&str> {
        let languages = self.languages.iter();
        languages
            .map(|language| language.localizer().root.as_str())
            .collect()
    }

    /// The site in the language of a path.
    pub fn at(&self, path: &str) -> &LanguageSite {
        let mut others = self.languages.iter().skip(1);
        let language = others.find(|language| language.localizer().below(path).is_some());
        language.unwrap_or(&self.languages[0])
    }

    /// The directory that the site shows.
    pub fn directory(&self) -> &Directory {
        &self.languages[0].context.directory
    }

    /// The resource at exactly this path.
    pub fn get(&self, path: &str) -> Option<&Arc<Resource>> {
        self.resources.get(path)
    }

    /// All resources, by path.
    pub fn resources(&self) -> impl Iterator<Item = (&str, &Arc<Resource>)> {
        self.resources
            .iter()
            .map(|(path, resource)| (path.as_str(), resource))
    }

    /// The target of a permanent redirect.
    pub fn redirect(&self, path: &str) -> Option<&str> {
        self.redirects.get(path).map(String::as_str)
    }

    /// The permanent redirects.
    pub fn redirects(&self) -> impl Iterator<Item = (&str, &str)> {
        self.redirects
            .iter()
            .map(|(from, to)| (from.as_str(), to.as_str()))
    }

    /// The version of the data file and its translations: [`Options::version`].
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The SHA-256 of the data file, in hexadecimal.
    pub fn data_hash(&self) -> &str {
        &self.languages[0].context.info.data_hash
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::SourceText;
    use crate::directory::Date;

    #[test]
    fn a_broken_link_is_found() {
        let data = include_str!("../../tests/fixtures/small.toml");
        let today = Date::new(2026, Some(11), Some(23)).unwrap();
        let loaded = crate::load::load(&SourceText::new("small.toml", data), today).unwrap();
        let mut site = Site::new(loaded.directory, None, Vec::new(), &Options::default());
        assert_eq!(site.broken_links(), [""; 0]);
        let page = Resource::new(
            media::HTML,
            CachePolicy::Revalidate,
            "<a href=\"/nowhere\">A</a>",
        );
        site.add([("/page".to_owned(), page)]);
        let broken = "/page links to /nowhere, where there is nothing";
        assert_eq!(site.broken_links(), [broken]);
    }

    #[test]
    fn a_suggestion_is_escaped_once() {
        let data = include_str!("../../tests/fixtures/small.toml")
            .replace("\"Prisons\"", "\"Prisons & hulks\"");
        let today = Date::new(2026, Some(11), Some(23)).unwrap();
        let loaded =
            crate::load::load(&SourceText::new("small.toml", data.as_str()), today).unwrap();
        let site = Site::new(loaded.directory, None, Vec::new(), &Options::default());
        let directory = site.directory();
        let path = paths::answer(directory, directory.cells().next().unwrap());
        let site = site.at("/");
        let page = site.not_found(&format!("{path}x"), Format::Html);
        assert!(
            page.body.contains("Prisons &#38; hulks in"),
            "{}",
            page.body
        );
    }
}
