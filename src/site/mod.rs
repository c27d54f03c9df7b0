//! A [`Site`] is every page of a directory, finished, with its machine-readable twins and its assets.
//!
//! Addresses are built in [`paths`] and nowhere else. Two things at one address, and a link that leads nowhere, are
//! refused here, before the first request.

mod assets;
mod builder;
mod context;
mod formats;
mod forms;
mod frame;
mod ids;
mod info;
mod links;
mod media;
mod pages;
pub mod paths;
mod pictures;
pub mod policy;
mod resource;
mod search_words;
mod views;
mod words;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::Serialize;

pub use forms::{Choice, LookupForm, NOT_SURE, Submission};
pub use info::Options;
pub use resource::{CachePolicy, Encoding, Representation, Resource, sha256};
pub use search_words::ENGLISH_SEARCH;

use crate::directory::{Directory, Finder, JurisdictionKey, SettingKey, distance};
use builder::SiteBuilder;
use context::{Changes, Context};
use formats::envelope;
use frame::Page;
use info::SiteInfo;
use media::{HTML, JSON};
use pages::Problem;

/// Every page of a directory, finished, and the directory itself for what is computed per request.
#[derive(Debug)]
pub struct Site {
    directory: Directory,
    finder: Finder,
    info: SiteInfo,
    changes: Changes,
    resources: BTreeMap<String, Arc<Resource>>,
    /// The heading of each page, by path.
    titles: BTreeMap<String, String>,
    /// Old paths and where they lead for good (301).
    redirects: BTreeMap<String, String>,
}

/// What keeps a site from being served: faults of the program or of its templates, not of the data.
#[derive(Debug)]
pub struct Faults(pub Vec<String>);

/// HTML for people or JSON for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// A page.
    Html,
    /// Its twin.
    Json,
}

/// A page that is made for one request.
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
    /// Renders every page and checks them.
    pub fn render(directory: Directory, options: &Options) -> Result<Site, Faults> {
        let data_hash = sha256(options.data.as_bytes());
        let mut site = Site {
            finder: Finder::new(&directory, &ENGLISH_SEARCH),
            info: SiteInfo::new(&directory, options, data_hash),
            changes: Changes::new(&directory),
            directory,
            resources: BTreeMap::new(),
            titles: BTreeMap::new(),
            redirects: BTreeMap::new(),
        };
        let mut builder = SiteBuilder::default();
        let context = site.context();
        builder.render_pages(&context);
        for (path, resource) in formats::whole(&context, options) {
            builder.put(path, resource);
        }
        for (path, asset) in assets::all() {
            builder.put(path, asset);
        }
        for (path, resource) in formats::announcements(&context, options, &builder.listed) {
            builder.put(path, resource);
        }
        site.redirects = redirects(&site.directory);
        builder.faults.extend(links::faults(&builder.resources));
        if builder.faults.is_empty() {
            let resources = builder.resources.into_iter();
            site.resources = resources
                .map(|(path, resource)| (path, Arc::new(resource)))
                .collect();
            site.titles = builder.titles;
            Ok(site)
        } else {
            Err(Faults(builder.faults))
        }
    }

    fn context(&self) -> Context<'_> {
        Context {
            directory: &self.directory,
            info: &self.info,
            changes: &self.changes,
        }
    }

    /// The directory that the pages show.
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// What stands at a path, exactly.
    pub fn get(&self, path: &str) -> Option<&Arc<Resource>> {
        self.resources.get(path)
    }

    /// Everything, by path.
    pub fn resources(&self) -> impl Iterator<Item = (&str, &Arc<Resource>)> {
        self.resources
            .iter()
            .map(|(path, resource)| (path.as_str(), resource))
    }

    /// Where an old path leads for good.
    pub fn redirect(&self, path: &str) -> Option<&str> {
        self.redirects.get(path).map(String::as_str)
    }

    /// The old paths and where they lead.
    pub fn redirects(&self) -> impl Iterator<Item = (&str, &str)> {
        self.redirects
            .iter()
            .map(|(from, to)| (from.as_str(), to.as_str()))
    }

    /// The path of the answer to a lookup.
    pub fn answer_path(&self, setting: SettingKey, jurisdiction: JurisdictionKey) -> String {
        paths::answer(&self.directory[setting], &self.directory[jurisdiction])
    }

    /// The path of each kind of place in a jurisdiction, for a reader who is not sure which it is.
    pub fn jurisdiction_path(&self, jurisdiction: JurisdictionKey) -> String {
        paths::jurisdiction(&self.directory[jurisdiction])
    }

    /// The SHA-256 of the data file, in hexadecimal digits.
    pub fn data_hash(&self) -> &str {
        &self.info.data_hash
    }

    /// The lookup form as a reader has filled it in: the errors in it, or only the question still to be asked. 200, or
    /// 400 where a value is unknown.
    pub fn lookup(&self, form: LookupForm) -> Computed {
        let unknown = form.setting == Choice::Unknown || form.jurisdiction == Choice::Unknown;
        let page = pages::LookupPage::new(&self.context(), form);
        compute(&page, if unknown { 400 } else { 200 }, Format::Html)
    }

    /// What a search finds; `None` is the empty form.
    pub fn search(&self, query: Option<&str>, format: Format) -> Computed {
        let context = self.context();
        match query.map(str::trim) {
            None => compute(&pages::SearchPage::empty(&context), 200, format),
            Some("") => compute(&pages::SearchPage::nothing_asked(&context), 200, format),
            Some(query) => {
                let findings = self.finder.find(query);
                let page = pages::SearchPage::found(&context, query, &findings);
                compute(&page, 200, format)
            }
        }
    }

    /// The answer for a path at which nothing stands, with the nearest paths.
    pub fn not_found(&self, path: &str, format: Format) -> Computed {
        let suggestions = self.near(path);
        let page = pages::ErrorPage::not_found(&self.context(), suggestions);
        refuse(&page, &page.problem, format)
    }

    /// An error that says what is wrong with the request, and nothing of what was in it: 400, 405, 500 ...
    pub fn error(&self, status: u16, format: Format) -> Computed {
        let page = pages::ErrorPage::new(&self.context(), status);
        refuse(&page, &page.problem, format)
    }

    /// The pages whose paths are nearest to a path that leads nowhere: of its own section first.
    fn near(&self, path: &str) -> Vec<pages::Suggestion> {
        const MOST: usize = 3;
        const LONGEST: usize = 100;
        let path = path.trim_end_matches('/').to_lowercase();
        if path.is_empty() || path.len() > LONGEST {
            return Vec::new();
        }
        let path = path.strip_suffix(".json").unwrap_or(&path);
        let limit = (path.chars().count() / 3).max(2);
        let mut near: Vec<(usize, &String, &String)> = self
            .titles
            .iter()
            // What differs more in length alone need not be compared.
            .filter(|(address, _)| address.len().abs_diff(path.len()) <= limit)
            .map(|(address, title)| (distance(path, address), address, title))
            .filter(|(apart, ..)| *apart <= limit)
            .collect();
        near.sort_unstable();
        near.into_iter()
            .take(MOST)
            .map(|(_, address, title)| pages::Suggestion {
                title: title.clone(),
                address: address.clone(),
            })
            .collect()
    }
}

