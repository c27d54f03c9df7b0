//! A [`Site`] is every page of a directory, finished, with its machine-readable twins and its assets.
//!
//! Addresses are built in [`paths`] and nowhere else. Two things at one address, and a link that leads nowhere, are
//! refused here, before the first request.

mod paths;
mod assets;
mod formats;
mod links;
mod pages;
pub mod policy;
mod resource;
mod views;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use askama::Template;
use bytes::Bytes;
use serde::Serialize;

pub use resource::{Coding, Effort, Keeping, Representation, Resource, sha256};

use crate::directory::{Directory, Finder, JurisdictionKey, SettingKey, distance};
use formats::envelope;
use pages::{Changes, Context, Page, Problem, SiteInfo};

const HTML: &str = "text/html; charset=utf-8";
const JSON: &str = "application/json";
const ATOM: &str = "application/atom+xml";

/// Every page of a directory, finished, and the directory itself for what is computed per request.
#[derive(Debug)]
pub struct Site {
    directory: Directory,
    finder: Finder,
    info: SiteInfo,
    changes: Changes,
    resources: BTreeMap<String, Resource>,
    /// The title of each page, by address.
    titles: BTreeMap<String, String>,
    /// Old paths and where they lead for good (301).
    redirects: BTreeMap<String, String>,
}

/// What a site is told besides the facts.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// `https://example.org`, without a trailing slash: what canonical paths begin with.
    pub base_url: Option<String>,
    /// `http://127.0.0.1:8080`: what paths begin with that must be whole, where there is no base URL.
    pub listening: Option<String>,
    /// The data file as it was loaded, for `/directory.toml`.
    pub data: String,
    /// The JSON Schema of the data file, for `/schema.json`.
    pub schema: String,
    /// Where to tell of a hole in the program, for `/.well-known/security.txt`.
    pub security_contact: Option<String>,
    /// Whether the pages will be files: then the lookup and the search carry links instead of forms.
    pub exported: bool,
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

/// What a reader has filled in of the lookup form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LookupForm {
    /// The kind of place.
    pub setting: Choice<SettingKey>,
    /// Where it is.
    pub jurisdiction: Choice<JurisdictionKey>,
    /// Whether the button was pressed: then what is missing is an error.
    pub submitted: bool,
}

/// One question of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Choice<K> {
    /// Not answered.
    #[default]
    Missing,
    /// Answered.
    Chosen(K),
    /// Answered with something that is not in the list.
    Unknown,
}

impl Site {
    /// Renders every page and checks them.
    pub fn render(directory: Directory, options: &Options) -> Result<Site, Faults> {
        let data_hash = sha256(options.data.as_bytes());
        let mut site = Site {
            finder: Finder::new(&directory),
            info: SiteInfo::new(&directory, options, data_hash),
            changes: Changes::new(&directory),
            directory,
            resources: BTreeMap::new(),
            titles: BTreeMap::new(),
            redirects: BTreeMap::new(),
        };
        let mut shelf = SiteBuilder::default();
        site.render_all(&mut shelf);
        for (address, resource) in formats::whole(&site.context(), options) {
            shelf.put_written(address, resource);
        }
        for (address, asset) in assets::all() {
            shelf.put(address, asset);
        }
        for (address, resource) in formats::announcements(&site.context(), options, &shelf) {
            shelf.put_written(address, resource);
        }
        for member in &site.directory.members {
            for id in &member.previous_ids {
                let to = paths::member(member);
                let from = paths::previous_member(id);
                site.redirects
                    .insert(paths::twin(&from), paths::twin(&to));
                site.redirects.insert(from, to);
            }
        }
        shelf.faults.extend(links::broken(&shelf.resources));
        if shelf.faults.is_empty() {
            site.resources = shelf.resources;
            site.titles = shelf.titles;
            Ok(site)
        } else {
            Err(Faults(shelf.faults))
        }
    }

