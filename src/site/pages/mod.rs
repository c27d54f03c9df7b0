//! The pages. The template of each struct makes the HTML, and its serialization is the JSON twin.

mod about;
mod answer;
mod changes;
mod complaints;
mod errors;
mod gaps;
mod grid;
mod jurisdictions;
mod lookup;
mod matrix;
mod members;
mod places;
mod published;
mod search;
mod settings;

pub(crate) use about::{
    AboutPage, AccessibilityPage, DataPage, PrivacyPage, SectionView, SourcesPage,
};
pub(crate) use answer::AnswerPage;
pub(crate) use changes::{ChangesPage, changes_description};
pub(crate) use complaints::ComplaintsPage;
pub(crate) use errors::{ErrorPage, Problem, Suggestion};
pub(crate) use gaps::GapsPage;
pub(crate) use jurisdictions::{Counted, JurisdictionPage, JurisdictionsPage};
pub(crate) use lookup::{HelpPage, HomePage, LookupPage};
pub(crate) use matrix::{Matrix, MatrixPage};
pub(crate) use members::{MemberFacts, MemberPage, MembersPage, RecordIn};
pub(crate) use places::{PlacePage, PlaceView, PlacesPage};
pub(crate) use published::{PrintedSetting, PublishedPage};
pub(crate) use search::SearchPage;
pub(crate) use settings::{Described, SettingPage, SettingsPage};

use schemars::JsonSchema;
use serde::Serialize;

use super::context::Context;
use super::frame::Page;
use super::paths;
use crate::directory::{Directory, JurisdictionKey, MemberKey, PlaceKey, SettingKey, Source};

/// The key of a page, which has the ids in its path.
pub(crate) trait PageKey {
    /// The ids for the parameters of the path, in order.
    fn ids<'d>(&self, directory: &'d Directory) -> Vec<&'d str>;
}

impl PageKey for () {
    fn ids<'d>(&self, _: &'d Directory) -> Vec<&'d str> {
        Vec::new()
    }
}

/// The published table, if there is one.
impl PageKey for &Source {
    fn ids<'d>(&self, _: &'d Directory) -> Vec<&'d str> {
        Vec::new()
    }
}

impl PageKey for SettingKey {
    fn ids<'d>(&self, directory: &'d Directory) -> Vec<&'d str> {
        vec![&directory[*self].id]
    }
}

impl PageKey for JurisdictionKey {
    fn ids<'d>(&self, directory: &'d Directory) -> Vec<&'d str> {
        vec![&directory[*self].id]
    }
}

impl PageKey for (SettingKey, JurisdictionKey) {
    fn ids<'d>(&self, directory: &'d Directory) -> Vec<&'d str> {
        vec![&directory[self.0].id, &directory[self.1].id]
    }
}

impl PageKey for MemberKey {
    fn ids<'d>(&self, directory: &'d Directory) -> Vec<&'d str> {
        vec![&directory[*self].id]
    }
}

impl PageKey for PlaceKey {
    fn ids<'d>(&self, directory: &'d Directory) -> Vec<&'d str> {
        vec![&directory[*self].id]
    }
}

/// A visitor for the rows of the table.
pub(crate) trait Visitor<'a> {
    /// A row with a page for each key. The path has its parameters in braces.
    fn pages<K: PageKey, P: Page + Serialize + JsonSchema>(
        &mut self,
        path: &'static str,
        keys: impl IntoIterator<Item = K>,
        new: impl Fn(&Context<'a>, K) -> P,
    );

    /// A row with one page.
    fn page<P: Page + Serialize + JsonSchema>(
        &mut self,
        path: &'static str,
        new: impl Fn(&Context<'a>) -> P,
    ) {
        self.pages(path, [()], |context, ()| new(context));
    }
}

/// The table of pages. A row is all that is needed for a page and its twin to be rendered, described in `/openapi.json`
/// (by the first line of the struct's documentation) and listed in `/sitemap.xml`.
pub(crate) fn visit<'a>(directory: &'a Directory, to: &mut impl Visitor<'a>) {
    let jurisdictions = || directory.jurisdiction_keys();
    let settings = || directory.setting_keys();
    let cells = settings().flat_map(|setting| jurisdictions().map(move |there| (setting, there)));
    to.page(paths::HOME, HomePage::new);
    to.page(paths::LOOKUP, LookupPage::empty);
    to.page(paths::LOOKUP_HELP, HelpPage::new);
    to.page(paths::SETTINGS, SettingsPage::new);
    to.pages(paths::SETTING, settings(), SettingPage::new);
    to.pages(paths::ANSWER, cells, AnswerPage::new);
    to.page(paths::JURISDICTIONS, JurisdictionsPage::new);
    to.pages(paths::JURISDICTION, jurisdictions(), JurisdictionPage::new);
    to.page(paths::MEMBERS, MembersPage::new);
    to.pages(paths::MEMBER, directory.member_keys(), MemberPage::new);
    to.page(paths::MATRIX, MatrixPage::new);
    to.pages(
        paths::MATRIX_PUBLISHED,
        directory.published_source(),
        PublishedPage::new,
    );
    to.page(paths::CHANGES, ChangesPage::new);
    to.page(paths::GAPS, GapsPage::new);
    to.page(paths::COMPLAINTS, ComplaintsPage::new);
    let places = Some(()).filter(|()| !directory.places.is_empty());
    to.pages(paths::PLACES, places, PlacesPage::new);
    to.pages(paths::PLACE, directory.place_keys(), PlacePage::new);
    to.page(paths::SEARCH, SearchPage::empty);
    to.page(paths::ABOUT, AboutPage::new);
    to.page(paths::ABOUT_DATA, DataPage::new);
    to.page(paths::ABOUT_SOURCES, SourcesPage::new);
    to.page(paths::ACCESSIBILITY, AccessibilityPage::new);
    to.page(paths::PRIVACY, PrivacyPage::new);
}
