//! A [`Site`] holds every page of a directory, with its machine-readable twins and assets. A body is rendered on the first
//! request for it and then kept.
//!
//! Paths are built only in [`paths`].

mod assets;
mod context;
mod formats;
mod forms;
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

use serde::Serialize;
use strsim::osa_distance;

pub use crate::messages::Locales;
pub use info::Options;
pub use resource::{CachePolicy, Encoding, Representation, Resource, sha256};
pub use search_words::english_finder;

use crate::directory::{Directory, Translation};
use context::Context;
use formats::envelope;
use frame::Page;
use language::{LanguageSite, Renderer, languages, redirects};
use media::{HTML, JSON};
use table::{PagePart, Render};

/// The pages of a directory in each language, each rendered on the first request for it, and the directory itself for
/// computed pages.
#[derive(Debug)]
pub struct Site {
    /// That of the data file first.
    languages: Arc<[LanguageSite]>,
    resources: BTreeMap<String, Arc<Resource>>,
    /// Permanent redirects (301) from previous paths.
    redirects: BTreeMap<String, String>,
    version: String,
}

/// A site in one language.
#[derive(Debug, Clone, Copy)]
pub struct InLanguage<'s> {
    site: &'s Site,
    language: &'s LanguageSite,
}

/// A page for readers or for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// HTML.
    Html,
    /// JSON.
    Json,
}

/// A page rendered per request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Computed {
    /// The HTTP status.
    pub status: u16,
    /// The `Content-Type`.
    pub media: &'static str,
    /// The page.
    pub body: String,
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
        let languages: Arc<[LanguageSite]> =
            languages(directory, marked, translations, options).into();
        let mut resources: Vec<(String, Resource)> = Vec::new();
        for index in 0..languages.len() {
            let renderer = Renderer::new(&languages, index);
            resources.extend(renderer.pages());
            let mut others = formats::announcements(&renderer, options);
            if index == 0 {
                others.extend(formats::whole(&renderer, options));
                others.extend(assets::all());
            }
            let localizer = &renderer.info().localizer;
            let others = others.into_iter();
            resources.extend(others.map(|(path, resource)| (localizer.at(path), resource)));
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
        let info = &site.languages[0].info;
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
            .map(|language| language.info.localizer.root.as_str())
            .collect()
    }

    /// The site in the language of a path.
    pub fn at(&self, path: &str) -> InLanguage<'_> {
        let mut others = self.languages.iter().skip(1);
        let language = others.find(|language| language.info.localizer.below(path).is_some());
        InLanguage {
            site: self,
            language: language.unwrap_or(&self.languages[0]),
        }
    }

    /// The directory that the site shows.
    pub fn directory(&self) -> &Directory {
        &self.languages[0].directory
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
        &self.languages[0].info.data_hash
    }
}

impl<'s> InLanguage<'s> {
    fn context(self) -> Context<'s> {
        self.language.context(&self.site.languages)
    }

    /// A path without the language prefix.
    pub fn within(self, path: &str) -> &str {
        match path.strip_prefix(&self.language.info.localizer.root) {
            Some("") => paths::HOME,
            Some(rest) => rest,
            None => path,
        }
    }

    /// The results of a search; `None` is the empty form.
    pub fn search(self, query: Option<&str>, format: Format) -> Computed {
        let query = query.map(str::trim);
        let findings = query.map(|query| self.language.finder().find(query));
        let findings = findings.unwrap_or_default();
        let page = pages::SearchPage::new(&self.context(), query, &findings);
        self.compute(&page, 200, format)
    }

    /// The answer for an unknown path, with similar paths.
    pub fn not_found(self, path: &str, format: Format) -> Computed {
        let suggestions = self.near(path);
        let page = pages::ErrorPage::not_found(&self.context(), suggestions);
        self.refuse(&page, format)
    }

    /// An error page, which does not echo the request.
    pub fn error(self, status: u16, format: Format) -> Computed {
        let page = pages::ErrorPage::new(&self.context(), status);
        self.refuse(&page, format)
    }

    /// The pages with the most similar paths, those of the same section first.
    fn near(self, path: &str) -> Vec<pages::Suggestion> {
        const MOST: usize = 3;
        const LONGEST: usize = 100;
        let path = self.within(path).trim_end_matches('/').to_lowercase();
        if path.is_empty() || path.len() > LONGEST {
            return Vec::new();
        }
        let path = path.strip_suffix(".json").unwrap_or(&path);
        let limit = (path.chars().count() / 3).max(2);
        let pages = self.language.pages.iter();
        let mut near: Vec<(usize, &String, &Render)> = pages
            // If the lengths alone differ more, the distance need not be computed.
            .filter(|(address, _)| address.len().abs_diff(path.len()) <= limit)
            .map(|(address, page)| (osa_distance(path, address), address, page))
            .filter(|(apart, ..)| *apart <= limit)
            .collect();
        near.sort_by_key(|(apart, address, _)| (*apart, *address));
        let context = self.context();
        near.into_iter()
            .take(MOST)
            .map(|(_, address, page)| pages::Suggestion {
                title: page.part(&context, PagePart::Heading),
                address: address.clone(),
            })
            .collect()
    }

    /// A page rendered per request.
    fn compute(self, page: &(impl Page + Serialize), status: u16, format: Format) -> Computed {
        match format {
            Format::Html => self.computed(HTML, &page.html(), status),
            Format::Json => self.computed(JSON, &envelope::twin(page), status),
        }
    }

    /// An error, as a page or in the envelope of the twins.
    fn refuse(self, page: &pages::ErrorPage<'_>, format: Format) -> Computed {
        let (frame, problem) = (page.frame(), &page.problem);
        match format {
            Format::Html => self.computed(HTML, &page.html(), problem.status),
            Format::Json => {
                let twin = envelope::failure(frame, problem);
                self.computed(JSON, &twin, problem.status)
            }
        }
    }

    fn computed(self, media: &'static str, body: &str, status: u16) -> Computed {
        let body = self.language.info.localizer.finish(media, body);
        Computed {
            status,
            media,
            body: body.into_owned(),
        }
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
        let page = Resource::new(HTML, CachePolicy::Revalidate, "<a href=\"/nowhere\">A</a>");
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