    fn render_all(&self, all: &mut SiteBuilder) {
        let context = &self.context();
        all.page(&pages::HomePage::new(context));
        all.page(&pages::LookupPage::new(context, LookupForm::default()));
        all.page(&pages::HelpPage::new(context));
        all.page(&pages::SettingsPage::new(context));
        for setting in self.directory.setting_keys() {
            all.page(&pages::SettingPage::new(context, setting));
            for jurisdiction in self.directory.jurisdiction_keys() {
                all.page(&pages::AnswerPage::new(context, setting, jurisdiction));
            }
        }
        all.page(&pages::JurisdictionsPage::new(context));
        for jurisdiction in self.directory.jurisdiction_keys() {
            all.page(&pages::JurisdictionPage::new(context, jurisdiction));
        }
        all.page(&pages::MembersPage::new(context));
        for member in self.directory.member_keys() {
            all.page(&pages::MemberPage::new(context, member));
        }
        all.page(&pages::MatrixPage::new(context));
        all.page(&pages::PublishedPage::new(context));
        all.page(&pages::ChangesPage::new(context));
        all.page(&pages::GapsPage::new(context));
        all.page(&pages::ComplaintsPage::new(context));
        all.page(&pages::SearchPage::empty(context));
        all.page(&pages::AboutPage::new(context));
        all.page(&pages::DataPage::new(context));
        all.page(&pages::SourcesPage::new(context));
        all.page(&pages::AccessibilityPage::new(context));
        all.page(&pages::PrivacyPage::new(context));
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
    pub fn get(&self, path: &str) -> Option<&Resource> {
        self.resources.get(path)
    }

    /// Everything, by path.
    pub fn resources(&self) -> impl Iterator<Item = (&str, &Resource)> {
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
        let page = pages::NotFoundPage::new(&self.context(), suggestions);
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

impl Options {
    /// What whole paths begin with: the base URL, or the listening address. Files without a base URL have neither.
    fn origin(&self) -> Option<&str> {
        self.base_url.as_deref().or(self.listening.as_deref())
    }

    /// The same, where somebody answers a search.
    fn search_origin(&self) -> Option<&str> {
        self.origin().filter(|_| !self.exported)
    }
}

/// The resources while they are made, and what was found wrong with them.
#[derive(Debug, Default)]
struct SiteBuilder {
    resources: BTreeMap<String, Resource>,
    titles: BTreeMap<String, String>,
    /// Addresses of pages that search engines must not list.
    unlisted: BTreeSet<String>,
    faults: Vec<String>,
    /// Where a page is written, one after the other.
    buffer: Vec<u8>,
}

impl SiteBuilder {
    /// Renders a page and its twin.
    fn page(&mut self, page: &(impl Page + Serialize)) {
        let frame = page.frame();
        let html = self.written(|buffer| Template::write_into(page, buffer));
        let html = html.map(|html| {
            let resource = Resource::new(HTML, Keeping::Revalidate, html);
            resource.linked(frame.links())
        });
        self.put_written(&frame.address, html);
        self.titles
            .insert(frame.address.clone(), frame.title.clone());
        if !frame.index {
            self.unlisted.insert(frame.address.clone());
        }
        if let Some(twin) = &frame.twin {
            let json = self.written(|buffer| envelope::write_twin(page, buffer));
            let json = json.map(|json| {
                let resource = Resource::new(JSON, Keeping::Revalidate, json);
                resource
                    .for_all()
                    .linked(Some(formats::links_of_twin(&frame.address)))
            });
            self.put_written(twin, json);
        }
    }

    /// Puts what could be written in its place, and notes what could not.
    fn put_written(&mut self, address: &str, resource: Result<Resource, impl fmt::Display>) {
        match resource {
            Ok(resource) => self.put(address, resource),
            Err(error) => self
                .faults
                .push(format!("{address} cannot be written: {error}")),
        }
    }

    /// What is written into a buffer, as bytes that take no more room than they need.
    fn written<E>(
        &mut self,
        write: impl FnOnce(&mut Vec<u8>) -> Result<(), E>,
    ) -> Result<Bytes, E> {
        self.buffer.clear();
        write(&mut self.buffer)?;
        Ok(Bytes::copy_from_slice(&self.buffer))
    }

    /// The pages that search engines may list.
    fn listed(&self) -> impl Iterator<Item = &str> {
        self.resources
            .iter()
            .filter(|(address, resource)| resource.is_page() && !self.unlisted.contains(*address))
            .map(|(address, _)| address.as_str())
    }

    fn put(&mut self, address: &str, resource: Resource) {
        if self
            .resources
            .insert(address.to_owned(), resource)
            .is_some()
        {
            self.faults.push(format!("two things stand at {address}"));
        }
    }
}

/// A page for one request. That a template or a twin cannot be written is a fault of the program that rendering every
/// page at the start has shown already; what is left then is the bare status.
fn compute(page: &(impl Page + Serialize), status: u16, format: Format) -> Computed {
    let (media, body) = match format {
        Format::Html => (HTML, page.render().unwrap_or_default()),
        Format::Json => (JSON, envelope::twin(page).unwrap_or_default()),
    };
    Computed {
        status,
        media,
        body,
    }
}

/// An error for one request, as a page or within the envelope of all twins.
fn refuse(page: &impl Page, problem: &Problem, format: Format) -> Computed {
    let (media, body) = match format {
        Format::Html => (HTML, page.render().unwrap_or_default()),
        Format::Json => (
            JSON,
            envelope::failure(page.frame(), problem).unwrap_or_default(),
        ),
    };
    Computed {
        status: problem.status,
        media,
        body,
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
