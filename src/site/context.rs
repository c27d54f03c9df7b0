//! What every page can use: the facts, and data that is computed once for all pages.

use super::frame::Frame;
use super::info::SiteInfo;
use super::paths;
use crate::directory::{Cell, Change, Directory, MemberKey};
use crate::messages::Message;

/// What every page can use: the facts, and data that is computed once for all pages.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    pub(crate) directory: &'a Directory,
    /// The same in the language of the data file, from whose words ids are derived.
    pub(crate) original: &'a Directory,
    pub(crate) info: &'a SiteInfo,
    /// Every change, newest first.
    pub(crate) changes: &'a [Change],
}

impl<'a> Context<'a> {
    /// A message for readers.
    pub(crate) fn msg(&self, id: &'a str) -> Message<'a> {
        self.info.messages.get(id)
    }

    /// The text of a message without arguments.
    pub(crate) fn words(&self, id: &str) -> String {
        self.info.messages.plain(id)
    }

    /// The changes that affect any of these cells.
    pub(crate) fn changes_in(&self, cells: Vec<Cell>) -> impl Iterator<Item = &'a Change> {
        let directory = self.directory;
        let affects = move |change, cell: &Cell| directory.affects(change, *cell);
        let changes = self.changes.iter();
        changes.filter(move |change| cells.iter().any(|cell| affects(change, cell)))
    }

    /// The changes of the coverage records of a member, and its own.
    pub(crate) fn changes_of_member(&self, key: MemberKey) -> impl Iterator<Item = &'a Change> {
        let directory = self.directory;
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
        let info = self.info;
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
    pub(crate) fn page(&self, path: &str, class: &'static str, name: &str) -> Frame<'a> {
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
    ) -> Frame<'a> {
        Frame {
            info: self.info,
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