/// Where each path that a page had under an earlier id, and that of its twin, leads.
fn redirects(directory: &Directory) -> BTreeMap<String, String> {
    let mut redirects = BTreeMap::new();
    let mut add = |pattern: &str, earlier: &[&str], now: &[&str]| {
        if earlier != now {
            let (from, to) = (paths::filled(pattern, earlier), paths::filled(pattern, now));
            redirects.insert(paths::twin(&from), paths::twin(&to));
            redirects.insert(from, to);
        }
    };
    for member in &directory.members {
        for id in ids(&member.id, &member.previous_ids) {
            add(paths::MEMBER, &[id], &[&member.id]);
        }
    }
    for place in &directory.places {
        for id in ids(&place.id, &place.previous_ids) {
            add(paths::PLACE, &[id], &[&place.id]);
        }
    }
    for jurisdiction in &directory.jurisdictions {
        for id in ids(&jurisdiction.id, &jurisdiction.previous_ids) {
            add(paths::JURISDICTION, &[id], &[&jurisdiction.id]);
        }
    }
    for setting in &directory.settings {
        for id in ids(&setting.id, &setting.previous_ids) {
            add(paths::SETTING, &[id], &[&setting.id]);
            for jurisdiction in &directory.jurisdictions {
                for there in ids(&jurisdiction.id, &jurisdiction.previous_ids) {
                    add(
                        paths::ANSWER,
                        &[id, there],
                        &[&setting.id, &jurisdiction.id],
                    );
                }
            }
        }
    }
    redirects
}

/// The id of today and those of earlier files.
fn ids<'a>(id: &'a String, previous: &'a [String]) -> impl Iterator<Item = &'a str> {
    [id].into_iter().chain(previous).map(String::as_str)
}

/// A page rendered per request.
fn compute(page: &(impl Page + Serialize), status: u16, format: Format) -> Computed {
    match format {
        Format::Html => computed_page(page, status),
        Format::Json => computed_twin(envelope::twin(page), status),
    }
}

/// An error for one request, as a page or within the envelope of all twins.
fn refuse(page: &impl Page, problem: &Problem, format: Format) -> Computed {
    match format {
        Format::Html => computed_page(page, problem.status),
        Format::Json => computed_twin(envelope::failure(page.frame(), problem), problem.status),
    }
}

fn computed_page(page: &impl Page, status: u16) -> Computed {
    let body = page.render().expect("a page is written into memory");
    Computed {
        status,
        media: HTML,
        body,
    }
}

fn computed_twin(twin: Vec<u8>, status: u16) -> Computed {
    Computed {
        status,
        media: JSON,
        body: String::from_utf8(twin).expect("JSON is UTF-8"),
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in &self.0 {
            writeln!(f, "{fault}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Source;
    use crate::directory::Date;

    #[test]
    fn a_suggestion_is_escaped_once() {
        let data = include_str!("../../tests/fixtures/small.toml")
            .replace("\"Prisons\"", "\"Prisons & hulks\"");
        let today = Date::new(2026, Some(11), Some(23)).unwrap();
        let loaded = crate::load::load(&Source::new("small.toml", data.as_str()), today).unwrap();
        let site = Site::render(loaded.directory, &Options::default()).unwrap();
        let path = site.answer_path(SettingKey::new(0), JurisdictionKey::new(0));
        let page = site.not_found(&format!("{path}x"), Format::Html);
        assert!(
            page.body.contains("Prisons &#38; hulks in"),
            "{}",
            page.body
        );
    }
}
