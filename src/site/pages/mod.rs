//! The pages: one struct each, whose template makes the HTML and whose serialization is the JSON twin.

mod about;
mod answer;
mod changes;
mod complaints;
mod errors;
mod gaps;
mod jurisdictions;
mod lookup;
mod matrix;
mod members;
mod search;
mod settings;

use std::collections::BTreeSet;

use askama::Template;
use serde_json::Value;

pub(crate) use about::{
    AboutPage, AccessibilityPage, DataPage, PrivacyPage, SectionView, SourcesPage,
};
pub(crate) use answer::AnswerPage;
pub(crate) use changes::ChangesPage;
pub(crate) use complaints::ComplaintsPage;
pub(crate) use errors::{ErrorPage, NotFoundPage, Problem, Suggestion};
pub(crate) use gaps::GapsPage;
pub(crate) use jurisdictions::{Counted, JurisdictionPage, JurisdictionsPage};
pub(crate) use lookup::{HelpPage, HomePage, LookupPage};
pub(crate) use matrix::{Matrix, MatrixPage, PrintedSetting, PublishedPage};
pub(crate) use members::{MemberFacts, MemberPage, MembersPage, RecordIn};
pub(crate) use search::SearchPage;
pub(crate) use settings::{Described, SettingPage, SettingsPage};

use super::formats::json_ld;
use super::{ATOM, JSON, Options, paths, words};
use crate::directory::{Change, Directory, JurisdictionKey, Kind, MemberKey, SettingKey};

/// What every page can use: the facts, and what is worked out from them once for all pages.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    pub(crate) directory: &'a Directory,
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
                by_setting[setting.place()].push(place);
            }
            for member in members {
                by_member[member.place()].push(place);
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
        let places = self.by_setting[setting.place()].iter();
        places.map(|place| &self.all[*place])
    }

    /// The changes of the records that name a member, and its own.
    pub(crate) fn of_member(&self, member: MemberKey) -> impl Iterator<Item = &Change> {
        let places = self.by_member[member.place()].iter();
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
        Change::Renamed { member, .. } | Change::Joined { member, .. } => {
            let records = directory.records_of_member(*member).iter();
            let settings = records.map(|key| directory[*key].setting);
            (settings.collect(), BTreeSet::from([*member]))
        }
    }
}

impl<'a> Context<'a> {
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
    pub(crate) fn frame(&self, address: &str, heading: &str, description: String) -> Frame<'a> {
        Frame {
            info: self.info,
            title: format!("{heading} - {}", self.info.site_name),
            heading: heading.to_owned(),
            description,
            address: address.to_owned(),
            crumbs: Vec::new(),
            body_class: "",
            twin: Some(paths::twin(address)),
            feed: None,
            index: true,
            searches: false,
            things: Vec::new(),
        }
    }
}

/// What is the same on every page of a site.
#[derive(Debug)]
pub(crate) struct SiteInfo {
    /// The name of this directory, which is not the NPM's own.
    pub(crate) site_name: String,
    /// The NPM's name and its short one.
    pub(crate) title: String,
    pub(crate) abbreviation: Option<String>,
    /// The NPM's own site.
    pub(crate) website: String,
    /// What a jurisdiction is called, and several of them.
    pub(crate) jurisdiction: String,
    pub(crate) jurisdictions: String,
    pub(crate) a_jurisdiction: &'static str,
    /// The kinds of body in the directory: the word for the stylesheet and the word for readers.
    pub(crate) kinds: Vec<(&'static str, &'static str)>,
    /// Where to tell of a mistake.
    pub(crate) contact: String,
    /// What to do when a life is in danger.
    pub(crate) emergency: Option<String>,
    /// When today's facts were last gone through, in words and in ISO.
    pub(crate) checked: String,
    pub(crate) checked_iso: String,
    /// The published table's source; its date in ISO, and what is to be said of it.
    pub(crate) published_id: String,
    pub(crate) published_title: String,
    pub(crate) published_iso: String,
    pub(crate) published_note: Option<String>,
    pub(crate) published_address: String,
    /// How the facts may be used.
    pub(crate) licence: Option<String>,
    /// The SHA-256 of the data file.
    pub(crate) data_hash: String,
    /// The hashed address of the stylesheet, and of the icon.
    pub(crate) stylesheet: &'static str,
    pub(crate) icon: &'static str,
    /// `https://example.org`, where it is known.
    pub(crate) base_url: Option<String>,
    /// Where it is said how a browser can search here.
    pub(crate) opensearch: Option<&'static str>,
    /// Whether the pages will be files, without a server that answers questions.
    pub(crate) exported: bool,
    /// Whether there is only one jurisdiction: then nobody is asked for it.
    pub(crate) one_jurisdiction: bool,
}

