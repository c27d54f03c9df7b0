//! Builds the resources of a site and collects the problems found on the way.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use super::context::Context;
use super::formats::{self, envelope};
use super::frame::Page;
use super::localized::Localizer;
use super::media::{HTML, JSON};
use super::pages::{self, Visitor};
use super::resource::{CachePolicy, Resource};

/// The resources of one language while they are built, and the problems found.
#[derive(Debug)]
pub(crate) struct SiteBuilder {
    localizer: Localizer,
    pub(crate) resources: BTreeMap<String, Resource>,
    /// The heading of each page, by its path without the language prefix.
    pub(crate) titles: BTreeMap<String, String>,
    /// The paths of pages that search engines may index.
    pub(crate) listed: BTreeSet<String>,
    pub(crate) faults: Vec<String>,
    /// The buffer into which each page is rendered.
    buffer: String,
}

/// Renders every page.
struct Rendering<'b, 'c, 'a> {
    context: &'c Context<'a>,
    builder: &'b mut SiteBuilder,
}

impl<'a> Visitor<'a> for Rendering<'_, '_, 'a> {
    fn pages<K, P: Page + Serialize + JsonSchema>(
        &mut self,
        _: &'static str,
        keys: impl IntoIterator<Item = K>,
        new: impl Fn(&Context<'a>, K) -> P,
    ) {
        for key in keys {
            self.builder.page(&new(self.context, key));
        }
    }
}

impl SiteBuilder {
    pub(crate) fn new(localizer: Localizer) -> SiteBuilder {
        SiteBuilder {
            localizer,
            resources: BTreeMap::new(),
            titles: BTreeMap::new(),
            listed: BTreeSet::new(),
            faults: Vec::new(),
            buffer: String::new(),
        }
    }

    /// Renders every page and its twin.
    pub(crate) fn render_pages(&mut self, context: &Context<'_>) {
        let builder = self;
        pages::visit(context.directory, &mut Rendering { context, builder });
    }

    fn page(&mut self, page: &(impl Page + Serialize)) {
        let frame = page.frame();
        self.buffer.clear();
        match Template::render_into(page, &mut self.buffer) {
            Ok(()) => {
                let html = self.localizer.finish(HTML, &self.buffer);
                let html = Resource::new(HTML, CachePolicy::Revalidate, html.as_bytes());
                self.put(&frame.path, html.linked(frame.links()));
            }
            Err(error) => self.faults.push(format!("{}: {error}", frame.path)),
        }
        self.titles
            .insert(frame.path.clone(), frame.heading.clone());
        if frame.index {
            self.listed.insert(self.localizer.at(&frame.path));
        }
        if let Some(twin) = &frame.twin {
            let link = formats::links_of_twin(&self.localizer.at(&frame.path));
            let json = envelope::twin(page);
            let json = str::from_utf8(&json).expect("JSON is UTF-8");
            let json = self.localizer.finish(JSON, json);
            let json = Resource::new(JSON, CachePolicy::Revalidate, json.as_bytes());
            self.put(twin, json.for_all().linked(Some(link)));
        }
    }

    /// Adds a resource at its path below the language prefix. Two resources at one path are a problem.
    pub(crate) fn put(&mut self, path: &str, resource: Resource) {
        let path = self.localizer.at(path);
        if self.resources.insert(path.clone(), resource).is_some() {
            self.faults
                .push(format!("there are two resources at {path}"));
        }
    }
}
