//! What every page can use: the facts, and data that is computed once for all pages.

use std::collections::BTreeSet;

use super::frame::Frame;
use super::info::SiteInfo;
use super::paths;
use crate::directory::{Change, Directory, JurisdictionKey, MemberKey, SettingKey};
use crate::messages::Message;

/// What every page can use: the facts, and data that is computed once for all pages.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    pub(crate) directory: &'a Directory,
    /// The same in the language of the data file, from whose words ids are derived.
    pub(crate) original: &'a Directory,
    pub(crate) info: &'a SiteInfo,
    pub(crate) changes: &'a Changes,
}

/// Every change, newest first, with indices by setting and by member.
#[derive(Debug)]
pub(crate) struct Changes {
    all: Vec<Change>,
    /// The indices of changes that can affect each setting.
    by_setting: Vec<Vec<usize>>,
    /// The indices of changes that concern each member.
    by_member: Vec<Vec<usize>>,
}

impl Changes {
    pub(crate) fn new(directory: &Directory) -> Changes {
        let all = directory.changes();
        let mut by_setting = vec![Vec::new(); directory.settings.len()];
        let mut by_member = vec![Vec::new(); directory.members.len()];
        for (place, change) in all.iter().enumerate() {
            let (settings, members) = concerned(directory, change);
            for setting in settings {
                by_setting[setting.index()].push(place);
            }
            for member in members {
                by_member[member.index()].push(place);
            }
        }
        Changes {
            all,
            by_setting,
            by_member,
        }
    }

    pub(crate) fn all(&self) -> &[Change] {
        &self.all
    }

    /// The changes that can affect a setting: its own, and those of its members.
    pub(crate) fn of_setting(&self, setting: SettingKey) -> impl Iterator<Item = &Change> {
        let places = self.by_setting[setting.index()].iter();
        places.map(|place| &self.all[*place])
    }

    /// The changes of the coverage records of a member, and its own.
    pub(crate) fn of_member(&self, member: MemberKey) -> impl Iterator<Item = &Change> {
        let places = self.by_member[member.index()].iter();
        places.map(|place| &self.all[*place])
    }
}

/// The settings and members that a change concerns.
fn concerned(
    directory: &Directory,
    change: &Change,
) -> (BTreeSet<SettingKey>, BTreeSet<MemberKey>) {
    match change {
        Change::Coverage {
            setting, was, now, ..
        } => {
            let records = was.iter().chain(now);
            let members = records.flat_map(|key| directory[*key].members());
            (BTreeSet::from([*setting]), members.collect())
        }
        Change::Noted { notice } => (
            BTreeSet::from([directory[*notice].setting]),
            BTreeSet::new(),
        ),
        Change::Renamed { member, .. }
        | Change::Joined { member, .. }
        | Change::Left { member, .. } => {
            let records = directory.records_of_member(*member).iter();
            let settings = records.map(|key| directory[*key].setting);
            (settings.collect(), BTreeSet::from([*member]))
        }
    }
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

    /// The changes that affect a cell, newest first.
    pub(crate) fn changes_in(
        &self,
        setting: SettingKey,
        jurisdiction: JurisdictionKey,
    ) -> impl Iterator<Item = &'a Change> {
        let of_setting = self.changes.of_setting(setting);
        self.directory.changes_in(of_setting, setting, jurisdiction)
    }

    /// A frame without breadcrumbs.
    pub(crate) fn frame(&self, path: &str, heading: String, description: String) -> Frame<'a> {
        Frame {
            info: self.info,
            title: self.info.page_title(&heading),
            heading,
            description,
            path: path.to_owned(),
            crumbs: Vec::new(),
            body_class: "",
            twin: Some(paths::twin(path)),
            feed: paths::feed(path),
            index: paths::is_indexed(path),
            searches: false,
            things: Vec::new(),
        }
    }
}
