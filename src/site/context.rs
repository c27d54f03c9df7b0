//! What every page can use: the facts, and what is worked out from them once for all pages.

use std::collections::BTreeSet;

use super::frame::Frame;
use super::info::SiteInfo;
use super::paths;
use crate::directory::{Change, Directory, JurisdictionKey, MemberKey, SettingKey};
use crate::messages::Message;

/// What every page can use: the facts, and what is worked out from them once for all pages.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    pub(crate) directory: &'a Directory,
    /// The same in the language of the data file, of whose words ids are made.
    pub(crate) original: &'a Directory,
    pub(crate) info: &'a SiteInfo,
    pub(crate) changes: &'a Changes,
}

/// Every change, newest first, and where to find those of a setting and of a member.
#[derive(Debug)]
pub(crate) struct Changes {
    all: Vec<Change>,
    /// Places of the changes that can touch each setting.
    by_setting: Vec<Vec<usize>>,
    /// Places of the changes that concern each member.
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

    /// Every change.
    pub(crate) fn all(&self) -> &[Change] {
        &self.all
    }

    /// The changes that can touch a setting: its own, and those of the members that are named in it.
    pub(crate) fn of_setting(&self, setting: SettingKey) -> impl Iterator<Item = &Change> {
        let places = self.by_setting[setting.index()].iter();
        places.map(|place| &self.all[*place])
    }

    /// The changes of the records that name a member, and its own.
    pub(crate) fn of_member(&self, member: MemberKey) -> impl Iterator<Item = &Change> {
        let places = self.by_member[member.index()].iter();
        places.map(|place| &self.all[*place])
    }
}

/// The settings and the members that a change concerns.
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

    /// The words of a message that takes no argument.
    pub(crate) fn words(&self, id: &str) -> String {
        self.info.messages.plain(id)
    }

    /// The changes that touch a cell, newest first.
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
            feed: None,
            index: true,
            searches: false,
            things: Vec::new(),
        }
    }
}
