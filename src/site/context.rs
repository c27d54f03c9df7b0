//! What every page can use: the facts, and data that is computed once for all pages.

use std::sync::{Arc, OnceLock};

use bytes::Bytes;

use super::frame::Frame;
use super::info::SiteInfo;
use super::resource::{CachePolicy, Resource};
use super::{paths, search_words};
use crate::directory::{Cell, Change, Directory, Finder, MemberKey};
use crate::messages::Message;

/// What every page in one language can use: the facts, and data that is computed once for all pages.
#[derive(Debug)]
pub(crate) struct Context {
    pub(crate) directory: Arc<Directory>,
    /// The same in the language of the data file, from whose words ids are derived.
    pub(crate) original: Arc<Directory>,
    pub(crate) info: SiteInfo,
    /// Every change, newest first.
    pub(crate) changes: Vec<Change>,
    /// The search index, built for the first search.
    finder: OnceLock<Finder>,
}

impl Context {
    pub(crate) fn new(
        directory: Arc<Directory>,
        original: Arc<Directory>,
        info: SiteInfo,
    ) -> Context {
        Context {
            changes: directory.changes(),
            directory,
            original,
            info,
            finder: OnceLock::new(),
        }
    }

    /// The search index.
    pub(crate) fn finder(&self) -> &Finder {
        let index = || search_words::finder(&self.directory, &self.info.messages);
        self.finder.get_or_init(index)
    }

    /// A resource of this media type.
    pub(crate) fn resource(
        self: &Arc<Context>,
        media: &'static str,
        render: impl Fn(&Context) -> String + Send + Sync + 'static,
    ) -> Resource {
        let context = Arc::clone(self);
        Resource::lazy(media, CachePolicy::Revalidate, move || {
            let body = render(&context);
            let body = context.info.localizer.finish(media, &body);
            // Copied, because the buffer has spare capacity.
            Bytes::copy_from_slice(body.as_bytes())
        })
    }

    /// A message for readers.
    pub(crate) fn msg<'m>(&'m self, id: &'m str) -> Message<'m> {
        self.info.messages.get(id)
    }

    /// The text of a message without arguments.
    pub(crate) fn words(&self, id: &str) -> String {
        self.info.messages.plain(id)
    }

    /// The changes that affect any of these cells of one setting.
    pub(crate) fn changes_in(&self, cells: Vec<Cell>) -> impl Iterator<Item = &Change> {
        let directory = &self.directory;
        let setting = cells.first().map(|cell| cell.setting);
        self.changes.iter().filter(move |change| {
            let of = directory.setting_of(change);
            let mut cells = cells.iter();
            (of.is_none() || of == setting) && cells.any(|cell| directory.affects(change, *cell))
        })
    }

    /// The changes of the coverage records of a member, and its own.
    pub(crate) fn changes_of_member(&self, key: MemberKey) -> impl Iterator<Item = &Change> {
        let directory = &self.directory;
        self.changes.iter().filter(move |change| match change {
            Change::Coverage { was, now, .. } => {
                let mut records = was.iter().chain(now);
                records.any(|record| directory[*record].members().any(|member| member == key))
            }
            Change::Noted { .. } => false,
            Change::Renamed { member, .. }
            | Change::Joined { member, .. }
            | Change::Left { member, .. } => *member == key,
        })
    }

    /// A message about the whole site.
    pub(crate) fn about_site(&self, id: &str) -> String {
        let info = &self.info;
        info.messages
            .get(id)
            .text("npm", &info.npm)
            .text("site", &info.site_name)
            .text("jurisdiction", &info.jurisdiction)
            .text("date", &info.checked)
            .plain()
    }

    /// The frame of a page whose heading and description are messages about the whole site, `{name}-heading` and
    /// `{name}-description`.
    pub(crate) fn page(&self, path: &str, class: &'static str, name: &str) -> Frame<'_> {
        let text = |part| self.about_site(&format!("{name}-{part}"));
        self.frame(path, class, text("heading"), text("description"))
    }

    /// The frame of a page below the home page.
    pub(crate) fn frame(
        &self,
        path: &str,
        body_class: &'static str,
        heading: String,
        description: String,
    ) -> Frame<'_> {
        Frame {
            info: &self.info,
            title: self.info.page_title(&heading),
            heading,
            description,
            path: path.to_owned(),
            crumbs: vec![(self.words("page-home"), paths::HOME.to_owned())],
            body_class,
            twin: Some(paths::twin(path)),
            feed: paths::feed(path),
            index: paths::is_indexed(path),
            searches: false,
            things: Vec::new(),
        }
    }
}
