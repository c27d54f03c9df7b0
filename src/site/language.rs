//! The languages of a site: the pages of each, and those that are computed per request.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use strsim::osa_distance;

use super::context::Context;
use super::formats::envelope;
use super::frame::Page;
use super::info::{Options, SiteInfo};
use super::localized::Localizer;
use super::media::{HTML, JSON};
use super::pages::{Choice, LookupForm, LookupPage, NOT_SURE, Submission};
use super::resource::Resource;
use super::table::{PagePart, Render, rows};
use super::{pages, paths};
use crate::directory::{Cell, Directory, Translation};
use crate::messages::Messages;

/// A site in one language.
#[derive(Debug)]
pub struct LanguageSite {
    pub(crate) context: Arc<Context>,
    /// The pages, by path without the language prefix.
    pages: BTreeMap<String, Render>,
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
    let mut sites: Vec<LanguageSite> = Vec::new();
    for (here, (directory, messages, _, reviewed)) in all.into_iter().enumerate() {
        let directory = Arc::new(directory);
        let original = sites
            .first()
            .map_or(&directory, |first| &first.context.original);
        let info = SiteInfo::new(&directory, options, messages, &localizers, here, reviewed);
        sites.push(LanguageSite {
            pages: rows(&directory)
                .into_iter()
                .flat_map(|row| row.pages)
                .collect(),
            context: Arc::new(Context::new(
                Arc::clone(&directory),
                Arc::clone(original),
                info,
            )),
        });
    }
    sites
}

/// Redirects from every path with a previous id, and from its twin.
pub(crate) fn redirects(language: &LanguageSite) -> BTreeMap<String, String> {
    let (directory, localizer) = (&language.context.directory, language.localizer());
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

impl LanguageSite {
    pub(crate) fn localizer(&self) -> &Localizer {
        &self.context.info.localizer
    }

    /// Every page and its twin.
    pub(crate) fn resources(&self) -> impl Iterator<Item = (String, Resource)> {
        let info = &self.context.info;
        self.pages.iter().flat_map(move |(path, page)| {
            let part = |media, part| {
                let page = page.clone();
                let render = move |context: &Context| page.part(context, part);
                self.context.resource(media, render)
            };
            let page = part(HTML, PagePart::Html).linked(info.links(path));
            let at = info.localizer.at(path);
            let twin = part(JSON, PagePart::Twin).linked(info.links_of_twin(path));
            let twin_at = info.localizer.at(&paths::twin(path));
            [(at, page), (twin_at, twin.for_all())]
        })
    }

    /// A path without the language prefix.
    pub fn within<'p>(&self, path: &'p str) -> &'p str {
        match path.strip_prefix(&self.localizer().root) {
            Some("") => paths::HOME,
            Some(rest) => rest,
            None => path,
        }
    }

    /// The path to which the fields `setting`, `jurisdiction` and `find`, the button, lead. The error is the form with
    /// its errors or the next question; its status is 200, or 400 if a value is unknown. If there is only one
    /// jurisdiction, that question is not asked.
    pub fn lookup<'f>(&self, field: impl Fn(&str) -> Option<&'f str>) -> Result<String, Computed> {
        let (directory, localizer) = (&*self.context.directory, self.localizer());
        let only = match directory.jurisdictions.len() {
            1 => directory.jurisdiction_keys().next(),
            _ => None,
        };
        let jurisdiction = match only {
            Some(only) => Choice::Chosen(only),
            None => Choice::of(field("jurisdiction"), |id| directory.jurisdiction(id)),
        };
        if field("setting") == Some(NOT_SURE) {
            return Ok(match jurisdiction {
                Choice::Chosen(key) if only.is_none() => {
                    localizer.at(&paths::jurisdiction(&directory[key]))
                }
                _ => localizer.at(paths::LOOKUP_HELP),
            });
        }
        let setting = Choice::of(field("setting"), |id| directory.setting(id));
        if let (Choice::Chosen(setting), Choice::Chosen(jurisdiction)) = (setting, jurisdiction) {
            let cell = Cell::new(setting, jurisdiction);
            return Ok(localizer.at(&paths::answer(directory, cell)));
        }
        let submission = match field("find") {
            None => Submission::None,
            Some("") => Submission::First,
            Some(_) => Submission::Second,
        };
        let form = LookupForm {
            setting,
            jurisdiction,
            submission,
        };
        let is_unknown = setting == Choice::Unknown || jurisdiction == Choice::Unknown;
        let page = LookupPage::new(&self.context, form);
        Err(self.compute(&page, if is_unknown { 400 } else { 200 }, Format::Html))
    }

    /// The results of a search; `None` is the empty form.
    pub fn search(&self, query: Option<&str>, format: Format) -> Computed {
        let query = query.map(str::trim);
        let findings = query.map(|query| self.context.finder().find(query));
        let findings = findings.unwrap_or_default();
        let page = pages::SearchPage::new(&self.context, query, &findings);
        self.compute(&page, 200, format)
    }

    /// The answer for an unknown path, with similar paths.
    pub fn not_found(&self, path: &str, format: Format) -> Computed {
        let suggestions = self.near(path);
        let page = pages::ErrorPage::not_found(&self.context, suggestions);
        self.refuse(&page, format)
    }

    /// An error page, which does not echo the request.
    pub fn error(&self, status: u16, format: Format) -> Computed {
        let page = pages::ErrorPage::new(&self.context, status);
        self.refuse(&page, format)
    }

    /// The pages with the most similar paths, those of the same section first.
    fn near(&self, path: &str) -> Vec<pages::Suggestion> {
        const MOST: usize = 3;
        const LONGEST: usize = 100;
        let path = self.within(path).trim_end_matches('/').to_lowercase();
        if path.is_empty() || path.len() > LONGEST {
            return Vec::new();
        }
        let path = path.strip_suffix(".json").unwrap_or(&path);
        let limit = (path.chars().count() / 3).max(2);
        let pages = self.pages.iter();
        let mut near: Vec<(usize, &String, &Render)> = pages
            // If the lengths alone differ more, the distance need not be computed.
            .filter(|(address, _)| address.len().abs_diff(path.len()) <= limit)
            .map(|(address, page)| (osa_distance(path, address), address, page))
            .filter(|(apart, ..)| *apart <= limit)
            .collect();
        near.sort_by_key(|(apart, address, _)| (*apart, *address));
        let context = &*self.context;
        near.into_iter()
            .take(MOST)
            .map(|(_, address, page)| pages::Suggestion {
                title: page.part(context, PagePart::Heading),
                address: address.clone(),
            })
            .collect()
    }

    /// A page rendered per request.
    fn compute(&self, page: &(impl Page + Serialize), status: u16, format: Format) -> Computed {
        match format {
            Format::Html => self.computed(HTML, &page.html(), status),
            Format::Json => self.computed(JSON, &envelope::twin(page), status),
        }
    }

    /// An error, as a page or in the envelope of the twins.
    fn refuse(&self, page: &pages::ErrorPage<'_>, format: Format) -> Computed {
        let (frame, problem) = (page.frame(), &page.problem);
        match format {
            Format::Html => self.computed(HTML, &page.html(), problem.status),
            Format::Json => {
                let twin = envelope::failure(frame, problem);
                self.computed(JSON, &twin, problem.status)
            }
        }
    }

    fn computed(&self, media: &'static str, body: &str, status: u16) -> Computed {
        let body = self.localizer().finish(media, body);
        Computed {
            status,
            media,
            body: body.into_owned(),
        }
    }
}