impl SiteInfo {
    pub(crate) fn new(directory: &Directory, options: &Options, data_hash: String) -> SiteInfo {
        let about = &directory.about;
        let published = directory.published_source();
        let short = about.abbreviation.as_deref().unwrap_or(&about.title);
        SiteInfo {
            site_name: format!("{short} directory"),
            title: about.title.clone(),
            abbreviation: about.abbreviation.clone(),
            website: about.website.clone(),
            jurisdiction: about.jurisdiction_word.clone(),
            jurisdictions: words::plural(&about.jurisdiction_word),
            a_jurisdiction: words::article(&about.jurisdiction_word),
            kinds: kinds_of(directory),
            contact: about
                .contact
                .clone()
                .unwrap_or_else(|| format!("{}#mistakes", paths::ABOUT_DATA)),
            emergency: about.emergency.clone(),
            checked: words::date(about.checked),
            checked_iso: about.checked.to_string(),
            published_id: published.id.clone(),
            published_title: published.title.clone(),
            published_iso: published.date.to_string(),
            published_note: published.note.clone(),
            published_address: paths::source(published),
            licence: about.licence.clone(),
            data_hash,
            stylesheet: super::assets::stylesheet(),
            icon: super::assets::icon(),
            base_url: options.base_url.clone(),
            opensearch: options.search_origin().map(|_| paths::OPENSEARCH),
            exported: options.exported,
            one_jurisdiction: directory.jurisdictions.len() == 1,
        }
    }
}

/// The kinds of body that a directory has: the word for the stylesheet and the word for readers.
fn kinds_of(directory: &Directory) -> Vec<(&'static str, &'static str)> {
    Kind::ALL
        .into_iter()
        .filter(|kind| {
            directory.members.iter().any(|member| member.kind == *kind)
                || directory
                    .coverage
                    .iter()
                    .any(|coverage| coverage.kind == Some(*kind))
        })
        .map(|kind| (kind.id(), words::kinds(kind)))
        .collect()
}

impl SiteInfo {
    /// An address of the site with the site's own, where that is known; else the path.
    pub(crate) fn permanent(&self, path: &str) -> String {
        let base = self.base_url.as_deref().unwrap_or_default();
        format!("{base}{path}")
    }
}

/// What stands around the content of a page.
#[derive(Debug, Clone)]
pub(crate) struct Frame<'a> {
    pub(crate) info: &'a SiteInfo,
    /// The whole `<title>`.
    pub(crate) title: String,
    /// The same without the name of the site.
    pub(crate) heading: String,
    /// One sentence for search engines.
    pub(crate) description: String,
    /// The page's own path.
    pub(crate) address: String,
    /// The way back: name and address of each page above, the home page first.
    pub(crate) crumbs: Vec<(String, String)>,
    /// The kind of page, for the stylesheet.
    pub(crate) body_class: &'static str,
    /// The path of the JSON twin.
    pub(crate) twin: Option<String>,
    /// The path of a feed of what the page shows.
    pub(crate) feed: Option<&'static str>,
    /// Whether search engines may list the page.
    pub(crate) index: bool,
    /// Whether there is a box to search on it.
    pub(crate) searches: bool,
    /// What it is about, in the words of schema.org.
    pub(crate) things: Vec<Value>,
}

impl Frame<'_> {
    /// The frame with breadcrumbs: the home page, then these.
    pub(crate) fn below(mut self, crumbs: &[(&str, &str)]) -> Self {
        self.crumbs = [("Home", paths::HOME)]
            .iter()
            .chain(crumbs)
            .map(|(name, address)| ((*name).to_owned(), (*address).to_owned()))
            .collect();
        self
    }

    /// The frame for this kind of page.
    pub(crate) fn class(mut self, body_class: &'static str) -> Self {
        self.body_class = body_class;
        self
    }

    /// The frame of a page with a box to search.
    pub(crate) fn searching(mut self) -> Self {
        self.searches = true;
        self
    }

    /// The frame of a page about this.
    pub(crate) fn about(mut self, thing: impl IntoIterator<Item = Value>) -> Self {
        self.things.extend(thing);
        self
    }

    /// The `Link` header: the twin, the feed and the canonical address.
    pub(crate) fn links(&self) -> Option<String> {
        let twin = self.twin.iter().map(|twin| (twin.as_str(), JSON));
        let feed = self.feed.iter().map(|feed| (*feed, ATOM));
        let mut links: Vec<String> = twin
            .chain(feed)
            .map(|(address, media)| format!("<{address}>; rel=\"alternate\"; type=\"{media}\""))
            .collect();
        links.extend(
            self.canonical()
                .map(|address| format!("<{address}>; rel=\"canonical\"")),
        );
        Some(links.join(", ")).filter(|links| !links.is_empty())
    }

    /// What the page says to machines.
    pub(crate) fn json_ld(&self) -> Option<json_ld::Block> {
        json_ld::block(self)
    }

    /// The whole address by which search engines know the page.
    pub(crate) fn canonical(&self) -> Option<String> {
        let base = self.info.base_url.as_ref().filter(|_| self.index)?;
        Some(format!("{base}{}", self.address))
    }

    /// The page's address with the site's, where that is known; else the path.
    pub(crate) fn permanent(&self) -> String {
        self.info.permanent(&self.address)
    }
}

/// A page of the site.
pub(crate) trait Page: Template {
    /// What stands around it.
    fn frame(&self) -> &Frame<'_>;
}

/// Implements [`Page`] for structs whose frame is their field `frame`.
macro_rules! pages {
    ($($page:ident),*) => {$(
        impl $crate::site::pages::Page for $page<'_> {
            fn frame(&self) -> &$crate::site::pages::Frame<'_> {
                &self.frame
            }
        }
    )*};
}
use pages;
