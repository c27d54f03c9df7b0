//! The languages of a site: the facts and messages of each, from which its pages are rendered.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use bytes::Bytes;

use super::context::Context;
use super::info::{Options, SiteInfo};
use super::localized::Localizer;
use super::media::{HTML, JSON};
use super::resource::{CachePolicy, Resource};
use super::table::{PagePart, Render, rows};
use super::{paths, search_words};
use crate::directory::{Change, Directory, Finder, Translation};
use crate::messages::Messages;

/// The data for computed pages in one language.
#[derive(Debug)]
pub(crate) struct LanguageSite {
    pub(crate) directory: Directory,
    /// The search index, built for the first search.
    finder: OnceLock<Finder>,
    pub(crate) info: SiteInfo,
    changes: Vec<Change>,
    /// The pages, by path without the language prefix.
    pub(crate) pages: BTreeMap<String, Render>,
}

/// Renders resources in one of the languages of a site.
#[derive(Debug, Clone)]
pub(crate) struct Renderer {
    languages: Arc<[LanguageSite]>,
    index: usize,
}

/// The languages of a site, with their directories.
pub(crate) fn languages(
    directory: Directory,
    marked: Option<Directory>,
    translations: Vec<Translation>,
    options: &Options,
) -> Vec<LanguageSite> {
    let original = directory.about.language.clone();
    let original = original.unwrap_or_else(|| Messages::english().language());
    let own = options.locales.messages(&original);
    let directory = match (&own, marked) {
        (None, Some(marked)) => marked,
        _ => directory,
    };
    let own = own.unwrap_or_else(Messages::english);
    let mut all = vec![(directory, own, String::new(), true)];
    for translation in translations {
        let messages = options.locales.messages(&translation.language);
        // Two languages with the same tag would have the same paths.
        let messages = messages.filter(|messages| messages.language() != all[0].1.language());
        if let Some(messages) = messages {
            let root = format!("/{}", translation.language.to_ascii_lowercase());
            all.push((translation.directory, messages, root, translation.reviewed));
        }
    }
    let localizers = all.iter().map(|(_, messages, root, _)| Localizer {
        root: root.clone(),
        original: original.clone(),
        language: messages.language(),
        name: messages.plain("language-name"),
    });
    let localizers: Vec<Localizer> = localizers.collect();
    let mut sites = Vec::new();
    for (here, (directory, messages, _, reviewed)) in all.into_iter().enumerate() {
        sites.push(LanguageSite {
            finder: OnceLock::new(),
            info: SiteInfo::new(&directory, options, messages, &localizers, here, reviewed),
            changes: directory.changes(),
            pages: rows(&directory)
                .into_iter()
                .flat_map(|row| row.pages)
                .collect(),
            directory,
        });
    }
    sites
}

/// Redirects from every path with a previous id, and from its twin.
pub(crate) fn redirects(language: &LanguageSite) -> BTreeMap<String, String> {
    let (directory, localizer) = (&language.directory, &language.info.localizer);
    let mut redirects = BTreeMap::new();
    let mut add = |pattern: &str, previous: &[&str], now: &[&str]| {
        let (from, to) = (
            paths::filled(pattern, previous),
            paths::filled(pattern, now),
        );
        if from != to {
            let (twin, twin_now) = (paths::twin(&from), paths::twin(&to));
            redirects.insert(localizer.at(&twin), localizer.at(&twin_now));
            redirects.insert(localizer.at(&from), localizer.at(&to));
        }
    };
    for member in &directory.members {
        for id in &member.previous_ids {
            add(paths::MEMBER, &[id], &[&member.id]);
        }
    }
    for place in &directory.places {
        for id in &place.previous_ids {
            add(paths::PLACE, &[id], &[&place.id]);
        }
    }
    for jurisdiction in &directory.jurisdictions {
        for there in ids(&jurisdiction.id, &jurisdiction.previous_ids) {
            add(paths::JURISDICTION, &[there], &[&jurisdiction.id]);
            for setting in &directory.settings {
                for id in ids(&setting.id, &setting.previous_ids) {
                    let now = [&*setting.id, &jurisdiction.id];
                    add(paths::SETTING, &[id], &now[..1]);
                    add(paths::ANSWER, &[id, there], &now);
                }
            }
        }
    }
    redirects
}

/// The present id, and the previous ones.
fn ids<'a>(id: &'a String, previous: &'a [String]) -> impl Iterator<Item = &'a str> {
    [id].into_iter().chain(previous).map(String::as_str)
}

impl Renderer {
    pub(crate) fn new(languages: &Arc<[LanguageSite]>, index: usize) -> Renderer {
        let languages = Arc::clone(languages);
        Renderer { languages, index }
    }

    fn language(&self) -> &LanguageSite {
        &self.languages[self.index]
    }

    pub(crate) fn info(&self) -> &SiteInfo {
        &self.language().info
    }

    /// A resource of this media type.
    pub(crate) fn resource(
        &self,
        media: &'static str,
        render: impl Fn(&Context<'_>) -> String + Send + Sync + 'static,
    ) -> Resource {
        let renderer = self.clone();
        Resource::lazy(media, CachePolicy::Revalidate, move || {
            let body = render(&renderer.language().context(&renderer.languages));
            let body = renderer.info().localizer.finish(media, &body);
            // Copied, because the buffer has spare capacity.
            Bytes::copy_from_slice(body.as_bytes())
        })
    }

    /// Every page and its twin.
    pub(crate) fn pages(&self) -> impl Iterator<Item = (String, Resource)> {
        let info = self.info();
        self.language().pages.iter().flat_map(move |(path, page)| {
            let part = |media, part| {
                let page = page.clone();
                self.resource(media, move |context| page.part(context, part))
            };
            let page = part(HTML, PagePart::Html).linked(info.links(path));
            let at = info.localizer.at(path);
            let twin = part(JSON, PagePart::Twin).linked(info.links_of_twin(path));
            let twin_at = info.localizer.at(&paths::twin(path));
            [(at, page), (twin_at, twin.for_all())]
        })
    }
}

impl LanguageSite {
    /// The facts for the pages in this language, which is one of `languages`.
    pub(crate) fn context<'s>(&'s self, languages: &'s [LanguageSite]) -> Context<'s> {
        Context {
            directory: &self.directory,
            original: &languages[0].directory,
            info: &self.info,
            changes: &self.changes,
        }
    }

    /// The search index.
    pub(crate) fn finder(&self) -> &Finder {
        let index = || search_words::finder(&self.directory, &self.info.messages);
        self.finder.get_or_init(index)
    }
}
