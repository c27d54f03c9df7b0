//! The resources of a site while they are made, and what is wrong with them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use askama::Template;
use bytes::Bytes;
use schemars::JsonSchema;
use serde::Serialize;

use super::context::Context;
use super::formats::{self, envelope};
use super::frame::Page;
use super::media::{HTML, JSON};
use super::pages::{self, Row, Visitor};
use super::resource::{Keeping, Resource};

/// The resources while they are made, and what is wrong with them.
#[derive(Debug, Default)]
pub(crate) struct SiteBuilder {
    pub(crate) resources: BTreeMap<String, Resource>,
    /// The title of each page, by path.
    pub(crate) titles: BTreeMap<String, String>,
    /// Paths of the pages that search engines may list.
    pub(crate) listed: BTreeSet<String>,
    pub(crate) faults: Vec<String>,
    /// Each page is written here first, so that its bytes take no more room than they need.
    buffer: Vec<u8>,
}

/// Renders every page.
struct Rendering<'b, 'c, 'a> {
    context: &'c Context<'a>,
    builder: &'b mut SiteBuilder,
}

impl<'a> Visitor<'a> for Rendering<'_, '_, 'a> {
    fn pages<K, P: Page + Serialize + JsonSchema>(
        &mut self,
        _: Row,
        keys: impl IntoIterator<Item = K>,
        new: impl Fn(&Context<'a>, K) -> P,
    ) {
        for key in keys {
            self.builder.page(&new(self.context, key));
        }
    }
}

impl SiteBuilder {
    /// Renders every page and its twin.
    pub(crate) fn render_pages(&mut self, context: &Context<'_>) {
        let builder = self;
        pages::visit(context.directory, &mut Rendering { context, builder });
    }

    fn page(&mut self, page: &(impl Page + Serialize)) {
        let frame = page.frame();
        let html = self.written(|buffer| Template::write_into(page, buffer));
        let html =
            html.map(|html| Resource::new(HTML, Keeping::Revalidate, html).linked(frame.links()));
        self.put(&frame.path, html);
        self.titles.insert(frame.path.clone(), frame.title.clone());
        if frame.index {
            self.listed.insert(frame.path.clone());
        }
        if let Some(twin) = &frame.twin {
            let json = self.written(|buffer| envelope::write_twin(page, buffer));
            let json = json.map(|json| {
                let link = formats::links_of_twin(&frame.path);
                let resource = Resource::new(JSON, Keeping::Revalidate, json);
                resource.for_all().linked(Some(link))
            });
            self.put(twin, json);
        }
    }

    fn written<E>(
        &mut self,
        write: impl FnOnce(&mut Vec<u8>) -> Result<(), E>,
    ) -> Result<Bytes, E> {
        self.buffer.clear();
        write(&mut self.buffer)?;
        Ok(Bytes::copy_from_slice(&self.buffer))
    }

    /// Puts a resource at its path. One that could not be written and a second one at one path are faults.
    pub(crate) fn put(&mut self, path: &str, resource: Result<Resource, impl fmt::Display>) {
        match resource {
            Err(error) => self
                .faults
                .push(format!("{path} cannot be written: {error}")),
            Ok(resource) => {
                if self.resources.insert(path.to_owned(), resource).is_some() {
                    self.faults
                        .push(format!("there are two resources at {path}"));
                }
            }
        }
    }
}
